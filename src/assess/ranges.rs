//! Rules 5, 6 and 7 in figures: statutory range, tiers, suggested range, other penalties, open questions.

use crate::assess::case::Case;
use crate::assess::circumstances::Weighed;
use crate::assess::in_time::Standing;
use crate::assess::in_time::{Comparison, InTime};
use crate::assess::lawful::applicable_rows;
use crate::assess::limitation::Limited;
use crate::assess::outcome::{
    BenchmarkOutcome, Binding, OtherPenalty, Question, RangeLayer, Referral, StackEntry,
    SubjectFine, Suggested, TierOption, TierStatus,
};
use crate::assess::stack::{Fate, item_for};
use crate::assess::tiering::{Threshold, Tiering, Why, questions, thresholds};
use crate::assess::versions::{side, status_of};
use crate::assess::{Matter, situation};
use crate::assess::{bands, layers, words};
use crate::law::fact::FactKind;
use crate::law::fine::{FineBasis, Inputs, Needs};
use crate::law::offence::{PenaltyRow, RemarkKind};
use crate::law::vocabulary;
use crate::law::{Facts, FenRange, Offence, StageId, Subject, fine::FineMode};

/// The figures of a case.
pub struct Ranges {
    pub fines: Vec<SubjectFine>,
    pub others: Vec<OtherPenalty>,
    pub referrals: Vec<Referral>,
    pub questions: Vec<Question>,
    pub thresholds: Vec<Threshold>,
    pub benchmark: BenchmarkOutcome,
    /// Every item about the offence, and why it is used or not.
    pub stack: Vec<StackEntry>,
    pub warnings: Vec<String>,
    /// Tier notes for the trace, in order.
    pub tier_notes: Vec<TierNote>,
    /// Subjects for which the statute threatens nothing at this stage.
    pub uncovered: Vec<Subject>,
}

/// What the trace says about one item.
pub struct TierNote {
    pub cite: String,
    pub text: String,
}

impl Ranges {
    pub fn of(matter: &Matter) -> Ranges {
        let facts = matter.case.all_facts();
        let mut ranges = Ranges {
            fines: Vec::new(),
            others: Vec::new(),
            referrals: Vec::new(),
            questions: Vec::new(),
            thresholds: Vec::new(),
            benchmark: applicable_document(matter),
            stack: layers::entries(matter, &stages_of(matter)),
            warnings: Vec::new(),
            tier_notes: Vec::new(),
            uncovered: Vec::new(),
        };
        let subjects = subjects(matter.case, &matter.in_time);
        ranges.compare_documents(matter, &facts, &subjects);
        for subject in subjects {
            let before = ranges.entries();
            for offence in &matter.in_time.offences {
                for row in applicable_rows(
                    offence,
                    subject,
                    matter.case.stage.as_ref(),
                    &matter.case.inputs,
                ) {
                    ranges.add_row(matter, &facts, offence, row, subject);
                }
            }
            if before == ranges.entries() {
                ranges.uncovered.push(subject);
            }
        }
        ranges.ask(matter, &facts);
        ranges.warn(matter);
        ranges
    }

    fn entries(&self) -> usize {
        self.fines.len() + self.others.len() + self.referrals.len()
    }

