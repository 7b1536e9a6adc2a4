//! Who carries out what the machine asks for.

use std::collections::VecDeque;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use crate::domain::suggestion::Chance;
use crate::domain::verdict::Message;
use crate::guide::Guide;
use crate::machine::effect::Effect;
use crate::machine::event::{Opened, Outcome, Progress};
use crate::machine::state::State;

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
        Effect::FindFiles => Outcome::Found(vec![]),
        Effect::Open(path, _) => Outcome::Opened(Box::new(Opened {
            path: path.clone(),
            progress: Progress::default(),
            read_only: None,
            passed_over: vec![],
        })),
        Effect::Write(paper, _) => Outcome::Written(PathBuf::from(paper.file_stem()).with_extension("txt")),
        Effect::OpenLink(_) | Effect::CloseFile | Effect::Leave => Outcome::Nothing,
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
