//! The library's words, looked up once for each way of writing them.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::NaiveDate;

use crate::compare::{Decision, Outcome, lapsed_numbering};
use crate::law::PartialDate;
use crate::law::citation::squeeze;
use crate::law::fact::FactSpec;
use crate::law::fine::FineBasis;
use crate::law::instrument::Instrument;
use crate::law::numeral;
use crate::law::relation::Why;
use crate::law::vocabulary::Term;
use crate::law::{CircumstanceId, DomainId, Fen, Library, Offence, OffenceId, StageId, Subject};
use crate::store::import::cited::{self, Cited};
use crate::store::row::is_plain;
use crate::store::words;

/// A file whose every row is written differently must not fill the memory.
const CACHE: usize = 20_000;

/// Words → identifiers.
pub(super) struct Terms<'l> {
    library: &'l Library,
    subjects: HashMap<String, Subject>,
    stages: HashMap<String, StageId>,
    domains: HashMap<String, DomainId>,
    circumstances: HashMap<String, CircumstanceId>,
    facts: HashMap<String, &'l FactSpec>,
    outcomes: HashMap<String, Outcome>,
    titles: HashMap<&'l str, Vec<&'l Offence>>,
    tiers: HashMap<String, String>,
    offences: HashMap<String, Option<OffenceId>>,
    /// By era: how many of the changes of numbering and of text lie before the decision.
    cited: Vec<HashMap<String, Option<Cited>>>,
    /// Days on which an instrument was renumbered or another text of its title came into force, in order.
    renumbered_on: Vec<NaiveDate>,
    known_tiers: HashMap<String, Option<String>>,
    ceilings: HashMap<(OffenceId, Subject), Fen>,
}

/// The word as it is written, else without white space and with plain brackets.
fn look<'m, V>(map: &'m HashMap<String, V>, word: &str) -> Option<&'m V> {
    map.get(word).or_else(|| {
        if word.chars().all(is_plain) {
            None
        } else {
            map.get(squeeze(word).as_str())
        }
    })
}

/// A word is known as written and squeezed; the first meaning stands.
fn add<V: Clone>(map: &mut HashMap<String, V>, word: &str, value: &V) {
    map.entry(word.to_owned()).or_insert_with(|| value.clone());
    map.entry(squeeze(word)).or_insert_with(|| value.clone());
}

fn terms<V: Clone>(list: &[Term], meaning: impl Fn(&str) -> Option<V>) -> HashMap<String, V> {
    let mut map = HashMap::new();
    for term in list {
        if let Some(value) = meaning(&term.id) {
            add(&mut map, &term.id, &value);
            term.words
                .iter()
                .for_each(|word| add(&mut map, word, &value));
        }
    }
    map
}

fn remember<K: Hash + Eq, V>(cache: &mut HashMap<K, V>, key: K, value: V) {
    if cache.len() >= CACHE {
        cache.clear();
    }
    cache.insert(key, value);
}

impl<'l> Terms<'l> {
    pub fn new(library: &'l Library) -> Terms<'l> {
        let parts = library.parts();
        let earlier = parts.instruments.iter().flat_map(|i| &i.earlier);
        let mut renumbered_on: Vec<NaiveDate> = earlier.map(|e| e.until.earliest()).collect();
        // A citation means the text in force on the day, where several texts of one title are loaded.
        for text in &parts.instruments {
            let other = |i: &&Instrument| i.slug != text.slug && i.title == text.title;
            if parts.instruments.iter().any(|i| other(&i)) {
                renumbered_on.push(text.in_force.earliest());
                renumbered_on.extend(text.repealed.map(PartialDate::earliest));
            }
        }
        renumbered_on.sort_unstable();
        renumbered_on.dedup();
        let mut domains = HashMap::new();
        for domain in &parts.domains {
            let names = [domain.id.as_str(), domain.label.as_str()];
            names
                .into_iter()
                .chain(domain.words.iter().map(String::as_str))
                .for_each(|w| add(&mut domains, w, &domain.id));
        }
        let mut circumstances = HashMap::new();
        for circumstance in &parts.circumstances {
            add(
                &mut circumstances,
                circumstance.id.as_str(),
                &circumstance.id,
            );
            add(&mut circumstances, &circumstance.label, &circumstance.id);
        }
        let mut facts = HashMap::new();
        for spec in &parts.facts {
            add(&mut facts, spec.id.as_str(), &spec);
            add(&mut facts, &spec.label, &spec);
        }
        for spec in &parts.facts {
            // Last, so that 违法所得 without its unit never hides another label.
            add(
                &mut facts,
                spec.label.split(['(', '（']).next().unwrap_or_default(),
                &spec,
            );
        }
        let mut titles: HashMap<&str, Vec<&Offence>> = HashMap::new();
        for offence in &parts.offences {
            titles.entry(&offence.title).or_default().push(offence);
        }
        let labels = parts
            .benchmarks
            .iter()
            .flat_map(|b| &b.items)
            .flat_map(|i| &i.tiers)
            .map(|t| (squeeze(&t.label), t.label.clone()));
        Terms {
            library,
            subjects: terms(&parts.vocabulary.subjects, Subject::from_id),
            stages: terms(&parts.vocabulary.stages, |id| Some(StageId::from(id))),
            outcomes: terms(&parts.vocabulary.dispositions, Outcome::from_id),
            tiers: labels.collect(),
            domains,
            circumstances,
            facts,
            titles,
            offences: HashMap::new(),
            cited: vec![HashMap::new(); renumbered_on.len() + 1],
            renumbered_on,
            known_tiers: HashMap::new(),
            ceilings: HashMap::new(),
        }
    }

    pub fn subject(&self, word: &str) -> Option<Subject> {
        look(&self.subjects, word).copied()
    }

    pub fn stage(&self, word: &str) -> Option<&StageId> {
        look(&self.stages, word)
    }

    pub fn domain(&self, word: &str) -> Option<&DomainId> {
        look(&self.domains, word)
    }

    pub fn circumstance(&self, word: &str) -> Option<&CircumstanceId> {
        look(&self.circumstances, word)
    }

    pub fn fact(&self, label: &str) -> Option<&'l FactSpec> {
        look(&self.facts, label).copied()
    }

