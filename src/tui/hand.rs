//! From keys to what a person means, and from that to what happens: the focus moves, text changes, or the machine is
//! told. Must not know how a page looks.

use ratatui::crossterm::event::{Event as Input, KeyCode, KeyModifiers};
use tui_input::InputRequest;

use super::code::Shown;
use super::foot::{self, Press};
use super::input::{Pressed, Taken};
use super::keymap::{self, Intent, Mode};
use super::lines_box;
use super::local::{Local, acts_at_once, is_the_button, options_of};
use super::narrow::{self, Narrowed};
use super::overlay::Overlay;
use super::screen::Thing;
use super::view::Screen;
use crate::machine::event::{Event, PeopleEvent};
use crate::machine::page::{Ask, Block, Page};
use crate::machine::page_id::PageId;
use crate::shell::driver::{Driver, Flow};
use crate::shell::host::Host;

/// What comes of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// Go on.
    Stay,
    /// Draw everything anew.
    Redraw,
    /// The person has left.
    Left,
}

/// What a key does, on a page as it is laid out.
pub(super) struct Hand<'a, H: Host> {
    pub(super) driver: &'a mut Driver<H>,
    pub(super) local: &'a mut Local,
    pub(super) pressed: &'a mut Pressed,
    pub(super) size: (u16, u16),
}

