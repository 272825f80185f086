//! Text measured in terminal columns: width, wrapping, truncation, padding.
//!
//! The only file that slices strings: every offset comes from the grapheme or line segmenter.
//! Widths are those ratatui paints with, so a string that fits here fits on screen.
#![expect(
    clippy::string_slice,
    reason = "offsets come from the segmenters, so they lie on boundaries"
)]

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellWidth};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

/// What stands in for the cut-off end of a text; plain ASCII, so its width is never in doubt.
pub const ELLIPSIS: &str = "..";

/// Returns the columns one grapheme takes; control characters are not painted and take none.
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        0
    } else {
        usize::from(grapheme.cell_width())
    }
}

/// Returns the columns of a character that is a grapheme of its own among its like; none for others.
///
/// Nearly all of what the screens say is made of these, and for them no segmenter is needed.
pub fn lone_width(c: char) -> Option<usize> {
    match c {
        ' '..='~' | '\u{2010}'..='\u{2027}' | '\u{2460}'..='\u{2473}' => Some(1),
        '\u{3000}'..='\u{3029}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}' => Some(2),
        _ => None,
    }
}

/// Returns the columns `s` takes on screen.
pub fn width(s: &str) -> usize {
    let lone = s.chars().try_fold(0, |used, c| Some(used + lone_width(c)?));
    lone.unwrap_or_else(|| s.graphemes(true).map(grapheme_width).sum())
}

/// Returns the longest prefix of `s` that fits `columns`.
pub fn prefix(s: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, piece) in pieces(s) {
        used += piece;
        if used > columns {
            return &s[..at];
        }
    }
    s
}

/// Returns where the graphemes of `s` begin and how many columns they take.
fn pieces(s: &str) -> impl Iterator<Item = (usize, usize)> {
    let is_lone = s.chars().all(|c| lone_width(c).is_some());
    let lone = s.char_indices().filter(move |_| is_lone);
    let lone = lone.map(|(at, c)| (at, lone_width(c).unwrap_or(0)));
    let segmented = if is_lone { "" } else { s };
    let graphemes = segmented.grapheme_indices(true);
    lone.chain(graphemes.map(|(at, grapheme)| (at, grapheme_width(grapheme))))
}

/// Returns the longest suffix of `s` that fits `columns`.
pub fn suffix(s: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in s.grapheme_indices(true).rev() {
        used += grapheme_width(grapheme);
        if used > columns {
            return &s[at + grapheme.len()..];
        }
    }
    s
}

/// Shortens `s` to `columns`, marking a cut with `..`.
pub fn truncate(s: &str, columns: usize) -> String {
    cut(s, columns).0.into_owned()
}

/// Returns what of `s` is shown in `columns`, and how many columns it takes.
fn cut(s: &str, columns: usize) -> (Cow<'_, str>, usize) {
    let whole = width(s);
    if whole <= columns {
        return (Cow::Borrowed(s), whole);
    }
    let kept = prefix(s, columns.saturating_sub(ELLIPSIS.len()));
    let dots = &ELLIPSIS[..columns.min(ELLIPSIS.len())];
    (
        Cow::Owned(format!("{kept}{dots}")),
        width(kept) + dots.len(),
    )
}

/// Shortens or pads `s` on the right to exactly `columns`.
pub fn pad(s: &str, columns: usize) -> String {
    let mut cell = String::new();
    push_padded(&mut cell, s, columns);
    cell
}

/// Adds `s` to `line`, shortened or padded on the right to exactly `columns`.
pub fn push_padded(line: &mut String, s: &str, columns: usize) {
    let (shown, taken) = cut(s, columns);
    line.push_str(&shown);
    line.extend(std::iter::repeat_n(' ', columns.saturating_sub(taken)));
}

/// Shortens or pads `s` on the left to exactly `columns`, for figures.
pub fn pad_left(s: &str, columns: usize) -> String {
    let mut cell = String::new();
    push_padded_left(&mut cell, s, columns);
    cell
}

/// Adds `s` to `line`, shortened or padded on the left to exactly `columns`.
pub fn push_padded_left(line: &mut String, s: &str, columns: usize) {
    let (shown, taken) = cut(s, columns);
    line.extend(std::iter::repeat_n(' ', columns.saturating_sub(taken)));
    line.push_str(&shown);
}

