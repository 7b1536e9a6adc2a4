//! What the words "help", "steps", "words" and "contacts" tell.

use super::command::Command;
use super::long;
use super::talk::Block;
use super::text::{labelled, sentences, stopped};
use crate::guide::{Contact, Guide};
use crate::machine::page::{Ask, Page, TextKind};

/// Help for a page: about the page, the words that can be typed, whom to ring.
pub(super) fn page(guide: &Guide, page: &Page, draws_codes: bool) -> Vec<Block> {
    let mut about = vec![stopped(guide.word("help.title"))];
    about.extend(page.help.iter().flat_map(|line| sentences(line)));
    let own = idea_words(page).iter().map(|id| told(guide, id));
    let mut words = vec![format!("{}:", guide.word("help.words-you-type"))];
    words.extend(own.chain(Command::on(page, draws_codes).map(|command| told(guide, command.id()))));
    vec![about, words, contact(guide, guide.contact("nas"))]
}

/// "back: go to the page before."
fn told(guide: &Guide, id: &str) -> String {
    labelled(
        guide.word(&format!("plain.command.{id}")),
        guide.word(&format!("plain.does.{id}")),
    )
}

/// The words that only this kind of page has.
fn idea_words(page: &Page) -> &'static [&'static str] {
    match &page.ask {
        Ask::PasswordIdea(_) => &["show", "another", "add", "copy", "check", "continue"],
        Ask::SecretIdea(_) => &["check", "rehearse", "continue"],
        Ask::People(_) => &["add", "list", "find", "continue"],
        Ask::Tick(ticks) if ticks.items.len() > long::LONG => &["list", "find"],
        Ask::Text(text) if matches!(text.kind, TextKind::List) => &["done"],
        Ask::CheckAnswers(_) | Ask::Read | Ask::Record(_) => &["continue"],
        Ask::Tasks(_) | Ask::Choose(_) | Ask::Tick(_) | Ask::Text(_) | Ask::Draft(_) => &[],
    }
}

/// The word list.
pub(super) fn words(guide: &Guide) -> Vec<Block> {
    let mut blocks = vec![vec![stopped(guide.word("help.words"))]];
    blocks.extend(
        guide
            .glossary()
            .iter()
            .map(|term| vec![labelled(&term.term, &term.plain)]),
    );
    blocks
}

/// Everyone who can be asked.
pub(super) fn contacts(guide: &Guide) -> Vec<Block> {
    let mut blocks = vec![vec![stopped(guide.word("help.contacts"))]];
    blocks.extend(guide.contacts().iter().map(|one| contact(guide, one)));
    blocks
}

fn contact(guide: &Guide, contact: &Contact) -> Block {
    let ways = [
        ("help.phone", &contact.phone),
        ("help.email", &contact.email),
        ("help.hours", &contact.hours),
    ];
    let ways = ways
        .iter()
        .filter_map(|(id, way)| Some(labelled(guide.word(id), way.as_ref()?)));
    std::iter::once(stopped(&contact.name)).chain(ways).collect()
}
