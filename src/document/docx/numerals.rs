//! Numbers as Word prints them in lists.

use crate::document::docx::words;
use crate::law::numeral;

/// A number in a format of `w:numFmt`; one that is not known prints Arabic digits.
pub(super) fn print(number: u32, format: &str) -> String {
    let digits = || number.to_string();
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "upperLetter" => letters(number, b'A').unwrap_or_else(digits),
        "lowerLetter" => letters(number, b'a').unwrap_or_else(digits),
        "upperRoman" => roman(number).unwrap_or_else(digits),
        "lowerRoman" => roman(number).map_or_else(digits, |text| text.to_ascii_lowercase()),
        // 一、二、三 is often stored as "Japanese".
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => numeral::to_chinese(number),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            each_digit(number, &words::DIGITS)
        }
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            words::formal(number)
        }
        "ideographTraditional" => one_of(number, &words::STEMS).unwrap_or_else(digits),
        "ideographZodiac" => one_of(number, &words::BRANCHES).unwrap_or_else(digits),
        "decimalFullWidth" | "decimalFullWidth2" => each_digit(number, &words::FULL_WIDTH),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            circled(number).map_or_else(digits, String::from)
        }
        "decimalEnclosedParen" => offset(number, 20, '⑴').map_or_else(digits, String::from),
        "decimalEnclosedFullstop" => offset(number, 20, '⒈').map_or_else(digits, String::from),
        "ideographEnclosedCircle" => offset(number, 10, '㊀').map_or_else(digits, String::from),
        "numberInDash" => format!("- {number} -"),
        _ => digits(),
    }
}

fn offset(number: u32, most: u32, first: char) -> Option<char> {
    let within = (1..=most).contains(&number);
    char::from_u32(first as u32 + number.checked_sub(1)?).filter(|_| within)
}

fn circled(number: u32) -> Option<char> {
    match number {
        0 => Some('⓪'),
        1..=20 => offset(number, 20, '①'),
        21..=35 => offset(number - 20, 15, '㉑'),
        36..=50 => offset(number - 35, 15, '㊱'),
        _ => None,
    }
}

/// A … Z, AA, BB, as Word goes on.
fn letters(number: u32, first: u8) -> Option<String> {
    let index = number.checked_sub(1).filter(|n| *n < 26 * 30)?;
    let letter = char::from(first + u8::try_from(index % 26).ok()?);
    Some(String::from(letter).repeat(index as usize / 26 + 1))
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    Some(out)
}

fn each_digit(number: u32, signs: &[char; 10]) -> String {
    let sign = |c: char| signs.get(c.to_digit(10)? as usize).copied();
    number.to_string().chars().filter_map(sign).collect()
}

fn one_of(number: u32, signs: &[char]) -> Option<String> {
    let sign = signs.get(number.checked_sub(1)? as usize)?;
    Some(sign.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_word_prints_them() {
        for (format, number, text) in [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("chineseCounting", 12, "十二"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("japaneseCounting", 20, "二十"),
            ("ideographDigital", 105, "一〇五"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("ideographTraditional", 3, "丙"),
            ("ideographZodiac", 12, "亥"),
            ("upperLetter", 28, "BB"),
            ("lowerLetter", 1, "a"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerRoman", 4, "iv"),
            ("decimalEnclosedCircle", 20, "⑳"),
            ("decimalEnclosedCircleChinese", 21, "㉑"),
            ("decimalEnclosedCircle", 50, "㊿"),
            ("decimalEnclosedCircle", 51, "51"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("ideographEnclosedCircle", 1, "㊀"),
            ("decimalFullWidth", 10, "１０"),
            ("none", 1, ""),
            ("upperLetter", u32::MAX, "4294967295"),
            ("upperRoman", 0, "0"),
        ] {
            assert_eq!(print(number, format), text, "{format}");
        }
    }
}
