//! Small documents of every shape, in invented words.

use super::*;

/// Takes a document apart and asserts that all of its text is somewhere in the result.
fn read(document: &Document) -> Outline {
    let found = outline(document, None);
    assert_eq!(lost(document, &found), [""; 0]);
    found
}

#[test]
fn articles_with_blocks_and_quoted_law() {
    let found = read(&text(
        "某局某某裁量权基准
        第一章 总则
        第一条 为了统一尺度，制定本基准。
        第二章 细则
        第二条逾期未改正甲设备未按照规定检修的违法行为
        1.认定违法行为的依据：
        《某法》
        第三条生产经营单位应当检修甲设备：
        （一）每月一次；
        （二）留有记录。
        2.作出处罚决定的依据：《某法》第九十条：有下列行为之一的，处罚款：
        （三）未检修的。
        3.实施主体：某某部门。
        4.裁量阶次、适用条件和具体标准：
        （1）第一阶次
        适用条件：涉及设备不满2台的。
        具体标准：处1万元的罚款。
        （2）第二阶次
        适用条件：涉及设备2台以上，或者有下列情形之一：
        1.未留记录的；
        2.记录不全的。
        具体标准：处2万元
        的罚款。
        第三条 乙设备未按照规定检修
        的违法行为
        1.违法行为认定依据：《某法》第四条。
        2.处罚决定的依据：《某法》第九十一条。
        3.执法主体：某某部门
        4.裁量阶次及适用条件、具体标准：
        (1)第一阶次 适用条件:轻微的。 具体标准:处1千元的罚款。(2)第二阶次 适用条件:严重的。 具体标准:处2千元的罚款。
        第三章 附则
        第四条 本基准自2024年6月1日起施行。",
    ));
    assert_eq!(found.layout, Layout::Articles);
    assert_eq!(
        shape(&found),
        [
            "2 逾期未改正甲设备未按照规定检修 第一阶次,第二阶次",
            "3 乙设备未按照规定检修 第一阶次,第二阶次"
        ]
    );
    let [first, second] = found.entries.as_slice() else {
        panic!("two items");
    };
    assert!(
        first.duty.contains("第三条生产经营单位应当检修"),
        "{}",
        first.duty
    );
    assert!(first.basis.ends_with("（三）未检修的。"), "{}", first.basis);
    assert_eq!(first.section, "第二章 细则");
    let tier = &first.tiers[1];
    assert!(tier.condition.as_ref().unwrap().ends_with("2.记录不全的。"));
    assert_eq!(tier.standard, "处2万元的罚款。");
    assert_eq!(second.tiers[1].condition.as_deref(), Some("严重的。"));
    assert_eq!(second.tiers[0].standard, "处1千元的罚款。");
    assert_eq!(found.effective.unwrap().to_string(), "2024-06-01");
    assert_eq!(found.title.as_deref(), Some("某局某某裁量权基准"));
    assert_eq!(found.leftover, []);
}

#[test]
fn an_article_all_on_one_line() {
    let found = read(&text(
        "第八条 未设标志的违法行为 1.认定违法行为的依据:《某法》第三条。2.作出处罚决定的依据:《某法》第九条。3.实施主体:某部门。4.裁量阶次、适用条件和具体标准:(1)第一阶次 适用条件:1处的。具体标准:处1千元的罚款。(2)第二阶次 适用条件:2处以上的。具体标准:处2千元的罚款。",
    ));
    assert_eq!(shape(&found), ["8 未设标志 第一阶次,第二阶次"]);
    assert_eq!(found.entries[0].basis, "《某法》第九条。");
    assert_eq!(found.entries[0].notes[0].text, "实施主体：某部门。");
}

