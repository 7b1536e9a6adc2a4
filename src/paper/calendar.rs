//! Every day that matters as a calendar file. Whole days only. The same answers on the same day give the same bytes, and
//! each reminder keeps its id, so that a file opened again brings the reminders up to date. Days that have passed are left
//! out: nothing would ring.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveTime};
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _, Property};

use crate::domain::choice::Choice as _;
use crate::domain::when;
use crate::guide::Guide;
use crate::machine::answers::{Answers, known};
use crate::machine::todo::{self, Waiting};

/// The hour of the day at which a reminder rings (ours).
const RINGS_AT: i64 = 9;
/// Days between reminders to sign in: under the 30 after which an account becomes inactive (S42, 24 November 2022).
const SIGN_IN_EVERY: &str = "FREQ=DAILY;INTERVAL=28";
/// Days by which a reminder to sign in rings early (ours).
const SIGN_IN_EARLY: i64 = 2;
/// Days by which the reminder of a new account's last day rings early (ours).
const POLICY_EARLY: i64 = 7;
/// Days by which the reminder to publish the DSPT rings early (ours): it takes longer than a day.
const DSPT_EARLY: i64 = 30;
/// The last day that every month has.
const IN_EVERY_MONTH: u32 = 28;

/// The calendar file. Its lines end as the format wants them.
pub(super) fn calendar(answers: &Answers, guide: &Guide, today: NaiveDate) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//nhsmail-starter//EN"),
        ("CALSCALE", "GREGORIAN"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(Property::new(
        "X-WR-CALNAME",
        guide.say("calendar.name", &[("site", site(answers, guide))]),
    ));
    let owner = uid_of_site(answers);
    for reminder in reminders(answers, guide, today) {
        calendar.push(event(&reminder, &owner, guide, today));
    }
    bare_alarms(&calendar.to_string())
}

/// The lines without the stamp and the random id that the library puts in each alarm: the format has no stamp there, and
/// both would differ each time.
fn bare_alarms(lines: &str) -> String {
    let mut in_alarm = false;
    let kept = lines.split_inclusive('\n').filter(|line| {
        in_alarm = (in_alarm || line.starts_with("BEGIN:VALARM")) && !line.starts_with("END:VALARM");
        !(in_alarm && (line.starts_with("DTSTAMP") || line.starts_with("UID")))
    });
    kept.collect()
}

/// A day to remember.
struct Reminder {
    /// What tells it from the others of the site; it stays the same for good.
    kind: String,
    on: NaiveDate,
    words: String,
    why: String,
    /// Days by which it rings early.
    early: i64,
    /// How it comes again.
    again: Option<&'static str>,
}

impl Reminder {
    fn new(kind: impl Into<String>, on: NaiveDate, words: String, why: &str) -> Self {
        Self {
            kind: kind.into(),
            on,
            words,
            why: why.to_owned(),
            early: 0,
            again: None,
        }
    }

    const fn early(mut self, days: i64) -> Self {
        self.early = days;
        self
    }

    const fn again(mut self, rule: &'static str) -> Self {
        self.again = Some(rule);
        self
    }
}

/// The reminders, earliest first.
fn reminders(answers: &Answers, guide: &Guide, today: NaiveDate) -> Vec<Reminder> {
    let mut all: Vec<Reminder> = todo::waiting(answers)
        .iter()
        .filter_map(|waiting| chase(waiting, answers, guide))
        .collect();
    all.extend(todo::finish_account_by(answers).map(|by| {
        let words = guide.word("calendar.policy").to_owned();
        Reminder::new("policy", by, words, guide.word("calendar.policy-why")).early(POLICY_EARLY)
    }));
    all.extend(password(answers, guide));
    all.extend(known(&answers.audit.next_check_on).map(|next| {
        let words = guide.say("calendar.next-check", &[("mailbox", mailbox(answers, guide))]);
        Reminder::new("next-check", next.0, words, guide.word("calendar.next-check-why"))
    }));
    all.extend(sign_in(answers, guide, today));
    all.extend(mailbox_email(answers, guide, today));
    all.push(dspt(guide, today));
    all.retain(|reminder| reminder.on >= today);
    all.sort_by(|one, other| (one.on, &one.kind).cmp(&(other.on, &other.kind)));
    all
}

fn chase(waiting: &Waiting, answers: &Answers, guide: &Guide) -> Option<Reminder> {
    let request = waiting.request.slug();
    let what = guide.word(&format!("request.{request}")).to_owned();
    let words = guide.say(
        "calendar.chase",
        &[("what", what), ("site", site(answers, guide))],
    );
    let sent_on = waiting
        .since
        .map(|since| guide.say("calendar.chase-sent", &[("sent-on", when::in_words(since))]));
    let reference = waiting
        .reference
        .as_ref()
        .map(|reference| guide.say("calendar.chase-reference", &[("reference", reference.clone())]));
    let why: Vec<String> = [sent_on, reference]
        .into_iter()
        .flatten()
        .chain([guide.word("calendar.chase-why").to_owned()])
        .collect();
    Some(Reminder::new(
        format!("chase-{request}"),
        waiting.chase_from?,
        words,
        &why.join(" "),
    ))
}

