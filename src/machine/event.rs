//! What can happen to the machine: what a person does, and what came of an effect. No event can hold a password, a
//! secret or a one-time passcode: nothing that is typed into the boxes for those becomes an event.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::answers::Answers;
use super::paper::Paper;
use super::slots::Position;
use super::task::TaskId;
use crate::domain::verdict::Message;

/// Something that happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// One of the page's choices was taken: its place in the list.
    Chose(usize),
    /// The page's box was sent, as typed.
    Typed(String),
    /// A line was marked: its place, and the mark's; no mark takes a plain tick off.
    Ticked(usize, Option<usize>),
    /// Several lines were marked alike: their places, and the mark's.
    TickedAll(Vec<usize>, usize),
    /// Something on a table of people.
    People(PeopleEvent),
    /// Continue, with the answer as it stands.
    Next,
    /// Back one page.
    Back,
    /// Open a task from the hub.
    Open(TaskId),
    /// Change an answer, from the page that lists them all.
    Change(Position),
    /// From the record back to the list of answers.
    ChangeAnswers,
    /// Write a paper to a file.
    Write(Paper),
    /// Copy a paper to the clipboard.
    Copy(Paper),
    /// Open a page elsewhere in the browser, by its id among the facts.
    OpenLink(String),
    /// Take back the last answer.
    Undo,
    /// Leave the program, by way of the leave page.
    Leave,
    /// An effect has been performed.
    Done(Outcome),
}

/// Something on a table of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeopleEvent {
    /// Add someone.
    Add,
    /// Change someone: the place in the table.
    Change(usize),
    /// Take someone off the list: the place in the table.
    TakeOff(usize),
    /// Paste a list, or read one from a file.
    Paste,
    /// Mark who works here now.
    WhoWorksHere,
}

/// What came of an effect.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// All is on disk.
    Saved {
        /// When.
        at: DateTime<FixedOffset>,
        /// Where.
        path: PathBuf,
    },
    /// It is not on disk; the answers are safe in memory.
    NotSaved(Message),
    /// The progress files of the folder.
    Found {
        /// The folder.
        folder: PathBuf,
        /// The files, newest first.
        files: Vec<FoundFile>,
    },
    /// The made-up site.
    Practice(Box<Answers>),
    /// A file was opened.
    Opened(Box<Opened>),
    /// A file could not be opened.
    Trouble(Trouble),
    /// The text of a file with a list of people.
    ListRead(String),
    /// A paper was written.
    Written(Paper, PathBuf),
    /// A paper was not written: there is one of that name.
    Exists(Paper, PathBuf),
    /// Something was copied, and this program holds it: it is forgotten when the program ends.
    HoldsCopy(Message),
    /// What else there is to say, such as that a link was opened.
    Said(Message),
    /// Nothing to say.
    Nothing,
}

/// What a progress file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Progress {
    /// The answers.
    pub answers: Answers,
    /// Where the person was; a hint, checked against the plan.
    pub last: Option<Position>,
    /// Was there to change an answer from the list of all.
    pub changing: bool,
    /// When it was last saved.
    pub saved_at: Option<DateTime<FixedOffset>>,
    /// By whom.
    pub saved_by: String,
}

/// A progress file in the folder.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds, or what is wrong with it.
    pub holds: Result<Progress, Message>,
    /// What is added to its name when it is a copy made by a service such as `OneDrive`: most often a computer's name.
    pub copy: Option<String>,
}

/// A file that was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub progress: Progress,
    /// Why it can be read but not changed; none when it can be changed.
    pub read_only: Option<Message>,
    /// What had to be passed over in it, a line each.
    pub passed_over: Vec<Message>,
}

/// A file that could not be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Trouble {
    /// Where it is.
    pub path: PathBuf,
    /// What happened.
    pub message: Message,
    /// There is a last good copy.
    pub has_copy: bool,
    /// It can still be read.
    pub can_look: bool,
}
