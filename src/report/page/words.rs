//! What the page says, in Chinese. Statistics prompt a review here; they accuse nobody.

use chrono::{NaiveDate, NaiveDateTime};

use crate::compare::bureau::{
    BureauMethod, FEWEST_IN_PERIOD, FEWEST_NEAR_THRESHOLD, FEWEST_OF_BUREAU, Share, Test,
};
use crate::compare::{INTERVAL, LEAST_RARE, Options, Verdict};
use crate::law::{Fen, FenRange, PartialDate};
use crate::report::bureau;

pub use crate::report::words::{LIST_COMMA, OUTCOME, opinion};

pub const TITLE: &str = "类案同罚核查";
pub const PROMPT: &str = "提示核查";
pub const CAVEAT: &str = "统计只提示核查：列出的决定不等于有错，未列出的不等于无误；数额始终由法律、事实和情节决定，本页不确定任何数额。";
pub const TEACHING: &str = "教学示例";
pub const COMPARED: &str = "比较的决定";
pub const DECIDED: &str = "决定日期";
pub const MADE: &str = "制作时间";
pub const LIBRARY: &str = "法规库指纹";

pub const HEAD_SUMMARY: &str = "总览";
pub const HEAD_OVERVIEW: &str = "提示核查一览";
pub const HEAD_FINDINGS: &str = "逐件";
pub const HEAD_METHOD: &str = "方法与误报率";
pub const HEAD_COVERAGE: &str = "覆盖范围";

pub const TALLY_HEADS: [&str; 3] = ["结论", "件数", "意思"];
pub const OVERVIEW_HEADS: [&str; 8] = [
    "序",
    "结论",
    "决定书文号",
    "处罚机关",
    "决定日期",
    "违法行为",
    "处理结果",
    "同类提示",
];
pub const NOTHING_LISTED: &str = "没有要列出的决定。";
pub const BY_LAW: &str = "（合法幅度）";

pub const EXPECTED: &str = "同类提示";
pub const TIER_RANGE: &str = "阶次幅度";
pub const STATUTE_RANGE: &str = "法定幅度";
pub const PEERS: &str = "同类罚款";
pub const RARITY: &str = "罕见程度";

pub const STRIP: &str = "本案金额在同类中的位置";
pub const LEGEND_THIS: &str = "本案";
pub const BESIDE: &str =
    "与最近的同类决定对照（≠ 与本案不同，※ 理由中点名，↑↓ 罚得更多、更少，权重指在同类均值中所占）";
pub const BESIDE_HEADS: [&str; 8] = [
    "决定",
    "决定日期",
    "处理结果",
    "阶次",
    "情节",
    "裁量因素",
    "处罚机关",
    "权重",
];
pub const THIS: &str = "本案";
pub const NAMED: &str = "※";
pub const DIFFERS: &str = "≠ ";
pub const NOTHING: &str = "—";

pub const CALIBRATION: &str = "校准：p 值不超过各水平的决定所占比例（没有异常时应接近该水平）";
pub const TESTED: &str = "有 p 值的决定";
pub const ALL: &str = "合计";
pub const EXCLUDED: &str = "未参与比较";
pub const NONE_EXCLUDED: &str = "没有。";
pub const FEW_PEERS: &str = "同类太少或者金额不详，没有作同类比较";
pub const NO_TIERS: &str = "没有载入裁量阶次，只核对了法定幅度";
pub const NO_SUCH: &str = "没有。";
pub const OFFENCE_HEADS: [&str; 3] = ["违法行为", "条款", "决定件数"];
pub const BENCHMARKS: &str = "裁量基准";
pub const BENCHMARK_HEADS: [&str; 5] = ["文件", "施行", "已载入事项", "已载入阶次", "未载入"];
pub const NOT_LOADED: &str = "未载入阶次；";

pub const HEAD_DISMISSED: &str = "已排除";
pub const DISMISSED_HEADS: [&str; 6] = [
    "结论",
    "决定书文号",
    "处罚机关",
    "处理结果",
    "排除理由",
    "时间",
];

/// How many findings were dismissed by somebody.
pub fn dismissed(count: usize) -> String {
    format!("{count} 件经人工核查后排除，不在以上排列之内；其数据变动后会重新列出。")
}

