//! The pages around the tasks: start, resume, opening a file, its troubles, saving elsewhere, leaving.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::answers::Answers;
use super::doubt;
use super::effect::{Effect, OpenAs};
use super::event::{Opened, Progress};
use super::merge;
use super::page_id::PageId as P;
use super::plan::plan;
use super::route;
use super::slots::Position;
use super::state::{Refused, SiteFile, State};
use crate::domain::tidy;
use crate::domain::verdict::Message;
use crate::domain::when;
use crate::guide::Guide;

/// Pages whose choices are about files and the program, not about the site. Nothing that is answered here is kept.
pub(super) const fn is_aside(page: P) -> bool {
    matches!(
        page,
        P::Start
            | P::Resume
            | P::OpenFile
            | P::FilePath
            | P::FileTrouble
            | P::SaveElsewhere
            | P::Leave
            | P::Merge
            | P::Mode
    )
}

/// Pages on which no site is worked on.
pub(super) const fn is_before_a_site(page: P) -> bool {
    matches!(
        page,
        P::Start | P::Resume | P::OpenFile | P::FilePath | P::FileTrouble | P::Mode
    )
}

/// The page before one of those around the tasks.
pub(super) enum Before {
    /// The start page, whose list of files is made anew.
    Start,
    /// None.
    Nowhere,
    /// This one.
    Page(P),
}

/// What comes before the present page, when it is one around the tasks.
pub(super) fn before(state: &State) -> Option<Before> {
    use crate::domain::site::Role;
    match state.at.page {
        P::Start | P::Mode => Some(Before::Nowhere),
        P::Resume | P::OpenFile | P::Hub | P::Who => Some(Before::Start),
        P::FilePath | P::FileTrouble => Some(Before::Page(P::OpenFile)),
        P::SiteName if state.answers.role() == Role::Helping => Some(Before::Page(P::WhoHelps)),
        P::WhoHelps | P::SiteName => Some(Before::Page(P::Who)),
        P::OdsCode => Some(Before::Page(P::SiteName)),
        _ => None,
    }
}

/// Goes to the start page, with the files as they are now.
pub(super) fn to_start(state: &mut State) -> Vec<Effect> {
    state.go(Position::page(P::Start));
    vec![Effect::FindFiles]
}

/// A file was opened: a new site begins, and one that is known is carried on with.
pub(super) fn opened(state: &mut State, now: DateTime<FixedOffset>, opened: Opened) {
    let today = now.date_naive();
    let from_a_list = is_before_a_site(state.at.page) && state.at.page != P::Start || !state.found.is_empty();
    let Opened {
        path,
        progress,
        read_only,
        passed_over,
    } = opened;
    let is_new = progress.answers == Answers::default();
    let merge_with = state.merge_with.take();
    let kept = std::mem::take(&mut state.found);
    let folder = std::mem::take(&mut state.folder);
    *state = State {
        found: kept,
        folder,
        asked_on: Some(today),
        ..State::new()
    };
    state.answers = progress.answers;
    state.site = SiteFile {
        path: Some(path),
        saved_at: progress.saved_at,
        saved_by: progress.saved_by,
        read_only,
        ..SiteFile::default()
    };
    let last = progress.last.unwrap_or(Position::page(P::Hub));
    state.go(Position::page(if is_new { P::Who } else { P::Hub }));
    if !is_new {
        land(state, last, progress.changing);
    }
    state.kept = (!is_new).then(|| state.keeps());
    state.notice.clone_from(&state.site.read_only);
    state.passed_over = passed_over;
    if let Some(other) = merge_with.filter(|_| state.site.read_only.is_none()) {
        merge_into(state, now, *other);
        return;
    }
    if from_a_list && !is_new {
        state.aside_from = Some(state.at);
        state.go(Position::page(P::Resume));
    } else {
        doubt::about_the_deadline(state, today);
    }
}

/// Goes to the first difference of two files of one site; to the site itself when there is none.
fn merge_into(state: &mut State, now: DateTime<FixedOffset>, other: Progress) {
    let landed = state.at;
    let differs = merge::begin(state, now, other).is_ok()
        && state
            .merge
            .as_ref()
            .is_some_and(|merge| merge.difference().is_some());
    state.aside_from = Some(landed);
    if differs {
        state.go(Position::page(P::Merge));
    } else {
        state.merge = None;
        state.notice = Some(Message::new("merge.same"));
        state.go(Position::page(P::Resume));
    }
}

/// The made-up site: everything works but saving.
pub(super) fn practise(state: &mut State, answers: Answers) {
    let (found, folder) = (
        std::mem::take(&mut state.found),
        std::mem::take(&mut state.folder),
    );
    *state = State {
        answers,
        found,
        folder,
        ..State::new()
    };
    state.site.practice = true;
    state.go(Position::page(P::Hub));
}

/// Goes to the page that the person was on, if the plan still holds it; else to where its task is open; else to the
/// hub.
fn land(state: &mut State, last: Position, changing: bool) {
    let plan = plan(&state.answers);
    if route::can_be_opened(state, last) {
        state.go(last);
        if changing {
            route::change(state, last);
        }
    } else if let Some(task) = last.page.task() {
        let page = plan.task(task).first_open(&state.answers);
        if route::can_be_opened(state, Position::page(page)) {
            state.go(Position::page(page));
        }
    }
}

