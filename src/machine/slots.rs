//! Which answer each page sets: one table. A page that is not in it asks for nothing that is kept.

use super::answers::Answers;
use super::owner_email::OwnerEmailId;
use super::page_id::PageId;
use super::slot::Slot;

/// Where the machine is: a page, and on pages about one of several, which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The page.
    pub page: PageId,
    /// On pages about a person, the place in the list: one past the end is someone new. On pages about an email of an
    /// owner, its place among those.
    pub person: usize,
}

impl Position {
    /// A page that is about no one on a list.
    #[must_use]
    pub const fn page(page: PageId) -> Self {
        Self { page, person: 0 }
    }

    /// The same page; only pages about one of several keep which one.
    #[must_use]
    pub fn of_its_page(self) -> Self {
        if self.page.is_about_one() {
            self
        } else {
            Self::page(self.page)
        }
    }
}

/// Makes the two ways into the table, to read and to change, from one list.
macro_rules! slots {
    (
        site { $($page:ident => $($field:ident).+,)+ }
        applicant { $($apage:ident => $afield:ident,)+ }
        person { $($ppage:ident => $pfield:ident,)+ }
        owner_email { $($epage:ident => $efield:ident,)+ }
        owner_request { $($rpage:ident => $rfield:ident,)+ }
    ) => {
        /// The answer that a page sets, to read. None when the page sets none, or the person is not on the list yet.
        #[must_use]
        pub fn slot(answers: &Answers, at: Position) -> Option<&dyn Slot> {
            match at.page {
                $(PageId::$page => Some(&answers.$($field).+),)+
                $(PageId::$apage => Some(&answers.register.people.get(at.person)?.$afield),)+
                $(PageId::$ppage => Some(&answers.audit.people.get(at.person)?.$pfield),)+
                $(PageId::$epage => Some(&answers.owner_emails.get(OwnerEmailId::at(at.person)?).$efield),)+
                $(PageId::$rpage => Some(&answers.requests.get(OwnerEmailId::at(at.person)?.request()).$rfield),)+
                _ => None,
            }
        }

        /// The answer that a page sets, to change. Someone new joins the list here.
        pub fn slot_mut(answers: &mut Answers, at: Position) -> Option<&mut dyn Slot> {
            if at.page.is_about_an_applicant() && at.person == answers.register.people.len() {
                answers.register.people.push(Default::default());
            }
            if at.page.is_about_a_person() && at.person == answers.audit.people.len() {
                answers.audit.people.push(Default::default());
            }
            match at.page {
                $(PageId::$page => Some(&mut answers.$($field).+),)+
                $(PageId::$apage => Some(&mut answers.register.people.get_mut(at.person)?.$afield),)+
                $(PageId::$ppage => Some(&mut answers.audit.people.get_mut(at.person)?.$pfield),)+
                $(PageId::$epage => Some(&mut answers.owner_emails.get_mut(OwnerEmailId::at(at.person)?).$efield),)+
                $(PageId::$rpage => Some(&mut answers.requests.get_mut(OwnerEmailId::at(at.person)?.request()).$rfield),)+
                _ => None,
            }
        }

        /// Every page that sets an answer.
        pub const ASKING: &[PageId] = &[
            $(PageId::$page,)+ $(PageId::$apage,)+ $(PageId::$ppage,)+ $(PageId::$epage,)+ $(PageId::$rpage,)+
        ];
    };
}

