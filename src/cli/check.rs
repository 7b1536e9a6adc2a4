//! `check`: everything that is wrong with each file, with its line. Nothing is changed.

use std::io;
use std::path::{Path, PathBuf};

use super::{Exit, Streams, shown};
use crate::domain::verdict::Message;
use crate::guide::Guide;
use crate::store;
use crate::store::place::file_name;

/// Checks files, and every progress file of folders.
pub(super) fn run(guide: &Guide, streams: &mut Streams<'_>, paths: &[PathBuf]) -> io::Result<Exit> {
    let files = paths.iter().flat_map(|path| {
        if path.is_dir() {
            sorted(path)
        } else {
            vec![path.clone()]
        }
    });
    let mut exit = Exit::Done;
    for file in files {
        if !check(guide, streams, &file)? {
            exit = Exit::Problem;
        }
    }
    Ok(exit)
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths = store::find::paths(folder);
    paths.sort();
    paths
}

/// Whether a file is sound.
fn check(guide: &Guide, streams: &mut Streams<'_>, path: &Path) -> io::Result<bool> {
    let findings = match store::check::check(path) {
        Ok(findings) => findings.into_iter().map(|finding| finding.message).collect(),
        Err(message) => vec![message],
    };
    if findings.is_empty() {
        let sound = guide.say("cli.check-sound", &[("file", shown(path))]);
        return writeln!(streams.output, "{sound}").map(|()| true);
    }
    for finding in &findings {
        writeln!(streams.errors, "{}", about(guide, path, finding))?;
    }
    let id = if findings.len() == 1 {
        "cli.check-count.one"
    } else {
        "cli.check-count"
    };
    let count = guide.say(id, &[("n", findings.len().to_string())]);
    writeln!(streams.errors, "{count}").map(|()| false)
}

/// What is wrong, with the file that it is about unless the words name it.
pub(super) fn about(guide: &Guide, path: &Path, message: &Message) -> String {
    let words = guide.message(message);
    if words.contains(&file_name(path)) {
        return words;
    }
    guide.say("cli.check-problem", &[("file", shown(path)), ("problem", words)])
}
