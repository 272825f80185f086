//! What reports say, in Chinese.

use crate::assess::tiering::Threshold;
use crate::assess::{
    Binding, Change, Doubt, GateState, LinkedConsequence, PassedOver, RangeLayer, Rule, Severity,
    TierStatus, Verdict,
};
use crate::law::fact::FactValue;
use crate::law::instrument::Status;
use crate::law::offence::Verified;
use crate::law::{Fen, Layer, Library, vocabulary};

pub const NONE: &str = "无";
pub const TEACHING: &str = "【教学示例】";
pub const NOT_LINKED: &str = "未对应违法行为";

/// Section heads of an assessment.
pub const HEAD_RANGE: &str = "幅度";
pub const HEAD_STACK: &str = "为什么用这一份";
pub const HEAD_OTHER: &str = "并处与其他措施";
pub const HEAD_GATES: &str = "程序";
pub const HEAD_QUESTIONS: &str = "待定（先答的在前）";
pub const HEAD_LISTS: &str = "清单";
pub const HEAD_FINDINGS: &str = "对拟处罚的核对";
pub const HEAD_NEAREST: &str = "最近合法理由";
pub const HEAD_THRESHOLDS: &str = "临界值";
pub const HEAD_TRACE: &str = "理由";
pub const HEAD_WARNINGS: &str = "说明";
pub const STATUTE: &str = "法定";
pub const SUGGESTED: &str = "建议";
pub const FITS: &str = "未发现拟处罚数额超出幅度";
pub const HEAD_LINKED: &str = "一并适用的后果";
/// Before the trustworthiness of a row.
pub const CONFIDENCE: &str = "，可信程度：";
pub const NO_REASON: &str = "改变事实或情节都不能使该数额合法";
pub const BELOW_ALLOWED: &str = "可减轻至下限以下";

/// What keeps a proposal from being checked.
pub fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::LawOfActMissing => "不能核对：行为时的文本未载入".to_owned(),
        Doubt::NoDutyThen => {
            "不能核对：行为时所引条文尚未施行，当时的法律没有载入对应的规定".to_owned()
        }
        Doubt::NoCounterpart => "不能核对：行为后文件被取代，新旧条文的对应未登记".to_owned(),
        Doubt::NoLongerThreatened => {
            "不能核对：行为后文件被取代，新的规定没有对应的处罚".to_owned()
        }
        Doubt::NotYetInForce => "不能核对：所载文本在决定时尚未施行".to_owned(),
        Doubt::Outdated => "不能核对：依据在行为时已经失效或者被取代".to_owned(),
        Doubt::ReferredNotLoaded(document) => {
            format!("不能核对：所援引的{document}未载入幅度")
        }
        Doubt::Unknown(needs) => {
            format!("不能核对：{}未查明", crate::assess::words::needs(*needs))
        }
        Doubt::LimitationOpen => "不能核对：时效未定，先查明有无危害后果".to_owned(),
        Doubt::GradeMismatch => "不能核对：所引条款与事故等级不符".to_owned(),
        Doubt::CompareByHand => "不能核对：新旧规定互有轻重，适用哪一个须由人确定".to_owned(),
        Doubt::ActDayVague => "不能核对：行为日不够确切，其间规定有变，请填到日".to_owned(),
        Doubt::Contradiction => "不能核对：认定的情节、阶段或者事实互相矛盾，先改正".to_owned(),
        Doubt::AlternativesOpen => {
            "不能核对：可能适用的阶段或者条款不止一个，数额只合其中一部分，先确定".to_owned()
        }
        Doubt::DomainOpen => "不能核对：领域未填，该阶次是否适用不能确定".to_owned(),
        Doubt::OrganOpen => {
            "不能核对：可能适用的条款有的由其他机关决定，先确定适用哪一条".to_owned()
        }
    }
}

/// A further consequence attached by a neighbouring provision.
pub fn linked(linked: &LinkedConsequence) -> String {
    let when = linked
        .when
        .as_ref()
        .map(|w| format!("（{w}）"))
        .unwrap_or_default();
    format!("{}{when}：{}", linked.cite, linked.text)
}

