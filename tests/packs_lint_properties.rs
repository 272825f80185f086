//! Gaps and overlaps against plain counting: every value of a small domain is tried.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use cailiang::assess::tiering::{Tiering, Why};
use cailiang::law::FactId;
use cailiang::law::benchmark::{Benchmark, Item, Tier};
use cailiang::law::condition::{Atom, Bound, Condition, Test, Truth};
use cailiang::law::fact::{FactKind, FactSpec, FactValue, Facts};
use cailiang::packs::lint::grid::{Alternative, Grid, Stretch, Walk, connected};
use cailiang::packs::lint::line::Cell;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Largest value of the small facts.
const TOP: i64 = 5;

fn specs() -> Vec<FactSpec> {
    let spec = |id: &str, kind, max: Option<i64>| FactSpec {
        id: id.into(),
        label: id.into(),
        unit: String::new(),
        kind,
        step: Decimal::ONE,
        max: max.map(Decimal::from),
    };
    vec![
        spec("whole", FactKind::Integer, Some(TOP)),
        spec("number", FactKind::Number, Some(TOP)),
        spec("act", FactKind::Text, None),
        spec("open", FactKind::Integer, None),
    ]
}

/// Every value worth trying: halves lie inside every stretch between whole bounds.
fn values(fact: &str) -> Vec<FactValue> {
    match fact {
        "whole" => (0..=TOP).map(FactValue::from).collect(),
        "number" => (0..=TOP * 2)
            .map(|n| FactValue::Number(Decimal::new(n * 5, 1)))
            .collect(),
        "act" => ["甲", "乙", "别的"].map(FactValue::from).to_vec(),
        _ => (0..=60).map(FactValue::from).collect(),
    }
}

fn within(low: Option<(i64, bool)>, high: Option<(i64, bool)>) -> Test {
    let bound = |(n, inclusive): (i64, bool)| Bound {
        value: Decimal::from(n),
        inclusive,
    };
    Test::Within {
        low: low.map(bound),
        high: high.map(bound),
    }
}

fn atom(fact: &str, test: Test) -> Atom {
    Atom {
        fact: FactId::from(fact),
        test,
    }
}

/// Tiers as lists of alternatives.
type Table = Vec<Vec<Vec<Atom>>>;

fn grids<'a>(table: &'a Table, specs: &[FactSpec]) -> Vec<Grid<'a>> {
    let all = table.iter().enumerate().flat_map(|(tier, any_of)| {
        any_of.iter().map(move |atoms| Alternative {
            tier: Some(tier),
            atoms,
        })
    });
    connected(all.collect())
        .into_iter()
        .map(|part| Grid::new(part, |f| specs.iter().find(|s| s.id == *f)).unwrap())
        .collect()
}

fn holds(cell: &Cell, value: &FactValue) -> bool {
    match (&cell.sample, value) {
        (FactValue::Text(named), FactValue::Text(text)) => {
            named == text || named.is_empty() && text == "别的"
        }
        _ => Test::Within {
            low: cell.low,
            high: cell.high,
        }
        .admits(value),
    }
}

/// Every assignment of the grid's facts.
fn assignments(grid: &Grid) -> Vec<Facts> {
    let mut all = vec![Facts::new()];
    for fact in &grid.facts {
        all = all
            .into_iter()
            .flat_map(|facts| {
                values(fact.as_str()).into_iter().map(move |value| {
                    let mut facts = facts.clone();
                    facts.insert(fact.clone(), value);
                    facts
                })
            })
            .collect();
    }
    all
}

fn is_in(stretches: &[Stretch], grid: &Grid, facts: &Facts) -> bool {
    stretches.iter().any(|stretch| {
        grid.facts
            .iter()
            .zip(&grid.cells)
            .zip(stretch)
            .all(|((fact, line), (a, b))| line[*a..=*b].iter().any(|c| holds(c, &facts[fact])))
    })
}

