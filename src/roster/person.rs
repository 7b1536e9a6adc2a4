//! From what stands on a list for one person to that person. Everything goes through the rules that hold for what is
//! typed. Must not know how the list is laid out.

use chrono::NaiveDate;

use super::words::WORDS;
use super::{Entry, Field, Note, Why};
use crate::domain::address::NhsAddress;
use crate::domain::day::DoneOn;
use crate::domain::people::Person;
use crate::domain::site::{Instead, MailboxRole, YesNo};
use crate::domain::text::{Name, Note as Words};
use crate::domain::tidy;
use crate::domain::told::Told;

/// Words in a name, at the most, where nothing else says that it is one.
const MOST_WORDS: usize = 6;

/// What a spreadsheet takes for the start of a formula, and no name begins with.
const FORMULA: [char; 3] = ['=', '+', '@'];

/// Someone who is being read.
pub(super) struct Reading<'n> {
    entry: Entry,
    role_beside: Option<MailboxRole>,
    notes: &'n mut Vec<Note>,
    today: NaiveDate,
}

/// A name as it stands on a list, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// First name first.
    pub(super) name: String,
    /// What stands in brackets behind it.
    pub(super) organisation: String,
    /// Owner or member, when that stands behind it.
    pub(super) role: Option<MailboxRole>,
}

impl<'n> Reading<'n> {
    /// Of whom nothing is known yet.
    pub(super) fn new(line: usize, notes: &'n mut Vec<Note>, today: NaiveDate) -> Self {
        Self {
            entry: Entry {
                line,
                person: Person::default(),
                organisation: String::new(),
                named_by_address: false,
            },
            role_beside: None,
            notes,
            today,
        }
    }

    fn note(&mut self, why: Why, text: &str) {
        self.notes.push(Note::new(self.entry.line, why, text));
    }

    /// Takes a name.
    pub(super) fn name(&mut self, text: &str) -> Result<(), Why> {
        let Parts {
            name,
            organisation,
            role,
        } = parts(text)?;
        if name.is_empty() {
            return Ok(());
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(Why::NoLetter);
        }
        if name.contains(char::REPLACEMENT_CHARACTER) {
            return Err(Why::Unreadable);
        }
        self.entry.person.name = Some(Told::Is(Name::try_from(name).map_err(|_| Why::TooLong)?));
        self.role_beside = role;
        if self.entry.organisation.is_empty() {
            self.entry.organisation = organisation;
        }
        Ok(())
    }

    /// Takes an address. One that is none at all, in a row of its own, is not a person's row.
    pub(super) fn address(&mut self, text: &str) -> Result<(), Why> {
        if WORDS.is_nothing(text) {
            return Ok(());
        }
        if text.contains(char::REPLACEMENT_CHARACTER) {
            return Err(Why::Unreadable);
        }
        let verdict = NhsAddress::read(text);
        match verdict.message().map(|message| message.id.to_string()).as_deref() {
            Some("nhsmail.shared") => return Err(Why::SharedMailbox),
            Some("nhsmail.domain") => self.note(Why::OtherAddress, text),
            Some(_) if !text.contains('@') => return Err(Why::NoAddress),
            Some(_) | None => {}
        }
        match verdict.value() {
            Some(address) => self.entry.person.address = Some(Told::Is(address)),
            None if self.notes.last().is_none_or(|note| note.line != self.entry.line) => {
                self.note(Why::OtherAddress, text);
            }
            None => {}
        }
        Ok(())
    }

