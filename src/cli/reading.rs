//! `guide`, `glossary` and `contacts`: the content to read, with its dates.

use std::io;

use super::{Exit, Streams};
use crate::domain::when;
use crate::guide::{Contact, Guide, Role, Term, Topic, TopicPart, Words};
use crate::plain::{Look, Talk, numbered, sentences};

/// The guide, or one part of it by its name.
pub(super) fn guide(
    guide: &Guide,
    streams: &mut Streams<'_>,
    wanted: Option<&str>,
    ascii: bool,
) -> io::Result<Exit> {
    let topics = guide.topics();
    let wanted = wanted.map(str::to_lowercase);
    let is_wanted = |topic: &&Topic| {
        wanted
            .as_ref()
            .is_none_or(|wanted| topic.slug == wanted || topic.title.to_lowercase() == *wanted)
    };
    let found: Vec<&Topic> = topics.iter().filter(is_wanted).collect();
    if found.is_empty() {
        let choices = topics
            .iter()
            .map(|topic| topic.slug)
            .collect::<Vec<_>>()
            .join(", ");
        let none = guide.say("help.no-topic", &[("name", wanted.unwrap_or_default())]);
        writeln!(
            streams.errors,
            "{none}\n{}",
            guide.say("cli.guide-which", &[("choices", choices)])
        )?;
        return Ok(Exit::Usage);
    }
    let source = guide.say("cli.guide-source", &[("date", when::in_words(guide.reviewed()))]);
    let talk = &mut talk(streams, ascii);
    talk.line(&source)?;
    for topic in found {
        talk.line("")?;
        talk.line(&format!("{} ({})", topic.title, topic.slug))?;
        topic
            .parts
            .iter()
            .try_for_each(|part| topic_part(guide, talk, part))?;
    }
    Ok(Exit::Done)
}

fn topic_part(guide: &Guide, talk: &mut Talk<'_>, part: &TopicPart) -> io::Result<()> {
    let own = |lines: &'_ [Words]| -> Vec<String> {
        lines
            .iter()
            .map(|line| line.for_role(Role::Own).to_owned())
            .collect()
    };
    match part {
        TopicPart::Quote(words) => {
            talk.line("")?;
            lines(talk, words)
        }
        TopicPart::Added { words, source, as_of } => {
            talk.line("")?;
            lines(talk, words.for_role(Role::Own))?;
            talk.line(&format!("({})", added(guide, source, as_of)))
        }
        TopicPart::List(items) => all(talk, own(items).iter().map(|item| format!("- {item}"))),
        TopicPart::Steps(steps) => all(talk, numbered(own(steps).iter().map(String::as_str))),
        TopicPart::Link(id) => {
            talk.line("")?;
            all(talk, link(guide, id))
        }
    }
}

/// A page elsewhere. Without a checked address it is told how to find it, or what may help instead.
fn link(guide: &Guide, id: &str) -> Vec<String> {
    let link = guide.link(id);
    let title = link.title.clone();
    let instead = link.substitute.as_deref().map(|other| guide.link(other));
    match (&link.url, instead) {
        (Some(url), _) => vec![title, url.clone()],
        (None, Some(other)) => {
            let advice = guide.say("links.instead", &[("title", other.title.clone())]);
            [title, advice].into_iter().chain(other.url.clone()).collect()
        }
        (None, None) => {
            let slots = [("title", title.clone()), ("as-of", link.as_of.clone())];
            vec![title, guide.say("links.search", &slots)]
        }
    }
}

fn added(guide: &Guide, source: &str, as_of: &str) -> String {
    guide.say(
        "cli.guide-added",
        &[("source", source.to_owned()), ("as-of", as_of.to_owned())],
    )
}

/// The word list, or one word of it.
pub(super) fn glossary(
    guide: &Guide,
    streams: &mut Streams<'_>,
    wanted: Option<&str>,
    ascii: bool,
) -> io::Result<Exit> {
    let wanted = wanted.map(str::to_lowercase);
    let is_wanted = |term: &&Term| {
        wanted
            .as_ref()
            .is_none_or(|wanted| term.term.to_lowercase().contains(wanted.as_str()))
    };
    let found: Vec<&Term> = guide.glossary().iter().filter(is_wanted).collect();
    if found.is_empty() {
        let none = guide.say("help.no-term", &[("name", wanted.unwrap_or_default())]);
        writeln!(streams.errors, "{none}")?;
        return Ok(Exit::Usage);
    }
    let talk = &mut talk(streams, ascii);
    for (place, term) in found.into_iter().enumerate() {
        if place > 0 {
            talk.line("")?;
        }
        one_term(guide, talk, term)?;
    }
    Ok(Exit::Done)
}

fn one_term(guide: &Guide, talk: &mut Talk<'_>, term: &Term) -> io::Result<()> {
    talk.line(&term.term)?;
    lines(talk, &term.plain)?;
    if let Some(quote) = &term.quote {
        talk.line(&guide.say("plain.guide-says", &[("date", when::in_words(guide.reviewed()))]))?;
        lines(talk, quote)?;
    }
    if let (Some(source), Some(as_of)) = (&term.source, &term.as_of) {
        talk.line(&format!("({})", added(guide, source, as_of)))?;
    }
    Ok(())
}

/// Everyone who can be asked.
pub(super) fn contacts(guide: &Guide, streams: &mut Streams<'_>, ascii: bool) -> io::Result<Exit> {
    let talk = &mut talk(streams, ascii);
    for (place, contact) in guide.contacts().iter().enumerate() {
        if place > 0 {
            talk.line("")?;
        }
        one_contact(guide, talk, contact)?;
    }
    Ok(Exit::Done)
}

fn one_contact(guide: &Guide, talk: &mut Talk<'_>, contact: &Contact) -> io::Result<()> {
    let as_of = guide.say("cli.contact-as-of", &[("as-of", contact.as_of.clone())]);
    talk.line(&format!("{} ({as_of})", contact.name))?;
    let ways = [
        ("help.phone", &contact.phone),
        ("help.email", &contact.email),
        ("help.hours", &contact.hours),
    ];
    for (id, way) in ways {
        if let Some(way) = way {
            talk.line(&format!("{}: {way}", guide.word(id)))?;
        }
    }
    contact.note.iter().try_for_each(|note| lines(talk, note))
}

/// One sentence a line.
fn lines(talk: &mut Talk<'_>, words: &str) -> io::Result<()> {
    all(talk, sentences(words))
}

fn all(talk: &mut Talk<'_>, lines: impl IntoIterator<Item = String>) -> io::Result<()> {
    lines.into_iter().try_for_each(|line| talk.line(&line))
}

/// Writes lines as plain mode does, so that the same letters stand for those that cannot be shown.
fn talk<'s>(streams: &'s mut Streams<'_>, ascii: bool) -> Talk<'s> {
    let look = Look {
        terminal: streams.terminal,
        ascii,
    };
    Talk::new(streams.input, streams.output, look)
}
