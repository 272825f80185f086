//! 离群 › 机关 with an invented office.

use super::sample::{Office, office};
use crate::tui::model::Screen;
use crate::tui::model::bureaus::{
    BandView, BureauRow, BureausPane, BureausView, FunnelView, QuarterView,
};
use crate::tui::model::outliers::query::Facet;
use crate::tui::tester::Tester;

const NAMES: [&str; 6] = [
    "交城县应急管理局",
    "文水县应急管理局",
    "吕梁市应急管理局",
    "离石区应急管理局",
    "汾阳市应急管理局",
    "中阳县应急管理局",
];

/// The view that the invented office has: one authority with a quarter and a threshold to look at.
pub(super) fn view() -> BureausView {
    let rows = (0..NAMES.len()).map(row).collect();
    let funnel = (1..=20).map(|k| {
        let effective = f64::from(k) * 20.0;
        let half = |z: f64| z * (16.0 + 3_600.0 / effective).sqrt();
        FunnelView {
            effective,
            near: (100.0 - half(1.96), 100.0 + half(1.96)),
            far: (100.0 - half(3.09), 100.0 + half(3.09)),
        }
    });
    BureausView {
        rows,
        funnel: funnel.collect(),
        axis: (70.0, 130.0),
        method: vec!["标记“提示核查”的，每一组中预期误报不超过 5%；区间为 95%。".into()],
        flagged: 2,
    }
}

fn row(at: usize) -> BureauRow {
    let k = f64::from(u32::try_from(at).unwrap());
    let value = [112.0, 96.0, 104.0, 91.0, 99.0, 128.0][at];
    let band = BandView {
        low: value - 4.0 - k,
        value,
        high: value + 4.0 + k,
    };
    let quarter = |q: u32| {
        let value = if at == 0 && q == 3 {
            126.0
        } else {
            value - 3.0 + f64::from(q)
        };
        QuarterView {
            label: format!("2025Q{q}"),
            n: (20 + q).to_string(),
            words: format!("{value:.0}（{:.0}至{:.0}）", value - 5.0, value + 5.0),
            band: BandView {
                low: value - 5.0,
                value,
                high: value + 5.0,
            },
            is_flagged: at == 0 && q == 3,
        }
    };
    let said = format!("{}：{} 件，指数 {value:.0}", NAMES[at], 380 - 60 * at);
    let mut sentences = vec![(false, said)];
    if at == 0 {
        let quarter =
            "交城县应急管理局 2025Q3：23 件，指数 126（121至131），本机关其他时段推得 112";
        let under = "交城县应急管理局：门槛 100000 元（听证）附近 40 件，其中超过 95000 元、不足 100000 元的 21 件";
        sentences.extend([(true, quarter.into()), (true, under.into())]);
    }
    BureauRow {
        authority: NAMES[at].into(),
        n: (380 - 60 * at).to_string(),
        index: format!("{value:.0}"),
        band,
        effective: 380.0 - 60.0 * k,
        top: "3%".into(),
        change: if at == 5 { String::new() } else { "+4%".into() },
        under: if at == 0 { "21".into() } else { String::new() },
        flags: if at == 0 {
            "!季槛".into()
        } else {
            String::new()
        },
        sentences,
        quarters: (1..=4).map(quarter).collect(),
    }
}

fn stocked(width: u16, height: u16) -> Tester {
    let decisions = 30;
    let stock = Office {
        decisions,
        ..Office::default()
    };
    Tester::new(width, height, office(stock))
}

#[test]
fn every_state_looks_as_it_should() {
    for (name, keys) in [
        ("table", "<F5><ctrl-g>"),
        ("detail", "<F5><ctrl-g><tab>"),
        ("funnel", "<F5><ctrl-g><tab><end>"),
        ("another", "<F5><ctrl-g><down><down>"),
    ] {
        for (size, (width, height)) in [("narrow", (80, 24)), ("wide", (120, 40))] {
            let mut t = stocked(width, height);
            t.keys(keys);
            insta::assert_snapshot!(format!("{name}_{size}"), t.screen());
        }
    }
}

#[test]
fn empty_and_running_say_so() {
    let mut t = Tester::new(80, 24, office(Office::default()));
    t.keys("<F5><esc><ctrl-g>");
    insta::assert_snapshot!("empty", t.screen());
    let mut t = stocked(80, 24);
    t.keys("<F5><ctrl-g>");
    t.app.model.outliers.bureaus.view = None;
    t.app.model.outliers.bureaus.is_running = true;
    t.keys("<up>");
    insta::assert_snapshot!("running", t.screen());
}

#[test]
fn there_is_a_way_back_from_everywhere() {
    let mut t = stocked(80, 24);
    t.keys("<F5><ctrl-g><tab>");
    assert_eq!(t.app.model.outliers.bureaus.pane, BureausPane::Detail);
    t.keys("<esc>");
    assert_eq!(t.app.model.outliers.bureaus.pane, BureausPane::List);
    t.keys("<esc>");
    assert!(!t.app.model.outliers.bureaus.is_shown);
    assert_eq!(t.app.model.screen, Screen::Outliers);
    t.keys("<ctrl-g><ctrl-g>");
    assert!(!t.app.model.outliers.bureaus.is_shown);
}

#[test]
fn enter_lists_the_decisions_of_the_authority() {
    let mut t = stocked(80, 24);
    t.keys("<F5><ctrl-g><down><enter>");
    let state = &t.app.model.outliers;
    assert!(!state.bureaus.is_shown);
    assert_eq!(state.query.get(Facet::Authority), Some(NAMES[1]));
}

#[test]
fn keys_for_decisions_do_nothing_to_authorities() {
    let mut t = stocked(80, 24);
    t.keys("<F5><ctrl-g>-+/<F8><ctrl-t><ctrl-o>");
    assert!(t.app.model.outliers.bureaus.is_shown);
    assert_eq!(t.app.model.overlay, None);
    assert_eq!(t.app.model.screen, Screen::Outliers);
}

#[test]
fn a_new_comparison_makes_the_view_anew() {
    let mut t = stocked(80, 24);
    t.keys("<F5><ctrl-g>");
    assert!(t.app.model.outliers.bureaus.view.is_some());
    t.app.model.outliers.bureaus.view = None;
    t.keys("<F7>");
    assert!(t.app.model.outliers.bureaus.view.is_some());
}
