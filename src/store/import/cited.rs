//! Citations as decisions write them: the duty before the penalty, several instruments, the benchmark behind.

use chrono::NaiveDate;

use crate::law::citation::{Citation, CitationError, squeeze};
use crate::law::library::Located;
use crate::law::offence::RemarkKind;
use crate::law::{Library, OffenceId};
use crate::store::import::notice::NoteCode;
use crate::store::words;

/// What a citation means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cited {
    pub offence: Option<OffenceId>,
    pub note: Option<NoteCode>,
    pub several: bool,
    /// The benchmark it refers to beside the law, as written.
    pub benchmark: Option<String>,
}

/// A citation taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    /// Instruments with the places behind them: what was applied, in order, then what was violated.
    applied: Vec<String>,
    violated: Vec<String>,
    benchmark: Vec<String>,
}

/// What a citation means for a decision of a day; `None` when it leads nowhere.
pub(super) fn cite(library: &Library, text: &str, decided: NaiveDate) -> Option<Cited> {
    let parts = Parts::of(&squeeze(text));
    let whole = parts.applied.is_empty() && parts.violated.is_empty();
    let benchmark = (!parts.benchmark.is_empty()).then(|| parts.benchmark.join(";"));
    let found = if whole && parts.benchmark.is_empty() {
        follow(library, &[text.to_owned()], decided)
    } else {
        follow(library, &parts.applied, decided)
            .or_else(|| follow(library, &parts.violated, decided))
    };
    found.map(|cited| Cited { benchmark, ..cited })
}

/// The first of some citations that leads to an offence; else the first that leads out of the library.
fn follow(library: &Library, citations: &[String], decided: NaiveDate) -> Option<Cited> {
    let mut found: Option<Cited> = None;
    let mut outside: Option<NoteCode> = None;
    for citation in citations {
        match locate(library, citation, decided) {
            Ok(at) => match &mut found {
                Some(first) => {
                    let known = first.offence.as_ref();
                    first.several |= known.is_some_and(|one| adds(library, one, &at.id));
                }
                None => {
                    found = Some(Cited {
                        note: at.earlier.then_some(NoteCode::EarlierNumbering),
                        several: at.several,
                        offence: Some(at.id),
                        benchmark: None,
                    });
                }
            },
            Err(error) => outside = outside.or_else(|| note(citation, &error)),
        }
    }
    found.or_else(|| {
        outside.map(|note| Cited {
            offence: None,
            note: Some(note),
            several: false,
            benchmark: None,
        })
    })
}

/// Follows a citation of a day. A place that the text in force does not have may be one of the text before,
/// whose numbers were used too late.
fn locate(library: &Library, text: &str, decided: NaiveDate) -> Result<Located, CitationError> {
    let located = library.cite_on(text, Some(decided));
    if located != Err(CitationError::NoSuchPlace) {
        return located;
    }
    let earlier = Citation {
        earlier: true,
        ..library.read_citation(text)?
    };
    let before = library.locate(&earlier);
    before.map_err(|_| CitationError::NoSuchPlace)
}

/// The offence a citation means if its numbers are those of the text before.
pub(super) fn by_earlier_numbers(library: &Library, text: &str) -> Option<OffenceId> {
    let parts = Parts::of(&squeeze(text));
    let mut each = parts.applied.iter().chain(&parts.violated);
    each.find_map(|part| {
        let earlier = Citation {
            earlier: true,
            ..library.read_citation(part).ok()?
        };
        library.locate(&earlier).ok().map(|at| at.id)
    })
}

/// Tells whether a second provision is fined beside the first, and is not the same rule in another text.
fn adds(library: &Library, first: &OffenceId, second: &OffenceId) -> bool {
    let fined = |id: &OffenceId| {
        let rows = library.named(id.as_str()).into_iter().flat_map(|o| &o.rows);
        rows.into_iter().any(|row| row.fine.is_some())
    };
    let gives_way = |id: &OffenceId| {
        library.named(id.as_str()).into_iter().any(|o| {
            let of_rows = o.rows.iter().flat_map(|row| &row.remarks);
            let mut remarks = o.remarks.iter().chain(of_rows);
            remarks.any(|r| r.kind == RemarkKind::SupersededBy)
        })
    };
    let mut same = library.older_than(first);
    same.extend(library.newer_than(first));
    let related = same.iter().any(|o| o.id == *second);
    first != second
        && fined(first)
        && fined(second)
        && !related
        && !gives_way(first)
        && !gives_way(second)
}