/// A provision that gave way, or stands beside.
pub fn passed_over(passed: &PassedOver) -> String {
    crate::assess::words::passed_over(passed)
}

/// State of verification of rows read from copies.
pub fn verified(verified: Verified) -> &'static str {
    match verified {
        Verified::TwoCopies => "转载，两份互核，未与官方文本核对",
        Verified::OneCopy => "转载，未与官方文本核对",
        Verified::Part => "只见到部分条文，未与官方文本核对",
    }
}

/// What the check of the proposal came to, with what is missing where it came to nothing.
pub fn verdict_line(verdict: Verdict, doubts: &[Doubt], unchecked: &[Rule]) -> String {
    match verdict {
        Verdict::NotAsked => String::new(),
        Verdict::Within if !unchecked.is_empty() => {
            let rules = unchecked.iter().map(|r| rule(*r)).collect::<Vec<_>>();
            let rules = rules.join("、");
            format!("核对结果：数额未发现超出；{rules}没有核对")
        }
        Verdict::Within => "核对结果：未发现超出".to_owned(),
        Verdict::Outside => "核对结果：超出（见对拟处罚的核对）".to_owned(),
        Verdict::CannotCheck => {
            let why: Vec<String> = doubts.iter().map(doubt).collect();
            let why: Vec<&str> = why
                .iter()
                .map(|w| w.strip_prefix(CANNOT).unwrap_or(w))
                .collect();
            format!("核对结果：不能核对（{}）", why.join("；"))
        }
    }
}

/// Before the reason for which something cannot be checked.
const CANNOT: &str = "不能核对：";

/// The outcome where the law of the act is not certain.
pub fn reference_only(outcome: &str) -> String {
    format!("{outcome}（适用的法律未核对，下列只供参考）")
}

/// The fine of an earlier stage, kept at a later one.
pub fn kept_from(stage: &str) -> String {
    format!("（“{stage}”的罚款一并适用）")
}

/// A range without a minimum.
pub fn at_most(amount: Fen) -> String {
    format!("{amount}以下")
}

/// Puts a change into words: what the file must prove.
pub fn change(library: &Library, change: &Change) -> String {
    let circumstance = |id| {
        library
            .circumstance(id)
            .map_or_else(|| id.to_string(), |c| c.label.clone())
    };
    match change {
        Change::Find(id) => {
            let cite = library
                .circumstance(id)
                .and_then(|c| c.cite.clone())
                .map(|c| format!("（{c}）"))
                .unwrap_or_default();
            let lightens = library
                .circumstance(id)
                .is_some_and(|c| c.effect.allows_below_minimum());
            let others = if lightens {
                "，或者其他有依据的从轻、减轻情节"
            } else {
                ""
            };
            format!("须查明“{}”{cite}{others}", circumstance(id))
        }
        Change::Drop(id) => format!("须否定“{}”", circumstance(id)),
        Change::Fact(fact, value) => {
            let label = library
                .fact(fact)
                .map_or(fact.as_str(), |f| f.label.as_str());
            match value {
                FactValue::Text(text) if text.is_empty() => {
                    format!("{label}须不属于各阶次列明的情形")
                }
                FactValue::Flag(_) => format!("“{label}”须为{value}"),
                FactValue::Text(_) | FactValue::Number(_) => {
                    format!("{label}须为{value}（或同一档内的其他值）")
                }
            }
        }
    }
}

/// Puts a threshold into words: `超过期限(日) = 10：第一阶次、第二阶次均符合，取第一阶次`.
pub fn threshold(library: &Library, threshold: &Threshold) -> String {
    let label = library
        .fact(&threshold.fact)
        .map_or(threshold.fact.as_str(), |f| f.label.as_str());
    let place = format!(" {}", threshold.test());
    if !threshold.unloaded.is_empty() {
        return format!(
            "{label}{place}：可能属于{}（未载入）",
            threshold.unloaded.join("、")
        );
    }
    let what = match (threshold.met.as_slice(), &threshold.governing) {
        ([], _) | (_, None) => "没有已载入的阶次".to_owned(),
        ([only], _) => only.clone(),
        (several, Some(governing)) => format!("{}均符合，取{governing}", several.join("、")),
    };
    format!("{label}{place}：{what}")
}

