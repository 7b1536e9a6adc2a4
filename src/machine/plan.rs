//! The wizard on one page: for each task, the run of pages that the answers call for, and how the task stands. Worked
//! out from the answers each time, never stored, so that it cannot disagree with them.
//!
//! A run ends early where the journey waits: for an email to be sent, for a reply, for a name. Its last page then leads
//! to the hub.

use chrono::NaiveDate;

use super::answers::{Answers, Request, known};
use super::open::is_open;
use super::page_id::PageId as P;
use super::request::{Part, RequestId, course, raised};
use super::slots::{Position, slot};
use super::task::TaskId;
use super::ticks;
use crate::domain::choice::Choice as _;
use crate::domain::people::Person;
use crate::domain::site::{
    AuditMethod, Done, HasAccount, MailboxAccess, ManagedBy, Opened, ReadyMark, SecondCheckOn, SiteHistory,
    TeamWanted, YesNo,
};

/// The wizard, worked out from the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    tasks: Vec<TaskPlan>,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskPlan {
    /// Which.
    pub id: TaskId,
    /// How it stands.
    pub status: TaskStatus,
    /// The run of its pages that the answers call for.
    pub pages: Vec<P>,
}

/// How a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStatus {
    /// Nothing answered.
    NotYetStarted,
    /// Something answered.
    InProgress,
    /// A request has gone out.
    Waiting {
        /// Since when, where it is known.
        since: Option<NaiveDate>,
        /// From when to chase.
        chase_on: Option<NaiveDate>,
    },
    /// The person said so, and nothing is missing.
    Completed {
        /// On this day.
        on: NaiveDate,
    },
    /// Needs another task first.
    CannotStartYet {
        /// That one.
        needs: TaskId,
    },
    /// Ruled out by an answer.
    NotNeeded,
}

impl TaskStatus {
    /// Completed, or not needed.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Completed { .. } | Self::NotNeeded)
    }
}

impl Plan {
    /// One of its tasks.
    #[must_use]
    pub fn task(&self, id: TaskId) -> &TaskPlan {
        &self.tasks[id.index()]
    }

    /// The nine tasks, in hub order.
    pub fn tasks(&self) -> impl Iterator<Item = &TaskPlan> {
        self.tasks.iter()
    }

    /// The next task to do: the first that is open, else the first that waits, else the last. A Team comes up only
    /// once there is access, though it can be turned down before.
    #[must_use]
    pub fn next_task(&self) -> TaskId {
        let open =
            |task: &&TaskPlan| matches!(task.status, TaskStatus::NotYetStarted | TaskStatus::InProgress);
        let waits = |task: &&TaskPlan| matches!(task.status, TaskStatus::Waiting { .. });
        let timely = |task: &&TaskPlan| match task.id {
            TaskId::YourRecord => false,
            TaskId::SetUpTeam => has_access(&self.tasks),
            _ => true,
        };
        let doing = self.tasks().filter(timely).find(open);
        doing
            .or_else(|| self.tasks().find(waits))
            .map_or(TaskId::YourRecord, |task| task.id)
    }
}

impl TaskPlan {
    /// The page to open the task on: the first that is open, with the words to read before it.
    #[must_use]
    pub fn first_open(&self, answers: &Answers) -> P {
        let first = self.pages.first().copied().unwrap_or(P::Hub);
        if self.status.is_settled() {
            return first;
        }
        if matches!(self.status, TaskStatus::Waiting { .. }) {
            let waits = |&&page: &&P| page == P::OwnerEmails || waited_for(answers, page).is_some();
            return self.pages.iter().find(waits).copied().unwrap_or(first);
        }
        let Some(open) = self
            .pages
            .iter()
            .position(|&page| is_open(answers, Position::page(page)))
        else {
            return self.pages.last().copied().unwrap_or(first);
        };
        let asked = self.pages[..open].iter().rposition(|&page| asks(answers, page));
        self.pages[asked.map_or(0, |place| place + 1)]
    }

    /// The page after another in the run; none at its end.
    #[must_use]
    pub fn after(&self, page: P) -> Option<P> {
        let place = self.pages.iter().position(|&other| other == page)?;
        self.pages.get(place + 1).copied()
    }

    /// The page before another in the run; none at its start.
    #[must_use]
    pub fn before(&self, page: P) -> Option<P> {
        let place = self.pages.iter().position(|&other| other == page)?;
        self.pages.get(place.checked_sub(1)?).copied()
    }
}

/// Asks for something that is kept: not words to read only.
fn asks(answers: &Answers, page: P) -> bool {
    slot(answers, Position::page(page)).is_some()
        || ticks::is_ticked(page)
        || matches!(page, P::People | P::RegisterPeople)
}

