//! The nine tasks, in hub order.

use crate::domain::choice::{Choice, choice};

choice! {
    /// A step of the guide, as the hub lists it.
    TaskId {
        /// Check if your site uses NHSmail.
        CheckUse = "check-use",
        /// Register your site, or ask to be made an owner.
        GetAccess = "get-access",
        /// Change your password, and the second check.
        ChangePassword = "change-password",
        /// Accept the policy and set your secret.
        PolicyAndSecret = "policy-and-secret",
        /// Open the shared mailbox.
        OpenMailbox = "open-mailbox",
        /// Check who has access.
        CheckAccess = "check-access",
        /// Set up a Team.
        SetUpTeam = "set-up-team",
        /// Read what an owner must do.
        OwnerDuties = "owner-duties",
        /// Check and print your record.
        YourRecord = "your-record",
    }
}

impl TaskId {
    /// How many tasks there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Its number on the hub, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        self.index() + 1
    }

    /// Its place in [`Choice::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}
