//! All or nothing: at any moment, whatever fails, the file on disk is one whole version, the old or the new.
//!
//! In this order: a new file in the same folder, all of its content, flushed to the disk, one call that puts it in the
//! place of the old, and the folder flushed too. Nothing is ever taken away first.

use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, PersistError};

use super::disk::{Disk, Through, again};
use super::place::{self, Place};

/// How the names of files that are being written begin and end.
const PREFIX: &str = ".nhsmail-starter-";
const SUFFIX: &str = ".saving";
/// Waits before Windows is asked again, in milliseconds.
#[cfg(windows)]
const WAITS: [u64; 4] = [10, 25, 50, 100];

/// What to do with a file that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// Put the new one in its place.
    Replace,
    /// Leave it, and fail with [`ErrorKind::AlreadyExists`].
    Keep,
}

/// Writes a file, all or nothing. A link stays, and what it leads to is replaced. On return it is on the disk itself.
///
/// # Errors
/// What the system says; for anything but a plain file that may be written to, that it is not one.
pub fn write(disk: &dyn Disk, path: &Path, content: &[u8], there: There) -> io::Result<()> {
    let real = may_write(disk, path)?;
    let made = fill(disk, &real, content)?;
    again(|| disk.flush(made.as_file()))?;
    put(disk, made, &real, there)?;
    flush_folder(disk, place::folder_of(&real))
}

/// As [`write()`], but without waiting for the disk: for a copy of what is safe elsewhere.
///
/// # Errors
/// As [`write()`].
pub fn copy(disk: &dyn Disk, path: &Path, content: &[u8]) -> io::Result<()> {
    let real = may_write(disk, path)?;
    let made = fill(disk, &real, content)?;
    put(disk, made, &real, There::Replace)
}

/// The path that is written to in the end.
fn may_write(disk: &dyn Disk, path: &Path) -> io::Result<PathBuf> {
    match place::look(disk, path)? {
        Place::Free(path)
        | Place::File {
            path,
            read_only: false,
            linked: false,
        } => Ok(path),
        Place::File { .. } => Err(ErrorKind::PermissionDenied.into()),
        Place::Folder => Err(ErrorKind::IsADirectory.into()),
        Place::Odd => Err(ErrorKind::InvalidInput.into()),
    }
}

/// A new file in the same folder with all of the content. Names of people are nobody else's business.
fn fill(disk: &dyn Disk, path: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let made = again(|| disk.make(place::folder_of(path), &prefix(path), SUFFIX))?;
    again(|| disk.make_private(made.as_file()))?;
    Through(disk, made.as_file()).write_all(content)?;
    Ok(made)
}

/// One call that puts the new file in its place, tried again while another program is in the way.
fn put(disk: &dyn Disk, mut made: NamedTempFile, path: &Path, there: There) -> io::Result<()> {
    for attempt in 0.. {
        let put = match there {
            There::Replace => disk.put(made, path),
            There::Keep => disk
                .put_new(made, path)
                .or_else(|no| put_where_free(disk, no, path)),
        };
        match put {
            Ok(()) => break,
            Err(PersistError { error, file }) => match in_the_way(error) {
                error if wait(&error, attempt) => made = file,
                error => return Err(error),
            },
        }
    }
    Ok(())
}

/// Some drives can neither rename without replacing nor link, such as USB sticks on a Mac and folders of a network. There
/// it has to do that nothing is there a moment before.
fn put_where_free(disk: &dyn Disk, no: PersistError, path: &Path) -> Result<(), PersistError> {
    let cannot = matches!(
        no.error.kind(),
        ErrorKind::Unsupported | ErrorKind::PermissionDenied
    );
    if cannot && matches!(place::look(disk, path), Ok(Place::Free(_))) {
        disk.put(no.file, path)
    } else {
        Err(no)
    }
}

/// On Windows another program that has the file open may look like a lack of rights. It is none: a new file could be made
/// in the same folder.
fn in_the_way(error: io::Error) -> io::Error {
    const NO_RIGHTS: i32 = 5;
    const IN_USE: i32 = 32;

    if cfg!(windows) && error.raw_os_error() == Some(NO_RIGHTS) {
        io::Error::from_raw_os_error(IN_USE)
    } else {
        error
    }
}

/// Flushes the folder, so that the new name survives a loss of power. Some drives cannot, and say so.
#[cfg(unix)]
fn flush_folder(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let flushed = again(|| disk.open(folder)).and_then(|folder| again(|| disk.flush(&folder)));
    match flushed {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied
            ) =>
        {
            Ok(())
        }
        other => other,
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere the system may say no")]
const fn flush_folder(_: &dyn Disk, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Gives a file another name in one step. Only for a name that is free and held. After a loss of power it may have its
/// old name again.
///
/// # Errors
/// What the system says. It has its old name then.
pub fn rename(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<()> {
    again(|| disk.rename(from, to))?;
    let _ = flush_folder(disk, place::folder_of(to));
    Ok(())
}

/// Removes files that an earlier run left behind while it wrote this one. Only for who holds the file's lock.
pub fn clean_up(disk: &dyn Disk, path: &Path) {
    let prefix = prefix(path);
    let is_ours = |path: &PathBuf| {
        let name = place::file_name(path);
        name.starts_with(&prefix) && name.ends_with(SUFFIX)
    };
    let folder = disk.list(place::folder_of(path)).unwrap_or_default();
    for left in folder.iter().filter(|path| is_ours(path)) {
        if disk.look(left).is_ok_and(|kind| kind.is_file()) {
            let _ = disk.remove(left);
        }
    }
}

/// Tells the files of one name from those of another, and fits in any folder that the name itself fits in.
fn prefix(path: &Path) -> String {
    let name = place::file_name(path);
    let sum = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{PREFIX}{sum:016x}-")
}

/// Whether it is worth asking again: after an interruption, and on Windows a few times while another program, such as
/// a virus checker, holds the file.
#[cfg(not(windows))]
fn wait(error: &io::Error, attempt: usize) -> bool {
    error.kind() == ErrorKind::Interrupted && attempt < super::disk::ATTEMPTS
}

#[cfg(windows)]
fn wait(error: &io::Error, attempt: usize) -> bool {
    let Some(wait) = WAITS.get(attempt).filter(|_| is_held(error)) else {
        return false;
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "the file is free again within moments; nothing else can be done meanwhile"
    )]
    std::thread::sleep(std::time::Duration::from_millis(*wait));
    true
}

/// Whether another program holds the file: sharing violation, lock violation, or unable to remove the file to be
/// replaced; elsewhere, that it is busy.
#[must_use]
pub fn is_held(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy
    ) || cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33 | 1175))
}
