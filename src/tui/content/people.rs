//! Tables of people. Must not know what the columns mean.

use super::{TABLE, lists};
use crate::guide::Guide;
use crate::machine::page::{Finding, Page, PeopleAsk, Weight};
use crate::tui::local::Local;
use crate::tui::narrow::Narrowed;
use crate::tui::screen::{Row, Rows, Thing};
use crate::tui::theme::Part;
use crate::tui::wrap::{columns, pad, pad_into, wrap};

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
    let narrowed = Narrowed::of(page, local);
    lists::narrowed(&narrowed, people.rows.len(), local, guide, rows);
    let shown = narrowed.shown;
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
    // There may be hundreds of lines, laid out anew for each key: each is written in one piece.
    let whole = widths.iter().map(|width| width + 1).sum::<usize>() + 3;
    let line = |mark: char, cells: &[String]| -> String {
        let mut line = String::with_capacity(whole);
        line.push(' ');
        line.push(mark);
        for (cell, width) in cells.iter().zip(&widths) {
            line.push(' ');
            pad_into(&mut line, cell, *width);
        }
        line
    };
    for heads in headings(people, &widths) {
        rows.push(Row::plain(line(' ', &heads)));
    }
    let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    rows.push(Row::plain(format!("   {}", rules.join(" "))));
    for &place in shown {
        let thing = Thing::Row(place);
        let cells = people.rows.get(place).map_or(&[][..], Vec::as_slice);
        rows.push(Row::plain(line(rows.mark(thing), cells)).with(thing, 1));
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
    let mut cells = vec![0; people.columns.len()];
    for row in &people.rows {
        for (widest, cell) in cells.iter_mut().zip(row) {
            *widest = columns(cell).max(*widest);
        }
    }
    let whole = |head: &str| columns(head);
    let laid_out = |head: &dyn Fn(&str) -> usize| -> Vec<usize> {
        let heads = people.columns.iter().zip(&cells);
        heads.map(|(text, widest)| head(text).max(*widest)).collect()
    };
    let name_gets =
        |widths: &[usize]| room.saturating_sub(widths.iter().skip(1).map(|width| width + 1).sum());
    let mut widths = laid_out(&whole);
    if name_gets(&widths) < NAME {
        widths = laid_out(&in_two);
    }
    let most = name_gets(&widths);
    if let Some(name) = widths.first_mut() {
        *name = (*name).max(NAME).min(most).max(1);
    }
    widths
}

/// The width of a heading in two lines, cut where that makes it narrowest.
fn in_two(head: &str) -> usize {
    let cuts = head
        .match_indices(' ')
        .map(|(at, _)| columns(&head[..at]).max(columns(&head[at + 1..])));
    cuts.min().unwrap_or_else(|| columns(head))
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
