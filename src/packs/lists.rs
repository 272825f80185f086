//! Lists (`[list]`, `[[list_item]]`, `[[flag]]`): raw rows checked and turned into values.
//!
//! An item is used with all of its conditions or not at all: one that cannot be read takes the item out,
//! a condition of the whole list that cannot be read takes every item out. What is taken out stays on
//! record among the missing rows.

mod raw;

pub use raw::{ListDocument, RawList, RawListCondition, RawListItem};

use std::collections::HashSet;
use std::rc::Rc;

use crate::law::benchmark::{Layer, Missing};
use crate::law::condition::{Atom, Condition, Test};
use crate::law::library::Parts;
use crate::law::list::{Flag, LenientList, ListCondition, ListItem};
use crate::law::{DomainId, FactId, ListId, OffenceId};
use crate::packs::diagnostic::Diagnostic;
use crate::packs::merge::{Here, Problem, diagnostic};
use crate::packs::messages as say;
use crate::packs::tier::{condition, missing_row};

/// Collects lists until all facts, domains and stages are known.
#[derive(Default)]
pub struct Collector {
    waiting: Vec<Waiting>,
    own: HashSet<ListId>,
    flags: Vec<(Rc<Here>, Flag)>,
}

struct Waiting {
    here: Rc<Here>,
    list: RawList,
    items: Vec<RawListItem>,
}

/// A condition that cannot be read makes what stands under it unusable.
struct Unreadable;

impl Collector {
    /// Takes the tables of one file.
    pub fn add(
        &mut self,
        here: &Rc<Here>,
        is_own: bool,
        tables: (Option<RawList>, Vec<RawListItem>, Vec<Flag>),
        out: &mut Vec<Diagnostic>,
    ) {
        let (list, items, flags) = tables;
        self.flags
            .extend(flags.into_iter().map(|f| (Rc::clone(here), f)));
        let Some(list) = list else {
            if let Some(first) = items.first() {
                let problem = (say::NO_LIST.to_owned(), say::REMEDY_LIST);
                let line = here.line(&first.no);
                out.push(diagnostic(
                    &here.file,
                    line,
                    "list_item_without_list",
                    problem,
                ));
            }
            return;
        };
        let id = list.id.get_ref().clone();
        // Replacing a shipped list is what the own library is for; replacing one's own is a slip.
        if is_own && !self.own.insert(id.clone()) {
            let problem = (say::about(say::SAME_LIST, &id), say::REMEDY_SAME_PACK);
            let line = here.line(&list.id);
            out.push(diagnostic(&here.file, line, "duplicate_list", problem));
        }
        self.waiting.retain(|w| *w.list.id.get_ref() != id);
        self.waiting.push(Waiting {
            here: Rc::clone(here),
            list,
            items,
        });
    }

    /// Registers the flags and puts the lists into the parts. Returns the offences they name, to be checked
    /// once the library stands.
    pub fn finish(
        self,
        parts: &mut Parts,
        out: &mut Vec<Diagnostic>,
    ) -> Vec<(String, usize, OffenceId)> {
        for (here, flag) in self.flags {
            check_flag(parts, &here, &flag, out);
            let spec = flag.spec();
            put(&mut parts.facts, spec, |a, b| a.id == b.id);
            put(&mut parts.flags, flag, |a, b| a.id == b.id);
        }
        let mut references = Vec::new();
        for waiting in self.waiting {
            let list = Reading {
                parts,
                here: &waiting.here,
                line: waiting.here.line(&waiting.list.id),
                id: waiting.list.id.get_ref().clone(),
                out,
                references: &mut references,
            }
            .list(waiting.list, waiting.items);
            parts.lists.push(list);
        }
        references
    }
}

fn put<T>(list: &mut Vec<T>, new: T, same: impl Fn(&T, &T) -> bool) {
    match list.iter_mut().find(|old| same(old, &new)) {
        Some(slot) => *slot = new,
        None => list.push(new),
    }
}

fn check_flag(parts: &Parts, here: &Here, flag: &Flag, out: &mut Vec<Diagnostic>) {
    let mut unknown: Vec<String> = Vec::new();
    for id in flag.said_by.iter().chain(&flag.denied_by) {
        if !parts.circumstances.iter().any(|c| c.id == *id) {
            unknown.push(id.to_string());
        }
    }
    for id in &flag.domains_excluded {
        if !parts.domains.iter().any(|d| d.id == *id) {
            unknown.push(id.to_string());
        }
    }
    for id in &flag.stages_excluded {
        if !parts.vocabulary.stages.iter().any(|s| s.id == id.as_str()) {
            unknown.push(id.to_string());
        }
    }
    if !unknown.is_empty() {
        let what = format!("{}：{}", flag.id, unknown.join("、"));
        let problem = (say::about(say::BAD_FLAG, what), say::REMEDY_FLAG);
        out.push(diagnostic(&here.file, 1, "bad_flag", problem));
    }
}

struct Reading<'a> {
    parts: &'a mut Parts,
    here: &'a Here,
    line: usize,
    id: ListId,
    out: &'a mut Vec<Diagnostic>,
    references: &'a mut Vec<(String, usize, OffenceId)>,
}

