//! The requests that are made of others, and the pages that follow each of them. All share one course: it is sent, it
//! gets a reference, it is waited for, it is chased.

use chrono::NaiveDate;

use super::answers::{Answers, Happening, Request, Requests, known};
use super::owner_email::OwnerEmailId;
use super::page_id::PageId;
use super::slots::Position;
use crate::domain::choice::{Choice as _, choice};
use crate::domain::site::{Happened, Outcome, Sent};

choice! {
    /// A request.
    RequestId {
        /// The registration form.
        Registration = "registration",
        /// A hospice's first email.
        Hospice = "hospice",
        /// Joiner or new account, to the NAS.
        Access = "access",
        /// Joiner or new account, to a Local Administrator.
        LocalAdmin = "local-admin",
        /// A list of who has access.
        Audit = "audit",
        /// Leavers to be taken off.
        Leavers = "leavers",
        /// A Team.
        Team = "team",
        /// A second owner.
        SecondOwner = "second-owner",
        /// An account to be disabled for a long leave.
        LongLeave = "long-leave",
        /// A new owner in place of one who leaves.
        NewOwner = "new-owner",
        /// Something about the ODS code.
        Ods = "ods",
        /// Something about the DSPT.
        Dspt = "dspt",
    }
}

/// Which part a page plays in the course of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The email, or the registration page itself.
    Draft,
    /// The phone script.
    Call,
    /// When it was sent.
    SentOn,
    /// The reference given.
    Reference,
    /// What has come of it.
    Wait,
    /// What they asked for.
    More,
    /// The chaser.
    Chase,
    /// From when to chase.
    ChaseOn,
}

impl RequestId {
    /// The pages of the request, each with the part it plays.
    #[must_use]
    pub const fn pages(self) -> &'static [(PageId, Part)] {
        use PageId as P;
        match self {
            Self::Registration => &[
                (P::RegistrationSent, Part::Draft),
                (P::RegistrationSentOn, Part::SentOn),
                (P::RegistrationReference, Part::Reference),
                (P::WelcomeWait, Part::Wait),
                (P::RegistrationMore, Part::More),
            ],
            Self::Hospice => &[
                (P::HospiceDraft, Part::Draft),
                (P::HospiceSentOn, Part::SentOn),
                (P::HospiceWait, Part::Wait),
            ],
            Self::Access => &[
                (P::AccessDraft, Part::Draft),
                (P::AccessCall, Part::Call),
                (P::AccessSentOn, Part::SentOn),
                (P::AccessReference, Part::Reference),
                (P::AccessWait, Part::Wait),
                (P::AccessMore, Part::More),
                (P::AccessChase, Part::Chase),
                (P::AccessChaseOn, Part::ChaseOn),
            ],
            Self::LocalAdmin => &[
                (P::LocalAdminDraft, Part::Draft),
                (P::LocalAdminSentOn, Part::SentOn),
                (P::LocalAdminReference, Part::Reference),
                (P::LocalAdminWait, Part::Wait),
                (P::LocalAdminMore, Part::More),
                (P::LocalAdminChase, Part::Chase),
                (P::LocalAdminChaseOn, Part::ChaseOn),
            ],
            Self::Audit => &[
                (P::AuditDraft, Part::Draft),
                (P::AuditCall, Part::Call),
                (P::AuditSentOn, Part::SentOn),
                (P::AuditReference, Part::Reference),
                (P::AuditWait, Part::Wait),
                (P::AuditMore, Part::More),
                (P::AuditChase, Part::Chase),
                (P::AuditChaseOn, Part::ChaseOn),
            ],
            Self::Leavers => &[
                (P::LeaversDraft, Part::Draft),
                (P::LeaversSentOn, Part::SentOn),
                (P::LeaversReference, Part::Reference),
                (P::LeaversWait, Part::Wait),
                (P::LeaversMore, Part::More),
                (P::LeaversChase, Part::Chase),
                (P::LeaversChaseOn, Part::ChaseOn),
            ],
            Self::Team => &[
                (P::TeamDraft, Part::Draft),
                (P::TeamSentOn, Part::SentOn),
                (P::TeamReference, Part::Reference),
                (P::TeamWait, Part::Wait),
                (P::TeamMore, Part::More),
                (P::TeamChase, Part::Chase),
                (P::TeamChaseOn, Part::ChaseOn),
            ],
            Self::SecondOwner | Self::LongLeave | Self::NewOwner | Self::Ods | Self::Dspt => &[
                (P::OwnerEmailDraft, Part::Draft),
                (P::OwnerEmailSentOn, Part::SentOn),
                (P::OwnerEmailReference, Part::Reference),
                (P::OwnerEmailWait, Part::Wait),
                (P::OwnerEmailMore, Part::More),
                (P::OwnerEmailChase, Part::Chase),
                (P::OwnerEmailChaseOn, Part::ChaseOn),
            ],
        }
    }

    /// The key of what it asks for, in words.
    #[must_use]
    pub fn asks_for(self) -> String {
        format!("request.{}", self.slug())
    }

    /// The email of an owner that makes it.
    #[must_use]
    pub fn owner_email(self) -> Option<OwnerEmailId> {
        OwnerEmailId::ALL
            .iter()
            .copied()
            .find(|email| email.request() == self)
    }

    /// The request that a page belongs to, and the part it plays there.
    #[must_use]
    pub fn of(at: Position) -> Option<(Self, Part)> {
        let part_of = |request: Self| {
            let mut pages = request.pages().iter();
            pages
                .find(|(id, _)| *id == at.page)
                .map(|&(_, part)| (request, part))
        };
        if at.page.is_about_an_owner_email() {
            return part_of(OwnerEmailId::at(at.person)?.request());
        }
        Self::ALL.iter().copied().find_map(part_of)
    }

    /// The page that plays a part, where the request has one.
    #[must_use]
    pub fn page(self, part: Part) -> Option<PageId> {
        self.pages()
            .iter()
            .find(|(_, plays)| *plays == part)
            .map(|&(page, _)| page)
    }
}

