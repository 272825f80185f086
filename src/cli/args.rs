//! Arguments of the program.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// 裁量：应急管理行政处罚裁量基准核对
#[derive(Debug, Parser)]
#[command(name = "cailiang", version, about, disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true, override_usage = crate::cli::words::USAGE, after_help = crate::cli::words::AFTER_HELP)]
#[command(help_template = crate::cli::words::HELP_TEMPLATE, subcommand_help_heading = crate::cli::words::COMMANDS, next_help_heading = crate::cli::words::OPTIONS)]
pub struct Args {
    /// 把本机用户的一切（法规库、数据库、设置、日志）放在这个目录；也可用环境变量 `CAILIANG_HOME`
    #[arg(long, global = true, value_name = "目录")]
    pub home: Option<PathBuf>,
    /// 案件数据库文件
    #[arg(long, global = true, value_name = "文件")]
    pub db: Option<PathBuf>,
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
    /// 已载入的基准及其覆盖范围
    Packs(PacksArgs),
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
    /// 输出格式
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `assess`
#[derive(Debug, clap::Args)]
pub struct AssessArgs {
    /// 案件文件（JSON），- 为标准输入
    #[arg(long, value_name = "文件|-")]
    pub case: PathBuf,
    /// 输出格式
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `packs`
#[derive(Debug, clap::Args)]
pub struct PacksArgs {
    /// 输出格式
    #[arg(long, value_enum, default_value_t, global = true)]
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
}

/// `lint`
#[derive(Debug, clap::Args)]
pub struct LintArgs {
    /// 要检查的文件或目录；不写则检查本机法规库
    pub path: Option<PathBuf>,
    /// 连同随程序发布的基准一并检查
    #[arg(long)]
    pub shipped: bool,
    /// 输出格式
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
