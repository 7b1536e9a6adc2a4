//! Lists without columns: a name a line, with numbers or strokes before it, and the `Name <address>` lists of Outlook
//! on one line or many.

use super::person::{self, Reading};
use super::words::WORDS;
use super::{Entry, MOST, MOST_LINES, Note, Refused, Roster, Why, split};
use crate::domain::site::MailboxRole;
use crate::domain::text::NAME_MAX;

/// Reads the lines. "Owners:" on a line of its own holds for the lines after it.
///
/// # Errors
/// [`Refused::TooMany`], as soon as there are.
pub(super) fn read(lines: &[(usize, &str)]) -> Result<Roster, Refused> {
    let mut roster = Roster::default();
    let mut under = None;
    let mut read = 0;
    for &(number, line) in lines {
        let text = unlisted(line);
        if text.is_empty() || split::is_drawn(line) {
            continue;
        }
        if let Some(role) = section(text) {
            under = Some(role);
            continue;
        }
        if roster.people.is_empty() && WORDS.heading(text).is_some() {
            continue;
        }
        for piece in pieces(text) {
            match one(number, piece, under, &mut roster.notes) {
                Ok(entry) => roster.people.push(entry),
                Err(why) => roster.notes.push(Note::new(number, why, piece)),
            }
            read += 1;
            if roster.people.len() > MOST || read > MOST_LINES {
                return Err(Refused::TooMany);
            }
        }
    }
    Ok(roster)
}

/// A line without the stroke or number that stands before it on a list.
fn unlisted(line: &str) -> &str {
    let line = line.trim();
    let line = line.trim_start_matches(['-', '*', '\u{2022}', '\u{b7}', '\u{2013}', '>', ' ', '\t']);
    let after = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '(');
    let number = line.len() - after.len();
    let listed = (1..=5).contains(&number) && after.starts_with(['.', ')', ':', '\t']);
    if listed { after[1..].trim_start() } else { line }
}

/// "Owners:", on a line of its own.
fn section(line: &str) -> Option<MailboxRole> {
    let word = line.trim_end_matches(|c: char| !c.is_alphabetic());
    let is_alone = line.trim_end().ends_with(':') || word.to_lowercase().ends_with('s');
    WORDS.access(word).filter(|_| is_alone)
}

/// One person each: parted at semicolons, and after each address in angle brackets.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let bare = |piece: &&str| piece.trim_matches(|c: char| c.is_whitespace() || c == ',').len();
    outside_quotes(line, |c| c == ';')
        .flat_map(by_addresses)
        .filter(move |piece| bare(piece) > 0)
        .map(|piece| piece.trim().trim_start_matches(',').trim())
}

/// One by one, as a line may hold very many.
fn by_addresses(piece: &str) -> Box<dyn Iterator<Item = &str> + '_> {
    let several = piece.matches('@').nth(1).is_some();
    if several && piece.contains('>') {
        Box::new(piece.split_inclusive('>'))
    } else if several {
        Box::new(piece.split([',', ' ', '\t']))
    } else {
        Box::new(std::iter::once(piece))
    }
}

/// Parted at a mark that is not between quotation marks. A quotation mark without an end holds nothing together.
fn outside_quotes(line: &str, is_mark: fn(char) -> bool) -> impl Iterator<Item = &str> {
    let even = line.matches('"').count().is_multiple_of(2);
    let mut inside = false;
    line.split(move |c| {
        inside ^= c == '"' && even;
        is_mark(c) && !inside
    })
}

fn one(line: usize, piece: &str, under: Option<MailboxRole>, notes: &mut Vec<Note>) -> Result<Entry, Why> {
    if !piece.matches('"').count().is_multiple_of(2) {
        return Err(Why::Cut);
    }
    let (name, address, after) = around_address(piece);
    // No day stands on a line.
    let mut reading = Reading::new(line, notes, chrono::NaiveDate::default());
    if let Some(address) = address {
        reading.name(name.trim_end_matches(|c: char| " \t,:-\u{2013}".contains(c)))?;
        reading.address(address)?;
        let after = after.trim_matches(|c: char| !c.is_alphanumeric());
        if !after.is_empty() {
            reading.access(after);
        }
    } else {
        let parts = person::parts(name)?;
        if !person::looks_like_a_name(&parts.name) && parts.name.chars().count() <= NAME_MAX {
            return Err(Why::NotAPerson);
        }
        reading.name(name)?;
    }
    let mut entry = reading.done()?;
    entry.person.role = entry.person.role.or(under);
    Ok(entry)
}

/// What comes before the address, the address, and what comes after it.
fn around_address(piece: &str) -> (&str, Option<&str>, &str) {
    if let (Some(open), Some(close)) = (piece.rfind('<'), piece.rfind('>'))
        && open < close
        && piece[open..close].contains('@')
    {
        return (&piece[..open], Some(&piece[open + 1..close]), &piece[close + 1..]);
    }
    let Some(at) = piece.find('@') else {
        return (piece, None, "");
    };
    let ends = |c: char| c.is_whitespace() || ",;()[]<>\"".contains(c);
    let open = piece[..at].rfind(ends).map_or(0, |place| {
        place + piece[place..].chars().next().map_or(1, char::len_utf8)
    });
    let close = piece[at..].find(ends).map_or(piece.len(), |place| at + place);
    let before = piece[..open].trim_end_matches(|c: char| "(<[ \t".contains(c));
    (before, Some(&piece[open..close]), &piece[close..])
}
