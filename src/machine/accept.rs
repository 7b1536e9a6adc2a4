//! What a person answers, page by page: read, held against the rules, kept, and where it leads.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::answers::{Answers, Change, known};
use super::around;
use super::doubt;
use super::effect::Effect;
use super::event::PeopleEvent;
use super::import;
use super::open::{self, APPLICANTS_MAX, APPLICANTS_MIN};
use super::owner_email::OwnerEmailId;
use super::page::TextKind;
use super::page_id::PageId as P;
use super::request::{Part, RequestId};
use super::route;
use super::rules;
use super::slot::About;
use super::slots::{Position, slot, slot_mut};
use super::state::{Refused, State};
use super::ticks;
use crate::domain::choice::Choice as _;
use crate::domain::day::{DoneOn, DueOn};
use crate::domain::people::Person;
use crate::domain::site::{Happened, HasAccount, How, ManagedBy, NamesChecked, Outcome, Sent, YesNo};
use crate::domain::told::Told;
use crate::domain::verdict::{Doubt, Message, Verdict};
use crate::domain::when;
use crate::guide::Guide;

/// Working days after which a chaser is suggested (ours: no page gives a time, and it is never called a promise).
const CHASE_AFTER_WORKING_DAYS: u32 = 5;

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
    if state.at.page == P::OwnerEmails {
        return owner_email(state, now, id).map(|()| vec![]);
    }
    if let Some((request, part)) = RequestId::of(state.at)
        && let Some(accepted) = chose_about_request(state, now, request, part, id)
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

/// The choices on the pages of a request that do more than set an answer.
fn chose_about_request(
    state: &mut State,
    now: DateTime<FixedOffset>,
    request: RequestId,
    part: Part,
    id: &str,
) -> Option<Accepted> {
    match (part, id) {
        (Part::Wait, "chase-on") => {
            let page = request.page(Part::ChaseOn)?;
            state.go(Position { page, ..state.at });
            Some(Ok(()))
        }
        (Part::Wait, "another-team") => Some(another_team(state, now)),
        (Part::Chase, _) => Some(chased(state, now, request, id)),
        _ => None,
    }
}

/// One of the emails of an owner was taken up, or none. One that has been answered is begun again.
fn owner_email(state: &mut State, now: DateTime<FixedOffset>, id: &str) -> Accepted {
    let Some(email) = OwnerEmailId::from_slug(id) else {
        route::forward(state);
        return Ok(());
    };
    if state.answers.requests.get(email.request()).is_ready() {
        let mut proposal = state.answers.clone();
        email.begin_again(&mut proposal);
        state.commit(now, proposal)?;
    }
    route::open_owner_email(state, email);
    Ok(())
}

/// "you will need to contact the relevant Local Administrator" (guide, 7 July 2023). Every answer is kept.
fn another_team(state: &mut State, now: DateTime<FixedOffset>) -> Accepted {
    let mut proposal = state.answers.clone();
    let old = proposal
        .site
        .managed_by
        .map(crate::domain::choice::Choice::slug)
        .unwrap_or_default();
    let (what, who) = (P::ManagedBy.slug().to_owned(), proposal.who_is_here());
    let new = crate::domain::choice::Choice::slug(ManagedBy::OwnOrganisation);
    proposal.history.push(Change {
        what,
        old: old.to_owned(),
        new: new.to_owned(),
        who,
        at: now,
    });
    let who = proposal.who_is_here();
    proposal.requests.access.outcome = Some(Outcome::AnotherTeam);
    proposal
        .requests
        .access
        .tell(now.date_naive(), Happened::AnotherTeam, who);
    proposal.site.managed_by = Some(ManagedBy::OwnOrganisation);
    state.commit(now, proposal)?;
    state.go(Position::page(P::LocalAdmin));
    Ok(())
}

/// A chaser that has gone out starts the waiting anew; one that has not leads to the hub. A reply may have come since.
fn chased(state: &mut State, now: DateTime<FixedOffset>, request: RequestId, id: &str) -> Accepted {
    let sent = id == "sent";
    let today = now.date_naive();
    let mut proposal = state.answers.clone();
    let who = proposal.who_sends(request);
    let asked = proposal.requests.get_mut(request);
    asked.outcome = None;
    if sent {
        asked.tell(today, Happened::Chased, who);
        asked.chased_on = Some(today);
        asked.chase_on = Some(Told::Is(DueOn(when::add_working_days(
            today,
            CHASE_AFTER_WORKING_DAYS,
        ))));
    }
    state.commit(now, proposal)?;
    if id == "not-yet" {
        state.changing = None;
        state.go(Position::page(P::Hub));
    } else {
        route::forward(state);
    }
    Ok(())
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
    follow_up(state.at, now.date_naive(), &mut proposal);
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
        follow_request(id, part, today, answers);
    }
}

