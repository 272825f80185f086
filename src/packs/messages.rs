//! What the reader of packs says to the person who keeps them.

pub const NO_CONDITION: &str = "有几个阶次的事项，每个阶次都要有条件";
pub const SAME_ORDINAL: &str = "同一事项内两个阶次的次序相同";
pub const SAME_PACK: &str = "两个文件用了同一个基准代号，后一个取代了前一个";
pub const REMEDY_SAME_PACK: &str = "改其中一个的 id，或删去旧的";
pub const REMEDY_TOML: &str = "按 docs/PACKS.md 的字段说明改正该行；本文件未载入，其余照常";
pub const BAD_ID: &str = "违法行为代号不成形，应为 简称-条-款-项";
pub const REMEDY_ID: &str = "例如 aqscf-97-1-3；没有款、项时写 0";
pub const UNKNOWN_INSTRUMENT: &str = "没有登记的法律文件";
pub const REMEDY_INSTRUMENT: &str = "先在 instruments.toml 登记";
pub const WRONG_INSTRUMENT: &str = "代号与本文件的法律不一致";
pub const BAD_FINE: &str = "罚款数额不完整或下限高于上限";
pub const REMEDY_FINE: &str = "核对原文后补全；该行未载入";
pub const BAD_WHEN: &str =
    "适用条件应写明 illegal_gain 或 goods_value 之一，below/at_least 还要有 yuan";
pub const BAD_ATOM: &str =
    "条件不完整：要么 is，要么 equals，要么 holds，要么上下限，且下限不高于上限";
pub const REMEDY_ATOM: &str = "at_least 以上、more_than 超过、at_most 以下、less_than 不满";
pub const UNKNOWN_FACT: &str = "没有登记的事实";
pub const REMEDY_FACT: &str = "使用 rules/facts.toml 的代号，或在同一文件用 [[fact]] 登记";
pub const WRONG_KIND: &str = "条件与事实的种类不符（情形用 is，数字用上下限，是非用 holds）";
pub const UNKNOWN_OFFENCE: &str = "没有这个违法行为";
pub const REMEDY_OFFENCE: &str = "用 cailiang lookup 查代号";
pub const UNKNOWN_STAGE: &str = "没有登记的阶段";
pub const REMEDY_STAGE: &str = "使用 rules/vocabulary.toml 的阶段代号";
pub const UNKNOWN_DOMAIN: &str = "没有登记的领域";
pub const REMEDY_DOMAIN: &str = "使用 rules/domains.toml 的领域代号";
pub const OTHER_VERSION: &str = "罚则的文本日期与登记的不一致";
pub const REMEDY_VERSION: &str = "核对 instruments.toml 的 version";
pub const NO_PACK: &str = "有 [[item]] 而没有 [pack]";
pub const REMEDY_PACK: &str = "在文件开头写 [pack]，见 docs/PACKS.md";
pub const DUPLICATE: &str = "同一文件中重复";
pub const REMEDY_DUPLICATE: &str = "后一个未载入；删去其一";
pub const NO_LIST: &str = "有 [[list_item]] 而没有 [list]";
pub const REMEDY_LIST: &str = "在文件开头写 [list]，见 docs/PACKS.md";
pub const SAME_LIST: &str = "两个文件用了同一个清单代号，后一个取代了前一个";
pub const LIST_REGION: &str = "国家以下的清单没有写地区";
pub const REMEDY_LIST_REGION: &str = "写 region（六位行政区划代码）；没有地区的会在各地都适用";
pub const NO_LIST_CONDITION: &str = "清单事项没有任何条件";
pub const LIST_ITEM_UNUSED: &str = "条件不完整或者读不出，未载入";
pub const BAD_FLAG: &str = "是非条件引用了没有登记的情节、领域或者阶段";
pub const REMEDY_FLAG: &str = "使用 rules 目录中登记的代号";
pub const NO_GENERAL: &str = "缺少通则 [general]";
pub const UNREADABLE: &str = "读不出";
pub const REMEDY_UNREADABLE: &str = "检查文件是否为 UTF-8 文本、是否有读取权限";

/// `message：what`.
pub fn about(message: &str, what: impl std::fmt::Display) -> String {
    format!("{message}：{what}")
}

/// What the TOML reader says, in Chinese; the key is named where it names one.
pub fn not_toml(message: &str) -> String {
    let quoted = message.split('`').nth(1);
    match quoted {
        Some(key) if message.starts_with("unknown field") => format!("不认识的键“{key}”"),
        Some(key) if message.starts_with("missing field") => format!("缺少键“{key}”"),
        Some(value) if message.starts_with("unknown variant") => {
            format!("不认识的取值“{value}”")
        }
        _ if message.starts_with("invalid type") => {
            "值的类型不对（文字要加引号，数字不加）".to_owned()
        }
        _ if message.contains("no such day") => "没有这一天".to_owned(),
        _ if message.contains("not a date") => "日期写作 2024-06-03、2024-06 或 2024".to_owned(),
        _ => format!("不是有效的 TOML：{message}"),
    }
}

pub const BAND_WITHOUT_CITE: &str = "幅度规则没有写依据，未载入";
pub const REMEDY_BAND_CITE: &str = "在 cite 写明规定它的本地文件和条款；没有文件的不写";
pub const BAD_BAND: &str = "幅度规则的起止百分数不对";
pub const REMEDY_BAND: &str = "low_percent 小于 high_percent，都在 0 至 100 之间";
pub const BAND_WITHOUT_REGION: &str = "省、市、县的幅度规则要写地区";
pub const REMEDY_BAND_REGION: &str = "在 region 写六位行政区划代码";
