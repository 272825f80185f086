//! Tables out of rulings: which lines belong together, and which regions they bound.

use crate::document::pdf::space::Rule;

/// How far apart lines may lie and still be one, in points.
const SNAP: f32 = 2.5;
/// How far a line may end from another that it meets, in points.
const MEET: f32 = 3.5;
/// Most lines of a page, merged, that are looked at; more is a drawing.
const LINES: usize = 4_000;
/// How often lines that bound nothing are taken out.
const ROUNDS: usize = 50;
/// Most cells of one page.
const CELLS: usize = 40_000;

/// The grid of a table on one page.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Edges of columns, from left to right; at least two.
    pub xs: Vec<f32>,
    /// Edges of rows, from above; at least two.
    pub ys: Vec<f32>,
    /// For every cell, row by row, the number of its region: the index of the first cell of it.
    pub region: Vec<usize>,
}

impl Grid {
    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    /// The cell at a point.
    pub fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let column = self.xs.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|edge| *edge <= y).checked_sub(1)?;
        (column < self.columns() && row < self.rows()).then(|| row * self.columns() + column)
    }
}

/// Finds the grids of a page, from above.
pub fn grids(rules: &[Rule]) -> Vec<Grid> {
    let mut level = merged(rules.iter().filter(|rule| rule.level));
    let mut upright = merged(rules.iter().filter(|rule| !rule.level));
    if level.len() + upright.len() > LINES {
        return Vec::new();
    }
    // A line that does not meet two lines the other way bounds no cell.
    for _ in 0..ROUNDS {
        let before = level.len() + upright.len();
        level.retain(|rule| upright.iter().filter(|other| meet(rule, other)).count() >= 2);
        upright.retain(|rule| level.iter().filter(|other| meet(other, rule)).count() >= 2);
        if level.len() + upright.len() == before {
            break;
        }
    }
    let mut grids: Vec<Grid> = components(&level, &upright)
        .into_iter()
        .filter_map(|(level, upright)| grid(&level, &upright))
        .collect();
    grids.sort_by(|a, b| first(&a.ys).total_cmp(&first(&b.ys)));
    without_inner(grids)
}

/// A grid within another is a frame in a cell: its text belongs to that cell.
fn without_inner(grids: Vec<Grid>) -> Vec<Grid> {
    let within = |inner: &Grid, outer: &Grid| {
        first(&inner.xs) > first(&outer.xs)
            && last(&inner.xs) < last(&outer.xs)
            && first(&inner.ys) > first(&outer.ys)
            && last(&inner.ys) < last(&outer.ys)
    };
    let outer: Vec<bool> = grids
        .iter()
        .map(|grid| !grids.iter().any(|other| within(grid, other)))
        .collect();
    grids
        .into_iter()
        .zip(outer)
        .filter_map(|(grid, keep)| keep.then_some(grid))
        .collect()
}

fn first(edges: &[f32]) -> f32 {
    edges.first().copied().unwrap_or_default()
}

fn last(edges: &[f32]) -> f32 {
    edges.last().copied().unwrap_or_default()
}

/// Lines in the same place joined where they touch.
fn merged<'a>(rules: impl Iterator<Item = &'a Rule>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules.copied().collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    // One coordinate for lines that lie close together.
    let (mut group, mut before) = (f32::MIN, f32::MIN);
    for rule in &mut rules {
        if rule.at - before > SNAP || rule.at - group > 2.0 * SNAP {
            group = rule.at;
        }
        before = rule.at;
        rule.at = group;
    }
    rules.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut found: Vec<Rule> = Vec::new();
    for rule in rules {
        match found.last_mut() {
            Some(last)
                if (last.at - rule.at).abs() < f32::EPSILON && rule.from - last.to <= MEET =>
            {
                last.to = last.to.max(rule.to);
            }
            _ => found.push(rule),
        }
    }
    found
}

fn meet(level: &Rule, upright: &Rule) -> bool {
    level.from - MEET <= upright.at
        && upright.at <= level.to + MEET
        && upright.from - MEET <= level.at
        && level.at <= upright.to + MEET
}

