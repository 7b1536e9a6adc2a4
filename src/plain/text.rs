//! A page in lines: what is said before the question. No line is wrapped here, since a screen reader and a terminal do
//! that better; each sentence has a line of its own.

use super::long;
use super::talk::Block;
use crate::domain::when;
use crate::guide::Guide;
use crate::machine::page::{self, Page};
use crate::machine::task::TaskId;

/// What stands before the question: the step, the heading and the words.
pub(super) fn opening(guide: &Guide, page: &Page) -> Vec<Block> {
    let mut blocks = Vec::new();
    blocks.extend(page.task.map(|task| vec![step(guide, task, &page.part)]));
    let mut heading = vec![page.title.clone()];
    let mut body = page.body.as_slice();
    if let [page::Block::Say(words), rest @ ..] = body {
        heading.extend(sentences(words));
        body = rest;
    }
    blocks.push(heading);
    for (place, block) in body.iter().enumerate() {
        let mut said = lines(guide, block);
        // The guide's words go on: who says them was said.
        let goes_on = place > 0
            && matches!(
                (&body[place - 1], block),
                (page::Block::Quote(_), page::Block::Quote(_))
            );
        if goes_on {
            said.remove(0);
        }
        blocks.push(said);
    }
    blocks
}

fn step(guide: &Guide, task: TaskId, title: &str) -> String {
    guide.say(
        "plain.step",
        &[("step", task.number().to_string()), ("task", title.to_owned())],
    )
}

/// One block of a page.
fn lines(guide: &Guide, block: &page::Block) -> Block {
    match block {
        page::Block::Say(words) => sentences(words),
        page::Block::Quote(words) => {
            let mut lines =
                vec![guide.say("plain.guide-says", &[("date", when::in_words(guide.reviewed()))])];
            lines.extend(sentences(words));
            lines
        }
        page::Block::Added { text, source, as_of } => {
            let mut lines = sentences(&stopped(text));
            lines.push(guide.say(
                "plain.source",
                &[("source", source.clone()), ("as-of", as_of.clone())],
            ));
            lines
        }
        page::Block::List(items) => long::first(guide, items),
        page::Block::Steps(steps) => numbered(steps.iter().map(String::as_str)),
        page::Block::Link {
            title, url, advice, ..
        } => {
            let advice = Some(stopped(advice)).filter(|advice| !advice.is_empty());
            let lines = [Some(stopped(title)), advice, url.clone()];
            lines.into_iter().flatten().collect()
        }
        page::Block::Contact { lines, .. } => lines.iter().map(|line| stopped(line)).collect(),
        page::Block::Script { lines, .. } => lines.iter().flat_map(|line| script(line)).collect(),
    }
}

/// A line of what to say. What stands in columns on paper has its label before it, and a line to write on is its label
/// alone.
fn script(line: &str) -> Block {
    match line.split_once("  ") {
        Some((label, to_write_on)) if to_write_on.trim().trim_matches('_').is_empty() => vec![stopped(label)],
        Some((label, value)) => vec![labelled(label, value.trim_start())],
        None if line.is_empty() || line.starts_with("- ") => vec![stopped(line)],
        None => sentences(&stopped(line)),
    }
}

/// Lines with a number before each, from 1.
pub fn numbered<'t>(labels: impl IntoIterator<Item = &'t str>) -> Block {
    labels
        .into_iter()
        .enumerate()
        .map(|(place, label)| format!("{}. {label}", place + 1))
        .collect()
}

/// "Name: J. Patel."
pub(super) fn labelled(label: &str, value: &str) -> String {
    stopped(&format!("{}: {value}", label.trim_end_matches(['?', ':'])))
}

/// With a full stop at its end, so that speech pauses.
pub(super) fn stopped(text: &str) -> String {
    let text = text.trim_end();
    let stop = if text.is_empty() || text.ends_with(['.', '?', ':']) {
        ""
    } else {
        "."
    };
    format!("{text}{stop}")
}

/// One sentence a line. The stop after an initial, as in J. Patel, ends none, nor does one inside an address.
#[must_use]
pub fn sentences(text: &str) -> Block {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    let mut from = 0;
    while let Some(stop) = rest[from..].find(['.', '?']).map(|at| from + at) {
        from = stop + 1;
        let word = rest[..stop].rsplit([' ', '(', '"']).next().unwrap_or_default();
        let next = rest[from..]
            .strip_prefix(' ')
            .map(|next| next.trim_start_matches(['"', '(']));
        if word.chars().count() > 1 && next.is_some_and(|next| !next.starts_with(char::is_lowercase)) {
            lines.push(rest[..from].to_owned());
            rest = rest[from..].trim_start();
            from = 0;
        }
    }
    if !rest.is_empty() {
        lines.push(rest.to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_has_its_line_and_an_initial_ends_none() {
        assert_eq!(
            sentences("Ring J. Patel at care.V1AB2@nhs.net. Is it open? Then go on"),
            [
                "Ring J. Patel at care.V1AB2@nhs.net.",
                "Is it open?",
                "Then go on"
            ]
        );
        assert_eq!(sentences("  "), Vec::<String>::new());
        assert_eq!(
            sentences("It starts with care. and ends."),
            ["It starts with care. and ends."]
        );
    }

    #[test]
    fn speech_pauses_at_the_end_of_each_line() {
        assert_eq!(
            labelled("Works here now?", "No, left"),
            "Works here now: No, left."
        );
        assert_eq!(stopped("Is it open?"), "Is it open?");
        assert_eq!(numbered(["No, never", "Yes"]), ["1. No, never", "2. Yes"]);
    }
}
