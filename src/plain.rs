//! Plain mode: one question at a time, in lines that are only ever added. The mode for a screen reader, a braille
//! display, a pipe, and everyone who likes it.
//!
//! It prints kinds of [`Ask`](crate::machine::page::Ask), never pages, and turns what is typed into an
//! [`Event`](crate::machine::event::Event). It knows nothing of effects, files, colours or keys.

mod ask;
mod code;
mod command;
mod help;
mod hidden;
mod idea;
mod long;
mod session;
mod talk;
mod text;
mod which;

use std::io;

use crate::shell::driver::Driver;
use crate::shell::host::Host;

pub use talk::{Block, Look, Talk, in_ascii};
pub use text::{numbered, sentences};

/// How plain mode came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person left, or the input ended, and all is saved.
    Left,
    /// The input ended, and the last answers could not be saved.
    NotSaved,
}

/// Asks until the person leaves or the input ends.
///
/// # Errors
/// When the output cannot be written, such as to a pipe that was closed. Each answer was saved when it was given.
pub fn run<H: Host>(driver: &mut Driver<H>, talk: Talk<'_>) -> io::Result<Ended> {
    session::Session::new(driver, talk).run()
}
