//! The rows of a page between the two rules: heading, words, and the one thing to answer. One function for each kind of
//! [`Ask`].

use super::local::{Local, acts_at_once};
use super::screen::{Row, Rows, Thing};
use super::theme::Part;
use super::wrap::{clip, columns, pad, wrap};
use crate::guide::Guide;
use crate::machine::page::{
    Ask, Block, DraftAsk, Hub, Options, Page, PeopleAsk, RecordAsk, Section, TextAsk, Ticks, Weight,
};
use crate::machine::page_id::PageId;
use crate::machine::plan::TaskStatus;

/// Columns below which a table becomes a block for each row.
const TABLE: usize = 72;
/// Columns that a box shows, at the most and at the least.
const BOX: (usize, usize) = (60, 30);

/// The rows of a page.
pub(super) fn rows(page: &Page, local: &Local, guide: &Guide, width: usize, focus: Thing) -> Vec<Row> {
    let mut rows = Rows::new(width, focus);
    back(page, guide, &mut rows);
    told(page, local, guide, &mut rows);
    heading(page, &mut rows);
    body(page, guide, &mut rows);
    rows.gap();
    answer(page, local, guide, &mut rows);
    while rows.done.last().is_some_and(|row| row.pieces.is_empty()) {
        rows.done.pop();
    }
    rows.done
}

/// Back, and what the page is part of.
fn back(page: &Page, _: &Guide, rows: &mut Rows) {
    let Some(back) = page.back.as_ref().filter(|_| page.id() != PageId::Hub) else {
        return;
    };
    let label = back.trim_start_matches("< ");
    let strong = if rows.mark(Thing::Back) == '>' {
        Part::Strong
    } else {
        Part::Plain
    };
    let room = rows.width.saturating_sub(columns(label) + 6);
    let part = clip(&page.part, room);
    let fill = rows.width.saturating_sub(3 + columns(label) + columns(&part) + 1);
    let row = Row::plain(" < ")
        .and(label, strong)
        .and(format!("{:fill$}{part}", ""), Part::Plain);
    rows.push(row.with(Thing::Back, 1));
    rows.push(Row::default());
}

/// What stands above the heading: an answer that was not accepted, one that was, a save that has not reached the disk.
fn told(page: &Page, local: &Local, guide: &Guide, rows: &mut Rows) {
    if let Some(refusal) = &local.refusal {
        let title = guide.word("problem.heading");
        let dashes = "-".repeat(rows.width.saturating_sub(columns(title) + 6));
        rows.push(
            Row::plain(" +- ")
                .and(title, Part::Problem)
                .and(format!(" {dashes}"), Part::Plain),
        );
        for (number, line) in wrap(refusal, rows.width.saturating_sub(6))
            .into_iter()
            .enumerate()
        {
            let mark = if number == 0 {
                rows.mark(Thing::Problem)
            } else {
                ' '
            };
            let row = Row::plain(format!(" | {mark} ")).and(line, Part::Problem);
            rows.push(if number == 0 {
                row.with(Thing::Problem, 3)
            } else {
                row
            });
        }
        rows.push(Row::plain(format!(
            " +{}",
            "-".repeat(rows.width.saturating_sub(3))
        )));
        rows.push(Row::default());
    }
    if let Some(banner) = &page.banner {
        rows.hanging(1, "! ", banner, Part::Problem);
        rows.push(Row::default());
    }
    for notice in page.notice.iter().chain(&local.said) {
        rows.text(1, notice, Part::Strong);
        rows.push(Row::default());
    }
}

fn heading(page: &Page, rows: &mut Rows) {
    if let Ask::Tasks(hub) = &page.ask {
        let room = rows.width.saturating_sub(columns(&hub.count) + 3);
        let title = pad(&page.title, room);
        rows.push(
            Row::plain(" ")
                .and(title, Part::Strong)
                .and(format!(" {}", hub.count), Part::Plain),
        );
    } else if let Ask::People(people) = &page.ask {
        let room = rows.width.saturating_sub(columns(&people.total) + 3);
        if columns(&page.title) <= room {
            rows.push(
                Row::plain(" ")
                    .and(pad(&page.title, room), Part::Strong)
                    .and(format!(" {}", people.total), Part::Plain),
            );
        } else {
            rows.text(1, &page.title, Part::Strong);
            rows.text(1, &people.total, Part::Plain);
        }
    } else {
        rows.text(1, &page.title, Part::Strong);
    }
    rows.push(Row::default());
}

