//! Random walks: from any state, any run of events keeps the promises of the machine.

use chrono::NaiveDate;
use nhsmail_starter::domain::choice::Choice as _;
use nhsmail_starter::machine::event::{Event, PeopleEvent};
use nhsmail_starter::machine::open::may_be_empty;
use nhsmail_starter::machine::page::{Ask, Page, TextKind};
use nhsmail_starter::machine::page_id::PageId;
use nhsmail_starter::machine::plan::{TaskStatus, plan};
use nhsmail_starter::machine::slots::{Position, slot};
use nhsmail_starter::machine::state::State;
use nhsmail_starter::machine::task::TaskId;
use proptest::prelude::*;

use crate::support::walk::Walk;

/// Steps in one walk, and walks: 240,000 steps in all.
const STEPS: usize = 600;
const WALKS: u32 = 400;

/// What people type, and what they paste by mistake.
const TYPED: &[&str] = &[
    "",
    "Sarah Jones",
    "VLLWV",
    "A1B2",
    "VL1O2",
    "care.VLLWV@nhs.net",
    "sarah.jones@nhs.net",
    "1-125856395",
    "CON1-1234567",
    "07700 900123",
    "07700 900124",
    "01632 960001",
    "today",
    "yesterday",
    "3 June 2019",
    "31 2 2026",
    "1 December 2026",
    "the password is kettle",
    "back",
    "\u{1b}[31mred\u{202e}",
    "Zoë O'Brien-Ωmega",
    "<b>&\"Oak\"=1+1",
];

/// Lists of people, good and bad.
const LISTS: &[&str] = &[
    "Jane Smith\nBob Lee (Owner)\n\u{1b}[31m",
    "Name,Works here now?\nJ. Patel,Yes\nM. Lewis,No\nSarah Jones,",
    "Lead,Deputy,Email\nAnn Ray,Tom Hill,ann.ray@nhs.net",
    "Jane Smith <jane.smith@nhs.net>; jane smith <jane.smith2@nhs.net>",
    "Dear Sarah,",
    "",
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 3).unwrap()
}

/// What a page offers to do.
fn offered(page: &Page) -> Vec<Event> {
    let mut events = vec![Event::Next, Event::Back];
    let choices = |count: usize| (0..count).map(Event::Chose);
    match &page.ask {
        Ask::Tasks(hub) => events.extend(hub.rows.iter().map(|row| Event::Open(row.id))),
        Ask::Choose(options) => events.extend(choices(options.choices.len())),
        Ask::Tick(ticks) => {
            events.push(Event::TickedAll((0..ticks.items.len()).collect(), 0));
            for item in 0..ticks.items.len() {
                events.extend((0..ticks.marks.len()).map(|mark| Event::Ticked(item, Some(mark))));
                events.push(Event::Ticked(item, None));
            }
        }
        Ask::Text(text) if text.kind == TextKind::List => {
            events.extend(LISTS.iter().map(|list| Event::Typed((*list).to_owned())));
            events.extend(choices(text.others.choices.len()));
        }
        Ask::Text(text) => {
            events.extend(TYPED.iter().map(|typed| Event::Typed((*typed).to_owned())));
            events.extend(choices(text.others.choices.len()));
        }
        Ask::People(people) => {
            events
                .extend([PeopleEvent::Add, PeopleEvent::Paste, PeopleEvent::WhoWorksHere].map(Event::People));
            for row in 0..people.rows.len() {
                events.extend([
                    Event::People(PeopleEvent::Change(row)),
                    Event::People(PeopleEvent::TakeOff(row)),
                ]);
            }
        }
        Ask::Draft(draft) => events.extend(choices(draft.options.choices.len())),
        Ask::CheckAnswers(sections) => {
            events.extend(
                sections
                    .iter()
                    .flat_map(|section| &section.lines)
                    .map(|line| Event::Change(line.at)),
            );
        }
        Ask::Record(_) => events.push(Event::ChangeAnswers),
        Ask::PasswordIdea(_) | Ask::SecretIdea(_) | Ask::Read => {}
    }
    events
}