/// 10 rules.
pub fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::InTime => "从旧兼从轻",
        Rule::Limitation => "追责时效",
        Rule::Capacity => "责任能力与过错",
        Rule::NoPenalty => "不予处罚",
        Rule::Statute => "法定幅度",
        Rule::Tier => "裁量阶次",
        Rule::Circumstances => "情节",
        Rule::Concurrence => "一事不再罚",
        Rule::Gates => "程序",
        Rule::Result => "结论",
    }
}

/// Result of the tier selection.
pub fn tier_status(status: TierStatus, has_tiers: bool) -> &'static str {
    match status {
        TierStatus::NoTierLoaded if has_tiers => "事实不在已载入的阶次内",
        TierStatus::NoTierLoaded => "本事项未载入基准阶次",
        TierStatus::TierAmbiguous => "阶次未定",
        TierStatus::TierMatched => "阶次已定",
    }
}

/// Layer of a number.
pub fn layer(layer: RangeLayer) -> &'static str {
    match layer {
        RangeLayer::Benchmark => "基准",
        RangeLayer::Statute => "法定",
        RangeLayer::LocalRule => "本地规则",
    }
}

/// Where the two bounds come from different layers.
pub fn two_layers(min: RangeLayer, max: RangeLayer) -> String {
    format!("下限{}、上限{}", layer(min), layer(max))
}

/// No item of the document that applies is loaded.
pub fn applicable(status: &str, document: &str) -> String {
    format!("{status}（适用{document}）")
}

/// The alternatives of a penalty.
pub fn instead_of(kinds: &[String], up_to: bool) -> String {
    if up_to {
        format!("（{}直至）", kinds.join("、"))
    } else {
        format!("（或者{}）", kinds.join("、"))
    }
}

/// How binding a penalty is.
pub fn binding(binding: Binding) -> &'static str {
    match binding {
        Binding::Must => "应当",
        Binding::May => "可以",
        Binding::Choice => "择一",
    }
}

/// Result of a gate.
pub fn gate_state(state: GateState) -> &'static str {
    match state {
        GateState::Required => "须经",
        GateState::Depends => "视情",
        GateState::NotRequired => "不需",
    }
}

/// How bad a finding is.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "违法",
        Severity::Warning => "注意",
        Severity::Note => "提示",
    }
}

/// Standing of an instrument.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::InForce => "现行",
        Status::Superseded => "已被新法覆盖",
        Status::Repealed => "已废止",
        Status::Unknown => "效力未核实",
    }
}

/// Layer of a document.
pub fn document_layer(layer: Layer) -> &'static str {
    crate::assess::words::layer(layer)
}

/// One candidate document of an item, with its dates and what became of it.
pub fn stack_entry(entry: &crate::assess::StackEntry, all: &[crate::assess::StackEntry]) -> String {
    let mark = if entry.fate == crate::assess::Fate::Wins {
        "✓"
    } else {
        "-"
    };
    let until = entry.until.map(|u| format!("，{u}失效"));
    format!(
        "{mark} {} {}·{}（{}起{}）  {}",
        document_layer(entry.layer),
        entry.name,
        entry.item,
        entry.from,
        until.unwrap_or_default(),
        crate::assess::words::fate(&entry.fate, all)
    )
}

/// Heading of the conditions of a whole list.
pub const LIST_GATES: &str = "适用整个清单的条件";
/// Heading of the rows of a list that are not complete.
pub const LIST_MISSING: &str = "未载入（不完整，不补）";

