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
pub(super) fn has(name: &str, typed: &str) -> bool {
    let folded = |text: &str| text.chars().flat_map(tidy::folded_letter).collect::<String>();
    typed.is_empty() || folded(name).contains(&folded(typed))
}

/// The rows that are shown.
pub(super) fn shown(page: &Page, local: &Local) -> Vec<usize> {
    let names = names(page).unwrap_or_default();
    let places = names
        .iter()
        .enumerate()
        .filter(|(_, name)| has(name, &local.typed));
    places.map(|(place, _)| place).collect()
}

/// What came of a character typed on a list.
pub(super) enum Narrowed {
    /// The character means something else here.
    NotHere,
    /// The list is shorter.
    Done,
    /// No name has it: the list stays.
    NoOne(String),
}

/// A character on a list narrows it down. A space does where it marks no line, once something was typed.
pub(super) fn narrow(page: &Page, local: &mut Local, c: char) -> Narrowed {
    let goes_on =
        !local.typed.is_empty() && ("'-.".contains(c) || c == ' ' && matches!(page.ask, Ask::People(_)));
    let on_a_row = matches!(local.focus, Some(Thing::Row(_)));
    if !on_a_row || !(c.is_alphabetic() || goes_on) || names(page).is_none() {
        return Narrowed::NotHere;
    }
    local.typed.push(c);
    let Some(first) = shown(page, local).first().copied() else {
        let typed = local.typed.clone();
        local.typed.pop();
        return Narrowed::NoOne(typed);
    };
    stand_on_a_shown_row(page, local, first);
    Narrowed::Done
}

/// Takes the last character back. False when nothing was typed.
pub(super) fn widen(local: &mut Local) -> bool {
    matches!(local.focus, Some(Thing::Row(_))) && local.typed.pop().is_some()
}

fn stand_on_a_shown_row(page: &Page, local: &mut Local, first: usize) {
    let is_shown = |place: usize| shown(page, local).contains(&place);
    if !matches!(local.focus, Some(Thing::Row(place)) if is_shown(place)) {
        local.focus = Some(Thing::Row(first));
    }
}
