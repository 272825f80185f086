//! A kept view of the table of decisions: its words as columns.

use crate::report::table::Column;
use crate::store::views::View;

/// What a view says of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The columns, each with its width if it was given one; none for the usual ones.
    pub columns: Vec<(Column, Option<usize>)>,
    /// The column to sort by; none for the usual one.
    pub sort: Option<Column>,
    /// Words that are no column, or none to sort by; they are left out.
    pub unknown: Vec<String>,
}

/// Reads a view.
pub fn read(view: &View) -> Seen {
    let mut seen = Seen::default();
    for written in &view.columns {
        let (word, width) = match written.rsplit_once(':') {
            Some((word, width)) => (word, width.trim().parse().ok()),
            None => (written.as_str(), None),
        };
        match Column::from_word(word) {
            Some(column) if seen.columns.iter().all(|(c, _)| *c != column) => {
                seen.columns.push((column, width));
            }
            Some(_) => {}
            None => seen.unknown.push(written.clone()),
        }
    }
    let sort = Column::from_word(&view.sort);
    seen.sort = sort.filter(|column| column.sort().is_some());
    if seen.sort.is_none() && !view.sort.is_empty() {
        seen.unknown.push(view.sort.clone());
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::views;

    #[test]
    fn words_that_are_no_column_are_told_and_the_rest_holds() {
        let view = View {
            sort: "对象".to_owned(),
            columns: ["文号:20", "罚款", "金鹅", "文号", "日期:宽"]
                .map(str::to_owned)
                .to_vec(),
            ..View::default()
        };
        let wanted = Seen {
            columns: vec![
                (Column::CaseNo, Some(20)),
                (Column::Fine, None),
                (Column::Decided, None),
            ],
            sort: None,
            unknown: vec!["金鹅".to_owned(), "对象".to_owned()],
        };
        assert_eq!(read(&view), wanted);
    }

    #[test]
    fn the_views_that_come_with_the_program_are_understood() {
        for view in views::built_in() {
            assert_eq!(read(&view).unknown, [""; 0], "{}", view.name);
        }
    }
}
