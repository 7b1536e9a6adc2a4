//! The loop: print what is new, ask, hear a line, tell the machine, read back.

use std::collections::HashSet;
use std::io;
use std::mem::{Discriminant, discriminant};

use super::ask::{self, Echo, Part, Reply};
use super::code::Printed;
use super::command::{self, Command, Typed};
use super::idea::Picked;
use super::talk::{Block, Talk};
use super::text::{opening, stopped};
use super::{Ended, help};
use crate::domain::secret::Secret;
use crate::domain::verdict::Message;
use crate::machine::event::Event;
use crate::machine::page::{Ask, Page, TextKind};
use crate::machine::slot::Slot;
use crate::machine::slots::slot;
use crate::roster;
use crate::shell::driver::{Driver, Flow};
use crate::shell::host::Host;

/// Questions that say which words can be typed. After them a person knows, and hears only how to ask.
const TOLD_OFTEN: usize = 3;
/// Leave leads to the page that asks once more, and from there out; a file that cannot be saved may put one between.
const MOST_LEAVES: usize = 4;

/// What has to be printed before the next answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    /// The whole page.
    Page,
    /// The question, with its heading.
    Question,
    /// What can be answered.
    Answers,
    /// Nothing: the person has just been told.
    Nothing,
}

/// One plain session.
pub(super) struct Session<'d, 't, H: Host> {
    pub(super) driver: &'d mut Driver<H>,
    pub(super) talk: Talk<'t>,
    pub(super) picked: Option<Picked>,
    /// A secret that keeps the rules, for as long as its page is there.
    pub(super) rehearsed: Option<Secret>,
    /// The code that was printed last.
    pub(super) printed: Printed,
    part: Part,
    due: Due,
    /// Questions asked so far.
    asked: usize,
    /// Kinds of question asked so far.
    told: HashSet<Discriminant<Ask>>,
    /// That a command can be given as text was said.
    told_quotes: bool,
    /// Lines in a row of which nothing could be made.
    slips: usize,
    /// The lines of a list that is typed or pasted line by line.
    gathered: String,
    banner: Option<String>,
    ended: Option<Ended>,
}

impl<'d, 't, H: Host> Session<'d, 't, H> {
    pub(super) fn new(driver: &'d mut Driver<H>, talk: Talk<'t>) -> Self {
        Self {
            driver,
            talk,
            picked: None,
            rehearsed: None,
            printed: Printed::default(),
            part: Part::Whole,
            due: Due::Page,
            asked: 0,
            told: HashSet::new(),
            told_quotes: false,
            slips: 0,
            gathered: String::new(),
            banner: None,
            ended: None,
        }
    }

    pub(super) fn run(mut self) -> io::Result<Ended> {
        let on = self.driver.guide().word("plain.on").to_owned();
        self.talk.line(&on)?;
        self.said()?;
        loop {
            self.ask()?;
            let driver = &*self.driver;
            self.talk.leave_on_interrupt(|| driver.leave_lines());
            if let Some(line) = self.talk.read()? {
                self.hear(&line)?;
            } else {
                self.end_of_list()?;
                self.leave_at_end();
            }
            if let Some(ended) = self.ended {
                return Ok(ended);
            }
        }
    }

    /// Prints what is due.
    fn ask(&mut self) -> io::Result<()> {
        self.look_at_secrets();
        if self.due == Due::Nothing {
            return Ok(());
        }
        let page = self.driver.page().clone();
        let mut blocks = match self.due {
            Due::Page => opening(self.driver.guide(), &page),
            Due::Question if ask::needs_heading(self.part) => vec![vec![page.title.clone()]],
            Due::Question | Due::Answers | Due::Nothing => Vec::new(),
        };
        blocks.extend(ask::lines(self.driver.guide(), &page, self.part));
        blocks.extend(self.idea_lines(&page));
        blocks.push(self.hints(&page));
        self.due = Due::Nothing;
        self.talk.blocks(&blocks)
    }

    /// How to answer, for as long as that is news.
    fn hints(&mut self, page: &Page) -> Block {
        let guide = self.driver.guide();
        let told = self.asked >= TOLD_OFTEN;
        let is_known = told && self.told.contains(&discriminant(&page.ask)) && !ask::needs_telling(page);
        let mut hints = if is_known {
            Block::new()
        } else {
            ask::how(guide, page, self.part)
        };
        if let Some(last) = ask::last(guide, page, self.part) {
            let last = {
                let offered = matches!(&page.ask, Ask::Text(text) if text.offered);
                guide.say(
                    if offered {
                        "plain.offered"
                    } else {
                        "plain.last-answer"
                    },
                    &[("answer", last)],
                )
            };
            match hints.last_mut() {
                Some(line) => *line = format!("{line} {last}"),
                None => hints.push(last),
            }
        }
        if matches!(page.ask, Ask::Text(_)) && !self.told_quotes {
            hints.push(guide.word("plain.word-as-text").to_owned());
            self.told_quotes = true;
        }
        hints.push(
            guide
                .word(if told { "plain.type-help" } else { "plain.or-words" })
                .to_owned(),
        );
        self.asked += 1;
        self.told.insert(discriminant(&page.ask));
        hints
    }

