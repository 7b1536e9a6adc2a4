//! Files that were cut short, edited by hand, saved by other programs or made to do harm: one bad value costs itself
//! alone, and nothing worse happens than a sentence.

use std::fs;

use nhsmail_starter::domain::tidy::is_harmful;
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::event::Progress;
use nhsmail_starter::store::check::check;
use nhsmail_starter::store::document;
use nhsmail_starter::store::place;
use nhsmail_starter::store::read::{self, FileRead, LARGEST, Should, Unreadable};
use nhsmail_starter::store::way::Way;

use super::samples::{FULL, full};

fn damaged(bytes: &[u8]) -> Option<usize> {
    match read::parse(bytes) {
        Err(Unreadable::Damaged { line }) => Some(line),
        _ => None,
    }
}

#[test]
fn a_file_cut_anywhere_opens_or_is_damaged() {
    for at in (0..FULL.len()).step_by(23).chain(0..300) {
        match read::parse(&FULL.as_bytes()[..at]) {
            Ok(_) | Err(Unreadable::Damaged { .. }) => {}
            Err(other) => panic!("cut at {at}: {other}"),
        }
    }
}

#[test]
fn what_is_no_text_or_no_toml_is_damaged_at_its_line() {
    let utf16: Vec<u8> = FULL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let nested = format!("schema = 1\nx = {}{}\n", "[".repeat(9_999), "]".repeat(9_999));
    let tables = format!("schema = 1\n[{}a]\n", "a.".repeat(9_999));
    for (what, bytes, line) in [
        ("empty", b"".as_slice(), 1),
        ("only a comment", b"# NHSmail starter\n", 1),
        ("noughts", &[0; 4096], 1),
        ("a nought", b"schema = 1\n\0", 2),
        ("UTF-16", &utf16, 1),
        ("not UTF-8", b"schema = 1\nrole = \"\xFF\"\n", 2),
        ("a key twice", b"schema = 1\nrole = \"own\"\nrole = \"own\"\n", 3),
        ("a table twice", b"schema = 1\n[site]\n\n[site]\n", 4),
        ("no quotes", b"schema = 1\nrole = own\n", 2),
        ("no end of a string", b"schema = 1\n\n[site]\nname = \"Oak\n", 4),
        (
            "no such day",
            b"schema = 1\n[finished]\ncheck_use = 2026-02-30\n",
            3,
        ),
        ("nested lists", nested.as_bytes(), 2),
        ("nested tables", tables.as_bytes(), 1),
    ] {
        assert_eq!(damaged(bytes), Some(line), "{what}");
    }
}

#[test]
fn what_other_programs_do_to_a_text_file_does_no_harm() {
    let mark = format!("\u{FEFF}{FULL}");
    let windows = FULL.replace('\n', "\r\n");
    for text in [mark, windows.clone(), format!("\u{FEFF}{windows}\r\n\r\n")] {
        let read = read::parse(text.as_bytes()).unwrap();
        assert_eq!(read.progress, full());
        assert_eq!(read.passed_over, vec![]);
    }
}

#[test]
fn files_of_others_and_of_newer_versions_are_told_apart() {
    for text in [
        "name = 1\n",
        "schema = \"1\"\n",
        "schema = 0\n",
        "schema = 1.0\n",
        "[schema]\n",
        "[package]\nname = \"x\"\n",
    ] {
        assert!(
            matches!(read::parse(text.as_bytes()), Err(Unreadable::NotOurs)),
            "{text}"
        );
    }
    let newer = read::parse(b"schema = 2\nrole = \"guest\"\n[site]\nname = \"Oak\"\n").unwrap();
    assert_eq!(newer.newer, Some(2));
    assert_eq!(
        newer.progress.answers.site_name(),
        Some("Oak"),
        "what can be read is read"
    );
}

