//! What the command line says, in Chinese.

use std::io::Write;

use clap::error::{ContextKind, ErrorKind};

use crate::cli::Outcome;

pub const AFTER_HELP: &str =
    "不带命令直接运行即打开界面。退出状态：0 完成；1 完成但有须处理的问题；2 用法或输入有误。";
pub const HELP_TEMPLATE: &str = "{before-help}{about}\n\n用法：{usage}\n\n{all-args}{after-help}";
pub const COMMANDS: &str = "命令";
pub const OPTIONS: &str = "选项";
pub const ARGUMENTS: &str = "参数";
pub const NOT_A_TERMINAL: &str = "界面要在终端中运行；在管道或脚本中请用子命令，例如：cailiang lookup 没培训（cailiang --help 列出全部）";
pub const NO_HOME: &str = "找不到用户目录，请用 --home 目录 指定";
pub const NO_PROBLEMS: &str = "没有发现问题";

/// Prints help and version as they are, and every usage error in Chinese.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the list of kinds is not ours and open"
)]
pub fn explain_usage(error: &clap::Error, out: &mut dyn Write, err: &mut dyn Write) -> Outcome {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = write!(out, "{}", error.render());
            return Outcome::Done;
        }
        ErrorKind::InvalidSubcommand => format!(
            "没有命令“{}”{}",
            context(ContextKind::InvalidSubcommand),
            suggest(&context(ContextKind::SuggestedSubcommand))
        ),
        ErrorKind::UnknownArgument => format!(
            "没有选项“{}”{}",
            context(ContextKind::InvalidArg),
            suggest(&context(ContextKind::SuggestedArg))
        ),
        ErrorKind::MissingRequiredArgument => format!("缺少 {}", context(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "缺少子命令".to_owned()
        }
        ErrorKind::InvalidValue => {
            let valid = context(ContextKind::ValidValue);
            let valid = if valid.is_empty() {
                String::new()
            } else {
                format!("，可用：{valid}")
            };
            format!(
                "“{}”不能取值“{}”{valid}",
                context(ContextKind::InvalidArg),
                context(ContextKind::InvalidValue)
            )
        }
        ErrorKind::ValueValidation => format!(
            "“{}”的值“{}”不对",
            context(ContextKind::InvalidArg),
            context(ContextKind::InvalidValue)
        ),
        _ => error.render().to_string(),
    };
    let _ = writeln!(err, "{message}\n用 cailiang --help 查看用法");
    Outcome::Refused
}

fn suggest(word: &str) -> String {
    if word.is_empty() {
        String::new()
    } else {
        format!("，是否指 {word}")
    }
}

/// `cailiang lookup [选项] <内容>...`.
pub fn usage(names: &[String], command: &clap::Command) -> String {
    let mut parts = names.to_vec();
    parts.push("[选项]".to_owned());
    // An argument prints itself only once clap has built the command, so its names are asked for.
    let value = |arg: &clap::Arg| {
        let names = arg.get_value_names().unwrap_or_default();
        let first = names.first().map(|n| n.as_str().to_owned());
        first.unwrap_or_else(|| arg.get_id().to_string())
    };
    for arg in command.get_arguments().filter(|a| a.is_required_set()) {
        if let Some(long) = arg.get_long() {
            parts.push(format!("--{long} <{}>", value(arg)));
        }
    }
    for arg in command.get_positionals() {
        let (open, close) = if arg.is_required_set() {
            ('<', '>')
        } else {
            ('[', ']')
        };
        parts.push(format!("{open}{}{close}", value(arg)));
    }
    if command.has_subcommands() {
        let needed = command.is_subcommand_required_set();
        parts.push(if needed { "<命令>" } else { "[命令]" }.to_owned());
    }
    parts.join(" ")
}

pub fn cannot_read(path: &std::path::Path) -> String {
    format!("读不出 {}", path.display())
}

pub fn unreadable(path: &std::path::Path, error: &std::io::Error) -> String {
    format!(
        "读不出 {}（{}）",
        path.display(),
        crate::store::io_reason(error)
    )
}

