//! The panel that narrows the list, and the prompt for a reason.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::model::outliers::ReasonPrompt;
use crate::tui::model::outliers::query::{FilterPanel, Switch, Tab};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::keys::Keys;
use crate::tui::widget::flow::{self, Flow, row_of};
use crate::tui::widget::{list, paint, panel as pane};
use crate::tui::{strings, text};

pub(in crate::tui::view) fn panel(
    panel: &FilterPanel,
    keys: Keys,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let state = &keys.model.outliers;
    let width = usize::from(area.width);
    let tabs: Vec<Span> = Tab::ALL
        .iter()
        .map(|tab| {
            let label = strings::tab_label(*tab);
            if *tab == panel.tab {
                Span::styled(format!("[{label}] "), theme.style(Role::Title))
            } else {
                Span::styled(format!(" {label}  "), theme.style(Role::Hint))
            }
        })
        .collect();
    paint::line(&Line::from(tabs), row_of(area, 0), frame);
    let rest = |from: u16| Rect {
        y: area.y.saturating_add(from),
        height: area.height.saturating_sub(from),
        ..area
    };
    let hint = |words: &str, frame: &mut Frame| {
        let words = text::truncate(&keys.spell(words), width);
        paint::line(
            &Line::styled(words, theme.style(Role::Hint)),
            row_of(area, 1),
            frame,
        );
    };
    match panel.tab {
        Tab::Of(facet) => {
            hint(strings::FILTER_PANEL_HINT, frame);
            let placeholder = strings::facet_label(facet);
            pane::field(
                &panel.narrow,
                true,
                placeholder,
                theme,
                row_of(area, 2),
                frame,
            );
            let shown = panel.shown();
            let chosen = state.query.get(facet);
            let row = |at: usize| {
                let value = at.checked_sub(1).and_then(|at| shown.get(at));
                let words = value.map_or_else(
                    || strings::any_value(chosen.is_none()),
                    |v| strings::facet_value(&v.label, v.count, chosen == Some(v.id.as_str())),
                );
                Line::raw(text::pad(&text::single_line(&words), width))
            };
            list::render(panel.selection, true, row, theme, rest(3), frame);
            if shown.is_empty() && !panel.narrow.is_empty() {
                let words = text::truncate(strings::NO_SUCH_VALUE, width);
                let words = Line::styled(words, theme.style(Role::Warning));
                paint::line(&words, row_of(area, 4), frame);
            }
        }
        Tab::Switches => {
            hint(strings::SWITCHES_HINT, frame);
            let row = |at: usize| {
                let words = Switch::ALL.get(at).map(|s| strings::switch(*s, state));
                Line::raw(text::pad(&words.unwrap_or_default(), width))
            };
            list::render(panel.selection, true, row, theme, rest(3), frame);
            let mut flow = Flow::new(theme, area.width);
            let never = state.counts.outside_library;
            if never > 0 {
                flow.paragraph(Role::Hint, &strings::never_compared(never));
            }
            if state.is_running {
                flow.paragraph(Role::Note, strings::COMPARING);
            }
            flow::render(flow.finish(), 0, theme, rest(8), frame);
        }
    }
}

pub(in crate::tui::view) fn reason(
    prompt: &ReasonPrompt,
    keys: Keys,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let mut flow = Flow::new(theme, area.width);
    flow.paragraph(Role::Text, &prompt.about);
    let lines = flow.finish();
    let height = u16::try_from(lines.len()).unwrap_or(1).min(3);
    flow::render(
        lines,
        0,
        theme,
        Rect {
            height: height.min(area.height),
            ..area
        },
        frame,
    );
    let placeholder = strings::reason_placeholder(prompt.act);
    let at = usize::from(height);
    let field = row_of(area, at);
    pane::field(&prompt.reason, true, placeholder, theme, field, frame);
    let hint = text::truncate(&keys.spell(strings::REASON_HINT), usize::from(area.width));
    paint::line(
        &Line::styled(hint, theme.style(Role::Hint)),
        row_of(area, at + 1),
        frame,
    );
}
