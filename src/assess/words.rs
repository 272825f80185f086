//! What an assessment says, in Chinese. Figures and citations come in as arguments.

use crate::assess::outcome::{
    BandUse, Cited, Comparison, Disposition, DocumentChoice, Fate, GateState, Lean, PassedOver,
    Referral, StackEntry, SubjectFine,
};
use crate::law::fine::{FineBasis, FineMode, Needs, Quantity, QuantityTest, When};
use crate::law::offence::{PenaltyRow, Verified};
use crate::law::relation::Why;
use crate::law::{BandOf, Fen, FenRange, KindClass, Layer, Library, Subject};

pub(crate) use crate::law::words::{FINE, INDIVIDUAL};

/// 直至 in an alternative.
pub const UP_TO: &str = "(直至)";
/// 直至 in an alternative, without brackets.
pub const UP_TO_BARE: &str = "直至";
/// 行政拘留.
pub const DETENTION: &str = "拘留";

/// 单位 …
pub fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Unit => "单位",
        Subject::ResponsiblePerson => "责任人员",
        Subject::Individual => INDIVIDUAL,
    }
}

/// Label of a missing input.
pub fn needs(needs: Needs) -> &'static str {
    match needs {
        Needs::IllegalGain => "违法所得(元)",
        Needs::GoodsValue => "货值金额(元)",
        Needs::AnnualIncome => "上一年年收入(元)",
        Needs::BaseFine => "所依据的罚款数额(元)",
        Needs::Days => "天数",
    }
}

/// Field of the case that holds a missing input.
pub fn needs_field(needs: Needs) -> &'static str {
    match needs {
        Needs::IllegalGain => "illegal_gain_yuan",
        Needs::GoodsValue => "goods_value_yuan",
        Needs::AnnualIncome => "annual_income_yuan",
        Needs::BaseFine => "base_fine_yuan",
        Needs::Days => "days",
    }
}

/// The measure in words: 违法所得二倍至五倍 …
pub fn basis(basis: &FineBasis) -> String {
    match basis {
        FineBasis::Fixed {
            range,
            min_stated: true,
        } => range.to_string(),
        FineBasis::Fixed {
            range,
            min_stated: false,
        } => format!("{}以下", range.max()),
        FineBasis::PercentOfAnnualIncome { min, max } if min == max => {
            format!("上一年年收入的{max}%")
        }
        FineBasis::PercentOfAnnualIncome { min, max } => format!("上一年年收入的{min}%至{max}%"),
        FineBasis::MultipleOfIllegalGain { min, max, cap } => {
            let capped = cap.map(|c| format!("，最高不超过{c}")).unwrap_or_default();
            format!("违法所得的{}{capped}", times(*min, *max))
        }
        FineBasis::MultipleOfGoodsValue { min, max, floor } => {
            let floor = floor
                .map(|f| format!("，最高倍数仍不足{f}的按{f}"))
                .unwrap_or_default();
            format!("货值金额的{}{floor}", times(*min, *max))
        }
        FineBasis::MultipleOfBaseFine { min, max, of } => format!("{of}的{}", times(*min, *max)),
        FineBasis::Daily { of, start } => format!(
            "按日连续处罚，每日{of}{}",
            start
                .as_ref()
                .map(|s| format!("（自{s}起）"))
                .unwrap_or_default()
        ),
        FineBasis::DailyPermille { permille, of } => format!("每日{of}的{permille}‰"),
    }
}

fn times(min: u32, max: u32) -> String {
    if min == max {
        format!("{max}倍")
    } else {
        format!("{min}倍至{max}倍")
    }
}

/// When a measure applies, by gain or goods: 违法所得10万元以上的.
pub fn when(when: When) -> String {
    let quantity = match when.quantity {
        Quantity::IllegalGain => "违法所得",
        Quantity::GoodsValue => "货值金额",
    };
    match when.test {
        QuantityTest::None => format!("没有{quantity}的"),
        QuantityTest::Some => format!("有{quantity}的"),
        QuantityTest::Below(limit) => format!("没有{quantity}或者{quantity}不足{limit}的"),
        QuantityTest::AtLeast(limit) => format!("{quantity}{limit}以上的"),
    }
}

