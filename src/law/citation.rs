//! Citations in every form people write: 《安全生产法》第九十七条第一款第（三）项, 安法97(3), aqscf-97-1-3.
//!
//! Reading a citation yields the instrument and the places named; which offence is meant is
//! decided by [`Library::locate`](crate::law::Library::locate), which knows which places exist.

use crate::law::numeral;
use crate::law::offence::Place;
use crate::law::{OffenceId, Slug, words};

/// A citation as read: an instrument and one or more places in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The instrument.
    pub slug: Slug,
    /// The text says that an earlier version's numbering is meant.
    pub earlier: bool,
    /// The places, in the order of the text; never empty.
    pub places: Vec<CitedPlace>,
}

/// A place as cited; what is absent was not written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitedPlace {
    /// Article.
    pub article: u16,
    /// 1 for 之一; zero otherwise.
    pub inserted: u16,
    /// Paragraph.
    pub paragraph: Option<u16>,
    /// Item.
    pub item: Option<u16>,
    /// Numbers in brackets without a word: `97(3)`, `80(1)(4)`.
    pub bare: Vec<u16>,
}

/// Why a text is no citation that can be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CitationError {
    /// No instrument of that name is known.
    #[error("unknown instrument")]
    UnknownInstrument,
    /// The instrument is known, but its penalties are not loaded.
    #[error("instrument outside the library: {0}")]
    Outside(String),
    /// No article number.
    #[error("no article")]
    NoArticle,
    /// The instrument has no offence at that place.
    #[error("no offence at that place")]
    NoSuchPlace,
    /// The place is in an earlier text and its number in the present one is not known.
    #[error("numbering of an earlier text")]
    NotRenumbered,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// An instrument of the library, with the words that mark its earlier texts.
    Instrument(Slug, Vec<String>),
    /// A document outside the library.
    Outside(String),
}

/// All names instruments are cited by.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Longest first, so that a prefix never hides a longer name.
    list: Vec<(String, Named)>,
}

impl Names {
    /// Collects names; a name given twice keeps its first meaning.
    pub fn new(names: impl IntoIterator<Item = (String, Named)>) -> Names {
        let mut list: Vec<(String, Named)> = Vec::new();
        for (name, named) in names {
            let name = squeeze(&name);
            if !name.is_empty() && !list.iter().any(|(n, _)| *n == name) {
                list.push((name, named));
            }
        }
        list.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        Names { list }
    }

    /// Reads a citation.
    pub fn read(&self, text: &str) -> Result<Citation, CitationError> {
        let text = squeeze(text);
        if let Some(citation) = self.read_id(&text) {
            return Ok(citation);
        }
        let (named, marks, tail) = self.split(&text)?;
        let (slug, earlier_words) = match named {
            Named::Instrument(slug, words) => (slug, words),
            Named::Outside(title) => return Err(CitationError::Outside(title.clone())),
        };
        let is_marked = |s: &str| earlier_words.iter().any(|w| s.contains(w.as_str()));
        let earlier = is_marked(&marks) || bracketed(&tail).any(|b| is_marked(&b));
        let places = read_places(&tail);
        if places.is_empty() {
            return Err(CitationError::NoArticle);
        }
        Ok(Citation {
            slug: slug.clone(),
            earlier,
            places,
        })
    }

    fn read_id(&self, text: &str) -> Option<Citation> {
        let (slug, rest) = text.split_once('-')?;
        let known = self
            .list
            .iter()
            .any(|(_, n)| matches!(n, Named::Instrument(s, _) if s.as_str() == slug));
        let place = Place::parse(rest).filter(|_| known)?;
        let given = |n: u16| (n > 0).then_some(n);
        let cited = CitedPlace {
            article: place.article,
            inserted: place.inserted,
            paragraph: given(place.paragraph),
            item: given(place.item),
            bare: Vec::new(),
        };
        Some(Citation {
            slug: Slug::from(slug),
            earlier: false,
            places: vec![cited],
        })
    }

