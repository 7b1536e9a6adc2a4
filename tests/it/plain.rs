//! Plain sessions as transcripts, and what holds of every one of them.

use std::cell::RefCell;
use std::io::{self, BufRead, Read, Write};
use std::path::PathBuf;
use std::rc::Rc;

use chrono::NaiveDate;
use insta::assert_snapshot;
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::effect::Effect;
use nhsmail_starter::machine::event::{Opened, Outcome, Progress};
use nhsmail_starter::machine::page_id::PageId;
use nhsmail_starter::machine::slots::Position;
use nhsmail_starter::plain::{self, Ended, Look, Talk};
use nhsmail_starter::shell::clock::Clock;
use nhsmail_starter::shell::driver::Driver;
use nhsmail_starter::shell::host::RecordingHost;
use nhsmail_starter::store::read;

/// Stands before a line that is typed unseen: a terminal would not show it.
const UNSEEN: char = '\u{1}';

/// What a terminal shows: everything that was printed, and the lines typed, each after its mark.
type Screen = Rc<RefCell<Vec<u8>>>;

struct Keyboard<'l> {
    lines: std::slice::Iter<'l, &'l str>,
    line: Vec<u8>,
    screen: Screen,
}

impl BufRead for Keyboard<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.line.is_empty()
            && let Some(line) = self.lines.next()
        {
            let shown = if line.starts_with(UNSEEN) {
                "(unseen)".to_owned()
            } else {
                line.replace(char::is_control, "")
            };
            writeln!(self.screen.borrow_mut(), "> {shown}")?;
            self.line = format!("{}\n", line.trim_start_matches(UNSEEN)).into_bytes();
        }
        Ok(&self.line)
    }

    fn consume(&mut self, amount: usize) {
        self.line.drain(..amount);
    }
}

impl Read for Keyboard<'_> {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        unreachable!("lines are read through the buffer")
    }
}

struct Paper(Screen);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Session {
    screen: String,
    ended: Ended,
    driver: Driver<RecordingHost>,
}

/// A driver on the start page, or on a page of a site with these answers.
fn driver(opened: Option<(Answers, PageId)>) -> Driver<RecordingHost> {
    let mut host = RecordingHost::default();
    let file = opened.map(|(answers, page)| {
        let progress = Progress {
            answers,
            last: Some(Position::page(page)),
            ..Progress::default()
        };
        let path = PathBuf::from("oakfield.nhsmail.toml");
        host.answers.push_back(Outcome::Opened(Box::new(Opened {
            path: path.clone(),
            progress,
            read_only: None,
            passed_over: vec![],
        })));
        path
    });
    let today = NaiveDate::from_ymd_opt(2026, 6, 3).unwrap();
    let mut driver = Driver::new(Guide::builtin(), Clock::Fixed(today), host);
    driver.start(file);
    driver
}

fn session(mut driver: Driver<RecordingHost>, lines: &[&str]) -> Session {
    let screen = Screen::default();
    let mut input = Keyboard {
        lines: lines.iter(),
        line: vec![],
        screen: Rc::clone(&screen),
    };
    let mut output = Paper(Rc::clone(&screen));
    let ended = plain::run(&mut driver, Talk::new(&mut input, &mut output, Look::default())).unwrap();
    let screen = String::from_utf8(screen.borrow().clone()).unwrap();
    assert_append_only(&screen);
    Session {
        screen: at_2_05pm(&screen),
        ended,
        driver,
    }
}

/// The time of day is the computer's own. A line that says no more than that it has moved on is left out.
fn at_2_05pm(text: &str) -> String {
    let mut parts = text.split("Saved at ");
    let mut fixed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
        fixed += "Saved at 2:05";
        fixed += &rest.replacen("am", "pm", usize::from(rest.starts_with("am")));
    }
    fixed.replace("\nSaved at 2:05pm.\n", "\n")
}

/// Nothing but lines of text, with never more than one empty line between them.
fn assert_append_only(screen: &str) {
    assert!(
        !screen.contains(|c: char| c.is_control() && c != '\n'),
        "{screen}"
    );
    assert!(
        !screen.contains("\n\n\n") && !screen.starts_with('\n'),
        "{screen}"
    );
    assert!(
        !screen.contains(['\u{2500}', '|', '\u{2022}']) && !screen.contains("---"),
        "{screen}"
    );
    for line in screen.lines() {
        assert!(
            line == line.trim_end() || line.starts_with('>'),
            "{line:?} in\n{screen}"
        );
    }
}

/// The part of a screen from a text on.
fn from<'s>(screen: &'s str, text: &str) -> &'s str {
    let at = screen
        .find(text)
        .unwrap_or_else(|| panic!("{text} is not in\n{screen}"));
    &screen[at..]
}

