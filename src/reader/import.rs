//! One import from start to end: read the file, find the items, read the sentences, keep earlier reviews,
//! compare with what was there, write.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::document::{self, Document, DocumentError};
use crate::law::{Benchmark, BenchmarkId, Library, PartialDate};
use crate::packs::written::Written;
use crate::packs::{Diagnostic, Loaded, lint};
use crate::reader::assemble::{Assembly, Note, assemble};
use crate::reader::carry::{Carried, carry_over};
use crate::reader::heading::{Given, Heading, heading};
use crate::reader::import_list::{ListImport, prepare_list};
use crate::reader::layout::outline;
use crate::reader::{Layout, Outline, Passage, words};

/// What to import and how.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The file.
    pub file: &'a Path,
    /// Identifier of the pack.
    pub id: BenchmarkId,
    /// What the office says of the document.
    pub given: Given,
    /// Layout, when it should not be found automatically.
    pub layout: Option<Layout>,
    /// Stands in for a date of entry into force that nobody states.
    pub today: PartialDate,
    /// The user's library.
    pub library: &'a Path,
}

/// A document read and compared, not yet written.
#[derive(Debug)]
pub struct Import {
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Layout found.
    pub layout: Layout,
    /// Title, dates, scope.
    pub heading: Heading,
    /// The pack in written form.
    pub(crate) written: Written,
    /// What was uncertain, in the order of the document.
    pub notes: Vec<Note>,
    /// Text that looks like part of an item and could not be placed.
    pub leftover: Vec<Passage>,
    /// Text beside the items.
    pub remarks: Vec<Passage>,
    /// What had to be assumed about the document as a whole.
    pub assumed: Vec<String>,
    /// What became of earlier reviews.
    pub carried: Carried,
    /// The library with the pack in it.
    pub library: Library,
    /// What the loader and lint say of it.
    pub diagnostics: Vec<Diagnostic>,
    /// Where it goes.
    pub target: PathBuf,
    /// Whether the target holds an earlier import that differs.
    pub replaces: Option<Box<Benchmark>>,
}

/// Where the imported pack of an id lies in a library.
pub fn target(library: &Path, id: &BenchmarkId) -> PathBuf {
    library.join("imported").join(format!("{id}.toml"))
}

/// A document of one of two kinds.
#[derive(Debug)]
pub enum Prepared {
    /// Tiers.
    Benchmark(Box<Import>),
    /// A list of offences that are not penalised or penalised less.
    List(Box<ListImport>),
}

/// Reads a document and everything that follows from it, writing nothing.
pub fn prepare(request: &Request, loaded: &Loaded) -> Result<Prepared, DocumentError> {
    let document = document::read(request.file)?;
    let outline = outline(&document, request.layout);
    Ok(match outline.layout {
        Layout::List => Prepared::List(Box::new(prepare_list(request, loaded, document, outline))),
        Layout::Articles | Layout::Table | Layout::Prose => {
            Prepared::Benchmark(Box::new(prepare_pack(request, loaded, document, outline)))
        }
    })
}

fn prepare_pack(
    request: &Request,
    loaded: &Loaded,
    document: Document,
    outline: Outline,
) -> Import {
    let layout = outline.layout;
    let (heading, assumed) = heading(
        &request.id,
        request.given.clone(),
        &outline,
        &document.name,
        &loaded.library,
        request.today,
    );
    let assembly = assemble(
        &document,
        outline,
        &heading,
        &loaded.library,
        &loaded.measures,
    );
    let Assembly {
        mut written,
        mut notes,
        leftover,
        remarks,
    } = assembly;
    let target = target(request.library, &request.id);
    let earlier = fs::read_to_string(&target).ok();
    let carried = earlier
        .as_deref()
        .and_then(|text| Written::from_toml(text).ok())
        .map(|old| carry_over(&mut written, &old))
        .unwrap_or_default();
    // What a person has settled is no longer uncertain.
    notes.retain(|n| !carried.kept.contains(&n.item));
    let name = target.display().to_string();
    let text = written.to_toml("").unwrap_or_default();
    let again = crate::packs::load::load_text(&name, &text);
    let mut diagnostics: Vec<Diagnostic> = again.diagnostics.clone();
    diagnostics.extend(lint::lint(&again).into_iter().filter(|d| d.file == name));
    let benchmark = again.library.benchmark(request.id.as_str());
    let replaces = earlier
        .and_then(|text| {
            crate::packs::load::load_text(&name, &text)
                .library
                .benchmark(request.id.as_str())
                .cloned()
        })
        .filter(|old| Some(old) != benchmark)
        .map(Box::new);
    Import {
        file: document.name,
        sha256: document.sha256,
        layout,
        heading,
        written,
        notes,
        leftover,
        remarks,
        assumed,
        carried,
        library: again.library,
        diagnostics,
        target,
        replaces,
    }
}

impl Import {
    /// Writes the pack into the user's library; the earlier file is kept beside it as `.toml.old`.
    pub fn write(&self) -> io::Result<()> {
        if self.target.exists() {
            fs::copy(&self.target, self.target.with_extension("toml.old"))?;
        }
        let comment = words::file_comment(&self.file, &self.sha256);
        self.written.save(&self.target, &comment)
    }

    /// The pack as it would be loaded.
    pub fn benchmark(&self) -> Option<&Benchmark> {
        self.library.benchmark(self.heading.id.as_str())
    }

    /// Items that are linked to an offence.
    pub fn linked(&self) -> usize {
        self.written
            .item
            .iter()
            .filter(|i| i.offence.is_some())
            .count()
    }

    /// Items.
    pub fn items(&self) -> usize {
        self.written.item.len()
    }

    /// Tiers that can be assessed with.
    pub fn tiers(&self) -> usize {
        self.written.item.iter().map(|i| i.tier.len()).sum()
    }

    /// Tiers that were seen and could not be read.
    pub fn tiers_missing(&self) -> usize {
        self.written.item.iter().map(|i| i.missing.len()).sum()
    }
}
