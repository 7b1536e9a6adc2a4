//! Everything that is wrong with a progress file, each with its line. Nothing is changed.

use std::path::Path;

use toml_edit::{Document, Item, TableLike, Value};

use super::keys::{KEYS, Key, find, join};
use super::place::file_name;
use super::read::{self, FileRead, line_at};
use super::words;
use crate::domain::tidy;
use crate::domain::verdict::Message;

/// How alike two names must be for one to be a slip for the other: 1 is the same.
const ALIKE: f64 = 0.7;
/// The same for names in different places.
const ALIKE_ELSEWHERE: f64 = 0.8;
/// Letters of a name that are looked at and shown, at the most.
const LONGEST_NAME: usize = 100;

/// Things that are named of one file, at the most: to find a line and what was meant takes a while for each.
const MOST: usize = 200;

/// Something wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its line, from 1; none for what is wrong with the file as a whole.
    pub line: Option<usize>,
    /// What it is.
    pub message: Message,
}

/// Everything that is wrong with a file, in the order of its lines, as far as anyone would read. None: it is sound.
///
/// # Errors
/// Why it cannot be read at all.
pub fn check(path: &Path) -> Result<Vec<Finding>, Message> {
    let read = read::read(path).map_err(|why| words::unreadable_here(&why, path))?;
    Ok(findings(&read, path))
}

/// That nothing is wrong.
#[must_use]
pub fn sound(path: &Path) -> Message {
    Message::new("file.sound").with("file", file_name(path))
}

fn findings(read: &FileRead, path: &Path) -> Vec<Finding> {
    let mut all: Vec<Finding> = read
        .passed_over
        .iter()
        .map(|passed| Finding {
            line: Some(passed.line),
            message: words::passed_over(passed, path),
        })
        .collect();
    all.extend(read.newer.map(|schema| Finding {
        line: None,
        message: words::newer(path, schema),
    }));
    if let Ok(file) = Document::parse(read.text.as_str()) {
        let paths = KEYS.paths();
        Walk {
            text: &read.text,
            paths: &paths,
            found: &mut all,
        }
        .table(file.as_table(), "", &KEYS.keys);
    }
    all.sort_by_key(|finding| finding.line);
    all
}

/// Goes through a file by its keys.
struct Walk<'a> {
    text: &'a str,
    paths: &'a [String],
    found: &'a mut Vec<Finding>,
}

impl Walk<'_> {
    fn table(&mut self, table: &dyn TableLike, at: &str, keys: &[Key]) {
        for (name, item) in table.iter() {
            if self.found.len() >= MOST {
                return;
            }
            let path = join(at, name);
            if let Some(key) = find(keys, name) {
                self.item(item, &path, key);
            } else {
                let span = table
                    .key(name)
                    .and_then(toml_edit::Key::span)
                    .or_else(|| item.span());
                self.unknown(span.map_or(0, |span| span.start), &path, keys);
            }
        }
    }

    fn item(&mut self, item: &Item, path: &str, key: &Key) {
        match item {
            Item::Table(table) => self.table(table, path, &key.keys),
            Item::ArrayOfTables(list) => list.iter().for_each(|table| self.table(table, path, &key.keys)),
            Item::Value(value) => self.value(value, path, key),
            Item::None => {}
        }
    }

    fn value(&mut self, value: &Value, path: &str, key: &Key) {
        match value {
            _ if self.found.len() >= MOST => {}
            Value::InlineTable(table) => self.table(table, path, &key.keys),
            Value::Array(items) => items.iter().for_each(|item| self.value(item, path, key)),
            Value::String(text) if text.value().chars().any(|c| tidy::is_harmful(c) && c != '\n') => {
                let line = line_at(self.text, value.span().map_or(0, |span| span.start));
                let message = Message::new("file.hidden")
                    .with("line", line.to_string())
                    .with("name", path);
                self.found.push(Finding {
                    line: Some(line),
                    message,
                });
            }
            Value::String(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Boolean(_)
            | Value::Datetime(_) => {}
        }
    }

    fn unknown(&mut self, at: usize, path: &str, beside: &[Key]) {
        let line = line_at(self.text, at);
        let name: String = tidy::line(path).chars().take(LONGEST_NAME).collect();
        let message = match self.meant(&name, beside) {
            Some(known) => Message::new("file.unknown").with("known", known),
            None => Message::new("file.unknown.no-match"),
        }
        .with("line", line.to_string())
        .with("name", name);
        self.found.push(Finding {
            line: Some(line),
            message,
        });
    }

    /// The known key that was probably meant: one in the same place, else one whose whole name is much the same.
    fn meant(&self, path: &str, beside: &[Key]) -> Option<String> {
        let (at, name) = path.rsplit_once('.').unwrap_or(("", path));
        let here =
            most_alike(name, beside.iter().map(|key| key.name.as_str()), ALIKE).map(|name| join(at, name));
        here.or_else(|| {
            most_alike(path, self.paths.iter().map(String::as_str), ALIKE_ELSEWHERE).map(str::to_owned)
        })
    }
}

fn most_alike<'n>(name: &str, names: impl Iterator<Item = &'n str>, at_least: f64) -> Option<&'n str> {
    let rated = names.map(|known| (strsim::normalized_damerau_levenshtein(name, known), known));
    let best = rated.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= at_least).then_some(best.1)
}