    fn add_row(
        &mut self,
        matter: &Matter,
        facts: &Facts,
        offence: &Offence,
        row: &PenaltyRow,
        subject: Subject,
    ) {
        self.others.extend(other_penalties(row, subject));
        if let Some(refers_to) = &row.refers_to {
            let target = row
                .inferred_target
                .as_deref()
                .and_then(|t| matter.library.cite(t).ok())
                .map(|l| l.id);
            self.referrals.push(Referral {
                subject,
                stage: row.stage.clone(),
                refers_to: refers_to.clone(),
                inferred: row.inferred_target.clone(),
                target,
            });
        }
        let Some(fine) = &row.fine else { return };
        let tiering = item_for(matter.library, offence, &row.stage, &matter.scope)
            .map(|(b, i)| Tiering::of(b, i, facts));
        let inputs = &matter.case.inputs;
        let statutory = fine.range(inputs);
        let tiers = tiering
            .as_ref()
            .map(|t| tier_options(matter, t, row, subject, inputs))
            .unwrap_or_default();
        if let Some(tiering) = &tiering {
            self.note_benchmark(tiering, &tiers);
        }
        let weighed = Weighed::of(matter.library, matter.case, subject);
        let suggested = statutory
            .ok()
            .map(|statute| self.suggest(statute, tiering.as_ref(), &tiers, &weighed, subject));
        let tier = tiering.as_ref().filter(|t| t.is_decided());
        let tier = tier.and_then(|_| tiers.iter().find(|t| t.governs)?.range);
        let banded = suggested.zip(statutory.ok()).map(|(suggested, statute)| {
            bands::apply(matter, suggested, statute, tier, |text| {
                self.warn_once(text);
            })
        });
        let (suggested, band) = banded.unzip();
        self.fines.push(SubjectFine {
            subject,
            who: row.who.clone(),
            stage: row.stage.clone(),
            offence: offence.id.clone(),
            row: row.number,
            basis: fine.basis.clone(),
            mode: row.mode,
            statutory,
            min_stated: !matches!(
                fine.basis,
                FineBasis::Fixed {
                    min_stated: false,
                    ..
                }
            ),
            tiers,
            shared_bound: tiering.as_ref().is_some_and(|t| t.why == Why::SharedBound),
            suggested,
            band: band.flatten(),
            disposition: weighed.disposition(),
        });
    }

    /// Narrows the statutory range to the tier that governs, and says which layer each bound comes from.
    fn suggest(
        &mut self,
        statute: FenRange,
        tiering: Option<&Tiering>,
        tiers: &[TierOption],
        weighed: &Weighed,
        subject: Subject,
    ) -> Suggested {
        let decided = tiering.is_some_and(Tiering::is_decided);
        let governing = tiers.iter().find(|t| t.governs).filter(|_| decided);
        let tier = governing.and_then(|t| Some((t, t.range?)));
        if let Some(without) = governing.filter(|t| t.range.is_none()) {
            self.warn_once(words::tier_without_amount(&without.label, subject));
        }
        if let Some((tier, range)) = tier
            && range.intersect(statute) != Some(range)
        {
            self.warn_once(words::tier_outside(&tier.label, range, statute));
        }
        // While several tiers are possible and all of the item is loaded, their hull is already known.
        let all_loaded = tiering.is_some_and(|t| {
            t.item.missing.is_empty() && t.unloaded.is_empty() && !t.open.is_empty()
        });
        let hull = || {
            tiers
                .iter()
                .map(|t| t.range)
                .collect::<Option<Vec<_>>>()?
                .into_iter()
                .reduce(FenRange::hull)
        };
        let of_tiers = tier
            .map(|(_, range)| range)
            .or_else(|| if all_loaded && !decided { hull() } else { None });
        let narrowed = of_tiers.and_then(|r| r.intersect(statute));
        let layer = |from_tier: bool| {
            if from_tier {
                RangeLayer::Benchmark
            } else {
                RangeLayer::Statute
            }
        };
        Suggested {
            range: narrowed.unwrap_or(statute),
            min_layer: layer(
                narrowed.is_some() && of_tiers.is_some_and(|r| r.min() >= statute.min()),
            ),
            max_layer: layer(
                narrowed.is_some() && of_tiers.is_some_and(|r| r.max() <= statute.max()),
            ),
            lean: weighed.lean(),
            below_minimum_allowed: weighed.below_minimum_allowed(),
        }
    }

    /// Notes what the documents of both dates say, where they are not the same.
    fn compare_documents(&mut self, matter: &Matter, facts: &Facts, subjects: &[Subject]) {
        let (library, case) = (matter.library, matter.case);
        let situation = situation(case, &matter.in_time, &matter.scope, facts);
        let (Some(situation), Some(day), Some(other)) =
            (situation, matter.versions.day, matter.versions.other)
        else {
            return;
        };
        self.benchmark.other = side(library, &situation, subjects, other);
        let own = side(library, &situation, subjects, day);
        self.benchmark.ranges = own.map(|s| s.ranges).unwrap_or_default();
        if matter.versions.verdict == Some(Comparison::Undecided) {
            self.warn_once(words::DOCUMENTS_UNDECIDED.to_owned());
        }
    }

