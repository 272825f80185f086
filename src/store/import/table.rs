//! Tables with headings: cells of a row to the fields of a record.

use std::borrow::Cow;
use std::io::{self, BufRead};
use std::mem;
use std::ops::Range;

use csv_core::{ReaderBuilder, Terminator};

use crate::store::import::amount::Unit;
use crate::store::import::lines::Lines;
use crate::store::import::notice::Reason;
use crate::store::import::profile::{Field, Profile};
use crate::store::import::record::{Amount, FactText, Record, Text};
use crate::store::words;

/// The headings are looked for in this many rows: titles may stand above them.
pub(super) const HEADER_WITHIN: usize = 20;
/// So many known headings make a row the header.
const HEADER_KNOWN: usize = 4;

/// A decision needs these; of those in one group, one.
const REQUIRED: [&[Field]; 5] = [
    &[Field::CaseNo],
    &[Field::DecidedOn],
    &[Field::Authority],
    &[Field::Basis, Field::Offence, Field::OffenceTitle],
    &[Field::Subject],
];

fn first_heading(fields: &[Field]) -> Option<String> {
    let field = fields.first()?;
    words::HEADINGS
        .iter()
        .find(|(_, f)| f == field)
        .map(|(heading, _)| (*heading).to_owned())
}

/// The headings of a table, and what a profile says of them.
#[derive(Debug)]
pub(super) struct Header {
    headings: Vec<String>,
    fields: Vec<Option<Field>>,
    profile: Profile,
    /// The line it stands on.
    pub line: u64,
}

/// What a row of a table is.
pub(super) enum Found<'a> {
    Record(Box<Record<'a>>),
    Refused(Reason, Option<String>),
    Blank,
}

/// Splits rows into cells.
pub(super) struct Cells {
    reader: csv_core::Reader,
    delimiter: u8,
    /// Texts of the cells, one after the other.
    text: String,
    /// Where each cell lies in the text.
    bounds: Vec<Range<usize>>,
}

impl Cells {
    pub fn new(delimiter: u8) -> Cells {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .terminator(Terminator::Any(b'\n'))
            .build();
        Cells {
            reader,
            delimiter,
            text: String::new(),
            bounds: Vec::new(),
        }
    }

    /// Splits a row.
    pub fn split(&mut self, row: &str) {
        self.text.clear();
        self.bounds.clear();
        if row.contains('"') {
            self.split_quoted(row);
            return;
        }
        self.text.push_str(row);
        let mut start = 0;
        for (at, mark) in row.match_indices(char::from(self.delimiter)) {
            self.bounds.push(start..at);
            start = at + mark.len();
        }
        self.bounds.push(start..row.len());
    }

    fn split_quoted(&mut self, row: &str) {
        self.reader.reset();
        let input = [row.as_bytes(), b"\n"].concat();
        let mut output = vec![0; input.len()];
        let mut ends = vec![0; row.matches(char::from(self.delimiter)).count() + 2];
        let (_, _, written, cells) = self.reader.read_record(&input, &mut output, &mut ends);
        output.truncate(written);
        // The marks taken out are ASCII, so that what remains is text as before.
        self.text = String::from_utf8(output).unwrap_or_default();
        let mut start = 0;
        self.bounds.extend(
            ends.into_iter()
                .take(cells)
                .map(|end| mem::replace(&mut start, end)..end),
        );
    }

    /// Takes the cells of a row that is split already; at least `width` of them, so that blank ones may be
    /// missing at its end.
    pub fn fill(&mut self, row: &[String], width: usize) {
        self.text.clear();
        self.bounds.clear();
        for cell in row {
            let start = self.text.len();
            self.text.push_str(cell);
            self.bounds.push(start..self.text.len());
        }
        let end = self.text.len();
        while self.bounds.len() < width {
            self.bounds.push(end..end);
        }
    }

    pub fn len(&self) -> usize {
        self.bounds.len()
    }

