//! A list of people on its way to the table: pasted or read from a file, held against the table, shown, and taken when
//! the person says so. Nothing is kept before that, and one Undo takes all of it back.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::answers::{Answers, Audit, known};
use super::effect::Effect;
use super::options::plain_choice;
use super::page::Choice;
use super::page_id::PageId as P;
use super::people;
use super::slots::{Position, slot, slot_mut};
use super::state::{Refused, State};
use super::tables;
use super::ticks;
use crate::domain::people::Person;
use crate::domain::text::{NAME_MAX, Name};
use crate::domain::tidy;
use crate::domain::told::Told;
use crate::domain::verdict::Message;
use crate::guide::Guide;
use crate::roster::{self, Field, Names, Roster};

/// The pages about one person whose answers a list may give.
pub(super) const TOLD_BY_LISTS: [P; 10] = [
    P::PersonRole,
    P::PersonWorksHere,
    P::PersonOrganisation,
    P::PersonAddress,
    P::PersonLeftOn,
    P::PersonMovingOn,
    P::PersonAction,
    P::PersonKeptBecause,
    P::PersonRemovedOn,
    P::PersonLeaverMarkedOn,
];

/// A list that is being read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Import {
    text: String,
    /// The page that it came by.
    from: P,
    /// What was read.
    pub(super) roster: Roster,
}

impl Import {
    /// Which columns the names are in is asked.
    fn asked(&self) -> bool {
        !self.roster.which_name.is_empty()
    }
}

/// Someone who is on the list and on the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct There {
    /// The place on the list.
    pub(super) on_list: usize,
    /// The place on the table.
    pub(super) on_table: usize,
    /// What the list says and the table does not.
    pub(super) adds: Vec<P>,
    /// What both say, and not the same. The table stays as it is.
    pub(super) differs: Vec<P>,
}

/// A list held against the table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Held {
    /// Those who are new: the place on the list, and the person as added.
    pub(super) new: Vec<(usize, Person)>,
    /// Those who are there already.
    pub(super) there: Vec<There>,
    /// Those of the new whose name is another's too: their address was put behind it.
    pub(super) told_apart: Vec<String>,
}

impl Held {
    /// How many there are of whom the list says more.
    pub(super) fn more_about(&self) -> usize {
        self.there.iter().filter(|there| !there.adds.is_empty()).count()
    }
}

/// Pages on which a list is read. They stand beside the table, and nothing that is answered there is kept as such.
pub(super) const fn is_its(page: P) -> bool {
    matches!(
        page,
        P::PeoplePaste | P::PeopleFile | P::PeopleColumn | P::PeopleFound
    )
}

/// The page before, on the pages beside the table.
pub(super) fn before(state: &State) -> Option<P> {
    let from = || state.import.as_ref().map_or(P::PeoplePaste, |import| import.from);
    match state.at.page {
        P::PeoplePaste | P::PeopleWorksHere => Some(P::People),
        P::PeopleFile => Some(P::PeoplePaste),
        P::PeopleFound if state.import.as_ref().is_some_and(|import| import.asked()) => Some(P::PeopleColumn),
        P::PeopleColumn | P::PeopleFound => Some(from()),
        _ => None,
    }
}

/// What stands in the box for a list: the list that was pasted there.
pub(super) fn pasted(state: &State) -> String {
    let import = state.import.as_ref();
    import
        .filter(|import| import.from == P::PeoplePaste)
        .map(|import| import.text.clone())
        .unwrap_or_default()
}

/// Those on the table of whom it is not said whether they work here; all, when it is said of each.
pub(super) fn unsaid(answers: &Answers) -> Vec<usize> {
    let people = &answers.audit.people;
    let unsaid: Vec<usize> = (0..people.len())
        .filter(|place| people[*place].works_here.is_none())
        .collect();
    if unsaid.is_empty() {
        (0..people.len()).collect()
    } else {
        unsaid
    }
}

