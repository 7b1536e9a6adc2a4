//! Fits text into columns, by the width that a terminal shows. Must not know what the text is.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Columns that a text takes.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_control()).count();
    }
    text.graphemes(true).map(grapheme_columns).sum()
}

/// Columns of one character as people count them. What controls a terminal is not drawn, so takes none.
fn grapheme_columns(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        0
    } else {
        grapheme.width()
    }
}

/// The text in lines of at most so many columns. Ends of lines are kept; a word that is too long is cut.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for line in text.lines() {
        if columns(line) <= width {
            lines.push(line.to_owned());
        } else {
            wrap_line(line, width, &mut lines);
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

fn wrap_line(line: &str, width: usize, lines: &mut Vec<String>) {
    let mut now = String::new();
    let mut used = 0;
    for word in line.split_whitespace() {
        let takes = columns(word);
        if used > 0 && used + 1 + takes > width {
            lines.push(std::mem::take(&mut now));
            used = 0;
        }
        if used > 0 {
            now.push(' ');
            used += 1;
        }
        for piece in cut(word, width) {
            let takes = columns(&piece);
            if used + takes > width {
                lines.push(std::mem::take(&mut now));
                used = 0;
            }
            now.push_str(&piece);
            used += takes;
        }
    }
    lines.push(now);
}

/// A word in pieces that each fit: one piece for all but very long words.
fn cut(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for grapheme in word.graphemes(true) {
        let takes = grapheme_columns(grapheme);
        if used + takes > width && used > 0 {
            pieces.push(String::new());
            used = 0;
        }
        used += takes;
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(grapheme);
        }
    }
    pieces
}

/// As much of the text as fits, with `...` where something was left out.
pub(super) fn clip(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let dots = if width > 6 { "..." } else { "" };
    let mut clipped = first_columns(text, width - dots.len()).trim_end().to_owned();
    clipped.push_str(dots);
    clipped
}

/// The longest start of the text that fits.
pub(super) fn first_columns(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_columns(grapheme);
        if used > width {
            return &text[..at];
        }
    }
    text
}

/// The text, clipped or filled with spaces to so many columns.
pub(super) fn pad(text: &str, width: usize) -> String {
    let mut padded = String::with_capacity(width);
    pad_into(&mut padded, text, width);
    padded
}

/// The same, after what is there.
pub(super) fn pad_into(line: &mut String, text: &str, width: usize) {
    let takes = columns(text);
    if takes > width {
        let clipped = clip(text, width);
        line.push_str(&clipped);
        line.extend(std::iter::repeat_n(' ', width.saturating_sub(columns(&clipped))));
    } else {
        line.push_str(text);
        line.extend(std::iter::repeat_n(' ', width - takes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_at_words_and_long_words_are_cut() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(wrap("漢字漢字", 5), ["漢字", "漢字"]);
    }

    #[test]
    fn wide_and_combining_characters_are_measured_as_shown() {
        assert_eq!(columns("Zoe\u{308}"), 3);
        assert_eq!(clip("漢字漢字漢字", 8), "漢字...");
        assert_eq!(pad("漢", 4), "漢  ");
        assert_eq!(clip("abcdef", 3), "abc");
        assert_eq!(clip("abcdef", 0), "");
    }
}
