//! Where the focus goes: from thing to thing, from row to row, and through words that are longer than the window.

use ratatui::crossterm::event::KeyCode;

use super::hand::Hand;
use super::keymap::Intent;
use super::screen::Thing;
use super::view::Screen;
use crate::shell::host::Host;

impl<H: Host> Hand<'_, H> {
    /// To the next thing, or the one before, round and round.
    pub(super) fn step(&mut self, by: isize) {
        let things = self.screen().things();
        let now = self
            .local
            .focus
            .and_then(|focus| things.iter().position(|thing| *thing == focus))
            .unwrap_or(0);
        // A list is one stop.
        let group = |thing: Thing| match thing {
            Thing::Row(_) => Thing::Row(0),
            other => other,
        };
        let count = things.len().cast_signed();
        let mut to = now.cast_signed();
        for _ in 0..things.len() {
            to = (to + by).rem_euclid(count);
            let thing = things[to.unsigned_abs()];
            if group(thing) != group(things[now]) {
                let into_list = matches!(thing, Thing::Row(_));
                self.local.focus = Some(if into_list { self.entry(&things) } else { thing });
                return;
            }
        }
    }

    /// The row on which a list is entered: the one selected, else the first.
    pub(super) fn entry(&self, things: &[Thing]) -> Thing {
        let selected = self
            .local
            .selected
            .map(Thing::Row)
            .filter(|row| things.contains(row));
        selected
            .or_else(|| {
                things
                    .iter()
                    .copied()
                    .find(|thing| matches!(thing, Thing::Row(_)))
            })
            .unwrap_or(Thing::Words)
    }

    /// A row up or down; words are scrolled. Stops at the ends.
    pub(super) fn move_by(&mut self, by: isize) {
        let screen = self.screen();
        let things = screen.things();
        let Some(now) = self.local.focus else { return };
        if now == Thing::Words {
            self.scroll_words(&screen, by);
            return;
        }
        let in_content = |thing: &&Thing| !matches!(thing, Thing::Button(_));
        let order: Vec<Thing> = things
            .iter()
            .filter(in_content)
            .copied()
            .filter(|thing| *thing != Thing::Words)
            .collect();
        let Some(place) = order.iter().position(|thing| *thing == now) else {
            if by < 0 {
                self.local.focus = order
                    .iter()
                    .rev()
                    .find(|thing| thing.is_answer())
                    .copied()
                    .or(Some(now));
            }
            return;
        };
        let to = place.cast_signed() + by;
        match usize::try_from(to).ok().and_then(|to| order.get(to)) {
            Some(Thing::Back | Thing::Problem) if self.local.scroll > 0 => self.scroll_words(&screen, by),
            Some(thing) => self.local.focus = Some(*thing),
            None => {
                let to = (self.local.scroll.cast_signed() + by).max(0).unsigned_abs();
                self.local.scroll = to.min(screen.furthest());
            }
        }
    }

    /// Words are scrolled a row; the answer takes the focus once it is on the screen.
    pub(super) fn scroll_words(&mut self, screen: &Screen, by: isize) {
        let to = (self.local.scroll.cast_signed() + by)
            .max(0)
            .unsigned_abs()
            .min(screen.furthest());
        let moved = to != self.local.scroll;
        self.local.scroll = to;
        let answer = screen.things().into_iter().find(|thing| thing.is_answer());
        match answer.filter(|answer| by > 0 && (screen.is_visible(*answer, to) || !moved)) {
            Some(answer) => self.local.focus = Some(answer),
            None if by < 0 => self.local.focus = Some(Thing::Words),
            None => {}
        }
    }

    pub(super) fn page_by(&mut self, intent: Intent) {
        let screen = self.screen();
        let rows = Self::rows(&screen);
        let room = screen.room().saturating_sub(1).max(1);
        if let (Some(Thing::Row(place)), Some(last)) = (self.local.focus, rows.last().copied())
            && rows.len() > room
        {
            let to = if intent == Intent::PageUp {
                place.saturating_sub(room)
            } else {
                (place + room).min(last)
            };
            self.local.focus = Some(Thing::Row(to));
            return;
        }
        let by = if intent == Intent::PageUp {
            -room.cast_signed()
        } else {
            room.cast_signed()
        };
        self.scroll_words(&screen, by);
    }

    pub(super) fn rows(screen: &Screen) -> Vec<usize> {
        let places = screen.things().into_iter().filter_map(|thing| match thing {
            Thing::Row(place) => Some(place),
            _ => None,
        });
        places.collect()
    }

    pub(super) fn go_to_end(&mut self, first: bool) {
        let screen = self.screen();
        let rows = Self::rows(&screen);
        let end = if first { rows.first() } else { rows.last() };
        match (self.local.focus, end) {
            (Some(Thing::Row(_)), Some(place)) => self.local.focus = Some(Thing::Row(*place)),
            _ => self.local.scroll = if first { 0 } else { screen.furthest() },
        }
    }

    pub(super) fn go_to_digit(&mut self, code: KeyCode) {
        let KeyCode::Char(digit) = code else { return };
        let place = digit
            .to_digit(10)
            .and_then(|digit| usize::try_from(digit).ok())
            .and_then(|digit| digit.checked_sub(1));
        let thing = place.map(Thing::Row);
        if matches!(self.local.focus, Some(Thing::Row(_)))
            && thing.is_some_and(|row| self.screen().things().contains(&row))
        {
            self.local.focus = thing;
        }
    }

    /// To the button on the left or right.
    pub(super) fn among_buttons(&mut self, by: isize) {
        let things = self.screen().things();
        let (Some(focus), kind) = (self.local.focus, |thing: &Thing| {
            matches!(thing, Thing::Button(_))
        }) else {
            return;
        };
        let alike = |thing: &&Thing| match focus {
            Thing::Button(_) => kind(thing),
            Thing::Action(_) => matches!(thing, Thing::Action(_)),
            _ => false,
        };
        let row: Vec<Thing> = things.iter().filter(alike).copied().collect();
        if let Some(place) = row.iter().position(|thing| *thing == focus) {
            let to = (place.cast_signed() + by)
                .max(0)
                .unsigned_abs()
                .min(row.len() - 1);
            self.local.focus = Some(row[to]);
        }
    }
}
