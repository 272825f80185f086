//! Everything that is loaded, with the look-ups that need more than one part of it.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::law::band::Band;
use crate::law::benchmark::{Benchmark, Item};
use crate::law::cap::{Cap, CapRemark};
use crate::law::circumstance::{Circumstance, Conflict, SameFact};
use crate::law::citation::{
    Citation, CitationError, CitedPlace, Named, Names, describe_place, place_of,
};
use crate::law::domain::Domain;
use crate::law::fact::FactSpec;
use crate::law::gate::Gate;
use crate::law::general::General;
use crate::law::instrument::{Instrument, Outside};
use crate::law::kind::{Kind, KindClass};
use crate::law::list::{Flag, LenientList};
use crate::law::offence::{Offence, PenaltyRow, Place, Subject};
use crate::law::organ::{self, Organ};
use crate::law::paragraphs::Paragraphs;
use crate::law::relation::{Linked, NoSuccessor, Precedence, Referral, Relations};
use crate::law::taken::{Sources, taken};
use crate::law::vocabulary::Vocabulary;
use crate::law::{BenchmarkId, CircumstanceId, FactId, OffenceId, Slug};

/// The parts of a library, before the look-ups are built.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Instruments.
    pub instruments: Vec<Instrument>,
    /// Documents that are cited but not loaded.
    pub outside: Vec<Outside>,
    /// Offences in the order of the files.
    pub offences: Vec<Offence>,
    /// Benchmarks.
    pub benchmarks: Vec<Benchmark>,
    /// Lists of what is not penalised or penalised less.
    pub lists: Vec<LenientList>,
    /// The yes/no facts that lists ask for, with the words they use.
    pub flags: Vec<Flag>,
    /// Domains.
    pub domains: Vec<Domain>,
    /// Facts.
    pub facts: Vec<FactSpec>,
    /// Circumstances.
    pub circumstances: Vec<Circumstance>,
    /// Circumstances that repeat a stage or fact.
    pub same_facts: Vec<SameFact>,
    /// Circumstances that exclude each other.
    pub conflicts: Vec<Conflict>,
    /// Procedure gates.
    pub gates: Vec<Gate>,
    /// Band rules; each acts only where it is named.
    pub bands: Vec<Band>,
    /// How often enterprises may be inspected.
    pub caps: Vec<Cap>,
    /// What the plans behind the caps say besides.
    pub cap_remarks: Vec<CapRemark>,
    /// Relations between provisions.
    pub relations: Relations,
    /// Kinds of penalty.
    pub kinds: Vec<Kind>,
    /// Organs that decide.
    pub organs: Vec<Organ>,
    /// How many paragraphs articles have.
    pub paragraphs: Vec<Paragraphs>,
    /// Administrative divisions: code, name.
    pub regions: BTreeMap<String, String>,
    /// Words for subjects, stages, outcomes.
    pub vocabulary: Vocabulary,
    /// General rules.
    pub general: General,
}

/// The library of law.
#[derive(Clone, Debug)]
pub struct Library {
    parts: Parts,
    names: Names,
    offence_at: HashMap<OffenceId, usize>,
    /// Offences of a clause or paragraph: `aqscf-103-2-0` → its parts, `aqscf-114-1-0` → its items.
    clause: HashMap<OffenceId, Vec<usize>>,
    items_of: HashMap<OffenceId, Vec<(usize, usize)>>,
    kind_at: HashMap<String, usize>,
    /// Places of the precedences under which an offence gives way.
    precedence_of: HashMap<OffenceId, Vec<usize>>,
}

