//! Items in running text: articles with numbered blocks, and prose with bracketed headings.

use crate::document::Document;
use crate::reader::layout::mark::{Kind, Mark, mark};
use crate::reader::layout::words::{self, Part};
use crate::reader::layout::{join, passages};
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

/// How many lines speak for articles, and how many for prose.
pub fn evidence(document: &Document) -> (usize, usize) {
    let mut articles = 0;
    let mut prose = 0;
    for line in split(document) {
        let (mark, rest) = match mark(&line.text) {
            Some((mark, rest)) => (Some(mark), rest),
            None => (None, line.text.as_str()),
        };
        if words::offence_head(rest).is_some() {
            prose += 2;
        } else if line.text.trim_start().starts_with(['【', '［', '['])
            && head(&line.text).is_some()
        {
            prose += 1;
        } else if mark.is_some_and(|m| m.kind == Kind::Article) && words::ends_as_offence(rest) {
            articles += 2;
        } else if mark.is_some() && head(&line.text).is_some() {
            articles += 1;
        }
    }
    (articles, prose)
}

/// The lines of a document, broken where a heading stands inside one.
fn split(document: &Document) -> Vec<Passage> {
    let mut lines = Vec::new();
    for passage in passages(document) {
        for text in pieces(&passage.text) {
            lines.push(Passage {
                text: text.to_owned(),
                place: passage.place.clone(),
            });
        }
    }
    lines
}

/// A line broken before each heading it holds.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((head, tail)) = next_heading(rest).and_then(|at| rest.split_at_checked(at)) {
        pieces.push(head);
        rest = tail;
    }
    pieces.push(rest);
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

/// Where the next heading after the beginning of a text starts, in bytes.
fn next_heading(text: &str) -> Option<usize> {
    let own = head(text).map_or(0, |found| text.len() - found.rest.len());
    let own = own.max(mark(text).map_or(0, |(_, rest)| text.len() - rest.len()));
    text.char_indices()
        .skip(1)
        .map(|(at, _)| at)
        .filter(|at| *at >= own.max(1))
        .find(|at| {
            let Some((before, here)) = text.split_at_checked(*at) else {
                return false;
            };
            begins_heading(before, here)
        })
}

fn begins_heading(before: &str, here: &str) -> bool {
    if here.starts_with('【') {
        return head(here).is_some();
    }
    let previous = before.trim_end().chars().next_back();
    // (1)第一阶次 or 1.认定违法行为的依据: only behind the end of a sentence or a blank.
    let ended = before.ends_with(char::is_whitespace)
        || previous.is_some_and(|c| matches!(c, '。' | '；' | ';' | '：' | ':'));
    if let Some((found, rest)) =
        mark(here).filter(|_| here.starts_with(|c: char| !c.is_whitespace()))
    {
        let whole = !before.ends_with(|c: char| c.is_numeric() || matches!(c, '(' | '（' | '第'));
        return whole
            && match found.kind {
                Kind::Article | Kind::Chapter | Kind::Circled | Kind::Comma { .. } => false,
                Kind::Paren { .. } => rest.starts_with('第') && words::tier_label(rest).is_some(),
                Kind::Dot { .. } => {
                    (ended || words::ends_as_offence(before)) && head(here).is_some()
                }
            };
    }
    if here.starts_with('第') && ended {
        return words::tier_label(here).is_some_and(|(label, _)| label.ends_with("阶次"));
    }
    let Some(word) = words::INLINE.iter().find(|word| here.starts_with(**word)) else {
        return false;
    };
    let rest = here.strip_prefix(word).unwrap_or_default().trim_start();
    // A number before it belongs to it, and the line is broken before that number.
    let numbered = previous.is_some_and(|c| matches!(c, '.' | '．' | '、' | ')' | '）'))
        && mark(before.trim_start()).is_some_and(|(_, rest)| rest.is_empty());
    rest.starts_with([':', '：']) && !numbered && !previous.is_some_and(words::joins)
}

/// A heading of a block.
struct Head<'a> {
    part: Part,
    /// Its words as printed, without number and brackets.
    name: &'a str,
    /// What follows it in the line.
    rest: &'a str,
}

/// The heading of a block at the head of a line.
fn head(line: &str) -> Option<Head<'_>> {
    let (numbered, text) = match mark(line) {
        Some((mark, rest)) if !matches!(mark.kind, Kind::Article | Kind::Chapter) => (true, rest),
        Some(_) => return None,
        None => (false, line.trim()),
    };
    let open = text.strip_prefix(['【', '[', '［', '〔', '「']);
    let inner = open.unwrap_or(text).trim_start();
    // The closing bracket alone, or the opening one alone, is a bracket lost in a reprint.
    if let Some((name, rest)) = inner
        .split_once(['】', ']', '］', '〕', '」'])
        .filter(|(name, _)| name.chars().count() <= 24 && !name.contains(['：', ':']))
    {
        let part = words::block(name, true)?;
        let rest = rest.trim_start();
        let rest = rest.strip_prefix([':', '：']).unwrap_or(rest);
        return Some(Head {
            part,
            name: name.trim(),
            rest: rest.trim(),
        });
    }
    if let Some((name, rest)) = inner.split_once([':', '：']) {
        if let Some(part) = words::block(name, numbered || open.is_some()) {
            return Some(Head {
                part,
                name: name.trim(),
                rest: rest.trim(),
            });
        }
    }
    if let Some(part) = words::block(inner, false) {
        return Some(Head {
            part,
            name: inner.trim(),
            rest: "",
        });
    }
    let (name, _) = inner.split_once('《')?;
    let part = words::block(name, false)?;
    Some(Head {
        part,
        name: name.trim(),
        rest: inner.strip_prefix(name)?.trim(),
    })
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
        if let Some((m, rest)) = found.filter(|(m, _)| m.kind == Kind::Chapter) {
            if words::is_section(rest) && m.number > 0 {
                return self.heading(line);
            }
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
        if let Some(head) = head(&line.text) {
            if self.block(&head, line) {
                return;
            }
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
        let strayed =
            words::tier_label(&line.text).is_some_and(|(label, _)| label.ends_with("阶次"));
        if strayed && !self.outline.entries.is_empty() {
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
        self.section = line.text.trim().to_owned();
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
        if let Some((label, rest)) = words::tier_label(body) {
            if ended || label.starts_with('第') {
                self.labelled = true;
                self.tier_mark = found.map(|(m, _)| m.kind);
                self.push(label.to_owned(), line);
                return self.feed(rest);
            }
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
