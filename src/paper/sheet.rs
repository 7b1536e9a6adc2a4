//! A sheet to print: what stands on it, in which order, under which headings. Every sheet can be written in every form;
//! how each form looks is in the templates `sheet.*`. Must not know any sheet.

use serde::Serialize;

use crate::domain::wrap::{COLUMNS, wrap};
use crate::guide::Guide;
use crate::machine::paper::Form;

/// A sheet.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Sheet {
    pub(super) title: String,
    /// Lines right under the title.
    pub(super) intro: Vec<String>,
    pub(super) pages: Vec<Page>,
}

/// A page. The first has no heading of its own: the title stands there.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Page {
    pub(super) heading: Option<String>,
    pub(super) sections: Vec<Section>,
    /// Lines at its end.
    pub(super) foot: Vec<String>,
}

/// What stands under one heading.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) parts: Vec<Part>,
}

/// A piece of a section.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", content = "holds", rename_all = "kebab-case")]
pub(super) enum Part {
    /// A paragraph.
    Words(String),
    /// Pairs of a label and a value.
    Facts(Vec<(String, String)>),
    /// Things in no order.
    List(Vec<String>),
    /// Things in order.
    Steps(Vec<String>),
    /// Things to tick by hand.
    Boxes(Boxes),
    /// One row a thing; its first cell says which.
    Table(Table),
}

/// Things to tick by hand, and what the columns are called.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Boxes {
    pub(super) columns: [String; 3],
    pub(super) items: Vec<Tick>,
}

/// A thing to tick by hand.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Tick {
    pub(super) words: String,
    /// How it is done.
    pub(super) hint: Option<String>,
    /// The day on which it was done, when it has been.
    pub(super) done: Option<String>,
}

/// A table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Table {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Section {
    pub(super) fn new(heading: impl Into<String>, part: Part) -> Self {
        Self {
            heading: heading.into(),
            parts: vec![part],
        }
    }
}

impl Boxes {
    pub(super) fn new(guide: &Guide, items: Vec<Tick>) -> Self {
        let columns = ["checklist.done", "checklist.what", "checklist.date"];
        Self {
            columns: columns.map(|id| guide.word(id).to_owned()),
            items,
        }
    }
}

impl Sheet {
    /// The sheet in one form. Nothing when a template names what is not there, which a test rules out.
    pub(super) fn written(&self, form: Form, guide: &Guide) -> String {
        let template = match form {
            Form::Text => "sheet.txt",
            Form::Html => "sheet.html",
            Form::Markdown => "sheet.md",
        };
        let filled = guide.render(template, self).unwrap_or_default();
        let mut text = match form {
            Form::Text => wrap(filled.trim(), COLUMNS).join("\n"),
            Form::Html | Form::Markdown => filled.trim().to_owned(),
        };
        text.push('\n');
        text
    }
}
