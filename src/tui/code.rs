//! A code for a phone to read, with the screen to itself: the address on the first line, then the code, and beside it
//! what to do. Must not know what the code is for.

use super::keymap::{Intent, label};
use super::screen::{Row, Rows, Thing};
use super::theme::{Look, Part};
use super::wrap::wrap;
use crate::guide::{Code, Guide, Ink};
use crate::machine::page::Scan;

/// Columns between the code and the words beside it.
const GAP: usize = 2;
/// The fewest columns that words beside a code can be read in.
const WORDS: usize = 14;

/// The button that goes back to the page.
const CLOSE: Thing = Thing::Button(0);
/// The button for a terminal whose colours cannot be set: which of its two is the darker cannot be known.
const SWAP: Thing = Thing::Button(1);

/// A code that is shown.
pub(super) struct Shown {
    scan: Scan,
    ink: Ink,
    focus: Thing,
}

impl Shown {
    pub(super) const fn new(scan: Scan) -> Self {
        // Most terminals are dark.
        Self {
            scan,
            ink: Ink::Light,
            focus: CLOSE,
        }
    }

    /// Takes what a person means by a key. False when it is to close.
    pub(super) fn takes(&mut self, intent: Intent, look: Look) -> bool {
        match intent {
            Intent::Use | Intent::Choose if self.focus == SWAP => self.ink = self.ink.swapped(),
            Intent::Back | Intent::Help | Intent::Use | Intent::Choose => return false,
            Intent::NextThing
            | Intent::PreviousThing
            | Intent::Up
            | Intent::Down
            | Intent::Left
            | Intent::Right
                if !look.sets_colours() =>
            {
                self.focus = if self.focus == SWAP { CLOSE } else { SWAP };
            }
            _ => {}
        }
        true
    }

    /// The rows for a window of so many columns and rows, and where the cursor is.
    pub(super) fn laid_out(
        &self,
        guide: &Guide,
        look: Look,
        (width, height): (usize, usize),
    ) -> (Vec<Row>, (usize, usize)) {
        let address = wrap(&self.scan.shown, width).into_iter().map(Row::plain);
        let mut rows: Vec<Row> = address.collect();
        let code = Code::new(&self.scan.text);
        let room = height.saturating_sub(rows.len());
        let fits = |code: &Code| code.columns() + GAP + WORDS <= width && code.columns().div_ceil(2) <= room;
        match code.filter(fits) {
            Some(code) => rows.extend(self.beside(&code, guide, look, width)),
            None => rows.extend(too_small(guide, width)),
        }
        let mut things = rows.iter().enumerate().flat_map(|(line, row)| {
            let on_row = row.things.iter();
            on_row.map(move |(thing, column)| (*thing, (*column, line)))
        });
        // Where there is no room for the code, there is nothing to swap either.
        let first = things.clone().next();
        let focused = things.find(|(thing, _)| *thing == self.focus);
        let cursor = focused.or(first).map(|(_, cell)| cell);
        (rows, cursor.unwrap_or_default())
    }

    /// The code, with what to do on its right.
    fn beside(&self, code: &Code, guide: &Guide, look: Look, width: usize) -> Vec<Row> {
        let (ink, part) = if look.sets_colours() {
            (Ink::Dark, Part::Code)
        } else {
            (self.ink, Part::Plain)
        };
        let left = code.columns() + GAP;
        let mut words = self.words(guide, look, width - left).into_iter();
        let joined = code.rows(ink).into_iter().map(|drawn| {
            let Row { pieces, things } = words.next().unwrap_or_default();
            let mut row = Row::new(drawn, part);
            row.pieces.push((" ".repeat(GAP), Part::Plain));
            row.pieces.extend(pieces);
            row.things = things
                .into_iter()
                .map(|(thing, column)| (thing, left + column))
                .collect();
            row
        });
        joined.collect()
    }

    fn words(&self, guide: &Guide, look: Look, width: usize) -> Vec<Row> {
        let mut rows = Rows::new(width, self.focus);
        rows.text(0, &self.scan.title, Part::Strong);
        rows.gap();
        rows.text(0, guide.word("links.code-how"), Part::Plain);
        if let Some(caution) = &self.scan.caution {
            rows.gap();
            rows.text(0, caution, Part::Plain);
        }
        rows.gap();
        button(&mut rows, CLOSE, guide.word("buttons.close"));
        if !look.sets_colours() {
            rows.gap();
            rows.text(0, guide.word("links.code-swap"), Part::Plain);
            button(&mut rows, SWAP, guide.word("buttons.swap-dark-light"));
        }
        rows.gap();
        rows.text(0, &key(guide, Intent::Back, "close"), Part::Plain);
        rows.done
    }
}

fn too_small(guide: &Guide, width: usize) -> Vec<Row> {
    let mut rows = Rows::new(width, CLOSE);
    rows.push(Row::default());
    rows.text(0, guide.word("qr.small"), Part::Plain);
    rows.gap();
    button(&mut rows, CLOSE, guide.word("buttons.close"));
    rows.gap();
    rows.text(0, &key(guide, Intent::Back, "close"), Part::Plain);
    rows.done
}

/// A button with its mark; what does not fit goes on below.
fn button(rows: &mut Rows, thing: Thing, label: &str) {
    let mark = rows.mark(thing);
    let part = if mark == '>' { Part::Strong } else { Part::Plain };
    for (number, line) in wrap(label, rows.width.saturating_sub(2)).into_iter().enumerate() {
        rows.push(match number {
            0 => Row::plain(format!("{mark} ")).and(line, part).with(thing, 0),
            _ => Row::plain("  ").and(line, part),
        });
    }
}

/// "Esc close".
fn key(guide: &Guide, intent: Intent, short: &str) -> String {
    let name = guide.word(&format!("keys.name.{}", label(intent)));
    format!("{name} {}", guide.word(&format!("keys.short.{short}")))
}