/// Works the plan out.
#[must_use]
pub fn plan(answers: &Answers) -> Plan {
    let mut tasks: Vec<TaskPlan> = Vec::with_capacity(TaskId::COUNT);
    for &id in TaskId::ALL {
        let pages = run(answers, id, &tasks);
        let status = status(answers, id, &pages, &tasks);
        tasks.push(TaskPlan { id, status, pages });
    }
    Plan { tasks }
}

/// The run of a task. `before` are the tasks that come first on the hub.
fn run(answers: &Answers, task: TaskId, before: &[TaskPlan]) -> Vec<P> {
    match task {
        TaskId::CheckUse => check_use(answers),
        TaskId::GetAccess if answers.is_new_site() => register(answers),
        TaskId::GetAccess => join(answers),
        TaskId::ChangePassword => change_password(answers),
        TaskId::PolicyAndSecret => policy_and_secret(answers),
        TaskId::OpenMailbox => open_mailbox(answers),
        TaskId::CheckAccess => check_access(answers),
        TaskId::SetUpTeam => set_up_team(answers, has_access(before)),
        TaskId::OwnerDuties => owner_duties(),
        TaskId::YourRecord => vec![P::CheckAnswers, P::Reminders, P::Record],
    }
}

fn check_use(answers: &Answers) -> Vec<P> {
    let mut run = vec![P::SiteHistory];
    if answers.site.history == Some(SiteHistory::NotKnown) {
        run.push(P::TreatAsUsed);
    }
    run.push(P::CheckUseFinished);
    run
}

/// Never used: the site registers. A hospice writes first (S02, seen 22 November 2026).
fn register(answers: &Answers) -> Vec<P> {
    let mut run = vec![P::ServiceKind];
    if answers.is_hospice() {
        // What the first email carries.
        run.extend([P::YourName, P::SenderPhone, P::CqcLocationId]);
        if !course(&mut run, RequestId::Hospice, P::HospiceDraft, answers) {
            return run;
        }
    }
    run.push(P::ReadyList);
    let ready = &answers.register.ready;
    if [ready.dspt, ready.dspt_under_site_code]
        .iter()
        .flatten()
        .any(|mark| *mark != ReadyMark::Have)
    {
        run.push(P::DsptFirst);
    }
    run.extend((!answers.is_hospice()).then_some(P::CqcLocationId));
    run.extend([P::CqcContactId, P::RegisterPeople]);
    if course(&mut run, RequestId::Registration, P::RegistrationSent, answers) {
        run.extend([P::AccountCreatedOn, P::GetAccessFinished]);
    }
    run
}

/// Now, past or not known: the person asks to be made an owner (guide, 7 July 2023).
fn join(answers: &Answers) -> Vec<P> {
    let mut run = vec![P::ManagedBy, P::YourAccount];
    if answers.account.has == Some(HasAccount::CannotSignIn) {
        run.push(P::CannotSignIn);
    }
    run.push(P::MailboxAccess);
    match answers.mailbox.access {
        Some(MailboxAccess::Me) => run.push(P::YourMailboxRole),
        Some(MailboxAccess::Other) => run.push(P::MailboxSender),
        Some(MailboxAccess::NoOne | MailboxAccess::NotKnown) | None => {}
    }
    if answers.is_owner_already() {
        // No one has to be asked for access, and the emails of later steps still carry these.
        run.extend([
            P::YourName,
            P::SenderPhone,
            P::CqcLocationId,
            P::GetAccessFinished,
        ]);
        return run;
    }
    run.push(P::YourName);
    if answers.has_account() {
        run.push(P::YourNhsmailAddress);
    }
    run.extend([P::YourMobile, P::CqcLocationId]);
    if ask_for_access(&mut run, answers) {
        run.extend([P::AccessReadyOn, P::GetAccessFinished]);
    }
    run
}

/// By the Local Administrator, by email or by phone. True when access is there.
fn ask_for_access(run: &mut Vec<P>, answers: &Answers) -> bool {
    if answers.site.managed_by == Some(ManagedBy::OwnOrganisation) {
        return ask_local_admin(run, answers);
    }
    if answers.someone_can_open() {
        run.push(P::SenderPhone);
        return course(run, RequestId::Access, P::AccessDraft, answers);
    }
    run.push(P::CqcPhone);
    course(run, RequestId::Access, P::AccessCall, answers)
}

