//! The memory of the running program, searched after a password or secret was typed and its page was left.

use std::fs;

use chrono::NaiveDate;

use crate::support::desk::Desk;
use crate::support::pty::{Launch, Pty};
use crate::support::scan::Pieces;

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 6, 3).unwrap();
const CTRL_C: &str = "\x03";
const CTRL_Q: &str = "\x11";
const ESC: &str = "\x1b";

/// The two pages with a box for an idea, and the page that Continue leads to.
const PAGES: [(&str, &str); 2] = [
    ("password", "Have you changed it"),
    ("secret", "Which have you done"),
];

/// A way to put an idea into the box of the full screen, and to leave its page.
type Way = fn(&mut Pty, &str, after: &str);

const WAYS: [(&str, Way); 10] = [
    ("typed, checked, back", |pty, idea, _| {
        pty.type_slowly(idea);
        pty.choose("Check it");
        pty.until_text("Only NHSmail can check");
        pty.send(ESC);
        pty.until_text("Check my own idea");
        pty.send(ESC);
        pty.until_screen("left", |screen| !screen.contains("Check my own idea"));
    }),
    ("in one burst", |pty, idea, after| {
        pty.send(idea);
        go_on(pty, after);
    }),
    ("pasted", |pty, idea, after| {
        pty.send(&pasted(idea));
        go_on(pty, after);
    }),
    ("edited", |pty, idea, after| {
        let (start, end) = idea.split_at(8);
        pty.type_slowly(end);
        pty.send("\x1b[H");
        pty.type_slowly(start);
        pty.send("xx\x7f\x7f\x1b[F\x7f\x7f\x7f\x1b[D\x1b[3~");
        pty.choose("Check it");
        pty.choose("Show");
        go_on(pty, after);
    }),
    ("far too long a paste", |pty, idea, after| {
        pty.send(&pasted(&idea.repeat(300)));
        pty.until_text("This box holds 256");
        go_on(pty, after);
    }),
    ("shown in a pty that changes, hidden", |pty, idea, after| {
        pty.type_slowly(idea);
        pty.choose("Show");
        pty.until_text(idea);
        for (rows, columns) in [(40, 100), (50, 72), (40, 80)] {
            pty.resize(rows, columns);
            pty.until_screen("the new size", |screen| {
                screen.contains(idea)
                    && screen
                        .lines()
                        .any(|line| line.chars().count() == usize::from(columns))
            });
        }
        pty.choose("Hide");
        pty.until_screen("hidden", |screen| !screen.contains(idea));
        go_on(pty, after);
    }),
    ("shown, checked, Ctrl+C", |pty, idea, _| {
        pty.send(idea);
        pty.choose("Show");
        pty.until_text(idea);
        pty.choose("Check it");
        pty.send(CTRL_C);
        pty.until_text("> Leave");
    }),
    ("shown, checked, cleared", |pty, idea, _| {
        pty.send(&pasted(idea));
        pty.choose("Show");
        pty.until_text(idea);
        pty.choose("Check it");
        pty.choose("Clear");
        pty.until_screen("cleared", |screen| {
            screen.contains("Hidden") && !screen.contains(idea)
        });
    }),
    ("with the keys that leave the page", |pty, idea, after| {
        pty.send(&format!("{idea}\t\t\t\t\r"));
        pty.until_text(after);
    }),
    ("shown, Ctrl+Q", |pty, idea, _| {
        pty.type_slowly(idea);
        pty.choose("Show");
        pty.until_text(idea);
        pty.send(CTRL_Q);
        pty.until_text("> Leave");
    }),
];

/// Continue, from the box or the buttons under it.
fn go_on(pty: &mut Pty, after: &str) {
    pty.choose("Continue");
    pty.until_text(after);
}

fn pasted(text: &str) -> String {
    format!("\x1b[200~{text}\x1b[201~")
}

/// The program in a window that is tall enough for its longest page.
fn open(desk: &Desk, mode: &str, day: NaiveDate) -> Pty {
    Launch::of(desk, mode, day).size(40, 80).open()
}

