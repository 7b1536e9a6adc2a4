//! The program in plain mode does the same as the machine: every journey, typed into the real binary, ends with the same
//! file, and whenever the plug is pulled it opens again where the machine says.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Output, Stdio};
use std::thread;
use std::time::Duration;

use insta::assert_snapshot;
use nhsmail_starter::machine::event::Progress;
use nhsmail_starter::machine::page::Block;
use nhsmail_starter::plain::sentences;

use crate::support::desk::{Desk, progress};
use crate::support::journey::Journey;
use crate::support::lines::lines;
use crate::support::sitting::{Moment, Sitting, no_one_has_access, sittings, told, without_times};
use crate::support::talk::Talk;

/// Everything that is typed in a sitting.
fn script(sitting: &Sitting) -> String {
    let lines = sitting
        .moments
        .iter()
        .flat_map(|moment| lines(&moment.page, &moment.what));
    lines.map(|line| line + "\n").collect()
}

/// Types a whole sitting at once. Gives back what was said.
fn type_in(desk: &Desk, sitting: &Sitting) -> String {
    let script = script(sitting);
    let mut program = desk
        .plain(sitting.day)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    program
        .stdin
        .take()
        .unwrap()
        .write_all(script.as_bytes())
        .unwrap();
    let Output {
        status,
        stdout,
        stderr,
    } = program.wait_with_output().unwrap();
    let said = String::from_utf8(stdout).unwrap();
    assert!(
        status.success(),
        "{status}: {}\n{said}",
        String::from_utf8_lossy(&stderr)
    );
    said
}

/// Every page of the sitting was said, one after another.
fn assert_pages(said: &str, sitting: &Sitting) {
    let mut rest = said.lines();
    assert!(
        rest.any(|line| line == sitting.first.title),
        "{}\n{said}",
        sitting.first.title
    );
    for moment in &sitting.moments {
        let moved = moment.next.at != moment.page.at || moment.next.title != moment.page.title;
        if moved && !moment.left {
            let title = &moment.next.title;
            assert!(
                rest.any(|line| line == title),
                "{}\nno {title:?} in\n{said}",
                moment.place
            );
        }
    }
}

#[test]
fn plain_mode_does_what_the_machine_does() {
    for (name, journey) in Journey::all() {
        let (sittings, at_the_end) = sittings(&name, &journey);
        let desk = Desk::new();
        for sitting in &sittings {
            assert_pages(&type_in(&desk, sitting), sitting);
        }
        assert_eq!(without_times(&desk.text()), at_the_end, "{name}");
    }
}

/// What the machine says is on disk after a moment.
fn expected(moment: &Moment) -> Option<Progress> {
    moment.saved.as_ref().map(told)
}

/// After every line of the journey the plug is pulled, and the program is started again on what is there.
#[test]
fn pulling_the_plug_after_any_line_loses_nothing() {
    let desk = Desk::new();
    let mut kills = 0;
    for sitting in no_one_has_access() {
        let mut opens_on = sitting.first.title.clone();
        // Lines that lead from the page that is opened to where the person was: a doubt and the leave page are not kept.
        let mut again: Vec<String> = vec![];
        for moment in &sitting.moments {
            for line in lines(&moment.page, &moment.what) {
                let mut talk = Talk::start(&desk, sitting.day);
                let said = talk.hear();
                let is_there = said.lines().any(|line| line == opens_on);
                assert!(is_there, "before {}: no {opens_on:?} in\n{said}", moment.place);
                for line in &again {
                    talk.ask(line);
                }
                talk.say(&line);
                if moment.left {
                    assert!(talk.end().1.success(), "{}", moment.place);
                } else {
                    talk.hear();
                    talk.kill();
                    kills += 1;
                }
                assert_eq!(desk.told(), expected(moment), "{}", moment.place);
                opens_on.clone_from(&moment.reopened.title);
                if moment.reopened.at == moment.next.at {
                    again.clear();
                } else {
                    again.push(line);
                }
            }
        }
    }
    assert!(kills > 90, "{kills}");
}

