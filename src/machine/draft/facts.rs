//! What an email or script may name, worked out from the answers. What is missing stands as a gap to fill in by hand.
//! Must not know any template.

use serde::Serialize;

use super::by_phone;
use crate::domain::choice::Choice as _;
use crate::domain::day::PlannedOn;
use crate::domain::people::Person;
use crate::domain::phone::{Mobile, Phone};
use crate::domain::site::{Instead, MailboxAccess, MailboxRole, Role, TeamWanted, YesNo};
use crate::domain::told::Told;
use crate::domain::when;
use crate::guide::{Contact, Guide};
use crate::machine::answers::{Answers, OwnerEmail, Typed, day_in_words as day, known, shown as text};
use crate::machine::page::Draft;
use crate::machine::request::RequestId;

/// Everything that a template of an email or script may name.
#[derive(Debug, Clone, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a condition that templates turn on"
)]
pub(super) struct DraftFacts {
    request: &'static str,
    site: String,
    code: String,
    cqc_location: String,
    cqc_phone: String,
    mailbox: String,
    /// Someone can send from the shared mailbox.
    can_open: bool,
    /// The person who needs access, an owner later on.
    person: String,
    address: String,
    mobile: String,
    /// What is known of that person's account: a slug of `HasAccount`.
    account: &'static str,
    /// That person is a member already.
    member: bool,
    /// The sender is that person.
    mine: bool,
    helping: bool,
    sender: String,
    phone: String,
    to_admin: bool,
    admin: Admin,
    team_name: Option<String>,
    has_team: bool,
    leavers: Vec<Leaver>,
    /// What an email of an owner is about.
    about: About,
    by_phone: bool,
    sent: bool,
    sent_on: String,
    reference: Option<String>,
    chased_on: Option<String>,
    /// Of the first email, for a chaser.
    pub(super) first: Headers,
    nas: Help,
    feedback: Help,
    ods: Help,
    guide_date: String,
}

/// Someone to write to or to ring.
#[derive(Debug, Clone, Serialize)]
struct Help {
    name: String,
    email: String,
    phone: String,
    as_of: String,
}

/// The Local Administrator.
#[derive(Debug, Clone, Serialize)]
struct Admin {
    name: Option<String>,
    contact: String,
}

/// Someone who has left.
#[derive(Debug, Clone, Serialize)]
struct Leaver {
    name: String,
    address: String,
    left_on: String,
    moving_on: String,
}

/// What an email of an owner is about.
#[derive(Debug, Clone, Serialize)]
struct About {
    person: String,
    address: String,
    starts_on: String,
    ends_on: String,
    question: String,
}

/// The lines that stand before the body.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Headers {
    from: String,
    to: String,
    subject: String,
}

impl DraftFacts {
    /// Worked out anew for each paper.
    pub(super) fn new(request: RequestId, answers: &Answers, guide: &Guide) -> Self {
        let gaps = Gaps(guide);
        let (site, account, asked) = (&answers.site, &answers.account, answers.requests.get(request));
        let asks_for_access = matches!(request, RequestId::Access | RequestId::LocalAdmin);
        let mine = !(asks_for_access && answers.mailbox.access == Some(MailboxAccess::Other));
        let phone = known(&account.contact_phone).or_else(|| known(&site.cqc_phone));
        Self {
            request: request.slug(),
            site: gaps.or(text(&site.name), "site"),
            code: gaps.or(text(&site.ods_code), "code"),
            cqc_location: gaps.or(text(&site.cqc_location_id), "cqc-location"),
            cqc_phone: gaps.or(known(&site.cqc_phone).map(Phone::spaced), "cqc-phone"),
            mailbox: gaps.or(
                answers.mailbox_address().map(|mailbox| mailbox.to_string()),
                "mailbox",
            ),
            can_open: answers.someone_can_open(),
            person: gaps.or(owner_name(answers), "person"),
            address: gaps.or(text(&account.address), "address"),
            mobile: gaps.or(known(&account.mobile).map(Mobile::spaced), "mobile"),
            account: account.has.map_or("not-known", |has| has.slug()),
            member: asks_for_access
                && answers.mailbox.access == Some(MailboxAccess::Me)
                && answers.mailbox.your_role == Some(MailboxRole::Member),
            mine,
            helping: answers.role() == Role::Helping,
            sender: gaps.or(
                if mine {
                    owner_name(answers)
                } else {
                    text(&answers.mailbox.sender_name)
                },
                "sender",
            ),
            phone: gaps.or(phone.map(Phone::spaced), "phone"),
            to_admin: answers.asks_local_admin(request),
            admin: Admin::new(answers, &gaps),
            team_name: text(&answers.team.name),
            has_team: answers.team.wanted == Some(TeamWanted::HaveOne),
            leavers: Leaver::all(answers, &gaps),
            about: About::new(request, answers, &gaps),
            by_phone: by_phone(request, answers),
            sent: asked.is_sent(),
            sent_on: gaps.or(day(&asked.sent_on), "sent-on"),
            reference: text(&asked.reference),
            chased_on: asked.chased_on.map(when::in_words),
            first: Headers::default(),
            nas: Help::new(guide.contact("nas")),
            feedback: Help::new(guide.contact("feedback")),
            ods: Help::new(guide.contact("ods")),
            guide_date: when::in_words(guide.reviewed()),
        }
    }
}

