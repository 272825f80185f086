//! Drawings of authorities: the funnel, and the periods of those that stand out.

use maud::{Markup, html};

use crate::compare::bureau::{BureauPoint, BureauView, PeriodPoint, Test};
use crate::report::page::words;

/// Width of the drawings and of their margins, in their own units.
const WIDTH: f64 = 760.0;
const LEFT: f64 = 46.0;
const RIGHT: f64 = 14.0;
/// Height of the field of the funnel and of one authority's periods.
const FUNNEL: f64 = 260.0;
const PERIODS: f64 = 110.0;
const TOP: f64 = 24.0;
/// Authorities whose periods are drawn.
const AUTHORITIES: usize = 5;
/// The index is drawn between these, whatever a band says.
const BOUNDS: (f64, f64) = (20.0, 400.0);

/// A stretch of values drawn along a stretch of the page; the second may run backwards.
#[derive(Clone, Copy)]
struct Ruler {
    values: (f64, f64),
    places: (f64, f64),
}

impl Ruler {
    fn at(&self, value: f64) -> f64 {
        let (from, to) = self.values;
        let share = ((value - from) / (to - from)).clamp(0.0, 1.0);
        let place = self.places.0 + share * (self.places.1 - self.places.0);
        (place * 10.0).round() / 10.0
    }

    /// Round values inside, some four to eight.
    fn ticks(&self) -> Vec<f64> {
        let (from, to) = self.values;
        let step = [2.0, 5.0, 10.0, 20.0, 50.0, 100.0];
        let step = step.into_iter().find(|s| (to - from) / s <= 8.0);
        let step = step.unwrap_or(200.0);
        let first = (from / step).ceil();
        let ticks = (0_u32..).map(|n| (first + f64::from(n)) * step);
        ticks.take_while(|t| *t <= to).collect()
    }
}

/// A ruler for indices from the top of the field down.
fn upright(indices: impl Iterator<Item = f64>, height: f64) -> Ruler {
    let clamped = indices.map(|i| i.clamp(BOUNDS.0, BOUNDS.1));
    let (low, high) = clamped.fold((95.0_f64, 105.0_f64), |(a, b), i| (a.min(i), b.max(i)));
    let room = (high - low) * 0.06;
    Ruler {
        values: (low - room, high + room),
        places: (TOP + height, TOP),
    }
}

fn grid(y: &Ruler) -> Markup {
    html! {
        @for tick in y.ticks() {
            line.grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(y.at(tick)) y2=(y.at(tick)) {}
            text.end x=(LEFT - 6.0) y=(y.at(tick) + 4.0) { (words::index(tick)) }
        }
        line.hundred x1=(LEFT) x2=(WIDTH - RIGHT) y1=(y.at(100.0)) y2=(y.at(100.0)) {}
    }
}

/// A circle, or a diamond where somebody should look.
fn point(x: f64, y: f64, test: Option<Test>) -> Markup {
    html! {
        @if test.is_some_and(|t| t.flagged) {
            path.flag d=(format!("M{x} {}l6 7l-6 7l-6 -7z", y - 7.0)) {}
        } @else {
            circle.point cx=(x) cy=(y) r="3.6" {}
        }
    }
}

/// The index of each authority by the precision it is known to, with the limits of chance.
pub fn funnel(view: &BureauView) -> Markup {
    let drawn: Vec<&BureauPoint> = view.bureaus.iter().filter(|b| b.effective > 0.0).collect();
    let sizes = || drawn.iter().map(|b| b.effective.log10());
    let Some(most) = sizes().max_by(f64::total_cmp) else {
        return html! {};
    };
    let least = sizes().fold(most, f64::min);
    let x = Ruler {
        values: (least - 0.05, most + 0.05),
        places: (LEFT, WIDTH - RIGHT),
    };
    let inside =
        |effective: f64| (least - 0.05..=most + 0.05).contains(&effective.max(1e-9).log10());
    let limits: Vec<_> = view.funnel.iter().filter(|f| inside(f.effective)).collect();
    let indices = drawn.iter().map(|b| b.index.value);
    let ends = limits.iter().flat_map(|f| [f.limits_95.0, f.limits_95.1]);
    let y = upright(indices.chain(ends), FUNNEL);
    let curve = |value: fn(&crate::compare::bureau::FunnelLimit) -> f64| -> String {
        let each = limits.iter().enumerate().map(|(n, f)| {
            let sign = if n == 0 { "M" } else { "L" };
            format!("{sign}{} {}", x.at(f.effective.log10()), y.at(value(f)))
        });
        each.collect()
    };
    let bottom = TOP + FUNNEL;
    html! {
        figure {
            figcaption { strong { (words::FUNNEL) } }
            svg.plot viewBox=(format!("0 0 {WIDTH} {}", bottom + 44.0)) role="img" aria-label=(words::FUNNEL) {
                text x="4" y="14" { (words::INDEX) }
                (grid(&y))
                path.inner d=(curve(|f| f.limits_95.0)) {}
                path.inner d=(curve(|f| f.limits_95.1)) {}
                path.outer d=(curve(|f| f.limits_998.0)) {}
                path.outer d=(curve(|f| f.limits_998.1)) {}
                @for size in sizes_between(least, most) {
                    text.mid x=(x.at(size.log10())) y=(bottom + 16.0) { (size) }
                }
                text.mid x=(WIDTH / 2.0) y=(bottom + 36.0) { (words::FUNNEL_X) }
                @for b in &drawn {
                    (point(x.at(b.effective.log10()), y.at(b.index.value), b.test))
                }
                (names(&drawn, &x, &y))
            }
            p.legend { (words::FUNNEL_KEY) }
        }
    }
}

