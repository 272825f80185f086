//! What a room must not see: the names of parties, wherever they stand.
//!
//! A projected frame is drawn from a veiled copy of the model, so that no view has to think of it
//! and what is drawn later cannot bring a name back.

use std::sync::Arc;

use crate::tui::line_edit::LineEdit;
use crate::tui::model::decisions::{DecisionRow, DecisionView};
use crate::tui::model::mapping::MappingView;
use crate::tui::model::names::Names;
use crate::tui::model::outliers::detail::OutlierView;
use crate::tui::model::overlay::{ImportSummary, Overlay};
use crate::tui::model::{Model, Screen};
use crate::tui::strings;

/// From how many characters on a part of a name, typed by itself, is hidden too.
const TELLING: usize = 4;

/// Remembers the names of parties that came into the model.
pub fn learn(model: &mut Model) {
    let mut found = Vec::new();
    let known = &*model.stage.parties;
    let mut note = |name: &str| {
        let name = name.trim();
        if Names::keeps(name) && !known.has(name) {
            found.push(name.to_owned());
        }
    };
    if let Some(view) = &model.decisions.detail {
        named(&view.lines).for_each(&mut note);
    }
    for row in model.decisions.rows.rows.iter() {
        note(&row.party);
    }
    if let Some(view) = &model.outliers.detail {
        named(&view.lines).for_each(&mut note);
        let rows = view.table.labels.iter().enumerate();
        for (row, _) in rows.filter(|(_, label)| is_party(label)) {
            if let Some(name) = view.table.this.get(row) {
                note(name);
            }
            let cells = view.table.peers.iter().filter_map(|p| p.cells.get(row));
            cells.for_each(|cell| note(&cell.text));
        }
    }
    if let Some(Overlay::Finder(finder)) = &model.overlay {
        for row in &finder.decisions {
            note(&row.party);
        }
    }
    if !found.is_empty() {
        let names = Arc::make_mut(&mut model.stage.parties);
        for name in found {
            names.insert(name);
        }
    }
}

fn is_party(label: &str) -> bool {
    strings::PARTY_LABELS.contains(&label.trim())
}

fn named(lines: &[(String, String)]) -> impl Iterator<Item = &str> {
    let lines = lines.iter().filter(|(label, _)| is_party(label));
    lines.map(|(_, value)| value.as_str())
}

/// Returns a text without the names known.
pub fn text(model: &Model, text: &str) -> String {
    let mut text = text.to_owned();
    hide(&mut text, &model.stage.parties);
    text
}

fn hide(text: &mut String, names: &Names) {
    // From the end on, so that the places before stay where they are.
    for place in names.places(text).into_iter().rev() {
        text.replace_range(place, strings::PARTY_HIDDEN);
    }
}

/// Returns the model as a room may see it.
pub fn veiled(model: &Model) -> Model {
    let mut shown = model.clone();
    let names = &model.stage.parties;
    if let Some(notice) = &mut shown.notice {
        hide(&mut notice.text, names);
    }
    field(&mut shown.lookup.query, names);
    field(&mut shown.decisions.filter, names);
    field(&mut shown.outliers.find, names);
    if let Some(view) = &mut shown.decisions.detail {
        decision(view, names);
    }
    if let Some(view) = &mut shown.outliers.detail {
        outlier(view, names);
    }
    // Before a room rows in sight are copied, not the lists: this is done for every frame.
    let height_on = |screen| {
        if model.screen == screen {
            usize::from(model.size.height)
        } else {
            0
        }
    };
    let (at, height) = (model.decisions.selection.at(), height_on(Screen::Decisions));
    let decisions = &model.decisions.rows;
    shown.decisions.rows = decisions.seen(at, height, |row| decision_row(row, names));
    let (at, height) = (model.outliers.selection.at(), height_on(Screen::Outliers));
    let findings = &model.outliers.rows;
    shown.outliers.rows = findings.seen(at, height, |row| {
        hide(&mut row.case_no, names);
        hide(&mut row.offence, names);
    });
    for (_, chip) in &mut shown.outliers.chips {
        hide(chip, names);
    }
    if let Some(detail) = &mut shown.lookup.detail {
        for peer in &mut detail.practice.peers {
            hide(peer, names);
        }
    }
    for peer in &mut shown.assess.result.practice.peers {
        hide(peer, names);
    }
    if let Some(over) = &mut shown.overlay {
        overlay(over, names);
    }
    shown
}

fn field(edit: &mut LineEdit, names: &Names) {
    let typed = edit.text().trim();
    let is_part = || typed.chars().count() >= TELLING && names.any_has(typed);
    if !names.places(typed).is_empty() || is_part() {
        edit.set(strings::PARTY_HIDDEN);
    }
}

fn labelled(lines: &mut [(String, String)], names: &Names) {
    for (label, value) in lines {
        if is_party(label) {
            strings::PARTY_HIDDEN.clone_into(value);
        }
        hide(value, names);
    }
}

