//! Penalty rows of a statute: raw rows to values.

use crate::law::fine::{Fine, FineBasis, Quantity, QuantityTest, When};
use crate::law::offence::{Ban, Offence, PenaltyRow, Place, Remark, RemarkKind};
use crate::law::{Fen, FenRange, Slug};
use crate::packs::diagnostic::Diagnostic;
use crate::packs::merge::{Here, Problem, diagnostic};
use crate::packs::messages as say;
use crate::packs::schema::{
    ArticleText, BasisName, RawFine, RawOffence, RawRow, RawWhen, WhenWord,
};

pub fn offence(
    raw: RawOffence,
    slug: Option<&Slug>,
    here: &Here,
    out: &mut Vec<Diagnostic>,
) -> Result<Offence, Problem> {
    let id = raw.id.into_inner();
    let bad = || (say::about(say::BAD_ID, &id), say::REMEDY_ID);
    let (head, rest) = id.as_str().split_once('-').ok_or_else(bad)?;
    let place = Place::parse(rest).ok_or_else(bad)?;
    if slug.is_some_and(|s| s.as_str() != head) {
        return Err((say::about(say::WRONG_INSTRUMENT, &id), say::REMEDY_ID));
    }
    let remarks = remarks([
        (RemarkKind::SupersededBy, raw.superseded_by),
        (RemarkKind::Concurrence, raw.concurrence),
        (RemarkKind::Obligation, raw.obligation_article.map(article)),
        (RemarkKind::Definition, raw.definition_article.map(article)),
        (RemarkKind::With, raw.with_article.map(article)),
        (RemarkKind::Note, raw.note),
    ]);
    let mut rows = Vec::new();
    for raw in raw.rows {
        let line = here.line(&raw);
        match penalty_row(raw.into_inner()) {
            Ok(row) => rows.push(row),
            Err(problem) => out.push(diagnostic(&here.file, line, "bad_fine", problem)),
        }
    }
    Ok(Offence {
        instrument: Slug::from(head),
        place,
        title: raw.title,
        authority: raw.authority,
        remarks,
        rows,
        taken: Vec::new(),
        verified: raw.verified,
        article_inferred: raw.article_inferred,
        id,
    })
}

fn article(text: ArticleText) -> String {
    match text {
        ArticleText::Number(n) => crate::law::citation::describe_place(Place {
            article: u16::try_from(n).unwrap_or(0),
            inserted: 0,
            paragraph: 0,
            item: 0,
            part: 0,
        }),
        ArticleText::Words(words) => words,
    }
}

fn remarks<const N: usize>(given: [(RemarkKind, Option<String>); N]) -> Vec<Remark> {
    given
        .into_iter()
        .filter_map(|(kind, text)| text.map(|text| Remark { kind, text }))
        .collect()
}

fn penalty_row(raw: RawRow) -> Result<PenaltyRow, Problem> {
    let remarks = remarks([
        (RemarkKind::SupersededBy, raw.superseded_by),
        (RemarkKind::Concurrence, raw.concurrence),
        (RemarkKind::Obligation, raw.obligation_article.map(article)),
        (RemarkKind::Definition, raw.definition_article.map(article)),
        (RemarkKind::With, raw.with_article.map(article)),
        (
            RemarkKind::FiguresFrom,
            raw.figures_from_article.map(article),
        ),
        (RemarkKind::FiguresFrom, raw.fine_note),
        (RemarkKind::Note, raw.note),
    ]);
    Ok(PenaltyRow {
        number: raw.n,
        subject: raw.subject,
        who: raw.who,
        stage: raw.stage,
        penalties: raw.penalties,
        alternatives: raw.alternatives,
        fine: raw.fine.map(fine).transpose()?,
        mode: raw.mode,
        refers_to: raw.refers_to,
        accident_grade: raw.accident_grade,
        ban: raw
            .ban_years
            .map(Ban::Years)
            .or(raw.ban.map(|_| Ban::Lifetime)),
        detention_days_max: raw.detention_days_max,
        authority: raw.authority,
        adds_to: raw.adds_to,
        organs: raw.organs,
        objects: raw.objects,
        mode_of: raw.mode_of,
        origin: None,
        remarks,
    })
}

fn fine(raw: RawFine) -> Result<Fine, Problem> {
    let when = raw.when.as_ref().map(when).transpose()?;
    Ok(Fine {
        basis: basis(raw).ok_or((say::BAD_FINE.to_owned(), say::REMEDY_FINE))?,
        when,
    })
}

pub fn basis(raw: RawFine) -> Option<FineBasis> {
    let factors = || Some((raw.min?, raw.max?)).filter(|(min, max)| min <= max);
    Some(match raw.basis {
        BasisName::FixedRange => {
            let range = FenRange::new(Fen::yuan(raw.min_yuan?), Fen::yuan(raw.max_yuan?))?;
            FineBasis::Fixed {
                range,
                min_stated: raw.min_stated.unwrap_or(true),
            }
        }
        BasisName::PercentOfAnnualIncome => {
            let (min, max) = factors()?;
            FineBasis::PercentOfAnnualIncome { min, max }
        }
        BasisName::MultipleOfIllegalGain => {
            let (min, max) = factors()?;
            FineBasis::MultipleOfIllegalGain {
                min,
                max,
                cap: raw.cap_yuan.map(Fen::yuan),
            }
        }
        BasisName::MultipleOfGoodsValue => {
            let (min, max) = factors()?;
            FineBasis::MultipleOfGoodsValue {
                min,
                max,
                floor: raw.floor_yuan.map(Fen::yuan),
            }
        }
        BasisName::MultipleOfBaseFine => {
            let (min, max) = factors()?;
            FineBasis::MultipleOfBaseFine {
                min,
                max,
                of: raw.of?,
            }
        }
        BasisName::Daily => match raw.permille {
            Some(permille) => FineBasis::DailyPermille {
                permille,
                of: raw.of?,
            },
            None => FineBasis::Daily {
                of: raw.of?,
                start: raw.start,
            },
        },
    })
}

fn when(raw: &RawWhen) -> Result<When, Problem> {
    let bad = || (say::BAD_WHEN.to_owned(), say::REMEDY_FINE);
    let (quantity, word) = match (raw.illegal_gain, raw.goods_value) {
        (Some(word), None) => (Quantity::IllegalGain, word),
        (None, Some(word)) => (Quantity::GoodsValue, word),
        (None, None) | (Some(_), Some(_)) => return Err(bad()),
    };
    let limit = || raw.yuan.map(Fen::yuan).ok_or_else(bad);
    let test = match word {
        WhenWord::None => QuantityTest::None,
        WhenWord::Some => QuantityTest::Some,
        WhenWord::Below => QuantityTest::Below(limit()?),
        WhenWord::AtLeast => QuantityTest::AtLeast(limit()?),
    };
    Ok(When { quantity, test })
}
