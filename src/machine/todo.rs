//! What is still to do, what comes next, what is waited for and which days matter. Worked out when shown: overdue is
//! not a status.

use chrono::NaiveDate;

use super::answers::{Answers, known};
use super::page_id::PageId as P;
use super::plan::{Plan, TaskStatus, plan};
use super::request::{self, RequestId};
use super::slots::Position;
use super::task::TaskId;
use super::title;
use crate::domain::choice::Choice as _;
use crate::domain::people::{Action, Person};
use crate::domain::site::{How, MailboxRole, NamesChecked, ReadyMark, SecondCheckOn, SiteHistory};
use crate::domain::told::Told;
use crate::domain::verdict::{Doubt, Message};
use crate::domain::when;
use crate::guide::Guide;

/// People to find out about who get a line each. More of them are one line: a list to do has to be one to do.
const NAMED: usize = 5;

/// Where a site stands, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// A reply or a date is overdue.
    Overdue,
    /// Something can be done now.
    ToDo,
    /// Nothing but waiting.
    Waiting,
    /// Every step is completed, or not needed.
    Completed,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// The task.
    pub task: TaskId,
    /// Its page.
    pub page: P,
    /// What to do, as an order: "Ring the NAS and ask for access".
    pub words: String,
    /// By when, where there is such a day.
    pub by: Option<NaiveDate>,
}

/// A request that is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub request: RequestId,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// From when to chase.
    pub chase_from: Option<NaiveDate>,
    /// Its reference.
    pub reference: Option<String>,
}

/// A day that matters: the key of its words in the catalogue, `dates.*`, and the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyDate {
    /// The day.
    pub on: NaiveDate,
    /// Its key in the catalogue.
    pub what: &'static str,
}

/// Where a site stands.
#[must_use]
pub fn stage(answers: &Answers, today: NaiveDate) -> Stage {
    let plan = plan(answers);
    if overdue(answers, today).is_some() {
        return Stage::Overdue;
    }
    if plan.tasks().all(|task| task.status.is_settled()) {
        return Stage::Completed;
    }
    let open = |status| matches!(status, TaskStatus::NotYetStarted | TaskStatus::InProgress);
    let doing = plan
        .tasks()
        .any(|task| task.id != TaskId::YourRecord && open(task.status));
    let waits = plan
        .tasks()
        .any(|task| matches!(task.status, TaskStatus::Waiting { .. }));
    let to_chase = waiting(answers)
        .iter()
        .any(|waiting| waiting.chase_from.is_some_and(|day| day <= today));
    if doing || to_chase || !waits {
        Stage::ToDo
    } else {
        Stage::Waiting
    }
}

/// The earliest day that has passed with something still to do: a reply to chase, an account to finish, a password to
/// change, a list to check again. Whether someone has signed in since is not known here, so those days are shown only.
#[must_use]
pub fn overdue(answers: &Answers, today: NaiveDate) -> Option<NaiveDate> {
    let chases = waiting(answers)
        .into_iter()
        .filter_map(|waiting| waiting.chase_from);
    let next_check = known(&answers.audit.next_check_on).map(|day| day.0);
    let days = chases
        .chain(finish_account_by(answers))
        .chain(password_expires_on(answers))
        .chain(next_check);
    days.filter(|day| *day < today).min()
}

/// A step of which the day has passed, other than a reply to chase: what to do, and by when it was to be done. The
/// earliest of them.
#[must_use]
pub fn overdue_step(answers: &Answers, today: NaiveDate) -> Option<(TaskId, Message, NaiveDate)> {
    let next_check = known(&answers.audit.next_check_on).map(|day| day.0);
    [
        (
            TaskId::PolicyAndSecret,
            "todo.policy-by",
            finish_account_by(answers),
        ),
        (
            TaskId::ChangePassword,
            "todo.change-password-by",
            password_expires_on(answers),
        ),
        (TaskId::CheckAccess, "todo.check-access-again", next_check),
    ]
    .into_iter()
    .filter_map(|(task, words, on)| {
        let on = on.filter(|on| *on < today)?;
        Some((task, Message::new(words).with("date", when::in_words(on)), on))
    })
    .min_by_key(|(_, _, on)| *on)
}

