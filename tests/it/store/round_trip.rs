//! What is written is read again, byte for byte the same by any route, and whatever else is in the file stays.

use std::collections::BTreeSet;

use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::event::Progress;
use nhsmail_starter::store::document;
use nhsmail_starter::store::keys::KEYS;
use nhsmail_starter::store::read;
use proptest::prelude::*;
use toml::Value;

use super::samples::{FULL, answers, any_progress, full, named, now, put};

fn write(text: &str, progress: &Progress) -> String {
    document::write(text, &[], progress)
}

#[test]
fn a_full_file_is_as_we_would_have_it_read_in_notepad() {
    let written = write("", &full());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/full.nhsmail.toml"),
            &written,
        )
        .unwrap();
    }
    assert_eq!(written, FULL);
    assert!(read::parse(FULL.as_bytes()).unwrap().passed_over.is_empty());
}

#[test]
fn every_key_that_is_written_is_known_and_the_other_way_round() {
    let file: toml::Table = FULL.parse().unwrap();
    let mut written = BTreeSet::new();
    paths(&Value::Table(file), "", &mut written);
    let known: BTreeSet<String> = KEYS.paths().into_iter().collect();
    assert_eq!(written, known);
}

fn paths(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                let path = nhsmail_starter::store::keys::join(at, key);
                paths(value, &path, found);
                found.insert(path);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| paths(item, at, found)),
        _ => {}
    }
}

/// A key that takes one of a few words says which, above it or above its table.
#[test]
fn comments_name_every_word_that_can_be_written() {
    let plain = toml::Table::try_from(full().answers).unwrap();
    let mut checked = 0;
    for path in KEYS.paths() {
        let steps: Vec<&str> = path.split('.').collect();
        let indexed = steps.iter().flat_map(|step| match *step {
            "people" if path != "duties.read.people" => vec!["people".to_owned(), "0".to_owned()],
            "past" => vec!["past".to_owned(), "0".to_owned()],
            step => vec![step.to_owned()],
        });
        let mut table = plain.clone();
        put(&mut table, &indexed.collect::<Vec<_>>(), "no such word");
        let Err(error) = Value::Table(table).try_into::<Answers>() else {
            continue;
        };
        let Some((_, words)) = error
            .message()
            .split_once("expected one of ")
            .or(error.message().split_once("expected `"))
        else {
            continue;
        };
        let comments = comments_at(&steps);
        for word in words
            .split(['`', ',', ' '])
            .filter(|word| !word.is_empty() && *word != "or")
        {
            assert!(comments.contains(word), "{path}: {word} is not in {comments:?}");
            checked += 1;
        }
    }
    assert!(checked > 60, "{checked}");
}

fn comments_at(steps: &[&str]) -> String {
    let mut keys = &KEYS.keys;
    let mut comments = String::new();
    for step in steps {
        let key = nhsmail_starter::store::keys::find(keys, step).unwrap();
        comments += &key.comment.join("\n");
        keys = &key.keys;
    }
    comments
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(progress in any_progress()) {
        let text = write("", &progress);
        let read = read::parse(text.as_bytes()).unwrap();
        prop_assert_eq!(&read.passed_over, &vec![], "{}", text);
        prop_assert_eq!(read.progress, progress, "{}", text);
        prop_assert_eq!(read.text, text);
    }

    #[test]
    fn any_route_to_the_same_answers_gives_the_same_bytes(first in any_progress(), second in any_progress()) {
        let straight = write("", &second);
        let round_about = write(&write("", &first), &second);
        prop_assert_eq!(round_about, straight);
    }

    #[test]
    fn what_others_wrote_stays(first in any_progress(), second in any_progress()) {
        let text = write("", &first).replace("schema = 1", "# Mine, at the top.\nschema = 1\ncolour = \"blue\" # why")
            + "\n[later]\nkey = [1, 2]\n\n# Mine, at the end.\n";
        let text = write(&write(&text, &second), &first);
        for kept in ["# Mine, at the top.", "colour = \"blue\" # why", "[later]\nkey = [1, 2]", "# Mine, at the end."] {
            prop_assert!(text.contains(kept), "{} is not in\n{}", kept, text);
        }
        prop_assert_eq!(read::parse(text.as_bytes()).unwrap().progress, first);
    }
}

