//! Two files of one site: found, asked about, held side by side.

use std::path::PathBuf;

use chrono::{Duration, NaiveDate};
use nhsmail_starter::machine::answers::known;
use nhsmail_starter::machine::effect::{Effect, OpenAs};
use nhsmail_starter::machine::event::{Event, FoundFile, Opened, Outcome, Progress};
use nhsmail_starter::machine::page::Block;
use nhsmail_starter::store::place::copy_mark;

use crate::support::journey::Journey;
use crate::support::walk::Walk;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 20).unwrap()
}

/// What a journey leaves behind, saved so many days before.
fn left_by(name: &str, days_ago: i64) -> Progress {
    let (_, journey) = Journey::all()
        .into_iter()
        .find(|(other, _)| other == name)
        .unwrap();
    let walk = journey.walk(name);
    let mut progress = walk.saved.unwrap();
    progress.saved_at = progress.saved_at.map(|at| at - Duration::days(days_ago));
    progress
}

/// The start page with two files of one site, and the first of them chosen.
fn two_files(ours: &Progress, theirs: &Progress) -> Walk {
    let mut walk = Walk::new(day());
    let file = |name: &str, progress: &Progress| FoundFile {
        path: PathBuf::from(name),
        holds: Ok(progress.clone()),
        copy: copy_mark(name).filter(|mark| !mark.is_empty()),
    };
    let files = vec![
        file("laptop.nhsmail.toml", ours),
        file("office.nhsmail.toml", theirs),
    ];
    walk.send(Event::Done(Outcome::Found {
        folder: PathBuf::from("folder"),
        files,
    }))
    .unwrap();
    walk.send(Event::Chose(0)).unwrap();
    assert_eq!(walk.slug(), "check");
    walk
}

/// "Look at both", answered as the shell would.
fn look_at_both(walk: &mut Walk, ours: &Progress) {
    let at = walk.place("look-both");
    let effects = walk
        .state
        .update(&walk.guide, walk.now, Event::Chose(at))
        .unwrap();
    assert_eq!(
        effects,
        [Effect::Open(
            PathBuf::from("laptop.nhsmail.toml"),
            OpenAs::Progress
        )]
    );
    let opened = Opened {
        path: "laptop.nhsmail.toml".into(),
        progress: ours.clone(),
        read_only: None,
        passed_over: vec![],
    };
    walk.send(Event::Done(Outcome::Opened(Box::new(opened)))).unwrap();
}

#[test]
fn each_difference_is_asked_and_both_values_are_kept() {
    let ours = left_by("colleague-emails-new-account", 2);
    let theirs = left_by("colleague-emails-joiner", 0);
    let mut walk = two_files(&ours, &theirs);
    look_at_both(&mut walk, &ours);
    assert_eq!(walk.slug(), "merge");
    assert!(matches!(&walk.page().body.last(), Some(Block::List(both)) if both.len() == 2));
    let before = walk.state.answers().history.len();
    let mut asked = 0;
    while walk.slug() == "merge" {
        asked += 1;
        walk.send(Event::Chose(walk.place(if asked % 2 == 0 {
            "keep-this"
        } else {
            "keep-that"
        })))
        .unwrap();
        assert!(asked < 100);
    }
    assert_eq!(walk.slug(), "resume");
    assert!(asked >= 2, "{asked}");
    assert!(walk.state.answers().history.len() >= before + asked);
    // Only the other file had these: they are taken over without a question.
    assert!(known(&walk.state.answers().account.address).is_some());
    assert_eq!(walk.state.answers().audit.people.len(), 2);
    assert!(walk.state.answers().finished.check_access.is_some());
}

#[test]
fn two_files_that_agree_are_not_asked_about_twice() {
    let ours = left_by("helping", 0);
    let mut walk = two_files(&ours, &ours);
    look_at_both(&mut walk, &ours);
    assert_eq!(walk.slug(), "resume");
    assert_eq!(walk.state.answers(), &ours.answers);
}

#[test]
fn either_file_can_be_used_and_the_other_is_left_alone() {
    let ours = left_by("helping", 0);
    for (choice, file) in [
        ("use-this", "laptop.nhsmail.toml"),
        ("use-that", "office.nhsmail.toml"),
    ] {
        let mut walk = two_files(&ours, &ours);
        let at = walk.place(choice);
        let effects = walk
            .state
            .update(&walk.guide, walk.now, Event::Chose(at))
            .unwrap();
        assert_eq!(effects, [Effect::Open(PathBuf::from(file), OpenAs::Progress)]);
    }
}
