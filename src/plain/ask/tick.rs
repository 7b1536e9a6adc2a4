//! Lines to mark. Plain ticks are typed as numbers on one line; lines with several marks are asked one after another.

use super::several::Several;
use super::{Block, Echo, Event, Guide, Part, Reply, Typed, none_of, pick};
use crate::domain::verdict::Message;
use crate::machine::page::{TickItem, Ticks};
use crate::plain::long;
use crate::plain::text::{numbered, stopped};

/// What is asked for: all lines, or the marks of one.
pub(super) fn lines(guide: &Guide, ticks: &Ticks, part: Part) -> Vec<Block> {
    let Some((place, item)) = line_of(ticks, part) else {
        if is_long(ticks) {
            return vec![long::ticks(guide, ticks)];
        }
        let labels: Vec<String> = ticks.items.iter().map(noted).collect();
        return vec![numbered(labels.iter().map(String::as_str))];
    };
    let place_of = [
        ("first", (place + 1).to_string()),
        ("last", ticks.items.len().to_string()),
    ];
    let asked = format!(
        "{} {}",
        guide.say("plain.line-of", &place_of),
        stopped(&noted(item))
    );
    vec![
        vec![asked],
        numbered(ticks.marks.iter().map(|mark| mark.label.as_str())),
    ]
}

fn noted(item: &TickItem) -> String {
    match &item.note {
        Some(note) => format!("{}. {note}", item.label),
        None => item.label.clone(),
    }
}

/// How to mark.
pub(super) fn how(ticks: &Ticks, part: Part) -> &'static str {
    if is_long(ticks) {
        "plain.tick-ranges"
    } else if line_of(ticks, part).is_some() {
        "plain.type-number"
    } else {
        "plain.tick-numbers"
    }
}

/// The mark of the line, or the numbers of the lines that are ticked: "1 and 3".
pub(super) fn last(guide: &Guide, ticks: &Ticks, part: Part) -> Option<String> {
    if let Some((_, item)) = line_of(ticks, part) {
        return item.mark.map(|mark| (mark + 1).to_string());
    }
    let places = ticks
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.mark.is_some());
    let numbers: Vec<String> = places.map(|(place, _)| (place + 1).to_string()).collect();
    Some(numbers.join(&format!(" {} ", guide.word("plain.command.and")))).filter(|last| !last.is_empty())
}

/// So many lines with several marks that they are marked many at once, and not asked one after another.
pub(super) fn is_long(ticks: &Ticks) -> bool {
    ticks.marks.len() > 1 && ticks.items.len() >= long::LONG
}

/// "1 to 20 yes", "all yes": several lines at once.
fn read_several(guide: &Guide, ticks: &Ticks, typed: &Typed) -> Option<Reply> {
    let several = Several { guide, ticks };
    let (places, mark) = several.read(&typed.text)?;
    let after = |place: usize| places.contains(&place) || ticks.items[place].mark.is_some();
    let left = (0..ticks.items.len()).filter(|place| !after(*place));
    let (left, next) = (left.clone().count(), left.clone().next());
    let slots = [("n", places.len().to_string()), ("left", left.to_string())];
    let echo = Echo::Told(guide.say("plain.ticked", &slots));
    let mut events = vec![Event::TickedAll(places, mark)];
    Some(match next {
        _ if is_long(ticks) => Reply::Then(events, echo, Part::Whole),
        Some(next) => Reply::Then(events, echo, Part::Line(next)),
        None => {
            events.push(Event::Next);
            Reply::Send(events, echo)
        }
    })
}

/// Numbers, or a mark.
pub(super) fn read(guide: &Guide, ticks: &Ticks, part: Part, typed: &Typed) -> Reply {
    if ticks.marks.len() > 1
        && let Some(reply) = read_several(guide, ticks, typed)
    {
        return reply;
    }
    if is_long(ticks) {
        return Reply::Refuse(Message::new("plain.tick-ranges"));
    }
    if let Some((place, _)) = line_of(ticks, part) {
        return match pick(typed, ticks.marks.iter().map(|mark| mark.label.as_str())) {
            Ok(mark) => {
                let echo = Echo::Chose(ticks.marks[mark].label.clone());
                onward(ticks, place, vec![Event::Ticked(place, Some(mark))], echo)
            }
            Err(message) => Reply::Refuse(message),
        };
    }
    match wanted(guide, ticks, typed) {
        Some(wanted) => {
            let labels: Vec<&str> = wanted
                .iter()
                .map(|&place| ticks.items[place].label.as_str())
                .collect();
            let none = || guide.word("plain.command.none").to_owned();
            let echo = if labels.is_empty() {
                none()
            } else {
                labels.join(". ")
            };
            let mut events: Vec<Event> = ticks
                .items
                .iter()
                .enumerate()
                .filter(|(place, item)| item.mark.is_some() != wanted.contains(place))
                .map(|(place, item)| Event::Ticked(place, if item.mark.is_some() { None } else { Some(0) }))
                .collect();
            events.push(Event::Next);
            Reply::Send(events, Echo::Chose(echo))
        }
        None => Reply::Refuse(none_of(ticks.items.len())),
    }
}