pub fn anchor(number: usize) -> String {
    format!("f{number}")
}

pub const MAKER: &str = "编制机关";

pub fn aside(text: &str) -> String {
    format!("（{text}）")
}

pub fn jurisdiction(code: &str) -> String {
    format!("管辖地区 {code}")
}

pub fn authorities(count: usize) -> String {
    format!("{count} 个处罚机关")
}

pub fn decisions(count: usize) -> String {
    format!("{count} 件")
}

pub fn period(first: NaiveDate, last: NaiveDate) -> String {
    format!("{first} 至 {last}")
}

pub fn minute(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

pub fn taught(count: usize) -> String {
    format!("：其中 {count} 件为虚构的教学示例，逐件标明，不是真实案件。")
}

pub fn to_check(found: usize, of: usize) -> String {
    format!("{of} 件决定中，提示核查 {found} 件。")
}

/// What a verdict means for whoever reads it.
pub fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::SuspectedEntryError => {
            "金额不合法或者与同类相差悬殊，而多写、少写一个零或者元与万元混淆正好可以解释。先核对决定书原件。"
        }
        Verdict::BeyondStatute => {
            "在法定幅度之外，且没有记载允许减轻、免罚的情节；或者依法不予处罚而罚了款。核对条款、情节是否漏记。"
        }
        Verdict::BeyondBenchmark => {
            "在法定幅度之内，但在所载事实对应的裁量阶次之外。核对事实、阶次和偏离的理由。"
        }
        Verdict::Inverted => {
            "同一机关同一阶次中，情节、事实都更重，罚得反而更少；理由列出可以对照的决定。核对情节是否记全。"
        }
        Verdict::UnlikePeers => {
            "合法，但与可比决定所提示的金额相差很大。核对案卷中有没有记录以外的理由。"
        }
        Verdict::TooFewPeers => "同类决定太少、记录不全或者未参与比较，不作结论。不等于没有问题。",
        Verdict::Consistent => "没有发现需要核查之处。",
    }
}

pub fn asked(what: &str, count: usize) -> String {
    format!(
        "以上为全部决定的比较结果。以下只列出：{what}（{count} 件）。比较始终针对全部决定，筛选只影响列出哪些。"
    )
}

pub fn listed(listed: usize, of: usize) -> String {
    if listed == of {
        format!("共 {of} 件，按可疑程度排列。序号可点击，跳到逐件说明。")
    } else {
        format!("共 {of} 件，按可疑程度排列，列出前 {listed} 件。序号可点击，跳到逐件说明。")
    }
}

pub fn more(rest: usize, listed: usize) -> String {
    format!(
        "另有 {rest} 件没有列出（本页列出前 {listed} 件；用 --limit 增加，或者用 --format csv 导出全部）。"
    )
}

pub fn party(name: &str) -> String {
    format!("当事人：{name}")
}

pub fn peers(peers: usize, not_fined: usize) -> String {
    if not_fined == 0 {
        return format!("{peers} 件");
    }
    format!("{peers} 件，另有 {not_fined} 件未罚款")
}

/// A p-value as a frequency.
pub fn p_value(p: f64) -> String {
    if p < 0.0001 {
        return "p < 0.0001（一万件同类中不到一件）".to_owned();
    }
    format!("p = {p:.4}（一千件同类中约 {:.1} 件）", p * 1000.0)
}

pub fn this_case(amount: Fen) -> String {
    format!("本案 {amount}")
}

pub fn corrected(amount: Fen) -> String {
    format!("更正后 {amount}")
}

pub fn legend_peers(count: usize, each: usize) -> String {
    if each == 1 {
        return format!("同类已决 {count} 件");
    }
    format!("同类已决 {count} 件，每点至多 {each} 件")
}

pub fn legend_expected(range: FenRange) -> String {
    format!("同类提示 {range}")
}

pub fn legend_lawful(range: FenRange) -> String {
    format!("合法幅度 {range}")
}

pub fn axis_of(log: bool) -> &'static str {
    if log {
        "横轴：罚款金额，对数刻度（相等距离表示相等倍数）"
    } else {
        "横轴：罚款金额"
    }
}

