//! A person at the full screen, without a terminal: presses keys, and sees only what is drawn. Every frame is held to
//! what has to be true of all of them.

use std::path::PathBuf;

use chrono::NaiveDate;
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::event::{Opened, Outcome, Progress};
use nhsmail_starter::machine::page::Page;
use nhsmail_starter::machine::page_id::PageId;
use nhsmail_starter::machine::slots::Position;
use nhsmail_starter::shell::clock::Clock;
use nhsmail_starter::shell::driver::Driver;
use nhsmail_starter::shell::host::RecordingHost;
use nhsmail_starter::store::read;
use nhsmail_starter::tui::{Ended, Look, View};
use ratatui::Terminal;
use ratatui::backend::{Backend as _, TestBackend};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers};

/// A window, what it shows, and whether the program has ended.
pub(crate) struct Window {
    view: View<'static, RecordingHost>,
    terminal: Terminal<TestBackend>,
    pub(crate) ended: Option<Ended>,
}

/// A press of a key.
pub(crate) fn key(code: KeyCode) -> Input {
    Input::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

/// A letter with Ctrl.
pub(crate) fn ctrl(c: char) -> Input {
    Input::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL))
}

pub(crate) fn june(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
}

/// The file of Oakfield House.
pub(crate) const OAKFIELD: &str = include_str!("../../fixtures/oakfield.nhsmail.toml");

/// Oakfield House, half way.
pub(crate) fn oakfield() -> Answers {
    read::parse(OAKFIELD.as_bytes()).unwrap().progress.answers
}

/// A driver that has opened a file with this in it.
pub(crate) fn opened(path: PathBuf, progress: Progress, today: NaiveDate) -> Driver<RecordingHost> {
    let opened = Opened {
        path: path.clone(),
        progress,
        read_only: None,
        passed_over: vec![],
    };
    started(Some((path, Outcome::Opened(Box::new(opened)))), today)
}

/// A driver that has been told this when it opened the file.
pub(crate) fn started(file: Option<(PathBuf, Outcome)>, today: NaiveDate) -> Driver<RecordingHost> {
    let mut host = RecordingHost::default();
    let path = file.map(|(path, outcome)| {
        host.answers.push_back(outcome);
        path
    });
    with_host(host, path, today)
}

pub(crate) fn with_host(
    host: RecordingHost,
    file: Option<PathBuf>,
    today: NaiveDate,
) -> Driver<RecordingHost> {
    let mut driver = Driver::new(Guide::builtin(), Clock::Fixed(today), host);
    driver.start(file);
    driver
}

impl Window {
    pub(crate) fn of(driver: Driver<RecordingHost>, look: Look, size: (u16, u16)) -> Self {
        let view = View::new(Box::leak(Box::new(driver)), look, size).with_releases();
        let mut window = Self {
            view,
            terminal: Terminal::new(TestBackend::new(size.0, size.1)).unwrap(),
            ended: None,
        };
        window.draw();
        window
    }

    /// On the start page, with no files.
    pub(crate) fn new(size: (u16, u16)) -> Self {
        Self::of(started(None, june(3)), Look::default(), size)
    }

    /// On a page, with these answers.
    pub(crate) fn on(answers: Answers, page: PageId, size: (u16, u16)) -> Self {
        Self::reopened(answers, Position::page(page), june(3), size)
    }

    pub(crate) fn reopened(answers: Answers, at: Position, today: NaiveDate, size: (u16, u16)) -> Self {
        let progress = Progress {
            answers,
            last: Some(at),
            ..Progress::default()
        };
        Self::with(progress, today, size)
    }

    pub(crate) fn with(progress: Progress, today: NaiveDate, size: (u16, u16)) -> Self {
        Self::of(
            opened(PathBuf::from("oakfield.nhsmail.toml"), progress, today),
            Look::default(),
            size,
        )
    }

    pub(crate) fn driver(&self) -> &Driver<RecordingHost> {
        self.view.driver()
    }

    pub(crate) fn page(&self) -> &Page {
        self.driver().page()
    }

