//! What is wrong with rows, seen against the text.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::rows::{Fine, Row, Rows, Words, strings};
use crate::text::{LAWS, Law, Paragraph, Texts, figures};

/// Paragraphs that name several violations, each an offence `/1`, `/2` …, by a word of each.
pub const PARTS: [(&str, u32, u32, &[&str]); 3] = [
    ("aqscf2014", 100, 2, &["安全生产管理协议", "统一协调、管理"]),
    ("aqscf2014", 106, 1, &["不立即组织抢救", "擅离职守", "逃匿"]),
    ("aqscf2014", 106, 2, &["隐瞒不报", "谎报", "迟报"]),
];

/// Consequences that fall on units and on persons alike.
pub const BOTH: [(&str, &str); 2] = [
    ("tfsjydf2007-65-", "给予警告"),
    ("tfsjydf2007-66-", "由公安机关依法给予处罚"),
];

/// Words that threaten something.
pub const VERBS: [&str; 14] = [
    "罚款",
    "责令",
    "限期改正",
    "没收",
    "吊销",
    "撤销",
    "暂停",
    "暂扣",
    "处分",
    "不得担任",
    "拘留",
    "予以关闭",
    "警告",
    "处罚",
];

/// Clauses with such a word that threaten nothing of their own.
pub const NOT_A_THREAT: [&str; 7] = [
    "依照下列规定处以罚款",
    "依照刑法",
    "受刑事处罚或者撤职处分",
    "受处分之日起",
    "前款规定的行为",
    "由人民政府有关部门依法决定处罚的",
    "还应当对其依法给予处分",
];

/// Kinds of penalty and the words they stand for; a longer word goes first and takes its text away.
pub const KINDS: [(&str, &[&str]); 23] = [
    ("停产停业整顿", &["停产停业整顿"]),
    ("停产停业", &["停产停业"]),
    ("责令停止建设", &["停止建设"]),
    ("责令限期改正", &["限期改正"]),
    ("责令改正", &["责令改正"]),
    ("责令消除隐患", &["责令立即消除或者限期消除"]),
    ("没收违法所得", &["没收违法所得"]),
    ("吊销资质资格", &["吊销其相应资质"]),
    ("暂扣营业执照", &["暂扣或者吊销许可证或者营业执照"]),
    ("吊销营业执照", &["吊销许可证或者营业执照"]),
    ("暂扣许可证", &["暂扣或者吊销许可证"]),
    (
        "吊销许可证",
        &["吊销许可证", "吊销其有关证照", "吊销其执业许可证"],
    ),
    ("降级撤职处分", &["降级、撤职的处分"]),
    ("撤职处分", &["给予撤职处分"]),
    ("行业禁入", &["不得担任"]),
    ("暂停资格", &["暂停或者撤销其与安全生产有关的资格"]),
    ("撤销资格", &["撤销其与安全生产有关的资格"]),
    ("关闭", &["予以关闭"]),
    ("拘留", &["拘留"]),
    ("警告", &["警告"]),
    ("暂停业务活动", &["暂停其业务活动"]),
    ("治安管理处罚", &["由公安机关依法给予处罚"]),
    ("单位内部处分", &["依照有关规章制度给予处分"]),
];

/// Words joined by 或者 and the kinds they give the choice of.
pub const CHOICES: [(&str, &[&str]); 4] = [
    (
        "停止建设或者停产停业整顿",
        &["责令停止建设", "停产停业整顿"],
    ),
    ("暂停或者撤销", &["暂停资格", "撤销资格"]),
    (
        "暂扣或者吊销许可证或者营业执照",
        &["暂扣许可证", "吊销许可证", "暂扣营业执照", "吊销营业执照"],
    ),
    ("活动或者吊销", &["暂停业务活动", "吊销许可证"]),
];

