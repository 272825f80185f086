//! From the printed basis of an item to the offence, and from its title to the stage.

use crate::law::{Library, Offence, OffenceId, StageId};
use crate::reader::wording::Doubt;
use crate::reader::{Entry, doubt, words};

/// What an item is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The offence, or the clause where the item covers all of it; `None` when nothing loaded is cited.
    pub offence: Option<OffenceId>,
    /// The stage that the title names (逾期未改正…).
    pub stage: Option<StageId>,
    /// The citations as printed.
    pub cites: Vec<String>,
    /// What was uncertain.
    pub doubts: Vec<Doubt>,
}

/// Titles that share fewer than this many in a hundred of their character pairs call for a second look.
const ALIKE_PERCENT: usize = 20;

/// Finds the offence and stage of an item.
pub fn link(entry: &Entry, library: &Library) -> Link {
    let title = words::bare_title(&entry.title);
    let cites = citations(&entry.basis);
    let mut doubts = Vec::new();
    let mut found: Vec<OffenceId> = Vec::new();
    for cite in &cites {
        if let Ok(located) = library.cite(&without_remarks(cite)) {
            if located.several {
                doubts.push(doubt(
                    "several_cited",
                    words::about(words::SEVERAL_CITED, cite),
                ));
            }
            if !found.contains(&located.id) {
                found.push(located.id);
            }
        }
    }
    let prefixed = stage_prefix(title, library);
    // Several cited clauses: the one whose name the title says; the first, when none is named.
    let best = found
        .iter()
        .flat_map(|id| library.named(id.as_str()))
        .map(|offence| (closeness(title, prefixed.as_ref(), offence), offence))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let Some((alike, offence)) = best else {
        doubts.push(not_linked(entry, title, library));
        return Link {
            offence: None,
            stage: prefixed.map(|(stage, _)| stage),
            cites,
            doubts,
        };
    };
    let clause = found
        .into_iter()
        .find(|id| {
            library
                .named(id.as_str())
                .iter()
                .any(|o| o.id == offence.id)
        })
        .unwrap_or_else(|| offence.id.clone());
    let among = library.named(clause.as_str());
    let bare = prefixed.as_ref().map_or(title, |(_, rest)| rest);
    let (id, certain) = part_of(bare, &clause, &among);
    if !certain {
        doubts.push(doubt(
            "whole_clause",
            words::about(words::WHOLE_CLAUSE, &clause),
        ));
    }
    if alike < ALIKE_PERCENT {
        doubts.push(doubt(
            "title_differs",
            words::about(words::TITLE_DIFFERS, &offence.title),
        ));
    }
    // 拒不执行监察指令 is a name, 拒不执行 before a name is a stage: whichever reads closer to the offence.
    let stage = prefixed
        .filter(|(_, rest)| similarity(rest, &offence.title) >= similarity(title, &offence.title))
        .map(|(stage, _)| stage);
    Link {
        offence: Some(id),
        stage,
        cites,
        doubts,
    }
}

/// Which offence of a clause a title names: one of them, or the clause where it names several or none
/// in particular. The second value tells whether that is certain.
fn part_of(title: &str, clause: &OffenceId, among: &[&Offence]) -> (OffenceId, bool) {
    if let [only] = among {
        return (only.id.clone(), true);
    }
    let said: Vec<&&Offence> = among
        .iter()
        .filter(|o| coverage(&o.title, title) >= 90)
        .collect();
    match said.as_slice() {
        [one] => return (one.id.clone(), true),
        [] => {}
        several => return (clause.clone(), several.len() == among.len()),
    }
    // 有重大隐患仍然进行生产 stands in the name of every offence of the clause.
    if among.iter().all(|o| coverage(title, &o.title) >= 90) {
        return (clause.clone(), true);
    }
    let mut close: Vec<(usize, &&Offence)> = among
        .iter()
        .map(|o| (similarity(title, &o.title), o))
        .collect();
    close.sort_by_key(|(alike, _)| std::cmp::Reverse(*alike));
    match close.as_slice() {
        [(best, offence), (next, _), ..] if *best >= 50 && *best >= next + 20 => {
            (offence.id.clone(), false)
        }
        _ => (clause.clone(), false),
    }
}

/// How close the title comes to the offence, with or without its stage prefix, in percent.
fn closeness(title: &str, prefixed: Option<&(StageId, String)>, offence: &Offence) -> usize {
    let bare = prefixed.map_or(0, |(_, rest)| similarity(rest, &offence.title));
    similarity(title, &offence.title).max(bare)
}

fn not_linked(entry: &Entry, title: &str, library: &Library) -> Doubt {
    let alike = library
        .offences()
        .iter()
        .map(|o| (similarity(title, &o.title), o))
        .max_by_key(|(alike, _)| *alike)
        .filter(|(alike, _)| *alike >= 60);
    let message = match alike {
        Some((_, offence)) => words::perhaps(&offence.title, offence.id.as_str()),
        None => words::about(words::NOT_LINKED, &entry.basis),
    };
    doubt("not_linked", message)
}

