//! The handover sheet: what the next owner has to know. It holds names of those who work here, none of those who left.

use chrono::NaiveDate;

use super::record::request_line;
use super::sheet::{Page, Part, Section, Sheet};
use crate::domain::people::Person;
use crate::domain::site::{MailboxRole, ManagedBy};
use crate::domain::when;
use crate::guide::Guide;
use crate::machine::answers::{Answers, shown as text};
use crate::machine::record::{cover, fact, record, site};
use crate::machine::todo;

/// The sheet.
pub(super) fn sheet(answers: &Answers, guide: &Guide, today: NaiveDate) -> Sheet {
    let made = guide.say("checklist.made", &[("date", when::in_words(today))]);
    let title = guide.say("checklist.handover-title", &[("site", site(answers, guide))]);
    let mut sections = vec![
        Section::new(site(answers, guide), Part::Facts(about(answers, guide, today))),
        Section::new(
            guide.word("checklist.who-has-access"),
            access(answers, guide, today),
        ),
        Section::new(
            guide.word("checklist.who-runs"),
            Part::Facts(who_runs(answers, guide)),
        ),
        Section::new(guide.word("checklist.waiting-for"), waiting(answers, guide)),
        super::dates(answers, guide, today),
        Section::new(guide.word("record.handover-note"), note(answers, guide)),
    ];
    sections.push(super::get_help(guide));
    Sheet {
        title,
        intro: vec![made],
        pages: vec![Page {
            heading: None,
            sections,
            foot: super::foot_with_names(answers, guide, today),
        }],
    }
}

fn about(answers: &Answers, guide: &Guide, today: NaiveDate) -> Vec<(String, String)> {
    let code = answers.code().map(ToString::to_string);
    let mailbox = answers.mailbox_address().map(|mailbox| mailbox.to_string());
    let mut facts = vec![
        fact(guide, "code", code),
        fact(guide, "cqc-location", text(&answers.site.cqc_location_id)),
        fact(guide, "mailbox", mailbox),
    ];
    facts.extend(of_record(&["record.team"], answers, guide, today));
    facts
}

/// What the page of the record has under these labels.
fn of_record(labels: &[&str], answers: &Answers, guide: &Guide, today: NaiveDate) -> Vec<(String, String)> {
    let wanted = |label: &String| labels.iter().any(|id| guide.word(id) == label);
    let facts = record(answers, guide, today).facts.into_iter();
    facts.filter(|(label, _)| wanted(label)).collect()
}

/// Owners and members who work here; without a list, the owner and the second person that the record knows of.
fn access(answers: &Answers, guide: &Guide, today: NaiveDate) -> Part {
    let people = &answers.audit.people;
    if people.is_empty() {
        return Part::Facts(of_record(
            &["record.owner", "record.cover"],
            answers,
            guide,
            today,
        ));
    }
    let names = |are: fn(&Person) -> bool| {
        let names: Vec<&str> = people
            .iter()
            .filter(|person| are(person))
            .map(Person::listed_name)
            .collect();
        if names.is_empty() {
            guide.word("checklist.nobody").to_owned()
        } else {
            names.join(", ")
        }
    };
    Part::Facts(vec![
        fact(guide, "owners", Some(names(Person::is_staying_owner))),
        fact(guide, "members", Some(names(is_staying_member))),
        fact(guide, "people-not-known", Some(names(is_not_known))),
        fact(guide, "cover", cover(answers)),
    ])
}

fn is_staying_member(person: &Person) -> bool {
    person.stays() && !person.is_staying_owner() && person.role == Some(MailboxRole::Member)
}

/// Still has access, and whether as an owner or a member, or whether the person works here at all, is not known.
fn is_not_known(person: &Person) -> bool {
    let settled = person.is_staying_owner() || is_staying_member(person) || person.is_leaver();
    !settled && !person.is_to_be_removed() && person.removed_on.is_none()
}

/// Who looks after NHSmail, and how to reach them.
fn who_runs(answers: &Answers, guide: &Guide) -> Vec<(String, String)> {
    let managed_by = super::record::managed_by(answers, guide);
    let mut facts = vec![fact(guide, "managed-by", managed_by)];
    if answers.site.managed_by == Some(ManagedBy::OwnOrganisation) {
        let admin = &answers.local_admin;
        let reach = super::listed([text(&admin.name), text(&admin.contact)]);
        facts.push(fact(guide, "local-admin", Some(reach)));
    } else {
        let nas = guide.contact("nas");
        facts.push((
            nas.name.clone(),
            super::listed([nas.email.clone(), nas.phone.clone()]),
        ));
    }
    facts
}

fn waiting(answers: &Answers, guide: &Guide) -> Part {
    let waiting = todo::waiting(answers);
    if waiting.is_empty() {
        return Part::Words(guide.word("checklist.nothing-waiting").to_owned());
    }
    let lines = waiting
        .iter()
        .map(|waiting| request_line(waiting.request, answers, guide));
    Part::List(lines.collect())
}

fn note(answers: &Answers, guide: &Guide) -> Part {
    let note = text(&answers.duties.handover_note).filter(|note| !note.is_empty());
    Part::Words(note.unwrap_or_else(|| guide.word("checklist.no-note").to_owned()))
}
