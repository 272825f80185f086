//! One finding in full: what was decided, why it is shown, where it lies among its peers, and
//! what differs from the nearest of them.

use maud::{Markup, html};

use crate::assess::words::subject;
use crate::compare::{Decision, Finding, Level, Mark, Peer, Standing};
use crate::law::{Fen, vocabulary};
use crate::report::page::peers::{self, Neighbour};
use crate::report::page::strip::Strip;
use crate::report::page::{Page, words};
use crate::report::{decision, finding};

/// Peers looked at for a drawing.
const DRAWN: usize = 400;
/// Fewest peers of the same tier for a drawing of them alone.
const FEWEST_DRAWN: usize = 5;
/// Peers set beside the decision.
const BESIDE: usize = 5;

/// Draws the finding with this number in the list.
pub fn draw(page: &Page<'_>, number: usize, index: usize) -> Markup {
    let cases = page.findings.cases();
    let pair = cases
        .decision(index)
        .zip(page.findings.explain(page.library, index));
    let Some((own, found)) = pair else {
        return html! {};
    };
    let party = cases.key(index).and_then(|key| (page.party)(key));
    let near = page.findings.peers(index, DRAWN);
    html! {
        article.finding id=(words::anchor(number)) {
            h3 {
                span.number { (number) }
                @if own.flags.teaching { span.teaching { (words::TEACHING) } " " }
                (own.case_no)
                span.verdict { (finding::verdict(&found.mark, own.fine)) }
            }
            (who(page, &own, party.as_deref()))
            (figures(page, &own, &found))
            ul.reasons { @for reason in &found.reasons { li { (reason) } } }
            @if let Some((state, review)) = page.opinions.get(&index) {
                p.review { (words::opinion(*state, review)) }
            }
            @if own.fine.is_some_and(|f| f > Fen::ZERO) {
                figure { (strip(page, &own, &found, &near).draw()) }
            }
            (beside(page, index, &own, &found, &near))
        }
    }
}

fn who(page: &Page<'_>, own: &Decision, party: Option<&str>) -> Markup {
    let library = page.library;
    let cite = own
        .offence
        .as_ref()
        .and_then(|id| library.citation_of_id(id));
    let stage = own
        .stage
        .as_ref()
        .map(|id| vocabulary::label(&library.parts().vocabulary.stages, id.as_str()));
    html! {
        p.who {
            span { (own.authority) }
            span { (own.decided_on) }
            span { (subject(own.subject)) @if let Some(stage) = stage { "·" (stage) } }
            @if let Some(party) = party { span { (words::party(party)) } }
        }
        p.offence { (decision::about(library, own)) @if let Some(cite) = cite { (words::aside(&cite)) } }
    }
}

/// The amounts side by side; what is not known is left out.
fn figures(page: &Page<'_>, own: &Decision, found: &Finding) -> Markup {
    let mark = &found.mark;
    let standing = standing(page, own);
    let tier = standing.as_ref().and_then(Standing::benchmark_range);
    let statute = standing.as_ref().and_then(|s| s.lawful.statutory);
    let rows = [
        (words::OUTCOME, Some(decision::outcome(page.library, own))),
        (words::EXPECTED, mark.expected.map(|r| r.to_string())),
        (words::TIER_RANGE, tier.map(|r| r.to_string())),
        (words::STATUTE_RANGE, statute.map(|r| r.to_string())),
        (
            words::PEERS,
            (mark.peers > 0).then(|| words::peers(mark.peers, found.not_fined)),
        ),
        (words::RARITY, mark.p_value.map(words::p_value)),
    ];
    html! {
        dl.figures {
            @for (label, text) in rows {
                @if let Some(text) = text { div { dt { (label) } dd { (text) } } }
            }
        }
    }
}

fn standing(page: &Page<'_>, own: &Decision) -> Option<Standing> {
    let offence = own.offence.as_ref()?;
    Some(Standing::of(page.library, own, offence))
}

/// The fines of the group that was compared with: the tier, or the stage where the tier has too few.
fn strip(page: &Page<'_>, own: &Decision, found: &Finding, near: &[Peer]) -> Strip {
    let fines = |level: Level| -> Vec<Fen> {
        near.iter()
            .filter(|peer| peer.level >= level)
            .filter_map(|peer| page.findings.cases().decision(peer.index)?.fine)
            .filter(|fine| *fine > Fen::ZERO)
            .collect()
    };
    let mut peers = fines(Level::Tier);
    if peers.len() < FEWEST_DRAWN {
        peers = fines(Level::Stage);
    }
    let Mark {
        expected, lawful, ..
    } = found.mark;
    Strip {
        this: own.fine.filter(|fine| *fine > Fen::ZERO),
        corrected: found.slip.map(|slip| slip.corrected),
        peers,
        expected,
        lawful,
    }
}

/// The decision and its nearest peers, those named in the reasons first.
fn beside(page: &Page<'_>, index: usize, own: &Decision, found: &Finding, near: &[Peer]) -> Markup {
    let named = |peer: &&Peer| found.named.contains(&peer.index);
    let others = near.iter().filter(|peer| !named(peer));
    let chosen = near.iter().filter(named).chain(others).take(BESIDE);
    let neighbours: Vec<Neighbour<'_>> = chosen
        .filter_map(|peer| {
            let other = page.findings.cases().decision(peer.index)?;
            Some(Neighbour {
                named: named(&peer),
                tier: standing(page, &other).and_then(|s| s.tier),
                decision: other,
                peer,
            })
        })
        .collect();
    if neighbours.is_empty() {
        return html! {};
    }
    let tier = standing(page, own).and_then(|s| s.tier);
    peers::table(page.library, index, own, tier.as_deref(), &neighbours)
}
