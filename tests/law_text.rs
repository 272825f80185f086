//! The shipped penalty rows against the texts of the law they are taken from.
//!
//! Uses nothing of the program: an own reader of articles and numerals, the raw TOML, and the texts
//! of `shared/law`. Every contradiction is a failure unless [`ALLOWED`] says why it is none.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Offence (or its beginning), check, and why the finding is no contradiction.
const ALLOWED: &[(&str, &str, &str)] =
    &[("cfbf2015-51-2-0", "kind", "三年内不得再次申请该行政许可")];

/// Instruments whose every offence must be found in a text.
const WHOLE: [&str; 21] = [
    "aqpjjcjyjgglbf",
    "aqscf",
    "aqscxkztl",
    "cfbf",
    "gmqyfcfbaqgd",
    "ksaqf",
    "ksaqfsstl",
    "mkaqjctl",
    "mkaqsctl",
    "mtf",
    "sgbgtl",
    "sgyjtl",
    "sgyjyaglbf",
    "tbgd",
    "tfsjydf",
    "tzzyryaqjspxkhglgd",
    "wxhxpaqf",
    "wxhxpaqgltl",
    "xzmkgltl",
    "yhbzaqgltl",
    "yzdhxptl",
];

/// What the text says for a kind of penalty: one of these words.
const KINDS: &[(&str, &[&str])] = &[
    ("罚款", &["罚款"]),
    ("停产停业整顿", &["停产停业整顿"]),
    ("停产整顿", &["停产整顿"]),
    ("停业整顿", &["停业整顿"]),
    ("停产停业", &["停产停业"]),
    ("责令停产", &["停产"]),
    (
        "责令限期改正",
        &["限期改正", "限期治理", "限期改进", "限期达到", "限期整改"],
    ),
    ("责令改正", &["改正"]),
    ("没收违法所得", &["违法所得"]),
    ("没收非法财物", &["没收"]),
    ("吊销许可证", &["吊销"]),
    ("吊销营业执照", &["营业执照"]),
    ("吊销资质资格", &["吊销"]),
    ("吊销资质证书", &["吊销"]),
    ("吊销资格证", &["吊销"]),
    ("吊销从业资格", &["吊销其从业资格"]),
    ("撤销资质", &["撤销"]),
    ("撤销许可", &["撤销"]),
    ("撤销资格", &["撤销"]),
    ("撤销岗位证书", &["撤销"]),
    ("暂扣许可证", &["暂扣"]),
    ("暂扣营业执照", &["暂扣"]),
    ("暂扣资格证", &["暂扣", "暂停"]),
    ("暂停资格", &["暂停"]),
    ("暂停从业活动", &["暂停从业活动"]),
    ("暂停业务活动", &["暂停"]),
    ("暂停或者吊销资格", &["暂停或者吊销"]),
    ("停止考试业务", &["停止考试业务"]),
    ("停止委托考试业务", &["停止委托考试业务"]),
    ("停止受理许可申请", &["停止受理"]),
    ("不得再次申请", &["不得再次申请"]),
    ("不得再次申请许可", &["不得再次申请"]),
    ("列入严重失信主体名单", &["列入"]),
    (
        "行业禁入",
        &["不得从事", "不得担任", "不得再担任", "禁入", "限制从业"],
    ),
    (
        "责令停止违法活动",
        &["责令停止", "责令立即停止", "停止非法"],
    ),
    ("责令停止生产", &["停止生产", "停止非法生产"]),
    ("责令停止建设", &["停止建设"]),
    ("责令停止施工", &["停止施工"]),
    ("责令停止开采", &["停止开采"]),
    ("责令停止销售", &["停止销售"]),
    ("责令停止作业", &["停止作业", "停止生产", "立即停止"]),
    ("责令停止培训", &["责令停止特种作业人员安全技术培训"]),
    ("责令停运整改", &["停运整改"]),
    ("责令暂停招生", &["招生"]),
    ("责令限期整顿", &["限期整顿"]),
    ("责令限期补办", &["限期补办"]),
    ("责令消除隐患", &["消除"]),
    ("责令拆除", &["拆除"]),
    ("责令无害化处理", &["无害化处理"]),
    ("责令办理经营范围变更登记", &["办理经营范围变更登记"]),
    ("强制清除", &["强制"]),
    ("追缴", &["追缴"]),
    ("禁止上道路行驶", &["禁止上道路行驶"]),
    ("关闭", &["关闭"]),
    ("警告", &["警告"]),
    ("拘留", &["拘留"]),
    ("按日连续处罚", &["按日连续"]),
    ("加收滞纳金", &["滞纳"]),
    ("治安管理处罚", &["治安管理"]),
    ("行政处分", &["行政处分"]),
    ("政务处分", &["处分", "降级", "撤职"]),
    ("纪律处分", &["纪律处分"]),
    ("单位内部处分", &["处分"]),
    ("撤职处分", &["撤职"]),
    ("降级撤职处分", &["降级", "撤职"]),
    ("取消考试资格", &["取消考生的考试资格"]),
    ("成绩无效", &["成绩无效"]),
    ("停考", &["停考"]),
];