    /// Takes what stands in a column.
    pub(super) fn cell(&mut self, field: Field, text: &str) -> Result<(), Why> {
        let text = unguarded(text);
        if WORDS.is_nothing(text) {
            return Ok(());
        }
        match field {
            Field::Name => self.name(text)?,
            Field::Address => self.address(text)?,
            Field::Organisation => self.entry.organisation = short(text),
            Field::Access => self.access(text),
            Field::KeptBecause => {
                self.entry.person.kept_because = Words::try_from(text.to_owned()).ok().map(Told::Is);
            }
            Field::LeftOn => self.entry.person.left_on = self.day(text),
            Field::RemovedOn => self.entry.person.removed_on = self.day(text),
            Field::LeaverMarkedOn => self.entry.person.leaver_marked_on = self.day(text),
            Field::WorksHere => self.entry.person.works_here = self.answer(text, WORDS.works_here(text)),
            Field::Action => self.entry.person.action = self.answer(text, WORDS.action(text)),
            Field::SiteChecked => self.entry.person.organisation_checked = self.yes_no(text),
            Field::MovingOn => self.entry.person.moving_on = self.yes_no(text),
            // Joined by whoever knows the columns.
            Field::FirstName | Field::LastName => {}
        }
        Ok(())
    }

    /// Owner or member; anything else is left unsaid.
    pub(super) fn access(&mut self, text: &str) {
        self.entry.person.role = WORDS.access(text);
        if self.entry.person.role.is_none() && !WORDS.is_nothing(text) {
            self.note(Why::OtherAccess, text);
        }
    }

    fn answer<T>(&mut self, text: &str, answer: Option<T>) -> Option<T> {
        if answer.is_none() {
            self.note(Why::NoAnswer, text);
        }
        answer
    }

    fn yes_no(&mut self, text: &str) -> Option<YesNo> {
        self.answer(text, WORDS.yes_no(text))
    }

    fn day(&mut self, text: &str) -> Option<Told<DoneOn>> {
        if WORDS.yes_no(text) == Some(YesNo::NotKnown) {
            return Some(Told::Not(Instead::NotKnown));
        }
        let day = DoneOn::read(text, self.today).value();
        if day.is_none() {
            self.note(Why::NoDay, text);
        }
        day.map(Told::Is)
    }

    /// The person, when there is a name, or an address to take one from.
    pub(super) fn done(mut self) -> Result<Entry, Why> {
        let person = &mut self.entry.person;
        person.role = person.role.or(self.role_beside);
        if person.name.is_none() {
            let address = person.address.as_ref().and_then(Told::known).ok_or(Why::NoName)?;
            let name = name_in(address.as_str());
            if name.starts_with(FORMULA) || !name.chars().any(char::is_alphabetic) {
                return Err(Why::Formula);
            }
            let name = Name::try_from(name).map_err(|_| Why::TooLong)?;
            person.name = Some(Told::Is(name));
            self.entry.named_by_address = true;
        }
        Ok(self.entry)
    }
}

/// Without the mark that keeps a spreadsheet from taking a cell for a formula.
fn unguarded(text: &str) -> &str {
    match text.trim().strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text.trim(),
    }
}

/// A few words of someone else's.
fn short(text: &str) -> String {
    tidy::line(text)
        .chars()
        .take(crate::domain::text::NAME_MAX)
        .collect()
}

/// "jane.smith12@nhs.net" is Jane Smith. One without a dot is left as it is.
fn name_in(address: &str) -> String {
    let local = address.split('@').next().unwrap_or_default();
    if !local.contains('.') {
        return local.to_owned();
    }
    let capital = |part: &str| {
        let mut letters = part.chars();
        let first = letters.next().map(|c| c.to_uppercase().collect::<String>());
        format!("{}{}", first.unwrap_or_default(), letters.as_str())
    };
    let local = local.trim_end_matches(|c: char| c.is_ascii_digit());
    local.split('.').map(capital).collect::<Vec<_>>().join(" ")
}

/// Takes a name apart: "SMITH, Jane (OAKFIELD HOUSE)" is Jane SMITH of Oakfield House, as the directory shows it.
pub(super) fn parts(text: &str) -> Result<Parts, Why> {
    let tidied = tidy::line(text);
    let mut rest = tidied.trim_matches(|c: char| c == '"' || c.is_whitespace());
    if rest.starts_with(FORMULA) {
        return Err(Why::Formula);
    }
    let mut parts = Parts::default();
    while let Some((before, inside)) = bracketed(rest) {
        match WORDS.access(inside) {
            Some(role) => parts.role = Some(role),
            None if parts.organisation.is_empty() => inside.clone_into(&mut parts.organisation),
            None => break,
        }
        rest = before;
    }
    let (rest, role) = role_behind(rest);
    parts.role = parts.role.or(role);
    parts.name = in_order(rest.trim().trim_matches('"'));
    Ok(parts)
}

