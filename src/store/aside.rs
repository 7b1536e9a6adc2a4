//! Values that were passed over on reading, set aside while a file is edited: they stay in it as they were until the
//! person gives that answer.
//!
//! A value set aside stands in its own table under a name that no file can hold, so that it goes where the table goes.

use toml_edit::{Array, ArrayOfTables, Item, Key, TableLike, Value};

use super::way::{Step, Way};

/// At the end of the name of a value that is set aside.
const VALUE: char = '\u{0}';
/// At the end of the name of those items of a list that are set aside.
const ITEMS: char = '\u{1}';

/// Sets the values aside. Items of lists come last and from the end, so that the ways to the others stay right.
pub fn set(table: &mut dyn TableLike, ways: &[Way]) {
    let mut ways: Vec<&Way> = ways.iter().collect();
    ways.sort_by_key(|way| match way.last() {
        Some(Step::Item(place)) => (1, usize::MAX - place),
        Some(Step::Key(_)) | None => (0, 0),
    });
    for way in ways {
        set_one(table, way);
    }
}

fn set_one(table: &mut dyn TableLike, way: &[Step]) {
    match way {
        [Step::Key(name)] => rename(table, name, &marked(name, VALUE)),
        [Step::Key(name), Step::Item(place)] => set_item(table, name, *place),
        [Step::Key(name), Step::Item(place), rest @ ..] => {
            let inner = table.get_mut(name).and_then(|list| item_of(list, *place));
            if let Some(inner) = inner {
                set_one(inner, rest);
            }
        }
        [Step::Key(name), rest @ ..] => {
            if let Some(inner) = table.get_mut(name).and_then(Item::as_table_like_mut) {
                set_one(inner, rest);
            }
        }
        [] | [Step::Item(_), ..] => {}
    }
}

fn item_of(list: &mut Item, place: usize) -> Option<&mut dyn TableLike> {
    match list {
        Item::ArrayOfTables(list) => list.get_mut(place).map(|table| table as &mut dyn TableLike),
        Item::Value(Value::Array(list)) => {
            let table = list.get_mut(place)?.as_inline_table_mut()?;
            Some(table as &mut dyn TableLike)
        }
        Item::Value(_) | Item::Table(_) | Item::None => None,
    }
}

fn set_item(table: &mut dyn TableLike, name: &str, place: usize) {
    let taken = match table.get_mut(name) {
        Some(Item::Value(Value::Array(list))) if place < list.len() => {
            Item::Value(Value::Array(Array::from_iter([list.remove(place)])))
        }
        Some(Item::ArrayOfTables(list)) if place < list.len() => {
            Item::ArrayOfTables(ArrayOfTables::from_iter([list.remove(place)]))
        }
        Some(Item::Value(_) | Item::ArrayOfTables(_) | Item::Table(_) | Item::None) | None => return,
    };
    let aside = marked(name, ITEMS);
    // The last of them was taken first.
    let taken = match table.remove(&aside) {
        Some(later) => joined(taken, later),
        None => taken,
    };
    table.insert(&aside, taken);
}

/// Puts a value back under its name, so that it can be replaced like any other.
pub fn put_back(table: &mut dyn TableLike, name: &str) {
    rename(table, &marked(name, VALUE), name);
}

/// Puts back all that is still set aside, in this table and those in it.
pub fn put_back_all(table: &mut dyn TableLike) {
    let names: Vec<String> = table.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        if let Some(name) = name.strip_suffix(VALUE) {
            put_back(table, name);
        } else if let Some(name) = name.strip_suffix(ITEMS) {
            put_items_back(table, name);
        } else if let Some(item) = table.get_mut(&name) {
            in_tables(item);
        }
    }
}

fn in_tables(item: &mut Item) {
    match item {
        Item::Table(table) => put_back_all(table),
        Item::ArrayOfTables(list) => list.iter_mut().for_each(|table| put_back_all(table)),
        Item::Value(Value::InlineTable(table)) => put_back_all(table),
        Item::Value(Value::Array(list)) => list
            .iter_mut()
            .filter_map(Value::as_inline_table_mut)
            .for_each(|table| put_back_all(table)),
        Item::Value(_) | Item::None => {}
    }
}

fn put_items_back(table: &mut dyn TableLike, name: &str) {
    let Some(aside) = table.remove(&marked(name, ITEMS)) else {
        return;
    };
    let all = match table.remove(name) {
        Some(there) => joined(there, aside),
        None => aside,
    };
    table.insert(name, all);
}

/// The items of one list and then of another. Of two kinds of list, the first.
fn joined(first: Item, then: Item) -> Item {
    match (first, then) {
        (Item::Value(Value::Array(mut first)), Item::Value(Value::Array(then))) => {
            first.extend(then);
            Item::Value(Value::Array(first))
        }
        (Item::ArrayOfTables(mut first), Item::ArrayOfTables(then)) => {
            first.extend(then);
            Item::ArrayOfTables(first)
        }
        (first, _) => first,
    }
}

/// Gives a value another name. What stands around it comes along.
fn rename(table: &mut dyn TableLike, from: &str, to: &str) {
    let decor = table.key(from).map(|key| key.leaf_decor().clone());
    let (Some(decor), Some(item)) = (decor, table.remove(from)) else {
        return;
    };
    table
        .entry_format(&Key::new(to).with_leaf_decor(decor))
        .or_insert(item);
}

fn marked(name: &str, mark: char) -> String {
    format!("{name}{mark}")
}