/// Words that tell one organ from another.
const ORGANS: [&str; 31] = [
    "应急管理",
    "安全生产监督管理部门",
    "公安",
    "交通运输",
    "运输主管部门",
    "市场监督管理",
    "工商行政管理",
    "质量监督检验检疫",
    "港口行政",
    "海事",
    "海关",
    "消防救援",
    "邮政管理",
    "环境保护主管",
    "生态环境",
    "地质矿产",
    "煤炭管理部门",
    "煤炭工业主管部门",
    "发证机关",
    "颁发管理机关",
    "颁发证照",
    "劳动行政",
    "矿山安全监察",
    "煤矿安全监察",
    "人民政府",
    "资质认可机关",
    "任免机关",
    "粉尘涉爆",
    "负有监督管理职责",
    "负有危险化学品",
    "负有安全生产",
];

/// What an organ does; the organ's name ends where one of these begins.
const VERBS: [&str; 19] = [
    "责令", "给予", "依照", "依法", "没收", "吊销", "暂扣", "对其", "对该", "对主", "予以", "撤销",
    "可以", "决定", "组织", "提请", "报请", "关闭", "按照",
];

/// Phrases that make two kinds alternatives.
const EITHER: [(&str, &str, &str); 7] = [
    ("停止建设或者停产停业整顿", "责令停止建设", "停产停业整顿"),
    (
        "变更登记或者吊销",
        "责令办理经营范围变更登记",
        "吊销营业执照",
    ),
    ("责令改正或者责令限期改正", "责令改正", "责令限期改正"),
    ("暂扣或者吊销安全生产许可证", "暂扣许可证", "吊销许可证"),
    ("暂停或者撤销其特种作业操作证", "暂停资格", "撤销资格"),
    ("停产停业整顿直至", "停产停业整顿", "吊销许可证"),
    ("停业整顿直至", "停业整顿", "吊销许可证"),
];

const UP_TO: &str = "直至";

/// A paragraph (款) and its items (项).
#[derive(Default)]
struct Paragraph {
    text: String,
    items: BTreeMap<u32, String>,
}

impl Paragraph {
    fn whole(&self) -> String {
        self.text.clone() + &self.items.values().cloned().collect::<String>()
    }
}

/// Articles by number and 之N.
type Articles = BTreeMap<(u32, u32), Vec<Paragraph>>;

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

// ---- numerals ----

fn digit(c: char) -> Option<i64> {
    "零一二三四五六七八九"
        .chars()
        .position(|d| d == c)
        .and_then(|n| i64::try_from(n).ok())
        .or_else(|| (c == '两').then_some(2))
        .or_else(|| c.to_digit(10).map(i64::from))
}

fn is_numeral(c: char) -> bool {
    digit(c).is_some() || "十百千万亿".contains(c)
}

/// Reads 一百二十三, 50万, 1000 …
fn number(text: &str) -> Option<i64> {
    let (mut total, mut section, mut last, mut after_digit) = (0_i64, 0_i64, 0_i64, false);
    for c in text.chars() {
        if let Some(d) = digit(c) {
            last = if c.is_ascii_digit() && after_digit {
                last * 10 + d
            } else {
                d
            };
            after_digit = c.is_ascii_digit();
            continue;
        }
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => return None,
        };
        if unit < 10_000 {
            section += if last == 0 && unit == 10 { 1 } else { last } * unit;
        } else {
            total = (total + section + last) * unit;
            section = 0;
        }
        (last, after_digit) = (0, false);
    }
    Some(total + section + last)
}

/// A run of numerals: where it begins and ends, and what it says.
struct Run {
    from: usize,
    to: usize,
    value: i64,
}

