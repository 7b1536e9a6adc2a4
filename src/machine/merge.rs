//! Two files of one site, held side by side. What only one of them says is taken over; where both say something and
//! not the same, the person is asked, one difference at a time, and both values go to the history.

use chrono::{DateTime, FixedOffset};

use super::answers::{Answers, Change};
use super::event::Progress;
use super::owner_email::OwnerEmailId;
use super::page_id::PageId as P;
use super::request::RequestId;
use super::slots::{ASKING, Position, slot, slot_mut};
use super::state::{Refused, State};
use super::task::TaskId;
use super::ticks;
use crate::domain::choice::Choice as _;
use crate::domain::people::{Applicant, Person};

/// A merge under way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Merge {
    /// What the other file holds.
    pub(super) other: Progress,
    /// Where they differ: the place in ours and in theirs.
    pub(super) differences: Vec<(Position, Position)>,
    /// The difference that is shown.
    pub(super) shown: usize,
}

impl Merge {
    /// The difference that is shown.
    pub(super) fn difference(&self) -> Option<(Position, Position)> {
        self.differences.get(self.shown).copied()
    }
}

/// Takes over what only the other file says, and finds where the two differ.
pub(super) fn begin(state: &mut State, now: DateTime<FixedOffset>, other: Progress) -> Result<(), Refused> {
    let mut ours = state.answers.clone();
    take_over(&mut ours, &other.answers);
    let differences = pairs(&ours, &other.answers).filter(|&(at, from)| {
        let given = |answers: &Answers, at| slot(answers, at).and_then(super::slot::Slot::given);
        given(&ours, at) != given(&other.answers, from) && given(&other.answers, from).is_some()
    });
    let differences = differences.collect();
    state.commit(now, ours)?;
    state.merge = Some(Box::new(Merge {
        other,
        differences,
        shown: 0,
    }));
    Ok(())
}

/// Keeps one of the two values, or the newer when the person does not know. True when it was the last difference.
pub(super) fn settle(state: &mut State, now: DateTime<FixedOffset>, id: &str) -> Result<bool, Refused> {
    let Some(merge) = state.merge.clone() else {
        return Ok(true);
    };
    let Some((at, from)) = merge.difference() else {
        return Ok(true);
    };
    let theirs_is_newer = merge.other.saved_at > state.site.saved_at;
    let take_theirs = id == "keep-that" || id == "not-known" && theirs_is_newer;
    let mut answers = state.answers.clone();
    let given = |answers: &Answers, at| {
        slot(answers, at)
            .and_then(super::slot::Slot::given)
            .unwrap_or_default()
    };
    let (ours, theirs) = (given(&answers, at), given(&merge.other.answers, from));
    let (old, new) = if take_theirs {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    if take_theirs {
        copy(&mut answers, at, &merge.other.answers, from);
    }
    answers.take_down(at.page, old, new, now);
    state.commit(now, answers)?;
    let last = merge.shown + 1 >= merge.differences.len();
    state.merge = (!last).then(|| {
        Box::new(Merge {
            shown: merge.shown + 1,
            ..*merge
        })
    });
    Ok(last)
}

/// Every answer that the other file gives, with where it stands in ours. People go by their names.
fn pairs<'a>(ours: &'a Answers, theirs: &'a Answers) -> impl Iterator<Item = (Position, Position)> + 'a {
    ASKING.iter().flat_map(move |&page| {
        let pairs: Vec<(usize, usize)> = if page.is_about_a_person() {
            let names = |answers: &Answers| -> Vec<String> {
                answers
                    .audit
                    .people
                    .iter()
                    .map(|p| p.listed_name().to_lowercase())
                    .collect()
            };
            same_names(&names(ours), &names(theirs))
        } else if page.is_about_an_applicant() {
            let names = |answers: &Answers| -> Vec<String> {
                answers
                    .register
                    .people
                    .iter()
                    .map(|p| p.listed_name().to_lowercase())
                    .collect()
            };
            same_names(&names(ours), &names(theirs))
        } else if page.is_about_an_owner_email() {
            (0..OwnerEmailId::ALL.len()).map(|place| (place, place)).collect()
        } else {
            vec![(0, 0)]
        };
        pairs
            .into_iter()
            .map(move |(ours, theirs)| (Position { page, person: ours }, Position { page, person: theirs }))
    })
}

fn same_names(ours: &[String], theirs: &[String]) -> Vec<(usize, usize)> {
    let there = |name: &String| theirs.iter().position(|other| other == name);
    ours.iter()
        .enumerate()
        .filter_map(|(place, name)| Some((place, there(name)?)))
        .collect()
}

/// The page belongs to a request that was begun anew in ours: what an older file says of it is about the one before.
fn is_begun_anew(ours: &Answers, at: Position) -> bool {
    let of_email = OwnerEmailId::at(at.person).filter(|_| at.page.is_about_an_owner_email());
    let request = of_email
        .map(OwnerEmailId::request)
        .or_else(|| Some(RequestId::of(at)?.0));
    request.is_some_and(|id| ours.requests.get(id).is_begun_anew())
}

fn copy(answers: &mut Answers, at: Position, theirs: &Answers, from: Position) {
    if let (Some(slot), Some(other)) = (slot_mut(answers, at), slot(theirs, from)) {
        slot.copy(other);
    }
}

/// The names have this one, whatever its case.
fn has<'a>(mut names: impl Iterator<Item = &'a str>, name: &str) -> bool {
    names.any(|other| other.to_lowercase() == name.to_lowercase())
}

