//! Older and newer provisions on the same act (从旧兼从轻): every pair, subject and stage, against a second
//! comparison that shares nothing with the engine's.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeSet;

use cailiang::assess::{Case, assess};
use cailiang::law::{FineBasis, FineMode, Inputs, Offence, PartialDate, PenaltyRow, Subject};

/// What is threatened: the lowest and highest fine (fen), whether it may be left out, kinds that weigh.
#[derive(Debug, PartialEq)]
struct Threat {
    fine: Option<(i64, i64)>,
    optional: bool,
    kinds: BTreeSet<String>,
}

/// The rows for somebody: his own; of a person without, those about persons; of an individual, those that
/// name 个人 too.
fn rows<'a>(offence: &'a Offence, subject: Subject, stage: &str) -> Vec<&'a PenaltyRow> {
    let of = |s: Subject| -> Vec<&PenaltyRow> {
        let at_stage = offence.all_rows().filter(|r| r.stage.as_str() == stage);
        at_stage.filter(|r| r.subject == s).collect()
    };
    let mut found = of(subject);
    if found.is_empty() && subject == Subject::ResponsiblePerson {
        found = of(Subject::Individual);
        found.retain(|r| !r.who.contains("单位"));
    }
    if found.is_empty() && subject == Subject::Individual {
        found = of(Subject::ResponsiblePerson);
    }
    if found.is_empty() && subject == Subject::Individual {
        found = of(Subject::Unit);
        found.retain(|r| r.who.contains("个人"));
    }
    found
}

/// `None` where an amount is not known, or what is referred to is not loaded.
fn threat(offence: &Offence, subject: Subject, stage: &str) -> Option<Threat> {
    let library = common::library();
    if library
        .referrals_of(offence)
        .iter()
        .any(|r| r.not_loaded.is_some())
    {
        return None;
    }
    let only_refers =
        |r: &PenaltyRow| r.refers_to.is_some() && r.fine.is_none() && r.penalties.is_empty();
    if library.referrals_of(offence).is_empty() && offence.rows.iter().any(only_refers) {
        return None;
    }
    let mut threat = Threat {
        fine: None,
        optional: true,
        kinds: BTreeSet::new(),
    };
    for row in rows(offence, subject, stage) {
        for kind in &row.penalties {
            if library.kind_class(kind).weighs() {
                threat.kinds.insert(library.usual_kind(kind).to_owned());
            }
        }
        let Some(fine) = &row.fine else { continue };
        let FineBasis::Fixed { range, .. } = &fine.basis else {
            return None;
        };
        let (low, high) = (range.min().0, range.max().0);
        let hull = threat
            .fine
            .map_or((low, high), |(a, b)| (a.min(low), b.max(high)));
        threat.fine = Some(hull);
        threat.optional &= row.mode == FineMode::May;
    }
    Some(threat)
}

/// The stage under the name an offence has for it; `None` where it knows no such stage.
fn stage_of(offence: &Offence, stage: &str) -> Option<String> {
    let known = |s: &str| offence.all_rows().any(|r| r.stage.as_str() == s);
    let like: [&[&str]; 2] = [
        &["overdue", "refused"],
        &["consequence", "caused_incident", "caused_accident"],
    ];
    if known(stage) {
        return Some(stage.to_owned());
    }
    let group = like.iter().find(|g| g.contains(&stage))?;
    group.iter().find(|s| known(s)).map(|s| (*s).to_owned())
}

/// Lighter in something and heavier in nothing.
fn newer_is_lighter(old: &Threat, new: &Threat) -> bool {
    let (mut lighter, mut heavier) = (false, false);
    match (old.fine, new.fine) {
        (Some((a, b)), Some((c, d))) => {
            lighter |= c < a || d < b || new.optional && !old.optional;
            heavier |= c > a || d > b || old.optional && !new.optional;
        }
        (Some(_), None) => lighter = true,
        (None, Some(_)) => heavier = true,
        (None, None) => {}
    }
    lighter |= !old.kinds.is_subset(&new.kinds);
    heavier |= !new.kinds.is_subset(&old.kinds);
    lighter && !heavier
}

#[test]
fn every_pair_is_decided_as_a_naive_comparison_decides_it() {
    let library = common::library();
    let mut decided = [0, 0];
    for successor in &library.parts().relations.successors {
        let all = library.newer_than(&successor.old);
        for old in library.named(successor.old.as_str()) {
            let instrument = library.instrument(old.instrument.as_str()).unwrap();
            let newer = library.instrument(all[0].instrument.as_str()).unwrap();
            let ends = instrument
                .repealed
                .or(instrument.replaced_by.as_ref().map(|r| r.from))
                .unwrap_or_else(|| panic!("{}: when does it end?", old.id));
            let act = ends.earliest().pred_opt().unwrap();
            let decided_on = newer.in_force.latest().max(ends.latest());
            let in_part = |o: &&Offence| o.verified == Some(cailiang::law::offence::Verified::Part);
            if in_part(&old) || all.iter().any(in_part) {
                continue;
            }
            let stages: BTreeSet<String> = old.all_rows().map(|r| r.stage.to_string()).collect();
            for stage in stages {
                for subject in Subject::ALL {
                    let asked = Case {
                        offence: Some(old.id.clone()),
                        stage: Some(stage.as_str().into()),
                        subjects: vec![subject],
                        act_on: Some(PartialDate::day(act)),
                        discovered_on: Some(PartialDate::day(act)),
                        decided_on: Some(PartialDate::day(decided_on)),
                        inputs: Inputs::default(),
                        ..Case::default()
                    };
                    let answer = assess(library, &asked).unwrap();
                    let mine = threat(old, subject, &stage);
                    let lighter = library
                        .newer_than(&old.id)
                        .iter()
                        .chain(
                            all.iter()
                                .filter(|_| library.newer_than(&old.id).is_empty()),
                        )
                        .all(|new| {
                            let theirs =
                                stage_of(new, &stage).and_then(|s| threat(new, subject, &s));
                            match (&mine, &theirs) {
                                (Some(mine), Some(theirs)) => newer_is_lighter(mine, theirs),
                                _ => false,
                            }
                        });
                    let chosen = answer.applicable.instrument != old.instrument.as_str();
                    assert_eq!(
                        chosen,
                        lighter,
                        "{} → {:?} {stage} {subject:?}: {mine:?}",
                        old.id,
                        all.iter().map(|o| o.id.as_str()).collect::<Vec<_>>()
                    );
                    decided[usize::from(chosen)] += 1;
                }
            }
        }
    }
    println!(
        "{} by the older law, {} by the newer",
        decided[0], decided[1]
    );
    assert!(decided[0] > 300 && decided[1] > 10, "{decided:?}");
}

#[test]
fn every_offence_of_an_instrument_that_was_replaced_has_a_counterpart_or_a_reason_for_none() {
    let library = common::library();
    let mut open = Vec::new();
    for offence in library.offences() {
        let instrument = library.instrument(offence.instrument.as_str()).unwrap();
        if instrument.replaced_by.is_none() || offence.verified.is_some() {
            continue;
        }
        let clause = offence.clause();
        let known = !library.newer_than(&offence.id).is_empty()
            || !library.newer_than(&clause.into()).is_empty()
            || library.not_threatened_since(&offence.id).is_some();
        open.extend((!known).then(|| offence.id.to_string()));
    }
    assert_eq!(open, [""; 0]);
}
