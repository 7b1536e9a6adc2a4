//! The record, as its page shows it: the main facts, what is still to do, whom to ask. Papers build on it.

use chrono::NaiveDate;

use super::answers::{Answers, day_in_words as day, known, shown as text};
use super::compose::hub::status_words;
use super::page::{Offer, RecordAsk};
use super::paper::{Form, Paper};
use super::plan::{Plan, TaskStatus, plan};
use super::task::TaskId;
use super::{title, todo};
use crate::domain::people::Person;
use crate::domain::site::{MailboxRole, TeamWanted};
use crate::domain::when;
use crate::guide::Guide;

/// The record as it is shown.
#[must_use]
pub fn record(answers: &Answers, guide: &Guide, today: NaiveDate) -> RecordAsk {
    let plan = plan(answers);
    RecordAsk {
        headline: headline(answers, &plan, guide),
        made: guide.say("record.made", &[("date", when::in_words(today))]),
        facts: facts(answers, &plan, guide),
        to_do: todo::to_dos(answers, today)
            .iter()
            .map(|thing| guide.message(thing))
            .collect(),
        contacts: contacts(guide),
        foot: guide.word("record.no-passwords").to_owned(),
        papers: papers(answers, guide),
    }
}

/// What the page of the record offers. The checklist only where someone has left.
fn papers(answers: &Answers, guide: &Guide) -> Vec<Offer> {
    let has_leavers = answers.audit.people.iter().any(Person::is_leaver);
    let mut papers = vec![
        ("buttons.print-or-save", Paper::Record(Form::Html)),
        ("buttons.save-text", Paper::Record(Form::Text)),
        ("buttons.calendar", Paper::Calendar),
        ("buttons.handover", Paper::Handover(Form::Html)),
    ];
    papers.extend(has_leavers.then_some(("buttons.checklist", Paper::LeaverChecklist(Form::Html))));
    let offer = |(label, paper)| Offer {
        label: guide.word(label).to_owned(),
        paper,
    };
    papers.into_iter().map(offer).collect()
}

/// The name of the site, or a gap to fill in.
#[must_use]
pub fn site(answers: &Answers, guide: &Guide) -> String {
    let gap = || guide.say("gap.fill-in", &[("what", guide.word("gap.site").to_owned())]);
    answers.site_name().map_or_else(gap, str::to_owned)
}

/// A label of the record and what is recorded under it, or that nothing is.
#[must_use]
pub fn fact(guide: &Guide, label: &str, value: Option<String>) -> (String, String) {
    let value = value.filter(|value| !value.is_empty());
    let value = value.unwrap_or_else(|| guide.word("record.not-recorded").to_owned());
    (guide.word(&format!("record.{label}")).to_owned(), value)
}

/// How a task stands, with its day or its reason.
#[must_use]
pub fn status_line(answers: &Answers, guide: &Guide, status: TaskStatus) -> String {
    let say = |id, slots: &[(&str, String)]| guide.say(id, slots);
    match status {
        TaskStatus::Completed { on } => say("statuses.completed.on", &[("date", when::in_words(on))]),
        TaskStatus::Waiting {
            since: Some(since),
            chase_on: Some(chase_on),
        } => {
            let chase_on = ("chase-on", when::in_words(chase_on));
            say(
                "statuses.waiting.line",
                &[("since", when::in_words(since)), chase_on],
            )
        }
        TaskStatus::CannotStartYet { needs } => {
            let task = ("task", title::of(answers, guide, needs).to_owned());
            say(
                "statuses.cannot-start-yet.why",
                &[("step", needs.number().to_string()), task],
            )
        }
        // The only step that an answer can rule out is the Team.
        TaskStatus::NotNeeded => {
            let because = guide.word("because.no-team").to_owned();
            say("statuses.not-needed.why", &[("because", because)])
        }
        TaskStatus::NotYetStarted | TaskStatus::InProgress | TaskStatus::Waiting { .. } => {
            status_words(guide, status).0
        }
    }
}

/// The step of the record itself does not count: it is done by making this.
fn headline(answers: &Answers, plan: &Plan, guide: &Guide) -> String {
    let mut before = plan.tasks().filter(|task| task.id != TaskId::YourRecord);
    let done = before.all(|task| task.status.is_settled());
    let id = if done {
        "record.title-done"
    } else {
        "record.title-open"
    };
    guide.say(id, &[("site", site(answers, guide))])
}

fn facts(answers: &Answers, plan: &Plan, guide: &Guide) -> Vec<(String, String)> {
    let Answers { secure, audit, .. } = answers;
    let next_check = known(&audit.next_check_on).map(|day| when::in_words(day.0));
    let checked = answers.finished.check_access.map(when::in_words);
    [
        (
            "mailbox",
            answers.mailbox_address().map(|mailbox| mailbox.to_string()),
        ),
        ("owner", owner(answers, plan)),
        ("cover", cover(answers)),
        ("password-changed", day(&secure.password_changed_on)),
        (
            "change-by",
            todo::password_expires_on(answers).map(when::in_words),
        ),
        ("policy-accepted", day(&secure.policy_accepted_on)),
        ("secret-set", day(&secure.secret_set_on)),
        ("access-checked", checked),
        ("check-again", next_check),
        ("team", Some(team(answers, plan, guide))),
    ]
    .into_iter()
    .map(|(label, value)| fact(guide, label, value))
    .collect()
}

/// Once there is access: the person who asked for it, or at a new site the first who was named as an owner. Else an owner
/// on the access check.
fn owner(answers: &Answers, plan: &Plan) -> Option<String> {
    let asked = || text(&answers.account.name).filter(|name| !has_left(answers, name));
    let registered = || {
        let mut people = answers.register.people.iter();
        people
            .find(|person| person.role == Some(MailboxRole::Owner))
            .and_then(|person| text(&person.name))
    };
    let listed = || {
        let mut people = answers.audit.people.iter();
        people
            .find(|person| person.is_staying_owner())
            .and_then(|person| text(&person.name))
    };
    let asked_for = if answers.is_new_site() {
        registered()
    } else {
        asked()
    };
    let has_access = plan.task(TaskId::GetAccess).status.is_settled();
    let named = asked_for.filter(|_| has_access);
    named.or_else(listed)
}

/// Who covers. Someone who has left covers no more, and is not named where this can hang on a wall.
#[must_use]
pub fn cover(answers: &Answers) -> Option<String> {
    text(&answers.duties.second_person).filter(|name| !has_left(answers, name))
}

fn has_left(answers: &Answers, name: &str) -> bool {
    let is_same = |person: &Person| person.listed_name().to_lowercase() == name.to_lowercase();
    answers
        .audit
        .people
        .iter()
        .any(|person| person.is_leaver() && is_same(person))
}

/// The Team's name once it is ready, else how the step stands.
fn team(answers: &Answers, plan: &Plan, guide: &Guide) -> String {
    let team = &answers.team;
    let ready = known(&team.ready_on).filter(|_| team.wanted != Some(TeamWanted::No));
    let name = text(&team.name);
    match ready {
        Some(on) => name.unwrap_or_else(|| when::in_words(on.0)),
        None => status_words(guide, plan.task(TaskId::SetUpTeam).status).0,
    }
}

fn contacts(guide: &Guide) -> String {
    let email = |id| guide.contact(id).email.clone().unwrap_or_default();
    let phone = guide.contact("nas").phone.clone().unwrap_or_default();
    guide.say(
        "record.contacts",
        &[("email", email("nas")), ("phone", phone), ("ods", email("ods"))],
    )
}
