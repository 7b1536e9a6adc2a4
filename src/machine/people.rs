//! The tables of people, and what they mean: leavers who are still in, too few people, too few owners.

use super::answers::{Answers, known};
use super::open::{APPLICANTS_MAX, APPLICANTS_MIN};
use super::page::{Finding, PeopleAsk, Weight};
use crate::domain::namesakes;
use crate::domain::people::{Action, Applicant, Person, WorksHere};
use crate::domain::site::{MailboxRole, YesNo};
use crate::domain::when;
use crate::guide::Guide;
use crate::roster;

/// The fewest people with access (guide, 7 July 2023), and the owners that trusts advise (S22, S23, 4 November 2024).
pub const AT_LEAST: usize = 2;

/// The most people on the table: as many as a list may have, and as many as a file can hold.
pub const MOST: usize = roster::MOST;

/// The most members and owners that NHSmail recommends (S16, 27 June 2024).
const MEMBERS: usize = 250;
/// See [`MEMBERS`].
const OWNERS: usize = 100;
/// Names that are told one by one.
const NAMES: usize = 5;
/// Groups of names alike that are told.
const GROUPS: usize = 3;

/// The table of the access check.
#[must_use]
pub fn audit_table(answers: &Answers, guide: &Guide) -> PeopleAsk {
    let people = &answers.audit.people;
    let column = |key: &str| guide.word(key).to_owned();
    PeopleAsk {
        total: audit_total(people, guide),
        columns: [
            "people.name",
            "people.access",
            "people.works-here",
            "people.site-checked",
            "people.what-to-do",
            "people.done-on",
        ]
        .map(column)
        .to_vec(),
        rows: people
            .iter()
            .map(|person| audit_row(answers, person, guide))
            .collect(),
        findings: findings(answers, guide),
        full: people.len() >= MOST,
        takes_lists: true,
        asks_who_works_here: people.iter().any(|person| person.works_here.is_none()),
    }
}

/// "5 people: 1 to remove, 1 to find out".
fn audit_total(people: &[Person], guide: &Guide) -> String {
    if people.is_empty() {
        return guide.word("people.count-none").to_owned();
    }
    let count = guide.say("people.count", &[("n", people.len().to_string())]);
    let to_do = [
        (
            "people.count-remove",
            people.iter().filter(|person| person.is_to_be_removed()).count(),
        ),
        (
            "people.count-find-out",
            people.iter().filter(|person| person.is_to_find_out()).count(),
        ),
    ];
    let to_do: Vec<String> = to_do
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(id, n)| guide.say(id, &[("n", n.to_string())]))
        .collect();
    if to_do.is_empty() {
        count
    } else {
        format!("{count}: {}", to_do.join(", "))
    }
}

fn audit_row(answers: &Answers, person: &Person, guide: &Guide) -> Vec<String> {
    let name = person.listed_name();
    let is_you = known(&answers.account.name).is_some_and(|you| you.as_str() == name) && !name.is_empty();
    let name = if is_you {
        guide.say("people.you", &[("person", name.to_owned())])
    } else {
        name.to_owned()
    };
    let word = |id: Option<&str>| id.map(|id| guide.word(id).to_owned()).unwrap_or_default();
    vec![
        name,
        word(role(person.role)),
        word(works_here(person.works_here)),
        word(yes_no(person.organisation_checked)),
        word(action(person.action)),
        done_on(person, guide),
    ]
}

/// The key of whether someone works here, in words.
#[must_use]
pub const fn works_here(works_here: Option<WorksHere>) -> Option<&'static str> {
    match works_here {
        Some(WorksHere::Yes) => Some("people.works"),
        Some(WorksHere::Left) => Some("people.left"),
        Some(WorksHere::NotKnown) => Some("people.not-known"),
        None => None,
    }
}

/// The key of yes or no, in words.
#[must_use]
pub const fn yes_no(answer: Option<YesNo>) -> Option<&'static str> {
    match answer {
        Some(YesNo::Yes) => Some("answer.yes"),
        Some(YesNo::No) => Some("answer.no"),
        Some(YesNo::NotKnown) => Some("answer.not-known"),
        None => None,
    }
}

