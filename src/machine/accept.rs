//! What a person answers, page by page: read, held against the rules, kept, and where it leads.

mod requests;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::answers::Answers;
use super::around;
use super::doubt;
use super::effect::Effect;
use super::import;
use super::marking;
use super::open;
use super::page::TextKind;
use super::page_id::PageId as P;
use super::request::{Part, RequestId};
use super::route;
use super::rules;
use super::slot::About;
use super::slots::{Position, slot, slot_mut};
use super::state::{Refused, State};
use super::tables;
use super::ticks;
use crate::domain::site::{HasAccount, ManagedBy, NamesChecked, Outcome, YesNo};
use crate::domain::verdict::{Doubt, Message, Verdict};
use crate::domain::when;
use crate::guide::Guide;

type Accepted = Result<(), Refused>;
type Ordered = Result<Vec<Effect>, Refused>;

/// One of the page's choices was taken.
pub(super) fn chose(state: &mut State, guide: &Guide, now: DateTime<FixedOffset>, place: usize) -> Ordered {
    let ids = super::options::ids(state, guide);
    let Some(id) = ids.get(place) else {
        return Ok(vec![]);
    };
    match state.at.page {
        P::Check => return doubt::settle(state, now, id),
        page if around::is_aside(page) => return around::chose(state, now, id),
        page if import::is_its(page) => return import::chose(state, guide, now, id).map(|()| vec![]),
        page => {
            if let Some(task) = page.task().filter(|&task| P::finished(task) == Some(page)) {
                return finish(state, guide, now, task, id == "yes").map(|()| vec![]);
            }
        }
    }
    if matches!(state.at.page, P::DutyPeople | P::DutyUse | P::DutyHandover) {
        return next(state, guide, now).map(|()| vec![]);
    }
    if state.at.page == P::OwnerEmails {
        requests::owner_email(state, id);
        return Ok(vec![]);
    }
    if let Some((request, part)) = RequestId::of(state.at)
        && let Some(accepted) = requests::chose_about_request(state, now, request, part, id)
    {
        return accepted.map(|()| vec![]);
    }
    let mut proposal = state.answers.clone();
    if !slot_mut(&mut proposal, state.at).is_some_and(|slot| slot.choose(id)) {
        return Ok(vec![]);
    }
    let verdict = rules::across(&proposal, state.at);
    judged(state, guide, now, proposal, verdict).map(|()| vec![])
}

/// "Have you finished this step?"
fn finish(
    state: &mut State,
    guide: &Guide,
    now: DateTime<FixedOffset>,
    task: super::task::TaskId,
    finished: bool,
) -> Accepted {
    let mut proposal = state.answers.clone();
    let today = Some(now.date_naive());
    let day = proposal.finished.on_mut(task);
    // Who has access is checked again and again, and the last time counts.
    let is_repeated = task == super::task::TaskId::CheckAccess;
    *day = day.filter(|_| !is_repeated).or(today).filter(|_| finished);
    state.commit(now, proposal)?;
    state.changing = None;
    if finished {
        state.notice = still_open(state, guide, task);
    }
    state.go(Position::page(P::Hub));
    Ok(())
}

/// A step that the person calls finished while something in it is open: which page that is.
fn still_open(state: &State, guide: &Guide, task: super::task::TaskId) -> Option<Message> {
    let plan = super::plan::plan(&state.answers);
    let open = plan
        .task(task)
        .pages
        .iter()
        .find(|&&page| open::is_open(&state.answers, Position::page(page)))?;
    let title = guide
        .page(open.slug())
        .title
        .for_role(state.answers.role())
        .to_owned();
    Some(Message::new("hub.still-open").with("page", title))
}

