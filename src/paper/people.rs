//! The people who can open the shared mailbox: what is recorded about each, the checklist for those who have left, and
//! the list for a spreadsheet.

use chrono::NaiveDate;

use super::sheet::{Boxes, Page, Part, Section, Sheet, Tick};
use crate::domain::people::Person;
use crate::domain::site::{ManagedBy, YesNo};
use crate::domain::told::Told;
use crate::domain::when;
use crate::guide::Guide;
use crate::machine::answers::{Answers, Typed, day_in_words as day, shown as text};
use crate::machine::people;
use crate::machine::record::site;

/// What makes a spreadsheet take a file for UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// What is recorded about someone who has left: a label and a value each. An empty value: nothing.
pub(super) fn about_leaving(person: &Person, guide: &Guide) -> Vec<(String, String)> {
    let not_yet = || guide.word("people.not-yet").to_owned();
    let done = |on: &Typed<_>| told(on.as_ref(), day(on), guide).unwrap_or_else(not_yet);
    let moving_on = person.moving_on.map_or("", |moving| {
        guide.word(match moving {
            YesNo::Yes => "answer.yes",
            YesNo::No => "answer.no",
            YesNo::NotKnown => "answer.not-known",
        })
    });
    let address = told(person.address.as_ref(), text(&person.address), guide);
    let left_on = told(person.left_on.as_ref(), day(&person.left_on), guide);
    [
        ("people.address", address.unwrap_or_default()),
        ("people.left-on", left_on.unwrap_or_default()),
        ("people.moving-on", moving_on.to_owned()),
        ("people.removed-on", done(&person.removed_on)),
        ("people.leaver-marked-on", done(&person.leaver_marked_on)),
        (
            "people.kept-because",
            text(&person.kept_because).unwrap_or_default(),
        ),
    ]
    .map(|(label, value)| (guide.word(label).to_owned(), value))
    .to_vec()
}

/// The value, or that it is not known; none when nothing was said.
fn told<T>(answer: Option<&Told<T>>, value: Option<String>, guide: &Guide) -> Option<String> {
    match answer? {
        Told::Is(_) => value,
        Told::Not(_) => Some(guide.word("answer.not-known").to_owned()),
    }
}

/// The two things to do for each person who has left, and what comes after when they move on.
pub(super) fn leaver_checklist(answers: &Answers, guide: &Guide, today: NaiveDate) -> Sheet {
    let leavers = answers.audit.people.iter().filter(|person| person.is_leaver());
    let mut sections: Vec<Section> = leavers.map(|person| leaver(person, answers, guide)).collect();
    if sections.is_empty() {
        let nobody = guide.word("checklist.no-leavers").to_owned();
        sections.push(Section::new(guide.word("record.leavers"), Part::Words(nobody)));
    }
    sections.push(super::get_help(guide));
    let title = guide.say("checklist.leaver-title", &[("site", site(answers, guide))]);
    let made = guide.say("checklist.made", &[("date", when::in_words(today))]);
    Sheet {
        title,
        intro: vec![made, guide.word("checklist.leaver-why").to_owned()],
        pages: vec![Page {
            heading: None,
            sections,
            foot: super::foot_with_names(answers, guide, today),
        }],
    }
}

fn leaver(person: &Person, answers: &Answers, guide: &Guide) -> Section {
    let name = person.listed_name();
    let say = |id| guide.say(id, &[("person", name.to_owned())]);
    let tick = |words, done: &Typed<_>| Tick {
        words,
        hint: None,
        done: told(done.as_ref(), day(done), guide),
    };
    let own = answers.site.managed_by == Some(ManagedBy::OwnOrganisation);
    let mark = if own {
        "checklist.mark-local-admin"
    } else {
        "checklist.mark"
    };
    let mut ticks = vec![
        tick(say("checklist.take-off"), &person.removed_on),
        tick(say(mark), &person.leaver_marked_on),
    ];
    if person.moving_on != Some(YesNo::No) {
        ticks.push(Tick {
            words: guide.word("checklist.joiner").to_owned(),
            ..Tick::default()
        });
    }
    // What is done and on which day stands beside the boxes.
    let doing = ["people.removed-on", "people.leaver-marked-on"].map(|label| guide.word(label));
    let facts: Vec<_> = about_leaving(person, guide)
        .into_iter()
        .filter(|(label, value)| !doing.contains(&label.as_str()) && !value.is_empty())
        .collect();
    let mut section = Section::new(name, Part::Boxes(Boxes::new(guide, ticks)));
    if !facts.is_empty() {
        section.parts.insert(0, Part::Facts(facts));
    }
    section
}

/// The access check for a spreadsheet. Nothing that was typed is taken for a formula.
pub(super) fn csv(answers: &Answers, guide: &Guide) -> String {
    let labels = [
        "people.name",
        "people.access",
        "people.works-here",
        "people.site-checked",
        "people.what-to-do",
    ];
    let leaving = about_leaving(&Person::default(), guide).into_iter();
    let header: Vec<String> = labels
        .map(|label| guide.word(label).to_owned())
        .into_iter()
        .chain(leaving.map(|(label, _)| label))
        .collect();
    let rows = answers.audit.people.iter().map(|person| row(person, guide));
    let mut sheet = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![]);
    for row in [header].into_iter().chain(rows) {
        // Writing to memory cannot go wrong, and every row has as many cells as the first.
        let _ = sheet.write_record(row.iter().map(|cell| inert(cell)));
    }
    let bytes = sheet.into_inner().unwrap_or_default();
    format!("{BYTE_ORDER_MARK}{}", String::from_utf8_lossy(&bytes))
}

fn row(person: &Person, guide: &Guide) -> Vec<String> {
    let word = |id: Option<&str>| id.map_or_else(String::new, |id| guide.word(id).to_owned());
    let leaving = about_leaving(person, guide).into_iter();
    let leaves = person.is_leaver() || person.removed_on.is_some();
    let address = guide.word("people.address");
    let shown = |(label, value): (String, String)| {
        if leaves || label == address {
            value
        } else {
            String::new()
        }
    };
    let leaving = leaving.map(shown);
    [
        person.listed_name().to_owned(),
        word(people::role(person.role)),
        word(people::works_here(person.works_here)),
        word(people::yes_no(person.organisation_checked)),
        word(people::action(person.action)),
    ]
    .into_iter()
    .chain(leaving)
    .collect()
}

/// The cell with a mark in front where a spreadsheet would take it for a formula.
fn inert(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
