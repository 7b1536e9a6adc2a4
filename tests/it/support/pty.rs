//! The real program on a terminal. Nothing is waited for but what the screen shows, and nothing is read but while a test
//! waits or types: a terminal that takes nothing in is one that nobody listens to.

use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use filedescriptor::FileDescriptor;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::desk::{Desk, PROGRAM};
use super::emulators::Emulators;

/// How long a screen that does not come is waited for, before the test stops.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// How long nothing has to come for a screen to be whole.
const QUIET: Duration = Duration::from_millis(8);
/// How long is listened at once.
const A_WHILE: Duration = Duration::from_millis(20);
/// How each frame ends: the cursor is shown, and then put in its place.
const FRAME: &[u8] = b"\x1b[?25h\x1b[";

/// A program to start on a terminal.
pub(crate) struct Launch {
    program: PathBuf,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    folder: PathBuf,
    size: (u16, u16),
    first: String,
}

impl Launch {
    /// The program on the file of the desk, on 24 rows and 80 columns.
    pub(crate) fn of(desk: &Desk, mode: &str, day: NaiveDate) -> Self {
        Self::program(PROGRAM.into(), desk.arguments(mode, day), desk)
    }

    /// Any program, at the desk.
    pub(crate) fn program(program: PathBuf, arguments: Vec<String>, desk: &Desk) -> Self {
        let set = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Self {
            program,
            arguments,
            environment: vec![
                set("HOME", desk.home().to_str().unwrap()),
                set("TERM", "xterm-256color"),
                set("LANG", "en_GB.UTF-8"),
            ],
            folder: desk.home().to_owned(),
            size: (24, 80),
            first: String::new(),
        }
    }

    /// With so many rows and columns.
    pub(crate) fn size(mut self, rows: u16, columns: u16) -> Self {
        self.size = (rows, columns);
        self
    }

    /// With one more word after its name; none when it is empty.
    pub(crate) fn option(mut self, word: &str) -> Self {
        self.arguments
            .splice(0..0, Some(word.to_owned()).filter(|word| !word.is_empty()));
        self
    }

    /// With this in its environment.
    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        let mut launch = self.without(name);
        launch.environment.push((name.to_owned(), value.to_owned()));
        launch
    }

    /// Without this in its environment.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.environment.retain(|(other, _)| other != name);
        self
    }

    /// After a shell has done this in its place.
    pub(crate) fn after(mut self, order: &str) -> Self {
        order.clone_into(&mut self.first);
        self
    }

    pub(crate) fn open(self) -> Pty {
        let (rows, columns) = self.size;
        let pair = native_pty_system().openpty(size(rows, columns)).unwrap();
        let before = settings(pair.master.as_ref());
        let mut command = if self.first.is_empty() {
            CommandBuilder::new(&self.program)
        } else {
            let mut command = CommandBuilder::new("/bin/sh");
            command.args(["-c", &format!("{}; exec \"$0\" \"$@\"", self.first)]);
            command.arg(&self.program);
            command
        };
        command.args(&self.arguments);
        command.env_clear();
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        command.cwd(&self.folder);
        let program = pair.slave.spawn_command(command).unwrap();
        let mut wire = FileDescriptor::dup(&pair.master.as_raw_fd().unwrap()).unwrap();
        wire.set_non_blocking(true).unwrap();
        Pty {
            program,
            before,
            line: Some((pair.master, wire.as_file().unwrap())),
            shown: Emulators::new(rows, columns),
            written: vec![],
            unshown: 0,
            frames: 0,
            whole: true,
        }
    }
}

/// The program and its terminal.
pub(crate) struct Pty {
    program: Box<dyn Child + Send + Sync>,
    /// The other end of the terminal, and the wire to it. None once it was pulled out.
    line: Option<(Box<dyn MasterPty + Send>, File)>,
    /// How the terminal was set before the program had it.
    before: String,
    pub(crate) shown: Emulators,
    /// Everything that was written to the terminal.
    pub(crate) written: Vec<u8>,
    /// How much of it has not reached the screens yet.
    unshown: usize,
    /// Ends of frames among it.
    pub(crate) frames: usize,
    /// Frames come whole: both terminals have to show the same after each.
    pub(crate) whole: bool,
}

/// What listening has brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    Something,
    Nothing,
    /// The program has let go of the terminal.
    Ended,
}

impl Pty {
    /// Starts the program on the file of the desk.
    pub(crate) fn start(desk: &Desk, mode: &str, day: NaiveDate) -> Self {
        Launch::of(desk, mode, day).open()
    }

    // What comes.

