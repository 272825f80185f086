//! Reads a case from JSON (`formats.md`, "Case in"). Every problem names its field; nothing is guessed.

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::assess::case::{Case, Elsewhere, Proposed};
use crate::assess::input_words as say;
use crate::law::date::DateError;
use crate::law::fact::FactKind;
use crate::law::{
    CircumstanceId, DomainId, FactId, FactValue, Fen, Library, OffenceId, PartialDate, StageId,
    Subject, vocabulary,
};

/// A field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputProblem {
    /// Path of the field, e.g. `facts.days_overdue`.
    pub field: String,
    /// What is wrong and what is expected, in Chinese.
    pub message: String,
}

/// A case as read, with fields that were not understood and left aside.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadCase {
    /// The case.
    pub case: Case,
    /// Fields nothing is known about.
    pub unknown_fields: Vec<String>,
}

const FIELDS: [&str; 29] = [
    "domain",
    "offence",
    "basis",
    "stage",
    "act_on",
    "act_ended_on",
    "discovered_on",
    "decided_on",
    "subjects",
    "facts",
    "circumstances",
    "illegal_gain_yuan",
    "goods_value_yuan",
    "annual_income_yuan",
    "base_fine_yuan",
    "days",
    "serious_harm",
    "concurrent",
    "proposed",
    "jurisdiction",
    "bands",
    "filed_on",
    "birth_date",
    "central_enterprise",
    "other_violations",
    "case_no",
    "title",
    "party_name",
    "narrative",
];

/// Keys of a proposed amount.
const PROPOSED_FIELDS: [&str; 3] = ["subject", "fine_yuan", "before_defence_yuan"];

/// Reads a case, or says everything that is wrong with it.
pub fn read_case(text: &str, library: &Library) -> Result<ReadCase, Vec<InputProblem>> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| {
        vec![InputProblem {
            field: String::new(),
            message: say::not_json(e.line(), e.column()),
        }]
    })?;
    let Value::Object(map) = value else {
        return Err(vec![InputProblem {
            field: String::new(),
            message: say::NOT_AN_OBJECT.to_owned(),
        }]);
    };
    let mut reader = Reader {
        library,
        map: &map,
        problems: Vec::new(),
    };
    let case = reader.case();
    let mut unknown_fields: Vec<String> = map
        .keys()
        .filter(|k| !FIELDS.contains(&k.as_str()))
        .cloned()
        .collect();
    unknown_fields.extend(reader.unknown_in_proposed());
    if reader.problems.is_empty() {
        Ok(ReadCase {
            case,
            unknown_fields,
        })
    } else {
        Err(reader.problems)
    }
}

struct Reader<'a> {
    library: &'a Library,
    map: &'a Map<String, Value>,
    problems: Vec<InputProblem>,
}

impl<'a> Reader<'a> {
    fn case(&mut self) -> Case {
        let mut case = Case {
            domain: self.domain(),
            stage: self.stage(),
            act_on: self.date("act_on"),
            act_ended_on: self.date("act_ended_on"),
            discovered_on: self.date("discovered_on"),
            decided_on: self.date("decided_on"),
            subjects: self.subjects(),
            circumstances: self.circumstances().into_iter().collect(),
            filed_on: self.date("filed_on"),
            birth_date: self.date("birth_date"),
            central_enterprise: self.yes_no("central_enterprise"),
            serious_harm: self.yes_no("serious_harm"),
            jurisdiction: self.region(),
            bands: self.bands(),
            ..Case::default()
        };
        self.offence(&mut case);
        self.facts(&mut case);
        case.inputs.illegal_gain = self.money("illegal_gain_yuan");
        case.inputs.goods_value = self.money("goods_value_yuan");
        case.inputs.annual_income = self.money("annual_income_yuan");
        case.inputs.base_fine = self.money("base_fine_yuan");
        case.inputs.days = self
            .get("days")
            .and_then(Value::as_u64)
            .and_then(|n| u32::try_from(n).ok());
        case.concurrent = self.concurrent();
        case.other_violations = self.other_violations();
        case.proposed = self.proposed();
        self.order(&case);
        case
    }

