//! Fills the slots of a sentence: `{person}` becomes a name. Must not know where the values come from, and so lets
//! nothing through that could drive a terminal.

use crate::domain::tidy;

/// The text with every slot filled, or `None` when one is not known: the machine then leaves the block out.
#[must_use]
pub fn fill(text: &str, slots: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    parts(text)
        .map(|part| match part {
            Part::Text(text) => Some(text.to_owned()),
            Part::Slot(name) => value(name, slots),
        })
        .collect()
}

/// The text with the slots that are known filled. The others stay as they are.
pub(super) fn fill_known(text: &str, slots: &[(&str, String)]) -> String {
    let known = |name: &str| {
        slots
            .iter()
            .find(|(slot, _)| *slot == name)
            .map(|(_, value)| value.clone())
    };
    parts(text)
        .map(|part| match part {
            Part::Text(text) => text.to_owned(),
            Part::Slot(name) => value(name, &known).unwrap_or_else(|| format!("{{{name}}}")),
        })
        .collect()
}

/// The text with the full stop that a message alone does not have, so that speech pauses.
#[must_use]
pub fn spoken(text: &str) -> String {
    let stop = if text.ends_with(['.', '?', ':']) || text.ends_with("?\"") {
        ""
    } else {
        "."
    };
    format!("{text}{stop}")
}

/// Two sentences.
pub(super) fn sentences(first: &str, second: &str) -> String {
    format!("{} {second}", spoken(first))
}

/// The names of the slots in a text.
pub fn slots_in(text: &str) -> impl Iterator<Item = &str> {
    parts(text).filter_map(|part| match part {
        Part::Text(_) => None,
        Part::Slot(name) => Some(name),
    })
}

enum Part<'t> {
    Text(&'t str),
    Slot(&'t str),
}

fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let slot = rest.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        if let Some((name, after)) = slot {
            rest = after;
            return Some(Part::Slot(name));
        }
        let skip = usize::from(rest.starts_with('{'));
        let end = rest[skip..].find('{').map_or(rest.len(), |at| at + skip);
        let (text, after) = rest.split_at(end);
        rest = after;
        (!text.is_empty()).then_some(Part::Text(text))
    })
}

/// `{Date}` is the value of `date` with a capital letter.
fn value(name: &str, slots: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let value = slots(name).or_else(|| {
        let lower = uncapitalised(name)?;
        slots(&lower).map(|value| capitalised(&value))
    });
    value.map(|value| tidy::visible(&value))
}

fn uncapitalised(name: &str) -> Option<String> {
    let first = name.chars().next().filter(char::is_ascii_uppercase)?;
    Some(format!("{}{}", first.to_ascii_lowercase(), &name[1..]))
}

fn capitalised(value: &str) -> String {
    let mut letters = value.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Option<String> {
        (name == "person").then(|| "é. Patel".to_owned())
    }

    #[test]
    fn a_text_is_filled_or_left_out_whole() {
        assert_eq!(fill("Ring {person}.", &person).as_deref(), Some("Ring é. Patel."));
        assert_eq!(fill("{Person} rang", &person).as_deref(), Some("É. Patel rang"));
        assert_eq!(fill("{person} and {helper}", &person), None);
        assert_eq!(
            fill("no slots, a lone { brace", &person).as_deref(),
            Some("no slots, a lone { brace")
        );
        assert_eq!(fill("", &person).as_deref(), Some(""));
        let odd = |_: &str| Some("a\u{1b}[2J\u{202e}b".to_owned());
        assert_eq!(fill("{file}", &odd).as_deref(), Some("a[2Jb"));
    }

    #[test]
    fn a_message_keeps_a_slot_it_does_not_know() {
        assert_eq!(fill_known("{a} and {b}", &[("a", "1".into())]), "1 and {b}");
    }

    #[test]
    fn the_second_sentence_follows_a_full_stop() {
        assert_eq!(sentences("Add another", "Start now"), "Add another. Start now");
        assert_eq!(sentences("Keep it?", "Start now"), "Keep it? Start now");
    }
}
