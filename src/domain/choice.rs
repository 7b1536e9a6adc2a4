//! Answers picked from a closed list. The slug of a choice is its value in the progress file, in scripts and in the
//! words of the guide, so it never changes.

/// An answer from a closed list.
pub trait Choice: Copy + Eq + 'static {
    /// Every choice, in the order in which it is offered.
    const ALL: &'static [Self];

    /// The whole word in kebab case that stands for it in files.
    fn slug(self) -> &'static str;

    /// The choice that a slug stands for.
    #[must_use]
    fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.slug() == slug)
    }
}

/// Declares a choice with its slugs.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $slug:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $slug)] $variant),+ }

        impl $crate::domain::choice::Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }
        }
    };
}
pub(crate) use choice;
