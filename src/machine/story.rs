//! What has happened to a request so far, in lines to read: "3 June 2026: sent (J. Patel)".

use super::answers::{Happening, Request};
use crate::domain::choice::Choice as _;
use crate::domain::site::{Happened, How};
use crate::domain::when;
use crate::guide::Guide;

/// A line for each thing that has happened, the oldest first.
#[must_use]
pub fn story(request: &Request, guide: &Guide) -> Vec<String> {
    request
        .past
        .iter()
        .map(|past| line(past, request.how, guide))
        .collect()
}

fn line(past: &Happening, how: Option<How>, guide: &Guide) -> String {
    let rang = past.what == Happened::Sent && how == Some(How::Phone);
    let what = if rang { "rang" } else { past.what.slug() };
    let slots = [
        ("date", when::in_words(past.on)),
        ("what", guide.word(&format!("happened.{what}")).to_owned()),
        ("who", past.who.clone()),
    ];
    let id = if past.who.is_empty() {
        "happened.line"
    } else {
        "happened.line-by"
    };
    guide.say(id, &slots)
}
