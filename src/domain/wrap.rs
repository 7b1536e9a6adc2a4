//! Breaks text into lines for a page of fixed width. Must not know what the text is about.

/// Columns of a line that is written for taking away: mail programs keep lines under 72 whole.
pub const COLUMNS: usize = 71;

/// A label in front of its value ends within this many columns.
const WIDEST_LABEL: usize = 30;

/// The lines of a text, each broken at spaces so that none is wider than `columns`. What follows a list mark or a label
/// stays under its own first word. A single word that is too wide is left whole.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    text.lines().flat_map(|line| wrap_line(line, columns)).collect()
}

fn wrap_line(line: &str, columns: usize) -> Vec<String> {
    if width(line) <= columns {
        return vec![line.trim_end().to_owned()];
    }
    let (front, words) = line.split_at(front_of(line));
    let hang = width(front);
    let mut lines = vec![];
    let mut current = front.to_owned();
    for word in words.split_whitespace() {
        let begun = !current.trim().is_empty();
        let space = usize::from(begun && !current.ends_with(' '));
        if begun && width(&current) + space + width(word) > columns {
            lines.push(current.trim_end().to_owned());
            current = " ".repeat(hang.min(columns.saturating_sub(width(word))));
        } else if space == 1 {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current.trim_end().to_owned());
    lines
}

/// Where the words begin that the next lines are set under: after the spaces, list mark or label in front.
fn front_of(line: &str) -> usize {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    indent + mark(rest).or_else(|| label(rest)).unwrap_or(0)
}

/// `- `, `12. ` or a box to tick.
fn mark(rest: &str) -> Option<usize> {
    if let Some(tick) = ["[ ] ", "[x] "].iter().find(|tick| rest.starts_with(**tick)) {
        return Some(tick.len());
    }
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let sign = if number.len() < rest.len() { ". " } else { "- " };
    number.starts_with(sign).then_some(rest.len() - number.len() + 2)
}

/// `Label   `: what stands before two spaces or more.
fn label(rest: &str) -> Option<usize> {
    let gap = rest.find("  ")?;
    let end = rest.len() - rest[gap..].trim_start().len();
    (width(&rest[..end]) <= WIDEST_LABEL).then_some(end)
}

fn width(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_stay_under_their_mark() {
        for (text, columns, lines) in [
            ("one two three", 7, vec!["one two", "three"]),
            ("a\n\nb", 7, vec!["a", "", "b"]),
            ("- one two three", 9, vec!["- one two", "  three"]),
            ("[ ] one two", 9, vec!["[ ] one", "    two"]),
            ("12. one two", 8, vec!["12. one", "    two"]),
            ("  one two", 6, vec!["  one", "  two"]),
            ("Site  one two three", 13, vec!["Site  one two", "      three"]),
            ("Site  extraordinary", 13, vec!["Site", "extraordinary"]),
            ("extraordinary one", 5, vec!["extraordinary", "one"]),
            ("é é é", 3, vec!["é é", "é"]),
        ] {
            assert_eq!(wrap(text, columns), lines, "{text:?}");
        }
    }
}
