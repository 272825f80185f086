//! What lies over the screen: help, questions, problems, the import, unfinished sequences.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::text::Line;

use crate::tui::key::print_sequence;
use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::model::overlay::{
    CapsView, Confirm, ImportProgress, ImportPrompt, ImportSummary, Overlay,
};
use crate::tui::model::packs::{CorrectPrompt, DocumentPrompt, ReadingView};
use crate::tui::problem::Problem;
use crate::tui::theme::{Role, Theme};
use crate::tui::view::assess::article;
use crate::tui::view::decisions::overlays;
use crate::tui::view::keys::Keys;
use crate::tui::view::{export, finder, help, mapping, outliers, settings, severity};
use crate::tui::widget::flow::{self, Flow, row_of};
use crate::tui::widget::{list, paint, panel};
use crate::tui::{layout, popup, strings, text};

/// The width of a question.
const QUESTION_WIDTH: u16 = 56;

pub(super) fn draw(model: &Model, keymap: &Keymap, theme: &Theme, frame: &mut Frame) {
    if let Some(overlay) = &model.overlay {
        let area = area(overlay, model, keymap, frame.area());
        let inside = panel::popup(title(overlay), theme, area, frame);
        let keys = Keys { model, keymap };
        match overlay {
            Overlay::ImportPrompt(prompt) => import_prompt(prompt, keys, theme, inside, frame),
            Overlay::Mapping(view) => mapping::draw(view, keys, theme, inside, frame),
            Overlay::DocumentPrompt(prompt) => document_prompt(prompt, keys, theme, inside, frame),
            Overlay::Correct(prompt) => correct(prompt, keys, theme, inside, frame),
            Overlay::Filter(panel) => outliers::panel(panel, keys, theme, inside, frame),
            Overlay::Reason(prompt) => outliers::reason(prompt, keys, theme, inside, frame),
            Overlay::Columns(choice) => {
                overlays::columns(choice, &model.decisions, keys, theme, inside, frame);
            }
            Overlay::Views(views) => overlays::views(views, keys, theme, inside, frame),
            Overlay::ExportPrompt(prompt) => {
                export::export_prompt(prompt, keys, theme, inside, frame);
            }
            Overlay::Palette(palette) => {
                finder::palette(palette, keys, theme, inside, frame);
            }
            Overlay::Finder(found) => finder::finder(found, keys, theme, inside, frame),
            Overlay::Article(view) => article::draw(view, theme, inside, frame),
            Overlay::Settings(panel) => {
                settings::draw(panel, keys, theme, inside, frame);
            }
            Overlay::Help(scroll)
            | Overlay::Problems(scroll)
            | Overlay::Findings(scroll)
            | Overlay::Caps(_, scroll)
            | Overlay::ImportDone(_, scroll)
            | Overlay::ImportPreview(_, scroll)
            | Overlay::DocumentRead(_, scroll) => {
                let lines = lines(overlay, model, keymap, theme, inside.width);
                flow::render(lines, *scroll, theme, inside, frame);
            }
            Overlay::Confirm(_)
            | Overlay::ImportRunning(_)
            | Overlay::DocumentReading(_)
            | Overlay::Exporting(_) => {
                let lines = lines(overlay, model, keymap, theme, inside.width);
                flow::render(lines, 0, theme, inside, frame);
            }
        }
    }
    if !model.pending.is_empty() {
        pending(model, keymap, theme, frame);
    }
}

/// Returns the text of the overlay; none of what is typed into it.
pub(super) fn text(
    model: &Model,
    keymap: &Keymap,
    theme: &Theme,
    width: u16,
) -> Vec<Line<'static>> {
    let overlay = model.overlay.as_ref();
    overlay.map_or_else(Vec::new, |overlay| {
        lines(overlay, model, keymap, theme, width)
    })
}

/// Returns how far the text of the overlay can be scrolled.
pub(super) fn scroll_limit(model: &Model, keymap: &Keymap, theme: &Theme) -> usize {
    let Some(overlay) = &model.overlay else {
        return 0;
    };
    let inside = layout::inside(area(overlay, model, keymap, Rect::from(model.size)));
    let lines = lines(overlay, model, keymap, theme, inside.width);
    flow::limit(lines.len(), inside.height)
}

