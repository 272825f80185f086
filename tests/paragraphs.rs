//! How many paragraphs (款) each article has: counted again from the texts, and no offence names one
//! that is not there.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Whole texts.
const WHOLE: [(&str, &str); 18] = [
    ("aqscf", "安全生产法(2021-06-10)"),
    ("aqscf2014", "安全生产法(2014-08-31)"),
    ("mkaqsctl", "煤矿安全生产条例(2024-01-24)"),
    ("wxhxpaqgltl", "危险化学品安全管理条例(2013-12-07)"),
    (
        "tbgd",
        "国务院关于预防煤矿生产安全事故的特别规定(2013-07-18)",
    ),
    ("mkaqjctl", "煤矿安全监察条例(2013-07-18)"),
    ("aqscxkztl", "安全生产许可证条例(2014-07-29)"),
    ("tfsjydf", "突发事件应对法(2024-06-28)"),
    ("tfsjydf2007", "突发事件应对法(2007-08-30)"),
    ("sgbgtl", "生产安全事故报告和调查处理条例(2007-04-09)"),
    ("ksaqf", "矿山安全法(2009-08-27)"),
    ("ksaqfsstl", "矿山安全法实施条例(1996-10-30)"),
    ("sgyjtl", "生产安全事故应急条例(2019-02-17)"),
    ("mtf", "煤炭法(2016-11-07)"),
    ("xzmkgltl", "乡镇煤矿管理条例(2013-07-18)"),
    ("yzdhxptl", "易制毒化学品管理条例(2018-09-18)"),
    ("yhbzaqgltl", "烟花爆竹安全管理条例(2016-02-06)"),
    ("xzcff", "行政处罚法(2021-01-22)"),
];
/// Parts. An excerpt may leave paragraphs out, never add one.
const PARTS: [(&str, &str); 12] = [
    ("cfbf", "安全生产违法行为行政处罚办法(2025-11-27)_节录"),
    ("wxhxpaqf", "危险化学品安全法(2025-12-27)_第九章第十章"),
    ("sgyjyaglbf", "生产安全事故应急预案管理办法_罚则"),
    ("gmqyfcfbaqgd", "工贸企业粉尘防爆安全规定_罚则"),
    (
        "tzzyryaqjspxkhglgd",
        "特种作业人员安全技术培训考核管理规定_罚则",
    ),
    ("aqpjjcjyjgglbf", "安全评价检测检验机构管理办法_罚则"),
    (
        "aqscsgyhpczlzxgd",
        "安全生产事故隐患排查治理暂行规定(2007-12-28)_罚则",
    ),
    (
        "jsxmaqssstsjdglbf",
        "建设项目安全设施“三同时”监督管理办法(2015-04-02)_罚则",
    ),
    ("yhbzjyxkssbf", "烟花爆竹经营许可实施办法(2013-10-16)_罚则"),
    (
        "jsfjsdxksldbxjgd",
        "金属非金属地下矿山企业领导带班下井及监督检查暂行规定(2010-10-13)_罚则",
    ),
    ("scjydwaqpxgd", "生产经营单位安全培训规定(版本未核)_罚则"),
    ("cfbf2015", "安全生产违法行为行政处罚办法(2015-04-02)_节录"),
];

/// Paragraphs of each article of one instrument, as written down.
struct Counted {
    articles: BTreeMap<u32, usize>,
    complete: bool,
}

impl Counted {
    fn of(&self, article: u32) -> Option<usize> {
        self.articles
            .get(&article)
            .copied()
            .or(self.complete.then_some(1))
    }
}

/// The paragraphs of an article: for each the numbers of its items.
type Article = Vec<Vec<u32>>;

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("benchmarks-data")
        .join(path)
}

fn shared(path: &str) -> Option<PathBuf> {
    let mut folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    while folder.pop() {
        let found = folder.join("shared").join(path);
        if found.exists() {
            return Some(found);
        }
    }
    println!("skipped: shared/{path} is not here");
    None
}

