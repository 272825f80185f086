//! Lists: when an item is met, open or not met, and what follows from it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use cailiang::assess::Ground;
use cailiang::assess::lists::{known_facts, matches};
use cailiang::assess::{Case, Disposition, Lean, ListMatch, ListStatus};
use cailiang::law::benchmark::Layer;
use cailiang::law::{FactValue, Library};
use cailiang::packs::load::load_text;
use cailiang::report::assessment_json::to_json;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A list of a city that is not there, for one offence with one number and three answers.
const LIST: &str = r#"
[list]
id = "demo-2025"
title = "示例市不予行政处罚清单（教学示例）"
short = "示例不予清单"
from = "2025-01-01"
until = "2026-01-01"
layer = "city"
region = "149900"
domains = ["metallurgy_trade", "hazchem"]
effect = "EFFECT"
source = "教学示例"
verification = "教学示例"
teaching = true
gates = [{ text = "高危行业除外" }]

[[list_item]]
no = "1"
title = "未如实记录安全生产教育和培训情况（3人次以下）"
offence = "aqscf-97-1-4"
cites = ["安全生产法第97条第4项"]
must = MUST
source = "教学示例"
conditions = [
  { text = "3人次以下", any_of = [[{ fact = "person_times", at_most = 3 }]] },
  { text = "初次违法", any_of = [[{ fact = "first_violation", holds = true }]] },
  { text = "及时改正或者当场改正", any_of = [[{ fact = "timely_corrected", holds = true }], [{ fact = "corrected_on_the_spot", holds = true }]] },
  { text = "在网格员指导下整改" },
]
"#;

fn demo(effect: &str, must: bool) -> Library {
    let text = LIST
        .replace("EFFECT", effect)
        .replace("MUST", &must.to_string());
    let loaded = load_text("demo.toml", &text);
    assert_eq!(loaded.diagnostics, []);
    loaded.library
}

fn case() -> Value {
    json!({"domain":"metallurgy_trade","offence":"aqscf-97-1-4","stage":"first","act_on":"2025-03-10",
        "discovered_on":"2025-03-12","decided_on":"2025-05-20","subjects":["unit"],"jurisdiction":"149921",
        "facts":{"person_times":2,"not_high_risk":true,"first_violation":true,"timely_corrected":true,"x_demo-2025_1_4":true}})
}

fn with(library: &Library, change: impl FnOnce(&mut Value)) -> cailiang::assess::Assessment {
    let mut case = case();
    change(&mut case);
    common::assess_json(library, &case)
}

type Change = fn(&mut Value);

/// `met`, `open: fact …`, `not met: condition …`, or `none`.
fn outcome(lists: &[ListMatch]) -> String {
    match lists.first().map(|m| &m.status) {
        None => "none".to_owned(),
        Some(ListStatus::Met) => "met".to_owned(),
        Some(ListStatus::Open(open)) => {
            let facts: Vec<&str> = open.iter().map(|u| u.fact.as_str()).collect();
            format!("open: {}", facts.join(" "))
        }
        Some(ListStatus::NotMet(failed)) => format!("not met: {}", failed.join(" ")),
    }
}

#[test]
fn an_item_is_met_open_not_met_or_not_there() {
    let library = demo("not_penalised", false);
    let cases: [(&str, Change, &str); 13] = [
        ("all answered", |_| {}, "met"),
        (
            "no facts",
            |c| c["facts"] = json!({}),
            "open: not_high_risk person_times first_violation timely_corrected corrected_on_the_spot x_demo-2025_1_4",
        ),
        (
            "one open",
            |c| {
                c["facts"]["first_violation"] = Value::Null;
            },
            "open: first_violation",
        ),
        (
            "a number too high",
            |c| c["facts"]["person_times"] = json!(4),
            "not met: 3人次以下",
        ),
        (
            "an answer no",
            |c| c["facts"]["first_violation"] = json!(false),
            "not met: 初次违法",
        ),
        (
            "the other alternative",
            |c| {
                c["facts"]["timely_corrected"] = json!(false);
                c["facts"]["corrected_on_the_spot"] = json!(true);
            },
            "met",
        ),
        (
            "one alternative failed, the other open",
            |c| c["facts"]["timely_corrected"] = json!(false),
            "open: corrected_on_the_spot",
        ),
        (
            "a domain that decides a gate",
            |c| c["domain"] = json!("hazchem"),
            "not met: 高危行业除外",
        ),
        (
            "a domain the list does not cover",
            |c| c["domain"] = json!("coal"),
            "none",
        ),
        (
            "another city",
            |c| c["jurisdiction"] = json!("149821"),
            "none",
        ),
        (
            "the province above",
            |c| c["jurisdiction"] = json!("140000"),
            "none",
        ),
        (
            "region unknown",
            |c| c["jurisdiction"] = Value::Null,
            "none",
        ),
        (
            "another offence",
            |c| c["offence"] = json!("aqscf-97-1-3"),
            "none",
        ),
    ];
    for (what, change, expected) in cases {
        assert_eq!(outcome(&with(&library, change).lists), expected, "{what}");
    }
}

