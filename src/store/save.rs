//! All or nothing: at any moment, whatever fails, the file on disk is one whole version, the old or the new.
//!
//! In this order: a new file in the same folder, all of its content, flushed to the disk, one call that puts it in the
//! place of the old, and the folder flushed too. Nothing is ever taken away first.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, PersistError};

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
pub fn write(path: &Path, content: &[u8], there: There) -> io::Result<()> {
    let real = may_write(path)?;
    let made = fill(&real, content)?;
    made.as_file().sync_all()?;
    put(made, &real, there)?;
    flush_folder(place::folder_of(&real))
}

/// As [`write()`], but without waiting for the disk: for a copy of what is safe elsewhere.
///
/// # Errors
/// As [`write()`].
pub fn copy(path: &Path, content: &[u8]) -> io::Result<()> {
    let real = may_write(path)?;
    put(fill(&real, content)?, &real, There::Replace)
}

/// The path that is written to in the end.
fn may_write(path: &Path) -> io::Result<PathBuf> {
    match place::look(path)? {
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

/// A new file in the same folder with all of the content.
fn fill(path: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let mut made = Builder::new()
        .prefix(&prefix(path))
        .suffix(SUFFIX)
        .tempfile_in(place::folder_of(path))?;
    private(&made)?;
    made.write_all(content)?;
    Ok(made)
}

/// Gives a file another name in one step. Only for a name that is free and held.
///
/// # Errors
/// What the system says.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    flush_folder(place::folder_of(to))
}

/// Removes files that an earlier run left behind while it wrote this one. Only for who holds the file's lock.
pub fn clean_up(path: &Path) {
    let prefix = prefix(path);
    let Ok(folder) = fs::read_dir(place::folder_of(path)) else {
        return;
    };
    for entry in folder.flatten() {
        let name = entry.file_name();
        let ours = name
            .to_str()
            .is_some_and(|name| name.starts_with(&prefix) && name.ends_with(SUFFIX));
        if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
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

/// Names of people are nobody else's business, whatever the system's usual permissions are.
#[cfg(unix)]
fn private(made: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    made.as_file().set_permissions(fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
const fn private(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

/// One call that puts the new file in its place, tried again while the system is merely busy.
fn put(mut made: NamedTempFile, path: &Path, there: There) -> io::Result<()> {
    for attempt in 0.. {
        let put = match there {
            There::Replace => made.persist(path),
            There::Keep => made.persist_noclobber(path),
        };
        match put {
            Ok(_) => break,
            Err(PersistError { error, file }) if wait(&error, attempt) => made = file,
            Err(PersistError { error, .. }) => return Err(error),
        }
    }
    Ok(())
}

/// Whether it is worth asking again: after an interruption, and on Windows a few times while another program, such as
/// a virus checker, holds the file.
#[cfg(not(windows))]
fn wait(error: &io::Error, _: usize) -> bool {
    error.kind() == ErrorKind::Interrupted
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

/// Whether another program holds the file: access denied, sharing violation, or unable to remove the file to be
/// replaced.
#[must_use]
pub fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33 | 1175))
}

/// Flushes the folder, so that the new name survives a loss of power. Some drives cannot, and say so.
#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    match fs::File::open(folder).and_then(|folder| folder.sync_all()) {
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
const fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
