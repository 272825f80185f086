#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "an oracle that panics on what it does not know"
)]

use std::sync::LazyLock;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::complete::complete;
use super::{Asked, Choice, Name, Span, Term, What};
use crate::compare::Decision;
use crate::law::{Fen, Library};
use crate::packs::load_shipped;
use crate::store::{Cancel, Filter, Input, Page, Profile, Request, Sort, Store};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load_shipped().library);
static PROFILE: LazyLock<Profile> = LazyLock::new(Profile::default);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn read(text: &str) -> Asked {
    Asked::read(&LIBRARY, day("2026-11-28"), text)
}

fn yuan(from: Option<i64>, to: Option<i64>) -> What {
    let (from, to) = (from.map(Fen::yuan), to.map(Fen::yuan));
    What::Fine(vec![Span { from, to }])
}

fn days(from: Option<&str>, to: Option<&str>) -> What {
    let (from, to) = (from.map(day), to.map(day));
    What::Decided(vec![Span { from, to }])
}

/// The only condition of a text.
fn one(text: &str) -> What {
    let asked = read(text);
    assert_eq!(asked.doubts, [], "{text}");
    let [term] = <[Term; 1]>::try_from(asked.terms).unwrap_or_else(|t| panic!("{text}: {t:?}"));
    assert!(!term.negated, "{text}");
    term.what
}

#[test]
fn amounts_are_read_with_any_sign_and_any_input_method() {
    let fen = |from: Option<i64>, to: Option<i64>| {
        What::Fine(vec![Span {
            from: from.map(Fen),
            to: to.map(Fen),
        }])
    };
    for (text, meant) in [
        ("金额>5万", fen(Some(5_000_001), None)),
        ("金额＞５万元", fen(Some(5_000_001), None)),
        ("金额》5万", fen(Some(5_000_001), None)),
        ("金额 > 5万", fen(Some(5_000_001), None)),
        ("罚款>=5万", yuan(Some(50_000), None)),
        ("罚款≥五万元", yuan(Some(50_000), None)),
        ("金额<8000元", fen(None, Some(799_999))),
        ("罚款<=8000元", yuan(None, Some(8_000))),
        ("金额5万..10万", yuan(Some(50_000), Some(100_000))),
        ("金额5万．．10万", yuan(Some(50_000), Some(100_000))),
        ("金额：5万。。10万", yuan(Some(50_000), Some(100_000))),
        ("金额5..10万", yuan(Some(50_000), Some(100_000))),
        ("金额5万至10万", yuan(Some(50_000), Some(100_000))),
        ("金额:..10万", yuan(None, Some(100_000))),
        ("金额5万..", yuan(Some(50_000), None)),
        ("金额5万以上", yuan(Some(50_000), None)),
        ("金额:5万以下", yuan(None, Some(50_000))),
        ("金额:5万", yuan(Some(50_000), Some(50_000))),
        ("金额=0", yuan(Some(0), Some(0))),
        ("fine>=5万", yuan(Some(50_000), None)),
    ] {
        assert_eq!(one(text), meant, "{text}");
    }
}

#[test]
fn days_stand_alone_or_behind_their_name() {
    for (text, meant) in [
        ("2025", days(Some("2025-01-01"), Some("2025-12-31"))),
        ("2025..", days(Some("2025-01-01"), None)),
        ("２０２５。。", days(Some("2025-01-01"), None)),
        ("..2024-06", days(None, Some("2024-06-30"))),
        (
            "2024-03..2025",
            days(Some("2024-03-01"), Some("2025-12-31")),
        ),
        ("2024年3月", days(Some("2024-03-01"), Some("2024-03-31"))),
        ("2024/3/5", days(Some("2024-03-05"), Some("2024-03-05"))),
        ("今年", days(Some("2026-01-01"), Some("2026-12-31"))),
        ("去年..", days(Some("2025-01-01"), None)),
        ("上月", days(Some("2026-10-01"), Some("2026-10-31"))),
        ("日期>2024-03", days(Some("2024-04-01"), None)),
        ("日期<2024", days(None, Some("2023-12-31"))),
        ("日期:2024Q1", days(Some("2024-01-01"), Some("2024-03-31"))),
    ] {
        assert_eq!(one(text), meant, "{text}");
    }
}

