//! What is cited, over the screen: scrolling it, and going to one of its offences.

use crate::tui::action::Action;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::target::Target;
use crate::tui::update::{Move, moved, open_target};
use crate::tui::view;
use crate::tui::widget::links::Window;

/// Applies an action to the overlay.
pub(in crate::tui::update) fn act(
    model: &mut Model,
    action: Action,
    amount: Option<Move>,
) -> Vec<Effect> {
    let (places, height, limit) = view::article_window(model);
    let Some(Overlay::Article(article)) = &mut model.overlay else {
        return Vec::new();
    };
    let window = Window {
        places: &places,
        height,
        limit,
    };
    let seen = (article.at, article.scroll);
    let seen = match (amount, action) {
        (Some(Move::By(rows)), _) => window.step(seen, rows > 0),
        (Some(Move::Bottom), _) => window.jump(usize::MAX, false),
        (Some(amount), _) => window.jump(moved(article.scroll, amount, height), true),
        // 长条文之后的案由，不必一行行滚过去。
        (None, Action::PaneNext | Action::PanePrev) => {
            let next = next(article.at, places.len(), action == Action::PaneNext);
            let line = next.and_then(|at| places.get(at)).map_or(0, |p| p.start);
            let is_seen = (article.scroll..article.scroll + height).contains(&line);
            (
                next,
                if is_seen {
                    article.scroll
                } else {
                    line.min(limit)
                },
            )
        }
        (None, Action::Accept) => {
            let offence = article.selected().map(|offence| offence.id.clone());
            return offence
                .map(|id| open_target(model, &Target::Offence(id)))
                .unwrap_or_default();
        }
        (None, _) => {
            if action == Action::Back {
                model.overlay = None;
            }
            return Vec::new();
        }
    };
    (article.at, article.scroll) = seen;
    Vec::new()
}

/// Returns the next of so many, in a ring.
fn next(at: Option<usize>, count: usize, forward: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (at, forward) {
        (None, true) => 0,
        (None, false) => last,
        (Some(at), true) if at >= last => 0,
        (Some(at), true) => at + 1,
        (Some(at), false) => at.checked_sub(1).unwrap_or(last),
    })
}