    /// The cells, trimmed.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.bounds
            .iter()
            .map(|bounds| trim(self.text.get(bounds.clone()).unwrap_or_default()))
    }
}

fn trim(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

impl Header {
    /// Reads down to the headings; what stands above them is dropped. `None` when there are none.
    pub fn find<R: BufRead>(
        lines: &mut Lines<R>,
        cells: &mut Cells,
        profile: &Profile,
    ) -> io::Result<Option<Header>> {
        for _ in 0..HEADER_WITHIN {
            let Some(row) = lines.next_row(cells.delimiter)? else {
                return Ok(None);
            };
            let line = row.number();
            cells.split(&row.into_text());
            let header = Header::of(cells, line, profile);
            if header.is_some() {
                return Ok(header);
            }
        }
        Ok(None)
    }

    /// The headings, if a row is the one that has them: enough of them are known.
    pub fn of(cells: &Cells, line: u64, profile: &Profile) -> Option<Header> {
        let header = Header::taken_for(cells, line, profile);
        let known = header.fields.iter().flatten().count();
        let all = profile.is_whole(header.headings.iter().map(String::as_str));
        (known >= HEADER_KNOWN || all).then_some(header)
    }

    /// Takes a row for the headings, whatever it says.
    pub fn taken_for(cells: &Cells, line: u64, profile: &Profile) -> Header {
        let headings: Vec<String> = cells.iter().map(str::to_owned).collect();
        Header {
            fields: headings.iter().map(|h| profile.field(h)).collect(),
            headings,
            profile: profile.clone(),
            line,
        }
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.headings.len()
    }

    /// What each column was taken for, with its heading.
    pub fn columns(&self) -> impl Iterator<Item = (&str, Option<Field>)> {
        let fields = self.fields.iter().copied();
        self.headings.iter().map(String::as_str).zip(fields)
    }

    /// The required fields of which there is neither column nor fixed value; where one of several will do, the
    /// first of them.
    pub fn lacking(&self) -> Vec<Field> {
        let given = |field: &Field| {
            self.fields.contains(&Some(*field)) || self.profile.fixed(*field).is_some()
        };
        let lacking = REQUIRED.iter().filter(|group| !group.iter().any(given));
        lacking.filter_map(|group| group.first().copied()).collect()
    }

    /// The required headings that are missing.
    pub fn missing(&self) -> Vec<String> {
        self.lacking()
            .iter()
            .filter_map(|field| first_heading(&[*field]))
            .collect()
    }

    /// All required headings.
    pub fn required() -> Vec<String> {
        REQUIRED.into_iter().filter_map(first_heading).collect()
    }

    /// Whether a column holds amounts.
    pub fn is_amount(&self, column: usize) -> bool {
        let field = self.fields.get(column).copied().flatten();
        field.is_some_and(Field::is_amount)
    }

    /// Sorts out what a row is. Its number of cells must be exactly that of the headings: a blank cell too many
    /// at the end may mean that one was slipped in before.
    pub fn read<'c>(&'c self, cells: &'c Cells) -> Found<'c> {
        if cells.iter().all(str::is_empty) {
            return Found::Blank;
        }
        if cells.iter().eq(self.headings.iter().map(String::as_str)) {
            return Found::Refused(Reason::RepeatedHeader, None);
        }
        let first = cells.iter().find(|c| !c.is_empty()).unwrap_or_default();
        if words::TOTALS.iter().any(|t| {
            first
                .strip_prefix(t)
                .is_some_and(|rest| rest.chars().all(|c| !c.is_alphabetic()))
        }) {
            return Found::Refused(Reason::SummaryRow, None);
        }
        if !self.fits(cells) {
            return Found::Refused(Reason::MalformedRow, self.case_no(cells));
        }
        Found::Record(Box::new(self.record(cells)))
    }

    /// Tells whether a row has as many cells as there are headings.
    pub fn fits(&self, cells: &Cells) -> bool {
        cells.len() == self.headings.len()
    }

    fn case_no(&self, cells: &Cells) -> Option<String> {
        let at = self.fields.iter().position(|f| *f == Some(Field::CaseNo))?;
        cells
            .iter()
            .nth(at)
            .filter(|c| !c.is_empty())
            .map(str::to_owned)
    }

    fn record<'c>(&'c self, cells: &'c Cells) -> Record<'c> {
        let mut record = Record::default();
        for (field, text) in self.profile.all_fixed() {
            set(
                &mut record,
                Some(*field),
                "",
                self.profile.value(*field, text),
            );
        }
        for ((cell, field), heading) in cells.iter().zip(&self.fields).zip(&self.headings) {
            let is_fixed = field.is_some_and(|f| self.profile.fixed(f).is_some());
            if is_fixed && cell.is_empty() {
                continue;
            }
            let cell = field.map_or(cell, |f| self.profile.value(f, cell));
            set(&mut record, *field, heading, cell);
        }
        record
    }
}

/// Puts the text of a cell where it belongs.
fn set<'c>(record: &mut Record<'c>, field: Option<Field>, heading: &'c str, cell: &'c str) {
    let text = || (!cell.is_empty()).then_some(Cow::Borrowed(cell));
    let amount = |unit| Amount::Cell(Cow::Borrowed(cell), unit);
    match field {
        Some(Field::CaseNo) => record.case_no = text(),
        Some(Field::DecidedOn) => record.decided_on = text(),
        Some(Field::ActOn) => record.act_on = text(),
        Some(Field::Authority) => record.authority = text(),
        Some(Field::Region) => record.region = text(),
        Some(Field::Domain) => record.domain = text(),
        Some(Field::Basis) => record.basis = text(),
        Some(Field::Offence) => record.offence = text(),
        Some(Field::OffenceTitle) => record.offence_title = text(),
        Some(Field::Subject) => record.subject = text(),
        Some(Field::Stage) => record.stage = text(),
        Some(Field::PartyName) => record.party_name = text(),
        Some(Field::Facts) => record.facts = pairs(cell),
        Some(Field::Circumstances) => record.circumstances = list(cell),
        Some(Field::Tier) => record.tier = text(),
        Some(Field::Disposition) => record.disposition = text(),
        Some(Field::Kinds) => record.kinds = list(cell),
        Some(Field::Fine) => record.amount = amount(Unit::Unstated),
        Some(Field::FineWan) => record.amount = amount(Unit::Wan),
        Some(Field::FineYuan) => record.amount = amount(Unit::Yuan),
        Some(Field::IllegalGain) => record.measures.illegal_gain = amount(Unit::Unstated),
        Some(Field::IllegalGainWan) => record.measures.illegal_gain = amount(Unit::Wan),
        Some(Field::IllegalGainYuan) => record.measures.illegal_gain = amount(Unit::Yuan),
        Some(Field::GoodsValue) => record.measures.goods_value = amount(Unit::Unstated),
        Some(Field::GoodsValueWan) => record.measures.goods_value = amount(Unit::Wan),
        Some(Field::GoodsValueYuan) => record.measures.goods_value = amount(Unit::Yuan),
        Some(Field::AnnualIncome) => record.measures.annual_income = amount(Unit::Unstated),
        Some(Field::AnnualIncomeWan) => record.measures.annual_income = amount(Unit::Wan),
        Some(Field::AnnualIncomeYuan) => record.measures.annual_income = amount(Unit::Yuan),
        Some(Field::OtherPenalties) => record.other_penalties = list(cell),
        Some(Field::Narrative) => record.narrative = text(),
        Some(Field::Note | Field::Ignore) | None => {
            let is_note = field == Some(Field::Note);
            let name = if is_note { "note" } else { heading };
            let kept = text().map(|t| (Cow::Borrowed(name), t.into_owned().into()));
            record.extra.extend(kept);
        }
    }
}

