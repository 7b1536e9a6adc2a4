//! What a rule says about an answer. Messages go by their ids: the words for people live in the catalogue.

use std::borrow::Cow;
use std::fmt;

/// A message of the catalogue, by its id, with what fills its slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The id in the catalogue, such as `site.ods.empty`.
    pub id: Cow<'static, str>,
    /// Names and values of the slots.
    pub slots: Vec<(&'static str, String)>,
}

impl Message {
    /// A message with no slots filled yet.
    #[must_use]
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self {
            id: id.into(),
            slots: Vec::new(),
        }
    }

    /// Fills a slot.
    #[must_use]
    pub fn with(mut self, slot: &'static str, value: impl Into<String>) -> Self {
        self.slots.push((slot, value.into()));
        self
    }
}

/// The id alone, which is what a reader of files needs to find the words. A person is never shown it.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

impl std::error::Error for Message {}

macro_rules! doubts {
    ($($(#[$doc:meta])* $name:ident = $slug:literal),+ $(,)?) => {
        /// Something that looks odd and may still be right: asked about on a check page, never refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Doubt { $($(#[$doc])* $name),+ }

        impl Doubt {
            /// Every doubt.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The id of its check page in the catalogue.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug),+ }
            }
        }
    };
}

doubts! {
    /// The code has the shape of a parent organisation's.
    ParentCode = "parent-code",
    /// The code has the shape of a dental practice's.
    DentalCode = "dental-code",
    /// The code has another shape than a care site's.
    OtherCode = "other-code",
    /// A letter of the code looks like a number.
    LookAlikeLetter = "look-alike-letter",
    /// The code was taken out of an address.
    CodeFromAddress = "code-from-address",
    /// The shared mailbox is named after another code than the site's.
    MailboxCodeDiffers = "mailbox-code-differs",
    /// The shared mailbox is named after a parent organisation's code.
    MailboxParentCode = "mailbox-parent-code",
    /// The date is more than 2 years ago.
    OldDate = "old-date",
    /// A day far ahead.
    FarDate = "far-date",
    /// "Never used" was said, and yet a mailbox or account is known.
    UsedBefore = "used-before",
    /// Someone who left would keep access.
    LeaverKept = "leaver-kept",
    /// The shared mailbox has one owner.
    OneOwner = "one-owner",
    /// Fewer than 2 people have access.
    TooFewPeople = "too-few-people",
    /// Policy and secret are not done, and the account soon becomes inactive.
    DeadlineClose = "deadline-close",
    /// A person is about to be taken off the list.
    TakeOffList = "take-off-list",
    /// The answer changes the plan.
    PlanChanges = "plan-changes",
    /// Two files are for the same site.
    SameSiteTwice = "same-site-twice",
    /// The file to write is there already.
    ReplaceFile = "replace-file",
    /// A note looks as if a password or secret is in it.
    NoteLooksSecret = "note-looks-secret",
}

impl Doubt {
    /// The doubt whose check page has this id.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|doubt| doubt.slug() == slug)
    }
}

/// What a rule answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<T> {
    /// Accepted in silence.
    Ok(T),
    /// Accepted, with a line of advice on the same page.
    Advice(T, Message),
    /// A check page asks whether it is meant.
    Check(T, Doubt),
    /// It cannot be right, and stays in the box.
    Refused(Message),
}

impl<T> Verdict<T> {
    /// Refused, with the message that has this id.
    #[must_use]
    pub fn refused(id: &'static str) -> Self {
        Self::Refused(Message::new(id))
    }

    /// The same verdict on something made from the value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Verdict<U> {
        match self {
            Self::Ok(value) => Verdict::Ok(f(value)),
            Self::Advice(value, advice) => Verdict::Advice(f(value), advice),
            Self::Check(value, doubt) => Verdict::Check(f(value), doubt),
            Self::Refused(message) => Verdict::Refused(message),
        }
    }

    /// The value, unless it was refused.
    #[must_use]
    pub fn value(self) -> Option<T> {
        self.accepted().ok()
    }

    /// The value, whatever advice or doubt comes with it.
    ///
    /// # Errors
    /// The message, when it was refused.
    pub fn accepted(self) -> Result<T, Message> {
        match self {
            Self::Ok(value) | Self::Advice(value, _) | Self::Check(value, _) => Ok(value),
            Self::Refused(message) => Err(message),
        }
    }

    /// The message to show: the advice, or why it was refused.
    pub const fn message(&self) -> Option<&Message> {
        match self {
            Self::Advice(_, message) | Self::Refused(message) => Some(message),
            Self::Ok(_) | Self::Check(..) => None,
        }
    }

    /// What a check page has to ask.
    pub const fn doubt(&self) -> Option<Doubt> {
        match self {
            Self::Check(_, doubt) => Some(*doubt),
            Self::Ok(_) | Self::Advice(..) | Self::Refused(_) => None,
        }
    }
}

/// Declares a value that is text of a certain shape. In files it is a string, read with the given rule; what that
/// rule refuses, a file may not hold either.
macro_rules! shaped_text {
    ($(#[$about:meta])* $name:ident, $read:expr) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text, as it is kept.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::domain::verdict::Message;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                let read: fn(&str) -> $crate::domain::verdict::Verdict<Self> = $read;
                read(&text).accepted()
            }
        }
    };
}
pub(crate) use shaped_text;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_doubt_is_found_by_its_own_slug() {
        for doubt in Doubt::ALL {
            assert_eq!(Doubt::from_slug(doubt.slug()), Some(*doubt));
        }
        assert_eq!(Doubt::ALL.len(), 19);
        assert_eq!(Doubt::from_slug("no-such-doubt"), None);
    }

    #[test]
    fn only_a_refusal_has_no_value() {
        let advice = Message::new("a").with("n", "1");
        assert_eq!(Verdict::Ok(1).value(), Some(1));
        assert_eq!(Verdict::Advice(1, advice.clone()).map(|n| n + 1).value(), Some(2));
        assert_eq!(Verdict::Check(1, Doubt::OldDate).doubt(), Some(Doubt::OldDate));
        assert_eq!(
            Verdict::<u8>::Refused(advice.clone()).accepted(),
            Err(advice.clone())
        );
        assert_eq!(Verdict::<u8>::Refused(advice.clone()).message(), Some(&advice));
    }
}
