//! A code for a phone to read, printed only when its word is typed: in speech it is noise. Must not know what the code
//! is for.

use std::io;

use super::command::Typed;
use super::session::Session;
use super::text::{labelled, numbered, stopped};
use crate::domain::verdict::Message;
use crate::guide::{Code, Guide, Ink};
use crate::machine::page::{Page, Scan};
use crate::shell::host::Host;

/// Which code was printed last, and how: the colours of a terminal cannot be known here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed {
    place: usize,
    ink: Ink,
}

impl Default for Printed {
    /// Most terminals are dark.
    fn default() -> Self {
        Self {
            place: 0,
            ink: Ink::Light,
        }
    }
}

/// The number in "code 2", counted from 0. None when there is none.
fn place(guide: &Guide, typed: &Typed) -> Option<usize> {
    let (word, number) = typed.text.split_once(char::is_whitespace)?;
    let word = Typed {
        text: word.to_owned(),
        ..*typed
    };
    let is_code = word.is(guide, "code");
    number
        .trim()
        .parse::<usize>()
        .ok()
        .filter(|_| is_code)?
        .checked_sub(1)
}

/// Whether a line asks for a code: the word alone, or with a number.
pub(super) fn is_asked_for(guide: &Guide, typed: &Typed) -> bool {
    typed.is(guide, "code") || place(guide, typed).is_some()
}

impl<H: Host> Session<'_, '_, H> {
    /// Prints the code that was asked for; where the page has several and none was named, which there are.
    pub(super) fn print_code(&mut self, page: &Page, typed: &Typed) -> io::Result<()> {
        let guide = self.driver.guide();
        let scans: Vec<&Scan> = page.scans().collect();
        match (place(guide, typed), scans.len()) {
            (None, 1) => self.printed.place = 0,
            (None, _) => {
                let names: Vec<String> = scans
                    .iter()
                    .map(|scan| labelled(&scan.title, &scan.shown))
                    .collect();
                let which = vec![guide.word("links.code-which").to_owned()];
                return self.tell(&[numbered(names.iter().map(String::as_str)), which]);
            }
            (Some(place), count) if place < count => self.printed.place = place,
            (Some(_), count) => {
                return self.slip(&Message::new("list.choice").with("n", count.to_string()));
            }
        }
        self.print(page)
    }

    /// Prints it again the other way round.
    pub(super) fn swap_code(&mut self, page: &Page) -> io::Result<()> {
        self.printed.ink = self.printed.ink.swapped();
        self.print(page)
    }

    fn print(&mut self, page: &Page) -> io::Result<()> {
        let Printed { place, ink } = self.printed;
        let guide = self.driver.guide();
        let Some(scan) = page.scans().nth(place).or_else(|| page.scans().next()) else {
            return Ok(());
        };
        let mut about = vec![stopped(&scan.title), scan.shown.clone()];
        about.extend(scan.caution.clone());
        let drawn = Code::new(&scan.text)
            .map(|code| code.rows(ink))
            .unwrap_or_default();
        let how = ["links.code-how", "links.code-swap-word"].map(|id| guide.word(id).to_owned());
        self.tell(&[about, drawn, how.to_vec()])
    }
}
