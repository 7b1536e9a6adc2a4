//! Check pages: an answer that looks odd is asked about, never refused. The new answers wait beside the old until the
//! person has settled the doubt.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::accept;
use super::answers::{Answers, known};
use super::around;
use super::effect::{Effect, IfThere};
use super::event::FoundFile;
use super::page_id::PageId as P;
use super::paper::Paper;
use super::plan::plan;
use super::slots::Position;
use super::state::{Refused, State};
use super::task::TaskId;
use super::todo;
use crate::domain::address::MailboxAddress;
use crate::domain::choice::Choice as _;
use crate::domain::people::{Action, Person};
use crate::domain::site::{ServiceKind, SiteHistory, YesNo};
use crate::domain::told::Told;
use crate::domain::verdict::Doubt;
use crate::guide::Guide;

/// Days before the last day from which it is asked about when the site is opened (ours).
const CLOSE: i64 = 7;

/// A doubt that waits to be settled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pending {
    /// Which.
    pub(super) doubt: Doubt,
    /// The page that raised it.
    pub(super) at: Position,
    /// The answers as they will be if the person keeps to them.
    pub(super) proposal: Answers,
    /// The paper whose file is there, and the file.
    pub(super) paper: Option<(Paper, PathBuf)>,
    /// The places of two files of one site.
    pub(super) twins: Option<(usize, usize)>,
}

type Ordered = Result<Vec<Effect>, Refused>;

/// Puts a check page in front.
pub(super) fn raise(state: &mut State, doubt: Doubt, proposal: Answers) {
    state.notice = None;
    state.doubt = Some(Box::new(Pending {
        doubt,
        at: state.at,
        proposal,
        paper: None,
        twins: None,
    }));
    state.go(Position::page(P::Check));
}

/// A file of that name is there.
pub(super) fn replace_file(state: &mut State, paper: Paper, path: PathBuf) {
    raise(state, Doubt::ReplaceFile, state.answers.clone());
    if let Some(pending) = &mut state.doubt {
        pending.paper = Some((paper, path));
    }
}

/// Two files are of one site.
pub(super) fn same_site_twice(state: &mut State, this: usize, that: usize) {
    raise(state, Doubt::SameSiteTwice, state.answers.clone());
    if let Some(pending) = &mut state.doubt {
        pending.twins = Some((this, that));
    }
}

/// One of two files of one site is opened, or both are held side by side.
fn one_of_twins(state: &mut State, twins: Option<(usize, usize)>, id: &str) -> Vec<Effect> {
    let Some((this, that)) = twins else { return vec![] };
    if id == "look-both" {
        let other = state.found.get(that).and_then(|file| file.holds.clone().ok());
        state.merge_with = other.map(Box::new);
    }
    around::open_place(state, if id == "use-that" { that } else { this })
}

/// Someone is to be taken off the list.
pub(super) fn take_off(state: &mut State, place: usize) {
    let mut proposal = state.answers.clone();
    if state.at.page == P::People {
        proposal.audit.people.remove(place);
    } else {
        proposal.register.people.remove(place);
    }
    raise(state, Doubt::TakeOffList, proposal);
    if let Some(pending) = &mut state.doubt {
        pending.at.person = place;
    }
}

/// What the list of people makes us ask, on the way on from what it means.
pub(super) fn about_the_list(state: &State) -> Option<Doubt> {
    let people = &state.answers.audit.people;
    let stay = people.iter().filter(|person| person.stays()).count();
    let owners = people.iter().filter(|person| person.is_staying_owner()).count();
    let doubt = if stay < 2 {
        Doubt::TooFewPeople
    } else if owners < 2 {
        Doubt::OneOwner
    } else {
        return None;
    };
    (!state.answers.kept.contains(doubt.slug())).then_some(doubt)
}

