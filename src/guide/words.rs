//! The catalogue, `assets/words.toml`: messages, check pages and every short string.
//!
//! A string is parsed when it is first asked for: each stands on a line of its own. Must not know which page shows what.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Role;
use super::pieces::cut;

pub(super) const WORDS: &str = include_str!("../../assets/words.toml");

/// Words for both roles, or one wording for each.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// The role does not matter.
    Same(String),
    /// The person at the keyboard works at the site, or is helping someone who does.
    ByRole {
        /// For someone who works at the site.
        own: String,
        /// For someone who is helping.
        helping: String,
    },
}

impl Words {
    /// The wording for this role.
    #[must_use]
    pub fn for_role(&self, role: Role) -> &str {
        match (self, role) {
            (Self::Same(words), _)
            | (Self::ByRole { own: words, .. }, Role::Own)
            | (Self::ByRole { helping: words, .. }, Role::Helping) => words,
        }
    }

    /// Every wording, for the checks.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let (first, second) = match self {
            Self::Same(words) => (words, None),
            Self::ByRole { own, helping } => (own, Some(helping.as_str())),
        };
        std::iter::once(first.as_str()).chain(second)
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::Same(String::new())
    }
}

/// One string of the catalogue, with what it adds the second time where there is such a thing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Entry {
    /// A string alone.
    Text(String),
    /// A message with fuller words for the second time in a row.
    Fuller {
        /// What is said each time.
        text: String,
        /// What the second time adds.
        again: String,
    },
}

impl Entry {
    /// What is said each time.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Fuller { text, .. } => text,
        }
    }

    /// What the second time adds.
    #[must_use]
    pub fn again(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Fuller { again, .. } => Some(again),
        }
    }
}

/// The words of a check page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoubtWords {
    /// What looks odd and why it matters.
    pub text: String,
    /// What the person may do about it.
    pub choices: Vec<ChoiceLabel>,
}

/// A choice of a check page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceLabel {
    /// What code knows the choice by.
    pub id: String,
    /// What the person reads.
    pub label: String,
}

/// One table of strings.
pub(super) type Table = HashMap<String, Entry>;

/// The tables of the catalogue, looked through late.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    tables: OnceLock<HashMap<&'static str, LateTable>>,
    doubts: OnceLock<HashMap<String, DoubtWords>>,
    no_doubt: DoubtWords,
}

#[derive(Debug)]
struct LateTable {
    text: &'static str,
    lines: OnceLock<HashMap<&'static str, LateEntry>>,
}

/// A line, parsed when it is asked for.
#[derive(Debug)]
struct LateEntry {
    line: &'static str,
    parsed: OnceLock<Option<Entry>>,
}

impl Catalogue {
    pub(super) fn entry(&self, table: &str, key: &str) -> Option<&Entry> {
        let late = self.tables().get(table)?;
        let lines = late.lines.get_or_init(|| late_entries(late.text));
        let entry = lines.get(key)?;
        entry.parsed.get_or_init(|| parse_line(entry.line)).as_ref()
    }

    pub(super) fn doubt(&self, slug: &str) -> &DoubtWords {
        let text = self.tables().get("doubts").map_or("", |late| late.text);
        let doubts = self.doubts.get_or_init(|| parse(text).unwrap_or_default());
        doubts.get(slug).unwrap_or(&self.no_doubt)
    }

    fn tables(&self) -> &HashMap<&'static str, LateTable> {
        self.tables.get_or_init(|| {
            let late = |text| {
                (
                    table_name(text),
                    LateTable {
                        text,
                        lines: OnceLock::new(),
                    },
                )
            };
            cut(WORDS, "[").map(late).collect()
        })
    }
}

fn late_entries(piece: &'static str) -> HashMap<&'static str, LateEntry> {
    let late = |(key, line)| {
        let parsed = OnceLock::new();
        (key, LateEntry { line, parsed })
    };
    keys_and_lines(piece).map(late).collect()
}

/// The strings of a piece: the key of each, and its line.
fn keys_and_lines(piece: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    piece.lines().skip(1).filter_map(|line| {
        let key = match line.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next()?,
            None => line.split([' ', '=']).next()?,
        };
        (!key.is_empty() && key != "#").then_some((key, line))
    })
}

fn parse_line(line: &str) -> Option<Entry> {
    toml::from_str::<Table>(line).ok()?.into_values().next()
}

/// The strings of a piece as its lines have them, for the check that no line is passed over.
pub(super) fn by_line(piece: &'static str) -> Table {
    let entry = |(key, line): (&str, &str)| Some((key.to_owned(), parse_line(line)?));
    keys_and_lines(piece).filter_map(entry).collect()
}

/// The one table of a piece, without its header.
pub(super) fn parse<T: serde::de::DeserializeOwned + Default>(piece: &str) -> Result<T, toml::de::Error> {
    let mut tables: HashMap<String, T> = toml::from_str(piece)?;
    Ok(tables.remove(table_name(piece)).unwrap_or_default())
}

/// `[messages]` is `messages`.
pub(super) fn table_name(piece: &str) -> &str {
    piece
        .strip_prefix('[')
        .and_then(|rest| rest.split(']').next())
        .unwrap_or_default()
}
