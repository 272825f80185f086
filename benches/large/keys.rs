//! From a key to the frame that shows it, over all screens at 200×60, through the real loop.
//!
//! `cargo run --release --example keys -- HOME [patient|hurried] [ROUNDS]`; HOME holds `cailiang.db` and perhaps
//! `library`, as `cailiang --home HOME` makes it. Opinions are not written; nothing else is.
//!
//! A frame's time runs from the key's arrival until the frame is written out. What the store answers
//! later is drawn in a further frame: its time, from the same key, stands in the second table. The
//! third has the processor time of the drawing thread until the first frame: what the program itself
//! takes, without the time in which the machine did something else.
//! `patient` presses the next key once all is answered, `hurried` every 15 ms, whatever is still awaited.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cailiang::packs;
use cailiang::tui::app::App;
use cailiang::tui::office::{Office, Surroundings};
use cailiang::tui::runtime::{Console, run};
use cailiang::tui::settings::Settings;
use cailiang::tui::tester::events;
use cpu_time::ThreadTime;
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::crossterm::event::Event;
use ratatui::layout::{Position, Size};

/// Columns and rows of the window.
const WINDOW: Size = Size::new(200, 60);
/// The time between keys of somebody in a hurry: half that of a held key.
const HURRY: Duration = Duration::from_millis(15);
/// A wait shorter than this means that an answer is awaited; work in the background waits longer.
const AWAITED: Duration = Duration::from_millis(10);
/// A wait shorter than this means that work goes on in the background.
const AT_WORK: Duration = Duration::from_millis(100);

/// How many of the slowest keys are told one by one.
const SLOWEST: usize = 30;

/// Screens, how to get there and what to press there.
const SCREENS: &[(&str, &str, &str)] = &[
    (
        "查询",
        "<esc><esc><esc><F2><ctrl-u>",
        "anquan<ctrl-u>weijy<backspace><backspace>ianquan<ctrl-u>97(3)<ctrl-u>\
         <down><down><down><down><pagedown><pagedown><end><home><ctrl-down><ctrl-down><ctrl-up>\
         <F6><F6><F6><tab><down><down><down><shift-tab><F8><down><esc>",
    ),
    (
        "裁量",
        "<esc><esc><F2><ctrl-u>99(3)<enter>",
        "<F7>12345<backspace><down><down><space><down><space><right><right><left><down>\
         <F7>7<backspace>7<tab><ctrl-down><ctrl-up><tab><down><down><down><space><down><right>\
         <home><down><down><F6><end><home><F6>",
    ),
    (
        "决定库",
        "<esc><esc><esc><F4>",
        "<down><down><down><down><pagedown><pagedown><pagedown><pagedown><end><up><pageup><home>\
         <F6><end><home><F6><F6><F7><F7><F6><F6>/煤矿 12<backspace>3<esc><esc>/山西<enter><down>\
         <pagedown><end><home><esc><esc><tab><down><down><shift-tab>",
    ),
    (
        "离群",
        "<esc><esc><esc><F5>",
        "<down><down><down><down><pagedown><pagedown><pagedown><end><home><F8><end><home><F8><F8>\
         <ctrl-l><down><ctrl-l><ctrl-l><ctrl-l><ctrl-l><ctrl-l><ctrl-l><ctrl-l>\
         /1234<backspace>煤<backspace><esc><esc><F6><tab><tab><tab><down><esc><enter><down><esc>",
    ),
    (
        "离群·机关",
        "<esc><esc><esc><F5><ctrl-g>",
        "<down><down><down><pagedown><pagedown><end><home><tab><down><down><pagedown><tab>",
    ),
    (
        "基准库",
        "<ctrl-g><F12>",
        "<down><down><up><F7><down><esc><enter><down><down><pagedown><end><enter><down><down>\
         <tab><down><esc><esc><home>",
    ),
    (
        "投影",
        "<ctrl-g><esc><esc><esc><F4><home>",
        "<F9><down><down><pagedown><pagedown><pagedown><end><home><tab><down><shift-tab><F5><down><down>\
         <pagedown><F2><down><down><F4><F9>",
    ),
    (
        "换屏",
        "",
        "<F2><F3><F4><F5><F12><F5><F4><F3><F2><F1><down><esc><F4><F2>",
    ),
];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(home) = arguments.first().map(PathBuf::from) else {
        anyhow::bail!("usage: keys HOME [patient|hurried] [ROUNDS]");
    };
    let is_hurried = arguments.get(1).is_some_and(|word| word == "hurried");
    let rounds = arguments.get(2).map_or(Ok(5), |n| n.parse())?;
    let start = Instant::now();
    let mut app = App::new(Settings::default(), office(&home));
    let mut window = Terminal::new(Paper(CrosstermBackend::new(io::sink())))?;
    let mut player = Player::default();
    let mut play = |app: &mut App, script: &str, at: Option<usize>| -> io::Result<()> {
        player.keys = events(script).into();
        player.measures = at;
        player.pressed = None;
        match run(&mut window, &mut player, app) {
            Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error),
            _ => Ok(()),
        }
    };
    play(&mut app, "", None)?;
    eprintln!("opened after {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    // Everything that takes long in the background is done before: comparison, names, authorities.
    play(&mut app, "<F5>", None)?;
    play(&mut app, "/1", None)?;
    play(&mut app, "<esc><esc><ctrl-g>", None)?;
    play(&mut app, "<ctrl-g><F12><F2>", None)?;
    eprintln!("ready after {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    for (at, (_, way, keys)) in SCREENS.iter().enumerate() {
        play(&mut app, way, None)?;
        for _ in 0..rounds {
            play(&mut app, keys, Some(at))?;
        }
    }
    play(&mut app, "", None)?;
    let tables = player.times;
    let pace = if is_hurried { "hurried" } else { "patient" };
    let mut out = io::stdout().lock();
    write_table(&mut out, "key to frame, ms", pace, &tables, |t| t.frame)?;
    write_table(&mut out, "key to answer, ms", pace, &tables, |t| t.answer)?;
    write_table(
        &mut out,
        "processor time to frame, ms",
        pace,
        &tables,
        |t| t.work,
    )?;
    write_slowest(&mut out, tables)?;
    Ok(())
}

