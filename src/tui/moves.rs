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

    /// The row on which a list is entered: where one stood before, else the one selected, else the first.
    pub(super) fn entry(&self, things: &[Thing]) -> Thing {
        let known = self.local.stood_on.or(self.local.selected).map(Thing::Row);
        known
            .filter(|row| things.contains(row))
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
        let is_row = |thing: &&Thing| !matches!(thing, Thing::Button(_) | Thing::Back | Thing::Words);
        let order: Vec<Thing> = things.iter().filter(is_row).copied().collect();
        let Some(place) = order.iter().position(|thing| *thing == now) else {
            self.move_outside_rows(&screen, &order, by);
            return;
        };
        match place.checked_add_signed(by).and_then(|to| order.get(to)) {
            Some(Thing::Problem) if self.local.scroll > 0 => self.scroll_words(&screen, by),
            Some(thing) => self.local.focus = Some(*thing),
            None => self.scroll_words(&screen, by),
        }
    }

    /// From the buttons up to the answer, or from Back down to what follows; where there is none, the words are
    /// scrolled.
    fn move_outside_rows(&mut self, screen: &Screen, order: &[Thing], by: isize) {
        let answer = order.iter().rev().find(|thing| thing.is_answer());
        match (self.local.focus, answer) {
            (Some(Thing::Back), _) if by > 0 => self.step(1),
            (Some(Thing::Back), _) => {}
            (_, Some(answer)) if by < 0 => self.local.focus = Some(*answer),
            (_, Some(_)) => {}
            (_, None) => self.scroll_to(screen, self.local.scroll.saturating_add_signed(by)),
        }
    }

    fn scroll_to(&mut self, screen: &Screen, to: usize) {
        self.local.scroll = to.min(screen.furthest());
    }

    /// Words are scrolled; the answer takes the focus once it is on the screen, unless it has it and keeps it.
    pub(super) fn scroll_words(&mut self, screen: &Screen, by: isize) {
        let before = self.local.scroll;
        self.scroll_to(screen, before.saturating_add_signed(by));
        let now = self.local.scroll;
        let stays = |focus: Thing| focus != Thing::Words && screen.is_visible(focus, now);
        if self
            .local
            .focus
            .is_some_and(|focus| stays(focus) || matches!(focus, Thing::Button(_)))
        {
            return;
        }
        let answer = screen.things().into_iter().find(|thing| thing.is_answer());
        match answer.filter(|answer| by > 0 && (screen.is_visible(*answer, now) || now == before)) {
            Some(answer) => self.local.focus = Some(answer),
            None => self.local.focus = Some(Thing::Words),
        }
    }

    /// A screen up or down: to the row of the list that is about there; past its ends, words are scrolled.
    pub(super) fn page_by(&mut self, intent: Intent) {
        let screen = self.screen();
        let room = screen.room().saturating_sub(1).max(1).cast_signed();
        let by = if intent == Intent::PageUp { -room } else { room };
        match self.row_at(&screen, by) {
            Some(row) => self.local.focus = Some(row),
            None => self.scroll_words(&screen, by),
        }
    }

    /// The row of the list that is so far from the focused one, or as far as the list goes.
    fn row_at(&self, screen: &Screen, by: isize) -> Option<Thing> {
        let focus = self.local.focus.filter(|focus| matches!(focus, Thing::Row(_)))?;
        let to = screen.row_of(focus)?.saturating_add_signed(by);
        let mut rows = Self::rows(screen).into_iter().map(Thing::Row);
        let is_there = |thing: &Thing| screen.row_of(*thing).is_some_and(|row| row >= to);
        let row = if by < 0 {
            rows.find(is_there)
        } else {
            let last = rows.clone().next_back();
            rows.take_while(|thing| !is_there(thing)).last().or(last)
        };
        row.filter(|row| *row != focus)
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
            _ => self.scroll_words(&screen, if first { isize::MIN } else { isize::MAX }),
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