/// The words under the heading.
fn body(page: &Page, guide: &Guide, rows: &mut Rows) {
    let mut links = 0;
    for block in &page.body {
        match block {
            Block::Say(text) => text.lines().for_each(|line| rows.text(1, line, Part::Plain)),
            Block::Quote(text) => {
                let date = crate::domain::when::in_words(guide.reviewed());
                rows.text(1, &format!("\"{text}\""), Part::Plain);
                rows.text(3, &guide.say("header.guide-date", &[("date", date)]), Part::Plain);
            }
            Block::Added { text, source, as_of } => {
                rows.text(1, text, Part::Plain);
                let slots = [("source", source.clone()), ("as-of", as_of.clone())];
                rows.text(3, &guide.say("header.added", &slots), Part::Plain);
            }
            Block::List(items) => items
                .iter()
                .for_each(|item| rows.hanging(3, "- ", item, Part::Plain)),
            Block::Steps(steps) => {
                for (number, step) in steps.iter().enumerate() {
                    rows.hanging(3, &format!("{}. ", number + 1), step, Part::Plain);
                }
            }
            Block::Link {
                title, url, advice, ..
            } => {
                link(rows, &mut links, title, url.as_deref(), advice);
            }
            Block::Contact(said) | Block::Script(said) => {
                for line in said {
                    rows.text(3, line, Part::Plain);
                }
            }
        }
        rows.gap();
    }
}

/// A page elsewhere, with its address in full on a row of its own, so that it can be selected.
fn link(rows: &mut Rows, links: &mut usize, title: &str, url: Option<&str>, advice: &str) {
    match url {
        Some(url) => {
            rows.thing(Thing::Link(*links), "", title, Part::Strong);
            rows.push(Row::plain(format!("   {url}")));
            *links += 1;
        }
        None => rows.text(3, title, Part::Strong),
    }
    if !advice.is_empty() {
        rows.text(3, advice, Part::Plain);
    }
}

/// The one thing to answer.
fn answer(page: &Page, local: &Local, guide: &Guide, rows: &mut Rows) {
    match &page.ask {
        Ask::Tasks(hub) => tasks(hub, rows),
        Ask::Choose(options) => choose(page, options, local, guide, rows),
        Ask::Tick(ticks) => tick(ticks, guide, rows),
        Ask::Text(text) => text_box(text, local, guide, rows),
        Ask::People(people) => table(people, guide, rows),
        Ask::PasswordIdea(_) | Ask::SecretIdea(_) => {
            if let Some(idea) = &local.idea {
                idea.rows(rows, guide);
            }
        }
        Ask::Draft(draft) => email(draft, guide, rows),
        Ask::CheckAnswers(sections) => check_answers(sections, rows),
        Ask::Record(record) => the_record(record, guide, rows),
        Ask::Read => {}
    }
}

const fn look_of(status: TaskStatus) -> Part {
    match status {
        TaskStatus::NotYetStarted | TaskStatus::InProgress => Part::Strong,
        TaskStatus::Waiting { .. } => Part::Waiting,
        TaskStatus::Completed { .. } | TaskStatus::CannotStartYet { .. } | TaskStatus::NotNeeded => {
            Part::Plain
        }
    }
}

fn tasks(hub: &Hub, rows: &mut Rows) {
    let mut group = "";
    let status_at = if rows.width < TABLE { 42 } else { 60 };
    let mut note = "";
    for (place, task) in hub.rows.iter().enumerate() {
        if task.group != group {
            group = &task.group;
            rows.text(1, group, Part::Plain);
        }
        let thing = Thing::Row(place);
        let mark = rows.mark(thing);
        if mark == '>' {
            note = &task.note;
        }
        let title = pad(&task.title, status_at - 7);
        let row = Row::plain(format!(" {mark} {}  {title} ", place + 1));
        rows.push(
            row.and(task.status_words.as_str(), look_of(task.status))
                .with(thing, 1),
        );
    }
    rows.gap();
    rows.text(1, note, Part::Plain);
}

/// A list to choose one from. Things to do have no mark of their own; answers have `(*)`.
fn choose(page: &Page, options: &Options, local: &Local, guide: &Guide, rows: &mut Rows) {
    error_line(local, guide, rows);
    let radio = !acts_at_once(page.id());
    if radio {
        rows.text(3, guide.word("page.select-one"), Part::Plain);
        rows.gap();
    }
    choices(options, local.selected, radio, guide, rows);
    let next = options.choices.iter().enumerate().find_map(|(place, choice)| {
        let stood_on = rows.mark(Thing::Row(place)) == '>' || local.selected == Some(place);
        choice.next.as_ref().filter(|_| stood_on)
    });
    if let Some(next) = next {
        rows.gap();
        rows.text(3, &format!("{}: {next}", guide.word("page.next")), Part::Plain);
    }
}

