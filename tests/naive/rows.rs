//! Which rows speak about a subject (rule 5), and what their fines may come to.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::case::Case;
use crate::data::{Law, Offence, Row, days, names_of};

/// A row as it holds for an offence: its own, taken from an article referred to, or kept from an earlier stage.
#[derive(Clone, Debug)]
pub struct Line {
    /// The offence the row stands in.
    pub home: String,
    pub row: Row,
    /// The instruments it was taken from.
    pub via: Vec<String>,
    /// Kept from an earlier stage.
    pub kept: bool,
}

/// The whole consequence of every offence.
pub type Whole = BTreeMap<String, Vec<Line>>;

pub fn whole_of_all(law: &Law) -> Whole {
    let one = |o: &Offence| (o.id.clone(), whole(law, o, &mut Vec::new()));
    law.offences.iter().map(one).collect()
}

/// 依照《…》第N条处罚 takes over fine, other penalties, stages, subjects; then the stages add up.
fn whole(law: &Law, offence: &Offence, on_the_way: &mut Vec<String>) -> Vec<Line> {
    let own = |row: &Row| Line { home: offence.id.clone(), row: row.clone(), via: Vec::new(), kept: false };
    let mut lines: Vec<Line> = offence.rows.iter().map(own).collect();
    on_the_way.push(offence.id.clone());
    for referral in law.referrals.iter().filter(|r| names_of(&offence.id).contains(&r.offence)) {
        let refers = |row: &&Row| match &referral.stage {
            Some(stage) => row.stage == *stage,
            None => row.refers_to.is_some(),
        };
        let Some(referring) = offence.rows.iter().find(refers) else { continue };
        for target in &referral.targets {
            for other in law.named(&target.offence) {
                if on_the_way.contains(&other.id) {
                    continue;
                }
                for mut line in whole(law, other, on_the_way) {
                    if target.subject.as_ref().is_some_and(|s| line.row.subject != *s) {
                        continue;
                    }
                    // The target's first stage is the stage at which the referring row stands.
                    if line.row.stage == other.rows[0].stage {
                        line.row.stage.clone_from(&referring.stage);
                    }
                    if target.only.is_some() {
                        if line.row.fine.is_none() {
                            continue;
                        }
                        line.row.penalties = vec!["罚款".to_owned()];
                        line.row.mode.clone_from(&referring.mode);
                        line.home.clone_from(&offence.id);
                    }
                    line.via.push(law.instrument(&other.id).slug.clone());
                    lines.push(line);
                }
            }
        }
    }
    on_the_way.pop();
    add_up(law, &mut lines);
    lines
}

/// 情节严重的，责令… after 处…罚款: what the stages named threaten is kept. A fine of the stage's own for the
/// subject takes the place of theirs, so does a bar; an order to correct is not given twice.
fn add_up(law: &Law, lines: &mut Vec<Line>) {
    let mut kept = Vec::new();
    for stage in &law.stages {
        let own: Vec<&Line> = lines.iter().filter(|l| l.row.stage == *stage && l.via.is_empty()).collect();
        let bases: Vec<&String> = own.iter().flat_map(|l| &l.row.adds_to).collect();
        for base in lines.iter().filter(|l| bases.contains(&&l.row.stage)) {
            let same = |l: &&&Line| l.row.subject == base.row.subject;
            let fined = own.iter().filter(same).any(|l| l.row.fine.is_some());
            let barred = own.iter().filter(same).any(|l| l.row.ban.is_some() || l.row.ban_years.is_some());
            let mut line = Line { kept: true, ..base.clone() };
            line.row.stage.clone_from(stage);
            line.row.fine = line.row.fine.filter(|_| !fined);
            line.row.penalties.retain(|k| match law.class(k) {
                "fine" => !fined,
                "bar" => !barred,
                class => class != "order",
            });
            if !line.row.penalties.is_empty() || line.row.fine.is_some() {
                kept.push(line);
            }
        }
    }
    lines.extend(kept);
}

/// Whether an instrument was in force on a day for certain; today where the day is not known.
pub fn in_force(law: &Law, slug: &str, day: Option<NaiveDate>) -> bool {
    let instrument = law.instrument(slug);
    match day {
        Some(day) => instrument.start().1 <= day && instrument.end().is_none_or(|e| day < e),
        None => instrument.repealed.is_none(),
    }
}

/// The stage, and the day whose texts count: that of the act, or that of the decision where its law is lighter.
#[derive(Clone, Debug)]
pub struct At {
    pub stage: Option<String>,
    pub day: Option<NaiveDate>,
}

