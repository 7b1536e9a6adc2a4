//! Names that may be taken for each other. Choosing a namesake from the directory by mistake can be a data breach (S18,
//! seen 22 November 2026).

use std::collections::HashMap;

use super::tidy;

/// Letters that a name has at the least for one letter to be a slip and not another name.
const ENOUGH: usize = 6;

/// The names that are alike, in groups: the same last name and first letter, or one letter apart. Each name is given
/// by its place. Takes time in proportion to the letters, however many names there are.
#[must_use]
pub fn alike(names: &[&str]) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(names.len());
    let mut by_last = HashMap::new();
    let mut by_letters: HashMap<String, usize> = HashMap::new();
    let mut one_other: HashMap<(usize, String), usize> = HashMap::new();
    let mut one_less: HashMap<String, usize> = HashMap::new();
    for (place, name) in names.iter().enumerate() {
        if let Some(key) = last_and_initial(name) {
            groups.join(place, *by_last.entry(key).or_insert(place));
        }
        let letters: Vec<char> = tidy::folded(name).chars().collect();
        let is_numbered = name.contains(|c: char| c.is_ascii_digit());
        if letters.len() < ENOUGH || is_numbered {
            continue;
        }
        let whole: String = letters.iter().collect();
        groups.join(place, one_less.get(&whole).copied().unwrap_or(place));
        // The first letter is an initial more often than a slip.
        for at in 1..letters.len() {
            let less: String = [&letters[..at], &letters[at + 1..]].concat().iter().collect();
            groups.join(place, by_letters.get(&less).copied().unwrap_or(place));
            groups.join(place, *one_other.entry((at, less.clone())).or_insert(place));
            one_less.entry(less).or_insert(place);
        }
        by_letters.entry(whole).or_insert(place);
    }
    groups.of_several()
}

/// "Jane Smith", "J. Smith" and "SMITH, J" have these in common.
fn last_and_initial(name: &str) -> Option<(String, char)> {
    let bare = name.split('(').next().unwrap_or(name);
    let (first, last) = match bare.split_once(',') {
        Some((last, first)) => (first.trim(), last.trim()),
        None => bare.trim().rsplit_once(' ')?,
    };
    let last = tidy::folded(last);
    let initial = tidy::folded(first).chars().next()?;
    (last.chars().count() > 1).then_some((last, initial))
}

/// Places that belong together.
struct Groups {
    leader: Vec<usize>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self {
            leader: (0..count).collect(),
        }
    }

    fn leader_of(&mut self, place: usize) -> usize {
        let mut at = place;
        while self.leader[at] != at {
            self.leader[at] = self.leader[self.leader[at]];
            at = self.leader[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.leader_of(one), self.leader_of(other));
        self.leader[one.max(other)] = one.min(other);
    }

    fn of_several(mut self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = vec![vec![]; self.leader.len()];
        for place in 0..self.leader.len() {
            let leader = self.leader_of(place);
            groups[leader].push(place);
        }
        groups.retain(|group| group.len() > 1);
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namesakes_are_found_and_others_are_not() {
        let groups = |names: &[&str]| alike(names);
        for (names, are) in [
            (["Jane Smith", "J. Smith"], true),
            (["Jane Smith", "SMITH, John (OAKFIELD)"], true),
            (["Jane Smith", "Jane Smyth"], true),
            (["Jane Smith", "Jane Smiths"], true),
            (["Zo\u{eb} Patel", "Zoe Patel"], true),
            (["Jane Smith", "Bob Smith"], false),
            (["J. Patel", "S. Patel"], false),
            (["Ann Lee", "Ann Low"], false),
            (["Jane", "Jana"], false),
            (["Night nurse 1", "Night nurse 2"], false),
        ] {
            assert_eq!(groups(&names) == [vec![0, 1]], are, "{names:?}");
        }
        assert_eq!(
            groups(&["A. B", "Jo Ray", "C. D", "J. Ray", "Jon Ray"]),
            [vec![1, 3, 4]]
        );
    }

    #[test]
    fn many_names_take_no_longer_than_they_should() {
        let letter = |n: usize| {
            char::from(b'a' + u8::try_from(n % 20).unwrap())
                .to_string()
                .repeat(3)
        };
        let name = |n: usize| format!("Person {}{}{}", letter(n), letter(n / 20), letter(n / 400));
        let names: Vec<String> = (0..2000).map(name).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(alike(&names).len(), 0);
    }
}