/// Returns where an overlay lies.
pub(super) fn area(overlay: &Overlay, model: &Model, keymap: &Keymap, frame: Rect) -> Rect {
    let size = frame.as_size();
    match overlay {
        Overlay::Help(_)
        | Overlay::Problems(_)
        | Overlay::Findings(_)
        | Overlay::Caps(..)
        | Overlay::ImportDone(..)
        | Overlay::ImportPreview(..)
        | Overlay::Mapping(_)
        | Overlay::Article(_)
        | Overlay::DocumentRead(..) => popup::centred(frame, layout::text_popup(size)),
        Overlay::Confirm(_)
        | Overlay::ImportRunning(_)
        | Overlay::DocumentReading(_)
        | Overlay::Exporting(_) => {
            let width = QUESTION_WIDTH.min(size.width);
            let inside = width.saturating_sub(2);
            let lines = lines(overlay, model, keymap, &Theme::plain(), inside).len();
            let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
            popup::centred(frame, Size::new(width, height))
        }
        Overlay::ImportPrompt(_) | Overlay::ExportPrompt(_) => {
            popup::upper(frame, Size::new(76, 14))
        }
        Overlay::DocumentPrompt(_) => popup::upper(frame, Size::new(76, 19)),
        Overlay::Correct(_) => popup::upper(frame, Size::new(96, 18)),
        Overlay::Filter(_) => popup::upper(frame, Size::new(84, 20)),
        Overlay::Settings(_) => popup::upper(frame, Size::new(92, 21)),
        Overlay::Reason(_) => popup::upper(frame, Size::new(84, 8)),
        // The table behind it shows what a choice does.
        Overlay::Columns(_) => popup::lower_right(layout::frame(frame).body, Size::new(52, 20)),
        Overlay::Views(_) => popup::upper(frame, Size::new(84, 18)),
        Overlay::Palette(_) | Overlay::Finder(_) => popup::upper(frame, finder::wanted(size)),
    }
}

pub(super) fn title(overlay: &Overlay) -> &'static str {
    match overlay {
        Overlay::Help(_) => strings::HELP,
        Overlay::Confirm(_) => strings::QUESTION,
        Overlay::Problems(_) => strings::PROBLEMS,
        Overlay::Caps(..) => strings::CAPS,
        Overlay::Article(_) => strings::ARTICLE,
        Overlay::ImportPrompt(_) => strings::IMPORT,
        Overlay::ImportRunning(progress) if progress.is_preview => strings::IMPORT_PREVIEWING,
        Overlay::ImportRunning(_) => strings::IMPORT_RUNNING,
        Overlay::ImportPreview(..) => strings::IMPORT_PREVIEW,
        Overlay::Mapping(_) => strings::MAPPING,
        Overlay::ImportDone(..) => strings::IMPORT_DONE,
        Overlay::DocumentPrompt(_) | Overlay::DocumentReading(_) => strings::DOCUMENT_IMPORT,
        Overlay::DocumentRead(..) => strings::DOCUMENT_REPORT,
        Overlay::Findings(_) => strings::FINDINGS_OF_PACK,
        Overlay::Correct(prompt) => strings::correcting(prompt.what),
        Overlay::Filter(_) => strings::FILTER_PANEL,
        Overlay::Settings(_) => strings::SETTINGS,
        Overlay::Reason(prompt) => strings::reason_title(prompt.act),
        Overlay::Columns(_) => strings::COLUMNS,
        Overlay::Views(_) => strings::VIEWS,
        Overlay::ExportPrompt(_) => strings::EXPORT,
        Overlay::Exporting(_) => strings::EXPORT_RUNNING,
        Overlay::Palette(_) => strings::PALETTE,
        Overlay::Finder(_) => strings::FINDER,
    }
}

