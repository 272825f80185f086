//! What lint says to the person who keeps the tables.

use rust_decimal::Decimal;

use crate::assess::words::{basis, subject};
use crate::law::benchmark::Layer;
use crate::law::condition::{Atom, Bound};
use crate::law::fact::{FactSpec, FactValue};
use crate::law::fine::FineBasis;
use crate::law::vocabulary::label;
use crate::law::{FactId, Fen, FenRange, Library, PartialDate, StageId, Subject};
use crate::packs::lint::grid::{Grid, Stretch};
use crate::packs::lint::line::Cell;

pub const REMEDY_STATUTE: &str = "核对文件原文与法条；程序只取法定幅度以内的部分，不作改动";
pub const REMEDY_UNIT: &str = "数额一律写整数元，5万元写 50000";
pub const REMEDY_STAGE: &str = "原文有的补录；原文没有的照旧，该阶段只显示法定幅度";
pub const REMEDY_AMOUNT: &str = "核对原文后补录，未见的写入 missing";
pub const REMEDY_REPEALED: &str = "写明失效日期 until，或改引现行条文";
pub const REMEDY_OLDER: &str = "核对数额是否仍与现行条文一致；已被修改的写明失效日期 until";
pub const REMEDY_GAP: &str = "核对原文的上下限；原文确有空档的照录，该处不选任何一档";
pub const REMEDY_OVERLAP: &str =
    "核对“以上”“超过”“不满”是否录错；原文确实重叠的照录，按较重的一档提示";
pub const REMEDY_SHARED: &str = "原文如此的照录；正好在该数时两档都列出，提示较轻的一档";
pub const REMEDY_EMPTY: &str = "核对原文，改正上下限；“且”写在同一方括号，“或者”分写";
pub const REMEDY_UNREACHABLE: &str = "核对条件与次序，轻的一档在前";
pub const UNREACHABLE: &str = "这一档永远轮不到：凡符合它的，同时符合较重的一档，以较重的一档为准";
pub const REMEDY_TOO_BIG: &str = "把事项按情形拆开，或减少一组里并列的事实";
pub const REMEDY_ORDER: &str = "核对文件原文；官方表本身也可能有误，照录并报告";
pub const WITHOUT_PENALTY: &str = "这一档没有任何罚款或者其他处罚";
pub const REMEDY_ODD: &str = "核对原文；数额以元为单位";
pub const REMEDY_MISSING: &str = "补录缺的档，未见的写入 missing";
pub const REMEDY_CITE: &str = "核对原文所引条款与 offence；旧条号照录，并在 offence 写现行代号";
pub const UNLINKED: &str = "没有对应的违法行为，任何案件都不会用到";
pub const REMEDY_UNLINKED: &str = "用 cailiang lookup 查代号，写入 offence";
pub const REMEDY_DATES: &str = "核对施行、失效日期";
pub const REMEDY_OVERLAP_DOCUMENT: &str = "给旧文件写明失效日期 until；同一文件只留一份";
pub const REMEDY_DOC_NO: &str = "同一文件只留一份，或核对文号";
pub const REGION_MISSING: &str = "不是国家文件而没有写地区，会在各地都适用";
pub const REMEDY_REGION: &str = "写六位行政区划代码：省 140000，市 141100，县 141121；国家文件不写";
pub const REMEDY_BOUND: &str = "核对单位与上下限";
pub const REMEDY_WORDING: &str = "同一情形用同一写法，否则表单上会成为两种情形";
pub const FACT_UNUSED: &str = "登记了而没有任何条件用到";
pub const REMEDY_UNUSED: &str = "删去，或核对条件里的代号";
pub const REMEDY_GATE: &str = "给旧的一行写明失效日期 until；重叠的日子只用排在前面的一行";
pub const UNGROUNDED: &str = "没有写依据，勾选后不影响幅度";
pub const REMEDY_UNGROUNDED: &str = "写明依据 cite";
pub const REMEDY_DANGLING: &str = "核对代号，或先登记被引用的一行";
pub const GATE: &str = "环节";
pub const CIRCUMSTANCE: &str = "情节";
pub const FACT: &str = "事实";
pub const STAGE: &str = "阶段";
pub const BENCHMARK: &str = "基准";
pub const INSTRUMENT: &str = "法律文件";
pub const LEVEL: &str = "机关级别";
/// Layers as the codes of regions show them, and full stops that make no other behaviour.
pub const FILLERS: &str = "，,。.；;：:、（）()“”\"‘’'《》 \u{3000}-—的";
/// What the title of a document may add from one version to the next.
pub const VERSION_WORDS: [&str; 4] = ["试行", "修订", "暂行", "版"];

/// 文件·事项·阶次.
pub fn place(parts: &[&str]) -> String {
    parts.join("·")
}

/// `place：message`.
pub fn at(place: &str, message: &str) -> String {
    format!("{place}：{message}")
}

/// Who at which stage.
pub fn who(who: Subject, stage: &StageId, library: &Library) -> String {
    format!("{}（{}）", subject(who), stage_word(stage, library))
}

