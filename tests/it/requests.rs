//! Requests as they are followed: who is meant by an answer, and what giving it again does.

use chrono::NaiveDate;
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::answers::{Answers, known};
use nhsmail_starter::machine::event::Event;
use nhsmail_starter::machine::page_id::PageId as P;
use nhsmail_starter::machine::state::State;
use nhsmail_starter::machine::todo;

use crate::support::walk::Walk;

/// An owner at Oakfield House, where M. Lewis has left.
const OAKFIELD: &str = r#"
[site]
name = "Oakfield House"
ods_code = "V1AB2"
history = "now"
managed_by = "nas"
[account]
has = "yes"
name = "Sarah Jones"
[mailbox]
access = "me"
your_role = "owner"
[[audit.people]]
name = "M. Lewis"
works_here = "left"
action = "remove"
[[audit.people]]
name = "S. Brown"
works_here = "yes"
action = "keep"
"#;

fn june(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
}

fn walk_at(page: P, more: &str) -> Walk {
    let answers: Answers = toml::from_str(&format!("{OAKFIELD}{more}")).unwrap();
    let mut walk = Walk::new(june(20));
    walk.state = State::with(answers, page);
    walk
}

fn choose(walk: &mut Walk, id: &str) {
    let place = walk.place(id);
    walk.send(Event::Chose(place)).unwrap();
}

#[test]
fn someone_who_left_after_the_email_went_out_is_not_taken_for_done() {
    let mut walk = walk_at(P::LeaversDraft, "");
    choose(&mut walk, "sent");
    let mut answers = walk.state.answers().clone();
    answers.audit.people[1].works_here = Some(nhsmail_starter::domain::people::WorksHere::Left);
    answers.audit.people[1].action = Some(nhsmail_starter::domain::people::Action::Remove);
    walk.state = State::with(answers.clone(), P::LeaversWait);
    choose(&mut walk, "ready");
    let people = &walk.state.answers().audit.people;
    assert!(people[0].removed_on.is_some() && people[0].leaver_marked_on.is_some());
    assert!(people[1].is_leaver_still_in(), "no one was asked about S. Brown");

    // While the first is still waited for, another email is to be written.
    walk.state = State::with(answers, P::AuditResult);
    walk.send(Event::Next).unwrap();
    if walk.slug() == "check" {
        choose(&mut walk, "carry-on");
    }
    assert!(!walk.state.answers().requests.leavers.is_sent());
    assert_eq!(
        walk.state.answers().requests.leavers.past.len(),
        1,
        "what has happened stays"
    );
}

#[test]
fn a_day_that_is_given_again_leaves_the_day_to_chase_from_alone() {
    let sent = "[requests.audit]\nhow = \"email\"\nsent = \"sent\"\nsent_on = \"2026-06-03\"\nchase_on = \"2026-07-01\"\n";
    let mut walk = walk_at(P::AuditSentOn, sent);
    walk.send(Event::Typed("3 June 2026".to_owned())).unwrap();
    let chase_on = |walk: &Walk| known(&walk.state.answers().requests.audit.chase_on).map(|day| day.0);
    assert_eq!(chase_on(&walk), NaiveDate::from_ymd_opt(2026, 7, 1));
    walk.state = State::with(walk.state.answers().clone(), P::AuditSentOn);
    walk.send(Event::Typed("4 June 2026".to_owned())).unwrap();
    assert_eq!(chase_on(&walk), Some(june(11)), "another day is another matter");
}

#[test]
fn to_look_at_an_email_that_was_answered_changes_nothing() {
    let answered = "[requests.long_leave]\nhow = \"email\"\nsent = \"sent\"\nsent_on = \"2026-06-03\"\noutcome = \"ready\"\n\
        [owner_emails.long_leave]\nperson = \"T. Nguyen\"\naddress = \"not-known\"\nstarts_on = \"2026-07-01\"\n";
    let mut walk = walk_at(P::OwnerEmails, answered);
    let before = walk.state.answers().clone();
    choose(&mut walk, "long-leave");
    assert_eq!(walk.slug(), "owner-email-wait");
    assert_eq!(walk.state.answers(), &before);
    choose(&mut walk, "write-another");
    assert_eq!(walk.slug(), "owner-email-person");
    let history = &walk.state.answers().history;
    assert!(
        history.iter().any(|change| change.old == "T. Nguyen"),
        "{history:?}"
    );
}

#[test]
fn what_is_late_comes_first_and_is_named() {
    let late = "[requests.second_owner]\nhow = \"email\"\nsent = \"sent\"\nsent_on = \"2026-06-03\"\nchase_on = \"2026-06-10\"\n";
    let answers = walk_at(P::Hub, late).state.answers().clone();
    let next = todo::next_step(&answers, &Guide::builtin(), june(20));
    assert_eq!(next.words, "Chase your email of 3 June 2026 about a second owner");
    assert_eq!(next.by, Some(june(10)));
}
