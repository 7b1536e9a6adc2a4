//! The emails, chasers and phone scripts that the answers call for. The words are in `assets/templates`.

mod facts;

use chrono::NaiveDate;

use super::answers::Answers;
use super::open::is_open;
use super::owner_email::OwnerEmailId;
use super::page::Draft;
use super::page_id::PageId;
use super::paper::Paper;
use super::plan::{TaskStatus, plan};
use super::request::{Part, RequestId};
use super::slots::Position;
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
        RequestId::SecondOwner => "second-owner-email.txt",
        RequestId::LongLeave => "long-leave-email.txt",
        RequestId::NewOwner => "new-owner-email.txt",
        RequestId::Ods => "ods-email.txt",
        RequestId::Dspt => "dspt-email.txt",
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
    let template = if request == RequestId::Access {
        "access-phone-script.txt"
    } else if request == RequestId::Audit {
        "audit-phone-script.txt"
    } else {
        return vec![];
    };
    let filled = filled(template, &DraftFacts::new(request, answers, guide), guide);
    filled.trim().lines().map(str::to_owned).collect()
}

/// The drafts and scripts that the answers call for now, in the order of the guide.
#[must_use]
pub fn papers(answers: &Answers, today: NaiveDate) -> Vec<Paper> {
    let plan = plan(answers);
    let called_for = |&request: &RequestId| {
        if let Some(email) = request.owner_email() {
            return now_due(request, answers, &email.run(answers), today);
        }
        let task = plan.task(request.pages().first()?.0.task()?);
        let begun = !matches!(
            task.status,
            TaskStatus::CannotStartYet { .. } | TaskStatus::NotNeeded
        );
        begun
            .then(|| now_due(request, answers, &task.pages, today))
            .flatten()
    };
    RequestId::ALL.iter().filter_map(called_for).collect()
}

/// The first email or call when the run has come to it; after that the chaser, until what was asked for is there.
fn now_due(request: RequestId, answers: &Answers, run: &[PageId], today: NaiveDate) -> Option<Paper> {
    let at = |&page: &PageId| Position {
        page,
        person: request.owner_email().map_or(0, OwnerEmailId::place),
    };
    let begins = |page| {
        RequestId::of(at(page))
            .is_some_and(|(id, part)| id == request && matches!(part, Part::Draft | Part::Call))
    };
    let begin = run.iter().position(begins)?;
    let asked = answers.requests.get(request);
    let sent = asked.is_sent();
    let reached = !run[..begin].iter().any(|page| is_open(answers, at(page)));
    let done = asked.outcome.is_some() && !asked.is_waiting();
    let too_early = sent && asked.chase_from().is_some_and(|day| today < day);
    if request == RequestId::Registration || done || too_early || !(sent || reached) {
        return None;
    }
    Some(match (by_phone(request, answers), sent) {
        (true, _) => Paper::Script(request),
        (false, true) => Paper::Chaser(request),
        (false, false) => Paper::Draft(request),
    })
}

/// Whether a request was made by phone; before it is, whether it will be. Only access and the audit can be.
fn by_phone(request: RequestId, answers: &Answers) -> bool {
    let planned = if request == RequestId::Access {
        !answers.someone_can_open()
    } else if request == RequestId::Audit {
        answers.audit.method == Some(AuditMethod::Phone)
    } else {
        return false;
    };
    let how = answers.requests.get(request).how;
    how.map_or(planned, |how| how == How::Phone)
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
