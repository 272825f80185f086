//! What follows from the case, from the outcome to the reasoning, with its citations to go to.

use std::ops::Range;

use ratatui::text::Line;

use crate::tui::model::assess::{
    AssessPane, AssessState, AssessmentView, GateView, NearestReason, Part, RangeView, Spot,
};
use crate::tui::strings;
use crate::tui::theme::{Role, Theme};
use crate::tui::view::assess::contrast;
use crate::tui::view::{lookup, severity};
use crate::tui::widget::flow::Flow;
use crate::tui::widget::strip;

/// The entries that cite something, with their lines.
pub(in crate::tui::view) type Places = Vec<(Spot, Range<usize>)>;

/// The text of the result under construction.
pub(super) struct Told<'t> {
    /// The text so far.
    pub(super) flow: Flow<'t>,
    /// The form and the result.
    pub(super) state: &'t AssessState,
    /// The columns there are.
    pub(super) width: u16,
    places: Places,
}

impl<'t> Told<'t> {
    fn new(state: &'t AssessState, theme: &'t Theme, width: u16) -> Self {
        Self {
            flow: Flow::new(theme, width),
            state,
            width,
            places: Vec::new(),
        }
    }

    fn finish(self) -> (Vec<Line<'static>>, Places) {
        (self.flow.finish(), self.places)
    }

    /// Ends the entry that began at a line with what it cites; the selected one is marked.
    pub(super) fn cite(&mut self, part: Part, at: usize, from: usize, indent: &str, cite: &str) {
        if cite.is_empty() {
            return;
        }
        let spot = Spot { part, at };
        let has_focus = self.state.pane == AssessPane::Result;
        if has_focus && self.state.spot == Some(spot) {
            let mark = indent.replacen(' ', ">", 1);
            self.flow.item(&mark, Role::Selected, cite);
        } else {
            self.flow.item(indent, Role::Hint, cite);
        }
        self.places.push((spot, from..self.flow.len()));
    }
}

/// Returns the text of the result and where its citations stand.
pub(in crate::tui::view) fn told(
    state: &AssessState,
    theme: &Theme,
    width: u16,
) -> (Vec<Line<'static>>, Places) {
    let mut told = Told::new(state, theme, width);
    if state.offence.is_empty() {
        return told.finish();
    }
    let view = &state.result;
    if let Some(contrast) = &state.contrast {
        contrast::write(contrast, &mut told);
    }
    let flow = &mut told.flow;
    flow.paragraph(Role::Value, &view.disposition);
    if !view.applicable.is_empty() {
        flow.paragraph(Role::Hint, &view.applicable);
    }
    for range in &view.ranges {
        self::range(range, theme, width, flow);
    }
    findings(view, &mut told);
    let flow = &mut told.flow;
    questions(view, flow);
    lists(view, flow);
    if !view.others.is_empty() {
        flow.heading(strings::OTHER_PENALTIES);
    }
    for other in &view.others {
        flow.item("- ", Role::Text, other);
    }
    if !view.gates.is_empty() {
        flow.heading(strings::GATES);
    }
    let (needless, telling): (Vec<_>, Vec<_>) = view
        .gates
        .iter()
        .enumerate()
        .partition(|(_, gate)| gate.required == Some(false));
    for (at, gate) in telling {
        self::gate(at, gate, &mut told);
    }
    let flow = &mut told.flow;
    if !needless.is_empty() {
        let labels: Vec<&str> = needless.iter().map(|(_, g)| g.label.as_str()).collect();
        flow.item("- ", Role::Hint, &strings::needless_gates(&labels));
    }
    flow.heading(strings::LAYER_PRACTICE);
    lookup::practice(&view.practice, flow);
    trace(state, &mut told);
    let flow = &mut told.flow;
    if !view.warnings.is_empty() {
        flow.heading(strings::WARNINGS);
    }
    for warning in &view.warnings {
        flow.item("! ", Role::Warning, warning);
    }
    told.finish()
}

