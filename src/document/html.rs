//! Web pages, also those that are saved as `.xls` or `.doc`: blocks of text and tables as a browser shows them.

use ego_tree::iter::Edge;
use html5ever::driver::{self, ParseOpts};
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::node::Element;
use scraper::{Html, HtmlTreeSink, Node};

use crate::document::builder::{Builder, Down};
use crate::document::text::is_wide;
use crate::document::{Block, DocumentError, Measure, encoding, limit};

/// Bytes parsed before the tree is looked at again.
const CHUNK: usize = 16 << 10;
/// Most nodes of a page.
const NODES: usize = 1_000_000;
/// Most columns a cell may cover, as in browsers.
const COLUMNS: u32 = 1000;

/// Elements that are never shown.
const UNSEEN: [&str; 14] = [
    "script", "style", "head", "template", "noscript", "select", "button", "textarea", "iframe",
    "object", "svg", "math", "audio", "video",
];
/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
];

/// Reads a page.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Vec<Block>, DocumentError> {
    let mut reader = Reader {
        builder: Builder::new(name),
        text: String::new(),
        pending: None,
        preformatted: 0,
    };
    let text = encoding::page(bytes).map_err(|e| reader.builder.damaged(e))?;
    let page = parse(&text, &reader.builder)?;
    reader.walk(&page)?;
    reader.builder.finish()
}

/// Parses piece by piece, so that a tree that grows without measure is given up in time.
fn parse(text: &str, builder: &Builder<'_>) -> Result<Html, DocumentError> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = driver::parse_document(sink, ParseOpts::default());
    let mut seen = 0;
    let mut piece = String::with_capacity(CHUNK + 4);
    for c in text.chars() {
        piece.push(c);
        if piece.len() >= CHUNK {
            parser.process(StrTendril::from_slice(&piece));
            piece.clear();
            seen = check(&parser.tokenizer.sink.sink.0.borrow(), seen, builder)?;
        }
    }
    parser.process(StrTendril::from_slice(&piece));
    check(&parser.tokenizer.sink.sink.0.borrow(), seen, builder)?;
    Ok(parser.finish())
}

/// Looks at the nodes that are new; says how many there are.
fn check(page: &Html, seen: usize, builder: &Builder<'_>) -> Result<usize, DocumentError> {
    let mut count = seen;
    for node in page.tree.nodes().skip(seen) {
        count += 1;
        if node.ancestors().take(limit::DEPTH + 1).count() > limit::DEPTH {
            return Err(builder.too_much(Measure::Depth));
        }
    }
    if count > NODES {
        return Err(builder.too_much(Measure::Cells));
    }
    Ok(count)
}

struct Reader<'a> {
    builder: Builder<'a>,
    /// Text of the paragraph so far.
    text: String,
    /// Space between the text so far and what follows: whether a line ended in it.
    pending: Option<bool>,
    preformatted: usize,
}

impl Reader<'_> {
    fn walk(&mut self, page: &Html) -> Result<(), DocumentError> {
        // The element whose contents are passed over.
        let mut unseen = None;
        for edge in page.tree.root().traverse() {
            match edge {
                Edge::Open(node) if unseen.is_none() => match node.value() {
                    Node::Text(text) => self.text(text)?,
                    Node::Element(element) if is_unseen(element) => unseen = Some(node.id()),
                    Node::Element(element) => self.start(element)?,
                    Node::Document
                    | Node::Fragment
                    | Node::Doctype(_)
                    | Node::Comment(_)
                    | Node::ProcessingInstruction(_) => {}
                },
                Edge::Close(node) if unseen == Some(node.id()) => unseen = None,
                Edge::Close(node) if unseen.is_none() => {
                    if let Node::Element(element) = node.value() {
                        self.end(element.name())?;
                    }
                }
                Edge::Open(_) | Edge::Close(_) => {}
            }
        }
        self.end_paragraph();
        Ok(())
    }

    fn start(&mut self, element: &Element) -> Result<(), DocumentError> {
        match element.name() {
            "br" => self.break_line(),
            "table" => {
                self.end_paragraph();
                self.builder.open_table()?;
            }
            "tr" => {
                self.end_paragraph();
                self.builder.open_row()?;
            }
            "td" | "th" => {
                self.end_paragraph();
                let number = |name| element.attr(name)?.trim().parse::<u32>().ok();
                let columns = number("colspan").unwrap_or(1).clamp(1, COLUMNS);
                let rows = number("rowspan").unwrap_or(1);
                self.builder.open_cell_with(columns, Down::Rows(rows))?;
            }
            name => {
                if BLOCKS.contains(&name) {
                    self.end_paragraph();
                }
                self.preformatted += usize::from(name == "pre");
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), DocumentError> {
        match name {
            "table" => {
                self.end_paragraph();
                self.builder.close_table()?;
            }
            "tr" => {
                self.end_paragraph();
                self.builder.close_row()?;
            }
            "td" | "th" => {
                self.end_paragraph();
                self.builder.close_cell()?;
            }
            name => {
                if BLOCKS.contains(&name) {
                    self.end_paragraph();
                }
                if name == "pre" {
                    self.preformatted = self.preformatted.saturating_sub(1);
                }
            }
        }
        Ok(())
    }

    /// Text in which spaces and line ends only separate words.
    fn text(&mut self, text: &str) -> Result<(), DocumentError> {
        self.builder.take(text)?;
        for c in text.chars() {
            if self.preformatted > 0 {
                self.text.push(c);
            } else if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                let line_ended = self.pending.unwrap_or(false) || matches!(c, '\n' | '\r');
                self.pending = Some(line_ended);
            } else {
                self.space_before(c);
                self.text.push(c);
            }
        }
        Ok(())
    }

    fn space_before(&mut self, next: char) {
        let Some(line_ended) = self.pending.take() else {
            return;
        };
        // Sources are wrapped anywhere between ideographs; no space was meant.
        let is_wrapped =
            line_ended && is_wide(next) && self.text.chars().next_back().is_some_and(is_wide);
        if !is_wrapped {
            self.text.push(' ');
        }
    }

    fn break_line(&mut self) {
        self.pending = None;
        self.text.push('\n');
    }

    fn end_paragraph(&mut self) {
        self.pending = None;
        self.builder.paragraph(&self.text);
        self.text.clear();
    }
}

fn is_unseen(element: &Element) -> bool {
    let style = element
        .attr("style")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let style: String = style.split_whitespace().collect();
    UNSEEN.contains(&element.name())
        || element.attr("hidden").is_some()
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}