/// The requests that are waited for.
#[must_use]
pub fn waiting(answers: &Answers) -> Vec<Waiting> {
    let of = |id: RequestId| {
        let request = answers.requests.get(id);
        Waiting {
            request: id,
            since: known(&request.sent_on).map(|day| day.0),
            chase_from: request.chase_from(),
            reference: known(&request.reference)
                .map(ToString::to_string)
                .filter(|text| !text.is_empty()),
        }
    };
    request::waiting(answers).into_iter().map(of).collect()
}

/// The last day to accept the policy and set the secret of a new account, while that is not done: 30 days after it
/// was made (S42, 24 November 2022).
#[must_use]
pub fn finish_account_by(answers: &Answers) -> Option<NaiveDate> {
    let secure = &answers.secure;
    let created = known(&answers.account.created_on)?;
    (!(secure.policy_accepted && secure.secret_set)).then(|| when::finish_account_by(created.0))
}

/// When the password has to be changed: after 365 days, or 90 without the second check (S29, 27 July 2023; S37, S38,
/// August 2024).
#[must_use]
pub fn password_expires_on(answers: &Answers) -> Option<NaiveDate> {
    let changed = known(&answers.secure.password_changed_on)?;
    let second_check_on = answers.secure.second_check != Some(SecondCheckOn::NotYet);
    Some(when::password_expires(changed.0, second_check_on))
}

/// The days that matter, earliest first.
#[must_use]
pub fn dates(answers: &Answers, today: NaiveDate) -> Vec<KeyDate> {
    let mut dates: Vec<KeyDate> = vec![KeyDate {
        on: when::next_dspt_deadline(today),
        what: "dates.dspt",
    }];
    let mut add = |what, on: Option<NaiveDate>| dates.extend(on.map(|on| KeyDate { on, what }));
    for waiting in waiting(answers) {
        add("dates.chase", waiting.chase_from);
    }
    add("dates.policy-deadline", finish_account_by(answers));
    add("dates.password", password_expires_on(answers));
    add(
        "dates.next-check",
        known(&answers.audit.next_check_on).map(|day| day.0),
    );
    add("dates.sign-in", answers.last_activity().map(when::inactive_on));
    dates.sort_unstable();
    dates
}

/// What to do next.
#[must_use]
pub fn next_step(answers: &Answers, guide: &Guide, today: NaiveDate) -> NextStep {
    let plan = plan(answers);
    let late = waiting(answers)
        .into_iter()
        .filter(|w| w.chase_from.is_some_and(|day| day <= today))
        .min_by_key(|w| w.chase_from);
    let overdue = overdue_step(answers, today).filter(|_| late.is_none());
    let task = match (&late, &overdue) {
        (Some(waiting), _) => task_of(waiting.request),
        (None, Some((task, ..))) => *task,
        (None, None) => plan.next_task(),
    };
    let page = plan.task(task).first_open(answers);
    let (message, by) = match (late, overdue) {
        (
            Some(Waiting {
                request,
                since: Some(since),
                chase_from,
                ..
            }),
            _,
        ) => {
            let how = answers.requests.get(request).how;
            (Some(chase_about(request, how, since)), chase_from)
        }
        (None, Some((_, message, on))) => (Some(message), Some(on)),
        (Some(_) | None, _) => step_words(answers, &plan, task, page, today),
    };
    let words = match message {
        Some(message) => guide.message(&message),
        None => guide.say(
            "todo.open-step",
            &[("task", title::of(answers, guide, task).to_owned())],
        ),
    };
    NextStep {
        task,
        page,
        words,
        by,
    }
}

fn task_of(request: RequestId) -> TaskId {
    request
        .pages()
        .first()
        .and_then(|(page, _)| page.task())
        .unwrap_or(TaskId::GetAccess)
}

