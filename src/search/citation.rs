//! Reading the number part of a citation: `97(3)`, `97-1-3`, 第九十七条第一款第（三）项.

use chinese_number::{ChineseCountMethod, ChineseToNumber};

use super::words;

/// The numbers of a citation, as far as it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Numbers {
    /// Article.
    pub(super) article: u16,
    /// Whether the article is an inserted one (第X条之一).
    pub(super) inserted: bool,
    /// Paragraph, when it is called so.
    pub(super) paragraph: Option<u16>,
    /// Item, when it is called so.
    pub(super) item: Option<u16>,
    /// One number that may be either: `103(2)`, `97-3`.
    pub(super) either: Option<u16>,
    /// Place among several offences of one clause: `/2`.
    pub(super) clause: Option<u16>,
}

/// Drops what carries no number from a folded query; a gap between two numbers becomes a dash.
pub(super) fn compact(folded: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    let mut gap = false;
    for c in folded.chars() {
        if c == ' ' {
            gap = true;
            continue;
        }
        if !(c.is_alphanumeric() || matches!(c, '(' | ')' | '-' | '/' | '.' | ':')) {
            continue;
        }
        let between_numbers = c.is_ascii_digit() && out.last().is_some_and(char::is_ascii_digit);
        if gap && between_numbers {
            out.push('-');
        }
        gap = false;
        out.push(c);
    }
    out
}

/// Says whether `text` can be a citation by its last character; spares reading most words.
pub(super) fn may_end(text: &[char]) -> bool {
    text.last().is_some_and(|c| {
        c.is_ascii_digit()
            || "b()-/.".contains(*c)
            || [
                words::ORDINAL,
                words::ARTICLE,
                words::PARAGRAPH,
                words::ITEM,
            ]
            .contains(c)
            || words::NUMERALS.contains(*c)
    })
}

/// Reads numbers that fill all of `text`, which is [`compact`].
pub(super) fn numbers(text: &[char]) -> Option<Numbers> {
    let mut reader = Reader { text };
    let numbers = reader.article()?;
    let numbers = reader.parts(numbers)?;
    (numbers.article > 0).then_some(numbers)
}

struct Reader<'a> {
    text: &'a [char],
}

impl Reader<'_> {
    fn article(&mut self) -> Option<Numbers> {
        self.skip(words::ORDINAL);
        let article = self.number()?;
        let mut inserted = self.skip('b');
        if self.skip(words::ARTICLE) && self.skip(words::INSERTED) {
            inserted = self.number()? > 0;
        }
        Some(Numbers {
            article,
            inserted,
            ..Numbers::default()
        })
    }

    fn parts(&mut self, mut numbers: Numbers) -> Option<Numbers> {
        let mut dashed = Vec::new();
        while let Some(next) = self.text.first() {
            match *next {
                '/' => {
                    self.skip('/');
                    numbers.clause = Some(self.number()?);
                }
                '-' | '.' => {
                    self.text = self.text.get(1..)?;
                    if self.text.is_empty() {
                        break; // still typing
                    }
                    dashed.push(self.number()?);
                }
                _ => self.named(&mut numbers)?,
            }
        }
        match dashed.as_slice() {
            [] => {}
            [one] if numbers.item.is_none() => numbers.either = Some(*one),
            [paragraph, item] => {
                numbers.paragraph = Some(*paragraph);
                numbers.item = Some(*item);
            }
            _ => return None,
        }
        Some(numbers)
    }

    /// Reads 第一款, 第（三）项, (3) or a trailing 3.
    fn named(&mut self, numbers: &mut Numbers) -> Option<()> {
        self.skip(words::ORDINAL);
        let bracket = self.skip('(');
        if self.text.is_empty() {
            return Some(()); // still typing
        }
        let n = self.number()?;
        if bracket && !self.skip(')') && !self.text.is_empty() {
            return None;
        }
        if self.skip(words::PARAGRAPH) {
            numbers.paragraph = Some(n);
        } else if self.skip(words::ITEM) || numbers.paragraph.is_some() {
            numbers.item = Some(n);
        } else {
            numbers.either = Some(n);
        }
        Some(())
    }

    fn skip(&mut self, c: char) -> bool {
        match self.text.split_first() {
            Some((first, rest)) if *first == c => {
                self.text = rest;
                true
            }
            _ => false,
        }
    }

    fn number(&mut self) -> Option<u16> {
        let arabic = self.take(|c| c.is_ascii_digit());
        if !arabic.is_empty() {
            return arabic.parse().ok();
        }
        let chinese = self.take(|c| words::NUMERALS.contains(c));
        let counted: Result<u16, _> = chinese.as_str().to_number(ChineseCountMethod::TenThousand);
        counted
            .ok()
            .or_else(|| chinese.as_str().to_number_naive().ok())
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let end = self.text.iter().take_while(|c| wanted(**c)).count();
        let (taken, rest) = self.text.split_at(end);
        self.text = rest;
        taken.iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Numbers, compact, numbers};
    use crate::search::fold::fold;
    use proptest::prelude::{any, proptest};

    fn read(text: &str) -> Option<Numbers> {
        numbers(&compact(&fold(text)))
    }

    #[test]
    fn numbers_are_read_in_every_form_people_write() {
        let article = Numbers {
            article: 97,
            ..Numbers::default()
        };
        let item = Numbers {
            item: Some(3),
            ..article
        };
        let either = Numbers {
            either: Some(3),
            ..article
        };
        let full = Numbers {
            paragraph: Some(1),
            ..item
        };
        for (text, expected) in [
            ("97", article),
            ("97条", article),
            ("第97条", article),
            ("第九十七条", article),
            ("九十七", article),
            ("97(3)", either),
            ("97（三）", either),
            ("97③", either),
            ("97-3", either),
            ("97 3", either),
            ("97(3", either),
            ("97(", article),
            ("第九十七条第", article),
            ("97条3项", item),
            ("第97条第3项", item),
            ("第九十七条第（三）项", item),
            ("97-1-3", full),
            ("97.1.3", full),
            ("97 1 3", full),
            ("第九十七条第一款第（三）项", full),
            ("第97条第1款(3)", full),
            (
                "12b",
                Numbers {
                    article: 12,
                    inserted: true,
                    ..Numbers::default()
                },
            ),
            (
                "第十二条之一",
                Numbers {
                    article: 12,
                    inserted: true,
                    ..Numbers::default()
                },
            ),
            (
                "64-1-0/2",
                Numbers {
                    article: 64,
                    paragraph: Some(1),
                    item: Some(0),
                    clause: Some(2),
                    ..Numbers::default()
                },
            ),
            (
                "第一百一十条",
                Numbers {
                    article: 110,
                    ..Numbers::default()
                },
            ),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_and_broken_numbers_are_no_citation() {
        for text in [
            "",
            "三同时",
            "第",
            "条",
            "97人",
            "3个月",
            "0",
            "99999999",
            "97-1-2-3-4",
            "一书一签",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
