use ratatui::layout::Position;

use super::sample::{Office, office};
use crate::tui::model::Screen;
use crate::tui::settings::Settings;
use crate::tui::tester::Tester;

fn empty(width: u16, height: u16) -> Tester {
    Tester::new(width, height, office(Office::default()))
}

fn stocked(width: u16, height: u16) -> Tester {
    Tester::new(
        width,
        height,
        office(Office {
            decisions: 30,
            ..Office::default()
        }),
    )
}

fn vim(width: u16, height: u16) -> Tester {
    let settings = Settings {
        keymap: Some("vim".into()),
        ..Settings::default()
    };
    Tester::with_settings(
        width,
        height,
        settings,
        office(Office {
            decisions: 30,
            ..Office::default()
        }),
    )
}

#[test]
fn the_first_screen_lists_offences() {
    insta::assert_snapshot!(empty(80, 24).screen());
}

#[test]
fn typing_searches_and_the_detail_has_three_layers() {
    let mut t = stocked(80, 24);
    t.keys("维护");
    insta::assert_snapshot!(t.screen());
    t.keys("<ctrl-down><ctrl-down><ctrl-down>");
    insta::assert_snapshot!("scrolled", t.screen());
}

#[test]
fn a_wide_window_puts_the_detail_beside_the_results() {
    let mut t = stocked(160, 45);
    t.keys("维护");
    insta::assert_snapshot!(t.screen());
}

#[test]
fn nothing_found_says_what_to_do() {
    let mut t = stocked(80, 24);
    t.keys("没有这种事");
    insta::assert_snapshot!(t.screen());
}

#[test]
fn the_real_cursor_is_in_the_search_box_on_every_draw() {
    let mut t = stocked(80, 24);
    assert_eq!(t.cursor(), Some(Position::new(5, 1)));
    t.keys("维护a");
    assert_eq!(t.cursor(), Some(Position::new(10, 1)));
    t.keys("<down>");
    assert_eq!(t.cursor(), Some(Position::new(10, 1)));
    t.keys("<tab>");
    assert_eq!(t.cursor(), None);
}

#[test]
fn text_fields_lie_in_the_upper_half() {
    let mut t = stocked(80, 24);
    assert!(t.cursor().unwrap().y < 12);
    t.keys("<F4>/");
    assert!(t.cursor().unwrap().y < 12);
    t.keys("<F8>");
    assert!(t.cursor().unwrap().y < 12);
}

#[test]
fn the_domain_filter_turns_round() {
    let mut t = stocked(80, 24);
    t.keys("<F6><F6>");
    assert_eq!(t.app.model.lookup.domain_id(), Some("hazchem"));
    assert_eq!(t.app.model.lookup.rows.len(), 2);
    t.keys("<F6>");
    assert_eq!(t.app.model.lookup.domain_id(), None);
}

#[test]
fn enter_assesses_the_selected_offence() {
    let mut t = stocked(80, 24);
    t.keys("维护<enter>");
    insta::assert_snapshot!(t.screen());
}

#[test]
fn every_keystroke_assesses_anew() {
    let mut t = stocked(80, 24);
    t.keys("维护<enter><F7>");
    insta::assert_snapshot!("question", t.screen());
    t.keys("7");
    assert!(t.screen().contains("第一阶次"));
    assert!(!t.screen().contains("第二阶次"));
    t.keys("+<down><down>15w");
    insta::assert_snapshot!("proposed", t.screen());
}

#[test]
fn the_assess_screen_at_its_widest() {
    let mut t = stocked(160, 45);
    t.keys("维护<enter><F7>12<F6>");
    insta::assert_snapshot!(t.screen());
}

#[test]
fn a_narrow_window_shows_form_or_result() {
    let mut t = stocked(66, 20);
    t.keys("维护<enter>");
    insta::assert_snapshot!("form", t.screen());
    t.keys("<tab>");
    insta::assert_snapshot!("result", t.screen());
}

#[test]
fn an_unreadable_field_says_why() {
    let mut t = stocked(80, 24);
    t.keys("维护<enter><end><up>2");
    insta::assert_snapshot!(t.screen());
}

#[test]
fn assessing_without_an_offence_says_how_to_choose_one() {
    let mut t = stocked(80, 24);
    t.keys("<F3>");
    insta::assert_snapshot!(t.screen());
}

#[test]
fn an_empty_store_offers_the_teaching_examples_once() {
    let mut t = empty(80, 24);
    t.keys("<F4>");
    insta::assert_snapshot!("offer", t.screen());
    t.keys("<enter>");
    insta::assert_snapshot!("loaded", t.screen());
    let mut t = empty(80, 24);
    t.keys("<F4><esc>");
    insta::assert_snapshot!("declined", t.screen());
    t.keys("<F2><F4>");
    assert_eq!(t.app.model.overlay, None);
}

#[test]
fn decisions_beside_their_detail() {
    let mut t = stocked(160, 45);
    t.keys("<F4><F6><down><down>");
    insta::assert_snapshot!(t.screen());
}

#[test]
fn a_filter_that_lets_nothing_through_says_so() {
    let mut t = stocked(80, 24);
    t.keys("<F4>/无");
    insta::assert_snapshot!(t.screen());
    t.keys("<esc><esc>");
    assert_eq!(t.app.model.decisions.rows.total, 30);
}

#[test]
fn a_large_store_is_paged() {
    let mut t = Tester::new(
        80,
        24,
        office(Office {
            decisions: 1_000_000,
            ..Office::default()
        }),
    );
    t.keys("<F4><end>");
    assert_eq!(t.app.model.decisions.selected().unwrap().key, 999_999);
    t.keys("<pageup><pageup>");
    assert!(t.app.model.decisions.selected().is_some());
    t.keys("<home>");
    assert_eq!(t.app.model.decisions.selected().unwrap().key, 0);
}

