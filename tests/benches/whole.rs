//! The whole program on a terminal, beside the floor and, where they are installed, dialog and whiptail: start to first
//! frame, key to frame, bytes, wakeups while nothing happens, memory, and `status`. All run in turn on the same kind of
//! terminal, so that the ratios hold on any machine; the times do not.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::floor;
use super::measure::{head, line, middle, middle_and_worst, ms, ratio, time};
use super::wire::Wire;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nhsmail-starter");
/// A file with every answer in it.
const FULL: &str = include_str!("../fixtures/full.nhsmail.toml");
/// Says to be the floor in place of the bench.
const FLOOR: &str = "--floor";
/// In the last line of a first frame, the floor's too. Spaces are skipped by moving the cursor.
const LAST: &str = "Ctrl+Q";
/// How often a program is started.
const STARTS: usize = 25;
/// How many keys are pressed on a page.
const KEYS: usize = 200;

/// A program to measure.
struct Candidate {
    name: &'static str,
    command: Vec<String>,
    /// What the last line of its first frame has.
    whole: &'static str,
}

/// Measures, or is the floor.
pub(crate) fn run() {
    if std::env::args().any(|argument| argument == FLOOR) {
        let _ = floor::run();
        return;
    }
    let desk = Desk::new();
    starts(&desk);
    keys(&desk);
    idle(&desk);
    status(&desk);
}

/// A folder with one site in it.
struct Desk(TempDir);

impl Desk {
    #[expect(clippy::expect_used, reason = "without a folder there is nothing to measure")]
    fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// A file that was left on a page, with so many people on the access check.
    #[expect(clippy::disallowed_methods, reason = "a file to measure with")]
    fn file(&self, page: &str, people: usize) -> PathBuf {
        let path = self.path().join(format!("{page}-{people}.nhsmail.toml"));
        let line = |line: &str| match line.split_once(" = ") {
            Some(("last_page", _)) => format!("last_page = \"{page}\"\n"),
            Some(("last_person" | "changing", _)) => String::new(),
            _ => format!("{line}\n"),
        };
        let person = |n| format!("\n[[audit.people]]\nname = \"Person Number{n}\"\nrole = \"member\"\n");
        let text: String = FULL.lines().map(line).chain((0..people).map(person)).collect();
        let _ = std::fs::write(&path, text);
        path
    }

    fn ours(&self, name: &'static str, file: Option<&Path>, whole: &'static str) -> Candidate {
        let mut command = vec![PROGRAM.to_owned(), "--full-screen".to_owned(), "--dir".to_owned()];
        command.push(self.path().display().to_string());
        command.extend(file.map(|file| file.display().to_string()));
        Candidate { name, command, whole }
    }
}

fn floor_itself() -> Candidate {
    let exe = std::env::current_exe().map(|exe| exe.display().to_string());
    Candidate {
        name: "the floor",
        command: vec![exe.unwrap_or_default(), FLOOR.to_owned()],
        whole: LAST,
    }
}

/// Others of the same kind, where they are installed.
fn others() -> Vec<Candidate> {
    let form = |name: &'static str| Candidate {
        name,
        command: [name, "--inputbox", "Name", "12", "60"]
            .map(str::to_owned)
            .to_vec(),
        // Its first letter has a colour of its own.
        whole: "ancel",
    };
    let installed = |other: &Candidate| {
        let looked = Command::new(other.name)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        looked.is_ok()
    };
    [form("dialog"), form("whiptail")]
        .into_iter()
        .filter(installed)
        .collect()
}

fn starts(desk: &Desk) {
    let file = desk.file("hub", 0);
    let mut candidates = vec![
        floor_itself(),
        desk.ours("start page", None, LAST),
        desk.ours("resume with a full file", Some(&file), LAST),
    ];
    candidates.extend(others());
    let mut times: Vec<Vec<Duration>> = vec![vec![]; candidates.len()];
    for _ in 0..STARTS {
        for (candidate, times) in candidates.iter().zip(&mut times) {
            times.push(Wire::open(&candidate.command, candidate.whole).1);
        }
    }
    let middles: Vec<Duration> = times.into_iter().map(middle).collect();
    head("Start to first frame");
    for (candidate, time) in candidates.iter().zip(&middles) {
        let budget = match candidate.name {
            "start page" => "2.0 x",
            "resume with a full file" => "2.5 x",
            _ => "",
        };
        line(
            candidate.name,
            &format!("{:.2} x   ({})", ratio(*time, middles[0]), ms(*time)),
            budget,
        );
    }
}

