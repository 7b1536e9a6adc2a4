//! Bytes that are no key, half a key, or anything at all: at most that key is lost, and the keyboard never goes dead.

use std::thread::sleep;
use std::time::Duration;

use super::{BOX, DAY, ENTER, FULL, NEXT, at, at_the_box, each, name_on_disk};
use crate::support::desk::Desk;
use crate::support::pty::{Launch, Pty};

/// What terminals, and programs before this one, may send: whole, and no key that this program knows. What is typed
/// comes right behind it.
const WHOLE: [&[u8]; 38] = [
    b"\x1b[?1;2c",
    b"\x1b[>0;276;0c",
    b"\x1b[0n",
    b"\x1b[24;80R",
    b"\x1b[?24;80;1R",
    b"\x1b[8;24;80t",
    b"\x1b[?2026;2$y",
    b"\x1b[?1u",
    b"\x1b[?64;1;2;6;9;15;18;21;22c",
    b"\x1b[<0;10;10M",
    b"\x1b[<0;10;10m",
    b"\x1b[<64;10;10M",
    b"\x1b[96;10;10M",
    b"\x1b[M !!",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[97;5u",
    b"\x1b[57442;1:3u",
    b"\x1b[27;5;97~",
    b"\x1b[65;30;97;1;0;1_",
    b"\x1b[25~",
    b"\x1b[99~",
    b"\x1b[1;2E",
    b"\x1b[999999999999999999999A",
    b"\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1A",
    b"\x1b[ q",
    b"\x1b[!p",
    b"\x1bOu",
    b"\x1b]11;rgb:ffff/ffff/ffff\x07",
    b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]52;c;c2VjcmV0\x07",
    b"\x1b]8;http://example.org\x1b\\",
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b^a private message\x1b\\",
    b"\xff\xfe",
    b"\xc0\x80\xed\xa0\x80",
];

/// What begins as a key and never becomes one.
const UNFINISHED: [&[u8]; 22] = [
    b"\x1b[",
    b"\x1b[?",
    b"\x1b[<",
    b"\x1b[>",
    b"\x1b[=",
    b"\x1b[1",
    b"\x1b[1;",
    b"\x1b[1;5",
    b"\x1b[[",
    b"\x1b[M",
    b"\x1b[M !",
    b"\x1b[<0;10;10",
    b"\x1b[20",
    b"\x1b[201",
    b"\x1bO",
    b"\x1b]0;a title",
    b"\x1bP+q544e",
    b"\x1b_Gi=1",
    b"\x1b]11;rgb:ffff/ffff/ffff and so on, for longer than any key is",
    b"\xc3",
    b"\xe2\x82",
    b"\xf0\x9f\x98",
];

/// Far longer than a key that is not finished is waited for.
const WHILE: Duration = Duration::from_millis(90);

/// Types a letter, sees it, and takes it away again: nothing but the letter has come into the box.
fn assert_typing(pty: &mut Pty, after: &[u8]) {
    let seen = "[ Oakfield Housez ";
    pty.send("z");
    pty.until_screen(&format!("z after {}", after.escape_ascii()), |screen| {
        screen.contains(seen)
    });
    pty.press("\u{7f}");
}

/// The program has taken what was sent, and waits.
fn wait_for(pty: &Pty, how_long: Duration) {
    pty.until_state_unheard("S");
    sleep(how_long);
    pty.until_state_unheard("S");
}

#[test]
fn what_is_no_key_takes_no_key_with_it() {
    let (desk, mut pty) = at_the_box();
    for bytes in WHOLE {
        pty.send_bytes(bytes);
        assert_typing(&mut pty, bytes);
        // The same in two pieces, wherever it is cut, as a slow line may do.
        let (start, end) = bytes.split_at(bytes.len() / 2);
        pty.send_bytes(start);
        pty.until_state_unheard("S");
        pty.send_bytes(end);
        assert_typing(&mut pty, bytes);
    }
    pty.send(ENTER);
    pty.until_text(NEXT);
    assert_eq!(name_on_disk(&desk), "Oakfield House");
}

#[test]
fn what_is_never_finished_is_given_up() {
    let parts: Vec<&[&[u8]]> = UNFINISHED.chunks(8).collect();
    each(&parts, |part| {
        let (desk, mut pty) = at_the_box();
        for bytes in *part {
            pty.send_bytes(bytes);
            wait_for(&pty, WHILE);
            assert_typing(&mut pty, bytes);
            // Another key cuts it short.
            pty.send_bytes(bytes);
            pty.send("\u{1b}[F");
            assert_typing(&mut pty, bytes);
        }
        pty.send(ENTER);
        pty.until_text(NEXT);
        assert_eq!(name_on_disk(&desk), "Oakfield House");
    });
}

#[test]
fn a_paste_that_is_never_finished_is_given_up() {
    let (_desk, mut pty) = at_the_box();
    for bytes in [
        &b"\x1b[200~"[..],
        b"\x1b[200~\x1b",
        b"\x1b[200~\x1b[201",
        b"\x1b[201~",
    ] {
        pty.send_bytes(bytes);
        wait_for(&pty, Duration::from_millis(600));
        assert_typing(&mut pty, bytes);
    }
    pty.send_bytes(b"\x1b[200~ by\r\x03\x1b[A the \xff\x1b");
    pty.until_text("Oakfield Houseby the");
}

