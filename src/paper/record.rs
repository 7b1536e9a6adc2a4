//! The record for the office folder: what was recorded, what is still to do, which days matter and whom to ask. The
//! names of people who have left are on its second page, so that the first can hang on a wall. Must not know its layout.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::choice::Choice as _;
use crate::domain::people::{Person, WorksHere};
use crate::domain::site::{How, Outcome, Role, YesNo};
use crate::domain::told::Told;
use crate::domain::verdict::{Doubt, Message};
use crate::domain::when;
use crate::guide::{Contact, Guide};
use crate::machine::answers::{Answers, day_in_words as day, shown as text};
use crate::machine::plan::{TaskPlan, plan};
use crate::machine::record::{fact, record, site, status_line};
use crate::machine::request::RequestId;
use crate::machine::todo;

/// Everything that a template of the record may name.
#[derive(Debug, Clone, Serialize)]
pub struct RecordFacts {
    title: String,
    made: String,
    headline: String,
    /// Pairs of a label and a value.
    facts: Vec<(String, String)>,
    steps: Vec<Step>,
    to_do: Vec<String>,
    /// Pairs of a day and what it is for.
    dates: Vec<(String, String)>,
    requests: Vec<Asked>,
    people: Totals,
    contacts: Vec<Ways>,
    leavers: Vec<Leaver>,
    leavers_to_do: Vec<String>,
    labels: Labels,
    foot: String,
    recorded: String,
    not_official: String,
}

#[derive(Debug, Clone, Serialize)]
struct Step {
    number: usize,
    title: String,
    status: String,
}

/// A request that has gone out.
#[derive(Debug, Clone, Serialize)]
struct Asked {
    what: String,
    by_phone: bool,
    sent_on: String,
    reference: Option<String>,
    state: Option<String>,
}

