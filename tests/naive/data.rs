//! The shipped files as they are, in structures of this test alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::rows::{Line, whole};

type Map<T> = BTreeMap<String, T>;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Row {
    pub n: u32,
    pub subject: String,
    pub who: String,
    pub stage: String,
    pub penalties: Vec<String>,
    pub alternatives: Vec<Vec<String>>,
    pub fine: Option<Fine>,
    pub mode: String,
    pub mode_of: Map<String>,
    pub adds_to: Vec<String>,
    pub refers_to: Option<String>,
    pub accident_grade: Option<String>,
    pub authority: Option<String>,
    pub organs: Map<String>,
    pub ban: Option<String>,
    pub ban_years: Option<u32>,
}

/// Figures in yuan, per cent, times.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fine {
    pub basis: String,
    pub min_yuan: i64,
    pub max_yuan: i64,
    pub min: i64,
    pub max: i64,
    pub cap_yuan: Option<i64>,
    pub floor_yuan: Option<i64>,
    pub permille: Option<i64>,
    pub when: Option<When>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct When {
    pub illegal_gain: Option<String>,
    pub goods_value: Option<String>,
    pub yuan: i64,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Offence {
    pub id: String,
    pub authority: Option<String>,
    pub verified: Option<String>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Instrument {
    pub slug: String,
    pub in_force: String,
    pub repealed: Option<String>,
    pub replaced_by: Option<Replaced>,
    pub domains: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Replaced {
    pub slug: String,
    pub from: String,
    pub express: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Referral {
    pub offence: String,
    pub stage: Option<String>,
    pub targets: Vec<Target>,
    pub not_loaded: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Target {
    pub offence: String,
    pub subject: Option<String>,
    pub only: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Precedence {
    pub lower: String,
    pub higher: String,
    pub why: String,
    pub subject: Option<String>,
    pub domain: Option<String>,
    pub fact: Option<String>,
    pub from: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pair {
    pub old: String,
    pub new: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Kind {
    pub name: String,
    pub class: String,
    pub same_as: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Circumstance {
    pub id: String,
    pub effect: String,
    pub cite: Option<String>,
    pub instead: Option<String>,
    pub subjects: Vec<String>,
    pub not_at_stages: Vec<String>,
    pub not_with_facts: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Conflict {
    pub pair: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Gate {
    pub id: String,
    pub from: String,
    pub until: Option<String>,
    pub individual_min_yuan: Option<i64>,
    pub unit_min_yuan: Option<i64>,
    pub individual_max_yuan: Option<i64>,
    pub unit_max_yuan: Option<i64>,
    pub level: Option<String>,
    pub fine_min_yuan: Option<i64>,
    pub classes: Vec<String>,
    pub confiscation: bool,
    pub when_any: Vec<String>,
    pub follows: Option<String>,
    pub days: Vec<i64>,
    pub counted_from_filing: bool,
    pub central_enterprise: bool,
    pub about_fine: bool,
    pub always: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Organ {
    pub words: Vec<String>,
    pub standing: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Grade {
    pub label: String,
    pub deaths: f64,
    pub serious_injuries: f64,
    pub loss_wan: f64,
}

#[derive(Debug, Default)]
pub struct Law {
    pub offences: Vec<Offence>,
    pub referrals: Vec<Referral>,
    pub precedences: Vec<Precedence>,
    pub successors: Vec<Pair>,
    pub no_successors: Vec<Pair>,
    pub circumstances: Vec<Circumstance>,
    pub conflicts: Vec<Conflict>,
    pub gates: Vec<Gate>,
    pub organs: Vec<Organ>,
    pub stages: Vec<String>,
    pub like_stages: Vec<Vec<String>>,
    pub regions: BTreeSet<String>,
    pub grades: Vec<Grade>,
    pub years: i32,
    pub harm_years: i32,
    /// Places in `offences` by every id that names them; in `precedences`, `referrals` by offence.
    pub names: Map<Vec<usize>>,
    pub gives_way: Map<Vec<usize>>,
    pub refers: Map<Vec<usize>>,
    /// The whole consequence of every offence.
    pub whole: Map<Vec<Line>>,
    /// How every organ that a row or offence names stands to the bureau.
    pub standings: Map<Option<String>>,
    pub kinds: Map<Kind>,
    pub instruments: Map<Instrument>,
}

/// Reads every file under a folder.
pub fn load(folder: &Path) -> Law {
    let mut law = Law::default();
    read_folder(folder, &mut law);
    for (place, offence) in law.offences.iter().enumerate() {
        for name in names_of(&offence.id) {
            let giving_way = law
                .precedences
                .iter()
                .enumerate()
                .filter(|(_, p)| p.lower == name);
            law.gives_way
                .entry(offence.id.clone())
                .or_default()
                .extend(giving_way.map(|(p, _)| p));
            let referring = law
                .referrals
                .iter()
                .enumerate()
                .filter(|(_, r)| r.offence == name);
            law.refers
                .entry(offence.id.clone())
                .or_default()
                .extend(referring.map(|(r, _)| r));
            law.names.entry(name).or_default().push(place);
        }
        let by_row = offence
            .rows
            .iter()
            .flat_map(|r| r.authority.iter().chain(r.organs.values()));
        for text in by_row.chain(&offence.authority) {
            law.standings
                .insert(text.clone(), standing(&law.organs, text));
        }
    }
    let consequences = law
        .offences
        .iter()
        .map(|o| (o.id.clone(), whole(&law, o, &mut Vec::new())));
    law.whole = consequences.collect();
    law
}

fn read_folder(folder: &Path, law: &mut Law) {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_folder(&path, law);
        } else if path.extension().is_some_and(|e| e == "toml") {
            let text = std::fs::read_to_string(&path).unwrap();
            read_file(&text.parse().unwrap(), law);
        }
    }
}

fn read_file(file: &toml::Table, law: &mut Law) {
    law.offences.extend(all(file, "offence"));
    law.instruments.extend(
        all(file, "instrument")
            .into_iter()
            .map(|i: Instrument| (i.slug.clone(), i)),
    );
    law.referrals.extend(all(file, "referral"));
    law.precedences.extend(all(file, "precedence"));
    law.successors.extend(all(file, "successor"));
    law.no_successors.extend(all(file, "no_successor"));
    law.kinds.extend(
        all(file, "kind")
            .into_iter()
            .map(|k: Kind| (k.name.clone(), k)),
    );
    law.circumstances.extend(all(file, "circumstance"));
    law.conflicts.extend(all(file, "conflict"));
    law.gates.extend(all(file, "gate"));
    law.organs.extend(all(file, "organ"));
    for stage in file
        .get("stage")
        .and_then(|s| s.as_array())
        .into_iter()
        .flatten()
    {
        law.stages.push(stage["id"].as_str().unwrap().to_owned());
    }
    if let Some(like) = file.get("like_stages") {
        law.like_stages = like["groups"].clone().try_into().unwrap();
    }
    if let Some(regions) = file.get("regions").and_then(|r| r.as_table()) {
        law.regions.extend(regions.keys().cloned());
    }
    if let Some(general) = file.get("general") {
        law.grades = general["accident_grades"]["grades"]
            .clone()
            .try_into()
            .unwrap();
        let years = |field: &str| {
            i32::try_from(general["limitation"][field].as_integer().unwrap()).unwrap()
        };
        (law.years, law.harm_years) = (years("years"), years("harm_years"));
    }
}

/// Of the organs a text names, read at each place by the longest word, the one closest to the bureau:
/// 人民政府…部门 is that department.
fn standing(organs: &[Organ], text: &str) -> Option<String> {
    let words = || {
        organs
            .iter()
            .flat_map(|o| o.words.iter().map(move |w| (w.as_str(), o)))
    };
    let (mut rest, mut named) = (text, Vec::new());
    while let Some(first) = rest.chars().next() {
        let here = words()
            .filter(|(w, _)| rest.starts_with(w))
            .max_by_key(|(w, _)| w.len());
        named.extend(here.map(|(_, o)| o.standing.as_str()));
        rest = rest
            .get(here.map_or(first.len_utf8(), |(w, _)| w.len())..)
            .unwrap();
    }
    ["own", "perhaps", "other"]
        .into_iter()
        .find(|s| named.contains(s))
        .map(str::to_owned)
}

/// The rows of one table; in files of another make they are tables of another kind.
fn all<T: DeserializeOwned>(file: &toml::Table, name: &str) -> Vec<T> {
    match file.get(name) {
        Some(toml::Value::Array(rows)) => {
            rows.iter().map(|r| r.clone().try_into().unwrap()).collect()
        }
        _ => Vec::new(),
    }
}

impl Row {
    /// 处…罚款, 责令…: no choice for this kind (for the fine: 罚款).
    pub fn must(&self, kind: &str) -> bool {
        let mode = self.mode_of.get(kind).unwrap_or(&self.mode);
        mode.is_empty() || mode == "must"
    }

    /// 可以处, or one of several by gravity: the fine may be left out.
    pub fn is_optional(&self) -> bool {
        self.mode == "may" || self.mode == "select_by_gravity"
    }
}

impl Instrument {
    /// First and last day on which it may have come into force.
    pub fn start(&self) -> (NaiveDate, NaiveDate) {
        days(&self.in_force)
    }

    /// Repealed or replaced from this day on.
    pub fn end(&self) -> Option<NaiveDate> {
        let end = self
            .repealed
            .as_ref()
            .or(self.replaced_by.as_ref().map(|r| &r.from))?;
        Some(days(end).0)
    }
}

impl Law {
    /// One offence, or those of a clause (its `/n`), or the items of a paragraph.
    pub fn named(&self, id: &str) -> Vec<&Offence> {
        let places = self.names.get(id).map_or(&[][..], |p| p);
        places.iter().map(|p| &self.offences[*p]).collect()
    }

    pub fn instrument(&self, offence: &str) -> &Instrument {
        let slug = offence.split('-').next().unwrap();
        &self.instruments[slug]
    }

    pub fn class(&self, kind: &str) -> &str {
        self.kinds.get(kind).map_or("other", |k| &k.class)
    }

    pub fn usual<'a>(&'a self, kind: &'a str) -> &'a str {
        self.kinds
            .get(kind)
            .and_then(|k| k.same_as.as_deref())
            .unwrap_or(kind)
    }

    pub fn are_like(&self, a: &str, b: &str) -> bool {
        a == b
            || self
                .like_stages
                .iter()
                .any(|g| g.iter().any(|s| s == a) && g.iter().any(|s| s == b))
    }
}

/// The ids that name an offence: `a-103-2-0/1` is also `a-103-2-0`, `a-114-1-2` is also `a-114-1-0`.
pub fn names_of(id: &str) -> BTreeSet<String> {
    let clause = id.split('/').next().unwrap();
    let paragraph = format!("{}-0", clause.rsplit_once('-').unwrap().0);
    [id.to_owned(), clause.to_owned(), paragraph].into()
}

/// First and last day a written date may mean: `2015`, `2015-05`, `2015-05-01`, `A/B`.
pub fn days(text: &str) -> (NaiveDate, NaiveDate) {
    if let Some((a, b)) = text.split_once('/') {
        return (days(a).0, days(b).1);
    }
    let parts: Vec<u32> = text.split('-').map(|p| p.parse().unwrap()).collect();
    let day =
        |y: u32, m: u32, d: u32| NaiveDate::from_ymd_opt(i32::try_from(y).unwrap(), m, d).unwrap();
    match parts[..] {
        [y] => (day(y, 1, 1), day(y, 12, 31)),
        [y, 12] => (day(y, 12, 1), day(y, 12, 31)),
        [y, m] => (day(y, m, 1), day(y, m + 1, 1).pred_opt().unwrap()),
        [y, m, d] => (day(y, m, d), day(y, m, d)),
        _ => unreachable!("{text}"),
    }
}
