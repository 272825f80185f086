//! Conditions as text.

use crate::store::filter::{Name, Span, Term, What, words};

/// One condition in full.
pub(super) fn term(term: &Term) -> String {
    let not = if term.negated { "-" } else { "" };
    let named = |name: Name, values: Vec<String>| format!("{}:{}", name.label(), values.join("|"));
    let what = match &term.what {
        What::Anywhere(word, _) => word_alone(word),
        What::Fine(spans) => named(Name::Fine, spans.iter().map(span).collect()),
        What::Decided(spans) => named(Name::Decided, spans.iter().map(span).collect()),
        What::Among(name, choices) => {
            named(*name, choices.iter().map(|c| quoted(&c.said)).collect())
        }
        What::Contains(name, texts) => named(*name, texts.iter().map(|t| quoted(t)).collect()),
    };
    format!("{not}{what}")
}

fn span<T: ToString>(span: &Span<T>) -> String {
    let end = |end: &Option<T>| end.as_ref().map(T::to_string).unwrap_or_default();
    format!("{}..{}", end(&span.from), end(&span.to))
}

/// A word that reads as nothing but a word.
fn word_alone(word: &str) -> String {
    let plain =
        word.chars().all(char::is_alphabetic) && !words::MOVING.contains(&word) && !word.is_empty();
    if plain { word.to_owned() } else { marked(word) }
}

pub(super) fn quoted(text: &str) -> String {
    let plain = !text.is_empty() && text.chars().all(char::is_alphanumeric);
    if plain { text.to_owned() } else { marked(text) }
}

/// In quotation marks; those in the text stand in marks of another kind.
fn marked(text: &str) -> String {
    let parts: Vec<String> = text.split('"').map(|part| format!("\"{part}\"")).collect();
    parts.join("“\"”")
}
