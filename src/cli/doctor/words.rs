//! What the doctor says, in Chinese.

use std::fmt::Display;
use std::path::Path;

pub const TERMINAL: &str = "终端";
pub const DATA: &str = "目录";
pub const DATABASE: &str = "数据库";
pub const SETTINGS: &str = "设置";
pub const LIBRARY: &str = "法规库";

/// Glyphs whose width depends on the terminal's idea of East Asian text, and two of which it should not.
pub const MEASURED: [&str; 10] = ["“", "—", "…", "·", "①", "§", "─", "■", "✓", "裁"];
/// Those every screen is made of.
pub const CERTAIN: [&str; 2] = ["✓", "裁"];

pub const NO_TERMINAL: &str = "没有在终端里运行，字符宽度、颜色没有测";
pub const NO_TERMINAL_REMEDY: &str = "要测就直接在终端里运行 cailiang doctor，不接管道";
pub const LOOK_FOR_YOURSELF: &str = "下列字符在中文终端里可能占一列或两列，本程序按一列排版（裁按两列）；若右侧竖线不齐，用 cailiang config set borders ascii";

pub const SIZE: &str = "大小";
pub const COLOURS: &str = "颜色";
pub const ENCODING: &str = "编码";
pub const CURSOR: &str = "光标位置";
pub const GLYPHS: &str = "字符宽度";
pub const PASTE: &str = "粘贴";
pub const PASTE_ASKED: &str = "界面会请求整段粘贴；终端不支持时，粘贴当作逐个按键，结果一样";
pub const OTHER_TERMINAL: &str = "换一个终端程序再试";
pub const NO_COLOR_SET: &str = "已设，一律用无色主题 mono";
pub const NO_COLOR_REMEDY: &str = "要颜色就取消环境变量 NO_COLOR";
pub const TERM_REMEDY: &str = "设好环境变量 TERM，例如 TERM=xterm-256color";
pub const THEME_REMEDY: &str = "所选主题要 256 色：cailiang config set theme default，或者换 TERM";
pub const LOCALE_REMEDY: &str = "设 LANG=zh_CN.UTF-8 或 C.UTF-8，否则中文会乱";
pub const MUTE: &str = "终端两秒内没有回答，字符宽度没有测成";
pub const MUTE_REMEDY: &str = "照下面的竖线看是否对齐；界面不用这项功能";
pub const CURSOR_ANSWERS: &str = "终端能回答";
pub const GLYPHS_AGREE: &str = "与本程序的排版一致";
pub const GLYPHS_REMEDY: &str = "边框用 ascii（cailiang config set borders ascii）；在终端设置里把“东亚歧义宽度”改为窄，或者换等宽的中文字体（如更纱黑体 Mono SC、Noto Sans Mono CJK SC）";
pub const IN_TMUX: &str = "在 tmux 里运行，宽度和颜色由 tmux 决定";
pub const TMUX_REMEDY: &str = "~/.tmux.conf 里写 set -sg escape-time 10（esc 不迟缓）、set -g set-clipboard on（复制能到外面）、set -g default-terminal tmux-256color";
pub const IN_SCREEN: &str = "在 screen 里运行，不支持整段粘贴和剪贴板";
pub const SCREEN_REMEDY: &str = "~/.screenrc 里写 defutf8 on、maptimeout 10，或者改用 tmux";

pub const PLACE_LIBRARY: &str = "法规库";
pub const PLACE_DATABASE: &str = "数据库所在";
pub const PLACE_PROFILES: &str = "列对应方案";
pub const PLACE_SETTINGS: &str = "设置所在";
pub const PLACE_KEYMAP: &str = "按键表";
pub const PLACE_THEME: &str = "主题";
pub const MOVE_AWAY: &str = "把这个文件移走，让出目录的名字";
pub const MAKE_WRITABLE: &str = "检查权限和磁盘空间，或者用 --home 换一个目录";

