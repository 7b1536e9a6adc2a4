//! Dates: read as people type them, shown in words, and worked out from other dates. Today comes in as data.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Timelike, Weekday};

use super::tidy;
use super::verdict::{Doubt, Message, Verdict};

/// Days for which a password lasts (S29, 27 July 2023).
pub const PASSWORD_DAYS: u64 = 365;
/// Days for which a password lasts with no second check (S37 and S38, August 2024).
pub const PASSWORD_DAYS_WITHOUT_SECOND_CHECK: u64 = 90;
/// Days before its end on which NHSmail reminds people to change the password (S29, 27 July 2023).
pub const PASSWORD_REMINDER_DAYS: [u64; 5] = [18, 10, 5, 2, 1];
/// Days without a sign-in after which an account becomes inactive (S42, 24 November 2022).
pub const INACTIVE_DAYS: u64 = 30;
/// Days without a sign-in after which an account is deleted (S42, 24 November 2022).
pub const DELETED_DAYS: u64 = 60;
/// Days without a sign-in after which an account cannot be brought back (S42, 24 November 2022).
pub const GONE_DAYS: u64 = 90;
/// Days in which a new account's policy and secret must be done (S42, 24 November 2022).
pub const FINISH_ACCOUNT_DAYS: u64 = 30;

/// Months after which a date for something done is asked about.
const OLD_MONTHS: u32 = 24;
/// Years among which the last or next 29 February is always found.
const YEARS_TO_LOOK: i32 = 8;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What a date is for, and so where it may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRule {
    /// Something done: today or earlier.
    Done,
    /// Something to come: after today.
    Reminder {
        /// The furthest away that it may be, in days.
        within_days: Option<i64>,
    },
    /// Something planned, which may have begun: near today, on either side.
    Planned,
}

/// Reads a date as typed, in any of the forms of the words page, section 5: day first, or year first with a 4-figure
/// year. Without a year it is the nearest that the rule allows.
///
/// The caller fills the slot `date` of a message with the label of the answer.
#[must_use]
pub fn read_date(typed: &str, today: NaiveDate, rule: DateRule) -> Verdict<NaiveDate> {
    let read = Typed::read(typed, today).and_then(|typed| match typed {
        Typed::Date(date) => Ok(date),
        Typed::Parts {
            day,
            month,
            year: Some(year),
        } => real_date(day, month, year),
        Typed::Parts {
            day,
            month,
            year: None,
        } => nearest_date(day, month, today, rule),
    });
    match read {
        Ok(date) => judge(date, today, rule),
        Err(message) => Verdict::Refused(message),
    }
}

fn judge(date: NaiveDate, today: NaiveDate, rule: DateRule) -> Verdict<NaiveDate> {
    match rule {
        DateRule::Done if date > today => Verdict::refused("date.future"),
        DateRule::Done | DateRule::Planned if add_months(date, OLD_MONTHS) < today => {
            Verdict::Check(date, Doubt::OldDate)
        }
        DateRule::Planned if add_months(today, OLD_MONTHS) < date => Verdict::Check(date, Doubt::FarDate),
        DateRule::Reminder { .. } if date <= today => Verdict::refused("date.past"),
        DateRule::Reminder {
            within_days: Some(days),
        } if (date - today).num_days() > days => Verdict::refused("next-check.far"),
        DateRule::Done | DateRule::Reminder { .. } | DateRule::Planned => Verdict::Ok(date),
    }
}

/// What was typed, taken apart.
enum Typed {
    /// A day named by where it lies from today.
    Date(NaiveDate),
    /// The parts of a date.
    Parts { day: u32, month: u32, year: Option<i32> },
}

