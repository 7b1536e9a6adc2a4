//! What follows from the answers by themselves: who is at the keyboard and who sends, what the mailbox is called, who is
//! asked.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{Answers, Change, known};
use crate::domain::address::MailboxAddress;
use crate::domain::ods::OdsCode;
use crate::domain::site::{
    AuditMethod, HasAccount, MailboxAccess, MailboxRole, ManagedBy, Role, ServiceKind, SiteHistory, YesNo,
};
use crate::domain::text::SiteName;
use crate::machine::page_id::PageId;
use crate::machine::request::RequestId;

impl Answers {
    /// Who is at the keyboard; the site's own person until we are told otherwise.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role.unwrap_or(Role::Own)
    }

    /// The site's name, when it is known.
    #[must_use]
    pub fn site_name(&self) -> Option<&str> {
        known(&self.site.name).map(SiteName::as_str)
    }

    /// The site's code, when it is known.
    #[must_use]
    pub fn code(&self) -> Option<&OdsCode> {
        known(&self.site.ods_code)
    }

    /// The shared mailbox: the address given, or the usual one for the site's code.
    #[must_use]
    pub fn mailbox_address(&self) -> Option<MailboxAddress> {
        let other = self.mailbox.usual_address == Some(YesNo::No);
        match known(&self.mailbox.address) {
            Some(address) => Some(address.clone()),
            None if other => None,
            None => self.code().map(MailboxAddress::for_code),
        }
    }

    /// The name to write beside a change: the helper's, or the owner's own.
    #[must_use]
    pub fn who_is_here(&self) -> String {
        let name = match self.role() {
            Role::Helping => known(&self.helper.name),
            Role::Own => known(&self.account.name),
        };
        name.map(|name| name.as_str().to_owned()).unwrap_or_default()
    }

    /// Takes a change down in the history, under the name of whoever is here.
    pub fn take_down(&mut self, page: PageId, old: String, new: String, at: DateTime<FixedOffset>) {
        let (what, who) = (page.slug().to_owned(), self.who_is_here());
        self.history.push(Change {
            what,
            old,
            new,
            who,
            at,
        });
    }

    /// The name of whoever sends an email of this request, or rings: a colleague may, for access.
    #[must_use]
    pub fn who_sends(&self, request: RequestId) -> String {
        let colleague = known(&self.mailbox.sender_name).filter(|_| {
            let asks_for_access = matches!(request, RequestId::Access | RequestId::LocalAdmin);
            asks_for_access && self.mailbox.access == Some(MailboxAccess::Other)
        });
        colleague.map_or_else(|| self.who_is_here(), ToString::to_string)
    }

    /// The request goes to the Local Administrator: where the site's own organisation looks after NHSmail, all that the
    /// NAS would do is asked there (guide, 7 July 2023).
    #[must_use]
    pub fn asks_local_admin(&self, request: RequestId) -> bool {
        match request {
            RequestId::LocalAdmin => true,
            RequestId::Audit
            | RequestId::Leavers
            | RequestId::Team
            | RequestId::SecondOwner
            | RequestId::LongLeave
            | RequestId::NewOwner => self.site.managed_by == Some(ManagedBy::OwnOrganisation),
            RequestId::Registration
            | RequestId::Hospice
            | RequestId::Access
            | RequestId::Ods
            | RequestId::Dspt => false,
        }
    }

    /// A hospice.
    #[must_use]
    pub fn is_hospice(&self) -> bool {
        self.site.kind == Some(ServiceKind::Hospice)
    }

    /// Has never used NHSmail, as far as we were told.
    #[must_use]
    pub fn is_new_site(&self) -> bool {
        self.site.history == Some(SiteHistory::Never)
    }

    /// Someone at the site can open the shared mailbox, and so can send the email.
    #[must_use]
    pub fn someone_can_open(&self) -> bool {
        matches!(
            self.mailbox.access,
            Some(MailboxAccess::Me | MailboxAccess::Other)
        )
    }

    /// The person who needs access has an NHSmail account.
    #[must_use]
    pub fn has_account(&self) -> bool {
        matches!(self.account.has, Some(HasAccount::Yes | HasAccount::CannotSignIn))
    }

    /// The person at the keyboard owns the shared mailbox already.
    #[must_use]
    pub fn is_owner_already(&self) -> bool {
        self.mailbox.access == Some(MailboxAccess::Me) && self.mailbox.your_role == Some(MailboxRole::Owner)
    }

    /// The latest day on which the person was signed in, as far as we were told. The 30, 60 and 90 days count from
    /// here (S42, 24 November 2022).
    #[must_use]
    pub fn last_activity(&self) -> Option<NaiveDate> {
        let mut days: Vec<NaiveDate> = [
            &self.secure.password_changed_on,
            &self.secure.policy_accepted_on,
            &self.secure.secret_set_on,
            &self.mailbox.opened_on,
        ]
        .into_iter()
        .filter_map(|day| known(day).map(|day| day.0))
        .collect();
        if self.audit.method == Some(AuditMethod::Portal) {
            days.extend(self.finished.check_access);
        }
        days.into_iter().max()
    }
}
