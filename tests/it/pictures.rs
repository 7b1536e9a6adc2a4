//! The pictures of the README are frames of the program as it is now. `UPDATE=1 cargo test pictures` draws them anew.

use std::fs;
use std::path::Path;

use crate::support::desk::{Desk, PROGRAM};
use crate::support::picture;
use crate::support::pty::{Launch, Pty};

const README: &str = include_str!("../../README.md");
const DAY: chrono::NaiveDate = chrono::NaiveDate::from_ymd_opt(2026, 6, 3).unwrap();

/// A picture: its name, the page that the file was left on, the heading to wait for, and what is pressed then.
struct Picture {
    name: &'static str,
    page: &'static str,
    heading: &'static str,
    pressed: fn(&mut Pty),
}

const PICTURES: [Picture; 6] = [
    Picture {
        name: "start",
        page: "",
        heading: "Set up NHSmail for a social care site",
        pressed: |_| {},
    },
    Picture {
        name: "steps",
        page: "hub",
        heading: "Your steps",
        pressed: |_| {},
    },
    Picture {
        name: "question",
        page: "site-history",
        heading: "Has your site used NHSmail before?",
        pressed: |_| {},
    },
    Picture {
        name: "email",
        page: "access-draft",
        heading: "Ask to be made an owner",
        pressed: |_| {},
    },
    Picture {
        name: "people",
        page: "people",
        heading: "Check who has access",
        pressed: |_| {},
    },
    Picture {
        name: "password",
        page: "password",
        heading: "Choose a new NHSmail password",
        pressed: always_the_same_suggestion,
    },
];

/// A suggestion is picked by chance: some stars in the place of others.
fn always_the_same_suggestion(pty: &mut Pty) {
    for (after, text) in [
        ("Suggestion      ", "*****-********-******"),
        ("Hidden, ", "21 characters"),
    ] {
        let screen = pty.screen();
        let mut places = screen.lines().map(|line| line.find(after));
        let row = places.clone().position(|place| place.is_some()).unwrap() + 1;
        let column = places.find_map(|place| place).unwrap() + after.len() + 1;
        let drawn_over = format!("\u{1b}7\u{1b}[{row};{column}H\u{1b}[K{text}\u{1b}8");
        pty.shown.take(drawn_over.as_bytes());
    }
}

/// The program, to be started. The first page says where the files are.
fn launch(desk: &Desk, picture: &Picture) -> Launch {
    if picture.page.is_empty() {
        let words = format!("--full-screen --today {DAY} --dir Documents");
        let words = words.split(' ').map(str::to_owned).collect();
        return Launch::program(PROGRAM.into(), words, desk);
    }
    Launch::of(desk, "--full-screen", DAY)
}

impl Picture {
    fn desk(&self) -> Desk {
        if self.page.is_empty() {
            Desk::new()
        } else {
            Desk::oakfield_at(self.page)
        }
    }

    /// What the README says it is, to someone who cannot see it.
    fn alt(&self) -> &'static str {
        let shown = format!("](assets/pictures/{}.svg)", self.name);
        let (before, _) = README
            .split_once(&shown)
            .unwrap_or_else(|| panic!("the README does not show {shown}"));
        before.rsplit_once("![").unwrap().1
    }

    fn check(&self) {
        let desk = self.desk();
        let mut pty = launch(&desk, self).open();
        pty.until_text(self.heading);
        (self.pressed)(&mut pty);
        let drawn = picture::draw(pty.shown.screen(), self.heading, self.alt());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/pictures/{}.svg", self.name));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(path, drawn).unwrap();
        } else {
            let there = fs::read_to_string(path).unwrap_or_default();
            assert!(
                there == drawn,
                "{} is out of date: UPDATE=1 cargo test pictures\n{}",
                self.name,
                pty.screen()
            );
        }
    }
}

#[test]
fn the_pictures_of_the_readme_are_frames_of_the_program() {
    std::thread::scope(|scope| {
        for picture in &PICTURES {
            scope.spawn(|| picture.check());
        }
    });
}