#[test]
fn words_stay_words() {
    for text in [
        "培训",
        "〔2024〕12号",
        "45356",
        "202403",
        "2024-15",
        "12号",
        "..",
        "a..b",
        "罚款",
        "5万",
    ] {
        let What::Anywhere(word, _) = one(text) else {
            panic!("{text}");
        };
        assert_eq!(word, text);
    }
    assert_eq!(
        one("“某县 2025”"),
        What::Anywhere("某县 2025".to_owned(), Vec::new())
    );
    assert_eq!(
        one("\"金额>5\""),
        What::Anywhere("金额>5".to_owned(), Vec::new())
    );
}

#[test]
fn names_of_the_library_become_identifiers() {
    let ids = |text: &str| -> Vec<String> {
        let What::Among(_, choices) = one(text) else {
            panic!("{text}");
        };
        choices.into_iter().flat_map(|c| c.ids).collect()
    };
    for (text, meant) in [
        ("领域:煤矿", &["coal"][..]),
        ("领域：危化品|煤矿", &["hazchem", "coal"]),
        ("领域:coal", &["coal"]),
        ("对象:单位", &["unit"]),
        ("阶段:逾期", &["overdue"]),
        ("结果:罚款|警告|不予", &["fined", "warned", "not_penalised"]),
        ("地区:1411", &["1411"]),
        ("教学示例:否", &["0"]),
    ] {
        assert_eq!(ids(text), meant, "{text}");
    }
    assert!(ids("依据:安全生产法97(3)").contains(&"aqscf-97-1-3".to_owned()));
    assert!(ids("依据:97(3)").contains(&"aqscf-97-1-3".to_owned()));
    assert!(ids("案由:培训").contains(&"aqscf-97-1-3".to_owned()));
    assert!(ids("情节:主动").len() > 1);
}

#[test]
fn what_cannot_be_read_is_named_with_its_place_and_the_rest_filters() {
    let asked = read("培训 金鹅>5万 领域:煤矿");
    assert_eq!(asked.terms.len(), 2);
    assert_eq!(asked.doubts.len(), 1);
    assert_eq!(asked.doubts[0].place, 3..8);
    assert!(
        asked.doubts[0]
            .message
            .contains("不认识“金鹅”，是否指“金额”？")
    );
    for (text, said) in [
        ("金额>", "后面还没有写值"),
        (">5万", "符号前面"),
        ("金额>5", "请写明单位"),
        ("金额:10万..5万", "前大后小"),
        ("5万..10万", "金额请写 金额5万..10万"),
        ("领域:没矿", "是否指“煤矿”"),
        ("领域>煤矿", "不能比大小"),
        ("依据:9999(9)", "没有“9999(9)”"),
        ("日期:去年度", "读不出日期"),
        ("地区:吕梁", "一至六位"),
        ("情节:不存在的东西", "不认识情节"),
        ("金额<0元", "读不出金额"),
    ] {
        let asked = read(text);
        assert_eq!(asked.terms, [], "{text}");
        let message = &asked.doubts[0].message;
        assert!(message.contains(said), "{text}: {message}");
    }
}

#[test]
fn a_sign_before_a_condition_turns_it_round() {
    for text in ["-领域:煤矿", "!领域:煤矿", "－领域：煤矿", "！领域：煤矿"] {
        let asked = read(text);
        assert_eq!(asked.print(), "-领域:煤矿", "{text}");
        assert!(asked.terms[0].negated);
    }
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "培训",
            "某矿",
            "某 县",
            "\"",
            "“”",
            "a:b",
            "-x",
            "2025",
            "今年",
            "金额5万",
            "..",
            "|",
            "x|y",
            "「",
            "罚",
            "1号",
            "甲",
        ])
        .prop_map(str::to_owned),
        "[甲乙a-c0-9 :>|\"“”「」.!-]{1,5}",
    ]
    .prop_filter("a word is something", |w| !w.is_empty())
}

fn span<T: Clone + Ord + std::fmt::Debug>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Span<T>> {
    let end = proptest::option::of(value);
    proptest::collection::vec(end, 2).prop_map(|mut ends| {
        if ends.iter().all(Option::is_some) {
            ends.sort();
        }
        Span {
            from: ends[0].clone(),
            to: ends[1].clone(),
        }
    })
}

