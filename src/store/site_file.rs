//! The progress file that is open: its lock, what was read, and every save of it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::disk::Disk;
use super::lock::{Asked, Lock};
use super::place::{self, ENDING, Place};
use super::read::{self, FileRead, PassedOver, Unreadable};
use super::save::{self, There};
use super::way::Way;
use super::{document, words};
use crate::domain::verdict::Message;
use crate::machine::effect::OpenAs;
use crate::machine::event::{Opened, Progress, Trouble};

/// What the last good copy is called: the file's name and this.
const COPY: &str = ".bak";
/// What a damaged file is called once its last good copy has taken its place.
const DAMAGED: &str = ".damaged";

/// A progress file that is open.
#[derive(Debug)]
pub struct SiteFile {
    /// What is called to read and save it.
    disk: &'static dyn Disk,
    /// As the person knows it; it may be a link.
    path: PathBuf,
    /// Held while the file is open.
    lock: Option<Lock>,
    /// Why it can be read but not changed.
    read_only: Option<Message>,
    /// The text that the next save edits.
    text: String,
    /// Values of the text that were passed over: they stay there until the person gives those answers.
    kept: Vec<Way>,
    /// What is on disk as far as we know; none before the first save.
    on_disk: Option<Vec<u8>>,
    /// What the last save tried to put there. When it failed late it may be there all the same.
    tried: Option<Vec<u8>>,
    /// When it was last saved from here.
    saved_at: Option<DateTime<FixedOffset>>,
}

impl SiteFile {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A new file in a folder, not on disk yet, with the first name that is free.
    ///
    /// # Errors
    /// Why there can be none.
    pub fn create(disk: &'static dyn Disk, folder: &Path, stem: &str) -> Result<Self, Message> {
        super::make_folder(disk, folder)?;
        let mut taken = words::open_twice(&folder.join(format!("{stem}{ENDING}")));
        for path in place::numbered(folder, stem, ENDING) {
            match place::look(disk, &path) {
                Ok(Place::Free(_)) => {}
                Ok(Place::File { .. } | Place::Folder | Place::Odd) => continue,
                Err(error) => return Err(words::not_saved(&error, &path, None)),
            }
            match Lock::ask(disk, &path) {
                Asked::Ours(lock) => return Ok(Self::new(disk, path, Some(lock))),
                Asked::None => return Ok(Self::new(disk, path, None)),
                Asked::Taken => taken = words::open_twice(&path),
            }
        }
        Err(taken)
    }

    fn new(disk: &'static dyn Disk, path: PathBuf, lock: Option<Lock>) -> Self {
        Self {
            disk,
            path,
            lock,
            read_only: None,
            text: String::new(),
            kept: vec![],
            on_disk: None,
            tried: None,
            saved_at: None,
        }
    }

    /// Goes on from the text of another file, so that its comments and unknown keys come along.
    pub fn base_on(&mut self, other: &Self) {
        self.text.clone_from(&other.text);
        self.kept.clone_from(&other.kept);
    }

    /// Opens a file.
    ///
    /// # Errors
    /// [`Trouble`]: what happened, and the ways on.
    pub fn open(disk: &'static dyn Disk, path: &Path, how: OpenAs) -> Result<(Self, Opened), Trouble> {
        match how {
            OpenAs::Progress => Self::open_to_change(disk, path),
            OpenAs::LookOnly => Self::open_to_look(disk, path),
            OpenAs::LastGoodCopy => {
                bring_back(disk, path).map_err(|message| trouble(path, message, false))?;
                Self::open_to_change(disk, path)
            }
        }
    }

    fn open_to_change(disk: &'static dyn Disk, path: &Path) -> Result<(Self, Opened), Trouble> {
        let (bytes, read) = match read_with_bytes(disk, path) {
            Ok((bytes, read)) => (Some(bytes), Some(read)),
            Err(Unreadable::NotFound) if can_start_at(path) => (None, None),
            Err(why) => return Err(unreadable(disk, path, &why)),
        };
        if let Some(schema) = read.as_ref().and_then(|read| read.newer) {
            return Err(trouble(path, words::newer(path, schema), true));
        }
        if matches!(place::look(disk, path), Ok(Place::File { linked: true, .. })) {
            return Err(trouble(path, words::linked(path), true));
        }
        let lock = match Lock::ask(disk, path) {
            Asked::Ours(lock) => Some(lock),
            Asked::None => None,
            Asked::Taken => return Err(trouble(path, words::open_twice(path), true)),
        };
        let now = match read::bytes(disk, path) {
            Ok(now) => Some(now),
            Err(Unreadable::NotFound) => None,
            Err(why) => return Err(unreadable(disk, path, &why)),
        };
        if now != bytes {
            // Someone else saved it until a moment ago.
            drop(lock);
            return Self::open_to_change(disk, path);
        }
        if lock.is_some() {
            save::clean_up(disk, path);
        }
        let mut file = Self::new(disk, path.to_owned(), lock);
        file.on_disk = bytes;
        Ok(file.with(read.unwrap_or_default()))
    }

