//! The words by which the parts of a benchmark are known.

/// What a heading inside an item or over a column announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Number.
    No,
    /// The offence.
    Title,
    /// The duty violated.
    Duty,
    /// The citation behind the penalty.
    Basis,
    /// Tier label; over a block: the tiers follow.
    Tier,
    /// Condition of a tier.
    Condition,
    /// Penalty of a tier.
    Standard,
    /// Condition and penalty in one.
    Both,
    /// Anything else that is kept under its heading.
    Other,
}

/// Full-width letters, digits and brackets as ASCII; white space left out.
pub fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '〔' | '【' => '[',
            '〕' | '】' => ']',
            c => c,
        })
        .collect()
}

/// Whether a text holds one of some words, given with blanks between them.
pub fn has(text: &str, words: &str) -> bool {
    words.split(' ').any(|word| text.contains(word))
}

/// What the heading of a column announces; `None` when it is no heading known.
pub fn column(text: &str) -> Option<Part> {
    let text = fold(text);
    if text.is_empty() || text.chars().count() > 24 || has(&text, "。 ; 处罚款") {
        return None;
    }
    let text = text.as_str();
    if matches!(
        text,
        "序号" | "编号" | "号" | "项次" | "项目序号" | "事项序号" | "条目" | "No." | "NO"
    ) {
        return Some(Part::No);
    }
    if has(
        text,
        "备注 监管措施 职权编码 实施主体 处罚机关 执法层级 处罚种类",
    ) {
        return Some(Part::Other);
    }
    if has(text, "条件 情形 情节") && has(text, "标准 幅度 基准 处罚裁量") {
        return Some(Part::Both);
    }
    if has(text, "依据 法律规定 违反条款 违反规定 法条 罚则 条款") {
        if has(text, "不予 从轻 减轻 免予 免罚") {
            return Some(Part::Other);
        }
        let duty =
            has(text, "法律规定 违法依据 认定 违反 义务 禁止 违则") && !has(text, "处罚依据 罚则");
        return Some(if duty { Part::Duty } else { Part::Basis });
    }
    if has(text, "阶次 档次 等次 裁量等级 裁量阶 程度 档级 裁量档") {
        return Some(Part::Tier);
    }
    if has(text, "标准 基准 裁量幅度 处罚幅度 罚款幅度 幅度 裁量结果") {
        return Some(Part::Standard);
    }
    if has(text, "条件 情形 情节 裁量因素 违法事实 违法后果") {
        return Some(Part::Condition);
    }
    if has(
        text,
        "违法行为 违法事项 事项名称 处罚事项 事项 案由 处罚名称",
    ) {
        return Some(Part::Title);
    }
    None
}

/// Headings that name the tier when another column holds the penalty, or the condition: 裁量幅度, 情节.
pub fn may_be_tier(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "裁量幅度" | "情节" | "违法情节" | "裁量情节" | "情节轻重" | "裁量基准" | "幅度"
    )
}

/// The headings of blocks.
const BLOCKS: [(Part, &str); 6] = [
    (
        Part::Duty,
        "认定违法行为的依据 认定违法行为依据 认定依据 违法依据 法律规定 违反规定 违反条款 违法行为认定依据 违则 \
         义务条款 禁止性规定 义务性规定",
    ),
    (
        Part::Basis,
        "作出处罚决定的依据 作出处罚决定依据 处罚依据 法定依据 法律依据 设定依据 实施依据 处罚决定依据 罚则 \
         行政处罚依据",
    ),
    (Part::Other, "实施主体 执法主体 处罚主体 实施机关 备注"),
    (
        Part::Tier,
        "裁量基准 裁量标准 裁量阶次 裁量档次 裁量幅度 处罚裁量基准 处罚裁量标准 裁量阶次、适用条件和具体标准 \
         违法行为情形和处罚基准 裁量权基准 自由裁量基准",
    ),
    (
        Part::Condition,
        "适用条件 适用情形 违法情形 违法情节 违法行为的表现情形 表现情形 裁量情形",
    ),
    (
        Part::Standard,
        "具体标准 处罚标准 处罚基准 处罚幅度 罚款幅度 裁量结果",
    ),
];

/// What the heading of a block announces. `sure` when it is numbered or bracketed, so that wordings
/// near the known ones are taken for it too.
pub fn block(head: &str, sure: bool) -> Option<Part> {
    let head = fold(head);
    if head.is_empty() || head.chars().count() > 24 || has(&head, ", 。 《 第 ; 的,") {
        return None;
    }
    let head = head.as_str();
    let exact = BLOCKS
        .iter()
        .find(|(_, words)| words.split(' ').any(|word| word == head))
        .map(|(part, _)| *part);
    if exact.is_some() || !sure {
        return exact;
    }
    if has(head, "裁量 阶次 档次") && has(head, "阶次 档次 基准 标准 幅度 等次")
        || has(head, "情形和 条件和 条件及 条件与")
    {
        Some(Part::Tier)
    } else if has(head, "主体 实施机关 执法机关 处罚机关 备注") {
        Some(Part::Other)
    } else if has(head, "依据 规定 条款") {
        let duty = has(head, "认定 违法行为 违法依据 违反 义务 禁止 法律规定")
            && !has(head, "处罚决定 处罚依据");
        Some(if duty { Part::Duty } else { Part::Basis })
    } else {
        None
    }
}

