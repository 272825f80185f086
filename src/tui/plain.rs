//! The interface as a dialogue of lines: what screen readers can read and pipes can carry.
//!
//! The same model, actions and office as on the screen; a line typed is a search, a row, an action or a key, and the
//! answer is the screen as text (`view::plain`).

use std::io::{self, BufRead, Write};

use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::input::command_char;
use crate::tui::key::{Code, Key, parse_sequence};
use crate::tui::message::{Effect, Msg};
use crate::tui::model::assess::{FieldKind, FieldValue};
use crate::tui::model::{Model, Screen};
use crate::tui::view::plain::{self, lines};
use crate::tui::{strings, update};

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked<'l> {
    /// Read everything again.
    Again,
    /// What can be done.
    Help,
    /// Select a row, and perhaps fill it.
    Row(usize, &'l str),
    /// An action by name, or keys.
    Do(&'l str),
    /// Text for the search box.
    Text(&'l str),
}

impl<'l> Asked<'l> {
    fn read(line: &'l str) -> Self {
        let line = line.trim();
        let mut chars = line.chars();
        let first = chars.next().map(command_char);
        let rest = chars.as_str().trim();
        match first {
            None => Self::Again,
            Some('?') if rest.is_empty() => Self::Help,
            Some(':') => Self::Do(rest),
            Some('#') => {
                let figures = rest.split_whitespace().next().unwrap_or_default();
                let folded: String = figures.chars().map(command_char).collect();
                match folded.parse() {
                    Ok(number) => {
                        let value = rest.strip_prefix(figures).unwrap_or_default();
                        Self::Row(number, value.trim())
                    }
                    Err(_) => Self::Text(line),
                }
            }
            Some(_) => Self::Text(line),
        }
    }
}

/// Runs the dialogue until its input ends or the program is left. `prompt` is written before each line.
///
/// # Errors
/// When the streams fail.
pub fn run(
    app: &mut App,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    prompt: &str,
) -> io::Result<()> {
    app.finish_work();
    say(app, out)?;
    let mut line = String::new();
    while !app.model.quit {
        write!(out, "{prompt}")?;
        out.flush()?;
        line.clear();
        if input.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let trouble = answer(app, &line);
        if app.model.quit {
            return Ok(());
        }
        if app.model.work > 0 {
            writeln!(out, "{}", strings::PLAIN_WORKING)?;
            out.flush()?;
        }
        // Also what is only asked and soon answered: nobody sees it come later.
        app.finish_work();
        match trouble {
            Some(words) => writeln!(out, "{words}")?,
            None if Asked::read(&line) == Asked::Help => help(app, out)?,
            None => say(app, out)?,
        }
    }
    Ok(())
}

fn say(app: &App, out: &mut dyn Write) -> io::Result<()> {
    for line in lines(&app.model, &app.keymap) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Every action that does something now, with its keys.
fn help(app: &App, out: &mut dyn Write) -> io::Result<()> {
    for line in plain::help(&app.model, &app.keymap) {
        writeln!(out, "{line}")?;
    }
    let offered = Action::ALL
        .iter()
        .filter(|a| update::offers(&app.model, **a));
    for action in offered {
        let keys = app.keymap.sequences(app.model.contexts(), *action);
        let keys: Vec<String> = keys
            .iter()
            .map(|k| crate::tui::key::print_sequence(k))
            .collect();
        let keys = keys.join(" ");
        writeln!(out, ":{} {} {keys}", action.label(), action.help())?;
    }
    Ok(())
}

/// Does what a line asks for; says what is wrong with it, if anything.
fn answer(app: &mut App, line: &str) -> Option<String> {
    app.model.notice = None;
    match Asked::read(line) {
        Asked::Again | Asked::Help => None,
        Asked::Do(name) => run_named(app, name),
        Asked::Row(number, value) => row(app, number, value),
        Asked::Text(text) => fill_search(app, text),
    }
}

/// Runs an action by its label or id, or presses keys; pinyin finds the nearest label.
fn run_named(app: &mut App, name: &str) -> Option<String> {
    let offered = |model: &Model, action: &Action| update::offers(model, *action);
    let named = |action: &&Action| action.label() == name || action.id() == name;
    let mut known: Vec<Action> = Action::ALL.iter().filter(named).copied().collect();
    known.sort_by_key(|action| !offered(&app.model, action));
    if let Some(action) = known.first() {
        app.receive(Msg::Act(*action));
        return None;
    }
    if let Ok(keys) = parse_sequence(name) {
        for key in keys {
            app.press(key);
        }
        return None;
    }
    match app.ask(Effect::FindActions(name.to_owned())).pop() {
        Some(Msg::ActionsFound(_, found)) if !found.is_empty() => {
            let action = found
                .iter()
                .find(|a| offered(&app.model, a))
                .or(found.first());
            if let Some(action) = action {
                app.receive(Msg::Act(*action));
            }
            None
        }
        _ => Some(strings::plain_no_action(name)),
    }
}

fn row(app: &mut App, number: usize, value: &str) -> Option<String> {
    let at = number.checked_sub(1)?;
    let Some(effects) = update::select_row(&mut app.model, at) else {
        return Some(strings::PLAIN_NO_ROW.to_owned());
    };
    app.perform(effects);
    if app.model.screen != Screen::Assess || app.model.overlay.is_some() {
        return None;
    }
    fill(app, value)
}

/// Fills the focused field of the form.
fn fill(app: &mut App, value: &str) -> Option<String> {
    let field = app.model.assess.focused()?;
    match (&field.value, &field.spec.kind) {
        (FieldValue::Check(_), _) => app.receive(Msg::Act(Action::FormToggle)),
        (FieldValue::Text(_), _) => {
            if !value.is_empty() {
                replace(app, value);
            }
        }
        (FieldValue::Choice(_), FieldKind::Choice(choices)) => {
            let wanted = choices.iter().find(|c| c.label == value);
            let wanted = wanted.or_else(|| choices.iter().find(|c| c.label.contains(value)));
            let Some(id) = wanted.map(|c| c.id.clone()).filter(|_| !value.is_empty()) else {
                return (!value.is_empty()).then(|| strings::PLAIN_NO_VALUE.to_owned());
            };
            // 一圈之内必经过它。
            for _ in 0..=choices.len() {
                let now = app.model.assess.focused().and_then(|f| f.text());
                if now == Some(id.as_str()) {
                    break;
                }
                app.receive(Msg::Act(Action::FormNextChoice));
            }
        }
        (FieldValue::Choice(_), FieldKind::Check | FieldKind::Text { .. }) => {}
    }
    None
}

/// Puts a text into the search box of the screen, whatever has the focus.
fn fill_search(app: &mut App, text: &str) -> Option<String> {
    if app.model.field().is_none() && app.model.overlay.is_none() {
        let to_field = match app.model.screen {
            Screen::Decisions => Action::DecisionsFilter,
            Screen::Outliers => Action::OutliersFind,
            Screen::Lookup | Screen::Lists | Screen::Assess | Screen::Packs => Action::PaneNext,
        };
        for _ in 0..3 {
            if app.model.field().is_none() {
                app.receive(Msg::Act(to_field));
            }
        }
    }
    if app.model.field().is_none() || app.model.contexts().contains(&Context::Assess) {
        return Some(strings::PLAIN_NO_FIELD.to_owned());
    }
    replace(app, text);
    None
}

/// Replaces what the focused field says.
fn replace(app: &mut App, text: &str) {
    app.press(Key::new(Code::Char('e'), true, false, false));
    app.press(Key::new(Code::Char('u'), true, false, false));
    app.paste(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_search_a_row_an_action_or_a_question() {
        for (line, asked) in [
            ("", Asked::Again),
            (" ？ \n", Asked::Help),
            ("97(3)", Asked::Text("97(3)")),
            ("?什么", Asked::Text("?什么")),
            ("#3", Asked::Row(3, "")),
            ("＃１２ 8万\n", Asked::Row(12, "8万")),
            ("#三", Asked::Text("#三")),
            (":裁量", Asked::Do("裁量")),
            ("：F6", Asked::Do("F6")),
        ] {
            assert_eq!(Asked::read(line), asked, "{line}");
        }
    }
}
