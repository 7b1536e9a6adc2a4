//! The real program in a terminal window of its own, and what it holds in memory.

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::desk::{Desk, PROGRAM};

/// How long a screen is waited for.
const PATIENCE: Duration = Duration::from_secs(8);

/// A window with the program in it.
pub(crate) struct Window {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    seen: Arc<Mutex<Seen>>,
}

/// What came out.
struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

impl Window {
    /// Starts the program on the file of the desk, in 80 columns and 40 rows.
    pub(crate) fn open(desk: &Desk, mode: &str, day: NaiveDate) -> Self {
        Self::open_with(desk, mode, day, &[])
    }

    /// The same, with more in its environment.
    pub(crate) fn open_with(desk: &Desk, mode: &str, day: NaiveDate, environment: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(40, 80)).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(desk.arguments(mode, day));
        command.env_clear();
        command.env("HOME", desk.home());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_GB.UTF-8");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let seen = Arc::new(Mutex::new(Seen {
            screen: vt100::Parser::new(40, 80, 0),
            bytes: vec![],
        }));
        let (shared, mut output) = (Arc::clone(&seen), pair.master.try_clone_reader().unwrap());
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(len @ 1..) = output.read(&mut piece) {
                let mut seen = shared.lock().unwrap();
                seen.screen.process(&piece[..len]);
                seen.bytes.extend_from_slice(&piece[..len]);
            }
        });
        Self {
            child,
            keys: pair.master.take_writer().unwrap(),
            master: pair.master,
            seen,
        }
    }

    /// Presses keys, in one go.
    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Presses keys one after the other, as fingers do.
    pub(crate) fn type_slowly(&mut self, keys: &str) {
        for key in keys.chars() {
            self.press(key.encode_utf8(&mut [0; 4]));
            std::thread::sleep(Duration::from_millis(3));
        }
    }

    /// What is on the screen now.
    pub(crate) fn screen(&self) -> String {
        self.seen.lock().unwrap().screen.screen().contents()
    }

    /// Everything that came out so far, escape codes and all.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen.lock().unwrap().bytes.clone()
    }

    /// Waits for the screen to be so.
    pub(crate) fn until(&self, what: &str, is_so: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(&self.screen()) {
            assert!(Instant::now() < end, "{what}:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until the screen has this on it.
    pub(crate) fn sees(&self, text: &str) {
        self.until(text, |screen| screen.contains(text));
    }

    /// Waits until nothing more comes out: what is drawn is drawn whole.
    pub(crate) fn settle(&self) {
        let mut before = 0;
        loop {
            let now = self.seen.lock().unwrap().bytes.len();
            if now > 0 && now == before {
                return;
            }
            before = now;
            std::thread::sleep(Duration::from_millis(8));
        }
    }

    /// Moves the focus to something by its label, and uses it.
    pub(crate) fn choose(&mut self, label: &str) {
        let focused = format!("> {label}");
        for _ in 0..24 {
            self.settle();
            let before = self.screen();
            if before.contains(&focused) {
                self.press("\r");
                return;
            }
            self.press("\t");
            self.until("the focus moves", |screen| screen != before);
        }
        panic!("{label}:\n{}", self.screen());
    }

    /// Changes the size of the window.
    pub(crate) fn resize(&self, rows: u16, columns: u16) {
        self.seen
            .lock()
            .unwrap()
            .screen
            .screen_mut()
            .set_size(rows, columns);
        self.master.resize(size(rows, columns)).unwrap();
    }

    /// The number of the program's process.
    pub(crate) fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const fn size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}
