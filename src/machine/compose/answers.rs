//! All answers, to check, by task.

use crate::domain::site::Role;
use crate::machine::page::{AnswerLine, Section};
use crate::machine::page_id::PageId as P;
use crate::machine::plan::{TaskStatus, plan};
use crate::machine::slots::{Position, slot};
use crate::machine::task::TaskId;
use crate::machine::telling::Telling;
use crate::machine::{open, people, ticks, title};

/// All answers, by task.
pub(super) fn sections(telling: &Telling<'_>) -> Vec<Section> {
    let (state, guide) = (telling.state, telling.guide);
    let mut about = vec![P::Who, P::SiteName, P::OdsCode];
    if state.answers.role() == Role::Helping {
        about.insert(1, P::WhoHelps);
    }
    let mut sections = vec![section(telling, guide.word("header.about-site"), &about)];
    for task in plan(&state.answers).tasks() {
        let can_start = !matches!(task.status, TaskStatus::CannotStartYet { .. });
        if can_start && task.id != TaskId::YourRecord {
            sections.push(section(
                telling,
                title::of(&state.answers, guide, task.id),
                &task.pages,
            ));
        }
    }
    sections.retain(|section| !section.lines.is_empty());
    sections
}

fn section(telling: &Telling<'_>, title: &str, pages: &[P]) -> Section {
    let lines = pages
        .iter()
        .filter_map(|&page| answer_line(telling, Position::page(page)))
        .collect();
    Section {
        title: title.to_owned(),
        lines,
    }
}

/// An answer, to check. Pages that ask for nothing have none.
fn answer_line(telling: &Telling<'_>, at: Position) -> Option<AnswerLine> {
    let (state, guide) = (telling.state, telling.guide);
    let words = guide.page(at.page.slug());
    let question = Telling { at, ..*telling }.fill(words.title.for_role(state.answers.role()));
    let missing = open::is_open(&state.answers, at);
    let answer = match at.page {
        page if page.task().is_some_and(|task| P::finished(task) == Some(page)) => return None,
        P::People => Some(people::audit_table(&state.answers, guide).total),
        P::RegisterPeople => Some(people::applicants_table(&state.answers, guide).total),
        P::DutyPeople | P::DutyUse | P::DutyHandover => {
            ticks::any(&state.answers, at.page).then(|| guide.word("answer.yes").to_owned())
        }
        page if ticks::is_ticked(page) => ticked_words(telling, at),
        _ => {
            slot(&state.answers, at)?;
            telling.answer(at)
        }
    };
    let add = || {
        let what = words
            .label
            .clone()
            .unwrap_or_else(|| guide.word("check-answers.an-answer").to_owned());
        if missing {
            guide.say("check-answers.add", &[("what", what)])
        } else {
            guide.word("answer.empty").to_owned()
        }
    };
    Some(AnswerLine {
        at,
        question,
        answer: answer.unwrap_or_else(add),
        missing,
    })
}

/// The lines that are marked, in words.
fn ticked_words(telling: &Telling<'_>, at: Position) -> Option<String> {
    let (state, guide) = (telling.state, telling.guide);
    let page = guide.page(at.page.slug());
    let role = state.answers.role();
    let line = |words: &crate::guide::LineWords| {
        let slug = ticks::mark(&state.answers, at, &words.id)?;
        let label = words.label.for_role(role);
        let mark = page
            .marks
            .iter()
            .find(|mark| mark.id == slug)
            .map(|mark| mark.label.for_role(role));
        Some(mark.map_or_else(|| label.to_owned(), |mark| format!("{label}: {mark}")))
    };
    let lines: Vec<String> = page.items.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}
