//! Band rules of the office (`domain.md` §3): a part of the range that a local document lays down for
//! 从轻, 从重 or neither. Off unless the case names them; never outside statute or tier.

use crate::assess::matter::Matter;
use crate::assess::outcome::{BandUse, Lean, RangeLayer, Suggested};
use crate::assess::words;
use crate::law::band::{Band, BandLean};
use crate::law::{BandOf, FenRange};

/// Narrows a suggestion to the band the office's rule names. `tier` is the tier that governs, where
/// the facts decide it; `warn` gets what keeps a rule from acting.
pub fn apply(
    matter: &Matter,
    suggested: Suggested,
    statute: FenRange,
    tier: Option<FenRange>,
    mut warn: impl FnMut(String),
) -> (Suggested, Option<BandUse>) {
    let Some(band) = rule(matter, suggested.lean, &mut warn) else {
        return (suggested, None);
    };
    let whole = match band.of {
        BandOf::Statute => statute,
        BandOf::Tier => {
            let Some(tier) = tier.and_then(|t| t.intersect(statute)) else {
                warn(words::band_without_tier(&band.label));
                return (suggested, None);
            };
            tier
        }
    };
    let Some(range) = band.part_of(whole).intersect(suggested.range) else {
        warn(words::band_empty(&band.label));
        return (suggested, None);
    };
    let used = BandUse {
        id: band.id.clone(),
        label: band.label.clone(),
        cite: band.cite.clone(),
        low_percent: band.low_percent,
        high_percent: band.high_percent,
        of: band.of,
    };
    let narrowed = Suggested {
        range,
        min_layer: RangeLayer::LocalRule,
        max_layer: RangeLayer::LocalRule,
        ..suggested
    };
    (narrowed, Some(used))
}

/// The rule that acts: of those named that fit the case and its lean, the most local, then the latest.
fn rule<'a>(matter: &'a Matter, lean: Lean, warn: &mut impl FnMut(String)) -> Option<&'a Band> {
    let wanted = match lean {
        Lean::Low => BandLean::Low,
        Lean::Neutral => BandLean::Neutral,
        Lean::High => BandLean::High,
    };
    let mut found: Vec<&Band> = Vec::new();
    for id in &matter.case.bands {
        let named = matter.library.parts().bands.iter().filter(|b| b.id == *id);
        let (here, elsewhere): (Vec<&Band>, Vec<&Band>) = named.partition(|band| {
            band.applies(matter.scope.domain, matter.scope.region, matter.scope.day)
        });
        match (here.as_slice(), elsewhere.first()) {
            ([], None) => warn(words::band_unknown(id)),
            ([], Some(band)) => warn(words::band_not_here(&band.label)),
            (_, _) => found.extend(here),
        }
    }
    found.retain(|b| b.lean == wanted);
    found.into_iter().max_by_key(|b| (b.layer, b.from))
}
