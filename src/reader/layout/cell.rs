//! The tiers inside the cells of one row.

use crate::reader::TierText;
use crate::reader::layout::join;
use crate::reader::layout::label::tier_label;

/// Adds the text of a cell to a field, unless it is there already.
pub fn add(field: &mut String, text: &str) {
    if !text.is_empty() && field != text {
        join(field, text);
    }
}

/// The tiers a row holds: one, or several where its cells hold one a line.
pub fn tiers(label: &str, condition: &str, standard: &str, both: &str) -> Vec<TierText> {
    if label.is_empty() && condition.is_empty() && standard.is_empty() && both.is_empty() {
        return Vec::new();
    }
    let labels = lines(label);
    if labels.len() > 1 {
        let columns = [lines(condition), lines(standard), lines(both)];
        let fits = |column: &Vec<String>| column.is_empty() || column.len() == labels.len();
        let tiered = labels
            .iter()
            .all(|l| tier_label(l).is_some_and(|(_, rest)| rest.is_empty()));
        if tiered && columns.iter().all(fits) {
            let [conditions, standards, boths] = columns;
            return labels
                .iter()
                .enumerate()
                .map(|(n, label)| {
                    let text = |column: &[String]| column.get(n).cloned().unwrap_or_default();
                    one(label, &text(&conditions), &text(&standards), &text(&boths))
                })
                .collect();
        }
    }
    if label.is_empty() {
        let columns = [labelled(condition), labelled(standard), labelled(both)];
        if let Some(tiers) = by_label(&columns, [condition, standard, both]) {
            return tiers;
        }
    }
    let label = labels.concat();
    vec![one(&label, condition, standard, both)]
}

fn one(label: &str, condition: &str, standard: &str, both: &str) -> TierText {
    let mut tier = TierText {
        label: label.trim().to_owned(),
        condition: (!condition.is_empty()).then(|| bare(condition, label)),
        standard: bare(standard, label),
        ..TierText::default()
    };
    join(&mut tier.standard, both);
    tier
}

/// A text without its label, where the label stands in its own cell too.
fn bare(text: &str, label: &str) -> String {
    match tier_label(text) {
        Some((own, rest)) if !label.is_empty() && own == label.trim() => rest.to_owned(),
        _ => text.to_owned(),
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The labelled pieces of a cell; empty unless it begins with a label.
fn labelled(text: &str) -> Vec<(String, String)> {
    let mut pieces: Vec<(String, String)> = Vec::new();
    for line in lines(text) {
        match tier_label(&line) {
            Some((label, rest)) => pieces.push((label.to_owned(), rest.to_owned())),
            None => match pieces.last_mut() {
                Some((_, text)) => join(text, &line),
                None => return Vec::new(),
            },
        }
    }
    pieces
}

/// Tiers from cells that hold their labels; `None` where they have none or disagree.
fn by_label(columns: &[Vec<(String, String)>; 3], texts: [&str; 3]) -> Option<Vec<TierText>> {
    let first = columns.iter().find(|column| !column.is_empty())?;
    let labels: Vec<&String> = first.iter().map(|(label, _)| label).collect();
    for (column, text) in columns.iter().zip(texts) {
        let same = column
            .iter()
            .map(|(label, _)| label)
            .eq(labels.iter().copied());
        let whole = labels.len() == 1 && column.is_empty();
        if !(same || text.is_empty() || whole) {
            return None;
        }
    }
    let tiers = labels.iter().enumerate().map(|(n, label)| {
        let text = |at: usize| {
            let own = columns.get(at).and_then(|column| column.get(n));
            let whole = texts.get(at).filter(|_| labels.len() == 1);
            own.map(|(_, text)| text.clone())
                .or_else(|| whole.map(|text| (*text).to_owned()))
                .unwrap_or_default()
        };
        one(label, &text(0), &text(1), &text(2))
    });
    Some(tiers.collect())
}