/// A few names, and how many more there are.
#[must_use]
pub fn some_of(names: &[&str], guide: &Guide) -> String {
    if names.len() <= NAMES + 1 {
        return names.join(", ");
    }
    let slots = [
        ("names", names[..NAMES].join(", ")),
        ("n", (names.len() - NAMES).to_string()),
    ];
    guide.say("people.and-more", &slots)
}

/// The key of what should happen to someone's access, in words.
#[must_use]
pub const fn action(action: Option<Action>) -> Option<&'static str> {
    match action {
        Some(Action::Keep) => Some("people.keep"),
        Some(Action::Remove) => Some("people.remove"),
        Some(Action::MakeOwner) => Some("people.make-owner"),
        Some(Action::FindOut) => Some("people.find-out"),
        None => None,
    }
}

/// The key of someone's part in the mailbox, in words.
#[must_use]
pub const fn role(role: Option<MailboxRole>) -> Option<&'static str> {
    match role {
        Some(MailboxRole::Owner) => Some("people.owner"),
        Some(MailboxRole::Member) => Some("people.member"),
        Some(MailboxRole::NotKnown) => Some("people.not-known"),
        None => None,
    }
}

/// When both things were done for a leaver; when the one was, for the others.
fn done_on(person: &Person, guide: &Guide) -> String {
    let day = |done: &super::answers::Typed<crate::domain::day::DoneOn>| {
        known(done).map(|day| when::in_words(day.0))
    };
    let removed = person.removed_on.is_some();
    let marked = person.leaver_marked_on.is_some() || !person.is_leaver();
    match person.action {
        Some(Action::Keep) if !person.is_leaver() => guide.word("people.nothing-to-do").to_owned(),
        _ if removed && marked => {
            let day = day(&person.removed_on).max(day(&person.leaver_marked_on));
            day.unwrap_or_else(|| guide.word("people.done").to_owned())
        }
        _ if removed => guide.word("people.mark-left").to_owned(),
        None => String::new(),
        Some(_) => guide.word("people.not-yet").to_owned(),
    }
}

/// What the access check means, the worst first.
#[must_use]
pub fn findings(answers: &Answers, guide: &Guide) -> Vec<Finding> {
    let people = &answers.audit.people;
    if people.is_empty() {
        return vec![];
    }
    let check = Check {
        people,
        found: vec![],
        guide,
    };
    check.whole()
}

/// The access check, being looked through.
struct Check<'a> {
    people: &'a [Person],
    found: Vec<Finding>,
    guide: &'a Guide,
}

