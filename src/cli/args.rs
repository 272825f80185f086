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
    #[arg(long, global = true, value_name = "代码", value_parser = crate::settings::region)]
    pub jurisdiction: Option<String>,
    /// 逐行文字界面，供读屏软件与管道使用：不画框、不分栏，一行一个输入
    #[arg(long)]
    pub plain: bool,
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
    /// 显示条文原文（先用 import statute 导入法规）
    Article(ArticleArgs),
    /// 导入以往决定、法规原文；查看或者撤销导入
    Import(ImportArgs),
    /// 列出、查看、导出决定库里的决定；筛选写法与界面相同
    Decisions(DecisionsArgs),
    /// 与同类决定比较：哪些值得复核，为什么
    Outliers(OutliersArgs),
    /// 机关之间、机关前后的罚款数额是否一致（罚款竞赛）：提示核查
    Bureaus(BureausArgs),
    /// 核查意见：把一件发现排除、确认、重新打开，查看记录
    Review(ReviewArgs),
    /// 已载入的基准及其覆盖范围
    Packs(PacksArgs),
    /// 不予、从轻、减轻处罚清单：覆盖范围、内容、一个案件符合哪些
    Lists(ListsArgs),
    /// 涉企检查频次上限
    Caps(CapsArgs),
    /// 检查法规库与基准包
    Lint(LintArgs),
    /// 设置：查看、修改、检查 settings.toml
    Config(ConfigArgs),
    /// 检查终端、目录、数据库、设置是否正常
    Doctor(DoctorArgs),
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

/// `config`
#[derive(Debug, clap::Args)]
pub struct ConfigArgs {
    /// 做什么
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// `config …`
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// 新建设置文件，逐项写明作用、取值、默认
    Init {
        /// 已有的另存为 .bak，重新写一份
        #[arg(long)]
        force: bool,
    },
    /// 现在起作用的值，各从哪里来
    Show {
        /// 输出格式：text 供人阅读，json 供程序使用
        #[arg(long, value_name = "格式", value_enum, default_value_t)]
        format: Format,
    },
    /// 设置文件在哪里
    Path,
    /// 写入一项，注释保留；没有文件则新建
    Set {
        /// 名称，见 config show
        #[arg(value_name = "名称")]
        key: String,
        /// 值；幅度规则可以写几个，用逗号分开
        #[arg(value_name = "值", allow_hyphen_values = true)]
        value: String,
    },
    /// 一项恢复默认：在文件中改为注释
    Unset {
        /// 名称，见 config show
        #[arg(value_name = "名称")]
        key: String,
    },
    /// 检查设置、按键表、主题，列出有误之处
    Check,
}

