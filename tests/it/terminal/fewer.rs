//! Less than a program may count on: few open files, and terminals of any name or none.

use super::{BOX, DAY, FULL, each, until_mark};
use crate::support::desk::Desk;
use crate::support::pty::Launch;

/// It starts, or it says why not; the terminal is handed back, and the file is as it was. With three not even the
/// system's own libraries can be read.
#[test]
fn few_files_may_be_open() {
    let limits: Vec<u32> = (4..12).collect();
    each(&limits, |limit| {
        let desk = Desk::oakfield_at(BOX.0);
        let before = desk.told();
        let mut pty = Launch::of(&desk, FULL, DAY)
            .after(&format!("ulimit -n {limit}"))
            .open();
        if pty.begins() {
            pty.until_text("Oakfield House");
            pty.press("\u{3}");
            pty.send("\u{3}");
            assert_eq!(pty.end().exit_code(), 0);
        } else {
            assert_eq!(pty.end().exit_code(), 1, "{limit}: {}", pty.text());
            let said = "This terminal cannot be used any longer: Too many open files";
            assert!(pty.text().contains(said), "{limit}: {}", pty.text());
        }
        pty.assert_handed_back(&limit.to_string());
        assert_eq!(desk.told(), before);
    });
}

/// What a terminal is called does not matter, as long as it is called something.
#[test]
fn terminals_of_any_name() {
    let long = "x".repeat(4000);
    let names = [
        "xterm",
        "linux",
        "screen",
        "vt52",
        "nobody-has-this",
        "\u{1b}[2J",
        &long,
    ];
    each(&names, |name| {
        let desk = Desk::oakfield_at(BOX.0);
        let mut pty = Launch::of(&desk, FULL, DAY).with("TERM", name).open();
        pty.until_text(BOX.1);
        pty.assert_taken_over();
        pty.press("\u{3}");
        pty.send("\u{3}");
        assert_eq!(pty.end().exit_code(), 0);
        pty.assert_handed_back(name);
    });
}

/// One that cannot move its cursor, or does not say what it is, gets plain text without a single code.
#[test]
fn terminals_of_no_name() {
    each(&[Some("dumb"), Some(""), None], |name| {
        let desk = Desk::oakfield_at(BOX.0);
        let launch = Launch::of(&desk, FULL, DAY).without("TERM");
        let launch = match name {
            Some(name) => launch.with("TERM", name),
            None => launch,
        };
        let mut pty = launch.open();
        until_mark(&mut pty);
        assert!(pty.text().starts_with("Plain mode is on."), "{}", pty.screen());
        pty.send("\u{4}");
        assert_eq!(pty.end().exit_code(), 0);
        assert!(!pty.written.contains(&0x1b), "{name:?}");
        pty.assert_handed_back("no name");
    });
}
