//! One sentence that holds condition and penalty, cut in two.

use super::standard::fine_verb;
use super::text::Text;
use super::words;

/// Splits `少配1人的，责令限期改正，处3万元以下的罚款；…` into condition and standard; either may be empty.
pub fn split_sentence(text: &str) -> (String, String) {
    let t = Text::new(text);
    let cut = cut(&t);
    let (head, tail) = (t.printed(0..cut), t.printed(cut..t.len()));
    let idle = |c: char| c.is_whitespace() || ",，;；。".contains(c);
    (
        head.trim_matches(idle).to_owned(),
        tail.trim_start_matches(idle).trim_end().to_owned(),
    )
}

fn cut(text: &Text) -> usize {
    let mut depth = 0_usize;
    let mut at_start = true;
    for i in 0..text.len() {
        match text.at(i) {
            Some('(') => depth += 1,
            Some(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        let after_of = i > 0 && text.at(i - 1) == Some(words::OF);
        if depth == 0 && (at_start || after_of) && starts_standard(text, i) {
            return i;
        }
        at_start = match text.at(i) {
            Some(',' | ';' | ':') => true,
            Some(c) if c == words::FULL_STOP => true,
            Some(c) => at_start && c.is_whitespace(),
            None => false,
        };
    }
    text.len()
}

fn starts_standard(text: &Text, i: usize) -> bool {
    if text.at(i) == Some(words::TOWARDS) {
        return towards(text, i);
    }
    let Some(length) = text.longest(i, words::STANDARD_LEADS.iter().copied()) else {
        return false;
    };
    // 逾期10日以下 and 拒不改正超过2次 are conditions.
    let stage = text
        .longest(i, words::STAGE_LEADS.iter().copied())
        .is_some();
    !stage || !number_ahead(text, i + length)
}

/// A digit before the next comma.
fn number_ahead(text: &Text, from: usize) -> bool {
    (from..text.len())
        .map_while(|i| text.at(i))
        .take_while(|c| ![',', ';', words::FULL_STOP].contains(c))
        .take(40)
        .any(|c| {
            c.is_ascii_digit() || words::DIGITS.iter().any(|(d, _)| *d == c) || c == words::TEN
        })
}

/// 对…处, 对…给予: a party, before the next comma.
fn towards(text: &Text, from: usize) -> bool {
    (from..text.len().min(from + 80))
        .take_while(|i| ![Some(','), Some(';'), Some(words::FULL_STOP)].contains(&text.at(*i)))
        .any(|i| {
            fine_verb(text, i).is_some()
                || text.longest(i, words::GIVE_VERBS.iter().copied()).is_some()
        })
}
