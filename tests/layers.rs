//! Which benchmark is used: layers, regions, domains, dates of documents and items, reviews; the
//! documents of act and decision; band rules of the office.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::too_many_lines,
    clippy::type_complexity,
    reason = "a test fails by panicking"
)]

mod common;

use std::fmt::Write as _;

use cailiang::assess::consequence::Situation;
use cailiang::assess::lawful::lawful;
use cailiang::assess::stack::{item_for, stack};
use cailiang::assess::tiering::Scope;
use cailiang::assess::{Assessment, Comparison, DocumentChoice, RangeLayer};
use cailiang::law::{Library, StageId, Subject};
use chrono::NaiveDate;
use serde_json::{Value, json};

const OFFENCE: &str = "aqscf-97-1-3";

/// A document with one item about the offence and one tier, all of it adjustable by replacement.
struct Doc {
    id: &'static str,
    layer: &'static str,
    region: &'static str,
    from: &'static str,
    until: &'static str,
    domains: &'static str,
    /// Further lines of the item.
    item: &'static str,
    /// (whole yuan) of the tier for the unit at the first stage; no tier when empty.
    fines: &'static [(&'static str, i64, i64)],
}

const NATIONAL: Doc = Doc {
    id: "guo",
    layer: "national",
    region: "",
    from: "2024-01-01",
    until: "",
    domains: "\"hazchem\"",
    item: "",
    fines: &[("unit", 20_000, 50_000)],
};

const COUNTY: Doc = Doc {
    id: "xian",
    layer: "county",
    region: "149999",
    ..NATIONAL
};

impl Doc {
    fn text(&self) -> String {
        let optional = |key: &str, value: &str| {
            if value.is_empty() {
                String::new()
            } else {
                format!("{key} = \"{value}\"\n")
            }
        };
        let mut text = format!(
            "[pack]\nid = \"{}\"\ntitle = \"{}\"\nlayer = \"{}\"\nfrom = \"{}\"\ndomains = [{}]\nsource = \"教学示例\"\nverification = \"教学示例\"\n{}{}\n[[item]]\nno = \"1\"\ntitle = \"t\"\n",
            self.id,
            self.id,
            self.layer,
            self.from,
            self.domains,
            optional("region", self.region),
            optional("until", self.until),
        );
        if !self.item.contains("offence") {
            let _ = writeln!(text, "offence = \"{OFFENCE}\"");
        }
        text += self.item;
        if !self.fines.is_empty() {
            text += "\n[[item.tier]]\nordinal = 1\nlabel = \"甲档\"\nsource = \"教学示例\"\nany_of = [[{ fact = \"staff_pct\", at_most = 50 }]]\nfines = [\n";
            for (subject, min, max) in self.fines {
                let _ = writeln!(
                    text,
                    "  {{ stage = \"first\", subject = \"{subject}\", min_yuan = {min}, max_yuan = {max} }},"
                );
            }
            text += "]\n";
        }
        text
    }
}

fn library(texts: &[String]) -> Library {
    let dir = tempfile::tempdir().unwrap();
    for (n, text) in texts.iter().enumerate() {
        std::fs::write(dir.path().join(format!("{n}.toml")), text).unwrap();
    }
    let loaded = cailiang::packs::load_with(dir.path());
    assert_eq!(loaded.diagnostics, []);
    loaded.library
}