/// Replaces what would not be painted (line ends, tabs, control characters) by spaces.
pub fn single_line(s: &str) -> String {
    s.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Wraps `s` to `columns` by UAX #14; no line starts with closing punctuation.
///
/// A grapheme wider than `columns` gets a line of its own. An empty text is one empty line.
pub fn wrap(s: &str, columns: usize) -> Vec<&str> {
    let (mut lines, mut start, mut last) = (Vec::new(), 0, 0);
    // 从 start 到 last 的宽度随段累计，免得每处可断的地方都从行首量起。
    let mut used = 0;
    for (at, kind) in linebreaks(s) {
        if used + width(s[last..at].trim_end()) > columns && last > start {
            lines.push(s[start..last].trim_end());
            (start, used) = (last, 0);
        }
        while used + width(s[last..at].trim_end()) > columns {
            let cut = start + hard_cut(&s[start..at], columns);
            lines.push(&s[start..cut]);
            (start, last, used) = (cut, cut, 0);
        }
        used += width(&s[last..at]);
        last = at;
        if kind == BreakOpportunity::Mandatory && start < at {
            lines.push(s[start..at].trim_end());
            (start, used) = (at, 0);
        }
    }
    if lines.is_empty() {
        lines.push("");
    }
    lines
}

/// Returns the byte length of the longest prefix that fits, at least one grapheme.
fn hard_cut(s: &str, columns: usize) -> usize {
    let fitting = prefix(s, columns).len();
    if fitting > 0 {
        return fitting;
    }
    s.graphemes(true).next().map_or(s.len(), str::len)
}

/// Returns the byte offset of the grapheme boundary before `at`.
pub fn previous_boundary(s: &str, at: usize) -> usize {
    s[..at]
        .grapheme_indices(true)
        .next_back()
        .map_or(0, |(i, _)| i)
}

/// Returns the byte offset of the grapheme boundary after `at`.
pub fn next_boundary(s: &str, at: usize) -> usize {
    s[at..]
        .graphemes(true)
        .next()
        .map_or(s.len(), |g| at + g.len())
}

/// Returns the start of the word that ends at `at`, for deleting a word.
pub fn word_start(s: &str, at: usize) -> usize {
    s[..at]
        .split_word_bound_indices()
        .rev()
        .find(|(_, word)| !word.trim().is_empty())
        .map_or(0, |(i, _)| i)
}

/// Splits `s` at a byte offset that lies on a grapheme boundary.
pub fn split(s: &str, at: usize) -> (&str, &str) {
    s.split_at(at)
}

/// Returns what a buffer shows, wide glyphs once, line ends trimmed.
pub fn of_buffer(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let (mut line, mut x) = (String::new(), buffer.area.left());
        while x < buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(width(symbol)).unwrap_or(1).max(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(width("安全abc，"), 9);
        assert_eq!(width("a\u{7}b"), 2);
    }

    #[test]
    fn truncation_ends_in_two_dots_and_never_overflows() {
        assert_eq!(truncate("特种作业人员", 12), "特种作业人员");
        assert_eq!(truncate("特种作业人员", 11), "特种作业..");
        assert_eq!(truncate("特种作业人员", 2), "..");
        assert_eq!(truncate("特种作业人员", 1), ".");
        assert_eq!(truncate("特种作业人员", 0), "");
    }

    #[test]
    fn padding_fills_an_odd_remainder_with_a_space() {
        assert_eq!(pad("特种作业", 7), "特种.. ");
        assert_eq!(pad("特", 5), "特   ");
        assert_eq!(pad_left("5万", 6), "   5万");
    }

    #[test]
    fn wrapping_keeps_closing_punctuation_off_the_line_start() {
        let s =
            "依据《安全生产法》第九十七条第一款第三项的规定，责令限期改正，处十万元以下的罚款。";
        for columns in 12..60 {
            for line in wrap(s, columns) {
                assert!(width(line) <= columns, "{columns}: {line}");
                assert!(
                    !line.starts_with(['，', '。', '》', '、', '）']),
                    "{columns}: {line}"
                );
            }
        }
    }

    #[test]
    fn wrapping_honours_line_ends_and_empty_text() {
        assert_eq!(wrap("", 10), vec![""]);
        assert_eq!(wrap("一\n\n二", 10), vec!["一", "", "二"]);
        assert_eq!(wrap("宽", 1), vec!["宽"]);
    }

    #[test]
    fn deleting_a_word_skips_the_space_before_it() {
        assert_eq!(word_start("abc def ", 8), 4);
        assert_eq!(word_start("", 0), 0);
    }

    #[test]
    fn lone_characters_are_graphemes_of_the_width_they_are_painted_with() {
        let lone = ('\0'..=char::MAX).filter_map(|c| Some((c, lone_width(c)?)));
        for (c, columns) in lone {
            for beside in ['a', '安', '，', '①', '—', c] {
                let pair = [beside, c, beside].iter().collect::<String>();
                assert_eq!(pair.graphemes(true).count(), 3, "{c:?} beside {beside:?}");
            }
            assert_eq!(usize::from(c.to_string().cell_width()), columns, "{c:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn a_text_is_as_wide_as_its_graphemes(s in "([a-z 安全生产法，。①—“”]|\\PC){0,40}", columns in 0_usize..40) {
            prop_assert_eq!(width(&s), s.graphemes(true).map(grapheme_width).sum::<usize>());
            let mut fitting = String::new();
            for grapheme in s.graphemes(true) {
                if width(&fitting) + grapheme_width(grapheme) > columns {
                    break;
                }
                fitting.push_str(grapheme);
            }
            prop_assert_eq!(prefix(&s, columns), fitting);
        }

        #[test]
        fn wrapped_lines_fit_and_lose_only_white_space(s in "[a-z 安全生产法，。《》（）第0-9\n“”]{0,80}", columns in 2_usize..40) {
            let lines = wrap(&s, columns);
            for line in &lines {
                prop_assert!(width(line) <= columns);
            }
            let squeeze = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeeze(&lines.concat()), squeeze(&s));
        }

        #[test]
        fn padded_cells_are_exact(s in "\\PC{0,40}", columns in 0_usize..40) {
            prop_assert_eq!(width(&pad(&s, columns)), columns);
            prop_assert_eq!(width(&pad_left(&s, columns)), columns);
            prop_assert!(width(&truncate(&s, columns)) <= columns);
        }

        #[test]
        fn prefix_and_suffix_fit(s in "\\PC{0,40}", columns in 0_usize..40) {
            prop_assert!(width(prefix(&s, columns)) <= columns);
            prop_assert!(width(suffix(&s, columns)) <= columns);
        }

        #[test]
        fn boundaries_are_inverse(s in "[ab安e\u{301}👩‍👩‍👧]{0,12}") {
            let mut at = 0;
            while at < s.len() {
                let next = next_boundary(&s, at);
                prop_assert_eq!(previous_boundary(&s, next), at);
                at = next;
            }
        }
    }
}