/// Lines that meet, one set per table.
fn components(level: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut free_level: Vec<Rule> = level.to_vec();
    let mut free_upright: Vec<Rule> = upright.to_vec();
    let mut found = Vec::new();
    while let Some(seed) = free_level.pop() {
        let (mut ours, mut theirs) = (vec![seed], Vec::new());
        let (mut a, mut b) = (0, 0);
        while a < ours.len() || b < theirs.len() {
            if let Some(rule) = ours.get(a).copied() {
                a += 1;
                theirs.extend(free_upright.extract_if(.., |other| meet(&rule, other)));
            } else if let Some(rule) = theirs.get(b).copied() {
                b += 1;
                ours.extend(free_level.extract_if(.., |other| meet(other, &rule)));
            }
        }
        found.push((ours, theirs));
    }
    found
}

fn edges(rules: &[Rule]) -> Vec<f32> {
    let mut edges: Vec<f32> = rules.iter().map(|rule| rule.at).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup();
    edges
}

fn grid(level: &[Rule], upright: &[Rule]) -> Option<Grid> {
    let (xs, ys) = (edges(upright), edges(level));
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns == 0 || rows == 0 || columns.checked_mul(rows)? > CELLS {
        return None;
    }
    let level_walls = walls(level, &ys, &xs);
    let upright_walls = walls(upright, &xs, &ys);
    // The first cell of the region of every cell; a region grows to the right and downwards.
    let mut region: Vec<usize> = (0..columns * rows).collect();
    for row in 0..rows {
        for column in 0..columns {
            let cell = row * columns + column;
            let open_left = column > 0 && !upright_walls[column * rows + row];
            let open_above = row > 0 && !level_walls[row * columns + column];
            if open_left {
                unite(&mut region, cell, cell - 1);
            }
            if open_above {
                unite(&mut region, cell, cell - columns);
            }
        }
    }
    for cell in 0..region.len() {
        region[cell] = root(&region, cell);
    }
    Some(Grid { xs, ys, region })
}

/// For every edge and every stretch between the edges the other way, whether a line stands there.
fn walls(rules: &[Rule], edges: &[f32], across: &[f32]) -> Vec<bool> {
    let stretches = across.len() - 1;
    let mut walls = vec![false; edges.len() * stretches];
    for rule in rules {
        let edge = edges.partition_point(|edge| *edge < rule.at);
        for (n, pair) in across.windows(2).enumerate() {
            let middle = f32::midpoint(pair[0], pair[1]);
            if rule.from <= middle
                && middle <= rule.to
                && let Some(wall) = walls.get_mut(edge * stretches + n)
            {
                *wall = true;
            }
        }
    }
    walls
}

fn root(region: &[usize], mut cell: usize) -> usize {
    while region[cell] != cell {
        cell = region[cell];
    }
    cell
}

fn unite(region: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(region, a), root(region, b));
    region[a.max(b)] = a.min(b);
}

#[cfg(test)]
mod tests {
    use super::grids;
    use crate::document::pdf::space::Rule;

    fn level(at: f32, from: f32, to: f32) -> Rule {
        Rule {
            level: true,
            at,
            from,
            to,
        }
    }

    fn upright(at: f32, from: f32, to: f32) -> Rule {
        Rule {
            level: false,
            at,
            from,
            to,
        }
    }

    #[test]
    fn cells_without_a_line_between_them_are_one_region() {
        let rules = [
            level(0.0, 0.0, 100.0),
            level(20.3, 50.0, 100.2),
            level(40.0, 0.0, 50.0),
            level(40.4, 50.0, 100.0),
            upright(0.0, 0.0, 40.0),
            upright(50.0, 0.0, 40.0),
            upright(100.0, 0.0, 40.0),
            // An underline in a cell.
            level(30.0, 10.0, 20.0),
        ];
        let found = grids(&rules);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].xs, [0.0, 50.0, 100.0]);
        assert_eq!(found[0].region, [0, 1, 0, 3]);
        assert_eq!(found[0].cell_at(60.0, 30.0), Some(3));
        assert_eq!(found[0].cell_at(160.0, 30.0), None);
    }

    #[test]
    fn two_tables_are_two_and_a_rule_is_none() {
        let square = |y: f32| {
            [
                level(y, 0.0, 30.0),
                level(y + 30.0, 0.0, 30.0),
                upright(0.0, y, y + 30.0),
                upright(30.0, y, y + 30.0),
            ]
        };
        let mut rules = square(0.0).to_vec();
        rules.extend(square(100.0));
        rules.push(level(200.0, 0.0, 30.0));
        assert_eq!(grids(&rules).len(), 2);
    }
}
