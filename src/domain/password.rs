//! The rules for a password, and a look at a person's own idea. No piece of the idea gets out, not into a message,
//! a hint or a log: zxcvbn's own report holds pieces, so it never leaves [`assess`].

use std::hint::black_box;

use zeroize::Zeroize;
use zxcvbn::feedback::{Suggestion, Warning};
use zxcvbn::zxcvbn;

use super::secret::{CAPACITY, Secret};
use super::tidy;
use super::verdict::Message;

/// Characters in a password, at the fewest (S29, 27 July 2023).
pub const FEWEST: usize = 10;
/// Characters in a password, at the fewest, with no second check (S37 and S38, August 2024).
pub const FEWEST_WITHOUT_SECOND_CHECK: usize = 20;
/// Letters of a name, at the fewest, for which a password that holds it is refused (ours: S29 names no number, and a
/// name like Li is in a great many words).
pub const NAME_LETTERS: usize = 3;

/// Characters that are scored, at the most. Scoring takes longer the longer the text is, and what comes after these
/// makes a password harder to guess, not easier.
const SCORED: usize = 64;
/// Different figures and signs among the characters that are scored. Each may stand for a letter, and zxcvbn tries the
/// ways to read them all together: at 64 characters 8 signs take 20 ms at the worst, 21 take 170 ms (release build).
const SCORED_SIGNS: u32 = 8;
/// Characters that are scored however many signs they hold: 20 ms at the worst.
const SCORED_ALWAYS: usize = 24;
/// Scores up to this are refused (ours; measured, S77, 22 November 2026).
const REFUSED_SCORE: u8 = 1;
/// The score that gets advice (ours; measured, S77, 22 November 2026).
const WEAK_SCORE: u8 = 2;
/// Words that stand for the service or for the time of year, tried first by anyone who guesses (S77, 22 November 2026).
const SERVICE_WORDS: [&str; 40] = [
    "nhsmail",
    "nhs",
    "net",
    "care",
    "carehome",
    "home",
    "nursing",
    "hospice",
    "resident",
    "residents",
    "password",
    "welcome",
    "spring",
    "summer",
    "autumn",
    "winter",
    "easter",
    "christmas",
    "time",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "house",
];
/// Letters that are in no word a guesser knows: with fewer, it is made of such words and nothing more (ours).
const FEWEST_OWN_LETTERS: usize = 4;
/// Bytes of stack that are overwritten after scoring, which leaves pieces there.
const STACK_TO_WIPE: usize = 64 * 1024;

/// Whether the person has a second check at sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondCheck {
    /// It is set up.
    On,
    /// It is not.
    Off,
    /// No one has said.
    NotKnown,
}

/// What is known of the person whose password it will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordContext {
    /// The person's names, whole or in parts: `Sarah Jones`, or `Sarah` and `Jones`.
    pub names: Vec<String>,
    /// What else a guesser would try: the site's name, town and code.
    pub inputs: Vec<String>,
    /// Which rule for the length holds.
    pub second_check: SecondCheck,
}

/// How a rule was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Kept.
    Yes,
    /// Kept, with this many characters.
    YesHas(usize),
    /// Broken, with this many characters.
    NoHas(usize),
    /// Broken.
    No,
    /// Only NHSmail can tell.
    OnlyNhsmail,
}

impl Answer {
    pub(super) const fn yes_if(kept: bool) -> Self {
        if kept { Self::Yes } else { Self::No }
    }

    pub(super) const fn length(kept: bool, has: usize) -> Self {
        if kept { Self::YesHas(has) } else { Self::NoHas(has) }
    }
}

/// A rule, by its id in the catalogue, and how it was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleLine {
    /// The id, such as `password.rule.length`.
    pub rule: &'static str,
    /// How it was kept.
    pub answer: Answer,
}

/// What may be told of an idea for a password or secret. It holds no piece of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Each rule, in the order in which it is shown.
    pub lines: Vec<RuleLine>,
    /// Advice or none when every rule we can check is kept; else the message of the first one broken.
    pub verdict: Result<Option<Message>, Message>,
    /// Ids of what makes it easy to guess, and of what would help.
    pub hints: Vec<&'static str>,
    /// 0, easiest to guess, to 4. A secret is not scored: 0.
    pub score: u8,
}

