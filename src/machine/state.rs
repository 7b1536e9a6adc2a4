//! (being written by the lead)

use chrono::{DateTime, FixedOffset};

use super::answers::Answers;
use super::effect::Effect;
use super::event::{Event, Progress};
use super::page::Page;
use super::page_id::PageId;
use super::slots::Position;
use crate::domain::verdict::Message;
use crate::guide::Guide;

/// The machine's state. Its fields are private: [`State::update`] is the only thing that changes it.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    answers: Answers,
    at: Position,
}

/// An answer that was not accepted: not an error. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What to say.
    pub message: Message,
    /// On which page.
    pub page: PageId,
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Before anything is known: on the start page.
    #[must_use]
    pub fn new() -> Self {
        Self { answers: Answers::default(), at: Position::page(PageId::Start) }
    }

    /// What the person is shown now. `now` is for what counts from today: overdue, the days left.
    #[must_use]
    pub fn page(&self, _guide: &Guide, _now: DateTime<FixedOffset>) -> Page {
        Page::default()
    }

    /// The only way to change. On `Err` nothing has changed.
    ///
    /// # Errors
    /// [`Refused`], when the answer is not accepted.
    pub fn update(
        &mut self,
        _guide: &Guide,
        _now: DateTime<FixedOffset>,
        _event: Event,
    ) -> Result<Vec<Effect>, Refused> {
        Ok(vec![])
    }

    /// Everything that we were told.
    #[must_use]
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// What a progress file is to hold now, at the page to come back to.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress { answers: self.answers.clone(), last: Some(self.at), ..Progress::default() }
    }

    /// The practice site: never saved.
    #[must_use]
    pub const fn is_practice(&self) -> bool {
        false
    }

    /// The lines to print on the normal screen after leaving.
    #[must_use]
    pub fn leave_lines(&self, _guide: &Guide, _now: DateTime<FixedOffset>) -> Vec<String> {
        vec![]
    }
}
