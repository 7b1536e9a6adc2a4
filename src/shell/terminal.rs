//! The terminal, and how it is handed back whatever happens: on leaving, on a panic, on a signal, and while stopped.
//!
//! What was switched on is noted in one place, so that handing back twice, or from another thread, does no harm. Must
//! not know what is drawn.

use std::io::{self, IsTerminal as _, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::{cursor, queue, terminal};

/// The full screen has the terminal.
static FULL_SCREEN: AtomicBool = AtomicBool::new(false);
/// Typing is hidden.
static HIDDEN: AtomicBool = AtomicBool::new(false);
/// The program was stopped and goes on: everything must be drawn anew.
static RESUMED: AtomicBool = AtomicBool::new(false);

/// Whether a person is at both ends: keys come from a terminal, and what is drawn goes to one.
#[must_use]
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether the window was opened for this program alone, as by a double click, and goes when it ends.
#[must_use]
pub fn owns_its_window() -> bool {
    #[cfg(windows)]
    return is_interactive()
        // Unused places of the list come as zeros.
        && win32console::console::WinConsole::get_process_list()
            .is_ok_and(|programs| programs.iter().filter(|id| **id != 0).count() == 1);
    #[cfg(not(windows))]
    false
}

/// Whether the terminal understands the codes that the full screen is drawn with.
#[must_use]
pub fn understands_codes() -> bool {
    #[cfg(windows)]
    return crossterm::ansi_support::supports_ansi();
    #[cfg(not(windows))]
    true
}

/// The terminal as the full screen needs it, until this is dropped.
#[derive(Debug)]
pub struct FullScreen(());

impl FullScreen {
    /// Takes the terminal over: every key as it comes, a screen of its own, pastes told from typing.
    ///
    /// # Errors
    /// What the terminal says, or that it does not understand the codes. It is handed back then.
    pub fn enter() -> io::Result<Self> {
        watch();
        FULL_SCREEN.store(true, SeqCst);
        let guard = Self(());
        take_over()?;
        Ok(guard)
    }
}

impl Drop for FullScreen {
    fn drop(&mut self) {
        hand_back();
    }
}

fn take_over() -> io::Result<()> {
    if !understands_codes() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    terminal::enable_raw_mode()?;
    enter_screen(&mut io::stdout().lock())
}

fn enter_screen(out: &mut impl Write) -> io::Result<()> {
    queue!(out, terminal::EnterAlternateScreen, EnableBracketedPaste)?;
    out.flush()
}

/// Hands the terminal back as it was. Does nothing when it is not ours.
pub fn hand_back() {
    if FULL_SCREEN.swap(false, SeqCst) {
        let _ = terminal::disable_raw_mode();
        let _ = leave_screen(&mut io::stdout().lock());
    }
    if HIDDEN.swap(false, SeqCst) {
        let _ = terminal::disable_raw_mode();
    }
}

fn leave_screen(out: &mut impl Write) -> io::Result<()> {
    queue!(
        out,
        DisableBracketedPaste,
        terminal::LeaveAlternateScreen,
        cursor::Show
    )?;
    out.flush()
}

/// True once after the program was stopped and went on: everything must be drawn anew.
#[must_use]
pub fn take_resumed() -> bool {
    RESUMED.swap(false, SeqCst)
}

/// Nothing that is typed is shown, until this is dropped. Keys come one by one, as bytes: Enter is a carriage return,
/// and Ctrl+C is 3 and no signal.
#[derive(Debug)]
pub struct HiddenTyping(());

impl HiddenTyping {
    /// Hides typing from here on.
    ///
    /// # Errors
    /// What the terminal says. Typing is shown then.
    pub fn start() -> io::Result<Self> {
        watch();
        HIDDEN.store(true, SeqCst);
        let guard = Self(());
        terminal::enable_raw_mode()?;
        Ok(guard)
    }
}

impl Drop for HiddenTyping {
    fn drop(&mut self) {
        hand_back();
    }
}

/// What to print when Ctrl+C ends the program while it waits for a line. Everything is saved by then.
static FAREWELL: Mutex<Option<Vec<String>>> = Mutex::new(None);

/// From now on Ctrl+C at a line prints this and ends the program as if the person had left.
pub fn leave_on_interrupt(farewell: Vec<String>) {
    watch();
    if let Ok(mut lines) = FAREWELL.lock() {
        *lines = Some(farewell);
    }
}

/// What to say when the program breaks: where the answers are. It holds nothing that is secret.
static LAST_WORDS: Mutex<String> = Mutex::new(String::new());

/// From now on a panic says this.
pub fn set_last_words(words: String) {
    if let Ok(mut last) = LAST_WORDS.lock() {
        *last = words;
    }
}

/// The exit code after a panic: the one that Rust itself gives.
const PANICKED: i32 = 101;

/// On a panic hands the terminal back, says where the answers are and nothing else, and ends: the report of a panic may
/// hold what was typed. A window that would go with the program stays until Enter. To be called once, at the start.
#[expect(
    clippy::disallowed_methods,
    reason = "the terminal has been handed back, and nothing goes on after a panic"
)]
pub fn hand_back_on_panic(first_words: String, press_enter: String) {
    set_last_words(first_words);
    std::panic::set_hook(Box::new(move |_| {
        hand_back();
        let words = LAST_WORDS.lock().map(|words| words.clone()).unwrap_or_default();
        let _ = writeln!(io::stderr(), "{words}");
        if owns_its_window() {
            let _ = writeln!(io::stderr(), "\n{press_enter}");
            let _ = io::stdin().read_line(&mut String::new());
        }
        std::process::exit(PANICKED);
    }));
}