fn lines(
    overlay: &Overlay,
    model: &Model,
    keymap: &Keymap,
    theme: &Theme,
    width: u16,
) -> Vec<Line<'static>> {
    let keys = Keys { model, keymap };
    match overlay {
        Overlay::Help(_) => help::lines(model, keymap, theme, width),
        Overlay::Confirm(confirm) => question(confirm, keys, theme, width),
        Overlay::Problems(_) => problems(&model.problems, strings::PROBLEMS_HEAD, theme, width),
        Overlay::Findings(_) => {
            let findings = model.packs.selected().map(|row| row.findings.as_slice());
            let findings = findings.unwrap_or_default();
            problems(findings, strings::FINDINGS_HEAD, theme, width)
        }
        Overlay::Caps(plans, _) => caps(plans, keys, theme, width),
        Overlay::Article(view) => article::lines(view, theme, width).0,
        Overlay::DocumentReading(prompt) => document_reading(prompt, keys, theme, width),
        Overlay::DocumentRead(view, _) => document_read(view, keys, theme, width),
        Overlay::ImportPrompt(_)
        | Overlay::Mapping(_)
        | Overlay::DocumentPrompt(_)
        | Overlay::Correct(_)
        | Overlay::Filter(_)
        | Overlay::Columns(_)
        | Overlay::Views(_)
        | Overlay::ExportPrompt(_)
        | Overlay::Settings(_)
        | Overlay::Reason(_)
        | Overlay::Palette(_)
        | Overlay::Finder(_) => Vec::new(),
        Overlay::Exporting(progress) => export::exporting(progress, keys, theme, width),
        Overlay::ImportPreview(summary, _) => import_preview(summary, keys, theme, width),
        Overlay::ImportRunning(progress) => import_running(progress, keys, theme, width),
        Overlay::ImportDone(summary, _) => import_done(summary, keys, theme, width),
    }
}

fn question(confirm: &Confirm, keys: Keys, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    flow.paragraph(Role::Text, &confirm.question);
    flow.gap();
    flow.paragraph(Role::Key, &keys.spell(&strings::answer(confirm.yes)));
    flow.finish()
}

fn problems(problems: &[Problem], head: &str, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    if problems.is_empty() {
        flow.paragraph(Role::Hint, strings::NO_PROBLEMS);
    } else {
        flow.paragraph(Role::Hint, head);
    }
    for problem in problems {
        flow.gap();
        let mark = format!("{} ", strings::severity_mark(problem.severity));
        flow.item(&mark, severity(problem.severity), &problem.message);
        flow.item("  ", Role::Hint, &problem.place);
        if let Some(advice) = &problem.advice {
            flow.item("  ", Role::Note, advice);
        }
    }
    flow.finish()
}

fn caps(plans: &[CapsView], keys: Keys, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    if plans.is_empty() {
        flow.paragraph(Role::Hint, &keys.spell(strings::NO_CAPS));
    }
    for plan in plans {
        flow.heading(&plan.head);
        for line in &plan.lines {
            flow.item("- ", Role::Text, line);
        }
    }
    flow.finish()
}

fn import_prompt(prompt: &ImportPrompt, keys: Keys, theme: &Theme, area: Rect, frame: &mut Frame) {
    let hint = text::truncate(&keys.spell(strings::IMPORT_HINT), usize::from(area.width));
    paint::line(
        &Line::styled(hint, theme.style(Role::Hint)),
        row_of(area, 0),
        frame,
    );
    panel::field(
        &prompt.path,
        true,
        strings::IMPORT_PLACEHOLDER,
        theme,
        row_of(area, 1),
        frame,
    );
    let rest = Rect {
        y: area.y.saturating_add(2),
        height: area.height.saturating_sub(2),
        ..area
    };
    let columns = usize::from(area.width);
    let row = |at: usize| {
        let path = prompt.candidates.get(at).map_or("", String::as_str);
        // 路径的末尾比开头要紧。
        let tail = text::suffix(path, columns);
        Line::raw(text::pad(tail, columns))
    };
    list::render(prompt.selection, true, row, theme, rest, frame);
}

fn import_running(
    progress: &ImportProgress,
    keys: Keys,
    theme: &Theme,
    width: u16,
) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    flow.paragraph(Role::Text, &progress.file);
    let read = strings::rows_read(progress.read);
    let left = progress.seconds_left.map(strings::time_left);
    let read: Vec<String> = std::iter::once(read).chain(left).collect();
    flow.paragraph(Role::Value, &read.join(strings::CLAUSE_COMMA));
    if let Some(percent) = progress.percent {
        let room = usize::from(width).saturating_sub(8);
        let done = room * usize::from(percent.min(100)) / 100;
        let bar = format!(
            "[{}{}] {percent}%",
            "=".repeat(done),
            " ".repeat(room - done)
        );
        flow.paragraph(Role::Note, &bar);
    }
    flow.gap();
    let words = if progress.is_cancelled {
        strings::IMPORT_STOPPING
    } else {
        strings::IMPORT_STOP
    };
    flow.paragraph(Role::Key, &keys.spell(words));
    flow.finish()
}

