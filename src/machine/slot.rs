//! A place for one answer, whatever its type: chosen from a list, or typed.

use std::any::Any;

use chrono::NaiveDate;

use super::answers::{Answers, known};
use crate::domain::address::{Email, MailboxAddress, NhsAddress};
use crate::domain::choice::Choice;
use crate::domain::cqc::{CqcContact, CqcLocation};
use crate::domain::day::{DoneOn, DueOn, PlannedOn};
use crate::domain::ods::OdsCode;
use crate::domain::phone::{Mobile, Phone};
use crate::domain::site::Instead;
use crate::domain::text::{Name, Note, Reference, SiteName, TeamName};
use crate::domain::told::Told;
use crate::domain::verdict::Verdict;
use crate::domain::when;

/// What a typed answer is read against.
pub struct About<'a> {
    /// The other answers.
    pub answers: &'a Answers,
    /// Today.
    pub today: NaiveDate,
}

/// What a box takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// One line.
    Line,
    /// A day, in any familiar form.
    Day,
    /// A note, which may have lines.
    Note,
    /// A list, one on each line.
    List,
}

/// A place for one answer.
pub trait Slot {
    /// The slug or the text that is kept; none when there is no answer.
    fn given(&self) -> Option<String>;
    /// The slug, when the answer was chosen and not typed.
    fn chosen(&self) -> Option<&'static str>;
    /// The text as it is shown in a box; empty when nothing was typed.
    fn text(&self) -> String;
    /// What kind of box it is typed in; none when it is only chosen.
    fn typed_in(&self) -> Option<TextKind>;
    /// Chooses by slug. False when the slug is none of the answer's.
    fn choose(&mut self, slug: &str) -> bool;
    /// Reads what was typed. The answer changes unless it is refused.
    fn read(&mut self, typed: &str, about: &About<'_>) -> Verdict<()>;
    /// Takes the answer away.
    fn clear(&mut self);
    /// The day, when the answer is one.
    fn day(&self) -> Option<NaiveDate>;
    /// Takes the answer of the same place in another file. One of another place changes nothing.
    fn copy(&mut self, other: &dyn Slot);
    /// The answer as its own type.
    fn any(&self) -> &dyn Any;
}

/// Something that is typed.
pub trait Typable: Sized {
    /// The box it is typed in.
    const KIND: TextKind = TextKind::Line;
    /// Reads it.
    fn read(typed: &str, about: &About<'_>) -> Verdict<Self>;
    /// As it is shown back.
    fn shown(&self) -> String;
    /// The day, when it is one.
    fn day(&self) -> Option<NaiveDate> {
        None
    }
}

impl<T: Choice> Slot for Option<T> {
    fn given(&self) -> Option<String> {
        self.map(|choice| choice.slug().to_owned())
    }

    fn chosen(&self) -> Option<&'static str> {
        self.map(Choice::slug)
    }

    fn text(&self) -> String {
        String::new()
    }

    fn typed_in(&self) -> Option<TextKind> {
        None
    }

    fn choose(&mut self, slug: &str) -> bool {
        T::from_slug(slug)
            .inspect(|&choice| *self = Some(choice))
            .is_some()
    }

    fn read(&mut self, _: &str, _: &About<'_>) -> Verdict<()> {
        Verdict::Ok(())
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn day(&self) -> Option<NaiveDate> {
        None
    }

    fn copy(&mut self, other: &dyn Slot) {
        if let Some(other) = other.any().downcast_ref::<Self>() {
            self.clone_from(other);
        }
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

impl<T: Typable + Clone + 'static> Slot for Option<Told<T>> {
    fn given(&self) -> Option<String> {
        self.as_ref().map(|told| match told {
            Told::Is(value) => value.shown(),
            Told::Not(instead) => instead.slug().to_owned(),
        })
    }

    fn chosen(&self) -> Option<&'static str> {
        match self {
            Some(Told::Not(instead)) => Some(instead.slug()),
            Some(Told::Is(_)) | None => None,
        }
    }

    fn text(&self) -> String {
        known(self).map(Typable::shown).unwrap_or_default()
    }

    fn typed_in(&self) -> Option<TextKind> {
        Some(T::KIND)
    }

    fn choose(&mut self, slug: &str) -> bool {
        Instead::from_slug(slug)
            .inspect(|&instead| *self = Some(Told::Not(instead)))
            .is_some()
    }

    fn read(&mut self, typed: &str, about: &About<'_>) -> Verdict<()> {
        T::read(typed, about).map(|value| *self = Some(Told::Is(value)))
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn day(&self) -> Option<NaiveDate> {
        known(self).and_then(Typable::day)
    }

    fn copy(&mut self, other: &dyn Slot) {
        if let Some(other) = other.any().downcast_ref::<Self>() {
            self.clone_from(other);
        }
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

/// Text whose rule needs nothing else.
macro_rules! typable {
    ($($name:ident),+) => { $(
        impl Typable for $name {
            fn read(typed: &str, _: &About<'_>) -> Verdict<Self> {
                Self::read(typed)
            }

            fn shown(&self) -> String {
                self.to_string()
            }
        }
    )+ };
}
typable!(
    Name,
    SiteName,
    TeamName,
    Reference,
    CqcLocation,
    CqcContact,
    NhsAddress,
    Email
);

impl Typable for Note {
    const KIND: TextKind = TextKind::Note;

    fn read(typed: &str, _: &About<'_>) -> Verdict<Self> {
        Self::read(typed)
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Typable for OdsCode {
    fn read(typed: &str, about: &About<'_>) -> Verdict<Self> {
        Self::read(typed, about.answers.is_hospice())
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Typable for MailboxAddress {
    fn read(typed: &str, about: &About<'_>) -> Verdict<Self> {
        Self::read(typed, about.answers.code())
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Typable for Mobile {
    fn read(typed: &str, _: &About<'_>) -> Verdict<Self> {
        Self::read(typed)
    }

    fn shown(&self) -> String {
        self.spaced()
    }
}

impl Typable for Phone {
    fn read(typed: &str, _: &About<'_>) -> Verdict<Self> {
        Self::read(typed)
    }

    fn shown(&self) -> String {
        self.spaced()
    }
}

/// Days, each with its own rule.
macro_rules! typable_day {
    ($($name:ident),+) => { $(
        impl Typable for $name {
            const KIND: TextKind = TextKind::Day;

            fn read(typed: &str, about: &About<'_>) -> Verdict<Self> {
                Self::read(typed, about.today)
            }

            fn shown(&self) -> String {
                when::in_words(self.0)
            }

            fn day(&self) -> Option<NaiveDate> {
                Some(self.0)
            }
        }
    )+ };
}
typable_day!(DoneOn, DueOn, PlannedOn);
