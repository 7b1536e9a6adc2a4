//! Text that people type: names, notes and references. Tidied, and never longer than the page says.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::tidy;
use super::verdict::{Doubt, Message, Verdict};

/// Letters in a name, of a person, site or Team, at the most.
pub const NAME_MAX: usize = 100;
/// Letters in a reference, at the most.
pub const REFERENCE_MAX: usize = 50;
/// Letters in a note, at the most.
pub const NOTE_MAX: usize = 1000;

macro_rules! text {
    ($(#[$about:meta])* $name:ident, $tidy:path, $max:expr) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text, tidied.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TooLong;

            fn try_from(typed: String) -> Result<Self, TooLong> {
                let tidied = $tidy(&typed);
                if tidied.chars().count() > $max { Err(TooLong { at_most: $max }) } else { Ok(Self(tidied)) }
            }
        }
    };
}

/// The text is longer than its page allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than {at_most} characters")]
pub struct TooLong {
    /// The most characters that fit.
    pub at_most: usize,
}

text!(
    /// A person's name, initials, or how someone can be reached.
    Name, tidy::line, NAME_MAX
);
text!(
    /// The name of a site.
    SiteName, tidy::line, NAME_MAX
);
text!(
    /// The name of a Team: letters, numbers and spaces (S26, seen 22 November 2026).
    TeamName, tidy::line, NAME_MAX
);
text!(
    /// The reference of a request.
    Reference, tidy::line, REFERENCE_MAX
);
text!(
    /// A note in the person's own words.
    Note, tidy::note, NOTE_MAX
);

impl Name {
    /// Reads a person's name.
    #[must_use]
    pub fn read(typed: &str) -> Verdict<Self> {
        Self::try_from(typed.to_owned()).map_or_else(
            |_| Verdict::Refused(Message::new("helper.name.long")),
            Verdict::Ok,
        )
    }
}

impl SiteName {
    /// Reads the name of a site.
    #[must_use]
    pub fn read(typed: &str) -> Verdict<Self> {
        match Self::try_from(typed.to_owned()) {
            Err(TooLong { .. }) => Verdict::Refused(Message::new("site.name.long")),
            Ok(name) if name.0.chars().any(char::is_alphanumeric) => Verdict::Ok(name),
            Ok(_) => Verdict::Refused(Message::new("site.name.letters")),
        }
    }
}

impl TeamName {
    /// Reads the name of a Team.
    #[must_use]
    pub fn read(typed: &str) -> Verdict<Self> {
        match Self::try_from(typed.to_owned()) {
            Err(TooLong { .. }) => Verdict::Refused(Message::new("team.name.long")),
            Ok(name) if name.0.chars().all(|c| c.is_alphanumeric() || c == ' ') => Verdict::Ok(name),
            Ok(_) => Verdict::Refused(Message::new("team.name.characters")),
        }
    }
}

impl Reference {
    /// Reads a reference.
    #[must_use]
    pub fn read(typed: &str) -> Verdict<Self> {
        Self::try_from(typed.to_owned())
            .map_or_else(|_| Verdict::Refused(Message::new("reference.long")), Verdict::Ok)
    }
}

impl Note {
    /// Reads a note. One that looks as if a password or secret is in it is asked about.
    #[must_use]
    pub fn read(typed: &str) -> Verdict<Self> {
        match Self::try_from(typed.to_owned()) {
            Err(TooLong { .. }) => Verdict::Refused(Message::new("note.long")),
            Ok(note) if looks_secret(&note.0) => Verdict::Check(note, Doubt::NoteLooksSecret),
            Ok(note) => Verdict::Ok(note),
        }
    }
}

/// Words such as "password is", which come before a password far more often than before anything else.
fn looks_secret(note: &str) -> bool {
    let words: Vec<String> = note
        .split(|c: char| !c.is_alphanumeric() && c != ':' && c != '=')
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty())
        .collect();
    let names = |word: &str| {
        matches!(
            word.trim_end_matches([':', '=']),
            "password" | "passcode" | "secret" | "pin" | "pwd"
        )
    };
    words.iter().enumerate().any(|(i, word)| {
        names(word)
            && (word.ends_with([':', '='])
                || words
                    .get(i + 1)
                    .is_some_and(|next| matches!(next.as_str(), "is" | ":" | "=" | "was")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_that_gives_a_password_is_asked_about() {
        for (note, asked) in [
            ("The password is kettle-map", true),
            ("Password: kettle", true),
            ("secret = lantern", true),
            ("Ask Jo for the password reset form", false),
            ("The keys are in the office", false),
        ] {
            let verdict = Note::read(note);
            assert_eq!(
                matches!(verdict, Verdict::Check(_, Doubt::NoteLooksSecret)),
                asked,
                "{note}"
            );
        }
    }

    #[test]
    fn text_that_is_too_long_is_refused_with_its_own_message() {
        let long = "a".repeat(101);
        assert!(matches!(SiteName::read(&long), Verdict::Refused(m) if m.id == "site.name.long"));
        assert!(matches!(TeamName::read(&long), Verdict::Refused(m) if m.id == "team.name.long"));
        assert!(matches!(Reference::read(&long), Verdict::Refused(m) if m.id == "reference.long"));
        assert!(matches!(Name::read(&long), Verdict::Refused(m) if m.id == "helper.name.long"));
        assert!(matches!(SiteName::read("..."), Verdict::Refused(m) if m.id == "site.name.letters"));
        assert!(matches!(TeamName::read("Oak/field"), Verdict::Refused(m) if m.id == "team.name.characters"));
    }
}