/// The word of a stage.
pub fn stage_word(stage: &StageId, library: &Library) -> String {
    label(&library.parts().vocabulary.stages, stage.as_str()).to_owned()
}

pub fn without_statute(who: &str) -> String {
    format!("规定了对{who}的数额，而法条没有相应的罚款")
}

pub fn outside_statute(
    who: &str,
    tier: &FineBasis,
    statute: &[&FineBasis],
    articles: &str,
) -> String {
    let statute: Vec<String> = statute.iter().map(|b| basis(b)).collect();
    let all = statute.join("或者");
    format!("对{who}的{}超出{articles}的法定幅度（{all}）", basis(tier))
}

pub fn unit_slip(who: &str, tier: FenRange, statute: FenRange) -> String {
    format!("对{who}的{tier}与法定的{statute}相差千倍以上，疑似把元、万元弄错")
}

pub fn stage_uncovered(stage: &str, articles: &str) -> String {
    format!("{articles}对{stage}另有罚款，而没有一档写到这一阶段")
}

pub fn subject_uncovered(who: &str, articles: &str) -> String {
    format!("{articles}对{who}有罚款，而没有一档写到")
}

pub fn lacks_amount(who: &str, other: &str) -> String {
    format!("没有对{who}的数额，而{other}有")
}

pub fn repealed_basis(name: &str, day: PartialDate) -> String {
    format!("依据《{name}》已于{day}废止")
}

pub fn older(name: &str, in_force: PartialDate, from: PartialDate, items: usize) -> String {
    format!("《{name}》现行文本自{in_force}施行，晚于本文件（{from}）；涉及{items}项")
}

/// One value or a stretch of them, without the name of the fact. At the end of the line no upper end is said.
fn cells(first: &Cell, last: &Cell, is_end: bool) -> String {
    let n = |b: Bound| b.value.normalize();
    let low = first.low.filter(|b| {
        let whole = first.sample == FactValue::Number(Decimal::ONE) && b.inclusive;
        !(b.value.is_zero() || whole && last.high.is_some() && last.high != first.low)
    });
    let high = last.high.filter(|_| !is_end || first.low == last.high);
    match (low, high) {
        (Some(a), Some(b)) if a == b => format!("为{}", n(a)),
        (None, None) => "任何数".to_owned(),
        (low, high) => {
            let from = low.map(|b| {
                if b.inclusive {
                    format!("{}以上", n(b))
                } else {
                    format!("超过{}", n(b))
                }
            });
            let to = high.map(|b| {
                if b.inclusive {
                    format!("{}以下", n(b))
                } else {
                    format!("不满{}", n(b))
                }
            });
            let joint = if low.is_some_and(|b| !b.inclusive) && high.is_some_and(|b| b.inclusive) {
                "且"
            } else {
                ""
            };
            format!(
                "{}{joint}{}",
                from.unwrap_or_default(),
                to.unwrap_or_default()
            )
        }
    }
}

/// Boxes of a grid in words; no more than a few.
pub fn stretches(all: &[Stretch], grid: &Grid, library: &Library) -> String {
    const SHOWN: usize = 4;
    let mut shown: Vec<String> = all
        .iter()
        .take(SHOWN)
        .map(|s| stretch(s, grid, library))
        .collect();
    if all.len() > SHOWN {
        shown.push(format!("等{}处", all.len()));
    }
    shown.join("；")
}

fn stretch(stretch: &Stretch, grid: &Grid, library: &Library) -> String {
    let facts = grid.facts.iter().zip(&grid.cells).zip(stretch);
    let words: Vec<String> = facts
        .filter_map(|((fact, line), (first, last))| {
            let inside = line.get(*first..=*last)?;
            let (a, b) = (inside.first()?, inside.last()?);
            let name = library
                .fact(fact)
                .map_or(fact.as_str(), |s| s.label.as_str());
            if let FactValue::Text(_) | FactValue::Flag(_) = a.sample {
                let named = inside.iter().map(behaviour).collect::<Vec<_>>();
                return (inside.len() < line.len())
                    .then(|| format!("{name}为{}", named.join("或者")));
            }
            // From the first value that counts to the last: any value.
            let whole = line.iter().filter(|c| c.counts).count()
                <= inside.iter().filter(|c| c.counts).count();
            let several = grid.facts.len() > 1 && whole;
            (!several).then(|| format!("{name}{}", spaced(&cells(a, b, last + 1 == line.len()))))
        })
        .collect();
    words.join("、")
}

fn behaviour(cell: &Cell) -> String {
    match &cell.sample {
        FactValue::Text(text) if !text.is_empty() => format!("“{text}”"),
        FactValue::Flag(yes) => if *yes { "是" } else { "否" }.to_owned(),
        FactValue::Text(_) | FactValue::Number(_) => "其他情形".to_owned(),
    }
}

fn spaced(words: &str) -> String {
    format!(" {words}")
}