fn decision_row(row: &mut DecisionRow, names: &Names) {
    if !row.party.is_empty() {
        strings::PARTY_HIDDEN.clone_into(&mut row.party);
    }
    let texts = [
        &mut row.case_no,
        &mut row.authority,
        &mut row.offence,
        &mut row.circumstances,
        &mut row.basis,
        &mut row.others,
    ];
    for text in texts {
        hide(text, names);
    }
}

fn decision(view: &mut DecisionView, names: &Names) {
    labelled(&mut view.lines, names);
    hide(&mut view.case_no, names);
}

fn outlier(view: &mut OutlierView, names: &Names) {
    labelled(&mut view.lines, names);
    labelled(&mut view.figures, names);
    if let Some((_, words)) = &mut view.review {
        hide(words, names);
    }
    let texts = view.reasons.iter_mut().chain(&mut view.history);
    for text in texts.chain(&mut view.excluded) {
        hide(text, names);
    }
    for (row, label) in view.table.labels.iter().enumerate() {
        let this = view.table.this.get_mut(row).into_iter();
        let peers = view.table.peers.iter_mut();
        let cells = peers.filter_map(|peer| peer.cells.get_mut(row).map(|cell| &mut cell.text));
        for text in this.chain(cells) {
            if is_party(label) {
                strings::PARTY_HIDDEN.clone_into(text);
            }
            hide(text, names);
        }
    }
}

fn overlay(over: &mut Overlay, names: &Names) {
    match over {
        Overlay::Confirm(confirm) => hide(&mut confirm.question, names),
        Overlay::ImportPreview(summary, _) => import(summary, names),
        Overlay::ImportDone(summary, _) => import(summary, names),
        Overlay::Mapping(view) => mapping(view, names),
        Overlay::Reason(prompt) => {
            hide(&mut prompt.about, names);
            field(&mut prompt.reason, names);
        }
        Overlay::Filter(panel) => field(&mut panel.narrow, names),
        Overlay::Finder(finder) => {
            field(&mut finder.query, names);
            for row in &mut finder.decisions {
                row.party.clear();
                hide(&mut row.title, names);
                hide(&mut row.place, names);
            }
        }
        Overlay::Help(_)
        | Overlay::Problems(_)
        | Overlay::Caps(..)
        | Overlay::ImportPrompt(_)
        | Overlay::ImportRunning(_)
        | Overlay::DocumentPrompt(_)
        | Overlay::DocumentReading(_)
        | Overlay::DocumentRead(..)
        | Overlay::Findings(_)
        | Overlay::Article(_)
        | Overlay::Settings(_)
        | Overlay::Palette(_)
        | Overlay::Columns(_)
        | Overlay::Views(_)
        | Overlay::ExportPrompt(_)
        | Overlay::Exporting(_)
        | Overlay::Correct(_) => {}
    }
}

/// Rows that could not be read are told in words that quote the file: the quotes go.
fn import(summary: &mut ImportSummary, names: &Names) {
    let rejected = summary.rejected.iter_mut().map(|(_, reason)| reason);
    let told = rejected.chain(&mut summary.reasons);
    for text in told.chain(&mut summary.notes) {
        unquote(text);
        hide(text, names);
    }
}

/// The table at hand is not in the store yet: any of its values may be a name.
fn mapping(view: &mut MappingView, names: &Names) {
    for column in &mut view.columns {
        strings::VALUE_HIDDEN.clone_into(&mut column.samples);
    }
    for (_, is_taken, words) in &mut view.trial.rows {
        if *is_taken {
            strings::VALUE_HIDDEN.clone_into(words);
        } else {
            unquote(words);
        }
        hide(words, names);
    }
    for fixed in &mut view.fixed {
        if is_party(&fixed.label) {
            strings::PARTY_HIDDEN.clone_into(&mut fixed.text);
        }
        hide(&mut fixed.text, names);
    }
}

/// Empties what stands in quotation marks.
fn unquote(text: &mut String) {
    let mut kept = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '\u{201C}' => {
                if depth == 0 {
                    kept.push(c);
                }
                depth += 1;
            }
            '\u{201D}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    kept.push_str(strings::ELIDED);
                    kept.push(c);
                }
            }
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    *text = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_hidden_first() {
        let names = ["某煤业", "某煤业有限公司"].into_iter().collect();
        let mut text = "某煤业有限公司与某煤业".to_owned();
        hide(&mut text, &names);
        assert_eq!(text, "当事人（已隐去）与当事人（已隐去）");
    }

    #[test]
    fn what_a_file_says_goes_out_of_its_quotes() {
        let mut text = "第 3 列“某矿”读不懂，应为“金额".to_owned();
        unquote(&mut text);
        assert_eq!(text, "第 3 列“..”读不懂，应为“");
    }

    #[test]
    fn a_field_is_hidden_when_it_names_a_party_and_left_when_it_says_a_common_word() {
        let names: Names = ["文水某煤业有限公司"].into_iter().collect();
        for (typed, is_hidden) in [
            ("文水某煤业有限公司 安全", true),
            ("某煤业有限", true),
            ("煤业", false),
            ("逾期未改正", false),
        ] {
            let mut edit = LineEdit::default();
            edit.set(typed);
            field(&mut edit, &names);
            assert_eq!(edit.text() != typed, is_hidden, "{typed}");
        }
    }
}
