//! What each key does, and what must hold whatever is pressed.

use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::page::Ask;
use nhsmail_starter::machine::page_id::PageId as P;
use nhsmail_starter::store::read;
use nhsmail_starter::tui::Ended;
use proptest::prelude::*;
use ratatui::crossterm::event::{
    Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyEventState, KeyModifiers,
};

use super::window::{OAKFIELD, Window, ctrl, key, oakfield};

const SIZE: (u16, u16) = (80, 24);

fn of_kind(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> Input {
    Input::Key(KeyEvent {
        code,
        modifiers,
        kind,
        state: KeyEventState::NONE,
    })
}

fn released(code: KeyCode) -> Input {
    of_kind(code, KeyModifiers::NONE, KeyEventKind::Release)
}

/// A new site, on the page that asks for its name.
fn naming(size: (u16, u16)) -> Window {
    let mut window = Window::new(size);
    window.go_to("Start a new site");
    window.press(KeyCode::Enter);
    window.go_to("Yes, I work here");
    window.presses(KeyCode::Enter, 2);
    assert_eq!(window.slug(), "site-name");
    window
}

fn typed_name(window: &mut Window) -> String {
    window.press(KeyCode::Enter);
    assert_eq!(window.slug(), "ods-code", "{}", window.text());
    window.driver().state().answers().site_name().unwrap().to_owned()
}

#[test]
fn arrows_move_and_only_space_or_enter_choose() {
    let mut window = Window::on(oakfield(), P::SiteHistory, SIZE);
    assert_eq!(window.focused(), "Yes, in the past");
    window.presses(KeyCode::Up, 9);
    assert!(
        window.sees("   (*) Yes, in the past"),
        "moving chose\n{}",
        window.text()
    );
    window.press(KeyCode::Home);
    assert_eq!(window.focused(), "No, never");
    window.press(KeyCode::Up);
    window.press(KeyCode::Up);
    window.press(KeyCode::Home);
    window.press(KeyCode::End);
    window.press(KeyCode::Down);
    window.press(KeyCode::Home);
    window.press(KeyCode::Char(' '));
    assert!(window.sees(" > (*) No, never") && window.sees("( ) Yes, in the past"));
    window.press(KeyCode::Char('2'));
    assert!(
        window.sees(" > ( ) Yes, we use it now"),
        "a digit moves\n{}",
        window.text()
    );
    window.press(KeyCode::Enter);
    assert_eq!(
        (window.slug(), window.focused().as_str()),
        ("site-history", "Continue")
    );
    assert!(window.sees("(*) Yes, we use it now"));
    window.press(KeyCode::Enter);
    assert_ne!(window.slug(), "site-history");
}

#[test]
fn enter_on_the_row_that_was_selected_goes_on() {
    let mut window = Window::on(oakfield(), P::SiteHistory, SIZE);
    window.press(KeyCode::Enter);
    assert_eq!(window.slug(), "check-use-finished");
}

#[test]
fn digits_move_on_the_hub_and_enter_opens() {
    let mut window = Window::on(oakfield(), P::Hub, SIZE);
    assert_eq!(window.focused(), "Change your password", "the next task");
    window.press(KeyCode::Char('8'));
    assert_eq!(
        (window.slug(), window.focused().as_str()),
        ("hub", "Read what an owner must do")
    );
    window.press(KeyCode::Char('0'));
    window.press(KeyCode::Enter);
    assert_eq!(window.slug(), "duty-people");
    window.press(KeyCode::Esc);
    assert_eq!(
        (window.slug(), window.focused().as_str()),
        ("hub", "Change your password")
    );
    window.press(KeyCode::Tab);
    window.press(KeyCode::Char('2'));
    assert_eq!(window.focused(), "Open this step", "digits are for lists");
}

#[test]
fn open_this_step_opens_the_row_that_was_left() {
    let mut window = Window::on(oakfield(), P::Hub, SIZE);
    window.press(KeyCode::Char('8'));
    window.press(KeyCode::Tab);
    window.press(KeyCode::Enter);
    assert_eq!(window.slug(), "duty-people");
}

#[test]
fn a_step_that_cannot_start_says_what_it_waits_for() {
    let mut window = naming(SIZE);
    window.types("Oak House");
    typed_name(&mut window);
    window.types("V1AB2");
    window.press(KeyCode::Enter);
    assert_eq!(window.slug(), "hub");
    window.press(KeyCode::Char('3'));
    window.press(KeyCode::Enter);
    assert_eq!(window.slug(), "hub");
    assert!(window.sees("This step needs step 2 first"), "{}", window.text());
    assert!(
        !window.sees("There is a problem"),
        "nobody is told off for looking"
    );
    assert_eq!(window.focused(), "Change your password", "still on the step");
}

#[test]
fn tab_goes_round_and_back_again() {
    for page in [
        P::SiteHistory,
        P::OdsCode,
        P::People,
        P::AccessDraft,
        P::PolicySteps,
        P::Password,
    ] {
        let mut window = Window::on(oakfield(), page, SIZE);
        let begin = window.focused();
        let mut there = vec![];
        loop {
            there.push(window.focused());
            window.press(KeyCode::Tab);
            if window.focused() == begin || there.len() > 12 {
                break;
            }
        }
        assert!((4..12).contains(&there.len()), "{page:?}: {there:?}");
        assert!(there.iter().any(|text| text.starts_with("Back")), "{there:?}");
        let mut back = vec![begin];
        for _ in 1..there.len() {
            window.press(KeyCode::BackTab);
            back.push(window.focused());
        }
        back[1..].reverse();
        assert_eq!(there, back, "{page:?}");
    }
}

#[test]
fn esc_goes_back_closes_help_and_never_leaves() {
    let mut window = Window::on(oakfield(), P::SiteHistory, SIZE);
    window.press(KeyCode::Up);
    let before = (window.text(), window.cursor());
    for open in [KeyCode::F(1), KeyCode::Char('?')] {
        for close in [KeyCode::Esc, KeyCode::F(1), KeyCode::Enter] {
            window.press(open);
            assert!(
                window.sees(window.driver().guide().word("help.title")),
                "{}",
                window.text()
            );
            window.press(KeyCode::PageDown);
            window.press(KeyCode::Down);
            window.resize((60, 20));
            window.resize(SIZE);
            window.press(close);
            assert_eq!((window.text(), window.cursor()), before);
        }
    }
    window.presses(KeyCode::Esc, 8);
    assert!(window.ended.is_none());
    assert_eq!(window.slug(), "start");
}

#[test]
fn help_ends_at_its_end() {
    let mut window = Window::on(oakfield(), P::SiteHistory, SIZE);
    window.press(KeyCode::F(1));
    let first = window.text();
    window.press(KeyCode::End);
    let last = window.text();
    window.press(KeyCode::Down);
    window.press(KeyCode::PageDown);
    assert_eq!(window.text(), last);
    window.press(KeyCode::Home);
    assert_eq!(window.text(), first);
    assert_ne!(first, last);
}

#[test]
fn control_keys() {
    let mut window = Window::on(oakfield(), P::SiteHistory, SIZE);
    window.send(ctrl('s'));
    assert!(
        window.sees("Already saved") || window.sees("already saved"),
        "{}",
        window.text()
    );
    let before = window.text();
    window.send(ctrl('l'));
    window.press(KeyCode::Up);
    assert_ne!(window.text(), before, "what is said is said once");
    let mut naming = naming(SIZE);
    naming.types("Oak House");
    typed_name(&mut naming);
    naming.send(ctrl('z'));
    assert_eq!(naming.slug(), "site-name");
    assert_eq!(naming.driver().state().answers().site_name(), None);
    for c in ['c', 'q'] {
        window.send(ctrl(c));
        assert_eq!(window.slug(), "leave");
        window.press(KeyCode::Esc);
        assert_eq!(window.slug(), "site-history");
    }
    window.send(ctrl('c'));
    window.send(ctrl('c'));
    assert_eq!(window.ended, Some(Ended::Left));
}

#[test]
fn a_refusal_keeps_the_text_and_leads_back_to_it() {
    let mut window = Window::on(oakfield(), P::OdsCode, SIZE);
    window.empty_box();
    window.types("V1/AB2");
    let end = window.cursor();
    window.press(KeyCode::Enter);
    assert!(
        window.sees(" | > ODS code must only include letters a to z and numbers"),
        "{}",
        window.text()
    );
    assert!(window.sees("   Error: ODS code must only include letters a to z and numbers"));
    assert!(window.sees("[ V1/AB2 "));
    window.press(KeyCode::Enter);
    assert_eq!(window.cursor().0, end.0);
    assert!(window.sees(" > [ V1/AB2 "));
    window.press(KeyCode::Enter);
    assert!(
        window.sees("dashes and slashes. For example, V1AB2"),
        "{}",
        window.text()
    );
    window.press(KeyCode::Esc);
    assert_eq!(window.slug(), "site-name", "back works while the answer is wrong");
}

#[test]
fn typing_at_the_problem_means_the_box() {
    let mut window = Window::on(oakfield(), P::OdsCode, SIZE);
    window.empty_box();
    window.press(KeyCode::Enter);
    window.types("V1AB9");
    assert!(window.sees(" > [ V1AB9 "), "{}", window.text());
}

#[test]
fn editing_in_a_box() {
    let mut window = naming(SIZE);
    window.types("? 1 Oak House?");
    assert_eq!(window.slug(), "site-name");
    window.press(KeyCode::Home);
    window.presses(KeyCode::Delete, 4);
    window.press(KeyCode::End);
    window.send(ctrl('h'));
    window.send(of_kind(KeyCode::Left, KeyModifiers::CONTROL, KeyEventKind::Press));
    window.types("Tree ");
    window.press(KeyCode::Right);
    window.press(KeyCode::Left);
    assert_eq!(typed_name(&mut window), "Oak Tree House");
}

#[test]
fn a_long_text_scrolls_in_its_box() {
    let mut window = naming((60, 20));
    window.types(&"Oakfield House by the Sea 漢字 ".repeat(3));
    let (x, y) = window.cursor();
    assert!(
        window.rows()[usize::from(y)].ends_with(']') && x < 58,
        "{}",
        window.text()
    );
    window.press(KeyCode::Home);
    assert_eq!(window.cursor().0, 5);
    window.resize((120, 40));
    window.press(KeyCode::End);
    assert!(window.rows()[usize::from(window.size().1) - 1].contains("Enter continue"));
}

#[test]
fn windows_tells_of_presses_and_releases() {
    let mut window = naming(SIZE);
    for c in "Oakk".chars() {
        window.send(key(KeyCode::Char(c)));
        window.send(released(KeyCode::Char(c)));
    }
    window.send(key(KeyCode::Backspace));
    window.send(released(KeyCode::Backspace));
    window.send(released(KeyCode::Char('é')));
    let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
    for kind in [KeyEventKind::Press, KeyEventKind::Release] {
        window.send(of_kind(KeyCode::Char('@'), alt_gr, kind));
    }
    for kind in [
        KeyEventKind::Press,
        KeyEventKind::Repeat,
        KeyEventKind::Repeat,
        KeyEventKind::Release,
    ] {
        window.send(of_kind(KeyCode::Char('z'), KeyModifiers::NONE, kind));
    }
    window.send(of_kind(
        KeyCode::Char('Q'),
        KeyModifiers::SHIFT,
        KeyEventKind::Press,
    ));
    window.send(released(KeyCode::Enter));
    assert!(window.sees("[ Oaké@zzzQ "), "{}", window.text());
    window.press(KeyCode::Enter);
    window.send(released(KeyCode::Enter));
    assert_eq!(window.slug(), "ods-code", "one Enter, one page");
    for kind in [KeyEventKind::Press, KeyEventKind::Release] {
        window.send(of_kind(KeyCode::Down, KeyModifiers::NONE, kind));
    }
    assert_eq!(window.focused(), "I do not know the code");
}

#[test]
fn a_key_pressed_before_the_start_does_nothing_when_it_is_let_go() {
    let mut window = Window::new(SIZE);
    for code in [KeyCode::Enter, KeyCode::Char(' '), KeyCode::Tab, KeyCode::Esc] {
        window.send(released(code));
    }
    assert_eq!(window.slug(), "start");
    window.press(KeyCode::Char(' '));
    assert_eq!(window.slug(), "who");
}

#[test]
fn a_key_let_go_after_shift_types_nothing() {
    let mut window = naming(SIZE);
    let shifted = |c| of_kind(KeyCode::Char(c), KeyModifiers::SHIFT, KeyEventKind::Press);
    for (pressed, then_released) in [('O', 'o'), ('A', 'a'), ('É', 'é'), ('?', '/'), ('"', '2')] {
        window.send(shifted(pressed));
        window.send(released(KeyCode::Char(then_released)));
    }
    assert!(window.sees("[ OAÉ?\" "), "{}", window.text());
    window.send(shifted('K'));
    window.send(key(KeyCode::Char('e')));
    window.send(released(KeyCode::Char('k')));
    window.send(released(KeyCode::Char('e')));
    window.send(released(KeyCode::Char('ß')));
    assert!(window.sees("[ OAÉ?\"Keß "), "{}", window.text());
}

const ALT_GR: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT);