#[test]
fn a_list_counts_when_it_is_in_force_at_the_act_or_at_the_decision() {
    let library = demo("not_penalised", false);
    let cases: [(&str, Change, &str); 3] = [
        (
            "lapsed before the act",
            |c| {
                c["act_on"] = json!("2026-01-01");
                c["discovered_on"] = Value::Null;
                c["decided_on"] = json!("2026-03-01");
            },
            "none",
        ),
        (
            "issued after the decision",
            |c| {
                c["act_on"] = json!("2024-02-01");
                c["discovered_on"] = Value::Null;
                c["decided_on"] = json!("2024-06-01");
            },
            "none",
        ),
        (
            "in force at the decision only",
            |c| c["act_on"] = json!("2024-12-01"),
            "met",
        ),
    ];
    for (what, change, expected) in cases {
        assert_eq!(outcome(&with(&library, change).lists), expected, "{what}");
    }
}

#[test]
fn a_stage_or_circumstance_that_says_the_opposite_outweighs_an_answer() {
    let library = demo("not_penalised", false);
    let late = with(&library, |c| c["stage"] = json!("overdue"));
    assert_eq!(outcome(&late.lists), "not met: 及时改正或者当场改正");
    let again = with(&library, |c| {
        c["circumstances"] = json!(["agg_repeat_within_year"]);
    });
    assert_eq!(outcome(&again.lists), "not met: 初次违法");
}

#[test]
fn a_circumstance_answers_its_conditions_and_an_answer_finds_no_circumstance() {
    let library = demo("not_penalised", false);
    let found = with(&library, |c| {
        c["facts"] = json!({"person_times": 1, "not_high_risk": true, "x_demo-2025_1_4": true});
        c["circumstances"] = json!(["art33_first_minor_corrected"]);
    });
    assert_eq!(outcome(&found.lists), "met");
    let answered = with(&library, |c| c["facts"]["slight_harm"] = json!(true));
    assert!(outcome(&answered.lists) == "met");
    // Without a list the same answers change nothing.
    let elsewhere = with(&library, |c| {
        c["facts"]["slight_harm"] = json!(true);
        c["jurisdiction"] = json!("110000");
    });
    assert_eq!(elsewhere.disposition, Disposition::Fine);
}

#[test]
fn a_list_excuses_only_where_article_33_does() {
    let may = "art33_first_minor_corrected";
    let must = "art33_minor_corrected_no_harm";
    let full = |facts: &[&str]| {
        let mut case = case();
        for fact in facts {
            case["facts"][*fact] = json!(true);
        }
        case
    };
    let cases = [
        (true, full(&[]), Disposition::Fine, None),
        (
            true,
            full(&["slight_harm"]),
            Disposition::MayNotPenalise,
            Some(may),
        ),
        (
            false,
            full(&["slight_harm"]),
            Disposition::MayNotPenalise,
            Some(may),
        ),
        (
            true,
            full(&["minor_violation", "no_harm"]),
            Disposition::MustNotPenalise,
            Some(must),
        ),
        (
            false,
            full(&["minor_violation", "no_harm"]),
            Disposition::Fine,
            None,
        ),
    ];
    for (says_must, case, disposition, ground) in cases {
        let library = demo("not_penalised", says_must);
        let answer = common::assess_json(&library, &case);
        assert_eq!(outcome(&answer.lists), "met");
        assert_eq!(answer.disposition, disposition, "{case}");
        let established = match &answer.lists[0].ground {
            Ground::Established(id) => Some(id.as_str()),
            Ground::Open(..) | Ground::None => None,
        };
        assert_eq!(established, ground, "{case}");
    }
}

