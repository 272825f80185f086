//! Which offence a record is about.

use crate::compare::decision::Flags;
use crate::law::{OffenceId, PartialDate};
use crate::store::import::notice::{NoteCode, Reason};
use crate::store::import::record::Record;
use crate::store::import::understand::{Reader, Remarks};

impl Reader<'_> {
    /// The offence: by its identifier, else by the citation, else by its name where only one has it; and the
    /// benchmark that the citation names beside the law.
    pub(super) fn offence(
        &mut self,
        record: &Record<'_>,
        decided_on: PartialDate,
        flags: &mut Flags,
        remarks: &mut Remarks,
    ) -> Result<(Option<OffenceId>, Option<String>), Reason> {
        let by_id = record
            .offence
            .as_deref()
            .and_then(|id| self.terms.offence(id));
        let Some(basis) = record.basis.as_deref() else {
            if by_id.is_some() {
                return Ok((by_id, None));
            }
            if let Some(id) = record
                .offence_title
                .as_deref()
                .and_then(|t| self.terms.titled(t, decided_on))
            {
                remarks.note(NoteCode::OffenceFromTitle);
                return Ok((Some(id.clone()), None));
            }
            return Err(if record.offence.is_some() {
                Reason::UnknownCitation
            } else {
                Reason::MissingBasis
            });
        };
        let cited = match (self.terms.cite(basis, decided_on.latest()), by_id.is_some()) {
            (Some(cited), _) => cited,
            (None, true) => {
                remarks.note(NoteCode::BasisDiffers);
                return Ok((by_id, None));
            }
            (None, false) => return Err(Reason::UnknownCitation),
        };
        flags.earlier_numbering = matches!(
            cited.note,
            Some(NoteCode::EarlierNumbering | NoteCode::NotRenumbered)
        );
        if cited.several && !flags.merged {
            remarks.note(NoteCode::SeveralOffences);
            // One amount under several penalty clauses cannot be held against any one of them.
            flags.merged = true;
        }
        let titled = || {
            let title = record.offence_title.as_deref()?;
            self.terms.titled(title, decided_on).cloned()
        };
        let meant = by_id.clone().or_else(titled);
        // A citation may stop at the clause of which the offence is a part.
        let agrees = |id: &OffenceId, at: &OffenceId| {
            id == at || id.as_str().split('/').next() == Some(at.as_str())
        };
        let differs = |at: &Option<OffenceId>| {
            let pair = meant.as_ref().zip(at.as_ref());
            pair.is_some_and(|(id, at)| !agrees(id, at))
        };
        // The numbers of the text before, used although they had been replaced.
        if !cited.several
            && !flags.earlier_numbering
            && differs(&cited.offence)
            && let Some(before) = self.terms.by_earlier_numbers(basis)
            && !differs(&Some(before))
        {
            flags.earlier_numbering = true;
            remarks.note(NoteCode::EarlierNumbering);
            return Ok((meant, cited.benchmark));
        }
        let Some(id) = by_id else {
            cited.note.into_iter().for_each(|code| remarks.note(code));
            return Ok((cited.offence, cited.benchmark));
        };
        if !cited.several && cited.offence.is_some_and(|at| !agrees(&id, &at)) {
            remarks.note(NoteCode::BasisDiffers);
        }
        if cited.note == Some(NoteCode::EarlierNumbering) {
            remarks.note(NoteCode::EarlierNumbering);
        }
        Ok((Some(id), cited.benchmark))
    }
}
