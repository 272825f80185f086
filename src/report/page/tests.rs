use std::collections::BTreeMap;

use chrono::NaiveDate;
use scraper::{Html, Selector};

use super::*;
use crate::compare::bureau::{
    Banded, Bunching, BureauPoint, FunnelLimit, Period, PeriodPoint, Share, Test, YearChange,
};
use crate::compare::{Amounts, Cases, Decision, Flags, Outcome, compare};
use crate::law::{Facts, Fen, OffenceId, StageId, Subject};
use crate::packs::load_shipped;
use crate::store::Store;
use crate::store::review::{Act, Opinion};

const HOSTILE: &str = "<script>alert(\"1\")</script>&'罚'<img src=x onerror=y>";

fn decision(n: usize, fine: i64) -> Decision {
    Decision {
        case_no: format!("某应急罚〔2024〕{n}号"),
        decided_on: "2024-08-02".parse().unwrap(),
        act_on: None,
        authority: "某县应急管理局".to_owned(),
        region: None,
        domain: None,
        basis: None,
        offence: Some(OffenceId::from("aqscf-99-1-3")),
        subject: Subject::Unit,
        stage: Some(StageId::from("first")),
        party_name: Some("某公司".to_owned()),
        facts: Facts::default(),
        circumstances: Vec::new(),
        tier: None,
        outcome: Some(Outcome::Fined),
        fine: Some(Fen::yuan(fine)),
        amounts: Amounts::default(),
        other_penalties: Vec::new(),
        narrative: None,
        flags: Flags::default(),
    }
}

/// What a test wishes of a page.
struct Wishes<'a> {
    selection: Selection,
    opinions: Opinions<'a>,
    bureaus: Option<BureauView>,
    limit: usize,
    jurisdiction: Option<&'a str>,
    maker: Option<&'a str>,
    party: fn(i64) -> Option<String>,
}

impl Default for Wishes<'_> {
    fn default() -> Self {
        Wishes {
            selection: Selection::default(),
            opinions: BTreeMap::new(),
            bureaus: None,
            limit: LISTED,
            jurisdiction: None,
            maker: None,
            party: |_| None,
        }
    }
}

/// A page about some decisions.
fn page_of(decisions: &[Decision], wishes: &Wishes<'_>) -> String {
    let library = load_shipped().library;
    page(&library, decisions.iter().collect(), wishes)
}

fn page(library: &Library, cases: Cases, wishes: &Wishes<'_>) -> String {
    let options = Options::default();
    let findings = compare(library, cases, &options);
    let page = Page {
        library,
        fingerprint: "0123456789abcdef".to_owned(),
        findings: &findings,
        options: &options,
        selection: &wishes.selection,
        opinions: &wishes.opinions,
        bureaus: wishes.bureaus.as_ref(),
        limit: wishes.limit,
        jurisdiction: wishes.jurisdiction,
        maker: wishes.maker,
        made: NaiveDate::from_ymd_opt(2026, 3, 1)
            .and_then(|d| d.and_hms_opt(9, 30, 0))
            .unwrap(),
        party: &wishes.party,
    };
    page.render()
}

fn few() -> Vec<Decision> {
    let mut all: Vec<Decision> = (1..8).map(|n| decision(n, 10_000)).collect();
    all.push(decision(8, 900_000));
    all.push(Decision {
        flags: Flags {
            teaching: true,
            ..Flags::default()
        },
        ..decision(9, 15_000)
    });
    all.push(Decision {
        offence: None,
        ..decision(10, 15_000)
    });
    all
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let found = html.select(&selector);
    found
        .map(|e| e.text().collect::<String>().trim().to_owned())
        .collect()
}

/// Parses as browsers do; fails on anything they would have to repair.
fn sound(text: &str) -> Html {
    let html = Html::parse_document(text);
    assert_eq!(html.errors, [""; 0]);
    html
}

/// Nothing is run and nothing is fetched.
fn harmless(html: &Html) {
    for element in html.select(&Selector::parse("*").unwrap()) {
        let element = element.value();
        let forbidden = [
            "script", "link", "img", "iframe", "object", "embed", "base", "form", "use", "image",
        ];
        assert!(!forbidden.contains(&element.name()), "{}", element.name());
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on"), "{name}");
            assert!(
                !["src", "srcset", "style", "action"].contains(&name),
                "{name}"
            );
            assert!(name != "href" || value.starts_with('#'), "{value}");
        }
    }
    let style = texts(html, "style").concat();
    assert!(!style.contains("@import"));
    assert_eq!(
        style.matches("url(").count(),
        style.matches("url(#").count()
    );
}