fn runs(text: &[char]) -> Vec<Run> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let to = at + text.iter().skip(at).take_while(|c| is_numeral(**c)).count();
        if to > at {
            let word: String = text.iter().take(to).skip(at).collect();
            if let Some(value) = number(&word) {
                out.push(Run {
                    from: at,
                    to,
                    value,
                });
            }
        }
        at = to.max(at + 1);
    }
    out
}

fn at(text: &[char], place: usize, word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(i, c)| text.get(place + i) == Some(&c))
}

/// A range of money in the text: its bounds and where it begins.
struct Range {
    bounds: (i64, i64),
    from: usize,
}

fn ranges(text: &[char]) -> Vec<Range> {
    let runs = runs(text);
    let mut out = Vec::new();
    for (i, run) in runs.iter().enumerate() {
        let yuan = usize::from(at(text, run.to, "元"));
        let behind_another = run.from > 0 && text.get(run.from - 1) == Some(&'上');
        let open = run.to + yuan;
        if at(text, open, "以上") {
            if let Some(next) = runs.get(i + 1)
                && next.from == open + 2
                && at(text, next.to, "元以下")
            {
                out.push(Range {
                    bounds: (run.value, next.value),
                    from: run.from,
                });
            }
        } else if !behind_another && at(text, run.to, "元以下") {
            out.push(Range {
                bounds: (0, run.value),
                from: run.from,
            });
        } else if !behind_another && (at(text, run.to, "元的罚款") || at(text, run.to, "元罚款"))
        {
            out.push(Range {
                bounds: (run.value, run.value),
                from: run.from,
            });
        }
    }
    out
}

/// Multiples and percentages of a text.
fn shares(text: &[char]) -> BTreeSet<i64> {
    runs(text)
        .iter()
        .filter(|r| {
            at(text, r.to, "倍")
                || at(text, r.to, "%")
                || at(text, r.to, "‰")
                || r.from >= 3 && at(text, r.from - 3, "分之")
                || r.from >= 2 && at(text, r.from - 2, "分之")
        })
        .map(|r| r.value)
        .collect()
}

fn amounts(text: &[char]) -> BTreeSet<i64> {
    runs(text)
        .iter()
        .filter(|r| at(text, r.to, "元"))
        .map(|r| r.value)
        .collect()
}

// ---- texts ----

fn normal(line: &str) -> String {
    line.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '(' => '（',
            ')' => '）',
            other => other,
        })
        .collect()
}

/// Splits 第X条(之Y) off a line.
fn article_head(line: &str) -> Option<((u32, u32), String)> {
    let (head, rest) = line.strip_prefix('第')?.split_once('条')?;
    if head.is_empty() || !head.chars().all(is_numeral) {
        return None;
    }
    let article = u32::try_from(number(head)?).ok()?;
    if ["第", "、", "和", "的", "规定"]
        .iter()
        .any(|w| rest.starts_with(w))
    {
        return None;
    }
    let Some(inserted) = rest.strip_prefix('之') else {
        return Some(((article, 0), rest.to_owned()));
    };
    let word: String = inserted.chars().take_while(|c| is_numeral(*c)).collect();
    let rest = inserted.strip_prefix(word.as_str()).unwrap_or(inserted);
    Some((
        (article, u32::try_from(number(&word)?).ok()?),
        rest.to_owned(),
    ))
}

fn item_head(line: &str) -> Option<(u32, &str)> {
    let (head, rest) = line.strip_prefix('（')?.split_once('）')?;
    (!head.is_empty() && head.chars().all(is_numeral))
        .then(|| Some((u32::try_from(number(head)?).ok()?, rest)))
        .flatten()
}

fn articles(text: &str) -> Articles {
    let mut out = Articles::new();
    let mut current = None;
    for line in text.lines() {
        let mut line = normal(line);
        if line.is_empty() || line.starts_with(['#', '<', '!']) {
            continue;
        }
        if line.starts_with("附表") {
            break;
        }
        if let Some((key, rest)) = article_head(&line) {
            current = Some(key);
            out.insert(key, Vec::new());
            line = rest;
        }
        let Some(paragraphs) = current.and_then(|k| out.get_mut(&k)) else {
            continue;
        };
        if let Some((number, rest)) = item_head(&line)
            && let Some(last) = paragraphs.last_mut()
        {
            last.items.insert(number, rest.to_owned());
        } else if !line.is_empty() {
            paragraphs.push(Paragraph {
                text: line,
                items: BTreeMap::new(),
            });
        }
    }
    out
}

