//! Password suggestions: words picked by chance, joined with hyphens. Where chance comes from is the shell's business.

use zeroize::Zeroize;

use super::secret::{CAPACITY, Secret};
use super::tidy;

/// Words in a suggestion, at the fewest (ours; NHSmail recommends three: S29, 27 July 2023).
pub const FEWEST_WORDS: usize = 3;
/// Characters in a suggestion, at the fewest, so that it passes with and without a second check (S37, August 2024).
pub const FEWEST_CHARACTERS: usize = 20;
/// What stands between words, since NHSmail refuses spaces (S29, 27 July 2023).
const JOINER: &str = "-";
/// Letters of a name, at the fewest, for which words that hold it are left out.
const NAME_LETTERS: usize = 3;

/// Where chance comes from.
pub trait Chance {
    /// Fills the bytes, each value as likely as any other.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// The words to pick from, each there once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    words: Vec<String>,
}

impl WordList {
    /// Reads a list with one word a line. Lines that start with `#`, and lines that are not letters a to z, are passed
    /// over; a word that is there twice counts once, or the odds would not be true.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let is_word = |word: &&str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
        let mut words: Vec<String> = text
            .lines()
            .map(str::trim)
            .filter(is_word)
            .map(String::from)
            .collect();
        words.sort_unstable();
        words.dedup();
        Self { words }
    }

    /// Words in the list.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The list has no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words that hold none of the names.
    fn without(&self, avoid: &[String]) -> Vec<&str> {
        let names: Vec<String> = avoid
            .iter()
            .flat_map(|name| name.split(|c: char| !c.is_alphabetic()))
            .map(tidy::folded)
            .filter(|name| name.len() >= NAME_LETTERS)
            .collect();
        let holds_none = |word: &&str| !names.iter().any(|name| word.contains(name.as_str()));
        self.words.iter().map(String::as_str).filter(holds_none).collect()
    }
}

/// A suggestion, with what is needed to state its odds honestly.
#[derive(Debug)]
pub struct Suggestion {
    secret: Secret,
    words: usize,
    sure_words: usize,
    list: usize,
}

impl Suggestion {
    /// The suggestion itself.
    #[must_use]
    pub const fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Words in it.
    #[must_use]
    pub const fn words(&self) -> usize {
        self.words
    }

    /// The fewest words that it could have had. Words added only because the first ones were short are not counted:
    /// the odds that are stated must hold for the likeliest suggestion too.
    #[must_use]
    pub const fn sure_words(&self) -> usize {
        self.sure_words
    }

    /// Words that each of its words was picked from: the list less those that hold a name of the person.
    #[must_use]
    pub const fn list_len(&self) -> usize {
        self.list
    }

    /// How hard it is to guess for someone who knows the list, in bits: as many at the least.
    #[must_use]
    pub fn bits(&self) -> f64 {
        bits(self.list, self.sure_words)
    }

    /// Adds one more word by chance.
    pub fn add_word(&mut self, list: &WordList, avoid: &[String], chance: &mut dyn Chance) {
        if self.add_one(&list.without(avoid), chance) {
            self.sure_words += 1;
        }
    }

    /// Adds a word unless there is none, or no room for it.
    fn add_one(&mut self, words: &[&str], chance: &mut dyn Chance) -> bool {
        let Some(word) = pick(words, chance) else {
            return false;
        };
        let joiner = if self.secret.is_empty() { "" } else { JOINER };
        let room = CAPACITY - self.secret.expose().len();
        if joiner.len() + word.len() > room {
            return false;
        }
        let added = self
            .secret
            .push_str(joiner)
            .and_then(|()| self.secret.push_str(word))
            .is_ok();
        self.words += usize::from(added);
        added
    }
}