/// How binding a fine is: 处, 可以处, 单处或者并处.
pub fn mode(mode: FineMode) -> &'static str {
    match mode {
        FineMode::Must | FineMode::Unstated => "处",
        FineMode::May => "可以处",
        FineMode::SingleOrConcurrent => "单处或者并处",
        FineMode::SelectByGravity => "按情节可以处",
    }
}

/// A fine as the text lays it down: 违法所得10万元以上的，处违法所得的2倍至5倍.
pub fn fine(fine: &SubjectFine) -> String {
    let condition = fine
        .when
        .map(|w| format!("{}，", when(w)))
        .unwrap_or_default();
    let state = verified(fine.verified);
    format!(
        "{condition}{}{}{state}",
        mode(fine.mode),
        basis(&fine.basis)
    )
}

/// The amount to choose from, with which end the circumstances point to.
pub fn suggestion(fine: &SubjectFine, range: FenRange, toward: Lean) -> String {
    let amount = if fine.min_stated || range.min() > Fen::ZERO {
        range.to_string()
    } else {
        format!("{}以下", range.max())
    };
    format!("{}{amount}，{}", mode(fine.mode), lean(toward))
}

/// What a row threatens, in words: 责令关闭，吊销许可证；罚款….
pub fn consequence(library: &Library, row: &PenaltyRow) -> String {
    let kinds: Vec<String> = row
        .penalties
        .iter()
        .filter(|k| library.kind_class(k) != KindClass::Fine)
        .map(|k| {
            let ban = row.ban.filter(|_| library.kind_class(k) == KindClass::Bar);
            format!("{k}{}", ban.map(self::ban).unwrap_or_default())
        })
        .collect();
    let fined = row.fine.as_ref().map(|f| {
        let condition = f.when.map(|w| format!("{}，", when(w))).unwrap_or_default();
        format!("{condition}{}{}的罚款", mode(row.mode), basis(&f.basis))
    });
    let parts: Vec<String> = kinds.into_iter().chain(fined).collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("{}：{}", row.who, parts.join("、"))
}

/// Outcome of a case.
pub fn disposition(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Fine => "依法处罚",
        Disposition::MayNotPenalise => "可以不予处罚",
        Disposition::MustNotPenalise => "不予处罚",
        Disposition::TimeBarred => "超过追责时效，不再处罚",
        Disposition::NotAnOffence => "不构成违法",
    }
}

/// Direction of the circumstances.
pub fn lean(lean: Lean) -> &'static str {
    match lean {
        Lean::Low => "从轻",
        Lean::Neutral => "无倾向",
        Lean::High => "从重",
    }
}

// Gates.

pub const ALWAYS: &str = "每案都要";
pub const EMERGENCY: &str = "认定了突发事件应对期间违法";

pub fn follows(gate: &str) -> String {
    format!("符合{gate}条件的都要")
}

pub fn because_of_kind(kind: &str) -> String {
    format!("处罚含“{kind}”")
}

pub fn because_of_amount(who: Subject, threshold: Fen, state: GateState) -> String {
    let who = subject(who);
    match state {
        GateState::Required => format!("对{who}罚款达到{threshold}"),
        GateState::Depends => format!("对{who}罚款达到{threshold}时"),
        GateState::NotRequired => format!("对{who}罚款不到{threshold}"),
    }
}

pub fn a_person_judges(grounds: &[String]) -> String {
    format!("由人判断：{}", grounds.join("；"))
}

pub fn summary_limits(person_yuan: i64, unit_yuan: i64) -> String {
    format!(
        "限个人{}、单位{}以下罚款或者警告",
        Fen::yuan(person_yuan),
        Fen::yuan(unit_yuan)
    )
}

pub fn summary_closed(limits: &str) -> String {
    format!("{limits}；本条另有不能当场决定的处罚")
}

pub const CENTRAL_ENTERPRISE: &str = "当事人是中央企业或者其所属企业";

pub fn because_of_confiscation(kind: &str, threshold: Fen, state: GateState) -> String {
    match state {
        GateState::Required => format!("{kind}达到{threshold}"),
        GateState::Depends => format!("{kind}达到{threshold}时"),
        GateState::NotRequired => format!("{kind}不到{threshold}"),
    }
}

