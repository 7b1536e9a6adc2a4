//! Which page comes next, and which came before: worked out from the plan, so that it is the same after a restart.

use super::around;
use super::effect::Effect;
use super::import;
use super::open;
use super::owner_email::OwnerEmailId;
use super::page_id::PageId as P;
use super::person_run::{applicant_run, person_run};
use super::plan::{TaskStatus, plan};
use super::request::{Part, RequestId};
use super::slots::{Position, slot};
use super::state::State;
use super::task::TaskId;
use crate::domain::people::Person;
use crate::domain::site::Role;
use crate::domain::verdict::Message;

/// Goes on from a page that has been answered.
pub(super) fn forward(state: &mut State) {
    if let Some(base) = state.changing.clone() {
        return after_a_change(state, &base);
    }
    state.leavers_in_turn |= state.at.page == P::PeopleWorksHere;
    let next = following(state);
    state.leavers_in_turn &= next.page != P::People;
    state.go(next);
}

/// The page after the present one, by the answers as they are now.
fn following(state: &State) -> Position {
    let at = state.at;
    if let Some(wait) = aside_of_wait(at) {
        return wait;
    }
    if let Some(run) = run_of_one(state) {
        let next = run
            .iter()
            .position(|&page| page == at.page)
            .and_then(|place| to_ask(state, at.person, run.get(place + 1..)?));
        return next.map_or_else(|| after_a_person(state), |page| Position { page, ..at });
    }
    Position::page(match at.page {
        P::PeopleWorksHere => return after_a_person(state),
        P::Who if state.answers.role() == Role::Helping => P::WhoHelps,
        P::Who | P::WhoHelps => P::SiteName,
        P::SiteName => P::OdsCode,
        page => in_run_after(state, page).unwrap_or(P::Hub),
    })
}

/// What is asked about a leaver.
const ABOUT_LEAVING: [P; 5] = [
    P::PersonAddress,
    P::PersonLeftOn,
    P::PersonMovingOn,
    P::PersonAction,
    P::PersonKeptBecause,
];

/// The first of some pages about a person. What a list has told is not asked of leavers who come up one after another.
fn to_ask(state: &State, person: usize, pages: &[P]) -> Option<P> {
    let is_told = |page: P| {
        let slot = slot(&state.answers, Position { page, person });
        ABOUT_LEAVING.contains(&page) && slot.is_some_and(|slot| slot.given().is_some())
    };
    pages
        .iter()
        .copied()
        .find(|&page| !(state.leavers_in_turn && is_told(page)))
}

/// The table, or the next leaver while they come up one after another.
fn after_a_person(state: &State) -> Position {
    let people = &state.answers.audit.people;
    let next = people.iter().position(Person::is_leaver_to_ask_about);
    let table = table_of(state.at.page);
    match next.filter(|_| state.leavers_in_turn && table == P::People) {
        Some(person) => Position {
            page: to_ask(state, person, &ABOUT_LEAVING).unwrap_or(P::PersonMovingOn),
            person,
        },
        None => Position::page(table),
    }
}

/// The pages that leave the wait and come back to it.
fn aside_of_wait(at: Position) -> Option<Position> {
    match RequestId::of(at) {
        Some((id, Part::More | Part::Chase | Part::ChaseOn)) => {
            id.page(Part::Wait).map(|page| Position { page, ..at })
        }
        _ => None,
    }
}

fn in_run_after(state: &State, page: P) -> Option<P> {
    page.task()
        .and_then(|task| plan(&state.answers).task(task).after(page))
}

/// The run about the person or the email asked about, on pages about one of several.
fn run_of_one(state: &State) -> Option<Vec<P>> {
    let (page, place) = (state.at.page, state.at.person);
    if page.is_about_an_owner_email() {
        return OwnerEmailId::at(place).map(|email| email.run(&state.answers));
    }
    if page.is_about_an_applicant() {
        return Some(applicant_run());
    }
    let new = Person::default();
    page.is_about_a_person()
        .then(|| person_run(state.answers.audit.people.get(place).unwrap_or(&new)))
}

/// The table that a page about one of several belongs to.
fn table_of(page: P) -> P {
    if page.is_about_an_owner_email() {
        P::OwnerEmails
    } else if page.is_about_an_applicant() {
        P::RegisterPeople
    } else {
        P::People
    }
}