#[test]
fn unknown_keys_and_comments_stay_with_what_they_stand_by() {
    let before = "\
# NHSmail starter.
schema = 1

# The manager spells it with a capital H.
[site]
name = 'Oakfield house'   # as on the sign
colour = \"blue\"

[[audit.people]]
name = \"A\"
shoe = 1
[[audit.people]]
# The night nurse.
name = \"B\"
shoe = 2
";
    let mut progress = read::parse(before.as_bytes()).unwrap().progress;
    progress.answers.audit.people.remove(0);
    progress.answers.site.name = named("Oakfield House").answers.site.name;
    let after = write(before, &progress);
    let expected = "\
# NHSmail starter.
schema = 1

# The manager spells it with a capital H.
[site]
name = \"Oakfield House\"   # as on the sign
colour = \"blue\"
[[audit.people]]
# The night nurse.
name = \"B\"
shoe = 2
";
    assert_eq!(after, expected);
}

#[test]
fn a_comment_outlives_its_key() {
    let before = "schema = 1\n\n[site]\n# Ask Jo, she knows.\nname = \"Oak\" # or Oaks\n";
    let after = write(before, &Progress::default());
    assert_eq!(after, "schema = 1\n# Ask Jo, she knows.\n# or Oaks\n");
}

#[test]
fn any_way_of_writing_a_table_is_read_and_can_be_changed() {
    let ways = [
        "schema = 1\nsite.name = \"Oak\"\naudit.people = [{ name = \"A\", shoe = 1 }]\n",
        "schema = 1\nsite = { name = \"Oak\" }\naudit = { people = [{ name = 'A', shoe = 1 }] }\n",
        "schema = 1\n[audit]\n[[audit.people]]\nname = \"A\"\nshoe = 1\n[site]\nname = \"\"\"Oak\"\"\"\n",
    ];
    for way in ways {
        let read = read::parse(way.as_bytes()).unwrap();
        assert_eq!(read.progress.answers.site_name(), Some("Oak"), "{way}");
        assert_eq!(read.progress.answers.audit.people[0].listed_name(), "A", "{way}");
        assert_eq!(read.passed_over, vec![], "{way}");
        let mut changed = full();
        changed.answers.audit.people = read.progress.answers.audit.people;
        let text = write(way, &changed);
        assert!(text.contains("shoe = 1"), "{text}");
        assert_eq!(read::parse(text.as_bytes()).unwrap().progress, changed, "{text}");
    }
}

#[test]
fn days_are_read_as_days_and_as_text() {
    let day = "schema = 1\n[account]\ncreated_on = 2026-06-03\n[finished]\ncheck_use = 2026-06-03\n";
    let text = day.replace("2026-06-03", "\"2026-06-03\"");
    assert_eq!(
        read::parse(day.as_bytes()).unwrap().progress,
        read::parse(text.as_bytes()).unwrap().progress
    );
    let not_known = "schema = 1\n[account]\ncreated_on = \"not-known\"\n";
    assert!(
        read::parse(not_known.as_bytes())
            .unwrap()
            .progress
            .answers
            .account
            .created_on
            .is_some()
    );
}

#[test]
fn nothing_is_written_that_says_nothing() {
    assert_eq!(
        write("", &Progress::default())
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect::<Vec<_>>(),
        ["schema = 1"]
    );
    let answers = answers(&toml::Table::new()).unwrap();
    assert_eq!(answers, Answers::default());
    assert!(write("", &full()).contains(&now().to_rfc3339()));
}
