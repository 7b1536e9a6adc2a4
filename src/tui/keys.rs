//! What comes from the terminal: keys, pastes and changes of size, all that came at once. Keeps nothing of it: what is
//! typed may be a password. Must not know what a key means.

#[cfg(unix)]
mod parser;

#[cfg(not(unix))]
pub(super) use console::Keys;
#[cfg(unix)]
pub(super) use tty::Keys;

/// Events that are taken at once, at the most.
const MOST: usize = 4096;

#[cfg(unix)]
mod tty {
    //! Reads the terminal itself. A reader that is shared by the whole program would keep the last thing typed in
    //! buffers that nobody can reach, and would wait for ever for the end of a sequence that never ends.

    use std::io;
    use std::os::fd::OwnedFd;
    use std::time::Duration;

    use ratatui::crossterm::event::Event;
    use ratatui::crossterm::terminal;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use signal_hook::consts::SIGWINCH;
    use signal_hook::low_level;
    use zeroize::{Zeroize as _, Zeroizing};

    use super::MOST;
    use super::parser::Parser;
    use crate::shell::pipe::pipe;

    /// Bytes that are read at once.
    const PIECE: usize = 4096;

    /// The terminal as a source of keys.
    pub(in crate::tui) struct Keys {
        piece: Box<Zeroizing<[u8; PIECE]>>,
        parser: Parser,
        /// Has a byte in it for each change of size.
        resized: OwnedFd,
    }

    impl Keys {
        /// From now on.
        ///
        /// # Errors
        /// When the system will not tell of changes of size.
        pub(in crate::tui) fn new() -> io::Result<Self> {
            let (resized, tell) = pipe()?;
            low_level::pipe::register(SIGWINCH, tell)?;
            Ok(Self {
                piece: Box::new(Zeroizing::new([0; PIECE])),
                parser: Parser::new(),
                resized,
            })
        }

        /// Waits, for so long at the most, and gives all that came at once: nothing when the time is over.
        ///
        /// # Errors
        /// When the terminal is gone.
        pub(in crate::tui) fn batch(&mut self, wait: Option<Duration>) -> io::Result<Vec<Event>> {
            let mut events = Vec::new();
            while events.len() < MOST {
                let wait = match (self.parser.patience(), events.is_empty()) {
                    (Some(patience), _) => Some(patience),
                    (None, true) => wait,
                    (None, false) => Some(Duration::ZERO),
                };
                let (keys, size) = self.wait(wait)?;
                if size {
                    events.extend(self.new_size());
                }
                if keys {
                    self.read(&mut events)?;
                } else if self.parser.patience().is_some() && !size {
                    self.parser.give_up(&mut events);
                } else if !size {
                    break;
                }
            }
            Ok(events)
        }

        /// Whether there are keys, and whether the size has changed.
        fn wait(&self, wait: Option<Duration>) -> io::Result<(bool, bool)> {
            let wait = wait.and_then(|wait| Timespec::try_from(wait).ok());
            let input = io::stdin();
            let mut sources = [
                PollFd::new(&input, PollFlags::IN),
                PollFd::new(&self.resized, PollFlags::IN),
            ];
            loop {
                match poll(&mut sources, wait.as_ref()) {
                    Ok(_) => return Ok((!sources[0].revents().is_empty(), !sources[1].revents().is_empty())),
                    Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }

        fn read(&mut self, events: &mut Vec<Event>) -> io::Result<()> {
            match rustix::io::read(io::stdin(), &mut self.piece[..]) {
                Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(len) => {
                    self.piece[..len]
                        .iter()
                        .for_each(|byte| self.parser.take(*byte, events));
                    self.piece[..len].zeroize();
                    Ok(())
                }
                Err(Errno::INTR | Errno::AGAIN) => Ok(()),
                Err(error) => Err(error.into()),
            }
        }

        fn new_size(&mut self) -> Option<Event> {
            let mut told = [0; 64];
            while matches!(rustix::io::read(&self.resized, &mut told), Ok(1..)) {}
            let (columns, rows) = terminal::size().ok()?;
            Some(Event::Resize(columns, rows))
        }
    }
}

#[cfg(not(unix))]
mod console {
    //! The console hands over one key at a time, and keeps none. Of a change of size it may tell the height of all that
    //! can be scrolled to, so it is asked.

    use std::io;
    use std::time::Duration;

    use ratatui::crossterm::event::{self, Event};
    use ratatui::crossterm::terminal;

    use super::MOST;

    /// How long what is typed at once may take to arrive: a paste is handed over key by key.
    const BURST: Duration = Duration::from_millis(10);

    /// The console as a source of keys.
    pub(in crate::tui) struct Keys;

    impl Keys {
        /// From now on.
        ///
        /// # Errors
        /// None, here.
        #[expect(clippy::unnecessary_wraps, reason = "elsewhere the system may say no")]
        pub(in crate::tui) const fn new() -> io::Result<Self> {
            Ok(Self)
        }

        /// Waits, for so long at the most, and gives all that came at once: nothing when the time is over.
        ///
        /// # Errors
        /// When the console is gone.
        #[expect(clippy::unused_self, reason = "elsewhere there is something to keep")]
        pub(in crate::tui) fn batch(&mut self, wait: Option<Duration>) -> io::Result<Vec<Event>> {
            if let Some(wait) = wait
                && !event::poll(wait)?
            {
                return Ok(Vec::new());
            }
            let mut events = vec![next()?];
            while events.len() < MOST && event::poll(BURST)? {
                events.push(next()?);
            }
            Ok(events)
        }
    }

    fn next() -> io::Result<Event> {
        match event::read()? {
            Event::Resize(..) => terminal::size().map(|(columns, rows)| Event::Resize(columns, rows)),
            other => Ok(other),
        }
    }
}