#[test]
fn prose_with_bracketed_headings() {
    let found = read(&text(
        "某县补充标准（测试）
        测应急发〔2026〕7号
        自2026年3月1日起施行。
        一、某法部分
        （一）违法行为：未配备甲人员。
        【法律规定】《某法》第二条。
        【处罚依据】《某法》第九条第一项。
        【裁量基准】违反前款规定的，按照以下裁量阶次处理：
        1.少配1人的，处1
        万元以下的罚款；
        2.少配2人的，处1.2万元以上
        1.5万元以下的罚款。
        十)违法行为：未设乙标志。
        法律规定】《某法》第三条。
        处罚依据】《某法》第九条
        第二项。
        【裁量基准】按照以下裁量阶次处理：
        1.1处的，处1万元以下的罚款。
        2.2处的，处2万元以下的罚款。
        3.3处以上的，处3万元以下的罚款。",
    ));
    assert_eq!(found.layout, Layout::Prose);
    assert_eq!(shape(&found), ["1 未配备甲人员 1,2", "10 未设乙标志 1,2,3"]);
    assert_eq!(found.doc_no.as_deref(), Some("测应急发〔2026〕7号"));
    assert_eq!(found.effective.unwrap().to_string(), "2026-03-01");
    assert_eq!(found.entries[0].section, "一、某法部分");
    assert_eq!(
        found.entries[0].tiers[0].standard,
        "少配1人的，处1万元以下的罚款；"
    );
    assert_eq!(
        found.entries[0].tiers[1].standard,
        "少配2人的，处1.2万元以上1.5万元以下的罚款。"
    );
    assert_eq!(found.entries[1].basis, "《某法》第九条第二项。");
    assert_eq!(
        found.entries[1].tiers[0].standard,
        "1处的，处1万元以下的罚款。"
    );
    assert_eq!(found.entries[1].tiers[0].condition, None);
    assert_eq!(found.leftover, []);
}

#[test]
fn prose_with_plain_headings_and_titles_as_headings() {
    let found = read(&text(
        "第一章 管理类行政处罚裁量权基准
        一、某矿未报送图纸违法行为的行政处罚裁量权基准
        处罚依据：
        1、《某条例》第二十六条 有下列情形之一的：
        （二）未报送图纸的。
        违法行为情形和处罚基准：
        （一）未报送一种的，处1万元以下的罚款。
        （二）弄虚作假的，处2万元以下的罚款。
        二、未建立台账违法行为的行政处罚裁量权基准
        处罚依据：《某条例》第九条。
        违法行为情形和处罚基准：
        （一）违法行为的表现情形：缺一页的。
        处罚基准：处1千元的罚款。
        （二）违法行为的表现情形：缺两页的。
        处罚基准：处2千元的罚款。",
    ));
    assert_eq!(shape(&found), ["1 某矿未报送图纸 1,2", "2 未建立台账 1,2"]);
    assert_eq!(
        found.entries[1].tiers[1].condition.as_deref(),
        Some("缺两页的。")
    );
    assert_eq!(found.entries[1].tiers[1].standard, "处2千元的罚款。");
    assert!(found.entries[0].basis.ends_with("（二）未报送图纸的。"));
}

#[test]
fn tables_with_merged_cells_sections_and_notes() {
    let found = read(&document(vec![table(
        "某部门裁量权基准|<|<|<|<|<|<
        序号|违法行为|法律规定|处罚依据|裁量阶次|适用条件|具体标准
        一、某法|<|<|<|<|<|<
        1|未甲|《某法》第一条|《某法》第九条|A|一处的|处1万元
        ^|^|^|^|B|两处的|处2万元
        序号|违法行为|法律规定|处罚依据|裁量阶次|适用条件|具体标准
        2|未乙|《某法》第二条|《某法》第十条|A|一处的|处1万元
        ||||B|两处的|处2万元
        ||||||以上3万元以下
        二、某条例|<|<|<|<|<|<
        1|未丙|^|^|A|一处的|^
        注：本表所称以上包括本数。|<|<|<|<|<|<",
    )]));
    assert_eq!(found.layout, Layout::Table);
    assert_eq!(shape(&found), ["1 未甲 A,B", "2 未乙 A,B", "1 未丙 A"]);
    assert_eq!(found.entries[1].tiers[1].standard, "处2万元以上3万元以下");
    assert_eq!(found.entries[2].section, "二、某条例");
    let remarks: Vec<&str> = found.remarks.iter().map(|r| r.text.as_str()).collect();
    assert_eq!(
        remarks,
        [
            "某部门裁量权基准",
            "一、某法",
            "二、某条例",
            "注：本表所称以上包括本数。"
        ]
    );
}

