//! From the items of a document, still text, to a pack: citations followed, sentences read, amounts placed.

use std::collections::{BTreeMap, HashSet};

use toml::Spanned;

use crate::document::Document;
use crate::law::benchmark::Provenance;
use crate::law::fact::FactSpec;
use crate::law::{FactId, Library};
use crate::packs::written::{RawAtom, RawItem, RawMissing, RawPack, RawTier, Written};
use crate::reader::heading::Heading;
use crate::reader::link::{Link, link};
use crate::reader::placing::{Placed, Placing};
use crate::reader::wording::{
    Doubt, Measures, ReadCondition, ReadStandard, read_condition, read_standard, split_sentence,
};
use crate::reader::{Entry, Outline, Passage, TierText, doubt, words};

/// A remark on the import of one item.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Note {
    /// Number of the item in the document.
    pub item: String,
    /// Label of the tier, where it is about one.
    pub tier: Option<String>,
    /// Where in the document.
    pub place: String,
    /// Stable code.
    pub code: &'static str,
    /// What is uncertain, in Chinese.
    pub message: String,
}

/// A document as a pack, and what was uncertain on the way.
#[derive(Clone, Debug)]
pub struct Assembly {
    /// The pack.
    pub(crate) written: Written,
    /// Remarks, in the order of the document.
    pub notes: Vec<Note>,
    /// Text that looks like part of an item and could not be placed.
    pub leftover: Vec<Passage>,
    /// Text beside the items.
    pub remarks: Vec<Passage>,
}

/// Reads every item of a document.
pub fn assemble(
    document: &Document,
    outline: Outline,
    heading: &Heading,
    library: &Library,
    measures: &Measures,
) -> Assembly {
    let mut reader = Reader {
        library,
        measures,
        heading,
        facts: BTreeMap::new(),
        notes: Vec::new(),
    };
    let mut entries = outline.entries;
    number(&mut entries, &mut reader.notes);
    let item: Vec<RawItem> = entries.iter().map(|e| reader.item(e)).collect();
    let fact = reader
        .facts
        .into_values()
        .filter(|f| library.fact(&f.id).is_none())
        .collect();
    Assembly {
        written: Written {
            pack: pack(document, heading, item.len()),
            fact,
            item,
        },
        notes: reader.notes,
        leftover: outline.leftover,
        remarks: outline.remarks,
    }
}

/// Gives every item a number of its own: documents leave numbers out and start again in each section.
fn number(entries: &mut [Entry], notes: &mut Vec<Note>) {
    let mut taken: HashSet<String> = HashSet::new();
    for (n, entry) in entries.iter_mut().enumerate() {
        let printed = entry.no.clone();
        if entry.no.is_empty() {
            entry.no = (n + 1).to_string();
        }
        if taken.contains(&entry.no) && !entry.section.is_empty() {
            entry.no = format!("{} {}", entry.section, entry.no);
        }
        let stem = entry.no.clone();
        let mut again = 1;
        while !taken.insert(entry.no.clone()) {
            again += 1;
            entry.no = format!("{stem}-{again}");
        }
        if !printed.is_empty() && printed != entry.no {
            notes.push(Note {
                item: entry.no.clone(),
                tier: None,
                place: entry.place.to_string(),
                code: "number_repeats",
                message: words::about(words::NUMBER_REPEATS, &printed),
            });
        }
    }
}

fn pack(document: &Document, heading: &Heading, items: usize) -> RawPack {
    RawPack {
        id: plain(heading.id.clone()),
        title: heading.title.clone(),
        short: heading.short.clone(),
        issuer: heading.issuer.clone(),
        doc_no: heading.doc_no.clone(),
        from: heading.from,
        until: heading.until,
        layer: heading.layer,
        region: heading.region.clone(),
        domains: heading.domains.clone(),
        items_in_document: Some(words::items_read(items)),
        source: document.name.clone(),
        verification: words::VERIFICATION.to_owned(),
        teaching: false,
        document: Some(Provenance {
            file: document.name.clone(),
            sha256: document.sha256.clone(),
        }),
    }
}

struct Reader<'a> {
    library: &'a Library,
    measures: &'a Measures,
    heading: &'a Heading,
    facts: BTreeMap<FactId, FactSpec>,
    notes: Vec<Note>,
}

/// A tier whose sentences have been read.
struct Read<'a> {
    text: &'a TierText,
    condition_text: String,
    condition: ReadCondition,
    standard: ReadStandard,
}

