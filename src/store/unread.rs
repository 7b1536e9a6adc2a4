//! Single lines that cannot be understood, such as `sent_on = 03/06/2026`, made into comments so that the rest of the
//! file can be read and the line stays in it.
//!
//! Only for a whole `key = value` line with more after it: a file that was cut short must not pass for a sound one.

use toml_edit::{Document, TomlError};

use super::keys::{Kind, join};
use super::read::{PassedOver, Should, line_at};
use super::way::{Step, kind_of};

/// Such lines in a file, at the most, before it counts as damaged.
const MOST_LINES: usize = 20;

/// The text with the lines that cannot be understood made into comments, and those lines.
///
/// # Errors
/// The first line, from 1, for which this cannot be done.
pub fn without_bad_lines(text: &str) -> Result<(String, Vec<PassedOver>), usize> {
    let mut text = text.to_owned();
    let mut bad = vec![];
    while let Err(error) = Document::parse(text.as_str()) {
        let line = line_of(&text, &error);
        match passed_over(&text, line) {
            Some(passed) if bad.len() < MOST_LINES => bad.push(passed),
            Some(_) | None => return Err(bad.first().map_or(line, |first: &PassedOver| first.line)),
        }
        text = commented(&text, line);
    }
    Ok((text, bad))
}

fn line_of(text: &str, error: &TomlError) -> usize {
    line_at(text, error.span().map_or(0, |span| span.start))
}

/// What is wrong with a line; none when it is not one that can be left out.
fn passed_over(text: &str, line: usize) -> Option<PassedOver> {
    let above: Vec<&str> = text.lines().take(line).collect();
    let name = key(above.last()?)?;
    if text.lines().skip(line).all(|line| line.trim().is_empty()) || name == "schema" {
        return None;
    }
    let table = above.iter().rev().find_map(|line| header(line));
    let key = join(table.unwrap_or_default(), name);
    let way: Vec<Step> = key.split('.').map(|name| Step::Key(name.to_owned())).collect();
    let should = match kind_of(&way) {
        Kind::Day | Kind::Time => Should::BeDate,
        Kind::Plain => Should::KeepRule,
    };
    Some(PassedOver {
        line,
        key,
        should,
        way: vec![],
    })
}

/// The name in a whole `key = value` line.
fn key(line: &str) -> Option<&str> {
    let (name, value) = line.split_once('=')?;
    let name = name.trim();
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    (!name.is_empty() && name.chars().all(is_name) && !value.trim().is_empty()).then_some(name)
}

/// The name in the header of a table.
fn header(line: &str) -> Option<&str> {
    let inner = line.trim_start().strip_prefix('[')?;
    let inner = inner.strip_prefix('[').unwrap_or(inner);
    inner.split(']').next().map(str::trim)
}

fn commented(text: &str, line: usize) -> String {
    let comment = |(place, text): (usize, &str)| {
        let mark = if place + 1 == line { "# " } else { "" };
        format!("{mark}{text}")
    };
    text.split_inclusive('\n').enumerate().map(comment).collect()
}
