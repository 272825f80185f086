//! Copying: by a tool of the host, or by asking the terminal (OSC 52).
//!
//! Over SSH the clipboard that matters is the one of the terminal, so the terminal is asked first.
//! Which tools there are is found out where the environment is read; the terminal is a parameter.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::tui::strings;

/// The greatest text, in bytes, that every terminal with OSC 52 takes whole.
pub const TERMINAL_LIMIT: usize = 74_994;

/// How long a tool may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// How a tool wants its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As we have it.
    Utf8,
    /// As the clipboard program of Windows reads Chinese.
    Utf16,
}

/// A program that puts what it reads into the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    /// The program.
    pub program: &'static str,
    /// What it is told.
    pub arguments: &'static [&'static str],
    /// How it wants the text.
    pub encoding: Encoding,
}

/// What the environment says about copying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one variable of the environment"
)]
pub struct Session {
    /// Someone sits at the other end of an SSH connection.
    pub is_remote: bool,
    /// The terminal is a window of tmux.
    pub is_tmux: bool,
    /// There is a Wayland display.
    pub has_wayland: bool,
    /// There is an X display.
    pub has_x11: bool,
}

/// The ways of copying there are, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clipboard {
    /// Tools to try before the terminal.
    pub tools: Vec<Tool>,
    /// Whether what is written reaches the terminal through tmux.
    pub is_tmux: bool,
}

/// By what a text was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// By this program.
    Tool(&'static str),
    /// By the terminal, which does not answer.
    Terminal,
}

/// Why nothing was copied.
#[derive(Debug)]
pub enum CopyError {
    /// There is nothing to copy.
    Empty,
    /// No tool worked and the text, of so many bytes, is too long for the terminal.
    TooLong(usize),
    /// The terminal could not be written to.
    Terminal(io::Error),
}

/// Puts a text, encoded for it, into a tool.
pub type Feed = fn(&Tool, &[u8]) -> io::Result<()>;

const fn tool(program: &'static str, arguments: &'static [&'static str]) -> Tool {
    Tool {
        program,
        arguments,
        encoding: Encoding::Utf8,
    }
}

/// tmux from 3.2 on hands the text to the terminal outside, even where it ignores OSC 52 within.
const TMUX: Tool = tool("tmux", &["load-buffer", "-w", "-"]);
const WAYLAND: Tool = tool("wl-copy", &[]);
const XCLIP: Tool = tool("xclip", &["-selection", "clipboard"]);
const XSEL: Tool = tool("xsel", &["--input", "--clipboard"]);
const MACOS: Tool = tool("pbcopy", &[]);
const WINDOWS: Tool = Tool {
    program: "clip.exe",
    arguments: &[],
    encoding: Encoding::Utf16,
};

impl Clipboard {
    /// Chooses the ways; `has` says whether a program can be found.
    pub fn choose(session: Session, has: impl Fn(&str) -> bool) -> Self {
        let mut tools = Vec::new();
        if session.is_remote {
            if session.is_tmux {
                tools.push(TMUX);
            }
        } else {
            if session.has_wayland {
                tools.push(WAYLAND);
            }
            if session.has_x11 {
                tools.extend([XCLIP, XSEL]);
            }
            tools.extend([MACOS, WINDOWS]);
            if session.is_tmux {
                tools.push(TMUX);
            }
        }
        tools.retain(|tool| has(tool.program));
        Self {
            tools,
            is_tmux: session.is_tmux,
        }
    }

    /// Copies a text: by the first tool that works, else by the terminal.
    ///
    /// # Errors
    /// When nothing can copy all of it; half is never copied.
    pub fn copy(
        &self,
        text: &str,
        feed: Feed,
        terminal: &mut dyn Write,
    ) -> Result<Means, CopyError> {
        if text.is_empty() {
            return Err(CopyError::Empty);
        }
        for tool in &self.tools {
            if feed(tool, &encode(tool.encoding, text)).is_ok() {
                return Ok(Means::Tool(tool.program));
            }
        }
        if text.len() > TERMINAL_LIMIT {
            return Err(CopyError::TooLong(text.len()));
        }
        terminal
            .write_all(request(text, self.is_tmux).as_bytes())
            .and_then(|()| terminal.flush())
            .map_err(CopyError::Terminal)?;
        Ok(Means::Terminal)
    }
}

/// Copies and tells in words what was copied, how much, and by what; or what to do instead.
///
/// # Errors
/// The words for what went wrong.
pub fn copy_and_tell(
    clipboard: &Clipboard,
    text: &str,
    what: &str,
    terminal: &mut dyn Write,
) -> Result<String, String> {
    let text = plain(text);
    match clipboard.copy(&text, feed, terminal) {
        Ok(means) => Ok(strings::copied(what, text.chars().count(), means)),
        Err(error) => Err(strings::not_copied(&error)),
    }
}

/// Returns a text without control characters other than line ends and tabs.
fn plain(text: &str) -> String {
    text.trim_end()
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect()
}

fn encode(encoding: Encoding, text: &str) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        // 先写字节序标记，Windows 才认作 Unicode。
        Encoding::Utf16 => std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect(),
    }
}

