//! The words by which a list is read, from `assets/roster.toml`. Must not know where on a list they stand.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::Field;
use crate::domain::choice::Choice;
use crate::domain::people::{Action, WorksHere};
use crate::domain::site::{MailboxRole, YesNo};

/// Words by the slug of what they mean.
type Meanings = HashMap<String, Vec<String>>;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Asset {
    headings: Meanings,
    access: Meanings,
    works_here: Meanings,
    yes_no: Meanings,
    action: Meanings,
    nothing: Meanings,
    not_a_name: Meanings,
}

/// The words, by what is looked up.
#[derive(Debug, Default)]
pub(super) struct Words {
    headings: HashMap<String, Field>,
    access: HashMap<String, MailboxRole>,
    works_here: HashMap<String, WorksHere>,
    yes_no: HashMap<String, YesNo>,
    action: HashMap<String, Action>,
    nothing: HashSet<String>,
    not_a_name: HashSet<String>,
}

/// All words.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let asset: Asset = toml::from_str(include_str!("../../assets/roster.toml")).unwrap_or_default();
    Words {
        headings: by_word(asset.headings),
        access: by_word(asset.access),
        works_here: by_word(asset.works_here),
        yes_no: by_word(asset.yes_no),
        action: by_word(asset.action),
        nothing: asset.nothing.into_values().flatten().collect(),
        not_a_name: asset.not_a_name.into_values().flatten().collect(),
    }
});

fn by_word<T: Choice>(meanings: Meanings) -> HashMap<String, T> {
    let pairs = meanings
        .into_iter()
        .filter_map(|(slug, words)| Some((T::from_slug(&slug)?, words)));
    pairs
        .flat_map(|(meaning, words)| words.into_iter().map(move |word| (word, meaning)))
        .collect()
}

/// Small letters and numbers, with single spaces: how words are compared.
pub(super) fn plain(text: &str) -> String {
    let letters: String = text
        .chars()
        .take(80)
        .flat_map(char::to_lowercase)
        .filter(|c| *c != '\'' && *c != '\u{2019}')
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Words {
    /// What a column with this heading holds.
    pub(super) fn heading(&self, text: &str) -> Option<Field> {
        self.headings.get(&plain(text)).copied()
    }

    /// Owner or member.
    pub(super) fn access(&self, text: &str) -> Option<MailboxRole> {
        self.access.get(&plain(text)).copied()
    }

    /// Whether someone works here now.
    pub(super) fn works_here(&self, text: &str) -> Option<WorksHere> {
        self.works_here.get(&plain(text)).copied()
    }

    /// Yes or no.
    pub(super) fn yes_no(&self, text: &str) -> Option<YesNo> {
        self.yes_no.get(&plain(text)).copied()
    }

    /// What should happen.
    pub(super) fn action(&self, text: &str) -> Option<Action> {
        self.action.get(&plain(text)).copied()
    }

    /// Stands for nothing at all.
    pub(super) fn is_nothing(&self, text: &str) -> bool {
        let plain = plain(text);
        plain.is_empty() || self.nothing.contains(&plain)
    }

    /// Has a word in it that no name has.
    pub(super) fn is_no_name(&self, text: &str) -> bool {
        plain(text).split(' ').any(|word| self.not_a_name.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_as_it_is_compared_and_means_something() {
        let text = include_str!("../../assets/roster.toml");
        let asset: Asset = toml::from_str(text).unwrap();
        assert!(asset.headings.keys().all(|slug| Field::from_slug(slug).is_some()));
        assert_eq!(asset.headings.len(), Field::ALL.len());
        let tables = [
            asset.headings,
            asset.access,
            asset.works_here,
            asset.yes_no,
            asset.action,
            asset.nothing,
            asset.not_a_name,
        ];
        for word in tables.iter().flat_map(HashMap::values).flatten() {
            assert_eq!(*word, plain(word));
        }
        assert_eq!(WORDS.heading("Works here now?"), Some(Field::WorksHere));
        assert_eq!(WORDS.access("Full Access"), None);
    }
}
