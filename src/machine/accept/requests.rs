//! What an answer about a request does besides being kept: a chaser starts the waiting anew, another team is turned to,
//! and what has happened is taken down.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Accepted;
use crate::domain::choice::Choice as _;
use crate::domain::day::{DoneOn, DueOn};
use crate::domain::people::Person;
use crate::domain::site::{Happened, How, ManagedBy, Outcome, Sent};
use crate::domain::told::Told;
use crate::domain::when;
use crate::machine::answers::{Answers, known, shown};
use crate::machine::owner_email::OwnerEmailId;
use crate::machine::page_id::PageId as P;
use crate::machine::request::{Part, RequestId};
use crate::machine::route;
use crate::machine::slots::Position;
use crate::machine::state::State;

/// Working days after which a chaser is suggested (ours: no page gives a time, and it is never called a promise).
const CHASE_AFTER_WORKING_DAYS: u32 = 5;

/// The choices on the pages of a request that do more than set an answer.
pub(super) fn chose_about_request(
    state: &mut State,
    now: DateTime<FixedOffset>,
    request: RequestId,
    part: Part,
    id: &str,
) -> Option<Accepted> {
    match (part, id) {
        (Part::Wait, "chase-on") => {
            let page = request.page(Part::ChaseOn)?;
            state.go(Position { page, ..state.at });
            Some(Ok(()))
        }
        (Part::Wait, "write-another") => Some(write_another(state, now, request.owner_email()?)),
        (Part::Wait, "another-team") => Some(another_team(state, now)),
        (Part::Chase, _) => Some(chased(state, now, request, id)),
        _ => None,
    }
}

/// One of the emails of an owner was taken up, or none.
pub(super) fn owner_email(state: &mut State, id: &str) {
    match OwnerEmailId::from_slug(id) {
        Some(email) => route::open_owner_email(state, email),
        None => route::forward(state),
    }
}

/// An email of an owner has been answered, and another of its kind is to be written. What the first was about goes to the
/// history.
fn write_another(state: &mut State, now: DateTime<FixedOffset>, email: OwnerEmailId) -> Accepted {
    let mut proposal = state.answers.clone();
    let about = proposal.owner_emails.get(email);
    let old = shown(&about.person)
        .or_else(|| shown(&about.question))
        .unwrap_or_default();
    proposal.take_down(state.at.page, old, String::new(), now);
    email.begin_again(&mut proposal);
    state.commit(now, proposal)?;
    route::open_owner_email(state, email);
    Ok(())
}

/// "you will need to contact the relevant Local Administrator" (guide, 7 July 2023). Every answer is kept.
fn another_team(state: &mut State, now: DateTime<FixedOffset>) -> Accepted {
    let mut proposal = state.answers.clone();
    let old = proposal.site.managed_by.map(ManagedBy::slug).unwrap_or_default();
    let new = ManagedBy::OwnOrganisation.slug();
    proposal.take_down(P::ManagedBy, old.to_owned(), new.to_owned(), now);
    let who = proposal.who_is_here();
    proposal.requests.access.outcome = Some(Outcome::AnotherTeam);
    proposal
        .requests
        .access
        .tell(now.date_naive(), Happened::AnotherTeam, who);
    proposal.site.managed_by = Some(ManagedBy::OwnOrganisation);
    state.commit(now, proposal)?;
    state.go(Position::page(P::LocalAdmin));
    Ok(())
}

/// A chaser that has gone out starts the waiting anew; one that has not leads to the hub. A reply may have come since.
fn chased(state: &mut State, now: DateTime<FixedOffset>, request: RequestId, id: &str) -> Accepted {
    let sent = id == "sent";
    let today = now.date_naive();
    let mut proposal = state.answers.clone();
    let who = proposal.who_sends(request);
    let asked = proposal.requests.get_mut(request);
    asked.outcome = None;
    if sent {
        asked.tell(today, Happened::Chased, who);
        asked.chased_on = Some(today);
        asked.chase_on = Some(Told::Is(DueOn(when::add_working_days(
            today,
            CHASE_AFTER_WORKING_DAYS,
        ))));
    }
    state.commit(now, proposal)?;
    if id == "not-yet" {
        state.changing = None;
        state.go(Position::page(P::Hub));
    } else {
        route::forward(state);
    }
    Ok(())
}

/// What an answer about a request sets besides itself: how it went out, from when to chase it, what has happened.
pub(super) fn follow_request(id: RequestId, part: Part, today: NaiveDate, answers: &mut Answers) {
    let (who_sent, who) = (answers.who_sends(id), answers.who_is_here());
    let request = answers.requests.get_mut(id);
    match part {
        Part::Draft | Part::Call if request.sent == Some(Sent::Sent) => {
            request.how = Some(if part == Part::Call {
                How::Phone
            } else {
                How::Email
            });
            request.tell(today, Happened::Sent, who_sent);
            if id == RequestId::Leavers {
                leavers_are_reported(answers, today);
            }
        }
        Part::SentOn => {
            let sent = known(&request.sent_on).map(|day| day.0);
            // Where the day is not known, the waiting counts from today.
            let chase_on = when::add_working_days(sent.unwrap_or(today), CHASE_AFTER_WORKING_DAYS);
            request.chase_on = Some(Told::Is(DueOn(chase_on)));
            if let Some(sent) = sent {
                request.date(Happened::Sent, sent);
            }
        }
        Part::Wait => {
            if let Some(happened) = request.outcome.and_then(happened) {
                request.tell(today, happened, who);
            }
            if id == RequestId::Leavers && request.is_ready() {
                leavers_are_done(answers, today);
            }
        }
        Part::More => request.outcome = None,
        Part::Draft | Part::Call | Part::Reference | Part::Chase | Part::ChaseOn => {}
    }
}

/// The email that went out names each leaver of whom something is to be done.
fn leavers_are_reported(answers: &mut Answers, today: NaiveDate) {
    for person in answers
        .audit
        .people
        .iter_mut()
        .filter(|person| person.is_unreported())
    {
        person.reported_on = Some(today);
    }
}

/// Both things are done for each leaver whom the email named: not for one who has left since.
fn leavers_are_done(answers: &mut Answers, today: NaiveDate) {
    let named = |person: &&mut Person| person.is_to_be_reported() && person.reported_on.is_some();
    for person in answers.audit.people.iter_mut().filter(named) {
        for done in [&mut person.removed_on, &mut person.leaver_marked_on] {
            done.get_or_insert(Told::Is(DoneOn(today)));
        }
    }
}

/// What an outcome says has happened. No reply is nothing.
const fn happened(outcome: Outcome) -> Option<Happened> {
    match outcome {
        Outcome::Ready => Some(Happened::Ready),
        Outcome::AskedForMore => Some(Happened::AskedForMore),
        Outcome::AnotherTeam => Some(Happened::AnotherTeam),
        Outcome::NoReply => None,
    }
}

/// Someone has left since the last email about leavers went out: another is to be written.
pub(super) fn write_anew_about_leavers(answers: &mut Answers) {
    let someone_left = answers.audit.people.iter().any(Person::is_unreported);
    if answers.requests.leavers.is_sent() && someone_left {
        answers.requests.leavers.begin_again();
    }
}