/// `doctor`
#[derive(Debug, clap::Args)]
pub struct DoctorArgs {
    /// 输出格式：text 供人阅读，json 供程序使用
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    pub format: Format,
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
    /// 导入一个台账（Excel、CSV）或决定文件（JSONL）；同一文件再导一次不变
    Decisions(ImportDecisionsArgs),
    /// 导入裁量基准或清单的正式文件（Word、Excel、PDF、网页、文本），读成可核算的阶次
    Benchmark(ImportBenchmarkArgs),
    /// 导入一部法规的原文，供查阅条文
    Statute(ImportStatuteArgs),
    /// 列出已保存的列对应方案
    Profiles {
        /// 输出格式
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
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

/// `import statute`
#[derive(Debug, clap::Args)]
pub struct ImportStatuteArgs {
    /// 法规原文（.docx .md .txt .html .pdf）
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 是哪部法规，例如 aqscf；不写则按标题认
    #[arg(long = "as", value_name = "代号")]
    pub slug: Option<String>,
    /// 只报告会怎样，不写入
    #[arg(long)]
    pub dry_run: bool,
}

/// `article`
#[derive(Debug, clap::Args)]
pub struct ArticleArgs {
    /// 引用，例如 安全生产法第九十七条、安法97、aqscf-97-1-3
    #[arg(required = true, value_name = "引用")]
    pub citation: Vec<String>,
}

/// `import decisions`
#[derive(Debug, clap::Args)]
pub struct ImportDecisionsArgs {
    /// 台账（.xlsx .xls，或 CSV：UTF-8、GB18030）或决定文件（JSONL）
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 列对应方案：已保存的名称或者 TOML 文件；表头与内置的不同时用。不写则自动用表头相符的已保存方案
    #[arg(long, value_name = "名称或文件")]
    pub profile: Option<String>,
    /// 只报告会怎样，不写入
    #[arg(long)]
    pub preview: bool,
    /// 输出格式
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `import benchmark`
#[derive(Debug, clap::Args)]
pub struct ImportBenchmarkArgs {
    /// 正式文件：.docx .xlsx .xls .csv .html .txt .md .pdf
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 基准代号：coal-2024、noncoal-2023、mem-2024，或者自定的（小写字母、数字、连字符）
    #[arg(long = "as", value_name = "代号")]
    pub id: String,
    /// 文件全名；不写则取文件中的标题
    #[arg(long, value_name = "标题")]
    pub title: Option<String>,
    /// 简称，显示在结果里
    #[arg(long, value_name = "简称")]
    pub short: Option<String>,
    /// 制定机关
    #[arg(long, value_name = "机关")]
    pub issuer: Option<String>,
    /// 文号；不写则取文件中的
    #[arg(long, value_name = "文号")]
    pub doc_no: Option<String>,
    /// 施行日期，例如 2026-03-01 或 2026-03；不写则取文件中的
    #[arg(long, value_name = "日期")]
    pub effective: Option<String>,
    /// 失效日期
    #[arg(long, value_name = "日期")]
    pub until: Option<String>,
    /// 层级：national 国家、province 省、city 市、county 县；不写则按地区代码
    #[arg(long, value_name = "层级", value_enum)]
    pub layer: Option<LayerName>,
    /// 六位行政区划代码；国家文件不写
    #[arg(long, value_name = "代码")]
    pub region: Option<String>,
    /// 适用领域，逗号分隔，例如 煤矿,危险化学品；不写则按标题，标题没有写的为全部
    #[arg(long = "domain", value_name = "领域", value_delimiter = ',')]
    pub domains: Vec<String>,
    /// 版式：articles 逐条、table 表格、list 清单、prose 段落；不写则自动判断
    #[arg(long, value_name = "版式", value_enum)]
    pub layout: Option<LayoutName>,
    /// 只报告读到什么，不写入
    #[arg(long)]
    pub dry_run: bool,
    /// 已有不同内容的导入时不再询问，直接替换
    #[arg(long)]
    pub replace: bool,
    /// 逐项列出读到的条件和数额
    #[arg(long)]
    pub all: bool,
    /// 输出格式
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Layer of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LayerName {
    /// 国家
    National,
    /// 省
    Province,
    /// 市
    City,
    /// 县
    County,
}

impl From<LayerName> for crate::law::Layer {
    fn from(name: LayerName) -> crate::law::Layer {
        match name {
            LayerName::National => crate::law::Layer::National,
            LayerName::Province => crate::law::Layer::Province,
            LayerName::City => crate::law::Layer::City,
            LayerName::County => crate::law::Layer::County,
        }
    }
}

/// Layout of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LayoutName {
    /// 逐条
    Articles,
    /// 表格
    Table,
    /// 清单
    List,
    /// 段落
    Prose,
}

impl From<LayoutName> for crate::reader::Layout {
    fn from(name: LayoutName) -> crate::reader::Layout {
        match name {
            LayoutName::Articles => crate::reader::Layout::Articles,
            LayoutName::Table => crate::reader::Layout::Table,
            LayoutName::List => crate::reader::Layout::List,
            LayoutName::Prose => crate::reader::Layout::Prose,
        }
    }
}

/// `decisions`
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct DecisionsArgs {
    /// 做什么；不写则列出
    #[command(subcommand)]
    pub command: Option<DecisionsCommand>,
    /// 列哪些
    #[command(flatten)]
    pub list: ListDecisionsArgs,
}

/// `decisions …`
#[derive(Debug, Subcommand)]
pub enum DecisionsCommand {
    /// 一件决定的全部内容
    Show {
        /// 决定书文号
        #[arg(value_name = "文号")]
        case_no: String,
        /// 输出格式：text 供人阅读，json 供程序使用
        #[arg(long, value_name = "格式", value_enum, default_value_t)]
        format: Format,
    },
}

/// `decisions [筛选]`
#[derive(Debug, clap::Args)]
pub struct ListDecisionsArgs {
    /// 筛选，例如 培训 '金额>5万' 领域:煤矿 2025.. '!结果:不予'；以 - 开头的写在 -- 之后；不写则全部
    #[arg(value_name = "筛选")]
    pub query: Vec<String>,
    /// 用一个视图的筛选、排序和列（界面中 ctrl-g）；另写的筛选一并符合，另写的排序、列代替它的
    #[arg(long, value_name = "名称")]
    pub view: Option<String>,
    /// 排序：日期、金额、案由、机关、文号；不写则按日期
    #[arg(long, value_name = "列")]
    pub sort: Option<String>,
    /// 倒过来排；不写则日期、金额由近到远、由大到小
    #[arg(long)]
    pub reverse: bool,
    /// 最多列出几件；text 不写则为 50，其他格式不写则全部
    #[arg(long, value_name = "件数")]
    pub limit: Option<u32>,
    /// 列出哪些列，逗号分隔，例如 日期,案由,罚款,当事人,领域；不写则与界面相同
    #[arg(long, value_name = "列", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// 输出格式：text 供人阅读，json 供程序使用，csv 供表格软件，markdown 供文书
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    pub format: TableFormat,
    /// 写入文件而不是屏幕；csv 文件开头加标记，表格软件可直接打开
    #[arg(long, value_name = "文件")]
    pub out: Option<PathBuf>,
}

/// How a table is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// 供人阅读
    #[default]
    Text,
    /// 供程序使用
    Json,
    /// 供表格软件
    Csv,
    /// 供文书
    Markdown,
}

/// `outliers`
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "one independent switch each")]
pub struct OutliersArgs {
    /// 输出格式：text 按可疑程度排列，jsonl 与 csv 按导入次序、每件一行，html 为一页可打印的报告
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    pub format: OutliersFormat,
    /// 写入文件而不是屏幕；csv 文件开头加标记，表格软件可直接打开
    #[arg(long, value_name = "文件")]
    pub out: Option<PathBuf>,
    /// 也列出没有发现问题的决定（text、html）
    #[arg(long)]
    pub all: bool,
    /// 最多列出几件（text 默认不限，html 默认 200）
    #[arg(long, value_name = "件数")]
    pub limit: Option<usize>,
    /// 只列出这种结论，可以写几次，例如 偏离同类、超法定幅度
    #[arg(long, value_name = "结论")]
    pub verdict: Vec<String>,
    /// 只列出名称含这几个字的处罚机关
    #[arg(long, value_name = "机关")]
    pub authority: Option<String>,
    /// 只列出这个违法行为：代号（aqscf-97-1-3）或者名称中的词
    #[arg(long, value_name = "违法行为")]
    pub offence: Option<String>,
    /// 只列出这一天及以后的决定，例如 2025-03-01、2025-03、2025
    #[arg(long, value_name = "日期")]
    pub from: Option<String>,
    /// 只列出这一天及以前的决定
    #[arg(long, value_name = "日期")]
    pub until: Option<String>,
    /// 一笔金额含多项违法行为的决定也参与比较
    #[arg(long)]
    pub include_merged: bool,
    /// 所引为旧条号的决定也参与比较
    #[arg(long)]
    pub include_earlier_numbering: bool,
    /// 比较时不计入机关的一贯水平
    #[arg(long)]
    pub no_habit: bool,
    /// html 中写出当事人名称（默认不写）
    #[arg(long)]
    pub with_parties: bool,
}

