//! Files at random, for a few seconds: bytes changed anywhere, and lines changed to other lines that are TOML. Nothing
//! panics, nothing takes long, and nothing that could drive a terminal comes out.
//!
//! `NHSMAIL_STARTER_FUZZ_SECONDS` runs it longer, and `NHSMAIL_STARTER_FUZZ_SEED` starts from another file, such as one
//! that a run has named.

use std::env;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use nhsmail_starter::domain::tidy::is_harmful;
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::event::{Opened, Outcome};
use nhsmail_starter::machine::page_id::PageId;
use nhsmail_starter::machine::paper::{Form, Paper};
use nhsmail_starter::machine::slots::Position;
use nhsmail_starter::paper;
use nhsmail_starter::plain::{self, Look, Talk};
use nhsmail_starter::shell::clock::Clock;
use nhsmail_starter::shell::driver::Driver;
use nhsmail_starter::shell::host::RecordingHost;
use nhsmail_starter::store::read::{self, FileRead};
use nhsmail_starter::store::way::Way;
use nhsmail_starter::store::{check, document, words};

use super::samples::{FULL, day};

const SECONDS: u64 = 3;
/// For the program as it is built for tests, many times slower than the one that is given out, on a busy computer.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

/// Values that a line may be given.
const VALUES: [&str; 24] = [
    "1",
    "-9223372036854775808",
    "99999999999999999999",
    "1e400",
    "nan",
    "true",
    "\"\"",
    "\"own\"",
    "\"not-known\"",
    "\"\\u001b[2J\\u001b]0;x\\u0007\"",
    "\"\\u202e\\u2066\\u200b\\ufeff\\u009b\"",
    "\"\"\"\n\u{202e}\n\"\"\"",
    "'\u{9f}\u{feff}'",
    "\"=1+1<script>\\r\\nBcc: x\"",
    "0000-00-00",
    "9999-12-31",
    "2026-02-29",
    "0001-01-01",
    "2026-06-03T25:00:00Z",
    "9999-12-31T23:59:60-23:59",
    "[]",
    "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]",
    "{ name = 1, a = { b = [{ c = \"\\u001b\" }] } }",
    "[1, \"a\", 2026-06-03, {}]",
];

/// Lines that may be put in.
const LINES: [&str; 12] = [
    "[[audit.people]]",
    "[[register.people]]",
    "[[history]]",
    "[site]",
    "[a.b.c.d]",
    "schema = 2",
    "schema = 9223372036854775807",
    "\"\\u001b[2J\" = 1",
    "\"\u{202e}\" = \"\u{202e}\"",
    "# \u{1b}[2J",
    "last_page = \"check-answers\"",
    "last_person = 18446744073709551615",
];

/// The same numbers each time from the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.roll(of.len())]
    }
}

fn bytes_changed(dice: &mut Dice) -> Vec<u8> {
    let mut bytes = FULL.as_bytes().to_vec();
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(bytes.len().max(1)).min(bytes.len());
        let to = (at + dice.roll(40)).min(bytes.len());
        match dice.roll(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..to)),
            2 => bytes.insert(at, u8::try_from(dice.roll(256)).unwrap()),
            3 => drop(bytes.splice(at..to, std::iter::repeat_n(0, 8))),
            4 => {
                let piece = bytes[at..to].to_vec();
                let elsewhere = dice.roll(bytes.len().max(1)).min(bytes.len());
                drop(bytes.splice(elsewhere..elsewhere, piece));
            }
            _ => drop(bytes.splice(at..to, dice.one(&VALUES).bytes())),
        }
    }
    bytes
}

fn lines_changed(dice: &mut Dice) -> Vec<u8> {
    let mut lines: Vec<String> = FULL.lines().map(str::to_owned).collect();
    for _ in 0..=dice.roll(12) {
        let at = dice.roll(lines.len());
        let name = lines[at].split_once(" = ").map(|(name, _)| name.to_owned());
        match (dice.roll(6), name) {
            (0..=2, Some(name)) => lines[at] = format!("{name} = {}", dice.one(&VALUES)),
            (3, _) => lines.insert(at, dice.one(&LINES).to_owned()),
            (4, _) => drop(lines.remove(at)),
            _ => lines.insert(at, lines[dice.roll(lines.len())].clone()),
        }
    }
    lines.join("\n").into_bytes()
}

fn file(seed: u64) -> Vec<u8> {
    let mut dice = Dice(seed);
    if seed.is_multiple_of(2) {
        bytes_changed(&mut dice)
    } else {
        lines_changed(&mut dice)
    }
}