impl<H: Host> Hand<'_, H> {
    /// Takes one thing that came from the terminal.
    pub(super) fn take(&mut self, input: Input) -> Then {
        match input {
            Input::Key(key) => match self.pressed.take(key) {
                Some(taken) => self.key(taken),
                None => Then::Stay,
            },
            Input::Paste(text) => {
                self.paste(&text);
                Then::Stay
            }
            _ => Then::Stay,
        }
    }

    pub(super) fn page(&self) -> &Page {
        self.driver.page()
    }

    pub(super) fn screen(&mut self) -> Screen {
        Screen::new(self.driver.page(), self.local, self.driver.guide(), self.size)
    }

    pub(super) fn refuse(&mut self, text: String) {
        self.local.refusal = Some(text);
        self.local.focus = Some(Thing::Problem);
        self.local.scroll = 0;
    }

    fn key(&mut self, taken: Taken) -> Then {
        let typing = self.local.is_typing();
        let (code, modifiers) = match taken {
            Taken::Text(c) if typing => {
                self.insert(c);
                return Then::Stay;
            }
            Taken::Text(c) if self.local.overlay.is_none() && self.narrows(c) => return Then::Stay,
            Taken::Key(KeyCode::Backspace, _)
                if self.local.overlay.is_none() && narrow::widen(self.local) =>
            {
                return Then::Stay;
            }
            // A line end that was pasted may come as this key.
            Taken::Key(KeyCode::Char('j'), KeyModifiers::CONTROL)
                if typing && lines_box::is_on(self.page()) =>
            {
                lines_box::insert(&mut self.local.input, "\n");
                return Then::Stay;
            }
            // Someone who sees the problem and types means the box.
            Taken::Text(c) if self.local.focus == Some(Thing::Problem) && c != '?' && self.has_box() => {
                self.local.focus = Some(Thing::Box);
                self.insert(c);
                return Then::Stay;
            }
            Taken::Key(KeyCode::Backspace, _)
                if self.local.focus == Some(Thing::Problem) && self.has_box() =>
            {
                self.local.focus = Some(Thing::Box);
                self.edit(Intent::DeleteBefore);
                return Then::Stay;
            }
            Taken::Text(c) => (KeyCode::Char(c), KeyModifiers::NONE),
            Taken::Key(code, modifiers) => (code, modifiers),
        };
        // A terminal that holds Esc back sends it with the key that follows: it is Esc all the same.
        if modifiers == KeyModifiers::ALT && matches!(code, KeyCode::Char(_)) {
            return self.intend(Intent::Back, code);
        }
        let mode = if typing { Mode::Typing } else { Mode::Moving };
        keymap::intent(mode, (code, modifiers)).map_or(Then::Stay, |intent| self.intend(intent, code))
    }

    /// A character on a long list looks for a name.
    fn narrows(&mut self, c: char) -> bool {
        self.local.said = None;
        narrow::narrow(self.driver.page(), self.local, c)
    }

    fn intend(&mut self, intent: Intent, code: KeyCode) -> Then {
        self.local.said = None;
        match intent {
            Intent::Redraw => return Then::Redraw,
            Intent::Interrupt if self.page().id() == PageId::Leave => return self.leave_now(),
            Intent::Leave | Intent::Interrupt => return self.send(Event::Leave),
            Intent::Undo => return self.send(Event::Undo),
            Intent::SaySaved => {
                self.say_saved();
                return Then::Stay;
            }
            _ => {}
        }
        if self.local.overlay.is_some() {
            self.in_overlay(intent);
            return Then::Stay;
        }
        let in_lines = self.local.focus == Some(Thing::Box) && lines_box::is_on(self.page());
        if in_lines && lines_box::go(&mut self.local.input, intent) {
            return Then::Stay;
        }
        match intent {
            Intent::Help => self.local.overlay = Some(Overlay::Help(0)),
            Intent::Back => return self.back(),
            Intent::NextThing => self.step(1),
            Intent::PreviousThing => self.step(-1),
            Intent::Use => return self.use_it(),
            Intent::Choose => return self.choose(),
            Intent::TakeOff => return self.take_off(),
            Intent::Digit => self.go_to_digit(code),
            Intent::PageUp | Intent::PageDown => self.page_by(intent),
            _ if self.local.focus == Some(Thing::Box) && !matches!(intent, Intent::Up | Intent::Down) => {
                self.edit(intent);
            }
            Intent::Up => self.move_by(-1),
            Intent::Down => self.move_by(1),
            Intent::Left => self.among_buttons(-1),
            Intent::Right => self.among_buttons(1),
            Intent::First => self.go_to_end(true),
            Intent::Last => self.go_to_end(false),
            _ => {}
        }
        Then::Stay
    }

    fn say_saved(&mut self) {
        let guide = self.driver.guide();
        let saved = &self.driver.page().saved;
        self.local.said = Some(guide.say("tui.already", &[("saved", saved.clone())]));
    }

    fn in_overlay(&mut self, intent: Intent) {
        if let Some(Overlay::Code(shown)) = &mut self.local.overlay {
            if !shown.takes(intent, self.local.look) {
                self.local.overlay = None;
            }
            return;
        }
        let furthest = self.screen().furthest();
        let room = self.screen().room();
        match (&mut self.local.overlay, intent) {
            (Some(Overlay::Help(scroll)), Intent::Up) => *scroll = scroll.saturating_sub(1),
            (Some(Overlay::Help(scroll)), Intent::Down) => *scroll = (*scroll + 1).min(furthest),
            (Some(Overlay::Help(scroll)), Intent::PageUp) => *scroll = scroll.saturating_sub(room),
            (Some(Overlay::Help(scroll)), Intent::PageDown) => *scroll = (*scroll + room).min(furthest),
            (Some(Overlay::Help(scroll)), Intent::First) => *scroll = 0,
            (Some(Overlay::Help(scroll)), Intent::Last) => *scroll = furthest,
            (_, Intent::Back | Intent::Help | Intent::Use) => self.local.overlay = None,
            _ => {}
        }
    }

    /// Back: from one's own idea to the suggestion, else one page.
    fn back(&mut self) -> Then {
        if self.local.idea.as_mut().is_some_and(super::idea::Idea::back) {
            let own_idea = self
                .local
                .idea
                .as_ref()
                .and_then(super::idea::Idea::way_to_own_idea);
            self.local.focus = own_idea;
            return Then::Redraw;
        }
        self.send(Event::Back)
    }

    /// On the leave page, Ctrl+C once more leaves.
    fn leave_now(&mut self) -> Then {
        match options_of(self.page()).and_then(|options| options.place("leave")) {
            Some(place) => self.send(Event::Chose(place)),
            None => self.send(Event::Leave),
        }
    }

    /// Enter, on whatever has the focus.
    fn use_it(&mut self) -> Then {
        match self.local.focus {
            Some(Thing::Back) => self.back(),
            Some(Thing::Problem) => {
                let things = self.screen().things();
                let answer = match things.iter().find(|thing| thing.is_answer()) {
                    Some(Thing::Row(_)) => self.entry(&things),
                    other => other.copied().unwrap_or(Thing::Words),
                };
                self.local.focus = Some(answer);
                self.local.input.handle(InputRequest::GoToEnd);
                Then::Stay
            }
            Some(Thing::Link(place)) => self.open_link(place),
            Some(Thing::Scan(place)) => {
                let scan = self.page().scans().nth(place).cloned();
                self.local.overlay = scan.map(|scan| Overlay::Code(Shown::new(scan)));
                Then::Stay
            }
            Some(Thing::Box) if self.local.idea.is_some() => self.check_idea(),
            Some(Thing::Box) if lines_box::is_on(self.page()) => {
                lines_box::insert(&mut self.local.input, "\n");
                Then::Stay
            }
            Some(Thing::Box) => self.go_on(),
            Some(Thing::Row(place)) => self.use_row(place),
            Some(Thing::Action(place)) => self.press_idea(place),
            Some(Thing::Button(place)) => self.press(place),
            Some(Thing::Words) | None => self.on_words(),
        }
    }

    /// Enter while reading goes on, once the end has been seen; until then it reads on.
    fn on_words(&mut self) -> Then {
        let screen = self.screen();
        if self.local.scroll < screen.furthest() {
            self.page_by(Intent::PageDown);
            return Then::Stay;
        }
        if self.page().ask == Ask::Read || is_the_button(self.page()) {
            return self.go_on();
        }
        self.step(1);
        Then::Stay
    }

    fn open_link(&mut self, place: usize) -> Then {
        let links = self.page().body.iter().filter_map(|block| match block {
            Block::Link { id, url: Some(_), .. } => Some(id.clone()),
            _ => None,
        });
        let id = links.into_iter().nth(place);
        id.map_or(Then::Stay, |id| self.send_and_show(Event::OpenLink(id)))
    }

    fn use_row(&mut self, place: usize) -> Then {
        match &self.page().ask {
            Ask::Tasks(hub) => match hub.rows.get(place) {
                Some(row) => {
                    let id = row.id;
                    self.send(Event::Open(id))
                }
                None => Then::Stay,
            },
            // Enter marks a line and then leads on: pressed again and again it never takes a mark off.
            Ask::Tick(ticks) if ticks.items.get(place).is_some_and(|item| item.mark.is_none()) => {
                self.choose()
            }
            Ask::Tick(_) => {
                self.local.focus = self.continue_button();
                Then::Stay
            }
            Ask::People(_) => self.send(Event::People(PeopleEvent::Change(place))),
            Ask::CheckAnswers(sections) => {
                let at = sections
                    .iter()
                    .flat_map(|section| &section.lines)
                    .nth(place)
                    .map(|line| line.at);
                at.map_or(Then::Stay, |at| self.send(Event::Change(at)))
            }
            _ if acts_at_once(self.page().id()) => self.send(Event::Chose(place)),
            _ if self.local.selected == Some(place) => self.send(Event::Chose(place)),
            _ => {
                self.select(place);
                self.local.focus = self.continue_button();
                Then::Stay
            }
        }
    }

    /// Selects a choice. In the place of a box it empties the box: only one of the two is the answer.
    fn select(&mut self, place: usize) {
        self.local.selected = Some(place);
        self.local.input.reset();
    }

    fn continue_button(&self) -> Option<Thing> {
        let buttons = foot::buttons(self.page(), self.driver.guide());
        buttons
            .iter()
            .position(|(press, _)| *press == Press::Continue)
            .map(Thing::Button)
    }

    /// Space: selects a row, or steps its mark on; on a button it presses.
    fn choose(&mut self) -> Then {
        let Some(Thing::Row(place)) = self.local.focus else {
            return self.use_it();
        };
        if let Ask::Tick(ticks) = &self.page().ask {
            let Some(item) = ticks.items.get(place) else {
                return Then::Stay;
            };
            let mark = match (item.mark, ticks.marks.len()) {
                (Some(_), 1) => None,
                (None, _) => Some(0),
                (Some(mark), count) => Some((mark + 1) % count),
            };
            return self.send(Event::Ticked(place, mark));
        }
        if options_of(self.page()).is_some() && !acts_at_once(self.page().id()) {
            self.select(place);
            return Then::Stay;
        }
        self.use_row(place)
    }

    fn take_off(&mut self) -> Then {
        match (self.local.focus, &self.page().ask) {
            (Some(Thing::Row(place)), Ask::People(_)) => {
                self.send(Event::People(PeopleEvent::TakeOff(place)))
            }
            _ => Then::Stay,
        }
    }

    fn press_idea(&mut self, place: usize) -> Then {
        if let Some(idea) = &mut self.local.idea {
            let was_shown = idea.is_shown();
            let focus = idea.press(place, self.driver);
            let hidden = was_shown && !idea.is_shown();
            self.local.focus = focus.or(self.local.focus);
            if hidden {
                return Then::Redraw;
            }
        }
        Then::Stay
    }

    fn check_idea(&mut self) -> Then {
        if let Some(idea) = &mut self.local.idea {
            idea.check(self.driver);
        }
        Then::Stay
    }

    fn press(&mut self, place: usize) -> Then {
        let buttons = foot::buttons(self.page(), self.driver.guide());
        let Some((press, _)) = buttons.get(place) else {
            return Then::Stay;
        };
        match *press {
            Press::Continue => self.go_on(),
            Press::Leave => self.send(Event::Leave),
            Press::Help => {
                self.local.overlay = Some(Overlay::Help(0));
                Then::Stay
            }
            Press::Choose(place) => self.send(Event::Chose(place)),
            Press::Paste => self.send(Event::People(PeopleEvent::Paste)),
            Press::WhoWorksHere => self.send(Event::People(PeopleEvent::WhoWorksHere)),
            Press::MarkRest => self.mark_rest(),
            Press::Add => self.send(Event::People(PeopleEvent::Add)),
            Press::Write(paper) => self.send_and_show(Event::Write(paper)),
            Press::Copy(paper) => self.send_and_show(Event::Copy(paper)),
            Press::NoLines => {
                self.local.overlay = Some(Overlay::NoLines);
                Then::Stay
            }
            Press::ChangeAnswers => self.send(Event::ChangeAnswers),
        }
    }

    /// Gives the first mark to every line that is shown and has none.
    fn mark_rest(&mut self) -> Then {
        let Ask::Tick(ticks) = &self.page().ask else {
            return Then::Stay;
        };
        let shown = Narrowed::of(self.page(), self.local).shown.into_iter();
        let bare: Vec<usize> = shown.filter(|place| ticks.items[*place].mark.is_none()).collect();
        self.send(Event::TickedAll(bare, 0))
    }

    /// Continue.
    fn go_on(&mut self) -> Then {
        let event = match (&self.page().ask, self.local.selected) {
            (Ask::Tasks(hub), _) => {
                let place = self.local.stood_on.unwrap_or(hub.next);
                let row = hub.rows.get(place).map(|row| row.id);
                return row.map_or(Then::Stay, |id| self.send(Event::Open(id)));
            }
            (Ask::Choose(_), None) if acts_at_once(self.page().id()) => Event::Chose(0),
            (Ask::Choose(_) | Ask::Text(_), Some(place)) => Event::Chose(place),
            (Ask::Text(_), None) => Event::Typed(self.local.input.value().to_owned()),
            _ => Event::Next,
        };
        self.send(event)
    }

    /// Tells the machine of something that leaves the page as it is. What came of it stands at the top: it is scrolled
    /// to, and the focus goes there too where both do not fit.
    fn send_and_show(&mut self, event: Event) -> Then {
        let then = self.send(event);
        if self.page().notice.is_some() {
            self.local.scroll = 0;
            let screen = self.screen();
            let is_below = |focus| screen.row_of(focus).is_some() && !screen.is_visible(focus, 0);
            if self.local.focus.is_some_and(is_below) && screen.things().contains(&Thing::Words) {
                self.local.focus = Some(Thing::Words);
            }
        }
        then
    }

    /// Tells the machine.
    fn send(&mut self, event: Event) -> Then {
        self.local.overlay = None;
        let shown = self.local.idea.as_ref().is_some_and(super::idea::Idea::is_shown);
        let had_idea = self.local.idea.is_some();
        match self.driver.send(event) {
            Ok(Flow::Left) => Then::Left,
            Ok(Flow::Stay) => {
                self.local.refusal = None;
                let renewed = self.local.renew(self.driver.page());
                // What was typed or shown on a page about a secret goes from the screen's own memory too.
                if renewed && had_idea {
                    self.driver.clear_copied();
                }
                if renewed && (shown || had_idea) {
                    Then::Redraw
                } else {
                    Then::Stay
                }
            }
            Err(refusal) => {
                self.local.renew(self.driver.page());
                self.refuse(refusal.text);
                Then::Stay
            }
        }
    }
}
