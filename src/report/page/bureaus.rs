//! Authorities against one another and against their own past: funnel, periods, thresholds, years.

mod plot;

use maud::{Markup, html};

use crate::compare::bureau::{Bunching, BureauView, Test, YearChange};
use crate::report::page::words;

/// Rows of a table, unless more are singled out.
const ROWS: usize = 12;

/// The whole part.
pub fn draw(view: &BureauView) -> Markup {
    let flags =
        |tests: &mut dyn Iterator<Item = Option<Test>>| tests.filter(|t| is_flagged(*t)).count();
    html! {
        section #bureaus {
            h2 { (words::HEAD_BUREAUS) }
            p.lead {
                (words::bureau_lead(
                    flags(&mut view.bureaus.iter().map(|b| b.test)),
                    flags(&mut view.periods.iter().map(|p| p.test)),
                    flags(&mut view.bunching.iter().map(|b| b.test)),
                    flags(&mut view.years.iter().map(|y| y.test)),
                ))
            }
            p { (words::BUREAUS_LEAD) }
            p { (words::bureau_method(&view.method)) }
            (plot::funnel(view))
            (funnel_table(view))
            (plot::periods(view))
            (period_table(view))
            (bunching_table(&view.bunching))
            (year_table(&view.years))
        }
    }
}

fn is_flagged(test: Option<Test>) -> bool {
    test.is_some_and(|t| t.flagged)
}

/// The rows to show: all that are singled out, and some more for comparison.
fn shown<T>(rows: &[T], test: impl Fn(&T) -> Option<Test>) -> Vec<&T> {
    let chosen = |(n, row): &(usize, &T)| {
        let tested = test(row);
        is_flagged(tested) || tested.is_some() && *n < ROWS
    };
    let rows = rows.iter().enumerate().filter(chosen);
    rows.map(|(_, row)| row).collect()
}

fn check(test: Option<Test>) -> Markup {
    html! { td { @if is_flagged(test) { strong { (words::CHECK) } } } }
}

fn head(caption: &str, heads: &[&str]) -> Markup {
    html! {
        caption { (caption) }
        thead { tr { @for head in heads { th scope="col" { (head) } } } }
    }
}

fn funnel_table(view: &BureauView) -> Markup {
    let rows = shown(&view.bureaus, |b| b.test);
    html! {
        @if !rows.is_empty() {
            table.plain {
                (head(words::BUREAU_TABLE, &words::BUREAU_HEADS))
                tbody {
                    @for b in rows {
                        tr {
                            th scope="row" { (b.authority) }
                            td.amount { (b.n) }
                            td.amount { (words::index(b.index.value)) }
                            td.amount { (words::band(b.index.low, b.index.high)) }
                            td.amount { (words::top(&b.top)) }
                            td.amount { @if let Some(c) = b.change { (words::change(c.value)) } }
                            td.amount { (words::p_short(b.test)) }
                            (check(b.test))
                        }
                    }
                }
            }
        }
    }
}

fn period_table(view: &BureauView) -> Markup {
    let rows = shown(&view.periods, |p| p.test);
    html! {
        @if !rows.is_empty() {
            table.plain {
                (head(words::PERIOD_TABLE, &words::PERIOD_HEADS))
                tbody {
                    @for p in rows {
                        tr {
                            th scope="row" { (p.authority) }
                            td { (p.period.label()) }
                            td.amount { (p.n) }
                            td.amount { (words::index(p.index.value)) }
                            td.amount { (words::band(p.index.low, p.index.high)) }
                            td.amount { @if let Some(usual) = p.usual { (words::index(usual)) } }
                            td.amount { (words::p_short(p.test)) }
                            (check(p.test))
                        }
                    }
                }
            }
        }
    }
}

fn bunching_table(all: &[Bunching]) -> Markup {
    let rows = shown(all, |b| b.test);
    html! {
        @if !rows.is_empty() {
            table.plain {
                (head(words::BUNCHING_TABLE, &words::BUNCHING_HEADS))
                tbody {
                    @for b in rows {
                        tr {
                            th scope="row" { (b.authority) }
                            td { (words::threshold(b.threshold_yuan, &b.gates)) }
                            td.amount { (b.near) }
                            td.amount { (b.just_below) }
                            td.amount { (words::expected_count(b.expected)) }
                            td.amount { (words::p_short(b.test)) }
                            (check(b.test))
                        }
                    }
                }
            }
        }
    }
}

fn year_table(all: &[YearChange]) -> Markup {
    let rows = shown(all, |y| y.test);
    html! {
        @if !rows.is_empty() {
            table.plain {
                (head(words::YEAR_TABLE, &words::YEAR_HEADS))
                tbody {
                    @for y in rows {
                        tr {
                            th scope="row" { (y.authority) }
                            td { (y.year) }
                            td.amount { (words::two_counts(y.n)) }
                            td.amount { (words::change(y.change.value)) }
                            td.amount { (words::changes(y.change.low, y.change.high)) }
                            td.amount { (words::p_short(y.test)) }
                            (check(y.test))
                        }
                    }
                }
            }
        }
    }
}
