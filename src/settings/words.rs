//! What the settings say, in Chinese.

use std::path::Path;

use crate::settings::{Key, Kind, Source, Value, file};

/// A region code was expected.
pub const SIX_DIGITS: &str = "应是六位行政区划代码";
/// What to do about a line that is no TOML.
pub const REPAIR_LINE: &str = "这一行没有采用，其余照常；改好后重读";
/// What to do about a file that cannot be read.
pub const CHECK_FILE: &str = "检查文件的权限和编码（应为 UTF-8）；现在全部按默认";
/// The head of a new file.
pub const TEMPLATE_HEAD: &str = "\
# 裁量的设置。以 # 开头的行是说明；去掉一行开头的“# ”，那一项就写明了。
# 也可以在界面的“设置”里，或者用 cailiang config set 名称 值 修改；注释都会保留。
# 写错的地方用 cailiang config check 查看，其余照常生效。
";

/// Returns the name of a setting.
pub fn label(key: Key) -> &'static str {
    match key {
        Key::Jurisdiction => "管辖地区",
        Key::Bands => "幅度规则",
        Key::User => "使用人",
        Key::Bureau => "机关名称",
        Key::Theme => "主题",
        Key::Keymap => "按键表",
        Key::Borders => "边框",
        Key::Mouse => "鼠标",
        Key::Start => "开始的屏幕",
    }
}

/// Returns what a setting does.
pub fn help(key: Key) -> &'static str {
    match key {
        Key::Jurisdiction => {
            "作出决定的机关所在地，六位行政区划代码。案件没有写明时用它；不设则省、市、县的文件和备案门槛都不适用。"
        }
        Key::Bands => {
            "本机关启用的幅度规则的代号（法规库 [[band]] 的 id），对没有写明的案件都起作用。"
        }
        Key::User => "核查的人的姓名，记在排除、确认旁边。",
        Key::Bureau => "本机关的名称，写在打印的报告里。",
        Key::Theme => {
            "颜色。default 用终端自己的十六色，dark、light 自己涂底色，high-contrast 对比最强，mono 不用颜色；也可以是 .toml 文件。"
        }
        Key::Keymap => "按键。default 为默认，vim 加上 vim 习惯的字母键；也可以是 .toml 文件。",
        Key::Borders => {
            "弹出窗口的边框。ascii 用 + - |，任何终端都对得齐；box 用制表线，有的中文终端里占两列。不写则照主题。"
        }
        Key::Mouse => "开始时是否打开鼠标；打开时按住 shift 仍可选取文字。",
        Key::Start => "打开程序时先到哪一屏。",
    }
}

/// Returns an example of a value as the file writes it.
fn example(key: Key) -> &'static str {
    match key {
        Key::Jurisdiction => "\"141121\"",
        Key::Bands => "[\"代号\"]",
        Key::User => "\"张三\"",
        Key::Bureau => "\"某县应急管理局\"",
        Key::Theme | Key::Keymap => "\"default\"",
        Key::Borders => "\"ascii\"",
        Key::Mouse => "false",
        Key::Start => "\"lookup\"",
    }
}

/// Returns what holds when nothing is written.
pub fn unset(key: Key) -> &'static str {
    match key {
        Key::Jurisdiction | Key::User | Key::Bureau => "未设",
        Key::Bands => "不启用",
        Key::Theme | Key::Keymap => "default",
        Key::Borders => "照主题",
        Key::Mouse => "关",
        Key::Start => "lookup 查询",
    }
}

/// Returns a value as people read it.
pub fn shown(key: Key, value: Option<&Value>) -> String {
    match value {
        None => unset(key).to_owned(),
        Some(Value::Ids(ids)) if ids.is_empty() => unset(key).to_owned(),
        Some(Value::Switch(true)) => "开".to_owned(),
        Some(Value::Switch(false)) => "关".to_owned(),
        Some(Value::Text(word)) if key == Key::Start => format!("{word} {}", screen(word)),
        Some(value @ (Value::Text(_) | Value::Ids(_))) => value.typed(),
    }
}

fn screen(word: &str) -> &'static str {
    match word {
        "lookup" => "查询",
        "assess" => "裁量",
        "decisions" => "决定库",
        "outliers" => "离群",
        "lists" => "清单",
        "packs" => "基准库",
        _ => "",
    }
}

/// Returns where a value comes from.
pub fn source(source: Source) -> String {
    match source {
        Source::BuiltIn => "默认".to_owned(),
        Source::Beside => "同目录的文件".to_owned(),
        Source::File(line) => format!("设置文件第 {line} 行"),
        Source::Environment(name) => format!("环境变量 {name}"),
        Source::Flag(name) => format!("命令行 {name}"),
    }
}

/// Returns what a value may be.
pub fn choices(key: Key) -> String {
    match key.kind() {
        Kind::Region => "六位数字".to_owned(),
        Kind::Ids => "代号的列表，可以为空".to_owned(),
        Kind::Text => "一行文字".to_owned(),
        Kind::Word(words) => words.join("、"),
        Kind::WordOrFile(words) => format!("{}，或者 .toml 文件", words.join("、")),
        Kind::Switch => "true 开、false 关".to_owned(),
    }
}

