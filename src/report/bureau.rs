//! Authorities compared: for people, for programs, for tables.

mod words;

pub(crate) use words::change;

use serde_json::{Value, json};

use crate::compare::Findings;
use crate::compare::bureau::{
    Bunching, BureauPoint, BureauView, FEWEST_BUREAUS, FEWEST_IN_PERIOD, FEWEST_NEAR_THRESHOLD,
    FEWEST_OF_BUREAU, PeriodPoint, Share, Test, YearChange,
};
use crate::report::bureau::words::Family;

/// Headings of the table that [`to_rows`] fills.
pub const COLUMNS: [&str; 12] = words::COLUMNS;
/// Entries of each list in the text, beside those singled out.
const SHOWN: usize = 5;

/// The view in words: what stands out first, then the rest in short.
pub fn to_text(view: &BureauView) -> Vec<String> {
    let mut lines = vec![words::title(view.by, view.method.fines)];
    lines.extend(statement(view));
    let periods = view.periods.iter().map(|p| (p.test, words::period(p)));
    lines.extend(section(Family::Periods(view.by), periods.collect()));
    let bureaus = view.bureaus.iter().map(|b| (b.test, words::bureau(b)));
    lines.extend(section(Family::Bureaus, bureaus.collect()));
    let top = view.bureaus.iter().map(|b| (b.top.test, words::top(b)));
    lines.extend(section(Family::Top, by_rank(top.collect())));
    let bottom = view
        .bureaus
        .iter()
        .map(|b| (b.bottom.test, words::bottom(b)));
    lines.extend(section(Family::Bottom, by_rank(bottom.collect())));
    let bunching = view.bunching.iter().map(|b| (b.test, words::bunching(b)));
    lines.extend(section(Family::Bunching, bunching.collect()));
    let years = view.years.iter().map(|y| (y.test, words::year(y)));
    lines.extend(section(Family::Years, years.collect()));
    lines
}

/// What was compared, at which rate, from which size on, in words.
pub fn statement(view: &BureauView) -> Vec<String> {
    words::statement(view)
}

/// The words for a period that stands out or does not, for a table or a screen.
pub fn period(point: &PeriodPoint) -> String {
    words::period(point)
}

/// The words for an authority.
pub fn bureau(point: &BureauPoint) -> String {
    words::bureau(point)
}

/// The words for the share at the upper end.
pub fn top(point: &BureauPoint) -> String {
    words::top(point)
}

/// The words for the share at the lower end.
pub fn bottom(point: &BureauPoint) -> String {
    words::bottom(point)
}

/// The words for amounts just under a threshold.
pub fn bunching(bunching: &Bunching) -> String {
    words::bunching(bunching)
}

/// The words for a change from year to year.
pub fn year(change: &YearChange) -> String {
    words::year(change)
}

fn by_rank(mut entries: Vec<(Option<Test>, String)>) -> Vec<(Option<Test>, String)> {
    entries.sort_by_key(|(test, _)| test.map_or(usize::MAX, |t| t.rank));
    entries
}

/// A head, what is singled out, and the next few; what could not be tested is counted.
fn section(family: Family, entries: Vec<(Option<Test>, String)>) -> Vec<String> {
    let tested = entries.iter().filter(|(test, _)| test.is_some()).count();
    let flagged = entries
        .iter()
        .filter(|(test, _)| test.is_some_and(|t| t.flagged))
        .count();
    let mut lines = vec![String::new(), words::head(family, tested, flagged)];
    let untested = entries.len() - tested;
    let shown = entries.into_iter().filter(|(test, _)| test.is_some());
    for (test, text) in shown.take(flagged.max(SHOWN)) {
        lines.push(words::entry(test.is_some_and(|t| t.flagged), &text));
    }
    if untested > 0 {
        lines.push(words::untested(family, untested));
    }
    lines
}

