//! Which of several things on a page is meant: by a word alone where there is one, else by the word and a number, such
//! as "code 2".

use std::io;

use super::command::Typed;
use super::session::Session;
use super::text::numbered;
use crate::domain::verdict::Message;
use crate::guide::Guide;
use crate::shell::host::Host;

/// The place that the number names, counted from 0. None where the line is no such word and number.
fn place(guide: &Guide, typed: &Typed, id: &str) -> Option<usize> {
    let (word, number) = typed.text.split_once(char::is_whitespace)?;
    let word = Typed {
        text: word.to_owned(),
        ..*typed
    };
    let number: usize = number.trim().parse().ok()?;
    number.checked_sub(1).filter(|_| word.is(guide, id))
}

/// Whether a line is this word, alone or with a number.
pub(super) fn is_asked_for(guide: &Guide, typed: &Typed, id: &str) -> bool {
    typed.is(guide, id) || place(guide, typed, id).is_some()
}

impl<H: Host> Session<'_, '_, H> {
    /// The place of the one that is meant. None when that is not clear, and the person has been told which there are.
    pub(super) fn which(&mut self, typed: &Typed, id: &str, names: &[String]) -> io::Result<Option<usize>> {
        let guide = self.driver.guide();
        match (place(guide, typed, id), names.len()) {
            (None, 1) => return Ok(Some(0)),
            (Some(place), count) if place < count => return Ok(Some(place)),
            (Some(_), count) => self.slip(&Message::new("list.choice").with("n", count.to_string()))?,
            (None, _) => {
                let word = guide.word(&format!("plain.command.{id}")).to_owned();
                let which = vec![guide.say("plain.which", &[("word", word)])];
                self.tell(&[numbered(names.iter().map(String::as_str)), which])?;
            }
        }
        Ok(None)
    }
}
