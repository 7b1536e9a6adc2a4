//! Which pages are still open: something that the step cannot be finished without is not there yet.

use super::answers::Answers;
use super::page_id::PageId as P;
use super::request::{Part, RequestId};
use super::slots::{Position, slot};
use super::ticks;

/// The fewest people to be named for registering (S04, seen 22 November 2026).
pub const APPLICANTS_MIN: usize = 2;
/// The most (S04, seen 22 November 2026).
pub const APPLICANTS_MAX: usize = 10;

/// May be left empty.
#[must_use]
pub const fn may_be_empty(page: P) -> bool {
    matches!(
        page,
        P::WhoHelps
            | P::RegistrationReference
            | P::RegistrationMore
            | P::CqcContactId
            | P::AccessReference
            | P::AccessMore
            | P::LocalAdminContact
            | P::LocalAdminReference
            | P::LocalAdminMore
            | P::AuditReference
            | P::AuditMore
            | P::PersonAddress
            | P::PersonLeftOn
            | P::PersonKeptBecause
            | P::LeaversReference
            | P::LeaversWait
            | P::LeaversMore
            | P::TeamName
            | P::TeamReference
            | P::TeamMore
            | P::HandoverNote
            | P::OwnerEmails
            | P::OwnerEmailEndsOn
            | P::OwnerEmailReference
            | P::OwnerEmailMore
    )
}

/// What the page belongs to cannot be finished while it stands as it does.
#[must_use]
pub fn is_open(answers: &Answers, at: Position) -> bool {
    let page = at.page;
    if may_be_empty(page) {
        return false;
    }
    match page {
        P::People => {
            let people = &answers.audit.people;
            people.is_empty() || people.iter().any(|person| person.works_here.is_none())
        }
        P::RegisterPeople => answers.register.people.len() < APPLICANTS_MIN,
        // The second check can come later: the page says what holds until then.
        P::SecondCheck => answers.secure.second_check.is_none(),
        // Leavers who are still in are a to-do of the record, however they are dealt with.
        P::LeaversDraft => answers.requests.leavers.sent.is_none(),
        P::TeamReadyOn => answers.team.ready_on.is_none() || is_put_off(answers, page),
        _ if ticks::is_ticked(page) => ticks::is_open(answers, page),
        _ => match RequestId::of(at) {
            Some((id, Part::Wait)) => !answers.requests.get(id).is_ready(),
            _ => slot(answers, at).is_some_and(|slot| slot.given().is_none() || is_not_yet(slot.chosen())),
        },
    }
}

/// Answered, but with something that is still to be done.
fn is_not_yet(slug: Option<&str>) -> bool {
    matches!(slug, Some("not-yet" | "could-not"))
}

fn is_put_off(answers: &Answers, page: P) -> bool {
    slot(answers, Position::page(page)).is_some_and(|slot| slot.chosen() == Some("later"))
}