/// One thing that the console tells of: `+` a press, `=` a repeat, `-` a release, and the character; `AltGr` when `^`
/// stands before it.
fn told(what: &str) -> Input {
    let mut letters = what.chars();
    let modifiers = if what.starts_with('^') {
        letters.next();
        ALT_GR
    } else {
        KeyModifiers::NONE
    };
    let kind = match letters.next() {
        Some('+') => KeyEventKind::Press,
        Some('=') => KeyEventKind::Repeat,
        Some('-') => KeyEventKind::Release,
        other => panic!("{other:?}"),
    };
    let code = match letters.next() {
        Some('\r') => KeyCode::Enter,
        Some(c) => KeyCode::Char(c),
        None => panic!("no key in {what}"),
    };
    of_kind(code, modifiers, kind)
}

/// As the Windows console tells of keys: the characters of the releases are those of the moment of the release.
#[test]
fn streams_of_the_windows_console_are_what_was_typed() {
    for (how, stream, typed) in [
        ("one after the other", "+o -o +a -a +k -k", "oak"),
        ("rolled", "+o +a -o +k -a -k", "oak"),
        ("held down", "+o =o =o -o", "ooo"),
        ("Shift is let go first", "+O -o +a -a", "Oa"),
        ("Shift is pressed while it is held", "+o -O +K -k", "oK"),
        ("Shift and a figure", "+\" -2 +2 -2", "\"2"),
        ("two letters, Shift let go between", "+O +A -o -a", "OA"),
        ("a dead key", "+\u{e9} -e +e -e", "\u{e9}e"),
        ("AltGr", "^+@ ^-@ ^+\u{20ac} ^-\u{20ac}", "@\u{20ac}"),
        ("AltGr is let go first", "^+@ -' +a -a", "@a"),
        ("Alt and 0233", "-\u{e9}", "\u{e9}"),
        ("Alt and 0233, twice", "-\u{e9} -\u{e9} +a -a", "\u{e9}\u{e9}a"),
        (
            "the window lost the focus while it was held",
            "+a +a -a -\u{e9}",
            "aa\u{e9}",
        ),
        ("a release of the key that started the program", "-\r +a -a", "a"),
    ] {
        let mut window = naming(SIZE);
        for what in stream.split(' ') {
            window.send(told(what));
        }
        assert!(window.sees(&format!("[ {typed} ")), "{how}:\n{}", window.text());
        window.types("!");
        assert!(window.sees(&format!("[ {typed}! ")), "{how}: a key is stuck");
    }
}

