//! Who carries out what the machine asks for.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::chance::SystemChance;
use super::clipboard::{Clipboard, Copied};
use super::opener::Opener;
use crate::domain::secret::Secret;
use crate::domain::suggestion::Chance;
use crate::domain::text::SiteName;
use crate::domain::told::Told;
use crate::domain::verdict::Message;
use crate::guide::Guide;
use crate::machine::answers::Answers;
use crate::machine::effect::{Effect, IfThere, OpenAs};
use crate::machine::event::{Opened, Outcome, Progress};
use crate::machine::paper::Paper;
use crate::machine::state::State;
use crate::paper;
use crate::roster::{self, NotText};
use crate::store::disk::System;
use crate::store::export::Written;
use crate::store::read::{self, Unreadable};
use crate::store::site_file::copy_of;
use crate::store::{Saved, Store, place, words};

/// The made-up site to practise on.
const PRACTICE: &[u8] = include_bytes!("../../assets/practice.toml");

/// Carries out effects.
pub trait Host {
    /// Carries out one, and says what came of it.
    fn perform(
        &mut self,
        effect: &Effect,
        state: &State,
        guide: &Guide,
        now: DateTime<FixedOffset>,
    ) -> Outcome;

    /// What else there is to say after the last effect, said once.
    fn more_to_say(&mut self) -> Option<Message> {
        None
    }

    /// Where chance comes from.
    fn chance(&mut self) -> &mut dyn Chance;

    /// Copies a suggestion to the clipboard.
    fn copy_secret(&mut self, _: &Secret) -> Copied {
        Copied::No
    }

    /// How long until a copied suggestion is to be cleared. None when nothing is copied.
    fn copied_for(&self) -> Option<Duration> {
        None
    }

    /// Clears a copied suggestion, unless something else was copied since.
    fn clear_copied(&mut self) {}
}

/// The real one: progress files on disk, the browser, the system's chance.
#[derive(Debug)]
pub struct SystemHost {
    store: Store,
    opener: Opener,
    clipboard: Clipboard,
    is_dry: bool,
    chance: SystemChance,
}

impl SystemHost {
    /// Keeps progress in this store.
    #[must_use]
    pub const fn new(store: Store, opener: Opener) -> Self {
        Self {
            store,
            opener,
            clipboard: Clipboard::none(),
            is_dry: false,
            chance: SystemChance,
        }
    }

    /// Saves, writes and opens nothing, and says so.
    #[must_use]
    pub const fn dry(mut self) -> Self {
        self.is_dry = true;
        self
    }

    /// Copies to this clipboard.
    #[must_use]
    pub fn with_clipboard(mut self, clipboard: Clipboard) -> Self {
        self.clipboard = clipboard;
        self
    }

    /// Where progress is kept.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// In a rehearsal, where these answers would have been saved; none when there is nothing to save.
    #[must_use]
    pub fn would_save(&self, state: &State) -> Option<PathBuf> {
        let answers = state.answers();
        let is_there = !state.is_practice() && *answers != Answers::default();
        (self.is_dry && is_there).then(|| self.store.path_for(answers))
    }

    fn open(&mut self, path: &Path, how: OpenAs) -> Outcome {
        match self.store.open(path, how) {
            Ok(opened) => Outcome::Opened(Box::new(opened)),
            Err(trouble) => Outcome::Trouble(trouble),
        }
    }

    fn open_existing(&mut self, path: &Path) -> Outcome {
        match self.store.open_existing(path) {
            Ok(opened) => Outcome::Opened(Box::new(opened)),
            Err(trouble) => Outcome::Trouble(trouble),
        }
    }

    fn find(&self) -> Outcome {
        Outcome::Found {
            folder: self.store.folder().to_owned(),
            files: self.store.find(),
        }
    }

    fn practise(&mut self) -> Outcome {
        self.store.close();
        let made_up = read::parse(PRACTICE)
            .map(|read| read.progress.answers)
            .unwrap_or_default();
        Outcome::Practice(Box::new(made_up))
    }

