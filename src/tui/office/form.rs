//! The form of a case: which fields an offence asks for, and a draft read back as a case.

use std::collections::BTreeSet;

use crate::assess::{Case, Proposed};
use crate::law::circumstance::Circumstance;
use crate::law::condition::{Condition, Test};
use crate::law::fact::{FactKind, FactSpec, FactValue};
use crate::law::fine::{FineBasis, Quantity};
use crate::law::{
    CircumstanceId, DomainId, FactId, Fen, Library, Offence, OffenceId, PartialDate, StageId,
    Subject,
};
use crate::report::words;
use crate::store::import::amount::{Unit, read_amount};
use crate::store::import::date::read_date;
use crate::tui::line_edit::Accepts;
use crate::tui::model::assess::{Draft, FieldId, FieldKind, FieldSpec, Sheet};
use crate::tui::model::lookup::Choice;
use crate::tui::office::lookup::short_cite;
use crate::tui::strings;

/// One press of + on an amount: a thousand yuan.
const AMOUNT_STEP: i64 = 1_000;

/// The form for an offence, given what is filled in so far.
///
/// `asked` are the facts that lists ask for in the case.
pub(super) fn sheet(
    library: &Library,
    draft: &Draft,
    offences: &[&Offence],
    asked: &BTreeSet<FactId>,
) -> Sheet {
    let Some(first) = offences.first() else {
        return Sheet::default();
    };
    let subjects = subjects(offences);
    let mut fields = vec![domain_field(library, first)];
    fields.push(stage_field(library, offences));
    fields.extend(
        subjects
            .iter()
            .map(|s| check(FieldId::Subject(s.id().into()), say(*s))),
    );
    fields.extend(fact_fields(library, offences, asked));
    fields.extend(basis_fields(offences));
    fields.extend(subjects.iter().map(|s| {
        let label = strings::proposed(say(*s));
        amount(FieldId::Proposed(s.id().into()), &label, true)
    }));
    fields.extend(library.parts().circumstances.iter().map(circumstance_field));
    fields.extend(flag_fields(library, draft, asked));
    fields.extend([
        date(FieldId::ActOn, strings::ACT_ON),
        date(FieldId::DiscoveredOn, strings::DISCOVERED_ON),
        date(FieldId::DecidedOn, strings::DECIDED_ON),
        region_field(),
    ]);
    Sheet {
        offence: draft.offence.clone(),
        title: first.title.clone(),
        cite: short_cite(library, first),
        fields,
        defaults: defaults(draft, first, offences),
    }
}

fn say(subject: Subject) -> &'static str {
    crate::assess::words::subject(subject)
}

/// The subjects the statute names, in the usual order.
fn subjects(offences: &[&Offence]) -> Vec<Subject> {
    let named = |s: &Subject| {
        offences
            .iter()
            .any(|o| o.all_rows().any(|r| r.subject == *s))
    };
    Subject::ALL.into_iter().filter(named).collect()
}

fn stages(offences: &[&Offence]) -> Vec<StageId> {
    let mut stages: Vec<StageId> = Vec::new();
    for row in offences.iter().flat_map(|o| o.all_rows()) {
        if !stages.contains(&row.stage) {
            stages.push(row.stage.clone());
        }
    }
    stages
}

/// What the draft says; for a fresh form the stage and everybody whom the statute names at it.
fn defaults(draft: &Draft, first: &Offence, offences: &[&Offence]) -> Vec<(FieldId, String)> {
    let mut values = draft.values.clone();
    if !is_fresh(draft) {
        return values;
    }
    let stage = stages(offences).into_iter().next();
    for subject in subjects(offences) {
        if first.rows_for(subject, stage.as_ref()).next().is_some() {
            values.push((FieldId::Subject(subject.id().into()), String::new()));
        }
    }
    if let Some(stage) = stage {
        values.push((FieldId::Stage, stage.to_string()));
    }
    values
}

