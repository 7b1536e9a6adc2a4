//! The program proper: which front end, and the questions.

use std::io;
use std::path::{Path, PathBuf};

use super::args::{self, Everywhere};
use super::{Exit, Streams, usage, usage_error};
use crate::guide::Guide;
use crate::plain::{self, Look, Talk, numbered};
use crate::shell::clipboard::Clipboard;
use crate::shell::clock::Clock;
use crate::shell::driver::Driver;
use crate::shell::environment::Environment;
use crate::shell::host::SystemHost;
use crate::shell::opener::Opener;
use crate::store::settings::{self, Mode, Settings, Theme};
use crate::store::{Store, place, words};
#[cfg(feature = "tui")]
use crate::tui;

/// Runs the program on a file, or from the start page.
pub(super) fn run(
    guide: Guide,
    file: Option<PathBuf>,
    options: &Everywhere,
    clock: Clock,
    streams: &mut Streams<'_>,
    environment: &Environment,
) -> io::Result<Exit> {
    if let Some(near) = file.as_deref().and_then(|file| mistyped_command(&guide, file)) {
        return usage_error(&guide, streams, &near);
    }
    let look = Look {
        terminal: streams.terminal,
        ascii: options.ascii || !environment.utf8,
    };
    let settings = settings::path();
    let known = settings.as_deref().map(Settings::read).unwrap_or_default();
    let mode = match mode(options, environment, streams.terminal, known.mode) {
        Some(mode) => mode,
        None => match ask_mode(&guide, streams, look)? {
            Some(mode) => {
                remember(
                    settings.as_deref(),
                    Settings {
                        mode: Some(mode),
                        ..known
                    },
                );
                mode
            }
            None => return Ok(Exit::Done),
        },
    };
    let folder = place::folder(options.dir.clone().or_else(|| environment.folder.clone()));
    let host = SystemHost::new(Store::new(folder), Opener::for_session(environment.ssh))
        .with_clipboard(Clipboard::for_session(environment));
    let host = if options.dry_run { host.dry() } else { host };
    let mut driver = Driver::new(guide, clock, host);
    driver.start(file);
    if let (false, Some(trouble)) = (streams.terminal, driver.state().trouble()) {
        let why = driver.guide().message(&words::unasked(trouble.message.clone()));
        return writeln!(streams.errors, "{why}").map(|()| Exit::Problem);
    }
    match mode {
        Mode::Plain => in_plain(&mut driver, streams, look),
        Mode::FullScreen => full_screen(
            &mut driver,
            streams,
            look,
            theme(options, environment, known.theme),
        ),
    }
}

/// Which front end; none when the person has to be asked.
fn mode(
    options: &Everywhere,
    environment: &Environment,
    terminal: bool,
    known: Option<Mode>,
) -> Option<Mode> {
    if options.plain || environment.dumb || !terminal || !cfg!(feature = "tui") {
        Some(Mode::Plain)
    } else if options.full_screen {
        Some(Mode::FullScreen)
    } else if environment.accessible {
        Some(Mode::Plain)
    } else {
        known
    }
}

fn theme(options: &Everywhere, environment: &Environment, known: Option<Theme>) -> Theme {
    match options.theme {
        Some(args::Theme::Default) => Theme::Default,
        Some(args::Theme::HighContrast) => Theme::HighContrast,
        Some(args::Theme::Mono) => Theme::Mono,
        None if environment.no_colour => Theme::Mono,
        None => known.unwrap_or(Theme::Default),
    }
}

/// Asks once, in plain lines, before any full screen. None when the input has ended.
fn ask_mode(guide: &Guide, streams: &mut Streams<'_>, look: Look) -> io::Result<Option<Mode>> {
    let word = |id: &str| guide.word(id).to_owned();
    let mut talk = Talk::new(streams.input, streams.output, look);
    talk.blocks(&[
        vec![word("mode.first"), word("mode.second")],
        vec![word("mode.ask")],
        numbered([guide.word("mode.full-screen"), guide.word("mode.plain")]),
        vec![word("mode.type")],
    ])?;
    let mut refused = false;
    while let Some(line) = talk.read()? {
        match line.trim().trim_end_matches('.') {
            "1" => return Ok(Some(Mode::FullScreen)),
            "2" => return Ok(Some(Mode::Plain)),
            _ => {
                let message = crate::domain::verdict::Message::new("mode.choice");
                let text = if refused {
                    guide.message_again(&message)
                } else {
                    guide.message(&message)
                };
                refused = true;
                talk.line(&guide.say("plain.problem", &[("message", format!("{text}."))]))?;
            }
        }
    }
    Ok(None)
}

/// Settings that cannot be kept are asked for again next time.
fn remember(path: Option<&Path>, settings: Settings) {
    let _ = path.map(|path| settings.write(path));
}

fn in_plain(driver: &mut Driver<SystemHost>, streams: &mut Streams<'_>, look: Look) -> io::Result<Exit> {
    let ended = plain::run(driver, Talk::new(streams.input, streams.output, look))?;
    match ended {
        plain::Ended::Left => {
            farewell(driver, streams)?;
            Ok(Exit::Done)
        }
        plain::Ended::NotSaved => super::print(streams.errors, &driver.leave_lines()).map(|()| Exit::Problem),
    }
}

/// Where the answers are, and what comes next.
fn farewell(driver: &Driver<SystemHost>, streams: &mut Streams<'_>) -> io::Result<()> {
    let lines = match driver.host().would_save(driver.state()) {
        Some(path) => vec![
            driver
                .guide()
                .say("cli.written-dry", &[("file", super::shown(&path))]),
        ],
        None => driver.leave_lines(),
    };
    if !lines.is_empty() {
        writeln!(streams.output)?;
    }
    super::print(streams.output, &lines)
}

#[cfg(feature = "tui")]
fn full_screen(
    driver: &mut Driver<SystemHost>,
    streams: &mut Streams<'_>,
    look: Look,
    theme: Theme,
) -> io::Result<Exit> {
    let theme = match theme {
        Theme::Default => tui::Theme::Default,
        Theme::HighContrast => tui::Theme::HighContrast,
        Theme::Mono => tui::Theme::Mono,
    };
    let tui_look = tui::Look {
        theme,
        ascii: look.ascii,
    };
    match tui::run(driver, tui_look) {
        Ok(tui::Ended::Left) => farewell(driver, streams).map(|()| Exit::Done),
        Ok(tui::Ended::WantsPlain) => in_plain(driver, streams, look),
        Err(error) => {
            let why = driver.guide().say("cli.terminal", &[("why", error.to_string())]);
            writeln!(streams.errors, "{why}").map(|()| Exit::Problem)
        }
        Ok(tui::Ended::NoScreen) => {
            writeln!(streams.output, "{}\n", driver.guide().word("mode.legacy"))?;
            in_plain(driver, streams, look)
        }
    }
}

/// Without the full screen in the build, every way is plain.
#[cfg(not(feature = "tui"))]
fn full_screen(
    driver: &mut Driver<SystemHost>,
    streams: &mut Streams<'_>,
    look: Look,
    _: Theme,
) -> io::Result<Exit> {
    in_plain(driver, streams, look)
}

/// A word that is no command and no file: most likely meant as a command. A name with a dot or a folder in it is a file's.
fn mistyped_command(guide: &Guide, file: &Path) -> Option<String> {
    let typed = file.to_str()?;
    let is_word = typed.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_word || file.exists() {
        return None;
    }
    let no_such = || guide.say("cli.usage-no-command", &[("name", typed.to_owned())]);
    Some(usage::command_near(guide, typed).unwrap_or_else(no_such))
}
