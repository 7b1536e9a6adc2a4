//! Values of a file as plain values: text tidied, days as text, keys that are not known left out.

use toml::Value as Plain;
use toml_edit::{Item, TableLike, Value};

use super::keys::{Key, find};
use crate::domain::tidy;

/// A value as a plain one.
#[must_use]
pub fn plain(value: &Value) -> Plain {
    match value {
        Value::String(text) => Plain::String(tidy::note(text.value())),
        Value::Integer(number) => Plain::Integer(*number.value()),
        Value::Float(number) => Plain::Float(*number.value()),
        Value::Boolean(said) => Plain::Boolean(*said.value()),
        Value::Datetime(day) => Plain::String(day.value().to_string()),
        Value::Array(items) => Plain::Array(items.iter().map(plain).collect()),
        Value::InlineTable(table) => Plain::Table(
            table
                .iter()
                .map(|(name, value)| (name.to_owned(), plain(value)))
                .collect(),
        ),
    }
}

/// The known keys of a table.
#[must_use]
pub fn known(table: &dyn TableLike, keys: &[Key]) -> toml::Table {
    let known = table
        .iter()
        .filter_map(|(name, item)| Some((find(keys, name)?, item)));
    known
        .filter_map(|(key, item)| Some((key.name.clone(), known_item(item, key)?)))
        .collect()
}

fn known_item(item: &Item, key: &Key) -> Option<Plain> {
    match item {
        Item::None => None,
        Item::Table(table) => Some(Plain::Table(known(table, &key.keys))),
        Item::ArrayOfTables(list) => Some(Plain::Array(
            list.iter()
                .map(|table| Plain::Table(known(table, &key.keys)))
                .collect(),
        )),
        Item::Value(Value::InlineTable(table)) => Some(Plain::Table(known(table, &key.keys))),
        Item::Value(Value::Array(items)) if !key.keys.is_empty() => Some(Plain::Array(
            items.iter().map(|item| known_in_list(item, key)).collect(),
        )),
        Item::Value(value) => Some(plain(value)),
    }
}

fn known_in_list(value: &Value, key: &Key) -> Plain {
    match value.as_inline_table() {
        Some(table) => Plain::Table(known(table, &key.keys)),
        None => plain(value),
    }
}
