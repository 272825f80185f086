//! Dates that cannot be: an end before the beginning, an item outside its document.

use crate::law::PartialDate;
use crate::packs::lint::messages as say;
use crate::packs::lint::report::{At, Report};
use crate::packs::rows::{Table, gate_key};

/// Checks documents, items, gates and instruments. Vague dates get the benefit of the doubt.
pub fn check(report: &mut Report) {
    let library = report.library();
    for benchmark in library.benchmarks() {
        reversed(
            report,
            At::Document(benchmark),
            Some(benchmark.from),
            benchmark.until,
        );
        for item in &benchmark.items {
            let at = At::Item(benchmark, item);
            if reversed(report, at, item.from, item.until) {
                continue;
            }
            let early = item
                .from
                .is_some_and(|f| f.latest() < benchmark.from.earliest());
            let ends = |i: PartialDate, d: PartialDate| i.earliest() > d.latest();
            let late = benchmark.until.is_some_and(|d| {
                item.until.is_some_and(|i| ends(i, d))
                    || item.from.is_some_and(|i| i.earliest() >= d.latest())
            });
            if early || late {
                let own = say::period(item.from, item.until);
                let document = say::period(Some(benchmark.from), benchmark.until);
                let message = say::outside_document(&own, &document);
                report.add("item_outside_document", at, message, say::REMEDY_DATES);
            }
        }
    }
    for gate in &library.parts().gates {
        let key = gate_key(gate);
        let at = At::Row(Table::Gate, &key, &gate.label);
        reversed(report, at, Some(gate.from), gate.until);
    }
    for instrument in &library.parts().instruments {
        let at = At::Row(
            Table::Instrument,
            instrument.slug.as_str(),
            instrument.name(),
        );
        reversed(report, at, Some(instrument.in_force), instrument.repealed);
    }
}

fn reversed(
    report: &mut Report,
    at: At,
    from: Option<PartialDate>,
    until: Option<PartialDate>,
) -> bool {
    let (Some(from), Some(until)) = (from, until) else {
        return false;
    };
    // From a day until the same day is never.
    let is_reversed = until.latest() <= from.earliest();
    if is_reversed {
        let message = say::dates_reversed(from, until);
        report.add("dates_reversed", at, message, say::REMEDY_DATES);
    }
    is_reversed
}
