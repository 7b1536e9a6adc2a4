//! Every key of the progress file, from `assets/progress.toml`: their order, and the comment above each. What is not
//! here is a key that this version does not know.

use std::sync::LazyLock;

use toml_edit::Document;

/// The schema of files that this version writes.
pub const SCHEMA: i64 = 1;

/// Stands for each of its siblings in `assets/progress.toml`.
const EACH: &str = "*";

/// All keys.
pub static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::parse(include_str!("../../assets/progress.toml")));

/// The keys of the progress file.
#[derive(Debug, Default)]
pub struct Keys {
    /// The comment at the top of the file, a line each.
    pub head: Vec<String>,
    /// The keys at the top level, in order.
    pub keys: Vec<Key>,
}

/// A key, a table or a list of tables.
#[derive(Debug)]
pub struct Key {
    /// Its own name.
    pub name: String,
    /// The comment above it, a line each.
    pub comment: Vec<String>,
    /// What is written there.
    pub kind: Kind,
    /// The keys in it, in order; none for a key that has a value.
    pub keys: Vec<Key>,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A day.
    Day,
    /// A day and a time.
    Time,
    /// Anything else.
    Plain,
}

impl Keys {
    fn parse(asset: &str) -> Self {
        let Ok(asset) = Document::parse(asset) else {
            return Self::default();
        };
        let mut keys = Self {
            head: lines(asset.get("head").and_then(|head| head.as_str())),
            keys: vec![],
        };
        for (path, comment) in asset
            .get("keys")
            .and_then(|keys| keys.as_table())
            .into_iter()
            .flatten()
        {
            let path: Vec<&str> = path.split('.').collect();
            insert(&mut keys.keys, &path, None, comment.as_str());
        }
        keys
    }

    /// Every key by its whole path, tables included.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let mut all = vec![];
        collect(&self.keys, "", &mut all);
        all
    }
}

fn insert(keys: &mut Vec<Key>, path: &[&str], parent: Option<&str>, comment: Option<&str>) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    match keys.iter_mut().find(|key| key.name == *first) {
        Some(key) => insert(&mut key.keys, rest, Some(first), comment),
        None if *first == EACH => {
            for key in keys {
                insert(&mut key.keys, rest, Some(first), comment);
            }
        }
        None => keys.push(Key {
            name: (*first).to_owned(),
            comment: lines(comment),
            kind: Kind::of(first, parent),
            keys: vec![],
        }),
    }
}

impl Kind {
    fn of(name: &str, parent: Option<&str>) -> Self {
        if name == "on" || name.ends_with("_on") || parent == Some("finished") {
            Self::Day
        } else if name.ends_with("_at") || name == "at" {
            Self::Time
        } else {
            Self::Plain
        }
    }
}

fn lines(text: Option<&str>) -> Vec<String> {
    text.unwrap_or_default()
        .lines()
        .map(|line| format!("# {line}"))
        .collect()
}

fn collect(keys: &[Key], before: &str, all: &mut Vec<String>) {
    for key in keys {
        let path = join(before, &key.name);
        collect(&key.keys, &path, all);
        all.push(path);
    }
}

/// A path with one name more.
#[must_use]
pub fn join(before: &str, name: &str) -> String {
    if before.is_empty() {
        name.to_owned()
    } else {
        format!("{before}.{name}")
    }
}

/// The key of that name.
#[must_use]
pub fn find<'k>(keys: &'k [Key], name: &str) -> Option<&'k Key> {
    keys.iter().find(|key| key.name == name)
}