/// Sixteen letters that are in no list of words, other ones for each number.
fn idea(number: usize) -> String {
    let mut letters: Vec<char> = "bcdfghjkmnpqrstvwxzBCDFGHJKMNPQRSTVWXZ".chars().collect();
    let mut seed = number * 7919 + 13;
    (0..16)
        .map(|_| {
            seed = (seed * 1_103_515_245 + 12345) % (1 << 31);
            letters.remove((seed >> 8) % letters.len())
        })
        .collect()
}

/// Whether the memory of this program can be searched at all; a test that cannot says so.
fn found(pieces: &Pieces, pty: &mut Pty, place: &str) -> Vec<String> {
    pty.settle();
    let found = pieces.in_process(pty.id());
    found.map_or_else(
        || {
            eprintln!("{place}: NOT SEARCHED. Only root may read the memory of a program that keeps secrets");
            vec![]
        },
        |found| found.into_iter().map(|line| format!("{place}: {line}")).collect(),
    )
}

fn none(left: &[String]) {
    let first = &left[..left.len().min(60)];
    assert!(left.is_empty(), "{} pieces:\n{}", left.len(), first.join("\n"));
}

#[test]
fn nothing_is_left_in_the_full_screen() {
    let mut left = vec![];
    for (number, (how, way)) in WAYS.iter().enumerate() {
        for (place, (page, after)) in PAGES.iter().enumerate() {
            let idea = idea(number * PAGES.len() + place);
            let pieces = Pieces::of(std::slice::from_ref(&idea), |_| true);
            let desk = Desk::oakfield_at(page);
            let mut pty = open(&desk, "--full-screen", DAY);
            pty.choose("Check my own idea");
            pty.until_text("Check it");
            way(&mut pty, &idea, after);
            left.extend(found(&pieces, &mut pty, &format!("{page}, {how}")));
            left.extend(in_files(&desk, &idea));
        }
    }
    none(&left);
}

/// Only a test that finds what is there says something when it finds nothing.
#[test]
fn what_is_there_is_found() {
    let idea = idea(99);
    let desk = Desk::oakfield_at("password");
    let mut pty = open(&desk, "--full-screen", DAY);
    pty.choose("Check my own idea");
    pty.until_text("Check it");
    pty.type_slowly(&idea);
    pty.choose("Show");
    pty.until_text(&idea);
    let pieces = Pieces::of(&[idea], |_| true);
    if let Some(found) = pieces.in_process(pty.id()) {
        let cell = format!("one every {} bytes", size_of::<ratatui::buffer::Cell>());
        for form in ["UTF-8", &cell] {
            assert!(found.iter().any(|line| line.contains(form)), "{form}: {found:#?}");
        }
    }
}

/// What is left of suggestions. Their words are all in the list, so only where two are joined counts, and only what a
/// program that never showed them does not hold.
fn of_suggestions(suggestions: &[String], pty: &mut Pty, mode: &str) -> Vec<String> {
    let desk = Desk::oakfield_at("password");
    let mut other = open(&desk, mode, DAY);
    other.until_text("Picked by chance");
    let by_chance = found(&Pieces::of(suggestions, |run| run.contains('-')), &mut other, "");
    let counts = |run: &str| run.contains('-') && !by_chance.iter().any(|line| line.contains(run));
    found(&Pieces::of(suggestions, counts), pty, "a suggestion")
}

#[test]
fn nothing_is_left_of_a_suggestion_in_the_full_screen() {
    let shown = |pty: &Pty| {
        let screen = pty.screen();
        let line = screen
            .lines()
            .find_map(|line| line.trim().strip_prefix("Suggestion "));
        line.unwrap().trim().to_owned()
    };
    let desk = Desk::oakfield_at("password");
    let mut pty = open(&desk, "--full-screen", DAY);
    pty.choose("Show suggestion");
    pty.until_text("Hide suggestion");
    let mut suggestions = vec![shown(&pty)];
    for other in ["Another", "Add a word"] {
        pty.choose(other);
        let last = suggestions.last().unwrap().clone();
        pty.until_screen("another", |screen| !screen.contains(&last));
        suggestions.push(shown(&pty));
    }
    // Two buttons to the left is Hide.
    pty.send("\x1b[Z\x1b[Z\r");
    pty.until_text("Show suggestion");
    go_on(&mut pty, "Have you changed it");
    none(&of_suggestions(&suggestions, &mut pty, "--full-screen"));
}

