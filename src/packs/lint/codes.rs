//! Every code a check of a library may give, with its severity. Codes are only ever added.

use crate::packs::diagnostic::Severity;
use crate::packs::diagnostic::Severity::{Error, Note, Warning};

/// Codes given while documents are read.
pub const LOAD: [(&str, Severity); 23] = [
    ("unreadable_document", Error),
    ("bad_offence", Error),
    ("unknown_instrument", Error),
    ("other_version", Error),
    ("bad_fine", Error),
    ("bad_tier", Error),
    ("unknown_offence", Error),
    ("unknown_stage", Error),
    ("unknown_domain", Error),
    ("item_without_pack", Error),
    ("duplicate_pack", Error),
    ("duplicate_item", Error),
    ("duplicate_tier", Error),
    ("tier_without_condition", Error),
    ("no_general_rules", Error),
    ("list_item_without_list", Error),
    ("duplicate_list", Error),
    ("bad_list_condition", Error),
    ("list_item_without_condition", Error),
    ("list_without_region", Error),
    ("bad_flag", Error),
    ("band_without_cite", Error),
    ("bad_band", Error),
];

/// Codes given by lint.
pub const LINT: [(&str, Severity); 41] = [
    ("tier_outside_statute", Error),
    ("tier_without_statute", Warning),
    ("unit_slip", Warning),
    ("stage_uncovered", Warning),
    ("subject_uncovered", Note),
    ("tier_lacks_amount", Warning),
    ("repealed_basis", Warning),
    ("older_than_statute", Warning),
    ("tier_gap", Warning),
    ("tier_overlap", Warning),
    ("shared_bound", Note),
    ("tier_unreachable", Warning),
    ("empty_condition", Error),
    ("dead_alternative", Warning),
    ("table_too_big", Warning),
    ("tier_order", Warning),
    ("tier_without_penalty", Warning),
    ("same_label", Warning),
    ("ordinal_hole", Note),
    ("fine_gap", Note),
    ("same_range", Note),
    ("odd_amount", Note),
    ("cite_renumbered", Warning),
    ("cite_unresolved", Warning),
    ("cite_contradicts", Warning),
    ("item_unlinked", Note),
    ("dates_reversed", Error),
    ("item_outside_document", Warning),
    ("document_overlap", Warning),
    ("document_hole", Warning),
    ("same_doc_no", Warning),
    ("region_missing", Error),
    ("region_code", Error),
    ("region_layer", Warning),
    ("bound_over_max", Warning),
    ("fractional_bound", Note),
    ("behaviour_wording", Warning),
    ("fact_unused", Note),
    ("dangling_reference", Error),
    ("gate_overlap", Warning),
    ("ungrounded_aggravation", Note),
];

/// The severity of a code.
pub fn severity(code: &str) -> Option<Severity> {
    let all = LOAD.iter().chain(&LINT);
    all.into_iter().find(|(c, _)| *c == code).map(|(_, s)| *s)
}