#[test]
fn importing_asks_for_a_file_runs_and_reports() {
    let mut t = empty(80, 24);
    t.keys("<F4><esc><F8>");
    insta::assert_snapshot!("prompt", t.screen());
    t.keys("<down><tab>");
    insta::assert_snapshot!("completed", t.screen());
    t.keys("<enter>");
    insta::assert_snapshot!("preview", t.screen());
    t.keys("<enter>");
    insta::assert_snapshot!("done", t.screen());
    t.keys("<enter>");
    assert_eq!(t.app.model.overlay, None);
    assert_eq!(t.app.model.decisions.rows.total, 30);
}

#[test]
fn columns_nobody_knows_are_told_one_by_one() {
    let mut t = empty(80, 24);
    t.keys("<F4><esc><F8>/怪表.csv<enter>");
    insta::assert_snapshot!("mapping", t.screen());
    t.keys("<enter>cf");
    insta::assert_snapshot!("mapping_choosing", t.screen());
    t.keys("<esc><enter>jd<enter><enter>cfj<enter><down><enter>fk<enter>");
    t.keys("<enter>某局<enter><down><enter>单位<enter>");
    insta::assert_snapshot!("mapping_whole", t.screen());
    t.keys("<enter>");
    insta::assert_snapshot!("mapping_fixing", t.screen());
    t.keys("<esc><F7>");
    insta::assert_snapshot!("mapping_naming", t.screen());
    t.keys("<esc>");
    t.resize(160, 45);
    insta::assert_snapshot!("mapping_wide", t.screen());
}

#[test]
fn undoing_an_import_asks_first() {
    let mut t = stocked(80, 24);
    t.keys("<F4><ctrl-z>");
    insta::assert_snapshot!(t.screen());
    t.keys("<enter>");
    assert_eq!(t.app.model.decisions.rows.total, 0);
}

#[test]
fn outliers_are_ranked_with_reasons_and_peers() {
    let mut t = stocked(80, 24);
    t.keys("<F5>");
    insta::assert_snapshot!("narrow", t.screen());
    t.keys("<enter><down>");
    insta::assert_snapshot!("peers", t.screen());
    t.resize(160, 45);
    insta::assert_snapshot!("wide", t.screen());
}

#[test]
fn a_peer_opens_in_the_decisions_and_esc_comes_back() {
    let mut t = stocked(80, 24);
    t.keys("<F5><enter><down><enter>");
    assert_eq!(t.app.model.screen, Screen::Decisions);
    assert_eq!(t.app.model.decisions.selected().unwrap().key, 6);
    t.keys("<esc>");
    assert_eq!(t.app.model.screen, Screen::Outliers);
}

#[test]
fn a_decision_can_be_assessed() {
    let mut t = stocked(80, 24);
    t.keys("<F4><ctrl-o>");
    assert_eq!(t.app.model.screen, Screen::Assess);
    assert!(t.screen().contains('7'));
}

#[test]
fn help_lists_the_keys_of_the_screen() {
    let mut t = stocked(80, 24);
    t.keys("<F3><F1>");
    insta::assert_snapshot!("assess", t.screen());
    t.keys("<end>");
    insta::assert_snapshot!("end", t.screen());
    t.keys("<esc>");
    assert_eq!(t.app.model.overlay, None);
}

#[test]
fn a_question_mark_is_typed_in_a_text_field_and_helps_elsewhere() {
    let mut t = stocked(80, 24);
    t.keys("?");
    assert_eq!(t.app.model.lookup.query.text(), "?");
    t.keys("<F4>？");
    assert!(t.app.model.overlay.is_some());
}

#[test]
fn a_broken_pack_shows_a_banner_and_the_problem() {
    let office_with_problem = office(Office {
        broken_pack: true,
        decisions: 30,
    });
    let mut t = Tester::new(80, 24, office_with_problem);
    insta::assert_snapshot!("banner", t.screen());
    t.keys("<ctrl-n>");
    insta::assert_snapshot!("list", t.screen());
}

#[test]
fn a_started_sequence_lists_what_may_follow() {
    let mut t = vim(80, 24);
    t.keys("<F4>g");
    insta::assert_snapshot!(t.screen());
    t.keys("<esc>");
    assert_eq!(t.app.model.pending, vec![]);
    assert_eq!(t.app.model.screen, Screen::Decisions);
    t.keys("jjjgg");
    assert_eq!(t.app.model.decisions.selection.at(), 0);
}

#[test]
fn a_window_too_small_says_what_is_needed() {
    insta::assert_snapshot!(stocked(40, 8).screen());
}

#[test]
fn pasting_goes_into_the_text_field() {
    let mut t = stocked(80, 24);
    t.paste("维护\n");
    assert_eq!(t.app.model.lookup.rows.len(), 1);
}

#[test]
fn quitting_works_from_everywhere() {
    for way in ["", "<F1>", "<F3>", "<F4>/", "<F4><F8>", "<F5>"] {
        for quit in ["<ctrl-c>", "<F10>"] {
            let mut t = stocked(80, 24);
            t.keys(way);
            t.keys(quit);
            assert!(t.app.model.quit, "{way} {quit}");
        }
    }
}

#[test]
fn the_default_theme_marks_the_selected_row_by_more_than_colour() {
    let t = stocked(80, 24);
    let cell = &t.buffer()[(0, 3)];
    assert!(
        cell.modifier.contains(ratatui::style::Modifier::REVERSED),
        "{cell:?}"
    );
}
