//! Characters that number lists.

use chinese_number::{ChineseCase, ChineseCountMethod, ChineseVariant, NumberToChinese};

/// 一〇五
pub(super) const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// １０５
pub(super) const FULL_WIDTH: [char; 10] =
    ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'];
/// 甲乙丙
pub(super) const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
/// 子丑寅
pub(super) const BRANCHES: [char; 12] = [
    '子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥',
];

/// 壹拾贰
pub(super) fn formal(number: u32) -> String {
    let printed = number.to_chinese(
        ChineseVariant::Simple,
        ChineseCase::Upper,
        ChineseCountMethod::TenThousand,
    );
    match printed {
        Ok(text) if text.starts_with('拾') => format!("壹{text}"),
        Ok(text) => text,
        Err(_) => number.to_string(),
    }
}