fn office(home: &Path) -> cailiang::tui::app::Perform {
    let around = Surroundings {
        database: home.join("cailiang.db"),
        library: home.join("library"),
        profiles: home.join("profiles"),
        views: home.join("views.toml"),
        home: None,
        now: || chrono::NaiveDate::MIN.and_time(chrono::NaiveTime::MIN),
        jurisdiction: None,
        bands: Vec::new(),
        reviewer: None,
    };
    let library = home.join("library");
    Office::perform_once_open(move || packs::load_with(&library), around)
}

/// What became of one key.
struct Time {
    screen: usize,
    key: String,
    /// Until drawing began: what the key does, and the wait for answers.
    update: Duration,
    frame: Duration,
    answer: Duration,
    /// Processor time until the first frame.
    work: Duration,
}

/// When a key was pressed.
struct Pressed {
    at: Instant,
    thread: ThreadTime,
    key: String,
}

/// Hands out keys and looks at the clock.
#[derive(Default)]
struct Player {
    keys: VecDeque<Event>,
    /// The screen measured; none while the way there is gone.
    measures: Option<usize>,
    pressed: Option<Pressed>,
    began: Option<Duration>,
    first: Option<(Duration, Duration)>,
    last: Option<Duration>,
    times: Vec<Time>,
}

impl Player {
    fn is_hurried(&self) -> bool {
        self.measures.is_some()
            && std::env::args()
                .nth(2)
                .is_some_and(|word| word == "hurried")
    }

    /// The key pressed last is done with.
    fn note(&mut self) {
        let Some(Pressed { key, .. }) = self.pressed.take() else {
            return;
        };
        if let (Some(screen), Some(update), Some((frame, work)), Some(answer)) =
            (self.measures, self.began, self.first, self.last)
        {
            self.times.push(Time {
                screen,
                key,
                update,
                frame,
                answer,
                work,
            });
        }
    }
}