/// A way to type an idea in plain mode.
const PLAIN_WAYS: [(&str, Way); 5] = [
    ("typed", |pty, idea, _| {
        pty.type_slowly(&format!("{idea}\r"));
        pty.until_text("How your idea keeps the rules");
    }),
    ("in one burst", |pty, idea, _| {
        pty.send(&format!("{idea}\r"));
        pty.until_text("How your idea keeps the rules");
    }),
    ("mended", |pty, idea, _| {
        pty.type_slowly(&format!("{idea}x\x7f\x15{idea}\x7f\x7f\r"));
        pty.until_text("How your idea keeps the rules");
    }),
    ("far too long", |pty, idea, _| {
        pty.send(&format!("{}\r", idea.repeat(200)));
        pty.until_text("This box holds 256");
    }),
    ("given up", |pty, idea, _| {
        pty.type_slowly(&format!("{idea}{CTRL_C}"));
        pty.until_text("has been wiped");
    }),
];

/// Three letters of the secret, if it was kept to be rehearsed.
fn rehearse_in_plain(pty: &mut Pty, idea: &str) {
    pty.send("rehearse\r");
    pty.settle();
    if pty.screen().contains("letters of your secret?") {
        let letters = asked_for(pty, idea);
        pty.type_slowly(&format!("{letters}\r"));
        pty.until_text("That is how you prove who you are");
    } else {
        pty.until_text("Check your secret first");
    }
}

/// The letters of the secret that are asked for on the screen.
fn asked_for(pty: &Pty, secret: &str) -> String {
    let screen = pty.screen().replace('\n', " ");
    let question = screen.rsplit("What are the ").next().unwrap();
    let (places, _) = question.split_once(" letters").unwrap();
    let places = places.split([',', ' ']).filter_map(|place| {
        let figures: String = place.chars().take_while(char::is_ascii_digit).collect();
        figures.parse::<usize>().ok()
    });
    places
        .map(|place| secret.chars().nth(place - 1).unwrap())
        .collect()
}

#[test]
fn nothing_is_left_of_a_rehearsal_in_the_full_screen() {
    let idea = idea(77);
    let desk = Desk::oakfield_at("secret");
    let mut pty = open(&desk, "--full-screen", DAY);
    pty.choose("Check my own idea");
    pty.until_text("Check it");
    pty.type_slowly(&idea);
    pty.choose("Check it");
    pty.choose("Rehearse");
    pty.until_text("letters of your secret?");
    pty.type_slowly("xyz\r");
    pty.until_text("Those are not the letters");
    let letters = asked_for(&pty, &idea);
    pty.type_slowly(&format!("{letters}\r"));
    pty.until_text("That is how you prove who you are");
    pty.choose("Stop rehearsing");
    go_on(&mut pty, "Which have you done");
    let pieces = Pieces::of(&[idea], |_| true);
    none(&found(&pieces, &mut pty, "a rehearsal"));
}

