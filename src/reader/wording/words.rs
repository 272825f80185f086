//! The Chinese words this reader knows. What they mean for facts and stages is data.

/// Printed unit, unit it counts in, exact factor as mantissa and decimal places.
pub(super) const UNITS: &[(&str, &str, i64, u32)] = &[
    ("人次", "人次", 1, 0),
    ("人", "人", 1, 0),
    ("名", "人", 1, 0),
    ("台(套)", "台(套)", 1, 0),
    ("台/套", "台(套)", 1, 0),
    ("台套", "台(套)", 1, 0),
    ("台、套", "台(套)", 1, 0),
    ("套(台)", "台(套)", 1, 0),
    ("台", "台(套)", 1, 0),
    ("套", "台(套)", 1, 0),
    ("处", "处", 1, 0),
    ("个", "个", 1, 0),
    ("项", "项", 1, 0),
    ("条", "条", 1, 0),
    ("次", "次", 1, 0),
    ("种", "种", 1, 0),
    ("起", "起", 1, 0),
    ("份", "份", 1, 0),
    ("张", "张", 1, 0),
    ("件", "件", 1, 0),
    ("箱", "箱", 1, 0),
    ("瓶", "瓶", 1, 0),
    ("辆", "辆", 1, 0),
    ("家", "家", 1, 0),
    ("间", "间", 1, 0),
    ("米", "米", 1, 0),
    ("平方米", "平方米", 1, 0),
    ("立方米", "立方米", 1, 0),
    ("吨", "吨", 1, 0),
    ("千克", "吨", 1, 3),
    ("公斤", "吨", 1, 3),
    ("kg", "吨", 1, 3),
    ("日", "日", 1, 0),
    ("天", "日", 1, 0),
    ("个工作日", "个工作日", 1, 0),
    ("工作日", "个工作日", 1, 0),
    ("个月", "个月", 1, 0),
    ("年", "个月", 12, 0),
    ("个小时", "小时", 1, 0),
    ("小时", "小时", 1, 0),
    ("学时", "学时", 1, 0),
    ("分钟", "分钟", 1, 0),
    ("%", "%", 1, 0),
    ("元", "元", 1, 0),
    ("倍", "倍", 1, 0),
];
pub(super) const YUAN: &str = "元";
pub(super) const WAN_YUAN: &str = "万元";
pub(super) const PERCENT: &str = "%";
pub(super) const TIMES: &str = "倍";
pub(super) const YEAR: &str = "年";
pub(super) const PER_HUNDRED: &str = "百分之";
/// Units in which the same noun may be measured otherwise too: they become part of a new fact's name.
pub(super) const SCALED: &[&str] = &["元", "吨", "日", "个月", "小时", "分钟", "个工作日"];
/// Units of which there are only whole ones.
pub(super) const WHOLE: &[&str] = &[
    "人次", "人", "台(套)", "处", "个", "项", "条", "次", "种", "起", "份", "张", "件", "箱", "瓶",
    "辆", "家", "间",
];
/// What a number without a noun measures, by unit.
pub(super) const NAMELESS: &[(&str, &str)] = &[
    ("日", "时间"),
    ("个月", "时间"),
    ("小时", "时间"),
    ("分钟", "时间"),
    ("个工作日", "时间"),
    ("元", "金额"),
    ("%", "比例"),
];
pub(super) const NAMELESS_COUNT: &str = "数量";

