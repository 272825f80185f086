//! Marked cells gathered into boxes, so that a finding names stretches, not cells.

use crate::packs::lint::grid::{Grid, Stretch};

impl Grid<'_> {
    /// Gathers marked cells into boxes: each grows along one fact after the other as far as it can.
    pub(super) fn stretches(&self, mut marked: Vec<bool>) -> Vec<Stretch> {
        let mut out = Vec::new();
        let mut at = vec![0_usize; self.facts.len()];
        for n in 0..marked.len() {
            if marked.get(n).copied().unwrap_or_default() {
                let mut grown: Stretch = at.iter().map(|i| (*i, *i)).collect();
                for axis in (0..grown.len()).rev() {
                    self.grow(&mut grown, axis, &marked);
                }
                self.each(&grown, |cell| {
                    if let Some(mark) = marked.get_mut(cell) {
                        *mark = false;
                    }
                    true
                });
                out.push(grown);
            }
            self.step(&mut at);
        }
        out
    }

    fn grow(&self, grown: &mut Stretch, axis: usize, marked: &[bool]) {
        let end = self.cells.get(axis).map_or(0, Vec::len);
        let Some((_, last)) = grown.get(axis).copied() else {
            return;
        };
        for next in last + 1..end {
            let mut slice = grown.clone();
            if let Some(range) = slice.get_mut(axis) {
                *range = (next, next);
            }
            if !self.each(&slice, |cell| marked.get(cell).copied().unwrap_or_default()) {
                return;
            }
            if let Some(range) = grown.get_mut(axis) {
                range.1 = next;
            }
        }
    }

    /// Visits the cells of a box until the visitor says no.
    fn each(&self, stretch: &Stretch, mut visit: impl FnMut(usize) -> bool) -> bool {
        let mut at: Vec<usize> = stretch.iter().map(|(a, _)| *a).collect();
        loop {
            if !visit(self.number(&at)) {
                return false;
            }
            let mut carried = true;
            for (i, (first, last)) in at.iter_mut().zip(stretch).rev() {
                if *i < *last {
                    *i += 1;
                    carried = false;
                    break;
                }
                *i = *first;
            }
            if carried {
                return true;
            }
        }
    }

    fn number(&self, at: &[usize]) -> usize {
        let lines = self.cells.iter().zip(at);
        lines.fold(0, |n, (line, i)| n * line.len() + i)
    }
}
