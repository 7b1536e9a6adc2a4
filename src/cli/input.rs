//! Standard input that keeps nothing of what was read.

use std::io::{self, BufRead, Read};

use zeroize::Zeroizing;

/// Bytes that are read at once. As many as standard input's own buffer, which is then passed by: it is never wiped.
const PIECE: usize = 8 * 1024;

/// An input whose bytes are wiped as they are taken.
pub struct WipedInput<R> {
    inner: R,
    piece: Box<Zeroizing<[u8; PIECE]>>,
    taken: usize,
    filled: usize,
}

impl<R: Read> WipedInput<R> {
    /// Reads from here.
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            piece: Box::new(Zeroizing::new([0; PIECE])),
            taken: 0,
            filled: 0,
        }
    }
}

impl<R: Read> BufRead for WipedInput<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken == self.filled {
            self.taken = 0;
            self.filled = 0;
            self.filled = self.inner.read(&mut self.piece[..])?;
        }
        Ok(&self.piece[self.taken..self.filled])
    }

    fn consume(&mut self, amount: usize) {
        let end = self.filled.min(self.taken + amount);
        zeroize::Zeroize::zeroize(&mut self.piece[self.taken..end]);
        self.taken = end;
    }
}

impl<R: Read> Read for WipedInput<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let len = bytes.len().min(into.len());
        into[..len].copy_from_slice(&bytes[..len]);
        self.consume(len);
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_is_wiped_and_what_was_not_is_kept() {
        let mut input = WipedInput::new(&b"one\ntwo\n"[..]);
        let mut line = String::new();
        input.read_line(&mut line).unwrap();
        assert_eq!(line, "one\n");
        assert_eq!(&input.piece[..8], b"\0\0\0\0two\n");
        input.read_line(&mut line).unwrap();
        assert_eq!(line, "one\ntwo\n");
        assert!(input.piece.iter().all(|&byte| byte == 0));
    }
}
