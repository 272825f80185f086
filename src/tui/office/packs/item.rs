//! One item: as the document prints it, and what was read of it.

use crate::assess::words::{basis, subject};
use crate::law::benchmark::{Missing, Tier};
use crate::law::condition::Condition;
use crate::law::fact::FactSpec;
use crate::law::{FactId, Item, Library};
use crate::reader::review::Session;
use crate::report::words::stage;
use crate::tui::model::packs::{ItemView, Look, RowPlace, RowView};
use crate::tui::office::packs::{look, words};

/// An item of a pack under review.
pub(super) fn of_session(
    pack: &str,
    at: usize,
    session: &Session,
    library: &Library,
) -> Option<ItemView> {
    let item = session.item(at, library)?;
    let look = look(session.standing(at), item.review);
    let fact = |id: &FactId| session.fact(id, library);
    Some(view(pack, at, &item, look, library, &fact))
}

/// An item of a pack that can only be read.
pub(super) fn given(pack: &str, at: usize, item: &Item, library: &Library) -> ItemView {
    view(pack, at, item, Look::Given, library, &|id| library.fact(id))
}

/// Looks a fact up.
type Facts<'f, 'a> = dyn Fn(&FactId) -> Option<&'a FactSpec> + 'f;

fn view(
    pack: &str,
    at: usize,
    item: &Item,
    look: Look,
    library: &Library,
    fact: &Facts<'_, '_>,
) -> ItemView {
    let tiers = item.tiers.iter().enumerate();
    let tiers = tiers.map(|(n, tier)| tier_row(n, tier, library, fact));
    let missing = item.missing.iter().enumerate();
    let missing = missing.map(|(n, row)| missing_row(n, row, fact));
    let offence = item.offence.as_ref();
    let named = offence
        .map(|id| library.named(id.as_str()))
        .unwrap_or_default();
    let cite = offence.and_then(|id| library.citation_of_id(id));
    let linked = match (named.as_slice(), offence) {
        ([], _) | (_, None) => words::NOT_LINKED.to_owned(),
        ([only], Some(id)) => format!("{} [{id}]", only.title),
        ([first, ..], Some(id)) => words::whole_clause(&first.title, named.len(), id.as_str()),
    };
    let mut lines = vec![(words::OFFENCE.to_owned(), linked)];
    if let Some(cite) = &cite {
        lines.push((words::BASIS.to_owned(), cite.clone()));
    }
    if let Some(own) = &item.stage {
        let label = stage(library, own.as_str()).to_owned();
        lines.push((words::STAGE.to_owned(), label));
    }
    ItemView {
        pack: pack.to_owned(),
        at,
        title: words::item(&item.no, &item.title),
        place: item.place.clone(),
        text: item.text.clone(),
        cites: item.cites.clone(),
        lines,
        link: item
            .cites
            .first()
            .cloned()
            .or_else(|| offence.map(ToString::to_string))
            .unwrap_or_default(),
        look,
        doubts: item.doubts.iter().map(|d| words::doubt(d)).collect(),
        note: item.note.clone(),
        rows: tiers.chain(missing).collect(),
    }
}

fn described(condition: &Condition, fact: &Facts<'_, '_>) -> String {
    if condition.any_of.is_empty() {
        return words::NO_CONDITION.to_owned();
    }
    condition.describe(fact)
}

fn tier_row(n: usize, tier: &Tier, library: &Library, fact: &Facts<'_, '_>) -> RowView {
    let amounts = tier.fines.iter().map(|fine| {
        let stage = stage(library, fine.stage.as_str());
        let who = format!("{}·{stage}", subject(fine.subject));
        (who, basis(&fine.basis))
    });
    let penalties = tier.penalties.iter().map(|(at, kinds)| {
        let stage = stage(library, at.as_str());
        format!("{stage}：{}", kinds.join("、"))
    });
    RowView {
        place: RowPlace::Tier(n),
        label: tier.label.clone(),
        printed_condition: tier.text.clone(),
        printed_standard: tier.standard.clone(),
        source: tier.source.clone(),
        condition: described(&tier.condition, fact),
        amounts: amounts.collect(),
        penalties: penalties.collect(),
        doubts: tier.doubts.iter().map(|d| words::doubt(d)).collect(),
        note: tier.note.clone(),
    }
}

fn missing_row(n: usize, row: &Missing, fact: &Facts<'_, '_>) -> RowView {
    RowView {
        place: RowPlace::Missing(n),
        label: row.label.clone(),
        printed_condition: row.text.clone(),
        printed_standard: row.standard.clone(),
        source: String::new(),
        condition: match &row.when {
            Some(when) => described(when, fact),
            None => words::NO_CONDITION.to_owned(),
        },
        amounts: Vec::new(),
        penalties: Vec::new(),
        doubts: vec![words::cannot_apply(&row.why)],
        note: None,
    }
}
