//! Amounts on one line: peers as counts, the expected interval as a bar, this case as a mark.
//!
//! Drawn with ASCII only. Positions are for the eye; the figures stand beside them.

use ratatui::text::{Line, Span};

use crate::tui::model::assess::RangeBar;
use crate::tui::model::outliers::detail::{Stretch, Strip};
use crate::tui::theme::{Role, Theme};
use crate::tui::{strings, text};

/// From this ratio of greatest to least amount on, the line is logarithmic.
const LOG_FROM: i64 = 40;

/// Draws the strip to a width: ranges above, peers, what is expected, this case.
pub fn lines(strip: &Strip, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    if theme.is_linear() {
        return Vec::new();
    }
    let label_width = strings::STRIP_LABELS
        .iter()
        .map(|label| text::width(label))
        .max()
        .unwrap_or(0)
        + 1;
    let columns = usize::from(width).saturating_sub(label_width);
    let Some(scale) = Scale::over(strip, None, columns) else {
        return Vec::new();
    };
    let [statutory, tier, peers, expected, this] = strings::STRIP_LABELS;
    let row = |label: &str, words: String, role: Role| {
        Line::from(vec![
            Span::styled(text::pad(label, label_width), theme.style(Role::Label)),
            Span::styled(words, theme.style(role)),
        ])
    };
    let stretch = |label: &str, stretch: &Option<Stretch>, role: Role| {
        stretch
            .as_ref()
            .map(|s| row(label, bar_of(s, &scale), role))
    };
    let mut out = Vec::new();
    out.extend(stretch(statutory, &strip.statutory, Role::Statute));
    out.extend(stretch(tier, &strip.tier, Role::Benchmark));
    if !strip.peers.is_empty() {
        out.push(row(peers, dots(strip, &scale), Role::Practice));
    }
    out.extend(stretch(expected, &strip.expected, Role::Practice));
    if let Some((amount, words)) = &strip.this {
        let mark = mark(scale.column(*amount), words, columns);
        out.push(row(this, mark, Role::Value));
    }
    let log = if scale.is_log { strings::STRIP_LOG } else { "" };
    out.push(row(log, ends(&strip.ends, columns), Role::Hint));
    out
}

/// Draws the ranges of one subject: the statute, the tier, what circumstances make of it, the
/// proposed fine, and under them the fines of the past.
pub fn bar(bar: &RangeBar, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    if theme.is_linear() {
        return Vec::new();
    }
    let labels = strings::BAR_LABELS;
    let widest = labels.iter().map(|label| text::width(label)).max();
    let label_width = widest.unwrap_or(0) + 1;
    let columns = usize::from(width).saturating_sub(label_width);
    let strip = &bar.strip;
    let Some(scale) = Scale::over(strip, bar.suggested.as_ref(), columns) else {
        return Vec::new();
    };
    let row = |label: &str, words: &str, role: Role| {
        Line::from(vec![
            Span::styled(text::pad(label, label_width), theme.style(Role::Label)),
            Span::styled(text::truncate(words, columns), theme.style(role)),
        ])
    };
    let [statutory, tier, suggested, proposed, peers] = labels;
    let stretch = |label: &str, stretch: &Option<Stretch>, role: Role| {
        let stretch = stretch.as_ref()?;
        Some(row(label, &bar_of(stretch, &scale), role))
    };
    let mut out = Vec::new();
    out.extend(stretch(statutory, &strip.statutory, Role::Statute));
    out.extend(stretch(tier, &strip.tier, Role::Benchmark));
    out.extend(
        bar.no_tier
            .iter()
            .map(|words| row(tier, words, Role::Benchmark)),
    );
    out.extend(stretch(suggested, &bar.suggested, Role::Note));
    if let Some((amount, words)) = &strip.this {
        let mark = mark(scale.column(*amount), words, columns);
        out.push(row(proposed, &mark, Role::Value));
    }
    if !strip.peers.is_empty() {
        out.push(row(peers, &dots(strip, &scale), Role::Practice));
    }
    let practice = bar.practice.iter();
    let practice = practice.flat_map(|words| text::wrap(words, columns));
    out.extend(practice.map(|words| row("", words, Role::Practice)));
    out
}

/// Where amounts fall on the line.
struct Scale {
    least: i64,
    greatest: i64,
    columns: usize,
    is_log: bool,
}

impl Scale {
    /// Returns the scale over all amounts, or nothing when there is no room or no amount.
    fn over(strip: &Strip, more: Option<&Stretch>, columns: usize) -> Option<Self> {
        let stretches = [&strip.statutory, &strip.tier, &strip.expected];
        let bounds = stretches
            .into_iter()
            .flatten()
            .chain(more)
            .flat_map(|s| [s.low, s.high]);
        let this = strip.this.as_ref().map(|(amount, _)| *amount);
        let amounts = strip.peers.iter().copied().chain(bounds).chain(this);
        let (least, greatest) = amounts.fold((i64::MAX, i64::MIN), |(low, high), amount| {
            (low.min(amount), high.max(amount))
        });
        (columns >= 10 && least <= greatest).then_some(Self {
            least,
            greatest,
            columns,
            is_log: least > 0 && greatest / least >= LOG_FROM,
        })
    }

    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a column on screen, not an amount; the share lies between 0 and 1"
    )]
    fn column(&self, amount: i64) -> usize {
        if self.least == self.greatest {
            return self.columns / 2;
        }
        let at = |amount: i64| {
            if self.is_log {
                (amount as f64).ln()
            } else {
                amount as f64
            }
        };
        let share = (at(amount) - at(self.least)) / (at(self.greatest) - at(self.least));
        (share.clamp(0.0, 1.0) * (self.columns - 1) as f64).round() as usize
    }
}

