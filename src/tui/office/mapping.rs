//! 列对应: the columns of the file at hand, and what comes of its first rows.

use pinyin::ToPinyin;

use crate::law::Library;
use crate::report::decision::{about, outcome};
use crate::store::import::glimpse::Tried;
use crate::store::{Field, Profile, profiles};
use crate::tui::message::Msg;
use crate::tui::model::mapping::{
    ColumnView, FieldChoice, FixedView, MappingForm, MappingView, Trial,
};
use crate::tui::office::import::AtHand;
use crate::tui::office::{Office, words};

/// What a table may leave out because every row has the same.
const FIXED: [Field; 4] = [
    Field::Authority,
    Field::Subject,
    Field::Domain,
    Field::Region,
];

impl Office {
    pub(super) fn show_mapping(&mut self) -> Vec<Msg> {
        let at_hand = self.imports.at_hand();
        let shown = at_hand.and_then(|held| view(&self.loaded.library, &held));
        shown
            .map(|view| Msg::MappingShown(Box::new(view)))
            .into_iter()
            .collect()
    }

    pub(super) fn try_mapping(&mut self, form: &MappingForm) -> Vec<Msg> {
        let Some(held) = self.imports.at_hand() else {
            return Vec::new();
        };
        let profile = profile_of(&held, form);
        let trial = trial(&self.loaded.library, &AtHand { profile, ..held });
        vec![Msg::MappingTried(Box::new(trial))]
    }

    pub(super) fn keep_profile(&mut self, form: &MappingForm, name: &str) -> Vec<Msg> {
        let Some(held) = self.imports.at_hand() else {
            return Vec::new();
        };
        if !profiles::is_name(name) {
            return vec![Msg::Failed(words::BAD_PROFILE_NAME.to_owned())];
        }
        let mut profile = profile_of(&held, form);
        profile.rename(name);
        let kept = profiles::keep(&self.profiles, &profile);
        vec![kept.map_or_else(
            |e| Msg::Failed(words::profile_not_kept(&self.profiles.display(), &e)),
            |_| {
                let at_hand = Some(AtHand { profile, ..held });
                *self
                    .imports
                    .at_hand
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner) = at_hand;
                Msg::ProfileKept(name.to_owned())
            },
        )]
    }
}

/// The profile a form says; it keeps its name only while it says the same.
pub(super) fn profile_of(held: &AtHand, form: &MappingForm) -> Profile {
    let mut profile = held.profile.clone();
    let columns = held.glimpse.as_ref().map(|g| g.columns(&held.profile));
    let columns = columns.map(|c| c.columns).unwrap_or_default();
    for (column, field) in columns.iter().zip(&form.fields) {
        if !column.heading.is_empty() {
            let field = field.as_deref().and_then(Field::from_name);
            profile.assign(&column.heading, field.unwrap_or(Field::Ignore));
        }
    }
    for (name, text) in &form.fixed {
        if let Some(field) = Field::from_name(name) {
            profile.fix(field, text);
        }
    }
    if profile != held.profile {
        profile.unname();
    }
    profile
}

/// The columns of a table; none when it is no table.
pub(super) fn view(library: &Library, held: &AtHand) -> Option<MappingView> {
    let columns = held.glimpse.as_ref()?.columns(&held.profile);
    let fixed = FIXED.map(|field| FixedView {
        name: field.name().to_owned(),
        label: field.label().to_owned(),
        text: held.profile.fixed(field).unwrap_or_default().to_owned(),
    });
    let mut view = MappingView {
        file: held.file.clone(),
        columns: columns
            .columns
            .into_iter()
            .map(|column| ColumnView {
                heading: column.heading,
                samples: column.samples.join(" | "),
                field: column.field.map(|f| f.name().to_owned()),
            })
            .collect(),
        fixed: fixed.into(),
        choices: Field::NAMES.map(|(_, field)| choice(field)).into(),
        trial: trial(library, held),
        profile: held.profile.name().map(str::to_owned),
        ..MappingView::default()
    };
    view.selection.resize(view.columns.len() + view.fixed.len());
    let unknown = view.columns.iter().position(|c| c.field.is_none());
    view.selection.select(unknown.unwrap_or(0));
    Some(view)
}

fn choice(field: Field) -> FieldChoice {
    let label = field.label();
    let readings = || label.chars().filter_map(|c| c.to_pinyin());
    FieldChoice {
        name: field.name().to_owned(),
        label: label.to_owned(),
        keys: vec![
            readings().map(pinyin::Pinyin::plain).collect(),
            readings().map(pinyin::Pinyin::first_letter).collect(),
        ],
        is_shared: matches!(field, Field::Ignore | Field::Note),
    }
}

fn trial(library: &Library, held: &AtHand) -> Trial {
    let Some(glimpse) = &held.glimpse else {
        return Trial::default();
    };
    let columns = glimpse.columns(&held.profile);
    let lacking = columns.lacking.iter().map(|f| f.label().to_owned());
    let rows = if columns.lacking.is_empty() {
        glimpse.try_out(library, &held.profile)
    } else {
        Vec::new()
    };
    Trial {
        lacking: lacking.collect(),
        rows: rows.iter().map(|row| tried(library, row)).collect(),
    }
}

fn tried(library: &Library, row: &Tried) -> (usize, bool, String) {
    let line = usize::try_from(row.line).unwrap_or(usize::MAX);
    match &row.what {
        Err(reason) => (line, false, reason.text().to_owned()),
        Ok((decision, notes)) => {
            let notes: Vec<&str> = notes.iter().map(|n| n.text()).collect();
            let words = words::tried(
                &[
                    &decision.case_no,
                    &decision.decided_on.to_string(),
                    &outcome(library, decision),
                    crate::assess::words::subject(decision.subject),
                    &about(library, decision),
                ],
                &notes,
            );
            (line, true, words)
        }
    }
}
