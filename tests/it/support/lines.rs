//! What a person types in plain mode: the lines for one step of a journey, the numbers taken from the machine's page.

use nhsmail_starter::domain::choice::Choice as _;
use nhsmail_starter::machine::page::{Ask, Page, PeopleAsk, TextKind, Ticks};

use super::journey::What;
use super::walk::place;

/// The lines for a step on a page. A tick may have none: the line that sends the ticks names them all.
pub(crate) fn lines(page: &Page, what: &What) -> Vec<String> {
    let line = |line: &str| vec![line.to_owned()];
    let number = |place: usize| vec![(place + 1).to_string()];
    match what {
        What::Choose(id) => number(place(page, id)),
        What::Type(text) if matches!(&page.ask, Ask::Text(ask) if ask.kind == TextKind::List) => {
            text.lines().chain(["done"]).map(str::to_owned).collect()
        }
        What::Type(text) => line(text),
        What::Tick(item, mark) => tick(ticks(page), item, mark.as_deref()),
        What::Next => next(page),
        What::Back => line("back"),
        What::Open(task) => {
            let Ask::Tasks(hub) = &page.ask else {
                panic!("no tasks on {page:?}")
            };
            number(hub.rows.iter().position(|row| row.id.slug() == task).unwrap())
        }
        What::Add => number(0),
        What::Paste => number(1),
        What::WhoWorksHere => number(actions(people(page)) - 2),
        What::Change(row) => someone(people(page), 0, *row),
        What::TakeOff(row) => someone(people(page), 1, *row),
        What::ChangeAnswer(slug) => {
            let Ask::CheckAnswers(sections) = &page.ask else {
                panic!("no answers on {page:?}")
            };
            let mut answers = sections.iter().flat_map(|section| &section.lines);
            number(answers.position(|answer| answer.at.page.slug() == slug).unwrap())
        }
        What::Leave => line("leave"),
        What::Restart => panic!("starting the program is nothing that is typed"),
    }
}

/// Lines with several marks are asked one after another, and the last one goes on. Plain ticks are sent together.
fn tick(ticks: &Ticks, item: &str, mark: Option<&str>) -> Vec<String> {
    let item = ticks.items.iter().position(|other| other.id == item).unwrap();
    match mark.filter(|_| item + 1 < ticks.items.len()) {
        Some(mark) => {
            let before = ticks.items.iter().position(|other| other.mark.is_none());
            assert_eq!(before, Some(item), "plain mode asks in order");
            let mark = ticks.marks.iter().position(|other| other.id == mark).unwrap();
            vec![(mark + 1).to_string()]
        }
        None => vec![],
    }
}

fn next(page: &Page) -> Vec<String> {
    let line = match &page.ask {
        Ask::Tick(ticks) if ticks.marks.len() > 1 => {
            (ticks.items.last().unwrap().mark.unwrap() + 1).to_string()
        }
        Ask::Tick(ticks) => {
            let ticked = ticks
                .items
                .iter()
                .zip(1..)
                .filter(|(item, _)| item.mark.is_some());
            let numbers: Vec<String> = ticked.map(|(_, number)| number.to_string()).collect();
            numbers.join(" and ")
        }
        Ask::People(people) => actions(people).to_string(),
        Ask::PasswordIdea(_) | Ask::SecretIdea(_) | Ask::Record(_) => "continue".to_owned(),
        Ask::Tasks(_) | Ask::Choose(_) | Ask::Text(_) | Ask::Draft(_) | Ask::CheckAnswers(_) | Ask::Read => {
            String::new()
        }
    };
    vec![line]
}

/// How many things can be done with a table.
fn actions(people: &PeopleAsk) -> usize {
    let ways_to_add = usize::from(!people.full) + usize::from(people.takes_lists);
    let with_someone = if people.rows.is_empty() { 0 } else { 2 };
    ways_to_add + with_someone + usize::from(people.asks_who_works_here) + 1
}

/// The number of the action, counted after those that add, and of the person when there are several.
fn someone(people: &PeopleAsk, action: usize, row: usize) -> Vec<String> {
    let action = usize::from(!people.full) + usize::from(people.takes_lists) + action + 1;
    let action = action.to_string();
    let whom = (people.rows.len() > 1).then(|| (row + 1).to_string());
    [action].into_iter().chain(whom).collect()
}

fn ticks(page: &Page) -> &Ticks {
    let Ask::Tick(ticks) = &page.ask else {
        panic!("nothing to tick on {page:?}")
    };
    ticks
}

fn people(page: &Page) -> &PeopleAsk {
    let Ask::People(people) = &page.ask else {
        panic!("no people on {page:?}")
    };
    people
}
