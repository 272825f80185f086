//! What happened (`Msg`) and what is to be done about it (`Effect`), as values.
//!
//! `update` returns effects; whoever stands behind the interface performs them and answers with
//! messages. Quick work is answered at once; long work goes to a worker thread that sends them.

use std::sync::Arc;

use crate::settings::{Key, Settings, Value};
use crate::tui::action::Action;
use crate::tui::model::Window;
use crate::tui::model::assess::article::ArticleView;
use crate::tui::model::assess::whatif::ContrastView;
use crate::tui::model::assess::{AssessmentView, Draft, Sheet};
use crate::tui::model::bureaus::BureausView;
use crate::tui::model::decisions::marks::Sum;
use crate::tui::model::decisions::views::SavedView;
use crate::tui::model::decisions::{Completion, DecisionRow, DecisionView, Listing};
use crate::tui::model::export::{Export, ExportProgress, Rows};
use crate::tui::model::finder::FoundRow;
use crate::tui::model::lists::{ListItemView, ListsFound, ListsQuery};
use crate::tui::model::lookup::{Choice, DetailView, LookupRow, PracticeView};
use crate::tui::model::mapping::{MappingForm, MappingView, Trial};
use crate::tui::model::outliers::detail::OutlierView;
use crate::tui::model::outliers::query::{Facet, FacetValue, Query, Scope};
use crate::tui::model::outliers::{Listed, ReviewStep};
use crate::tui::model::overlay::{CapsView, ImportProgress, ImportSummary};
use crate::tui::model::packs::{
    DocumentForm, ItemView, ItemsView, PackRow, Preview, ReadingView, Reviewed, Step,
};
use crate::tui::model::work::{Job, Share};
use crate::tui::problem::Problem;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key asked for an action.
    Act(Action),
    /// The program starts: the domains and verdicts there are, and what is wrong with the packs.
    Started {
        /// The domains, in order.
        domains: Vec<Choice>,
        /// The verdicts, in order.
        verdicts: Vec<Choice>,
        /// What is wrong.
        problems: Vec<Problem>,
    },
    /// What a search found.
    Found(Vec<Arc<LookupRow>>),
    /// The inspection caps there are.
    CapsFound(Vec<CapsView>),
    /// One offence in full.
    OffenceShown(Box<DetailView>),
    /// The form for a case and what follows from it.
    Assessed(Box<Sheet>, Box<AssessmentView>),
    /// Two cases side by side.
    Contrasted(Box<ContrastView>),
    /// The reasons as prose.
    ReasonsWritten(String),
    /// What a citation names.
    ArticleShown(Box<ArticleView>),
    /// A draft made from a decision, to be assessed.
    Drafted(Box<Draft>),
    /// A question was asked that is answered later, by what comes before `Answered`.
    Asked,
    /// A question was answered, or a newer one took its place.
    Answered,
    /// What is awaited takes so long that it should be said.
    Slow,
    /// The library is being read; until then there is nothing to ask.
    Opening,
    /// It is read.
    Opened,
    /// What is wrong with the store, as far as it works.
    ProblemsFound(Vec<Problem>),
    /// What was decided in like cases; the number is that of the question.
    PracticeFound(u64, Box<PracticeView>),
    /// Work went to the background.
    WorkBegan(Job),
    /// How far it is.
    WorkProgressed(Job, Share),
    /// It ended, one way or another; its result came before.
    WorkEnded(Job),
    /// It stopped because it was told to; everything is as it was.
    WorkStopped(Job),
    /// A part of the table of decisions; the store can be read.
    DecisionsLoaded {
        /// What was asked.
        listing: Listing,
        /// The rows.
        rows: Window<DecisionRow>,
        /// How many the store holds in all.
        stored: usize,
        /// What undoing would take back.
        undo: Option<String>,
        /// What in the filter was not understood and left out, and what to do about it.
        doubts: Vec<String>,
    },
    /// What all that a filter lets through come to.
    MarksSummed(String, Sum),
    /// The views there are, and what is wrong with the file they are kept in.
    ViewsListed(Vec<SavedView>, Vec<String>),
    /// Rows as a text to be copied, and what they are in words.
    RowsCopied(String, String),
    /// There is such a file: nothing was written.
    ExportExists,
    /// How far the export is.
    ExportProgressed(ExportProgress),
    /// The export ended; the text says what went where.
    ExportEnded(String),
    /// The export came to nothing; the text says what to do.
    ExportFailed(String),
    /// What a text in the filter box, up to the cursor, may be the beginning of.
    FilterCompleted(String, Vec<Completion>),
    /// Where a decision stands in a table, and in which.
    DecisionLocated(Listing, usize),
    /// One decision in full.
    DecisionShown(Box<DecisionView>),
    /// The store changed, and how: whatever shows it must look again.
    StoreChanged(String),
    /// Files and folders that continue a path.
    PathsFound(Vec<String>),
    /// How far the import is.
    ImportProgressed(ImportProgress),
    /// What an import would do; nothing is written.
    ImportPreviewed(Box<ImportSummary>),
    /// What the columns of a table are taken for: some are not known, or it was asked.
    MappingShown(Box<MappingView>),
    /// What would become of the first rows.
    MappingTried(Box<Trial>),
    /// The mapping is kept under this name.
    ProfileKept(String),
    /// The import ended.
    ImportEnded(ImportSummary),
    /// The comparison ended; so many decisions were compared.
    CompareEnded(usize),
    /// A part of the ranked list.
    OutliersLoaded(Box<Listed>),
    /// The names to search in are there.
    NamesRead,
    /// The names to search in cannot be read; the text says what to do.
    NamesFailed(String),
    /// The values by which the list can be narrowed.
    FacetListed(Facet, Vec<FacetValue>),
    /// An opinion on a finding was written down.
    FindingReviewed(ReviewStep),
    /// One verdict in full.
    OutlierShown(Box<OutlierView>),
    /// Authorities compared.
    BureausShown(Box<BureausView>),
    /// Authorities could not be compared; the text says what to do.
    BureausFailed(String),
    /// The benchmark documents that are loaded.
    PacksListed(Vec<PackRow>),
    /// The items of a document.
    ItemsListed(Box<ItemsView>),
    /// One item in full.
    ItemShown(Box<ItemView>),
    /// An item was changed, and the change saved.
    Reviewed(Box<Reviewed>),
    /// A change could not be understood or made; nothing was saved.
    ReviewRefused(Vec<String>),
    /// What a correction would be read as.
    Previewed(Box<Preview>),
    /// An identifier for a file.
    IdSuggested(String),
    /// A document was read; not yet written.
    DocumentRead(u64, Box<ReadingView>),
    /// A document could not be read; the text says what to do.
    DocumentFailed(u64, String),
    /// The document read was written as this pack, which is loaded now.
    DocumentWritten(String),
    /// Items of lists.
    ListsListed(Box<ListsFound>),
    /// One item of a list in full.
    ListItemShown(Box<ListItemView>),
    /// The actions that words name, best first.
    ActionsFound(String, Vec<Action>),
    /// What the library has on some words.
    FoundEverywhere(String, Vec<FoundRow>),
    /// What the store has on some words, or why it cannot be searched.
    DecisionsFound(String, Result<Vec<FoundRow>, String>),
    /// A list read was written and is loaded now; the text says so.
    ListWritten(String),
    /// The library was loaded again: problems that are gone, and those found now.
    LibraryChanged(Vec<Problem>, Vec<Problem>),
    /// Settings, keymap and theme were read again.
    Reloaded {
        /// What is set.
        settings: Box<Settings>,
        /// What is wrong now, the packs included.
        problems: Vec<Problem>,
        /// The setting that was just written.
        kept: Option<Key>,
    },
    /// A text was copied, and by what means, in words.
    Copied(String),
    /// Something could not be done; the text says what to do.
    Failed(String),
    /// The store cannot be read; the text says what to do.
    StoreFailed(String),
    /// The import came to nothing; nothing was written.
    ImportFailed(String),
    /// The comparison came to nothing.
    CompareFailed(String),
}

