//! Rules 5, 6 and 7 in figures: statutory range, tiers, suggested range, other penalties, open questions.

use crate::assess::circumstances::Weighed;
use crate::assess::consequence::{Applied, cited, not_loaded, stands_in};
use crate::assess::in_time::Standing;
use crate::assess::matter::Matter;
use crate::assess::outcome::{
    BenchmarkOutcome, Comparison, Fate, OtherPenalty, Question, RangeLayer, Referral, ReferredTo,
    StackEntry, SubjectFine, Suggested, TierOption, TierStatus,
};
use crate::assess::penalties::other_penalties;
use crate::assess::stack::item_of;
use crate::assess::tiering::{Threshold, Tiering, Why, questions, thresholds};
use crate::assess::versions::{side, status_of};
use crate::assess::{bands, gates, layers, limitation, lists, words};
use crate::law::fact::FactKind;
use crate::law::fine::{FineBasis, Inputs, Needs};
use crate::law::offence::RemarkKind;
use crate::law::{FenRange, StageId, Subject, vocabulary};

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
    /// Works out the figures.
    pub fn of(matter: &Matter) -> Ranges {
        let mut ranges = Ranges {
            fines: Vec::new(),
            others: Vec::new(),
            referrals: Vec::new(),
            questions: Vec::new(),
            thresholds: Vec::new(),
            benchmark: applicable_document(matter),
            stack: layers::entries(matter, &matter.stages()),
            warnings: Vec::new(),
            tier_notes: Vec::new(),
            uncovered: Vec::new(),
        };
        let subjects = matter.subjects();
        ranges.compare_documents(matter, &subjects);
        for subject in subjects {
            let before = ranges.entries();
            for applied in matter.rows(subject) {
                ranges.add_row(matter, &applied, subject);
            }
            ranges.add_referrals(matter, subject);
            if before == ranges.entries() {
                ranges.uncovered.push(subject);
            }
        }
        ranges.ask(matter);
        ranges.warn(matter);
        ranges
    }

    /// What the text refers to and is not loaded.
    pub fn not_loaded(&self) -> Option<&str> {
        self.referrals.iter().find_map(|r| r.not_loaded.as_deref())
    }

    fn entries(&self) -> usize {
        self.fines.len() + self.others.len() + self.referrals.len()
    }

    /// What the offence refers to, loaded or not.
    fn add_referrals(&mut self, matter: &Matter, subject: Subject) {
        let library = matter.library;
        for offence in &matter.in_time.offences {
            let known = library.referrals_of(offence);
            let missing = not_loaded(library, offence, matter.law_day);
            let texts = offence
                .rows
                .iter()
                .filter_map(|r| Some((r, r.refers_to.as_ref()?)));
            for (row, refers_to) in texts {
                let here = known
                    .iter()
                    .filter(|r| r.stage.as_ref().is_none_or(|s| *s == row.stage));
                let targets: Vec<ReferredTo> = here
                    .clone()
                    .flat_map(|r| &r.targets)
                    .map(|t| ReferredTo {
                        offence: t.offence.clone(),
                        cite: library
                            .citation_of_id(&t.offence)
                            .unwrap_or_else(|| t.offence.to_string()),
                        given_for: t.given_for.clone(),
                    })
                    .collect();
                let referral = Referral {
                    subject,
                    stage: row.stage.clone(),
                    refers_to: refers_to.clone(),
                    reading: here.clone().any(|r| r.reading),
                    // A row that carries the figures itself leaves nothing open.
                    not_loaded: missing.map(str::to_owned).filter(|_| row.fine.is_none()),
                    targets,
                };
                let same = |r: &Referral| {
                    r.refers_to == referral.refers_to && r.targets == referral.targets
                };
                if !self.referrals.iter().any(same) {
                    self.referrals.push(referral);
                }
            }
        }
    }

    fn add_row(&mut self, matter: &Matter, applied: &Applied, subject: Subject) {
        let (library, row) = (matter.library, applied.row);
        for other in other_penalties(library, applied, subject) {
            let same = |o: &OtherPenalty| {
                o.subject == other.subject
                    && o.stage == other.stage
                    && o.kind == other.kind
                    && o.detail == other.detail
            };
            if !self.others.iter().any(same) {
                self.others.push(other);
            }
        }
        let Some(fine) = &row.fine else { return };
        let item = item_of(library, applied, &matter.scope);
        let tiering = item.map(|(b, i, stage)| (Tiering::of(b, i, matter.facts), stage));
        let inputs = &matter.case.inputs;
        let statutory = fine.range(inputs);
        let tiers = tiering
            .as_ref()
            .map(|(t, stage)| tier_options(matter, t, (row.subject, subject), stage, inputs))
            .unwrap_or_default();
        let tiering = tiering.map(|(t, _)| t);
        if let Some(tiering) = &tiering {
            self.note_benchmark(tiering, &tiers);
        }
        let weighed = Weighed::of(library, matter.case, subject);
        let certain = statutory.ok().filter(|_| !matter.reference_only());
        let suggested = certain
            .map(|statute| self.suggest(statute, tiering.as_ref(), &tiers, &weighed, subject));
        let tier = tiering.as_ref().filter(|t| t.is_decided());
        let tier = tier.and_then(|_| tiers.iter().find(|t| t.governs)?.range);
        let banded = suggested.zip(statutory.ok()).map(|(suggested, statute)| {
            bands::apply(matter, suggested, statute, tier, |text| {
                self.warn_once(text);
            })
        });
        let (suggested, band) = banded.unzip();
        let penalised = weighed.disposition();
        let made = SubjectFine {
            subject,
            who: row.who.clone(),
            stage: row.stage.clone(),
            offence: applied.offence.id.clone(),
            row: row.number,
            origin: row.origin.clone(),
            when: fine.when,
            verified: stands_in(library, applied).verified,
            cited: cited(library, applied),
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
            below_minimum_allowed: weighed.below_minimum_allowed(),
            disposition: penalised,
        };
        self.add_fine(made);
    }

    /// Two provisions referred to may threaten the same: it is said once, with both citations.
    fn add_fine(&mut self, made: SubjectFine) {
        let same = |f: &&mut SubjectFine| {
            f.offence == made.offence
                && f.tiers.is_empty()
                && made.tiers.is_empty()
                && (f.subject, &f.stage, &f.basis, f.mode, f.when)
                    == (made.subject, &made.stage, &made.basis, made.mode, made.when)
        };
        match self.fines.iter_mut().find(same) {
            Some(known) => {
                for target in made.cited.targets {
                    if !known.cited.targets.contains(&target) {
                        known.cited.targets.push(target);
                    }
                }
            }
            None => self.fines.push(made),
        }
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
    fn compare_documents(&mut self, matter: &Matter, subjects: &[Subject]) {
        let library = matter.library;
        let (Some(day), Some(other)) = (matter.versions.day, matter.versions.other) else {
            return;
        };
        let situation = matter.situation(Subject::Unit);
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

    /// Collects what is still open: the limit first, then facts for tiers, the stage, inputs of measures.
    fn ask(&mut self, matter: &Matter) {
        let library = matter.library;
        let case = matter.case;
        let stages = matter.stages();
        if let Some(question) = limitation::question(matter.limited) {
            self.ask_once(question);
        }
        if case.stage.is_none() && stages.len() > 1 {
            let labels: Vec<String> = stages
                .iter()
                .map(|s| vocabulary::label(&library.parts().vocabulary.stages, s.as_str()))
                .map(str::to_owned)
                .collect();
            self.questions.push(Question {
                fact: "stage".into(),
                label: words::STAGE.into(),
                narrows: labels,
            });
        }
        if matter.in_time.offences.len() > 1 {
            let offences = matter.in_time.offences.iter();
            self.questions.push(Question {
                fact: "offence".into(),
                label: words::WHICH_OFFENCE.into(),
                narrows: offences.map(|o| o.id.to_string()).collect(),
            });
        }
        for subject in matter.subjects() {
            for applied in matter.rows(subject) {
                if let Some((benchmark, item, _)) = item_of(library, &applied, &matter.scope) {
                    self.ask_of_tiers(matter, &Tiering::of(benchmark, item, matter.facts));
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
        for question in lists::questions(&matter.lists) {
            self.ask_once(question);
        }
    }

    fn ask_of_tiers(&mut self, matter: &Matter, tiering: &Tiering) {
        let library = matter.library;
        for asked in questions(tiering, matter.facts) {
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
        for threshold in thresholds(tiering, matter.facts).into_iter().filter(counts) {
            if !self.thresholds.contains(&threshold) {
                self.thresholds.push(threshold);
            }
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
                let cited = instrument.cited();
                self.warn_once(words::source_of(&cited, &instrument.verification));
                if let Some(note) = instrument
                    .note
                    .as_ref()
                    .filter(|_| instrument.status != crate::law::instrument::Status::InForce)
                {
                    self.warn_once(words::source_of(&cited, note));
                }
            }
            let rows = offence
                .all_rows()
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
        for text in gates::warnings(library, case) {
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
    (of_row, subject): (Subject, Subject),
    stage: &StageId,
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
            .fine_for(subject, stage)
            .or_else(|| tier.fine_for(of_row, stage));
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
            item: words::tier_item(&words::document(tiering.benchmark), &tiering.item.no),
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
