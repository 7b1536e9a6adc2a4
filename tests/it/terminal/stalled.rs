//! A terminal that takes nothing in for a while, as one whose output is held back.

use super::{BOX, ENTER, NEXT, PLAIN, at, at_the_box, each, name_on_disk};
use crate::support::pty::{PATIENCE, Pty};

/// The program is drawing, and nobody listens: it is held up in the middle of a frame.
fn stall(pty: &mut Pty) {
    let draw_anew = "\u{c}";
    for _ in 0..200 {
        pty.send(draw_anew);
        // Keys that come together are drawn together.
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    pty.until_state_unheard("S");
}

#[test]
fn keys_are_not_lost_when_it_reads_again() {
    let (desk, mut pty) = at_the_box();
    stall(&mut pty);
    let frames = pty.frames;
    pty.send(" by the Sea");
    pty.send(ENTER);
    assert_eq!(pty.frames, frames);
    pty.until_text(NEXT);
    assert_eq!(name_on_disk(&desk), "Oakfield House by the Sea");
    pty.press("\u{1b}");
    pty.until_text(BOX.1);
}

#[test]
fn signals_are_answered_all_the_same() {
    each(
        &[("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)],
        |(name, code)| {
            let (_desk, mut pty) = at_the_box();
            stall(&mut pty);
            pty.signal(name);
            assert_eq!(pty.end_unheard(PATIENCE).exit_code(), *code);
            assert!(pty.is_set_as_before(), "{name}");
        },
    );
}

#[test]
fn stopped_in_the_middle_of_a_frame_it_goes_on() {
    let (_desk, mut pty) = at_the_box();
    let page = pty.screen();
    stall(&mut pty);
    pty.signal("TSTP");
    pty.until_state_unheard("T");
    assert!(pty.is_set_as_before());
    // The terminal is taken again in the middle of a frame, and of a code: what it makes of that is drawn over.
    pty.whole = false;
    pty.signal("CONT");
    pty.until_screen("page", |screen| screen == page);
    pty.settle();
    pty.shown.assert_same();
    pty.whole = true;
    pty.press("!");
    pty.until_text("Oakfield House!");
    pty.assert_taken_over();
}

/// The window is closed while it is stalled.
#[test]
fn gone_while_stalled_it_ends() {
    let (_desk, mut pty) = at_the_box();
    stall(&mut pty);
    pty.hang_up();
    pty.end_unheard(PATIENCE);
}

/// Ctrl+S and Ctrl+Q of a terminal in plain text.
#[test]
fn plain_text_that_is_held_back_goes_on() {
    let (desk, mut pty) = at(PLAIN, BOX.0, BOX.1);
    pty.send("\u{13}");
    pty.send("Oakfield Hall\r");
    pty.send("\u{11}");
    pty.until_text(NEXT);
    assert_eq!(name_on_disk(&desk), "Oakfield Hall");
}