fn import_preview(
    summary: &ImportSummary,
    keys: Keys,
    theme: &Theme,
    width: u16,
) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    flow.paragraph(Role::Text, &summary.file);
    if let Some(name) = &summary.profile {
        flow.paragraph(Role::Hint, &strings::by_profile(name));
    }
    let words = strings::preview_counts(
        summary.read,
        summary.accepted,
        summary.duplicates,
        summary.rejected.len(),
    );
    flow.paragraph(Role::Value, &words);
    let words = strings::preview_keys(summary.accepted > 0, summary.is_table);
    flow.paragraph(Role::Key, &keys.spell(&words));
    if !summary.reasons.is_empty() {
        flow.heading(strings::WOULD_REJECT);
    }
    for reason in &summary.reasons {
        flow.item("x ", Role::Warning, reason);
    }
    if !summary.notes.is_empty() {
        flow.heading(strings::NOTES);
    }
    for note in &summary.notes {
        flow.item("- ", Role::Text, note);
    }
    flow.finish()
}

fn import_done(
    summary: &ImportSummary,
    keys: Keys,
    theme: &Theme,
    width: u16,
) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    flow.paragraph(Role::Text, &summary.file);
    if summary.was_cancelled {
        flow.paragraph(Role::Warning, strings::IMPORT_STOPPED);
    }
    let words = strings::import_counts(
        summary.read,
        summary.accepted,
        summary.duplicates,
        summary.rejected.len(),
    );
    flow.paragraph(Role::Value, &words);
    if summary.accepted > 0 {
        flow.paragraph(Role::Key, &keys.spell(strings::IMPORT_UNDO));
    }
    if !summary.rejected.is_empty() {
        flow.heading(strings::REJECTED);
    }
    for (line, reason) in &summary.rejected {
        flow.labelled(&strings::line_number(*line), Role::Warning, reason);
    }
    if !summary.notes.is_empty() {
        flow.heading(strings::NOTES);
    }
    for note in &summary.notes {
        flow.item("- ", Role::Text, note);
    }
    flow.finish()
}

fn document_prompt(
    prompt: &DocumentPrompt,
    keys: Keys,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let hint = text::truncate(&keys.spell(strings::DOCUMENT_HINT), usize::from(area.width));
    paint::line(
        &Line::styled(hint, theme.style(Role::Hint)),
        row_of(area, 0),
        frame,
    );
    let label_width = strings::DOCUMENT_FIELDS.map(text::width).into_iter().max();
    let label_width = label_width.unwrap_or(0) + 1;
    let labels = strings::DOCUMENT_FIELDS
        .iter()
        .zip(strings::DOCUMENT_PLACEHOLDERS);
    for ((at, edit), (label, placeholder)) in prompt.fields.iter().enumerate().zip(labels) {
        let row = row_of(area, at + 1);
        let has_focus = at == prompt.focus;
        let role = if has_focus { Role::Focus } else { Role::Label };
        let label = text::pad(label, label_width);
        paint::line(&Line::styled(label, theme.style(role)), row, frame);
        let columns = u16::try_from(label_width)
            .unwrap_or(u16::MAX)
            .min(row.width);
        let field = Rect {
            x: row.x + columns,
            width: row.width - columns,
            ..row
        };
        let suggested = at == 1 && !prompt.suggested.is_empty();
        let placeholder = if suggested {
            prompt.suggested.as_str()
        } else {
            placeholder
        };
        panel::field(edit, has_focus, placeholder, theme, field, frame);
    }
    let rest = Rect {
        y: area.y.saturating_add(7),
        height: area.height.saturating_sub(7),
        ..area
    };
    if let Some(trouble) = &prompt.trouble {
        let mut flow = Flow::new(theme, rest.width);
        flow.item("x ", Role::Error, &keys.spell(trouble));
        flow::render(flow.finish(), 0, theme, rest, frame);
    } else if prompt.focus == 0 {
        let columns = usize::from(rest.width);
        let row = |at: usize| {
            let path = prompt.candidates.get(at).map_or("", String::as_str);
            let tail = text::suffix(path, columns);
            Line::raw(text::pad(tail, columns))
        };
        list::render(prompt.selection, true, row, theme, rest, frame);
    }
}

