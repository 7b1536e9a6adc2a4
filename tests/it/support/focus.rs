//! Finding one's way on the full screen with Tab, by what the screen shows at the cursor.

use super::pty::Pty;

const TAB: &str = "\t";
const HOME: &str = "\u{1b}[H";
const DOWN: &str = "\u{1b}[B";
/// More things than any page has.
const MOST_TABS: usize = 40;

impl Pty {
    fn rows(&self) -> Vec<String> {
        let screen = self.shown.screen();
        screen.rows(0, screen.size().1).collect()
    }

    /// The row of the cursor, its column, and what stands on that row.
    fn at_cursor(&self) -> (usize, usize, String) {
        let (row, column) = self.shown.screen().cursor_position();
        (row.into(), column.into(), self.rows().swap_remove(row.into()))
    }

    /// What stands from the cursor on.
    fn after_cursor(&self) -> String {
        let (_, column, line) = self.at_cursor();
        line.chars()
            .skip(column)
            .collect::<String>()
            .trim_end()
            .to_owned()
    }

    /// The row of the rule above the buttons.
    fn foot(&self) -> usize {
        let is_rule = |row: &String| row.starts_with(['-', '\u{2500}']);
        self.rows().iter().rposition(is_rule).unwrap_or_default()
    }

    /// Tab, until the focus is right.
    fn tab_until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..MOST_TABS {
            if is_so(self) {
                return;
            }
            self.press(TAB);
        }
        panic!("no focus on {what}:\n{}", self.screen());
    }

    /// To the box.
    pub(crate) fn go_to_box(&mut self) {
        self.tab_until("the box", |pty| {
            let (_, column, line) = pty.at_cursor();
            column >= 5 && line.starts_with(" > [ ")
        });
    }

    /// To a row of the list.
    pub(crate) fn go_to_row(&mut self, place: usize) {
        self.tab_until("the list", |pty| {
            let (row, column, _) = pty.at_cursor();
            let below = pty.rows();
            let is_link = |line: &String| line.trim_start().starts_with("http");
            column == 1
                && row < pty.foot()
                && pty.after_cursor().starts_with("> ")
                && !below.iter().skip(row + 1).take(3).any(is_link)
        });
        self.press(HOME);
        for _ in 0..place {
            self.press(DOWN);
        }
    }

    /// To a button at the foot.
    pub(crate) fn go_to_button(&mut self, label: &str) {
        let focused = format!("> {label}");
        self.tab_until(label, |pty| pty.after_cursor().starts_with(&focused));
    }

    /// To whatever has this label, and Enter on it.
    pub(crate) fn choose(&mut self, label: &str) {
        let focused = format!("> {label}");
        self.until("first frame", |pty| pty.frames > 0);
        for _ in 0..MOST_TABS {
            self.settle();
            let before = self.screen();
            if before.contains(&focused) {
                self.send("\r");
                return;
            }
            self.send(TAB);
            self.until_screen("move of the focus", |screen| screen != before);
        }
        panic!("{label}:\n{}", self.screen());
    }
}
