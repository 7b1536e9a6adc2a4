//! Cuts an asset into pieces at its table headers, so that each can be parsed alone and late.
//!
//! Knows nothing of what a piece means.

/// The parts of `text` that begin with a line that starts with `header`. What comes before the first is left out.
pub(super) fn cut(text: &'static str, header: &'static str) -> impl Iterator<Item = &'static str> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    });
    let mut starts = lines
        .filter(move |(_, line)| line.starts_with(header))
        .map(|(at, _)| at)
        .peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(text.len());
        Some(&text[start..end])
    })
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn each_piece_begins_at_a_line_with_its_header() {
        let text = "# head\n[[page]]\nid = \"a\"\nbody = [[1]]\n[[page]]\nid = \"b\"\n";
        let pieces: Vec<_> = cut(text, "[[page]]").collect();
        assert_eq!(
            pieces,
            ["[[page]]\nid = \"a\"\nbody = [[1]]\n", "[[page]]\nid = \"b\"\n"]
        );
        assert_eq!(cut("nothing", "[").count(), 0);
    }
}
