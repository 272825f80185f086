//! Title, number, dates and scope of a document: what the office says, else an earlier import, else the
//! known document of the same id, else the text itself.

use crate::law::benchmark::{Benchmark, Layer};
use crate::law::{BenchmarkId, DomainId, Library, PartialDate};
use crate::reader::{Outline, words};

/// What the office says of a document besides its text.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Identifier of the pack.
    pub id: BenchmarkId,
    /// Full title.
    pub title: String,
    /// Short name.
    pub short: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Document number.
    pub doc_no: Option<String>,
    /// In force from.
    pub from: PartialDate,
    /// No longer in force from this day on.
    pub until: Option<PartialDate>,
    /// Whose document it is.
    pub layer: Layer,
    /// Six-digit region code below the national layer.
    pub region: Option<String>,
    /// Domains it covers.
    pub domains: Vec<DomainId>,
}

/// What was said on the command line or in the form; everything but the id may be left out.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Full title.
    pub title: Option<String>,
    /// Short name.
    pub short: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Document number.
    pub doc_no: Option<String>,
    /// In force from.
    pub from: Option<PartialDate>,
    /// No longer in force from this day on.
    pub until: Option<PartialDate>,
    /// Whose document it is.
    pub layer: Option<Layer>,
    /// Six-digit region code.
    pub region: Option<String>,
    /// Domains; all when empty.
    pub domains: Vec<DomainId>,
}

/// Puts the heading together; the second value tells what had to be assumed, for the report.
///
/// `today` stands in for a date of entry into force that nobody states.
pub fn heading(
    id: &BenchmarkId,
    given: Given,
    outline: &Outline,
    file: &str,
    library: &Library,
    today: PartialDate,
) -> (Heading, Vec<String>) {
    let known = library.benchmark(id.as_str());
    let mut assumed = Vec::new();
    let of = |get: fn(&Benchmark) -> Option<String>| known.and_then(get);
    let title = given
        .title
        .or_else(|| of(|b| Some(b.title.clone())))
        .or_else(|| outline.title.clone())
        .unwrap_or_else(|| file.to_owned());
    let doc_no = given
        .doc_no
        .or_else(|| of(|b| b.doc_no.clone()))
        .or_else(|| outline.doc_no.clone());
    let from = given
        .from
        .or(known.map(|b| b.from))
        .or(outline.effective)
        .unwrap_or_else(|| {
            assumed.push(words::DATE_ASSUMED.to_owned());
            today
        });
    let region = given.region.or_else(|| of(|b| b.region.clone()));
    let layer = given
        .layer
        .or(known.map(|b| b.layer))
        .or_else(|| region.as_deref().map(layer_of))
        .or_else(|| {
            let lines = [Some(&title), outline.title.as_ref(), given.issuer.as_ref()];
            lines
                .into_iter()
                .flatten()
                .find_map(|line| words::layer(line))
        })
        .unwrap_or(Layer::National);
    if layer != Layer::National && region.is_none() {
        assumed.push(words::REGION_ASSUMED.to_owned());
    }
    let mut domains = given.domains;
    if domains.is_empty() {
        domains = known.map(|b| b.domains.clone()).unwrap_or_default();
    }
    if domains.is_empty() {
        domains = domains_of(&title, library);
    }
    let heading = Heading {
        id: id.clone(),
        short: given
            .short
            .or_else(|| of(|b| Some(b.short.clone())))
            .or_else(|| Some(words::short_title(&title).to_owned())),
        issuer: given
            .issuer
            .or_else(|| of(|b| Some(b.issuer.clone()).filter(|i| !i.is_empty()))),
        title,
        doc_no,
        from,
        until: given.until.or(known.and_then(|b| b.until)),
        layer,
        region,
        domains,
    };
    (heading, assumed)
}

/// The layer of a region code: 140000 a province, 141100 a city, 141121 a county.
fn layer_of(region: &str) -> Layer {
    match region.trim_end_matches("00").len() {
        0..=2 => Layer::Province,
        3..=4 => Layer::City,
        _ => Layer::County,
    }
}

/// The domains a title names by a word of its own; all of them when it names none.
fn domains_of(title: &str, library: &Library) -> Vec<DomainId> {
    let all = &library.parts().domains;
    // 应急 stands in the name of every bureau and 煤矿 in 非煤矿山: only whole labels count, the longest first.
    let mut labels: Vec<(&str, &DomainId)> =
        all.iter().map(|d| (d.label.as_str(), &d.id)).collect();
    labels.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
    let mut rest = title.to_owned();
    let mut named: Vec<DomainId> = Vec::new();
    for (label, id) in labels {
        if rest.contains(label) {
            rest = rest.replace(label, "");
            named.push(id.clone());
        }
    }
    if named.is_empty() {
        named = all.iter().map(|d| d.id.clone()).collect();
    }
    named
}
