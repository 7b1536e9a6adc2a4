//! stub
use super::answers::Answers;
use super::page::RecordAsk;
use crate::guide::Guide;
use chrono::NaiveDate;
/// r
pub fn record(_: &Answers, _: &Guide, _: NaiveDate) -> RecordAsk {
    RecordAsk {
        headline: String::new(),
        made: String::new(),
        facts: vec![],
        to_do: vec![],
        contacts: String::new(),
        foot: String::new(),
    }
}
