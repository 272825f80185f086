//! Everything a key can do, in one table.
//!
//! Help, key bar, `docs/KEYMAP.md` and the suggestions for a misspelt id all read it. To add an
//! action: a row here, a key in `keymaps/default.toml`, an arm in `update`.

macro_rules! contexts {
    ($( $variant:ident $id:literal $label:literal; )*) => {
        /// Where a binding holds; every context falls back to `Global`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Context { $( #[doc = $label] $variant, )* }

        impl Context {
            /// All contexts, in the order of the help screen.
            pub const ALL: &[Self] = &[ $( Self::$variant, )* ];

            /// Returns the name used in keymap files.
            pub fn id(self) -> &'static str {
                match self { $( Self::$variant => $id, )* }
            }

            /// Returns the name shown to people.
            pub fn label(self) -> &'static str {
                match self { $( Self::$variant => $label, )* }
            }
        }
    };
}

macro_rules! actions {
    ($( $variant:ident $id:literal $label:literal [$($context:ident)*] $help:literal; )*) => {
        /// One thing a key can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $( #[doc = $help] $variant, )* }

        impl Action {
            /// All actions, in the order of the help screen.
            pub const ALL: &[Self] = &[ $( Self::$variant, )* ];

            /// Returns the name used in keymap files.
            pub fn id(self) -> &'static str {
                match self { $( Self::$variant => $id, )* }
            }

            /// Returns the short label of the key bar.
            pub fn label(self) -> &'static str {
                match self { $( Self::$variant => $label, )* }
            }

            /// Returns the sentence of the help screen.
            pub fn help(self) -> &'static str {
                match self { $( Self::$variant => $help, )* }
            }

            /// Returns the contexts in which the action means something.
            pub fn contexts(self) -> &'static [Context] {
                match self { $( Self::$variant => &[ $( Context::$context, )* ], )* }
            }
        }
    };
}

contexts! {
    Global    "global"    "通用";
    Lookup    "lookup"    "查询";
    Assess    "assess"    "裁量";
    Decisions "decisions" "决定库";
    Outliers  "outliers"  "离群";
    Lists     "lists"     "清单";
    Packs     "packs"     "基准库";
    Review    "review"    "核对";
    Mapping   "mapping"   "列对应";
    Columns   "columns"   "选列";
    Views     "views"     "视图";
    Settings  "settings"  "设置";
    Popup     "popup"     "弹出窗口";
}