/// How many people can open the mailbox.
#[derive(Debug, Clone, Serialize)]
struct Totals {
    all: usize,
    here: usize,
    not_known: usize,
    left: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Ways {
    name: String,
    reach: String,
    as_of: String,
}

#[derive(Debug, Clone, Serialize)]
struct Leaver {
    name: String,
    facts: Vec<(String, String)>,
}

/// Headings.
#[derive(Debug, Clone, Serialize)]
struct Labels {
    steps: String,
    still_to_do: String,
    nothing_to_do: String,
    dates: String,
    requests: String,
    reference: String,
    get_help: String,
    page_two: String,
    leavers: String,
}

/// Works the record out.
#[must_use]
pub fn facts(answers: &Answers, guide: &Guide, today: NaiveDate) -> RecordFacts {
    let shown = record(answers, guide, today);
    let to_dos = todo::to_dos(answers, today);
    let (leavers_to_do, to_do): (Vec<_>, Vec<_>) =
        to_dos.iter().partition(|thing| names_a_leaver(answers, thing));
    let words = |things: Vec<&Message>| things.into_iter().map(|thing| guide.message(thing)).collect();
    let dates = todo::dates(answers, today).into_iter();
    let contacts = guide.contacts().iter().filter(|contact| contact.id != "feedback");
    RecordFacts {
        title: guide.say("record.title", &[("site", site(answers, guide))]),
        made: shown.made,
        headline: shown.headline,
        facts: all_facts(answers, guide, shown.facts),
        steps: steps(answers, guide),
        to_do: words(to_do),
        dates: dates
            .map(|date| (when::in_words(date.on), guide.word(date.what).to_owned()))
            .collect(),
        requests: requests(answers, guide),
        people: totals(&answers.audit.people),
        contacts: contacts.map(|contact| ways(contact, guide)).collect(),
        leavers: leavers(answers, guide),
        leavers_to_do: words(leavers_to_do),
        labels: Labels::new(guide),
        foot: shown.foot,
        recorded: super::recorded(answers, guide, today),
        not_official: guide.word("record.not-official").to_owned(),
    }
}

/// The facts of the page, between those that tell one site from another and those that the page has no room for.
fn all_facts(answers: &Answers, guide: &Guide, main: Vec<(String, String)>) -> Vec<(String, String)> {
    let Answers {
        site,
        secure,
        mailbox,
        local_admin,
        ..
    } = answers;
    let managed_by = site.managed_by.map(|who| choice(guide, "managed-by", who.slug()));
    let second_check = secure
        .second_check
        .map(|check| choice(guide, "second-check", check.slug()));
    let mut facts = vec![
        fact(guide, "site", text(&site.name)),
        fact(guide, "code", code(answers, guide)),
        fact(guide, "cqc-location", text(&site.cqc_location_id)),
        fact(guide, "managed-by", managed_by),
    ];
    if let Some(name) = text(&local_admin.name) {
        let name_and_contact = [Some(name), text(&local_admin.contact)];
        facts.push(fact(guide, "local-admin", Some(listed(name_and_contact))));
    }
    facts.extend(main);
    facts.push(fact(guide, "second-check", second_check));
    facts.push(fact(guide, "mailbox-opened", day(&mailbox.opened_on)));
    facts
}

/// The label of a choice, as its page has it.
fn choice(guide: &Guide, page: &str, slug: &str) -> String {
    let mut choices = guide.page(page).choices.iter();
    let found = choices.find(|choice| choice.id == slug);
    found
        .map_or("", |choice| choice.label.for_role(Role::Helping))
        .to_owned()
}

/// The code, with a mark where a doubt about it was settled by keeping it.
fn code(answers: &Answers, guide: &Guide) -> Option<String> {
    let doubts = [
        Doubt::ParentCode,
        Doubt::DentalCode,
        Doubt::OtherCode,
        Doubt::LookAlikeLetter,
    ];
    let kept = doubts.iter().any(|doubt| answers.kept.contains(doubt.slug()));
    let mark = format!(" ({})", guide.word("record.kept-after-check"));
    answers
        .code()
        .map(|code| format!("{code}{}", if kept { mark.as_str() } else { "" }))
}

fn steps(answers: &Answers, guide: &Guide) -> Vec<Step> {
    let step = |task: &TaskPlan| Step {
        number: task.id.number(),
        title: todo::title(answers, guide, task.id).to_owned(),
        status: status_line(answers, guide, task.status),
    };
    plan(answers).tasks().map(step).collect()
}

fn requests(answers: &Answers, guide: &Guide) -> Vec<Asked> {
    let sent = RequestId::ALL
        .iter()
        .filter(|id| answers.requests.get(**id).is_sent());
    sent.map(|id| asked(*id, answers, guide)).collect()
}

fn asked(id: RequestId, answers: &Answers, guide: &Guide) -> Asked {
    let request = answers.requests.get(id);
    let state = match request.outcome {
        Some(Outcome::Ready) => Some("record.ready"),
        Some(Outcome::AskedForMore) => Some("record.asked-for-more"),
        Some(Outcome::AnotherTeam) => Some("record.another-team"),
        // Nothing comes back for leavers: the list itself shows when they are off.
        Some(Outcome::NoReply) | None => (id != RequestId::Leavers).then_some("statuses.waiting"),
    };
    let sent_on = day(&request.sent_on).unwrap_or_else(|| guide.word("record.not-recorded").to_owned());
    Asked {
        what: guide.word(&format!("record.request-{}", id.slug())).to_owned(),
        by_phone: request.how == Some(How::Phone),
        sent_on,
        reference: text(&request.reference),
        state: state.map(|state| guide.word(state).to_owned()),
    }
}

fn totals(people: &[Person]) -> Totals {
    let count = |works| {
        people
            .iter()
            .filter(|person| person.works_here == Some(works))
            .count()
    };
    let (here, left) = (count(WorksHere::Yes), count(WorksHere::Left));
    Totals {
        all: people.len(),
        here,
        left,
        not_known: people.len() - here - left,
    }
}

fn names_a_leaver(answers: &Answers, thing: &Message) -> bool {
    let leavers = || answers.audit.people.iter().filter(|person| person.is_leaver());
    let is_leaver = |name: &str| leavers().any(|person| person.listed_name() == name);
    thing
        .slots
        .iter()
        .any(|(slot, value)| *slot == "person" && is_leaver(value))
}

fn leavers(answers: &Answers, guide: &Guide) -> Vec<Leaver> {
    let leavers = answers.audit.people.iter().filter(|person| person.is_leaver());
    let leaver = |person: &Person| Leaver {
        name: person.listed_name().to_owned(),
        facts: leaver_facts(person, guide),
    };
    leavers.map(leaver).collect()
}

fn leaver_facts(person: &Person, guide: &Guide) -> Vec<(String, String)> {
    let word = |id: &str| guide.word(id).to_owned();
    let or_not_yet = |day: Option<String>| day.unwrap_or_else(|| word("people.not-yet"));
    let moving_on = person.moving_on.map(|moving| {
        word(match moving {
            YesNo::Yes => "answer.yes",
            YesNo::No => "answer.no",
            YesNo::NotKnown => "answer.not-known",
        })
    });
    let facts = [
        (
            "people.address",
            or_not_known(guide, person.address.as_ref(), text(&person.address)),
        ),
        (
            "people.left-on",
            or_not_known(guide, person.left_on.as_ref(), day(&person.left_on)),
        ),
        ("people.moving-on", moving_on),
        ("people.removed-on", Some(or_not_yet(day(&person.removed_on)))),
        (
            "people.leaver-marked-on",
            Some(or_not_yet(day(&person.leaver_marked_on))),
        ),
        ("people.kept-because", text(&person.kept_because)),
    ];
    facts
        .into_iter()
        .filter_map(|(label, value)| Some((word(label), value?)))
        .collect()
}

fn or_not_known<T>(guide: &Guide, answer: Option<&Told<T>>, value: Option<String>) -> Option<String> {
    match answer {
        Some(Told::Not(_)) => Some(guide.word("answer.not-known").to_owned()),
        Some(Told::Is(_)) | None => value,
    }
}

fn ways(contact: &Contact, guide: &Guide) -> Ways {
    Ways {
        name: contact.name.clone(),
        reach: listed([contact.email.clone(), contact.phone.clone()]),
        as_of: guide.say("cli.contact-as-of", &[("as-of", contact.as_of.clone())]),
    }
}

/// Those of two that are there, with a comma between.
fn listed(parts: [Option<String>; 2]) -> String {
    let there: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    there.join(", ")
}

impl Labels {
    fn new(guide: &Guide) -> Self {
        let label = |id: &str| guide.word(&format!("record.{id}")).to_owned();
        Self {
            steps: label("steps"),
            still_to_do: label("still-to-do"),
            nothing_to_do: label("nothing-to-do"),
            dates: label("dates"),
            requests: label("requests"),
            reference: label("reference"),
            get_help: label("get-help"),
            page_two: label("page-two"),
            leavers: label("leavers"),
        }
    }
}
