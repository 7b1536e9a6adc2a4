//! The words under a heading: the guide's, ours, and those that only the state knows.

use chrono::{DateTime, FixedOffset};

use super::found;
use crate::domain::when;
use crate::guide::{BlockKind, BlockWords, Guide};
use crate::machine::answers::Answers;
use crate::machine::merge::Merge;
use crate::machine::page::{Block, Scan};
use crate::machine::page_id::PageId as P;
use crate::machine::request::{Part, RequestId};
use crate::machine::slots::Position;
use crate::machine::telling::Telling;
use crate::machine::{doubt, draft, options, people, story};

/// The words of a page, as they are shown.
pub(super) fn of_page(telling: &Telling<'_>, words: &[BlockWords]) -> Vec<Block> {
    let mut body: Vec<Block> = words
        .iter()
        .filter_map(|block| shown_block(telling, block))
        .collect();
    body.extend(own_blocks(telling));
    body
}

/// A block as it is shown; none when its condition does not hold or a fact that it names is not known.
fn shown_block(telling: &Telling<'_>, block: &BlockWords) -> Option<Block> {
    if block.when.is_some_and(|condition| !telling.holds(condition)) {
        return None;
    }
    let role = telling.state.answers.role();
    let guide = telling.guide;
    match &block.kind {
        BlockKind::Say(words) => telling.fill_all(words.for_role(role)).map(Block::Say),
        BlockKind::Quote(quote) => Some(Block::Quote(quote.clone())),
        BlockKind::Added { words, source, as_of } => Some(Block::Added {
            text: telling.fill_all(words.for_role(role))?,
            source: source.clone(),
            as_of: as_of.clone(),
        }),
        BlockKind::List(items) => {
            let items: Vec<String> = items
                .iter()
                .filter_map(|words| telling.fill_all(words.for_role(role)))
                .collect();
            (!items.is_empty()).then_some(Block::List(items))
        }
        BlockKind::Steps(steps) => Some(Block::Steps(
            steps
                .iter()
                .filter_map(|words| telling.fill_all(words.for_role(role)))
                .collect(),
        )),
        BlockKind::Link(id) => Some(link(guide, id)),
        BlockKind::Contact(id) => Some(contact(guide, id)),
    }
}

/// A page elsewhere. Without a checked address it is told how to find it, or what may help instead.
fn link(guide: &Guide, id: &str) -> Block {
    let link = guide.link(id);
    let advice = match (&link.url, &link.substitute) {
        (Some(_), _) => String::new(),
        (None, Some(other)) => guide.say("links.instead", &[("title", guide.link(other).title.clone())]),
        (None, None) => guide.say(
            "links.search",
            &[("title", link.title.clone()), ("as-of", link.as_of.clone())],
        ),
    };
    let other = link
        .substitute
        .as_deref()
        .filter(|_| link.url.is_none())
        .map(|other| guide.link(other));
    let leads_to = other.unwrap_or(link);
    Block::Link {
        id: leads_to.id.clone(),
        title: link.title.clone(),
        url: leads_to.url.clone(),
        advice,
        scan: leads_to.to_scan().map(|address| Scan {
            title: leads_to.title.clone(),
            shown: address.to_owned(),
            text: address.to_owned(),
            caution: None,
        }),
    }
}

fn contact(guide: &Guide, id: &str) -> Block {
    let contact = guide.contact(id);
    let ways = [contact.phone.clone(), contact.email.clone()]
        .into_iter()
        .flatten();
    let mut lines = vec![contact.name.clone()];
    lines.extend(ways);
    lines.extend(contact.note.clone());
    Block::Contact {
        lines,
        scan: number(guide, id, None),
    }
}

/// The number of a contact as a code.
fn number(guide: &Guide, id: &str, caution: Option<String>) -> Option<Scan> {
    let contact = guide.contact(id);
    Some(Scan {
        title: contact.name.clone(),
        shown: contact.phone.clone()?,
        text: contact.to_dial()?,
        caution,
    })
}