impl Library {
    /// Builds the look-ups and works out what offences take from elsewhere.
    pub fn new(mut parts: Parts) -> Library {
        let all_names = collect_names(&parts);
        let offence_at = parts
            .offences
            .iter()
            .enumerate()
            .map(|(i, o)| (o.id.clone(), i))
            .collect::<HashMap<_, _>>();
        let mut clause: HashMap<OffenceId, Vec<usize>> = HashMap::new();
        for (i, offence) in parts.offences.iter().enumerate() {
            let whole = [
                Place {
                    part: 0,
                    ..offence.place
                },
                Place {
                    part: 0,
                    item: 0,
                    ..offence.place
                },
            ];
            let ids = whole.map(|p| p.offence_id(&offence.instrument));
            for (n, id) in ids.iter().enumerate() {
                let again = n == 1 && ids[0] == ids[1];
                if *id != offence.id && !again && !offence_at.contains_key(id) {
                    clause.entry(id.clone()).or_default().push(i);
                }
            }
        }
        let kind_at: HashMap<String, usize> = (0..)
            .zip(&parts.kinds)
            .map(|(i, k)| (k.name.clone(), i))
            .collect();
        let named = |id: &OffenceId| {
            let one = offence_at.get(id).map(|i| vec![*i]);
            one.or_else(|| clause.get(id).cloned()).unwrap_or_default()
        };
        let class = |kind: &str| {
            let found = kind_at.get(kind).and_then(|i| parts.kinds.get(*i));
            found.map_or(KindClass::Other, |k| k.class)
        };
        let rows = taken(&Sources {
            offences: &parts.offences,
            named: &named,
            referrals: &parts.relations.referrals,
            class: &class,
        });
        let mut precedence_of: HashMap<OffenceId, Vec<usize>> = HashMap::new();
        for (i, precedence) in parts.relations.precedences.iter().enumerate() {
            for place in named(&precedence.lower) {
                let lower = parts.offences.get(place).map(|o| o.id.clone());
                precedence_of
                    .entry(lower.unwrap_or_else(|| precedence.lower.clone()))
                    .or_default()
                    .push(i);
            }
        }
        for (offence, rows) in parts.offences.iter_mut().zip(rows) {
            offence.taken = rows;
        }
        let mut items_of: HashMap<OffenceId, Vec<(usize, usize)>> = HashMap::new();
        for (b, benchmark) in parts.benchmarks.iter().enumerate() {
            for (i, item) in benchmark.items.iter().enumerate() {
                if let Some(offence) = &item.offence {
                    items_of.entry(offence.clone()).or_default().push((b, i));
                }
            }
        }
        Library {
            parts,
            names: all_names,
            offence_at,
            clause,
            items_of,
            kind_at,
            precedence_of,
        }
    }

    /// The same library without some of its benchmarks.
    #[must_use]
    pub fn without(&self, unwanted: &[BenchmarkId]) -> Library {
        let mut parts = self.parts.clone();
        parts.benchmarks.retain(|b| !unwanted.contains(&b.id));
        Library::new(parts)
    }

    /// The parts.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// All offences, in the order of the files.
    pub fn offences(&self) -> &[Offence] {
        &self.parts.offences
    }

    /// All benchmarks.
    pub fn benchmarks(&self) -> &[Benchmark] {
        &self.parts.benchmarks
    }

    /// All lists.
    pub fn lists(&self) -> &[LenientList] {
        &self.parts.lists
    }

    /// The list with this id.
    pub fn list(&self, id: &str) -> Option<&LenientList> {
        self.parts.lists.iter().find(|l| l.id.as_str() == id)
    }

    /// The offence with exactly this id.
    pub fn offence(&self, id: &str) -> Option<&Offence> {
        self.offence_at
            .get(id)
            .and_then(|i| self.parts.offences.get(*i))
    }

    /// The offences an id names: one, or all of a clause (`aqscf-103-2-0`) or paragraph (`aqscf-114-1-0`).
    pub fn named(&self, id: &str) -> Vec<&Offence> {
        if let Some(offence) = self.offence(id) {
            return vec![offence];
        }
        let all = self.clause.get(id).map(Vec::as_slice).unwrap_or_default();
        all.iter()
            .filter_map(|i| self.parts.offences.get(*i))
            .collect()
    }

