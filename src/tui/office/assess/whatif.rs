//! 甲 beside 乙, and the reasons as prose.

use crate::assess::{Assessment, assess};
use crate::report::contrast::{Contrast, Row, contrast, words};
use crate::report::reasons::{differences, reasons};
use crate::tui::message::Msg;
use crate::tui::model::assess::whatif::{ContrastChange, ContrastRow, ContrastView, differing};
use crate::tui::model::assess::{Draft, Sheet};
use crate::tui::office::Office;

impl Office {
    /// Both cases assessed, side by side.
    pub(in crate::tui::office) fn contrast(&self, first: &Draft, second: &Draft) -> Msg {
        let library = &self.loaded.library;
        let both = self.judged(first).zip(self.judged(second));
        let found = both.map(|(first, second)| contrast(library, &first, &second));
        Msg::Contrasted(Box::new(found.map(view).unwrap_or_default()))
    }

    /// The reasons of the case on the form; of 甲 too, and what differs, where one is pinned.
    pub(in crate::tui::office) fn write_reasons(
        &self,
        draft: &Draft,
        pinned: Option<&Draft>,
    ) -> Msg {
        let Some((text, answer, sheet)) = self.reasons(draft) else {
            return Msg::Failed(crate::tui::strings::ASSESS_EMPTY.to_owned());
        };
        let Some((pinned, (first_text, first, _))) =
            pinned.and_then(|p| Some((p, self.reasons(p)?)))
        else {
            return Msg::ReasonsWritten(text);
        };
        let facts: Vec<Row> = differing(sheet.fields.iter(), pinned, draft)
            .into_iter()
            .map(|row| Row {
                label: row.label,
                first: row.first,
                second: row.second,
            })
            .collect();
        let found = contrast(&self.loaded.library, &first, &answer);
        let parts = [
            (words::FIRST, first_text),
            (words::SECOND, text),
            (words::DIFFERENCES, differences(&facts, &found)),
        ];
        let parts = parts.map(|(head, text)| format!("【{head}】\n{text}"));
        Msg::ReasonsWritten(parts.join("\n"))
    }

    fn judged(&self, draft: &Draft) -> Option<Assessment> {
        let (case, _) = self.case(draft);
        assess(&self.loaded.library, &case)
    }

    fn reasons(&self, draft: &Draft) -> Option<(String, Assessment, Sheet)> {
        let library = &self.loaded.library;
        let (case, _) = self.case(draft);
        let answer = assess(library, &case)?;
        let sheet = self.sheet(draft, &case);
        let empty = Draft::default();
        let filled = differing(sheet.fields.iter(), &empty, draft);
        let facts: Vec<String> = filled
            .iter()
            .map(|row| format!("{} {}", row.label, row.second))
            .collect();
        Some((reasons(library, &answer, &facts), answer, sheet))
    }
}

fn view(found: Contrast) -> ContrastView {
    let row = |row: Row| ContrastRow {
        label: row.label,
        first: row.first,
        second: row.second,
    };
    let change = |difference: crate::report::contrast::Difference| ContrastChange {
        row: row(difference.row),
        cite: difference.cite,
    };
    ContrastView {
        rows: found.rows.into_iter().map(row).collect(),
        changes: found.differences.into_iter().map(change).collect(),
    }
}
