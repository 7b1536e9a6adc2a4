//! The calendar file: read back by a parser, and held against the dates of the facts.

use chrono::NaiveDate;
use icalendar::{Calendar, Component, DatePerhapsTime, Event};
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::paper::Paper;
use nhsmail_starter::machine::request::RequestId;
use nhsmail_starter::paper::text;

use super::{JOINER, completed, joiner, read, sent};

/// The password and all else of the examples in the facts: 22 November 2026.
const FACTS: &str = r#"
[site]
name = "Oakfield House"
ods_code = "V1AB2"
[account]
created_on = "2026-11-22"
[secure]
password_changed = "yes"
password_changed_on = "2026-11-22"
second_check = "yes"
[mailbox]
opened = "yes"
opened_on = "2026-10-31"
[audit]
next_check_on = "2027-02-22"
[requests.access]
how = "email"
sent = "sent"
sent_on = "2026-11-22"
reference = "INC0000001"
chase_on = "2026-11-27"
"#;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn file(answers: &Answers, today: &str) -> String {
    text(Paper::Calendar, answers, &Guide::builtin(), day(today))
}

fn events(file: &str) -> Vec<Event> {
    let calendar: Calendar = file.parse().unwrap();
    calendar.events().cloned().collect()
}

fn on(event: &Event) -> NaiveDate {
    match event.get_start().unwrap() {
        DatePerhapsTime::Date(day) => day,
        DatePerhapsTime::DateTime(time) => panic!("{time:?} is no whole day"),
    }
}

/// What tells a reminder from the others of the site, and its day.
fn kinds(file: &str) -> Vec<(String, String)> {
    let kind = |event: &Event| {
        let uid = event.get_uid().unwrap();
        uid.strip_prefix("nhsmail-starter-V1AB2-").unwrap().to_owned()
    };
    events(file)
        .iter()
        .map(|event| (kind(event), on(event).to_string()))
        .collect()
}

#[test]
fn every_day_is_the_one_of_the_facts() {
    let expected = [
        ("chase-access", "2026-11-27"),
        ("mailbox-email", "2026-11-28"),
        ("policy", "2026-12-22"),
        ("sign-in", "2026-12-22"),
        ("next-check", "2027-02-22"),
        ("dspt", "2027-06-30"),
        ("password-18", "2027-11-04"),
        ("password-10", "2027-11-12"),
        ("password-5", "2027-11-17"),
        ("password-2", "2027-11-20"),
        ("password-1", "2027-11-21"),
        ("password", "2027-11-22"),
    ]
    .map(|(kind, on)| (kind.to_owned(), on.to_owned()));
    assert_eq!(kinds(&file(&read(FACTS), "2026-11-22")), expected);
    let short = read(&FACTS.replace("second_check = \"yes\"", "second_check = \"not-yet\""));
    let found = kinds(&file(&short, "2026-11-22"));
    assert!(
        found.contains(&("password".into(), "2027-02-20".into())),
        "{found:?}"
    );
}