    /// The instrument with this slug.
    pub fn instrument(&self, slug: &str) -> Option<&Instrument> {
        self.parts
            .instruments
            .iter()
            .find(|i| i.slug.as_str() == slug)
    }

    /// The benchmark with this id.
    pub fn benchmark(&self, id: &str) -> Option<&Benchmark> {
        self.parts.benchmarks.iter().find(|b| b.id.as_str() == id)
    }

    /// The domain with this id.
    pub fn domain(&self, id: &str) -> Option<&Domain> {
        self.parts.domains.iter().find(|d| d.id.as_str() == id)
    }

    /// The fact with this id.
    pub fn fact(&self, id: &FactId) -> Option<&FactSpec> {
        self.parts.facts.iter().find(|f| f.id == *id)
    }

    /// The circumstance with this id.
    pub fn circumstance(&self, id: &CircumstanceId) -> Option<&Circumstance> {
        self.parts.circumstances.iter().find(|c| c.id == *id)
    }

    /// The items of all benchmarks about an offence or the clause it stands in.
    pub fn items_about<'a>(
        &'a self,
        offence: &'a Offence,
    ) -> impl Iterator<Item = (&'a Benchmark, &'a Item)> {
        let whole = Place {
            part: 0,
            ..offence.place
        }
        .offence_id(&offence.instrument);
        let keys = if whole == offence.id {
            vec![whole]
        } else {
            vec![offence.id.clone(), whole]
        };
        keys.into_iter()
            .flat_map(move |key| self.items_of.get(&key).cloned().unwrap_or_default())
            .filter_map(|(b, i)| {
                let benchmark = self.parts.benchmarks.get(b)?;
                Some((benchmark, benchmark.items.get(i)?))
            })
    }

    /// The national benchmark that applies in a domain.
    pub fn benchmark_for(&self, domain: &str) -> Option<&BenchmarkId> {
        self.domain(domain).map(|d| &d.benchmark)
    }

    /// The offences of older instruments about the same act.
    pub fn older_than(&self, id: &OffenceId) -> Vec<&Offence> {
        let all = self.parts.relations.successors.iter();
        all.filter(|s| s.new == *id)
            .flat_map(|s| self.named(s.old.as_str()))
            .collect()
    }

    /// The offences of newer instruments about the same act.
    pub fn newer_than(&self, id: &OffenceId) -> Vec<&Offence> {
        let all = self.parts.relations.successors.iter();
        all.filter(|s| s.old == *id)
            .flat_map(|s| self.named(s.new.as_str()))
            .collect()
    }

    /// What was found where a newer instrument does not threaten the act any more.
    pub fn not_threatened_since(&self, id: &OffenceId) -> Option<&NoSuccessor> {
        let all = &self.parts.relations.no_successors;
        all.iter().find(|s| s.old == *id)
    }

    /// The referrals of an offence, by itself or by its clause.
    pub fn referrals_of(&self, offence: &Offence) -> Vec<&Referral> {
        let clause = offence.clause();
        let all = self.parts.relations.referrals.iter();
        all.filter(|r| r.offence == offence.id || r.offence.as_str() == clause)
            .collect()
    }

    /// What a kind of penalty counts as.
    pub fn kind_class(&self, kind: &str) -> KindClass {
        self.kind(kind).map_or(KindClass::Other, |k| k.class)
    }

    /// The usual name of a kind of penalty, where the statute's word is another one.
    pub fn usual_kind<'a>(&'a self, kind: &'a str) -> &'a str {
        let other = self.kind(kind).and_then(|k| k.same_as.as_deref());
        other.unwrap_or(kind)
    }

    fn kind(&self, kind: &str) -> Option<&Kind> {
        self.kind_at
            .get(kind)
            .and_then(|i| self.parts.kinds.get(*i))
    }

    /// The precedences under which an offence gives way for a subject, on the day of the act, in a domain.
    /// An unknown day or domain keeps none out that holds today or there.
    pub fn gives_way<'a>(
        &'a self,
        offence: &'a OffenceId,
        subject: Subject,
        domain: Option<&'a str>,
        day: Option<NaiveDate>,
    ) -> impl Iterator<Item = &'a Precedence> {
        let places = self.precedence_of.get(offence);
        let all = places.map(Vec::as_slice).unwrap_or_default().iter();
        all.filter_map(|i| self.parts.relations.precedences.get(*i))
            .filter(move |p| p.subject.is_none_or(|s| s == subject))
            .filter(move |p| p.domain.as_ref().is_none_or(|d| domain == Some(d.as_str())))
            .filter(move |p| {
                let from = p.from.is_none_or(|f| day.is_none_or(|d| d >= f.earliest()));
                from && self.stands(&p.higher, day)
            })
    }

    /// Tells whether the instrument of an offence or clause is in force and not replaced on a day; today
    /// where the day is not known.
    pub fn stands(&self, id: &OffenceId, day: Option<NaiveDate>) -> bool {
        let slug = self.named(id.as_str()).first().map(|o| &o.instrument);
        let instrument = slug.and_then(|s| self.instrument(s.as_str()));
        instrument.is_some_and(|i| match day {
            Some(day) => i.is_current_on(day),
            None => i.repealed.is_none(),
        })
    }

    /// The further consequences attached to an offence by its neighbours.
    pub fn linked_to<'a>(&'a self, offence: &'a Offence) -> impl Iterator<Item = &'a Linked> {
        let clause = offence.clause();
        let all = self.parts.relations.linked.iter();
        all.filter(move |l| l.offence == offence.id || l.offence.as_str() == clause)
    }

    /// Who decides on a row or a kind of it, in the words of the law data.
    pub fn authority_of<'a>(
        &self,
        offence: &'a Offence,
        row: &'a PenaltyRow,
        kind: &str,
    ) -> Option<&'a str> {
        let of_kind = row.organs.get(kind).or(row.authority.as_ref());
        of_kind.or(offence.authority.as_ref()).map(String::as_str)
    }

    /// How the organ that decides stands to the bureau.
    pub fn standing_of(&self, authority: &str) -> Option<organ::Standing> {
        organ::standing(&self.parts.organs, authority)
    }

    /// Reads a citation and finds the offence (or clause) it means.
    pub fn cite(&self, text: &str) -> Result<Located, CitationError> {
        let squeezed = crate::law::citation::squeeze(text);
        if !self.named(&squeezed).is_empty() {
            return Ok(Located {
                id: OffenceId::from(squeezed.as_str()),
                earlier: false,
                several: false,
            });
        }
        let citation = self.names.read(text)?;
        if let Some(found) = self
            .in_text_of(&citation, None)
            .filter(|_| citation.earlier)
        {
            return found;
        }
        self.locate(&citation)
    }

    /// Reads a citation of a decision taken on a day: before the loaded text was in force, the
    /// numbers are those of the earlier text, whether or not the citation says so.
    pub fn cite_on(
        &self,
        text: &str,
        decided: Option<NaiveDate>,
    ) -> Result<Located, CitationError> {
        let earlier = |slug: &Slug| {
            let instrument = self.instrument(slug.as_str());
            decided.is_some_and(|day| instrument.is_some_and(|i| i.earlier_on(day).is_some()))
        };
        let squeezed = crate::law::citation::squeeze(text);
        if !self.named(&squeezed).is_empty() {
            return self.cite(&squeezed);
        }
        let mut citation = self.names.read(text)?;
        citation.earlier |= earlier(&citation.slug);
        if let Some(found) = self.in_text_of(&citation, decided) {
            return found;
        }
        self.locate(&citation)
    }

    /// The place in the text of the same title that was in force on a day, or in the earlier one where the
    /// citation says so; nothing where that text is not loaded, or only in part and without the place.
    fn in_text_of(
        &self,
        citation: &Citation,
        day: Option<NaiveDate>,
    ) -> Option<Result<Located, CitationError>> {
        let named = self.instrument(citation.slug.as_str())?;
        if !citation.earlier && day.is_none_or(|d| d >= named.in_force.earliest()) {
            return None;
        }
        let mut texts = self.parts.instruments.iter().filter(|i| {
            i.slug != named.slug
                && i.title == named.title
                && day.is_none_or(|d| i.in_force_on(d) || d >= named.in_force.earliest())
        });
        let other = Citation {
            slug: texts.next()?.slug.clone(),
            earlier: false,
            places: citation.places.clone(),
        };
        let located = self.locate(&other);
        let mut offences = self.parts.offences.iter();
        let in_part = offences.any(|o| o.instrument == other.slug && o.verified.is_some());
        (located.is_ok() || !in_part).then_some(located)
    }

    /// Reads a citation without following it.
    pub fn read_citation(&self, text: &str) -> Result<Citation, CitationError> {
        self.names.read(text)
    }

    /// Finds the offence or clause a citation means: the first cited place at which there is one.
    pub fn locate(&self, citation: &Citation) -> Result<Located, CitationError> {
        let mut error = CitationError::NoSuchPlace;
        let mut found: Vec<OffenceId> = Vec::new();
        for place in &citation.places {
            let place = if citation.earlier {
                if let Some(place) = self.renumber(&citation.slug, place) {
                    place
                } else {
                    error = CitationError::NotRenumbered;
                    continue;
                }
            } else {
                place.clone()
            };
            if let Some(id) = self.at(&citation.slug, &place)
                && !found.contains(&id)
            {
                found.push(id);
            }
        }
        // A clause that only tells what else follows (停产整顿) is no second offence.
        let fines = |id: &&OffenceId| {
            let rows = self.named(id.as_str()).into_iter().flat_map(|o| &o.rows);
            rows.into_iter().any(|r| r.fine.is_some())
        };
        let several = found.iter().filter(fines).count() > 1;
        found
            .into_iter()
            .next()
            .map(|id| Located {
                id,
                earlier: citation.earlier,
                several,
            })
            .ok_or(error)
    }

    /// Maps a place of an earlier text to the loaded one.
    fn renumber(&self, slug: &Slug, place: &CitedPlace) -> Option<CitedPlace> {
        let earlier = self.instrument(slug.as_str())?.earlier.first()?;
        let new = earlier
            .renumbered
            .iter()
            .find(|r| r.old == place.article)?
            .new;
        let item = |n: u16| {
            let unverified = earlier
                .unverified_items
                .iter()
                .any(|u| u.article == place.article && n >= u.from);
            let moved = earlier
                .renumbered_items
                .iter()
                .find(|r| r.article == place.article && r.old == n);
            (!unverified).then_some(moved.map_or(n, |r| r.new))
        };
        let mut mapped = CitedPlace {
            article: new,
            ..place.clone()
        };
        if let Some(n) = place.item {
            mapped.item = Some(item(n)?);
        }
        if let [.., last] = place.bare.as_slice() {
            let moved = item(*last)?;
            mapped.bare.pop();
            mapped.bare.push(moved);
        }
        Some(mapped)
    }

    /// The offence or clause at a cited place. A number in brackets is an item where there is such
    /// an item, otherwise a paragraph; an item without paragraph is looked for in the first that has it.
    fn at(&self, slug: &Slug, place: &CitedPlace) -> Option<OffenceId> {
        let id = |paragraph: u16, item: u16| {
            let place = Place {
                article: place.article,
                inserted: place.inserted,
                paragraph,
                item,
                part: 0,
            };
            Some(place.offence_id(slug)).filter(|id| !self.named(id.as_str()).is_empty())
        };
        let any_paragraph = |item: u16| (1..=9).find_map(|p| id(p, item));
        match (place.paragraph, place.item, place.bare.as_slice()) {
            (Some(p), Some(i), _) => id(p, i),
            (Some(p), None, [i, ..]) => id(p, *i),
            (Some(p), None, []) => id(p, 0),
            (None, Some(i), _) => any_paragraph(i),
            (None, None, [p, i, ..]) => id(*p, *i),
            (None, None, [n]) => id(1, *n).or_else(|| id(*n, 0)),
            (None, None, []) => any_paragraph(0),
        }
    }

    /// The citation of an offence, e.g. 《安全生产法》第九十七条第一款第三项.
    pub fn citation_of(&self, offence: &Offence) -> String {
        self.cite_place(&offence.instrument, offence.place)
    }

    /// The citation of an offence or of a whole clause, by its id.
    pub fn citation_of_id(&self, id: &OffenceId) -> Option<String> {
        let first = *self.named(id.as_str()).first()?;
        let place = place_of(id).unwrap_or(first.place);
        Some(self.cite_place(&first.instrument, place))
    }

    fn cite_place(&self, slug: &Slug, place: Place) -> String {
        let cited = self
            .instrument(slug.as_str())
            .map_or_else(|| format!("《{slug}》"), Instrument::cited);
        format!("{cited}{}", describe_place(self.as_cited(slug, place)))
    }

    /// The place as a citation names it: the paragraph only where the article has several.
    pub fn as_cited(&self, slug: &Slug, place: Place) -> Place {
        let counted = self
            .parts
            .paragraphs
            .iter()
            .filter(|p| p.instrument == *slug);
        let single = counted.filter_map(|p| p.of(place.article)).any(|n| n == 1);
        Place {
            paragraph: if single && place.inserted == 0 {
                0
            } else {
                place.paragraph
            },
            ..place
        }
    }

    /// Gates in force on a day, the row of the region replacing the national one of the same id.
    pub fn gates_on(&self, day: NaiveDate, region: Option<&str>) -> Vec<&Gate> {
        let current =
            |g: &&Gate| day >= g.from.earliest() && g.until.is_none_or(|u| day < u.earliest());
        let local = |g: &Gate| {
            g.region.as_deref().is_some_and(|own| {
                region.is_some_and(|r| r.starts_with(own.trim_end_matches("00")))
            })
        };
        let mut gates: Vec<&Gate> = Vec::new();
        for gate in self.parts.gates.iter().filter(current) {
            if gate.region.is_some() && !local(gate) {
                continue;
            }
            match gates.iter_mut().find(|g| g.id == gate.id) {
                Some(slot) if gate.region.is_some() => *slot = gate,
                Some(_) => {}
                None => gates.push(gate),
            }
        }
        gates
    }
}

/// An offence or clause found for a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The offence, or the clause when the citation goes no further.
    pub id: OffenceId,
    /// The citation used an earlier text's numbers; they were converted.
    pub earlier: bool,
    /// The citation names further offences that are fined.
    pub several: bool,
}

fn collect_names(parts: &Parts) -> Names {
    // A title that several texts share names the latest of them.
    let mut latest_first: Vec<_> = parts.instruments.iter().collect();
    latest_first.sort_by_key(|i| std::cmp::Reverse(i.in_force.earliest()));
    let instruments = latest_first.into_iter().flat_map(|i| {
        let marks: Vec<String> = i.earlier.iter().flat_map(|e| e.words.clone()).collect();
        let names = [
            i.title.clone(),
            i.name().to_owned(),
            i.slug.as_str().to_owned(),
        ];
        names
            .into_iter()
            .chain(i.short.clone())
            .map(move |n| (n, Named::Instrument(i.slug.clone(), marks.clone())))
    });
    let outside = parts.outside.iter().flat_map(|o| {
        std::iter::once(o.title.clone())
            .chain(o.short.clone())
            .map(|n| (n, Named::Outside(o.title.clone())))
    });
    Names::new(instruments.chain(outside))
}
