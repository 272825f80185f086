//! One decision among its peers, drawn along an axis of amounts. Nothing is told by colour alone.

use maud::{Markup, html};

use crate::law::{Fen, FenRange};
use crate::report::page::axis::Axis;
use crate::report::page::words;

/// What is drawn.
#[derive(Clone, Debug)]
pub struct Strip {
    /// The amount of the decision.
    pub this: Option<Fen>,
    /// The amount without the slip that was found.
    pub corrected: Option<Fen>,
    /// The amounts of the peers.
    pub peers: Vec<Fen>,
    /// The amounts comparable decisions suggest.
    pub expected: Option<FenRange>,
    /// The range the law allows.
    pub lawful: Option<FenRange>,
}

/// Width of the drawing and of its margins, in its own units.
const WIDTH: f64 = 760.0;
const MARGIN: f64 = 34.0;
/// Where the axis runs, from the top.
const AXIS: f64 = 92.0;
/// Top of the interval.
const TOP: f64 = 22.0;
/// Distance of dots, and how many stand above one another.
const DOT: f64 = 7.0;
const HIGHEST: usize = 9;

impl Strip {
    /// The drawing; nothing when there is no amount to draw.
    pub fn draw(&self) -> Markup {
        let bounds = |range: Option<FenRange>| range.into_iter().flat_map(|r| [r.min(), r.max()]);
        let mut amounts: Vec<Fen> = self.peers.clone();
        amounts.extend(self.this.into_iter().chain(self.corrected));
        amounts.extend(bounds(self.expected));
        let guides: Vec<Fen> = bounds(self.lawful).collect();
        let Some(axis) = Axis::over(&amounts, &guides) else {
            return html! {};
        };
        let (dots, each) = dots(&axis, &self.peers);
        html! {
            svg.strip viewBox="0 0 760 134" role="img" aria-label=(words::STRIP) {
                @if let Some(range) = self.expected { (band(&axis, range)) }
                path.dots d=(dots) {}
                line.axis x1=(MARGIN) y1=(AXIS) x2=(WIDTH - MARGIN) y2=(AXIS) {}
                @if let Some(range) = self.lawful { (bracket(&axis, range)) }
                (ticks(&axis))
                @if let Some(corrected) = self.corrected {
                    (pointer(&axis, corrected, &words::corrected(corrected), "corrected"))
                }
                @if let Some(this) = self.this {
                    (pointer(&axis, this, &words::this_case(this), "this"))
                }
            }
            (self.legend(&axis, each))
        }
    }

    fn legend(&self, axis: &Axis, each: usize) -> Markup {
        html! {
            p.legend {
                @if self.this.is_some() { span { (key_pointer()) (words::LEGEND_THIS) } }
                @if !self.peers.is_empty() {
                    span { (key_dots()) (words::legend_peers(self.peers.len(), each)) }
                }
                @if let Some(range) = self.expected {
                    span { (key_band()) (words::legend_expected(range)) }
                }
                @if let Some(range) = self.lawful {
                    span { (key_bracket()) (words::legend_lawful(range)) }
                }
                span { (words::axis_of(axis.is_log())) }
            }
        }
    }
}

/// Where an amount stands on the drawing; what lies outside stands at its end.
fn x(axis: &Axis, amount: Fen) -> f64 {
    let share = axis.at(amount).clamp(0.0, 1.0);
    tenth(MARGIN + share * (WIDTH - 2.0 * MARGIN))
}

/// To a tenth of a unit: more digits would only make the page longer.
fn tenth(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}

/// The peers as dots piled up where they would cover one another, and how many each dot stands for.
fn dots(axis: &Axis, peers: &[Fen]) -> (String, usize) {
    let mut piles: Vec<(f64, usize)> = Vec::new();
    let mut places: Vec<f64> = peers
        .iter()
        .map(|p| (x(axis, *p) / DOT).round() * DOT)
        .collect();
    places.sort_by(f64::total_cmp);
    for place in places {
        match piles.last_mut() {
            Some((at, count)) if (*at - place).abs() < DOT / 2.0 => *count += 1,
            _ => piles.push((place, 1)),
        }
    }
    let highest = piles.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let each = highest.div_ceil(HIGHEST).max(1);
    let mut path = String::new();
    for (place, count) in piles {
        let mut height = AXIS - DOT * 0.8;
        for _ in 0..count.div_ceil(each) {
            path.extend(["M", &tenth(place).to_string(), " "]);
            path.extend([tenth(height).to_string().as_str(), "h.01"]);
            height -= DOT;
        }
    }
    (path, each)
}

