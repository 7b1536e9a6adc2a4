//! Files made to fill memory or to take for ever: the real program stays under its bound, whatever it is asked to do
//! with them, and ends soon.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::samples::FULL;
use crate::support::desk::PROGRAM;

/// Kilobytes that the program may ask for, at the most.
const MOST: u32 = 64 * 1024;
/// Seconds of the processor, however busy the computer is. As it is built for tests the program is many times slower than
/// the one that is given out.
const LONGEST: u32 = if cfg!(debug_assertions) { 8 } else { 1 };

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
        text("lists in lists", nested("[", "]", 39_000)),
        text("tables in tables", nested("{a=", "}", 19_000)),
        text("dotted", format!("{start}{}a = 1\n", "a.".repeat(39_000))),
        text("a table's name", format!("{start}[{}a]\n", "a.".repeat(39_000))),
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
        text("a list", format!("{start}kept = [{}]\n", "1,".repeat(39_000))),
        text("words", many("a ", 2_000_000)),
        text("words, few enough", many("a ", 299_000)),
        text("lines, few enough", many("\n", 299_000)),
        text("quotes", many("\"\" ", 1_300_000)),
        text("signs", many("+-", 2_000_000)),
        text("people", many("[[audit.people]]\n", 9_000)),
        text("people with names", many("[[audit.people]]\nname=\"A\"\n", 5_000)),
        text("people who are wrong", many("[[audit.people]]\nname=3\n", 5_000)),
        text("the same name", many("role = \"own\"\n", 30_000)),
        text("names not known", numbered(|n| format!("nmae{n} = 1\n"), 30_000)),
        text("tables not known", numbered(|n| format!("[sitt{n}]\n"), 30_000)),
        text("lines that are wrong", many("a = b c\n", 30_000)),
        text("empty lines", many("\n", 4_000_000)),
        text(
            "a history",
            many(
                "[[history]]\nwhat=\"a\"\nold=\"\"\nnew=\"\"\nwho=\"\"\nat=2026-06-03T14:19:00+01:00\n",
                4_000,
            ),
        ),
        text("many times the sample", FULL.repeat(100)),
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
