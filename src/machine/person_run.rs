//! The pages about one person, of the access check or named for registering. They are asked from their table, outside
//! of the task's own run.

use super::page_id::PageId as P;
use crate::domain::people::{Action, Person, WorksHere};

/// The pages about one person of the access check.
#[must_use]
pub fn person_run(person: &Person) -> Vec<P> {
    let mut run = vec![P::PersonName, P::PersonRole, P::PersonWorksHere];
    run.extend((person.works_here == Some(WorksHere::Yes)).then_some(P::PersonOrganisation));
    if person.is_leaver() {
        run.extend([P::PersonAddress, P::PersonLeftOn, P::PersonMovingOn]);
    }
    run.push(P::PersonAction);
    let kept = person.is_leaver() && person.action == Some(Action::Keep);
    run.extend(kept.then_some(P::PersonKeptBecause));
    if person.is_leaver() || person.action == Some(Action::Remove) {
        run.push(P::PersonLeaverSteps);
        run.extend(person.removed_on.is_some().then_some(P::PersonRemovedOn));
        run.extend(
            person
                .leaver_marked_on
                .is_some()
                .then_some(P::PersonLeaverMarkedOn),
        );
    }
    run
}

/// The pages about one person who is named for registering.
#[must_use]
pub fn applicant_run() -> Vec<P> {
    vec![
        P::RegisterName,
        P::RegisterMobile,
        P::RegisterEmail,
        P::RegisterRole,
    ]
}
