//! Every reason and label of this floor, in Chinese. Amounts, ranges, citations and case numbers come in as arguments.

use crate::compare::rows::{Exclusion, Level};
use crate::compare::slip::{Slip, SlipFactor};
use crate::compare::verdict::{Method, Verdict};
use crate::law::fine::Needs;
use crate::law::words::item_no;
use crate::law::{Fen, FenRange, PartialDate};

pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::SuspectedEntryError => "疑似录入错误",
        Verdict::BeyondStatute => "超法定幅度",
        Verdict::BeyondBenchmark => "超裁量基准",
        Verdict::Inverted => "情节与金额倒挂",
        Verdict::UnlikePeers => "偏离同类",
        Verdict::TooFewPeers => "样本不足",
        Verdict::Consistent => "一致",
    }
}

/// What a peer group has in common.
pub(crate) fn level(level: Level) -> &'static str {
    match level {
        Level::Clause => "同条款",
        Level::Subject => "同条款、同类当事人",
        Level::Stage => "同条款、同类当事人、同阶段",
        Level::Tier => "同违法行为、同类当事人、同阶段、同阶次",
        Level::Circumstances => "同违法行为、同类当事人、同阶段、同阶次、同情节",
    }
}

pub(crate) fn excluded(why: Exclusion) -> String {
    match why {
        Exclusion::Merged => {
            "所引罚则不止一条，疑为合并：一笔金额含多项违法行为，未参与比较（可在选项中打开）"
        }
        Exclusion::EarlierNumbering => {
            "所引为旧条号，当时的金额未载入，未参与比较（可在选项中打开）"
        }
        Exclusion::OutsideLibrary => "所引依据不在法库之内，无从比较",
    }
    .to_owned()
}

/// One amount for several provisions.
pub(crate) fn perhaps_merged() -> String {
    "所引罚则不止一条，金额疑为合并处罚之和，不按一条的幅度认定录入错误：请分项核对".to_owned()
}

/// The fine is a share of an income that is not recorded.
pub(crate) fn income_unknown(cite: &str) -> String {
    format!(
        "罚款按上一年年收入的百分比计（{cite}），年收入未记载：不与他人的罚款比金额，未作比较；补记年收入后按比例比较"
    )
}

/// The fine may be a share of an income or not.
pub(crate) fn perhaps_by_income(cite: &str) -> String {
    format!(
        "罚款可能按上一年年收入的百分比计，也可能按其他标准计（{cite}）：不与他人的罚款比金额，未作比较；请记明违法行为和阶段"
    )
}

/// The grade of the accident is not recorded.
pub(crate) fn grade_unknown(cite: &str) -> String {
    format!(
        "罚款依事故等级而定（{cite}），所载死亡、重伤人数和直接经济损失不足以确定等级：不与不同等级的比较，未作比较"
    )
}

/// The amount lies above the grade that the recorded figures reach.
pub(crate) fn perhaps_graver(amount: Fen, range: FenRange, cite: &str) -> String {
    format!(
        "罚款{amount}，高于已记载的伤亡损失所达等级的幅度{range}（{cite}）；未记载的伤亡损失可能使等级更高，不能认定超出：请补记后核对"
    )
}

/// The amount lies outside the range that is known, and another alternative is not known.
pub(crate) fn perhaps_by_measure(
    amount: Fen,
    range: FenRange,
    cite: &str,
    needed: &[&str],
) -> String {
    format!(
        "罚款{amount}，不在金额已知的幅度{range}之内（{cite}）；另有按{}计算的幅度可能适用，而记录没有载明，不能认定超出，未作比较：请补记后核对",
        needed.join("、")
    )
}

/// What a measure is reckoned by.
pub(crate) fn needed(needs: Needs) -> &'static str {
    match needs {
        Needs::IllegalGain => "违法所得",
        Needs::GoodsValue => "货值金额",
        Needs::AnnualIncome => "上一年年收入",
        Needs::BaseFine => "原处罚数额",
        Needs::Days => "天数",
    }
}

/// The numbers of a text that no longer held.
pub(crate) fn lapsed(title: &str, since: PartialDate, act_known: bool) -> String {
    if act_known {
        format!(
            "适用依据错误：违法行为和处罚决定都在{since}新条号施行之后，而所引仍是{title}的旧条号"
        )
    } else {
        format!(
            "适用依据待查：处罚决定在{since}新条号施行之后，所引仍是{title}的旧条号；违法行为如不在此前，即为适用依据错误"
        )
    }
}

pub(crate) fn unknown_amount() -> String {
    "处理结果或者罚款金额未知，无从比较".to_owned()
}

pub(crate) fn no_fine_lawful() -> String {
    "未罚款；所记载的情节或者法条允许不罚款".to_owned()
}

pub(crate) fn fixed(amount: Fen, cite: &str) -> String {
    format!("罚款{amount}；金额由规定确定，没有裁量余地（{cite}）")
}

pub(crate) fn no_ground_recorded() -> String {
    "未罚款；法条规定应当罚款，而记录中没有任何情节，理由待查".to_owned()
}

pub(crate) fn fine_due(range: FenRange, cite: &str) -> String {
    format!("未罚款，而{cite}规定处{range}罚款，所记载的情节都不允许免罚或者减轻")
}

pub(crate) fn must_not_penalise(amount: Fen, grounds: &str) -> String {
    format!("罚款{amount}，而所记载的情节依法不予处罚：{grounds}")
}

