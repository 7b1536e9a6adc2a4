//! Parses all content strictly, and says what is amiss. For the tests; the program never calls it.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;

use super::content::{self, TASK_FILES};
use super::pieces::cut;
use super::words::{self, DoubtWords, Table};
use super::{facts, glossary, templates};

/// A mistake in the content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContentError {
    /// An asset that does not parse.
    #[error("{place}: {why}")]
    Unreadable {
        /// The asset, or the table of it.
        place: String,
        /// What the parser says.
        why: String,
    },
    /// A page that is there twice.
    #[error("{file}: page {page} is there twice")]
    Twice {
        /// The page file.
        file: String,
        /// The page's slug.
        page: String,
    },
    /// A page that cannot be looked up: its id is not on a line of its own.
    #[error("{file}: page {page} is not found by its id")]
    NotFound {
        /// The page file.
        file: String,
        /// The page's slug.
        page: String,
    },
    /// A string of the catalogue that is not on a line of its own, and so is not found.
    #[error("words.toml: [{table}]: {lines} lines for {strings} strings")]
    Lines {
        /// The table.
        table: String,
        /// How many strings its lines have.
        lines: usize,
        /// How many strings it has.
        strings: usize,
    },
    /// A line inside a table of the catalogue starts with a bracket, so that the table is cut in two.
    #[error("words.toml: {pieces} pieces for {tables} tables")]
    Cut {
        /// How many pieces the catalogue is cut into.
        pieces: usize,
        /// How many tables it has.
        tables: usize,
    },
}

fn unreadable(place: &str, why: &impl Display) -> ContentError {
    ContentError::Unreadable {
        place: place.to_owned(),
        why: why.to_string(),
    }
}

pub(super) fn everything() -> Vec<ContentError> {
    let mut found = pages();
    found.extend(tables());
    found.extend(facts::parse().err().map(|why| unreadable("facts.toml", &why)));
    found.extend(
        glossary::parse()
            .err()
            .map(|why| unreadable("glossary.toml", &why)),
    );
    found.extend(templates::parse().err().map(|why| unreadable("templates", &why)));
    found
}

/// Each page file parses whole, and each page parses alone under the id it is looked up by.
fn pages() -> Vec<ContentError> {
    let guide = super::Guide::builtin();
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for (stem, text) in TASK_FILES {
        let pages = content::parse_file(text).map_err(|why| found.push(unreadable(stem, &why)));
        for page in pages.unwrap_or_default() {
            let (file, slug) = (stem.to_owned(), page.id.clone());
            if *guide.page(&page.id) != page {
                found.push(ContentError::NotFound {
                    file: file.clone(),
                    page: slug.clone(),
                });
            }
            if !seen.insert(page.id) {
                found.push(ContentError::Twice { file, page: slug });
            }
        }
    }
    found
}

/// Each table of the catalogue parses, alone as well as with the rest.
fn tables() -> Vec<ContentError> {
    let mut found = Vec::new();
    let whole = toml::from_str::<toml::Table>(words::WORDS);
    let tables = whole
        .map_err(|why| found.push(unreadable("words.toml", &why)))
        .unwrap_or_default()
        .len();
    let pieces = cut(words::WORDS, "[").count();
    if pieces != tables {
        found.push(ContentError::Cut { pieces, tables });
    }
    for piece in cut(words::WORDS, "[") {
        let name = words::table_name(piece);
        let result = match name {
            "doubts" => words::parse::<HashMap<String, DoubtWords>>(piece).map(drop),
            _ => words::parse::<Table>(piece).map(|whole| {
                let by_line = words::by_line(piece);
                let strings = (by_line.len(), whole.len());
                found.extend((by_line != whole).then(|| ContentError::Lines {
                    table: name.to_owned(),
                    lines: strings.0,
                    strings: strings.1,
                }));
            }),
        };
        found.extend(result.err().map(|why| unreadable(name, &why)));
    }
    found
}
