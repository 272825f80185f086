//! Pages into paragraphs and tables, across the breaks of pages.

use crate::document::pdf::columns;
use crate::document::pdf::grid::{self, Grid};
use crate::document::pdf::join::{Margins, Prose};
use crate::document::pdf::lines::{self, Line};
use crate::document::pdf::margin;
use crate::document::pdf::space::{Glyph, Sheet};
use crate::document::pdf::table::{self, CellText, Printing};
use crate::document::{Block, Place};

/// A page in reading order.
#[derive(Debug)]
pub struct Printed {
    /// Its number, from 1.
    pub number: u32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Its lines and tables, from above.
    pub parts: Vec<Part>,
}

/// A part of a page.
#[derive(Debug)]
pub enum Part {
    /// A line outside of tables.
    Line(Line),
    /// A table, or as much of it as is on the page.
    Table(table::Part),
}

impl Part {
    fn top(&self) -> f32 {
        match self {
            Part::Line(line) => line.y,
            Part::Table(table) => table.top,
        }
    }
}

/// Puts the glyphs of a page into cells and lines.
pub fn page(number: u32, sheet: Sheet) -> Printed {
    let grids = grid::grids(&sheet.rules);
    let mut inside: Vec<Vec<Vec<Glyph>>> = grids
        .iter()
        .map(|grid| vec![Vec::new(); grid.region.len()])
        .collect();
    let mut outside = Vec::new();
    for glyph in sheet.glyphs {
        let (x, y) = (
            f32::midpoint(glyph.x0, glyph.x1),
            glyph.y - 0.3 * glyph.size,
        );
        let cell = grids
            .iter()
            .zip(&mut inside)
            .find_map(|(grid, cells)| cells.get_mut(*grid.region.get(grid.cell_at(x, y)?)?));
        match cell {
            Some(cell) => cell.push(glyph),
            None => outside.push(glyph),
        }
    }
    let mut parts: Vec<Part> = lines::lines(outside).into_iter().map(Part::Line).collect();
    for (grid, cells) in grids.iter().zip(inside) {
        parts.push(Part::Table(part(number, grid, cells)));
    }
    parts.sort_by(|a, b| a.top().total_cmp(&b.top()));
    Printed {
        number,
        width: sheet.width,
        height: sheet.height,
        parts,
    }
}

fn part(number: u32, grid: &Grid, glyphs: Vec<Vec<Glyph>>) -> table::Part {
    let columns = grid.columns();
    let mut rows: Vec<table::Row> = (0..grid.rows())
        .map(|_| table::Row {
            page: number,
            cells: Vec::new(),
        })
        .collect();
    for (cell, glyphs) in glyphs.into_iter().enumerate() {
        let (row, column) = (cell / columns, cell % columns);
        let region = grid.region[cell];
        let printing = if region == cell {
            let right = (column + 1..columns)
                .take_while(|next| grid.region[row * columns + next] == region)
                .count();
            Printing::Text(CellText {
                lines: lines::lines(glyphs),
                left: grid.xs[column],
                right: grid.xs[column + right + 1],
                columns: right + 1,
            })
        } else if row > 0 && grid.region[cell - columns] == region {
            Printing::Above
        } else {
            Printing::Left
        };
        if let Some(row) = rows.get_mut(row) {
            row.cells.push(printing);
        }
    }
    table::Part {
        xs: grid.xs.clone(),
        top: grid.ys.first().copied().unwrap_or_default(),
        bottom: grid.ys.last().copied().unwrap_or_default(),
        rows,
    }
}

/// What the pages say, in reading order.
pub fn blocks(mut pages: Vec<Printed>) -> Vec<Block> {
    margin::strip(&mut pages);
    let mut gathered = gather(pages);
    for item in &mut gathered {
        item.dissolve();
    }
    let outside = gathered.iter().flat_map(|item| match item {
        Gathered::Lines(lines) => lines.as_slice(),
        Gathered::Table(_) => &[],
    });
    let margins = Margins::measure(outside.map(|(_, width, line)| (*width, line)));
    let mut blocks = Vec::new();
    let (mut paragraphs, mut tables) = (0, 0);
    let mut prose = Prose::default();
    for item in gathered {
        match item {
            Gathered::Lines(lines) => {
                for (page, width, line) in lines {
                    prose.push(page, width, line);
                }
            }
            Gathered::Table(parts) => {
                let prose = std::mem::take(&mut prose);
                let found = prose.paragraphs(&margins, &mut paragraphs);
                blocks.extend(found.into_iter().map(Block::Paragraph));
                tables += 1;
                let place = Place {
                    table: Some(tables),
                    ..Place::default()
                };
                blocks.push(Block::Table(table::table(parts, &place)));
            }
        }
    }
    let found = prose.paragraphs(&margins, &mut paragraphs);
    blocks.extend(found.into_iter().map(Block::Paragraph));
    blocks
}

/// Lines that follow one another, or the parts of one table.
enum Gathered {
    /// With page and width of the page.
    Lines(Vec<(u32, f32, Line)>),
    /// At least one part.
    Table(Vec<(f32, table::Part)>),
}

impl Gathered {
    /// Turns a frame around text, which is no table, into its lines.
    fn dissolve(&mut self) {
        if let Gathered::Table(parts) = self
            && parts.iter().all(|(_, part)| part.xs.len() <= 2)
        {
            let lines = parts
                .drain(..)
                .flat_map(|(width, part)| {
                    part.rows.into_iter().flat_map(move |row| {
                        let page = row.page;
                        row.cells.into_iter().flat_map(move |cell| match cell {
                            Printing::Text(text) => text
                                .lines
                                .into_iter()
                                .map(|line| (page, width, line))
                                .collect(),
                            Printing::Above | Printing::Left => Vec::new(),
                        })
                    })
                })
                .collect();
            *self = Gathered::Lines(lines);
        }
    }
}

fn gather(pages: Vec<Printed>) -> Vec<Gathered> {
    let mut gathered: Vec<Gathered> = Vec::new();
    for page in pages {
        for (n, part) in page.parts.into_iter().enumerate() {
            match (part, gathered.last_mut()) {
                (Part::Line(line), Some(Gathered::Lines(lines))) => {
                    lines.push((page.number, page.width, line));
                }
                (Part::Line(line), _) => {
                    gathered.push(Gathered::Lines(vec![(page.number, page.width, line)]));
                }
                (Part::Table(table), Some(Gathered::Table(parts)))
                    if n == 0
                        && parts
                            .last()
                            .is_some_and(|(_, before)| columns::same_edges(before, &table)) =>
                {
                    parts.push((page.width, table));
                }
                (Part::Table(table), _) => {
                    gathered.push(Gathered::Table(vec![(page.width, table)]));
                }
            }
        }
    }
    gathered
}
