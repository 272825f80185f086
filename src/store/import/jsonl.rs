//! JSON records, one a line. Numbers where texts belong and texts where numbers belong are understood.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::store::import::amount::Unit;
use crate::store::import::record::{Amount, FactText, Record, Text};
use crate::store::import::table;

/// Reads one line; `None` when it is no JSON object.
pub(super) fn read(line: &str) -> Option<Record<'_>> {
    serde_json::from_str::<Wrapped<'_>>(line).ok().map(|w| w.0)
}

struct Wrapped<'a>(Record<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for Wrapped<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Wrapped<'a>, D::Error> {
        deserializer.deserialize_map(RecordVisitor).map(Wrapped)
    }
}

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decision")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
        let mut record = Record::default();
        while let Some(Key(key)) = map.next_key()? {
            let value: Json<'de> = map.next_value()?;
            match key.as_ref() {
                "case_no" => record.case_no = value.text(),
                "decided_on" => record.decided_on = value.text(),
                "act_on" => record.act_on = value.text(),
                "authority" => record.authority = value.text(),
                "region" => record.region = value.text(),
                "domain" => record.domain = value.text(),
                "basis" => record.basis = value.text(),
                "offence" => record.offence = value.text(),
                "subject" => record.subject = value.text(),
                "stage" => record.stage = value.text(),
                "party_name" => record.party_name = value.text(),
                "tier" => record.tier = value.text(),
                "disposition" => record.disposition = value.text(),
                "narrative" => record.narrative = value.text(),
                "facts" => record.facts = value.facts(),
                "circumstances" => record.circumstances = value.list(),
                "other_penalties" => record.other_penalties = value.list(),
                "fine_yuan" => record.amount = value.amount(),
                "illegal_gain_yuan" => record.measures.illegal_gain = value.amount(),
                "goods_value_yuan" => record.measures.goods_value = value.amount(),
                "annual_income_yuan" => record.measures.annual_income = value.amount(),
                "several_offences_merged" => record.merged = value.is_true(),
                "article_inferred" => record.article_inferred = value.is_true(),
                "teaching" => record.teaching = value.is_true(),
                _ => {
                    if key == "offence_text" {
                        record.offence_title = value.clone().text();
                    }
                    if !matches!(value, Json::Null) {
                        record.extra.push((key, value.plain()));
                    }
                }
            }
        }
        Ok(record)
    }
}

/// A key, borrowed where it has no escapes.
struct Key<'a>(Text<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for Key<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key<'a>, D::Error> {
        match Json::deserialize(deserializer)? {
            Json::Text(text) => Ok(Key(text)),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => {
                Err(serde::de::Error::custom("key"))
            }
        }
    }
}

/// A JSON value that borrows its texts.
#[derive(Clone, Debug)]
enum Json<'a> {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    Text(Text<'a>),
    List(Vec<Json<'a>>),
    Object(Vec<(Text<'a>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// As a text; a number as it prints. Blank is nothing.
    fn text(self) -> Option<Text<'a>> {
        match self {
            Json::Text(text) => Some(trim(text)).filter(|t| !t.is_empty()),
            Json::Number(number) => Some(Cow::Owned(number.to_string())),
            Json::Null => None,
            other @ (Json::Bool(_) | Json::List(_) | Json::Object(_)) => {
                Some(Cow::Owned(other.plain().to_string()))
            }
        }
    }

    /// As a list; a text is split as a cell is.
    fn list(self) -> Vec<Text<'a>> {
        match self {
            Json::List(items) => items.into_iter().filter_map(Json::text).collect(),
            Json::Text(Cow::Borrowed(text)) => table::list(text),
            Json::Text(Cow::Owned(text)) => table::list(&text)
                .into_iter()
                .map(|t| Cow::Owned(t.into_owned()))
                .collect(),
            Json::Null => Vec::new(),
            other @ (Json::Bool(_) | Json::Number(_) | Json::Object(_)) => {
                other.text().into_iter().collect()
            }
        }
    }

    fn facts(self) -> Vec<(Text<'a>, FactText<'a>)> {
        match self {
            Json::Object(entries) => entries
                .into_iter()
                .filter_map(|(key, value)| Some((key, value.fact()?)))
                .collect(),
            Json::Text(Cow::Borrowed(text)) => table::pairs(text),
            Json::Null => Vec::new(),
            other @ (Json::Bool(_)
            | Json::Number(_)
            | Json::Text(Cow::Owned(_))
            | Json::List(_)) => other
                .text()
                .map(|t| (t, FactText::Text(Cow::Borrowed(""))))
                .into_iter()
                .collect(),
        }
    }

    fn fact(self) -> Option<FactText<'a>> {
        match &self {
            Json::Number(number) => decimal(number).map(FactText::Number),
            Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => {
                self.text().map(FactText::Text)
            }
        }
    }

    fn amount(self) -> Amount<'a> {
        match &self {
            Json::Null => Amount::Unknown,
            Json::Number(number) => match decimal(number) {
                Some(yuan) => Amount::Yuan(yuan),
                None => Amount::Cell(Cow::Owned(number.to_string()), Unit::Yuan),
            },
            Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => self
                .text()
                .map_or(Amount::Unknown, |t| Amount::Cell(t, Unit::Yuan)),
        }
    }

    fn is_true(&self) -> bool {
        matches!(self, Json::Bool(true))
    }

    /// As an ordinary JSON value.
    fn plain(self) -> Value {
        match self {
            Json::Null => Value::Null,
            Json::Bool(b) => Value::Bool(b),
            Json::Number(n) => Value::Number(n),
            Json::Text(t) => Value::String(t.into_owned()),
            Json::List(items) => Value::Array(items.into_iter().map(Json::plain).collect()),
            Json::Object(entries) => Value::Object(
                entries
                    .into_iter()
                    .map(|(k, v)| (k.into_owned(), v.plain()))
                    .collect(),
            ),
        }
    }
}

