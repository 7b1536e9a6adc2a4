//! The driver, its host and the store together: what a person answers is on the disk, and the next run goes on there.

use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};
use nhsmail_starter::domain::suggestion::Chance;
use nhsmail_starter::domain::verdict::Message;
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::effect::Effect;
use nhsmail_starter::machine::event::{Event, Outcome};
use nhsmail_starter::machine::page::Ask;
use nhsmail_starter::machine::page_id::PageId;
use nhsmail_starter::machine::paper::{Form, Paper};
use nhsmail_starter::machine::state::State;
use nhsmail_starter::machine::task::TaskId;
use nhsmail_starter::shell::clock::Clock;
use nhsmail_starter::shell::driver::{Driver, Flow};
use nhsmail_starter::shell::host::{Host, RecordingHost, SystemHost};
use nhsmail_starter::shell::opener::Opener;
use nhsmail_starter::store::{Store, find, read};

use super::samples::day;

fn real(folder: &Path) -> Driver<SystemHost> {
    driver(SystemHost::new(Store::new(folder.to_owned()), Opener::Nothing))
}

fn driver<H: Host>(host: H) -> Driver<H> {
    Driver::new(Guide::builtin(), Clock::Fixed(day()), host)
}

/// Chooses by the name of the choice.
fn choose<H: Host>(driver: &mut Driver<H>, id: &str) {
    let (Ask::Choose(options) | Ask::Text(nhsmail_starter::machine::page::TextAsk { others: options, .. })) =
        &driver.page().ask
    else {
        panic!("nothing to choose on {:?}", driver.page().id())
    };
    let place = options.choices.iter().position(|choice| choice.id == id);
    let place = place.unwrap_or_else(|| panic!("no {id} in {:?}", options.choices));
    assert_eq!(driver.send(Event::Chose(place)), Ok(Flow::Stay));
}

fn type_in<H: Host>(driver: &mut Driver<H>, text: &str) {
    assert_eq!(driver.send(Event::Typed(text.to_owned())), Ok(Flow::Stay));
}

fn on<H: Host>(driver: &Driver<H>) -> PageId {
    driver.page().id()
}

fn to_hub<H: Host>(driver: &mut Driver<H>) {
    driver.start(None);
    choose(driver, "new-site");
    choose(driver, "own");
    type_in(driver, "Oakfield House");
    type_in(driver, "VLLWV");
    assert_eq!(on(driver), PageId::Hub);
}

#[test]
fn each_answer_is_on_the_disk_and_the_next_run_opens_the_same_page() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = real(folder.path());
    to_hub(&mut first);
    assert_eq!(
        first.send(Event::Open(nhsmail_starter::machine::task::TaskId::CheckUse)),
        Ok(Flow::Stay)
    );
    assert_eq!(on(&first), PageId::SiteHistory);
    assert!(!first.is_pending());
    assert!(!first.page().saved.is_empty());

    let path = folder.path().join("oakfield-house-VLLWV.nhsmail.toml");
    let holds = read::read(&path).unwrap().progress;
    assert_eq!(&holds.answers, first.state().answers());
    assert_eq!(holds.last.unwrap().page, PageId::SiteHistory);
    drop(first);

    let mut second = real(folder.path());
    second.start(Some(path.clone()));
    assert_eq!(on(&second), PageId::SiteHistory);
    drop(second);
    assert_eq!(find::paths(folder.path()), [path]);
}

#[test]
fn a_save_that_fails_is_pending_until_it_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let sub = folder.path().join("stick");
    let mut driver = real(&sub);
    to_hub(&mut driver);
    fs::rename(&sub, folder.path().join("gone")).unwrap();
    assert_eq!(
        driver.send(Event::Open(nhsmail_starter::machine::task::TaskId::CheckUse)),
        Ok(Flow::Stay)
    );
    assert!(driver.is_pending());
    assert!(
        driver.page().banner.as_ref().unwrap().contains("We cannot find"),
        "{:?}",
        driver.page().banner
    );
    driver.retry();
    assert!(driver.is_pending());
    fs::rename(folder.path().join("gone"), &sub).unwrap();
    driver.retry();
    assert!(!driver.is_pending());
    assert_eq!(driver.page().banner, None);
}

