//! Amounts on one line: peers as counts, the expected interval as a bar, this case as a mark.
//!
//! Drawn with ASCII only. Positions are for the eye; the figures stand beside them.

use ratatui::text::{Line, Span};

use crate::tui::model::outliers::Strip;
use crate::tui::theme::{Role, Theme};
use crate::tui::{strings, text};

/// From this ratio of greatest to least amount on, the line is logarithmic.
const LOG_FROM: i64 = 40;

/// Draws the strip to a width.
pub fn lines(strip: &Strip, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let label_width = strings::STRIP_LABELS
        .iter()
        .map(|label| text::width(label))
        .max()
        .unwrap_or(0)
        + 1;
    let columns = usize::from(width).saturating_sub(label_width);
    let Some(scale) = Scale::over(strip, columns) else {
        return Vec::new();
    };
    let [peers, expected, this] = strings::STRIP_LABELS;
    let label = |words: &str| Span::styled(text::pad(words, label_width), theme.style(Role::Label));
    let mut out = vec![Line::from(vec![
        label(peers),
        Span::styled(dots(strip, &scale), theme.style(Role::Practice)),
    ])];
    if let Some((low, high)) = strip.expected {
        out.push(Line::from(vec![
            label(expected),
            Span::styled(
                bar(scale.column(low), scale.column(high)),
                theme.style(Role::Benchmark),
            ),
        ]));
    }
    if let Some((amount, words)) = &strip.this {
        out.push(Line::from(vec![
            label(this),
            Span::styled(
                mark(scale.column(*amount), words, columns),
                theme.style(Role::Value),
            ),
        ]));
    }
    out.push(Line::from(vec![
        label(if scale.is_log { strings::STRIP_LOG } else { "" }),
        Span::styled(ends(&strip.ends, columns), theme.style(Role::Hint)),
    ]));
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
    fn over(strip: &Strip, columns: usize) -> Option<Self> {
        let expected = strip.expected.map(|(low, high)| [low, high]);
        let amounts = strip
            .peers
            .iter()
            .copied()
            .chain(expected.into_iter().flatten())
            .chain(strip.this.as_ref().map(|(amount, _)| *amount));
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

fn bar(low: usize, high: usize) -> String {
    let before = " ".repeat(low);
    if low == high {
        return format!("{before}|");
    }
    format!("{before}[{}]", "=".repeat(high - low - 1))
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

    #[test]
    fn peers_interval_and_case_share_one_scale() {
        let strip = Strip {
            peers: vec![0, 10, 10, 20, 40],
            expected: Some((10, 20)),
            this: Some((40, "40元".into())),
            ends: ("0".into(), "40元".into()),
        };
        insta::assert_snapshot!(drawn(&strip, 47));
    }

    #[test]
    fn a_slip_by_a_hundred_makes_the_scale_logarithmic() {
        let strip = Strip {
            peers: vec![10_000, 12_000, 15_000],
            expected: Some((9_000, 20_000)),
            this: Some((1_000_000, "1万元".into())),
            ends: ("90元".into(), "1万元".into()),
        };
        insta::assert_snapshot!(drawn(&strip, 47));
    }

    proptest! {
        #[test]
        fn no_line_overflows(
            peers in proptest::collection::vec(any::<i32>(), 0..20),
            this in any::<Option<i32>>(),
            expected in any::<Option<(i32, i32)>>(),
            width in 0_u16..100,
        ) {
            let strip = Strip {
                peers: peers.into_iter().map(i64::from).collect(),
                expected: expected.map(|(a, b)| (i64::from(a.min(b)), i64::from(a.max(b)))),
                this: this.map(|a| (i64::from(a), "本案".to_owned())),
                ends: ("五万".into(), "十万".into()),
            };
            for line in lines(&strip, &Theme::default(), width) {
                prop_assert!(line.width() <= usize::from(width));
            }
        }
    }
}