/// A paste comes as keys, pressed and let go, in as many pieces as the console likes: line ends in it are no Enter.
#[test]
fn a_paste_of_the_windows_console_is_text() {
    let keys = |text: &str| -> Vec<Input> {
        let both = |c: char| {
            [
                told(&format!("+{c}")),
                told(&format!("-{}", c.to_ascii_lowercase())),
            ]
        };
        text.chars().flat_map(both).collect()
    };
    let mut window = naming(SIZE);
    window.batch(keys("Oak\rTree\rHouse"));
    assert!(window.sees("[ Oak Tree House "), "{}", window.text());
    window.batch(keys("\r"));
    assert_eq!(window.slug(), "ods-code", "one Enter alone is Enter");
}

#[test]
fn a_paste_of_three_lines_is_one_line_of_text() {
    let pasted = "Oak\nTree\r\nHouse\n";
    let burst = |text: &str| -> Vec<Input> {
        text.chars()
            .filter(|c| *c != '\r')
            .map(|c| {
                key(if c == '\n' {
                    KeyCode::Enter
                } else {
                    KeyCode::Char(c)
                })
            })
            .collect()
    };
    let mut window = naming(SIZE);
    window.send(Input::Paste(pasted.to_owned()));
    assert!(window.sees("[ Oak Tree House "), "{}", window.text());
    assert_eq!(typed_name(&mut window), "Oak Tree House");
    let mut window = naming(SIZE);
    window.batch(burst(pasted));
    assert_eq!(window.slug(), "site-name");
    assert_eq!(typed_name(&mut window), "Oak Tree House");
}

