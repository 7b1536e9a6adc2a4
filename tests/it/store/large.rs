//! Files made to fill memory or to take for ever: the real program stays under its bound, whatever it is asked to do
//! with them, and ends soon.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::samples::{FULL, full};
use crate::support::desk::PROGRAM;
use nhsmail_starter::machine::people::MOST as MOST_PEOPLE;
use nhsmail_starter::store::{document, read};

/// Kilobytes that the program may ask for, at the most.
const MOST: u32 = 64 * 1024;
/// Seconds of the processor, however busy the computer is. As it is built for tests the program is many times slower than
/// the one that is given out.
const LONGEST: u32 = if cfg!(debug_assertions) { 8 } else { 1 };

/// The largest table, with everything said of everyone, and the history that goes with it, as the program writes them.
fn fullest() -> String {
    let one = r#"schema = 1
[[audit.people]]
name = "Anna-Maria O'Neill-Jones (anna.oneill)"
role = "not-known"
works_here = "left"
organisation_checked = "not-known"
address = "anna-maria.oneill@nhs.net"
left_on = 2026-03-31
moving_on = "not-known"
action = "find-out"
kept_because = "Hands over until June, with Dr. Lewis (night shift)."
removed_on = 2026-06-02
leaver_marked_on = 2026-06-02
[[history]]
what = "person-works-here"
old = "Yes, Anna-Maria O'Neill-Jones"
new = "No, left: take them off"
who = "Sarah O'Neill-Jones"
at = 2026-06-03T14:19:00+01:00
"#;
    let one = read::parse(one.as_bytes()).unwrap().progress.answers;
    let mut progress = full();
    progress.answers.audit.people = vec![one.audit.people[0].clone(); MOST_PEOPLE];
    progress.answers.history = vec![one.history[0].clone(); MOST_PEOPLE];
    document::write(FULL, &[], &progress)
}

/// What the program lets a person answer, it can read again.
#[test]
fn the_largest_table_is_read_back() {
    let text = fullest();
    let answers = read::parse(text.as_bytes()).unwrap().progress.answers;
    assert_eq!(
        (answers.audit.people.len(), answers.history.len()),
        (MOST_PEOPLE, MOST_PEOPLE)
    );
    assert!(
        answers
            .audit
            .people
            .iter()
            .all(|person| person.leaver_marked_on.is_some())
    );
}

fn large() -> Vec<(&'static str, Vec<u8>)> {
    let start = "schema = 1\n";
    let text = |what, text: String| (what, text.into_bytes());
    let many = |part: &str, n: usize| format!("{start}{}", part.repeat(n));
    let numbered =
        |line: fn(usize) -> String, n: usize| start.to_owned() + &(0..n).map(line).collect::<String>();
    let nested =
        |open: &str, close: &str, n: usize| format!("{start}x = {}1{}\n", open.repeat(n), close.repeat(n));
    vec![
        ("noughts", vec![0; 4_000_000]),
        ("all but noughts", vec![0xFF; 4_000_000]),
        (
            "UTF-16",
            [&[0xFF, 0xFE][..], &b"a\0"[..].repeat(2_000_000)].concat(),
        ),
        (
            "UTF-16 of three bytes each",
            [&[0xFF, 0xFE][..], &b"\0\x4E"[..].repeat(2_000_000)].concat(),
        ),
        text("lists in lists", nested("[", "]", 19_900)),
        text("tables in tables", nested("{a=", "}", 19_900)),
        text("dotted", format!("{start}{}a = 1\n", "a.".repeat(19_900))),
        text("a table's name", format!("{start}[{}a]\n", "a.".repeat(19_900))),
        text(
            "a long string",
            format!("{start}[site]\nname = \"{}\"\n", "x".repeat(1_000_000)),
        ),
        text(
            "a string of escapes",
            format!("{start}[site]\nname = \"{}\"\n", "\\u202e".repeat(600_000)),
        ),
        text("a long comment", format!("{start}#{}\n", "x".repeat(4_000_000))),
        text("a long name", format!("{start}{} = 1\n", "x".repeat(4_000_000))),
        text("a list", format!("{start}kept = [{}]\n", "1,".repeat(49_900))),
        text("words", many("a ", 2_000_000)),
        text("words, few enough", many("a ", 299_000)),
        text("lines, few enough", many("\n", 149_000)),
        text("quotes", many("\"\" ", 1_300_000)),
        text("signs", many("+-", 2_000_000)),
        text("people", many("[[audit.people]]\n", 6_600)),
        text("people with names", many("[[audit.people]]\nname=\"A\"\n", 6_600)),
        text("people who are wrong", many("[[audit.people]]\nname=3\n", 6_600)),
        text("the same name", many("role = \"own\"\n", 49_900)),
        text("names not known", numbered(|n| format!("nmae{n} = 1\n"), 49_900)),
        text(
            "dotted names not known",
            numbered(|n| format!("a{n}.b.c.d.e = 1\n"), 4_900),
        ),
        text("tables not known", numbered(|n| format!("[sitt{n}]\n"), 19_900)),
        text("lines that are wrong", many("a = b c\n", 49_900)),
        text("empty lines", many("\n", 4_000_000)),
        text(
            "a history",
            many(
                "[[history]]\nwhat=\"a\"\nold=\"\"\nnew=\"\"\nwho=\"\"\nat=2026-06-03T14:19:00+01:00\n",
                9_900,
            ),
        ),
        text("many times the sample", FULL.repeat(100)),
        text("the largest table", fullest()),
    ]
}

/// Within the bounds: beyond them the system ends it.
fn run(args: &[&str], folder: &Path) -> (Option<i32>, String) {
    let ran = Command::new("sh")
        .args([
            "-c",
            &format!("ulimit -d {MOST}; ulimit -t {LONGEST}; exec \"$0\" \"$@\""),
            PROGRAM,
        ])
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (
        ran.status.code(),
        String::from_utf8_lossy(&ran.stderr).into_owned(),
    )
}

#[test]
fn no_file_fills_memory_or_takes_long() {
    let folder = tempfile::tempdir().unwrap();
    let hundred = fs::File::create(folder.path().join("hundred.nhsmail.toml")).unwrap();
    hundred.set_len(100 * 1024 * 1024).unwrap();
    for (what, bytes) in large() {
        fs::write(folder.path().join(format!("{what}.nhsmail.toml")), bytes).unwrap();
    }
    let names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let bounded = |args: &[&str]| {
        let (code, said) = run(args, folder.path());
        assert!(
            code.is_some_and(|code| code < 20),
            "{args:?} ended by {code:?}: {said:.300}"
        );
    };
    thread::scope(|scope| {
        for half in names.chunks(names.len().div_ceil(2)) {
            scope.spawn(|| half.iter().for_each(|name| bounded(&["check", name])));
        }
    });
    assert_eq!(names.len(), large().len() + 1);
}

/// The bound is one: with less than it takes to start, the program does not get far.
#[test]
fn a_bound_on_memory_can_be_felt() {
    let folder = tempfile::tempdir().unwrap();
    let (_, people) = large().into_iter().find(|(what, _)| *what == "people").unwrap();
    fs::write(folder.path().join("site.nhsmail.toml"), people).unwrap();
    let order = "ulimit -d 2048; exec \"$0\" check site.nhsmail.toml";
    let ran = Command::new("sh")
        .args(["-c", order, PROGRAM])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(ran.status.code().is_none_or(|code| code > 20), "{ran:?}");
}
