//! The closed list of slots that the words of a page may use. Where a value comes from is the machine's business.

macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident = $slug:literal),* $(,)?) => {
        /// A place in a text for something that was told to us.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Slot { $($(#[$doc])* $name),* }

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
    /// The name of the site.
    Site = "site",
    /// The ODS code.
    Code = "code",
    /// The address of the shared mailbox.
    Mailbox = "mailbox",
    /// The person who needs access.
    Name = "name",
    /// The person who can send from the shared mailbox.
    Sender = "sender",
    /// The person of the table who is shown.
    Person = "person",
    /// The person who helps.
    Helper = "helper",
    /// The second person with access.
    SecondPerson = "second-person",
    /// The Local Administrator.
    LocalAdmin = "local-admin",
    /// How to reach the Local Administrator.
    LocalAdminContact = "local-admin-contact",
    /// The phone number the CQC has for the site.
    CqcPhone = "cqc-phone",
    /// The number the NAS can ring on.
    ContactPhone = "contact-phone",
    /// The mobile number of the person who needs access.
    Mobile = "mobile",
    /// The NHSmail address of the person who needs access.
    Address = "address",
    /// The CQC location ID.
    CqcLocation = "cqc-location",
    /// How a request was made.
    How = "how",
    /// When a request was made.
    SentOn = "sent-on",
    /// When to chase a reply.
    ChaseOn = "chase-on",
    /// The reference of a request.
    Reference = "reference",
    /// When what was asked for was ready.
    ReadyOn = "ready-on",
    /// When the account was made.
    CreatedOn = "created-on",
    /// The last day to do something.
    Deadline = "deadline",
    /// When the password was changed.
    PasswordChangedOn = "password-changed-on",
    /// When the password must be changed by.
    PasswordExpiresOn = "password-expires-on",
    /// When the shared mailbox was opened.
    OpenedOn = "opened-on",
    /// When an unused account becomes inactive.
    InactiveOn = "inactive-on",
    /// When to check access again.
    NextCheckOn = "next-check-on",
    /// The next day by which the DSPT must be published.
    DsptDeadline = "dspt-deadline",
    /// What the Team is called.
    TeamName = "team-name",
    /// Today.
    Today = "today",
    /// The folder of the progress files.
    Folder = "folder",
    /// The name of a file.
    File = "file",
    /// When answers were last saved.
    SavedAt = "saved-at",
    /// Who saved them.
    SavedBy = "saved-by",
    /// What to do next.
    NextStep = "next-step",
    /// By when.
    By = "by",
    /// What happened to a file.
    WhatHappened = "what-happened",
    /// A version of this program.
    Version = "version",
    /// The names of leavers who still have access.
    Leavers = "leavers",
    /// How many people on a list are new.
    Found = "found",
    /// How many people on a list are on the table, and of whom it says more.
    Known = "known",
    /// What was asked for.
    Requested = "requested",
    /// What the other side asked for.
    Asked = "asked",
    /// Who is asked.
    AskedWhom = "asked-whom",
    /// What the page of an owner's email asks.
    OwnerEmail = "owner-email",
}