/// The next step in words of its own, where its page has them.
fn step_words(
    answers: &Answers,
    plan: &Plan,
    task: TaskId,
    page: P,
    today: NaiveDate,
) -> (Option<Message>, Option<NaiveDate>) {
    if let TaskStatus::Waiting { since, chase_on } = plan.task(task).status {
        let by_phone = RequestId::of(Position::page(page))
            .is_some_and(|(id, _)| answers.requests.get(id).how == Some(How::Phone));
        let late = chase_on.is_none_or(|day| day <= today);
        let message = since.map(|since| {
            let id = match (late, by_phone) {
                (true, true) => "todo.chase-call",
                (true, false) => "todo.chase-email",
                (false, true) => "todo.wait-call",
                (false, false) => "todo.wait-email",
            };
            let chase_from = chase_on.map(when::in_words).unwrap_or_default();
            Message::new(id)
                .with("sent-on", when::in_words(since))
                .with("chase-on", chase_from)
        });
        return (message, chase_on.filter(|_| late));
    }
    let id = match page {
        P::HospiceDraft => "todo.send-hospice",
        P::RegistrationSent => "todo.send-registration",
        P::AccessDraft => "todo.send-access",
        P::CqcPhone => "todo.cqc-phone",
        P::AccessCall => "todo.ring-access",
        P::LocalAdmin | P::LocalAdminName => "todo.find-local-admin",
        P::LocalAdminDraft => "todo.send-local-admin",
        P::Password | P::PasswordChanged => "todo.change-password",
        P::PasswordDevices => "todo.old-password",
        P::PolicySteps | P::Secret | P::PolicyDone if answers.secure.policy_accepted => "todo.secret",
        P::PolicySteps | P::Secret | P::PolicyDone => "todo.policy",
        P::MailboxOpened => "todo.open-mailbox",
        P::AuditMethod => "todo.check-access",
        P::AuditDraft => "todo.send-audit",
        P::AuditCall => "todo.ring-audit",
        P::TeamWanted => "todo.team-decide",
        P::TeamDraft => "todo.send-team",
        P::DutyPeople | P::DutyUse | P::DutyHandover => "todo.read-duties",
        P::CheckAnswers | P::Record => "todo.make-record",
        _ => return (None, None),
    };
    let by = (task == TaskId::PolicyAndSecret)
        .then(|| finish_account_by(answers))
        .flatten();
    (Some(Message::new(id)), by)
}

/// To chase a request, with what it is about: several may be waited for.
fn chase_about(id: RequestId, how: Option<How>, since: NaiveDate) -> Message {
    let words = if how == Some(How::Phone) {
        "todo.chase-call".to_owned()
    } else {
        format!("todo.chase-{}", id.slug())
    };
    Message::new(words).with("sent-on", when::in_words(since))
}

/// Everything that is still to do, in the order of the steps: the gaps that answers left, then what keeps the account
/// open.
#[must_use]
pub fn to_dos(answers: &Answers, today: NaiveDate) -> Vec<Message> {
    let mut list = List { found: vec![] };
    site(answers, &mut list);
    access(answers, today, &mut list);
    own_account(answers, &mut list);
    people(answers, &mut list);
    keeping(answers, today, &mut list);
    list.found
}

struct List {
    found: Vec<Message>,
}

impl List {
    fn add_if(&mut self, holds: bool, id: &'static str) {
        self.found.extend(holds.then(|| Message::new(id)));
    }

    fn add(&mut self, message: Message) {
        self.found.push(message);
    }
}

/// Answered, with "I do not know" or the like.
const fn is_told_none<T>(answer: Option<&Told<T>>) -> bool {
    matches!(answer, Some(Told::Not(_)))
}

fn site(answers: &Answers, list: &mut List) {
    let unsure = |doubt: Doubt| answers.kept.contains(&not_known(doubt));
    list.add_if(is_told_none(answers.site.ods_code.as_ref()), "todo.find-code");
    let code_doubts = [Doubt::ParentCode, Doubt::DentalCode, Doubt::OtherCode];
    list.add_if(code_doubts.into_iter().any(unsure), "todo.check-code");
    list.add_if(unsure(Doubt::MailboxParentCode), "todo.check-mailbox");
    list.add_if(
        answers.site.history == Some(SiteHistory::NotKnown),
        "todo.find-out-history",
    );
}

/// The mark under which "I do not know" to a doubt is kept.
#[must_use]
pub fn not_known(doubt: Doubt) -> String {
    format!("{}-not-known", doubt.slug())
}