pub fn deadline(days: u32, last: impl std::fmt::Display) -> String {
    format!("{days}日至{last}")
}

pub fn counted_from(filed: impl std::fmt::Display, deadlines: &[String]) -> String {
    format!(
        "{filed}立案：{}（检测、检验、鉴定时间不计）",
        deadlines.join("，")
    )
}

pub fn days_taken(taken: i64, limits: &[u32]) -> String {
    let limits: Vec<String> = limits.iter().map(ToString::to_string).collect();
    format!(
        "自立案至决定{taken}日，期限为{}日，超过的应当依次报批（检测、检验、鉴定时间不计）",
        limits.join("、")
    )
}

pub fn not_competent(effect: &str) -> String {
    format!("当事人是中央企业或者其所属企业，县级部门没有管辖权：{effect}")
}

pub fn summary_open(limits: &str) -> String {
    format!("{limits}，违法事实确凿并有法定依据的可以适用")
}

// Trace: text and effect of each rule.

pub const DATE_MISSING: &str = "行为日或决定日未填，按所引条文适用";
pub const NO_COUNTERPART: &str =
    "行为后该文件被取代，新旧条文的对应未登记，不能比较轻重，须由人核对";
pub const EARLIER_TEXT: &str =
    "行为发生在所载文本施行以前，行为时的文本未载入：下列幅度只供参考，须取得行为时的文本核对";
pub const NO_DUTY_THEN: &str = "行为发生在所引条文施行以前，行为时施行的旧法没有载入对应的处罚规定，可能当时不违法：下列幅度只供参考，须核对行为时的法律";
pub fn older_applies(cites: &str) -> String {
    format!("所引条文在决定时尚未施行，适用当时施行的{cites}")
}

pub const SEEN_IN_PART: &str = "适用的文本只见到部分条文，未与全文核对：下列幅度只供参考";
pub const NOT_YET: &str = "所载文本在决定时尚未施行，当时的文本未载入：下列幅度只供参考";
pub const APPLY_AS_CITED: &str = "适用所引条文";
pub const FOR_REFERENCE: &str = "只供参考，未核对";
pub const PERSON_CONFIRMS: &str = "新旧条文的对应按文义登记，须由人确认";
pub const RENUMBERED: &str = "依据用的是修改前的条号，决定书应引现行条号";
pub const COMPARE_BY_HAND: &str =
    "新旧规定互有轻重或数额未知，从旧兼从轻须由人比较；现按行为时的规定列出";

pub fn in_force(version: &str) -> String {
    format!("{version}；行为时、决定时均为现行有效")
}

pub fn no_longer_threatened(note: &str) -> String {
    format!(
        "行为后该文件被取代，新的规定没有对应的处罚：{note}；不认为违法的适用新的规定，须由人核对"
    )
}

pub fn stage_renamed(asked: &str, used: &str) -> String {
    format!("；“{asked}”在该法称“{used}”")
}

/// What a law threatens, behind its citation.
pub fn threat(fines: &[String]) -> String {
    if fines.is_empty() {
        "（没有罚款）".to_owned()
    } else {
        format!("（{}）", fines.join("；"))
    }
}

pub fn basis_outdated(express: bool, newer: &str) -> String {
    let what = if express {
        "依据在行为时已经废止"
    } else {
        "依据在行为时已被新法覆盖，是否仍可引用由人决定"
    };
    if newer.is_empty() {
        what.to_owned()
    } else {
        format!("{what}；对应的现行条文：{newer}")
    }
}

pub fn version(name: &str, version: &str, from: impl std::fmt::Display) -> String {
    format!("《{name}》{version}文本，{from}起施行")
}

pub fn outdated(name: &str, express: bool, newer: &str) -> String {
    let how = if express {
        "已废止"
    } else {
        "已被新法覆盖（没有明文废止）"
    };
    if newer.is_empty() {
        format!("行为时《{name}》{how}，对应的现行条文未登记")
    } else {
        format!("行为时《{name}》{how}，对应的现行条文是{newer}")
    }
}

