//! Every screen, overlay, empty state and error: a way there, and what it looks like.
//!
//! The tables in `rows` are matched by the compiler: a new screen, overlay or step does not build until
//! its row names a shot, and a shot is a snapshot.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the office of the sample answers the rest, and other overlays have no parts"
)]

mod rows;
mod shots;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use super::named_keys::literals;
use super::sample::{Office, office};
use super::stage::telling;
use crate::tui::app::{App, Perform};
use crate::tui::message::{Effect, Msg};
use crate::tui::settings::Settings;
use crate::tui::tester::events;
use crate::tui::{text, view};
use rows::{ROWS, STATES, shown};
pub use shots::shots;

/// What stands behind the interface.
#[derive(Clone, Copy, Debug)]
enum Holds {
    /// Nothing is stored.
    Nothing,
    /// Thirty decisions.
    Decisions,
    /// Thirty decisions; a pack and the file of views are broken.
    Faults,
    /// Thirty decisions; long work is begun and never ends.
    Delay,
    /// The library is still being read: nothing is answered.
    Silence,
    /// Nothing is stored, and this is the first start.
    FirstStart,
}

/// A place, and what it looks like.
pub struct Shot {
    /// The module and the name of the snapshot.
    pub name: &'static str,
    size: (u16, u16),
    holds: Holds,
    /// The built-in keymap; the default one unless told.
    keymap: Option<&'static str>,
    /// The keys that lead there.
    way: &'static str,
    /// What happens then.
    then: fn(&mut App),
}

impl Shot {
    fn of(name: &'static str, holds: Holds, way: &'static str) -> Shot {
        Shot {
            name,
            size: (80, 24),
            holds,
            keymap: None,
            way,
            then: |_| {},
        }
    }

    fn sized(self, width: u16, height: u16) -> Shot {
        let size = (width, height);
        Shot { size, ..self }
    }

    fn in_vim(self) -> Shot {
        let keymap = Some("vim");
        Shot { keymap, ..self }
    }

    fn then(self, then: fn(&mut App)) -> Shot {
        Shot { then, ..self }
    }

    /// Goes there.
    pub fn taken(&self) -> App {
        let settings = Settings {
            keymap: self.keymap.map(str::to_owned),
            offers_tour: matches!(self.holds, Holds::FirstStart),
            ..Settings::default()
        };
        let mut app = App::new(settings, self.holds.perform());
        app.resize(Size::new(self.size.0, self.size.1));
        self.settle(&mut app);
        for event in events(self.way) {
            app.dispatch(event);
            self.settle(&mut app);
        }
        (self.then)(&mut app);
        self.settle(&mut app);
        app
    }

    fn settle(&self, app: &mut App) {
        match self.holds {
            Holds::Delay | Holds::Silence => app.collect_worker_messages(),
            Holds::Nothing | Holds::Decisions | Holds::Faults | Holds::FirstStart => {
                app.finish_work();
            }
        }
        app.settle();
    }
}

impl Holds {
    fn perform(self) -> Perform {
        let stocked = |broken_pack| Office {
            decisions: 30,
            broken_pack,
        };
        match self {
            Self::Nothing => office(Office::default()),
            Self::FirstStart => telling(Office::default()),
            Self::Decisions => office(stocked(false)),
            Self::Faults => office(stocked(true)),
            Self::Delay => {
                let mut within = office(stocked(false));
                Box::new(move |effect, outbox| match effect {
                    Effect::PreviewImport(file, None) if file.contains("很大") => Vec::new(),
                    Effect::Import(_)
                    | Effect::ListItems(_)
                    | Effect::ReadDocument(..)
                    | Effect::CancelImport
                    | Effect::CancelExport
                    | Effect::CancelWork(_)
                    | Effect::FindDecisions(_) => Vec::new(),
                    effect => within(effect, outbox),
                })
            }
            Self::Silence => Box::new(|effect, _| match effect {
                Effect::Start => vec![Msg::Opening],
                _ => Vec::new(),
            }),
        }
    }
}

/// Returns what a window shows.
pub fn drawn(app: &App) -> String {
    let Size { width, height } = app.model.size;
    let mut window = Terminal::new(TestBackend::new(width, height)).unwrap();
    window
        .draw(|frame| view::draw(&app.model, &app.keymap, app.look(), frame))
        .unwrap();
    text::of_buffer(window.backend().buffer())
}

