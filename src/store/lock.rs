//! One window at a time: a lock on a file beside the progress file. Not on the file itself, which every save replaces.
//! A lock goes with whoever holds it, however that ends.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::place::{self, Place};

/// Tries to find a lock file that no one takes away meanwhile.
const ATTEMPTS: usize = 8;

/// The right to change a progress file.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

/// What came of asking for it.
#[derive(Debug)]
pub enum Asked {
    /// It is ours.
    Ours(Lock),
    /// Another window has it.
    Taken,
    /// There can be none here, such as in a folder that is read only. Saving will say so if it matters.
    None,
}

impl Lock {
    /// Asks for the right to change the file at this path.
    #[must_use]
    pub fn ask(path: &Path) -> Asked {
        let path = place::beside(path, ".lock");
        for _ in 0..ATTEMPTS {
            match try_once(&path) {
                Ok(Some(asked)) => return asked,
                Ok(None) => {}
                Err(_) => return Asked::None,
            }
        }
        Asked::Taken
    }
}

impl Drop for Lock {
    /// The file goes while the lock is still held: whoever waits for it finds that it has gone, and makes another.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// `None` when the file was taken away between opening and locking it.
fn try_once(path: &Path) -> io::Result<Option<Asked>> {
    match place::look(path)? {
        Place::Free(_) | Place::File { .. } => {}
        Place::Folder | Place::Odd => return Ok(Some(Asked::None)),
    }
    let file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(Some(Asked::Taken)),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    let still_there = is_at(&file, path);
    Ok(still_there.then(|| {
        Asked::Ours(Lock {
            path: path.to_owned(),
            file,
        })
    }))
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(file), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    (file.dev(), file.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
