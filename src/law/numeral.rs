//! Small whole numbers as laws write them: 九十七, 一百零二, 十, or Arabic digits.

use chinese_number::{ChineseCase, ChineseVariant};
use chinese_number::{ChineseCountMethod, ChineseToNumber, NumberToChinese};

use crate::law::words;

/// Reads a whole number in Arabic (also full-width) or Chinese numerals.
pub fn parse(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let ascii: String = text.chars().map(fold_digit).collect();
    if ascii.bytes().all(|b| b.is_ascii_digit()) {
        return ascii.parse().ok();
    }
    if !text.chars().all(|c| words::NUMERALS.contains(c)) {
        return None;
    }
    // 〇 and 零 are the same digit; the reader knows only 零.
    let plain: String = text
        .chars()
        .map(|c| if c == '〇' { '零' } else { c })
        .collect();
    let counted: Result<u32, _> = plain.as_str().to_number(ChineseCountMethod::TenThousand);
    counted.or_else(|_| plain.as_str().to_number_naive()).ok()
}

/// Writes a number as laws do, e.g. 97 → 九十七, 12 → 十二, 110 → 一百一十.
pub fn to_chinese(number: u32) -> String {
    let text = number
        .to_chinese(
            ChineseVariant::Simple,
            ChineseCase::Lower,
            ChineseCountMethod::TenThousand,
        )
        .unwrap_or_else(|_| number.to_string());
    match text.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => text,
    }
}

/// Turns a full-width digit into ASCII, leaves everything else.
pub fn fold_digit(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn article_numbers_read_both_ways() {
        let cases = [
            ("九十七", 97),
            ("一百零二", 102),
            ("十", 10),
            ("十二", 12),
            ("一百一十", 110),
            ("二十", 20),
            ("９７", 97),
            ("181", 181),
            ("二〇二三", 2023),
        ];
        for (text, number) in cases {
            assert_eq!(parse(text), Some(number), "{text}");
        }
        for text in ["", "九十七条", "x", "第"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn chinese_numerals_round_trip(number in 1..10_000u32) {
            prop_assert_eq!(parse(&to_chinese(number)), Some(number));
        }
    }
}