pub fn compared(older: &str, newer: &str, verdict: Comparison) -> String {
    let verdict = match verdict {
        Comparison::NewerLighter => "新规定较轻",
        Comparison::NewerHeavier => "新规定较重",
        Comparison::Same => "轻重相同",
        Comparison::Undecided => "互有轻重或数额未知，不能由程序判断",
    };
    format!("行为时为{older}，决定时为{newer}：{verdict}")
}

pub fn applies(cite: &str) -> String {
    format!("适用{cite}")
}

/// From when to when the limit was counted.
pub fn limitation_dates(
    act: impl std::fmt::Display,
    discovered: impl std::fmt::Display,
    (years, last): (u32, &str),
    (harm_years, harm_last): (u32, &str),
) -> String {
    format!(
        "行为终了{act}，{discovered}发现（{years}年至{last}；涉及生命健康、金融安全且有危害后果的{harm_years}年至{harm_last}）"
    )
}

pub fn limitation_in_time(years: u32, dates: &str) -> String {
    format!("{dates}，未超过{years}年")
}

pub fn limitation_expired(years: u32, dates: &str) -> String {
    format!("{dates}，已超过{years}年")
}

pub fn limitation_depends(years: u32, harm_years: u32, dates: &str) -> String {
    format!("{dates}，超过{years}年而未满{harm_years}年：有无危害后果未定，时效未定")
}

pub fn limitation_open(years: u32, harm_years: u32, dates: &str) -> String {
    format!(
        "{dates}：时效未定。不涉及生命健康、金融安全或者没有危害后果的，已过{years}年，不再处罚；涉及且有危害后果的，按{harm_years}年，未过时效"
    )
}

/// About a proposed fine while the limit is open.
pub const LIMITATION_AMOUNT: &str =
    "已过一般时效：查明涉及生命健康、金融安全且有危害后果以前，不得处以罚款";
pub const LIMITATION_FIRST: &str = "先查明有无危害后果，查明以前不能认定可以处罚";
pub const LIMITATION_UNKNOWN: &str = "行为终了日或发现日未填或不够确切，时效未判断";
pub const NO_MORE_PENALTY: &str = "不再给予行政处罚";
pub const GO_ON: &str = "继续";
pub const NO_CAPACITY_ISSUE: &str = "未认定影响责任能力或主观过错的情节";
pub const NO_NO_PENALTY: &str = "未认定不予处罚的情节";
pub const NO_CIRCUMSTANCES: &str = "未认定从轻、减轻、从重情节";
pub const EDUCATE: &str = "不予处罚的，应当教育；仍应责令改正";
pub const ALL_SUBJECTS_SEPARATE: &str = "单位与责任人员分别裁量";
pub const SINGLE_ACT: &str = "未填同一行为触犯的其他条款";

pub fn also(text: &str) -> String {
    format!("；并应当{text}")
}

pub fn due_instead(label: &str, text: &str) -> String {
    format!("“{label}”不予处罚，但应当{text}")
}

pub fn age_conflict(label: &str, born: impl std::fmt::Display) -> String {
    format!("“{label}”与出生日期{born}、行为日期推算的年龄不符")
}

/// Citation of a provision and of those it refers to.
pub fn cited(cited: &Cited) -> String {
    if cited.targets.is_empty() {
        return cited.own.clone();
    }
    let mark = if cited.reading {
        "（按文义推断，须核对）"
    } else {
        ""
    };
    format!("{}，依照{}{mark}", cited.own, together(&cited.targets))
}

/// Citations together: the article that the one before names is not said again.
pub fn together(cites: &[String]) -> String {
    let Some((first, rest)) = cites.split_first() else {
        return String::new();
    };
    let mut head = article_of(first);
    let mut text = first.clone();
    for cite in rest {
        text.push('、');
        let short = cite
            .strip_prefix(head)
            .filter(|s| !s.is_empty() && !head.is_empty());
        text.push_str(short.unwrap_or(cite));
        head = article_of(cite);
    }
    text
}