/// A site where much is answered, so that most pages can be opened.
fn oakfield() -> Answers {
    let read = read::parse(include_bytes!("../fixtures/oakfield.nhsmail.toml")).unwrap();
    assert_eq!(read.passed_over, []);
    read.progress.answers
}

#[test]
fn a_first_site() {
    let lines = [
        "1",
        "1",
        "back",
        "1",
        "Oakfield House",
        "V1AB2",
        "1",
        "7",
        "8",
        "3",
        "1",
        "steps",
        "leave",
        "1",
    ];
    let session = session(driver(None), &lines);
    assert_eq!(session.ended, Ended::Left);
    assert_snapshot!("plain_first_site", session.screen);
}

#[test]
fn the_question_of_the_design() {
    let lines = ["1", "1", "Oakfield House", "V1AB2", "1", "3", "back", "7", ""];
    let session = session(driver(None), &lines);
    let asked = session
        .screen
        .rfind("Step 1 of 9. Check if your site uses NHSmail.\n\nHas your site")
        .unwrap();
    assert_snapshot!("plain_question", &session.screen[asked..]);
}

#[test]
fn a_word_in_quotes_is_text_and_alone_a_command() {
    let session = session(driver(None), &["1", "1", "\"back\"", "<", "?", "again"]);
    assert_eq!(session.driver.state().answers().site_name(), Some("back"));
    let screen = from(&session.screen, "You entered: back.");
    assert!(screen.contains("Your last answer was back."), "{screen}");
    assert_eq!(
        screen.matches("What is the name of your site?").count(),
        3,
        "{screen}"
    );
}

#[test]
fn enter_alone_asks_once_more_or_keeps_the_answer() {
    let first = session(driver(None), &["1", ""]);
    assert!(from(&first.screen, "> \n").contains("There is a problem. Select whether you work at the site"));
    let kept = session(driver(None), &["1", "1", "Oakfield House", "back", ""]);
    assert_eq!(kept.screen.matches("What is your site's ODS code?").count(), 2);
    assert_eq!(kept.driver.state().answers().site_name(), Some("Oakfield House"));
}

#[test]
fn the_end_of_the_answers_saves_and_leaves() {
    let left = session(driver(None), &["1", "1", "Oakfield House"]);
    assert_eq!(left.ended, Ended::Left);
    assert!(!left.screen.contains("Leave for now"));
    let mut host = driver(None);
    host.start(None);
    assert_eq!(session(host, &[]).ended, Ended::Left);
}

#[test]
fn a_password_is_spelled_out_only_when_asked_for() {
    let at = || driver(Some((oakfield(), PageId::Password)));
    let hidden = session(at(), &["another", "add"]);
    let shown = session(at(), &["show"]);
    let suggestion = from(&shown.screen, "The suggestion is:\n")
        .lines()
        .nth(1)
        .unwrap()
        .to_owned();
    assert!(
        suggestion.split('-').count() >= 3 && suggestion.len() >= 20,
        "{suggestion}"
    );
    for word in suggestion.split('-') {
        assert!(
            !hidden
                .screen
                .split(|c: char| !c.is_alphabetic())
                .any(|there| there == word),
            "{word}"
        );
    }
    assert_snapshot!("plain_password", from(&hidden.screen, "Step 3 of 9."));
}

#[test]
fn an_idea_is_looked_at_and_never_shown() {
    let canary = "\u{1}Canary-Kettle-Window";
    let password = session(
        driver(Some((oakfield(), PageId::Password))),
        &["check", canary, "check", "\u{1}short"],
    );
    let secret = session(
        driver(Some((oakfield(), PageId::Secret))),
        &["check", "\u{1}canarykettle"],
    );
    for session in [&password, &secret] {
        assert!(
            !session.screen.to_lowercase().contains("canary"),
            "{}",
            session.screen
        );
        assert!(
            !format!("{:?}", session.driver.state())
                .to_lowercase()
                .contains("canary")
        );
    }
    assert_snapshot!("plain_idea", from(&password.screen, "> check"));
    assert_snapshot!("plain_secret_idea", from(&secret.screen, "> check"));
}

#[test]
fn ticks_people_and_answers_to_check() {
    let screen = |page, lines: &[&str]| session(driver(Some((oakfield(), page))), lines).screen;
    assert_snapshot!(
        "plain_ticks",
        from(
            &screen(PageId::PasswordDevices, &["5", "1 and 3"]),
            "Step 3 of 9."
        )
    );
    assert_snapshot!(
        "plain_people",
        from(
            &screen(PageId::People, &["3", "9", "back", "4", "2"]),
            "Step 6 of 9."
        )
    );
    assert_snapshot!(
        "plain_answers",
        from(&screen(PageId::CheckAnswers, &["99", "3"]), "Step 9 of 9.")
    );
    assert_snapshot!(
        "plain_draft",
        from(&screen(PageId::AccessDraft, &["save", "2"]), "Step 2 of 9.")
    );
}