/// Looks at an idea for a password (rules: S29, 27 July 2023; 20 characters without a second check: S37, S38, August
/// 2024). "Common" is judged by a score, as the official list is not public.
#[must_use]
pub fn assess(idea: &Secret, context: &PasswordContext) -> Assessment {
    let found = Found::look(idea, context);
    let words = guesser_words(context);
    let (score, hints) = score(idea, &words);
    let score = if is_made_of(idea.expose(), &words) {
        score.min(REFUSED_SCORE)
    } else {
        score
    };
    wipe_stack();
    Assessment {
        lines: found.lines(score),
        verdict: found.verdict(score),
        hints,
        score,
    }
}

/// The lines for a suggestion of ours, which keeps every rule by the way it is made.
#[must_use]
pub fn suggestion_lines() -> Vec<RuleLine> {
    let kept = |rule| RuleLine {
        rule,
        answer: Answer::Yes,
    };
    [
        "password.rule.length",
        "password.rule.name",
        "password.rule.common",
    ]
    .map(kept)
    .into_iter()
    .chain(unknown())
    .collect()
}

/// The message for more than the box holds.
#[must_use]
pub fn too_long() -> Message {
    Message::new("password.long").with("max", CAPACITY.to_string())
}

/// Scores something harmless, so that the tables are built before a person waits for them.
pub fn warm() {
    black_box(zxcvbn("Kettle-map-1st", &[]).score());
}

/// What the rules need to know of an idea, and nothing more.
struct Found {
    has: usize,
    space: bool,
    name: bool,
    short_name: bool,
    second_check: SecondCheck,
}

impl Found {
    fn look(idea: &Secret, context: &PasswordContext) -> Self {
        let text = idea.expose();
        let holds = |name: &String| holds_folded(text, name);
        let (names, short): (Vec<_>, Vec<_>) = name_parts(&context.names)
            .into_iter()
            .partition(|name| name.chars().count() >= NAME_LETTERS);
        Self {
            has: idea.len(),
            space: text.chars().any(char::is_whitespace),
            name: names.iter().any(holds),
            short_name: short.iter().any(holds),
            second_check: context.second_check,
        }
    }

    const fn fewest(&self) -> usize {
        match self.second_check {
            SecondCheck::Off => FEWEST_WITHOUT_SECOND_CHECK,
            SecondCheck::On | SecondCheck::NotKnown => FEWEST,
        }
    }

    fn lines(&self, score: u8) -> Vec<RuleLine> {
        let line = |rule, answer| RuleLine { rule, answer };
        let long_enough = self.has >= FEWEST;
        let length = if self.space && long_enough {
            Answer::No
        } else {
            Answer::length(long_enough, self.has)
        };
        let mut lines = vec![line("password.rule.length", length)];
        if self.second_check != SecondCheck::On {
            let answer = Answer::length(self.has >= FEWEST_WITHOUT_SECOND_CHECK, self.has);
            lines.push(line("password.rule.length-until-second-check", answer));
        }
        lines.push(line("password.rule.name", Answer::yes_if(!self.name)));
        lines.push(line(
            "password.rule.common",
            Answer::yes_if(score > REFUSED_SCORE),
        ));
        lines.extend(unknown());
        lines
    }

    fn verdict(&self, score: u8) -> Result<Option<Message>, Message> {
        if self.has == 0 {
            Err(Message::new("password.empty"))
        } else if self.has < self.fewest() {
            let short = Message::new("password.short").with("min", self.fewest().to_string());
            Err(short.with("has", self.has.to_string()))
        } else if self.space {
            Err(Message::new("password.space"))
        } else if self.name {
            Err(Message::new("password.name"))
        } else if score <= REFUSED_SCORE {
            Err(Message::new("password.common"))
        } else {
            Ok(self.advice(score).map(Message::new))
        }
    }

    /// One piece of advice: another word cures the first two at once, so it goes first.
    fn advice(&self, score: u8) -> Option<&'static str> {
        if score == WEAK_SCORE {
            Some("password.guessable")
        } else if self.second_check == SecondCheck::NotKnown && self.has < FEWEST_WITHOUT_SECOND_CHECK {
            Some("password.short.until-second-check")
        } else {
            self.short_name.then_some("password.name.short")
        }
    }
}

fn unknown() -> [RuleLine; 2] {
    ["password.rule.previous", "password.rule.stolen"].map(|rule| RuleLine {
        rule,
        answer: Answer::OnlyNhsmail,
    })
}

