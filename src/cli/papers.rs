//! `drafts`, `record` and the other papers: what is taken away, from a progress file that is only read.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::args::{DataOfSite, OfSite, Written};
use super::{Exit, Streams, shown};
use crate::domain::verdict::Message;
use crate::guide::Guide;
use crate::machine::draft;
use crate::machine::effect::IfThere;
use crate::machine::event::Progress;
use crate::machine::paper::{Form, Paper};
use crate::paper;
use crate::store::disk::System;
use crate::store::export::{self, Written as Export};
use crate::store::save::There;
use crate::store::{find, words};

/// Makes papers.
pub(super) struct Papers<'g> {
    pub(super) guide: &'g Guide,
    pub(super) today: NaiveDate,
    pub(super) dry_run: bool,
}

impl Papers<'_> {
    /// Every email and phone script that the answers call for now.
    pub(super) fn drafts(
        &self,
        streams: &mut Streams<'_>,
        file: PathBuf,
        out: Option<&Path>,
    ) -> io::Result<Exit> {
        let Some(progress) = self.read(streams, file)? else {
            return Ok(Exit::Problem);
        };
        let papers = draft::papers(&progress.answers, self.today);
        if papers.is_empty() {
            writeln!(streams.errors, "{}", self.guide.word("cli.drafts-none"))?;
        }
        for (place, &paper) in papers.iter().enumerate() {
            let text = self.text(paper, &progress);
            let Some(folder) = out else {
                if place > 0 {
                    writeln!(streams.output)?;
                }
                write!(streams.output, "{text}")?;
                continue;
            };
            if !self.write_in(streams, folder, paper, &text)? {
                return Ok(Exit::Problem);
            }
        }
        Ok(Exit::Done)
    }

    /// A paper about a site, in one of its forms.
    pub(super) fn of_site(
        &self,
        streams: &mut Streams<'_>,
        of: OfSite,
        paper: fn(Form) -> Paper,
    ) -> io::Result<Exit> {
        let Written { format, out } = of.written;
        let file = of.file;
        self.data_of_site(streams, DataOfSite { file, out }, paper(format.into()))
    }

    /// A paper about a site.
    pub(super) fn data_of_site(
        &self,
        streams: &mut Streams<'_>,
        of: DataOfSite,
        paper: Paper,
    ) -> io::Result<Exit> {
        let Some(progress) = self.read(streams, of.file)? else {
            return Ok(Exit::Problem);
        };
        self.give(streams, &self.text(paper, &progress), of.out.out.as_deref())
    }

    /// The blank checklist.
    pub(super) fn checklist(&self, streams: &mut Streams<'_>, written: &Written) -> io::Result<Exit> {
        let paper = Paper::Checklist(written.format.into());
        let text = self.text(paper, &Progress::default());
        self.give(streams, &text, written.out.out.as_deref())
    }

    /// Gives a paper to standard output or to a file. A file that is there stays.
    fn give(&self, streams: &mut Streams<'_>, text: &str, out: Option<&Path>) -> io::Result<Exit> {
        let Some(out) = out else {
            write!(streams.output, "{text}")?;
            return Ok(Exit::Done);
        };
        if self.dry_run {
            return self.would_write(streams, out).map(|()| Exit::Done);
        }
        match export::write_to(&System, out, text, There::Keep) {
            Ok(()) => self.wrote(streams, out).map(|()| Exit::Done),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && export::holds(out, text) => {
                self.wrote(streams, out).map(|()| Exit::Done)
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let exists = self.guide.say("cli.out-exists", &[("file", shown(out))]);
                writeln!(streams.errors, "{exists}").map(|()| Exit::Problem)
            }
            Err(error) if error.kind() == ErrorKind::IsADirectory => {
                let folder = self.guide.say("cli.out-folder", &[("file", shown(out))]);
                writeln!(streams.errors, "{folder}").map(|()| Exit::Problem)
            }
            Err(error) => {
                let why = words::no_folder(out).unwrap_or_else(|| words::not_saved(&error, out, None));
                writeln!(streams.errors, "{}", self.guide.message(&why)).map(|()| Exit::Problem)
            }
        }
    }

    fn text(&self, paper: Paper, progress: &Progress) -> String {
        paper::text(paper, &progress.answers, self.guide, self.today)
    }

    /// What a file holds. None, and why on standard error, when it cannot be read.
    fn read(&self, streams: &mut Streams<'_>, file: PathBuf) -> io::Result<Option<Progress>> {
        match find::found(file).holds {
            Ok(progress) => Ok(Some(progress)),
            Err(message) => writeln!(streams.errors, "{}", self.guide.message(&message)).map(|()| None),
        }
    }

    /// Writes one paper in a folder. A file of that name stays, and a number is added to the new one's.
    fn write_in(
        &self,
        streams: &mut Streams<'_>,
        folder: &Path,
        paper: Paper,
        text: &str,
    ) -> io::Result<bool> {
        let usual = folder.join(paper.file_name());
        if self.dry_run {
            return self.would_write(streams, &usual).map(|()| true);
        }
        let written = fs::create_dir_all(folder)
            .map_err(|error| no_folder_made(&error, folder))
            .and_then(|()| {
                export::write(
                    &System,
                    folder,
                    &paper.file_stem(),
                    paper.ending(),
                    text,
                    IfThere::NewName,
                )
            });
        match written {
            Ok(Export::At(path) | Export::Exists(path)) => self.wrote(streams, &path).map(|()| true),
            Err(message) => writeln!(streams.errors, "{}", self.guide.message(&message)).map(|()| false),
        }
    }

    fn wrote(&self, streams: &mut Streams<'_>, path: &Path) -> io::Result<()> {
        writeln!(
            streams.output,
            "{}",
            self.guide.say("cli.written", &[("file", shown(path))])
        )
    }

    fn would_write(&self, streams: &mut Streams<'_>, path: &Path) -> io::Result<()> {
        writeln!(
            streams.output,
            "{}",
            self.guide.say("cli.written-dry", &[("file", shown(path))])
        )
    }
}

/// Why there is no folder to write in.
fn no_folder_made(error: &io::Error, folder: &Path) -> Message {
    if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotADirectory) {
        Message::new("cli.out-not-folder").with("file", shown(folder))
    } else {
        words::not_saved(error, folder, None)
    }
}
