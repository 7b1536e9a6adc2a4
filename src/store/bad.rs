//! Which values of a file cannot be. Each is looked at alone, since none of them needs another to be read.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::way::{Step, Way};

/// A value that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// Where it is.
    pub way: Way,
    /// What the parser says of it.
    pub why: String,
}

/// What the table holds, less the values that cannot be, and those, in the order of the table. Of more than `most` the
/// others are not looked for, and then nothing is held: the file is none that can be mended.
///
/// # Errors
/// What is wrong with the table, when that cannot be mended by leaving values out.
pub fn without_bad_values<T: DeserializeOwned>(table: Table, most: usize) -> Result<(T, Vec<Bad>), Vec<Bad>> {
    let whole = match T::deserialize(table.clone()) {
        Ok(holds) => return Ok((holds, vec![])),
        Err(_) => Value::Table(table),
    };
    let mut bad = vec![];
    look::<T>(&mut vec![], &whole, most, &mut bad);
    if bad.len() > most {
        return Err(bad);
    }
    match T::deserialize(less(&whole, 0, &bad)) {
        Ok(holds) => Ok((holds, bad)),
        Err(_) => Err(bad),
    }
}

/// Gathers what is bad at the end of a way: the smallest parts that are bad by themselves.
fn look<T: DeserializeOwned>(way: &mut Way, value: &Value, most: usize, bad: &mut Vec<Bad>) {
    let (before, why) = match T::deserialize(alone(way, value)) {
        Err(error) if bad.len() <= most => (bad.len(), error.message().to_owned()),
        Ok(_) | Err(_) => return,
    };
    let steps = match value {
        Value::Table(inner) => inner
            .iter()
            .map(|(key, value)| (Step::Key(key.clone()), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, value)| (Step::Item(at), value))
            .collect(),
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
            vec![]
        }
    };
    for (step, value) in steps {
        way.push(step);
        look::<T>(way, value, most, bad);
        way.pop();
    }
    if bad.len() > most {
        return;
    }
    // Something that cannot do without one of its parts goes as a whole.
    let rest = less(value, way.len(), &bad[before..]);
    if bad.len() == before || T::deserialize(alone(way, &rest)).is_err() {
        bad.truncate(before);
        bad.push(Bad {
            way: way.clone(),
            why,
        });
    }
}

/// The value less its bad parts, whose ways begin so many steps further up. From the last to the first: what stands
/// before an item of a list keeps its place.
fn less(value: &Value, depth: usize, bad: &[Bad]) -> Value {
    let mut rest = value.clone();
    for Bad { way, .. } in bad.iter().rev() {
        take(&mut rest, &way[depth..]);
    }
    rest
}

/// A file that holds this value and no other.
fn alone(way: &[Step], value: &Value) -> Value {
    way.iter().rev().fold(value.clone(), |value, step| match step {
        Step::Key(key) => Value::Table(Table::from_iter([(key.clone(), value)])),
        Step::Item(_) => Value::Array(vec![value]),
    })
}

/// Takes the value at the end of a way out.
fn take(value: &mut Value, way: &[Step]) {
    let Some((last, before)) = way.split_last() else {
        return;
    };
    let inner = before.iter().try_fold(value, |at, step| match step {
        Step::Key(name) => at.get_mut(name.as_str()),
        Step::Item(place) => at.get_mut(*place),
    });
    match (inner, last) {
        (Some(Value::Table(inner)), Step::Key(name)) => drop(inner.remove(name)),
        (Some(Value::Array(items)), Step::Item(place)) if *place < items.len() => drop(items.remove(*place)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::answers::Answers;

    fn read(text: &str) -> (Answers, Vec<String>) {
        let (answers, bad) = without_bad_values(text.parse().unwrap(), 20).unwrap();
        let ways = bad.iter().map(|bad| format!("{:?}", bad.way)).collect();
        (answers, ways)
    }

    #[test]
    fn each_bad_value_costs_itself_alone() {
        let text = "role = \"nobody\"\nkept = [\"a\", 7, \"b\"]\n[site]\nname = \"Oakfield House\"\nkind = 3\n\
            [[audit.people]]\nname = \"A\"\nrole = \"king\"\n[[audit.people]]\nname = \"B\"\n";
        let (answers, bad) = read(text);
        assert_eq!(bad.len(), 4, "{bad:?}");
        assert_eq!(answers.site_name(), Some("Oakfield House"));
        assert_eq!(answers.kept.len(), 2);
        assert_eq!(answers.audit.people.len(), 2);
        assert_eq!(answers.audit.people[0].role, None);
    }

    #[test]
    fn items_that_are_no_people_leave_the_others_where_they_belong() {
        let (answers, bad) = read("[audit]\npeople = [1, {name = \"A\"}, 2, {name = \"B\", role = 5}]");
        assert_eq!(bad.len(), 3, "{bad:?}");
        let names = answers
            .audit
            .people
            .iter()
            .map(crate::domain::people::Person::listed_name);
        assert_eq!(names.collect::<Vec<_>>(), ["A", "B"]);
    }

    #[test]
    fn more_than_can_be_mended_is_not_mended() {
        let text = "[[audit.people]]\nrole = 7\n".repeat(30);
        assert!(without_bad_values::<Answers>(text.parse().unwrap(), 20).is_err());
    }
}
