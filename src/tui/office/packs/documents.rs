//! Documents: read by a worker, looked at by a person, then written and loaded.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::Datelike;
use pinyin::ToPinyin;

use crate::law::{BenchmarkId, DomainId, Library, PartialDate};
use crate::packs::Loaded;
use crate::reader::heading::Given;
use crate::reader::import::{Prepared, Request, prepare};
use crate::report::reading;
use crate::tui::message::Msg;
use crate::tui::model::packs::{DocumentForm, ReadingView};
use crate::tui::office::import::expand;
use crate::tui::office::packs::words;
use crate::tui::office::{Office, worker};

/// Letters in a suggested identifier.
const LETTERS: usize = 16;
/// File names that share so many in a hundred of their pairs of characters with a title mean it.
const ALIKE_PERCENT: usize = 50;

/// The last document read and its ticket, until it is written or dropped.
#[derive(Default)]
pub(in crate::tui::office) struct Readings {
    latest: Arc<Mutex<Option<(u64, Prepared)>>>,
}

/// Whatever happened to the thread that held it, what is inside is whole.
fn held(slot: &Mutex<Option<(u64, Prepared)>>) -> MutexGuard<'_, Option<(u64, Prepared)>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Office {
    pub(in crate::tui::office) fn read_document(
        &self,
        ticket: u64,
        form: &DocumentForm,
        outbox: &Sender<Msg>,
    ) -> Vec<Msg> {
        let job = match self.job(ticket, form) {
            Ok(job) => job,
            Err(why) => return vec![Msg::DocumentFailed(ticket, why)],
        };
        worker::start(
            outbox,
            move |_| Msg::DocumentFailed(ticket, words::READER_DIED.to_owned()),
            move |_| job.run(),
        )
    }

    fn job(&self, ticket: u64, form: &DocumentForm) -> Result<Job, String> {
        if form.path.is_empty() {
            return Err(words::NEEDS_PATH.to_owned());
        }
        let year = PartialDate::year((self.now)().year());
        Ok(Job {
            ticket,
            path: expand(&form.path, self.home.as_deref()),
            id: identifier(&form.id)?,
            given: given(form, &self.loaded.library)?,
            today: year.ok_or_else(|| words::bad_date(""))?,
            library: self.library.clone(),
            loaded: Arc::clone(&self.loaded),
            latest: Arc::clone(&self.readings.latest),
        })
    }

    pub(in crate::tui::office) fn forget_document(&self) -> Vec<Msg> {
        *held(&self.readings.latest) = None;
        Vec::new()
    }

    /// Writes what was read and loads it.
    pub(in crate::tui::office) fn write_document(&mut self, ticket: u64) -> Vec<Msg> {
        let taken = held(&self.readings.latest).take();
        let Some((_, prepared)) = taken.filter(|(of, _)| *of == ticket) else {
            return vec![Msg::Failed(words::READING_GONE.to_owned())];
        };
        let (written, target) = match &prepared {
            Prepared::Benchmark(import) => (import.write(), &import.target),
            Prepared::List(import) => (import.write(), &import.target),
        };
        if let Err(error) = written {
            let text = words::cannot_write(target, &error);
            *held(&self.readings.latest) = Some((ticket, prepared));
            return vec![Msg::Failed(text)];
        }
        self.review = None;
        let mut answers = self.reload_library();
        answers.extend(self.list_packs());
        answers.push(match prepared {
            Prepared::Benchmark(import) => Msg::DocumentWritten(import.heading.id.to_string()),
            Prepared::List(import) => {
                let (items, linked) = (import.items(), import.linked());
                Msg::ListWritten(words::list_written(items, linked, &import.target))
            }
        });
        answers
    }

    /// The identifier of the known document that the file seems to be, or a new one after its name.
    pub(in crate::tui::office) fn suggest_id(&self, path: &str) -> Vec<Msg> {
        let stem = Path::new(path).file_stem().map(|s| s.to_string_lossy());
        let stem = stem.unwrap_or_default();
        let known = self.loaded.library.benchmarks().iter();
        let alike = known
            .map(|b| (crate::reader::similarity(&stem, &b.title), b))
            .max_by_key(|(alike, _)| *alike)
            .filter(|(alike, _)| *alike >= ALIKE_PERCENT);
        let id = match alike {
            Some((_, benchmark)) => benchmark.id.to_string(),
            None => new_identifier(&stem),
        };
        vec![Msg::IdSuggested(id)]
    }
}