#[test]
fn an_item_put_aside_or_for_another_stage_is_not_met_and_says_so() {
    let text = LIST.replace("EFFECT", "lighter").replace("MUST", "true");
    let cases = [
        ("review = \"marked\"", "not met: 该项审核时搁置，未采用"),
        ("stage = \"overdue\"", "not met: 本项只适用于逾期未改正"),
        ("stage = \"first\"", "met"),
        ("doubts = [\"编号模糊\"]", "met"),
    ];
    for (line, expected) in cases {
        let text = text.replace("must = true", line);
        let library = load_text("demo.toml", &text).library;
        let answer = with(&library, |_| {});
        assert_eq!(outcome(&answer.lists), expected, "{line}");
        let notes = answer.lists[0].notes.join("");
        assert_eq!(
            notes.contains("编号模糊"),
            line.starts_with("doubts"),
            "{line}"
        );
    }
}

#[test]
fn what_article_33_still_asks_becomes_a_question() {
    let answer = with(&demo("not_penalised", false), |_| {});
    let asked = answer.questions.iter().find(|q| q.fact == "slight_harm");
    assert_eq!(
        asked.map(|q| q.narrows.clone()),
        Some(vec!["《【教学示例】示例不予清单》可以不予处罚".to_owned()])
    );
}

#[test]
fn lighter_and_mitigated_lean_low_and_never_open_the_minimum() {
    for effect in ["lighter", "mitigated"] {
        let library = demo(effect, true);
        let plain = with(&library, |_| {});
        let suggested = plain.fines[0].suggested.unwrap();
        assert_eq!(plain.disposition, Disposition::Fine, "{effect}");
        assert_eq!(
            (suggested.lean, suggested.below_minimum_allowed),
            (Lean::Low, false),
            "{effect}"
        );
        let grounded = with(&library, |c| {
            c["circumstances"] = json!(["art32_voluntary_remedy"]);
        });
        assert!(grounded.fines[0].suggested.unwrap().below_minimum_allowed);
        let heavier = with(&library, |c| {
            c["circumstances"] = json!(["agg_emergency_period"]);
        });
        assert_eq!(heavier.fines[0].suggested.unwrap().lean, Lean::Neutral);
        let open = with(&library, |c| c["facts"] = json!({}));
        assert_eq!(open.fines[0].suggested.unwrap().lean, Lean::Neutral);
    }
}

#[test]
fn a_case_that_names_a_whole_clause_has_to_say_which_offence() {
    let library = demo("not_penalised", true);
    let answer = with(&library, |c| {
        c["offence"] = json!("aqscf-97-1-0");
        c["facts"]["slight_harm"] = json!(true);
    });
    assert_eq!(outcome(&answer.lists), "open: offence");
    assert_eq!(answer.disposition, Disposition::Fine);
}

#[test]
fn the_json_form_names_list_item_effect_status_and_what_is_open() {
    let library = demo("not_penalised", true);
    let answer = with(&library, |c| {
        c["facts"]["first_violation"] = Value::Null;
    });
    let json = to_json(&library, &answer);
    let list = &json["lists"][0];
    assert_eq!(
        list["open"],
        json!([{"fact": "first_violation", "label": "初次违法"}])
    );
    for (field, value) in [
        ("list", json!("demo-2025")),
        ("item", json!("1")),
        ("effect", json!("not_penalised")),
        ("must", json!(true)),
        ("status", json!("open")),
        ("failed", json!([])),
        ("layer", json!("city")),
        ("from", json!("2025-01-01")),
        ("until", json!("2026-01-01")),
    ] {
        assert_eq!(list[field], value, "{field}");
    }
    assert!(list["cite"].as_str().unwrap().contains("第1项"));
    let questions = json["questions"].as_array().unwrap();
    assert!(questions.iter().any(|q| q["fact"] == "first_violation"));
    assert!(answer.trace.iter().any(|s| s.text.contains("示例不予清单")));
}

