//! `cailiang decisions`: the table of past decisions, filtered as on screen, and one of them in full.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;

use crate::cli::args::{DecisionsArgs, DecisionsCommand, Format, ListDecisionsArgs, TableFormat};
use crate::cli::{Context, Outcome, places, words};
use crate::law::Library;
use crate::report::decision::stored_lines;
use crate::report::table::{self, Column, Form, MARK, Writer};
use crate::report::view::{self, Seen};
use crate::store::filter::Asked;
use crate::store::views::{self, View};
use crate::store::{Filter, Page, Sort, Store, Stored};
use crate::tui::text;

/// How many a person is shown.
const SHOWN: u32 = 50;
/// The widest cell a person is shown, in columns of the terminal.
const WIDEST: usize = 40;

/// Runs the command.
pub fn run(args: &DecisionsArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    match &args.command {
        Some(DecisionsCommand::Show { case_no, format }) => show(case_no, *format, context),
        None => list(&args.list, context),
    }
}

/// What is asked for.
struct Wanted {
    asked: Asked,
    filter: Filter,
    page: Page,
    columns: Vec<Column>,
}

/// What a view says, and what of it could not be used.
fn viewed(name: Option<&str>, path: &Path) -> Result<(View, Seen, Vec<String>), String> {
    let Some(name) = name else {
        return Ok(Default::default());
    };
    let (all, mut troubles) = views::all(path);
    let known: Vec<&str> = all.iter().map(|(view, _)| view.name.as_str()).collect();
    let Some((view, _)) = all.iter().find(|(view, _)| view.name == name) else {
        troubles.push(words::no_such_view(name, &known));
        return Err(troubles.join("\n"));
    };
    let seen = view::read(view);
    let unknown = seen.unknown.iter();
    troubles.extend(unknown.map(|word| words::column_of_view(name, word)));
    Ok((view.clone(), seen, troubles))
}

fn wanted(
    args: &ListDecisionsArgs,
    view: &View,
    seen: &Seen,
    library: &Library,
) -> Result<Wanted, String> {
    let all = Column::ALL.map(Column::label);
    let column =
        |word: &String| Column::from_word(word).ok_or_else(|| words::no_such_column(word, &all));
    let columns = args.columns.iter().map(column);
    let mut columns: Vec<Column> = columns.collect::<Result<_, _>>()?;
    if columns.is_empty() {
        columns = seen.columns.iter().map(|(column, _)| *column).collect();
    }
    if columns.is_empty() {
        columns = Column::USUAL.to_vec();
    }
    let sortable = Column::ALL.into_iter().filter(|c| c.sort().is_some());
    let sortable: Vec<&str> = sortable.map(Column::label).collect();
    let (sort, reversed) = if let Some(word) = &args.sort {
        let sort = Column::from_word(word).and_then(Column::sort);
        let sort = sort.ok_or_else(|| words::not_sortable(word, &sortable))?;
        (sort, args.reverse)
    } else {
        let sort = seen.sort.and_then(Column::sort);
        (sort.unwrap_or_default(), view.reversed != args.reverse)
    };
    let limit = match args.format {
        TableFormat::Text => SHOWN,
        TableFormat::Json | TableFormat::Csv | TableFormat::Markdown => u32::MAX,
    };
    let query = [view.filter.as_str(), &args.query.join(" ")].join(" ");
    let asked = Asked::read(library, places::now().date(), query.trim());
    Ok(Wanted {
        filter: asked.filter(),
        asked,
        page: Page {
            sort,
            descending: matches!(sort, Sort::Decided | Sort::Fine) != reversed,
            limit: args.limit.unwrap_or(limit),
            offset: 0,
        },
        columns,
    })
}

fn list(args: &ListDecisionsArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let store = context.existing_store()?;
    let loaded = context.load()?;
    let library = &loaded.library;
    let wanted = viewed(args.view.as_deref(), &context.places.views)
        .and_then(|(view, seen, troubles)| Ok((wanted(args, &view, &seen, library)?, troubles)));
    let (wanted, troubles) = match wanted {
        Ok(found) => found,
        Err(message) => {
            writeln!(context.err, "{message}")?;
            return Ok(Outcome::Refused);
        }
    };
    for trouble in &troubles {
        writeln!(context.err, "{}", table::one_line(trouble))?;
    }
    for doubt in &wanted.asked.doubts {
        let message = words::doubtful(doubt.place.start, &doubt.message);
        writeln!(context.err, "{}", table::one_line(&message))?;
    }
    let outcome = if wanted.asked.doubts.is_empty() && troubles.is_empty() {
        Outcome::Done
    } else {
        Outcome::Findings
    };
    let Some(path) = args.out.as_deref() else {
        write(args.format, &wanted, &store, library, context.out)?;
        return Ok(outcome);
    };
    let same = path.canonicalize().is_ok_and(|a| {
        let database = context.places.database.canonicalize();
        database.is_ok_and(|b| a == b)
    });
    anyhow::ensure!(!same, words::out_is_store(path));
    let unwritable = |error: io::Error| anyhow::anyhow!(words::cannot_write(path, &error));
    let mut file = BufWriter::new(File::create(path).map_err(unwritable)?);
    if args.format == TableFormat::Csv {
        write!(file, "{MARK}").map_err(unwritable)?;
    }
    write(args.format, &wanted, &store, library, &mut file)?;
    let file = file.into_inner().map_err(|e| unwritable(e.into_error()))?;
    let size = file.metadata().map_err(unwritable)?.len();
    writeln!(context.err, "{}", words::report_written(path, size))?;
    Ok(outcome)
}