    fn hear(&mut self, line: &str) -> io::Result<()> {
        self.driver.retry();
        let typed = Typed::new(line);
        let page = self.driver.page().clone();
        if self.gather(line, &page, &typed)? {
            return Ok(());
        }
        let draws_codes = self.talk.draws_codes();
        if let Some(command) = Command::read(self.driver.guide(), &page, draws_codes, &typed) {
            return self.obey(command, &page, &typed);
        }
        if self.hear_idea_word(&page, &typed)? {
            return Ok(());
        }
        match ask::read(self.driver.guide(), &page, self.part, &typed) {
            Reply::Send(events, echo) => self.send(events, &echo, Part::Whole),
            Reply::Then(events, echo, part) => self.send(events, &echo, part),
            Reply::Tell(blocks) => self.tell(&blocks),
            Reply::Refuse(message) => self.slip(&message),
            Reply::Again => {
                self.due = Due::Question;
                Ok(())
            }
        }
    }

    /// A line of a list. Words that are commands are commands here too.
    fn gather(&mut self, line: &str, page: &Page, typed: &Typed) -> io::Result<bool> {
        let guide = self.driver.guide();
        if !matches!(&page.ask, Ask::Text(text) if text.kind == TextKind::List) {
            return Ok(false);
        }
        if typed.is(guide, "done") {
            // It is let go of when it has led to another page, and stays to be added to when it is refused.
            let list = self.gathered.clone();
            self.send(vec![Event::Typed(list)], &Echo::Nothing, Part::Whole)?;
            return Ok(true);
        }
        // No one is called what a command is; a number may well be part of a list.
        match Command::read(guide, page, self.talk.draws_codes(), typed) {
            Some(_) => {}
            None if self.gathered.is_empty() && (typed.text.is_empty() || ask::is_other(page, typed)) => {}
            None => return Ok(self.keep_line(line)),
        }
        Ok(false)
    }

    fn keep_line(&mut self, line: &str) -> bool {
        if self.gathered.len() <= roster::LARGEST {
            self.gathered.push_str(line);
            self.gathered.push('\n');
        }
        true
    }

    /// The input has ended in the middle of a list: what is on it is told.
    fn end_of_list(&mut self) -> io::Result<()> {
        if self.gathered.is_empty() {
            return Ok(());
        }
        let list = std::mem::take(&mut self.gathered);
        self.send(vec![Event::Typed(list)], &Echo::Nothing, Part::Whole)?;
        self.ask()
    }

    fn obey(&mut self, command: Command, page: &Page, typed: &Typed) -> io::Result<()> {
        let alone = |event| (vec![event], Echo::Nothing, Part::Whole);
        let (events, echo, part) = match command {
            Command::Back => return self.back(page),
            Command::Again => {
                self.due = Due::Page;
                return Ok(());
            }
            Command::Help => {
                let draws_codes = self.talk.draws_codes();
                return self.tell(&help::page(self.driver.guide(), page, draws_codes));
            }
            Command::Code => return self.print_code(page, typed),
            Command::Swap => return self.swap_code(page),
            Command::Steps => {
                let steps = ask::list::tasks(&self.driver.steps());
                return self.tell(&steps);
            }
            Command::Words => return self.tell(&help::words(self.driver.guide())),
            Command::Contacts => return self.tell(&help::contacts(self.driver.guide())),
            Command::Leave => alone(Event::Leave),
            Command::Undo => alone(Event::Undo),
            Command::Save => match command::paper(page) {
                Some(paper) => alone(Event::Write(paper)),
                None => return Ok(()),
            },
            Command::Copy => match command::paper(page) {
                Some(paper) => alone(Event::Copy(paper)),
                None => return Ok(()),
            },
            Command::Open => {
                let (ids, names): (Vec<_>, Vec<_>) = command::links(page).unzip();
                match self.which(typed, "open", &names)? {
                    Some(place) => alone(Event::OpenLink(ids[place].to_owned())),
                    None => return Ok(()),
                }
            }
        };
        self.send(events, &echo, part)
    }

    fn back(&mut self, page: &Page) -> io::Result<()> {
        if let Some(part) = ask::back(self.part) {
            return self.send(Vec::new(), &Echo::Nothing, part);
        }
        if page.back.is_none() {
            return self.tell(&[vec![self.driver.guide().word("plain.nothing-back").to_owned()]]);
        }
        self.send(vec![Event::Back], &Echo::Nothing, Part::Whole)
    }