/// Events that the page does not offer: a front end should not send them, and they must do no harm.
fn stray(pick: usize) -> Event {
    let strays = [
        Event::Chose(pick % 40),
        Event::Typed("stray".to_owned()),
        Event::Ticked(pick % 9, Some(pick % 4)),
        Event::People(PeopleEvent::Change(pick % 300)),
        Event::People(PeopleEvent::TakeOff(pick % 5)),
        Event::Open(TaskId::ALL[pick % TaskId::COUNT]),
        Event::Change(Position {
            page: PageId::ALL[pick % PageId::ALL.len()],
            person: pick % 3,
        }),
        Event::ChangeAnswers,
        Event::Undo,
        Event::Leave,
    ];
    strays[pick % strays.len()].clone()
}

fn event(walk: &Walk, pick: u32) -> Event {
    let pick = pick as usize;
    if pick.is_multiple_of(16) {
        return stray(pick / 16);
    }
    let events = offered(&walk.page());
    events[pick % events.len()].clone()
}

/// What must hold in every state.
fn holds(walk: &Walk) -> Result<(), TestCaseError> {
    let answers = walk.state.answers();
    let plan = plan(answers);
    for task in plan.tasks() {
        let mut pages = task.pages.clone();
        pages.sort_unstable();
        pages.dedup();
        prop_assert_eq!(
            pages.len(),
            task.pages.len(),
            "a page stands twice in {:?}",
            task.id
        );
        prop_assert!(!task.pages.is_empty());
        if let TaskStatus::CannotStartYet { needs } = task.status {
            prop_assert!(
                !matches!(plan.task(needs).status, TaskStatus::Completed { .. }),
                "{:?}",
                task.id
            );
        }
    }
    let page = walk.page();
    prop_assert!(!page.title.is_empty(), "{} has no heading", walk.slug());
    prop_assert!(!page.title.contains('{'), "{}: {}", walk.slug(), page.title);
    Ok(())
}

/// Some event leads on: no page is a dead end.
fn leads_on(walk: &Walk) -> Result<(), TestCaseError> {
    // A check page may lead to another: then only its words differ.
    let seen = |state: &State| {
        (
            state.at(),
            state.answers().clone(),
            state.page(&walk.guide, walk.now).body,
        )
    };
    let before = seen(&walk.state);
    let leads = |event: Event| {
        let mut state: State = walk.state.clone();
        match state.update(&walk.guide, walk.now, event) {
            Ok(effects) => !effects.is_empty() || seen(&state) != before,
            Err(_) => false,
        }
    };
    let forward = offered(&walk.page())
        .into_iter()
        .filter(|event| *event != Event::Back)
        .any(leads);
    prop_assert!(forward, "{} is a dead end: {:?}", walk.slug(), walk.page().body);
    Ok(())
}

/// Back, then Continue on what was answered, gives the same answers, and the same page where the run leads there.
fn back_and_forth(walk: &Walk) -> Result<(), TestCaseError> {
    let (at, answers) = (walk.state.at(), walk.state.answers().clone());
    if at.page.task().is_none() {
        return Ok(());
    }
    let mut state = walk.state.clone();
    state.update(&walk.guide, walk.now, Event::Back).unwrap();
    prop_assert!(state.answers() == &answers, "Back from {at:?} changed answers");
    let from = state.at();
    let next = plan(&answers).task(at.page.task().unwrap()).after(from.page);
    let answered = slot(&answers, from).is_none_or(|slot| slot.given().is_some());
    if next == Some(at.page) && answered && state.update(&walk.guide, walk.now, Event::Next).is_ok() {
        let recorded = matches!(
            from.page,
            PageId::DutyPeople | PageId::DutyUse | PageId::DutyHandover | PageId::CheckAnswers
        );
        if !recorded && state.at().page != PageId::Check {
            prop_assert_eq!(state.at(), at, "Back to {:?} and forward again", from);
            prop_assert!(state.answers() == &answers, "forward to {at:?} changed answers");
        }
    }
    Ok(())
}