/// Tells whether nothing about stage and subjects has been said yet.
fn is_fresh(draft: &Draft) -> bool {
    !draft
        .values
        .iter()
        .any(|(id, _)| matches!(id, FieldId::Stage | FieldId::Subject(_)))
}

fn field(id: FieldId, label: &str, kind: FieldKind, is_used: bool, hint: String) -> FieldSpec {
    FieldSpec {
        id,
        label: label.to_owned(),
        kind,
        is_used,
        hint,
    }
}

fn check(id: FieldId, label: &str) -> FieldSpec {
    field(id, label, FieldKind::Check, true, String::new())
}

fn amount(id: FieldId, label: &str, is_used: bool) -> FieldSpec {
    let kind = FieldKind::Text {
        accepts: Accepts::Amount,
        step: AMOUNT_STEP,
    };
    field(id, label, kind, is_used, strings::AMOUNT_HINT.to_owned())
}

fn date(id: FieldId, label: &str) -> FieldSpec {
    let kind = FieldKind::Text {
        accepts: Accepts::Date,
        step: 0,
    };
    field(id, label, kind, true, strings::DATE_HINT.to_owned())
}

fn region_field() -> FieldSpec {
    let kind = FieldKind::Text {
        accepts: Accepts::Number,
        step: 0,
    };
    field(
        FieldId::Jurisdiction,
        strings::REGION,
        kind,
        true,
        strings::REGION_HINT.to_owned(),
    )
}

fn choices(kind: impl Iterator<Item = (String, String)>) -> FieldKind {
    FieldKind::Choice(kind.map(|(id, label)| Choice { id, label }).collect())
}

fn domain_field(library: &Library, offence: &Offence) -> FieldSpec {
    let instrument = library.instrument(offence.instrument.as_str());
    let own = |d: &DomainId| instrument.is_none_or(|i| i.domains.contains(d));
    let domains = library.parts().domains.iter().filter(|d| own(&d.id));
    let kind = choices(domains.map(|d| (d.id.to_string(), d.label.clone())));
    field(
        FieldId::Domain,
        strings::DOMAIN,
        kind,
        true,
        strings::DOMAIN_HINT.to_owned(),
    )
}

fn stage_field(library: &Library, offences: &[&Offence]) -> FieldSpec {
    let label = |s: StageId| (s.to_string(), words::stage(library, s.as_str()).to_owned());
    let kind = choices(stages(offences).into_iter().map(label));
    field(FieldId::Stage, strings::STAGE, kind, true, String::new())
}

/// Facts that loaded tiers ask for come first; all others stand behind, shown on demand.
fn fact_fields(
    library: &Library,
    offences: &[&Offence],
    asked: &BTreeSet<FactId>,
) -> Vec<FieldSpec> {
    let items = offences
        .iter()
        .flat_map(|o| library.items_about(o))
        .map(|(_, item)| item);
    let tiers: Vec<&Condition> = items.flat_map(crate::assess::tiering::conditions).collect();
    let atoms = tiers.iter().flat_map(|c| c.atoms());
    let used: BTreeSet<&FactId> = atoms.map(|a| &a.fact).chain(asked).collect();
    let all = &library.parts().facts;
    // The same number as 违法所得 among the amounts.
    let shown = |f: &&FactSpec| f.id != "illegal_gain_yuan" && f.kind != FactKind::Flag;
    let (asked, rest): (Vec<&FactSpec>, Vec<&FactSpec>) =
        all.iter().filter(shown).partition(|f| used.contains(&f.id));
    let spec = |fact: &FactSpec, is_used: bool| {
        let kind = match fact.kind {
            FactKind::Text => behaviours(&tiers, &fact.id),
            FactKind::Flag => yes_or_no(),
            FactKind::Integer | FactKind::Number => FieldKind::Text {
                accepts: Accepts::Number,
                step: i64::try_from(fact.step).unwrap_or(1),
            },
        };
        field(
            FieldId::Fact(fact.id.to_string()),
            &fact.label,
            kind,
            is_used,
            String::new(),
        )
    };
    let asked = asked.into_iter().map(|f| spec(f, true));
    // A behaviour that no tier names has no choices to offer.
    let rest = rest
        .into_iter()
        .filter(|f| f.kind != FactKind::Text)
        .map(|f| spec(f, false));
    asked.chain(rest).collect()
}

