//! What is said of a suggestion, and of a person's own idea for a password or secret. Works on what may be told of
//! them alone: never on the words themselves.

use crate::domain::password::{Answer, Assessment, RuleLine};
use crate::domain::secret_word::Places;
use crate::domain::suggestion::{grouped, odds_words};
use crate::guide::Guide;

/// "Picked by chance from 4,096 words. One guess in 69 thousand million finds it".
#[must_use]
pub fn odds(guide: &Guide, list_len: usize, words: usize) -> String {
    let (number, scale) = odds_words(list_len, words);
    let odds = guide.say(scale, &[("number", number)]);
    let words = grouped(u128::try_from(list_len).unwrap_or_default());
    guide.say("suggestion.odds", &[("words", words), ("odds", odds)])
}

/// A rule, and how it was kept: "Yes, it has 16".
#[must_use]
pub fn rule(guide: &Guide, line: &RuleLine) -> (String, String) {
    let (id, has) = match line.answer {
        Answer::Yes => ("answer.yes", 0),
        Answer::YesHas(has) => ("answer.yes-has", has),
        Answer::NoHas(has) => ("answer.no-has", has),
        Answer::No => ("answer.no", 0),
        Answer::OnlyNhsmail => ("answer.only-nhsmail", 0),
    };
    (
        guide.word(line.rule).to_owned(),
        guide.say(id, &[("has", has.to_string())]),
    )
}

/// What it comes to: the problem, or what there is to say of one that keeps the rules.
///
/// # Errors
/// The first rule broken, in words.
pub fn verdict(guide: &Guide, found: &Assessment, is_secret: bool) -> Result<String, String> {
    match &found.verdict {
        Ok(Some(advice)) => Ok(guide.message(advice)),
        Ok(None) => Ok(guide
            .word(if is_secret { "secret.ok" } else { "password.ok" })
            .to_owned()),
        Err(message) => Err(guide.message(message)),
    }
}

/// "What are the 2nd, 5th and 8th letters of your secret?"
#[must_use]
pub fn rehearsal_question(guide: &Guide, places: &Places) -> String {
    let [first, second, third] = places.map(|place| ordinal(guide, place));
    guide.say("rehearsal.ask", &[("a", first), ("b", second), ("c", third)])
}

/// The id of what is said of an answer.
#[must_use]
pub const fn rehearsal_verdict(right: bool) -> &'static str {
    if right {
        "rehearsal.right"
    } else {
        "rehearsal.wrong"
    }
}

/// "2nd".
fn ordinal(guide: &Guide, place: usize) -> String {
    let id = match (place % 100, place % 10) {
        (11..=13, _) => "rehearsal.nth",
        (_, 1) => "rehearsal.first",
        (_, 2) => "rehearsal.second",
        (_, 3) => "rehearsal.third",
        _ => "rehearsal.nth",
    };
    guide.say(id, &[("n", place.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_said_as_people_say_them() {
        let said = |places| rehearsal_question(&Guide::builtin(), &places);
        assert!(said([1, 2, 3]).contains("1st, 2nd and 3rd"));
        assert!(said([11, 12, 13]).contains("11th, 12th and 13th"));
        assert!(said([21, 22, 104]).contains("21st, 22nd and 104th"));
    }
}
