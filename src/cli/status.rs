//! `status`: where each site stands, for a person or as one JSON document. A key of the document is added, never
//! renamed, while its `schema` stays the same.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::check;
use super::exit::Exit;
use crate::domain::choice::Choice as _;
use crate::domain::when;
use crate::guide::Guide;
use crate::machine::event::{FoundFile, Progress};
use crate::machine::plan::{TaskStatus, plan};
use crate::machine::request::RequestId;
use crate::machine::title;
use crate::machine::todo::{self, Stage};

/// The shape of the document.
const SCHEMA: u32 = 1;

/// The document.
#[derive(Debug, Serialize)]
pub(super) struct Status {
    schema: u32,
    today: NaiveDate,
    sites: Vec<Site>,
}

/// A site.
#[derive(Debug, Serialize)]
struct Site {
    file: String,
    name: Option<String>,
    ods_code: Option<String>,
    state: State,
    completed: usize,
    total: usize,
    next: Option<Next>,
    waiting: Vec<Waiting>,
    dates: Vec<Date>,
    saved_at: Option<DateTime<FixedOffset>>,
    tasks: Vec<Task>,
    /// Only with `--names`.
    #[serde(skip_serializing_if = "Option::is_none")]
    saved_by: Option<String>,
    /// What is wrong with the file, where its state is `problem`.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    Completed,
    ToDo,
    Waiting,
    Overdue,
    Problem,
}

/// What to do next.
#[derive(Debug, Serialize)]
struct Next {
    task: &'static str,
    page: &'static str,
    words: String,
    by: Option<NaiveDate>,
}

/// A reply that is waited for.
#[derive(Debug, Serialize)]
struct Waiting {
    what: &'static str,
    since: Option<NaiveDate>,
    chase_from: Option<NaiveDate>,
    reference: Option<String>,
}

/// A day that matters.
#[derive(Debug, Serialize)]
struct Date {
    what: &'static str,
    on: NaiveDate,
}

/// A task.
#[derive(Debug, Serialize)]
struct Task {
    id: &'static str,
    title: String,
    status: &'static str,
}

impl Status {
    /// Of these files, on this day. A personal name is there only if names are wanted.
    pub(super) fn new(guide: &Guide, today: NaiveDate, files: &[FoundFile], names: bool) -> Self {
        let sites = files
            .iter()
            .map(|file| Site::new(guide, today, file, names))
            .collect();
        Self {
            schema: SCHEMA,
            today,
            sites,
        }
    }

    /// The most urgent of the sites.
    pub(super) fn exit(&self) -> Exit {
        self.sites
            .iter()
            .map(|site| site.state.exit())
            .fold(Exit::Done, Exit::or_worse)
    }

    /// What is wrong with files that cannot be read, a line each.
    pub(super) fn problems(&self) -> impl Iterator<Item = &str> {
        self.sites.iter().filter_map(|site| site.problem.as_deref())
    }

    /// The same in lines for a person.
    pub(super) fn lines(&self, guide: &Guide) -> Vec<String> {
        self.sites
            .iter()
            .filter(|site| site.problem.is_none())
            .flat_map(|site| site.lines(guide))
            .collect()
    }
}

impl Site {
    fn new(guide: &Guide, today: NaiveDate, file: &FoundFile, names: bool) -> Self {
        let path = file.path.display().to_string();
        match &file.holds {
            Ok(progress) => Self::of(guide, today, path, progress, names),
            Err(message) => Self::unreadable(path, check::about(guide, &file.path, message)),
        }
    }

    fn of(guide: &Guide, today: NaiveDate, file: String, progress: &Progress, names: bool) -> Self {
        let answers = &progress.answers;
        let plan = plan(answers);
        let counts = |counts: fn(TaskStatus) -> bool| plan.tasks().filter(|task| counts(task.status)).count();
        let state = State::from(todo::stage(answers, today));
        let next = todo::next_step(answers, guide, today);
        Self {
            file,
            name: answers.site_name().map(str::to_owned),
            ods_code: answers.code().map(ToString::to_string),
            state,
            completed: counts(|status| matches!(status, TaskStatus::Completed { .. })),
            total: counts(|status| status != TaskStatus::NotNeeded),
            next: (state != State::Completed).then(|| Next {
                task: next.task.slug(),
                page: next.page.slug(),
                words: next.words,
                by: next.by,
            }),
            waiting: todo::waiting(answers).into_iter().map(Waiting::from).collect(),
            dates: todo::dates(answers, today)
                .into_iter()
                .map(|date| Date {
                    what: date.what.trim_start_matches("dates."),
                    on: date.on,
                })
                .collect(),
            saved_at: progress.saved_at,
            tasks: plan
                .tasks()
                .map(|task| Task {
                    id: task.id.slug(),
                    title: title::of(answers, guide, task.id).to_owned(),
                    status: slug(task.status),
                })
                .collect(),
            saved_by: names.then(|| progress.saved_by.clone()),
            problem: None,
        }
    }

