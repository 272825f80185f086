//! The label of a tier at the head of a text: 第一阶次, 一档, Ⅱ级, B., 较重.

/// The units after a number that make it the label of a tier.
const TIER_UNITS: [&str; 9] = [
    "裁量阶次",
    "阶次",
    "档次",
    "等次",
    "裁量档",
    "档",
    "级",
    "阶",
    "类",
];
/// Labels that are words of degree, longest first.
const DEGREES: [&str; 18] = [
    "特别严重",
    "情节特别严重",
    "情节较轻",
    "情节轻微",
    "情节一般",
    "情节较重",
    "情节严重",
    "基础裁量",
    "轻微",
    "较轻",
    "一般",
    "较重",
    "严重",
    "从轻",
    "从重",
    "减轻",
    "不予",
    "特重",
];
/// What may follow a word of degree within the label.
const DEGREE_TAILS: [&str; 9] = [
    "违法行为",
    "违法情节",
    "违法程度",
    "违法",
    "情节",
    "情形",
    "程度",
    "裁量",
    "处罚",
];

/// The label of a tier at the head of a text, and what follows it.
pub fn tier_label(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let rest = ordinal(text)
        .or_else(|| letter(text))
        .or_else(|| degree(text))?;
    let label = text.strip_suffix(rest)?.trim();
    let bare =
        rest.trim_start_matches([' ', '　', '：', ':', '.', '．', '、', '，', ',', ')', '）']);
    Some((label, bare))
}

fn separated(rest: &str) -> bool {
    rest.is_empty()
        || rest.starts_with([
            ' ', '　', '：', ':', '.', '．', '、', '，', ',', ')', '）', '\n', '（', '(',
        ])
        || rest.starts_with("适用")
}

fn ordinal(text: &str) -> Option<&str> {
    let number = text.strip_prefix('第').unwrap_or(text);
    let rest = number
        .trim_start_matches(|c: char| "一二三四五六七八九十ⅠⅡⅢⅣⅤⅥIV".contains(c) || c.is_numeric());
    if rest.len() == number.len() {
        return None;
    }
    let roman = number.starts_with(['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ', 'I', 'V']);
    match TIER_UNITS.iter().find_map(|unit| rest.strip_prefix(unit)) {
        Some(after) => (text.starts_with('第') && !after.starts_with('别') || separated(after))
            .then_some(after),
        None => (roman && separated(rest)).then_some(rest),
    }
}

fn letter(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(|c: char| matches!(fold_letter(c), 'A'..='H'))?;
    let rest = ["档次", "档", "级", "类", "阶次"]
        .iter()
        .find_map(|unit| rest.strip_prefix(unit))
        .unwrap_or(rest);
    separated(rest).then_some(rest)
}

fn fold_letter(c: char) -> char {
    match c {
        'Ａ'..='Ｚ' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn degree(text: &str) -> Option<&str> {
    let rest = DEGREES.iter().find_map(|word| text.strip_prefix(word))?;
    let rest = DEGREE_TAILS
        .iter()
        .find_map(|tail| rest.strip_prefix(tail))
        .unwrap_or(rest);
    let ends =
        rest.is_empty() || rest.starts_with([' ', '　', '：', ':', '.', '．', '\n', '（', '(']);
    (ends || rest.starts_with("适用条件")).then_some(rest)
}

/// Whether a line begins with 第N阶次.
pub fn is_ordinal(text: &str) -> bool {
    tier_label(text).is_some_and(|(label, _)| label.starts_with('第') && label.ends_with("阶次"))
}
