//! While nobody does anything, nothing is done: no timer, no drawing, no work. That is counted, not timed.

use std::fs;
use std::time::Duration;

use super::{BOX, FULL, PLAIN, at, each, told_of};
use crate::support::pty::Pty;

/// Times that the system has given any part of the program something to do.
fn turns(pty: &Pty) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{}/task", pty.id())).unwrap();
    let turns_of = |task: fs::DirEntry| {
        let status = fs::read_to_string(task.path().join("status")).unwrap();
        let lines = status
            .lines()
            .filter(|line| line.contains("voluntary_ctxt_switches"));
        lines
            .map(|line| line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap())
            .sum::<u64>()
    };
    tasks.map(|task| turns_of(task.unwrap())).sum()
}

#[test]
fn nothing_is_done_while_nothing_is_pressed() {
    let show: fn(&mut Pty) = |pty| {
        pty.choose("Show suggestion");
        pty.until_text("Hide suggestion");
    };
    let hide: fn(&mut Pty) = |pty| {
        pty.send("check\r");
        pty.until_text("Nothing you type is shown.");
    };
    let nothing: fn(&mut Pty) = |_| {};
    let help: fn(&mut Pty) = |pty| pty.press("\u{1b}OP");
    each(
        &[
            (FULL, "hub", "Your steps", nothing),
            (FULL, "hub", "Your steps", help),
            (FULL, BOX.0, BOX.1, nothing),
            (FULL, "password", "Change your password", show),
            (FULL, "access-draft", "Ask to be made an owner", nothing),
            (PLAIN, "hub", "Type a step number", nothing),
            (PLAIN, "password", "Change your password", hide),
        ],
        |(mode, page, title, go_on)| {
            let (_desk, mut pty) = at(mode, page, title);
            go_on(&mut pty);
            pty.until_state("S");
            let (before, written) = (turns(&pty), pty.written.len());
            std::thread::sleep(Duration::from_millis(500));
            assert_eq!(turns(&pty), before, "{mode} {page}");
            pty.settle();
            assert_eq!(pty.written.len(), written, "{mode} {page}");
            assert!(told_of(&pty, "State").starts_with('S'));
        },
    );
}
