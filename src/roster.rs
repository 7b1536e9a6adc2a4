//! Lists of people, as they are pasted or read from a file: lines, lists from Outlook, tables from a spreadsheet, a
//! helpdesk's reply. What is on a list is understood or passed over, and either is told: nothing is guessed in silence,
//! and nothing that is read can do anything.
//!
//! Must not know the journey, nor who is on the site's own table already.

mod decode;
mod lines;
mod person;
mod split;
mod table;
mod words;

use chrono::NaiveDate;

pub use decode::{NotText, decode};

use crate::domain::choice::choice;
use crate::domain::people::Person;
use crate::domain::tidy;

/// Bytes of a list, at the most.
pub const LARGEST: usize = 4 * 1024 * 1024;
/// People on a list, at the most: many times what NHSmail recommends for a mailbox (S16, 27 June 2024).
pub const MOST: usize = 2000;
/// Lines of a list, and parts of its lines, at the most.
const MOST_LINES: usize = 20_000;
/// Characters of something passed over that are shown.
const SHOWN: usize = 60;

choice! {
    /// What a column holds.
    Field {
        /// Full name.
        Name = "name",
        /// First name.
        FirstName = "first-name",
        /// Last name.
        LastName = "last-name",
        /// NHSmail address.
        Address = "address",
        /// Owner or member.
        Access = "access",
        /// Whether the person works here now.
        WorksHere = "works-here",
        /// Where the person works, as it stands on the list.
        Organisation = "organisation",
        /// Whether where the person works was checked.
        SiteChecked = "site-checked",
        /// What should happen.
        Action = "action",
        /// When the person left.
        LeftOn = "left-on",
        /// Whether the person moves on.
        MovingOn = "moving-on",
        /// When the person was taken off the mailbox.
        RemovedOn = "removed-on",
        /// When the account was marked as a leaver.
        LeaverMarkedOn = "leaver-marked-on",
        /// Why a leaver keeps access for now.
        KeptBecause = "kept-because",
    }
}

choice! {
    /// Why something on a list was not taken.
    Why {
        /// A line in which there is no person.
        NotAPerson = "not-a-person",
        /// A row with no name and no address.
        NoName = "no-name",
        /// A name with no letter in it.
        NoLetter = "no-letter",
        /// A name of more than 100 characters.
        TooLong = "too-long",
        /// A name with characters that could not be read.
        Unreadable = "unreadable",
        /// A quotation mark that has no end: the list was cut there.
        Cut = "cut",
        /// More or fewer parts than the heading has.
        Parts = "parts",
        /// What stands in the column of addresses is none.
        NoAddress = "no-address",
        /// What a spreadsheet would take for a formula.
        Formula = "formula",
        /// The shared mailbox itself.
        SharedMailbox = "shared-mailbox",
        /// A person who is on an earlier line.
        Twice = "twice",
        /// The person is taken, and the address is not: it is not at NHSmail.
        OtherAddress = "other-address",
        /// The person is taken, and this says neither owner nor member.
        OtherAccess = "other-access",
        /// The person is taken, and this is not a day that has been.
        NoDay = "no-day",
        /// The person is taken, and this is none of the answers.
        NoAnswer = "no-answer",
    }
}

impl Why {
    /// The person is taken all the same.
    #[must_use]
    pub const fn leaves_the_person(self) -> bool {
        matches!(
            self,
            Self::OtherAddress | Self::OtherAccess | Self::NoDay | Self::NoAnswer
        )
    }
}

/// A list that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// The people, in their order.
    pub people: Vec<Entry>,
    /// What each column was taken for; none where the list has no columns.
    pub columns: Vec<Column>,
    /// What was not taken, in the order of the lines.
    pub notes: Vec<Note>,
    /// Columns that may be the names, when it is not certain which: the person has to say.
    pub which_name: Vec<usize>,
}

/// Someone on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The line, from 1.
    pub line: usize,
    /// What the list says.
    pub person: Person,
    /// Where the person works, as it stands on the list; empty when it does not say.
    pub organisation: String,
    /// The list has no name: it is taken from the address.
    pub named_by_address: bool,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading; empty when the list has none.
    pub heading: String,
    /// The first that stands in it.
    pub sample: String,
    /// What it was taken for; none when it is not used.
    pub taken: Option<Field>,
}

