//! The machine, driven without a file or a terminal: saves succeed at once, and the last one is kept to look at.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::effect::Effect;
use nhsmail_starter::machine::event::{Event, Opened, Outcome, Progress};
use nhsmail_starter::machine::page::{Ask, Page};
use nhsmail_starter::machine::state::{Refused, State};

/// Half past two in the afternoon of a day.
pub(crate) fn at(day: NaiveDate) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(3600).unwrap();
    zone.from_local_datetime(&day.and_hms_opt(14, 32, 0).unwrap())
        .unwrap()
}

/// A machine with a guide, a clock and a pretended disk.
pub(crate) struct Walk {
    pub(crate) guide: Guide,
    pub(crate) state: State,
    pub(crate) now: DateTime<FixedOffset>,
    pub(crate) saved: Option<Progress>,
    pub(crate) left: bool,
}

impl Walk {
    pub(crate) fn new(today: NaiveDate) -> Self {
        Self {
            guide: Guide::builtin(),
            state: State::new(),
            now: at(today),
            saved: None,
            left: false,
        }
    }

    pub(crate) fn page(&self) -> Page {
        self.state.page(&self.guide, self.now)
    }

    pub(crate) fn slug(&self) -> &'static str {
        self.state.at().page.slug()
    }

    /// Sends an event and answers every effect that comes of it.
    pub(crate) fn send(&mut self, event: Event) -> Result<(), Refused> {
        let mut effects = self.state.update(&self.guide, self.now, event)?;
        while !effects.is_empty() {
            let mut more = vec![];
            for effect in effects {
                let outcome = self.perform(&effect);
                more.extend(self.state.update(&self.guide, self.now, Event::Done(outcome))?);
            }
            effects = more;
        }
        Ok(())
    }

    fn perform(&mut self, effect: &Effect) -> Outcome {
        let path = PathBuf::from("site.nhsmail.toml");
        match effect {
            Effect::Save => {
                self.saved = Some(self.state.progress());
                Outcome::Saved { at: self.now, path }
            }
            Effect::FindFiles => Outcome::Found {
                folder: PathBuf::from("folder"),
                files: vec![],
            },
            Effect::Leave => {
                self.left = true;
                Outcome::Nothing
            }
            Effect::Write(paper, _) => Outcome::Written(*paper, path),
            Effect::CloseFile => {
                self.saved = None;
                Outcome::Nothing
            }
            Effect::Open(..)
            | Effect::OpenExisting(_)
            | Effect::Practise
            | Effect::SaveElsewhere(_)
            | Effect::OpenLink(_)
            | Effect::ReadList(_)
            | Effect::Copy(_) => Outcome::Nothing,
        }
    }

    /// Ends the program as by pulling the plug, and opens the file again.
    pub(crate) fn restart(&mut self) {
        let opened = self.saved.clone().map(|progress| Opened {
            path: PathBuf::from("site.nhsmail.toml"),
            progress,
            read_only: None,
            passed_over: vec![],
        });
        self.state = State::new();
        if let Some(opened) = opened {
            self.send(Event::Done(Outcome::Opened(Box::new(opened)))).unwrap();
        }
    }

    /// What there would be if the program were started again now.
    pub(crate) fn restarted(&self) -> Self {
        let mut again = Self {
            guide: Guide::builtin(),
            state: State::new(),
            now: self.now,
            saved: self.saved.clone(),
            left: false,
        };
        again.restart();
        again
    }

    /// The place of a choice, by its id.
    pub(crate) fn place(&self, id: &str) -> usize {
        place(&self.page(), id)
    }
}

/// The place of a choice of a page, by its id.
pub(crate) fn place(page: &Page, id: &str) -> usize {
    let slug = page.id().slug();
    let options = match &page.ask {
        Ask::Choose(options) => options,
        Ask::Text(text) => &text.others,
        Ask::Draft(draft) => &draft.options,
        other => panic!("{slug}: nothing to choose in {other:?}"),
    };
    let ids: Vec<&str> = options.choices.iter().map(|choice| choice.id.as_str()).collect();
    ids.iter()
        .position(|&other| other == id)
        .unwrap_or_else(|| panic!("{slug}: no {id} among {ids:?}"))
}
