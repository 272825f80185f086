//! Rule 1: the law at the time of the act; the later one if it is lighter (行政处罚法 37). Whole
//! consequences are compared, those taken from referring articles included.

use chrono::NaiveDate;

use crate::assess::case::Case;
use crate::assess::consequence::{applicable_rows, not_loaded, stands};
use crate::assess::outcome::{ChosenBy, Comparison, Doubt, Finding, Rule, Severity, Step};
use crate::assess::words;
use crate::law::fine::Inputs;
use crate::law::instrument::Instrument;
use crate::law::offence::{PenaltyRow, Verified};
use crate::law::{FenRange, FineMode, Library, Offence, StageId, Subject, vocabulary};

/// The applicable offences and what was compared.
#[derive(Clone, Debug)]
pub struct InTime<'a> {
    /// The offences that apply: those asked about, or their counterparts under the other instrument.
    pub offences: Vec<&'a Offence>,
    /// The stage of the case under the name it has there.
    pub stage: Option<StageId>,
    /// How they were chosen.
    pub chosen_by: ChosenBy,
    /// What was found about the dates.
    pub standing: Standing<'a>,
}

/// What the dates say about the instrument cited.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing<'a> {
    /// In force at the act and at the decision.
    InForce,
    /// A date is missing.
    DateMissing,
    /// Two instruments were compared.
    Compared {
        /// In force at the act.
        older: Vec<&'a Offence>,
        /// In force at the decision.
        newer: Vec<&'a Offence>,
        /// The comparison.
        verdict: Comparison,
    },
    /// The instrument cited was no longer in force (or was replaced) when the act was done.
    Outdated {
        /// Its counterparts under the newer instrument, where any are registered.
        newer: Vec<&'a Offence>,
        /// Expressly repealed, as opposed to replaced without saying so.
        express: bool,
    },
    /// Replaced between act and decision, and no counterpart is registered.
    NoCounterpart,
    /// Replaced between act and decision, and the newer instrument does not seem to threaten the act.
    NoLongerThreatened {
        /// What was found.
        note: &'a str,
    },
    /// The act was done before the text that is loaded came into force, and no earlier text is loaded.
    EarlierTextMissing,
    /// The act was done before the provision came into force, and the instrument then in force, which is
    /// loaded, has none of the kind.
    NoDutyThen,
    /// The instrument cited was not yet in force when the decision was taken; the one that was is loaded and
    /// applies.
    OlderApplies,
    /// The instrument cited was not yet in force when the decision was taken.
    NotYetInForce,
    /// Only part of the text that applies was seen.
    SeenInPart,
}

