//! Lists with columns: which column holds what, by the heading, or without one as far as it is certain.

use chrono::NaiveDate;

use super::person::Reading;
use super::split::{self, Between, Record};
use super::words::{self, WORDS};
use super::{Column, Entry, Field, Names, Note, Roster, Why};

/// Lines before the heading, at the most: the start of a helpdesk's reply.
const INTRO: usize = 60;
/// Without a heading, this many in a hundred of the cells say what a column holds.
const CERTAIN: usize = 80;

/// A list with columns.
pub(super) struct Table<'t> {
    /// Lines before the first row.
    intro: Vec<(usize, &'t str)>,
    heading: Vec<String>,
    /// What each column holds, as far as the heading or the cells say.
    fields: Vec<Option<Field>>,
    rows: Vec<Record<'t>>,
}

/// The table on a list, if it is one.
pub(super) fn find<'t>(lines: &[(usize, &'t str)]) -> Option<Table<'t>> {
    with_heading(lines).or_else(|| without_heading(lines))
}

/// A heading that is one even when no other on the line is known.
fn is_plain(cell: &str) -> bool {
    let cell = words::plain(cell);
    cell.len() <= 30 && (cell.contains("name") || cell.contains("mail"))
}

fn with_heading<'t>(lines: &[(usize, &'t str)]) -> Option<Table<'t>> {
    let known = |cells: &[String]| cells.iter().filter(|cell| WORDS.heading(cell).is_some()).count();
    for (place, (_, line)) in lines.iter().enumerate().take(INTRO) {
        if line.len() > 2000 || line.contains('@') {
            continue;
        }
        let ways = Between::ALL.map(|between| (between, split::cells(line, between).0));
        let best = ways.into_iter().rev().max_by_key(|(_, cells)| known(cells));
        let Some((between, cells)) = best else { continue };
        let fields: Vec<Option<Field>> = cells.iter().map(|cell| WORDS.heading(cell)).collect();
        let has = |field| fields.contains(&Some(field));
        let names_someone = [Field::Name, Field::FirstName, Field::LastName, Field::Address]
            .into_iter()
            .any(has);
        if cells.len() > 1 && names_someone && (known(&cells) > 1 || cells.iter().any(|cell| is_plain(cell)))
        {
            return Some(Table {
                intro: lines[..place].to_vec(),
                heading: cells,
                fields,
                rows: split::records(&lines[place + 1..], between),
            });
        }
    }
    None
}

/// Rows that have all the same number of cells, with a column that is certain.
fn without_heading<'t>(lines: &[(usize, &'t str)]) -> Option<Table<'t>> {
    let written = lines.iter().filter(|(_, line)| !line.trim().is_empty()).count();
    // "Name <address>; Name <address>" is no table, though it has marks between.
    let mailboxes = lines
        .iter()
        .filter(|(_, line)| line.contains('<') && line.contains('@'))
        .count();
    if mailboxes * 2 > written {
        return None;
    }
    Between::ALL.into_iter().find_map(|between| {
        let rows = split::records(lines, between);
        let full: Vec<&Record<'_>> = rows
            .iter()
            .filter(|row| !row.is_blank() && !row.is_drawn())
            .collect();
        let width = usual_width(&full)?;
        let even = full.iter().filter(|row| row.cells.len() == width).count();
        let fields: Vec<Option<Field>> = (0..width).map(|column| certain(&full, column)).collect();
        let addresses = fields
            .iter()
            .filter(|field| **field == Some(Field::Address))
            .count();
        let is_even = even * 100 >= full.len() * CERTAIN;
        let says_something = fields.iter().any(Option::is_some) || is_drawn_up(between, &full);
        let is_table = is_even && addresses < 2 && says_something;
        is_table.then_some(Table {
            intro: vec![],
            heading: vec![String::new(); width],
            fields,
            rows,
        })
    })
}

