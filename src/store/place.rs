//! Where progress files are and what they are called.

use std::fs::Metadata;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::disk::{Disk, again};
use super::name;
use crate::domain::tidy;
use crate::machine::answers::Answers;

/// How the name of every progress file ends.
pub const ENDING: &str = ".nhsmail.toml";
/// The folder in Documents.
const FOLDER: &str = "NHSmail starter";
/// The name of a file before the site's name and code are known.
const NEW_SITE: &str = "new-site";
/// Letters of a file's name before its ending, at the most, so that the whole path stays short.
const LONGEST_STEM: usize = 60;

/// What the system says of a link that leads to itself.
#[cfg(unix)]
const LINKS_IN_A_CIRCLE: i32 = rustix::io::Errno::LOOP.raw_os_error();
#[cfg(not(unix))]
const LINKS_IN_A_CIRCLE: i32 = 1921;

/// The folder of the progress files: the one asked for, or `NHSmail starter` in the person's Documents, wherever the
/// system or `OneDrive` has put those.
#[must_use]
pub fn folder(asked_for: Option<PathBuf>) -> PathBuf {
    let documents = || {
        dirs::document_dir()
            .or_else(|| etcetera::home_dir().ok())
            .unwrap_or_default()
    };
    asked_for.unwrap_or_else(|| documents().join(FOLDER))
}

/// A folder as a person types or pastes it: perhaps in quotes, perhaps from the home folder on.
#[must_use]
pub fn typed(text: &str) -> PathBuf {
    let text = text.trim();
    let bare = text
        .strip_prefix(['"', '\''])
        .and_then(|text| text.strip_suffix(['"', '\'']))
        .unwrap_or(text);
    match (
        bare.strip_prefix("~/").or_else(|| bare.strip_prefix("~\\")),
        etcetera::home_dir(),
    ) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => PathBuf::from(bare),
    }
}

/// The name, without its ending, of a site's file: its name, then its code, in letters that every system takes.
#[must_use]
pub fn stem(answers: &Answers) -> String {
    let mut name = kebab(answers.site_name().unwrap_or_default());
    let code: String = answers
        .code()
        .map_or_else(String::new, |code| plain_letters(code.as_str()));
    name.truncate(LONGEST_STEM);
    let stem = [name.trim_matches('-'), &code]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join("-");
    if stem.is_empty() {
        "site".to_owned()
    } else if name::is_device(&stem) {
        format!("site-{stem}")
    } else {
        stem
    }
}

/// The name and the page of the code are both answered, so that the file can have its own name.
#[must_use]
pub const fn has_its_name(answers: &Answers) -> bool {
    answers.site.name.is_some() && answers.site.ods_code.is_some()
}

/// What a file is called until then.
#[must_use]
pub fn first_stem(answers: &Answers) -> String {
    if has_its_name(answers) {
        stem(answers)
    } else {
        NEW_SITE.to_owned()
    }
}

/// Whether the file still has the name that every new site has.
#[must_use]
pub fn is_new_site(path: &Path) -> bool {
    let rest = file_name(path);
    let number = rest
        .strip_suffix(ENDING)
        .and_then(|stem| stem.strip_prefix(NEW_SITE));
    number.is_some_and(|number| {
        number.is_empty()
            || number
                .strip_prefix('-')
                .is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()))
    })
}

/// Paths to try for a new file, one after another: `oakfield.txt`, `oakfield-2.txt` and so on.
pub fn numbered(folder: &Path, stem: &str, ending: &str) -> impl Iterator<Item = PathBuf> {
    let first = folder.join(format!("{stem}{ending}"));
    std::iter::once(first).chain((2..1000).map(move |n| folder.join(format!("{stem}-{n}{ending}"))))
}

/// The name of a file, as it can be shown.
#[must_use]
pub fn file_name(path: &Path) -> String {
    shown(Path::new(path.file_name().unwrap_or(path.as_os_str())))
}

/// A path as it can be shown, in one line and without what could drive a terminal.
#[must_use]
pub fn shown(path: &Path) -> String {
    tidy::visible(&path.to_string_lossy()).replace('\n', " ")
}

