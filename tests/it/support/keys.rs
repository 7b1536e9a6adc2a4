//! What a person presses in the full screen: the keys for one step of a journey, found by what the screen shows.

use nhsmail_starter::domain::choice::Choice as _;
use nhsmail_starter::machine::page::{Ask, Page, TextKind};
use nhsmail_starter::machine::page_id::PageId;

use super::journey::What;
use super::pty::Pty;
use super::walk::place;

pub(crate) const ENTER: &str = "\r";
const ESC: &str = "\u{1b}";
pub(crate) const CTRL_C: &str = "\u{3}";
pub(crate) const CTRL_L: &str = "\u{c}";
pub(crate) const CTRL_Q: &str = "\u{11}";
const SPACE: &str = " ";
const DELETE: &str = "\u{1b}[3~";
const BACKSPACE: &str = "\u{7f}";

/// Goes to where the step is done, and does all but the last key. Gives back that key; none for a tick.
pub(crate) fn press_up_to_the_last(pty: &mut Pty, page: &Page, what: &What) -> Option<&'static str> {
    match what {
        What::Choose(id) => choose(pty, page, place(page, id)),
        What::Type(text) => {
            let Ask::Text(ask) = &page.ask else {
                panic!("no box on {page:?}")
            };
            pty.go_to_box();
            ask.value.chars().for_each(|_| pty.press(BACKSPACE));
            if !text.is_empty() {
                pty.press(text);
            }
            if ask.kind == TextKind::List {
                pty.go_to_button(page.forward.as_ref().unwrap());
            }
        }
        What::Tick(item, mark) => {
            let Ask::Tick(ticks) = &page.ask else {
                panic!("nothing to tick on {page:?}")
            };
            let row = ticks.items.iter().position(|other| other.id == *item).unwrap();
            let mark = mark.as_ref().map_or(0, |mark| {
                ticks.marks.iter().position(|other| other.id == *mark).unwrap()
            });
            assert_eq!(ticks.items[row].mark, None, "Space steps on from no mark");
            pty.go_to_row(row);
            (0..=mark).for_each(|_| pty.press(SPACE));
            return None;
        }
        What::Next => pty.go_to_button(page.forward.as_ref().unwrap()),
        What::Back => return Some(ESC),
        What::Open(task) => {
            let Ask::Tasks(hub) = &page.ask else {
                panic!("no tasks on {page:?}")
            };
            pty.go_to_row(hub.rows.iter().position(|row| row.id.slug() == task).unwrap());
        }
        What::Add => pty.go_to_button("Add a person"),
        What::Paste => pty.go_to_button("Paste or read a list"),
        What::WhoWorksHere => pty.go_to_button("Say who works here"),
        What::Change(row) => pty.go_to_row(*row),
        What::TakeOff(row) => {
            pty.go_to_row(*row);
            return Some(DELETE);
        }
        What::ChangeAnswer(slug) => {
            let Ask::CheckAnswers(sections) = &page.ask else {
                panic!("no answers on {page:?}")
            };
            let mut answers = sections.iter().flat_map(|section| &section.lines);
            pty.go_to_row(answers.position(|answer| answer.at.page.slug() == slug).unwrap());
        }
        What::Leave => return Some(CTRL_Q),
        What::Restart => panic!("starting the program is nothing that is pressed"),
    }
    Some(ENTER)
}

/// An email's choices are buttons. Answers are selected with Space; what is only to be done is done with Enter.
fn choose(pty: &mut Pty, page: &Page, place: usize) {
    if let Ask::Draft(draft) = &page.ask {
        return pty.go_to_button(&draft.options.choices[place].label);
    }
    if let (Ask::Choose(options), PageId::PeopleFound) = (&page.ask, page.id()) {
        return pty.go_to_button(&options.choices[place].label);
    }
    pty.go_to_row(place);
    if !matches!(page.id(), PageId::Start | PageId::Check | PageId::Leave) {
        pty.press(SPACE);
    }
}
