//! A box for many lines: Enter adds one, and a paste keeps its line ends and tabs. Must not know what is typed.

use tui_input::{Input, InputRequest};

use super::keymap::Intent;
use crate::domain::tidy;
use crate::machine::page::{Ask, Page, TextKind};

/// Lines that are seen at once.
pub(super) const SEEN: usize = 8;
/// Bytes of one paste: a terminal may cut a longer one without a word.
pub(super) const LONGEST_PASTE: usize = 60 * 1024;
/// Characters in the box, at the most.
const MOST: usize = 1024 * 1024;

/// The box of the page takes many lines.
pub(super) fn is_on(page: &Page) -> bool {
    matches!(&page.ask, Ask::Text(text) if text.kind == TextKind::List)
}

/// The line that the cursor is on, and the column in it, in characters.
pub(super) fn place(input: &Input) -> (usize, usize) {
    let before = input.value().chars().take(input.cursor());
    before.fold((0, 0), |(line, column), c| {
        if c == '\n' {
            (line + 1, 0)
        } else {
            (line, column + 1)
        }
    })
}

/// Puts text in where the cursor is.
pub(super) fn insert(input: &mut Input, text: &str) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let keeps = |c: &char| matches!(c, '\n' | '\t') || !tidy::is_harmful(*c);
    let room = MOST.saturating_sub(input.value().chars().count());
    let new: Vec<char> = text.chars().filter(keeps).take(room).collect();
    let at = input.cursor();
    let old = input.value().chars();
    let value: String = old
        .clone()
        .take(at)
        .chain(new.iter().copied())
        .chain(old.skip(at))
        .collect();
    *input = Input::new(value).with_cursor(at + new.len());
}

/// Moves in the box. False when the key has nothing to do there: Up on the first line, Down on the last.
pub(super) fn go(input: &mut Input, intent: Intent) -> bool {
    let lines: Vec<usize> = input
        .value()
        .split('\n')
        .map(|line| line.chars().count())
        .collect();
    let (line, column) = place(input);
    let last = lines.len() - 1;
    let (to, column) = match intent {
        Intent::Up if line > 0 => (line - 1, column),
        Intent::Down if line < last => (line + 1, column),
        Intent::PageUp => (line.saturating_sub(SEEN), column),
        Intent::PageDown => ((line + SEEN).min(last), column),
        Intent::First => (line, 0),
        Intent::Last => (line, usize::MAX),
        _ => return false,
    };
    let start: usize = lines[..to].iter().map(|length| length + 1).sum();
    input.handle(InputRequest::SetCursor(start + column.min(lines[to])));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_moves_from_line_to_line() {
        let mut input = Input::new(String::new());
        insert(&mut input, "one\r\ntwo words\rx\u{1b}");
        assert_eq!(input.value(), "one\ntwo words\nx");
        assert_eq!(place(&input), (2, 1));
        assert!(go(&mut input, Intent::Up) && go(&mut input, Intent::Last));
        assert_eq!(place(&input), (1, 9));
        assert!(go(&mut input, Intent::Up));
        assert_eq!(place(&input), (0, 3));
        assert!(!go(&mut input, Intent::Up));
        insert(&mut input, "!");
        assert_eq!(input.value(), "one!\ntwo words\nx");
    }
}
