//! Arguments of the program.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// 裁量：应急管理行政处罚裁量基准核对
#[derive(Debug, Parser)]
#[command(name = "cailiang", version, about, disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true, after_help = crate::cli::words::AFTER_HELP)]
pub struct Args {
    /// 把本机用户的一切（法规库、数据库、键位、主题）放在这个目录；也可用环境变量 `CAILIANG_HOME`
    #[arg(long, global = true, value_name = "目录")]
    pub home: Option<PathBuf>,
    /// 案件数据库文件
    #[arg(long, global = true, value_name = "文件")]
    pub db: Option<PathBuf>,
    /// 管辖地区（六位行政区划代码），用于没有写明地区的案件和决定；不写则用 settings.toml 的 jurisdiction
    #[arg(long, global = true, value_name = "代码", value_parser = crate::cli::profile::region)]
    pub jurisdiction: Option<String>,
    /// 显示用法
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
    /// 不写则打开界面
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 查违法行为：中文、全拼、首字母、条号、口语、错字都可以
    Lookup(LookupArgs),
    /// 核算一个案件：合法幅度、阶次、程序、理由
    Assess(AssessArgs),
    /// 导入以往决定；查看或者撤销导入
    Import(ImportArgs),
    /// 与同类决定比较：哪些值得复核，为什么
    Outliers(OutliersArgs),
    /// 已载入的基准及其覆盖范围
    Packs(PacksArgs),
    /// 涉企检查频次上限
    Caps(CapsArgs),
    /// 检查法规库与基准包
    Lint(LintArgs),
    /// 检查终端、目录、数据库是否正常
    Doctor,
    /// 生成命令补全脚本
    Completions {
        /// 命令行种类
        shell: clap_complete::Shell,
    },
    /// 生成 man 手册页
    Man,
}

/// Output for people or programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 供人阅读
    #[default]
    Text,
    /// 供程序使用
    Json,
}

/// `lookup`
#[derive(Debug, clap::Args)]
pub struct LookupArgs {
    /// 要查的内容，例如 没培训、tzzy、97(3)、煤矿191
    #[arg(required = true, value_name = "内容")]
    pub query: Vec<String>,
    /// 只看某一领域，例如 coal 或 煤矿
    #[arg(long, value_name = "领域")]
    pub domain: Option<String>,
    /// 最多列出几个
    #[arg(long, value_name = "个数", default_value_t = 10)]
    pub limit: usize,
    /// 输出格式：text 供人阅读，json 供程序使用
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    pub format: Format,
}

/// `caps`
#[derive(Debug, clap::Args)]
pub struct CapsArgs {
    /// 只看某一领域，例如 coal 或 煤矿
    #[arg(long, value_name = "领域")]
    pub domain: Option<String>,
    /// 输出格式：text 供人阅读，json 供程序使用
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    pub format: Format,
}

/// `assess`
#[derive(Debug, clap::Args)]
pub struct AssessArgs {
    /// 案件文件（JSON），- 为标准输入
    #[arg(long, value_name = "文件|-")]
    pub case: PathBuf,
    /// 输出格式：text 供人阅读，json 供程序使用
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    pub format: Format,
}

/// `import`
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// 做什么
    #[command(subcommand)]
    pub command: ImportCommand,
}

/// `import …`
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// 导入一个台账（CSV）或决定文件（JSONL）；同一文件再导一次不变
    Decisions(ImportDecisionsArgs),
    /// 列出历次导入
    List {
        /// 输出格式
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// 撤销一次导入：删去它带来的决定
    Undo {
        /// 导入的编号，见 import list；不写则为最近一次
        #[arg(value_name = "编号")]
        id: Option<i64>,
    },
}

/// `import decisions`
#[derive(Debug, clap::Args)]
pub struct ImportDecisionsArgs {
    /// 台账（CSV，UTF-8 或 GB18030）或决定文件（JSONL）
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 列对应方案（TOML）：表头与内置的不同时用
    #[arg(long, value_name = "文件")]
    pub profile: Option<PathBuf>,
    /// 只报告会怎样，不写入
    #[arg(long)]
    pub preview: bool,
    /// 输出格式
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `outliers`
#[derive(Debug, clap::Args)]
pub struct OutliersArgs {
    /// 输出格式：text 按可疑程度排列，jsonl 与 csv 按导入次序、每件一行
    #[arg(long, value_enum, default_value_t)]
    pub format: ListFormat,
    /// 文本也列出没有发现问题的决定
    #[arg(long)]
    pub all: bool,
}

/// Output of a long list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// 供人阅读
    #[default]
    Text,
    /// 每行一个 JSON 对象
    Jsonl,
    /// 逗号分隔的表
    Csv,
}

/// `packs`
#[derive(Debug, clap::Args)]
pub struct PacksArgs {
    /// 输出格式：text 供人阅读，json 供程序使用
    #[arg(long, value_name = "格式", value_enum, default_value_t, global = true)]
    pub format: Format,
    /// 不写则列出全部
    #[command(subcommand)]
    pub command: Option<PacksCommand>,
}

/// `packs …`
#[derive(Debug, Subcommand)]
pub enum PacksCommand {
    /// 一个基准的全部条目
    Show {
        /// 基准代号，例如 coal-2024
        id: String,
    },
    /// 覆盖范围表（Markdown，供 README 使用）
    Coverage,
    /// 两份基准逐项对比：增减的事项、变动的条件和数额
    Diff(DiffArgs),
    /// 用两份基准分别核对决定库：哪些结论和幅度会变
    Replay(ReplayArgs),
}

/// `packs diff`
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    /// 旧的一份：基准代号或者 .toml 文件
    #[arg(value_name = "旧基准")]
    pub old: String,
    /// 新的一份：基准代号或者 .toml 文件
    #[arg(value_name = "新基准")]
    pub new: String,
    /// 只看一个违法行为，例如 aqscf-97-1-3
    #[arg(long, value_name = "代号")]
    pub offence: Option<String>,
}

/// `packs replay`
#[derive(Debug, clap::Args)]
pub struct ReplayArgs {
    /// 现用的一份：基准代号或者 .toml 文件
    #[arg(long, value_name = "旧基准")]
    pub from: String,
    /// 换成的一份：基准代号或者 .toml 文件
    #[arg(long, value_name = "新基准")]
    pub to: String,
}

/// `lint`
#[derive(Debug, clap::Args)]
pub struct LintArgs {
    /// 要检查的文件或目录；不写则检查本机法规库
    pub path: Option<PathBuf>,
    /// 连同随程序发布的基准一并检查
    #[arg(long)]
    pub shipped: bool,
    /// 输出格式：text 供人阅读，json 供程序使用
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    pub format: Format,
}
