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
        if let Ok(located) = library.cite(cite) {
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
    let rivals = among
        .iter()
        .filter(|o| closeness(title, prefixed.as_ref(), o) == alike)
        .count();
    let id = if among.len() > 1 && (rivals > 1 || alike < 50) {
        doubts.push(doubt(
            "whole_clause",
            words::about(words::WHOLE_CLAUSE, &clause),
        ));
        clause
    } else {
        offence.id.clone()
    };
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
            let rest = rest.trim_start_matches(['的', '，', ',', '：', ':']);
            (StageId::from(term.id.as_str()), rest.to_owned())
        })
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
            c.trim_matches(|c: char| c.is_whitespace() || "；;，,、。和及".contains(c))
                .to_owned()
        })
        .filter(|c| !c.is_empty())
        .collect()
}

/// How alike two names are, in percent: twice the shared pairs of characters over all pairs (Dice).
pub fn similarity(a: &str, b: &str) -> usize {
    let pairs = |text: &str| {
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut pairs: Vec<(char, char)> = letters
            .windows(2)
            .filter_map(|w| Some((*w.first()?, *w.get(1)?)))
            .collect();
        pairs.sort_unstable();
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    200 * shared / (a.len() + b.len()).max(1)
}