/// Asked when a site is opened with few days left for its new account, once a day at most (S42, 24 November 2022).
pub(super) fn about_the_deadline(state: &mut State, today: chrono::NaiveDate) {
    let Some(by) = todo::finish_account_by(&state.answers) else {
        return;
    };
    let close = (by - today).num_days() <= CLOSE;
    if close && by >= today && state.answers.account.deadline_put_off_on != Some(today) {
        raise(state, Doubt::DeadlineClose, state.answers.clone());
    }
}

/// One of the four answers that the plan turns on was changed, and something was answered after it.
pub(super) fn changes_the_plan(state: &State, proposal: &Answers) -> bool {
    let page = state.at.page;
    if !matches!(
        page,
        P::SiteHistory | P::ManagedBy | P::YourAccount | P::MailboxAccess
    ) {
        return false;
    }
    let answered = super::slots::slot(&state.answers, state.at).is_some_and(|slot| slot.given().is_some());
    answered && !changed_tasks(&state.answers, proposal).is_empty() && later_answers(&state.answers, page) > 0
}

/// The tasks whose pages are others than before.
pub(super) fn changed_tasks(old: &Answers, new: &Answers) -> Vec<TaskId> {
    let (old, new) = (plan(old), plan(new));
    TaskId::ALL
        .iter()
        .copied()
        .filter(|&task| old.task(task).pages != new.task(task).pages)
        .collect()
}

/// How many answers have been given after a page.
pub(super) fn later_answers(answers: &Answers, page: P) -> usize {
    let given = |&&other: &&P| {
        other > page
            && super::slots::slot(answers, Position::page(other)).is_some_and(|slot| slot.given().is_some())
    };
    super::slots::ASKING.iter().filter(given).count()
}

/// One of the check page's choices was taken.
pub(super) fn settle(state: &mut State, now: DateTime<FixedOffset>, id: &str) -> Ordered {
    let Some(pending) = state.doubt.take() else {
        state.go(Position::page(P::Hub));
        return Ok(vec![]);
    };
    let Pending {
        doubt,
        at,
        mut proposal,
        paper,
        twins,
    } = *pending;
    state.go(at);
    match (doubt, id) {
        (Doubt::SameSiteTwice, id) => return Ok(one_of_twins(state, twins, id)),
        (Doubt::ReplaceFile, "replace") => return Ok(write(paper, IfThere::Replace)),
        (Doubt::ReplaceFile, _) => return Ok(write(paper, IfThere::NewName)),
        (Doubt::TakeOffList, "take-off") => taken_off(state, now, at.person, proposal)?,
        (Doubt::OneOwner, "second-owner") => state.go(Position::page(P::People)),
        (Doubt::TooFewPeople, "add-person") => {
            state.go(Position {
                page: P::PersonName,
                person: state.answers.audit.people.len(),
            });
        }
        (Doubt::DeadlineClose, "do-it-now") => state.go(Position::page(P::PolicySteps)),
        (Doubt::DeadlineClose, _) => {
            proposal.account.deadline_put_off_on = Some(now.date_naive());
            state.commit(now, proposal)?;
        }
        (Doubt::MailboxCodeDiffers, "change-code") => change_one(state, now, P::OdsCode, proposal)?,
        (Doubt::MailboxCodeDiffers, "change-mailbox") => {
            change_one(state, now, P::MailboxOtherAddress, proposal)?;
        }
        (Doubt::TakeOffList, _) | (_, "change" | "change-note" | "go-back") => {}
        (_, id) => {
            settled(doubt, id, at, &mut proposal);
            let plan_changes = doubt != Doubt::PlanChanges && changes_the_plan(state, &proposal);
            if plan_changes {
                raise(state, Doubt::PlanChanges, proposal);
            } else if let Some(next) = another_doubt(doubt, id, at, &proposal) {
                raise(state, next, proposal);
            } else {
                accept::keep(state, now, proposal)?;
            }
        }
    }
    Ok(vec![])
}

