//! Reads the shipped documents and the user's own into one library.

use std::collections::HashMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::law::{BenchmarkId, Library};
use crate::packs::diagnostic::{Diagnostic, Severity, line_of};
use crate::packs::merge::Merger;
use crate::packs::messages as say;
use crate::packs::rows::Rows;
use crate::packs::schema::Document;
use crate::reader::wording::Measures;
use crate::search::Synonym;

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/benchmarks-data");

/// A library and how reading it went.
#[derive(Debug)]
pub struct Loaded {
    /// What could be read.
    pub library: Library,
    /// What could not, and why.
    pub diagnostics: Vec<Diagnostic>,
    /// Search synonyms.
    pub synonyms: Vec<Synonym>,
    /// Which nouns and units of a condition mean which fact.
    pub measures: Measures,
    /// Where items and tiers stand, for findings about them.
    pub origins: HashMap<(BenchmarkId, String, u32), Origin>,
    /// Where the rows of the other tables stand.
    pub rows: Rows,
    /// Hash of the documents that were not shipped.
    own: Option<[u8; 32]>,
}

impl Loaded {
    /// Names the exact text of the library in a few letters, so that what was read with it can be explained later.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(hash_of(&shipped()));
        hash.update(self.own.unwrap_or_default());
        let bytes: [u8; 32] = hash.finalize().into();
        let head = bytes
            .iter()
            .take(8)
            .fold(0_u64, |n, b| n << 8 | u64::from(*b));
        format!("{head:016x}")
    }
}

/// Hash of what documents say; where they lie does not matter.
fn hash_of(sources: &[Source]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for source in sources {
        hash.update(source.text.len().to_le_bytes());
        hash.update(&source.text);
    }
    hash.finalize().into()
}

/// A place in a file; the tier number 0 stands for the item itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// File, relative to its library.
    pub file: String,
    /// Line from 1.
    pub line: usize,
}

/// A document as text.
struct Source {
    file: String,
    text: String,
    /// The user's own, not shipped.
    is_own: bool,
}

/// Loads the shipped library alone.
pub fn load_shipped() -> Loaded {
    load(shipped(), Vec::new(), Vec::new())
}

/// Loads the shipped library with the documents of a directory (searched through) laid over it.
/// A missing directory is an empty one.
pub fn load_with(directory: &Path) -> Loaded {
    let mut problems = Vec::new();
    let own = read_directory(directory, &mut problems);
    load(shipped(), own, problems)
}

/// A document that need not lie in the library, read together with it.
#[derive(Debug)]
pub struct WithFile {
    /// The library with the document over it.
    pub loaded: Loaded,
    /// The benchmark the document holds.
    pub pack: Option<BenchmarkId>,
}

/// Loads the library of a directory with one more file laid over everything.
pub fn load_with_file(directory: &Path, file: &Path) -> WithFile {
    let mut problems = Vec::new();
    let mut own = read_directory(directory, &mut problems);
    let mut more = Vec::new();
    read_file(file, &mut more, &mut problems);
    let document = more.first().and_then(|source| parse(source).ok());
    let pack = document.and_then(|d| d.pack).map(|p| p.id.into_inner());
    // Standing in for a benchmark of the same name is what the file is asked to do.
    own.extend(more.into_iter().map(|source| Source {
        is_own: false,
        ..source
    }));
    WithFile {
        loaded: load(shipped(), own, problems),
        pack,
    }
}

/// Loads the shipped library with one more document, given as text.
pub fn load_text(file: &str, text: &str) -> Loaded {
    let own = Source {
        file: file.to_owned(),
        text: text.to_owned(),
        is_own: true,
    };
    load(shipped(), vec![own], Vec::new())
}

fn load(shipped: Vec<Source>, own: Vec<Source>, mut diagnostics: Vec<Diagnostic>) -> Loaded {
    let own_hash = (!own.is_empty()).then(|| hash_of(&own));
    let mut sources = shipped;
    sources.extend(own);
    let mut merger = Merger::new();
    // Parsing is most of the start-up time and each file stands alone, so it runs side by side.
    let parsed = parse_all(&sources);
    for (source, document) in sources.iter().zip(parsed) {
        match document {
            Ok(document) => merger.add(&source.file, &source.text, source.is_own, document),
            Err(problem) => diagnostics.push(*problem),
        }
    }
    let (library, (synonyms, measures), origins, rows, mut found) = merger.finish();
    diagnostics.append(&mut found);
    Loaded {
        library,
        diagnostics,
        synonyms,
        measures,
        origins,
        rows,
        own: own_hash,
    }
}

