//! The reasons of an assessment as prose, for the file: every sentence with its ground.

use crate::assess::words as say;
use crate::assess::{Assessment, GateState, Step};
use crate::law::{Library, numeral};
use crate::report::assessment_text::{benchmark, finding, nearest};
use crate::report::contrast::{Contrast, Row, words};
use crate::report::words as told;

/// Writes the reasons: the outcome, the facts as filled in, one numbered sentence a step, what to check.
pub fn reasons(library: &Library, assessment: &Assessment, facts: &[String]) -> String {
    let outcome = say::disposition(assessment.disposition);
    let mut lines = vec![format!(
        "{}（{}）：{outcome}；{}。",
        assessment.title,
        assessment.cite,
        benchmark(assessment)
    )];
    let mut part = |head: &str, texts: &[String]| {
        if !texts.is_empty() {
            lines.push(format!("{head}：{}。", texts.join("；")));
        }
    };
    part(words::FACTS, facts);
    let steps: Vec<String> = (1..).zip(&assessment.trace).map(step).collect();
    let findings: Vec<String> = assessment.findings.iter().map(finding).collect();
    let gates = assessment.gates.iter();
    let gates: Vec<String> = gates
        .filter(|gate| gate.state != GateState::NotRequired)
        .map(|gate| {
            let state = told::gate_state(gate.state);
            format!("{state}{}（{}；{}）", gate.label, gate.why, gate.cite)
        })
        .collect();
    let questions = assessment.questions.iter();
    let questions: Vec<String> = questions
        .map(|question| format!("{}（{}）", question.label, question.narrows.join("、")))
        .collect();
    lines.extend(steps);
    let mut part = |head: &str, texts: &[String]| {
        if !texts.is_empty() {
            lines.push(format!("{head}：{}。", texts.join("；")));
        }
    };
    part(words::CHECKED, &findings);
    part(words::NEAREST, &nearest(library, assessment));
    part(words::TO_ASK, &questions);
    part(words::PROCEDURE, &gates);
    part(words::REMARKS, &assessment.warnings);
    lines.join("\n") + "\n"
}

fn step((number, step): (u32, &Step)) -> String {
    let cite = match step.cite.as_str() {
        "" => String::new(),
        cite => format!("（{cite}）"),
    };
    let effect = match step.effect.as_str() {
        "" => String::new(),
        effect => format!("，{effect}"),
    };
    format!(
        "（{}）{}：{}{cite}{effect}。",
        numeral::to_chinese(number),
        told::rule(step.rule),
        step.text
    )
}

/// Writes what differs: the facts, the outcome, the reasoning with its grounds.
pub fn differences(facts: &[Row], contrast: &Contrast) -> String {
    let row = |row: &Row| words::both(&row.label, &row.first, &row.second);
    let told = contrast.rows.iter().filter(|r| r.first != r.second);
    let mut lines: Vec<String> = facts.iter().chain(told).map(row).collect();
    lines.extend(contrast.differences.iter().map(|difference| {
        let cite = match difference.cite.as_str() {
            "" => String::new(),
            cite => format!("（{cite}）"),
        };
        row(&difference.row) + &cite
    }));
    if lines.is_empty() {
        lines.push(words::NO_DIFFERENCE.to_owned());
    }
    let lines: Vec<String> = lines.into_iter().map(|line| line + "。").collect();
    lines.join("\n") + "\n"
}