/// The real host, but another program holds the file for so many saves.
struct Held(SystemHost, usize);

impl Host for Held {
    fn perform(
        &mut self,
        effect: &Effect,
        state: &State,
        guide: &Guide,
        now: DateTime<FixedOffset>,
    ) -> Outcome {
        if *effect == Effect::Save && self.1 > 0 {
            self.1 -= 1;
            return Outcome::NotSaved(Message::new("save.held.first").with("file", "oak"));
        }
        self.0.perform(effect, state, guide, now)
    }

    fn chance(&mut self) -> &mut dyn Chance {
        self.0.chance()
    }
}

#[test]
fn a_file_that_is_held_is_told_of_after_two_seconds_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let host = SystemHost::new(Store::new(folder.path().to_owned()), Opener::Nothing);
    let mut driver = driver(Held(host, 4));
    driver.start(None);
    choose(&mut driver, "new-site");
    choose(&mut driver, "own");
    for told in [false, false, true] {
        assert!(driver.is_pending());
        assert!(!driver.state().is_saved(), "nothing says that it is saved");
        assert_eq!(driver.page().banner.is_some(), told);
        driver.retry();
    }
    assert!(driver.page().banner.as_ref().unwrap().contains("Another program"));
    driver.retry();
    assert!(!driver.is_pending());
    assert_eq!(driver.page().banner, None);
    let path = folder.path().join("new-site.nhsmail.toml");
    assert_eq!(
        &read::read(&path).unwrap().progress.answers,
        driver.state().answers()
    );
}