/// A list was pasted or typed, or the place of a file.
pub(super) fn typed(
    state: &mut State,
    now: DateTime<FixedOffset>,
    text: &str,
) -> Result<Vec<Effect>, Refused> {
    if state.at.page == P::PeoplePaste {
        let begun = begin(state, now.date_naive(), text, P::PeoplePaste);
        return begun.map(|()| vec![]).map_err(|message| state.refuse(message));
    }
    let path = tidy::path(text);
    if path.trim_matches('"').is_empty() {
        return Err(state.refuse(Message::new("people.file.empty")));
    }
    Ok(vec![Effect::ReadList(path)])
}

/// A file with a list was read.
pub(super) fn read_from_file(state: &mut State, now: DateTime<FixedOffset>, text: &str) {
    if state.at.page == P::PeopleFile
        && let Err(message) = begin(state, now.date_naive(), text, P::PeopleFile)
    {
        state.notice = Some(message);
    }
}

fn begin(state: &mut State, today: NaiveDate, text: &str, from: P) -> Result<(), Message> {
    let roster = roster::read(text, None, today).map_err(refusal)?;
    let import = Import {
        text: text.to_owned(),
        from,
        roster,
    };
    let asked = import.asked();
    state.import = Some(Box::new(import));
    state.go(Position::page(if asked {
        P::PeopleColumn
    } else {
        P::PeopleFound
    }));
    Ok(())
}

fn refusal(refused: roster::Refused) -> Message {
    match refused {
        roster::Refused::Empty => Message::new("people.paste.empty"),
        roster::Refused::TooLarge => Message::new("people.paste.large"),
        roster::Refused::TooMany => Message::new("people.paste.many").with("n", roster::MOST.to_string()),
        roster::Refused::Nobody => Message::new("people.paste.nobody"),
    }
}

/// One of the choices of these pages was taken.
pub(super) fn chose(
    state: &mut State,
    guide: &Guide,
    now: DateTime<FixedOffset>,
    id: &str,
) -> Result<(), Refused> {
    match (state.at.page, id) {
        (P::PeoplePaste, _) => state.go(Position::page(P::PeopleFile)),
        (P::PeopleColumn, id) => names_are_in(state, now.date_naive(), id)?,
        (P::PeopleFound, "add") => take(state, guide, now, true, false)?,
        (P::PeopleFound, "add-and-more") => take(state, guide, now, true, true)?,
        (P::PeopleFound, "more") => take(state, guide, now, false, true)?,
        (P::PeopleFound, "change") => {
            let from = before(state).unwrap_or(P::PeoplePaste);
            state.go(Position::page(from));
        }
        _ => {
            state.import = None;
            state.go(Position::page(P::People));
        }
    }
    Ok(())
}

/// The person has said which columns the names are in.
fn names_are_in(state: &mut State, today: NaiveDate, id: &str) -> Result<(), Refused> {
    let Some(import) = state.import.as_deref() else {
        state.go(Position::page(P::PeoplePaste));
        return Ok(());
    };
    let names = match id {
        "addresses" => Names::InAddresses,
        "together" => Names::In(import.roster.which_name.clone()),
        column => Names::In(column.parse().into_iter().collect()),
    };
    let read = roster::read(&import.text, Some(&names), today);
    let roster = read.map_err(|refused| state.refuse(refusal(refused)))?;
    if let Some(import) = &mut state.import {
        import.roster.people = roster.people;
        import.roster.columns = roster.columns;
        import.roster.notes = roster.notes;
    }
    state.go(Position::page(P::PeopleFound));
    Ok(())
}

/// The columns that may be the names, to choose from.
pub(super) fn column_choices(state: &State, guide: &Guide) -> Vec<Choice> {
    let Some(import) = state
        .import
        .as_deref()
        .filter(|_| state.at.page == P::PeopleColumn)
    else {
        return vec![];
    };
    let choice = |&place: &usize| {
        let column = import.roster.columns.get(place)?;
        let label = column_name(guide, place, &column.heading);
        let sample = guide.say("roster.sample", &[("text", column.sample.clone())]);
        Some(Choice {
            hint: Some(sample),
            ..plain_choice(&place.to_string(), &label)
        })
    };
    import.roster.which_name.iter().filter_map(choice).collect()
}