/// A citation up to its article. The title may hold a 条 of its own: 《…管理条例》.
fn article_of(cite: &str) -> &str {
    let after_title = cite.find('》').unwrap_or_default();
    let article = cite.match_indices('条').find(|(at, _)| *at > after_title);
    let end = article.map(|(at, found)| at + found.len());
    end.and_then(|end| cite.get(..end)).unwrap_or_default()
}

pub fn referral(referral: &Referral) -> String {
    let targets: Vec<String> = referral
        .targets
        .iter()
        .map(|t| match &t.given_for {
            Some(for_) => format!("{}（{for_}）", t.cite),
            None => t.cite.clone(),
        })
        .collect();
    let mut text = format!("条文援引{}处罚", referral.refers_to);
    if !targets.is_empty() {
        let how = if referral.reading {
            "按文义对应"
        } else {
            "即"
        };
        text = format!("{text}：{how}{}", targets.join("、"));
    }
    if let Some(missing) = &referral.not_loaded {
        text = format!("{text}；{missing}的处罚规定未载入");
    }
    text
}

pub const REFERRED_NOT_LOADED: &str = "未载入幅度，未核对";
pub const NO_FINE: &str = "不罚款";

pub fn reference(basis: &str) -> String {
    format!("参考：{basis}")
}

/// 等N项违法行为: the title of a whole clause.
pub fn several_titles(first: &str, count: usize) -> String {
    format!("{first}等{count}项违法行为")
}

/// A provision that gave way, or stands beside.
pub fn passed_over(p: &PassedOver) -> String {
    let fine = if p.fine.is_empty() {
        String::new()
    } else {
        format!("（{}）", p.fine)
    };
    let note = p
        .note
        .as_ref()
        .map(|n| format!("：{n}"))
        .unwrap_or_default();
    match p.why {
        Why::Higher => format!("上位法优先：适用{}，{}{fine}不再适用{note}", p.by, p.cite),
        Why::Later => format!("新法优先：适用{}，{}{fine}不再适用{note}", p.by, p.cite),
        Why::Special => format!("特别规定优先：适用{}，{}{fine}不适用{note}", p.by, p.cite),
        Why::Partly => format!(
            "上位法优先：{}{fine}所列情形中属于{}的，适用后者，两者都列出{note}",
            p.cite, p.by
        ),
        Why::Beside => format!("同一事实可能另适用{}，须由人判断{note}", p.by),
    }
}

// Who decides.

pub fn other_authority(kinds: &[String], organ: &str) -> String {
    format!(
        "{}由{organ}决定，应急管理部门不能以自己的名义作出：没有处罚权的处罚无效",
        kinds.join("、")
    )
}

pub fn other_authority_for_kind(kinds: &[String], organ: &str) -> String {
    format!("{}由{organ}决定，应当移送或者提请", kinds.join("、"))
}

pub fn authority_to_check(kinds: &[String], organ: &str) -> String {
    format!("{}由{organ}决定：是不是本局，须核对", kinds.join("、"))
}

pub fn discipline_apart(kinds: &[String], organ: &str) -> String {
    format!(
        "{}是{organ}的处分，不是行政处罚，不写入处罚决定",
        kinds.join("、")
    )
}

// Contradictions.

pub fn conflict(a: &str, b: &str) -> String {
    format!("“{a}”与“{b}”不能同时认定")
}

pub fn conflict_with_stage(label: &str, stage: &str) -> String {
    format!("“{label}”与阶段“{stage}”矛盾，不能同时认定")
}

pub fn conflict_with_fact(label: &str, fact: &str) -> String {
    format!("“{label}”与所填的“{fact}”矛盾，不能同时认定")
}

pub fn counted_twice(label: &str, by_stage: bool) -> String {
    let by = if by_stage { "阶段" } else { "阶次条件" };
    format!("“{label}”与{by}说的是同一事实，不得重复评价")
}

pub fn domain_mismatch(name: &str, used: &[String], domain: &str) -> String {
    format!(
        "《{name}》用于{}领域，案件填的领域是{domain}：领域与法律不符，须核对",
        used.join("、")
    )
}

pub fn unknown_region(code: &str) -> String {
    format!("没有{code}这一行政区划代码，须核对；地区的文件和备案层级按所填代码判断")
}

