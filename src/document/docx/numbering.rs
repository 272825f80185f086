//! Automatic numbers: 第一条, （一）, 1.1 that stand in no text, only in list definitions and styles.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use crate::document::DocumentError;
use crate::document::docx::numerals;
use crate::document::xml::{Node, Start, Xml};

/// Levels of a list.
const LEVELS: usize = 9;
/// Styles based on styles are followed this far; they may be a circle.
const STYLES: usize = 32;

/// Lists and styles of a document, and how far each list has counted.
#[derive(Default)]
pub(super) struct Numbering {
    styles: HashMap<String, Style>,
    default_style: Option<String>,
    /// Abstract lists by their number.
    lists: HashMap<u32, List>,
    /// What paragraphs refer to.
    uses: HashMap<u32, Use>,
    /// Last number of every level of a list; none since a higher level went on.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    started: HashSet<(u32, usize)>,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<u32>,
}

#[derive(Default)]
struct List {
    levels: [Level; LEVELS],
    /// The levels are those of the list of this style.
    style_link: Option<String>,
}

#[derive(Default)]
struct Use {
    list: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

#[derive(Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// What stands between number and text.
    after: &'static str,
    /// All numbers in Arabic digits.
    is_legal: bool,
    /// Begins again after this many levels went on; 0 never. Without it, after any higher one.
    restart: Option<u32>,
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 0,
            format: "decimal".to_owned(),
            text: String::new(),
            after: "\t",
            is_legal: false,
            restart: None,
            style: None,
        }
    }
}

impl Numbering {
    pub fn read_styles<R: BufRead>(&mut self, xml: &mut Xml<'_, R>) -> Result<(), DocumentError> {
        let mut id = String::new();
        loop {
            match xml.next()? {
                Node::Start(start) => match start.name() {
                    "style" => {
                        id = start.attribute("styleId").unwrap_or_default();
                        if start.attribute("type").as_deref() == Some("paragraph")
                            && start
                                .attribute("default")
                                .is_some_and(|v| v == "1" || v == "true")
                        {
                            self.default_style = Some(id.clone());
                        }
                        self.styles.insert(id.clone(), Style::default());
                    }
                    name @ ("basedOn" | "numId" | "ilvl") => {
                        let Some(style) = self.styles.get_mut(&id) else {
                            continue;
                        };
                        match name {
                            "basedOn" => style.based_on = start.attribute("val"),
                            "numId" => style.list = start.number("val"),
                            _ => style.level = start.number("val"),
                        }
                    }
                    "pPrChange" | "tblStylePr" | "rPr" => xml.skip()?,
                    _ => {}
                },
                Node::End | Node::Text(_) => {}
                Node::Eof => return Ok(()),
            }
        }
    }

    pub fn read_lists<R: BufRead>(&mut self, xml: &mut Xml<'_, R>) -> Result<(), DocumentError> {
        let (mut list, mut used, mut level) = (None, None, 0);
        loop {
            match xml.next()? {
                Node::Start(start) => match start.name() {
                    "abstractNum" => {
                        (list, used) = (start.number("abstractNumId"), None);
                        self.lists.extend(list.map(|id| (id, List::default())));
                    }
                    "num" => {
                        (list, used) = (None, start.number("numId"));
                        self.uses.extend(used.map(|id| (id, Use::default())));
                    }
                    "abstractNumId" => {
                        if let Some(used) = used.and_then(|id| self.uses.get_mut(&id)) {
                            used.list = start.number("val").unwrap_or(0);
                        }
                    }
                    "numStyleLink" => {
                        if let Some(list) = list.and_then(|id| self.lists.get_mut(&id)) {
                            list.style_link = start.attribute("val");
                        }
                    }
                    "lvlOverride" => level = level_of(&start),
                    "startOverride" => {
                        if let Some(used) = used.and_then(|id| self.uses.get_mut(&id))
                            && let Some(begin) = used.starts.get_mut(level)
                        {
                            *begin = start.number("val");
                        }
                    }
                    "lvl" => {
                        level = level_of(&start);
                        let found = read_level(xml)?;
                        if let Some(slot) = list
                            .and_then(|id| self.lists.get_mut(&id))
                            .and_then(|list| list.levels.get_mut(level))
                        {
                            *slot = found;
                        } else if let Some(slot) = used
                            .and_then(|id| self.uses.get_mut(&id))
                            .and_then(|used| used.levels.get_mut(level))
                        {
                            *slot = Some(found);
                        }
                    }
                    _ => {}
                },
                Node::End | Node::Text(_) => {}
                Node::Eof => return Ok(()),
            }
        }
    }