/// The stage a title begins with and the rest of the title.
fn stage_prefix(title: &str, library: &Library) -> Option<(StageId, String)> {
    let stages = &library.parts().vocabulary.stages;
    stages
        .iter()
        .flat_map(|term| term.words.iter().map(move |word| (term, word)))
        .filter_map(|(term, word)| Some((term, word, title.strip_prefix(word.as_str())?)))
        .filter(|(_, _, rest)| !rest.is_empty())
        .max_by_key(|(_, word, _)| word.len())
        .map(|(term, _, rest)| {
            let rest = rest.trim_start_matches(words::BEHIND_STAGE);
            (StageId::from(term.id.as_str()), rest.to_owned())
        })
}

/// Takes out what stands in brackets beside a citation: （法定幅度：二万元以上…）, but not （三） of 第（三）项.
pub fn without_remarks(cite: &str) -> String {
    let mut out = String::new();
    let mut rest = cite;
    while let Some((before, after)) = rest.split_once(['（', '(']) {
        let (inside, behind) = after.split_once(['）', ')']).unwrap_or((after, ""));
        out.push_str(before);
        let is_number = !inside.is_empty() && crate::law::numeral::parse(inside.trim()).is_some();
        let in_title = before.rfind('《') > before.rfind('》') || before.ends_with('《');
        if is_number || in_title {
            out.push('（');
            out.push_str(inside);
            out.push('）');
        }
        rest = behind;
    }
    out + rest
}

/// Splits a printed basis into citations, one for each instrument: 《甲法》第一条、第二条；《乙条例》第三条.
pub fn citations(basis: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut current = String::new();
    let mut depth = 0_usize;
    for c in basis.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '《' if depth == 0 && !current.trim().is_empty() => {
                all.push(std::mem::take(&mut current));
            }
            '\n' | '。' if depth == 0 => all.push(std::mem::take(&mut current)),
            _ => {}
        }
        current.push(c);
    }
    all.push(current);
    all.into_iter()
        .map(|c| {
            c.trim_matches(|c: char| c.is_whitespace() || words::BETWEEN_CITATIONS.contains(c))
                .to_owned()
        })
        .filter(|c| !c.is_empty())
        .collect()
}

/// How alike two names are, in percent: twice the shared pairs of characters over all pairs (Dice 1945).
pub fn similarity(a: &str, b: &str) -> usize {
    let (a, b) = (pairs(a), pairs(b));
    200 * shared(&a, &b) / (a.len() + b.len()).max(1)
}

/// How many in a hundred of the character pairs of a name stand in the text.
fn coverage(name: &str, text: &str) -> usize {
    let (name, text) = (pairs(name), pairs(text));
    100 * shared(&name, &text) / name.len().max(1)
}

/// The pairs of neighbouring letters, sorted.
fn pairs(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut pairs: Vec<(char, char)> = letters
        .windows(2)
        .filter_map(|w| Some((*w.first()?, *w.get(1)?)))
        .collect();
    pairs.sort_unstable();
    pairs
}

fn shared(a: &[(char, char)], b: &[(char, char)]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, basis: &str) -> Entry {
        Entry {
            title: title.to_owned(),
            basis: basis.to_owned(),
            ..Entry::default()
        }
    }

    #[test]
    fn the_printed_basis_and_title_lead_to_offence_and_stage() {
        let library = crate::packs::load_shipped().library;
        let cases = [
            (
                "逾期未改正未如实记录安全生产教育和培训情况的违法行为",
                "《中华人民共和国安全生产法》第九十七条第四项",
                Some("aqscf-97-1-4"),
                Some("overdue"),
            ),
            (
                "主要负责人未履行本法规定的安全生产管理职责",
                "《安全生产法》第九十四条第一款（法定幅度：初次责任人员二万元以上五万元以下）",
                Some("aqscf-94-1-0"),
                None,
            ),
            (
                "安全警示标志设置不明显",
                "《安全生产法》第三十五条、第九十九条第一项",
                Some("aqscf-99-1-1"),
                None,
            ),
            (
                "转让安全生产许可证",
                "《安全生产许可证条例》第二十一条第一款",
                Some("aqscxkztl-21-1-0/1"),
                None,
            ),
            (
                "转让安全生产许可证或者接受转让安全生产许可证",
                "《安全生产许可证条例》第二十一条第一款",
                Some("aqscxkztl-21-1-0"),
                None,
            ),
            ("不存在的行为", "《某某办法》第三条", None, None),
        ];
        for (title, basis, offence, stage) in cases {
            let link = link(&entry(title, basis), &library);
            assert_eq!(
                link.offence.as_ref().map(OffenceId::as_str),
                offence,
                "{title}"
            );
            assert_eq!(link.stage.as_ref().map(StageId::as_str), stage, "{title}");
            assert_eq!(
                link.doubts.is_empty(),
                offence.is_some(),
                "{title}: {:?}",
                link.doubts
            );
        }
    }
}
