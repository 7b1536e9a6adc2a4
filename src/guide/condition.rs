//! The conditions a block of a page may hang on. What makes one hold is the machine's business.

use serde::Deserialize;

macro_rules! conditions {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// When a block is shown.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Condition { $($(#[$doc])* $name),* }

        impl Condition {
            /// Every condition.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

conditions! {
    /// The person works at the site.
    Own,
    /// The person is helping someone.
    Helping,
    /// The site is a hospice.
    Hospice,
    /// The site is a care home or care in people's own homes.
    Care,
    /// The site never used NHSmail.
    NewSite,
    /// The site uses or used NHSmail, or no one knows.
    Joining,
    /// The person has no NHSmail account.
    NoAccount,
    /// The person has an NHSmail account.
    HasAccount,
    /// The person has an account and cannot sign in to it.
    CannotSignIn,
    /// Someone at the site can open the shared mailbox.
    SomeoneCanOpen,
    /// No one, as far as is known, can open the shared mailbox.
    NoOneCanOpen,
    /// The organisation runs NHSmail itself.
    ManagedByOwn,
    /// The national service runs NHSmail for the site.
    NasManaged,
    /// The second check at sign-in is on.
    SecondCheckOn,
    /// The second check at sign-in is off, or not known to be on.
    SecondCheckOff,
    /// No one knows whether the site has used NHSmail.
    HistoryNotKnown,
    /// The request went by email.
    ByEmail,
    /// The request went by phone.
    ByPhone,
    /// The site has a Team.
    HasTeam,
    /// Someone who left can still open the mailbox.
    HasLeavers,
    /// The email is about a second owner.
    SecondOwner,
    /// The email is about a long leave.
    LongLeave,
    /// The email is about a new owner.
    NewOwner,
    /// The email is about the ODS code.
    AboutOds,
    /// The email is about the DSPT.
    AboutDspt,
    /// This is a practice site.
    Practice,
}
