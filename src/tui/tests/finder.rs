//! The palette and the search over everything, with canned answers.

use super::sample::{MAINTAIN, Office, office};
use crate::tui::action::Action;
use crate::tui::message::Msg;
use crate::tui::model::Screen;
use crate::tui::model::finder::{FoundRow, Kind};
use crate::tui::model::overlay::Overlay;
use crate::tui::model::target::Target;
use crate::tui::tester::Tester;

pub fn actions(query: String) -> Msg {
    let found = Action::ALL.iter().copied();
    let found = found.filter(|a| a.label().contains(&query) || query == "dr");
    let found = found.collect();
    Msg::ActionsFound(query, found)
}

pub fn everywhere(query: String) -> Msg {
    let row = |kind, title: &str, place: &str, target| FoundRow {
        kind,
        title: title.into(),
        place: place.into(),
        target,
    };
    let rows = vec![
        row(
            Kind::Offence,
            "未对安全设备进行经常性维护、保养和定期检测",
            "安全生产法99(3)",
            Target::Offence(MAINTAIN.into()),
        ),
        row(
            Kind::ListItem,
            "未对安全设备进行经常性维护",
            "示例市清单",
            Target::ListItem {
                list: "shili".into(),
                at: 1,
            },
        ),
        row(
            Kind::Item,
            "未按规定维护安全设备",
            "煤矿基准2024 191",
            Target::Item {
                pack: "coal-2024".into(),
                at: 1,
            },
        ),
    ];
    let is_known = "维护".contains(&query);
    Msg::FoundEverywhere(query, if is_known { rows } else { Vec::new() })
}

pub fn decisions(query: String, stored: usize) -> Msg {
    let row = FoundRow {
        kind: Kind::Decision,
        title: "未对安全设备进行经常性维护 某矿业有限公司".into(),
        place: "2024-03-11 6万元 某应急罚〔2024〕3号".into(),
        target: Target::Decision(3),
    };
    let is_known = stored > 0 && "维护".contains(&query);
    Msg::DecisionsFound(query, Ok(is_known.then_some(row).into_iter().collect()))
}

fn tester(decisions: usize) -> Tester {
    let holds = Office {
        decisions,
        ..Office::default()
    };
    Tester::new(80, 24, office(holds))
}

#[test]
fn the_palette_lists_what_works_here_first() {
    let mut t = tester(30);
    t.keys("<F4><ctrl-p>");
    insta::assert_snapshot!(t.screen());
}

#[test]
fn an_action_run_from_the_palette_acts_and_comes_first_next_time() {
    let mut t = tester(30);
    t.keys("<F4><ctrl-p>换排序<enter>");
    assert_eq!(t.app.model.overlay, None);
    assert_ne!(
        t.app.model.decisions.sort,
        crate::tui::model::decisions::SortBy::Date
    );
    t.keys("<ctrl-p>");
    let Some(Overlay::Palette(palette)) = &t.app.model.overlay else {
        panic!("the palette is open");
    };
    assert_eq!(palette.rows.first(), Some(&(Action::DecisionsSort, true)));
}

#[test]
fn an_action_of_another_screen_is_run_there() {
    let mut t = tester(30);
    t.keys("<ctrl-p>倒序<enter>");
    assert_eq!(t.app.model.screen, Screen::Decisions);
    assert!(t.app.model.decisions.is_reversed);
}

#[test]
fn an_action_that_does_nothing_on_its_screen_either_says_so() {
    let mut t = tester(30);
    t.keys("<ctrl-p>重填<enter>");
    insta::assert_snapshot!(t.screen());
}

#[test]
fn a_full_width_colon_opens_the_palette_outside_a_field() {
    let mut t = tester(30);
    t.keys("<F4>：");
    assert!(matches!(t.app.model.overlay, Some(Overlay::Palette(_))));
}

#[test]
fn everything_is_found_together() {
    let mut t = tester(30);
    t.keys("<ctrl-s>");
    insta::assert_snapshot!("empty", t.screen());
    t.keys("维护");
    insta::assert_snapshot!("found", t.screen());
    t.keys("<ctrl-u>没有");
    insta::assert_snapshot!("nothing", t.screen());
}

#[test]
fn what_is_found_opens_where_it_lives_and_the_way_back_is_kept() {
    for (downs, screen) in [
        ("", Screen::Lookup),
        ("<down>", Screen::Lists),
        ("<down><down>", Screen::Packs),
        ("<down><down><down>", Screen::Decisions),
    ] {
        let mut t = tester(30);
        t.keys("<F5><ctrl-s>维护");
        t.keys(downs);
        t.keys("<enter>");
        assert_eq!(t.app.model.screen, screen);
        t.keys("<alt-left>");
        assert_eq!(t.app.model.screen, Screen::Outliers, "{screen:?}");
        t.keys("<alt-right>");
        assert_eq!(t.app.model.screen, screen);
    }
}

#[test]
fn going_back_shows_the_query_and_the_case_as_they_were() {
    let mut t = tester(30);
    t.keys("维护<enter><F7>7<F2><ctrl-u>培训<enter>");
    assert_eq!(t.app.model.assess.offence, "aqscf-97-1-3");
    t.keys("<alt-left><alt-left>");
    assert_eq!(t.app.model.screen, Screen::Assess);
    assert_eq!(t.app.model.assess.offence, MAINTAIN);
    assert!(t.screen().contains('7'), "{}", t.screen());
    t.keys("<alt-left>");
    assert_eq!(t.app.model.lookup.query.text(), "维护");
    t.keys("<alt-right><alt-right>");
    assert_eq!(t.app.model.lookup.query.text(), "培训");
}
