//! The only writer of the model. Each message changes it and may ask for effects.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "`update::offers` names every action; here only a few concern us"
)]

mod assess;
mod bureaus;
mod decisions;
mod export;
mod finder;
mod lists;
mod lookup;
mod mapping;
mod offers;
mod outliers;
mod overlay;
mod packs;
mod settings;
pub mod stage;
mod trail;
mod work;

use crate::tui::action::{Action, Context};
use crate::tui::key::Key;
use crate::tui::keymap::Keymap;
use crate::tui::line_edit::{Edited, LineEdit};
use crate::tui::message::{Effect, Msg};
use crate::tui::model::lists::ListsPane;
use crate::tui::model::lookup::LookupPane;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::packs::Level;
use crate::tui::model::{Model, Screen, Selection, veil};
use crate::tui::problem::Severity;
use crate::tui::strings;
use crate::tui::view;

pub use offers::offers;

/// How a list action moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    By(isize),
    Page(isize),
    Top,
    Bottom,
}

/// Applies a message; the names of parties that come with it are noted.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let brings_names = brings_names(&msg);
    let effects = apply(model, msg);
    if brings_names {
        veil::learn(model);
    }
    effects
}

/// Says whether decisions come with a message.
fn brings_names(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::DecisionsLoaded { .. }
            | Msg::DecisionShown(_)
            | Msg::OutlierShown(_)
            | Msg::DecisionsFound(..)
    )
}