fn document_reading(
    prompt: &DocumentPrompt,
    keys: Keys,
    theme: &Theme,
    width: u16,
) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    flow.paragraph(Role::Text, &prompt.form().path);
    flow.paragraph(Role::Value, strings::DOCUMENT_READING);
    flow.gap();
    flow.paragraph(Role::Key, &keys.spell(strings::DOCUMENT_STOP));
    flow.finish()
}

fn document_read(view: &ReadingView, keys: Keys, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    let words = match (view.items, view.replaces) {
        (0, _) => strings::DOCUMENT_NOTHING,
        (_, true) => strings::DOCUMENT_REPLACE,
        (_, false) => strings::DOCUMENT_CONFIRM,
    };
    flow.paragraph(Role::Key, &keys.spell(words));
    flow.gap();
    for line in &view.lines {
        match line.strip_prefix("  ") {
            Some(inner) => flow.item("  ", Role::Text, inner),
            None if line.is_empty() => flow.gap(),
            None => flow.paragraph(Role::Heading, line),
        }
    }
    flow.finish()
}

fn correct(prompt: &CorrectPrompt, keys: Keys, theme: &Theme, area: Rect, frame: &mut Frame) {
    let about = text::truncate(&prompt.about, usize::from(area.width));
    paint::line(
        &Line::styled(about, theme.style(Role::Label)),
        row_of(area, 0),
        frame,
    );
    panel::field(
        &prompt.text,
        true,
        strings::correcting_placeholder(prompt.what),
        theme,
        row_of(area, 1),
        frame,
    );
    let rest = Rect {
        y: area.y.saturating_add(2),
        height: area.height.saturating_sub(2),
        ..area
    };
    let preview = &prompt.preview;
    let mut flow = Flow::new(theme, rest.width);
    flow.paragraph(Role::Key, &keys.spell(strings::CORRECT_HINT));
    for line in &preview.read {
        flow.labelled(strings::UNDERSTOOD, Role::Value, line);
    }
    for doubt in &preview.doubts {
        flow.item(
            &format!("! {} ", strings::NOT_UNDERSTOOD),
            Role::Warning,
            &keys.spell(doubt),
        );
    }
    if !preview.candidates.is_empty() {
        flow.paragraph(Role::Hint, &keys.spell(strings::PERHAPS));
    }
    for (at, (id, title)) in preview.candidates.iter().enumerate() {
        let mark = if at == prompt.selection.at() {
            "> "
        } else {
            "  "
        };
        flow.item(mark, Role::Text, &format!("{id} {title}"));
    }
    if let Some(printed) = &prompt.printed {
        flow.gap();
        flow.labelled(strings::PRINTED, Role::Hint, printed);
    }
    flow::render(flow.finish(), 0, theme, rest, frame);
}

/// Draws what may follow the keys pressed so far.
fn pending(model: &Model, keymap: &Keymap, theme: &Theme, frame: &mut Frame) {
    let rows = keymap.continuations(model.contexts(), &model.pending);
    let words: Vec<(String, String)> = rows
        .iter()
        .map(|(keys, binding)| (print_sequence(keys), binding.label().to_owned()))
        .collect();
    let key_width = words
        .iter()
        .map(|(key, _)| text::width(key))
        .max()
        .unwrap_or(0);
    let lines: Vec<String> = words
        .iter()
        .map(|(key, label)| format!(" {}  {label} ", text::pad(key, key_width)))
        .collect();
    let title = print_sequence(&model.pending);
    let widest = lines
        .iter()
        .map(|line| text::width(line))
        .max()
        .unwrap_or(0);
    let width = widest.max(text::width(&title) + 4) + 2;
    let body = layout::frame(frame.area()).body;
    let size = Size::new(
        u16::try_from(width).unwrap_or(u16::MAX),
        u16::try_from(lines.len() + 2).unwrap_or(u16::MAX),
    );
    let inside = panel::popup(&title, theme, popup::lower_right(body, size), frame);
    for (row, line) in lines.into_iter().enumerate() {
        let words = text::truncate(&line, usize::from(inside.width));
        paint::line(
            &Line::styled(words, theme.style(Role::Text)),
            row_of(inside, row),
            frame,
        );
    }
}
