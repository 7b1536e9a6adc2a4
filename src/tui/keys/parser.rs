//! From the bytes of a terminal to keys and pastes. Whatever the bytes are, at most the key that they belong to is
//! lost: a sequence without an end is given up after a while.

use std::mem;
use std::time::Duration;

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use zeroize::{Zeroize as _, Zeroizing};

const ESC: u8 = 0x1b;
const BELL: u8 = 7;
/// Bytes of a sequence that means something, at the most.
const LONGEST: usize = 32;
/// Bytes of a paste that are kept. The rest is let fall, so that memory is bounded whatever is pasted.
const LONGEST_PASTE: usize = 64 * 1024;
/// What ends a paste.
const PASTE_END: &[u8] = b"\x1b[201~";
/// How long the rest of a sequence is waited for: Esc pressed alone is the start of many.
const PATIENCE: Duration = Duration::from_millis(30);
/// How long the rest of a paste is waited for.
const PASTE_PATIENCE: Duration = Duration::from_millis(500);

/// What has come of a key so far.
pub(super) struct Parser {
    bytes: Zeroizing<[u8; LONGEST]>,
    len: usize,
    /// The sequence is too long to mean something: its end is waited for, nothing more.
    too_long: bool,
    paste: Option<Paste>,
}

struct Paste {
    text: Zeroizing<Vec<u8>>,
    /// Bytes of [`PASTE_END`] that have come.
    ended: usize,
}

/// How many of the last bytes begin the next key.
enum Tail {
    One,
    Two,
}

/// What bytes are, so far.
enum Sequence {
    /// They may still become something.
    Unfinished,
    /// A key, or nothing that we know.
    Whole(Option<KeyEvent>),
    /// A key or nothing, and the last byte begins the next one, or the last two do.
    Cut(Option<KeyEvent>, Tail),
    /// A paste begins.
    Paste,
}

impl Parser {
    /// Nothing has come yet.
    pub(super) fn new() -> Self {
        Self {
            bytes: Zeroizing::new([0; LONGEST]),
            len: 0,
            too_long: false,
            paste: None,
        }
    }

    /// How long to wait for more; none when nothing is unfinished.
    pub(super) fn patience(&self) -> Option<Duration> {
        if self.paste.is_some() {
            Some(PASTE_PATIENCE)
        } else {
            (self.len > 0).then_some(PATIENCE)
        }
    }

    /// Nothing more has come: Esc was pressed alone, a paste has ended, the rest is let fall.
    pub(super) fn give_up(&mut self, events: &mut Vec<Event>) {
        if let Some(paste) = self.paste.take() {
            events.push(paste.event());
        }
        match self.bytes[..self.len] {
            [ESC] => events.push(Event::Key(KeyCode::Esc.into())),
            [ESC, key] if begins_a_string(key) => {
                let key = KeyEvent::new(KeyCode::Char(char::from(key)), KeyModifiers::ALT);
                events.push(Event::Key(key));
            }
            _ => {}
        }
        self.forget();
    }

    /// Takes the next byte.
    pub(super) fn take(&mut self, byte: u8, events: &mut Vec<Event>) {
        if let Some(paste) = &mut self.paste {
            if paste.take(byte) {
                events.extend(self.paste.take().map(|paste| paste.event()));
            }
            return;
        }
        if self.len == LONGEST {
            // The end of some sequences is two bytes long.
            self.bytes.swap(LONGEST - 2, LONGEST - 1);
            self.len -= 1;
            self.too_long = true;
        }
        self.bytes[self.len] = byte;
        self.len += 1;
        let sequence = sequence(&self.bytes[..self.len]);
        let known = !mem::take(&mut self.too_long);
        match sequence {
            Sequence::Unfinished => self.too_long = !known,
            Sequence::Whole(key) => {
                events.extend(key.filter(|_| known).map(Event::Key));
                self.forget();
            }
            Sequence::Cut(key, tail) => {
                events.extend(key.map(Event::Key));
                self.forget();
                if matches!(tail, Tail::Two) {
                    self.take(ESC, events);
                }
                self.take(byte, events);
            }
            Sequence::Paste => {
                self.paste = Some(Paste {
                    text: Zeroizing::new(Vec::new()),
                    ended: 0,
                });
                self.forget();
            }
        }
    }

