//! Opens a page in the browser. No shell is ever asked to, and only addresses of the shipped list come here.

/// Whether pages can be opened here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    /// In the browser of this computer.
    Browser,
    /// Not at all: over ssh a page would open on the wrong computer.
    Nothing,
}

impl Opener {
    /// For this run.
    #[must_use]
    pub const fn for_session(over_ssh: bool) -> Self {
        if over_ssh { Self::Nothing } else { Self::Browser }
    }

    /// Asks the system to open an address. True when the system took it on; whether a page appears is not known.
    #[must_use]
    pub fn open(self, address: &str) -> bool {
        match self {
            Self::Browser => open::that_detached(address).is_ok(),
            Self::Nothing => false,
        }
    }
}