pub fn grade_mismatch(reached: &str, cited: &str, own: &str, right: Option<&str>) -> String {
    let right = right.map(|r| format!("，应当是{r}")).unwrap_or_default();
    format!("所填伤亡、损失为{reached}，所引{cited}是{own}的规定，与事实不符{right}")
}

pub fn not_for(label: &str, who: Subject) -> String {
    format!("“{label}”不适用于{}，未计入", subject(who))
}

pub fn no_ground(label: &str) -> String {
    format!("“{label}”没有载入依据，不影响幅度；要使其起作用，在规则包中写明依据")
}

pub fn found(labels: &[&str]) -> String {
    format!("认定：{}", labels.join("、"))
}

pub fn for_subject(who: Subject, text: &str) -> String {
    format!("{}：{text}", subject(who))
}

/// Beside a figure whose row was not compared with a full text.
pub fn verified(verified: Option<Verified>) -> &'static str {
    match verified {
        None => "",
        Some(Verified::TwoCopies) => "（转载，两份互核，未与官方文本核对）",
        Some(Verified::OneCopy) => "（转载，未与官方文本核对）",
        Some(Verified::Part) => "（只见到部分条文，未与官方文本核对）",
    }
}

pub fn statute_row(who: &str, stage: &str, text: &str, kept_from: Option<&str>) -> String {
    match kept_from {
        Some(base) => format!("{who}·{stage}：{text}（“{base}”的处罚一并适用）"),
        None => format!("{who}·{stage}：{text}"),
    }
}

pub fn no_fine_row(kinds: &str) -> String {
    format!("无罚款；{kinds}")
}

pub fn needs_input(label: &str) -> String {
    format!("数额取决于{label}")
}

pub const NOT_COVERED: &str = "所引条款对该对象在该阶段没有规定处罚";

pub fn no_tier_loaded(document: Option<&str>) -> String {
    match document {
        Some(document) => format!("本事项未载入基准阶次（适用《{document}》）"),
        None => "本事项未载入基准阶次".to_owned(),
    }
}

/// The short name of a document, marked when its rows are invented for teaching.
pub fn document(benchmark: &crate::law::Benchmark) -> String {
    let mark = if benchmark.teaching {
        "【教学示例】"
    } else {
        ""
    };
    format!("{mark}{}", benchmark.short)
}

pub fn tier_item(document: &str, no: &str) -> String {
    format!("《{document}》{}", crate::law::words::item_no(no))
}

pub fn tier_met(label: &str, condition: &str) -> String {
    format!("事实符合{label}（{condition}）")
}

pub fn tier_shared_bound(labels: &[String], lighter: &str) -> String {
    format!(
        "事实恰在{}的共同界限上，各档均含本数：两档都符合，取较轻的{lighter}",
        labels.join("、")
    )
}

pub fn tier_heavier(lighter: &str, heavier: &str, condition: &str) -> String {
    format!(
        "同时符合{lighter}和{heavier}；{heavier}以“或者”列举的条件已经满足（{condition}），按{heavier}"
    )
}

pub fn tier_open(labels: &[String]) -> String {
    format!("还可能是{}，先回答未定的问题", labels.join("、"))
}

pub fn tier_none_met(missing: &[String]) -> String {
    if missing.is_empty() {
        "没有一个已载入的阶次与事实相符".to_owned()
    } else {
        format!(
            "事实不在已载入的阶次内；{}未载入，须核对原文",
            missing.join("、")
        )
    }
}

pub fn tier_unloaded(labels: &[String]) -> String {
    format!(
        "事实可能属于未载入的{}，不能选定阶次，须核对原文",
        labels.join("、")
    )
}

pub fn tier_missing(item: &str, label: &str, why: &str) -> String {
    format!("{item}：{label}未载入（{why}）")
}

pub fn tier_without_amount(label: &str, who: Subject) -> String {
    format!("{label}没有载入对{}的数额，按法定幅度", subject(who))
}

pub fn tier_outside(label: &str, tier: FenRange, statute: FenRange) -> String {
    format!("{label}（{tier}）超出法定幅度（{statute}），只取法定幅度以内的部分")
}