fn access(answers: &Answers, today: NaiveDate, list: &mut List) {
    let pages = &plan(answers).task(TaskId::GetAccess).pages.clone();
    let on_course = |page: P| pages.contains(&page);
    let ready = &answers.register.ready;
    let dspt = [ready.dspt, ready.dspt_under_site_code]
        .into_iter()
        .flatten()
        .any(|mark| mark != ReadyMark::Have);
    list.add_if(on_course(P::DsptFirst) && dspt, "todo.publish-dspt");
    list.add_if(
        on_course(P::CqcLocationId) && is_told_none(answers.site.cqc_location_id.as_ref()),
        "todo.cqc-location",
    );
    list.add_if(
        on_course(P::CqcContactId) && is_told_none(answers.register.cqc_contact_id.as_ref()),
        "todo.cqc-contact",
    );
    list.add_if(
        on_course(P::CqcPhone) && is_told_none(answers.site.cqc_phone.as_ref()),
        "todo.cqc-phone",
    );
    list.add_if(
        on_course(P::LocalAdminName) && is_told_none(answers.local_admin.name.as_ref()),
        "todo.find-local-admin",
    );
    if on_course(P::RegisterPeople) {
        for person in &answers.register.people {
            if known(&person.mobile).is_none() || known(&person.email).is_none() {
                list.add(Message::new("todo.person-details").with("person", person.listed_name()));
            }
        }
    }
    for waiting in waiting(answers) {
        let request = answers.requests.get(waiting.request);
        if let Some(note) = known(&request.note).filter(|note| !note.as_str().is_empty()) {
            list.add(Message::new("todo.answer-nas").with("note", note.as_str()));
        }
        if let Some(since) = waiting
            .since
            .filter(|_| waiting.chase_from.is_none_or(|day| day <= today))
        {
            list.add(chase_about(waiting.request, request.how, since));
        }
    }
}

fn own_account(answers: &Answers, list: &mut List) {
    let secure = &answers.secure;
    let unsettled = matches!(
        secure.second_check,
        Some(SecondCheckOn::NotYet | SecondCheckOn::NotKnown)
    );
    list.add_if(unsettled, "todo.second-check");
    list.add_if(secure.policy_accepted && !secure.secret_set, "todo.secret");
    list.add_if(secure.secret_set && !secure.policy_accepted, "todo.policy");
    if let Some(by) = finish_account_by(answers) {
        list.add(Message::new("todo.policy-by").with("date", when::in_words(by)));
    }
}

fn people(answers: &Answers, list: &mut List) {
    let audit = &answers.audit;
    let to_find_out = audit
        .people
        .iter()
        .filter(|person| person.is_to_find_out())
        .count();
    if to_find_out > NAMED {
        list.add(Message::new("todo.find-out-many").with("n", to_find_out.to_string()));
    }
    for person in &audit.people {
        let named = |id: &'static str| Message::new(id).with("person", person.listed_name());
        if person.is_to_find_out() && to_find_out <= NAMED {
            list.add(named("todo.find-out-person"));
        }
        if person.is_to_be_removed() {
            list.add(named("todo.remove-person"));
        }
        if person.is_leaver() && person.leaver_marked_on.is_none() {
            list.add(named("todo.mark-leaver"));
        }
        if person.action == Some(Action::MakeOwner) && person.role != Some(MailboxRole::Owner) {
            list.add(named("todo.make-owner"));
        }
    }
    list.add_if(
        audit.names_checked == Some(NamesChecked::NotOurs)
            || audit.people.iter().any(Person::is_of_another_site),
        "todo.names-not-ours",
    );
    list.add_if(
        audit.names_checked == Some(NamesChecked::NotKnown),
        "todo.names-not-known",
    );
    if !audit.people.is_empty() {
        let stay = audit.people.iter().filter(|person| person.stays()).count();
        let owners = audit
            .people
            .iter()
            .filter(|person| person.is_staying_owner())
            .count();
        list.add_if(stay < 2, "todo.add-person");
        list.add_if(stay >= 2 && owners < 2, "todo.second-owner");
    }
    list.add_if(
        is_told_none(answers.duties.second_person.as_ref()),
        "todo.second-person",
    );
}

/// What keeps the account and the mailbox open.
fn keeping(answers: &Answers, today: NaiveDate, list: &mut List) {
    match answers.last_activity().map(when::inactive_on) {
        Some(by) if by >= today => list.add(Message::new("todo.sign-in-by").with("date", when::in_words(by))),
        Some(_) | None => list.add(Message::new("todo.sign-in")),
    }
    list.add_if(answers.mailbox.opened_on.is_some(), "todo.mailbox-monthly");
    if let Some(by) = password_expires_on(answers) {
        list.add(Message::new("todo.change-password-by").with("date", when::in_words(by)));
    }
    if let Some(on) = known(&answers.audit.next_check_on) {
        list.add(Message::new("todo.check-access-on").with("date", when::in_words(on.0)));
    }
    list.add(
        Message::new("todo.publish-dspt-by").with("date", when::in_words(when::next_dspt_deadline(today))),
    );
}
