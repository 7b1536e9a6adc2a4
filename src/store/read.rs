//! A progress file into progress. What is wrong with one value costs that value alone.
//!
//! Must not open anything but a plain file, and not more than [`LARGEST`] of it.

use std::io::{self, Read as _};
use std::path::Path;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer};
use toml_edit::{Document, Item};

use chrono::{DateTime, FixedOffset};

use super::bad::{Bad, without_bad_values};
use super::disk::{Disk, System, Through, again};
use super::keys::{KEYS, Kind, SCHEMA};
use super::place::{self, Place};
use super::plain::known;
use super::unread::without_bad_lines;
use super::way::{Step, Way, kind_of, name_of};
use crate::machine::event::Progress;
use crate::machine::page_id::PageId;
use crate::machine::slots::Position;

/// Bytes in a progress file, at the most. A full one has some thousands.
pub const LARGEST: u64 = 4 * 1024 * 1024;
/// Marks that may each begin a part of what is built, and how many of them at the most: a part takes far more room than
/// its mark, and a table the most.
const MOST_PARTS: [(&[u8], usize); 2] = [(b"[{.", 20_000), (b"=,[{.", 50_000)];
/// Bytes that are no letters and numbers, at the most: each may be a piece of its own to whoever takes a file apart.
const MOST_PIECES: usize = 300_000;
/// Values to pass over before the file counts as damaged.
const MOST_BAD: usize = 100;

/// A file that was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FileRead {
    /// Its text, without a byte order mark and with plain ends of lines. Lines that cannot be understood are comments.
    pub text: String,
    /// What it holds.
    pub progress: Progress,
    /// Values that had to be passed over.
    pub passed_over: Vec<PassedOver>,
    /// The schema of a newer version, which this one may read but not write.
    pub newer: Option<i64>,
}

/// A value that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// Its line, from 1.
    pub line: usize,
    /// The whole name of its key.
    pub key: String,
    /// What it should have been.
    pub should: Should,
    /// The way to it; empty when its line stays in the text as a comment.
    pub way: Way,
}

/// What a value should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Should {
    /// A real date.
    BeDate,
    /// One of these.
    BeOneOf(String),
    /// Another kind of thing, or within its page's rule.
    KeepRule,
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// There is no such file.
    #[error("not found")]
    NotFound,
    /// It is a folder.
    #[error("a folder")]
    Folder,
    /// It is a pipe, a device or the like, or no file of this program.
    #[error("not a progress file")]
    NotOurs,
    /// It cannot be understood from this line on.
    #[error("damaged at line {line}")]
    Damaged {
        /// The line, from 1.
        line: usize,
    },
    /// The system said no.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Reads a file.
///
/// # Errors
/// [`Unreadable`].
pub fn read(path: &Path) -> Result<FileRead, Unreadable> {
    parse(&bytes(&System, path)?)
}

/// The bytes of a plain file that is not too large. Nothing else is opened.
///
/// # Errors
/// [`Unreadable`], but never that it is damaged.
pub fn bytes(disk: &dyn Disk, path: &Path) -> Result<Vec<u8>, Unreadable> {
    let path = match place::look(disk, path)? {
        Place::Free(_) => return Err(Unreadable::NotFound),
        Place::Folder => return Err(Unreadable::Folder),
        Place::Odd => return Err(Unreadable::NotOurs),
        Place::File { path, .. } => path,
    };
    let file = again(|| disk.open(&path))?;
    let mut bytes = vec![];
    Through(disk, &file).take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        Err(Unreadable::NotOurs)
    } else {
        Ok(bytes)
    }
}

/// Reads the bytes of a file.
///
/// # Errors
/// [`Unreadable`].
pub fn parse(bytes: &[u8]) -> Result<FileRead, Unreadable> {
    let text = match utf_16(bytes) {
        Some(converted) => text(converted.as_bytes()),
        None => text(bytes),
    }?;
    if let Ok(file) = Document::parse(text.as_str()) {
        return understood(&file, &text, vec![]);
    }
    let (text, unread) = without_bad_lines(&text).map_err(|line| Unreadable::Damaged { line })?;
    let file = Document::parse(text.as_str()).map_err(|_| Unreadable::Damaged { line: 1 })?;
    understood(&file, &text, unread)
}

/// What a file says, and what had to be passed over in it.
fn understood(file: &Document<&str>, text: &str, unread: Vec<PassedOver>) -> Result<FileRead, Unreadable> {
    let schema = schema(file)?;
    let (progress, mut passed_over) = progress(file, text)?;
    passed_over.extend(unread);
    passed_over.sort_by_key(|passed| passed.line);
    Ok(FileRead {
        text: text.to_owned(),
        progress,
        passed_over,
        newer: (schema > SCHEMA).then_some(schema),
    })
}

/// The text of a file that was saved as "Unicode" in Notepad or by a redirect in `PowerShell`.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (units, _) = bytes[2..].as_chunks();
    let chars = char::decode_utf16(units.iter().copied().map(unit));
    Some(chars.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// The text, without a byte order mark and with plain ends of lines.
fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    if bytes.len() as u64 > LARGEST {
        return Err(Unreadable::NotOurs);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let damaged = |at: usize| Unreadable::Damaged {
        line: String::from_utf8_lossy(&bytes[..at]).matches('\n').count() + 1,
    };
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(damaged(at));
    }
    if has_too_many_parts(bytes) {
        return Err(Unreadable::NotOurs);
    }
    let text = str::from_utf8(bytes).map_err(|error| damaged(error.valid_up_to()))?;
    Ok(text.replace("\r\n", "\n"))
}

