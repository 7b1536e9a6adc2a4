//! The hub: nine tasks, each with how it stands. Must not know how a task comes to stand so.

use super::TABLE;
use crate::machine::page::Hub;
use crate::machine::plan::TaskStatus;
use crate::tui::local::Local;
use crate::tui::screen::{Row, Rows, Thing};
use crate::tui::theme::Part;
use crate::tui::wrap::pad;

const fn look_of(status: TaskStatus) -> Part {
    match status {
        TaskStatus::NotYetStarted | TaskStatus::InProgress => Part::Strong,
        TaskStatus::Waiting { .. } => Part::Waiting,
        TaskStatus::Completed { .. } | TaskStatus::CannotStartYet { .. } | TaskStatus::NotNeeded => {
            Part::Plain
        }
    }
}

/// The tasks, and the note of the one that is stood on.
pub(super) fn tasks(hub: &Hub, local: &Local, rows: &mut Rows) {
    let mut group = "";
    let status_at = if rows.width < TABLE { 42 } else { 60 };
    let mut note = "";
    for (place, task) in hub.rows.iter().enumerate() {
        if task.group != group {
            group = &task.group;
            rows.text(1, group, Part::Plain);
        }
        let thing = Thing::Row(place);
        let mark = rows.mark(thing);
        if place == local.stood_on.unwrap_or(hub.next) {
            note = &task.note;
        }
        let title = pad(&task.title, status_at - 7);
        let row = Row::plain(format!(" {mark} {}  {title} ", place + 1));
        rows.push(
            row.and(task.status_words.as_str(), look_of(task.status))
                .with(thing, 1),
        );
    }
    if !note.is_empty() {
        rows.gap();
        rows.text(1, note, Part::Plain);
    }
}
