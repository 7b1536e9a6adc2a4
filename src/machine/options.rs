//! What a page offers to choose from: the choices that the guide lists for it, and those that only the state knows,
//! such as the files that were found.

use super::answers::{Answers, day_in_words};
use super::event::FoundFile;
use super::import;
use super::owner_email::OwnerEmailId;
use super::page::{Choice, Options, TickItem};
use super::page_id::PageId as P;
use super::slots::{Position, slot};
use super::state::State;
use super::telling::Telling;
use super::ticks;
use crate::domain::choice::Choice as _;
use crate::domain::tidy;
use crate::domain::when;
use crate::guide::{ChoiceWords, Guide};

/// The ids of what can be chosen, in the order in which it is offered.
pub(super) fn ids(state: &State, guide: &Guide) -> Vec<String> {
    match state.at.page {
        P::PeopleColumn => {
            let columns = import::column_choices(state, guide)
                .into_iter()
                .map(|choice| choice.id);
            let others = fixed(state, guide).into_iter().map(|choice| choice.id.clone());
            columns.chain(others).collect()
        }
        P::Check => doubt_ids(state, guide),
        P::Start | P::OpenFile => {
            let found = (0..state.found.len()).map(|place| place.to_string());
            found
                .chain(fixed(state, guide).into_iter().map(|choice| choice.id.clone()))
                .collect()
        }
        P::Leave if state.is_unsaved() => ["try-again", "choose-folder", "leave-unsaved", "stay"]
            .map(str::to_owned)
            .to_vec(),
        _ => fixed(state, guide)
            .into_iter()
            .map(|choice| choice.id.clone())
            .collect(),
    }
}

fn doubt_ids(state: &State, guide: &Guide) -> Vec<String> {
    let pending = state.doubt.as_ref();
    pending.map_or(vec![], |pending| {
        guide
            .doubt(pending.doubt.slug())
            .choices
            .iter()
            .map(|choice| choice.id.clone())
            .collect()
    })
}

/// The choices that the guide lists, less those that do not fit now.
fn fixed<'g>(state: &State, guide: &'g Guide) -> Vec<&'g ChoiceWords> {
    let fits = |choice: &&ChoiceWords| match (state.at.page, choice.id.as_str()) {
        (P::Start, "all-sites") => false,
        (P::OwnerEmailWait, "write-another") => {
            let email = OwnerEmailId::at(state.at.person);
            email.is_some_and(|email| state.answers.requests.get(email.request()).is_ready())
        }
        (P::FileTrouble, "open-copy") => state.trouble.as_ref().is_some_and(|trouble| trouble.has_copy),
        (P::FileTrouble, "look-only") => state.trouble.as_ref().is_some_and(|trouble| trouble.can_look),
        (P::PeopleColumn | P::PeopleFound, id) => import::fits(state, id),
        _ => true,
    };
    guide
        .page(state.at.page.slug())
        .choices
        .iter()
        .filter(fits)
        .collect()
}

/// What can be chosen, with its words.
pub(super) fn options(state: &State, telling: &Telling<'_>) -> Options {
    let guide = telling.guide;
    let role = state.answers.role();
    let choices = match state.at.page {
        P::Check => doubt_choices(state, guide),
        P::Leave if state.is_unsaved() => unsaved_choices(guide),
        page => {
            let found = matches!(page, P::Start | P::OpenFile)
                .then(|| found_choices(state, telling))
                .unwrap_or_default();
            let columns = import::column_choices(state, guide);
            let words = fixed(state, guide).into_iter().map(|choice| Choice {
                id: choice.id.clone(),
                label: telling.fill(label_of(state, guide, choice).for_role(role)),
                hint: owner_email_hint(state, guide, &choice.id)
                    .or_else(|| choice.hint.as_ref().map(|hint| telling.fill(hint.for_role(role)))),
                next: choice.next.as_ref().map(|next| telling.fill(next.for_role(role))),
                apart: choice.id == "not-known",
            });
            found.into_iter().chain(columns).chain(words).collect()
        }
    };
    let chosen = slot(&state.answers, state.at).and_then(super::slot::Slot::chosen);
    let chosen = chosen.and_then(|slug| choices.iter().position(|choice| choice.id == slug));
    Options { choices, chosen }
}

/// How an email of an owner stands, once it has been sent.
fn owner_email_hint(state: &State, guide: &Guide, id: &str) -> Option<String> {
    let email = OwnerEmailId::from_slug(id).filter(|_| state.at.page == P::OwnerEmails)?;
    let request = state.answers.requests.get(email.request());
    let sent_on = day_in_words(&request.sent_on)?;
    if request.is_ready() {
        return Some(guide.say("owner-email.answered", &[("sent-on", sent_on)]));
    }
    let chase_on = request.chase_from().map(when::in_words)?;
    Some(guide.say(
        "owner-email.waiting",
        &[("sent-on", sent_on), ("chase-on", chase_on)],
    ))
}

/// What a choice is called: "It has been sent" is "I have rung" where a call is chased.
fn label_of<'g>(state: &State, guide: &'g Guide, choice: &'g ChoiceWords) -> &'g crate::guide::Words {
    let rung = guide
        .page(P::AccessCall.slug())
        .choices
        .iter()
        .find(|other| other.id == choice.id);
    rung.filter(|_| state.chases_by_phone())
        .map_or(&choice.label, |rung| &rung.label)
}

