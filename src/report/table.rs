//! The table of past decisions: which columns there are, what stands in their cells, and the table as a file.

use std::io::{self, Write};

use serde_json::{Map, Value};

use crate::assess::words::subject;
use crate::compare::Decision;
use crate::law::{Fen, Library, vocabulary};
use crate::report::decision::{about, circumstance, outcome};
use crate::report::finding::harmless;
use crate::report::words;
use crate::store::{Sort, Stored};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// 决定日期.
    Decided,
    /// 案由.
    Offence,
    /// 对象.
    Subject,
    /// 罚款, or what else became of the case.
    Fine,
    /// 备注: marks a teaching example.
    Remark,
    /// 机关.
    Authority,
    /// 文号.
    CaseNo,
    /// 当事人.
    Party,
    /// 领域.
    Domain,
    /// 阶段.
    Stage,
    /// 情节.
    Circumstances,
    /// 依据.
    Basis,
    /// 阶次.
    Tier,
    /// 地区.
    Region,
    /// 行为日期.
    Acted,
    /// 其他处罚.
    Others,
    /// 违法所得.
    Gain,
    /// 货值金额.
    Goods,
    /// 上一年年收入.
    Income,
}

impl Column {
    /// All columns, in the order in which they are offered.
    pub const ALL: [Column; 19] = [
        Column::Decided,
        Column::Offence,
        Column::Subject,
        Column::Fine,
        Column::Remark,
        Column::Authority,
        Column::CaseNo,
        Column::Party,
        Column::Domain,
        Column::Stage,
        Column::Circumstances,
        Column::Basis,
        Column::Tier,
        Column::Region,
        Column::Acted,
        Column::Others,
        Column::Gain,
        Column::Goods,
        Column::Income,
    ];
    /// The columns shown where nobody chose any.
    pub const USUAL: [Column; 7] = [
        Column::Decided,
        Column::Offence,
        Column::Subject,
        Column::Fine,
        Column::Remark,
        Column::Authority,
        Column::CaseNo,
    ];

    /// The name in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Column::Decided => "decided_on",
            Column::Offence => "offence",
            Column::Subject => "subject",
            Column::Fine => "fine",
            Column::Remark => "remark",
            Column::Authority => "authority",
            Column::CaseNo => "case_no",
            Column::Party => "party",
            Column::Domain => "domain",
            Column::Stage => "stage",
            Column::Circumstances => "circumstances",
            Column::Basis => "basis",
            Column::Tier => "tier",
            Column::Region => "region",
            Column::Acted => "act_on",
            Column::Others => "other_penalties",
            Column::Gain => "illegal_gain",
            Column::Goods => "goods_value",
            Column::Income => "annual_income",
        }
    }

    /// The heading on screen.
    pub fn label(self) -> &'static str {
        words::column(self)
    }

    /// The column of this name: its heading, another word for it, or its id.
    pub fn from_word(word: &str) -> Option<Column> {
        let word = word.trim();
        let named = |c: &Column| {
            c.id() == word || c.label() == word || words::column_words(*c).contains(&word)
        };
        Column::ALL.into_iter().find(named)
    }

    /// Whether its cells stand to the right.
    pub fn is_figure(self) -> bool {
        self == Column::Fine || self.is_amount()
    }

    /// Whether it holds nothing but amounts.
    fn is_amount(self) -> bool {
        matches!(self, Column::Gain | Column::Goods | Column::Income)
    }

    /// The amount in its cell.
    fn amount(self, decision: &Decision) -> Option<Fen> {
        let amounts = decision.amounts;
        match self {
            Column::Fine => decision.fine,
            Column::Gain => amounts.illegal_gain,
            Column::Goods => amounts.goods_value,
            Column::Income => amounts.annual_income,
            Column::Decided
            | Column::Offence
            | Column::Subject
            | Column::Remark
            | Column::Authority
            | Column::CaseNo
            | Column::Party
            | Column::Domain
            | Column::Stage
            | Column::Circumstances
            | Column::Basis
            | Column::Tier
            | Column::Region
            | Column::Acted
            | Column::Others => None,
        }
    }

    /// What sorting by it means; none for a column that cannot be sorted by.
    pub fn sort(self) -> Option<Sort> {
        match self {
            Column::Decided => Some(Sort::Decided),
            Column::Fine => Some(Sort::Fine),
            Column::Offence => Some(Sort::Offence),
            Column::Authority => Some(Sort::Authority),
            Column::CaseNo => Some(Sort::CaseNo),
            Column::Subject
            | Column::Remark
            | Column::Party
            | Column::Domain
            | Column::Stage
            | Column::Circumstances
            | Column::Basis
            | Column::Tier
            | Column::Region
            | Column::Acted
            | Column::Others
            | Column::Gain
            | Column::Goods
            | Column::Income => None,
        }
    }

    /// What stands in its cell, in one line; what is not known is empty.
    pub fn cell(self, library: &Library, stored: &Stored) -> String {
        let d = &stored.decision;
        let terms = &library.parts().vocabulary;
        let text = match self {
            Column::Decided => d.decided_on.to_string(),
            Column::Offence => about(library, d),
            Column::Subject => subject(d.subject).to_owned(),
            Column::Fine => outcome(library, d),
            Column::Remark if d.flags.teaching => words::TEACHING_CELL.to_owned(),
            Column::Remark => String::new(),
            Column::Authority => d.authority.clone(),
            Column::CaseNo => d.case_no.clone(),
            Column::Party => d.party_name.clone().unwrap_or_default(),
            Column::Domain => d.domain.as_ref().map_or_else(String::new, |id| {
                let known = library.domain(id.as_str());
                known.map_or_else(|| id.to_string(), |domain| domain.label.clone())
            }),
            Column::Stage => d.stage.as_ref().map_or_else(String::new, |id| {
                vocabulary::label(&terms.stages, id.as_str()).to_owned()
            }),
            Column::Circumstances => {
                let known = d.circumstances.iter().map(|id| circumstance(library, id));
                known.collect::<Vec<_>>().join(words::LIST_COMMA)
            }
            Column::Basis => d.basis.clone().unwrap_or_default(),
            Column::Tier => d.tier.clone().unwrap_or_default(),
            Column::Region => d.region.clone().unwrap_or_default(),
            Column::Acted => d.act_on.map(|day| day.to_string()).unwrap_or_default(),
            Column::Others => d.other_penalties.join(words::LIST_COMMA),
            Column::Gain | Column::Goods | Column::Income => {
                let amount = self.amount(d);
                amount.map(|a| a.to_string()).unwrap_or_default()
            }
        };
        one_line(&text)
    }
}

