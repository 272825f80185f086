//! Turns raw documents into valid values, one after the other; later rows replace earlier ones of the same id.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use toml::Spanned;

use crate::law::benchmark::{Benchmark, Item, Tier};
use crate::law::general::General;
use crate::law::library::Parts;
use crate::law::offence::Offence;
use crate::law::relation::Relations;
use crate::law::vocabulary::{Term, Vocabulary};
use crate::law::{BenchmarkId, Library, OffenceId, StageId};
use crate::packs::diagnostic::{Diagnostic, Severity};
use crate::packs::lists::Collector;
use crate::packs::load::Origin;
use crate::packs::messages as say;
use crate::packs::penalty::offence;
use crate::packs::rows::{self, Rows};
use crate::packs::rules;
use crate::packs::schema::{Document, RawItem, RawPack, Statute};
use crate::packs::tier::{missing_row, tier};
use crate::reader::wording::{Measure, Measures};
use crate::search::Synonym;

/// Search synonyms, and what quantities mean.
type Words = (Vec<Synonym>, Measures);
type Origins = HashMap<(BenchmarkId, String, u32), Origin>;

/// Collects documents.
pub struct Merger {
    parts: Parts,
    general: Option<General>,
    synonyms: Vec<Synonym>,
    measures: Vec<Measure>,
    origins: Origins,
    rows: Rows,
    diagnostics: Vec<Diagnostic>,
    /// References to offences, checked once everything is in: (file, line, id).
    references: Vec<(String, usize, OffenceId)>,
    /// Raw items wait until all facts and stages are known.
    items: Vec<(Rc<Here>, BenchmarkId, RawItem)>,
    offence_at: HashMap<OffenceId, usize>,
    /// Packs that came from the user's own library.
    own_packs: HashSet<BenchmarkId>,
    lists: Collector,
}

/// Where in which file a problem is.
pub struct Here {
    pub file: String,
    /// Offsets of the line ends: looking each place up by counting would cost more than parsing.
    ends: Vec<usize>,
}

impl Here {
    pub fn new(file: &str, text: &str) -> Here {
        let bytes = text.bytes().enumerate();
        Here {
            file: file.to_owned(),
            ends: bytes.filter(|(_, b)| *b == b'\n').map(|(i, _)| i).collect(),
        }
    }

    pub fn line<T>(&self, of: &Spanned<T>) -> usize {
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
                lists: Vec::new(),
                flags: Vec::new(),
                domains: Vec::new(),
                facts: Vec::new(),
                circumstances: Vec::new(),
                same_facts: Vec::new(),
                conflicts: Vec::new(),
                gates: Vec::new(),
                bands: Vec::new(),
                caps: Vec::new(),
                cap_remarks: Vec::new(),
                relations: Relations::default(),
                kinds: Vec::new(),
                organs: Vec::new(),
                paragraphs: Vec::new(),
                regions: BTreeMap::new(),
                vocabulary: Vocabulary::default(),
                general: General::default(),
            },
            general: None,
            synonyms: Vec::new(),
            measures: Vec::new(),
            origins: HashMap::new(),
            rows: Rows::new(),
            diagnostics: Vec::new(),
            references: Vec::new(),
            items: Vec::new(),
            offence_at: HashMap::new(),
            own_packs: HashSet::new(),
            lists: Collector::default(),
        }
    }

    /// Adds a document.
    pub fn add(&mut self, file: &str, text: &str, is_own: bool, document: Document) {
        let here = Rc::new(Here::new(file, text));
        let parts = &mut self.parts;
        let (same, pairs) = (parts.same_facts.len(), parts.conflicts.len());
        rows::note(&mut self.rows, file, text, &document, same, pairs);
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
        parts
            .vocabulary
            .like_stages
            .extend(document.like_stages.into_iter().flat_map(|l| l.groups));
        parts.same_facts.extend(document.same_fact);
        parts.conflicts.extend(document.conflict);
        self.synonyms.extend(document.synonym);
        self.measures.extend(document.measure);
        rules::bands(document.band, &here, parts, &mut self.diagnostics);
        rules::caps(document.cap, document.cap_remark, parts);
        self.general = document.general.or(self.general.take());
        replace_all(&mut self.parts.kinds, document.kind, |a, b| {
            a.name == b.name
        });
        replace_all(&mut self.parts.organs, document.organ, |a, b| {
            a.name == b.name
        });
        self.parts.paragraphs.extend(document.paragraphs);
        self.parts.regions.extend(document.regions);
        let relations = (
            document.successor,
            document.no_successor,
            document.referral,
            document.precedence,
            document.linked,
        );
        let mut refer = |line, id: &OffenceId| {
            self.references.push((file.to_owned(), line, id.clone()));
        };
        rules::relations(relations, &here, &mut self.parts.relations, &mut refer);
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
        let lists = (document.list, document.list_item, document.flag);
        self.lists.add(&here, is_own, lists, &mut self.diagnostics);
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
            document: pack.document,
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
    pub fn finish(mut self) -> (Library, Words, Origins, Rows, Vec<Diagnostic>) {
        // Before the items: their tiers may ask for a yes/no too.
        let lists = std::mem::take(&mut self.lists);
        let named = lists.finish(&mut self.parts, &mut self.diagnostics);
        self.references.extend(named);
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
                .extend(raw.offence.clone().map(|id| (file.clone(), line, id)));
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
        let parts = library.parts();
        let measures = Measures::new(&self.measures, &parts.facts, &parts.vocabulary);
        let words = (self.synonyms, measures);
        (library, words, self.origins, self.rows, self.diagnostics)
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
            if several && is_always_met(tier) {
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
        tiers.retain(|t| !several || !is_always_met(t));
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
            from: raw.from,
            until: raw.until,
            place: raw.place,
            text: raw.text,
            doubts: raw.doubts,
            review: raw.review,
            note: raw.note,
        }
    }

    fn report(&mut self, here: &Here, line: usize, code: &'static str, problem: Problem) {
        self.diagnostics
            .push(diagnostic(&here.file, line, code, problem));
    }
}

/// Tells whether nothing is asked: no alternative, or one without any condition in it.
fn is_always_met(tier: &Tier) -> bool {
    let any_of = &tier.condition.any_of;
    any_of.is_empty() || any_of.iter().any(Vec::is_empty)
}

/// What is wrong, and what to do.
pub type Problem = (String, &'static str);

pub fn diagnostic(
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
        place: String::new(),
        message,
        remedy: remedy.to_owned(),
    }
}

pub fn replace_all<T>(list: &mut Vec<T>, new: Vec<T>, same: impl Fn(&T, &T) -> bool) {
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
