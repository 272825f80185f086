//! How often an enterprise may be inspected (涉企检查频次上限): a small table of a local plan.

use serde::{Deserialize, Serialize};

use crate::law::DomainId;
use crate::law::benchmark::region_covers;

/// One row: so many inspections a year for one category of enterprises.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// Identifier.
    pub id: String,
    /// Region code.
    pub region: String,
    /// Title of the plan, when known.
    #[serde(default)]
    pub plan: Option<String>,
    /// Its document number.
    pub doc_no: String,
    /// The year it is for.
    pub year: u16,
    /// Domain.
    pub domain: DomainId,
    /// Category of the enterprise, e.g. 标准化一级, A.
    pub category: String,
    /// Whether the row is for high-risk enterprises or the others; for all when absent.
    #[serde(default)]
    pub risk: Option<Risk>,
    /// At most so many inspections a year for one enterprise.
    pub per_year: u32,
    /// Remark.
    #[serde(default)]
    pub note: Option<String>,
    /// Where it is laid down.
    pub cite: String,
    /// Where the row comes from.
    pub source: String,
}

/// A rule of the plan that is no figure per category.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CapRemark {
    /// Identifier.
    pub id: String,
    /// Region code.
    pub region: String,
    /// Document number of the plan.
    pub doc_no: String,
    /// The year it is for.
    pub year: u16,
    /// What it says.
    pub text: String,
    /// Where it is laid down.
    pub cite: String,
    /// Where the row comes from.
    pub source: String,
}

/// Risk of an enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// 高危.
    High,
    /// Not high.
    Normal,
}

/// One plan: its caps and remarks, in the order of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan<'a> {
    /// Title, when known.
    pub title: Option<&'a str>,
    /// Document number.
    pub doc_no: &'a str,
    /// Region code.
    pub region: &'a str,
    /// Year.
    pub year: u16,
    /// Rows.
    pub caps: Vec<&'a Cap>,
    /// Remarks.
    pub remarks: Vec<&'a CapRemark>,
}

/// The plans with rows for a domain (every domain when absent) and a region (every region when
/// absent), the latest year first.
pub fn plans<'a>(
    caps: &'a [Cap],
    remarks: &'a [CapRemark],
    domain: Option<&str>,
    region: Option<&str>,
) -> Vec<Plan<'a>> {
    let here = |own: &str| region.is_none() || region_covers(own, region);
    let wanted = |cap: &&Cap| here(&cap.region) && domain.is_none_or(|d| cap.domain.as_str() == d);
    let mut found: Vec<Plan> = Vec::new();
    for cap in caps.iter().filter(wanted) {
        let same =
            |p: &&mut Plan| p.doc_no == cap.doc_no && p.region == cap.region && p.year == cap.year;
        if let Some(plan) = found.iter_mut().find(same) {
            plan.caps.push(cap);
            continue;
        }
        let about =
            |r: &&CapRemark| r.doc_no == cap.doc_no && r.region == cap.region && r.year == cap.year;
        found.push(Plan {
            title: cap.plan.as_deref(),
            doc_no: &cap.doc_no,
            region: &cap.region,
            year: cap.year,
            caps: vec![cap],
            remarks: remarks.iter().filter(about).collect(),
        });
    }
    found.sort_by_key(|p| std::cmp::Reverse(p.year));
    found
}
