//! The foot of the screen: the buttons of the page, and the keys that matter here.

use super::keymap::{Intent, label};
use super::lines_box;
use super::local::{Local, acts_at_once, chooses_at_the_foot};
use super::narrow;
use super::screen::Thing;
use super::wrap::columns;
use crate::guide::Guide;
use crate::machine::page::{Ask, Page};
use crate::machine::page_id::PageId;
use crate::machine::paper::Paper;
use crate::machine::request::RequestId;

/// What a button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    /// Continue, or open the row that the focus was on.
    Continue,
    /// To the leave page.
    Leave,
    /// Help.
    Help,
    /// Takes one of the choices.
    Choose(usize),
    /// Adds a person.
    Add,
    /// Pastes a list of people, or reads one.
    Paste,
    /// Marks who works here now.
    WhoWorksHere,
    /// Gives the first mark to the lines that have none.
    MarkRest,
    /// Writes a paper.
    Write(Paper),
    /// Copies a paper.
    Copy(Paper),
    /// Shows the draft with no lines round it.
    NoLines,
    /// From the record to the answers.
    ChangeAnswers,
}

/// The buttons of a page, in their order.
pub(super) fn buttons(page: &Page, guide: &Guide) -> Vec<(Press, String)> {
    let word = |id: &str| guide.word(id).to_owned();
    let mut buttons = vec![];
    match &page.ask {
        Ask::Draft(ask) => {
            buttons.extend(paper_of(page).map(|paper| (Press::Copy(paper), word("buttons.copy"))));
            buttons.push((Press::NoLines, word("buttons.no-lines")));
            buttons.extend(paper_of(page).map(|paper| (Press::Write(paper), word("buttons.save-file"))));
            let choices = ask.options.choices.iter().enumerate();
            buttons.extend(choices.map(|(place, choice)| (Press::Choose(place), choice.label.clone())));
        }
        Ask::People(people) => {
            buttons.extend((!people.full).then(|| (Press::Add, word("buttons.add-person"))));
            buttons.extend(
                people
                    .takes_lists
                    .then(|| (Press::Paste, word("buttons.paste-list"))),
            );
            let asks = people.asks_who_works_here;
            buttons.extend(asks.then(|| (Press::WhoWorksHere, word("buttons.who-works-here"))));
        }
        Ask::Tick(ticks) if ticks.marks.len() > 1 && narrow::names(page).is_some() => {
            let mark = ticks.marks[0].label.clone();
            let is_bare = ticks.items.iter().any(|item| item.mark.is_none());
            buttons
                .extend(is_bare.then(|| (Press::MarkRest, guide.say("people.mark-rest", &[("mark", mark)]))));
        }
        Ask::Record(record) => {
            let papers = record.papers.iter();
            buttons.extend(papers.map(|offer| (Press::Write(offer.paper), offer.label.clone())));
            buttons.push((Press::ChangeAnswers, word("buttons.change-answer")));
        }
        Ask::Choose(options) if chooses_at_the_foot(page) => {
            let choices = options.choices.iter().enumerate();
            buttons.extend(choices.map(|(place, choice)| (Press::Choose(place), choice.label.clone())));
        }
        Ask::Choose(_) => {
            buttons.extend(paper_of(page).map(|paper| (Press::Write(paper), word("buttons.save-file"))));
        }
        _ => {}
    }
    if !chooses_at_the_foot(page) {
        buttons.extend(
            page.forward
                .iter()
                .map(|forward| (Press::Continue, forward.clone())),
        );
    }
    if let Ask::Text(text) = &page.ask
        && lines_box::is_on(page)
    {
        let choices = text.others.choices.iter().enumerate();
        buttons.extend(choices.map(|(place, choice)| (Press::Choose(place), choice.label.clone())));
    }
    if page.id() != PageId::Leave {
        let leave = if has_no_site(page.id()) {
            "buttons.leave-only"
        } else {
            "buttons.leave"
        };
        buttons.push((Press::Leave, word(leave)));
    }
    let phone = guide.contact("nas").phone.clone().unwrap_or_default();
    buttons.push((Press::Help, guide.say("buttons.help", &[("phone", phone)])));
    buttons
}

