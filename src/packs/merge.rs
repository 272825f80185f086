//! Turns raw documents into valid values, one after the other; later rows replace earlier ones of the same id.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use toml::Spanned;

use crate::law::benchmark::{Benchmark, Item, Missing, Tier, TierFine};
use crate::law::condition::{Atom, Bound, Condition, Test};
use crate::law::fact::{FactKind, FactSpec};
use crate::law::fine::{Fine, FineBasis, Quantity, QuantityTest, When};
use crate::law::general::General;
use crate::law::library::Parts;
use crate::law::offence::{Ban, Offence, PenaltyRow, Place, Remark, RemarkKind};
use crate::law::vocabulary::{Term, Vocabulary};
use crate::law::{BenchmarkId, Fen, FenRange, Library, OffenceId, StageId};
use crate::packs::diagnostic::{Diagnostic, Severity};
use crate::packs::load::Origin;
use crate::packs::messages as say;
use crate::packs::schema::{
    ArticleText, BasisName, Document, RawAtom, RawFine, RawItem, RawMissing, RawOffence, RawPack,
    RawRow, RawTier, RawTierFine, RawWhen, Statute, WhenWord,
};

use crate::search::Synonym;

type Origins = HashMap<(BenchmarkId, String, u32), Origin>;

/// Collects documents.
pub struct Merger {
    parts: Parts,
    general: Option<General>,
    synonyms: Vec<Synonym>,
    origins: Origins,
    diagnostics: Vec<Diagnostic>,
    /// References to offences, checked once everything is in: (file, line, id).
    references: Vec<(String, usize, OffenceId)>,
    /// Raw items wait until all facts and stages are known.
    items: Vec<(Rc<Here>, BenchmarkId, RawItem)>,
    offence_at: HashMap<OffenceId, usize>,
    /// Packs that came from the user's own library.
    own_packs: HashSet<BenchmarkId>,
}

/// Where in which file a problem is.
struct Here {
    file: String,
    /// Offsets of the line ends: looking each place up by counting would cost more than parsing.
    ends: Vec<usize>,
}

impl Here {
    fn new(file: &str, text: &str) -> Here {
        let bytes = text.bytes().enumerate();
        Here {
            file: file.to_owned(),
            ends: bytes.filter(|(_, b)| *b == b'\n').map(|(i, _)| i).collect(),
        }
    }

    fn line<T>(&self, of: &Spanned<T>) -> usize {
        self.ends.partition_point(|end| *end < of.span().start) + 1
    }
}

impl Merger {
    pub fn new() -> Merger {
        Merger {
            parts: Parts {
                instruments: Vec::new(),
                outside: Vec::new(),
                offences: Vec::new(),
                benchmarks: Vec::new(),
                domains: Vec::new(),
                facts: Vec::new(),
                circumstances: Vec::new(),
                same_facts: Vec::new(),
                conflicts: Vec::new(),
                gates: Vec::new(),
                successors: Vec::new(),
                vocabulary: Vocabulary::default(),
                general: General::default(),
            },
            general: None,
            synonyms: Vec::new(),
            origins: HashMap::new(),
            diagnostics: Vec::new(),
            references: Vec::new(),
            items: Vec::new(),
            offence_at: HashMap::new(),
            own_packs: HashSet::new(),
        }
    }