/// The yes/no facts that lists and tiers ask for, and those answered already.
fn flag_fields(library: &Library, draft: &Draft, asked: &BTreeSet<FactId>) -> Vec<FieldSpec> {
    let id = |f: &FactSpec| FieldId::Flag(f.id.to_string());
    let flags = library.parts().facts.iter();
    flags
        .filter(|f| f.kind == FactKind::Flag)
        .filter(|f| asked.contains(&f.id) || draft.get(&id(f)).is_some())
        .map(|f| {
            let hint = strings::FLAG_HINT.to_owned();
            field(id(f), &f.label, yes_or_no(), true, hint)
        })
        .collect()
}

fn yes_or_no() -> FieldKind {
    choices(
        [strings::YES, strings::NO]
            .map(|w| (w.to_owned(), w.to_owned()))
            .into_iter(),
    )
}

/// The behaviours the tiers name, and none of them.
fn behaviours(tiers: &[&Condition], fact: &FactId) -> FieldKind {
    let mut named: Vec<String> = Vec::new();
    for atom in tiers
        .iter()
        .flat_map(|c| c.atoms())
        .filter(|a| a.fact == *fact)
    {
        if let Test::Is(text) = &atom.test
            && !named.contains(text)
        {
            named.push(text.clone());
        }
    }
    let none = (
        strings::NO_BEHAVIOUR.to_owned(),
        strings::NO_BEHAVIOUR.to_owned(),
    );
    choices(named.into_iter().map(|t| (t.clone(), t)).chain([none]))
}

/// Amounts that the measures of the offence refer to.
fn basis_fields(offences: &[&Offence]) -> Vec<FieldSpec> {
    let fines = || {
        offences
            .iter()
            .flat_map(|o| o.all_rows())
            .filter_map(|r| r.fine.as_ref())
    };
    let any = |test: fn(&FineBasis) -> bool| fines().any(|f| test(&f.basis));
    let decides = |q: Quantity| fines().any(|f| f.when.is_some_and(|w| w.quantity == q));
    let mut fields = Vec::new();
    if any(|b| matches!(b, FineBasis::MultipleOfIllegalGain { .. }))
        || decides(Quantity::IllegalGain)
    {
        fields.push(amount(FieldId::IllegalGain, strings::ILLEGAL_GAIN, true));
    }
    if any(|b| matches!(b, FineBasis::MultipleOfGoodsValue { .. })) || decides(Quantity::GoodsValue)
    {
        fields.push(amount(FieldId::GoodsValue, strings::GOODS_VALUE, true));
    }
    if any(|b| matches!(b, FineBasis::PercentOfAnnualIncome { .. })) {
        fields.push(amount(FieldId::AnnualIncome, strings::ANNUAL_INCOME, true));
    }
    let daily =
        |b: &FineBasis| matches!(b, FineBasis::Daily { .. } | FineBasis::DailyPermille { .. });
    if any(|b| matches!(b, FineBasis::MultipleOfBaseFine { .. })) || any(daily) {
        fields.push(amount(FieldId::BaseFine, strings::BASE_FINE, true));
    }
    if any(daily) {
        let kind = FieldKind::Text {
            accepts: Accepts::Number,
            step: 1,
        };
        fields.push(field(
            FieldId::Days,
            strings::DAYS,
            kind,
            true,
            String::new(),
        ));
    }
    fields
}

fn circumstance_field(circumstance: &Circumstance) -> FieldSpec {
    let id = FieldId::Circumstance(circumstance.id.to_string());
    let ground = circumstance
        .cite
        .clone()
        .unwrap_or_else(|| strings::NO_GROUND.to_owned());
    field(
        id,
        &circumstance.label,
        FieldKind::Check,
        circumstance.has_ground(),
        ground,
    )
}

