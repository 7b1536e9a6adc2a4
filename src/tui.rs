//! The full screen: draws a page, and turns keys into events. Knows kinds of pages, not pages; the journey, the files
//! and the words are elsewhere.
//!
//! Every frame is caused by a key: there are no ticks, no timers and no threads. While a save has not reached the disk,
//! and only then, it is tried again once a second.

mod burst;
mod code;
mod content;
mod foot;
mod hand;
mod idea;
mod input;
pub mod keymap;
mod keys;
mod lines_box;
mod local;
mod moves;
mod narrow;
mod overlay;
mod rehearsal;
mod screen;
mod secret_edit;
mod theme;
mod typing;
mod view;
mod wrap;

use std::io::{self, BufRead as _, Write as _};
use std::time::Duration;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{Event as Input, KeyCode, KeyEventKind};
use ratatui::crossterm::queue;
use ratatui::crossterm::style::force_color_output;
use ratatui::crossterm::terminal::{Clear, ClearType};
use ratatui::{Frame, Terminal};

use crate::domain::password;
use crate::machine::page::Ask;
use crate::shell::driver::Driver;
use crate::shell::host::Host;
use crate::shell::output::WipedOutput;
use crate::shell::terminal::{FullScreen, take_resumed};
use hand::{Hand, Then};
use input::Pressed;
use keys::Keys;
use local::Local;
use overlay::Overlay;
pub use theme::{Look, Theme};
use view::{SMALLEST, Screen};

/// How often a save that has not reached the disk is tried again.
const RETRY: Duration = Duration::from_secs(1);

/// How the full screen ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person has left.
    Left,
    /// The window is too small, and the person goes on in plain text.
    WantsPlain,
    /// There is no full screen here: the terminal cannot be taken over, or cannot draw one.
    NoScreen,
}

/// A page and what only the screen knows of it: everything but the terminal, so that tests can hold it.
pub struct View<'d, H: Host> {
    driver: &'d mut Driver<H>,
    local: Local,
    pressed: Pressed,
    size: (u16, u16),
    /// The tables for looking at a password are built.
    warm: bool,
}

impl<'d, H: Host> View<'d, H> {
    /// A view of the driver's page, in a window of so many columns and rows.
    pub fn new(driver: &'d mut Driver<H>, look: Look, size: (u16, u16)) -> Self {
        let local = Local::new(driver.page(), look);
        let mut view = Self {
            driver,
            local,
            pressed: Pressed::default(),
            size,
            warm: false,
        };
        view.prepare();
        view
    }

    /// The same, for a terminal that tells of releases of keys too, as on Windows.
    #[must_use]
    pub fn with_releases(mut self) -> Self {
        self.pressed = Pressed::with_releases();
        self
    }

    /// The driver that it draws, to read.
    #[must_use]
    pub const fn driver(&self) -> &Driver<H> {
        self.driver
    }

    fn prepare(&mut self) {
        self.local.renew(self.driver.page());
        if let Some(idea) = &mut self.local.idea {
            idea.prepare(self.driver);
        }
    }

    /// Does what would make a later key slow, now that the page is drawn: the first look at a password builds tables.
    fn get_ready(&mut self) {
        if !self.warm && matches!(self.driver.page().ask, Ask::PasswordIdea(_)) {
            password::warm();
            self.warm = true;
        }
    }

    /// How long to wait for a key: until a save is to be tried again, or a copied suggestion to be cleared.
    fn patience(&self) -> Option<Duration> {
        let retry = self.driver.is_pending().then_some(RETRY);
        retry.into_iter().chain(self.driver.copied_for()).min()
    }

    fn time_is_over(&mut self) {
        self.driver.retry();
        if self.driver.copied_for() == Some(Duration::ZERO) {
            self.driver.clear_copied();
        }
    }