impl Console for Player {
    fn next(&mut self, wait: Duration) -> io::Result<Option<Event>> {
        if wait.is_zero() {
            return Ok(None);
        }
        let is_busy = if self.measures.is_some() {
            wait < AWAITED
        } else {
            wait < AT_WORK
        };
        if is_busy {
            let since = self.pressed.as_ref().map(|p| p.at.elapsed());
            let left = match since.filter(|_| self.is_hurried()) {
                Some(since) => HURRY.saturating_sub(since),
                None => wait,
            };
            if !left.is_zero() {
                std::thread::sleep(left.min(wait));
                return Ok(None);
            }
        } else if self.is_hurried()
            && let Some(pressed) = &self.pressed
        {
            std::thread::sleep(HURRY.saturating_sub(pressed.at.elapsed()));
        }
        self.note();
        let Some(event) = self.keys.pop_front() else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        let key = match &event {
            Event::Key(key) => format!("{:?}", key.code),
            other @ (Event::FocusGained
            | Event::FocusLost
            | Event::Mouse(_)
            | Event::Paste(_)
            | Event::Resize(..)) => format!("{other:?}"),
        };
        (self.began, self.first, self.last) = (None, None, None);
        self.pressed = Some(Pressed {
            at: Instant::now(),
            thread: ThreadTime::try_now()?,
            key,
        });
        Ok(Some(event))
    }

    fn begin_frame(&mut self) -> io::Result<()> {
        if let Some(pressed) = &self.pressed {
            self.began.get_or_insert(pressed.at.elapsed());
        }
        Ok(())
    }

    fn end_frame(&mut self) -> io::Result<()> {
        if let Some(pressed) = &self.pressed {
            let took = pressed.at.elapsed();
            if self.first.is_none() {
                self.first = Some((took, pressed.thread.try_elapsed()?));
            }
            self.last = Some(took);
        }
        Ok(())
    }
}

fn write_table(
    out: &mut impl Write,
    title: &str,
    pace: &str,
    times: &[Time],
    of: impl Fn(&Time) -> Duration,
) -> io::Result<()> {
    writeln!(out, "{title} ({pace})\n")?;
    writeln!(
        out,
        "| screen | keys | median | p99 | most |\n|---|---|---|---|---|"
    )?;
    let all = SCREENS
        .iter()
        .enumerate()
        .map(|(at, (name, ..))| (*name, Some(at)));
    for (name, screen) in all.chain([("all", None)]) {
        let of_screen = |t: &&Time| screen.is_none_or(|at| t.screen == at);
        let mut own: Vec<&Time> = times.iter().filter(of_screen).collect();
        own.sort_by_key(|t| of(t));
        let Some(last) = own.last() else { continue };
        let at = |share: usize| own.get(own.len() * share / 100).unwrap_or(last);
        let ms = |t: &Time| of(t).as_secs_f64() * 1e3;
        writeln!(
            out,
            "| {name} | {} | {:.2} | {:.2} | {:.2} ({}) |",
            own.len(),
            ms(at(50)),
            ms(at(99)),
            ms(last),
            last.key
        )?;
    }
    writeln!(out)
}

/// Writes the keys whose frames took longest, how long drawing
/// itself took, and how long the store worked.
fn write_slowest(out: &mut impl Write, mut times: Vec<Time>) -> io::Result<()> {
    times.sort_by_key(|t| std::cmp::Reverse(t.frame));
    let ms = |took: Duration| took.as_secs_f64() * 1e3;
    writeln!(
        out,
        "| slowest | key | frame, ms | of it drawing | processor time | answer, ms |\n|---|---|---|---|---|---|"
    )?;
    for t in times.iter().take(SLOWEST) {
        let name = SCREENS.get(t.screen).map_or("", |(name, ..)| name);
        let drawing = ms(t.frame.saturating_sub(t.update));
        let (frame, work, answer) = (ms(t.frame), ms(t.work), ms(t.answer));
        writeln!(
            out,
            "| {name} | {} | {frame:.2} | {drawing:.2} | {work:.2} | {answer:.2} |",
            t.key
        )?;
    }
    Ok(())
}

/// A window whose output goes nowhere, written as to a real terminal.
struct Paper(CrosstermBackend<io::Sink>);

impl Backend for Paper {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.0.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, _position: P) -> io::Result<()> {
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn clear_region(&mut self, _clear_type: ClearType) -> io::Result<()> {
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(WINDOW)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: WINDOW,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