/// The view for programs. Identifiers do not change; every list stands in the order of its ranks.
pub fn to_json(view: &BureauView, findings: &Findings) -> Value {
    let case_no = |key: &i64| {
        let cases = findings.cases();
        cases
            .find(*key)
            .and_then(|i| cases.decision(i))
            .map(|d| d.case_no)
    };
    let periods = (1..).zip(&view.periods).map(|(rank, p)| {
        with_test(
            p.test,
            rank,
            json!({
                "authority": p.authority, "quarter": p.period.label(), "n": p.n,
                "index": p.index.value, "low": p.index.low, "high": p.index.high, "usual": p.usual,
                "top": share(&p.top), "bottom": share(&p.bottom),
            }),
        )
    });
    let bureaus = (1..).zip(&view.bureaus).map(|(rank, b)| {
        with_test(b.test, rank, json!({
            "authority": b.authority, "n": b.n, "effective": b.effective,
            "index": b.index.value, "low": b.index.low, "high": b.index.high,
            "limits_95": [b.limits_95.0, b.limits_95.1], "limits_998": [b.limits_998.0, b.limits_998.1],
            "top": share(&b.top), "bottom": share(&b.bottom),
            "change_percent": b.change.map(|c| json!({"value": c.value, "low": c.low, "high": c.high})),
        }))
    });
    let bunching = (1..).zip(&view.bunching).map(|(rank, b)| {
        let gates = b
            .gates
            .iter()
            .map(|(label, cite)| json!({"label": label, "cite": cite}));
        with_test(
            b.test,
            rank,
            json!({
                "authority": b.authority, "threshold_yuan": b.threshold_yuan, "near": b.near,
                "just_below": b.just_below, "expected": b.expected, "from_yuan": b.window_yuan.0,
                "in_force": b.in_force, "gates": gates.collect::<Vec<_>>(),
                "case_nos": b.keys.iter().filter_map(case_no).collect::<Vec<_>>(),
            }),
        )
    });
    let years = (1..).zip(&view.years).map(|(rank, y)| {
        with_test(
            y.test,
            rank,
            json!({
                "authority": y.authority, "year": y.year, "n_before": y.n.0, "n": y.n.1,
                "change_percent": y.change.value, "low": y.change.low, "high": y.change.high,
            }),
        )
    });
    json!({
        "quarters": periods.collect::<Vec<_>>(),
        "bureaus": bureaus.collect::<Vec<_>>(),
        "bunching": bunching.collect::<Vec<_>>(),
        "years": years.collect::<Vec<_>>(),
        "method": {
            "rate": view.method.rate, "fines": view.method.fines, "undated": view.method.undated,
            "period_dispersion": view.method.period_dispersion, "between": view.method.between,
            "fewest_in_period": FEWEST_IN_PERIOD, "fewest_of_bureau": FEWEST_OF_BUREAU,
            "fewest_bureaus": FEWEST_BUREAUS, "fewest_near_threshold": FEWEST_NEAR_THRESHOLD,
            "statement": statement(view),
        },
    })
}

/// Adds the test; what was not tested has no p-value and is not flagged.
fn with_test(test: Option<Test>, rank: usize, mut entry: Value) -> Value {
    entry["p_value"] = json!(test.map(|t| t.p_value));
    entry["z"] = json!(test.map(|t| t.z));
    entry["rank"] = json!(rank);
    entry["flagged"] = json!(test.is_some_and(|t| t.flagged));
    entry
}

fn share(share: &Share) -> Value {
    json!({
        "count": share.count, "of": share.of,
        "share": share.share.value, "low": share.share.low, "high": share.share.high,
        "expected": share.expected, "p_value": share.test.map(|t| t.p_value),
        "flagged": share.test.is_some_and(|t| t.flagged),
    })
}

/// The view as rows of one table, with [`COLUMNS`].
pub fn to_rows(view: &BureauView) -> Vec<[String; 12]> {
    let periods = view.periods.iter().map(|p| {
        let figures = [p.index.value, p.index.low, p.index.high].map(Some);
        row(
            Family::Periods(view.by),
            &p.authority,
            p.period.label(),
            p.n,
            figures,
            p.usual,
            p.test,
        )
    });
    let bureaus = view.bureaus.iter().map(|b| {
        let figures = [b.index.value, b.index.low, b.index.high].map(Some);
        row(
            Family::Bureaus,
            &b.authority,
            String::new(),
            b.n,
            figures,
            None,
            b.test,
        )
    });
    let ends = view.bureaus.iter().flat_map(|b| {
        [(Family::Top, &b.top), (Family::Bottom, &b.bottom)].map(|(family, s)| {
            let figures = [s.share.value, s.share.low, s.share.high].map(|x| Some(100.0 * x));
            let expected = s.expected.map(|x| 100.0 * x);
            row(
                family,
                &b.authority,
                String::new(),
                s.of,
                figures,
                expected,
                s.test,
            )
        })
    });
    let bunching = view.bunching.iter().map(|b| {
        let count = Some(f64::from(u32::try_from(b.just_below).unwrap_or(u32::MAX)));
        let threshold = b.threshold_yuan.to_string();
        row(
            Family::Bunching,
            &b.authority,
            threshold,
            b.near,
            [count, None, None],
            Some(b.expected),
            b.test,
        )
    });
    let years = view.years.iter().map(|y| {
        let figures = [y.change.value, y.change.low, y.change.high].map(Some);
        row(
            Family::Years,
            &y.authority,
            y.year.to_string(),
            y.n.1,
            figures,
            Some(0.0),
            y.test,
        )
    });
    periods
        .chain(bureaus)
        .chain(ends)
        .chain(bunching)
        .chain(years)
        .collect()
}

fn row(
    family: Family,
    authority: &str,
    of: String,
    n: usize,
    figures: [Option<f64>; 3],
    expected: Option<f64>,
    test: Option<Test>,
) -> [String; 12] {
    let number = |x: Option<f64>| x.map_or_else(String::new, |x| format!("{x:.2}"));
    let [value, low, high] = figures.map(number);
    [
        words::list(family).to_owned(),
        harmless(authority),
        of,
        n.to_string(),
        value,
        low,
        high,
        number(expected),
        test.map_or_else(String::new, |t| format!("{:.3e}", t.p_value)),
        test.map_or_else(String::new, |t| t.rank.to_string()),
        words::mark(test.is_some_and(|t| t.flagged)).to_owned(),
        words::unit(family).to_owned(),
    ]
}

/// A text that a spreadsheet does not take for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_looks_like_a_formula_is_made_harmless() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("甲局"), "甲局");
    }
}