/// Before a site is open there is nothing to save.
const fn has_no_site(page: PageId) -> bool {
    matches!(
        page,
        PageId::Start | PageId::Resume | PageId::OpenFile | PageId::FilePath | PageId::FileTrouble
    )
}

/// What can be saved from the page as a file.
fn paper_of(page: &Page) -> Option<Paper> {
    use crate::machine::request::Part;
    let (request, part): (RequestId, Part) = RequestId::of(page.at)?;
    match part {
        Part::Draft if request != RequestId::Registration => Some(Paper::Draft(request)),
        Part::Chase if matches!(page.ask, Ask::Draft(_)) => Some(Paper::Chaser(request)),
        Part::Chase | Part::Call => Some(Paper::Script(request)),
        _ => None,
    }
}

/// The keys that matter here, in a line.
pub(super) fn hints(page: &Page, local: &Local, guide: &Guide, width: usize) -> String {
    let hint = |intent: Intent, short: &str| {
        let name = guide.word(&format!("keys.name.{}", label(intent))).to_owned();
        format!("{name} {}", guide.word(&format!("keys.short.{short}")))
    };
    let mut hints = vec![];
    if local.overlay.is_some() {
        hints.extend([hint(Intent::Up, "scroll"), hint(Intent::Back, "close")]);
        return format!(" {}", hints.join("   "));
    }
    match local.focus {
        Some(Thing::Problem) => hints.push(hint(Intent::Use, "go-to-answer")),
        Some(Thing::Words) => hints.push(hint(Intent::Down, "scroll")),
        Some(Thing::Box) if lines_box::is_on(page) => hints.push(hint(Intent::Use, "new-line")),
        Some(Thing::Box) if local.idea.is_some() => hints.push(hint(Intent::Use, "use")),
        Some(Thing::Box) => hints.push(hint(Intent::Use, "continue")),
        Some(Thing::Row(_)) => hints.extend(row_hints(page, &hint)),
        Some(Thing::Action(_) | Thing::Button(_)) => {
            hints.extend([hint(Intent::Left, "move"), hint(Intent::Use, "use")]);
            if matches!(page.ask, Ask::Draft(_) | Ask::Record(_)) {
                hints.push(hint(Intent::Down, "scroll"));
            }
        }
        Some(Thing::Back | Thing::Link(_) | Thing::Scan(_)) | None => hints.push(hint(Intent::Use, "open")),
    }
    let own = hints.len();
    hints.push(hint(Intent::NextThing, "next"));
    if page.back.is_some() {
        hints.push(hint(Intent::Back, "back"));
    }
    hints.extend([hint(Intent::Help, "help"), hint(Intent::Leave, "leave")]);
    // In a narrow line the keys that hold everywhere give way, as help lists them.
    while hints.len() > 1 && columns(&hints.join("  ")) + 2 > width {
        hints.remove(own.min(hints.len() - 1));
    }
    format!(" {}", hints.join("  "))
}

fn row_hints(page: &Page, hint: &impl Fn(Intent, &str) -> String) -> Vec<String> {
    let up = hint(Intent::Up, "move");
    match &page.ask {
        Ask::Tick(_) => vec![up, hint(Intent::Choose, "mark")],
        Ask::People(_) => vec![up, hint(Intent::Use, "change"), hint(Intent::TakeOff, "take-off")],
        Ask::CheckAnswers(_) => vec![up, hint(Intent::Use, "change")],
        Ask::Tasks(_) => vec![up, hint(Intent::Use, "open")],
        _ if acts_at_once(page.id()) => vec![up, hint(Intent::Use, "open")],
        _ => vec![up, hint(Intent::Choose, "select"), hint(Intent::Use, "continue")],
    }
}
