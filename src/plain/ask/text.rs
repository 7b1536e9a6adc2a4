//! Something typed, and what can be chosen in its place by a number.

use super::{Block, Echo, Event, Guide, Reply, Typed, pick};
use crate::machine::page::{TextAsk, TextKind};

/// How to type it.
pub(super) fn how(guide: &Guide, text: &TextAsk) -> Block {
    if text.kind == TextKind::List {
        let lines = ["plain.list-lines", "plain.or-number"];
        return lines.map(|id| guide.word(id).to_owned()).to_vec();
    }
    let ask = match (text.kind, text.optional) {
        (TextKind::Day, _) => "plain.type-date",
        (TextKind::Line | TextKind::Note | TextKind::List, true) => "plain.type-text-optional",
        (TextKind::Line | TextKind::Note | TextKind::List, false) => "plain.type-text",
    };
    let mut lines = vec![guide.word(ask).to_owned()];
    if !text.others.is_empty() {
        lines.push(guide.word("plain.or-number").to_owned());
    }
    lines
}

/// A number of the list stands for what is listed; all else is the text.
pub(super) fn read(text: &TextAsk, typed: &Typed) -> Reply {
    let labels = text.others.choices.iter().map(|choice| choice.label.as_str());
    match pick(typed, labels) {
        Ok(place) if !typed.quoted => Reply::Send(
            vec![Event::Chose(place)],
            Echo::Chose(text.others.choices[place].label.clone()),
        ),
        Ok(_) | Err(_) => Reply::Send(
            vec![Event::Typed(typed.text.clone())],
            Echo::Entered(typed.text.clone()),
        ),
    }
}
