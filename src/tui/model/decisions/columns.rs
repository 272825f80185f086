//! Which columns the table shows, in which order and how wide.

use crate::report::table::Column;
use crate::tui::model::Selection;

/// The least and the greatest width a column can be given.
const WIDTHS: (usize, usize) = (4, 80);
/// By how much a key changes it.
const STEP: usize = 2;

/// A column and its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The column.
    pub column: Column,
    /// The width it was given; none for one that follows its cells.
    pub width: Option<usize>,
}

/// The columns of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Those shown, in order; never none.
    pub shown: Vec<Shown>,
    /// How many of the first stay when the table is moved sideways.
    pub frozen: usize,
}

impl Default for Columns {
    fn default() -> Self {
        Self::of(&Column::USUAL)
    }
}

impl Columns {
    /// These columns, as wide as they need, the first one standing still.
    pub fn of(columns: &[Column]) -> Self {
        let shown = columns.iter().map(|column| Shown {
            column: *column,
            width: None,
        });
        Self {
            shown: shown.collect(),
            frozen: 1,
        }
    }

    /// Gives a column a width.
    pub fn give(&mut self, column: Column, width: usize) {
        let (least, most) = WIDTHS;
        for shown in self.shown.iter_mut().filter(|s| s.column == column) {
            shown.width = Some(width.clamp(least, most));
        }
    }

    /// The columns alone.
    pub fn list(&self) -> Vec<Column> {
        self.shown.iter().map(|s| s.column).collect()
    }
}

/// The choice of columns; what it changes shows at once behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnPanel {
    /// All columns: those shown in their order, then the others.
    pub rows: Vec<(Shown, bool)>,
    /// The row the keys are about.
    pub selection: Selection,
}

impl ColumnPanel {
    /// The choice as it stands.
    pub fn new(columns: &Columns) -> Self {
        let others = Column::ALL
            .into_iter()
            .filter(|column| !columns.list().contains(column))
            .map(|column| Shown {
                column,
                width: None,
            });
        let shown = columns.shown.iter().map(|shown| (*shown, true));
        let rows: Vec<(Shown, bool)> = shown.chain(others.map(|o| (o, false))).collect();
        let mut selection = Selection::default();
        selection.resize(rows.len());
        Self { rows, selection }
    }

    /// The column the keys are about.
    pub fn column(&self) -> Option<Column> {
        self.rows.get(self.selection.at()).map(|row| row.0.column)
    }

    /// The columns chosen, the first `frozen` of them standing still.
    pub fn columns(&self, frozen: usize) -> Columns {
        let shown: Vec<Shown> = self.rows.iter().filter(|r| r.1).map(|r| r.0).collect();
        let frozen = frozen.min(shown.len());
        Columns { shown, frozen }
    }

    /// Shows the column or not; the last one stays.
    pub fn toggle(&mut self) {
        let shown = self.rows.iter().filter(|row| row.1).count();
        if let Some(row) = self.rows.get_mut(self.selection.at())
            && (!row.1 || shown > 1)
        {
            row.1 = !row.1;
        }
    }

    /// Moves the column one place to the front or to the back.
    pub fn move_by(&mut self, by: isize) {
        let at = self.selection.at();
        let to = at.saturating_add_signed(by);
        if to < self.rows.len() {
            self.rows.swap(at, to);
            self.selection.select(to);
        }
    }

    /// Makes the column wider or narrower than `now`.
    pub fn widen(&mut self, wider: bool, now: usize) {
        let (least, most) = WIDTHS;
        if let Some((shown, _)) = self.rows.get_mut(self.selection.at()) {
            let width = shown.width.unwrap_or(now);
            let width = if wider {
                width.saturating_add(STEP)
            } else {
                width.saturating_sub(STEP)
            };
            shown.width = Some(width.clamp(least, most));
        }
    }

    /// Lets the column be as wide as its cells.
    pub fn auto(&mut self) {
        if let Some((shown, _)) = self.rows.get_mut(self.selection.at()) {
            shown.width = None;
        }
    }

    /// How many columns stand still when the selected one is the last of them.
    pub fn frozen_here(&self) -> usize {
        let until = self.rows.iter().take(self.selection.at() + 1);
        until.filter(|row| row.1).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_shown_moved_widened_and_the_last_one_stays() {
        let mut panel = ColumnPanel::new(&Columns::default());
        panel.move_by(1);
        panel.widen(true, 10);
        panel.widen(true, 10);
        panel.selection.select(7);
        panel.toggle();
        let columns = panel.columns(1);
        assert_eq!(columns.shown[0].column, Column::Offence);
        assert_eq!(columns.shown[1].width, Some(14));
        assert_eq!(columns.shown[7].column, Column::Party);
        assert_eq!(ColumnPanel::new(&columns).columns(1), columns);
        for at in 0..panel.rows.len() {
            panel.selection.select(at);
            if panel.rows[at].1 {
                panel.toggle();
            }
        }
        assert_eq!(panel.columns(3).shown.len(), 1);
        assert_eq!(panel.columns(3).frozen, 1);
    }
}
