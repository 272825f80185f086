//! Command palette and search over everything.

use crate::tui::model::finder::Kind;
use crate::tui::strings::LIST_COMMA;

/// The title of the palette.
pub const PALETTE: &str = "命令";
/// What can be typed there.
pub const PALETTE_PLACEHOLDER: &str = "动作的名称、拼音或首字母";
/// Nothing was found.
pub const PALETTE_NOTHING: &str = "没有这样的动作。清空可看全部；{go.back} 关闭。";
/// The title of the search over everything.
pub const FINDER: &str = "全局查找";
/// What can be typed there.
pub const FINDER_PLACEHOLDER: &str = "案由、条号、文号、当事人、机关、清单事项、基准条目号";
/// Nothing is typed yet.
pub const FINDER_EMPTY: &str = "案由、决定、清单事项、基准事项一起查；{list.prev}、{list.next} 选，{go.accept} 打开，之后 {go.back} 或者后退回到这里。";
/// Nothing was found.
pub const FINDER_NOTHING: &str = "没有找到。可以少打几个字，换一种说法，或者用拼音首字母。";
/// The store is being searched.
pub const FINDER_SEARCHING: &str = "正在查决定库……";

/// Names a kind of thing, in equal widths.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Offence => "案由",
        Kind::ListItem => "清单",
        Kind::Item => "基准",
        Kind::Decision => "决定",
    }
}

/// Says that an action does nothing here, and where it does.
pub fn not_here(label: &str, contexts: &[&str]) -> String {
    let places = contexts.join(LIST_COMMA);
    format!("“{label}”此刻不起作用；它用在：{places}")
}
