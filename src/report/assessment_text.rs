//! An assessment as plain text: the order in which it is read out in the room.

use crate::assess::words as say;
use crate::assess::{
    Assessment, Comparison, DocumentChoice, Doubt, Finding, GateOutcome, GateState, Nearest,
    OtherPenalty, Question, Step, SubjectFine, TierOption, Verdict,
};
use crate::law::{Fen, FenRange, FineBasis, Library};
use crate::report::{lists, words};

/// A part of the assessment under its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Head, in Chinese.
    pub head: &'static str,
    /// Lines, not wrapped.
    pub lines: Vec<String>,
}

/// Writes the assessment. Lines are not wrapped; the face that shows them does that.
pub fn to_text(library: &Library, assessment: &Assessment) -> String {
    let mut lines = summary(assessment);
    for section in sections(library, assessment) {
        lines.push(String::new());
        lines.push(format!("【{}】", section.head));
        lines.extend(section.lines.into_iter().map(|line| format!("  {line}")));
    }
    lines.join("\n") + "\n"
}

/// The offence, its citation, the outcome.
pub fn summary(assessment: &Assessment) -> Vec<String> {
    let outcome = say::disposition(assessment.disposition);
    let outcome = if assessment.doubts.iter().any(Doubt::is_about_law) {
        words::reference_only(outcome)
    } else {
        outcome.to_owned()
    };
    let mut lines = vec![
        assessment.title.clone(),
        format!("{}  [{}]", assessment.cite, assessment.offence),
        format!("{outcome}；{}", benchmark(assessment)),
    ];
    if assessment.verdict != Verdict::NotAsked {
        lines.push(words::verdict_line(
            assessment.verdict,
            &assessment.doubts,
            &assessment.unchecked,
        ));
    }
    lines
}