/// Takes what only the other file says.
fn take_over(ours: &mut Answers, theirs: &Answers) {
    let person_is_new =
        |name: &str| !name.is_empty() && !has(ours.audit.people.iter().map(Person::listed_name), name);
    let new: Vec<_> = theirs
        .audit
        .people
        .iter()
        .filter(|p| person_is_new(p.listed_name()))
        .cloned()
        .collect();
    ours.audit.people.extend(new);
    let is_new =
        |name: &str| !name.is_empty() && !has(ours.register.people.iter().map(Applicant::listed_name), name);
    let new: Vec<_> = theirs
        .register
        .people
        .iter()
        .filter(|p| is_new(p.listed_name()))
        .cloned()
        .collect();
    ours.register.people.extend(new);
    let gaps: Vec<(Position, Position)> = pairs(ours, theirs)
        .filter(|&(at, _)| {
            slot(ours, at).is_some_and(|slot| slot.given().is_none()) && !is_begun_anew(ours, at)
        })
        .collect();
    for (at, from) in gaps {
        copy(ours, at, theirs, from);
    }
    for &page in P::ALL {
        let at = Position::page(page);
        for item in ticks::items(page).iter().filter(|_| !page.is_about_a_person()) {
            let unmarked = ticks::mark(ours, at, item).is_none() && !ticks::any(ours, page);
            if let Some(mark) = ticks::mark(theirs, at, item).filter(|_| unmarked) {
                ticks::set(ours, at, item, Some(mark), chrono::NaiveDate::default());
            }
        }
    }
    for &task in TaskId::ALL {
        let on = theirs.finished.on(task);
        let place = ours.finished.on_mut(task);
        // Who has access is checked again and again, and the last time counts.
        *place = if task == TaskId::CheckAccess {
            (*place).max(on)
        } else {
            place.or(on)
        };
    }
    for &id in RequestId::ALL {
        let (request, other) = (ours.requests.get_mut(id), theirs.requests.get(id));
        if request.is_begun_anew() {
            continue;
        }
        request.how = request.how.or(other.how);
        request.chased_on = request.chased_on.max(other.chased_on);
        let new = other.past.iter().filter(|past| !request.past.contains(past));
        let new: Vec<_> = new.cloned().collect();
        request.past.extend(new);
        request.past.sort_by_key(|past| past.on);
    }
    ours.record.made_on = ours.record.made_on.max(theirs.record.made_on);
    ours.kept.extend(theirs.kept.iter().cloned());
    let new: Vec<Change> = theirs
        .history
        .iter()
        .filter(|change| !ours.history.contains(change))
        .cloned()
        .collect();
    ours.history.extend(new);
    ours.history.sort_by_key(|change| change.at);
}