pub fn vague_start(document: &str, from: impl std::fmt::Display) -> String {
    format!("《{document}》只知{from}起施行，具体日期未知，须核对是否已施行")
}

pub fn range_effect(range: FenRange) -> String {
    format!("罚款幅度{range}")
}

pub const BOTH_DIRECTIONS: &str =
    "既有从轻减轻、又有从重情节：两个方向都列出，由人权衡，不自动相抵";

/// What the circumstances do to the range. `below` only where there is a minimum to go below.
pub fn lean_effect(lean: Lean, must: bool, below: bool) -> String {
    let how = if must { "应当" } else { "可以" };
    match (lean, below) {
        (Lean::Low, true) => {
            format!("{how}从轻或者减轻：从轻在幅度内靠下限，减轻可低于下限")
        }
        (Lean::Low, false) => format!("{how}从轻：在幅度内靠下限"),
        (Lean::High, _) => "从重：在幅度内靠上限".to_owned(),
        (Lean::Neutral, _) => "幅度不变".to_owned(),
    }
}

pub fn concurrent_choice(cite: &str) -> String {
    format!("同一行为触犯数个条款，按罚款数额高的规定：{cite}")
}

pub const ONE_FINE: &str = "只处一次罚款";

pub fn concurrent_undecided(cites: &str) -> String {
    format!("同一行为还触犯{cites}，数额不能比较，由人判断")
}

pub fn gates_required(labels: &[&str]) -> String {
    if labels.is_empty() {
        "没有必经的特别环节".to_owned()
    } else {
        format!("必经：{}", labels.join("、"))
    }
}

pub fn gates_depend(labels: &[&str]) -> String {
    if labels.is_empty() {
        String::new()
    } else {
        format!("视数额或案情：{}", labels.join("、"))
    }
}

pub const GATES_CITE: &str = "各环节所引条款";

pub fn gates_not_loaded(from: impl std::fmt::Display) -> String {
    format!("{from}以前作出的决定，听证、备案等的数额门槛未载入")
}

pub const NO_JURISDICTION: &str = "未填管辖地区，向上级备案的门槛未判断";
pub const NO_DECISION_DATE: &str = "未填决定日，程序门槛按最新的规定";

pub fn source_of(cited: &str, verification: &str) -> String {
    format!("{cited}：{verification}")
}

pub fn earlier_numbering(note: &str) -> String {
    format!("依据用的是旧条号，已换算；{note}")
}

pub const STAGE: &str = "阶段";
pub const WHICH_OFFENCE: &str = "具体违法行为";
pub const SERIOUS_HARM: &str = "是否涉及公民生命健康安全、金融安全且有危害后果（时效五年还是二年）";
/// What the answers mean: yes, no.
pub const SERIOUS_HARM_ANSWERS: [&str; 2] = ["是：五年，未过时效", "否：二年，已过时效，不再处罚"];

/// Bar from the trade.
pub const BAN: &str = "行业禁入";

pub fn ban(ban: crate::law::offence::Ban) -> String {
    match ban {
        crate::law::offence::Ban::Years(years) => format!("{years}年"),
        crate::law::offence::Ban::Lifetime => "终身".to_owned(),
    }
}

pub fn days_at_most(days: u32) -> String {
    format!("{days}日以下")
}

pub const SEE_THERE: &str = "适用所援引条文的全部处罚";

// Benchmarks: which document, and why.

pub const DOCUMENTS_UNDECIDED: &str =
    "行为时与决定时的裁量基准不同，按现有事实不能比较轻重：暂用行为时的，须由人核对";

pub fn side(item: &str, ranges: &[(Subject, FenRange)]) -> String {
    if ranges.is_empty() {
        return format!("{item}（事实没有选定数额）");
    }
    let each: Vec<String> = ranges
        .iter()
        .map(|(who, range)| for_subject(*who, &range.to_string()))
        .collect();
    format!("{item}（{}）", each.join("；"))
}

