//! What a page paints: glyphs with their places, and the straight lines that may be rulings.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::document::pdf::Fail;
use crate::document::pdf::font::Font;
use crate::document::pdf::lex::{Lexer, Token};
use crate::document::pdf::open::{self, Budget, Page};
use crate::document::pdf::path::Path;
use crate::document::pdf::space::{Glyph, Matrix, Rule, Sheet};

/// Deepest nesting of drawings within drawings.
const DRAWINGS: usize = 12;
/// Most saved graphics states.
const STATES: usize = 256;
/// Most operands of one operator.
const OPERANDS: usize = 100_000;

/// Fonts by the object they are.
pub type Fonts = HashMap<ObjectId, Rc<Font>>;

#[derive(Clone)]
struct State {
    space: Matrix,
    line_width: f32,
    font: Option<Rc<Font>>,
    size: f32,
    spacing: f32,
    word_spacing: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// Reads one page.
pub struct Painter<'a, 'b> {
    document: &'a Document,
    fonts: &'b mut Fonts,
    budget: &'b mut Budget,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
    sheet: Sheet,
    scratch: Vec<char>,
}

/// Paints a page.
pub fn paint(
    document: &Document,
    page: &Page<'_>,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> Result<Sheet, Fail> {
    let content = open::content(document, page, budget)?;
    let [left, lower, right, upper] = page.bounds;
    let (width, height) = (right - left, upper - lower);
    // From the space of the page to points from its upper left corner as it is shown, downwards.
    let (space, width, height) = match page.turns {
        1 => (Matrix([0.0, 1.0, 1.0, 0.0, -lower, -left]), height, width),
        2 => (Matrix([-1.0, 0.0, 0.0, 1.0, right, -lower]), width, height),
        3 => (Matrix([0.0, -1.0, -1.0, 0.0, upper, right]), height, width),
        _ => (Matrix([1.0, 0.0, 0.0, -1.0, -left, upper]), width, height),
    };
    let mut painter = Painter {
        document,
        fonts,
        budget,
        state: State {
            space,
            line_width: 1.0,
            font: None,
            size: 1.0,
            spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        },
        saved: Vec::new(),
        text: Matrix::default(),
        line: Matrix::default(),
        path: Path::default(),
        sheet: Sheet::new(width, height),
        scratch: Vec::new(),
    };
    painter.run(&content, page.resources, 0)?;
    Ok(painter.sheet)
}

impl Painter<'_, '_> {
    fn run(
        &mut self,
        content: &[u8],
        resources: Option<&Dictionary>,
        depth: usize,
    ) -> Result<(), Fail> {
        let mut operands: Vec<Token<'_>> = Vec::new();
        let mut lexer = Lexer::new(content);
        let base = self.saved.len();
        while let Some(token) = lexer.next() {
            let Token::Word(word) = token else {
                if operands.len() < OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            match word {
                b"ID" => lexer.skip_image(),
                b"q" if self.saved.len() < STATES => self.saved.push(self.state.clone()),
                b"Q" if self.saved.len() > base => {
                    if let Some(state) = self.saved.pop() {
                        self.state = state;
                    }
                }
                b"Do" => {
                    if let (Some(Token::Name(name)), true) = (operands.last(), depth < DRAWINGS) {
                        self.draw(name, resources, depth)?;
                    }
                }
                b"Tf" => {
                    if let [.., Token::Name(name), Token::Number(size)] = operands.as_slice() {
                        self.state.font = self.font(name, resources)?;
                        self.state.size = *size;
                    }
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => self.show(word, &operands)?,
                _ => self.operate(word, &operands),
            }
            operands.clear();
        }
        self.saved.truncate(base);
        Ok(())
    }

    /// Operators that take numbers only.
    fn operate(&mut self, word: &[u8], operands: &[Token<'_>]) {
        let mut n = [0.0_f32; 6];
        let mut count = 0;
        for operand in operands {
            if let (Token::Number(value), Some(slot)) = (operand, n.get_mut(count)) {
                *slot = *value;
                count += 1;
            }
        }
        let [first, second, third, fourth, ..] = n;
        let state = &mut self.state;
        match (word, count) {
            (b"cm", 6) => state.space = Matrix(n).then(&state.space),
            (b"w", 1) => state.line_width = first,
            (b"Tc", 1) => state.spacing = first,
            (b"Tw", 1) => state.word_spacing = first,
            (b"Tz", 1) => state.stretch = first / 100.0,
            (b"TL", 1) => state.leading = first,
            (b"Ts", 1) => state.rise = first,
            (b"BT", _) => {
                self.text = Matrix::default();
                self.line = Matrix::default();
            }
            (b"Td", 2) => self.next_line(first, second),
            (b"TD", 2) => {
                state.leading = -second;
                self.next_line(first, second);
            }
            (b"T*", _) => self.next_line(0.0, -self.state.leading),
            (b"Tm", 6) => {
                self.text = Matrix(n);
                self.line = Matrix(n);
            }
            (b"m", 2) => self.path.start(state.space.apply(first, second)),
            (b"l", 2) => self.path.line(state.space.apply(first, second)),
            (b"c", 6) => self.path.curve(state.space.apply(n[4], n[5])),
            (b"v" | b"y", 4) => self.path.curve(state.space.apply(third, fourth)),
            (b"h", _) => self.path.close(),
            (b"re", 4) => self
                .path
                .rectangle(&state.space, [first, second, third, fourth]),
            (b"s" | b"b" | b"b*", _) => {
                self.path.close();
                self.stroke();
            }
            (b"S" | b"B" | b"B*", _) => self.stroke(),
            (b"f" | b"F" | b"f*", _) => self.path.fill(&mut self.sheet.rules),
            (b"n", _) => self.path.clear(),
            _ => {}
        }
    }

    fn stroke(&mut self) {
        let width = self.state.line_width * self.state.space.scale();
        self.path.stroke(width, &mut self.sheet.rules);
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(&self.line);
        self.text = self.line;
    }

    fn show(&mut self, word: &[u8], operands: &[Token<'_>]) -> Result<(), Fail> {
        if word != b"Tj" && word != b"TJ" {
            if let [Token::Number(word_spacing), Token::Number(spacing), ..] = operands {
                self.state.word_spacing = *word_spacing;
                self.state.spacing = *spacing;
            }
            self.next_line(0.0, -self.state.leading);
        }
        let Some(font) = self.state.font.clone() else {
            return Ok(());
        };
        for operand in operands {
            match operand {
                Token::Text(bytes) => self.string(&font, bytes)?,
                Token::Number(back) if word == b"TJ" => {
                    let by = -back / 1000.0 * self.state.size;
                    if font.vertical {
                        self.advance(0.0, by);
                    } else {
                        self.advance(by * self.state.stretch, 0.0);
                    }
                }
                Token::Number(_)
                | Token::Name(_)
                | Token::Open
                | Token::Close
                | Token::Dictionary
                | Token::Word(_) => {}
            }
        }
        Ok(())
    }

    fn advance(&mut self, x: f32, y: f32) {
        self.text = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(&self.text);
    }

    fn string(&mut self, font: &Font, mut bytes: &[u8]) -> Result<(), Fail> {
        while let Some(code) = font.code(bytes) {
            bytes = bytes.get(code.bytes..).unwrap_or_default();
            let state = &self.state;
            let mut by = font.width(code) * state.size + state.spacing;
            if code.bytes == 1 && code.value == 32 {
                by += state.word_spacing;
            }
            self.scratch.clear();
            font.text(code, &mut self.scratch);
            let to_page = self.text.then(&state.space);
            let wide = font.width(code) * state.size * state.stretch;
            let (from, to) = if font.vertical {
                let half = wide / 2.0;
                let low = -by * 0.88;
                (to_page.apply(-half, low), to_page.apply(half, low))
            } else {
                (
                    to_page.apply(0.0, state.rise),
                    to_page.apply(wide, state.rise),
                )
            };
            let size = (state.size * to_page.scale()).abs();
            let characters = std::mem::take(&mut self.scratch);
            self.glyphs(&characters, from, to, size)?;
            self.scratch = characters;
            if font.vertical {
                self.advance(0.0, -by);
            } else {
                self.advance(by * self.state.stretch, 0.0);
            }
        }
        Ok(())
    }

    /// Keeps the characters of one glyph, which share its width, when they lie on the page.
    fn glyphs(
        &mut self,
        characters: &[char],
        from: (f32, f32),
        to: (f32, f32),
        size: f32,
    ) -> Result<(), Fail> {
        let shown = |(x, y): (f32, f32)| {
            (-2.0..self.sheet.width + 2.0).contains(&x)
                && (-2.0..self.sheet.height + 2.0).contains(&y)
        };
        // Text that runs upwards or downwards is no line of this page.
        let level = (to.1 - from.1).abs() <= (to.0 - from.0).abs().max(size * 0.1);
        if !shown(from) || !level || !size.is_finite() {
            return Ok(());
        }
        let share =
            (to.0 - from.0) / f32::from(u16::try_from(characters.len().max(1)).unwrap_or(1));
        let mut x = from.0;
        for character in characters {
            self.budget.character()?;
            self.sheet.glyphs.push(Glyph {
                character: *character,
                x0: x.min(x + share),
                x1: x.max(x + share),
                y: from.1,
                size,
            });
            x += share;
        }
        Ok(())
    }

    fn font(
        &mut self,
        name: &[u8],
        resources: Option<&Dictionary>,
    ) -> Result<Option<Rc<Font>>, Fail> {
        let Some(entry) = resources
            .and_then(|resources| open::dictionary(self.document, resources, b"Font"))
            .and_then(|fonts| fonts.get(name).ok())
        else {
            return Ok(None);
        };
        let id = entry.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Ok(Some(Rc::clone(font)));
        }
        let Some(Object::Dictionary(dictionary)) = open::resolve(self.document, entry) else {
            return Ok(None);
        };
        let font = Rc::new(Font::read(self.document, dictionary, self.budget)?);
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Ok(Some(font))
    }

    /// Draws a form. Pictures are passed over.
    fn draw(
        &mut self,
        name: &[u8],
        resources: Option<&Dictionary>,
        depth: usize,
    ) -> Result<(), Fail> {
        let document = self.document;
        let form = resources
            .and_then(|resources| open::dictionary(document, resources, b"XObject"))
            .and_then(|drawings| open::resolve(document, drawings.get(name).ok()?));
        let Some(Object::Stream(form)) = form else {
            return Ok(());
        };
        let kind = form.dict.get_deref(b"Subtype", document);
        if !kind.is_ok_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"Form")) {
            return Ok(());
        }
        let content = self.budget.unpack(form)?;
        let before = (self.state.clone(), self.text, self.line);
        if let Some(matrix) = open::numbers(document, &form.dict, b"Matrix")
            && let Ok(matrix) = <[f32; 6]>::try_from(matrix)
        {
            self.state.space = Matrix(matrix).then(&self.state.space);
        }
        let own = open::dictionary(document, &form.dict, b"Resources").or(resources);
        self.run(&content, own, depth + 1)?;
        (self.state, self.text, self.line) = before;
        Ok(())
    }
}

/// Whether a rule is worth keeping; a page of a map has hundreds of thousands.
pub const RULES: usize = 50_000;

/// Adds a rule.
pub fn keep(rule: Rule, rules: &mut Vec<Rule>) {
    if rules.len() < RULES {
        rules.push(rule);
    }
}
