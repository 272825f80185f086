use proptest::prelude::{ProptestConfig, prop_assert, proptest};
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::sample::{Office, office};
use crate::tui::model::overlay::Overlay;
use crate::tui::tester::Tester;
use crate::tui::{text, view};

/// Ways to every screen, overlay and empty state.
const PLACES: &[&str] = &[
    "<F11>",
    "<F11>没有",
    "<F11><tab><tab>",
    "<F11><F6>",
    "<ctrl-p>",
    "<ctrl-p>没有",
    "<ctrl-p>dr",
    "<ctrl-s>",
    "<ctrl-s>没有",
    "<ctrl-s>维护",
    "<F12>",
    "<F12><tab>",
    "<F12><down><F7>",
    "<F12><down><enter>",
    "<F12><down><enter><enter>",
    "<F12><down><enter><enter><tab>",
    "<F12><down><enter><enter><down><F8>",
    "<F12><down><enter><enter><ctrl-l>",
    "<F12><F8>",
    "<F12><F8>/文件/a.docx<enter>",
    "<F12><F8>/文件/a.doc<enter>",
    "",
    "<tab><tab>",
    "没有",
    "<F1>",
    "<F3>",
    "<enter>",
    "<enter><tab>",
    "<enter><end>",
    "<enter><ctrl-t><F7>7",
    "<enter><ctrl-t><F7>7<tab><enter>",
    "<enter><tab><end><enter><down>",
    "<F4>",
    "<F4><esc><F8>",
    "<F4><esc><F8>/台账.csv<enter>",
    "<F4><esc><F8>/怪表.csv<enter>",
    "<F4><esc><F8>/怪表.csv<enter><enter>",
    "<F4><esc><F8>/怪表.csv<enter><end><enter>",
    "<F4><esc><F8>/怪表.csv<enter><F7>",
    "<F4><tab>",
    "<F4><esc><ctrl-l>",
    "<F4><esc><ctrl-l><end><space>++<home><space>",
    "<F4><esc><right><right>",
    "<F4><esc><space><ctrl-a><space>",
    "<F4><esc><ctrl-g>",
    "<F4><esc><ctrl-g><F6>名",
    "<F4><esc><ctrl-g><delete>",
    "<F4><esc><alt-e>",
    "<F4><esc><alt-e>已有<enter>",
    "<alt-e>",
    "<F5><alt-e><F7>",
    "<F5><ctrl-g><alt-e>",
    "<F11><alt-e>",
    "<F12><alt-e>已有<enter>",
    "<F12><down><enter><alt-e>",
    "<F4><esc>/金鹅>5",
    "<F4><esc>/j",
    "<F4><esc>/领域:",
    "<F5><esc>",
    "<F5><enter>",
    "<F5><F6>",
    "<F5><F6><shift-tab>",
    "<F5><F6>偏离<enter>/无",
    "<F5>-",
    "<F5>+理由",
    "<F5><down><down><tab>",
    "<F4><enter><ctrl-z>",
    "<ctrl-n>",
    "<F4><esc>g",
    "<alt-s>",
    "<alt-s><end>",
    "<alt-s><enter>",
    "<alt-s><enter>文水<enter>",
    "<enter><F9>",
    "<enter><F9><tab><alt-t>",
    "<F4><F9>",
    "<F5><F9><alt-t>",
    "<F5><ctrl-g><F9>",
    "<F12><F9><F1>",
    "<alt-h>",
    "<alt-h><enter><alt-h><alt-h>",
];

fn tester(width: u16, height: u16, decisions: usize) -> Tester {
    painted(width, height, decisions, "default")
}

fn painted(width: u16, height: u16, decisions: usize, theme: &str) -> Tester {
    let settings = crate::tui::settings::Settings {
        keymap: Some("vim".into()),
        theme: Some(theme.into()),
        ..Default::default()
    };
    Tester::with_settings(
        width,
        height,
        settings,
        office(Office {
            decisions,
            broken_pack: true,
        }),
    )
}

#[test]
fn no_size_makes_any_place_panic() {
    for place in PLACES {
        for decisions in [0, 30] {
            let mut t = tester(80, 24, decisions);
            t.keys(place);
            for height in [1, 2, 5, 15, 16, 17, 24, 60] {
                for width in [1, 2, 3, 9, 30, 59, 60, 61, 77, 78, 79, 109, 110, 200] {
                    t.resize(width, height);
                    let frame = Rect::new(0, 0, width, height);
                    if let Some(area) = view::popup_area(&t.app.model, &t.app.keymap, frame) {
                        assert_eq!(area.intersection(frame), area, "{place} {width}x{height}");
                    }
                    if let Some(cursor) = t.cursor() {
                        assert!(frame.contains(cursor), "{place} {width}x{height} {cursor}");
                    }
                }
            }
        }
    }
}

/// What a script of keys leaves on screen is what a fresh draw would show: no ghosts.
#[test]
fn no_ghosts_stay_behind_wide_glyphs() {
    for place in PLACES {
        let mut t = tester(80, 24, 30);
        t.keys(place);
        t.keys("<ctrl-down><down><esc><F1><esc>");
        let shown = t.screen();
        t.resize(81, 24);
        t.resize(80, 24);
        assert_eq!(t.screen(), shown, "{place}");
    }
}

