//! From a page to what is drawn: the header, as much of the content as fits, the foot, and where the cursor is. The
//! real cursor sits on the focused thing in every frame: magnifiers and braille displays follow nothing else.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position as Cell, Rect};

use super::content;
use super::foot;
use super::local::Local;
use super::overlay::{self, Overlay};
use super::screen::{Row, Rows, Thing};
use super::theme::{Look, Part};
use super::wrap::{columns, pad};
use crate::guide::Guide;
use crate::machine::page::{Ask, Page};

/// The smallest window that a page fits in.
pub(super) const SMALLEST: (u16, u16) = (60, 20);
/// Rows of the header.
const HEADER: usize = 2;

/// A page laid out for a window.
pub(super) struct Screen {
    /// Every row of the content.
    pub(super) content: Vec<Row>,
    /// The buttons at the foot.
    buttons: Vec<Row>,
    /// The keys that matter.
    hints: Row,
    /// Columns and rows of the window.
    size: (usize, usize),
}

impl Screen {
    /// Lays a page out, with the focus where it is, or where it begins.
    pub(super) fn new(page: &Page, local: &mut Local, guide: &Guide, size: (u16, u16)) -> Self {
        let size = (usize::from(size.0), usize::from(size.1));
        local.note_row();
        let mut screen = Self::with_focus(page, local, guide, size, local.focus.unwrap_or(Thing::Words));
        let is_lost = |focus| local.overlay.is_none() && !screen.things().contains(&focus);
        if local.focus.is_none_or(is_lost) {
            let focus = screen.beginning(local.focus, page);
            local.focus = Some(focus);
            screen = Self::with_focus(page, local, guide, size, focus);
        }
        local.note_row();
        screen
    }

    fn with_focus(page: &Page, local: &Local, guide: &Guide, size: (usize, usize), focus: Thing) -> Self {
        let content = match &local.overlay {
            Some(Overlay::Help(_)) => overlay::help(page, guide, size.0),
            Some(Overlay::NoLines | Overlay::Code(_)) | None => {
                content::rows(page, local, guide, size.0, focus)
            }
        };
        let mut buttons = Rows::new(
            size.0,
            if local.overlay.is_some() {
                Thing::Words
            } else {
                focus
            },
        );
        let labels = foot::buttons(page, guide);
        let labels: Vec<(Thing, String)> = labels
            .into_iter()
            .enumerate()
            .map(|(place, (_, label))| (Thing::Button(place), label))
            .collect();
        buttons.buttons(&labels);
        let hints = Row::plain(foot::hints(page, local, guide, size.0));
        Self {
            content,
            buttons: buttons.done,
            hints,
            size,
        }
    }

    /// Rows that the content has room for.
    pub(super) fn room(&self) -> usize {
        self.size.1.saturating_sub(HEADER + 2 + self.buttons.len())
    }

    /// Everything that can be focused, in the order of Tab.
    pub(super) fn things(&self) -> Vec<Thing> {
        let in_content = self.content.iter().flat_map(|row| &row.things);
        let at_foot = self.buttons.iter().flat_map(|row| &row.things);
        let mut things: Vec<Thing> = in_content.chain(at_foot).map(|(thing, _)| *thing).collect();
        if self.content.len() > self.room() || !things.iter().any(|thing| thing.is_answer()) {
            let after_back = usize::from(things.first() == Some(&Thing::Back));
            things.insert(after_back, Thing::Words);
        }
        things
    }

    /// Where the focus begins: on the answer, when it is on the screen; else on the words before it.
    fn beginning(&self, was: Option<Thing>, page: &Page) -> Thing {
        let things = self.things();
        // A row that has gone, such as a person taken off the list: the last that is there.
        if let Some(Thing::Row(place)) = was
            && let Some(row) = things
                .iter()
                .rev()
                .find(|thing| matches!(thing, Thing::Row(other) if *other <= place))
        {
            return *row;
        }
        let wanted = match &page.ask {
            Ask::Tasks(hub) => Thing::Row(hub.next),
            Ask::Choose(options) => Thing::Row(options.chosen.unwrap_or(0)),
            Ask::Draft(_) | Ask::Record(_) => Thing::Button(0),
            Ask::People(people) if people.rows.is_empty() => Thing::Button(0),
            _ => things
                .iter()
                .copied()
                .find(|thing| thing.is_answer())
                .unwrap_or(Thing::Words),
        };
        let visible = |thing: &Thing| self.row_of(*thing).is_none_or(|row| row < self.room());
        if things.contains(&wanted) && visible(&wanted) {
            return wanted;
        }
        if things.contains(&Thing::Words) {
            Thing::Words
        } else {
            things[0]
        }
    }

