//! A desk with a computer of its own: a home, a folder of progress files, and the real program to start on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveDate;
use nhsmail_starter::machine::event::Progress;
use nhsmail_starter::store::place::ENDING;
use nhsmail_starter::store::read;
use tempfile::TempDir;

use super::sitting::told;

/// The program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_nhsmail-starter");

/// A site that is half way.
const OAKFIELD: &str = include_str!("../../fixtures/oakfield.nhsmail.toml");

/// A computer of its own.
pub(crate) struct Desk(TempDir);

impl Desk {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// With the file of Oakfield House, which was left on this page.
    pub(crate) fn oakfield_at(page: &str) -> Self {
        let desk = Self::new();
        let last = format!("last_page = \"{page}\"");
        let text = OAKFIELD.replace("last_page = \"hub\"", &last);
        assert!(text.contains(&last));
        fs::create_dir_all(desk.folder()).unwrap();
        fs::write(desk.folder().join("oakfield.nhsmail.toml"), text).unwrap();
        desk
    }

    pub(crate) fn home(&self) -> &Path {
        self.0.path()
    }

    /// Where the progress files are, once there are some.
    pub(crate) fn folder(&self) -> PathBuf {
        self.home().join("sites")
    }

    /// The progress files.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder()).into_iter().flatten();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths
            .filter(|path| path.to_string_lossy().ends_with(ENDING))
            .collect()
    }

    /// The progress file, once there is one. There is never a second.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        let mut files = self.files();
        assert!(files.len() < 2, "{files:?}");
        files.pop()
    }

    /// The text of the progress file.
    pub(crate) fn text(&self) -> String {
        fs::read_to_string(self.file().unwrap()).unwrap()
    }

    /// What the progress file holds, without times. None while there is none.
    pub(crate) fn told(&self) -> Option<Progress> {
        self.file().map(|file| told(&progress(&file)))
    }

    /// What follows the name of the program: the mode, the day, the folder, and the file when there is one.
    pub(crate) fn arguments(&self, mode: &str, day: NaiveDate) -> Vec<String> {
        let shown = |path: &Path| path.to_str().unwrap().to_owned();
        let options = [
            mode.to_owned(),
            "--today".to_owned(),
            day.to_string(),
            "--dir".to_owned(),
        ];
        options
            .into_iter()
            .chain([shown(&self.folder())])
            .chain(self.file().as_deref().map(shown))
            .collect()
    }

    /// The program in plain mode, not started yet.
    pub(crate) fn plain(&self, day: NaiveDate) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(self.arguments("--plain", day))
            .env_clear()
            .env("HOME", self.home())
            .env("LC_ALL", "C.UTF-8");
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root);
        }
        command
    }
}

/// What a progress file holds. Nothing is wrong with it.
pub(crate) fn progress(file: &Path) -> Progress {
    let read = read::parse(&fs::read(file).unwrap()).unwrap();
    assert_eq!(read.passed_over, [], "every value is understood");
    read.progress
}