/// Something that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line, from 1.
    pub line: usize,
    /// Why.
    pub why: Why,
    /// What stands there, as far as it is shown.
    pub text: String,
}

/// Which columns the names are in, as the person says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Names {
    /// In these, joined in their order.
    In(Vec<usize>),
    /// In none: they are taken from the addresses.
    InAddresses,
}

/// Why a list cannot be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing on it.
    #[error("empty")]
    Empty,
    /// It is larger than [`LARGEST`].
    #[error("too large")]
    TooLarge,
    /// It has more people than [`MOST`], or more lines than any such list.
    #[error("too many people")]
    TooMany,
    /// No one was found on it.
    #[error("nobody")]
    Nobody,
}

/// Reads a list. `names` says which columns the names are in, when that was asked.
///
/// # Errors
/// [`Refused`].
pub fn read(text: &str, names: Option<&Names>, today: NaiveDate) -> Result<Roster, Refused> {
    if text.len() > LARGEST {
        return Err(Refused::TooLarge);
    }
    let lines = split::lines(text);
    let written = lines.iter().filter(|(_, line)| !line.trim().is_empty()).count();
    match written {
        0 => return Err(Refused::Empty),
        MOST_LINES.. => return Err(Refused::TooMany),
        _ => {}
    }
    let mut roster = match table::find(&lines) {
        Some(table) => table.read(names, today),
        None => lines::read(&lines)?,
    };
    if !roster.which_name.is_empty() {
        return Ok(roster);
    }
    once_each(&mut roster);
    match roster.people.len() {
        0 => Err(Refused::Nobody),
        n if n > MOST => Err(Refused::TooMany),
        _ => Ok(roster),
    }
}

/// A person who is there twice is taken once. Two addresses are two people, whatever they are called.
fn once_each(roster: &mut Roster) {
    let mut seen = Seen::default();
    let mut twice = vec![];
    roster.people.retain(|entry| {
        let is_new = seen.is_new(&entry.person);
        if !is_new {
            twice.push(Note::new(entry.line, Why::Twice, entry.person.listed_name()));
        }
        is_new
    });
    roster.notes.extend(twice);
    roster.notes.sort_by_key(|note| note.line);
}

/// Who was met so far.
#[derive(Default)]
struct Seen {
    addresses: std::collections::HashSet<String>,
    /// Names, and whether an address stood beside the name.
    names: std::collections::HashMap<String, bool>,
}

impl Seen {
    fn is_new(&mut self, person: &Person) -> bool {
        let name = person.listed_name().to_lowercase();
        match person.address.as_ref().and_then(crate::domain::told::Told::known) {
            Some(address) => {
                let is_new = self.addresses.insert(address.as_str().to_owned());
                is_new && self.names.insert(name, true) != Some(false)
            }
            None => self.names.insert(name, false).is_none(),
        }
    }
}

impl Note {
    fn new(line: usize, why: Why, text: &str) -> Self {
        let text = text.trim().trim_matches('"');
        let tidied = tidy::line(&text.chars().take(SHOWN * 4).collect::<String>());
        let mut shown: String = tidied.chars().take(SHOWN).collect();
        if tidied.chars().count() > SHOWN {
            shown.push_str("...");
        }
        Self {
            line,
            why,
            text: shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Choice as _;
    use crate::domain::told::Told;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, 3).unwrap()
    }

    /// Each person in a line: name, address, access, and the organisation.
    fn people(text: &str) -> Vec<String> {
        let roster = read(text, None, today()).unwrap();
        roster.people.iter().map(line).collect()
    }

    fn line(entry: &Entry) -> String {
        let address = entry
            .person
            .address
            .as_ref()
            .and_then(Told::known)
            .map_or("", |address| address.as_str());
        let role = entry.person.role.map_or("", |role| role.slug());
        let parts = [entry.person.listed_name(), address, role, &entry.organisation];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("|")
    }

    fn notes(text: &str) -> Vec<(usize, Why)> {
        let roster = read(text, None, today()).unwrap();
        roster.notes.iter().map(|note| (note.line, note.why)).collect()
    }

