//! The machine's state, and the one way in which it changes.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::accept;
use super::answers::Answers;
use super::around;
use super::compose;
use super::doubt::{self, Pending};
use super::effect::{Effect, IfThere};
use super::event::{Event, FoundFile, Outcome, Progress, Trouble};
use super::import::{self, Import};
use super::marking;
use super::merge::Merge;
use super::page::{Hub, Page};
use super::page_id::PageId as P;
use super::paper::{Form, Paper};
use super::route;
use super::slots::{Position, slot};
use super::tables;
use super::todo;
use crate::domain::site::YesNo;
use crate::domain::verdict::Message;
use crate::domain::when;
use crate::guide::Guide;

/// The machine's state. Its fields are private to the machine: [`State::update`] is the only thing that changes it.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub(super) answers: Answers,
    pub(super) at: Position,
    /// Here to change an answer from the list of all: the run of the task as it was then.
    pub(super) changing: Option<Vec<P>>,
    /// The page that the leave page and the other asides go back to.
    pub(super) aside_from: Option<Position>,
    pub(super) doubt: Option<Box<Pending>>,
    pub(super) before: Option<Box<(Answers, Position)>>,
    pub(super) notice: Option<Message>,
    pub(super) site: SiteFile,
    pub(super) found: Vec<FoundFile>,
    pub(super) folder: PathBuf,
    pub(super) trouble: Option<Trouble>,
    /// The file to be merged into the one that is opened next.
    pub(super) merge_with: Option<Box<Progress>>,
    pub(super) merge: Option<Box<Merge>>,
    /// The list of people that is being read.
    pub(super) import: Option<Box<Import>>,
    /// Those of whom it is asked whether they work here: their places on the table.
    pub(super) unsaid: Vec<usize>,
    /// The leavers come up one after another.
    pub(super) leavers_in_turn: bool,
    /// What had to be passed over in the file that was opened.
    pub(super) passed_over: Vec<Message>,
    /// What was last asked to be saved, or was there when the file was opened.
    pub(super) kept: Option<Kept>,
    /// What was copied is forgotten when the program ends.
    pub(super) holds_copy: bool,
    /// The day of the last event, for words that count years.
    pub(super) asked_on: Option<NaiveDate>,
}

/// What a file holds: the answers, the page to open again, and whether that was to change an answer.
type Kept = Box<(Answers, Position, bool)>;

/// The file of the site.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct SiteFile {
    /// Where it is; none before the first save.
    pub(super) path: Option<PathBuf>,
    /// When it was last saved.
    pub(super) saved_at: Option<DateTime<FixedOffset>>,
    /// By whom.
    pub(super) saved_by: String,
    /// Why it can be read but not changed.
    pub(super) read_only: Option<Message>,
    /// Made up, and never saved.
    pub(super) practice: bool,
    /// Why the last save did not reach the disk.
    pub(super) unsaved: Option<Message>,
    /// How often that save has been tried.
    pub(super) tries: usize,
    /// Answers since the last save that did.
    pub(super) waiting: usize,
}

