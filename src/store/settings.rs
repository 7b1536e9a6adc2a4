//! What a person prefers on this computer, whichever the site: full screen or plain, and the colours.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;
use toml_edit::{DocumentMut, value};

use super::disk::System;
use super::read;
use super::save::{self, There};
use crate::domain::choice::{Choice, choice};

choice! {
    /// How the program is used.
    Mode {
        /// Full screen.
        FullScreen = "full-screen",
        /// Plain text, line by line.
        Plain = "plain",
    }
}

choice! {
    /// Which colours are used.
    Theme {
        /// A few named colours.
        Default = "default",
        /// Colours that stand out more.
        HighContrast = "high-contrast",
        /// No colours.
        Mono = "mono",
    }
}

/// What a person prefers on this computer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settings {
    /// How the program is used; none until it has been asked.
    pub mode: Option<Mode>,
    /// Which colours are used.
    pub theme: Option<Theme>,
}

/// Where settings are kept; none where the system has no such place.
#[must_use]
pub fn path() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(
        strategy
            .config_dir()
            .join("nhsmail-starter")
            .join("settings.toml"),
    )
}

impl Settings {
    /// Reads settings. What is not there or cannot be read is asked again.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        let file = document(path);
        let slug = |name: &str| file.get(name).and_then(|item| item.as_str());
        Self {
            mode: slug("mode").and_then(Mode::from_slug),
            theme: slug("theme").and_then(Theme::from_slug),
        }
    }

    /// Writes settings, all or nothing. Settings of other versions stay.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut file = document(path);
        for (name, slug) in [
            ("mode", self.mode.map(Choice::slug)),
            ("theme", self.theme.map(Choice::slug)),
        ] {
            match slug {
                Some(slug) => file[name] = value(slug),
                None => drop(file.remove(name)),
            }
        }
        std::fs::create_dir_all(super::place::folder_of(path))?;
        save::write(&System, path, file.to_string().as_bytes(), There::Replace)
    }
}

fn document(path: &Path) -> DocumentMut {
    let text = read::bytes(&System, path)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok());
    text.and_then(|text| text.trim_start_matches('\u{FEFF}').parse().ok())
        .unwrap_or_default()
}
