//! The decision beside its nearest peers: a table that marks what differs.

use maud::{Markup, html};

use crate::compare::{Decision, Difference, Peer};
use crate::law::Library;
use crate::report::decision;
use crate::report::page::words;

/// A peer with its record.
pub struct Neighbour<'a> {
    /// How near it is and what differs.
    pub peer: &'a Peer,
    /// Its record.
    pub decision: Decision,
    /// The tier it is grouped by.
    pub tier: Option<String>,
    /// It is named in the reasons.
    pub named: bool,
}

/// Draws the table; the decision itself comes first.
pub fn table(
    library: &Library,
    index: usize,
    own: &Decision,
    tier: Option<&str>,
    neighbours: &[Neighbour<'_>],
) -> Markup {
    html! {
        table.peers data-case=(index) {
            caption { (words::BESIDE) }
            thead { tr { @for head in words::BESIDE_HEADS { th scope="col" { (head) } } } }
            tbody {
                tr.own {
                    th scope="row" { (words::THIS) }
                    td.date { (own.decided_on) }
                    td.amount { (decision::outcome(library, own)) }
                    td { (tier.unwrap_or(words::NOTHING)) }
                    td { (circumstances(library, own)) }
                    td { (facts(library, own)) }
                    td { (own.authority) }
                    td.amount { (words::NOTHING) }
                }
                @for neighbour in neighbours { (row(library, own, neighbour)) }
            }
        }
    }
}

fn row(library: &Library, own: &Decision, neighbour: &Neighbour<'_>) -> Markup {
    let (other, differs) = (&neighbour.decision, &neighbour.peer.differs);
    let any = |wanted: fn(&Difference) -> bool| differs.iter().any(wanted);
    let tier = any(|d| matches!(d, Difference::Tier(..)));
    let circumstance = any(|d| matches!(d, Difference::OnlyCase(_) | Difference::OnlyPeer(_)));
    let fact = any(|d| matches!(d, Difference::Fact(..)));
    let authority = any(|d| matches!(d, Difference::Authority));
    html! {
        tr {
            th scope="row" {
                @if neighbour.named { (words::NAMED) }
                (other.case_no)
                @if other.flags.teaching { " " span.teaching { (words::TEACHING) } }
            }
            td.date { (other.decided_on) }
            td.amount {
                (decision::outcome(library, other))
                @if let Some(way) = words::heavier(own.fine, other.fine) { " " (way) }
            }
            (cell(tier, neighbour.tier.as_deref().unwrap_or(words::NOTHING)))
            (cell(circumstance, &circumstances(library, other)))
            (cell(fact, &facts(library, other)))
            (cell(authority, &other.authority))
            td.amount { (words::weight(neighbour.peer.weight)) }
        }
    }
}

/// A cell, with a sign and heavy type where it differs.
fn cell(differs: bool, text: &str) -> Markup {
    html! {
        @if differs { td.differs { (words::DIFFERS) (text) } } @else { td { (text) } }
    }
}

fn circumstances(library: &Library, decision: &Decision) -> String {
    let mut labels: Vec<&str> = decision
        .circumstances
        .iter()
        .map(|id| decision::circumstance(library, id))
        .collect();
    labels.sort_unstable();
    or_nothing(&labels.join(words::LIST_COMMA))
}

fn facts(library: &Library, decision: &Decision) -> String {
    let each = decision.facts.iter();
    let parts: Vec<String> = each.map(|(id, v)| decision::fact(library, id, v)).collect();
    or_nothing(&parts.join(words::LIST_COMMA))
}

fn or_nothing(text: &str) -> String {
    if text.is_empty() {
        words::NOTHING
    } else {
        text
    }
    .to_owned()
}
