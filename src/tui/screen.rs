//! What is on the screen, before it is drawn: rows of text, the things on them that can be focused, and the buttons at
//! the foot. Must not know the terminal.

use super::theme::Part;
use super::wrap::{columns, wrap};

/// Something that the focus can be on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    /// The words, to be scrolled.
    Words,
    /// The problem at the top of the page.
    Problem,
    /// Back.
    Back,
    /// A link among the words: its place.
    Link(usize),
    /// The way to a code to scan: the place of what it shows.
    Scan(usize),
    /// The box.
    Box,
    /// A row of the list or table: its place.
    Row(usize),
    /// A button among the words: its place.
    Action(usize),
    /// A button at the foot: its place.
    Button(usize),
}

impl Thing {
    /// Part of the answer itself.
    pub(super) const fn is_answer(self) -> bool {
        matches!(self, Self::Box | Self::Row(_) | Self::Action(_))
    }
}

/// One row of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its pieces, each with its look.
    pub(super) pieces: Vec<(String, Part)>,
    /// What on it can be focused, and the column where the cursor then is.
    pub(super) things: Vec<(Thing, usize)>,
}

impl Row {
    /// A row of one look.
    pub(super) fn new(text: impl Into<String>, part: Part) -> Self {
        Self {
            pieces: vec![(text.into(), part)],
            things: vec![],
        }
    }

    /// A row of plain text.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Part::Plain)
    }

    /// The same row, with another piece after what it has.
    pub(super) fn and(mut self, text: impl Into<String>, part: Part) -> Self {
        self.pieces.push((text.into(), part));
        self
    }

    /// The same row, with something that can be focused at a column.
    pub(super) fn with(mut self, thing: Thing, column: usize) -> Self {
        self.things.push((thing, column));
        self
    }

    /// Columns that it takes.
    pub(super) fn columns(&self) -> usize {
        self.pieces.iter().map(|(text, _)| columns(text)).sum()
    }
}

/// Rows being put together, so many columns wide, with the focus on one thing.
pub(super) struct Rows {
    /// The rows so far.
    pub(super) done: Vec<Row>,
    /// Columns in all.
    pub(super) width: usize,
    focus: Thing,
}

impl Rows {
    /// No rows yet.
    pub(super) const fn new(width: usize, focus: Thing) -> Self {
        Self {
            done: vec![],
            width,
            focus,
        }
    }

    /// `>` for the thing that the focus is on.
    pub(super) fn mark(&self, thing: Thing) -> char {
        if self.focus == thing { '>' } else { ' ' }
    }

    /// An empty row, unless the one before is empty.
    pub(super) fn gap(&mut self) {
        if self.done.last().is_some_and(|row| !row.pieces.is_empty()) {
            self.done.push(Row::default());
        }
    }

    /// A row.
    pub(super) fn push(&mut self, row: Row) {
        self.done.push(row);
    }

    /// Text in as many rows as it takes, so far from the left.
    pub(super) fn text(&mut self, indent: usize, text: &str, part: Part) {
        self.hanging(indent, "", text, part);
    }

    /// Text after a mark: the rows that follow the first stand under its text.
    pub(super) fn hanging(&mut self, indent: usize, mark: &str, text: &str, part: Part) {
        let left = indent + columns(mark);
        for (number, line) in wrap(text, self.width.saturating_sub(left + 1))
            .into_iter()
            .enumerate()
        {
            let start = if number == 0 {
                format!("{:indent$}{mark}", "")
            } else {
                " ".repeat(left)
            };
            self.push(Row::plain(start).and(line, part));
        }
    }

    /// Something that can be focused, with text of its own: its mark, then the text, in as many rows as it takes.
    pub(super) fn thing(&mut self, thing: Thing, before: &str, text: &str, part: Part) {
        let left = 3 + columns(before);
        for (number, line) in wrap(text, self.width.saturating_sub(left + 1))
            .into_iter()
            .enumerate()
        {
            let row = if number == 0 {
                Row::plain(format!(" {} {before}", self.mark(thing)))
                    .and(line, part)
                    .with(thing, 1)
            } else {
                Row::plain(" ".repeat(left)).and(line, part)
            };
            self.push(row);
        }
    }

    /// An address, never cut short: nearer to the left where that keeps it on one row, else in as many as it takes.
    pub(super) fn address(&mut self, address: &str) {
        let indent = self.width.saturating_sub(columns(address)).min(3);
        let width = if indent == 0 {
            self.width
        } else {
            self.width - indent
        };
        for line in wrap(address, width) {
            self.push(Row::plain(format!("{:indent$}{line}", "")));
        }
    }

    /// A button beside what the last row says; without room there, and if it need not be there, on a row of its own.
    pub(super) fn beside(&mut self, thing: Thing, label: &str, own_row: bool) -> bool {
        let mark = format!("   {} ", self.mark(thing));
        let takes = columns(&mark) + columns(label);
        let width = self.width;
        match self.done.last_mut() {
            Some(row) if row.columns() + takes <= width => {
                let column = row.columns() + 3;
                *row = std::mem::take(row)
                    .and(mark, Part::Plain)
                    .and(label, Part::Plain)
                    .with(thing, column);
            }
            _ if own_row => self.push(Row::plain(format!("{mark}{label}")).with(thing, 3)),
            _ => return false,
        }
        true
    }

    /// Buttons in a row, each with its mark: closer together when they do not fit, then in more rows.
    pub(super) fn buttons(&mut self, buttons: &[(Thing, String)]) {
        let takes: usize = buttons.iter().map(|(_, label)| 2 + columns(label)).sum();
        let roomy = takes + 3 * buttons.len() <= self.width;
        let between = if roomy { "   " } else { " " };
        let mut row = Row::default();
        for (thing, label) in buttons {
            let takes = between.len() + 2 + columns(label);
            if !row.pieces.is_empty() && row.columns() + takes > self.width {
                self.push(std::mem::take(&mut row));
            }
            let gap = if row.pieces.is_empty() { " " } else { between };
            let column = row.columns() + gap.len();
            let part = if self.focus == *thing {
                Part::Strong
            } else {
                Part::Plain
            };
            row = row
                .and(format!("{gap}{} ", self.mark(*thing)), Part::Plain)
                .and(label, part)
                .with(*thing, column);
        }
        self.push(row);
    }
}
