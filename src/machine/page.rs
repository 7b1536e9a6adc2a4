//! What a person is shown: one heading, some words, one thing to answer. Front ends draw a [`Page`] and know nothing of
//! the journey.

use super::page_id::PageId;
use super::paper::Paper;
use super::plan::TaskStatus;
use super::slots::Position;
use super::task::TaskId;
use crate::domain::password::PasswordContext;
use crate::domain::secret_word::SecretContext;

/// A page, ready to be drawn or read out. All words are filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Where the machine is.
    pub at: Position,
    /// The task that the page belongs to.
    pub task: Option<TaskId>,
    /// The site's name, empty until it is known, and marked when it is the practice site.
    pub site: String,
    /// The site's code, empty until it is known.
    pub code: String,
    /// What the page is part of, shown in its corner: a task, "About the site".
    pub part: String,
    /// The one heading.
    pub title: String,
    /// The words under it.
    pub body: Vec<Block>,
    /// The one thing to answer.
    pub ask: Ask,
    /// What Back is called here; none where there is nothing to go back to.
    pub back: Option<String>,
    /// What Continue is called here; none where the answer itself moves on, such as on the hub.
    pub forward: Option<String>,
    /// One line about what has just happened: advice, a day read back, what was written.
    pub notice: Option<String>,
    /// When all was last saved: "Saved at 2:32pm"; empty before the first save.
    pub saved: String,
    /// Something that stands until it is mended, such as answers that could not be saved.
    pub banner: Option<String>,
    /// More help for this page, for F1 and for the word "help".
    pub help: Vec<String>,
}

/// Some words under the heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The guide's own words.
    Quote(String),
    /// Ours.
    Say(String),
    /// A fact from elsewhere, with its source and its date.
    Added {
        /// The fact.
        text: String,
        /// Where it is from.
        source: String,
        /// As of when.
        as_of: String,
    },
    /// Things in no order.
    List(Vec<String>),
    /// Things to do one after another.
    Steps(Vec<String>),
    /// A page elsewhere: its title, and its address when there is a checked one, else how to find it.
    Link {
        /// The id among the facts of the page that the address leads to.
        id: String,
        /// Its title.
        title: String,
        /// Its checked address, or that of a page that may help instead.
        url: Option<String>,
        /// How to find it when there is none, or what may help instead.
        advice: String,
        /// Its address as a code.
        scan: Option<Scan>,
    },
    /// Someone to ask.
    Contact {
        /// A line for each way.
        lines: Vec<String>,
        /// The number as a code.
        scan: Option<Scan>,
    },
    /// What to say on the phone.
    Script {
        /// Its lines.
        lines: Vec<String>,
        /// The number to ring as a code.
        scan: Option<Scan>,
    },
}

/// What a phone can read off the screen: a checked address, or a number to ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// What it leads to: the title of a page, or who is rung.
    pub title: String,
    /// The address or the number, as a person reads it.
    pub shown: String,
    /// What the code holds.
    pub text: String,
    /// What to know before it is used.
    pub caution: Option<String>,
}

/// The one thing that a page asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// The hub.
    Tasks(Hub),
    /// One of a list.
    Choose(Options),
    /// Each of a list, with its mark.
    Tick(Ticks),
    /// Something typed in a box. Days too: see [`TextAsk::kind`].
    Text(TextAsk),
    /// People, on a table.
    People(PeopleAsk),
    /// A password: a suggestion, or one's own idea, that is never kept.
    PasswordIdea(PasswordContext),
    /// The account secret: one's own idea, that is never kept.
    SecretIdea(SecretContext),
    /// An email to send, and whether it has been sent.
    Draft(DraftAsk),
    /// All answers, by task.
    CheckAnswers(Vec<Section>),
    /// The record.
    Record(RecordAsk),
    /// Nothing: words to read.
    Read,
}

/// The hub.
#[derive(Debug, Clone, PartialEq)]
pub struct Hub {
    /// "2 of 8 completed, 1 not needed".
    pub count: String,
    /// The nine tasks.
    pub rows: Vec<TaskRow>,
    /// The row to stand on: the next task to do.
    pub next: usize,
}

/// A task on the hub.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskRow {
    /// The task.
    pub id: TaskId,
    /// The group it is listed under.
    pub group: String,
    /// Its title.
    pub title: String,
    /// How it stands.
    pub status: TaskStatus,
    /// The same in a word or two, for a table.
    pub status_words: String,
    /// The same as a whole clause, for speech: "waiting for reply since 3 June 2026, chase from 10 June 2026".
    pub status_spoken: String,
    /// The line at the foot of the hub while this row is stood on.
    pub note: String,
}

