//! Amounts as bureaus write them: 5, 5万元, ￥50,000.00元, 伍万元整, 四万五千元. Never guessed: what can be
//! read in two ways is refused.

use chinese_number::{
    ChineseCase, ChineseCountMethod, ChineseToNumber, ChineseVariant, NumberToChinese,
};
use rust_decimal::Decimal;

use crate::law::{Fen, citation};
use crate::store::import::notice::Reason;
use crate::store::words;

/// What a bare number in a cell counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 万元.
    Wan,
    /// 元.
    Yuan,
    /// The heading does not say.
    Unstated,
}

/// Reads an amount; `None` when the cell says nothing.
pub fn read_amount(text: &str, unit: Unit) -> Result<Option<Fen>, Reason> {
    if let Some(plain) = plain_number(text) {
        return in_unit(plain, unit).map(Some);
    }
    let text = fold(text);
    if text.is_empty() || words::NOTHING.contains(&text.as_str()) {
        return Ok(None);
    }
    let bare = words::CURRENCY
        .iter()
        .fold(text.as_str(), |t, mark| t.strip_prefix(mark).unwrap_or(t));
    if let Some(rest) = bare.strip_prefix(words::MINUS) {
        return Err(
            read_positive(rest, unit).map_or_else(|reason| reason, |_| Reason::NegativeAmount)
        );
    }
    read_positive(bare, unit).map(Some)
}

/// Digits with at most one point: what clean files hold.
fn plain_number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |t: &str| !t.is_empty() && t.len() <= 15 && t.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

fn in_unit(number: Decimal, unit: Unit) -> Result<Fen, Reason> {
    let fen = match unit {
        Unit::Wan => Fen::from_wan(number),
        Unit::Yuan => Fen::from_yuan(number),
        Unit::Unstated => return Err(Reason::AmbiguousAmount),
    };
    fen.ok_or(Reason::UnreadableAmount)
}

/// Folds full-width forms and drops white space; a space between digits counts as a separator of thousands.
fn fold(text: &str) -> String {
    let text = text.trim();
    let mut spaced = String::with_capacity(text.len());
    let mut last = ' ';
    for word in text.split_whitespace() {
        let begins = word.chars().next().unwrap_or(' ');
        if last.is_ascii_digit() && begins.is_ascii_digit() {
            spaced.push(',');
        }
        spaced.push_str(word);
        last = word.chars().last().unwrap_or(' ');
    }
    citation::squeeze(&spaced)
}

fn read_positive(text: &str, unit: Unit) -> Result<Fen, Reason> {
    if text.chars().any(|c| c.is_ascii_digit()) {
        return read_arabic(text, unit);
    }
    let (first, rest) = text.split_at(text.find(words::BETWEEN).unwrap_or(text.len()));
    let counted =
        |t: &str| t.chars().any(|c| words::NUMERALS.contains(c)) && t.chars().all(is_money);
    if counted(first) && rest.is_empty() {
        return read_chinese(text, unit);
    }
    let between =
        !rest.is_empty() && counted(first) && counted(rest.trim_start_matches(words::BETWEEN));
    let roughly = words::ROUGHLY.iter().any(|w| text.contains(w)) && text.contains(words::YUAN);
    Err(if between || roughly {
        Reason::AmbiguousAmount
    } else {
        Reason::UnreadableAmount
    })
}

fn is_money(c: char) -> bool {
    words::NUMERALS.contains(c)
        || words::YUAN.contains(&c)
        || words::EXACTLY.contains(&c)
        || c == words::JIAO
        || c == words::FEN
}

