//! Which shots show which variant. A new variant does not build until it has a row here.

use crate::tui::model::decisions::views::Naming;
use crate::tui::model::mapping::Doing;
use crate::tui::model::outliers::query::Tab;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::packs::{Correcting, Level};
use crate::tui::model::stage::{Step, Tour};
use crate::tui::model::work::Job;
use crate::tui::model::{Model, Screen};

/// One row for each variant: its name, and the shots that show it.
type Rows = &'static [(&'static str, &'static [&'static str])];

macro_rules! inventory {
    ($name:ident, $list:ident of $kind:ident; $( $variant:ident: $( $shot:literal )+; )*) => {
        fn $name(value: &$kind) -> &'static str {
            match value { $( $kind::$variant { .. } => stringify!($variant), )* }
        }

        const $list: Rows = &[ $( (stringify!($variant), &[ $( $shot ),+ ]), )* ];
    };
}

inventory! { screen, SCREENS of Screen;
    Lookup: "screens__the_first_screen_lists_offences" "screens__nothing_found_says_what_to_do" "inventory__opening_lookup";
    Assess: "screens__enter_assesses_the_selected_offence" "screens__assessing_without_an_offence_says_how_to_choose_one" "screens__an_unreadable_field_says_why";
    Decisions: "screens__declined" "screens__a_filter_that_lets_nothing_through_says_so" "inventory__opening_decisions" "inventory__store_locked";
    Outliers: "outliers__list_narrow" "outliers__empty_narrow" "outliers__nothing_narrow" "inventory__opening_outliers" "inventory__compare_failed";
    Lists: "lists__narrow" "lists__nothing_found_in_lists_says_what_to_do" "inventory__lists_none" "inventory__opening_lists";
    Packs: "packs__list" "inventory__packs_none" "inventory__opening_packs";
}

inventory! { projected, PROJECTED of Screen;
    Lookup: "stage__projected_lookup_80";
    Assess: "stage__projected_assess_80";
    Decisions: "inventory__projected_decisions";
    Outliers: "inventory__projected_outliers" "stage__projected_bureaus_80";
    Lists: "inventory__projected_lists";
    Packs: "stage__projected_packs_80";
}

inventory! { level, LEVELS of Level;
    Packs: "packs__list" "inventory__packs_none";
    Items: "packs__items" "inventory__items_none" "inventory__opening_items";
    Review: "packs__review_read" "packs__review_source" "packs__read_only";
}

inventory! { overlay, OVERLAYS of Overlay;
    Help: "screens__assess" "screens__end" "inventory__help_least";
    Confirm: "screens__offer" "screens__undoing_an_import_asks_first" "tables__view_replacing" "tables__view_dropping";
    Problems: "screens__list" "inventory__problems_of_settings" "inventory__problems_of_keymap" "inventory__problems_of_theme" "inventory__problems_gone";
    Caps: "inventory__caps" "inventory__caps_none";
    Article: "whatif__article";
    ImportPrompt: "screens__prompt" "screens__completed" "inventory__import_needs_path";
    Mapping: "screens__mapping" "screens__mapping_whole";
    ImportPreview: "screens__preview" "inventory__preview_nothing_new";
    ImportRunning: "inventory__import_previewing" "inventory__import_running" "inventory__import_stopping";
    ImportDone: "screens__done" "inventory__import_stopped";
    DocumentPrompt: "packs__import" "packs__import_failed";
    DocumentReading: "inventory__document_reading";
    DocumentRead: "packs__report" "inventory__document_nothing_read" "inventory__document_replaces";
    Findings: "packs__findings";
    Correct: "packs__mark" "packs__correct_read" "packs__correct_refused" "packs__relink" "inventory__correct_not_saved";
    Filter: "outliers__panel_verdict_narrow" "outliers__panel_switches_narrow" "inventory__panel_nothing";
    Settings: "inventory__settings" "inventory__settings_typing" "inventory__settings_refused";
    Reason: "outliers__reason_narrow" "outliers__reason_missing_narrow";
    Columns: "tables__columns";
    Views: "tables__views" "tables__view_naming" "inventory__views_none" "tables__a_broken_file_of_views_is_said_above_the_others";
    ExportPrompt: "tables__export" "tables__export_exists" "inventory__export_needs_path";
    Exporting: "inventory__exporting" "inventory__export_stopping";
    Palette: "finder__the_palette_lists_what_works_here_first" "inventory__palette_nothing";
    Finder: "finder__empty" "finder__found" "finder__nothing" "inventory__finder_searching" "inventory__finder_store_locked";
}

inventory! { doing, DOINGS of Doing;
    Columns: "screens__mapping" "screens__mapping_whole";
    Choosing: "screens__mapping_choosing" "inventory__mapping_no_such_field";
    Fixing: "screens__mapping_fixing";
    Naming: "screens__mapping_naming" "inventory__mapping_needs_name";
}