/// After a change from the list of all answers: straight back, but for questions that the change raises.
fn after_a_change(state: &mut State, base: &[P]) {
    let next = following(state);
    let raised = next.page != P::Hub
        && !base.contains(&next.page)
        && P::finished(next.page.task().unwrap_or(TaskId::YourRecord)) != Some(next.page)
        && (state.at.page.is_about_a_person()
            || state.at.page.is_about_an_owner_email()
            || slot(&state.answers, next).is_none_or(|slot| slot.given().is_none()));
    if raised && next.page != table_of(state.at.page) {
        state.go(next);
    } else {
        state.changing = None;
        state.go(Position::page(P::CheckAnswers));
    }
}

/// Goes back one page. Answers stay as they are.
pub(super) fn back(state: &mut State) -> Vec<Effect> {
    let at = state.at;
    if let Some(doubt) = state.doubt.take_if(|_| at.page == P::Check) {
        state.go(doubt.at);
        return vec![];
    }
    if let Some(from) = state.aside_from.take() {
        state.go(from);
        return vec![];
    }
    if state.changing.take().is_some() {
        state.go(Position::page(P::CheckAnswers));
        return vec![];
    }
    match around::before(state) {
        Some(around::Before::Start) => around::to_start(state),
        Some(around::Before::Nowhere) => {
            state.notice = Some(Message::new("leave.nowhere"));
            vec![]
        }
        Some(around::Before::Page(page)) => {
            state.go(Position::page(page));
            vec![]
        }
        None => {
            let to = preceding(state);
            state.leavers_in_turn &= to.page != P::People;
            state.go(to);
            vec![]
        }
    }
}

fn preceding(state: &State) -> Position {
    let at = state.at;
    if let Some(wait) = aside_of_wait(at) {
        return wait;
    }
    if let Some(page) = import::before(state) {
        return Position::page(page);
    }
    if state.leavers_in_turn && at.page == P::PersonAddress {
        return Position::page(P::People);
    }
    if let Some(run) = run_of_one(state) {
        let before = run
            .iter()
            .position(|&page| page == at.page)
            .and_then(|place| run.get(place.checked_sub(1)?));
        return before.map_or_else(
            || Position::page(table_of(at.page)),
            |&page| Position { page, ..at },
        );
    }
    let in_run = || {
        at.page
            .task()
            .and_then(|task| plan(&state.answers).task(task).before(at.page))
    };
    Position::page(in_run().unwrap_or(P::Hub))
}

/// Opens a task from the hub. One that cannot start yet says what it needs.
pub(super) fn open(state: &mut State, task: TaskId) {
    let plan = plan(&state.answers);
    let task_plan = plan.task(task);
    // A Team can be turned down at any time.
    if let (TaskStatus::CannotStartYet { needs }, true) = (task_plan.status, task != TaskId::SetUpTeam) {
        let step = needs.number().to_string();
        state.notice = Some(Message::new("hub.needs").with("step", step));
        return;
    }
    let first = task_plan.first_open(&state.answers);
    state.go(Position::page(first));
}

/// Goes to change an answer from the list of all.
pub(super) fn change(state: &mut State, at: Position) {
    let run = match at.page.task() {
        Some(task) => plan(&state.answers).task(task).pages.clone(),
        None => vec![P::Who, P::WhoHelps, P::SiteName, P::OdsCode],
    };
    if run.contains(&at.page) {
        state.changing = Some(run);
        state.go(at);
    }
}

/// A page that the plan holds, or one around the tasks that can be opened again.
pub(super) fn can_be_opened(state: &State, at: Position) -> bool {
    match at.page {
        P::Hub | P::Who | P::WhoHelps | P::SiteName | P::OdsCode => true,
        page if page.is_about_an_owner_email() => {
            let run = OwnerEmailId::at(at.person).map(|email| email.run(&state.answers));
            run.is_some_and(|run| run.contains(&aside_of_wait(at).unwrap_or(at).page))
        }
        page if page.is_about_an_applicant() => {
            at.person <= state.answers.register.people.len() && holds(state, P::RegisterPeople)
        }
        page if page.is_about_a_person() => {
            at.person <= state.answers.audit.people.len() && holds(state, P::People)
        }
        P::PeopleWorksHere => holds(state, P::People),
        page => holds(state, aside_of_wait(at).map_or(page, |wait| wait.page)),
    }
}

fn holds(state: &State, page: P) -> bool {
    page.task()
        .is_some_and(|task| plan(&state.answers).task(task).pages.contains(&page))
}

/// Opens one of the emails of an owner where it stands. One that has been answered is begun again.
pub(super) fn open_owner_email(state: &mut State, email: OwnerEmailId) {
    let run = email.run(&state.answers);
    let person = email.place();
    let open = |&&page: &&P| open::is_open(&state.answers, Position { page, person });
    let page = run
        .iter()
        .find(open)
        .or(run.last())
        .copied()
        .unwrap_or(P::OwnerEmails);
    state.go(Position { page, person });
}