fn table(path: &Path) -> toml::Table {
    fs::read_to_string(path).unwrap().parse().unwrap()
}

fn written() -> BTreeMap<String, Counted> {
    let mut found = BTreeMap::new();
    let all = table(&data("rules/paragraphs.toml"));
    for entry in all["paragraphs"].as_array().unwrap() {
        let slug = entry["instrument"].as_str().unwrap().to_owned();
        let mut articles: BTreeMap<u32, usize> = BTreeMap::new();
        for (article, count) in entry["articles"].as_table().unwrap() {
            let count = usize::try_from(count.as_integer().unwrap()).unwrap();
            assert!(count > 1, "{slug} {article}: one paragraph is not listed");
            articles.insert(article.parse().unwrap(), count);
        }
        let complete = entry["complete"].as_bool().unwrap();
        if let Some(one) = entry.get("one") {
            assert!(!complete, "{slug}: `one` belongs to a part");
            for article in one.as_array().unwrap() {
                let article = u32::try_from(article.as_integer().unwrap()).unwrap();
                assert!(
                    articles.insert(article, 1).is_none(),
                    "{slug} {article} twice"
                );
            }
        }
        let counted = Counted { articles, complete };
        assert!(
            found.insert(slug.clone(), counted).is_none(),
            "{slug} is there twice"
        );
    }
    found
}

/// 一百二十一 → 121.
fn number(text: &str) -> Option<u32> {
    let (mut sum, mut digit) = (0, 0);
    for c in text.chars() {
        match c {
            '百' => {
                sum += digit * 100;
                digit = 0;
            }
            '十' => {
                sum += digit.max(1) * 10;
                digit = 0;
            }
            '零' | '〇' => digit = 0,
            _ => {
                digit = u32::try_from("一二三四五六七八九".chars().position(|d| d == c)?).ok()? + 1;
            }
        }
    }
    Some(sum + digit)
}

/// The number of the article that a line begins.
fn article(line: &str) -> Option<u32> {
    let (name, rest) = line.strip_prefix('第')?.split_once('条')?;
    rest.starts_with([' ', '　']).then(|| number(name))?
}

/// The number of the item that a line is: （三）.
fn item(line: &str) -> Option<u32> {
    let inside = line.strip_prefix(['（', '('])?;
    let (name, _) = inside.split_once(['）', ')'])?;
    (!name.is_empty()).then(|| number(name))?
}

/// A line below an item: 1．… ①….
fn sub_item(line: &str) -> bool {
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    behind.len() < line.len() && behind.starts_with(['．', '.', '、'])
        || line.starts_with(|c: char| ('①'..='⑳').contains(&c))
}

fn count(text: &str) -> BTreeMap<u32, Article> {
    let mut articles: BTreeMap<u32, Article> = BTreeMap::new();
    let mut open = None;
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with("<!--") {
            continue;
        }
        if line.starts_with('#') || line.starts_with("附表") {
            open = None;
        } else if let Some(number) = article(line) {
            assert!(
                articles.insert(number, vec![Vec::new()]).is_none(),
                "article {number} twice"
            );
            open = Some(number);
        } else if let Some(paragraphs) = open.and_then(|n| articles.get_mut(&n)) {
            if let Some(number) = item(line) {
                paragraphs.last_mut().unwrap().push(number);
            } else if !sub_item(line) {
                paragraphs.push(Vec::new());
            }
        }
    }
    articles
}

#[test]
fn numerals_articles_and_items_are_read() {
    for (text, wanted) in [
        ("第九条 甲", Some(9)),
        ("第十条 甲", Some(10)),
        ("第二十条　甲", Some(20)),
        ("第一百零五条 甲", Some(105)),
        ("第一百一十条 甲", Some(110)),
        ("第一百二十一条 甲", Some(121)),
        ("第八条第二款所列", None),
        ("第一次修订", None),
    ] {
        assert_eq!(article(text), wanted, "{text}");
    }
    assert_eq!(item("（十二）甲"), Some(12));
    assert_eq!(item("(一)甲"), Some(1));
    assert_eq!(item("（以下简称甲）"), None);
    assert!(sub_item("1．甲") && sub_item("①甲") && !sub_item("100万元以上的"));
    let text = "# 甲法\n\n第一条 甲：\n\n（一）乙；\n\n1．丙；\n\n（二）丁。\n\n戊。\n\n## 第二章\n\n第二条 己。";
    let found = count(text);
    assert_eq!(found[&1], vec![vec![1, 2], vec![]]);
    assert_eq!(found[&2], vec![Vec::<u32>::new()]);
}