fn choices(options: &Options, selected: Option<usize>, radio: bool, guide: &Guide, rows: &mut Rows) {
    for (place, choice) in options.choices.iter().enumerate() {
        if choice.apart && place > 0 {
            rows.text(7, &format!("-- {} --", guide.word("page.or")), Part::Plain);
        }
        let mark = match (radio, selected == Some(place)) {
            (false, _) => "",
            (true, true) => "(*) ",
            (true, false) => "( ) ",
        };
        rows.thing(Thing::Row(place), mark, &choice.label, Part::Plain);
        if let Some(hint) = &choice.hint {
            rows.text(7, hint, Part::Plain);
        }
    }
}

fn error_line(local: &Local, guide: &Guide, rows: &mut Rows) {
    if let Some(refusal) = &local.refusal {
        rows.text(
            3,
            &guide.say("problem.error", &[("message", refusal.clone())]),
            Part::Problem,
        );
    }
}

/// Lines to mark: a tick, or the word of the mark.
fn tick(ticks: &Ticks, guide: &Guide, rows: &mut Rows) {
    let plain = ticks.marks.len() == 1;
    if !plain {
        rows.text(3, guide.word("page.select-each"), Part::Plain);
        rows.gap();
    }
    let widest = ticks
        .marks
        .iter()
        .map(|mark| columns(&mark.label))
        .max()
        .unwrap_or(1);
    for (place, item) in ticks.items.iter().enumerate() {
        let mark = match item.mark {
            None if plain => "[ ] ".to_owned(),
            Some(_) if plain => "[x] ".to_owned(),
            None => format!("[{}] ", pad("", widest)),
            Some(mark) => format!(
                "[{}] ",
                pad(ticks.marks.get(mark).map_or("", |mark| &mark.label), widest)
            ),
        };
        let note = item
            .note
            .as_ref()
            .map(|note| format!("   {note}"))
            .unwrap_or_default();
        rows.thing(
            Thing::Row(place),
            &mark,
            &format!("{}{note}", item.label),
            Part::Plain,
        );
    }
}

/// A box to type in, and what can be chosen in its place.
fn text_box(text: &TextAsk, local: &Local, guide: &Guide, rows: &mut Rows) {
    error_line(local, guide, rows);
    let width = rows.width.saturating_sub(9).clamp(BOX.1.min(rows.width), BOX.0);
    let (shown, column) = window(local.input.value(), local.input.cursor(), width);
    let mark = rows.mark(Thing::Box);
    rows.push(Row::plain(format!(" {mark} [ {} ]", pad(&shown, width))).with(Thing::Box, 5 + column));
    if text.optional {
        rows.text(3, guide.word("page.optional"), Part::Plain);
    }
    if !text.others.is_empty() {
        rows.gap();
        choices(&text.others, local.selected, true, guide, rows);
    }
}

/// The part of a text that its box shows, and the column of the cursor there.
fn window(text: &str, cursor: usize, width: usize) -> (String, usize) {
    let before: String = text.chars().take(cursor).collect();
    let mut from = 0;
    let mut used = columns(&before);
    for c in before.chars() {
        if used < width {
            break;
        }
        used -= columns(c.encode_utf8(&mut [0; 4]));
        from += 1;
    }
    let shown: String = text.chars().skip(from).collect();
    (super::wrap::first_columns(&shown, width).to_owned(), used)
}

/// A table of people, and what it means. In a narrow window each person is a block.
fn table(people: &PeopleAsk, guide: &Guide, rows: &mut Rows) {
    if people.rows.is_empty() {
        rows.text(3, guide.word("people.nobody"), Part::Plain);
    } else if rows.width < TABLE {
        blocks(people, rows);
    } else {
        lines(people, rows);
    }
    if people.findings.is_empty() {
        return;
    }
    rows.gap();
    rows.text(3, guide.word("people.meaning"), Part::Strong);
    for finding in &people.findings {
        let part = match finding.weight {
            Weight::Problem => Part::Problem,
            Weight::ToDo => Part::Strong,
            Weight::Good => Part::Good,
        };
        let mut lines = wrap(&finding.text, rows.width.saturating_sub(14)).into_iter();
        let first = lines.next().unwrap_or_default();
        rows.push(
            Row::plain("   ")
                .and(pad(&finding.word, 10), part)
                .and(first, Part::Plain),
        );
        lines.for_each(|line| rows.push(Row::plain(format!("{:13}{line}", ""))));
    }
}