#[test]
fn what_a_list_gets_wrong_is_said_and_its_items_are_not_used() {
    let head = LIST.replace("EFFECT", "lighter").replace("MUST", "true");
    let cases = [
        (
            head.replace("fact = \"person_times\"", "fact = \"nosuch\""),
            "bad_list_condition",
            0,
        ),
        (
            head.replace("at_most = 3", "holds = true"),
            "bad_list_condition",
            0,
        ),
        (
            head.replace(
                "{ text = \"高危行业除外\" }",
                "{ text = \"x\", any_of = [[{ fact = \"nosuch\", holds = true }]] }",
            ),
            "bad_list_condition",
            0,
        ),
        (
            head.replace("aqscf-97-1-4", "aqscf-97-1-44"),
            "unknown_offence",
            1,
        ),
        (
            head.replace("region = \"149900\"\n", ""),
            "list_without_region",
            1,
        ),
        (
            head.replace("\"hazchem\"", "\"nosuch\""),
            "unknown_domain",
            1,
        ),
        (
            format!("{head}\n[[list_item]]\nno = \"1\"\ntitle = \"t\"\nsource = \"s\"\n"),
            "duplicate_item",
            1,
        ),
        (
            format!("{head}\n[[flag]]\nid = \"x_y\"\nlabel = \"y\"\nsaid_by = [\"nosuch\"]\n"),
            "bad_flag",
            1,
        ),
        (
            "[[list_item]]\nno = \"1\"\ntitle = \"t\"\nsource = \"s\"\n".to_owned(),
            "list_item_without_list",
            0,
        ),
    ];
    for (text, code, items) in cases {
        let loaded = load_text("mine.toml", &text);
        let codes: Vec<&str> = loaded.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, [code], "{text}");
        let list = loaded.library.list("demo-2025");
        assert_eq!(list.map_or(0, |l| l.items.len()), items, "{code}");
        if code == "bad_list_condition" {
            assert_eq!(list.unwrap().missing.len(), 1, "kept on record");
        }
    }
}

const WEIHAI: &[&str] = &[
    "no_casualties_three_years",
    "not_seriously_dishonest",
    "x_weihai_hangye",
    "first_violation",
    "slight_harm",
    "timely_corrected",
    "x_weihai_tongbao",
];
const LIANCHI: &[&str] = &[
    "not_high_risk",
    "first_violation",
    "corrected_in_time",
    "no_harm",
    "x_lianchi_tongbao",
    "x_lianchi_nidingzhidu",
];
const LIANCHI_TOLD: &[&str] = &[
    "not_high_risk",
    "first_violation",
    "corrected_on_the_spot",
    "x_lianchi_yitongbao",
    "no_harm",
    "x_lianchi_tongbao",
];
const JIANGJIN: &[&str] = &["corrected_before_discovery"];
const JIANGSU: &[&str] = &[
    "first_violation",
    "slight_harm",
    "timely_corrected",
    "x_jiangsu_wusiwang",
    "not_seriously_dishonest",
    "person_times",
    "x_jiangsu_jilu",
    "x_jiangsu_jihua",
    "x_jiangsu_tongbao",
];
const XIANNING: &[&str] = &["timely_corrected", "no_harm"];
const YUNNAN: &[&str] = &["x_yunnan_wuzeren", "first_violation"];

