//! Which rows speak about a subject (rule 5), and what their fines may come to.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::case::Case;
use crate::data::{Law, Offence, Row, days};

/// A row as it holds for an offence: its own, taken from an article referred to, or kept from an earlier stage.
#[derive(Clone, Debug)]
pub struct Line {
    /// The offence the row stands in.
    pub home: String,
    pub row: Row,
    /// The instruments it was taken from.
    pub via: Vec<String>,
}

/// 依照《…》第N条处罚 takes over fine, other penalties, stages, subjects; then the stages add up.
pub fn whole(law: &Law, offence: &Offence, on_the_way: &mut Vec<String>) -> Vec<Line> {
    let own = |row: &Row| Line {
        home: offence.id.clone(),
        row: row.clone(),
        via: Vec::new(),
    };
    let mut lines: Vec<Line> = offence.rows.iter().map(own).collect();
    on_the_way.push(offence.id.clone());
    for place in &law.refers[&offence.id] {
        let referral = &law.referrals[*place];
        let refers = |row: &&Row| match &referral.stage {
            Some(stage) => row.stage == *stage,
            None => row.refers_to.is_some(),
        };
        let Some(referring) = offence.rows.iter().find(refers) else {
            continue;
        };
        for target in &referral.targets {
            for other in law.named(&target.offence) {
                if on_the_way.contains(&other.id) {
                    continue;
                }
                for mut line in whole(law, other, on_the_way) {
                    if target
                        .subject
                        .as_ref()
                        .is_some_and(|s| line.row.subject != *s)
                    {
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
                    let there = &law.instrument(&other.id).slug;
                    line.via.extend(
                        Some(there.clone()).filter(|t| *t != law.instrument(&offence.id).slug),
                    );
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
        let own: Vec<&Line> = lines
            .iter()
            .filter(|l| l.row.stage == *stage && l.via.is_empty())
            .collect();
        let bases: Vec<&String> = own.iter().flat_map(|l| &l.row.adds_to).collect();
        for base in lines.iter().filter(|l| bases.contains(&&l.row.stage)) {
            let same = |l: &&&Line| l.row.subject == base.row.subject;
            let fined = own.iter().filter(same).any(|l| l.row.fine.is_some());
            let barred = own
                .iter()
                .filter(same)
                .any(|l| l.row.ban.is_some() || l.row.ban_years.is_some());
            let mut line = base.clone();
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

/// A case under the law that applies to it.
#[derive(Clone)]
pub struct Situation<'a> {
    pub law: &'a Law,
    pub case: &'a Case,
    pub offences: Vec<&'a str>,
    /// The stage by the name it has there.
    pub stage: Option<String>,
    /// Whose texts count: the day of the act, or of the decision where its law is lighter.
    pub day: Option<NaiveDate>,
}

/// The lines of one offence for a subject at the stage.
pub fn of_offence<'a>(s: &Situation<'a>, id: &str, subject: &str) -> Vec<&'a Line> {
    let stands = |l: &&Line| l.via.iter().all(|slug| in_force(s.law, slug, s.day));
    let at_stage = |l: &&Line| s.stage.as_ref().is_none_or(|stage| l.row.stage == *stage);
    let open = |l: &&Line| threshold_met(s.case, &l.row) != Some(false);
    let all: Vec<&Line> = s.law.whole[id]
        .iter()
        .filter(stands)
        .filter(at_stage)
        .filter(open)
        .collect();
    let own: Vec<&Line> = all
        .iter()
        .copied()
        .filter(|l| l.row.subject == subject)
        .collect();
    // Somebody without a row of his own: who is responsible may be one of the persons named (有关人员); an
    // individual is covered by the row for responsible persons, or by 单位或者个人.
    let person = |l: &&Line| l.row.subject == "individual" && !l.row.who.contains("单位");
    let responsible = |l: &&Line| l.row.subject == "responsible_person";
    let anybody = |l: &&Line| l.row.subject == "unit" && l.row.who.contains("个人");
    let covering = |covers: &dyn Fn(&&Line) -> bool| all.iter().copied().filter(covers).collect();
    match subject {
        _ if !own.is_empty() => own,
        "responsible_person" => covering(&person),
        "individual" if all.iter().any(responsible) => covering(&responsible),
        "individual" => covering(&anybody),
        _ => own,
    }
}

/// A line that speaks, and the offence whose consequence it is.
#[derive(Clone, Copy)]
pub struct Speaks<'a> {
    pub offence: &'a str,
    pub line: &'a Line,
}

/// The lines for a subject under the offences that apply, and why provisions gave way.
pub fn speaking<'a>(s: &Situation<'a>, subject: &str) -> (Vec<Speaks<'a>>, Vec<&'a str>) {
    let (mut out, mut passed): (Vec<Speaks>, Vec<&str>) = (Vec::new(), Vec::new());
    for offence in &s.offences {
        let (found, why) = follow(s, offence, subject, &mut Vec::new());
        passed.extend(why);
        for f in found {
            if !out
                .iter()
                .any(|o| std::ptr::eq(o.line, f.line) && o.offence == f.offence)
            {
                out.push(f);
            }
        }
    }
    // Where items go by the grade of the accident, the facts choose (条例 3).
    let reached = grade(s.law, s.case);
    let fits = |f: &Speaks| f.line.row.accident_grade.as_deref() == reached;
    if reached.is_some() && out.iter().any(fits) {
        out.retain(fits);
    }
    (out, passed)
}

/// 立法法 99, 103: the provision that goes before takes the place of the lower one for the subject; what it
/// does not mention stays.
fn follow<'a>(
    s: &Situation<'a>,
    offence: &'a str,
    subject: &str,
    seen: &mut Vec<&'a str>,
) -> (Vec<Speaks<'a>>, Vec<&'a str>) {
    let (mut found, mut passed, mut stays) = (Vec::new(), Vec::new(), true);
    seen.push(offence);
    for place in s.law.gives_way.get(offence).into_iter().flatten() {
        let p = &s.law.precedences[*place];
        let holds = p.subject.as_ref().is_none_or(|of| of == subject)
            && p.domain
                .as_ref()
                .is_none_or(|d| s.case.domain.as_ref() == Some(d))
            && p.fact.as_ref().is_none_or(|f| s.case.fact(f) > 0)
            && p.from
                .as_ref()
                .is_none_or(|f| s.day.is_none_or(|day| days(f).0 <= day))
            && in_force(s.law, p.higher.split('-').next().unwrap(), s.day);
        let (mut there, mut told) = (Vec::new(), Vec::new());
        for higher in s.law.named(&p.higher).into_iter().filter(|_| holds) {
            if !seen.contains(&higher.id.as_str()) {
                let (rows, why) = follow(s, &higher.id, subject, seen);
                there.extend(rows);
                told.extend(why);
            }
        }
        if there.is_empty() {
            continue; // It does not hold, or says nothing of this subject at this stage.
        }
        passed.push(p.why.as_str());
        if p.why != "beside" {
            stays &= p.why == "partly";
            found.extend(there);
            passed.extend(told);
        }
    }
    seen.pop();
    if stays {
        let own = of_offence(s, offence, subject);
        found.extend(own.into_iter().map(|line| Speaks { offence, line }));
    }
    (found, passed)
}

/// Who is in question: the parties of the case, or everybody the provisions name at the stage.
pub fn subjects(s: &Situation) -> Vec<String> {
    if !s.case.subjects.is_empty() {
        return s.case.subjects.clone();
    }
    let named = |subject: &&&str| {
        let (lines, _) = speaking(s, subject);
        lines.iter().any(|f| f.line.row.subject == **subject)
    };
    let all = ["unit", "responsible_person", "individual"];
    all.iter().filter(named).map(|s| (*s).to_owned()).collect()
}

/// The lines by what may be the case: each item of a clause, stage, article referred to, side of a threshold.
/// What the article itself says goes with each.
pub fn alternatives<'a>(lines: &[Speaks<'a>]) -> Vec<Vec<&'a Row>> {
    let mut groups: BTreeMap<(&str, &str), BTreeMap<&str, Vec<&Row>>> = BTreeMap::new();
    for s in lines.iter().filter(|s| !s.line.row.penalties.is_empty()) {
        let group = groups
            .entry((s.offence, s.line.row.stage.as_str()))
            .or_default();
        group
            .entry(s.line.home.as_str())
            .or_default()
            .push(&s.line.row);
    }
    let mut out = Vec::new();
    for ((offence, _), mut homes) in groups {
        let own = homes.remove(offence).unwrap_or_default();
        let elsewhere: Vec<Vec<&Row>> = if homes.is_empty() {
            vec![Vec::new()]
        } else {
            homes.into_values().collect()
        };
        for there in elsewhere {
            let (sides, common): (Vec<&Row>, Vec<&Row>) = own
                .iter()
                .copied()
                .chain(there)
                .partition(|r| r.fine.as_ref().is_some_and(|f| f.when.is_some()));
            out.extend(
                sides
                    .iter()
                    .map(|side| common.iter().copied().chain([*side]).collect()),
            );
            if sides.is_empty() {
                out.push(common);
            }
        }
    }
    out
}

/// 条例 3: the highest grade that any figure reaches.
pub fn grade<'a>(law: &'a Law, case: &Case) -> Option<&'a str> {
    let given = |id: &str| case.facts.get(id).map(|v| *v as f64);
    let (deaths, injuries, loss) = (
        given("deaths"),
        given("serious_injuries"),
        given("loss_wan"),
    );
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

/// Lowest and highest amount, and what is missing to know them.
pub type Span = (i64, Option<i64>, Option<&'static str>);

/// Lowest and highest fine of a row in fen, and what is missing to know it. The highest is absent where
/// nothing limits it. Unknown is not zero: only what the text itself says limits the amount.
pub fn span(case: &Case, row: &Row) -> Option<Span> {
    let fine = row.fine.as_ref()?;
    let cap = fine.cap_yuan.map(|c| c * 100);
    let at_least = fine.when.as_ref().filter(|w| {
        [&w.illegal_gain, &w.goods_value]
            .into_iter()
            .flatten()
            .any(|t| t == "at_least")
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
        "daily" => (
            0,
            None,
            Some(if case.base_fine.is_some() {
                "days"
            } else {
                "base"
            }),
        ),
        _ => (fine.min_yuan * 100, Some(fine.max_yuan * 100), None),
    })
}