    /// Splits a citation into what its name means, the remarks beside the name, and the rest.
    fn split(&self, text: &str) -> Result<(&Named, String, String), CitationError> {
        if let Some((_, rest)) = text.split_once('《') {
            let (inner, tail) = rest.split_once('》').unwrap_or((rest, ""));
            // One pair of marks sometimes holds several names: 《安全生产法; 旧处罚办法53》.
            let mut outside = None;
            for part in inner.split([';', '+', '、']) {
                let (bare, remarks) = strip_brackets(part);
                match self.exact(&bare) {
                    Some(named @ Named::Instrument(..)) => {
                        return Ok((named, remarks, tail.to_owned()));
                    }
                    Some(named @ Named::Outside(_)) => outside = outside.or(Some(named)),
                    None => {}
                }
            }
            return outside
                .map(|n| (n, String::new(), tail.to_owned()))
                .ok_or(CitationError::UnknownInstrument);
        }
        let (name, named) = self
            .list
            .iter()
            .find(|(name, _)| text.starts_with(name.as_str()))
            .ok_or(CitationError::UnknownInstrument)?;
        let tail = text.strip_prefix(name.as_str()).unwrap_or_default();
        // 煤矿 names the regulation only where a number follows: 煤矿64, not 煤矿重大隐患判定标准.
        let starts_place = tail
            .chars()
            .next()
            .is_none_or(|c| c == words::ORDINAL || c == '(' || c == '-' || c.is_ascii_digit());
        if starts_place {
            Ok((named, String::new(), tail.to_owned()))
        } else {
            Err(CitationError::UnknownInstrument)
        }
    }

    fn exact(&self, name: &str) -> Option<&Named> {
        let named = |n: &str| {
            self.list
                .iter()
                .find(|(known, _)| known == n)
                .map(|(_, named)| named)
        };
        let stripped = name.trim_end_matches(|c: char| c.is_ascii_digit());
        named(name)
            .or_else(|| named(stripped))
            .or_else(|| named(stripped.strip_prefix(words::PEOPLES_REPUBLIC)?))
    }
}

/// Folds full-width forms to ASCII and drops white space and quotation marks that are not 《》.
pub fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '〈' | '〉' | '\u{feff}'))
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .map(|c| match c {
            '[' | '〔' | '【' => '(',
            ']' | '〕' | '】' => ')',
            '—' | '–' => '-',
            other => other,
        })
        .collect()
}

/// Takes the bracketed remarks out of a name.
fn strip_brackets(name: &str) -> (String, String) {
    let (mut bare, mut remarks, mut depth) = (String::new(), String::new(), 0);
    for c in name.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = (depth - 1).max(0),
            c if depth > 0 => remarks.push(c),
            c => bare.push(c),
        }
    }
    // 旧处罚办法 means the earlier text of 处罚办法.
    if let Some(rest) = bare.strip_prefix(['旧', '原']) {
        remarks.push('旧');
        bare = rest.to_owned();
    }
    (bare, remarks)
}

/// The contents of the brackets in a text.
fn bracketed(text: &str) -> impl Iterator<Item = String> {
    text.split('(')
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap_or_default().to_owned())
}

/// Reads every place named in the text behind the instrument.
fn read_places(text: &str) -> Vec<CitedPlace> {
    let mut places: Vec<CitedPlace> = Vec::new();
    let mut rest = Cursor {
        chars: text.chars().collect(),
        at: 0,
    };
    // A new number without a word starts a place only at the beginning or behind a separator.
    let mut fresh = true;
    while let Some(c) = rest.peek() {
        if c == words::ORDINAL || c == '(' || c.is_ascii_digit() || words::NUMERALS.contains(c) {
            let in_brackets = c == '(' || c == words::ORDINAL && rest.peek_at(1) == Some('(');
            let Some(number) = rest.number() else {
                rest.at += 1;
                continue;
            };
            match rest.peek() {
                Some(words::ARTICLE) => {
                    rest.at += 1;
                    let inserted = rest.inserted();
                    places.push(CitedPlace {
                        article: number,
                        inserted,
                        ..CitedPlace::default()
                    });
                }
                Some(words::PARAGRAPH) => {
                    set(&mut places, |p| p.paragraph = p.paragraph.or(Some(number)));
                }
                Some(words::ITEM) => set(&mut places, |p| p.item = p.item.or(Some(number))),
                _ if in_brackets => set(&mut places, |p| p.bare.push(number)),
                _ if fresh => places.push(CitedPlace {
                    article: number,
                    ..CitedPlace::default()
                }),
                _ => set(&mut places, |p| {
                    if p.paragraph.is_none() {
                        p.paragraph = Some(number);
                    } else {
                        p.item = p.item.or(Some(number));
                    }
                }),
            }
            fresh = false;
        } else {
            fresh = matches!(c, ';' | ',' | '、' | '和' | '，');
            rest.at += 1;
        }
    }
    places
}