/// `bureaus`
#[derive(Debug, clap::Args)]
pub struct BureausArgs {
    /// 按什么时段：quarter 季度、year 年度
    #[arg(long, value_name = "时段", value_enum, default_value_t)]
    pub by: ByName,
    /// 输出格式：text 供人阅读，json 供程序使用，csv 为表格
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    pub format: BureauFormat,
}

/// Periods of the index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ByName {
    /// 季度
    #[default]
    Quarter,
    /// 年度
    Year,
}

impl From<ByName> for crate::compare::bureau::By {
    fn from(name: ByName) -> crate::compare::bureau::By {
        match name {
            ByName::Quarter => crate::compare::bureau::By::Quarter,
            ByName::Year => crate::compare::bureau::By::Year,
        }
    }
}

/// Output of the comparison of authorities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum BureauFormat {
    /// 供人阅读
    #[default]
    Text,
    /// 一个 JSON 对象
    Json,
    /// 逗号分隔的表
    Csv,
}

/// `review`
#[derive(Debug, clap::Args)]
pub struct ReviewArgs {
    /// 输出格式：text 供人阅读，json 供程序使用
    #[arg(long, value_name = "格式", value_enum, default_value_t, global = true)]
    pub format: Format,
    /// 做什么
    #[command(subcommand)]
    pub command: ReviewCommand,
}