/// The heading of a column, or its number.
pub(super) fn column_name(guide: &Guide, place: usize, heading: &str) -> String {
    if heading.is_empty() {
        guide.say("roster.column", &[("n", (place + 1).to_string())])
    } else {
        heading.to_owned()
    }
}

/// Whether a choice of these pages fits now.
pub(super) fn fits(state: &State, id: &str) -> bool {
    let Some(import) = state.import.as_deref() else {
        return matches!(id, "change" | "leave");
    };
    let held = || held(&state.answers, &import.roster);
    match id {
        "together" => import.roster.which_name.len() > 1,
        "addresses" => import
            .roster
            .columns
            .iter()
            .any(|column| column.taken == Some(Field::Address)),
        "add" => !held().new.is_empty(),
        "add-and-more" => !held().new.is_empty() && held().more_about() > 0,
        "more" => held().new.is_empty() && held().more_about() > 0,
        _ => true,
    }
}

/// "246 people", for the words of the page.
pub(super) fn count_words(state: &State, guide: &Guide, new: bool) -> Option<String> {
    let held = held(&state.answers, &state.import.as_deref()?.roster);
    let n = if new { held.new.len() } else { held.more_about() };
    Some(guide.say("people.count", &[("n", n.to_string())]))
}

/// Holds a list against the table. One address is one person; so is one name, unless two addresses say otherwise. No
/// two of the list are the same person of the table.
pub(super) fn held(answers: &Answers, roster: &Roster) -> Held {
    let table = Table::of(answers);
    let places = table.places_of(roster);
    let theirs = on_a_table(roster);
    let mut names: HashSet<String> = table.by_name.keys().cloned().collect();
    let mut held = Held::default();
    for (place, (entry, on_table)) in roster.people.iter().zip(places).enumerate() {
        if let Some(on_table) = on_table {
            let (adds, differs) = compared(answers, on_table, &theirs, place);
            held.there.push(There {
                on_list: place,
                on_table,
                adds,
                differs,
            });
            continue;
        }
        let mut person = entry.person.clone();
        ticks::says_works_here(&mut person, entry.person.works_here);
        if !names.insert(person.listed_name().to_lowercase()) {
            tell_apart(&mut person, &mut names);
            held.told_apart.push(person.listed_name().to_owned());
        }
        held.new.push((place, person));
    }
    held
}

/// The table, by address and by name.
struct Table<'a> {
    people: &'a [Person],
    by_address: HashMap<&'a str, usize>,
    by_name: HashMap<String, usize>,
}

