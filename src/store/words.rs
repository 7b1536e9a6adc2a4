//! What to say when a file cannot be read or saved: which message of the catalogue, and what fills it.

use std::io::{self, ErrorKind};
use std::path::{Component, Path};

use chrono::{DateTime, FixedOffset};

use super::name;
use super::place::{file_name, folder_of, shown};
use super::read::{self, FileRead, PassedOver, Should, Unreadable};
use super::save::is_held;
use super::site_file::copy_of;
use crate::domain::verdict::Message;
use crate::domain::when;

/// Why a file cannot be read. `copy_saved_at`: there is a last good copy, from then.
#[must_use]
pub fn unreadable(
    why: &Unreadable,
    path: &Path,
    copy_saved_at: Option<Option<DateTime<FixedOffset>>>,
) -> Message {
    if let Some(odd) = odd_name(path) {
        return odd;
    }
    let file = file_name(path);
    match why {
        Unreadable::NotFound => {
            no_folder(path).unwrap_or_else(|| Message::new("file.not-found").with("file", file))
        }
        Unreadable::Folder => Message::new("file.folder").with("name", file),
        Unreadable::NotOurs => Message::new("file.not-ours").with("file", file),
        Unreadable::Damaged { line } => match copy_saved_at {
            Some(Some(at)) => Message::new("file.damaged.copy")
                .with("file", file)
                .with("saved-at", when::clock_words(at.time()))
                .with("date", when::in_words(at.date_naive())),
            Some(None) => Message::new("file.damaged.copy.undated").with("file", file),
            None => Message::new("file.damaged")
                .with("file", file)
                .with("folder", shown(folder_of(path)))
                .with("line", line.to_string()),
        },
        Unreadable::Io(error) if is_held(error) => held(path, None),
        Unreadable::Io(error) => match error.kind() {
            ErrorKind::PermissionDenied => Message::new("file.not-allowed").with("file", file),
            ErrorKind::NotADirectory | ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
                Message::new("file.not-found").with("file", file)
            }
            _ => gone(path),
        },
    }
}

/// The same where nobody can be asked what to do about it: that there is a copy is said, and how to get at it.
#[must_use]
pub fn unreadable_here(why: &Unreadable, path: &Path) -> Message {
    let copy = matches!(why, Unreadable::Damaged { .. })
        .then(|| read::read(&copy_of(path)).ok())
        .flatten();
    unasked(unreadable(why, path, copy.map(|copy| copy.progress.saved_at)))
}

/// A message without its question.
#[must_use]
pub fn unasked(mut message: Message) -> Message {
    match message.id.as_ref() {
        "file.damaged.copy" => message.id = "file.damaged.copy.there".into(),
        "file.damaged.copy.undated" => message.id = "file.damaged.copy.there-undated".into(),
        _ => {}
    }
    message
}

/// The path has a name in it that Windows takes for something else.
fn odd_name(path: &Path) -> Option<Message> {
    let odd = name::odd_part(path).filter(|_| cfg!(windows));
    odd.map(|name| Message::new("file.odd-name").with("name", name))
}

/// The folder that a file would be in is not there; none when it is.
#[must_use]
pub fn no_folder(path: &Path) -> Option<Message> {
    let folder = folder_of(path);
    (!folder.is_dir()).then(|| Message::new("file.no-folder").with("folder", shown(folder)))
}

/// Why a file could not be saved.
#[must_use]
pub fn not_saved(error: &io::Error, path: &Path, saved_at: Option<DateTime<FixedOffset>>) -> Message {
    if let Some(odd) = odd_name(path) {
        return odd;
    }
    if is_held(error) {
        return held(path, saved_at);
    }
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            Message::new("save.full").with("drive", drive(path))
        }
        ErrorKind::NotFound
        | ErrorKind::NotADirectory
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::NotConnected
        | ErrorKind::TimedOut
        | ErrorKind::NetworkDown
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable => gone(path),
        _ if is_no_device(error) => gone(path),
        _ => Message::new("save.read-only").with("folder", shown(folder_of(path))),
    }
}

/// Made by a newer version.
#[must_use]
pub fn newer(path: &Path, schema: i64) -> Message {
    Message::new("file.newer")
        .with("file", file_name(path))
        .with("version", schema.to_string())
}

/// Open in another window.
#[must_use]
pub fn open_twice(path: &Path) -> Message {
    Message::new("file.open-twice").with("file", file_name(path))
}

/// It has a second name in another place, which a save would leave behind.
#[must_use]
pub fn linked(path: &Path) -> Message {
    Message::new("file.linked").with("file", file_name(path))
}

/// Changed by someone else since it was read or saved here.
#[must_use]
pub fn changed(theirs: Option<&FileRead>, path: &Path) -> Message {
    let theirs = theirs.map(|theirs| &theirs.progress);
    match theirs.and_then(|theirs| Some((theirs.saved_by.as_str(), theirs.saved_at?))) {
        Some((by, at)) if !by.is_empty() => Message::new("file.changed")
            .with("person", by)
            .with("date", when::in_words(at.date_naive())),
        _ => Message::new("file.changed.by-someone").with("file", file_name(path)),
    }
}

/// A value that was passed over.
#[must_use]
pub fn passed_over(passed: &PassedOver, path: &Path) -> Message {
    match &passed.should {
        Should::BeDate => Message::new("file.edited.date"),
        Should::BeOneOf(choices) => Message::new("file.edited.choice").with("choices", choices.clone()),
        Should::KeepRule => Message::new("file.edited.value"),
    }
    .with("line", passed.line.to_string())
    .with("file", file_name(path))
    .with("name", passed.key.clone())
}

fn held(path: &Path, saved_at: Option<DateTime<FixedOffset>>) -> Message {
    match saved_at {
        Some(at) => Message::new("save.held")
            .with("file", file_name(path))
            .with("saved-at", when::clock_words(at.time())),
        None => Message::new("save.held.first").with("file", file_name(path)),
    }
}

fn gone(path: &Path) -> Message {
    Message::new("save.drive-gone").with("drive", drive(path))
}

/// What the person knows the place as: the drive where there are such things, else the folder.
fn drive(path: &Path) -> String {
    match path.components().next() {
        Some(Component::Prefix(drive)) => drive.as_os_str().to_string_lossy().into_owned(),
        _ => shown(folder_of(path)),
    }
}

/// The device went away: no such device, no such address, input or output error.
fn is_no_device(error: &io::Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(5 | 6 | 19))
        || cfg!(windows) && matches!(error.raw_os_error(), Some(15 | 21 | 53 | 55 | 433 | 1167))
}
