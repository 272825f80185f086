//! One row of the keys that work now.

use ratatui::text::{Line, Span};

use crate::tui::action::Action;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it does, as an action.
    pub action: Action,
    /// The key as written in keymaps.
    pub key: String,
    /// What it does, in words.
    pub label: String,
}

fn size(hint: &Hint) -> usize {
    text::width(&hint.key) + 1 + text::width(&hint.label) + 2
}

/// Returns as many hints as fit; the last one (help) is kept when others must go.
fn fitting(hints: &[Hint], width: u16) -> Vec<&Hint> {
    let room = usize::from(width);
    let Some((last, others)) = hints.split_last() else {
        return Vec::new();
    };
    let mut used = size(last);
    let mut kept = Vec::new();
    for hint in others {
        if used + size(hint) > room {
            break;
        }
        used += size(hint);
        kept.push(hint);
    }
    if size(last) <= room {
        kept.push(last);
    }
    kept
}

/// Returns the row of hints that fit.
pub fn line(hints: &[Hint], theme: &Theme, width: u16) -> Line<'static> {
    let mut spans = Vec::new();
    for hint in fitting(hints, width) {
        push(&mut spans, hint, theme);
    }
    Line::from(spans)
}

/// Returns the action whose hint stands at a column.
pub fn at(hints: &[Hint], width: u16, column: u16) -> Option<Action> {
    let mut end = 0;
    for hint in fitting(hints, width) {
        end += size(hint);
        if usize::from(column) < end {
            return Some(hint.action);
        }
    }
    None
}

fn push(spans: &mut Vec<Span<'static>>, hint: &Hint, theme: &Theme) {
    spans.push(Span::styled(hint.key.clone(), theme.style(Role::Key)));
    spans.push(Span::styled(
        format!(" {}  ", hint.label),
        theme.style(Role::Hint),
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_stays_when_others_go() {
        let hint = |key: &str, label: &str| Hint {
            action: Action::from_id(if key == "F1" {
                "help.open"
            } else {
                "go.accept"
            })
            .unwrap(),
            key: key.into(),
            label: label.into(),
        };
        let hints = [
            hint("enter", "裁量"),
            hint("F6", "换领域"),
            hint("F1", "帮助"),
        ];
        let shown = |width| line(&hints, &Theme::default(), width).to_string();
        assert_eq!(shown(80), "enter 裁量  F6 换领域  F1 帮助  ");
        assert_eq!(shown(24), "enter 裁量  F1 帮助  ");
        assert_eq!(shown(5), "");
        assert_eq!(at(&hints, 24, 0), Some(Action::Accept));
        assert_eq!(at(&hints, 24, 12), Some(Action::HelpOpen));
        assert_eq!(at(&hints, 24, 23), None);
    }
}