/// The NAS cannot say who the Local Administrator is (guide, 7 July 2023), so the run waits for the name.
fn ask_local_admin(run: &mut Vec<P>, answers: &Answers) -> bool {
    run.extend([P::LocalAdmin, P::LocalAdminName]);
    if answers.local_admin.name.is_some() && known(&answers.local_admin.name).is_none() {
        return false;
    }
    run.push(P::LocalAdminContact);
    // Asked already, when the NAS was written to first.
    if known(&answers.account.contact_phone).is_none() || !answers.requests.access.is_sent() {
        run.push(P::SenderPhone);
    }
    course(run, RequestId::LocalAdmin, P::LocalAdminDraft, answers)
}

fn change_password(answers: &Answers) -> Vec<P> {
    let mut run = vec![P::Password, P::PasswordChanged];
    if answers.secure.password_changed == Some(Done::Yes) {
        run.extend([P::PasswordChangedOn, P::PasswordDevices]);
    }
    run.push(P::SecondCheck);
    if matches!(
        answers.secure.second_check,
        Some(SecondCheckOn::NotYet | SecondCheckOn::NotKnown)
    ) {
        run.push(P::SecondCheckHow);
    }
    run.push(P::ChangePasswordFinished);
    run
}

fn policy_and_secret(answers: &Answers) -> Vec<P> {
    let mut run = vec![P::PolicySteps, P::Secret, P::PolicyDone];
    run.extend(answers.secure.policy_accepted.then_some(P::PolicyAcceptedOn));
    run.extend(answers.secure.secret_set.then_some(P::SecretSetOn));
    run.push(P::PolicyAndSecretFinished);
    run
}

fn open_mailbox(answers: &Answers) -> Vec<P> {
    let mut run = vec![];
    run.extend(answers.code().map(|_| P::MailboxAddress));
    if answers.code().is_none() || answers.mailbox.usual_address == Some(YesNo::No) {
        run.push(P::MailboxOtherAddress);
    }
    run.push(P::MailboxOpened);
    match answers.mailbox.opened {
        Some(Opened::Yes) => run.push(P::MailboxOpenedOn),
        Some(Opened::CouldNot) => run.push(P::MailboxTrouble),
        Some(Opened::NotYet) | None => {}
    }
    run.push(P::OpenMailboxFinished);
    run
}

fn check_access(answers: &Answers) -> Vec<P> {
    let mut run = vec![P::AuditMethod];
    let listed = match answers.audit.method {
        Some(AuditMethod::Portal) => {
            run.push(P::AuditPortalSteps);
            true
        }
        Some(AuditMethod::Email) => course(&mut run, RequestId::Audit, P::AuditDraft, answers),
        Some(AuditMethod::Phone) => course(&mut run, RequestId::Audit, P::AuditCall, answers),
        None => true,
    };
    if !listed {
        return run;
    }
    run.push(P::People);
    let unchecked = answers.audit.people.iter().any(Person::is_to_be_checked);
    run.extend((unchecked || answers.audit.names_checked.is_some()).then_some(P::NamesChecked));
    run.push(P::AuditResult);
    let sent = answers.requests.leavers.is_sent();
    if sent || answers.audit.people.iter().any(Person::is_leaver_to_take_off) {
        run.push(P::LeaversDraft);
    }
    if sent {
        run.extend([P::LeaversSentOn, P::LeaversReference]);
    }
    run.push(P::NextCheckOn);
    if sent {
        run.push(P::LeaversWait);
        run.extend(raised(RequestId::Leavers, answers));
    }
    run.push(P::CheckAccessFinished);
    run
}

/// A Team can be turned down at any time; asking for one needs access.
fn set_up_team(answers: &Answers, has_access: bool) -> Vec<P> {
    let mut run = vec![P::TeamWanted];
    let there = match answers.team.wanted {
        Some(TeamWanted::Yes | TeamWanted::HaveOne) if !has_access => false,
        Some(TeamWanted::Yes) if answers.is_new_site() => {
            run.push(P::TeamWelcomeEmail);
            true
        }
        Some(TeamWanted::Yes | TeamWanted::HaveOne) => {
            run.push(P::TeamName);
            course(&mut run, RequestId::Team, P::TeamDraft, answers)
        }
        Some(TeamWanted::No | TeamWanted::NotKnown) | None => false,
    };
    if there {
        run.extend([P::TeamReadyOn, P::SetUpTeamFinished]);
    }
    run
}

fn owner_duties() -> Vec<P> {
    vec![
        P::DutyPeople,
        P::DutyUse,
        P::DutyHandover,
        P::SecondPerson,
        P::HandoverNote,
        P::OwnerEmails,
        P::OwnerDutiesFinished,
    ]
}

/// Getting access is completed.
fn has_access(before: &[TaskPlan]) -> bool {
    before
        .get(TaskId::GetAccess.index())
        .is_some_and(|task| matches!(task.status, TaskStatus::Completed { .. }))
}

