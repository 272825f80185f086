//! Marks and words by which lines are told apart, and what is said about a PDF.

/// Marks that do not end a line.
const OPENING: &str = "“‘（(《〈【［[「『〔{";
/// Marks that do not begin a line.
const CLOSING: &str = "，。、；：！？）)》〉】］]」』〕}”’,.;:!?%％…·";
/// Ends of a sentence.
const ENDS: &str = "。；：！？;:!?";
/// Digits of Chinese numerals.
const NUMERALS: &str = "〇零一二三四五六七八九十百千";
/// What an article and its like are counted in.
const UNITS: &str = "条章节编款项部";

/// A kind of file.
pub const LOCKED: &str = "加密的PDF，需要口令";
/// A kind of file.
pub const TOO_MANY_PAGES: &str = "页数过多的PDF";

/// Whether a mark may not end a line.
pub fn opens(c: char) -> bool {
    OPENING.contains(c)
}

/// Whether a mark may not begin a line.
pub fn closes(c: char) -> bool {
    CLOSING.contains(c)
}

/// Whether a mark binds what stands before it to what stands behind it.
pub fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’')
}

/// Whether a text ends a sentence, closing quotes and brackets aside.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '）', ')', '》', '」', '』'])
        .ends_with(|c| ENDS.contains(c))
}

/// Whether a text begins as an article, item or point does: 第三条, 一、, （二）, 3., (4), ①, A.
pub fn begins_item(text: &str) -> bool {
    let is_number = |c: char| NUMERALS.contains(c) || c.is_ascii_digit();
    let mut rest = text.chars().peekable();
    let Some(first) = rest.next() else {
        return false;
    };
    let number = |rest: &mut std::iter::Peekable<std::str::Chars<'_>>| {
        let mut count = 0;
        while rest.next_if(|c| is_number(*c)).is_some() {
            count += 1;
        }
        (1..=6).contains(&count)
    };
    match first {
        '第' => number(&mut rest) && rest.next().is_some_and(|c| UNITS.contains(c)),
        '（' | '(' => number(&mut rest) && matches!(rest.next(), Some('）' | ')')),
        '①'..='⑳' | '●' | '•' | '■' | '◆' => true,
        'A'..='Z' => matches!(rest.next(), Some('.' | '、' | '．' | ':' | '：')),
        c if is_number(c) => {
            number(&mut rest);
            match rest.next() {
                Some('、' | '．') => true,
                Some('.') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
                _ => false,
            }
        }
        _ => false,
    }
}

/// The short label a text begins with, as in 适用条件:.
pub fn label(text: &str) -> Option<String> {
    let begin: Vec<char> = text.chars().take(9).collect();
    let end = begin.iter().position(|c| matches!(c, '：' | ':'))?;
    let label = begin.get(..end)?;
    let is_label =
        (2..=8).contains(&end) && label.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    is_label.then(|| label.iter().collect())
}

/// The labels that stand within a text, behind a full stop.
pub fn labels_within(text: &str) -> impl Iterator<Item = String> {
    text.split('。')
        .skip(1)
        .filter_map(|text| label(text.trim_start()))
}

/// Whether a line in the margin is a number of a page: 3, - 3 -, 第 3 页 共 9 页, 3/9.
pub fn is_page_number(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text
        .chars()
        .all(|c| c.is_ascii_digit() || "-—–－―~·./第页共,，Page of".contains(c));
    (1..=8).contains(&digits) && others
}
