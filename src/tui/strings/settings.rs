//! Settings.

/// The title of the settings.
pub const SETTINGS: &str = "设置";
/// What a setting may be.
pub const SETTING_CHOICES: &str = "取值";
/// Where the settings file is.
pub const SETTING_FILE: &str = "文件";
/// The name of a setting in the file.
pub const SETTING_NAME: &str = "名称";
/// There is nothing to take back.
pub const ALREADY_DEFAULT: &str = "设置文件没有写这一项，本来就是默认";
/// Nothing can be kept.
pub const NO_SETTINGS_FILE: &str = "没有设置文件的位置，改动不会保存；启动时用 --home 指定一个目录";

/// Asks for the value of a setting.
pub fn typing_setting(label: &str) -> String {
    format!("{label}：输入后按 {{go.accept}} 保存，留空为恢复默认，{{go.back}} 放弃")
}

/// Says what can be typed for a setting.
pub fn setting_placeholder(key: crate::settings::Key) -> String {
    crate::settings::words::choices(key)
}

/// Says that something else goes before the file.
pub fn setting_overruled(filed: &str, source: &str) -> String {
    format!("设置文件写的是 {filed}，现在起作用的是{source}")
}

/// Says where the settings file is.
pub fn settings_file(path: Option<&str>, is_there: bool) -> String {
    match (path, is_there) {
        (None, _) => NO_SETTINGS_FILE.to_owned(),
        (Some(path), true) => path.to_owned(),
        (Some(path), false) => format!("{path}（尚无，第一次修改时新建）"),
    }
}

/// Says that a setting was written, and what holds now.
pub fn setting_kept(key: crate::settings::Key, value: Option<&crate::settings::Value>) -> String {
    use crate::settings::words;
    format!(
        "已保存，{}：{}",
        words::label(key),
        words::shown(key, value)
    )
}

/// Says that a file cannot be read.
pub fn unreadable(why: &str) -> String {
    format!("读不了：{why}")
}

/// Says that keymap and theme were read again.
pub fn reloaded(problems: usize) -> String {
    match problems {
        0 => "已重读设置、按键表与主题".to_owned(),
        _ => format!("已重读设置、按键表与主题；有 {problems} 处问题"),
    }
}