/// The text of an instrument, and whether only a part of it was seen.
fn text_of(law: &Path, title: &str, version: &str) -> Option<(Articles, bool)> {
    let name = title.strip_prefix("中华人民共和国").unwrap_or(title);
    let mut found = Vec::new();
    for folder in ["statutes", "statutes_extra"] {
        for entry in std::fs::read_dir(law.join(folder)).ok()?.flatten() {
            let file = entry.file_name().to_string_lossy().into_owned();
            let after = file.strip_prefix(name);
            if after.is_some_and(|a| a.starts_with(['(', '（', '_', '.'])) {
                found.push((file, entry.path()));
            }
        }
    }
    let dated = |file: &str| file.contains("(1") || file.contains("(2");
    let exact = found.iter().find(|(file, _)| file.contains(version));
    let only = || found.first().filter(|_| found.len() == 1);
    let undated = || found.iter().find(|(file, _)| !dated(file));
    let (file, path) = exact.or_else(only).or_else(undated)?;
    Some((
        articles(&std::fs::read_to_string(path).ok()?),
        file.contains('_'),
    ))
}

// ---- the data ----

fn tables(folder: &Path) -> Vec<Value> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|p| toml::from_str(&std::fs::read_to_string(p).unwrap()).unwrap())
        .collect()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn words<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    list(value, key).filter_map(Value::as_str).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn fines(row: &Value) -> bool {
    row.get("fine").is_some()
}

/// The alternatives of a row, 直至 taken off.
fn groups(row: &Value) -> Vec<Vec<String>> {
    list(row, "alternatives")
        .map(|g| {
            g.as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(|k| {
                    let bare = k.trim_end_matches("(直至)");
                    bare.strip_suffix(UP_TO).unwrap_or(bare).to_owned()
                })
                .collect()
        })
        .collect()
}

/// One finding: the offence, the check, what is wrong.
struct Finding {
    offence: String,
    check: &'static str,
    what: String,
}

/// An offence beside its text.
struct Beside<'a> {
    offence: &'a Value,
    /// Its paragraph.
    paragraph: String,
    /// Its paragraph and item.
    clause: String,
    /// What its rows may rest on: where it refers elsewhere, the whole article and those named.
    wide: String,
    /// Every organ named for the paragraph.
    organs: String,
    findings: Vec<Finding>,
}

