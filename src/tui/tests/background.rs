//! What goes on beside the keys: questions answered later, work told to stop, a store that is held.

use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::sample::{Office as Canned, office as canned};
use crate::packs::load_shipped;
use crate::store::Store;
use crate::tui::app::App;
use crate::tui::message::Msg;
use crate::tui::model::decisions::DecisionRow;
use crate::tui::model::overlay::{ImportProgress, Overlay};
use crate::tui::model::work::{Job, Share};
use crate::tui::model::{Screen, Window};
use crate::tui::office::{Office, Surroundings};
use crate::tui::settings::Settings;
use crate::tui::tester::{Tester, events};
use crate::tui::text::of_buffer;
use crate::tui::view;

fn around(home: &Path) -> Surroundings {
    Surroundings {
        database: home.join("store.db"),
        library: home.join("law"),
        profiles: home.join("profiles"),
        views: home.join("views.toml"),
        home: None,
        now: || "2025-06-01T12:00:00".parse().unwrap(),
        jurisdiction: None,
        bands: Vec::new(),
        reviewer: None,
    }
}

fn stocked() -> Tester {
    Tester::new(
        100,
        30,
        canned(Canned {
            decisions: 30,
            broken_pack: false,
        }),
    )
}

#[test]
fn a_store_that_somebody_holds_keeps_no_key_waiting() {
    let home = tempfile::tempdir().unwrap();
    drop(Store::open(&home.path().join("store.db")).unwrap());
    let holder = rusqlite::Connection::open(home.path().join("store.db")).unwrap();
    holder
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;")
        .unwrap();
    let office = Office::open(load_shipped(), around(home.path()));
    let mut app = App::new(Settings::default(), office.perform());
    for event in events("<F4>/某<F2>97(3)") {
        app.dispatch(event);
    }
    // The law is answered from, the store is still awaited.
    assert_eq!(app.model.lookup.rows[0].id, "aqscf-97-1-3");
    assert_eq!(app.model.decisions.stored, None);
    assert!(app.model.background.awaited > 0);
    drop(holder);
    while app.model.background.awaited > 0 {
        app.await_answers();
    }
    assert_eq!(app.model.decisions.stored, Some(0));
    assert_eq!(app.model.decisions.trouble, None);
}

#[test]
fn the_first_frame_says_that_the_law_is_read_and_a_key_finds_it_all_the_same() {
    let home = tempfile::tempdir().unwrap();
    let mut app = App::new(
        Settings::default(),
        Office::perform_once_open(load_shipped, around(home.path())),
    );
    assert!(app.model.background.is_opening);
    assert!(app.model.lookup.rows.is_empty());
    // Typed before anything is there.
    for event in events("97(3)") {
        app.dispatch(event);
    }
    assert_eq!(app.model.lookup.rows[0].id, "aqscf-97-1-3");
    while app.model.background.awaited > 0 {
        app.await_answers();
    }
    assert!(!app.model.background.is_opening);
    assert!(!app.model.lookup.domains.is_empty());
    let perform = Office::perform_once_open(load_shipped, around(home.path()));
    let mut t = Tester::new(100, 30, perform);
    t.keys("<F4>");
    assert_eq!(t.app.model.decisions.stored, Some(0), "{}", t.screen());
}

/// What a window of a hundred columns shows, nothing waited for.
fn shown(app: &App) -> String {
    let mut window = Terminal::new(TestBackend::new(100, 30)).unwrap();
    window
        .draw(|frame| view::draw(&app.model, &app.keymap, &app.theme, frame))
        .unwrap();
    of_buffer(window.backend().buffer())
}

#[test]
fn only_an_answer_that_takes_long_is_spoken_of() {
    let mut t = stocked();
    let says = |t: &Tester| shown(&t.app).contains("正在查找……");
    t.app.receive(Msg::Asked);
    assert!(!says(&t));
    t.app.receive(Msg::Slow);
    assert!(says(&t), "{}", shown(&t.app));
    t.app.receive(Msg::Answered);
    assert!(!says(&t));
    // What was said to take long just when it was answered is not spoken of.
    t.app.receive(Msg::Slow);
    assert!(!says(&t));
    assert_eq!(t.app.model.background.awaited, 0);
}

#[test]
fn rows_for_another_filter_are_dropped_and_those_of_another_page_are_not() {
    let mut t = stocked();
    t.keys("<F4><down><down><down><down><down>");
    let mut listing = t.app.model.decisions.listing(0);
    let answer = |listing: &crate::tui::model::decisions::Listing| Msg::DecisionsLoaded {
        listing: listing.clone(),
        rows: Window {
            offset: listing.offset,
            rows: vec![DecisionRow::default()].into(),
            total: 7,
        },
        stored: 30,
        undo: None,
        doubts: Vec::new(),
    };
    listing.filter = "别的".to_owned();
    t.app.receive(answer(&listing));
    assert_eq!(t.app.model.decisions.rows.total, 30);
    listing.filter = String::new();
    listing.offset = 5;
    t.app.receive(answer(&listing));
    assert_eq!(t.app.model.decisions.rows.total, 7);
}

#[test]
fn a_comparison_shows_how_far_it_is_and_is_stopped_leaving_everything_as_it_was() {
    let mut t = stocked();
    t.keys("<F5>");
    let before = t.app.model.outliers.clone();
    assert_eq!(before.compared, Some(30));
    t.app.model.outliers.is_running = true;
    t.app.model.outliers.scope.merged = true;
    t.app.model.work += 1;
    t.app.receive(Msg::WorkBegan(Job::Comparison));
    let share = Share {
        percent: Some(40),
        seconds_left: Some(3),
    };
    t.app.receive(Msg::WorkProgressed(Job::Comparison, share));
    t.app.model.notice = None;
    let screen = shown(&t.app);
    assert!(
        screen.contains("正在与同类决定比较……40%，约剩 3 秒；alt-c 停止"),
        "{screen}"
    );
    t.keys("<alt-c>");
    let after = &t.app.model.outliers;
    assert_eq!(
        (after.scope, after.compared),
        (before.scope, before.compared)
    );
    assert_eq!(after.rows, before.rows);
    assert!(!after.is_running);
    assert_eq!(t.app.model.work, 0);
    assert!(t.app.model.background.works.is_empty());
    assert!(t.screen().contains("已停止比较"), "{}", t.screen());
    // There is nothing left to stop.
    t.keys("<down><alt-c>");
    assert_eq!(t.app.model.screen, Screen::Outliers);
    assert!(!t.screen().contains("已停止比较"), "{}", t.screen());
}

#[test]
fn a_store_that_could_not_be_read_is_read_again_when_asked() {
    let mut t = stocked();
    t.keys("<F4>");
    let locked = crate::store::StoreError::Locked.to_string();
    t.app.receive(Msg::StoreFailed(locked));
    t.keys("<tab>");
    assert!(t.screen().contains("F4 再读一次。"), "{}", t.screen());
    assert_eq!(t.app.model.decisions.rows.total, 0);
    t.keys("<F4>");
    assert_eq!(t.app.model.decisions.trouble, None);
    assert_eq!(t.app.model.decisions.rows.total, 30);
}

#[test]
fn the_key_that_stops_work_stops_what_has_a_window_of_its_own() {
    let mut t = stocked();
    t.keys("<F4>");
    t.app.model.overlay = Some(Overlay::ImportRunning(ImportProgress::default()));
    t.keys("<alt-c>");
    let Some(Overlay::ImportRunning(progress)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    assert!(progress.is_cancelled);
}