pub fn bad_case(path: &std::path::Path, field: &str, message: &str) -> String {
    let name = if path.as_os_str() == "-" {
        "标准输入".to_owned()
    } else {
        path.display().to_string()
    };
    if field.is_empty() {
        format!("{name}：{message}")
    } else {
        format!("{name}：字段 {field}：{message}")
    }
}

pub fn unknown_field(field: &str) -> String {
    format!("不认识字段“{field}”，未采用")
}

pub fn no_such_pack(id: &str, known: &[&str]) -> String {
    format!("没有基准“{id}”，已载入：{}", known.join("、"))
}

pub fn no_such_list(id: &str, known: &[&str]) -> String {
    format!("没有清单“{id}”，已载入：{}", known.join("、"))
}

/// One line of `lists`.
pub fn list_line(id: &str, title: &str, head: &str) -> String {
    format!("{id}  《{title}》  {head}")
}

pub const NO_LIST_MATCHES: &str = "没有清单事项与本案的违法行为、地区、领域、日期相符（清单只在制定它的地区适用，先写 jurisdiction）";

/// One line of `packs`.
pub fn pack_line(
    id: &str,
    title: &str,
    doc_no: &str,
    dates: &str,
    items: usize,
    with_tiers: usize,
    tiers: usize,
) -> String {
    format!(
        "{id}  《{title}》{doc_no}  {dates}  已登记 {items} 项，其中有阶次 {with_tiers} 项、{tiers} 档"
    )
}

pub const IN_DOCUMENT: &str = "文件本身";
pub const SOURCE: &str = "来源";
pub const VERIFICATION: &str = "核对";
pub const SINCE: &str = "起施行";
pub const UNTIL: &str = "失效";

// Table of coverage (README).
pub const COVERAGE_HEAD: &str = "| 文件 | 代号 | 施行 | 文件项数 | 已登记 | 有阶次 | 档 | 核对情况 |\n|---|---|---|---|---|---|---|---|";
pub const LISTS_HEAD: &str = "| 清单 | 代号 | 种类 | 地区 | 施行 | 已载入 | 不完整而未载入 | 核对情况 |\n|---|---|---|---|---|---|---|---|";
pub const STATUTE_HEAD: &str =
    "| 法律文件 | 文本 | 效力 | 违法行为 | 处罚行 | 核对情况 |\n|---|---|---|---|---|---|";

// Lookup.
pub const TIERS_LOADED: &str = "[有阶次]";

pub fn nothing_found(query: &str) -> String {
    format!(
        "没有找到“{query}”。换个说法，或试试首字母（tzzy）、条号（97(3)）；罚则未载入的文件不在库中"
    )
}

pub fn no_such_domain(word: &str, known: &[&str]) -> String {
    format!("没有领域“{word}”，可用：{}", known.join("、"))
}

// Doctor.
pub fn library_summary(
    offences: usize,
    rows: usize,
    instruments: usize,
    benchmarks: usize,
) -> String {
    format!(
        "法律文件 {instruments} 件，违法行为 {offences} 个，处罚行 {rows} 行，基准 {benchmarks} 件"
    )
}

/// Notes that were left out.
pub fn lint_hidden(count: usize) -> String {
    format!("另有提示 {count} 条，加 --all 列出")
}

pub fn lint_severity(severity: crate::packs::Severity) -> &'static str {
    match severity {
        crate::packs::Severity::Error => "错误",
        crate::packs::Severity::Warning => "注意",
        crate::packs::Severity::Note => "提示",
    }
}

// Import.
pub const ONLY_PREVIEW: &str = "只是预览，没有写入";
pub const NOTHING_NEW: &str = "这个文件里的决定都已在库中，决定库没有变化";
pub const NO_IMPORTS: &str = "还没有导入过；用 cailiang import decisions 文件 导入";
pub const NO_DECISIONS: &str = "决定库是空的；用 cailiang import decisions 文件 导入以往决定";

