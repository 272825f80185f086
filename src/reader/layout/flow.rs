//! Items in running text: articles with numbered blocks, and prose with bracketed headings.

use crate::document::Document;
use crate::reader::layout::join;
use crate::reader::layout::label::{is_ordinal, tier_label};
use crate::reader::layout::lines::{Head, head, split};
use crate::reader::layout::mark::{Kind, Mark, mark};
use crate::reader::layout::words::{self, Part};
use crate::reader::{Entry, Outline, Passage, TierText};

/// How many lines a title may be broken into.
const TITLE_LINES: usize = 5;

/// Reads the items of running text.
pub fn read(document: &Document, outline: &mut Outline) {
    let lines = split(document);
    let mut reader = Reader {
        lines: &lines,
        outline,
        entry: None,
        step: Step::Title,
        part: Part::Standard,
        first: first_block(&lines),
        article: None,
        tier_mark: None,
        labelled: false,
        tiers: 0,
        section: String::new(),
    };
    for at in 0..lines.len() {
        reader.line(at);
    }
    reader.close();
}

/// Where in an item the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Title,
    Duty,
    Basis,
    Other,
    Tiers,
}

struct Reader<'a> {
    lines: &'a [Passage],
    outline: &'a mut Outline,
    entry: Option<Entry>,
    step: Step,
    /// Which half of the last tier is being read.
    part: Part,
    /// The heading that comes first in an item.
    first: Part,
    /// Number of the last article, whether an item or not.
    article: Option<u32>,
    /// How the tiers of this item are numbered.
    tier_mark: Option<Kind>,
    /// Whether the tiers of this item have labels, so that plain numbers belong to their text.
    labelled: bool,
    /// Number of the last tier that is known by its number.
    tiers: u32,
    section: String,
}

/// The heading that comes first in the items: the duty, unless the document never states it.
fn first_block(lines: &[Passage]) -> Part {
    let duty = lines
        .iter()
        .any(|line| head(&line.text).is_some_and(|head| head.part == Part::Duty));
    if duty { Part::Duty } else { Part::Basis }
}

impl<'a> Reader<'a> {
    fn line(&mut self, at: usize) {
        let Some(line) = self.lines.get(at) else {
            return;
        };
        let found = mark(&line.text);
        let chapter = |(m, rest): &(Mark, &str)| m.kind == Kind::Chapter && words::is_section(rest);
        if found.as_ref().is_some_and(chapter) {
            return self.heading(line);
        }
        if let Some((no, title)) = self.item(at) {
            if let Some((m, _)) = found.filter(|(m, _)| m.kind == Kind::Article) {
                self.article = Some(m.number);
            }
            return self.open(no, title, line);
        }
        if let Some((m, _)) = found.filter(|(m, _)| m.kind == Kind::Article && self.is_next(*m, at))
        {
            self.article = Some(m.number);
            return self.outside(line);
        }
        if self.is_heading(at) {
            return self.heading(line);
        }
        if head(&line.text).is_some_and(|head| self.block(&head, line)) {
            return;
        }
        if self.entry.is_none() {
            return self.remark(line);
        }
        if words::is_note(&line.text) && self.step == Step::Tiers {
            return self.outside(line);
        }
        match self.step {
            Step::Tiers => self.tier(&line.text, line, self.ended(at)),
            Step::Title | Step::Duty | Step::Basis | Step::Other => self.more(&line.text, line),
        }
    }