impl Reading<'_> {
    fn report(&mut self, line: usize, code: &'static str, problem: Problem) {
        self.out
            .push(diagnostic(&self.here.file, line, code, problem));
    }

    fn list(mut self, raw: RawList, raw_items: Vec<RawListItem>) -> LenientList {
        let unknown: Vec<DomainId> = raw
            .domains
            .iter()
            .filter(|d| !self.parts.domains.iter().any(|k| k.id == **d))
            .cloned()
            .collect();
        for domain in unknown {
            let problem = (say::about(say::UNKNOWN_DOMAIN, domain), say::REMEDY_DOMAIN);
            self.report(self.line, "unknown_domain", problem);
        }
        if raw.layer != Layer::National && raw.region.is_none() {
            let problem = (
                say::about(say::LIST_REGION, &self.id),
                say::REMEDY_LIST_REGION,
            );
            self.report(self.line, "list_without_region", problem);
        }
        let mut named = Vec::new();
        let gates = self.conditions(raw.gates, "", self.line, &mut named);
        let mut missing: Vec<Missing> = Vec::new();
        for row in raw.missing {
            match missing_row(row, &self.parts.facts) {
                Ok(row) => missing.push(row),
                Err(problem) => self.report(self.line, "bad_list_condition", problem),
            }
        }
        let usable = gates.is_ok();
        let gates = gates.unwrap_or_default();
        let mut items: Vec<ListItem> = Vec::new();
        for row in raw_items {
            let line = self.here.line(&row.no);
            let label = format!("{} {}", row.no.get_ref(), row.title);
            if items.iter().any(|i| i.no == *row.no.get_ref()) {
                let problem = (say::about(say::DUPLICATE, &label), say::REMEDY_DUPLICATE);
                self.report(line, "duplicate_item", problem);
                continue;
            }
            match self.item(row, line, &gates, &mut named) {
                Ok(item) if usable => items.push(item),
                Ok(_) | Err(Unreadable) => missing.push(Missing {
                    label,
                    why: say::LIST_ITEM_UNUSED.to_owned(),
                    text: None,
                    standard: None,
                    when: None,
                }),
            }
        }
        LenientList {
            id: self.id,
            short: raw.short.unwrap_or_else(|| raw.title.clone()),
            title: raw.title,
            issuer: raw.issuer.unwrap_or_default(),
            doc_no: raw.doc_no,
            layer: raw.layer,
            region: raw.region,
            from: raw.from,
            until: raw.until,
            domains: raw.domains,
            effect: raw.effect,
            items_in_document: raw.items_in_document.unwrap_or_default(),
            source: raw.source,
            verification: raw.verification,
            teaching: raw.teaching,
            document: raw.document,
            gates,
            items,
            missing,
        }
    }

    fn item(
        &mut self,
        raw: RawListItem,
        line: usize,
        gates: &[ListCondition],
        named: &mut Vec<(String, FactId)>,
    ) -> Result<ListItem, Unreadable> {
        let file = self.here.file.clone();
        self.references
            .extend(raw.offence.clone().map(|id| (file, line, id)));
        if let Some(stage) = &raw.stage
            && !self
                .parts
                .vocabulary
                .stages
                .iter()
                .any(|t| t.id == stage.as_str())
        {
            let problem = (say::about(say::UNKNOWN_STAGE, stage), say::REMEDY_STAGE);
            self.report(line, "unknown_stage", problem);
        }
        let no = raw.no.into_inner();
        let conditions = self.conditions(raw.conditions, &no, line, named)?;
        if conditions.is_empty() && gates.is_empty() {
            let problem = (say::about(say::NO_LIST_CONDITION, &no), say::REMEDY_ATOM);
            self.report(line, "list_item_without_condition", problem);
            return Err(Unreadable);
        }
        Ok(ListItem {
            no,
            title: raw.title,
            offence: raw.offence,
            cites: raw.cites,
            stage: raw.stage,
            must: raw.must,
            conditions,
            text: raw.text,
            place: raw.place,
            doubts: raw.doubts,
            review: raw.review,
            from: raw.from,
            until: raw.until,
            source: raw.source,
            note: raw.note,
        })
    }

    fn conditions(
        &mut self,
        raw: Vec<RawListCondition>,
        no: &str,
        line: usize,
        named: &mut Vec<(String, FactId)>,
    ) -> Result<Vec<ListCondition>, Unreadable> {
        let mut read = Ok(Vec::new());
        for (at, row) in (1..).zip(raw) {
            let any_of = if row.any_of.is_empty() {
                let fact = self.named_flag(&row.text, &format!("{no}_{at}"), named);
                Ok(holds(fact))
            } else {
                condition(row.any_of, &self.parts.facts)
            };
            match any_of {
                Ok(condition) => {
                    if let Ok(list) = &mut read {
                        list.push(ListCondition {
                            text: row.text,
                            condition,
                        });
                    }
                }
                Err(problem) => {
                    self.report(line, "bad_list_condition", problem);
                    read = Err(Unreadable);
                }
            }
        }
        read
    }

    /// The yes/no behind a wording without structure: a registered one that uses these very words, or one
    /// of the list's own, shared by its items that say the same.
    fn named_flag(&mut self, text: &str, at: &str, named: &mut Vec<(String, FactId)>) -> FactId {
        let registered = self
            .parts
            .flags
            .iter()
            .find(|f| f.label == text || f.words.iter().any(|w| w == text));
        if let Some(flag) = registered {
            return flag.id.clone();
        }
        if let Some((_, fact)) = named.iter().find(|(known, _)| known == text) {
            return fact.clone();
        }
        let id = FactId::from(format!("x_{}_{at}", self.id).replace("__", "_").as_str());
        let flag = Flag {
            id: id.clone(),
            label: text.to_owned(),
            words: Vec::new(),
            said_by: Vec::new(),
            denied_by: Vec::new(),
            domains_excluded: Vec::new(),
            stages_excluded: Vec::new(),
        };
        put(&mut self.parts.facts, flag.spec(), |a, b| a.id == b.id);
        put(&mut self.parts.flags, flag, |a, b| a.id == b.id);
        named.push((text.to_owned(), id.clone()));
        id
    }
}

fn holds(fact: FactId) -> Condition {
    Condition {
        any_of: vec![vec![Atom {
            fact,
            test: Test::Holds(true),
        }]],
    }
}
