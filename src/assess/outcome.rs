//! What an assessment is made of.

use serde::Serialize;

use crate::assess::list_match::ListMatch;
use crate::assess::tiering::Threshold;
use crate::law::fine::{Fine, FineBasis, FineMode, Inputs, Needs, Span, When};
use crate::law::offence::{Origin, Verified};
use crate::law::organ::Standing;
use crate::law::relation::Why;
use crate::law::{
    BandOf, BenchmarkId, CircumstanceId, FactId, FactValue, Fen, FenRange, KindClass, Layer,
    OffenceId, PartialDate, StageId, Subject,
};

/// The whole answer for a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The offence that was asked about.
    pub asked: OffenceId,
    /// The offence whose range applies (differs when 从旧兼从轻 chose the other instrument).
    pub offence: OffenceId,
    /// Its title.
    pub title: String,
    /// Its citation.
    pub cite: String,
    /// Outcome.
    pub disposition: Disposition,
    /// Which law, and how it was chosen.
    pub applicable: Applicable,
    /// Which benchmark, and what became of it.
    pub benchmark: BenchmarkOutcome,
    /// Every item about the offence and why it is used or not, the one that is used first.
    pub stack: Vec<StackEntry>,
    /// Fines by subject and stage.
    pub fines: Vec<SubjectFine>,
    /// Penalties and orders besides the fine.
    pub other_penalties: Vec<OtherPenalty>,
    /// Rows that only refer to another statute.
    pub referrals: Vec<Referral>,
    /// Further consequences that neighbouring provisions attach to the same conviction.
    pub linked: Vec<LinkedConsequence>,
    /// Provisions on the same act that give way, or stand beside.
    pub passed_over: Vec<PassedOver>,
    /// Who decides: the organs of the consequences, in the words of the law data.
    pub authorities: Vec<Authority>,
    /// What keeps the proposal from being checked.
    pub doubts: Vec<Doubt>,
    /// What the check of the proposal came to.
    pub verdict: Verdict,
    /// Rules that could not be applied, for want of a date, a fact or a loaded tier; a verdict does not speak
    /// about them.
    pub unchecked: Vec<Rule>,
    /// Procedure gates.
    pub gates: Vec<GateOutcome>,
    /// Open questions, the most narrowing first.
    pub questions: Vec<Question>,
    /// Items of lists about the offence: met, open, near.
    pub lists: Vec<ListMatch>,
    /// Findings about the proposed decision and the case as put.
    pub findings: Vec<Finding>,
    /// The nearest lawful reason for the proposed amounts: `None` when nothing was proposed, it fits, or there is none.
    pub nearest: Nearest,
    /// What other values of the facts would do.
    pub thresholds: Vec<Threshold>,
    /// Steps, in the order of the rules.
    pub trace: Vec<Step>,
    /// What the reader must know about the data behind the answer.
    pub warnings: Vec<String>,
}

/// Outcome of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// A penalty may be imposed.
    Fine,
    /// 可以不予处罚.
    MayNotPenalise,
    /// 不予处罚.
    MustNotPenalise,
    /// 超过追责时效.
    TimeBarred,
    /// Not an offence under the applicable law.
    NotAnOffence,
}

/// What the check of the proposed amounts came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing was proposed.
    NotAsked,
    /// Nothing was found that exceeds statute or benchmark.
    Within,
    /// Something was.
    Outside,
    /// What would be needed is not loaded or not established.
    CannotCheck,
}

/// What keeps a proposal from being checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The text of the day of the act is not loaded.
    LawOfActMissing,
    /// The provision was not in force at the act, and the law then loaded has none of the kind.
    NoDutyThen,
    /// The instrument was replaced and no counterpart is registered.
    NoCounterpart,
    /// The instrument was replaced and the newer one does not seem to threaten the act.
    NoLongerThreatened,
    /// The text was not in force when the decision was taken.
    NotYetInForce,
    /// The instrument was no longer in force at the act.
    Outdated,
    /// The text refers to a document whose penalties are not loaded.
    ReferredNotLoaded(String),
    /// An amount depends on something not known.
    Unknown(Needs),
    /// Whether the limit has run out is open.
    LimitationOpen,
    /// The item cited does not fit the grade of the accident.
    GradeMismatch,
    /// Older and newer law are each lighter in some respect: people have to choose.
    CompareByHand,
    /// The day of the act is vague, and the law changed within that time.
    ActDayVague,
    /// Circumstances or facts of the case exclude each other.
    Contradiction,
    /// The amount fits the fine of some stages or provisions that may apply, not of all.
    AlternativesOpen,
    /// One of the fines that may apply is another organ's to impose.
    OrganOpen,
    /// The amount leaves a tier that holds in some domains only, and the domain is not known.
    DomainOpen,
}

