//! The head of the page, the counts, and the list at a glance.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::compare::Verdict;
use crate::law::Fen;
use crate::report::page::{Page, words};
use crate::report::{decision, finding};

/// Title, what was compared, when and with what.
pub fn head(page: &Page<'_>) -> Markup {
    let cases = page.findings.cases();
    let all = || (0..cases.len()).filter_map(|i| cases.decision(i));
    let authorities: BTreeSet<String> = all().map(|d| d.authority).collect();
    let first = all().map(|d| d.decided_on.earliest()).min();
    let last = all().map(|d| d.decided_on.latest()).max();
    let taught = all().filter(|d| d.flags.teaching).count();
    let whose = match (authorities.len(), authorities.first()) {
        (1, Some(only)) => only.clone(),
        (n, _) => words::authorities(n),
    };
    html! {
        header {
            p.kind { (words::PROMPT) }
            h1 { (words::TITLE) }
            p.whose { (whose) @if let Some(code) = page.jurisdiction { (words::aside(&words::jurisdiction(code))) } }
            dl.facts {
                div { dt { (words::COMPARED) } dd { (words::decisions(cases.len())) } }
                @if let Some((first, last)) = first.zip(last) {
                    div { dt { (words::DECIDED) } dd { (words::period(first, last)) } }
                }
                @if let Some(maker) = page.maker {
                    div { dt { (words::MAKER) } dd { (maker) } }
                }
                div { dt { (words::MADE) } dd { (words::minute(page.made)) } }
                div { dt { (words::LIBRARY) } dd { (page.fingerprint) } }
            }
            @if taught > 0 { p.note { strong { (words::TEACHING) } (words::taught(taught)) } }
            p.caveat { (words::CAVEAT) }
        }
    }
}

/// How many decisions got which verdict, and what each means.
pub fn tally(page: &Page<'_>, chosen: &[usize]) -> Markup {
    let counts = finding::tally(&page.findings.marks);
    let count = |verdict| {
        let found = counts.iter().find(|(v, _)| *v == verdict);
        found.map_or(0, |(_, n)| *n)
    };
    let found: usize = counts
        .iter()
        .filter(|(v, _)| v.is_finding())
        .map(|(_, n)| n)
        .sum();
    html! {
        section #summary {
            h2 { (words::HEAD_SUMMARY) }
            p.lead { (words::to_check(found, page.findings.marks.len())) }
            table.tally {
                thead { tr { @for head in words::TALLY_HEADS { th scope="col" { (head) } } } }
                tbody {
                    @for verdict in Verdict::ALL {
                        tr.quiet[!verdict.is_finding()] {
                            th scope="row" { (verdict.label()) }
                            td.amount { (count(verdict)) }
                            td { (words::meaning(verdict)) }
                        }
                    }
                }
            }
            @if let Some(asked) = page.selection.description() {
                p.note { (words::asked(&asked, chosen.len())) }
            }
        }
    }
}

/// The listed findings, one line each.
pub fn overview(page: &Page<'_>, listed: &[usize], of: usize) -> Markup {
    html! {
        section #overview {
            h2 { (words::HEAD_OVERVIEW) }
            @if listed.is_empty() { p { (words::NOTHING_LISTED) } }
            @else {
                p { (words::listed(listed.len(), of)) }
                table.overview {
                    thead { tr { @for head in words::OVERVIEW_HEADS { th scope="col" { (head) } } } }
                    tbody { @for (number, index) in (1..).zip(listed) { (line(page, number, *index)) } }
                }
            }
        }
    }
}

fn line(page: &Page<'_>, number: usize, index: usize) -> Markup {
    let mark = page.findings.marks.get(index);
    let Some((own, mark)) = page.findings.cases().decision(index).zip(mark) else {
        return html! {};
    };
    let fined = own.fine.is_some_and(|f| f > Fen::ZERO);
    let expected = mark.expected.filter(|_| fined);
    html! {
        tr {
            td.amount { a href=(format!("#{}", words::anchor(number))) { (number) } }
            td { (finding::verdict(mark, own.fine)) }
            td {
                @if own.flags.teaching { span.teaching { (words::TEACHING) } }
                (own.case_no)
            }
            td { (own.authority) }
            td.date { (own.decided_on) }
            td { (decision::about(page.library, &own)) }
            td.amount { (decision::outcome(page.library, &own)) }
            td.amount {
                @if let Some(range) = expected.or(mark.lawful) {
                    (range) @if expected.is_none() { (words::BY_LAW) }
                }
            }
        }
    }
}

/// What somebody dismissed, with the reason.
pub fn dismissed(page: &Page<'_>, out: &[usize]) -> Markup {
    let known = out.iter().filter_map(|index| {
        let own = page.findings.cases().decision(*index)?;
        let mark = page.findings.marks.get(*index)?;
        Some((own, mark, page.opinions.get(index)?.1))
    });
    html! {
        @if !out.is_empty() {
            section #dismissed {
                h2 { (words::HEAD_DISMISSED) }
                p { (words::dismissed(out.len())) }
                table.plain {
                    thead { tr { @for head in words::DISMISSED_HEADS { th scope="col" { (head) } } } }
                    tbody {
                        @for (own, mark, review) in known {
                            tr {
                                td { (finding::verdict(mark, own.fine)) }
                                td { (own.case_no) }
                                td { (own.authority) }
                                td.amount { (decision::outcome(page.library, &own)) }
                                td { (review.reason) }
                                td { (review.at) @if let Some(by) = &review.by { (words::aside(by)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
