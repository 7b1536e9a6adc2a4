//! What can be said of a site, its people's accounts and its mailbox: the closed answers that the journey turns on.

use super::choice::choice;

choice! {
    /// Who is at the keyboard. It changes the wording and guards the password page.
    Role {
        /// Works at the site.
        Own = "own",
        /// Helps the site, such as an IT volunteer.
        Helping = "helping",
    }
}

choice! {
    /// Whether the site has used NHSmail before (guide, 7 July 2023).
    SiteHistory {
        /// Never: it registers.
        Never = "never",
        /// It does now.
        Now = "now",
        /// It did.
        Past = "past",
        /// Not known, which the guide treats as used before ("or you think has in the past").
        NotKnown = "not-known",
    }
}

choice! {
    /// The kind of service. A hospice writes to NHSmail first (S02, seen 22 November 2026).
    ServiceKind {
        /// A care home, with or without nursing.
        CareHome = "care-home",
        /// Care in people's own homes.
        HomeCare = "home-care",
        /// A hospice.
        Hospice = "hospice",
        /// Anything else.
        Other = "other",
    }
}

choice! {
    /// Who looks after NHSmail for the site.
    ManagedBy {
        /// The National Administration Service (NAS).
        Nas = "nas",
        /// A Local Administrator in the site's own organisation.
        OwnOrganisation = "own-organisation",
        /// Not known: treated as the NAS, which tells the site when it is not (guide, 7 July 2023).
        NotKnown = "not-known",
    }
}

choice! {
    /// Whether the person who needs access has an NHSmail account.
    HasAccount {
        /// Yes, and can sign in: it is made a Joiner.
        Yes = "yes",
        /// Yes, but cannot sign in.
        CannotSignIn = "cannot-sign-in",
        /// No: a new account is asked for.
        No = "no",
        /// Not known: the helpdesk is asked to check.
        NotKnown = "not-known",
    }
}

choice! {
    /// Who at the site can open the shared mailbox. The guide sends the email from there, or has the site ring.
    MailboxAccess {
        /// The person at the keyboard.
        Me = "me",
        /// Someone else, who can send the email.
        Other = "other",
        /// No one: the site rings from its CQC phone.
        NoOne = "no-one",
        /// Not known: treated as no one.
        NotKnown = "not-known",
    }
}

choice! {
    /// Owner or member of the shared mailbox.
    MailboxRole {
        /// Can choose who gets in.
        Owner = "owner",
        /// Can read and send.
        Member = "member",
        /// Not known.
        NotKnown = "not-known",
    }
}

choice! {
    /// A question of fact with a way on.
    YesNo {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not known.
        NotKnown = "not-known",
    }
}

choice! {
    /// Something done outside this program, or not yet.
    Done {
        /// The person says that it is done.
        Yes = "yes",
        /// Still to do.
        NotYet = "not-yet",
    }
}

choice! {
    /// Whether a message has gone out, by email or by phone.
    Sent {
        /// Sent, or rung.
        Sent = "sent",
        /// Still to do.
        NotYet = "not-yet",
    }
}

choice! {
    /// How a request was made.
    How {
        /// By email.
        Email = "email",
        /// By phone.
        Phone = "phone",
    }
}

choice! {
    /// What came of a request.
    Outcome {
        /// What was asked for has come.
        Ready = "ready",
        /// They asked for more before they can help.
        AskedForMore = "asked-for-more",
        /// They said that another team looks after the site.
        AnotherTeam = "another-team",
        /// Nothing has come.
        NoReply = "no-reply",
    }
}

choice! {
    /// Something that happened to a request.
    Happened {
        /// It went out.
        Sent = "sent",
        /// It was asked for again.
        Chased = "chased",
        /// They asked for more.
        AskedForMore = "asked-for-more",
        /// They said that another team looks after the site.
        AnotherTeam = "another-team",
        /// What was asked for came.
        Ready = "ready",
    }
}

choice! {
    /// Whether a thing needed for registering is to hand.
    ReadyMark {
        /// Have it.
        Have = "have",
        /// Need it.
        Need = "need",
        /// Not known.
        NotKnown = "not-known",
    }
}

choice! {
    /// Whether the shared mailbox was opened and a test email sent from it.
    Opened {
        /// Yes.
        Yes = "yes",
        /// Not yet.
        NotYet = "not-yet",
        /// Tried, and could not.
        CouldNot = "could-not",
    }
}

choice! {
    /// Whether a second check is set up for signing in (S37, 20 August 2024; not in the guide).
    SecondCheckOn {
        /// Set up.
        Yes = "yes",
        /// Not yet: NHSmail asks for 20 characters and a change every 90 days until it is (S37, S38, August 2024).
        NotYet = "not-yet",
        /// Not known.
        NotKnown = "not-known",
    }
}

choice! {
    /// How the list of people with access is found (guide, 7 July 2023; the Portal steps are S16, 27 June 2024).
    AuditMethod {
        /// In the NHSmail Portal.
        Portal = "portal",
        /// An email to the NAS.
        Email = "email",
        /// A call to the NAS.
        Phone = "phone",
    }
}

choice! {
    /// Whether each name on the list is someone at the site.
    NamesChecked {
        /// Each one is.
        Yes = "yes",
        /// One or more is not.
        NotOurs = "not-ours",
        /// Not known.
        NotKnown = "not-known",
    }
}

choice! {
    /// Whether the site wants a Team in Microsoft Teams.
    TeamWanted {
        /// Yes.
        Yes = "yes",
        /// No: the step is not needed.
        No = "no",
        /// It has one, and the person asks to be its owner.
        HaveOne = "have-one",
        /// Not known yet.
        NotKnown = "not-known",
    }
}

choice! {
    /// What stands where a typed answer could not be given.
    Instead {
        /// I do not know.
        NotKnown = "not-known",
        /// Leave until later.
        Later = "later",
        /// I do not have one yet.
        NoneYet = "none-yet",
        /// A one-time passcode will be asked for.
        Passcode = "passcode",
    }
}
