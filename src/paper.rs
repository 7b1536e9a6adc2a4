//! (being written)

use chrono::NaiveDate;

use crate::guide::Guide;
use crate::machine::answers::Answers;
use crate::machine::paper::Paper;

/// (being written)
#[must_use]
pub fn text(_: Paper, _: &Answers, _: &Guide, _: NaiveDate) -> String {
    String::new()
}
