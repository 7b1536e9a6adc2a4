//! How the program ends, as a number that scripts rely on.

use std::process::ExitCode;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The command worked; for `status`, every site is completed.
    Done,
    /// A file cannot be read, saved or understood. What and where is on standard error, and nothing was lost.
    Problem,
    /// The command line itself is off.
    Usage,
    /// `status`: something is still to do.
    ToDo,
    /// `status`: waiting for a reply, and nothing else to do.
    Waiting,
    /// `status`: a reply or a date is overdue.
    Overdue,
}

impl Exit {
    /// The number.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Problem => 1,
            Self::Usage => 2,
            Self::ToDo => 10,
            Self::Waiting => 11,
            Self::Overdue => 12,
        }
    }

    /// The more urgent of two, for `status` of several sites: 1, then 12, 10, 11, 0.
    #[must_use]
    pub fn or_worse(self, other: Self) -> Self {
        if other.urgency() > self.urgency() {
            other
        } else {
            self
        }
    }

    const fn urgency(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Waiting => 1,
            Self::ToDo => 2,
            Self::Overdue => 3,
            Self::Problem => 4,
            Self::Usage => 5,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_urgent_site_decides() {
        use Exit::{Done, Overdue, Problem, ToDo, Waiting};
        let by_urgency = [Done, Waiting, ToDo, Overdue, Problem];
        for (place, less) in by_urgency.iter().enumerate() {
            for more in &by_urgency[place..] {
                assert_eq!(less.or_worse(*more), *more);
                assert_eq!(more.or_worse(*less), *more);
            }
        }
        assert_eq!(by_urgency.map(Exit::code), [0, 11, 10, 12, 1]);
    }
}