/// Chooses the applicable law. Of a text that was only seen in part nothing can be certified.
pub fn choose<'a>(library: &'a Library, case: &Case, asked: &[&'a Offence]) -> InTime<'a> {
    let chosen = choose_text(library, case, asked);
    let in_part = |o: &&Offence| o.verified == Some(Verified::Part);
    let doubted = chosen.standing.doubt().is_some_and(|d| d.is_about_law());
    if !doubted && chosen.offences.iter().any(in_part) {
        return InTime {
            standing: Standing::SeenInPart,
            ..chosen
        };
    }
    chosen
}

fn choose_text<'a>(library: &'a Library, case: &Case, asked: &[&'a Offence]) -> InTime<'a> {
    let as_asked = |chosen_by, standing| InTime {
        offences: asked.to_vec(),
        stage: case.stage.clone(),
        chosen_by,
        standing,
    };
    let Some(first) = asked.first().copied() else {
        return as_asked(ChosenBy::Only, Standing::InForce);
    };
    let Some(instrument) = library.instrument(first.instrument.as_str()) else {
        return as_asked(ChosenBy::Only, Standing::InForce);
    };
    let ends = replaced_from(instrument);
    let newer = || {
        let mut newer = each(&parts(library, asked), |o| library.newer_than(&o.id));
        let of_case = case.offence.iter();
        add(&mut newer, of_case.flat_map(|id| library.newer_than(id)));
        newer
    };
    let outdated = |express| {
        let newer = newer();
        as_asked(ChosenBy::Only, Standing::Outdated { newer, express })
    };
    let (Some(act), Some(decided)) = (case.act_end(), case.decided_on) else {
        // What was repealed before the act needs no day of decision.
        let act = case.act_end().map(crate::law::PartialDate::latest);
        return match ends {
            Some((from, express)) if act.is_some_and(|act| act >= from) => outdated(express),
            Some(_) | None => as_asked(ChosenBy::AsAsked, Standing::DateMissing),
        };
    };
    let (act, decided) = (act.latest(), decided.latest());
    if act < instrument.in_force.earliest() {
        let parts = parts(library, asked);
        let mut older = each(&parts, |o| library.older_than(&o.id));
        add(
            &mut older,
            case.offence.iter().flat_map(|id| library.older_than(id)),
        );
        let stood: Vec<&Offence> = older
            .into_iter()
            .filter(|o| stood(library, o, act))
            .collect();
        return if !stood.is_empty() && decided < instrument.in_force.earliest() {
            // The text cited did not exist yet: the older one alone applies.
            InTime {
                stage: case
                    .stage
                    .as_ref()
                    .map(|s| stage_in(library, &stood, s).clone()),
                offences: stood,
                chosen_by: ChosenBy::Only,
                standing: Standing::OlderApplies,
            }
        } else if !stood.is_empty() {
            compared(library, case, stood, asked.to_vec())
        } else if decided < instrument.in_force.earliest() {
            as_asked(ChosenBy::Only, Standing::NotYetInForce)
        } else if was_loaded(library, instrument, act) {
            as_asked(ChosenBy::Only, Standing::NoDutyThen)
        } else {
            as_asked(ChosenBy::Only, Standing::EarlierTextMissing)
        };
    }
    // A text known to have come into force at some time of a year or month may not have stood yet.
    if act < instrument.in_force.latest() {
        return as_asked(ChosenBy::Only, Standing::EarlierTextMissing);
    }
    match ends {
        Some((from, express)) if act >= from => outdated(express),
        Some((from, _)) if decided >= from => {
            let newer = newer();
            if !newer.is_empty() {
                return compared(library, case, asked.to_vec(), newer);
            }
            let gone = library.not_threatened_since(&first.id);
            let standing = gone.map_or(Standing::NoCounterpart, |g| Standing::NoLongerThreatened {
                note: &g.note,
            });
            as_asked(ChosenBy::Only, standing)
        }
        Some(_) | None => as_asked(ChosenBy::Only, Standing::InForce),
    }
}

/// Tells whether the act is only known to lie in a time within which one of the texts cited came into force
/// or was replaced.
pub fn straddles(library: &Library, case: &Case, asked: &[&Offence]) -> bool {
    let Some(act) = case.act_end() else {
        return false;
    };
    let within = |day: NaiveDate| act.earliest() < day && day <= act.latest();
    let instruments = asked
        .iter()
        .filter_map(|o| library.instrument(o.instrument.as_str()));
    instruments.into_iter().any(|i| {
        within(i.in_force.earliest()) || replaced_from(i).is_some_and(|(from, _)| within(from))
    })
}

/// The offences asked about, with those that a whole clause among them is made of.
fn parts<'a>(library: &'a Library, asked: &[&'a Offence]) -> Vec<&'a Offence> {
    let mut all = asked.to_vec();
    for whole in asked.iter().filter(|o| o.place.part == 0) {
        let of_clause = library.offences().iter().filter(|o| o.place.part > 0);
        add(
            &mut all,
            of_clause.filter(|o| o.clause() == whole.id.as_str()),
        );
    }
    all
}

/// The counterparts of all offences, each once.
fn each<'a>(
    of: &[&'a Offence],
    counterparts: impl Fn(&'a Offence) -> Vec<&'a Offence>,
) -> Vec<&'a Offence> {
    let mut all: Vec<&Offence> = Vec::new();
    add(&mut all, of.iter().flat_map(|o| counterparts(o)));
    all
}

/// Adds offences that are not among those known.
fn add<'a>(all: &mut Vec<&'a Offence>, more: impl Iterator<Item = &'a Offence>) {
    for found in more {
        if !all.iter().any(|a| a.id == found.id) {
            all.push(found);
        }
    }
}

fn stood(library: &Library, offence: &Offence, day: NaiveDate) -> bool {
    library
        .instrument(offence.instrument.as_str())
        .is_some_and(|i| i.is_current_on(day))
}

/// Tells whether the whole text that an instrument replaced is loaded and was in force on the day.
fn was_loaded(library: &Library, instrument: &Instrument, day: NaiveDate) -> bool {
    let offences = library.offences();
    library.parts().instruments.iter().any(|older| {
        let replaced = older.replaced_by.as_ref();
        let in_part = || {
            offences
                .iter()
                .any(|o| o.instrument == older.slug && o.verified.is_some())
        };
        replaced.is_some_and(|r| r.slug == instrument.slug)
            && older.is_current_on(day)
            && !in_part()
    })
}

/// The day from which an instrument was repealed or replaced, and whether that was said expressly.
pub fn replaced_from(instrument: &Instrument) -> Option<(NaiveDate, bool)> {
    let repealed = instrument.repealed.map(|r| (r.earliest(), true));
    repealed.or(instrument
        .replaced_by
        .as_ref()
        .map(|r| (r.from.earliest(), r.express)))
}

fn compared<'a>(
    library: &'a Library,
    case: &Case,
    older: Vec<&'a Offence>,
    newer: Vec<&'a Offence>,
) -> InTime<'a> {
    let stage = case.stage.as_ref();
    let days = [case.act_end(), case.decided_on].map(|d| d.map(crate::law::PartialDate::latest));
    let asked = (&case.subjects[..], stage, &case.inputs);
    let verdict = compare(library, (&older, days[0]), (&newer, days[1]), asked);
    let offences = if verdict == Comparison::NewerLighter {
        newer.clone()
    } else {
        older.clone()
    };
    InTime {
        stage: stage.map(|s| stage_in(library, &offences, s).clone()),
        offences,
        chosen_by: ChosenBy::Art37,
        standing: Standing::Compared {
            older,
            newer,
            verdict,
        },
    }
}