/// 不予处罚；市 371000；2025-02-17起施行；事项 2 项，未载入 2 项.
pub fn list_head(list: &crate::law::LenientList) -> String {
    let region = list
        .region
        .as_deref()
        .map(|r| format!(" {r}"))
        .unwrap_or_default();
    let until = list.until.map(|u| format!("，{u}失效")).unwrap_or_default();
    format!(
        "{}；{}{region}；{}起施行{until}；事项 {} 项，未载入 {} 项",
        crate::assess::list_words::effect(list.effect),
        document_layer(list.layer),
        list.from,
        list.items.len(),
        list.missing.len()
    )
}

/// Word for a stage.
pub fn stage<'a>(library: &'a Library, id: &'a str) -> &'a str {
    vocabulary::label(&library.parts().vocabulary.stages, id)
}

/// A tier known to be missing.
pub fn missing(label: &str, why: &str) -> String {
    format!("  {label}  未载入（{why}）")
}

// Past decisions.
pub const CASE_NO: &str = "决定书文号";
pub const OFFENCE: &str = "违法行为";
pub const BASIS: &str = "处罚依据";
pub const FOUND: &str = "归类";
pub const PARTY: &str = "当事人";
pub const SUBJECT: &str = "对象";
pub const STAGE: &str = "阶段";
pub const DOMAIN: &str = "领域";
pub const AUTHORITY: &str = "处罚机关";
pub const REGION: &str = "行政区划";
pub const DECIDED_ON: &str = "决定日期";
pub const ACT_ON: &str = "行为日期";
pub const OUTCOME: &str = "处理结果";
pub const OTHER_PENALTIES: &str = "其他处罚";
pub const TIER: &str = "裁量阶次";
pub const FACTS: &str = "裁量因素";
pub const CIRCUMSTANCES: &str = "情节";
pub const NARRATIVE: &str = "案情";
pub const MARKS: &str = "标记";
pub const NOTE: &str = "提示";
pub const CAME_FROM: &str = "来源";
pub const FINE_UNKNOWN: &str = "罚款，金额不详";
pub const OUTCOME_UNKNOWN: &str = "未知";
pub const OUTSIDE_LIBRARY: &str = "所引依据不在法库之内";
pub const MARK_TEACHING: &str = "教学示例（虚构）";
pub const MARK_MERGED: &str = "一笔金额含多项违法行为";
pub const MARK_EARLIER: &str = "所引为旧条号";
pub const MARK_INFERRED: &str = "条款为推定";
pub const LIST_COMMA: &str = "、";
pub const CLAUSE_COMMA: &str = "；";

/// An offence, or the first of several in a clause.
pub fn one_of(title: &str, several: usize) -> String {
    if several > 1 {
        format!("{title}等（同条款 {several} 项）")
    } else {
        title.to_owned()
    }
}

/// Where a record came from.
pub fn came_from(file: &str, line: u64, at: &str) -> String {
    format!("{file} 第 {line} 行，{at} 导入")
}

/// One import in a list.
pub fn import_entry(import: &crate::store::ImportEntry) -> String {
    let teaching = if import.teaching { TEACHING } else { "" };
    format!(
        "{}  {teaching}{}  {}  {}",
        import.id,
        import.file,
        import.at,
        import_counts(
            import.read,
            import.accepted,
            import.duplicates,
            import.rejected,
            import.skipped
        )
    )
}

/// What an import did, in figures.
pub fn import_counts(
    read: u64,
    accepted: u64,
    duplicates: u64,
    rejected: u64,
    skipped: u64,
) -> String {
    let skipped = if skipped > 0 {
        format!("，空行 {skipped}")
    } else {
        String::new()
    };
    format!("读入 {read} 行：导入 {accepted}，重复 {duplicates}，未导入 {rejected}{skipped}")
}

/// A reason with the number of the decision it is about.
pub fn about_case(text: &str, case_no: Option<&str>) -> String {
    match case_no {
        Some(case_no) => format!("{text}（{case_no}）"),
        None => text.to_owned(),
    }
}