fn parse_all(sources: &[Source]) -> Vec<Result<Document, Box<Diagnostic>>> {
    let half = {
        let total: usize = sources.iter().map(|s| s.text.len()).sum();
        let mut sum = 0;
        sources
            .iter()
            .take_while(|s| {
                sum += s.text.len();
                sum <= total / 2
            })
            .count()
    };
    let (first, second) = sources.split_at(half);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| second.iter().map(parse).collect::<Vec<_>>());
        let mut all: Vec<_> = first.iter().map(parse).collect();
        match other.join() {
            Ok(rest) => all.extend(rest),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        all
    })
}

fn parse(source: &Source) -> Result<Document, Box<Diagnostic>> {
    toml::from_str(&source.text).map_err(|error| {
        Box::new(Diagnostic {
            code: "unreadable_document",
            severity: Severity::Error,
            file: source.file.clone(),
            line: error.span().map(|span| line_of(&source.text, span.start)),
            place: String::new(),
            message: say::not_toml(error.message()),
            remedy: say::REMEDY_TOML.to_owned(),
        })
    })
}

fn shipped() -> Vec<Source> {
    let mut sources = Vec::new();
    collect(&SHIPPED, &mut sources);
    sources.sort_by(|a, b| a.file.cmp(&b.file));
    sources
}

fn collect(directory: &Dir<'static>, sources: &mut Vec<Source>) {
    for file in directory.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        if let Some(text) = file
            .contents_utf8()
            .filter(|_| file.path().extension().is_some_and(|e| e == "toml"))
        {
            sources.push(Source {
                file: name,
                text: text.to_owned(),
                is_own: false,
            });
        }
    }
    for inner in directory.dirs() {
        collect(inner, sources);
    }
}

fn read_directory(directory: &Path, problems: &mut Vec<Diagnostic>) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut waiting = vec![directory.to_path_buf()];
    while let Some(next) = waiting.pop() {
        if next.is_file() {
            read_file(&next, &mut sources, problems);
            continue;
        }
        let entries = match std::fs::read_dir(&next) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => {
                problems.push(unreadable(&next, &error));
                continue;
            }
        };
        for path in entries.flatten().map(|e| e.path()) {
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                read_file(&path, &mut sources, problems);
            }
        }
    }
    sources.sort_by(|a, b| a.file.cmp(&b.file));
    sources
}