/// Lines of a list that were typed are not another list's.
#[test]
fn a_half_typed_list_is_gone_with_its_page_and_stays_when_it_is_refused() {
    let told = |lines: &[&str]| {
        let mut typed = vec!["2"];
        typed.extend(lines);
        let driver = driver(Some((oakfield(), PageId::People)));
        session(driver, &typed).screen
    };
    let undone = told(&[
        "Tom Hill", "done", "1", "back", "2", "Ann Ray", "undo", "2", "Bob Lee", "done",
    ]);
    let found = undone.split_once("> undo").map(|(_, after)| after);
    assert!(
        found.is_some_and(|after| after.contains("\nBob Lee.") && !after.contains("Ann Ray")),
        "{undone}"
    );
    let refused = told(&["Oakfield House: 12", "done", "Ann Ray", "done"]);
    let found = refused
        .split_once("We found no one on this list")
        .map(|(_, after)| after);
    assert!(
        found.is_some_and(|after| after.contains("Oakfield House: 12")),
        "{refused}"
    );
}

/// A list is pasted line by line, confirmed, and all on it are marked at once. Then someone is found among them.
#[test]
fn a_list_is_pasted_line_by_line() {
    let names = [
        "Ann", "Ben", "Cal", "Dee", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon", "Kim",
    ];
    let mut lines: Vec<String> = vec!["2".into(), "Dear Sarah,".into(), "back".into(), "2".into()];
    lines.push("Owners:".to_owned());
    lines.extend(
        names
            .iter()
            .map(|name| format!("{name} Ray{}", name.to_lowercase())),
    );
    let rest = [
        "done",
        "9",
        "1",
        "all maybe",
        "1-3, 5 left",
        "rest yes",
        "list 10",
        "",
        "back",
        "find raye",
        "3",
        "ray",
    ];
    lines.extend(rest.map(str::to_owned));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let screen = session(driver(Some((oakfield(), PageId::People))), &lines).screen;
    assert_snapshot!("plain_list", from(&screen, "Step 6 of 9."));
}

/// On every page, whatever is typed: no crash, and nothing but text comes out.
#[test]
fn whatever_is_typed_the_lines_stay_lines() {
    let words = [
        "1",
        "2",
        "3",
        "",
        "back",
        "help",
        "1 3",
        "none",
        "steps",
        "Jo \u{1b}[2J\u{7}",
        "continue",
        "undo",
        "save",
    ];
    for (place, &page) in PageId::ALL.iter().enumerate() {
        let lines: Vec<&str> = (0..25)
            .map(|step| words[(place * 7 + step * (place % 5 + 1)) % words.len()])
            .collect();
        let session = session(driver(Some((oakfield(), page))), &lines);
        assert_eq!(session.ended, Ended::Left, "{}", page.slug());
    }
}

#[test]
fn a_closed_output_is_an_error_and_no_crash() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (mut input, mut output) = (&b"1\n"[..], Closed);
    let result = plain::run(
        &mut driver(None),
        Talk::new(&mut input, &mut output, Look::default()),
    );
    assert_eq!(result.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
}

/// Every link can be opened here too, as in the full screen: with a number where there are several.
#[test]
fn each_link_of_a_page_can_be_opened() {
    let opened = |page, lines: &[&str]| {
        let session = session(driver(Some((oakfield(), page))), lines);
        let effects = session.driver.host().effects.iter();
        let links = effects.filter_map(|effect| match effect {
            Effect::OpenLink(id) => Some(id.clone()),
            _ => None,
        });
        (links.collect::<Vec<_>>(), session.screen)
    };
    let (links, screen) = opened(PageId::PasswordChanged, &["open", "open 2", "Open 1", "open 3"]);
    assert_eq!(links, ["password-policy", "portal"], "{screen}");
    let which = "1. The NHSmail Portal: https://portal.nhs.net/.\n2. NHSmail password policy: https://";
    assert!(screen.contains(which), "{screen}");
    assert!(
        screen.contains("\nType open and a number, such as open 1.\n"),
        "{screen}"
    );
    assert!(
        screen.contains("There is a problem. Select a number from 1 to 2."),
        "{screen}"
    );
    let (links, _) = opened(PageId::PolicySteps, &["open"]);
    assert_eq!(links, ["portal"], "one link needs no number");
}