/// Names of those that stand out, where there is room.
fn names(drawn: &[&BureauPoint], x: &Ruler, y: &Ruler) -> Markup {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let flagged = drawn.iter().filter(|b| b.test.is_some_and(|t| t.flagged));
    let labels: Vec<(f64, f64, &str)> = flagged
        .filter_map(|b| {
            let at = (x.at(b.effective.log10()), y.at(b.index.value));
            let crowded = taken
                .iter()
                .any(|t| (t.0 - at.0).abs() < 190.0 && (t.1 - at.1).abs() < 15.0);
            taken.push(at);
            (!crowded).then_some((at.0, at.1, b.authority.as_str()))
        })
        .collect();
    html! {
        @for (at, height, name) in labels {
            @if at > WIDTH * 0.7 {
                text.name.end x=(at - 10.0) y=(height + 4.0) { (name) }
            } @else {
                text.name x=(at + 10.0) y=(height + 4.0) { (name) }
            }
        }
    }
}

/// Round sizes between two decimal logarithms.
fn sizes_between(least: f64, most: f64) -> Vec<f64> {
    let powers = (0..7).map(|n| 10f64.powi(n));
    let all = powers.flat_map(|p| [p, 2.0 * p, 5.0 * p]);
    all.filter(|s| (least..=most).contains(&s.log10()))
        .collect()
}

/// The periods of the authorities that stand out most, one drawing each.
pub fn periods(view: &BureauView) -> Markup {
    let mut authorities: Vec<&str> = Vec::new();
    for point in view.periods.iter().filter(|p| p.test.is_some()) {
        let new = !authorities.contains(&point.authority.as_str());
        if new && authorities.len() < AUTHORITIES {
            authorities.push(&point.authority);
        }
    }
    html! {
        @for authority in &authorities { (course(view, authority)) }
        @if !authorities.is_empty() { p.legend { (words::PERIOD_KEY) } }
    }
}

fn course(view: &BureauView, authority: &str) -> Markup {
    let mut own: Vec<&PeriodPoint> = view
        .periods
        .iter()
        .filter(|p| p.authority == authority)
        .collect();
    own.sort_by_key(|p| p.period);
    let tested = own.iter().filter(|p| p.test.is_some());
    let ends = tested.flat_map(|p| [p.index.low, p.index.high]);
    let y = upright(ends.chain(own.iter().map(|p| p.index.value)), PERIODS);
    let bottom = TOP + PERIODS;
    let width = (WIDTH - LEFT - RIGHT) / f64::from(u32::try_from(own.len()).unwrap_or(u32::MAX));
    let every = own.len().div_ceil(12);
    html! {
        figure {
            figcaption { strong { (authority) } }
            svg.plot viewBox=(format!("0 0 {WIDTH} {}", bottom + 26.0)) role="img" aria-label=(authority) {
                text x="4" y="14" { (words::INDEX) }
                (grid(&y))
                @for (n, p) in (0_u32..).zip(&own) {
                    @let at = ((LEFT + width * (f64::from(n) + 0.5)) * 10.0).round() / 10.0;
                    line.whisker x1=(at) x2=(at) y1=(y.at(p.index.low)) y2=(y.at(p.index.high)) {}
                    @if let Some(usual) = p.usual {
                        line.usual x1=(at - width * 0.4) x2=(at + width * 0.4) y1=(y.at(usual)) y2=(y.at(usual)) {}
                    }
                    (point(at, y.at(p.index.value), p.test))
                    @if usize::try_from(n).is_ok_and(|n| n % every == 0) {
                        text.mid x=(at) y=(bottom + 18.0) { (p.period.label()) }
                    }
                }
            }
        }
    }
}
