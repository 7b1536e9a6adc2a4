//! `guide`, `glossary` and `contacts`: the content to read, with its dates.

use std::io::{self, Write};

use super::{Exit, Streams};
use crate::domain::when;
use crate::guide::{Contact, Guide, Role, Term, Topic, TopicPart};
use crate::plain::sentences;

/// The guide, or one part of it by its name.
pub(super) fn guide(guide: &Guide, streams: &mut Streams<'_>, wanted: Option<&str>) -> io::Result<Exit> {
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
    writeln!(streams.output, "{source}")?;
    for topic in found {
        writeln!(streams.output, "\n{} ({})", topic.title, topic.slug)?;
        topic
            .parts
            .iter()
            .try_for_each(|part| topic_part(guide, streams.output, part))?;
    }
    Ok(Exit::Done)
}

fn topic_part(guide: &Guide, output: &mut dyn Write, part: &TopicPart) -> io::Result<()> {
    writeln!(output)?;
    match part {
        TopicPart::Quote(words) => lines(output, words),
        TopicPart::Added { words, source, as_of } => {
            lines(output, words.for_role(Role::Own))?;
            writeln!(output, "({})", added(guide, source, as_of))
        }
        TopicPart::Link(id) => {
            let link = guide.link(id);
            let search = || {
                guide.say(
                    "links.search",
                    &[("title", link.title.clone()), ("as-of", link.as_of.clone())],
                )
            };
            writeln!(
                output,
                "{}\n{}",
                link.title,
                link.url.clone().unwrap_or_else(search)
            )
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
pub(super) fn glossary(guide: &Guide, streams: &mut Streams<'_>, wanted: Option<&str>) -> io::Result<Exit> {
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
    for (place, term) in found.into_iter().enumerate() {
        if place > 0 {
            writeln!(streams.output)?;
        }
        one_term(guide, streams.output, term)?;
    }
    Ok(Exit::Done)
}

fn one_term(guide: &Guide, output: &mut dyn Write, term: &Term) -> io::Result<()> {
    writeln!(output, "{}", term.term)?;
    lines(output, &term.plain)?;
    if let Some(quote) = &term.quote {
        writeln!(
            output,
            "{}",
            guide.say("plain.guide-says", &[("date", when::in_words(guide.reviewed()))])
        )?;
        lines(output, quote)?;
    }
    if let (Some(source), Some(as_of)) = (&term.source, &term.as_of) {
        writeln!(output, "({})", added(guide, source, as_of))?;
    }
    Ok(())
}

/// Everyone who can be asked.
pub(super) fn contacts(guide: &Guide, streams: &mut Streams<'_>) -> io::Result<Exit> {
    for (place, contact) in guide.contacts().iter().enumerate() {
        if place > 0 {
            writeln!(streams.output)?;
        }
        one_contact(guide, streams.output, contact)?;
    }
    Ok(Exit::Done)
}

fn one_contact(guide: &Guide, output: &mut dyn Write, contact: &Contact) -> io::Result<()> {
    let as_of = guide.say("cli.contact-as-of", &[("as-of", contact.as_of.clone())]);
    writeln!(output, "{} ({as_of})", contact.name)?;
    let ways = [
        ("help.phone", &contact.phone),
        ("help.email", &contact.email),
        ("help.hours", &contact.hours),
    ];
    for (id, way) in ways {
        if let Some(way) = way {
            writeln!(output, "{}: {way}", guide.word(id))?;
        }
    }
    contact.note.iter().try_for_each(|note| lines(output, note))
}

/// One sentence a line.
fn lines(output: &mut dyn Write, words: &str) -> io::Result<()> {
    sentences(words)
        .iter()
        .try_for_each(|line| writeln!(output, "{line}"))
}