    pub fn outcome(&self, word: &str) -> Option<Outcome> {
        look(&self.outcomes, word).copied()
    }

    /// The offence (or clause) with this id.
    pub fn offence(&mut self, id: &str) -> Option<OffenceId> {
        if let Some(known) = self.offences.get(id) {
            return known.clone();
        }
        let found = (!self.library.named(id).is_empty()).then(|| OffenceId::from(id));
        remember(&mut self.offences, id.to_owned(), found.clone());
        found
    }

    /// The one offence of this name; of several, the only one whose text was in force at the decision
    /// and that does not give way to another of them.
    pub fn titled(&self, title: &str, decided: PartialDate) -> Option<&'l OffenceId> {
        let all = self.titles.get(title)?;
        if let [only] = all.as_slice() {
            return Some(&only.id);
        }
        let stood = |offence: &&&Offence| {
            let text = self.library.instrument(offence.instrument.as_str());
            let days = [decided.earliest(), decided.latest()];
            text.is_some_and(|i| days.into_iter().any(|day| i.in_force_on(day)))
        };
        let standing: Vec<&&Offence> = all.iter().filter(stood).collect();
        let day = Some(decided.latest());
        let yields = |offence: &&&Offence| {
            let mut gives_way = self
                .library
                .gives_way(&offence.id, Subject::Unit, None, day);
            gives_way.any(|p| {
                let governs = matches!(p.why, Why::Higher | Why::Later | Why::Special);
                governs && standing.iter().any(|other| other.id == p.higher)
            })
        };
        let mut left = standing.iter().filter(|offence| !yields(offence));
        let first = left.next()?;
        left.next().is_none().then_some(&first.id)
    }

    /// Whether a text is just the offence's own name.
    pub fn is_title_of(&self, title: &str, id: &OffenceId) -> bool {
        match self.library.offence(id.as_str()) {
            Some(offence) => offence.title == title,
            None => self
                .library
                .named(id.as_str())
                .iter()
                .any(|o| o.title == title),
        }
    }

    /// What a citation means; `None` when it leads nowhere.
    pub fn cite(&mut self, text: &str, decided: NaiveDate) -> Option<Cited> {
        let era = self.renumbered_on.partition_point(|day| *day <= decided);
        if let Some(known) = self.cited.get(era).and_then(|era| era.get(text)) {
            return known.clone();
        }
        let cited = cited::cite(self.library, text, decided);
        if let Some(era) = self.cited.get_mut(era) {
            remember(era, text.to_owned(), cited.clone());
        }
        cited
    }

    /// The tier named by a reference to a benchmark, in the form the documents print.
    pub fn tier_of(&mut self, reference: &str) -> Option<String> {
        let named = cited::tier_of(reference)?;
        let label = self.tier(named);
        let known = self.tiers.values().any(|known| *known == label);
        let one_letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_uppercase());
        (known || one_letter || label.ends_with(words::TIER)).then_some(label)
    }

    /// The offence that a citation means by the numbers of the text before.
    pub fn by_earlier_numbers(&self, text: &str) -> Option<OffenceId> {
        cited::by_earlier_numbers(self.library, text)
    }

    /// Tells whether a decision cites numbers that had been replaced.
    pub fn is_lapsed(&self, decision: &Decision) -> bool {
        lapsed_numbering(self.library, decision).is_some()
    }

    /// A tier label in the form the documents print: A档, 裁量阶次a → A; 第1阶次, 一阶次 → 第一阶次.
    pub fn tier(&mut self, text: &str) -> String {
        if let Some(known) = self.known_tiers.get(text) {
            return known.clone().unwrap_or_else(|| text.to_owned());
        }
        let label = self.canonical_tier(&squeeze(text));
        remember(
            &mut self.known_tiers,
            text.to_owned(),
            (label != text).then(|| label.clone()),
        );
        label
    }

    fn canonical_tier(&self, text: &str) -> String {
        for candidate in [text, text.strip_prefix(words::DISCRETION).unwrap_or(text)] {
            if let Some(label) = self.tiers.get(candidate) {
                return label.clone();
            }
        }
        let core = words::TIER_PREFIXES
            .iter()
            .find_map(|p| text.strip_prefix(p))
            .unwrap_or(text);
        let core = words::TIER_SUFFIXES
            .iter()
            .find_map(|s| core.strip_suffix(s))
            .unwrap_or(core);
        let mut letters = core.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_ascii_alphabetic()
        {
            return letter.to_ascii_uppercase().to_string();
        }
        let number = numeral::parse(core.strip_prefix(words::ORDINAL).unwrap_or(core));
        number.map_or_else(
            || text.to_owned(),
            |n| {
                format!(
                    "{}{}{}",
                    words::ORDINAL,
                    numeral::to_chinese(n),
                    words::TIER
                )
            },
        )
    }

    /// The most that is plausible: ten times what the statute lets the subject be fined.
    pub fn ceiling(&mut self, offence: Option<&OffenceId>, subject: Subject) -> Fen {
        let Some(offence) = offence else {
            return UNMEASURED;
        };
        if let Some(known) = self.ceilings.get(&(offence.clone(), subject)) {
            return *known;
        }
        let rows = self
            .library
            .named(offence.as_str())
            .into_iter()
            .flat_map(Offence::all_rows)
            .filter(|r| r.subject == subject);
        let highest = rows
            .filter_map(|r| r.fine.as_ref())
            .map(|fine| match &fine.basis {
                FineBasis::Fixed { range, .. } => Fen(range.max().0.saturating_mul(TIMES)),
                FineBasis::PercentOfAnnualIncome { .. }
                | FineBasis::MultipleOfIllegalGain { .. }
                | FineBasis::MultipleOfGoodsValue { .. }
                | FineBasis::MultipleOfBaseFine { .. }
                | FineBasis::Daily { .. }
                | FineBasis::DailyPermille { .. } => UNMEASURED,
            });
        let ceiling = highest.max().unwrap_or(UNMEASURED);
        self.ceilings.insert((offence.clone(), subject), ceiling);
        ceiling
    }
}

