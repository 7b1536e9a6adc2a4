//! From state and guide to the page that is shown.

mod answers;
mod ask;
mod blocks;
mod found;
pub(super) mod hub;

use chrono::{DateTime, FixedOffset};

use super::around;
use super::page::{Hub, Page};
use super::page_id::PageId as P;
use super::plan::plan;
use super::state::State;
use super::task::TaskId;
use super::telling::Telling;
use super::title;
use crate::domain::when;
use crate::guide::Guide;

/// The page that is shown.
pub(super) fn page(state: &State, guide: &Guide, now: DateTime<FixedOffset>) -> Page {
    let telling = Telling {
        state,
        at: state.at,
        guide,
        now,
    };
    let words = guide.page(state.at.page.slug());
    let role = state.answers.role();
    let site = state.answers.site_name().unwrap_or_default();
    Page {
        at: state.at,
        task: state.at.page.task(),
        site: if state.is_practice() {
            guide.say("header.practice-site", &[("site", site.to_owned())])
        } else {
            site.to_owned()
        },
        code: state.answers.code().map(ToString::to_string).unwrap_or_default(),
        part: part(state, guide),
        title: telling.fill(words.title.for_role(role)),
        body: blocks::of_page(&telling, &words.body),
        ask: ask::ask(&telling),
        back: back_words(state, guide),
        forward: forward_words(state, guide),
        notice: state.notice.as_ref().map(|message| guide.message(message)),
        saved: saved(&telling),
        banner: banner(state, guide),
        help: words
            .help
            .iter()
            .map(|help| telling.fill(help.for_role(role)))
            .collect(),
    }
}

/// The steps, as the hub lists them.
pub(super) fn steps(state: &State, guide: &Guide, now: DateTime<FixedOffset>) -> Hub {
    hub::hub(&Telling {
        state,
        at: state.at,
        guide,
        now,
    })
}

fn part(state: &State, guide: &Guide) -> String {
    match state.at.page.task() {
        Some(task) => title::of(&state.answers, guide, task).to_owned(),
        None if matches!(state.at.page, P::Who | P::WhoHelps | P::SiteName | P::OdsCode) => {
            guide.word("header.about-site").to_owned()
        }
        None => String::new(),
    }
}

fn back_words(state: &State, guide: &Guide) -> Option<String> {
    let to_steps = state.changing.is_none() && state.at.page.task().is_some_and(|task| first_of(state, task));
    let id = match state.at.page {
        P::Start | P::Mode => return None,
        P::Hub => "buttons.back-to-start",
        _ if to_steps => "buttons.back-to-steps",
        _ => "buttons.back-mark",
    };
    Some(guide.word(id).to_owned())
}

fn first_of(state: &State, task: TaskId) -> bool {
    plan(&state.answers).task(task).pages.first() == Some(&state.at.page)
}

fn forward_words(state: &State, guide: &Guide) -> Option<String> {
    let id = match state.at.page {
        P::Hub => "buttons.open-step",
        P::DutyPeople | P::DutyUse | P::DutyHandover => "buttons.i-have-read",
        P::Record => return None,
        _ => "buttons.continue",
    };
    Some(guide.word(id).to_owned())
}

fn saved(telling: &Telling<'_>) -> String {
    let (state, guide) = (telling.state, telling.guide);
    if state.is_practice() {
        return guide.word("header.practice").to_owned();
    }
    if state.site.read_only.is_some() {
        return guide.word("header.read-only").to_owned();
    }
    if around::is_before_a_site(state.at.page) {
        return guide.say(
            "header.version",
            &[("version", env!("CARGO_PKG_VERSION").to_owned())],
        );
    }
    let Some(at) = state.site.saved_at else {
        return guide.word("header.not-saved").to_owned();
    };
    let time = when::clock_words(at.time());
    if state.is_unsaved() {
        return guide.say("header.not-saved-since", &[("saved-at", time)]);
    }
    if at.date_naive() == telling.now.date_naive() {
        return guide.say("header.saved", &[("saved-at", time)]);
    }
    guide.say(
        "header.saved-on",
        &[("date", when::in_words(at.date_naive())), ("saved-at", time)],
    )
}

fn banner(state: &State, guide: &Guide) -> Option<String> {
    let unsaved = if state.at.page == P::Leave {
        around::left_unsaved(state)
    } else {
        state.unsaved_by_now().into_iter().cloned().collect()
    };
    let lines: Vec<String> = unsaved
        .iter()
        .chain(&state.passed_over)
        .map(|message| guide.message(message))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