    fn forget(&mut self) {
        self.bytes.zeroize();
        self.len = 0;
        self.too_long = false;
    }
}

impl Paste {
    /// True when it has ended.
    fn take(&mut self, byte: u8) -> bool {
        if byte == PASTE_END[self.ended] {
            self.ended += 1;
            return self.ended == PASTE_END.len();
        }
        let begun = mem::take(&mut self.ended);
        PASTE_END[..begun].iter().for_each(|byte| self.keep(*byte));
        if byte == ESC {
            self.ended = 1;
        } else {
            self.keep(byte);
        }
        false
    }

    fn keep(&mut self, byte: u8) {
        if self.text.len() < LONGEST_PASTE {
            self.text.push(byte);
        }
    }

    /// Bytes that are no text are let fall.
    fn event(&self) -> Event {
        Event::Paste(self.text.utf8_chunks().map(|chunk| chunk.valid()).collect())
    }
}

fn sequence(bytes: &[u8]) -> Sequence {
    match bytes {
        [ESC] | [ESC, b'[' | b'O'] | [ESC, b'[', b'['] => Sequence::Unfinished,
        [ESC, ESC] => Sequence::Cut(Some(KeyCode::Esc.into()), Tail::One),
        [ESC, b'[', b'[', ESC] => Sequence::Cut(None, Tail::One),
        [ESC, b'[', b'[', last] => {
            Sequence::Whole(f_key(last.wrapping_sub(b'A' - 1)).filter(|_| *last <= b'E'))
        }
        [ESC, b'[', b'M', click @ ..] => mouse(click),
        [ESC, b'[', between @ .., last] => match last {
            0x20..=0x3f => Sequence::Unfinished,
            0x40..=0x7e if between == b"200" && *last == b'~' => Sequence::Paste,
            0x40..=0x7e => Sequence::Whole(named(between, *last)),
            _ => Sequence::Cut(None, Tail::One),
        },
        [ESC, b'O', last @ 0x40..=0x7e] => Sequence::Whole(named(b"", *last)),
        [ESC, b'O', ..] => Sequence::Cut(None, Tail::One),
        [ESC, first, rest @ ..] if begins_a_string(*first) => string(rest),
        [ESC, rest @ ..] => match character(rest) {
            Sequence::Whole(key) => Sequence::Whole(key.map(alt)),
            other => other,
        },
        _ => character(bytes),
    }
}

const fn alt(key: KeyEvent) -> KeyEvent {
    KeyEvent::new(key.code, key.modifiers.union(KeyModifiers::ALT))
}

/// After Esc: what a terminal says when it is asked something, by whoever had it before. It is no key.
const fn begins_a_string(byte: u8) -> bool {
    matches!(byte, b'P' | b']' | b'_' | b'^' | b'X')
}

/// What follows: it ends with a bell, or with Esc and a backslash.
fn string(rest: &[u8]) -> Sequence {
    match rest {
        [.., BELL] | [.., ESC, b'\\'] => Sequence::Whole(None),
        [.., ESC, _] => Sequence::Cut(None, Tail::Two),
        _ => Sequence::Unfinished,
    }
}

/// A press of the mouse in the oldest way to say it: three bytes, none of them a control code.
fn mouse(click: &[u8]) -> Sequence {
    match click {
        [.., ..b' '] => Sequence::Cut(None, Tail::One),
        [_, _, _] => Sequence::Whole(None),
        _ => Sequence::Unfinished,
    }
}