fn note(text: &str, error: &CitationError) -> Option<NoteCode> {
    match error {
        CitationError::Outside(_) => Some(NoteCode::OutsideLibrary),
        CitationError::NotRenumbered => Some(NoteCode::NotRenumbered),
        CitationError::NoArticle => Some(NoteCode::NoArticle),
        CitationError::UnknownInstrument => is_rule(text).then_some(NoteCode::OutsideLibrary),
        CitationError::NoSuchPlace => None,
    }
}

/// Tells whether a text cites an article of something called as rules are called. A name that stands for
/// none (某某规定) is no citation.
fn is_rule(text: &str) -> bool {
    let Some((name, tail)) = text
        .split_once('《')
        .and_then(|(_, rest)| rest.split_once('》'))
    else {
        return false;
    };
    let bare = name.split('(').next().unwrap_or_default();
    let called = words::RULES.iter().any(|word| bare.ends_with(word));
    let stands_for_none = words::PLACEHOLDERS.iter().any(|word| name.contains(word));
    let numbered = |c: char| c.is_ascii_digit() || words::NUMERALS.contains(c);
    called && !stands_for_none && tail.contains(numbered)
}

impl Parts {
    /// Takes a squeezed citation apart; nothing in it where it names no instrument in 《》.
    fn of(text: &str) -> Parts {
        let mut parts = Parts::default();
        let starts: Vec<usize> = text.match_indices('《').map(|(at, _)| at).collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let mut before = text.split('《').next().unwrap_or_default();
        for (start, end) in starts.iter().zip(ends) {
            let part = text.get(*start..end).unwrap_or_default();
            let name = part.split('》').next().unwrap_or_default();
            if name.contains(words::DISCRETION) {
                parts.benchmark.push(trimmed(part));
            } else {
                // Of two names in one pair of marks either may be meant: 《安全管理条例/经营许可办法》.
                let part = part.replacen(name, &name.replace('/', ";"), 1);
                let (law, reference) = without_reference(&part);
                parts.benchmark.extend(reference.map(trimmed));
                let violated = words::VIOLATED.iter().any(|word| before.ends_with(word));
                if violated {
                    parts.violated.push(law.to_owned());
                } else {
                    parts.applied.push(law.to_owned());
                }
            }
            before = part;
        }
        parts
    }
}

/// Parts a law with its places from a benchmark named behind it without 《》.
fn without_reference(part: &str) -> (&str, Option<&str>) {
    let name = part.find('》').unwrap_or_default();
    let behind = part.get(name..).unwrap_or_default();
    let Some(at) = behind.find(words::DISCRETION) else {
        return (part, None);
    };
    let start = behind
        .get(..at)
        .and_then(|t| t.rfind([',', ';', '。', '、']))
        .unwrap_or(at);
    let (law, reference) = part.split_at(name + start);
    (law, Some(reference))
}

/// A reference without the marks and words that join it to what stands beside it.
fn trimmed(part: &str) -> String {
    let marks = [',', ';', '。', '、'];
    let mut text = part.trim_matches(marks);
    while let Some(rest) = words::JOINING.iter().find_map(|w| text.strip_suffix(w)) {
        text = rest.trim_end_matches(marks);
    }
    text.to_owned()
}

