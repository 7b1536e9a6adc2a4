//! Pages with lines to mark: what each line sets.

use chrono::NaiveDate;

use super::answers::{Answers, known};
use super::page_id::PageId as P;
use super::slots::Position;
use crate::domain::choice::Choice as _;
use crate::domain::day::DoneOn;
use crate::domain::people::{Action, Person, WorksHere};
use crate::domain::site::ReadyMark;
use crate::domain::told::Told;

/// The lines of a page with lines to mark, by slug.
#[must_use]
pub const fn items(page: P) -> &'static [&'static str] {
    match page {
        P::ReadyList => &[
            "ods-code",
            "cqc-location",
            "cqc-contact",
            "dspt-published",
            "dspt-site-code",
        ],
        P::PasswordDevices => &["phone", "tablet", "outlook", "nowhere"],
        P::PolicyDone => &["policy", "secret", "neither"],
        P::PersonLeaverSteps => &["removed", "leaver-marked"],
        P::DutyPeople | P::DutyUse | P::DutyHandover => &["read"],
        _ => &[],
    }
}

/// The page has lines to mark. A duty is marked by having been read.
#[must_use]
pub const fn is_ticked(page: P) -> bool {
    !items(page).is_empty() || matches!(page, P::PeopleWorksHere)
}

/// What a line is marked with, by slug: "yes" for a plain tick.
#[must_use]
pub fn mark(answers: &Answers, at: Position, item: &str) -> Option<&'static str> {
    let tick = |on: bool| on.then_some("yes");
    let (ready, secure, read) = (&answers.register.ready, &answers.secure, &answers.duties.read);
    let ready_mark = |mark: Option<ReadyMark>| mark.map(ReadyMark::slug);
    match (at.page, item) {
        (P::ReadyList, "ods-code") => ready_mark(ready.ods_code),
        (P::ReadyList, "cqc-location") => ready_mark(ready.cqc_location_id),
        (P::ReadyList, "cqc-contact") => ready_mark(ready.cqc_contact_id),
        (P::ReadyList, "dspt-published") => ready_mark(ready.dspt),
        (P::ReadyList, "dspt-site-code") => ready_mark(ready.dspt_under_site_code),
        (P::PasswordDevices, "phone") => tick(secure.devices.phone),
        (P::PasswordDevices, "tablet") => tick(secure.devices.tablet),
        (P::PasswordDevices, "outlook") => tick(secure.devices.outlook),
        (P::PasswordDevices, "nowhere") => tick(secure.devices.nowhere),
        (P::PolicyDone, "policy") => tick(secure.policy_accepted),
        (P::PolicyDone, "secret") => tick(secure.secret_set),
        (P::PolicyDone, "neither") => tick(secure.neither_yet),
        (P::DutyPeople, _) => tick(read.people),
        (P::DutyUse, _) => tick(read.regular_use),
        (P::DutyHandover, _) => tick(read.handover),
        (P::PersonLeaverSteps, _) => tick(day(answers, at, item).is_some()),
        (P::PeopleWorksHere, _) => someone(answers, item)?.works_here.map(WorksHere::slug),
        _ => None,
    }
}

/// The day that stands beside a line, when it has one.
#[must_use]
pub fn day(answers: &Answers, at: Position, item: &str) -> Option<NaiveDate> {
    let person = answers.audit.people.get(at.person)?;
    let done = if item == "removed" {
        &person.removed_on
    } else {
        &person.leaver_marked_on
    };
    known(done).map(|day| day.0)
}

/// Marks a line; `None` takes a plain tick off. One line that says "none of them" and the others rule each other out.
pub fn set(answers: &mut Answers, at: Position, item: &str, mark: Option<&str>, today: NaiveDate) {
    let on = mark.is_some();
    let ready = &mut answers.register.ready;
    let secure = &mut answers.secure;
    let ready_mark = mark.and_then(ReadyMark::from_slug);
    match (at.page, item) {
        (P::ReadyList, "ods-code") => ready.ods_code = ready_mark,
        (P::ReadyList, "cqc-location") => ready.cqc_location_id = ready_mark,
        (P::ReadyList, "cqc-contact") => ready.cqc_contact_id = ready_mark,
        (P::ReadyList, "dspt-published") => ready.dspt = ready_mark,
        (P::ReadyList, "dspt-site-code") => ready.dspt_under_site_code = ready_mark,
        (P::PasswordDevices, "nowhere") => {
            secure.devices = super::answers::Devices {
                nowhere: on,
                ..Default::default()
            };
        }
        (P::PasswordDevices, device) => {
            secure.devices.nowhere = false;
            match device {
                "phone" => secure.devices.phone = on,
                "tablet" => secure.devices.tablet = on,
                _ => secure.devices.outlook = on,
            }
        }
        (P::PolicyDone, "neither") => {
            (secure.policy_accepted, secure.secret_set, secure.neither_yet) = (false, false, on);
        }
        (P::PolicyDone, done) => {
            secure.neither_yet = false;
            let place = if done == "policy" {
                &mut secure.policy_accepted
            } else {
                &mut secure.secret_set
            };
            *place = on;
        }
        (P::DutyPeople, _) => answers.duties.read.people = on,
        (P::DutyUse, _) => answers.duties.read.regular_use = on,
        (P::DutyHandover, _) => answers.duties.read.handover = on,
        (P::PersonLeaverSteps, _) => {
            if let Some(person) = answers.audit.people.get_mut(at.person) {
                let done = if item == "removed" {
                    &mut person.removed_on
                } else {
                    &mut person.leaver_marked_on
                };
                *done = on.then_some(Told::Is(DoneOn(today)));
            }
        }
        (P::PeopleWorksHere, _) => {
            let place = item.parse::<usize>().ok();
            if let Some(person) = place.and_then(|place| answers.audit.people.get_mut(place)) {
                says_works_here(person, mark.and_then(WorksHere::from_slug));
            }
        }
        _ => {}
    }
}

/// The person of a line: its slug is the place on the table.
fn someone<'a>(answers: &'a Answers, item: &str) -> Option<&'a Person> {
    answers.audit.people.get(item.parse::<usize>().ok()?)
}

/// Says whether someone works here, and what follows from it, unless that was answered otherwise.
pub(super) fn says_works_here(person: &mut Person, works_here: Option<WorksHere>) {
    let follows = |works_here: Option<WorksHere>| {
        works_here.map(|works_here| match works_here {
            WorksHere::Yes => Action::Keep,
            WorksHere::Left => Action::Remove,
            WorksHere::NotKnown => Action::FindOut,
        })
    };
    if person.action.is_none() || person.action == follows(person.works_here) {
        person.action = follows(works_here);
    }
    person.works_here = works_here;
}

/// Some line is marked.
#[must_use]
pub fn any(answers: &Answers, page: P) -> bool {
    items(page)
        .iter()
        .any(|item| mark(answers, Position::page(page), item).is_some())
}

/// The step cannot be finished with the lines as they stand.
#[must_use]
pub fn is_open(answers: &Answers, page: P) -> bool {
    match page {
        P::ReadyList => items(page)
            .iter()
            .any(|item| mark(answers, Position::page(page), item).is_none()),
        P::PolicyDone => !(answers.secure.policy_accepted && answers.secure.secret_set),
        // Nothing needs to be ticked here for a leaver: the table shows what is not done.
        P::PersonLeaverSteps | P::PeopleWorksHere => false,
        _ => !any(answers, page),
    }
}