fn assert_harmless(what: &str, text: &str) {
    let harmful = text.chars().find(|c| is_harmful(*c) && !matches!(c, '\n' | '\r'));
    assert_eq!(harmful, None, "in {what}:\n{text}");
}

/// Everything that is done with such a file.
fn go_through(seed: u64, guide: &Guide, path: &Path) {
    let bytes = file(seed);
    fs::write(path, &bytes).unwrap();
    match check::check(path) {
        Ok(findings) => {
            for finding in findings {
                assert_harmless("check", &guide.message(&finding.message));
            }
        }
        Err(message) => assert_harmless("check", &guide.message(&message)),
    }
    if let Ok(read) = read::parse(&bytes) {
        let mut dice = Dice(seed);
        saves_again(&read);
        on_paper(&read, guide, &mut dice);
        on_the_screen(read, path, &mut dice);
    }
}

fn saves_again(read: &FileRead) {
    let kept: Vec<Way> = read.passed_over.iter().map(|passed| passed.way.clone()).collect();
    let text = document::write(&read.text, &kept, &read.progress);
    let again = read::parse(text.as_bytes()).unwrap_or_else(|why| panic!("{why}:\n{text}"));
    // Where the person was is a hint, and a place on a list is kept only for a page about people.
    assert_eq!(again.progress.answers, read.progress.answers, "{text}");
}

fn on_paper(read: &FileRead, guide: &Guide, dice: &mut Dice) {
    let form = [Form::Text, Form::Html, Form::Markdown][dice.roll(3)];
    let papers = [
        Paper::Record(form),
        Paper::Handover(form),
        Paper::LeaverChecklist(form),
        Paper::Calendar,
        Paper::AccessCsv,
    ];
    let which = papers[dice.roll(papers.len())];
    let text = paper::text(which, &read.progress.answers, guide, day());
    assert_harmless("a paper", text.trim_start_matches('\u{feff}'));
}

fn on_the_screen(read: FileRead, path: &Path, dice: &mut Dice) {
    let mut host = RecordingHost::default();
    let mut progress = read.progress;
    if dice.roll(2) == 0 {
        progress.last = Some(Position::page(PageId::ALL[dice.roll(PageId::ALL.len())]));
    }
    host.answers.push_back(Outcome::Opened(Box::new(Opened {
        path: path.to_owned(),
        progress,
        read_only: None,
        passed_over: read
            .passed_over
            .iter()
            .map(|passed| words::passed_over(passed, path))
            .collect(),
    })));
    let mut driver = Driver::new(Guide::builtin(), Clock::Fixed(day()), host);
    driver.start(Some(path.to_owned()));
    assert_harmless("a page", &shown(&format!("{:?}", driver.page())));
    let (mut input, mut output) = (&b""[..], vec![]);
    plain::run(&mut driver, Talk::new(&mut input, &mut output, Look::default())).unwrap();
    assert_harmless("plain mode", &String::from_utf8(output).unwrap());
}

/// With the characters that Rust writes as numbers.
fn shown(debug: &str) -> String {
    let mut parts = debug.split("\\u{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('}').unwrap_or(("", part));
        text.extend(u32::from_str_radix(number, 16).ok().and_then(char::from_u32));
        text += rest;
    }
    text
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

#[test]
fn files_at_random_do_no_harm() {
    let end = Instant::now() + Duration::from_secs(number("NHSMAIL_STARTER_FUZZ_SECONDS").unwrap_or(SECONDS));
    let first = number("NHSMAIL_STARTER_FUZZ_SEED").unwrap_or_default();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("site.nhsmail.toml");
    let guide = Guide::builtin();
    let mut seed = first;
    while Instant::now() < end || seed < first + 50 {
        let begun = Instant::now();
        let done = catch_unwind(AssertUnwindSafe(|| go_through(seed, &guide, &path)));
        if let Err(why) = done {
            eprintln!("NHSMAIL_STARTER_FUZZ_SEED={seed}");
            resume_unwind(why);
        }
        // Another program may have had the processor: what is slow by itself is slow again.
        let is_slow = |took: Duration| took > LONGEST;
        if is_slow(begun.elapsed()) {
            let begun = Instant::now();
            go_through(seed, &guide, &path);
            assert!(!is_slow(begun.elapsed()), "NHSMAIL_STARTER_FUZZ_SEED={seed}");
        }
        seed += 1;
    }
    eprintln!("{} files", seed - first);
}
