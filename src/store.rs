//! Progress files: where they are, what is in them, and how they get to the disk whole.
//!
//! - [`read`] and [`document`] turn a file into progress and back; [`keys`] is the table of its keys.
//! - [`unread`] and [`aside`] keep what cannot be read in the file; [`way`] says where in it a value is.
//! - [`save`] and [`lock`] keep it whole; [`disk`] is what they and [`read`] ask of the system.
//! - [`place`], [`name`], [`find`] and [`settings`] know where things are and what they can be called; [`export`] writes
//!   what is taken away.
//! - [`check`] lists everything that is wrong with a file.
//!
//! Must not know the journey or how a page looks. No clock: the time is handed in.

pub mod aside;
pub mod bad;
pub mod check;
pub mod disk;
pub mod document;
pub mod export;
pub mod find;
pub mod keys;
pub mod lock;
pub mod name;
pub mod place;
pub mod plain;
pub mod read;
pub mod save;
pub mod settings;
pub mod site_file;
pub mod unread;
pub mod way;
pub mod words;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use self::disk::{Disk, System, again};
use self::export::Written;
use self::place::{ENDING, Place};
use self::read::Unreadable;
use self::site_file::SiteFile;
use crate::domain::verdict::Message;
use crate::machine::answers::Answers;
use crate::machine::effect::{IfThere, OpenAs};
use crate::machine::event::{FoundFile, Opened, Progress, Trouble};

/// The progress files of a folder, and the one that is open.
#[derive(Debug)]
pub struct Store {
    disk: &'static dyn Disk,
    folder: PathBuf,
    open: Option<SiteFile>,
    to_say: Option<Message>,
}

/// All is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Where.
    pub path: PathBuf,
}

impl Store {
    /// Progress files in this folder, which is made when the first is saved.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self::on(&System, folder)
    }

    /// The same, by way of these calls.
    #[must_use]
    pub const fn on(disk: &'static dyn Disk, folder: PathBuf) -> Self {
        Self {
            disk,
            folder,
            open: None,
            to_say: None,
        }
    }

    /// Where new files go.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file that is open.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.open.as_ref().map(SiteFile::path)
    }

    /// Where these answers go: the file that is open, or the one that the first save makes.
    #[must_use]
    pub fn path_for(&self, answers: &Answers) -> PathBuf {
        let new = || {
            self.folder
                .join(format!("{}{ENDING}", place::first_stem(answers)))
        };
        self.path().map_or_else(new, Path::to_owned)
    }

    /// The progress files of the folder, newest first.
    #[must_use]
    pub fn find(&self) -> Vec<FoundFile> {
        find::find(&self.folder)
    }

    /// What else there is to say after a save, said once: that someone else changed the file meanwhile.
    pub fn take_message(&mut self) -> Option<Message> {
        self.to_say.take()
    }

    /// Opens a file, in place of the one that is open. One that is not there starts a new site in that place.
    ///
    /// # Errors
    /// [`Trouble`]: what happened, and the ways on. The file that was open stays so.
    pub fn open(&mut self, path: &Path, how: OpenAs) -> Result<Opened, Trouble> {
        if self.path() == Some(path) {
            self.close();
        }
        let (file, opened) = SiteFile::open(self.disk, path, how)?;
        self.open = Some(file);
        Ok(opened)
    }

    /// Opens a file as [`Store::open`] does, but only one that is there. The place is as the person typed it.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn open_existing(&mut self, typed: &Path) -> Result<Opened, Trouble> {
        let path = place::typed(&typed.to_string_lossy());
        match place::look(self.disk, &path) {
            Ok(Place::Free(_)) => Err(Trouble {
                message: words::unreadable(&Unreadable::NotFound, &path, None),
                path,
                has_copy: false,
                can_look: false,
            }),
            Ok(Place::File { .. } | Place::Folder | Place::Odd) | Err(_) => {
                self.open(&path, OpenAs::Progress)
            }
        }
    }

    /// Closes the file: another site comes next.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// Saves, all or nothing. The first save of a new site makes its file.
    ///
    /// # Errors
    /// Why it is not on disk. What was there before still is.
    pub fn save(&mut self, progress: &Progress, now: DateTime<FixedOffset>) -> Result<Saved, Message> {
        let progress = stamped(progress, now);
        let mut file = match self.open.take() {
            Some(file) => file,
            None => SiteFile::create(self.disk, &self.folder, &place::first_stem(&progress.answers))?,
        };
        let result = file.save(&progress);
        if let Ok(aside) = &result {
            self.to_say.clone_from(aside);
            if file.is_named_new_in(&self.folder) && place::has_its_name(&progress.answers) {
                file.rename(&self.folder, &place::stem(&progress.answers));
            }
        }
        let path = file.path().to_owned();
        self.open = Some(file);
        result.map(|_| Saved { at: now, path })
    }

    /// Saves in another folder from now on. What is in the old one stays there.
    ///
    /// # Errors
    /// Why it is not on disk. The file stays where it was.
    pub fn save_elsewhere(
        &mut self,
        typed: &str,
        progress: &Progress,
        now: DateTime<FixedOffset>,
    ) -> Result<Saved, Message> {
        let progress = stamped(progress, now);
        let folder = place::typed(typed);
        match place::look(self.disk, &folder) {
            Ok(Place::Folder) => {}
            Ok(Place::Free(_)) if place::folder_of(&folder).is_dir() => {}
            Ok(Place::Free(_) | Place::File { .. } | Place::Odd) => {
                return Err(words::unreadable(&Unreadable::NotFound, &folder, None));
            }
            Err(error) => return Err(words::unreadable(&Unreadable::Io(error), &folder, None)),
        }
        let stem = self
            .path()
            .map_or_else(|| place::first_stem(&progress.answers), place::stem_of);
        let mut file = SiteFile::create(self.disk, &folder, &stem)?;
        if let Some(open) = &self.open {
            file.base_on(open);
        }
        file.save(&progress)?;
        let path = file.path().to_owned();
        self.open = Some(file);
        self.folder = folder;
        Ok(Saved { at: now, path })
    }

    /// Writes something to take away beside the progress file, named after it.
    ///
    /// # Errors
    /// Why it is not on disk.
    pub fn write_paper(
        &self,
        name: &str,
        ending: &str,
        text: &str,
        if_there: IfThere,
    ) -> Result<Written, Message> {
        let (folder, stem) = match self.path() {
            Some(path) => (place::folder_of(path), format!("{}-{name}", place::stem_of(path))),
            None => (self.folder.as_path(), name.to_owned()),
        };
        make_folder(self.disk, folder)?;
        export::write(self.disk, folder, &stem, ending, text, if_there)
    }
}

/// Makes the folder when it is not there.
fn make_folder(disk: &dyn Disk, folder: &Path) -> Result<(), Message> {
    match again(|| disk.make_folder(folder)) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(words::not_saved(&error, &folder.join("x"), None))
        }
        _ => Ok(()),
    }
}

fn stamped(progress: &Progress, now: DateTime<FixedOffset>) -> Progress {
    Progress {
        saved_at: Some(now),
        saved_by: progress.answers.who_is_here(),
        ..progress.clone()
    }
}