#[expect(clippy::too_many_lines, reason = "a table: every message has its row")]
fn apply(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Act(action) => act(model, action),
        Msg::Started {
            domains,
            verdicts,
            problems,
        } => {
            model.lookup.domains = domains;
            model.outliers.verdicts = verdicts;
            model.problems.extend(problems);
            let listed = decisions::ask(&mut model.decisions, 0);
            vec![lookup::search(model), listed]
        }
        Msg::Found(rows) => lookup::found(model, rows),
        Msg::CapsFound(plans) => open(model, Overlay::Caps(plans, 0)),
        Msg::OffenceShown(detail) => lookup::shown(&mut model.lookup, *detail),
        Msg::Assessed(sheet, result) => assess::shown(model, *sheet, *result),
        Msg::Contrasted(view) => assess::contrasted(model, *view),
        Msg::ReasonsWritten(text) => assess::copy(text),
        Msg::ArticleShown(view) => open(model, Overlay::Article(view)),
        Msg::Drafted(draft) => assess::open(model, *draft),
        Msg::MarksSummed(filter, sum) => {
            model.decisions.marks.summed(&filter, sum);
            Vec::new()
        }
        Msg::ViewsListed(views, troubles) => decisions::views::listed(model, views, troubles),
        Msg::RowsCopied(text, what) => vec![Effect::Copy { text, what }],
        Msg::ExportExists => export::exists(model),
        Msg::ExportProgressed(progress) => export::progressed(model, progress),
        Msg::ExportEnded(text) => export::ended(model, Severity::Note, text),
        Msg::ExportFailed(text) => export::ended(model, Severity::Error, text),
        Msg::Asked
        | Msg::Answered
        | Msg::Slow
        | Msg::Opening
        | Msg::Opened
        | Msg::WorkBegan(_)
        | Msg::WorkProgressed(..)
        | Msg::WorkEnded(_)
        | Msg::WorkStopped(_) => background(model, &msg),
        Msg::ProblemsFound(problems) => {
            model.problems.extend(problems);
            Vec::new()
        }
        Msg::PracticeFound(question, practice) => {
            lookup::practice_found(&mut model.lookup, question, &practice);
            assess::practice_found(&mut model.assess, question, *practice);
            Vec::new()
        }
        Msg::DecisionsLoaded {
            listing,
            rows,
            stored,
            undo,
            doubts,
        } => decisions::loaded(model, &listing, rows, stored, undo, doubts),
        Msg::FilterCompleted(before, found) => {
            model.decisions.completions = (before, found);
            Vec::new()
        }
        Msg::DecisionLocated(listing, at) => decisions::located(model, &listing, at),
        Msg::DecisionShown(detail) => decisions::shown(&mut model.decisions, *detail),
        Msg::StoreChanged(text) => {
            model.say(Severity::Note, text);
            decisions::store_changed(model)
        }
        Msg::PathsFound(paths) => overlay::paths_found(model, paths),
        Msg::ImportProgressed(progress) => overlay::import_progressed(model, progress),
        Msg::ImportPreviewed(summary) => mapping::previewed(model, summary),
        Msg::MappingShown(view) => mapping::shown(model, *view),
        Msg::MappingTried(trial) => mapping::tried(model, *trial),
        Msg::ProfileKept(name) => mapping::kept(model, name),
        Msg::ImportEnded(summary) => overlay::import_ended(model, summary),
        Msg::CompareEnded(compared) => outliers::compared(model, compared),
        Msg::OutliersLoaded(listed) => outliers::loaded(model, *listed),
        Msg::NamesRead => outliers::names_read(model),
        Msg::NamesFailed(text) => outliers::names_failed(model, text),
        Msg::FacetListed(facet, values) => outliers::facet_listed(model, facet, values),
        Msg::FindingReviewed(step) => outliers::kept(model, &step),
        Msg::BureausShown(view) => bureaus::shown(model, *view),
        Msg::BureausFailed(text) => bureaus::failed(model, text),
        Msg::OutlierShown(detail) => outliers::shown(model, *detail),
        Msg::PacksListed(rows) => packs::listed(model, rows),
        Msg::ItemsListed(items) => packs::items_listed(model, *items),
        Msg::ItemShown(item) => packs::shown(model, *item),
        Msg::Reviewed(reviewed) => packs::reviewed(model, *reviewed),
        Msg::ReviewRefused(doubts) => packs::refused(model, doubts),
        Msg::Previewed(preview) => packs::previewed(model, *preview),
        Msg::IdSuggested(id) => overlay::id_suggested(model, id),
        Msg::DocumentRead(ticket, view) => overlay::document_read(model, ticket, view),
        Msg::DocumentFailed(ticket, text) => overlay::document_failed(model, ticket, text),
        Msg::DocumentWritten(pack) => packs::written(model, pack),
        Msg::ListsListed(found) => lists::listed(model, *found),
        Msg::ListItemShown(detail) => lists::shown(model, *detail),
        Msg::ActionsFound(query, actions) => finder::actions_found(model, &query, actions),
        Msg::FoundEverywhere(query, rows) => finder::found(model, &query, rows),
        Msg::DecisionsFound(query, found) => finder::decisions_found(model, &query, found),
        Msg::ListWritten(text) => packs::list_written(model, text),
        Msg::LibraryChanged(gone, found) => packs::library_changed(model, &gone, found),
        Msg::Reloaded {
            settings,
            problems,
            kept,
        } => settings::taken_over(model, *settings, problems, kept),
        Msg::Copied(text) => {
            model.stage.copies += 1;
            model.say(Severity::Note, text);
            Vec::new()
        }
        Msg::Failed(text) => {
            model.say(Severity::Error, text);
            Vec::new()
        }
        Msg::StoreFailed(text) => decisions::failed(model, text),
        Msg::ImportFailed(text) => overlay::import_failed(model, text),
        Msg::CompareFailed(text) => outliers::failed(model, text),
    }
}

/// What is said of work and questions that are answered later.
fn background(model: &mut Model, msg: &Msg) -> Vec<Effect> {
    match msg {
        Msg::Asked => work::asked(model),
        Msg::Answered => work::answered(model),
        Msg::Slow => work::slow(model),
        Msg::Opening => return work::opening(model, true),
        Msg::Opened => return work::opening(model, false),
        Msg::WorkBegan(job) => work::began(model, *job),
        Msg::WorkProgressed(job, share) => work::progressed(model, *job, *share),
        Msg::WorkEnded(job) => work::ended(model, *job),
        Msg::WorkStopped(job) => return work::stopped(model, *job),
        _ => {}
    }
    Vec::new()
}

/// Gives a key to the focused text field; none if there is none or it has no use for the key.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    edit(model, |field| field.handle(key)).or_else(|| assess::pick(model, key))
}

/// Pastes into the focused text field.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    edit(model, |field| field.paste(text)).unwrap_or_default()
}