/// The last day of the password, and the days before on which NHSmail reminds people (S29, 27 July 2023).
fn password(answers: &Answers, guide: &Guide) -> Vec<Reminder> {
    let Some(expires) = todo::password_expires_on(answers) else {
        return vec![];
    };
    let words = guide.say("calendar.password", &[("date", when::in_words(expires))]);
    let why = guide.word("calendar.password-why");
    let before = when::password_reminders(expires).into_iter();
    before
        .zip(when::PASSWORD_REMINDER_DAYS)
        .map(|(on, days)| Reminder::new(format!("password-{days}"), on, words.clone(), why))
        .chain([Reminder::new("password", expires, words.clone(), why)])
        .collect()
}

/// The last day to sign in, and again after that. When it has passed, today.
fn sign_in(answers: &Answers, guide: &Guide, today: NaiveDate) -> Option<Reminder> {
    let by = answers.last_activity().map(when::inactive_on)?;
    let words = guide.word("calendar.sign-in").to_owned();
    let reminder = Reminder::new(
        "sign-in",
        by.max(today),
        words,
        guide.word("calendar.sign-in-why"),
    );
    Some(reminder.early(SIGN_IN_EARLY).again(SIGN_IN_EVERY))
}

/// A month after the first email from the mailbox, and each month after that.
fn mailbox_email(answers: &Answers, guide: &Guide, today: NaiveDate) -> Option<Reminder> {
    let opened = known(&answers.mailbox.opened_on)?.0;
    let opened = opened.with_day(opened.day().min(IN_EVERY_MONTH))?;
    let passed = when::whole_years_between(opened, today) * 12;
    let next = (passed.max(1)..=passed + 12)
        .map(|months| when::add_months(opened, months))
        .find(|day| *day >= today)?;
    let words = guide.say("calendar.mailbox-email", &[("mailbox", mailbox(answers, guide))]);
    let why = guide.word("calendar.mailbox-email-why");
    Some(Reminder::new("mailbox-email", next, words, why).again("FREQ=MONTHLY"))
}

fn dspt(guide: &Guide, today: NaiveDate) -> Reminder {
    let by = when::next_dspt_deadline(today);
    let words = guide.say("calendar.dspt", &[("date", when::in_words(by))]);
    Reminder::new("dspt", by, words, guide.word("calendar.dspt-why")).early(DSPT_EARLY)
}

fn event(reminder: &Reminder, owner: &str, guide: &Guide, today: NaiveDate) -> Event {
    let stamp = today.and_time(NaiveTime::MIN).and_utc();
    let uid = format!("{owner}-{}", reminder.kind);
    let next_day = reminder.on.checked_add_days(Days::new(1)).unwrap_or(reminder.on);
    let mut event = Event::new();
    event
        .uid(&uid)
        .timestamp(stamp)
        .starts(reminder.on)
        .ends(next_day)
        .summary(&reminder.words)
        .description(&format!("{}\n{}", reminder.why, guide.word("calendar.recorded")))
        .add_property("TRANSP", "TRANSPARENT")
        .add_property("SEQUENCE", edition(today).to_string());
    if let Some(rule) = reminder.again {
        event.add_property("RRULE", rule);
    }
    let days_left = (reminder.on - today).num_days();
    let rings = RINGS_AT - 24 * reminder.early.min(days_left - 1).max(0);
    let mut alarm = Alarm::display(&reminder.words, Duration::hours(rings));
    // The same in hours: every calendar reads those, and not every one reads thousands of seconds.
    let sign = if rings < 0 { "-" } else { "" };
    alarm.add_property("TRIGGER", format!("{sign}PT{}H", rings.abs()));
    event.alarm(alarm);
    event.done()
}

/// A number that grows with the day of the file: programs that have a reminder take a later edition of it and no earlier.
fn edition(today: NaiveDate) -> i64 {
    (today - NaiveDate::default()).num_days().max(0)
}

fn site(answers: &Answers, guide: &Guide) -> String {
    answers
        .site_name()
        .unwrap_or_else(|| guide.word("calendar.site"))
        .to_owned()
}

fn mailbox(answers: &Answers, guide: &Guide) -> String {
    answers.mailbox_address().map_or_else(
        || guide.word("calendar.mailbox").to_owned(),
        |mailbox| mailbox.to_string(),
    )
}

/// The site's part of an id: its code, or else its name in letters and numbers.
fn uid_of_site(answers: &Answers) -> String {
    let name = || answers.site_name().unwrap_or_default().to_lowercase();
    let site = answers.code().map_or_else(name, ToString::to_string);
    let words = site
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let words: Vec<&str> = ["nhsmail-starter"].into_iter().chain(words).collect();
    words.join("-")
}
