//! The things that can be taken away as a file.

use super::request::RequestId;

/// Something to take away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paper {
    /// The email of a request.
    Draft(RequestId),
    /// The chaser of a request.
    Chaser(RequestId),
    /// What to say on the phone.
    Script(RequestId),
    /// The record.
    Record(Form),
    /// Every day that matters, for a calendar.
    Calendar,
    /// What the next owner has to know.
    Handover(Form),
    /// What to do for each person who has left.
    LeaverChecklist(Form),
    /// The nine steps with boxes, to fill in by hand.
    Checklist(Form),
    /// The access check, for a spreadsheet.
    AccessCsv,
}

/// How a paper is written that can be written in more than one way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Form {
    /// Plain text in short lines.
    #[default]
    Text,
    /// One page of the web with all that it needs, to print.
    Html,
    /// Markdown.
    Markdown,
}

impl Paper {
    /// The name of its file, without an ending: whole words in kebab case.
    #[must_use]
    pub fn file_stem(self) -> String {
        use crate::domain::choice::Choice as _;
        match self {
            Self::Draft(request) => format!("{}-email", request.slug()),
            Self::Chaser(request) => format!("{}-chaser", request.slug()),
            Self::Script(request) => format!("{}-phone-script", request.slug()),
            Self::Record(_) => "record".to_owned(),
            Self::Calendar => "reminders".to_owned(),
            Self::Handover(_) => "handover".to_owned(),
            Self::LeaverChecklist(_) => "leaver-checklist".to_owned(),
            Self::Checklist(_) => "checklist".to_owned(),
            Self::AccessCsv => "access".to_owned(),
        }
    }

    /// How it is written; none for what other programs read.
    #[must_use]
    pub const fn form(self) -> Option<Form> {
        match self {
            Self::Draft(_) | Self::Chaser(_) | Self::Script(_) => Some(Form::Text),
            Self::Record(form)
            | Self::Handover(form)
            | Self::LeaverChecklist(form)
            | Self::Checklist(form) => Some(form),
            Self::Calendar | Self::AccessCsv => None,
        }
    }

    /// How the name of its file ends, with the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match (self, self.form()) {
            (_, Some(Form::Text)) => ".txt",
            (_, Some(Form::Html)) => ".html",
            (_, Some(Form::Markdown)) => ".md",
            (Self::Calendar, None) => ".ics",
            (_, None) => ".csv",
        }
    }

    /// The name of its file.
    #[must_use]
    pub fn file_name(self) -> String {
        self.file_stem() + self.ending()
    }
}