fn read_file(path: &Path, sources: &mut Vec<Source>, problems: &mut Vec<Diagnostic>) {
    match std::fs::read_to_string(path) {
        Ok(text) => sources.push(Source {
            file: path.display().to_string(),
            text,
            is_own: true,
        }),
        Err(error) => problems.push(unreadable(path, &error)),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic {
        code: "unreadable_document",
        severity: Severity::Error,
        file: path.display().to_string(),
        line: None,
        place: String::new(),
        message: say::about(say::UNREADABLE, error),
        remedy: say::REMEDY_UNREADABLE.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_library_is_whole_and_sound() {
        let loaded = load_shipped();
        assert_eq!(loaded.diagnostics, []);
        assert_eq!(loaded.library.offences().len(), 719);
        assert_eq!(
            loaded
                .library
                .offences()
                .iter()
                .map(|o| o.rows.len())
                .sum::<usize>(),
            1469
        );
        assert_eq!(loaded.library.parts().instruments.len(), 39);
        let ids: Vec<&str> = loaded
            .library
            .benchmarks()
            .iter()
            .map(|b| b.id.as_str())
            .collect();
        assert_eq!(
            ids,
            [
                "coal-2024",
                "shanxi-2021",
                "mem-2024",
                "noncoal-2023",
                "order14-2024"
            ]
        );
    }

    #[test]
    fn citations_of_real_decisions_find_their_offence() {
        let library = load_shipped().library;
        let cases = [
            ("《安全生产法》97(7)", "aqscf-97-1-7"),
            ("安全生产法第97条第3项", "aqscf-97-1-3"),
            ("安法97(3)", "aqscf-97-1-3"),
            ("《安全生产法》第九十七条第一款第（三）项", "aqscf-97-1-3"),
            // The text of 2014 is loaded: its own offences, with its own amounts.
            ("《安全生产法(2014旧)》96(3)(旧条号)", "aqscf2014-96-1-3"),
            ("《安全生产法(2014旧)》109(2)(旧条号)", "aqscf2014-109-1-2"),
            ("《安全生产法》102", "aqscf-102-1-0"),
            ("《安全生产法》103(2)", "aqscf-103-2-0"),
            ("《安全生产法》114", "aqscf-114-1-0"),
            ("《危险化学品安全管理条例》80(1)(4)", "wxhxpaqgltl-80-1-4"),
            ("《烟花爆竹安全管理条例》36(1)", "yhbzaqgltl-36-1-0"),
            (
                "《国务院关于预防煤矿生产安全事故的特别规定(已废止)》第十条第一款、第十一条第一款",
                "tbgd-10-1-0",
            ),
            ("mkaqsctl-64-1-0/2", "mkaqsctl-64-1-0/2"),
            ("《煤矿安全生产条例》第64条等", "mkaqsctl-64-1-0"),
        ];
        for (text, id) in cases {
            let found = library.cite(text).map(|l| l.id.to_string());
            assert_eq!(found.as_deref(), Ok(id), "{text}");
        }
    }

    #[test]
    fn a_decision_cites_the_text_in_force_on_its_day() {
        let library = load_shipped().library;
        let day = |text: &str| text.parse::<chrono::NaiveDate>().ok();
        let cases = [
            ("《安全生产法》96(3)", "2021-08-31", "aqscf2014-96-1-3"),
            ("《安全生产法》99(3)", "2021-09-01", "aqscf-99-1-3"),
            // Said to be the older one, whenever it was decided.
            (
                "《安全生产法(2014旧)》96(3)",
                "2021-10-20",
                "aqscf2014-96-1-3",
            ),
        ];
        for (text, decided, id) in cases {
            let found = library
                .cite_on(text, day(decided))
                .map(|l| (l.id.to_string(), l.earlier));
            assert_eq!(found, Ok((id.to_owned(), false)), "{text} {decided}");
        }
    }

    #[test]
    fn a_broken_document_is_named_with_its_line_and_the_rest_loads() {
        let cases = [
            (
                "[pack]\nid = \"x\"\ntitel = \"y\"\n",
                "unreadable_document",
                Some(3),
            ),
            (
                "[[item]]\nno = \"1\"\ntitle = \"t\"\noffence = \"aqscf-97-1-3\"\n",
                "item_without_pack",
                Some(2),
            ),
        ];
        for (text, code, line) in cases {
            let loaded = load_text("mine.toml", text);
            let found: Vec<_> = loaded
                .diagnostics
                .iter()
                .map(|d| (d.code, d.line))
                .collect();
            assert_eq!(found, [(code, line)]);
            assert_eq!(loaded.library.offences().len(), 719);
        }
    }

    #[test]
    fn what_a_tier_gets_wrong_is_said_where_it_stands() {
        let pack = "[pack]\nid = \"x\"\ntitle = \"t\"\nfrom = \"2024\"\nlayer = \"county\"\nregion = \"141121\"\ndomains = [\"coal\"]\nsource = \"s\"\nverification = \"v\"\n[[item]]\nno = \"1\"\ntitle = \"t\"\noffence = \"aqscf-97-1-3\"\n[[item.tier]]\nordinal = 1\nlabel = \"A\"\nsource = \"s\"\n";
        let cases = [
            (
                "any_of = [[{ fact = \"nosuch\", at_least = 1 }]]",
                "bad_tier",
            ),
            (
                "any_of = [[{ fact = \"days_overdue\", at_least = 9, at_most = 1 }]]",
                "bad_tier",
            ),
            (
                "any_of = [[{ fact = \"days_overdue\", is = \"x\" }]]",
                "bad_tier",
            ),
            (
                "any_of = []\nfines = [{ stage = \"first\", subject = \"unit\", min_yuan = 9, max_yuan = 1 }]",
                "bad_tier",
            ),
            (
                "any_of = []\nfines = [{ stage = \"nosuch\", subject = \"unit\", min_yuan = 1, max_yuan = 9 }]",
                "unknown_stage",
            ),
        ];
        for (line, code) in cases {
            let loaded = load_text("mine.toml", &format!("{pack}{line}\n"));
            assert_eq!(
                loaded
                    .diagnostics
                    .iter()
                    .map(|d| (d.code, d.line))
                    .collect::<Vec<_>>(),
                [(code, Some(15))],
                "{line}"
            );
        }
    }

    #[test]
    fn the_users_own_row_replaces_the_shipped_one() {
        let loaded = load_text(
            "mine.toml",
            "[[circumstance]]\nid = \"agg_repeat_within_year\"\nlabel = \"一年内重复违法\"\neffect = \"aggravate\"\ncite = \"某办法第一条\"\n",
        );
        let found = loaded
            .library
            .circumstance(&"agg_repeat_within_year".into())
            .and_then(|c| c.cite.clone());
        assert_eq!(found.as_deref(), Some("某办法第一条"));
    }
}
