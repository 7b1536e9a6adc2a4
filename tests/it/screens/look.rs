//! How each kind of page looks, as text alone: the focus is found by its `>`. And the few colours there are.

use std::path::PathBuf;

use insta::assert_snapshot;
use nhsmail_starter::domain::verdict::Message;
use nhsmail_starter::machine::event::{FoundFile, Outcome, Progress, Trouble};
use nhsmail_starter::machine::page_id::PageId as P;
use nhsmail_starter::store::read;
use nhsmail_starter::tui::{Look, Theme};
use ratatui::crossterm::event::KeyCode;
use ratatui::style::{Color, Modifier};

use super::window::{OAKFIELD, Window, june, oakfield, started};
use crate::support::journey::Journey;
use crate::support::sitting::sittings;

const SIZES: [(u16, u16); 3] = [(80, 24), (60, 20), (120, 40)];

fn look_at(name: &str, window: &Window) {
    let (columns, rows) = window.size();
    let name = format!("screen_{}_{columns}x{rows}", name.replace('-', "_"));
    assert_snapshot!(name, window.text());
}

/// Looks at it in every size.
fn look_at_each(name: &str, open: impl Fn((u16, u16)) -> Window) {
    for size in SIZES {
        look_at(name, &open(size));
    }
}

/// What was on disk when a journey came to this page.
fn reached(name: &str, slug: &str) -> Progress {
    let (_, journey) = Journey::all()
        .into_iter()
        .find(|(other, _)| other == name)
        .unwrap();
    let (sittings, _) = sittings(name, &journey);
    let moments = sittings.iter().flat_map(|sitting| &sitting.moments);
    let before = moments.take_while(|moment| moment.page.at.page.slug() != slug);
    before.last().unwrap().saved.clone().unwrap()
}

#[test]
fn kinds_of_pages() {
    for page in [
        P::Hub,
        P::SiteHistory,
        P::OdsCode,
        P::AccessDraft,
        P::People,
        P::Password,
        P::Secret,
        P::CheckAnswers,
        P::Record,
        P::PolicySteps,
        P::PasswordDevices,
        P::DutyPeople,
    ] {
        look_at_each(page.slug(), |size| {
            let window = Window::on(oakfield(), page, size);
            assert_eq!(window.slug(), page.slug());
            window
        });
    }
}

#[test]
fn pages_further_on() {
    for (journey, slug) in [
        ("never-used-care-home", "ready-list"),
        ("never-used-care-home", "register-people"),
        ("never-used-care-home", "hub"),
        ("no-one-has-access", "access-call"),
    ] {
        let progress = reached(journey, slug);
        look_at_each(&format!("{slug}_reached"), |size| {
            Window::with(progress.clone(), june(3), size)
        });
    }
}

/// The start page with two files, one that is damaged.
fn start(size: (u16, u16)) -> Window {
    let progress = read::parse(OAKFIELD.as_bytes()).unwrap().progress;
    let found = Outcome::Found {
        folder: PathBuf::from("Documents/NHSmail starter"),
        files: vec![
            FoundFile {
                path: PathBuf::from("oakfield.nhsmail.toml"),
                holds: Ok(progress),
                copy: None,
            },
            FoundFile {
                path: PathBuf::from("elm.nhsmail.toml"),
                holds: Err(Message::new("file.folder").with("name", "Elm")),
                copy: None,
            },
        ],
    };
    let mut host = nhsmail_starter::shell::host::RecordingHost::default();
    host.answers.push_back(found);
    Window::of(
        super::window::with_host(host, None, june(3)),
        Look::default(),
        size,
    )
}

#[test]
fn start_and_what_is_around() {
    look_at_each("start", Window::new);
    look_at_each("start_with_files", start);
    look_at_each("resume", |size| {
        let mut window = start(size);
        window.press(KeyCode::Enter);
        window.press(KeyCode::Esc);
        window
    });
    look_at_each("trouble", |size| {
        let trouble = Trouble {
            path: PathBuf::from("oakfield.nhsmail.toml"),
            message: Message::new("file.newer")
                .with("file", "oakfield.nhsmail.toml")
                .with("version", "2"),
            has_copy: true,
            can_look: true,
        };
        let file = (PathBuf::from("oakfield.nhsmail.toml"), Outcome::Trouble(trouble));
        Window::of(started(Some(file), june(3)), Look::default(), size)
    });
    look_at_each("leave", |size| {
        let mut window = Window::on(oakfield(), P::SiteHistory, size);
        window.send(super::window::ctrl('q'));
        window
    });
}

#[test]
fn over_and_above_the_page() {
    look_at_each("help", |size| {
        let mut window = Window::on(oakfield(), P::SiteHistory, size);
        window.press(KeyCode::F(1));
        window
    });
    look_at_each("error", |size| {
        let mut window = Window::on(oakfield(), P::OdsCode, size);
        window.empty_box();
        window.types("V1/AB2");
        window.press(KeyCode::Enter);
        window
    });
    look_at_each("check", |size| {
        let mut window = Window::on(oakfield(), P::OdsCode, size);
        window.empty_box();
        window.types("A1AB2");
        window.press(KeyCode::Enter);
        assert_eq!(window.slug(), "check");
        window
    });
    look_at_each("draft_end", |size| {
        let mut window = Window::on(oakfield(), P::AccessDraft, size);
        window.presses(KeyCode::PageDown, 4);
        window
    });
}

fn drawn(theme: Theme, ascii: bool) -> Vec<Window> {
    let look = Look { theme, ascii };
    [
        P::Hub,
        P::SiteHistory,
        P::People,
        P::Password,
        P::Record,
        P::OdsCode,
    ]
    .map(|page| {
        let path = PathBuf::from("oakfield.nhsmail.toml");
        let progress = Progress {
            answers: oakfield(),
            last: Some(nhsmail_starter::machine::slots::Position::page(page)),
            ..Progress::default()
        };
        let mut window = Window::of(super::window::opened(path, progress, june(3)), look, (80, 24));
        if page == P::OdsCode {
            window.empty_box();
            window.press(KeyCode::Enter);
        }
        window
    })
    .into()
}

#[test]
fn mono_has_no_colour_and_the_default_theme_three() {
    let colours = |theme| -> Vec<Color> {
        let windows = drawn(theme, false);
        let cells = windows.iter().flat_map(|window| window.buffer().content());
        let mut colours: Vec<Color> = vec![];
        for cell in cells {
            assert_eq!(cell.bg, Color::Reset);
            assert!(Modifier::BOLD.contains(cell.modifier), "{:?}", cell.modifier);
            if !colours.contains(&cell.fg) {
                colours.push(cell.fg);
            }
        }
        colours
    };
    assert_eq!(colours(Theme::Mono), [Color::Reset]);
    assert_eq!(colours(Theme::HighContrast), [Color::Reset]);
    let named = [Color::Reset, Color::Red, Color::Yellow, Color::Green];
    let used = colours(Theme::Default);
    assert!(
        used.contains(&Color::Red) && used.iter().all(|colour| named.contains(colour)),
        "{used:?}"
    );
}

#[test]
fn ascii_draws_nothing_else_of_its_own() {
    for window in drawn(Theme::Mono, true) {
        assert!(window.text().is_ascii(), "{}", window.text());
    }
}

#[test]
fn a_window_too_small_says_so() {
    for size in [(59, 24), (80, 19), (40, 10)] {
        let window = Window::on(oakfield(), P::Hub, size);
        assert!(
            window.text().contains(&size.0.to_string()) || window.text().contains(&size.1.to_string()),
            "{}",
            window.text()
        );
    }
}