impl<'a> Table<'a> {
    fn of(answers: &'a Answers) -> Self {
        let people = &answers.audit.people;
        let address = |(place, person): (usize, &'a Person)| Some((known(&person.address)?.as_str(), place));
        Self {
            by_address: people.iter().enumerate().filter_map(address).collect(),
            by_name: people
                .iter()
                .enumerate()
                .map(|(place, person)| (person.listed_name().to_lowercase(), place))
                .collect(),
            people,
        }
    }

    /// Where each of a list is on the table. An address is surer than a name, so names are matched with what it leaves.
    fn places_of(&self, roster: &Roster) -> Vec<Option<usize>> {
        let people = || roster.people.iter().map(|entry| &entry.person);
        let mut places: Vec<Option<usize>> = people().map(|person| self.same_address(person)).collect();
        let mut taken: HashSet<usize> = places.iter().flatten().copied().collect();
        for (place, person) in places.iter_mut().zip(people()) {
            if place.is_none() {
                *place = self.same_name(person).filter(|found| taken.insert(*found));
            }
        }
        places
    }

    fn same_address(&self, person: &Person) -> Option<usize> {
        self.by_address.get(known(&person.address)?.as_str()).copied()
    }

    fn same_name(&self, person: &Person) -> Option<usize> {
        let place = *self.by_name.get(&person.listed_name().to_lowercase())?;
        let other = &self.people[place].address;
        (known(other).is_none() || known(&person.address).is_none()).then_some(place)
    }
}

/// What stands before the @, or else a number, is put behind a name that someone else has too.
fn tell_apart(person: &mut Person, names: &mut HashSet<String>) {
    let local = known(&person.address).and_then(|address| address.as_str().split('@').next());
    let numbers = (2..).map(|n: usize| n.to_string());
    let apart = local.map(str::to_owned).into_iter().chain(numbers);
    let name = apart
        .map(|apart| behind(person.listed_name(), &apart))
        .find(|name| names.insert(name.to_lowercase()));
    if let Some(Ok(name)) = name.map(Name::try_from) {
        person.name = Some(Told::Is(name));
    }
}

/// "Jane Smith (jane.smith2)", with a name cut short where it would not fit.
fn behind(name: &str, apart: &str) -> String {
    let apart: String = apart.chars().take(NAME_MAX / 2).collect();
    let room = NAME_MAX - apart.chars().count() - " ()".len();
    let name: String = name.chars().take(room).collect();
    format!("{} ({apart})", name.trim_end())
}

/// The people of a list as answers, so that the one table of answers holds for them too.
fn on_a_table(roster: &Roster) -> Answers {
    Answers {
        audit: Audit {
            people: roster.people.iter().map(|entry| entry.person.clone()).collect(),
            ..Audit::default()
        },
        ..Answers::default()
    }
}

/// What the list adds about someone on the table, and where the two differ.
fn compared(ours: &Answers, on_table: usize, theirs: &Answers, on_list: usize) -> (Vec<P>, Vec<P>) {
    let given = |answers: &Answers, page, person| {
        slot(answers, Position { page, person }).and_then(super::slot::Slot::given)
    };
    let (mut adds, mut differs) = (vec![], vec![]);
    for page in TOLD_BY_LISTS {
        match (given(ours, page, on_table), given(theirs, page, on_list)) {
            (None, Some(_)) => adds.push(page),
            (Some(our), Some(their)) if our != their => differs.push(page),
            _ => {}
        }
    }
    (adds, differs)
}

/// Takes the list over: those who are new, and what is new about the others, as the person chose.
fn take(
    state: &mut State,
    guide: &Guide,
    now: DateTime<FixedOffset>,
    new: bool,
    more: bool,
) -> Result<(), Refused> {
    let Some(import) = state.import.clone() else {
        state.go(Position::page(P::People));
        return Ok(());
    };
    let held = held(&state.answers, &import.roster);
    let mut answers = state.answers.clone();
    if new && answers.audit.people.len() + held.new.len() > people::MOST {
        return Err(state.refuse(tables::too_many()));
    }
    if more {
        let theirs = on_a_table(&import.roster);
        for there in &held.there {
            add_facts(&mut answers, there, &theirs);
        }
    }
    let count = |n: usize| guide.say("people.count", &[("n", n.to_string())]);
    let changed = [
        (new, "roster.added", held.new.len()),
        (more, "roster.told", held.more_about()),
    ];
    let changed: Vec<String> = changed
        .into_iter()
        .filter(|(done, ..)| *done)
        .map(|(_, id, n)| guide.say(id, &[("people", count(n))]))
        .collect();
    let changed = changed.join(", ");
    if new {
        answers
            .audit
            .people
            .extend(held.new.into_iter().map(|(_, person)| person));
        // Asked anew: it was said of another list.
        answers.audit.names_checked = None;
    }
    answers.take_down(P::People, String::new(), changed.clone(), now);
    state.go(Position::page(P::People));
    state.commit(now, answers)?;
    state.import = None;
    let asks = state
        .answers
        .audit
        .people
        .iter()
        .any(|person| person.works_here.is_none());
    if asks {
        state.go(Position::page(P::PeopleWorksHere));
    }
    state.notice = Some(Message::new("people.taken").with("people", changed));
    Ok(())
}

fn add_facts(answers: &mut Answers, there: &There, theirs: &Answers) {
    for &page in &there.adds {
        let person = there.on_table;
        let from = Position {
            page,
            person: there.on_list,
        };
        let to = slot_mut(answers, Position { page, person });
        if let (Some(to), Some(from)) = (to, slot(theirs, from)) {
            to.copy(from);
        }
    }
    let person = answers.audit.people.get_mut(there.on_table);
    if let Some(person) = person.filter(|_| there.adds.contains(&P::PersonWorksHere)) {
        ticks::says_works_here(person, person.works_here);
    }
}