/// Reads `5`, `5万元`, `3万5千元`, `50,000.00元`, `5元5角`.
fn read_arabic(text: &str, unit: Unit) -> Result<Fen, Reason> {
    let mut rest = text;
    let (mut total, mut least, mut in_yuan, mut numbers) = (Decimal::ZERO, None, false, 0);
    while let Some((number, behind)) = leading_number(rest)? {
        let (scale, said_yuan, behind) = leading_unit(behind);
        numbers += 1;
        // 3万5千元 adds up, largest unit first; 5 3 does not.
        if least.is_some_and(|l| scale.is_none_or(|s| s >= l)) {
            return Err(Reason::AmbiguousAmount);
        }
        total += number
            .checked_mul(scale.unwrap_or(Decimal::ONE))
            .ok_or(Reason::UnreadableAmount)?;
        least = Some(scale.unwrap_or(Decimal::ONE));
        in_yuan |= said_yuan;
        rest = behind;
    }
    let said_unit = in_yuan || least.is_some_and(|l| l >= Decimal::from(10_000));
    let rest = if said_unit {
        rest.strip_prefix(words::EXACTLY).unwrap_or(rest)
    } else {
        rest
    };
    if !rest.is_empty() || numbers == 0 {
        let vague = numbers > 0 && rest.chars().any(|c| c.is_ascii_digit())
            || states_amount(text)
            || words::ROUGHLY.iter().any(|w| text.contains(w));
        return Err(if vague {
            Reason::AmbiguousAmount
        } else {
            Reason::UnreadableAmount
        });
    }
    in_unit(total, if said_unit { Unit::Yuan } else { unit })
}

/// Tells whether a number with a unit of money stands somewhere in the text.
fn states_amount(text: &str) -> bool {
    let is_unit = |c: char| matches!(c, words::WAN | words::YI) || words::YUAN.contains(&c);
    text.chars()
        .zip(text.chars().skip(1))
        .any(|(a, b)| a.is_ascii_digit() && is_unit(b))
}

/// The number at the start of a text and what follows it.
fn leading_number(text: &str) -> Result<Option<(Decimal, &str)>, Reason> {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
    let number = text.strip_suffix(behind).unwrap_or_default();
    if number.is_empty() {
        return Ok(None);
    }
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    if first.is_empty()
        || grouped && (first.len() > 3 || groups.any(|g| g.len() != 3))
        || part.contains(',')
    {
        return Err(Reason::AmbiguousAmount);
    }
    let plain = if grouped {
        number.replace(',', "")
    } else {
        number.to_owned()
    };
    Decimal::from_str_exact(&plain)
        .map(|n| Some((n, behind)))
        .map_err(|_| Reason::UnreadableAmount)
}

/// The unit at the start of a text: its size in yuan, whether 元 (or 角, 分) was said, and what follows.
fn leading_unit(text: &str) -> (Option<Decimal>, bool, &str) {
    let mut scale = Decimal::ONE;
    let mut rest = text;
    let (mut scaled, mut yuan) = (false, false);
    while let Some(c) = rest.chars().next() {
        let factor = match c {
            words::WAN => Decimal::from(10_000),
            words::YI => Decimal::from(100_000_000),
            c if words::THOUSAND.contains(&c) => Decimal::ONE_THOUSAND,
            c if words::HUNDRED.contains(&c) => Decimal::ONE_HUNDRED,
            words::JIAO => Decimal::new(1, 1),
            words::FEN => Decimal::new(1, 2),
            c if words::YUAN.contains(&c) => Decimal::ONE,
            _ => break,
        };
        rest = rest.strip_prefix(c).unwrap_or_default();
        scale = scale.checked_mul(factor).unwrap_or(scale);
        scaled = true;
        if factor <= Decimal::ONE {
            yuan = true;
            break;
        }
    }
    (scaled.then_some(scale), yuan, rest)
}