/// What stands in [`FULL`], what someone makes of it, the key that is named, and what it should have been.
const BAD: &[(&str, &str, &str, &str)] = &[
    (
        "created_on = 2026-05-20",
        "created_on = \"20 May\"",
        "account.created_on",
        "date",
    ),
    (
        "created_on = 2026-05-20",
        "created_on = 5",
        "account.created_on",
        "date",
    ),
    (
        "created_on = 2026-05-20",
        "created_on = 2026-05-20T10:00:00",
        "account.created_on",
        "date",
    ),
    (
        "check_use = 2026-06-03",
        "check_use = true",
        "finished.check_use",
        "date",
    ),
    (
        "next_check_on = 2026-09-12",
        "next_check_on = \"soon\"",
        "audit.next_check_on",
        "date",
    ),
    (
        "removed_on = 2026-06-02",
        "removed_on = \"2026-13-02\"",
        "audit.people.removed_on",
        "date",
    ),
    (
        "saved_at = 2026-06-03T14:32:00+01:00",
        "saved_at = 2026-06-03",
        "saved_at",
        "date",
    ),
    (
        "history = \"past\"",
        "history = \"often\"",
        "site.history",
        "never, now, past, not-known",
    ),
    (
        "ods_code = \"VLLWV\"",
        "ods_code = \"!\"",
        "site.ods_code",
        "rule",
    ),
    ("ods_code = \"VLLWV\"", "ods_code = [1]", "site.ods_code", "rule"),
    (
        "sender_name = \"J. Patel\"",
        "sender_name = 7",
        "mailbox.sender_name",
        "rule",
    ),
    (
        "policy_accepted = true",
        "policy_accepted = \"yes\"",
        "secure.policy_accepted",
        "rule",
    ),
    (
        "last_page = \"person-name\"",
        "last_page = \"no-such-page\"",
        "last_page",
        "rule",
    ),
    ("last_person = 1", "last_person = -1", "last_person", "rule"),
    ("kept = [\"old-date\"", "kept = [7", "kept", "rule"),
    ("what = \"site-name\"\n", "", "history", "rule"),
];

#[test]
fn a_bad_value_costs_itself_alone_and_its_line_is_named() {
    let tables = |progress: &Progress| toml::Table::try_from(&progress.answers).unwrap().len();
    for (good, bad, key, should) in BAD {
        assert!(FULL.contains(good), "{good}");
        let text = FULL.replacen(good, bad, 1);
        let read = read::parse(text.as_bytes()).unwrap();
        assert_eq!(read.passed_over.len(), 1, "{bad}: {:?}", read.passed_over);
        let passed = &read.passed_over[0];
        let should = match *should {
            "date" => Should::BeDate,
            "rule" => Should::KeepRule,
            choices => Should::BeOneOf(choices.into()),
        };
        assert_eq!((&*passed.key, &passed.should), (*key, &should), "{bad}");
        let line = text.lines().nth(passed.line - 1).unwrap();
        let is_there = line.contains(bad) || bad.is_empty() && line == "[[history]]";
        assert!(is_there, "{bad}: line {} is {line}", passed.line);
        assert_eq!(
            tables(&read.progress),
            tables(&full()),
            "{bad}: a whole table is gone"
        );
    }
}

/// As the next save leaves it.
fn saved(read: &FileRead, progress: &Progress) -> String {
    let kept: Vec<Way> = read.passed_over.iter().map(|passed| passed.way.clone()).collect();
    document::write(&read.text, &kept, progress)
}

#[test]
fn a_bad_value_stays_in_the_file_until_the_person_gives_that_answer() {
    for (good, bad, key, _) in BAD {
        if ["saved_at", "last_page", "last_person"].contains(key) {
            continue;
        }
        let read = read::parse(FULL.replacen(good, bad, 1).as_bytes()).unwrap();
        let text = saved(&read, &read.progress);
        let again = read::parse(text.as_bytes()).unwrap();
        let keys: Vec<&str> = again.passed_over.iter().map(|passed| &*passed.key).collect();
        assert_eq!(keys, [*key], "{bad}\n{text}");
        let there = if *key == "kept" { "7]" } else { bad };
        assert!(text.contains(there), "{bad}\n{text}");
        assert_eq!(again.progress, read.progress, "{bad}\n{text}");
        if good.contains(" = ") && !bad.is_empty() && !key.contains("history") && !bad.contains('[') {
            assert_eq!(saved(&again, &full()), FULL, "{bad}: answered");
        }
    }
}

