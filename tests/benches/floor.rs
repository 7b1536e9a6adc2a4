//! The floor: the smallest form that ratatui can draw with a select, a text box, a password box and a tick list. What
//! the program costs on top of it is ours.

use std::io::{self, stdout};

use ratatui::crossterm::event::{self, Event, KeyCode, KeyEventKind};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::prelude::{CrosstermBackend, Frame, Terminal};
use ratatui::widgets::Paragraph;

/// What a person can go to.
const PLACES: usize = 8;
/// Where each of them is.
const ROWS: [u16; PLACES] = [3, 4, 5, 7, 8, 10, 11, 12];

#[derive(Default)]
struct Form {
    at: usize,
    text: String,
    password: String,
    ticks: [bool; 3],
}

impl Form {
    fn lines(&self) -> String {
        let mark = |place: usize| if self.at == place { ">" } else { " " };
        let tick = |on: bool| if on { "x" } else { " " };
        let stars = "*".repeat(self.password.chars().count());
        let choice = |(place, label)| format!(" {} ( ) {label}", mark(place));
        let line = |(place, label): (usize, &str)| {
            format!(" {} [{}] {label}", mark(5 + place), tick(self.ticks[place]))
        };
        let mut lines = vec![" A form".to_owned(), "-".repeat(80), String::new()];
        lines.extend(
            ["No, never", "Yes, we use it now", "I do not know"]
                .into_iter()
                .enumerate()
                .map(choice),
        );
        lines.push(String::new());
        lines.push(format!(" {} Name      [ {:<40} ]", mark(3), self.text));
        lines.push(format!(" {} Password  [ {stars:<40} ]\n", mark(4)));
        lines.extend(["Phone", "Tablet", "Outlook"].into_iter().enumerate().map(line));
        lines.push("\n Continue     Leave\n Up/Down move  Enter open  Ctrl+Q leave".to_owned());
        lines.join("\n")
    }

    fn take(&mut self, key: KeyCode) {
        match (key, self.at) {
            (KeyCode::Down, at) => self.at = (at + 1) % PLACES,
            (KeyCode::Up, at) => self.at = (at + PLACES - 1) % PLACES,
            (KeyCode::Char(c), 3) => self.text.push(c),
            (KeyCode::Char(c), 4) => self.password.push(c),
            (KeyCode::Char(' '), at @ 5..) => self.ticks[at - 5] ^= true,
            _ => {}
        }
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        frame.render_widget(Paragraph::new(self.lines()), frame.area());
        frame.set_cursor_position((1, ROWS[self.at]));
    }
}

/// Runs the form until Esc.
pub(crate) fn run() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    let mut form = Form {
        at: 3,
        ..Form::default()
    };
    loop {
        terminal.draw(|frame| form.draw(frame))?;
        match event::read()? {
            Event::Key(key) if key.code == KeyCode::Esc => break,
            Event::Key(key) if key.kind == KeyEventKind::Press => form.take(key.code),
            _ => {}
        }
    }
    execute!(stdout(), LeaveAlternateScreen)?;
    disable_raw_mode()
}