/// The tier a reference to a benchmark names at its end: 第19项(A档), 裁量阶次B, 第二阶次.
pub(super) fn tier_of(reference: &str) -> Option<&str> {
    let behind = reference
        .rsplit_once(words::PLACES)
        .map_or(reference, |(_, tail)| tail);
    let marks = ['(', ')', ',', ';', '。', '、', ':', '"'];
    let tier = behind.trim_matches(marks);
    (!tier.is_empty() && tier.chars().count() <= 8).then_some(tier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::load_shipped;

    fn on(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn what_was_applied_counts_and_a_benchmark_beside_it_is_no_second_citation() {
        let library = load_shipped().library;
        let cases = [
            (
                "依据《安全生产法》第九十七条第三项，参照《安全生产行政处罚自由裁量基准》第19项（A档）",
                Some("aqscf-97-1-3"),
                Some("《安全生产行政处罚自由裁量基准》第19项(A档)"),
                false,
            ),
            (
                "依据《中华人民共和国安全生产法》第九十七条第（三）项的规定，并参照裁量基准第12项第二阶次",
                Some("aqscf-97-1-3"),
                Some("并参照裁量基准第12项第二阶次"),
                false,
            ),
            (
                "参照《某省裁量基准》第3项，依据《安全生产法》第一百零二条",
                Some("aqscf-102-1-0"),
                Some("《某省裁量基准》第3项"),
                false,
            ),
            (
                "违反《安全生产法》第三十六条第一款，依据《安全生产法》第九十九条第二项",
                Some("aqscf-99-1-2"),
                None,
                false,
            ),
            (
                "《安全生产法》第九十七条第三项、《危险化学品安全管理条例》第八十条第一款第四项",
                Some("aqscf-97-1-3"),
                None,
                true,
            ),
            // One and the same act, in the law and in the regulation that gives way to it.
            (
                "《安全生产法》第一百一十四条第一款第一项、《生产安全事故报告和调查处理条例》第三十七条第一项",
                Some("aqscf-114-1-1"),
                None,
                false,
            ),
        ];
        for (text, offence, benchmark, several) in cases {
            let cited = cite(&library, text, on("2024-05-01")).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (
                    cited.offence.as_ref().map(OffenceId::as_str),
                    cited.benchmark.as_deref(),
                    cited.several
                ),
                (offence, benchmark, several),
                "{text}"
            );
        }
    }

    #[test]
    fn a_rule_that_is_not_loaded_is_taken_in_whatever_its_name() {
        let library = load_shipped().library;
        for kind in [
            "条例", "办法", "规定", "规则", "细则", "标准", "规程", "决定",
        ] {
            for text in [
                format!("《海洋石油安全管理{kind}》第三十八条第一项"),
                format!("依据《海洋石油安全管理{kind}（试行）》第8条"),
            ] {
                let cited = cite(&library, &text, on("2024-05-01"));
                assert_eq!(
                    cited.map(|c| (c.offence, c.note)),
                    Some((None, Some(NoteCode::OutsideLibrary))),
                    "{text}"
                );
            }
        }
        for text in [
            "有关规定",
            "《某某管理规定》第三条",
            "《海洋石油安全管理规定》",
            "《安全生产法》第九百九十条",
            "参照《某省裁量基准》第3项",
        ] {
            assert_eq!(cite(&library, text, on("2024-05-01")), None, "{text}");
        }
    }

    #[test]
    fn two_names_in_one_pair_of_marks_are_two_names() {
        let library = load_shipped().library;
        let text = "《烟花爆竹安全管理条例/经营许可办法》未写条号";
        let cited = cite(&library, text, on("2025-01-31")).unwrap();
        assert_eq!(
            (cited.offence, cited.note),
            (None, Some(NoteCode::NoArticle))
        );
    }

    #[test]
    fn numbers_of_the_text_before_lead_to_it_in_its_day_and_to_the_present_one_later() {
        let library = load_shipped().library;
        let renumbered = Some(NoteCode::EarlierNumbering);
        for (text, day, offence, note) in [
            // Right in its day: the text of the day itself.
            (
                "《安全生产法》第九十六条第三项",
                "2020-05-01",
                "aqscf2014-96-1-3",
                None,
            ),
            // Used too late: the present provision, with a note.
            (
                "《安全生产法》第九十六条第三项",
                "2023-05-01",
                "aqscf-99-1-3",
                renumbered,
            ),
            // The earlier text by its name.
            (
                "《安全生产法(2014)》第九十六条第三项",
                "2023-05-01",
                "aqscf2014-96-1-3",
                None,
            ),
        ] {
            let cited = cite(&library, text, on(day)).unwrap();
            assert_eq!(
                (cited.offence.unwrap().as_str(), cited.note),
                (offence, note),
                "{text} {day}"
            );
        }
    }

    #[test]
    fn the_tier_stands_at_the_end_of_a_reference() {
        let cases = [
            ("《基准》第19项(A档)", Some("A档")),
            ("《基准》第19项裁量阶次B", Some("裁量阶次B")),
            ("裁量基准第12项第二阶次", Some("第二阶次")),
            ("《基准》第19项", None),
        ];
        for (text, tier) in cases {
            assert_eq!(tier_of(text), tier, "{text}");
        }
    }
}