    /// Prints something beside the question, which stays as it is.
    pub(super) fn tell(&mut self, blocks: &[Block]) -> io::Result<()> {
        self.talk.blocks(blocks)?;
        self.talk.blocks(&[vec![self.driver.page().title.clone()]])
    }

    /// Tells the machine, event after event, and reads back what came of it.
    fn send(&mut self, events: Vec<Event>, echo: &Echo, then: Part) -> io::Result<()> {
        let before = self.driver.page().clone();
        let sent = self.send_each(events, &before, echo, then);
        if self.driver.page().at != before.at {
            self.gathered.clear();
        }
        sent
    }

    fn send_each(&mut self, events: Vec<Event>, before: &Page, echo: &Echo, then: Part) -> io::Result<()> {
        let continues = events == [Event::Next];
        for event in events {
            match self.driver.send(event) {
                Ok(Flow::Stay) => {}
                Ok(Flow::Left) => {
                    self.ended = Some(Ended::Left);
                    return Ok(());
                }
                Err(refusal) => {
                    self.due = if continues {
                        Due::Question
                    } else {
                        self.after(before)
                    };
                    return self.problem(&refusal.text);
                }
            }
        }
        // Nothing can be said here between two answers, so what is worth trying again is tried now.
        self.driver.retry();
        self.driver.retry();
        self.slips = 0;
        self.due = self.after(before);
        let stays = matches!(self.due, Due::Nothing | Due::Answers);
        let next = if stays { then } else { Part::Whole };
        if stays && (continues || next != self.part) {
            self.due = Due::Question;
        }
        self.part = next;
        self.read_back(before, echo)
    }

    /// What is new since a page.
    fn after(&self, before: &Page) -> Due {
        let now = self.driver.page();
        if (now.at, &now.title, &now.body) != (before.at, &before.title, &before.body) {
            Due::Page
        } else if now.ask == before.ask || ask::is_long_tick(now) {
            Due::Nothing
        } else {
            Due::Answers
        }
    }

    /// "Saved at 2:05pm. You chose: Yes, in the past."
    fn read_back(&mut self, before: &Page, echo: &Echo) -> io::Result<()> {
        let page = self.driver.page();
        let guide = self.driver.guide();
        // The sentence has a stop of its own.
        let echoed = |id, answer: &str| guide.say(id, &[("answer", answer.trim_end_matches('.').to_owned())]);
        let answer = match echo {
            Echo::Chose(label) => echoed("plain.you-chose", label),
            Echo::Entered(_) if page.notice.is_some() => String::new(),
            Echo::Entered(typed) => echoed("plain.you-entered", &self.kept(before, typed)),
            Echo::Told(words) => words.clone(),
            Echo::Nothing => String::new(),
        };
        let is_saved = self.driver.state().is_saved();
        let is_news = !answer.is_empty() || page.saved != before.saved;
        let saved = if is_saved && is_news {
            stopped(&page.saved)
        } else {
            String::new()
        };
        let line = [saved, answer]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if !line.is_empty() {
            self.talk.line(&line)?;
        }
        self.said()
    }

    /// The answer as it was kept, tidied; as it was typed where it is not kept as such.
    fn kept(&self, page: &Page, typed: &str) -> String {
        let slot = slot(self.driver.state().answers(), page.at);
        slot.map(Slot::text)
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| typed.to_owned())
    }

    /// What the page says about what has just happened, and what stands until it is mended.
    fn said(&mut self) -> io::Result<()> {
        let page = self.driver.page();
        let (notice, banner) = (page.notice.clone(), page.banner.clone());
        if let Some(notice) = notice {
            self.talk.line(&stopped(&notice))?;
        }
        if banner != self.banner {
            self.banner.clone_from(&banner);
            if let Some(banner) = banner {
                self.problem(&banner)?;
            }
        }
        Ok(())
    }

    /// A line of which nothing can be made. The second time in a row says more.
    pub(super) fn slip(&mut self, message: &Message) -> io::Result<()> {
        self.slips += 1;
        let guide = self.driver.guide();
        let text = if self.slips > 1 {
            guide.message_again(message)
        } else {
            guide.message(message)
        };
        self.problem(&text)
    }

    /// "There is a problem. Select a number from 1 to 4."
    pub(super) fn problem(&mut self, text: &str) -> io::Result<()> {
        let line = self
            .driver
            .guide()
            .say("plain.problem", &[("message", stopped(text))]);
        self.talk.line(&line)
    }

    /// Leaves without asking: there is no one left to answer.
    pub(super) fn leave_at_end(&mut self) {
        self.driver.retry();
        for _ in 0..MOST_LEAVES {
            if let Ok(Flow::Left) | Err(_) = self.driver.send(Event::Leave) {
                break;
            }
        }
        self.ended = Some(if self.driver.is_pending() {
            Ended::NotSaved
        } else {
            Ended::Left
        });
    }
}