fn lines(people: &PeopleAsk, rows: &mut Rows) {
    let count = people.columns.len().max(1);
    let first = 22;
    let others = rows.width.saturating_sub(5 + first) / (count - 1).max(1) - 1;
    let width = |column: usize| if column == 0 { first } else { others };
    let line = |cells: &[String]| -> String {
        let cells = cells
            .iter()
            .enumerate()
            .map(|(column, cell)| pad(cell, width(column)));
        cells.collect::<Vec<_>>().join(" ")
    };
    rows.push(Row::plain("   ").and(line(&people.columns), Part::Plain));
    let rules: Vec<String> = (0..count).map(|column| "-".repeat(width(column))).collect();
    rows.push(Row::plain("   ").and(line(&rules), Part::Plain));
    for (place, cells) in people.rows.iter().enumerate() {
        let thing = Thing::Row(place);
        rows.push(Row::plain(format!(" {} {}", rows.mark(thing), line(cells))).with(thing, 1));
    }
}

fn blocks(people: &PeopleAsk, rows: &mut Rows) {
    for (place, cells) in people.rows.iter().enumerate() {
        let name = cells.first().map_or("", String::as_str);
        rows.thing(Thing::Row(place), "", name, Part::Strong);
        for (column, cell) in people
            .columns
            .iter()
            .zip(cells)
            .skip(1)
            .filter(|(_, cell)| !cell.is_empty())
        {
            rows.text(5, &format!("{column} {cell}"), Part::Plain);
        }
    }
}

fn email(ask: &DraftAsk, guide: &Guide, rows: &mut Rows) {
    let draft = &ask.draft;
    let widest = ["draft.send-from", "draft.send-to", "draft.subject"].map(|id| columns(guide.word(id)));
    let widest = widest.into_iter().max().unwrap_or(0);
    for (id, value) in [
        ("draft.send-from", &draft.from),
        ("draft.send-to", &draft.to),
        ("draft.subject", &draft.subject),
    ] {
        rows.hanging(
            3,
            &format!("{}   ", pad(guide.word(id), widest)),
            value,
            Part::Plain,
        );
    }
    rows.gap();
    draft.body.iter().for_each(|line| rows.text(3, line, Part::Plain));
}

fn check_answers(sections: &[Section], rows: &mut Rows) {
    let mut place = 0;
    for section in sections {
        rows.gap();
        rows.text(1, &section.title, Part::Strong);
        for line in &section.lines {
            let thing = Thing::Row(place);
            place += 1;
            let part = if line.missing { Part::Strong } else { Part::Plain };
            let half = rows.width / 2;
            let question = wrap(&line.question, half.saturating_sub(6));
            let answer = wrap(&line.answer, rows.width.saturating_sub(half + 1));
            for number in 0..question.len().max(answer.len()) {
                let left = pad(
                    question.get(number).map_or("", String::as_str),
                    half.saturating_sub(4),
                );
                let right = answer.get(number).cloned().unwrap_or_default();
                let mark = if number == 0 { rows.mark(thing) } else { ' ' };
                let row = Row::plain(format!(" {mark} {left} ")).and(right, part);
                rows.push(if number == 0 { row.with(thing, 1) } else { row });
            }
        }
    }
}

fn the_record(record: &RecordAsk, guide: &Guide, rows: &mut Rows) {
    let room = rows.width.saturating_sub(columns(&record.made) + 3);
    if columns(&record.headline) <= room {
        let headline = pad(&record.headline, room);
        rows.push(
            Row::plain(" ")
                .and(headline, Part::Strong)
                .and(format!(" {}", record.made), Part::Plain),
        );
    } else {
        rows.text(1, &record.headline, Part::Strong);
        rows.text(1, &record.made, Part::Plain);
    }
    rows.gap();
    let two = rows.width >= TABLE;
    let half = rows.width / 2;
    let mut facts = record
        .facts
        .iter()
        .map(|(label, value)| format!("{} {value}", pad(label, 18)))
        .peekable();
    while let Some(left) = facts.next() {
        match facts.peek() {
            Some(right) if two && columns(&left) < half - 4 && columns(right) < half => {
                let right = facts.next().unwrap_or_default();
                rows.push(Row::plain(format!("   {} {right}", pad(&left, half - 5))));
            }
            _ => rows.text(3, &left, Part::Plain),
        }
    }
    rows.gap();
    if !record.to_do.is_empty() {
        rows.text(3, guide.word("record.still-to-do"), Part::Strong);
    }
    for (number, to_do) in record.to_do.iter().enumerate() {
        rows.hanging(3, &format!("{}  ", number + 1), to_do, Part::Plain);
    }
    rows.gap();
    rows.text(3, &record.contacts, Part::Plain);
    rows.gap();
    rows.text(3, &record.foot, Part::Plain);
}
