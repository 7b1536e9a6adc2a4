//! The record for the office folder: what was recorded, what is still to do, which days matter and whom to ask. The
//! names of people who have left are on its second page, so that the first can hang on a wall. Must not know its layout.

use chrono::NaiveDate;

use super::people;
use super::sheet::{Page, Part, Section, Sheet, Table};
use crate::domain::choice::Choice as _;
use crate::domain::people::{Person, WorksHere};
use crate::domain::site::{How, Outcome, Role, YesNo};
use crate::domain::verdict::{Doubt, Message};
use crate::guide::Guide;
use crate::machine::answers::{Answers, day_in_words as day, shown as text};
use crate::machine::plan::{TaskPlan, plan};
use crate::machine::record::{fact, record, site, status_line};
use crate::machine::request::RequestId;
use crate::machine::{title, todo};

/// The record as a sheet of one page, or two when people have left.
#[must_use]
pub(super) fn sheet(answers: &Answers, guide: &Guide, today: NaiveDate) -> Sheet {
    let shown = record(answers, guide, today);
    let to_dos = todo::to_dos(answers, today);
    let (leavers_to_do, to_do): (Vec<_>, Vec<_>) =
        to_dos.iter().partition(|thing| names_a_leaver(answers, thing));
    let say = |things: Vec<&Message>| things.into_iter().map(|thing| guide.message(thing)).collect();
    let foot = super::foot(shown.foot, answers, guide, today);
    let title = guide.say("record.title", &[("site", site(answers, guide))]);
    let mut first = vec![
        Section::new(
            shown.headline,
            Part::Facts(all_facts(answers, guide, shown.facts)),
        ),
        Section::new(guide.word("record.steps"), Part::Steps(steps(answers, guide))),
        still_to_do(guide, say(to_do), leavers_to_do.len()),
        super::dates(answers, guide, today),
    ];
    first.extend(requests(answers, guide));
    first.extend(totals(&answers.audit.people, guide));
    first.push(super::get_help(guide));
    let mut pages = vec![Page {
        heading: None,
        sections: first,
        foot: foot.clone(),
    }];
    pages.extend(leavers(answers, guide).map(|table| Page {
        heading: Some(guide.word("record.page-two").to_owned()),
        sections: second_page(guide, table, say(leavers_to_do)),
        foot,
    }));
    Sheet {
        title,
        intro: vec![shown.made],
        pages,
    }
}

fn still_to_do(guide: &Guide, to_do: Vec<String>, on_page_two: usize) -> Section {
    let part = if to_do.is_empty() {
        Part::Words(guide.word("record.nothing-to-do").to_owned())
    } else {
        Part::Steps(to_do)
    };
    let mut section = Section::new(guide.word("record.still-to-do"), part);
    if on_page_two > 0 {
        let more = guide.say("record.page-two-more", &[("n", on_page_two.to_string())]);
        section.parts.push(Part::Words(more));
    }
    section
}

fn second_page(guide: &Guide, leavers: Table, to_do: Vec<String>) -> Vec<Section> {
    let mut sections = vec![Section::new(guide.word("record.leavers"), Part::Table(leavers))];
    if !to_do.is_empty() {
        sections.push(Section::new(guide.word("record.still-to-do"), Part::Steps(to_do)));
    }
    sections
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
    let second_check = secure
        .second_check
        .map(|check| choice(guide, "second-check", check.slug()));
    let mut facts = vec![
        fact(guide, "site", text(&site.name)),
        fact(guide, "code", code(answers, guide)),
        fact(guide, "cqc-location", text(&site.cqc_location_id)),
        fact(guide, "managed-by", managed_by(answers, guide)),
    ];
    if let Some(name) = text(&local_admin.name) {
        let name_and_contact = [Some(name), text(&local_admin.contact)];
        facts.push(fact(guide, "local-admin", Some(super::listed(name_and_contact))));
    }
    facts.extend(main);
    facts.push(fact(guide, "second-check", second_check));
    facts.push(fact(guide, "mailbox-opened", day(&mailbox.opened_on)));
    facts
}

