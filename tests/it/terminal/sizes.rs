//! Windows of every size, and windows that change while somebody drags them.

use super::{BOX, DAY, ENTER, FULL, NEXT, PLAIN, at_the_box, each, name_on_disk};
use crate::support::desk::Desk;
use crate::support::pty::{Launch, Pty};

/// Rows and columns, from the smallest to far more than any window has.
const SIZES: [(u16, u16); 10] = [
    (1, 1),
    (500, 200),
    (1, 200),
    (200, 500),
    (24, 1),
    (20, 60),
    (19, 60),
    (20, 59),
    (2, 2),
    (24, 80),
];

#[test]
fn it_starts_in_any_size_and_is_there_when_the_window_grows() {
    each(&SIZES, |(rows, columns)| {
        let desk = Desk::oakfield_at(BOX.0);
        let mut pty = Launch::of(&desk, FULL, DAY).size(*rows, *columns).open();
        pty.until("frame", |pty| pty.frames > 0);
        pty.assert_taken_over();
        resize(&mut pty, 24, 80);
        pty.until_text(BOX.1);
        pty.go_to_box();
        pty.press(" by the Sea");
        pty.press(ENTER);
        pty.until_text(NEXT);
        assert_eq!(name_on_disk(&desk), "Oakfield House by the Sea");
    });
}

/// Changes the size, and waits for a frame of that size.
fn resize(pty: &mut Pty, rows: u16, columns: u16) {
    let before = pty.frames;
    pty.resize(rows, columns);
    pty.send("\u{c}");
    pty.until("frame of another size", |pty| {
        pty.is_at_rest() && pty.frames > before
    });
}

/// From a size that is too small, and waits for the page to be drawn.
fn end_at_80_by_24(pty: &mut Pty) {
    pty.until_state("S");
    let from = pty.written.len();
    pty.resize_unseen(24, 80);
    pty.until("page", |pty| {
        pty.is_at_rest() && String::from_utf8_lossy(&pty.written[from..]).contains(BOX.1)
    });
}

/// A window with no size is what some serial lines and some ways to start a program have.
#[test]
fn a_window_with_no_size_is_one_that_is_too_small() {
    let (_desk, mut pty) = at_the_box();
    pty.resize_unseen(0, 0);
    pty.send("\u{c}");
    end_at_80_by_24(&mut pty);
    pty.press("!");
    pty.until_text("Oakfield House!");
}

/// Hundreds of changes, faster than anything is drawn; the next key is answered.
#[test]
fn a_storm_of_sizes_ends_in_the_last_one() {
    let (desk, mut pty) = at_the_box();
    let mut seed: u32 = 7;
    for _ in 0..300 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (rows, columns) = SIZES[(seed >> 16) as usize % SIZES.len()];
        pty.resize_unseen(rows, columns);
    }
    pty.resize_unseen(1, 1);
    end_at_80_by_24(&mut pty);
    pty.shown.assert_same();
    pty.press(" by the Sea");
    pty.press(ENTER);
    pty.until_text(NEXT);
    assert_eq!(name_on_disk(&desk), "Oakfield House by the Sea");
    pty.send("\u{3}\u{3}");
    assert_eq!(pty.end().exit_code(), 0);
    pty.assert_handed_back("a storm");
}

/// In plain text the window may be of any size too.
#[test]
fn plain_text_does_not_mind() {
    each(&[(2, 1), (500, 200)], |(rows, columns)| {
        let desk = Desk::oakfield_at(BOX.0);
        let mut pty = Launch::of(&desk, PLAIN, DAY).size(*rows, *columns).open();
        pty.until("question", |pty| pty.written.ends_with(b"leave.\r\n> "));
        pty.resize_unseen(24, 80);
        pty.send("Oakfield Hall\r");
        pty.until("question", |pty| {
            String::from_utf8_lossy(&pty.written).contains(NEXT)
        });
        assert_eq!(name_on_disk(&desk), "Oakfield Hall");
    });
}

/// In a window that is too small nothing is done but to leave, or to go on in plain text.
#[test]
fn too_small_a_window_offers_plain_text() {
    let desk = Desk::oakfield_at(BOX.0);
    let mut pty = Launch::of(&desk, FULL, DAY).size(10, 50).open();
    pty.until("frame", |pty| pty.frames > 0);
    pty.send("nothing of this is taken\u{1b}[B");
    pty.send(ENTER);
    pty.until("plain text", |pty| pty.written.ends_with(b"leave.\r\n> "));
    assert!(pty.is_set_as_before());
    pty.send("Oakfield Hall\r");
    pty.until("question", |pty| {
        String::from_utf8_lossy(&pty.written).contains(NEXT)
    });
    assert_eq!(name_on_disk(&desk), "Oakfield Hall");
}
