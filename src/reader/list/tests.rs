//! Outlines of lists as tables.

use rust_decimal::Decimal;

use super::*;
use crate::document::Place;
use crate::law::PartialDate;
use crate::law::benchmark::Layer;
use crate::law::condition::Bound;
use crate::packs::load::load_text;
use crate::packs::load_shipped;
use crate::reader::{Layout, Passage, TierText};

/// Stands for the sentence reader: three numbers it knows.
fn numbers(text: &str) -> Sentence {
    let end = |n: i64, inclusive| {
        Some(Bound {
            value: Decimal::from(n),
            inclusive,
        })
    };
    let (fact, low, high) = match text {
        "逾期不满30日" => ("days_overdue", None, end(30, false)),
        "3人次以下" => ("person_times", None, end(3, true)),
        "1处" => ("site_count", end(1, true), end(1, true)),
        _ => return (Vec::new(), Vec::new()),
    };
    let atom = Atom {
        fact: FactId::from(fact),
        test: Test::Within { low, high },
    };
    (vec![vec![atom]], Vec::new())
}

fn head() -> RawList {
    RawList {
        id: unplaced(ListId::from("test-2025")),
        title: String::new(),
        short: None,
        issuer: None,
        doc_no: None,
        from: "2025-01-01".parse::<PartialDate>().unwrap(),
        until: None,
        layer: Layer::City,
        region: Some("149900".into()),
        domains: Vec::new(),
        effect: ListEffect::NotPenalised,
        items_in_document: None,
        source: "样例".into(),
        verification: "导入".into(),
        teaching: true,
        document: None,
        gates: Vec::new(),
        missing: Vec::new(),
    }
}

fn outline(title: &str, remarks: &[&str], entries: &[(&str, &str, &str)]) -> Outline {
    let passage = |text: &&str| Passage {
        text: (*text).to_owned(),
        place: Place::default(),
    };
    let entry = |(no, (title, condition, basis)): (usize, &(&str, &str, &str))| Entry {
        no: (no + 1).to_string(),
        title: (*title).to_owned(),
        duty: String::new(),
        basis: (*basis).to_owned(),
        tiers: vec![TierText {
            condition: Some((*condition).to_owned()),
            ..TierText::default()
        }],
        place: Place {
            table: Some(1),
            row: Some(u32::try_from(no).unwrap() + 2),
            ..Place::default()
        },
        ..Entry::default()
    };
    Outline {
        layout: Layout::List,
        title: Some(title.to_owned()),
        doc_no: None,
        effective: None,
        remarks: remarks.iter().map(passage).collect(),
        entries: entries.iter().enumerate().map(entry).collect(),
        leftover: Vec::new(),
    }
}

fn assembled(outline: &Outline) -> Assembled {
    let library = load_shipped().library;
    let cite = |text: &str| library.cite(text).map(|l| l.id).into_iter().collect();
    let tools = Tools {
        flags: &library.parts().flags,
        read: &numbers,
        cite: &cite,
    };
    assemble_list(outline, head(), &tools)
}

fn facts(conditions: &[RawListCondition]) -> Vec<&str> {
    let atoms = conditions.iter().flat_map(|c| c.any_of.iter().flatten());
    atoms.map(|a| a.fact.as_str()).collect()
}

fn sample() -> Outline {
    outline(
        "测试市应急管理轻微违法行为不予行政处罚事项清单（测试样例，非真实文件）",
        &[
            "适用本清单的生产经营单位应当近三年未发生人员死亡、重伤的生产安全事故，且未被列入严重失信主体名单；危险物品的生产、经营、储存单位和矿山、金属冶炼单位除外。",
        ],
        &[
            (
                "未将事故隐患排查治理情况向从业人员通报",
                "初次违法；危害后果轻微；及时改正",
                "《安全生产法》第四十一条第二款、第九十七条第五项",
            ),
            (
                "安全警示标志设置不明显或者脱落，1处",
                "初次违法；经责令当场改正",
                "《安全生产法》第三十五条、第九十九条第一项",
            ),
            (
                "应急预案未按规定组织演练，逾期不满30日",
                "初次违法，危害后果轻微，在责令期限内改正",
                "《安全生产法》第八十一条、第九十七条第六项",
            ),
            (
                "培训记录个别漏签（3人次以下）",
                "初次违法且及时改正",
                "《安全生产法》第二十八条第四款、第九十七条第四项",
            ),
        ],
    )
}