impl Doubt {
    /// The identifier in output.
    pub fn id(&self) -> &'static str {
        match self {
            Doubt::LawOfActMissing => "law_of_act_missing",
            Doubt::NoDutyThen => "no_duty_then",
            Doubt::NoCounterpart => "no_counterpart",
            Doubt::NoLongerThreatened => "no_longer_threatened",
            Doubt::NotYetInForce => "not_yet_in_force",
            Doubt::Outdated => "outdated",
            Doubt::ReferredNotLoaded(_) => "referred_not_loaded",
            Doubt::Unknown(_) => "input_unknown",
            Doubt::LimitationOpen => "limitation_open",
            Doubt::GradeMismatch => "accident_grade_mismatch",
            Doubt::CompareByHand => "compare_by_hand",
            Doubt::ActDayVague => "act_day_vague",
            Doubt::Contradiction => "contradiction",
            Doubt::AlternativesOpen => "alternatives_open",
            Doubt::OrganOpen => "organ_open",
            Doubt::DomainOpen => "domain_open",
        }
    }

    /// Tells whether it is about which law applies: then the figures are for reference only.
    pub fn is_about_law(&self) -> bool {
        match self {
            Doubt::LawOfActMissing
            | Doubt::NoDutyThen
            | Doubt::NoCounterpart
            | Doubt::NoLongerThreatened
            | Doubt::NotYetInForce
            | Doubt::Outdated => true,
            Doubt::ReferredNotLoaded(_)
            | Doubt::Unknown(_)
            | Doubt::LimitationOpen
            | Doubt::GradeMismatch
            | Doubt::CompareByHand
            | Doubt::ActDayVague
            | Doubt::Contradiction
            | Doubt::AlternativesOpen
            | Doubt::OrganOpen
            | Doubt::DomainOpen => false,
        }
    }

    /// Tells whether, while it stands, an amount can be called neither lawful nor unlawful.
    pub fn leaves_all_open(&self) -> bool {
        matches!(
            self,
            Doubt::CompareByHand | Doubt::ActDayVague | Doubt::Contradiction
        ) || self.is_about_law()
    }
}

/// Which of two laws is lighter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// The newer is lighter in some respect and heavier in none.
    NewerLighter,
    /// The newer is heavier in some respect and lighter in none.
    NewerHeavier,
    /// No difference.
    Same,
    /// Lighter in one respect, heavier in another, or not comparable by figures.
    Undecided,
}

/// A further consequence that a neighbouring provision attaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedConsequence {
    /// Where it stands.
    pub cite: String,
    /// What it threatens, by subject, in words.
    pub text: String,
    /// On what it depends.
    pub when: Option<String>,
}

/// A provision on the same act that is not the one applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// For whom.
    pub subject: Subject,
    /// The one passed over, or named beside.
    pub offence: OffenceId,
    /// Its citation.
    pub cite: String,
    /// The fine it threatens, in words.
    pub fine: String,
    /// The citation of the one that governs.
    pub by: String,
    /// Why.
    pub why: Why,
    /// Remark.
    pub note: Option<String>,
}

/// Who decides on a consequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// On whom.
    pub subject: Subject,
    /// Which kinds of penalty.
    pub kinds: Vec<String>,
    /// The organ, in the words of the law data.
    pub name: String,
    /// How it stands to the bureau; `None` where the organ is not recognised.
    pub standing: Option<Standing>,
}

/// Which law applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicable {
    /// Slug of the instrument.
    pub instrument: String,
    /// Date of its text.
    pub version: String,
    /// How it was chosen.
    pub chosen_by: ChosenBy,
    /// The other instrument's offence, when two were compared.
    pub compared_with: Option<OffenceId>,
}

