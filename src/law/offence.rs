//! Offences and their penalty rows: one row for each subject and stage the statute names.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::law::fine::{Fine, FineMode};
use crate::law::{OffenceId, Slug, StageId};

/// Who is penalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 单位.
    Unit,
    /// 主要负责人、直接负责的主管人员和其他直接责任人员.
    ResponsiblePerson,
    /// 个人.
    Individual,
}

impl Subject {
    /// All subjects, in the order files and screens use.
    pub const ALL: [Subject; 3] = [
        Subject::Unit,
        Subject::ResponsiblePerson,
        Subject::Individual,
    ];

    /// The identifier in files and output.
    pub fn id(self) -> &'static str {
        match self {
            Subject::Unit => "unit",
            Subject::ResponsiblePerson => "responsible_person",
            Subject::Individual => "individual",
        }
    }

    /// Reads the identifier.
    pub fn from_id(id: &str) -> Option<Subject> {
        Subject::ALL.into_iter().find(|s| s.id() == id)
    }

    /// Tells a person from an organisation; thresholds differ.
    pub fn is_person(self) -> bool {
        self != Subject::Unit
    }
}

/// A stage of the proceedings for which the statute has its own range, e.g. 逾期未改正.
///
/// Only the identifiers exist as values ([`StageId`]); the words are data (`vocabulary.toml`).
#[derive(Debug)]
pub enum Stage {}

/// A violation and everything the statute threatens for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offence {
    /// Identifier.
    pub id: OffenceId,
    /// The name the field uses.
    pub title: String,
    /// The instrument that threatens the penalty.
    pub instrument: Slug,
    /// Article, paragraph, item; zero where there is none.
    pub place: Place,
    /// Competent authority, where the text names one.
    pub authority: Option<String>,
    /// Remarks that hold for the whole offence, each with its kind.
    pub remarks: Vec<Remark>,
    /// One row for each subject and stage (two where a threshold decides), in the order of the text.
    pub rows: Vec<PenaltyRow>,
    /// Rows that hold here too though they stand elsewhere: those of the articles referred to, and those
    /// of the stages on top of whose consequences a later one comes.
    pub taken: Vec<PenaltyRow>,
    /// How the rows were read, where they were not compared with a full text.
    pub verified: Option<Verified>,
    /// The number of the article is by analogy.
    pub article_inferred: bool,
}

/// State of verification of rows that were read from copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verified {
    /// Two copies agree.
    TwoCopies,
    /// One copy.
    OneCopy,
    /// Part of the text.
    Part,
}

/// Place of a clause in its instrument.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Article (条).
    pub article: u16,
    /// Inserted article: 1 for 第X条之一; zero otherwise.
    pub inserted: u16,
    /// Paragraph (款); zero where there is none.
    pub paragraph: u16,
    /// Item (项); zero where there is none.
    pub item: u16,
    /// Number of the offence within a clause that names several; zero otherwise.
    pub part: u16,
}

/// A remark of the data about an offence or a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What kind of remark.
    pub kind: RemarkKind,
    /// The remark, in Chinese.
    pub text: String,
}

/// Kinds of remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RemarkKind {
    /// Another rule, usually a later statute, takes precedence.
    SupersededBy,
    /// Concurrence with other statutes.
    Concurrence,
    /// The article that lays down the duty.
    Obligation,
    /// The article that defines the hazard.
    Definition,
    /// To be read together with another article.
    With,
    /// The amounts stand in another article.
    FiguresFrom,
    /// Anything else.
    Note,
}

/// What the statute threatens for one subject at one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PenaltyRow {
    /// Number of the row in the law data.
    pub number: u32,
    /// Who is penalised.
    pub subject: Subject,
    /// Who exactly, in the words of the statute.
    pub who: String,
    /// At which stage.
    pub stage: StageId,
    /// Kinds of penalty and orders.
    pub penalties: Vec<String>,
    /// Penalties joined by 或者 or 直至: not cumulative.
    pub alternatives: Vec<Vec<String>>,
    /// The fine, where figures are given.
    pub fine: Option<Fine>,
    /// How binding the fine is.
    pub mode: FineMode,
    /// The text only refers to another statute.
    pub refers_to: Option<String>,
    /// Grade of accident the row is about.
    pub accident_grade: Option<String>,
    /// Bar from the trade.
    pub ban: Option<Ban>,
    /// Longest detention, in days.
    pub detention_days_max: Option<u32>,
    /// Competent authority, where it differs from the offence's.
    pub authority: Option<String>,
    /// Stages on top of whose consequences this one comes.
    pub adds_to: Vec<StageId>,
    /// The organ that decides on a kind, where it is another than the row's authority.
    pub organs: BTreeMap<String, String>,
    /// What exactly a kind is about: the things confiscated, the licence.
    pub objects: BTreeMap<String, String>,
    /// How binding a kind is, where it differs from the fine.
    pub mode_of: BTreeMap<String, FineMode>,
    /// Where the row stands, when it was taken from elsewhere.
    pub origin: Option<Origin>,
    /// Remarks about this row.
    pub remarks: Vec<Remark>,
}