fn of(docs: &[Doc]) -> Library {
    library(&docs.iter().map(Doc::text).collect::<Vec<_>>())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// `id=outcome` of every candidate that is not shipped, in order.
fn fates(library: &Library, region: Option<&str>, on: Option<&str>) -> String {
    let offence = library.offence(OFFENCE).unwrap();
    let (stage, scope) = (
        StageId::from("first"),
        Scope {
            domain: Some("hazchem"),
            region,
            day: on.map(day),
        },
    );
    let all = stack(library, offence, &stage, &scope);
    let used = item_for(library, offence, &stage, &scope);
    let first = all.iter().find(|c| c.fate.id() == "wins");
    if let Some(first) = first {
        let (_, item) = used.unwrap();
        assert!(
            std::ptr::eq(first.item, item),
            "the stack and the look-up agree"
        );
    }
    let each = all
        .iter()
        .map(|c| format!("{}={}", c.benchmark.id, c.fate.id()));
    each.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_most_local_layer_that_applies_and_has_tiers_wins() {
    let city = || Doc {
        id: "shi",
        layer: "city",
        region: "149900",
        ..NATIONAL
    };
    let province = || Doc {
        id: "sheng",
        layer: "province",
        region: "140000",
        ..NATIONAL
    };
    let here = Some("149999");
    let cases: [(&str, Vec<Doc>, Option<&str>, &str); 10] = [
        (
            "all four layers",
            vec![NATIONAL, province(), city(), COUNTY],
            here,
            "xian=wins shi=shadowed sheng=shadowed guo=shadowed",
        ),
        (
            "the neighbouring county",
            vec![NATIONAL, province(), city(), COUNTY],
            Some("149998"),
            "shi=wins xian=other_region sheng=shadowed guo=shadowed",
        ),
        (
            "another city",
            vec![NATIONAL, province(), city(), COUNTY],
            Some("141121"),
            "sheng=wins xian=other_region shi=other_region guo=shadowed",
        ),
        (
            "an unknown region",
            vec![NATIONAL, COUNTY],
            None,
            "guo=wins xian=other_region",
        ),
        (
            "a local item known by name only",
            vec![
                NATIONAL,
                Doc {
                    fines: &[],
                    ..COUNTY
                },
            ],
            here,
            "guo=wins xian=no_tiers",
        ),
        (
            "a local document for another domain",
            vec![
                NATIONAL,
                Doc {
                    domains: "\"coal\"",
                    ..COUNTY
                },
            ],
            here,
            "guo=wins xian=other_domain",
        ),
        (
            "a local item put aside in review",
            vec![
                NATIONAL,
                Doc {
                    item: "review = \"marked\"\n",
                    ..COUNTY
                },
            ],
            here,
            "guo=wins xian=marked",
        ),
        (
            "a local item accepted in review",
            vec![
                NATIONAL,
                Doc {
                    item: "review = \"accepted\"\n",
                    ..COUNTY
                },
            ],
            here,
            "xian=wins guo=shadowed",
        ),
        (
            "the later of two on one layer",
            vec![
                NATIONAL,
                Doc {
                    id: "guo2",
                    from: "2024-02-01",
                    ..NATIONAL
                },
            ],
            here,
            "guo2=wins guo=shadowed",
        ),
        (
            "names only",
            vec![Doc {
                fines: &[],
                ..NATIONAL
            }],
            here,
            "guo=no_tiers",
        ),
    ];
    for (what, docs, region, expected) in cases {
        assert_eq!(
            fates(&of(&docs), region, Some("2024-06-01")),
            expected,
            "{what}"
        );
    }
}

#[test]
fn of_the_same_day_the_document_for_fewer_domains_goes_first() {
    let broad = || Doc {
        id: "tongyong",
        domains: "\"coal\", \"hazchem\"",
        ..NATIONAL
    };
    for docs in [[NATIONAL, broad()], [broad(), NATIONAL]] {
        let library = of(&docs);
        assert_eq!(
            fates(&library, None, Some("2024-06-01")),
            "guo=wins tongyong=shadowed"
        );
    }
}

#[test]
fn an_item_put_aside_is_not_used_and_that_is_said() {
    let library = of(&[Doc {
        item: "review = \"marked\"\n",
        ..NATIONAL
    }]);
    let answer = assessed(&library, |_| {});
    assert_eq!(suggested(&answer), "10万元以下");
    assert!(
        answer
            .warnings
            .iter()
            .any(|w| w.contains("《guo》第1项在核对时标为待定"))
    );
    assert!(
        answer
            .trace
            .iter()
            .any(|s| s.text.contains("核对时标为待定"))
    );
}

#[test]
fn an_item_without_an_offence_applies_to_nothing() {
    let text = NATIONAL
        .text()
        .replace(&format!("offence = \"{OFFENCE}\"\n"), "");
    let library = library(&[text]);
    assert_eq!(library.benchmark("guo").unwrap().items.len(), 1);
    assert_eq!(fates(&library, None, Some("2024-06-01")), "");
}

#[test]
fn an_items_own_dates_take_the_place_of_the_documents() {
    let with = |until, item| {
        of(&[Doc {
            until,
            item,
            ..NATIONAL
        }])
    };
    let cases = [
        // The document 2024-01-01 until 2025-01-01, the item its own way.
        ("2025-01-01", "", "2023-12-31", "not_in_force"),
        ("2025-01-01", "", "2024-01-01", "wins"),
        ("2025-01-01", "", "2024-12-31", "wins"),
        ("2025-01-01", "", "2025-01-01", "not_in_force"),
        (
            "2025-01-01",
            "from = \"2024-07-01\"\n",
            "2024-06-30",
            "not_in_force",
        ),
        (
            "2025-01-01",
            "from = \"2024-07-01\"\n",
            "2024-07-01",
            "wins",
        ),
        (
            "2025-01-01",
            "until = \"2024-07-01\"\n",
            "2024-06-30",
            "wins",
        ),
        (
            "2025-01-01",
            "until = \"2024-07-01\"\n",
            "2024-07-01",
            "not_in_force",
        ),
        // 过渡条款: the item outlives its document.
        (
            "2025-01-01",
            "until = \"2025-07-01\"\n",
            "2025-03-01",
            "wins",
        ),
    ];
    for (until, item, on, fate) in cases {
        assert_eq!(
            fates(&with(until, item), None, Some(on)),
            format!("guo={fate}"),
            "{until} {item} {on}"
        );
    }
    // Without a day, what has an end is left out.
    assert_eq!(
        fates(&with("", "until = \"2030\"\n"), None, None),
        "guo=not_in_force"
    );
    assert_eq!(fates(&with("", ""), None, None), "guo=wins");
}

fn case(change: impl FnOnce(&mut Value)) -> Value {
    let mut case = json!({"domain":"hazchem","offence":OFFENCE,"stage":"first","act_on":"2024-06-01",
        "discovered_on":"2024-06-02","decided_on":"2024-10-01","subjects":["unit"],"facts":{"staff_pct":20},
        "jurisdiction":"149999"});
    change(&mut case);
    case
}

fn assessed(library: &Library, change: impl FnOnce(&mut Value)) -> Assessment {
    common::assess_json(library, &case(change))
}

fn suggested(answer: &Assessment) -> String {
    answer
        .fines
        .first()
        .unwrap()
        .suggested
        .unwrap()
        .range
        .to_string()
}

#[test]
fn a_local_tier_that_leaves_the_higher_layers_is_reported_and_used_all_the_same() {
    let cases: [(&[(&str, i64, i64)], bool, &str); 4] = [
        (&[("unit", 20_000, 50_000)], false, "2万元至5万元"),
        (&[("unit", 30_000, 40_000)], false, "3万元至4万元"),
        (&[("unit", 10_000, 40_000)], true, "1万元至4万元"),
        (&[("unit", 40_000, 60_000)], true, "4万元至6万元"),
    ];
    for (fines, reported, range) in cases {
        let library = of(&[NATIONAL, Doc { fines, ..COUNTY }]);
        let answer = assessed(&library, |_| {});
        let found = answer
            .findings
            .iter()
            .any(|f| f.code == "outside_higher_layer");
        assert_eq!(found, reported, "{range}");
        assert_eq!(suggested(&answer), range);
        assert_eq!(answer.benchmark.id.as_ref().unwrap().as_str(), "xian");
        let told = answer
            .trace
            .iter()
            .any(|s| s.text.contains("国家《guo》第1项让位于《xian》"));
        assert!(told, "the trace says that a higher layer exists");
    }
    // Elsewhere there is no local document to leave anything.
    let library = of(&[
        NATIONAL,
        Doc {
            fines: &[("unit", 0, 90_000)],
            ..COUNTY
        },
    ]);
    let answer = assessed(&library, |c| c["jurisdiction"] = json!("141121"));
    assert!(
        answer
            .findings
            .iter()
            .all(|f| f.code != "outside_higher_layer")
    );
}

#[test]
fn of_the_documents_at_act_and_decision_the_lighter_is_used() {
    type Fines = &'static [(&'static str, i64, i64)];
    use Comparison::{NewerHeavier, NewerLighter, Same, Undecided};
    use DocumentChoice::{Act, Decision, Lighter, Only};
    let old: Fines = &[("unit", 20_000, 50_000)];
    let both: Fines = &[
        ("unit", 20_000, 50_000),
        ("responsible_person", 10_000, 20_000),
    ];
    let cases: [(
        &str,
        Option<Fines>,
        Option<Fines>,
        _,
        Option<Comparison>,
        &str,
    ); 11] = [
        (
            "newer lighter at the top",
            Some(old),
            Some(&[("unit", 20_000, 40_000)]),
            Lighter,
            Some(NewerLighter),
            "xin",
        ),
        (
            "newer lighter at the bottom",
            Some(old),
            Some(&[("unit", 10_000, 50_000)]),
            Lighter,
            Some(NewerLighter),
            "xin",
        ),
        (
            "newer heavier",
            Some(old),
            Some(&[("unit", 20_000, 60_000)]),
            Act,
            Some(NewerHeavier),
            "jiu",
        ),
        ("the same", Some(old), Some(old), Act, Some(Same), "jiu"),
        (
            "lighter below, heavier above",
            Some(old),
            Some(&[("unit", 10_000, 60_000)]),
            Act,
            Some(Undecided),
            "jiu",
        ),
        (
            "no amount for the unit in the newer",
            Some(old),
            Some(&[("responsible_person", 0, 1_000)]),
            Act,
            Some(Undecided),
            "jiu",
        ),
        (
            "newer without tiers",
            Some(old),
            Some(&[]),
            Act,
            Some(Undecided),
            "jiu",
        ),
        (
            "older without tiers",
            Some(&[]),
            Some(old),
            Act,
            Some(Undecided),
            "jiu",
        ),
        ("none at the decision", Some(old), None, Act, None, "jiu"),
        ("none at the act", None, Some(old), Decision, None, "xin"),
        ("one for both", Some(both), None, Act, None, "jiu"),
    ];
    for (what, older, newer, chosen, verdict, id) in cases {
        let mut docs = Vec::new();
        docs.extend(older.map(|fines| Doc {
            id: "jiu",
            until: "2024-08-01",
            fines,
            ..NATIONAL
        }));
        docs.extend(newer.map(|fines| Doc {
            id: "xin",
            from: "2024-08-01",
            fines,
            ..NATIONAL
        }));
        let library = of(&docs);
        let answer = assessed(&library, |_| {});
        let b = &answer.benchmark;
        assert_eq!((b.chosen_by, b.verdict), (chosen, verdict), "{what}");
        assert_eq!(b.id.as_ref().unwrap().as_str(), id, "{what}");
        assert_eq!(b.other.is_some(), verdict.is_some(), "{what}");
        let undecided = answer.warnings.iter().any(|w| w.contains("不能比较轻重"));
        assert_eq!(undecided, verdict == Some(Undecided), "{what}");
    }
    // Act and decision under the same document, and a case with one date only.
    let library = of(&[NATIONAL]);
    assert_eq!(assessed(&library, |_| {}).benchmark.chosen_by, Only);
    let undated = assessed(&library, |c| c["act_on"] = Value::Null);
    assert_eq!(undated.benchmark.chosen_by, Only);
}