    fn note_benchmark(&mut self, tiering: &Tiering, tiers: &[TierOption]) {
        let document = words::document(tiering.benchmark);
        let item = words::tier_item(&document, &tiering.item.no);
        let status = status_of(tiering);
        if status >= self.benchmark.status {
            self.benchmark.id = Some(tiering.benchmark.id.clone());
            self.benchmark.name = Some(document.clone());
            self.benchmark.item = Some(tiering.item.no.clone());
            self.benchmark.has_tiers = !tiering.item.tiers.is_empty();
            self.benchmark.status = status;
        }
        for missing in &tiering.item.missing {
            self.warn_once(words::tier_missing(&item, &missing.label, &missing.why));
        }
        let (from, _) = tiering.benchmark.dates_of(tiering.item);
        if from.exact().is_none() {
            self.warn_once(words::vague_start(&document, from));
        }
        if tiering.item.tiers.is_empty() {
            return;
        }
        let text = describe(tiering, tiers);
        if !self
            .tier_notes
            .iter()
            .any(|n| n.cite == item && n.text == text)
        {
            self.tier_notes.push(TierNote { cite: item, text });
        }
    }

    /// Collects what is still open: facts for tiers, the stage, inputs of measures.
    fn ask(&mut self, matter: &Matter, facts: &Facts) {
        let library = matter.library;
        let case = matter.case;
        let stages = stages_of(matter);
        if case.stage.is_none() && stages.len() > 1 {
            let labels: Vec<&str> = stages
                .iter()
                .map(|s| vocabulary::label(&library.parts().vocabulary.stages, s.as_str()))
                .collect();
            self.questions.push(Question {
                fact: "stage".into(),
                label: words::STAGE.into(),
                narrows: labels.iter().map(|l| (*l).to_owned()).collect(),
            });
        }
        if matter.in_time.offences.len() > 1 {
            let titles: Vec<String> = matter
                .in_time
                .offences
                .iter()
                .map(|o| o.id.to_string())
                .collect();
            self.questions.push(Question {
                fact: "offence".into(),
                label: words::WHICH_OFFENCE.into(),
                narrows: titles,
            });
        }
        for offence in &matter.in_time.offences {
            for stage in &stages {
                let Some((benchmark, item)) = item_for(library, offence, stage, &matter.scope)
                else {
                    continue;
                };
                let tiering = Tiering::of(benchmark, item, facts);
                for asked in questions(&tiering, facts) {
                    let label = library
                        .fact(&asked.fact)
                        .map_or_else(|| asked.fact.to_string(), |f| f.label.clone());
                    self.ask_once(Question {
                        fact: asked.fact.to_string(),
                        label,
                        narrows: asked.narrows,
                    });
                }
                let counts = |t: &Threshold| {
                    let kind = library.fact(&t.fact).map(|f| f.kind);
                    kind != Some(FactKind::Integer) || t.segment.holds_a_count()
                };
                for threshold in thresholds(&tiering, facts).into_iter().filter(counts) {
                    if !self.thresholds.contains(&threshold) {
                        self.thresholds.push(threshold);
                    }
                }
            }
        }
        let needed: Vec<(Needs, String)> = self
            .fines
            .iter()
            .filter_map(|f| f.statutory.err().map(|n| (n, words::basis(&f.basis))))
            .collect();
        for (needs, basis) in needed {
            self.ask_once(Question {
                fact: words::needs_field(needs).into(),
                label: words::needs(needs).into(),
                narrows: vec![basis],
            });
        }
        for question in crate::assess::lists::questions(&matter.lists) {
            self.ask_once(question);
        }
        if matter.limited == Limited::DependsOnHarm {
            self.ask_once(Question {
                fact: "serious_harm".into(),
                label: words::SERIOUS_HARM.into(),
                narrows: vec![words::NO_MORE_PENALTY.into()],
            });
        }
    }

    fn ask_once(&mut self, question: Question) {
        match self.questions.iter_mut().find(|q| q.fact == question.fact) {
            Some(known) => {
                for narrows in question.narrows {
                    if !known.narrows.contains(&narrows) {
                        known.narrows.push(narrows);
                    }
                }
            }
            None => self.questions.push(question),
        }
    }

