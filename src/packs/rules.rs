//! Rules of the office: band rules and inspection caps, read and checked.

use serde::Deserialize;
use toml::Spanned;

use crate::law::band::{Band, BandLean, BandOf};
use crate::law::benchmark::Layer;
use crate::law::cap::{Cap, CapRemark};
use crate::law::library::Parts;
use crate::law::relation::{Linked, NoSuccessor, Precedence, Referral, Relations, Successor};
use crate::law::{DomainId, OffenceId, PartialDate};
use crate::packs::diagnostic::Diagnostic;
use crate::packs::merge::{Here, Problem, diagnostic, replace_all};
use crate::packs::messages as say;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBand {
    id: Spanned<String>,
    label: String,
    cite: Option<String>,
    region: Option<String>,
    layer: Layer,
    from: PartialDate,
    until: Option<PartialDate>,
    #[serde(default)]
    domains: Vec<DomainId>,
    lean: BandLean,
    low_percent: u8,
    high_percent: u8,
    of: BandOf,
}

/// Takes in the band rules that are sound; the others are reported and left out.
pub fn bands(raw: Vec<RawBand>, here: &Here, parts: &mut Parts, out: &mut Vec<Diagnostic>) {
    for raw in raw {
        let line = here.line(&raw.id);
        match band(raw) {
            Ok(band) => replace_all(&mut parts.bands, vec![band], |a, b| {
                a.id == b.id && a.lean == b.lean && a.region == b.region && a.from == b.from
            }),
            Err((code, problem)) => out.push(diagnostic(&here.file, line, code, problem)),
        }
    }
}

fn band(raw: RawBand) -> Result<Band, (&'static str, Problem)> {
    let about = |message| say::about(message, raw.id.get_ref());
    let cite = raw.cite.as_deref().map(str::trim).filter(|c| !c.is_empty());
    let Some(cite) = cite else {
        let problem = (about(say::BAND_WITHOUT_CITE), say::REMEDY_BAND_CITE);
        return Err(("band_without_cite", problem));
    };
    if raw.low_percent >= raw.high_percent || raw.high_percent > 100 {
        let problem = (about(say::BAD_BAND), say::REMEDY_BAND);
        return Err(("bad_band", problem));
    }
    if raw.layer != Layer::National && raw.region.is_none() {
        let problem = (about(say::BAND_WITHOUT_REGION), say::REMEDY_BAND_REGION);
        return Err(("bad_band", problem));
    }
    Ok(Band {
        cite: cite.to_owned(),
        label: raw.label,
        region: raw.region,
        layer: raw.layer,
        from: raw.from,
        until: raw.until,
        domains: raw.domains,
        lean: raw.lean,
        low_percent: raw.low_percent,
        high_percent: raw.high_percent,
        of: raw.of,
        id: raw.id.into_inner(),
    })
}

/// Takes in inspection caps and the remarks of their plans.
pub fn caps(caps: Vec<Cap>, remarks: Vec<CapRemark>, parts: &mut Parts) {
    replace_all(&mut parts.caps, caps, |a, b| a.id == b.id);
    replace_all(&mut parts.cap_remarks, remarks, |a, b| a.id == b.id);
}

/// Successors, acts without one, referrals, precedences, links, as a document has them.
pub type RawRelations = (
    Vec<Spanned<Successor>>,
    Vec<Spanned<NoSuccessor>>,
    Vec<Spanned<Referral>>,
    Vec<Spanned<Precedence>>,
    Vec<Spanned<Linked>>,
);

/// Takes in relations; `refer` gets every offence they name, with its line.
pub fn relations(
    (successors, none, referrals, precedences, linked): RawRelations,
    here: &Here,
    to: &mut Relations,
    refer: &mut impl FnMut(usize, &OffenceId),
) {
    for raw in successors {
        let line = here.line(&raw);
        let row = raw.into_inner();
        refer(line, &row.old);
        refer(line, &row.new);
        to.successors.push(row);
    }
    for raw in none {
        refer(here.line(&raw), &raw.get_ref().old);
        to.no_successors.push(raw.into_inner());
    }
    for raw in referrals {
        let line = here.line(&raw);
        let row = raw.into_inner();
        refer(line, &row.offence);
        for target in &row.targets {
            refer(line, &target.offence);
        }
        to.referrals.push(row);
    }
    for raw in precedences {
        let line = here.line(&raw);
        let row = raw.into_inner();
        refer(line, &row.lower);
        refer(line, &row.higher);
        to.precedences.push(row);
    }
    for raw in linked {
        let line = here.line(&raw);
        let row = raw.into_inner();
        refer(line, &row.offence);
        refer(line, &row.with);
        to.linked.push(row);
    }
}

#[cfg(test)]
mod tests {
    use crate::packs::load::load_text;

    const BAND: &str = "[[band]]\nid = \"b\"\nlabel = \"从轻\"\ncite = \"某办法第一条\"\nregion = \"149999\"\nlayer = \"county\"\nfrom = \"2024\"\nlean = \"low\"\nlow_percent = 0\nhigh_percent = 30\nof = \"tier\"\n";

    #[test]
    fn a_band_rule_needs_its_citation_its_region_and_two_percents_in_order() {
        let cases = [
            ("", "", vec![]),
            ("cite = \"某办法第一条\"\n", "", vec!["band_without_cite"]),
            ("某办法第一条", " ", vec!["band_without_cite"]),
            ("region = \"149999\"\n", "", vec!["bad_band"]),
            ("high_percent = 30", "high_percent = 0", vec!["bad_band"]),
            ("high_percent = 30", "high_percent = 101", vec!["bad_band"]),
            (
                "of = \"tier\"",
                "of = \"peers\"",
                vec!["unreadable_document"],
            ),
        ];
        for (from, to, codes) in cases {
            let text = if from.is_empty() {
                BAND.to_owned()
            } else {
                BAND.replace(from, to)
            };
            let loaded = load_text("mine.toml", &text);
            let found: Vec<&str> = loaded.diagnostics.iter().map(|d| d.code).collect();
            assert_eq!(found, codes, "{from} → {to}");
            let kept = loaded.library.parts().bands.len();
            assert_eq!(kept, usize::from(codes.is_empty()));
        }
    }
}
