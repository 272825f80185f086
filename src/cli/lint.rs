//! `cailiang lint`: what is wrong with a library of law, with file and line.

use crate::cli::args::{Format, LintArgs};
use crate::cli::{Context, Outcome, words};
use crate::packs::{Diagnostic, Severity, lint, load_with};

/// Runs the command; errors end with status 1.
pub fn run(args: &LintArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let path = args
        .path
        .clone()
        .unwrap_or_else(|| context.places.library.clone());
    if args.path.is_some() && !path.exists() {
        writeln!(context.err, "{}", words::cannot_read(&path))?;
        return Ok(Outcome::Refused);
    }
    let loaded = load_with(&path);
    let mut findings = loaded.diagnostics.clone();
    let own = |d: &Diagnostic| args.shipped || std::path::Path::new(&d.file).starts_with(&path);
    findings.extend(lint::lint(&loaded).into_iter().filter(own));
    findings.sort_by(|a, b| {
        (std::cmp::Reverse(a.severity), &a.file, a.line).cmp(&(
            std::cmp::Reverse(b.severity),
            &b.file,
            b.line,
        ))
    });
    let total = findings.len();
    findings.retain(|f| args.all || f.severity > Severity::Note);
    let hidden = total - findings.len();
    match args.format {
        Format::Json => writeln!(context.out, "{}", serde_json::to_string_pretty(&findings)?)?,
        Format::Text => {
            for finding in &findings {
                writeln!(
                    context.out,
                    "{} {finding} [{}]",
                    words::lint_severity(finding.severity),
                    finding.code
                )?;
            }
            if findings.is_empty() {
                writeln!(context.out, "{}", words::NO_PROBLEMS)?;
            }
            if hidden > 0 {
                writeln!(context.out, "{}", words::lint_hidden(hidden))?;
            }
        }
    }
    let errors = findings.iter().any(|f| f.severity == Severity::Error);
    Ok(if errors {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}
