//! What a person takes away, or looks over: an email to send, the answers so far, the record.

use super::TABLE;
use crate::guide::Guide;
use crate::machine::page::{DraftAsk, RecordAsk, Section};
use crate::tui::screen::{Row, Rows, Thing};
use crate::tui::theme::Part;
use crate::tui::wrap::{columns, pad, wrap};

/// An email to send.
pub(super) fn email(ask: &DraftAsk, guide: &Guide, rows: &mut Rows) {
    let draft = &ask.draft;
    let widest = ["draft.send-from", "draft.send-to", "draft.subject"].map(|id| columns(guide.word(id)));
    let widest = widest.into_iter().max().unwrap_or(0);
    for (id, value) in [
        ("draft.send-from", &draft.from),
        ("draft.send-to", &draft.to),
        ("draft.subject", &draft.subject),
    ] {
        rows.hanging(
            3,
            &format!("{}   ", pad(guide.word(id), widest)),
            value,
            Part::Plain,
        );
    }
    rows.gap();
    draft.body.iter().for_each(|line| rows.text(3, line, Part::Plain));
}

/// All answers, by task, each next to its question.
pub(super) fn check_answers(sections: &[Section], rows: &mut Rows) {
    let mut place = 0;
    for section in sections {
        rows.gap();
        rows.text(1, &section.title, Part::Strong);
        for line in &section.lines {
            let thing = Thing::Row(place);
            place += 1;
            let part = if line.missing { Part::Strong } else { Part::Plain };
            let half = rows.width / 2;
            let question = wrap(&line.question, half.saturating_sub(6));
            let answer = wrap(&line.answer, rows.width.saturating_sub(half + 1));
            for number in 0..question.len().max(answer.len()) {
                let left = pad(
                    question.get(number).map_or("", String::as_str),
                    half.saturating_sub(4),
                );
                let right = answer.get(number).cloned().unwrap_or_default();
                let mark = if number == 0 { rows.mark(thing) } else { ' ' };
                let row = Row::plain(format!(" {mark} {left} ")).and(right, part);
                rows.push(if number == 0 { row.with(thing, 1) } else { row });
            }
        }
    }
}

/// The record, its facts in two columns where there is room.
pub(super) fn record(record: &RecordAsk, guide: &Guide, rows: &mut Rows) {
    let room = rows.width.saturating_sub(columns(&record.made) + 3);
    if columns(&record.headline) <= room {
        let headline = pad(&record.headline, room);
        rows.push(
            Row::plain(" ")
                .and(headline, Part::Strong)
                .and(format!(" {}", record.made), Part::Plain),
        );
    } else {
        rows.text(1, &record.headline, Part::Strong);
        rows.text(1, &record.made, Part::Plain);
    }
    rows.gap();
    let two = rows.width >= TABLE;
    let half = rows.width / 2;
    let mut facts = record
        .facts
        .iter()
        .map(|(label, value)| format!("{} {value}", pad(label, 18)))
        .peekable();
    while let Some(left) = facts.next() {
        match facts.peek() {
            Some(right) if two && columns(&left) < half - 4 && columns(right) < half => {
                let right = facts.next().unwrap_or_default();
                rows.push(Row::plain(format!("   {} {right}", pad(&left, half - 5))));
            }
            _ => rows.text(3, &left, Part::Plain),
        }
    }
    rows.gap();
    if !record.to_do.is_empty() {
        rows.text(3, guide.word("record.still-to-do"), Part::Strong);
    }
    for (number, to_do) in record.to_do.iter().enumerate() {
        rows.hanging(3, &format!("{}  ", number + 1), to_do, Part::Plain);
    }
    rows.gap();
    rows.text(3, &record.contacts, Part::Plain);
    rows.gap();
    rows.text(3, &record.foot, Part::Plain);
}