/// Marks that stand in no name part columns even when no column says what it holds. A semicolon also parts people on a
/// line, so it takes more lines than one, with single words between.
fn is_drawn_up(between: Between, rows: &[&Record<'_>]) -> bool {
    let is_word = |cell: &String| !cell.trim().contains([' ', ',', '(', '@']);
    match between {
        Between::Tab | Between::Stroke => true,
        Between::Semicolon => rows.len() > 1 && rows.iter().flat_map(|row| &row.cells).all(is_word),
        Between::Comma | Between::Gap => false,
    }
}

/// The number of cells that most rows have, when it is more than one.
fn usual_width(rows: &[&Record<'_>]) -> Option<usize> {
    let mut counts = std::collections::BTreeMap::new();
    for row in rows {
        *counts.entry(row.cells.len()).or_insert(0_usize) += 1;
    }
    let (width, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (width > 1).then_some(width)
}

/// What a column without a heading certainly holds: addresses, or owner and member.
fn certain(rows: &[&Record<'_>], column: usize) -> Option<Field> {
    let cells = || {
        let cells = rows.iter().filter_map(|row| row.cells.get(column));
        cells.filter(|cell| !cell.trim().is_empty())
    };
    let share = |is: fn(&str) -> bool| cells().filter(|cell| is(cell)).count() * 100;
    let enough = cells().count() * CERTAIN;
    if enough == 0 {
        None
    } else if share(|cell| cell.contains('@')) >= enough {
        Some(Field::Address)
    } else if share(|cell| WORDS.access(cell).is_some()) >= enough {
        Some(Field::Access)
    } else {
        None
    }
}

impl Table<'_> {
    /// Reads the rows, or says which columns the names may be in.
    pub(super) fn read(mut self, names: Option<&Names>, today: NaiveDate) -> Roster {
        let mut roster = Roster::default();
        let name_columns = match names {
            Some(Names::In(columns)) => columns.clone(),
            Some(Names::InAddresses) => vec![],
            None => match self.name_columns() {
                Ok(columns) => columns,
                Err(which) => {
                    roster.which_name = which;
                    vec![]
                }
            },
        };
        for (column, field) in self.fields.iter_mut().enumerate() {
            let is_name = matches!(field, Some(Field::Name | Field::FirstName | Field::LastName));
            if name_columns.contains(&column) && !is_name {
                *field = Some(Field::Name);
            } else if is_name && !name_columns.contains(&column) {
                *field = None;
            }
        }
        roster.columns = self.columns();
        if roster.which_name.is_empty() {
            roster.notes = self.intro_notes();
            self.people(&name_columns, today, &mut roster);
        }
        roster
    }

    /// The columns that make the name, or those it may be in.
    fn name_columns(&self) -> Result<Vec<usize>, Vec<usize>> {
        let of = |wanted: Field| -> Vec<usize> {
            let places = self.fields.iter().enumerate();
            places
                .filter(|(_, field)| **field == Some(wanted))
                .map(|(place, _)| place)
                .collect()
        };
        let (whole, first, last) = (of(Field::Name), of(Field::FirstName), of(Field::LastName));
        match (whole.as_slice(), first.as_slice(), last.as_slice()) {
            ([_], ..) => Ok(whole),
            ([], [first], [last]) => Ok(vec![*first, *last]),
            ([], [], []) => self.other_columns(),
            ([], ..) => Err([first, last].concat()),
            _ => Err(whole),
        }
    }

    /// No heading says which: with one column of words left it is that one, where there is no heading at all.
    fn other_columns(&self) -> Result<Vec<usize>, Vec<usize>> {
        let has_words = |column: &usize| {
            let cells = self.rows.iter().filter_map(|row| row.cells.get(*column));
            let (mut words, mut others) = (0, 0);
            for cell in cells.filter(|cell| !cell.trim().is_empty()) {
                let is_words = cell.chars().any(char::is_alphabetic) && !cell.contains('@');
                *(if is_words { &mut words } else { &mut others }) += 1;
            }
            words > others
        };
        let open = (0..self.fields.len()).filter(|column| self.fields[*column].is_none());
        let open: Vec<usize> = open.filter(has_words).collect();
        let has_heading = self.heading.iter().any(|cell| !cell.is_empty());
        match open.as_slice() {
            [] => Ok(vec![]),
            [_] if !has_heading => Ok(open),
            _ => Err(open),
        }
    }

    fn columns(&self) -> Vec<Column> {
        let sample = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.cells.get(column));
            cells
                .map(|cell| Note::new(0, Why::NoName, cell).text)
                .find(|cell| !cell.is_empty())
        };
        let columns = self.heading.iter().zip(&self.fields).enumerate();
        columns
            .map(|(place, (heading, taken))| Column {
                heading: Note::new(0, Why::NoName, heading).text,
                sample: sample(place).unwrap_or_default(),
                taken: *taken,
            })
            .collect()
    }

    fn intro_notes(&self) -> Vec<Note> {
        let said = self
            .intro
            .iter()
            .filter(|(_, line)| !line.trim().is_empty() && !split::is_drawn(line));
        said.map(|(line, text)| Note::new(*line, Why::NotAPerson, text))
            .collect()
    }

    fn people(&self, names: &[usize], today: NaiveDate, roster: &mut Roster) {
        let mut after_a_gap = false;
        for row in &self.rows {
            if row.is_blank() {
                after_a_gap = !roster.people.is_empty();
                continue;
            }
            if row.is_drawn() || row.cells == self.heading {
                continue;
            }
            match self.person(row, names, after_a_gap, today, &mut roster.notes) {
                Ok(entry) => roster.people.push(entry),
                Err(why) => {
                    // What was left out of someone who is not taken is of no use.
                    roster.notes.retain(|note| note.line != row.line);
                    roster.notes.push(Note::new(row.line, why, row.text));
                }
            }
            if roster.people.len() > super::MOST {
                return;
            }
        }
    }

    fn person(
        &self,
        row: &Record<'_>,
        names: &[usize],
        after_a_gap: bool,
        today: NaiveDate,
        notes: &mut Vec<Note>,
    ) -> Result<Entry, Why> {
        let width = self.fields.len();
        let too_many = row.cells.iter().skip(width).any(|cell| !cell.trim().is_empty());
        let mut written = row.cells.iter().filter(|cell| !cell.trim().is_empty());
        let (only, more) = (written.next(), written.next());
        let is_greeting = more.is_none() && only.is_some_and(|cell| WORDS.is_no_name(cell));
        let is_prose = row.cells.len() == 1 || is_greeting || after_a_gap && row.cells.len() < width;
        if row.is_cut {
            return Err(Why::Cut);
        }
        if is_prose {
            return Err(Why::NotAPerson);
        }
        if too_many {
            return Err(Why::Parts);
        }
        let mut reading = Reading::new(row.line, notes, today);
        let name: Vec<&str> = names
            .iter()
            .filter_map(|place| row.cells.get(*place))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        reading.cell(Field::Name, &name.join(" "))?;
        for (field, cell) in self.fields.iter().zip(&row.cells) {
            if let Some(field) = field.filter(|field| *field != Field::Name) {
                reading.cell(field, cell)?;
            }
        }
        reading.done()
    }
}
