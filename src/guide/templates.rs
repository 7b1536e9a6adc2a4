//! Fills the templates of `assets/templates`: drafts, phone scripts and papers. The only user of the template engine.

use std::borrow::Cow;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, escape_formatter};
use serde::Serialize;

/// How what people typed is written in Markdown.
const MARKDOWN: AutoEscape = AutoEscape::Custom(Cow::Borrowed("markdown"));

/// Every template: its name and its text. A name ending in `.html` or `.md` escapes
/// what people typed.
pub const TEMPLATES: &[(&str, &str)] = &[
    (
        "hospice-email.txt",
        include_str!("../../assets/templates/hospice-email.txt"),
    ),
    (
        "access-email.txt",
        include_str!("../../assets/templates/access-email.txt"),
    ),
    (
        "audit-email.txt",
        include_str!("../../assets/templates/audit-email.txt"),
    ),
    (
        "leavers-email.txt",
        include_str!("../../assets/templates/leavers-email.txt"),
    ),
    (
        "team-email.txt",
        include_str!("../../assets/templates/team-email.txt"),
    ),
    (
        "second-owner-email.txt",
        include_str!("../../assets/templates/second-owner-email.txt"),
    ),
    (
        "long-leave-email.txt",
        include_str!("../../assets/templates/long-leave-email.txt"),
    ),
    (
        "new-owner-email.txt",
        include_str!("../../assets/templates/new-owner-email.txt"),
    ),
    (
        "ods-email.txt",
        include_str!("../../assets/templates/ods-email.txt"),
    ),
    (
        "dspt-email.txt",
        include_str!("../../assets/templates/dspt-email.txt"),
    ),
    (
        "chaser-email.txt",
        include_str!("../../assets/templates/chaser-email.txt"),
    ),
    (
        "access-phone-script.txt",
        include_str!("../../assets/templates/access-phone-script.txt"),
    ),
    (
        "audit-phone-script.txt",
        include_str!("../../assets/templates/audit-phone-script.txt"),
    ),
    ("email.txt", include_str!("../../assets/templates/email.txt")),
    (
        "phone-script.txt",
        include_str!("../../assets/templates/phone-script.txt"),
    ),
    ("sheet.txt", include_str!("../../assets/templates/sheet.txt")),
    ("sheet.md", include_str!("../../assets/templates/sheet.md")),
    ("sheet.html", include_str!("../../assets/templates/sheet.html")),
];

/// Why a template could not be filled.
#[derive(Debug, thiserror::Error)]
#[error("template {name}: {why}")]
pub struct TemplateError {
    /// The template's name.
    pub name: String,
    /// What the engine says.
    pub why: String,
}

/// Fills one template. Only that one is parsed.
pub(super) fn render(name: &str, facts: &impl Serialize) -> Result<String, TemplateError> {
    let engine =
        engine(TEMPLATES.iter().filter(|(other, _)| *other == name)).map_err(|why| error(name, &why))?;
    let template = engine.get_template(name).map_err(|why| error(name, &why))?;
    template.render(Serde(facts)).map_err(|why| error(name, &why))
}

/// Parses every template, for the checks.
pub(super) fn parse() -> Result<(), minijinja::Error> {
    engine(TEMPLATES).map(drop)
}

fn engine<'t>(
    templates: impl IntoIterator<Item = &'t (&'static str, &'static str)>,
) -> Result<Environment<'static>, minijinja::Error> {
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()?,
    );
    engine.set_auto_escape_callback(|name| match name.rsplit_once('.') {
        Some((_, "html")) => AutoEscape::Html,
        Some((_, "md")) => MARKDOWN,
        Some(_) | None => AutoEscape::None,
    });
    engine.set_formatter(|out, state, value| match (state.auto_escape(), value.is_safe()) {
        (AutoEscape::Custom(_), false) => Ok(out.write_str(&plain_in_markdown(&value.to_string()))?),
        (AutoEscape::Custom(_), true) => Ok(write!(out, "{value}")?),
        _ => escape_formatter(out, state, value),
    });
    for (name, text) in templates {
        engine.add_template(name, text)?;
    }
    Ok(engine)
}

/// Words of which no mark means anything in Markdown.
fn plain_in_markdown(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for (place, letter) in words.char_indices() {
        let means_something = r"\`*_[]<>#|~&".contains(letter) || place == 0 && "+-=".contains(letter);
        if means_something {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

fn error(name: &str, why: &minijinja::Error) -> TemplateError {
    TemplateError {
        name: name.to_owned(),
        why: why.to_string(),
    }
}