/// The tiers as far as they stand in this grid; a tier without an alternative here is never met.
fn item_of(grid: &Grid, tiers: usize) -> Item {
    let never = vec![
        atom("whole", within(Some((TOP + 9, true)), None)),
        atom("whole", within(None, Some((0, false)))),
    ];
    let mut any_of: Vec<Vec<Vec<Atom>>> = vec![Vec::new(); tiers];
    for alternative in &grid.alternatives {
        any_of[alternative.tier.unwrap()].push(alternative.atoms.to_vec());
    }
    let tier = |(n, mut any_of): (usize, Vec<Vec<Atom>>)| {
        if any_of.is_empty() {
            any_of.push(never.clone());
        }
        Tier {
            ordinal: u32::try_from(n).unwrap() + 1,
            label: n.to_string(),
            text: None,
            standard: None,
            condition: Condition { any_of },
            fines: Vec::new(),
            penalties: Vec::new(),
            source: String::new(),
            confidence: None,
            note: None,
            doubts: Vec::new(),
        }
    };
    Item {
        no: String::new(),
        title: String::new(),
        offence: None,
        cites: Vec::new(),
        stage: None,
        missing: Vec::new(),
        tiers: any_of.into_iter().enumerate().map(tier).collect(),
        from: None,
        until: None,
        place: None,
        text: None,
        doubts: Vec::new(),
        review: None,
        note: None,
    }
}

fn bound() -> impl Strategy<Value = Option<(i64, bool)>> {
    prop::option::weighted(0.8, (0..=TOP, any::<bool>()))
}

fn any_atom() -> impl Strategy<Value = Atom> {
    let interval = (bound(), bound()).prop_map(|(a, b)| match (a, b) {
        (Some(a), Some(b)) if a.0 > b.0 => within(Some(b), Some(a)),
        (None, None) => within(Some((1, true)), None),
        (a, b) => within(a, b),
    });
    let numeric = (prop::sample::select(vec!["whole", "number"]), interval)
        .prop_map(|(fact, test)| atom(fact, test));
    let act = prop::sample::select(vec!["甲", "乙"])
        .prop_map(|text| atom("act", Test::Is(text.to_owned())));
    prop_oneof![4 => numeric, 1 => act]
}

fn tables() -> impl Strategy<Value = Table> {
    let alternative = prop::collection::vec(any_atom(), 1..=2);
    let tier = prop::collection::vec(alternative, 1..=3);
    prop::collection::vec(tier, 1..=4)
}

/// Ends of consecutive stretches from 1; the last has none.
fn tilings() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
    prop::collection::btree_set(1..40_i64, 1..8).prop_map(|ends| {
        let mut start = 1;
        let mut tiles: Vec<(i64, Option<i64>)> = Vec::new();
        for end in ends {
            tiles.push((start, Some(end)));
            start = end + 1;
        }
        tiles.push((start, None));
        tiles
    })
}

fn tile((low, high): (i64, Option<i64>)) -> Vec<Atom> {
    vec![atom(
        "open",
        within(Some((low, true)), high.map(|h| (h, true))),
    )]
}

fn walk(table: &Table) -> (Walk, Vec<Vec<Cell>>) {
    let specs = specs();
    let mut all = grids(table, &specs);
    assert_eq!(all.len(), 1);
    let grid = all.remove(0);
    (grid.walk(), grid.cells)
}