pub(crate) fn grounds<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    all.map(|(label, cite)| format!("{label}（{cite}）"))
        .collect::<Vec<_>>()
        .join("；")
}

pub(crate) fn beyond_statute(amount: Fen, range: FenRange, cite: &str) -> String {
    if amount > range.max() {
        format!(
            "罚款{amount}，高于法定幅度上限{}（{cite}：{range}）",
            range.max()
        )
    } else {
        format!(
            "罚款{amount}，低于法定幅度下限{}，而未记载从轻减轻的法定情节（{cite}：{range}）",
            range.min()
        )
    }
}

pub(crate) fn beyond_benchmark(amount: Fen, range: FenRange, tier: &str, by_label: bool) -> String {
    let ground = if by_label {
        "决定自己记载的阶次"
    } else {
        "所载事实对应的阶次"
    };
    let side = if amount > range.max() {
        "高于"
    } else {
        "低于"
    };
    format!("罚款{amount}，{side}{ground}的幅度{range}（{tier}）")
}

/// Tiers that unrecorded facts might select.
pub(crate) fn other_tiers(labels: &[String]) -> Option<String> {
    (!labels.is_empty()).then(|| {
        format!(
            "若未记载的事实成立，可能适用“{}”，金额在其幅度之内：请核对案卷",
            labels.join("”“")
        )
    })
}

pub(crate) fn too_few(others: usize, fewest: usize) -> String {
    format!("同条款、同类当事人、同阶段的其他罚款只有{others}件，少于{fewest}件，不作比较")
}

pub(crate) fn inferred() -> String {
    "所引条款是推断的，来源未印条号：先核对适用条款".to_owned()
}

pub(crate) fn too_small(comparable: usize, fewest: usize) -> String {
    format!("全库可以互相比较的罚款只有{comparable}件，少于{fewest}件，无从校准，不作比较")
}

/// A remark of the law data about precedence.
pub(crate) fn superseded(text: &str) -> String {
    format!("注意：本条另有规定优先适用：{text}；高于本条上限的不作判断")
}

pub(crate) fn unprecedented(labels: &[&str]) -> String {
    format!(
        "有“{}”情节的先例太少，无从知道它通常使金额变动多少，不作比较",
        labels.join("”“")
    )
}

pub(crate) fn consistent() -> String {
    "在法定幅度之内，与同类已决没有显著差别".to_owned()
}

pub(crate) fn slip(amount: Fen, slip: Slip) -> String {
    let how = match slip.by {
        SlipFactor::TimesTen => "多写一个零（×10）",
        SlipFactor::Tenth => "少写一个零（÷10）",
        SlipFactor::TimesTenThousand => "把元当作万元（×10000）",
        SlipFactor::TenThousandth => "把万元当作元（÷10000）",
    };
    format!(
        "记载的罚款是{amount}，与法定幅度或者同类已决不符；若是{how}，应为{}，则两者都符合",
        slip.corrected
    )
}

pub(crate) fn slip_range(slip: Slip, range: FenRange, cite: &str) -> String {
    format!("{}在幅度{range}之内（{cite}）", slip.corrected)
}

pub(crate) fn unlike(amount: Fen, interval: FenRange, peers: usize, common: Level) -> String {
    let side = if amount > interval.max() {
        "高于"
    } else if amount < interval.min() {
        "低于"
    } else {
        "靠近边缘："
    };
    format!(
        "罚款{amount}，{side}同类已决所提示的{interval}（{}的{peers}件，已计入情节、事实和本机关一贯水平）",
        level(common)
    )
}

pub(crate) fn interval(interval: FenRange) -> String {
    format!("同类已决所提示的金额为{interval}")
}

/// How rare so large a difference is.
pub(crate) fn how_rare(p: f64) -> String {
    if p < 0.0001 {
        return "相差这样大的，一万件同类中不到一件".to_owned();
    }
    format!("相差这样大的，一千件同类中约{:.1}件", p * 1000.0)
}

pub(crate) fn inverted(amount: Fen, more: usize, lighter: usize) -> String {
    format!("罚款{amount}；本机关同阶次中情节更轻、事实不更重的有{lighter}件，其中{more}件罚得更多")
}

/// Peers with their amounts.
pub(crate) fn examples(peers: &[(&str, Fen)]) -> String {
    let each = peers
        .iter()
        .map(|(case_no, fine)| format!("{case_no}（{fine}）"))
        .collect::<Vec<_>>();
    format!("可对照：{}", each.join("、"))
}

pub(crate) fn with_id(citation: Option<String>, id: &str) -> String {
    citation.map_or_else(|| id.to_owned(), |c| format!("{c} {id}"))
}

pub(crate) fn tier(short: &str, id: &str, no: &str, labels: &[&str]) -> String {
    format!("{short} {id} {}“{}”", item_no(no), labels.join("”“"))
}

pub(crate) fn method(method: &Method) -> String {
    if method.calibrated_on == 0 {
        return "可供校准误报率的决定太少，没有作同类比较，只核对了法定幅度、裁量基准和录入错误。统计只提示复核，不确定金额。".to_owned();
    }
    format!(
        "按{}件有金额且合法的决定校准；同条款、同类当事人、同阶段的其他罚款少于{}件的不作比较；每个机关内，偏离同类的发现中误报的比例名义上按{:.0}%控制，合成数据上实测约两成（载有基准）至四成（只有法定幅度）是误报。统计只提示复核，不确定金额。",
        method.calibrated_on,
        method.fewest_peers,
        method.rate * 100.0
    )
}