#[test]
fn a_small_register_makes_this_page() {
    let text = page_of(&few(), &Wishes::default()).replace(STYLE, "");
    insta::assert_snapshot!(text.replace('>', ">\n"));
}

#[test]
fn the_page_is_whole_by_itself_and_sound() {
    let library = load_shipped().library;
    let mut store = Store::open_in_memory().unwrap();
    let at = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap().into();
    store.load_demo(&library, "x", at).unwrap();
    let cases = store.cases(None).unwrap();
    let wishes = Wishes {
        bureaus: Some(view()),
        ..Wishes::default()
    };
    let text = page(&library, cases, &wishes);
    assert!(!text.contains("http") && !text.contains("javascript:"));
    let html = sound(&text);
    harmless(&html);
    assert_eq!(texts(&html, "title"), ["类案同罚核查"]);
    let drawn = texts(&html, ".finding").len();
    assert!(drawn > 0);
    assert_eq!(texts(&html, ".finding svg.strip").len(), drawn);
    assert_eq!(texts(&html, ".finding .strip .band").len(), drawn);
    assert_eq!(texts(&html, ".finding h3 .teaching").len(), drawn);
    assert_eq!(texts(&html, "svg.plot").len(), 2);
    let flagged = texts(&html, "#bureaus table strong");
    assert_eq!(flagged, ["提示核查"; 4]);
}

#[test]
fn what_records_say_is_text_and_never_markup() {
    let mut all = few();
    for (n, decision) in all.iter_mut().enumerate() {
        decision.case_no = format!("{HOSTILE}{n}号");
        decision.authority = HOSTILE.to_owned();
        decision.tier = Some(HOSTILE.to_owned());
    }
    let text = page_of(
        &all,
        &Wishes {
            jurisdiction: Some(HOSTILE),
            maker: Some(HOSTILE),
            party: |_| Some(HOSTILE.to_owned()),
            ..Wishes::default()
        },
    );
    let html = sound(&text);
    harmless(&html);
    assert!(!text.contains("<script") && !text.contains("<img"));
    let heading = texts(&html, ".finding h3").concat();
    assert!(heading.contains(&format!("{HOSTILE}7号")), "{heading}");
    assert!(texts(&html, ".who").concat().contains(HOSTILE));
    assert!(
        texts(&html, ".peers .differs, .peers th")
            .concat()
            .contains(HOSTILE)
    );
}

#[test]
fn names_of_parties_are_left_out_unless_asked_for() {
    let named = Wishes {
        party: |_| Some("某公司".to_owned()),
        ..Wishes::default()
    };
    assert!(!page_of(&few(), &Wishes::default()).contains("某公司"));
    assert!(page_of(&few(), &named).contains("某公司"));
}

#[test]
fn a_long_list_ends_with_how_many_more_there_are() {
    let mut all = few();
    all.extend((20..30).map(|n| decision(n, 900_000 + 10_000 * i64::try_from(n).unwrap())));
    let three = Wishes {
        limit: 3,
        ..Wishes::default()
    };
    let html = sound(&page_of(&all, &three));
    assert_eq!(texts(&html, ".finding").len(), 3);
    assert_eq!(texts(&html, ".overview tbody tr").len(), 3);
    let more = texts(&html, "#findings .more").concat();
    assert!(more.starts_with("另有 8 件没有列出"), "{more}");
}

#[test]
fn a_filter_chooses_what_is_listed_and_the_page_says_so() {
    let selection = Selection {
        authority: Some("某市".to_owned()),
        ..Selection::default()
    };
    let nobody = Wishes {
        selection,
        ..Wishes::default()
    };
    let text = page_of(&few(), &nobody);
    let html = sound(&text);
    assert_eq!(texts(&html, ".finding").len(), 0);
    let summary = texts(&html, "#summary").concat();
    assert!(
        summary.contains("处罚机关含“某市”（0 件）。比较始终针对全部决定"),
        "{summary}"
    );
    assert!(summary.contains("10 件决定中，提示核查 1 件"), "{summary}");
}

