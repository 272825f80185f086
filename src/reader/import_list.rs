//! Import of a list (清单) from start to end: read the file, find the items, read their conditions, write.

use std::fs;
use std::io;
use std::path::PathBuf;

use crate::document::Document;
use crate::law::benchmark::Provenance;
use crate::law::list::ListEffect;
use crate::law::{Library, ListId, OffenceId};
use crate::packs::lists::{ListDocument, RawList};
use crate::packs::{Diagnostic, Loaded};
use crate::reader::heading::heading;
use crate::reader::import::{Request, target};
use crate::reader::link::{citations, without_remarks};
use crate::reader::list::{Tools, assemble_list, unplaced};
use crate::reader::wording::read_condition;
use crate::reader::{Outline, Passage, words};

/// A list read, not yet written.
#[derive(Debug)]
pub struct ListImport {
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Identifier.
    pub id: ListId,
    /// The tables.
    pub(crate) document: ListDocument,
    /// What was uncertain about the list as a whole.
    pub doubts: Vec<String>,
    /// What had to be assumed.
    pub assumed: Vec<String>,
    /// Text that looks like part of an item and could not be placed.
    pub leftover: Vec<Passage>,
    /// Text beside the items.
    pub remarks: Vec<Passage>,
    /// The library with the list in it.
    pub library: Library,
    /// What the loader says of it.
    pub diagnostics: Vec<Diagnostic>,
    /// Where it goes.
    pub target: PathBuf,
    /// Whether the target holds something else.
    pub replaces: bool,
}

/// Reads a list.
pub(crate) fn prepare_list(
    request: &Request,
    loaded: &Loaded,
    document: Document,
    outline: Outline,
) -> ListImport {
    let library = &loaded.library;
    let (head, assumed) = heading(
        &request.id,
        request.given.clone(),
        &outline,
        &document.name,
        library,
        request.today,
    );
    let id = ListId::from(request.id.as_str());
    let blank = RawList {
        id: unplaced(id.clone()),
        title: head.title,
        short: head.short,
        issuer: head.issuer,
        doc_no: head.doc_no,
        from: head.from,
        until: head.until,
        layer: head.layer,
        region: head.region,
        domains: head.domains,
        effect: ListEffect::NotPenalised,
        items_in_document: Some(words::items_read(outline.entries.len())),
        source: document.name.clone(),
        verification: words::VERIFICATION.to_owned(),
        teaching: false,
        document: Some(Provenance {
            file: document.name.clone(),
            sha256: document.sha256.clone(),
        }),
        gates: Vec::new(),
        missing: Vec::new(),
    };
    let cite = |basis: &str| -> Vec<OffenceId> {
        let found = citations(basis);
        let located = found
            .iter()
            .filter_map(|c| library.cite(&without_remarks(c)).ok());
        located.map(|l| l.id).collect()
    };
    let read = |text: &str| {
        let read = read_condition(text, &loaded.measures);
        (read.any_of, read.facts)
    };
    let tools = Tools {
        flags: &library.parts().flags,
        read: &read,
        cite: &cite,
    };
    let assembled = assemble_list(&outline, blank, &tools);
    let target = target(request.library, &request.id);
    let text = assembled.document.to_toml().unwrap_or_default();
    let again = crate::packs::load::load_text(&target.display().to_string(), &text);
    let earlier = fs::read_to_string(&target).ok();
    ListImport {
        file: document.name,
        sha256: document.sha256,
        id,
        replaces: earlier.is_some_and(|old| !old.ends_with(&text)),
        document: assembled.document,
        doubts: assembled.doubts,
        assumed,
        leftover: outline.leftover,
        remarks: outline.remarks,
        library: again.library,
        diagnostics: again.diagnostics,
        target,
    }
}

impl ListImport {
    /// Writes the list into the user's library; the earlier file is kept beside it as `.toml.old`.
    pub fn write(&self) -> io::Result<()> {
        if let Some(directory) = self.target.parent() {
            fs::create_dir_all(directory)?;
        }
        if self.target.exists() {
            fs::copy(&self.target, self.target.with_extension("toml.old"))?;
        }
        let mut text = String::new();
        for line in words::file_comment(&self.file, &self.sha256).lines() {
            text.push_str("# ");
            text.push_str(line);
            text.push('\n');
        }
        text.push_str(&self.document.to_toml().map_err(io::Error::other)?);
        let draft = self.target.with_extension("toml.new");
        fs::write(&draft, text)?;
        fs::rename(&draft, &self.target)
    }

    /// Items.
    pub fn items(&self) -> usize {
        self.document.list_item.len()
    }

    /// Items that are linked to an offence.
    pub fn linked(&self) -> usize {
        self.document
            .list_item
            .iter()
            .filter(|i| i.offence.is_some())
            .count()
    }

    /// What is uncertain about single items: number, place, message.
    pub fn item_doubts(&self) -> Vec<(String, String, String)> {
        let items = self.document.list_item.iter();
        items
            .flat_map(|i| {
                let place = i.place.clone().unwrap_or_default();
                let no = i.no.get_ref().clone();
                i.doubts
                    .iter()
                    .map(move |d| (no.clone(), place.clone(), d.clone()))
            })
            .collect()
    }
}