/// The name that a stage has among some offences: its own where any of them knows it, else that of a
/// stage that means the same (拒不改正, 逾期未改正).
pub fn stage_in<'a>(
    library: &'a Library,
    offences: &[&Offence],
    stage: &'a StageId,
) -> &'a StageId {
    let known = |s: &StageId| offences.iter().any(|o| o.all_rows().any(|r| r.stage == *s));
    if known(stage) {
        return stage;
    }
    let like = &library.parts().vocabulary.like_stages;
    let group = like.iter().find(|group| group.contains(stage));
    let other = group.into_iter().flatten().find(|s| known(s));
    other.unwrap_or(stage)
}

/// Compares what offences of two laws threaten for the subjects (all that either knows, when none is
/// given) at a stage, by figures, kinds and whether the fine is optional. Where several offences of one
/// law come into question, the other one has to be lighter than each of them.
fn compare(
    library: &Library,
    (older, then): (&[&Offence], Option<NaiveDate>),
    (newer, now): (&[&Offence], Option<NaiveDate>),
    (subjects, stage, inputs): (&[Subject], Option<&StageId>, &Inputs),
) -> Comparison {
    let all: Vec<Subject> = if subjects.is_empty() {
        let both = || older.iter().chain(newer).flat_map(|o| o.all_rows());
        let known = |s: &Subject| both().any(|r| r.subject == *s);
        Subject::ALL.into_iter().filter(known).collect()
    } else {
        subjects.to_vec()
    };
    let mut verdict: Option<Comparison> = None;
    for old in older {
        for new in newer {
            let one = compare_two(library, (old, then), (new, now), (&all, stage, inputs));
            verdict = Some(match verdict {
                None => one,
                Some(known) if known == one => known,
                Some(_) => Comparison::Undecided,
            });
        }
    }
    verdict.unwrap_or(Comparison::Undecided)
}

