//! The table on the screen as a file: which one it is, where it goes, how far it is.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::report::table::Heading;
use crate::tui::model::export::{Contents, ExportProgress, ExportPrompt, Rows, Source, Table};
use crate::tui::model::packs::Level;
use crate::tui::model::{Model, Screen};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::decisions::overlays::below;
use crate::tui::view::keys::Keys;
use crate::tui::view::{bureaus, lists, lookup, outliers, packs};
use crate::tui::widget::flow::{Flow, row_of};
use crate::tui::widget::table::Column;
use crate::tui::widget::{list, paint, panel};
use crate::tui::{strings, text};

/// Returns how many rows the table of the screen has, shown or not; 0 where there is none.
pub fn rows(model: &Model) -> usize {
    let bureaus = &model.outliers.bureaus;
    match (model.screen, model.packs.level) {
        (Screen::Lookup, _) => model.lookup.rows.len(),
        (Screen::Assess, _) | (Screen::Packs, Level::Review) => 0,
        (Screen::Decisions, _) => model.decisions.rows.total,
        (Screen::Outliers, _) if bureaus.is_shown => {
            bureaus.view.as_ref().map_or(0, |view| view.rows.len())
        }
        (Screen::Outliers, _) => model.outliers.rows.total,
        (Screen::Lists, _) => model.lists.rows.as_deref().map_or(0, <[_]>::len),
        (Screen::Packs, Level::Packs) => model.packs.rows.as_deref().map_or(0, <[_]>::len),
        (Screen::Packs, Level::Items) => model.packs.items.rows.len(),
    }
}

/// Returns the table of the screen, with the columns that found no room; none where there is none.
pub fn source(model: &Model) -> Option<Source> {
    let table = |contents, columns: &[Column], rows| {
        Source::Table(Table {
            contents,
            headings: headings(columns),
            rows,
        })
    };
    let shown = &model.packs;
    Some(match (model.screen, shown.level) {
        (Screen::Lookup, _) => {
            let rows = model.lookup.rows.iter().map(|row| lookup::cells(row));
            table(Contents::Offences, &lookup::columns(), rows.collect())
        }
        (Screen::Assess, _) | (Screen::Packs, Level::Review) => return None,
        (Screen::Decisions, _) => Source::Decisions(Rows::meant(&model.decisions)),
        (Screen::Outliers, _) if model.outliers.bureaus.is_shown => {
            let rows = model.outliers.bureaus.view.iter().flat_map(|v| &v.rows);
            // What is drawn on screen is said here.
            let cells = rows.map(|row| {
                let band = strings::interval(row.band.low, row.band.high);
                bureaus::cells(row, band)
            });
            table(Contents::Bureaus, &bureaus::columns(), cells.collect())
        }
        (Screen::Outliers, _) => {
            let mut headings = headings(&outliers::columns());
            // On screen its cells speak for themselves.
            if let Some(first) = headings.first_mut() {
                strings::REVIEW.clone_into(&mut first.title);
            }
            Source::Findings(model.outliers.asked(), headings)
        }
        (Screen::Lists, _) => {
            let rows = model
                .lists
                .rows
                .iter()
                .flat_map(|rows| &**rows)
                .map(lists::cells);
            table(Contents::Lists, &lists::columns(), rows.collect())
        }
        (Screen::Packs, Level::Packs) => {
            let rows = shown.rows.iter().flat_map(|rows| &**rows).map(packs::cells);
            table(Contents::Packs, &packs::columns(), rows.collect())
        }
        (Screen::Packs, Level::Items) => {
            let rows = shown.items.rows.iter().map(packs::item_cells);
            table(Contents::Items, &packs::item_columns(), rows.collect())
        }
    })
}

fn headings(columns: &[Column]) -> Vec<Heading> {
    let heading = |column: &Column| Heading {
        title: column.title.clone(),
        is_figure: column.is_figure,
    };
    columns.iter().map(heading).collect()
}

pub(super) fn export_prompt(
    prompt: &ExportPrompt,
    keys: Keys,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let width = usize::from(area.width);
    let line = |row: usize, role: Role, words: &str, frame: &mut Frame| {
        let words = text::truncate(words, width);
        paint::line(
            &Line::styled(words, theme.style(role)),
            row_of(area, row),
            frame,
        );
    };
    let (contents, columns) = (prompt.source.contents(), prompt.source.columns());
    let what = strings::export_rows(prompt.count, prompt.is_marked, columns, contents);
    line(0, Role::Hint, &keys.spell(strings::EXPORT_HINT), frame);
    panel::field(
        &prompt.path,
        true,
        &strings::export_path(contents, prompt.form),
        theme,
        row_of(area, 1),
        frame,
    );
    line(2, Role::Value, &what, frame);
    line(
        3,
        Role::Text,
        strings::export_form(prompt.form, contents),
        frame,
    );
    let mut used = 4;
    if prompt.asks {
        line(4, Role::Warning, &keys.spell(strings::EXPORT_EXISTS), frame);
        used = 5;
    }
    let row = |at: usize| {
        let path = prompt.candidates.get(at).map_or("", String::as_str);
        // 路径的末尾比开头要紧。
        Line::raw(text::pad(text::suffix(path, width), width))
    };
    list::render(prompt.selection, true, row, theme, below(area, used), frame);
}

pub(super) fn exporting(
    progress: &ExportProgress,
    keys: Keys,
    theme: &Theme,
    width: u16,
) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    flow.paragraph(Role::Text, &progress.file);
    let written = strings::rows_written(progress.written, progress.of, progress.unit);
    flow.paragraph(Role::Value, &written);
    flow.gap();
    let words = if progress.is_cancelled {
        strings::IMPORT_STOPPING
    } else {
        strings::EXPORT_STOP
    };
    flow.paragraph(Role::Key, &keys.spell(words));
    flow.finish()
}
