//! What changed between two states of a benchmark, item by item. Pure; nothing is judged.
//!
//! Items belong together when they are about the same offence at the same stage, else when they have
//! the same number, else the same title. Tiers belong together by label, else by rank.

use crate::law::benchmark::{Benchmark, Item, Tier};
use crate::law::condition::{Condition, Test};
use crate::law::{FactId, FineBasis, OffenceId, PartialDate, StageId, Subject};

/// What changed in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackDiff {
    /// Dates of the document.
    pub document: Vec<Change>,
    /// Items that changed: those of the newer document in its order, then those that are gone.
    pub items: Vec<ItemDiff>,
    /// Items that are the same in both.
    pub same: usize,
}

/// What happened to one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemDiff {
    /// Only in the newer.
    Added(Item),
    /// Only in the older.
    Removed(Item),
    /// In both, with changes (never empty).
    Changed {
        /// As it was.
        old: Box<Item>,
        /// As it is.
        new: Box<Item>,
        /// What changed.
        changes: Vec<Change>,
    },
}

impl ItemDiff {
    /// The item, as it is where it still is.
    pub fn item(&self) -> &Item {
        match self {
            ItemDiff::Added(item) | ItemDiff::Removed(item) => item,
            ItemDiff::Changed { new, .. } => new,
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// In force from.
    From(Option<PartialDate>, Option<PartialDate>),
    /// No longer in force from.
    Until(Option<PartialDate>, Option<PartialDate>),
    /// Number of the item.
    Number(String, String),
    /// Title of the item.
    Title(String, String),
    /// The offence it is about.
    Offence(Option<OffenceId>, Option<OffenceId>),
    /// The stage it is about.
    Stage(Option<StageId>, Option<StageId>),
    /// A tier that is new.
    TierAdded(Tier),
    /// A tier that is gone.
    TierRemoved(Tier),
    /// The name of a tier.
    TierLabel(String, String),
    /// The rank of a tier.
    TierRank(String, u32, u32),
    /// The condition of a tier, with the bounds that moved.
    TierCondition {
        /// The tier.
        tier: String,
        /// As it was.
        old: Condition,
        /// As it is.
        new: Condition,
        /// Facts whose test changed while the rest of the condition kept its shape.
        moved: Vec<(FactId, Test, Test)>,
    },
    /// The original wording of a tier's condition.
    TierText(String),
    /// An amount of a tier for a stage and subject.
    Amount {
        /// The tier.
        tier: String,
        /// Stage.
        stage: StageId,
        /// Subject.
        subject: Subject,
        /// As it was; nothing when there was none.
        old: Option<FineBasis>,
        /// As it is; nothing when there is none.
        new: Option<FineBasis>,
    },
    /// Penalties of a tier besides the fine, at a stage.
    Penalties {
        /// The tier.
        tier: String,
        /// Stage.
        stage: StageId,
        /// As they were.
        old: Vec<String>,
        /// As they are.
        new: Vec<String>,
    },
    /// Labels of the rows known to be missing.
    Missing(Vec<String>, Vec<String>),
}

/// Compares two states of a document. `offence` leaves out the items about any other offence.
pub fn diff(old: &Benchmark, new: &Benchmark, offence: Option<&OffenceId>) -> PackDiff {
    let mut found = PackDiff::default();
    if old.from != new.from {
        let from = Change::From(Some(old.from), Some(new.from));
        found.document.push(from);
    }
    if old.until != new.until {
        found.document.push(Change::Until(old.until, new.until));
    }
    let wanted = |item: &Item| offence.is_none_or(|o| item.is_about(o));
    let mut left: Vec<Option<&Item>> = old.items.iter().map(Some).collect();
    let partners = partners(&new.items, &mut left);
    for (item, before) in new.items.iter().zip(partners) {
        if !wanted(item) && !before.is_some_and(wanted) {
            continue;
        }
        let Some(before) = before else {
            found.items.push(ItemDiff::Added(item.clone()));
            continue;
        };
        let changes = item_changes(before, item);
        if changes.is_empty() {
            found.same += 1;
        } else {
            found.items.push(ItemDiff::Changed {
                old: Box::new(before.clone()),
                new: Box::new(item.clone()),
                changes,
            });
        }
    }
    let gone = left.into_iter().flatten().filter(|i| wanted(i));
    found.items.extend(gone.cloned().map(ItemDiff::Removed));
    found
}

/// The older item of each newer one; the closest likeness is tried for all before the next.
fn partners<'a>(new: &[Item], left: &mut [Option<&'a Item>]) -> Vec<Option<&'a Item>> {
    let alike: [fn(&Item, &Item) -> bool; 4] = [
        |a, b| about(a, b) && a.no == b.no,
        about,
        |a, b| a.no == b.no,
        |a, b| a.title == b.title,
    ];
    let mut found: Vec<Option<&Item>> = vec![None; new.len()];
    for alike in alike {
        for (item, slot) in new.iter().zip(&mut found).filter(|(_, s)| s.is_none()) {
            let free = left
                .iter_mut()
                .find(|old| old.is_some_and(|old| alike(old, item)));
            *slot = free.and_then(Option::take);
        }
    }
    found
}

