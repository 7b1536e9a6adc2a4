//! What is drawn, on its way to the terminal. Keeps nothing of it: it may be a password that is shown.

use std::io::{self, Write};

use zeroize::{Zeroize as _, Zeroizing};

/// Bytes that are held back until a frame is whole.
const ROOM: usize = 64 * 1024;

/// The codes that set the colours back to the terminal's own. Each frame ends with them, whether or not it had colours.
const NO_COLOURS: [&[u8]; 2] = [b"\x1b[39m", b"\x1b[49m"];

/// An output that wipes what it has written.
pub struct WipedOutput {
    held: Zeroizing<Vec<u8>>,
    colours: bool,
}

impl WipedOutput {
    /// To standard output.
    #[must_use]
    pub fn new() -> Self {
        Self {
            held: Zeroizing::new(Vec::with_capacity(ROOM)),
            colours: true,
        }
    }

    /// The same, for a look that has no colours: not even the code for none of them goes out.
    #[must_use]
    pub fn without_colours() -> Self {
        Self {
            colours: false,
            ..Self::new()
        }
    }

    /// Lets fall a code that says nothing, once its last byte has come.
    fn drop_code(&mut self) {
        for code in NO_COLOURS {
            if let Some(before) = self.held.strip_suffix(code) {
                let len = before.len();
                self.held.truncate(len);
            }
        }
    }
}

impl Default for WipedOutput {
    fn default() -> Self {
        Self::new()
    }
}

impl Write for WipedOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.held.len() == ROOM {
            self.flush()?;
        }
        let room = ROOM - self.held.len();
        let code_ends = bytes.iter().position(|&byte| !self.colours && byte == b'm');
        let taken = code_ends.map_or(bytes.len(), |end| end + 1).min(room);
        self.held.extend_from_slice(&bytes[..taken]);
        if code_ends.is_some() {
            self.drop_code();
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        let sent = send(&mut self.held);
        self.held.zeroize();
        sent
    }
}

/// Past the buffer of standard output, which is never wiped.
#[cfg(unix)]
fn send(bytes: &mut [u8]) -> io::Result<()> {
    use rustix::io::Errno;

    let mut rest: &[u8] = bytes;
    while !rest.is_empty() {
        match rustix::io::write(io::stdout(), rest) {
            Ok(sent) => rest = &rest[sent..],
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Past the buffer of standard output, which is never wiped: it lets through what is as long as itself.
#[cfg(not(unix))]
fn send(bytes: &mut Vec<u8>) -> io::Result<()> {
    const BUFFER: usize = 1024;
    const NOTHING: &[u8] = b"\x1b[m";

    while !bytes.is_empty() && bytes.len() < BUFFER {
        bytes.extend_from_slice(NOTHING);
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(colours: bool, pieces: &[&str]) -> String {
        let mut output = if colours {
            WipedOutput::new()
        } else {
            WipedOutput::without_colours()
        };
        for piece in pieces {
            output.write_all(piece.as_bytes()).unwrap();
        }
        String::from_utf8(output.held.to_vec()).unwrap()
    }

    #[test]
    fn without_colours_no_code_for_them_goes_out() {
        let pieces = [
            "\x1b[1mma",
            "mm\x1b[",
            "39",
            "m\x1b[49m\x1b[0m",
            "\x1b[39",
            "m end",
        ];
        assert_eq!(held(false, &pieces), "\x1b[1mmamm\x1b[0m end");
        assert_eq!(held(true, &pieces), pieces.concat());
    }
}