/// A kind of note, how often, and where.
pub fn note_kind(text: &str, count: u64, lines: &[u64]) -> String {
    let named: Vec<String> = lines.iter().map(u64::to_string).collect();
    let more = if count > lines.len() as u64 {
        "等"
    } else {
        ""
    };
    if named.is_empty() {
        return format!("{text}（{count} 处）");
    }
    format!("{text}（{count} 处：第 {} 行{more}）", named.join("、"))
}

// Comparison.
pub const TOO_HEAVY: &str = "偏重";
pub const TOO_LIGHT: &str = "偏轻";
pub const NOT_RECORDED: &str = "未记载";
pub const OTHER_AUTHORITY: &str = "另一机关";
pub const EXCLUDED_MERGED: &str = "一笔金额含多项违法行为";
pub const EXCLUDED_EARLIER: &str = "所引为旧条号，当时的金额未载入";
pub const EXCLUDED_OUTSIDE: &str = "所引依据不在法库之内";

/// What somebody made of a finding.
pub fn opinion(state: crate::store::ReviewState, review: &crate::store::Review) -> String {
    use crate::store::ReviewState as State;
    let by = review.by.as_deref().map(|b| format!("{b}，"));
    let when = format!("（{}{}）", by.unwrap_or_default(), review.at);
    let reason = &review.reason;
    match state {
        State::Dismissed => format!("已排除：{reason}{when}"),
        State::Confirmed => format!("已确认：{reason}{when}"),
        State::Changed => format!("数据已变，须重新核查；原意见：{reason}{when}"),
    }
}

/// How many findings somebody dismissed.
pub fn dismissed(count: usize) -> String {
    format!("{count} 件经人工核查后排除，没有列出；加 --all 列出")
}

/// What somebody asked to see.
pub fn asked_verdicts(labels: &[&str]) -> String {
    format!("结论为{}", labels.join(LIST_COMMA))
}

pub fn asked_authority(part: &str) -> String {
    format!("处罚机关含“{part}”")
}

pub fn asked_offence(text: &str) -> String {
    format!("违法行为“{text}”")
}

pub fn asked_period(from: Option<chrono::NaiveDate>, until: Option<chrono::NaiveDate>) -> String {
    match (from, until) {
        (Some(from), Some(until)) => format!("决定日期 {from} 至 {until}"),
        (Some(from), None) => format!("决定日期 {from} 起"),
        (None, Some(until)) => format!("决定日期 {until} 止"),
        (None, None) => String::new(),
    }
}

/// The comparison is over everything; what was asked for only chooses what is shown.
pub fn only_asked(what: &str, count: usize) -> String {
    format!("比较始终针对全部决定；以下只列出{what}：{count} 件")
}

pub fn only_first(limit: usize, of: usize) -> String {
    format!("列出前 {limit} 件，共 {of} 件（用 --limit 增加）")
}

/// A verdict and its direction.
pub fn leaning(verdict: &str, direction: &str) -> String {
    format!("{verdict}：{direction}")
}

/// The closest thing two decisions have in common.
pub fn alike(level: crate::compare::Level) -> &'static str {
    use crate::compare::Level as Alike;
    match level {
        Alike::Clause => "同条款",
        Alike::Subject => "同条款、同对象",
        Alike::Stage => "同阶段",
        Alike::Tier => "同阶次",
        Alike::Circumstances => "同阶次、同情节",
    }
}

/// A circumstance only the case at hand has.
pub fn only_case(circumstance: &str) -> String {
    format!("本案有“{circumstance}”")
}

/// A circumstance only the peer has.
pub fn only_peer(circumstance: &str) -> String {
    format!("该案有“{circumstance}”")
}

/// A value that differs.
pub fn differs(label: &str, case: &str, peer: &str) -> String {
    format!("{label}：本案{case}，该案{peer}")
}

/// How many were left out, and why.
pub fn excluded(count: usize, why: &str) -> String {
    format!("{count} 件未参与比较：{why}")
}

/// How many were looked at.
pub fn compared(count: usize) -> String {
    format!("决定 {count} 件")
}

/// How many got a verdict.
pub fn counted(verdict: &str, count: usize) -> String {
    format!("  {verdict} {count} 件")
}

