//! 设置: each with its value and where that comes from; below, what it does and what it may be.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::settings::{Key, Settings, words};
use crate::tui::model::settings::SettingsPanel;
use crate::tui::theme::{Role, Theme};
use crate::tui::view::keys::Keys;
use crate::tui::widget::flow::{self, Flow, row_of};
use crate::tui::widget::{list, paint, panel as parts};
use crate::tui::{strings, text};

/// Columns of the names.
const NAME: usize = 12;
/// Columns of where a value comes from.
const SOURCE: usize = 24;

pub(super) fn draw(
    panel: &SettingsPanel,
    keys: Keys,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let settings = &keys.model.settings;
    let rows = u16::try_from(Key::ALL.len()).unwrap_or(u16::MAX);
    let top = if panel.text.is_some() { 3 } else { rows };
    let [head, rule, rest] = Layout::vertical([
        Constraint::Length(top.min(area.height.saturating_sub(5))),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(area);
    if let Some(typed) = &panel.text {
        let label = strings::typing_setting(words::label(panel.key()));
        let label = text::truncate(&keys.spell(&label), usize::from(head.width));
        paint::line(
            &Line::styled(label, theme.style(Role::Text)),
            row_of(head, 0),
            frame,
        );
        let place = strings::setting_placeholder(panel.key());
        parts::field(typed, true, &place, theme, row_of(head, 1), frame);
        if let Some(trouble) = &panel.trouble {
            let told = format!("! {trouble}");
            let told = text::truncate(&told, usize::from(head.width));
            let style = theme.style(Role::Warning);
            paint::line(&Line::styled(told, style), row_of(head, 2), frame);
        }
    } else {
        let row = |at: usize| row(at, panel, settings, theme, head.width);
        list::render(panel.selection, true, row, theme, head, frame);
    }
    let about = words::label(panel.key());
    parts::rule(about, false, theme, rule, frame);
    flow::render(
        detail(panel, settings, theme, rest.width),
        0,
        theme,
        rest,
        frame,
    );
}

fn row(
    at: usize,
    panel: &SettingsPanel,
    settings: &Settings,
    theme: &Theme,
    width: u16,
) -> Line<'static> {
    let Some(key) = Key::ALL.get(at).copied() else {
        return Line::default();
    };
    let value = words::shown(key, settings.value(key));
    // The marks say that left and right change it.
    let value = if at == panel.selection.at() && !key.choices().is_empty() {
        format!("< {value} >")
    } else {
        format!("  {value}")
    };
    let width = usize::from(width);
    let source = SOURCE.min(width / 3);
    let room = width.saturating_sub(NAME + 1 + source);
    let value = text::truncate(&text::single_line(&value), room.saturating_sub(1));
    let said = text::truncate(&words::source(settings.source(key)), source);
    Line::from(vec![
        Span::styled(
            text::pad(words::label(key), NAME.min(width)),
            theme.style(Role::Label),
        ),
        Span::raw(" "),
        Span::styled(text::pad(&value, room), theme.style(Role::Value)),
        Span::styled(text::pad(&said, source), theme.style(Role::Hint)),
    ])
}

fn detail(
    panel: &SettingsPanel,
    settings: &Settings,
    theme: &Theme,
    width: u16,
) -> Vec<Line<'static>> {
    let key = panel.key();
    let mut flow = Flow::new(theme, width);
    flow.paragraph(Role::Text, words::help(key));
    flow.labelled(strings::SETTING_CHOICES, Role::Note, &words::choices(key));
    if let Some(filed) = settings.filed(key)
        && settings.value(key) != Some(filed)
    {
        let source = words::source(settings.source(key));
        let told = strings::setting_overruled(&words::shown(key, Some(filed)), &source);
        flow.item("! ", Role::Warning, &told);
    }
    let file = settings.file().map(|path| path.display().to_string());
    let file = strings::settings_file(file.as_deref(), settings.has_file());
    flow.labelled(strings::SETTING_FILE, Role::Hint, &file);
    flow.labelled(strings::SETTING_NAME, Role::Hint, key.id());
    flow.finish()
}
