//! The real program on a terminal, when things go wrong: whatever happens, no answer is lost, no key is stuck, and the
//! terminal is handed back. All of it in the full screen and in plain text.

mod colours;
mod fewer;
mod gone;
mod idle;
mod keyboard;
mod much;
mod panic;
mod signals;
mod sizes;
mod stalled;
mod undo;

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;

use chrono::NaiveDate;

use crate::support::desk::Desk;
use crate::support::pty::{Launch, Pty};

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 6, 3).unwrap();
const FULL: &str = "--full-screen";
const PLAIN: &str = "--plain";
const ENTER: &str = "\r";

/// The page with a box that most is typed into, and what it asks.
const BOX: (&str, &str) = ("site-name", "What is the name of your site?");
/// The question after it.
const NEXT: &str = "What is your site's ODS code?";
/// The end of a question in plain text.
const MARK: &str = "\n>";

/// The program in the full screen, on the box that has the name of the site.
fn at_the_box() -> (Desk, Pty) {
    let (desk, mut pty) = at(FULL, BOX.0, BOX.1);
    pty.go_to_box();
    (desk, pty)
}

/// The program on a page of Oakfield House.
fn at(mode: &str, page: &str, title: &str) -> (Desk, Pty) {
    let desk = Desk::oakfield_at(page);
    let pty = opened(Launch::of(&desk, mode, DAY), title);
    (desk, pty)
}

/// A program that has come to its first page.
fn opened(launch: Launch, title: &str) -> Pty {
    let mut pty = launch.open();
    pty.until_text(title);
    if !pty.shown.is_taken_over() {
        until_mark(&mut pty);
    }
    pty
}

/// Waits for the mark of plain text: the program waits for a line.
fn until_mark(pty: &mut Pty) {
    pty.until_screen("mark", |screen| screen.trim_end().ends_with(MARK));
}

/// The name of the site, as it is on disk.
fn name_on_disk(desk: &Desk) -> String {
    let told = desk.told().unwrap();
    told.answers.site_name().unwrap().to_owned()
}

/// Tries every case, a few at a time.
fn each<T: Sync>(cases: &[T], try_it: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Relaxed)) {
                    try_it(case);
                }
            });
        }
    });
}

/// A value from what the system tells of the program, such as `VmHWM`.
fn told_of(pty: &Pty, name: &str) -> String {
    let status = fs::read_to_string(format!("/proc/{}/status", pty.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim_start_matches(':').trim().to_owned()
}

/// A number from what the system tells of the program.
fn number_of(pty: &Pty, name: &str) -> u64 {
    told_of(pty, name)
        .split_whitespace()
        .next()
        .unwrap()
        .parse()
        .unwrap()
}
