//! The program as a person meets it: in a terminal, with keys. Skipped where tmux is missing.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// How long a screen may take to show what is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two looks at the screen.
const GLANCE: Duration = Duration::from_millis(30);

/// A tmux server of its own with one window, gone when dropped.
struct Terminal {
    home: tempfile::TempDir,
}

impl Terminal {
    /// Starts a shell line in a window; `None` where tmux is missing.
    fn start(columns: u16, rows: u16, line: &str) -> Option<Terminal> {
        if Command::new("tmux").arg("-V").output().is_err() {
            eprintln!("skipped: tmux is not here");
            return None;
        }
        let home = tempfile::tempdir().expect("a temporary directory");
        let terminal = Terminal { home };
        let line = line.replace("{home}", &terminal.home.path().display().to_string());
        let size = (columns.to_string(), rows.to_string());
        let started = terminal.tmux(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            &size.0,
            "-y",
            &size.1,
            &line,
        ]);
        assert!(started.status.success(), "{started:?}");
        Some(terminal)
    }

    fn tmux(&self, args: &[&str]) -> Output {
        let socket = self.home.path().join("tmux");
        let mut command = Command::new("tmux");
        command.arg("-u").arg("-S").arg(socket).args(args);
        command
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("tmux runs")
    }

    fn keys(&self, keys: &[&str]) {
        for key in keys {
            let sent = self.tmux(&["send-keys", key]);
            assert!(sent.status.success(), "{key}: {sent:?}");
        }
    }

    fn types(&self, text: &str) {
        assert!(self.tmux(&["send-keys", "-l", text]).status.success());
    }

    fn screen(&self) -> String {
        let shown = self.tmux(&["capture-pane", "-p"]);
        String::from_utf8_lossy(&shown.stdout).into_owned()
    }

    /// Looks until the screen shows the text.
    fn wait_for(&self, text: &str) -> String {
        let begun = Instant::now();
        loop {
            let screen = self.screen();
            if screen.contains(text) {
                return screen;
            }
            assert!(begun.elapsed() < PATIENCE, "no {text:?} on:\n{screen}");
            std::thread::sleep(GLANCE);
        }
    }

    fn display(&self, format: &str) -> String {
        let shown = self.tmux(&["display", "-p", format]);
        String::from_utf8_lossy(&shown.stdout).trim().to_owned()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

fn program() -> String {
    format!("{} --home {{home}}", env!("CARGO_BIN_EXE_cailiang"))
}

#[test]
fn a_search_by_initials_leads_to_an_assessed_case_and_out_again() {
    let line = format!("{}; echo the shell again; cat", program());
    let Some(terminal) = Terminal::start(80, 24, &line) else {
        return;
    };
    terminal.wait_for("查询");
    terminal.types("aqsb");
    terminal.wait_for("安全生产法99");
    assert_eq!(terminal.display("#{alternate_on}"), "1");
    terminal.keys(&["Enter"]);
    terminal.wait_for("拟罚款");
    terminal.keys(&["F10"]);
    terminal.wait_for("the shell again");
    assert_eq!(
        terminal.display("#{alternate_on}"),
        "0",
        "the shell's screen is back"
    );
}

#[test]
fn the_cursor_stands_behind_the_chinese_that_was_typed() {
    let Some(terminal) = Terminal::start(80, 24, &program()) else {
        return;
    };
    terminal.wait_for("查询");
    let before: u16 = terminal.display("#{cursor_x}").parse().expect("a column");
    terminal.types("没培训");
    terminal.wait_for("教育和培训");
    let after: u16 = terminal.display("#{cursor_x}").parse().expect("a column");
    assert!(after >= 6 && after <= before + 6, "{before} → {after}");
    assert_eq!(
        terminal.display("#{cursor_flag}"),
        "1",
        "visible, so that an input method finds it"
    );
}

#[test]
fn full_width_keys_command_and_any_size_is_survived() {
    let Some(terminal) = Terminal::start(120, 40, &program()) else {
        return;
    };
    // Only once the store is known to be empty are the teaching examples offered.
    terminal.wait_for("决定库是空的");
    for (columns, rows) in [("20", "5"), ("1", "1"), ("200", "60"), ("80", "24")] {
        terminal.tmux(&["resize-window", "-x", columns, "-y", rows]);
    }
    terminal.wait_for("查询");
    terminal.keys(&["F4"]);
    terminal.wait_for("要不要载入");
    terminal.keys(&["Escape"]);
    terminal.wait_for("ctrl-t 教学示例");
    terminal.keys(&["F1"]);
    terminal.wait_for("显示此处可用的全部按键");
    terminal.keys(&["Escape"]);
}

#[test]
fn a_broken_pack_shows_a_banner_and_the_rest_works() {
    let line = format!(
        "mkdir -p {{home}}/library && printf '[pack]\\nid = 1\\n' > {{home}}/library/x.toml && {}",
        program()
    );
    let Some(terminal) = Terminal::start(80, 24, &line) else {
        return;
    };
    terminal.wait_for("处问题");
    terminal.types("97(3)");
    terminal.wait_for("安全生产法97(3)");
}

#[test]
fn the_doctor_asks_the_terminal_how_wide_it_draws() {
    let line = format!("{} doctor; echo the shell again; cat", program());
    let Some(terminal) = Terminal::start(100, 60, &line) else {
        return;
    };
    let screen = terminal.wait_for("the shell again");
    assert!(screen.contains("100 列 × 60 行"), "{screen}");
    assert!(screen.contains("光标位置：终端能回答"), "{screen}");
    assert!(screen.contains("字符宽度：与本程序的排版一致"), "{screen}");
    assert!(screen.contains("tmux"), "{screen}");
    assert!(
        !screen.contains("????|"),
        "nothing of the measuring is left: {screen}"
    );
}

#[test]
fn a_setting_changed_in_the_interface_is_there_the_next_time() {
    let line = format!("{}; {} config show; cat", program(), program());
    let Some(terminal) = Terminal::start(80, 24, &line) else {
        return;
    };
    terminal.wait_for("查询");
    terminal.keys(&["M-s"]);
    terminal.wait_for("管辖地区");
    terminal.keys(&["Down", "Down", "Down", "Down", "Right"]);
    terminal.wait_for("< dark >");
    // An escape with something right behind it would be read as one key.
    terminal.keys(&["Escape"]);
    terminal.wait_for("阶次 状态");
    terminal.keys(&["F10"]);
    terminal.wait_for("theme         dark");
}

#[test]
fn without_a_terminal_it_says_what_to_use_instead() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let run = |home: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cailiang"));
        command.arg("--home").arg(home);
        command
            .stdin(std::process::Stdio::null())
            .output()
            .expect("it runs")
    };
    let output = run(home.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("子命令"));
    assert!(output.stdout.is_empty());
}