/// Stages and the words that open them.
pub const STAGES: [(&str, &str); 7] = [
    ("overdue", "逾期未改正"),
    ("refused", "拒不"),
    ("serious", "情节严重"),
    ("especially_serious", "情节特别严重"),
    ("consequence", "造成严重后果"),
    ("criminal_or_dismissed", "受刑事处罚或者撤职处分"),
    (
        "responsible_for_major_or_extraordinary_accident",
        "对重大、特别重大生产安全事故负有责任",
    ),
];

/// Parties that are organisations.
pub const UNITS: [&str; 5] = [
    "生产经营单位",
    "机构",
    "有关单位",
    "对事故负有责任的生产经营单位",
    "单位",
];

/// The fine the quotes speak of.
pub fn fine_of(quotes: &[String]) -> Option<Fine> {
    let clauses: Vec<&str> = quotes.iter().flat_map(|q| q.split(['，', '；'])).collect();
    let at = clauses.iter().position(|c| c.ends_with("的罚款"))?;
    let clause = clauses[at];
    let condition = at.checked_sub(1).map_or("", |before| clauses[before]);
    let amount = || figures(condition).first().map(|f| f.1);
    let when = if condition.contains("不足") {
        Some((false, amount()?))
    } else if condition.starts_with("违法所得") {
        Some((true, amount()?))
    } else {
        None
    };
    let found = figures(clause);
    let (kind, last) = *found.last()?;
    assert!(found.iter().all(|(k, _)| *k == kind), "{clause}");
    let (basis, lone) = match kind {
        '%' => ("percent_of_annual_income", Some(last)),
        '倍' => ("multiple_of_illegal_gain", None),
        '元' => ("fixed_range", None),
        other => panic!("{clause}: {other}"),
    };
    let mode = if clause.contains("可以处") {
        "may"
    } else if clause.contains("单处或者并处") {
        "single_or_concurrent"
    } else {
        "must"
    };
    Some(Fine {
        basis: basis.to_owned(),
        min: if found.len() == 2 {
            Some(found[0].1)
        } else {
            lone
        },
        max: last,
        when,
        mode: mode.to_owned(),
    })
}

pub fn kinds_of(quotes: &[String]) -> BTreeSet<String> {
    let mut text = quotes.join("|");
    let mut found = BTreeSet::new();
    for (kind, words) in KINDS {
        if words.iter().any(|w| text.contains(w)) {
            found.insert(kind.to_owned());
            if kind == "停产停业整顿" {
                text = text.replace(kind, "");
            }
        }
    }
    if text.contains("的罚款") {
        found.insert("罚款".to_owned());
    }
    found
}

/// Article, paragraph, item and part of an id.
pub fn place_of(id: &str) -> Option<(&'static str, [u32; 4])> {
    let (id, part) = id.split_once('/').unwrap_or((id, "0"));
    let mut pieces = id.split('-');
    let slug = pieces.next()?;
    let law = LAWS.iter().find(|l| l.slug == slug)?;
    let mut numbers = [0; 4];
    for number in numbers.iter_mut().take(3) {
        *number = pieces.next()?.parse().ok()?;
    }
    numbers[3] = part.parse().ok()?;
    Some((law.slug, numbers))
}