/// Whether a peer was fined more or less.
pub fn heavier(own: Option<Fen>, other: Option<Fen>) -> Option<&'static str> {
    let (own, other) = own.zip(other)?;
    match other.cmp(&own) {
        std::cmp::Ordering::Greater => Some("↑"),
        std::cmp::Ordering::Less => Some("↓"),
        std::cmp::Ordering::Equal => None,
    }
}

pub fn weight(weight: f64) -> String {
    if weight <= 0.0 {
        return NOTHING.to_owned();
    }
    if weight < 0.001 {
        return "<0.1%".to_owned();
    }
    format!("{:.1}%", weight * 100.0)
}

/// The method, beyond its statement.
pub fn method(options: &Options) -> Vec<String> {
    let mut lines = vec![
        "次序：先看有没有录入错误，再核对法定幅度，再核对已载入的裁量基准，最后与同类比较。没有载入阶次的，不会判为超裁量基准。".to_owned(),
        "金额放在各自的幅度里比较（幅度之内的位置；没有幅度的取金额的对数）。预期由情节、事实、同类均值和本机关一贯水平合成；同类少的向更宽的同类靠拢，算到某一件时不计它自己。".to_owned(),
        format!(
            "同类提示的区间按可比决定的 {:.0}% 落在其中设定。p 值是可比决定中偏离至少同样大的比例，按同类件数分组校准。",
            INTERVAL * 100.0
        ),
        format!(
            "名义误报率：每个机关内，偏离同类的发现中误报所占比例按 {:.0}% 控制（Benjamini–Hochberg），且 p 值须不超过 {:.0}%；同条款、同类当事人、同阶段的其他罚款少于 {} 件的不作比较。名义值以可比决定相互可交换为前提，实测结果见程序附带的 docs/CONSISTENCY.md。",
            options.rate * 100.0,
            LEAST_RARE * 100.0,
            options.fewest_peers
        ),
        "看不见的：没有记录的情节、事实、支付能力和证据状况；整组、整个机关同向的偏差。".to_owned(),
    ];
    if !options.allow_for_habit {
        lines.push(
            "本次没有计入机关一贯水平（--no-habit）：一贯偏高或者偏低的机关，其决定会更多列出。"
                .to_owned(),
        );
    }
    if options.include_merged {
        lines.push("本次计入了一笔金额含多项违法行为的决定（--include-merged）。".to_owned());
    }
    if options.include_earlier_numbering {
        lines.push("本次计入了所引为旧条号的决定（--include-earlier-numbering）。".to_owned());
    }
    lines
}

pub fn at_most(level: f64) -> String {
    format!("≤ {:.0}%", level * 100.0)
}

