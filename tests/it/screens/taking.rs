//! What came of copying, saving or opening is seen, wherever on the page it was asked for.

use nhsmail_starter::domain::verdict::Message;
use nhsmail_starter::machine::event::{Opened, Outcome, Progress};
use nhsmail_starter::machine::page_id::PageId as P;
use nhsmail_starter::machine::slots::Position;
use nhsmail_starter::shell::host::RecordingHost;
use nhsmail_starter::tui::Look;
use ratatui::crossterm::event::KeyCode;

use super::window::{Window, june, oakfield, with_host};

/// On a page, with what comes of the next thing that is asked for.
fn on(page: P, comes_of_it: Outcome) -> Window {
    let mut host = RecordingHost::default();
    let opened = Opened {
        path: "oakfield.nhsmail.toml".into(),
        progress: Progress {
            answers: oakfield(),
            last: Some(Position::page(page)),
            ..Progress::default()
        },
        read_only: None,
        passed_over: vec![],
    };
    let path = opened.path.clone();
    host.answers.push_back(Outcome::Opened(Box::new(opened)));
    host.answers.push_back(comes_of_it);
    let window = Window::of(with_host(host, Some(path), june(3)), Look::default(), (80, 24));
    assert_eq!(window.slug(), page.slug());
    window
}

#[test]
fn what_came_of_opening_a_link_is_seen() {
    let address = "https://support.nhs.net/knowledge-base/nhsmail-password-policy/";
    let message = Message::new("link.opened").with("address", address);
    let mut window = on(P::PasswordChanged, Outcome::Said(message));
    for _ in 0..16 {
        if window.focused() != "NHSmail password policy" {
            window.press(KeyCode::Tab);
        }
    }
    window.press(KeyCode::Enter);
    assert!(
        window.sees(">We have asked your browser to open"),
        "{}",
        window.text()
    );
    assert!(window.sees(address), "{}", window.text());
}

#[test]
fn what_came_of_a_button_is_seen_after_reading_to_the_end() {
    for label in ["Copy", "Save as a file"] {
        let mut window = on(P::AccessDraft, Outcome::Said(Message::new("draft.copied")));
        window.go_to(label);
        window.presses(KeyCode::PageDown, 3);
        assert!(window.sees("Thank you, J. Patel"), "{}", window.text());
        window.go_to(label);
        window.press(KeyCode::Enter);
        assert!(window.sees("Copied."), "{label}\n{}", window.text());
        assert_eq!(window.focused(), label, "it can be pressed again");
    }
}