fn compare_two(
    library: &Library,
    (older, then): (&Offence, Option<NaiveDate>),
    (newer, now): (&Offence, Option<NaiveDate>),
    (subjects, stage, inputs): (&[Subject], Option<&StageId>, &Inputs),
) -> Comparison {
    let (mut lighter, mut heavier) = (false, false);
    // A stage that one of them does not know at all cannot be compared.
    let knows = |offence: &Offence| {
        let stage = stage.map(|s| stage_in(library, &[offence], s));
        stage.is_none_or(|s| offence.all_rows().any(|r| r.stage == *s))
    };
    let mut unclear = !knows(older) || !knows(newer);
    for subject in subjects {
        let (old, new) = (
            Threat::of(library, (older, then), *subject, stage, inputs),
            Threat::of(library, (newer, now), *subject, stage, inputs),
        );
        unclear |= !old.known || !new.known;
        match (old.fine, new.fine) {
            (Some(old), Some(new)) => {
                lighter |= new.max() < old.max() || new.min() < old.min();
                heavier |= new.max() > old.max() || new.min() > old.min();
            }
            (Some(_), None) => lighter = true,
            (None, Some(_)) => heavier = true,
            (None, None) => {}
        }
        if old.fine.is_some() && new.fine.is_some() {
            lighter |= new.optional && !old.optional;
            heavier |= old.optional && !new.optional;
        }
        heavier |= new.kinds.iter().any(|k| !old.kinds.contains(k));
        lighter |= old.kinds.iter().any(|k| !new.kinds.contains(k));
    }
    match (lighter, heavier) {
        _ if unclear => Comparison::Undecided,
        (true, true) => Comparison::Undecided,
        (true, false) => Comparison::NewerLighter,
        (false, true) => Comparison::NewerHeavier,
        (false, false) => Comparison::Same,
    }
}

/// Tells whether the second offence threatens the higher fine (行政处罚法 29 looks at the fine alone);
/// `None` where an amount is unknown.
pub fn has_higher_fine(
    library: &Library,
    mine: &Offence,
    theirs: &Offence,
    subjects: &[Subject],
    stage: Option<&StageId>,
    inputs: &Inputs,
) -> Option<bool> {
    let highest = |offence: &Offence| {
        let fines = subjects
            .iter()
            .map(|s| Threat::of(library, (offence, None), *s, stage, inputs))
            .map(|t| t.fine.filter(|_| t.known).map(|r| (r.max(), r.min())));
        fines
            .collect::<Option<Vec<_>>>()
            .and_then(|all| all.into_iter().max())
    };
    Some(highest(theirs)? > highest(mine)?)
}

/// What an offence threatens for one subject at one stage.
struct Threat<'a> {
    /// Lowest and highest fine over the rows.
    fine: Option<FenRange>,
    /// Kinds of penalty that weigh, besides the fine, by their usual names.
    kinds: Vec<&'a str>,
    /// Every fine may be left out.
    optional: bool,
    /// Every fine is known as an amount, and everything referred to is loaded.
    known: bool,
}