/// The name of a progress file without its ending.
#[must_use]
pub fn stem_of(path: &Path) -> String {
    let name = file_name(path);
    let stem = name
        .strip_suffix(ENDING)
        .or_else(|| name.strip_suffix(".toml"))
        .unwrap_or(&name);
    stem.to_owned()
}

/// What tells a copy of a progress file from the file, in its name: when two computers change a file, `OneDrive` calls
/// one of them `oakfield.nhsmail-LAPTOP.toml`. Empty for the file itself; none when it is not the name of such a file.
#[must_use]
pub fn copy_mark(name: &str) -> Option<String> {
    let (main, end) = ENDING.rsplit_once('.')?;
    let (stem, ending) = name.rsplit_once('.')?;
    let at = stem.to_lowercase().rfind(main)?;
    let mark = stem.get(at + main.len()..)?;
    ending
        .eq_ignore_ascii_case(end)
        .then(|| mark.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
}

/// The folder that a file is in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or_else(|| Path::new("."))
}

/// A path beside a file, with something added to its name.
#[must_use]
pub fn beside(path: &Path, added: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(added);
    PathBuf::from(name)
}

/// What is at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Nothing; a file can be made here.
    Free(PathBuf),
    /// A plain file, at this path once links are followed.
    File {
        /// Where it really is.
        path: PathBuf,
        /// It may not be written to.
        read_only: bool,
        /// It has another name elsewhere, which would be left with the old content.
        linked: bool,
    },
    /// A folder.
    Folder,
    /// A pipe, a device, a link that leads nowhere; on Windows, a name that is taken for something else.
    Odd,
}

/// Looks at what is at a path before anything there is opened. Links are followed to what they lead to.
///
/// # Errors
/// When the system does not say what is there.
pub fn look(disk: &dyn Disk, path: &Path) -> io::Result<Place> {
    if cfg!(windows) && name::odd_part(path).is_some() {
        return Ok(Place::Odd);
    }
    let found = match again(|| disk.look(path)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Place::Free(path.to_owned())),
        Err(error) => return Err(error),
        Ok(found) => found,
    };
    if !found.is_symlink() {
        return Ok(what(path.to_owned(), &found));
    }
    match again(|| disk.follow(path)).and_then(|real| Ok((again(|| disk.look(&real))?, real))) {
        Ok((found, real)) => Ok(what(real, &found)),
        Err(error) if leads_nowhere(&error) => Ok(Place::Odd),
        Err(error) => Err(error),
    }
}

/// Whether that is wrong with a link itself. A drive that does not answer may answer again.
fn leads_nowhere(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
        || error.raw_os_error() == Some(LINKS_IN_A_CIRCLE)
}

fn what(path: PathBuf, found: &Metadata) -> Place {
    if found.is_dir() {
        Place::Folder
    } else if found.is_file() {
        Place::File {
            path,
            read_only: found.permissions().readonly(),
            linked: has_other_names(found),
        }
    } else {
        Place::Odd
    }
}

#[cfg(unix)]
fn has_other_names(found: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    found.nlink() > 1
}

#[cfg(not(unix))]
const fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Words in small letters with hyphens between them, in ASCII.
fn kebab(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words = words
        .map(|word| plain_letters(&word.to_lowercase()))
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Letters and numbers in ASCII, accents taken off.
fn plain_letters(word: &str) -> String {
    let bare = |c: char| {
        tidy::folded_letter(c)
            .find(char::is_ascii_alphanumeric)
            .unwrap_or(c)
    };
    word.chars()
        .map(|c| if c.is_ascii() { c } else { bare(c) })
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_told_by_what_is_added_to_the_name() {
        for (name, mark) in [
            ("oakfield.nhsmail.toml", Some("")),
            ("OAKFIELD.NHSMAIL.TOML", Some("")),
            ("oakfield.nhsmail-LAPTOP-7.toml", Some("LAPTOP-7")),
            ("oakfield.nhsmail (1).toml", Some("1")),
            (
                "oakfield.nhsmail (Zoë's conflicted copy).toml",
                Some("Zoë's conflicted copy"),
            ),
            ("oakfield.nhsmail.toml.bak", None),
            ("oakfield.nhsmail.toml.lock", None),
            ("oakfield.toml", None),
            ("nhsmail", None),
        ] {
            assert_eq!(copy_mark(name).as_deref(), mark, "{name}");
        }
    }
}
