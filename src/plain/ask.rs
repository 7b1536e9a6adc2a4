//! One way to ask and to read the answer for each kind of [`Ask`]. All of it is pure: what to print, how to answer, and
//! what a typed line comes to.

#![deny(clippy::wildcard_enum_match_arm)]

mod closing;
pub(super) mod list;
mod people;
mod several;
mod text;
mod tick;

use super::command::Typed;
use super::long;
use super::talk::Block;
use crate::domain::verdict::Message;
use crate::guide::Guide;
use crate::machine::event::Event;
use crate::machine::page::{Ask, Page, TextKind};

/// Which part of an answer is asked for. Only plain mode asks in parts; the machine knows whole answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// The answer, or its first part.
    #[default]
    Whole,
    /// The mark of one line, counted from 0.
    Line(usize),
    /// Whom to change.
    Change,
    /// Whom to take off the list.
    TakeOff,
}

/// What a line comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reply {
    /// Tell the machine, and read back.
    Send(Vec<Event>, Echo),
    /// Tell the machine about this part, and go on with the next.
    Then(Vec<Event>, Echo, Part),
    /// Tell this, and ask no other question.
    Tell(Vec<Block>),
    /// Nothing can be made of it.
    Refuse(Message),
    /// Ask once more.
    Again,
}

/// How an answer that was accepted is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Echo {
    /// Something of a list, by its label.
    Chose(String),
    /// In words of its own.
    Told(String),
    /// Text, as it was typed.
    Entered(String),
    /// The next page says enough.
    Nothing,
}

/// The question itself: what can be answered.
pub(super) fn lines(guide: &Guide, page: &Page, part: Part) -> Vec<Block> {
    match &page.ask {
        Ask::Tasks(hub) => list::tasks(hub),
        Ask::Choose(options) => vec![list::choices(options)],
        Ask::Tick(ticks) => tick::lines(guide, ticks, part),
        Ask::Text(text) => vec![list::choices(&text.others)],
        Ask::People(people) => people::lines(guide, page, people, part),
        Ask::Draft(draft) => list::draft(guide, draft),
        Ask::CheckAnswers(sections) => closing::answers(sections),
        Ask::Record(record) => closing::record(guide, page, record),
        Ask::PasswordIdea(_) | Ask::SecretIdea(_) | Ask::Read => Vec::new(),
    }
}

/// How to answer.
pub(super) fn how(guide: &Guide, page: &Page, part: Part) -> Block {
    let id = match &page.ask {
        Ask::Tasks(_) => "plain.task-ask",
        Ask::Choose(_) | Ask::People(_) | Ask::Record(_) => "plain.type-number",
        Ask::Tick(ticks) => tick::how(ticks, part),
        Ask::Text(text) => return text::how(guide, text),
        Ask::Draft(_) => {
            return vec![
                guide.word("plain.type-save").to_owned(),
                guide.word("plain.type-number").to_owned(),
            ];
        }
        Ask::CheckAnswers(_) => "plain.answers-ask",
        Ask::PasswordIdea(_) => "plain.password-ask",
        Ask::SecretIdea(_) => "plain.secret-ask",
        Ask::Read => "plain.enter-continue",
    };
    vec![guide.word(id).to_owned()]
}

/// The answer given before, as it would be typed now.
pub(super) fn last(guide: &Guide, page: &Page, part: Part) -> Option<String> {
    match &page.ask {
        Ask::Choose(options) => list::last(options),
        Ask::Draft(draft) => list::last(&draft.options),
        Ask::Tick(ticks) => tick::last(guide, ticks, part),
        Ask::Text(text) if text.kind == TextKind::List => None,
        Ask::Text(text) => {
            list::last(&text.others).or_else(|| Some(text.value.clone()).filter(|value| !value.is_empty()))
        }
        Ask::Tasks(_)
        | Ask::People(_)
        | Ask::PasswordIdea(_)
        | Ask::SecretIdea(_)
        | Ask::CheckAnswers(_)
        | Ask::Record(_)
        | Ask::Read => None,
    }
}

/// Whether how to answer depends on the page so much that it is told every time.
pub(super) const fn needs_telling(page: &Page) -> bool {
    match &page.ask {
        Ask::Tick(_) | Ask::PasswordIdea(_) | Ask::SecretIdea(_) | Ask::CheckAnswers(_) => true,
        Ask::Text(text) => !text.others.is_empty() || text.optional,
        Ask::Tasks(_) | Ask::Choose(_) | Ask::Draft(_) | Ask::People(_) | Ask::Record(_) | Ask::Read => false,
    }
}