fn keys(desk: &Desk) {
    let (floor_middle, floor_worst, _) = press(&floor_itself(), &["a"]);
    head("Key to frame, at 80x24");
    let figure = |(middle, worst, bytes): (Duration, Duration, usize)| {
        format!(
            "{:.2} x, {:.2} x, {bytes} bytes",
            ratio(middle, floor_middle),
            ratio(worst, floor_worst)
        )
    };
    line(
        "the floor: a typed character (middle, 99 of 100)",
        &format!("{}, {}", ms(floor_middle), ms(floor_worst)),
        "",
    );
    let moves: [&str; 2] = ["\x1b[B", "\x1b[A"];
    let pages: [(&str, &str, usize, &[&str], &str); 8] = [
        (
            "a character in a box",
            "your-name",
            0,
            &["a"],
            "1.3 x, 2 x, 60 bytes",
        ),
        (
            "a character in a note",
            "handover-note",
            0,
            &["a"],
            "1.3 x, 2 x, 60 bytes",
        ),
        ("a move on the hub", "hub", 0, &moves, "1.3 x, 2 x, 220 bytes"),
        (
            "a move on a question",
            "site-history",
            0,
            &moves,
            "1.3 x, 2 x, 220 bytes",
        ),
        ("a move on an email", "access-draft", 0, &moves, "1.3 x, 2 x"),
        ("a move on all answers", "check-answers", 0, &moves, "1.3 x, 2 x"),
        (
            "a move among 2 people",
            "people",
            0,
            &moves,
            "1.3 x, 2 x, 220 bytes",
        ),
        ("a move among 250 people", "people", 250, &moves, "1.5 x"),
    ];
    for (what, page, people, keys, budget) in pages {
        let file = desk.file(page, people);
        line(
            what,
            &figure(press(&desk.ours(page, Some(&file), LAST), keys)),
            budget,
        );
    }
}

/// Presses keys in turn: how long each frame takes, and the bytes of a middling one.
fn press(candidate: &Candidate, keys: &[&str]) -> (Duration, Duration, usize) {
    let (mut wire, _) = Wire::open(&candidate.command, candidate.whole);
    let mut times = vec![];
    let mut bytes = vec![];
    for key in keys.iter().cycle().take(KEYS) {
        let (time, len) = wire.press(key);
        times.push(time);
        bytes.push(len);
    }
    bytes.sort_unstable();
    let (middle, worst) = middle_and_worst(times);
    (
        middle,
        worst,
        bytes.get(bytes.len() / 2).copied().unwrap_or_default(),
    )
}

fn idle(desk: &Desk) {
    head("Nothing happens, for a second; and the most memory so far");
    for page in ["hub", "your-name", "password", "access-draft", "people"] {
        let file = desk.file(page, 0);
        let candidate = desk.ours(page, Some(&file), LAST);
        let (mut wire, _) = Wire::open(&candidate.command, candidate.whole);
        let (wakeups, bytes) = wire.idle(Duration::from_secs(1));
        let figure = format!("{wakeups} wakeups, {bytes} bytes, {:.1} MiB", wire.peak_mib());
        line(
            page,
            &figure,
            if page == "password" {
                "0, 0, 13 MiB"
            } else {
                "0, 0, 6 MiB"
            },
        );
    }
    let (wire, _) = Wire::open(&floor_itself().command, LAST);
    line("the floor", &format!("{:.1} MiB", wire.peak_mib()), "");
}

fn status(desk: &Desk) {
    let file = desk.file("hub", 0);
    let run = |program: &str, arguments: &[&std::ffi::OsStr]| {
        time(|| {
            let _ = Command::new(program)
                .args(arguments)
                .stdout(Stdio::null())
                .status();
        })
    };
    let (mut ours, mut nothing) = (vec![], vec![]);
    for _ in 0..KEYS {
        ours.push(run(
            PROGRAM,
            &["status".as_ref(), "--json".as_ref(), file.as_os_str()],
        ));
        nothing.push(run("true", &[]));
    }
    head("status --json of one site");
    let (ours, nothing) = (middle(ours), middle(nothing));
    line(
        "beside a program that does nothing",
        &format!("{:.2} x   ({})", ratio(ours, nothing), ms(ours)),
        "2 x",
    );
}