/// The person who asks for access and is an owner later on; at a new site, the first who was named as an owner.
fn owner_name(answers: &Answers) -> Option<String> {
    let applicant = || {
        answers
            .register
            .people
            .iter()
            .find(|person| person.role == Some(MailboxRole::Owner))
    };
    if answers.is_new_site() {
        return applicant().and_then(|person| text(&person.name));
    }
    text(&answers.account.name)
}

impl Leaver {
    /// Those to be reported; a gap for one when no one is.
    fn all(answers: &Answers, gaps: &Gaps<'_>) -> Vec<Self> {
        let reported = answers
            .audit
            .people
            .iter()
            .filter(|person| person.is_to_be_reported());
        let leavers: Vec<Self> = reported.map(|person| Self::new(person, gaps)).collect();
        if leavers.is_empty() {
            vec![Self::new(&Person::default(), gaps)]
        } else {
            leavers
        }
    }

    fn new(person: &Person, gaps: &Gaps<'_>) -> Self {
        let moving_on = match person.moving_on {
            Some(YesNo::Yes) => gaps.0.word("answer.yes").to_owned(),
            Some(YesNo::No) => gaps.0.word("answer.no").to_owned(),
            Some(YesNo::NotKnown) => gaps.not_known(),
            None => gaps.or(None, "moving-on"),
        };
        Self {
            name: gaps.or(text(&person.name), "person"),
            address: gaps.unless_not_known(person.address.as_ref(), text(&person.address), "address"),
            left_on: gaps.unless_not_known(person.left_on.as_ref(), day(&person.left_on), "left-on"),
            moving_on,
        }
    }
}

impl About {
    /// All gaps for a request that is none of an owner's emails.
    fn new(request: RequestId, answers: &Answers, gaps: &Gaps<'_>) -> Self {
        let none = OwnerEmail::default();
        let email = request.owner_email();
        let about = email.map_or(&none, |email| answers.owner_emails.get(email));
        let planned = |on: &Typed<PlannedOn>| known(on).map(|day| when::in_words(day.0));
        Self {
            person: gaps.or(text(&about.person), "person"),
            address: gaps.unless_not_known(about.address.as_ref(), text(&about.address), "address"),
            starts_on: gaps.unless_not_known(
                about.starts_on.as_ref(),
                planned(&about.starts_on),
                "starts-on",
            ),
            ends_on: planned(&about.ends_on).unwrap_or_else(|| gaps.not_known()),
            question: gaps.or(text(&about.question), "question"),
        }
    }
}

impl Admin {
    /// A contact that is a number, not an address, is shown with the name.
    fn new(answers: &Answers, gaps: &Gaps<'_>) -> Self {
        let name = text(&answers.local_admin.name);
        let contact = gaps.or(text(&answers.local_admin.contact), "admin-contact");
        let contact = match &name {
            Some(name) if !contact.contains('@') => format!("{name}, {contact}"),
            Some(_) | None => contact,
        };
        Self { name, contact }
    }
}

impl Help {
    fn new(contact: &Contact) -> Self {
        Self {
            name: contact.name.clone(),
            email: contact.email.clone().unwrap_or_default(),
            phone: contact.phone.clone().unwrap_or_default(),
            as_of: contact.as_of.clone(),
        }
    }
}

impl Headers {
    pub(super) fn of(draft: Draft) -> Self {
        Self {
            from: draft.from,
            to: draft.to,
            subject: draft.subject,
        }
    }
}

/// The words for what is missing.
struct Gaps<'g>(&'g Guide);

impl Gaps<'_> {
    fn or(&self, fact: Option<String>, gap: &str) -> String {
        fact.unwrap_or_else(|| {
            let what = self.0.word(&format!("gap.{gap}")).to_owned();
            self.0.say("gap.fill-in", &[("what", what)])
        })
    }

    /// As [`Gaps::or`], but someone who said "I do not know" is taken at their word.
    fn unless_not_known<T>(&self, answer: Option<&Told<T>>, fact: Option<String>, gap: &str) -> String {
        match answer {
            Some(Told::Not(Instead::NotKnown)) => self.not_known(),
            Some(_) | None => self.or(fact, gap),
        }
    }

    fn not_known(&self) -> String {
        self.0.word("gap.not-known").to_owned()
    }
}
