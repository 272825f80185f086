//! Paths: which of their parts are rulings.

use crate::document::pdf::paint::keep;
use crate::document::pdf::space::{Matrix, Rule};

/// Thickest line that still is a ruling, in points.
const THICK: f32 = 4.0;
/// How far a line may lean and still be straight, in points.
const LEAN: f32 = 1.0;
/// Most pieces of one path that are looked at.
const PIECES: usize = 100_000;

type Point = (f32, f32);

/// The path under construction, on the page.
#[derive(Debug, Default)]
pub struct Path {
    pieces: Vec<(Point, Point)>,
    /// Closed shapes with straight sides: left, upper, right, lower edge.
    boxes: Vec<[f32; 4]>,
    start: Point,
    now: Point,
    /// Where the current shape begins in `pieces`, and whether it has a curve.
    shape: (usize, bool),
}

impl Path {
    /// `m`.
    pub fn start(&mut self, at: Point) {
        self.finish();
        self.start = at;
        self.now = at;
    }

    /// `l`.
    pub fn line(&mut self, to: Point) {
        if self.pieces.len() < PIECES {
            self.pieces.push((self.now, to));
        }
        self.now = to;
    }

    /// A curve, which is no ruling.
    pub fn curve(&mut self, to: Point) {
        self.now = to;
        self.shape.1 = true;
    }

    /// `h`.
    pub fn close(&mut self) {
        if self.now != self.start {
            self.line(self.start);
        }
        self.finish();
    }

    /// `re`.
    pub fn rectangle(&mut self, space: &Matrix, [x, y, width, height]: [f32; 4]) {
        self.start(space.apply(x, y));
        for (x, y) in [(x + width, y), (x + width, y + height), (x, y + height)] {
            self.line(space.apply(x, y));
        }
        self.close();
    }

    /// Ends the current shape and keeps its bounds, when it is a box or a stretch of lines.
    fn finish(&mut self) {
        let (from, curved) = self.shape;
        let shape = self.pieces.get(from..).unwrap_or_default();
        if !curved && !shape.is_empty() && shape.len() <= 8 && self.boxes.len() < PIECES {
            let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
            for (x, y) in shape.iter().flat_map(|(from, to)| [from, to]) {
                bounds[0] = bounds[0].min(*x);
                bounds[1] = bounds[1].min(*y);
                bounds[2] = bounds[2].max(*x);
                bounds[3] = bounds[3].max(*y);
            }
            self.boxes.push(bounds);
        }
        self.shape = (self.pieces.len(), false);
        self.now = self.start;
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Path::default();
    }

    /// Keeps the straight pieces of a drawn path.
    pub fn stroke(&mut self, width: f32, rules: &mut Vec<Rule>) {
        for ((x0, y0), (x1, y1)) in &self.pieces {
            let (across, down) = ((x1 - x0).abs(), (y1 - y0).abs());
            if width > THICK {
                // A short piece of a thick pen is a line the other way.
                let half = width / 2.0;
                if across <= THICK && down <= LEAN {
                    let at = f32::midpoint(*x0, *x1);
                    keep(rule(false, at, y0 - half, y0 + half), rules);
                } else if down <= THICK && across <= LEAN {
                    let at = f32::midpoint(*y0, *y1);
                    keep(rule(true, at, x0 - half, x0 + half), rules);
                }
            } else if down <= LEAN && across > LEAN {
                keep(rule(true, f32::midpoint(*y0, *y1), *x0, *x1), rules);
            } else if across <= LEAN && down > LEAN {
                keep(rule(false, f32::midpoint(*x0, *x1), *y0, *y1), rules);
            }
        }
        self.clear();
    }

    /// Keeps the thin shapes of a filled path.
    pub fn fill(&mut self, rules: &mut Vec<Rule>) {
        self.finish();
        for [left, upper, right, lower] in &self.boxes {
            let (across, down) = (right - left, lower - upper);
            if down <= THICK && across > down {
                keep(
                    rule(true, f32::midpoint(*upper, *lower), *left, *right),
                    rules,
                );
            } else if across <= THICK && down > across {
                keep(
                    rule(false, f32::midpoint(*left, *right), *upper, *lower),
                    rules,
                );
            }
        }
        self.clear();
    }
}

fn rule(level: bool, at: f32, from: f32, to: f32) -> Rule {
    Rule {
        level,
        at,
        from: from.min(to),
        to: from.max(to),
    }
}