#[test]
fn the_subjects_are_weighed_together() {
    let fines = |unit: i64, person: i64| -> &'static [(&'static str, i64, i64)] {
        Box::leak(Box::new([
            ("unit", 0, unit),
            ("responsible_person", 0, person),
        ]))
    };
    let overdue = |doc: Doc| {
        doc.text()
            .replace("stage = \"first\"", "stage = \"overdue\"")
    };
    for (unit, person, verdict) in [
        (150_000, 20_000, Comparison::NewerLighter),
        (150_000, 30_000, Comparison::Undecided),
        (200_000, 30_000, Comparison::NewerHeavier),
    ] {
        let library = library(&[
            overdue(Doc {
                id: "jiu",
                until: "2024-08-01",
                fines: fines(200_000, 20_000),
                ..NATIONAL
            }),
            overdue(Doc {
                id: "xin",
                from: "2024-08-01",
                fines: fines(unit, person),
                ..NATIONAL
            }),
        ]);
        let answer = assessed(&library, |c| {
            c["stage"] = json!("overdue");
            c["subjects"] = json!(["unit", "responsible_person"]);
        });
        assert_eq!(answer.benchmark.verdict, Some(verdict), "{unit} {person}");
    }
}

#[test]
fn a_penalty_besides_the_fine_makes_a_document_heavier() {
    let stop =
        |doc: Doc| doc.text() + "penalties = [{ stage = \"first\", kinds = [\"停产停业整顿\"] }]\n";
    let library = library(&[
        Doc {
            id: "jiu",
            until: "2024-08-01",
            ..NATIONAL
        }
        .text(),
        stop(Doc {
            id: "xin",
            from: "2024-08-01",
            ..NATIONAL
        }),
    ]);
    let answer = assessed(&library, |_| {});
    assert_eq!(answer.benchmark.verdict, Some(Comparison::NewerHeavier));
}