/// The reasoning; what came with the last change is marked.
fn trace(state: &AssessState, told: &mut Told<'_>) {
    let steps = &state.result.trace;
    let is_marked = steps.iter().any(|step| state.trail.is_new(step));
    told.flow.heading(strings::trace(is_marked));
    for (at, step) in steps.iter().enumerate() {
        let is_new = state.trail.is_new(step);
        let (mark, role) = if is_new {
            ("*", Role::Note)
        } else {
            (" ", Role::Text)
        };
        let from = told.flow.len();
        let flow = &mut told.flow;
        flow.item(&format!("{mark}{}. ", at + 1), role, &step.step);
        if !step.effect.is_empty() {
            flow.item("   ", Role::Value, &step.effect);
        }
        told.cite(Part::Step, at, from, "   ", &step.cite);
    }
}

fn range(range: &RangeView, theme: &Theme, width: u16, flow: &mut Flow<'_>) {
    flow.hanging(
        vec![(format!("{} ", range.subject), Role::Label)],
        Role::Value,
        &range.range,
    );
    flow.item("  ", Role::Benchmark, &range.layer);
    let drawn = range.bar.as_ref().map(|bar| strip::bar(bar, theme, width));
    let is_drawn = drawn.as_ref().is_some_and(|lines| !lines.is_empty());
    for line in drawn.into_iter().flatten() {
        flow.line(line);
    }
    for tier in &range.tiers {
        flow.item("  - ", Role::Benchmark, tier);
    }
    if let Some(wording) = &range.wording {
        flow.item("    ", Role::Hint, wording);
    }
    if !is_drawn {
        flow.item("  ", Role::Statute, &strings::statutory(&range.statutory));
    }
    if let Some(basis) = &range.basis {
        flow.item("  ", Role::Hint, basis);
    }
    if let Some(lean) = &range.lean {
        flow.item("  ", Role::Note, lean);
    }
}

fn findings(view: &AssessmentView, told: &mut Told<'_>) {
    if !view.findings.is_empty() {
        told.flow.heading(strings::FINDINGS);
    }
    for (at, finding) in view.findings.iter().enumerate() {
        let mark = format!("{} ", strings::severity_mark(finding.severity));
        let from = told.flow.len();
        told.flow
            .item(&mark, severity(finding.severity), &finding.message);
        if let Some(cite) = &finding.cite {
            told.cite(Part::Finding, at, from, "  ", cite);
        }
    }
    let flow = &mut told.flow;
    match &view.nearest {
        NearestReason::NotNeeded => {}
        NearestReason::None => {
            flow.heading(strings::NEAREST);
            flow.paragraph(Role::Error, strings::NO_LAWFUL_REASON);
        }
        NearestReason::CannotTell(doubts) => {
            flow.heading(strings::CANNOT_CHECK);
            for doubt in doubts {
                flow.item("? ", Role::Warning, doubt);
            }
        }
        NearestReason::Changes(changes) => {
            flow.heading(strings::NEAREST);
            for change in changes {
                flow.item("- ", Role::Note, change);
            }
        }
    }
}

fn questions(view: &AssessmentView, flow: &mut Flow<'_>) {
    if !view.questions.is_empty() {
        flow.heading(strings::QUESTIONS);
    }
    for (rank, question) in view.questions.iter().enumerate() {
        let (mark, role) = if rank == 0 {
            ("! ", Role::Warning)
        } else {
            ("? ", Role::Note)
        };
        let words = strings::question(&question.label, &question.narrows);
        flow.item(mark, role, &words);
    }
}

fn lists(view: &AssessmentView, flow: &mut Flow<'_>) {
    if !view.lists.is_empty() {
        flow.heading(strings::LISTS);
    }
    for list in &view.lists {
        let (mark, role) = match list.is_met {
            Some(true) => ("! ", Role::Warning),
            Some(false) => ("- ", Role::Hint),
            None => ("? ", Role::Note),
        };
        flow.item(mark, role, &list.line);
        for note in &list.notes {
            flow.item("  ", Role::Text, note);
        }
        flow.item("  ", Role::Hint, &list.source);
    }
}

fn gate(at: usize, gate: &GateView, told: &mut Told<'_>) {
    let (word, role) = match gate.required {
        Some(true) => (strings::REQUIRED, Role::Warning),
        Some(false) => (strings::NOT_REQUIRED, Role::Hint),
        None => (strings::DEPENDS, Role::Note),
    };
    let from = told.flow.len();
    told.flow.hanging(
        vec![(format!("{word} "), role)],
        Role::Text,
        &strings::reasoned(&gate.label, &gate.reason),
    );
    told.cite(Part::Gate, at, from, "  ", &gate.cite);
}