/// The whole numbers of a stretch of a line.
fn numbers(stretches: &[Stretch], cells: &[Vec<Cell>]) -> BTreeSet<FactValue> {
    let inside = |v: &FactValue| {
        stretches.iter().any(|s| {
            let (a, b) = s[0];
            cells[0][a..=b].iter().any(|c| holds(c, v))
        })
    };
    values("open").into_iter().filter(inside).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_line_tiled_without_hole_is_silent(tiles in tilings()) {
        let table: Table = tiles.iter().map(|t| vec![tile(*t)]).collect();
        let (walk, _) = walk(&table);
        prop_assert_eq!(&walk.gaps, &[] as &[Stretch]);
        prop_assert_eq!(walk.overlaps.len(), 0);
        prop_assert_eq!(walk.governing.len(), tiles.len());
    }

    #[test]
    fn a_point_taken_out_is_the_gap(tiles in tilings(), which in any::<prop::sample::Index>(), offset in 0..5_i64) {
        let n = which.index(tiles.len());
        let (low, high) = tiles[n];
        let point = high.map_or(low + offset, |h| (low + offset).min(h));
        let mut table: Table = tiles.iter().map(|t| vec![tile(*t)]).collect();
        table[n].clear();
        if point > low {
            table[n].push(tile((low, Some(point - 1))));
        }
        if high.is_none_or(|h| point < h) {
            table[n].push(tile((point + 1, high)));
        }
        let (walk, cells) = walk(&table);
        prop_assert_eq!(numbers(&walk.gaps, &cells), BTreeSet::from([FactValue::from(point)]));
        prop_assert_eq!(walk.overlaps.len(), 0);
    }

    #[test]
    fn an_end_drawn_out_is_the_overlap(tiles in tilings(), which in any::<prop::sample::Index>(), more in 1..4_i64) {
        let n = which.index(tiles.len() - 1);
        let (low, high) = tiles[n];
        let (next, end) = tiles[n + 1];
        let far = end.map_or(high.unwrap() + more, |e| (high.unwrap() + more).min(e));
        let mut table: Table = tiles.iter().map(|t| vec![tile(*t)]).collect();
        table[n] = vec![tile((low, Some(far)))];
        let (walk, cells) = walk(&table);
        prop_assert_eq!(walk.overlaps.len(), 1);
        let overlap = &walk.overlaps[0];
        prop_assert_eq!((overlap.lighter, overlap.heavier), (n, n + 1));
        prop_assert_eq!(numbers(&overlap.at, &cells), (next..=far).map(FactValue::from).collect());
        // One number that both include, neither being for that number alone.
        prop_assert_eq!(overlap.is_shared_bound, far == next && end != Some(next));
        prop_assert_eq!(walk.gaps.len(), 0);
    }

    #[test]
    fn what_is_found_is_what_counting_finds(table in tables()) {
        let specs = specs();
        for grid in grids(&table, &specs) {
            let walk = grid.walk();
            let item = item_of(&grid, table.len());
            let benchmark = benchmark();
            let mut governing = BTreeSet::new();
            let counts_others = others_count(&grid);
            for facts in assignments(&grid) {
                let text = |v: &FactValue| match v {
                    FactValue::Text(text) => Some(text.clone()),
                    FactValue::Number(_) | FactValue::Flag(_) => None,
                };
                let behaviour = facts.values().find_map(text);
                let is_other = behaviour.as_deref() == Some("别的");
                if behaviour.is_some_and(|t| !is_other && !is_named(&grid, &t)) {
                    continue;
                }
                let met: Vec<usize> = (0..table.len())
                    .filter(|n| item.tiers[*n].condition.eval(&facts) == Truth::Yes)
                    .collect();
                let zero = FactValue::from(0);
                let is_nothing = !counts_others && facts.values().any(|v| is_text(v) && named_by(&grid, v) < 2)
                    || facts.values().any(|v| *v == zero);
                let is_gap = met.is_empty() && !is_nothing;
                prop_assert_eq!(is_in(&walk.gaps, &grid, &facts), is_gap, "{:?}", facts);
                governing.extend(Tiering::of(&benchmark, &item, &facts).governing);
                for (k, heavier) in met.iter().enumerate() {
                    for lighter in &met[..k] {
                        let claimed = |flag: Option<bool>| -> Vec<Stretch> {
                            let pair = walk.overlaps.iter().filter(|o| (o.lighter, o.heavier) == (*lighter, *heavier));
                            pair.filter(|o| flag.is_none_or(|f| f == o.is_shared_bound)).flat_map(|o| o.at.clone()).collect()
                        };
                        let mut two = item.clone();
                        two.tiers = meeting(&item.tiers[*lighter], &item.tiers[*heavier], &facts);
                        let is_overlap = !two.tiers.is_empty();
                        prop_assert_eq!(is_in(&claimed(None), &grid, &facts), is_overlap, "{:?}", facts);
                        if is_overlap {
                            let is_shared = Tiering::of(&benchmark, &two, &facts).why == Why::SharedBound;
                            prop_assert!(is_in(&claimed(Some(is_shared)), &grid, &facts), "{:?}", facts);
                        }
                    }
                }
                for overlap in &walk.overlaps {
                    if is_in(&overlap.at, &grid, &facts) {
                        prop_assert!(met.contains(&overlap.lighter) && met.contains(&overlap.heavier));
                    }
                }
            }
            prop_assert_eq!(&governing, &walk.governing);
        }
    }
}