#[test]
fn past_decisions_are_held_against_the_document_their_assessment_would_use() {
    use cailiang::compare::{Options, compare};
    for (newer, allowed) in [(40_000, "2万元至4万元"), (60_000, "2万元至5万元")] {
        let fines = Box::leak(Box::new([("unit", 20_000, newer)]));
        let library = of(&[
            Doc {
                id: "jiu",
                until: "2024-08-01",
                ..NATIONAL
            },
            Doc {
                id: "xin",
                from: "2024-08-01",
                fines,
                ..NATIONAL
            },
        ]);
        let answer = assessed(&library, |_| {});
        assert_eq!(suggested(&answer), allowed);
        let decision = decision(Some("2024-06-01"));
        let found = compare(
            &library,
            [&decision].into_iter().collect(),
            &Options::default(),
        );
        assert_eq!(found.marks[0].lawful.unwrap().to_string(), allowed);
    }
    // The same decision but for the day of the act, in one register.
    let library = of(&[
        Doc {
            id: "jiu",
            until: "2024-08-01",
            ..NATIONAL
        },
        Doc {
            id: "xin",
            from: "2024-08-01",
            fines: &[("unit", 20_000, 60_000)],
            ..NATIONAL
        },
    ]);
    let acts = [Some("2024-06-01"), Some("2024-09-01"), None];
    let found = compare(
        &library,
        acts.map(decision).iter().collect(),
        &Options::default(),
    );
    let ranges: Vec<String> = found
        .marks
        .iter()
        .map(|f| f.lawful.unwrap().to_string())
        .collect();
    assert_eq!(ranges, ["2万元至5万元", "2万元至6万元", "2万元至6万元"]);
    // The act unknown: the document of the decision.
    let library = of(&[
        Doc {
            id: "jiu",
            until: "2024-08-01",
            ..NATIONAL
        },
        Doc {
            id: "xin",
            from: "2024-08-01",
            fines: &[("unit", 20_000, 60_000)],
            ..NATIONAL
        },
    ]);
    let found = compare(
        &library,
        [decision(None)].iter().collect(),
        &Options::default(),
    );
    assert_eq!(found.marks[0].lawful.unwrap().to_string(), "2万元至6万元");
    // An act that may lie on either side of the change: nothing rests on a tier.
    let found = compare(
        &library,
        [decision(Some("2024"))].iter().collect(),
        &Options::default(),
    );
    assert_eq!(found.marks[0].lawful.unwrap().to_string(), "10万元以下");
}

