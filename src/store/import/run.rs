//! The writing half of an import: compares each record with those kept, and writes, in one transaction.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use chrono::NaiveDateTime;
use rusqlite::{CachedStatement, Transaction, TransactionBehavior, params};

use crate::law::Library;
use crate::store::decisions::says_the_same;
use crate::store::error::{ImportError, StoreError};
use crate::store::import::notice::{NoteCode, Reason};
use crate::store::import::profile::Profile;
use crate::store::import::read::{Batch, What, read_all};
use crate::store::import::report::ImportReport;
use crate::store::import::source::{Input, Passed, Source};
use crate::store::import::understand::{Reader, Understood};
use crate::store::messages as say;
use crate::store::open::Store;
use crate::store::row::{Decoder, EVERYTHING, Encoder, INSERT};

/// Set to true from another thread to stop an import; nothing is written then.
pub type Cancel = AtomicBool;

/// What is to be imported, and how.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Name of the file, for the record.
    pub file: &'a str,
    /// When.
    pub at: NaiveDateTime,
    /// Fingerprint of the library, so that what was read can be explained later.
    pub library: &'a str,
    /// What the headings mean.
    pub profile: &'a Profile,
    /// Everything in it is a teaching example.
    pub teaching: bool,
    /// Only say what would happen.
    pub preview: bool,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Records done.
    pub rows: u64,
    /// Bytes of the file read.
    pub bytes: u64,
    /// Bytes of the whole file.
    pub of_bytes: u64,
}

const NEW_IMPORT: &str = "INSERT INTO import (file, sha256, at, profile, library, encoding, teaching, read, accepted, duplicates, rejected, skipped) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, 0, 0)";
const CLOSE_IMPORT: &str = "UPDATE import SET sha256 = ?2, read = ?3, accepted = ?4, duplicates = ?5, rejected = ?6, skipped = ?7 WHERE id = ?1";
/// Stands for the hash until the file is read.
const UNHASHED: &str = "0000000000000000000000000000000000000000000000000000000000000000";
const NEW_REFUSED: &str = "INSERT INTO refused (import, line, reason, text, case_no, raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const SAME_FILE: &str = "SELECT EXISTS (SELECT 1 FROM import WHERE sha256 = ?1 AND id <> ?2)";
const DUPLICATE: &str = "duplicate";

const QUERY_INDEXES: &str = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'decision' AND sql IS NOT NULL";

/// Roughly the size of a record, for judging a file by its size.
const BYTES_A_RECORD: u64 = 600;
/// Fewer records than this are quick either way.
const BULK: u64 = 2_000;
/// Batches read ahead of the writer.
const AHEAD: usize = 8;
/// Page cache while importing and otherwise, in KiB.
const CACHE_IMPORTING: i64 = 64 << 10;
const CACHE_USUAL: i64 = 8 << 10;

impl Store {
    /// Imports a file of decisions as one transaction.
    pub fn import(
        &mut self,
        input: Input<'_>,
        library: &Library,
        request: &Request<'_>,
        progress: &mut dyn FnMut(Progress),
        cancel: &Cancel,
    ) -> Result<ImportReport, ImportError> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly.into());
        }
        let source = Source::examine(request.file, input)?;
        let bulk = !request.preview && self.is_bulk(source.bytes)?;
        self.conn
            .pragma_update(None, "cache_size", -CACHE_IMPORTING)?;
        let log = if bulk {
            self.leave_write_ahead_log()?
        } else {
            false
        };
        let report = self.import_source(&source, library, request, bulk, progress, cancel);
        if log {
            // Somebody may have opened the store meanwhile; then the log comes back when it is next opened.
            self.use_write_ahead_log().map(drop).or_else(|e| {
                if matches!(e, StoreError::Locked) {
                    Ok(())
                } else {
                    Err(e)
                }
            })?;
        }
        self.conn.pragma_update(None, "cache_size", -CACHE_USUAL)?;
        report
    }

    /// Tells whether more comes in than is there already. Then building the indexes anew, sorted, is quicker
    /// than looking up each record's place in each of them, and writing straight to the file quicker than by a log.
    fn is_bulk(&self, bytes: u64) -> Result<bool, StoreError> {
        let kept: i64 =
            self.conn
                .query_row("SELECT coalesce(max(id), 0) FROM decision", [], |row| {
                    row.get(0)
                })?;
        let coming = bytes / BYTES_A_RECORD;
        Ok(coming > BULK && coming > u64::try_from(kept).unwrap_or(0))
    }

    fn import_source(
        &mut self,
        source: &Source<'_>,
        library: &Library,
        request: &Request<'_>,
        bulk: bool,
        progress: &mut dyn FnMut(Progress),
        cancel: &Cancel,
    ) -> Result<ImportReport, ImportError> {
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let profile = request.profile.name();
        tx.execute(
            NEW_IMPORT,
            params![
                request.file,
                UNHASHED,
                request.at.to_string(),
                profile,
                request.library,
                source.encoding.name(),
                request.teaching
            ],
        )?;
        let import = tx.last_insert_rowid();
        let indexes = if bulk { drop_indexes(&tx)? } else { Vec::new() };
        let passed = Passed::default();
        let mut report = {
            let mut writer = Writer::new(&tx, import)?;
            read_and_write(
                source,
                &passed,
                library,
                request,
                &mut writer,
                progress,
                cancel,
            )?;
            writer.report
        };
        let sha256 = passed.sha256();
        for index in &indexes {
            tx.execute_batch(index)?;
        }
        source.encoding.name().clone_into(&mut report.encoding);
        report.close();
        let rejected = report.rejected.len() as u64;
        report.read = report.accepted + report.duplicates + rejected + report.skipped;
        let counts = [
            report.read,
            report.accepted,
            report.duplicates,
            rejected,
            report.skipped,
        ]
        .map(|n| i64::try_from(n).unwrap_or(i64::MAX));
        tx.execute(
            CLOSE_IMPORT,
            params![
                import, sha256, counts[0], counts[1], counts[2], counts[3], counts[4]
            ],
        )?;
        let known: bool = tx.query_row(SAME_FILE, params![sha256, import], |row| row.get(0))?;
        if request.preview || known && report.accepted == 0 {
            tx.rollback()?;
        } else {
            tx.commit()?;
            report.import = Some(import);
        }
        Ok(report)
    }
}

