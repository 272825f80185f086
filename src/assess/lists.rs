//! Lists (清单): which items the case meets, what is still open, what does not fit.
//!
//! What follows from an item that is met:
//!
//! - **不予** (行政处罚法 33(1)). A list is guidance on discretion (34) and grants nothing of its own. The
//!   outcome changes only where the answers behind the item are also the conditions of 33(1): first offence,
//!   slight harm, timely corrected → 可以不予; minor, timely corrected, no harm → 不予, and this only when the
//!   list itself says 应当 or 不予. Otherwise the outcome stays as it is, the item is shown, and what 33(1)
//!   still asks for becomes a question. Education (33(3)) and the order to correct (28(1)) remain due.
//! - **从轻**. Leans towards the lower end, within the range, unless an aggravating circumstance is found too.
//! - **减轻**. Leans likewise. Below the minimum only on a ground of 32 that is found as a circumstance:
//!   no list opens the statutory range.

mod ground;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::assess::case::Case;
use crate::assess::circumstances::Weighed;
use crate::assess::list_match::{Ground, ListMatch, ListStatus, Unanswered};
use crate::assess::list_words as say;
use crate::assess::lists::ground::{consequence, ground};
use crate::assess::outcome::{Lean, Question, Rule, Step, SubjectFine};
use crate::assess::words;
use crate::law::benchmark::Review;
use crate::law::condition::{Condition, Truth};
use crate::law::list::{LenientList, ListEffect, ListItem};
use crate::law::{
    CircumstanceId, FactId, FactValue, Facts, Library, Offence, OffenceId, PartialDate, vocabulary,
};

/// The facts of a case with the yes/no answers that domain, stage and circumstances give: a domain, stage or
/// circumstance that says no outweighs an answer, an answer outweighs a circumstance that says yes.
pub fn known_facts(library: &Library, case: &Case) -> Facts {
    let mut facts = case.all_facts();
    for flag in &library.parts().flags {
        let found = |ids: &[CircumstanceId]| ids.iter().any(|id| case.circumstances.contains(id));
        let is_denied = found(&flag.denied_by)
            || case
                .domain
                .as_ref()
                .is_some_and(|d| flag.domains_excluded.contains(d))
            || case
                .stage
                .as_ref()
                .is_some_and(|s| flag.stages_excluded.contains(s));
        if is_denied {
            facts.insert(flag.id.clone(), FactValue::Flag(false));
        } else if found(&flag.said_by) {
            facts
                .entry(flag.id.clone())
                .or_insert(FactValue::Flag(true));
        }
    }
    facts
}

/// The items about the offences, of all lists that cover region, domain and date; those met first, then the
/// open ones, within them the most local first.
pub fn matches(library: &Library, case: &Case, offences: &[&Offence]) -> Vec<ListMatch> {
    let facts = known_facts(library, case);
    let mut found: Vec<ListMatch> = Vec::new();
    for list in library.lists().iter().filter(|l| covers(l, case)) {
        for item in &list.items {
            let Some(about) = about(library, item, offences) else {
                continue;
            };
            if let Some(dates) = in_force(list, item, case) {
                found.push(judge(library, case, &facts, (list, item), about, dates));
            }
        }
    }
    found.sort_by_key(|m| {
        let rank = match m.status {
            ListStatus::Met => 0,
            ListStatus::Open(_) => 1,
            ListStatus::NotMet(_) => 2,
        };
        (rank, Reverse(m.layer))
    });
    found
}

/// The facts that lists ask for in a case, answered or not.
pub fn asked(library: &Library, case: &Case, offences: &[&Offence]) -> BTreeSet<FactId> {
    let lists = library.lists().iter().filter(|l| covers(l, case));
    let items = lists.flat_map(|l| l.items.iter().map(move |i| (l, i)));
    items
        .filter(|(list, item)| {
            matches!(
                about(library, item, offences),
                Some(About::Offence | About::OneOf)
            ) && in_force(list, item, case).is_some()
        })
        .flat_map(|(list, item)| list.conditions(item))
        .flat_map(|c| c.condition.atoms())
        .map(|a| a.fact.clone())
        .collect()
}