fn write(
    format: TableFormat,
    wanted: &Wanted,
    store: &Store,
    library: &Library,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    match format {
        TableFormat::Text => to_text(wanted, store, library, out),
        TableFormat::Json => {
            let mut first = true;
            write!(out, "[")?;
            each(wanted, store, |stored| {
                let row = table::to_json(&wanted.columns, library, stored);
                let comma = if std::mem::take(&mut first) { "" } else { "," };
                write!(out, "{comma}\n  {row}")
            })?;
            Ok(writeln!(out, "\n]")?)
        }
        TableFormat::Csv | TableFormat::Markdown => {
            let form = match format {
                TableFormat::Csv => Form::Csv,
                TableFormat::Markdown | TableFormat::Text | TableFormat::Json => Form::Markdown,
            };
            let columns = &wanted.columns;
            let mut writer = Writer::new(out, form, table::headings(columns, form))?;
            each(wanted, store, |stored| {
                writer.row(&table::cells(columns, form, library, stored))
            })
        }
    }
}

/// Gives the decisions in order, until one cannot be written.
fn each(
    wanted: &Wanted,
    store: &Store,
    mut give: impl FnMut(&Stored) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut done = Ok(());
    store.each_on(&wanted.filter, wanted.page, |stored| {
        done = give(&stored);
        if done.is_err() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })?;
    Ok(done?)
}

fn to_text(
    wanted: &Wanted,
    store: &Store,
    library: &Library,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    if !wanted.asked.terms.is_empty() {
        let filter = table::one_line(&wanted.asked.print());
        writeln!(out, "{}", words::filtered_by(&filter))?;
    }
    let (matching, sum, unknown) = store.sum(&wanted.filter)?;
    if matching == 0 {
        writeln!(out, "{}", words::NOTHING_MATCHES)?;
        return Ok(());
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    let columns = &wanted.columns;
    each(wanted, store, |stored| {
        rows.push(columns.iter().map(|c| c.cell(library, stored)).collect());
        Ok(())
    })?;
    let headings: Vec<String> = columns.iter().map(|c| c.label().to_owned()).collect();
    let width = |at: usize| {
        let cells = rows.iter().chain([&headings]).filter_map(|row| row.get(at));
        cells.map(|c| text::width(c)).max().unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    for row in std::iter::once(&headings).chain(&rows) {
        let cells = row.iter().zip(columns).zip(&widths);
        let cells = cells.map(|((cell, column), width)| {
            if column.is_figure() {
                text::pad_left(cell, *width)
            } else {
                text::pad(cell, *width)
            }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out, "{}", words::listed(rows.len(), matching))?;
    writeln!(out, "{}", words::sum_of_fines(&sum.to_string(), unknown))?;
    Ok(())
}

fn show(case_no: &str, format: Format, context: &mut Context) -> anyhow::Result<Outcome> {
    let store = context.existing_store()?;
    let loaded = context.load()?;
    let found = store.decisions_numbered(case_no.trim())?;
    if found.is_empty() {
        writeln!(context.err, "{}", words::no_such_decision(case_no))?;
        return Ok(Outcome::Refused);
    }
    let imports = store.imports()?;
    let library = &loaded.library;
    let lines = |stored: &Stored| {
        let import = imports.iter().find(|i| i.id == stored.import);
        stored_lines(library, stored, import)
    };
    match format {
        Format::Json => {
            let rows = found
                .iter()
                .map(|s| table::to_json(&Column::ALL, library, s));
            let rows: Vec<serde_json::Value> = rows.collect();
            writeln!(context.out, "{}", serde_json::to_string_pretty(&rows)?)?;
        }
        Format::Text => {
            for (at, stored) in found.iter().enumerate() {
                if at > 0 {
                    writeln!(context.out)?;
                }
                for (label, value) in lines(stored) {
                    let (label, value) = (table::one_line(&label), table::one_line(&value));
                    writeln!(context.out, "{}  {value}", text::pad(&label, 12))?;
                }
            }
        }
    }
    Ok(Outcome::Done)
}