/// A condition on what the random registers say.
fn conditions() -> impl Strategy<Value = Term> {
    let fen = prop_oneof![0..400_i64, 0..9_i64].prop_map(|n| Fen(n * 50_000));
    let date = (0..800_i64).prop_map(|n| day("2024-01-01") + chrono::Days::new(n.unsigned_abs()));
    let among = proptest::sample::select(vec![
        "领域:煤矿",
        "领域:危化品|工贸",
        "对象:单位",
        "对象:个人|责任人员",
        "阶段:逾期",
        "阶段:首次",
        "结果:罚款",
        "结果:不予|警告",
        "地区:1411",
        "地区:14",
        "地区:141121|990100",
        "情节:主动",
        "情节:一年内",
        "案由:培训",
        "案由:检测",
        "依据:97(3)",
        "依据:安全生产法99(3)",
        "教学示例:是",
        "教学示例:否",
    ])
    .prop_map(|text| read(text).terms[0].what.clone());
    let contains = (
        proptest::sample::select(vec![
            Name::Authority,
            Name::CaseNo,
            Name::Party,
            Name::Tier,
            Name::Narrative,
        ]),
        proptest::collection::vec(words(), 1..3),
    );
    let what = prop_oneof![
        words().prop_map(|w| {
            let meant = super::read::offences(&LIBRARY, &w);
            What::Anywhere(w, meant)
        }),
        proptest::collection::vec(span(fen), 1..3).prop_map(What::Fine),
        proptest::collection::vec(span(date), 1..3).prop_map(What::Decided),
        among,
        contains.prop_map(|(name, texts)| What::Contains(name, texts)),
    ];
    (any::<bool>(), what).prop_map(|(negated, what)| Term { negated, what })
}

/// The same question, asked of one decision in memory.
fn holds(term: &Term, d: &Decision) -> bool {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let is = |id: Option<String>, c: &Choice| id.is_some_and(|id| c.ids.contains(&id));
    let offence = d.offence.as_ref().map(ToString::to_string);
    let met = match &term.what {
        What::Anywhere(word, meant) => {
            let all = [
                d.case_no.clone(),
                text(&d.party_name),
                d.authority.clone(),
                text(&d.basis),
                text(&d.narrative),
            ];
            all.join("\n").contains(word.as_str())
                || d.offence.as_ref().is_some_and(|o| meant.contains(o))
        }
        What::Fine(spans) => spans.iter().any(|s| {
            d.fine.is_some_and(|f| {
                s.from.is_none_or(|from| from <= f) && s.to.is_none_or(|to| f <= to)
            })
        }),
        What::Decided(spans) => spans.iter().any(|s| {
            s.from.is_none_or(|from| from <= d.decided_on.latest())
                && s.to.is_none_or(|to| d.decided_on.earliest() <= to)
        }),
        What::Among(name, choices) => choices.iter().any(|c| match name {
            Name::Domain => is(d.domain.as_ref().map(ToString::to_string), c),
            Name::Subject => is(Some(d.subject.id().to_owned()), c),
            Name::Stage => is(d.stage.as_ref().map(ToString::to_string), c),
            Name::Outcome => is(d.outcome.map(|o| o.id().to_owned()), c),
            Name::Region => d.region.as_ref().is_some_and(|r| r.starts_with(&c.ids[0])),
            Name::Circumstance => d
                .circumstances
                .iter()
                .any(|k| c.ids.contains(&k.to_string())),
            Name::Basis => is(offence.clone(), c),
            Name::Offence => match &offence {
                Some(id) => c.ids.contains(id),
                None => text(&d.basis).contains(&c.said),
            },
            Name::Teaching => c.ids[0] == i64::from(d.flags.teaching).to_string(),
            other => panic!("{other:?}"),
        }),
        What::Contains(name, texts) => texts.iter().any(|t| {
            let within = match name {
                Name::Authority => d.authority.clone(),
                Name::CaseNo => d.case_no.clone(),
                Name::Party => text(&d.party_name),
                Name::Tier => text(&d.tier),
                Name::Narrative => text(&d.narrative),
                other => panic!("{other:?}"),
            };
            within.contains(t.as_str())
        }),
    };
    met != term.negated
}

