//! Every page, by its stable slug: the slugs are in progress files, in scripts and in the words of the guide.

use super::task::TaskId;

/// Declares the pages, grouped by the task that they belong to.
macro_rules! pages {
    (around { $($(#[$adoc:meta])* $aname:ident = $aslug:literal,)+ } $($task:ident { $($(#[$doc:meta])* $name:ident = $slug:literal,)+ })+) => {
        /// A page: one heading and one thing to answer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum PageId { $($(#[$adoc])* $aname,)+ $($($(#[$doc])* $name,)+)+ }

        impl PageId {
            /// Every page, in the order of the guide.
            pub const ALL: &'static [Self] = &[$(Self::$aname,)+ $($(Self::$name,)+)+];

            /// The name that stands for it in files.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$aname => $aslug,)+ $($(Self::$name => $slug,)+)+ }
            }

            /// The task that it belongs to; none for the pages around the tasks.
            #[must_use]
            pub const fn task(self) -> Option<TaskId> {
                match self { $(Self::$aname)|+ => None, $($(Self::$name)|+ => Some(TaskId::$task),)+ }
            }
        }
    };
}

impl PageId {
    /// The page that a slug stands for.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|page| page.slug() == slug)
    }

    /// Asks about one person of the access check.
    #[must_use]
    pub fn is_about_a_person(self) -> bool {
        self.slug().starts_with("person-")
    }

    /// Asks about one person who is named for registering.
    #[must_use]
    pub const fn is_about_an_applicant(self) -> bool {
        matches!(
            self,
            Self::RegisterName | Self::RegisterMobile | Self::RegisterEmail | Self::RegisterRole
        )
    }

    /// Belongs to one of the emails of an owner.
    #[must_use]
    pub fn is_about_an_owner_email(self) -> bool {
        self.slug().starts_with("owner-email-")
    }

    /// Asks about one of several, which a [`Position`](super::slots::Position) tells apart.
    #[must_use]
    pub fn is_about_one(self) -> bool {
        self.is_about_a_person() || self.is_about_an_applicant() || self.is_about_an_owner_email()
    }

    /// The "Have you finished this step?" page of a task, but for the record, which finishes by itself.
    #[must_use]
    pub const fn finished(task: TaskId) -> Option<Self> {
        match task {
            TaskId::CheckUse => Some(Self::CheckUseFinished),
            TaskId::GetAccess => Some(Self::GetAccessFinished),
            TaskId::ChangePassword => Some(Self::ChangePasswordFinished),
            TaskId::PolicyAndSecret => Some(Self::PolicyAndSecretFinished),
            TaskId::OpenMailbox => Some(Self::OpenMailboxFinished),
            TaskId::CheckAccess => Some(Self::CheckAccessFinished),
            TaskId::SetUpTeam => Some(Self::SetUpTeamFinished),
            TaskId::OwnerDuties => Some(Self::OwnerDutiesFinished),
            TaskId::YourRecord => None,
        }
    }
}

pages! {
    around {
        /// How would you like to use this program?
        Mode = "mode",
        /// What it is for, 20 minutes then waiting, what to have to hand, no internet, nothing sent, not official.
        Start = "start",
        /// Carry on with site: last saved, who by, what you are waiting for, next step.
        Resume = "resume",
        /// Which file?
        OpenFile = "open-file",
        /// Where is the file?
        FilePath = "file-path",
        /// What happened to the file, and the ways on.
        FileTrouble = "file-trouble",
        /// Choose another folder.
        SaveElsewhere = "save-elsewhere",
        /// Which answer is right? One difference a page: both values, who, when.
        Merge = "merge",
        /// Are you setting this up for your own site?
        Who = "who",
        /// What is your name?
        WhoHelps = "who-helps",
        /// What is the name of the site?
        SiteName = "site-name",
        /// What is your site's ODS code?
        OdsCode = "ods-code",
        /// A doubt about an answer, put as a question.
        Check = "check",
        /// Your steps.
        Hub = "hub",
        /// Saved at, file is here, next step, chase date.
        Leave = "leave",
    }
    CheckUse {
        /// Has your site used NHSmail before?
        SiteHistory = "site-history",
        /// Treat it as used before. Ways to check: ask the longest-serving staff, look for old mail to or from care.CODE@nhs.net, ask when you ring the NAS.
        TreatAsUsed = "treat-as-used",
        /// Have you finished this step?
        CheckUseFinished = "check-use-finished",
    }
    GetAccess {
        /// What kind of service is it?
        ServiceKind = "service-kind",
        /// Hospices write first, with the subject "Hospice NHSmail Application Query".
        HospiceDraft = "hospice-draft",
        /// When was it sent?
        HospiceSentOn = "hospice-sent-on",
        /// What have they told you?
        HospiceWait = "hospice-wait",
        /// Have these ready.
        ReadyList = "ready-list",
        /// No DSPT, no NHSmail: what to do, helpline 0808 196 4848, next deadline 30 June.
        DsptFirst = "dspt-first",
        /// What is the CQC location ID?
        CqcLocationId = "cqc-location-id",
        /// What is the CQC contact ID?
        CqcContactId = "cqc-contact-id",
        /// Who will be named? 2 to 10 people: name, mobile, email, owner or member.
        RegisterPeople = "register-people",
        /// What is the person's full name?
        RegisterName = "register-name",
        /// What is name's own UK mobile number? Used once, to send the first details.
        RegisterMobile = "register-mobile",
        /// What is name's own email address? Not the organisation's.
        RegisterEmail = "register-email",
        /// Will name be an owner or a member of the shared mailbox?
        RegisterRole = "register-role",
        /// Have you sent the registration? Address of the page shown.
        RegistrationSent = "registration-sent",
        /// When did you send it?
        RegistrationSentOn = "registration-sent-on",
        /// Were you given a reference?
        RegistrationReference = "registration-reference",
        /// What has happened?
        WelcomeWait = "welcome-wait",
        /// What did they ask for?
        RegistrationMore = "registration-more",
        /// When did the welcome email come?
        AccountCreatedOn = "account-created-on",
        /// Who looks after NHSmail for your site?
        ManagedBy = "managed-by",
        /// Do you have an NHSmail account?
        YourAccount = "your-account",
        /// Helpdesk by phone; what they may ask for.
        CannotSignIn = "cannot-sign-in",
        /// Can anyone at the site open the shared mailbox?
        MailboxAccess = "mailbox-access",
        /// Are you an owner or a member of it?
        YourMailboxRole = "your-mailbox-role",
        /// Who can send the email for you?
        MailboxSender = "mailbox-sender",
        /// What is the full name of the person who needs access?
        YourName = "your-name",
        /// What is their NHSmail address?
        YourNhsmailAddress = "your-nhsmail-address",
        /// What is their UK mobile number?
        YourMobile = "your-mobile",
        /// What number can the NAS ring you on?
        SenderPhone = "sender-phone",
        /// Email to the NAS from the shared mailbox: Joiner or new account, as Owner.
        AccessDraft = "access-draft",
        /// What phone number does the CQC have for your site?
        CqcPhone = "cqc-phone",
        /// Phone script: ring 0333 200 1133 **from the phone number the CQC has for you**; say no one has access; ask to be a Joiner or for an account, and Owner; numbers to have to hand; space for the reference.
        AccessCall = "access-call",
        /// When was it sent, or when did you ring?
        AccessSentOn = "access-sent-on",
        /// Were you given a reference?
        AccessReference = "access-reference",
        /// Sent when, how, reference, chase date.
        AccessWait = "access-wait",
        /// What did they ask for?
        AccessMore = "access-more",
        /// Chaser to the NAS.
        AccessChase = "access-chase",
        /// From when should it be chased?
        AccessChaseOn = "access-chase-on",
        /// When did it come?
        AccessReadyOn = "access-ready-on",
        /// What a Local Administrator is; the page "Finding a Local Administrator"; the NAS cannot tell you who; with no account, ask a colleague, head office or its IT desk.
        LocalAdmin = "local-admin",
        /// Who is your Local Administrator?
        LocalAdminName = "local-admin-name",
        /// How can they be reached?
        LocalAdminContact = "local-admin-contact",
        /// Email to the Local Administrator.
        LocalAdminDraft = "local-admin-draft",
        /// When was it sent?
        LocalAdminSentOn = "local-admin-sent-on",
        /// Were you given a reference?
        LocalAdminReference = "local-admin-reference",
        /// As access-wait.
        LocalAdminWait = "local-admin-wait",
        /// What did they ask for?
        LocalAdminMore = "local-admin-more",
        /// Chaser to the Local Administrator.
        LocalAdminChase = "local-admin-chase",
        /// From when should it be chased?
        LocalAdminChaseOn = "local-admin-chase-on",
        /// Have you finished this step?
        GetAccessFinished = "get-access-finished",
    }
    ChangePassword {
        /// Suggestion, rules as text lines, opt-in check of one's own idea.
        Password = "password",
        /// Have you changed it in the NHSmail Portal?
        PasswordChanged = "password-changed",
        /// When did you change it?
        PasswordChangedOn = "password-changed-on",
        /// Where else have you put the new one? An old one still saved there locks the account.
        PasswordDevices = "password-devices",
        /// Do you have a second check when you sign in.
        SecondCheck = "second-check",
        /// The four methods and the Portal steps.
        SecondCheckHow = "second-check-how",
        /// Have you finished this step?
        ChangePasswordFinished = "change-password-finished",
    }
    PolicyAndSecret {
        /// Steps in Portal order: sign in, read to the end and accept, profile, secret, Save. Deadline line if the created date is known.
        PolicySteps = "policy-steps",
        /// Secret rules, what you lose if you forget it, opt-in check of one's own idea.
        Secret = "secret",
        /// Which have you done?
        PolicyDone = "policy-done",
        /// When did you accept the policy?
        PolicyAcceptedOn = "policy-accepted-on",
        /// When did you set the secret?
        SecretSetOn = "secret-set-on",
        /// Have you finished this step?
        PolicyAndSecretFinished = "policy-and-secret-finished",
    }
    OpenMailbox {
        /// Is your shared mailbox care.CODE@nhs.net?
        MailboxAddress = "mailbox-address",
        /// What is its address?
        MailboxOtherAddress = "mailbox-other-address",
        /// Have you opened it and sent a test email from it? It has no password of its own; you use yours. Steps for Outlook on the web.
        MailboxOpened = "mailbox-opened",
        /// When?
        MailboxOpenedOn = "mailbox-opened-on",
        /// What to try; who to ask; stays In progress.
        MailboxTrouble = "mailbox-trouble",
        /// Have you finished this step?
        OpenMailboxFinished = "open-mailbox-finished",
    }
    CheckAccess {
        /// How will you check?
        AuditMethod = "audit-method",
        /// The clicks in the Portal, and "press Update at the end".
        AuditPortalSteps = "audit-portal-steps",
        /// Email: list of members and owners of care.CODE@nhs.net.
        AuditDraft = "audit-draft",
        /// Phone script from the CQC number.
        AuditCall = "audit-call",
        /// When?
        AuditSentOn = "audit-sent-on",
        /// Were you given a reference?
        AuditReference = "audit-reference",
        /// What have they told you?
        AuditWait = "audit-wait",
        /// What did they ask for?
        AuditMore = "audit-more",
        /// Chaser.
        AuditChase = "audit-chase",
        /// From when should it be chased?
        AuditChaseOn = "audit-chase-on",
        /// Who can open the mailbox?
        People = "people",
        /// Paste the list of people, or type it.
        PeoplePaste = "people-paste",
        /// Where is the file with the list?
        PeopleFile = "people-file",
        /// Which column has the names? Asked only when it is not certain.
        PeopleColumn = "people-column",
        /// What was found on the list, to be confirmed.
        PeopleFound = "people-found",
        /// Who works here now? One line a person.
        PeopleWorksHere = "people-works-here",
        /// What is the person's name? Initials are enough.
        PersonName = "person-name",
        /// Is name an owner or a member?
        PersonRole = "person-role",
        /// Does name work here now?
        PersonWorksHere = "person-works-here",
        /// Does name's entry in the directory show this site?
        PersonOrganisation = "person-organisation",
        /// What is name's NHSmail address?
        PersonAddress = "person-address",
        /// When did name leave?
        PersonLeftOn = "person-left-on",
        /// Is name moving to another place that uses NHSmail?
        PersonMovingOn = "person-moving-on",
        /// What should happen to name's access?
        PersonAction = "person-action",
        /// Why does the leaver keep access for now?
        PersonKeptBecause = "person-kept-because",
        /// Two things for a leaver: taken off the mailbox; account marked as a leaver.
        PersonLeaverSteps = "person-leaver-steps",
        /// When was the person taken off the mailbox?
        PersonRemovedOn = "person-removed-on",
        /// When was the account marked as a leaver?
        PersonLeaverMarkedOn = "person-leaver-marked-on",
        /// Is each name someone at your site? Check where they work as well as the name.
        NamesChecked = "names-checked",
        /// Leavers still in, not sure, fewer than 2 people, only 1 owner. For each leaver, the 2 things.
        AuditResult = "audit-result",
        /// Email to the NAS: take these people off, mark these accounts as leavers.
        LeaversDraft = "leavers-draft",
        /// When was it sent?
        LeaversSentOn = "leavers-sent-on",
        /// Were you given a reference?
        LeaversReference = "leavers-reference",
        /// What has come of it?
        LeaversWait = "leavers-wait",
        /// What did they ask for?
        LeaversMore = "leavers-more",
        /// Chaser.
        LeaversChase = "leavers-chase",
        /// From when should it be chased?
        LeaversChaseOn = "leavers-chase-on",
        /// When will you check again?
        NextCheckOn = "next-check-on",
        /// Have you finished this step?
        CheckAccessFinished = "check-access-finished",
    }
    SetUpTeam {
        /// Do you want a Team in Microsoft Teams?
        TeamWanted = "team-wanted",
        /// How to ask is in the welcome email for the shared mailbox.
        TeamWelcomeEmail = "team-welcome-email",
        /// What should it be called?
        TeamName = "team-name",
        /// Email to the NAS: set up a Team and add me as owner.
        TeamDraft = "team-draft",
        /// When was it sent?
        TeamSentOn = "team-sent-on",
        /// Were you given a reference?
        TeamReference = "team-reference",
        /// What have they told you?
        TeamWait = "team-wait",
        /// What did they ask for?
        TeamMore = "team-more",
        /// Chaser.
        TeamChase = "team-chase",
        /// From when should it be chased?
        TeamChaseOn = "team-chase-on",
        /// When was it ready?
        TeamReadyOn = "team-ready-on",
        /// Have you finished this step?
        SetUpTeamFinished = "set-up-team-finished",
    }
    OwnerDuties {
        /// Keep the list right; have at least 2 people.
        DutyPeople = "duty-people",
        /// Use accounts often: 30, 60 and 90 days.
        DutyUse = "duty-use",
        /// If you leave, appoint a new owner and pass everything on.
        DutyHandover = "duty-handover",
        /// Who is the second person?
        SecondPerson = "second-person",
        /// What should the next owner know?
        HandoverNote = "handover-note",
        /// Is there another email to write?
        OwnerEmails = "owner-emails",
        /// Who is it about?
        OwnerEmailPerson = "owner-email-person",
        /// What is that person's NHSmail address?
        OwnerEmailAddress = "owner-email-address",
        /// From when?
        OwnerEmailStartsOn = "owner-email-starts-on",
        /// Until when?
        OwnerEmailEndsOn = "owner-email-ends-on",
        /// What is asked?
        OwnerEmailQuestion = "owner-email-question",
        /// The email.
        OwnerEmailDraft = "owner-email-draft",
        /// When was it sent?
        OwnerEmailSentOn = "owner-email-sent-on",
        /// Was a reference given?
        OwnerEmailReference = "owner-email-reference",
        /// What has come of it?
        OwnerEmailWait = "owner-email-wait",
        /// What did they ask for?
        OwnerEmailMore = "owner-email-more",
        /// Chaser.
        OwnerEmailChase = "owner-email-chase",
        /// From when should it be chased?
        OwnerEmailChaseOn = "owner-email-chase-on",
        /// Have you finished this step?
        OwnerDutiesFinished = "owner-duties-finished",
    }
    YourRecord {
        /// Answers by task, each with Change; gaps shown as "Add ...".
        CheckAnswers = "check-answers",
        /// Would you like a calendar file, and where should it go?
        Reminders = "reminders",
        /// Your record.
        Record = "record",
    }
}