#[test]
fn days_that_have_passed_are_left_out_but_signing_in_is_for_today() {
    let found = kinds(&file(&read(FACTS), "2027-11-18"));
    let expected = [
        ("sign-in", "2027-11-18"),
        ("password-2", "2027-11-20"),
        ("password-1", "2027-11-21"),
        ("password", "2027-11-22"),
        ("mailbox-email", "2027-11-28"),
        ("dspt", "2028-06-30"),
    ]
    .map(|(kind, on)| (kind.to_owned(), on.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn each_event_is_a_whole_day_with_its_alarm_last() {
    let file = file(&read(FACTS), "2026-11-22");
    for event in events(&file) {
        let Some(DatePerhapsTime::Date(end)) = event.get_end() else {
            panic!("{event:?} has no last day");
        };
        assert_eq!(Some(end), on(&event).succ_opt());
        let stamp = event.get_timestamp().unwrap();
        assert_eq!(stamp.to_rfc3339(), "2026-11-22T00:00:00+00:00");
    }
    let count = |what: &str| file.matches(what).count();
    assert_eq!(count("BEGIN:VEVENT"), count("END:VALARM\r\nEND:VEVENT"));
    assert_eq!(count("DTSTART;VALUE=DATE:"), count("BEGIN:VEVENT"));
    // One each: none in an alarm, where the library would put its own.
    assert_eq!(count("DTSTAMP"), count("BEGIN:VEVENT"));
    assert_eq!(count("UID:"), count("BEGIN:VEVENT"));
    assert_eq!(count("METHOD"), 0);
    assert_eq!(count("\n"), count("\r\n"));
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    assert!(file.lines().all(|line| line.len() <= 75), "{file}");
}

#[test]
fn an_alarm_rings_at_nine_or_days_early_at_nine_and_never_in_the_past() {
    for (today, kind, trigger) in [
        ("2026-11-22", "chase-access", "PT9H"),
        ("2026-11-22", "sign-in", "-PT39H"),
        ("2026-11-22", "policy", "-PT159H"),
        ("2026-11-22", "dspt", "-PT711H"),
        ("2027-06-20", "dspt", "-PT207H"),
        ("2027-06-30", "dspt", "PT9H"),
    ] {
        let file = file(&read(FACTS), today).replace("\r\n ", "");
        let mut events = file.split("BEGIN:VEVENT");
        let event = events
            .find(|event| event.contains(&format!("-{kind}\r\n")))
            .unwrap();
        assert!(
            event.contains(&format!("TRIGGER:{trigger}\r\n")),
            "{today} {event}"
        );
    }
}

#[test]
fn the_same_answers_and_day_give_the_same_bytes() {
    for answers in [Answers::default(), joiner(), completed(), read(FACTS)] {
        assert_eq!(file(&answers, "2026-06-12"), file(&answers, "2026-06-12"));
    }
}

/// A program that has a reminder keeps it unless the other is a later edition.
#[test]
fn a_later_file_has_the_later_edition() {
    let editions = |today| -> Vec<u32> {
        let events = events(&file(&read(FACTS), today)).into_iter();
        events.map(|event| event.get_sequence().unwrap()).collect()
    };
    let (first, second) = (editions("2026-11-22"), editions("2026-11-23"));
    assert!(first.iter().all(|edition| *edition == first[0]), "{first:?}");
    assert!(second[0] > first[0], "{second:?}");
}

/// The ends of months and years, the leap day, and the days on which clocks change.
#[test]
fn the_days_are_right_at_every_turn_of_the_calendar() {
    let at = |changed: &str, opened: &str, today: &str| {
        let answers = FACTS
            .replace(
                "password_changed_on = \"2026-11-22\"",
                &format!("password_changed_on = \"{changed}\""),
            )
            .replace("opened_on = \"2026-10-31\"", &format!("opened_on = \"{opened}\""));
        kinds(&file(&read(&answers), today))
    };
    let leap = at("2028-02-29", "2028-02-29", "2028-02-29");
    for (kind, on) in [
        ("password-18", "2029-02-10"),
        ("password-1", "2029-02-27"),
        ("password", "2029-02-28"),
        ("mailbox-email", "2028-03-28"),
        ("sign-in", "2028-03-30"),
        ("dspt", "2028-06-30"),
    ] {
        assert!(leap.contains(&(kind.into(), on.into())), "{kind} {on}: {leap:?}");
    }
    for (today, dspt, mailbox_email) in [
        ("2026-12-31", "2027-06-30", "2027-01-28"),
        ("2027-03-28", "2027-06-30", "2027-03-28"),
        ("2027-06-30", "2027-06-30", "2027-07-28"),
        ("2027-07-01", "2028-06-30", "2027-07-28"),
        ("2027-10-31", "2028-06-30", "2027-11-28"),
        ("2028-02-29", "2028-06-30", "2028-03-28"),
    ] {
        let found = at("2026-11-22", "2026-10-31", today);
        for (kind, on) in [("dspt", dspt), ("mailbox-email", mailbox_email)] {
            assert!(
                found.contains(&(kind.into(), on.into())),
                "{today}: {kind} {on}: {found:?}"
            );
        }
        assert!(found.iter().all(|(_, on)| on.as_str() >= today), "{found:?}");
    }
}

/// Opening a later file brings the reminders up to date: what is the same reminder has the same id.
#[test]
fn a_reminder_keeps_its_id_when_its_day_moves() {
    let ids = |answers: &Answers| {
        let ids = events(&file(answers, "2026-11-22")).into_iter();
        ids.map(|event| event.get_uid().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let mut before = ids(&read(FACTS));
    let mut after = ids(&read(
        &FACTS
            .replace("chase_on = \"2026-11-27\"", "chase_on = \"2026-12-30\"")
            .replace(
                "password_changed_on = \"2026-11-22\"",
                "password_changed_on = \"2026-11-20\"",
            ),
    ));
    before.sort();
    after.sort();
    assert_eq!(before, after);
    before.dedup();
    assert_eq!(before, after, "no id is there twice");
}

#[test]
fn requests_are_told_apart_and_a_site_with_no_code_has_ids_of_its_own() {
    let mut answers = sent(RequestId::Access, sent(RequestId::Team, joiner()));
    answers.finished.get_access = None;
    let words = |answers: &Answers| {
        let events = events(&file(answers, "2026-06-05")).into_iter();
        events
            .map(|event| event.get_summary().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let found = words(&answers);
    let chases: Vec<_> = found.iter().filter(|words| words.starts_with("Chase")).collect();
    assert!(!chases.is_empty(), "{found:?}");
    assert!(chases.windows(2).all(|pair| pair[0] != pair[1]), "{chases:?}");
    let nameless = read(
        &JOINER
            .replace("ods_code = \"V1AB2\"\n", "")
            .replace("Oakfield", "<b>&\\\"Oak\\\"=1+1"),
    );
    let file = file(&nameless, "2026-06-05");
    assert!(
        file.contains("UID:nhsmail-starter-b-oak-1-1-house-dspt\r\n"),
        "{file}"
    );
}

#[test]
fn what_people_typed_cannot_write_a_line_of_its_own() {
    let name = r#"<b>&\"Oak\"=1+1; a, b\\n"#;
    let answers = read(&FACTS.replace("Oakfield House", name));
    let file = file(&answers, "2026-11-22");
    let found = events(&file);
    let chase = found
        .iter()
        .find(|event| event.get_uid().unwrap().contains("chase"))
        .unwrap();
    let words = chase.get_summary().unwrap();
    assert!(words.ends_with(r#"for <b>&"Oak"=1+1; a, b\n"#), "{words}");
    assert!(
        file.replace("\r\n ", "").contains(r#"<b>&"Oak"=1+1\; a\, b\\n"#),
        "{file}"
    );
}

#[test]
fn reminders_of_a_completed_site() {
    insta::assert_snapshot!("calendar", file(&completed(), "2026-06-12").replace("\r\n", "\n"));
}