    #[test]
    fn lines_of_names_are_read_whatever_stands_before_and_behind() {
        let text = "1. Jane Smith (Owner)\n2) J. Patel - owner\n- Bob Lee, member\n\u{2022} SMITH, John (OAKFIELD HOUSE)\n\
            Anna van der Berg\n\njane.doe@nhs.net\nTom Hill tom.hill@nhs.net Owner\nPat Green: pat.green@nhs.net (Send As)";
        assert_eq!(
            people(text),
            [
                "Jane Smith|owner",
                "J. Patel|owner",
                "Bob Lee|member",
                "John SMITH|OAKFIELD HOUSE",
                "Anna van der Berg",
                "Jane Doe|jane.doe@nhs.net",
                "Tom Hill|tom.hill@nhs.net|owner",
                "Pat Green|pat.green@nhs.net",
            ]
        );
        assert_eq!(notes(text), [(9, Why::OtherAccess)]);
    }

    #[test]
    fn outlook_lists_are_read_on_one_line_or_many() {
        let one = "\"SMITH, Jane (OAKFIELD HOUSE)\" <jane.smith@nhs.net>; Bob Lee <bob.lee@nhs.net>;ann.ray@nhs.net";
        let expected = [
            "Jane SMITH|jane.smith@nhs.net|OAKFIELD HOUSE",
            "Bob Lee|bob.lee@nhs.net",
            "Ann Ray|ann.ray@nhs.net",
        ];
        assert_eq!(people(one), expected);
        assert_eq!(people(&one.replace(';', "\r\n")), expected);
        assert_eq!(
            people("SMITH, Jane (OAKFIELD HOUSE) <jane.smith@nhs.net>, Bob Lee <bob.lee@nhs.net>"),
            expected[..2]
        );
        assert_eq!(
            people("jane.smith@nhs.net, bob.lee@nhs.net")[1],
            "Bob Lee|bob.lee@nhs.net"
        );
        assert_eq!(
            people("SMITH, Jane (OAKFIELD); LEE, Bob (OAKFIELD)"),
            ["Jane SMITH|OAKFIELD", "Bob LEE|OAKFIELD"]
        );
    }

    #[test]
    fn columns_may_stand_in_any_order() {
        let expected = [
            "Jane Smith|jane.smith@nhs.net|owner",
            "Bob Lee|bob.lee@nhs.net|member",
        ];
        for text in [
            "Name,Email,Access\nJane Smith,jane.smith@nhs.net,Owner\nBob Lee,bob.lee@nhs.net,Member",
            "Role;Primary SMTP address;Display name\nOwner;jane.smith@nhs.net;Jane Smith\nmember;bob.lee@nhs.net;Bob Lee",
            "First name\tPermission\tSurname\te-mail\nJane\tOWNER\tSmith\tJane.Smith@NHS.net\nBob\tMember\tLee\tbob.lee@nhs.net",
            "Jane Smith,jane.smith@nhs.net,Owner\nBob Lee,bob.lee@nhs.net,Member",
            "owner\tjane.smith@nhs.net\tJane Smith\nmember\tbob.lee@nhs.net\tBob Lee",
            "| Name | Access | Email |\n|---|---|---|\n| Jane Smith | Owner | jane.smith@nhs.net |\n| Bob Lee | Member | bob.lee@nhs.net |",
            "Name           Access    Email\n-----------    ------    -----\nJane Smith     Owner     jane.smith@nhs.net\nBob Lee     Member   bob.lee@nhs.net",
        ] {
            assert_eq!(people(text), expected, "{text}");
        }
    }

    #[test]
    fn a_helpdesks_reply_is_read_between_its_greeting_and_its_end() {
        let text = "Dear Sarah,\n\nPlease find below the list for care.V1AB2.\n\nName, Permission\n\"SMITH, Jane (OAKFIELD HOUSE)\", Owner\n\
            \"LEE, Bob (ELM LODGE)\", Full Access\n\nKind regards,\nNHSmail helpdesk\n";
        assert_eq!(
            people(text),
            ["Jane SMITH|owner|OAKFIELD HOUSE", "Bob LEE|ELM LODGE"]
        );
        let not_a_person = |line| (line, Why::NotAPerson);
        assert_eq!(
            notes(text),
            [
                not_a_person(1),
                not_a_person(3),
                (7, Why::OtherAccess),
                not_a_person(9),
                not_a_person(10)
            ]
        );
        let sections = "Hello,\nOwners (1):\nJane Smith\nMembers:\nBob Lee\nAnn Ray\nThank you.";
        assert_eq!(
            people(sections),
            ["Jane Smith|owner", "Bob Lee|member", "Ann Ray|member"]
        );
    }