/// How the applicable law was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChosenBy {
    /// There is only one.
    Only,
    /// 从旧兼从轻: both were compared.
    Art37,
    /// Dates are missing: taken as asked.
    AsAsked,
}

/// What became of the benchmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenchmarkOutcome {
    /// The document that applies in the domain, or that had the item.
    pub id: Option<BenchmarkId>,
    /// Its short name.
    pub name: Option<String>,
    /// Item number.
    pub item: Option<String>,
    /// Whether tiers of the item are loaded.
    pub has_tiers: bool,
    /// Result.
    pub status: TierStatus,
    /// How the document was chosen between act and decision.
    pub chosen_by: DocumentChoice,
    /// The comparison, when the act and the decision have different documents.
    pub verdict: Option<Comparison>,
    /// The amounts of the document that is used, when there is another one.
    pub ranges: Vec<(Subject, FenRange)>,
    /// The document of the other date, looked at and not used.
    pub other: Option<DocumentSide>,
}

/// How a benchmark document was chosen where act and decision may have different ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentChoice {
    /// Both dates have the same, or only one date is known.
    Only,
    /// The one at the act: that of the decision is not lighter, or cannot be compared, or there is none.
    Act,
    /// The one at the decision, as there was none at the act.
    Decision,
    /// The one at the decision, because it is lighter.
    Lighter,
}

/// What the documents in force on one day say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSide {
    /// Document.
    pub id: BenchmarkId,
    /// Its short name.
    pub name: String,
    /// Item number.
    pub item: String,
    /// What the facts make of it.
    pub status: TierStatus,
    /// Amounts of the tiers that the facts select.
    pub ranges: Vec<(Subject, FenRange)>,
}

/// An item about the offence, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackEntry {
    /// Document.
    pub id: BenchmarkId,
    /// Its short name.
    pub name: String,
    /// Item number.
    pub item: String,
    /// Whose document it is.
    pub layer: Layer,
    /// In force from (included).
    pub from: PartialDate,
    /// No longer in force from this day on.
    pub until: Option<PartialDate>,
    /// Whether it is used, and if not, why.
    pub fate: Fate,
}

/// What becomes of an item. Where several reasons keep it out, the first in this order is given:
/// domain, region, date, review, tiers, precedence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Used.
    Wins,
    /// Would do, but a document of a more local layer, a later one, or a closer item is used.
    Shadowed {
        /// The document used.
        by: BenchmarkId,
    },
    /// Not in force on the day.
    NotInForce,
    /// For another region.
    OtherRegion,
    /// For other domains.
    OtherDomain,
    /// Known by name only: no tier is loaded.
    NoTiers,
    /// Put aside by a person with a remark.
    Marked,
}

impl Fate {
    /// The identifier in files.
    pub fn id(&self) -> &'static str {
        match self {
            Fate::Wins => "wins",
            Fate::Shadowed { .. } => "shadowed",
            Fate::NotInForce => "not_in_force",
            Fate::OtherRegion => "other_region",
            Fate::OtherDomain => "other_domain",
            Fate::NoTiers => "no_tiers",
            Fate::Marked => "marked",
        }
    }
}

/// Result of the tier selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TierStatus {
    /// No tier is loaded that could answer.
    NoTierLoaded,
    /// Several tiers are met or still possible.
    TierAmbiguous,
    /// The facts select one tier.
    TierMatched,
}

/// The fine for one subject at one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectFine {
    /// Subject of the row (the one asked about, where a neighbouring row covers it).
    pub subject: Subject,
    /// Who, in the words of the statute.
    pub who: String,
    /// Stage.
    pub stage: StageId,
    /// The offence the row belongs to, when a clause was asked about.
    pub offence: OffenceId,
    /// Number of the row in the law data.
    pub row: u32,
    /// Where the row stands, when it was taken from elsewhere.
    pub origin: Option<Origin>,
    /// The amount of gain or goods at which this measure applies.
    pub when: Option<When>,
    /// How the row was read, where it was not compared with a full text.
    pub verified: Option<Verified>,
    /// Where it stands: the article, and what that refers to.
    pub cited: Cited,
    /// Measure.
    pub basis: FineBasis,
    /// How binding.
    pub mode: FineMode,
    /// Statutory range, or what is needed to know it.
    pub statutory: Result<FenRange, Needs>,
    /// Whether the text names a minimum.
    pub min_stated: bool,
    /// Tiers that are met or still possible.
    pub tiers: Vec<TierOption>,
    /// A fact lies on a bound that two tiers include: either may be chosen.
    pub shared_bound: bool,
    /// What is suggested.
    pub suggested: Option<Suggested>,
    /// Circumstances allow an amount below the minimum.
    pub below_minimum_allowed: bool,
    /// The band rule of the office that narrowed the suggestion.
    pub band: Option<BandUse>,
    /// Outcome for this subject.
    pub disposition: Disposition,
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The citation of the offence.
    pub own: String,
    /// The citations of the provisions it takes the consequence from.
    pub targets: Vec<String>,
    /// The referring text names no article: the targets are a reading.
    pub reading: bool,
}

