//! The other end goes away: the window is closed, the input ends, nobody reads the output any more.

use std::io::Write as _;
use std::process::Stdio;

use super::{BOX, DAY, ENTER, FULL, NEXT, PLAIN, at, each, name_on_disk, opened, until_mark};
use crate::support::desk::Desk;
use crate::support::pty::{Launch, PATIENCE, Pty};

/// Nobody told the program to end: it has to see for itself that the terminal is gone.
const DEAF: &str = "trap '' HUP";

#[test]
fn a_window_that_is_closed_ends_the_program() {
    let ways = ["full", "full, once asked", "plain", "plain, unseen"];
    let cases: Vec<_> = ways
        .into_iter()
        .flat_map(|way| [("", way), (DEAF, way)])
        .collect();
    each(&cases, |(deaf, way)| {
        let desk = Desk::oakfield_at(if way.ends_with("unseen") {
            "password"
        } else {
            BOX.0
        });
        let (mode, title) = match *way {
            "plain, unseen" => (PLAIN, "Change your password"),
            "plain" => (PLAIN, BOX.1),
            _ => (FULL, BOX.1),
        };
        let mut pty = opened(Launch::of(&desk, mode, DAY).after(deaf), title);
        let mut name = "Oakfield House";
        match *way {
            "full, once asked" => {
                name = "Oakfield House, the Sea";
                pty.go_to_box();
                pty.press(", the Sea");
                pty.press(ENTER);
                pty.until_text(NEXT);
            }
            "plain, unseen" => {
                pty.send("check\r");
                pty.until_text("Nothing you type is shown.");
                until_mark(&mut pty);
            }
            _ => {}
        }
        pty.hang_up();
        pty.end_unheard(PATIENCE);
        assert_eq!(name_on_disk(&desk), name, "{way}");
    });
}

/// In plain text the end of the input leaves, and says where the answers are.
#[test]
fn at_the_end_of_the_input_plain_text_leaves() {
    let (desk, mut pty) = at(PLAIN, BOX.0, BOX.1);
    pty.send("Oakfield Hall\r");
    pty.until_text(NEXT);
    until_mark(&mut pty);
    pty.send("\u{4}");
    assert_eq!(pty.end().exit_code(), 0);
    assert!(
        pty.text().ends_with("To carry on, open this program again"),
        "{}",
        pty.screen()
    );
    pty.assert_handed_back("end of input");
    assert_eq!(name_on_disk(&desk), "Oakfield Hall");
}

/// In the full screen the end of the input can only be a terminal that is gone, or that says so.
#[test]
fn ctrl_d_is_no_end_in_the_full_screen() {
    let (_desk, mut pty) = at(FULL, BOX.0, BOX.1);
    pty.go_to_box();
    pty.send("\u{4}");
    pty.press("!");
    pty.until_text("Oakfield House!");
}

/// Nobody reads what is said: the program ends, and what was answered is on disk.
#[test]
fn an_output_that_is_closed_ends_the_program() {
    let desk = Desk::oakfield_at(BOX.0);
    let mut program = desk
        .plain(DAY)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    // It may have ended by now.
    let _ = program.stdin.take().unwrap().write_all(b"Oakfield Hall\n\n\n");
    let ended = program.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    desk.told().unwrap();
}

/// Without an input, an output or both, there are no escape codes, no crash and no endless loop.
#[test]
fn with_an_end_closed_from_the_start_it_says_so_or_ends() {
    each(
        &["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "</dev/null >/dev/full"],
        |closed| {
            let desk = Desk::oakfield_at(BOX.0);
            let before = desk.told();
            let mut pty = Launch::of(&desk, FULL, DAY)
                .after(&format!("exec {closed}"))
                .open();
            if *closed == "2>&-" {
                leave(&mut pty);
                return;
            }
            if *closed == ">&-" {
                pty.send("\u{4}");
            }
            let code = pty.end().exit_code();
            assert!(code < 2, "{closed}: {code}\n{}", pty.screen());
            assert!(!pty.written.contains(&0x1b), "{closed}");
            pty.assert_handed_back(closed);
            assert_eq!(desk.told(), before, "{closed}");
        },
    );
}

fn leave(pty: &mut Pty) {
    pty.until_text(BOX.1);
    pty.press("\u{3}");
    pty.send("\u{3}");
    assert_eq!(pty.end().exit_code(), 0);
}