/// Drops the indexes that only serve queries; returns how to make them again.
fn drop_indexes(tx: &Transaction<'_>) -> Result<Vec<String>, StoreError> {
    let found: Vec<(String, String)> = tx
        .prepare(QUERY_INDEXES)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (name, _) in &found {
        tx.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}

/// Reads on another thread while this one writes.
fn read_and_write(
    source: &Source<'_>,
    passed: &Passed,
    library: &Library,
    request: &Request<'_>,
    writer: &mut Writer<'_>,
    progress: &mut dyn FnMut(Progress),
    cancel: &Cancel,
) -> Result<(), ImportError> {
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel::<Batch>(AHEAD);
        // Written batches go back: this thread has more to do than to take them apart.
        let (done, written) = mpsc::channel::<Batch>();
        let reading = scope.spawn(move || {
            let mut reader = Reader::new(library, request.teaching);
            read_all(
                source,
                passed,
                request.file,
                request.profile,
                &mut reader,
                |batch| {
                    written.try_iter().for_each(drop);
                    sender.send(batch).is_ok()
                },
            )
        });
        let mut rows = 0;
        // The receiver is dropped on every way out, so that the other thread stops as well.
        for batch in receiver {
            if cancel.load(Ordering::Relaxed) {
                return Err(ImportError::Cancelled);
            }
            rows += batch.records.len() as u64;
            writer.write(&batch)?;
            progress(Progress {
                rows,
                bytes: passed.bytes(),
                of_bytes: source.bytes,
            });
            // Not heard any more once everything is read; the batch is dropped here then.
            let _ = done.send(batch);
        }
        match reading.join() {
            Ok(Ok(())) => Ok(()),
            Ok(Err(stopped)) => stopped.explain(request.file).map_or(Ok(()), Err),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Writes records and counts what became of them.
struct Writer<'t> {
    import: i64,
    insert: CachedStatement<'t>,
    refuse: CachedStatement<'t>,
    same: CachedStatement<'t>,
    encoder: Encoder,
    decoder: Decoder,
    report: ImportReport,
}

impl<'t> Writer<'t> {
    fn new(tx: &'t Transaction<'_>, import: i64) -> Result<Writer<'t>, StoreError> {
        Ok(Writer {
            import,
            insert: tx.prepare_cached(INSERT)?,
            refuse: tx.prepare_cached(NEW_REFUSED)?,
            same: tx.prepare_cached(&format!(
                "SELECT {EVERYTHING} FROM decision WHERE identity = ?1"
            ))?,
            encoder: Encoder::default(),
            decoder: Decoder::default(),
            report: ImportReport::default(),
        })
    }

    fn write(&mut self, batch: &Batch) -> Result<(), StoreError> {
        for outcome in &batch.records {
            match &outcome.what {
                What::Decision(understood) => {
                    self.keep(outcome.line, understood, batch.raw(outcome))?;
                }
                What::Refused(reason, case_no) => {
                    self.refuse(outcome.line, *reason, case_no.clone(), batch.raw(outcome))?;
                }
                What::Blank => self.report.skipped += 1,
                What::Above => self
                    .report
                    .note(outcome.line, NoteCode::LinesAboveHeader, None),
                What::OtherSheet => {
                    self.report.note(outcome.line, NoteCode::OtherSheets, None);
                }
            }
        }
        Ok(())
    }

    fn keep(&mut self, line: u64, understood: &Understood, raw: &str) -> Result<(), StoreError> {
        let decision = &understood.decision;
        let case_no = Some(decision.case_no.as_str());
        if self
            .encoder
            .insert(&mut self.insert, self.import, line, understood)?
        {
            self.report.accepted += 1;
            for code in &understood.notes {
                self.report.note(line, *code, case_no);
            }
            return Ok(());
        }
        let mut rows = self.same.query([understood.identity])?;
        let Some(kept) = rows.next()?.map(|row| self.decoder.read(row)).transpose()? else {
            return Err(StoreError::Damaged);
        };
        drop(rows);
        if !says_the_same(&kept.decision, decision) {
            return self.refuse(
                line,
                Reason::ConflictingDuplicate,
                case_no.map(str::to_owned),
                raw,
            );
        }
        self.report.duplicates += 1;
        if kept.decision.narrative != decision.narrative {
            self.report.note(line, NoteCode::TextDiffers, case_no);
            self.write_refused(line, DUPLICATE, say::DUPLICATE, case_no, raw)?;
        }
        Ok(())
    }

    fn refuse(
        &mut self,
        line: u64,
        reason: Reason,
        case_no: Option<String>,
        raw: &str,
    ) -> Result<(), StoreError> {
        self.write_refused(line, reason.code(), reason.text(), case_no.as_deref(), raw)?;
        self.report.reject(line, reason, case_no);
        Ok(())
    }

    fn write_refused(
        &mut self,
        line: u64,
        reason: &str,
        text: &str,
        case_no: Option<&str>,
        raw: &str,
    ) -> Result<(), StoreError> {
        self.refuse.execute(params![
            self.import,
            i64::try_from(line).unwrap_or(i64::MAX),
            reason,
            text,
            case_no,
            raw
        ])?;
        Ok(())
    }
}