#[test]
fn gates_and_conditions_become_registered_facts() {
    let list = assembled(&sample()).document;
    assert_eq!(
        facts(&list.list.gates),
        [
            "no_casualties_three_years",
            "not_seriously_dishonest",
            "not_dangerous_goods_mine_or_smelter"
        ]
    );
    let items: Vec<_> = list
        .list_item
        .iter()
        .map(|i| {
            let offence = i.offence.as_ref().map(ToString::to_string);
            (offence.unwrap_or_default(), facts(&i.conditions))
        })
        .collect();
    let expected: [(&str, &[&str]); 4] = [
        (
            "aqscf-97-1-5",
            &["first_violation", "slight_harm", "timely_corrected"],
        ),
        (
            "aqscf-99-1-1",
            &["site_count", "first_violation", "corrected_on_the_spot"],
        ),
        (
            "aqscf-97-1-6",
            &[
                "days_overdue",
                "first_violation",
                "slight_harm",
                "corrected_in_time",
            ],
        ),
        (
            "aqscf-97-1-4",
            &["person_times", "first_violation", "timely_corrected"],
        ),
    ];
    for ((offence, asked), (wanted, facts)) in items.iter().zip(expected) {
        assert_eq!((offence.as_str(), asked.as_slice()), (wanted, facts));
    }
    assert!(list.flag.is_empty());
    assert!(list.list_item.iter().all(|i| i.must && i.doubts.is_empty()));
}

#[test]
fn what_is_not_known_becomes_a_question_of_its_own_and_is_never_dropped() {
    let outline = outline(
        "某市减轻行政处罚清单",
        &[],
        &[(
            "某行为",
            "初次违法，且在网格员指导下完成整改的",
            "某办法第一条",
        )],
    );
    let Assembled { document, doubts } = assembled(&outline);
    assert_eq!(doubts, [""; 0]);
    assert_eq!(document.list.effect, ListEffect::Mitigated);
    let item = document.list_item.first().unwrap();
    assert_eq!(
        facts(&item.conditions),
        ["first_violation", "x_test-2025_1"]
    );
    assert_eq!(document.flag[0].label, "在网格员指导下完成整改的");
    assert_eq!(item.offence, None);
    assert_eq!(item.doubts.len(), 2, "{:?}", item.doubts);
}

#[test]
fn conditions_announced_and_numbered_are_all_taken() {
    let outline = outline(
        "某市可以不予行政处罚清单",
        &[
            "适用本清单的单位应当未被列入严重失信主体名单，并同时符合下列条件：",
            "（一）初次违法；",
            "（二）危害后果轻微、及时改正；",
            "第一部分 危险化学品",
        ],
        &[],
    );
    let list = assembled(&outline).document.list;
    assert_eq!(
        facts(&list.gates),
        [
            "not_seriously_dishonest",
            "first_violation",
            "slight_harm",
            "timely_corrected"
        ]
    );
}

#[test]
fn what_is_excluded_is_asked_so_that_yes_means_that_the_list_applies() {
    let cases: [(&[&str], &[&str]); 3] = [
        (
            &["有下列情形之一的，不适用本清单：（一）发生过事故；（二）逾期不满30日。"],
            &[
                "不属于以下除外情形：有下列情形之一的，不适用本清单：（一）发生过事故；（二）逾期不满30日",
            ],
        ),
        (
            &[
                "有下列情形之一的，不适用本清单：",
                "（一）1处；",
                "（二）拒绝检查。",
                "第一部分",
            ],
            &[
                "不属于以下除外情形：（一）1处",
                "不属于以下除外情形：（二）拒绝检查",
            ],
        ),
        (
            &["涉及甲；涉及乙的除外。"],
            &["不属于以下除外情形：涉及甲；涉及乙的除外"],
        ),
    ];
    for (remarks, labels) in cases {
        let document = assembled(&outline("某市不予处罚清单", remarks, &[])).document;
        let found: Vec<&str> = document.flag.iter().map(|f| f.label.as_str()).collect();
        assert_eq!(found, labels);
        assert_eq!(document.list.gates.len(), labels.len());
    }
}

#[test]
fn a_number_under_a_negation_stays_a_question() {
    let outline = outline(
        "某市不予处罚清单",
        &[],
        &[("某行为", "未造成1处", "某办法第一条")],
    );
    let document = assembled(&outline).document;
    assert_eq!(document.flag[0].label, "未造成1处");
}

#[test]
fn what_is_written_is_read_again_without_a_complaint() {
    let list = assembled(&sample()).document;
    let loaded = load_text("list.toml", &list.to_toml().unwrap());
    assert_eq!(loaded.diagnostics, []);
    let read = loaded.library.list("test-2025").unwrap();
    assert_eq!((read.items.len(), read.gates.len()), (4, 3));
    assert_eq!(
        read.items[2].conditions[0]
            .condition
            .describe(|f| loaded.library.fact(f)),
        "超过期限(日) 不满30"
    );
}
