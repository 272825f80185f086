//! The index as a whole, on a library small enough to read.

use std::ops::Range;

use proptest::prelude::{any, prop_oneof, proptest};

use super::{BenchmarkNames, Entry, Hit, Index, InstrumentNames, Match, Synonym};

fn names(slug: &str) -> InstrumentNames {
    let (title, short): (&str, &[&str]) = match slug {
        "aqscf" => ("中华人民共和国安全生产法", &["安全生产法", "安法"]),
        "wxhxpaqf" => ("中华人民共和国危险化学品安全法", &["危化品法"]),
        "wxhxpaqgltl" => ("危险化学品安全管理条例", &["危化条例", "危化"]),
        "mkaqsctl" => ("煤矿安全生产条例", &["煤矿条例", "煤矿"]),
        _ => ("特种作业人员安全技术培训考核管理规定", &["特种作业规定"]),
    };
    InstrumentNames {
        slug: slug.to_owned(),
        title: title.to_owned(),
        short: short.iter().map(|s| (*s).to_owned()).collect(),
    }
}

/// Builds an entry from its identifier; the old regulation is not in force.
fn entry(id: &str, title: &str) -> Entry {
    let clause = id.split('/').next().unwrap_or(id);
    let parts: Vec<&str> = clause.split('-').collect();
    let number = |at: usize| parts[at].trim_end_matches('b').parse().unwrap_or(0);
    let slug = parts[0];
    let (weight, domains): (u8, &[&str]) = match slug {
        "aqscf" => (3, &["coal", "noncoal", "hazchem"]),
        "wxhxpaqf" => (3, &["hazchem"]),
        "wxhxpaqgltl" => (2, &["hazchem"]),
        "mkaqsctl" => (2, &["coal"]),
        _ => (1, &["coal", "noncoal", "hazchem"]),
    };
    Entry {
        id: id.to_owned(),
        title: title.to_owned(),
        instrument: names(slug),
        article: number(1),
        inserted: parts[1].ends_with('b'),
        paragraph: number(2),
        item: number(3),
        in_force: slug != "wxhxpaqgltl",
        weight,
        domains: domains.iter().map(|d| (*d).to_owned()).collect(),
        benchmark_items: Vec::new(),
        aliases: Vec::new(),
    }
}

fn index() -> Index {
    let mut maintenance = entry("aqscf-99-1-3", "未对安全设备进行经常性维护、保养和定期检测");
    maintenance.benchmark_items = vec!["coal-2024:191 逾期未改正未维护保养".to_owned()];
    maintenance.aliases = vec!["带病运转".to_owned()];
    let entries = vec![
        entry("wxhxpaqgltl-78-1-8", "未在作业场所设置明显的安全警示标志"),
        entry("wxhxpaqgltl-80-1-4", "未将危险化学品储存在专用仓库内"),
        entry("mkaqsctl-62-1-3", "未按照规定进行安全生产教育和培训"),
        entry("mkaqsctl-62-1-7", "未按照规定制定生产安全事故应急救援预案"),
        entry("mkaqsctl-64-1-0", "存在重大事故隐患仍然进行生产"),
        entry(
            "mkaqsctl-64-1-0/1",
            "存在重大事故隐患仍然进行生产:超能力组织生产",
        ),
        entry(
            "mkaqsctl-64-1-0/2",
            "存在重大事故隐患仍然进行生产:瓦斯超限作业",
        ),
        entry(
            "mkaqsctl-64-1-0/10",
            "存在重大事故隐患仍然进行生产:使用应当淘汰的设备",
        ),
        entry("mkaqsctl-12b-1-0", "插入的条文"),
        entry(
            "aqscf-97-1-3",
            "未按照规定对从业人员、被派遣劳动者进行安全生产教育和培训",
        ),
        entry(
            "aqscf-97-1-6",
            "未按照规定制定生产安全事故应急救援预案或者未定期组织演练",
        ),
        entry(
            "aqscf-97-1-7",
            "特种作业人员未按照规定取得相应资格，上岗作业",
        ),
        entry(
            "aqscf-99-1-1",
            "未在较大危险因素的场所设置明显的安全警示标志",
        ),
        maintenance,
        entry("aqscf-101-1-2", "对重大危险源未登记建档"),
        entry("aqscf-103-2-0/1", "未与承包单位签订专门的安全生产管理协议"),
        entry("wxhxpaqf-101-1-10", "未设置明显的安全警示标志"),
        entry(
            "wxhxpaqf-103-1-2",
            "对重复使用的包装物、容器，在重复使用前不进行检查",
        ),
        entry("tzzyry-40-1-0", "使用未取得特种作业操作证的人员上岗作业"),
    ];
    let synonym = |say: &[&str], means: &[&str]| Synonym {
        say: say.iter().map(|s| (*s).to_owned()).collect(),
        means: means.iter().map(|s| (*s).to_owned()).collect(),
    };
    let synonyms = [
        synonym(
            &["无证上岗", "电工没证"],
            &["特种作业 取得相应资格", "未取得特种作业操作证"],
        ),
        synonym(&["没预案", "没应急预案"], &["应急救援预案"]),
        synonym(&["没培训"], &["安全生产教育和培训"]),
        synonym(&["设备坏了还用"], &["经常性维护、保养"]),
    ];
    let coal = BenchmarkNames {
        pack: "coal-2024".to_owned(),
        names: vec!["煤矿".to_owned()],
    };
    Index::new(entries, &synonyms).with_benchmarks(&[coal])
}

