//! Running text: headings, labelled lines and paragraphs, wrapped to a width.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::theme::{Role, Theme};
use crate::tui::widget::paint;
use crate::tui::{strings, text};

/// Lines of text under construction.
#[derive(Debug)]
pub struct Flow<'t> {
    theme: &'t Theme,
    width: usize,
    lines: Vec<Line<'static>>,
}

impl<'t> Flow<'t> {
    /// Starts a text of this width.
    pub fn new(theme: &'t Theme, width: u16) -> Self {
        Self {
            theme,
            // 一个汉字占两列，再窄就放不下了。
            width: usize::from(width).max(2),
            lines: Vec::new(),
        }
    }

    /// Returns the lines.
    pub fn finish(self) -> Vec<Line<'static>> {
        self.lines
    }

    /// Returns how many lines there are so far.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Says whether there is no line yet.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds an empty line, unless the text starts here or one was just added.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| line.width() > 0) {
            self.lines.push(Line::default());
        }
    }

    /// Adds a heading.
    pub fn heading(&mut self, words: &str) {
        self.gap();
        self.paragraph(Role::Heading, words);
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, role: Role, words: &str) {
        self.item("", role, words);
    }

    /// Adds a paragraph behind a label; its further lines stand below its first.
    pub fn labelled(&mut self, label: &str, role: Role, words: &str) {
        let label = format!("{label} ");
        self.hanging(vec![(label, Role::Label)], role, words);
    }

    /// Adds a paragraph behind a mark such as `- ` or `! `.
    pub fn item(&mut self, mark: &str, role: Role, words: &str) {
        self.hanging(vec![(mark.to_owned(), role)], role, words);
    }

    /// Adds a paragraph behind several styled pieces.
    pub fn hanging(&mut self, head: Vec<(String, Role)>, role: Role, words: &str) {
        let head_width: usize = head.iter().map(|(piece, _)| text::width(piece)).sum();
        // 抬头太宽时，正文缩进两列另起；窄到缩不下就不缩。
        let indent = match (head_width * 2 > self.width, self.width) {
            (false, _) => head_width,
            (true, 0..6) => 0,
            (true, _) => 2,
        };
        let style = self.theme.style(role);
        let mut spans: Vec<Span<'static>> = head
            .into_iter()
            .map(|(piece, role)| Span::styled(piece, self.theme.style(role)))
            .collect();
        if indent < head_width {
            self.push_wrapped_head(spans);
            spans = vec![Span::raw(" ".repeat(indent))];
        }
        let columns = self.width.saturating_sub(indent).max(2);
        for line in text::wrap(words, columns) {
            let mut line_spans = std::mem::take(&mut spans);
            line_spans.push(Span::styled(text::single_line(line), style));
            self.lines.push(Line::from(line_spans));
            spans = vec![Span::raw(" ".repeat(indent))];
        }
    }

    fn push_wrapped_head(&mut self, spans: Vec<Span<'static>>) {
        for span in spans {
            for line in text::wrap(&span.content, self.width) {
                let line = text::single_line(line);
                self.lines.push(Line::styled(line, span.style));
            }
        }
    }

    /// Adds a line as it is.
    pub fn line(&mut self, line: Line<'static>) {
        self.lines.push(line);
    }

    /// Adds a line in the style of a selected row, as wide as the text.
    pub fn selected(&mut self, words: &str, role: Role) {
        let style = self.theme.style(role);
        self.lines
            .push(Line::styled(text::pad(words, self.width), style));
    }

    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }
}

/// Returns how far a text can be scrolled in `height` rows.
pub fn limit(lines: usize, height: u16) -> usize {
    // 放不下时末行留给“下面还有”。
    let height = usize::from(height);
    if lines <= height {
        0
    } else {
        lines + 1 - height
    }
}

/// Returns how many of so many lines show in `height` rows, and how far they can be scrolled.
pub fn window(lines: usize, height: u16) -> (usize, usize) {
    let limit = limit(lines, height);
    let room = usize::from(height).saturating_sub(usize::from(limit > 0));
    (room, limit)
}

/// Draws a text from line `scroll` on; the last row says how much is left below.
pub fn render(
    lines: Vec<Line<'static>>,
    scroll: usize,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let area = area.intersection(frame.area());
    let total = lines.len();
    let limit = limit(total, area.height);
    let scroll = scroll.min(limit);
    let room = usize::from(area.height) - usize::from(limit > 0 && area.height > 0);
    for (row, line) in lines.into_iter().skip(scroll).take(room).enumerate() {
        paint::line(&line, row_of(area, row), frame);
    }
    if limit > 0 && area.height > 0 {
        let below = total.saturating_sub(scroll + room);
        let words = strings::more_lines(scroll, below);
        let line = Line::styled(
            text::truncate(&words, usize::from(area.width)),
            theme.style(Role::Hint),
        );
        paint::line(&line, row_of(area, room), frame);
    }
}

/// Returns the row of an area, or nothing below its end.
pub fn row_of(area: Rect, row: usize) -> Rect {
    let row = u16::try_from(row).unwrap_or(u16::MAX);
    Rect {
        y: area.y.saturating_add(row),
        height: u16::from(row < area.height),
        ..area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lines: &[Line<'_>]) -> Vec<String> {
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn further_lines_hang_below_the_first() {
        let theme = Theme::default();
        let mut flow = Flow::new(&theme, 16);
        flow.labelled("依据", Role::Text, "安全生产法第九十七条");
        assert_eq!(
            shown(&flow.finish()),
            ["依据 安全生产法", "     第九十七条"]
        );
    }

    #[test]
    fn a_wide_label_stands_alone() {
        let theme = Theme::default();
        let mut flow = Flow::new(&theme, 12);
        flow.labelled("违法行为发生日期", Role::Text, "二〇二四年");
        assert_eq!(
            shown(&flow.finish()),
            ["违法行为发生", "日期", "  二〇二四年"]
        );
    }

    #[test]
    fn no_line_is_wider_than_the_text() {
        let theme = Theme::default();
        for width in 2..40 {
            let mut flow = Flow::new(&theme, width);
            flow.heading("法定幅度");
            flow.labelled(
                "单位 逾期未改正",
                Role::Statute,
                "5万元以上20万元以下罚款；对其直接负责的主管人员处1万元以上2万元以下罚款",
            );
            flow.item("- ", Role::Text, "可以责令停产停业整顿");
            for line in flow.finish() {
                assert!(line.width() <= usize::from(width), "{width}: {line}");
            }
        }
    }
}