/// What is wrong with one row, seen against the text.
pub fn row_faults(row: &Row, words: &Words, texts: &Texts) -> Vec<String> {
    let mut faults = Vec::new();
    let mut wrong = |bad: bool, what: &str| {
        if bad {
            faults.push(format!("row {}: {what}", row.n));
        }
    };
    let Some((slug, [article, paragraph, item, _])) = place_of(&row.offence) else {
        return vec![format!("row {}: no id", row.n)];
    };
    wrong((article, paragraph, item) != words.place, "place");
    let said = |w: &str| words.quotes.iter().any(|q| q.contains(w));
    // 依照前款: the figures stand one paragraph before.
    let before = u32::from(said("依照前款规定处罚"));
    let text = |p: u32, i: u32| {
        let all = texts.get(&(slug, article)).map(Vec::as_slice);
        let found = all?.iter().find(|x| x.paragraph == p && x.item == i)?;
        Some(found.text.as_str())
    };
    let places = [
        text(paragraph, 0),
        text(paragraph, item),
        text(paragraph - before, 0),
    ];
    let literal = |q: &String| places.iter().flatten().any(|t| t.contains(q.as_str()));
    wrong(!words.quotes.iter().all(literal), "quote not in the text");
    if item > 0 {
        wrong(text(paragraph, item) != words.item.as_deref(), "item");
        let act = words.item.as_deref().unwrap_or_default();
        let act = act.trim_end_matches(['；', '。']);
        let named = act.strip_suffix('的') == Some(&row.title);
        wrong(!named && figures(act).is_empty(), "title");
    }
    wrong(fine_of(&words.quotes) != row.fine, "fine or its mode");
    let all: Vec<_> = words.quotes.iter().flat_map(|q| figures(q)).collect();
    let of = |kind: char| all.iter().find(|f| f.0 == kind).map(|f| f.1);
    let ban = of('年').map(|n| n.to_string());
    let ban = ban.or(said("终身").then(|| "lifetime".to_owned()));
    wrong(ban != row.ban, "ban");
    wrong(of('日') != row.days, "days");
    let listed: BTreeSet<String> = row.penalties.iter().cloned().collect();
    wrong(kinds_of(&words.quotes) != listed, "kinds");
    let choice = CHOICES.iter().find(|c| said(c.0)).map(|c| c.1);
    let given = row.rest.get("alternatives").map(|a| strings(&a[0]));
    wrong(
        choice.map(|c| c.iter().map(ToString::to_string).collect()) != given,
        "alternatives",
    );
    for (stage, opening) in STAGES {
        wrong(said(opening) != (row.stage == stage), stage);
    }
    let accident = row.stage == "caused_accident";
    wrong(accident && !said("事故"), "no accident");
    wrong(row.stage == "first" && said("导致发生"), "accident");
    let persons = row.who.contains("主管人员");
    wrong(said("直接负责的主管人员") != persons, "who");
    wrong(persons && row.subject != "responsible_person", "subject");
    wrong(
        UNITS.contains(&row.who.as_str()) != (row.subject == "unit") && row.who != "单位或者个人",
        "subject",
    );
    // 责令改正，可以处…罚款: only the fine is free.
    let bound = match &row.fine {
        Some(fine) if fine.mode != "must" => listed.iter().filter(|k| *k != "罚款").count(),
        _ => 0,
    };
    let marked = row.rest.get("mode_of").and_then(Value::as_object);
    let must = marked.is_none_or(|m| m.iter().all(|(k, v)| listed.contains(k) && v == "must"));
    wrong(marked.map_or(0, Map::len) != bound || !must, "mode_of");
    faults
}

/// The clauses of a text that threaten something.
pub fn threats(text: &str) -> Vec<&str> {
    text.split(['，', '；', '。', '：'])
        .filter(|clause| VERBS.iter().any(|v| clause.contains(v)))
        .filter(|clause| !NOT_A_THREAT.iter().any(|n| clause.contains(n)))
        .collect()
}

pub type Groups<'a> = BTreeMap<(&'static str, [u32; 4]), Vec<(&'a Row, &'a Words)>>;

