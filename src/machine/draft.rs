//! stub
use super::answers::Answers;
use super::page::Draft;
use super::request::RequestId;
use crate::guide::Guide;
use chrono::NaiveDate;
/// d
pub fn draft(_: RequestId, _: &Answers, _: &Guide, _: NaiveDate) -> Draft {
    Draft {
        from: "f".into(),
        to: "t".into(),
        subject: "s".into(),
        body: vec!["b".into()],
    }
}
/// c
pub fn chaser(r: RequestId, a: &Answers, g: &Guide, t: NaiveDate) -> Draft {
    draft(r, a, g, t)
}
/// s
pub fn script(_: RequestId, _: &Answers, _: &Guide, _: NaiveDate) -> Vec<String> {
    vec!["s".into()]
}
