//! A command line that is off, in our own words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args;
use crate::guide::Guide;

/// What is off, as one sentence.
pub(super) fn sentence(guide: &Guide, error: &clap::Error) -> String {
    let text = |kind| error.get(kind).map(text).unwrap_or_default();
    let argument = text(ContextKind::InvalidArg);
    let name = argument.split(' ').next().unwrap_or_default().to_owned();
    let say = |id, slots: &[(&str, String)]| guide.say(id, slots);
    match error.kind() {
        ErrorKind::UnknownArgument if !name.starts_with('-') => say("cli.usage-extra", &[("name", name)]),
        ErrorKind::UnknownArgument => {
            let known = text(ContextKind::SuggestedArg);
            match known.split(' ').next().filter(|known| !known.is_empty()) {
                Some(known) => say(
                    "cli.usage-option-near",
                    &[("name", name), ("known", known.to_owned())],
                ),
                None => say("cli.usage-option", &[("name", name)]),
            }
        }
        ErrorKind::InvalidValue if text(ContextKind::InvalidValue).is_empty() => {
            say("cli.usage-needs", &[("name", name)])
        }
        ErrorKind::InvalidValue => say(
            "cli.usage-choices",
            &[("name", name), ("choices", text(ContextKind::ValidValue))],
        ),
        ErrorKind::ValueValidation => say("cli.usage-date", &[]),
        ErrorKind::MissingRequiredArgument => say(
            "cli.usage-missing",
            &[("name", argument.trim_matches(['<', '>', '.']).to_owned())],
        ),
        ErrorKind::ArgumentConflict => say(
            "cli.usage-both",
            &[("one", name), ("other", text(ContextKind::PriorArg))],
        ),
        _ => say("cli.usage-other", &[]),
    }
}

/// A file to start that was most likely meant as a command: `statsu`.
pub(super) fn command_near(guide: &Guide, typed: &str) -> Option<String> {
    let clap = args::clap(guide);
    let near = clap
        .get_subcommands()
        .map(clap::Command::get_name)
        .find(|name| strsim::damerau_levenshtein(name, typed) <= 2)?;
    Some(guide.say(
        "cli.usage-command-near",
        &[("name", typed.to_owned()), ("known", near.to_owned())],
    ))
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        _ => String::new(),
    }
}
