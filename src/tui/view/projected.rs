//! 裁量 before a room: what was done, the range in large figures, the proposed fine, what to ask.
//!
//! The form stays in use: the focused field stands on top with the real cursor in it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::model::Model;
use crate::tui::model::assess::{AssessState, FieldId, RangeView};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::{assess, severity};
use crate::tui::widget::digits;
use crate::tui::widget::flow::{Flow, row_of};
use crate::tui::widget::paint;
use crate::tui::{strings, text};

/// How many lines the tiers of one range may take.
const TIER_LINES: usize = 3;
/// From this height on blank rows stand between the parts.
const ROOMY: usize = 24;

/// Rows handed out from the top of an area.
struct Rows {
    area: Rect,
    used: usize,
}

impl Rows {
    fn left(&self) -> usize {
        usize::from(self.area.height).saturating_sub(self.used)
    }

    fn next(&mut self) -> Rect {
        self.used += 1;
        row_of(self.area, self.used - 1)
    }

    fn block(&mut self, height: u16) -> Rect {
        let rows = u16::try_from(self.used).unwrap_or(self.area.height);
        let top = rows.min(self.area.height);
        self.used += usize::from(height);
        Rect {
            y: self.area.y + top,
            height: height.min(self.area.height - top),
            ..self.area
        }
    }

    fn lines(&mut self, lines: Vec<Line<'static>>, frame: &mut Frame) {
        for line in lines {
            let place = self.next();
            paint::line(&line, place, frame);
        }
    }
}

pub(super) fn draw(model: &Model, theme: &Theme, body: Rect, frame: &mut Frame) {
    let state = &model.assess;
    let mut rows = Rows {
        area: body,
        used: 0,
    };
    let is_roomy = usize::from(body.height) >= ROOMY;
    let gap = usize::from(is_roomy);
    let columns = usize::from(body.width);
    let one_line =
        |words: &str, role| Line::styled(text::truncate(words, columns), theme.style(role));
    rows.lines(vec![one_line(&state.title, Role::Title)], frame);
    fields(model, is_roomy, theme, &mut rows, frame);
    rows.used += gap;
    rows.lines(
        vec![one_line(&state.result.disposition, Role::Value)],
        frame,
    );
    let below = below(state, theme, body.width);
    let ranges: Vec<(&RangeView, Vec<Line<'static>>)> = state
        .result
        .ranges
        .iter()
        .map(|range| (range, range_lines(range, theme, body.width)))
        .collect();
    let words: usize = ranges.iter().map(|(_, lines)| lines.len() + gap).sum();
    let spare = rows.left().saturating_sub(words + below.len() + gap);
    let height = usize::from(digits::HEIGHT);
    // Twice as large where every range can be.
    let is_huge = ranges
        .iter()
        .all(|(range, _)| draws_large(&range.range, body.width / 2))
        && spare >= ranges.len() * height * 2;
    let height = if is_huge { height * 2 } else { height };
    let mut large = spare / height;
    for (range, lines) in ranges {
        rows.used += gap;
        if large > 0 && draws_large(&range.range, body.width) {
            large -= 1;
            let place = rows.block(u16::try_from(height).unwrap_or(digits::HEIGHT));
            digits::render(&range.range, Role::Value, theme, place, frame);
        }
        rows.lines(lines, frame);
    }
    rows.used += gap;
    rows.lines(below, frame);
}

fn draws_large(range: &str, width: u16) -> bool {
    digits::width(range).is_some_and(|columns| columns <= usize::from(width))
}

/// The focused field, between its neighbours where there is room.
fn fields(model: &Model, is_roomy: bool, theme: &Theme, rows: &mut Rows, frame: &mut Frame) {
    let state = &model.assess;
    let visible = state.visible();
    let here = visible.iter().position(|at| *at == state.at).unwrap_or(0);
    let (before, shown) = if is_roomy { (1, 3) } else { (0, 1) };
    let shown = visible.iter().skip(here.saturating_sub(before)).take(shown);
    let label = |at: &usize| state.fields.get(*at).map(|f| text::width(&f.spec.label));
    let widest = visible.iter().filter_map(label).max().unwrap_or(0);
    let columns = widest.min(usize::from(rows.area.width) / 2);
    for at in shown {
        let place = rows.next();
        assess::field(model, *at, columns, theme, place, frame);
    }
}

fn range_lines(range: &RangeView, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    flow.hanging(
        vec![(format!("{} ", range.subject), Role::Label)],
        Role::Value,
        &strings::reasoned(&range.range, &range.layer),
    );
    for tier in &range.tiers {
        flow.labelled(strings::PROJECTED_TIER, Role::Benchmark, tier);
    }
    if let Some(wording) = &range.wording {
        flow.item("     ", Role::Hint, wording);
    }
    let mut lines = flow.finish();
    lines.truncate(1 + TIER_LINES);
    lines
}

/// The proposed fine with what is said against it, and what to ask first.
fn below(state: &AssessState, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    let proposed: Vec<String> = state
        .fields
        .iter()
        .filter(|field| matches!(field.spec.id, FieldId::Proposed(_)))
        .filter_map(|field| Some(strings::reasoned(field.text()?, &field.spec.label)))
        .collect();
    let has_fine = !proposed.is_empty();
    let words = if has_fine {
        proposed.join(strings::CLAUSE_COMMA)
    } else {
        strings::PROJECTED_NO_FINE.to_owned()
    };
    flow.labelled(strings::PROJECTED_FINE, Role::Value, &words);
    for finding in &state.result.findings {
        let mark = format!("{} ", strings::severity_mark(finding.severity));
        flow.item(&mark, severity(finding.severity), &finding.message);
    }
    if has_fine && state.result.findings.is_empty() {
        flow.item("\u{2713} ", Role::Good, strings::PROJECTED_FITS);
    }
    if let Some(question) = state.result.questions.first() {
        let words = strings::question(&question.label, &question.narrows);
        flow.labelled(strings::PROJECTED_QUESTION, Role::Warning, &words);
    }
    flow.finish()
}