#[cfg(not(unix))]
const fn watch() {}

#[cfg(unix)]
use signals::watch;

/// A file that grows past a limit set by the system's keeper is from now on a save that failed, not the program's end.
pub fn outlive_file_limits() {
    #[cfg(unix)]
    signals::outlive_file_limits();
}

#[cfg(unix)]
mod signals {
    //! The one thread that waits for signals. It starts when the terminal is first taken over, since until then the
    //! system's own answer to each signal is the right one.

    use std::fs::File;
    use std::io::{self, Write as _};
    use std::mem;
    use std::os::fd::{AsFd as _, OwnedFd};
    use std::sync::Once;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
    use std::sync::{Arc, mpsc};
    use std::time::Duration;

    use crossterm::terminal;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
    use signal_hook::low_level;

    use super::{FAREWELL, FULL_SCREEN, HIDDEN, RESUMED, enter_screen, leave_screen};
    use crate::shell::pipe::pipe;

    /// How long a terminal that takes nothing in is waited for.
    const PATIENCE: Duration = Duration::from_millis(300);

    /// Starts the thread, the first time.
    pub(super) fn watch() {
        static STARTED: Once = Once::new();
        STARTED.call_once(|| {
            if let Ok(signals) = Signals::new(&[SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT]) {
                detach(move || answer(&signals));
            }
        });
    }

    /// A pipe for each signal, which has a byte in it once the signal has come. No socket is ever made, not even one
    /// within this program.
    struct Signals(Vec<(i32, OwnedFd)>);

    impl Signals {
        fn new(signals: &[i32]) -> io::Result<Self> {
            let listen = |&signal: &i32| {
                let (come, tell) = pipe()?;
                low_level::pipe::register(signal, tell)?;
                Ok((signal, come))
            };
            signals.iter().map(listen).collect::<io::Result<_>>().map(Self)
        }

        /// Waits for the next.
        fn next(&self) -> i32 {
            loop {
                let mut sources: Vec<PollFd<'_>> = self
                    .0
                    .iter()
                    .map(|(_, come)| PollFd::new(come, PollFlags::IN))
                    .collect();
                let _ = poll(&mut sources, None);
                let come = self
                    .0
                    .iter()
                    .find(|(_, come)| matches!(rustix::io::read(come, &mut [0; 64]), Ok(1..)));
                if let Some((signal, _)) = come {
                    return *signal;
                }
            }
        }
    }

    pub(super) fn outlive_file_limits() {
        let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    }

