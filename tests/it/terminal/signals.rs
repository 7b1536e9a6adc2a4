//! Told to end, and stopped for a while.

use std::process::Command;

use super::{BOX, ENTER, FULL, NEXT, PLAIN, at, at_the_box, each, name_on_disk, until_mark};
use crate::support::pty::Pty;

/// What ends a program, and by what number.
const ENDING: [(&str, u32); 4] = [("HUP", 1), ("INT", 2), ("QUIT", 3), ("TERM", 15)];

/// An idea for a password that is half typed, and shown.
fn shows_an_idea(pty: &mut Pty) {
    pty.choose("Check my own idea");
    pty.until_text("Check it");
    pty.type_slowly("kettle");
    pty.choose("Show");
    pty.until_text("kettle");
}

/// A page of the full screen, what it is called, and what is going on there.
type At = (&'static str, &'static str, fn(&mut Pty));

const PAGES: [At; 5] = [
    ("hub", "Your steps", |_| {}),
    (BOX.0, BOX.1, |pty| pty.type_slowly("half a na")),
    ("hub", "Your steps", |pty| pty.press("\u{1b}OP")),
    ("access-draft", "Ask to be made an owner", |_| {}),
    ("password", "Change your password", shows_an_idea),
];

#[test]
fn told_to_end_the_full_screen_hands_the_terminal_back() {
    let cases: Vec<_> = ENDING
        .into_iter()
        .flat_map(|how| PAGES.map(|page| (how, page)))
        .collect();
    each(&cases, |((name, number), (page, title, go_on))| {
        let (desk, mut pty) = at(FULL, page, title);
        go_on(&mut pty);
        pty.assert_taken_over();
        let before = desk.told();
        pty.signal(name);
        assert_eq!(pty.end().exit_code(), 128 + number, "{name} on {page}");
        pty.assert_handed_back(name);
        assert_eq!(desk.told(), before);
    });
}

/// The answer before the signal is on disk, whichever signal it is, even when they come together.
#[test]
fn the_answer_before_is_on_disk() {
    each(&["TERM", "HUP", "TERM,HUP,INT"], |names| {
        let (desk, mut pty) = at_the_box();
        pty.press(" by the Sea");
        pty.press(ENTER);
        pty.until_text(NEXT);
        for name in names.split(',') {
            // The second may find nobody.
            let _ = Command::new("kill")
                .args([&format!("-{name}"), &pty.id().to_string()])
                .output();
        }
        assert!(pty.end().exit_code() > 128);
        pty.assert_handed_back(names);
        assert_eq!(name_on_disk(&desk), "Oakfield House by the Sea");
    });
}

#[test]
fn told_to_end_plain_text_leaves_the_terminal_as_it_was() {
    let hidden = [false, true];
    let cases: Vec<_> = ENDING
        .into_iter()
        .flat_map(|how| hidden.map(|hidden| (how, hidden)))
        .collect();
    each(&cases, |((name, number), hidden)| {
        let (desk, mut pty) = at(PLAIN, "password", "Change your password");
        if *hidden {
            hide(&mut pty);
        }
        let before = desk.told();
        pty.signal(name);
        let code = pty.end().exit_code();
        pty.assert_handed_back(name);
        assert_eq!(desk.told(), before);
        // Ctrl+C at a line is a way to leave, and says where the answers are.
        let leaves = *name == "INT";
        assert_eq!(code, if leaves { 0 } else { 128 + number }, "{name}");
        assert_eq!(
            pty.text().contains("To carry on, open this program again"),
            leaves,
            "{}",
            pty.screen()
        );
    });
}

/// Goes to where what is typed is not shown.
fn hide(pty: &mut Pty) {
    pty.send("check\r");
    pty.until_text("Nothing you type is shown.");
    until_mark(pty);
    pty.type_slowly("kett");
    assert!(!pty.is_set_as_before());
}

fn until_stopped(pty: &mut Pty) {
    pty.until_state("T");
}

/// What a shell does to a terminal when a program that has it stops.
fn another_program_has_it(pty: &mut Pty) {
    pty.stty("sane");
    pty.shown
        .take(b"\x1b[?1049l\x1b[?2004l\x1b[2J\x1b[Hanother program\r\n");
}

#[test]
fn stopped_and_going_on_the_page_is_there_again() {
    each(&["TSTP", "STOP"], |name| {
        let (desk, mut pty) = at_the_box();
        pty.press(" by the");
        let page = pty.screen();
        for _ in 0..2 {
            pty.signal(name);
            until_stopped(&mut pty);
            if *name == "TSTP" {
                pty.settle();
                pty.assert_handed_back("stopped");
            }
            another_program_has_it(&mut pty);
            if *name == "TSTP" {
                pty.note_settings();
            }
            pty.signal("CONT");
            pty.until_screen("same page", |screen| screen == page);
            pty.assert_taken_over();
        }
        pty.press(" Sea");
        pty.press(ENTER);
        pty.until_text(NEXT);
        assert_eq!(name_on_disk(&desk), "Oakfield House by the Sea");
        pty.signal("TERM");
        assert_eq!(pty.end().exit_code(), 143);
    });
}

/// A stop that comes while the program is stopped, or as it goes on, does no harm.
#[test]
fn stops_in_a_row_do_no_harm() {
    let (_desk, mut pty) = at_the_box();
    for _ in 0..10 {
        pty.signal("TSTP");
        until_stopped(&mut pty);
        pty.signal("TSTP");
        pty.signal("CONT");
    }
    pty.signal("WINCH");
    pty.press(" by the Sea");
    pty.until_text("Oakfield House by the Sea");
    pty.until("full screen", |pty| pty.shown.is_taken_over());
    pty.signal("TSTP");
    until_stopped(&mut pty);
    pty.signal("TERM");
    pty.signal("CONT");
    assert_eq!(pty.end().exit_code(), 143);
    pty.assert_handed_back("told to end while stopped");
}

#[test]
fn stopped_in_plain_text_the_line_goes_on() {
    each(&["TSTP", "STOP"], |name| {
        let (desk, mut pty) = at(PLAIN, BOX.0, BOX.1);
        pty.send("Oakfield ");
        pty.signal(name);
        until_stopped(&mut pty);
        pty.signal("CONT");
        pty.signal("WINCH");
        pty.send("Hall\r");
        pty.until_text(NEXT);
        assert_eq!(name_on_disk(&desk), "Oakfield Hall");
    });
}

/// What is typed unseen stays unseen.
#[test]
fn stopped_while_an_idea_is_typed_it_is_still_not_seen() {
    each(&["TSTP", "STOP"], |name| {
        let (_desk, mut pty) = at(PLAIN, "password", "Change your password");
        hide(&mut pty);
        pty.signal(name);
        until_stopped(&mut pty);
        if *name == "TSTP" {
            assert!(pty.is_set_as_before());
        }
        pty.stty("sane");
        if *name == "TSTP" {
            pty.note_settings();
        }
        pty.signal("CONT");
        pty.until("hidden again", |pty| !pty.is_set_as_before());
        pty.until_state("S");
        pty.type_slowly("le-window\r");
        pty.until_text("How your idea keeps the rules");
        until_mark(&mut pty);
        assert!(!pty.text().contains("window"), "{}", pty.screen());
        assert!(pty.is_set_as_before());
    });
}
