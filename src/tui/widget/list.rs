//! A list of which only the visible rows are built.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::model::Selection;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::flow::row_of;
use crate::tui::widget::paint;

/// Says how a selected row looks.
pub fn selected_role(has_focus: bool) -> Role {
    if has_focus {
        Role::Selected
    } else {
        Role::SelectedIdle
    }
}

/// Draws the rows around the selected one; `row` builds one of them.
pub fn render<'l>(
    selection: Selection,
    has_focus: bool,
    row: impl Fn(usize) -> Line<'l>,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let height = usize::from(area.height);
    let first = selection.first_visible(height);
    for (at, place) in (first..selection.total().min(first + height)).zip(0..) {
        let area = row_of(area, place);
        paint::line(&row(at), area, frame);
        if at == selection.at() {
            frame
                .buffer_mut()
                .set_style(area, theme.style(selected_role(has_focus)));
        }
    }
}