/// An amount in fen as people write it.
pub fn money(fen: i64) -> String {
    Fen(fen).to_string()
}

/// What would move a cursor or break a row becomes a space.
pub fn one_line(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Form {
    /// For spreadsheets; headings and amounts as the import of ledgers reads them.
    #[default]
    Csv,
    /// For documents.
    Markdown,
}

/// Tells a spreadsheet that a file is UTF-8; without it Chinese versions take it for GB18030.
pub const MARK: &str = "\u{feff}";

/// What stands over a column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The words.
    pub title: String,
    /// Whether the cells below are figures.
    pub is_figure: bool,
}

/// Writes a table row by row, whatever it is a table of.
pub struct Writer<W: Write> {
    out: W,
    form: Form,
    headings: Vec<Heading>,
}

impl<W: Write> Writer<W> {
    /// Writes the heading.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn new(out: W, form: Form, headings: Vec<Heading>) -> io::Result<Writer<W>> {
        let titles: Vec<String> = headings.iter().map(|h| h.title.clone()).collect();
        let rule = |h: &Heading| if h.is_figure { "---:" } else { "---" };
        let rules: Vec<&str> = headings.iter().map(rule).collect();
        let mut writer = Writer {
            out,
            form,
            headings: Vec::new(),
        };
        writer.row(&titles)?;
        if form == Form::Markdown {
            writeln!(writer.out, "| {} |", rules.join(" | "))?;
        }
        writer.headings = headings;
        Ok(writer)
    }

    /// Gives back what was written to.
    pub fn into_inner(self) -> W {
        self.out
    }

    /// Writes a row: a cell for each heading, in one line whatever it holds.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn row(&mut self, cells: &[String]) -> io::Result<()> {
        match self.form {
            Form::Csv => {
                let mut record = csv::Writer::from_writer(&mut self.out);
                let is_figure = |at: usize| self.headings.get(at).is_some_and(|h| h.is_figure);
                let cells = cells.iter().enumerate().map(|(at, cell)| {
                    if is_figure(at) && is_number(cell) {
                        cell.clone()
                    } else {
                        harmless(&one_line(cell))
                    }
                });
                record.write_record(cells)?;
                record.flush()
            }
            Form::Markdown => {
                let cells = cells.iter().map(|c| plain_markdown(&one_line(c)));
                let cells: Vec<String> = cells.collect();
                writeln!(self.out, "| {} |", cells.join(" | "))
            }
        }
    }
}