impl Beside<'_> {
    fn find(&mut self, check: &'static str, what: impl Into<String>) {
        self.findings.push(Finding {
            offence: text(self.offence, "id").to_owned(),
            check,
            what: what.into(),
        });
    }

    fn rows(&self) -> Vec<&Value> {
        list(self.offence, "rows").collect()
    }

    fn check(&mut self) {
        let rows: Vec<Value> = self.rows().into_iter().cloned().collect();
        for row in &rows {
            self.figures(row);
            self.kinds(row);
            self.alternatives(row);
        }
        self.up_to(&rows);
        self.suspensions(&rows);
        self.authorities(&rows);
        self.title();
        self.stages(&rows);
    }

    fn figures(&mut self, row: &Value) {
        let wide: Vec<char> = self.wide.chars().collect();
        if let Some(years) = row.get("ban_years").and_then(Value::as_i64) {
            let met = runs(&wide)
                .iter()
                .any(|r| r.value == years && at(&wide, r.to, "年"));
            if !met {
                self.find("figure", format!("{years}年"));
            }
        }
        if row.get("ban").is_some() && !self.wide.contains("终身") {
            self.find("figure", "终身");
        }
        let grade = text(row, "accident_grade");
        if !self.wide.replace("生产安全", "").contains(grade) {
            self.find("grade", grade);
        }
        let Some(fine) = row.get("fine") else { return };
        let figure = |key: &str| fine.get(key).and_then(Value::as_i64);
        let named = amounts(&wide);
        let threshold = fine.get("when").and_then(|w| w["yuan"].as_i64());
        for yuan in [figure("cap_yuan"), figure("floor_yuan"), threshold]
            .into_iter()
            .flatten()
        {
            if !named.contains(&yuan) {
                self.find("figure", format!("{yuan}元"));
            }
        }
        let shares = shares(&wide);
        for share in ["min", "max", "permille"].into_iter().filter_map(figure) {
            if !shares.contains(&share) {
                self.find("figure", format!("{share}倍、%、‰"));
            }
        }
        if let (Some(min), Some(max)) = (figure("min_yuan"), figure("max_yuan")) {
            self.range(row, (min, max));
        }
    }

    /// The range stands in the text, and 可以 before it or not as the row says.
    fn range(&mut self, row: &Value, bounds: (i64, i64)) {
        let mut modes = BTreeSet::new();
        for source in [&self.clause, &self.wide] {
            let source: Vec<char> = source.chars().collect();
            for range in ranges(&source).iter().filter(|r| r.bounds == bounds) {
                let before: String = source.iter().take(range.from).collect();
                let segment = before.rsplit(['；', '。', '：']).next().unwrap_or_default();
                let last = segment.rsplit('，').next().unwrap_or_default();
                if segment.ends_with("单处或者并处") {
                    modes.insert("single_or_concurrent");
                } else if ["可以", "可对"].iter().any(|w| last.contains(w)) {
                    modes.insert("may");
                } else if segment.contains("可以") {
                    // One 可以 may govern what follows after a comma.
                    modes.extend(["may", "must"]);
                } else {
                    modes.insert("must");
                }
            }
            if !modes.is_empty() {
                break;
            }
        }
        if modes.is_empty() {
            self.find("figure", format!("{bounds:?}"));
            return;
        }
        if self.wide.contains("规定处以罚款的") {
            modes.extend(["may", "must"]);
        }
        let mode = match text(row, "mode") {
            "" => "must",
            other => other,
        };
        let plain = ["must", "may", "single_or_concurrent"].contains(&mode);
        if plain && !modes.contains(mode) {
            self.find("mode", format!("{bounds:?} {mode}: {modes:?}"));
        }
    }

    fn kinds(&mut self, row: &Value) {
        for kind in words(row, "penalties") {
            match KINDS.iter().find(|(k, _)| *k == kind) {
                None => self.find("unknown kind", kind),
                Some((_, said)) => {
                    let met = said
                        .iter()
                        .any(|w| self.wide.contains(w) || self.clause.contains(w));
                    if !met && text(row, "refers_to").is_empty() {
                        self.find("kind", kind);
                    }
                }
            }
        }
        let said: BTreeSet<&str> = words(row, "penalties").into_iter().collect();
        for table in ["organs", "objects", "mode_of"] {
            for kind in row
                .get(table)
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                if !said.contains(kind.0.as_str()) {
                    self.find("kind", format!("{table}: {}", kind.0));
                }
            }
        }
    }

    fn alternatives(&mut self, row: &Value) {
        let groups = groups(row);
        let said = words(row, "penalties");
        for (phrase, one, other) in EITHER {
            // 停产停业整顿 contains 停业整顿: the phrase must not be the end of a longer word.
            let clause = self.clause.replace("停产停业整顿", "停产停业＿整顿");
            let wanted = phrase.replace("停产停业整顿", "停产停业＿整顿");
            if clause.contains(&wanted)
                && said.contains(&one)
                && said.contains(&other)
                && !groups
                    .iter()
                    .any(|g| g.iter().any(|k| k == one) && g.iter().any(|k| k == other))
            {
                self.find("或者", format!("{one}、{other}"));
            }
        }
        for kind in groups.iter().flatten() {
            if !said.contains(&kind.as_str()) {
                self.find("或者", format!("{kind} is no penalty of the row"));
            }
        }
    }

    fn up_to(&mut self, rows: &[Value]) {
        let ours = rows
            .iter()
            .flat_map(|r| list(r, "alternatives"))
            .any(|g| g.to_string().contains(UP_TO));
        let law = self.wide.replace("直至开除", "").replace("直至撤职", "");
        if ours != law.contains(UP_TO) {
            self.find(UP_TO, format!("rows {ours}"));
        }
    }

    fn suspensions(&mut self, rows: &[Value]) {
        const LONG: &str = "停产停业整顿";
        let forms = |text: &str| {
            let rest = text.replace(LONG, "＿");
            [LONG, "停产整顿", "停业整顿"]
                .into_iter()
                .filter(|f| {
                    if *f == LONG {
                        text.contains(LONG)
                    } else {
                        rest.contains(f)
                    }
                })
                .collect::<BTreeSet<_>>()
        };
        let ours: BTreeSet<&str> = rows
            .iter()
            .flat_map(|r| words(r, "penalties"))
            .filter(|k| k.starts_with('停') && k.ends_with("整顿"))
            .collect();
        if ours.iter().any(|k| !forms(&self.wide).contains(k)) {
            self.find("suspension", format!("{ours:?}"));
        }
        let orders = self
            .clause
            .replace("被责令", "")
            .replace("责令限期停", "责令停");
        let ordered = ["停产停业整顿", "停产整顿", "停业整顿"]
            .iter()
            .any(|f| orders.contains(&format!("责令{f}")));
        let refers = rows.iter().any(|r| !text(r, "refers_to").is_empty());
        if ordered && ours.is_empty() && !refers {
            self.find("suspension", "none in the rows");
        }
    }

    fn authorities(&mut self, rows: &[Value]) {
        let chars: Vec<char> = self.paragraph.chars().collect();
        let kinds: BTreeSet<&str> = rows.iter().flat_map(|r| words(r, "penalties")).collect();
        for place in (0..chars.len()).filter(|p| chars.get(*p) == Some(&'由')) {
            let phrase: String = chars
                .iter()
                .skip(place + 1)
                .take(60)
                .take_while(|c| !"，。；：由".contains(**c))
                .collect();
            let Some(end) = verb(&phrase) else { continue };
            let (organ, act) = phrase.split_at(end);
            let after: String = chars.iter().skip(place).take(90).collect();
            let after = after
                .split(['，', '；', '。'])
                .next()
                .unwrap_or_default()
                .to_owned();
            let before: String = chars.iter().take(place).collect();
            let condition = before.rsplit(['；', '。']).next().unwrap_or_default();
            let public_order = condition.contains("违反治安管理") || after.contains("治安管理");
            if public_order && !kinds.contains("治安管理处罚")
                || after.contains("处分") && !kinds.iter().any(|k| k.contains("处分"))
            {
                continue;
            }
            for word in ORGANS.iter().filter(|w| organ.contains(**w)) {
                if !self.organs.contains(word) {
                    self.find("authority", format!("{organ} ({word})"));
                }
            }
            let act = act.strip_prefix("依法").unwrap_or(act).to_owned();
            for row in rows {
                self.decides(row, organ, &act);
            }
        }
    }

    /// The organ that the text names for one kind decides on it in the data.
    fn decides(&mut self, row: &Value, organ: &str, act: &str) {
        for kind in words(row, "penalties") {
            let same = match kind {
                "责令办理经营范围变更登记" => act.starts_with("责令其办理"),
                "吊销营业执照" => act.starts_with("吊销") && act.contains("营业执照"),
                _ => ["吊销", "暂扣", "撤销"].iter().any(|v| {
                    kind.starts_with(v) && act.starts_with(v) && !act.contains("营业执照")
                }),
            };
            if !same {
                continue;
            }
            let own = row["organs"].get(kind).and_then(Value::as_str);
            let decides = own
                .or_else(|| row.get("authority").and_then(Value::as_str))
                .unwrap_or_else(|| text(self.offence, "authority"));
            let met = decides.contains(organ)
                || ORGANS
                    .iter()
                    .any(|w| organ.contains(w) && decides.contains(w));
            if !met {
                self.find("organ", format!("{kind}: {organ}, not {decides}"));
            }
        }
    }

    fn title(&mut self) {
        let title = text(self.offence, "title").to_owned();
        for word in ["前款", "上述", "下列", "本条"] {
            if title.replace("本条例", "").contains(word) {
                self.find("title", format!("{word}: {title}"));
            }
        }
        for word in ["知道或者应当知道", "明知"] {
            if self.clause.contains(word) != title.contains(word) {
                self.find("title", format!("{word}: {title}"));
            }
        }
    }

    /// A later stage without a fine of its own comes on top of one that has a fine, and says of which.
    fn stages(&mut self, rows: &[Value]) {
        let mut order: Vec<&str> = Vec::new();
        for row in rows {
            if !order.contains(&text(row, "stage")) {
                order.push(text(row, "stage"));
            }
        }
        let fined = |stage: &str| {
            rows.iter().any(|r| {
                text(r, "stage") == stage && fines(r) && text(r, "subject") != "responsible_person"
            })
        };
        for (i, stage) in order.iter().enumerate().skip(1) {
            let below: BTreeSet<&str> = rows
                .iter()
                .filter(|r| text(r, "stage") == *stage)
                .flat_map(|r| words(r, "adds_to"))
                .collect();
            if below.iter().any(|b| !order.contains(b) || b == stage) {
                self.find("stage", format!("{stage} on {below:?}"));
            }
            let earlier = order.iter().take(i).any(|s| fined(s));
            // Only 情节(特别)严重 keeps a fine without saying so: at 逾期, 拒不改正 the first one is done with.
            let graver = stage.ends_with("serious");
            if below.is_empty() && earlier && !fined(stage) && graver {
                self.find("stage", format!("{stage}: no fine, and on top of nothing"));
            }
        }
    }
}