#[test]
fn two_row_headers() {
    let found = read(&document(vec![table(
        "序号|违法行为|处罚依据|裁量标准|<|<
        ^|^|^|裁量阶次|适用条件|具体标准
        1|未甲|《某法》第九条|一档|一处的|处1万元
        ^|^|^|二档|两处的|处2万元",
    )]));
    assert_eq!(shape(&found), ["1 未甲 一档,二档"]);
    let found = read(&document(vec![table(
        "序号|违法行为|处罚依据|裁量阶次|适用条件|处罚标准|<
        ^|^|^|^|^|单位|个人
        1|未甲|《某法》第九条|轻微|一处的|处1万元|处1千元",
    )]));
    assert_eq!(
        found.entries[0].tiers[0].standard,
        "单位：处1万元\n个人：处1千元"
    );
}

#[test]
fn labels_inside_other_cells() {
    let found = read(&document(vec![table(
        "编号|违法事项|处罚依据|适用条件和具体标准
        1|未甲|《某法》第九条|A：一处的，处1万元/B：两处的，处2万元
        2|未乙|《某法》第十条|A.涉及1人次的，处1万元
        |||B.涉及2人次的，处2万元",
    )]));
    assert_eq!(shape(&found), ["1 未甲 A,B", "2 未乙 A,B"]);
    assert_eq!(found.entries[1].tiers[1].standard, "涉及2人次的，处2万元");
    assert_eq!(found.entries[1].tiers[1].condition, None);
    let found = read(&document(vec![table(
        "违法行为|违法依据|处罚依据|裁量情节|处罚标准
        未甲|《某法》第一条|《某法》第九条|轻微：一处的|处1万元
        ^|^|^|一般：两处的|处2万元
        ^|^|^|严重：三处的|处3万元",
    )]));
    assert_eq!(shape(&found), [" 未甲 轻微,一般,严重"]);
    assert_eq!(
        found.entries[0].tiers[2].condition.as_deref(),
        Some("三处的")
    );
    let found = read(&document(vec![table(
        "序号|违法行为|法定依据|裁量档次|适用情形|裁量标准
        1|未甲|《某法》第九条|Ⅰ/Ⅱ/Ⅲ|一处/两处/三处|处1万元/处2万元/处3万元",
    )]));
    assert_eq!(shape(&found), ["1 未甲 Ⅰ,Ⅱ,Ⅲ"]);
    assert_eq!(found.entries[0].tiers[1].standard, "处2万元");
}

#[test]
fn missing_numbers_and_repeated_cells() {
    let found = read(&document(vec![table(
        "序号|违法行为|处罚依据|裁量阶次|适用条件|具体标准
        1|未甲|《某法》第九条|A|一处的|处1万元
        1|未甲|《某法》第九条|B|两处的|处2万元
        |未乙|《某法》第十条|A|一处的|处1万元
        |||B|两处的|处2万元
        3|未丙且|《某法》|A|一处的|处1
        |不乙的|第十条|||万元",
    )]));
    assert_eq!(
        shape(&found),
        ["1 未甲 A,B", " 未乙 A,B", "3 未丙且不乙的 A"]
    );
    assert_eq!(found.entries[2].basis, "《某法》第十条");
    assert_eq!(found.entries[2].tiers[0].standard, "处1万元");
}

#[test]
fn a_table_that_goes_on_in_the_next() {
    let head =
        "序号|违法行为|处罚依据|裁量阶次|适用条件|具体标准\n1|未甲|《某法》第九条|A|一处的|处1万元";
    let found = read(&document(vec![
        table(head),
        table("|||B|两处的|处2万元\n2|未乙|《某法》第十条|A|一处的|处1万元"),
    ]));
    assert_eq!(shape(&found), ["1 未甲 A,B", "2 未乙 A"]);
}

