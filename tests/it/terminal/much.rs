//! Far more than anyone types: memory stays bounded, no page is left, no command is done, and the next key is answered.

use std::io::{Read as _, Write as _};
use std::process::Stdio;

use super::{BOX, DAY, ENTER, FULL, NEXT, PLAIN, at, at_the_box, each, number_of};
use crate::support::desk::Desk;
use crate::support::pty::Pty;

/// Kilobytes of memory that the program may have had at its most.
const MOST_MEMORY: u64 = 64 * 1024;
const MEGABYTES: usize = 4 * 1024 * 1024;

/// Lines, and what a terminal could take for a command: Esc, Ctrl+C, Ctrl+Q, arrows, the end of a line, a bell.
fn pasted(len: usize) -> Vec<u8> {
    b"Some text, caf\xc3\xa9\r\n\x03\x11\x1b[B\x1b[3~\x07\xff\x1a"
        .iter()
        .copied()
        .cycle()
        .take(len)
        .collect()
}

fn in_brackets(text: &[u8]) -> Vec<u8> {
    [b"\x1b[200~", text, b"\x1b[201~"].concat()
}

/// The box still takes keys, and the page can be left.
fn assert_alive(desk: &Desk, pty: &mut Pty) {
    pty.settle();
    pty.press("\u{c}");
    pty.until_text(BOX.1);
    pty.go_to_box();
    // The box is full: there is room again for what is typed in the place of its end.
    pty.press("\u{1b}[F");
    pty.press("\u{7f}\u{7f}");
    pty.press("zq");
    pty.until_text("zq");
    assert!(
        number_of(pty, "VmHWM") < MOST_MEMORY,
        "{}",
        number_of(pty, "VmHWM")
    );
    assert_eq!(desk.told().unwrap().answers.site_name(), Some("Oakfield House"));
    pty.press("\u{3}");
    pty.until_text("Leave for now?");
    pty.send("\u{3}");
    assert_eq!(pty.end().exit_code(), 0);
    pty.assert_handed_back("much");
}

#[test]
fn megabytes_pasted() {
    let (desk, mut pty) = at_the_box();
    pty.send_bytes(&in_brackets(&pasted(MEGABYTES)));
    assert_alive(&desk, &mut pty);
}

/// A terminal that does not say what is a paste: line ends among text are no Enter.
#[test]
fn much_pasted_and_not_said_to_be() {
    let (desk, mut pty) = at_the_box();
    let lines: Vec<u8> = b"Some text, caf\xc3\xa9\r"
        .iter()
        .copied()
        .cycle()
        .take(MEGABYTES / 8)
        .collect();
    pty.send_bytes(&lines);
    assert_alive(&desk, &mut pty);
}

#[test]
fn much_typed_at_once() {
    let (desk, mut pty) = at_the_box();
    pty.send_bytes("Oak ".repeat(75 * 1024).as_bytes());
    assert_alive(&desk, &mut pty);
}

/// Where there is no box, a paste does nothing.
#[test]
fn a_paste_onto_a_list_does_nothing() {
    let (desk, mut pty) = at(FULL, "hub", "Your steps");
    let (before, page) = (desk.told(), pty.screen());
    pty.send_bytes(&in_brackets(&pasted(MEGABYTES)));
    pty.press("\u{c}");
    assert_eq!((pty.screen(), desk.told()), (page, before));
}

/// A paste that loses its end is over when nothing more comes.
#[test]
fn megabytes_pasted_without_an_end() {
    let (desk, mut pty) = at_the_box();
    pty.send_bytes(&in_brackets(&pasted(MEGABYTES))[..MEGABYTES]);
    pty.until_text("Some text");
    assert_alive(&desk, &mut pty);
}

/// The terminal itself keeps no more than a few thousand characters of a line.
#[test]
fn megabytes_in_one_line_of_plain_text() {
    let (_desk, mut pty) = at(PLAIN, BOX.0, BOX.1);
    pty.send_bytes(&vec![b'x'; MEGABYTES]);
    pty.send(ENTER);
    pty.until_text("There is a problem");
    pty.send("Oakfield Hall\r");
    pty.until_text(NEXT);
    assert!(number_of(&pty, "VmHWM") < MOST_MEMORY);
}

#[test]
fn much_piped_in() {
    let odd: fn() -> Vec<u8> = || pasted(MEGABYTES / 16);
    let one_line: fn() -> Vec<u8> = || vec![b'x'; MEGABYTES];
    let zeroes: fn() -> Vec<u8> = || vec![0; MEGABYTES];
    each(&[odd, one_line, zeroes], |input| {
        let desk = Desk::oakfield_at(BOX.0);
        let mut program = desk
            .plain(DAY)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut keys = program.stdin.take().unwrap();
        let mut said = program.stdout.take().unwrap();
        let listening = std::thread::spawn(move || {
            let mut text = vec![];
            said.read_to_end(&mut text).map(|_| text)
        });
        // It may leave before all of it is taken.
        let _ = keys.write_all(&input());
        let _ = keys.write_all(b"\nOakfield Hall\n");
        drop(keys);
        assert_eq!(program.wait().unwrap().code(), Some(0));
        let said = String::from_utf8(listening.join().unwrap().unwrap()).unwrap();
        assert!(!said.contains(|c: char| c.is_control() && c != '\n'));
        desk.told().unwrap();
    });
}
