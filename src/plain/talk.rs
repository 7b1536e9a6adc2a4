//! The one input and the one output of plain mode, for the life of the program. What is written is only ever added to:
//! no line is written again, and nothing but text and line ends goes out. Knows nothing of pages.

use std::io::{self, BufRead, Write};

use zeroize::Zeroizing;

use super::hidden::{self, Hidden};
use crate::domain::secret::Secret;
use crate::domain::tidy;
use crate::shell::terminal::{self, HiddenTyping};

/// Lines that belong together; a blank line stands before the next such group.
pub type Block = Vec<String>;

/// Bytes of a line that are kept. What comes after them is let fall, so that memory is bounded whatever is pasted.
const LONGEST_LINE: usize = 16 * 1024;

/// Stands before what a person types.
const PROMPT: &str = "> ";

/// How lines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// A person sits at a terminal: each question ends with a mark, and a password idea is typed unseen.
    pub terminal: bool,
    /// Nothing outside ASCII is written.
    pub ascii: bool,
}

/// Input and output.
pub struct Talk<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    look: Look,
    begun: bool,
}

impl<'a> Talk<'a> {
    /// Talks over this input and this output.
    pub fn new(input: &'a mut dyn BufRead, output: &'a mut dyn Write, look: Look) -> Self {
        Self {
            input,
            output,
            look,
            begun: false,
        }
    }

    /// Writes blocks, with one blank line before each but the very first of all.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn blocks(&mut self, blocks: &[Block]) -> io::Result<()> {
        for block in blocks
            .iter()
            .filter(|block| block.iter().any(|line| !line.is_empty()))
        {
            if self.begun {
                self.output.write_all(b"\n")?;
            }
            block.iter().try_for_each(|line| self.line(line))?;
        }
        Ok(())
    }

    /// Writes one line, straight after what was there.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.begun = true;
        let mut line = self.printable(text);
        line.push('\n');
        self.output.write_all(line.as_bytes())
    }

    /// Reads one line without its end. None when the input has ended.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn read(&mut self) -> io::Result<Option<String>> {
        self.prompt()?;
        let mut line = Vec::new();
        let any = take_line(self.input, |bytes| {
            let room = LONGEST_LINE - line.len();
            line.extend_from_slice(&bytes[..bytes.len().min(room)]);
        });
        let line = String::from_utf8_lossy(&line);
        // A file from Notepad may begin with a mark of its own, and end its lines as Windows does.
        let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
        Ok(any.then(|| line.to_owned()))
    }

    /// Reads one line that nobody sees. None when the terminal cannot hide what is typed.
    pub(super) fn read_hidden(&mut self) -> io::Result<Option<Hidden>> {
        if !self.look.terminal {
            self.prompt()?;
            return Ok(Some(hidden::read(self.input, false)));
        }
        // Hidden before the mark is shown: a person who types at once is not seen either.
        let Ok(hidden) = HiddenTyping::start() else {
            return Ok(None);
        };
        self.prompt()?;
        let read = hidden::read(self.input, true);
        drop(hidden);
        self.output.write_all(b"\n")?;
        Ok(Some(read))
    }

    /// From now on Ctrl+C at a line leaves with these words.
    pub(super) fn leave_on_interrupt(&self, farewell: impl FnOnce() -> Vec<String>) {
        if self.look.terminal {
            terminal::leave_on_interrupt(farewell());
        }
    }

    /// Writes a line that holds a suggestion. It goes out whole and at once, so that no buffer on the way keeps it.
    pub(super) fn shown(&mut self, secret: &Secret) -> io::Result<()> {
        let text = secret.expose().as_bytes();
        let mut line = Zeroizing::new(Vec::with_capacity(text.len() + 1));
        line.extend_from_slice(text);
        line.push(b'\n');
        self.output.flush()?;
        self.output.write_all(&line)?;
        self.output.flush()
    }

    /// Whether half blocks can be written, which codes are drawn with.
    pub(super) const fn draws_codes(&self) -> bool {
        !self.look.ascii
    }

    /// Sends on what was written.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn prompt(&mut self) -> io::Result<()> {
        if self.look.terminal {
            self.output.write_all(PROMPT.as_bytes())?;
        }
        self.output.flush()
    }

    /// Text alone: anything else would move the cursor, or change what was written before or the order of its letters.
    fn printable(&self, text: &str) -> String {
        let mut line = String::with_capacity(text.len() + 1);
        for c in text.chars() {
            match c {
                '\t' | '\n' => line.push(' '),
                c if tidy::is_harmful(c) => {}
                c if self.look.ascii && !c.is_ascii() => line.push_str(in_ascii(c)),
                c => line.push(c),
            }
        }
        line
    }
}

/// Takes one line off the input, its bytes in as many pieces as they come. False when there is nothing left. An input
/// that cannot be read any more has ended: a terminal that is gone, or Ctrl+C.
fn take_line(input: &mut dyn BufRead, mut keep: impl FnMut(&[u8])) -> bool {
    let mut any = false;
    loop {
        let Ok(bytes) = input.fill_buf() else { return any };
        if bytes.is_empty() {
            return any;
        }
        any = true;
        let end = bytes.iter().position(|&byte| byte == b'\n');
        let taken = end.map_or(bytes.len(), |end| end + 1);
        keep(&bytes[..end.unwrap_or(taken)]);
        input.consume(taken);
        if end.is_some() {
            return true;
        }
    }
}

/// The nearest that ASCII has to a character.
#[must_use]
pub const fn in_ascii(c: char) -> &'static str {
    match c {
        '\u{2018}' | '\u{2019}' => "'",
        '\u{201c}' | '\u{201d}' => "\"",
        '\u{2013}' | '\u{2014}' | '\u{2011}' => "-",
        '\u{2026}' => "...",
        '\u{a0}' => " ",
        '\u{feff}' => "",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_bounded_and_the_next_one_is_whole() {
        let mut input = "x".repeat(LONGEST_LINE * 3).into_bytes();
        input.extend(b"\r\nnext\r\n\nlast");
        let (mut input, mut output) = (input.as_slice(), Vec::new());
        let mut talk = Talk::new(&mut input, &mut output, Look::default());
        assert_eq!(talk.read().unwrap().unwrap().len(), LONGEST_LINE);
        assert_eq!(talk.read().unwrap().as_deref(), Some("next"));
        assert_eq!(talk.read().unwrap().as_deref(), Some(""));
        assert_eq!(talk.read().unwrap().as_deref(), Some("last"));
        assert_eq!(talk.read().unwrap(), None);
    }

    #[test]
    fn nothing_but_text_goes_out() {
        let (mut input, mut output) = (&b""[..], Vec::new());
        let mut talk = Talk::new(
            &mut input,
            &mut output,
            Look {
                terminal: true,
                ascii: true,
            },
        );
        talk.line("a\u{1b}[31m\tZo\u{eb}\u{2019}s \u{201c}x\u{201d}\r")
            .unwrap();
        talk.blocks(&[vec!["b".into()], vec![], vec!["c".into()]])
            .unwrap();
        assert_eq!(
            String::from_utf8(output).unwrap(),
            "a[31m Zo?'s \"x\"\n\nb\n\nc\n"
        );
    }
}
