//! The glossary of `assets/glossary.toml`, and the guide by section, gathered from the pages.

use serde::Deserialize;

use super::Guide;
use super::content::{BlockKind, BlockWords, TASK_FILES};
use super::words::Words;

const GLOSSARY: &str = include_str!("../../assets/glossary.toml");

/// A word and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word.
    pub term: String,
    /// What it means, in our own plain words.
    pub plain: String,
    /// The guide's own paragraph, where it has one.
    pub quote: Option<String>,
    /// The number in the list of sources, when the term is not in the guide.
    pub source: Option<String>,
    /// The date of that source in words.
    pub as_of: Option<String>,
    /// The page that first uses the word.
    pub first_page: String,
}

/// A section of the guide with our additions to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The task's slug.
    pub slug: &'static str,
    /// The task's title.
    pub title: String,
    /// What the guide says and what we add, in the order of the pages.
    pub parts: Vec<TopicPart>,
}

/// A piece of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TopicPart {
    /// The guide's own words.
    Quote(String),
    /// A fact from elsewhere, with its source and date.
    Added {
        /// The fact.
        words: Words,
        /// The number in the list of sources.
        source: String,
        /// The date of the source in words.
        as_of: String,
    },
    /// Lines in no order, which go with the words before them.
    List(Vec<Words>),
    /// Lines in order, which go with the words before them.
    Steps(Vec<Words>),
    /// The id of a link.
    Link(String),
}

pub(super) fn parse() -> Result<Vec<Term>, toml::de::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        term: Vec<Term>,
    }
    toml::from_str::<File>(GLOSSARY).map(|file| file.term)
}

/// One topic for each task, what is said twice left out the second time.
pub(super) fn topics(guide: &Guide) -> Vec<Topic> {
    let tasks = TASK_FILES.iter().filter(|(slug, _)| *slug != "around");
    tasks
        .map(|&(slug, _)| topic(guide, slug))
        .filter(|topic| !topic.parts.is_empty())
        .collect()
}

fn topic(guide: &Guide, slug: &'static str) -> Topic {
    let mut parts: Vec<TopicPart> = Vec::new();
    for piece in guide.pages.of(slug).flat_map(|page| pieces(&page.body)) {
        if !parts.windows(piece.len()).any(|there| there == piece) {
            parts.extend(piece);
        }
    }
    Topic {
        slug,
        title: guide.task_title(slug).to_owned(),
        parts,
    }
}

/// What a page gives to its topic, in pieces: a list stays with the words that it follows. One that follows our own
/// sayings belongs to the question alone.
fn pieces(body: &[BlockWords]) -> Vec<Vec<TopicPart>> {
    let mut pieces: Vec<Vec<TopicPart>> = Vec::new();
    let mut leads = false;
    for block in body {
        let part = part(&block.kind);
        let is_list = matches!(part, Some(TopicPart::List(_) | TopicPart::Steps(_)));
        match (part, pieces.last_mut()) {
            (Some(part), Some(piece)) if is_list && leads => piece.push(part),
            (Some(part), _) if !is_list => pieces.push(vec![part]),
            (Some(_) | None, _) => {}
        }
        leads = matches!(block.kind, BlockKind::Quote(_) | BlockKind::Added { .. });
    }
    pieces
}

fn part(kind: &BlockKind) -> Option<TopicPart> {
    match kind {
        BlockKind::Quote(words) => Some(TopicPart::Quote(words.clone())),
        BlockKind::Added { words, source, as_of } => Some(TopicPart::Added {
            words: words.clone(),
            source: source.clone(),
            as_of: as_of.clone(),
        }),
        BlockKind::List(items) => Some(TopicPart::List(items.clone())),
        BlockKind::Steps(steps) => Some(TopicPart::Steps(steps.clone())),
        BlockKind::Link(id) => Some(TopicPart::Link(id.clone())),
        BlockKind::Say(_) | BlockKind::Contact(_) => None,
    }
}
