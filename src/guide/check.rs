//! Parses all content strictly, and says what is amiss. For the tests; the program never calls it.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;

use super::content::{self, TASK_FILES};
use super::pieces::cut;
use super::words::{self, DoubtWords, Table};
use super::{facts, glossary, templates};

/// A mistake in the content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {why}")]
pub struct ContentError {
    /// The asset.
    pub place: String,
    /// What is amiss.
    pub why: String,
}

fn amiss(place: impl Into<String>, why: impl Display) -> ContentError {
    ContentError {
        place: place.into(),
        why: why.to_string(),
    }
}

pub(super) fn everything() -> Vec<ContentError> {
    let mut found = pages();
    found.extend(tables());
    found.extend(facts::parse().err().map(|why| amiss("facts.toml", why)));
    found.extend(glossary::parse().err().map(|why| amiss("glossary.toml", why)));
    found.extend(templates::engine().err().map(|why| amiss("templates", why)));
    found
}

/// Each page file parses whole, and each page parses alone under the id it is looked up by.
fn pages() -> Vec<ContentError> {
    let guide = super::Guide::builtin();
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for (stem, text) in TASK_FILES {
        let pages = content::parse_file(text).unwrap_or_else(|why| {
            found.push(amiss(stem, why));
            Vec::new()
        });
        for page in pages {
            if !seen.insert(page.id.clone()) {
                found.push(amiss(stem, format_args!("{} is there twice", page.id)));
            }
            if *guide.page(&page.id) != page {
                found.push(amiss(stem, format_args!("{} is not found by its id", page.id)));
            }
        }
    }
    found
}

/// Each table of the catalogue parses, under a name that is there once.
fn tables() -> Vec<ContentError> {
    let mut found = Vec::new();
    let whole = toml::from_str::<HashMap<String, toml::Value>>(words::WORDS);
    let whole = whole
        .map_err(|why| found.push(amiss("words.toml", why)))
        .unwrap_or_default();
    let pieces: Vec<_> = cut(words::WORDS, "[").collect();
    if pieces.len() != whole.len() {
        found.push(amiss("words.toml", "a line inside a table starts with a bracket"));
    }
    for piece in pieces {
        let result = match words::table_name(piece) {
            "doubts" => words::parse::<HashMap<String, DoubtWords>>(piece).map(drop),
            _ => words::parse::<Table>(piece).map(drop),
        };
        found.extend(result.err().map(|why| amiss(words::table_name(piece), why)));
    }
    found
}