    pub(crate) fn slug(&self) -> &'static str {
        self.page().id().slug()
    }

    /// What comes from the terminal at once.
    pub(crate) fn batch(&mut self, batch: Vec<Input>) {
        self.unseen(batch);
        self.draw();
    }

    /// The same, before anything is drawn again.
    pub(crate) fn unseen(&mut self, batch: Vec<Input>) {
        let (ended, redraw) = self.view.take(batch);
        self.ended = self.ended.or(ended);
        if redraw {
            self.terminal.clear().unwrap();
        }
    }

    pub(crate) fn send(&mut self, input: Input) {
        self.batch(vec![input]);
    }

    pub(crate) fn press(&mut self, code: KeyCode) {
        self.send(key(code));
    }

    pub(crate) fn presses(&mut self, code: KeyCode, times: usize) {
        (0..times).for_each(|_| self.press(code));
    }

    /// Types, a key at a time.
    pub(crate) fn types(&mut self, text: &str) {
        text.chars().for_each(|c| self.press(KeyCode::Char(c)));
    }

    pub(crate) fn resize(&mut self, size: (u16, u16)) {
        self.terminal.backend_mut().resize(size.0, size.1);
        self.send(Input::Resize(size.0, size.1));
    }

    pub(crate) fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    pub(crate) fn size(&self) -> (u16, u16) {
        (self.buffer().area.width, self.buffer().area.height)
    }

    /// Column and row of the cursor.
    pub(crate) fn cursor(&mut self) -> (u16, u16) {
        let at = self.terminal.backend_mut().get_cursor_position().unwrap();
        (at.x, at.y)
    }

    /// The rows as they are seen.
    pub(crate) fn rows(&self) -> Vec<String> {
        let width = usize::from(self.buffer().area.width).max(1);
        let row = |cells: &[ratatui::buffer::Cell]| {
            let mut hidden = 0;
            let mut row = String::new();
            for cell in cells {
                if hidden == 0 {
                    row.push_str(cell.symbol());
                }
                let wide = unicode_width::UnicodeWidthStr::width(cell.symbol());
                hidden = hidden.max(wide).saturating_sub(1);
            }
            row.trim_end().to_owned()
        };
        self.buffer().content().chunks(width).map(row).collect()
    }

    /// All that is seen, the time of day made the same.
    pub(crate) fn text(&self) -> String {
        at_2_05pm(&self.rows().join("\n"))
    }

    pub(crate) fn sees(&self, text: &str) -> bool {
        self.rows().iter().any(|row| row.contains(text))
    }

    /// What the focus is on: the text after its `>`.
    pub(crate) fn focused(&mut self) -> String {
        let (x, y) = self.cursor();
        let row: Vec<char> = self.rows()[usize::from(y)].chars().collect();
        let from = usize::from(x) + if x == 0 { 1 } else { 2 };
        let text: String = row.get(from..).unwrap_or_default().iter().collect();
        let text = match text.split_once("] ") {
            Some((mark, rest)) if text.starts_with('[') && mark.len() < 24 => rest,
            _ => text.trim_start_matches("( ) ").trim_start_matches("(*) "),
        };
        let text = text.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
        text.split("   ").next().unwrap_or_default().to_owned()
    }

    fn is_on(&mut self, label: &str) -> bool {
        let focused = self.focused();
        let clipped = focused.strip_suffix("...").unwrap_or(&focused);
        focused == label || clipped.chars().count() >= 20 && label.starts_with(clipped)
    }

    /// Moves to what is called this, with the keys that everyone knows.
    pub(crate) fn go_to(&mut self, label: &str) {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        for _ in 0..16 {
            if self.sees("Up/Down move") {
                self.press(KeyCode::Home);
            }
            loop {
                if self.is_on(&label) {
                    return;
                }
                let (before, cursor) = (self.buffer().clone(), self.cursor());
                self.press(KeyCode::Down);
                if self.cursor() == cursor && *self.buffer() == before {
                    break;
                }
            }
            self.press(KeyCode::Tab);
        }
        panic!("no {label:?} to go to in\n{}", self.text());
    }

    /// Moves to the box, and empties it.
    pub(crate) fn empty_box(&mut self) {
        self.go_to_box();
        self.press(KeyCode::End);
        let Some(text) = self.value() else { return };
        self.presses(KeyCode::Backspace, text.chars().count());
    }

    pub(crate) fn go_to_box(&mut self) {
        for _ in 0..16 {
            let (x, y) = self.cursor();
            let row = &self.rows()[usize::from(y)];
            if x > 3 && row.starts_with(" > ") && row.contains("[ ") {
                return;
            }
            self.press(KeyCode::Tab);
        }
        panic!("no box in\n{}", self.text());
    }

    fn value(&self) -> Option<String> {
        use nhsmail_starter::machine::page::Ask;
        match &self.page().ask {
            Ask::Text(text) => Some(text.value.clone()),
            _ => None,
        }
    }

    /// Draws, and looks at what must be true of every frame.
    fn draw(&mut self) {
        let view = &mut self.view;
        self.terminal.draw(|frame| view.draw(frame)).unwrap();
        let (columns, rows) = self.size();
        if self.ended.is_some() || columns == 0 || rows == 0 {
            return;
        }
        let (x, y) = self.cursor();
        assert!(x < columns && y < rows, "cursor at {x},{y}\n{}", self.text());
        assert!(
            self.terminal.backend().cursor_visible(),
            "no cursor\n{}",
            self.text()
        );
        if columns >= 60 && rows >= 20 {
            self.assert_cursor_on_focus();
        }
    }

    /// The cursor is where the `>` is, or among the words while they are read.
    fn assert_cursor_on_focus(&mut self) {
        let (x, y) = self.cursor();
        let cell = |x: u16, y: u16| self.buffer()[(x, y)].symbol();
        let is_marked = |y: u16| {
            let start = [cell(0, y), cell(1, y), cell(2, y), cell(3, y)];
            matches!(start, [">", ..] | [" ", ">", " ", _] | [" ", "|", " ", ">"])
        };
        let marks = (0..self.size().1).filter(|y| is_marked(*y)).count();
        let typing = x > 3 && is_marked(y);
        assert!(
            marks <= 1 && (cell(x, y) == ">" || typing),
            "{marks} marks, and the cursor is at {x},{y}, on {:?}\n{}",
            cell(x, y),
            self.text()
        );
    }
}

/// The time of day is the computer's own.
fn at_2_05pm(text: &str) -> String {
    let mut parts = text.split("Saved at ");
    let mut fixed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
        let is_long = part.len() - rest.len() == 5;
        if is_long && fixed.ends_with("  ") {
            fixed.push(' ');
        }
        fixed += "Saved at 2:05pm";
        fixed += rest
            .strip_prefix("am")
            .or(rest.strip_prefix("pm"))
            .unwrap_or(rest);
    }
    fixed
}