fn decision(act: Option<&str>) -> cailiang::compare::Decision {
    cailiang::compare::Decision {
        case_no: "1".into(),
        decided_on: "2024-10-01".parse().unwrap(),
        act_on: act.map(|d| d.parse().unwrap()),
        authority: "甲".into(),
        region: Some("149999".into()),
        domain: Some("hazchem".into()),
        basis: None,
        offence: Some(OFFENCE.into()),
        subject: Subject::Unit,
        stage: Some("first".into()),
        party_name: None,
        facts: [("staff_pct".into(), 20.into())].into(),
        circumstances: Vec::new(),
        tier: None,
        outcome: None,
        fine: Some(cailiang::law::Fen::yuan(30_000)),
        amounts: cailiang::compare::Amounts::default(),
        other_penalties: Vec::new(),
        narrative: None,
        flags: cailiang::compare::Flags::default(),
    }
}

#[test]
fn an_item_date_is_a_turn_for_past_decisions_too() {
    // Two decisions alike in all but the day, on either side of the item's own end.
    let library = of(&[Doc {
        item: "until = \"2024-07-01\"\n",
        ..NATIONAL
    }]);
    let mut early = decision(None);
    early.decided_on = "2024-06-30".parse().unwrap();
    let late = decision(None);
    let options = cailiang::compare::Options::default();
    let found = cailiang::compare::compare(&library, [early, late].iter().collect(), &options);
    let ranges: Vec<String> = found
        .marks
        .iter()
        .map(|f| f.lawful.unwrap().to_string())
        .collect();
    assert_eq!(ranges, ["2万元至5万元", "10万元以下"]);
}

