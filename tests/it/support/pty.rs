//! The real program on a terminal of 80 columns and 24 rows. Nothing is waited for but what the screen shows.

use std::io::{Read as _, Write};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use super::desk::{Desk, PROGRAM};

/// How long a screen that does not come is waited for, before the test stops.
const PATIENCE: Duration = Duration::from_secs(20);
const SIZE: PtySize = PtySize {
    rows: 24,
    cols: 80,
    pixel_width: 0,
    pixel_height: 0,
};
/// How each frame ends: the cursor is shown, and then put in its place.
const FRAME: &[u8] = b"\x1b[?25h\x1b[";
const TAB: &str = "\t";
const HOME: &str = "\u{1b}[H";
const DOWN: &str = "\u{1b}[B";
/// More things than any page has.
const MOST_TABS: usize = 40;

/// The program and its terminal.
pub(crate) struct Pty {
    program: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// How the terminal was set before the program had it.
    before: String,
    keys: Box<dyn Write + Send>,
    came: Receiver<Vec<u8>>,
    terminal: vt100::Parser,
    /// Everything that was written to the terminal.
    pub(crate) written: Vec<u8>,
    /// Ends of frames among it.
    frames: usize,
}

impl Pty {
    /// Starts the program on the file of the desk.
    pub(crate) fn start(desk: &Desk, mode: &str, day: NaiveDate) -> Self {
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let before = settings(pair.master.as_ref());
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(desk.arguments(mode, day));
        command.env_clear();
        command.env("HOME", desk.home());
        command.env("TERM", "xterm-256color");
        command.cwd(desk.home());
        let program = pair.slave.spawn_command(command).unwrap();
        let mut output = pair.master.try_clone_reader().unwrap();
        let (send, came) = channel();
        thread::spawn(move || {
            let mut piece = [0; 8192];
            while let Ok(len @ 1..) = output.read(&mut piece) {
                if send.send(piece[..len].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            program,
            before,
            keys: pair.master.take_writer().unwrap(),
            master: pair.master,
            came,
            terminal: vt100::Parser::new(SIZE.rows, SIZE.cols, 0),
            written: vec![],
            frames: 0,
        }
    }

    /// Waits until the screen is as it should be.
    pub(crate) fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(self) {
            let left = end.saturating_duration_since(Instant::now());
            match self.came.recv_timeout(left) {
                Ok(piece) => self.take(&piece),
                Err(why) => panic!("{why}: no {what} on\n{}", self.terminal.screen().contents()),
            }
        }
    }

    fn take(&mut self, piece: &[u8]) {
        let from = self.written.len().saturating_sub(FRAME.len() - 1);
        self.terminal.process(piece);
        self.written.extend(piece);
        self.frames += self.written[from..]
            .windows(FRAME.len())
            .filter(|bytes| *bytes == FRAME)
            .count();
    }

    /// Waits for a text, in however many rows it stands.
    pub(crate) fn until_text(&mut self, text: &str) {
        let wanted = words(text);
        self.until(&format!("{text:?}"), |pty| {
            pty.is_at_rest() && pty.text().contains(&wanted)
        });
    }

    /// What the screen shows, with one space between words.
    pub(crate) fn text(&self) -> String {
        words(&self.terminal.screen().contents())
    }

    /// Presses a key, or types a text, and waits for the screen to be drawn again.
    pub(crate) fn press(&mut self, key: &str) {
        let before = self.frames;
        self.press_last(key);
        self.until(&format!("frame after {key:?}"), |pty| {
            pty.is_at_rest() && pty.frames > before
        });
    }

    /// Presses a key, and waits for nothing: the program may end.
    pub(crate) fn press_last(&mut self, key: &str) {
        self.keys.write_all(key.as_bytes()).unwrap();
    }

    /// The last thing that came is the whole end of a frame.
    fn is_at_rest(&self) -> bool {
        let from = self
            .written
            .windows(FRAME.len())
            .rposition(|bytes| bytes == FRAME);
        let place = from.and_then(|from| self.written[from + FRAME.len()..].strip_suffix(b"H"));
        place.is_some_and(|place| place.iter().all(|&byte| byte == b';' || byte.is_ascii_digit()))
    }

    /// What stands from the cursor on.
    fn at_cursor(&self) -> String {
        let screen = self.terminal.screen();
        let (row, column) = screen.cursor_position();
        let line = screen.rows(column, SIZE.cols).nth(row.into()).unwrap_or_default();
        line.trim_end().to_owned()
    }

    /// The row of the rule above the buttons.
    fn foot(&self) -> usize {
        let rows: Vec<String> = self.terminal.screen().rows(0, SIZE.cols).collect();
        rows.iter()
            .rposition(|row| row.starts_with(['-', '\u{2500}']))
            .unwrap_or_default()
    }

    /// Tab, until the focus is right.
    fn tab_until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..MOST_TABS {
            if is_so(self) {
                return;
            }
            self.press(TAB);
        }
        panic!("no focus on {what}:\n{}", self.terminal.screen().contents());
    }

    /// To the box.
    pub(crate) fn go_to_box(&mut self) {
        self.tab_until("the box", |pty| {
            let screen = pty.terminal.screen();
            let (row, column) = screen.cursor_position();
            let line = screen.rows(0, SIZE.cols).nth(row.into()).unwrap_or_default();
            column >= 5 && line.starts_with(" > [ ")
        });
    }

    /// To a row of the list.
    pub(crate) fn go_to_row(&mut self, place: usize) {
        self.tab_until("the list", |pty| {
            let screen = pty.terminal.screen();
            let (row, column) = screen.cursor_position();
            let mut below = screen.rows(0, SIZE.cols).skip(usize::from(row) + 1).take(3);
            let is_link = below.any(|line| line.trim_start().starts_with("http"));
            column == 1 && usize::from(row) < pty.foot() && pty.at_cursor().starts_with("> ") && !is_link
        });
        self.press(HOME);
        for _ in 0..place {
            self.press(DOWN);
        }
    }

    /// To a button at the foot.
    pub(crate) fn go_to_button(&mut self, label: &str) {
        let focused = format!("> {label}");
        self.tab_until(label, |pty| pty.at_cursor().starts_with(&focused));
    }

    /// Waits for the program to end, and takes what it still wrote.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let status = self.program.wait().unwrap();
        while let Ok(piece) = self.came.recv_timeout(Duration::from_millis(200)) {
            self.take(&piece);
        }
        status
    }

