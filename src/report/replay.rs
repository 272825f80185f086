//! What a change of benchmark does to past decisions, as text and JSON.

use serde_json::{Value, json};

use crate::compare::replay::Changed;
use crate::compare::{Cases, Findings};
use crate::law::FenRange;
use crate::report::assessment_json::amounts;
use crate::report::words;

/// What was judged, and with what.
#[derive(Clone, Copy, Debug)]
pub struct Replay<'a> {
    /// The benchmark in use.
    pub from: &'a str,
    /// The one in its place.
    pub to: &'a str,
    /// The decisions.
    pub cases: &'a Cases,
    /// Those judged differently.
    pub changed: &'a [Changed],
}

impl Replay<'_> {
    fn ranges(&self) -> usize {
        self.changed.iter().filter(|c| c.range_changed()).count()
    }

    fn verdicts(&self) -> usize {
        self.changed.iter().filter(|c| c.verdict_changed()).count()
    }
}

/// The replay for people: the counts, the verdicts before and after, then every decision.
pub fn to_text(replay: &Replay, before: &Findings, after: &Findings) -> String {
    let mut lines = vec![
        words::replay_head(replay.from, replay.to, replay.cases.len()),
        words::replay_counts(replay.ranges(), replay.verdicts()),
    ];
    let count = |found: &Findings, verdict| {
        let same = found.marks.iter().filter(|f| f.verdict == verdict);
        same.count()
    };
    for verdict in crate::compare::Verdict::ALL {
        let (old, new) = (count(before, verdict), count(after, verdict));
        if old != new {
            lines.push(words::replay_verdict(verdict.label(), old, new));
        }
    }
    for changed in replay.changed {
        let Some(decision) = replay.cases.decision(changed.index) else {
            continue;
        };
        lines.push(words::replay_decision(
            &decision.case_no,
            decision.offence.as_ref().map_or("", |o| o.as_str()),
            decision.subject,
            decision.fine,
        ));
        if changed.range_changed() {
            let (old, new) = changed.range;
            lines.push(words::replay_range(old, new));
        }
        if changed.verdict_changed() {
            let (old, new) = changed.verdict;
            lines.push(words::replay_change(old.label(), new.label()));
        }
    }
    lines.join("\n") + "\n"
}

/// The replay for programs.
pub fn to_json(replay: &Replay) -> Value {
    let range = |r: Option<FenRange>| r.map(amounts);
    let one = |c: &Changed| {
        let decision = replay.cases.decision(c.index);
        json!({
            "case_no": decision.as_ref().map(|d| d.case_no.clone()),
            "offence": decision.as_ref().and_then(|d| d.offence.clone()),
            "subject": decision.as_ref().map(|d| d.subject),
            "fine_yuan": decision.as_ref().and_then(|d| d.fine).map(crate::report::assessment_json::yuan),
            "range": {"old": range(c.range.0), "new": range(c.range.1)},
            "verdict": {"old": c.verdict.0.id(), "new": c.verdict.1.id()},
        })
    };
    json!({
        "from": replay.from,
        "to": replay.to,
        "decisions": replay.cases.len(),
        "ranges_changed": replay.ranges(),
        "verdicts_changed": replay.verdicts(),
        "changed": replay.changed.iter().map(one).collect::<Vec<_>>(),
    })
}