/// Reads 伍万元整, 四万五千元, 壹拾万零伍佰元伍角; without 元 or 万 the numeral counts in the column's unit.
fn read_chinese(text: &str, unit: Unit) -> Result<Fen, Reason> {
    let plain: String = text
        .chars()
        .map(|c| {
            words::PLAIN
                .iter()
                .find(|(formal, _)| *formal == c)
                .map_or(c, |(_, plain)| *plain)
        })
        .collect();
    let plain = plain.strip_suffix(words::EXACTLY).unwrap_or(&plain);
    let (whole, small) = plain.split_once(words::YUAN).unwrap_or((plain, ""));
    let said_unit = plain.contains(words::YUAN) || plain.contains([words::WAN, words::YI]);
    let mut total = numeral(whole)?;
    let mut rest = small.trim_start_matches(words::ZERO);
    for (mark, digits) in [(words::JIAO, 1), (words::FEN, 2)] {
        if let Some((count, behind)) = rest.split_once(mark) {
            let count = numeral(count)?;
            if count >= Decimal::TEN {
                return Err(Reason::UnreadableAmount);
            }
            total += count * Decimal::new(1, digits);
            rest = behind.trim_start_matches(words::ZERO);
        }
    }
    if !rest.is_empty() {
        return Err(Reason::UnreadableAmount);
    }
    in_unit(total, if said_unit { Unit::Yuan } else { unit })
}

/// Reads a numeral in plain characters: counted (四万五千) or digit by digit (二零零零).
fn numeral(text: &str) -> Result<Decimal, Reason> {
    if text.is_empty()
        || !text
            .chars()
            .all(|c| words::DIGITS.contains(c) || words::UNITS.contains(c))
    {
        return Err(Reason::UnreadableAmount);
    }
    // 三万五 is 三万五千 to one reader and 三万零五 to another.
    let mut last = text.chars().rev();
    let (ones, before) = (last.next(), last.next());
    if ones.is_some_and(|c| words::DIGITS.contains(c))
        && before.is_some_and(|c| words::LARGE_UNITS.contains(c))
    {
        return Err(Reason::AmbiguousAmount);
    }
    let number: u64 = if text.chars().all(|c| words::DIGITS.contains(c)) {
        text.to_number_naive()
            .map_err(|_| Reason::UnreadableAmount)?
    } else {
        let counted: u64 = text
            .to_number(ChineseCountMethod::TenThousand)
            .map_err(|_| Reason::UnreadableAmount)?;
        let printed = counted.to_chinese(
            ChineseVariant::Simple,
            ChineseCase::Lower,
            ChineseCountMethod::TenThousand,
        );
        // The reader forgives much; what it read must print as it was written, but for the zeros.
        if printed.ok().map(|p| without_zeros(&p)) != Some(without_zeros(text)) {
            return Err(Reason::UnreadableAmount);
        }
        counted
    };
    Ok(Decimal::from(number))
}