    #[test]
    fn where_the_names_are_is_asked_and_never_guessed() {
        let text = "Lead,Deputy,Email\nJane Smith,Bob Lee,jane.smith@nhs.net";
        let roster = read(text, None, today()).unwrap();
        assert_eq!((roster.which_name, roster.people), (vec![0, 1], vec![]));
        assert_eq!(roster.columns[1].sample, "Bob Lee");
        let chosen = |names| {
            read(text, Some(&names), today()).unwrap().people[0]
                .person
                .listed_name()
                .to_owned()
        };
        assert_eq!(chosen(Names::In(vec![1])), "Bob Lee");
        assert_eq!(chosen(Names::In(vec![0, 1])), "Jane Smith Bob Lee");
        assert_eq!(chosen(Names::InAddresses), "Jane Smith");
        let bare = read(
            "Smith,Jane,jane.smith@nhs.net\nLee,Bob,bob.lee@nhs.net",
            None,
            today(),
        )
        .unwrap();
        assert_eq!(bare.which_name, [0, 1]);
        for list in ["Smith\tJane\nLee\tBob", "Smith;Jane\nLee;Bob"] {
            assert_eq!(read(list, None, today()).unwrap().which_name, [0, 1], "{list}");
        }
    }

    #[test]
    fn what_is_not_taken_says_why() {
        let long = "x".repeat(200);
        for (row, why) in [
            (",,", None),
            (",,Owner", Some(Why::NotAPerson)),
            (",,Deputy", Some(Why::NoName)),
            ("123,,", Some(Why::NoLetter)),
            ("=cmd|' /C calc'!A0,,", Some(Why::Formula)),
            (long.as_str(), Some(Why::NotAPerson)),
            (&format!("{long},,"), Some(Why::TooLong)),
            ("Ann Ray,not an address,", Some(Why::NoAddress)),
            ("Ann Ray,ann@example.com,", Some(Why::OtherAddress)),
            ("Mailbox,care.V1AB2@nhs.net,", Some(Why::SharedMailbox)),
            ("Jane Smith,,", Some(Why::Twice)),
            ("JANE SMITH,jane.smith@nhs.net,", None),
            ("\"Ann Ray,ann.ray@nhs.net,", Some(Why::Cut)),
            ("Ann,Ray,ann.ray@nhs.net,Owner", Some(Why::Parts)),
            ("Ann,Ray,ann.ray@nhs.net", Some(Why::NoAddress)),
            ("Ann Ray,ann.ray@nhs.net,Owner,extra", Some(Why::Parts)),
            ("Ann R\u{FFFD},,", Some(Why::Unreadable)),
        ] {
            let text = format!("Name,Email,Access\nBob Lee,jane.smith@nhs.net,\nJane Smith,,\n{row}");
            let roster = read(&text, None, today()).unwrap();
            let found = roster
                .notes
                .iter()
                .find(|note| note.line == 4)
                .map(|note| note.why);
            let twice = row.starts_with("JANE").then_some(Why::Twice);
            assert_eq!(found, why.or(twice), "{row}");
        }
    }

    #[test]
    fn too_much_is_refused_with_a_reason() {
        assert_eq!(read(" \n\n", None, today()), Err(Refused::Empty));
        assert_eq!(
            read("Dear Sarah,\nKind regards", None, today()),
            Err(Refused::Nobody)
        );
        assert_eq!(
            read(&"x".repeat(LARGEST + 1), None, today()),
            Err(Refused::TooLarge)
        );
        assert_eq!(
            read(&"Jo Ray\n".repeat(100_000), None, today()),
            Err(Refused::TooMany)
        );
        let name = |n: usize| format!("P{n},p.x{n}@nhs.net\n");
        let names = |count: usize| (0..count).map(name).collect::<Vec<_>>().concat();
        assert_eq!(read(&names(MOST + 1), None, today()), Err(Refused::TooMany));
        for all_on_one_line in [names(MOST + 1).replace('\n', ";"), "1;".repeat(MOST_LINES + 1)] {
            assert_eq!(read(&all_on_one_line, None, today()), Err(Refused::TooMany));
        }
        assert_eq!(read(&names(MOST), None, today()).unwrap().people.len(), MOST);
    }
}