/// What an answer about a request sets besides itself: how it went out, from when to chase it, what has happened.
fn follow_request(id: RequestId, part: Part, today: NaiveDate, answers: &mut Answers) {
    let (who_sent, who) = (answers.who_sends(id), answers.who_is_here());
    let request = answers.requests.get_mut(id);
    match part {
        Part::Draft | Part::Call if request.sent == Some(Sent::Sent) => {
            request.how = Some(if part == Part::Call {
                How::Phone
            } else {
                How::Email
            });
            request.tell(today, Happened::Sent, who_sent);
        }
        Part::SentOn => {
            if let Some(&DoneOn(sent)) = known(&request.sent_on) {
                let chase_on = when::add_working_days(sent, CHASE_AFTER_WORKING_DAYS);
                request.chase_on = Some(Told::Is(DueOn(chase_on)));
                request.date(Happened::Sent, sent);
            }
        }
        Part::Wait => {
            if let Some(happened) = request.outcome.and_then(happened) {
                request.tell(today, happened, who);
            }
            if id == RequestId::Leavers && request.is_ready() {
                leavers_are_done(answers, today);
            }
        }
        Part::More => request.outcome = None,
        Part::Draft | Part::Call | Part::Reference | Part::Chase | Part::ChaseOn => {}
    }
}

/// Both things are done for each leaver who was written about.
fn leavers_are_done(answers: &mut Answers, today: NaiveDate) {
    let reported = answers
        .audit
        .people
        .iter_mut()
        .filter(|person| person.is_to_be_reported());
    for person in reported {
        for done in [&mut person.removed_on, &mut person.leaver_marked_on] {
            done.get_or_insert(Told::Is(DoneOn(today)));
        }
    }
}

/// What an outcome says has happened. No reply is nothing.
const fn happened(outcome: Outcome) -> Option<Happened> {
    match outcome {
        Outcome::Ready => Some(Happened::Ready),
        Outcome::AskedForMore => Some(Happened::AskedForMore),
        Outcome::AnotherTeam => Some(Happened::AnotherTeam),
        Outcome::NoReply => None,
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

/// Continue, with the answer as it stands.
pub(super) fn next(state: &mut State, guide: &Guide, now: DateTime<FixedOffset>) -> Accepted {
    let page = state.at.page;
    match page {
        P::Hub | P::Check | P::Record => return Ok(()),
        _ if around::is_aside(page) => return Ok(()),
        _ if import::is_its(page) => return Err(nothing_given(state, guide)),
        P::People if state.answers.audit.people.is_empty() => return Err(nothing_given(state, guide)),
        P::RegisterPeople => enough_applicants(state)?,
        P::AuditResult => {
            if let Some(doubt) = doubt::about_the_list(state) {
                doubt::raise(state, doubt, state.answers.clone());
                return Ok(());
            }
            write_anew_about_leavers(state, now)?;
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
        _ if ticks::is_ticked(page) => every_line_marked(state, guide)?,
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

/// Someone has left since the last email about leavers was answered: another is to be written.
fn write_anew_about_leavers(state: &mut State, now: DateTime<FixedOffset>) -> Accepted {
    let mut people = state.answers.audit.people.iter();
    if state.answers.requests.leavers.is_ready() && people.any(Person::is_leaver_to_take_off) {
        let mut proposal = state.answers.clone();
        proposal.requests.leavers.begin_again();
        state.commit(now, proposal)?;
    }
    Ok(())
}

fn enough_applicants(state: &State) -> Accepted {
    match state.answers.register.people.len() {
        n if n < APPLICANTS_MIN => Err(state.refuse(Message::new("register.people.few"))),
        n if n > APPLICANTS_MAX => Err(state.refuse(Message::new("register.people.many"))),
        _ => Ok(()),
    }
}

fn every_line_marked(state: &State, guide: &Guide) -> Accepted {
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

/// The message of a page that was left without an answer.
fn nothing_given(state: &State, guide: &Guide) -> Refused {
    let page = guide.page(state.at.page.slug());
    let message = page.empty.clone().map_or_else(
        || Message::new("list.choice").with("n", page.choices.len().to_string()),
        Message::new,
    );
    state.refuse(labelled(state, guide, message))
}

/// Something on a table of people.
pub(super) fn people(state: &mut State, event: PeopleEvent) -> Accepted {
    let (first, count) = match state.at.page {
        P::People => (P::PersonName, state.answers.audit.people.len()),
        P::RegisterPeople => (P::RegisterName, state.answers.register.people.len()),
        _ => return Ok(()),
    };
    match event {
        PeopleEvent::Add if first == P::RegisterName && count >= APPLICANTS_MAX => {
            return Err(state.refuse(Message::new("register.people.many")));
        }
        PeopleEvent::Add => state.go(Position {
            page: first,
            person: count,
        }),
        PeopleEvent::Paste if state.at.page == P::People => state.go(Position::page(P::PeoplePaste)),
        PeopleEvent::WhoWorksHere if state.at.page == P::People && count > 0 => {
            state.go(Position::page(P::PeopleWorksHere));
        }
        PeopleEvent::Change(person) if person < count => state.go(Position { page: first, person }),
        PeopleEvent::TakeOff(person) if person < count => doubt::take_off(state, person),
        PeopleEvent::Change(_) | PeopleEvent::TakeOff(_) | PeopleEvent::Paste | PeopleEvent::WhoWorksHere => {
        }
    }
    Ok(())
}
