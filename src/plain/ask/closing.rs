//! The last pages: all answers to check, and the record.

use super::{Block, Echo, Event, Guide, Page, Reply, Typed, pick};
use crate::machine::page::{AnswerLine, RecordAsk, Section};
use crate::plain::text::{labelled, numbered, stopped};

/// Every answer with its number, by section.
pub(super) fn answers(sections: &[Section]) -> Vec<Block> {
    let mut number = 0;
    let mut block = |section: &Section| {
        let mut lines = vec![stopped(&section.title)];
        for line in &section.lines {
            number += 1;
            lines.push(format!("{number}. {}", asked(line)));
        }
        lines
    };
    sections
        .iter()
        .filter(|section| !section.lines.is_empty())
        .map(&mut block)
        .collect()
}

/// "Has your site used NHSmail before? Yes, in the past."
fn asked(line: &AnswerLine) -> String {
    if line.question.ends_with('?') {
        stopped(&format!("{} {}", line.question, line.answer))
    } else {
        labelled(&line.question, &line.answer)
    }
}

/// The number of an answer to change.
pub(super) fn read_answer(sections: &[Section], typed: &Typed) -> Reply {
    let lines: Vec<&AnswerLine> = sections.iter().flat_map(|section| &section.lines).collect();
    match pick(typed, lines.iter().map(|line| line.question.as_str())) {
        Ok(place) => Reply::Send(vec![Event::Change(lines[place].at)], Echo::Nothing),
        Err(message) => Reply::Refuse(message),
    }
}

/// The record, and what can be done with it.
pub(super) fn record(guide: &Guide, page: &Page, record: &RecordAsk) -> Vec<Block> {
    let mut blocks = vec![vec![stopped(&record.headline), stopped(&record.made)]];
    blocks.push(
        record
            .facts
            .iter()
            .map(|(label, value)| labelled(label, value))
            .collect(),
    );
    if !record.to_do.is_empty() {
        let mut to_do = vec![format!("{}:", guide.word("record.still-to-do"))];
        to_do.extend(numbered(record.to_do.iter().map(String::as_str)));
        blocks.push(to_do);
    }
    blocks.push(vec![record.contacts.clone()]);
    blocks.push(vec![record.foot.clone()]);
    let actions = actions(guide, page, record);
    blocks.push(numbered(actions.iter().map(|(label, _)| label.as_str())));
    blocks
}

/// What to do with the record.
pub(super) fn read_record(guide: &Guide, page: &Page, record: &RecordAsk, typed: &Typed) -> Reply {
    let actions = actions(guide, page, record);
    match pick(typed, actions.iter().map(|(label, _)| label.as_str())) {
        Ok(place) => Reply::Send(vec![actions[place].1.clone()], Echo::Nothing),
        Err(message) => Reply::Refuse(message),
    }
}

fn actions(guide: &Guide, page: &Page, record: &RecordAsk) -> Vec<(String, Event)> {
    let onward = page
        .forward
        .as_deref()
        .unwrap_or_else(|| guide.word("buttons.continue"));
    let papers = record.papers.iter();
    let mut actions: Vec<(String, Event)> = papers
        .map(|offer| (offer.label.clone(), Event::Write(offer.paper)))
        .collect();
    actions.extend([
        (
            guide.word("buttons.change-answer").to_owned(),
            Event::ChangeAnswers,
        ),
        (onward.to_owned(), Event::Next),
    ]);
    actions
}
