//! The parts, in one process: the plan, a page, a frame, a file read and saved.

mod measure;

use std::fs::File;
use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use measure::{head, line, middle, ms, ratio, time};
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::event::{Opened, Outcome, Progress};
use nhsmail_starter::machine::page_id::PageId;
use nhsmail_starter::machine::paper::{Form, Paper};
use nhsmail_starter::machine::plan::plan;
use nhsmail_starter::machine::slots::Position;
use nhsmail_starter::machine::state::State;
use nhsmail_starter::shell::clock::Clock;
use nhsmail_starter::shell::driver::Driver;
use nhsmail_starter::shell::host::RecordingHost;
use nhsmail_starter::store::disk::System;
use nhsmail_starter::store::save::{self, There};
use nhsmail_starter::store::{document, read};
use nhsmail_starter::tui::{Look, View};
use nhsmail_starter::{paper, roster};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers};

const FULL: &str = include_str!("../fixtures/full.nhsmail.toml");
/// How often a file is saved.
const SAVES: usize = 200;
/// An ordinary window, and a large one.
const SIZES: [(u16, u16); 2] = [(80, 24), (200, 60)];
/// A page of each kind.
const KINDS: [PageId; 10] = [
    PageId::Hub,
    PageId::SiteHistory,
    PageId::OdsCode,
    PageId::HandoverNote,
    PageId::PasswordDevices,
    PageId::People,
    PageId::AccessDraft,
    PageId::Password,
    PageId::CheckAnswers,
    PageId::Record,
];

fn today() -> NaiveDate {
    NaiveDate::default()
}

fn now() -> DateTime<FixedOffset> {
    DateTime::UNIX_EPOCH.fixed_offset()
}

/// A file with every answer, and so many people more on the access check.
fn file(people: usize) -> String {
    let more = (0..people).map(|n| {
        format!(
            "\n[[audit.people]]\nname = \"Person Number{n}\"\nrole = \"member\"\nworks_here = \"yes\"\naction = \"keep\"\n"
        )
    });
    FULL.to_owned() + &more.collect::<String>()
}

fn progress(people: usize) -> Progress {
    read::parse(file(people).as_bytes())
        .map(|read| read.progress)
        .unwrap_or_default()
}

fn machine(c: &mut Criterion) {
    let guide = Guide::builtin();
    for people in [2, 250] {
        let answers = progress(people).answers;
        c.bench_function(&format!("the plan, with {people} people"), |b| {
            b.iter(|| plan(black_box(&answers)));
        });
        let states: Vec<State> = PageId::ALL
            .iter()
            .map(|&page| State::with(answers.clone(), page))
            .collect();
        c.bench_function(&format!("every page once, with {people} people"), |b| {
            b.iter(|| {
                for state in &states {
                    drop(black_box(state.page(&guide, now())));
                }
            });
        });
        c.bench_function(&format!("the record in HTML, with {people} people"), |b| {
            b.iter(|| paper::text(Paper::Record(Form::Html), black_box(&answers), &guide, today()));
        });
    }
}

/// A program that was started on a page, as a driver without a disk.
fn driver(page: PageId, people: usize) -> Driver<RecordingHost> {
    let path = PathBuf::from("oakfield.nhsmail.toml");
    let opened = Opened {
        path: path.clone(),
        progress: Progress {
            last: Some(Position::page(page)),
            changing: false,
            ..progress(people)
        },
        read_only: None,
        passed_over: vec![],
    };
    let mut host = RecordingHost::default();
    host.answers.push_back(Outcome::Opened(Box::new(opened)));
    let mut driver = Driver::new(Guide::builtin(), Clock::Fixed(today()), host);
    driver.start(Some(path));
    driver
}

fn frames(c: &mut Criterion) {
    let mut group = c.benchmark_group("key to frame");
    let press = |code| vec![Input::Key(KeyEvent::new(code, KeyModifiers::NONE))];
    for (columns, rows) in SIZES {
        for (page, people) in KINDS
            .map(|page| (page, 2))
            .into_iter()
            .chain([(PageId::People, 250)])
        {
            let mut driver = driver(page, people);
            let mut view = View::new(&mut driver, Look::default(), (columns, rows));
            let Ok(mut terminal) = Terminal::new(TestBackend::new(columns, rows));
            let mut down = true;
            let id = BenchmarkId::new(
                format!("{}, {people} people", page.slug()),
                format!("{columns}x{rows}"),
            );
            group.bench_function(id, |b| {
                b.iter(|| {
                    down = !down;
                    view.take(press(if down { KeyCode::Down } else { KeyCode::Up }));
                    let Ok(_) = terminal.draw(|frame| view.draw(frame));
                });
            });
        }
    }
    group.finish();
}

fn files(c: &mut Criterion) {
    for people in [2, 250] {
        let text = file(people);
        let holds = progress(people);
        c.bench_function(&format!("a file is read, with {people} people"), |b| {
            b.iter(|| read::parse(black_box(text.as_bytes())));
        });
        c.bench_function(&format!("a file is written anew, with {people} people"), |b| {
            b.iter(|| document::write(black_box(&text), &[], &holds));
        });
    }
}

/// A list of 250 people, as a spreadsheet saves it and as Outlook copies it.
fn lists(c: &mut Criterion) {
    let table: String = (0..250)
        .map(|n| format!("Person Number{n},person.number{n}@nhs.net,Member\n"))
        .fold("Name,Email,Access\n".to_owned(), |text, line| text + &line);
    let outlook =
        (0..250).map(|n| format!("\"NUMBER{n}, Person (OAKFIELD HOUSE)\" <person.number{n}@nhs.net>"));
    let outlook = outlook.collect::<Vec<_>>().join("; ");
    for (form, text) in [("a table", table), ("Outlook", outlook)] {
        c.bench_function(&format!("a list of 250 people is read, {form}"), |b| {
            b.iter(|| roster::read(black_box(&text), None, today()));
        });
    }
}

/// A save, beside the four steps of the system that it cannot do without: write, flush, rename, flush the folder.
#[expect(clippy::expect_used, reason = "without a disk there is nothing to measure")]
fn saving(_: &mut Criterion) {
    let folder = tempfile::TempDir::new().expect("a folder");
    let (ours, theirs) = (folder.path().join("ours.toml"), folder.path().join("theirs.toml"));
    let text = file(2);
    let (mut saves, mut steps): (Vec<Duration>, Vec<Duration>) = (vec![], vec![]);
    for _ in 0..SAVES {
        saves.push(time(|| {
            save::write(&System, &ours, text.as_bytes(), There::Replace).expect("a save");
        }));
        steps.push(time(|| four_steps(&theirs, text.as_bytes()).expect("four steps")));
    }
    let (save, steps) = (middle(saves), middle(steps));
    head("A save, on the disk before it counts as saved");
    let figure = format!("{:.2} x   ({})", ratio(save, steps), ms(save));
    line("beside the four steps of the system", &figure, "1.3 x");
}

fn four_steps(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let new = path.with_extension("new");
    let mut file = File::create(&new)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&new, path)?;
    if cfg!(unix) {
        File::open(path.parent().unwrap_or(path))?.sync_all()?;
    }
    Ok(())
}

criterion_group! {
    name = parts;
    config = Criterion::default().sample_size(30).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_millis(800));
    targets = machine, frames, files, lists, saving
}
criterion_main!(parts);
