//! The words that do something on every page. A word counts only when it is the whole line; in quotes it is an answer.

use super::text::labelled;
use super::which;
use crate::guide::Guide;
use crate::machine::page::{Ask, Block, Page};
use crate::machine::paper::{Form, Paper};
use crate::machine::request::{Part, RequestId};

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident = $id:literal),+ $(,)?) => {
        /// Something that can be asked for with a word.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Command { $($(#[$doc])* $name),+ }

        impl Command {
            /// Every command, in the order in which help tells them.
            pub(super) const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The key of its word in the catalogue.
            pub(super) const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }
        }
    };
}

commands! {
    /// To the page before.
    Back = "back",
    /// Help for this page.
    Help = "help",
    /// Save and leave.
    Leave = "leave",
    /// The question again.
    Again = "again",
    /// The list of steps, without leaving the page.
    Steps = "steps",
    /// Take back the last answer.
    Undo = "undo",
    /// Save what the page shows as a file.
    Save = "save",
    /// Copy what the page shows.
    Copy = "copy",
    /// Open a link of the page in the browser; with a number, that one of the page.
    Open = "open",
    /// Print a link or a number as a code for a phone; with a number, that one of the page.
    Code = "code",
    /// Print the code again, with dark and light swapped.
    Swap = "swap",
    /// The word list.
    Words = "words",
    /// Whom to ring or write to.
    Contacts = "contacts",
}

/// What a person typed on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// The text, out of its quotes.
    pub(super) text: String,
    /// It was in quotes: the text itself is meant, and never a command or a number of a list.
    pub(super) quoted: bool,
}

impl Typed {
    /// Takes the quotes off, straight or curly.
    pub(super) fn new(line: &str) -> Self {
        let line = line.trim();
        let inner = [('"', '"'), ('\u{201c}', '\u{201d}')]
            .iter()
            .find_map(|&(open, close)| line.strip_prefix(open)?.strip_suffix(close));
        Self {
            text: inner.unwrap_or(line).to_owned(),
            quoted: inner.is_some(),
        }
    }

    /// Is this word of the catalogue, in any case.
    pub(super) fn is(&self, guide: &Guide, id: &str) -> bool {
        !self.quoted && self.text.to_lowercase() == guide.word(&format!("plain.command.{id}")).to_lowercase()
    }
}

impl Command {
    /// The command that a line is on this page, where codes can be drawn or not.
    pub(super) fn read(guide: &Guide, page: &Page, draws_codes: bool, typed: &Typed) -> Option<Self> {
        match (typed.quoted, typed.text.as_str()) {
            (false, "<") => Some(Self::Back),
            (false, "?") => Some(Self::Help),
            _ => Self::on(page, draws_codes).find(|command| match command {
                Self::Open | Self::Code => which::is_asked_for(guide, typed, command.id()),
                other => typed.is(guide, other.id()),
            }),
        }
    }

    /// The commands that a page has.
    pub(super) fn on(page: &Page, draws_codes: bool) -> impl Iterator<Item = Self> {
        let has = move |command: &Self| match command {
            Self::Code | Self::Swap => draws_codes && page.scans().next().is_some(),
            Self::Save | Self::Copy => paper(page).is_some(),
            Self::Open => links(page).next().is_some(),
            Self::Back
            | Self::Help
            | Self::Leave
            | Self::Again
            | Self::Steps
            | Self::Undo
            | Self::Words
            | Self::Contacts => true,
        };
        Self::ALL.iter().copied().filter(has)
    }
}

/// What can be saved as a file from a page.
pub(super) fn paper(page: &Page) -> Option<Paper> {
    if matches!(page.ask, Ask::Record(_)) {
        return Some(Paper::Record(Form::Text));
    }
    let (request, part) = RequestId::of(page.at)?;
    let has_script = page
        .body
        .iter()
        .any(|block| matches!(block, Block::Script { .. }));
    match part {
        Part::Draft if matches!(page.ask, Ask::Draft(_)) => Some(Paper::Draft(request)),
        Part::Chase if matches!(page.ask, Ask::Draft(_)) => Some(Paper::Chaser(request)),
        Part::Call | Part::Chase if has_script => Some(Paper::Script(request)),
        Part::Draft
        | Part::Chase
        | Part::Call
        | Part::SentOn
        | Part::Reference
        | Part::Wait
        | Part::More
        | Part::ChaseOn => None,
    }
}

/// The links of a page that have a checked address: the id of each, and its title with the address.
pub(super) fn links(page: &Page) -> impl Iterator<Item = (&str, String)> {
    page.body.iter().filter_map(|block| match block {
        Block::Link {
            id,
            title,
            url: Some(url),
            ..
        } => Some((id.as_str(), labelled(title, url))),
        Block::Link { .. }
        | Block::Quote(_)
        | Block::Say(_)
        | Block::Added { .. }
        | Block::List(_)
        | Block::Steps(_)
        | Block::Contact { .. }
        | Block::Script { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_quotes_is_an_answer() {
        let guide = Guide::builtin();
        assert!(Typed::new(" Back ").is(&guide, "back"));
        assert!(!Typed::new("go back").is(&guide, "back"));
        let quoted = Typed::new("\u{201c}back\u{201d}");
        assert!(!quoted.is(&guide, "back"));
        assert_eq!(quoted.text, "back");
        assert_eq!(Typed::new("\"").text, "\"");
    }

    #[test]
    fn every_command_has_its_word_and_says_what_it_does() {
        let guide = Guide::builtin();
        for command in Command::ALL {
            for table in ["command", "does"] {
                assert_ne!(
                    guide.word(&format!("plain.{table}.{}", command.id())),
                    "",
                    "{command:?}"
                );
            }
        }
    }
}
