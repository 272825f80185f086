//! Where somebody is, remembered well enough to come back.

use crate::tui::model::assess::Draft;
use crate::tui::model::{Model, Screen};

/// How many places to remember in each direction.
const REMEMBERED: usize = 50;

/// A place: a screen and what is shown on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// 查询.
    Lookup {
        /// What the search box says.
        query: String,
        /// The domain looked at.
        domain: Option<usize>,
        /// The offence selected.
        offence: Option<String>,
    },
    /// 裁量, with the case as filled in.
    Assess(Box<Draft>),
    /// 决定库.
    Decisions {
        /// What the filter box says.
        filter: String,
        /// The decision selected.
        key: Option<i64>,
    },
    /// 离群; the list stays as it was left.
    Outliers,
    /// 清单.
    Lists {
        /// What the search box says.
        query: String,
        /// The item selected: its list and its row there.
        item: Option<(String, usize)>,
    },
    /// 基准库; what is open stays as it was left.
    Packs,
}

impl Place {
    /// Returns the screen the place lies on.
    pub fn screen(&self) -> Screen {
        match self {
            Self::Lookup { .. } => Screen::Lookup,
            Self::Assess(_) => Screen::Assess,
            Self::Decisions { .. } => Screen::Decisions,
            Self::Outliers => Screen::Outliers,
            Self::Lists { .. } => Screen::Lists,
            Self::Packs => Screen::Packs,
        }
    }

    /// Returns where the model is.
    pub fn of(model: &Model) -> Self {
        match model.screen {
            Screen::Lookup => Self::Lookup {
                query: model.lookup.query.text().to_owned(),
                domain: model.lookup.domain,
                offence: model.lookup.selected().map(|row| row.id.clone()),
            },
            Screen::Assess => Self::Assess(Box::new(model.assess.draft())),
            Screen::Decisions => Self::Decisions {
                filter: model.decisions.filter.text().to_owned(),
                key: model.decisions.selected().map(|row| row.key),
            },
            Screen::Outliers => Self::Outliers,
            Screen::Lists => Self::Lists {
                query: model.lists.query.text().to_owned(),
                item: model.lists.selected().map(|row| row.key()),
            },
            Screen::Packs => Self::Packs,
        }
    }
}

/// The places behind and, after going back, those ahead; the nearest last in both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    behind: Vec<Place>,
    ahead: Vec<Place>,
}

impl Trail {
    /// Says whether there is a place to go back to.
    pub fn has_behind(&self) -> bool {
        !self.behind.is_empty()
    }

    /// Says whether there is a place to go forward to.
    pub fn has_ahead(&self) -> bool {
        !self.ahead.is_empty()
    }

    /// Remembers a place that is left for another; what lay ahead is given up.
    pub fn leave(&mut self, place: Place) {
        self.ahead.clear();
        remember(&mut self.behind, place);
    }

    /// Goes back from a place; none when there is nothing behind.
    pub fn back(&mut self, from: Place) -> Option<Place> {
        let place = self.behind.pop()?;
        remember(&mut self.ahead, from);
        Some(place)
    }

    /// Goes forward from a place; none when there is nothing ahead.
    pub fn forward(&mut self, from: Place) -> Option<Place> {
        let place = self.ahead.pop()?;
        remember(&mut self.behind, from);
        Some(place)
    }
}

/// Adds a place, unless it is the one remembered last, and drops the oldest when there are many.
fn remember(places: &mut Vec<Place>, place: Place) {
    if places.last() == Some(&place) {
        return;
    }
    places.push(place);
    if places.len() > REMEMBERED {
        places.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_comes_back_in_turn_and_forward_again() {
        let mut trail = Trail::default();
        let decisions = |key| Place::Decisions {
            filter: String::new(),
            key: Some(key),
        };
        trail.leave(decisions(1));
        trail.leave(decisions(1));
        trail.leave(Place::Outliers);
        assert_eq!(trail.back(Place::Packs), Some(Place::Outliers));
        assert_eq!(trail.back(Place::Outliers), Some(decisions(1)));
        assert_eq!(trail.back(decisions(1)), None);
        assert_eq!(trail.forward(decisions(1)), Some(Place::Outliers));
        trail.leave(Place::Outliers);
        assert!(!trail.has_ahead());
    }

    #[test]
    fn only_so_many_places_are_remembered() {
        let mut trail = Trail::default();
        for key in 0..200 {
            trail.leave(Place::Decisions {
                filter: String::new(),
                key: Some(key),
            });
        }
        assert_eq!(trail.behind.len(), REMEMBERED);
    }
}
