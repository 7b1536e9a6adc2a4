//! Names that Windows keeps for devices, or takes for something else than a name. Pure: it is asked on every system,
//! and what comes of it counts on Windows alone.

use std::path::{Component, Path};

/// Names that Windows keeps for devices; so are COM and LPT with a number.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Characters that cannot stand in a name. After a colon would come a part of the file that no folder shows.
const NOT_IN_NAMES: [char; 7] = ['<', '>', ':', '"', '|', '?', '*'];

/// The first part of a path that Windows would not take for what it says.
#[must_use]
pub fn odd_part(path: &Path) -> Option<String> {
    path.components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
        })
        .find(|name| is_odd(name))
}

fn is_odd(name: &str) -> bool {
    name.contains(NOT_IN_NAMES)
        || name.contains(char::is_control)
        || name.ends_with(['.', ' '])
        || is_device(name)
}

/// Whether a name is a device's, as it is with any ending too.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or_default();
    let base = base.trim_end().to_lowercase();
    let is_port = ["com", "lpt"].iter().any(|port| {
        base.strip_prefix(port).is_some_and(|n| {
            n.chars().count() == 1 && n.contains(|c: char| c.is_ascii_digit() || "¹²³".contains(c))
        })
    });
    is_port || DEVICES.contains(&base.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_takes_for_something_else() {
        for odd in [
            "CON",
            "con.toml",
            "Aux .txt",
            "nul",
            "COM1",
            "lpt9.csv",
            "com².txt",
            "CONOUT$",
            "site:b",
            "a<b",
            "what?",
            "dot.",
            "space ",
            "folder./file",
            "com1/file",
            "a\u{1}b",
        ] {
            assert!(odd_part(Path::new(odd)).is_some(), "{odd}");
        }
        for fine in [
            "console",
            "com",
            "com10",
            "con-site.toml",
            "x.con",
            "Zoë O'Brien",
            ".",
            "..",
            "./a/../b c",
            ".hidden",
            "/a/b.toml",
        ] {
            assert_eq!(odd_part(Path::new(fine)), None, "{fine}");
        }
    }
}