pub(super) fn plain_choice(id: &str, label: &str) -> Choice {
    Choice {
        id: id.to_owned(),
        label: label.to_owned(),
        hint: None,
        next: None,
        apart: false,
    }
}

fn doubt_choices(state: &State, guide: &Guide) -> Vec<Choice> {
    let pending = state.doubt.as_ref();
    pending.map_or(vec![], |pending| {
        guide
            .doubt(pending.doubt.slug())
            .choices
            .iter()
            .map(|choice| plain_choice(&choice.id, &choice.label))
            .collect()
    })
}

fn unsaved_choices(guide: &Guide) -> Vec<Choice> {
    [
        ("try-again", guide.word("buttons.try-again")),
        ("choose-folder", guide.word("buttons.choose-folder")),
        ("leave-unsaved", guide.word("buttons.leave-unsaved")),
        ("stay", guide.word("buttons.stay")),
    ]
    .map(|(id, label)| plain_choice(id, label))
    .to_vec()
}

fn found_choices(state: &State, telling: &Telling<'_>) -> Vec<Choice> {
    state
        .found
        .iter()
        .enumerate()
        .map(|(place, file)| found_choice(place, file, telling))
        .collect()
}

/// One file found: the site's name, when and by whom it was saved, and what comes next.
fn found_choice(place: usize, file: &FoundFile, telling: &Telling<'_>) -> Choice {
    let guide = telling.guide;
    let file_name = file
        .path
        .file_name()
        .map(|name| tidy::visible(&name.to_string_lossy()))
        .unwrap_or_default();
    let (label, hint) = match &file.holds {
        Err(problem) => (file_name, guide.message(problem)),
        Ok(progress) => {
            let name = progress
                .answers
                .site_name()
                .unwrap_or(guide.word("start.unnamed-site"));
            let code = progress
                .answers
                .code()
                .map(|code| format!("  {code}"))
                .unwrap_or_default();
            let site = format!("{name}{code}");
            let label = file.copy.as_ref().map_or(site.clone(), |mark| {
                guide.say("start.copy", &[("site", site), ("mark", mark.clone())])
            });
            (label, saved_line(progress, telling))
        }
    };
    Choice {
        hint: Some(hint),
        ..plain_choice(&place.to_string(), &label)
    }
}

fn saved_line(progress: &super::event::Progress, telling: &Telling<'_>) -> String {
    let guide = telling.guide;
    let next = super::todo::next_step(&progress.answers, guide, telling.now.date_naive()).words;
    let date = progress
        .saved_at
        .map(|at| when::in_words(at.date_naive()))
        .unwrap_or_default();
    let slots = [
        ("date", date),
        ("person", progress.saved_by.clone()),
        ("next-step", next),
    ];
    let settled = super::plan::plan(&progress.answers)
        .tasks()
        .all(|task| task.status.is_settled());
    let id = if settled {
        "start.saved-done"
    } else if progress.saved_by.is_empty() {
        "start.saved"
    } else {
        "start.saved-by"
    };
    guide.say(id, &slots)
}

/// The lines of a page with lines to mark.
pub(super) fn tick_items(state: &State, guide: &Guide) -> Vec<TickItem> {
    if state.at.page == P::PeopleWorksHere {
        return people_items(state, guide);
    }
    let role = state.answers.role();
    let leaver = state
        .answers
        .audit
        .people
        .get(state.at.person)
        .is_some_and(crate::domain::people::Person::is_leaver);
    let marks = &guide.page(state.at.page.slug()).marks;
    let line = |words: &crate::guide::LineWords| {
        let mark = ticks::mark(&state.answers, state.at, &words.id);
        let on =
            ticks::day(&state.answers, state.at, &words.id).filter(|_| state.at.page == P::PersonLeaverSteps);
        TickItem {
            id: words.id.clone(),
            label: words.label.for_role(role).to_owned(),
            mark: mark.map(|slug| marks.iter().position(|mark| mark.id == slug).unwrap_or(0)),
            note: on.map(when::in_words),
        }
    };
    let fits = |words: &&crate::guide::LineWords| words.id != "leaver-marked" || leaver;
    guide
        .page(state.at.page.slug())
        .items
        .iter()
        .filter(fits)
        .map(line)
        .collect()
}

/// Those on the table who had no answer when the page was opened, a line each.
fn people_items(state: &State, guide: &Guide) -> Vec<TickItem> {
    let marks = &guide.page(P::PeopleWorksHere.slug()).marks;
    let line = |&place: &usize| {
        let person = state.answers.audit.people.get(place)?;
        let id = place.to_string();
        let mark = ticks::mark(&state.answers, state.at, &id);
        Some(TickItem {
            label: person.listed_name().to_owned(),
            mark: mark.and_then(|slug| marks.iter().position(|mark| mark.id == slug)),
            note: None,
            id,
        })
    };
    state.unsaid.iter().filter_map(line).collect()
}

/// What an answer is called on the lists of answers: the label of its choice, or the text itself.
pub(super) fn answer_words(answers: &Answers, guide: &Guide, at: Position) -> Option<String> {
    let slot = slot(answers, at)?;
    let Some(slug) = slot.chosen() else {
        return slot.given().filter(|text| !text.is_empty());
    };
    let choices = &guide.page(at.page.slug()).choices;
    let label = choices
        .iter()
        .find(|choice| choice.id == slug)
        .map(|choice| choice.label.for_role(answers.role()));
    Some(label.unwrap_or(slug).to_owned())
}
