//! The pages about a password and a secret: a suggestion that is hidden until it is asked for, and one's own idea in a
//! box that wipes itself. All of it goes when the page is left.

use super::keymap::Intent;
use super::rehearsal::Rehearsal;
use super::screen::{Row, Rows, Thing};
use super::secret_edit::SecretEdit;
use super::theme::Part;
use crate::domain::password::{self, Assessment, RuleLine};
use crate::domain::secret_word;
use crate::domain::suggestion::{FEWEST_WORDS, Suggestion};
use crate::guide::Guide;
use crate::machine::idea;
use crate::machine::page::{Ask, Page};
use crate::shell::clipboard::Copied;
use crate::shell::driver::Driver;
use crate::shell::host::Host;

/// Columns of the box.
const BOX: usize = 46;

/// What is thought about.
pub(super) struct Idea {
    is_secret: bool,
    suggestion: Option<Suggestion>,
    shown: bool,
    /// One's own idea: the box is there only when it was asked for.
    own: Option<SecretEdit>,
    found: Option<Assessment>,
    refusal: Option<String>,
    /// A secret that keeps the rules is being rehearsed.
    rehearsal: Option<Rehearsal>,
    /// What came of copying, said once.
    copied: Option<Copied>,
}

/// A button among the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Press {
    Show,
    Another,
    AddWord,
    Copy,
    OwnIdea,
    CheckIt,
    ShowIdea,
    Clear,
    Rehearse,
    Answer,
    Stop,
}

impl Idea {
    /// For the pages that are about one.
    pub(super) const fn for_page(page: &Page) -> Option<Self> {
        let is_secret = match page.ask {
            Ask::PasswordIdea(_) => false,
            Ask::SecretIdea(_) => true,
            _ => return None,
        };
        Some(Self {
            is_secret,
            suggestion: None,
            shown: false,
            own: None,
            found: None,
            refusal: None,
            rehearsal: None,
            copied: None,
        })
    }

    /// Picks a suggestion where there is none yet.
    pub(super) fn prepare<H: Host>(&mut self, driver: &mut Driver<H>) {
        if !self.is_secret && self.suggestion.is_none() {
            self.suggestion = Some(driver.suggest(FEWEST_WORDS));
        }
    }

    /// What the page is called while one's own idea is looked at, and what it goes back to, by their keys.
    pub(super) const fn own_heading(&self) -> Option<(&'static str, &'static str)> {
        match (&self.own, self.is_secret) {
            (None, _) => None,
            (Some(_), false) => Some(("password.idea-title", "buttons.back-to-suggestion")),
            (Some(_), true) => Some(("password.secret-idea-title", "buttons.back-mark")),
        }
    }

    /// Something secret is drawn now.
    pub(super) fn is_shown(&self) -> bool {
        self.shown || self.own.as_ref().is_some_and(|own| own.shown)
    }

    /// Hides whatever is shown.
    pub(super) fn hide(&mut self) {
        self.shown = false;
        if let Some(own) = &mut self.own {
            own.shown = false;
        }
    }

    /// Goes back from a rehearsal to one's own idea, and from that to the suggestion; false when neither was there.
    pub(super) fn back(&mut self) -> bool {
        if self.rehearsal.take().is_some() {
            return true;
        }
        self.found = None;
        self.refusal = None;
        self.own.take().is_some()
    }

    /// The button that led to one's own idea: where Back from there leads.
    pub(super) fn way_to_own_idea(&self) -> Option<Thing> {
        let place = self
            .presses()
            .iter()
            .position(|(press, _)| *press == Press::OwnIdea)?;
        Some(Thing::Action(place))
    }

    /// A secret is in the box that keeps the rules.
    fn may_rehearse(&self) -> bool {
        self.is_secret && self.found.as_ref().is_some_and(|found| found.verdict.is_ok())
    }

    fn presses(&self) -> Vec<(Press, &'static str)> {
        match &self.own {
            Some(_) if self.rehearsal.is_some() => vec![
                (Press::Answer, "buttons.rehearse-answer"),
                (Press::Rehearse, "buttons.rehearse-again"),
                (Press::Stop, "buttons.rehearse-stop"),
            ],
            Some(own) => {
                let show = if own.shown { "buttons.hide" } else { "buttons.show" };
                let mut presses = vec![
                    (Press::CheckIt, "buttons.check-it"),
                    (Press::ShowIdea, show),
                    (Press::Clear, "buttons.clear"),
                ];
                presses.extend(
                    self.may_rehearse()
                        .then_some((Press::Rehearse, "buttons.rehearse")),
                );
                presses
            }
            None if self.is_secret => vec![(Press::OwnIdea, "buttons.check-idea")],
            None => vec![
                (
                    Press::Show,
                    if self.shown {
                        "buttons.hide-suggestion"
                    } else {
                        "buttons.show-suggestion"
                    },
                ),
                (Press::Another, "buttons.another"),
                (Press::AddWord, "buttons.add-word"),
                (Press::Copy, "buttons.copy"),
                (Press::OwnIdea, "buttons.check-idea"),
            ],
        }
    }

