//! What is drawn, on its way to the terminal. Keeps nothing of it: it may be a password that is shown.

use std::io::{self, Write};

use zeroize::{Zeroize as _, Zeroizing};

/// Bytes that are held back until a frame is whole.
const ROOM: usize = 64 * 1024;

/// An output that wipes what it has written.
pub struct WipedOutput(Zeroizing<Vec<u8>>);

impl WipedOutput {
    /// To standard output.
    #[must_use]
    pub fn new() -> Self {
        Self(Zeroizing::new(Vec::with_capacity(ROOM)))
    }
}

impl Default for WipedOutput {
    fn default() -> Self {
        Self::new()
    }
}

impl Write for WipedOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() == ROOM {
            self.flush()?;
        }
        let taken = bytes.len().min(ROOM - self.0.len());
        self.0.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        let sent = send(&mut self.0);
        self.0.zeroize();
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