/// Keeps scroll positions within what the current size shows.
///
/// Here, after everything that happened, the tour goes on.
pub fn settle(model: &mut Model, keymap: &Keymap) {
    stage::watch_tour(model);
    // What is not scrolled is within its limits; to know them the whole text has to be laid out.
    if *detail_scroll(model) > 0 {
        let detail = view::detail_limit(model);
        let scroll = detail_scroll(model);
        *scroll = (*scroll).min(detail);
    }
    if model.overlay.is_none() {
        return;
    }
    let over = view::overlay_limit(model, keymap);
    if let Some(
        Overlay::Help(scroll)
        | Overlay::Problems(scroll)
        | Overlay::Findings(scroll)
        | Overlay::Caps(_, scroll)
        | Overlay::ImportDone(_, scroll)
        | Overlay::ImportPreview(_, scroll)
        | Overlay::DocumentRead(_, scroll),
    ) = &mut model.overlay
    {
        *scroll = (*scroll).min(over);
    }
    if let Some(Overlay::Article(view)) = &mut model.overlay {
        view.scroll = view.scroll.min(over);
    }
}

/// Says whether nothing is said of an action that does nothing now: keys that move, and the ways
/// back, tell by themselves that they have come to an end.
fn is_quiet(action: Action) -> bool {
    movement(action).is_some()
        || matches!(
            action,
            Action::Back
                | Action::Accept
                | Action::PaneNext
                | Action::PanePrev
                | Action::DetailUp
                | Action::DetailDown
                | Action::FormPrevChoice
                | Action::FormNextChoice
                | Action::TableLeft
                | Action::TableRight
                | Action::ReviewNext
                | Action::ReviewPrev
        )
}

/// Does an action, if it does something now.
fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if !offers(model, action) {
        if !is_quiet(action) {
            let has_help = offers(model, Action::HelpOpen);
            model.say(Severity::Note, strings::not_now(action, has_help));
        }
        return Vec::new();
    }
    if let Some(effects) = stage::present(model, action) {
        return effects;
    }
    match action {
        Action::Quit => return quit(model),
        Action::ScreenLookup => return go(model, Screen::Lookup),
        Action::ScreenAssess => return go(model, Screen::Assess),
        Action::ScreenDecisions => return go(model, Screen::Decisions),
        Action::ScreenOutliers => return go(model, Screen::Outliers),
        Action::ScreenLists => return go(model, Screen::Lists),
        Action::ScreenPacks => return go(model, Screen::Packs),
        Action::HelpOpen if !matches!(model.overlay, Some(Overlay::Help(_))) => {
            return open(model, Overlay::Help(0));
        }
        Action::ProblemsOpen => return open(model, Overlay::Problems(0)),
        Action::ConfigReload => return vec![Effect::Reload],
        // What has a window of its own is stopped as by leaving that.
        Action::WorkCancel if overlay::is_work(model.overlay.as_ref()) => {
            return overlay::act(model, Action::Back);
        }
        Action::WorkCancel => return work::cancel(model),
        Action::TableExport if model.overlay.is_none() => return export::open(model),
        Action::PaletteOpen => return finder::open_palette(model),
        Action::FindOpen => return finder::open_finder(model),
        Action::SettingsOpen if model.overlay.is_none() => {
            return open(model, Overlay::Settings(Box::default()));
        }
        _ => {}
    }
    if model.overlay.is_some() {
        return overlay::act(model, action);
    }
    if let Some(amount) = movement(action) {
        let amount = stage::paged(model, amount);
        return step(model, amount);
    }
    match action {
        Action::Back => back(model),
        Action::HistoryBack => trail::back(model),
        Action::HistoryForward => trail::forward(model),
        Action::DetailUp => scroll_detail(model, Move::By(-3)),
        Action::DetailDown => scroll_detail(model, Move::By(3)),
        _ => match model.screen {
            Screen::Lookup => lookup::act(model, action),
            Screen::Assess => assess::act(model, action),
            Screen::Decisions => decisions::act(model, action),
            Screen::Outliers => outliers::act(model, action),
            Screen::Lists => lists::act(model, action),
            Screen::Packs => packs::act(model, action),
        },
    }
}