    /// Listens once, for so long at the most.
    fn hear(&mut self, wait: Duration) -> Heard {
        if !self.ready(PollFlags::IN, wait) {
            return Heard::Nothing;
        }
        let mut piece = [0; 8192];
        match self.wire().read(&mut piece) {
            Ok(len @ 1..) => {
                self.take(&piece[..len]);
                Heard::Something
            }
            Err(why) if why.kind() == ErrorKind::WouldBlock => Heard::Nothing,
            Ok(0) | Err(_) => Heard::Ended,
        }
    }

    fn ready(&self, what: PollFlags, wait: Duration) -> bool {
        let (_, wire) = self.line.as_ref().unwrap();
        let mut wires = [PollFd::new(wire, what)];
        poll(&mut wires, Some(&Timespec::try_from(wait).unwrap())).is_ok_and(|ready| ready > 0)
    }

    fn wire(&mut self) -> &mut File {
        &mut self.line.as_mut().unwrap().1
    }

    /// Shows what came. After each frame both terminals have to show the same.
    fn take(&mut self, piece: &[u8]) {
        for &byte in piece {
            self.written.push(byte);
            if byte == b'H' && ends_a_frame(&self.written) {
                self.show();
                self.frames += 1;
                if self.whole {
                    self.shown.assert_same();
                }
            }
        }
        self.show();
    }

    fn show(&mut self) {
        self.shown.take(&self.written[self.unshown..]);
        self.unshown = self.written.len();
    }