/// The lines of one offence for a subject at a stage.
pub fn of_offence<'a>(law: &Law, whole: &'a Whole, case: &Case, id: &str, subject: &str, at: &At) -> Vec<&'a Line> {
    let stands = |l: &&Line| l.via.iter().all(|slug| in_force(law, slug, at.day));
    // Where the stage is not known every stage is shown once, by its own rows.
    let at_stage = |l: &&Line| at.stage.as_ref().map_or(!l.kept, |s| l.row.stage == *s);
    let open = |l: &&Line| threshold_met(case, &l.row) != Some(false);
    let all: Vec<&'a Line> = whole[id].iter().filter(stands).filter(at_stage).filter(open).collect();
    let own: Vec<&Line> = all.iter().copied().filter(|l| l.row.subject == subject).collect();
    if subject != "individual" || !own.is_empty() {
        return own;
    }
    // A person without a row of his own: the row for responsible persons, or 单位或者个人.
    let covers = |l: &&Line| l.row.subject == "responsible_person" || l.row.who.contains("个人");
    all.into_iter().filter(covers).collect()
}

/// A line that speaks, and the offence whose consequence it is.
#[derive(Clone, Copy)]
pub struct Speaks<'a> {
    pub offence: &'a str,
    pub line: &'a Line,
}

/// The lines for a subject under the offences that apply, and the precedences at work.
pub fn speaking<'a>(
    law: &'a Law, whole: &'a Whole, case: &Case, offences: &[String], subject: &str, at: &At,
) -> (Vec<Speaks<'a>>, Vec<&'a str>) {
    let (mut out, mut passed): (Vec<Speaks>, _) = (Vec::new(), Vec::new());
    for offence in offences {
        let offence = whole.get_key_value(offence).unwrap().0;
        let mut found = Vec::new();
        follow(law, whole, case, offence, subject, at, &mut found, &mut passed, &mut Vec::new());
        for speaks in found {
            if !out.iter().any(|s: &Speaks| std::ptr::eq(s.line, speaks.line) && s.offence == speaks.offence) {
                out.push(speaks);
            }
        }
    }
    // Where items go by the grade of the accident, the facts choose (条例 3).
    let reached = grade(law, case);
    let fits = |s: &Speaks| s.line.row.accident_grade.as_deref() == reached;
    if reached.is_some() && out.iter().any(fits) {
        out.retain(fits);
    }
    (out, passed)
}

/// Who is in question: the parties of the case, or everybody the provisions name at the stage.
pub fn subjects(law: &Law, whole: &Whole, case: &Case, offences: &[String], at: &At) -> Vec<String> {
    if !case.subjects.is_empty() {
        return case.subjects.clone();
    }
    let at_stage = |l: &&Line| at.stage.as_ref().is_none_or(|s| l.row.stage == *s);
    let cited: Vec<&str> = offences.iter().flat_map(|o| &whole[o]).filter(at_stage).map(|l| l.row.subject.as_str()).collect();
    let named = |subject: &&str| {
        let (lines, _) = speaking(law, whole, case, offences, subject, at);
        cited.contains(subject) || lines.iter().any(|s| s.line.row.subject == **subject)
    };
    ["unit", "responsible_person", "individual"].iter().filter(|s| named(s)).map(|s| (*s).to_owned()).collect()
}

/// The lines by what may be the case: each item of a clause, stage, article referred to, side of a threshold.
/// What the article itself says goes with each.
pub fn alternatives<'a>(lines: &[Speaks<'a>]) -> Vec<Vec<&'a Row>> {
    let mut groups: BTreeMap<(&str, &str), BTreeMap<&str, Vec<&Row>>> = BTreeMap::new();
    for s in lines.iter().filter(|s| !s.line.row.penalties.is_empty()) {
        let group = groups.entry((s.offence, s.line.row.stage.as_str())).or_default();
        group.entry(s.line.home.as_str()).or_default().push(&s.line.row);
    }
    let mut out = Vec::new();
    for ((offence, _), mut homes) in groups {
        let own = homes.remove(offence).unwrap_or_default();
        let elsewhere: Vec<Vec<&Row>> = if homes.is_empty() { vec![Vec::new()] } else { homes.into_values().collect() };
        for there in elsewhere {
            let (sides, common): (Vec<&Row>, Vec<&Row>) =
                own.iter().copied().chain(there).partition(|r| r.fine.as_ref().is_some_and(|f| f.when.is_some()));
            out.extend(sides.iter().map(|side| common.iter().copied().chain([*side]).collect()));
            if sides.is_empty() {
                out.push(common);
            }
        }
    }
    out
}