/// Picks words, each with the same chance from the whole list less those that hold a name of the person, until there
/// are `words_at_least` (three or more) and 20 characters. A pick is never thrown away for being short, which would
/// make the others likelier than the odds say. An empty list gives an empty suggestion.
#[must_use]
pub fn suggest(
    list: &WordList,
    avoid: &[String],
    words_at_least: usize,
    chance: &mut dyn Chance,
) -> Suggestion {
    let words = list.without(avoid);
    let sure_words = words_at_least.max(FEWEST_WORDS);
    let mut suggestion = Suggestion {
        secret: Secret::new(),
        words: 0,
        sure_words,
        list: words.len(),
    };
    while suggestion.words < sure_words || suggestion.secret.len() < FEWEST_CHARACTERS {
        if !suggestion.add_one(&words, chance) {
            break;
        }
    }
    suggestion.sure_words = sure_words.min(suggestion.words);
    suggestion
}

fn pick<'w>(words: &[&'w str], chance: &mut dyn Chance) -> Option<&'w str> {
    words.get(below(words.len(), chance)?).copied()
}

/// A number below the bound, each as likely as any other: those past the last whole multiple are drawn again, as the
/// remainder alone would favour small ones. `None` when the bound is 0.
pub(super) fn below(bound: usize, chance: &mut dyn Chance) -> Option<usize> {
    let bound = u64::try_from(bound).ok().filter(|bound| *bound > 0)?;
    let fair = u64::MAX - u64::MAX % bound;
    let mut bytes = [0; 8];
    let drawn = loop {
        chance.fill(&mut bytes);
        let drawn = u64::from_le_bytes(bytes);
        if drawn < fair {
            break drawn % bound;
        }
    };
    bytes.zeroize();
    usize::try_from(drawn).ok()
}

/// Bits of that many words picked from a list.
#[must_use]
pub fn bits(list: usize, words: usize) -> f64 {
    let each = u32::try_from(list).map_or(0.0, |list| f64::from(list.max(1)).log2());
    each * f64::from(u32::try_from(words).unwrap_or(u32::MAX))
}

/// The odds of that many words picked from a list, as a grouped number and the id of the words that follow it:
/// 3 of 4,096 are `69` and `scale.thousand-million`. Rounded to two figures or more; more than can be told is told as
/// less.
#[must_use]
pub fn odds_words(list: usize, words: usize) -> (String, &'static str) {
    const SCALES: [(u128, &str); 6] = [
        (
            1_000_000_000_000_000_000_000,
            "scale.thousand-million-million-million",
        ),
        (1_000_000_000_000_000_000, "scale.million-million-million"),
        (1_000_000_000_000_000, "scale.thousand-million-million"),
        (1_000_000_000_000, "scale.million-million"),
        (1_000_000_000, "scale.thousand-million"),
        (1_000_000, "scale.million"),
    ];
    let list = u128::try_from(list).unwrap_or(u128::MAX);
    let odds = list.saturating_pow(u32::try_from(words).unwrap_or(u32::MAX));
    match SCALES.into_iter().find(|(scale, _)| odds / scale >= 10) {
        Some((scale, id)) => (
            grouped((odds / scale) + u128::from(odds % scale >= scale / 2)),
            id,
        ),
        None => (grouped(odds), "scale.one"),
    }
}

