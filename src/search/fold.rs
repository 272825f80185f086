//! Folding: one spelling for what people type in many. Idempotent.

/// Folds width, case, brackets, dashes and circled numbers: `９７（３）`, `97③` → `97(3)`.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match enclosed_number(c) {
            Some(n) => out.extend(["(", n.to_string().as_str(), ")"]),
            None => out.extend(fold_char(c).to_lowercase()),
        }
    }
    out
}

/// Folds one character to one character, so that positions in a title are kept.
pub(super) fn fold_char(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => narrow(c),
        '\u{3000}' => ' ',
        '[' | '{' | '\u{3010}' | '\u{3014}' => '(',
        ']' | '}' | '\u{3011}' | '\u{3015}' => ')',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        'ü' | 'Ü' => 'v',
        _ if c.is_whitespace() => ' ',
        _ => lower(c),
    }
}

/// Says whether `c` is ignored when words are compared: punctuation and spaces.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Folds `text` and drops what [`is_mark`] ignores.
pub(super) fn bare(text: &str) -> Vec<char> {
    text.chars()
        .map(fold_char)
        .filter(|c| !is_mark(*c))
        .collect()
}

fn narrow(wide: char) -> char {
    let half = u32::from(wide) - 0xFEE0;
    match char::from_u32(half).unwrap_or(wide) {
        '[' | '{' => '(',
        ']' | '}' => ')',
        c => c.to_ascii_lowercase(),
    }
}

/// Lower-cases where that gives one character.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Reads ① ⑴ ㈠ and their kin.
fn enclosed_number(c: char) -> Option<u32> {
    let code = u32::from(c);
    match code {
        0x2460..=0x2473 => Some(code - 0x2460 + 1),
        0x2474..=0x2487 => Some(code - 0x2474 + 1),
        0x3220..=0x3229 => Some(code - 0x3220 + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{bare, fold};
    use proptest::prelude::{any, proptest};

    #[test]
    fn full_width_brackets_and_dashes_read_as_ascii() {
        for (typed, read) in [
            ("９７（３）", "97(3)"),
            ("97〔3〕", "97(3)"),
            ("97［3］", "97(3)"),
            ("97③", "97(3)"),
            ("97㈢", "97(3)"),
            ("ＡＱＳＣＦ－９７—１", "aqscf-97-1"),
            ("安法　97", "安法 97"),
            ("lü", "lv"),
        ] {
            assert_eq!(fold(typed), read, "{typed}");
        }
    }

    #[test]
    fn punctuation_is_no_part_of_a_word() {
        assert_eq!(
            bare("《监控、报警》 A1"),
            "监控报警a1".chars().collect::<Vec<_>>()
        );
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            assert_eq!(fold(&once), once);
        }
    }
}
