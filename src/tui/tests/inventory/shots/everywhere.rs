//! What lies over every screen, what goes wrong, a room that looks on, other sizes.

use std::time::Duration;

use crate::settings::Settings as Written;
use crate::store::StoreError;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::clipboard::CopyError;
use crate::tui::keymap::Keymap;
use crate::tui::message::Msg;
use crate::tui::model::work::{Job, Share};
use crate::tui::problem::Problem;
use crate::tui::settings::problem_of;
use crate::tui::strings;
use crate::tui::tests::inventory::Holds::{Decisions, Delay, Faults, FirstStart};
use crate::tui::tests::inventory::Shot;
use crate::tui::theme::Theme;

pub(super) fn finding() -> Vec<Shot> {
    vec![
        Shot::of(
            "finder__the_palette_lists_what_works_here_first",
            Decisions,
            "<F4><ctrl-p>",
        ),
        Shot::of("inventory__palette_nothing", Decisions, "<ctrl-p>没有"),
        Shot::of("finder__empty", Decisions, "<ctrl-s>"),
        Shot::of("finder__found", Decisions, "<ctrl-s>维护"),
        Shot::of("finder__nothing", Decisions, "<ctrl-s>没有"),
        Shot::of("inventory__finder_searching", Delay, "<ctrl-s>维护"),
        Shot::of("inventory__finder_store_locked", Delay, "<ctrl-s>维护").then(|app| {
            let locked = StoreError::Locked.to_string();
            app.receive(Msg::DecisionsFound("维护".into(), Err(locked)));
        }),
    ]
}

pub(super) fn everywhere() -> Vec<Shot> {
    vec![
        Shot::of("screens__assess", Decisions, "<F3><F1>"),
        Shot::of("screens__end", Decisions, "<F3><F1><end>"),
        Shot::of("screens__banner", Faults, ""),
        Shot::of("screens__list", Faults, "<ctrl-n>"),
        Shot::of("inventory__problems_of_settings", Decisions, "").then(|app| {
            let source = "jurisdiction = \"文水\"\ntheme = \"drak\"\nbordres = \"box\"\nmouse = \"yes\"\n";
            let (_, found) = Written::from_toml("settings.toml", source);
            problems(app, found.iter().map(problem_of).collect());
        }),
        Shot::of("inventory__problems_of_keymap", Decisions, "").then(|app| {
            let source = "[bind.global]\n\"\" = \"help.open\"\n\"ctrl-shift-1\" = \"help.open\"\n\"#\" = \"hlep\"\n\"ctrl-i\" = \"help.open\"\n";
            problems(app, Keymap::from_toml("keymap.toml", source).1);
        }),
        Shot::of("inventory__problems_of_theme", Decisions, "").then(|app| {
            let source = "inherits = \"drak\"\nlines = \"round\"\n[roles]\ntext = { fg = \"blck\" }\n";
            problems(app, Theme::from_toml("theme.toml", source).1);
        }),
        Shot::of("inventory__problems_gone", Faults, "<ctrl-n>")
            .then(|app| app.model.problems.clear()),
        Shot::of("inventory__settings", Decisions, "<alt-s>"),
        Shot::of("inventory__settings_typing", Decisions, "<alt-s><enter>"),
        Shot::of("inventory__settings_refused", Decisions, "<alt-s><enter>文水<enter>"),
        Shot::of("inventory__settings_nowhere", Decisions, "<alt-s><down><down><down><down><right>"),
        Shot::of("inventory__copy_failed", Decisions, "<F4>").then(|app| {
            let error = CopyError::Terminal(std::io::Error::other("管道已断"));
            app.receive(Msg::Failed(strings::not_copied(&error)));
        }),
        Shot::of("inventory__work_comparison", Delay, "<F5>").then(|app| begin(app, Job::Comparison)),
        Shot::of("inventory__work_stopping", Delay, "<F5>").then(|app| {
            begin(app, Job::Comparison);
            app.receive(Msg::Act(Action::WorkCancel));
        }),
        Shot::of("inventory__work_stopped", Decisions, "<F5>").then(|app| {
            stop(app, Job::Comparison);
        }),
        Shot::of("inventory__reading_stopped", Decisions, "<F5>").then(|app| stop(app, Job::Names)),
        Shot::of("inventory__undo_stopped", Decisions, "<F4>").then(|app| stop(app, Job::Undo)),
        Shot::of("inventory__work_bureaus", Delay, "<F5>").then(|app| begin(app, Job::Bureaus)),
        Shot::of("inventory__work_names", Delay, "<F5>").then(|app| begin(app, Job::Names)),
        Shot::of("inventory__work_undo", Delay, "<F4>").then(|app| begin(app, Job::Undo)),
        Shot::of("inventory__work_demo", Delay, "<F4>").then(|app| begin(app, Job::Demo)),
        Shot::of("inventory__started_sequence", Decisions, "<F4>g").in_vim(),
        Shot::of("inventory__timer", Decisions, "<F4><alt-t>")
            .then(|app| app.tick(Duration::from_secs(75))),
        Shot::of("stage__tour_offered", FirstStart, ""),
        Shot::of("stage__tour_find", FirstStart, "<alt-h>维护"),
        Shot::of("stage__tour_fill", FirstStart, "<alt-h>维护<enter>"),
        Shot::of("stage__tour_read", FirstStart, "<alt-h>维护<enter><F7>7"),
        Shot::of(
            "stage__tour_decisions",
            FirstStart,
            "<alt-h>维护<enter><F7>7<tab><ctrl-y><F4>",
        ),
        Shot::of(
            "stage__tour_outliers",
            FirstStart,
            "<alt-h>维护<enter><F7>7<tab><ctrl-y><F4><enter><F5>",
        ),
    ]
}

