//! The emails that an owner may have to write at any time after the set-up: a second owner, a long leave, a new owner, a
//! question about the ODS code or the DSPT. All share one list of pages; a position tells which of them a page is about.

use super::answers::{Answers, OwnerEmail, OwnerEmails, shown};
use super::page_id::PageId as P;
use super::request::{RequestId, course};
use super::slots::Position;
use crate::domain::choice::{Choice as _, choice};
use crate::domain::people::Action;

choice! {
    /// One of the emails of an owner.
    OwnerEmailId {
        /// Someone is to be made an owner too (S22, S23, 4 November 2024).
        SecondOwner = "second-owner",
        /// An account is to be disabled while its person is away (S44, February 2020).
        LongLeave = "long-leave",
        /// An owner leaves, and someone takes over (guide, 7 July 2023).
        NewOwner = "new-owner",
        /// The ODS code, or what it says of the site, is not right (guide, 7 July 2023).
        Ods = "ods",
        /// A question about the DSPT (guide, 7 July 2023).
        Dspt = "dspt",
    }
}

impl OwnerEmailId {
    /// The one at a place of the list.
    #[must_use]
    pub fn at(place: usize) -> Option<Self> {
        Self::ALL.get(place).copied()
    }

    /// Its place in the list.
    #[must_use]
    pub const fn place(self) -> usize {
        self as usize
    }

    /// The request that it makes.
    #[must_use]
    pub const fn request(self) -> RequestId {
        match self {
            Self::SecondOwner => RequestId::SecondOwner,
            Self::LongLeave => RequestId::LongLeave,
            Self::NewOwner => RequestId::NewOwner,
            Self::Ods => RequestId::Ods,
            Self::Dspt => RequestId::Dspt,
        }
    }

    /// What has to be known before it can be written.
    const fn facts(self) -> &'static [P] {
        match self {
            Self::SecondOwner => &[P::OwnerEmailPerson, P::OwnerEmailAddress],
            Self::LongLeave => &[
                P::OwnerEmailPerson,
                P::OwnerEmailAddress,
                P::OwnerEmailStartsOn,
                P::OwnerEmailEndsOn,
            ],
            Self::NewOwner => &[P::OwnerEmailPerson, P::OwnerEmailAddress, P::OwnerEmailStartsOn],
            Self::Ods | Self::Dspt => &[P::OwnerEmailQuestion],
        }
    }

    /// Its pages, as far as it has come.
    #[must_use]
    pub fn run(self, answers: &Answers) -> Vec<P> {
        let mut run = self.facts().to_vec();
        course(&mut run, self.request(), P::OwnerEmailDraft, answers);
        run
    }

    /// Forgets an email that has been answered, so that another of its kind can be written. What has happened stays.
    pub fn begin_again(self, answers: &mut Answers) {
        *answers.owner_emails.get_mut(self) = OwnerEmail::default();
        answers.requests.get_mut(self.request()).begin_again();
    }
}

impl OwnerEmails {
    /// What one of them is about.
    #[must_use]
    pub const fn get(&self, id: OwnerEmailId) -> &OwnerEmail {
        match id {
            OwnerEmailId::SecondOwner => &self.second_owner,
            OwnerEmailId::LongLeave => &self.long_leave,
            OwnerEmailId::NewOwner => &self.new_owner,
            OwnerEmailId::Ods => &self.ods,
            OwnerEmailId::Dspt => &self.dspt,
        }
    }

    /// The same, to be changed.
    pub const fn get_mut(&mut self, id: OwnerEmailId) -> &mut OwnerEmail {
        match id {
            OwnerEmailId::SecondOwner => &mut self.second_owner,
            OwnerEmailId::LongLeave => &mut self.long_leave,
            OwnerEmailId::NewOwner => &mut self.new_owner,
            OwnerEmailId::Ods => &mut self.ods,
            OwnerEmailId::Dspt => &mut self.dspt,
        }
    }
}

/// Whom an email is likely to be about, to offer: the person to be made an owner, or the second person with access.
#[must_use]
pub fn likely_person(answers: &Answers, at: Position) -> String {
    let to_be_owner = answers
        .audit
        .people
        .iter()
        .find(|person| person.action == Some(Action::MakeOwner));
    let second = || shown(&answers.duties.second_person);
    match OwnerEmailId::at(at.person) {
        Some(OwnerEmailId::SecondOwner | OwnerEmailId::NewOwner) => {
            to_be_owner.and_then(|person| shown(&person.name)).or_else(second)
        }
        Some(OwnerEmailId::LongLeave | OwnerEmailId::Ods | OwnerEmailId::Dspt) | None => None,
    }
    .unwrap_or_default()
}

/// The address that the access check has for the person of an email.
#[must_use]
pub fn listed_address(answers: &Answers, at: Position) -> String {
    let named = OwnerEmailId::at(at.person).and_then(|email| shown(&answers.owner_emails.get(email).person));
    let mut people = answers.audit.people.iter();
    let listed = named.and_then(|name| people.find(|person| person.listed_name() == name));
    listed
        .and_then(|person| shown(&person.address))
        .unwrap_or_default()
}
