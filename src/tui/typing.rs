//! What is typed or pasted into a box, and how one moves in it. Must not know what the box is for.

use tui_input::InputRequest;

use super::hand::Hand;
use super::keymap::Intent;
use super::lines_box;
use super::screen::Thing;
use crate::domain::tidy;
use crate::machine::page::Ask;
use crate::shell::host::Host;

/// Bytes that a box keeps: far more than the longest answer, so that what is too long can be seen to be. The rest is let
/// fall, and a key costs the same however much was pasted before it.
const LONGEST_TEXT: usize = 8 * 1024;

impl<H: Host> Hand<'_, H> {
    /// Pasted text goes into the box, on one line, and never presses anything.
    pub(super) fn paste(&mut self, text: &str) {
        if self.local.overlay.is_some() {
            return;
        }
        if !self.has_box() {
            self.say_where_to_paste();
            return;
        }
        self.local.focus = Some(Thing::Box);
        if self.local.idea.is_some() {
            let line: zeroize::Zeroizing<String> = zeroize::Zeroizing::new(text.trim().to_owned());
            line.chars().take(1024).for_each(|c| self.insert(c));
            return;
        }
        if lines_box::is_on(self.page()) {
            self.paste_lines(text);
            return;
        }
        let line: String = text
            .chars()
            .take(LONGEST_TEXT)
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect();
        tidy::line(&line).chars().for_each(|c| self.insert(c));
    }

    /// Beside a list of people, a paste is most likely more of them.
    fn say_where_to_paste(&mut self) {
        if matches!(&self.page().ask, Ask::People(people) if people.takes_lists) {
            let said = self.driver.guide().word("tui.paste-elsewhere");
            self.local.said = Some(said.to_owned());
        }
    }

    /// A list keeps its lines. One that the terminal may have cut is not taken at all.
    pub(super) fn paste_lines(&mut self, text: &str) {
        if text.len() > lines_box::LONGEST_PASTE {
            self.refuse(self.driver.guide().word("people.paste.cut").to_owned());
        } else {
            lines_box::insert(&mut self.local.input, text);
        }
    }

    pub(super) fn has_box(&mut self) -> bool {
        self.screen().things().contains(&Thing::Box)
    }

    pub(super) fn insert(&mut self, c: char) {
        self.local.said = None;
        if let Some(idea) = &mut self.local.idea {
            idea.type_in(c, self.driver.guide());
        } else if lines_box::is_on(self.page()) {
            lines_box::insert(&mut self.local.input, c.encode_utf8(&mut [0; 4]));
        } else if !tidy::is_harmful(c) && self.local.input.value().len() < LONGEST_TEXT {
            self.local.selected = None;
            self.local.input.handle(InputRequest::InsertChar(c));
        }
    }

    /// Moves in the box, or deletes in it.
    pub(super) fn edit(&mut self, intent: Intent) {
        if let Some(idea) = &mut self.local.idea {
            idea.edit(intent);
            return;
        }
        let request = match intent {
            Intent::Left => InputRequest::GoToPrevChar,
            Intent::Right => InputRequest::GoToNextChar,
            Intent::WordLeft => InputRequest::GoToPrevWord,
            Intent::WordRight => InputRequest::GoToNextWord,
            Intent::First => InputRequest::GoToStart,
            Intent::Last => InputRequest::GoToEnd,
            Intent::DeleteBefore => InputRequest::DeletePrevChar,
            Intent::DeleteAfter => InputRequest::DeleteNextChar,
            _ => return,
        };
        if matches!(intent, Intent::DeleteBefore | Intent::DeleteAfter) {
            self.local.selected = None;
        }
        self.local.input.handle(request);
    }
}