/// Something to be done outside the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Tell what there is. Answer: `Started`.
    Start,
    /// Search offences. Answer: `Found`.
    Search {
        /// What was typed.
        query: String,
        /// The domain looked at.
        domain: Option<String>,
    },
    /// Show the inspection caps of a domain, or all. Answer: `CapsFound`.
    ShowCaps(Option<String>),
    /// Show one offence. Answer: `OffenceShown`.
    ShowOffence {
        /// Offence id.
        offence: String,
        /// The domain looked at.
        domain: Option<String>,
    },
    /// Assess a case. Answer: `Assessed`.
    Assess(Draft),
    /// Set two cases side by side, 甲 first. Answer: `Contrasted`.
    Contrast(Draft, Draft),
    /// Write the reasons of a case as prose; of 甲 too, and what differs, where one is pinned.
    /// Answer: `ReasonsWritten`.
    WriteReasons {
        /// The case on the form.
        draft: Draft,
        /// 甲.
        pinned: Option<Draft>,
    },
    /// Show what a citation names. Answers: `ArticleShown`, or `Failed`.
    ShowArticle(String),
    /// List decisions. Answer: `DecisionsLoaded`.
    ListDecisions(Listing),
    /// Complete a text in the filter box, up to the cursor. Answer: `FilterCompleted`.
    CompleteFilter(String),
    /// Find a decision in the table as listed. Answer: `DecisionLocated`.
    LocateDecision(Listing, i64),
    /// Show one decision. Answer: `DecisionShown`.
    ShowDecision(i64),
    /// Add up what a filter lets through. Answer: `MarksSummed`.
    SumMarks(Listing),
    /// List the views. Answer: `ViewsListed`.
    ListViews,
    /// Keep a view under its name, in place of another of that name. Answers: `ViewsListed`, or `Failed`.
    KeepView(Box<SavedView>),
    /// Drop a view. Answers: `ViewsListed`, or `Failed`.
    DropView(String),
    /// Call a view otherwise. Answers: `ViewsListed`, or `Failed`.
    RenameView(String, String),
    /// Make a text of rows. Answers: `RowsCopied`, or `Failed`.
    CopyRows(Box<Rows>),
    /// Complete the path of a file to write. Answer: `PathsFound`.
    CompleteExportPath(String),
    /// Write a table into a file in a worker. Answers: `ExportExists`, or `ExportProgressed` …, `ExportEnded`,
    /// `ExportFailed`.
    Export(Box<Export>),
    /// Tell the worker to stop writing.
    CancelExport,
    /// Make a draft from a decision. Answer: `Drafted`.
    DraftFrom(i64),
    /// Complete a path. Answer: `PathsFound`.
    CompletePath(String),
    /// Read a file in a worker and tell what an import would do, by a mapping if there is one.
    /// Answers: `ImportProgressed` …, `ImportPreviewed` or `MappingShown`.
    PreviewImport(String, Option<MappingForm>),
    /// Show the columns of the file at hand. Answer: `MappingShown`.
    ShowMapping,
    /// Tell what would become of the first rows. Answer: `MappingTried`.
    TryMapping(MappingForm),
    /// Keep a mapping under a name. Answers: `ProfileKept`, or `Failed`.
    KeepProfile(MappingForm, String),
    /// Import the file at hand in a worker, as it was previewed. Answers: `ImportProgressed` …, `ImportEnded`.
    Import(String),
    /// Tell the worker to stop.
    CancelImport,
    /// Tell work in the background to stop. Answer: `WorkStopped`, unless it is done by then.
    CancelWork(Job),
    /// Undo the last import. Answer: `StoreChanged`.
    UndoImport,
    /// Load the teaching examples. Answer: `StoreChanged`.
    LoadDemo,
    /// Compare all decisions in a worker. Answer: `CompareEnded`.
    Compare(Scope),
    /// List compared decisions. Answer: `OutliersLoaded`.
    ListOutliers {
        /// What is to be listed.
        query: Query,
        /// The first row wanted.
        offset: usize,
    },
    /// List the values of a facet, the other choices kept. Answer: `FacetListed`.
    ListFacet(Facet, Query),
    /// Write an opinion on a finding down. Answers: `FindingReviewed`, or `Failed`.
    ReviewFinding(ReviewStep),
    /// Show why a decision got its verdict. Answer: `OutlierShown`.
    ShowOutlier(i64),
    /// Compare authorities in a worker. Answer: `BureausShown`.
    CompareBureaus,
    /// List items of lists. Answer: `ListsListed`.
    ListLists(ListsQuery),
    /// Show one item of a list. Answer: `ListItemShown`.
    ShowListItem {
        /// The list.
        list: String,
        /// Its row in the list.
        at: usize,
    },
    /// Find actions by words or pinyin. Answer: `ActionsFound`.
    FindActions(String),
    /// Find offences, items of lists and of benchmarks. Answer: `FoundEverywhere`.
    FindEverywhere(String),
    /// Find decisions in a worker. Answer: `DecisionsFound`.
    FindDecisions(String),
    /// List benchmark documents. Answer: `PacksListed`.
    ListPacks,
    /// Complete the path of a document. Answer: `PathsFound`.
    CompleteDocumentPath(String),
    /// List the items of a document. Answer: `ItemsListed`.
    ListItems(String),
    /// Show one item. Answer: `ItemShown`.
    ShowItem {
        /// The document.
        pack: String,
        /// Position of the item.
        at: usize,
    },
    /// Change an item and save it. Answers: `Reviewed`, or `ReviewRefused`, or `Failed`.
    Review(Step),
    /// Tell what a change would be read as. Answer: `Previewed`.
    Preview(Step),
    /// Suggest an identifier for a file. Answer: `IdSuggested`.
    SuggestId(String),
    /// Read a document in a worker. Answers: `DocumentRead`, `DocumentFailed`.
    ReadDocument(u64, DocumentForm),
    /// Drop what was read.
    ForgetDocument,
    /// Write what was read. Answers: `LibraryChanged`, `DocumentWritten`, or `Failed`.
    WriteDocument(u64),
    /// Read settings, keymap and theme again. Answer: `Reloaded`.
    Reload,
    /// Write a setting into the file, or take it back. Answers: `Reloaded`, or `Failed`.
    KeepSetting(Key, Option<Value>),
    /// Work by these settings from now on. Answer: `LibraryChanged` where results change.
    AdoptSettings(Box<Settings>),
    /// Copy what the screen or the overlay says, as text. Answers: `Copied`, or `Failed`.
    CopyShown,
    /// Copy a text to the clipboard. Answers: `Copied`, or `Failed`.
    Copy {
        /// The text, lines ended by a line feed.
        text: String,
        /// What it is, in words, for the notice.
        what: String,
    },
}
