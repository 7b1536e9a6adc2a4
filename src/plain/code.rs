//! A code for a phone to read, printed only when its word is typed: in speech it is noise. Must not know what the code
//! is for.

use std::io;

use super::command::Typed;
use super::session::Session;
use super::text::{labelled, stopped};
use crate::guide::{Code, Ink};
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

impl<H: Host> Session<'_, '_, H> {
    /// Prints the code that was asked for; where the page has several and none was named, which there are.
    pub(super) fn print_code(&mut self, page: &Page, typed: &Typed) -> io::Result<()> {
        let name = |scan: &Scan| labelled(&scan.title, &scan.shown);
        let names: Vec<String> = page.scans().map(name).collect();
        let Some(place) = self.which(typed, "code", &names)? else {
            return Ok(());
        };
        self.printed.place = place;
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
