//! The texts of the lapsed laws, and the figures in them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test fails by panicking, and the slices end where a match was found"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A lapsed law: slug, file, its chapter of penalties, and the articles of it that penalise no party
/// (officials, competence, civil and criminal liability).
pub struct Law {
    pub slug: &'static str,
    pub file: &'static str,
    pub chapter: std::ops::RangeInclusive<u32>,
    pub without: &'static [u32],
}

pub const LAWS: [Law; 2] = [
    Law {
        slug: "aqscf2014",
        file: "安全生产法(2014-08-31).md",
        chapter: 87..=111,
        without: &[87, 88, 107, 110, 111],
    },
    Law {
        slug: "tfsjydf2007",
        file: "突发事件应对法(2007-08-30).md",
        chapter: 63..=68,
        without: &[63, 67, 68],
    },
];

/// A paragraph (item 0) or an item of one.
pub struct Paragraph {
    pub paragraph: u32,
    pub item: u32,
    pub text: String,
}

pub type Texts = BTreeMap<(&'static str, u32), Vec<Paragraph>>;

pub fn digit(c: char) -> Option<u64> {
    "零一二三四五六七八九"
        .chars()
        .position(|d| d == c)
        .map(|n| n as u64)
}

pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || "十百千万".contains(c)
}

/// Reads 一千二百三十万 as 12300000.
pub fn numeral(text: &str) -> u64 {
    let (mut total, mut section, mut last) = (0, 0, 0);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => {
                total += (section + last) * 10_000;
                (section, last) = (0, 0);
                continue;
            }
            c => {
                last = digit(c).unwrap_or_else(|| panic!("{text} is no numeral"));
                continue;
            }
        };
        section += last.max(1) * unit;
        last = 0;
    }
    total + section + last
}

/// The figures of a text with their kind: 元, 倍, 年, 日, or % for 百分之.
pub fn figures(text: &str) -> Vec<(char, u64)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_numeral) {
        let tail = &rest[start..];
        let end = tail.find(|c| !is_numeral(c)).unwrap_or(tail.len());
        let (number, behind) = tail.split_at(end);
        // 百分之: the 百 itself was read as a number before.
        let unit = if rest[..start].ends_with("分之") {
            Some('%')
        } else if behind.starts_with("年内") {
            Some('年')
        } else {
            behind
                .chars()
                .next()
                .filter(|c| ['元', '倍', '日'].contains(c))
        };
        found.extend(unit.map(|u| (u, numeral(number))));
        rest = behind;
    }
    found
}

/// The folder with the texts, when it is beside the checkout.
pub fn texts_folder() -> Option<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/law/statutes"))
        .find(|folder| folder.is_dir())
}

pub fn read_texts(folder: &Path) -> Texts {
    let mut texts = Texts::new();
    for law in &LAWS {
        let (mut article, mut paragraph) = (0, 0);
        let whole = fs::read_to_string(folder.join(law.file)).unwrap();
        for line in whole.lines().map(str::trim) {
            let number = |open: char, close: &str| {
                let (number, rest) = line.strip_prefix(open)?.split_once(close)?;
                let is_number = !number.is_empty() && number.chars().all(is_numeral);
                is_number.then(|| (u32::try_from(numeral(number)).unwrap(), rest))
            };
            let (item, text) = if let Some((new, text)) = number('第', "条 ") {
                assert_eq!(new, article + 1, "articles without a gap");
                (article, paragraph) = (new, 1);
                (0, text)
            } else if line.is_empty() || line.starts_with(['#', '<']) || article == 0 {
                continue;
            } else if let Some((item, text)) = number('（', "）") {
                (item, text)
            } else {
                paragraph += 1;
                (0, line)
            };
            texts
                .entry((law.slug, article))
                .or_default()
                .push(Paragraph {
                    paragraph,
                    item,
                    text: text.to_owned(),
                });
        }
    }
    texts
}