fn covers(list: &LenientList, case: &Case) -> bool {
    list.covers(case.jurisdiction.as_deref()) && list.covers_domain(case.domain.as_ref())
}

/// How an item is about the case.
enum About {
    /// The same offence, or one of the clause it names.
    Offence,
    /// One of the offences of the clause that the case names.
    OneOf,
    /// The same act under an older or newer instrument, by the register of this program.
    Counterpart(OffenceId),
}

fn about(library: &Library, item: &ListItem, offences: &[&Offence]) -> Option<About> {
    let own = item.offence.as_ref()?;
    let named = library.named(own.as_str());
    let same = |o: &&Offence| {
        named.iter().any(|n| n.id == o.id) || o.id.as_str().split('/').next() == Some(own.as_str())
    };
    if offences.iter().any(same) {
        let all = offences.iter().all(same);
        return Some(if all { About::Offence } else { About::OneOf });
    }
    let is_counterpart = |o: &&Offence| {
        let mut others = library.older_than(&o.id);
        others.extend(library.newer_than(&o.id));
        others
            .iter()
            .any(|other| named.iter().any(|n| n.id == other.id))
    };
    offences
        .iter()
        .any(is_counterpart)
        .then(|| About::Counterpart(own.clone()))
}

/// Remarks on the dates of an item in force at the act or at the decision; `None` when it is in force at neither.
fn in_force(list: &LenientList, item: &ListItem, case: &Case) -> Option<Vec<String>> {
    let on = |date: Option<PartialDate>| date.map(|d| list.in_force_on(item, d.latest()));
    let (act, decision) = (on(case.act_end()), on(case.decided_on));
    let days: Vec<Option<bool>> = act.into_iter().chain(decision).collect();
    if days.is_empty() {
        return item.until.or(list.until).is_none().then(Vec::new);
    }
    if days.iter().all(|d| *d == Some(false)) {
        return None;
    }
    let mut notes = Vec::new();
    if days.contains(&None) {
        notes.push(say::vague_date(item.from.unwrap_or(list.from)));
    }
    if decision == Some(Some(false)) {
        notes.push(say::LAPSED_AT_DECISION.to_owned());
    }
    if act == Some(Some(false)) {
        notes.push(say::NOT_IN_FORCE_AT_ACT.to_owned());
    }
    Some(notes)
}

fn judge(
    library: &Library,
    case: &Case,
    facts: &Facts,
    (list, item): (&LenientList, &ListItem),
    about: About,
    mut notes: Vec<String>,
) -> ListMatch {
    let status = status(library, case, facts, (list, item), about);
    let ground = if status == ListStatus::Met && list.effect == ListEffect::NotPenalised {
        ground(library, facts, item)
    } else {
        Ground::None
    };
    if status == ListStatus::Met {
        notes.insert(0, consequence(library, list.effect, &ground));
    }
    notes.extend(item.doubts.iter().map(|d| say::doubt(d)));
    notes.extend(item.note.clone());
    let name = say::name(list);
    ListMatch {
        list: list.id.clone(),
        cite: say::cite(&name, &list.cite(item), &item.cites),
        name,
        item: item.no.clone(),
        title: item.title.clone(),
        effect: list.effect,
        must: item.must,
        status,
        ground,
        layer: list.layer,
        from: item.from.unwrap_or(list.from),
        until: item.until.or(list.until),
        notes,
    }
}

