//! 离群 with an invented office: every state as it looks.

use super::sample::{Office, office};
use crate::tui::model::Screen;
use crate::tui::model::outliers::OutliersPane;
use crate::tui::model::outliers::query::{Facet, OutlierSort};
use crate::tui::model::overlay::Overlay;
use crate::tui::tester::Tester;

fn stocked(width: u16, height: u16) -> Tester {
    let decisions = 30;
    Tester::new(
        width,
        height,
        office(Office {
            decisions,
            ..Office::default()
        }),
    )
}

/// What every state of the screen looks like, in a small window and in a wide one.
#[test]
fn every_state_looks_as_it_should() {
    let states = [
        ("list", "<F5>"),
        ("panel_verdict", "<F5><F6>"),
        ("panel_narrowed", "<F5><F6><tab>交城"),
        ("panel_period", "<F5><F6><tab><tab><tab>"),
        ("panel_switches", "<F5><F6><shift-tab>"),
        ("chosen", "<F5><F6>偏离<enter>"),
        ("nothing", "<F5><F6><down><enter>"),
        ("find", "<F5>/公司"),
        ("find_left", "<F5><F6>偏离<enter>/公司<enter>"),
        ("sorted_with_dismissed", "<F5><F8><ctrl-t>"),
        ("reason", "<F5>-"),
        ("reason_missing", "<F5>-<enter>"),
        ("confirmed", "<F5>+已通知更正<enter>"),
        ("changed", "<F5><down><down>"),
        ("changed_scrolled", "<F5><down><down><tab><end>"),
        ("peers", "<F5><enter><down><down><down>"),
    ];
    for (name, keys) in states {
        for (size, (width, height)) in [("narrow", (80, 24)), ("wide", (120, 40))] {
            let mut t = stocked(width, height);
            t.keys(keys);
            insta::assert_snapshot!(format!("{name}_{size}"), t.screen());
        }
    }
}

#[test]
fn empty_running_and_failed_say_so() {
    for (size, (width, height)) in [("narrow", (80, 24)), ("wide", (120, 40))] {
        let mut t = Tester::new(width, height, office(Office::default()));
        t.keys("<F5><esc>");
        insta::assert_snapshot!(format!("empty_{size}"), t.screen());
        let mut t = stocked(width, height);
        t.keys("<F5>");
        t.app.model.outliers.is_running = true;
        t.keys("<F6><shift-tab>");
        insta::assert_snapshot!(format!("running_{size}"), t.screen());
        let mut t = stocked(width, height);
        t.keys("<F5>");
        t.app.model.outliers.rows = crate::tui::model::Window::default();
        t.app.receive(crate::tui::message::Msg::CompareFailed(
            "数据库正被另一个程序占用。请关闭其他正在运行的裁量窗口，或稍后再试".into(),
        ));
        t.keys("<F1><esc>");
        insta::assert_snapshot!(format!("failed_{size}"), t.screen());
    }
}

#[test]
fn esc_drops_one_choice_after_the_other_then_leaves() {
    let mut t = stocked(80, 24);
    t.keys("<F5><F6>偏离<enter><F6><tab>文水<enter>/公司<enter>");
    let state = |t: &Tester| {
        let state = &t.app.model.outliers;
        let facets: Vec<Facet> = state.query.chosen.iter().map(|(f, _)| *f).collect();
        (state.pane, state.find.text().to_owned(), facets)
    };
    let list = OutliersPane::List;
    let both = vec![Facet::Verdict, Facet::Authority];
    assert_eq!(state(&t), (list, "公司".to_owned(), both.clone()));
    t.keys("<esc>");
    assert_eq!(state(&t), (list, String::new(), both));
    t.keys("<esc>");
    assert_eq!(state(&t).2, [Facet::Verdict]);
    t.keys("<esc>");
    assert_eq!(
        (state(&t).2, t.app.model.screen),
        (vec![], Screen::Outliers)
    );
    t.keys("<esc>");
    assert_eq!(t.app.model.screen, Screen::Lookup);
}

#[test]
fn a_choice_is_taken_back_in_the_panel_too() {
    let mut t = stocked(80, 24);
    t.keys("<F5><F6>偏离<enter><F6>");
    // The value chosen is selected; the row above all of them stands for any.
    t.keys("<pageup><enter>");
    assert_eq!(t.app.model.outliers.query.chosen, []);
}

#[test]
fn what_is_typed_goes_into_the_box_and_not_to_the_findings() {
    let mut t = stocked(80, 24);
    t.keys("<F5>/-+=1");
    assert_eq!(t.app.model.outliers.find.text(), "-+=1");
    assert_eq!(t.app.model.overlay, None);
    t.keys("<down><down>");
    assert_eq!(t.app.model.outliers.selection.at(), 2);
}

#[test]
fn a_reason_is_needed_and_esc_writes_nothing() {
    let mut t = stocked(80, 24);
    t.keys("<F5>-   <enter>");
    assert!(matches!(t.app.model.overlay, Some(Overlay::Reason(_))));
    t.keys("理由<esc>");
    assert_eq!(
        (&t.app.model.overlay, t.app.model.outliers.reviewed),
        (&None, None)
    );
    t.keys("<ctrl-x>理由<enter>");
    assert_eq!(
        (&t.app.model.overlay, t.app.model.outliers.reviewed),
        (&None, Some(0))
    );
    t.keys("<ctrl-z>");
    assert_eq!(t.app.model.outliers.reviewed, None);
}

#[test]
fn only_findings_can_be_dismissed() {
    let mut t = stocked(80, 24);
    t.keys("<F5><end>-");
    assert_eq!(t.app.model.overlay, None);
}

#[test]
fn the_order_turns_round() {
    let mut t = stocked(80, 24);
    t.keys("<F5>");
    for sort in [OutlierSort::Fine, OutlierSort::Date, OutlierSort::Score] {
        t.keys("<F8>");
        assert_eq!(t.app.model.outliers.query.sort, sort);
    }
}