#[test]
fn every_variant_is_shown_by_the_shots_its_row_names() {
    let taken: BTreeMap<&str, App> = shots().iter().map(|s| (s.name, s.taken())).collect();
    assert_eq!(taken.len(), shots().len(), "a name stands for one shot");
    let mut named: BTreeSet<&str> = STATES.iter().copied().collect();
    for (what, rows) in ROWS {
        for (variant, names) in *rows {
            for name in *names {
                let app = taken.get(name);
                let app = app.unwrap_or_else(|| panic!("{what} {variant}: no shot {name}"));
                let shown = shown(&app.model);
                assert!(
                    shown.contains(&(what, variant)),
                    "{name} shows no {what} {variant}, but {shown:?}\n{}",
                    drawn(app)
                );
                named.insert(name);
            }
        }
    }
    let all: BTreeSet<&str> = taken.keys().copied().collect();
    assert_eq!(
        named, all,
        "what is named on the left, the shots on the right"
    );
}

#[test]
fn every_shot_looks_as_it_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui/tests/snapshots");
    for shot in shots() {
        let name = format!("cailiang__tui__tests__{}", shot.name);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, drawn(&shot.taken())));
    }
    // None is left of a shot that is no more.
    for file in std::fs::read_dir(&folder).unwrap() {
        let file = file.unwrap().file_name().into_string().unwrap();
        let name = file.strip_prefix("cailiang__tui__tests__").unwrap_or(&file);
        let name = name.strip_suffix(".snap").unwrap_or(name);
        let is_known = shots().iter().any(|shot| shot.name == name);
        assert!(is_known || !name.starts_with("inventory__"), "{file}");
    }
}

/// Names of texts that say that there is nothing, that something is on its way or came to nothing.
fn is_of_a_state(name: &str) -> bool {
    let ends = [
        "_EMPTY",
        "NOTHING",
        "_NONE",
        "_AGAIN",
        "_NEEDED",
        "_NEEDS_PATH",
        "_NEEDS_NAME",
        "_STOPPED",
        "_STOPPING",
        "_READING",
        "_SEARCHING",
        "NOTHING_WRITTEN",
        "LOADING",
        "OPENING",
        "SEARCHING",
        "COMPARING",
        "PREVIEWING",
        "_RUNNING",
        "_EXISTS",
        "NOT_SAVED",
    ];
    // Labels of the form, not states.
    let is_label = ["NO_BEHAVIOUR", "NO_GROUND"].contains(&name);
    !is_label && (name.starts_with("NO_") || ends.iter().any(|end| name.ends_with(end)))
}

/// A text shows when all that stands between its keys does.
#[test]
fn every_text_of_an_empty_or_failed_state_is_shown_by_a_shot() {
    let close = |text: &str| text.split_whitespace().collect::<String>();
    let told = shots().into_iter().map(|shot| {
        let app = shot.taken();
        let lines = view::plain::lines(&app.model, &app.keymap).concat();
        close(&(drawn(&app) + &lines))
    });
    let told: Vec<String> = told.collect();
    let source = super::named_keys::strings().concat();
    let mut missing = Vec::new();
    let mut count = 0;
    for item in source.split("\npub const ").skip(1) {
        let (name, rest) = item.split_once(": ").unwrap();
        let is_text = rest.starts_with("&str =");
        if !is_text || name.starts_with("PLAIN_") || !is_of_a_state(name) {
            continue;
        }
        count += 1;
        let literal = literals(rest).remove(0);
        let parts: Vec<String> = literal.split("{}").map(close).collect();
        if !told
            .iter()
            .any(|told| parts.iter().all(|part| told.contains(part)))
        {
            missing.push((name, literal));
        }
    }
    assert!(count > 40, "{count}");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn no_size_makes_any_shot_panic() {
    for shot in shots() {
        let mut app = shot.taken();
        for (width, height) in [
            (1, 1),
            (30, 5),
            (59, 16),
            (60, 16),
            (61, 17),
            (110, 24),
            (200, 60),
        ] {
            app.resize(Size::new(width, height));
            app.settle();
            assert!(
                drawn(&app).lines().count() <= usize::from(height),
                "{}",
                shot.name
            );
        }
    }
}
