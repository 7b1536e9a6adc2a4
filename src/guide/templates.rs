//! Fills the templates of `assets/templates`: drafts, phone scripts and papers. The only user of the template engine.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

/// Every template: its name and its text. A name ending in `.html` escapes what people typed.
pub const TEMPLATES: &[(&str, &str)] = &[];

/// Why a template could not be filled.
#[derive(Debug, thiserror::Error)]
#[error("template {name}: {why}")]
pub struct TemplateError {
    /// The template's name.
    pub name: String,
    /// What the engine says.
    pub why: String,
}

/// Fills one template.
pub(super) fn render(name: &str, facts: &impl Serialize) -> Result<String, TemplateError> {
    let engine = engine().map_err(|why| error(name, &why))?;
    let template = engine.get_template(name).map_err(|why| error(name, &why))?;
    template.render(Serde(facts)).map_err(|why| error(name, &why))
}

/// Every template parsed.
pub(super) fn engine() -> Result<Environment<'static>, minijinja::Error> {
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()?,
    );
    for (name, text) in TEMPLATES {
        engine.add_template(name, text)?;
    }
    Ok(engine)
}

fn error(name: &str, why: &minijinja::Error) -> TemplateError {
    TemplateError {
        name: name.to_owned(),
        why: why.to_string(),
    }
}