/// What an article threatens and no row says.
fn article_faults(law: &Law, article: u32, texts: &Texts, groups: &Groups) -> Vec<String> {
    let mut faults = Vec::new();
    let paragraphs = &texts[&(law.slug, article)];
    let used: BTreeSet<(char, u64)> = groups
        .iter()
        .filter(|((slug, place), _)| *slug == law.slug && place[0] == article)
        .flat_map(|(_, rows)| rows.iter().flat_map(|(_, w)| &w.quotes))
        .flat_map(|quote| figures(quote))
        .collect();
    for figure in paragraphs.iter().flat_map(|p| figures(&p.text)) {
        if !used.contains(&figure) {
            faults.push(format!("{} {article}: {figure:?} unused", law.slug));
        }
    }
    if law.without.contains(&article) {
        return faults;
    }
    for head in paragraphs.iter().filter(|p| p.item == 0) {
        let mut needed = threats(&head.text);
        if head.text.contains("依照前款规定处罚") {
            needed.extend(threats(&paragraphs[0].text));
        } else if head.paragraph > 1 && needed.is_empty() {
            continue;
        }
        let items = paragraphs
            .iter()
            .filter(|p| p.item > 0 && p.paragraph == head.paragraph);
        let mut each: Vec<Option<&Paragraph>> = items.map(Some).collect();
        if each.is_empty() {
            each.push(None);
        }
        let parts = PARTS
            .iter()
            .find(|p| (p.0, p.1, p.2) == (law.slug, article, head.paragraph))
            .map_or(&[""][..], |p| p.3);
        for item in each {
            // An item with figures of its own is a consequence, one without is the act.
            let own = item.filter(|p| !figures(&p.text).is_empty());
            let own = own.map(|p| threats(&p.text)).unwrap_or_default();
            let needed: Vec<&str> = needed.iter().chain(&own).copied().collect();
            for (part, number) in parts.iter().zip(1..) {
                let number = if part.is_empty() { 0 } else { number };
                let item = item.map_or(0, |p| p.item);
                let place = [article, head.paragraph, item, number];
                let rows = groups.get(&(law.slug, place)).map(Vec::as_slice);
                faults.extend(
                    offence_faults(place, part, rows.unwrap_or_default(), &needed)
                        .into_iter()
                        .map(|fault| format!("{} {place:?}: {fault}", law.slug)),
                );
            }
        }
    }
    faults
}

/// What an offence's paragraph and item threaten and none of its rows says.
fn offence_faults(
    [article, paragraph, ..]: [u32; 4],
    part: &str,
    rows: &[(&Row, &Words)],
    needed: &[&str],
) -> Vec<String> {
    let mut faults = Vec::new();
    if rows.is_empty() || !rows.iter().all(|(r, _)| r.title.contains(part)) {
        faults.push("no offence".to_owned());
    }
    for threat in needed {
        // Only who fled is detained, and no other paragraph takes that over.
        let fled = part == "逃匿" && paragraph == 1;
        let of_another = threat.starts_with("对逃匿") && !fled;
        // 64, 65: a remark, because it rests on conditions of another law.
        let remark = article < 66 && threat.starts_with("由公安机关");
        let quoted = |(_, w): &(&Row, &Words)| w.quotes.iter().any(|q| q.contains(threat));
        if !of_another && !remark && !rows.iter().any(quoted) {
            faults.push((*threat).to_owned());
        }
    }
    faults
}

/// What the rows leave out, in one article or in all.
pub fn coverage_faults(rows: &Rows, texts: &Texts, of: Option<u32>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut groups = Groups::new();
    for (row, words) in &rows.quoted {
        if let Some(place) = place_of(&row.offence) {
            groups.entry(place).or_default().push((row, words));
        }
    }
    for law in &LAWS {
        for article in law.chapter.clone() {
            if of.is_none_or(|only| only == article) {
                faults.extend(article_faults(law, article, texts, &groups));
            }
        }
    }
    for (offence, word) in BOTH {
        let says = |w: &Words| w.quotes.iter().any(|q| q.contains(word));
        let subjects: BTreeSet<&str> = rows
            .quoted
            .iter()
            .filter(|(row, words)| row.offence.starts_with(offence) && says(words))
            .map(|(row, _)| row.subject.as_str())
            .collect();
        if subjects != BTreeSet::from(["individual", "unit"]) {
            faults.push(format!("{offence}: {subjects:?}"));
        }
    }
    faults
}

/// Everything that is wrong.
pub fn faults(rows: &Rows, texts: &Texts) -> Vec<String> {
    let mut faults = coverage_faults(rows, texts, None);
    if rows.quoted.len() != rows.shipped.len() {
        faults.push("not as many rows".to_owned());
    }
    for ((row, words), shipped) in rows.quoted.iter().zip(&rows.shipped) {
        if row != shipped {
            faults.push(format!("{row:?}\nis shipped as\n{shipped:?}"));
        }
        faults.extend(row_faults(row, words, texts));
    }
    faults
}
