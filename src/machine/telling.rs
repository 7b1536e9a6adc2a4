//! What the words of a page may name, and the conditions that they hang on: from the answers to words.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::answers::{Answers, Request, known};
use super::options;
use super::owner_email::OwnerEmailId;
use super::page_id::PageId as P;
use super::request::{Part, RequestId};
use super::slots::Position;
use super::state::State;
use super::todo;
use crate::domain::choice::Choice as _;
use crate::domain::people::Person;
use crate::domain::site::{HasAccount, How, ManagedBy, Role, SecondCheckOn, SiteHistory, TeamWanted};
use crate::domain::when;
use crate::guide::{Condition, Guide, fill};

/// Everything that words are filled from.
pub(super) struct Telling<'a> {
    /// The state.
    pub(super) state: &'a State,
    /// The place that the words are of: where the state is, or an answer that it lists.
    pub(super) at: Position,
    /// The words.
    pub(super) guide: &'a Guide,
    /// Now.
    pub(super) now: DateTime<FixedOffset>,
}

/// The name of the person that a page asks about.
pub(super) fn person(state: &State) -> Option<String> {
    person_at(&state.answers, state.at)
}

/// The name of the person at a place of a table.
pub(super) fn person_at(answers: &Answers, at: Position) -> Option<String> {
    let name = if at.page.is_about_an_applicant() || at.page == P::RegisterPeople {
        answers
            .register
            .people
            .get(at.person)
            .map(|person| person.listed_name().to_owned())
    } else {
        answers
            .audit
            .people
            .get(at.person)
            .map(|person| person.listed_name().to_owned())
    };
    name.filter(|name| !name.is_empty())
}

fn shown<T: ToString>(answer: Option<&T>) -> Option<String> {
    answer.map(ToString::to_string).filter(|text| !text.is_empty())
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(when::in_words)
}

