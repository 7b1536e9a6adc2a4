//! The memory of the running program, searched after a password or secret was typed and its page was left.

use std::fs;

use chrono::NaiveDate;

use crate::support::desk::Desk;
use crate::support::scan::Pieces;
use crate::support::window::Window;

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
type Way = fn(&mut Window, &str, after: &str);

const WAYS: [(&str, Way); 10] = [
    ("typed, checked, back", |window, idea, _| {
        window.type_slowly(idea);
        window.choose("Check it");
        window.sees("Only NHSmail can check");
        window.press(ESC);
        window.sees("Check my own idea");
        window.press(ESC);
        window.until("left", |screen| !screen.contains("Check my own idea"));
    }),
    ("in one burst", |window, idea, after| {
        window.press(idea);
        go_on(window, after);
    }),
    ("pasted", |window, idea, after| {
        window.press(&pasted(idea));
        go_on(window, after);
    }),
    ("edited", |window, idea, after| {
        let (start, end) = idea.split_at(8);
        window.type_slowly(end);
        window.press("\x1b[H");
        window.type_slowly(start);
        window.press("xx\x7f\x7f\x1b[F\x7f\x7f\x7f\x1b[D\x1b[3~");
        window.choose("Check it");
        window.choose("Show");
        go_on(window, after);
    }),
    ("far too long a paste", |window, idea, after| {
        window.press(&pasted(&idea.repeat(300)));
        window.sees("This box holds 256");
        go_on(window, after);
    }),
    ("shown in a window that changes, hidden", |window, idea, after| {
        window.type_slowly(idea);
        window.choose("Show");
        window.sees(idea);
        for (rows, columns) in [(40, 100), (50, 72), (40, 80)] {
            window.resize(rows, columns);
            window.until("the new size", |screen| {
                screen.contains(idea)
                    && screen
                        .lines()
                        .any(|line| line.chars().count() == usize::from(columns))
            });
        }
        window.choose("Hide");
        window.until("hidden", |screen| !screen.contains(idea));
        go_on(window, after);
    }),
    ("shown, checked, Ctrl+C", |window, idea, _| {
        window.press(idea);
        window.choose("Show");
        window.sees(idea);
        window.choose("Check it");
        window.press(CTRL_C);
        window.sees("> Leave");
    }),
    ("shown, checked, cleared", |window, idea, _| {
        window.press(&pasted(idea));
        window.choose("Show");
        window.sees(idea);
        window.choose("Check it");
        window.choose("Clear");
        window.until("cleared", |screen| {
            screen.contains("Hidden") && !screen.contains(idea)
        });
    }),
    ("with the keys that leave the page", |window, idea, after| {
        window.press(&format!("{idea}\t\t\t\t\r"));
        window.sees(after);
    }),
    ("shown, Ctrl+Q", |window, idea, _| {
        window.type_slowly(idea);
        window.choose("Show");
        window.sees(idea);
        window.press(CTRL_Q);
        window.sees("> Leave");
    }),
];

/// Continue, from the box or the buttons under it.
fn go_on(window: &mut Window, after: &str) {
    window.choose("Continue");
    window.sees(after);
}

fn pasted(text: &str) -> String {
    format!("\x1b[200~{text}\x1b[201~")
}

/// A desk whose file was left at this page.
fn desk_at(page: &str) -> Desk {
    let desk = Desk::new();
    let sites = desk.home().join("sites");
    fs::create_dir_all(&sites).unwrap();
    let text = include_str!("../../fixtures/oakfield.nhsmail.toml")
        .replace("last_page = \"hub\"", &format!("last_page = \"{page}\""));
    fs::write(sites.join("oakfield.nhsmail.toml"), text).unwrap();
    desk
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
fn found(pieces: &Pieces, window: &Window, place: &str) -> Vec<String> {
    window.settle();
    let found = pieces.in_process(window.id());
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
            let desk = desk_at(page);
            let mut window = Window::open(&desk, "--full-screen", DAY);
            window.choose("Check my own idea");
            window.sees("Check it");
            way(&mut window, &idea, after);
            left.extend(found(&pieces, &window, &format!("{page}, {how}")));
            left.extend(in_files(&desk, &idea));
        }
    }
    none(&left);
}