impl Requests {
    /// What is known of a request.
    #[must_use]
    pub const fn get(&self, id: RequestId) -> &Request {
        match id {
            RequestId::Registration => &self.registration,
            RequestId::Hospice => &self.hospice,
            RequestId::Access => &self.access,
            RequestId::LocalAdmin => &self.local_admin,
            RequestId::Audit => &self.audit,
            RequestId::Leavers => &self.leavers,
            RequestId::Team => &self.team,
            RequestId::SecondOwner => &self.second_owner,
            RequestId::LongLeave => &self.long_leave,
            RequestId::NewOwner => &self.new_owner,
            RequestId::Ods => &self.ods,
            RequestId::Dspt => &self.dspt,
        }
    }

    /// The same, to be changed.
    pub const fn get_mut(&mut self, id: RequestId) -> &mut Request {
        match id {
            RequestId::Registration => &mut self.registration,
            RequestId::Hospice => &mut self.hospice,
            RequestId::Access => &mut self.access,
            RequestId::LocalAdmin => &mut self.local_admin,
            RequestId::Audit => &mut self.audit,
            RequestId::Leavers => &mut self.leavers,
            RequestId::Team => &mut self.team,
            RequestId::SecondOwner => &mut self.second_owner,
            RequestId::LongLeave => &mut self.long_leave,
            RequestId::NewOwner => &mut self.new_owner,
            RequestId::Ods => &mut self.ods,
            RequestId::Dspt => &mut self.dspt,
        }
    }
}

impl Request {
    /// Forgets a request that has been answered, so that another can be made. What has happened stays.
    pub fn begin_again(&mut self) {
        let past = std::mem::take(&mut self.past);
        *self = Self {
            past,
            ..Self::default()
        };
    }

    /// Forgotten once it was answered, and not made again yet.
    #[must_use]
    pub fn is_begun_anew(&self) -> bool {
        self.sent.is_none() && !self.past.is_empty()
    }

    /// Gone out, by what we were told.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        self.sent == Some(Sent::Sent)
    }

    /// What was asked for has come.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.outcome == Some(Outcome::Ready)
    }

    /// Gone out, and waited for: "no reply" and "they asked for more" are still waiting.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.is_sent() && !matches!(self.outcome, Some(Outcome::Ready | Outcome::AnotherTeam))
    }

    /// From when to chase it.
    #[must_use]
    pub fn chase_from(&self) -> Option<NaiveDate> {
        known(&self.chase_on).map(|day| day.0)
    }

    /// Takes down that something happened. The same thing told twice on one day is one thing.
    pub fn tell(&mut self, on: NaiveDate, what: Happened, who: String) {
        let known = self
            .past
            .last()
            .is_some_and(|last| last.on == on && last.what == what);
        if !known {
            self.past.push(Happening { on, what, who });
        }
    }

    /// Puts the day on which something really happened in place of the one on which we were told of it.
    pub fn date(&mut self, what: Happened, on: NaiveDate) {
        if let Some(last) = self.past.iter_mut().rev().find(|past| past.what == what) {
            last.on = on;
        }
    }
}

/// The pages of a request, from its draft or call as far as it has come. True when what was asked for is there.
pub(super) fn course(run: &mut Vec<PageId>, id: RequestId, begin: PageId, answers: &Answers) -> bool {
    let request = answers.requests.get(id);
    run.push(begin);
    if !request.is_sent() {
        return false;
    }
    run.extend(
        [Part::SentOn, Part::Reference, Part::Wait]
            .into_iter()
            .filter_map(|part| id.page(part)),
    );
    run.extend(raised(id, answers));
    request.is_ready()
}

/// The page that the outcome of a request raises: what more they asked for, or the chaser.
pub(super) fn raised(id: RequestId, answers: &Answers) -> Option<PageId> {
    match answers.requests.get(id).outcome {
        Some(Outcome::AskedForMore) => id.page(Part::More),
        Some(Outcome::NoReply) => id.page(Part::Chase),
        Some(Outcome::Ready | Outcome::AnotherTeam) | None => None,
    }
}

/// The requests that are waited for now, on the course that the answers call for. The one to chase first comes first.
#[must_use]
pub fn waiting(answers: &Answers) -> Vec<RequestId> {
    let plan = super::plan::plan(answers);
    let on_course = |wait: PageId| {
        wait.task()
            .is_some_and(|task| plan.task(task).pages.contains(&wait))
    };
    let waits = |id: &RequestId| {
        let asked = id.owner_email().is_some() || id.page(Part::Wait).is_some_and(on_course);
        asked && answers.requests.get(*id).is_waiting()
    };
    let mut waiting: Vec<RequestId> = RequestId::ALL.iter().copied().filter(waits).collect();
    waiting.sort_by_key(|id| answers.requests.get(*id).chase_from().unwrap_or(NaiveDate::MAX));
    waiting
}
