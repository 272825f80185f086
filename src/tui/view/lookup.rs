//! 查询: search box, results, and the three layers of the selected offence.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::model::lookup::{
    BenchmarkView, DetailView, LookupPane, LookupRow, LookupState, PracticeView, StatuteRow,
};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::keys;
use crate::tui::widget::flow::{self, Flow};
use crate::tui::widget::panel;
use crate::tui::widget::table::{self, Column};
use crate::tui::{layout, strings};

pub(super) fn draw(model: &Model, keymap: &Keymap, theme: &Theme, body: Rect, frame: &mut Frame) {
    let state = &model.lookup;
    let areas = layout::list_and_detail(body, model.stage.split);
    search_box(model, theme, areas.top, frame);
    if state.rows.is_empty() {
        let mut flow = Flow::new(theme, areas.list.width);
        let words = if model.background.is_opening {
            strings::LOADING
        } else {
            strings::LOOKUP_NOTHING
        };
        flow.paragraph(Role::Hint, &keys::spelled(words, model, keymap));
        flow::render(flow.finish(), 0, theme, areas.list, frame);
    } else {
        results(state, theme, areas.list, frame);
    }
    let title = state
        .detail
        .as_ref()
        .map_or("", |detail| detail.cite.as_str());
    panel::rule(
        title,
        state.pane == LookupPane::Detail,
        theme,
        areas.rule,
        frame,
    );
    let lines = detail(state, theme, areas.detail.width);
    flow::render(lines, state.scroll, theme, areas.detail, frame);
}

fn search_box(model: &Model, theme: &Theme, area: Rect, frame: &mut Frame) {
    let state = &model.lookup;
    let label = state
        .domain
        .and_then(|at| state.domains.get(at))
        .map_or(strings::ALL_DOMAINS, |domain| domain.label.as_str());
    let right = strings::lookup_count(label, state.rows.len());
    let has_focus = state.pane == LookupPane::Search && model.overlay.is_none();
    panel::search_row(
        (
            strings::SEARCH,
            Line::styled(right, theme.style(Role::Hint)),
        ),
        &state.query,
        has_focus,
        strings::SEARCH_PLACEHOLDER,
        theme,
        area,
        frame,
    );
}

fn results(state: &LookupState, theme: &Theme, area: Rect, frame: &mut Frame) {
    let columns = columns();
    let cells = |at: usize| state.rows.get(at).map(|row| cells(row));
    let has_focus = state.pane != LookupPane::Detail;
    table::render(
        &columns,
        state.selection,
        has_focus,
        cells,
        theme,
        area,
        frame,
    );
}

/// Returns the columns of the table.
pub(super) fn columns() -> [Column; 5] {
    let column = |title: &str, least, is_flexible, goes| Column {
        title: title.to_owned(),
        is_figure: false,
        least,
        is_flexible,
        goes,
    };
    let [title, cite, domain, tiers, status] = strings::LOOKUP_COLUMNS;
    [
        column(title, 20, true, 0),
        column(cite, 18, true, 1),
        column(domain, 8, true, 3),
        column(tiers, 4, false, 2),
        column(status, 4, false, 2),
    ]
}

/// Returns the cells of a row.
pub(super) fn cells(row: &LookupRow) -> Vec<String> {
    let tiers = if row.has_tiers {
        strings::HAS_TIERS
    } else {
        ""
    };
    vec![
        row.title.clone(),
        row.cite.clone(),
        row.domains.join(strings::LIST_COMMA),
        tiers.to_owned(),
        row.status.clone().unwrap_or_default(),
    ]
}

/// Returns the text of the detail.
pub(super) fn detail(state: &LookupState, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    let Some(detail) = &state.detail else {
        return flow.finish();
    };
    head(detail, &mut flow);
    flow.heading(strings::LAYER_STATUTE);
    for row in &detail.statute {
        statute(row, &mut flow);
    }
    flow.heading(strings::LAYER_BENCHMARK);
    if detail.benchmarks.is_empty() {
        flow.paragraph(Role::Hint, strings::NO_TIERS);
    }
    for benchmark in &detail.benchmarks {
        tiers(benchmark, &mut flow);
    }
    flow.heading(strings::LAYER_PRACTICE);
    practice(&detail.practice, &mut flow);
    if !detail.article.is_empty() {
        flow.heading(strings::ARTICLE_TEXT);
        for paragraph in &detail.article {
            flow.paragraph(Role::Text, paragraph);
        }
    }
    flow.finish()
}

fn head(detail: &DetailView, flow: &mut Flow<'_>) {
    flow.paragraph(Role::Title, &detail.title);
    flow.hanging(
        vec![(format!("{} ", detail.id), Role::Hint)],
        Role::Text,
        &detail.cite,
    );
    if let Some(status) = &detail.status {
        flow.item("! ", Role::Warning, status);
    }
}

fn statute(row: &StatuteRow, flow: &mut Flow<'_>) {
    let who = strings::subject_stage(&row.subject, &row.stage);
    let mut what: Vec<&str> = Vec::new();
    what.extend(row.fine.as_deref());
    what.extend(row.others.iter().map(String::as_str));
    flow.hanging(
        vec![(format!("{who}  "), Role::Label)],
        Role::Statute,
        &what.join(strings::CLAUSE_COMMA),
    );
    if let Some(note) = &row.note {
        flow.item("  ", Role::Hint, note);
    }
    flow.item("  ", Role::Hint, &row.cite);
}

fn tiers(benchmark: &BenchmarkView, flow: &mut Flow<'_>) {
    flow.paragraph(Role::Text, &benchmark.title);
    flow.item("  ", Role::Hint, &benchmark.status);
    if benchmark.tiers.is_empty() {
        flow.item("  ", Role::Hint, strings::NO_TIERS);
    }
    for tier in &benchmark.tiers {
        flow.hanging(
            vec![(format!("{}  ", tier.label), Role::Benchmark)],
            Role::Text,
            &tier.condition,
        );
        for (who, range) in &tier.amounts {
            flow.hanging(
                vec![(format!("  {who}  "), Role::Label)],
                Role::Benchmark,
                range,
            );
        }
    }
}

/// Adds what was decided in like cases, always with the word that it only informs.
pub(super) fn practice(view: &PracticeView, flow: &mut Flow<'_>) {
    if view.count == 0 {
        let words = if view.awaited.is_some() {
            strings::PRACTICE_AWAITED
        } else {
            strings::NO_PRACTICE
        };
        flow.paragraph(Role::Hint, words);
        return;
    }
    let words = strings::practice(view.count, view.interval.as_deref());
    flow.paragraph(Role::Practice, &words);
    if !view.scope.is_empty() {
        flow.paragraph(Role::Hint, &view.scope);
    }
    for peer in &view.peers {
        flow.item("- ", Role::Hint, peer);
    }
    if view.has_demo {
        flow.line(Line::from(Span::styled(
            strings::HAS_DEMO,
            flow.style(Role::Demo),
        )));
    }
    let words = if view.awaited.is_some() {
        strings::PRACTICE_AWAITED
    } else {
        strings::ONLY_INFORMS
    };
    flow.paragraph(Role::Hint, words);
}
