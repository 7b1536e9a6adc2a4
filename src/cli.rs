//! The command line: which command, which front end, which file, and how it ends. Everything is a parameter, so that a
//! test can run it in its own process.
//!
//! Results go to `output` and nothing else does; what is said to a person beside a result goes to `errors`. A pipe that
//! was closed ends the program quietly.

mod args;
mod check;
mod exit;
mod input;
mod output;
mod papers;
mod reading;
mod status;
mod usage;
mod wizard;

use std::ffi::OsString;
use std::io::{self, BufRead, ErrorKind, Write};
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::error::ErrorKind as Off;

use self::args::{Args, Command, Everywhere};
use self::output::InAscii;
use crate::guide::Guide;
use crate::machine::event::FoundFile;
use crate::machine::paper::Paper;
use crate::plain::{Look, Talk};
use crate::shell::clock::Clock;
use crate::shell::environment::Environment;
use crate::store;
use crate::store::place::shown;

pub use exit::Exit;
pub use input::WipedInput;

/// Where words come from and go to.
pub struct Streams<'a> {
    /// Standard input.
    pub input: &'a mut dyn BufRead,
    /// Standard output.
    pub output: &'a mut dyn Write,
    /// Standard error.
    pub errors: &'a mut dyn Write,
    /// A person sits at both ends: input and output are a terminal.
    pub terminal: bool,
    /// The window goes when the program ends, as after a double click: the last words must be read first.
    pub own_window: bool,
}

/// Runs the program.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    streams: &mut Streams<'_>,
    environment: &Environment,
) -> Exit {
    let guide = Guide::builtin();
    let args: Vec<OsString> = args.into_iter().collect();
    let result = match args::parse(&guide, args) {
        Ok(args) => dispatch(guide, args, streams, environment),
        Err(off) => not_run(&guide, streams, &off),
    };
    let exit = match result.and_then(|exit| streams.output.flush().map(|()| exit)) {
        Ok(exit) => exit,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Done,
        Err(_) => {
            let _ = writeln!(streams.errors, "{}", Guide::builtin().word("cli.output-lost"));
            Exit::Problem
        }
    };
    if streams.own_window {
        let _ = hold_the_window(streams);
    }
    exit
}

fn dispatch(
    guide: Guide,
    args: Args,
    streams: &mut Streams<'_>,
    environment: &Environment,
) -> io::Result<Exit> {
    let clock = args.everywhere.today.map_or(Clock::System, Clock::Fixed);
    let Some(command) = args.command else {
        return wizard::run(guide, args.file, &args.everywhere, clock, streams, environment);
    };
    if args.file.is_some() {
        return usage_error(&guide, streams, guide.word("cli.usage-file-first"));
    }
    let today = clock.today();
    // A file or another program takes every letter, whatever this terminal can show.
    if !args.everywhere.ascii && (environment.utf8 || !streams.terminal) {
        return perform(
            &guide,
            command,
            &args.everywhere,
            today,
            streams,
            !environment.utf8,
        );
    }
    let everywhere = Everywhere {
        ascii: true,
        ..args.everywhere
    };
    let mut streams = Streams {
        input: streams.input,
        output: &mut InAscii(streams.output),
        errors: &mut InAscii(streams.errors),
        terminal: streams.terminal,
        own_window: streams.own_window,
    };
    perform(&guide, command, &everywhere, today, &mut streams, true)
}

fn perform(
    guide: &Guide,
    command: Command,
    everywhere: &Everywhere,
    today: NaiveDate,
    streams: &mut Streams<'_>,
    ascii_to_read: bool,
) -> io::Result<Exit> {
    let papers = papers::Papers {
        guide,
        today,
        dry_run: everywhere.dry_run,
    };
    match command {
        Command::Status { json, names, paths } => {
            say_where_nothing_is(guide, streams, &paths)?;
            let status = status::Status::new(guide, today, &found(&paths), names);
            show_status(guide, streams, &status, json, everywhere.ascii)
        }
        Command::Check { paths } => {
            say_where_nothing_is(guide, streams, &paths)?;
            check::run(guide, streams, &paths)
        }
        Command::Drafts { file, out } => papers.drafts(streams, file, out.as_deref()),
        Command::Record(of) => papers.of_site(streams, of, Paper::Record),
        Command::Reminders(of) => papers.data_of_site(streams, of, Paper::Calendar),
        Command::Handover(of) => papers.of_site(streams, of, Paper::Handover),
        Command::Leavers(of) => papers.of_site(streams, of, Paper::LeaverChecklist),
        Command::People(of) => papers.data_of_site(streams, of, Paper::AccessCsv),
        Command::Checklist(written) => papers.checklist(streams, &written),
        Command::Guide { topic } => reading::guide(guide, streams, topic.as_deref(), ascii_to_read),
        Command::Glossary { term } => reading::glossary(guide, streams, term.as_deref(), ascii_to_read),
        Command::Contacts => reading::contacts(guide, streams, ascii_to_read),
    }
}

/// Waits for Enter.
fn hold_the_window(streams: &mut Streams<'_>) -> io::Result<()> {
    let guide = Guide::builtin();
    let press_enter = guide.word("plain.press-enter-close");
    let mut talk = Talk::new(
        streams.input,
        streams.output,
        Look {
            terminal: true,
            ascii: false,
        },
    );
    talk.line("")?;
    talk.line(press_enter)?;
    talk.read().map(drop)
}

fn show_status(
    guide: &Guide,
    streams: &mut Streams<'_>,
    status: &status::Status,
    json: bool,
    ascii: bool,
) -> io::Result<Exit> {
    for problem in status.problems() {
        writeln!(streams.errors, "{problem}")?;
    }
    if json {
        let document = serde_json::to_string_pretty(status)?;
        writeln!(streams.output, "{}", output::json(&document, ascii))?;
    } else {
        print(streams.output, &status.lines(guide))?;
    }
    Ok(status.exit())
}

/// Help, the version, or what is off about the command line.
fn not_run(guide: &Guide, streams: &mut Streams<'_>, off: &clap::Error) -> io::Result<Exit> {
    match off.kind() {
        Off::DisplayHelp | Off::DisplayVersion => {
            write!(streams.output, "{}", off.render())?;
            Ok(Exit::Done)
        }
        _ => usage_error(guide, streams, &usage::sentence(guide, off)),
    }
}

fn usage_error(guide: &Guide, streams: &mut Streams<'_>, problem: &str) -> io::Result<Exit> {
    writeln!(
        streams.errors,
        "{}",
        guide.say("cli.usage", &[("problem", problem.to_owned())])
    )?;
    writeln!(streams.errors, "{}", guide.word("cli.usage-help"))?;
    Ok(Exit::Usage)
}

/// The progress files at these paths: files as they are, folders with all that they hold.
fn found(paths: &[PathBuf]) -> Vec<FoundFile> {
    let at = |path: &PathBuf| {
        if path.is_dir() {
            store::find::find(path)
        } else {
            vec![store::find::found(path.clone())]
        }
    };
    paths.iter().flat_map(at).collect()
}

/// Names each folder among the paths that holds no progress file.
fn say_where_nothing_is(guide: &Guide, streams: &mut Streams<'_>, paths: &[PathBuf]) -> io::Result<()> {
    let bare = paths
        .iter()
        .filter(|path| path.is_dir() && store::find::paths(path).is_empty());
    bare.map(|path| guide.say("cli.nothing-found", &[("folder", shown(path))]))
        .try_for_each(|line| writeln!(streams.errors, "{line}"))
}

fn print(output: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(output, "{line}"))
}
