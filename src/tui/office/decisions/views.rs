//! Views: from the file they are kept in to the columns of the screen, and back.

use crate::report::table::Column;
use crate::store::views::{self, View};
use crate::tui::message::Msg;
use crate::tui::model::decisions::SortBy;
use crate::tui::model::decisions::columns::{Columns, Shown};
use crate::tui::model::decisions::views::SavedView;
use crate::tui::office::{Office, words};

impl Office {
    pub(in crate::tui::office) fn list_views(&self) -> Vec<Msg> {
        let (own, mut troubles) = match views::list(&self.views) {
            Ok(found) => found,
            Err(trouble) => (Vec::new(), vec![trouble]),
        };
        let built_in = views::built_in().into_iter();
        let built_in = built_in.filter(|view| own.iter().all(|o| o.name != view.name));
        let built_in: Vec<View> = built_in.collect();
        let mut all: Vec<SavedView> = Vec::new();
        for (view, is_built_in) in own
            .iter()
            .map(|v| (v, false))
            .chain(built_in.iter().map(|v| (v, true)))
        {
            let (read, unknown) = read(view, is_built_in);
            all.push(read);
            troubles.extend(unknown.map(|word| words::column_of_view(&view.name, &word)));
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

/// A view, and a word in it that is no column, left out.
fn read(view: &View, is_built_in: bool) -> (SavedView, Option<String>) {
    let mut unknown = None;
    let mut shown: Vec<Shown> = Vec::new();
    for written in &view.columns {
        let (word, width) = match written.rsplit_once(':') {
            Some((word, width)) => (word, width.trim().parse().ok()),
            None => (written.as_str(), None),
        };
        match Column::from_word(word) {
            Some(column) if shown.iter().all(|s| s.column != column) => {
                shown.push(Shown { column, width });
            }
            Some(_) => {}
            None => unknown = Some(written.clone()),
        }
    }
    let frozen = view.frozen.min(shown.len());
    let columns = if shown.is_empty() {
        Columns::default()
    } else {
        Columns { shown, frozen }
    };
    let sort = Column::from_word(&view.sort).and_then(SortBy::of);
    if sort.is_none() && !view.sort.is_empty() {
        unknown = Some(view.sort.clone());
    }
    let read = SavedView {
        name: view.name.clone(),
        filter: view.filter.clone(),
        sort: sort.unwrap_or_default(),
        is_reversed: view.reversed,
        columns,
        is_built_in,
    };
    (read, unknown)
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