    /// Draws it.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        self.size = (frame.area().width, frame.area().height);
        let screen = Screen::new(
            self.driver.page(),
            &mut self.local,
            self.driver.guide(),
            self.size,
        );
        screen.follow(&mut self.local);
        view::draw(
            frame,
            &screen,
            self.driver.page(),
            &self.local,
            self.driver.guide(),
        );
    }

    /// Takes what came from the terminal at once. `Some` when the full screen ends; the flag asks for everything to be
    /// drawn anew.
    pub fn take(&mut self, batch: Vec<Input>) -> (Option<Ended>, bool) {
        let mut redraw = false;
        let batch = if !self.local.is_typing() {
            burst::nowhere(batch, &mut self.pressed)
        } else if lines_box::is_on(self.driver.page()) {
            burst::in_lines(batch, &mut self.pressed)
        } else {
            burst::in_a_line(batch)
        };
        for input in batch {
            if let Input::Resize(columns, rows) = input {
                self.size = (columns, rows);
                continue;
            }
            if self.is_too_small() && !is_leaving(&input) {
                if is_enter(&input) {
                    return (Some(Ended::WantsPlain), redraw);
                }
                continue;
            }
            let Self {
                driver,
                local,
                pressed,
                size,
                ..
            } = self;
            let focus = local.focus;
            match (Hand {
                driver,
                local,
                pressed,
                size: *size,
            })
            .take(input)
            {
                Then::Stay => {}
                Then::Redraw => redraw = true,
                Then::Left => return (Some(Ended::Left), redraw),
            }
            redraw |= self.hide_what_is_left(focus);
            self.prepare();
        }
        (None, redraw)
    }

    /// What is shown of a suggestion hides when the focus moves off. True when it did.
    fn hide_what_is_left(&mut self, focus: Option<screen::Thing>) -> bool {
        let moved = self.local.focus != focus;
        let answering = self.local.focus.is_some_and(screen::Thing::is_answer);
        match &mut self.local.idea {
            Some(idea) if moved && !answering && idea.is_shown() => {
                idea.hide();
                true
            }
            _ => false,
        }
    }

    const fn is_too_small(&self) -> bool {
        self.size.0 < SMALLEST.0 || self.size.1 < SMALLEST.1
    }

    /// The lines of the draft, when they were asked for with no lines round them.
    fn bare_lines(&mut self) -> Option<Vec<String>> {
        if !matches!(self.local.overlay, Some(Overlay::NoLines)) {
            return None;
        }
        self.local.overlay = None;
        match &self.driver.page().ask {
            Ask::Draft(ask) => Some(overlay::bare_lines(&ask.draft, self.driver.guide())),
            _ => None,
        }
    }
}

fn is_enter(input: &Input) -> bool {
    matches!(input, Input::Key(key) if key.code == KeyCode::Enter && key.kind != KeyEventKind::Release)
}

/// A key to leave by: the only one, with Enter, that is taken while the page cannot be seen.
fn is_leaving(input: &Input) -> bool {
    let Input::Key(key) = input else { return false };
    let intent = keymap::intent(keymap::Mode::Both, (key.code, key.modifiers));
    matches!(intent, Some(keymap::Intent::Leave | keymap::Intent::Interrupt))
}

/// Runs the full screen until the person leaves.
///
/// # Errors
/// What the terminal says. It has been handed back then.
pub fn run<H: Host>(driver: &mut Driver<H>, look: Look) -> io::Result<Ended> {
    // The themes decide on colour. Left to itself, crossterm would turn each change into a full reset under NO_COLOR,
    // and that cancels bold.
    force_color_output(true);
    let Ok(mut guard) = FullScreen::enter() else {
        return Ok(Ended::NoScreen);
    };
    let mut terminal = blank(look)?;
    let size = terminal.size()?;
    let mut view = View::new(driver, look, (size.width, size.height));
    let mut keys = Keys::new()?;
    // An Enter from the command line or the double-click must not answer the first page.
    drop(keys.batch(Some(Duration::ZERO))?);
    loop {
        terminal.draw(|frame| view.draw(frame))?;
        view.get_ready();
        let batch = keys.batch(view.patience())?;
        if batch.is_empty() {
            view.time_is_over();
            continue;
        }
        let (ended, redraw) = view.take(batch);
        if let Some(ended) = ended {
            return Ok(ended);
        }
        let bare = view.bare_lines();
        if let Some(lines) = &bare {
            drop(guard);
            show_bare(lines, view.driver.guide().word("draft.enter-back"))?;
            guard = FullScreen::enter()?;
        }
        if bare.is_some() || redraw || take_resumed() {
            terminal = blank(look)?;
        }
    }
}

/// An empty screen that knows nothing of what was drawn before. The memory of the last one is wiped as it is given
/// back, and the terminal is not asked where its cursor is: not every one answers.
fn blank(look: Look) -> io::Result<Terminal<CrosstermBackend<WipedOutput>>> {
    let mut output = match look.theme {
        Theme::Default => WipedOutput::new(),
        Theme::HighContrast | Theme::Mono => WipedOutput::without_colours(),
    };
    queue!(output, Clear(ClearType::All))?;
    Terminal::new(CrosstermBackend::new(output))
}

/// Prints lines on the normal screen, to be selected by mouse, and waits for Enter.
fn show_bare(lines: &[String], enter_back: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out)?;
    for line in lines {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "\n{enter_back}")?;
    out.flush()?;
    // Whatever is typed before Enter, be it text or not.
    io::stdin().lock().skip_until(b'\n').map(|_| ())
}