/// A key that is a character, or one of the old control codes.
fn character(bytes: &[u8]) -> Sequence {
    let with = |code, modifiers| Sequence::Whole(Some(KeyEvent::new(code, modifiers)));
    let control = |c: u8| with(KeyCode::Char(char::from(c)), KeyModifiers::CONTROL);
    match bytes {
        [b'\r'] => with(KeyCode::Enter, KeyModifiers::NONE),
        [b'\t'] => with(KeyCode::Tab, KeyModifiers::NONE),
        [0x7f] => with(KeyCode::Backspace, KeyModifiers::NONE),
        [0] => control(b' '),
        [code @ 1..=0x1a] => control(code + b'a' - 1),
        [code @ 0x1c..=0x1f] => control(code - 0x1c + b'4'),
        _ => match std::str::from_utf8(bytes).map(|text| text.chars().next()) {
            Ok(Some(c)) if c.is_uppercase() => with(KeyCode::Char(c), KeyModifiers::SHIFT),
            Ok(Some(c)) => with(KeyCode::Char(c), KeyModifiers::NONE),
            Err(error) if error.error_len().is_none() => Sequence::Unfinished,
            Err(_) if bytes.len() > 1 => Sequence::Cut(None, Tail::One),
            Ok(None) | Err(_) => Sequence::Whole(None),
        },
    }
}

/// A key with a name, from what stands between the start of its sequence and the last byte, and that byte.
fn named(between: &[u8], last: u8) -> Option<KeyEvent> {
    let mut numbers = between.split(|byte| *byte == b';').map(number);
    let first = numbers.next().flatten().unwrap_or(1);
    let modifiers = modifiers(numbers.next().flatten().unwrap_or(1));
    if between.iter().any(|byte| !matches!(byte, b'0'..=b'9' | b';')) {
        return None;
    }
    let code = match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'Z' => return Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        b'~' => match first {
            1 | 7 => KeyCode::Home,
            2 => KeyCode::Insert,
            3 => KeyCode::Delete,
            4 | 8 => KeyCode::End,
            5 => KeyCode::PageUp,
            6 => KeyCode::PageDown,
            11..=15 => KeyCode::F(first - 10),
            17..=21 => KeyCode::F(first - 11),
            23..=24 => KeyCode::F(first - 12),
            _ => return None,
        },
        _ => return None,
    };
    Some(KeyEvent::new(code, modifiers))
}

fn number(figures: &[u8]) -> Option<u8> {
    std::str::from_utf8(figures).ok()?.parse().ok()
}

/// Modifiers as the terminal counts them: one more than the sum of Shift 1, Alt 2 and Ctrl 4.
fn modifiers(told: u8) -> KeyModifiers {
    let told = told.saturating_sub(1);
    [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ]
    .into_iter()
    .filter(|(bit, _)| told & bit != 0)
    .fold(KeyModifiers::NONE, |all, (_, one)| all | one)
}