/// Letters and digits of a name, Chinese by the first letter of each syllable.
fn new_identifier(stem: &str) -> String {
    let letter = |c: char| match c {
        'a'..='z' | '0'..='9' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        '-' | '_' | ' ' => Some('-'),
        _ => c.to_pinyin().and_then(|p| p.first_letter().chars().next()),
    };
    let name: String = stem.chars().filter_map(letter).take(LETTERS).collect();
    let name = name.trim_matches('-');
    if name.is_empty() {
        "own".to_owned()
    } else {
        name.to_owned()
    }
}

/// Everything a worker needs to read a document.
struct Job {
    ticket: u64,
    path: PathBuf,
    id: BenchmarkId,
    given: Given,
    today: PartialDate,
    library: PathBuf,
    loaded: Arc<Loaded>,
    latest: Arc<Mutex<Option<(u64, Prepared)>>>,
}

impl Job {
    fn run(self) -> Msg {
        let request = Request {
            file: &self.path,
            id: self.id,
            given: self.given,
            layout: None,
            today: self.today,
            library: &self.library,
        };
        let prepared = match prepare(&request, &self.loaded) {
            Ok(prepared) => prepared,
            Err(error) => return Msg::DocumentFailed(self.ticket, error.say()),
        };
        let view = self::view(&prepared, &self.library);
        let mut slot = held(&self.latest);
        // A later reading has been asked for meanwhile: this one is not wanted any more.
        if slot.as_ref().is_none_or(|(of, _)| *of <= self.ticket) {
            *slot = Some((self.ticket, prepared));
        }
        Msg::DocumentRead(self.ticket, Box::new(view))
    }
}

/// What was read, as the interface shows it.
fn view(prepared: &Prepared, library: &Path) -> ReadingView {
    let (file, items, replaces, text) = match prepared {
        Prepared::Benchmark(import) => (
            &import.file,
            import.items(),
            import.replaces.is_some(),
            reading::text(import, false),
        ),
        Prepared::List(import) => (
            &import.file,
            import.items(),
            import.replaces,
            reading::list_text(import, false),
        ),
    };
    // The library is the same for all places: without it they fit on a line.
    let folder = format!("{}{MAIN_SEPARATOR}", library.display());
    let mut text = text.replace(&folder, "");
    if items == 0 {
        text = format!("{}\n{text}", words::NO_ITEMS);
    }
    ReadingView {
        file: file.clone(),
        lines: text.lines().map(str::to_owned).collect(),
        items,
        replaces,
    }
}

/// An identifier becomes a file name: letters, digits, hyphens.
fn identifier(text: &str) -> Result<BenchmarkId, String> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if text.is_empty() || !text.chars().all(fits) {
        return Err(words::bad_id(text));
    }
    Ok(BenchmarkId::from(text))
}

fn given(form: &DocumentForm, library: &Library) -> Result<Given, String> {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let from = filled(&form.from)
        .map(|text| text.parse().map_err(|_| words::bad_date(&text)))
        .transpose()?;
    let region = filled(&form.region);
    if let Some(region) = &region
        && !(region.len() == 6 && region.bytes().all(|b| b.is_ascii_digit()))
    {
        return Err(words::bad_region(region));
    }
    let names = form.domains.split(words::SEPARATORS);
    let domains = names
        .filter(|name| !name.is_empty())
        .map(|name| domain(name, library))
        .collect::<Result<Vec<DomainId>, String>>()?;
    Ok(Given {
        from,
        region,
        domains,
        ..Given::default()
    })
}

fn domain(name: &str, library: &Library) -> Result<DomainId, String> {
    let all = &library.parts().domains;
    let named = |d: &&crate::law::domain::Domain| {
        d.id.as_str() == name || d.label == name || d.words.iter().any(|word| word == name)
    };
    all.iter().find(named).map(|d| d.id.clone()).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|d| d.label.as_str()).collect();
        words::no_such_domain(name, &known)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_made_of_the_files_name() {
        assert_eq!(new_identifier("文水县裁量基准2025"), "wsxcljz2025");
        assert_eq!(new_identifier("Local Rules (2)"), "local-rules-2");
        assert_eq!(new_identifier("（）"), "own");
    }
}