fn trim(text: Text<'_>) -> Text<'_> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// Exactly the number that is written: the shortest decimal that prints it.
fn decimal(number: &serde_json::Number) -> Option<Decimal> {
    match number.as_i64() {
        Some(whole) => Some(Decimal::from(whole)),
        None => Decimal::from_str_exact(&number.to_string()).ok(),
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Json<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json<'a>, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json<'de>, E> {
        Ok(serde_json::Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            entries.push((key, map.next_value()?));
        }
        Ok(Json::Object(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_objects_are_records() {
        for line in ["", "[]", "5", "{", "{\"a\":1} x", "{\"case_no\":\"a\",}"] {
            assert!(read(line).is_none(), "{line}");
        }
        assert!(read("{}").is_some());
    }

    #[test]
    fn numbers_for_texts_and_texts_for_numbers_are_understood() {
        let record = read(r#"{"case_no":17,"decided_on":2024,"fine_yuan":"5万元","facts":"涉及人次=1","circumstances":"a；b","party_name":" ","tier":"第\u4e00阶次"}"#).unwrap();
        assert_eq!(
            (
                record.case_no.as_deref(),
                record.decided_on.as_deref(),
                record.party_name,
                record.tier.as_deref()
            ),
            (Some("17"), Some("2024"), None, Some("第一阶次"))
        );
        assert!(matches!(record.amount, Amount::Cell(ref t, Unit::Yuan) if t == "5万元"));
        assert_eq!(
            (record.facts.len(), record.circumstances),
            (1, vec![Cow::from("a"), Cow::from("b")])
        );
    }

    #[test]
    fn amounts_are_exact_and_null_is_not_zero() {
        let amount = |json: &str| match read(&format!("{{\"fine_yuan\":{json}}}")).unwrap().amount {
            Amount::Yuan(d) => d.to_string(),
            other @ (Amount::Unknown | Amount::Cell(..)) => format!("{other:?}"),
        };
        for (json, expected) in [
            ("50000", "50000"),
            ("0.1", "0.1"),
            ("1234567.89", "1234567.89"),
            ("-5", "-5"),
            ("null", "Unknown"),
            ("\"\"", "Unknown"),
        ] {
            assert_eq!(amount(json), expected);
        }
    }

    #[test]
    fn fields_the_program_has_no_place_for_are_kept() {
        let record = read(r#"{"region_name":"甲","offence_text":"无证","note":null,"more":{"a":[1]},"several_offences_merged":true}"#).unwrap();
        assert_eq!(
            record
                .extra
                .iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect::<Vec<_>>(),
            [
                "region_name=\"甲\"",
                "offence_text=\"无证\"",
                "more={\"a\":[1]}"
            ]
        );
        assert!(record.merged && record.offence_title.as_deref() == Some("无证"));
    }
}
