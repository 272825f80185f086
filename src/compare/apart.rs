//! Why a fine that may be lawful is set beside no other.

use crate::assess::consequence::{Situation, applied};
use crate::compare::decision::Decision;
use crate::compare::standing::{Apart, Standing};
use crate::compare::words;
use crate::law::{Fen, Library};

/// The reason, with what would have to be recorded.
pub(crate) fn why_apart<'a>(
    library: &'a Library,
    decision: &Decision,
    standing: &Standing,
    situation: Option<Situation<'a>>,
    cite: &str,
) -> String {
    let amount = decision.fine.unwrap_or(Fen::ZERO);
    match (standing.apart, standing.lawful.statutory) {
        (Some(Apart::Grade), _) => words::grade_unknown(cite),
        (Some(Apart::Income), _) if decision.amounts.annual_income.is_some() => {
            words::perhaps_by_income(cite)
        }
        (Some(Apart::Income), _) | (None, None) => words::income_unknown(cite),
        (None, Some(range)) if standing.graver_possible => {
            words::perhaps_graver(amount, range, cite)
        }
        (None, Some(range)) => {
            let needed = situation.map_or_else(Vec::new, |s| needed(library, &s));
            words::perhaps_by_measure(amount, range, cite, &needed)
        }
    }
}

/// What the alternatives that may apply are measured by and the record does not say.
fn needed<'a>(library: &'a Library, situation: &Situation<'a>) -> Vec<&'static str> {
    let rows = applied(library, situation).into_iter().map(|a| a.row);
    let fines = rows.filter_map(|row| row.fine.as_ref());
    let missing = fines.filter_map(|fine| fine.range(&situation.inputs).err());
    let mut needed: Vec<&str> = missing.map(words::needed).collect();
    needed.dedup();
    needed
}