    /// The row of the content that a thing is on.
    pub(super) fn row_of(&self, thing: Thing) -> Option<usize> {
        self.content
            .iter()
            .position(|row| row.things.iter().any(|(other, _)| *other == thing))
    }

    /// The furthest that the content can be scrolled.
    pub(super) fn furthest(&self) -> usize {
        self.content.len().saturating_sub(self.room())
    }

    /// Whether a thing of the content is on the screen, with all that belongs to it.
    pub(super) fn is_visible(&self, thing: Thing, scroll: usize) -> bool {
        let room = self.room();
        self.row_of(thing)
            .is_some_and(|row| row >= scroll && self.end_of(row).min(row + room.max(1)) <= scroll + room)
    }

    /// Scrolls so that the focus is on the screen, with all that belongs to it where there is room.
    pub(super) fn follow(&self, local: &mut Local) {
        if local.overlay.is_some() {
            return;
        }
        if let Some(row) = local.focus.and_then(|focus| self.row_of(focus)) {
            let room = self.room().max(1);
            let end = self.end_of(row).min(row + room);
            local.scroll = local.scroll.min(row).max(end.saturating_sub(room));
        }
        local.scroll = local.scroll.min(self.furthest());
    }

    /// The row after the last that belongs to the thing on this one: its hint, and after the last thing whatever is
    /// left.
    fn end_of(&self, row: usize) -> usize {
        let after = self.content.iter().skip(row + 1);
        if after.clone().all(|row| row.things.is_empty()) {
            return self.content.len();
        }
        let belongs = |row: &&Row| row.things.is_empty() && !row.pieces.is_empty();
        row + 1 + after.take_while(belongs).count()
    }
}

/// Draws a page.
pub(super) fn draw(frame: &mut Frame<'_>, screen: &Screen, page: &Page, local: &Local, guide: &Guide) {
    let area = frame.area();
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(frame, guide, area);
        return;
    }
    let mut canvas = Canvas {
        buffer: frame.buffer_mut(),
        area,
        look: local.look,
    };
    let cell = |at: usize, most: usize| u16::try_from(at.min(most.saturating_sub(1))).unwrap_or(0);
    if let Some(Overlay::Code(shown)) = &local.overlay {
        let (rows, (x, y)) = shown.laid_out(guide, local.look, (width, height));
        rows.iter()
            .enumerate()
            .for_each(|(line, row)| canvas.row(line, row));
        frame.set_cursor_position(Cell::new(cell(x, width), cell(y, height)));
        return;
    }
    canvas.row(0, &header(page, guide, width));
    canvas.rule(1, "");
    let room = screen.room();
    let scroll = scroll_of(screen, local);
    for (line, row) in screen.content.iter().skip(scroll).take(room).enumerate() {
        canvas.row(HEADER + line, row);
    }
    let foot = height - 2 - screen.buttons.len();
    let more = screen.content.len() > room;
    canvas.rule(
        foot,
        &if more {
            lines_shown(screen, scroll, guide)
        } else {
            String::new()
        },
    );
    for (line, row) in screen.buttons.iter().enumerate() {
        canvas.row(foot + 1 + line, row);
    }
    canvas.row(height - 1, &screen.hints);
    let (x, y) = cursor(screen, local, scroll, foot);
    if x == 0 {
        canvas.text(0, y, ">", Part::Plain);
    }
    frame.set_cursor_position(Cell::new(cell(x, width), cell(y, height)));
}

fn scroll_of(screen: &Screen, local: &Local) -> usize {
    match local.overlay {
        Some(Overlay::Help(scroll)) => scroll.min(screen.furthest()),
        Some(Overlay::NoLines | Overlay::Code(_)) | None => local.scroll.min(screen.furthest()),
    }
}