fn about(a: &Item, b: &Item) -> bool {
    a.offence.is_some() && a.offence == b.offence && a.stage == b.stage
}

fn item_changes(old: &Item, new: &Item) -> Vec<Change> {
    let mut found = Vec::new();
    if old.no != new.no {
        found.push(Change::Number(old.no.clone(), new.no.clone()));
    }
    if old.title != new.title {
        found.push(Change::Title(old.title.clone(), new.title.clone()));
    }
    if old.offence != new.offence {
        let change = Change::Offence(old.offence.clone(), new.offence.clone());
        found.push(change);
    }
    if old.stage != new.stage {
        found.push(Change::Stage(old.stage.clone(), new.stage.clone()));
    }
    if old.from != new.from {
        found.push(Change::From(old.from, new.from));
    }
    if old.until != new.until {
        found.push(Change::Until(old.until, new.until));
    }
    tiers(old, new, &mut found);
    let labels = |item: &Item| -> Vec<String> {
        let rows = item.missing.iter();
        rows.map(|m| m.label.clone()).collect()
    };
    if labels(old) != labels(new) {
        found.push(Change::Missing(labels(old), labels(new)));
    }
    found
}

fn tiers(old: &Item, new: &Item, found: &mut Vec<Change>) {
    let mut left: Vec<Option<&Tier>> = old.tiers.iter().map(Some).collect();
    let mut before: Vec<Option<&Tier>> = vec![None; new.tiers.len()];
    let alike: [fn(&Tier, &Tier) -> bool; 2] =
        [|a, b| a.label == b.label, |a, b| a.ordinal == b.ordinal];
    for alike in alike {
        for (tier, slot) in new
            .tiers
            .iter()
            .zip(&mut before)
            .filter(|(_, s)| s.is_none())
        {
            let free = left
                .iter_mut()
                .find(|old| old.is_some_and(|old| alike(old, tier)));
            *slot = free.and_then(Option::take);
        }
    }
    for (tier, before) in new.tiers.iter().zip(before) {
        match before {
            Some(before) => tier_changes(before, tier, found),
            None => found.push(Change::TierAdded(tier.clone())),
        }
    }
    let gone = left.into_iter().flatten().cloned();
    found.extend(gone.map(Change::TierRemoved));
}