/// Only a test that finds what is there says something when it finds nothing.
#[test]
fn what_is_there_is_found() {
    let idea = idea(99);
    let desk = desk_at("password");
    let mut window = Window::open(&desk, "--full-screen", DAY);
    window.choose("Check my own idea");
    window.sees("Check it");
    window.type_slowly(&idea);
    window.choose("Show");
    window.sees(&idea);
    let pieces = Pieces::of(&[idea], |_| true);
    if let Some(found) = pieces.in_process(window.id()) {
        let cell = format!("one every {} bytes", size_of::<ratatui::buffer::Cell>());
        for form in ["UTF-8", &cell] {
            assert!(found.iter().any(|line| line.contains(form)), "{form}: {found:#?}");
        }
    }
}

/// What is left of suggestions. Their words are all in the list, so only where two are joined counts, and only what a
/// program that never showed them does not hold.
fn of_suggestions(suggestions: &[String], window: &Window, mode: &str) -> Vec<String> {
    let desk = desk_at("password");
    let other = Window::open(&desk, mode, DAY);
    other.sees("Picked by chance");
    let by_chance = found(&Pieces::of(suggestions, |run| run.contains('-')), &other, "");
    let counts = |run: &str| run.contains('-') && !by_chance.iter().any(|line| line.contains(run));
    found(&Pieces::of(suggestions, counts), window, "a suggestion")
}

#[test]
fn nothing_is_left_of_a_suggestion_in_the_full_screen() {
    let shown = |window: &Window| {
        let screen = window.screen();
        let line = screen
            .lines()
            .find_map(|line| line.trim().strip_prefix("Suggestion "));
        line.unwrap().trim().to_owned()
    };
    let desk = desk_at("password");
    let mut window = Window::open(&desk, "--full-screen", DAY);
    window.choose("Show suggestion");
    window.sees("Hide suggestion");
    let mut suggestions = vec![shown(&window)];
    for other in ["Another", "Add a word"] {
        window.choose(other);
        let last = suggestions.last().unwrap().clone();
        window.until("another", |screen| !screen.contains(&last));
        suggestions.push(shown(&window));
    }
    // Two buttons to the left is Hide.
    window.press("\x1b[Z\x1b[Z\r");
    window.sees("Show suggestion");
    go_on(&mut window, "Have you changed it");
    none(&of_suggestions(&suggestions, &window, "--full-screen"));
}

/// A way to type an idea in plain mode.
const PLAIN_WAYS: [(&str, Way); 5] = [
    ("typed", |window, idea, _| {
        window.type_slowly(&format!("{idea}\r"));
        window.sees("How your idea keeps the rules");
    }),
    ("in one burst", |window, idea, _| {
        window.press(&format!("{idea}\r"));
        window.sees("How your idea keeps the rules");
    }),
    ("mended", |window, idea, _| {
        window.type_slowly(&format!("{idea}x\x7f\x15{idea}\x7f\x7f\r"));
        window.sees("How your idea keeps the rules");
    }),
    ("far too long", |window, idea, _| {
        window.press(&format!("{}\r", idea.repeat(200)));
        window.sees("This box holds 256");
    }),
    ("given up", |window, idea, _| {
        window.type_slowly(&format!("{idea}{CTRL_C}"));
        window.sees("has been wiped");
    }),
];

/// Three letters of the secret, if it was kept to be rehearsed.
fn rehearse_in_plain(window: &mut Window, idea: &str) {
    window.press("rehearse\r");
    window.settle();
    if window.screen().contains("letters of your secret?") {
        window.type_slowly(&format!("{}\r", asked_for(window, idea)));
        window.sees("That is how you prove who you are");
    } else {
        window.sees("Check your secret first");
    }
}

/// The letters of the secret that are asked for on the screen.
fn asked_for(window: &Window, secret: &str) -> String {
    let screen = window.screen().replace('\n', " ");
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
    let desk = desk_at("secret");
    let mut window = Window::open(&desk, "--full-screen", DAY);
    window.choose("Check my own idea");
    window.sees("Check it");
    window.type_slowly(&idea);
    window.choose("Check it");
    window.choose("Rehearse");
    window.sees("letters of your secret?");
    window.type_slowly("xyz\r");
    window.sees("Those are not the letters");
    let letters = asked_for(&window, &idea);
    window.type_slowly(&format!("{letters}\r"));
    window.sees("That is how you prove who you are");
    window.choose("Stop rehearsing");
    go_on(&mut window, "Which have you done");
    let pieces = Pieces::of(&[idea], |_| true);
    none(&found(&pieces, &window, "a rehearsal"));
}

