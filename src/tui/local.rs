//! What only the screen knows of a page: where the focus is, how far it is scrolled, what is half typed. It is
//! forgotten when another page comes.

use tui_input::Input;

use super::idea::Idea;
use super::overlay::Overlay;
use super::screen::Thing;
use super::theme::Look;
use crate::machine::page::{Ask, Block, Page, TextKind};
use crate::machine::page_id::PageId;
use crate::machine::slots::Position;

/// What only the screen knows of a page.
pub(super) struct Local {
    key: (Position, Option<Vec<Block>>),
    /// How everything looks; it stays when another page comes.
    pub(super) look: Look,
    /// Where the focus is. None until the page has been laid out once.
    pub(super) focus: Option<Thing>,
    /// The row of the list that was stood on last.
    pub(super) stood_on: Option<usize>,
    /// Rows scrolled past.
    pub(super) scroll: usize,
    /// The choice that is selected, and not sent yet.
    pub(super) selected: Option<usize>,
    /// What is in the box.
    pub(super) input: Input,
    /// What the list is narrowed down to: part of a name.
    pub(super) typed: String,
    /// Why the answer was not accepted.
    pub(super) refusal: Option<String>,
    /// Something to say once, such as when it was saved.
    pub(super) said: Option<String>,
    /// A password or secret that is thought about: on its page only.
    pub(super) idea: Option<Idea>,
    /// What is open over the page.
    pub(super) overlay: Option<Overlay>,
}

/// What makes it another page: the place, and on pages that follow each other in one place, the words.
fn key(page: &Page) -> (Position, Option<Vec<Block>>) {
    let words = matches!(page.id(), PageId::Check | PageId::Merge).then(|| page.body.clone());
    (page.at, words)
}

impl Local {
    /// For a page that has just come.
    pub(super) fn new(page: &Page, look: Look) -> Self {
        Self {
            key: key(page),
            look,
            focus: None,
            stood_on: None,
            scroll: 0,
            selected: options_of(page).and_then(|options| options.chosen),
            input: Input::new(value_of(page)),
            typed: String::new(),
            refusal: None,
            said: None,
            idea: Idea::for_page(page),
            overlay: None,
        }
    }

    /// Forgets everything when another page has come. True when one has.
    pub(super) fn renew(&mut self, page: &Page) -> bool {
        let other = self.key != key(page);
        if other {
            let focus = row_of(page, self.key.0);
            *self = Self::new(page, self.look);
            self.focus = focus;
        }
        other
    }

    /// Remembers the row that is stood on.
    pub(super) const fn note_row(&mut self) {
        if let Some(Thing::Row(place)) = self.focus {
            self.stood_on = Some(place);
        }
    }

    /// Characters are text here.
    pub(super) fn is_typing(&self) -> bool {
        self.overlay.is_none() && self.focus == Some(Thing::Box)
    }
}

/// The row of a table or of the list of answers that the page before was about.
fn row_of(page: &Page, before: Position) -> Option<Thing> {
    let place = match &page.ask {
        Ask::People(people) => {
            let asked = before.page.is_about_a_person() || before.page.is_about_an_applicant();
            (asked && before.person < people.rows.len()).then_some(before.person)
        }
        Ask::CheckAnswers(sections) => {
            let mut lines = sections.iter().flat_map(|section| &section.lines);
            lines.position(|line| line.at == before)
        }
        Ask::Tasks(_)
        | Ask::Choose(_)
        | Ask::Tick(_)
        | Ask::Text(_)
        | Ask::PasswordIdea(_)
        | Ask::SecretIdea(_)
        | Ask::Draft(_)
        | Ask::Record(_)
        | Ask::Read => None,
    };
    place.map(Thing::Row)
}

/// The choices of a page, where it has some.
pub(super) const fn options_of(page: &Page) -> Option<&crate::machine::page::Options> {
    match &page.ask {
        Ask::Choose(options) => Some(options),
        Ask::Text(text) => Some(&text.others),
        Ask::Draft(draft) => Some(&draft.options),
        Ask::Tasks(_)
        | Ask::Tick(_)
        | Ask::People(_)
        | Ask::PasswordIdea(_)
        | Ask::SecretIdea(_)
        | Ask::CheckAnswers(_)
        | Ask::Record(_)
        | Ask::Read => None,
    }
}

fn value_of(page: &Page) -> String {
    match &page.ask {
        Ask::Text(text) if text.kind == TextKind::List => text.value.clone(),
        Ask::Text(text) => text.value.replace('\n', " "),
        _ => String::new(),
    }
}

/// The choices of these pages are things to do, not answers to keep: Enter takes one at once.
pub(super) const fn acts_at_once(page: PageId) -> bool {
    matches!(
        page,
        PageId::Start
            | PageId::Resume
            | PageId::OpenFile
            | PageId::FileTrouble
            | PageId::Check
            | PageId::Merge
            | PageId::Leave
    )
}

/// What there is to choose follows so many words that it stands at the foot, where it is always seen.
pub(super) const fn chooses_at_the_foot(page: &Page) -> bool {
    matches!(
        (&page.ask, page.at.page),
        (Ask::Draft(_), _) | (Ask::Choose(_), PageId::PeopleFound)
    )
}

/// The one choice of the page is what the button says, such as "I have read this": it needs no list of its own.
pub(super) fn is_the_button(page: &Page) -> bool {
    match &page.ask {
        Ask::Choose(options) => {
            matches!(options.choices.as_slice(), [only] if page.forward.as_deref() == Some(&only.label))
        }
        _ => false,
    }
}
