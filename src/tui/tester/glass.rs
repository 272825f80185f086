//! A backend that treats wide glyphs as terminals do.
//!
//! `TestBackend` keeps what once stood under the right half of a wide glyph and shows it again
//! when the glyph goes; a terminal does not. With this one, a ghost on screen is a real ghost.

use std::convert::Infallible;

use ratatui::backend::{Backend, ClearType, TestBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};

use crate::tui::text;

/// A window of glass.
#[derive(Debug)]
pub struct Glass {
    inner: TestBackend,
}

impl Glass {
    pub fn new(width: u16, height: u16) -> Self {
        Self {
            inner: TestBackend::new(width, height),
        }
    }

    pub fn buffer(&self) -> &Buffer {
        self.inner.buffer()
    }

    pub fn cursor(&self) -> Option<Position> {
        let is_visible = self.inner.cursor_visible();
        is_visible.then(|| self.inner.cursor_position())
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.inner.resize(width, height);
    }

    fn put(&mut self, x: u16, y: u16, cell: &Cell) -> Result<(), Infallible> {
        let is_wide = |cell: Option<&Cell>| cell.is_some_and(|cell| text::width(cell.symbol()) > 1);
        let buffer = self.inner.buffer();
        let mut blanks = Vec::new();
        // 压住宽字的一半，另一半也就没了。
        if x > 0 && is_wide(buffer.cell((x - 1, y))) {
            blanks.push(x - 1);
        }
        if is_wide(buffer.cell((x, y))) || is_wide(Some(cell)) {
            blanks.push(x + 1);
        }
        if is_wide(Some(cell)) && is_wide(buffer.cell((x + 1, y))) {
            blanks.push(x + 2);
        }
        let width = buffer.area.width;
        let blank = Cell::default();
        let blanks = blanks.into_iter().filter(|x| *x < width);
        let blanks: Vec<(u16, u16, &Cell)> = blanks.map(|x| (x, y, &blank)).collect();
        self.inner.draw(blanks.into_iter())?;
        self.inner.draw(std::iter::once((x, y, cell)))
    }
}

impl Backend for Glass {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.put(x, y, cell)?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> Result<(), Infallible> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> Result<Size, Infallible> {
        self.inner.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        self.inner.flush()
    }
}
