use super::*;
use crate::compare::{Options, compare};
use crate::law::Library;
use crate::store::{Cancel, Input, Profile, Request};

const HEAD: &str = "决定书文号,处罚决定日期,处罚机关,违法行为代号,当事人类别,行政相对人名称,违法阶段,裁量因素,处罚类别,罚款金额（元）\n";

fn library() -> Library {
    crate::packs::load_shipped().library
}

fn at() -> NaiveDateTime {
    "2026-07-01T09:30:00".parse().unwrap()
}

fn row(n: usize, yuan: u32) -> String {
    format!(
        "甲〔2025〕{n}号,2025-03-01,甲县应急管理局,aqscf-99-1-3,单位,甲公司{n},overdue,days_overdue={},罚款,{yuan}\n",
        n % 4
    )
}

fn rows(fines: &[u32]) -> String {
    let rows = fines.iter().enumerate().map(|(n, yuan)| row(n, *yuan));
    std::iter::once(HEAD.to_owned()).chain(rows).collect()
}

/// Forty ordinary fines of 7 万元 to 8 万元, and one above the statutory maximum of 20 万元.
fn fines() -> Vec<u32> {
    let usual = (0..40).map(|n| 70_000 + n % 5 * 2_500);
    usual.chain([350_000]).collect()
}

fn import(store: &mut Store, library: &Library, file: &str, text: &str) -> i64 {
    let profile = Profile::default();
    let request = Request {
        file,
        at: at(),
        library: "",
        profile: &profile,
        teaching: false,
        preview: false,
    };
    let input = Input::Bytes(text.as_bytes());
    let report = store.import(input, library, &request, &mut |_| {}, &Cancel::new(false));
    let report = report.unwrap();
    assert_eq!(report.rejected, [], "{file}");
    store.imports().unwrap().first().unwrap().id
}

fn compared(store: &Store, library: &Library) -> Findings {
    compare(library, store.cases(None).unwrap(), &Options::default())
}

/// The key of the one finding.
fn suspect(findings: &Findings) -> (usize, i64) {
    let is_finding = |i: &usize| findings.marks[*i].verdict.is_finding();
    let found: Vec<usize> = (0..findings.marks.len()).filter(is_finding).collect();
    let [index] = found[..] else {
        panic!("{found:?}")
    };
    (index, findings.cases().key(index).unwrap())
}

fn say(store: &mut Store, findings: &Findings, act: Act, reason: &str) -> i64 {
    let (index, key) = suspect(findings);
    let basis = findings.basis(index).unwrap();
    let opinion = Opinion {
        act,
        reason,
        verdict: findings.marks[index].verdict,
        basis: &basis,
        at: at(),
        by: Some("张三"),
    };
    assert!(store.review(key, &opinion).unwrap());
    key
}

fn states(store: &Store, library: &Library) -> Vec<(ReviewState, String)> {
    let findings = compared(store, library);
    let reviews = store.reviews().unwrap();
    let states = reviews.states(&findings);
    let state = |(state, review): &(ReviewState, &Review)| (*state, review.reason.clone());
    states.values().map(state).collect()
}

#[test]
fn a_dismissed_finding_stays_dismissed_when_its_file_is_taken_back_and_imported_again() {
    let (library, mut store) = (library(), Store::open_in_memory().unwrap());
    let first = import(&mut store, &library, "a.csv", &rows(&fines()));
    let findings = compared(&store, &library);
    let key = say(&mut store, &findings, Act::Dismissed, "已按从旧兼从轻核对");
    let dismissed = (ReviewState::Dismissed, "已按从旧兼从轻核对".to_owned());
    assert_eq!(states(&store, &library), std::slice::from_ref(&dismissed));

    // 撤销导入：意见还在，只是没有对应的决定。
    store.undo_import(first).unwrap();
    let reviews = store.reviews().unwrap();
    assert_eq!((reviews.gone().len(), reviews.iter().count()), (1, 0));

    // 先导入别的案由的决定，行号因此不同，再导入原文件。
    let other =
        "乙〔2025〕9号,2025-03-01,乙县应急管理局,aqscf-97-1-7,单位,乙公司,first,,罚款,30000\n";
    import(&mut store, &library, "b.csv", &format!("{HEAD}{other}"));
    import(&mut store, &library, "a.csv", &rows(&fines()));
    assert_eq!(states(&store, &library), [dismissed]);
    assert_ne!(suspect(&compared(&store, &library)).1, key);
}

#[test]
fn a_changed_decision_brings_the_finding_back_with_the_earlier_reason() {
    let (library, mut store) = (library(), Store::open_in_memory().unwrap());
    let first = import(&mut store, &library, "a.csv", &rows(&fines()));
    let findings = compared(&store, &library);
    say(&mut store, &findings, Act::Dismissed, "原因");
    store.undo_import(first).unwrap();
    let mut changed = fines();
    *changed.last_mut().unwrap() = 360_000;
    import(&mut store, &library, "a2.csv", &rows(&changed));
    assert_eq!(
        states(&store, &library),
        [(ReviewState::Changed, "原因".to_owned())]
    );
}

#[test]
fn every_opinion_is_kept_and_the_latest_holds() {
    let (library, mut store) = (library(), Store::open_in_memory().unwrap());
    import(&mut store, &library, "a.csv", &rows(&fines()));
    let findings = compared(&store, &library);
    let key = say(&mut store, &findings, Act::Confirmed, "应当更正");
    say(&mut store, &findings, Act::Dismissed, "看错了");
    let state = |store: &Store| states(store, &library).first().map(|(s, _)| *s);
    assert_eq!(state(&store), Some(ReviewState::Dismissed));
    assert!(store.undo_review(key, at(), None).unwrap());
    assert_eq!(state(&store), Some(ReviewState::Confirmed));
    say(&mut store, &findings, Act::Reopened, "");
    assert_eq!(state(&store), None);
    let acts = |log: Vec<Review>| -> Vec<(Act, String, Option<String>)> {
        log.into_iter().map(|r| (r.act, r.reason, r.by)).collect()
    };
    let someone = Some("张三".to_owned());
    let expected = [
        (Act::Reopened, String::new(), someone.clone()),
        (Act::Confirmed, "应当更正".to_owned(), None),
        (Act::Dismissed, "看错了".to_owned(), someone.clone()),
        (Act::Confirmed, "应当更正".to_owned(), someone),
    ];
    assert_eq!(acts(store.review_history(key).unwrap()), expected);
    assert_eq!(acts(store.review_log(None).unwrap()), expected);
    assert_eq!(store.review_log(Some("没有这个文号")).unwrap(), []);
}

#[test]
fn the_table_of_reviews_only_grows() {
    let (library, mut store) = (library(), Store::open_in_memory().unwrap());
    import(&mut store, &library, "a.csv", &rows(&fines()));
    let findings = compared(&store, &library);
    say(&mut store, &findings, Act::Dismissed, "原因");
    for sql in ["UPDATE review SET reason = 'x'", "DELETE FROM review"] {
        let refused = store.conn.execute(sql, []).unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}