/// An answer that was not accepted: not an error. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What to say.
    pub message: Message,
    /// On which page.
    pub page: P,
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Before anything is known: on the start page.
    #[must_use]
    pub fn new() -> Self {
        Self {
            answers: Answers::default(),
            at: Position::page(P::Start),
            changing: None,
            aside_from: None,
            doubt: None,
            before: None,
            notice: None,
            site: SiteFile::default(),
            found: vec![],
            folder: PathBuf::new(),
            trouble: None,
            merge_with: None,
            merge: None,
            import: None,
            unsaid: vec![],
            leavers_in_turn: false,
            passed_over: vec![],
            kept: None,
            holds_copy: false,
            asked_on: None,
        }
    }

    /// A state with these answers, at this page: for rehearsal and tests.
    #[must_use]
    pub fn with(answers: Answers, page: P) -> Self {
        Self {
            answers,
            at: Position::page(page),
            ..Self::new()
        }
    }

    /// What the person is shown now. `now` is for what counts from today: overdue, the days left.
    #[must_use]
    pub fn page(&self, guide: &Guide, now: DateTime<FixedOffset>) -> Page {
        compose::page(self, guide, now)
    }

    /// The only way to change. On `Err` nothing has changed. Whatever changes what the file is to hold asks for a save.
    ///
    /// # Errors
    /// [`Refused`], when the answer is not accepted.
    pub fn update(
        &mut self,
        guide: &Guide,
        now: DateTime<FixedOffset>,
        event: Event,
    ) -> Result<Vec<Effect>, Refused> {
        let mut next = self.clone();
        if !matches!(event, Event::Done(_)) {
            next.notice = None;
        }
        next.asked_on = Some(now.date_naive());
        let mut effects = next.apply(guide, now, event)?;
        if next.is_kept() && next.kept.as_ref() != Some(&next.keeps()) {
            next.kept = Some(next.keeps());
            effects.insert(0, Effect::Save);
        }
        *self = next;
        Ok(effects)
    }

    fn apply(
        &mut self,
        guide: &Guide,
        now: DateTime<FixedOffset>,
        event: Event,
    ) -> Result<Vec<Effect>, Refused> {
        let none = Ok(vec![]);
        match event {
            Event::Done(outcome) => return Ok(self.done(now, outcome)),
            Event::Leave => return Ok(around::leave(self)),
            Event::Back => return Ok(route::back(self)),
            Event::Undo => self.undo(),
            Event::OpenLink(id) => return Ok(vec![Effect::OpenLink(id)]),
            Event::Copy(paper) => return Ok(vec![Effect::Copy(paper)]),
            Event::Write(paper) => return Ok(vec![Effect::Write(paper, IfThere::Ask)]),
            Event::Open(task) if self.at.page == P::Hub => route::open(self, task),
            Event::Change(at) if self.at.page == P::CheckAnswers => route::change(self, at),
            Event::ChangeAnswers if self.at.page == P::Record => self.go(Position::page(P::CheckAnswers)),
            Event::People(event) => return tables::people(self, event).map(|()| vec![]),
            Event::Chose(place) => {
                let from = self.at.page;
                let mut effects = accept::chose(self, guide, now, place)?;
                effects.extend(self.calendar_on_the_way(from));
                return Ok(effects);
            }
            Event::Typed(text) => return accept::typed(self, guide, now, &text),
            Event::Ticked(item, mark) => {
                return marking::ticked(self, guide, now, item, mark).map(|()| vec![]);
            }
            Event::TickedAll(items, mark) => {
                return marking::ticked_all(self, guide, now, &items, mark).map(|()| vec![]);
            }
            Event::Next => {
                let from = self.at.page;
                accept::next(self, guide, now)?;
                return Ok(self.calendar_on_the_way(from).into_iter().collect());
            }
            Event::Open(_) | Event::Change(_) | Event::ChangeAnswers => {}
        }
        none
    }

    /// The calendar file, on the way on from the page that offers it.
    fn calendar_on_the_way(&self, from: P) -> Option<Effect> {
        let went_on = from == P::Reminders && self.at.page != from;
        let wanted = self.answers.reminders.wanted == Some(YesNo::Yes);
        (went_on && wanted).then_some(Effect::Write(Paper::Calendar, IfThere::Ask))
    }

    fn done(&mut self, now: DateTime<FixedOffset>, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Saved { at, path } => {
                self.site.saved_at = Some(at);
                self.site.saved_by = self.answers.who_is_here();
                self.site.path = Some(path);
                self.site.unsaved = None;
                self.site.tries = 0;
                self.site.waiting = 0;
            }
            Outcome::NotSaved(why) => {
                self.site.unsaved = Some(why);
                self.site.tries += 1;
            }
            Outcome::Found { folder, files } => {
                self.folder = folder;
                self.found = files;
                // A site that has no name yet was most likely begun by mistake: it stands behind the others.
                let unnamed = |file: &FoundFile| {
                    file.holds
                        .as_ref()
                        .is_ok_and(|progress| progress.answers.site_name().is_none())
                };
                self.found.sort_by_key(unnamed);
            }
            Outcome::Opened(opened) => around::opened(self, now, *opened),
            Outcome::Practice(answers) => around::practise(self, *answers),
            Outcome::Trouble(trouble) => {
                self.trouble = Some(trouble);
                self.go(Position::page(P::FileTrouble));
            }
            Outcome::Written(paper, path) => self.notice = Some(written(paper, &path)),
            Outcome::Exists(paper, path) => doubt::replace_file(self, paper, path),
            Outcome::HoldsCopy(message) => {
                self.holds_copy = true;
                self.notice = Some(message);
            }
            Outcome::ListRead(text) => import::read_from_file(self, now, &text),
            Outcome::Said(message) => self.notice = Some(message),
            Outcome::Nothing => {}
        }
        vec![]
    }

    /// Goes to a page.
    pub(super) fn go(&mut self, at: Position) {
        if at.page == P::PeopleWorksHere && self.at.page != at.page {
            self.unsaid = import::unsaid(&self.answers);
        }
        self.at = at.of_its_page();
    }

    /// Takes new answers in place of the old, with a line in the history for the page that asked.
    pub(super) fn commit(&mut self, now: DateTime<FixedOffset>, mut answers: Answers) -> Result<(), Refused> {
        if answers == self.answers {
            return Ok(());
        }
        if let Some(why) = &self.site.read_only {
            return Err(self.refuse(why.clone()));
        }
        let given = |answers: &Answers| slot(answers, self.at).and_then(super::slot::Slot::given);
        if let Some(old) = given(&self.answers) {
            let new = given(&answers).unwrap_or_default();
            if old != new {
                answers.take_down(self.at.page, old, new, now);
            }
        }
        self.site.waiting += 1;
        let old = std::mem::replace(&mut self.answers, answers);
        self.before = Some(Box::new((old, self.at)));
        Ok(())
    }

    /// Takes back the last answer, on the pages of a site.
    fn undo(&mut self) {
        if around::is_aside(self.at.page) {
            return;
        }
        if let Some(before) = self.before.take() {
            let (answers, at) = *before;
            self.answers = answers;
            self.doubt = None;
            self.go(at);
        }
    }

    /// An answer that is not accepted, here.
    pub(super) const fn refuse(&self, message: Message) -> Refused {
        Refused {
            message,
            page: self.at.page,
        }
    }

    /// This site goes to a file: it is real, it can be changed, and there is something to keep.
    fn is_kept(&self) -> bool {
        !self.site.practice
            && self.site.read_only.is_none()
            && !around::is_before_a_site(self.at.page)
            && (self.answers != Answers::default() || self.site.path.is_some())
    }

    /// What the file is to hold: a save is asked for when it is other than before.
    pub(super) fn keeps(&self) -> Kept {
        Box::new((self.answers.clone(), self.come_back_to(), self.changing.is_some()))
    }

    /// The page to open again: never an aside.
    #[must_use]
    pub fn come_back_to(&self) -> Position {
        let aside = matches!(self.at.page, P::Leave | P::SaveElsewhere | P::Merge);
        let at = match (&self.doubt, self.aside_from) {
            (_, Some(from)) if aside && from.page != P::Check => from,
            (Some(doubt), _) if aside || self.at.page == P::Check => doubt.at.of_its_page(),
            _ => self.at,
        };
        if around::is_before_a_site(at.page) {
            Position::page(P::Hub)
        } else if import::is_its(at.page) {
            Position::page(P::People)
        } else {
            at
        }
    }

    /// Everything that we were told.
    #[must_use]
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Where the machine is.
    #[must_use]
    pub const fn at(&self) -> Position {
        self.at
    }

    /// What a progress file is to hold now, at the page to come back to.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            answers: self.answers.clone(),
            last: Some(self.come_back_to()),
            changing: self.changing.is_some(),
            saved_at: self.site.saved_at,
            saved_by: self.answers.who_is_here(),
        }
    }

    /// On a chaser's page, for a request that was made by phone: what is chased by a call is chased by a call.
    #[must_use]
    pub fn chases_by_phone(&self) -> bool {
        use super::request::{Part, RequestId};
        let chased = RequestId::of(self.at).filter(|(_, part)| *part == Part::Chase);
        chased
            .is_some_and(|(id, _)| self.answers.requests.get(id).how == Some(crate::domain::site::How::Phone))
    }

    /// The practice site: never saved.
    #[must_use]
    pub const fn is_practice(&self) -> bool {
        self.site.practice
    }

    /// Every answer is in the site's own file.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        let may_be =
            !self.is_practice() && self.site.read_only.is_none() && !around::is_before_a_site(self.at.page);
        // On a check page the new answer still waits to be settled.
        may_be && self.at.page != P::Check && self.site.saved_at.is_some() && !self.is_unsaved()
    }

    /// Why a file could not be opened, while that has not been dealt with.
    #[must_use]
    pub const fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// When the site was last saved, and where.
    #[must_use]
    pub fn last_save(&self) -> Option<(DateTime<FixedOffset>, &Path)> {
        self.site.saved_at.zip(self.path())
    }

    /// The nine steps and how each stands, from whatever page.
    #[must_use]
    pub fn steps(&self, guide: &Guide, now: DateTime<FixedOffset>) -> Hub {
        compose::steps(self, guide, now)
    }

    /// Some answers are not on disk.
    #[must_use]
    pub const fn is_unsaved(&self) -> bool {
        self.site.unsaved.is_some()
    }

    /// What to say of the answers that are not on disk. A file that another program holds is most often free again within
    /// moments: at one try a second, two seconds go by before a word is said.
    pub(super) fn unsaved_by_now(&self) -> Option<&Message> {
        let is_brief = |why: &&Message| why.id.starts_with("save.held") && self.site.tries < 3;
        self.site.unsaved.as_ref().filter(|why| !is_brief(why))
    }

    /// Where the site's file is, once it has been saved or opened.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.site.path.as_deref()
    }

    /// The lines to print on the normal screen after leaving.
    #[must_use]
    pub fn leave_lines(&self, guide: &Guide, now: DateTime<FixedOffset>) -> Vec<String> {
        around::leave_lines(self, guide, now)
    }

    /// "2:32pm" today, "2:32pm on 3 June 2026" on another day.
    pub(super) fn saved_words(&self, guide: &Guide, now: DateTime<FixedOffset>) -> Option<String> {
        let at = self.site.saved_at?;
        let time = when::clock_words(at.time());
        if at.date_naive() == now.date_naive() {
            return Some(time);
        }
        let date = when::in_words(at.date_naive());
        Some(guide.say("dates.time-on-day", &[("time", time), ("date", date)]))
    }

    /// What comes next, for the pages that say so.
    pub(super) fn next_step(&self, guide: &Guide, now: DateTime<FixedOffset>) -> todo::NextStep {
        todo::next_step(&self.answers, guide, now.date_naive())
    }
}

/// Where a paper is, and what to do with it.
fn written(paper: Paper, path: &Path) -> Message {
    let message = match (paper, paper.form()) {
        (Paper::Calendar, _) => Message::new("calendar.made"),
        (Paper::Record(_), Some(Form::Html)) => Message::new("print.file"),
        (_, Some(Form::Html)) => Message::new("print.other"),
        (_, Some(Form::Text | Form::Markdown) | None) => Message::new("draft.saved-as"),
    };
    message.with("file", path.display().to_string())
}