/// The names that count: each one whole, and the parts of a double name. Initials do not.
fn name_parts(names: &[String]) -> Vec<String> {
    let mut parts = Vec::new();
    for name in names
        .iter()
        .flat_map(|name| name.split_whitespace())
        .filter(|name| !name.ends_with('.'))
    {
        let whole = tidy::folded(name);
        let of_name = name.split(|c: char| !c.is_alphabetic()).map(tidy::folded);
        parts.extend(of_name.filter(|part| part.chars().count() >= NAME_LETTERS && *part != whole));
        if !whole.is_empty() {
            parts.push(whole);
        }
    }
    parts
}

/// Whether the text is made of words that a guesser knows, with figures and signs between them and hardly a letter
/// more: zxcvbn scores two such words, and one that is not in its lists, too well. Looks along the text without copying
/// it.
fn is_made_of(text: &str, words: &[String]) -> bool {
    let (mut at, mut known, mut own) = (0, false, 0);
    while let Some(c) = text[at..].chars().next() {
        let longest = words
            .iter()
            .filter_map(|word| starts_folded(&text[at..], word))
            .max();
        known |= longest.is_some();
        own += usize::from(longest.is_none() && c.is_alphabetic());
        at += longest.unwrap_or(c.len_utf8());
    }
    known && own < FEWEST_OWN_LETTERS
}

/// Bytes of the text that are the word it starts with, accents and capitals apart. Short words are in too many others.
fn starts_folded(text: &str, word: &str) -> Option<usize> {
    let mut rest = word.chars();
    let mut wanted = rest.next().filter(|_| word.chars().count() >= NAME_LETTERS);
    for (at, c) in text.char_indices() {
        for letter in tidy::folded_letter(c) {
            if wanted != Some(letter) {
                return None;
            }
            wanted = rest.next();
        }
        if wanted.is_none() {
            return Some(at + c.len_utf8());
        }
    }
    None
}

/// Whether the text holds the name, accents and capitals apart. Looks along the text without copying it.
fn holds_folded(text: &str, name: &str) -> bool {
    let starts = |at: usize| {
        let mut rest = text[at..].chars().flat_map(tidy::folded_letter);
        name.chars().all(|letter| rest.next() == Some(letter))
    };
    text.char_indices().any(|(at, _)| starts(at))
}

/// The score and the hints. The report with its pieces of the password dies in here.
fn score(idea: &Secret, words: &[String]) -> (u8, Vec<&'static str>) {
    let inputs: Vec<&str> = words.iter().map(String::as_str).collect();
    let report = zxcvbn(scored_part(idea.expose()), &inputs);
    let mut hints: Vec<&'static str> = Vec::new();
    if let Some(feedback) = report.feedback().filter(|_| !idea.is_empty()) {
        let warning = feedback.warning().map(warning_id);
        for hint in warning
            .into_iter()
            .chain(feedback.suggestions().iter().copied().map(suggestion_id))
        {
            if !hints.contains(&hint) {
                hints.push(hint);
            }
        }
    }
    (u8::from(report.score()), hints)
}

/// The start of a text, as much of it as can be scored while a person waits for nothing.
fn scored_part(text: &str) -> &str {
    let mut signs = 0u128;
    let mut too_much = |at: usize, c: char| {
        if c.is_ascii() && !c.is_ascii_alphabetic() {
            signs |= 1 << u32::from(c);
        }
        at >= SCORED || (at >= SCORED_ALWAYS && signs.count_ones() > SCORED_SIGNS)
    };
    let end = text
        .char_indices()
        .enumerate()
        .find(|(at, (_, c))| too_much(*at, *c));
    end.map_or(text, |(_, (end, _))| &text[..end])
}

/// What a guesser who knows the person would try. A site's name counts word by word and joined up: whole, "Oakfield
/// House" would not catch "Oakfield2026" (S77, 22 November 2026).
fn guesser_words(context: &PasswordContext) -> Vec<String> {
    let mut words = Vec::new();
    for text in context.names.iter().chain(&context.inputs) {
        words.extend(
            text.split(|c: char| !c.is_alphabetic())
                .map(tidy::folded)
                .filter(|word| word.len() > 1),
        );
        words.push(tidy::folded(text));
        words.push(
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect(),
        );
    }
    words.extend(SERVICE_WORDS.map(String::from));
    words.retain(|word| !word.is_empty());
    words
}

/// Overwrites the stack below, where scoring left pieces of the password.
#[inline(never)]
#[expect(
    clippy::large_stack_arrays,
    reason = "it is the stack that is to be overwritten"
)]
fn wipe_stack() {
    let mut deep = [0u8; STACK_TO_WIPE];
    black_box(&mut deep).zeroize();
}

