//! What was found on a list of people, told before any of it is taken: who is new, what was left out and why, how each
//! column was read, who may be taken for whom.

use std::collections::{BTreeMap, HashMap};

use crate::domain::choice::Choice as _;
use crate::domain::namesakes;
use crate::domain::people::Person;
use crate::guide::Guide;
use crate::machine::answers::known;
use crate::machine::import::{self, Held, Import};
use crate::machine::page::Block;
use crate::machine::page_id::PageId as P;
use crate::machine::people::{self, some_of};
use crate::machine::state::State;
use crate::roster::{Note, Roster};

/// Lines passed over that are shown; there are seldom more, and after so many the list is not what was meant.
const SHOWN: usize = 50;
/// Groups of names alike that are shown.
const GROUPS: usize = 8;

/// The words of the page.
pub(super) fn blocks(state: &State, guide: &Guide) -> Vec<Block> {
    let Some(Import { roster, .. }) = state.import.as_deref() else {
        return vec![];
    };
    let held = import::held(&state.answers, roster);
    let telling = Found {
        state,
        guide,
        roster,
        held: &held,
    };
    [
        telling.count(),
        telling.notes("roster.passed-over", |note| !note.why.leaves_the_person()),
        telling.notes("roster.left-out", |note| note.why.leaves_the_person()),
        telling.columns(),
        telling.organisations(),
        telling.unsaid(),
        telling.names(),
        telling.alike(),
        telling.there(),
        telling.people(),
    ]
    .concat()
}

/// Notes that say the same of the same, in the order of the first of each.
fn alike_notes<'n>(notes: &[&'n Note]) -> Vec<Vec<&'n Note>> {
    let mut places = HashMap::new();
    let mut groups: Vec<Vec<&Note>> = vec![];
    for note in notes {
        let place = *places
            .entry((note.why, note.text.as_str()))
            .or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(note),
            None => groups.push(vec![note]),
        }
    }
    groups
}

/// The key of what a page about a person asks.
const fn fact_of(page: P) -> &'static str {
    match page {
        P::PersonRole => "roster.field-access",
        P::PersonWorksHere => "roster.field-works-here",
        P::PersonOrganisation => "roster.field-site-checked",
        P::PersonAddress => "roster.field-address",
        P::PersonLeftOn => "roster.field-left-on",
        P::PersonMovingOn => "roster.field-moving-on",
        P::PersonAction => "roster.field-action",
        P::PersonKeptBecause => "roster.field-kept-because",
        P::PersonRemovedOn => "roster.field-removed-on",
        P::PersonLeaverMarkedOn => "roster.field-leaver-marked-on",
        _ => "roster.field-name",
    }
}

struct Found<'a> {
    state: &'a State,
    guide: &'a Guide,
    roster: &'a Roster,
    held: &'a Held,
}

