//! What the environment says: the one place that reads it. Everyone else is handed this.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the environment says about how and where the program runs.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a separate thing that the environment says"
)]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// No colour is wanted (`NO_COLOR`, not empty).
    pub no_colour: bool,
    /// Plain text is wanted (`ACCESSIBLE`, any value but `0`, `no`, `off` and `false`).
    pub accessible: bool,
    /// The terminal cannot move its cursor, or does not say what it is (`TERM` is `dumb`, empty or not set; on Windows it
    /// never is).
    pub dumb: bool,
    /// The name of the terminal (`TERM`); empty when there is none.
    pub term: String,
    /// Another computer is at the other end (`SSH_TTY` or `SSH_CONNECTION`).
    pub ssh: bool,
    /// Windows are drawn on another computer (`DISPLAY` names one).
    pub display_elsewhere: bool,
    /// The folder of the progress files (`NHSMAIL_STARTER_DIR`, not empty).
    pub folder: Option<PathBuf>,
    /// Letters outside ASCII can be shown (`LC_ALL`, `LC_CTYPE`, `LANG`). Always so where the system has no such
    /// setting.
    pub utf8: bool,
}

/// Reads the environment of this run.
#[must_use]
pub fn environment() -> Environment {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the environment"
    )]
    Environment::from(&|name| std::env::var_os(name))
}

impl Environment {
    /// From any source of named values.
    #[must_use]
    pub fn from(value: &dyn Fn(&str) -> Option<OsString>) -> Self {
        let set = |name: &str| value(name).filter(|value| !value.is_empty());
        let text = |name: &str| set(name).map(|value| value.to_string_lossy().into_owned());
        let term = text("TERM").unwrap_or_default();
        Self {
            no_colour: set("NO_COLOR").is_some(),
            accessible: text("ACCESSIBLE").is_some_and(|value| !is_no(&value)),
            dumb: term == "dumb" || cfg!(unix) && term.is_empty(),
            term,
            ssh: set("SSH_TTY").is_some() || set("SSH_CONNECTION").is_some(),
            display_elsewhere: text("DISPLAY").is_some_and(|display| !display.starts_with([':', '/'])),
            folder: set("NHSMAIL_STARTER_DIR").map(PathBuf::from),
            utf8: cfg!(windows)
                || ["LC_ALL", "LC_CTYPE", "LANG"]
                    .iter()
                    .find_map(|name| text(name))
                    .is_some_and(|locale| is_utf8(&locale)),
        }
    }
}

fn is_no(value: &str) -> bool {
    ["0", "no", "off", "false"]
        .iter()
        .any(|no| value.eq_ignore_ascii_case(no))
}

fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Environment {
        Environment::from(&|name| {
            values
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn accessible_unless_it_says_no() {
        for (value, accessible) in [
            ("1", true),
            ("yes", true),
            ("", false),
            ("0", false),
            ("NO", false),
            ("false", false),
            ("off", false),
        ] {
            assert_eq!(read(&[("ACCESSIBLE", value)]).accessible, accessible, "{value:?}");
        }
        assert!(!read(&[]).accessible);
    }

    #[test]
    fn the_first_locale_that_is_set_decides() {
        #[cfg(unix)]
        for (values, utf8) in [
            (&[("LANG", "en_GB.UTF-8")][..], true),
            (&[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")], false),
            (&[("LC_ALL", ""), ("LC_CTYPE", "en_GB.utf8")], true),
            (&[], false),
        ] {
            assert_eq!(read(values).utf8, utf8, "{values:?}");
        }
    }

    #[test]
    fn empty_values_say_nothing() {
        assert_eq!(
            read(&[("NO_COLOR", ""), ("SSH_TTY", ""), ("NHSMAIL_STARTER_DIR", "")]),
            read(&[])
        );
        let said = read(&[
            ("NO_COLOR", "1"),
            ("TERM", "dumb"),
            ("SSH_CONNECTION", "x"),
            ("NHSMAIL_STARTER_DIR", "/d"),
        ]);
        assert!(said.no_colour && said.dumb && said.ssh && said.folder.is_some());
    }
}
