//! The content: the guide's own words, ours beside them, every message, contact, link and template.
//!
//! Everything a person reads comes from here, and everything here comes from `assets/`. Pieces are parsed
//! when they are first asked for, so that start-up pays for the first page only. Knows the value types of
//! `domain` and nothing of the journey.

pub mod check;
pub mod condition;
pub mod content;
pub mod facts;
pub mod fill;
pub mod glossary;
mod pieces;
pub mod qr;
pub mod slot;
pub mod templates;
pub mod words;

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Serialize;

pub use crate::domain::site::Role;
use crate::domain::verdict::Message;
pub use check::ContentError;
pub use condition::Condition;
pub use content::{BlockKind, BlockWords, ChoiceWords, LineWords, PageWords};
pub use facts::{Contact, Link};
pub use fill::{fill, slots_in, spoken};
pub use glossary::{Term, Topic, TopicPart};
pub use qr::{Code, Ink};
pub use slot::Slot;
pub use templates::TemplateError;
pub use words::{ChoiceLabel, DoubtWords, Words};

/// All content, parsed piece by piece as it is asked for.
///
/// A piece that does not parse is empty at run time; the content test proves that none is.
#[derive(Debug, Default)]
pub struct Guide {
    words: words::Catalogue,
    pages: content::Pages,
    facts: OnceLock<facts::Facts>,
    glossary: OnceLock<Vec<Term>>,
    topics: OnceLock<Vec<Topic>>,
}

impl Guide {
    /// The content that is part of the program. Costs nothing until something is asked of it.
    #[must_use]
    pub fn builtin() -> Self {
        Self::default()
    }

    /// Parses everything strictly and gives every mistake found, for the tests.
    #[must_use]
    pub fn check() -> Vec<ContentError> {
        check::everything()
    }

    /// The words of one page. A slug that is not in the assets gives a page with no words.
    #[must_use]
    pub fn page(&self, slug: &str) -> &PageWords {
        self.pages.page(slug)
    }

    /// Every page of the assets, in their order.
    pub fn pages(&self) -> impl Iterator<Item = &PageWords> {
        content::TASK_FILES
            .iter()
            .flat_map(|(stem, _)| self.pages.of(stem))
    }

    /// The title of a task. `get-access.never` is the title of `get-access` for a site that never used NHSmail.
    #[must_use]
    pub fn task_title(&self, slug: &str) -> &str {
        self.words.entry("tasks", slug).map_or("", |entry| entry.text())
    }

    /// The heading that a task stands under on the hub.
    #[must_use]
    pub fn task_group(&self, slug: &str) -> &str {
        let group = self
            .words
            .entry("group-of", slug)
            .map_or("", |entry| entry.text());
        self.words.entry("groups", group).map_or("", |entry| entry.text())
    }

    /// A message with its slots filled. An id that is not in the catalogue comes back as it is.
    #[must_use]
    pub fn message(&self, message: &Message) -> String {
        let entry = self.entry_for(&message.id, &message.slots);
        entry.map_or_else(
            || message.id.clone().into_owned(),
            |entry| fill::fill_known(entry.text(), &message.slots),
        )
    }

    /// The fuller wording, for the second time in a row that the same answer is refused.
    #[must_use]
    pub fn message_again(&self, message: &Message) -> String {
        let first = self.message(message);
        match self.entry(&message.id).and_then(|entry| entry.again()) {
            Some(again) => fill::sentences(&first, &fill::fill_known(again, &message.slots)),
            None => first,
        }
    }

    /// The words of a check page: what looks odd and the choices.
    #[must_use]
    pub fn doubt(&self, slug: &str) -> &DoubtWords {
        self.words.doubt(slug)
    }

    /// What a check page asks, with its slots filled.
    #[must_use]
    pub fn doubt_words(&self, slug: &str, slots: &[(&'static str, String)]) -> String {
        fill::fill_known(&self.doubt(slug).text, slots)
    }

    /// Any other string of the catalogue, addressed `table.key`, such as `buttons.continue`. Empty if unknown.
    #[must_use]
    pub fn word(&self, id: &str) -> &str {
        self.entry(id).map_or("", |entry| entry.text())
    }

    /// [`Guide::word`] with its slots filled. With `n` at 1 the wording for one is taken, where there is one.
    #[must_use]
    pub fn say(&self, id: &str, slots: &[(&str, String)]) -> String {
        self.entry_for(id, slots)
            .map_or_else(String::new, |entry| fill::fill_known(entry.text(), slots))
    }

    /// One contact, by its id (`nas`, `ods`, `dspt`, `cqc`, `feedback`). Blank if unknown.
    #[must_use]
    pub fn contact(&self, id: &str) -> &Contact {
        self.facts().contact(id)
    }

    /// Every contact, in the order to show them.
    #[must_use]
    pub fn contacts(&self) -> &[Contact] {
        &self.facts().contacts
    }

    /// One link, by its id. Blank if unknown.
    #[must_use]
    pub fn link(&self, id: &str) -> &Link {
        self.facts().link(id)
    }

    /// Every link that the program knows of.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.facts().links
    }

    /// The glossary: the guide's terms and ours, in the order of the alphabet.
    #[must_use]
    pub fn glossary(&self) -> &[Term] {
        self.glossary
            .get_or_init(|| glossary::parse().unwrap_or_default())
    }

    /// The guide by section, with our additions, gathered from the pages in their order.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        self.topics.get_or_init(|| glossary::topics(self))
    }