fn status(
    library: &Library,
    case: &Case,
    facts: &Facts,
    (list, item): (&LenientList, &ListItem),
    about: About,
) -> ListStatus {
    let mut failed: Vec<String> = Vec::new();
    let mut open: Vec<Unanswered> = Vec::new();
    match about {
        About::Offence => {}
        About::OneOf => open.push(Unanswered {
            fact: "offence".to_owned(),
            label: words::WHICH_OFFENCE.to_owned(),
        }),
        About::Counterpart(own) => {
            let cite = library.citation_of_id(&own);
            failed.push(say::counterpart(cite.as_deref().unwrap_or(own.as_str())));
        }
    }
    if item.review == Some(Review::Marked) {
        failed.push(say::PUT_ASIDE.to_owned());
    }
    match (&item.stage, &case.stage) {
        (Some(own), Some(stage)) if own != stage => {
            let stages = &library.parts().vocabulary.stages;
            failed.push(say::other_stage(vocabulary::label(stages, own.as_str())));
        }
        (Some(_), None) => open.push(Unanswered {
            fact: "stage".to_owned(),
            label: words::STAGE.to_owned(),
        }),
        (Some(_) | None, _) => {}
    }
    for asked in list.conditions(item) {
        match asked.condition.eval(facts) {
            Truth::Yes => {}
            Truth::No => failed.push(asked.text.clone()),
            Truth::Unknown => {
                for unknown in unanswered(library, &asked.condition, facts) {
                    if !open.contains(&unknown) {
                        open.push(unknown);
                    }
                }
            }
        }
    }
    if !failed.is_empty() {
        ListStatus::NotMet(failed)
    } else if open.is_empty() {
        ListStatus::Met
    } else {
        ListStatus::Open(open)
    }
}

/// The unknown facts of the alternatives that may still hold.
fn unanswered(library: &Library, condition: &Condition, facts: &Facts) -> Vec<Unanswered> {
    condition
        .any_of
        .iter()
        .filter(|all| all.iter().all(|a| a.eval(facts) != Truth::No))
        .flatten()
        .filter(|a| !facts.contains_key(&a.fact))
        .map(|a| Unanswered::fact(library, &a.fact))
        .collect()
}

/// The circumstances of the statute that the answers behind items amount to.
pub fn established(matches: &[ListMatch]) -> impl Iterator<Item = &CircumstanceId> {
    matches.iter().filter_map(|m| match &m.ground {
        Ground::Established(id) => Some(id),
        Ground::Open(..) | Ground::None => None,
    })
}

/// Leans the suggested ranges towards the lower end where an item of a lenient list is met.
pub fn lean(library: &Library, case: &Case, matches: &[ListMatch], fines: &mut [SubjectFine]) {
    let is_met = |m: &ListMatch| {
        m.status == ListStatus::Met
            && matches!(m.effect, ListEffect::Lighter | ListEffect::Mitigated)
    };
    if !matches.iter().any(is_met) {
        return;
    }
    for fine in fines {
        let heavier = !Weighed::of(library, case, fine.subject)
            .aggravate
            .is_empty();
        if let Some(suggested) = &mut fine.suggested {
            suggested.lean = if heavier { Lean::Neutral } else { Lean::Low };
        }
    }
}

/// What the items still ask, and what 33(1) asks of those that are met.
pub fn questions(matches: &[ListMatch]) -> Vec<Question> {
    let mut asked: Vec<Question> = Vec::new();
    for found in matches {
        let open = match (&found.status, &found.ground) {
            (ListStatus::Open(open), _) | (ListStatus::Met, Ground::Open(_, open)) => open,
            (ListStatus::Met, Ground::Established(_) | Ground::None)
            | (ListStatus::NotMet(_), _) => continue,
        };
        let narrows = say::narrows(found);
        for unknown in open {
            match asked.iter_mut().find(|q| q.fact == unknown.fact) {
                Some(known) if known.narrows.contains(&narrows) => {}
                Some(known) => known.narrows.push(narrows.clone()),
                None => asked.push(Question {
                    fact: unknown.fact.clone(),
                    label: unknown.label.clone(),
                    narrows: vec![narrows.clone()],
                }),
            }
        }
    }
    asked
}

/// The steps of the trace: items met or open. 不予 belongs to the rule on no penalty, the others to circumstances.
pub fn steps(matches: &[ListMatch], rule: Rule) -> Vec<Step> {
    matches
        .iter()
        .filter(|m| (m.effect == ListEffect::NotPenalised) == (rule == Rule::NoPenalty))
        .filter(|m| !matches!(m.status, ListStatus::NotMet(_)))
        .map(|m| Step {
            rule,
            text: say::line(m),
            cite: m.cite.clone(),
            effect: match m.status {
                ListStatus::Met => m.notes.first().cloned().unwrap_or_default(),
                ListStatus::Open(_) | ListStatus::NotMet(_) => words::GO_ON.to_owned(),
            },
        })
        .collect()
}