    fn unreadable(file: String, problem: String) -> Self {
        Self {
            file,
            name: None,
            ods_code: None,
            state: State::Problem,
            completed: 0,
            total: 0,
            next: None,
            waiting: Vec::new(),
            dates: Vec::new(),
            saved_at: None,
            tasks: Vec::new(),
            saved_by: None,
            problem: Some(problem),
        }
    }

    fn lines(&self, guide: &Guide) -> Vec<String> {
        let text = |words: &Option<String>| words.clone().unwrap_or_default();
        let site = if self.name.is_some() {
            text(&self.name)
        } else {
            guide.word("start.unnamed-site").to_owned()
        };
        let id = if self.ods_code.is_some() {
            "cli.status-site"
        } else {
            "cli.status-site-no-code"
        };
        let slots = [
            ("site", site),
            ("code", text(&self.ods_code)),
            ("state", guide.word(self.state.words()).to_owned()),
            ("done", self.completed.to_string()),
            ("total", self.total.to_string()),
        ];
        let mut lines = vec![guide.say(id, &slots)];
        lines.extend(self.next.as_ref().map(|next| next.line(guide)));
        lines.extend(self.waiting.iter().map(|waiting| waiting.line(guide)));
        lines.extend(self.dates.iter().map(|date| {
            let what = guide.word(&format!("dates.{}", date.what)).to_owned();
            guide.say(
                "cli.status-date",
                &[("on", when::in_words(date.on)), ("what", what)],
            )
        }));
        lines
    }
}

impl State {
    const fn exit(self) -> Exit {
        match self {
            Self::Completed => Exit::Done,
            Self::ToDo => Exit::ToDo,
            Self::Waiting => Exit::Waiting,
            Self::Overdue => Exit::Overdue,
            Self::Problem => Exit::Problem,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Completed => "sites.state.completed",
            Self::ToDo => "sites.state.to-do",
            Self::Waiting => "sites.state.waiting",
            Self::Overdue => "sites.state.overdue",
            Self::Problem => "sites.state.problem",
        }
    }
}

impl From<Stage> for State {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Completed => Self::Completed,
            Stage::ToDo => Self::ToDo,
            Stage::Waiting => Self::Waiting,
            Stage::Overdue => Self::Overdue,
        }
    }
}

impl From<todo::Waiting> for Waiting {
    fn from(waiting: todo::Waiting) -> Self {
        Self {
            what: waiting.request.slug(),
            since: waiting.since,
            chase_from: waiting.chase_from,
            reference: waiting.reference,
        }
    }
}

impl Next {
    fn line(&self, guide: &Guide) -> String {
        let words = ("next-step", self.words.clone());
        match self.by {
            Some(by) => guide.say("cli.status-next-by", &[words, ("by", when::in_words(by))]),
            None => guide.say("cli.status-next", &[words]),
        }
    }
}

impl Waiting {
    /// What is known of it, with commas between.
    fn line(&self, guide: &Guide) -> String {
        let what = RequestId::from_slug(self.what).map(|request| guide.word(&request.asks_for()).to_owned());
        let what = ("what", what.unwrap_or_default());
        let reference = self.reference.clone();
        let parts = [
            Some(match self.since {
                Some(since) => guide.say(
                    "cli.status-waiting-since",
                    &[what, ("since", when::in_words(since))],
                ),
                None => guide.say("cli.status-waiting", &[what]),
            }),
            reference.map(|reference| guide.say("cli.status-waiting-reference", &[("reference", reference)])),
            self.chase_from
                .map(|day| guide.say("cli.status-waiting-chase", &[("chase-on", when::in_words(day))])),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

const fn slug(status: TaskStatus) -> &'static str {
    match status {
        TaskStatus::NotYetStarted => "not-yet-started",
        TaskStatus::InProgress => "in-progress",
        TaskStatus::Waiting { .. } => "waiting",
        TaskStatus::Completed { .. } => "completed",
        TaskStatus::CannotStartYet { .. } => "cannot-start-yet",
        TaskStatus::NotNeeded => "not-needed",
    }
}