    /// Adds a document.
    pub fn add(&mut self, file: &str, text: &str, is_own: bool, document: Document) {
        let here = Rc::new(Here::new(file, text));
        let parts = &mut self.parts;
        replace_all(&mut parts.instruments, document.instrument, |a, b| {
            a.slug == b.slug
        });
        replace_all(&mut parts.outside, document.outside, |a, b| {
            a.title == b.title
        });
        replace_all(&mut parts.domains, document.domain, |a, b| a.id == b.id);
        replace_all(&mut parts.facts, document.fact, |a, b| a.id == b.id);
        replace_all(&mut parts.circumstances, document.circumstance, |a, b| {
            a.id == b.id
        });
        replace_all(&mut parts.gates, document.gate, |a, b| {
            a.id == b.id && a.region == b.region && a.from == b.from
        });
        let same_term = |a: &Term, b: &Term| a.id == b.id;
        replace_all(&mut parts.vocabulary.subjects, document.subject, same_term);
        replace_all(&mut parts.vocabulary.stages, document.stage, same_term);
        replace_all(
            &mut parts.vocabulary.dispositions,
            document.disposition,
            same_term,
        );
        parts
            .vocabulary
            .other_measures
            .extend(document.other_measures.into_iter().flat_map(|m| m.words));
        parts.same_facts.extend(document.same_fact);
        parts.conflicts.extend(document.conflict);
        self.synonyms.extend(document.synonym);
        self.general = document.general.or(self.general.take());
        for successor in document.successor {
            let line = here.line(&successor.old);
            let old = successor.old.into_inner();
            for id in [&old, &successor.new] {
                self.references.push((file.to_owned(), line, id.clone()));
            }
            self.parts.successors.push((old, successor.new));
        }
        if let Some(statute) = &document.statute {
            self.check_version(&here, statute);
        }
        let slug = document.statute.map(|s| s.instrument);
        for raw in document.offence {
            let line = here.line(&raw.id);
            match offence(raw, slug.as_ref(), &here, &mut self.diagnostics) {
                Ok(offence) => self.insert_offence(offence, &here, line),
                Err(problem) => self.report(&here, line, "bad_offence", problem),
            }
        }
        self.add_pack(&here, is_own, document.pack, document.item);
    }

    /// The rows of a statute and its entry in the register have to be about the same text.
    fn check_version(&mut self, here: &Here, statute: &Statute) {
        let registered = self
            .parts
            .instruments
            .iter()
            .find(|i| i.slug == statute.instrument);
        if registered.is_some_and(|i| i.version != statute.version) {
            let problem = (
                say::about(say::OTHER_VERSION, &statute.version),
                say::REMEDY_VERSION,
            );
            self.report(here, 1, "other_version", problem);
        }
    }

    fn insert_offence(&mut self, offence: Offence, here: &Here, line: usize) {
        if !self.parts.instruments.is_empty()
            && !self
                .parts
                .instruments
                .iter()
                .any(|i| i.slug == offence.instrument)
        {
            let problem = (
                say::about(say::UNKNOWN_INSTRUMENT, &offence.instrument),
                say::REMEDY_INSTRUMENT,
            );
            self.report(here, line, "unknown_instrument", problem);
            return;
        }
        if let Some(at) = self.offence_at.get(&offence.id) {
            if let Some(slot) = self.parts.offences.get_mut(*at) {
                *slot = offence;
            }
        } else {
            self.offence_at
                .insert(offence.id.clone(), self.parts.offences.len());
            self.parts.offences.push(offence);
        }
    }

    fn add_pack(
        &mut self,
        here: &Rc<Here>,
        is_own: bool,
        pack: Option<RawPack>,
        items: Vec<RawItem>,
    ) {
        let Some(pack) = pack else {
            if let Some(first) = items.first() {
                self.report(
                    here,
                    here.line(&first.no),
                    "item_without_pack",
                    (say::NO_PACK.to_owned(), say::REMEDY_PACK),
                );
            }
            return;
        };
        let line = here.line(&pack.id);
        let id = pack.id.get_ref().clone();
        let unknown: Vec<String> = pack
            .domains
            .iter()
            .filter(|d| {
                !self.parts.domains.is_empty() && !self.parts.domains.iter().any(|k| k.id == **d)
            })
            .map(ToString::to_string)
            .collect();
        for domain in unknown {
            self.report(
                here,
                line,
                "unknown_domain",
                (say::about(say::UNKNOWN_DOMAIN, domain), say::REMEDY_DOMAIN),
            );
        }
        let benchmark = Benchmark {
            id: id.clone(),
            short: pack.short.unwrap_or_else(|| pack.title.clone()),
            title: pack.title,
            issuer: pack.issuer.unwrap_or_default(),
            doc_no: pack.doc_no,
            from: pack.from,
            until: pack.until,
            layer: pack.layer,
            region: pack.region,
            domains: pack.domains,
            items_in_document: pack.items_in_document.unwrap_or_default(),
            source: pack.source,
            verification: pack.verification,
            teaching: pack.teaching,
            items: Vec::new(),
        };
        // Replacing a shipped pack is what the own library is for; replacing one's own is a slip.
        if is_own && !self.own_packs.insert(id.clone()) {
            let problem = (say::about(say::SAME_PACK, &id), say::REMEDY_SAME_PACK);
            self.report(here, line, "duplicate_pack", problem);
        }
        self.items.retain(|(_, of, _)| *of != id);
        replace_all(&mut self.parts.benchmarks, vec![benchmark], |a, b| {
            a.id == b.id
        });
        for raw in items {
            self.items.push((Rc::clone(here), id.clone(), raw));
        }
    }

