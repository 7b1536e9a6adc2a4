//! From text to lines, and from lines to cells. Must not know what stands in them.

/// What stands between the cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// As copied from a spreadsheet.
    Tab,
    /// A table drawn with strokes.
    Stroke,
    /// As saved where the comma is the decimal mark.
    Semicolon,
    /// As saved here.
    Comma,
    /// Two spaces or more, as in a letter.
    Gap,
}

impl Between {
    /// In the order in which they are tried.
    pub(super) const ALL: [Self; 5] = [Self::Tab, Self::Stroke, Self::Semicolon, Self::Comma, Self::Gap];

    const fn mark(self) -> Option<char> {
        match self {
            Self::Tab => Some('\t'),
            Self::Semicolon => Some(';'),
            Self::Comma => Some(','),
            Self::Stroke | Self::Gap => None,
        }
    }
}

/// Lines that a quoted cell may go on for, and bytes of it: what is longer has lost its end.
const QUOTED: (usize, usize) = (5, 4000);

/// Cells of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record<'t> {
    /// Its line, from 1.
    pub(super) line: usize,
    /// The line as it stands.
    pub(super) text: &'t str,
    /// Its cells.
    pub(super) cells: Vec<String>,
    /// A quotation mark in it has no end.
    pub(super) is_cut: bool,
}

impl Record<'_> {
    /// Nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// Strokes and dashes alone: drawn, not written.
    pub(super) fn is_drawn(&self) -> bool {
        is_drawn(self.text)
    }
}

/// Strokes and dashes alone.
pub(super) fn is_drawn(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| "-=_+|:*.~# \t".contains(c))
}

/// The lines of a text with their numbers, whatever ends them.
pub(super) fn lines(text: &str) -> Vec<(usize, &str)> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut lines = vec![];
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
        let (line, after) = match end {
            Some(end) => {
                let after = &rest[end..];
                let mark = after.chars().next().map_or(0, char::len_utf8);
                (&rest[..end], after.strip_prefix("\r\n").unwrap_or(&after[mark..]))
            }
            None => (rest, ""),
        };
        lines.push((lines.len() + 1, line));
        rest = after;
    }
    lines
}

/// The cells of one line. True when a quotation mark in it has no end.
pub(super) fn cells(line: &str, between: Between) -> (Vec<String>, bool) {
    match between.mark() {
        Some(mark) => quoted_cells(line, mark),
        None if between == Between::Stroke => {
            let line = line.trim();
            let line = line.strip_prefix('|').unwrap_or(line);
            let line = line.strip_suffix('|').unwrap_or(line);
            (
                line.split('|').map(|cell| cell.trim().to_owned()).collect(),
                false,
            )
        }
        None => {
            let cells = line
                .trim()
                .split("  ")
                .map(str::trim)
                .filter(|cell| !cell.is_empty());
            (cells.map(str::to_owned).collect(), false)
        }
    }
}

fn quoted_cells(line: &str, mark: char) -> (Vec<String>, bool) {
    let mut cells = vec![];
    let mut rest = line;
    loop {
        let start = rest.trim_start_matches(' ');
        let (cell, after, is_cut) = if let Some(inside) = start.strip_prefix('"') {
            quoted(inside, mark)
        } else {
            let end = rest.find(mark);
            (
                rest[..end.unwrap_or(rest.len())].to_owned(),
                end.map(|end| &rest[end..]),
                false,
            )
        };
        cells.push(cell);
        match after {
            _ if is_cut => return (cells, true),
            Some(after) => rest = &after[mark.len_utf8()..],
            None => return (cells, false),
        }
    }
}

/// What is between quotation marks, a doubled one standing for one, and what comes from the next mark on.
fn quoted(inside: &str, mark: char) -> (String, Option<&str>, bool) {
    let mut cell = String::new();
    let mut rest = inside;
    loop {
        let Some(end) = rest.find('"') else {
            cell.push_str(rest);
            return (cell, None, true);
        };
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        if let Some(after) = rest.strip_prefix('"') {
            cell.push('"');
            rest = after;
            continue;
        }
        let next = rest.find(mark);
        let tail = rest[..next.unwrap_or(rest.len())].trim();
        // A mark that opens the next cell does not close one that was lost lines before.
        if !tail.is_empty() && cell.contains('\n') {
            return (cell, None, true);
        }
        cell.push_str(tail);
        return (cell, next.map(|next| &rest[next..]), false);
    }
}

/// The rows of a table. A quoted cell may go on over a few lines.
pub(super) fn records<'t>(lines: &[(usize, &'t str)], between: Between) -> Vec<Record<'t>> {
    let mut records = vec![];
    let mut place = 0;
    while let Some(&(line, text)) = lines.get(place) {
        let (mut row, mut is_cut) = cells(text, between);
        let mut taken = 1;
        let mut whole = text.to_owned();
        while is_cut && taken < QUOTED.0 && whole.len() < QUOTED.1 {
            let Some((_, more)) = lines.get(place + taken) else {
                break;
            };
            whole.push('\n');
            whole.push_str(more);
            taken += 1;
            let (longer, still_cut) = cells(&whole, between);
            if !still_cut {
                (row, is_cut) = (longer, false);
            }
        }
        records.push(Record {
            line,
            text,
            cells: row,
            is_cut,
        });
        place += if is_cut { 1 } else { taken };
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_many_ways() {
        let found = lines("\u{FEFF}a\r\nb\rc\nd\u{2028}\ne");
        assert_eq!(found, [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, ""), (6, "e")]);
    }

    #[test]
    fn quotes_hold_marks_and_ends_of_lines_and_a_lost_one_costs_its_line_alone() {
        let text = "\"SMITH, Jane \"\"Jo\"\"\" , x\n\"a\nb\",c\n\"lost,d\ne,f\ng,h\ni,j\nk,l\nm,n";
        let found = records(&lines(text), Between::Comma);
        assert_eq!(found[0].cells, ["SMITH, Jane \"Jo\"", " x"]);
        assert_eq!(found[1].cells, ["a\nb", "c"]);
        assert!(found[2].is_cut && found[2].line == 4);
        assert_eq!(found[3].cells, ["e", "f"]);
    }

    #[test]
    fn strokes_and_gaps_part_cells_too() {
        assert_eq!(cells("| a | b, c |", Between::Stroke).0, ["a", "b, c"]);
        assert_eq!(cells("a b   c@d    e", Between::Gap).0, ["a b", "c@d", "e"]);
    }
}
