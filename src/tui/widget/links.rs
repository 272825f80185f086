//! Going from place to place in a text that scrolls, as in a page of links.
//!
//! The next place is selected when it is in sight; otherwise the text scrolls by a line, so that
//! nothing between two places is passed over unread.

use std::ops::Range;

/// A text in a window: its places, in order, and what is shown of it.
#[derive(Clone, Debug)]
pub struct Window<'p> {
    /// The lines of each place.
    pub places: &'p [Range<usize>],
    /// How many lines show.
    pub height: usize,
    /// How far the text can be scrolled.
    pub limit: usize,
}

/// The selected place, and how far the text is scrolled.
pub type Seen = (Option<usize>, usize);

impl Window<'_> {
    /// Returns the place in sight that stands first, or last.
    pub fn in_sight(&self, scroll: usize, from_top: bool) -> Option<usize> {
        let mut shown = (0..self.places.len()).filter(|at| self.shows(*at, scroll));
        if from_top {
            shown.next()
        } else {
            shown.next_back()
        }
    }

    /// Goes to the next place, or the one before.
    pub fn step(&self, (at, scroll): Seen, down: bool) -> Seen {
        let current = at.filter(|at| self.shows(*at, scroll));
        let next = match (current, down) {
            (Some(at), true) => Some(at + 1).filter(|at| *at < self.places.len()),
            (Some(at), false) => at.checked_sub(1),
            (None, _) => self.in_sight(scroll, down),
        };
        if let Some(next) = next.filter(|next| self.shows(*next, scroll)) {
            return (Some(next), self.reveal(next, scroll));
        }
        let moved = if down {
            (scroll + 1).min(self.limit)
        } else {
            scroll.saturating_sub(1)
        };
        let next = next.or_else(|| self.in_sight(moved, !down).filter(|_| current.is_none()));
        match next.filter(|next| self.shows(*next, moved)) {
            Some(next) => (Some(next), self.reveal(next, moved)),
            None => (current.filter(|at| self.shows(*at, moved)), moved),
        }
    }

    /// Scrolls to a line and selects the first place in sight, or the last.
    pub fn jump(&self, scroll: usize, from_top: bool) -> Seen {
        let scroll = scroll.min(self.limit);
        (self.in_sight(scroll, from_top), scroll)
    }

    fn shows(&self, at: usize, scroll: usize) -> bool {
        let shown = scroll..scroll + self.height;
        self.places
            .get(at)
            .is_some_and(|place| shown.contains(&place.start))
    }

    /// Scrolls as little as possible for a place to show wholly, its head first.
    fn reveal(&self, at: usize, scroll: usize) -> usize {
        let Some(place) = self.places.get(at) else {
            return scroll;
        };
        let least = place.end.saturating_sub(self.height);
        scroll.max(least).min(place.start).min(self.limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three places in forty lines.
    const PLACES: [Range<usize>; 3] = [2..4, 8..12, 30..31];

    /// Ten lines show.
    fn window() -> Window<'static> {
        Window {
            places: &PLACES,
            height: 10,
            limit: 30,
        }
    }

    #[test]
    fn a_place_in_sight_is_selected_and_shown_wholly() {
        assert_eq!(window().step((None, 0), true), (Some(0), 0));
        assert_eq!(window().step((Some(0), 0), true), (Some(1), 2));
        assert_eq!(window().step((Some(1), 2), false), (Some(0), 2));
    }

    #[test]
    fn what_lies_between_two_places_is_scrolled_line_by_line() {
        let mut seen = (Some(1), 2);
        let mut presses = 0;
        while seen.0 != Some(2) {
            let before = seen.1;
            seen = window().step(seen, true);
            presses += 1;
            assert!(seen.1 == before + 1, "{seen:?}");
        }
        assert_eq!((seen, presses), ((Some(2), 21), 19));
        assert_eq!(window().step((Some(2), 30), true), (Some(2), 30));
    }

    #[test]
    fn the_ends_of_the_text_are_reached_and_kept() {
        assert_eq!(window().step((Some(0), 2), false), (Some(0), 1));
        assert_eq!(window().step((Some(0), 0), false), (Some(0), 0));
        assert_eq!(window().jump(99, false), (Some(2), 30));
        assert_eq!(window().jump(15, true), (None, 15));
        assert_eq!(window().step((None, 15), false), (None, 14));
    }
}
