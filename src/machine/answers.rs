//! Everything that a person has told us. It is also the shape of the progress file: tables and keys carry the names of
//! these fields, so a field is renamed only together with a migration in the store.
//!
//! An answer that the journey no longer asks for stays here and counts for nothing, so that changing a branch and
//! changing it back loses nothing.

mod about;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::task::TaskId;
use crate::domain::address::{MailboxAddress, NhsAddress};
use crate::domain::cqc::{CqcContact, CqcLocation};
use crate::domain::day::{DoneOn, DueOn, PlannedOn};
use crate::domain::ods::OdsCode;
use crate::domain::people::{Applicant, Person};
use crate::domain::phone::{Mobile, Phone};
use crate::domain::site::{
    AuditMethod, Done, Happened, HasAccount, How, MailboxAccess, MailboxRole, ManagedBy, NamesChecked,
    Opened, Outcome, ReadyMark, Role, SecondCheckOn, Sent, ServiceKind, SiteHistory, TeamWanted, YesNo,
};
use crate::domain::text::{Name, Note, Reference, SiteName, TeamName};
use crate::domain::told::Told;
use crate::domain::when;

/// A typed answer: not given yet, given, or what stands in its place.
pub type Typed<T> = Option<Told<T>>;

macro_rules! answers {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)+ })+) => { $(
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $name { $($(#[$doc])* pub $field: $type,)+ }
    )+ };
}

answers! {
    /// All answers.
    Answers {
        /// Who is at the keyboard.
        role: Option<Role>,
        /// Doubts that the person has settled by keeping the answer, by slug.
        kept: BTreeSet<String>,
        /// The helper, when there is one.
        helper: Helper,
        /// The site.
        site: Site,
        /// Registering a site that has never used NHSmail.
        register: Register,
        /// The account of the person who needs access.
        account: Account,
        /// The shared mailbox.
        mailbox: Mailbox,
        /// The Local Administrator.
        local_admin: LocalAdmin,
        /// What was asked of whom, when, and what came of it.
        requests: Requests,
        /// What the emails of an owner are about.
        owner_emails: OwnerEmails,
        /// Password, second check, policy and secret: only that they were done, and when.
        secure: Secure,
        /// The access check.
        audit: Audit,
        /// The Team.
        team: Team,
        /// An owner's duties.
        duties: Duties,
        /// The calendar file.
        reminders: Reminders,
        /// The record.
        record: Record,
        /// When the person said that a step was finished.
        finished: Finished,
        /// What was changed, by whom and when.
        history: Vec<Change>,
    }
    /// Someone who helps the site.
    Helper {
        /// Name or initials.
        name: Typed<Name>,
    }
    /// The site.
    Site {
        /// As on the sign or the CQC certificate.
        name: Typed<SiteName>,
        /// The site's own code.
        ods_code: Typed<OdsCode>,
        /// The kind of service.
        kind: Option<ServiceKind>,
        /// Whether it has used NHSmail before.
        history: Option<SiteHistory>,
        /// Who looks after NHSmail for it.
        managed_by: Option<ManagedBy>,
        /// The CQC location ID.
        cqc_location_id: Typed<CqcLocation>,
        /// The phone number that the CQC has for it: the one to ring the NAS from.
        cqc_phone: Typed<Phone>,
    }
    /// Registering.
    Register {
        /// What is to hand.
        ready: Ready,
        /// The registered manager's ID, or a passcode to be asked for.
        cqc_contact_id: Typed<CqcContact>,
        /// The people to be named.
        people: Vec<Applicant>,
    }
    /// What registering needs (S03, seen 22 November 2026).
    Ready {
        /// The ODS code.
        ods_code: Option<ReadyMark>,
        /// The CQC location ID.
        cqc_location_id: Option<ReadyMark>,
        /// The CQC contact ID.
        cqc_contact_id: Option<ReadyMark>,
        /// A DSPT published at Approaching Standards or higher.
        dspt: Option<ReadyMark>,
        /// The DSPT is under the site's own code (S61, seen 22 November 2026).
        dspt_under_site_code: Option<ReadyMark>,
    }
    /// The account of the person who needs access.
    Account {
        /// Whether there is one.
        has: Option<HasAccount>,
        /// Full name.
        name: Typed<Name>,
        /// Own NHSmail address.
        address: Typed<NhsAddress>,
        /// Own UK mobile.
        mobile: Typed<Mobile>,
        /// Where the helpdesk can ring the sender.
        contact_phone: Typed<Phone>,
        /// When a new account came: the 30 days to finish it count from here (S42, 24 November 2022).
        created_on: Typed<DoneOn>,
        /// When the person last put off the reminder that few days are left.
        deadline_put_off_on: Option<NaiveDate>,
    }
    /// The shared mailbox.
    Mailbox {
        /// Who can open it.
        access: Option<MailboxAccess>,
        /// Owner or member, when the person at the keyboard can open it.
        your_role: Option<MailboxRole>,
        /// Who can send an email from it.
        sender_name: Typed<Name>,
        /// Whether its address is the usual one.
        usual_address: Option<YesNo>,
        /// Its address, when it is another.
        address: Typed<MailboxAddress>,
        /// Whether it was opened and a test email sent.
        opened: Option<Opened>,
        /// When.
        opened_on: Typed<DoneOn>,
    }
    /// The person in the site's own organisation who runs NHSmail.
    LocalAdmin {
        /// Name.
        name: Typed<Name>,
        /// Address or number.
        contact: Typed<Name>,
    }
    /// The requests of the guide.
    Requests {
        /// The registration form.
        registration: Request,
        /// A hospice's first email (S02, seen 22 November 2026).
        hospice: Request,
        /// Joiner or new account, as owner.
        access: Request,
        /// The same, to a Local Administrator.
        local_admin: Request,
        /// A list of who has access.
        audit: Request,
        /// Leavers to be taken off.
        leavers: Request,
        /// A Team.
        team: Request,
        /// A second owner.
        second_owner: Request,
        /// An account to be disabled for a long leave (S44, February 2020).
        long_leave: Request,
        /// A new owner in place of one who leaves.
        new_owner: Request,
        /// Something about the ODS code.
        ods: Request,
        /// Something about the DSPT.
        dspt: Request,
    }
    /// One request, from sending to outcome.
    Request {
        /// By email or by phone.
        how: Option<How>,
        /// Whether it has gone out.
        sent: Option<Sent>,
        /// When.
        sent_on: Typed<DoneOn>,
        /// The reference given.
        reference: Typed<Reference>,
        /// From when to chase it. Our suggestion, never a promise.
        chase_on: Typed<DueOn>,
        /// When it was chased last.
        chased_on: Option<NaiveDate>,
        /// What they asked for.
        note: Typed<Note>,
        /// What came of it.
        outcome: Option<Outcome>,
        /// When what was asked for came.
        ready_on: Typed<DoneOn>,
        /// What has happened to it, the oldest first.
        past: Vec<Happening>,
    }
    /// What the emails of an owner are about.
    OwnerEmails {
        /// The second owner.
        second_owner: OwnerEmail,
        /// Who goes on long leave.
        long_leave: OwnerEmail,
        /// The next owner.
        new_owner: OwnerEmail,
        /// What is asked about the ODS code.
        ods: OwnerEmail,
        /// What is asked about the DSPT.
        dspt: OwnerEmail,
    }
    /// What one of them is about.
    OwnerEmail {
        /// Whom.
        person: Typed<Name>,
        /// That person's NHSmail address.
        address: Typed<NhsAddress>,
        /// From when: the first day of the leave, the last day of an owner.
        starts_on: Typed<PlannedOn>,
        /// Until when.
        ends_on: Typed<PlannedOn>,
        /// What is asked, in the person's own words.
        question: Typed<Note>,
    }
    /// The person's own sign-in: only what was done and when.
    Secure {
        /// Whether the password was changed.
        password_changed: Option<Done>,
        /// When.
        password_changed_on: Typed<DoneOn>,
        /// Where else the new one was put.
        devices: Devices,
        /// Whether a second check is set up.
        second_check: Option<SecondCheckOn>,
        /// The policy was accepted in the Portal.
        policy_accepted: bool,
        /// The secret was set in the Portal.
        secret_set: bool,
        /// Neither was done yet.
        neither_yet: bool,
        /// When the policy was accepted.
        policy_accepted_on: Typed<DoneOn>,
        /// When the secret was set.
        secret_set_on: Typed<DoneOn>,
    }
    /// Where an old password may still be saved, and would lock the account (S28, 21 May 2019).
    Devices {
        /// Phone.
        phone: bool,
        /// Tablet.
        tablet: bool,
        /// Outlook on a computer.
        outlook: bool,
        /// Nowhere else to change.
        nowhere: bool,
    }
    /// The access check.
    Audit {
        /// How the list is found.
        method: Option<AuditMethod>,
        /// Who can open the mailbox.
        people: Vec<Person>,
        /// Whether each name is someone at the site.
        names_checked: Option<NamesChecked>,
        /// When to check again.
        next_check_on: Typed<DueOn>,
    }
    /// The Team.
    Team {
        /// Whether one is wanted.
        wanted: Option<TeamWanted>,
        /// What it should be called.
        name: Typed<TeamName>,
        /// When it was ready.
        ready_on: Typed<DoneOn>,
    }
    /// An owner's duties.
    Duties {
        /// The three that have been read.
        read: DutiesRead,
        /// The second person.
        second_person: Typed<Name>,
        /// What the next owner should know.
        handover_note: Typed<Note>,
    }
    /// Which duties have been read.
    DutiesRead {
        /// Keep the list right.
        people: bool,
        /// Use accounts often.
        regular_use: bool,
        /// Hand over.
        handover: bool,
    }
    /// The calendar file.
    Reminders {
        /// Whether it is wanted.
        wanted: Option<YesNo>,
    }
    /// The record.
    Record {
        /// When it was last made.
        made_on: Option<NaiveDate>,
    }
    /// When each step was finished, as the person said.
    Finished {
        /// Step 1.
        check_use: Option<NaiveDate>,
        /// Step 2.
        get_access: Option<NaiveDate>,
        /// Step 3.
        change_password: Option<NaiveDate>,
        /// Step 4.
        policy_and_secret: Option<NaiveDate>,
        /// Step 5.
        open_mailbox: Option<NaiveDate>,
        /// Step 6.
        check_access: Option<NaiveDate>,
        /// Step 7.
        set_up_team: Option<NaiveDate>,
        /// Step 8.
        owner_duties: Option<NaiveDate>,
        /// Step 9.
        your_record: Option<NaiveDate>,
    }
}

/// Something that happened to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// When we were told of it.
    pub on: NaiveDate,
    /// What.
    pub what: Happened,
    /// Who told us; for an email that went out, who sent it.
    pub who: String,
}

/// One change of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The page that asked.
    pub what: String,
    /// The answer before.
    pub old: String,
    /// The answer after; empty when it was taken away.
    pub new: String,
    /// Who was at the keyboard.
    pub who: String,
    /// When.
    pub at: DateTime<FixedOffset>,
}