/// The page's box was sent, as typed.
pub(super) fn typed(state: &mut State, guide: &Guide, now: DateTime<FixedOffset>, text: &str) -> Ordered {
    if around::is_aside(state.at.page) {
        return around::typed(state, text);
    }
    if import::is_its(state.at.page) {
        return import::typed(state, now, text);
    }
    if text.trim().is_empty() {
        return cleared(state, guide, now).map(|()| vec![]);
    }
    let mut proposal = state.answers.clone();
    let about = About {
        answers: &state.answers,
        today: now.date_naive(),
    };
    let Some(slot) = slot_mut(&mut proposal, state.at) else {
        return Ok(vec![]);
    };
    if slot.typed_in().is_none() {
        return Ok(vec![]);
    }
    let is_day = slot.typed_in() == Some(TextKind::Day);
    let mut verdict = slot.read(text, &about);
    let day = slot.day();
    forget_old_doubts(&state.answers, &mut proposal);
    if matches!(verdict, Verdict::Ok(()) | Verdict::Advice((), _)) {
        let across = rules::across(&proposal, state.at);
        if !matches!(across, Verdict::Ok(())) {
            verdict = across;
        }
    }
    if let (true, Some(day)) = (is_day, day) {
        state.notice = Some(Message::new("dates.you-entered").with("date", when::with_weekday(day)));
    }
    judged(state, guide, now, proposal, verdict).map(|()| vec![])
}

/// A doubt about the old code says nothing of a new one.
fn forget_old_doubts(before: &Answers, answers: &mut Answers) {
    if answers.code() == before.code() {
        return;
    }
    for doubt in [
        Doubt::ParentCode,
        Doubt::DentalCode,
        Doubt::OtherCode,
        Doubt::LookAlikeLetter,
    ] {
        answers.kept.remove(doubt.slug());
        answers.kept.remove(&super::todo::not_known(doubt));
    }
}

/// Continue with an empty box: the answer is taken away where the page may be left empty.
fn cleared(state: &mut State, guide: &Guide, now: DateTime<FixedOffset>) -> Accepted {
    let answered_otherwise = slot(&state.answers, state.at).is_some_and(|slot| slot.chosen().is_some());
    if answered_otherwise {
        return next(state, guide, now);
    }
    if !open::may_be_empty(state.at.page) {
        return Err(nothing_given(state, guide));
    }
    let mut proposal = state.answers.clone();
    if let Some(slot) = slot_mut(&mut proposal, state.at) {
        slot.clear();
    }
    judged(state, guide, now, proposal, Verdict::Ok(()))
}

/// What a validator has said of a new answer: it is kept, asked about, or refused.
fn judged(
    state: &mut State,
    guide: &Guide,
    now: DateTime<FixedOffset>,
    proposal: Answers,
    verdict: Verdict<()>,
) -> Accepted {
    let unchanged = proposal == state.answers;
    match verdict {
        // So long a name is most likely a whole list.
        Verdict::Refused(message) if message.id == "helper.name.long" && state.at.page == P::PersonName => {
            return Err(state.refuse(Message::new("person.name.long")));
        }
        Verdict::Refused(message) => return Err(state.refuse(labelled(state, guide, message))),
        Verdict::Check((), doubt) if !unchanged => {
            doubt::raise(state, doubt, proposal);
            return Ok(());
        }
        Verdict::Advice((), advice) => state.notice = Some(advice),
        Verdict::Ok(()) | Verdict::Check(..) => {}
    }
    if !unchanged && doubt::changes_the_plan(state, &proposal) {
        doubt::raise(state, Doubt::PlanChanges, proposal);
        return Ok(());
    }
    keep(state, now, proposal)
}

/// Keeps a new answer, with what follows from it, and goes on.
pub(super) fn keep(state: &mut State, now: DateTime<FixedOffset>, mut proposal: Answers) -> Accepted {
    if state.at.page == P::AuditResult {
        requests::write_anew_about_leavers(&mut proposal);
    }
    // An answer that is given again changes nothing else again; what more they asked for is answered by going on.
    let asked_for_more = matches!(RequestId::of(state.at), Some((_, Part::More)));
    if proposal != state.answers || asked_for_more {
        follow_up(state.at, now.date_naive(), &mut proposal);
    }
    state.commit(now, proposal)?;
    route::forward(state);
    Ok(())
}

