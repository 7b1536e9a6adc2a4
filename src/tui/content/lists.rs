//! Lists to choose one line from, and lists to mark. Must not know what is asked.

use super::error_line;
use crate::guide::Guide;
use crate::machine::page::{Options, Page, Ticks};
use crate::tui::local::{Local, acts_at_once};
use crate::tui::narrow::Narrowed;
use crate::tui::screen::{Rows, Thing};
use crate::tui::theme::Part;
use crate::tui::wrap::{columns, pad};

/// Rows from which on a list tells that it can be searched.
const LONG: usize = 10;

/// A list to choose one from. Things to do have no mark of their own; answers have `(*)`.
pub(super) fn choose(page: &Page, options: &Options, local: &Local, guide: &Guide, rows: &mut Rows) {
    error_line(local, guide, rows);
    let radio = !acts_at_once(page.id());
    if radio {
        rows.text(3, guide.word("page.select-one"), Part::Plain);
        rows.gap();
    }
    choices(options, local.selected, radio, guide, rows);
    // What follows from the row that is stood on; away from the list, from the one that is selected.
    let stood_on = (0..options.choices.len()).find(|place| rows.mark(Thing::Row(*place)) == '>');
    let choice = stood_on
        .or(local.selected)
        .and_then(|place| options.choices.get(place));
    if let Some(next) = choice.and_then(|choice| choice.next.as_ref()) {
        rows.gap();
        rows.text(3, &format!("{}: {next}", guide.word("page.next")), Part::Plain);
    }
}

/// The lines of the list, each with its mark.
pub(super) fn choices(
    options: &Options,
    selected: Option<usize>,
    radio: bool,
    guide: &Guide,
    rows: &mut Rows,
) {
    for (place, choice) in options.choices.iter().enumerate() {
        if choice.apart && place > 0 {
            rows.text(7, &format!("-- {} --", guide.word("page.or")), Part::Plain);
        }
        let mark = match (radio, selected == Some(place)) {
            (false, _) => "",
            (true, true) => "(*) ",
            (true, false) => "( ) ",
        };
        rows.thing(Thing::Row(place), mark, &choice.label, Part::Plain);
        if let Some(hint) = &choice.hint {
            rows.text(7, hint, Part::Plain);
        }
    }
}

/// What a long list is narrowed down to, or that it can be.
pub(super) fn narrowed(narrowed: &Narrowed, total: usize, local: &Local, guide: &Guide, rows: &mut Rows) {
    if total < LONG {
        return;
    }
    let typed = local.typed.clone();
    if typed.is_empty() {
        rows.text(3, guide.word("people.find-hint"), Part::Plain);
    } else if narrowed.has_all {
        let slots = [
            ("shown", narrowed.shown.len().to_string()),
            ("total", total.to_string()),
            ("typed", typed),
        ];
        rows.text(3, &guide.say("people.showing", &slots), Part::Strong);
    } else {
        rows.text(
            3,
            &guide.say("people.no-one-like", &[("typed", typed)]),
            Part::Strong,
        );
    }
    rows.gap();
}

/// Lines to mark: a tick, or the word of the mark.
pub(super) fn tick(page: &Page, ticks: &Ticks, local: &Local, guide: &Guide, rows: &mut Rows) {
    let plain = ticks.marks.len() == 1;
    if !plain {
        rows.text(3, guide.word("page.select-each"), Part::Plain);
        rows.gap();
    }
    let widest = ticks
        .marks
        .iter()
        .map(|mark| columns(&mark.label))
        .max()
        .unwrap_or(1);
    let found = Narrowed::of(page, local);
    narrowed(&found, ticks.items.len(), local, guide, rows);
    for place in found.shown {
        let item = &ticks.items[place];
        let mark = match item.mark {
            None if plain => "[ ] ".to_owned(),
            Some(_) if plain => "[x] ".to_owned(),
            None => format!("[{}] ", pad("", widest)),
            Some(mark) => format!(
                "[{}] ",
                pad(ticks.marks.get(mark).map_or("", |mark| &mark.label), widest)
            ),
        };
        let note = item
            .note
            .as_ref()
            .map(|note| format!("   {note}"))
            .unwrap_or_default();
        rows.thing(
            Thing::Row(place),
            &mark,
            &format!("{}{note}", item.label),
            Part::Plain,
        );
    }
}