/// Far more than the largest table of people and its history have.
fn has_too_many_parts(bytes: &[u8]) -> bool {
    let (mut parts, mut pieces) = (MOST_PARTS.map(|_| 0), 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let line = outside_text(line);
        for (count, (marks, _)) in parts.iter_mut().zip(MOST_PARTS) {
            *count += line.iter().filter(|byte| marks.contains(byte)).count();
        }
        let is_piece = |byte: &&u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
        pieces += line.iter().filter(is_piece).count() + 1;
    }
    let are_many = parts
        .iter()
        .zip(MOST_PARTS)
        .any(|(count, (_, most))| *count > most);
    are_many || pieces > MOST_PIECES
}

/// A line less its text, where it is a name and one text and nothing else: whatever people wrote there is one part.
fn outside_text(line: &[u8]) -> &[u8] {
    let Some(at) = line.iter().position(|byte| *byte == b'"') else {
        return line;
    };
    let (name, text) = line.split_at(at);
    let text = text.trim_ascii_end();
    let is_one = text.len() > 1 && text[1..].iter().position(|byte| *byte == b'"') == Some(text.len() - 2);
    let is_bare = |byte: &u8| byte.is_ascii_alphanumeric() || b"_- =".contains(byte);
    if is_one && name.trim_ascii_end().ends_with(b"=") && name.iter().all(is_bare) {
        name
    } else {
        line
    }
}

/// The file's schema, looked at before anything else. A file with nothing in it was ours and was cut short.
fn schema(file: &Document<&str>) -> Result<i64, Unreadable> {
    match file.get("schema").and_then(Item::as_integer) {
        Some(schema) if schema >= SCHEMA => Ok(schema),
        None if file.is_empty() => Err(Unreadable::Damaged { line: 1 }),
        Some(_) | None => Err(Unreadable::NotOurs),
    }
}

/// What the file says about itself.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Head {
    #[serde(deserialize_with = "page")]
    last_page: Option<PageId>,
    last_person: usize,
    changing: bool,
    saved_at: Option<DateTime<FixedOffset>>,
    saved_by: String,
}

fn page<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PageId>, D::Error> {
    let slug = String::deserialize(from)?;
    PageId::from_slug(&slug)
        .map(Some)
        .ok_or_else(|| serde::de::Error::custom("no such page"))
}

fn progress(file: &Document<&str>, text: &str) -> Result<(Progress, Vec<PassedOver>), Unreadable> {
    let mut bad = PassingOver {
        file,
        text,
        found: vec![],
    };
    let mut table = known(file.as_table(), &KEYS.keys);
    table.remove("schema");
    let head: Head = bad.without(table.clone())?;
    let answers = bad.without(table)?;
    let progress = Progress {
        answers,
        last: head.last_page.map(|page| Position {
            page,
            person: head.last_person,
        }),
        changing: head.changing,
        saved_at: head.saved_at,
        saved_by: head.saved_by,
    };
    Ok((progress, bad.found))
}

/// Gathers the values that had to be passed over.
struct PassingOver<'a> {
    file: &'a Document<&'a str>,
    text: &'a str,
    found: Vec<PassedOver>,
}

impl PassingOver<'_> {
    /// What the table holds, less the values that cannot be.
    fn without<T: DeserializeOwned>(&mut self, table: toml::Table) -> Result<T, Unreadable> {
        match without_bad_values(table, MOST_BAD) {
            Ok((holds, bad)) => {
                self.found.extend(
                    bad.into_iter()
                        .map(|bad| self.passed_over(bad))
                        .collect::<Vec<_>>(),
                );
                Ok(holds)
            }
            Err(bad) => Err(Unreadable::Damaged {
                line: bad.last().map_or(1, |bad| self.line_of(&bad.way)),
            }),
        }
    }

    fn passed_over(&self, Bad { way, why }: Bad) -> PassedOver {
        PassedOver {
            line: self.line_of(&way),
            key: name_of(&way),
            should: should(&way, &why),
            way,
        }
    }

    fn line_of(&self, way: &[Step]) -> usize {
        let span = span_of(self.file.as_item(), way);
        line_at(self.text, span.map_or(0, |span| span.start))
    }
}

fn should(steps: &[Step], error: &str) -> Should {
    if kind_of(steps) != Kind::Plain {
        return Should::BeDate;
    }
    let choices = error
        .split_once("expected ")
        .filter(|_| error.starts_with("unknown variant"));
    choices.map_or(Should::KeepRule, |(_, choices)| {
        let choices: Vec<&str> = choices.split('`').skip(1).step_by(2).collect();
        Should::BeOneOf(choices.join(", "))
    })
}

fn span_of(item: &Item, steps: &[Step]) -> Option<std::ops::Range<usize>> {
    let mut at = item;
    for step in steps {
        at = match step {
            Step::Key(name) => at.get(name),
            Step::Item(place) => at.get(*place),
        }?;
    }
    at.span()
}

/// The line that a byte is on, from 1.
#[must_use]
pub fn line_at(text: &str, byte: usize) -> usize {
    text.get(..byte).unwrap_or(text).matches('\n').count() + 1
}
