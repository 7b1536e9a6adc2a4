//! A long list made shorter: what is typed while the list has the focus is looked for in its names. Must not know what
//! the list is for.

use super::local::Local;
use super::screen::Thing;
use crate::domain::tidy;
use crate::machine::page::{Ask, Page};

/// Lines to mark from which on they can be searched: so many fit on one screen.
const LONG: usize = 10;

/// The names of the rows, where they can be searched.
pub(super) fn names(page: &Page) -> Option<Vec<&str>> {
    match &page.ask {
        Ask::People(people) => Some(
            people
                .rows
                .iter()
                .map(|row| row.first().map_or("", String::as_str))
                .collect(),
        ),
        Ask::Tick(ticks) if ticks.items.len() >= LONG => {
            Some(ticks.items.iter().map(|item| item.label.as_str()).collect())
        }
        Ask::Tick(_)
        | Ask::Tasks(_)
        | Ask::Choose(_)
        | Ask::Text(_)
        | Ask::PasswordIdea(_)
        | Ask::SecretIdea(_)
        | Ask::Draft(_)
        | Ask::CheckAnswers(_)
        | Ask::Record(_)
        | Ask::Read => None,
    }
}

/// Whether a name has what was typed in it.
fn has(name: &str, typed: &str) -> bool {
    typed.is_empty() || folded(name).contains(&folded(typed))
}

fn folded(text: &str) -> String {
    text.chars().flat_map(tidy::folded_letter).collect()
}

/// As much of what was typed as some name has: what is typed after that changes nothing but what is said.
pub(super) fn found<'l>(page: &Page, local: &'l Local) -> &'l str {
    let (names, typed) = (names(page).unwrap_or_default(), local.typed.as_str());
    let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    let parts = ends.map(|end| &typed[..end]);
    let mut found = parts.filter(|part| names.iter().any(|name| has(name, part)));
    found.next().unwrap_or_default()
}

/// The rows that are shown.
pub(super) fn shown(page: &Page, local: &Local) -> Vec<usize> {
    let (names, found) = (names(page).unwrap_or_default(), found(page, local));
    let places = names.iter().enumerate().filter(|(_, name)| has(name, found));
    places.map(|(place, _)| place).collect()
}

/// A character on a list narrows it down. A space does where it marks no line, once something was typed. False when
/// the character means something else here.
pub(super) fn narrow(page: &Page, local: &mut Local, c: char) -> bool {
    let goes_on =
        !local.typed.is_empty() && ("'-.".contains(c) || c == ' ' && matches!(page.ask, Ask::People(_)));
    let on_a_row = matches!(local.focus, Some(Thing::Row(_)));
    if !on_a_row || !(c.is_alphabetic() || goes_on) || names(page).is_none() {
        return false;
    }
    local.typed.push(c);
    let shown = shown(page, local);
    let is_shown = |focus| matches!(focus, Some(Thing::Row(place)) if shown.contains(&place));
    if !is_shown(local.focus) {
        local.focus = shown.first().copied().map(Thing::Row);
    }
    true
}

/// Takes the last character back. False when nothing was typed.
pub(super) fn widen(local: &mut Local) -> bool {
    matches!(local.focus, Some(Thing::Row(_))) && local.typed.pop().is_some()
}