fn without_zeros(text: &str) -> String {
    let plain: String = text.chars().filter(|c| *c != words::ZERO).collect();
    plain
        .strip_prefix(words::ONE)
        .filter(|rest| rest.starts_with(words::TEN))
        .map_or(plain.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[expect(
        clippy::unnecessary_wraps,
        reason = "compared with what the reader returns"
    )]
    fn yuan(yuan: i64) -> Result<Option<Fen>, Reason> {
        Ok(Some(Fen::yuan(yuan)))
    }

    #[test]
    fn a_bare_number_counts_in_the_unit_of_its_column() {
        let cases = [
            ("5", 50_000),
            ("0.75", 7_500),
            ("  3.7000 ", 37_000),
            ("２．９", 29_000),
            ("550000", 5_500_000_000),
            ("0", 0),
            ("五", 50_000),
            ("十五", 150_000),
            ("1,200", 12_000_000),
            ("￥3", 30_000),
        ];
        for (text, expected) in cases {
            assert_eq!(read_amount(text, Unit::Wan), yuan(expected), "{text}");
        }
        assert_eq!(read_amount("50000", Unit::Yuan), yuan(50_000));
        assert_eq!(read_amount("0.01", Unit::Yuan), Ok(Some(Fen(1))));
        assert_eq!(
            read_amount("50000", Unit::Unstated),
            Err(Reason::AmbiguousAmount)
        );
    }

    #[test]
    fn a_unit_in_the_cell_goes_before_the_column() {
        let cases = [
            ("5万元", 50_000),
            ("5万", 50_000),
            ("5 万元", 50_000),
            ("1.25万元", 12_500),
            ("45,000元", 45_000),
            ("￥45,000.00元", 45_000),
            ("45 000元", 45_000),
            ("人民币45000元整", 45_000),
            ("罚款5万元", 50_000),
            ("3万5千元", 35_000),
            ("3万5000元", 35_000),
            ("5千元", 5_000),
            ("1亿元", 100_000_000),
            ("１，２００元", 1_200),
            ("伍万元整", 50_000),
            ("叁拾伍万元整", 350_000),
            ("壹佰贰拾叁万肆仟伍佰陆拾柒元", 1_234_567),
            ("四万五千元", 45_000),
            ("四万二千元", 42_000),
            ("十万元", 100_000),
            ("壹拾万零伍佰元整", 100_500),
            ("贰仟圆整", 2_000),
            ("三千元", 3_000),
            ("一百二十万元", 1_200_000),
            ("五万", 50_000),
            ("两万元", 20_000),
            ("二〇〇〇元", 2_000),
            ("人民币伍万元正", 50_000),
        ];
        for (text, expected) in cases {
            for unit in [Unit::Wan, Unit::Yuan, Unit::Unstated] {
                assert_eq!(read_amount(text, unit), yuan(expected), "{text}");
            }
        }
        for (text, fen) in [
            ("5元5角", 550),
            ("12.34元", 1_234),
            ("伍元零伍分", 505),
            ("壹拾元贰角叁分", 1_023),
        ] {
            assert_eq!(read_amount(text, Unit::Wan), Ok(Some(Fen(fen))), "{text}");
        }
    }

    #[test]
    fn a_cell_that_says_nothing_is_no_zero() {
        for text in ["", "  ", "\u{3000}", "-", "/", "无", "——"] {
            assert_eq!(read_amount(text, Unit::Wan), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_for_certain_is_refused() {
        let ambiguous = [
            "2-3万元",
            "2～3万元",
            "2万元至3万元",
            "二至三万元",
            "二万元到三万元",
            "单位5万元，个人1万元",
            "5万元、1万元",
            "约5万元",
            "5万元左右",
            "5万元以下",
            "1,5",
            "5,0000",
            "3E+05",
            "5万元（已缴）",
            "5/6",
            "5万3",
            "近十万元",
            "5 3",
            "三万五",
            "一百二元",
            "万五元",
        ];
        for text in ambiguous {
            assert_eq!(
                read_amount(text, Unit::Wan),
                Err(Reason::AmbiguousAmount),
                "{text}"
            );
        }
        for text in [
            "见附件",
            "见附件3",
            "待定",
            "免",
            "1.2.3",
            "5%",
            "0.0000001",
            "99999999999999999999",
            "元",
            "万元",
            "x5",
            "千元",
            "十角",
            "五一千元",
        ] {
            assert_eq!(
                read_amount(text, Unit::Wan),
                Err(Reason::UnreadableAmount),
                "{text}"
            );
        }
        for text in ["-5", "－5", "-5万元", "￥-5", "负五万元"] {
            assert_eq!(
                read_amount(text, Unit::Wan),
                Err(Reason::NegativeAmount),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn printed_amounts_read_back(fen in 1..=1_000_000_000_000i64) {
            prop_assert_eq!(read_amount(&Fen(fen).to_string(), Unit::Unstated), Ok(Some(Fen(fen))));
        }

        #[test]
        fn formal_capitals_read_back(amount in 1..=999_999_999_999i64) {
            for case in [ChineseCase::Upper, ChineseCase::Lower] {
                let text = format!("{}元整", amount.to_chinese(ChineseVariant::Simple, case, ChineseCountMethod::TenThousand).unwrap());
                prop_assert_eq!(read_amount(&text, Unit::Wan), yuan(amount), "{}", text);
            }
        }

        #[test]
        fn reading_never_panics(text in "[0-9０-９,，.．万亿元整正角分千百十零〇一二三壹贰￥约至~-]{0,16}|\\PC{0,12}") {
            let _ = read_amount(&text, Unit::Wan);
        }
    }
}
