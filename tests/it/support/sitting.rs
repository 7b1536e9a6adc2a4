//! A journey as the machine plays it, cut into sittings: from a start of the program to its end. The measure that both
//! front ends are held to.

use chrono::NaiveDate;
use nhsmail_starter::machine::event::Progress;
use nhsmail_starter::machine::page::Page;
use nhsmail_starter::store::document;

use super::journey::{Journey, Step, What, act};
use super::walk::{Walk, at};

/// From a start of the program to its end.
pub(crate) struct Sitting {
    pub(crate) day: NaiveDate,
    /// The page that the program opens on.
    pub(crate) first: Page,
    pub(crate) moments: Vec<Moment>,
}

/// One thing that a person does, and what comes of it.
pub(crate) struct Moment {
    /// Where in the journey, for a test that stops here.
    pub(crate) place: String,
    /// The page it is done on.
    pub(crate) page: Page,
    pub(crate) what: What,
    /// The page that comes next.
    pub(crate) next: Page,
    /// The page that a program started again would open on.
    pub(crate) reopened: Page,
    /// What is on disk by then.
    pub(crate) saved: Option<Progress>,
    /// The program has ended.
    pub(crate) left: bool,
}

/// The sittings of a journey, and what the file is to hold at its end.
pub(crate) fn sittings(name: &str, journey: &Journey) -> (Vec<Sitting>, String) {
    let mut walk = Walk::new(journey.today.0);
    let mut sittings = vec![sitting(&walk)];
    for (number, step) in journey.steps().enumerate() {
        match step {
            Step::Later(day) => {
                walk.now = at(day);
                sittings.push(sitting(&walk));
            }
            Step::Do { what, .. } => {
                let place = format!("{name}, step {}: {}: {what:?}", number + 1, walk.slug());
                let page = walk.page();
                act(&mut walk, &what, &place);
                if what == What::Restart {
                    sittings.push(sitting(&walk));
                } else {
                    let moment = moment(&mut walk, place, page, what);
                    sittings.last_mut().unwrap().moments.push(moment);
                }
            }
        }
    }
    sittings.retain(|sitting| !sitting.moments.is_empty());
    let progress = walk.saved.unwrap();
    (
        sittings,
        without_times(&as_file(&progress, &walk.state.answers().who_is_here())),
    )
}

/// The sittings of the journey that has most in it: a manager joins, and no one has access.
pub(crate) fn no_one_has_access() -> Vec<Sitting> {
    let name = "no-one-has-access";
    let (_, journey) = Journey::all()
        .into_iter()
        .find(|(other, _)| other == name)
        .unwrap();
    sittings(name, &journey).0
}

fn sitting(walk: &Walk) -> Sitting {
    Sitting {
        day: walk.now.date_naive(),
        first: walk.page(),
        moments: vec![],
    }
}

fn moment(walk: &mut Walk, place: String, page: Page, what: What) -> Moment {
    Moment {
        place,
        page,
        what,
        next: walk.page(),
        reopened: walk.restarted().page(),
        saved: walk.saved.clone(),
        left: std::mem::take(&mut walk.left),
    }
}

/// As the store writes it into a new file.
fn as_file(progress: &Progress, saved_by: &str) -> String {
    let now = at(NaiveDate::default());
    document::write(
        "",
        &[],
        &Progress {
            saved_at: Some(now),
            saved_by: saved_by.to_owned(),
            ..progress.clone()
        },
    )
}

/// A file without the time of day at which things were done.
pub(crate) fn without_times(file: &str) -> String {
    let line = |line: &str| match line.split_once(" = ") {
        Some((key @ ("saved_at" | "at"), _)) => format!("{key} = (then)\n"),
        _ => format!("{line}\n"),
    };
    file.lines().map(line).collect()
}

/// What was told, without the time at which it was changed.
pub(crate) fn told(progress: &Progress) -> Progress {
    let mut told = progress.clone();
    told.saved_at = None;
    for change in &mut told.answers.history {
        change.at = at(NaiveDate::default());
    }
    told
}