/// Both tiers with the alternatives that hold and share a fact with one of the other; none when there are none.
fn meeting(lighter: &Tier, heavier: &Tier, facts: &Facts) -> Vec<Tier> {
    let holding = |t: &Tier| -> Vec<Vec<Atom>> {
        t.condition.satisfied(facts).map(<[Atom]>::to_vec).collect()
    };
    let share = |a: &[Atom], b: &[Atom]| a.iter().any(|x| b.iter().any(|y| x.fact == y.fact));
    let kept = |own: &Tier, other: &Tier| -> Tier {
        let others = holding(other);
        let mut kept = own.clone();
        kept.condition.any_of = holding(own);
        let any_of = &mut kept.condition.any_of;
        any_of.retain(|a| others.iter().any(|b| share(a, b)));
        kept
    };
    let both = vec![kept(lighter, heavier), kept(heavier, lighter)];
    if both.iter().all(|t| t.condition.any_of.is_empty()) {
        return Vec::new();
    }
    both
}

fn is_named(grid: &Grid, text: &str) -> bool {
    let mut atoms = grid.alternatives.iter().flat_map(|a| a.atoms);
    atoms.any(|a| a.test == Test::Is(text.to_owned()))
}

fn is_text(value: &FactValue) -> bool {
    matches!(value, FactValue::Text(_))
}

/// How many tiers name the behaviour.
fn named_by(grid: &Grid, value: &FactValue) -> usize {
    let names = |a: &&Alternative| a.atoms.iter().any(|x| x.test.admits(value));
    let tiers: BTreeSet<Option<usize>> = grid
        .alternatives
        .iter()
        .filter(names)
        .map(|a| a.tier)
        .collect();
    tiers.len()
}

/// Every behaviour needs a tier where several tiers ask for numbers only.
fn others_count(grid: &Grid) -> bool {
    let numbers_only = |a: &&Alternative| {
        a.atoms
            .iter()
            .all(|x| matches!(x.test, Test::Within { .. }))
    };
    let tiers: BTreeSet<Option<usize>> = grid
        .alternatives
        .iter()
        .filter(numbers_only)
        .map(|a| a.tier)
        .collect();
    tiers.len() > 1
}

fn benchmark() -> Benchmark {
    Benchmark {
        id: "x".into(),
        title: String::new(),
        short: String::new(),
        issuer: String::new(),
        doc_no: None,
        from: "2025".parse().unwrap(),
        until: None,
        layer: cailiang::law::benchmark::Layer::National,
        region: None,
        domains: Vec::new(),
        items_in_document: String::new(),
        source: String::new(),
        verification: String::new(),
        teaching: true,
        document: None,
        items: Vec::new(),
    }
}

/// Twelve tiers over four facts that are all asked for together.
#[test]
fn twelve_tiers_over_four_facts_are_walked_or_refused_at_once() {
    let specs: Vec<FactSpec> = ["a", "b", "c", "d"]
        .map(|id| FactSpec {
            id: id.into(),
            kind: FactKind::Number,
            max: None,
            ..specs().remove(1)
        })
        .to_vec();
    let tier = |n: i64| {
        let last = (n < 11).then_some((n * 10 + 10, false));
        let all = ["a", "b", "c", "d"].map(|f| atom(f, within(Some((n * 10, true)), last)));
        vec![all.to_vec()]
    };
    let table: Table = (0..12).map(tier).collect();
    let start = std::time::Instant::now();
    let walks: Vec<Walk> = grids(&table, &specs).iter().map(Grid::walk).collect();
    assert_eq!(walks.len(), 1);
    assert!(!walks[0].gaps.is_empty());
    assert_eq!(walks[0].governing.len(), 12);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
