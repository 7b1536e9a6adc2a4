//! The emails, chasers and phone scripts that the answers call for. The words are in `assets/templates`.

mod facts;

use chrono::NaiveDate;

use super::answers::{Answers, known};
use super::open::is_open;
use super::page::Draft;
use super::paper::Paper;
use super::plan::{TaskPlan, TaskStatus, plan};
use super::request::{Part, RequestId};
use crate::domain::choice::Choice as _;
use crate::domain::site::{AuditMethod, How};
use crate::domain::wrap::{COLUMNS, wrap};
use crate::guide::Guide;
use facts::{DraftFacts, Headers};

/// The email of a request. Empty for registering, which is a form.
#[must_use]
pub fn draft(request: RequestId, answers: &Answers, guide: &Guide, _today: NaiveDate) -> Draft {
    let template = match request {
        RequestId::Registration => return read(""),
        RequestId::Hospice => "hospice-email.txt",
        RequestId::Access | RequestId::LocalAdmin => "access-email.txt",
        RequestId::Audit => "audit-email.txt",
        RequestId::Leavers => "leavers-email.txt",
        RequestId::Team => "team-email.txt",
    };
    read(&filled(
        template,
        &DraftFacts::new(request, answers, guide),
        guide,
    ))
}

/// The email that asks again, from and to the same addresses as the first.
#[must_use]
pub fn chaser(request: RequestId, answers: &Answers, guide: &Guide, today: NaiveDate) -> Draft {
    if request == RequestId::Registration {
        return read("");
    }
    let mut facts = DraftFacts::new(request, answers, guide);
    facts.first = Headers::of(draft(request, answers, guide, today));
    read(&filled("chaser-email.txt", &facts, guide))
}

/// What to say on the phone, a paragraph a line. Only access and the audit are asked for by phone.
#[must_use]
pub fn script(request: RequestId, answers: &Answers, guide: &Guide, _today: NaiveDate) -> Vec<String> {
    let template = match request {
        RequestId::Access => "access-phone-script.txt",
        RequestId::Audit => "audit-phone-script.txt",
        RequestId::Registration
        | RequestId::Hospice
        | RequestId::LocalAdmin
        | RequestId::Leavers
        | RequestId::Team => return vec![],
    };
    let filled = filled(template, &DraftFacts::new(request, answers, guide), guide);
    filled.trim().lines().map(str::to_owned).collect()
}

/// The drafts and scripts that the answers call for now, in the order of the guide.
#[must_use]
pub fn papers(answers: &Answers, today: NaiveDate) -> Vec<Paper> {
    let plan = plan(answers);
    let called_for = |&request: &RequestId| {
        let task = plan.task(request.pages().first()?.0.task()?);
        let begun = !matches!(
            task.status,
            TaskStatus::CannotStartYet { .. } | TaskStatus::NotNeeded
        );
        begun.then(|| now_due(request, answers, task, today)).flatten()
    };
    RequestId::ALL.iter().filter_map(called_for).collect()
}

/// The first email or call when the run has come to it; after that the chaser, until what was asked for is there.
fn now_due(request: RequestId, answers: &Answers, task: &TaskPlan, today: NaiveDate) -> Option<Paper> {
    let begin = task.pages.iter().position(|&page| {
        RequestId::of(page)
            .is_some_and(|(id, part)| id == request && matches!(part, Part::Draft | Part::Call))
    })?;
    let sent = answers.requests.get(request).is_sent();
    let reached = !task.pages[..begin].iter().any(|&page| is_open(answers, page));
    let done = answers.requests.get(request).outcome.is_some() && !answers.requests.get(request).is_waiting();
    let chase_on = known(&answers.requests.get(request).chase_on).map(|day| day.0);
    let too_early = sent && chase_on.is_some_and(|day| today < day);
    if request == RequestId::Registration || done || too_early || !(sent || reached) {
        return None;
    }
    Some(match (by_phone(request, answers), sent) {
        (true, _) => Paper::Script(request),
        (false, true) => Paper::Chaser(request),
        (false, false) => Paper::Draft(request),
    })
}

/// Whether a request was made by phone; before it is, whether it will be.
fn by_phone(request: RequestId, answers: &Answers) -> bool {
    match (request, answers.requests.get(request).how) {
        (RequestId::Access | RequestId::Audit, Some(how)) => how == How::Phone,
        (RequestId::Access, None) => !answers.someone_can_open(),
        (RequestId::Audit, None) => answers.audit.method == Some(AuditMethod::Phone),
        (
            RequestId::Registration
            | RequestId::Hospice
            | RequestId::LocalAdmin
            | RequestId::Leavers
            | RequestId::Team,
            _,
        ) => false,
    }
}

/// Nothing when a template names what is not there, which a test rules out.
fn filled(template: &str, facts: &DraftFacts, guide: &Guide) -> String {
    guide.render(template, facts).unwrap_or_default()
}

/// Reads a filled template: the headers, an empty line, the body.
fn read(filled: &str) -> Draft {
    let (headers, body) = filled.trim().split_once("\n\n").unwrap_or_default();
    let header = |name: &str| {
        let line = headers
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_default().to_owned()
    };
    Draft {
        from: header("From"),
        to: header("To"),
        subject: header("Subject"),
        body: wrap(body, COLUMNS),
    }
}