    fn ended(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.lines.get(at));
        before.is_none_or(|line| {
            line.text
                .trim_end()
                .ends_with(['。', '；', ';', '：', ':', '”'])
        })
    }

    /// Whether a line opens an item: its number and its title.
    fn item(&self, at: usize) -> Option<(String, &'a str)> {
        let line = self.lines.get(at)?.text.as_str();
        let found = mark(line);
        let rest = found.map_or(line, |(_, rest)| rest);
        let no = found.map_or_else(String::new, |(m, _)| number(m));
        if let Some(title) = words::offence_head(rest) {
            return Some((no, title));
        }
        if head(line).is_some() || found.is_some_and(|(m, _)| m.kind == Kind::Chapter) {
            return None;
        }
        let article = found.is_some_and(|(m, _)| m.kind == Kind::Article);
        if article && (words::ends_as_offence(rest) || self.leads_to_block(at)) {
            return Some((no, rest));
        }
        let free = self.entry.is_none() || self.step == Step::Tiers && self.ended(at);
        let next = found.is_some_and(|(m, _)| self.is_next_tier(m));
        let title =
            free && !next && !article && self.leads_to_block(at) && words::may_be_title(rest);
        let close = || self.opens_block(at + 1) || found.is_some();
        (title && close()).then_some((no, rest))
    }

    /// Whether a line is the heading that comes first in the items of this document.
    fn opens_block(&self, at: usize) -> bool {
        self.lines
            .get(at)
            .and_then(|line| head(&line.text))
            .is_some_and(|head| head.part == self.first)
    }

    /// Whether the first heading of an item follows within the lines a title may take.
    fn leads_to_block(&self, at: usize) -> bool {
        for next in at + 1..=at + TITLE_LINES {
            if self.opens_block(next) {
                return true;
            }
            let Some(line) = self.lines.get(next) else {
                return false;
            };
            if mark(&line.text).is_some() || head(&line.text).is_some() {
                return false;
            }
        }
        false
    }

    /// Whether a line is the heading of the items that follow.
    fn is_heading(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else {
            return false;
        };
        let free = self.entry.is_none() || self.step == Step::Tiers && self.ended(at);
        let found = mark(&line.text);
        let chinese = match found.map(|(m, _)| m.kind) {
            Some(Kind::Comma { chinese } | Kind::Paren { chinese }) => chinese,
            Some(Kind::Dot { .. } | Kind::Article | Kind::Chapter | Kind::Circled) => false,
            None => true,
        };
        let rest = found.map_or(line.text.as_str(), |(_, rest)| rest);
        free && chinese
            && !found.is_some_and(|(m, _)| self.is_next_tier(m))
            && words::is_section(rest)
            && words::may_be_title(rest)
            && head(&line.text).is_none()
            && (self.item(at + 1).is_some()
                || found.is_some()
                    && self
                        .lines
                        .get(at + 1)
                        .is_some_and(|next| mark(&next.text).is_some())
                    && self.is_heading(at + 1))
    }

    fn is_next(&self, mark: Mark, at: usize) -> bool {
        // Within an item a quoted article of a law may stand at the head of a line.
        let reading = self.entry.is_some() && self.step != Step::Tiers;
        !reading
            && self
                .article
                .is_none_or(|last| last + 1 == mark.number || mark.number > last && self.ended(at))
    }

    fn is_next_tier(&self, mark: Mark) -> bool {
        self.entry.is_some()
            && self.step == Step::Tiers
            && self.tier_mark.is_none_or(|kind| kind == mark.kind)
            && mark.number == self.tiers + 1
    }

    fn open(&mut self, no: String, title: &str, line: &Passage) {
        self.close();
        self.entry = Some(Entry {
            no,
            title: title.trim().to_owned(),
            section: self.section.clone(),
            place: line.place.clone(),
            ..Entry::default()
        });
        self.step = Step::Title;
        self.part = Part::Standard;
        self.tier_mark = None;
        self.labelled = false;
        self.tiers = 0;
    }

    fn close(&mut self) {
        if let Some(mut entry) = self.entry.take() {
            entry.title = words::title(&entry.title);
            self.outline.entries.push(entry);
        }
    }

    fn remark(&mut self, line: &Passage) {
        if is_ordinal(&line.text) && !self.outline.entries.is_empty() {
            self.outline.leftover.push(line.clone());
        } else {
            self.outline.remarks.push(line.clone());
        }
    }

    fn outside(&mut self, line: &Passage) {
        self.close();
        self.outline.remarks.push(line.clone());
    }

    fn heading(&mut self, line: &Passage) {
        line.text.trim().clone_into(&mut self.section);
        self.outside(line);
    }

    /// Takes the heading of a block; `false` when it is none here.
    fn block(&mut self, head: &Head<'_>, line: &Passage) -> bool {
        let lost = matches!(head.part, Part::Duty)
            && self
                .entry
                .as_ref()
                .is_some_and(|entry| !entry.tiers.is_empty());
        if lost {
            // The title of the next item is missing: its blocks must not run into those of the last.
            self.open(String::new(), "", line);
        }
        if self.entry.is_none() {
            if head.part == Part::Other {
                return false;
            }
            self.outline.leftover.push(line.clone());
            return true;
        }
        match head.part {
            Part::Duty => self.step = Step::Duty,
            Part::Basis => self.step = Step::Basis,
            Part::Other => {
                self.step = Step::Other;
                self.note(&format!("{}：{}", head.name, head.rest), line);
                return true;
            }
            Part::Tier => {
                self.step = Step::Tiers;
                if !head.rest.is_empty() {
                    self.tier(head.rest, line, true);
                }
                return true;
            }
            Part::Condition | Part::Standard => {
                self.half(head, line);
                return true;
            }
            Part::No | Part::Title | Part::Both => return false,
        }
        self.more(head.rest, line);
        true
    }

    /// 适用条件 or 具体标准 of a tier.
    fn half(&mut self, head: &Head<'_>, line: &Passage) {
        self.step = Step::Tiers;
        let numbered = mark(&line.text).map(|(m, _)| m);
        let last = self.entry.as_ref().and_then(|entry| entry.tiers.last());
        let full = last.is_none_or(|tier| {
            !tier.standard.is_empty() || head.part == Part::Condition && tier.condition.is_some()
        });
        if full && (head.part == Part::Condition || last.is_none_or(|t| t.condition.is_none())) {
            let label = numbered.map_or_else(String::new, |m| m.number.to_string());
            self.push(label, line);
        }
        self.part = head.part;
        self.feed(head.rest);
    }

    fn note(&mut self, text: &str, line: &Passage) {
        if let Some(entry) = &mut self.entry {
            entry.notes.push(Passage {
                text: text.trim().to_owned(),
                place: line.place.clone(),
            });
        }
    }

    /// Text that goes on with the block being read.
    fn more(&mut self, text: &str, line: &Passage) {
        let Some(entry) = &mut self.entry else {
            return;
        };
        match self.step {
            Step::Title => join(&mut entry.title, text),
            Step::Duty => join(&mut entry.duty, text),
            Step::Basis => join(&mut entry.basis, text),
            Step::Other => match entry.notes.last_mut() {
                Some(note) => join(&mut note.text, text),
                None => self.note(text, line),
            },
            Step::Tiers => self.feed(text),
        }
    }

    /// A line under the heading of the tiers.
    fn tier(&mut self, text: &str, line: &Passage, ended: bool) {
        let found = mark(text);
        let body = found.map_or(text, |(_, rest)| rest);
        if let Some((label, rest)) = tier_label(body).filter(|_| ended || is_ordinal(body)) {
            self.labelled = true;
            self.tier_mark = found.map(|(m, _)| m.kind);
            self.push(label.to_owned(), line);
            return self.feed(rest);
        }
        if let Some((m, rest)) = found.filter(|_| !self.labelled) {
            let whole = !rest.starts_with(|c: char| c.is_numeric()) || ended;
            let same = self.tier_mark.is_none_or(|kind| kind == m.kind);
            let follows = m.number == self.tiers + 1 || m.number > self.tiers && ended;
            if whole && same && follows {
                self.tier_mark = Some(m.kind);
                self.push(m.number.to_string(), line);
                self.tiers = m.number;
                return self.feed(rest);
            }
        }
        if self
            .entry
            .as_ref()
            .is_some_and(|entry| entry.tiers.is_empty())
        {
            return match self.entry.as_mut().and_then(|entry| entry.notes.last_mut()) {
                Some(note) if !ended => join(&mut note.text, text),
                _ => self.note(text, line),
            };
        }
        self.feed(text);
    }

    fn push(&mut self, label: String, line: &Passage) {
        self.part = Part::Standard;
        if let Some(entry) = &mut self.entry {
            entry.tiers.push(TierText {
                label,
                place: line.place.clone(),
                ..TierText::default()
            });
        }
    }

    fn feed(&mut self, text: &str) {
        let Some(tier) = self.entry.as_mut().and_then(|entry| entry.tiers.last_mut()) else {
            return;
        };
        if self.part == Part::Condition {
            join(tier.condition.get_or_insert_default(), text);
        } else {
            join(&mut tier.standard, text);
        }
    }
}

fn number(mark: Mark) -> String {
    match mark.inserted {
        Some(inserted) => format!("{}-{inserted}", mark.number),
        None => mark.number.to_string(),
    }
}