#[test]
fn every_article_has_the_paragraphs_written_down() {
    let written = written();
    let Some(folder) = shared("law/statutes") else {
        return;
    };
    for (slug, name) in WHOLE {
        let text = fs::read_to_string(folder.join(format!("{name}.md"))).expect(name);
        let found = count(&text);
        let counted = &written[slug];
        assert!(counted.complete, "{slug}");
        let last = *found.keys().max().unwrap();
        assert_eq!(found.len(), last as usize, "{slug}: articles without a gap");
        assert!(counted.articles.keys().all(|a| *a <= last), "{slug}");
        for (article, paragraphs) in &found {
            assert_eq!(
                counted.of(*article),
                Some(paragraphs.len()),
                "{slug} {article}"
            );
        }
    }
    let Some(folder) = shared("law/statutes_extra") else {
        return;
    };
    for (slug, name) in PARTS {
        let text = fs::read_to_string(folder.join(format!("{name}.md"))).expect(name);
        let found = count(&text);
        let counted = &written[slug];
        if !counted.complete {
            for article in counted.articles.keys() {
                assert!(found.contains_key(article), "{slug} {article} is not seen");
            }
        }
        for (article, paragraphs) in &found {
            let Some(wanted) = counted.of(*article) else {
                continue;
            };
            let short = (slug, *article) == ("wxhxpaqf", 121);
            assert!(
                wanted == paragraphs.len() || short && wanted > paragraphs.len(),
                "{slug} {article}: {wanted} written down, {} found",
                paragraphs.len()
            );
        }
    }
}

#[test]
fn no_offence_names_a_paragraph_or_an_item_that_is_not_there() {
    let written = written();
    let texts: BTreeMap<&str, BTreeMap<u32, Article>> = shared("law/statutes")
        .map(|folder| {
            let read = |(slug, name): &(&'static str, &str)| {
                let text = fs::read_to_string(folder.join(format!("{name}.md"))).expect(name);
                (*slug, count(&text))
            };
            WHOLE.iter().map(read).collect()
        })
        .unwrap_or_default();
    let mut checked = 0;
    for file in fs::read_dir(data("statutes")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let statute = table(&path);
        let slug = statute["statute"]["instrument"].as_str().unwrap();
        let Some(counted) = written.get(slug) else {
            println!("{slug}: paragraphs not counted");
            continue;
        };
        for offence in statute["offence"].as_array().unwrap() {
            let id = offence["id"].as_str().unwrap();
            let place = id.strip_prefix(slug).and_then(|p| p.strip_prefix('-'));
            let place = place.and_then(|p| p.split('/').next()).expect(id);
            let numbers: Vec<u32> = place.split('-').map_while(|n| n.parse().ok()).collect();
            let [article, paragraph, item] = numbers.as_slice() else {
                println!("{id}: an inserted article");
                continue;
            };
            if let Some(count) = counted.of(*article) {
                assert!(
                    (1..=count).contains(&(*paragraph as usize)),
                    "{id}: article {article} has {count} paragraphs"
                );
            }
            if let Some(text) = texts.get(slug) {
                let paragraph = text
                    .get(article)
                    .and_then(|a| a.get(*paragraph as usize - 1))
                    .expect(id);
                assert!(*item == 0 || paragraph.contains(item), "{id}: no such item");
            }
            checked += 1;
        }
    }
    assert!(checked >= 568, "{checked} offences");
}
