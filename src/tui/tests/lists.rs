//! 清单 with canned lists; all of it is invented.

use super::sample::{Office, office};
use crate::tui::model::Screen;
use crate::tui::model::lists::{Grant, ListItemView, ListRow, ListsFound, ListsQuery};
use crate::tui::tester::Tester;

fn rows() -> Vec<(Grant, ListRow)> {
    let row = |at, title: &str, grants: &str, cite: &str| ListRow {
        list: "shili".into(),
        at,
        no: (at + 1).to_string(),
        title: title.into(),
        grants: grants.into(),
        list_name: "示例市清单".into(),
        cite: cite.into(),
        ..ListRow::default()
    };
    vec![
        (
            Grant::NotPenalised,
            row(
                0,
                "未如实记录安全生产教育和培训情况",
                "可以不予处罚",
                "安全生产法97(4)",
            ),
        ),
        (
            Grant::Lighter,
            ListRow {
                is_demo: true,
                ..row(
                    1,
                    "未对安全设备进行经常性维护",
                    "应当从轻处罚",
                    "安全生产法99(3)",
                )
            },
        ),
        (
            Grant::NotPenalised,
            ListRow {
                is_missing: true,
                no: String::new(),
                grants: String::new(),
                ..row(2, "其余17项", "", "")
            },
        ),
    ]
}

pub fn found(query: ListsQuery) -> ListsFound {
    let fits = |(grant, row): &(Grant, ListRow)| {
        row.title.contains(&query.text) && query.grant.is_none_or(|g| g == *grant)
    };
    ListsFound {
        rows: rows()
            .into_iter()
            .filter(fits)
            .map(|(_, row)| row)
            .collect(),
        documents: 1,
        query,
    }
}

pub fn item(list: &str, at: usize) -> ListItemView {
    let (_, row) = rows().swap_remove(at);
    let line = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    ListItemView {
        list: list.into(),
        at,
        title: format!("{} {}", row.no, row.title),
        lines: vec![line("处理", &row.grants)],
        document: vec![line("清单", "《示例市清单》示应急〔2025〕1号")],
        gates: vec!["三年内没有发生生产安全事故".into()],
        conditions: if row.is_missing {
            Vec::new()
        } else {
            vec!["初次违法".into(), "及时改正".into()]
        },
        notes: if row.is_missing {
            vec!["未载入：未见".into()]
        } else {
            Vec::new()
        },
        offence: (!row.is_missing).then(|| super::sample::MAINTAIN.into()),
        is_missing: row.is_missing,
        is_demo: row.is_demo,
    }
}

fn tester(width: u16, height: u16) -> Tester {
    let holds = Office {
        decisions: 30,
        ..Office::default()
    };
    Tester::new(width, height, office(holds))
}

#[test]
fn items_of_lists_stand_beside_their_conditions() {
    let mut t = tester(80, 24);
    t.keys("<F11>");
    insta::assert_snapshot!("narrow", t.screen());
    t.keys("<down><down>");
    insta::assert_snapshot!("missing", t.screen());
    t.keys("<F6><F6>");
    t.resize(160, 45);
    insta::assert_snapshot!("lighter_wide", t.screen());
}

#[test]
fn nothing_found_in_lists_says_what_to_do() {
    let mut t = tester(80, 24);
    t.keys("<F11>没有这种");
    insta::assert_snapshot!(t.screen());
    t.keys("<esc>");
    assert_eq!(t.app.model.lists.rows.as_deref().map(<[_]>::len), Some(3));
}

#[test]
fn an_item_opens_its_offence_and_esc_comes_back_to_the_item() {
    let mut t = tester(80, 24);
    t.keys("<F11><down><enter>");
    assert_eq!(t.app.model.screen, Screen::Lookup);
    assert_eq!(
        t.app.model.lookup.query.text(),
        super::sample::MAINTAIN,
        "the offence is asked for by its id"
    );
    t.keys("<alt-left>");
    assert_eq!(t.app.model.screen, Screen::Lists);
    assert_eq!(t.app.model.lists.selection.at(), 1);
    t.keys("<alt-right>");
    assert_eq!(t.app.model.screen, Screen::Lookup);
}

#[test]
fn a_row_that_is_not_loaded_leads_nowhere() {
    let mut t = tester(80, 24);
    t.keys("<F11><down><down><enter>");
    assert_eq!(t.app.model.screen, Screen::Lists);
}
