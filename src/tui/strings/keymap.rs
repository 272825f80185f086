//! Keymaps and themes.

/// A key was expected.
pub const KEY_EMPTY: &str = "没有写按键";
/// How to write keys.
pub const KEY_SYNTAX: &str = "写法如 ctrl-x、alt-x、F2、shift-tab、space、g g";
/// An action was expected.
pub const EXPECTED_ACTION: &str = "应为动作的名称，或 { run = \"名称\", desc = \"说明\" }";
/// What to do about colours that are hard to read.
pub const READABLE_COLOURS: &str = "换一个更亮或者更暗的颜色，对比度至少 4.5:1";
/// What happens when a chosen keymap or theme cannot be read.
pub const BUILT_IN_STANDS_IN: &str = "检查路径；现在用内置的 default";
/// The lines are not known.
pub const EXPECTED_LINES: &str = "lines 应为 ascii 或 box";
/// The head of `docs/KEYMAP.md`.
pub const KEYMAP_DOC_HEAD: &str = "\
# 按键

本文由动作表与内置按键表生成，改动后运行 `UPDATE_DOCS=1 cargo test the_keymap_reference_is_fresh`。

中文输入法打开时字母键到不了程序，所以每个动作都有一个不是字母的键；全角的 `？`、`／` 等当作半角。
光标在输入框里时，能输入的键先归输入框：←→ Home End 移动，Backspace Delete 删除，
ctrl-w 删一词，ctrl-u、ctrl-k 删到行首、行尾，ctrl-a、ctrl-e 到行首、行尾。

自己的按键表写成 TOML，逐键覆盖内置的表：

```toml
inherits = \"vim\"                  # 不写即 default；\"none\" 表示从空表开始

[bind.global]                     # 各处都回落到这里
\"g g\" = { run = \"list.top\", desc = \"回到首条\" }   # 键序用空格分开
\"F9\" = \"none\"                    # 解除

[bind.lookup]                     # 只在查询屏有效
\"alt-d\" = \"lookup.domain\"
```

键名：`ctrl-` `alt-` `shift-` 加一个字符或 F1–F24 up down left right home end pageup pagedown
tab enter esc space backspace delete insert；大写字母即 shift。写错的地方在“问题”里列出，其余照常。
`app.quit` 与 `go.back` 若没有键可用，自动补上 ctrl-c 与 esc。
";
/// The heading of the tables of `docs/KEYMAP.md`.
pub const KEYMAP_DOC_COLUMNS: &str =
    "| 按键 | vim 另有 | 动作 | 名称 | 作用 |\n|---|---|---|---|---|\n";

/// Says that a key is not known.
pub fn key_unknown(source: &str) -> String {
    format!("不认识的按键“{source}”")
}

/// Says that shift means nothing here.
pub fn key_shift(source: &str) -> String {
    format!("终端分不出“{source}”：shift 只能加在字母或有名字的键上，字母直接写大写")
}

/// Says which themes can be inherited.
pub fn unknown_theme() -> String {
    let names: Vec<&str> = crate::tui::theme::BUILT_IN.iter().map(|t| t.0).collect();
    format!("inherits 应为内置主题之一：{}", names.join("、"))
}

/// Says that a role is hard to read.
pub fn hard_to_read(role: &str, ratio: f64) -> String {
    format!("{role} 的颜色与底色太接近（对比度 {ratio:.1}:1），看不清")
}

/// Says that nothing leads to an action.
pub fn keymap_unreachable(id: &str) -> String {
    format!("没有键可以 {id}")
}

/// Says which key was put back.
pub fn keymap_put_back(key: &str) -> String {
    format!("已补上 {key}")
}

/// Says that a file is not TOML.
pub fn toml_syntax(message: &str) -> String {
    crate::settings::words::not_toml(crate::settings::words::toml_message(message))
}

/// Names a place in a file.
pub fn file_line(file: &str, line: usize) -> String {
    format!("{file} 第 {line} 行")
}

/// Suggests a word.
pub fn did_you_mean(word: &str) -> String {
    format!("是否指 `{word}`？")
}

/// Says that a word is not known.
pub fn unknown_word(word: &str) -> String {
    format!("不认识“{word}”")
}

/// Says that a text was expected.
pub fn expected_text(key: &str) -> String {
    format!("{key} 应为文字")
}

/// Says that a table was expected.
pub fn expected_table(key: &str) -> String {
    format!("{key} 应为一组键值")
}

/// Says that an action is not known.
pub fn unknown_action(id: &str) -> String {
    format!("没有动作“{id}”")
}

/// Says that an action means nothing in a context.
pub fn misplaced_action(id: &str, context: &str) -> String {
    format!("{id} 在“{context}”里不起作用")
}

/// What happens with a key written twice.
pub const LATER_KEY_HOLDS: &str = "留一个；现在以后一个为准";

/// Says that two spellings are one key.
pub fn key_twice(before: &str, name: &str) -> String {
    format!("“{before}”和“{name}”是同一个键")
}

/// Says that a key never arrives.
pub fn key_arrives_as(key: &str, sent: &str) -> String {
    format!("终端把 {key} 当作 {sent} 发出，按了不起作用")
}

/// Says that a key hides a sequence.
pub fn key_hides(short: &str, long: &str) -> String {
    format!("“{short}”遮住了“{long}”")
}