impl Check<'_> {
    fn whole(mut self) -> Vec<Finding> {
        use Weight::{Problem, ToDo};
        self.about(Problem, "people.leavers-in", Person::is_leaver_still_in);
        self.about(Problem, "people.of-another-site", Person::is_of_another_site);
        self.too_many();
        self.about(ToDo, "people.unsaid", |person| person.works_here.is_none());
        self.about(ToDo, "people.find-out-people", Person::is_to_find_out);
        self.about(ToDo, "people.no-access-said", |person| {
            person.role.is_none() && person.removed_on.is_none()
        });
        self.about(ToDo, "people.ask-about-leavers", Person::is_leaver_to_ask_about);
        self.alike();
        self.too_few();
        self.found
    }

    fn add(&mut self, weight: Weight, text: String) {
        let word = match weight {
            Weight::Problem => "people.problem",
            Weight::ToDo => "people.todo",
            Weight::Good => "people.good",
        };
        self.found.push(Finding {
            weight,
            word: self.guide.word(word).to_owned(),
            text,
        });
    }

    /// Those of whom something holds, by name as far as there are few.
    fn about(&mut self, weight: Weight, id: &str, holds: impl Fn(&Person) -> bool) {
        let people = self.people.iter().filter(|person| holds(person));
        let names: Vec<&str> = people.map(Person::listed_name).collect();
        if !names.is_empty() {
            let slots = [
                ("n", names.len().to_string()),
                ("names", some_of(&names, self.guide)),
            ];
            let text = self.guide.say(id, &slots);
            self.add(weight, text);
        }
    }

    /// More than NHSmail recommends, which makes the mailbox slow (S16, 27 June 2024).
    fn too_many(&mut self) {
        let inside: Vec<&Person> = self
            .people
            .iter()
            .filter(|person| person.removed_on.is_none())
            .collect();
        let with = |role| inside.iter().filter(|person| person.role == Some(role)).count();
        let counts = [
            ("people.members-many", with(MailboxRole::Member), MEMBERS),
            ("people.owners-many", with(MailboxRole::Owner), OWNERS),
            ("people.many", inside.len(), MEMBERS + OWNERS),
        ];
        if let Some((id, n, _)) = counts.into_iter().find(|(_, n, most)| n > most) {
            let text = self.guide.say(id, &[("n", n.to_string())]);
            self.add(Weight::ToDo, text);
        }
    }

    /// Names that may be taken for each other.
    fn alike(&mut self) {
        let names: Vec<&str> = self.people.iter().map(Person::listed_name).collect();
        let groups = namesakes::alike(&names);
        let group = |group: &Vec<usize>| {
            let group: Vec<&str> = group.iter().map(|place| names[*place]).collect();
            some_of(&group, self.guide)
        };
        let mut shown: Vec<String> = groups.iter().take(GROUPS).map(group).collect();
        let more = groups.len().saturating_sub(GROUPS);
        if more > 0 {
            shown.push(self.guide.say("people.more-alike", &[("n", more.to_string())]));
        }
        if !shown.is_empty() {
            let text = self.guide.say("people.alike", &[("names", shown.join("; "))]);
            self.add(Weight::ToDo, text);
        }
    }

    fn too_few(&mut self) {
        let stay = self.people.iter().filter(|person| person.stays()).count();
        let owners = self
            .people
            .iter()
            .filter(|person| person.is_staying_owner())
            .count();
        if stay < AT_LEAST {
            let text = self.guide.word("people.add-one-more").to_owned();
            self.add(Weight::ToDo, text);
        } else {
            let text = self.guide.say("people.enough", &[("n", stay.to_string())]);
            self.add(Weight::Good, text);
        }
        if owners < AT_LEAST && stay >= AT_LEAST {
            let text = self.guide.word("people.second-owner").to_owned();
            self.add(Weight::ToDo, text);
        }
    }
}

/// The table of those who are named for registering.
#[must_use]
pub fn applicants_table(answers: &Answers, guide: &Guide) -> PeopleAsk {
    let people = &answers.register.people;
    let total = guide.say("people.register-need", &[("n", people.len().to_string())]);
    let enough = (APPLICANTS_MIN..=APPLICANTS_MAX).contains(&people.len());
    let finding = Finding {
        weight: if enough { Weight::Good } else { Weight::ToDo },
        word: guide
            .word(if enough { "people.good" } else { "people.todo" })
            .to_owned(),
        text: total.clone(),
    };
    PeopleAsk {
        total: guide.say("people.count", &[("n", people.len().to_string())]),
        columns: ["people.name", "people.mobile", "people.email", "people.role"]
            .map(|key| guide.word(key).to_owned())
            .to_vec(),
        rows: people.iter().map(|person| applicant_row(person, guide)).collect(),
        findings: vec![finding],
        full: people.len() >= APPLICANTS_MAX,
        takes_lists: false,
        asks_who_works_here: false,
    }
}

fn applicant_row(person: &Applicant, guide: &Guide) -> Vec<String> {
    let later = || guide.word("answer.later").to_owned();
    vec![
        person.listed_name().to_owned(),
        known(&person.mobile).map_or_else(later, crate::domain::phone::Mobile::spaced),
        known(&person.email).map_or_else(later, ToString::to_string),
        role(person.role)
            .map(|id| guide.word(id).to_owned())
            .unwrap_or_default(),
    ]
}
