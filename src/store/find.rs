//! The progress files of a folder. A bad one is in the list too, with what is wrong with it.

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

use super::place::{self, file_name};
use super::{read, words};
use crate::machine::event::FoundFile;

/// The progress files of a folder, the last saved first; bad ones come last. A folder that is not there has none.
#[must_use]
pub fn find(folder: &Path) -> Vec<FoundFile> {
    let mut found: Vec<FoundFile> = paths(folder).into_iter().map(found).collect();
    found.sort_by_cached_key(|file| {
        (
            Reverse(file.holds.as_ref().ok().map(|progress| progress.saved_at)),
            file.path.clone(),
        )
    });
    found
}

/// Paths in a folder whose names are those of progress files, or of copies that a service such as `OneDrive` made of them.
#[must_use]
pub fn paths(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return vec![];
    };
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .filter(|path| place::copy_mark(&file_name(path)).is_some())
        .collect()
}

/// One file: what it holds, or what is wrong with it.
#[must_use]
pub fn found(path: PathBuf) -> FoundFile {
    let holds = match read::read(&path) {
        Ok(read) => Ok(read.progress),
        Err(why) => Err(words::unreadable_here(&why, &path)),
    };
    let mark = place::copy_mark(&file_name(&path)).filter(|mark| !mark.is_empty());
    FoundFile {
        path,
        holds,
        copy: mark,
    }
}