/// What stands in the brackets at the end, and what comes before them.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(')').or_else(|| text.strip_suffix(']'))?;
    let open = inner.rfind(['(', '['])?;
    let before = inner[..open].trim_end();
    (!before.is_empty()).then(|| (before, inner[open + 1..].trim()))
}

/// "J. Patel - owner", "J. Patel, member": the name, and what stands behind it.
fn role_behind(text: &str) -> (&str, Option<MailboxRole>) {
    let split = text.rfind([',', ':', '-', '\u{2013}', '\u{2014}', '\t', '/']);
    let behind = split.and_then(|at| {
        let (name, word) = text.split_at(at);
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        Some((name.trim_end_matches([' ', '-', ',', ':']), WORDS.access(word)?))
    });
    behind.map_or((text, None), |(name, role)| (name, Some(role)))
}

/// "SMITH, Jane" is Jane SMITH. Nothing else is turned round.
fn in_order(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first))
            if !first.contains(',') && !first.trim().is_empty() && !last.trim().is_empty() =>
        {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.trim().to_owned(),
    }
}

/// Whether a line is likely to be a name, when nothing else on it says that it is one.
pub(super) fn looks_like_a_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let odd = |c: char| c.is_ascii_digit() || ",?!:;/\\|=_{}[]()<>*#%&+@\"".contains(c);
    let ends_a_sentence = words
        .last()
        .is_some_and(|last| last.ends_with('.') && last.chars().filter(|c| c.is_alphabetic()).count() > 2);
    (1..=MOST_WORDS).contains(&words.len())
        && !name.contains(odd)
        && !ends_a_sentence
        && !WORDS.is_no_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_as_the_directory_writes_them() {
        use MailboxRole::{Member, Owner};
        for (text, name, organisation, role) in [
            (
                "SMITH, Jane (OAKFIELD HOUSE)",
                "Jane SMITH",
                "OAKFIELD HOUSE",
                None,
            ),
            (
                "\"SMITH, Jane (OAKFIELD HOUSE)\"",
                "Jane SMITH",
                "OAKFIELD HOUSE",
                None,
            ),
            ("Jane Smith (Owner)", "Jane Smith", "", Some(Owner)),
            (
                "SMITH, Jane (OAKFIELD HOUSE) (member)",
                "Jane SMITH",
                "OAKFIELD HOUSE",
                Some(Member),
            ),
            ("J. Patel - owner", "J. Patel", "", Some(Owner)),
            ("J. Patel, Member", "J. Patel", "", Some(Member)),
            (
                "Mary Ann O\u{2019}Neill-Jones",
                "Mary Ann O'Neill-Jones",
                "",
                None,
            ),
            ("Jane (Jo) Smith", "Jane (Jo) Smith", "", None),
            ("(Owner)", "(Owner)", "", None),
        ] {
            let found = parts(text).unwrap();
            assert_eq!(
                (found.name.as_str(), found.organisation.as_str(), found.role),
                (name, organisation, role),
                "{text}"
            );
        }
        assert_eq!(parts("=cmd|' /C calc'!A0"), Err(Why::Formula));
    }

    #[test]
    fn a_greeting_is_no_name() {
        for name in ["Jane Smith", "J. Patel", "jane", "Anna van der Berg", "S. J."] {
            assert!(looks_like_a_name(name), "{name}");
        }
        for line in [
            "Dear Sarah",
            "Kind regards",
            "The list is below.",
            "Owners",
            "Call 0333 200 1133",
            "Sarah,",
        ] {
            assert!(!looks_like_a_name(line), "{line}");
        }
    }

    #[test]
    fn an_address_gives_a_name_only_as_far_as_it_has_one() {
        assert_eq!(name_in("jane.smith12@nhs.net"), "Jane Smith");
        assert_eq!(name_in("sjones@nhs.net"), "sjones");
    }
}