fn register() -> impl Strategy<Value = Vec<String>> {
    let pick = |options: &'static [&'static str]| proptest::sample::select(options);
    let record = (
        pick(&[
            "\"2024-03-05\"",
            "\"2024-06\"",
            "\"2025\"",
            "\"2026-01-31\"",
        ]),
        pick(&["\"coal\"", "\"hazchem\"", "null"]),
        pick(&["unit", "individual", "responsible_person"]),
        pick(&["\"first\"", "\"overdue\"", "null"]),
        pick(&[
            "\"fined\",\"fine_yuan\":20000",
            "\"fined\",\"fine_yuan\":500",
            "\"fined\"",
            "\"warned\"",
            "\"not_penalised\"",
            "null",
        ]),
        pick(&[
            "\"offence\":\"aqscf-97-1-3\",\"basis\":\"《安全生产法》第九十七条第三项\"",
            "\"offence\":\"aqscf-99-1-3\"",
            "\"basis\":\"浙江省安全生产条例第三条培训\"",
        ]),
        pick(&["\"141121\"", "\"990100\"", "null"]),
        pick(&[
            "[]",
            "[\"art32_voluntary_remedy\"]",
            "[\"agg_repeat_within_year\"]",
        ]),
        pick(&["\"某矿\"", "\"甲 x|y\"", "null"]),
        (
            pick(&["甲县应急管理局", "某 县a:b"]),
            pick(&["\"第一阶次\"", "null"]),
            pick(&["\"未培训“上岗”\"", "null"]),
        ),
    );
    proptest::collection::vec(record, 1..14).prop_map(|records| {
        let line = |(n, r): (usize, (_, _, _, _, _, _, _, _, _, (_, _, _)))| {
            let (date, domain, subject, stage, outcome, about, region, circumstances, party, (authority, tier, told)) = r;
            let (date, domain, subject, stage): (&str, &str, &str, &str) = (date, domain, subject, stage);
            let (outcome, about, region, circumstances): (&str, &str, &str, &str) = (outcome, about, region, circumstances);
            let (party, authority, tier, told): (&str, &str, &str, &str) = (party, authority, tier, told);
            format!(
                "{{\"case_no\":\"甲罚〔2024〕{n}号\",\"decided_on\":{date},\"domain\":{domain},\"subject\":\"{subject}\",\"stage\":{stage},\"disposition\":{outcome},{about},\"region\":{region},\"circumstances\":{circumstances},\"party_name\":{party},\"authority\":\"{authority}\",\"tier\":{tier},\"narrative\":{told},\"teaching\":{}}}",
                n % 3 == 0
            )
        };
        records.into_iter().enumerate().map(line).collect()
    })
}

fn stored(lines: &[String]) -> Store {
    let mut store = Store::open_in_memory().unwrap();
    let request = Request {
        file: "f",
        at: "2026-01-01T00:00:00".parse().unwrap(),
        library: "x",
        profile: &PROFILE,
        teaching: false,
        preview: false,
    };
    let text = lines.join("\n");
    store
        .import(
            Input::Bytes(text.as_bytes()),
            &LIBRARY,
            &request,
            &mut |_| {},
            &Cancel::new(false),
        )
        .unwrap();
    store
}

fn all(store: &Store, filter: &Filter) -> Vec<(i64, Decision)> {
    let page = Page {
        sort: Sort::Arrival,
        descending: false,
        limit: u32::MAX,
        offset: 0,
    };
    let found = store.decisions(filter, page).unwrap();
    found.into_iter().map(|s| (s.id, s.decision)).collect()
}

