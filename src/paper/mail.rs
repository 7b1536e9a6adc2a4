//! Emails, chasers and phone scripts as plain text, in lines under 72 columns.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::wrap::{COLUMNS, wrap};
use crate::guide::Guide;
use crate::machine::answers::Answers;
use crate::machine::draft;
use crate::machine::page::Draft;
use crate::machine::request::RequestId;

/// The email of a request.
pub(super) fn draft(request: RequestId, answers: &Answers, guide: &Guide, today: NaiveDate) -> String {
    email(
        draft::draft(request, answers, guide, today),
        answers,
        guide,
        today,
    )
}

/// The chaser of a request.
pub(super) fn chaser(request: RequestId, answers: &Answers, guide: &Guide, today: NaiveDate) -> String {
    email(
        draft::chaser(request, answers, guide, today),
        answers,
        guide,
        today,
    )
}

/// What to say on the phone.
pub(super) fn script(request: RequestId, answers: &Answers, guide: &Guide, today: NaiveDate) -> String {
    let script = Script {
        script: draft::script(request, answers, guide, today).join("\n"),
        ends: Ends::new(answers, guide, today),
    };
    filled("phone-script.txt", &script, guide)
}

fn email(draft: Draft, answers: &Answers, guide: &Guide, today: NaiveDate) -> String {
    let email = Email {
        from: draft.from,
        to: draft.to,
        subject: draft.subject,
        body: draft.body.join("\n"),
        ends: Ends::new(answers, guide, today),
    };
    filled("email.txt", &email, guide)
}

#[derive(Serialize)]
struct Email {
    from: String,
    to: String,
    subject: String,
    body: String,
    ends: Ends,
}

#[derive(Serialize)]
struct Script {
    script: String,
    ends: Ends,
}

/// What stands at the end of a paper.
#[derive(Serialize)]
struct Ends {
    title: String,
    not_sent: String,
    recorded: String,
    not_official: String,
}

impl Ends {
    fn new(answers: &Answers, guide: &Guide, today: NaiveDate) -> Self {
        Self {
            title: guide.word("draft.script-for").to_owned(),
            not_sent: guide.word("draft.not-sent").to_owned(),
            recorded: super::recorded(answers, guide, today),
            not_official: guide.word("record.not-official").to_owned(),
        }
    }
}

/// Nothing when a template names what is not there, which a test rules out.
fn filled(template: &str, facts: &impl Serialize, guide: &Guide) -> String {
    let filled = guide.render(template, facts).unwrap_or_default();
    let mut lines = wrap(filled.trim(), COLUMNS).join("\n");
    lines.push('\n');
    lines
}