/// A draft read as a case, with the fields whose text cannot be read.
pub(super) fn case(
    library: &Library,
    draft: &Draft,
    offences: &[&Offence],
) -> (Case, Vec<(FieldId, String)>) {
    let mut case = Case {
        offence: Some(OffenceId::from(draft.offence.as_str())),
        ..Case::default()
    };
    let mut wrong = Vec::new();
    let filled = match offences.first() {
        Some(first) => defaults(draft, first, offences),
        None => draft.values.clone(),
    };
    for (id, text) in &filled {
        if let Err(message) = read_field(library, &mut case, id, text) {
            wrong.push((id.clone(), message));
        }
    }
    (case, wrong)
}

fn read_field(library: &Library, case: &mut Case, id: &FieldId, text: &str) -> Result<(), String> {
    match id {
        FieldId::Domain => case.domain = Some(DomainId::from(text)),
        FieldId::Stage => case.stage = Some(StageId::from(text)),
        FieldId::Subject(subject) => case.subjects.extend(Subject::from_id(subject)),
        FieldId::Circumstance(id) => {
            case.circumstances.insert(CircumstanceId::from(id.as_str()));
        }
        FieldId::ActOn => case.act_on = Some(day(text)?),
        FieldId::DiscoveredOn => case.discovered_on = Some(day(text)?),
        FieldId::DecidedOn => case.decided_on = Some(day(text)?),
        FieldId::IllegalGain => case.inputs.illegal_gain = Some(money(text)?),
        FieldId::GoodsValue => case.inputs.goods_value = Some(money(text)?),
        FieldId::AnnualIncome => case.inputs.annual_income = Some(money(text)?),
        FieldId::BaseFine => case.inputs.base_fine = Some(money(text)?),
        FieldId::Days => {
            case.inputs.days = Some(text.parse().map_err(|_| strings::NOT_A_COUNT.to_owned())?);
        }
        FieldId::Jurisdiction => {
            if text.len() != 6 || !text.bytes().all(|b| b.is_ascii_digit()) {
                return Err(strings::REGION_HINT.to_owned());
            }
            case.jurisdiction = Some(text.to_owned());
        }
        FieldId::Fact(name) | FieldId::Flag(name) => {
            let id = FactId::from(name.as_str());
            case.facts.insert(id.clone(), fact(library, &id, text)?);
        }
        FieldId::Proposed(who) => {
            if let Some(subject) = Subject::from_id(who) {
                let fine = money(text)?;
                case.proposed.push(Proposed {
                    subject,
                    fine,
                    before_defence: None,
                });
            }
        }
    }
    Ok(())
}

fn fact(library: &Library, id: &FactId, text: &str) -> Result<FactValue, String> {
    let spec = library
        .fact(id)
        .ok_or_else(|| strings::NOT_A_COUNT.to_owned())?;
    let value = match spec.kind {
        FactKind::Text if text == strings::NO_BEHAVIOUR => FactValue::Text(String::new()),
        FactKind::Text => FactValue::Text(text.to_owned()),
        FactKind::Flag => FactValue::Flag(text == strings::YES),
        FactKind::Integer | FactKind::Number => {
            FactValue::Number(text.parse().map_err(|_| strings::NOT_A_COUNT.to_owned())?)
        }
    };
    if spec.accepts(&value) {
        Ok(value)
    } else {
        Err(strings::NOT_A_COUNT.to_owned())
    }
}

fn day(text: &str) -> Result<PartialDate, String> {
    read_date(text).map_err(|_| strings::DATE_HINT.to_owned())
}

fn money(text: &str) -> Result<Fen, String> {
    let read = read_amount(text, Unit::Yuan).ok().flatten();
    read.ok_or_else(|| strings::AMOUNT_HINT.to_owned())
}
