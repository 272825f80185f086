//! The few Chinese words the search itself must know. Everything about law is data.

/// Ordinal prefix of articles, paragraphs and items.
pub(super) const ORDINAL: char = '第';
/// Article, as in 第九十七条.
pub(super) const ARTICLE: char = '条';
/// Paragraph, as in 第一款.
pub(super) const PARAGRAPH: char = '款';
/// Item, as in 第（三）项.
pub(super) const ITEM: char = '项';
/// Marks an inserted article, as in 第十二条之一.
pub(super) const INSERTED: char = '之';
/// Characters that write numerals.
pub(super) const NUMERALS: &str = "〇零一二两三四五六七八九十百";
/// Numerals that colloquial phrases write either way: 死三人, 死3人.
pub(super) const DIGITS: [(char, char); 10] = [
    ('一', '1'),
    ('二', '2'),
    ('两', '2'),
    ('三', '3'),
    ('四', '4'),
    ('五', '5'),
    ('六', '6'),
    ('七', '7'),
    ('八', '8'),
    ('九', '9'),
];
/// Begins the full title of most laws and is never typed on purpose.
pub(super) const COUNTRY: &str = "中华人民共和国";
/// A short name that ends so can only mean the instrument; 煤矿 or 烟花 may mean the thing.
pub(super) const INSTRUMENT_ENDINGS: [&str; 5] = ["法", "条例", "办法", "规定", "令"];
/// Introduces the number of a benchmark item in any benchmark: 基准191.
pub(super) const BENCHMARK: [&str; 3] = ["基准", "裁量", "裁量基准"];
/// Particles that carry no meaning in a colloquial phrase: 死了三个人.
pub(super) const FILLERS: &str = "了着过的地得把被还就都也又再去给在个那这们吗呢吧啊呀";
/// Verbs that carry no meaning after a negation: 没搞过演练, 没装报警器.
pub(super) const LIGHT_VERBS: &str = "有搞做弄办装买配";
/// Negations that stand for one another: 没培训, 未培训, 无培训, 不培训.
pub(super) const NEGATIONS: &str = "没未无不缺";
/// The negation the others are read as.
pub(super) const NEGATION: char = '没';