    fn warn(&mut self, matter: &Matter) {
        let marked = self.stack.iter().filter(|e| e.fate == Fate::Marked);
        let marked: Vec<String> = marked
            .map(|e| words::item_marked(&words::tier_item(&e.name, &e.item)))
            .collect();
        for text in marked {
            self.warn_once(text);
        }
        let library = matter.library;
        let case = matter.case;
        for offence in &matter.in_time.offences {
            let instrument = library.instrument(offence.instrument.as_str());
            if let Some(instrument) = instrument {
                self.warn_once(words::source_of(
                    instrument.name(),
                    &instrument.verification,
                ));
                if let Some(note) = instrument
                    .note
                    .as_ref()
                    .filter(|_| instrument.status != crate::law::instrument::Status::InForce)
                {
                    self.warn_once(words::source_of(instrument.name(), note));
                }
            }
            let rows = offence
                .rows
                .iter()
                .filter(|r| case.stage.as_ref().is_none_or(|s| r.stage == *s));
            let remarks = offence.remarks.iter().chain(rows.flat_map(|r| &r.remarks));
            let telling: Vec<String> = remarks
                .filter(|r| {
                    matches!(
                        r.kind,
                        RemarkKind::SupersededBy
                            | RemarkKind::Concurrence
                            | RemarkKind::Note
                            | RemarkKind::FiguresFrom
                    )
                })
                .map(|r| r.text.clone())
                .collect();
            for text in telling {
                self.warn_once(text);
            }
        }
        if case.earlier_numbering {
            let note = matter
                .in_time
                .offences
                .first()
                .and_then(|o| library.instrument(o.instrument.as_str()))
                .and_then(|i| i.earlier.first());
            self.warn_once(words::earlier_numbering(note.map_or("", |e| &e.note)));
        }
        for text in crate::assess::gates::warnings(library, case) {
            self.warn_once(text);
        }
        for id in &matter.undecided {
            let cites: Vec<String> = library
                .named(id.as_str())
                .iter()
                .map(|o| library.citation_of(o))
                .collect();
            self.warn_once(words::concurrent_undecided(&cites.join("、")));
        }
        if matches!(matter.in_time.standing, Standing::Compared { .. }) {
            self.warn_once(words::PERSON_CONFIRMS.to_owned());
        }
    }

    fn warn_once(&mut self, text: String) {
        if !self.warnings.contains(&text) {
            self.warnings.push(text);
        }
    }
}

/// The subjects of the case; every subject of the statute when none is given.
pub fn subjects(case: &Case, in_time: &InTime) -> Vec<Subject> {
    if !case.subjects.is_empty() {
        return case.subjects.clone();
    }
    let stage = case.stage.as_ref();
    Subject::ALL
        .into_iter()
        .filter(|s| {
            in_time
                .offences
                .iter()
                .any(|o| o.rows_for(*s, stage).next().is_some())
        })
        .collect()
}

/// The stages in play: the one of the case, or all of the statute.
fn stages_of(matter: &Matter) -> Vec<StageId> {
    if let Some(stage) = &matter.case.stage {
        return vec![stage.clone()];
    }
    let mut stages: Vec<StageId> = Vec::new();
    for row in matter.in_time.offences.iter().flat_map(|o| &o.rows) {
        if !stages.contains(&row.stage) {
            stages.push(row.stage.clone());
        }
    }
    stages
}

/// The document that applies in the domain, whether or not the item is loaded.
fn applicable_document(matter: &Matter) -> BenchmarkOutcome {
    let id = matter
        .scope
        .domain
        .and_then(|d| matter.library.benchmark_for(d));
    let document = id.and_then(|id| matter.library.benchmark(id.as_str()));
    let document = document.filter(|b| {
        matter
            .scope
            .day
            .is_none_or(|d| b.in_force_on(d) != Some(false))
    });
    BenchmarkOutcome {
        id: document.map(|b| b.id.clone()),
        name: document.map(words::document),
        item: None,
        has_tiers: false,
        status: TierStatus::NoTierLoaded,
        chosen_by: matter.versions.chosen_by,
        verdict: matter.versions.verdict,
        ranges: Vec::new(),
        other: None,
    }
}