    fn open_to_look(disk: &'static dyn Disk, path: &Path) -> Result<(Self, Opened), Trouble> {
        let (_, read) = read_with_bytes(disk, path).map_err(|why| unreadable(disk, path, &why))?;
        let mut file = Self::new(disk, path.to_owned(), None);
        file.read_only = Some(
            read.newer
                .map_or_else(|| words::open_twice(path), |schema| words::newer(path, schema)),
        );
        Ok(file.with(read))
    }

    fn with(mut self, read: FileRead) -> (Self, Opened) {
        self.text = read.text;
        self.kept = ways(&read.passed_over);
        let opened = Opened {
            path: self.path.clone(),
            progress: read.progress,
            read_only: self.read_only.clone(),
            passed_over: read
                .passed_over
                .iter()
                .map(|passed| words::passed_over(passed, &self.path))
                .collect(),
        };
        (self, opened)
    }

    /// Saves. When someone else changed the file meanwhile, theirs stays and ours goes beside it under a new name: the
    /// message that says so comes back.
    ///
    /// # Errors
    /// Why it is not on disk.
    pub fn save(&mut self, progress: &Progress) -> Result<Option<Message>, Message> {
        if let Some(why) = &self.read_only {
            return Err(why.clone());
        }
        let aside = match self.changed_by_others() {
            Ok(false) => None,
            Ok(true) => Some(self.step_aside()?),
            Err(error) => return Err(words::not_saved(&error, &self.path, self.saved_at)),
        };
        self.put(progress)
            .map_err(|error| words::not_saved(&error, &self.path, self.saved_at))?;
        Ok(aside)
    }

    fn put(&mut self, progress: &Progress) -> io::Result<()> {
        let text = document::write(&self.text, &self.kept, progress);
        let bytes = ends_of_lines(&text).into_bytes();
        let there = if self.on_disk.is_some() {
            There::Replace
        } else {
            There::Keep
        };
        self.keep_copy();
        self.tried = Some(bytes.clone());
        save::write(self.disk, &self.path, &bytes, there)?;
        if !self.kept.is_empty() {
            // Some may have been answered, and those on a list may stand in another place now.
            self.kept = read::parse(&bytes).map_or_else(|_| vec![], |read| ways(&read.passed_over));
        }
        self.text = text;
        self.on_disk = Some(bytes);
        self.saved_at = progress.saved_at;
        Ok(())
    }

    /// Keeps what is on disk as the last good copy. Going without one is better than not saving.
    fn keep_copy(&self) {
        if let Some(good) = &self.on_disk {
            let _ = save::copy(self.disk, &copy_of(&self.path), good);
        }
    }

    /// Whether the file is another than the one that was read or saved here. One that has gone is not.
    fn changed_by_others(&mut self) -> io::Result<bool> {
        match read::bytes(self.disk, &self.path) {
            Ok(there) if self.on_disk.as_ref() == Some(&there) => Ok(false),
            Ok(there) if self.tried.as_ref() == Some(&there) => {
                self.on_disk = Some(there);
                Ok(false)
            }
            Err(Unreadable::NotFound) => Ok(false),
            Err(Unreadable::Io(error)) => Err(error),
            Ok(_) | Err(Unreadable::Folder | Unreadable::NotOurs | Unreadable::Damaged { .. }) => Ok(true),
        }
    }

    /// Moves on to a new name beside the file, which stays as someone else left it.
    fn step_aside(&mut self) -> Result<Message, Message> {
        let theirs = read_with_bytes(self.disk, &self.path).ok().map(|(_, read)| read);
        let message = words::changed(theirs.as_ref(), &self.path);
        let mut ours = Self::create(
            self.disk,
            place::folder_of(&self.path),
            &place::stem_of(&self.path),
        )?;
        ours.base_on(self);
        *self = ours;
        Ok(message)
    }

