//! Passwords and secrets: a suggestion that is spelled out only when asked for, and one's own idea, typed unseen into a
//! box that wipes itself. None of it becomes an event, and none of it outlives its page.

use std::io;

use super::command::Typed;
use super::hidden::Hidden;
use super::session::Session;
use super::talk::Block;
use super::text::{labelled, sentences, stopped};
use crate::domain::password::{self, Assessment, RuleLine};
use crate::domain::secret_word::{self, rehearsal_right};
use crate::domain::suggestion::{FEWEST_WORDS, Suggestion};
use crate::guide::Guide;
use crate::machine::idea;
use crate::machine::page::{Ask, Page};
use crate::shell::clipboard::Copied;
use crate::shell::host::Host;

/// The suggestion of the page that is shown.
pub(super) type Picked = Suggestion;

impl<H: Host> Session<'_, '_, H> {
    /// Picks a suggestion where one is called for, and wipes it where it is not, with a secret that was kept to be
    /// rehearsed and a suggestion that was copied.
    pub(super) fn look_at_secrets(&mut self) {
        if !matches!(self.driver.page().ask, Ask::SecretIdea(_)) {
            self.rehearsed = None;
        }
        let is_password = matches!(self.driver.page().ask, Ask::PasswordIdea(_));
        if !is_password {
            self.picked = None;
        } else if self.picked.is_none() {
            self.picked = Some(self.driver.suggest(FEWEST_WORDS));
            password::warm();
        }
        if !is_password || self.driver.copied_for().is_some_and(|left| left.is_zero()) {
            self.driver.clear_copied();
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
        } else if password && is("copy") {
            self.copy()?;
        } else if secret && is("rehearse") {
            self.rehearse()?;
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

    fn copy(&mut self) -> io::Result<()> {
        let Some(picked) = &self.picked else { return Ok(()) };
        self.talk.flush()?;
        let id = match self.driver.copy_secret(picked.secret()) {
            Copied::Yes => "suggestion.copied.plain",
            other => other.id(),
        };
        let told = sentences(&stopped(self.driver.guide().word(id)));
        told.iter().try_for_each(|line| self.talk.line(line))
    }

    /// Asks for three letters of the secret that was checked, as the helpdesk does.
    fn rehearse(&mut self) -> io::Result<()> {
        let Some(secret) = self.rehearsed.take() else {
            let first = self.driver.guide().word("plain.rehearse-first").to_owned();
            return self.problem(&first);
        };
        let places = self.driver.rehearsal(secret.len());
        let guide = self.driver.guide();
        let told = ["rehearsal.intro", "rehearsal.forgotten"].map(|id| sentences(guide.word(id)).join("\n"));
        let mut lines: Block = told
            .iter()
            .flat_map(|text| text.lines())
            .map(str::to_owned)
            .collect();
        lines.push(idea::rehearsal_question(guide, &places));
        self.talk.blocks(&[lines])?;
        let verdict = match self.talk.read_hidden()? {
            Some(Hidden::Typed(answer)) => Some(rehearsal_right(&secret, &places, &answer)),
            Some(Hidden::TooLong) => Some(false),
            Some(Hidden::Ended) => {
                self.leave_at_end();
                return Ok(());
            }
            Some(Hidden::GivenUp) | None => None,
        };
        self.rehearsed = Some(secret);
        let guide = self.driver.guide();
        let said = verdict.map(|right| sentences(&stopped(guide.word(idea::rehearsal_verdict(right)))));
        let offer = sentences(guide.word("plain.rehearse-offer"));
        let title = self.driver.page().title.clone();
        self.talk.blocks(&[said.unwrap_or_default(), offer, vec![title]])
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
        self.rehearsed = None;
        let mut after = guide.word("plain.wiped").to_owned();
        let offer = guide.word("plain.rehearse-offer").to_owned();
        match (hidden, &page.ask) {
            (Some(Hidden::Typed(idea)), Ask::PasswordIdea(context)) => {
                self.found(page, &password::assess(&idea, context))?;
            }
            (Some(Hidden::Typed(idea)), Ask::SecretIdea(context)) => {
                let found = secret_word::assess(&idea, context);
                self.found(page, &found)?;
                if found.verdict.is_ok() {
                    self.rehearsed = Some(idea);
                    after = offer;
                }
            }
            (Some(Hidden::TooLong), Ask::SecretIdea(_)) => {
                self.problem(&guide.message(&secret_word::too_long()))?;
            }
            (Some(Hidden::TooLong), _) => self.problem(&guide.message(&password::too_long()))?,
            (None, _) => return self.problem(&guide.say("plain.not-hidden", &[])),
            (Some(Hidden::Typed(_) | Hidden::GivenUp | Hidden::Ended), _) => {}
        }
        sentences(&after)
            .iter()
            .try_for_each(|line| self.talk.line(line))?;
        self.talk.blocks(&[vec![page.title.clone()]])
    }

    /// The rules with how each was kept, then what it comes to.
    fn found(&mut self, page: &Page, found: &Assessment) -> io::Result<()> {
        let guide = self.driver.guide();
        let is_secret = matches!(page.ask, Ask::SecretIdea(_));
        let date = if is_secret {
            "password.secret-rules-date"
        } else {
            "password.rules-date"
        };
        let mut rules = vec![rules_of(guide, "plain.rules-idea", date)];
        rules.extend(found.lines.iter().map(|line| rule(guide, line)));
        let mut end: Block = found.hints.iter().map(|hint| stopped(guide.word(hint))).collect();
        let problem = match idea::verdict(guide, found, is_secret) {
            Ok(advice) => {
                end.extend(sentences(&stopped(&advice)));
                None
            }
            Err(problem) => Some(problem),
        };
        self.talk.blocks(&[rules])?;
        problem.map_or(Ok(()), |text| self.problem(&text))?;
        end.iter().try_for_each(|line| self.talk.line(line))
    }
}

fn odds(guide: &Guide, picked: &Suggestion) -> String {
    stopped(&idea::odds(guide, picked.list_len(), picked.sure_words()))
}

fn rules_of(guide: &Guide, id: &str, date: &str) -> String {
    guide.say(id, &[("date", guide.word(date).to_owned())])
}

/// "10 characters or more, with no spaces: Yes, it has 16."
fn rule(guide: &Guide, line: &RuleLine) -> String {
    let (rule, answer) = idea::rule(guide, line);
    labelled(&rule, &answer)
}