fn tier_changes(old: &Tier, new: &Tier, found: &mut Vec<Change>) {
    let tier = new.label.clone();
    if old.label != new.label {
        let change = Change::TierLabel(old.label.clone(), new.label.clone());
        found.push(change);
    }
    if old.ordinal != new.ordinal {
        found.push(Change::TierRank(tier.clone(), old.ordinal, new.ordinal));
    }
    if old.condition != new.condition {
        found.push(Change::TierCondition {
            tier: tier.clone(),
            old: old.condition.clone(),
            new: new.condition.clone(),
            moved: moved(&old.condition, &new.condition),
        });
    } else if old.text != new.text {
        found.push(Change::TierText(tier.clone()));
    }
    let keys = |t: &Tier| -> Vec<(StageId, Subject)> {
        let fines = t.fines.iter();
        fines.map(|f| (f.stage.clone(), f.subject)).collect()
    };
    let mut all = keys(old);
    all.extend(keys(new).into_iter().filter(|k| !keys(old).contains(k)));
    for (stage, subject) in all {
        let amount = |t: &Tier| t.fine_for(subject, &stage).map(|f| f.basis.clone());
        let (before, after) = (amount(old), amount(new));
        if before != after {
            found.push(Change::Amount {
                tier: tier.clone(),
                stage,
                subject,
                old: before,
                new: after,
            });
        }
    }
    let kinds = |t: &Tier, stage: &StageId| -> Vec<String> {
        let own = t.penalties.iter().filter(|(s, _)| s == stage);
        own.flat_map(|(_, k)| k.clone()).collect()
    };
    let mut stages: Vec<&StageId> = Vec::new();
    for (stage, _) in old.penalties.iter().chain(&new.penalties) {
        if !stages.contains(&stage) {
            stages.push(stage);
        }
    }
    for stage in stages {
        let (before, after) = (kinds(old, stage), kinds(new, stage));
        if before != after {
            found.push(Change::Penalties {
                tier: tier.clone(),
                stage: stage.clone(),
                old: before,
                new: after,
            });
        }
    }
}