/// Whether a spreadsheet takes a text for a number and for nothing else, its sign included.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// The headings of columns of decisions in a file.
pub fn headings(columns: &[Column], form: Form) -> Vec<Heading> {
    let heading = |column: Column, title: &str| Heading {
        title: title.to_owned(),
        is_figure: column.is_figure(),
    };
    let columns = columns.iter().copied();
    match form {
        Form::Csv => columns
            .flat_map(|c| words::headings(c).iter().map(move |h| heading(c, h)))
            .collect(),
        Form::Markdown => columns.map(|c| heading(c, c.label())).collect(),
    }
}

/// The cells of a decision below those headings.
pub fn cells(columns: &[Column], form: Form, library: &Library, stored: &Stored) -> Vec<String> {
    let columns = columns.iter();
    match form {
        Form::Csv => columns
            .flat_map(|c| file_cells(*c, library, stored))
            .collect(),
        Form::Markdown => columns.map(|c| c.cell(library, stored)).collect(),
    }
}

/// The cells of a column in a file that programs read: the fine as a number beside what became of the case.
fn file_cells(column: Column, library: &Library, stored: &Stored) -> Vec<String> {
    let decision = &stored.decision;
    let yuan = |amount: Option<Fen>| amount.map(|a| a.to_yuan().to_string()).unwrap_or_default();
    let amount = yuan(column.amount(decision));
    if column.is_amount() {
        return vec![amount];
    }
    if column != Column::Fine {
        return vec![column.cell(library, stored)];
    }
    let outcome = outcome_word(library, stored).unwrap_or_default();
    vec![outcome, amount]
}

fn outcome_word(library: &Library, stored: &Stored) -> Option<String> {
    let terms = &library.parts().vocabulary.dispositions;
    let outcome = stored.decision.outcome?;
    Some(vocabulary::label(terms, outcome.id()).to_owned())
}

/// A text that means nothing but itself in Markdown.
pub fn plain_markdown(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\|`*_[]<>#&~".contains(c) {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

/// A row as a JSON object; what is not known is null.
pub fn to_json(columns: &[Column], library: &Library, stored: &Stored) -> Value {
    let text = |t: String| if t.is_empty() { Value::Null } else { t.into() };
    let yuan = |amount: Option<Fen>| -> Value {
        let yuan = amount.map(|a| a.to_yuan().to_string());
        yuan.and_then(|y| y.parse::<serde_json::Number>().ok())
            .into()
    };
    let mut row = Map::new();
    for column in columns {
        let amount = column.amount(&stored.decision);
        if column.is_amount() {
            row.insert(format!("{}_yuan", column.id()), yuan(amount));
        } else if *column == Column::Fine {
            let outcome = stored.decision.outcome.map(crate::compare::Outcome::id);
            row.insert("outcome".to_owned(), outcome.into());
            row.insert("fine_yuan".to_owned(), yuan(amount));
        } else {
            row.insert(column.id().to_owned(), text(column.cell(library, stored)));
        }
    }
    Value::Object(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_known_by_its_words() {
        for column in Column::ALL {
            assert_eq!(Column::from_word(column.id()), Some(column));
            assert_eq!(Column::from_word(column.label()), Some(column));
            for word in words::column_words(column) {
                assert_eq!(Column::from_word(word), Some(column), "{word}");
            }
        }
        assert_eq!(Column::from_word("金额"), Some(Column::Fine));
        assert_eq!(Column::from_word("没有"), None);
    }

    #[test]
    fn a_cell_of_markdown_stays_a_cell() {
        assert_eq!(plain_markdown("a|b <x> `c`"), "a\\|b \\<x\\> \\`c\\`");
        assert_eq!(one_line("a\u{1b}[31m\nb"), "a [31m b");
    }

    fn written(form: Form, cells: [&str; 2]) -> String {
        let heading = |title: &str, is_figure| Heading {
            title: title.to_owned(),
            is_figure,
        };
        let headings = vec![heading("=名", false), heading("同比", true)];
        let mut writer = Writer::new(Vec::new(), form, headings).unwrap();
        writer.row(&cells.map(str::to_owned)).unwrap();
        String::from_utf8(writer.into_inner()).unwrap()
    }

    #[test]
    fn a_number_keeps_its_sign_and_everything_else_is_harmless() {
        for (cells, row) in [
            (["-5%", "-5%"], "'-5%,-5%"),
            (["a\nb", "+1.5"], "a b,+1.5"),
            (["c,d", "-1+cmd"], "\"c,d\",'-1+cmd"),
            (["", "--1"], ",'--1"),
        ] {
            assert_eq!(written(Form::Csv, cells), format!("'=名,同比\n{row}\n"));
        }
        assert_eq!(
            written(Form::Markdown, ["a|b\nc", "-5%"]),
            "| =名 | 同比 |\n| --- | ---: |\n| a\\|b c | -5% |\n"
        );
    }
}
