//! The very first answer of a site, taken back: from then on the file holds no answer, and is there all the same.

use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::event::Event;

use super::{DAY, ENTER, FULL};
use crate::support::desk::Desk;
use crate::support::pty::Pty;
use crate::support::walk::Walk;

const QUESTION: &str = "Are you setting this up for your own site?";

#[test]
fn the_machine_saves_that_there_is_no_answer_any_more() {
    let mut walk = Walk::new(DAY);
    walk.send(Event::Chose(walk.place("new-site"))).unwrap();
    let question = walk.page();
    assert_eq!(walk.saved, None, "nothing is saved before the first answer");
    walk.send(Event::Chose(0)).unwrap();
    assert_ne!(walk.saved.as_ref().unwrap().answers, Answers::default());
    assert_ne!(walk.page().at, question.at);
    walk.send(Event::Undo).unwrap();
    assert_eq!((walk.page().at, walk.page().title), (question.at, question.title));
    assert_eq!(*walk.state.answers(), Answers::default());
    assert_eq!(walk.saved.as_ref().unwrap().answers, Answers::default());
    assert_eq!(walk.restarted().page().at, walk.page().at);
}

#[test]
fn the_program_opens_on_the_question_again() {
    let desk = Desk::new();
    let mut pty = Pty::start(&desk, FULL, DAY);
    pty.until_text("Start a new site");
    pty.choose("Start a new site");
    pty.until_text(QUESTION);
    assert_eq!(desk.file(), None);
    pty.press(" ");
    pty.send(ENTER);
    pty.until_text("What is the name of your site?");
    assert_ne!(desk.told().unwrap().answers, Answers::default());
    pty.press("\u{1a}");
    pty.until_text(QUESTION);
    assert_eq!(desk.told().unwrap().answers, Answers::default());
    pty.kill();
    let mut pty = Pty::start(&desk, FULL, DAY);
    pty.until_text(QUESTION);
    pty.kill();
}