/// The tests that changed, where both conditions ask for the same facts in the same places.
fn moved(old: &Condition, new: &Condition) -> Vec<(FactId, Test, Test)> {
    let shape = |c: &Condition| -> Vec<Vec<FactId>> {
        let alternatives = c.any_of.iter();
        let facts = alternatives.map(|all| all.iter().map(|a| a.fact.clone()).collect());
        facts.collect()
    };
    if shape(old) != shape(new) {
        return Vec::new();
    }
    let pairs = old.atoms().zip(new.atoms());
    let changed = pairs.filter(|(a, b)| a.test != b.test);
    changed
        .map(|(a, b)| (a.fact.clone(), a.test.clone(), b.test.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::load::load_text;

    const OLD: &str = r#"[pack]
id = "x"
title = "t"
from = "2024-01-01"
layer = "national"
domains = ["coal"]
source = "s"
verification = "v"

[[item]]
no = "1"
title = "甲"
offence = "aqscf-99-1-3"
stage = "overdue"
[[item.tier]]
ordinal = 1
label = "A"
source = "s"
any_of = [[{ fact = "days_overdue", at_most = 10 }], [{ fact = "behaviour", is = "乙" }]]
fines = [{ stage = "overdue", subject = "unit", min_yuan = 50000, max_yuan = 100000 }]
[[item.tier]]
ordinal = 2
label = "B"
source = "s"
any_of = [[{ fact = "days_overdue", more_than = 10 }]]
fines = [{ stage = "overdue", subject = "unit", min_yuan = 100000, max_yuan = 200000 }]

[[item]]
no = "2"
title = "丙"
offence = "aqscf-97-1-3"
"#;

    fn pack(text: &str) -> Benchmark {
        let loaded = load_text("mine.toml", text);
        assert_eq!(loaded.diagnostics, []);
        loaded.library.benchmark("x").cloned().unwrap()
    }

    /// A short name for every change.
    fn names(found: &PackDiff) -> Vec<String> {
        let name = |change: &Change| {
            let text = format!("{change:?}");
            let name = text.split(['(', ' ']).next();
            name.unwrap_or_default().to_owned()
        };
        let mut all: Vec<String> = found.document.iter().map(name).collect();
        for item in &found.items {
            match item {
                ItemDiff::Added(item) => all.push(format!("+{}", item.no)),
                ItemDiff::Removed(item) => all.push(format!("-{}", item.no)),
                ItemDiff::Changed { changes, .. } => all.extend(changes.iter().map(name)),
            }
        }
        all
    }

    #[test]
    fn every_change_is_named_and_nothing_else() {
        let added = "[[item.tier]]\nordinal = 3\nlabel = \"C\"\nsource = \"s\"\nany_of = [[{ fact = \"loss_wan\", at_least = 1 }]]\n\n[[item]]\nno = \"2\"";
        let cases: [(&str, &str, &[&str]); 15] = [
            ("", "", &[]),
            ("\"2024-01-01\"", "\"2024-02-01\"", &["From"]),
            ("layer =", "until = \"2025\"\nlayer =", &["Until"]),
            ("no = \"1\"", "no = \"7\"", &["Number"]),
            ("title = \"甲\"", "title = \"甲甲\"", &["Title"]),
            // The number keeps them together.
            ("aqscf-97-1-3", "aqscf-97-1-4", &["Offence"]),
            ("stage = \"overdue\"\n[[", "[[", &["Stage"]),
            (
                "title = \"丙\"",
                "title = \"丙\"\nuntil = \"2025\"",
                &["Until"],
            ),
            ("at_most = 10", "at_most = 15", &["TierCondition"]),
            ("max_yuan = 100000", "max_yuan = 90000", &["Amount"]),
            (
                "stage = \"overdue\", subject = \"unit\", min_yuan = 50000",
                "stage = \"overdue\", subject = \"individual\", min_yuan = 50000",
                &["Amount", "Amount"],
            ),
            ("label = \"A\"", "label = \"甲\"", &["TierLabel"]),
            ("[[item]]\nno = \"2\"", added, &["TierAdded"]),
            (
                "label = \"B\"\nsource",
                "label = \"B\"\npenalties = [{ stage = \"overdue\", kinds = [\"停产停业整顿\"] }]\nsource",
                &["Penalties"],
            ),
            (
                "title = \"丙\"",
                "title = \"丙\"\nmissing = [{ label = \"D\", why = \"未见\" }]",
                &["Missing"],
            ),
        ];
        for (from, to, expected) in cases {
            let new = pack(&OLD.replacen(from, to, 1));
            let found = diff(&pack(OLD), &new, None);
            assert_eq!(names(&found), expected, "{from} → {to}");
            // The other way round it is the mirror image.
            assert_eq!(names(&diff(&new, &pack(OLD), None)).len(), expected.len());
        }
    }

    #[test]
    fn a_moved_bound_is_told_by_itself() {
        let new = pack(&OLD.replacen("at_most = 10", "less_than = 10", 1));
        let found = diff(&pack(OLD), &new, None);
        let [ItemDiff::Changed { changes, .. }] = found.items.as_slice() else {
            panic!("one item changed: {found:?}");
        };
        let [Change::TierCondition { moved, tier, .. }] = changes.as_slice() else {
            panic!("its condition changed: {changes:?}");
        };
        let words: Vec<String> = moved
            .iter()
            .map(|(f, a, b)| format!("{f} {a} → {b}"))
            .collect();
        assert_eq!(
            (tier.as_str(), words),
            ("A", vec!["days_overdue 10以下 → 不满10".to_owned()])
        );
    }

    #[test]
    fn items_are_matched_by_offence_before_number_and_title() {
        // The two items change places: nothing but their numbers changes.
        let swapped = OLD
            .replace("no = \"1\"", "no = \"9\"")
            .replace("no = \"2\"", "no = \"1\"")
            .replace("no = \"9\"", "no = \"2\"");
        let found = diff(&pack(OLD), &pack(&swapped), None);
        assert_eq!(names(&found), ["Number", "Number"]);
        // An item that is gone, and one that is new.
        let (kept, _) = OLD.split_once("[[item]]\nno = \"2\"").unwrap();
        let other =
            format!("{kept}[[item]]\nno = \"3\"\ntitle = \"丁\"\noffence = \"aqscf-97-1-7\"\n");
        let found = diff(&pack(OLD), &pack(&other), None);
        assert_eq!(names(&found), ["+3", "-2"]);
        assert_eq!(found.same, 1);
        let only = diff(&pack(OLD), &pack(&other), Some(&"aqscf-97-1-3".into()));
        assert_eq!(names(&only), ["-2"]);
    }
}