inventory! { correcting, CORRECTIONS of Correcting;
    Remark: "packs__mark";
    Condition: "packs__correct_refused" "packs__correct_read";
    Standard: "inventory__correct_standard";
    Offence: "packs__relink";
}

inventory! { tab, TABS of Tab;
    Of: "outliers__panel_verdict_narrow" "outliers__panel_period_narrow" "inventory__panel_nothing";
    Switches: "outliers__panel_switches_narrow";
}

inventory! { naming, NAMINGS of Naming;
    Save: "tables__view_naming" "inventory__view_needs_name";
    Rename: "inventory__view_renaming";
}

inventory! { tour, TOURS of Tour;
    Off: "screens__the_first_screen_lists_offences";
    Offered: "stage__tour_offered";
    At: "stage__tour_find";
}

inventory! { step, STEPS of Step;
    Find: "stage__tour_find";
    Fill: "stage__tour_fill";
    Read: "stage__tour_read";
    Decisions: "stage__tour_decisions";
    Outliers: "stage__tour_outliers";
}

inventory! { job, JOBS of Job;
    Comparison: "inventory__work_comparison" "inventory__work_stopping";
    Bureaus: "inventory__work_bureaus";
    Names: "inventory__work_names";
    Undo: "inventory__work_undo";
    Demo: "inventory__work_demo";
    // These two have windows of their own.
    Import: "inventory__import_running";
    Document: "inventory__document_reading";
}

/// The states that are no variant of anything: where nothing is shown, something failed, or a room looks on.
pub(super) const STATES: &[&str] = &[
    "bureaus__table_narrow",
    "bureaus__empty",
    "inventory__opening_bureaus",
    "inventory__bureaus_failed",
    "inventory__names_failed",
    "inventory__import_failed",
    "inventory__export_failed",
    "inventory__copy_failed",
    "inventory__store_foreign",
    "inventory__store_damaged",
    "inventory__store_slow",
    "inventory__review_refused",
    "inventory__work_stopped",
    "inventory__started_sequence",
    "inventory__too_small",
    "inventory__timer",
    "inventory__pinned",
    "inventory__lookup_bare",
    "inventory__no_lawful_reason",
    "inventory__no_more_problems",
    "inventory__first_item",
    "inventory__nothing_written",
    "inventory__item_without_rows",
    "inventory__reading_stopped",
    "inventory__undo_stopped",
    "inventory__settings_nowhere",
    "inventory__lookup_least",
    "screens__banner",
    "screens__loaded",
    "tables__what_the_filter_does_not_know_is_said_below_it",
    "tables__marks",
    "inventory__projected_help",
    "inventory__assess_least",
    "inventory__decisions_least",
    "inventory__outliers_least",
    "inventory__packs_least",
    "inventory__lookup_wide",
    "inventory__assess_wide",
    "inventory__decisions_wide",
    "inventory__outliers_wide",
    "inventory__bureaus_wide",
    "inventory__lists_wide",
    "inventory__review_wide",
];

/// Returns the names of all that a model shows, as the rows name it.
pub(super) fn shown(model: &Model) -> Vec<(&'static str, &'static str)> {
    let mut shown = vec![
        ("screen", screen(&model.screen)),
        ("tour", tour(&model.stage.tour)),
    ];
    if model.stage.is_projected {
        shown.push(("projected", projected(&model.screen)));
    }
    if model.screen == Screen::Packs {
        shown.push(("level", level(&model.packs.level)));
    }
    if let Tour::At(at, _) = &model.stage.tour {
        shown.push(("step", step(at)));
    }
    let works = model.background.works.iter();
    shown.extend(works.map(|work| ("job", job(&work.job))));
    let Some(over) = &model.overlay else {
        return shown;
    };
    shown.push(("overlay", overlay(over)));
    match over {
        Overlay::Mapping(view) => shown.push(("doing", doing(&view.doing))),
        Overlay::Correct(prompt) => shown.push(("correcting", correcting(&prompt.what))),
        Overlay::Filter(panel) => shown.push(("tab", tab(&panel.tab))),
        Overlay::Views(panel) => {
            let how = panel.naming.iter().map(|(how, _)| ("naming", naming(how)));
            shown.extend(how);
        }
        Overlay::ImportRunning(_) => shown.push(("job", job(&Job::Import))),
        Overlay::DocumentReading(_) => shown.push(("job", job(&Job::Document))),
        _ => {}
    }
    shown
}

pub(super) const ROWS: &[(&str, Rows)] = &[
    ("screen", SCREENS),
    ("projected", PROJECTED),
    ("level", LEVELS),
    ("overlay", OVERLAYS),
    ("doing", DOINGS),
    ("correcting", CORRECTIONS),
    ("tab", TABS),
    ("naming", NAMINGS),
    ("tour", TOURS),
    ("step", STEPS),
    ("job", JOBS),
];
