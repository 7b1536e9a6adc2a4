//! Writes what a person takes away, all or nothing, and never over another file by surprise.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{Disk, System};
use super::save::{self, There};
use super::{place, read, words};
use crate::domain::verdict::Message;
use crate::machine::effect::IfThere;

/// What came of writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// It is on disk.
    At(PathBuf),
    /// It was not written: there is one of that name.
    Exists(PathBuf),
}

/// Writes text to a file of that name in a folder. One that holds just this already will do.
///
/// # Errors
/// Why it is not on disk.
pub fn write(
    disk: &dyn Disk,
    folder: &Path,
    stem: &str,
    ending: &str,
    text: &str,
    if_there: IfThere,
) -> Result<Written, Message> {
    let there = if if_there == IfThere::Replace {
        There::Replace
    } else {
        There::Keep
    };
    let mut first = None;
    for path in place::numbered(folder, stem, ending) {
        match write_to(disk, &path, text, there) {
            Ok(()) => return Ok(Written::At(path)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if holds(&path, text) {
                    return Ok(Written::At(path));
                }
                if if_there == IfThere::Ask {
                    return Ok(Written::Exists(path));
                }
                first.get_or_insert(path);
            }
            Err(error) => return Err(words::not_saved(&error, &path, None)),
        }
    }
    Ok(Written::Exists(first.unwrap_or_default()))
}

/// Writes text to a file.
///
/// # Errors
/// What the system says; [`ErrorKind::AlreadyExists`] when there is one and it is to stay.
pub fn write_to(disk: &dyn Disk, path: &Path, text: &str, there: There) -> std::io::Result<()> {
    let text = if cfg!(windows) {
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        text.to_owned()
    };
    save::write(disk, path, text.as_bytes(), there)
}

/// The file is there and holds just this, whatever its line ends.
#[must_use]
pub fn holds(path: &Path, text: &str) -> bool {
    let lines = |text: &str| text.replace("\r\n", "\n");
    let there = read::bytes(&System, path)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok());
    there.is_some_and(|there| lines(&there) == lines(text))
}
