//! The result: going from citation to citation, and staying in place when it changes.

use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::assess::{AssessPane, AssessState, Spot};
use crate::tui::update::{Move, moved};
use crate::tui::view;
use crate::tui::widget::links::Window;

/// What is read in the result: an entry, and at how many rows below the top it stands.
pub(super) struct Anchor(Spot, isize);

/// Returns what is read now; nothing at the very top.
pub(super) fn anchor(model: &Model) -> Option<Anchor> {
    let scroll = model.assess.scroll;
    if scroll == 0 {
        return None;
    }
    let places = view::cited(model);
    let shown = scroll..scroll + view::detail_height(model);
    let mut seen = places.iter();
    let (spot, place) = seen.find(|(_, p)| p.end > shown.start && p.start < shown.end)?;
    let row = isize::try_from(place.start).ok()? - isize::try_from(scroll).ok()?;
    Some(Anchor(*spot, row))
}

/// Scrolls so that what was read stays on its row.
pub(super) fn keep_in_place(model: &mut Model, anchor: Option<&Anchor>) {
    let Some(&Anchor(spot, row)) = anchor else {
        return;
    };
    let places = view::cited(model);
    let found = places.iter().find(|(known, _)| *known == spot);
    if let Some((_, place)) = found {
        model.assess.scroll = place.start.saturating_add_signed(-row);
    }
}

/// Selects a citation in sight when the result gets the focus.
pub(super) fn entered(model: &mut Model) {
    if model.assess.pane == AssessPane::Result {
        let at = model.assess.scroll;
        go(model, |window, _| window.jump(at, true));
    }
}

/// Moves in the result.
pub(super) fn step(model: &mut Model, amount: Move) -> Vec<Effect> {
    let page = view::detail_height(model);
    let scroll = model.assess.scroll;
    match amount {
        Move::By(rows) => go(model, |window, seen| window.step(seen, rows > 0)),
        Move::Page(_) | Move::Top => {
            go(model, |window, _| {
                window.jump(moved(scroll, amount, page), true)
            });
        }
        Move::Bottom => go(model, |window, _| window.jump(usize::MAX, false)),
    }
    Vec::new()
}

fn go(
    model: &mut Model,
    to: impl FnOnce(&Window<'_>, (Option<usize>, usize)) -> (Option<usize>, usize),
) {
    let places = view::cited(model);
    let (height, limit) = view::result_window(model);
    let ranges: Vec<_> = places.iter().map(|(_, place)| place.clone()).collect();
    let window = Window {
        places: &ranges,
        height,
        limit,
    };
    let state = &mut model.assess;
    let at = places
        .iter()
        .position(|(spot, _)| Some(*spot) == state.spot);
    let (at, scroll) = to(&window, (at, state.scroll));
    state.scroll = scroll;
    state.spot = at.and_then(|at| places.get(at)).map(|(spot, _)| *spot);
}

/// Opens what the selected entry cites.
pub(super) fn accept(state: &AssessState) -> Vec<Effect> {
    let cite = state.spot.and_then(|spot| state.cite(spot));
    cite.map(|cite| Effect::ShowArticle(cite.to_owned()))
        .into_iter()
        .collect()
}
