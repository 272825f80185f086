//! What an assessment says, in Chinese. Figures and citations come in as arguments.

/// A row whose subject reads 单位或者个人 covers individuals too.
pub const INDIVIDUAL: &str = "个人";
