//! What lies over 决定库: the choice of columns, the views.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::model::decisions::DecisionsState;
use crate::tui::model::decisions::columns::{ColumnPanel, Shown};
use crate::tui::model::decisions::views::{Naming, SavedView, ViewsPanel};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::keys::Keys;
use crate::tui::widget::flow::{self, Flow, row_of};
use crate::tui::widget::{list, paint, panel};
use crate::tui::{strings, text};

/// The width in which names stand.
const NAMES: usize = 18;

pub(in crate::tui::view) fn columns(
    choice: &ColumnPanel,
    state: &DecisionsState,
    keys: Keys,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let mut flow = Flow::new(theme, area.width);
    flow.paragraph(Role::Hint, &keys.spell(strings::COLUMNS_HINT));
    let lines = flow.finish();
    let used = lines.len();
    flow::render(lines, 0, theme, area, frame);
    let frozen = choice
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.1)
        .map(|(at, _)| at)
        .nth(state.columns.frozen.saturating_sub(1));
    let width = usize::from(area.width);
    let row = |at: usize| {
        let Some((shown, is_shown)) = choice.rows.get(at) else {
            return Line::default();
        };
        let still = *is_shown && frozen.is_some_and(|last| at <= last) && state.columns.frozen > 0;
        let words = column_line(*shown, *is_shown, still, state);
        Line::raw(text::pad(&words, width))
    };
    list::render(choice.selection, true, row, theme, below(area, used), frame);
}

fn column_line(shown: Shown, is_shown: bool, still: bool, state: &DecisionsState) -> String {
    let mark = if is_shown {
        strings::SHOWN
    } else {
        strings::NOT_SHOWN
    };
    let width = shown
        .width
        .map_or_else(|| strings::AUTO_WIDTH.to_owned(), strings::given_width);
    let width = if is_shown { width.as_str() } else { "" };
    let frozen = if still { strings::FROZEN } else { "" };
    let sorted = if state.sort.column() == shown.column {
        strings::sorted(state.listing(0).is_descending)
    } else {
        ""
    };
    format!(
        "{mark}{} {} {} {sorted}",
        text::pad(shown.column.label(), 10),
        text::pad(width, 6),
        text::pad(frozen, 4)
    )
}

pub(in crate::tui::view) fn below(area: Rect, rows: usize) -> Rect {
    let rows = u16::try_from(rows).unwrap_or(u16::MAX).min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

pub(in crate::tui::view) fn views(
    views: &ViewsPanel,
    keys: Keys,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let width = usize::from(area.width);
    let mut used = 1;
    if let Some((naming, name)) = &views.naming {
        let old = match naming {
            Naming::Save => None,
            Naming::Rename(old) => Some(old.as_str()),
        };
        let question = text::truncate(&keys.spell(&strings::name_view(old)), width);
        paint::line(
            &Line::styled(question, theme.style(Role::Label)),
            row_of(area, 0),
            frame,
        );
        panel::field(
            name,
            true,
            strings::VIEW_PLACEHOLDER,
            theme,
            row_of(area, 1),
            frame,
        );
        used = 2;
    } else {
        let words = if views.views.is_empty() && views.is_read {
            strings::NO_VIEWS
        } else {
            strings::VIEWS_HINT
        };
        let hint = text::truncate(&keys.spell(words), width);
        paint::line(
            &Line::styled(hint, theme.style(Role::Hint)),
            row_of(area, 0),
            frame,
        );
    }
    let mut flow = Flow::new(theme, area.width);
    for trouble in &views.troubles {
        flow.item("x ", Role::Error, trouble);
    }
    let lines = flow.finish();
    let rest = below(area, used);
    let troubles = lines.len().min(usize::from(rest.height / 2));
    let above = Rect {
        height: u16::try_from(troubles).unwrap_or(0),
        ..rest
    };
    flow::render(lines, 0, theme, above, frame);
    let row = |at: usize| {
        let words = views.views.get(at).map(view_line).unwrap_or_default();
        Line::raw(text::pad(&words, width))
    };
    let rest = below(rest, troubles);
    list::render(
        views.selection,
        views.naming.is_none(),
        row,
        theme,
        rest,
        frame,
    );
}

fn view_line(view: &SavedView) -> String {
    let filter = if view.filter.is_empty() {
        strings::EVERYTHING
    } else {
        &view.filter
    };
    let origin = if view.is_built_in {
        strings::BUILT_IN
    } else {
        ""
    };
    let sort = view.sort.column().label();
    let what = strings::view_line(filter, sort, view.columns.shown.len());
    format!(
        "{} {} {what}",
        text::pad(&view.name, NAMES),
        text::pad(origin, 4)
    )
}