/// The shipped items that have an offence: list, number, a place inside the region, offence, answers that meet it.
type ShippedItem = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);
const SHIPPED: [ShippedItem; 14] = [
    ("weihai-2025", "1", "371002", "aqscf-97-1-5", WEIHAI),
    (
        "weihai-2025",
        "2",
        "371000",
        "aqscsgyhpczlzxgd-26-1-2",
        WEIHAI,
    ),
    ("weihai-2025", "3", "371000", "sgyjyaglbf-45-1-1", WEIHAI),
    ("lianchi-2024", "1", "130606", "aqscf-96-1-0", LIANCHI),
    ("lianchi-2024", "2", "130606", "aqscf-97-1-5", LIANCHI_TOLD),
    (
        "jiangjin-2021",
        "例1",
        "500116",
        "wxhxpaqgltl-78-1-10",
        JIANGJIN,
    ),
    ("jiangjin-2021", "例2", "500116", "aqscf-97-1-2", JIANGJIN),
    ("jiangjin-2021", "例3", "500116", "aqscf-99-1-5", JIANGJIN),
    ("jiangsu-2024", "1", "320500", "aqscf-97-1-4", JIANGSU),
    ("jiangsu-2024", "2", "320500", "aqscpxglbf-36-1-1", JIANGSU),
    (
        "jiangsu-2024",
        "3",
        "320500",
        "scjydwaqpxgd-29-1-1",
        JIANGSU,
    ),
    ("jiangsu-2024", "6", "320500", "aqscf-97-1-5", JIANGSU),
    (
        "xianning-2022",
        "1",
        "421200",
        "wxhxpaqgltl-78-1-3",
        XIANNING,
    ),
    (
        "yunnan-2022",
        "1",
        "530100",
        "aqscsgyhpczlzxgd-26-1-2",
        YUNNAN,
    ),
];

#[test]
fn every_shipped_item_is_met_in_its_own_region_and_nowhere_else() {
    let library = common::library();
    for (list, no, region, offence, answers) in SHIPPED {
        let answer = |fact: &str| match fact {
            "person_times" => json!(3),
            _ => json!(true),
        };
        let facts: serde_json::Map<String, Value> = answers
            .iter()
            .map(|f| ((*f).to_owned(), answer(f)))
            .collect();
        let mut case = json!({"domain":"metallurgy_trade","offence":offence,"stage":"first","act_on":"2025-03-10",
            "decided_on":"2025-05-20","subjects":["unit"],"jurisdiction":region,"facts":facts});
        let answer = common::assess_json(library, &case);
        assert_eq!(answer.lists.len(), 1, "{list} {offence}");
        assert_eq!(
            (
                answer.lists[0].list.as_str(),
                answer.lists[0].item.as_str(),
                outcome(&answer.lists).as_str()
            ),
            (list, no, "met"),
            "{offence}"
        );
        case["facts"] = json!({});
        assert!(
            outcome(&common::assess_json(library, &case).lists).starts_with("open"),
            "{offence}"
        );
        case["jurisdiction"] = json!("141121");
        assert_eq!(
            outcome(&common::assess_json(library, &case).lists),
            "none",
            "{offence}"
        );
    }
    let items = library.lists().iter().flat_map(|l| &l.items);
    let (applied, kept): (Vec<_>, Vec<_>) = items.partition(|i| i.offence.is_some());
    assert_eq!(applied.len(), SHIPPED.len(), "every item is named above");
    // Kept on record without an offence: they apply to nothing, see the next test.
    assert_eq!(kept.len(), 12);
}

#[test]
fn a_list_that_cites_the_older_law_does_not_apply_under_the_newer_by_itself() {
    let answer = common::assess_json(
        common::library(),
        &json!({"domain":"hazchem","offence":"wxhxpaqf-101-1-12","stage":"first","act_on":"2026-06-10",
            "decided_on":"2026-08-20","subjects":["unit"],"jurisdiction":"500116","facts":{"corrected_in_time":true}}),
    );
    let outcome = outcome(&answer.lists);
    assert!(
        outcome.starts_with("not met") && outcome.contains("危险化学品安全管理条例"),
        "{outcome}"
    );
}