#[test]
fn a_paste_never_leaves_the_page_of_any_box() {
    let pasted = "one\ntwo\nthree\n";
    for page in [
        P::SiteName,
        P::OdsCode,
        P::YourName,
        P::YourMobile,
        P::CqcLocationId,
        P::AccessSentOn,
        P::AccessReference,
        P::SenderPhone,
        P::PasswordChangedOn,
    ] {
        let mut window = Window::on(oakfield(), page, SIZE);
        assert_eq!(window.slug(), page.slug());
        window.empty_box();
        window.send(Input::Paste(pasted.to_owned()));
        assert_eq!(window.slug(), page.slug());
        assert!(window.sees("one two three"), "{}", window.text());
        window.batch(
            pasted
                .chars()
                .map(|c| {
                    key(if c == '\n' {
                        KeyCode::Enter
                    } else {
                        KeyCode::Char(c)
                    })
                })
                .collect(),
        );
        assert_eq!(window.slug(), page.slug());
        assert!(window.sees("one two threeone two three"), "{}", window.text());
    }
}

/// Text as keys: line ends and tabs as their keys, `^` as Down.
fn as_keys(text: &str) -> Vec<Input> {
    let code = |c| match c {
        '\n' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '^' => KeyCode::Down,
        c => KeyCode::Char(c),
    };
    text.chars().map(|c| key(code(c))).collect()
}