/// The parts that have something to say, in the order in which they are read out.
pub fn sections(library: &Library, assessment: &Assessment) -> Vec<Section> {
    let questions = assessment.questions.iter();
    let thresholds = assessment.thresholds.iter();
    let gates = assessment
        .gates
        .iter()
        .filter(|g| g.state != GateState::NotRequired);
    let parts = [
        (words::HEAD_RANGE, fines(library, assessment)),
        (words::HEAD_STACK, documents(assessment)),
        (
            words::HEAD_LISTS,
            assessment.lists.iter().flat_map(lists::lines).collect(),
        ),
        (
            words::HEAD_FINDINGS,
            assessment.findings.iter().map(finding).collect(),
        ),
        (words::HEAD_NEAREST, nearest(library, assessment)),
        (words::HEAD_QUESTIONS, questions.map(question).collect()),
        (
            words::HEAD_THRESHOLDS,
            thresholds.map(|t| words::threshold(library, t)).collect(),
        ),
        (
            words::HEAD_OTHER,
            assessment
                .other_penalties
                .iter()
                .map(|o| other(library, o))
                .collect(),
        ),
        (
            words::HEAD_LINKED,
            assessment.linked.iter().map(words::linked).collect(),
        ),
        (words::HEAD_GATES, gates.map(gate).collect()),
        (
            words::HEAD_TRACE,
            assessment.trace.iter().enumerate().map(step).collect(),
        ),
        (words::HEAD_WARNINGS, assessment.warnings.clone()),
    ];
    let section = |(head, lines): (&'static str, Vec<String>)| Section { head, lines };
    parts
        .into_iter()
        .map(section)
        .filter(|s| !s.lines.is_empty())
        .collect()
}

/// Why this document: what both dates have, then every candidate.
fn documents(assessment: &Assessment) -> Vec<String> {
    let chosen = &assessment.benchmark;
    let mut lines = Vec::new();
    if let (Some(other), Some(name), Some(item)) = (&chosen.other, &chosen.name, &chosen.item) {
        let own = say::side(&say::tier_item(name, item), &chosen.ranges);
        let rest = say::side(&say::tier_item(&other.name, &other.item), &other.ranges);
        let newer = chosen.chosen_by == DocumentChoice::Lighter;
        let (old, new) = if newer { (rest, own) } else { (own, rest) };
        let verdict = chosen.verdict.unwrap_or(Comparison::Undecided);
        lines.push(say::documents_compared(&old, &new, verdict));
    } else if chosen.chosen_by == DocumentChoice::Decision {
        lines.push(say::document_chosen(chosen.chosen_by).to_owned());
    }
    if say::needs_explaining(&assessment.stack) {
        let all = &assessment.stack;
        lines.extend(all.iter().map(|e| words::stack_entry(e, all)));
    }
    lines
}

fn question(question: &Question) -> String {
    format!("{}：{}", question.label, question.narrows.join(" / "))
}

/// One penalty besides the fine.
pub fn other(library: &Library, other: &OtherPenalty) -> String {
    let who = say::subject(other.subject);
    let stage = words::stage(library, other.stage.as_str());
    let binding = words::binding(other.binding);
    let instead = if other.instead_of.is_empty() {
        String::new()
    } else {
        words::instead_of(&other.instead_names, other.up_to)
    };
    let detail = optional("：", other.detail.as_deref(), "");
    let organ = optional("（", other.authority.as_deref(), "）");
    format!(
        "{who}·{stage}·{binding} {}{instead}{detail}{organ}",
        other.name
    )
}

fn gate(gate: &GateOutcome) -> String {
    let state = words::gate_state(gate.state);
    format!(
        "{state} {}：{}（{}）{}",
        gate.label, gate.why, gate.cite, gate.effect
    )
}

/// One step of the trace, numbered from 1.
pub fn step((index, step): (usize, &Step)) -> String {
    let cite = optional("〔", Some(&step.cite), "〕");
    let effect = optional(" → ", Some(&step.effect), "");
    format!(
        "{}. {}：{}{cite}{effect}",
        index + 1,
        words::rule(step.rule),
        step.text
    )
}

fn optional(before: &str, text: Option<&str>, after: &str) -> String {
    let text = text.filter(|t| !t.is_empty());
    text.map(|t| format!("{before}{t}{after}"))
        .unwrap_or_default()
}

/// One line about the benchmark.
pub fn benchmark(assessment: &Assessment) -> String {
    let chosen = &assessment.benchmark;
    let status = words::tier_status(chosen.status, chosen.has_tiers);
    match (&assessment.benchmark.name, &assessment.benchmark.item) {
        (Some(name), Some(item)) => format!("{status}（{name}·{item}）"),
        (Some(name), None) => words::applicable(status, name),
        (None, _) => status.to_owned(),
    }
}

/// The lines about all fines; what is the same for several items of a clause is said once.
fn fines(library: &Library, assessment: &Assessment) -> Vec<String> {
    let mut said: Vec<Vec<String>> = Vec::new();
    for lines in assessment.fines.iter().map(|f| fine(library, f)) {
        if !said.contains(&lines) {
            said.push(lines);
        }
    }
    said.concat()
}

/// The lines about one subject's fine.
pub fn fine(library: &Library, fine: &SubjectFine) -> Vec<String> {
    let who = say::subject(fine.subject);
    let stage = words::stage(library, fine.stage.as_str());
    let laid_down = say::fine(fine);
    let statutory = match fine.statutory {
        // A measure in multiples or per cent comes to an amount.
        Ok(range) if !matches!(fine.basis, FineBasis::Fixed { .. }) => {
            format!("{laid_down}（{range}）")
        }
        Ok(_) | Err(_) => laid_down,
    };
    let kept = fine.origin.as_ref().and_then(|o| o.kept_from.as_ref());
    let kept = kept.map(|s| words::kept_from(words::stage(library, s.as_str())));
    let by = optional("〔", Some(&say::cited(&fine.cited)), "〕");
    let by = if fine.cited.targets.is_empty() {
        String::new()
    } else {
        by
    };
    let mut lines = vec![format!(
        "{who}·{stage}  {} {statutory}{}{by}",
        words::STATUTE,
        kept.unwrap_or_default()
    )];
    for tier in &fine.tiers {
        let amount = tier
            .range
            .map_or_else(|| words::NONE.to_owned(), |r| r.to_string());
        let mark = if tier.governs {
            "✓"
        } else if tier.met {
            "="
        } else {
            "?"
        };
        lines.push(format!(
            "    {mark} {} {amount}  {}  〔{}{}〕",
            tier.label,
            tier.condition,
            tier.item,
            optional(words::CONFIDENCE, tier.confidence.as_deref(), "")
        ));
        if let Some(wording) = wording(library, tier) {
            lines.push(format!("      {wording}"));
        }
    }
    if let Some(s) = fine.suggested {
        let below = if s.below_minimum_allowed && fine.min_stated {
            format!("，{}", words::BELOW_ALLOWED)
        } else {
            String::new()
        };
        let layers = if s.min_layer == s.max_layer {
            words::layer(s.max_layer).to_owned()
        } else {
            words::two_layers(s.min_layer, s.max_layer)
        };
        lines.push(format!(
            "    {} {}（{layers}；{}{below}）",
            words::SUGGESTED,
            amount(fine, s.range),
            say::lean(s.lean)
        ));
        let band = fine.band.as_ref();
        lines.extend(band.map(|b| format!("      {}〔{}〕", say::band(b), b.cite)));
    }
    lines
}

/// What the document prints of a tier that governs, and where; nothing when it was not imported.
pub fn wording(library: &Library, tier: &TierOption) -> Option<String> {
    if !tier.governs {
        return None;
    }
    let standard = tier.standard.as_deref();
    // A sentence that holds both says it once.
    let text = tier.text.as_deref();
    let text = text.filter(|text| !standard.is_some_and(|s| s.contains(text)));
    let printed: Vec<&str> = [text, standard].into_iter().flatten().collect();
    if printed.is_empty() {
        return None;
    }
    let benchmark = library.benchmark(tier.benchmark.as_str());
    let document = benchmark.and_then(|b| b.document.as_ref());
    let file = document.map(|d| d.file.as_str());
    Some(words::wording(&printed, file, tier.place.as_deref()))
}

/// One finding.
pub fn finding(finding: &Finding) -> String {
    let who = finding
        .subject
        .map(|s| format!("{}：", say::subject(s)))
        .unwrap_or_default();
    let cite = optional("〔", finding.cite.as_deref(), "〕");
    format!(
        "{} {who}{}{cite}",
        words::severity(finding.severity),
        finding.message
    )
}

/// The nearest lawful reason, line by line; the doubts where it cannot be told.
pub fn nearest(library: &Library, assessment: &Assessment) -> Vec<String> {
    match &assessment.nearest {
        Nearest::NotAsked => Vec::new(),
        Nearest::Fits => vec![words::FITS.to_owned()],
        Nearest::None => vec![words::NO_REASON.to_owned()],
        Nearest::Changes(changes) => changes.iter().map(|c| words::change(library, c)).collect(),
        Nearest::CannotTell => assessment.doubts.iter().map(words::doubt).collect(),
    }
}

/// An amount as the text has it: without a minimum, X以下.
fn amount(fine: &SubjectFine, range: FenRange) -> String {
    if fine.min_stated || range.min() > Fen::ZERO {
        range.to_string()
    } else {
        words::at_most(range.max())
    }
}