#[test]
fn the_lawful_range_follows_the_layers() {
    let library = of(&[
        NATIONAL,
        Doc {
            fines: &[("unit", 30_000, 40_000)],
            ..COUNTY
        },
    ]);
    let (facts, stage) = (
        [("staff_pct".into(), 20.into())].into(),
        StageId::from("first"),
    );
    let offence = OFFENCE.into();
    for (region, range) in [("149999", "3万元至4万元"), ("141121", "2万元至5万元")] {
        let situation = Situation {
            offences: std::slice::from_ref(&offence),
            subject: Subject::Unit,
            stage: Some(&stage),
            domain: Some("hazchem"),
            region: Some(region),
            day: Some(day("2024-06-01")),
            facts: &facts,
            law_day: Some(day("2024-06-01")),
            grade_by_facts: false,
            circumstances: &[],
            inputs: cailiang::law::Inputs::default(),
        };
        assert_eq!(
            lawful(&library, &situation).range().unwrap().to_string(),
            range
        );
    }
}

const BANDS: &str = r#"
[[band]]
id = "fu"
label = "从轻取下三成"
cite = "示例县裁量规则第○条（教学示例）"
region = "149999"
layer = "county"
from = "2024-01-01"
until = "2025-01-01"
domains = ["hazchem"]
lean = "low"
low_percent = 0
high_percent = 30
of = "tier"

[[band]]
id = "fu"
label = "无情节取中间"
cite = "示例县裁量规则第○条（教学示例）"
region = "149999"
layer = "county"
from = "2024-01-01"
lean = "neutral"
low_percent = 30
high_percent = 70
of = "statute"

[[band]]
id = "gao"
label = "取法定上段"
cite = "示例县裁量规则第○条（教学示例）"
region = "149999"
layer = "county"
from = "2024-01-01"
lean = "neutral"
low_percent = 80
high_percent = 100
of = "statute"
"#;

