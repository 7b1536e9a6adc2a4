//! The blank checklist: the nine steps on one page, for a site with no computer to spare. It knows nothing of any site.

use super::sheet::{Boxes, Page, Part, Section, Sheet, Tick};
use crate::domain::choice::Choice as _;
use crate::domain::site::Role;
use crate::domain::when;
use crate::guide::Guide;
use crate::machine::page_id::PageId;
use crate::machine::task::TaskId;

/// The sheet.
pub(super) fn sheet(guide: &Guide) -> Sheet {
    let reviewed = when::in_words(guide.reviewed());
    let steps = TaskId::ALL.iter().map(|task| step(*task, guide)).collect();
    let section = |id: &str, part| Section::new(guide.word(id), part);
    let foot = ["checklist.no-passwords", "record.not-official"];
    Sheet {
        title: guide.word("checklist.title").to_owned(),
        intro: vec![
            guide.say("checklist.guide", &[("date", reviewed)]),
            guide.word("checklist.later").to_owned(),
        ],
        pages: vec![Page {
            heading: None,
            sections: vec![
                section("checklist.have-ready", Part::List(ready(guide))),
                section("checklist.steps", Part::Boxes(Boxes::new(guide, steps))),
                section("checklist.numbers", super::contacts(guide)),
            ],
            foot: foot.map(|id| guide.word(id).to_owned()).to_vec(),
        }],
    }
}

/// What to have to hand: what registering asks for, and what everyone is asked for.
fn ready(guide: &Guide) -> Vec<String> {
    let page = guide.page(PageId::ReadyList.slug());
    let items = page.items.iter().map(|item| item.label.for_role(Role::Own));
    let more = ["checklist.ready-name", "checklist.ready-phone"].map(|id| guide.word(id));
    items.chain(more).map(str::to_owned).collect()
}

fn step(task: TaskId, guide: &Guide) -> Tick {
    let title = if task == TaskId::GetAccess {
        guide.word("checklist.get-access")
    } else {
        guide.task_title(task.slug())
    };
    let nas = guide.contact("nas");
    let slots = [
        ("email", nas.email.clone().unwrap_or_default()),
        ("phone", nas.phone.clone().unwrap_or_default()),
    ];
    Tick {
        words: format!("{}. {title}", task.number()),
        hint: Some(guide.say(&format!("checklist.hint-{}", task.slug()), &slots)),
        done: None,
    }
}
