//! The grade of an accident (事故等级) from its facts, and the rows that go by grade
//! (生产安全事故报告和调查处理条例 3).

use rust_decimal::Decimal;

use crate::assess::consequence::Applied;
use crate::law::general::AccidentGrade;
use crate::law::{FactValue, Facts, Library};

/// The facts a grade goes by: deaths (persons), serious injuries (persons), direct loss (万元).
pub const FACTS: [&str; 3] = ["deaths", "serious_injuries", "loss_wan"];

/// The grade the facts reach: the highest that any of them reaches. `None` when no figure is given.
pub fn of_facts<'a>(library: &'a Library, facts: &Facts) -> Option<&'a AccidentGrade> {
    let number = |fact: &str| match facts.get(fact) {
        Some(FactValue::Number(n)) => Some(*n),
        Some(FactValue::Text(_) | FactValue::Flag(_)) | None => None,
    };
    let [deaths, injuries, loss] = FACTS.map(number);
    let any = deaths.or(injuries).or(loss).is_some();
    let reached = |value: Option<Decimal>, least: u32| value.is_some_and(|v| v >= least.into());
    let grades = &library.parts().general.accident_grades.grades;
    grades.iter().filter(|_| any).find(|g| {
        reached(deaths, g.deaths)
            || reached(injuries, g.serious_injuries)
            || reached(loss, g.loss_wan)
    })
}

/// The rows that fit the grade of the facts, where some of them do; all of them where the grade is not
/// known, where none goes by grade, or where the one cited does not fit (which is a finding).
pub fn fitting<'a>(library: &Library, facts: &Facts, rows: Vec<Applied<'a>>) -> Vec<Applied<'a>> {
    let Some(grade) = of_facts(library, facts) else {
        return rows;
    };
    let fits = |a: &Applied| {
        let own = a.row.accident_grade.as_deref();
        own.is_none_or(|own| own == grade.label)
    };
    let graded = |a: &&Applied| a.row.accident_grade.is_some();
    if rows.iter().filter(graded).any(fits) {
        rows.into_iter().filter(fits).collect()
    } else {
        rows
    }
}
