//! One window at a time: a lock on a file beside the progress file. Not on the file itself, which every save replaces.
//! A lock goes with whoever holds it, however that ends.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::place::{self, Place};

/// Tries to find a lock file that no one takes away meanwhile.
const ATTEMPTS: usize = 8;

/// The right to change a progress file.
#[derive(Debug)]
pub struct Lock {
    disk: &'static dyn Disk,
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
    pub fn ask(disk: &'static dyn Disk, path: &Path) -> Asked {
        let path = place::beside(path, ".lock");
        for _ in 0..ATTEMPTS {
            match try_once(disk, &path) {
                Ok(Some(asked)) => return asked,
                Ok(None) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Asked::None,
            }
        }
        Asked::Taken
    }
}

impl Drop for Lock {
    /// The file goes while the lock is still held: whoever waits for it finds that it has gone, and makes another.
    fn drop(&mut self) {
        let _ = self.disk.remove(&self.path);
        let _ = self.file.unlock();
    }
}

/// `None` when the file was taken away between opening and locking it.
fn try_once(disk: &'static dyn Disk, path: &Path) -> io::Result<Option<Asked>> {
    match place::look(disk, path)? {
        Place::Free(_) | Place::File { .. } => {}
        Place::Folder | Place::Odd => return Ok(Some(Asked::None)),
    }
    let file = disk.open_lock(path)?;
    match disk.try_lock(&file) {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(Some(Asked::Taken)),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    let still_there = is_at(disk, &file, path)?;
    Ok(still_there.then(|| {
        Asked::Ours(Lock {
            disk,
            path: path.to_owned(),
            file,
        })
    }))
}

#[cfg(unix)]
fn is_at(disk: &dyn Disk, file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let file = file.metadata()?;
    match disk.look(path) {
        Ok(there) => Ok((file.dev(), file.ino()) == (there.dev(), there.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn is_at(disk: &dyn Disk, _: &File, path: &Path) -> io::Result<bool> {
    match disk.look(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        looked => looked.map(|_| true),
    }
}
