//! The calls to the system that a save, a read and a lock make, one each. Nothing is decided here: what to make of an
//! answer is for those who ask. A test stands in between and lets any one of them fail.

use std::fmt::Debug;
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, PersistError};

/// Times that a call is made which signals interrupt, at the most.
pub(super) const ATTEMPTS: usize = 8;

/// The calls. Each fails with what the system says.
#[expect(clippy::missing_errors_doc, reason = "they all fail alike, as said above")]
pub trait Disk: Debug {
    /// What is at a path: of a link the link itself.
    fn look(&self, path: &Path) -> io::Result<Metadata>;
    /// The path that links lead to in the end.
    fn follow(&self, path: &Path) -> io::Result<PathBuf>;
    /// The paths in a folder.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Makes a folder, and those that it is in. One that is there will do.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Opens a file to read, or a folder to flush.
    fn open(&self, path: &Path) -> io::Result<File>;
    /// Reads as much as there is room for, or less.
    fn read(&self, file: &File, room: &mut [u8]) -> io::Result<usize>;
    /// Makes a new file with a name of its own, which goes with it unless it is put somewhere.
    fn make(&self, folder: &Path, prefix: &str, suffix: &str) -> io::Result<NamedTempFile>;
    /// Lets only its owner read a file, whatever the system's usual permissions are.
    fn make_private(&self, file: &File) -> io::Result<()>;
    /// Writes all of it, or less.
    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize>;
    /// Waits until a file or folder is on the disk itself.
    fn flush(&self, file: &File) -> io::Result<()>;
    /// Puts a new file in the place of whatever is at the path, in one step.
    fn put(&self, made: NamedTempFile, path: &Path) -> Result<(), PersistError>;
    /// Puts a new file at a path, in one step, unless something is there.
    fn put_new(&self, made: NamedTempFile, path: &Path) -> Result<(), PersistError>;
    /// Gives a file another name, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Opens a lock file, which is made when it is not there.
    fn open_lock(&self, path: &Path) -> io::Result<File>;
    /// Takes a lock unless someone has it.
    fn try_lock(&self, file: &File) -> Result<(), TryLockError>;
}

/// The real ones.
#[derive(Debug, Clone, Copy)]
pub struct System;

impl Disk for System {
    fn look(&self, path: &Path) -> io::Result<Metadata> {
        fs::symlink_metadata(path)
    }

    fn follow(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect()
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        File::open(path)
    }

    fn read(&self, mut file: &File, room: &mut [u8]) -> io::Result<usize> {
        file.read(room)
    }

    #[cfg(not(windows))]
    fn make(&self, folder: &Path, prefix: &str, suffix: &str) -> io::Result<NamedTempFile> {
        Builder::new().prefix(prefix).suffix(suffix).tempfile_in(folder)
    }

    /// As any other file: one that is marked as temporary would be passed by when `OneDrive` copies the folder.
    #[cfg(windows)]
    fn make(&self, folder: &Path, prefix: &str, suffix: &str) -> io::Result<NamedTempFile> {
        let mut open = File::options();
        open.read(true).write(true).create_new(true);
        Builder::new()
            .prefix(prefix)
            .suffix(suffix)
            .make_in(at_any_length(folder), |path| open.open(path))
    }

    #[cfg(unix)]
    fn make_private(&self, file: &File) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt as _;
        file.set_permissions(fs::Permissions::from_mode(0o600))
    }

    #[cfg(not(unix))]
    fn make_private(&self, _: &File) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    fn flush(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    #[cfg(not(windows))]
    fn put(&self, made: NamedTempFile, path: &Path) -> Result<(), PersistError> {
        made.persist(path).map(drop)
    }

    /// The standard library's rename goes further than tempfile's: it also replaces a file that another program has open,
    /// if only that one lets it go.
    #[cfg(windows)]
    fn put(&self, made: NamedTempFile, path: &Path) -> Result<(), PersistError> {
        let (file, from) = made.into_parts();
        match fs::rename(&from, path) {
            Ok(()) => Ok(()),
            Err(error) => Err(PersistError {
                error,
                file: NamedTempFile::from_parts(file, from),
            }),
        }
    }

    fn put_new(&self, made: NamedTempFile, path: &Path) -> Result<(), PersistError> {
        made.persist_noclobber(at_any_length(path)).map(drop)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
    }

    fn try_lock(&self, file: &File) -> Result<(), TryLockError> {
        file.try_lock()
    }
}

/// Makes a call, and makes it again when a signal interrupts it.
///
/// # Errors
/// What the system says at last.
pub(super) fn again<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut result = call();
    for _ in 1..ATTEMPTS {
        match &result {
            Err(error) if error.kind() == ErrorKind::Interrupted => result = call(),
            Ok(_) | Err(_) => break,
        }
    }
    result
}

/// A path as tempfile has to be given it on Windows: a long one must say that it is.
#[cfg(windows)]
fn at_any_length(path: &Path) -> PathBuf {
    /// Less than any limit of Windows, by more than the name of a file.
    const SHORT: usize = 150;

    let long = || match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => Some(fs::canonicalize(folder).ok()?.join(name)),
        _ => None,
    };
    Some(path)
        .filter(|path| path.as_os_str().len() > SHORT)
        .and_then(|_| long())
        .unwrap_or_else(|| path.to_owned())
}

#[cfg(not(windows))]
const fn at_any_length(path: &Path) -> &Path {
    path
}

/// A file that is read and written by these calls.
pub(super) struct Through<'d>(pub(super) &'d dyn Disk, pub(super) &'d File);

impl io::Read for Through<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.0.read(self.1, room)
    }
}

impl io::Write for Through<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(self.1, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