fn status(answers: &Answers, task: TaskId, pages: &[P], before: &[TaskPlan]) -> TaskStatus {
    if let Some(needs) = needs(answers, task, before) {
        return TaskStatus::CannotStartYet { needs };
    }
    if task == TaskId::SetUpTeam && answers.team.wanted == Some(TeamWanted::No) {
        return TaskStatus::NotNeeded;
    }
    if task == TaskId::YourRecord {
        return record_status(answers, before);
    }
    let follows = requests_after(task);
    let blocks = |page: &P| waited_for(answers, *page).filter(|(id, _)| !follows.contains(id));
    if let Some((_, request)) = pages.iter().find_map(blocks) {
        return waiting_status(request);
    }
    let whole = pages.last().copied() == P::finished(task)
        && !pages.iter().any(|&page| is_open(answers, Position::page(page)));
    let followed = follows.iter().map(|id| answers.requests.get(*id));
    let followed = followed
        .filter(|request| request.is_waiting())
        .min_by_key(|request| request.chase_from().unwrap_or(NaiveDate::MAX));
    match (answers.finished.on(task), followed) {
        (Some(_), Some(request)) if whole => waiting_status(request),
        (Some(on), None) if whole => TaskStatus::Completed { on },
        (None, _) if !pages.iter().any(|&page| is_begun(answers, page)) => TaskStatus::NotYetStarted,
        (Some(_) | None, _) => TaskStatus::InProgress,
    }
}

/// The requests that a task leaves behind: it can be finished before they are answered.
const fn requests_after(task: TaskId) -> &'static [RequestId] {
    match task {
        TaskId::CheckAccess => &[RequestId::Leavers],
        TaskId::OwnerDuties => &[
            RequestId::SecondOwner,
            RequestId::LongLeave,
            RequestId::NewOwner,
            RequestId::Ods,
            RequestId::Dspt,
        ],
        TaskId::CheckUse
        | TaskId::GetAccess
        | TaskId::ChangePassword
        | TaskId::PolicyAndSecret
        | TaskId::OpenMailbox
        | TaskId::SetUpTeam
        | TaskId::YourRecord => &[],
    }
}

/// The task that has to come first, while it has not.
fn needs(answers: &Answers, task: TaskId, before: &[TaskPlan]) -> Option<TaskId> {
    let needs_access = || (!has_access(before)).then_some(TaskId::GetAccess);
    match task {
        TaskId::CheckUse | TaskId::OwnerDuties | TaskId::YourRecord => None,
        TaskId::GetAccess => answers.site.history.is_none().then_some(TaskId::CheckUse),
        TaskId::ChangePassword | TaskId::PolicyAndSecret => {
            (!can_sign_in(answers)).then_some(TaskId::GetAccess)
        }
        TaskId::OpenMailbox | TaskId::CheckAccess => needs_access(),
        TaskId::SetUpTeam => match answers.team.wanted {
            Some(TeamWanted::Yes | TeamWanted::HaveOne) => needs_access(),
            Some(TeamWanted::No | TeamWanted::NotKnown) | None => None,
        },
    }
}

/// The person has an account to sign in to: said so, or got one.
fn can_sign_in(answers: &Answers) -> bool {
    let requests = &answers.requests;
    let asked_for = if answers.is_new_site() {
        requests.registration.is_ready()
    } else {
        answers.account.has == Some(HasAccount::Yes)
            || answers.is_owner_already()
            || requests.access.is_ready()
            || requests.local_admin.is_ready()
    };
    asked_for && answers.site.history.is_some()
}

fn record_status(answers: &Answers, before: &[TaskPlan]) -> TaskStatus {
    match answers.record.made_on {
        None => TaskStatus::NotYetStarted,
        Some(on) if before.iter().all(|task| task.status.is_settled()) => TaskStatus::Completed { on },
        Some(_) => TaskStatus::InProgress,
    }
}

/// The request that is waited for on a page.
fn waited_for(answers: &Answers, page: P) -> Option<(RequestId, &Request)> {
    let (id, part) = RequestId::of(Position::page(page))?;
    let request = answers.requests.get(id);
    (part == Part::Wait && request.is_waiting()).then_some((id, request))
}

fn waiting_status(request: &Request) -> TaskStatus {
    TaskStatus::Waiting {
        since: known(&request.sent_on).map(|day| day.0),
        chase_on: request.chase_from(),
    }
}

/// Something was answered here. An answer shared with another task counts only there.
fn is_begun(answers: &Answers, page: P) -> bool {
    slot(answers, Position::page(page)).is_some_and(|slot| slot.given().is_some())
        || ticks::any(answers, page)
        || page == P::People && !answers.audit.people.is_empty()
        || page == P::RegisterPeople && !answers.register.people.is_empty()
}