#[test]
fn lists_without_tiers() {
    let mut blocks = text(
        "某市轻微违法行为不予行政处罚事项清单
        适用本清单的单位应当近三年未发生事故。
        危险物品的生产单位除外。",
    )
    .blocks;
    blocks.push(table(
        "序号|违法行为|适用条件|法定依据|备注
        1|未通报|初次违法；及时改正|《某法》第九条|教育
        2|未演练，逾期不满30日|初次违法|《某法》第十条|",
    ));
    let found = read(&document(blocks));
    assert_eq!(found.layout, Layout::List);
    assert_eq!(shape(&found), ["1 未通报 ", "2 未演练，逾期不满30日 "]);
    assert_eq!(
        found.entries[0].tiers[0].condition.as_deref(),
        Some("初次违法；及时改正")
    );
    assert_eq!(found.entries[0].tiers[0].standard, "");
    assert_eq!(found.entries[0].notes[0].text, "备注：教育");
    assert_eq!(found.remarks.len(), 3);
    assert_eq!(
        found.title.as_deref(),
        Some("某市轻微违法行为不予行政处罚事项清单")
    );
}

#[test]
fn other_headings_of_lists() {
    let found = read(&document(vec![table(
        "序号|单位|违法行为|处罚依据|免罚情形
        1|某局|未通报|《某法》第九条|初次违法
        2|某局|未演练|《某法》第十条|初次违法",
    )]));
    assert_eq!(found.layout, Layout::List);
    assert_eq!(shape(&found), ["1 未通报 ", "2 未演练 "]);
    let found = read(&document(vec![table(
        "号|行政处罚事项|设定法律依据|适用情形（具有下列情形之一）|不予处罚法律依据|备注
        1|对未通报的处罚|《某法》第九条|1.初次违法；/2.及时改正。|《行政处罚法》第三十三条|",
    )]));
    assert_eq!(found.entries[0].basis, "《某法》第九条");
    assert_eq!(
        found.entries[0].tiers[0].condition.as_deref(),
        Some("1.初次违法；\n2.及时改正。")
    );
    assert_eq!(
        found.entries[0].notes[0].text,
        "不予处罚法律依据：《行政处罚法》第三十三条"
    );
}

#[test]
fn a_lenient_list_with_tiers_is_a_table() {
    let found = read(&document(vec![table(
        "序号|违法行为|裁量阶次|适用条件|具体标准|处罚依据
        1|未配用品|A|5人次以下|处2万元以下的罚款|《某法》第九十九条第（五）项
        ^|^|B|5人次以上|处２万元以上５万元以下的罚款|^",
    )]));
    assert_eq!(found.layout, Layout::Table);
    assert_eq!(shape(&found), ["1 未配用品 A,B"]);
}

#[test]
fn numbers_of_documents_and_days() {
    use crate::reader::layout::heading::{doc_no, in_force};
    for (text, number) in [
        ("应急〔2024〕90号", Some("应急〔2024〕90号")),
        (
            "关于印发的通知 测应急发 〔 2026 〕 7 号",
            Some("关于印发的通知测应急发〔2026〕7号"),
        ),
        ("（晋应急发[2021]260号）", Some("晋应急发[2021]260号")),
        ("文应急发（2025）46号", Some("文应急发（2025）46号")),
        ("第7号令", None),
        ("自2026年起", None),
    ] {
        assert_eq!(doc_no(text).as_deref(), number, "{text}");
    }
    for (text, date) in [
        ("本基准自2026年3月1日起施行。", Some((2026, 3, Some(1)))),
        ("自 2026 年 3 月 1 日起执行", Some((2026, 3, Some(1)))),
        ("自二〇二四年六月一日起实施", Some((2024, 6, Some(1)))),
        ("自2024年6月起施行", Some((2024, 6, None))),
        ("自2024年6月1日以来", None),
    ] {
        assert_eq!(in_force(text), date, "{text}");
    }
}