impl Telling<'_> {
    /// The words with every slot filled; a slot that is not known is left out.
    pub(super) fn fill(&self, words: &str) -> String {
        fill(words, &|slot| Some(self.fact(slot).unwrap_or_default())).unwrap_or_default()
    }

    /// The words with every slot filled; none when one is not known.
    pub(super) fn fill_all(&self, words: &str) -> Option<String> {
        fill(words, &|slot| self.fact(slot))
    }

    /// What a slot stands for here.
    fn fact(&self, slot: &str) -> Option<String> {
        let answers = &self.state.answers;
        match slot {
            "site" => answers.site_name().map(str::to_owned),
            "code" => answers.code().map(ToString::to_string),
            "mailbox" => answers.mailbox_address().map(|address| address.to_string()),
            "name" => shown(known(&answers.account.name)),
            "sender" => shown(known(&answers.mailbox.sender_name)),
            "person" => person_at(&self.state.answers, self.at),
            "helper" => shown(known(&answers.helper.name)),
            "second-person" => shown(known(&answers.duties.second_person)),
            "local-admin" => shown(known(&answers.local_admin.name)),
            "local-admin-contact" => shown(known(&answers.local_admin.contact)),
            "cqc-phone" => known(&answers.site.cqc_phone).map(crate::domain::phone::Phone::spaced),
            "contact-phone" => known(&answers.account.contact_phone).map(crate::domain::phone::Phone::spaced),
            "mobile" => known(&answers.account.mobile).map(crate::domain::phone::Mobile::spaced),
            "address" => shown(known(&answers.account.address)),
            "cqc-location" => shown(known(&answers.site.cqc_location_id)),
            "team-name" => shown(known(&answers.team.name)),
            "leavers" => self.leavers(),
            "found" | "known" => super::import::count_words(self.state, self.guide, slot == "found"),
            "how" | "sent-on" | "chase-on" | "reference" | "requested" | "asked" | "asked-whom" => {
                self.of_request(slot)
            }
            "owner-email" => self.owner_email(),
            _ => self.of_days(slot).or_else(|| self.of_the_file(slot)),
        }
    }

    fn leavers(&self) -> Option<String> {
        let still_in = self
            .state
            .answers
            .audit
            .people
            .iter()
            .filter(|person| person.is_leaver_still_in());
        let names: Vec<&str> = still_in.map(Person::listed_name).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn is_email(&self, email: OwnerEmailId) -> bool {
        let at = self.at;
        at.page.is_about_an_owner_email() && OwnerEmailId::at(at.person) == Some(email)
    }

    /// What the page of an owner's email asks, which is another thing for each.
    fn owner_email(&self) -> Option<String> {
        let at = self.at;
        let email = OwnerEmailId::at(at.person).filter(|_| at.page.is_about_an_owner_email())?;
        let asks = at.page.slug().strip_prefix("owner-email-")?;
        Some(
            self.guide
                .word(&format!("owner-email.{}.{asks}", email.slug()))
                .to_owned(),
        )
    }

    fn of_days(&self, slot: &str) -> Option<String> {
        let answers = &self.state.answers;
        let today = self.now.date_naive();
        let on = match slot {
            "ready-on" => known(&answers.requests.access.ready_on).map(|day| day.0),
            "created-on" => known(&answers.account.created_on).map(|day| day.0),
            "deadline" => todo::finish_account_by(answers),
            "password-changed-on" => known(&answers.secure.password_changed_on).map(|day| day.0),
            "password-expires-on" => todo::password_expires_on(answers),
            "opened-on" => known(&answers.mailbox.opened_on).map(|day| day.0),
            "inactive-on" => answers.last_activity().map(when::inactive_on),
            "next-check-on" => known(&answers.audit.next_check_on).map(|day| day.0),
            "dspt-deadline" => Some(when::next_dspt_deadline(today)),
            "today" => Some(today),
            _ => None,
        };
        day(on)
    }

    fn of_the_file(&self, slot: &str) -> Option<String> {
        let state = self.state;
        match slot {
            "folder" => {
                let of_file = state.path().and_then(std::path::Path::parent);
                let folder = of_file
                    .filter(|_| !super::around::is_before_a_site(state.at.page))
                    .unwrap_or(&state.folder);
                Some(folder.display().to_string()).filter(|text| !text.is_empty())
            }
            "file" => state
                .path()?
                .file_name()
                .map(|name| name.to_string_lossy().into_owned()),
            "saved-at" if state.is_unsaved() => None,
            "saved-at" => state.saved_words(self.guide, self.now),
            "saved-by" => Some(state.site.saved_by.clone()).filter(|name| !name.is_empty()),
            "next-step" => Some(state.next_step(self.guide, self.now).words),
            "by" => day(state.next_step(self.guide, self.now).by),
            "what-happened" => self.what_happened(),
            "version" => Some(env!("CARGO_PKG_VERSION").to_owned()),
            _ => None,
        }
    }

    fn what_happened(&self) -> Option<String> {
        let message = match self.state.at.page {
            P::FileTrouble => self.state.trouble.as_ref().map(|trouble| &trouble.message),
            _ => self.state.site.unsaved.as_ref(),
        };
        message.map(|message| self.guide.message(message))
    }

    /// The request that the page is about; on the resume and leave pages, the one that is waited for.
    fn request(&self) -> Option<(RequestId, &Request)> {
        let answers = &self.state.answers;
        let id = RequestId::of(self.at).map(|(id, _)| id);
        let id = id.or_else(|| todo::waiting(answers).first().map(|waiting| waiting.request))?;
        Some((id, answers.requests.get(id)))
    }

    fn of_request(&self, slot: &str) -> Option<String> {
        let (id, request) = self.request()?;
        match slot {
            "sent-on" => day(known(&request.sent_on).map(|day| day.0)),
            "chase-on" => day(known(&request.chase_on).map(|day| day.0)),
            "reference" => shown(known(&request.reference)),
            "asked" => shown(known(&request.note)),
            "requested" => Some(self.guide.word(&id.asks_for()).to_owned()),
            "asked-whom" => Some(self.guide.word(asked_whom(id, &self.state.answers)).to_owned()),
            _ => request.how.map(|how| {
                self.guide
                    .word(if how == How::Phone {
                        "request.by-phone"
                    } else {
                        "request.by-email"
                    })
                    .to_owned()
            }),
        }
    }

    /// Whether a condition of the words holds.
    pub(super) fn holds(&self, condition: Condition) -> bool {
        let answers = &self.state.answers;
        let how = || match RequestId::of(self.at) {
            Some((_, Part::Call)) => Some(How::Phone),
            Some((id, _)) => answers.requests.get(id).how.or(Some(How::Email)),
            None => None,
        };
        match condition {
            Condition::Own => answers.role() == Role::Own,
            Condition::Helping => answers.role() == Role::Helping,
            Condition::Hospice => answers.is_hospice(),
            Condition::Care => !answers.is_hospice(),
            Condition::NewSite => answers.is_new_site(),
            Condition::Joining => !answers.is_new_site(),
            Condition::NoAccount => answers.account.has == Some(HasAccount::No),
            Condition::HasAccount => answers.has_account(),
            Condition::CannotSignIn => answers.account.has == Some(HasAccount::CannotSignIn),
            Condition::SomeoneCanOpen => answers.someone_can_open(),
            Condition::NoOneCanOpen => !answers.someone_can_open(),
            Condition::ManagedByOwn => answers.site.managed_by == Some(ManagedBy::OwnOrganisation),
            Condition::NasManaged => answers.site.managed_by != Some(ManagedBy::OwnOrganisation),
            Condition::SecondCheckOn => answers.secure.second_check == Some(SecondCheckOn::Yes),
            Condition::SecondCheckOff => answers.secure.second_check == Some(SecondCheckOn::NotYet),
            Condition::HistoryNotKnown => answers.site.history == Some(SiteHistory::NotKnown),
            Condition::ByEmail => how() == Some(How::Email),
            Condition::ByPhone => how() == Some(How::Phone),
            Condition::HasTeam => answers.team.wanted == Some(TeamWanted::HaveOne),
            Condition::HasLeavers => answers.audit.people.iter().any(Person::is_leaver_still_in),
            Condition::SecondOwner => self.is_email(OwnerEmailId::SecondOwner),
            Condition::LongLeave => self.is_email(OwnerEmailId::LongLeave),
            Condition::NewOwner => self.is_email(OwnerEmailId::NewOwner),
            Condition::AboutOds => self.is_email(OwnerEmailId::Ods),
            Condition::AboutDspt => self.is_email(OwnerEmailId::Dspt),
            Condition::Practice => self.state.is_practice(),
        }
    }

    /// What the answer at a place is called, for lists of answers.
    pub(super) fn answer(&self, at: Position) -> Option<String> {
        options::answer_words(&self.state.answers, self.guide, at)
    }
}

/// The key of who was asked, in words.
pub(super) fn asked_whom(id: RequestId, answers: &Answers) -> &'static str {
    if answers.asks_local_admin(id) {
        return "request.to-local-admin";
    }
    match id {
        RequestId::Registration | RequestId::Hospice => "request.to-nhsmail",
        RequestId::Ods | RequestId::Dspt => "request.to-ods",
        RequestId::Access
        | RequestId::LocalAdmin
        | RequestId::Audit
        | RequestId::Leavers
        | RequestId::Team
        | RequestId::SecondOwner
        | RequestId::LongLeave
        | RequestId::NewOwner => "request.to-nas",
    }
}