    /// Waits until the screen is as it should be.
    pub(crate) fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut heard = Heard::Something;
        while !is_so(self) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                heard != Heard::Ended && !left.is_zero(),
                "{heard:?}: no {what} on\n{}",
                self.screen()
            );
            // Not all that is waited for comes with something to hear.
            heard = self.hear(left.min(A_WHILE));
        }
    }

    /// Waits for a text, in however many rows it stands.
    pub(crate) fn until_text(&mut self, text: &str) {
        let wanted = words(text);
        self.until(&format!("{text:?}"), |pty| {
            pty.is_at_rest() && pty.text().contains(&wanted)
        });
    }

    /// Waits for a screen that is so.
    pub(crate) fn until_screen(&mut self, what: &str, is_so: impl Fn(&str) -> bool) {
        self.until(what, |pty| pty.is_at_rest() && is_so(&pty.screen()));
    }

    /// Waits until nothing more comes: what is drawn is drawn whole.
    pub(crate) fn settle(&mut self) {
        self.until("anything", |pty| !pty.written.is_empty());
        while self.hear(QUIET) == Heard::Something {}
    }

    /// The screen as it is, in rows.
    pub(crate) fn screen(&self) -> String {
        self.shown.screen().contents()
    }

    /// What the screen shows, with one space between words.
    pub(crate) fn text(&self) -> String {
        words(&self.screen())
    }

    /// The last thing that came is the whole end of a frame, if frames are drawn at all.
    pub(crate) fn is_at_rest(&self) -> bool {
        !self.shown.screen().alternate_screen() || ends_a_frame(&self.written)
    }

    // What is typed.

    /// Presses a key, or types a text, and waits for the screen to be drawn again.
    pub(crate) fn press(&mut self, key: &str) {
        let before = self.frames;
        self.send(key);
        self.until(&format!("frame after {key:?}"), |pty| {
            pty.is_at_rest() && pty.frames > before
        });
    }

    /// Presses keys, and waits for nothing: the program may end.
    pub(crate) fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    /// The same with any bytes, and however many: what comes meanwhile is listened to.
    pub(crate) fn send_bytes(&mut self, mut bytes: &[u8]) {
        let end = Instant::now() + PATIENCE;
        while !bytes.is_empty() {
            assert!(Instant::now() < end, "{} bytes are not taken", bytes.len());
            match self.wire().write(bytes) {
                Ok(sent) => bytes = &bytes[sent..],
                Err(why) if why.kind() == ErrorKind::WouldBlock => {
                    self.ready(PollFlags::IN | PollFlags::OUT, PATIENCE);
                    self.hear(Duration::ZERO);
                }
                Err(why) => panic!("{why}: {} bytes are not taken", bytes.len()),
            }
        }
    }

    /// The same. False when the program has ended before it took them all.
    pub(crate) fn try_to_send(&mut self, bytes: &[u8]) -> bool {
        for piece in bytes.chunks(64) {
            self.send_bytes(piece);
            while self.ready(PollFlags::IN, Duration::ZERO) {
                if self.hear(Duration::ZERO) == Heard::Ended {
                    return false;
                }
            }
        }
        true
    }

    /// Whether it draws, when it is told to by these keys. False when it has ended.
    pub(crate) fn draws(&mut self, keys: &str) -> bool {
        let end = Instant::now() + PATIENCE;
        let before = self.frames;
        while self.frames == before {
            assert!(Instant::now() < end, "it does not draw:\n{}", self.screen());
            if !self.try_to_send(keys.as_bytes()) || self.hear(A_WHILE) == Heard::Ended {
                return false;
            }
        }
        true
    }

    /// Waits for the first frame. False when the program has ended without one.
    pub(crate) fn begins(&mut self) -> bool {
        let end = Instant::now() + PATIENCE;
        while self.frames == 0 {
            assert!(Instant::now() < end, "it does not begin:\n{}", self.screen());
            if self.hear(A_WHILE) == Heard::Ended {
                return false;
            }
        }
        true
    }

    /// Presses keys one after the other, as fingers do.
    pub(crate) fn type_slowly(&mut self, keys: &str) {
        for key in keys.chars() {
            self.send(key.encode_utf8(&mut [0; 4]));
            std::thread::sleep(Duration::from_millis(3));
        }
    }

    // What else happens to it.

    /// Sends the program a signal, by its name.
    pub(crate) fn signal(&self, name: &str) {
        let order = format!("kill -{name} {}", self.id());
        assert!(
            Command::new("sh")
                .args(["-c", &order])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Waits until the system says this of the program: `S` it waits, `T` it is stopped.
    #[cfg(target_os = "linux")]
    pub(crate) fn until_state(&mut self, state: &str) {
        self.settle();
        self.until_state_unheard(state);
    }

    /// The same, with nobody listening.
    #[cfg(target_os = "linux")]
    pub(crate) fn until_state_unheard(&self, state: &str) {
        let end = Instant::now() + PATIENCE;
        let status = format!("/proc/{}/status", self.id());
        let wanted = format!("\nState:\t{state}");
        while !std::fs::read_to_string(&status).unwrap().contains(&wanted) {
            assert!(Instant::now() < end, "never {state}");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Sets the terminal, as another program may do.
    pub(crate) fn stty(&self, settings: &str) {
        let name = self.line.as_ref().unwrap().0.tty_name().unwrap();
        let order = format!("stty {settings} < {}", name.display());
        assert!(
            Command::new("sh")
                .args(["-c", &order])
                .status()
                .unwrap()
                .success()
        );
    }

    /// How the terminal is set now is how it was before the program has it again.
    pub(crate) fn note_settings(&mut self) {
        self.before = settings(self.line.as_ref().unwrap().0.as_ref());
    }

    /// Changes the size of the window.
    pub(crate) fn resize(&mut self, rows: u16, columns: u16) {
        self.shown.resize(rows, columns);
        self.resize_unseen(rows, columns);
    }

    /// The same, with the screens left as they are.
    pub(crate) fn resize_unseen(&mut self, rows: u16, columns: u16) {
        self.line.as_ref().unwrap().0.resize(size(rows, columns)).unwrap();
    }

    /// Takes the terminal away, as when its window is closed.
    pub(crate) fn hang_up(&mut self) {
        self.line = None;
    }

    /// Pulls the plug.
    pub(crate) fn kill(mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }

    /// Listens until the program has ended.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        while self.hear(end.saturating_duration_since(Instant::now())) != Heard::Ended {
            assert!(Instant::now() < end, "it does not end:\n{}", self.screen());
        }
        self.program.wait().unwrap()
    }

    /// Waits for the program to end with nobody listening.
    pub(crate) fn end_unheard(&mut self, within: Duration) -> ExitStatus {
        let end = Instant::now() + within;
        loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "it does not end within {within:?}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The number of the program's process.
    pub(crate) fn id(&self) -> u32 {
        self.program.process_id().unwrap()
    }

    /// The terminal is set as it was before the program had it.
    pub(crate) fn is_set_as_before(&self) -> bool {
        settings(self.line.as_ref().unwrap().0.as_ref()) == self.before
    }

    /// The terminal is as it was before the program had it.
    pub(crate) fn assert_handed_back(&self, after: &str) {
        let now = settings(self.line.as_ref().unwrap().0.as_ref());
        assert_eq!(now, self.before, "{after}");
        self.shown.assert_handed_back(after);
    }

    /// The program has set the terminal for itself.
    pub(crate) fn assert_taken_over(&self) {
        assert!(!self.is_set_as_before() && self.shown.is_taken_over());
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn ends_a_frame(written: &[u8]) -> bool {
    let is_place = |byte: &&u8| **byte == b';' || byte.is_ascii_digit();
    let Some(rest) = written.strip_suffix(b"H") else {
        return false;
    };
    let place = rest.iter().rev().take_while(is_place).count();
    rest[..rest.len() - place].ends_with(FRAME)
}

const fn size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// How the terminal takes and shows what is typed.
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
