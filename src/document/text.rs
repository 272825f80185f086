//! Characters as people see them: what cannot be seen goes, every kind of space is one space.

/// Takes out characters that print nothing and turns every run of spaces into one; line ends stay.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_line_end(c) {
            trim_space(&mut out);
            if !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
        } else if is_space(c) {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out
}

/// Ideographs and full-width signs: between two of them a line end in a source file is not a space.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

fn trim_space(out: &mut String) {
    if out.ends_with(' ') {
        out.pop();
    }
}

fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_space(c: char) -> bool {
    c == '\t' || (c.is_whitespace() && !is_line_end(c))
}

/// Control characters, zero width, direction marks, soft hyphen, byte order mark, variation selectors.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_prints_nothing_is_gone_and_spaces_are_one() {
        for (raw, seen) in [
            ("\u{feff}第\u{200b}一\u{ad}条\u{0}", "第一条"),
            ("\u{3000}\u{3000}第一条\u{a0}\t 正文\u{3000}", "第一条 正文"),
            ("一\r\n\r\n 二 \n", "一\n二"),
            ("５，A", "５，A"),
            (" \u{200b}\n\u{3000}", ""),
        ] {
            assert_eq!(clean(raw), seen, "{raw:?}");
        }
    }
}
