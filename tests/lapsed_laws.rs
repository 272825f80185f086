//! The lapsed laws against their texts: a reading of its own, which shares no code with the program.
//!
//! The rows of 安全生产法 (2014) and 突发事件应对法 (2007) stand twice: with literal quotes in
//! `fixtures/law/lapsed.jsonl`, and as shipped in `benchmarks-data/statutes`. Both must agree with each other
//! and with what the text says; whatever is changed in both at once must be noticed.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::struct_field_names,
    reason = "a test fails by panicking"
)]

#[path = "lapsed/check.rs"]
mod check;
#[path = "lapsed/rows.rs"]
mod rows;
#[path = "lapsed/text.rs"]
mod text;

use check::{coverage_faults, faults, row_faults};
use rows::{Fine, Row, read_rows};
use text::{figures, numeral, read_texts, texts_folder};

type Change = Box<dyn Fn(&mut Row)>;

fn on_fine(change: impl Fn(&mut Fine) + 'static) -> Change {
    Box::new(move |row| change(row.fine.as_mut().unwrap()))
}

/// Every figure of a row, changed in several ways, and the other modes.
fn corruptions(row: &Row) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    if let Some(fine) = &row.fine {
        for other in [fine.max * 10, fine.max + 1, fine.max - 1] {
            all.push(on_fine(move |f| f.max = other));
        }
        if let Some(min) = fine.min {
            for other in [min * 10, min + 1, min - 1] {
                all.push(on_fine(move |f| f.min = Some(other)));
            }
            all.push(on_fine(|f| f.min = None));
        } else {
            all.push(on_fine(|f| f.min = Some(0)));
            all.push(on_fine(|f| f.min = Some(10_000)));
        }
        if let Some((reached, amount)) = fine.when {
            all.push(on_fine(move |f| f.when = Some((reached, amount * 10))));
            all.push(on_fine(move |f| f.when = Some((!reached, amount))));
            all.push(on_fine(|f| f.when = None));
        }
        for mode in ["must", "may", "single_or_concurrent"] {
            if fine.mode != mode {
                all.push(on_fine(move |f| mode.clone_into(&mut f.mode)));
            }
        }
    }
    if let Some(ban) = row.ban.clone() {
        let other = if ban == "5" { "lifetime" } else { "5" };
        all.push(Box::new(move |r| r.ban = Some(other.to_owned())));
        all.push(Box::new(|r| r.ban = Some("3".to_owned())));
    }
    if let Some(days) = row.days {
        all.push(Box::new(move |r| r.days = Some(days - 5)));
    }
    all
}

#[test]
fn numerals_are_read() {
    for (text, number) in [
        ("一", 1),
        ("十五", 15),
        ("一百", 100),
        ("一百零九", 109),
        ("一百一十一", 111),
        ("五十万", 500_000),
        ("一千万", 10_000_000),
    ] {
        assert_eq!(numeral(text), number, "{text}");
    }
    let text = "处上一年年收入百分之六十至百分之一百的罚款，十五日以下，五年内，二倍以上，二十万元";
    let found = [
        ('%', 60),
        ('%', 100),
        ('日', 15),
        ('年', 5),
        ('倍', 2),
        ('元', 200_000),
    ];
    assert_eq!(figures(text), found);
}

#[test]
fn the_lapsed_laws_say_what_their_texts_say_and_every_corruption_is_found() {
    let Some(folder) = texts_folder() else {
        eprintln!("skipped: shared/law/statutes is not here");
        return;
    };
    let texts = read_texts(&folder);
    let rows = read_rows();
    assert_eq!(faults(&rows, &texts), Vec::<String>::new());
    assert_eq!(rows.quoted.len(), 138);

    let (mut changed, mut removed) = (0, 0);
    for (i, (row, words)) in rows.quoted.iter().enumerate() {
        for change in corruptions(row) {
            let mut bad = row.clone();
            change(&mut bad);
            // In the shipped form alone: the two differ.
            assert_ne!(bad, rows.shipped[i]);
            // In both forms at once: only the text can tell.
            let found = row_faults(&bad, words, &texts);
            assert!(!found.is_empty(), "not found: {bad:?}");
            changed += 1;
        }
        let mut bad = rows.clone();
        bad.quoted.remove(i);
        bad.shipped.remove(i);
        let missed = coverage_faults(&bad, &texts, Some(words.place.0));
        assert!(!missed.is_empty(), "not missed: {row:?}");
        removed += 1;
    }
    println!("{changed} changed figures and modes, {removed} removed rows: all found");
    assert!(changed > 800 && removed == 138);
}