fn band(axis: &Axis, range: FenRange) -> Markup {
    let (from, to) = (x(axis, range.min()), x(axis, range.max()));
    let width = tenth((to - from).max(3.0));
    html! { rect.band x=(from) y=(TOP) width=(width) height=(AXIS - TOP) {} }
}

/// The lawful range below the axis; an arrow where it goes on beyond the drawing.
fn bracket(axis: &Axis, range: FenRange) -> Markup {
    let (from, to) = (x(axis, range.min()), x(axis, range.max()));
    let y = AXIS + 9.0;
    let end = |at: f64, outside: bool, way: f64| {
        if outside {
            format!(
                "M{} {}L{at} {y}L{} {}",
                at - way * 6.0,
                y - 4.0,
                at - way * 6.0,
                y + 4.0
            )
        } else {
            format!("M{at} {}V{}", y - 4.0, y + 4.0)
        }
    };
    let low = end(from, axis.at(range.min()) < 0.0, -1.0);
    let high = end(to, axis.at(range.max()) > 1.0, 1.0);
    html! { path.lawful d=(format!("M{from} {y}H{to}{low}{high}")) {} }
}

fn ticks(axis: &Axis) -> Markup {
    let mut free = 0.0;
    let ticks = axis.ticks().into_iter().map(|tick| {
        let (at, label) = (x(axis, tick), tick.to_string());
        let half = half_width(&label);
        let fits = at - half >= free;
        if fits {
            free = at + half + 6.0;
        }
        (at, fits.then_some(label))
    });
    html! {
        @for (at, label) in ticks {
            line.axis x1=(at) y1=(AXIS) x2=(at) y2=(AXIS + 4.0) {}
            @if let Some(label) = label {
                text.tick x=(at) y=(AXIS + 32.0) { (label) }
            }
        }
    }
}

/// Half the width of a label, roughly: digits are about half as wide as ideographs.
fn half_width(label: &str) -> f64 {
    let width = |c: char| if c.is_ascii() { 8.0 } else { 14.0 };
    label.chars().map(width).sum::<f64>() / 2.0
}

/// A triangle on a line down to the axis, with what it points out.
fn pointer(axis: &Axis, amount: Fen, label: &str, class: &str) -> Markup {
    let at = x(axis, amount);
    let half = half_width(label);
    let anchor = if at - half < 0.0 {
        "start"
    } else if at + half > WIDTH {
        "end"
    } else {
        "middle"
    };
    let shift = match anchor {
        "start" => tenth((at - 7.0).max(0.0)),
        "end" => tenth((at + 7.0).min(WIDTH)),
        _ => at,
    };
    html! {
        g class=(class) {
            line x1=(at) y1=(TOP + 6.0) x2=(at) y2=(AXIS) {}
            path d=(format!("M{} {TOP}h14l-7 11z", tenth(at - 7.0))) {}
            text x=(shift) y=(TOP - 6.0) text-anchor=(anchor) { (label) }
        }
    }
}

fn key_pointer() -> Markup {
    html! { svg.key viewBox="0 0 16 12" { g.this { path d="M1 1h14l-7 10z" {} } } }
}

fn key_dots() -> Markup {
    html! { svg.key viewBox="0 0 16 12" { path.dots d="M8 6h.01" {} } }
}

fn key_band() -> Markup {
    html! { svg.key viewBox="0 0 16 12" { rect.band x="1" y="1" width="14" height="10" {} } }
}

fn key_bracket() -> Markup {
    html! { svg.key viewBox="0 0 16 12" { path.lawful d="M1 6H15M1 2V10M15 2V10" {} } }
}
