//! The people on the access check, and those named for registering.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::address::{Email, NhsAddress};
use super::choice::choice;
use super::day::DoneOn;
use super::phone::Mobile;
use super::site::{MailboxRole, YesNo};
use super::text::{Name, Note};
use super::told::Told;

choice! {
    /// Whether someone with access works at the site now.
    WorksHere {
        /// Yes.
        Yes = "yes",
        /// No: a leaver.
        Left = "left",
        /// Not known.
        NotKnown = "not-known",
    }
}

choice! {
    /// What should happen to someone's access.
    Action {
        /// Keep it.
        Keep = "keep",
        /// Remove it.
        Remove = "remove",
        /// Make the person an owner.
        MakeOwner = "make-owner",
        /// Find out first.
        FindOut = "find-out",
    }
}

/// Someone who can open the shared mailbox.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Full name, or initials.
    pub name: Option<Told<Name>>,
    /// Owner or member.
    pub role: Option<MailboxRole>,
    /// Whether the person works here now.
    pub works_here: Option<WorksHere>,
    /// Whether the person's entry in the directory shows this site: two people can have the same name (S18, seen 22
    /// November 2026).
    pub organisation_checked: Option<YesNo>,
    /// The person's own address: asked of leavers only, for the email; taken from a list for anyone.
    pub address: Option<Told<NhsAddress>>,
    /// When the person left.
    pub left_on: Option<Told<DoneOn>>,
    /// Whether the person moves to another place that uses NHSmail.
    pub moving_on: Option<YesNo>,
    /// What should happen.
    pub action: Option<Action>,
    /// Why a leaver keeps access for now.
    pub kept_because: Option<Told<Note>>,
    /// When the email that names this person as a leaver went out.
    pub reported_on: Option<NaiveDate>,
    /// When the person was taken off the mailbox: the first of the two things for a leaver (S23, 4 November 2024).
    pub removed_on: Option<Told<DoneOn>>,
    /// When the account was marked as a leaver: the second.
    pub leaver_marked_on: Option<Told<DoneOn>>,
}

impl Person {
    /// The name as listed; empty until it is given.
    #[must_use]
    pub fn listed_name(&self) -> &str {
        self.name.as_ref().and_then(Told::known).map_or("", Name::as_str)
    }

    /// Has left, by what we were told.
    #[must_use]
    pub fn is_leaver(&self) -> bool {
        self.works_here == Some(WorksHere::Left)
    }

    /// A leaver who can still read the mailbox: the person whom the access check is for.
    #[must_use]
    pub fn is_leaver_still_in(&self) -> bool {
        self.is_leaver() && self.removed_on.is_none()
    }

    /// A leaver who can still read the mailbox, and is not kept on purpose: the one to write about.
    #[must_use]
    pub fn is_leaver_to_take_off(&self) -> bool {
        self.is_leaver_still_in() && self.action != Some(Action::Keep)
    }

    /// A leaver for whom one of the two things is still to be done (S23, 4 November 2024), and who is not kept on purpose.
    #[must_use]
    pub fn is_to_be_reported(&self) -> bool {
        let left_to_do = self.removed_on.is_none() || self.leaver_marked_on.is_none();
        self.is_leaver() && left_to_do && self.action != Some(Action::Keep)
    }

    /// A leaver of whom no one has been told.
    #[must_use]
    pub fn is_unreported(&self) -> bool {
        self.is_to_be_reported() && self.reported_on.is_none()
    }

    /// Someone whose access is to be removed, and is not yet, leaver or not.
    #[must_use]
    pub fn is_to_be_removed(&self) -> bool {
        self.is_leaver_to_take_off() || self.removed_on.is_none() && self.action == Some(Action::Remove)
    }

    /// Something about this person is not known yet.
    #[must_use]
    pub fn is_to_find_out(&self) -> bool {
        self.works_here == Some(WorksHere::NotKnown) || self.action == Some(Action::FindOut)
    }

    /// Stays, and where the person works was not checked.
    #[must_use]
    pub fn is_to_be_checked(&self) -> bool {
        self.stays() && self.organisation_checked.is_none()
    }

    /// Works elsewhere by the directory, and can read the mailbox: most likely a namesake.
    #[must_use]
    pub fn is_of_another_site(&self) -> bool {
        self.organisation_checked == Some(YesNo::No) && self.removed_on.is_none() && !self.is_leaver()
    }

    /// Has left, and the email about leavers needs more answers.
    #[must_use]
    pub fn is_leaver_to_ask_about(&self) -> bool {
        self.is_leaver() && self.moving_on.is_none()
    }

    /// Works here, and keeps access.
    #[must_use]
    pub fn stays(&self) -> bool {
        self.works_here == Some(WorksHere::Yes) && self.action != Some(Action::Remove)
    }

    /// Stays, and can choose who gets in.
    #[must_use]
    pub fn is_staying_owner(&self) -> bool {
        self.stays() && (self.role == Some(MailboxRole::Owner) || self.action == Some(Action::MakeOwner))
    }
}

/// Someone named for registering: 2 to 10 people (S04, seen 22 November 2026).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Applicant {
    /// Full name.
    pub name: Option<Told<Name>>,
    /// Own UK mobile, used once to send the first details (S07, 2020).
    pub mobile: Option<Told<Mobile>>,
    /// Own email address, not the organisation's (S07, 2020).
    pub email: Option<Told<Email>>,
    /// Owner or member.
    pub role: Option<MailboxRole>,
}

impl Applicant {
    /// The name as listed; empty until it is given.
    #[must_use]
    pub fn listed_name(&self) -> &str {
        self.name.as_ref().and_then(Told::known).map_or("", Name::as_str)
    }
}