pub fn no_store(path: &std::path::Path) -> String {
    format!(
        "还没有决定库 {}。请核对 --db 的路径，或用 cailiang import decisions 文件 导入以往决定",
        path.display()
    )
}

pub fn rejected(file: &str, line: u64, reason: &str) -> String {
    format!("未导入 {file} 第 {line} 行：{reason}")
}

pub fn note(text: &str) -> String {
    format!("提示 {text}")
}

pub fn imported_as(id: i64) -> String {
    format!("记为第 {id} 次导入；撤销用 cailiang import undo {id}")
}

pub fn no_such_import(id: i64) -> String {
    format!("没有第 {id} 次导入；用 cailiang import list 查看")
}

pub fn undone(id: i64, file: &str, removed: u64) -> String {
    format!("已撤销第 {id} 次导入（{file}），删去 {removed} 件决定")
}

pub const ASK_REPLACE: &str = "替换吗？（输入 y 后按回车替换，其他则不替换）";
pub const NOT_REPLACED: &str =
    "没有写入。核对上面的变化后，加 --replace 再导入一次即可替换（原文件另存为 .toml.old）";
pub const NO_ITEMS_READ: &str = "没有读到事项，没有写入。可用 --layout 指定版式（articles 逐条、table 表格、list 清单、prose 段落）再试";

pub fn is_yes(answer: &str) -> bool {
    matches!(answer, "y" | "Y" | "yes" | "是" | "ｙ")
}

pub fn pack_written(path: &std::path::Path, show: &str) -> String {
    format!("已写入 {}；现在即可核算。逐项看：{show}", path.display())
}

pub fn show_pack(id: &str) -> String {
    format!("cailiang packs show {id}")
}

pub fn show_list(id: &str) -> String {
    format!("cailiang lists show {id}")
}

pub fn cannot_write(path: &std::path::Path, error: &std::io::Error) -> String {
    format!(
        "{}：写不进去（{error}）。请检查目录权限和磁盘空间",
        path.display()
    )
}

pub fn bad_pack_id(text: &str) -> String {
    format!("“{text}”不能作代号：只用小写字母、数字、连字符，例如 wenshui-2026")
}

pub fn bad_date(text: &str) -> String {
    format!("“{text}”不是日期：写作 2026-03-01、2026-03 或 2026")
}

pub fn bad_region(text: &str) -> String {
    format!("“{text}”不是行政区划代码：应为六位数字，例如 141121")
}

/// A file in which no article was found.
pub fn no_articles(file: &str) -> String {
    format!(
        "{file}：没有找到“第一条”这样的条文，未导入。请检查是不是法规原文；扫描件请先作文字识别"
    )
}

/// A law the library does not know.
pub fn unknown_statute(file: &str, slug: Option<&str>, title: &str) -> String {
    match slug {
        Some(slug) => {
            format!("法规库中没有代号 {slug}，未导入。代号见 lookup 结果中编号的开头，例如 aqscf")
        }
        None => format!(
            "{file}：标题“{title}”不是法规库中任何一部，未导入。请用 --as 代号 指明，例如 --as aqscf"
        ),
    }
}

/// What was read of a law.
pub fn statute_read(title: &str, text: &crate::reader::statute::StatuteText) -> String {
    let name = |article: Option<&crate::reader::statute::ArticleText>| {
        article.map_or_else(String::new, |a| {
            crate::reader::statute::words::article(a.article, a.inserted)
        })
    };
    format!(
        "{title}：{}条（{}至{}）",
        text.articles.len(),
        name(text.articles.first()),
        name(text.articles.last())
    )
}

/// The text is of another day than the rows of the library.
pub fn other_version(found: &str, loaded: &str) -> String {
    format!("文本的日期是 {found}，法规库中的罚则出自 {loaded} 的文本。请核对是不是同一版本")
}

/// Where the text was kept.
pub fn statute_kept(path: &std::path::Path) -> String {
    format!("已存入 {}", path.display())
}

/// A directory that cannot be written.
pub fn unwritable(path: &std::path::Path, error: &std::io::Error) -> String {
    format!(
        "写不进 {}（{}）。请检查目录的权限和剩余空间",
        path.display(),
        crate::store::io_reason(error)
    )
}