pub const OPENING: &str = "打开";
pub const CONTENT: &str = "内容";
pub const JOURNAL: &str = "日志";
pub const WHOLE: &str = "完整";
pub const IS_WHOLE: &str = "没有损坏";
pub const OLD_SCHEMA: &str = "是旧版本的数据库";
pub const OLD_SCHEMA_REMEDY: &str = "下次打开界面或者导入时自动升级，升级前另存一份";
pub const DATABASE_REMEDY: &str =
    "先复制一份数据库文件再处理；用升级前的备份，或者重新导入台账（意见在数据库里，先不要删除）";

pub const SET_REGION: &str = "cailiang config set jurisdiction 代码，本地文件和备案门槛才适用";
pub const LOADED: &str = "已载入";
pub const SEE_LINT: &str = "用 cailiang lint 查看全部";

/// Sizes are told in the unit that leaves one to four figures.
fn bytes(count: u64) -> String {
    const KIB: u64 = 1024;
    match count {
        0..KIB => format!("{count} 字节"),
        KIB..1_048_576 => format!("{} KB", count / KIB),
        _ => format!("{} MB", count / 1_048_576),
    }
}

pub fn size(columns: u16, rows: u16) -> String {
    format!("{columns} 列 × {rows} 行")
}

pub fn at_least(columns: u16, rows: u16) -> String {
    format!("把窗口放大到至少 {columns}×{rows}")
}

pub fn size_unknown(error: &dyn Display) -> String {
    format!("问不出来（{error}）")
}

pub fn colours(term: &str, is_true: bool, has_256: bool) -> String {
    let depth = match (is_true, has_256) {
        (true, _) => "真彩",
        (false, true) => "256 色",
        (false, false) => "16 色",
    };
    let term = if term.is_empty() { "未设" } else { term };
    format!("{depth}（TERM {term}）")
}

pub fn locale(locale: &str) -> String {
    if locale.is_empty() {
        "UTF-8".to_owned()
    } else {
        locale.to_owned()
    }
}

pub fn not_utf8(locale: &str) -> String {
    if locale.is_empty() {
        "没有设语言环境，不是 UTF-8".to_owned()
    } else {
        format!("语言环境 {locale} 不是 UTF-8")
    }
}

pub fn glyphs_differ(differ: &[(&str, u16)]) -> String {
    let told = differ.iter().map(|(g, width)| format!("{g} 占 {width} 列"));
    let told: Vec<String> = told.collect();
    format!("{}，与本程序的排版不同", told.join("，"))
}

pub fn folder(path: &Path, files: usize, size: u64) -> String {
    format!("{}  可写，{files} 个文件，{}", path.display(), bytes(size))
}

pub fn file(path: &Path, size: u64) -> String {
    format!("{}  {}", path.display(), bytes(size))
}

pub fn not_yet(path: &Path) -> String {
    format!("{}  尚无，用到时新建", path.display())
}

pub fn none_needed(path: &Path) -> String {
    format!("{}  没有，用内置的", path.display())
}

pub fn not_a_folder(path: &Path) -> String {
    format!("{} 不是目录", path.display())
}

pub fn not_writable(path: &Path, why: &str) -> String {
    format!("{}  写不了（{why}）", path.display())
}

pub fn not_readable(path: &Path, why: &str) -> String {
    format!("{}  读不了（{why}）", path.display())
}

pub fn held(schema: i64, decisions: u64) -> String {
    format!("{decisions} 件决定，结构版本 {schema}")
}

pub fn journal(mode: &str, size: u64) -> String {
    match mode {
        "wal" => format!("预写日志 {}", bytes(size)),
        _ => format!("{mode}（同时只能有一个程序打开）"),
    }
}

pub fn broken(found: &[String]) -> String {
    let first = found.first().map_or("", String::as_str);
    format!("有 {} 处损坏，例如：{first}", found.len())
}

pub fn setting(value: &str, source: &str) -> String {
    format!("{value}（{source}）")
}

pub fn more(count: usize) -> String {
    format!("另有 {count} 处问题")
}

pub fn conclusion(problems: usize) -> String {
    match problems {
        0 => "都正常".to_owned(),
        _ => format!("有 {problems} 处要处理，标有 !"),
    }
}
