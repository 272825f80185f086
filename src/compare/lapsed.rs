//! Citations by the numbers of a text that had been replaced by the day of the decision.
//!
//! Before that day the old numbers were the right ones; afterwards they are right only for an act committed
//! before it (行政处罚法第三十七条).

use crate::compare::decision::Decision;
use crate::compare::words;
use crate::law::{Instrument, Library};

/// What is to be said of a decision that cites numbers no longer in force; `None` where they were, or may
/// have been, the right ones.
pub(crate) fn lapsed_numbering(library: &Library, decision: &Decision) -> Option<String> {
    let instrument = instrument(library, decision)?;
    let since = if decision.flags.earlier_numbering {
        instrument.earlier.first()?.until
    } else {
        // A text that is loaded by itself and was replaced by another of the same title.
        instrument.edition.as_ref()?;
        instrument.repealed?
    };
    let after = |day: crate::law::PartialDate| day.earliest() >= since.latest();
    if !after(decision.decided_on) || decision.act_on.is_some_and(|act| !after(act)) {
        return None;
    }
    let title = format!("《{}》", instrument.name());
    Some(words::lapsed(&title, since, decision.act_on.is_some()))
}

fn instrument<'a>(library: &'a Library, decision: &Decision) -> Option<&'a Instrument> {
    let offence = decision.offence.as_ref();
    let named = offence.and_then(|id| {
        library
            .named(id.as_str())
            .first()
            .map(|o| o.instrument.clone())
    });
    let cited = || library.read_citation(decision.basis.as_deref()?).ok();
    let slug = named.or_else(|| Some(cited()?.slug))?;
    library.instrument(slug.as_str())
}
