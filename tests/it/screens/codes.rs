//! Codes for a phone in the full screen: read off the cells that are drawn, at the size of most windows.

use std::collections::BTreeSet;

use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::event::Progress;
use nhsmail_starter::machine::page::Block;
use nhsmail_starter::machine::page_id::PageId as P;
use nhsmail_starter::machine::slots::Position;
use nhsmail_starter::tui::{Look, Theme};
use ratatui::crossterm::event::KeyCode;
use ratatui::style::Color;

use super::window::{Window, june, oakfield, opened};
use crate::codes::PAGES;
use crate::support::camera;

const SHOW: &str = "Show as a code for your phone";
const SIZE: (u16, u16) = (80, 24);

fn open(progress: Progress, look: Look, size: (u16, u16)) -> Window {
    Window::of(
        opened("oakfield.nhsmail.toml".into(), progress, june(3)),
        look,
        size,
    )
}

/// On a page of Oakfield House, with this theme.
fn on(page: P, theme: Theme, size: (u16, u16)) -> Window {
    let progress = Progress {
        answers: oakfield(),
        last: Some(Position::page(page)),
        ..Progress::default()
    };
    open(progress, Look { theme, ascii: false }, size)
}

/// What a phone reads off the window. A cell with no colours of its own has those of the terminal.
fn read(window: &Window, on_dark: bool) -> Option<String> {
    let (columns, rows) = window.size();
    let buffer = window.buffer();
    camera::read(columns.into(), rows.into(), |x, y| {
        let cell = &buffer[(u16::try_from(x).unwrap(), u16::try_from(y / 2).unwrap())];
        let (upper, lower) = camera::halves(cell.symbol());
        let drawn = if y.is_multiple_of(2) { upper } else { lower };
        match (if drawn { cell.fg } else { cell.bg }, drawn) {
            (Color::White, _) => true,
            (Color::Black, _) => false,
            (_, drawn) => drawn == on_dark,
        }
    })
}

/// Moves to the way to a code, counted from 0, and presses Enter.
fn show(window: &mut Window, place: usize) {
    let mut seen = 0;
    for _ in 0..32 {
        window.press(KeyCode::Tab);
        if window.focused().starts_with(SHOW) {
            if seen == place {
                return window.press(KeyCode::Enter);
            }
            seen += 1;
        }
    }
    panic!("no code {place} in\n{}", window.text());
}

#[test]
fn every_link_and_number_of_the_pages_is_read_at_80x24() {
    let guide = Guide::builtin();
    let longest = guide.link("nas-guide").to_scan().unwrap();
    let mut texts = BTreeSet::new();
    for (page, progress) in PAGES.iter() {
        let page = page.id();
        for place in 0.. {
            let mut window = open(progress.clone(), Look::default(), SIZE);
            let Some(scan) = window.page().scans().nth(place).cloned() else {
                break;
            };
            show(&mut window, place);
            if scan.text == longest {
                let small = guide.word("qr.small");
                assert!(window.sees(small), "{page:?}\n{}", window.text());
                assert_eq!(window.rows()[..2].concat(), longest, "the address is shown whole");
                window.resize((80, 27));
                assert!(!window.sees(small), "{page:?}\n{}", window.text());
            } else {
                assert_eq!(window.rows()[0], scan.shown, "{page:?}");
            }
            assert_eq!(
                read(&window, true).as_ref(),
                Some(&scan.text),
                "{page:?}\n{}",
                window.text()
            );
            assert_eq!(
                read(&window, false).as_ref(),
                Some(&scan.text),
                "set by name, on a light window too"
            );
            texts.insert(scan.text);
        }
    }
    assert!(texts.len() > 8, "{texts:?}");
}

#[test]
fn mono_swaps_dark_and_light() {
    let mut window = on(P::PasswordChanged, Theme::Mono, SIZE);
    show(&mut window, 0);
    let plain = |window: &Window| {
        let mut cells = window.buffer().content().iter();
        cells.all(|cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset))
    };
    assert!(plain(&window));
    let portal = Some("https://portal.nhs.net/".to_owned());
    assert_eq!(read(&window, true), portal, "on a dark window");
    assert_eq!(window.focused(), "Close");
    window.press(KeyCode::Tab);
    assert_eq!(window.focused(), "Swap dark and light");
    window.press(KeyCode::Enter);
    assert_eq!(read(&window, false), portal, "on a light window");
    assert!(plain(&window));
    window.press(KeyCode::Up);
    window.press(KeyCode::Enter);
    assert!(
        window.focused().starts_with(SHOW),
        "back where it was\n{}",
        window.text()
    );
}

#[test]
fn there_is_nothing_to_swap_where_colours_are_set() {
    for theme in [Theme::Default, Theme::HighContrast] {
        let mut window = on(P::PasswordChanged, theme, SIZE);
        show(&mut window, 1);
        assert!(!window.sees("Swap"), "{}", window.text());
        window.press(KeyCode::Tab);
        assert_eq!(window.focused(), "Close");
        window.press(KeyCode::Esc);
        assert!(window.sees("password"), "{}", window.text());
        assert_eq!(window.slug(), "password-changed", "Esc closes the code alone");
    }
}

#[test]
fn the_smallest_window_has_room_for_a_number() {
    let (_, progress) = PAGES.iter().find(|(page, _)| page.id() == P::AccessCall).unwrap();
    let mut window = open(progress.clone(), Look::default(), (60, 20));
    show(&mut window, 0);
    assert_eq!(window.rows()[0], "0333 200 1133");
    assert_eq!(
        read(&window, true).as_deref(),
        Some("tel:+443332001133"),
        "{}",
        window.text()
    );
    let said = window
        .rows()
        .concat()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        said.contains("ring from"),
        "which phone it may be scanned with\n{}",
        window.text()
    );
}

#[test]
fn ascii_offers_no_code() {
    let progress = Progress {
        answers: oakfield(),
        last: Some(Position::page(P::PasswordChanged)),
        ..Progress::default()
    };
    let look = Look {
        theme: Theme::Mono,
        ascii: true,
    };
    assert!(!open(progress, look, SIZE).sees(SHOW));
}

/// Nothing is lost of an address that is wider than the window.
#[test]
fn an_address_is_shown_whole() {
    for (page, progress) in PAGES.iter() {
        let page = page.id();
        let mut window = open(progress.clone(), Look::default(), (60, 60));
        let mut seen = String::new();
        for _ in 0..4 {
            seen += &window.rows().iter().map(|row| row.trim()).collect::<String>();
            window.press(KeyCode::PageDown);
        }
        for block in &window.page().body {
            if let Block::Link { url: Some(url), .. } = block {
                assert!(seen.contains(url.as_str()), "{page:?}: {url}\n{}", window.text());
            }
        }
    }
}