/// Who looks after NHSmail for the site.
pub(super) fn managed_by(answers: &Answers, guide: &Guide) -> Option<String> {
    let managed_by = answers.site.managed_by?;
    Some(choice(guide, "managed-by", managed_by.slug()))
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

fn steps(answers: &Answers, guide: &Guide) -> Vec<String> {
    let step = |task: &TaskPlan| {
        let title = title::of(answers, guide, task.id);
        format!("{title}: {}", status_line(answers, guide, task.status))
    };
    plan(answers).tasks().map(step).collect()
}

/// The requests that have gone out.
fn requests(answers: &Answers, guide: &Guide) -> Option<Section> {
    let sent = RequestId::ALL
        .iter()
        .filter(|id| answers.requests.get(**id).is_sent());
    let lines: Vec<String> = sent.map(|id| request_line(*id, answers, guide)).collect();
    let section = || Section::new(guide.word("record.requests"), Part::List(lines.clone()));
    (!lines.is_empty()).then(section)
}

/// "Joiner or new account: sent on 3 June 2026. Reference: INC0000001. Waiting for reply."
pub(super) fn request_line(id: RequestId, answers: &Answers, guide: &Guide) -> String {
    let request = answers.requests.get(id);
    let state = match request.outcome {
        Some(Outcome::Ready) => Some("record.ready"),
        Some(Outcome::AskedForMore) => Some("record.asked-for-more"),
        Some(Outcome::AnotherTeam) => Some("record.another-team"),
        Some(Outcome::NoReply) | None => Some("statuses.waiting"),
    };
    let words = if request.how == Some(How::Phone) {
        "record.request-rang"
    } else {
        "record.request-sent"
    };
    let what = guide.word(&format!("record.request-{}", id.slug())).to_owned();
    let sent_on = day(&request.sent_on).unwrap_or_else(|| guide.word("record.not-recorded").to_owned());
    let reference = text(&request.reference).filter(|reference| !reference.is_empty());
    let line = [
        Some(guide.say(words, &[("what", what), ("sent-on", sent_on)])),
        reference.map(|reference| guide.say("record.request-reference", &[("reference", reference)])),
        state.map(|state| format!("{}.", guide.word(state))),
    ];
    line.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How many people can open the mailbox; no names.
fn totals(people: &[Person], guide: &Guide) -> Option<Section> {
    let count = |works| {
        people
            .iter()
            .filter(|person| person.works_here == Some(works))
            .count()
    };
    let is_checked = |person: &&Person| {
        person.works_here == Some(WorksHere::Yes) && person.organisation_checked == Some(YesNo::Yes)
    };
    let checked = people.iter().filter(is_checked).count();
    let (all, here, left) = (people.len(), count(WorksHere::Yes), count(WorksHere::Left));
    let left_words = if left > 0 {
        guide.say("record.names-on-page-two", &[("n", left.to_string())])
    } else {
        left.to_string()
    };
    let facts = [
        ("record.people-all", all.to_string()),
        ("record.people-here", here.to_string()),
        (
            "record.people-checked",
            guide.say(
                "record.checked-of",
                &[("n", checked.to_string()), ("total", here.to_string())],
            ),
        ),
        ("record.people-not-known", (all - here - left).to_string()),
        ("record.people-left", left_words),
    ];
    let facts = facts.map(|(label, value)| (guide.word(label).to_owned(), value));
    (all > 0).then(|| Section::new(guide.word("record.people"), Part::Facts(facts.to_vec())))
}

fn names_a_leaver(answers: &Answers, thing: &Message) -> bool {
    let leavers = || answers.audit.people.iter().filter(|person| person.is_leaver());
    let is_leaver = |name: &str| leavers().any(|person| person.listed_name() == name);
    thing
        .slots
        .iter()
        .any(|(slot, value)| *slot == "person" && is_leaver(value))
}

/// Those who have left, when there are some.
fn leavers(answers: &Answers, guide: &Guide) -> Option<Table> {
    let leavers = || answers.audit.people.iter().filter(|person| person.is_leaver());
    let row = |person: &Person| {
        let name = person.listed_name().to_owned();
        let about = people::about_leaving(person, guide).into_iter();
        [name].into_iter().chain(about.map(|(_, value)| value)).collect()
    };
    let first = leavers().next()?;
    let labels = people::about_leaving(first, guide)
        .into_iter()
        .map(|(label, _)| label);
    Some(Table {
        columns: [guide.word("people.name").to_owned()]
            .into_iter()
            .chain(labels)
            .collect(),
        rows: leavers().map(row).collect(),
    })
}
