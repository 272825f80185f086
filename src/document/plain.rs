//! Text files: a paragraph a line; in Markdown also headings and tables.

use crate::document::builder::{Builder, tidy};
use crate::document::text::clean;
use crate::document::{Block, Cell, DocumentError, Place, Row, Table, encoding};

/// Reads a text file.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    is_markdown: bool,
) -> Result<Vec<Block>, DocumentError> {
    let mut builder = Builder::new(name);
    let text = encoding::text(bytes).map_err(|e| builder.damaged(e))?;
    builder.take(&text)?;
    // Old Macintosh line ends too.
    let lines = text.split('\n').flat_map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.split('\r')
    });
    let mut lines = lines.zip(1..).peekable();
    while let Some((line, row)) = lines.next() {
        let is_table = is_row(line) && lines.peek().is_some_and(|(next, _)| is_rule(next));
        if !is_table {
            let shown = if is_markdown { heading(line) } else { line };
            let place = Place {
                row: Some(row),
                ..Place::default()
            };
            builder.paragraph_at(shown, &place);
            continue;
        }
        lines.next();
        let mut rows = vec![(line, row)];
        while let Some(next) = lines.next_if(|(line, _)| is_row(line)) {
            rows.push(next);
        }
        let table = table(&rows, &mut builder)?;
        builder.table(table);
    }
    builder.finish()
}

/// `## Text` → `Text`
fn heading(line: &str) -> &str {
    let text = line.trim_start().trim_start_matches('#');
    let marks = line.trim_start().len() - text.len();
    if (1..=6).contains(&marks) && text.starts_with([' ', '\t']) {
        text
    } else {
        line
    }
}

/// `| a | b |`
fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.len() > 1
}

/// `|---|:-:|`
fn is_rule(line: &str) -> bool {
    is_row(line) && line.contains('-') && line.trim().chars().all(|c| "|-: ".contains(c))
}

fn table(rows: &[(&str, u32)], builder: &mut Builder<'_>) -> Result<Table, DocumentError> {
    let number = builder.next_table();
    let mut table = Table::default();
    let (mut width, mut used) = (0, 0);
    for (line, row) in rows {
        let cells = cells(line);
        builder.take_cells(cells.len())?;
        width = width.max(cells.len());
        used += cells.len();
        let place = Place {
            table: Some(number),
            row: Some(*row),
            ..Place::default()
        };
        table.rows.push(Row { cells, place });
    }
    builder.take_cells(width.saturating_mul(table.rows.len()) - used)?;
    tidy(&mut table);
    Ok(table)
}

fn cells(line: &str) -> Vec<Cell> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    // A bar of the text is written `\|`; no text has a zero character.
    let line = line.replace("\\|", "\0");
    let texts = line.split('|').map(|text| {
        let text = text.replace('\0', "|").replace("<br/>", "<br>");
        Cell::Text(clean(&text.replace("<br>", "\n")))
    });
    texts.collect()
}