#[test]
fn a_band_rule_acts_only_where_it_is_named_and_stays_within_the_tier() {
    let library = library(&[NATIONAL.text(), BANDS.to_owned()]);
    let lighten = json!(["art32_voluntary_remedy"]);
    let (off, on) = (json!([]), json!(["fu"]));
    let table: [(&str, &Value, Value, &Value, &str, Option<&str>); 8] = [
        (
            "off by default",
            &off,
            lighten.clone(),
            &json!("149999"),
            "2万元至5万元",
            None,
        ),
        (
            "named: the lower 30 % of the tier",
            &on,
            lighten.clone(),
            &json!("149999"),
            "2万元至2.9万元",
            Some("从轻取下三成"),
        ),
        (
            "no circumstance: the middle of the statute, within the tier",
            &on,
            json!([]),
            &json!("149999"),
            "3万元至5万元",
            Some("无情节取中间"),
        ),
        (
            "heavier: no rule for that",
            &on,
            json!(["agg_emergency_period"]),
            &json!("149999"),
            "2万元至5万元",
            None,
        ),
        (
            "both ways: neither",
            &on,
            json!(["art32_voluntary_remedy", "agg_emergency_period"]),
            &json!("149999"),
            "3万元至5万元",
            Some("无情节取中间"),
        ),
        (
            "elsewhere",
            &on,
            lighten.clone(),
            &json!("141121"),
            "2万元至5万元",
            None,
        ),
        (
            "outside the tier",
            &json!(["gao"]),
            json!([]),
            &json!("149999"),
            "2万元至5万元",
            None,
        ),
        (
            "not loaded",
            &json!(["x"]),
            lighten,
            &json!("149999"),
            "2万元至5万元",
            None,
        ),
    ];
    for (what, bands, circumstances, region, range, label) in table {
        let answer = assessed(&library, |c| {
            c["bands"] = bands.clone();
            c["circumstances"] = circumstances;
            c["jurisdiction"] = region.clone();
        });
        assert_eq!(suggested(&answer), range, "{what}");
        let fine = answer.fines.first().unwrap();
        assert_eq!(
            fine.band.as_ref().map(|b| b.label.as_str()),
            label,
            "{what}"
        );
        let local = fine.suggested.unwrap().max_layer == RangeLayer::LocalRule;
        assert_eq!(local, label.is_some(), "{what}");
        let traced = answer
            .trace
            .iter()
            .any(|s| s.cite.contains("示例县裁量规则"));
        assert_eq!(traced, label.is_some(), "{what}");
        let told = answer.warnings.iter().any(|w| w.contains("未采用"));
        let silent = matches!(what, "off by default" | "heavier: no rule for that");
        assert_eq!(
            told,
            label.is_none() && !silent,
            "{what}: {:?}",
            answer.warnings
        );
    }
}

#[test]
fn a_band_of_the_tier_waits_for_the_tier() {
    let library = library(&[NATIONAL.text(), BANDS.to_owned()]);
    let answer = assessed(&library, |c| {
        c["bands"] = json!(["fu"]);
        c["circumstances"] = json!(["art32_voluntary_remedy"]);
        c["facts"] = json!({"staff_pct": 80});
    });
    assert_eq!(suggested(&answer), "10万元以下");
    assert!(answer.warnings.iter().any(|w| w.contains("阶次未定")));
}

#[test]
fn an_amount_inside_the_tier_and_outside_the_band_is_questioned() {
    let library = library(&[NATIONAL.text(), BANDS.to_owned()]);
    for (fine, code) in [(25_000, None), (40_000, Some("outside_band"))] {
        let answer = assessed(&library, |c| {
            c["bands"] = json!(["fu"]);
            c["circumstances"] = json!(["art32_voluntary_remedy"]);
            c["proposed"] = json!([{"subject": "unit", "fine_yuan": fine}]);
        });
        let found = answer
            .findings
            .iter()
            .map(|f| f.code)
            .find(|c| *c == "outside_band");
        assert_eq!(found, code, "{fine}");
    }
}

const GATES: &str = r#"
[[gate]]
id = "filing_county"
label = "向市级备案"
cite = "示例市备案规定第○条（教学示例）"
from = "2024-01-01"
region = "149900"
effect = "报市级备案"
level = "county"
fine_min_yuan = 30000
source = "教学示例"

[[gate]]
id = "collective_deliberation"
label = "集体讨论"
cite = "示例市集体讨论规定第○条（教学示例）"
from = "2024-01-01"
region = "149900"
effect = "负责人集体讨论决定"
individual_min_yuan = 10000
unit_min_yuan = 50000
source = "教学示例"
"#;