impl Typed {
    fn read(typed: &str, today: NaiveDate) -> Result<Self, Message> {
        let text = tidy::line(typed).to_lowercase();
        if let Some(date) = day_by_name(&text, today) {
            return Ok(Self::Date(date));
        }
        let Pieces {
            numbers,
            month,
            odd_word,
        } = Pieces::of(&text);
        if odd_word {
            let id = if month.is_none() && matches!(numbers.len(), 1 | 2) {
                "date.month"
            } else {
                "date.empty"
            };
            return Err(Message::new(id));
        }
        let (day, month, year) = match (numbers.as_slice(), month) {
            ([], Some(_)) => return Err(Message::new("date.day")),
            ([one], Some(_)) if one.is_year() => return Err(Message::new("date.day")),
            ([one], None) if one.is_year() => return Err(Message::new("date.day")),
            ([day], Some(month)) => (day, month, None),
            ([year, day], Some(month)) if year.is_year() => (day, month, Some(year)),
            ([day, year], Some(month)) => (day, month, Some(year)),
            ([_], None) => return Err(Message::new("date.month")),
            ([_, year], None) if year.is_year() => return Err(Message::new("date.month")),
            ([day, month], None) => (day, month.value, None),
            ([year, month, day], None) if year.is_year() => (day, month.value, Some(year)),
            ([day, month, year], None) => (day, month.value, Some(year)),
            _ => return Err(Message::new("date.empty")),
        };
        Ok(Self::Parts {
            day: day.value,
            month,
            year: year.map(Number::year).transpose()?,
        })
    }
}

fn day_by_name(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    match text {
        "today" => Some(today),
        "yesterday" => today.pred_opt(),
        "tomorrow" => today.succ_opt(),
        _ => None,
    }
}

/// The numbers and the month of a text, and whether it has a word that belongs to no date.
#[derive(Default)]
struct Pieces {
    numbers: Vec<Number>,
    month: Option<u32>,
    odd_word: bool,
}

/// A number with its count of figures, which tells `2026` from `26`.
struct Number {
    value: u32,
    figures: usize,
}

impl Number {
    const fn is_year(&self) -> bool {
        self.figures >= 3
    }

    /// Two figures are a year of this century.
    fn year(&self) -> Result<i32, Message> {
        match (self.figures, i32::try_from(self.value)) {
            (1 | 2, Ok(year)) => Ok(2000 + year),
            (4, Ok(year @ 1900..=2100)) => Ok(year),
            _ => Err(Message::new("date.empty")),
        }
    }
}

impl Pieces {
    fn of(text: &str) -> Self {
        let mut pieces = Self::default();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let same_kind = |c: char| match first {
                first if first.is_ascii_digit() => c.is_ascii_digit(),
                first if first.is_alphabetic() => c.is_alphabetic(),
                _ => !c.is_ascii_digit() && !c.is_alphabetic(),
            };
            let end = rest.find(|c| !same_kind(c)).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            if first.is_ascii_digit() {
                pieces.number(piece);
            } else if first.is_alphabetic() {
                pieces.word(piece);
            }
            rest = after;
        }
        pieces
    }

    fn number(&mut self, figures: &str) {
        match figures.parse() {
            Ok(value) => self.numbers.push(Number {
                value,
                figures: figures.len(),
            }),
            Err(_) => self.odd_word = true,
        }
    }

    fn word(&mut self, word: &str) {
        let begins = |whole: &str| word.len() >= 3 && whole.to_lowercase().starts_with(word);
        if let Some(at) = MONTHS
            .iter()
            .position(|month| begins(month))
            .or((word == "sept").then_some(8))
        {
            self.odd_word |= self.month.is_some();
            self.month = u32::try_from(at + 1).ok();
        } else if !is_filler(word) {
            self.odd_word = true;
        }
    }
}

/// Words of a date that say nothing new: the day of the week, and the letters of `3rd` and `of`.
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "st" | "nd" | "rd" | "th" | "of" | "the" | "on" | "tues" | "weds" | "thur" | "thurs"
    ) || word.parse::<Weekday>().is_ok()
}

fn real_date(day: u32, month: u32, year: i32) -> Result<NaiveDate, Message> {
    match month {
        0 => Err(Message::new("date.month")),
        13.. => Err(Message::new("date.day-first")),
        1..=12 => NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
            Message::new("date.real")
                .with("month", month_name(month))
                .with("days", days_in_month(year, month).to_string())
        }),
    }
}