/// What a person pastes may hold anything: it is text, and nothing else.
#[test]
fn control_characters_in_a_paste_are_no_commands() {
    let (_desk, mut pty) = at_the_box();
    let every_control: Vec<u8> = (0..32).chain([127, 0xc2, 0x9b, 0xe2, 0x80, 0xae]).collect();
    pty.send_bytes(&[b"\x1b[200~", &every_control[..], b" Lodge\x1b[201~"].concat());
    pty.until_text("Lodge");
    pty.until_text(BOX.1);
    assert!(pty.text().contains("Oakfield House"), "{}", pty.screen());
    let held: &[u8] = b"\x1b[200~\x1b[2J\x1b]0;title\x07\x1b[31mred\x1b[201~";
    pty.send_bytes(held);
    pty.until_text("red");
    for code in [&b"\x1b[31m"[..], b"\x1b]0;", b"\x07"] {
        assert!(!pty.written.windows(code.len()).any(|bytes| bytes == code));
    }
}

/// Esc at once, and Esc that the terminal holds back until the next key.
#[test]
fn esc_alone_and_esc_with_the_next_key_go_back() {
    for keys in ["\u{1b}", "\u{1b}x"] {
        let (_desk, mut pty) = at_the_box();
        pty.press(" by the Sea");
        pty.send(ENTER);
        pty.until_text(NEXT);
        pty.send(keys);
        pty.until_text(BOX.1);
    }
}

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn of<T: Copy>(&mut self, some: &[T]) -> T {
        some[usize::try_from(self.roll() >> 16).unwrap() % some.len()]
    }
}

/// Ctrl+Z. Once the terminal is handed back it stops the program before it has ended, and nobody is there to go on with
/// it.
const STOP: u8 = 0x1a;

/// Keys that mean something.
const KEYS: [&[u8]; 19] = [
    b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[H", b"\x1b[F", b"\x1b[5~", b"\x1b[6~", b"\x1b[3~",
    b"\x1b[Z", b"\t", b"\r", b"\r", b" ", b"\x7f", b"\x1bOP", b"\x0c", b"\x13", b"V1AB2",
];

/// So many bytes, of keys or of anything at all.
fn storm(dice: &mut Dice, len: usize, of_keys: bool) -> Vec<u8> {
    let mut bytes = vec![];
    while bytes.len() < len {
        if of_keys && dice.roll() % 16 < 13 {
            bytes.extend(dice.of(&KEYS));
        } else {
            bytes.extend(Some(dice.roll().to_le_bytes()[2]).filter(|byte| *byte != STOP));
        }
    }
    bytes
}

/// Sends chance at the program, and starts it again whenever it was left. However it ended, it was by leaving, and the
/// terminal was handed back; and whenever it did not, it draws when it is told to.
fn by_chance(seed: u64, of_keys: bool, len: usize) {
    let mut dice = Dice(seed);
    let (mut sent, mut left) = (0, 0);
    let desk = Desk::oakfield_at("hub");
    // On another computer nothing is opened, whatever is pressed.
    let open = || {
        let mut pty = Launch::of(&desk, FULL, DAY).with("SSH_TTY", "/dev/pts/9").open();
        assert!(pty.begins());
        pty
    };
    let mut pty = open();
    while sent < len {
        let bytes = storm(&mut dice, 512, of_keys);
        sent += bytes.len();
        // Whatever is unfinished is finished, and the page is drawn anew.
        if !pty.try_to_send(&bytes) || !pty.draws("\u{1b}[201~\r\u{c}") {
            let status = pty.end();
            // Ctrl+C once more, when it is handed back already, is a signal.
            assert!(
                matches!(status.exit_code(), 0 | 130 | 131),
                "{seed}: {status:?} {}",
                pty.text()
            );
            pty.shown.assert_handed_back("by chance");
            assert!(pty.is_set_as_before());
            left += 1;
            pty = open();
        }
    }
    eprintln!("{sent} bytes, left {left} times");
    desk.told().unwrap();
}

/// The draft with no lines round it waits for Enter, whatever is typed before it.
#[test]
fn bare_lines_wait_for_enter_whatever_is_typed() {
    let (_desk, mut pty) = at(FULL, "access-draft", "Ask to be made an owner");
    pty.choose("Show with no lines");
    pty.until_screen("bare lines", |screen| screen.contains("Press Enter"));
    assert!(pty.is_set_as_before());
    pty.send_bytes(b"\xff\xfe\xc3 odd\x1b[A\r");
    pty.until_text("Ask to be made an owner");
    pty.until("full screen", |pty| pty.shown.is_taken_over());
    pty.press("\u{3}");
}

#[test]
fn any_bytes_and_keys_do_no_harm() {
    each(&[(1, false), (2, true), (3, true)], |(seed, of_keys)| {
        by_chance(*seed, *of_keys, 4_000);
    });
}

/// `cargo test --test it -- --ignored a_million`
#[test]
#[ignore = "takes minutes"]
fn a_million_of_bytes_and_keys_do_no_harm() {
    each(&[(4, false), (5, true), (6, true)], |(seed, of_keys)| {
        by_chance(*seed, *of_keys, 1_000_000);
    });
}