/// The plug is pulled while the program is at work. What is on disk is then one whole step of the journey. While a file
/// gets the name of its site there may be two, each of them whole.
#[test]
fn pulling_the_plug_at_any_instant_leaves_a_whole_file() {
    let first = no_one_has_access().swap_remove(0);
    let steps: Vec<Progress> = first.moments.iter().filter_map(expected).collect();
    let mut seen = vec![];
    // Under Wine the program takes far longer for each step.
    let (pace, steps_at_least) = if cfg!(windows) { (5000, 2) } else { (500, 4) };
    for instant in 1..=40 {
        let desk = Desk::new();
        let mut talk = Talk::start(&desk, first.day);
        talk.hear();
        script(&first).lines().for_each(|line| talk.say(line));
        thread::sleep(Duration::from_micros(instant * pace));
        talk.kill();
        for file in desk.files() {
            let there = told(&progress(&file));
            let step = steps.iter().position(|step| *step == there);
            seen.push(step.unwrap_or_else(|| panic!("no step of the journey: {there:#?}")));
        }
    }
    seen.dedup();
    assert!(
        seen.len() >= steps_at_least,
        "killed at different steps: {seen:?}"
    );
}

/// The whole conversation, to be read from top to bottom.
#[test]
fn the_conversation_when_no_one_has_access() {
    let desk = Desk::new();
    let mut conversation = String::new();
    for sitting in no_one_has_access() {
        write!(
            conversation,
            "($ nhsmail-starter --plain --today {})\n\n",
            sitting.day
        )
        .unwrap();
        let mut talk = Talk::start(&desk, sitting.day);
        conversation += &talk.hear();
        for moment in &sitting.moments {
            for line in lines(&moment.page, &moment.what) {
                writeln!(conversation, "> {line}").unwrap();
                talk.say(&line);
                if !moment.left {
                    conversation += &talk.hear();
                }
            }
        }
        conversation += &(talk.end().0 + "\n");
        for page in sitting.moments.iter().map(|moment| &moment.page) {
            for sentence in page.body.iter().flat_map(words) {
                assert!(
                    conversation
                        .lines()
                        .any(|line| line == sentence || line == format!("{sentence}.")),
                    "wrapped: {sentence}"
                );
            }
        }
    }
    let odd = |c: char| c.is_control() && c != '\n' || ('\u{2500}'..='\u{259f}').contains(&c);
    assert!(!conversation.contains(odd), "{conversation}");
    let home = desk.home().display().to_string();
    let conversation = at_2_05pm(
        &conversation
            .replace(&home, "HOME")
            .replace("HOME\\sites\\", "HOME/sites/")
            .replace("HOME\\", "HOME/"),
    );
    // Said alone only when the minute has changed since the last answer.
    assert_snapshot!("conversation", conversation.replace("\nSaved at 2:05pm.\n", "\n"));
}

/// Sentences that have a line each.
fn words(block: &Block) -> Vec<String> {
    match block {
        Block::Say(text) | Block::Quote(text) => sentences(text),
        // A label stands before its value, and has a line of its own where there is something to write.
        Block::Script { lines, .. } => {
            let words = lines.iter();
            let words = words.filter(|line| !line.contains("  ") && !line.starts_with("- "));
            words.flat_map(|line| sentences(line)).collect()
        }
        Block::Added { .. }
        | Block::List(_)
        | Block::Steps(_)
        | Block::Link { .. }
        | Block::Contact { .. } => vec![],
    }
}

/// With another time of day in place of each: it is the computer's own.
fn at_2_05pm(text: &str) -> String {
    let word = |word: &str| {
        let time = word.trim_end_matches(['.', ',', '\n']);
        let digits = time.trim_end_matches("am").trim_end_matches("pm");
        let is_time =
            digits != time && digits.contains(':') && digits.chars().all(|c| c.is_ascii_digit() || c == ':');
        if is_time {
            word.replace(time, "2:05pm")
        } else {
            word.to_owned()
        }
    };
    text.split_inclusive([' ', '\n'])
        .map(|part| {
            let bare = part.trim_end_matches([' ', '\n']);
            part.replacen(bare, &word(bare), 1)
        })
        .collect()
}