fn set(places: &mut [CitedPlace], change: impl FnOnce(&mut CitedPlace)) {
    if let Some(place) = places.last_mut() {
        change(place);
    }
}

struct Cursor {
    chars: Vec<char>,
    at: usize,
}

impl Cursor {
    fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    /// Reads `第三`, `第（三）`, `(三)`, `97`; leaves the cursor behind it, or where it was.
    fn number(&mut self) -> Option<u16> {
        let start = self.at;
        if self.peek() == Some(words::ORDINAL) {
            self.at += 1;
        }
        let open = self.peek() == Some('(');
        if open {
            self.at += 1;
        }
        let digits = self.at;
        while self
            .peek()
            .is_some_and(|c| c.is_ascii_digit() || words::NUMERALS.contains(c))
        {
            self.at += 1;
        }
        let text: String = self
            .chars
            .get(digits..self.at)
            .unwrap_or_default()
            .iter()
            .collect();
        let closed = !open || self.peek() == Some(')');
        let number = numeral::parse(&text)
            .and_then(|n| u16::try_from(n).ok())
            .filter(|_| closed);
        if number.is_none() {
            self.at = start;
        } else if open {
            self.at += 1;
        }
        number
    }

    /// Reads `之一` behind an article.
    fn inserted(&mut self) -> u16 {
        if self.peek() != Some(words::INSERTED) {
            return 0;
        }
        self.at += 1;
        let start = self.at;
        if let Some(n) = self.number() {
            n
        } else {
            self.at = start;
            0
        }
    }
}

/// Writes a place as laws are cited: 第九十七条第一款第三项.
pub fn describe_place(place: Place) -> String {
    let number = |n: u16| numeral::to_chinese(u32::from(n));
    let mut text = format!(
        "{}{}{}",
        words::ORDINAL,
        number(place.article),
        words::ARTICLE
    );
    if place.inserted > 0 {
        text.push(words::INSERTED);
        text.push_str(&number(place.inserted));
    }
    for (n, word) in [
        (place.paragraph, words::PARAGRAPH),
        (place.item, words::ITEM),
    ] {
        if n > 0 {
            text.push(words::ORDINAL);
            text.push_str(&number(n));
            text.push(word);
        }
    }
    text
}