    /// Whether the file still has the name that each new site gets in this folder.
    #[must_use]
    pub fn is_named_new_in(&self, folder: &Path) -> bool {
        place::folder_of(&self.path) == folder && place::is_new_site(&self.path)
    }

    /// Gives the file the site's own name, in one step: at any moment there is one file of the site, whole. When that
    /// does not work it keeps the name that it has.
    pub fn rename(&mut self, folder: &Path, stem: &str) {
        // Nothing is at that path, and its lock is held.
        let Ok(named) = Self::create(self.disk, folder, stem) else {
            return;
        };
        if save::rename(self.disk, &self.path, &named.path).is_ok() {
            let (copy, its_copy) = (copy_of(&self.path), copy_of(&named.path));
            if let Ok(Place::Free(_)) = place::look(self.disk, &its_copy) {
                let _ = save::rename(self.disk, &copy, &its_copy);
            }
            self.path = named.path;
            self.lock = named.lock;
        }
    }
}

fn ways(passed_over: &[PassedOver]) -> Vec<Way> {
    passed_over.iter().map(|passed| passed.way.clone()).collect()
}

/// Where the last good copy of a file is.
#[must_use]
pub fn copy_of(path: &Path) -> PathBuf {
    place::beside(path, COPY)
}

/// A name that is not there starts a new site. A folder that is not there is a slip.
fn can_start_at(path: &Path) -> bool {
    path.file_name().is_some() && place::folder_of(path).is_dir()
}

/// Puts the last good copy in the place of a damaged file, which stays under another name.
fn bring_back(disk: &dyn Disk, path: &Path) -> Result<(), Message> {
    let copy = copy_of(path);
    let (good, _) = read_with_bytes(disk, &copy).map_err(|why| words::unreadable(&why, &copy, None))?;
    let not_saved = |error: io::Error| words::not_saved(&error, path, None);
    match read::bytes(disk, path) {
        Ok(damaged) => put_aside(disk, path, &damaged).map_err(not_saved)?,
        Err(Unreadable::NotFound) => {}
        Err(why) => return Err(words::unreadable(&why, path, None)),
    }
    save::write(disk, path, &good, There::Replace).map_err(not_saved)
}

/// Keeps a damaged file under a name that is free.
fn put_aside(disk: &dyn Disk, path: &Path, damaged: &[u8]) -> io::Result<()> {
    let names = (1..1000).map(|n| place::beside(path, &format!("{DAMAGED}-{n}")));
    for name in names {
        match save::write(disk, &name, damaged, There::Keep) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            other => return other,
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn read_with_bytes(disk: &dyn Disk, path: &Path) -> Result<(Vec<u8>, FileRead), Unreadable> {
    let bytes = read::bytes(disk, path)?;
    let read = read::parse(&bytes)?;
    Ok((bytes, read))
}

/// Why a file cannot be opened. Of a damaged one it is said whether there is a last good copy; when that is not known,
/// why not.
fn unreadable(disk: &dyn Disk, path: &Path, why: &Unreadable) -> Trouble {
    let copy = match why {
        Unreadable::Damaged { .. } => read_with_bytes(disk, &copy_of(path)),
        Unreadable::NotFound | Unreadable::Folder | Unreadable::NotOurs | Unreadable::Io(_) => {
            Err(Unreadable::NotFound)
        }
    };
    let message = match &copy {
        Ok((_, copy)) => words::unreadable(why, path, Some(copy.progress.saved_at)),
        Err(io @ Unreadable::Io(_)) => words::unreadable(io, &copy_of(path), None),
        Err(Unreadable::NotFound | Unreadable::Folder | Unreadable::NotOurs | Unreadable::Damaged { .. }) => {
            words::unreadable(why, path, None)
        }
    };
    Trouble {
        has_copy: copy.is_ok(),
        ..trouble(path, message, false)
    }
}

fn trouble(path: &Path, message: Message, can_look: bool) -> Trouble {
    Trouble {
        path: path.to_owned(),
        message,
        has_copy: false,
        can_look,
    }
}

/// Old versions of Notepad show lines only when they end the way of Windows.
fn ends_of_lines(text: &str) -> String {
    if cfg!(windows) {
        text.replace('\n', "\r\n")
    } else {
        text.to_owned()
    }
}