/// Where a row that was taken from elsewhere stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The offence it stands in.
    pub offence: OffenceId,
    /// The stage at which it stands there.
    pub stage: StageId,
    /// For whom, which act or which grade it was taken, in words.
    pub given_for: Option<String>,
    /// The referring text names no article: a reading.
    pub reading: bool,
    /// Only part of what stands there was taken: it adds to what the referring article says itself.
    pub in_part: bool,
    /// The provisions between, where one refers to the next.
    pub through: Vec<OffenceId>,
    /// The stage whose consequence it is, kept at a later one.
    pub kept_from: Option<StageId>,
}

/// Bar from the trade (限制从业).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ban {
    /// For so many years.
    Years(u32),
    /// For life.
    Lifetime,
}

impl Offence {
    /// Returns the rows for a subject, at a stage when one is given.
    pub fn rows_for<'a>(
        &'a self,
        subject: Subject,
        stage: Option<&'a StageId>,
    ) -> impl Iterator<Item = &'a PenaltyRow> {
        self.all_rows()
            .filter(move |r| r.subject == subject && stage.is_none_or(|s| r.stage == *s))
    }

    /// Its own rows and those taken from elsewhere.
    pub fn all_rows(&self) -> impl Iterator<Item = &PenaltyRow> {
        self.rows.iter().chain(&self.taken)
    }

    /// The identifier of the whole clause, without `/n`.
    pub fn clause(&self) -> &str {
        self.id.as_str().split('/').next().unwrap_or_default()
    }
}

impl Place {
    /// Reads `article[b[n]]-paragraph-item[/n]`, the part of an offence id behind the slug.
    pub fn parse(text: &str) -> Option<Place> {
        let (body, part) = match text.split_once('/') {
            Some((body, part)) => (body, part.parse().ok()?),
            None => (text, 0),
        };
        let mut numbers = body.split('-');
        let head = numbers.next()?;
        let (article, inserted) = match head.split_once('b') {
            Some((article, "")) => (article.parse().ok()?, 1),
            Some((article, n)) => (article.parse().ok()?, n.parse().ok()?),
            None => (head.parse().ok()?, 0),
        };
        let paragraph = numbers.next().map_or(Some(0), |n| n.parse().ok())?;
        let item = numbers.next().map_or(Some(0), |n| n.parse().ok())?;
        numbers.next().is_none().then_some(Place {
            article,
            inserted,
            paragraph,
            item,
            part,
        })
    }

    /// Writes the offence id for an instrument.
    pub fn offence_id(self, slug: &Slug) -> OffenceId {
        let inserted = match self.inserted {
            0 => String::new(),
            1 => "b".to_owned(),
            n => format!("b{n}"),
        };
        let part = if self.part == 0 {
            String::new()
        } else {
            format!("/{}", self.part)
        };
        OffenceId::from(
            format!(
                "{slug}-{}{inserted}-{}-{}{part}",
                self.article, self.paragraph, self.item
            )
            .as_str(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offence_ids_round_trip() {
        for id in [
            "aqscf-97-1-3",
            "mkaqsctl-64-1-0/17",
            "xx-12b-1-0",
            "xx-12b2-3-0",
        ] {
            let (slug, rest) = id.split_once('-').unwrap();
            assert_eq!(
                Place::parse(rest)
                    .unwrap()
                    .offence_id(&Slug::from(slug))
                    .as_str(),
                id
            );
        }
        assert_eq!(Place::parse("x-1-1"), None);
        assert_eq!(Place::parse("1-1-1-1"), None);
    }
}