/// The citation finds the offence of the item, or the one of a lapsed text that became it; without a citation
/// the title is the offence's own; without an offence nothing that is cited is loaded.
#[test]
fn shipped_items_name_one_offence_that_their_own_citation_finds() {
    let library = common::library();
    let mut by_title = 0;
    let mut of_lapsed = Vec::new();
    for list in library.lists() {
        let national = list.layer == Layer::National;
        assert_eq!(list.region.is_none(), national, "{}", list.id);
        // Of none the whole document was seen; of some no item.
        let seen = if list.items.is_empty() {
            "事项均未载入"
        } else {
            "节录"
        };
        assert!(list.verification.contains(seen), "{}", list.id);
        for item in &list.items {
            let place = format!("{} {}", list.id, item.no);
            let Some(offence) = &item.offence else {
                let note = item.note.as_deref().unwrap_or_default();
                assert!(note.contains("不适用于任何案件"), "{place}");
                for cited in &item.cites {
                    assert!(library.cite(cited).is_err(), "{place} {cited}");
                }
                continue;
            };
            let Some(cited) = item.cites.last() else {
                let title = &library.offence(offence.as_str()).unwrap().title;
                let whole = item.title == *title;
                assert!(whole || place == "jiangsu-2024 6", "{place} {title}");
                by_title += 1;
                continue;
            };
            let found = library.cite(cited).unwrap().id;
            if found == *offence {
                continue;
            }
            let newer = library.newer_than(&found);
            let newer: Vec<&str> = newer.iter().map(|o| o.id.as_str()).collect();
            assert_eq!(newer, [offence.as_str()], "{place}: {found}");
            of_lapsed.push((place, found.to_string()));
        }
    }
    // 未将事故隐患排查治理情况向从业人员通报 is the second half of 97(5): jiangsu-2024 6.
    assert_eq!(by_title, 4);
    let lapsed = [
        ("jiangjin-2021 例2", "aqscf2014-94-1-2"),
        ("jiangjin-2021 例3", "aqscf2014-96-1-4"),
    ];
    assert_eq!(
        of_lapsed,
        lapsed.map(|(place, id)| (place.to_owned(), id.to_owned()))
    );
}

/// Facts the demo list asks for, with answers for and against.
const ASKED: [&str; 6] = [
    "not_high_risk",
    "person_times",
    "first_violation",
    "timely_corrected",
    "corrected_on_the_spot",
    "x_demo-2025_1_4",
];

fn answered(
    library: &Library,
    given: &[Option<bool>],
    domain: &str,
    circumstances: &[&str],
) -> Case {
    let mut case = case();
    case["domain"] = json!(domain);
    case["circumstances"] = json!(circumstances);
    case["facts"] = json!({});
    for (fact, answer) in ASKED.iter().zip(given) {
        if let Some(yes) = answer {
            case["facts"][*fact] = if *fact == "person_times" {
                json!(if *yes { 1 } else { 9 })
            } else {
                json!(yes)
            };
        }
    }
    cailiang::assess::input::read_case(&case.to_string(), library)
        .unwrap()
        .case
}

proptest! {
    #[test]
    fn one_more_answer_never_undoes_a_no_and_nothing_open_is_met(
        given in proptest::collection::vec(proptest::option::of(any::<bool>()), 6),
        at in 0usize..6,
        yes in any::<bool>(),
        domain in prop_oneof!["metallurgy_trade", "hazchem"],
        ground in prop_oneof![Just(None), Just(Some("art33_first_minor_corrected")), Just(Some("agg_repeat_within_year"))],
    ) {
        static LIBRARY: std::sync::OnceLock<Library> = std::sync::OnceLock::new();
        let library = LIBRARY.get_or_init(|| demo("not_penalised", true));
        let circumstances: Vec<&str> = ground.into_iter().collect();
        let before = answered(library, &given, &domain, &circumstances);
        let offences = library.named("aqscf-97-1-4");
        let status = |case: &Case| matches(library, case, &offences).remove(0).status;
        let known = known_facts(library, &before);
        let is_met = status(&before) == ListStatus::Met;
        // 不知道的不算具备：每一条件都有回答（或由情节说明）才算。
        let holds = |f: &str| known.get(f) == Some(&FactValue::Flag(true));
        let all = holds("not_high_risk")
            && holds("first_violation")
            && (holds("timely_corrected") || holds("corrected_on_the_spot"))
            && holds("x_demo-2025_1_4")
            && known.get("person_times") == Some(&FactValue::from(1));
        prop_assert_eq!(is_met, all);
        if !known.contains_key(ASKED[at]) {
            let mut more = given.clone();
            more[at] = Some(yes);
            let after = answered(library, &more, &domain, &circumstances);
            if matches!(status(&before), ListStatus::NotMet(_)) {
                prop_assert!(matches!(status(&after), ListStatus::NotMet(_)));
            }
            if is_met {
                // 所有条件都已具备，其余的回答无关。
                prop_assert!(status(&after) == ListStatus::Met);
            }
        }
    }
}
