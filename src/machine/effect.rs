//! What the machine asks the shell to do. The machine itself does nothing.

use std::path::PathBuf;

use super::paper::Paper;

/// An order to the shell. Each is answered by one `Outcome`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Save the answers, all or nothing.
    Save,
    /// Find the progress files of the folder.
    FindFiles,
    /// Open a file. One that is not there starts a new site in that place.
    Open(PathBuf, OpenAs),
    /// Open a file that the person has typed the place of: it has to be there.
    OpenExisting(PathBuf),
    /// Open the made-up site, to practise. It is never saved.
    Practise,
    /// Save in another folder from now on, as typed.
    SaveElsewhere(String),
    /// Close the file: another site comes next.
    CloseFile,
    /// Read a list of people from a file that the person has typed the place of.
    ReadList(String),
    /// Write a paper to a file.
    Write(Paper, IfThere),
    /// Copy a paper to the clipboard.
    Copy(Paper),
    /// Open a page elsewhere in the browser, by its id among the facts.
    OpenLink(String),
    /// End the program; all is saved, or the person said to go without.
    Leave,
}

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenAs {
    /// To go on with it.
    Progress,
    /// To read it only.
    LookOnly,
    /// Its last good copy takes its place.
    LastGoodCopy,
}

/// What to do when a paper of that name is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfThere {
    /// Ask the person.
    Ask,
    /// Replace it.
    Replace,
    /// Add a number to the name.
    NewName,
}
