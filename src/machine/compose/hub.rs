//! The hub: each task, how it stands, and the line at its foot.

use crate::domain::choice::Choice as _;
use crate::domain::site::How;
use crate::domain::when;
use crate::guide::Guide;
use crate::machine::page::{Hub, TaskRow};
use crate::machine::page_id::PageId as P;
use crate::machine::plan::{Plan, TaskPlan, TaskStatus, plan};
use crate::machine::request::{Part, RequestId};
use crate::machine::task::TaskId;
use crate::machine::telling::Telling;
use crate::machine::{title, todo};

pub(in crate::machine) fn hub(telling: &Telling<'_>) -> Hub {
    let plan = plan(&telling.state.answers);
    let next = todo::next_step(&telling.state.answers, telling.guide, telling.now.date_naive()).task;
    Hub {
        count: count(telling.guide, &plan),
        rows: plan.tasks().map(|task| task_row(telling, task)).collect(),
        next: next.index(),
    }
}

/// "2 of 8 completed, 1 not needed".
fn count(guide: &Guide, plan: &Plan) -> String {
    let with = |status: fn(TaskStatus) -> bool| plan.tasks().filter(|task| status(task.status)).count();
    let done = with(|status| matches!(status, TaskStatus::Completed { .. }));
    let not_needed = with(|status| status == TaskStatus::NotNeeded);
    let slots = [
        ("done", done.to_string()),
        ("total", (TaskId::COUNT - not_needed).to_string()),
        ("not-needed", not_needed.to_string()),
    ];
    guide.say(
        if not_needed == 0 {
            "hub.count"
        } else {
            "hub.count-not-needed"
        },
        &slots,
    )
}

fn task_row(telling: &Telling<'_>, task: &TaskPlan) -> TaskRow {
    let guide = telling.guide;
    let (words, spoken) = status_words(guide, task.status);
    TaskRow {
        id: task.id,
        group: guide.task_group(task.id.slug()).to_owned(),
        title: title::of(&telling.state.answers, guide, task.id).to_owned(),
        status: task.status,
        status_words: words,
        status_spoken: spoken,
        note: task_note(telling, task),
    }
}

/// How a task stands: in a word or two, and as a clause.
pub(in crate::machine) fn status_words(guide: &Guide, status: TaskStatus) -> (String, String) {
    let words = |key: &str| guide.word(&format!("statuses.{key}")).to_owned();
    let spoken = |key: &str, slots: &[(&str, String)]| guide.say(&format!("statuses.{key}.plain"), slots);
    let plain = |key: &str| (words(key), spoken(key, &[]));
    match status {
        TaskStatus::Completed { .. } => plain("completed"),
        TaskStatus::InProgress => plain("in-progress"),
        TaskStatus::NotYetStarted => plain("not-yet-started"),
        TaskStatus::Waiting {
            since: Some(since),
            chase_on: Some(chase_on),
        } => {
            let slots = [
                ("since", when::in_words(since)),
                ("chase-on", when::in_words(chase_on)),
            ];
            (words("waiting"), spoken("waiting", &slots))
        }
        TaskStatus::Waiting { .. } => (words("waiting"), words("waiting").to_lowercase()),
        TaskStatus::CannotStartYet { needs } => (
            words("cannot-start-yet"),
            spoken("cannot-start-yet", &[("step", needs.number().to_string())]),
        ),
        TaskStatus::NotNeeded => (
            words("not-needed"),
            spoken(
                "not-needed",
                &[("because", guide.word("because.no-team").to_owned())],
            ),
        ),
    }
}

/// The line at the foot of the hub.
fn task_note(telling: &Telling<'_>, task: &TaskPlan) -> String {
    let (guide, today) = (telling.guide, telling.now.date_naive());
    let step = ("step", task.id.number().to_string());
    if let Some((_, words, _)) =
        todo::overdue_step(&telling.state.answers, today).filter(|(late, ..)| *late == task.id)
    {
        return guide.message(&words);
    }
    match task.status {
        TaskStatus::Waiting {
            since: Some(since),
            chase_on: Some(chase_on),
        } => {
            let late = (today - chase_on).num_days();
            let overdue = guide.say("hub.overdue", &[("n", late.to_string())]);
            let slots = [
                step,
                ("sent-on", when::in_words(since)),
                ("chase-on", when::in_words(chase_on)),
                ("overdue", overdue),
            ];
            guide.say(
                if late > 0 {
                    "hub.wait-overdue"
                } else {
                    wait_words(telling, task)
                },
                &slots,
            )
        }
        TaskStatus::CannotStartYet { needs } => {
            let needed = title::of(&telling.state.answers, guide, needs).to_owned();
            guide.say(
                "statuses.cannot-start-yet.why",
                &[("step", needs.number().to_string()), ("task", needed)],
            )
        }
        TaskStatus::Completed { on } => guide.say("statuses.completed.on", &[("date", when::in_words(on))]),
        TaskStatus::NotNeeded => guide.say(
            "statuses.not-needed.why",
            &[("because", guide.word("because.no-team").to_owned())],
        ),
        TaskStatus::NotYetStarted | TaskStatus::InProgress | TaskStatus::Waiting { .. } => {
            deadline_note(telling, task)
        }
    }
}

fn wait_words(telling: &Telling<'_>, task: &TaskPlan) -> &'static str {
    let waiting = todo::waiting(&telling.state.answers);
    let waited = waiting
        .iter()
        .find(|waiting| waiting.request.page(Part::Wait).and_then(P::task) == Some(task.id));
    match waited.map(|waiting| waiting.request) {
        Some(RequestId::Registration) => "hub.wait-registered",
        Some(id) if telling.state.answers.requests.get(id).how == Some(How::Phone) => "hub.wait-phone",
        Some(_) | None => "hub.wait-email",
    }
}

fn deadline_note(telling: &Telling<'_>, task: &TaskPlan) -> String {
    let by = todo::finish_account_by(&telling.state.answers);
    match by.filter(|_| matches!(task.id, TaskId::ChangePassword | TaskId::PolicyAndSecret)) {
        Some(by) => telling
            .guide
            .say("hub.deadline", &[("deadline", when::in_words(by))]),
        None => String::new(),
    }
}
