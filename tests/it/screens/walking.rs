//! Every journey, walked with keys by someone who sees only what is drawn, ends as the machine alone ends it.

use nhsmail_starter::domain::choice::Choice as _;
use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::event::Progress;
use nhsmail_starter::machine::page::{Ask, Page, TextKind};
use nhsmail_starter::tui::Look;
use ratatui::crossterm::event::{Event as Input, KeyCode};

use super::window::{Window, ctrl};
use crate::support::journey::{Journey, What};
use crate::support::sitting::{Sitting, sittings, told};
use crate::support::walk::place;

/// What a choice of the page is called.
fn label(page: &Page, id: &str) -> String {
    let place = place(page, id);
    let options = match &page.ask {
        Ask::Choose(options) => options,
        Ask::Text(text) => &text.others,
        Ask::Draft(draft) => &draft.options,
        other => panic!("nothing to choose in {other:?}"),
    };
    options.choices[place].label.clone()
}

/// Chooses: Enter selects, and Enter again goes on.
fn choose(window: &mut Window, label: &str) {
    let before = window.page().clone();
    window.go_to(label);
    window.press(KeyCode::Enter);
    if window.ended.is_none() && window.page().at == before.at && window.page().body == before.body {
        window.press(KeyCode::Enter);
    }
}

fn mark(window: &mut Window, item: &str, mark: Option<&str>) {
    let now = |window: &Window| {
        let Ask::Tick(ticks) = &window.page().ask else {
            panic!("nothing to mark")
        };
        let item = ticks.items.iter().find(|line| line.id == item).unwrap();
        let wanted = mark.map_or(0, |mark| {
            ticks.marks.iter().position(|other| other.id == mark).unwrap()
        });
        (item.label.clone(), item.mark == Some(wanted))
    };
    let (label, _) = now(window);
    window.go_to(&label);
    for _ in 0..4 {
        if now(window).1 {
            return;
        }
        window.press(KeyCode::Char(' '));
    }
    panic!("{item} cannot be marked with {mark:?}");
}

fn act(window: &mut Window, page: &Page, what: &What) {
    match what {
        What::Choose(id) => choose(window, &label(page, id)),
        What::Type(text) if matches!(&page.ask, Ask::Text(ask) if ask.kind == TextKind::List) => {
            let Ask::Text(ask) = &page.ask else { return };
            window.presses(KeyCode::Backspace, ask.value.chars().count());
            window.send(Input::Paste(text.clone()));
            let forward = page.forward.clone().unwrap();
            window.go_to(&forward);
            window.press(KeyCode::Enter);
        }
        What::Paste | What::WhoWorksHere => {
            let button = if *what == What::Paste {
                "Paste or read a list"
            } else {
                "Say who works here"
            };
            window.go_to(button);
            window.press(KeyCode::Enter);
        }
        What::Type(text) => {
            window.empty_box();
            window.types(text);
            window.press(KeyCode::Enter);
        }
        What::Tick(item, with) => mark(window, item, with.as_deref()),
        What::Next => {
            let forward = page.forward.clone().unwrap();
            window.go_to(&forward);
            window.press(KeyCode::Enter);
        }
        What::Back => window.press(KeyCode::Esc),
        What::Open(task) => {
            let Ask::Tasks(hub) = &page.ask else {
                panic!("no tasks")
            };
            let title = hub.rows.iter().find(|row| row.id.slug() == task);
            let title = title.unwrap().title.clone();
            window.go_to(&title);
            window.press(KeyCode::Enter);
        }
        What::Add => {
            let add = window.driver().guide().word("buttons.add-person").to_owned();
            window.go_to(&add);
            window.press(KeyCode::Enter);
        }
        What::Change(row) | What::TakeOff(row) => {
            let Ask::People(people) = &page.ask else {
                panic!("no people")
            };
            let name = people.rows[*row][0].clone();
            window.go_to(&name);
            window.press(if matches!(what, What::Change(_)) {
                KeyCode::Enter
            } else {
                KeyCode::Delete
            });
        }
        What::ChangeAnswer(slug) => {
            let Ask::CheckAnswers(sections) = &page.ask else {
                panic!("no answers")
            };
            let mut lines = sections.iter().flat_map(|section| &section.lines);
            let place = lines.position(|line| line.at.page.slug() == slug).unwrap();
            window.press(KeyCode::Home);
            while !window.rows().iter().any(|row| row.starts_with(" > ")) || window.focused().is_empty() {
                window.press(KeyCode::Down);
            }
            window.press(KeyCode::Home);
            window.presses(KeyCode::Down, place);
            window.press(KeyCode::Enter);
        }
        What::Leave => window.send(ctrl('q')),
        What::Restart => panic!("starting the program is no key"),
    }
}

fn sit(window: &mut Window, sitting: &Sitting) {
    for moment in &sitting.moments {
        act(window, &moment.page, &moment.what);
        if moment.left {
            assert!(window.ended.is_some(), "{}", moment.place);
            return;
        }
        let at = (window.page().at, &window.page().title);
        assert_eq!(
            at,
            (moment.next.at, &moment.next.title),
            "{}\n{}",
            moment.place,
            window.text()
        );
    }
}

fn walk(name: &str, journey: &Journey, size: (u16, u16)) {
    let mut saved: Option<Progress> = None;
    let (sittings, _) = sittings(name, journey);
    for sitting in &sittings {
        let mut window = match saved.take() {
            Some(progress) => Window::with(progress, sitting.day, size),
            None => Window::of(super::window::started(None, sitting.day), Look::default(), size),
        };
        sit(&mut window, sitting);
        saved = Some(window.driver().state().progress());
    }
    let answers = |progress: &Progress| -> Answers { told(progress).answers };
    let at_the_end = sittings.last().unwrap().moments.last().unwrap().saved.as_ref();
    assert_eq!(answers(&saved.unwrap()), answers(at_the_end.unwrap()), "{name}");
}

#[test]
fn keys_do_what_the_machine_does() {
    for (name, journey) in Journey::all() {
        walk(&name, &journey, (80, 24));
    }
}

#[test]
fn keys_do_the_same_in_the_smallest_window_and_in_a_large_one() {
    for (name, journey) in Journey::all().iter().take(2) {
        walk(name, journey, (60, 20));
        walk(name, journey, (120, 40));
    }
}
