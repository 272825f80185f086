//! Where things stand: pure functions of the size, used by views and by updates.

use ratatui::layout::{Constraint, Layout, Margin, Position, Rect, Size};

use crate::tui::model::assess::AssessPane;
use crate::tui::model::packs::PacksPane;

/// The least size in which the screens work.
pub const LEAST: Size = Size::new(60, 16);

/// From this width on, list and detail stand side by side.
const WIDE: u16 = 110;

/// Says whether the window is too small to work in.
pub fn is_too_small(size: Size) -> bool {
    size.width < LEAST.width || size.height < LEAST.height
}

/// The parts of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameAreas {
    /// Screens and banner.
    pub title: Rect,
    /// The screen.
    pub body: Rect,
    /// What just happened.
    pub notice: Rect,
    /// The keys that work now.
    pub keys: Rect,
}

/// Divides the window.
pub fn frame(area: Rect) -> FrameAreas {
    let [title, body, notice, keys] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(1),
    ])
    .areas(area);
    FrameAreas {
        title,
        body,
        notice,
        keys,
    }
}

/// Returns the body of a window of this size.
pub fn body(size: Size) -> Rect {
    frame(Rect::from(size)).body
}

/// A screen of a box on top, a list, and a detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListAreas {
    /// The box or bar on top.
    pub top: Rect,
    /// The list, its heading included.
    pub list: Rect,
    /// The line between list and detail.
    pub rule: Rect,
    /// The detail.
    pub detail: Rect,
}

/// The share of the list in percent: beside the detail, and over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Of the width.
    pub beside: u16,
    /// Of the height.
    pub over: u16,
}

impl Default for Split {
    fn default() -> Self {
        Self {
            beside: 45,
            over: 40,
        }
    }
}

impl Split {
    /// The least and the greatest share, in percent.
    const LIMITS: (u16, u16) = (20, 75);

    /// Moves the line between list and detail to a place of the window.
    pub fn drag(&mut self, areas: ListAreas, to: Position) {
        let whole = areas.list.union(areas.detail);
        let (least, greatest) = Self::LIMITS;
        let share = |at: u16, start: u16, len: u16| {
            let part = u32::from(at.saturating_sub(start)) * 100 / u32::from(len.max(1));
            u16::try_from(part)
                .unwrap_or(greatest)
                .clamp(least, greatest)
        };
        if areas.rule.height > 1 {
            self.beside = share(to.x, whole.x, whole.width);
        } else {
            self.over = share(to.y, whole.y, whole.height);
        }
    }
}

/// Returns what a room sees of the body: margins on the sides.
pub fn projected(body: Rect) -> Rect {
    let margin = match body.width {
        0..78 => 0,
        78..110 => 2,
        _ => 6,
    };
    body.inner(Margin::new(margin, u16::from(body.height >= 30)))
}

/// Divides a screen of list and detail: side by side when wide, otherwise one over the other.
pub fn list_and_detail(body: Rect, split: Split) -> ListAreas {
    let [top, rest] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(body);
    let parts = if body.width >= WIDE {
        Layout::horizontal([
            Constraint::Percentage(split.beside),
            Constraint::Length(1),
            Constraint::Fill(1),
        ])
    } else {
        Layout::vertical([
            Constraint::Percentage(split.over),
            Constraint::Length(1),
            Constraint::Fill(1),
        ])
    };
    let [list, rule, detail] = parts.areas(rest);
    ListAreas {
        top,
        list,
        rule,
        detail,
    }
}

/// Divides the screen of findings: two rows on top, then list and detail.
pub fn outliers(body: Rect, split: Split) -> ListAreas {
    let [first, rest] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(body);
    let areas = list_and_detail(rest, split);
    ListAreas {
        top: first.union(areas.top),
        ..areas
    }
}

/// The parts of the assess screen; a part of no size is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssessAreas {
    /// The offence.
    pub head: Rect,
    /// The form.
    pub form: Rect,
    /// The line between form and result.
    pub rule: Rect,
    /// The result.
    pub result: Rect,
}

/// Divides the assess screen; a narrow one shows only the part that has the focus.
pub fn assess(body: Rect, pane: AssessPane) -> AssessAreas {
    let [head, rest] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(body);
    let none = Rect { width: 0, ..rest };
    if body.width < 78 {
        let (form, result) = match pane {
            AssessPane::Form => (rest, none),
            AssessPane::Result => (none, rest),
        };
        return AssessAreas {
            head,
            form,
            rule: none,
            result,
        };
    }
    let form_width = (body.width * 45 / 100).clamp(36, 64);
    let [form, rule, result] = Layout::horizontal([
        Constraint::Length(form_width),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(rest);
    AssessAreas {
        head,
        form,
        rule,
        result,
    }
}

/// The parts of a review; a part of no size is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewAreas {
    /// The item and how many are left.
    pub head: Rect,
    /// What the document prints.
    pub source: Rect,
    /// The line between them.
    pub rule: Rect,
    /// What was read.
    pub read: Rect,
}

/// Divides a review: side by side from 100 columns on, otherwise only the part that has the focus.
pub fn review(body: Rect, pane: PacksPane) -> ReviewAreas {
    let [head, rest] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(body);
    let none = Rect { width: 0, ..rest };
    if body.width < 100 {
        let [rule, rest] =
            Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(rest);
        let (source, read) = match pane {
            PacksPane::List => (none, rest),
            PacksPane::Detail => (rest, none),
        };
        return ReviewAreas {
            head,
            source,
            rule,
            read,
        };
    }
    let [source, rule, read] = Layout::horizontal([
        Constraint::Percentage(48),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(rest);
    ReviewAreas {
        head,
        source,
        rule,
        read,
    }
}

/// Returns how many rows a table of this height shows below its heading.
pub fn table_rows(height: u16, is_airy: bool) -> usize {
    usize::from(height.saturating_sub(1)).div_ceil(row_step(height, is_airy))
}

/// Returns how far apart the rows of a list of this height stand: with air where there is room.
pub fn row_step(height: u16, is_airy: bool) -> usize {
    if is_airy && height >= 12 { 2 } else { 1 }
}

/// Returns the size wanted by a popup that shows a text.
pub fn text_popup(size: Size) -> Size {
    Size::new(
        size.width.saturating_sub(4).min(96),
        size.height.saturating_sub(4),
    )
}

/// Returns what lies within a border.
pub fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + 1.min(area.width),
        y: area.y + 1.min(area.height),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_lie_inside_at_every_size() {
        for width in (0..200).step_by(7) {
            for height in (0..60).step_by(3) {
                let area = Rect::new(0, 0, width, height);
                let list = list_and_detail(frame(area).body, Split::default());
                let form = assess(frame(area).body, AssessPane::Form);
                for part in [
                    projected(frame(area).body),
                    list.top,
                    list.list,
                    list.rule,
                    list.detail,
                    form.form,
                    form.result,
                    inside(area),
                ] {
                    assert_eq!(part.intersection(area).area(), part.area(), "{area} {part}");
                }
            }
        }
    }
}