    /// Makes the window larger, and waits for it to be drawn again.
    pub(crate) fn grow(&mut self) {
        let larger = PtySize {
            rows: 30,
            cols: 100,
            ..SIZE
        };
        let before = self.frames;
        self.terminal.screen_mut().set_size(larger.rows, larger.cols);
        self.master.resize(larger).unwrap();
        self.until("frame of another size", |pty| pty.frames > before);
    }

    /// Sends the program a signal, by its name.
    pub(crate) fn signal(&self, name: &str) {
        let order = format!("kill -{name} {}", self.program.process_id().unwrap());
        assert!(
            Command::new("sh")
                .args(["-c", &order])
                .status()
                .unwrap()
                .success()
        );
    }

    /// The terminal is as it was before the program had it.
    pub(crate) fn assert_handed_back(&self, after: &str) {
        let screen = self.terminal.screen();
        assert_eq!(settings(self.master.as_ref()), self.before, "{after}");
        assert!(!screen.alternate_screen(), "{after}: the screen");
        assert!(!screen.hide_cursor(), "{after}: the cursor");
        assert!(!screen.bracketed_paste(), "{after}: pastes");
    }

    /// The program has set the terminal for itself.
    pub(crate) fn assert_taken_over(&self) {
        let screen = self.terminal.screen();
        assert_ne!(settings(self.master.as_ref()), self.before);
        assert!(screen.alternate_screen() && screen.bracketed_paste());
    }

    /// Pulls the plug.
    pub(crate) fn kill(mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }
}

/// How the terminal takes and shows what is typed.
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
