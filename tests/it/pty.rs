//! The full screen on a real terminal: it does the same as the machine, and hands the terminal back.

use std::thread;

use nhsmail_starter::machine::page::Page;

use crate::support::desk::Desk;
use crate::support::journey::{Journey, What};
use crate::support::keys::{CTRL_C, CTRL_L, CTRL_Q, ENTER, press_up_to_the_last};
use crate::support::pty::Pty;
use crate::support::sitting::{Moment, Sitting, no_one_has_access, sittings, told, without_times};

const MODE: &str = "--full-screen";

/// Presses the keys of a step, and waits for the page that the machine says comes next.
fn play(pty: &mut Pty, moment: &Moment) {
    let last = press_up_to_the_last(pty, &moment.page, &moment.what);
    match last {
        Some(last) if moment.left => pty.send(last),
        Some(last) => {
            pty.press(last);
            pty.until_text(&moment.next.title);
        }
        None => {}
    }
}

fn play_sitting(desk: &Desk, sitting: &Sitting) {
    let mut pty = Pty::start(desk, MODE, sitting.day);
    pty.until_text(&sitting.first.title);
    for moment in &sitting.moments {
        play(&mut pty, moment);
    }
    if !sitting.moments.last().unwrap().left {
        pty.press(CTRL_C);
        pty.send(CTRL_C);
    }
    assert_eq!(pty.end().exit_code(), 0);
}

#[test]
fn the_full_screen_does_what_the_machine_does() {
    let play_journey = |(name, journey): &(String, Journey)| {
        let (sittings, at_the_end) = sittings(name, journey);
        let desk = Desk::new();
        for sitting in &sittings {
            play_sitting(&desk, sitting);
        }
        assert_eq!(without_times(&desk.text()), at_the_end, "{name}");
    };
    let journeys = Journey::all();
    thread::scope(|scope| {
        for journey in &journeys {
            thread::Builder::new()
                .name(journey.0.clone())
                .spawn_scoped(scope, || play_journey(journey))
                .unwrap();
        }
    });
}

/// Starts the program on what is there, and goes from the page that it opens to where the person was.
fn come_back(desk: &Desk, sitting: &Sitting, opens_on: &Page, again: &[&Moment]) -> Pty {
    let mut pty = Pty::start(desk, MODE, sitting.day);
    pty.until_text(&opens_on.title);
    for moment in again {
        play(&mut pty, moment);
    }
    pty
}

/// After every other step, and before Enter wherever something is typed, the plug is pulled, and the program is started
/// again on what is there.
#[test]
fn pulling_the_plug_loses_only_what_is_being_typed() {
    let desk = Desk::new();
    let (mut kills, mut before) = (0, None);
    for sitting in no_one_has_access() {
        let mut pty = come_back(&desk, &sitting, &sitting.first, &[]);
        // Steps that a start of the program does not come back to: a doubt and the leave page are not kept.
        let (mut opens_on, mut again) = (&sitting.first, vec![]);
        for (number, moment) in sitting.moments.iter().enumerate() {
            if matches!(moment.what, What::Type(_)) {
                press_up_to_the_last(&mut pty, &moment.page, &moment.what);
                pty.kill();
                kills += 1;
                assert_eq!(desk.told(), before, "before {}", moment.place);
                pty = come_back(&desk, &sitting, opens_on, &again);
            }
            play(&mut pty, moment);
            if moment.left {
                assert_eq!(pty.end().exit_code(), 0);
            }
            before = moment.saved.as_ref().map(told);
            assert_eq!(desk.told(), before, "{}", moment.place);
            opens_on = &moment.reopened;
            if moment.reopened.at == moment.next.at {
                again.clear();
            } else {
                again.push(moment);
            }
            if number % 2 == 0 && !moment.left {
                pty.kill();
                kills += 1;
                pty = come_back(&desk, &sitting, opens_on, &again);
            }
        }
    }
    assert!(kills > 60, "{kills}");
}

/// The full screen on a site that has been begun.
fn begun() -> (Desk, Pty) {
    let desk = Desk::new();
    let sitting = no_one_has_access().swap_remove(0);
    let mut pty = Pty::start(&desk, MODE, sitting.day);
    pty.until_text(&sitting.first.title);
    for moment in &sitting.moments[..3] {
        play(&mut pty, moment);
    }
    pty.assert_taken_over();
    (desk, pty)
}

#[test]
fn leaving_hands_the_terminal_back_and_says_where_the_answers_are() {
    let by_the_page = |pty: &mut Pty| {
        pty.press(CTRL_Q);
        pty.until_text("Leave for now?");
        pty.send(ENTER);
    };
    let by_ctrl_c_twice = |pty: &mut Pty| {
        pty.press(CTRL_C);
        pty.send(CTRL_C);
    };
    for leave in [by_the_page as fn(&mut Pty), by_ctrl_c_twice] {
        let (desk, mut pty) = begun();
        leave(&mut pty);
        assert_eq!(pty.end().exit_code(), 0);
        pty.assert_handed_back("leaving");
        let shown = pty.text().replace(' ', "");
        let file = desk.file().unwrap().display().to_string();
        assert!(
            shown.contains(&file) && shown.ends_with("openthisprogramagain"),
            "{shown}"
        );
    }
}

#[test]
fn a_signal_hands_the_terminal_back() {
    for (name, number) in [("HUP", 1), ("INT", 2), ("TERM", 15)] {
        let (desk, mut pty) = begun();
        pty.signal(name);
        assert_eq!(pty.end().exit_code(), 128 + number, "{name}");
        pty.assert_handed_back(name);
        assert_eq!(desk.told().unwrap().answers.site_name(), Some("Lucerne House"));
    }
}

/// A terminal that never answers is as good as any other, at the start and in another size.
#[test]
fn the_terminal_is_never_asked_anything() {
    let (_desk, mut pty) = begun();
    pty.resize(30, 100);
    pty.until_text("What is your site's ODS code?");
    pty.press(CTRL_L);
    pty.until_text("What is your site's ODS code?");
    for asked in [&b"\x1b[6n"[..], b"\x1b[c", b"\x1b[?u"] {
        assert!(
            !pty.written.windows(asked.len()).any(|bytes| bytes == asked),
            "{asked:?}"
        );
    }
    pty.kill();
}