/// The parts of a cell that lists several things.
pub(super) fn list(cell: &str) -> Vec<Text<'_>> {
    cell.split(words::LIST)
        .map(trim)
        .filter(|part| !part.is_empty())
        .map(Cow::Borrowed)
        .collect()
}

/// The `label=value` pairs of a cell; a part without a sign of equality is kept as a label alone.
pub(super) fn pairs(cell: &str) -> Vec<(Text<'_>, FactText<'_>)> {
    let parts = cell
        .split(words::PAIRS)
        .map(trim)
        .filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (label, value) = part.split_once(words::EQUALS).unwrap_or((part, ""));
            (
                Cow::Borrowed(trim(label)),
                FactText::Text(Cow::Borrowed(trim(value))),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADINGS: &str =
        "决定书文号,处罚决定日期,处罚机关,处罚依据,当事人类别,罚款金额（万元）,序号\n";

    fn read(row: &str) -> String {
        let mut cells = Cells::new(b',');
        let header = Header::find(
            &mut Lines::new(HEADINGS.as_bytes(), b'\n'),
            &mut cells,
            &Profile::default(),
        )
        .unwrap()
        .unwrap();
        assert_eq!(header.missing(), Vec::<String>::new());
        cells.split(row);
        match header.read(&cells) {
            Found::Record(r) => format!(
                "{} {:?} {:?}",
                r.case_no.unwrap_or_default(),
                r.amount,
                r.extra
            ),
            Found::Refused(reason, case) => format!("{} {case:?}", reason.code()),
            Found::Blank => "blank".to_owned(),
        }
    }

    #[test]
    fn rows_are_sorted_out_before_they_are_read() {
        let cases = [
            (
                "a1,2024-01-01,甲局,x,单位,5,7",
                "a1 Cell(\"5\", Wan) [(\"序号\", String(\"7\"))]",
            ),
            (
                "\"a,\"\"1\",2024,甲局,x,单位, 5 ,",
                "a,\"1 Cell(\"5\", Wan) []",
            ),
            ("a1,2024,甲局,x,单位,5,,", "malformed_row Some(\"a1\")"),
            ("a1,2024,甲局", "malformed_row Some(\"a1\")"),
            ("a1,2024,甲局,x,单位,5,7,8", "malformed_row Some(\"a1\")"),
            ("合计,,,,,123.5,", "summary_row None"),
            (",合计：,,,,123.5,", "summary_row None"),
            (
                "合计划局1号,2024,甲局,x,单位,5,",
                "合计划局1号 Cell(\"5\", Wan) []",
            ),
            (HEADINGS.trim(), "repeated_header None"),
            (",\u{3000}, ,,,,", "blank"),
            ("", "blank"),
        ];
        for (row, expected) in cases {
            assert_eq!(read(row), expected, "{row}");
        }
    }

    #[test]
    fn titles_above_the_headings_are_passed_over() {
        let text = format!("某局处罚台账,,,,,,\n\n{HEADINGS}");
        let header = Header::find(
            &mut Lines::new(text.as_bytes(), b'\n'),
            &mut Cells::new(b','),
            &Profile::default(),
        )
        .unwrap();
        assert_eq!(header.map(|h| h.line), Some(3));
    }

    #[test]
    fn missing_headings_are_named() {
        let text = "决定书文号,处罚机关,处罚依据,罚款金额（万元）\n";
        let header = Header::find(
            &mut Lines::new(text.as_bytes(), b'\n'),
            &mut Cells::new(b','),
            &Profile::default(),
        )
        .unwrap()
        .unwrap();
        assert_eq!(header.missing(), ["处罚决定日期", "当事人类别"]);
    }

    #[test]
    fn lists_and_pairs_are_split_at_the_marks_people_use() {
        assert_eq!(list("罚款；责令改正; 警告、"), ["罚款", "责令改正", "警告"]);
        let found: Vec<String> = pairs("涉及人次=1;行为情形：x；空")
            .into_iter()
            .map(|(k, v)| format!("{k}{v:?}"))
            .collect();
        assert_eq!(
            found,
            ["涉及人次Text(\"1\")", "行为情形Text(\"x\")", "空Text(\"\")"]
        );
    }
}
