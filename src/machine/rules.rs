//! Rules across two answers: what one page is told is held against what another was told.

use chrono::NaiveDate;

use super::answers::{Answers, known};
use super::owner_email::OwnerEmailId;
use super::page_id::PageId as P;
use super::request::{Part, RequestId};
use super::slots::{Position, slot};
use crate::domain::day::DoneOn;
use crate::domain::people::{Action, Applicant};
use crate::domain::text::Name;
use crate::domain::verdict::{Doubt, Message, Verdict};
use crate::domain::when;

/// Holds a new answer against the others. `answers` has it already.
#[must_use]
pub(super) fn across(answers: &Answers, at: Position) -> Verdict<()> {
    if names_a_person(at.page) && !has_a_letter(answers, at) {
        return Verdict::refused("person.name.letters");
    }
    if names_a_person(at.page) && looks_like_a_password(answers, at) {
        return Verdict::refused("person.name.password");
    }
    match at.page {
        P::CqcPhone => rung_from_a_mobile(answers),
        P::RegisterMobile => each_their_own(answers, at, "mobile.used", |other| {
            known(&other.mobile).map(ToString::to_string)
        }),
        P::RegisterEmail => each_their_own(answers, at, "email.used", |other| {
            known(&other.email).map(ToString::to_string)
        }),
        P::PersonName => listed_once(answers, at),
        P::MailboxSender => sender_is_someone_else(answers),
        P::SecondPerson => second_is_someone_else(answers),
        P::PersonAction => leaver_keeps_nothing(answers, at),
        P::SiteHistory => never_used(answers),
        P::OdsCode => code_and_mailbox_agree(answers),
        _ => days_in_order(answers, at),
    }
}

const fn names_a_person(page: P) -> bool {
    matches!(
        page,
        P::WhoHelps
            | P::RegisterName
            | P::MailboxSender
            | P::YourName
            | P::LocalAdminName
            | P::PersonName
            | P::SecondPerson
            | P::OwnerEmailPerson
    )
}

/// Letters and numbers in one long word: typed into the wrong box, and then it would be in the file for good.
fn looks_like_a_password(answers: &Answers, at: Position) -> bool {
    let name = slot(answers, at).map(super::slot::Slot::text).unwrap_or_default();
    let has = |is: fn(char) -> bool| name.chars().any(is);
    name.chars().count() >= 8
        && !has(char::is_whitespace)
        && has(char::is_numeric)
        && has(char::is_alphabetic)
}

/// A number alone was meant for a list, not as a name.
fn has_a_letter(answers: &Answers, at: Position) -> bool {
    let name = slot(answers, at).map(super::slot::Slot::text).unwrap_or_default();
    name.is_empty() || name.chars().any(char::is_alphabetic)
}

/// The NAS checks the number that the site rings from (guide, 7 July 2023): a mobile is seldom the one the CQC has.
fn rung_from_a_mobile(answers: &Answers) -> Verdict<()> {
    let mobile = known(&answers.site.cqc_phone).is_some_and(|phone| phone.as_str().starts_with("07"));
    if mobile {
        Verdict::Advice((), Message::new("cqc.phone.mobile"))
    } else {
        Verdict::Ok(())
    }
}

/// Each person named for registering has their own mobile and address (S07, 2020).
fn each_their_own(
    answers: &Answers,
    at: Position,
    used: &'static str,
    value: impl Fn(&Applicant) -> Option<String>,
) -> Verdict<()> {
    let people = &answers.register.people;
    let Some(mine) = people.get(at.person).and_then(&value) else {
        return Verdict::Ok(());
    };
    let taken =
        |(place, other): &(usize, &Applicant)| *place != at.person && value(other).as_deref() == Some(&mine);
    match people.iter().enumerate().find(taken) {
        Some((_, other)) => Verdict::Refused(Message::new(used).with("name", other.listed_name())),
        None => Verdict::Ok(()),
    }
}