    fn write(&self, paper: Paper, text: &str, if_there: IfThere) -> Outcome {
        let written = self
            .store
            .write_paper(&paper.file_stem(), paper.ending(), text, if_there);
        match written {
            Ok(Written::At(path)) => Outcome::Written(paper, path),
            Ok(Written::Exists(path)) => Outcome::Exists(paper, path),
            Err(message) => Outcome::Said(message),
        }
    }

    fn open_link(&self, id: &str, guide: &Guide) -> Outcome {
        let link = guide.link(id);
        let Some(address) = &link.url else {
            return Outcome::Said(
                Message::new("link.unknown")
                    .with("title", link.title.clone())
                    .with("as-of", link.as_of.clone()),
            );
        };
        Outcome::Said(if self.opener.open(address) {
            Message::new("link.opened").with("address", address.clone())
        } else {
            Message::new("link.not-opened").with("address", address.clone())
        })
    }

    /// What a rehearsal does: looks, and changes nothing.
    fn rehearse(&mut self, effect: &Effect) -> Outcome {
        match effect {
            Effect::FindFiles => self.find(),
            Effect::Open(path, OpenAs::LastGoodCopy) => self.open(&copy_of(path), OpenAs::LookOnly),
            Effect::Open(path, how) => self.open(path, *how),
            Effect::OpenExisting(path) => self.open_existing(path),
            Effect::Practise => self.practise(),
            Effect::ReadList(path) => read_list(path),
            Effect::Write(paper, _) => {
                Outcome::Said(Message::new("cli.written-dry").with("file", paper.file_name()))
            }
            Effect::OpenLink(_) => Outcome::Said(Message::new("cli.opened-dry")),
            Effect::Copy(_) => Outcome::Said(Message::new("cli.copied-dry")),
            Effect::CloseFile => self.close(),
            Effect::Save | Effect::SaveElsewhere(_) | Effect::Leave => Outcome::Nothing,
        }
    }

    fn close(&mut self) -> Outcome {
        self.store.close();
        Outcome::Nothing
    }
}

impl Host for SystemHost {
    fn perform(
        &mut self,
        effect: &Effect,
        state: &State,
        guide: &Guide,
        now: DateTime<FixedOffset>,
    ) -> Outcome {
        if self.is_dry {
            return self.rehearse(effect);
        }
        match effect {
            Effect::Save if state.is_practice() => Outcome::Nothing,
            Effect::Save => saved(self.store.save(&state.progress(), now)),
            Effect::SaveElsewhere(folder) => saved(self.store.save_elsewhere(folder, &state.progress(), now)),
            Effect::FindFiles => self.find(),
            Effect::Open(path, how) => self.open(path, *how),
            Effect::OpenExisting(path) => self.open_existing(path),
            Effect::Practise => self.practise(),
            Effect::ReadList(path) => read_list(path),
            Effect::Write(paper, if_there) => {
                let text = paper::text(*paper, &named(state, guide), guide, now.date_naive());
                self.write(*paper, &text, *if_there)
            }
            Effect::OpenLink(id) => self.open_link(id, guide),
            Effect::Copy(paper) => {
                let text = crate::paper::to_paste(*paper, state.answers(), guide, now.date_naive());
                let kept = self.clipboard.copy_text(&text);
                let said = Message::new(kept.id);
                if kept.goes_at_the_end {
                    Outcome::HoldsCopy(said)
                } else {
                    Outcome::Said(said)
                }
            }
            Effect::CloseFile | Effect::Leave => self.close(),
        }
    }

    fn more_to_say(&mut self) -> Option<Message> {
        self.store.take_message()
    }

    fn chance(&mut self) -> &mut dyn Chance {
        &mut self.chance
    }

    fn copy_secret(&mut self, secret: &Secret) -> Copied {
        if self.is_dry {
            Copied::Rehearsed
        } else {
            self.clipboard.copy(secret)
        }
    }

