//! The one thing that a page asks for.

use chrono::Datelike as _;

use super::{answers, hub};
use crate::domain::day::DueOn;
use crate::domain::password::{PasswordContext, SecondCheck};
use crate::domain::secret_word::SecretContext;
use crate::domain::site::SecondCheckOn;
use crate::domain::when;
use crate::machine::answers::known;
use crate::machine::page::{Ask, Choice, DraftAsk, Options, RecordAsk, TextAsk, TextKind, Ticks};
use crate::machine::page_id::PageId as P;
use crate::machine::request::{Part, RequestId};
use crate::machine::slots::slot;
use crate::machine::state::State;
use crate::machine::telling::Telling;
use crate::machine::{draft, import, open, options, owner_email, people, record, slot as slots_of, ticks};

/// Months after which the next access check is offered (ours; NHS advice is every 2 to 6 months: S23, 4 November 2024).
const NEXT_CHECK_MONTHS: u32 = 3;
/// Years before this one that a guesser would try at the end of a password (ours).
const YEARS_BACK: i32 = 3;

/// The one thing that the page asks for.
pub(super) fn ask(telling: &Telling<'_>) -> Ask {
    let (state, guide) = (telling.state, telling.guide);
    match state.at.page {
        P::Hub => Ask::Tasks(hub::hub(telling)),
        P::People => Ask::People(people::audit_table(&state.answers, guide)),
        P::RegisterPeople => Ask::People(people::applicants_table(&state.answers, guide)),
        P::Password => Ask::PasswordIdea(password_context(telling)),
        P::Secret => Ask::SecretIdea(secret_context(state)),
        P::CheckAnswers => Ask::CheckAnswers(answers::sections(telling)),
        P::Record => Ask::Record(record_ask(telling)),
        P::PeoplePaste => Ask::Text(text_ask(telling, TextKind::List, import::pasted(state))),
        P::PeopleFile | P::FilePath | P::SaveElsewhere => {
            Ask::Text(text_ask(telling, TextKind::Line, String::new()))
        }
        P::PeopleWorksHere => Ask::Tick(tick_ask(telling)),
        page if ticks::is_ticked(page) && !guide.page(page.slug()).items.is_empty() => {
            Ask::Tick(tick_ask(telling))
        }
        _ => answer_ask(telling),
    }
}

/// A page whose answer the table of slots knows, or whose choices only the state does, or words to read.
fn answer_ask(telling: &Telling<'_>) -> Ask {
    let state = telling.state;
    if let Some((request, part @ (Part::Draft | Part::Chase))) = RequestId::of(state.at)
        && request != RequestId::Registration
        && !state.chases_by_phone()
    {
        let today = telling.now.date_naive();
        let draft = if part == Part::Draft {
            draft::draft(request, &state.answers, telling.guide, today)
        } else {
            draft::chaser(request, &state.answers, telling.guide, today)
        };
        return Ask::Draft(DraftAsk {
            draft,
            options: options::options(state, telling),
        });
    }
    if let Some(kind) = kind_of_box(state) {
        let value = slot(&state.answers, state.at)
            .map(slots_of::Slot::text)
            .unwrap_or_default();
        let offered = if value.is_empty() {
            offered(telling)
        } else {
            String::new()
        };
        if !offered.is_empty() {
            return Ask::Text(TextAsk {
                offered: true,
                ..text_ask(telling, kind, offered)
            });
        }
        return Ask::Text(text_ask(telling, kind, value));
    }
    let options = options::options(state, telling);
    if options.is_empty() {
        Ask::Read
    } else {
        Ask::Choose(options)
    }
}

/// The kind of box of the page, also for someone who is not on the list yet.
fn kind_of_box(state: &State) -> Option<TextKind> {
    match slot(&state.answers, state.at) {
        Some(slot) => slot.typed_in(),
        None => matches!(state.at.page, P::PersonName | P::RegisterName).then_some(TextKind::Line),
    }
}

/// What stands in the box before an answer: the next access check, three months on; whom an owner's email is likely to be
/// about.
fn offered(telling: &Telling<'_>) -> String {
    match telling.state.at.page {
        P::NextCheckOn => {
            let offered = DueOn(when::add_months(telling.now.date_naive(), NEXT_CHECK_MONTHS));
            slots_of::Typable::shown(&offered)
        }
        P::OwnerEmailPerson => owner_email::likely_person(&telling.state.answers, telling.state.at),
        P::OwnerEmailAddress => owner_email::listed_address(&telling.state.answers, telling.state.at),
        _ => String::new(),
    }
}

fn text_ask(telling: &Telling<'_>, kind: TextKind, value: String) -> TextAsk {
    let state = telling.state;
    let words = telling.guide.page(state.at.page.slug());
    TextAsk {
        label: words.label.clone().unwrap_or_default(),
        value,
        offered: false,
        kind,
        optional: open::may_be_empty(state.at.page),
        others: options::options(state, telling),
    }
}

fn tick_ask(telling: &Telling<'_>) -> Ticks {
    let (state, guide) = (telling.state, telling.guide);
    let words = guide.page(state.at.page.slug());
    let mark = |id: &str, label: &str| Choice {
        id: id.to_owned(),
        label: label.to_owned(),
        ..Choice::default()
    };
    let mut marks: Vec<Choice> = words
        .marks
        .iter()
        .map(|line| mark(&line.id, line.label.for_role(state.answers.role())))
        .collect();
    if marks.is_empty() {
        marks.push(mark("yes", guide.word("answer.yes")));
    }
    Ticks {
        items: options::tick_items(state, guide),
        marks,
    }
}

/// What a guesser who knows the person or the site would try, and which rule for the length holds.
fn password_context(telling: &Telling<'_>) -> PasswordContext {
    let answers = &telling.state.answers;
    let name = known(&answers.account.name).map(ToString::to_string);
    let told = [
        answers.site_name().map(str::to_owned),
        answers.code().map(ToString::to_string),
        known(&answers.account.address).map(ToString::to_string),
        known(&answers.account.mobile).map(ToString::to_string),
        known(&answers.helper.name).map(ToString::to_string),
        known(&answers.team.name).map(ToString::to_string),
    ];
    let this_year = telling.now.year();
    let years = (this_year - YEARS_BACK..=this_year + 1).map(|year| year.to_string());
    PasswordContext {
        names: name.into_iter().collect(),
        inputs: told.into_iter().flatten().chain(years).collect(),
        second_check: match answers.secure.second_check {
            Some(SecondCheckOn::Yes) => SecondCheck::On,
            Some(SecondCheckOn::NotYet) => SecondCheck::Off,
            Some(SecondCheckOn::NotKnown) | None => SecondCheck::NotKnown,
        },
    }
}

fn secret_context(state: &State) -> SecretContext {
    let answers = &state.answers;
    SecretContext {
        names: known(&answers.account.name)
            .map(ToString::to_string)
            .into_iter()
            .collect(),
        organisations: answers.site_name().map(str::to_owned).into_iter().collect(),
    }
}

fn record_ask(telling: &Telling<'_>) -> RecordAsk {
    record::record(&telling.state.answers, telling.guide, telling.now.date_naive())
}

impl Options {
    /// Where a choice is in the list.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<usize> {
        self.choices.iter().position(|choice| choice.id == id)
    }
}
