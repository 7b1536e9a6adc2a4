//! Days that people type: what is done, what is to come, and what may be either. They keep different rules.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::verdict::Verdict;
use super::when::{self, DateRule};

/// The furthest that the next access check may be away, in days (ours; NHS advice is every 2 to 6 months: S23, 4
/// November 2024).
pub const NEXT_CHECK_WITHIN: i64 = 366;

/// The day on which something was done: today or earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DoneOn(pub NaiveDate);

/// The day on which something is to be done: after today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DueOn(pub NaiveDate);

/// A day on which something begins or ends: a last day at work, a long leave. It may have been, and it may be to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlannedOn(pub NaiveDate);

impl DoneOn {
    /// Reads a day as typed. A day more than 2 years ago is asked about.
    #[must_use]
    pub fn read(typed: &str, today: NaiveDate) -> Verdict<Self> {
        when::read_date(typed, today, DateRule::Done).map(Self)
    }
}

impl DueOn {
    /// Reads a day as typed, within a year.
    #[must_use]
    pub fn read(typed: &str, today: NaiveDate) -> Verdict<Self> {
        when::read_date(
            typed,
            today,
            DateRule::Reminder {
                within_days: Some(NEXT_CHECK_WITHIN),
            },
        )
        .map(Self)
    }
}

impl PlannedOn {
    /// Reads a day as typed. One more than 2 years ago is asked about.
    #[must_use]
    pub fn read(typed: &str, today: NaiveDate) -> Verdict<Self> {
        when::read_date(typed, today, DateRule::Planned).map(Self)
    }
}