/// The same as Windows tells of it: each key pressed and let go.
fn as_windows_keys(text: &str) -> Vec<Input> {
    let both = |input| match input {
        Input::Key(key) => [Input::Key(key), released(key.code)],
        other => panic!("{other:?}"),
    };
    as_keys(text).into_iter().flat_map(both).collect()
}

#[test]
fn a_list_pasted_where_nothing_can_be_typed_opens_and_saves_nothing() {
    let pasted = "Jo Patel\tjo.patel@nhs.net\nSam Smith\tsam.smith@nhs.net\nAlex Doe\n";
    let lines = pasted.replace('\t', " ");
    for batch in [
        as_keys(pasted),
        as_keys(&lines),
        as_windows_keys(&lines),
        vec![Input::Paste(pasted.to_owned())],
    ] {
        for page in [P::People, P::Hub, P::SiteHistory, P::CheckAnswers, P::PolicySteps] {
            let mut window = Window::on(oakfield(), page, SIZE);
            let (focus, answers) = (window.focused(), window.driver().state().answers().clone());
            window.batch(batch.clone());
            assert_eq!((window.slug(), window.focused()), (page.slug(), focus));
            assert_eq!(*window.driver().state().answers(), answers, "{page:?}");
            let says = window.sees("To paste a list, use \"Paste or read a list\"");
            assert_eq!(says, page == P::People, "{}", window.text());
        }
    }
}

