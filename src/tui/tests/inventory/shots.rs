//! The shots, in the order of the screens.

mod everywhere;

use std::sync::Arc;

use super::Holds::{Decisions, Delay, Faults, Nothing, Silence};
use super::Shot;
use crate::store::{ImportError, StoreError};
use crate::tui::action::Action;
use crate::tui::message::Msg;
use crate::tui::model::Window;
use crate::tui::model::assess::NearestReason;
use crate::tui::model::lists::ListsFound;
use crate::tui::model::lookup::PracticeView;
use crate::tui::model::overlay::{CapsView, ImportProgress, ImportSummary, Overlay};
use crate::tui::model::packs::{ItemsView, Look, ReadingView};

/// Returns all shots.
pub fn shots() -> Vec<Shot> {
    [
        lookup(),
        assess(),
        decisions(),
        importing(),
        outliers(),
        lists(),
        packs(),
        everywhere::finding(),
        everywhere::everywhere(),
        everywhere::before_a_room(),
        everywhere::other_sizes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn lookup() -> Vec<Shot> {
    vec![
        Shot::of("screens__the_first_screen_lists_offences", Nothing, ""),
        Shot::of(
            "screens__nothing_found_says_what_to_do",
            Decisions,
            "没有这种事",
        ),
        Shot::of("inventory__opening_lookup", Silence, ""),
        Shot::of("inventory__lookup_bare", Decisions, "<down>").then(|app| {
            let detail = app.model.lookup.detail.as_mut().unwrap();
            detail.practice = PracticeView::default();
        }),
        Shot::of("inventory__caps_none", Decisions, "<F8>"),
        Shot::of("inventory__caps", Decisions, "").then(|app| {
            app.receive(Msg::CapsFound(vec![CapsView {
                head: "教学市2025年度（教学示例）".into(),
                lines: vec![
                    "煤矿：每年不超过 4 次".into(),
                    "工贸：每年不超过 1 次".into(),
                ],
            }]));
        }),
    ]
}

fn assess() -> Vec<Shot> {
    vec![
        Shot::of(
            "screens__enter_assesses_the_selected_offence",
            Decisions,
            "维护<enter>",
        ),
        Shot::of(
            "screens__assessing_without_an_offence_says_how_to_choose_one",
            Decisions,
            "<F3>",
        ),
        Shot::of(
            "screens__an_unreadable_field_says_why",
            Decisions,
            "维护<enter><end><up>2",
        ),
        Shot::of(
            "whatif__article",
            Decisions,
            "维护<enter><tab><end><up><up><down><enter>",
        ),
        Shot::of("inventory__pinned", Decisions, "维护<enter><ctrl-t>"),
        Shot::of(
            "inventory__no_lawful_reason",
            Decisions,
            "维护<enter><F7>7<down><down>15w",
        )
        .then(|app| app.model.assess.result.nearest = NearestReason::None),
    ]
}

fn decisions() -> Vec<Shot> {
    vec![
        Shot::of("screens__offer", Nothing, "<F4>"),
        Shot::of("screens__declined", Nothing, "<F4><esc>"),
        Shot::of("screens__loaded", Nothing, "<F4><enter>"),
        Shot::of(
            "screens__a_filter_that_lets_nothing_through_says_so",
            Decisions,
            "<F4>/无",
        ),
        Shot::of(
            "tables__what_the_filter_does_not_know_is_said_below_it",
            Decisions,
            "<F4>/金鹅>5万 培训",
        ),
        Shot::of(
            "tables__marks",
            Decisions,
            "<F4><space><space><down><space>",
        ),
        Shot::of("inventory__opening_decisions", Silence, "<F4>"),
        Shot::of("inventory__store_locked", Decisions, "<F4>")
            .then(|app| app.receive(Msg::StoreFailed(StoreError::Locked.to_string()))),
        Shot::of("inventory__store_foreign", Decisions, "<F4>")
            .then(|app| app.receive(Msg::StoreFailed(StoreError::NotOurs.to_string()))),
        Shot::of("inventory__store_damaged", Decisions, "<F4>")
            .then(|app| app.receive(Msg::StoreFailed(StoreError::Damaged.to_string()))),
        Shot::of("inventory__store_slow", Delay, "<F4>").then(|app| {
            app.receive(Msg::Asked);
            app.receive(Msg::Slow);
        }),
        Shot::of(
            "screens__undoing_an_import_asks_first",
            Decisions,
            "<F4><ctrl-z>",
        ),
        Shot::of("tables__columns", Decisions, "<F4><ctrl-l>"),
        Shot::of("tables__views", Decisions, "<F4><ctrl-g>"),
        Shot::of("tables__view_naming", Decisions, "<F4><ctrl-g><F6>某县大额"),
        Shot::of(
            "tables__view_replacing",
            Decisions,
            "<F4><ctrl-g><F6>某县大额<enter>",
        ),
        Shot::of("tables__view_dropping", Decisions, "<F4><ctrl-g><delete>"),
        Shot::of("inventory__view_renaming", Decisions, "<F4><ctrl-g><F7>"),
        Shot::of(
            "inventory__view_needs_name",
            Decisions,
            "<F4><ctrl-g><F6><enter>",
        ),
        Shot::of("inventory__views_none", Decisions, "<F4><ctrl-g>")
            .then(|app| app.receive(Msg::ViewsListed(Vec::new(), Vec::new()))),
        Shot::of(
            "tables__a_broken_file_of_views_is_said_above_the_others",
            Faults,
            "<F4><ctrl-g>",
        ),
        Shot::of("tables__export", Decisions, "<F4><alt-e>"),
        Shot::of(
            "tables__export_exists",
            Decisions,
            "<F4><alt-e><F7><ctrl-u>~/已有.md<enter>",
        ),
        Shot::of(
            "inventory__export_needs_path",
            Decisions,
            "<F4><alt-e><ctrl-u><enter>",
        ),
        Shot::of(
            "inventory__exporting",
            Delay,
            "<F4><alt-e><ctrl-u>~/很大.csv<enter>",
        ),
        Shot::of(
            "inventory__export_stopping",
            Delay,
            "<F4><alt-e><ctrl-u>~/很大.csv<enter><esc>",
        ),
        Shot::of("inventory__export_failed", Decisions, "<F4>").then(|app| {
            let words = "没有导出：写不了 /只读/决定.csv（没有权限）；请查文件夹、写权限、磁盘空间";
            app.receive(Msg::ExportFailed(words.into()));
        }),
    ]
}

fn importing() -> Vec<Shot> {
    vec![
        Shot::of("screens__prompt", Nothing, "<F4><esc><F8>"),
        Shot::of("screens__completed", Nothing, "<F4><esc><F8><down><tab>"),
        Shot::of("inventory__import_needs_path", Decisions, "<F4><F8><enter>"),
        Shot::of(
            "inventory__import_previewing",
            Delay,
            "<F4><F8>/台账/很大.csv<enter>",
        ),
        Shot::of(
            "screens__preview",
            Nothing,
            "<F4><esc><F8><down><tab><enter>",
        ),
        Shot::of(
            "inventory__preview_nothing_new",
            Nothing,
            "<F4><esc><F8><down><tab><enter>",
        )
        .then(|app| {
            app.model.overlay = Some(Overlay::ImportPreview(
                Box::new(ImportSummary {
                    file: "/台账/2025.jsonl".into(),
                    read: 31,
                    duplicates: 31,
                    ..ImportSummary::default()
                }),
                0,
            ));
        }),
        Shot::of(
            "inventory__import_running",
            Delay,
            "<F4><F8>/台账/2025.jsonl<enter><enter>",
        )
        .then(|app| app.receive(Msg::ImportProgressed(progress(false)))),
        Shot::of(
            "inventory__import_stopping",
            Delay,
            "<F4><F8>/台账/2025.jsonl<enter><enter><esc>",
        )
        .then(|app| app.receive(Msg::ImportProgressed(progress(true)))),
        Shot::of(
            "screens__done",
            Nothing,
            "<F4><esc><F8><down><tab><enter><enter>",
        ),
        Shot::of("inventory__import_stopped", Decisions, "<F4>").then(|app| {
            app.model.overlay = Some(Overlay::ImportDone(
                ImportSummary {
                    file: "/台账/2025.jsonl".into(),
                    read: 12_500,
                    was_cancelled: true,
                    ..ImportSummary::default()
                },
                0,
            ));
        }),
        Shot::of(
            "inventory__import_failed",
            Delay,
            "<F4><F8>/台账/2025.jsonl<enter><enter>",
        )
        .then(|app| {
            let empty = ImportError::Empty("/台账/2025.jsonl".into());
            app.receive(Msg::ImportFailed(empty.to_string()));
        }),
        Shot::of("screens__mapping", Nothing, "<F4><esc><F8>/怪表.csv<enter>"),
        Shot::of(
            "screens__mapping_choosing",
            Nothing,
            "<F4><esc><F8>/怪表.csv<enter><enter>cf",
        ),
        Shot::of(
            "inventory__mapping_no_such_field",
            Nothing,
            "<F4><esc><F8>/怪表.csv<enter><enter>没有",
        ),
        Shot::of("screens__mapping_whole", Nothing, WHOLE),
        Shot::of("screens__mapping_fixing", Nothing, FIXING),
        Shot::of("screens__mapping_naming", Nothing, NAMING),
        Shot::of("inventory__mapping_needs_name", Nothing, UNNAMED),
    ]
}

const WHOLE: &str = "<F4><esc><F8>/怪表.csv<enter><enter>jd<enter><enter>cfj<enter><down><enter>fk<enter><enter>某局<enter><down><enter>单位<enter>";
const FIXING: &str = "<F4><esc><F8>/怪表.csv<enter><enter>jd<enter><enter>cfj<enter><down><enter>fk<enter><enter>某局<enter><down><enter>单位<enter><enter>";
const NAMING: &str = "<F4><esc><F8>/怪表.csv<enter><enter>jd<enter><enter>cfj<enter><down><enter>fk<enter><enter>某局<enter><down><enter>单位<enter><F7>";
const UNNAMED: &str = "<F4><esc><F8>/怪表.csv<enter><enter>jd<enter><enter>cfj<enter><down><enter>fk<enter><enter>某局<enter><down><enter>单位<enter><F7><enter>";

fn progress(is_cancelled: bool) -> ImportProgress {
    ImportProgress {
        file: "/台账/2025.jsonl".into(),
        read: 12_500,
        percent: Some(40),
        seconds_left: Some(7),
        is_cancelled,
        is_preview: false,
    }
}

fn outliers() -> Vec<Shot> {
    vec![
        Shot::of("outliers__list_narrow", Decisions, "<F5>"),
        Shot::of("outliers__empty_narrow", Nothing, "<F5><esc>"),
        Shot::of(
            "outliers__nothing_narrow",
            Decisions,
            "<F5><F6><down><enter>",
        ),
        Shot::of("inventory__opening_outliers", Silence, "<F5>"),
        Shot::of("inventory__compare_failed", Decisions, "<F5>").then(|app| {
            app.model.outliers.rows = Window::default();
            app.receive(Msg::CompareFailed(StoreError::Locked.to_string()));
        }),
        Shot::of("inventory__names_failed", Decisions, "<F5>/公司")
            .then(|app| app.receive(Msg::NamesFailed(StoreError::Locked.to_string()))),
        Shot::of("outliers__panel_verdict_narrow", Decisions, "<F5><F6>"),
        Shot::of(
            "outliers__panel_period_narrow",
            Decisions,
            "<F5><F6><tab><tab><tab>",
        ),
        Shot::of("inventory__panel_nothing", Decisions, "<F5><F6>没有"),
        Shot::of(
            "outliers__panel_switches_narrow",
            Decisions,
            "<F5><F6><shift-tab>",
        ),
        Shot::of("outliers__reason_narrow", Decisions, "<F5>-"),
        Shot::of("outliers__reason_missing_narrow", Decisions, "<F5>-<enter>"),
        Shot::of("bureaus__table_narrow", Decisions, "<F5><ctrl-g>"),
        Shot::of("bureaus__empty", Nothing, "<F5><esc><ctrl-g>"),
        Shot::of("inventory__opening_bureaus", Silence, "<F5><ctrl-g>"),
        Shot::of("inventory__bureaus_failed", Decisions, "<F5><ctrl-g>")
            .then(|app| app.receive(Msg::BureausFailed(StoreError::Locked.to_string()))),
    ]
}

fn lists() -> Vec<Shot> {
    vec![
        Shot::of("lists__narrow", Decisions, "<F11>"),
        Shot::of(
            "lists__nothing_found_in_lists_says_what_to_do",
            Decisions,
            "<F11>没有这种",
        ),
        Shot::of("inventory__lists_none", Decisions, "<F11>").then(|app| {
            let found = ListsFound {
                query: app.model.lists.asked(),
                ..ListsFound::default()
            };
            app.receive(Msg::ListsListed(Box::new(found)));
        }),
        Shot::of("inventory__opening_lists", Silence, "<F11>"),
    ]
}

fn packs() -> Vec<Shot> {
    let review = "<F12><down><enter><enter>";
    vec![
        Shot::of("packs__list", Nothing, "<F12><down>"),
        Shot::of("inventory__packs_none", Nothing, "<F12>")
            .then(|app| app.receive(Msg::PacksListed(Vec::new()))),
        Shot::of("inventory__opening_packs", Silence, "<F12>"),
        Shot::of("packs__findings", Nothing, "<F12><down><F7>"),
        Shot::of("packs__items", Nothing, "<F12><down><enter>"),
        Shot::of("inventory__items_none", Nothing, "<F12><down><enter>").then(|app| {
            let items = ItemsView {
                pack: "teach-2025".into(),
                name: "教学县基准".into(),
                ..ItemsView::default()
            };
            app.receive(Msg::ItemsListed(Box::new(items)));
        }),
        Shot::of("inventory__opening_items", Delay, "<F12><down><enter>"),
        Shot::of("packs__review_read", Nothing, review),
        Shot::of(
            "packs__review_source",
            Nothing,
            "<F12><down><enter><enter><tab>",
        ),
        Shot::of("packs__read_only", Nothing, "<F12><enter><enter>").sized(120, 24),
        Shot::of(
            "inventory__first_item",
            Nothing,
            "<F12><enter><enter><left>",
        ),
        Shot::of("inventory__no_more_problems", Nothing, review).then(|app| {
            let rows = Arc::make_mut(&mut app.model.packs.items).rows.iter_mut();
            rows.for_each(|row| row.look = Look::Accepted);
            app.receive(Msg::Act(Action::ReviewNext));
        }),
        Shot::of(
            "inventory__nothing_written",
            Nothing,
            "<F12><F8>/文件/教学示例.docx<enter><esc>",
        ),
        Shot::of("inventory__item_without_rows", Nothing, review)
            .then(|app| app.model.packs.item.as_mut().unwrap().rows.clear()),
        Shot::of(
            "inventory__correct_not_saved",
            Nothing,
            "<F12><down><enter><down><enter><down><F8><enter>",
        ),
        Shot::of("inventory__review_refused", Nothing, review)
            .then(|app| app.receive(Msg::ReviewRefused(vec!["“若干”不是确定的数".into()]))),
        Shot::of(
            "packs__mark",
            Nothing,
            "<F12><down><enter><enter><F7>原文缺页",
        ),
        Shot::of(
            "packs__correct_refused",
            Nothing,
            "<F12><down><enter><down><enter><down><F8>",
        )
        .sized(100, 24),
        Shot::of(
            "packs__correct_read",
            Nothing,
            "<F12><down><enter><down><enter><down><F8><enter><ctrl-u>涉及3人以上的",
        )
        .sized(100, 24),
        Shot::of(
            "inventory__correct_standard",
            Nothing,
            "<F12><down><enter><down><enter><ctrl-f>",
        ),
        Shot::of(
            "packs__relink",
            Nothing,
            "<F12><down><enter><enter><ctrl-l>",
        )
        .sized(100, 24),
        Shot::of("packs__import", Nothing, "<F12><F8>"),
        Shot::of(
            "packs__import_failed",
            Nothing,
            "<F12><F8>/文件/教学示例.doc<enter>",
        ),
        Shot::of(
            "inventory__document_reading",
            Delay,
            "<F12><F8>/文件/教学示例.docx<enter>",
        ),
        Shot::of(
            "packs__report",
            Nothing,
            "<F12><F8>/文件/教学示例.docx<tab><down>2025-01-01<enter>",
        ),
        Shot::of("inventory__document_nothing_read", Nothing, "<F12>")
            .then(|app| app.model.overlay = Some(read(0, false))),
        Shot::of("inventory__document_replaces", Nothing, "<F12>")
            .then(|app| app.model.overlay = Some(read(3, true))),
    ]
}

fn read(items: usize, replaces: bool) -> Overlay {
    let view = ReadingView {
        file: "/文件/教学示例.docx".into(),
        lines: vec![format!("《教学示例》；表格，{items} 项")],
        items,
        replaces,
    };
    Overlay::DocumentRead(Box::new(view), 0)
}
