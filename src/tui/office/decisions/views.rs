//! Views: from the file they are kept in to the columns of the screen, and back.

use crate::report::view::{self, Seen};
use crate::store::views::{self, View};
use crate::tui::message::Msg;
use crate::tui::model::decisions::SortBy;
use crate::tui::model::decisions::columns::{Columns, Shown};
use crate::tui::model::decisions::views::SavedView;
use crate::tui::office::{Office, words};

impl Office {
    pub(in crate::tui::office) fn list_views(&self) -> Vec<Msg> {
        let (found, mut troubles) = views::all(&self.views);
        let mut all: Vec<SavedView> = Vec::new();
        for (view, is_built_in) in found {
            let seen = view::read(&view);
            let unknown = seen.unknown.iter();
            troubles.extend(unknown.map(|word| words::column_of_view(&view.name, word)));
            all.push(saved(view, seen, is_built_in));
        }
        vec![Msg::ViewsListed(all, troubles)]
    }

    pub(in crate::tui::office) fn keep_view(&self, view: &SavedView) -> Vec<Msg> {
        self.after(views::keep(&self.views, &kept(view)))
    }

    pub(in crate::tui::office) fn drop_view(&self, name: &str) -> Vec<Msg> {
        self.after(views::remove(&self.views, name))
    }

    pub(in crate::tui::office) fn rename_view(&self, old: &str, new: &str) -> Vec<Msg> {
        self.after(views::rename(&self.views, old, new))
    }

    fn after(&self, done: Result<(), String>) -> Vec<Msg> {
        let mut answers = self.list_views();
        answers.extend(done.err().map(Msg::Failed));
        answers
    }
}

fn saved(view: View, seen: Seen, is_built_in: bool) -> SavedView {
    let shown = seen.columns.into_iter();
    let shown: Vec<Shown> = shown
        .map(|(column, width)| Shown { column, width })
        .collect();
    let frozen = view.frozen.min(shown.len());
    let columns = if shown.is_empty() {
        Columns::default()
    } else {
        Columns { shown, frozen }
    };
    SavedView {
        name: view.name,
        filter: view.filter,
        sort: seen.sort.and_then(SortBy::of).unwrap_or_default(),
        is_reversed: view.reversed,
        columns,
        is_built_in,
    }
}

fn kept(view: &SavedView) -> View {
    let column = |shown: &Shown| match shown.width {
        Some(width) => format!("{}:{width}", shown.column.label()),
        None => shown.column.label().to_owned(),
    };
    View {
        name: view.name.clone(),
        filter: view.filter.clone(),
        sort: view.sort.column().label().to_owned(),
        reversed: view.is_reversed,
        columns: view.columns.shown.iter().map(column).collect(),
        frozen: view.columns.frozen,
    }
}
