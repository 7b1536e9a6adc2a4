//! Lists of people, from their bytes to the table: what is shown, what is kept and what is refused. The lists are made
//! here, as Excel, Outlook and a helpdesk make them.

use std::fmt::Write as _;

use insta::assert_snapshot;
use nhsmail_starter::domain::address::NhsAddress;
use nhsmail_starter::domain::people::{Action, Person};
use nhsmail_starter::domain::text::Name;
use nhsmail_starter::domain::tidy::is_harmful;
use nhsmail_starter::domain::told::Told;
use nhsmail_starter::domain::verdict::Message;
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::effect::Effect;
use nhsmail_starter::machine::event::{Event, Opened, Outcome, PeopleEvent, Progress};
use nhsmail_starter::machine::page::{Ask, Block, Page};
use nhsmail_starter::machine::page_id::PageId;
use nhsmail_starter::machine::paper::Paper;
use nhsmail_starter::machine::slots::Position;
use nhsmail_starter::machine::state::State;
use nhsmail_starter::paper;
use nhsmail_starter::roster::{self, MOST, decode};
use nhsmail_starter::store::read;
use proptest::prelude::*;

use crate::support::walk::Walk;

fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 6, 3).unwrap()
}

/// So many different people: first name, last name, access.
fn crowd(count: usize) -> Vec<(String, String, &'static str)> {
    let first = [
        "Amira", "Ben", "Chloe", "David", "Zo\u{eb}", "Farah", "George", "Hana", "Ivan", "Joy",
    ];
    let last = [
        "Abbott", "Bello", "Carter", "Dhillon", "Evans", "Foster", "Green", "Hussain", "Iqbal", "O'Neill",
        "Khan", "Lewis", "Mensah", "Nguyen", "Okafor", "Patel", "Quinn", "Reed", "Singh", "Turner", "Usman",
        "Vance", "White", "Young", "Zaman",
    ];
    let access = |n: usize| if n < 3 { "Owner" } else { "Member" };
    let pairs = last
        .iter()
        .flat_map(|last| first.iter().map(move |first| (*first, *last)));
    let people = pairs.take(count).enumerate();
    people
        .map(|(n, (first, last))| (first.to_owned(), last.to_owned(), access(n)))
        .collect()
}

fn address(first: &str, last: &str) -> String {
    format!("{first}.{last}@nhs.net")
        .to_lowercase()
        .replace('\u{eb}', "e")
}

/// A list of the crowd, a line each.
fn lines(line: impl Fn(&str, &str, &str) -> String) -> String {
    let people = crowd(250);
    let lines = people
        .iter()
        .map(|(first, last, access)| line(first, last, access));
    lines.collect::<Vec<_>>().concat()
}

fn csv(between: char, end: &str) -> String {
    let head = ["Display name", "Primary SMTP address", "Permission"].join(&between.to_string());
    let row = |first: &str, last: &str, access: &str| {
        let name = format!("\"{}, {first} (OAKFIELD HOUSE)\"", last.to_uppercase());
        [name, address(first, last), access.to_owned()].join(&between.to_string()) + end
    };
    head + end + &lines(row)
}

