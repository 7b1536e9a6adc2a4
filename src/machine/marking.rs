//! Lines are marked, one or several at once, and on some pages none may be left without.

use chrono::{DateTime, FixedOffset};

use super::accept::nothing_given;
use super::page_id::PageId as P;
use super::state::{Refused, State};
use super::ticks;
use crate::domain::verdict::Message;
use crate::guide::Guide;

type Accepted = Result<(), Refused>;

/// A line was marked.
pub(super) fn ticked(
    state: &mut State,
    guide: &Guide,
    now: DateTime<FixedOffset>,
    item: usize,
    mark: Option<usize>,
) -> Accepted {
    let lines = super::options::tick_items(state, guide);
    let marks = &guide.page(state.at.page.slug()).marks;
    let mark = mark.map(|place| marks.get(place).map_or("yes", |mark| mark.id.as_str()));
    let Some(line) = lines.get(item) else {
        return Ok(());
    };
    let mut proposal = state.answers.clone();
    ticks::set(&mut proposal, state.at, &line.id, mark, now.date_naive());
    state.commit(now, proposal)
}

/// Several lines were marked alike.
pub(super) fn ticked_all(
    state: &mut State,
    guide: &Guide,
    now: DateTime<FixedOffset>,
    items: &[usize],
    mark: usize,
) -> Accepted {
    let lines = super::options::tick_items(state, guide);
    let marks = &guide.page(state.at.page.slug()).marks;
    let mark = marks.get(mark).map_or("yes", |mark| mark.id.as_str());
    let mut proposal = state.answers.clone();
    for line in items.iter().filter_map(|item| lines.get(*item)) {
        ticks::set(&mut proposal, state.at, &line.id, Some(mark), now.date_naive());
    }
    state.commit(now, proposal)
}

pub(super) fn every_line_marked(state: &State, guide: &Guide) -> Accepted {
    let lines = super::options::tick_items(state, guide);
    let unmarked = |line: &&super::page::TickItem| ticks::mark(&state.answers, state.at, &line.id).is_none();
    match state.at.page {
        P::ReadyList => match lines.iter().find(unmarked) {
            Some(line) => {
                Err(state.refuse(Message::new("ready.item.empty").with("item", line.label.clone())))
            }
            None => Ok(()),
        },
        P::PasswordDevices | P::PolicyDone if lines.iter().all(|line| unmarked(&line)) => {
            Err(nothing_given(state, guide))
        }
        _ => Ok(()),
    }
}