fn write(paper: Option<(Paper, PathBuf)>, if_there: IfThere) -> Vec<Effect> {
    paper
        .map(|(paper, _)| Effect::Write(paper, if_there))
        .into_iter()
        .collect()
}

/// Goes to change one of two answers that differ. The other one, when it was just given, is kept.
fn change_one(
    state: &mut State,
    now: DateTime<FixedOffset>,
    page: P,
    mut proposal: Answers,
) -> Result<(), Refused> {
    if state.at.page != page {
        if page == P::MailboxOtherAddress && proposal.code().is_some() {
            proposal.mailbox.usual_address = Some(YesNo::No);
        }
        state.commit(now, proposal)?;
        state.go(Position::page(page));
    }
    Ok(())
}

/// The line stays in the history.
fn taken_off(
    state: &mut State,
    now: DateTime<FixedOffset>,
    place: usize,
    mut proposal: Answers,
) -> Result<(), Refused> {
    let at = Position {
        person: place,
        ..state.at
    };
    let old = super::telling::person_at(&state.answers, at).unwrap_or_default();
    proposal.take_down(at.page, old, String::new(), now);
    state.commit(now, proposal)
}

/// What a choice on a check page does to the answers that wait.
fn settled(doubt: Doubt, id: &str, at: Position, proposal: &mut Answers) {
    match (doubt, id) {
        (Doubt::OtherCode, "hospice") => proposal.site.kind = Some(ServiceKind::Hospice),
        (Doubt::LookAlikeLetter, "number") => {
            if let Some(code) =
                known(&proposal.site.ods_code).map(crate::domain::ods::OdsCode::with_number_for_letter)
            {
                proposal.site.ods_code = Some(Told::Is(code));
            }
            return;
        }
        (Doubt::UsedBefore, "used-before") => {
            proposal.site.history = Some(SiteHistory::Past);
            return;
        }
        (Doubt::LeaverKept, "remove") => {
            set_action(proposal, at, Action::Remove);
            return;
        }
        (Doubt::LeaverKept, _) => {
            set_action(proposal, at, Action::Keep);
            return;
        }
        (Doubt::CodeFromAddress, _) => {
            let address = proposal.code().map(MailboxAddress::for_code);
            proposal.mailbox.address = address.map(Told::Is);
            return;
        }
        (Doubt::PlanChanges | Doubt::OldDate | Doubt::FarDate, _) => return,
        _ => {}
    }
    proposal.kept.insert(if id == "not-known" {
        todo::not_known(doubt)
    } else {
        doubt.slug().to_owned()
    });
}

fn set_action(answers: &mut Answers, at: Position, action: Action) {
    if let Some(person) = answers.audit.people.get_mut(at.person) {
        let person: &mut Person = person;
        person.action = Some(action);
    }
}

/// A code taken from an address may itself look odd.
fn another_doubt(doubt: Doubt, id: &str, at: Position, proposal: &Answers) -> Option<Doubt> {
    if at.page != P::OdsCode || (doubt, id) != (Doubt::CodeFromAddress, "use") {
        return None;
    }
    let code = proposal.code()?;
    crate::domain::ods::OdsCode::read(code.as_str(), proposal.is_hospice()).doubt()
}

/// What the check page asks.
pub(super) fn words(state: &State, pending: &Pending, guide: &Guide) -> String {
    guide.doubt_words(pending.doubt.slug(), &slots(state, pending, guide))
}

