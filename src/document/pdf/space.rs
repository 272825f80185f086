//! Places on a page: points from its upper left corner as it is shown, x to the right, y downwards.

/// A transformation `[a b c d e f]` as PDF writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix(pub [f32; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

#[allow(
    clippy::many_single_char_names,
    reason = "the letters of the PDF reference"
)]
impl Matrix {
    /// This transformation, then another.
    pub fn then(&self, next: &Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, ne, nf] = next.0;
        Matrix([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// Where a point comes to lie.
    pub fn apply(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How much larger things become.
    pub fn scale(&self) -> f32 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

/// A character as painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// What it stands for.
    pub character: char,
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// Base line.
    pub y: f32,
    /// Height of the font.
    pub size: f32,
}

/// A straight line along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Whether it runs from left to right.
    pub level: bool,
    /// Where it lies across its direction.
    pub at: f32,
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

/// A page as painted.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Its characters in the order of painting.
    pub glyphs: Vec<Glyph>,
    /// Its lines in the order of painting.
    pub rules: Vec<Rule>,
}

impl Sheet {
    /// An empty page.
    pub fn new(width: f32, height: f32) -> Sheet {
        Sheet {
            width,
            height,
            ..Sheet::default()
        }
    }
}
