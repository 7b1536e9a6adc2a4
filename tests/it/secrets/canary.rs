//! A password and a secret of our own, typed in the middle of whole journeys: nothing that is written holds them.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use nhsmail_starter::machine::page::{Ask, Page};

use crate::support::desk::Desk;
use crate::support::journey::Journey;
use crate::support::lines::lines;
use crate::support::sitting::{Sitting, sittings};

/// No rule lets this one through or keeps it: it is looked for everywhere.
const PASSWORD: &str = "CANARY-wren-9417-finch";
const SECRET: &str = "Canarywrenfinch";

/// What is typed as an idea on a page; none on the others.
const fn idea(page: &Page) -> Option<&'static str> {
    match page.ask {
        Ask::PasswordIdea(_) => Some(PASSWORD),
        Ask::SecretIdea(_) => Some(SECRET),
        _ => None,
    }
}

/// Journeys that come to a page with a box for an idea, in sittings.
fn journeys() -> Vec<(String, Vec<Sitting>)> {
    let all = Journey::all().into_iter().map(|(name, journey)| {
        let (sittings, _) = sittings(&name, &journey);
        (name, sittings)
    });
    let has_idea = |sittings: &[Sitting]| {
        let mut moments = sittings.iter().flat_map(|sitting| &sitting.moments);
        moments.any(|moment| idea(&moment.page).is_some())
    };
    let found: Vec<_> = all.filter(|(_, sittings)| has_idea(sittings)).collect();
    assert!(found.len() > 2, "journeys with a password");
    found
}

fn assert_not_in(text: &[u8], place: &str) {
    let text = String::from_utf8_lossy(text);
    for idea in [PASSWORD, SECRET] {
        let pieces: Vec<char> = idea.chars().collect();
        for piece in pieces.windows(6) {
            let piece: String = piece.iter().collect();
            assert!(
                !text.contains(&piece),
                "{piece:?} of {idea} is in {place}:\n{text}"
            );
        }
    }
}

/// Every file of the desk: progress, its copy, drafts, records, settings.
fn assert_not_in_files(desk: &Desk, name: &str) {
    let mut folders = vec![desk.home().to_owned()];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                count += 1;
                assert_not_in(&fs::read(&path).unwrap(), &format!("{name}, {}", path.display()));
            }
        }
    }
    assert!(count > 0, "{name} writes files");
}

#[test]
fn plain_journeys_write_nothing_of_it() {
    for (name, sittings) in journeys() {
        let desk = Desk::new();
        for sitting in &sittings {
            let mut script = String::new();
            for moment in &sitting.moments {
                if let Some(idea) = idea(&moment.page) {
                    script.extend(["check\n", idea, "\nrehearse\n", &idea[..3], "\n"]);
                }
                for line in lines(&moment.page, &moment.what) {
                    script += &line;
                    script.push('\n');
                }
            }
            let mut program = desk
                .plain(sitting.day)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let mut input = program.stdin.take().unwrap();
            input.write_all(script.as_bytes()).unwrap();
            drop(input);
            let output = program.wait_with_output().unwrap();
            assert!(output.status.success(), "{name}");
            assert_not_in(&output.stdout, &name);
            assert_not_in(&output.stderr, &name);
        }
        assert_not_in_files(&desk, &name);
    }
}

// At a terminal of Unix.
#[cfg(all(unix, feature = "tui"))]
#[test]
fn full_screen_journeys_write_nothing_of_it() {
    use crate::support::journey::What;
    use crate::support::keys::{CTRL_C, ENTER, press_up_to_the_last};
    use crate::support::pty::Pty;

    let mut journeys = journeys();
    journeys.truncate(2);
    for (name, sittings) in journeys {
        let desk = Desk::new();
        for sitting in &sittings {
            let mut pty = Pty::start(&desk, "--full-screen", sitting.day);
            pty.until_text(&sitting.first.title);
            for moment in &sitting.moments {
                if let Some(idea) = idea(&moment.page) {
                    while !pty.text().contains("> Check my own idea") {
                        pty.press("\t");
                    }
                    pty.press(ENTER);
                    pty.press(idea);
                    pty.press(ENTER);
                    pty.until_text("Your idea");
                    pty.press("\x1b");
                    pty.until_text("Check my own idea");
                }
                let last = press_up_to_the_last(&mut pty, &moment.page, &moment.what);
                match last {
                    Some(last) if moment.left || moment.what == What::Leave => pty.send(last),
                    Some(last) => {
                        pty.press(last);
                        pty.until_text(&moment.next.title);
                    }
                    None => {}
                }
            }
            if !sitting.moments.last().unwrap().left {
                pty.press(CTRL_C);
                pty.send(CTRL_C);
            }
            assert_eq!(pty.end().exit_code(), 0, "{name}");
            assert_not_in(&pty.written, &name);
        }
        assert_not_in_files(&desk, &name);
    }
}