    fn detach(work: impl FnOnce() + Send + 'static) {
        #[expect(
            clippy::disallowed_methods,
            reason = "a signal must be answered while the main thread waits for a key"
        )]
        drop(std::thread::spawn(work));
    }

    fn answer(signals: &Signals) {
        // What was ours when the program was stopped. It may be stopped again before it has gone on.
        let mut ours = Ours::default();
        loop {
            match signals.next() {
                SIGTSTP => {
                    ours = ours.and(hand_back_from_here());
                    let _ = low_level::emulate_default_handler(SIGTSTP);
                }
                SIGCONT => take_again(mem::take(&mut ours).and(Ours::now())),
                ended => {
                    hand_back_from_here();
                    let code = if ended == SIGINT && say_farewell() {
                        0
                    } else {
                        128 + ended
                    };
                    #[expect(
                        clippy::disallowed_methods,
                        reason = "told to end; the terminal is handed back"
                    )]
                    std::process::exit(code);
                }
            }
        }
    }

    /// What the program has of the terminal.
    #[derive(Debug, Clone, Copy, Default)]
    struct Ours {
        full_screen: bool,
        hidden: bool,
    }

    impl Ours {
        fn now() -> Self {
            Self {
                full_screen: FULL_SCREEN.load(SeqCst),
                hidden: HIDDEN.load(SeqCst),
            }
        }

        const fn and(self, other: Self) -> Self {
            Self {
                full_screen: self.full_screen || other.full_screen,
                hidden: self.hidden || other.hidden,
            }
        }
    }

    /// Prints what there is to say on leaving. False when nobody asked for it.
    fn say_farewell() -> bool {
        let lines = FAREWELL.lock().ok().and_then(|mut lines| lines.take());
        let Some(lines) = lines else { return false };
        let lines: String = lines.iter().flat_map(|line| ["\n", line, "\n"]).collect();
        let _ = write_past_the_lock(format!("\n{lines}").as_bytes());
        true
    }

    /// Takes the terminal again as it was ours, whatever another program has made of it, and has the main thread draw
    /// everything: a change of size wakes it.
    fn take_again(ours: Ours) {
        if ours.full_screen || ours.hidden {
            let _ = terminal::disable_raw_mode();
        }
        if ours.hidden {
            HIDDEN.store(true, SeqCst);
            let _ = terminal::enable_raw_mode();
        }
        if ours.full_screen {
            FULL_SCREEN.store(true, SeqCst);
            let _ = terminal::enable_raw_mode();
            write_around(enter_screen, || {
                RESUMED.store(true, SeqCst);
                let _ = low_level::raise(SIGWINCH);
            });
        }
    }

    /// Hands the terminal back around the main thread, which may be in the middle of writing to it, and says what was
    /// ours. A terminal that takes nothing in is not waited for.
    fn hand_back_from_here() -> Ours {
        let ours = Ours {
            full_screen: FULL_SCREEN.swap(false, SeqCst),
            hidden: HIDDEN.swap(false, SeqCst),
        };
        if ours.hidden || ours.full_screen {
            let _ = terminal::disable_raw_mode();
        }
        if ours.full_screen && takes_in() {
            write_around(leave_screen, || {});
        }
        ours
    }

    /// Whether the terminal takes anything in, now or soon.
    fn takes_in() -> bool {
        let out = io::stdout();
        let mut ends = [PollFd::new(&out, PollFlags::OUT)];
        poll(&mut ends, Timespec::try_from(PATIENCE).ok().as_ref()).is_ok_and(|ready| ready > 0)
    }

    /// Writes codes around the main thread, and then does what comes after it. It is not waited for when the terminal
    /// takes nothing in, and not done when it comes too late: when the full screen has been taken or handed back since.
    fn write_around(codes: fn(&mut Vec<u8>) -> io::Result<()>, then: impl FnOnce() + Send + 'static) {
        let (done, wait) = mpsc::channel();
        let is_for = FULL_SCREEN.load(SeqCst);
        detach(move || {
            if FULL_SCREEN.load(SeqCst) == is_for {
                let mut bytes = vec![];
                let _ = codes(&mut bytes).and_then(|()| write_past_the_lock(&bytes));
                then();
            }
            let _ = done.send(());
        });
        let _ = wait.recv_timeout(PATIENCE);
    }

    fn write_past_the_lock(bytes: &[u8]) -> io::Result<()> {
        File::from(io::stdout().as_fd().try_clone_to_owned()?).write_all(bytes)
    }
}