/// A citation that could not be read.
pub fn unreadable_citation(text: &str) -> String {
    format!("看不懂引用“{text}”。请写明法规和条号，例如 安全生产法第九十七条")
}

/// An instrument whose text was not imported.
pub fn no_text(title: &str) -> String {
    format!("未载入《{title}》的条文，用 cailiang import statute 文件 导入")
}

/// An article the text does not have.
pub fn no_such_article(title: &str, number: &str) -> String {
    format!("载入的《{title}》文本中没有{number}。请检查条号；文本如为节录，请导入全文")
}

/// The line above an article.
pub fn article_heading(title: &str, chapter: &str) -> String {
    if chapter.is_empty() {
        format!("《{title}》")
    } else {
        format!("《{title}》{chapter}")
    }
}

/// A title without the name of the state.
pub fn without_state(title: &str) -> &str {
    title.strip_prefix("中华人民共和国").unwrap_or(title)
}
// 核查意见。

pub const NO_REVIEWS: &str = "还没有核查意见。cailiang review dismiss 文号 --reason 理由";
pub const REVIEWS_GONE: &str = "下列意见所对应的决定现在不在库中：";

pub fn no_such_case(case_no: &str) -> String {
    format!("决定库里没有文号为“{case_no}”的决定；请核对文号的括号和年份")
}

pub fn not_a_finding(case_no: &str, verdict: &str) -> String {
    format!("“{case_no}”的结论是“{verdict}”，没有需要核查的发现，不必记意见")
}

pub fn several(case_no: &str, lines: &[String]) -> String {
    format!(
        "文号“{case_no}”下有 {} 条记录，请用 --party 当事人、--offence 代号 指明一条：\n{}",
        lines.len(),
        lines.join("\n")
    )
}

pub fn record(party: Option<&str>, offence: &str, verdict: &str) -> String {
    format!("  {} {offence} {verdict}", party.unwrap_or("（无当事人）"))
}

pub fn not_reviewed(case_no: &str) -> String {
    format!("“{case_no}”没有核查意见，无从重新打开")
}

pub const REASON_EMPTY: &str = "请用 --reason 写明理由";

// Two benchmarks.

pub fn no_pack_in(path: &std::path::Path) -> String {
    format!(
        "{} 里没有可用的 [pack]；写法见 docs/PACKS.md",
        path.display()
    )
}

pub fn no_such_offence(id: &str) -> String {
    format!("没有违法行为“{id}”，用 cailiang lookup 查代号")
}

pub fn judging(round: usize, name: &str, decisions: usize) -> String {
    format!("（{round}/2）按 {name} 核对 {decisions} 件决定……")
}

pub const NO_CAPS: &str = "这一领域、地区没有载入检查频次上限；写法见 docs/PACKS.md 的 [[cap]]";

/// A local document was imported and no jurisdiction is set.
pub fn set_jurisdiction(region: &str) -> String {
    format!(
        "这份文件只用于 {region}：案件里写明管辖地区，或者在 settings.toml 写一行 jurisdiction = \"{region}\"，以后不必每次填"
    )
}

/// No profile was kept yet.
pub const NO_PROFILES: &str = "还没有保存过列对应方案；在界面的决定库中导入时可以指定各列并保存";

/// A kept profile was used without being asked for.
pub fn profile_fits(name: &str) -> String {
    format!("表头与已保存的方案“{name}”相符，按它读；另用方案请写 --profile")
}

// Outliers.

/// A verdict nobody knows; the ones there are.
pub fn bad_verdict(text: &str) -> String {
    let known: Vec<&str> = crate::compare::Verdict::ALL
        .iter()
        .map(|v| v.label())
        .collect();
    format!("没有结论“{text}”，可用：{}", known.join("、"))
}

/// An offence nobody knows.
pub fn no_offence_named(text: &str) -> String {
    format!("没有违法行为的代号是“{text}”，也没有名称含这几个字的；用 cailiang lookup 查代号")
}