fn slots(state: &State, pending: &Pending, guide: &Guide) -> Vec<(&'static str, String)> {
    let Pending {
        doubt,
        at,
        proposal,
        paper,
        twins,
    } = pending;
    let twin = twins.and_then(|(this, _)| state.found.get(this));
    let twin = twin.and_then(|file| file.holds.as_ref().ok());
    let code = twin.map_or(proposal.code(), |progress| progress.answers.code());
    let mut slots: Vec<(&'static str, String)> =
        vec![("code", code.map(ToString::to_string).unwrap_or_default())];
    let mut add = |slot, value: Option<String>| slots.extend(value.map(|value| (slot, value)));
    match doubt {
        Doubt::LookAlikeLetter => {
            let pair = code.and_then(crate::domain::ods::OdsCode::look_alike);
            add("letter", pair.map(|(letter, _)| letter.to_string()));
            add("number", pair.map(|(_, number)| number.to_string()));
            add("spelled", code.map(crate::domain::ods::OdsCode::spelled));
        }
        Doubt::MailboxCodeDiffers | Doubt::MailboxParentCode => {
            let address = known(&proposal.mailbox.address);
            add(
                "mailbox-code",
                address.map(|address| mailbox_code(&address.to_string())),
            );
        }
        Doubt::OldDate | Doubt::FarDate => {
            let day = super::slots::slot(proposal, *at).and_then(super::slot::Slot::day);
            add("date", day.map(crate::domain::when::in_words));
            let years = day.zip(state.asked_on).map(|(day, now)| {
                crate::domain::when::whole_years_between(day.min(now), day.max(now)).to_string()
            });
            add("years", years);
        }
        Doubt::UsedBefore => {
            let mailbox = known(&proposal.mailbox.address).map(ToString::to_string);
            add(
                "address",
                mailbox.or_else(|| known(&proposal.account.address).map(ToString::to_string)),
            );
        }
        Doubt::LeaverKept | Doubt::TakeOffList => {
            add("person", super::telling::person_at(&state.answers, *at));
        }
        Doubt::DeadlineClose => {
            add(
                "deadline",
                todo::finish_account_by(&state.answers).map(crate::domain::when::in_words),
            );
        }
        Doubt::PlanChanges => {
            let steps = changed_tasks(&state.answers, proposal);
            add("steps", Some(steps_words(guide, &steps)));
            let later = later_answers(&state.answers, at.page).to_string();
            add(
                "answers",
                Some(guide.say("check-answers.earlier", &[("n", later)])),
            );
        }
        Doubt::ReplaceFile => {
            let name = paper.as_ref().and_then(|(_, path)| path.file_name());
            add("file", name.map(|name| name.to_string_lossy().into_owned()));
        }
        Doubt::SameSiteTwice => {
            let twin = |place: usize| state.found.get(place).map(|file| twin_words(guide, file));
            let (one, other) = twins.unwrap_or_default();
            add("one", twin(one));
            add("other", twin(other));
        }
        Doubt::ParentCode
        | Doubt::DentalCode
        | Doubt::OtherCode
        | Doubt::CodeFromAddress
        | Doubt::OneOwner
        | Doubt::TooFewPeople
        | Doubt::NoteLooksSecret => {}
    }
    slots
}

/// A file's name, and when it was saved.
fn twin_words(guide: &Guide, file: &FoundFile) -> String {
    let name = file
        .path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let saved = file.holds.as_ref().ok().and_then(|progress| progress.saved_at);
    let date = saved
        .map(|at| crate::domain::when::in_words(at.date_naive()))
        .unwrap_or_default();
    guide.say("merge.twin", &[("file", name), ("date", date)])
}

/// What stands for the code in care.CODE@nhs.net, whatever it is.
fn mailbox_code(address: &str) -> String {
    let local = address.split('@').next().unwrap_or_default();
    local
        .split_once('.')
        .map_or(local, |(_, code)| code)
        .to_uppercase()
}

/// "step 2", "steps 2 and 7".
fn steps_words(guide: &Guide, steps: &[TaskId]) -> String {
    let numbers: Vec<String> = steps.iter().map(|step| step.number().to_string()).collect();
    match numbers.as_slice() {
        [] => String::new(),
        [one] => guide.say("hub.step", &[("n", one.clone())]),
        [first @ .., last] => guide.say(
            "hub.steps",
            &[("first", first.join(", ")), ("last", last.clone())],
        ),
    }
}
