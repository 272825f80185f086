//! An assessment as plain text: the order in which it is read out in the room.

use std::fmt::Write;

use crate::assess::words as say;
use crate::assess::{Assessment, GateState, Nearest, SubjectFine};
use crate::law::Library;
use crate::report::words;

/// Writes the assessment. Lines are not wrapped; the face that shows them does that.
pub fn to_text(library: &Library, assessment: &Assessment) -> String {
    let mut out = String::new();
    line(&mut out, format_args!("{}", assessment.title));
    line(
        &mut out,
        format_args!("{}  [{}]", assessment.cite, assessment.offence),
    );
    line(
        &mut out,
        format_args!(
            "{}；{}",
            say::disposition(assessment.disposition),
            benchmark(assessment)
        ),
    );
    section(
        &mut out,
        words::HEAD_RANGE,
        assessment.fines.iter().flat_map(|f| fine(library, f)),
    );
    section(
        &mut out,
        words::HEAD_FINDINGS,
        assessment.findings.iter().map(finding),
    );
    section(
        &mut out,
        words::HEAD_NEAREST,
        nearest(library, &assessment.nearest),
    );
    section(
        &mut out,
        words::HEAD_QUESTIONS,
        assessment
            .questions
            .iter()
            .map(|q| format!("{}：{}", q.label, q.narrows.join(" / "))),
    );
    section(
        &mut out,
        words::HEAD_THRESHOLDS,
        assessment
            .thresholds
            .iter()
            .map(|t| words::threshold(library, t)),
    );
    let others = assessment.other_penalties.iter().map(|o| {
        let instead = if o.instead_of.is_empty() {
            String::new()
        } else {
            words::instead_of(&o.instead_of)
        };
        let detail = o
            .detail
            .as_ref()
            .map(|d| format!("：{d}"))
            .unwrap_or_default();
        format!(
            "{}·{}·{} {}{instead}{detail}",
            say::subject(o.subject),
            words::stage(library, o.stage.as_str()),
            words::binding(o.binding),
            o.kind
        )
    });
    section(&mut out, words::HEAD_OTHER, others);
    let gates = assessment
        .gates
        .iter()
        .filter(|g| g.state != GateState::NotRequired);
    section(
        &mut out,
        words::HEAD_GATES,
        gates.map(|g| {
            format!(
                "{} {}：{}（{}）{}",
                words::gate_state(g.state),
                g.label,
                g.why,
                g.cite,
                g.effect
            )
        }),
    );
    let steps = assessment.trace.iter().enumerate().map(|(i, s)| {
        let cite = if s.cite.is_empty() {
            String::new()
        } else {
            format!("〔{}〕", s.cite)
        };
        let effect = if s.effect.is_empty() {
            String::new()
        } else {
            format!(" → {}", s.effect)
        };
        format!(
            "{}. {}：{}{cite}{effect}",
            i + 1,
            words::rule(s.rule),
            s.text
        )
    });
    section(&mut out, words::HEAD_TRACE, steps);
    section(
        &mut out,
        words::HEAD_WARNINGS,
        assessment.warnings.iter().cloned(),
    );
    out
}

fn line(out: &mut String, text: std::fmt::Arguments) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}

fn section(out: &mut String, head: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    line(out, format_args!("\n【{head}】"));
    for text in lines {
        line(out, format_args!("  {text}"));
    }
}

/// One line about the benchmark.
pub fn benchmark(assessment: &Assessment) -> String {
    let status = words::tier_status(assessment.benchmark.status);
    match (&assessment.benchmark.name, &assessment.benchmark.item) {
        (Some(name), Some(item)) => format!("{status}（{name}·{item}）"),
        (Some(name), None) => words::applicable(status, name),
        (None, _) => status.to_owned(),
    }
}

/// The lines about one subject's fine.
pub fn fine(library: &Library, fine: &SubjectFine) -> Vec<String> {
    let who = say::subject(fine.subject);
    let stage = words::stage(library, fine.stage.as_str());
    let statutory = match fine.statutory {
        Ok(range) if say::basis(&fine.basis) == range.to_string() => range.to_string(),
        Ok(range) => format!("{}（{range}）", say::basis(&fine.basis)),
        Err(_) => say::basis(&fine.basis),
    };
    let mut lines = vec![format!("{who}·{stage}  {} {statutory}", words::STATUTE)];
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
            "    {mark} {} {amount}  {}  〔{}〕",
            tier.label, tier.condition, tier.source
        ));
    }
    if let Some(s) = fine.suggested {
        let below = if s.below_minimum_allowed {
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
            s.range,
            say::lean(s.lean)
        ));
    }
    lines
}

fn finding(finding: &crate::assess::Finding) -> String {
    let who = finding
        .subject
        .map(|s| format!("{}：", say::subject(s)))
        .unwrap_or_default();
    let cite = finding
        .cite
        .as_ref()
        .filter(|c| !c.is_empty())
        .map(|c| format!("〔{c}〕"))
        .unwrap_or_default();
    format!(
        "{} {who}{}{cite}",
        words::severity(finding.severity),
        finding.message
    )
}

fn nearest(library: &Library, nearest: &Nearest) -> std::vec::IntoIter<String> {
    let lines = match nearest {
        Nearest::NotAsked => Vec::new(),
        Nearest::Fits => vec![words::FITS.to_owned()],
        Nearest::None => vec![words::NO_REASON.to_owned()],
        Nearest::Changes(changes) => changes.iter().map(|c| words::change(library, c)).collect(),
    };
    lines.into_iter()
}