impl Finished {
    /// When a task was finished.
    #[must_use]
    pub const fn on(&self, task: TaskId) -> Option<NaiveDate> {
        match task {
            TaskId::CheckUse => self.check_use,
            TaskId::GetAccess => self.get_access,
            TaskId::ChangePassword => self.change_password,
            TaskId::PolicyAndSecret => self.policy_and_secret,
            TaskId::OpenMailbox => self.open_mailbox,
            TaskId::CheckAccess => self.check_access,
            TaskId::SetUpTeam => self.set_up_team,
            TaskId::OwnerDuties => self.owner_duties,
            TaskId::YourRecord => self.your_record,
        }
    }

    /// Where the day is kept.
    pub const fn on_mut(&mut self, task: TaskId) -> &mut Option<NaiveDate> {
        match task {
            TaskId::CheckUse => &mut self.check_use,
            TaskId::GetAccess => &mut self.get_access,
            TaskId::ChangePassword => &mut self.change_password,
            TaskId::PolicyAndSecret => &mut self.policy_and_secret,
            TaskId::OpenMailbox => &mut self.open_mailbox,
            TaskId::CheckAccess => &mut self.check_access,
            TaskId::SetUpTeam => &mut self.set_up_team,
            TaskId::OwnerDuties => &mut self.owner_duties,
            TaskId::YourRecord => &mut self.your_record,
        }
    }
}

/// The thing itself, when it was given and is known.
#[must_use]
pub fn known<T>(answer: &Typed<T>) -> Option<&T> {
    answer.as_ref().and_then(Told::known)
}

/// What was typed, when it is known and not empty.
#[must_use]
pub fn shown<T: ToString>(answer: &Typed<T>) -> Option<String> {
    known(answer)
        .map(ToString::to_string)
        .filter(|text| !text.is_empty())
}

/// The day on which something was done, in words.
#[must_use]
pub fn day_in_words(answer: &Typed<DoneOn>) -> Option<String> {
    known(answer).map(|day| when::in_words(day.0))
}
