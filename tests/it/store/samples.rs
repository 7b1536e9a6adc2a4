//! Progress to put in files: one with every key, and random ones.

use chrono::{DateTime, FixedOffset, NaiveDate};
use nhsmail_starter::domain::tidy;
use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::event::Progress;
use nhsmail_starter::machine::page_id::PageId;
use nhsmail_starter::machine::slots::Position;
use nhsmail_starter::store::read;
use proptest::collection::vec;
use proptest::prelude::*;
use toml::Value;

/// A progress file with every key in it, as the program writes it.
pub(crate) const FULL: &str = include_str!("../../fixtures/full.nhsmail.toml");

/// 3 June 2026, 2:32pm, in summer.
pub(crate) fn now() -> DateTime<FixedOffset> {
    "2026-06-03T14:32:00+01:00".parse().unwrap()
}

pub(crate) fn day() -> NaiveDate {
    now().date_naive()
}

/// What [`FULL`] holds.
pub(crate) fn full() -> Progress {
    read::parse(FULL.as_bytes()).unwrap().progress
}

/// A site of which only the name is known.
pub(crate) fn named(name: &str) -> Progress {
    let text = format!("schema = 1\n[site]\nname = '''{name}'''\n");
    read::parse(text.as_bytes()).unwrap().progress
}

/// Answers from plain values, around the store.
pub(crate) fn answers(table: &toml::Table) -> Option<Answers> {
    Value::Table(table.clone()).try_into().ok()
}

/// Any progress: each answer of [`FULL`] kept, taken away, or replaced by text that breaks careless programs.
pub(crate) fn any_progress() -> impl Strategy<Value = Progress> {
    let page = proptest::sample::select(PageId::ALL);
    (
        vec((0..16_u8, text()), 450),
        0..6_usize,
        page,
        0..3_usize,
        any::<bool>(),
        text(),
    )
        .prop_map(|(dice, people, page, person, changing, saved_by)| {
            let person = if page.is_about_one() { person } else { 0 };
            Progress {
                answers: shaken(&dice, people),
                last: Some(Position { page, person }),
                changing,
                saved_at: Some(now()),
                saved_by: tidy::note(&saved_by),
            }
        })
}

fn shaken(dice: &[(u8, String)], people: usize) -> Answers {
    let mut table = toml::Table::try_from(full().answers).unwrap();
    for list in ["register", "audit"] {
        let list = table[list]["people"].as_array_mut().unwrap();
        let first = list.clone();
        *list = first.into_iter().cycle().take(people).collect();
    }
    let mut paths = vec![];
    leaves(&Value::Table(table.clone()), &mut vec![], &mut paths);
    for (path, (die, text)) in paths.iter().zip(dice) {
        let before = table.clone();
        match die {
            0..=3 if path[0] != "history" && !path.contains(&"past".to_owned()) => {
                take(&mut table, path);
                continue;
            }
            4 => put(&mut table, path, "not-known"),
            5 => put(&mut table, path, &tidy::note(text)),
            _ => continue,
        }
        if answers(&table).is_none() {
            table = before;
        }
    }
    answers(&table).unwrap()
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        proptest::sample::select(vec![
            "\"",
            "'",
            "\"\"\"",
            "'''",
            "\\",
            "#",
            "\n",
            "[",
            "]",
            "=",
            "\u{1B}[2J",
            "Ö",
            " ",
            "a"
        ])
        .prop_map(String::from),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// The way to each value that is no table.
fn leaves(value: &Value, at: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(i, value)| (i.to_string(), value))
            .collect(),
        _ => return found.push(at.clone()),
    };
    for (key, value) in inner {
        at.push(key);
        leaves(value, at, found);
        at.pop();
    }
}

fn parent<'t>(table: &'t mut toml::Table, path: &[String]) -> Option<&'t mut toml::Table> {
    let Some((first, rest)) = path.split_first() else {
        return Some(table);
    };
    let first = table.get_mut(first)?;
    let inner = rest
        .iter()
        .try_fold(first, |at, step| match step.parse::<usize>() {
            Ok(place) => at.get_mut(place),
            Err(_) => at.get_mut(step),
        })?;
    inner.as_table_mut()
}

pub(crate) fn take(table: &mut toml::Table, path: &[String]) {
    let (last, way) = path.split_last().unwrap();
    if let Some(table) = parent(table, way) {
        table.remove(last);
    }
}

pub(crate) fn put(table: &mut toml::Table, path: &[String], value: &str) {
    let (last, way) = path.split_last().unwrap();
    if let Some(table) = parent(table, way) {
        table.insert(last.clone(), Value::from(value));
    }
}
