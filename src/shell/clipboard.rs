//! The clipboard, for drafts and for a suggestion. The suggestion's is of this computer, kept out of its history, and cleared again. Over ssh the terminal is
//! asked to copy, and only by someone who was told that it cannot be cleared. Starts nothing until it is asked to copy.

use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

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

/// What came of copying something that may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    /// The id of what to say of it.
    pub(super) id: &'static str,
    /// This program holds the copy, as X11 and Wayland have it: it goes when the program ends.
    pub(super) goes_at_the_end: bool,
}

/// The clipboard of this computer.
trait Board {
    /// Puts a text on it. False when it could not.
    fn put(&mut self, text: &str) -> bool;
    /// The same, out of any history and of what is sent to other devices, where the system can be told.
    fn put_secret(&mut self, text: &str) -> bool;
    fn holds(&mut self, text: &str) -> bool;
    fn empty(&mut self);
}

/// The clipboard of a session.
pub struct Clipboard {
    reach: Reach,
    /// Kept for as long as it may hold something: on some desktops the text lives in this program.
    board: Option<Box<dyn Board>>,
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

    /// Copies something that may be kept: a draft.
    pub(super) fn copy_text(&mut self, text: &str) -> Kept {
        let id = match self.reach {
            Reach::Local => match self.board().map(|board| board.put(text)) {
                Some(true) => {
                    // What was copied before is gone, and with it what there was to clear.
                    self.held = None;
                    return Kept {
                        id: "draft.copied",
                        goes_at_the_end: cfg!(all(unix, not(target_os = "macos"))),
                    };
                }
                Some(false) => "copy.none",
                None => asked(text),
            },
            Reach::Terminal(_) => asked(text),
            Reach::Nowhere => "copy.none",
        };
        Kept {
            id,
            goes_at_the_end: false,
        }
    }

    fn board(&mut self) -> Option<&mut Box<dyn Board>> {
        if self.board.is_none() {
            self.board = open();
        }
        self.board.as_mut()
    }

    fn copy_here(&mut self, secret: &Secret) -> Copied {
        if !self
            .board()
            .is_some_and(|board| board.put_secret(secret.expose()))
        {
            return Copied::No;
        }
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
        if board.holds(&held.text) {
            board.empty();
        }
    }
}

impl Drop for Clipboard {
    fn drop(&mut self) {
        self.clear();
    }
}

fn open() -> Option<Box<dyn Board>> {
    let board = arboard::Clipboard::new().ok()?;
    Some(Box::new(board))
}

impl Board for arboard::Clipboard {
    fn put(&mut self, text: &str) -> bool {
        self.set_text(text).is_ok()
    }

    fn put_secret(&mut self, text: &str) -> bool {
        #[cfg(target_os = "macos")]
        use arboard::SetExtApple as _;
        #[cfg(all(unix, not(target_os = "macos")))]
        use arboard::SetExtLinux as _;
        #[cfg(windows)]
        use arboard::SetExtWindows as _;

        let set = self.set();
        #[cfg(windows)]
        let set = set.exclude_from_monitoring().exclude_from_cloud();
        set.exclude_from_history().text(text).is_ok()
    }

    fn holds(&mut self, text: &str) -> bool {
        self.get_text().is_ok_and(|held| *text == **Zeroizing::new(held))
    }

    fn empty(&mut self) {
        let _ = self.clear();
    }
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

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// A clipboard that another program can keep busy: what it holds, and whether it takes anything more.
    #[derive(Clone)]
    struct Desk(Rc<RefCell<(String, bool)>>);

    impl Board for Desk {
        fn put(&mut self, text: &str) -> bool {
            let (held, takes) = &mut *self.0.borrow_mut();
            if *takes {
                text.clone_into(held);
            }
            *takes
        }

        fn put_secret(&mut self, text: &str) -> bool {
            self.put(text)
        }

        fn holds(&mut self, text: &str) -> bool {
            self.held() == text
        }

        fn empty(&mut self) {
            self.0.borrow_mut().0.clear();
        }
    }

    impl Desk {
        fn held(&self) -> String {
            self.0.borrow().0.clone()
        }

        fn is_busy(&self, busy: bool) {
            self.0.borrow_mut().1 = !busy;
        }
    }

    fn secret(text: &str) -> Secret {
        let mut secret = Secret::new();
        secret.push_str(text).unwrap();
        secret
    }

    /// With a suggestion on it.
    fn with_suggestion() -> (Clipboard, Desk) {
        let mut clipboard = Clipboard::new(Reach::Local);
        let desk = Desk(Rc::new(RefCell::new((String::new(), true))));
        clipboard.board = Some(Box::new(desk.clone()));
        assert_eq!(clipboard.copy(&secret("one-two-three")), Copied::Yes);
        (clipboard, desk)
    }

    #[test]
    fn a_suggestion_is_cleared_after_a_draft_could_not_be_copied() {
        let (mut clipboard, desk) = with_suggestion();
        desk.is_busy(true);
        let kept = clipboard.copy_text("Dear team");
        assert_eq!((kept.id, kept.goes_at_the_end), ("copy.none", false));
        assert_eq!(desk.held(), "one-two-three");
        assert!(clipboard.left().is_some());
        clipboard.clear();
        assert_eq!(desk.held(), "");
    }

    #[test]
    fn a_suggestion_is_cleared_after_another_could_not_be_copied() {
        let (mut clipboard, desk) = with_suggestion();
        desk.is_busy(true);
        assert_eq!(clipboard.copy(&secret("four-five-six")), Copied::No);
        clipboard.clear();
        assert_eq!(desk.held(), "");
    }

    #[test]
    fn a_draft_that_was_copied_stays() {
        let (mut clipboard, desk) = with_suggestion();
        assert_eq!(clipboard.copy_text("Dear team").id, "draft.copied");
        assert_eq!(clipboard.left(), None);
        drop(clipboard);
        assert_eq!(desk.held(), "Dear team");
    }
}
