//! Kinds of penalty and of orders (处罚种类, 责令): what each counts as in procedure and comparison.

use serde::Deserialize;

/// A kind as penalty rows name it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The word of the statute, e.g. 停产整顿.
    pub name: String,
    /// What it counts as.
    pub class: KindClass,
    /// The usual name of the same penalty, where the statute's word is another one.
    #[serde(default)]
    pub same_as: Option<String>,
}

/// What a kind counts as (行政处罚法 9; 令18 6, 55).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KindClass {
    /// 罚款.
    Fine,
    /// 警告, 通报批评.
    Warning,
    /// 责令改正: an order, no penalty (行政处罚法 28(1)).
    Order,
    /// Orders that stop something short of the business: 责令停止作业, 责令拆除 ….
    Stop,
    /// 没收违法所得.
    ConfiscationGain,
    /// 没收非法财物.
    ConfiscationGoods,
    /// 停产停业, 停产停业整顿, 停止建设.
    Suspension,
    /// 限制开展生产经营活动.
    Restriction,
    /// 关闭.
    Closure,
    /// 暂扣许可证件, 暂停资格.
    LicenceSuspension,
    /// 吊销许可证件, 撤销资格.
    LicenceRevocation,
    /// 撤销许可: what was obtained by fraud is taken back.
    LicenceWithdrawal,
    /// 降低资质等级.
    Demotion,
    /// 限制从业, 行业禁入.
    Bar,
    /// 行政拘留, 治安管理处罚.
    Detention,
    /// 处分: of those who appoint, no administrative penalty.
    Discipline,
    /// Anything else.
    Other,
}

impl KindClass {
    /// Tells whether it weighs when two laws are compared. Fines are compared by amount; orders to correct,
    /// warnings and the return of what was gained make no law heavier than another.
    pub fn weighs(self) -> bool {
        !matches!(
            self,
            KindClass::Fine | KindClass::Warning | KindClass::Order | KindClass::ConfiscationGain
        )
    }

    /// Tells whether the summary procedure may impose it: small fines and warnings (行政处罚法 51), and
    /// orders to correct, which are no penalties.
    pub fn is_summary(self) -> bool {
        matches!(
            self,
            KindClass::Fine | KindClass::Warning | KindClass::Order
        )
    }
}