#[test]
fn a_list_pasted_beside_its_box_goes_into_it() {
    let mut window = Window::on(oakfield(), P::People, SIZE);
    window.go_to("Paste or read a list");
    window.press(KeyCode::Enter);
    window.press(KeyCode::BackTab);
    window.batch(as_windows_keys("Jo Patel\nSam Smith\n"));
    assert_eq!(window.slug(), "people-paste");
    assert!(
        window.sees("Jo Patel") && window.sees("Sam Smith"),
        "{}",
        window.text()
    );
}

#[test]
fn keys_that_come_faster_than_frames_are_keys() {
    for keys in [as_keys, as_windows_keys] {
        let mut window = Window::on(oakfield(), P::Hub, SIZE);
        window.batch(keys("8\n"));
        assert_eq!(window.slug(), "duty-people");
        let mut window = Window::on(oakfield(), P::SiteHistory, SIZE);
        window.batch(keys("1\n\n"));
        assert_ne!(window.slug(), "site-history", "{}", window.text());
        let mut window = Window::on(oakfield(), P::People, SIZE);
        window.batch(keys("^^\n"));
        assert_eq!(window.slug(), "person-name");
        let mut window = Window::on(crowd(20), P::People, SIZE);
        window.batch(keys("n 007\n"));
        assert_eq!(window.slug(), "person-name", "a name looked for, and Enter");
    }
    let mut window = Window::on(oakfield(), P::PolicySteps, (60, 20));
    window.batch(as_keys("\n\n"));
    assert_eq!(window.slug(), "secret", "Enter held down");
}

#[test]
fn enter_after_text_in_one_go_still_goes_on() {
    let mut window = naming(SIZE);
    let mut batch: Vec<Input> = "Oak House".chars().map(|c| key(KeyCode::Char(c))).collect();
    batch.push(key(KeyCode::Enter));
    window.batch(batch);
    let expected = if cfg!(windows) { "site-name" } else { "ods-code" };
    assert_eq!(window.slug(), expected);
}

#[test]
fn a_long_page_is_read_to_its_end_before_enter_goes_on() {
    let mut window = Window::on(oakfield(), P::PolicySteps, (60, 20));
    assert!(
        window.sees("Accept the policy and set the secret"),
        "the heading first"
    );
    window.press(KeyCode::Enter);
    assert_eq!(window.slug(), "policy-steps");
    assert!(!window.sees(">Accept the policy"), "{}", window.text());
    let mut presses = 1;
    while window.slug() == "policy-steps" {
        window.press(KeyCode::Enter);
        presses += 1;
    }
    assert_eq!(presses, 2, "one for each screen, and one to go on");
    assert_eq!(window.slug(), "secret", "{}", window.text());
    window.press(KeyCode::PageDown);
    window.press(KeyCode::PageUp);
    window.press(KeyCode::PageUp);
    assert!(window.sees("Choose your account secret"));
    window.press(KeyCode::End);
    assert!(window.sees("saved, logged or sent"), "{}", window.text());
}

/// Oakfield House, with so many more people.
fn crowd(count: usize) -> Answers {
    let person = |number| format!("[[audit.people]]\nname = \"Person {number:03}\"\nrole = \"member\"\n");
    let more = (0..count).map(person).collect::<Vec<_>>().concat();
    let (before, finished) = OAKFIELD.split_once("[finished]").unwrap();
    let (before, _) = before.split_once("[[audit.people]]").unwrap();
    let file = format!("{before}{more}[finished]{finished}");
    read::parse(file.as_bytes()).unwrap().progress.answers
}