slots! {
    site {
        Who => role,
        WhoHelps => helper.name,
        SiteName => site.name,
        OdsCode => site.ods_code,

        SiteHistory => site.history,

        ServiceKind => site.kind,
        HospiceDraft => requests.hospice.sent,
        HospiceSentOn => requests.hospice.sent_on,
        HospiceWait => requests.hospice.outcome,
        CqcLocationId => site.cqc_location_id,
        CqcContactId => register.cqc_contact_id,
        RegistrationSent => requests.registration.sent,
        RegistrationSentOn => requests.registration.sent_on,
        RegistrationReference => requests.registration.reference,
        WelcomeWait => requests.registration.outcome,
        RegistrationMore => requests.registration.note,
        AccountCreatedOn => account.created_on,

        ManagedBy => site.managed_by,
        YourAccount => account.has,
        MailboxAccess => mailbox.access,
        YourMailboxRole => mailbox.your_role,
        MailboxSender => mailbox.sender_name,
        YourName => account.name,
        YourNhsmailAddress => account.address,
        YourMobile => account.mobile,
        SenderPhone => account.contact_phone,
        AccessDraft => requests.access.sent,
        CqcPhone => site.cqc_phone,
        AccessCall => requests.access.sent,
        AccessSentOn => requests.access.sent_on,
        AccessReference => requests.access.reference,
        AccessWait => requests.access.outcome,
        AccessMore => requests.access.note,
        AccessChaseOn => requests.access.chase_on,
        AccessReadyOn => requests.access.ready_on,
        LocalAdminName => local_admin.name,
        LocalAdminContact => local_admin.contact,
        LocalAdminDraft => requests.local_admin.sent,
        LocalAdminSentOn => requests.local_admin.sent_on,
        LocalAdminReference => requests.local_admin.reference,
        LocalAdminWait => requests.local_admin.outcome,
        LocalAdminMore => requests.local_admin.note,
        LocalAdminChaseOn => requests.local_admin.chase_on,

        PasswordChanged => secure.password_changed,
        PasswordChangedOn => secure.password_changed_on,
        SecondCheck => secure.second_check,
        PolicyAcceptedOn => secure.policy_accepted_on,
        SecretSetOn => secure.secret_set_on,

        MailboxAddress => mailbox.usual_address,
        MailboxOtherAddress => mailbox.address,
        MailboxOpened => mailbox.opened,
        MailboxOpenedOn => mailbox.opened_on,

        AuditMethod => audit.method,
        AuditDraft => requests.audit.sent,
        AuditCall => requests.audit.sent,
        AuditSentOn => requests.audit.sent_on,
        AuditReference => requests.audit.reference,
        AuditWait => requests.audit.outcome,
        AuditMore => requests.audit.note,
        AuditChaseOn => requests.audit.chase_on,
        NamesChecked => audit.names_checked,
        LeaversDraft => requests.leavers.sent,
        LeaversSentOn => requests.leavers.sent_on,
        LeaversReference => requests.leavers.reference,
        LeaversWait => requests.leavers.outcome,
        LeaversMore => requests.leavers.note,
        LeaversChaseOn => requests.leavers.chase_on,
        NextCheckOn => audit.next_check_on,

        TeamWanted => team.wanted,
        TeamName => team.name,
        TeamDraft => requests.team.sent,
        TeamSentOn => requests.team.sent_on,
        TeamReference => requests.team.reference,
        TeamWait => requests.team.outcome,
        TeamMore => requests.team.note,
        TeamChaseOn => requests.team.chase_on,
        TeamReadyOn => team.ready_on,

        SecondPerson => duties.second_person,
        HandoverNote => duties.handover_note,

        Reminders => reminders.wanted,
    }
    applicant {
        RegisterName => name,
        RegisterMobile => mobile,
        RegisterEmail => email,
        RegisterRole => role,
    }
    person {
        PersonName => name,
        PersonRole => role,
        PersonWorksHere => works_here,
        PersonOrganisation => organisation_checked,
        PersonAddress => address,
        PersonLeftOn => left_on,
        PersonMovingOn => moving_on,
        PersonAction => action,
        PersonKeptBecause => kept_because,
        PersonRemovedOn => removed_on,
        PersonLeaverMarkedOn => leaver_marked_on,
    }
    owner_email {
        OwnerEmailPerson => person,
        OwnerEmailAddress => address,
        OwnerEmailStartsOn => starts_on,
        OwnerEmailEndsOn => ends_on,
        OwnerEmailQuestion => question,
    }
    owner_request {
        OwnerEmailDraft => sent,
        OwnerEmailSentOn => sent_on,
        OwnerEmailReference => reference,
        OwnerEmailWait => outcome,
        OwnerEmailMore => note,
        OwnerEmailChaseOn => chase_on,
    }
}
