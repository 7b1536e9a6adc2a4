//! The requests that the guide knows, and the pages that follow each of them. Registering, a hospice's first email, the
//! request for access, the same to a Local Administrator, the audit, the leavers and the Team share one course: it is
//! sent, it gets a reference, it is waited for, it is chased.

use super::answers::{Answers, Request, Requests};
use super::page_id::PageId;
use crate::domain::choice::choice;
use crate::domain::site::{Outcome, Sent};

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
            Self::Leavers => &[(P::LeaversDraft, Part::Draft), (P::LeaversSentOn, Part::SentOn)],
            Self::Team => &[
                (P::TeamDraft, Part::Draft),
                (P::TeamSentOn, Part::SentOn),
                (P::TeamReference, Part::Reference),
                (P::TeamWait, Part::Wait),
                (P::TeamMore, Part::More),
                (P::TeamChase, Part::Chase),
                (P::TeamChaseOn, Part::ChaseOn),
            ],
        }
    }

    /// The key of what it asks for, in words.
    #[must_use]
    pub const fn asks_for(self) -> &'static str {
        match self {
            Self::Registration => "request.registration",
            Self::Hospice => "request.hospice",
            Self::Access => "request.access",
            Self::LocalAdmin => "request.local-admin",
            Self::Audit => "request.audit",
            Self::Leavers => "request.leavers",
            Self::Team => "request.team",
        }
    }

    /// The request that a page belongs to, and the part it plays there.
    #[must_use]
    pub fn of(page: PageId) -> Option<(Self, Part)> {
        use crate::domain::choice::Choice as _;
        Self::ALL.iter().find_map(|&request| {
            request
                .pages()
                .iter()
                .find(|(id, _)| *id == page)
                .map(|&(_, part)| (request, part))
        })
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
        }
    }
}

impl Request {
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
}

/// The requests that are waited for now, on the course that the answers call for.
#[must_use]
pub fn waiting(answers: &Answers) -> Vec<RequestId> {
    use crate::domain::choice::Choice as _;
    let plan = super::plan::plan(answers);
    RequestId::ALL
        .iter()
        .copied()
        .filter(|id| {
            let Some(wait) = id.page(Part::Wait) else {
                return false;
            };
            let Some(task) = wait.task() else { return false };
            answers.requests.get(*id).is_waiting() && plan.task(task).pages.contains(&wait)
        })
        .collect()
}
