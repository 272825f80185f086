//! `cailiang lists`: which lists are loaded, one in full, and which items a case meets.

use crate::cli::args::{Format, ListsArgs, ListsCommand};
use crate::cli::{Context, Outcome, assess, words};
use crate::law::Library;
use crate::report::{lists, words as report_words};

/// Runs the command.
pub fn run(args: &ListsArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let (library, json, text) = match &args.command {
        None => {
            let library = context.load()?.library;
            let (json, text) = (lists::coverage(&library), coverage_text(&library));
            (library, json, text)
        }
        Some(ListsCommand::Show { id }) => {
            let library = context.load()?.library;
            let Some(found) = library.list(id) else {
                let known: Vec<&str> = library.lists().iter().map(|l| l.id.as_str()).collect();
                writeln!(context.err, "{}", words::no_such_list(id, &known))?;
                return Ok(Outcome::Refused);
            };
            let (json, text) = (
                lists::list(&library, found),
                lists::list_text(&library, found),
            );
            (library, json, text)
        }
        Some(ListsCommand::Match { case }) => {
            let Some((library, answer)) = assess::answer(case, context)? else {
                return Ok(Outcome::Refused);
            };
            let json = answer.lists.iter().map(lists::matched).collect();
            let lines: Vec<String> = answer.lists.iter().flat_map(lists::lines).collect();
            let text = if lines.is_empty() {
                words::NO_LIST_MATCHES.to_owned()
            } else {
                lines.join("\n")
            };
            (library, json, text + "\n")
        }
    };
    drop(library);
    match args.format {
        Format::Json => writeln!(context.out, "{}", serde_json::to_string_pretty(&json)?)?,
        Format::Text => write!(context.out, "{text}")?,
    }
    Ok(Outcome::Done)
}

fn coverage_text(library: &Library) -> String {
    let mut lines = Vec::new();
    for list in library.lists() {
        let mark = if list.teaching {
            report_words::TEACHING
        } else {
            ""
        };
        let title = format!("{mark}{}", list.title);
        let head = report_words::list_head(list);
        lines.push(words::list_line(list.id.as_str(), &title, &head));
        for (label, text) in [
            (words::IN_DOCUMENT, &list.items_in_document),
            (words::SOURCE, &list.source),
            (words::VERIFICATION, &list.verification),
        ] {
            if !text.is_empty() {
                lines.push(format!("    {label}：{text}"));
            }
        }
    }
    lines.join("\n") + "\n"
}
