//! One's own idea for a password or secret, byte by byte from the input into a box that wipes itself. Nothing else on
//! the way keeps it: not a string, not a queue of keys.

use std::io::BufRead;

use crate::domain::secret::Secret;

const CTRL_C: u8 = 3;
const CTRL_D: u8 = 4;
const BACKSPACE: u8 = 8;
const CTRL_U: u8 = 21;
const ESC: u8 = 27;
const DELETE: u8 = 127;

/// What was typed unseen.
pub(super) enum Hidden {
    /// All of it.
    Typed(Secret),
    /// It did not fit. What did was wiped.
    TooLong,
    /// The person thought better of it: Esc or Ctrl+C. What was typed was wiped.
    GivenUp,
    /// The input has ended.
    Ended,
}

/// Reads one line. `keys`: the bytes are keys as they are pressed, so that Backspace and Esc are among them.
pub(super) fn read(input: &mut dyn BufRead, keys: bool) -> Hidden {
    let mut typing = Typing {
        idea: Secret::new(),
        letter: Letter::default(),
        fits: true,
        keys,
    };
    let mut any = false;
    loop {
        let bytes = input.fill_buf().unwrap_or_default();
        if bytes.is_empty() {
            return if any {
                typing.end(End::Enter)
            } else {
                Hidden::Ended
            };
        }
        any = true;
        let (taken, end) = typing.take(bytes);
        input.consume(taken);
        if let Some(end) = end {
            return typing.end(end);
        }
    }
}

#[derive(Clone, Copy)]
enum End {
    Enter,
    GivenUp,
}

struct Typing {
    idea: Secret,
    letter: Letter,
    fits: bool,
    keys: bool,
}

impl Typing {
    /// Takes bytes up to the end of the line: how many, and how it ended.
    fn take(&mut self, bytes: &[u8]) -> (usize, Option<End>) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'\n' => return (at, Some(End::Enter)),
                b'\r' if self.keys => return (at, Some(End::Enter)),
                CTRL_C | CTRL_D if self.keys => return (at, Some(End::GivenUp)),
                ESC if self.keys => match key_name(&bytes[at..]) {
                    0 => return (at, Some(End::GivenUp)),
                    len => at += len,
                },
                BACKSPACE | DELETE if self.keys => self.idea.backspace(),
                CTRL_U if self.keys => {
                    self.idea.clear();
                    self.fits = true;
                }
                byte => self.fits &= self.letter.push(byte, &mut self.idea),
            }
        }
        (at, None)
    }

    fn end(self, end: End) -> Hidden {
        match end {
            End::GivenUp => Hidden::GivenUp,
            End::Enter if self.fits => Hidden::Typed(self.idea),
            End::Enter => Hidden::TooLong,
        }
    }
}

/// Bytes after Esc that name an arrow or the like; 0 when Esc was pressed alone.
fn key_name(after: &[u8]) -> usize {
    match after {
        [b'[' | b'O', rest @ ..] => rest
            .iter()
            .position(|byte| (0x40..0x7f).contains(byte))
            .map_or(after.len(), |end| end + 2),
        _ => 0,
    }
}

/// Bytes on their way to be a letter, which may come in pieces.
#[derive(Default)]
struct Letter {
    bytes: [u8; 4],
    len: usize,
}

impl Letter {
    /// False when there is no room for the letter. Bytes that are no letter are let fall.
    fn push(&mut self, byte: u8, idea: &mut Secret) -> bool {
        self.bytes[self.len] = byte;
        self.len += 1;
        let fits = match std::str::from_utf8(&self.bytes[..self.len]) {
            Ok(letter) => idea.push_str(letter).is_ok(),
            Err(why) if why.error_len().is_none() && self.len < self.bytes.len() => return true,
            Err(_) => true,
        };
        *self = Self::default();
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(mut input: &[u8], keys: bool) -> Option<String> {
        match read(&mut input, keys) {
            Hidden::Typed(idea) => Some(idea.expose().to_owned()),
            Hidden::TooLong | Hidden::GivenUp | Hidden::Ended => None,
        }
    }

    #[test]
    fn a_piped_line_is_taken_as_it_is() {
        assert_eq!(
            typed("Zo\u{eb}-kettle\r\nrest".as_bytes(), false).as_deref(),
            Some("Zo\u{eb}-kettle")
        );
        assert_eq!(typed(b"bad \xff\xfe byte\n", false).as_deref(), Some("bad  byte"));
        assert_eq!(typed(b"no end", false).as_deref(), Some("no end"));
        assert!(matches!(read(&mut &[b'x'; 300][..], false), Hidden::TooLong));
        assert!(matches!(read(&mut &b""[..], false), Hidden::Ended));
    }

    #[test]
    fn keys_mend_and_give_up() {
        assert_eq!(typed(b"kettel\x7f\x08le\r", true).as_deref(), Some("kettle"));
        assert_eq!(typed(b"wrong\x15right\r", true).as_deref(), Some("right"));
        assert_eq!(typed(b"a\x1b[A\x1b[1;5Db\x1bOPc\r", true).as_deref(), Some("abc"));
        for given_up in [&b"kettle\x1b"[..], b"kettle\x03", b"\x04"] {
            assert!(matches!(read(&mut { given_up }, true), Hidden::GivenUp));
        }
    }
}
