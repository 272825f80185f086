//! 列对应: the columns with their first values, what each is taken for, and what comes of the first rows.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use crate::tui::model::mapping::{Doing, MappingView};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::keys::Keys;
use crate::tui::widget::flow::row_of;
use crate::tui::widget::table::{self, Column};
use crate::tui::widget::{list, paint, panel};
use crate::tui::{strings, text};

/// Rows of the table that are tried out on the screen.
const TRIED: u16 = 5;

pub(super) fn draw(
    mapping: &MappingView,
    keys: Keys,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    match &mapping.doing {
        Doing::Columns => columns(mapping, keys, theme, area, frame),
        Doing::Choosing(filter, selection) => {
            let column = mapping.column();
            let heading = column.map_or("", |c| c.heading.as_str());
            let samples = column.map_or("", |c| c.samples.as_str());
            let question = strings::which_field(heading, samples);
            line(&question, Role::Text, theme, row_of(area, 0), frame);
            let place = keys.spell(strings::FIELD_FILTER);
            panel::field(filter, true, &place, theme, row_of(area, 1), frame);
            let passing = mapping.passing();
            let rest = below(area, 2);
            if passing.is_empty() {
                line(
                    strings::NO_SUCH_FIELD,
                    Role::Warning,
                    theme,
                    row_of(rest, 0),
                    frame,
                );
                return;
            }
            let mut selection = *selection;
            selection.resize(passing.len());
            let width = usize::from(rest.width);
            let row = |at: usize| {
                let label = passing.get(at).map_or("", |c| c.label.as_str());
                Line::raw(text::pad(&text::truncate(label, width), width))
            };
            list::render(selection, true, row, theme, rest, frame);
        }
        Doing::Fixing(text) => {
            let fixed = mapping.fixed_at().and_then(|at| mapping.fixed.get(at));
            let label = fixed.map_or("", |f| f.label.as_str());
            line(
                &strings::fix_field(label),
                Role::Text,
                theme,
                row_of(area, 0),
                frame,
            );
            let place = strings::FIXED_PLACEHOLDER;
            panel::field(text, true, place, theme, row_of(area, 1), frame);
            line(
                strings::FIXED_HINT,
                Role::Hint,
                theme,
                row_of(area, 3),
                frame,
            );
        }
        Doing::Naming(name) => {
            line(
                strings::NAME_PROFILE,
                Role::Text,
                theme,
                row_of(area, 0),
                frame,
            );
            let place = strings::PROFILE_PLACEHOLDER;
            panel::field(name, true, place, theme, row_of(area, 1), frame);
            line(
                strings::PROFILE_HINT,
                Role::Hint,
                theme,
                row_of(area, 3),
                frame,
            );
        }
    }
}

fn below(area: Rect, rows: u16) -> Rect {
    Rect {
        y: area.y.saturating_add(rows.min(area.height)),
        height: area.height.saturating_sub(rows),
        ..area
    }
}

fn line(words: &str, role: Role, theme: &Theme, area: Rect, frame: &mut Frame) {
    let words = text::truncate(&text::single_line(words), usize::from(area.width));
    paint::line(&Line::styled(words, theme.style(role)), area, frame);
}

fn columns(mapping: &MappingView, keys: Keys, theme: &Theme, area: Rect, frame: &mut Frame) {
    let tried = TRIED.min(area.height / 3);
    let [head, list, rule, rows] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(tried),
    ])
    .areas(area);
    let trial = &mapping.trial;
    if trial.lacking.is_empty() {
        let words = keys.spell(strings::MAPPING_WHOLE);
        line(&words, Role::Good, theme, head, frame);
    } else {
        let lacking = strings::mapping_lacks(&trial.lacking);
        line(&lacking, Role::Warning, theme, head, frame);
    }
    let [heading, samples, field] = strings::MAPPING_COLUMNS;
    let column = |title: &str, least, is_flexible| Column {
        title: title.to_owned(),
        is_figure: false,
        least,
        is_flexible,
        goes: 0,
    };
    let shown = [
        column(heading, 12, false),
        column(samples, 12, true),
        column(field, 14, false),
    ];
    let cells = |at: usize| {
        if let Some(column) = mapping.columns.get(at) {
            let field = column.field.as_deref();
            return Some(vec![
                text::truncate(&text::single_line(&column.heading), 24),
                text::single_line(&column.samples),
                field
                    .map_or(strings::FIELD_UNKNOWN, |f| mapping.label(f))
                    .to_owned(),
            ]);
        }
        let fixed = mapping.fixed.get(at.checked_sub(mapping.columns.len())?)?;
        let text = if fixed.text.is_empty() {
            strings::FIXED_NONE
        } else {
            fixed.text.as_str()
        };
        Some(vec![
            strings::FIXED.to_owned(),
            text.to_owned(),
            fixed.label.clone(),
        ])
    };
    table::render(&shown, mapping.selection, true, cells, theme, list, frame);
    let taken = trial
        .rows
        .iter()
        .filter(|(_, is_taken, _)| *is_taken)
        .count();
    let title = strings::mapping_tried(trial.rows.len(), taken);
    panel::rule(&title, false, theme, rule, frame);
    // Those that would be refused say most, so they come first.
    let refused = trial.rows.iter().filter(|(_, is_taken, _)| !*is_taken);
    let accepted = trial.rows.iter().filter(|(_, is_taken, _)| *is_taken);
    let half = usize::from(tried).div_ceil(2);
    let first: Vec<_> = accepted.clone().take(half).collect();
    let room = usize::from(tried).saturating_sub(first.len());
    let mut chosen: Vec<_> = first.into_iter().chain(refused.take(room)).collect();
    let room = usize::from(tried).saturating_sub(chosen.len());
    chosen.extend(accepted.skip(half).take(room));
    chosen.sort_by_key(|(line, _, _)| *line);
    for (at, (number, is_taken, words)) in chosen.into_iter().enumerate() {
        let style = if *is_taken { Role::Text } else { Role::Warning };
        let words = strings::tried_row(*number, *is_taken, words);
        line(&words, style, theme, row_of(rows, at), frame);
    }
}
