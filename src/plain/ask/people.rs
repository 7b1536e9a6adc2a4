//! People on a table: who is on it, what it means, and what to do with it. First the action is asked for, then whom it
//! is for.

use super::{Block, Echo, Event, Guide, Page, Part, Reply, Typed, pick};
use crate::machine::event::PeopleEvent;
use crate::machine::page::PeopleAsk;
use crate::plain::text::{labelled, numbered, stopped};

/// What can be done with the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Add,
    Change,
    TakeOff,
    Continue,
}

/// The table and the actions, or the names to pick from.
pub(super) fn lines(guide: &Guide, page: &Page, people: &PeopleAsk, part: Part) -> Vec<Block> {
    match part {
        Part::Change => vec![
            vec![stopped(guide.word("plain.people-change"))],
            numbered(names(people)),
        ],
        Part::TakeOff => vec![
            vec![stopped(guide.word("plain.people-take-off"))],
            numbered(names(people)),
        ],
        Part::Whole | Part::Line(_) => {
            let mut blocks = vec![vec![stopped(&people.total)]];
            blocks.extend(people.rows.iter().map(|row| vec![person(people, row)]));
            blocks.push(
                people
                    .findings
                    .iter()
                    .map(|finding| labelled(&finding.word, &finding.text))
                    .collect(),
            );
            let labels: Vec<String> = actions(people).map(|action| label(guide, page, action)).collect();
            blocks.push(numbered(labels.iter().map(String::as_str)));
            blocks
        }
    }
}

/// "Name: J. Patel. Access: Member. Works here now: Yes."
fn person(people: &PeopleAsk, row: &[String]) -> String {
    let cells: Vec<String> = people
        .columns
        .iter()
        .zip(row)
        .map(|(column, cell)| labelled(column, cell))
        .collect();
    cells.join(" ")
}

fn names(people: &PeopleAsk) -> impl ExactSizeIterator<Item = &str> {
    people
        .rows
        .iter()
        .map(|row| row.first().map_or("", String::as_str))
}

fn actions(people: &PeopleAsk) -> impl Iterator<Item = Action> {
    let (full, empty) = (people.full, people.rows.is_empty());
    [Action::Add, Action::Change, Action::TakeOff, Action::Continue]
        .into_iter()
        .filter(move |action| match action {
            Action::Add => !full,
            Action::Change | Action::TakeOff => !empty,
            Action::Continue => true,
        })
}

fn label(guide: &Guide, page: &Page, action: Action) -> String {
    let id = match action {
        Action::Add => "plain.people-add",
        Action::Change => "plain.people-change",
        Action::TakeOff => "plain.people-take-off",
        Action::Continue => {
            return page
                .forward
                .clone()
                .unwrap_or_else(|| guide.word("buttons.continue").to_owned());
        }
    };
    guide.word(id).to_owned()
}

/// An action, or whom it is for.
pub(super) fn read(guide: &Guide, page: &Page, people: &PeopleAsk, part: Part, typed: &Typed) -> Reply {
    match part {
        Part::Change => whom(people, typed, PeopleEvent::Change),
        Part::TakeOff => whom(people, typed, PeopleEvent::TakeOff),
        Part::Whole | Part::Line(_) if typed.is(guide, "add") && !people.full => act(people, Action::Add),
        Part::Whole | Part::Line(_) => {
            let actions: Vec<Action> = actions(people).collect();
            let labels: Vec<String> = actions.iter().map(|&action| label(guide, page, action)).collect();
            match pick(typed, labels.iter().map(String::as_str)) {
                Ok(place) => act(people, actions[place]),
                Err(message) => Reply::Refuse(message),
            }
        }
    }
}

fn act(people: &PeopleAsk, action: Action) -> Reply {
    let alone = people.rows.len() == 1;
    match action {
        Action::Add => send(PeopleEvent::Add),
        Action::Change if alone => send(PeopleEvent::Change(0)),
        Action::TakeOff if alone => send(PeopleEvent::TakeOff(0)),
        Action::Change => Reply::Then(Vec::new(), Echo::Nothing, Part::Change),
        Action::TakeOff => Reply::Then(Vec::new(), Echo::Nothing, Part::TakeOff),
        Action::Continue => Reply::Send(vec![Event::Next], Echo::Nothing),
    }
}

fn whom(people: &PeopleAsk, typed: &Typed, event: fn(usize) -> PeopleEvent) -> Reply {
    pick(typed, names(people)).map_or_else(Reply::Refuse, |place| send(event(place)))
}

fn send(event: PeopleEvent) -> Reply {
    Reply::Send(vec![Event::People(event)], Echo::Nothing)
}