pub fn size(least: usize, most: Option<usize>) -> String {
    match most {
        Some(most) => format!("{least}–{most} 件"),
        None => format!("{least} 件以上"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub fn share(count: usize, of: usize) -> String {
    format!("{:.1}%（{count}）", count as f64 / of as f64 * 100.0)
}

pub fn offences(kinds: usize, decisions: usize) -> String {
    format!("{kinds} 种违法行为，{decisions} 件。")
}

pub fn more_offences(rest: usize) -> String {
    format!("另有 {rest} 种没有列出。")
}

pub fn in_force(from: PartialDate, until: Option<PartialDate>) -> String {
    match until {
        Some(until) => format!("{from} 起，{until} 失效"),
        None => format!("{from} 起"),
    }
}

pub fn not_loaded(in_document: &str, without_tiers: usize, missing: usize) -> String {
    let mut parts = Vec::new();
    if !in_document.is_empty() {
        parts.push(format!("原文件事项：{in_document}"));
    }
    if without_tiers > 0 {
        parts.push(format!("{without_tiers} 项没有阶次"));
    }
    if missing > 0 {
        parts.push(format!("{missing} 档未载入"));
    }
    parts.join("；")
}

// Authorities.

pub const HEAD_BUREAUS: &str = "机关：同案同比";
pub const BUREAUS_LEAD: &str = "指数把案件构成固定下来再比较：100 表示与所有机关的可比决定相同，120 表示高两成。指数高低可能有案卷以外的正当原因，只提示核查。";
pub const FUNNEL: &str = "各机关的指数（漏斗图）";
pub const FUNNEL_X: &str = "可比罚款的有效件数（对数刻度）";
pub const INDEX: &str = "指数";
pub const FUNNEL_KEY: &str =
    "○ 机关　◆ 提示核查　虚线：95% 的机关应在其内　实线：99.8% 的机关应在其内";
pub const PERIOD_KEY: &str =
    "○ 指数　◆ 提示核查　竖线：95% 区间　点线：按该机关其他时期推算　横实线：100";
pub const BUREAU_TABLE: &str = "机关之间（最值得注意的在前）";
pub const BUREAU_HEADS: [&str; 8] = [
    "处罚机关",
    "件数",
    "指数",
    "95% 区间",
    "顶格",
    "比上年",
    "p 值",
    "",
];
pub const PERIOD_TABLE: &str = "机关自身各时期之间（最值得注意的在前）";
pub const PERIOD_HEADS: [&str; 8] = [
    "处罚机关",
    "时期",
    "件数",
    "指数",
    "95% 区间",
    "按其他时期推算",
    "p 值",
    "",
];
pub const BUNCHING_TABLE: &str = "金额集中在程序门槛之下";
pub const BUNCHING_HEADS: [&str; 7] = [
    "处罚机关",
    "门槛",
    "门槛附近",
    "紧靠其下",
    "按其他机关推算",
    "p 值",
    "",
];
pub const YEAR_TABLE: &str = "比上年（案件构成固定）";
pub const YEAR_HEADS: [&str; 7] = ["处罚机关", "年份", "件数", "变动", "95% 区间", "p 值", ""];
pub const CHECK: &str = "提示核查";

pub fn bureau_method(method: &BureauMethod) -> String {
    let undated = match method.undated {
        0 => String::new(),
        n => format!("；{n} 件日期不精确，未计入各时期"),
    };
    format!(
        "按 {} 件可比罚款计算{undated}。每一类比较中，提示里误报的比例名义上按 {:.0}% 控制（Benjamini–Hochberg）；时期不足 {FEWEST_IN_PERIOD} 件、机关不足 {FEWEST_OF_BUREAU} 件、门槛附近不足 {FEWEST_NEAR_THRESHOLD} 件的不作判断。方法见 docs/BUREAUS.md。",
        method.fines,
        method.rate * 100.0
    )
}

pub fn bureau_lead(bureaus: usize, periods: usize, bunching: usize, years: usize) -> String {
    format!(
        "提示核查：机关 {bureaus} 个，机关的时期 {periods} 个，集中在门槛之下 {bunching} 处，年度变动 {years} 处。"
    )
}

pub fn index(value: f64) -> String {
    format!("{value:.0}")
}

pub fn band(low: f64, high: f64) -> String {
    format!("{low:.0}–{high:.0}")
}

pub fn change(value: f64) -> String {
    bureau::change(value)
}

pub fn changes(low: f64, high: f64) -> String {
    format!("{} 至 {}", change(low), change(high))
}

pub fn top(share: &Share) -> String {
    let here = share.share.value * 100.0;
    match share.expected {
        Some(expected) => format!("{here:.0}%（他处 {:.0}%）", expected * 100.0),
        None => format!("{here:.0}%"),
    }
}

pub fn p_short(test: Option<Test>) -> String {
    match test {
        None => "件数太少".to_owned(),
        Some(test) if test.p_value < 0.0001 => "<0.0001".to_owned(),
        Some(test) => format!("{:.4}", test.p_value),
    }
}

pub fn two_counts(counts: (usize, usize)) -> String {
    format!("{} → {}", counts.0, counts.1)
}

pub fn expected_count(count: f64) -> String {
    format!("{count:.1} 件")
}

pub fn threshold(yuan: i64, gates: &[(String, String)]) -> String {
    let names: Vec<String> = gates
        .iter()
        .map(|(name, cite)| format!("{name}，{cite}"))
        .collect();
    if names.is_empty() {
        return Fen::yuan(yuan).to_string();
    }
    format!("{}（{}）", Fen::yuan(yuan), names.join("；"))
}