impl<'a> Threat<'a> {
    fn of(
        library: &'a Library,
        (offence, day): (&'a Offence, Option<NaiveDate>),
        subject: Subject,
        stage: Option<&'a StageId>,
        inputs: &Inputs,
    ) -> Threat<'a> {
        // Where this law has another name for the stage, that one is meant.
        let stage = stage.map(|s| stage_in(library, &[offence], s));
        let mut rows: Vec<&PenaltyRow> = applicable_rows(offence, subject, stage, inputs);
        rows.retain(|r| stands(library, offence, r, day));
        let fined = || rows.iter().filter(|r| r.fine.is_some());
        let ranges: Vec<_> = fined()
            .filter_map(|r| r.fine.as_ref())
            .map(|f| f.range(inputs))
            .collect();
        let missing = not_loaded(library, offence, day).is_some();
        let mut kinds: Vec<&str> = rows
            .iter()
            .flat_map(|r| &r.penalties)
            .filter(|k| library.kind_class(k).weighs())
            .map(|k| library.usual_kind(k))
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        Threat {
            fine: ranges.iter().filter_map(|r| r.ok()).reduce(FenRange::hull),
            kinds,
            optional: fined().all(|r| r.mode == FineMode::May),
            known: ranges.iter().all(Result::is_ok) && !missing,
        }
    }
}

impl InTime<'_> {
    /// Tells whether the newer of two laws was chosen.
    pub fn chose_newer(&self) -> bool {
        matches!(
            self.standing,
            Standing::Compared {
                verdict: Comparison::NewerLighter,
                ..
            }
        )
    }
}

impl Standing<'_> {
    /// What it leaves open about the law that applies.
    pub fn doubt(&self) -> Option<Doubt> {
        match self {
            Standing::InForce
            | Standing::DateMissing
            | Standing::Compared {
                verdict: Comparison::NewerLighter | Comparison::NewerHeavier | Comparison::Same,
                ..
            }
            | Standing::OlderApplies => None,
            Standing::Compared {
                verdict: Comparison::Undecided,
                ..
            } => Some(Doubt::CompareByHand),
            Standing::Outdated { .. } => Some(Doubt::Outdated),
            Standing::NoCounterpart => Some(Doubt::NoCounterpart),
            Standing::NoLongerThreatened { .. } => Some(Doubt::NoLongerThreatened),
            Standing::EarlierTextMissing | Standing::SeenInPart => Some(Doubt::LawOfActMissing),
            Standing::NoDutyThen => Some(Doubt::NoDutyThen),
            Standing::NotYetInForce => Some(Doubt::NotYetInForce),
        }
    }
}

/// Findings about the basis.
pub fn findings(library: &Library, case: &Case, in_time: &InTime) -> Vec<Finding> {
    let cite = Some(library.parts().general.in_time.cite.as_str());
    let made = |code, severity, message: String| Finding::new(code, severity, None, message, cite);
    let (error, warning) = (Severity::Error, Severity::Warning);
    let mut out = Vec::new();
    out.extend(match &in_time.standing {
        Standing::InForce | Standing::DateMissing => None,
        Standing::Outdated { newer, express } => {
            let (code, severity) = if *express {
                ("basis_repealed", error)
            } else {
                ("basis_superseded", warning)
            };
            let text = words::basis_outdated(*express, &cites(library, newer));
            Some(made(code, severity, text))
        }
        Standing::OlderApplies => {
            let text = words::older_applies(&cites(library, &in_time.offences));
            Some(made("basis_not_in_force", error, text))
        }
        Standing::NotYetInForce => {
            Some(made("basis_not_in_force", error, words::NOT_YET.to_owned()))
        }
        Standing::NoDutyThen => Some(made(
            "basis_not_in_force",
            error,
            words::NO_DUTY_THEN.to_owned(),
        )),
        Standing::NoCounterpart => Some(made(
            "no_counterpart",
            warning,
            words::NO_COUNTERPART.to_owned(),
        )),
        Standing::NoLongerThreatened { note } => Some(made(
            "no_counterpart",
            warning,
            words::no_longer_threatened(note),
        )),
        Standing::EarlierTextMissing => Some(made(
            "earlier_text_missing",
            warning,
            words::EARLIER_TEXT.to_owned(),
        )),
        Standing::SeenInPart => Some(made(
            "earlier_text_missing",
            warning,
            words::SEEN_IN_PART.to_owned(),
        )),
        Standing::Compared {
            verdict: Comparison::Undecided,
            ..
        } => Some(made(
            "compare_by_hand",
            warning,
            words::COMPARE_BY_HAND.to_owned(),
        )),
        Standing::Compared { .. } => {
            let text = words::PERSON_CONFIRMS.to_owned();
            Some(made("counterpart_by_meaning", Severity::Note, text))
        }
    });
    if case.earlier_numbering {
        out.push(made(
            "basis_renumbered",
            error,
            words::RENUMBERED.to_owned(),
        ));
    }
    out
}

