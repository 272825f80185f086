//! One row of the keys that work now.

use ratatui::text::{Line, Span};

use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key as written in keymaps.
    pub key: String,
    /// What it does.
    pub label: String,
}

/// Returns as many hints as fit; the last one (help) is kept when others must go.
pub fn line(hints: &[Hint], theme: &Theme, width: u16) -> Line<'static> {
    let room = usize::from(width);
    let size = |hint: &Hint| text::width(&hint.key) + 1 + text::width(&hint.label) + 2;
    let Some((last, others)) = hints.split_last() else {
        return Line::default();
    };
    let mut used = size(last);
    let mut spans = Vec::new();
    for hint in others {
        if used + size(hint) > room {
            break;
        }
        used += size(hint);
        push(&mut spans, hint, theme);
    }
    if size(last) <= room {
        push(&mut spans, last, theme);
    }
    Line::from(spans)
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
    }
}
