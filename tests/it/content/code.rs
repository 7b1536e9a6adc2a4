//! Words and code: every id in code has its words, and no words stand in code.

use std::collections::BTreeSet;
use std::path::Path;

use nhsmail_starter::domain::verdict::Message;
use nhsmail_starter::guide::{Guide, slots_in};

use super::literals::{Literal, literals};
use super::{assert_none, files, known_message};

#[test]
fn every_id_in_code_is_in_the_catalogue() {
    let guide = Guide::builtin();
    let mut found = Vec::new();
    let words: toml::Table = include_str!("../../../assets/words.toml").parse().unwrap();
    let tables: BTreeSet<&str> = words.keys().map(String::as_str).collect();
    for (file, literal) in source() {
        let id = literal.text.as_str();
        // A key alone, such as in a table of keys: `people.name`. A template's file name is none.
        let is_key = |id: &str| {
            id.split_once('.').is_some_and(|(table, key)| {
                tables.contains(table) && !matches!(key, "txt" | "html" | "md" | "")
            })
        };
        let there = match literal.before.as_str() {
            at if at.ends_with(".word(") || at.ends_with(".say(") => !guide.word(id).is_empty(),
            at if at.ends_with("Message::new(") || at.ends_with("refused(") => known_message(&guide, id),
            at if at.ends_with(".page(") => !guide.page(id).id.is_empty(),
            at if at.ends_with(".doubt(") => !guide.doubt(id).text.is_empty(),
            _ => !is_key(id) || id.contains('{') || !guide.word(id).is_empty() || known_message(&guide, id),
        };
        if !there {
            found.push(format!("{file}: {id}"));
        }
    }
    assert_none(&found);
}

/// Each value that code gives to a message has its slot in the words.
#[test]
fn every_value_of_a_message_has_its_slot() {
    let guide = Guide::builtin();
    let mut found = Vec::new();
    let mut last = (String::new(), String::new());
    for (file, literal) in source() {
        // Another statement speaks of another message.
        if literal.before.contains(';') {
            last = (String::new(), String::new());
        }
        if literal.before.ends_with("Message::new(") {
            last = (file, literal.text);
        } else if literal.before.ends_with(".with(") && last.0 == file {
            let message = Message::new(last.1.clone());
            let words = guide.message_again(&message).to_lowercase();
            let slots: BTreeSet<&str> = slots_in(&words).collect();
            if !slots.contains(literal.text.as_str()) {
                found.push(format!("{file}: {} has no {{{}}}", last.1, literal.text));
            }
        }
    }
    assert_none(&found);
}

/// Words for people stay in the assets, so a literal of four words or more is not for code.
#[test]
fn no_sentence_stands_in_code() {
    let sentence = |text: &str| {
        let word = |word: &&str| {
            word.chars().any(char::is_alphabetic) && word.chars().all(|c| !"{}<>/=_".contains(c))
        };
        text.split_whitespace().filter(word).count() > 3
    };
    let found = source().filter(|(_, literal)| sentence(&literal.text));
    assert_none(
        &found
            .map(|(file, literal)| format!("{file}: {}", literal.text))
            .collect::<Vec<_>>(),
    );
}

fn source() -> impl Iterator<Item = (String, Literal)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    files(&root.join("src")).into_iter().flat_map(|file| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        literals(&text)
            .into_iter()
            .map(move |literal| (name.clone(), literal))
    })
}
