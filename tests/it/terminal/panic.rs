//! A fault in the program itself. Nothing in the real program is known to lead to one, so a program of the test's own
//! does with the terminal what the real one does, and breaks.

use nhsmail_starter::shell::terminal::{FullScreen, HiddenTyping, hand_back_on_panic, set_last_words};

use super::each;
use crate::support::desk::Desk;
use crate::support::pty::Launch;

/// Says where the program breaks. Set for that program alone.
const BREAKS: &str = "BREAKS";
const WORDS: &str = "Your answers up to 2:05pm are saved in oakfield.nhsmail.toml.";

/// The program that breaks. Among all the tests it does nothing.
#[test]
fn a_program_that_breaks() {
    let Ok(place) = std::env::var(BREAKS) else {
        return;
    };
    hand_back_on_panic("The first words.".to_owned(), String::new());
    let screen = FullScreen::enter().unwrap();
    set_last_words(WORDS.to_owned());
    match place.as_str() {
        "while it draws" => {
            let _locked = std::io::stdout().lock();
            panic!("with kettle in it");
        }
        "in another thread" => {
            let _ = std::thread::spawn(|| panic!("with kettle in it")).join();
        }
        _ => {
            drop(screen);
            let _hidden = HiddenTyping::start().unwrap();
            "kettle".parse::<u8>().unwrap();
        }
    }
    unreachable!("it has ended");
}

#[test]
fn a_panic_hands_the_terminal_back_and_says_where_the_answers_are() {
    each(
        &["while it draws", "in another thread", "while typing is hidden"],
        |place| {
            let this = std::env::current_exe().unwrap();
            let itself = ["terminal::panic::a_program_that_breaks", "--exact", "--nocapture"];
            let desk = Desk::new();
            let mut pty = Launch::program(this, itself.map(str::to_owned).to_vec(), &desk)
                .with(BREAKS, place)
                .open();
            assert_eq!(pty.end().exit_code(), 101, "{place}");
            pty.assert_handed_back(place);
            let said = pty.text();
            assert!(
                said.ends_with(WORDS) && !said.contains("kettle") && !said.contains("panicked"),
                "{said}"
            );
        },
    );
}