#[test]
fn local_thresholds_of_filing_and_deliberation_hold_in_their_region_only() {
    use cailiang::assess::GateState::{NotRequired, Required};
    let library = library(&[GATES.to_owned()]);
    let state = |region: &str, gate: &str, fine: i64| {
        let answer = assessed(&library, |c| {
            c["jurisdiction"] = json!(region);
            c["decided_on"] = json!("2024-10-01");
            c["proposed"] = json!([{"subject": "unit", "fine_yuan": fine}]);
        });
        let found = answer.gates.into_iter().find(|g| g.id == gate);
        found.map(|g| (g.state, g.cite.contains("示例市")))
    };
    let cases = [
        ("149999", "filing_county", 29_999, Some((NotRequired, true))),
        ("149999", "filing_county", 30_000, Some((Required, true))),
        // The city itself is no county; its own filing goes elsewhere.
        ("149900", "filing_county", 30_000, None),
        ("141121", "filing_county", 30_000, None),
        (
            "149999",
            "collective_deliberation",
            49_999,
            Some((NotRequired, true)),
        ),
        (
            "149999",
            "collective_deliberation",
            50_000,
            Some((Required, true)),
        ),
    ];
    for (region, gate, fine, expected) in cases {
        assert_eq!(
            state(region, gate, fine),
            expected,
            "{region} {gate} {fine}"
        );
    }
    let elsewhere = state("141121", "collective_deliberation", 50_000);
    assert!(elsewhere.is_none_or(|(_, local)| !local));
}

#[test]
fn the_shipped_caps_are_those_of_the_plan() {
    use cailiang::law::cap::plans;
    type Plans<'a> = &'a [(&'a str, &'a [u32])];
    const PROVINCE: &str = "山西省应急管理厅2025-04-23公示（文号未见）";
    const MINES: &str = "矿安〔2025〕14号";
    const COUNTY: &str = "文应急发〔2025〕46号";
    let parts = common::library().parts();
    let of = |domain: &str, region: Option<&str>| -> Vec<(String, Vec<u32>)> {
        let found = plans(&parts.caps, &parts.cap_remarks, Some(domain), region);
        let figures = |caps: &[&cailiang::law::cap::Cap]| caps.iter().map(|c| c.per_year).collect();
        found
            .iter()
            .map(|p| (p.doc_no.to_owned(), figures(&p.caps)))
            .collect()
    };
    let here = Some("141121");
    let grades: &[u32] = &[2, 4, 8, 12];
    let by_risk: &[u32] = &[2, 4, 8, 12, 1, 2, 4, 6];
    let coal: &[u32] = &[2, 4, 6, 4];
    let noncoal: &[u32] = &[1, 1, 2, 4];
    let each_mine: &[u32] = &[12];
    let cases: [(&str, Option<&str>, Plans); 9] = [
        ("hazchem", here, &[(PROVINCE, grades), (COUNTY, grades)]),
        (
            "metallurgy_trade",
            here,
            &[(PROVINCE, by_risk), (COUNTY, by_risk)],
        ),
        (
            "coal",
            here,
            &[(PROVINCE, coal), (MINES, each_mine), (COUNTY, coal)],
        ),
        (
            "noncoal",
            here,
            &[(PROVINCE, noncoal), (MINES, each_mine), (COUNTY, noncoal)],
        ),
        (
            "noncoal",
            None,
            &[(PROVINCE, noncoal), (MINES, each_mine), (COUNTY, noncoal)],
        ),
        ("fireworks", here, &[]),
        // The next county has the plan of the province; another province what holds everywhere.
        (
            "coal",
            Some("141122"),
            &[(PROVINCE, coal), (MINES, each_mine)],
        ),
        ("coal", Some("371002"), &[(MINES, each_mine)]),
        ("hazchem", Some("371002"), &[]),
    ];
    for (domain, region, expected) in cases {
        let expected: Vec<(String, Vec<u32>)> = expected
            .iter()
            .map(|(doc, figures)| ((*doc).to_owned(), figures.to_vec()))
            .collect();
        assert_eq!(of(domain, region), expected, "{domain} {region:?}");
    }
    let found = plans(&parts.caps, &parts.cap_remarks, None, None);
    let remarks: Vec<(&str, usize)> = found.iter().map(|p| (p.doc_no, p.remarks.len())).collect();
    assert_eq!(remarks, [(PROVINCE, 3), (MINES, 1), (COUNTY, 2)]);
}