/// The same 250 people, in six forms; and one of these with a quotation mark lost and its end cut off.
fn forms() -> Vec<(&'static str, Vec<u8>)> {
    let tabs =
        lines(|first, last, access| format!("{access}\t{last}\t{}\t{first}\r\n", address(first, last)));
    let tabs = format!("\u{FEFF}Access\tSurname\tEmail\tFirst name\r\n{tabs}");
    let outlook = lines(|first, last, _| {
        let name = format!("{}, {first} (OAKFIELD HOUSE)", last.to_uppercase());
        format!("{name} <{}>; ", address(first, last))
    });
    let mut number = 0..;
    let plain = crowd(250).into_iter().map(|(first, last, access)| {
        format!(
            "{}. {first} {last} - {}\n",
            number.next().unwrap() + 1,
            access.to_lowercase()
        )
    });
    let table =
        lines(|first, last, access| format!("| {first} {last} | {access} | {} |\n", address(first, last)));
    let reply = format!(
        "Dear Sarah,\n\nPlease find below the members of care.V1AB2.\n\n| Name | Access | Email |\n|---|---|---|\n{table}\n\
         Kind regards,\nNHSmail helpdesk\n"
    );
    let whole = csv(',', "\r\n");
    let damaged = whole.replacen("\"GREEN, Ben (OAKFIELD HOUSE)\"", "\"GREEN, Ben", 1);
    let end = damaged.rfind("\"ZAMAN, Zo").unwrap() + "\"ZAMAN, Zo\u{eb}".len() - 1;
    let cut = damaged.as_bytes()[..end].to_vec();
    vec![
        ("CSV", csv(',', "\r\n").into_bytes()),
        (
            "CSV with semicolons, a byte order mark",
            [b"\xEF\xBB\xBF", csv(';', "\n").as_bytes()].concat(),
        ),
        (
            "Tabs from Excel, UTF-16",
            tabs.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        ("Outlook, one line", outlook.into_bytes()),
        (
            "Lines with numbers",
            plain.collect::<Vec<_>>().concat().into_bytes(),
        ),
        ("A helpdesk's reply with a table", reply.into_bytes()),
        ("Broken: a quotation mark lost, cut in a letter", cut),
    ]
}

/// On the page for the place of a file, with these answers.
fn walk(answers: Answers) -> Walk {
    let mut walk = Walk::new(today());
    let opened = Opened {
        path: "site.nhsmail.toml".into(),
        progress: Progress {
            answers,
            last: Some(Position::page(PageId::People)),
            ..Progress::default()
        },
        read_only: None,
        passed_over: vec![],
    };
    walk.send(Event::Done(Outcome::Opened(Box::new(opened)))).unwrap();
    assert_eq!(walk.slug(), "people");
    walk.send(Event::People(PeopleEvent::Paste)).unwrap();
    walk.send(Event::Chose(0)).unwrap();
    walk
}

fn oakfield() -> Answers {
    let file = include_bytes!("../fixtures/oakfield.nhsmail.toml");
    read::parse(file).unwrap().progress.answers
}

/// The file was read, and this was in it.
fn brings(walk: &mut Walk, list: &str) {
    walk.send(Event::Done(Outcome::ListRead(list.to_owned())))
        .unwrap();
}

fn choose(walk: &mut Walk, id: &str) {
    let place = walk.place(id);
    walk.send(Event::Chose(place)).unwrap();
}

/// What the page says before the people themselves.
fn said(page: &Page) -> String {
    let mut said = String::new();
    for block in &page.body {
        match block {
            Block::Say(words) => writeln!(said, "  {words}").unwrap(),
            Block::List(items) if items.len() > 12 => {
                writeln!(said, "    - {}\n    ... {} more", items[0], items.len() - 1).unwrap();
            }
            Block::List(items) => items
                .iter()
                .for_each(|item| writeln!(said, "    - {item}").unwrap()),
            other => panic!("{other:?}"),
        }
    }
    said
}

#[test]
fn two_hundred_and_fifty_people_in_six_forms_and_one_broken() {
    let (mut told, mut counts) = (String::new(), vec![]);
    for (form, bytes) in forms() {
        let text = decode(&bytes).unwrap();
        let mut walk = walk(oakfield());
        let before = walk.state.answers().clone();
        brings(&mut walk, &text);
        assert_eq!(walk.slug(), "people-found", "{form}");
        assert_eq!(
            walk.state.answers(),
            &before,
            "{form}: nothing is kept before it is confirmed"
        );
        writeln!(told, "{form}\n{}", said(&walk.page())).unwrap();
        choose(&mut walk, "add");
        let kept = &walk.state.answers().audit.people[before.audit.people.len()..];
        let owners = kept
            .iter()
            .filter(|person| format!("{:?}", person.role) == "Some(Owner)")
            .count();
        let addresses = kept.iter().filter(|person| person.address.is_some()).count();
        writeln!(
            told,
            "  Kept: {} people, {owners} owners, {addresses} addresses\n",
            kept.len()
        )
        .unwrap();
        let whole = if form.starts_with("Broken") { 243 } else { 250 };
        counts.push((form, kept.len(), whole));
        assert_eq!(walk.slug(), "people-works-here");
    }
    assert_snapshot!("six_forms", told);
    assert!(counts.iter().all(|(_, kept, whole)| kept == whole), "{counts:?}");
}

#[test]
fn one_undo_takes_a_list_back_and_the_history_has_one_line_for_it() {
    let mut walk = walk(oakfield());
    let before = walk.state.answers().clone();
    brings(&mut walk, "Ann Ray (Owner)\nBob Lee");
    choose(&mut walk, "add");
    let history = &walk.state.answers().history;
    assert_eq!(history.len(), before.history.len() + 1);
    assert_eq!(history.last().unwrap().new, "2 people added from a list");
    walk.send(Event::Undo).unwrap();
    assert_eq!((walk.slug(), walk.state.answers()), ("people", &before));
}

#[test]
fn no_one_is_added_twice_and_the_table_stays_as_it_is() {
    let mut answers = oakfield();
    let names: Vec<String> = answers
        .audit
        .people
        .iter()
        .map(|person| person.listed_name().to_owned())
        .collect();
    assert_eq!(names, ["Sarah Jones", "M. Lewis"]);
    answers.audit.people[0].works_here = None;
    let mut walk = walk(answers);
    let list = "Name,Email,Access,Works here now?\nSARAH JONES,sarah.jones@nhs.net,Member,Yes\nS. Jones,,Member,\n\
        Mo Lewis,mo.lewis@nhs.net,Owner,\nMo Lewis,mo.lewis2@nhs.net,Owner,";
    brings(&mut walk, list);
    assert_snapshot!("on_the_table_already", said(&walk.page()));
    choose(&mut walk, "add-and-more");
    let people = &walk.state.answers().audit.people;
    let names: Vec<&str> = people.iter().map(Person::listed_name).collect();
    assert_eq!(
        names,
        [
            "Sarah Jones",
            "M. Lewis",
            "S. Jones",
            "Mo Lewis",
            "Mo Lewis (mo.lewis2)"
        ]
    );
    let sarah = format!(
        "{:?} {:?} {:?}",
        people[0].role, people[0].works_here, people[0].address
    );
    assert_eq!(
        sarah,
        "Some(Owner) Some(Yes) Some(Is(NhsAddress(\"sarah.jones@nhs.net\")))"
    );
}

/// A table of these people, of whom only the names are known.
fn table(names: &[&str]) -> Answers {
    let mut answers = oakfield();
    answers.audit.people = names
        .iter()
        .map(|name| Person {
            name: Some(Told::Is(Name::try_from((*name).to_owned()).unwrap())),
            ..Person::default()
        })
        .collect();
    answers
}

/// Everyone on the table: name and address.
fn kept(walk: &Walk) -> Vec<(String, String)> {
    let people = walk.state.answers().audit.people.iter();
    let address = |person: &Person| {
        let address = person.address.as_ref().and_then(Told::known);
        address.map(ToString::to_string).unwrap_or_default()
    };
    people
        .map(|person| (person.listed_name().to_owned(), address(person)))
        .collect()
}

#[test]
fn no_two_of_a_list_are_one_person_of_the_table() {
    for (names, list, expected) in [
        (
            &["Jane Smith"][..],
            "Name,Email\nJane Smith,jane.smith@nhs.net\nJane Smith,jane.smith2@nhs.net\nJane Smith,jane.smith3@nhs.net",
            vec![
                ("Jane Smith", "jane.smith@nhs.net"),
                ("Jane Smith (jane.smith2)", "jane.smith2@nhs.net"),
                ("Jane Smith (jane.smith3)", "jane.smith3@nhs.net"),
            ],
        ),
        (
            &["Jane Smith", "Jane Smith (jane.smith2)"],
            "Name,Email\nJane Smith,jane.smith@nhs.net\nJane Smith,jane.smith2@nhs.net",
            vec![
                ("Jane Smith", "jane.smith@nhs.net"),
                ("Jane Smith (jane.smith2)", ""),
                ("Jane Smith (2)", "jane.smith2@nhs.net"),
            ],
        ),
    ] {
        let mut walk = walk(table(names));
        brings(&mut walk, list);
        choose(&mut walk, "add-and-more");
        let kept = kept(&walk);
        let kept: Vec<(&str, &str)> = kept
            .iter()
            .map(|(name, of)| (name.as_str(), of.as_str()))
            .collect();
        assert_eq!(kept, expected);
    }
}

#[test]
fn the_table_takes_no_more_than_a_file_can_hold() {
    let names: Vec<String> = (0..MOST - 1).map(|n| format!("Ann Ray{n}x")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut walk = walk(table(&names));
    let refused = |walk: &mut Walk, event| walk.send(event).unwrap_err().message;
    let many = Message::new("people.many").with("n", MOST.to_string());
    brings(&mut walk, "Bob Lee\nTom Hill");
    let add = Event::Chose(walk.place("add"));
    assert_eq!(refused(&mut walk, add), many);
    assert_eq!((walk.slug(), kept(&walk).len()), ("people-found", MOST - 1));
    walk.send(Event::Back).unwrap();
    brings(&mut walk, "Bob Lee");
    choose(&mut walk, "add");
    walk.send(Event::Back).unwrap();
    assert_eq!((walk.slug(), kept(&walk).len()), ("people", MOST));
    assert_eq!(refused(&mut walk, Event::People(PeopleEvent::Add)), many);
}

#[test]
fn an_address_is_surer_than_a_name() {
    let mut answers = oakfield();
    let sarah = "Name,Email\nSarah Jones,\nS. Jones,sarah.jones@nhs.net";
    answers.audit.people[0].address = Some(Told::Is(
        NhsAddress::try_from("sarah.jones@nhs.net".to_owned()).unwrap(),
    ));
    let mut walk = walk(answers);
    brings(&mut walk, sarah);
    choose(&mut walk, "add");
    let names: Vec<String> = kept(&walk).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Sarah Jones", "M. Lewis", "Sarah Jones (2)"]);
}

#[test]
fn who_works_here_says_what_to_do_where_the_list_does_not() {
    let list = "Name,Works here now?,What to do\nAnn Ray,No,\nBob Lee,Yes,\nTom Hill,No,Keep\nSue Ford,,\nMo Ash,No,";
    let mut answers = table(&["Ann Ray", "Mo Ash"]);
    answers.audit.people[1].action = Some(Action::FindOut);
    let mut walk = walk(answers);
    brings(&mut walk, list);
    choose(&mut walk, "add-and-more");
    let people = walk.state.answers().audit.people.iter();
    let actions: Vec<_> = people
        .map(|person| (person.listed_name(), person.action))
        .collect();
    assert_eq!(
        actions,
        [
            ("Ann Ray", Some(Action::Remove)),
            ("Mo Ash", Some(Action::FindOut)),
            ("Bob Lee", Some(Action::Keep)),
            ("Tom Hill", Some(Action::Keep)),
            ("Sue Ford", None),
        ]
    );
}

#[test]
fn what_was_asked_is_asked_again_on_the_way_back() {
    let list = "Smith\tJane\nLee\tBob";
    let mut walk = walk(oakfield());
    for back in ["change", ""] {
        brings(&mut walk, list);
        assert_eq!(walk.slug(), "people-column", "{}", said(&walk.page()));
        choose(&mut walk, "0");
        assert_eq!(walk.slug(), "people-found");
        match back {
            "" => walk.send(Event::Back).unwrap(),
            id => choose(&mut walk, id),
        }
        assert_eq!(walk.slug(), "people-column");
        walk.send(Event::Back).unwrap();
        assert_eq!(walk.slug(), "people-file");
    }
}

#[test]
fn a_file_that_cannot_be_changed_takes_no_list() {
    let mut walk = walk(oakfield());
    let why = Message::new("file.open-twice").with("file", "oakfield");
    let progress = walk.saved.clone().unwrap_or_else(|| walk.state.progress());
    let opened = Opened {
        path: "site.nhsmail.toml".into(),
        progress: Progress {
            last: Some(Position::page(PageId::People)),
            ..progress
        },
        read_only: Some(why.clone()),
        passed_over: vec![],
    };
    walk.send(Event::Done(Outcome::Opened(Box::new(opened)))).unwrap();
    walk.send(Event::People(PeopleEvent::Paste)).unwrap();
    walk.send(Event::Typed("Ann Ray".to_owned())).unwrap();
    let place = walk.place("add");
    let refused = walk.send(Event::Chose(place)).unwrap_err();
    assert_eq!((refused.message, walk.slug()), (why, "people-found"));
}

#[test]
fn a_path_is_asked_of_the_shell_and_read_as_it_was_typed() {
    let (guide, mut state) = (Guide::builtin(), State::with(oakfield(), PageId::PeopleFile));
    let now = crate::support::walk::at(today());
    let typed = Event::Typed("\"C:\\Users\\Sarah\\list.csv\"".to_owned());
    let effects = state.update(&guide, now, typed).unwrap();
    assert_eq!(
        effects.last(),
        Some(&Effect::ReadList("\"C:\\Users\\Sarah\\list.csv\"".to_owned()))
    );
    for place in [PageId::PeopleFile, PageId::SaveElsewhere] {
        let mut state = State::with(oakfield(), place);
        assert!(
            state
                .update(&guide, now, Event::Typed("\"\"".to_owned()))
                .is_err()
        );
        let typed = Event::Typed(" Sarah\u{2019}s  list.csv\u{200B}\n".to_owned());
        let effects = state.update(&guide, now, typed).unwrap();
        let path = "Sarah\u{2019}s  list.csv".to_owned();
        let expected = match place {
            PageId::PeopleFile => Effect::ReadList(path),
            _ => Effect::SaveElsewhere(path),
        };
        assert!(effects.contains(&expected), "{effects:?}");
    }
    assert!(state.update(&guide, now, Event::Typed(String::new())).is_err());
}

#[test]
fn our_own_list_is_read_back_as_it_was() {
    let file = r#"schema = 1
[[audit.people]]
name = "Sarah Jones"
role = "owner"
works_here = "yes"
organisation_checked = "yes"
action = "keep"
[[audit.people]]
name = "-Jo, \"the\" Ray"
role = "member"
works_here = "left"
address = "jo.ray@nhs.net"
left_on = 2026-05-29
moving_on = "no"
action = "keep"
kept_because = "Hands over until June"
removed_on = 2026-06-01
leaver_marked_on = "not-known"
[[audit.people]]
name = "T. Nguyen"
role = "not-known"
works_here = "not-known"
action = "find-out"
[[audit.people]]
name = "S. Brown"
"#;
    let people = read::parse(file.as_bytes())
        .unwrap()
        .progress
        .answers
        .audit
        .people;
    assert_eq!(people.len(), 4);
    let mut answers = Answers::default();
    answers.audit.people.clone_from(&people);
    let csv = paper::text(Paper::AccessCsv, &answers, &Guide::builtin(), today());
    let again = roster::read(&decode(csv.as_bytes()).unwrap(), None, today()).unwrap();
    assert_eq!(again.notes, []);
    let again: Vec<Person> = again.people.into_iter().map(|entry| entry.person).collect();
    for (one, other) in again.iter().zip(&people) {
        let turned = one.listed_name() == "\"the\" Ray -Jo";
        assert!(turned || one == other, "{one:#?}");
    }
    assert_eq!(again.len(), people.len());
}

/// Pieces that break careless reading.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}",
        "[a-z]{1,5}\\.[a-z]{1,5}@nhs\\.net",
        prop::sample::select(vec![
            "\"",
            "\"\"",
            ",",
            ";",
            "\t",
            "|",
            "  ",
            "\n",
            "\r",
            "\r\n",
            "<",
            ">",
            "(",
            ")",
            "@",
            "=cmd|' /C calc'!A0",
            "Name",
            "Email",
            "Access",
            "Owner",
            "Owners:",
            "- ",
            "1. ",
            "\u{202e}",
            "\u{1b}]0;x\u{7}",
            "\u{0}",
            "\u{FEFF}",
            "'",
            ":",
            "\u{FFFD}",
            "care.V1AB2@nhs.net",
            "---",
            "Full Access",
            "Left on",
            "31/2/2026",
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn whatever_is_on_a_list_it_is_inert(text in hostile()) {
        let Ok(list) = roster::read(&text, None, today()) else { return Ok(()) };
        prop_assert!(list.people.len() <= MOST);
        for entry in &list.people {
            let name = entry.person.listed_name();
            prop_assert!(name.chars().any(char::is_alphabetic), "{:?}", entry);
            prop_assert!(name.chars().count() <= 100 && !name.starts_with(['=', '+', '@']), "{:?}", entry);
            prop_assert!(!name.chars().chain(entry.organisation.chars()).any(is_harmful), "{:?}", entry);
        }
        for note in &list.notes {
            prop_assert!(note.text.chars().count() <= 63 && !note.text.chars().any(is_harmful), "{:?}", note);
        }
        let names: Vec<&str> = list.columns.iter().map(|column| column.heading.as_str()).collect();
        prop_assert!(!names.concat().chars().any(is_harmful), "{:?}", names);
    }

    #[test]
    fn whatever_the_bytes_of_a_file_they_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let Ok(text) = decode(&bytes) else { return Ok(()) };
        let mut walk = walk(oakfield());
        let before = walk.state.answers().clone();
        brings(&mut walk, &text);
        prop_assert_eq!(walk.state.answers(), &before);
        let page = walk.page();
        prop_assert!(matches!(page.ask, Ask::Choose(_) | Ask::Text(_)));
    }

    /// A whole list, damaged anywhere: those whose lines are whole are still there.
    #[test]
    fn a_list_that_is_cut_anywhere_keeps_what_is_whole(form in 0_usize..6, at in 0.0..1.0_f64) {
        let (name, bytes) = forms().swap_remove(form);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place")]
        let end = (bytes.len() as f64 * at) as usize;
        let text = decode(&bytes[..end]).unwrap();
        let whole = text.matches("@nhs.net").count().max(if form == 4 { text.lines().count() } else { 0 });
        match roster::read(&text, None, today()) {
            Ok(list) => prop_assert!(list.people.len() + 2 >= whole, "{name}: {} of {whole}", list.people.len()),
            Err(_) => prop_assert!(whole < 2, "{name}: {whole}"),
        }
    }
}