    /// Checks what refers to other rows and builds the library.
    pub fn finish(mut self) -> (Library, Vec<Synonym>, Origins, Vec<Diagnostic>) {
        let mut seen: HashSet<(BenchmarkId, String)> = HashSet::new();
        for (here, id, raw) in std::mem::take(&mut self.items) {
            let file = here.file.clone();
            let line = here.line(&raw.no);
            let no = raw.no.get_ref().clone();
            if !seen.insert((id.clone(), no.clone())) {
                self.report(
                    &here,
                    line,
                    "duplicate_item",
                    (say::about(say::DUPLICATE, &no), say::REMEDY_DUPLICATE),
                );
                continue;
            }
            self.references
                .push((file.clone(), line, raw.offence.clone()));
            self.origins.insert(
                (id.clone(), no.clone(), 0),
                Origin {
                    file: file.clone(),
                    line,
                },
            );
            let item = self.item(&here, &id, raw);
            if let Some(benchmark) = self.parts.benchmarks.iter_mut().find(|b| b.id == id) {
                benchmark.items.push(item);
            }
        }
        match self.general.take() {
            Some(general) => self.parts.general = general,
            None => self.report(
                &Here::new("rules/general.toml", ""),
                1,
                "no_general_rules",
                (say::NO_GENERAL.to_owned(), say::REMEDY_TOML),
            ),
        }
        let library = Library::new(self.parts);
        for (file, line, id) in self.references {
            if library.named(id.as_str()).is_empty() {
                self.diagnostics.push(diagnostic(
                    &file,
                    line,
                    "unknown_offence",
                    (say::about(say::UNKNOWN_OFFENCE, &id), say::REMEDY_OFFENCE),
                ));
            }
        }
        (library, self.synonyms, self.origins, self.diagnostics)
    }

    fn item(&mut self, here: &Here, id: &BenchmarkId, raw: RawItem) -> Item {
        let no = raw.no.into_inner();
        let mut tiers: Vec<Tier> = Vec::new();
        for raw in raw.tier {
            let line = here.line(&raw.ordinal);
            self.origins.insert(
                (id.clone(), no.clone(), *raw.ordinal.get_ref()),
                Origin {
                    file: here.file.clone(),
                    line,
                },
            );
            match tier(raw, &self.parts.facts) {
                Ok(tier) => {
                    for stage in tier
                        .fines
                        .iter()
                        .map(|f| &f.stage)
                        .chain(tier.penalties.iter().map(|(s, _)| s))
                    {
                        check_stage(
                            stage,
                            &self.parts.vocabulary,
                            here,
                            line,
                            &mut self.diagnostics,
                        );
                    }
                    tiers.push(tier);
                }
                Err(problem) => self.report(here, line, "bad_tier", problem),
            }
        }
        let several = tiers.len() > 1;
        for tier in &tiers {
            let line = self
                .origins
                .get(&(id.clone(), no.clone(), tier.ordinal))
                .map_or(1, |o| o.line);
            if several && tier.condition.any_of.is_empty() {
                let problem = (say::about(say::NO_CONDITION, &tier.label), say::REMEDY_ATOM);
                self.report(here, line, "tier_without_condition", problem);
            }
            if tiers.iter().filter(|t| t.ordinal == tier.ordinal).count() > 1 {
                let problem = (
                    say::about(say::SAME_ORDINAL, &tier.label),
                    say::REMEDY_DUPLICATE,
                );
                self.report(here, line, "duplicate_tier", problem);
            }
        }
        // A tier without condition among others would be met always: it is not used.
        tiers.retain(|t| !several || !t.condition.any_of.is_empty());
        tiers.sort_by_key(|t| t.ordinal);
        let line = self
            .origins
            .get(&(id.clone(), no.clone(), 0))
            .map_or(1, |o| o.line);
        let mut missing = Vec::new();
        for raw in raw.missing {
            match missing_row(raw, &self.parts.facts) {
                Ok(row) => missing.push(row),
                Err(problem) => self.report(here, line, "bad_tier", problem),
            }
        }
        Item {
            no,
            title: raw.title,
            offence: raw.offence,
            cites: raw.cites,
            stage: raw.stage,
            missing,
            tiers,
        }
    }