fn movement(action: Action) -> Option<Move> {
    Some(match action {
        Action::ListPrev => Move::By(-1),
        Action::ListNext => Move::By(1),
        Action::ListPageUp => Move::Page(-1),
        Action::ListPageDown => Move::Page(1),
        Action::ListTop => Move::Top,
        Action::ListBottom => Move::Bottom,
        _ => return None,
    })
}

fn step(model: &mut Model, amount: Move) -> Vec<Effect> {
    match model.screen {
        Screen::Lookup => lookup::step(model, amount),
        Screen::Assess => assess::step(model, amount),
        Screen::Decisions => decisions::step(model, amount),
        Screen::Outliers => outliers::step(model, amount),
        Screen::Lists => lists::step(model, amount),
        Screen::Packs => packs::step(model, amount),
    }
}

/// Selects a row of what is shown, counted from 0; says whether there is one.
pub fn select_row(model: &mut Model, at: usize) -> Option<Vec<Effect>> {
    let (now, total) = match model.screen {
        Screen::Lookup => place(model.lookup.selection),
        Screen::Assess => {
            let visible = model.assess.visible();
            let now = visible.iter().position(|field| *field == model.assess.at);
            (now.unwrap_or(0), visible.len())
        }
        Screen::Decisions => place(model.decisions.selection),
        Screen::Outliers if model.outliers.bureaus.is_shown => {
            place(model.outliers.bureaus.selection)
        }
        Screen::Outliers => place(model.outliers.selection),
        Screen::Lists => place(model.lists.selection),
        Screen::Packs if model.packs.level == Level::Packs => place(model.packs.selection),
        Screen::Packs => place(model.packs.item_selection),
    };
    let by = isize::try_from(at).ok()? - isize::try_from(now).ok()?;
    (at < total).then(|| step(model, Move::By(by)))
}

fn place(selection: Selection) -> (usize, usize) {
    (selection.at(), selection.total())
}

/// Turns a movement over `page` rows into a new position, to be limited by the caller.
fn moved(at: usize, amount: Move, page: usize) -> usize {
    let page = isize::try_from(page.saturating_sub(1).max(1)).unwrap_or(1);
    match amount {
        Move::By(rows) => at.saturating_add_signed(rows),
        Move::Page(pages) => at.saturating_add_signed(pages * page),
        Move::Top => 0,
        Move::Bottom => usize::MAX,
    }
}

fn detail_scroll(model: &mut Model) -> &mut usize {
    match model.screen {
        Screen::Lookup => &mut model.lookup.scroll,
        Screen::Assess => &mut model.assess.scroll,
        Screen::Decisions => &mut model.decisions.scroll,
        Screen::Outliers if model.outliers.bureaus.is_shown => &mut model.outliers.bureaus.scroll,
        Screen::Outliers => &mut model.outliers.scroll,
        Screen::Lists => &mut model.lists.scroll,
        Screen::Packs if view::scrolls_source(model) => &mut model.packs.source_scroll,
        Screen::Packs => &mut model.packs.scroll,
    }
}

fn scroll_detail(model: &mut Model, amount: Move) -> Vec<Effect> {
    let page = view::detail_height(model);
    let scroll = detail_scroll(model);
    *scroll = moved(*scroll, amount, page);
    Vec::new()
}

