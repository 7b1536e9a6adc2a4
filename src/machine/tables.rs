//! What is done on a table of people.

use super::doubt;
use super::event::PeopleEvent;
use super::open::{APPLICANTS_MAX, APPLICANTS_MIN};
use super::page_id::PageId as P;
use super::people;
use super::slots::Position;
use super::state::{Refused, State};
use crate::domain::verdict::Message;

type Accepted = Result<(), Refused>;

/// The table of the access check would have more people than it may.
pub(super) fn too_many() -> Message {
    Message::new("people.many").with("n", people::MOST.to_string())
}

/// Something on a table of people.
pub(super) fn people(state: &mut State, event: PeopleEvent) -> Accepted {
    let (first, count) = match state.at.page {
        P::People => (P::PersonName, state.answers.audit.people.len()),
        P::RegisterPeople => (P::RegisterName, state.answers.register.people.len()),
        _ => return Ok(()),
    };
    match event {
        PeopleEvent::Add if first == P::RegisterName && count >= APPLICANTS_MAX => {
            return Err(state.refuse(Message::new("register.people.many")));
        }
        PeopleEvent::Add if first == P::PersonName && count >= people::MOST => {
            return Err(state.refuse(too_many()));
        }
        PeopleEvent::Add => state.go(Position {
            page: first,
            person: count,
        }),
        PeopleEvent::Paste if state.at.page == P::People => state.go(Position::page(P::PeoplePaste)),
        PeopleEvent::WhoWorksHere if state.at.page == P::People && count > 0 => {
            state.go(Position::page(P::PeopleWorksHere));
        }
        PeopleEvent::Change(person) if person < count => state.go(Position { page: first, person }),
        PeopleEvent::TakeOff(person) if person < count => doubt::take_off(state, person),
        PeopleEvent::Change(_) | PeopleEvent::TakeOff(_) | PeopleEvent::Paste | PeopleEvent::WhoWorksHere => {
        }
    }
    Ok(())
}

pub(super) fn enough_applicants(state: &State) -> Accepted {
    match state.answers.register.people.len() {
        n if n < APPLICANTS_MIN => Err(state.refuse(Message::new("register.people.few"))),
        n if n > APPLICANTS_MAX => Err(state.refuse(Message::new("register.people.many"))),
        _ => Ok(()),
    }
}
