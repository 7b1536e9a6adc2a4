//! What is said of two hundred passwords of all kinds: a table that was read through.

use std::fmt::Write as _;

use nhsmail_starter::domain::password::{PasswordContext, SecondCheck, assess};
use nhsmail_starter::domain::secret::Secret;

/// One idea a line, under headings that say of what kind they are.
const IDEAS: &str = include_str!("../../fixtures/passwords.txt");

/// Sarah Jones of Oakfield House, helped by Tom Marsden, in June 2026: as the page is composed for them.
fn sarah(second_check: SecondCheck) -> PasswordContext {
    let inputs = [
        "Oakfield House",
        "V1AB2",
        "sarah.jones@nhs.net",
        "07700900123",
        "Tom Marsden",
        "Oakfield Team",
    ];
    PasswordContext {
        names: vec!["Sarah Jones".into()],
        inputs: inputs
            .into_iter()
            .map(str::to_owned)
            .chain((2023..=2027).map(|year: u16| year.to_string()))
            .collect(),
        second_check,
    }
}

fn told(idea: &str, second_check: SecondCheck) -> (String, u8) {
    let mut secret = Secret::new();
    if secret.push_str(idea).is_err() {
        return ("NO password.long".into(), 0);
    }
    let found = assess(&secret, &sarah(second_check));
    let told = match found.verdict {
        Ok(None) => "yes".to_owned(),
        Ok(Some(advice)) => format!("yes, {}", advice.id),
        Err(message) => format!("NO {}", message.id),
    };
    (told, found.score)
}

#[test]
fn two_hundred_passwords() {
    let mut table = String::new();
    let mut count = 0;
    for line in IDEAS.lines() {
        if line.is_empty() || line.starts_with("# ") {
            writeln!(table, "{line}").unwrap();
            continue;
        }
        count += 1;
        let (on, score) = told(line, SecondCheck::On);
        let (off, _) = told(line, SecondCheck::Off);
        let idea: String = line.chars().take(34).collect();
        writeln!(table, "{idea:36} {score}  {on:28} {off}").unwrap();
    }
    assert!(count >= 200, "{count}");
    insta::assert_snapshot!(table);
}
