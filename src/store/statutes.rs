//! Texts of laws: one file an instrument in the user's library, read when an article is asked for.
//!
//! A file is plain text that a person can check: a head of `# key: value` lines, `## ` before a chapter,
//! `@ article[-inserted]` before an article, then one paragraph (款) a block, blocks apart by a blank line.
//! Its name ends in `.txt`, so that the library of rules, which reads `.toml`, passes it by.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use crate::law::Slug;
use crate::law::offence::Place;
use crate::reader::statute::{ArticleText, StatuteText};

/// Where a text came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Name of the file it was read from.
    pub file: String,
    /// SHA-256 of that file, in hexadecimal.
    pub sha256: String,
}

/// The directory of the texts within a library.
const FOLDER: &str = "statutes";

/// Where the text of an instrument is kept; `None` for a slug that is no file name.
pub fn path(library: &Path, slug: &Slug) -> Option<PathBuf> {
    let slug = slug.as_str();
    let plain = !slug.is_empty()
        && slug
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    plain.then(|| library.join(FOLDER).join(format!("{slug}.txt")))
}

/// Writes the text of an instrument, in place of the one kept before, and gives its path.
///
/// # Errors
/// When the slug is no file name or the file cannot be written; the one kept before then stays.
pub fn save(
    library: &Path,
    slug: &Slug,
    statute: &StatuteText,
    provenance: &Provenance,
) -> io::Result<PathBuf> {
    let path = path(library, slug).ok_or(io::ErrorKind::InvalidInput)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let fresh = path.with_extension("new");
    fs::write(&fresh, written(statute, provenance))?;
    fs::rename(&fresh, &path)?;
    Ok(path)
}

fn written(statute: &StatuteText, provenance: &Provenance) -> String {
    let mut text = String::new();
    let mut line = |parts: &[&str]| {
        for part in parts {
            text.push_str(part);
        }
        text.push('\n');
    };
    let one_line = |text: &str| text.replace(['\n', '\r'], " ");
    line(&[
        "# title: ",
        &one_line(statute.title.as_deref().unwrap_or_default()),
    ]);
    if let Some(version) = statute.version {
        line(&["# version: ", &version.to_string()]);
    }
    line(&["# file: ", &one_line(&provenance.file)]);
    line(&["# sha256: ", &provenance.sha256]);
    for preamble in &statute.preamble {
        line(&["# text: ", &one_line(preamble)]);
    }
    let mut chapter = "";
    for article in &statute.articles {
        line(&[""]);
        if article.chapter != chapter {
            chapter = &article.chapter;
            line(&["## ", &one_line(chapter)]);
        }
        let inserted = match article.inserted {
            0 => String::new(),
            n => format!("-{n}"),
        };
        line(&["@ ", &article.article.to_string(), &inserted]);
        for (n, paragraph) in article.paragraphs.iter().enumerate() {
            if n > 0 {
                line(&[""]);
            }
            for part in paragraph.lines().filter(|part| !part.trim().is_empty()) {
                // A leading blank keeps text apart from the marks of this file.
                line(&[" ", part.trim()]);
            }
        }
    }
    text
}

/// The article a place stands in; `None` when the instrument or the article is not kept, or cannot be read.
/// Reads no further than the article.
pub fn article_text(library: &Path, slug: &Slug, place: Place) -> Option<ArticleText> {
    let file = fs::File::open(path(library, slug)?).ok()?;
    let wanted = match place.inserted {
        0 => place.article.to_string(),
        n => format!("{}-{n}", place.article),
    };
    let mut found: Option<ArticleText> = None;
    let mut chapter = String::new();
    let mut fresh = true;
    for line in BufReader::new(file).lines() {
        let line = line.ok()?;
        if let Some(number) = line.strip_prefix("@ ") {
            if found.is_some() {
                break;
            }
            if number == wanted {
                found = Some(ArticleText {
                    article: place.article,
                    inserted: place.inserted,
                    chapter: chapter.clone(),
                    ..ArticleText::default()
                });
                fresh = true;
            }
        } else if let Some(heading) = line.strip_prefix("## ") {
            heading.clone_into(&mut chapter);
        } else if let Some(article) = &mut found {
            match (line.strip_prefix(' '), article.paragraphs.last_mut()) {
                (None, _) => fresh = true,
                (Some(text), Some(paragraph)) if !fresh => {
                    paragraph.push('\n');
                    paragraph.push_str(text);
                }
                (Some(text), _) => {
                    article.paragraphs.push(text.to_owned());
                    fresh = false;
                }
            }
        }
    }
    found
}

/// Whether the text of an instrument is kept.
pub fn is_kept(library: &Path, slug: &Slug) -> bool {
    path(library, slug).is_some_and(|path| path.exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(article: u16, inserted: u16, chapter: &str, paragraphs: &[&str]) -> ArticleText {
        ArticleText {
            article,
            inserted,
            chapter: chapter.to_owned(),
            paragraphs: paragraphs.iter().map(|p| (*p).to_owned()).collect(),
            ..ArticleText::default()
        }
    }

    #[test]
    fn what_is_kept_comes_back() {
        let home = tempfile::tempdir().unwrap();
        let statute = StatuteText {
            title: Some("某某法".to_owned()),
            articles: vec![
                article(
                    1,
                    0,
                    "第一章",
                    &["甲：\n（一）乙；\n（二）丙。", "@ 2 丁。"],
                ),
                article(1, 1, "第一章", &["# 戊。"]),
                article(2, 0, "第二章", &["己。"]),
            ],
            ..StatuteText::default()
        };
        let provenance = Provenance {
            file: "law.md".to_owned(),
            sha256: "0".repeat(64),
        };
        let slug = Slug::from("mmf");
        let path = save(home.path(), &slug, &statute, &provenance).unwrap();
        save(home.path(), &slug, &statute, &provenance).unwrap();
        assert!(
            fs::read_to_string(path)
                .unwrap()
                .contains(&provenance.sha256)
        );
        for expected in &statute.articles {
            let place = Place {
                article: expected.article,
                inserted: expected.inserted,
                ..Place::default()
            };
            assert_eq!(
                article_text(home.path(), &slug, place).as_ref(),
                Some(expected)
            );
        }
        let place = Place {
            article: 3,
            ..Place::default()
        };
        assert_eq!(article_text(home.path(), &slug, place), None);
        assert!(save(home.path(), &Slug::from("../x"), &statute, &provenance).is_err());
    }
}
