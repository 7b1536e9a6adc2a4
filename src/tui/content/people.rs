//! Tables of people. Must not know what the columns mean.

use super::TABLE;
use crate::guide::Guide;
use crate::machine::page::{PeopleAsk, Weight};
use crate::tui::screen::{Row, Rows, Thing};
use crate::tui::theme::Part;
use crate::tui::wrap::{columns, pad, wrap};

/// Columns of a name in a table, at the least where there is room.
const NAME: usize = 20;

/// A table of people, and what it means. In a narrow window each person is a block.
pub(super) fn table(people: &PeopleAsk, guide: &Guide, rows: &mut Rows) {
    if people.rows.is_empty() {
        rows.text(3, guide.word("people.nobody"), Part::Plain);
    } else if rows.width < TABLE {
        blocks(people, rows);
    } else {
        lines(people, rows);
    }
    if people.findings.is_empty() {
        return;
    }
    rows.gap();
    rows.text(3, guide.word("people.meaning"), Part::Strong);
    for finding in &people.findings {
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
}

fn lines(people: &PeopleAsk, rows: &mut Rows) {
    let widths = widths(people, rows.width.saturating_sub(4));
    let line = |cells: &[String]| -> String {
        let cells = cells.iter().zip(&widths).map(|(cell, width)| pad(cell, *width));
        cells.collect::<Vec<_>>().join(" ")
    };
    rows.push(Row::plain(format!("   {}", line(&people.columns))));
    let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    rows.push(Row::plain(format!("   {}", rules.join(" "))));
    for (place, cells) in people.rows.iter().enumerate() {
        let thing = Thing::Row(place);
        rows.push(Row::plain(format!(" {} {}", rows.mark(thing), line(cells))).with(thing, 1));
    }
}

/// Each column as wide as its widest cell, the name as far as there is room.
fn widths(people: &PeopleAsk, room: usize) -> Vec<usize> {
    let widest = |column: usize| {
        let cells = people.rows.iter().filter_map(|row| row.get(column));
        let cells = cells.chain(people.columns.get(column));
        cells.map(|cell| columns(cell)).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..people.columns.len()).map(widest).collect();
    if let Some((name, others)) = widths.split_first_mut() {
        let taken: usize = others.iter().map(|width| width + 1).sum();
        *name = (*name).max(NAME).min(room.saturating_sub(taken)).max(1);
    }
    widths
}

fn blocks(people: &PeopleAsk, rows: &mut Rows) {
    let widest = people.columns.iter().skip(1).map(|column| columns(column)).max();
    for (place, cells) in people.rows.iter().enumerate() {
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
