//! Several lines marked at once: "1 to 20 yes", "3, 7 left", "all yes", "rest no". Must not know what is marked.

use crate::guide::Guide;
use crate::machine::page::Ticks;

/// The lines, and the words that are typed for them.
pub(super) struct Several<'a> {
    pub(super) guide: &'a Guide,
    pub(super) ticks: &'a Ticks,
}

impl Several<'_> {
    /// Which lines, and with which mark. None when it is not of this form.
    pub(super) fn read(&self, typed: &str) -> Option<(Vec<usize>, usize)> {
        let words = words(typed);
        (1..words.len()).find_map(|at| {
            let (lines, mark) = words.split_at(at);
            Some((self.lines(lines)?, self.mark(mark)?))
        })
    }

    /// The mark that has these words, when only one has.
    fn mark(&self, typed: &[String]) -> Option<usize> {
        let has = |label: &str| {
            let label = words(label);
            typed.iter().all(|word| label.contains(word))
        };
        let marks = self.ticks.marks.iter().enumerate();
        let mut found = marks.filter(|(_, mark)| has(&mark.label) || has(&mark.id));
        let (place, _) = found.next()?;
        found.next().is_none().then_some(place)
    }

    fn lines(&self, typed: &[String]) -> Option<Vec<usize>> {
        let count = self.ticks.items.len();
        let is = |word: &str, id: &str| word == self.guide.word(&format!("plain.command.{id}"));
        if let [word] = typed {
            if is(word, "all") {
                return Some((0..count).collect());
            }
            if is(word, "rest") {
                return Some(
                    (0..count)
                        .filter(|place| self.ticks.items[*place].mark.is_none())
                        .collect(),
                );
            }
        }
        let mut places = vec![];
        let mut typed = typed.iter().filter(|word| !is(word, "and")).peekable();
        while let Some(word) = typed.next() {
            let from = place(word, count)?;
            let goes_on = typed
                .next_if(|word| is(word, "to") || word.as_str() == "-")
                .is_some();
            let to = if goes_on {
                place(typed.next()?, count)?
            } else {
                from
            };
            places.extend(from..=to);
        }
        places.sort_unstable();
        places.dedup();
        (!places.is_empty()).then_some(places)
    }
}

/// A number from 1, as a place.
fn place(word: &str, count: usize) -> Option<usize> {
    let place = word.parse::<usize>().ok()?.checked_sub(1)?;
    (place < count).then_some(place)
}

/// The words and numbers of a line, and a dash between two numbers.
fn words(typed: &str) -> Vec<String> {
    let mut words = String::new();
    for c in typed.to_lowercase().chars() {
        match c {
            '-' | '\u{2013}' | '\u{2014}' => words.push_str(" - "),
            c if c.is_alphanumeric() => words.push(c),
            _ => words.push(' '),
        }
    }
    words.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::page::{Choice, TickItem};

    #[test]
    fn several_lines_are_named_in_many_ways() {
        let marks = [
            ("yes", "Yes"),
            ("left", "No, left"),
            ("not-known", "I do not know"),
        ];
        let item = |n: usize| TickItem {
            id: n.to_string(),
            label: format!("Line {n}"),
            mark: (n == 2).then_some(0),
            note: None,
        };
        let ticks = Ticks {
            items: (1..=6).map(item).collect(),
            marks: marks
                .map(|(id, label)| Choice {
                    id: id.to_owned(),
                    label: label.to_owned(),
                    ..Choice::default()
                })
                .to_vec(),
        };
        let guide = Guide::builtin();
        let several = Several {
            guide: &guide,
            ticks: &ticks,
        };
        for (typed, places, mark) in [
            ("1-3 yes", vec![0, 1, 2], 0),
            ("1 to 3, 5 and 6 left", vec![0, 1, 2, 4, 5], 1),
            ("2 No, left", vec![1], 1),
            ("2 not known", vec![1], 2),
            ("all I do not know", (0..6).collect(), 2),
            ("rest yes", vec![0, 2, 3, 4, 5], 0),
        ] {
            assert_eq!(several.read(typed), Some((places, mark)), "{typed}");
        }
        for typed in [
            "yes", "2", "7 yes", "3-1 yes", "0 yes", "1 maybe", "1 2", "all", "1 - yes",
        ] {
            assert_eq!(several.read(typed), None, "{typed}");
        }
    }
}
