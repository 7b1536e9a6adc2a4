//! Passwords and secrets: a suggestion that is spelled out only when asked for, and one's own idea, typed unseen into a
//! box that wipes itself. None of it becomes an event, and none of it outlives its page.

use std::io;

use super::command::Typed;
use super::hidden::Hidden;
use super::session::Session;
use super::talk::Block;
use super::text::{labelled, sentences, stopped};
use crate::domain::password::{self, Answer, Assessment, RuleLine};
use crate::domain::secret_word;
use crate::domain::suggestion::{FEWEST_WORDS, Suggestion, grouped, odds_words};
use crate::guide::Guide;
use crate::machine::page::{Ask, Page};
use crate::shell::host::Host;

/// The suggestion of the page that is shown.
pub(super) type Picked = Suggestion;

impl<H: Host> Session<'_, '_, H> {
    /// Picks a suggestion where one is called for, and wipes it where it is not.
    pub(super) fn look_at_secrets(&mut self) {
        if !matches!(self.driver.page().ask, Ask::PasswordIdea(_)) {
            self.picked = None;
        } else if self.picked.is_none() {
            self.picked = Some(self.driver.suggest(FEWEST_WORDS));
        }
    }

    /// What a page about a password or secret says of itself.
    pub(super) fn idea_lines(&self, page: &Page) -> Vec<Block> {
        let guide = self.driver.guide();
        match (&page.ask, &self.picked) {
            (Ask::PasswordIdea(_), Some(picked)) => {
                let mut rules = vec![rules_of(guide, "plain.rules-suggestion", "password.rules-date")];
                rules.extend(password::suggestion_lines().iter().map(|line| rule(guide, line)));
                vec![
                    vec![
                        guide.word("plain.suggestion-hidden").to_owned(),
                        odds(guide, picked),
                        guide.word("plain.headphones").to_owned(),
                    ],
                    rules,
                ]
            }
            _ => Vec::new(),
        }
    }

    /// Does what a word of these pages asks for. False when it is none.
    pub(super) fn hear_idea_word(&mut self, page: &Page, typed: &Typed) -> io::Result<bool> {
        let is = |id| typed.is(self.driver.guide(), id);
        let (password, secret) = match &page.ask {
            Ask::PasswordIdea(_) => (true, false),
            Ask::SecretIdea(_) => (false, true),
            _ => return Ok(false),
        };
        if password && is("show") {
            self.show()?;
        } else if password && is("another") {
            self.pick_again(0)?;
        } else if password && is("add") {
            self.pick_again(1)?;
        } else if (password || secret) && is("check") {
            self.check(page)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn show(&mut self) -> io::Result<()> {
        if let Some(picked) = &self.picked {
            let heading = self.driver.guide().word("plain.suggestion-is").to_owned();
            self.talk.line(&heading)?;
            self.talk.shown(picked.secret())?;
        }
        Ok(())
    }

    /// Picks another, with more words if asked for.
    fn pick_again(&mut self, more: usize) -> io::Result<()> {
        let words = self.picked.take().map_or(
            FEWEST_WORDS,
            |picked| if more > 0 { picked.words() + more } else { 0 },
        );
        let picked = self.driver.suggest(words.max(FEWEST_WORDS));
        let guide = self.driver.guide();
        let lines = [
            guide.word("plain.suggestion-hidden").to_owned(),
            odds(guide, &picked),
        ];
        self.picked = Some(picked);
        lines.iter().try_for_each(|line| self.talk.line(line))
    }

    /// Reads an idea unseen, looks at it, and wipes it.
    fn check(&mut self, page: &Page) -> io::Result<()> {
        let guide = self.driver.guide();
        let mut lines = sentences(&stopped(guide.word("idea.warning")));
        lines.push(guide.word("plain.idea-ask").to_owned());
        self.talk.blocks(&[lines])?;
        let hidden = self.talk.read_hidden()?;
        if matches!(hidden, Some(Hidden::Ended)) {
            self.leave_at_end();
            return Ok(());
        }
        let guide = self.driver.guide();
        let wiped = guide.word("plain.wiped").to_owned();
        match (hidden, &page.ask) {
            (Some(Hidden::Typed(idea)), Ask::PasswordIdea(context)) => {
                self.found(page, &password::assess(&idea, context))?;
            }
            (Some(Hidden::Typed(idea)), Ask::SecretIdea(context)) => {
                self.found(page, &secret_word::assess(&idea, context))?;
            }
            (Some(Hidden::TooLong), Ask::SecretIdea(_)) => {
                self.problem(&guide.message(&secret_word::too_long()))?;
            }
            (Some(Hidden::TooLong), _) => self.problem(&guide.message(&password::too_long()))?,
            (None, _) => return self.problem(&guide.say("plain.not-hidden", &[])),
            (Some(Hidden::Typed(_) | Hidden::GivenUp | Hidden::Ended), _) => {}
        }
        self.talk.line(&wiped)?;
        self.talk.blocks(&[vec![page.title.clone()]])
    }

    /// The rules with how each was kept, then what it comes to.
    fn found(&mut self, page: &Page, found: &Assessment) -> io::Result<()> {
        let guide = self.driver.guide();
        let (ok, date) = match page.ask {
            Ask::SecretIdea(_) => ("secret.ok", "password.secret-rules-date"),
            _ => ("password.ok", "password.rules-date"),
        };
        let mut rules = vec![rules_of(guide, "plain.rules-idea", date)];
        rules.extend(found.lines.iter().map(|line| rule(guide, line)));
        let mut end: Block = found.hints.iter().map(|hint| stopped(guide.word(hint))).collect();
        let problem = match &found.verdict {
            Ok(advice) => {
                let advice = advice
                    .as_ref()
                    .map_or_else(|| guide.word(ok).to_owned(), |advice| guide.message(advice));
                end.extend(sentences(&stopped(&advice)));
                None
            }
            Err(message) => Some(guide.message(message)),
        };
        self.talk.blocks(&[rules])?;
        problem.map_or(Ok(()), |text| self.problem(&text))?;
        end.iter().try_for_each(|line| self.talk.line(line))
    }
}

fn odds(guide: &Guide, picked: &Suggestion) -> String {
    let (number, scale) = odds_words(picked.list_len(), picked.sure_words());
    let odds = guide.say(scale, &[("number", number)]);
    let words = grouped(u128::try_from(picked.list_len()).unwrap_or_default());
    stopped(&guide.say("suggestion.odds", &[("words", words), ("odds", odds)]))
}

fn rules_of(guide: &Guide, id: &str, date: &str) -> String {
    guide.say(id, &[("date", guide.word(date).to_owned())])
}

/// "10 characters or more, with no spaces: Yes, it has 16."
fn rule(guide: &Guide, line: &RuleLine) -> String {
    let (id, has) = match line.answer {
        Answer::Yes => ("answer.yes", 0),
        Answer::YesHas(has) => ("answer.yes-has", has),
        Answer::NoHas(has) => ("answer.no-has", has),
        Answer::No => ("answer.no", 0),
        Answer::OnlyNhsmail => ("answer.only-nhsmail", 0),
    };
    labelled(guide.word(line.rule), &guide.say(id, &[("has", has.to_string())]))
}