#[test]
fn a_rehearsal_changes_nothing_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let mut driver = driver(SystemHost::new(Store::new(folder.path().to_owned()), Opener::Browser).dry());
    to_hub(&mut driver);
    assert_eq!(driver.send(Event::OpenLink("portal".into())), Ok(Flow::Stay));
    assert_eq!(
        driver.page().notice.as_deref(),
        Some("Nothing is opened: this is a rehearsal.")
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn practice_is_never_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut driver = real(folder.path());
    driver.start(None);
    choose(&mut driver, "practise");
    assert!(driver.state().is_practice());
    assert_eq!(driver.state().answers().site_name(), Some("Oakfield House"));
    assert_eq!(
        driver.send(Event::Open(nhsmail_starter::machine::task::TaskId::CheckUse)),
        Ok(Flow::Stay)
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_same_refusal_twice_in_a_row_says_more() {
    let mut driver = driver(RecordingHost::default());
    driver.start(None);
    choose(&mut driver, "new-site");
    choose(&mut driver, "own");
    let first = driver.send(Event::Typed(String::new())).unwrap_err().text;
    let second = driver.send(Event::Typed(String::new())).unwrap_err().text;
    assert!(
        second.starts_with(&first) && second.len() > first.len(),
        "{first} / {second}"
    );
    type_in(&mut driver, "Oakfield House");
    assert_eq!(driver.send(Event::Back), Ok(Flow::Stay));
    assert_eq!(
        driver.send(Event::Typed(String::new())).unwrap_err().text,
        first,
        "said anew"
    );
}

#[test]
fn what_someone_else_saved_is_said_and_both_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut driver = real(folder.path());
    to_hub(&mut driver);
    let path = folder.path().join("oakfield-house-VLLWV.nhsmail.toml");
    fs::write(&path, super::samples::FULL).unwrap();
    assert_eq!(
        driver.send(Event::Open(nhsmail_starter::machine::task::TaskId::CheckUse)),
        Ok(Flow::Stay)
    );
    let notice = driver.page().notice.clone().unwrap();
    assert!(
        notice.starts_with("This file was also changed by Sarah Jones on 3 June 2026"),
        "{notice}"
    );
    assert!(!driver.is_pending());
    assert_eq!(find::paths(folder.path()).len(), 2);
}

#[test]
fn a_suggestion_holds_no_name_and_as_many_words_as_asked_for() {
    let mut driver = driver(RecordingHost::default());
    to_hub(&mut driver);
    let suggestion = driver.suggest(4);
    assert!(suggestion.words() >= 4);
    assert!(!suggestion.secret().expose().contains("house"));
    assert_eq!(driver.today(), NaiveDate::from_ymd_opt(2026, 6, 3).unwrap());
}

fn send(driver: &mut Driver<SystemHost>, event: Event) {
    assert_eq!(driver.send(event), Ok(Flow::Stay));
}

/// To the page that offers the calendar file.
fn to_reminders(driver: &mut Driver<SystemHost>) {
    send(driver, Event::Open(TaskId::YourRecord));
    send(driver, Event::Next);
    assert_eq!(on(driver), PageId::Reminders);
}

#[test]
fn the_calendar_is_written_beside_the_answers_and_the_person_is_told_where() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = real(folder.path());
    to_hub(&mut session);
    to_reminders(&mut session);
    choose(&mut session, "yes");
    assert_eq!(on(&session), PageId::Record);
    let path = folder.path().join("oakfield-house-VLLWV-reminders.ics");
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.contains("UID:nhsmail-starter-VLLWV-dspt"), "{written}");
    let notice = session.page().notice.clone().unwrap();
    assert!(notice.contains(&path.display().to_string()), "{notice}");

    // Asked for again with nothing new in it, it is there already. Another file of that name is asked about.
    send(&mut session, Event::Write(Paper::Calendar));
    assert_eq!(on(&session), PageId::Record);
    fs::write(&path, "mine").unwrap();
    send(&mut session, Event::Write(Paper::Calendar));
    assert_eq!(on(&session), PageId::Check);
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    choose(&mut session, "new-name");
    assert_eq!(on(&session), PageId::Record);
    assert!(
        folder
            .path()
            .join("oakfield-house-VLLWV-reminders-2.ics")
            .exists()
    );
}

#[test]
fn no_calendar_is_written_that_was_not_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = real(folder.path());
    to_hub(&mut session);
    to_reminders(&mut session);
    choose(&mut session, "no");
    assert_eq!(on(&session), PageId::Record);
    let ends_in_ics = |file: &fs::DirEntry| file.path().extension().is_some_and(|ending| ending == "ics");
    let mut files = fs::read_dir(folder.path()).unwrap().map(Result::unwrap);
    assert!(!files.any(|file| ends_in_ics(&file)));
}

#[test]
fn everything_the_record_offers_is_written_under_its_own_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = real(folder.path());
    to_hub(&mut session);
    to_reminders(&mut session);
    choose(&mut session, "no");
    let Ask::Record(record) = session.page().ask.clone() else {
        panic!("no record")
    };
    assert!(record.papers.len() > 3);
    for offer in record.papers {
        assert!(!offer.label.is_empty());
        send(&mut session, Event::Write(offer.paper));
        let name = format!("oakfield-house-VLLWV-{}", offer.paper.file_name());
        assert!(folder.path().join(&name).exists(), "{name}");
        assert!(
            session
                .page()
                .notice
                .as_ref()
                .is_some_and(|notice| notice.contains(&name))
        );
    }
}

#[test]
fn a_paper_of_the_practice_site_says_that_it_is_practice() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = real(folder.path());
    session.start(None);
    choose(&mut session, "practise");
    for paper in [
        Paper::Record(Form::Html),
        Paper::Calendar,
        Paper::Handover(Form::Text),
    ] {
        send(&mut session, Event::Write(paper));
        let written = fs::read_to_string(folder.path().join(paper.file_name())).unwrap();
        assert!(written.contains("(practice)"), "{written}");
    }
}