    fn report(&mut self, here: &Here, line: usize, code: &'static str, problem: Problem) {
        self.diagnostics
            .push(diagnostic(&here.file, line, code, problem));
    }
}

/// What is wrong, and what to do.
type Problem = (String, &'static str);

fn diagnostic(
    file: &str,
    line: usize,
    code: &'static str,
    (message, remedy): Problem,
) -> Diagnostic {
    Diagnostic {
        code,
        severity: Severity::Error,
        file: file.to_owned(),
        line: Some(line),
        message,
        remedy: remedy.to_owned(),
    }
}

fn replace_all<T>(list: &mut Vec<T>, new: Vec<T>, same: impl Fn(&T, &T) -> bool) {
    for item in new {
        match list.iter_mut().find(|old| same(old, &item)) {
            Some(slot) => *slot = item,
            None => list.push(item),
        }
    }
}

fn check_stage(
    stage: &StageId,
    words: &Vocabulary,
    here: &Here,
    line: usize,
    out: &mut Vec<Diagnostic>,
) {
    if !words.stages.iter().any(|t| t.id == stage.as_str()) {
        out.push(diagnostic(
            &here.file,
            line,
            "unknown_stage",
            (say::about(say::UNKNOWN_STAGE, stage), say::REMEDY_STAGE),
        ));
    }
}

fn offence(
    raw: RawOffence,
    slug: Option<&crate::law::Slug>,
    here: &Here,
    out: &mut Vec<Diagnostic>,
) -> Result<Offence, Problem> {
    let id = raw.id.into_inner();
    let bad = || (say::about(say::BAD_ID, &id), say::REMEDY_ID);
    let (head, rest) = id.as_str().split_once('-').ok_or_else(bad)?;
    let place = Place::parse(rest).ok_or_else(bad)?;
    if slug.is_some_and(|s| s.as_str() != head) {
        return Err((say::about(say::WRONG_INSTRUMENT, &id), say::REMEDY_ID));
    }
    let remarks = remarks([
        (RemarkKind::SupersededBy, raw.superseded_by),
        (RemarkKind::Concurrence, raw.concurrence),
        (RemarkKind::Obligation, raw.obligation_article.map(article)),
        (RemarkKind::Definition, raw.definition_article.map(article)),
        (RemarkKind::With, raw.with_article.map(article)),
    ]);
    let mut rows = Vec::new();
    for raw in raw.rows {
        let line = here.line(&raw);
        match penalty_row(raw.into_inner()) {
            Ok(row) => rows.push(row),
            Err(problem) => out.push(diagnostic(&here.file, line, "bad_fine", problem)),
        }
    }
    Ok(Offence {
        instrument: crate::law::Slug::from(head),
        place,
        title: raw.title,
        authority: raw.authority,
        remarks,
        rows,
        id,
    })
}

fn article(text: ArticleText) -> String {
    match text {
        ArticleText::Number(n) => crate::law::citation::describe_place(Place {
            article: u16::try_from(n).unwrap_or(0),
            inserted: 0,
            paragraph: 0,
            item: 0,
            part: 0,
        }),
        ArticleText::Words(words) => words,
    }
}

fn remarks<const N: usize>(given: [(RemarkKind, Option<String>); N]) -> Vec<Remark> {
    given
        .into_iter()
        .filter_map(|(kind, text)| text.map(|text| Remark { kind, text }))
        .collect()
}

fn penalty_row(raw: RawRow) -> Result<PenaltyRow, Problem> {
    let remarks = remarks([
        (RemarkKind::SupersededBy, raw.superseded_by),
        (RemarkKind::Concurrence, raw.concurrence),
        (RemarkKind::Obligation, raw.obligation_article.map(article)),
        (RemarkKind::Definition, raw.definition_article.map(article)),
        (RemarkKind::With, raw.with_article.map(article)),
        (
            RemarkKind::FiguresFrom,
            raw.figures_from_article.map(article),
        ),
        (RemarkKind::FiguresFrom, raw.fine_note),
        (RemarkKind::Note, raw.inferred_note),
        (RemarkKind::Note, raw.note),
    ]);
    Ok(PenaltyRow {
        number: raw.n,
        subject: raw.subject,
        who: raw.who,
        stage: raw.stage,
        penalties: raw.penalties,
        alternatives: raw.alternatives,
        fine: raw.fine.map(fine).transpose()?,
        mode: raw.mode,
        refers_to: raw.refers_to,
        inferred_target: raw.inferred_target,
        accident_grade: raw.accident_grade,
        ban: raw
            .ban_years
            .map(Ban::Years)
            .or(raw.ban.map(|_| Ban::Lifetime)),
        detention_days_max: raw.detention_days_max,
        authority: raw.authority,
        remarks,
    })
}

fn fine(raw: RawFine) -> Result<Fine, Problem> {
    let when = raw.when.as_ref().map(when).transpose()?;
    Ok(Fine {
        basis: basis(raw).ok_or((say::BAD_FINE.to_owned(), say::REMEDY_FINE))?,
        when,
    })
}

fn basis(raw: RawFine) -> Option<FineBasis> {
    let factors = || Some((raw.min?, raw.max?)).filter(|(min, max)| min <= max);
    Some(match raw.basis {
        BasisName::FixedRange => {
            let range = FenRange::new(Fen::yuan(raw.min_yuan?), Fen::yuan(raw.max_yuan?))?;
            FineBasis::Fixed {
                range,
                min_stated: raw.min_stated.unwrap_or(true),
            }
        }
        BasisName::PercentOfAnnualIncome => {
            let (min, max) = factors()?;
            FineBasis::PercentOfAnnualIncome { min, max }
        }
        BasisName::MultipleOfIllegalGain => {
            let (min, max) = factors()?;
            FineBasis::MultipleOfIllegalGain {
                min,
                max,
                cap: raw.cap_yuan.map(Fen::yuan),
            }
        }
        BasisName::MultipleOfGoodsValue => {
            let (min, max) = factors()?;
            FineBasis::MultipleOfGoodsValue {
                min,
                max,
                floor: raw.floor_yuan.map(Fen::yuan),
            }
        }
        BasisName::MultipleOfBaseFine => {
            let (min, max) = factors()?;
            FineBasis::MultipleOfBaseFine {
                min,
                max,
                of: raw.of?,
            }
        }
        BasisName::Daily => match raw.permille {
            Some(permille) => FineBasis::DailyPermille {
                permille,
                of: raw.of?,
            },
            None => FineBasis::Daily {
                of: raw.of?,
                start: raw.start,
            },
        },
    })
}

fn when(raw: &RawWhen) -> Result<When, Problem> {
    let bad = || (say::BAD_WHEN.to_owned(), say::REMEDY_FINE);
    let (quantity, word) = match (raw.illegal_gain, raw.goods_value) {
        (Some(word), None) => (Quantity::IllegalGain, word),
        (None, Some(word)) => (Quantity::GoodsValue, word),
        (None, None) | (Some(_), Some(_)) => return Err(bad()),
    };
    let limit = || raw.yuan.map(Fen::yuan).ok_or_else(bad);
    let test = match word {
        WhenWord::None => QuantityTest::None,
        WhenWord::Some => QuantityTest::Some,
        WhenWord::Below => QuantityTest::Below(limit()?),
        WhenWord::AtLeast => QuantityTest::AtLeast(limit()?),
    };
    Ok(When { quantity, test })
}

fn condition(any_of: Vec<Vec<RawAtom>>, facts: &[FactSpec]) -> Result<Condition, Problem> {
    let any_of = any_of
        .into_iter()
        .map(|all| all.into_iter().map(|a| atom(a, facts)).collect())
        .collect::<Result<Vec<Vec<Atom>>, Problem>>()?;
    Ok(Condition { any_of })
}

fn missing_row(raw: RawMissing, facts: &[FactSpec]) -> Result<Missing, Problem> {
    let when = (!raw.any_of.is_empty())
        .then(|| condition(raw.any_of, facts))
        .transpose()?;
    Ok(Missing {
        label: raw.label,
        why: raw.why,
        when,
    })
}

fn tier(raw: RawTier, facts: &[FactSpec]) -> Result<Tier, Problem> {
    let condition = condition(raw.any_of, facts)?;
    let fines = raw
        .fines
        .into_iter()
        .map(tier_fine)
        .collect::<Option<Vec<_>>>()
        .ok_or((say::BAD_FINE.to_owned(), say::REMEDY_FINE))?;
    Ok(Tier {
        ordinal: raw.ordinal.into_inner(),
        label: raw.label,
        text: raw.text,
        condition,
        fines,
        penalties: raw
            .penalties
            .into_iter()
            .map(|p| (p.stage, p.kinds))
            .collect(),
        source: raw.source,
        confidence: raw.confidence,
        note: raw.note,
    })
}

fn tier_fine(raw: RawTierFine) -> Option<TierFine> {
    let fine = RawFine {
        basis: raw.basis,
        min_yuan: raw.min_yuan,
        max_yuan: raw.max_yuan,
        min: raw.min,
        max: raw.max,
        ..RawFine::default()
    };
    Some(TierFine {
        stage: raw.stage,
        subject: raw.subject,
        basis: basis(fine)?,
    })
}

fn atom(raw: RawAtom, facts: &[FactSpec]) -> Result<Atom, Problem> {
    let bad = || (say::about(say::BAD_ATOM, &raw.fact), say::REMEDY_ATOM);
    let spec = facts
        .iter()
        .find(|f| f.id == raw.fact)
        .ok_or_else(|| (say::about(say::UNKNOWN_FACT, &raw.fact), say::REMEDY_FACT))?;
    let bound = |inclusive: Option<crate::packs::schema::Number>,
                 exclusive: Option<crate::packs::schema::Number>|
     -> Result<Option<Bound>, Problem> {
        let (number, inclusive) = match (inclusive, exclusive) {
            (Some(n), None) => (n, true),
            (None, Some(n)) => (n, false),
            (None, None) => return Ok(None),
            (Some(_), Some(_)) => return Err(bad()),
        };
        Ok(Some(Bound {
            value: number.exact().ok_or_else(bad)?,
            inclusive,
        }))
    };
    let test = if let Some(text) = &raw.is {
        Test::Is(text.clone())
    } else if let Some(n) = raw.equals {
        let exactly = Some(Bound {
            value: n.exact().ok_or_else(bad)?,
            inclusive: true,
        });
        Test::Within {
            low: exactly,
            high: exactly,
        }
    } else {
        let (low, high) = (
            bound(raw.at_least, raw.more_than)?,
            bound(raw.at_most, raw.less_than)?,
        );
        if low.is_none() && high.is_none() || low.zip(high).is_some_and(|(a, b)| a.value > b.value)
        {
            return Err(bad());
        }
        Test::Within { low, high }
    };
    if matches!(test, Test::Is(_)) != (spec.kind == FactKind::Text) {
        return Err((say::about(say::WRONG_KIND, &raw.fact), say::REMEDY_ATOM));
    }
    Ok(Atom {
        fact: raw.fact,
        test,
    })
}
