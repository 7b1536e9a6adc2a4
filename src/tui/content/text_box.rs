//! A box to type in. Must not know what is asked.

use super::{error_line, lists};
use crate::guide::Guide;
use crate::machine::page::{TextAsk, TextKind};
use crate::tui::lines_box;
use crate::tui::local::Local;
use crate::tui::screen::{Row, Rows, Thing};
use crate::tui::theme::Part;
use crate::tui::wrap::{columns, first_columns, pad};

/// Columns that a box shows, at the most and at the least.
const BOX: (usize, usize) = (60, 30);

/// A box to type in, and what can be chosen in its place.
pub(super) fn text_box(text: &TextAsk, local: &Local, guide: &Guide, rows: &mut Rows) {
    error_line(local, guide, rows);
    if text.kind == TextKind::List {
        return lines_box(local, guide, rows);
    }
    let width = rows.width.saturating_sub(9).clamp(BOX.1.min(rows.width), BOX.0);
    let (shown, column) = window(local.input.value(), local.input.cursor(), width);
    let mark = rows.mark(Thing::Box);
    rows.push(Row::plain(format!(" {mark} [ {} ]", pad(&shown, width))).with(Thing::Box, 5 + column));
    if text.kind == TextKind::Day {
        rows.text(3, guide.word("dates.format"), Part::Plain);
    }
    if text.optional {
        rows.text(3, guide.word("page.optional"), Part::Plain);
    }
    if !text.others.is_empty() {
        rows.gap();
        lists::choices(&text.others, local.selected, true, guide, rows);
    }
}

/// A box for many lines: those about the cursor.
fn lines_box(local: &Local, guide: &Guide, rows: &mut Rows) {
    let width = rows.width.saturating_sub(9);
    let lines: Vec<&str> = local.input.value().split('\n').collect();
    let (at, column) = lines_box::place(&local.input);
    let first = (at + 1).saturating_sub(lines_box::SEEN);
    let mark = rows.mark(Thing::Box);
    for place in first..first + lines_box::SEEN {
        let line = lines.get(place).copied().unwrap_or_default().replace('\t', " ");
        if place == at {
            let (shown, column) = window(&line, column, width);
            let row = Row::plain(format!(" {mark} [ {} ]", pad(&shown, width)));
            rows.push(row.with(Thing::Box, 5 + column));
        } else {
            rows.push(Row::plain(format!(
                "   [ {} ]",
                pad(first_columns(&line, width), width)
            )));
        }
    }
    let n = lines.iter().filter(|line| !line.trim().is_empty()).count();
    rows.text(
        3,
        &guide.say("people.box-lines", &[("n", n.to_string())]),
        Part::Plain,
    );
}

/// The part of a text that its box shows, and the column of the cursor there.
fn window(text: &str, cursor: usize, width: usize) -> (String, usize) {
    let before: String = text.chars().take(cursor).collect();
    let mut from = 0;
    let mut used = columns(&before);
    for c in before.chars() {
        if used < width {
            break;
        }
        used -= columns(c.encode_utf8(&mut [0; 4]));
        from += 1;
    }
    let shown: String = text.chars().skip(from).collect();
    (first_columns(&shown, width).to_owned(), used)
}
