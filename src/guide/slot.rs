//! The closed list of slots that the words of a page may use. Where a value comes from is the machine's business.

macro_rules! slots {
    ($($name:ident = $slug:literal: $doc:literal),* $(,)?) => {
        /// A place in a text for something that was told to us.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Slot { $(#[doc = $doc] $name),* }

        impl Slot {
            /// Every slot.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name in braces.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $slug),* }
            }
        }
    };
}

slots! {
    Site = "site": "The name of the site.",
    Code = "code": "The ODS code.",
    Mailbox = "mailbox": "The address of the shared mailbox.",
    Name = "name": "The person who needs access.",
    Sender = "sender": "The person who can send from the shared mailbox.",
    Person = "person": "The person of the table who is shown.",
    Helper = "helper": "The person who helps.",
    SecondPerson = "second-person": "The second person with access.",
    LocalAdmin = "local-admin": "The Local Administrator.",
    LocalAdminContact = "local-admin-contact": "How to reach the Local Administrator.",
    CqcPhone = "cqc-phone": "The phone number the CQC has for the site.",
    ContactPhone = "contact-phone": "The number the NAS can ring on.",
    Mobile = "mobile": "The mobile number of the person who needs access.",
    Address = "address": "The NHSmail address of the person who needs access.",
    CqcLocation = "cqc-location": "The CQC location ID.",
    How = "how": "How a request was made.",
    SentOn = "sent-on": "When a request was made.",
    ChaseOn = "chase-on": "When to chase a reply.",
    Reference = "reference": "The reference of a request.",
    ReadyOn = "ready-on": "When what was asked for was ready.",
    CreatedOn = "created-on": "When the account was made.",
    Deadline = "deadline": "The last day to do something.",
    PasswordChangedOn = "password-changed-on": "When the password was changed.",
    PasswordExpiresOn = "password-expires-on": "When the password must be changed by.",
    OpenedOn = "opened-on": "When the shared mailbox was opened.",
    InactiveOn = "inactive-on": "When an unused account becomes inactive.",
    NextCheckOn = "next-check-on": "When to check access again.",
    DsptDeadline = "dspt-deadline": "The next day by which the DSPT must be published.",
    TeamName = "team-name": "What the Team is called.",
    Today = "today": "Today.",
    Folder = "folder": "The folder of the progress files.",
    File = "file": "The name of a file.",
    SavedAt = "saved-at": "When answers were last saved.",
    SavedBy = "saved-by": "Who saved them.",
    NextStep = "next-step": "What to do next.",
    By = "by": "By when.",
    WhatHappened = "what-happened": "What happened to a file.",
    Version = "version": "A version of this program.",
    Leavers = "leavers": "The names of leavers who still have access.",
    Requested = "requested": "What was asked for.",
    Asked = "asked": "What the other side asked for.",
}
