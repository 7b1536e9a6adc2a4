//! What can be typed after the program's name. The words of help come from the catalogue, under `cli.help.*`, by the
//! name of each command and option.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Arg, ArgAction, Command as Clap, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::guide::Guide;
use crate::machine::paper::Form;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "nhsmail-starter",
    bin_name = "nhsmail-starter",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true
)]
#[command(disable_version_flag = true)]
pub(super) struct Args {
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) everywhere: Everywhere,
}

/// Options that hold everywhere.
#[derive(Debug, Clone, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option that is there or not"
)]
pub(super) struct Everywhere {
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
    #[arg(long, global = true, conflicts_with = "full_screen")]
    pub(super) plain: bool,
    #[arg(long, global = true)]
    pub(super) full_screen: bool,
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    #[arg(
        long,
        global = true,
        value_name = "default|high-contrast|mono",
        hide_possible_values = true
    )]
    pub(super) theme: Option<Theme>,
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) today: Option<NaiveDate>,
    #[arg(long, global = true)]
    pub(super) dry_run: bool,
}

/// The colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Theme {
    Default,
    HighContrast,
    Mono,
}

/// How a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Html,
    Markdown,
}

impl From<Format> for Form {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Html => Self::Html,
            Format::Markdown => Self::Markdown,
        }
    }
}

/// Where a paper goes.
#[derive(Debug, clap::Args)]
pub(super) struct Out {
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// How a paper is written, and where it goes.
#[derive(Debug, clap::Args)]
pub(super) struct Written {
    #[arg(
        long,
        value_name = "text|html|markdown",
        hide_possible_values = true,
        hide_default_value = true,
        default_value = "text"
    )]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) out: Out,
}

/// A paper about a site.
#[derive(Debug, clap::Args)]
pub(super) struct OfSite {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) written: Written,
}

/// A paper about a site that is for other programs to read.
#[derive(Debug, clap::Args)]
pub(super) struct DataOfSite {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) out: Out,
}

/// What to do instead of asking the questions.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Status {
        #[arg(long)]
        json: bool,
        #[arg(long)]
        names: bool,
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    Check {
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    Drafts {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    Record(OfSite),
    Reminders(DataOfSite),
    Handover(OfSite),
    Leavers(OfSite),
    People(DataOfSite),
    Checklist(Written),
    Guide {
        #[arg(value_name = "TOPIC")]
        topic: Option<String>,
    },
    Glossary {
        #[arg(value_name = "TERM")]
        term: Option<String>,
    },
    Contacts,
}

/// Reads the command line.
///
/// # Errors
/// What is off about it, or that help or the version is wanted.
pub(super) fn parse(guide: &Guide, args: impl IntoIterator<Item = OsString>) -> Result<Args, clap::Error> {
    let args: Vec<OsString> = args.into_iter().collect();
    // The words are for those who ask for help, or have to be told what was off: most runs need none of them.
    let matches = described(|_| String::new()).try_get_matches_from(&args);
    Args::from_arg_matches(&matches.or_else(|_| clap(guide).try_get_matches_from(&args))?)
}

/// The command line with the words of the catalogue.
pub(super) fn clap(guide: &Guide) -> Clap {
    described(|id| guide.word(&format!("cli.{id}")).to_owned())
}

/// The command line, with these words for each part of it.
fn described(words: impl Fn(&str) -> String) -> Clap {
    let word = |id: &str| words(&format!("help.{id}"));
    let ask = |name: &'static str, short, action| {
        Arg::new(name)
            .long(name)
            .short(short)
            .action(action)
            .global(name == "help")
            .help(word(name))
    };
    Args::command()
        .about(words("about"))
        .after_help(words("not-official"))
        .mut_args(|arg| {
            let help = word(arg.get_id().as_str());
            arg.help(help)
        })
        .mut_subcommands(|command| {
            let name = command.get_name().to_owned();
            command.about(word(&name)).mut_args(|arg| {
                let help = word(&format!("{name}.{}", arg.get_id()));
                arg.help(help)
            })
        })
        .arg(ask("help", 'h', ArgAction::Help))
        .arg(ask("version", 'V', ArgAction::Version))
}

/// A day as in `--today 2026-06-03`.
fn day(typed: &str) -> Result<NaiveDate, chrono::ParseError> {
    NaiveDate::parse_from_str(typed, "%Y-%m-%d")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_and_each_part_of_it_has_its_words() {
        let mut clap = clap(&Guide::builtin());
        clap.clone().debug_assert();
        clap.build();
        let commands = || std::iter::once(&clap).chain(clap.get_subcommands());
        for command in commands() {
            assert!(
                command
                    .get_about()
                    .is_some_and(|words| !words.to_string().is_empty()),
                "{command}"
            );
            for arg in command.get_arguments() {
                assert!(
                    arg.get_help().is_some_and(|words| !words.to_string().is_empty()),
                    "{command} {arg}"
                );
            }
        }
    }

    #[test]
    fn options_hold_before_and_after_a_command() {
        for line in ["x --dir d status a", "x status --dir d a", "x status a --dir d"] {
            let args = parse(&Guide::builtin(), line.split(' ').map(OsString::from)).unwrap();
            assert_eq!(args.everywhere.dir.as_deref(), Some("d".as_ref()), "{line}");
            assert!(matches!(args.command, Some(Command::Status { .. })), "{line}");
        }
    }
}
