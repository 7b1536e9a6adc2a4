//! The loop that both front ends share: an event goes to the machine, what the machine asks for is carried out, what
//! came of it goes back, until all is quiet. Then the page is composed anew, once.
//!
//! Must not know how a page looks, or what an effect does.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;

use super::clipboard::Copied;
use super::clock::Clock;
use super::host::Host;
use super::terminal;
use crate::domain::secret::Secret;
use crate::domain::secret_word::{self, Places};
use crate::domain::suggestion::{self, Suggestion, WordList};
use crate::domain::verdict::Message;
use crate::domain::when;
use crate::guide::Guide;
use crate::machine::answers::{Answers, known};
use crate::machine::effect::{Effect, OpenAs};
use crate::machine::event::{Event, Outcome};
use crate::machine::page::{Hub, Page};
use crate::machine::page_id::PageId;
use crate::machine::state::{Refused, State};

/// More effects than any event can lead to: a fault in the machine must not become an endless loop.
const MOST_EFFECTS: usize = 64;

/// Drives the machine.
pub struct Driver<H: Host> {
    guide: Guide,
    state: State,
    host: H,
    clock: Clock,
    page: Page,
    refused: Option<(PageId, Message)>,
    pending: bool,
    words: Option<WordList>,
}

/// What to do after an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Flow {
    /// Go on.
    Stay,
    /// The program ends here.
    Left,
}

/// An answer that was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What to say. Fuller when the same is refused twice in a row on the same page.
    pub text: String,
}

impl<H: Host> Driver<H> {
    /// On the start page, with nothing opened yet.
    pub fn new(guide: Guide, clock: Clock, host: H) -> Self {
        let state = State::new();
        let page = state.page(&guide, clock.now());
        Self {
            guide,
            state,
            host,
            clock,
            page,
            refused: None,
            pending: false,
            words: None,
        }
    }

    /// Opens the file, or finds those of the folder.
    pub fn start(&mut self, file: Option<PathBuf>) {
        let first = file.map_or(Effect::FindFiles, |path| Effect::Open(path, OpenAs::Progress));
        let _ = self.carry_out(vec![first]);
        self.compose();
    }

    /// What the person is shown now.
    pub const fn page(&self) -> &Page {
        &self.page
    }

    /// The content.
    pub const fn guide(&self) -> &Guide {
        &self.guide
    }

    /// The machine's state, to read.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Who carries out effects, to read.
    pub const fn host(&self) -> &H {
        &self.host
    }

    /// Today.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// Sends an event and carries out what follows from it.
    ///
    /// # Errors
    /// [`Refusal`], when the answer is not accepted. Nothing has changed then.
    pub fn send(&mut self, event: Event) -> Result<Flow, Refusal> {
        let before = self.page.id();
        let result = match self.state.update(&self.guide, self.clock.now(), event) {
            Ok(effects) => self.carry_out(effects),
            Err(refused) => Err(refused),
        };
        self.compose();
        if self.page.id() != before {
            self.refused = None;
        }
        match result {
            Ok(flow) => {
                self.refused = None;
                Ok(flow)
            }
            Err(refused) => Err(self.refusal(refused)),
        }
    }

    /// Tries a save again that has not reached the disk.
    pub fn retry(&mut self) {
        if self.pending {
            let _ = self.carry_out(vec![Effect::Save]);
            self.compose();
        }
    }

    /// Whether a save has not reached the disk yet.
    pub const fn is_pending(&self) -> bool {
        self.pending
    }

    /// Suggests a password. Words that hold a name of the person, of a helper or of the site are left out.
    pub fn suggest(&mut self, words_at_least: usize) -> Suggestion {
        let words = self
            .words
            .get_or_insert_with(|| WordList::parse(Guide::words_txt()));
        suggestion::suggest(
            words,
            &names(self.state.answers()),
            words_at_least,
            self.host.chance(),
        )
    }

    /// The places of the letters to ask for when a secret of this length is rehearsed.
    pub fn rehearsal(&mut self, letters: usize) -> Places {
        secret_word::rehearsal_positions(letters, self.host.chance())
    }

    /// Copies a suggestion. Never an effect: nothing keeps what is copied but the clipboard, and not for long.
    pub fn copy_secret(&mut self, secret: &Secret) -> Copied {
        self.host.copy_secret(secret)
    }

    /// How long until a copied suggestion is to be cleared. None when nothing is copied.
    pub fn copied_for(&self) -> Option<Duration> {
        self.host.copied_for()
    }

    /// Clears a copied suggestion, unless something else was copied since.
    pub fn clear_copied(&mut self) {
        self.host.clear_copied();
    }

    /// The nine steps and how each stands, from whatever page.
    pub fn steps(&self) -> Hub {
        self.state.steps(&self.guide, self.clock.now())
    }

    /// The lines to print on the normal screen after leaving.
    pub fn leave_lines(&self) -> Vec<String> {
        self.state.leave_lines(&self.guide, self.clock.now())
    }

    fn compose(&mut self) {
        self.page = self.state.page(&self.guide, self.clock.now());
        if let Some((at, path)) = self.state.last_save() {
            let words = Message::new("panic")
                .with("saved-at", when::clock_words(at.time()))
                .with("path", path.display().to_string());
            terminal::set_last_words(self.guide.message(&words));
        }
    }

    /// Carries out effects, and those that follow from what came of them, until all is quiet.
    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<Flow, Refused> {
        let mut flow = Flow::Stay;
        let mut refused = None;
        let mut queue = VecDeque::from(effects);
        for _ in 0..MOST_EFFECTS {
            let Some(effect) = queue.pop_front() else { break };
            if effect == Effect::Leave {
                flow = Flow::Left;
            }
            for outcome in self.perform(&effect) {
                match self
                    .state
                    .update(&self.guide, self.clock.now(), Event::Done(outcome))
                {
                    Ok(more) => queue.extend(more),
                    Err(why) => refused = Some(why),
                }
            }
        }
        refused.map_or(Ok(flow), Err)
    }

    fn perform(&mut self, effect: &Effect) -> Vec<Outcome> {
        let outcome = self
            .host
            .perform(effect, &self.state, &self.guide, self.clock.now());
        match &outcome {
            Outcome::Saved { .. } | Outcome::Opened(_) | Outcome::Practice(_) => self.pending = false,
            Outcome::NotSaved(_) => self.pending = true,
            Outcome::Found { .. }
            | Outcome::Trouble(_)
            | Outcome::Written(..)
            | Outcome::Exists(..)
            | Outcome::HoldsCopy(_)
            | Outcome::ListRead(_)
            | Outcome::Said(_)
            | Outcome::Nothing => {}
        }
        std::iter::once(outcome)
            .chain(self.host.more_to_say().map(Outcome::Said))
            .collect()
    }

    fn refusal(&mut self, refused: Refused) -> Refusal {
        let now = Some((refused.page, refused.message));
        let again = self.refused == now;
        self.refused = now;
        let text = self.refused.as_ref().map(|(_, message)| {
            if again {
                self.guide.message_again(message)
            } else {
                self.guide.message(message)
            }
        });
        Refusal {
            text: text.unwrap_or_default(),
        }
    }
}

/// The names that a suggestion should not have in it.
fn names(answers: &Answers) -> Vec<String> {
    let people = [&answers.account.name, &answers.helper.name]
        .into_iter()
        .filter_map(known)
        .map(ToString::to_string);
    people.chain(answers.site_name().map(str::to_owned)).collect()
}
