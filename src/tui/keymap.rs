//! The one table of keys. It drives what a key does, the line at the foot, help and the README. Must not know the page.

use ratatui::crossterm::event::{KeyCode, KeyModifiers};

/// What the focus is on, as far as keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A list, a button, words to read.
    Moving,
    /// A box: characters are text.
    Typing,
    /// Either.
    Both,
}

/// What a person means by a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Intent {
    /// To the row before.
    Up,
    /// To the row after.
    Down,
    /// To the button or character before.
    Left,
    /// To the button or character after.
    Right,
    /// To the first row, or the start of the text.
    First,
    /// To the last row, or the end of the text.
    Last,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// Open, choose or press.
    Use,
    /// Choose a row, or step its mark on.
    Choose,
    /// To the next thing.
    NextThing,
    /// To the thing before.
    PreviousThing,
    /// Back one page.
    Back,
    /// Open or close help.
    Help,
    /// To the leave page.
    Leave,
    /// The same; on the leave page, leave.
    Interrupt,
    /// Say when it was last saved.
    SaySaved,
    /// Take back the last answer.
    Undo,
    /// Draw everything again.
    Redraw,
    /// To the row with this number.
    Digit,
    /// Take the person off the list.
    TakeOff,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
    /// Delete the character before.
    DeleteBefore,
    /// Delete the character after.
    DeleteAfter,
}

/// A key, with the modifiers that matter: control alone.
pub type Key = (KeyCode, KeyModifiers);

/// Keys that do the same thing.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// When they do.
    pub mode: Mode,
    /// The keys.
    pub keys: &'static [Key],
    /// What they do.
    pub intent: Intent,
    /// The words for them: `keys.name.` and this is what the key is called, `keys.long.` and this is what it does.
    pub label: &'static str,
}

const NONE: KeyModifiers = KeyModifiers::NONE;
const CTRL: KeyModifiers = KeyModifiers::CONTROL;

const fn bind(mode: Mode, keys: &'static [Key], intent: Intent, label: &'static str) -> Binding {
    Binding {
        mode,
        keys,
        intent,
        label,
    }
}

/// Every key that does something, in the order in which help lists them.
pub const KEYMAP: &[Binding] = &[
    bind(Mode::Both, &[(KeyCode::Up, NONE)], Intent::Up, "up-down"),
    bind(Mode::Both, &[(KeyCode::Down, NONE)], Intent::Down, "up-down"),
    bind(Mode::Both, &[(KeyCode::Left, NONE)], Intent::Left, "left-right"),
    bind(Mode::Both, &[(KeyCode::Right, NONE)], Intent::Right, "left-right"),
    bind(Mode::Both, &[(KeyCode::Enter, NONE)], Intent::Use, "enter"),
    bind(
        Mode::Moving,
        &[(KeyCode::Char(' '), NONE)],
        Intent::Choose,
        "space",
    ),
    bind(Mode::Both, &[(KeyCode::Tab, NONE)], Intent::NextThing, "tab"),
    bind(
        Mode::Both,
        &[(KeyCode::BackTab, NONE)],
        Intent::PreviousThing,
        "shift-tab",
    ),
    bind(Mode::Both, &[(KeyCode::Esc, NONE)], Intent::Back, "esc"),
    bind(Mode::Both, &[(KeyCode::F(1), NONE)], Intent::Help, "f1"),
    bind(
        Mode::Moving,
        &[(KeyCode::Char('?'), NONE)],
        Intent::Help,
        "question",
    ),
    bind(Mode::Both, &[(KeyCode::Home, NONE)], Intent::First, "home-end"),
    bind(Mode::Both, &[(KeyCode::End, NONE)], Intent::Last, "home-end"),
    bind(
        Mode::Both,
        &[(KeyCode::PageUp, NONE)],
        Intent::PageUp,
        "page-up-down",
    ),
    bind(
        Mode::Both,
        &[(KeyCode::PageDown, NONE)],
        Intent::PageDown,
        "page-up-down",
    ),
    bind(Mode::Moving, DIGITS, Intent::Digit, "digits"),
    bind(
        Mode::Moving,
        &[(KeyCode::Delete, NONE)],
        Intent::TakeOff,
        "delete",
    ),
    bind(
        Mode::Typing,
        &[
            (KeyCode::Backspace, NONE),
            (KeyCode::Backspace, CTRL),
            (KeyCode::Char('h'), CTRL),
        ],
        Intent::DeleteBefore,
        "backspace",
    ),
    bind(
        Mode::Typing,
        &[(KeyCode::Delete, NONE)],
        Intent::DeleteAfter,
        "delete-after",
    ),
    bind(
        Mode::Typing,
        &[(KeyCode::Left, CTRL)],
        Intent::WordLeft,
        "ctrl-left-right",
    ),
    bind(
        Mode::Typing,
        &[(KeyCode::Right, CTRL)],
        Intent::WordRight,
        "ctrl-left-right",
    ),
    bind(Mode::Both, &[(KeyCode::Char('q'), CTRL)], Intent::Leave, "ctrl-q"),
    bind(
        Mode::Both,
        &[(KeyCode::Char('c'), CTRL)],
        Intent::Interrupt,
        "ctrl-c",
    ),
    bind(
        Mode::Both,
        &[(KeyCode::Char('s'), CTRL)],
        Intent::SaySaved,
        "ctrl-s",
    ),
    bind(Mode::Both, &[(KeyCode::Char('z'), CTRL)], Intent::Undo, "ctrl-z"),
    bind(
        Mode::Both,
        &[(KeyCode::Char('l'), CTRL)],
        Intent::Redraw,
        "ctrl-l",
    ),
];