/// The headings that may stand in the middle of a line, longest first.
pub const INLINE: [&str; 8] = [
    "认定违法行为的依据",
    "作出处罚决定的依据",
    "违法行为的表现情形",
    "裁量阶次、适用条件和具体标准",
    "实施主体",
    "适用条件",
    "具体标准",
    "处罚基准",
];

/// After these a heading is no heading but a member of an enumeration.
pub fn joins(c: char) -> bool {
    matches!(
        c,
        '、' | '和' | '及' | '与' | '的' | '合' | '按' | '照' | '“' | '"' | '《' | '符'
    )
}

/// `违法行为：…` at the head of an item; the text behind it.
pub fn offence_head(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let text = text
        .strip_prefix(['【', '[', '［', '〔'])
        .unwrap_or(text)
        .trim_start();
    let rest = [
        "违法行为名称",
        "违法行为种类",
        "违法行为",
        "违法事项",
        "事项名称",
    ]
    .iter()
    .find_map(|word| text.strip_prefix(word))?
    .trim_start();
    let closed = rest.strip_prefix(['】', ']', '］', '〕']);
    let rest = closed.unwrap_or(rest).trim_start();
    match rest.strip_prefix(['：', ':']) {
        Some(rest) => Some(rest.trim()),
        None => closed.map(|_| rest.trim()),
    }
}

/// Whether a line ends the way titles of items do.
pub fn ends_as_offence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['。', '：', ':']);
    text.ends_with("违法行为") || TITLE_ENDS.iter().any(|end| text.ends_with(end))
}

/// How titles of items end.
pub const TITLE_ENDS: [&str; 6] = [
    "违法行为的行政处罚裁量权基准",
    "违法行为的行政处罚裁量基准",
    "的行政处罚裁量权基准",
    "的行政处罚裁量基准",
    "的裁量权基准",
    "的违法行为",
];

/// A title without its stop and without 的违法行为.
pub fn title(text: &str) -> String {
    let mut text = text
        .trim()
        .trim_start_matches(['：', ':', '.', '．', '、'])
        .trim_end_matches(['。', '；', '：'])
        .trim();
    for end in TITLE_ENDS {
        if let Some(rest) = text.strip_suffix(end).filter(|rest| !rest.is_empty()) {
            text = rest;
        }
    }
    text.trim().to_owned()
}

/// Whether a line is a note that stands outside the items.
pub fn is_note(text: &str) -> bool {
    let text = fold(text);
    let head = [
        "注:",
        "备注:",
        "说明:",
        "注1",
        "附:",
        "附件",
        "附则",
        "附注",
        "填表说明",
        "适用说明",
        "本表",
    ];
    head.iter().any(|h| text.starts_with(h))
        || (["本标准", "本基准", "本清单", "本规定", "本细则"]
            .iter()
            .any(|h| text.starts_with(h)))
}

/// Whether a row across a table or a line is the heading of a section.
pub fn is_section(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().count() <= 60 && !text.ends_with(['。', '；', ';', '，'])
}

/// Whether a text that stands alone in the offence column names a law or a group.
pub fn names_group(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['》', '）', ')']);
    ["法", "条例", "办法", "规定", "规程", "类", "领域", "部分"]
        .iter()
        .any(|end| text.ends_with(end))
}

/// Whether a title names a document.
pub fn is_document_title(text: &str) -> bool {
    let text = fold(text);
    let count = text.chars().count();
    (6..=90).contains(&count)
        && !text.ends_with(['。', ';', '，', ',', ':'])
        && has(&text, "基准 清单 标准 规定 细则 办法 手册 裁量")
        && !text.starts_with(['(', '第', '一', '二'])
}

/// Whether a title is cut off in the middle and goes on in the next line.
pub fn is_title_end(text: &str) -> bool {
    let text = fold(text);
    let mut text = text.as_str();
    if let Some((head, _)) = text
        .rsplit_once('(')
        .filter(|(_, tail)| tail.ends_with(')'))
    {
        text = head;
    }
    [
        "基准", "清单", "标准", "规定", "细则", "办法", "手册", "通知", "表",
    ]
    .iter()
    .any(|end| text.trim_end_matches('》').ends_with(end))
        || text.ends_with(')')
}

/// Whether a line may be the title of an item: it names an act and lays down no penalty.
pub fn may_be_title(text: &str) -> bool {
    let text = text.trim();
    (2..=200).contains(&text.chars().count()) && !has(text, "罚款 责令")
}

/// Whether a line is a page number.
pub fn is_page_number(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_numeric() || c.is_whitespace() || "-—－–第页共/·".contains(c))
}

/// Whether a text breaks off inside 第N… , so that the number behind it is no mark of its own.
pub fn breaks_number(before: &str) -> bool {
    before.ends_with(|c: char| c.is_numeric() || matches!(c, '(' | '（' | '第'))
}

/// A printed basis ends with one of these.
pub const ENDS_BASIS: &str = ")）》条款项";