/// Where a theme paints the ground, it is painted everywhere, whatever was there before.
#[test]
fn a_painted_ground_has_no_holes() {
    for (place, width) in PLACES.iter().zip([80, 131, 130, 79].into_iter().cycle()) {
        let mut t = painted(width, 24, 30, "high-contrast");
        t.keys(place);
        for keys in [
            "<F1>",
            "<esc><ctrl-down><down><ctrl-p>",
            "<esc><F3><tab><ctrl-s>",
            "<esc><F5><F4><F1>",
            "<esc><F9><F2><F3>",
        ] {
            t.keys(keys);
            let buffer = t.buffer();
            for y in 0..24 {
                let mut x = 0;
                while x < width {
                    let cell = &buffer[(x, y)];
                    assert_ne!(
                        cell.bg,
                        Color::Reset,
                        "{place} {keys} {x},{y}\n{}",
                        t.screen()
                    );
                    x += u16::try_from(text::width(cell.symbol()).max(1)).unwrap();
                }
            }
        }
    }
}

/// Popups over Chinese text at both parities keep both borders whole.
#[test]
fn popups_over_wide_glyphs_keep_their_borders() {
    for place in [
        "<F1>",
        "<ctrl-n>",
        "<F4><F8>",
        "<F4><ctrl-z>",
        "<F4><F8>/台账.csv<enter>",
        "<F4><F8>/怪表.csv<enter>",
        "<F4><ctrl-l>",
        "<F4><ctrl-g>",
        "<F4><alt-e>",
        "<F12><alt-e>",
        "<F5><F6>",
        "<F5>-",
        "<enter><tab><end><enter>",
        "<F12><F8>",
        "<F12><down><F7>",
        "<F12><down><enter><enter><F8>",
        "<ctrl-p>",
        "<ctrl-s>维护",
        "<alt-s>",
        "<alt-s><enter>",
    ] {
        for width in [80, 81, 82, 83, 120, 121] {
            let mut t = tester(width, 24, 30);
            t.keys(place);
            let frame = Rect::new(0, 0, width, 24);
            let area = view::popup_area(&t.app.model, &t.app.keymap, frame).unwrap();
            for y in area.top()..area.bottom() {
                for x in [area.left(), area.right() - 1] {
                    let symbol = t.buffer()[(x, y)].symbol();
                    assert!(
                        "+|-".contains(symbol),
                        "{place} {width}: {symbol:?} at {x},{y}"
                    );
                }
                if area.left() > 0 {
                    let beside = t.buffer()[(area.left() - 1, y)].symbol();
                    assert!(text::width(beside) <= 1, "{place} {width}: {beside:?}");
                }
            }
        }
    }
}

#[test]
fn esc_leads_back_from_everywhere() {
    for place in PLACES {
        for decisions in [0, 30] {
            let mut t = tester(80, 24, decisions);
            t.keys(place);
            t.keys(&"<esc>".repeat(8));
            let model = &t.app.model;
            assert_eq!(model.overlay, None, "{place}");
            assert_eq!(model.screen, crate::tui::model::Screen::Lookup, "{place}");
        }
    }
}

#[test]
fn the_key_bar_never_shows_a_key_that_would_be_typed() {
    let mut t = tester(200, 24, 30);
    t.keys("<F4>/");
    let screen = t.screen();
    let bar = screen.lines().last().unwrap();
    assert!(!bar.contains("? 帮助") && bar.contains("F1 帮助"), "{bar}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_keys_and_clicks_never_panic_and_quitting_always_ends(
        keys in proptest::collection::vec(proptest::sample::select(vec![
            "<up>", "<down>", "<left>", "<right>", "<tab>", "<shift-tab>", "<enter>", "<esc>",
            "<F1>", "<F2>", "<F3>", "<F4>", "<F5>", "<F6>", "<F7>", "<F8>", "<F9>", "<home>", "<end>",
            "<pageup>", "<pagedown>", "<ctrl-z>", "<ctrl-t>", "<ctrl-x>", "<ctrl-y>", "<ctrl-o>", "<ctrl-r>", "<ctrl-down>",
            "<F11>", "<F12>", "<alt-s>", "<alt-t>", "<alt-r>", "<alt-m>", "<alt-h>", "<ctrl-p>", "<ctrl-s>", ":", "<alt-left>", "<alt-right>", "<ctrl-f>", "<ctrl-l>", "<ctrl-g>", "<ctrl-a>", "<alt-e>", "<delete>", "<backspace>", "<space>", "+", "-", "/", "?", "g", "G", "j", "7", "w", "维", "，",
        ]), 0..60),
        width in 1_u16..140,
        height in 1_u16..50,
        decisions in proptest::sample::select(vec![0_usize, 1, 30]),
        mouse in proptest::collection::vec((0_u8..4, 0_u16..140, 0_u16..50), 0..20),
    ) {
        let mut t = tester(width, height, decisions);
        t.app.model.stage.has_mouse = true;
        let mut mouse = mouse.into_iter();
        for some in keys.chunks(3) {
            t.keys(&some.concat());
            match mouse.next() {
                Some((0, x, y)) => t.drag((x, y), (y, x)),
                Some((1, x, y)) => t.wheel(y % 2 == 0, x, y),
                Some((_, x, y)) => t.click(x, y),
                None => {}
            }
        }
        t.keys(&"<esc>".repeat(8));
        prop_assert!(!matches!(t.app.model.overlay, Some(Overlay::Help(_) | Overlay::Confirm(_))));
        t.keys("<ctrl-c>");
        prop_assert!(t.app.model.quit);
    }
}
