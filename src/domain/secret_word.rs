//! The account secret: the rules for one, and a rehearsal of how the helpdesk asks for it. No piece of it gets out.

use super::password::{Answer, Assessment, RuleLine};
use super::secret::{CAPACITY, Secret};
use super::suggestion::{Chance, below};
use super::tidy;
use super::verdict::Message;

/// Letters in a secret, at the fewest (S33, 7 July 2023).
pub const FEWEST_LETTERS: usize = 9;
/// Letters that the helpdesk asks for.
const ASKED_FOR: usize = 3;

/// Places of letters in a secret, counted from 1, in order.
pub type Places = [usize; ASKED_FOR];

/// What a secret must not be: the person's name, or the organisation's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecretContext {
    /// The person's names, whole or in parts: `Sarah Jones`, or `Sarah` and `Jones`.
    pub names: Vec<String>,
    /// Each name that the organisation goes by.
    pub organisations: Vec<String>,
}

/// Looks at an idea for a secret: letters a to z only, 9 or more, and not the name of the person or organisation
/// (S33, 7 July 2023). Capitals do not count, as no page says that they do. It has no score and no hints.
#[must_use]
pub fn assess(secret: &Secret, context: &SecretContext) -> Assessment {
    let text = secret.expose();
    let has = secret.len();
    let only_letters = text.chars().all(|c| c.is_ascii_alphabetic());
    let is = |name: &String| !text.is_empty() && text.eq_ignore_ascii_case(name);
    let is_name = persons_names(&context.names).iter().any(is);
    let is_organisation = context.organisations.iter().any(|name| is(&tidy::folded(name)));
    let broken = if text.is_empty() {
        Some(Message::new("secret.empty"))
    } else if !only_letters {
        Some(Message::new("secret.letters"))
    } else if has < FEWEST_LETTERS {
        Some(Message::new("secret.short").with("has", has.to_string()))
    } else if is_name {
        Some(Message::new("secret.name"))
    } else {
        is_organisation.then(|| Message::new("secret.organisation"))
    };
    let long_enough = Answer::length(has >= FEWEST_LETTERS, has);
    let line = |rule, answer| RuleLine { rule, answer };
    Assessment {
        lines: vec![
            line(
                "secret.rule.letters",
                if only_letters { long_enough } else { Answer::No },
            ),
            line("secret.rule.name", Answer::yes_if(!is_name && !is_organisation)),
            line("secret.rule.previous", Answer::OnlyNhsmail),
        ],
        verdict: broken.map_or(Ok(None), Err),
        hints: Vec::new(),
        score: 0,
    }
}

/// The message for more than the box holds.
#[must_use]
pub fn too_long() -> Message {
    Message::new("secret.long").with("max", CAPACITY.to_string())
}

/// Each part of the person's name, and the ways in which they are joined.
fn persons_names(names: &[String]) -> Vec<String> {
    let parts: Vec<String> = names
        .iter()
        .flat_map(|name| name.split_whitespace())
        .map(tidy::folded)
        .collect();
    let mut joined = vec![parts.concat(), parts.iter().rev().map(String::as_str).collect()];
    if let [first, .., last] = parts.as_slice() {
        joined.extend([format!("{first}{last}"), format!("{last}{first}")]);
    }
    joined.extend(parts);
    joined
}

/// The letters to ask for in a rehearsal: three places, counted from 1, in order. Of a text of fewer than three letters
/// they are the first three places.
#[must_use]
pub fn rehearsal_positions(len: usize, chance: &mut dyn Chance) -> Places {
    // One place in three of what is left, three times: each set of places is as likely as any other.
    let mut places = [1, 2, 3];
    let mut taken = 0;
    for place in 1..=len {
        let wanted = ASKED_FOR - taken;
        if taken < ASKED_FOR && below(len - place + 1, chance).is_some_and(|drawn| drawn < wanted) {
            places[taken] = place;
            taken += 1;
        }
    }
    places
}

/// Whether the answer gives the letters of the secret at these places. Capitals, spaces and commas do not count.
#[must_use]
pub fn rehearsal_right(secret: &Secret, places: &Places, answer: &Secret) -> bool {
    let letter_at = |place: &usize| secret.expose().chars().nth(place.checked_sub(1)?);
    let mut given = answer
        .expose()
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ',');
    let right = |place| match (letter_at(place), given.next()) {
        (Some(asked), Some(given)) => asked.eq_ignore_ascii_case(&given),
        _ => false,
    };
    places.iter().all(right) && given.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::suggestion::tests::Counting;
    use super::*;

    fn secret(text: &str) -> Secret {
        let mut secret = Secret::new();
        secret.push_str(text).unwrap();
        secret
    }

    #[test]
    fn the_first_rule_broken_speaks() {
        let context = SecretContext {
            names: vec!["Sarah Ann Featherstone-Jones".into()],
            organisations: vec!["Oakfield House".into(), "St Mary's Care".into()],
        };
        for (idea, id) in [
            ("", Some("secret.empty")),
            ("lantern 1", Some("secret.letters")),
            ("lantérnss", Some("secret.letters")),
            ("lanterns", Some("secret.short")),
            ("SarahAnnFeatherstoneJones", Some("secret.name")),
            ("featherstonejones", Some("secret.name")),
            ("FeatherstoneJonesSarah", Some("secret.name")),
            ("sarahfeatherstonejones", Some("secret.name")),
            ("OAKFIELDHOUSE", Some("secret.organisation")),
            ("stmaryscare", Some("secret.organisation")),
            ("oakfieldhut", None),
            ("lanternss", None),
        ] {
            let assessment = assess(&secret(idea), &context);
            assert_eq!(
                assessment.verdict.as_ref().err().map(|m| m.id.as_ref()),
                id,
                "{idea}"
            );
        }
    }

    #[test]
    fn lines_answer_each_rule() {
        let assessment = assess(&secret("lanterns"), &SecretContext::default());
        let answers: Vec<_> = assessment.lines.iter().map(|line| line.answer).collect();
        assert_eq!(answers, [Answer::NoHas(8), Answer::Yes, Answer::OnlyNhsmail]);
        let short = Message::new("secret.short").with("has", "8");
        assert_eq!(assessment.verdict, Err(short));
    }

    #[test]
    fn a_rehearsal_asks_for_three_places_in_order_and_never_twice() {
        let mut chance = Counting(5);
        let mut seen = [0; 12];
        for _ in 0..12_000 {
            let places = rehearsal_positions(12, &mut chance);
            assert!(
                places.is_sorted_by(|a, b| a < b) && places[0] >= 1 && places[2] <= 12,
                "{places:?}"
            );
            for place in places {
                seen[place - 1] += 1;
            }
        }
        assert!(seen.iter().all(|n| (2_700..3_300).contains(n)), "{seen:?}");
        for len in 0..4 {
            assert_eq!(rehearsal_positions(len, &mut chance), [1, 2, 3]);
        }
    }

    #[test]
    fn a_rehearsal_is_right_with_those_letters_only() {
        let idea = secret("Candlewick");
        for (answer, right) in [
            ("cdk", true),
            (" C, d ,K ", true),
            ("cd", false),
            ("cdkk", false),
            ("cdx", false),
            ("kdc", false),
            ("", false),
        ] {
            assert_eq!(
                rehearsal_right(&idea, &[1, 4, 10], &secret(answer)),
                right,
                "{answer}"
            );
        }
        assert!(!rehearsal_right(&idea, &[1, 4, 11], &secret("cdk")));
    }
}