/// The citations of offences.
pub fn cites(library: &Library, offences: &[&Offence]) -> String {
    let mut all: Vec<String> = Vec::new();
    for cite in offences.iter().map(|o| library.citation_of(o)) {
        if !all.contains(&cite) {
            all.push(cite);
        }
    }
    words::together(&all)
}

/// The step of the trace.
pub fn step(library: &Library, case: &Case, in_time: &InTime) -> Step {
    let first = in_time.offences.first();
    let instrument = first.and_then(|o| library.instrument(o.instrument.as_str()));
    let name = instrument.map_or("", |i| i.name());
    let stage_label =
        |s: &StageId| vocabulary::label(&library.parts().vocabulary.stages, s.as_str()).to_owned();
    let mut text = match &in_time.standing {
        Standing::InForce => {
            let version = instrument.map(|i| words::version(name, &i.version, i.in_force));
            words::in_force(&version.unwrap_or_default())
        }
        Standing::DateMissing => words::DATE_MISSING.to_owned(),
        Standing::Compared {
            older,
            newer,
            verdict,
        } => {
            let side = |offences: &[&Offence]| {
                let threat = words::threat(&threats(library, case, offences));
                format!("{}{threat}", cites(library, offences))
            };
            words::compared(&side(older), &side(newer), *verdict)
        }
        Standing::Outdated { newer, express } => {
            words::outdated(name, *express, &cites(library, newer))
        }
        Standing::NoCounterpart => words::NO_COUNTERPART.to_owned(),
        Standing::NoLongerThreatened { note } => words::no_longer_threatened(note),
        Standing::EarlierTextMissing => words::EARLIER_TEXT.to_owned(),
        Standing::NoDutyThen => words::NO_DUTY_THEN.to_owned(),
        Standing::OlderApplies => words::older_applies(&cites(library, &in_time.offences)),
        Standing::NotYetInForce => words::NOT_YET.to_owned(),
        Standing::SeenInPart => words::SEEN_IN_PART.to_owned(),
    };
    if let (Some(asked), Some(used)) = (&case.stage, &in_time.stage)
        && asked != used
    {
        text.push_str(&words::stage_renamed(
            &stage_label(asked),
            &stage_label(used),
        ));
    }
    let effect = match (in_time.chosen_by, in_time.standing.doubt()) {
        (_, Some(_)) => words::FOR_REFERENCE.to_owned(),
        (ChosenBy::Art37, None) => words::applies(&cites(library, &in_time.offences)),
        (ChosenBy::Only | ChosenBy::AsAsked, None) => words::APPLY_AS_CITED.to_owned(),
    };
    Step::new(
        Rule::InTime,
        text,
        library.parts().general.in_time.cite.clone(),
        effect,
    )
}

/// What some offences threaten for the subjects of the case, in words: both sides are shown.
fn threats(library: &Library, case: &Case, offences: &[&Offence]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for offence in offences {
        let stage = case.stage.as_ref().map(|s| stage_in(library, offences, s));
        for subject in Subject::ALL {
            if !case.subjects.is_empty() && !case.subjects.contains(&subject) {
                continue;
            }
            for row in applicable_rows(offence, subject, stage, &case.inputs) {
                let Some(fine) = &row.fine else { continue };
                let text = words::for_subject(subject, &words::basis(&fine.basis));
                if !out.contains(&text) {
                    out.push(text);
                }
            }
        }
    }
    out
}