/// `review …`
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// 列出现在有效的意见；数据变过的标明“数据已变”
    List,
    /// 排除：核查后没有问题，数据不变就不再列出
    Dismiss(OpinionArgs),
    /// 确认：核查后确有问题
    Confirm(OpinionArgs),
    /// 重新打开：取消排除或者确认
    Reopen(FindingArgs),
    /// 全部意见的记录，最近的在前，包括已经取消的
    History {
        /// 只看这个文号的
        #[arg(value_name = "文号")]
        case_no: Option<String>,
    },
}

/// Which finding.
#[derive(Debug, clap::Args)]
pub struct FindingArgs {
    /// 决定书文号
    #[arg(value_name = "文号")]
    pub case_no: String,
    /// 当事人：同一文号有几个当事人时用
    #[arg(long, value_name = "当事人")]
    pub party: Option<String>,
    /// 违法行为代号：同一文号有几项违法行为时用
    #[arg(long, value_name = "代号")]
    pub offence: Option<String>,
}

/// Which finding, and why.
#[derive(Debug, clap::Args)]
pub struct OpinionArgs {
    /// 哪一件
    #[command(flatten)]
    pub finding: FindingArgs,
    /// 理由
    #[arg(long, value_name = "理由")]
    pub reason: String,
}

/// Output of the comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OutliersFormat {
    /// 供人阅读
    #[default]
    Text,
    /// 每行一个 JSON 对象
    Jsonl,
    /// 逗号分隔的表
    Csv,
    /// 一页报告，可打印
    Html,
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

/// `lists`
#[derive(Debug, clap::Args)]
pub struct ListsArgs {
    /// 输出格式：text 供人阅读，json 供程序使用
    #[arg(long, value_name = "格式", value_enum, default_value_t, global = true)]
    pub format: Format,
    /// 不写则列出全部
    #[command(subcommand)]
    pub command: Option<ListsCommand>,
}

/// `lists …`
#[derive(Debug, Subcommand)]
pub enum ListsCommand {
    /// 一个清单的全部事项和条件
    Show {
        /// 清单代号，见 lists
        #[arg(value_name = "代号")]
        id: String,
    },
    /// 一个案件符合哪些清单事项，还要查明什么
    Match {
        /// 案件文件（JSON），- 为标准输入
        #[arg(long, value_name = "文件|-")]
        case: PathBuf,
    },
}

/// `lint`
#[derive(Debug, clap::Args)]
pub struct LintArgs {
    /// 要检查的文件或目录；不写则检查本机法规库
    pub path: Option<PathBuf>,
    /// 连同随程序发布的基准一并检查
    #[arg(long)]
    pub shipped: bool,
    /// 连同“提示”一并列出；不写则只列“错误”和“注意”
    #[arg(long)]
    pub all: bool,
    /// 输出格式：text 供人阅读，json 供程序使用
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    pub format: Format,
}