fn ids(index: &Index, hits: &[Hit]) -> Vec<String> {
    hits.iter()
        .filter_map(|hit| index.entry(hit.entry))
        .map(|entry| entry.id.clone())
        .collect()
}

/// Searches and returns why the first was found and the first identifiers.
fn first(query: &str, count: usize) -> (Option<Match>, Vec<String>) {
    let index = index();
    let hits = index.search(query, None, count);
    (hits.first().map(|hit| hit.why), ids(&index, &hits))
}

#[test]
fn an_empty_query_lists_law_in_force_first_and_articles_in_order() {
    let index = index();
    for query in ["", "  ", "　", "《》"] {
        let hits = index.search(query, None, usize::MAX);
        let ids = ids(&index, &hits);
        assert_eq!(ids.len(), index.entries().len());
        assert_eq!(
            ids[..3],
            ["aqscf-97-1-3", "aqscf-97-1-6", "aqscf-97-1-7"],
            "{query}"
        );
        assert_eq!(
            ids[17..],
            ["wxhxpaqgltl-78-1-8", "wxhxpaqgltl-80-1-4"],
            "{query}"
        );
    }
}

#[test]
fn a_citation_in_any_form_finds_its_article_and_item_first() {
    for (query, expected) in [
        ("aqscf-97-1-3", "aqscf-97-1-3"),
        ("AQSCF－97－1－3", "aqscf-97-1-3"),
        ("97", "aqscf-97-1-3"),
        ("97(7)", "aqscf-97-1-7"),
        ("９７（７）", "aqscf-97-1-7"),
        ("97⑦", "aqscf-97-1-7"),
        ("97-1-7", "aqscf-97-1-7"),
        ("97条7项", "aqscf-97-1-7"),
        ("安法97(7)", "aqscf-97-1-7"),
        ("安法 97 7", "aqscf-97-1-7"),
        ("af97(7)", "aqscf-97-1-7"),
        ("第九十七条第七项", "aqscf-97-1-7"),
        ("《安全生产法》第九十七条第一款第（七）项", "aqscf-97-1-7"),
        (
            "《中华人民共和国安全生产法》第97条第1款第7项",
            "aqscf-97-1-7",
        ),
        ("煤矿64", "mkaqsctl-64-1-0"),
        ("煤矿安全生产条例第六十四条", "mkaqsctl-64-1-0"),
        ("mkaqsctl-64-1-0", "mkaqsctl-64-1-0"),
        ("mkaqsctl-64-1-0/10", "mkaqsctl-64-1-0/10"),
        ("煤矿条例第十二条之一", "mkaqsctl-12b-1-0"),
        ("危化80(4)", "wxhxpaqgltl-80-1-4"),
        ("危化101(10)", "wxhxpaqf-101-1-10"),
        ("103(2)", "aqscf-103-2-0/1"),
        ("危化品法103(2)", "wxhxpaqf-103-1-2"),
    ] {
        let (why, found) = first(query, 1);
        assert_eq!(found, [expected], "{query}");
        assert!(why >= Some(Match::Citation), "{query}: {why:?}");
    }
}

#[test]
fn the_identifier_of_a_clause_finds_all_its_offences() {
    let (_, found) = first("mkaqsctl-64-1-0", 4);
    let clause = ["", "/1", "/2", "/10"].map(|n| format!("mkaqsctl-64-1-0{n}"));
    assert_eq!(found, clause);
}

#[test]
fn a_benchmark_item_is_found_by_its_number() {
    for query in [
        "煤矿191",
        "煤矿基准191",
        "基准191",
        "191",
        "coal-2024:191",
        "煤矿第191项",
        "mk191",
        "MK 191",
        "ｍｋ１９１",
        "meikuang191",
        "meik191",
        "煤kuang191",
        "mkjz191",
        "mk基准191",
        "meikuangjizhun191",
    ] {
        let expected = (Some(Match::Benchmark), vec!["aqscf-99-1-3".to_owned()]);
        assert_eq!(first(query, 9), expected, "{query}");
    }
    for query in [
        "危化191",
        "wh191",
        "m191",
        "k191",
        "mkq191",
        "mk192",
        "mk19",
    ] {
        assert_ne!(first(query, 9).0, Some(Match::Benchmark), "{query}");
    }
    assert_eq!(first("危化191", 9).1, Vec::<String>::new());
}

#[test]
fn the_name_of_an_instrument_lists_it_in_order() {
    for query in ["安全生产法", "aqscf", "安法"] {
        let (why, found) = first(query, 2);
        assert_eq!(
            (why, found[1].as_str()),
            (Some(Match::Citation), "aqscf-97-1-6"),
            "{query}"
        );
    }
}