    /// Presses one of the buttons among the words. The focus that follows, when it moves.
    pub(super) fn press<H: Host>(&mut self, place: usize, driver: &mut Driver<H>) -> Option<Thing> {
        let (press, _) = *self.presses().get(place)?;
        self.copied = None;
        match press {
            Press::Show => self.shown = !self.shown,
            Press::Another => self.suggestion = Some(driver.suggest(FEWEST_WORDS)),
            Press::AddWord => {
                let words = self
                    .suggestion
                    .as_ref()
                    .map_or(FEWEST_WORDS, |suggestion| suggestion.words() + 1);
                self.suggestion = Some(driver.suggest(words));
            }
            Press::Copy => {
                let secret = self.suggestion.as_ref().map(Suggestion::secret);
                self.copied = secret.map(|secret| driver.copy_secret(secret));
            }
            Press::Rehearse => return self.rehearse(driver),
            Press::Stop => self.rehearsal = None,
            Press::OwnIdea => {
                self.shown = false;
                self.own = Some(SecretEdit::new());
                return Some(Thing::Box);
            }
            Press::CheckIt | Press::Answer => return self.check(driver),
            Press::ShowIdea => {
                if let Some(own) = &mut self.own {
                    own.shown = !own.shown;
                }
            }
            Press::Clear => {
                self.found = None;
                self.refusal = None;
                if let Some(own) = &mut self.own {
                    own.clear();
                }
                return Some(Thing::Box);
            }
        }
        None
    }

    /// Asks for three letters of the secret.
    fn rehearse<H: Host>(&mut self, driver: &mut Driver<H>) -> Option<Thing> {
        let own = self.own.as_mut()?;
        own.shown = false;
        self.rehearsal = Some(Rehearsal::new(driver.rehearsal(own.secret().len())));
        Some(Thing::Box)
    }