/// One of the choices of a page around the tasks was taken.
pub(super) fn chose(state: &mut State, now: DateTime<FixedOffset>, id: &str) -> Result<Vec<Effect>, Refused> {
    let today = now.date_naive();
    let effects = match (state.at.page, id) {
        (P::Merge, id) => {
            if merge::settle(state, now, id)? {
                state.go(Position::page(P::Resume));
            }
            vec![]
        }
        (P::Resume, "carry-on") => {
            let at = state.aside_from.take().unwrap_or(Position::page(P::Hub));
            state.go(at);
            doubt::about_the_deadline(state, today);
            vec![]
        }
        (P::Resume, "all-steps") => {
            state.aside_from = None;
            state.go(Position::page(P::Hub));
            vec![]
        }
        (P::Resume, _) => {
            state.aside_from = None;
            to_start(state)
        }
        (P::Start, "new-site") => {
            let (found, folder) = (
                std::mem::take(&mut state.found),
                std::mem::take(&mut state.folder),
            );
            *state = State {
                found,
                folder,
                ..State::new()
            };
            state.go(Position::page(P::Who));
            vec![Effect::CloseFile]
        }
        (P::Start, "practise") => vec![Effect::Practise],
        (P::Start | P::FileTrouble, "open-file" | "another-file") => {
            state.go(Position::page(P::OpenFile));
            vec![Effect::FindFiles]
        }
        (P::OpenFile, "another-place") => {
            state.go(Position::page(P::FilePath));
            vec![]
        }
        (P::FileTrouble, id) => reopen(state, id),
        (P::Leave, "leave" | "leave-unsaved") => vec![Effect::Leave],
        (P::Leave, "choose-folder") => {
            state.go(Position::page(P::SaveElsewhere));
            vec![]
        }
        (P::Leave, "try-again") => vec![Effect::Save],
        (P::Leave, _) => {
            let at = state.aside_from.take().unwrap_or(Position::page(P::Hub));
            state.go(at);
            vec![]
        }
        (_, id) => open_found(state, id),
    };
    Ok(effects)
}

/// Opens one of the files found: its id is its place in the list. A site with two files is asked about first.
fn open_found(state: &mut State, id: &str) -> Vec<Effect> {
    let Some(place) = id
        .parse::<usize>()
        .ok()
        .filter(|place| *place < state.found.len())
    else {
        return vec![];
    };
    if let Some(twin) = twin_of(state, place) {
        doubt::same_site_twice(state, place, twin);
        return vec![];
    }
    open_place(state, place)
}

/// Another file with the same site code.
fn twin_of(state: &State, place: usize) -> Option<usize> {
    let code = |place: usize| state.found.get(place)?.holds.as_ref().ok()?.answers.code();
    let own = code(place)?;
    (0..state.found.len()).find(|&other| other != place && code(other) == Some(own))
}

/// Opens one of the files found.
pub(super) fn open_place(state: &State, place: usize) -> Vec<Effect> {
    let file = state.found.get(place);
    file.map(|file| Effect::Open(file.path.clone(), OpenAs::Progress))
        .into_iter()
        .collect()
}

fn reopen(state: &State, id: &str) -> Vec<Effect> {
    let Some(trouble) = &state.trouble else {
        return vec![];
    };
    let how = match id {
        "open-copy" => OpenAs::LastGoodCopy,
        "look-only" => OpenAs::LookOnly,
        _ => OpenAs::Progress,
    };
    vec![Effect::Open(trouble.path.clone(), how)]
}

/// A path was typed. "Copy as path" on Windows puts it in quotation marks, which are no name of a file.
pub(super) fn typed(state: &mut State, text: &str) -> Result<Vec<Effect>, Refused> {
    let path = tidy::path(text);
    match state.at.page {
        P::FilePath | P::SaveElsewhere if path.trim_matches('"').is_empty() => {
            Err(state.refuse(Message::new("file.not-found").with("file", String::new())))
        }
        P::FilePath => Ok(vec![Effect::OpenExisting(PathBuf::from(path))]),
        P::SaveElsewhere => {
            let at = state.aside_from.take().unwrap_or(Position::page(P::Hub));
            state.go(at);
            Ok(vec![Effect::SaveElsewhere(path)])
        }
        _ => Ok(vec![]),
    }
}

/// Leave: always by way of the leave page, and from there at once.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if state.at.page == P::Leave && state.site.unsaved.is_none() {
        return vec![Effect::Leave];
    }
    if state.at.page != P::Leave {
        state.aside_from.get_or_insert(state.at);
        state.go(Position::page(P::Leave));
    }
    vec![]
}

/// Why the last answers are not saved, and how many they are. Empty when they are.
pub(super) fn left_unsaved(state: &State) -> Vec<Message> {
    let Some(why) = &state.site.unsaved else {
        return vec![];
    };
    let how_many = Message::new("leave.unsaved").with("n", state.site.waiting.max(1).to_string());
    vec![why.clone(), how_many]
}

/// The lines to print on the normal screen after leaving.
pub(super) fn leave_lines(state: &State, guide: &Guide, now: DateTime<FixedOffset>) -> Vec<String> {
    if state.answers == Answers::default() {
        return vec![];
    }
    if state.is_unsaved() {
        return left_unsaved(state)
            .iter()
            .map(|message| guide.message(message))
            .collect();
    }
    let (Some(saved_at), Some(path)) = (state.saved_words(guide, now), state.path()) else {
        return vec![];
    };
    let next = state.next_step(guide, now);
    let done = plan(&state.answers).tasks().all(|task| task.status.is_settled());
    let mut message = Message::new(match next.by {
        _ if done => "leave.saved.nothing-next",
        Some(_) => "leave.saved",
        None => "leave.saved.no-date",
    });
    message = message
        .with("saved-at", saved_at)
        .with("path", path.display().to_string())
        .with("next-step", next.words);
    if let Some(by) = next.by {
        message = message.with("by", when::in_words(by));
    }
    vec![guide.message(&message)]
}
