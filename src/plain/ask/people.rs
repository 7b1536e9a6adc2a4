//! People on a table: who is on it, what it means, and what to do with it. First the action is asked for, then whom it
//! is for.

use super::{Block, Echo, Event, Guide, Page, Part, Reply, Typed, pick};
use crate::domain::verdict::Message;
use crate::machine::event::PeopleEvent;
use crate::machine::page::PeopleAsk;
use crate::machine::people::some_of;
use crate::plain::long;
use crate::plain::text::{labelled, numbered, stopped};

/// What can be done with the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Add,
    Paste,
    Change,
    TakeOff,
    WhoWorksHere,
    Continue,
}

/// The table and the actions, or the names to pick from. A long table is told when it is asked for.
pub(super) fn lines(guide: &Guide, page: &Page, people: &PeopleAsk, part: Part) -> Vec<Block> {
    match part {
        Part::Change => whom_lines(guide, people, "plain.people-change"),
        Part::TakeOff => whom_lines(guide, people, "plain.people-take-off"),
        Part::Whole | Part::Line(_) => {
            let mut blocks = vec![vec![stopped(&people.total)]];
            if is_long(people) {
                blocks.push(vec![guide.word("plain.people-list").to_owned()]);
            } else {
                blocks.extend(people.rows.iter().map(|row| vec![long::person(people, row)]));
            }
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

fn is_long(people: &PeopleAsk) -> bool {
    people.rows.len() > long::LONG
}

fn whom_lines(guide: &Guide, people: &PeopleAsk, title: &str) -> Vec<Block> {
    let asked = vec![stopped(guide.word(title))];
    if is_long(people) {
        let how = ["plain.people-whom", "plain.people-list"].map(|id| guide.word(id).to_owned());
        vec![asked, how.to_vec()]
    } else {
        vec![asked, numbered(names(people))]
    }
}

fn names(people: &PeopleAsk) -> impl ExactSizeIterator<Item = &str> {
    people
        .rows
        .iter()
        .map(|row| row.first().map_or("", String::as_str))
}

fn actions(people: &PeopleAsk) -> impl Iterator<Item = Action> {
    let (full, empty) = (people.full, people.rows.is_empty());
    let (lists, asks) = (people.takes_lists, people.asks_who_works_here);
    [
        Action::Add,
        Action::Paste,
        Action::Change,
        Action::TakeOff,
        Action::WhoWorksHere,
        Action::Continue,
    ]
    .into_iter()
    .filter(move |action| match action {
        Action::Add => !full,
        Action::Paste => lists,
        Action::WhoWorksHere => asks,
        Action::Change | Action::TakeOff => !empty,
        Action::Continue => true,
    })
}

fn label(guide: &Guide, page: &Page, action: Action) -> String {
    let id = match action {
        Action::Add => "plain.people-add",
        Action::Paste => "buttons.paste-list",
        Action::WhoWorksHere => "buttons.who-works-here",
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
        Part::Change => whom(guide, people, typed, PeopleEvent::Change),
        Part::TakeOff => whom(guide, people, typed, PeopleEvent::TakeOff),
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
        Action::Paste => send(PeopleEvent::Paste),
        Action::WhoWorksHere => send(PeopleEvent::WhoWorksHere),
        Action::Change if alone => send(PeopleEvent::Change(0)),
        Action::TakeOff if alone => send(PeopleEvent::TakeOff(0)),
        Action::Change => Reply::Then(Vec::new(), Echo::Nothing, Part::Change),
        Action::TakeOff => Reply::Then(Vec::new(), Echo::Nothing, Part::TakeOff),
        Action::Continue => Reply::Send(vec![Event::Next], Echo::Nothing),
    }
}

/// By number, by name, or by part of a name that only one has.
fn whom(guide: &Guide, people: &PeopleAsk, typed: &Typed, event: fn(usize) -> PeopleEvent) -> Reply {
    let refused = match pick(typed, names(people)) {
        Ok(place) => return send(event(place)),
        Err(message) => message,
    };
    let has_letters = typed.text.chars().any(char::is_alphabetic);
    let found: Vec<(usize, &str)> = names(people)
        .enumerate()
        .filter(|(_, name)| has_letters && long::has(name, &typed.text))
        .collect();
    match found.as_slice() {
        [] => Reply::Refuse(refused),
        [(place, _)] => send(event(*place)),
        several => {
            let named: Vec<String> = several
                .iter()
                .map(|(place, name)| format!("{} {name}", place + 1))
                .collect();
            let named: Vec<&str> = named.iter().map(String::as_str).collect();
            let message = Message::new("people.several-like");
            let message = message.with("n", several.len().to_string());
            Reply::Refuse(message.with("names", some_of(&named, guide)))
        }
    }
}

fn send(event: PeopleEvent) -> Reply {
    Reply::Send(vec![Event::People(event)], Echo::Nothing)
}