/// "Lines 1 to 15 of 30".
fn lines_shown(screen: &Screen, scroll: usize, guide: &Guide) -> String {
    let last = (scroll + screen.room()).min(screen.content.len());
    let slots = [
        ("first", (scroll + 1).to_string()),
        ("last", last.to_string()),
        ("total", screen.content.len().to_string()),
    ];
    guide.say("draft.lines", &slots)
}

fn header(page: &Page, guide: &Guide, width: usize) -> Row {
    let site = [page.site.as_str(), page.code.as_str()].join("  ");
    let title = guide.word("header.title");
    let left = format!(" {title}    ");
    let room = width.saturating_sub(columns(&left) + columns(&page.saved) + 2);
    let site = pad(site.trim(), room);
    Row::new(left, Part::Strong)
        .and(site, Part::Plain)
        .and(format!(" {}", page.saved), Part::Plain)
}

/// Where the cursor is: on the focused thing; before the first row of the words, which has the mark, while they are
/// read.
fn cursor(screen: &Screen, local: &Local, scroll: usize, foot: usize) -> (usize, usize) {
    let focus = local.focus.unwrap_or(Thing::Words);
    let column = |row: &Row| {
        row.things
            .iter()
            .find(|(thing, _)| *thing == focus)
            .map(|(_, column)| *column)
    };
    if local.overlay.is_none() {
        for (line, row) in screen.content.iter().skip(scroll).take(screen.room()).enumerate() {
            if let Some(column) = column(row) {
                return (column, HEADER + line);
            }
        }
        for (line, row) in screen.buttons.iter().enumerate() {
            if let Some(column) = column(row) {
                return (column, foot + 1 + line);
            }
        }
    }
    let shown = screen.content.iter().skip(scroll).take(screen.room());
    let is_words =
        |row: &Row| !row.pieces.is_empty() && row.things.iter().all(|(thing, _)| *thing != Thing::Back);
    (0, HEADER + shown.into_iter().position(is_words).unwrap_or(0))
}

fn too_small(frame: &mut Frame<'_>, guide: &Guide, area: Rect) {
    let slots = [
        ("columns", area.width.to_string()),
        ("rows", area.height.to_string()),
    ];
    let id = if area.width < SMALLEST.0 {
        "screen.small-wide"
    } else {
        "screen.small-tall"
    };
    let text = format!("{} {}", guide.say(id, &slots), guide.word("screen.small-what"));
    let mut canvas = Canvas {
        buffer: frame.buffer_mut(),
        area,
        look: Look::default(),
    };
    for (line, text) in super::wrap::wrap(&text, usize::from(area.width))
        .into_iter()
        .enumerate()
    {
        canvas.row(line, &Row::plain(text));
    }
    if area.width > 0 && area.height > 0 {
        frame.set_cursor_position(Cell::new(0, 0));
    }
}

/// Draws rows, and never outside of the window.
struct Canvas<'b> {
    buffer: &'b mut Buffer,
    area: Rect,
    look: Look,
}

impl Canvas<'_> {
    fn row(&mut self, line: usize, row: &Row) {
        let mut at = 0;
        for (text, part) in &row.pieces {
            self.text(at, line, text, *part);
            at += columns(text);
        }
    }

    /// A rule over the whole width, with a few words near its end.
    fn rule(&mut self, line: usize, words: &str) {
        let width = usize::from(self.area.width);
        let rule = self.look.rule();
        self.text(0, line, &rule.repeat(width), Part::Plain);
        if !words.is_empty() {
            let words = format!(" {words} ");
            self.text(
                width.saturating_sub(columns(&words) + 3),
                line,
                &words,
                Part::Plain,
            );
        }
    }

    fn text(&mut self, column: usize, line: usize, text: &str, part: Part) {
        let (Ok(x), Ok(y)) = (u16::try_from(column), u16::try_from(line)) else {
            return;
        };
        if x >= self.area.width || y >= self.area.height {
            return;
        }
        let room = usize::from(self.area.width - x);
        self.buffer.set_stringn(x, y, text, room, self.look.style(part));
    }
}