/// An amount so many times the statutory maximum is called implausible.
const TIMES: i64 = 10;
/// Where the statute names no amount: the highest fine it knows at all (安全生产法 114: five times 20,000,000 yuan).
const UNMEASURED: Fen = Fen::yuan(100_000_000);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::load_shipped;

    #[test]
    fn tier_labels_take_the_form_the_documents_print() {
        let library = load_shipped().library;
        let mut terms = Terms::new(&library);
        for text in ["A", "A档", "裁量阶次A", "a", "Ａ", " A ", "A级", "档次A"] {
            assert_eq!(terms.tier(text), "A", "{text}");
        }
        for text in ["第一阶次", "第1阶次", "一阶次", "第１阶次", "裁量阶次一"] {
            assert_eq!(terms.tier(text), "第一阶次", "{text}");
        }
        // A label of a loaded document stays what it is.
        assert_eq!(
            (
                terms.tier("阶次2"),
                terms.tier("裁量阶次2"),
                terms.tier("从轻档")
            ),
            ("阶次2".into(), "阶次2".into(), "从轻档".into())
        );
    }

    #[test]
    fn words_of_files_find_their_identifiers() {
        let library = load_shipped().library;
        let terms = Terms::new(&library);
        assert_eq!(
            [
                terms.subject("企业"),
                terms.subject("法人及非法人组织"),
                terms.subject("直接责任人员"),
                terms.subject("unit"),
                terms.subject("飞船")
            ],
            [
                Some(Subject::Unit),
                Some(Subject::Unit),
                Some(Subject::ResponsiblePerson),
                Some(Subject::Unit),
                None
            ]
        );
        assert_eq!(
            terms.fact("涉及人员占比（%）").map(|f| f.id.as_str()),
            Some("staff_pct")
        );
        assert_eq!(
            terms.fact("涉及人员占比").map(|f| f.id.as_str()),
            Some("staff_pct")
        );
        assert_eq!(
            (
                terms.domain("危化品").map(DomainId::as_str),
                terms.stage("逾期").map(StageId::as_str)
            ),
            (Some("hazchem"), Some("overdue"))
        );
        assert_eq!(
            terms
                .circumstance("一年内重复违法")
                .map(CircumstanceId::as_str),
            Some("agg_repeat_within_year")
        );
    }

    #[test]
    fn the_plausible_most_follows_the_statute() {
        let library = load_shipped().library;
        let mut terms = Terms::new(&library);
        let unit = terms.ceiling(Some(&OffenceId::from("aqscf-97-1-3")), Subject::Unit);
        assert_eq!(unit, Fen::yuan(2_000_000));
        assert_eq!(terms.ceiling(None, Subject::Unit), Fen::yuan(100_000_000));
    }
}