#[test]
fn nothing_is_left_in_plain_mode() {
    let mut left = vec![];
    for (number, (how, way)) in PLAIN_WAYS.iter().enumerate() {
        for (place, (page, _)) in PAGES.iter().enumerate() {
            let idea = idea(40 + number * PAGES.len() + place);
            let pieces = Pieces::of(std::slice::from_ref(&idea), |_| true);
            let desk = desk_at(page);
            let mut window = Window::open(&desk, "--plain", DAY);
            window.sees("\n> ");
            window.press("check\r");
            window.sees("Do not use this on a shared screen");
            window.until("the mark", |screen| screen.trim_end().ends_with('>'));
            way(&mut window, &idea, "");
            window.settle();
            if *page == "secret" {
                rehearse_in_plain(&mut window, &idea);
            }
            window.press("back\r");
            window.until("the page before", |screen| {
                ["Your steps", "Accept the policy and set the secret"]
                    .iter()
                    .any(|title| screen.contains(title))
            });
            left.extend(found(&pieces, &window, &format!("{page}, {how}")));
            left.extend(in_files(&desk, &idea));
            if String::from_utf8_lossy(&window.bytes()).contains(&idea[..6]) {
                left.push(format!("{page}, {how}: on the screen"));
            }
        }
    }
    none(&left);
}

#[test]
fn nothing_is_left_of_a_suggestion_in_plain_mode() {
    let desk = desk_at("password");
    let mut window = Window::open(&desk, "--plain", DAY);
    let mut suggestions = vec![];
    for word in ["show", "another", "show", "add", "show"] {
        window.until("the mark", |screen| screen.trim_end().ends_with('>'));
        let before = window.screen();
        window.press(&format!("{word}\r"));
        window.until("an answer", |screen| {
            screen.len() > before.len() + word.len() + 4 && screen.trim_end().ends_with('>')
        });
        let screen = window.screen();
        if word == "show" {
            let line = screen.lines().rev().find(|line| line.matches('-').count() > 1);
            suggestions.push(line.unwrap().trim().to_owned());
        }
    }
    window.press("back\r");
    window.sees("Your steps");
    none(&of_suggestions(&suggestions, &window, "--plain"));
}

#[test]
fn nothing_is_copied_where_there_is_no_clipboard() {
    let desk = desk_at("password");
    let mut window = Window::open(&desk, "--full-screen", DAY);
    window.choose("Copy");
    window.sees("We could not copy it");
}

/// The terminal gets it in a code of its own, and only once the person knows that it cannot be cleared.
#[test]
fn a_suggestion_is_copied_over_ssh_after_a_warning_and_forgotten() {
    let sent = |window: &Window| {
        let bytes = String::from_utf8_lossy(&window.bytes()).into_owned();
        let (_, code) = bytes.split_once("\x1b]52;c;")?;
        Some(code.split(['\x1b', '\x07']).next().unwrap().to_owned())
    };
    let desk = desk_at("password");
    let mut window = Window::open_with(&desk, "--full-screen", DAY, &[("SSH_TTY", "/dev/pts/9")]);
    window.choose("Copy");
    window.sees("We cannot clear it again");
    assert_eq!(sent(&window), None);
    window.press("\r");
    window.sees("We have asked your terminal to copy it");
    let code = sent(&window).unwrap();
    assert!(code.len() > 24, "{code}");
    go_on(&mut window, "Have you changed it");
    let pieces = Pieces::of(&[code], |_| true);
    none(&found(&pieces, &window, "a copied suggestion"));
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
    let desk = desk_at("password");
    let window = Window::open(&desk, "--full-screen", DAY);
    window.sees("Show suggestion");
    let limits = fs::read_to_string(format!("/proc/{}/limits", window.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size"));
    assert_eq!(
        core.unwrap().split_whitespace().skip(4).collect::<Vec<_>>(),
        ["0", "0", "bytes"]
    );
}