    /// The day on which the guide was last reviewed.
    #[must_use]
    pub fn reviewed(&self) -> NaiveDate {
        self.facts().meta.guide_date
    }

    /// The words that password suggestions are drawn from, one on each line.
    #[must_use]
    pub fn words_txt() -> &'static str {
        include_str!("../assets/words.txt")
    }

    /// Fills a template of `assets/templates` with facts.
    ///
    /// # Errors
    /// When there is no such template, or it names a fact that is not there.
    pub fn render(&self, template: &str, facts: &impl Serialize) -> Result<String, TemplateError> {
        templates::render(template, facts)
    }

    /// A message id, or else `table.key`.
    fn entry(&self, id: &str) -> Option<&words::Entry> {
        let (table, key) = id.split_once('.').unwrap_or((id, ""));
        self.words
            .entry("messages", id)
            .or_else(|| self.words.entry(table, key))
    }

    /// The wording for one where `n` is 1 and there is such a wording.
    fn entry_for(&self, id: &str, slots: &[(&str, String)]) -> Option<&words::Entry> {
        let one = slots.iter().any(|(slot, value)| *slot == "n" && value == "1");
        one.then(|| self.entry(&format!("{id}.one")))
            .flatten()
            .or_else(|| self.entry(id))
    }

    fn facts(&self) -> &facts::Facts {
        self.facts.get_or_init(|| facts::parse().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(id: &'static str, slots: &[(&'static str, &str)]) -> Message {
        Message {
            id: id.into(),
            slots: slots
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
        }
    }

    #[test]
    fn a_message_is_filled_and_fuller_the_second_time() {
        let guide = Guide::builtin();
        let short = message("password.short", &[("min", "10"), ("has", "8")]);
        assert_eq!(
            guide.message(&short),
            "Password must be 10 characters or more. This one has 8"
        );
        assert!(
            guide
                .message_again(&short)
                .ends_with("This one has 8. Add another word")
        );
        let day = message("date.day", &[("date", "date you sent the email")]);
        assert_eq!(guide.message(&day), "Date you sent the email must include a day");
        assert_eq!(guide.message_again(&day), guide.message(&day), "nothing to add");
        assert_eq!(guide.message(&message("no.such", &[])), "no.such");
        assert_eq!(
            guide.message(&message("answer.no-has", &[("has", "8")])),
            "No, it has 8",
            "any table"
        );
    }

    #[test]
    fn one_has_a_wording_of_its_own() {
        let guide = Guide::builtin();
        assert_eq!(
            guide.say("hub.overdue", &[("n", "3".into())]),
            "overdue by 3 days"
        );
        assert_eq!(guide.say("hub.overdue", &[("n", "1".into())]), "overdue by 1 day");
        assert!(
            guide
                .message(&message("record.gaps", &[("n", "1")]))
                .starts_with("1 answer is")
        );
    }

    #[test]
    fn what_is_not_there_is_blank() {
        let guide = Guide::builtin();
        assert_eq!(guide.word("no.such"), "");
        assert_eq!(guide.page("no-such"), &PageWords::default());
        assert_eq!(guide.link("no-such").url, None);
        assert!(guide.doubt("no-such").choices.is_empty());
        assert!(guide.render("no-such.txt", &()).is_err());
    }

    #[test]
    fn a_task_has_a_title_and_stands_under_a_heading() {
        let guide = Guide::builtin();
        assert_eq!(guide.task_title("get-access.never"), "Register your site");
        assert_eq!(guide.task_group("check-use"), "Get access");
        assert_eq!(guide.reviewed().to_string(), "2023-07-07");
        assert_eq!(guide.contact("nas").phone.as_deref(), Some("0333 200 1133"));
    }

    #[test]
    fn a_topic_holds_what_the_guide_says_of_it_once() {
        let guide = Guide::builtin();
        let slugs: Vec<_> = guide.topics().iter().map(|topic| topic.slug).collect();
        assert!(slugs.starts_with(&["check-use", "get-access"]), "{slugs:?}");
        let duties = guide
            .topics()
            .iter()
            .find(|topic| topic.slug == "owner-duties")
            .unwrap();
        let regularly = |part: &&TopicPart| matches!(part, TopicPart::Quote(quote) if quote.contains("regularly so they"));
        assert_eq!(duties.parts.iter().filter(regularly).count(), 1);
    }

    #[test]
    fn a_list_of_a_topic_follows_the_words_that_lead_to_it() {
        let guide = Guide::builtin();
        let parts: Vec<TopicPart> = guide
            .topics()
            .iter()
            .flat_map(|topic| topic.parts.clone())
            .collect();
        let leads = |part: &TopicPart| match part {
            TopicPart::Added { words, .. } => words.for_role(Role::Own).ends_with(':'),
            TopicPart::Quote(_) | TopicPart::List(_) | TopicPart::Steps(_) | TopicPart::Link(_) => false,
        };
        let is_list = |part: &TopicPart| matches!(part, TopicPart::List(_) | TopicPart::Steps(_));
        assert!(parts.iter().any(leads));
        for pair in parts.windows(2) {
            assert!(!leads(&pair[0]) || is_list(&pair[1]), "{pair:?}");
        }
    }
}
