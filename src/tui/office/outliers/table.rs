//! The decision beside its nearest peers, cell by cell.

use std::collections::BTreeSet;

use crate::assess::words::subject;
use crate::compare::{Decision, Difference, Peer};
use crate::law::{CircumstanceId, FactId, Fen, Library, OffenceId};
use crate::report::decision::{circumstance, fact_label, outcome, title};
use crate::tui::model::outliers::detail::{Cell, Differs, PeerColumn, PeerTable};
use crate::tui::office::outliers::Compared;
use crate::tui::office::words;

/// A peer with its record.
struct Beside<'a> {
    peer: &'a Peer,
    decision: Decision,
    tier: Option<String>,
}

/// Sets a decision beside its peers. `tier` is the one it is grouped by.
pub(super) fn table(
    library: &Library,
    compared: &Compared,
    this: &Decision,
    tier: Option<&str>,
    peers: &[Peer],
) -> PeerTable {
    let cases = compared.findings.cases();
    let beside: Vec<Beside> = peers
        .iter()
        .filter_map(|peer| {
            Some(Beside {
                decision: cases.decision(peer.index)?,
                tier: tier_of(peer, tier),
                peer,
            })
        })
        .collect();
    let all = || beside.iter().map(|b| &b.decision).chain([this]);
    let circumstances: BTreeSet<&CircumstanceId> = all().flat_map(|d| &d.circumstances).collect();
    let facts: BTreeSet<&FactId> = all().flat_map(|d| d.facts.keys()).collect();
    let mut table = PeerTable {
        peers: beside.iter().map(|b| column(compared, b)).collect(),
        ..PeerTable::default()
    };
    let mut row = |label: &str, absent, this: String, cell: &dyn Fn(&Beside) -> Cell| {
        table.labels.push(label.to_owned());
        table.absent.push(absent);
        table.this.push(this);
        for (column, beside) in table.peers.iter_mut().zip(&beside) {
            column.cells.push(cell(beside));
        }
    };
    row(words::OUTCOME, "", outcome(library, this), &|b| Cell {
        text: outcome(library, &b.decision),
        differs: amounts(this, &b.decision),
    });
    let named = |d: &Decision| {
        let name = |id: &OffenceId| title(library, id).unwrap_or_else(|| id.to_string());
        d.offence.as_ref().map(name).unwrap_or_default()
    };
    if beside.iter().any(|b| b.decision.offence != this.offence) {
        row(words::OFFENCE, "", named(this), &|b| {
            let same = b.decision.offence == this.offence;
            cell(named(&b.decision), same)
        });
    }
    let who = |d: &Decision| subject(d.subject).to_owned();
    if beside.iter().any(|b| b.decision.subject != this.subject) {
        row(words::SUBJECT, "", who(this), &|b| {
            cell(who(&b.decision), b.decision.subject == this.subject)
        });
    }
    let or_none = |text: Option<&str>| text.unwrap_or(words::NOT_RECORDED).to_owned();
    row(words::TIER, "", or_none(tier), &|b| {
        cell(or_none(b.tier.as_deref()), b.tier.as_deref() == tier)
    });
    for id in circumstances {
        let has = |d: &Decision| d.circumstances.contains(id);
        row(
            circumstance(library, id),
            words::has(false),
            words::has(has(this)).to_owned(),
            &|b| {
                cell(
                    words::has(has(&b.decision)).to_owned(),
                    has(&b.decision) == has(this),
                )
            },
        );
    }
    for id in facts {
        let value = |d: &Decision| d.facts.get(id).map(ToString::to_string);
        row(
            fact_label(library, id),
            words::NOT_RECORDED,
            or_none(value(this).as_deref()),
            &|b| {
                let same = b.decision.facts.get(id) == this.facts.get(id);
                cell(or_none(value(&b.decision).as_deref()), same)
            },
        );
    }
    row(words::AUTHORITY, "", this.authority.clone(), &|b| {
        let same = b.decision.authority == this.authority;
        cell(b.decision.authority.clone(), same)
    });
    row(words::DECIDED_ON, "", this.decided_on.to_string(), &|b| {
        cell(b.decision.decided_on.to_string(), true)
    });
    table
}

/// The tier a peer is grouped by: it is told only where it is another one.
fn tier_of(peer: &Peer, this: Option<&str>) -> Option<String> {
    let other = peer.differs.iter().find_map(|d| match d {
        Difference::Tier(_, other) => Some(other.clone()),
        Difference::OnlyCase(_)
        | Difference::OnlyPeer(_)
        | Difference::Fact(..)
        | Difference::Authority => None,
    });
    other.unwrap_or_else(|| this.map(str::to_owned))
}

fn column(compared: &Compared, beside: &Beside) -> PeerColumn {
    PeerColumn {
        key: compared.key(beside.peer.index),
        case_no: beside.decision.case_no.clone(),
        weight: words::weight(beside.peer.weight),
        cells: Vec::new(),
        is_demo: beside.decision.flags.teaching,
    }
}

fn cell(text: String, is_same: bool) -> Cell {
    let differs = if is_same {
        Differs::Not
    } else {
        Differs::Other
    };
    Cell { text, differs }
}

/// How the outcome of a peer stands to that of this case.
fn amounts(this: &Decision, peer: &Decision) -> Differs {
    let fine = |d: &Decision| d.fine.filter(|f| *f > Fen::ZERO);
    match (fine(this), fine(peer)) {
        (Some(this), Some(peer)) if peer > this => Differs::More,
        (Some(this), Some(peer)) if peer < this => Differs::Less,
        (Some(_), None) | (None, Some(_)) => Differs::Other,
        (None, None) if this.outcome != peer.outcome => Differs::Other,
        (Some(_), Some(_)) | (None, None) => Differs::Not,
    }
}