/// Where the name of an organ ends.
fn verb(phrase: &str) -> Option<usize> {
    let penalty =
        phrase
            .char_indices()
            .zip(phrase.chars().skip(1))
            .find_map(|((place, c), next)| {
                (c == '处' && (next == '以' || is_numeral(next))).then_some(place)
            });
    VERBS
        .iter()
        .filter_map(|v| phrase.find(v))
        .chain(penalty)
        .filter(|place| *place >= 6)
        .min()
}

/// The number of the article, what was inserted behind it, the paragraph and the item of an id.
fn place(id: &str, slug: &str) -> Option<((u32, u32), usize, u32)> {
    let body = id.strip_prefix(slug)?.strip_prefix('-')?;
    let body = body.split('/').next()?;
    let mut parts = body.split('-');
    let head = parts.next()?;
    let (article, inserted) = match head.split_once('b') {
        Some((article, "")) => (article.parse().ok()?, 1),
        Some((article, n)) => (article.parse().ok()?, n.parse().ok()?),
        None => (head.parse().ok()?, 0),
    };
    Some((
        (article, inserted),
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    ))
}

/// Articles named in a text: 第X条.
fn named(text: &str) -> Vec<u32> {
    text.split('第')
        .skip(1)
        .filter_map(|rest| {
            let word: String = rest.chars().take_while(|c| is_numeral(*c)).collect();
            let met = rest.strip_prefix(word.as_str())?.starts_with('条');
            met.then(|| number(&word))
                .flatten()
                .and_then(|n| u32::try_from(n).ok())
        })
        .collect()
}

