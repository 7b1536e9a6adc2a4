//! Pastes that arrive key by key, in one burst: always on Windows, and from any terminal that does not mark a paste.
//! Must not know what is pasted.

use ratatui::crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::input::{Pressed, Taken, is_text};

/// In a box of one line, a line end with text after it was pasted, and so was a line end that ends several lines.
pub(super) fn in_a_line(batch: Vec<Input>) -> Vec<Input> {
    let text = |input: &Input| matches!(input, Input::Key(key) if key.kind != KeyEventKind::Release && is_text(*key));
    let enter = |input: &Input| matches!(input, Input::Key(key) if key.kind != KeyEventKind::Release && is_line_end(key.code, key.modifiers));
    if batch.iter().filter(|input| text(input)).count() < 2 {
        return batch;
    }
    let last_text = batch.iter().rposition(text);
    let among_text = |place: usize| Some(place) < last_text;
    let first_enter = batch.iter().position(enter);
    let is_several_lines = first_enter.is_some_and(among_text);
    let space = Input::Key(KeyEvent::new(KeyCode::Char(' '), KeyModifiers::NONE));
    let mut out = Vec::with_capacity(batch.len());
    for (place, input) in batch.into_iter().enumerate() {
        if !enter(&input) {
            out.push(input);
        } else if among_text(place) {
            out.push(space.clone());
        } else if !is_several_lines && !cfg!(windows) {
            out.push(input);
        }
    }
    out
}

/// In a box of many lines, line ends and tabs are part of a paste. A Tab at its very end is the key.
pub(super) fn in_lines(batch: Vec<Input>, pressed: &mut Pressed) -> Vec<Input> {
    let is_paste = |text: &str| {
        let letters = text.chars().filter(|c| !is_break(*c)).count();
        letters > 1 && text.contains(is_break) && !text.ends_with('\t')
    };
    as_paste(batch, pressed, is_paste)
}

/// Where nothing can be typed, what has a line end or a tab among its text was pasted: as keys it would open and press
/// things. Single characters between line ends are choices that are made faster than they are shown.
pub(super) fn nowhere(batch: Vec<Input>, pressed: &mut Pressed) -> Vec<Input> {
    let is_paste = |text: &str| {
        let pieces = || {
            text.split(is_break)
                .map(str::trim)
                .filter(|piece| !piece.is_empty())
        };
        pieces().count() > 1 && pieces().any(|piece| piece.chars().nth(1).is_some())
    };
    as_paste(batch, pressed, is_paste)
}

/// The batch as one paste, when it is all text and the text looks pasted.
fn as_paste(batch: Vec<Input>, pressed: &mut Pressed, is_paste: impl Fn(&str) -> bool) -> Vec<Input> {
    let mut after = pressed.clone();
    match text_of(&batch, &mut after).filter(|text| is_paste(text)) {
        Some(text) => {
            *pressed = after;
            vec![Input::Paste(text)]
        }
        None => batch,
    }
}

/// What the keys write. None when one of them writes nothing.
fn text_of(batch: &[Input], pressed: &mut Pressed) -> Option<String> {
    let mut text = String::new();
    for input in batch {
        let Input::Key(key) = input else { return None };
        match pressed.take(*key) {
            Some(Taken::Text(c)) => text.push(c),
            Some(Taken::Key(code, modifiers)) if is_line_end(code, modifiers) => text.push('\n'),
            Some(Taken::Key(KeyCode::Tab, _)) => text.push('\t'),
            Some(Taken::Key(..)) => return None,
            None => {}
        }
    }
    Some(text)
}

const fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\t')
}

/// A line end that was pasted may come as Ctrl+J.
fn is_line_end(code: KeyCode, modifiers: KeyModifiers) -> bool {
    code == KeyCode::Enter || code == KeyCode::Char('j') && modifiers == KeyModifiers::CONTROL
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Input> {
        let code = |c| match c {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            '^' => KeyCode::Up,
            c => KeyCode::Char(c),
        };
        text.chars().map(|c| Input::Key(code(c).into())).collect()
    }

    #[test]
    fn in_a_box_of_many_lines_a_paste_keeps_its_lines_and_tabs() {
        let pasted = |text: &str| in_lines(keys(text), &mut Pressed::default());
        assert_eq!(pasted("ab\tc\nd"), [Input::Paste("ab\tc\nd".into())]);
        assert_eq!(pasted("ab\n"), [Input::Paste("ab\n".into())]);
        for typed in ["\n", "a\n", "\t", "ab\t"] {
            assert_eq!(pasted(typed), keys(typed), "{typed:?}");
        }
    }

    #[test]
    fn where_nothing_can_be_typed_only_a_break_among_text_is_a_paste() {
        let came = |text: &str| nowhere(keys(text), &mut Pressed::default());
        for pasted in [
            "Jo\nSam\n",
            "Jo\n\nSam",
            "\nJo\nA",
            "A\nJo",
            "Jo\tSam\n",
            "Jo\nSam\t",
        ] {
            assert_eq!(came(pasted), [Input::Paste(pasted.into())], "{pasted:?}");
        }
        for typed in [
            "\n\n\n",
            "8\n",
            "1\n2\n",
            "Jo\n",
            "Jo Patel\n\n",
            "Jo\t\n",
            "\nJo\n",
            " \n ",
            "^^\n",
            "Jo\n^Sam",
        ] {
            assert_eq!(came(typed), keys(typed), "{typed:?}");
        }
    }

    #[test]
    fn a_paste_keeps_what_comes_as_a_release_alone_and_what_needs_altgr() {
        let alone = KeyEvent::new_with_kind(KeyCode::Char('é'), KeyModifiers::NONE, KeyEventKind::Release);
        let alt_gr = KeyEvent::new(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT);
        let batch = [vec![Input::Key(alone)], keys("\nZo"), vec![Input::Key(alt_gr)]].concat();
        for how in [in_lines, nowhere] {
            let came = how(batch.clone(), &mut Pressed::with_releases());
            assert_eq!(came, [Input::Paste("é\nZo@".into())]);
        }
    }
}