const DIGITS: &[Key] = &[
    (KeyCode::Char('1'), NONE),
    (KeyCode::Char('2'), NONE),
    (KeyCode::Char('3'), NONE),
    (KeyCode::Char('4'), NONE),
    (KeyCode::Char('5'), NONE),
    (KeyCode::Char('6'), NONE),
    (KeyCode::Char('7'), NONE),
    (KeyCode::Char('8'), NONE),
    (KeyCode::Char('9'), NONE),
];

/// What a key means.
#[must_use]
pub fn intent(mode: Mode, key: Key) -> Option<Intent> {
    let matters = (key.0, key.1 & CTRL);
    KEYMAP
        .iter()
        .find(|binding| {
            (binding.mode == Mode::Both || binding.mode == mode) && binding.keys.contains(&matters)
        })
        .map(|binding| binding.intent)
}

/// The label of the keys with this intent.
#[must_use]
pub fn label(intent: Intent) -> &'static str {
    KEYMAP
        .iter()
        .find(|binding| binding.intent == intent)
        .map_or("", |binding| binding.label)
}

/// The labels in the order of the table, each once: what help and the README list.
pub fn labels() -> impl Iterator<Item = &'static str> {
    KEYMAP
        .iter()
        .enumerate()
        .filter(|(at, binding)| KEYMAP[..*at].iter().all(|earlier| earlier.label != binding.label))
        .map(|(_, binding)| binding.label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_printable_key_is_bound_while_typing() {
        for c in (' '..='\u{24F}').chain(['€', '漢']) {
            assert_eq!(intent(Mode::Typing, (KeyCode::Char(c), NONE)), None, "{c:?}");
            assert_eq!(
                intent(Mode::Typing, (KeyCode::Char(c), KeyModifiers::SHIFT)),
                None,
                "{c:?}"
            );
        }
    }

    #[test]
    fn no_letter_is_a_command_anywhere() {
        for c in 'A'..='z' {
            assert_eq!(intent(Mode::Moving, (KeyCode::Char(c), NONE)), None, "{c:?}");
        }
    }

    #[test]
    fn no_key_is_bound_twice() {
        for (at, one) in KEYMAP.iter().enumerate() {
            for other in &KEYMAP[at + 1..] {
                let meet = one.mode == other.mode || one.mode == Mode::Both || other.mode == Mode::Both;
                assert!(
                    !meet || one.keys.iter().all(|key| !other.keys.contains(key)),
                    "{one:?} {other:?}"
                );
            }
        }
    }
}