/// The date nearest to today, in the direction of the rule. 29 February is looked for in other years too.
fn nearest_date(day: u32, month: u32, today: NaiveDate, rule: DateRule) -> Result<NaiveDate, Message> {
    let year = today.year();
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
    let found = match rule {
        DateRule::Done => (0..=YEARS_TO_LOOK)
            .filter_map(|ago| in_year(year - ago))
            .find(|date| *date <= today),
        DateRule::Reminder { .. } => (0..=YEARS_TO_LOOK)
            .filter_map(|ahead| in_year(year + ahead))
            .find(|date| *date > today),
        DateRule::Planned => (-YEARS_TO_LOOK..=YEARS_TO_LOOK)
            .filter_map(|away| in_year(year + away))
            .min_by_key(|date| (*date - today).num_days().abs()),
    };
    found.map_or_else(|| real_date(day, month, year), Ok)
}

fn month_name(month: u32) -> &'static str {
    usize::try_from(month)
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?))
        .copied()
        .unwrap_or_default()
}

fn days_in_month(year: i32, month: u32) -> u32 {
    (28..=31)
        .rev()
        .find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some())
        .unwrap_or(31)
}

/// `3 June 2026`.
#[must_use]
pub fn in_words(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}

/// `Wednesday 3 June 2026`, as a date that was typed is read back.
#[must_use]
pub fn with_weekday(date: NaiveDate) -> String {
    format!("{} {}", date.format("%A"), in_words(date))
}

/// `2:32pm`.
#[must_use]
pub fn clock_words(time: NaiveTime) -> String {
    let (afternoon, hour) = time.hour12();
    format!(
        "{hour}:{:02}{}",
        time.minute(),
        if afternoon { "pm" } else { "am" }
    )
}

/// The day that many working days later, Monday to Friday. Bank holidays are not known here.
#[must_use]
pub fn add_working_days(date: NaiveDate, days: u32) -> NaiveDate {
    let working = |date: &NaiveDate| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let count = usize::try_from(days).unwrap_or(usize::MAX);
    match count.checked_sub(1) {
        None => date,
        Some(before) => date
            .iter_days()
            .skip(1)
            .filter(working)
            .nth(before)
            .unwrap_or(NaiveDate::MAX),
    }
}

/// The same day that many months later, or the last of its month.
#[must_use]
pub fn add_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

/// Whole years from one date to a later one; 0 when it is not later.
#[must_use]
pub fn whole_years_between(from: NaiveDate, to: NaiveDate) -> u32 {
    to.years_since(from).unwrap_or(0)
}