/// 立法法 99, 103: the provision that goes before takes the place of the lower one for the subject; what it
/// does not mention stays.
#[expect(clippy::too_many_arguments, reason = "plain recursion")]
fn follow<'a>(
    law: &'a Law, whole: &'a Whole, case: &Case, offence: &'a str, subject: &str, at: &At,
    found: &mut Vec<Speaks<'a>>, passed: &mut Vec<&'a str>, seen: &mut Vec<&'a str>,
) {
    seen.push(offence);
    let own = of_offence(law, whole, case, offence, subject, at);
    let mut stays = true;
    for p in law.gives_way.get(offence).into_iter().flatten().map(|place| &law.precedences[*place]) {
        let holds = p.subject.as_ref().is_none_or(|s| s == subject)
            && p.domain.as_ref().is_none_or(|d| case.domain.as_ref() == Some(d))
            && p.fact.as_ref().is_none_or(|f| case.fact(f) > 0)
            && p.from.as_ref().is_none_or(|f| at.day.is_none_or(|a| days(f).0 <= a))
            && in_force(law, p.higher.split('-').next().unwrap(), at.day);
        if !holds {
            continue;
        }
        let (mut there, mut told) = (Vec::new(), Vec::new());
        for higher in law.named(&p.higher) {
            if !seen.contains(&higher.id.as_str()) {
                follow(law, whole, case, &higher.id, subject, at, &mut there, &mut told, seen);
            }
        }
        if there.is_empty() {
            continue; // It says nothing of this subject at this stage.
        }
        passed.push(&p.why);
        if p.why != "beside" {
            stays &= p.why == "partly";
            found.extend(there);
            passed.extend(told);
        }
    }
    seen.pop();
    if stays {
        found.extend(own.into_iter().map(|line| Speaks { offence, line }));
    }
}

/// 条例 3: the highest grade that any figure reaches.
pub fn grade<'a>(law: &'a Law, case: &Case) -> Option<&'a str> {
    let given = |id: &str| case.facts.get(id).map(|v| *v as f64);
    let (deaths, injuries, loss) = (given("deaths"), given("serious_injuries"), given("loss_wan"));
    let reached = |g: &&crate::data::Grade| {
        deaths.is_some_and(|v| v >= g.deaths)
            || injuries.is_some_and(|v| v >= g.serious_injuries)
            || loss.is_some_and(|v| v >= g.loss_wan)
    };
    law.grades.iter().find(reached).map(|g| g.label.as_str())
}

/// 违法所得十万元以上的 …: whether the measure applies; unknown while the quantity is.
fn threshold_met(case: &Case, row: &Row) -> Option<bool> {
    let when = row.fine.as_ref()?.when.as_ref()?;
    let (test, value) = match &when.illegal_gain {
        Some(test) => (test, case.illegal_gain?),
        None => (when.goods_value.as_ref()?, case.goods_value?),
    };
    let limit = when.yuan * 100;
    Some(match test.as_str() {
        "none" => value == 0,
        "some" => value > 0,
        "below" => value < limit,
        _ => value >= limit,
    })
}

/// Lowest and highest fine of a row in fen, and what is missing to know it. The highest is absent where
/// nothing limits it. Unknown is not zero: only what the text itself says limits the amount.
pub fn span(case: &Case, row: &Row) -> Option<(i64, Option<i64>, Option<&'static str>)> {
    let fine = row.fine.as_ref()?;
    let cap = fine.cap_yuan.map(|c| c * 100);
    let at_least = fine.when.as_ref().filter(|w| {
        [&w.illegal_gain, &w.goods_value].into_iter().flatten().any(|t| t == "at_least")
    });
    let least = at_least.map_or(0, |w| w.yuan * 100 * fine.min);
    Some(match fine.basis.as_str() {
        "percent_of_annual_income" => match case.annual_income {
            Some(income) => (income * fine.min / 100, Some(income * fine.max / 100), None),
            None => (0, None, Some("income")),
        },
        "multiple_of_illegal_gain" => match case.illegal_gain {
            Some(gain) => {
                let capped = |amount: i64| cap.map_or(amount, |c| amount.min(c));
                (capped(gain * fine.min), Some(capped(gain * fine.max)), None)
            }
            None => (least, cap, Some("gain")),
        },
        "multiple_of_goods_value" => {
            let floor = fine.floor_yuan.map_or(0, |f| f * 100);
            match case.goods_value {
                // 二十倍不足一万元的，按一万元.
                Some(value) if value * fine.max < floor => (floor, Some(floor), None),
                Some(value) => (value * fine.min, Some(value * fine.max), None),
                None => (least.max(floor * fine.min / fine.max), None, Some("goods")),
            }
        }
        "multiple_of_base_fine" => match case.base_fine {
            Some(base) => (base * fine.min, Some(base * fine.max), None),
            None => (0, None, Some("base")),
        },
        // By the day: how many days is never known here.
        "daily" => (0, None, Some(if case.base_fine.is_some() { "days" } else { "base" })),
        _ => (fine.min_yuan * 100, Some(fine.max_yuan * 100), None),
    })
}