/// After a restart the same page is open, with the same answers.
fn comes_back(walk: &Walk) -> Result<(), TestCaseError> {
    let Some(saved) = &walk.saved else { return Ok(()) };
    let before_a_site = [
        PageId::Start,
        PageId::Resume,
        PageId::OpenFile,
        PageId::FilePath,
        PageId::FileTrouble,
    ];
    // A file with no answer in it begins anew.
    let nothing_said = *walk.state.answers() == nhsmail_starter::machine::answers::Answers::default();
    if nothing_said || before_a_site.contains(&walk.state.at().page) {
        return Ok(());
    }
    prop_assert!(
        &saved.answers == walk.state.answers(),
        "unsaved at {}",
        walk.slug()
    );
    let mut again = Walk::new(today());
    again.saved.clone_from(&walk.saved);
    again.restart();
    prop_assert!(
        again.state.answers() == walk.state.answers(),
        "lost at {}",
        walk.slug()
    );
    let deadline = again.state.at().page == PageId::Check;
    prop_assert!(
        deadline || again.state.at() == walk.state.come_back_to(),
        "{:?}, not {:?}",
        again.state.at(),
        walk.state.come_back_to()
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: WALKS, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_walk_keeps_every_promise(picks in prop::collection::vec(any::<u32>(), STEPS)) {
        let mut walk = Walk::new(today());
        for (step, pick) in picks.into_iter().enumerate() {
            let event = event(&walk, pick);
            let before = walk.state.clone();
            let refused = walk.send(event.clone()).is_err();
            if refused {
                prop_assert!(before == walk.state, "{event:?} was refused and changed something");
            }
            if step % 8 == 0 {
                holds(&walk)?;
                leads_on(&walk)?;
            }
            if step % 4 == 1 {
                back_and_forth(&walk)?;
                comes_back(&walk)?;
            }
        }
    }
}

/// Every page whose answer may be left empty has no message for an empty answer, and the other way round.
#[test]
fn the_words_agree_on_what_may_be_left_empty() {
    let walk = Walk::new(today());
    for &page in nhsmail_starter::machine::slots::ASKING {
        let words = walk.guide.page(page.slug());
        assert_eq!(may_be_empty(page), words.empty.is_none(), "{}", page.slug());
    }
}

/// Pages in code and pages in the words are the same, and so are the choices of each.
#[test]
fn the_words_have_every_page_and_every_choice() {
    let walk = Walk::new(today());
    let mut words: Vec<&str> = walk.guide.pages().map(|page| page.id.as_str()).collect();
    let mut code: Vec<&str> = PageId::ALL.iter().map(|page| page.slug()).collect();
    words.sort_unstable();
    code.sort_unstable();
    assert_eq!(words, code);
    for &page in nhsmail_starter::machine::slots::ASKING {
        let mut state = State::with(nhsmail_starter::machine::answers::Answers::default(), page);
        state = State::with(state.answers().clone(), page);
        let mut answers = state.answers().clone();
        let Some(slot) = nhsmail_starter::machine::slots::slot_mut(&mut answers, Position::page(page)) else {
            panic!("{}", page.slug());
        };
        for choice in &walk.guide.page(page.slug()).choices {
            let leads_on = matches!(choice.id.as_str(), "chase-on" | "write-another");
            let finds = slot.choose(&choice.id) || leads_on;
            assert!(finds, "{}: {} is no answer", page.slug(), choice.id);
        }
        assert!(slot.typed_in() != Some(TextKind::Day) || walk.guide.page(page.slug()).label.is_some());
    }
}