#[test]
fn the_reason_is_the_best_one_there_is() {
    for (query, why, expected) in [
        ("对重大危险源未登记建档", Match::Exact, "aqscf-101-1-2"),
        ("对重大危险源", Match::Prefix, "aqscf-101-1-2"),
        ("登记建档", Match::Substring, "aqscf-101-1-2"),
        ("维护保养", Match::Substring, "aqscf-99-1-3"),
        ("带病运转", Match::Exact, "aqscf-99-1-3"),
        ("保养 检测", Match::Terms, "aqscf-99-1-3"),
        ("安法 保养", Match::Terms, "aqscf-99-1-3"),
        ("99 检测", Match::Terms, "aqscf-99-1-3"),
        ("没预案", Match::Synonym, "aqscf-97-1-6"),
        ("煤矿没预案", Match::Synonym, "mkaqsctl-62-1-7"),
        ("没有应急预案", Match::Synonym, "aqscf-97-1-6"),
        ("危化警示标志", Match::Instrument, "wxhxpaqf-101-1-10"),
        ("djjd", Match::Initials, "aqscf-101-1-2"),
        ("cdwxy", Match::Initials, "aqscf-101-1-2"),
        ("zdwxy", Match::Initials, "aqscf-101-1-2"),
        ("dengjijian", Match::Pinyin, "aqscf-101-1-2"),
        ("deng ji jian dang", Match::Pinyin, "aqscf-101-1-2"),
        ("登记jd", Match::Mixed, "aqscf-101-1-2"),
        ("登计建档", Match::Homophone, "aqscf-101-1-2"),
        ("登记档建", Match::Typo, "aqscf-101-1-2"),
        ("设备坏掉了", Match::Similar, "aqscf-99-1-3"),
        ("危险建档", Match::Fuzzy, "aqscf-101-1-2"),
    ] {
        let (found, ids) = first(query, 1);
        assert_eq!(
            (found, ids),
            (Some(why), vec![expected.to_owned()]),
            "{query}"
        );
    }
}

#[test]
fn equal_matches_are_ordered_by_force_and_rank_before_length() {
    let (_, found) = first("警示标志", 9);
    assert_eq!(
        found,
        ["wxhxpaqf-101-1-10", "aqscf-99-1-1", "wxhxpaqgltl-78-1-8"]
    );
}

#[test]
fn a_domain_leaves_out_what_does_not_occur_in_it_unless_it_is_cited_by_name() {
    let index = index();
    let found = |query: &str| ids(&index, &index.search(query, Some("coal"), 9));
    assert_eq!(found("警示标志"), ["aqscf-99-1-1"]);
    assert_eq!(found("危化品法101(10)"), ["wxhxpaqf-101-1-10"]);
    assert!(found("101").iter().all(|id| id.starts_with("aqscf")));
}

#[test]
fn in_a_domain_its_own_law_goes_before_general_law_of_equal_rank() {
    let index = index();
    let hits = index.search("教育和培训", Some("coal"), 9);
    assert_eq!(ids(&index, &hits), ["aqscf-97-1-3", "mkaqsctl-62-1-3"]);
    let hits = index.search("安全警示标志", Some("hazchem"), 1);
    assert_eq!(ids(&index, &hits), ["wxhxpaqf-101-1-10"]);
}

#[test]
fn the_matched_characters_of_the_title_are_told() {
    let index = index();
    for (query, expected) in [
        ("维护保养", vec!["维护、保养"]),
        ("weihu", vec!["维护"]),
        ("保养 定期", vec!["保养", "定期"]),
        ("设备坏了还用", vec!["经常性维护、保养"]),
        ("维护保样", vec!["维护、保养"]),
        ("99(3)", vec![]),
    ] {
        let hit = index.search(query, None, 1).remove(0);
        let entry = index.entry(hit.entry).expect("a hit names an entry");
        assert_eq!(entry.id, "aqscf-99-1-3", "{query}");
        let title: Vec<char> = entry.title.chars().collect();
        let marked = |range: Range<usize>| title[range].iter().collect::<String>();
        let marked: Vec<String> = hit.ranges.into_iter().map(marked).collect();
        assert_eq!(marked, expected, "{query}");
    }
}

#[test]
fn nothing_is_found_for_nonsense() {
    for query in ["哈哈哈", "qqqqqq", "999999999999"] {
        assert_eq!(index().search(query, None, 9), [], "{query}");
    }
}

proptest! {
    #[test]
    fn any_query_is_answered_in_order_with_ranges_inside_the_title(
        query in prop_oneof![any::<String>(), "[a-z ]{0,12}", "[未警示标志没预案煤矿第条项（）()0-9a-z-]{0,10}"],
        limit in 0_usize..20,
    ) {
        let index = index();
        let hits = index.search(&query, None, limit);
        assert!(hits.len() <= limit);
        assert!(hits.is_sorted_by_key(|hit| -hit.score));
        for hit in hits {
            let title = index.entry(hit.entry).map_or(0, |entry| entry.title.chars().count());
            assert!(hit.ranges.iter().all(|range| range.start < range.end && range.end <= title));
            assert!(hit.ranges.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }
}