actions! {
    HelpOpen         "help.open"          "帮助"     [Global]    "显示此处可用的全部按键。";
    ScreenLookup     "screen.lookup"      "查询"     [Global]    "到查询：按案由、条文、拼音查处罚依据。";
    ScreenAssess     "screen.assess"      "裁量"     [Global]    "到裁量：填事实与情节，看幅度、阶次与依据。";
    ScreenDecisions  "screen.decisions"   "决定库"   [Global]    "到决定库：查看、导入以往处罚决定。";
    ScreenOutliers   "screen.outliers"    "离群"     [Global]    "到离群：按可疑程度排列的决定及理由。";
    ScreenLists      "screen.lists"       "清单"     [Global]    "到清单：不予、从轻、减轻处罚清单及其条件。";
    ScreenPacks      "screen.packs"       "基准库"   [Global]    "到基准库：查看、导入、核对裁量基准。";
    PaletteOpen      "palette.open"       "命令"     [Global]    "打开命令面板：按名称、拼音找到任何动作并执行。";
    FindOpen         "find.open"          "全局查找" [Global]    "在案由、决定、清单事项、基准事项中一起查找。";
    HistoryBack      "history.back"       "后退"     [Global]    "回到上一个看过的地方。";
    HistoryForward   "history.forward"    "前进"     [Global]    "回到后退之前的地方。";
    Accept           "go.accept"          "确定"     [Global]    "打开所选的一项，或者确认。";
    Back             "go.back"            "返回"     [Global]    "关闭弹出窗口、离开输入框，或者回到上一屏。";
    ListPrev         "list.prev"          "上移"     [Global]    "上移一行。";
    ListNext         "list.next"          "下移"     [Global]    "下移一行。";
    ListPageUp       "list.page_up"       "上页"     [Global]    "上移一页。";
    ListPageDown     "list.page_down"     "下页"     [Global]    "下移一页。";
    ListTop          "list.top"           "首行"     [Global]    "到第一行。";
    ListBottom       "list.bottom"        "末行"     [Global]    "到最后一行。";
    PaneNext         "pane.next"          "换栏"     [Global]    "到下一栏。";
    PanePrev         "pane.prev"          "换栏"     [Global]    "到上一栏。";
    DetailUp         "detail.up"          "详情上滚" [Global]    "不离开当前栏，把详情向上滚动。";
    DetailDown       "detail.down"        "详情下滚" [Global]    "不离开当前栏，把详情向下滚动。";
    ProblemsOpen     "problems.open"      "问题"     [Global]    "列出基准包、设置、按键表、主题中有误之处。";
    ConfigReload     "config.reload"      "重读设置" [Global]    "重新读入设置、按键表与主题。";
    CopyText         "copy.text"          "复制"     [Global]    "把所看的内容作为文字复制。";
    TableExport      "table.export"       "导出"     [Global]    "把屏幕上的表导出为 CSV 或者 Markdown。";
    ProjectorToggle  "projector.toggle"   "投影"     [Global]    "切换投影视图：字大、对比强，不显示当事人名称。";
    TimerToggle      "timer.toggle"       "计时"     [Global]    "开始或者暂停计时。";
    TimerReset       "timer.reset"        "计时清零" [Global]    "计时清零。";
    MouseToggle      "mouse.toggle"       "鼠标"     [Global]    "打开或者关闭鼠标；打开时按住 shift 仍可选取文字。";
    SettingsOpen     "settings.open"      "设置"     [Global]    "查看、修改设置。";
    TourStart        "tour.start"         "入门"     [Global]    "用五步走一遍主要的屏幕。";
    WorkCancel       "work.cancel"        "停止"     [Global]    "停止正在后台进行的工作。";
    Quit             "app.quit"           "退出"     [Global]    "退出程序。";

    LookupDomain     "lookup.domain"      "换领域"   [Lookup]    "只看一个领域的案由，依次切换。";
    LookupDecisions  "lookup.decisions"   "看已决"   [Lookup]    "在决定库中列出这一案由的决定。";
    LookupCaps       "lookup.caps"       "检查频次" [Lookup]    "查看涉企检查频次上限。";

    FormToggle       "form.toggle"        "勾选"     [Assess]    "勾选或者取消所在的一项。";
    FormPrevChoice   "form.prev_choice"   "前一选项" [Assess]    "换成前一个选项。";
    FormNextChoice   "form.next_choice"   "后一选项" [Assess]    "换成后一个选项。";
    FormIncrease     "form.increase"      "加"       [Assess]    "把所在的数加一步。";
    FormDecrease     "form.decrease"      "减"       [Assess]    "把所在的数减一步。";
    FormClear        "form.clear"         "清空此项" [Assess]    "把所在的一项改为未填（情况不明）。";
    FormMore         "form.more"          "更多事实" [Assess]    "显示或者收起所载阶次没有用到的事实。";
    FormQuestion     "form.question"      "最该问的" [Assess]    "到最能缩小阶次范围的一项事实。";
    FormReset        "form.reset"         "重填"     [Assess]    "清空整张表，从头填写这一案由。";
    FormUndo         "form.undo"          "撤销改动" [Assess]    "撤销对表的上一次改动。";
    FormPin          "form.pin"           "钉为甲"   [Assess]    "把现在的结果钉为甲，改动事实后与乙并排对照；再按一次取消。";
    FormSwap         "form.swap"          "换甲乙"   [Assess]    "甲乙互换：回到钉住的事实，现在的成为甲。";

    DecisionsFilter  "decisions.filter"   "筛选"     [Decisions] "到筛选框。";
    DecisionsSort    "decisions.sort"     "换排序"   [Decisions] "换一列排序。";
    DecisionsReverse "decisions.reverse"  "倒序"     [Decisions Columns] "颠倒顺序。";
    DecisionsImport  "decisions.import"   "导入"     [Decisions] "导入台账或者决定文件（Excel、CSV、JSONL）。";
    DecisionsUndo    "decisions.undo"     "撤销导入" [Decisions] "撤销最近一次导入。";
    DecisionsDemo    "decisions.demo"     "教学示例" [Decisions] "载入一批虚构的教学示例。";
    DecisionsAssess  "decisions.assess"   "据此裁量" [Decisions Outliers] "把这件决定的案由、事实与情节填入裁量表。";

    TableColumns     "table.columns"      "选列"     [Decisions] "选择表中显示哪些列、次序和宽窄。";
    TableViews       "table.views"        "视图"     [Decisions] "打开、保存、删除起了名字的筛选、排序和列。";
    TableMark        "table.mark"         "标记"     [Decisions] "标记或者取消标记所在的一行。";
    TableMarkAll     "table.mark_all"     "全部标记" [Decisions] "标记筛选出的所有行；已全部标记时取消。";
    TableLeft        "table.left"         "左移"     [Decisions] "把表向左移一列，首列不动。";
    TableRight       "table.right"        "右移"     [Decisions] "把表向右移一列，首列不动。";

    ColumnShow       "column.show"        "显示"     [Columns]   "显示或者不显示所在的一列。";
    ColumnEarlier    "column.earlier"     "前移"     [Columns]   "把所在的一列前移一位。";
    ColumnLater      "column.later"       "后移"     [Columns]   "把所在的一列后移一位。";
    ColumnWider      "column.wider"       "加宽"     [Columns]   "把所在的一列加宽。";
    ColumnNarrower   "column.narrower"    "变窄"     [Columns]   "把所在的一列变窄。";
    ColumnAuto       "column.auto"        "自动宽"   [Columns]   "所在的一列的宽度随内容而定。";
    ColumnFreeze     "column.freeze"      "固定到此" [Columns]   "左右移动时，从首列到所在的一列不动；再按一次只固定首列。";
    ColumnSort       "column.sort"        "按此排序" [Columns]   "按所在的一列排序。";
    ColumnReset      "column.reset"       "恢复"     [Columns]   "恢复通常的列。";
    ViewKeep         "view.keep"          "存为视图" [Views]     "把现在的筛选、排序和列起个名字保存。";
    ViewRename       "view.rename"        "改名"     [Views]     "给所选的视图改名。";
    ViewDelete       "view.delete"        "删除"     [Views]     "删除所选的视图，先问一遍。";
    ExportForm       "export.form"        "换格式"   [Popup]     "换一种导出格式：CSV 或者 Markdown。";

    ImportMapping    "import.mapping"     "列对应"   [Popup]     "逐列指定表中各列是什么。";
    MappingPreview   "mapping.preview"    "预览全文" [Mapping]   "按所定的列对应把全文读一遍，先看结果，不写入。";
    MappingSave      "mapping.save"       "存为方案" [Mapping]   "把列对应起个名字保存，以后表头相同的表自动用它。";
    MappingUnused    "mapping.unused"     "不用此列" [Mapping]   "不用所在的一列；原文仍随决定留存。";

    SettingsNext     "settings.next"      "后一选项" [Settings]  "换成后一个选项，立即生效并写入设置文件。";
    SettingsPrev     "settings.prev"      "前一选项" [Settings]  "换成前一个选项，立即生效并写入设置文件。";
    SettingsClear    "settings.clear"     "恢复默认" [Settings]  "所在的一项恢复默认。";
    SettingsUndo     "settings.undo"      "撤销"     [Settings]  "撤销刚才的修改。";

    OutliersFilter   "outliers.filter"    "筛选"     [Outliers]  "按结论、机关、案由、期间筛选；选择比较范围。";
    OutliersFind     "outliers.find"      "查找"     [Outliers]  "到查找框：按文号、当事人、案由缩小范围。";
    OutliersDismiss  "outliers.dismiss"   "排除"     [Outliers]  "核查后认为没有问题，写明理由，从清单中移出；数据不变就不再提示。";
    OutliersConfirm  "outliers.confirm"   "确认"     [Outliers]  "核查后认为确有问题，写明理由。";
    OutliersReopen   "outliers.reopen"    "重新打开" [Outliers]  "取消排除或者确认，回到未核查的状态。";
    OutliersUndo     "outliers.undo"      "撤回"     [Outliers]  "撤回刚才的排除、确认或者重新打开。";
    OutliersShowDismissed "outliers.dismissed" "看已排除" [Outliers] "把已排除的也列出来，或者不再列出。";
    OutliersSort     "outliers.sort"      "换排序"   [Outliers]  "依次按可疑程度、罚款、日期排列。";
    OutliersBureaus  "outliers.bureaus"   "机关"     [Outliers]  "在决定与机关两种视图之间切换：各机关、各季度的罚款是否一致。";
    OutliersVerdict  "outliers.verdict"   "换结论"   [Outliers]  "只看一种结论，依次切换。";
    OutliersRefresh  "outliers.refresh"   "重新比较" [Outliers]  "按决定库的现状重新比较。";

    ListsGrant       "lists.grant"        "换种类"   [Lists]     "只看不予、从轻或者减轻处罚的事项，依次切换。";

    PacksFindings    "packs.findings"     "检查所见" [Packs]     "列出检查这份基准时发现的问题及其所在。";
    PacksImport      "packs.import"       "导入文件" [Packs]     "导入裁量基准文件（Word、Excel、PDF、网页、文本）。";
    ReviewAccept     "review.accept"      "无误"     [Review]    "与原文核对无误，接着看下一处问题。";
    ReviewMark       "review.mark"        "搁置"     [Review]    "搁置这一项并写下备注：解决之前裁量时不用它。";
    ReviewCondition  "review.condition"   "改条件"   [Review]    "用文件里的说法改正所选阶次的适用条件。";
    ReviewStandard   "review.standard"    "改处罚"   [Review]    "用文件里的说法改正所选阶次的处罚。";
    ReviewOffence    "review.offence"     "改案由"   [Review]    "改正这一项对应的违法行为：写条文或者编号。";
    ReviewReopen     "review.reopen"      "重新核对" [Review]    "取消核对结论，回到未看过的状态。";
    ReviewUndo       "review.undo"        "撤销"     [Review]    "撤销上一步改动。";
    ReviewNext       "review.next"        "下一处"   [Review]    "到下一处须核对的事项。";
    ReviewPrev       "review.prev"        "上一处"   [Review]    "到上一处须核对的事项。";
}

impl Action {
    /// Returns the action with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.id() == id)
    }

    /// Says whether the action means something in `context`.
    pub fn belongs_to(self, context: Context) -> bool {
        self.contexts().contains(&Context::Global)
            || context == Context::Global
            || self.contexts().contains(&context)
    }
}

impl Context {
    /// Returns the context with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|context| context.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_resolve() {
        let ids: BTreeSet<_> = Action::ALL.iter().map(|a| a.id()).collect();
        assert_eq!(ids.len(), Action::ALL.len());
        for action in Action::ALL {
            assert_eq!(Action::from_id(action.id()), Some(*action));
            assert!(action.help().ends_with('。'));
            assert!(!action.contexts().is_empty());
        }
    }
}
