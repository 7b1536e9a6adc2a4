//! The clipboard, for drafts and for a suggestion. The suggestion's is of this computer, kept out of its history, and cleared again. Over ssh the terminal is
//! asked to copy, and only by someone who was told that it cannot be cleared. Starts nothing until it is asked to copy.

use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use arboard::Clipboard as Board;
use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;
use zeroize::Zeroizing;

use super::environment::Environment;
use super::output::WipedOutput;
use crate::domain::secret::Secret;

/// How long a copied suggestion stays (ours).
const STAYS: Duration = Duration::from_mins(1);

/// What came of copying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// It is on the clipboard, and will be cleared.
    Yes,
    /// Nothing is copied yet: the person has to be told that it cannot be cleared, and ask once more.
    Warned,
    /// The terminal was asked to copy it. Whether it has cannot be known.
    Asked,
    /// Nothing is copied in a rehearsal of the whole program.
    Rehearsed,
    /// It could not be copied.
    No,
}

impl Copied {
    /// The id of what to say of it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yes => "suggestion.copied",
            Self::Warned => "suggestion.copy-warning",
            Self::Asked => "suggestion.copy-asked",
            Self::Rehearsed => "cli.copied-dry",
            Self::No => "suggestion.copy-none",
        }
    }
}

/// Which clipboard a session has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Local,
    /// Over ssh; true once the person was warned.
    Terminal(bool),
    Nowhere,
}

/// The clipboard of a session.
pub struct Clipboard {
    reach: Reach,
    /// Kept for as long as it holds something: on some desktops the text lives in this program.
    board: Option<Board>,
    held: Option<Held>,
}

/// What was copied, and when. Wiped when it is cleared.
struct Held {
    text: Zeroizing<String>,
    at: Instant,
}

impl std::fmt::Debug for Clipboard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Clipboard").field(&self.reach).finish()
    }
}

impl Clipboard {
    /// None: nothing can be copied.
    #[must_use]
    pub const fn none() -> Self {
        Self::new(Reach::Nowhere)
    }

    /// The one of this computer; over ssh, or with windows on another computer, the terminal's.
    #[must_use]
    pub const fn for_session(environment: &Environment) -> Self {
        Self::new(if environment.ssh || environment.display_elsewhere {
            Reach::Terminal(false)
        } else {
            Reach::Local
        })
    }

    const fn new(reach: Reach) -> Self {
        Self {
            reach,
            board: None,
            held: None,
        }
    }

    /// Copies a suggestion.
    pub(super) fn copy(&mut self, secret: &Secret) -> Copied {
        match self.reach {
            Reach::Local => self.copy_here(secret),
            Reach::Terminal(false) => {
                self.reach = Reach::Terminal(true);
                Copied::Warned
            }
            Reach::Terminal(true) => {
                self.reach = Reach::Terminal(false);
                if ask_terminal(secret.expose()) {
                    Copied::Asked
                } else {
                    Copied::No
                }
            }
            Reach::Nowhere => Copied::No,
        }
    }

    /// Copies something that may be kept: a draft. The id of what to say of it.
    pub(super) fn copy_text(&mut self, text: &str) -> &'static str {
        match self.reach {
            Reach::Local => {
                let board = self.board.take().or_else(|| Board::new().ok());
                let Some(mut board) = board else {
                    return asked(text);
                };
                let copied = board.set_text(text).is_ok();
                // What was copied before is gone, and with it what there was to clear.
                self.held = None;
                self.board = Some(board);
                if copied { "draft.copied" } else { "copy.none" }
            }
            Reach::Terminal(_) => asked(text),
            Reach::Nowhere => "copy.none",
        }
    }

    /// What is on the clipboard is held by this program, as X11 and Wayland have it, and goes when it ends.
    pub(super) const fn is_forgotten(&self) -> bool {
        cfg!(all(unix, not(target_os = "macos"))) && self.board.is_some()
    }

    fn copy_here(&mut self, secret: &Secret) -> Copied {
        let board = self.board.take().or_else(|| Board::new().ok());
        let Some(mut board) = board else { return Copied::No };
        if set(&mut board, secret.expose()).is_err() {
            return Copied::No;
        }
        self.board = Some(board);
        #[expect(
            clippy::disallowed_methods,
            reason = "what is copied goes after a minute; the journey knows nothing of it"
        )]
        let at = Instant::now();
        self.held = Some(Held {
            text: Zeroizing::new(secret.expose().to_owned()),
            at,
        });
        Copied::Yes
    }

    /// How long until what was copied is to be cleared. None when nothing is.
    pub(super) fn left(&self) -> Option<Duration> {
        let held = self.held.as_ref()?;
        Some(STAYS.saturating_sub(held.at.elapsed()))
    }

    /// Clears what was copied, unless something else was copied since. A warning counts no more either.
    pub(super) fn clear(&mut self) {
        if self.reach == Reach::Terminal(true) {
            self.reach = Reach::Terminal(false);
        }
        // What else was copied, such as a draft, stays for as long as this program runs.
        let Some(held) = self.held.take() else { return };
        let Some(mut board) = self.board.take() else {
            return;
        };
        if board
            .get_text()
            .is_ok_and(|text| *held.text == *Zeroizing::new(text))
        {
            let _ = board.clear();
        }
    }
}

impl Drop for Clipboard {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Out of any history, and of what is sent to other devices, where the system can be told.
fn set(board: &mut Board, text: &str) -> Result<(), arboard::Error> {
    #[cfg(target_os = "macos")]
    use arboard::SetExtApple as _;
    #[cfg(all(unix, not(target_os = "macos")))]
    use arboard::SetExtLinux as _;
    #[cfg(windows)]
    use arboard::SetExtWindows as _;

    let set = board.set();
    #[cfg(windows)]
    let set = set.exclude_from_monitoring().exclude_from_cloud();
    let set = set.exclude_from_history();
    set.text(text)
}

/// What to say once the terminal was asked to copy something that may be kept.
fn asked(text: &str) -> &'static str {
    if ask_terminal(text) {
        "copy.asked"
    } else {
        "copy.none"
    }
}

/// True when a terminal was asked. What is piped on has none, and the code would stand among its words.
fn ask_terminal(text: &str) -> bool {
    let mut output = WipedOutput::new();
    io::stdout().is_terminal() && execute!(output, CopyToClipboard::to_clipboard_from(text)).is_ok()
}