    fn wrong(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.problems.push(InputProblem {
            field: field.into(),
            message: message.into(),
        });
    }

    /// A field that is present and not null.
    fn get(&self, field: &str) -> Option<&'a Value> {
        self.map.get(field).filter(|v| !v.is_null())
    }

    fn text(&mut self, field: &str) -> Option<&'a str> {
        let value = self.get(field)?;
        if value.as_str().is_none() {
            self.wrong(field, say::TEXT_EXPECTED);
        }
        value.as_str()
    }

    fn list(&mut self, field: &str) -> &'a [Value] {
        match self.get(field) {
            None => &[],
            Some(Value::Array(list)) => list,
            Some(_) => {
                self.wrong(field, say::LIST_EXPECTED);
                &[]
            }
        }
    }

    fn domain(&mut self) -> Option<DomainId> {
        let text = self.text("domain")?;
        let domains = &self.library.parts().domains;
        let found = domains
            .iter()
            .find(|d| d.id.as_str() == text || d.words.iter().any(|w| w == text));
        if found.is_none() {
            let known: Vec<&str> = domains.iter().map(|d| d.id.as_str()).collect();
            self.wrong("domain", say::unknown_word(text, &known));
        }
        found.map(|d| d.id.clone())
    }

    fn stage(&mut self) -> Option<StageId> {
        let text = self.text("stage")?;
        let found = vocabulary::identify(&self.library.parts().vocabulary.stages, text);
        if found.is_none() {
            let known: Vec<&str> = self
                .library
                .parts()
                .vocabulary
                .stages
                .iter()
                .map(|t| t.id.as_str())
                .collect();
            self.wrong("stage", say::unknown_word(text, &known));
        }
        found.map(StageId::from)
    }

    fn date(&mut self, field: &str) -> Option<PartialDate> {
        let text = self.text(field)?;
        match text.parse() {
            Ok(date) => Some(date),
            Err(DateError::Impossible) => {
                self.wrong(field, say::impossible_date(text));
                None
            }
            Err(DateError::Unreadable) => {
                self.wrong(field, say::unreadable_date(text));
                None
            }
        }
    }

    fn yes_no(&mut self, field: &str) -> Option<bool> {
        let value = self.get(field)?;
        if value.as_bool().is_none() {
            self.wrong(field, say::YES_NO_EXPECTED);
        }
        value.as_bool()
    }

    /// What is proposed for the other violations of the case: a subject, a fine, confiscated gains and goods.
    fn other_violations(&mut self) -> Vec<Elsewhere> {
        let mut found = Vec::new();
        for (i, value) in self.list("other_violations").iter().enumerate() {
            let at = |name: &str| format!("other_violations[{i}].{name}");
            let subject =
                self.subject(&at("subject"), value.get("subject").unwrap_or(&Value::Null));
            let mut money = |name: &str| {
                let given = value.get(name).filter(|v| !v.is_null());
                let read = given.map_or(Ok(Fen::ZERO), amount);
                if let Err(message) = &read {
                    self.wrong(at(name), *message);
                }
                read.unwrap_or(Fen::ZERO)
            };
            let (fine, illegal_gain, goods_value) = (
                money("fine_yuan"),
                money("illegal_gain_yuan"),
                money("goods_value_yuan"),
            );
            found.extend(subject.map(|subject| Elsewhere {
                subject,
                fine,
                illegal_gain,
                goods_value,
            }));
        }
        found
    }

    fn region(&mut self) -> Option<String> {
        let text = self.text("jurisdiction")?;
        if text.len() != 6 || !text.bytes().all(|b| b.is_ascii_digit()) {
            self.wrong("jurisdiction", say::REGION_EXPECTED);
            return None;
        }
        Some(text.to_owned())
    }

    fn bands(&mut self) -> Vec<String> {
        let mut found = Vec::new();
        for (i, value) in self.list("bands").iter().enumerate() {
            match value.as_str() {
                Some(id) => found.push(id.to_owned()),
                None => self.wrong(format!("bands[{i}]"), say::TEXT_EXPECTED),
            }
        }
        found
    }

    fn subject(&mut self, field: &str, value: &Value) -> Option<Subject> {
        let text = value.as_str().unwrap_or_default();
        let found = vocabulary::identify(&self.library.parts().vocabulary.subjects, text)
            .and_then(Subject::from_id);
        if found.is_none() {
            self.wrong(
                field,
                say::unknown_word(text, &Subject::ALL.map(Subject::id)),
            );
        }
        found
    }

    fn subjects(&mut self) -> Vec<Subject> {
        let mut subjects = Vec::new();
        for (i, value) in self.list("subjects").iter().enumerate() {
            if let Some(subject) = self.subject(&format!("subjects[{i}]"), value)
                && !subjects.contains(&subject)
            {
                subjects.push(subject);
            }
        }
        subjects
    }

    fn circumstances(&mut self) -> Vec<CircumstanceId> {
        let mut found = Vec::new();
        for (i, value) in self.list("circumstances").iter().enumerate() {
            let text = value.as_str().unwrap_or_default();
            let known = self
                .library
                .parts()
                .circumstances
                .iter()
                .find(|c| c.id.as_str() == text || c.label == text);
            match known {
                Some(circumstance) => found.push(circumstance.id.clone()),
                None => self.wrong(
                    format!("circumstances[{i}]"),
                    say::unknown_circumstance(text),
                ),
            }
        }
        found
    }

    fn offence(&mut self, case: &mut Case) {
        if let Some(text) = self.text("offence") {
            if self.library.named(text).is_empty() {
                self.wrong("offence", say::unknown_offence(text));
            } else {
                case.offence = Some(OffenceId::from(text));
            }
        } else if let Some(text) = self.text("basis") {
            match self
                .library
                .cite_on(text, case.decided_on.map(PartialDate::latest))
            {
                Ok(located) => {
                    case.offence = Some(located.id);
                    case.earlier_numbering = located.earlier;
                    case.basis = Some(text.to_owned());
                }
                Err(error) => self.wrong("basis", say::bad_citation(text, &error)),
            }
        } else if self.get("offence").is_none() && self.get("basis").is_none() {
            self.wrong("offence", say::OFFENCE_MISSING);
        }
    }

    fn facts(&mut self, case: &mut Case) {
        let Some(value) = self.get("facts") else {
            return;
        };
        let Value::Object(facts) = value else {
            self.wrong("facts", say::OBJECT_EXPECTED);
            return;
        };
        for (name, value) in facts.iter().filter(|(_, v)| !v.is_null()) {
            let field = format!("facts.{name}");
            let spec = self
                .library
                .parts()
                .facts
                .iter()
                .find(|f| f.id.as_str() == name || f.label == *name);
            let Some(spec) = spec else {
                let known: Vec<&str> = self
                    .library
                    .parts()
                    .facts
                    .iter()
                    .map(|f| f.id.as_str())
                    // What one document alone asks for would drown the rest.
                    .filter(|id| !id.starts_with("x_"))
                    .collect();
                self.wrong(field, say::unknown_fact(&known));
                continue;
            };
            let read = match value {
                Value::String(text) if spec.kind == FactKind::Text => {
                    Some(FactValue::Text(text.clone()))
                }
                Value::String(text) => text.trim().parse().ok().map(FactValue::Number),
                Value::Number(_) => decimal(value).map(FactValue::Number),
                Value::Bool(holds) => Some(FactValue::Flag(*holds)),
                Value::Null | Value::Array(_) | Value::Object(_) => None,
            };
            match read.filter(|v| spec.accepts(v)) {
                Some(value) => {
                    case.facts.insert(FactId::from(spec.id.as_str()), value);
                }
                None => self.wrong(field, say::bad_fact(&spec.label, spec.kind)),
            }
        }
    }

    fn money(&mut self, field: &str) -> Option<Fen> {
        let value = self.get(field)?;
        let read = amount(value);
        if let Err(message) = &read {
            self.wrong(field, *message);
        }
        read.ok()
    }

    fn concurrent(&mut self) -> Vec<OffenceId> {
        let mut found = Vec::new();
        for (i, value) in self.list("concurrent").iter().enumerate() {
            let text = value.as_str().unwrap_or_default();
            match self.library.cite(text) {
                Ok(located) => found.push(located.id),
                Err(error) => {
                    self.wrong(format!("concurrent[{i}]"), say::bad_citation(text, &error));
                }
            }
        }
        found
    }

    /// Keys of proposed amounts that nothing reads: 吊销 proposed there is not checked, and must not pass unseen.
    fn unknown_in_proposed(&mut self) -> Vec<String> {
        let known = |key: &&String| PROPOSED_FIELDS.contains(&key.as_str());
        let each = self.list("proposed").iter().enumerate();
        each.flat_map(|(i, value)| {
            let keys = value.as_object().into_iter().flat_map(Map::keys);
            keys.filter(|k| !known(k))
                .map(move |k| format!("proposed[{i}].{k}"))
        })
        .collect()
    }

    fn proposed(&mut self) -> Vec<Proposed> {
        let mut found: Vec<Proposed> = Vec::new();
        for (i, value) in self.list("proposed").iter().enumerate() {
            let at = |name: &str| format!("proposed[{i}].{name}");
            let subject =
                self.subject(&at("subject"), value.get("subject").unwrap_or(&Value::Null));
            let fine = match value.get("fine_yuan").filter(|v| !v.is_null()) {
                None => continue,
                Some(v) => amount(v),
            };
            let before = value
                .get("before_defence_yuan")
                .filter(|v| !v.is_null())
                .map(amount)
                .transpose();
            for (name, message) in [
                ("fine_yuan", fine.err()),
                ("before_defence_yuan", before.err()),
            ] {
                if let Some(message) = message {
                    self.wrong(at(name), message);
                }
            }
            if let (Some(subject), Ok(fine), Ok(before_defence)) = (subject, fine, before) {
                if found.iter().any(|p| p.subject == subject) {
                    self.wrong(at("subject"), say::PROPOSED_TWICE);
                } else {
                    found.push(Proposed {
                        subject,
                        fine,
                        before_defence,
                    });
                }
            }
        }
        found
    }

    /// Dates have to follow one another.
    fn order(&mut self, case: &Case) {
        let pairs = [
            ("act_ended_on", case.act_on, case.act_ended_on),
            ("discovered_on", case.act_on, case.discovered_on),
            ("decided_on", case.act_on, case.decided_on),
            ("decided_on", case.discovered_on, case.decided_on),
            ("decided_on", case.filed_on, case.decided_on),
            ("filed_on", case.discovered_on, case.filed_on),
            ("act_on", case.birth_date, case.act_on),
        ];
        for (field, before, after) in pairs {
            if let (Some(before), Some(after)) = (before, after)
                && after.latest() < before.earliest()
            {
                self.wrong(field, say::before(after, before));
            }
        }
    }
}

fn decimal(value: &Value) -> Option<Decimal> {
    let text = value.as_number()?.to_string();
    text.parse()
        .ok()
        .or_else(|| Decimal::from_scientific(&text).ok())
}

fn amount(value: &Value) -> Result<Fen, &'static str> {
    let number = decimal(value).ok_or(say::AMOUNT_EXPECTED)?;
    if number.is_sign_negative() && !number.is_zero() {
        return Err(say::NEGATIVE_AMOUNT);
    }
    Fen::from_yuan(number).ok_or(say::AMOUNT_TOO_FINE)
}