#[test]
fn many_people_are_walked_through() {
    for (size, count) in [(SIZE, 250), ((60, 20), 60)] {
        let mut window = Window::on(crowd(count), P::People, size);
        window.presses(KeyCode::Down, count - 1);
        let last = window.focused();
        assert!(
            last == format!("Person {:03}", count - 1),
            "{last}\n{}",
            window.text()
        );
        window.press(KeyCode::Home);
        let (mut pages, mut before) = (0, String::new());
        while window.focused() != before {
            before = window.focused();
            window.press(KeyCode::PageDown);
            pages += 1;
        }
        assert!(before == last && (10..40).contains(&pages), "{pages} {before}");
        window.presses(KeyCode::PageUp, 2);
        let there = window.focused();
        window.press(KeyCode::Enter);
        assert_eq!(window.slug(), "person-name");
        window.press(KeyCode::Esc);
        assert_eq!(
            window.focused(),
            there,
            "back on the same person\n{}",
            window.text()
        );
        window.press(KeyCode::Delete);
        assert_eq!(window.slug(), "check");
    }
}

/// What random people press.
fn any_key() -> impl Strategy<Value = Input> {
    let codes = [
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Enter,
        KeyCode::Enter,
        KeyCode::Enter,
        KeyCode::Tab,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Esc,
        KeyCode::F(1),
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
        KeyCode::F(5),
    ];
    let texts = [
        "a",
        "V1AB2",
        " ",
        "?",
        "3",
        "é",
        "Zoe\u{308}",
        "漢字",
        "שלום",
        "\u{202e}",
        "👩‍👩‍👧",
        "0",
        "today",
        "\u{300}",
        "@",
    ];
    let mut sizes = vec![(80, 24); 12];
    sizes.extend([(60, 20); 6]);
    sizes.extend([
        (1, 1),
        (40, 10),
        (60, 0),
        (0, 0),
        (300, 100),
        (59, 24),
        (80, 19),
        (120, 40),
    ]);
    prop_oneof![
        24 => prop::sample::select(codes.to_vec()).prop_map(key),
        8 => prop::sample::select(texts.to_vec()).prop_map(|text| Input::Paste(text.to_owned())),
        8 => prop::sample::select(texts.to_vec()).prop_map(|text| key(KeyCode::Char(text.chars().next().unwrap()))),
        2 => prop::sample::select(vec!['c', 'q', 's', 'z', 'l', 'h', 'a', 'j', 'd']).prop_map(ctrl),
        1 => any::<char>().prop_map(|c| key(KeyCode::Char(c))),
        3 => prop::sample::select(sizes).prop_map(|(columns, rows)| Input::Resize(columns, rows)),
    ]
}

/// 10,000 keys in all.
const KEYS: usize = 500;

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_keys_at_any_size_do_no_harm(keys in prop::collection::vec(any_key(), KEYS), begin in 0..P::ALL.len()) {
        let mut window = Window::on(oakfield(), P::ALL[begin], SIZE);
        for (number, input) in keys.into_iter().enumerate() {
            let (was, is_small) = (window.slug(), window.size().0 < 60 || window.size().1 < 20);
            match input {
                Input::Resize(columns, rows) => window.resize((columns, rows)),
                // Keys come faster than frames.
                ref input if number % 3 == 0 => window.send(input.clone()),
                ref input => window.unseen(vec![input.clone()]),
            }
            if window.ended.take() == Some(Ended::Left) {
                // With no site open there is nothing to say first.
                let no_site = ["start", "resume", "open-file", "file-path", "file-trouble", "mode"].contains(&was);
                prop_assert!(was == "leave" || no_site, "{} left by {:?}", was, input);
                let by_key = matches!(&input, Input::Key(key) if matches!(key.code, KeyCode::Enter | KeyCode::Char(' ' | 'c' | 'q')));
                prop_assert!(by_key, "{:?}", input);
            }
            if is_small && !matches!(input, Input::Key(key) if key.modifiers == KeyModifiers::CONTROL) {
                prop_assert_eq!(window.slug(), was, "{:?} in a window too small to see", input);
            }
            prop_assert!(!matches!(&window.page().ask, Ask::Choose(options) if options.is_empty()));
        }
    }
}