impl Found<'_> {
    fn say(&self, id: &str, slots: &[(&str, String)]) -> Block {
        Block::Say(self.guide.say(id, slots))
    }

    /// Words, and a list under them; nothing without a list.
    fn list(&self, id: &str, items: Vec<String>) -> Vec<Block> {
        if items.is_empty() {
            return vec![];
        }
        let n = items.len().to_string();
        vec![self.say(id, &[("n", n)]), Block::List(items)]
    }

    fn count(&self) -> Vec<Block> {
        let n = |n: usize| [("n", n.to_string())];
        let mut said = vec![self.say("roster.found", &n(self.roster.people.len()))];
        if !self.held.there.is_empty() {
            said.push(self.say("roster.new", &n(self.held.new.len())));
            said.push(self.say("roster.there", &n(self.held.there.len())));
        }
        said
    }

    fn notes(&self, id: &str, which: fn(&Note) -> bool) -> Vec<Block> {
        let notes: Vec<&Note> = self.roster.notes.iter().filter(|note| which(note)).collect();
        let groups = alike_notes(&notes);
        let mut lines: Vec<String> = groups.iter().take(SHOWN).map(|group| self.line(group)).collect();
        if groups.len() > SHOWN {
            let more = (groups.len() - SHOWN).to_string();
            lines.push(self.guide.say("roster.more-lines", &[("n", more)]));
        }
        if lines.is_empty() {
            return vec![];
        }
        vec![
            self.say(id, &[("n", notes.len().to_string())]),
            Block::List(lines),
        ]
    }

    /// What was not taken and why: the same on several lines is told once.
    fn line(&self, group: &[&Note]) -> String {
        let [note, others @ ..] = group else {
            return String::new();
        };
        let why = self
            .guide
            .word(&format!("roster.why-{}", note.why.slug()))
            .to_owned();
        let slots = [
            ("line", note.line.to_string()),
            ("text", note.text.clone()),
            ("why", why),
            ("n", others.len().to_string()),
        ];
        let id = if others.is_empty() {
            "roster.line"
        } else {
            "roster.line-and-others"
        };
        self.guide.say(id, &slots)
    }

    fn columns(&self) -> Vec<Block> {
        let columns = self.roster.columns.iter().enumerate().map(|(place, column)| {
            let field = column.taken.map_or("not-used", |field| field.slug());
            let field = self.guide.word(&format!("roster.field-{field}")).to_owned();
            let name = import::column_name(self.guide, place, &column.heading);
            let slots = [
                ("column", name),
                ("meaning", field),
                ("text", column.sample.clone()),
            ];
            let id = if column.heading.is_empty() && !column.sample.is_empty() {
                "roster.column-as-sampled"
            } else {
                "roster.column-as"
            };
            self.guide.say(id, &slots)
        });
        self.list("roster.columns", columns.collect())
    }

    /// Where people work, by the list: shown to be looked at, never kept.
    fn organisations(&self) -> Vec<Block> {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in self
            .roster
            .people
            .iter()
            .filter(|entry| !entry.organisation.is_empty())
        {
            *count.entry(&entry.organisation).or_default() += 1;
        }
        let mut count: Vec<(&str, usize)> = count.into_iter().collect();
        count.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let line = |(name, n): (&str, usize)| {
            let people = self.guide.say("people.count", &[("n", n.to_string())]);
            self.guide.say(
                "roster.organisation",
                &[("name", name.to_owned()), ("people", people)],
            )
        };
        self.list(
            "roster.organisations",
            count.into_iter().take(SHOWN).map(line).collect(),
        )
    }

    fn unsaid(&self) -> Vec<Block> {
        let without = self
            .held
            .new
            .iter()
            .filter(|(_, person)| person.role.is_none())
            .count();
        let said = (without > 0).then(|| self.say("roster.no-access", &[("n", without.to_string())]));
        said.into_iter().collect()
    }

    /// Names that do not stand on the list as they will stand on the table.
    fn names(&self) -> Vec<Block> {
        let by_address = self.roster.people.iter().filter(|entry| entry.named_by_address);
        let by_address: Vec<&str> = by_address.map(|entry| entry.person.listed_name()).collect();
        let apart: Vec<&str> = self.held.told_apart.iter().map(String::as_str).collect();
        [("roster.by-address", by_address), ("roster.told-apart", apart)]
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(id, names)| {
                let slots = [
                    ("n", names.len().to_string()),
                    ("names", some_of(&names, self.guide)),
                ];
                self.say(id, &slots)
            })
            .collect()
    }

    /// Names of the list that are like each other, or like one on the table.
    fn alike(&self) -> Vec<Block> {
        let new = self.held.new.iter().map(|(_, person)| person.listed_name());
        let table = self.state.answers.audit.people.iter().map(Person::listed_name);
        let names: Vec<&str> = new.chain(table).collect();
        let mut groups = namesakes::alike(&names);
        groups.retain(|group| group[0] < self.held.new.len());
        let line = |group: &Vec<usize>| {
            let group: Vec<&str> = group.iter().map(|place| names[*place]).collect();
            some_of(&group, self.guide)
        };
        let mut lines: Vec<String> = groups.iter().take(GROUPS).map(line).collect();
        if groups.len() > GROUPS {
            let more = (groups.len() - GROUPS).to_string();
            lines.push(self.guide.say("roster.more-alike", &[("n", more)]));
        }
        self.list("roster.alike", lines)
    }

    /// What the list says of those who are on the table already.
    fn there(&self) -> Vec<Block> {
        let name = |place: usize| self.state.answers.audit.people[place].listed_name().to_owned();
        let facts = |pages: &[P]| {
            let words = pages.iter().map(|page| self.guide.word(fact_of(*page)));
            words.collect::<Vec<_>>().join(", ")
        };
        let there = self.held.there.iter();
        let lines = |id: &str, pages: &[P], place: usize| {
            let slots = [("person", name(place)), ("facts", facts(pages))];
            (!pages.is_empty()).then(|| self.guide.say(id, &slots))
        };
        let lines = there.flat_map(|there| {
            [
                lines("roster.adds", &there.adds, there.on_table),
                lines("roster.differs", &there.differs, there.on_table),
            ]
        });
        self.list("roster.about-there", lines.flatten().collect())
    }

    fn people(&self) -> Vec<Block> {
        let line = |(place, person): &(usize, Person)| {
            let role = people::role(person.role).map(|id| self.guide.word(id).to_owned());
            let works_here = people::works_here(person.works_here).map(|id| {
                let label = self
                    .guide
                    .word("people.works-here")
                    .trim_end_matches('?')
                    .to_owned();
                let slots = [("column", label), ("meaning", self.guide.word(id).to_owned())];
                self.guide.say("roster.column-as", &slots)
            });
            let organisation = self
                .roster
                .people
                .get(*place)
                .map(|entry| entry.organisation.clone());
            let parts = [
                Some(person.listed_name().to_owned()),
                organisation.filter(|name| !name.is_empty()),
                known(&person.address).map(ToString::to_string),
                role,
                works_here,
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        self.list("roster.as-read", self.held.new.iter().map(line).collect())
    }
}