#[test]
fn what_is_kept_goes_where_its_person_goes() {
    let text = "schema = 1\nkept = [\"one-owner\", 7]\n\
                [[audit.people]]\nname = \"A\"\n[[audit.people]]\nname = \"B\"\nremoved_on = \"June\" # or July\n\
                [requests.access]\nsent_on = 5\n";
    let read = read::parse(text.as_bytes()).unwrap();
    let mut progress = read.progress.clone();
    progress.answers.audit.people.remove(0);
    let text = saved(&read, &progress);
    for kept in [
        "\nname = \"B\"\nremoved_on = \"June\" # or July\n",
        "[\"one-owner\", 7]",
        "[requests.access]\nsent_on = 5\n",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert!(!text.contains('\0') && !text.contains("\\u"), "{text}");
    let again = read::parse(text.as_bytes()).unwrap();
    assert_eq!(saved(&again, &progress), text);
}

/// A line that no reader of TOML takes, in the place of the day an email went.
const UNREAD: [&str; 6] = [
    "sent_on = 03/06/2026",
    "sent_on = 2026-31-12",
    "sent_on = 2026-02-30",
    "sent_on = 3 June 2026",
    "sent_on = June # I think",
    "sent_on = \"3 June",
];

#[test]
fn a_line_that_cannot_be_understood_costs_itself_alone_and_stays_as_a_comment() {
    let good = FULL.lines().find(|line| line.starts_with("sent_on = ")).unwrap();
    for bad in UNREAD {
        let text = FULL
            .replacen(good, bad, 1)
            .replacen("kind = \"care-home\"", "kind = care-home", 1);
        let read = read::parse(text.as_bytes()).unwrap();
        let found: Vec<_> = read
            .passed_over
            .iter()
            .map(|passed| {
                (
                    text.lines().nth(passed.line - 1).unwrap(),
                    &*passed.key,
                    &passed.should,
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                ("kind = care-home", "site.kind", &Should::KeepRule),
                (bad, "requests.registration.sent_on", &Should::BeDate)
            ]
        );
        let text = saved(&read, &read.progress);
        assert!(text.contains(&format!("\n# {bad}\n")), "{text}");
        assert_eq!(read::parse(text.as_bytes()).unwrap().progress, read.progress);
        let text = saved(&read, &full());
        assert!(text.contains(&format!("# {bad}\n")), "{text}");
        assert_eq!(read::parse(text.as_bytes()).unwrap().progress, full());
    }
}

#[test]
fn only_so_many_lines_and_never_the_last_can_be_left_out() {
    let lines = |n: usize| format!("schema = 1\n{}[site]\nname = \"Oak\"\n", "a = b c\n".repeat(n));
    assert_eq!(read::parse(lines(20).as_bytes()).unwrap().passed_over.len(), 20);
    assert_eq!(damaged(lines(21).as_bytes()), Some(2));
    assert_eq!(
        damaged(b"schema = 1\n[account]\ncreated_on = 2026-06-\n\n"),
        Some(3)
    );
    assert_eq!(damaged(b"schema = one\nrole = \"own\"\n"), Some(1));
}

#[test]
fn many_bad_values_are_each_named() {
    let text = "schema = 1\nsite = 5\n[audit]\npeople = [1, { name = \"A\" }, 2, { name = 3 }, { role = \"king\" }]\n";
    let read = read::parse(text.as_bytes()).unwrap();
    let keys: Vec<&str> = read.passed_over.iter().map(|passed| &*passed.key).collect();
    assert_eq!(
        keys,
        [
            "site",
            "audit.people",
            "audit.people",
            "audit.people.name",
            "audit.people.role"
        ]
    );
    assert_eq!(read.progress.answers.audit.people.len(), 3);
    assert_eq!(read.progress.answers.audit.people[0].listed_name(), "A");

    let people = "[[audit.people]]\nname = 3\n".repeat(2_000);
    assert_eq!(
        damaged(format!("schema = 1\n{people}").as_bytes()),
        Some(203),
        "there is an end to it"
    );
}

#[test]
fn lines_are_right_after_items_of_a_list_are_passed_over() {
    let bad = "[[history]]\nwhat = \"a\"\n";
    let good =
        "[[history]]\nwhat = \"b\"\nold = \"\"\nnew = \"\"\nwho = \"\"\nat = 2026-06-03T14:19:00+01:00\n";
    let text = format!("schema = 1\n{bad}{good}{bad}{bad}{good}{bad}");
    let read = read::parse(text.as_bytes()).unwrap();
    let lines: Vec<usize> = read.passed_over.iter().map(|passed| passed.line).collect();
    assert_eq!(lines, [2, 10, 12, 20]);
    assert_eq!(read.progress.answers.history.len(), 2);
}

#[test]
fn nothing_from_a_file_can_drive_the_terminal() {
    let evil = "\\u001B[2J\\u001B]0;x\\u0007Oak\\u202Efield\\u200B";
    let text = format!(
        "schema = 1\nsaved_by = \"{evil}\"\nkept = [\"{evil}\"]\n[site]\nname = \"{evil}\"\n[duties]\nhandover_note = \"{evil}\"\n\
         [[history]]\nwhat = \"{evil}\"\nold = \"{evil}\"\nnew = \"{evil}\"\nwho = \"{evil}\"\nat = 2026-06-03T14:19:00+01:00\n"
    );
    let progress = read::parse(text.as_bytes()).unwrap().progress;
    assert_eq!(progress.answers.site_name(), Some("Oakfield"));
    let shown = toml::to_string(&progress.answers).unwrap() + &progress.saved_by;
    assert!(
        !shown
            .replace("\\u", "\u{1B}")
            .chars()
            .any(|c| is_harmful(c) && c != '\n'),
        "{shown}"
    );
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.nhsmail.toml");
    fs::File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
    assert!(matches!(read::read(&path), Err(Unreadable::NotOurs)));
    for part in ["[[audit.people]]\n", "1,", "a.b.c.d.e = 1\n"] {
        let text = format!("schema = 1\n{}", part.repeat(70_000));
        assert!(
            matches!(read::parse(text.as_bytes()), Err(Unreadable::NotOurs)),
            "{part}"
        );
    }
}

#[test]
fn check_names_everything_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("oak.nhsmail.toml");
    let text = "\
schema = 1
sitename = \"Oakfield\"
[site]
odscode = \"VLLWV\"
history = \"often\"
name = \"Oak\\u202Efield\"
[requests.access]
colour = \"blue\"
sent_on = \"31 June\"
[[audit.people]]
nmae = \"A\"
";
    fs::write(&path, text).unwrap();
    let guide = Guide::builtin();
    let said: Vec<String> = check(&path)
        .unwrap()
        .iter()
        .map(|finding| guide.message(&finding.message))
        .collect();
    assert_eq!(
        said,
        [
            "Line 2: this program does not use \"sitename\". Did you mean \"site.name\"? It is kept as it is",
            "Line 4: this program does not use \"site.odscode\". Did you mean \"site.ods_code\"? It is kept as it is",
            "Line 5 of oak.nhsmail.toml: site.history must be one of: never, now, past, not-known. Everything else was kept",
            "Line 6: site.name has hidden characters in it. This program leaves them out",
            "Line 8: this program does not use \"requests.access.colour\". It is kept as it is",
            "Line 9 of oak.nhsmail.toml: requests.access.sent_on must be a real date. Everything else was kept",
            "Line 11: this program does not use \"audit.people.nmae\". Did you mean \"audit.people.name\"? It is kept as it is",
        ]
    );
    fs::write(&path, FULL).unwrap();
    assert_eq!(check(&path).unwrap(), vec![]);
    fs::write(&path, "schema = 1\n\n=").unwrap();
    let why = guide.message(&check(&path).unwrap_err());
    assert!(
        why.contains("is damaged") && why.ends_with("look at line 3"),
        "{why}"
    );
    fs::write(place::beside(&path, ".bak"), FULL).unwrap();
    let why = guide.message(&check(&path).unwrap_err());
    assert!(
        why.contains("We have a copy saved at") && why.contains("on 3 June 2026. Open the file"),
        "{why}"
    );
}