/// What a typed line comes to. Ideas for passwords never come this way.
pub(super) fn read(guide: &Guide, page: &Page, part: Part, typed: &Typed) -> Reply {
    if typed.text.is_empty() && !typed.quoted {
        return enter(page, part);
    }
    if typed.is(guide, "continue") && continues(page) {
        return Reply::Send(vec![Event::Next], Echo::Nothing);
    }
    if let Some(blocks) = long::hear(guide, page, typed) {
        return Reply::Tell(blocks);
    }
    match &page.ask {
        Ask::Tasks(hub) => list::read_task(hub, typed),
        Ask::Choose(options) => list::read(options, typed),
        Ask::Tick(ticks) => tick::read(guide, ticks, part, typed),
        Ask::Text(text) => text::read(text, typed),
        Ask::People(people) => people::read(guide, page, people, part, typed),
        Ask::Draft(draft) => list::read(&draft.options, typed),
        Ask::CheckAnswers(sections) => closing::read_answer(sections, typed),
        Ask::Record(record) => closing::read_record(guide, page, record, typed),
        Ask::PasswordIdea(_) | Ask::SecretIdea(_) | Ask::Read => {
            Reply::Refuse(Message::new("plain.no-such-word"))
        }
    }
}

/// Whether the part is asked under the page's own heading.
pub(super) const fn needs_heading(part: Part) -> bool {
    match part {
        Part::Whole | Part::Line(_) => true,
        Part::Change | Part::TakeOff => false,
    }
}

/// The part to go back to; none when Back is for the whole page.
pub(super) const fn back(part: Part) -> Option<Part> {
    match part {
        Part::Whole | Part::Line(0) => None,
        Part::Line(line) => Some(Part::Line(line - 1)),
        Part::Change | Part::TakeOff => Some(Part::Whole),
    }
}

/// Enter alone: the answer as it stands.
fn enter(page: &Page, part: Part) -> Reply {
    match (&page.ask, part) {
        (Ask::Tick(ticks), _) => tick::enter(ticks, part),
        (Ask::Text(text), _) if text.offered => Reply::Send(
            vec![Event::Typed(text.value.clone())],
            Echo::Entered(text.value.clone()),
        ),
        (Ask::People(_), Part::Change | Part::TakeOff) => Reply::Then(Vec::new(), Echo::Nothing, Part::Whole),
        (Ask::Tasks(_) | Ask::PasswordIdea(_) | Ask::SecretIdea(_) | Ask::Record(_), _) => Reply::Again,
        (
            Ask::Choose(_) | Ask::Text(_) | Ask::People(_) | Ask::Draft(_) | Ask::CheckAnswers(_) | Ask::Read,
            _,
        ) => Reply::Send(vec![Event::Next], Echo::Nothing),
    }
}

/// The word "continue" goes on from here, and is no answer.
const fn continues(page: &Page) -> bool {
    match &page.ask {
        Ask::People(_)
        | Ask::PasswordIdea(_)
        | Ask::SecretIdea(_)
        | Ask::CheckAnswers(_)
        | Ask::Record(_)
        | Ask::Read => true,
        Ask::Tasks(_) | Ask::Choose(_) | Ask::Tick(_) | Ask::Text(_) | Ask::Draft(_) => false,
    }
}

/// Whether a line is one of the choices that stand in the place of a list of lines.
pub(super) fn is_other(page: &Page, typed: &Typed) -> bool {
    let Ask::Text(text) = &page.ask else {
        return false;
    };
    let labels = text.others.choices.iter().map(|choice| choice.label.as_str());
    pick(typed, labels).is_ok()
}

/// Lines to mark that are not read out again after each answer.
pub(super) fn is_long_tick(page: &Page) -> bool {
    matches!(&page.ask, Ask::Tick(ticks) if tick::is_long(ticks))
}

/// The place in a list that was typed, as its number from 1 or as its whole label.
fn pick<'l>(typed: &Typed, labels: impl ExactSizeIterator<Item = &'l str>) -> Result<usize, Message> {
    let count = labels.len();
    let number = typed
        .text
        .trim_end_matches('.')
        .parse::<usize>()
        .ok()
        .filter(|_| !typed.quoted);
    if let Some(place) = number
        .and_then(|number| number.checked_sub(1))
        .filter(|&place| place < count)
    {
        return Ok(place);
    }
    let spoken = typed.text.to_lowercase();
    let mut labels = labels;
    labels
        .position(|label| label.to_lowercase() == spoken)
        .ok_or_else(|| none_of(count))
}

/// The message for a number that is not on the list.
fn none_of(count: usize) -> Message {
    Message::new("list.choice").with("n", count.to_string())
}
