//! Lists that are too long to be read out at each question: they are read in parts when asked for with a word, and
//! searched. Must not know what is on them.

use super::command::Typed;
use super::talk::Block;
use super::text::{labelled, stopped};
use crate::guide::Guide;
use crate::machine::page::{self, Ask, Page, PeopleAsk, Ticks};

/// Lines from which on a list is long.
pub(super) const LONG: usize = 10;
/// Lines that are read at once.
const PART: usize = 50;

/// What is read of a long list without being asked for: its first lines.
const FIRST: usize = 10;

/// The whole list of a page, a line each, with its number where numbers are typed.
fn lines(page: &Page) -> Vec<String> {
    let numbered = |lines: Vec<String>| {
        lines
            .into_iter()
            .zip(1..)
            .map(|(line, n)| format!("{n}. {line}"))
            .collect()
    };
    match &page.ask {
        Ask::People(people) => numbered(people.rows.iter().map(|row| person(people, row)).collect()),
        Ask::Tick(ticks) => numbered((0..ticks.items.len()).map(|place| marked(ticks, place)).collect()),
        _ => longest(page).map_or(vec![], |items| items.iter().map(|item| stopped(item)).collect()),
    }
}

/// The longest list among the words of a page.
fn longest(page: &Page) -> Option<&Vec<String>> {
    let lists = page.body.iter().filter_map(|block| match block {
        page::Block::List(items) if items.len() > LONG => Some(items),
        _ => None,
    });
    lists.max_by_key(|items| items.len())
}

/// "Name: J. Patel. Access: Member. Works here now: Yes."
pub(super) fn person(people: &PeopleAsk, row: &[String]) -> String {
    let said = people
        .columns
        .iter()
        .zip(row)
        .filter(|(_, cell)| !cell.is_empty());
    let cells = said.map(|(column, cell)| labelled(column, cell));
    cells.collect::<Vec<_>>().join(" ")
}

/// "J. Patel: Yes."
fn marked(ticks: &Ticks, place: usize) -> String {
    let item = &ticks.items[place];
    match item.mark.and_then(|mark| ticks.marks.get(mark)) {
        Some(mark) => labelled(&item.label, &mark.label),
        None => stopped(&item.label),
    }
}

/// The first lines of a list that is not to be read out whole, and how to hear more.
pub(super) fn first(guide: &Guide, items: &[String]) -> Block {
    if items.len() <= LONG * 2 {
        return items.iter().map(|item| stopped(item)).collect();
    }
    let mut lines: Block = items.iter().take(FIRST).map(|item| stopped(item)).collect();
    lines.push(guide.say("plain.list-goes-on", &[("n", (items.len() - FIRST).to_string())]));
    lines
}

/// The first part of a list of which the numbers are needed.
pub(super) fn part(guide: &Guide, page_lines: &[String], from: usize) -> Block {
    let mut lines: Block = page_lines.iter().skip(from).take(PART).cloned().collect();
    let next = from + PART;
    if next < page_lines.len() {
        lines.push(guide.say("plain.people-more", &[("n", (next + 1).to_string())]));
    }
    lines
}

/// The lines to mark, as far as they are read at once.
pub(super) fn ticks(guide: &Guide, ticks: &Ticks) -> Block {
    let lines: Vec<String> = (0..ticks.items.len())
        .map(|place| format!("{}. {}", place + 1, marked(ticks, place)))
        .collect();
    part(guide, &lines, 0)
}

/// What the words "list" and "find" tell on this page. None when it is another word, or there is no list.
pub(super) fn hear(guide: &Guide, page: &Page, typed: &Typed) -> Option<Vec<Block>> {
    let text = typed.text.to_lowercase();
    let (word, rest) = text.split_once(' ').unwrap_or((&text, ""));
    let is = |id: &str| !typed.quoted && word == guide.word(&format!("plain.command.{id}"));
    if !is("list") && !is("find") {
        return None;
    }
    let lines = lines(page);
    if lines.is_empty() {
        return None;
    }
    if is("find") {
        let found: Vec<String> = lines.into_iter().filter(|line| has(line, rest)).collect();
        let none = || vec![guide.say("plain.found-no-one", &[("typed", rest.to_owned())])];
        return Some(vec![if found.is_empty() {
            none()
        } else {
            part(guide, &found, 0)
        }]);
    }
    let from = rest.trim().parse::<usize>().unwrap_or(1).saturating_sub(1);
    Some(vec![part(guide, &lines, from.min(lines.len() - 1))])
}

/// Whether a line has what was typed in it.
pub(super) fn has(line: &str, typed: &str) -> bool {
    let folded = |text: &str| {
        text.chars()
            .flat_map(crate::domain::tidy::folded_letter)
            .collect::<String>()
    };
    folded(line).contains(folded(typed).trim())
}