/// What an answer sets besides itself.
fn follow_up(at: Position, today: NaiveDate, answers: &mut Answers) {
    let page = at.page;
    if page == P::AccessReadyOn && matches!(answers.account.has, Some(HasAccount::No)) {
        answers
            .account
            .created_on
            .clone_from(&answers.requests.access.ready_on);
    }
    // Said of all at once, it is said of each who was not checked alone.
    if page == P::NamesChecked && answers.audit.names_checked == Some(NamesChecked::Yes) {
        let people = answers.audit.people.iter_mut();
        for person in people.filter(|person| person.is_to_be_checked()) {
            person.organisation_checked = Some(YesNo::Yes);
        }
    }
    let nas = answers.site.managed_by != Some(ManagedBy::OwnOrganisation);
    if page == P::ManagedBy && nas && answers.requests.access.outcome == Some(Outcome::AnotherTeam) {
        answers.requests.access.outcome = None;
    }
    if let Some((id, part)) = RequestId::of(at) {
        requests::follow_request(id, part, today, answers);
    }
}

/// Puts what the page calls its answer into a message about it.
fn labelled(state: &State, guide: &Guide, mut message: Message) -> Message {
    let words = guide.page(state.at.page.slug());
    let label = words.label.clone().unwrap_or_default();
    for (slot, value) in [
        ("date", label.clone()),
        ("Date", capitalised(&label)),
        ("Label", capitalised(&label)),
    ] {
        if !message.slots.iter().any(|(name, _)| *name == slot) {
            message = message.with(slot, value);
        }
    }
    let person = super::telling::person(state).unwrap_or_default();
    let asked = RequestId::of(state.at).map(|(id, _)| super::telling::asked_whom(id, &state.answers));
    let who = asked.map(|id| guide.word(id).to_owned()).unwrap_or_default();
    message
        .with("person", person.clone())
        .with("name", person)
        .with("who", who)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Continue, with the answer as it stands.
pub(super) fn next(state: &mut State, guide: &Guide, now: DateTime<FixedOffset>) -> Accepted {
    let page = state.at.page;
    match page {
        P::Hub | P::Check | P::Record => return Ok(()),
        _ if around::is_aside(page) => return Ok(()),
        _ if import::is_its(page) => return Err(nothing_given(state, guide)),
        P::People if state.answers.audit.people.is_empty() => return Err(nothing_given(state, guide)),
        P::RegisterPeople => tables::enough_applicants(state)?,
        P::AuditResult => {
            if let Some(doubt) = doubt::about_the_list(state) {
                doubt::raise(state, doubt, state.answers.clone());
                return Ok(());
            }
            return keep(state, now, state.answers.clone());
        }
        P::DutyPeople | P::DutyUse | P::DutyHandover => {
            let mut proposal = state.answers.clone();
            ticks::set(&mut proposal, state.at, "read", Some("yes"), now.date_naive());
            state.commit(now, proposal)?;
        }
        P::CheckAnswers => {
            let mut proposal = state.answers.clone();
            proposal.record.made_on = Some(now.date_naive());
            state.commit(now, proposal)?;
        }
        _ if ticks::is_ticked(page) => marking::every_line_marked(state, guide)?,
        _ => {}
    }
    let finished = page.task().is_some_and(|task| P::finished(task) == Some(page));
    let given = slot(&state.answers, state.at).map(super::slot::Slot::given);
    let empty = match given {
        Some(given) => given.is_none(),
        None => page.is_about_a_person() && page != P::PersonLeaverSteps || page.is_about_an_applicant(),
    };
    if finished || empty && !open::may_be_empty(page) {
        return Err(nothing_given(state, guide));
    }
    route::forward(state);
    Ok(())
}

/// The message of a page that was left without an answer.
pub(super) fn nothing_given(state: &State, guide: &Guide) -> Refused {
    let page = guide.page(state.at.page.slug());
    let message = page.empty.clone().map_or_else(
        || Message::new("list.choice").with("n", page.choices.len().to_string()),
        Message::new,
    );
    state.refuse(labelled(state, guide, message))
}