pub const TO_CHECK: &str = "须核对";
pub const NOT_PLACED: &str = "没有归入任何事项的文字";
pub const LINT_SAYS: &str = "检查结果";

/// What was read, in two lines.
pub fn reading_head(import: &crate::reader::import::Import) -> String {
    let heading = &import.heading;
    let doc_no = heading.doc_no.as_deref().unwrap_or_default();
    let region = heading
        .region
        .as_deref()
        .map(|r| format!("（{r}）"))
        .unwrap_or_default();
    let unread = match import.tiers_missing() {
        0 => String::new(),
        n => format!("；另有{n}档没有读全，不参与核算"),
    };
    format!(
        "《{}》{doc_no}  {}起施行  {}{region}\n按{}版式读到{}项、{}档；{}项已对应违法行为{unread}",
        heading.title,
        heading.from,
        document_layer(heading.layer),
        layout(import.layout),
        import.items(),
        import.tiers(),
        import.linked(),
    )
}

fn layout(layout: crate::reader::Layout) -> &'static str {
    match layout {
        crate::reader::Layout::Articles => "逐条",
        crate::reader::Layout::Table => "表格",
        crate::reader::Layout::List => "清单",
        crate::reader::Layout::Prose => "段落",
    }
}

/// A remark on the import of one item.
pub fn reading_note(note: &crate::reader::assemble::Note) -> String {
    let tier = note
        .tier
        .as_deref()
        .map(|t| format!("“{t}”"))
        .unwrap_or_default();
    format!(
        "第{}项{tier}（{}）：{} [{}]",
        note.item, note.place, note.message, note.code
    )
}

/// A piece of text and where it stands.
pub fn passage(place: &str, text: &str) -> String {
    format!("{place}：{text}")
}

/// Reviews that an import kept.
pub fn reviews_kept(items: &[String]) -> String {
    format!("沿用以前核对过的{}项：{}", items.len(), items.join("、"))
}

/// Reviews that no longer fit the document.
pub fn reviews_outdated(items: &[String]) -> String {
    format!(
        "以前核对过而原文已改动或者删去的{}项，须重新核对：{}",
        items.len(),
        items.join("、")
    )
}

/// 原文：涉及3人以下的；处二万元以下的罚款〔文件.docx，第3页〕.
pub fn wording(printed: &[&str], file: Option<&str>, place: Option<&str>) -> String {
    let ends: &[char] = &['。', '；', ';'];
    let printed: Vec<&str> = printed.iter().map(|p| p.trim_end_matches(ends)).collect();
    let whence: Vec<&str> = [file, place].into_iter().flatten().collect();
    let whence = match whence.as_slice() {
        [] => String::new(),
        _ => format!("〔{}〕", whence.join("，")),
    };
    format!("原文：{}{whence}", printed.join("；"))
}

// Differences between benchmarks.
pub const DIFF_ADDED: &str = "新增";
pub const DIFF_REMOVED: &str = "删去";
pub const DIFF_CHANGED: &str = "变动";
pub const DIFF_FROM: &str = "施行日期";
pub const DIFF_UNTIL: &str = "失效日期";
pub const DIFF_NUMBER: &str = "编号";
pub const DIFF_TITLE: &str = "名称";
pub const DIFF_LABEL: &str = "阶次名称";
pub const DIFF_MISSING: &str = "未载入的档";

pub fn diff_item(what: &str, no: &str, title: &str, offence: &str) -> String {
    format!("{what} {no}  {title}  [{offence}]")
}

pub fn diff_counts(added: usize, removed: usize, changed: usize, same: usize) -> String {
    format!("新增 {added} 项，删去 {removed} 项，变动 {changed} 项，相同 {same} 项")
}

pub fn diff_change(what: &str, old: &str, new: &str) -> String {
    format!("{what}：{old} → {new}")
}

pub fn diff_tier(label: &str, content: &str) -> String {
    format!("{label}：{content}")
}

pub fn diff_tier_added(label: &str, content: &str) -> String {
    format!("新增{label}：{content}")
}