fn add_days(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// When a password must be changed by (S29, 27 July 2023; without a second check S37 and S38, August 2024).
#[must_use]
pub fn password_expires(changed: NaiveDate, second_check_on: bool) -> NaiveDate {
    add_days(
        changed,
        if second_check_on {
            PASSWORD_DAYS
        } else {
            PASSWORD_DAYS_WITHOUT_SECOND_CHECK
        },
    )
}

/// The days on which NHSmail reminds people before a password ends (S29, 27 July 2023).
#[must_use]
pub fn password_reminders(expires: NaiveDate) -> [NaiveDate; 5] {
    PASSWORD_REMINDER_DAYS.map(|days| {
        expires
            .checked_sub_days(Days::new(days))
            .unwrap_or(NaiveDate::MIN)
    })
}

/// When an account last used on this day becomes inactive (S42, 24 November 2022).
#[must_use]
pub fn inactive_on(last_used: NaiveDate) -> NaiveDate {
    add_days(last_used, INACTIVE_DAYS)
}

/// When an account last used on this day is deleted (S42, 24 November 2022).
#[must_use]
pub fn deleted_on(last_used: NaiveDate) -> NaiveDate {
    add_days(last_used, DELETED_DAYS)
}

/// When an account last used on this day is gone for good (S42, 24 November 2022).
#[must_use]
pub fn gone_on(last_used: NaiveDate) -> NaiveDate {
    add_days(last_used, GONE_DAYS)
}

/// When a new account becomes inactive unless its policy and secret are done (S42, 24 November 2022).
#[must_use]
pub fn finish_account_by(created: NaiveDate) -> NaiveDate {
    add_days(created, FINISH_ACCOUNT_DAYS)
}

/// The next day by which the DSPT must be published: 30 June, today included (S58, 23 June 2026).
#[must_use]
pub fn next_dspt_deadline(today: NaiveDate) -> NaiveDate {
    let in_year = |year| NaiveDate::from_ymd_opt(year, 6, 30).unwrap_or(NaiveDate::MAX);
    let this_year = in_year(today.year());
    if today <= this_year {
        this_year
    } else {
        in_year(today.year() + 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    const REMINDER: DateRule = DateRule::Reminder { within_days: None };

    #[test]
    fn dates_are_read_in_every_usual_form() {
        let today = day("2026-11-22");
        for typed in [
            "3 6 2026",
            "3/6/26",
            "3.6.2026",
            "03-06-2026",
            "3 June 2026",
            "3 jun 26",
            "3rd June 2026",
            "2026-06-03",
            "Wed 3 June",
            "Wednesday, 3rd of June 2026",
            "3 6",
            "3june2026",
            "June 3 2026",
            "June 3",
            "3 June",
            " 3\u{200B} JUNE ",
            "2026 June 3",
            "weds 3/6",
        ] {
            assert_eq!(
                read_date(typed, today, DateRule::Done),
                Verdict::Ok(day("2026-06-03")),
                "{typed}"
            );
        }
        assert_eq!(
            read_date("3 sept", today, DateRule::Done),
            Verdict::Ok(day("2026-09-03"))
        );
    }

    #[test]
    fn days_are_named_and_years_left_out() {
        for (typed, today, rule, read) in [
            ("today", "2026-11-22", DateRule::Done, "2026-11-22"),
            ("Yesterday", "2026-01-01", DateRule::Done, "2025-12-31"),
            ("tomorrow", "2026-12-31", REMINDER, "2027-01-01"),
            ("25 12", "2026-11-22", DateRule::Done, "2025-12-25"),
            ("25 12", "2026-11-22", REMINDER, "2026-12-25"),
            ("22 11", "2026-11-22", DateRule::Done, "2026-11-22"),
            ("22 11", "2026-11-22", REMINDER, "2027-11-22"),
            ("29 Feb", "2026-11-22", REMINDER, "2028-02-29"),
            ("29 Feb", "2025-11-22", DateRule::Done, "2024-02-29"),
        ] {
            assert_eq!(
                read_date(typed, day(today), rule),
                Verdict::Ok(day(read)),
                "{typed} {rule:?}"
            );
        }
    }

    #[test]
    fn what_is_not_a_date_is_refused_with_what_is_missing() {
        let today = day("2026-11-22");
        for (typed, id) in [
            ("", "date.empty"),
            ("soon", "date.empty"),
            ("3 6 2026 14", "date.empty"),
            ("3 6 202", "date.empty"),
            ("3 June 99999999999", "date.empty"),
            ("3 June July", "date.empty"),
            ("June", "date.day"),
            ("June 2026", "date.day"),
            ("2026", "date.day"),
            ("3", "date.month"),
            ("3 2026", "date.month"),
            ("3 Jnue 2026", "date.month"),
            ("3 0 2026", "date.month"),
            ("31 6 2026", "date.real"),
            ("0 6 2026", "date.real"),
            ("30 2", "date.real"),
            ("6 13 2026", "date.day-first"),
            ("6 13", "date.day-first"),
            ("23 November 2026", "date.future"),
            ("tomorrow", "date.future"),
        ] {
            assert_eq!(
                read_date(typed, today, DateRule::Done)
                    .message()
                    .map(|m| m.id.as_ref()),
                Some(id),
                "{typed}"
            );
        }
        for (typed, within_days, id) in [
            ("today", None, "date.past"),
            ("3 June 2026", None, "date.past"),
            ("23 November 2027", Some(365), "next-check.far"),
        ] {
            let verdict = read_date(typed, today, DateRule::Reminder { within_days });
            assert_eq!(verdict.message().map(|m| m.id.as_ref()), Some(id), "{typed}");
        }
        let real = Message::new("date.real")
            .with("month", "February")
            .with("days", "29");
        assert_eq!(
            read_date("30 2 2024", today, DateRule::Done),
            Verdict::Refused(real)
        );
    }

    #[test]
    fn a_date_of_more_than_two_years_ago_is_asked_about() {
        let today = day("2026-11-22");
        assert_eq!(
            read_date("22 11 2024", today, DateRule::Done),
            Verdict::Ok(day("2024-11-22"))
        );
        assert_eq!(
            read_date("21 11 2024", today, DateRule::Done),
            Verdict::Check(day("2024-11-21"), Doubt::OldDate)
        );
        assert_eq!(whole_years_between(day("2021-06-03"), today), 5);
        assert_eq!(whole_years_between(today, day("2021-06-03")), 0);
    }

    #[test]
    fn dates_and_times_in_words() {
        assert_eq!(in_words(day("2026-06-03")), "3 June 2026");
        assert_eq!(with_weekday(day("2026-06-03")), "Wednesday 3 June 2026");
        for (h, m, words) in [
            (14, 32, "2:32pm"),
            (0, 5, "12:05am"),
            (12, 0, "12:00pm"),
            (9, 41, "9:41am"),
        ] {
            assert_eq!(clock_words(NaiveTime::from_hms_opt(h, m, 0).unwrap()), words);
        }
    }

    #[test]
    fn working_days_pass_over_weekends() {
        for (from, days, to) in [
            ("2026-06-03", 5, "2026-06-10"),
            ("2026-06-05", 1, "2026-06-08"),
            ("2026-06-06", 1, "2026-06-08"),
            ("2026-06-06", 0, "2026-06-06"),
        ] {
            assert_eq!(add_working_days(day(from), days), day(to), "{from} + {days}");
        }
        assert_eq!(add_months(day("2026-11-30"), 3), day("2027-02-28"));
    }

    #[test]
    fn derived_dates_are_those_of_the_facts() {
        let used = day("2026-11-22");
        assert_eq!(password_expires(used, true), day("2027-11-22"));
        assert_eq!(password_expires(used, false), day("2027-02-20"));
        let reminders = [
            "2027-11-04",
            "2027-11-12",
            "2027-11-17",
            "2027-11-20",
            "2027-11-21",
        ]
        .map(day);
        assert_eq!(password_reminders(day("2027-11-22")), reminders);
        assert_eq!(inactive_on(used), day("2026-12-22"));
        assert_eq!(deleted_on(used), day("2027-01-21"));
        assert_eq!(gone_on(used), day("2027-02-20"));
        assert_eq!(finish_account_by(used), day("2026-12-22"));
        assert_eq!(next_dspt_deadline(used), day("2027-06-30"));
        assert_eq!(next_dspt_deadline(day("2026-06-30")), day("2026-06-30"));
        assert_eq!(next_dspt_deadline(day("2026-07-01")), day("2027-06-30"));
    }

    proptest! {
        #[test]
        fn a_date_in_words_reads_as_itself(ago in 0u64..700) {
            let today = day("2026-11-22");
            let date = today.checked_sub_days(Days::new(ago)).unwrap();
            for words in [in_words(date), with_weekday(date), date.to_string()] {
                prop_assert_eq!(read_date(&words, today, DateRule::Done), Verdict::Ok(date));
            }
        }

        #[test]
        fn no_text_breaks_the_reading(typed in "\\PC{0,20}|[0-9]{0,12}[ /.-][0-9]{0,12}[ a-z]{0,6}") {
            let today = day("2026-11-22");
            if let Verdict::Ok(date) = read_date(&typed, today, DateRule::Done) {
                prop_assert!(date <= today);
            }
            if let Verdict::Ok(date) = read_date(&typed, today, REMINDER) {
                prop_assert!(date > today);
            }
        }
    }
}