    fn copied_for(&self) -> Option<Duration> {
        self.clipboard.left()
    }

    fn clear_copied(&mut self) {
        self.clipboard.clear();
    }
}

/// The answers for a paper. The practice site is marked as that wherever its name stands.
fn named<'s>(state: &'s State, guide: &Guide) -> Cow<'s, Answers> {
    let mut answers = Cow::Borrowed(state.answers());
    if state.is_practice() {
        let name = answers.site_name().unwrap_or_default().to_owned();
        let marked = SiteName::try_from(guide.say("header.practice-site", &[("site", name)]));
        answers.to_mut().site.name = marked.ok().map(Told::Is);
    }
    answers
}

/// The text of a file with a list of people. It is read, and nothing else: a rehearsal does the same.
fn read_list(typed: &str) -> Outcome {
    let path = place::typed(typed);
    let file = || {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let bytes = match read::bytes(&System, &path) {
        Ok(bytes) => bytes,
        Err(Unreadable::NotOurs) => {
            return Outcome::Said(Message::new("people.file.large").with("file", file()));
        }
        Err(Unreadable::NotFound) => {
            return Outcome::Said(Message::new("people.file.not-found").with("file", file()));
        }
        Err(why) => return Outcome::Said(words::unreadable(&why, &path, None)),
    };
    match roster::decode(&bytes) {
        Ok(text) => Outcome::ListRead(text),
        Err(NotText::Workbook) => Outcome::Said(Message::new("people.file.workbook").with("file", file())),
        Err(NotText::Other) => Outcome::Said(Message::new("people.file.no-text").with("file", file())),
    }
}

fn saved(result: Result<Saved, Message>) -> Outcome {
    match result {
        Ok(Saved { at, path }) => Outcome::Saved { at, path },
        Err(message) => Outcome::NotSaved(message),
    }
}

/// For tests: remembers what was asked for, and does nothing. Answers as if all had gone well, unless told otherwise.
#[derive(Debug, Default)]
pub struct RecordingHost {
    /// What was asked for, in order.
    pub effects: Vec<Effect>,
    /// What to answer next, before answering as if all had gone well.
    pub answers: VecDeque<Outcome>,
    chance: CountingChance,
}

impl Host for RecordingHost {
    fn perform(&mut self, effect: &Effect, _: &State, _: &Guide, now: DateTime<FixedOffset>) -> Outcome {
        self.effects.push(effect.clone());
        self.answers
            .pop_front()
            .unwrap_or_else(|| as_if_well(effect, now))
    }

    fn chance(&mut self) -> &mut dyn Chance {
        &mut self.chance
    }
}

fn as_if_well(effect: &Effect, now: DateTime<FixedOffset>) -> Outcome {
    match effect {
        Effect::Save | Effect::SaveElsewhere(_) => Outcome::Saved {
            at: now,
            path: PathBuf::from("site.nhsmail.toml"),
        },
        Effect::FindFiles => Outcome::Found {
            folder: PathBuf::from("NHSmail starter"),
            files: vec![],
        },
        Effect::Practise => Outcome::Practice(Box::default()),
        Effect::ReadList(_) => Outcome::ListRead(String::new()),
        Effect::Open(path, _) | Effect::OpenExisting(path) => Outcome::Opened(Box::new(Opened {
            path: path.clone(),
            progress: Progress::default(),
            read_only: None,
            passed_over: vec![],
        })),
        Effect::Write(paper, _) => Outcome::Written(*paper, PathBuf::from(paper.file_name())),
        Effect::OpenLink(_) | Effect::Copy(_) | Effect::CloseFile | Effect::Leave => Outcome::Nothing,
    }
}

/// The same sequence each time, for tests.
#[derive(Debug, Clone, Copy, Default)]
pub struct CountingChance(u8);

impl Chance for CountingChance {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(17);
            *byte = self.0;
        }
    }
}
