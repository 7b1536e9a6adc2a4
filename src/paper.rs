//! Everything that is written for taking away. Words and layout are in `assets`; what is put there is worked out from the
//! answers alone, so that the same answers and the same day give the same bytes. Writes no files.

mod calendar;
mod checklist;
mod handover;
mod mail;
mod people;
mod record;
mod sheet;

use chrono::NaiveDate;

use self::sheet::{Part, Section};
use crate::domain::when;
use crate::guide::Guide;
use crate::machine::answers::Answers;
use crate::machine::draft;
use crate::machine::paper::Paper;
use crate::machine::todo;

/// What the file of a paper holds. Text ends with one line end; calendar and spreadsheet files have the line ends that
/// other programs want.
#[must_use]
pub fn text(paper: Paper, answers: &Answers, guide: &Guide, today: NaiveDate) -> String {
    match paper {
        Paper::Draft(request) => mail::draft(request, answers, guide, today),
        Paper::Chaser(request) => mail::chaser(request, answers, guide, today),
        Paper::Script(request) => mail::script(request, answers, guide, today),
        Paper::Record(form) => record::sheet(answers, guide, today).written(form, guide),
        Paper::Calendar => calendar::calendar(answers, guide, today),
        Paper::Handover(form) => handover::sheet(answers, guide, today).written(form, guide),
        Paper::LeaverChecklist(form) => people::leaver_checklist(answers, guide, today).written(form, guide),
        Paper::Checklist(form) => checklist::sheet(guide).written(form, guide),
        Paper::AccessCsv => people::csv(answers, guide),
    }
}

/// What is copied, to be pasted elsewhere: of an email its body, since sender, receiver and subject have places of their
/// own there; of everything else all of it.
#[must_use]
pub fn to_paste(paper: Paper, answers: &Answers, guide: &Guide, today: NaiveDate) -> String {
    match paper {
        Paper::Draft(request) => draft::draft(request, answers, guide, today).body.join("\n"),
        Paper::Chaser(request) => draft::chaser(request, answers, guide, today).body.join("\n"),
        Paper::Script(_)
        | Paper::Record(_)
        | Paper::Calendar
        | Paper::Handover(_)
        | Paper::LeaverChecklist(_)
        | Paper::Checklist(_)
        | Paper::AccessCsv => text(paper, answers, guide, today),
    }
}

/// The line that ends every paper: who recorded this, and that NHSmail has not checked it.
fn recorded(answers: &Answers, guide: &Guide, today: NaiveDate) -> String {
    let date = ("date", when::in_words(today));
    match answers.who_is_here() {
        nobody if nobody.is_empty() => guide.say("record.recorded", &[date]),
        person => guide.say("record.recorded-by", &[("person", person), date]),
    }
}

/// The lines at the end of a sheet about a site.
fn foot(first: String, answers: &Answers, guide: &Guide, today: NaiveDate) -> Vec<String> {
    let not_official = guide.word("record.not-official").to_owned();
    vec![first, recorded(answers, guide, today), not_official]
}

/// The same for a sheet that has names of staff on its first page.
fn foot_with_names(answers: &Answers, guide: &Guide, today: NaiveDate) -> Vec<String> {
    let mut lines = foot(
        guide.word("checklist.no-passwords").to_owned(),
        answers,
        guide,
        today,
    );
    lines.insert(1, guide.word("record.keep-safe").to_owned());
    lines
}

/// The days that matter.
fn dates(answers: &Answers, guide: &Guide, today: NaiveDate) -> Section {
    let dates = todo::dates(answers, today).into_iter();
    let dates = dates.map(|date| (when::in_words(date.on), guide.word(date.what).to_owned()));
    Section::new(guide.word("record.dates"), Part::Facts(dates.collect()))
}

/// Whom to ask.
fn get_help(guide: &Guide) -> Section {
    Section::new(guide.word("record.get-help"), contacts(guide))
}

/// Each contact with the date of its source.
fn contacts(guide: &Guide) -> Part {
    let contacts = guide.contacts().iter().filter(|contact| contact.id != "feedback");
    let line = |contact: &crate::guide::Contact| {
        let as_of = guide.say("cli.contact-as-of", &[("as-of", contact.as_of.clone())]);
        let reach = listed([contact.email.clone(), contact.phone.clone()]);
        let slots = [("name", contact.name.clone()), ("reach", reach), ("as-of", as_of)];
        guide.say("record.contact", &slots)
    };
    Part::List(contacts.map(line).collect())
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