pub fn diff_tier_removed(label: &str, content: &str) -> String {
    format!("删去{label}：{content}")
}

pub fn diff_rank(label: &str) -> String {
    format!("{label}的次序")
}

pub fn diff_condition(label: &str) -> String {
    format!("{label}的条件")
}

pub fn diff_bound(label: &str, fact: &str) -> String {
    format!("{label}的条件 {fact}")
}

pub fn diff_text(label: &str) -> String {
    format!("{label}的条件原文有改动，结构未变")
}

pub fn diff_amount(label: &str, who: &str, stage: &str) -> String {
    format!("{label}对{who}·{stage}的罚款")
}

pub fn diff_penalties(label: &str, stage: &str) -> String {
    format!("{label}·{stage}的其他处罚")
}

// Past decisions under two benchmarks.

pub fn replay_head(from: &str, to: &str, decisions: usize) -> String {
    format!("{from} → {to}：核对决定 {decisions} 件")
}

pub fn replay_counts(ranges: usize, verdicts: usize) -> String {
    format!("合法幅度变动 {ranges} 件，结论变动 {verdicts} 件")
}

pub fn replay_verdict(verdict: &str, old: usize, new: usize) -> String {
    format!("  {verdict} {old} 件 → {new} 件")
}

pub fn replay_decision(
    case_no: &str,
    offence: &str,
    subject: crate::law::Subject,
    fine: Option<crate::law::Fen>,
) -> String {
    let who = crate::assess::words::subject(subject);
    let fine = fine.map_or_else(|| NONE.to_owned(), |f| f.to_string());
    format!("{case_no}  {offence}  {who}  罚款 {fine}")
}

pub fn replay_range(
    old: Option<crate::law::FenRange>,
    new: Option<crate::law::FenRange>,
) -> String {
    let words = |r: Option<crate::law::FenRange>| {
        r.map_or_else(|| "数额未知".to_owned(), |r| r.to_string())
    };
    format!("    幅度：{} → {}", words(old), words(new))
}

pub fn replay_change(old: &str, new: &str) -> String {
    format!("    结论：{old} → {new}")
}

// Inspection caps.

pub fn cap_plan(title: Option<&str>, doc_no: &str, year: u16, region: &str) -> String {
    let title = title.map(|t| format!("《{t}》")).unwrap_or_default();
    format!("涉企检查频次上限  {title}{doc_no}  {year}年度  地区 {region}")
}

pub fn cap_row(category: &str, per_year: u32) -> String {
    format!("{category} {per_year} 次")
}

pub fn cap_group(who: &str, rows: &[String]) -> String {
    format!("{who}（每户每年）：{}", rows.join("，"))
}

pub fn at_risk(domain: &str, risk: crate::law::cap::Risk) -> String {
    match risk {
        crate::law::cap::Risk::High => format!("{domain}·高危"),
        crate::law::cap::Risk::Normal => format!("{domain}·非高危"),
    }
}

pub const WOULD_CHANGE: &str = "与已导入的相比";

/// One finding of lint about an imported pack.
pub fn lint_finding(finding: &crate::packs::Diagnostic) -> String {
    let severity = match finding.severity {
        crate::packs::Severity::Error => "错误",
        crate::packs::Severity::Warning => "注意",
        crate::packs::Severity::Note => "提示",
    };
    let remedy = &finding.remedy;
    let remedy = if remedy.is_empty() {
        String::new()
    } else {
        format!("（{remedy}）")
    };
    format!("{severity} {}{remedy} [{}]", finding.message, finding.code)
}

/// Findings of a kind that are not listed one by one.
pub fn more_findings(code: &str, count: usize) -> String {
    format!("[{code}] 另有{count}处，加 --all 全部列出")
}

pub const BESIDE: &str = "事项以外的文字";

/// What was read of a list.
pub fn list_read(title: &str, items: usize, linked: usize) -> String {
    format!("《{title}》\n按清单版式读到{items}项；{linked}项已对应违法行为")
}