/// Conditions that must hold together, in words.
pub fn atoms<'a>(all: &[Atom], spec_of: impl Fn(&FactId) -> Option<&'a FactSpec>) -> String {
    let words: Vec<String> = all.iter().map(|a| a.describe(spec_of(&a.fact))).collect();
    words.join("且")
}

pub fn gap(place: &str) -> String {
    format!("{place}没有阶次")
}

pub fn both(place: &str, lighter: &str, heavier: &str) -> String {
    format!("{place}时，{lighter}、{heavier}都符合")
}

pub fn empty_condition(words: &str) -> String {
    format!("条件不可能具备：{words}")
}

pub fn dead_alternative(words: &str) -> String {
    format!("其中一组条件不可能具备：{words}")
}

pub fn table_too_big(tiers: usize) -> String {
    format!("{tiers}档的条件组合太多，没有逐一检查空档与重叠")
}

pub fn out_of_order(lighter: &str, who: &str, light: &FineBasis, heavy: &FineBasis) -> String {
    format!("对{who}的{}轻于{lighter}的{}", basis(heavy), basis(light))
}

pub fn same_label(label: &str) -> String {
    format!("同一事项有两档都叫“{label}”")
}

pub fn ordinal_hole(missing: &[u32]) -> String {
    let all: Vec<String> = missing.iter().map(ToString::to_string).collect();
    format!("次序缺第{}档", all.join("、"))
}

pub fn fine_gap(who: &str, lighter: &str, from: &str, to: &str) -> String {
    format!("对{who}与{lighter}之间数额不相连：{from}与{to}之间不属任何一档")
}

pub fn same_range(who: &str, lighter: &str, basis_: &FineBasis) -> String {
    format!("对{who}的{}与{lighter}相同", basis(basis_))
}

/// `2倍`, `40%`.
pub fn factor(of: &FineBasis, n: u32) -> String {
    match of {
        FineBasis::PercentOfAnnualIncome { .. } => format!("{n}%"),
        FineBasis::Fixed { .. }
        | FineBasis::MultipleOfIllegalGain { .. }
        | FineBasis::MultipleOfGoodsValue { .. }
        | FineBasis::MultipleOfBaseFine { .. }
        | FineBasis::Daily { .. }
        | FineBasis::DailyPermille { .. } => format!("{n}倍"),
    }
}

pub fn odd_amount(who: &str, amount: Fen) -> String {
    format!("对{who}的{amount}不是整十元")
}

pub fn cite_renumbered(cite: &str, now: &str) -> String {
    format!("所印依据“{cite}”是旧条号，现为{now}")
}

pub fn cite_unresolved(cites: &[String]) -> String {
    format!("所印依据“{}”都找不到对应的罚则", cites.join("”“"))
}

pub fn cite_contradicts(cite: &str, found: &str, own: &str) -> String {
    format!("所印依据“{cite}”是{found}，与所写的违法行为（{own}）不一致")
}

pub fn dates_reversed(from: PartialDate, until: PartialDate) -> String {
    format!("{until}失效，不晚于{from}施行：从不适用")
}

pub fn outside_document(item: &str, document: &str) -> String {
    format!("事项的适用期间（{item}）超出文件的（{document}）")
}

/// A period.
pub fn period(from: Option<PartialDate>, until: Option<PartialDate>) -> String {
    let from = from.map(|d| format!("{d}起")).unwrap_or_default();
    let until = until.map(|d| format!("至{d}")).unwrap_or_default();
    format!("{from}{until}")
}

pub fn document_overlap(other: &str, other_period: &str, own: &str) -> String {
    format!("与{other}（{other_period}）的适用期间重叠（本文件{own}）")
}

pub fn document_hole(other: &str, until: PartialDate, from: PartialDate) -> String {
    format!("{other}已于{until}失效，本文件{from}才施行，其间没有文件")
}

pub fn same_doc_no(doc_no: &str, other: &str) -> String {
    format!("文号{doc_no}与{other}相同")
}

pub fn region_code(code: &str) -> String {
    format!("地区代码“{code}”不是六位数字")
}

pub fn region_layer(code: &str, layer: Layer) -> String {
    let layer = match layer {
        Layer::National => "国家",
        Layer::Province => "省级",
        Layer::City => "市级",
        Layer::County => "县级",
    };
    format!("地区代码“{code}”与文件的层级（{layer}）不符")
}

pub fn bound_over_max(words: &str, max: Decimal) -> String {
    format!("条件“{words}”超过最大的合理值{}", max.normalize())
}

pub fn fractional_bound(words: &str) -> String {
    format!("条件“{words}”带小数，而这一事实只取整数")
}

pub fn behaviour_wording(one: &str, other: &str) -> String {
    format!("情形“{one}”与“{other}”只差标点或者虚字")
}

pub fn gate_overlap(other: &str) -> String {
    format!("与同名环节（{other}起）的适用期间重叠")
}

pub fn dangling(what: &str, id: &str) -> String {
    format!("引用了没有登记的{what}“{id}”")
}
