//! What can be open over the page, at most one thing at a time: help, a draft with no lines, a code to scan.

use super::code::Shown;
use super::keymap;
use super::screen::{Row, Rows, Thing};
use super::theme::Part;
use crate::guide::Guide;
use crate::machine::page::{Ask, Draft, Page};

/// What is open over the page.
pub(super) enum Overlay {
    /// Help, scrolled past so many rows.
    Help(usize),
    /// A draft with no lines round it, to be selected by mouse.
    NoLines,
    /// A code, that has the screen to itself.
    Code(Shown),
}

/// The rows of help: this page's help, whom to ask, the keys, the word list.
pub(super) fn help(page: &Page, guide: &Guide, width: usize) -> Vec<Row> {
    let mut rows = Rows::new(width, Thing::Words);
    let heading = |rows: &mut Rows, id: &str| {
        rows.gap();
        rows.text(1, guide.word(id), Part::Strong);
    };
    rows.text(1, guide.word("help.title"), Part::Strong);
    heading(&mut rows, "help.this-page");
    if page.help.is_empty() {
        rows.text(1, guide.word("help.no-help"), Part::Plain);
    }
    for help in &page.help {
        rows.text(1, help, Part::Plain);
    }
    if matches!(page.ask, Ask::PasswordIdea(_) | Ask::SecretIdea(_)) {
        rows.text(1, guide.word("help.favourite"), Part::Plain);
        rows.text(1, guide.word("help.secret-or-password"), Part::Plain);
    }
    heading(&mut rows, "help.get-help");
    for contact in guide.contacts() {
        let ways = [&contact.phone, &contact.email]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>();
        rows.text(1, &format!("{}: {}", contact.name, ways.join(", ")), Part::Plain);
    }
    heading(&mut rows, "help.keys");
    for label in keymap::labels() {
        let key = super::wrap::pad(guide.word(&format!("keys.name.{label}")), 16);
        rows.hanging(
            1,
            &format!("{key} "),
            guide.word(&format!("keys.long.{label}")),
            Part::Plain,
        );
    }
    rows.text(1, guide.word("help.stuck"), Part::Plain);
    rows.text(1, guide.word("help.undo"), Part::Plain);
    heading(&mut rows, "help.words");
    for term in guide.glossary() {
        rows.hanging(1, &format!("{}: ", term.term), &term.plain, Part::Plain);
    }
    rows.gap();
    rows.text(1, guide.word("help.names"), Part::Plain);
    rows.text(1, guide.word("help.not-official"), Part::Plain);
    rows.done
}

/// The lines of a draft, flush left.
pub(super) fn bare_lines(draft: &Draft, guide: &Guide) -> Vec<String> {
    let named = |id: &str, value: &str| format!("{}: {value}", guide.word(id));
    let mut lines = vec![
        named("draft.send-from", &draft.from),
        named("draft.send-to", &draft.to),
        named("draft.subject", &draft.subject),
        String::new(),
    ];
    lines.extend(draft.body.iter().cloned());
    lines
}