pub fn documents_compared(older: &str, newer: &str, verdict: Comparison) -> String {
    let verdict = match verdict {
        Comparison::NewerLighter => "决定时的较轻",
        Comparison::NewerHeavier => "决定时的较重",
        Comparison::Same => "轻重相同",
        Comparison::Undecided => "互有轻重或者数额未定，不能由程序判断",
    };
    format!("行为时的基准为{older}，决定时为{newer}：{verdict}")
}

pub fn document_chosen(chosen: DocumentChoice) -> &'static str {
    match chosen {
        DocumentChoice::Lighter => "用决定时的",
        DocumentChoice::Decision => "行为时没有，用决定时的",
        DocumentChoice::Only | DocumentChoice::Act => "用行为时的",
    }
}

/// Layer of a document.
pub fn layer(layer: Layer) -> &'static str {
    match layer {
        Layer::National => "国家",
        Layer::Province => "省",
        Layer::City => "市",
        Layer::County => "县",
    }
}

/// Why an item is used or not; `all` are the candidates it is one of.
pub fn fate(fate: &Fate, all: &[StackEntry]) -> String {
    match fate {
        Fate::Wins => "采用".to_owned(),
        Fate::Shadowed { by } => {
            let name = all.iter().find(|e| e.id == *by).map(|e| e.name.as_str());
            format!("让位于《{}》", name.unwrap_or(by.as_str()))
        }
        Fate::NotInForce => "不在施行期".to_owned(),
        Fate::OtherRegion => "不适用于本地区（或未填管辖地区）".to_owned(),
        Fate::OtherDomain => "不适用于本领域".to_owned(),
        Fate::NoTiers => "只登记了名称，没有阶次".to_owned(),
        Fate::Marked => "核对时标为待定，不采用".to_owned(),
    }
}

/// Whether there is more to say than that the only item there is was used, or has no tiers.
pub fn needs_explaining(entries: &[StackEntry]) -> bool {
    let plain = |e: &StackEntry| matches!(e.fate, Fate::Wins | Fate::NoTiers);
    entries.len() > 1 || !entries.iter().all(plain)
}

pub fn item_marked(item: &str) -> String {
    format!("{item}在核对时标为待定，核对清楚以前不采用")
}

/// Every candidate in one sentence.
pub fn stack(entries: &[StackEntry]) -> String {
    let one = |e: &StackEntry| {
        let item = tier_item(&e.name, &e.item);
        format!("{}{item}{}", layer(e.layer), fate(&e.fate, entries))
    };
    let all: Vec<String> = entries.iter().map(one).collect();
    format!("为什么用这一份：{}", all.join("；"))
}

pub fn stack_effect(entries: &[StackEntry]) -> &'static str {
    let Some(used) = entries.iter().find(|e| e.fate == Fate::Wins) else {
        return "没有可用的阶次";
    };
    let higher = |e: &StackEntry| matches!(e.fate, Fate::Shadowed { .. }) && e.layer < used.layer;
    if entries.iter().any(higher) {
        "同一事项上级文件也有规定，按本地文件整项裁量，不与上级的阶次拼用"
    } else {
        "按所采用的一份裁量"
    }
}

pub fn outside_higher(local: &str, own: FenRange, higher: &str, range: FenRange) -> String {
    format!("{local}为{own}，超出上级文件按同样事实选定的{higher}（{range}）")
}

// Band rules of the office.

pub fn band(band: &BandUse) -> String {
    let of = match band.of {
        BandOf::Statute => "法定幅度",
        BandOf::Tier => "阶次",
    };
    let (low, high) = (band.low_percent, band.high_percent);
    format!("本地规则“{}”：取{of}的{low}%至{high}%", band.label)
}

pub fn band_effect(range: FenRange) -> String {
    format!("建议{range}（本地规则）")
}

pub fn band_unknown(id: &str) -> String {
    format!("没有载入本地幅度规则“{id}”，未采用")
}

pub fn band_not_here(label: &str) -> String {
    format!("本地规则“{label}”不适用于本案的地区、领域或者日期，未采用")
}

pub fn band_without_tier(label: &str) -> String {
    format!("本地规则“{label}”以阶次为准，而阶次未定，未采用")
}

pub fn band_empty(label: &str) -> String {
    format!("本地规则“{label}”的幅度与阶次没有共同部分，未采用")
}
