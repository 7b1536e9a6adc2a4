//! A program on a terminal of 24 rows and 80 columns, and how long it takes to answer.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "it measures; without a terminal there is nothing to measure"
)]

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use filedescriptor::FileDescriptor;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// Nothing has come for so long: the frame is whole.
const QUIET: Duration = Duration::from_millis(4);
/// Nothing has come for so long: nothing will.
const NEVER: Duration = Duration::from_secs(5);

/// A program and its terminal.
pub(crate) struct Wire {
    program: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    line: File,
}

impl Wire {
    /// Starts a program, and tells how long it took until the first frame was whole.
    pub(crate) fn open(command: &[String], whole: &str) -> (Self, Duration) {
        let size = PtySize {
            rows: 24,
            cols: 80,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut builder = CommandBuilder::new(&command[0]);
        builder.args(&command[1..]);
        builder.env("TERM", "xterm-256color");
        builder.env("LANG", "C.UTF-8");
        let mut line = FileDescriptor::dup(&pair.master.as_raw_fd().expect("a line")).expect("a line");
        line.set_non_blocking(true).expect("a line that does not block");
        let mut line = line.as_file().expect("a line");
        let start = Instant::now();
        let program = pair.slave.spawn_command(builder).expect("a program");
        drop(pair.slave);
        let mut seen = vec![];
        let mut last = start;
        while !contains(&seen, whole) {
            let piece = hear(&mut line, NEVER);
            assert!(
                !piece.is_empty(),
                "{command:?}: {}",
                String::from_utf8_lossy(&seen)
            );
            last = Instant::now();
            seen.extend(piece);
        }
        while !hear(&mut line, QUIET).is_empty() {}
        let wire = Self {
            program,
            _master: pair.master,
            line,
        };
        (wire, last - start)
    }

    /// Presses a key. How long until the last byte of the frame, and how many bytes it has.
    pub(crate) fn press(&mut self, key: &str) -> (Duration, usize) {
        let start = Instant::now();
        self.line.write_all(key.as_bytes()).expect("a program that reads");
        let mut bytes = hear(&mut self.line, NEVER).len();
        let mut last = Instant::now();
        loop {
            let more = hear(&mut self.line, QUIET).len();
            if more == 0 {
                return (last - start, bytes);
            }
            last = Instant::now();
            bytes += more;
        }
    }

    /// Does nothing for a while. How often the program woke up, and how many bytes came.
    pub(crate) fn idle(&mut self, time: Duration) -> (u64, usize) {
        // What is done after the first frame, such as getting ready to look at a password, is not idleness.
        std::thread::sleep(Duration::from_millis(300));
        let before = self.figure("voluntary_ctxt_switches:");
        let bytes = hear(&mut self.line, time).len();
        (self.figure("voluntary_ctxt_switches:") - before, bytes)
    }

    /// The most memory that it has had so far.
    pub(crate) fn peak_mib(&self) -> f64 {
        let kib = u32::try_from(self.figure("VmHWM:")).unwrap_or_default();
        f64::from(kib) / 1024.0
    }

    /// A figure that the system keeps of the program; 0 where it keeps none.
    fn figure(&self, name: &str) -> u64 {
        let path = format!("/proc/{}/status", self.program.process_id().unwrap_or_default());
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|line| line.split_whitespace().next());
        number.and_then(|number| number.parse().ok()).unwrap_or_default()
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// What comes within a time; empty when nothing does.
fn hear(line: &mut File, patience: Duration) -> Vec<u8> {
    let wait = Timespec::try_from(patience).expect("a short time");
    let mut watched = [PollFd::new(line, PollFlags::IN)];
    if poll(&mut watched, Some(&wait)).unwrap_or_default() == 0 {
        return vec![];
    }
    let mut piece = vec![0; 65536];
    let len = line.read(&mut piece).unwrap_or_default();
    piece.truncate(len);
    piece
}

fn contains(seen: &[u8], text: &str) -> bool {
    seen.windows(text.len()).any(|window| window == text.as_bytes())
}
