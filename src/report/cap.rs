//! Inspection caps as text and JSON.

use serde_json::{Value, json};

use crate::law::Library;
use crate::law::cap::{Cap, Plan};
use crate::report::words;

/// One plan: a head, its rows by domain and risk, its remarks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which plan.
    pub head: String,
    /// Its rows, then its remarks.
    pub lines: Vec<String>,
}

/// The plans for people.
pub fn sections(library: &Library, plans: &[Plan]) -> Vec<Section> {
    plans.iter().map(|plan| section(library, plan)).collect()
}

fn section(library: &Library, plan: &Plan) -> Section {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for cap in &plan.caps {
        let who = group(library, cap);
        let row = words::cap_row(&cap.category, cap.per_year);
        match groups.iter_mut().find(|(known, _)| *known == who) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((who, vec![row])),
        }
    }
    let rows = groups.into_iter();
    let rows = rows.map(|(who, rows)| words::cap_group(&who, &rows));
    let remarks = plan.remarks.iter().map(|r| r.text.clone());
    let notes = plan.caps.iter().filter_map(|c| c.note.clone());
    Section {
        head: words::cap_plan(plan.title, plan.doc_no, plan.year, plan.region),
        lines: rows.chain(remarks).chain(notes).collect(),
    }
}

fn group(library: &Library, cap: &Cap) -> String {
    let domain = library.domain(cap.domain.as_str());
    let label = domain.map_or(cap.domain.as_str(), |d| d.label.as_str());
    cap.risk
        .map_or_else(|| label.to_owned(), |risk| words::at_risk(label, risk))
}

/// The plans as text.
pub fn to_text(library: &Library, plans: &[Plan]) -> String {
    let mut lines = Vec::new();
    for section in sections(library, plans) {
        lines.push(section.head);
        lines.extend(section.lines.into_iter().map(|line| format!("  {line}")));
    }
    lines.join("\n") + "\n"
}

/// The plans for programs.
pub fn to_json(plans: &[Plan]) -> Value {
    let one = |plan: &Plan| {
        json!({
            "title": plan.title, "doc_no": plan.doc_no, "region": plan.region, "year": plan.year,
            "caps": plan.caps, "remarks": plan.remarks,
        })
    };
    plans.iter().map(one).collect()
}