fn f_key(number: u8) -> Option<KeyEvent> {
    (1..=12).contains(&number).then(|| KeyCode::F(number).into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(bytes: &[u8]) -> Vec<Event> {
        let (mut parser, mut events) = (Parser::new(), vec![]);
        take(&mut parser, bytes, &mut events);
        while parser.patience().is_some() {
            parser.give_up(&mut events);
        }
        events
    }

    fn take(parser: &mut Parser, bytes: &[u8], events: &mut Vec<Event>) {
        for byte in bytes {
            parser.take(*byte, events);
        }
    }

    fn key(code: KeyCode) -> Event {
        Event::Key(code.into())
    }

    #[test]
    fn keys_are_told_apart() {
        let with = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
        for (bytes, event) in [
            (&b"a"[..], key(KeyCode::Char('a'))),
            ("\u{eb}".as_bytes(), key(KeyCode::Char('\u{eb}'))),
            (b"A", with(KeyCode::Char('A'), KeyModifiers::SHIFT)),
            (b"\r", key(KeyCode::Enter)),
            (b"\n", with(KeyCode::Char('j'), KeyModifiers::CONTROL)),
            (b"\x11", with(KeyCode::Char('q'), KeyModifiers::CONTROL)),
            (b"\x7f", key(KeyCode::Backspace)),
            (b"\x1b", key(KeyCode::Esc)),
            (b"\x1b[A", key(KeyCode::Up)),
            (b"\x1bOB", key(KeyCode::Down)),
            (b"\x1b[1;5D", with(KeyCode::Left, KeyModifiers::CONTROL)),
            (b"\x1b[Z", with(KeyCode::BackTab, KeyModifiers::SHIFT)),
            (b"\x1b[3~", key(KeyCode::Delete)),
            (b"\x1bOP", key(KeyCode::F(1))),
            (b"\x1b[11~", key(KeyCode::F(1))),
            (b"\x1b[[A", key(KeyCode::F(1))),
            (b"\x1b[24~", key(KeyCode::F(12))),
            (b"\x1bx", with(KeyCode::Char('x'), KeyModifiers::ALT)),
        ] {
            assert_eq!(parsed(bytes), [event], "{bytes:?}");
        }
    }

    #[test]
    fn a_paste_is_one_thing_and_bounded() {
        assert_eq!(
            parsed(b"\x1b[200~one\r\x1b[20\x1b[201~"),
            [Event::Paste("one\r\x1b[20".into())]
        );
        assert_eq!(
            parsed(b"\x1b[200~caf\xc3\xa9 \xffau\xc3 lait\x1b[201~"),
            [Event::Paste("caf\u{e9} au lait".into())]
        );
        assert_eq!(
            parsed(b"\x1b[200~never ended"),
            [Event::Paste("never ended".into())]
        );
        let mut long = b"\x1b[200~".to_vec();
        long.extend(vec![b'x'; LONGEST_PASTE * 2]);
        long.extend(b"\x1b[201~y");
        let events = parsed(&long);
        assert!(matches!(&events[..], [Event::Paste(text), last]
            if text.len() == LONGEST_PASTE && *last == key(KeyCode::Char('y'))));
    }

    #[test]
    fn what_means_nothing_takes_no_other_key_with_it() {
        for nothing in [
            &b"\x1b[?1;2c"[..],
            b"\x1b[<0;1;1M",
            b"\x1b[99~",
            b"\x1bOw",
            b"\x1b]11;rgb:ffff/ffff/ffff\x07",
            b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
            b"\x1bP>|a terminal with a name as long as this one (1.0.0)\x1b\\",
            b"\x1b_Gi=1;OK\x1b\\",
            b"\x1b]52;c;not ended",
            b"\x1b[M !!",
            b"\x1b[M ",
            b"\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1A",
            b"\xff",
            b"\x80",
            b"\xc3",
            b"\xf0\x9f\x98",
            b"\x1b[?",
            b"\x1b[<",
            b"\x1b[1;",
        ] {
            let (mut parser, mut events) = (Parser::new(), vec![]);
            take(&mut parser, nothing, &mut events);
            parser.give_up(&mut events);
            assert_eq!(events, [], "{nothing:?}");
            parser.take(b'a', &mut events);
            assert_eq!(events, [key(KeyCode::Char('a'))], "{nothing:?}");
        }
    }

    #[test]
    fn a_sequence_that_is_cut_short_gives_way_to_the_next() {
        assert_eq!(parsed(b"\x1b[1\x1b[A"), [key(KeyCode::Up)]);
        assert_eq!(parsed(b"\x1b\x1b[A"), [key(KeyCode::Esc), key(KeyCode::Up)]);
        assert_eq!(parsed(b"\xc3a"), [key(KeyCode::Char('a'))]);
        assert_eq!(parsed(b"\x1b]11;\x1b[A"), [key(KeyCode::Up)]);
        assert_eq!(
            parsed(b"\x1bPa string that is longer than any key is\x1b[A"),
            [key(KeyCode::Up)]
        );
        assert_eq!(parsed(b"\x1b[[\x1b[A"), [key(KeyCode::Up)]);
        assert_eq!(parsed(b"\x1b[M \x1b[A"), [key(KeyCode::Up)]);
        let esc_and = |c| Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT));
        assert_eq!(parsed(b"\x1b]"), [esc_and(']')]);
    }

    proptest! {
        #[test]
        fn no_bytes_break_it_and_the_keyboard_stays_alive(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let (mut parser, mut events) = (Parser::new(), vec![]);
            take(&mut parser, &bytes, &mut events);
            parser.give_up(&mut events);
            events.clear();
            parser.take(b'a', &mut events);
            prop_assert_eq!(events, [key(KeyCode::Char('a'))]);
        }
    }
}