pub(super) const DIGITS: &[(char, i64)] = &[
    ('零', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];
pub(super) const ZERO: char = '零';
pub(super) const ROUND_ZERO: char = '〇';
pub(super) const POINT: char = '点';
pub(super) const SMALL: &[(char, i64)] = &[('十', 10), ('百', 100), ('千', 1000)];
pub(super) const TEN: char = '十';
pub(super) const BIG: &[(char, i64)] = &[('万', 10_000), ('亿', 100_000_000)];
/// Words with a numeral that count nothing.
pub(super) const IDIOMS: &[&str] = &[
    "上一年",
    "三项岗位",
    "一次性",
    "一人一档",
    "一岗双责",
    "三同时",
    "四不放过",
    "一般",
    "之一",
    "一定",
    "一并",
    "统一",
    "同一",
    "唯一",
    "单一",
    "一律",
    "一线",
    "进一步",
    "一些",
    "三违",
    "十分",
    "一起",
    "其一",
    "万一",
    "一一",
];

/// Comparison before the number: words, whether it is the lower end, whether the number belongs to it.
pub(super) const BEFORE: &[(&str, bool, bool)] = &[
    ("不超过", false, true),
    ("不多于", false, true),
    ("不大于", false, true),
    ("不高于", false, true),
    ("未超过", false, true),
    ("至多", false, true),
    ("最多", false, true),
    ("最高", false, true),
    ("≤", false, true),
    ("<=", false, true),
    ("不少于", true, true),
    ("不低于", true, true),
    ("不小于", true, true),
    ("至少", true, true),
    ("最少", true, true),
    ("≥", true, true),
    (">=", true, true),
    ("不满", false, false),
    ("不足", false, false),
    ("不到", false, false),
    ("未满", false, false),
    ("未达到", false, false),
    ("未达", false, false),
    ("少于", false, false),
    ("低于", false, false),
    ("小于", false, false),
    ("<", false, false),
    ("超过", true, false),
    ("超出", true, false),
    ("高于", true, false),
    ("多于", true, false),
    ("大于", true, false),
    (">", true, false),
];
/// Comparison after the unit: words, whether it is the lower end.
pub(super) const AFTER: &[(&str, bool)] = &[
    ("及以上", true),
    ("及以下", false),
    ("或以上", true),
    ("或以下", false),
    ("以上", true),
    ("以下", false),
    ("以内", false),
    ("之内", false),
];
/// Right before a number: it is no plain count, or only an about.
pub(super) const ODD_BEFORE: &[&str] = &[
    "第", "每", "约", "近", "达到", "达", "将近", "接近", "大约", "平均", "满", "前", "后", "不少",
    "非", "不是", "倒数", "不止", "除", "未",
];
/// Right after a number: likewise.
pub(super) const ODD_AFTER: &[&str] = &[
    "内", "左右", "余", "多", "以外", "之外", "/", "分之", "之前", "之后", "以前", "以后", "前",
    "后", "号", "级", "期间", "几", "起", "不等",
];
pub(super) const ABOUT: &[char] = &['余', '多', '几', '数'];
pub(super) const TO: &[char] = &['至', '到', '-', '~'];
/// What may stand between the two ends of a range.
pub(super) const BETWEEN: &[char] = &[
    ',', '、', '且', '但', '而', '并', '在', '至', '到', '又', '的', ' ', '-', '~',
];
pub(super) const DASHES: &[char] = &['—', '–', '―', '─', '‐', '−'];
pub(super) const WAVES: &[char] = &['〜', '∼'];
pub(super) const INCLUDING: char = '含';
pub(super) const NOT: char = '不';

pub(super) const COMMA: &str = "，";
pub(super) const OR: char = '或';
pub(super) const OR_TAIL: char = '者';
pub(super) const OF: char = '的';
pub(super) const FULL_STOP: char = '。';
pub(super) const NONE_OF: &[&str] = &["没有", "无"];
/// And, where it separates conditions.
pub(super) const AND: &[&str] = &["并且", "而且", "且"];
/// And, at the start of a clause.
pub(super) const AND_LEAD: &[&str] = &["并且", "而且", "同时", "以及", "且", "并"];
/// With one of these beside the number, the number alone would say something else.
pub(super) const QUALIFIERS: &[&str] = &[
    "首次",
    "初次",
    "再次",
    "多次",
    "屡次",
    "连续",
    "两次",
    "造成",
    "导致",
    "致使",
    "引发",
    "后果",
    "情节",
    "仍",
    "拒不",
    "故意",
    "明知",
    "同时",
    "但",
    "影响",
    "尚未",
    "主动",
    "及时",
    "已经",
    "以外",
    "除外",
    "不含",
    "期间",
    "每",
    "平均",
    "因",
    "经责令",
    "事故发生",
    "发生事故",
    "发生",
    "如果",
    "不属于",
    "均",
    "任何",
    "其中",
    "累积",
    "且",
    "并且",
    "不是",
    "未造成",
];
/// Words beside a number that say nothing more.
pub(super) const FILLERS: &[&str] = &[
    "仅有",
    "只有",
    "仅",
    "只",
    "用人单位",
    "生产经营单位",
    "煤矿企业",
    "存在",
    "涉及",
    "设备",
    "本单位",
    "单位",
    "企业",
    "总人数",
    "总数",
    "人数",
    "达到",
    "共计",
    "合计",
    "总计",
    "累计",
    "发现",
    "情形",
    "项目",
    "建设项目",
    "占",
    "有",
    "在",
    "的",
    "其",
    "共",
    "为",
    "是",
    "者",
    "数量",
    "数额",
    "金额",
    "比例",
    "时间",
    "部位",
    "情况",
    "超过",
    "涉及人员",
    "人员",
    "造成",
    "该",
    ":",
    " ",
    "、",
    "阻碍",
    "拒绝",
    "危险物品",
    "从业人员",
    "违法",
    "状态",
    "持续",
    "所",
    "时",
];
/// Words in front of a noun that are no part of it.
pub(super) const NOUN_LEAD: &[&str] = &[
    "只有",
    "仅有",
    "仅",
    "只",
    "涉及",
    "存在",
    "具有",
    "建设项目",
    "有",
    "其",
    "共",
    "该",
    "在",
    "或者",
    "或",
];
/// A noun that ends like a word without weight.
pub(super) const ACT: &str = "行为";
/// Words behind a noun that are no part of it.
pub(super) const NOUN_TAIL: &[&str] = &[
    "合计", "共计", "累计", "达到", "共", "为", "是", "在", "达", "有", ":", "的",
];

/// Printed words and the kind they stand for.
pub(super) const ORDERS: &[(&str, &str)] = &[
    ("责令停产停业整顿", "停产停业整顿"),
    ("责令其停产停业整顿", "停产停业整顿"),
    ("停产停业整顿", "停产停业整顿"),
    ("责令停产整顿", "停产停业整顿"),
    ("停产整顿", "停产停业整顿"),
    ("责令停业整顿", "停业整顿"),
    ("停业整顿", "停业整顿"),
    ("责令停产停业", "停产停业"),
    ("停产停业", "停产停业"),
    ("责令限期改正", "责令限期改正"),
    ("责令其限期改正", "责令限期改正"),
    ("限期改正", "责令限期改正"),
    ("责令立即改正", "责令改正"),
    ("责令改正", "责令改正"),
    ("责令限期整顿", "责令限期整顿"),
    ("责令限期补办", "责令限期补办"),
    ("责令停止违法活动", "责令停止违法活动"),
    ("责令停止违法行为", "责令停止违法活动"),
    ("责令停止生产", "责令停止生产"),
    ("责令停止建设", "责令停止建设"),
    ("责令停止作业", "责令停止作业"),
    ("责令停止施工", "责令停止施工"),
    ("责令停止开采", "责令停止开采"),
    ("责令停止销售", "责令停止销售"),
    ("责令停止培训", "责令停止培训"),
    ("责令立即消除", "责令消除隐患"),
    ("责令消除隐患", "责令消除隐患"),
    ("责令拆除", "责令拆除"),
    ("没收违法所得", "没收违法所得"),
    ("没收非法所得", "没收违法所得"),
    ("没收非法财物", "没收非法财物"),
    ("吊销营业执照", "吊销营业执照"),
    ("吊销许可证", "吊销许可证"),
    ("吊销安全生产许可证", "吊销许可证"),
    ("吊销其安全生产许可证", "吊销许可证"),
    ("吊销有关许可证", "吊销许可证"),
    ("吊销其有关许可证", "吊销许可证"),
    ("吊销相关许可证", "吊销许可证"),
    ("吊销资质证书", "吊销资质证书"),
    ("吊销其相应资质", "吊销资质资格"),
    ("吊销资质", "吊销资质资格"),
    ("暂扣许可证", "暂扣许可证"),
    ("暂扣安全生产许可证", "暂扣许可证"),
    ("暂扣其安全生产许可证", "暂扣许可证"),
    ("撤销许可", "撤销许可"),
    ("予以关闭", "关闭"),
    ("通报批评", "通报批评"),
    ("警告", "警告"),
];
/// Takes the meaning of an order away when it follows.
pub(super) const ORDER_NOUN: &[&str] = &["期限", "指令", "通知", "后"];
pub(super) const TOWARDS: char = '对';
pub(super) const FINE: &str = "罚款";
/// Where the verb of a fine begins, longest first.
pub(super) const FINE_VERBS: &[&str] = &[
    "单处或者并处",
    "可以单处或者并处",
    "可以并处",
    "可并处",
    "可以处以",
    "可以处",
    "可处以",
    "可处",
    "并处以",
    "并处",
    "处以",
    "处",
];
pub(super) const GIVE_VERBS: &[&str] = &[
    "给予", "依法", "予以", "可以", "责令", "吊销", "暂扣", "没收",
];
/// 处理, 处置, 处于, 处所, 处分.
pub(super) const NOT_FINE_AFTER: &[char] = &['理', '置', '于', '所', '分', '长', '室'];
pub(super) const MAY: char = '可';
/// Makes an amount one per piece.
pub(super) const PER: &[&str] = &["每", "按日"];
pub(super) const ILLEGAL_GAIN: &str = "违法所得";
pub(super) const GOODS_VALUE: &str = "货值";
pub(super) const ANNUAL_INCOME: &str = "年收入";
/// Starts of clauses that belong to the penalty, not to the condition.
pub(super) const STANDARD_LEADS: &[&str] = &[
    "责令",
    "处",
    "并处",
    "可以处",
    "可处",
    "可以并处",
    "可并处",
    "单处",
    "给予",
    "予以",
    "警告",
    "没收",
    "吊销",
    "暂扣",
    "由",
    "停产停业",
    "限期改正",
    "逾期",
    "拒不",
    "情节严重",
    "情节特别严重",
    "不予",
    "依法",
    "从轻",
    "减轻",
    "对其处",
];
/// Starts that are a stage: with a number they are a condition (逾期10日).
pub(super) const STAGE_LEADS: &[&str] = &["逾期", "拒不"];
pub(super) const NON_ORDERS: &[&str] = &[
    "的", "并", "且", "和", "同时", "给予", "予以", "依法", "由", "可以",
];

pub(super) fn new_fact(label: &str) -> String {
    format!("“{label}”没有对应的事实，已登记为新的事实，请核对名称与单位")
}
pub(super) fn number_in_words(text: &str) -> String {
    format!(
        "“{text}”中的数字与其他限定连在一起，没有拆成数值条件，保留原文作为情形供选择；需要按数值判断的请手工补写"
    )
}
pub(super) fn words_beside(words: &str, label: &str) -> String {
    format!("数字已读作“{label}”，旁边的文字“{words}”没有进入条件，请核对是否另有限定")
}
pub(super) fn semicolon_or(text: &str) -> String {
    format!("“{text}”以分号并列，已读作满足其一即可；须同时满足的请改为同时")
}
pub(super) fn unknown_stage(words: &str) -> String {
    format!("“{words}”不是已登记的违法阶段，请为其后的罚款选定阶段")
}
pub(super) fn amount_not_read(text: &str) -> String {
    format!("“{text}”中的罚款数额没有读出，请手工填写")
}
pub(super) fn not_read(text: &str) -> String {
    format!("“{text}”既不是罚款也不是已知的处罚种类，没有读入，请核对")
}