proptest! {
    #[test]
    fn what_is_printed_reads_as_the_same(terms in proptest::collection::vec(conditions(), 0..5)) {
        let asked = Asked { terms, doubts: Vec::new() };
        prop_assert_eq!(read(&asked.print()), asked);
    }

    #[test]
    fn any_text_is_read_and_what_is_read_prints_as_itself(text in "[甲金额领域煤矿日期:：><=|。.\"“「 0-9万元!-]{0,30}") {
        let asked = read(&text);
        let again = read(&asked.print());
        prop_assert_eq!(&again.terms, &asked.terms);
        prop_assert_eq!(again.doubts, []);
        let length = text.chars().count();
        prop_assert!(asked.doubts.iter().all(|d| d.place.start < d.place.end && d.place.end <= length));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_store_finds_what_a_look_at_every_decision_finds(
        lines in register(),
        terms in proptest::collection::vec(conditions(), 1..4),
        barred in proptest::collection::vec(0..14_i64, 0..4),
    ) {
        let store = stored(&lines);
        let everything = all(&store, &Filter::default());
        prop_assert_eq!(everything.len(), lines.len());
        let mut filter = Asked { terms: terms.clone(), doubts: Vec::new() }.filter();
        let met: Vec<i64> = everything
            .iter()
            .filter(|(_, d)| terms.iter().all(|t| holds(t, d)))
            .map(|(id, _)| *id)
            .collect();
        let found = |filter: &Filter| -> Vec<i64> { all(&store, filter).into_iter().map(|(id, _)| id).collect() };
        prop_assert_eq!(found(&filter), met.clone());
        filter.except.clone_from(&barred);
        let left: Vec<i64> = met.iter().copied().filter(|id| !barred.contains(id)).collect();
        prop_assert_eq!(found(&filter), left.clone());
        let fines: Vec<Option<Fen>> = everything.iter().filter(|(id, _)| left.contains(id)).map(|(_, d)| d.fine).collect();
        let sum = fines.iter().flatten().map(|f| f.0).sum();
        let unknown = fines.iter().filter(|f| f.is_none()).count();
        prop_assert_eq!(store.sum(&filter).unwrap(), (left.len() as u64, Fen(sum), unknown as u64));
        filter.only = Some(barred.clone());
        prop_assert_eq!(found(&filter), Vec::<i64>::new());
    }
}

#[test]
fn plain_words_are_asked_as_before() {
    let asked = read("培训 某县 2025").filter();
    let before = Filter::containing(&LIBRARY, "培训 某县");
    assert_eq!((asked.text, asked.meant), (before.text, before.meant));
    assert_eq!(asked.terms.len(), 1);
}

fn completed(before: &str) -> Vec<(usize, String)> {
    let found = complete(&LIBRARY, before).into_iter();
    found.map(|c| (c.typed, c.word)).collect()
}

#[test]
fn names_and_closed_words_are_completed_from_characters_and_pinyin() {
    let one = |typed: usize, word: &str| vec![(typed, word.to_owned())];
    for (before, wanted) in [
        ("je", one(2, "金额>")),
        ("jine", one(4, "金额>")),
        ("培训 -领", one(1, "领域:")),
        ("罚款", one(2, "金额>")),
        ("fine", one(4, "金额>")),
        ("领域:mk", one(2, "煤矿")),
        ("领域：煤矿|危", one(1, "危险化学品")),
        ("ly", one(2, "领域:")),
        ("领域:wh", one(2, "危险化学品")),
        ("对象:gr", one(2, "个人")),
        ("教学:", vec![(0, "是".to_owned()), (0, "否".to_owned())]),
        (
            "日期:今",
            vec![(1, "今年".to_owned()), (1, "今天".to_owned())],
        ),
        ("领域:煤矿", vec![]),
        ("领域:煤矿 ", vec![]),
        ("机关:某", vec![]),
        ("“领", vec![]),
        ("-", vec![]),
        ("", vec![]),
        ("培训", vec![]),
        ("没有:煤", vec![]),
    ] {
        assert_eq!(completed(before), wanted, "{before}");
    }
    let names: Vec<String> = completed("j").into_iter().map(|(_, word)| word).collect();
    assert_eq!(
        names,
        [
            "金额>",
            "机关:",
            "结果:",
            "阶段:",
            "阶次:",
            "教学示例:",
            // 决定日期, 决定书文号: other names of theirs come later.
            "日期:",
            "文号:"
        ]
    );
}

#[test]
fn every_word_that_is_offered_is_understood() {
    for name in Name::ALL {
        for (typed, word) in completed(&format!("{}:", name.label())) {
            let text = format!("{}:{word}", name.label());
            assert_eq!((typed, read(&text).doubts), (0, vec![]), "{text}");
        }
    }
    assert!(completed("情节:").len() > 5 && completed("领域:").len() > 5);
}