/// Returns one character per column: how many peers fall there.
fn dots(strip: &Strip, scale: &Scale) -> String {
    let mut counts = vec![0_usize; scale.columns];
    for amount in &strip.peers {
        if let Some(count) = counts.get_mut(scale.column(*amount)) {
            *count += 1;
        }
    }
    counts
        .into_iter()
        .map(|count| match count {
            0 => ' ',
            1 => 'o',
            2..=9 => char::from_digit(u32::try_from(count).unwrap_or(9), 10).unwrap_or('#'),
            _ => '#',
        })
        .collect()
}

/// Returns a bar with its words on the side that has room, within it, or not at all.
fn bar_of(stretch: &Stretch, scale: &Scale) -> String {
    let (low, high) = (scale.column(stretch.low), scale.column(stretch.high));
    let drawn = if low == high {
        "|".to_owned()
    } else {
        format!("[{}]", "=".repeat(high - low - 1))
    };
    let words = text::width(&stretch.words);
    if high + 2 + words <= scale.columns {
        return format!("{}{drawn} {}", " ".repeat(low), stretch.words);
    }
    if words < low {
        let before = " ".repeat(low - words - 1);
        return format!("{before}{} {drawn}", stretch.words);
    }
    let room = (high - low).saturating_sub(4);
    if words <= room {
        let rest = "=".repeat(room - words);
        return format!("{}[= {} {rest}]", " ".repeat(low), stretch.words);
    }
    format!("{}{drawn}", " ".repeat(low))
}

/// Returns the mark with its words on the side that has room.
fn mark(at: usize, words: &str, columns: usize) -> String {
    let wanted = text::width(words) + 1;
    if at + 1 + wanted <= columns {
        return format!("{}^ {words}", " ".repeat(at));
    }
    let words = text::truncate(words, at.saturating_sub(1));
    let before = at.saturating_sub(text::width(&words) + 1);
    format!("{}{words} ^", " ".repeat(before))
}

fn ends((low, high): &(String, String), columns: usize) -> String {
    let room = columns.saturating_sub(text::width(low) + 1);
    format!("{low} {}", text::pad_left(high, room))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop_assert, proptest};

    fn drawn(strip: &Strip, width: u16) -> String {
        let lines = lines(strip, &Theme::default(), width);
        let shown: Vec<String> = lines
            .iter()
            .map(|l| l.to_string().trim_end().to_owned())
            .collect();
        shown.join("\n")
    }

    fn stretch(low: i64, high: i64, words: &str) -> Stretch {
        let words = words.to_owned();
        Stretch { low, high, words }
    }

    #[test]
    fn peers_interval_and_case_share_one_scale() {
        let strip = Strip {
            peers: vec![0, 10, 10, 20, 40],
            expected: Some(stretch(10, 20, "10元至20元")),
            this: Some((40, "40元".into())),
            ends: ("0".into(), "40元".into()),
            ..Strip::default()
        };
        insta::assert_snapshot!(drawn(&strip, 47));
    }

    #[test]
    fn ranges_carry_their_amounts_beside_or_within_the_bar() {
        let strip = Strip {
            peers: vec![50, 60, 60, 70, 80],
            statutory: Some(stretch(50, 200, "50元至200元")),
            tier: Some(stretch(50, 100, "50元至100元")),
            expected: Some(stretch(170, 190, "170元至190元")),
            this: Some((195, "195元".into())),
            ends: ("50元".into(), "200元".into()),
        };
        insta::assert_snapshot!(drawn(&strip, 60));
    }

    #[test]
    fn a_slip_by_a_hundred_makes_the_scale_logarithmic() {
        let strip = Strip {
            peers: vec![10_000, 12_000, 15_000],
            expected: Some(stretch(9_000, 20_000, "90元至200元")),
            this: Some((1_000_000, "1万元".into())),
            ends: ("90元".into(), "1万元".into()),
            ..Strip::default()
        };
        insta::assert_snapshot!(drawn(&strip, 47));
    }

    proptest! {
        #[test]
        fn no_line_overflows(
            peers in proptest::collection::vec(any::<i32>(), 0..20),
            this in any::<Option<i32>>(),
            expected in any::<Option<(i32, i32)>>(),
            tier in any::<Option<(i32, i32)>>(),
            width in 0_u16..100,
        ) {
            let some = |ends: Option<(i32, i32)>| {
                let (a, b) = ends?;
                let (low, high) = (i64::from(a.min(b)), i64::from(a.max(b)));
                Some(stretch(low, high, "五万元至十万元"))
            };
            let strip = Strip {
                peers: peers.into_iter().map(i64::from).collect(),
                expected: some(expected),
                tier: some(tier),
                statutory: None,
                this: this.map(|a| (i64::from(a), "本案".to_owned())),
                ends: ("五万".into(), "十万".into()),
            };
            for line in lines(&strip, &Theme::default(), width) {
                prop_assert!(line.width() <= usize::from(width));
            }
        }
    }
}