const fn warning_id(warning: Warning) -> &'static str {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess => {
            "hint.keyboard"
        }
        Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => {
            "hint.repeat"
        }
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => "hint.common",
        Warning::SequencesLikeAbcAreEasyToGuess => "hint.sequence",
        Warning::RecentYearsAreEasyToGuess => "hint.year",
        Warning::AWordByItselfIsEasyToGuess => "hint.one-word",
        Warning::DatesAreOftenEasyToGuess => "hint.date",
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => "hint.names",
    }
}

const fn suggestion_id(suggestion: Suggestion) -> &'static str {
    match suggestion {
        Suggestion::UseAFewWordsAvoidCommonPhrases | Suggestion::AddAnotherWordOrTwo => "hint.add-words",
        Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => "hint.no-symbols-needed",
        Suggestion::CapitalizationDoesntHelpVeryMuch
        | Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => "hint.capitals",
        Suggestion::ReversedWordsArentMuchHarderToGuess => "hint.reversed",
        Suggestion::PredictableSubstitutionsDontHelpVeryMuch => "hint.substitutions",
        Suggestion::UseALongerKeyboardPatternWithMoreTurns => "hint.keyboard",
        Suggestion::AvoidRepeatedWordsAndCharacters => "hint.repeat",
        Suggestion::AvoidSequences => "hint.sequence",
        Suggestion::AvoidRecentYears | Suggestion::AvoidYearsThatAreAssociatedWithYou => "hint.year",
        Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => "hint.date",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::suggestion::tests::Counting;
    use super::super::suggestion::{WordList, suggest};
    use super::*;

    fn secret(text: &str) -> Secret {
        let mut secret = Secret::new();
        secret.push_str(text).unwrap();
        secret
    }

    fn sarah(second_check: SecondCheck) -> PasswordContext {
        PasswordContext {
            names: vec!["Sarah Jones".into()],
            inputs: vec!["Oakfield House".into(), "VLLWV".into()],
            second_check,
        }
    }

    #[test]
    fn the_first_rule_broken_or_the_best_advice_speaks() {
        use SecondCheck::{NotKnown, Off, On};
        for (idea, second_check, told) in [
            ("", On, Err("password.empty")),
            ("jones 9", On, Err("password.short")),
            ("kettle jones map", On, Err("password.space")),
            ("kettle\u{A0}map-giraffe", On, Err("password.space")),
            ("kettle-JONES-map", On, Err("password.name")),
            ("Oakfield2026", On, Err("password.common")),
            ("Oakfield-House-26", On, Err("password.common")),
            ("NHSmail!Summer", On, Err("password.common")),
            ("Oakfield!kettle!map", On, Ok(None)),
            ("NHSmail2026", On, Err("password.common")),
            ("carehome123", On, Err("password.common")),
            ("oaktreedriver", NotKnown, Ok(Some("password.guessable"))),
            (
                "kettlemapgiraffe",
                NotKnown,
                Ok(Some("password.short.until-second-check")),
            ),
            ("kettlemapgiraffe", On, Ok(None)),
            ("kettlemapgiraffe", Off, Err("password.short")),
            ("kettlemapgiraffelamp", Off, Ok(None)),
            ("kettlemapgiraffelamp", NotKnown, Ok(None)),
        ] {
            let verdict = assess(&secret(idea), &sarah(second_check)).verdict;
            let ids = verdict
                .as_ref()
                .map(|advice| advice.as_ref().map(|m| m.id.as_ref()));
            assert_eq!(ids.map_err(|m| m.id.as_ref()), told, "{idea} {second_check:?}");
        }
        let short = assess(&secret("kettlemap"), &sarah(SecondCheck::Off)).verdict;
        assert_eq!(
            short,
            Err(Message::new("password.short").with("min", "20").with("has", "9"))
        );
    }

    #[test]
    fn lines_say_how_each_rule_was_kept() {
        use Answer::{No, NoHas, OnlyNhsmail, Yes, YesHas};
        for (idea, second_check, answers) in [
            (
                "kettlemapgiraffe",
                SecondCheck::On,
                vec![YesHas(16), Yes, Yes, OnlyNhsmail, OnlyNhsmail],
            ),
            (
                "kettlemapgiraffe",
                SecondCheck::NotKnown,
                vec![YesHas(16), NoHas(16), Yes, Yes, OnlyNhsmail, OnlyNhsmail],
            ),
            (
                "sarah1",
                SecondCheck::On,
                vec![NoHas(6), No, No, OnlyNhsmail, OnlyNhsmail],
            ),
            (
                "kettle map giraffe",
                SecondCheck::On,
                vec![No, Yes, Yes, OnlyNhsmail, OnlyNhsmail],
            ),
        ] {
            let assessment = assess(&secret(idea), &sarah(second_check));
            assert_eq!(
                assessment
                    .lines
                    .iter()
                    .map(|line| line.answer)
                    .collect::<Vec<_>>(),
                answers,
                "{idea}"
            );
        }
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        for (name, idea, found) in [
            ("Zoë", "kettle-zoe-map", Some(true)),
            ("Zoe", "kettle-ZOË-map", Some(true)),
            ("Mary-Ann O\u{2019}Neill", "kettleneillmap", Some(true)),
            ("O'Neill", "kettle-oneill-map", Some(true)),
            ("O'Neill", "kettle-map-giraffe", None),
            ("J. Patel", "kettle-jam-giraffe", None),
            ("Jo Li", "kettle-jolly-map", Some(false)),
        ] {
            let context = PasswordContext {
                names: vec![name.into()],
                inputs: vec![],
                second_check: SecondCheck::On,
            };
            let verdict = assess(&secret(idea), &context).verdict;
            let id = verdict.map_or_else(|m| Some(m.id), |advice| advice.map(|m| m.id));
            let expected = found.map(|refused| {
                if refused {
                    "password.name"
                } else {
                    "password.name.short"
                }
            });
            assert_eq!(id.as_deref(), expected, "{name} {idea}");
        }
    }

    #[test]
    fn hints_come_from_the_closed_list_once_each() {
        for (idea, hint) in [
            ("aaaaaaaaaaaa", "hint.repeat"),
            ("abcdefghijkl", "hint.sequence"),
            ("qwertyuiop[]", "hint.keyboard"),
            ("password", "hint.common"),
        ] {
            let hints = assess(&secret(idea), &sarah(SecondCheck::On)).hints;
            assert!(hints.contains(&hint), "{idea} {hints:?}");
            assert!(
                hints
                    .iter()
                    .all(|hint| hints.iter().filter(|other| *other == hint).count() == 1),
                "{hints:?}"
            );
        }
    }

    #[test]
    fn our_suggestions_keep_every_rule() {
        let list = WordList::parse("kettle\nmap\ngiraffe\nlantern\njonesia\nbutton\nwillow\nmarble");
        let context = sarah(SecondCheck::Off);
        let mut chance = Counting(11);
        for _ in 0..50 {
            let suggestion = suggest(&list, &context.names, 3, &mut chance);
            let assessment = assess(suggestion.secret(), &context);
            assert!(assessment.verdict.is_ok(), "{}", suggestion.secret().expose());
        }
        assert!(
            suggestion_lines()
                .iter()
                .all(|line| matches!(line.answer, Answer::Yes | Answer::OnlyNhsmail))
        );
    }

    #[test]
    fn scoring_stops_before_it_could_be_felt() {
        let signs = "4@8({[<36910!|17$5+%2";
        for (text, scored) in [
            ("kettle-map-giraffe".to_owned(), 18),
            ("é".repeat(128), 64),
            ("kettle-map-1st-".repeat(17), 64),
            (signs.repeat(12), 24),
            (format!("{}{signs}", "kettle".repeat(6)), 36 + 8),
        ] {
            assert_eq!(scored_part(&text).chars().count(), scored, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn no_text_breaks_the_scoring(idea in "\\PC{0,40}|[İßẞﬃΣσςǅ\u{1F88}a-z0-9@$]{0,40}", name in "\\PC{0,12}|[İßẞﬃΣ. '-]{0,6}") {
            let mut secret = Secret::new();
            let _ = secret.push_str(&idea);
            let context = PasswordContext { names: vec![name.clone()], inputs: vec![name], second_check: SecondCheck::On };
            prop_assert!(assess(&secret, &context).score <= 4);
        }

        #[test]
        fn nothing_of_the_idea_is_in_what_is_told(idea in "[b-y]{3}[!-~]{8,20}") {
            let assessment = format!("{:?}", assess(&secret(&idea), &sarah(SecondCheck::On)));
            let leaks = idea.as_bytes().windows(6).any(|piece| assessment.contains(std::str::from_utf8(piece).unwrap()));
            prop_assert!(!leaks);
        }
    }
}