#[test]
fn nothing_is_left_in_plain_mode() {
    let mut left = vec![];
    for (number, (how, way)) in PLAIN_WAYS.iter().enumerate() {
        for (place, (page, _)) in PAGES.iter().enumerate() {
            let idea = idea(40 + number * PAGES.len() + place);
            let pieces = Pieces::of(std::slice::from_ref(&idea), |_| true);
            let desk = Desk::oakfield_at(page);
            let mut pty = open(&desk, "--plain", DAY);
            pty.until_screen("the mark", |screen| screen.contains("\n> "));
            pty.send("check\r");
            pty.until_text("Do not use this on a shared screen");
            pty.until_screen("the mark", |screen| screen.trim_end().ends_with('>'));
            way(&mut pty, &idea, "");
            pty.settle();
            if *page == "secret" {
                rehearse_in_plain(&mut pty, &idea);
            }
            pty.send("back\r");
            pty.until_screen("the page before", |screen| {
                ["Your steps", "Accept the policy and set the secret"]
                    .iter()
                    .any(|title| screen.contains(title))
            });
            left.extend(found(&pieces, &mut pty, &format!("{page}, {how}")));
            left.extend(in_files(&desk, &idea));
            if String::from_utf8_lossy(&pty.written).contains(&idea[..6]) {
                left.push(format!("{page}, {how}: on the screen"));
            }
        }
    }
    none(&left);
}

#[test]
fn nothing_is_left_of_a_suggestion_in_plain_mode() {
    let desk = Desk::oakfield_at("password");
    let mut pty = open(&desk, "--plain", DAY);
    let mut suggestions = vec![];
    for word in ["show", "another", "show", "add", "show"] {
        pty.until_screen("the mark", |screen| screen.trim_end().ends_with('>'));
        let before = pty.screen();
        pty.send(&format!("{word}\r"));
        pty.until_screen("an answer", |screen| {
            screen.len() > before.len() + word.len() + 4 && screen.trim_end().ends_with('>')
        });
        let screen = pty.screen();
        if word == "show" {
            let line = screen.lines().rev().find(|line| line.matches('-').count() > 1);
            suggestions.push(line.unwrap().trim().to_owned());
        }
    }
    pty.send("back\r");
    pty.until_text("Your steps");
    none(&of_suggestions(&suggestions, &mut pty, "--plain"));
}

#[test]
fn nothing_is_copied_where_there_is_no_clipboard() {
    let desk = Desk::oakfield_at("password");
    let mut pty = open(&desk, "--full-screen", DAY);
    pty.choose("Copy");
    pty.until_text("We could not copy it");
}

/// The terminal gets it in a code of its own, and only once the person knows that it cannot be cleared.
#[test]
fn a_suggestion_is_copied_over_ssh_after_a_warning_and_forgotten() {
    let sent = |pty: &Pty| {
        let bytes = String::from_utf8_lossy(&pty.written).into_owned();
        let (_, code) = bytes.split_once("\x1b]52;c;")?;
        Some(code.split(['\x1b', '\x07']).next().unwrap().to_owned())
    };
    let desk = Desk::oakfield_at("password");
    let mut pty = Launch::of(&desk, "--full-screen", DAY)
        .size(40, 80)
        .with("SSH_TTY", "/dev/pts/9")
        .open();
    pty.choose("Copy");
    pty.until_text("We cannot clear it again");
    assert_eq!(sent(&pty), None);
    pty.send("\r");
    pty.until_text("We have asked your terminal to copy it");
    let code = sent(&pty).unwrap();
    assert!(code.len() > 24, "{code}");
    go_on(&mut pty, "Have you changed it");
    let pieces = Pieces::of(&[code], |_| true);
    none(&found(&pieces, &mut pty, "a copied suggestion"));
}

/// No file on the desk holds a piece of it.
fn in_files(desk: &Desk, idea: &str) -> Vec<String> {
    let mut folders = vec![desk.home().to_owned()];
    let mut found = vec![];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if String::from_utf8_lossy(&fs::read(&path).unwrap()).contains(&idea[..6]) {
                found.push(format!("{} holds it", path.display()));
            }
        }
    }
    found
}

#[test]
fn no_core_dump_is_written() {
    let desk = Desk::oakfield_at("password");
    let mut pty = open(&desk, "--full-screen", DAY);
    pty.until_text("Show suggestion");
    let limits = fs::read_to_string(format!("/proc/{}/limits", pty.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size"));
    assert_eq!(
        core.unwrap().split_whitespace().skip(4).collect::<Vec<_>>(),
        ["0", "0", "bytes"]
    );
}