fn edit(model: &mut Model, apply: impl FnOnce(&mut LineEdit) -> Edited) -> Option<Vec<Effect>> {
    let context = model.contexts().first().copied().unwrap_or(Context::Global);
    let field = match &mut model.overlay {
        Some(Overlay::ImportPrompt(prompt)) => &mut prompt.path,
        Some(Overlay::DocumentPrompt(prompt)) => prompt.field_mut()?,
        Some(Overlay::Correct(prompt)) => &mut prompt.text,
        Some(Overlay::Mapping(mapping)) => mapping.field_mut()?,
        Some(Overlay::Filter(panel)) => panel.field_mut()?,
        Some(Overlay::Reason(prompt)) => &mut prompt.reason,
        Some(Overlay::Views(panel)) => &mut panel.naming.as_mut()?.1,
        Some(Overlay::ExportPrompt(prompt)) => &mut prompt.path,
        Some(Overlay::Palette(palette)) => &mut palette.query,
        Some(Overlay::Finder(finder)) => &mut finder.query,
        Some(Overlay::Settings(panel)) => panel.text.as_mut()?,
        Some(_) => return None,
        None => match model.screen {
            Screen::Lookup if model.lookup.pane == LookupPane::Search => &mut model.lookup.query,
            Screen::Assess => assess::field_mut(&mut model.assess)?,
            Screen::Decisions => decisions::field_mut(&mut model.decisions)?,
            Screen::Outliers => outliers::field_mut(&mut model.outliers)?,
            Screen::Lists if model.lists.pane == ListsPane::Search => &mut model.lists.query,
            Screen::Lookup | Screen::Lists | Screen::Packs => return None,
        },
    };
    match apply(field) {
        Edited::Ignored => None,
        Edited::Moved => Some(Vec::new()),
        Edited::Changed => Some(edited(model, context)),
    }
}

fn edited(model: &mut Model, context: Context) -> Vec<Effect> {
    match context {
        Context::Lookup => vec![lookup::search(model)],
        Context::Assess => assess::changed(model),
        Context::Decisions => decisions::edited(model),
        Context::Popup | Context::Mapping | Context::Settings => overlay::edited(model),
        Context::Outliers => outliers::list(&mut model.outliers),
        Context::Lists => lists::list(&model.lists),
        Context::Packs | Context::Review | Context::Columns | Context::Views | Context::Global => {
            Vec::new()
        }
    }
}

/// Shows the screen the program is to start with.
pub fn begin(model: &mut Model) -> Vec<Effect> {
    let start = model.settings.start();
    let screen = Screen::ALL.iter().find(|s| s.context().id() == start);
    match screen.copied() {
        Some(screen) if screen != model.screen => go(model, screen),
        Some(_) | None => Vec::new(),
    }
}

/// Shows a screen, remembering the one left.
fn go(model: &mut Model, screen: Screen) -> Vec<Effect> {
    // 导入仍在进行时，窗口不能悄悄消失。
    if !matches!(
        model.overlay,
        Some(Overlay::ImportRunning(_) | Overlay::Exporting(_))
    ) {
        model.overlay = None;
    }
    let mut effects = Vec::new();
    if model.screen != screen {
        effects = packs::left(model);
        trail::leave(model);
        model.screen = screen;
    }
    effects.extend(entered(model));
    effects
}

fn entered(model: &mut Model) -> Vec<Effect> {
    match model.screen {
        Screen::Lookup => Vec::new(),
        Screen::Assess => outliers::compare_quietly(model),
        Screen::Decisions => decisions::entered(model),
        Screen::Outliers => outliers::entered(model),
        Screen::Lists => lists::entered(model),
        Screen::Packs => packs::entered(model),
    }
}

/// Leaves the pane, then the screen.
fn back(model: &mut Model) -> Vec<Effect> {
    let left = match model.screen {
        Screen::Lookup => lookup::leave_pane(model),
        Screen::Assess => assess::leave_pane(&mut model.assess).then(Vec::new),
        Screen::Decisions => decisions::leave_pane(model),
        Screen::Outliers if model.outliers.bureaus.is_shown => Some(bureaus::leave(model)),
        Screen::Outliers => outliers::leave_pane(&mut model.outliers),
        Screen::Lists => lists::leave_pane(model),
        Screen::Packs => packs::leave_pane(model),
    };
    match left {
        Some(effects) => effects,
        None => trail::back(model),
    }
}

pub(crate) use trail::open_target;

fn open(model: &mut Model, overlay: Overlay) -> Vec<Effect> {
    if !matches!(
        model.overlay,
        Some(Overlay::ImportRunning(_) | Overlay::Exporting(_))
    ) {
        model.overlay = Some(overlay);
    }
    Vec::new()
}

fn quit(model: &mut Model) -> Vec<Effect> {
    model.quit = true;
    if model.work > 0 {
        vec![Effect::CancelImport, Effect::CancelExport]
    } else {
        Vec::new()
    }
}
