//! How every sentence of ours is worded. Quotes of the guide stand as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use nhsmail_starter::guide::{Guide, fill};

use super::{CATALOGUE, SAMPLES, assert_none, files};

const BANNED: &str = "please sorry oops valid invalid forbidden failed fatal illegal error-code error-codes pattern patterns \
    input inputs field fields string strings null simple simply quick quickly quicker easily easy red green yellow blue \
    above below";

/// A string that a person reads, and where it stands.
pub(crate) struct Read {
    pub(crate) place: String,
    pub(crate) words: String,
}

#[test]
fn no_word_is_banned() {
    let found = ours().filter_map(|read| {
        let text = read
            .words
            .to_lowercase()
            .replace("easy to guess", "")
            .replace("error code", "error-code");
        let text = text
            .replace("on the left", "above")
            .replace("on the right", "below");
        let banned: BTreeSet<_> = BANNED.split_whitespace().collect();
        let hit = text
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .find(|word| banned.contains(word))?
            .to_owned();
        Some(format!("{}: \"{hit}\" in {}", read.place, read.words))
    });
    assert_none(&found.collect::<Vec<_>>());
}

#[test]
fn no_mark_or_date_is_hard_to_read_aloud() {
    let found = ours().filter(|read| {
        let marks = read
            .words
            .contains(['!', '–', '—', '‘', '’', '“', '”', '…', ';', '\t']);
        let short_date = read.words.split_whitespace().any(|word| {
            let mut parts = word.split('/');
            parts.clone().count() > 1
                && parts.all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
        });
        let shouted = read.words.split(|c: char| !c.is_alphanumeric()).any(|word| {
            word.len() > 3
                && word.chars().all(|c| c.is_ascii_uppercase())
                && !["DSPT", "PODS"].contains(&word)
        });
        marks || short_date || shouted
    });
    assert_none(
        &found
            .map(|read| format!("{}: {}", read.place, read.words))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn sentences_have_20_words_or_fewer_and_paragraphs_3_sentences() {
    let mut found = Vec::new();
    for read in ours() {
        let filled = filled(&read.words);
        for sentence in sentences(&filled).filter(|sentence| sentence.split_whitespace().count() > 20) {
            found.push(format!("{}: {sentence}", read.place));
        }
        if read.place.starts_with("pages/")
            && read.place.rsplit('.').next() != Some("help")
            && sentences(&filled).count() > 3
        {
            found.push(format!("{}: more than 3 sentences: {filled}", read.place));
        }
    }
    assert_none(&found);
}

/// The automated readability index, plus 5, is close to a reading age.
#[test]
fn a_page_can_be_read_at_14() {
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for read in ours().filter(|read| read.place.starts_with("pages/")) {
        let page = read.place.split('.').take(2).collect::<Vec<_>>().join(".");
        let text = pages.entry(page).or_default();
        text.push_str(&filled(&read.words));
        text.push_str(". ");
    }
    let found = pages.iter().filter_map(|(page, text)| {
        let words = text.split_whitespace().count();
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let (words_in, letters_in) = (ratio(words, sentences(text).count()), ratio(letters, words));
        let age = 4.71 * letters_in + 0.5 * words_in - 21.43 + 5.0;
        (words > 30 && age > 14.0).then(|| format!("{page}: {age:.1}"))
    });
    assert_none(&found.collect::<Vec<_>>());
}

#[test]
fn the_reply_time_and_the_new_name_stand_in_one_place_each() {
    let found = ours().filter(|read| {
        let reply_time = filled(&read.words).split_whitespace().any(|word| word == "48");
        let new_name = read.words.contains("NHS.net Connect");
        (reply_time && !read.place.contains("welcome-wait"))
            || (new_name
                && !["pages/around.start", "help.names", "glossary"]
                    .iter()
                    .any(|at| read.place.starts_with(at)))
    });
    assert_none(
        &found
            .map(|read| format!("{}: {}", read.place, read.words))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn messages_say_what_to_do_or_what_must_be() {
    let rules = "long characters letters shape domain day month real day-first future past order same space uk digits organisation";
    let boxes = ["password.long", "secret.long"];
    let mut found = Vec::new();
    for (id, entry) in CATALOGUE["messages"].as_table().unwrap() {
        let text = entry.as_str().or_else(|| entry["text"].as_str()).unwrap();
        let last = id.rsplit('.').next().unwrap();
        let starts = ["Enter ", "Select ", "Add ", "Type "]
            .iter()
            .any(|start| text.starts_with(start));
        let must = text.contains(" must ") || boxes.contains(&id.as_str());
        if (last == "empty" && !starts) || (rules.split(' ').any(|rule| rule == last) && !must) {
            found.push(format!("{id}: {text}"));
        }
        let again = entry
            .get("again")
            .and_then(toml::Value::as_str)
            .unwrap_or_default();
        if text.ends_with('.') || again.ends_with('.') {
            found.push(format!("{id}: a full stop at the end"));
        }
    }
    assert_none(&found);
}

fn ratio(of: usize, by: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap()) / f64::from(u32::try_from(by.max(1)).unwrap())
}

/// Sentences end at a mark with a space after it, or at the end.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([' ', '\n'])
        .scan(0, |start, word| {
            *start += word.len();
            Some((*start, word.trim_end().ends_with(['.', '?', ':'])))
        })
        .filter_map(|(end, ends)| ends.then_some(end))
        .chain([text.len()])
        .scan(0, |start, end| Some(&text[std::mem::replace(start, end)..end]))
        .filter(|sentence| !sentence.trim().is_empty())
}

fn filled(words: &str) -> String {
    fill(words, &|name| SAMPLES.get(name).cloned()).unwrap_or_else(|| words.to_owned())
}

/// Every string of ours that a person reads: quotes of the guide, ids and words to type are left out.
pub(crate) fn ours() -> impl Iterator<Item = Read> {
    let mut found = Vec::new();
    for (table, value) in &*CATALOGUE {
        if table != "samples" && table != "group-of" {
            gather(table, value, &mut found);
        }
    }
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pages")) {
        let pages: toml::Table = std::fs::read_to_string(&file).unwrap().parse().unwrap();
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        for page in pages
            .get("page")
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
        {
            gather(
                &format!("pages/{stem}.{}", page["id"].as_str().unwrap()),
                page,
                &mut found,
            );
        }
    }
    let guide = Guide::builtin();
    found.extend(guide.glossary().iter().map(|term| Read {
        place: format!("glossary.{}", term.term),
        words: term.plain.clone(),
    }));
    let notes = guide
        .contacts()
        .iter()
        .flat_map(|contact| contact.note.iter().chain(&contact.hours));
    found.extend(notes.map(|words| Read {
        place: "contacts".into(),
        words: words.clone(),
    }));
    found.into_iter()
}

fn gather(place: &str, value: &toml::Value, found: &mut Vec<Read>) {
    const NOT_OURS: [&str; 8] = [
        "id", "quote", "source", "as_of", "link", "contact", "empty", "when",
    ];
    match value {
        toml::Value::String(words) => found.push(Read {
            place: place.to_owned(),
            words: words.clone(),
        }),
        toml::Value::Array(values) => values.iter().for_each(|value| gather(place, value, found)),
        toml::Value::Table(table) => {
            for (key, value) in table
                .iter()
                .filter(|(key, _)| !NOT_OURS.contains(&key.as_str()) || !place.starts_with("pages/"))
            {
                if !(place.starts_with("doubts") && key == "id") {
                    gather(&format!("{place}.{key}"), value, found);
                }
            }
        }
        other => panic!("{place}: {other}"),
    }
}
