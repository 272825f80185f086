//! Which actions do something now.

use crate::tui::action::Action;
use crate::tui::model::lookup::LookupPane;
use crate::tui::model::stage::Tour;
use crate::tui::model::{Model, Screen};
use crate::tui::update::{
    assess, bureaus, decisions, export, lists, lookup, outliers, overlay, packs, stage,
};

/// Says whether an action does something now; the key bar and the help show only those.
pub fn offers(model: &Model, action: Action) -> bool {
    match &model.overlay {
        Some(overlay) => {
            stage::is_for_all(action)
                || action == Action::WorkCancel && model.background.stoppable().is_some()
                || overlay::offers(overlay, action)
        }
        None => offers_below(model, action),
    }
}

/// Says whether an action does something on the screen, whatever lies over it.
#[expect(clippy::too_many_lines, reason = "a table: every action has its row")]
pub(super) fn offers_below(model: &Model, action: Action) -> bool {
    match action {
        Action::HelpOpen
        | Action::ScreenLists
        | Action::PaletteOpen
        | Action::FindOpen
        | Action::ScreenLookup
        | Action::ScreenAssess
        | Action::ScreenDecisions
        | Action::ScreenOutliers
        | Action::ScreenPacks
        | Action::ConfigReload
        | Action::SettingsOpen
        | Action::Quit
        | Action::ListPrev
        | Action::ListNext
        | Action::ListPageUp
        | Action::ListPageDown
        | Action::ListTop
        | Action::ListBottom
        | Action::CopyText
        | Action::ProjectorToggle
        | Action::TimerToggle
        | Action::MouseToggle
        | Action::TourStart => true,
        Action::PaneNext | Action::PanePrev | Action::DetailUp | Action::DetailDown => {
            model.screen != Screen::Assess || !model.assess.offence.is_empty()
        }
        Action::TimerReset => model.stage.timer.is_shown(),
        Action::TableExport => export::offers(model),
        Action::TableColumns
        | Action::TableViews
        | Action::TableMark
        | Action::TableMarkAll
        | Action::TableLeft
        | Action::TableRight => {
            model.screen == Screen::Decisions && decisions::table_offers(model, action)
        }
        Action::WorkCancel => model.background.stoppable().is_some(),
        Action::HistoryBack => model.trail.has_behind(),
        Action::HistoryForward => model.trail.has_ahead(),
        Action::ListsGrant => model.screen == Screen::Lists,
        Action::ProblemsOpen => !model.problems.is_empty(),
        Action::Back => can_go_back(model) || model.stage.tour != Tour::Off,
        Action::Accept => match model.screen {
            Screen::Lookup => model.lookup.selected().is_some(),
            Screen::Assess => assess::accepts(&model.assess),
            Screen::Decisions => model.decisions.selected().is_some(),
            Screen::Outliers if model.outliers.bureaus.is_shown => bureaus::offers(model, action),
            Screen::Outliers => model.outliers.selected().is_some(),
            Screen::Lists => lists::accepts(&model.lists),
            Screen::Packs => packs::accepts(&model.packs),
        },
        Action::LookupDomain | Action::LookupDecisions | Action::LookupCaps => {
            model.screen == Screen::Lookup && lookup::offers(&model.lookup, action)
        }
        Action::FormToggle
        | Action::FormPrevChoice
        | Action::FormNextChoice
        | Action::FormIncrease
        | Action::FormDecrease
        | Action::FormClear
        | Action::FormMore
        | Action::FormQuestion
        | Action::FormReset
        | Action::FormUndo
        | Action::FormPin
        | Action::FormSwap => {
            model.screen == Screen::Assess && assess::offers(&model.assess, action)
        }
        Action::DecisionsAssess if model.screen == Screen::Outliers => {
            model.outliers.selected().is_some() && !model.outliers.bureaus.is_shown
        }
        Action::DecisionsFilter
        | Action::DecisionsSort
        | Action::DecisionsReverse
        | Action::DecisionsImport
        | Action::DecisionsUndo
        | Action::DecisionsDemo
        | Action::DecisionsAssess => {
            model.screen == Screen::Decisions && decisions::offers(&model.decisions, action)
        }
        // They belong to overlays.
        Action::ColumnShow
        | Action::ColumnEarlier
        | Action::ColumnLater
        | Action::ColumnWider
        | Action::ColumnNarrower
        | Action::ColumnAuto
        | Action::ColumnFreeze
        | Action::ColumnSort
        | Action::ColumnReset
        | Action::ViewKeep
        | Action::ViewRename
        | Action::ViewDelete
        | Action::ExportForm
        | Action::ImportMapping
        | Action::MappingPreview
        | Action::MappingSave
        | Action::MappingUnused
        | Action::SettingsNext
        | Action::SettingsPrev
        | Action::SettingsClear
        | Action::SettingsUndo => false,
        Action::OutliersFilter
        | Action::OutliersFind
        | Action::OutliersDismiss
        | Action::OutliersConfirm
        | Action::OutliersReopen
        | Action::OutliersUndo
        | Action::OutliersShowDismissed
        | Action::OutliersSort
        | Action::OutliersVerdict
        | Action::OutliersBureaus
        | Action::OutliersRefresh => {
            model.screen == Screen::Outliers && outliers::offers(model, action)
        }
        Action::PacksFindings
        | Action::PacksImport
        | Action::ReviewAccept
        | Action::ReviewMark
        | Action::ReviewCondition
        | Action::ReviewStandard
        | Action::ReviewOffence
        | Action::ReviewReopen
        | Action::ReviewUndo
        | Action::ReviewNext
        | Action::ReviewPrev => {
            model.screen == Screen::Packs && packs::offers(&model.packs, action)
        }
    }
}

fn can_go_back(model: &Model) -> bool {
    let leaves_pane = match model.screen {
        Screen::Lookup => model.lookup.pane != LookupPane::Search || !model.lookup.query.is_empty(),
        Screen::Assess => assess::can_leave_pane(&model.assess),
        Screen::Decisions => decisions::can_leave_pane(&model.decisions),
        Screen::Outliers => outliers::can_leave_pane(&model.outliers),
        Screen::Lists => lists::can_leave_pane(&model.lists),
        Screen::Packs => packs::can_leave_pane(&model.packs),
    };
    leaves_pane || model.trail.has_behind()
}