/// A number with commas: `4,096`.
#[must_use]
pub fn grouped(number: impl Into<u128>) -> String {
    let figures = number.into().to_string();
    let mut text = String::with_capacity(figures.len() + figures.len() / 3);
    for (at, figure) in figures.char_indices() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(figure);
    }
    text
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::HashMap;

    use super::*;

    /// Chance that can be told in advance: a generator with a seed.
    pub(in crate::domain) struct Counting(pub(in crate::domain) u64);

    impl Chance for Counting {
        fn fill(&mut self, bytes: &mut [u8]) {
            for byte in bytes {
                self.0 = self
                    .0
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                *byte = self.0.to_le_bytes()[5];
            }
        }
    }

    /// Chance that gives these numbers, one after the other.
    struct Given(Vec<u64>);

    impl Chance for Given {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.copy_from_slice(&self.0.remove(0).to_le_bytes());
        }
    }

    fn list() -> WordList {
        WordList::parse("# words\nkettle\r\nmap\n giraffe \n\njonesia\nkettle\nnot-a-word\nox\n")
    }

    #[test]
    fn a_list_has_each_word_once() {
        assert_eq!(list().words, ["giraffe", "jonesia", "kettle", "map", "ox"]);
    }

    #[test]
    fn ten_thousand_suggestions_keep_the_rules() {
        let list = list();
        let avoid = ["Sarah".to_owned(), "O'Jones".to_owned()];
        let mut chance = Counting(7);
        for _ in 0..10_000 {
            let suggestion = suggest(&list, &avoid, 3, &mut chance);
            let text = suggestion.secret().expose();
            assert!(
                text.len() >= FEWEST_CHARACTERS && text.split('-').count() == suggestion.words(),
                "{text}"
            );
            assert!(
                text.split('-')
                    .all(|word| list.words.iter().any(|w| w == word) && word != "jonesia"),
                "{text}"
            );
            assert_eq!((suggestion.list_len(), suggestion.sure_words()), (4, 3));
            // No word more than were needed.
            let needed = text.rsplit_once('-').unwrap().0;
            assert!(
                suggestion.words() == 3 || needed.len() < FEWEST_CHARACTERS,
                "{text}"
            );
        }
    }

    #[test]
    fn every_word_is_as_likely_as_any_other() {
        let words = ["a", "b", "c"];
        let mut chance = Counting(1);
        let mut counts = HashMap::new();
        for _ in 0..30_000 {
            *counts.entry(pick(&words, &mut chance).unwrap()).or_insert(0) += 1;
        }
        assert!(
            counts.len() == 3 && counts.values().all(|n| (9_500..10_500).contains(n)),
            "{counts:?}"
        );
    }

    #[test]
    fn numbers_past_the_last_whole_multiple_are_drawn_again() {
        // 2^64 - 1 is a multiple of 3, so the one number past the last whole multiple is 2^64 - 1 itself.
        let mut chance = Given(vec![u64::MAX, u64::MAX - 1]);
        assert_eq!(below(3, &mut chance), Some(2));
        assert!(chance.0.is_empty());
        assert_eq!(below(0, &mut chance), None);
    }

    #[test]
    fn words_are_added_one_at_a_time() {
        let mut chance = Counting(3);
        let mut suggestion = suggest(&list(), &[], 4, &mut chance);
        let (words, before) = (suggestion.words(), suggestion.secret().len());
        suggestion.add_word(&list(), &[], &mut chance);
        assert_eq!((suggestion.words(), suggestion.sure_words()), (words + 1, 5));
        assert!(suggestion.secret().len() > before);
        assert!((suggestion.bits() - 5.0 * 5f64.log2()).abs() < 1e-9);
        for _ in 0..300 {
            suggestion.add_word(&list(), &[], &mut chance);
        }
        assert!(suggestion.secret().expose().len() <= CAPACITY);
        assert!(!suggestion.secret().expose().ends_with('-'));
    }

    #[test]
    fn a_list_with_nothing_left_gives_an_empty_suggestion() {
        let suggestion = suggest(
            &WordList::parse("map"),
            &["Mapp".into(), "map".into()],
            3,
            &mut Counting(1),
        );
        assert!(suggestion.secret().is_empty());
        assert_eq!(
            (suggestion.words(), suggestion.sure_words(), suggestion.list_len()),
            (0, 0, 0)
        );
    }

    #[test]
    fn odds_are_told_in_words_and_numbers() {
        for (list, words, number, scale) in [
            (4096, 3, "69", "scale.thousand-million"),
            (4096, 4, "281", "scale.million-million"),
            (4096, 5, "1,153", "scale.thousand-million-million"),
            (10, 3, "1,000", "scale.one"),
            (1000, 2, "1,000,000", "scale.one"),
            (4096, 2, "17", "scale.million"),
            (0, 3, "0", "scale.one"),
        ] {
            assert_eq!(
                odds_words(list, words),
                (number.to_owned(), scale),
                "{list} {words}"
            );
        }
        assert_eq!(odds_words(4096, 400).1, "scale.thousand-million-million-million");
        assert_eq!(grouped(4096u32), "4,096");
        assert_eq!(grouped(123u32), "123");
        assert!((bits(4096, 3) - 36.0).abs() < 1e-9);
    }
}
