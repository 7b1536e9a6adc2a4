//! The clock: the one place that knows what time it is.

use chrono::{DateTime, FixedOffset, NaiveDate, SubsecRound};

/// Where the time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// The computer's own.
    #[default]
    System,
    /// The time of day is the computer's own; the day is the one given. For rehearsal, teaching and tests.
    Fixed(NaiveDate),
}

impl Clock {
    /// The time now, with the offset of the place, to the second.
    #[must_use]
    pub fn now(self) -> DateTime<FixedOffset> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one clock: everyone else is handed the time"
        )]
        let now = chrono::Local::now().fixed_offset().trunc_subsecs(0);
        match self {
            Self::System => now,
            Self::Fixed(day) => day
                .and_time(now.time())
                .and_local_timezone(*now.offset())
                .single()
                .unwrap_or(now),
        }
    }

    /// Today.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        self.now().date_naive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_keeps_its_day() {
        let day = NaiveDate::from_ymd_opt(2026, 6, 3).unwrap();
        assert_eq!(Clock::Fixed(day).today(), day);
        assert_eq!(Clock::Fixed(day).now().timestamp_subsec_nanos(), 0);
    }
}