/// Enter alone: the marks as they stand.
pub(super) fn enter(ticks: &Ticks, part: Part) -> Reply {
    match line_of(ticks, part) {
        Some((place, item)) if item.mark.is_some() => onward(ticks, place, Vec::new(), Echo::Nothing),
        Some(_) => Reply::Again,
        None => Reply::Send(vec![Event::Next], Echo::Nothing),
    }
}

/// To the line after, or on to the next page from the last.
fn onward(ticks: &Ticks, place: usize, mut events: Vec<Event>, echo: Echo) -> Reply {
    if place + 1 < ticks.items.len() {
        return Reply::Then(events, echo, Part::Line(place + 1));
    }
    events.push(Event::Next);
    Reply::Send(events, echo)
}

/// The line that is asked for, where each is asked for alone.
fn line_of(ticks: &Ticks, part: Part) -> Option<(usize, &TickItem)> {
    let place = match part {
        Part::Line(place) => place,
        Part::Whole | Part::Change | Part::TakeOff => 0,
    };
    if ticks.marks.len() < 2 || is_long(ticks) {
        None
    } else {
        Some((place, ticks.items.get(place)?))
    }
}

/// The lines to be ticked: "1 3", "1 and 3", "1, 3", a label, or "none".
fn wanted(guide: &Guide, ticks: &Ticks, typed: &Typed) -> Option<Vec<usize>> {
    if typed.is(guide, "none") {
        return Some(Vec::new());
    }
    if let Ok(place) = pick(typed, ticks.items.iter().map(|item| item.label.as_str())) {
        return Some(vec![place]);
    }
    let parts = typed
        .text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty());
    let numbers = parts.filter(|part| !part.eq_ignore_ascii_case(guide.word("plain.command.and")));
    let mut places: Vec<usize> = numbers
        .map(|number| {
            number
                .parse::<usize>()
                .ok()?
                .checked_sub(1)
                .filter(|&place| place < ticks.items.len())
        })
        .collect::<Option<_>>()?;
    places.sort_unstable();
    places.dedup();
    (!places.is_empty()).then_some(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::page::Choice;

    fn ticks(marks: usize) -> Ticks {
        let mark = |n| Choice {
            id: format!("m{n}"),
            label: format!("Mark {n}"),
            hint: None,
            next: None,
            apart: false,
        };
        let item = |n: usize, mark| TickItem {
            id: n.to_string(),
            label: format!("Line {n}"),
            mark,
            note: None,
        };
        Ticks {
            items: vec![item(1, None), item(2, Some(0)), item(3, None)],
            marks: (0..marks).map(mark).collect(),
        }
    }

    fn typed(marks: usize, part: Part, line: &str) -> Reply {
        read(&Guide::builtin(), &ticks(marks), part, &Typed::new(line))
    }

    #[test]
    fn numbers_are_the_whole_answer_however_they_are_joined() {
        let both = vec![
            Event::Ticked(0, Some(0)),
            Event::Ticked(1, None),
            Event::Ticked(2, Some(0)),
            Event::Next,
        ];
        for line in ["1 3", "1 and 3", "3, 1", "1,3."] {
            assert!(
                matches!(typed(1, Part::Whole, line), Reply::Send(events, _) if events == both),
                "{line}"
            );
        }
        assert!(matches!(typed(1, Part::Whole, "none"), Reply::Send(events, _) if events.len() == 2));
        for line in ["4", "1 or 2", "and", "0"] {
            assert_eq!(typed(1, Part::Whole, line), Reply::Refuse(none_of(3)), "{line}");
        }
    }

    #[test]
    fn several_marks_are_asked_for_line_by_line() {
        let then = typed(2, Part::Whole, "2");
        assert!(
            matches!(then, Reply::Then(events, _, Part::Line(1)) if events == [Event::Ticked(0, Some(1))])
        );
        assert!(matches!(enter(&ticks(2), Part::Line(1)), Reply::Then(events, ..) if events.is_empty()));
        assert_eq!(enter(&ticks(2), Part::Line(2)), Reply::Again);
        let last = typed(2, Part::Line(2), "1");
        assert!(matches!(last, Reply::Send(events, _) if events == [Event::Ticked(2, Some(0)), Event::Next]));
    }
}