/// Sets an offence beside its text; `None` where the text seen has no such article.
fn beside<'a>(offence: &'a Value, all: &'a Value, law: &Articles) -> Option<Beside<'a>> {
    let id = text(offence, "id");
    let slug = all["statute"]["instrument"].as_str()?;
    let (article, paragraph, item) = place(id, slug)?;
    let paragraphs = law.get(&article)?;
    let own = paragraphs.get(paragraph.max(1) - 1)?;
    let clause = match item {
        0 => own.text.clone(),
        n => own.text.clone() + own.items.get(&n)?,
    };
    let whole = |n: (u32, u32)| -> String {
        law.get(&n)
            .map(|ps| ps.iter().map(Paragraph::whole).collect())
            .unwrap_or_default()
    };
    let rows: Vec<&Value> = list(offence, "rows").collect();
    let refers = ["前款", "本条第", "依照本"]
        .iter()
        .any(|w| clause.contains(w))
        || rows
            .iter()
            .any(|r| r.get("refers_to").is_some() || r.get("figures_from_article").is_some());
    let mut wide = clause.clone();
    if refers {
        wide = whole(article);
        let mut more = named(&clause);
        for row in &rows {
            more.extend(named(text(row, "refers_to")));
            let from = row.get("figures_from_article").and_then(Value::as_u64);
            more.extend(from.and_then(|n| u32::try_from(n).ok()));
        }
        for n in more {
            wide += &whole((n, 0));
        }
    }
    let of_clause = id.split('/').next().unwrap_or_default();
    let organs = list(all, "offence")
        .filter(|o| text(o, "id").split('/').next() == Some(of_clause))
        .fold(String::new(), |mut names, o| {
            names += text(o, "authority");
            for row in list(o, "rows") {
                names += text(row, "authority");
                let own = row.get("organs").and_then(Value::as_object);
                for (_, organ) in own.into_iter().flatten() {
                    names += organ.as_str().unwrap_or_default();
                }
            }
            names
        });
    Some(Beside {
        offence,
        paragraph: own.text.clone(),
        clause,
        wide,
        organs,
        findings: Vec::new(),
    })
}

/// Every statute of the data with its text, where one was seen.
fn statutes() -> Option<Vec<(Value, Articles, bool)>> {
    let law = shared("law")?;
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("benchmarks-data");
    let files = tables(&data.join("statutes"));
    let instruments: Vec<Value> = tables(&data)
        .iter()
        .chain(&files)
        .flat_map(|t| list(t, "instrument").cloned().collect::<Vec<_>>())
        .collect();
    let mut out = Vec::new();
    for file in files {
        let slug = text(&file["statute"], "instrument").to_owned();
        let version = text(&file["statute"], "version").to_owned();
        let Some(instrument) = instruments.iter().find(|i| text(i, "slug") == slug) else {
            continue;
        };
        match text_of(&law, text(instrument, "title"), &version) {
            Some((articles, part)) => out.push((file, articles, part)),
            None => println!("no text of {slug} {version}"),
        }
    }
    Some(out)
}