#[test]
fn an_empty_register_has_a_page_too() {
    harmless(&sound(&page_of(&[], &Wishes::default())));
}

#[test]
fn what_somebody_dismissed_stands_at_the_end_with_the_reason() {
    let library = load_shipped().library;
    let mut store = Store::open_in_memory().unwrap();
    let at = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap().into();
    store.load_demo(&library, "x", at).unwrap();
    let findings = compare(&library, store.cases(None).unwrap(), &Options::default());
    let asked = chosen(&findings, &Selection::default(), &BTreeMap::new());
    let (first, second) = (asked[0], asked[1]);
    for (index, act, reason) in [
        (first, Act::Dismissed, "案卷<b>另有</b>证据"),
        (second, Act::Confirmed, "已报告"),
    ] {
        let opinion = Opinion {
            act,
            reason,
            verdict: findings.marks[index].verdict,
            basis: &findings.basis(index).unwrap(),
            at,
            by: None,
        };
        let key = findings.cases().key(index).unwrap();
        assert!(store.review(key, &opinion).unwrap());
    }
    let reviews = store.reviews().unwrap();
    let wishes = Wishes {
        opinions: reviews.states(&findings),
        ..Wishes::default()
    };
    let html = sound(&page(&library, store.cases(None).unwrap(), &wishes));
    assert_eq!(texts(&html, ".finding").len(), asked.len() - 1);
    let confirmed = texts(&html, ".finding .review");
    assert!(
        confirmed.concat().starts_with("已确认：已报告（2026-03-01"),
        "{confirmed:?}"
    );
    let dismissed = texts(&html, "#dismissed tbody tr").concat();
    assert!(dismissed.contains("案卷<b>另有</b>证据"), "{dismissed}");
    let case_no = findings.cases().decision(first).unwrap().case_no;
    assert!(dismissed.contains(&case_no), "{dismissed}");
}

/// Two authorities, one of which stands out in everything.
fn view() -> BureauView {
    let test = |flagged| {
        Some(Test {
            p_value: if flagged { 0.00001 } else { 0.4 },
            z: 1.0,
            rank: 1,
            flagged,
        })
    };
    let banded = |value: f64| Banded {
        value,
        low: value - 5.0,
        high: value + 5.0,
    };
    let share = || Share {
        count: 3,
        of: 60,
        share: banded(0.05),
        expected: Some(0.04),
        test: None,
    };
    let bureau = |authority: &str, index, flagged| BureauPoint {
        authority: authority.to_owned(),
        n: 60,
        effective: index / 2.0,
        index: banded(index),
        limits_95: (90.0, 110.0),
        limits_998: (85.0, 115.0),
        test: test(flagged),
        top: share(),
        bottom: share(),
        change: Some(banded(3.0)),
    };
    let period = |quarter, index, flagged| PeriodPoint {
        authority: "甲<局>".to_owned(),
        period: Period {
            year: 2025,
            quarter: Some(quarter),
        },
        n: 30,
        index: banded(index),
        usual: Some(100.0),
        test: test(flagged),
        top: share(),
        bottom: share(),
    };
    let limit = |effective: f64| FunnelLimit {
        effective,
        limits_95: (
            100.0 - 60.0 / effective.sqrt(),
            100.0 + 60.0 / effective.sqrt(),
        ),
        limits_998: (
            100.0 - 90.0 / effective.sqrt(),
            100.0 + 90.0 / effective.sqrt(),
        ),
    };
    BureauView {
        periods: vec![period(3, 140.0, true), period(1, 100.0, false)],
        bureaus: vec![bureau("甲<局>", 130.0, true), bureau("乙局", 98.0, false)],
        funnel: (4..8).map(|n| limit(f64::from(n) * 10.0)).collect(),
        bunching: vec![Bunching {
            authority: "甲<局>".to_owned(),
            threshold_yuan: 100_000,
            gates: vec![("听证".to_owned(), "第六十三条".to_owned())],
            near: 40,
            just_below: 12,
            window_yuan: (96_000, 100_000),
            window_open: false,
            expected: 2.0,
            in_force: 12,
            test: test(true),
            keys: Vec::new(),
        }],
        years: vec![YearChange {
            authority: "甲<局>".to_owned(),
            year: 2025,
            n: (30, 40),
            change: banded(20.0),
            test: test(true),
        }],
        ..BureauView::default()
    }
}