impl Reader<'_> {
    fn item(&mut self, entry: &Entry) -> RawItem {
        let link = link(entry, self.library);
        let tiers: Vec<Read> = entry.tiers.iter().map(|t| self.read(t)).collect();
        let standards: Vec<&ReadStandard> = tiers.iter().map(|t| &t.standard).collect();
        let placing = Placing::new(self.library, &link, &standards);
        let mut item_doubts: Vec<Doubt> = link.doubts.clone();
        item_doubts.extend(placing.doubts.iter().cloned());
        if entry.tiers.is_empty() {
            item_doubts.push(doubt("no_tiers", words::NO_TIERS.to_owned()));
        }
        for doubt in &item_doubts {
            self.note(entry, None, doubt);
        }
        let mut item = raw_item(entry, &link, &placing, &item_doubts);
        let single = tiers.len() == 1;
        for (n, read) in tiers.into_iter().enumerate() {
            for fact in &read.condition.facts {
                self.facts
                    .entry(fact.id.clone())
                    .or_insert_with(|| fact.clone());
            }
            let placed = placing.place(&read.standard, read.condition.stage.as_ref());
            let mut doubts: Vec<Doubt> = read.condition.doubts.clone();
            doubts.extend(read.standard.doubts.iter().cloned());
            doubts.extend(placed.doubts.iter().cloned());
            let unusable = unusable(&read, &placed, single);
            doubts.extend(unusable.clone());
            for doubt in &doubts {
                self.note(entry, Some(read.text), doubt);
            }
            match unusable {
                Some(why) => item.missing.push(missing(&read, n + 1, why.message)),
                None => item
                    .tier
                    .push(self.tier(n + 1, entry, &read, placed, &doubts)),
            }
        }
        item
    }

    fn read<'t>(&self, text: &'t TierText) -> Read<'t> {
        let (condition_text, standard_text) = match &text.condition {
            Some(condition) => (condition.clone(), text.standard.clone()),
            None => split_sentence(&text.standard),
        };
        Read {
            text,
            condition: read_condition(&condition_text, self.measures),
            standard: read_standard(&standard_text, &self.library.parts().vocabulary),
            condition_text,
        }
    }

    fn tier(
        &self,
        ordinal: usize,
        entry: &Entry,
        read: &Read,
        placed: Placed,
        doubts: &[Doubt],
    ) -> RawTier {
        RawTier {
            ordinal: plain(u32::try_from(ordinal).unwrap_or(u32::MAX)),
            label: label(&read.text.label, ordinal),
            text: Some(read.condition_text.clone()),
            standard: Some(read.text.standard.clone()),
            any_of: read
                .condition
                .any_of
                .iter()
                .map(|all| all.iter().map(RawAtom::from).collect())
                .collect(),
            fines: placed.fines,
            penalties: placed.penalties,
            source: words::source(&self.heading.title, &entry.no, &read.text.place.to_string()),
            confidence: None,
            note: None,
            doubts: doubts.iter().map(|d| d.message.clone()).collect(),
        }
    }

    fn note(&mut self, entry: &Entry, tier: Option<&TierText>, doubt: &Doubt) {
        self.notes.push(Note {
            item: entry.no.clone(),
            tier: tier.map(|t| {
                label(
                    &t.label,
                    1 + entry.tiers.iter().position(|e| e == t).unwrap_or(0),
                )
            }),
            place: tier.map_or(&entry.place, |t| &t.place).to_string(),
            code: doubt.code,
            message: doubt.message.clone(),
        });
    }
}

/// Why a tier cannot be assessed with: nothing said for whom it is, or no amount.
fn unusable(read: &Read, placed: &Placed, single: bool) -> Option<Doubt> {
    if read.condition.any_of.is_empty() && !single {
        return Some(doubt("no_condition", words::NO_CONDITION.to_owned()));
    }
    if placed.fines.is_empty() && placed.penalties.is_empty() {
        return Some(doubt(
            "no_amount",
            words::about(words::NO_AMOUNT, &read.text.standard),
        ));
    }
    // A tier of which one amount is not understood would suggest that there is none.
    placed
        .lost
        .first()
        .map(|text| doubt("amount_lost", words::about(words::NO_AMOUNT, text)))
}

fn missing(read: &Read, ordinal: usize, why: String) -> RawMissing {
    RawMissing {
        label: label(&read.text.label, ordinal),
        why,
        ordinal: u32::try_from(ordinal).ok(),
        text: Some(read.condition_text.clone()),
        standard: Some(read.text.standard.clone()),
        any_of: read
            .condition
            .any_of
            .iter()
            .map(|all| all.iter().map(RawAtom::from).collect())
            .collect(),
    }
}

fn raw_item(entry: &Entry, link: &Link, placing: &Placing, doubts: &[Doubt]) -> RawItem {
    let lines = [&entry.title, &entry.duty, &entry.basis];
    let text: Vec<&str> = lines
        .into_iter()
        .chain(entry.notes.iter().map(|n| &n.text))
        .map(String::as_str)
        .filter(|l| !l.is_empty())
        .collect();
    RawItem {
        no: plain(entry.no.clone()),
        title: words::bare_title(&entry.title).to_owned(),
        offence: link.offence.clone(),
        cites: link.cites.clone(),
        stage: placing.own_stage(),
        from: None,
        until: None,
        place: Some(entry.place.to_string()),
        text: Some(text.join("\n")),
        doubts: doubts.iter().map(|d| d.message.clone()).collect(),
        review: None,
        note: None,
        missing: Vec::new(),
        tier: Vec::new(),
    }
}

/// The label as printed; a bare number becomes 阶次1, which can stand in a sentence.
fn label(printed: &str, ordinal: usize) -> String {
    if printed.is_empty() {
        words::tier_label(&ordinal.to_string())
    } else if printed.chars().all(|c| c.is_ascii_digit()) {
        words::tier_label(printed)
    } else {
        printed.to_owned()
    }
}

/// A value that comes from no file.
pub(crate) fn plain<T>(value: T) -> Spanned<T> {
    Spanned::new(0..0, value)
}
