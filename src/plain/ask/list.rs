//! Numbered lists to choose one from: choices, the hub, and whether an email has been sent.

use super::{Block, Echo, Event, Guide, Reply, Typed, pick};
use crate::machine::page::{Choice, DraftAsk, Hub, Options};
use crate::plain::text::{labelled, numbered, stopped};

/// The choices, a number before each.
pub(super) fn choices(options: &Options) -> Block {
    let lines: Vec<String> = options.choices.iter().map(choice).collect();
    numbered(lines.iter().map(String::as_str))
}

fn choice(choice: &Choice) -> String {
    match &choice.hint {
        Some(hint) => format!("{} {}", stopped(&choice.label), stopped(hint)),
        None => choice.label.clone(),
    }
}

/// The number of the choice made before.
pub(super) fn last(options: &Options) -> Option<String> {
    options.chosen.map(|chosen| (chosen + 1).to_string())
}

/// One of the choices.
pub(super) fn read(options: &Options, typed: &Typed) -> Reply {
    match pick(typed, options.choices.iter().map(|choice| choice.label.as_str())) {
        Ok(place) => Reply::Send(
            vec![Event::Chose(place)],
            Echo::Chose(options.choices[place].label.clone()),
        ),
        Err(message) => Reply::Refuse(message),
    }
}

/// The hub: the tasks under their groups, and what to do next.
pub(in crate::plain) fn tasks(hub: &Hub) -> Vec<Block> {
    let mut blocks = vec![vec![stopped(&hub.count)]];
    let mut group = "";
    for row in &hub.rows {
        let line = format!(
            "{}. {}",
            row.id.number(),
            labelled(&row.title, &row.status_spoken)
        );
        match blocks.last_mut() {
            Some(block) if group == row.group => block.push(line),
            Some(_) | None => blocks.push(vec![stopped(&row.group), line]),
        }
        group = &row.group;
    }
    let note = hub
        .rows
        .get(hub.next)
        .map(|row| row.note.as_str())
        .filter(|note| !note.is_empty());
    blocks.extend(note.map(|note| vec![note.to_owned()]));
    blocks
}

/// One of the tasks.
pub(super) fn read_task(hub: &Hub, typed: &Typed) -> Reply {
    match pick(typed, hub.rows.iter().map(|row| row.title.as_str())) {
        Ok(place) => Reply::Send(vec![Event::Open(hub.rows[place].id)], Echo::Nothing),
        Err(message) => Reply::Refuse(message),
    }
}

/// An email, and whether it has been sent.
pub(super) fn draft(guide: &Guide, ask: &DraftAsk) -> Vec<Block> {
    let draft = &ask.draft;
    let head = [
        ("draft.send-from", &draft.from),
        ("draft.send-to", &draft.to),
        ("draft.subject", &draft.subject),
    ];
    let head = head.map(|(id, value)| format!("{}: {value}", guide.word(id)));
    vec![head.into(), draft.body.clone(), choices(&ask.options)]
}