fn allowed(finding: &Finding) -> bool {
    ALLOWED
        .iter()
        .any(|(id, check, _)| finding.offence.starts_with(id) && finding.check == *check)
}

#[test]
fn no_row_contradicts_the_text_of_the_law() {
    let Some(statutes) = statutes() else { return };
    let mut report = String::new();
    let (mut seen, mut unseen) = (BTreeMap::new(), 0);
    for (file, law, part) in &statutes {
        let slug = text(&file["statute"], "instrument");
        for offence in list(file, "offence") {
            // A number by analogy is not the text's.
            let inferred = offence.get("article_inferred") == Some(&Value::Bool(true));
            let Some(mut pair) = beside(offence, file, law).filter(|_| !inferred) else {
                unseen += 1;
                if !part || WHOLE.contains(&slug) {
                    let _ = writeln!(report, "{}: not in the text", text(offence, "id"));
                }
                continue;
            };
            *seen.entry(slug).or_insert(0) += 1;
            pair.check();
            for f in pair.findings.iter().filter(|f| !allowed(f)) {
                let _ = writeln!(report, "{}: {}: {}", f.offence, f.check, f.what);
            }
        }
    }
    println!("{seen:?}; {unseen} offences without their text");
    for slug in WHOLE {
        assert!(seen.contains_key(slug), "no text of {slug}");
    }
    assert!(report.is_empty(), "\n{report}");
}

/// The checks see what they are there to see: corrupted rows are found.
#[test]
fn corrupted_rows_are_found() {
    type Spoil = fn(&mut Value) -> bool;
    fn every(value: &mut Value, spoil: &mut dyn FnMut(&mut Value) -> bool) -> bool {
        let rows = value["rows"].as_array_mut().unwrap();
        rows.iter_mut()
            .filter_map(|row| spoil(row).then_some(()))
            .count()
            > 0
    }
    let spoils: [(&str, Spoil); 5] = [
        ("a figure ten times as high", |o| {
            every(o, &mut |row| {
                let max = row["fine"]["max_yuan"].as_i64();
                if let Some(max) = max {
                    row["fine"]["max_yuan"] = (max * 10).into();
                }
                max.is_some()
            })
        }),
        ("可以 for 处", |o| {
            every(o, &mut |row| {
                let plain = row.get("fine").is_some_and(|f| f["max_yuan"].is_i64())
                    && row.get("mode").is_none()
                    && row.get("refers_to").is_none();
                if plain {
                    row["mode"] = "may".into();
                }
                plain
            })
        }),
        ("another suspension", |o| {
            every(o, &mut |row| {
                let mut done = false;
                for kind in row["penalties"].as_array_mut().into_iter().flatten() {
                    if kind == "停产停业整顿" {
                        *kind = "停业整顿".into();
                        done = true;
                    }
                }
                row.as_object_mut().unwrap().remove("alternatives");
                done
            })
        }),
        ("直至 left out", |o| {
            every(o, &mut |row| {
                let had = row["alternatives"].to_string().contains(UP_TO);
                row.as_object_mut().unwrap().remove("alternatives");
                had
            })
        }),
        ("stages that no longer add up", |o| {
            let mut fined = false;
            every(o, &mut |row| {
                let keys = row.as_object_mut().unwrap();
                let added = keys.remove("adds_to").is_some();
                let later =
                    added && fined && !keys.contains_key("fine") && keys["subject"] == "unit";
                fined |= keys["stage"] == "first" && keys.contains_key("fine");
                later
            })
        }),
    ];
    let Some(statutes) = statutes() else { return };
    for (name, spoil) in spoils {
        let (mut corrupted, mut found) = (0, 0);
        for (file, law, _) in &statutes {
            for offence in list(file, "offence") {
                let mut copy = offence.clone();
                if !spoil(&mut copy) {
                    continue;
                }
                let Some(mut pair) = beside(&copy, file, law) else {
                    continue;
                };
                pair.check();
                corrupted += 1;
                found += usize::from(!pair.findings.is_empty());
            }
        }
        println!("{name}: {found} of {corrupted}");
        assert!(corrupted > 10, "{name}: only {corrupted} rows");
        assert!(
            found * 20 >= corrupted * 19,
            "{name}: {found} of {corrupted}"
        );
    }
}
