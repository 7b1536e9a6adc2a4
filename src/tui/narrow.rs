//! A long list made shorter: what is typed while the list has the focus is looked for in its names. Must not know what
//! the list is for.

use super::local::Local;
use super::screen::Thing;
use crate::domain::tidy;
use crate::machine::page::{Ask, Page};

/// Lines to mark from which on they can be searched: so many fit on one screen.
const LONG: usize = 10;
/// Characters that can be typed to find a name, at the most: a name that is told by more is none.
const MOST_TYPED: usize = 40;

/// The names of the rows, where they can be searched.
pub(super) fn names(page: &Page) -> Option<Vec<&str>> {
    let is_short = |names: &Vec<&str>| matches!(page.ask, Ask::Tick(_)) && names.len() < LONG;
    rows(page).filter(|names| !is_short(names))
}

/// The names of the rows that can be more than the screen holds.
fn rows(page: &Page) -> Option<Vec<&str>> {
    match &page.ask {
        Ask::People(people) => Some(
            people
                .rows
                .iter()
                .map(|row| row.first().map_or("", String::as_str))
                .collect(),
        ),
        Ask::Tick(ticks) => Some(ticks.items.iter().map(|item| item.label.as_str()).collect()),
        Ask::Tasks(_)
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

/// A list narrowed down.
pub(super) struct Narrowed {
    /// The rows that are shown: those that have as much of what was typed as any name has.
    pub(super) shown: Vec<usize>,
    /// All that was typed is in the names shown. What is typed after that changes nothing but what is said.
    pub(super) has_all: bool,
}

impl Narrowed {
    pub(super) fn of(page: &Page, local: &Local) -> Self {
        let names = rows(page).unwrap_or_default();
        let mut shown: Vec<usize> = (0..names.len()).collect();
        if local.typed.is_empty() {
            return Self { shown, has_all: true };
        }
        let names: Vec<String> = names.into_iter().map(folded).collect();
        let mut part = String::new();
        for c in local.typed.chars() {
            part.extend(tidy::folded_letter(c));
            let fewer: Vec<usize> = shown
                .iter()
                .copied()
                .filter(|place| names[*place].contains(&part))
                .collect();
            if fewer.is_empty() {
                return Self {
                    shown,
                    has_all: false,
                };
            }
            shown = fewer;
        }
        Self { shown, has_all: true }
    }
}

fn folded(text: &str) -> String {
    text.chars().flat_map(tidy::folded_letter).collect()
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
    // The first letter that no name has is said; more of them would only have to be taken back.
    if local.typed.chars().count() < MOST_TYPED && Narrowed::of(page, local).has_all {
        local.typed.push(c);
    }
    let shown = Narrowed::of(page, local).shown;
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
