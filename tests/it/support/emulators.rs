//! What a person sees of the bytes that a program writes: two terminals that know nothing of each other, which have to
//! show the same. One of them is the core of a terminal that people use.

use alacritty_terminal::event::VoidListener;
use alacritty_terminal::grid::Dimensions as _;
use alacritty_terminal::index::{Column, Line};
use alacritty_terminal::term::cell::Flags;
use alacritty_terminal::term::test::TermSize;
use alacritty_terminal::term::{Config, Term, TermMode};
use alacritty_terminal::vte::ansi::Processor;

/// The same bytes, shown by two terminals.
pub(crate) struct Emulators {
    first: vt100::Parser,
    second: Term<VoidListener>,
    codes: Processor,
}

impl Emulators {
    /// Empty, with so many rows and columns.
    pub(crate) fn new(rows: u16, columns: u16) -> Self {
        Self {
            first: vt100::Parser::new(rows, columns, 0),
            second: Term::new(Config::default(), &size(rows, columns), VoidListener),
            codes: Processor::new(),
        }
    }

    /// The first of the two, to look at.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.first.screen()
    }

    pub(crate) fn take(&mut self, bytes: &[u8]) {
        self.first.process(bytes);
        self.codes.advance(&mut self.second, bytes);
    }

    pub(crate) fn resize(&mut self, rows: u16, columns: u16) {
        self.first.screen_mut().set_size(rows, columns);
        self.second.resize(size(rows, columns));
    }

    /// Both show the same text, as bold, and have the cursor in the same place.
    pub(crate) fn assert_same(&self) {
        let (screen, grid) = (self.screen(), self.second.grid());
        let (rows, columns) = screen.size();
        assert_eq!(
            (usize::from(rows), usize::from(columns)),
            (grid.screen_lines(), grid.columns())
        );
        let point = grid.cursor.point;
        let cursor = (
            i32::from(screen.cursor_position().0),
            screen.cursor_position().1.into(),
        );
        assert_eq!(cursor, (point.line.0, point.column.0), "{}", screen.contents());
        for row in 0..rows {
            for column in 0..columns {
                let first = screen.cell(row, column).unwrap();
                let second = &grid[Line(row.into())][Column(column.into())];
                let is_rest = first.is_wide_continuation();
                assert_eq!(is_rest, second.flags.contains(Flags::WIDE_CHAR_SPACER));
                if is_rest {
                    continue;
                }
                let marks = second.zerowidth().unwrap_or_default().iter();
                let same_text = if first.has_contents() {
                    std::iter::once(&second.c)
                        .chain(marks)
                        .copied()
                        .eq(first.contents().chars())
                } else {
                    second.c == ' '
                };
                let same_weight = !first.has_contents() || first.bold() == second.flags.contains(Flags::BOLD);
                assert!(
                    same_text && same_weight,
                    "row {row}, column {column}: {first:?} and {second:?}\n{}",
                    screen.contents()
                );
            }
        }
    }

    /// Both are as a terminal is before a program has it.
    pub(crate) fn assert_handed_back(&self, after: &str) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "{after}: the screen");
        assert!(!screen.hide_cursor(), "{after}: the cursor");
        assert!(!screen.bracketed_paste(), "{after}: pastes");
        let ours = TermMode::ALT_SCREEN | TermMode::BRACKETED_PASTE | TermMode::MOUSE_MODE;
        let mode = *self.second.mode();
        assert!(
            mode.contains(TermMode::SHOW_CURSOR) && !mode.intersects(ours),
            "{after}: {mode:?}"
        );
    }

    /// Both are as the full screen needs them.
    pub(crate) fn is_taken_over(&self) -> bool {
        let screen = self.screen();
        let ours = TermMode::ALT_SCREEN | TermMode::BRACKETED_PASTE;
        screen.alternate_screen() && screen.bracketed_paste() && self.second.mode().contains(ours)
    }
}

fn size(rows: u16, columns: u16) -> TermSize {
    TermSize::new(columns.into(), rows.into())
}
