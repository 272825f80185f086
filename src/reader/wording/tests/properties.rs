use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::super::{read_condition, read_standard, split_sentence};
use super::{measures, show, vocabulary};
use crate::law::numeral::to_chinese;

#[test]
fn long_texts_do_not_hang() {
    let measures = measures();
    let vocabulary = vocabulary();
    let pieces = [
        "3人以上，",
        "或者3处；",
        "9",
        "万亿",
        "有前款，的，",
        "处1万元罚款",
        "（3",
        "且",
        "百分之",
        "逾期未改正的，",
        "对",
        "一一",
        "从业人员",
        "处",
        "不超过",
        "3人（含",
        "1处，或者第3次",
        "或",
        "3",
        "涉及设备",
        "的",
    ];
    for piece in pieces {
        let text = piece.repeat(100_000 / piece.chars().count());
        let start = Instant::now();
        read_condition(&text, measures);
        let condition = start.elapsed();
        read_standard(&text, vocabulary);
        split_sentence(&text);
        let all = start.elapsed();
        assert!(
            all < Duration::from_secs(30),
            "{piece}: {condition:?} {all:?}"
        );
        eprintln!("{piece}: {condition:?} {all:?}");
    }
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
            c => c,
        })
        .collect()
}

proptest! {
    #[test]
    fn an_interval_printed_in_any_style_reads_back(
        low in 1..9000u32, more in 1..900u32, style in 0..12usize, digits in 0..3usize, unit in 0..3usize
    ) {
        let high = low + more;
        let number = |n: u32| match digits {
            0 => n.to_string(),
            1 => wide(&n.to_string()),
            _ => to_chinese(n),
        };
        let (unit, fact, lead) = [("人次", "person_times", "涉及"), ("处", "site_count", "有"), ("日", "days_overdue", "逾期")][unit];
        let (a, b) = (format!("{}{unit}", number(low)), format!("{}{unit}", number(high)));
        let (text, wanted) = match style {
            0 => (format!("{a}以上{b}以下"), format!("≥{low}≤{high}")),
            1 => (format!("{a}以上不满{b}"), format!("≥{low}<{high}")),
            2 => (format!("超过{a}但在{b}以下"), format!(">{low}≤{high}")),
            3 => (format!("{a}至{b}"), format!("≥{low}≤{high}")),
            4 => (format!("{}—{b}", number(low)), format!("≥{low}≤{high}")),
            5 => (format!("不足{a}"), format!("<{low}")),
            6 => (format!("{a}及以上"), format!("≥{low}")),
            7 => (format!("不超过{a}"), format!("≤{low}")),
            8 => (a, format!("≥{low}≤{low}")),
            9 => (format!("大于{a}且小于{b}"), format!(">{low}<{high}")),
            10 => (format!("{a}（含）以上、{b}（不含）以下"), format!("≥{low}<{high}")),
            _ => (format!("≥{a}"), format!("≥{low}")),
        };
        let text = format!("{lead}{text}的");
        let read = read_condition(&text, measures());
        prop_assert_eq!(show(&read), format!("{fact}{wanted}"), "{}", text);
    }

    #[test]
    fn no_text_makes_it_panic_and_no_number_is_lost(text in "[一三十百万零0-9两点第每约不满超过以上下人次处元日倍%（）()，；或者且的对罚款逾期未改正含至\\-]{0,40}") {
        let vocabulary = vocabulary();
        read_standard(&text, vocabulary);
        let (a, b) = split_sentence(&text);
        prop_assert!(a.chars().count() + b.chars().count() <= text.chars().count());
        let shown = show(&read_condition(&text, measures()));
        for run in text.split(|c: char| !c.is_ascii_digit()).filter(|r| (2..9).contains(&r.len())) {
            let kept = shown.contains(run) || text.contains('万') || text.contains('百') || text.contains('十');
            prop_assert!(kept || run.starts_with('0'), "{} {}", text, shown);
        }
    }

    #[test]
    fn any_string_is_read(text in "\\PC*") {
        let vocabulary = vocabulary();
        read_condition(&text, measures());
        read_standard(&text, vocabulary);
        split_sentence(&text);
    }
}
