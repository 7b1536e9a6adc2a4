//! Journeys: files that say, step by step, on which page a person is and what they do there.

use std::path::Path;

use chrono::NaiveDate;
use nhsmail_starter::domain::choice::Choice as _;
use nhsmail_starter::machine::event::{Event, PeopleEvent};
use nhsmail_starter::machine::page::Ask;
use nhsmail_starter::machine::page_id::PageId;
use nhsmail_starter::machine::plan::plan;
use nhsmail_starter::machine::slots::Position;
use nhsmail_starter::machine::task::TaskId;
use serde::Deserialize;

use super::walk::{Walk, at};

/// A journey as it stands in its file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Journey {
    /// What it shows.
    pub(crate) about: String,
    /// The day on which it begins.
    pub(crate) today: Day,
    /// `page: do something`, or `day 2026-06-10` when time has passed.
    pub(crate) steps: Vec<String>,
    /// How each task stands at the end.
    pub(crate) statuses: Vec<String>,
}

/// A TOML date.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "toml::value::Datetime")]
pub(crate) struct Day(pub(crate) NaiveDate);

impl TryFrom<toml::value::Datetime> for Day {
    type Error = String;

    fn try_from(day: toml::value::Datetime) -> Result<Self, String> {
        day.to_string()
            .parse()
            .map(Self)
            .map_err(|error| format!("{day}: {error}"))
    }
}

/// One thing that a person does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// Time has passed.
    Later(NaiveDate),
    /// On this page, this.
    Do { page: String, what: What },
}

/// What a person does on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    Choose(String),
    Type(String),
    Tick(String, Option<String>),
    Next,
    Back,
    Open(String),
    Add,
    Change(usize),
    TakeOff(usize),
    Paste,
    WhoWorksHere,
    ChangeAnswer(String),
    Leave,
    Restart,
}

impl Step {
    pub(crate) fn read(line: &str) -> Self {
        if let Some(day) = line.strip_prefix("day ") {
            return Self::Later(day.parse().unwrap());
        }
        let (page, what) = line.split_once(": ").unwrap_or_else(|| panic!("{line}"));
        let (verb, rest) = what.split_once(' ').unwrap_or((what, ""));
        let what = match verb {
            "choose" => What::Choose(rest.to_owned()),
            "type" => What::Type(rest.to_owned()),
            "tick" => match rest.split_once(' ') {
                Some((item, mark)) => What::Tick(item.to_owned(), Some(mark.to_owned())),
                None => What::Tick(rest.to_owned(), None),
            },
            "next" => What::Next,
            "back" => What::Back,
            "open" => What::Open(rest.to_owned()),
            "add" => What::Add,
            "paste" => What::Paste,
            "who-works-here" => What::WhoWorksHere,
            "change" => What::Change(rest.parse::<usize>().unwrap() - 1),
            "take-off" => What::TakeOff(rest.parse::<usize>().unwrap() - 1),
            "change-answer" => What::ChangeAnswer(rest.to_owned()),
            "leave" => What::Leave,
            "restart" => What::Restart,
            other => panic!("{line}: no step is called {other}"),
        };
        Self::Do {
            page: page.to_owned(),
            what,
        }
    }
}

impl Journey {
    /// Every journey of the folder, by name.
    pub(crate) fn all() -> Vec<(String, Self)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys");
        let mut all: Vec<(String, Self)> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| {
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                let text = std::fs::read_to_string(&path).unwrap();
                let journey = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
                (name, journey)
            })
            .collect();
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all
    }

    pub(crate) fn steps(&self) -> impl Iterator<Item = Step> {
        self.steps.iter().map(|line| Step::read(line))
    }

    /// Walks the machine through it.
    pub(crate) fn walk(&self, name: &str) -> Walk {
        let mut walk = Walk::new(self.today.0);
        for (number, step) in self.steps().enumerate() {
            match step {
                Step::Later(day) => walk.now = at(day),
                Step::Do { page, what } => {
                    let place = format!("{name}, step {}: {page}: {what:?}", number + 1);
                    if what != What::Restart {
                        assert_eq!(walk.slug(), page, "{place}");
                    }
                    act(&mut walk, &what, &place);
                }
            }
        }
        let plan = plan(walk.state.answers());
        let status = |task: &nhsmail_starter::machine::plan::TaskPlan| {
            let whole = format!("{}: {:?}", task.id.slug(), task.status);
            whole.split(' ').take(2).collect::<Vec<_>>().join(" ")
        };
        let statuses: Vec<String> = plan.tasks().map(status).collect();
        assert_eq!(statuses, self.statuses, "{name}: {plan:#?}");
        walk
    }
}

/// Does on the machine what a person does.
pub(crate) fn act(walk: &mut Walk, what: &What, place: &str) {
    let event = match what {
        What::Choose(id) => Event::Chose(walk.place(id)),
        What::Type(text) => Event::Typed(text.clone()),
        What::Tick(item, mark) => tick(walk, item, mark.as_deref()),
        What::Next => Event::Next,
        What::Back => Event::Back,
        What::Open(task) => Event::Open(TaskId::from_slug(task).unwrap()),
        What::Add => Event::People(PeopleEvent::Add),
        What::Paste => Event::People(PeopleEvent::Paste),
        What::WhoWorksHere => Event::People(PeopleEvent::WhoWorksHere),
        What::Change(row) => Event::People(PeopleEvent::Change(*row)),
        What::TakeOff(row) => Event::People(PeopleEvent::TakeOff(*row)),
        What::ChangeAnswer(page) => Event::Change(Position::page(PageId::from_slug(page).unwrap())),
        What::Leave => Event::Leave,
        What::Restart => return walk.restart(),
    };
    walk.send(event)
        .unwrap_or_else(|refused| panic!("{place}: {refused:?}"));
}

fn tick(walk: &Walk, item: &str, mark: Option<&str>) -> Event {
    let page = walk.page();
    let Ask::Tick(ticks) = page.ask else {
        panic!("{}: nothing to tick", walk.slug())
    };
    let item = ticks
        .items
        .iter()
        .position(|line| line.id == item)
        .unwrap_or_else(|| panic!("no {item}"));
    let mark = mark.map_or(Some(0), |mark| {
        ticks.marks.iter().position(|other| other.id == mark)
    });
    Event::Ticked(item, mark)
}