/// A list to choose one from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// What can be chosen. `Event::Chose` carries the place in this list.
    pub choices: Vec<Choice>,
    /// The answer given before.
    pub chosen: Option<usize>,
}

/// One of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Its slug, or another name that is unique on the page.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// A second line: what it means.
    pub hint: Option<String>,
    /// What happens next when it is chosen.
    pub next: Option<String>,
    /// Set apart from the others: "I do not know".
    pub apart: bool,
}

/// Lines to mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticks {
    /// The lines. `Event::Ticked` carries the place in this list.
    pub items: Vec<TickItem>,
    /// What a line can be marked with, in order; a lone mark is a plain tick that can be taken off again.
    pub marks: Vec<Choice>,
}

/// A line to mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TickItem {
    /// Its slug.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Its mark: the place in [`Ticks::marks`].
    pub mark: Option<usize>,
    /// Such as the day on which it was done.
    pub note: Option<String>,
}

/// What a box takes.
pub use super::slot::TextKind;

/// A box to type in, and what can be chosen in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextAsk {
    /// What the box is called.
    pub label: String,
    /// The answer given before, as it is put in the box.
    pub value: String,
    /// It was not given: we offer it.
    pub offered: bool,
    /// One line, a day or a note.
    pub kind: TextKind,
    /// May be left empty.
    pub optional: bool,
    /// What can be chosen in its place: "I do not know".
    pub others: Options,
}

/// People, on a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleAsk {
    /// "5 people: 1 to remove, 1 to find out".
    pub total: String,
    /// What each column is called, the name first.
    pub columns: Vec<String>,
    /// One row a person, a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// What the table means: a word (Problem, To do, Good) and a sentence.
    pub findings: Vec<Finding>,
    /// No more people can be added.
    pub full: bool,
    /// A list can be pasted or read from a file.
    pub takes_lists: bool,
    /// Some have no answer yet on whether they work here: all can be marked on one page.
    pub asks_who_works_here: bool,
}

/// What a table of people means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub weight: Weight,
    /// The same as a word: Problem, To do, Good.
    pub word: String,
    /// What it is.
    pub text: String,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Must be mended.
    Problem,
    /// To do.
    ToDo,
    /// As it should be.
    Good,
}

/// An email to send, and whether it has been sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftAsk {
    /// The email.
    pub draft: Draft,
    /// It has been sent, or not yet.
    pub options: Options,
}

/// An email that the person sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which address to send it from, with the reason.
    pub from: String,
    /// Whom to send it to.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its lines, each shorter than 72 columns.
    pub body: Vec<String>,
}

/// The answers of one task, to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The task's title, or "About the site".
    pub title: String,
    /// Its answers.
    pub lines: Vec<AnswerLine>,
}

/// One answer, to check. `Event::Change` carries its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLine {
    /// The page that asks for it.
    pub at: Position,
    /// The question, in a few words.
    pub question: String,
    /// The answer; "Add ..." where there is none.
    pub answer: String,
    /// There is none, and the step cannot be finished without it.
    pub missing: bool,
}

/// The record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordAsk {
    /// "Oakfield House is set up on NHSmail", or how far it is.
    pub headline: String,
    /// "Record made 12 June 2026".
    pub made: String,
    /// Pairs of a label and what is recorded.
    pub facts: Vec<(String, String)>,
    /// What is still to do.
    pub to_do: Vec<String>,
    /// Whom to ask.
    pub contacts: String,
    /// "This record has no passwords in it..."
    pub foot: String,
    /// What can be written to a file from here, in the order to offer it.
    pub papers: Vec<Offer>,
}

/// A paper that a page offers. `Event::Write` carries the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is called on the page: "Print or save".
    pub label: String,
    /// What is written.
    pub paper: Paper,
}

impl Block {
    /// What of it can be shown as a code.
    #[must_use]
    pub const fn scan(&self) -> Option<&Scan> {
        match self {
            Self::Link { scan, .. } | Self::Contact { scan, .. } | Self::Script { scan, .. } => scan.as_ref(),
            Self::Quote(_) | Self::Say(_) | Self::Added { .. } | Self::List(_) | Self::Steps(_) => None,
        }
    }
}

impl Page {
    /// What can be shown as a code, in the order of the words.
    pub fn scans(&self) -> impl Iterator<Item = &Scan> {
        self.body.iter().filter_map(Block::scan)
    }

    /// The page's own name.
    #[must_use]
    pub const fn id(&self) -> PageId {
        self.at.page
    }
}

impl Options {
    /// Whether there is nothing to choose.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.choices.is_empty()
    }
}
