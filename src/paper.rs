//! Everything that is written for taking away, as text. Words and layout are in `assets/templates`; what is put there is
//! worked out from the answers alone, so that the same answers and the same day give the same bytes. Writes no files.

pub mod record;
mod text;

use chrono::NaiveDate;

use crate::guide::Guide;
use crate::machine::answers::Answers;

pub use text::text;

/// The line that ends every paper: who recorded this, and that NHSmail has not checked it.
fn recorded(answers: &Answers, guide: &Guide, today: NaiveDate) -> String {
    let date = ("date", crate::domain::when::in_words(today));
    match answers.who_is_here() {
        nobody if nobody.is_empty() => guide.say("record.recorded", &[date]),
        person => guide.say("record.recorded-by", &[("person", person), date]),
    }
}