fn listed_once(answers: &Answers, at: Position) -> Verdict<()> {
    let people = &answers.audit.people;
    let Some(name) = people
        .get(at.person)
        .map(|person| person.listed_name().to_lowercase())
    else {
        return Verdict::Ok(());
    };
    let twice = people
        .iter()
        .enumerate()
        .any(|(place, other)| place != at.person && other.listed_name().to_lowercase() == name);
    if twice {
        let name = people[at.person].listed_name().to_owned();
        return Verdict::Refused(Message::new("person.name.used").with("person", name));
    }
    Verdict::Ok(())
}

fn same_name(one: Option<&Name>, other: Option<&Name>) -> bool {
    one.zip(other)
        .is_some_and(|(one, other)| one.as_str().to_lowercase() == other.as_str().to_lowercase())
}

/// The sender can open the mailbox already; the joiner cannot.
fn sender_is_someone_else(answers: &Answers) -> Verdict<()> {
    if same_name(known(&answers.mailbox.sender_name), known(&answers.account.name)) {
        return Verdict::refused("sender.name.same");
    }
    Verdict::Ok(())
}

fn second_is_someone_else(answers: &Answers) -> Verdict<()> {
    if same_name(known(&answers.duties.second_person), known(&answers.account.name)) {
        return Verdict::refused("second-person.same");
    }
    Verdict::Ok(())
}

/// A leaver's access stays until someone removes it (S23, 4 November 2024).
fn leaver_keeps_nothing(answers: &Answers, at: Position) -> Verdict<()> {
    match answers.audit.people.get(at.person) {
        Some(person)
            if person.is_leaver() && matches!(person.action, Some(Action::Keep | Action::MakeOwner)) =>
        {
            Verdict::Check((), Doubt::LeaverKept)
        }
        _ => Verdict::Ok(()),
    }
}

/// A site with a mailbox or an account has been used before, and must not register again (S05, after 31 July 2021).
fn never_used(answers: &Answers) -> Verdict<()> {
    let entered = known(&answers.mailbox.address).is_some() || known(&answers.account.address).is_some();
    if answers.is_new_site() && entered {
        return Verdict::Check((), Doubt::UsedBefore);
    }
    Verdict::Ok(())
}

/// "will usually be the same as that in the name of your shared mailbox" (guide, 7 July 2023).
fn code_and_mailbox_agree(answers: &Answers) -> Verdict<()> {
    let in_mailbox = known(&answers.mailbox.address).and_then(crate::domain::address::MailboxAddress::code);
    match (answers.code(), in_mailbox) {
        (Some(code), Some(other)) if *code != other => Verdict::Check((), Doubt::MailboxCodeDiffers),
        _ => Verdict::Ok(()),
    }
}

/// What comes of something is not dated before it.
fn days_in_order(answers: &Answers, at: Position) -> Verdict<()> {
    let Some(day) = slot(answers, at).and_then(super::slot::Slot::day) else {
        return Verdict::Ok(());
    };
    let made = known(&answers.account.created_on).map(|day| day.0);
    let of_account = matches!(
        at.page,
        P::PasswordChangedOn | P::PolicyAcceptedOn | P::SecretSetOn
    );
    if let Some(made) = made.filter(|made| of_account && day < *made) {
        return Verdict::Refused(Message::new("date.order.account").with("earlier", when::in_words(made)));
    }
    match earlier(answers, at) {
        Some(earlier) if day < earlier => {
            Verdict::Refused(Message::new("date.order").with("earlier", when::in_words(earlier)))
        }
        _ => Verdict::Ok(()),
    }
}

/// The day that a page's day may not be before.
fn earlier(answers: &Answers, at: Position) -> Option<NaiveDate> {
    let requests = &answers.requests;
    let sent = |id: RequestId| known(&requests.get(id).sent_on).map(|DoneOn(day)| *day);
    match at.page {
        P::AccountCreatedOn => sent(RequestId::Registration),
        P::AccessReadyOn if requests.local_admin.is_ready() => sent(RequestId::LocalAdmin),
        P::AccessReadyOn => sent(RequestId::Access),
        P::TeamReadyOn => sent(RequestId::Team),
        P::OwnerEmailEndsOn => {
            let email = answers.owner_emails.get(OwnerEmailId::at(at.person)?);
            known(&email.starts_on).map(|day| day.0)
        }
        _ => match RequestId::of(at) {
            Some((id, Part::ChaseOn)) => sent(id),
            _ => None,
        },
    }
}