    /// Looks at the idea in the box, or at the answer in a rehearsal.
    pub(super) fn check<H: Host>(&mut self, driver: &Driver<H>) -> Option<Thing> {
        let own = self.own.as_ref()?;
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.judge(own.secret());
            return Some(Thing::Box);
        }
        let found = match &driver.page().ask {
            Ask::PasswordIdea(context) => password::assess(own.secret(), context),
            Ask::SecretIdea(context) => secret_word::assess(own.secret(), context),
            _ => return None,
        };
        self.refusal = idea::verdict(driver.guide(), &found, self.is_secret).err();
        self.found = Some(found);
        None
    }

    /// Types into the box, or moves in it.
    pub(super) fn type_in(&mut self, c: char, guide: &Guide) {
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.forget_verdict();
            let _ = rehearsal.answer.insert(c);
            return;
        }
        let Some(own) = &mut self.own else { return };
        self.found = None;
        self.refusal = None;
        if !own.insert(c) {
            let full = if self.is_secret {
                secret_word::too_long()
            } else {
                password::too_long()
            };
            self.refusal = Some(guide.message(&full));
        }
    }

    /// Moves in the box, or deletes.
    pub(super) fn edit(&mut self, intent: Intent) {
        let is_idea = self.rehearsal.is_none();
        let answer = self.rehearsal.as_mut().map(|rehearsal| &mut rehearsal.answer);
        let Some(own) = answer.or(self.own.as_mut()) else {
            return;
        };
        match intent {
            Intent::Left | Intent::WordLeft => own.go(own.cursor().saturating_sub(1)),
            Intent::Right | Intent::WordRight => own.go(own.cursor() + 1),
            Intent::First => own.go(0),
            Intent::Last => own.go(usize::MAX),
            Intent::DeleteBefore => own.delete_before(),
            Intent::DeleteAfter => own.delete_after(),
            _ => return,
        }
        if matches!(intent, Intent::DeleteBefore | Intent::DeleteAfter) && is_idea {
            self.found = None;
            self.refusal = None;
        }
    }

    /// The part of the page that is about it.
    pub(super) fn rows(&self, rows: &mut Rows, guide: &Guide) {
        if let Some(refusal) = &self.refusal {
            rows.text(
                1,
                &guide.say("problem.error", &[("message", refusal.clone())]),
                Part::Problem,
            );
            rows.gap();
        }
        match (&self.own, &self.rehearsal) {
            (_, Some(rehearsal)) => Self::rehearsal_rows(rehearsal, rows, guide),
            (Some(own), None) => {
                rows.text(1, guide.word("idea.warning"), Part::Plain);
                rows.gap();
                Self::box_rows(own, "password.idea", rows, guide);
            }
            (None, None) => self.suggestion_rows(rows, guide),
        }
        let presses = self.presses();
        let buttons: Vec<(Thing, String)> = presses
            .iter()
            .enumerate()
            .map(|(place, (_, id))| (Thing::Action(place), guide.word(id).to_owned()))
            .collect();
        rows.gap();
        rows.buttons(&buttons);
        if self.rehearsal.is_some() {
            return;
        }
        if let Some(copied) = self.copied {
            rows.gap();
            rows.text(3, guide.word(copied.id()), Part::Strong);
        }
        self.rule_rows(rows, guide);
        if let Some(Ok(verdict)) = self
            .found
            .as_ref()
            .map(|found| idea::verdict(guide, found, self.is_secret))
        {
            rows.gap();
            rows.text(3, &verdict, Part::Strong);
        }
        for hint in self.found.iter().flat_map(|found| &found.hints) {
            rows.text(3, guide.word(hint), Part::Plain);
        }
    }

    fn suggestion_rows(&self, rows: &mut Rows, guide: &Guide) {
        let Some(suggestion) = &self.suggestion else {
            return;
        };
        let secret = suggestion.secret();
        let label = format!("   {}      ", guide.word("password.suggestion"));
        if self.shown {
            rows.push(Row::plain(label).and(secret.expose(), Part::Strong));
        } else {
            let stars: String = secret
                .expose()
                .chars()
                .map(|c| if c == '-' { '-' } else { '*' })
                .collect();
            let n = secret.len().to_string();
            rows.push(Row::plain(label).and(stars, Part::Plain));
            rows.text(
                3,
                &guide.say("password.hidden-characters", &[("n", n)]),
                Part::Plain,
            );
        }
        rows.text(
            3,
            &idea::odds(guide, suggestion.list_len(), suggestion.sure_words()),
            Part::Plain,
        );
    }

    fn rehearsal_rows(rehearsal: &Rehearsal, rows: &mut Rows, guide: &Guide) {
        rows.text(1, guide.word("rehearsal.intro"), Part::Plain);
        rows.text(1, guide.word("rehearsal.forgotten"), Part::Plain);
        rows.gap();
        rows.text(1, &rehearsal.question(guide), Part::Strong);
        rows.gap();
        Self::box_rows(&rehearsal.answer, "rehearsal.answer", rows, guide);
        if let Some(verdict) = rehearsal.verdict(guide) {
            rows.gap();
            rows.text(3, &verdict, Part::Strong);
        }
    }

    fn box_rows(own: &SecretEdit, label: &str, rows: &mut Rows, guide: &Guide) {
        let width = BOX.min(rows.width.saturating_sub(24)).max(8);
        let from = own.cursor().saturating_sub(width - 1);
        let drawn: String = own
            .secret()
            .expose()
            .chars()
            .skip(from)
            .take(width)
            .map(|c| if own.shown { c } else { '*' })
            .collect();
        let before = format!(" {} {}   [ ", rows.mark(Thing::Box), guide.word(label));
        let column = before.chars().count() + own.cursor() - from;
        let state = guide.word(if own.shown {
            "password.shown"
        } else {
            "password.hidden"
        });
        let row = Row::plain(format!("{before}{drawn:width$} ]  {state}"));
        rows.push(row.with(Thing::Box, column));
    }

    /// The rules, each with how it was kept; before a check, the rules alone.
    fn rule_rows(&self, rows: &mut Rows, guide: &Guide) {
        let lines: Vec<RuleLine> = match (&self.found, self.is_secret) {
            (Some(found), _) => found.lines.clone(),
            (None, false) if self.own.is_none() => password::suggestion_lines(),
            (None, _) => return,
        };
        let date = guide.word(if self.is_secret {
            "password.secret-rules-date"
        } else {
            "password.rules-date"
        });
        let whose = if self.own.is_some() {
            "password.your-idea"
        } else {
            "password.this-suggestion"
        };
        let heading = guide.say("password.asks-for", &[("date", date.to_owned())]);
        let two = |rows: &mut Rows, left: &str, right: &str, part: Part| {
            let width = if rows.width < 72 { 34 } else { 51 };
            for (number, left) in super::wrap::wrap(left, width).iter().enumerate() {
                let left = super::wrap::pad(left, width);
                let right = if number == 0 { right } else { "" };
                rows.push(Row::plain(format!("   {left} ")).and(right, part));
            }
        };
        rows.gap();
        two(rows, &heading, guide.word(whose), Part::Plain);
        for line in &lines {
            let (rule, answer) = idea::rule(guide, line);
            let broken = matches!(line.answer, password::Answer::No | password::Answer::NoHas(_));
            two(
                rows,
                &rule,
                &answer,
                if broken { Part::Problem } else { Part::Plain },
            );
        }
    }
}