/// A tier that is met or still possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierOption {
    /// Document.
    pub benchmark: BenchmarkId,
    /// Label.
    pub label: String,
    /// Amounts; `None` when the tier has none for this subject or they need an unknown input.
    pub range: Option<FenRange>,
    /// Its condition is met.
    pub met: bool,
    /// It governs.
    pub governs: bool,
    /// Condition, in words.
    pub condition: String,
    /// Original wording of the condition, where the document was imported.
    pub text: Option<String>,
    /// Original wording of the penalty, likewise.
    pub standard: Option<String>,
    /// Where in the document the item stands, likewise.
    pub place: Option<String>,
    /// Document and item, as a file cites them.
    pub item: String,
    /// Source of the row, addresses included.
    pub source: String,
    /// Trustworthiness of the source, in words.
    pub confidence: Option<String>,
}

/// The suggested range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// Amounts.
    pub range: FenRange,
    /// Which layer the lower bound comes from.
    pub min_layer: RangeLayer,
    /// Which layer the upper bound comes from.
    pub max_layer: RangeLayer,
    /// Towards which end.
    pub lean: Lean,
    /// 减轻: below the minimum.
    pub below_minimum_allowed: bool,
}

/// A band rule of the office at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BandUse {
    /// Identifier.
    pub id: String,
    /// Name.
    pub label: String,
    /// The local document that lays it down.
    pub cite: String,
    /// Where in the range it starts, in percent.
    pub low_percent: u8,
    /// Where it ends, in percent, included.
    pub high_percent: u8,
    /// Of what.
    pub of: BandOf,
}

/// Layer of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RangeLayer {
    /// 裁量阶次.
    Benchmark,
    /// 法定幅度.
    Statute,
    /// A band rule of the office, with its citation.
    LocalRule,
}

/// Towards which end of the range the circumstances point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lean {
    /// 从轻.
    Low,
    /// Neither, or both.
    Neutral,
    /// 从重.
    High,
}

/// A penalty or order besides the fine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPenalty {
    /// On whom.
    pub subject: Subject,
    /// At which stage.
    pub stage: StageId,
    /// Kind, by its usual name.
    pub kind: String,
    /// The word of the statute.
    pub name: String,
    /// What it counts as.
    pub class: KindClass,
    /// Whether it has to be imposed.
    pub binding: Binding,
    /// The other kinds it is an alternative to, by their usual names.
    pub instead_of: Vec<String>,
    /// The words of the statute for them.
    pub instead_names: Vec<String>,
    /// It is the last resort of the alternatives: 直至.
    pub up_to: bool,
    /// Details: what exactly, years of a bar, days of detention.
    pub detail: Option<String>,
    /// Who decides, in the words of the law data, where it is not the bureau.
    pub authority: Option<String>,
    /// Where it stands, when it was taken from elsewhere: its citation.
    pub taken_from: Option<String>,
}

/// A row that names no penalty of its own but refers to another statute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// For whom.
    pub subject: Subject,
    /// At which stage.
    pub stage: StageId,
    /// What the text refers to.
    pub refers_to: String,
    /// Citations of what that is, where it is loaded.
    pub targets: Vec<ReferredTo>,
    /// The text names no article: the targets are a reading, to be confirmed by a person.
    pub reading: bool,
    /// What is referred to and not loaded.
    pub not_loaded: Option<String>,
}

/// A provision that is referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferredTo {
    /// The offence or clause.
    pub offence: OffenceId,
    /// Its citation.
    pub cite: String,
    /// For whom, which act or which grade.
    pub given_for: Option<String>,
}