/// The file to write is the store itself.
pub fn out_is_store(path: &std::path::Path) -> String {
    format!(
        "{} 是决定库，不能用作输出文件。请换一个文件名",
        path.display()
    )
}

/// What was written, and how large it is.
pub fn report_written(path: &std::path::Path, bytes: u64) -> String {
    format!("已写入 {}（{} KB）", path.display(), bytes.div_ceil(1024))
}

// Decisions.

/// How many decisions were listed of how many that match.
pub fn listed(shown: usize, matching: u64) -> String {
    if shown as u64 == matching {
        return format!("共 {matching} 件");
    }
    format!("列出 {shown} 件，共 {matching} 件（用 --limit 增加）")
}

/// What they were filtered by, as it was understood.
pub fn filtered_by(filter: &str) -> String {
    format!("筛选：{filter}")
}

/// The sum of the fines.
pub fn sum_of_fines(sum: &str, unknown: u64) -> String {
    match unknown {
        0 => format!("罚款合计 {sum}"),
        _ => format!("罚款合计 {sum}（另 {unknown} 件无罚款或者金额不详）"),
    }
}

/// Nothing passes the filter.
pub const NOTHING_MATCHES: &str = "没有符合筛选的决定";

/// A part of the filter that was not understood.
pub fn doubtful(at: usize, message: &str) -> String {
    format!("筛选第 {} 字：{message}（这一条没有用上）", at + 1)
}

/// No such column.
pub fn no_such_column(word: &str, known: &[&str]) -> String {
    format!("没有“{word}”这一列；可用：{}", known.join("、"))
}

/// No such view.
pub fn no_such_view(name: &str, known: &[&str]) -> String {
    format!("没有名为“{name}”的视图；可用：{}", known.join("、"))
}

/// A word in a view that is no column.
pub fn column_of_view(view: &str, word: &str) -> String {
    format!("视图“{view}”中的“{word}”不是列名，或者不能按它排序，略去不用")
}

/// Not a column to sort by.
pub fn not_sortable(word: &str, known: &[&str]) -> String {
    format!("不能按“{word}”排序；可用：{}", known.join("、"))
}

/// No decision of this number.
pub fn no_such_decision(case_no: &str) -> String {
    format!("决定库里没有文号为“{case_no}”的决定；请核对文号的括号和年份")
}

// Settings.

/// Nothing is wrong with settings, keymap and theme.
pub const CONFIG_SOUND: &str = "设置、按键表、主题都没有问题";

/// Something is wrong with settings, keymap and theme.
pub fn config_problems(count: usize) -> String {
    format!("有 {count} 处问题；没有写错的照常起作用")
}

/// A settings file was made.
pub fn config_made(path: &std::path::Path) -> String {
    format!(
        "已新建 {}；每一项都写有说明，去掉行首的 # 即写明",
        path.display()
    )
}

/// The old settings file was kept.
pub fn config_copied(copy: &std::path::Path) -> String {
    format!("原来的另存为 {}", copy.display())
}

/// Where the settings file is.
pub fn config_file(path: &std::path::Path, is_there: bool) -> String {
    let state = if is_there {
        ""
    } else {
        "（尚无；cailiang config init 新建）"
    };
    format!("{}{state}", path.display())
}

/// One setting.
pub fn config_row(id: &str, value: &str, label: &str, source: &str) -> String {
    format!("  {id:<13} {value}  （{label}，{source}）")
}

/// There is no such setting.
pub fn no_such_setting(what: &str, known: &str) -> String {
    format!("{what}，{known}")
}

/// A setting was written.
pub fn config_set(line: &str, path: &std::path::Path) -> String {
    format!("已写入 {line}（{}）", path.display())
}

/// A setting was taken back.
pub fn config_unset(id: &str, unset: &str) -> String {
    format!("{id} 恢复默认：{unset}")
}

/// Another layer goes before the file.
pub fn config_overruled(holds: &str, source: &str) -> String {
    format!("现在起作用的是 {holds}（{source}）")
}