/// Returns a setting in a new file: explained, and commented out.
pub fn explained(key: Key) -> String {
    format!(
        "\n# {}：{}\n# 取值：{}。默认：{}\n# {} = {}\n",
        label(key),
        help(key),
        choices(key),
        unset(key),
        key.id(),
        example(key)
    )
}

/// Says what a value should have been.
pub fn expected(key: Key) -> String {
    match key.kind() {
        Kind::Region => SIX_DIGITS.to_owned(),
        Kind::Ids => "应是幅度规则代号的列表".to_owned(),
        Kind::Text => "应是一行文字，不能为空".to_owned(),
        Kind::Word(_) | Kind::WordOrFile(_) => format!("应是其中之一：{}", choices(key)),
        Kind::Switch => "应是 true（开）或 false（关）".to_owned(),
    }
}

/// Suggests a word.
pub fn did_you_mean(word: &str) -> String {
    format!("。是否指 {word}")
}

/// Reads yes and no as people write them.
pub fn switch(typed: &str) -> Option<bool> {
    match typed.to_ascii_lowercase().as_str() {
        "true" | "on" | "yes" | "1" | "开" | "是" => Some(true),
        "false" | "off" | "no" | "0" | "关" | "否" => Some(false),
        _ => None,
    }
}

/// Says what is wrong with a value.
pub fn wrong_value(key: Key, expected: &str) -> String {
    format!("{} {expected}", key.id())
}

/// Says how to write a value: as it may have been meant, or else as an example.
pub fn write_so(key: Key, near: Option<&str>) -> String {
    let value = near.map_or_else(|| example(key).to_owned(), |near| format!("\"{near}\""));
    format!("写成 {} = {value}；现在按默认", key.id())
}

/// Says that there is no such setting.
pub fn unknown_key(id: &str) -> String {
    format!("没有设置“{id}”")
}

/// Says which settings there are.
pub fn known_keys(near: Option<&str>) -> String {
    if let Some(near) = near {
        return format!("是否指 {near}");
    }
    let ids: Vec<&str> = Key::ALL.iter().map(|key| key.id()).collect();
    format!("可用：{}", ids.join("、"))
}

/// Names a setting where its line in the file is not known.
pub fn settings_row(key: Key) -> String {
    format!("设置 {}（{}）", key.id(), label(key))
}

/// Says that no loaded pack has a band rule.
pub fn unknown_band(id: &str) -> String {
    format!("已载入的基准包里没有幅度规则“{id}”，不起作用")
}

/// Says which band rules there are.
pub fn known_bands(near: Option<&str>, known: &[&str]) -> String {
    match (near, known) {
        (Some(near), _) => format!("是否指 {near}"),
        (None, []) => "载入写有它的本地基准包，或者从 bands 中去掉".to_owned(),
        (None, known) => format!("已载入的有：{}", known.join("、")),
    }
}

/// Says that a line is not TOML.
pub fn not_toml(why: &str) -> String {
    format!("不是合格的 TOML：{why}")
}

/// Says in Chinese what the reader of TOML says in English.
pub fn toml_message(message: &str) -> &'static str {
    const KNOWN: [(&str, &str); 14] = [
        ("duplicate key", "同一处已经写过这个键，留一个"),
        ("string values must be quoted", "文字要用双引号括起来"),
        ("key with no value", "等号后面没有值"),
        ("missing value", "等号后面没有值"),
        ("missing assignment", "键和值之间要有等号"),
        ("extra", "多了一个符号"),
        ("missing comma", "各项之间缺逗号"),
        ("unclosed", "括号没有配齐"),
        ("missing opening quote", "引号没有配齐"),
        ("missing key", "等号前面没有键"),
        ("invalid unquoted key", "键里有要加双引号的字符"),
        ("unquoted keys", "键不能为空"),
        ("unexpected", "这一行有多余的内容"),
        ("invalid", "引号没有配齐，或者有不能用的字符"),
    ];
    let found = KNOWN.iter().find(|(start, _)| message.starts_with(start));
    found.map_or("写法有误", |(_, chinese)| *chinese)
}

/// Says that the file cannot be read.
pub fn unreadable(why: &str) -> String {
    format!("读不出设置文件（{why}）")
}

/// Says that the file is there already.
pub fn already_there(path: &Path) -> String {
    format!(
        "{} 已经有了，没有改动；要重新写一份用 --force，原来的会另存为 .bak",
        path.display()
    )
}

/// Says that the file must be repaired first.
pub fn repair_first(path: &Path, line: usize) -> String {
    format!(
        "{} 第 {line} 行不是合格的 TOML，没有改动；先改好这一行",
        path.display()
    )
}

/// Says that the file could not be written.
pub fn not_written(path: &Path, why: &str) -> String {
    format!("写不了 {}（{why}）；检查权限和磁盘空间", path.display())
}

/// Returns a setting as the file writes it.
pub fn line(key: Key, value: &Value) -> String {
    format!("{} = {}", key.id(), file::toml_value(value))
}
