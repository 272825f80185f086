//! Who decides (主管机关): the organ of each consequence, and a finding where it is not the bureau.

use crate::assess::consequence::rows_of;
use crate::assess::matter::Matter;
use crate::assess::outcome::{Authority, Finding, Severity};
use crate::assess::words;
use crate::law::KindClass;
use crate::law::organ::Standing;

/// The organs of the consequences, each with the kinds it decides on.
pub fn authorities(matter: &Matter) -> Vec<Authority> {
    let library = matter.library;
    let mut found: Vec<Authority> = Vec::new();
    for subject in matter.subjects() {
        let situation = matter.situation(subject);
        for offence in &matter.in_time.offences {
            for applied in rows_of(library, &situation, offence).0 {
                for kind in &applied.row.penalties {
                    let name = library.authority_of(applied.offence, applied.row, kind);
                    let Some(name) = name else { continue };
                    let known = found
                        .iter_mut()
                        .find(|a| a.subject == subject && a.name == name);
                    match known {
                        Some(known) if known.kinds.contains(kind) => {}
                        Some(known) => known.kinds.push(kind.clone()),
                        None => found.push(Authority {
                            subject,
                            kinds: vec![kind.clone()],
                            name: name.to_owned(),
                            standing: library.standing_of(name),
                        }),
                    }
                }
            }
        }
    }
    found
}

fn fines(matter: &Matter, authority: &Authority) -> bool {
    let mut kinds = authority.kinds.iter();
    kinds.any(|k| {
        matches!(
            matter.library.kind_class(k),
            KindClass::Fine | KindClass::Warning
        )
    })
}

/// Tells whether a subject's fine may be this bureau's or another organ's, as one or the other provision applies.
pub fn is_open(matter: &Matter, authorities: &[Authority]) -> bool {
    authorities.iter().any(|other| {
        other.standing == Some(Standing::Other)
            && fines(matter, other)
            && has_own_fine(matter, authorities, other)
    })
}

fn has_own_fine(matter: &Matter, authorities: &[Authority], other: &Authority) -> bool {
    authorities.iter().any(|own| {
        own.subject == other.subject && own.standing == Some(Standing::Own) && fines(matter, own)
    })
}

/// Findings: what another organ decides. A fine of another organ is an error of competence, other kinds
/// are that organ's to decide beside this one's.
pub fn findings(matter: &Matter, authorities: &[Authority]) -> Vec<Finding> {
    let library = matter.library;
    let cite = Some(library.parts().general.organ.cite.as_str());
    let mut out: Vec<Finding> = Vec::new();
    for authority in authorities {
        let fine = fines(matter, authority);
        let discipline = authority
            .kinds
            .iter()
            .all(|k| library.kind_class(k) == KindClass::Discipline);
        let (code, severity, message) = match authority.standing {
            Some(Standing::Own) => continue,
            Some(Standing::Other) if discipline => (
                "discipline_apart",
                Severity::Note,
                words::discipline_apart(&authority.kinds, &authority.name),
            ),
            // One of several provisions that may apply is another organ's: not known to be this one's.
            Some(Standing::Other) if fine && has_own_fine(matter, authorities, authority) => (
                "authority_to_check",
                Severity::Warning,
                words::authority_to_check(&authority.kinds, &authority.name),
            ),
            Some(Standing::Other) if fine => (
                "other_authority",
                Severity::Error,
                words::other_authority(&authority.kinds, &authority.name),
            ),
            Some(Standing::Other) => (
                "other_authority_for_kind",
                Severity::Warning,
                words::other_authority_for_kind(&authority.kinds, &authority.name),
            ),
            Some(Standing::Perhaps) | None => (
                "authority_to_check",
                Severity::Note,
                words::authority_to_check(&authority.kinds, &authority.name),
            ),
        };
        if out.iter().any(|f| f.code == code && f.message == message) {
            continue;
        }
        out.push(Finding::new(
            code,
            severity,
            Some(authority.subject),
            message,
            cite,
        ));
    }
    out
}
