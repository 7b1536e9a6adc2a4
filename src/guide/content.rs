//! The pages of `assets/pages`, one file for each task: titles, quotes, our sayings, choices.
//!
//! A page is parsed when it is first asked for. Which page comes when is the machine's business.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::condition::Condition;
use super::pieces::cut;
use super::words::Words;

/// The page files, in the order of the journey: the task's slug (`around` for the pages outside the tasks), and the text.
pub const TASK_FILES: [(&str, &str); 10] = [
    ("around", include_str!("../../assets/pages/around.toml")),
    ("check-use", include_str!("../../assets/pages/check-use.toml")),
    ("get-access", include_str!("../../assets/pages/get-access.toml")),
    (
        "change-password",
        include_str!("../../assets/pages/change-password.toml"),
    ),
    (
        "policy-and-secret",
        include_str!("../../assets/pages/policy-and-secret.toml"),
    ),
    (
        "open-mailbox",
        include_str!("../../assets/pages/open-mailbox.toml"),
    ),
    (
        "check-access",
        include_str!("../../assets/pages/check-access.toml"),
    ),
    ("set-up-team", include_str!("../../assets/pages/set-up-team.toml")),
    (
        "owner-duties",
        include_str!("../../assets/pages/owner-duties.toml"),
    ),
    ("your-record", include_str!("../../assets/pages/your-record.toml")),
];

const PAGE_HEADER: &str = "[[page]]";

/// The words of one page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageWords {
    /// The page's slug.
    pub id: String,
    /// The heading, which asks the question.
    #[serde(default)]
    pub title: Words,
    /// What the answer is called in messages and on the check-answers page.
    pub label: Option<String>,
    /// The id of the message for an empty answer.
    pub empty: Option<String>,
    /// What is read before the answer.
    #[serde(default)]
    pub body: Vec<BlockWords>,
    /// The choices, where the page has some.
    #[serde(default)]
    pub choices: Vec<ChoiceWords>,
    /// The lines to tick, where the page has some.
    #[serde(default)]
    pub items: Vec<LineWords>,
    /// The marks that each line to tick can have.
    #[serde(default)]
    pub marks: Vec<LineWords>,
    /// What F1 says about this page.
    pub help: Option<Words>,
}

/// One choice of a page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceWords {
    /// The slug, also the value in the file.
    pub id: String,
    /// What the person reads.
    pub label: Words,
    /// What happens next, shown while the choice is selected.
    pub next: Option<Words>,
    /// A line under the choice.
    pub hint: Option<Words>,
}

/// A line to tick, or a mark it can have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineWords {
    /// The slug, also the value in the file.
    pub id: String,
    /// What the person reads.
    pub label: Words,
}

/// One block of a page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawBlock")]
pub struct BlockWords {
    /// Shown only when this holds.
    pub when: Option<Condition>,
    /// What is shown.
    pub kind: BlockKind,
}

/// What a block holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// Our own words.
    Say(Words),
    /// The guide's own words, shown with its date.
    Quote(String),
    /// A fact from elsewhere: shown with its source and date.
    Added {
        /// The fact.
        words: Words,
        /// The number in the list of sources, such as `S42`.
        source: String,
        /// The date of the source in words.
        as_of: String,
    },
    /// Lines in no order.
    List(Vec<Words>),
    /// Lines in order.
    Steps(Vec<Words>),
    /// The id of a link.
    Link(String),
    /// The id of a contact.
    Contact(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBlock {
    when: Option<Condition>,
    say: Option<Words>,
    quote: Option<String>,
    added: Option<Words>,
    source: Option<String>,
    as_of: Option<String>,
    list: Option<Vec<Words>>,
    steps: Option<Vec<Words>>,
    link: Option<String>,
    contact: Option<String>,
}

/// Why a block is not one.
#[derive(Debug, thiserror::Error)]
enum BlockError {
    #[error("an addition has words, a source and a date, and nothing else has a source")]
    Undated,
    #[error("a block holds one kind of content")]
    NotOneKind,
}

impl TryFrom<RawBlock> for BlockWords {
    type Error = BlockError;

    fn try_from(raw: RawBlock) -> Result<Self, BlockError> {
        let dated = raw.source.zip(raw.as_of);
        if raw.added.is_some() != dated.is_some() {
            return Err(BlockError::Undated);
        }
        let added = raw
            .added
            .zip(dated)
            .map(|(words, (source, as_of))| BlockKind::Added { words, source, as_of });
        let kinds = [
            raw.say.map(BlockKind::Say),
            raw.quote.map(BlockKind::Quote),
            added,
            raw.list.map(BlockKind::List),
            raw.steps.map(BlockKind::Steps),
            raw.link.map(BlockKind::Link),
            raw.contact.map(BlockKind::Contact),
        ];
        let mut kinds = kinds.into_iter().flatten();
        match (kinds.next(), kinds.next()) {
            (Some(kind), None) => Ok(Self { when: raw.when, kind }),
            _ => Err(BlockError::NotOneKind),
        }
    }
}

/// The pages, each parsed late.
#[derive(Debug, Default)]
pub(super) struct Pages {
    index: OnceLock<HashMap<&'static str, LatePage>>,
    no_page: PageWords,
}

#[derive(Debug)]
struct LatePage {
    text: &'static str,
    parsed: OnceLock<PageWords>,
}

impl Pages {
    pub(super) fn page(&self, slug: &str) -> &PageWords {
        self.index().get(slug).map_or(&self.no_page, |late| {
            late.parsed.get_or_init(|| {
                parse_file(late.text)
                    .ok()
                    .and_then(|mut pages| pages.pop())
                    .unwrap_or_default()
            })
        })
    }

    /// The pages of one file, in its order.
    pub(super) fn of(&self, stem: &str) -> impl Iterator<Item = &PageWords> {
        let text = TASK_FILES
            .iter()
            .find(|(name, _)| *name == stem)
            .map_or("", |(_, text)| text);
        cut(text, PAGE_HEADER).map(|piece| self.page(page_id(piece)))
    }

    fn index(&self) -> &HashMap<&'static str, LatePage> {
        self.index.get_or_init(|| {
            let late = |text| {
                (
                    page_id(text),
                    LatePage {
                        text,
                        parsed: OnceLock::new(),
                    },
                )
            };
            TASK_FILES
                .iter()
                .flat_map(|(_, text)| cut(text, PAGE_HEADER))
                .map(late)
                .collect()
        })
    }
}

/// The id that a piece gives for itself, read without parsing it.
fn page_id(piece: &'static str) -> &'static str {
    let id = piece.lines().find_map(|line| line.strip_prefix("id = \""));
    id.and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

/// Every page of a file or of a piece of one.
pub(super) fn parse_file(text: &str) -> Result<Vec<PageWords>, toml::de::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(default)]
        page: Vec<PageWords>,
    }
    toml::from_str::<File>(text).map(|file| file.page)
}