/// Returns what asks the terminal to copy.
///
/// tmux takes it itself with `set-clipboard on` and passes it on with `allow-passthrough on`, so
/// there it is written both ways.
fn request(text: &str, is_tmux: bool) -> String {
    let plain = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    if is_tmux {
        let inner = plain.replace('\x1b', "\x1b\x1b");
        format!("{plain}\x1bPtmux;{inner}\x1b\\")
    } else {
        plain
    }
}

/// Runs a tool and waits until it has taken the text.
///
/// # Errors
/// When it cannot be started, fails, or takes too long.
pub fn feed(tool: &Tool, text: &[u8]) -> io::Result<()> {
    let mut child = Command::new(tool.program)
        .args(tool.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(text)?;
    }
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait()? {
            return if status.success() {
                Ok(())
            } else {
                Err(io::ErrorKind::Other.into())
            };
        }
        if Instant::now() >= deadline {
            child.kill()?;
            child.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn works(_: &Tool, text: &[u8]) -> io::Result<()> {
        io::sink().write_all(text)
    }

    fn fails(_: &Tool, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn only_xsel(tool: &Tool, text: &[u8]) -> io::Result<()> {
        if tool.program == "xsel" && text == "罚款".as_bytes() {
            Ok(())
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn programs(session: Session, found: &[&str]) -> Vec<&'static str> {
        let chosen = Clipboard::choose(session, |program| found.contains(&program));
        chosen.tools.iter().map(|tool| tool.program).collect()
    }

    #[test]
    fn a_remote_session_asks_the_terminal_and_a_local_one_the_host() {
        let all = ["tmux", "wl-copy", "xclip", "xsel", "pbcopy", "clip.exe"];
        let x11 = Session {
            has_x11: true,
            ..Session::default()
        };
        assert_eq!(programs(x11, &["xsel", "pbcopy"]), ["xsel", "pbcopy"]);
        assert_eq!(programs(Session::default(), &["xclip", "wl-copy"]), [""; 0]);
        let remote = Session {
            is_remote: true,
            ..x11
        };
        assert_eq!(programs(remote, &all), [""; 0]);
        let nested = Session {
            is_tmux: true,
            ..remote
        };
        assert_eq!(programs(nested, &all), ["tmux"]);
    }

    #[test]
    fn the_first_tool_that_works_is_used_and_the_terminal_last() {
        let session = Session {
            has_x11: true,
            ..Session::default()
        };
        let clipboard = Clipboard::choose(session, |program| program.starts_with('x'));
        let mut out = Vec::new();
        let by = |feed: Feed, out: &mut Vec<u8>| clipboard.copy("罚款", feed, out).unwrap();
        assert_eq!(by(works, &mut out), Means::Tool("xclip"));
        assert_eq!(by(only_xsel, &mut out), Means::Tool("xsel"));
        assert_eq!(out, b"");
        assert_eq!(by(fails, &mut out), Means::Terminal);
        assert_eq!(out, b"\x1b]52;c;572a5qy+\x07");
    }

    #[test]
    fn tmux_is_asked_to_take_it_and_to_pass_it_on() {
        let clipboard = Clipboard {
            is_tmux: true,
            ..Clipboard::default()
        };
        let mut out = Vec::new();
        clipboard.copy("罚款", fails, &mut out).unwrap();
        assert_eq!(
            out,
            b"\x1b]52;c;572a5qy+\x07\x1bPtmux;\x1b\x1b]52;c;572a5qy+\x07\x1b\\"
        );
    }

    #[test]
    fn too_long_a_text_is_refused_whole_and_the_limit_itself_is_not() {
        let clipboard = Clipboard::default();
        let mut out = Vec::new();
        let long = "a".repeat(TERMINAL_LIMIT + 1);
        let refused = clipboard.copy(&long, works, &mut out);
        assert!(matches!(refused, Err(CopyError::TooLong(74_995))));
        assert_eq!(out, b"");
        let fitting = clipboard.copy(&"a".repeat(TERMINAL_LIMIT), works, &mut out);
        assert_eq!(fitting.unwrap(), Means::Terminal);
        assert_eq!(out.len(), 100_000);
        let said = copy_and_tell(&clipboard, &long, "详情", &mut out).unwrap_err();
        assert!(said.contains("74995") && said.contains("74994"), "{said}");
    }

    #[test]
    fn nothing_and_control_characters_are_not_copied() {
        let clipboard = Clipboard::default();
        let mut out = Vec::new();
        assert!(copy_and_tell(&clipboard, " \n", "详情", &mut out).is_err());
        assert_eq!(plain("甲\x1b[2J\t乙\r\n丙\n\n"), "甲[2J\t乙\n丙");
        let said = copy_and_tell(&clipboard, "罚款", "详情", &mut out).unwrap();
        assert!(said.contains("详情") && said.contains("2 字"), "{said}");
    }

    #[test]
    fn windows_reads_utf_16_with_its_mark() {
        assert_eq!(encode(Encoding::Utf16, "罚"), [0xFF, 0xFE, 0x5A, 0x7F]);
    }

    #[cfg(unix)]
    #[test]
    fn a_tool_gets_the_text_and_a_failing_one_is_told_from_it() {
        assert!(feed(&tool("cat", &[]), "罚款".as_bytes()).is_ok());
        assert!(feed(&tool("false", &[]), b"").is_err());
        assert!(feed(&tool("no-such-program-here", &[]), b"").is_err());
    }
}