    /// The number that prints before a paragraph, with the space after it; the list counts on.
    pub fn next(
        &mut self,
        style: Option<&str>,
        list: Option<u32>,
        level: Option<u32>,
    ) -> Option<String> {
        if self.uses.is_empty() {
            return None;
        }
        let style = style.or(self.default_style.as_deref()).map(str::to_owned);
        let of_style = self.of_style(style.as_deref());
        let id = list.or(of_style.map(|(id, _)| id)).filter(|id| *id != 0)?;
        let used = self.uses.get(&id)?;
        let list_id = self.followed(used.list);
        let list = self.lists.get(&list_id)?;
        let linked = || {
            let is_linked = |level: &Level| level.style.is_some() && level.style == style;
            list.levels.iter().position(is_linked)
        };
        let level = level
            .or(of_style.and_then(|(_, level)| level))
            .map(|n| n as usize)
            .or_else(linked)
            .unwrap_or(0)
            .min(LEVELS - 1);
        let levels: Vec<&Level> = (used.levels.iter().zip(&list.levels))
            .map(|(own, shared)| own.as_ref().unwrap_or(shared))
            .collect();
        let this = levels.get(level)?;

        let counts = self.counts.entry(list_id).or_default();
        let restart = used.starts.get(level).copied().flatten();
        let begins = restart.is_some() && self.started.insert((id, level));
        let count = counts.get_mut(level)?;
        *count = Some(match *count {
            Some(n) if !begins => n.saturating_add(1),
            _ => restart.unwrap_or(this.start),
        });
        for (deeper, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = levels.get(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|after| after as usize > level) {
                *count = None;
            }
        }
        Some(print(this, &levels, counts)).filter(|text| !text.is_empty())
    }

    /// List and level of a style or of those it is based on.
    fn of_style(&self, style: Option<&str>) -> Option<(u32, Option<u32>)> {
        let mut id = style?;
        let mut level = None;
        for _ in 0..STYLES {
            let style = self.styles.get(id)?;
            level = level.or(style.level);
            if let Some(list) = style.list {
                return Some((list, level));
            }
            id = style.based_on.as_deref()?;
        }
        None
    }

    /// The list itself, or the one it only points to.
    fn followed(&self, id: u32) -> u32 {
        let link = self
            .lists
            .get(&id)
            .and_then(|list| list.style_link.as_deref());
        self.of_style(link)
            .and_then(|(used, _)| self.uses.get(&used))
            .map_or(id, |used| used.list)
    }
}

fn level_of(start: &Start<'_>) -> usize {
    start.number("ilvl").map_or(LEVELS, |n| n as usize)
}

fn read_level<R: BufRead>(xml: &mut Xml<'_, R>) -> Result<Level, DocumentError> {
    let mut level = Level::default();
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Node::Start(start) => {
                depth += 1;
                match start.name() {
                    "start" => level.start = start.number("val").unwrap_or(0),
                    "numFmt" => level.format = start.attribute("val").unwrap_or_default(),
                    "lvlText" => level.text = start.attribute("val").unwrap_or_default(),
                    "isLgl" => level.is_legal = start.is_on(),
                    "lvlRestart" => level.restart = start.number("val"),
                    "pStyle" => level.style = start.attribute("val"),
                    "suff" => {
                        level.after = match start.attribute("val").as_deref() {
                            Some("nothing") => "",
                            Some("space") => " ",
                            Some(_) | None => "\t",
                        };
                    }
                    _ => {}
                }
            }
            Node::End => depth -= 1,
            Node::Text(_) => {}
            Node::Eof => break,
        }
    }
    Ok(level)
}

/// `第%1条` with the counts in it.
fn print(this: &Level, levels: &[&Level], counts: &[Option<u32>; LEVELS]) -> String {
    if this.format == "bullet" || this.text.is_empty() {
        return String::new();
    }
    let mut out = String::new();
    let mut chars = this.text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars
            .peek()
            .and_then(|d| d.to_digit(10))
            .filter(|d| (1..=9).contains(d));
        let (true, Some(digit)) = (c == '%', digit) else {
            out.push(c);
            continue;
        };
        chars.next();
        let index = digit as usize - 1;
        if let (Some(level), Some(count)) = (levels.get(index), counts.get(index)) {
            let format = if this.is_legal {
                "decimal"
            } else {
                &level.format
            };
            out.push_str(&numerals::print(count.unwrap_or(level.start), format));
        }
    }
    if !out.is_empty() {
        out.push_str(this.after);
    }
    out
}