/// The place an offence id names, when it is one.
pub fn place_of(id: &OffenceId) -> Option<Place> {
    id.as_str()
        .split_once('-')
        .and_then(|(_, rest)| Place::parse(rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names() -> Names {
        let instrument =
            |slug: &str| Named::Instrument(Slug::from(slug), vec!["旧".into(), "2014".into()]);
        Names::new([
            ("中华人民共和国安全生产法".into(), instrument("aqscf")),
            ("安全生产法".into(), instrument("aqscf")),
            ("安法".into(), instrument("aqscf")),
            ("危险化学品安全管理条例".into(), instrument("wxhxpaqgltl")),
            ("特别规定".into(), instrument("tbgd")),
            ("煤矿".into(), instrument("mkaqsctl")),
            (
                "浙江省安全生产条例".into(),
                Named::Outside("浙江省安全生产条例".into()),
            ),
        ])
    }

    fn place(article: u16, paragraph: Option<u16>, item: Option<u16>, bare: &[u16]) -> CitedPlace {
        CitedPlace {
            article,
            inserted: 0,
            paragraph,
            item,
            bare: bare.to_vec(),
        }
    }

    #[test]
    fn every_common_form_is_read() {
        let cases = [
            (
                "《安全生产法》第九十七条第一款第（三）项",
                "aqscf",
                place(97, Some(1), Some(3), &[]),
            ),
            (
                "安全生产法第97条第3项",
                "aqscf",
                place(97, None, Some(3), &[]),
            ),
            (
                "《中华人民共和国安全生产法》第九十九条第(三)项",
                "aqscf",
                place(99, None, Some(3), &[]),
            ),
            ("安法97(3)", "aqscf", place(97, None, None, &[3])),
            ("安法９７（３）", "aqscf", place(97, None, None, &[3])),
            ("aqscf-97-1-3", "aqscf", place(97, Some(1), Some(3), &[])),
            ("aqscf-97", "aqscf", place(97, None, None, &[])),
            (
                "《危险化学品安全管理条例》80(1)(4)",
                "wxhxpaqgltl",
                place(80, None, None, &[1, 4]),
            ),
            ("煤矿64", "mkaqsctl", place(64, None, None, &[])),
            (
                "安全生产法 第一百零二条",
                "aqscf",
                place(102, None, None, &[]),
            ),
            (
                "安全生产法97-1-3",
                "aqscf",
                place(97, Some(1), Some(3), &[]),
            ),
        ];
        for (text, slug, expected) in cases {
            let citation = names().read(text).unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!(
                (
                    citation.slug.as_str(),
                    &citation.places[0],
                    citation.earlier
                ),
                (slug, &expected, false),
                "{text}"
            );
        }
    }

    #[test]
    fn old_numbering_is_noticed() {
        for text in [
            "《安全生产法(2014旧)》94(旧条号)",
            "《安全生产法(2014)》第九十六条第(二)项",
            "安法94(旧条号)",
        ] {
            assert!(names().read(text).unwrap().earlier, "{text}");
        }
        assert!(!names().read("《安全生产法(2021)》94").unwrap().earlier);
    }

    #[test]
    fn several_names_and_places_keep_their_order() {
        let citation = names()
            .read("《安全生产法; 旧处罚办法53》97(7); 102")
            .unwrap();
        assert_eq!(
            citation.places,
            [place(97, None, None, &[7]), place(102, None, None, &[])]
        );
        let citation = names()
            .read("《特别规定(已废止)+安全生产法》第八条第二款第(一)项、第十条第一款")
            .unwrap();
        assert_eq!((citation.slug.as_str(), citation.places.len()), ("tbgd", 2));
    }

    #[test]
    fn what_cannot_be_followed_is_said() {
        let cases = [
            (
                "《虚构安全管理规定》第三条第一款",
                CitationError::UnknownInstrument,
            ),
            ("有关规定", CitationError::UnknownInstrument),
            (
                "煤矿重大隐患判定标准第3条",
                CitationError::UnknownInstrument,
            ),
            (
                "《浙江省安全生产条例》42",
                CitationError::Outside("浙江省安全生产条例".into()),
            ),
            ("《安全生产法》", CitationError::NoArticle),
        ];
        for (text, error) in cases {
            assert_eq!(names().read(text), Err(error), "{text}");
        }
    }

    #[test]
    fn inserted_articles_are_written_and_read() {
        let citation = names().read("安全生产法第一百二十条之一第一款").unwrap();
        assert_eq!(
            (
                citation.places[0].article,
                citation.places[0].inserted,
                citation.places[0].paragraph
            ),
            (120, 1, Some(1))
        );
        assert_eq!(
            describe_place(Place::parse("97-1-3").unwrap()),
            "第九十七条第一款第三项"
        );
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "[《》第条款项之（）()0-9一二三十百安全生产法;、a-z-]{0,30}") {
            let _ = names().read(&text);
        }

        #[test]
        fn what_is_written_reads_back(article in 1..400u16, paragraph in 1..9u16, item in 1..30u16) {
            let written = format!("《安全生产法》{}", describe_place(Place { article, inserted: 0, paragraph, item, part: 0 }));
            prop_assert_eq!(&names().read(&written).unwrap().places, &vec![place(article, Some(paragraph), Some(item), &[])]);
        }
    }
}