fn tier_options(
    matter: &Matter,
    tiering: &Tiering,
    row: &PenaltyRow,
    subject: Subject,
    inputs: &Inputs,
) -> Vec<TierOption> {
    let mut shown = tiering.possible();
    shown.extend(tiering.met.iter().copied());
    shown.sort_unstable();
    shown.dedup();
    // The governing tier stands first.
    shown.sort_by_key(|i| Some(*i) != tiering.governing);
    let option = |index: usize| {
        let tier = tiering.tier(index)?;
        let fine = tier
            .fine_for(subject, &row.stage)
            .or_else(|| tier.fine_for(row.subject, &row.stage));
        Some(TierOption {
            benchmark: tiering.benchmark.id.clone(),
            label: tier.label.clone(),
            range: fine.and_then(|f| f.basis.range(inputs).ok()),
            met: tiering.met.contains(&index),
            governs: tiering.governing == Some(index),
            condition: tier
                .text
                .clone()
                .unwrap_or_else(|| tier.condition.describe(|f| matter.library.fact(f))),
            text: tier.text.clone(),
            standard: tier.standard.clone(),
            place: tiering.item.place.clone(),
            source: format!(
                "{}·{}·{}",
                words::document(tiering.benchmark),
                tiering.item.no,
                tier.source
            ),
            confidence: tier.confidence.clone(),
        })
    };
    shown.into_iter().filter_map(option).collect()
}

fn describe(tiering: &Tiering, tiers: &[TierOption]) -> String {
    let missing: Vec<String> = tiering
        .item
        .missing
        .iter()
        .map(|m| m.label.clone())
        .collect();
    if !tiering.unloaded.is_empty() {
        let labels: Vec<String> = tiering.unloaded.iter().map(|m| m.label.clone()).collect();
        return words::tier_unloaded(&labels);
    }
    let met: Vec<String> = tiers
        .iter()
        .filter(|t| t.met)
        .map(|t| t.label.clone())
        .collect();
    let Some(governing) = tiers.iter().find(|t| t.governs) else {
        let open: Vec<String> = tiers.iter().map(|t| t.label.clone()).collect();
        return if open.is_empty() {
            words::tier_none_met(&missing)
        } else {
            words::tier_open(&open)
        };
    };
    let text = match tiering.why {
        Why::SharedBound => words::tier_shared_bound(&met, &governing.label),
        Why::HeavierAlternative => {
            let lighter = met
                .iter()
                .find(|l| **l != governing.label)
                .map_or("", String::as_str);
            words::tier_heavier(lighter, &governing.label, &governing.condition)
        }
        Why::Only | Why::None => words::tier_met(&governing.label, &governing.condition),
    };
    let open: Vec<String> = tiers
        .iter()
        .filter(|t| !t.met)
        .map(|t| t.label.clone())
        .collect();
    if open.is_empty() {
        text
    } else {
        format!("{text}；{}", words::tier_open(&open))
    }
}

fn other_penalties(row: &PenaltyRow, subject: Subject) -> Vec<OtherPenalty> {
    let detail = |kind: &str| {
        let ban = row
            .ban
            .filter(|_| row.penalties.len() == 1 || kind == words::BAN)
            .map(words::ban);
        let days = row.detention_days_max.map(words::days_at_most);
        let refers = row.refers_to.clone().map(|r| match &row.inferred_target {
            Some(target) => words::refers_inferred(&r, target),
            None => r,
        });
        ban.or(days).or(refers)
    };
    let mut out: Vec<OtherPenalty> = Vec::new();
    for kind in row.penalties.iter().filter(|k| *k != words::FINE) {
        let group = row
            .alternatives
            .iter()
            .find(|g| g.iter().any(|k| k.trim_end_matches(words::UP_TO) == kind));
        let instead_of = group
            .map(|g| {
                g.iter()
                    .map(|k| k.trim_end_matches(words::UP_TO).to_owned())
                    .filter(|k| k != kind)
                    .collect()
            })
            .unwrap_or_default();
        let up_to = row
            .alternatives
            .iter()
            .flatten()
            .any(|k| k.strip_suffix(words::UP_TO) == Some(kind));
        let binding = if up_to || row.fine.is_none() && row.mode == FineMode::May {
            Binding::May
        } else if group.is_some() || matches!(row.mode, FineMode::SelectByGravity) {
            Binding::Choice
        } else {
            Binding::Must
        };
        out.push(OtherPenalty {
            subject,
            stage: row.stage.clone(),
            kind: kind.clone(),
            binding,
            instead_of,
            detail: detail(kind),
        });
    }
    out
}
