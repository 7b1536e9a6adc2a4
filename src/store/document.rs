//! Progress written into a file: the document as it was read is edited, so that a person's own comments and the keys
//! of other versions stay. Known keys come first, in the order of the schema; two routes to the same answers at the
//! same time give the same bytes.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use toml::Value as Plain;
use toml_edit::{ArrayOfTables, Datetime, DocumentMut, Item, Table, Value};

use super::aside;
use super::keys::{KEYS, Key, Kind, SCHEMA, find};
use super::plain::plain;
use super::way::Way;
use crate::machine::event::Progress;
use crate::machine::slots::Position;

/// The file, edited to hold the progress. `text` is the file as it was read; empty for a new one. The values at the
/// ends of `kept` stay as they are where the progress has none.
#[must_use]
pub fn write(text: &str, kept: &[Way], progress: &Progress) -> String {
    let mut file: DocumentMut = text.parse().unwrap_or_default();
    aside::set(file.as_table_mut(), kept);
    let is_new = !file.contains_key("schema");
    let mut left = vec![];
    update(&mut file, &to_plain(progress), &KEYS.keys, &mut left);
    aside::put_back_all(file.as_table_mut());
    if is_new {
        put_above(&mut file, "schema", &KEYS.head);
    }
    arrange(&mut file, Some(&KEYS.keys), &mut 0);
    if !left.is_empty() {
        let trailing = file.trailing().as_str().unwrap_or_default().to_owned();
        file.set_trailing(trailing + &left.concat());
    }
    file.to_string()
}

/// The progress as plain values. What says nothing is left out: false, an empty list, an empty table.
fn to_plain(progress: &Progress) -> toml::Table {
    let mut table = toml::Table::try_from(&progress.answers).unwrap_or_default();
    table.retain(|_, value| says_something(value));
    table.insert("schema".into(), Plain::Integer(SCHEMA));
    if let Some(Position { page, person }) = progress.last {
        table.insert("last_page".into(), Plain::String(page.slug().into()));
        if page.is_about_one() {
            table.insert(
                "last_person".into(),
                Plain::Integer(i64::try_from(person).unwrap_or_default()),
            );
        }
    }
    if progress.changing {
        table.insert("changing".into(), Plain::Boolean(true));
    }
    if let Some(at) = progress.saved_at {
        table.insert("saved_at".into(), Plain::String(time(at)));
    }
    if !progress.saved_by.is_empty() {
        table.insert("saved_by".into(), Plain::String(progress.saved_by.clone()));
    }
    table
}

fn time(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Whether a value is worth writing. Someone on a list of whom nothing is known yet still holds a place there.
fn says_something(value: &mut Plain) -> bool {
    match value {
        Plain::Boolean(said) => *said,
        Plain::Array(items) => !items.is_empty(),
        Plain::Table(table) => {
            table.retain(|_, value| says_something(value));
            !table.is_empty()
        }
        Plain::String(_) | Plain::Integer(_) | Plain::Float(_) | Plain::Datetime(_) => true,
    }
}

/// Brings the known keys of a table up to date. Comments of keys that go are gathered in `left`.
fn update(table: &mut Table, new: &toml::Table, keys: &[Key], left: &mut Vec<String>) {
    for key in keys {
        let value = new.get(&key.name);
        if value.is_some() {
            aside::put_back(table, &key.name);
        }
        match value {
            None => take_out(table, key, left),
            Some(Plain::Table(inner)) => {
                if let Some(table) = table_in(table, key) {
                    update(table, inner, &key.keys, left);
                    set_header(table, key);
                }
            }
            Some(Plain::Array(items)) if !key.keys.is_empty() => update_list(table, key, items, left),
            Some(value) => set(table, key, value),
        }
    }
}

/// Takes a known key out, and a table with it once nothing is left there.
fn take_out(table: &mut Table, key: &Key, left: &mut Vec<String>) {
    if let Some(inner) = table.get_mut(&key.name).and_then(Item::as_table_mut) {
        for key in &key.keys {
            take_out(inner, key, left);
        }
        if !inner.is_empty() {
            return;
        }
    }
    if let Some((name, item)) = table.remove_entry(&key.name) {
        let above = name.leaf_decor().prefix().and_then(|above| above.as_str());
        let header = item
            .as_table()
            .and_then(|table| table.decor().prefix())
            .and_then(|above| above.as_str());
        let beside = item
            .as_value()
            .and_then(|value| value.decor().suffix())
            .and_then(|beside| beside.as_str());
        let comments = [above, header, beside]
            .into_iter()
            .flatten()
            .flat_map(str::lines)
            .map(str::trim);
        let own = comments.filter(|line| !line.is_empty() && !key.comment.iter().any(|ours| ours == line));
        left.extend(own.map(|line| format!("{line}\n")));
    }
}

/// The table of that name; made when it is not there, or is there in another form.
fn table_in<'t>(table: &'t mut Table, key: &Key) -> Option<&'t mut Table> {
    if !table.get(&key.name).is_some_and(Item::is_table) {
        let there = table.remove(&key.name).and_then(|item| item.into_table().ok());
        let mut made = there.unwrap_or_default();
        made.set_implicit(true);
        table.insert(&key.name, Item::Table(made));
    }
    let found = table.get_mut(&key.name)?.as_table_mut()?;
    found.set_dotted(false);
    Some(found)
}

