//! The rows of a page between the two rules: heading, words, and the one thing to answer. Each kind of [`Ask`]
//! has a function of its own.

#![deny(clippy::wildcard_enum_match_arm)]

mod hub;
mod lists;
mod papers;
mod people;
mod text_box;

use super::local::{Local, chooses_at_the_foot, is_the_button};
use super::screen::{Row, Rows, Thing};
use super::theme::Part;
use super::wrap::{clip, columns, pad, wrap};
use crate::guide::Guide;
use crate::machine::page::{Ask, Block, Page, Scan};
use crate::machine::page_id::PageId;

/// Columns below which a table becomes a block for each row.
const TABLE: usize = 72;

/// The rows of a page.
pub(super) fn rows(page: &Page, local: &Local, guide: &Guide, width: usize, focus: Thing) -> Vec<Row> {
    let own_idea = own_idea_page(page, local, guide);
    let page = own_idea.as_ref().unwrap_or(page);
    let mut rows = Rows::new(width, focus);
    back(page, guide, &mut rows);
    told(page, local, guide, &mut rows);
    heading(page, &mut rows);
    body(page, local, guide, &mut rows);
    rows.gap();
    answer(page, local, guide, &mut rows);
    while rows.done.last().is_some_and(|row| row.pieces.is_empty()) {
        rows.done.pop();
    }
    rows.done
}

/// One's own idea has a heading of its own, and needs the room that the page's words take.
fn own_idea_page(page: &Page, local: &Local, guide: &Guide) -> Option<Page> {
    let (title, back) = local.idea.as_ref()?.own_heading()?;
    Some(Page {
        title: guide.word(title).to_owned(),
        back: Some(guide.word(back).to_owned()),
        body: vec![],
        ..page.clone()
    })
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
    // The mark of the focus takes the place of the arrow: nothing moves.
    let mark = if strong == Part::Strong { '>' } else { '<' };
    let row = Row::plain(format!(" {mark} "))
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
fn body(page: &Page, local: &Local, guide: &Guide, rows: &mut Rows) {
    let mut links = 0;
    let mut scans = Scans {
        next: 0,
        label: (!local.look.ascii).then(|| guide.word("buttons.code-for-phone")),
    };
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
                title,
                url,
                advice,
                scan,
                ..
            } => {
                if url.is_some() {
                    rows.thing(Thing::Link(links), "", title, Part::Strong);
                    links += 1;
                } else {
                    rows.text(3, title, Part::Strong);
                }
                scans.beside(rows, scan.as_ref(), |rows| {
                    if !advice.is_empty() {
                        rows.text(3, advice, Part::Plain);
                    }
                    if let Some(url) = url {
                        rows.address(url);
                    }
                });
            }
            Block::Contact { lines, scan } | Block::Script { lines, scan } => {
                let mut scan = scan.as_ref();
                for line in lines {
                    spoken(rows, line);
                    let here = scan.take_if(|scan| line.contains(&scan.shown));
                    scans.beside(rows, here, |_| {});
                }
            }
        }
        rows.gap();
    }
}
/// A line of what to say; after a label, such as "Ring from", the rows that follow stand under its words.
fn spoken(rows: &mut Rows, line: &str) {
    let words = line.find("  ").map_or(line, |gap| line[gap..].trim_start());
    let (label, words) = line.split_at(line.len() - words.len());
    rows.hanging(3, label, words, Part::Plain);
}

/// The ways to codes that a phone reads, counted over the page. None in ASCII, which has no half blocks.
struct Scans<'g> {
    next: usize,
    label: Option<&'g str>,
}

impl Scans<'_> {
    /// Beside what was said last where there is room, else after what comes below it.
    fn beside(&mut self, rows: &mut Rows, scan: Option<&Scan>, below: impl FnOnce(&mut Rows)) {
        let Some(label) = self.label.filter(|_| scan.is_some()) else {
            return below(rows);
        };
        let thing = Thing::Scan(self.next);
        self.next += 1;
        let is_there = rows.beside(thing, label, false);
        below(rows);
        if !is_there {
            rows.beside(thing, label, true);
        }
    }
}

/// The one thing to answer.
fn answer(page: &Page, local: &Local, guide: &Guide, rows: &mut Rows) {
    match &page.ask {
        Ask::Tasks(hub) => hub::tasks(hub, local, rows),
        Ask::Choose(_) if is_the_button(page) || chooses_at_the_foot(page) => error_line(local, guide, rows),
        Ask::Choose(options) => lists::choose(page, options, local, guide, rows),
        Ask::Tick(ticks) => lists::tick(page, ticks, local, guide, rows),
        Ask::Text(text) => text_box::text_box(text, local, guide, rows),
        Ask::People(people) => people::table(page, people, local, guide, rows),
        Ask::PasswordIdea(_) | Ask::SecretIdea(_) => {
            if let Some(idea) = &local.idea {
                idea.rows(rows, guide);
            }
        }
        Ask::Draft(draft) => papers::email(draft, guide, rows),
        Ask::CheckAnswers(sections) => papers::check_answers(sections, rows),
        Ask::Record(record) => papers::record(record, guide, rows),
        Ask::Read => {}
    }
}

/// What was not accepted, by the answer.
fn error_line(local: &Local, guide: &Guide, rows: &mut Rows) {
    if let Some(refusal) = &local.refusal {
        rows.text(
            3,
            &guide.say("problem.error", &[("message", refusal.clone())]),
            Part::Problem,
        );
    }
}