/// A remark on an item of a list.
pub fn list_note(no: &str, place: &str, message: &str) -> String {
    format!("第{no}项（{place}）：{message}")
}

/// The structure of a condition beside its printed wording.
pub fn read_as(condition: &str) -> String {
    format!("    读作：{condition}")
}

// 核查意见。

/// What was done with a finding.
pub const DISMISSED: &str = "排除";
/// What was done with a finding.
pub const CONFIRMED: &str = "确认";
/// What was done with a finding.
pub const REOPENED: &str = "重新打开";
/// How a finding stands.
pub const IS_DISMISSED: &str = "已排除";
/// How a finding stands.
pub const IS_CONFIRMED: &str = "已确认";
/// How a finding stands.
pub const DATA_CHANGED: &str = "数据已变";

// The table of past decisions.

/// An amount of a decision.
pub const ILLEGAL_GAIN: &str = "违法所得";
/// An amount of a decision.
pub const GOODS_VALUE: &str = "货值金额";
/// An amount of a decision.
pub const ANNUAL_INCOME: &str = "上一年年收入";

/// A teaching example, in a cell.
pub const TEACHING_CELL: &str = "教学示例";

/// The heading of a column on screen.
pub fn column(column: crate::report::table::Column) -> &'static str {
    use crate::report::table::Column;
    match column {
        Column::Decided => "日期",
        Column::Offence => "案由",
        Column::Subject => "对象",
        Column::Fine => "罚款",
        Column::Remark => "备注",
        Column::Authority => "机关",
        Column::CaseNo => "文号",
        Column::Party => "当事人",
        Column::Domain => "领域",
        Column::Stage => "阶段",
        Column::Circumstances => "情节",
        Column::Basis => "依据",
        Column::Tier => "阶次",
        Column::Region => "地区",
        Column::Acted => "行为日期",
        Column::Others => "其他处罚",
        Column::Gain => ILLEGAL_GAIN,
        Column::Goods => GOODS_VALUE,
        Column::Income => "年收入",
    }
}

/// Other words for a column.
pub fn column_words(column: crate::report::table::Column) -> &'static [&'static str] {
    use crate::report::table::Column;
    match column {
        Column::Decided => &["决定日期", "处罚日期", "date"],
        Column::Offence => &["违法行为"],
        Column::Subject => &["当事人类别"],
        Column::Fine => &["金额", "罚款金额", "结果", "处理结果"],
        Column::Authority => &["处罚机关"],
        Column::CaseNo => &["决定书文号", "案号"],
        Column::Party => &["相对人"],
        Column::Stage => &["违法阶段"],
        Column::Basis => &["处罚依据"],
        Column::Tier => &["裁量阶次"],
        Column::Region => &["行政区划"],
        Column::Acted => &["违法日期"],
        Column::Goods => &["货值"],
        Column::Income => &[ANNUAL_INCOME],
        Column::Remark | Column::Domain | Column::Circumstances | Column::Others | Column::Gain => {
            &[]
        }
    }
}

/// The headings of a column in a file, as ledgers have them.
pub fn headings(column: crate::report::table::Column) -> &'static [&'static str] {
    use crate::report::table::Column;
    match column {
        Column::Decided => &["处罚决定日期"],
        Column::Offence => &["案由"],
        Column::Subject => &["当事人类别"],
        Column::Fine => &["处罚类别", "罚款(元)"],
        Column::Remark => &["备注"],
        Column::Authority => &["处罚机关"],
        Column::CaseNo => &["决定书文号"],
        Column::Party => &["当事人"],
        Column::Domain => &["领域"],
        Column::Stage => &["违法阶段"],
        Column::Circumstances => &["情节"],
        Column::Basis => &["处罚依据"],
        Column::Tier => &["裁量阶次"],
        Column::Region => &["行政区划代码"],
        Column::Acted => &["违法行为发生日期"],
        Column::Others => &["其他处罚"],
        Column::Gain => &["违法所得(元)"],
        Column::Goods => &["货值金额(元)"],
        Column::Income => &["上一年年收入(元)"],
    }
}