/// A table has its header and our comment above it when it has values of its own, and neither when it has none. What
/// someone wrote above it keeps it as it is.
fn set_header(table: &mut Table, key: &Key) {
    let is_bare = prefix(table)
        .replacen(&block(&key.comment), "", 1)
        .trim()
        .is_empty();
    if table.is_implicit() || is_bare && table.get_values().is_empty() {
        table.set_implicit(true);
        table.decor_mut().set_prefix(format!("\n{}", block(&key.comment)));
    }
}

/// Sets a value, unless the same is there in any form.
fn set(table: &mut Table, key: &Key, value: &Plain) {
    if let Some(Item::Value(there)) = table.get_mut(&key.name) {
        if plain(there) != *value {
            let decor = there.decor().clone();
            *there = to_value(value, key.kind);
            *there.decor_mut() = decor;
        }
        return;
    }
    table.insert(&key.name, Item::Value(to_value(value, key.kind)));
    put_above(table, &key.name, &key.comment);
}

fn to_value(value: &Plain, kind: Kind) -> Value {
    match value {
        Plain::String(text) if kind != Kind::Plain => text
            .parse::<Datetime>()
            .map_or_else(|_| Value::from(text), Value::from),
        Plain::String(text) => Value::from(text),
        Plain::Integer(number) => Value::from(*number),
        Plain::Float(number) => Value::from(*number),
        Plain::Boolean(said) => Value::from(*said),
        Plain::Datetime(day) => Value::from(*day),
        Plain::Array(items) => Value::Array(items.iter().map(|item| to_value(item, kind)).collect()),
        Plain::Table(table) => Value::InlineTable(
            table
                .iter()
                .map(|(key, item)| (key.clone(), to_value(item, kind)))
                .collect(),
        ),
    }
}

/// Brings a list of tables up to date. What someone wrote beside a person stays with that person.
fn update_list(table: &mut Table, key: &Key, items: &[Plain], left: &mut Vec<String>) {
    let there = table
        .remove(&key.name)
        .and_then(|item| item.into_array_of_tables().ok());
    let mut there: Vec<Option<Table>> = there.into_iter().flatten().map(Some).collect();
    let had_comment = there.is_empty()
        || there
            .iter_mut()
            .flatten()
            .map(|table| uncomment(table, key))
            .fold(false, |had, has| had | has);
    let mut list: Vec<Table> = reuse(&mut there, items)
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect();
    for (table, item) in list.iter_mut().zip(items) {
        if let Plain::Table(new) = item {
            update(table, new, &key.keys, left);
        }
    }
    if let Some(first) = list.first_mut().filter(|_| had_comment) {
        let above = prefix(first);
        first
            .decor_mut()
            .set_prefix(format!("{above}{}", block(&key.comment)));
    }
    table.insert(
        &key.name,
        Item::ArrayOfTables(list.into_iter().collect::<ArrayOfTables>()),
    );
}

/// For each item the table that stood for it: the one with the same name, else the one in the same place.
fn reuse(there: &mut [Option<Table>], items: &[Plain]) -> Vec<Option<Table>> {
    let name_of = |table: &Table| {
        table
            .get("name")
            .and_then(|name| name.as_str())
            .map(str::to_owned)
    };
    let names: Vec<Option<&str>> = items
        .iter()
        .map(|item| item.get("name").and_then(Plain::as_str))
        .collect();
    let mut reused: Vec<Option<Table>> = names
        .iter()
        .map(|name| {
            let name = name.as_ref()?;
            let same = |table: &Table| name_of(table).is_some_and(|there| there == *name);
            there
                .iter_mut()
                .find(|table| table.as_ref().is_some_and(same))?
                .take()
        })
        .collect();
    for (reused, there) in reused.iter_mut().zip(there) {
        if reused.is_none() {
            *reused = there.take();
        }
    }
    reused
}

/// Takes our comment off the header of a table on a list. True when it was there.
fn uncomment(table: &mut Table, key: &Key) -> bool {
    let above = prefix(table);
    let ours = block(&key.comment);
    let bare = if ours.is_empty() {
        above.clone()
    } else {
        above.replacen(&ours, "", 1)
    };
    let had = bare != above;
    if had {
        table.decor_mut().set_prefix(bare);
    }
    had
}

/// What stands above the header of a table.
fn prefix(table: &Table) -> String {
    table
        .decor()
        .prefix()
        .and_then(|above| above.as_str())
        .unwrap_or("\n")
        .to_owned()
}

/// Puts comment lines above a key, over those that are there.
fn put_above(table: &mut Table, name: &str, comment: &[String]) {
    if let Some(mut key) = table.key_mut(name) {
        let there = key
            .leaf_decor()
            .prefix()
            .and_then(|above| above.as_str())
            .unwrap_or_default()
            .to_owned();
        key.leaf_decor_mut().set_prefix(block(comment) + &there);
    }
}

fn block(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

/// Puts known keys in their order, unknown ones after them by name. A table of another version keeps its own order.
fn arrange(table: &mut Table, keys: Option<&[Key]>, next: &mut isize) {
    table.set_position(Some(*next));
    *next += 1;
    if let Some(keys) = keys {
        let rank = |name: &str| keys.iter().position(|key| key.name == name).unwrap_or(usize::MAX);
        table.sort_values_by(|a, _, b, _| (rank(a.get()), a.get()).cmp(&(rank(b.get()), b.get())));
    }
    for (name, item) in table.iter_mut() {
        let keys = keys
            .and_then(|keys| find(keys, name.get()))
            .map(|key| key.keys.as_slice());
        match item {
            Item::Table(inner) => arrange(inner, keys, next),
            Item::ArrayOfTables(list) => list.iter_mut().for_each(|inner| arrange(inner, keys, next)),
            Item::Value(_) | Item::None => {}
        }
    }
}
