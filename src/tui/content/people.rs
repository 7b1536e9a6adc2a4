//! Tables of people. Must not know what the columns mean.

use super::{TABLE, lists};
use crate::guide::Guide;
use crate::machine::page::{Finding, Page, PeopleAsk, Weight};
use crate::tui::local::Local;
use crate::tui::narrow;
use crate::tui::screen::{Row, Rows, Thing};
use crate::tui::theme::Part;
use crate::tui::wrap::{columns, pad, wrap};

/// Columns of a name in a table, at the least where there is room.
const NAME: usize = 20;

/// People from which on the worst of what the table means stands before it too: after so many it would not be seen.
const MANY: usize = 13;
/// As much of it as leaves room for the table.
const WORST: usize = 2;

/// A table of people, and what it means. In a narrow window each person is a block.
pub(super) fn table(page: &Page, people: &PeopleAsk, local: &Local, guide: &Guide, rows: &mut Rows) {
    if people.rows.len() >= MANY && rows.width >= TABLE {
        let worst = people
            .findings
            .iter()
            .filter(|finding| finding.weight != Weight::Good);
        worst.take(WORST).for_each(|worst| finding(worst, rows));
        rows.gap();
    }
    lists::narrowed(page, local, guide, rows);
    let shown: Vec<usize> = narrow::shown(page, local);
    if people.rows.is_empty() {
        rows.text(3, guide.word("people.nobody"), Part::Plain);
    } else if rows.width < TABLE {
        blocks(people, &shown, rows);
    } else {
        lines(people, &shown, rows);
    }
    // Someone who is looked for is seen with the line that says so.
    if !people.findings.is_empty() && local.typed.is_empty() {
        rows.gap();
        rows.text(3, guide.word("people.meaning"), Part::Strong);
        people.findings.iter().for_each(|one| finding(one, rows));
    }
}

fn finding(finding: &Finding, rows: &mut Rows) {
    let part = match finding.weight {
        Weight::Problem => Part::Problem,
        Weight::ToDo => Part::Strong,
        Weight::Good => Part::Good,
    };
    let mut lines = wrap(&finding.text, rows.width.saturating_sub(14)).into_iter();
    let first = lines.next().unwrap_or_default();
    rows.push(
        Row::plain("   ")
            .and(pad(&finding.word, 10), part)
            .and(first, Part::Plain),
    );
    lines.for_each(|line| rows.push(Row::plain(format!("{:13}{line}", ""))));
}

fn lines(people: &PeopleAsk, shown: &[usize], rows: &mut Rows) {
    let widths = widths(people, rows.width.saturating_sub(4));
    let line = |cells: &[String]| -> String {
        let cells = cells.iter().zip(&widths).map(|(cell, width)| pad(cell, *width));
        cells.collect::<Vec<_>>().join(" ")
    };
    for heads in headings(people, &widths) {
        rows.push(Row::plain(format!("   {}", line(&heads))));
    }
    let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    rows.push(Row::plain(format!("   {}", rules.join(" "))));
    for &place in shown {
        let thing = Thing::Row(place);
        let cells = people.rows.get(place).map_or(&[][..], Vec::as_slice);
        rows.push(Row::plain(format!(" {} {}", rows.mark(thing), line(cells))).with(thing, 1));
    }
}

/// The headings in as many rows as they take.
fn headings(people: &PeopleAsk, widths: &[usize]) -> Vec<Vec<String>> {
    let heads = people
        .columns
        .iter()
        .zip(widths)
        .map(|(head, width)| wrap(head, *width));
    let heads: Vec<Vec<String>> = heads.collect();
    let tallest = heads.iter().map(Vec::len).max().unwrap_or(0);
    let row = |number: usize| {
        let cells = heads
            .iter()
            .map(|head| head.get(number).cloned().unwrap_or_default());
        cells.collect()
    };
    (0..tallest).map(row).collect()
}

/// Each column as wide as its widest cell, the name as far as there is room. Headings give way before the names do.
fn widths(people: &PeopleAsk, room: usize) -> Vec<usize> {
    let cells = |column: usize| {
        let cells = people.rows.iter().filter_map(move |row| row.get(column));
        cells.map(|cell| columns(cell)).max().unwrap_or(0)
    };
    let whole = |head: &str| columns(head);
    let in_two =
        |head: &str| (1..=columns(head)).find(|width| wrap(head, *width).len() <= 2 && fits(head, *width));
    let laid_out = |head: &dyn Fn(&str) -> usize| -> Vec<usize> {
        let heads = people.columns.iter().enumerate();
        heads
            .map(|(column, text)| head(text).max(cells(column)))
            .collect()
    };
    let name_gets =
        |widths: &[usize]| room.saturating_sub(widths.iter().skip(1).map(|width| width + 1).sum());
    let mut widths = laid_out(&whole);
    if name_gets(&widths) < NAME {
        widths = laid_out(&|head| in_two(head).unwrap_or(columns(head)));
    }
    let most = name_gets(&widths);
    if let Some(name) = widths.first_mut() {
        *name = (*name).max(NAME).min(most).max(1);
    }
    widths
}

/// No word of it is longer than the width.
fn fits(head: &str, width: usize) -> bool {
    head.split(' ').all(|word| columns(word) <= width)
}

fn blocks(people: &PeopleAsk, shown: &[usize], rows: &mut Rows) {
    let widest = people.columns.iter().skip(1).map(|column| columns(column)).max();
    for &place in shown {
        let cells = people.rows.get(place).map_or(&[][..], Vec::as_slice);
        let name = cells.first().map_or("", String::as_str);
        rows.thing(Thing::Row(place), "", name, Part::Strong);
        for (column, cell) in people
            .columns
            .iter()
            .zip(cells)
            .skip(1)
            .filter(|(_, cell)| !cell.is_empty())
        {
            let label = format!("{}  ", pad(column, widest.unwrap_or(0)));
            rows.hanging(5, &label, cell, Part::Plain);
        }
    }
}