fn problems(app: &mut App, found: Vec<Problem>) {
    assert!(!found.is_empty());
    app.receive(Msg::ProblemsFound(found));
    app.receive(Msg::Act(Action::ProblemsOpen));
}

fn stop(app: &mut App, job: Job) {
    begin(app, job);
    app.receive(Msg::WorkStopped(job));
    app.receive(Msg::WorkEnded(job));
}

fn begin(app: &mut App, job: Job) {
    app.receive(Msg::WorkBegan(job));
    let share = Share {
        percent: Some(40),
        seconds_left: Some(3),
    };
    app.receive(Msg::WorkProgressed(job, share));
}

pub(super) fn before_a_room() -> Vec<Shot> {
    vec![
        Shot::of("stage__projected_lookup_80", Decisions, "维护<F9><ctrl-up>"),
        Shot::of(
            "stage__projected_assess_80",
            Decisions,
            "维护<enter><F9><ctrl-up>",
        ),
        Shot::of(
            "inventory__projected_decisions",
            Decisions,
            "<F4><F9><ctrl-up>",
        ),
        Shot::of(
            "inventory__projected_outliers",
            Decisions,
            "<F5><F9><ctrl-up>",
        ),
        Shot::of(
            "stage__projected_bureaus_80",
            Decisions,
            "<F5><ctrl-g><F9><ctrl-up>",
        ),
        Shot::of(
            "inventory__projected_lists",
            Decisions,
            "<F11><F9><ctrl-up>",
        ),
        Shot::of("stage__projected_packs_80", Decisions, "<F12><F9><ctrl-up>"),
        Shot::of("inventory__projected_help", Decisions, "<F4><F9><F1>"),
    ]
}

pub(super) fn other_sizes() -> Vec<Shot> {
    vec![
        Shot::of("inventory__too_small", Decisions, "<F4>").sized(59, 15),
        Shot::of("inventory__help_least", Decisions, "<F5><F1>").sized(60, 16),
        Shot::of("inventory__lookup_least", Decisions, "维护").sized(60, 16),
        Shot::of("inventory__assess_least", Decisions, "维护<enter>").sized(60, 16),
        Shot::of("inventory__decisions_least", Decisions, "<F4>").sized(60, 16),
        Shot::of("inventory__outliers_least", Decisions, "<F5>").sized(60, 16),
        Shot::of("inventory__packs_least", Decisions, "<F12>").sized(60, 16),
        Shot::of("inventory__lookup_wide", Decisions, "维护").sized(200, 60),
        Shot::of("inventory__assess_wide", Decisions, "维护<enter>").sized(200, 60),
        Shot::of("inventory__decisions_wide", Decisions, "<F4>").sized(200, 60),
        Shot::of("inventory__outliers_wide", Decisions, "<F5>").sized(200, 60),
        Shot::of("inventory__bureaus_wide", Decisions, "<F5><ctrl-g>").sized(200, 60),
        Shot::of("inventory__lists_wide", Decisions, "<F11>").sized(200, 60),
        Shot::of(
            "inventory__review_wide",
            Decisions,
            "<F12><down><enter><enter>",
        )
        .sized(200, 60),
    ]
}
