//! A list of people in the full screen: pasted, looked through, and 250 people found by typing.

use insta::assert_snapshot;
use nhsmail_starter::domain::people::Person;
use nhsmail_starter::machine::page_id::PageId;
use nhsmail_starter::store::read;
use ratatui::crossterm::event::{Event as Input, KeyCode};

use super::window::{OAKFIELD, Window, key, oakfield};

const SIZE: (u16, u16) = (80, 24);

/// So many people of whom all is said, some with names alike.
fn crowd(count: usize) -> String {
    let first = [
        "Amira", "Ben", "Chloe", "David", "Esi", "Farah", "George", "Hana", "Ivan", "Joy",
    ];
    let last = |n: usize| {
        let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
        format!("{}{}land", letter(n / 10).to_uppercase(), letter(n / 3 + 4))
    };
    let person = |n: usize| {
        format!(
            "[[audit.people]]\nname = \"{} {}\"\nrole = \"member\"\nworks_here = \"{}\"\norganisation_checked = \"yes\"\n\
             action = \"keep\"\n",
            first[n % 10],
            last(n),
            if n == 40 { "not-known" } else { "yes" }
        )
    };
    (0..count).map(person).collect::<Vec<_>>().concat()
}

fn with_people(people: &str) -> Window {
    let (before, finished) = OAKFIELD.split_once("[finished]").unwrap();
    let (before, _) = before.split_once("[[audit.people]]").unwrap();
    let file = format!("{before}{people}[finished]{finished}");
    let answers = read::parse(file.as_bytes()).unwrap().progress.answers;
    Window::on(answers, PageId::People, SIZE)
}

/// On the page to paste a list, from the table.
fn pasting() -> Window {
    let mut window = Window::on(oakfield(), PageId::People, SIZE);
    window.go_to("Paste or read a list");
    window.press(KeyCode::Enter);
    assert_eq!(window.slug(), "people-paste");
    window
}

#[test]
fn a_list_is_pasted_with_its_lines_and_shown_before_it_is_added() {
    let mut window = pasting();
    assert_snapshot!("list_paste", window.text());
    let list = "Dear Sarah,\r\nName\tAccess\r\nSMITH, Jane (OAKFIELD HOUSE)\tOwner\r\nSMITH, John (ELM LODGE)\tFull Access\r\n\
        m. lewis\tMember\r\n=cmd|' /C calc'!A0\tMember\r\n";
    window.send(Input::Paste(list.to_owned()));
    assert_snapshot!("list_pasted", window.text());
    window.press(KeyCode::Tab);
    window.press(KeyCode::Enter);
    assert_eq!(window.slug(), "people-found");
    assert_snapshot!("list_found", window.text());
    window.press(KeyCode::PageDown);
    assert_snapshot!("list_found_below", window.text());
    window.go_to("Change the list");
    window.press(KeyCode::Enter);
    assert!(window.sees("6 lines."), "{}", window.text());
}

#[test]
fn enter_adds_a_line_and_tab_leads_on() {
    let mut window = pasting();
    window.types("Ann Ray");
    window.press(KeyCode::Enter);
    window.types("Bob Lee");
    assert_eq!(window.slug(), "people-paste");
    window.presses(KeyCode::Up, 1);
    window.press(KeyCode::End);
    window.types(" (Owner)");
    // A paste that comes key by key, as in the Windows console.
    window.press(KeyCode::Down);
    window.press(KeyCode::End);
    let keys = "\nTom Hill\tx\nMo".chars().map(|c| match c {
        '\n' => key(KeyCode::Enter),
        '\t' => key(KeyCode::Tab),
        c => key(KeyCode::Char(c)),
    });
    window.batch(keys.collect());
    assert!(
        window.sees("[ Ann Ray (Owner) ") && window.sees("[ Tom Hill x ") && window.sees(" > [ Mo "),
        "{}",
        window.text()
    );
    window.press(KeyCode::Tab);
    assert!(window.sees("> Continue"), "{}", window.text());
    window.press(KeyCode::Esc);
    assert_eq!(window.slug(), "people");
}

#[test]
fn a_long_list_can_still_be_typed_in() {
    let mut window = pasting();
    window.send(Input::Paste("Ann Ray\n".repeat(2000)));
    window.types("Bob");
    assert!(window.sees(" > [ Bob "), "{}", window.text());
}

#[test]
fn more_than_a_terminal_hands_over_is_not_taken_in_part() {
    let mut window = pasting();
    window.send(Input::Paste("Ann Ray\n".repeat(9000)));
    assert!(
        window.sees("That is too much to paste at once"),
        "{}",
        window.text()
    );
    window.press(KeyCode::Enter);
    assert!(window.sees("0 lines."), "{}", window.text());
}

#[test]
fn someone_among_many_is_found_by_typing() {
    let mut window = with_people(&crowd(250));
    assert_snapshot!("many_people", window.text());
    window.types("david b");
    assert_snapshot!("many_people_found", window.text());
    window.types("x");
    assert!(
        window.sees("No one on the list has david bx. Backspace takes it back"),
        "{}",
        window.text()
    );
    window.types("yzzyzzy");
    assert!(
        window.sees("No one on the list has david bx."),
        "more letters that no name has are not kept: {}",
        window.text()
    );
    window.press(KeyCode::Backspace);
    let found = window.focused();
    assert!(found.starts_with("David B"), "{found}");
    window.press(KeyCode::Enter);
    assert_eq!(window.slug(), "person-name");
    window.press(KeyCode::Esc);
    assert_eq!(window.focused(), found, "back on the same person, among all");
    assert!(
        window.sees("Type part of a name to find it") || !window.sees("Showing"),
        "{}",
        window.text()
    );
    window.types("ben");
    window.press(KeyCode::Delete);
    assert_eq!(window.slug(), "check", "{}", window.text());
}

#[test]
fn no_more_than_a_name_is_looked_for() {
    let long = "Abcdefghij".repeat(9);
    let people = crowd(20).replace("Amira", &long);
    let mut window = with_people(&people);
    window.types(&long.to_lowercase());
    let kept = long[..40].to_lowercase();
    let text = window.text().replace(|c: char| c.is_whitespace(), "");
    assert!(text.contains(&kept), "{}", window.text());
    window.presses(KeyCode::Backspace, 40);
    assert!(window.sees("Type part of a name"), "{}", window.text());
}

#[test]
fn those_who_work_here_are_marked_on_one_page() {
    let unsaid = crowd(30)
        .replace("works_here = \"yes\"\n", "")
        .replace("action = \"keep\"\n", "");
    let mut window = with_people(&unsaid);
    window.go_to("Say who works here");
    window.press(KeyCode::Enter);
    assert_eq!(window.slug(), "people-works-here");
    window.types("hana");
    window.presses(KeyCode::Char(' '), 2);
    window.presses(KeyCode::Backspace, 4);
    window.go_to("Mark the rest: Yes");
    window.press(KeyCode::Enter);
    let people = &window.driver().state().answers().audit.people;
    let left: Vec<&str> = people
        .iter()
        .filter(|one| one.is_leaver())
        .map(Person::listed_name)
        .collect();
    assert_eq!(
        (left.len(), people.iter().filter(|one| one.stays()).count()),
        (1, 29),
        "{left:?}"
    );
}
