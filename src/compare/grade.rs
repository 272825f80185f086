//! Which grade of accident a decision is about, where the law has an item for each and only the clause is cited.
//!
//! Grades are never mixed among peers: a decision is taken for one of the item that its recorded figures
//! select, or has no peers. 《生产安全事故报告和调查处理条例》第三条.

use rust_decimal::Decimal;

use crate::compare::decision::Decision;
use crate::law::{FactId, FactValue, Facts, Library, OffenceId};

/// Figures that grade an accident, in the order of [`figures`].
const FIGURES: [&str; 3] = ["deaths", "serious_injuries", "loss_wan"];

/// What is known of the grade.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Graded {
    /// What is cited does not go by grades, or names one itself.
    Not,
    /// The offence of this grade; whether figures not recorded could make it a graver one.
    As(OffenceId, Graver),
    /// The figures recorded do not tell.
    Unknown,
}

/// Whether figures not recorded could make the grade a graver one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Graver {
    /// All are recorded, or there is no graver one.
    Excluded,
    /// Some are not recorded.
    Possible,
}

/// Tells whether an id names a clause whose offences go by grades of accident.
pub(crate) fn goes_by_grade(library: &Library, cited: &str) -> bool {
    let named = library.named(cited);
    let rows = named.iter().flat_map(|o| &o.rows);
    let mut grades = rows.filter_map(|row| row.accident_grade.as_deref());
    let first = grades.next();
    named.len() > 1 && first.is_some() && grades.any(|grade| Some(grade) != first)
}

/// The offence of the grade that the facts select, where an id names a clause that goes by grades.
pub(crate) fn graded(library: &Library, cited: &OffenceId, facts: &Facts) -> Graded {
    if !goes_by_grade(library, cited.as_str()) {
        return Graded::Not;
    }
    let Some((label, graver)) = grade(library, facts) else {
        return Graded::Unknown;
    };
    let of_grade = |o: &&&crate::law::Offence| {
        let mut rows = o.rows.iter();
        rows.any(|row| row.accident_grade.as_deref() == Some(label))
    };
    let named = library.named(cited.as_str());
    let mut found = named.iter().filter(of_grade);
    match (found.next(), found.next()) {
        (Some(one), None) => Graded::As(one.id.clone(), graver),
        (None | Some(_), _) => Graded::Unknown,
    }
}

/// The offence a decision is compared as: that of its grade, else the one it is about.
pub(crate) fn compared_as(library: &Library, decision: &Decision) -> Option<OffenceId> {
    let cited = decision.offence.as_ref()?;
    Some(match graded(library, cited, &decision.facts) {
        Graded::As(offence, _) => offence,
        Graded::Not | Graded::Unknown => cited.clone(),
    })
}

/// The gravest grade that a recorded figure reaches. Where deaths are recorded they are taken to decide it;
/// otherwise all figures have to be known, unless one of them reaches the gravest grade.
fn grade<'a>(library: &'a Library, facts: &Facts) -> Option<(&'a str, Graver)> {
    let grades = &library.parts().general.accident_grades.grades;
    let figures = FIGURES.map(|id| number(facts, id));
    let reached = |grade: &&crate::law::general::AccidentGrade| {
        let bounds = [grade.deaths, grade.serious_injuries, grade.loss_wan];
        let mut each = figures.iter().zip(bounds);
        each.any(|(figure, bound)| figure.is_some_and(|n| n >= Decimal::from(bound)))
    };
    let found = grades.iter().find(reached)?;
    let gravest = grades.first() == Some(found);
    let graver = if gravest || figures.iter().all(Option::is_some) {
        Graver::Excluded
    } else {
        Graver::Possible
    };
    let [deaths, ..] = figures;
    let known = graver == Graver::Excluded || deaths.is_some_and(|n| n >= Decimal::ONE);
    known.then_some((found.label.as_str(), graver))
}

fn number(facts: &Facts, id: &str) -> Option<Decimal> {
    match facts.get(&FactId::from(id))? {
        FactValue::Number(n) => Some(*n),
        FactValue::Text(_) | FactValue::Flag(_) => None,
    }
}