/// How binding a penalty is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    /// 并处, 责令.
    Must,
    /// 可以.
    May,
    /// One of several.
    Choice,
}

/// A procedure gate in this case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateOutcome {
    /// Identifier.
    pub id: String,
    /// Name.
    pub label: String,
    /// Result.
    pub state: GateState,
    /// Citation.
    pub cite: String,
    /// What has to be done.
    pub effect: String,
    /// Why, in words.
    pub why: String,
}

/// Whether a gate has to be passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GateState {
    /// Yes.
    Required,
    /// It depends on the amount chosen or on something a person judges.
    Depends,
    /// No.
    NotRequired,
}

/// An open question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Fact id, or `stage`, `annual_income_yuan`, … for other fields of the case.
    pub fact: String,
    /// Label for people.
    pub label: String,
    /// Tiers it decides between, or what depends on it.
    pub narrows: Vec<String>,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable code.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// About whom.
    pub subject: Option<Subject>,
    /// In words.
    pub message: String,
    /// Ground.
    pub cite: Option<String>,
}

impl Finding {
    /// Makes a finding.
    pub fn new(
        code: &'static str,
        severity: Severity,
        subject: Option<Subject>,
        message: impl Into<String>,
        cite: Option<&str>,
    ) -> Finding {
        Finding {
            code,
            severity,
            subject,
            message: message.into(),
            cite: cite.map(str::to_owned),
        }
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// To be looked at.
    Warning,
    /// Unlawful as it stands.
    Error,
}

/// The nearest lawful reason for a proposed amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nearest {
    /// Nothing was proposed.
    NotAsked,
    /// The proposal fits as it is.
    Fits,
    /// The smallest change that would make it fit: what the file must prove.
    Changes(Vec<Change>),
    /// No change of facts or circumstances would.
    None,
    /// It cannot be told: see the doubts.
    CannotTell,
}

/// A change of the case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The circumstance must be found.
    Find(CircumstanceId),
    /// The circumstance must be dropped.
    Drop(CircumstanceId),
    /// The fact must be this (one value of those that would do).
    Fact(FactId, FactValue),
}

/// A step of the trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which rule.
    pub rule: Rule,
    /// What was decided, from which facts.
    pub text: String,
    /// By which article.
    pub cite: String,
    /// Effect on the range or outcome.
    pub effect: String,
}

/// The ten rules, in order (`domain.md` §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// 1 从旧兼从轻.
    InTime,
    /// 2 追责时效.
    Limitation,
    /// 3 责任能力与过错.
    Capacity,
    /// 4 不予处罚.
    NoPenalty,
    /// 5 法定幅度.
    Statute,
    /// 6 裁量阶次.
    Tier,
    /// 7 情节.
    Circumstances,
    /// 8 一事不再罚.
    Concurrence,
    /// 9 程序.
    Gates,
    /// 10 结论.
    Result,
}

impl Step {
    /// Makes a step.
    pub fn new(
        rule: Rule,
        text: impl Into<String>,
        cite: impl Into<String>,
        effect: impl Into<String>,
    ) -> Step {
        Step {
            rule,
            text: text.into(),
            cite: cite.into(),
            effect: effect.into(),
        }
    }
}

impl Assessment {
    /// The fine entry for a subject (the first, where a clause or threshold yields several).
    pub fn fine_for(&self, subject: Subject) -> Option<&SubjectFine> {
        self.fines.iter().find(|f| f.subject == subject)
    }

    /// The worst severity among the findings.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|f| f.severity).max()
    }
}

impl SubjectFine {
    /// The tier that governs.
    pub fn governing(&self) -> Option<&TierOption> {
        self.tiers.iter().find(|t| t.governs)
    }

    /// The amount suggested, or the statutory range.
    pub fn range(&self) -> Option<FenRange> {
        self.suggested.map(|s| s.range).or(self.statutory.ok())
    }

    /// What the fine may come to, as far as is known.
    pub fn span(&self, inputs: &Inputs) -> Span {
        let fine = Fine {
            basis: self.basis.clone(),
            when: self.when,
        };
        fine.span(inputs)
    }

    /// The highest amount the statute allows.
    pub fn ceiling(&self) -> Option<Fen> {
        self.statutory.ok().map(FenRange::max)
    }
}