/// What to say on the phone. The NAS looks at the number that it is rung from (S01, 7 July 2023), and the phone that
/// reads a code is the one that rings.
fn script(telling: &Telling<'_>, request: RequestId) -> Block {
    let (state, guide) = (telling.state, telling.guide);
    let caution = guide.word("links.code-ring-from").to_owned();
    Block::Script {
        lines: draft::script(request, &state.answers, guide, telling.now.date_naive()),
        scan: number(guide, "nas", Some(caution)),
    }
}

/// Blocks that only the state knows: what a check page asks, what to say on the phone, what the list of people means.
fn own_blocks(telling: &Telling<'_>) -> Vec<Block> {
    let (state, guide) = (telling.state, telling.guide);
    match state.at.page {
        P::Check => state
            .doubt
            .iter()
            .map(|pending| Block::Say(doubt::words(state, pending, guide)))
            .collect(),
        P::Merge => state
            .merge
            .iter()
            .flat_map(|merge| difference(telling, merge))
            .collect(),
        page if matches!(page, P::AccessCall | P::AuditCall) || state.chases_by_phone() => {
            let request = RequestId::of(state.at).map_or(RequestId::Access, |(id, _)| id);
            vec![script(telling, request)]
        }
        _ if matches!(RequestId::of(state.at), Some((_, Part::Wait))) => so_far(telling),
        P::Leave if state.holds_copy => vec![Block::Say(format!("{}.", guide.word("copy.linux")))],
        P::PeopleFound => found::blocks(state, guide),
        P::AuditResult => people::findings(&state.answers, guide)
            .into_iter()
            .map(|finding| {
                Block::Say(guide.say(
                    "people.finding",
                    &[("word", finding.word), ("text", finding.text)],
                ))
            })
            .collect(),
        _ => vec![],
    }
}

/// What to do about the request of the page when it is late, and what has happened to it, once there is more to tell
/// than that it went out.
fn so_far(telling: &Telling<'_>) -> Vec<Block> {
    let (guide, today) = (telling.guide, telling.now.date_naive());
    let Some((id, _)) = RequestId::of(telling.state.at) else {
        return vec![];
    };
    let request = telling.state.answers.requests.get(id);
    let is_late = request.is_waiting() && request.chase_from().is_some_and(|day| day < today);
    let late = is_late.then(|| Block::Say(guide.word("request.late").to_owned()));
    let story = Some(story::story(request, guide)).filter(|story| story.len() > 1);
    let story = story.map(|story| {
        [
            Block::Say(guide.word("happened.so-far").to_owned()),
            Block::List(story),
        ]
    });
    late.into_iter().chain(story.into_iter().flatten()).collect()
}

/// A difference of two files: the question, and both answers, each with who saved it and when.
fn difference(telling: &Telling<'_>, merge: &Merge) -> Vec<Block> {
    let (state, guide) = (telling.state, telling.guide);
    let Some((at, from)) = merge.difference() else {
        return vec![];
    };
    let place =
        Telling { at, ..*telling }.fill(guide.page(at.page.slug()).title.for_role(state.answers.role()));
    let said =
        |id: &str, answers: &Answers, at: Position, saved_at: Option<DateTime<FixedOffset>>, by: &str| {
            let by = if by.is_empty() {
                guide.word("merge.unknown-person")
            } else {
                by
            };
            let date = saved_at
                .map(|at| when::in_words(at.date_naive()))
                .unwrap_or_default();
            let value = options::answer_words(answers, guide, at).unwrap_or_default();
            guide.say(id, &[("person", by.to_owned()), ("date", date), ("value", value)])
        };
    let (first, last) = ((merge.shown + 1).to_string(), merge.differences.len().to_string());
    vec![
        Block::Say(guide.say("merge.progress", &[("first", first), ("last", last)])),
        Block::Say(place),
        Block::List(vec![
            said(
                "merge.this",
                &state.answers,
                at,
                state.site.saved_at,
                &state.site.saved_by,
            ),
            said(
                "merge.that",
                &merge.other.answers,
                from,
                merge.other.saved_at,
                &merge.other.saved_by,
            ),
        ]),
    ]
}
