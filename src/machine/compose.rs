//! From state and guide to the page that is shown.

use chrono::{DateTime, FixedOffset};

use super::answers::{Answers, known};
use super::around;
use super::draft;
use super::merge::Merge;
use super::open;
use super::options;
use super::page::{
    AnswerLine, Ask, Block, Choice, DraftAsk, Hub, Options, Page, RecordAsk, Section, TaskRow, TextAsk,
    TextKind, Ticks,
};
use super::page_id::PageId as P;
use super::people;
use super::plan::{Plan, TaskPlan, TaskStatus, plan};
use super::request::{Part, RequestId};
use super::slots::{Position, slot};
use super::state::State;
use super::task::TaskId;
use super::telling::Telling;
use super::ticks;
use super::todo;
use crate::domain::choice::Choice as _;
use crate::domain::day::DueOn;
use crate::domain::password::{PasswordContext, SecondCheck};
use crate::domain::secret_word::SecretContext;
use crate::domain::site::{How, Role, SecondCheckOn};
use crate::domain::when;
use crate::guide::{BlockKind, BlockWords, Guide};

/// Months after which the next access check is offered (ours; NHS advice is every 2 to 6 months: S23, 4 November 2024).
const NEXT_CHECK_MONTHS: u32 = 3;

/// The page that is shown.
pub(super) fn page(state: &State, guide: &Guide, now: DateTime<FixedOffset>) -> Page {
    let telling = Telling { state, guide, now };
    let words = guide.page(state.at.page.slug());
    let role = state.answers.role();
    let mut body: Vec<Block> = words
        .body
        .iter()
        .filter_map(|block| shown_block(&telling, block))
        .collect();
    body.extend(own_blocks(&telling));
    let site = state.answers.site_name().unwrap_or_default();
    Page {
        at: state.at,
        task: state.at.page.task(),
        site: if state.is_practice() {
            guide.say("header.practice-site", &[("site", site.to_owned())])
        } else {
            site.to_owned()
        },
        code: state.answers.code().map(ToString::to_string).unwrap_or_default(),
        part: part(state, guide),
        title: telling.fill(words.title.for_role(role)),
        body,
        ask: ask(&telling),
        back: back_words(state, guide),
        forward: forward_words(state, guide),
        notice: state.notice.as_ref().map(|message| guide.message(message)),
        saved: saved(&telling),
        banner: banner(state, guide),
        help: words
            .help
            .iter()
            .map(|help| telling.fill(help.for_role(role)))
            .collect(),
    }
}

/// The steps, as the hub lists them.
pub(super) fn steps(state: &State, guide: &Guide, now: DateTime<FixedOffset>) -> Hub {
    hub(&Telling { state, guide, now })
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
    let url = link
        .url
        .clone()
        .or_else(|| other.and_then(|other| other.url.clone()));
    Block::Link {
        id: link.id.clone(),
        title: link.title.clone(),
        url,
        advice,
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
    Block::Contact(lines)
}

/// Blocks that only the state knows: what a check page asks, what to say on the phone, what the list of people means.
fn own_blocks(telling: &Telling<'_>) -> Vec<Block> {
    let (state, guide) = (telling.state, telling.guide);
    match state.at.page {
        P::Check => state
            .doubt
            .iter()
            .map(|pending| Block::Say(super::doubt::words(state, pending, guide)))
            .collect(),
        P::Merge => state
            .merge
            .iter()
            .flat_map(|merge| difference(telling, merge))
            .collect(),
        P::AccessCall | P::AuditCall => {
            let request = RequestId::of(state.at.page).map_or(RequestId::Access, |(id, _)| id);
            vec![Block::Script(draft::script(
                request,
                &state.answers,
                guide,
                telling.now.date_naive(),
            ))]
        }
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

/// A difference of two files: the question, and both answers, each with who saved it and when.
fn difference(telling: &Telling<'_>, merge: &Merge) -> Vec<Block> {
    let (state, guide) = (telling.state, telling.guide);
    let Some((at, from)) = merge.difference() else {
        return vec![];
    };
    let place = Telling {
        state: &State { at, ..state.clone() },
        ..*telling
    }
    .fill(guide.page(at.page.slug()).title.for_role(state.answers.role()));
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

fn part(state: &State, guide: &Guide) -> String {
    match state.at.page.task() {
        Some(task) => todo::title(&state.answers, guide, task).to_owned(),
        None if matches!(state.at.page, P::Who | P::WhoHelps | P::SiteName | P::OdsCode) => {
            guide.word("header.about-site").to_owned()
        }
        None => String::new(),
    }
}

fn back_words(state: &State, guide: &Guide) -> Option<String> {
    let to_steps = state.changing.is_none() && state.at.page.task().is_some_and(|task| first_of(state, task));
    let id = match state.at.page {
        P::Start | P::Mode => return None,
        P::Hub => "buttons.back-to-start",
        _ if to_steps => "buttons.back-to-steps",
        _ => "buttons.back-mark",
    };
    Some(guide.word(id).to_owned())
}

fn first_of(state: &State, task: TaskId) -> bool {
    plan(&state.answers).task(task).pages.first() == Some(&state.at.page)
}

fn forward_words(state: &State, guide: &Guide) -> Option<String> {
    let id = match state.at.page {
        P::Hub => "buttons.open-step",
        P::DutyPeople | P::DutyUse | P::DutyHandover => "buttons.i-have-read",
        P::Record => return None,
        _ => "buttons.continue",
    };
    Some(guide.word(id).to_owned())
}

fn saved(telling: &Telling<'_>) -> String {
    let (state, guide) = (telling.state, telling.guide);
    if state.is_practice() {
        return guide.word("header.practice").to_owned();
    }
    if state.site.read_only.is_some() {
        return guide.word("header.read-only").to_owned();
    }
    if around::is_before_a_site(state.at.page) {
        return guide.say(
            "header.version",
            &[("version", env!("CARGO_PKG_VERSION").to_owned())],
        );
    }
    let Some(at) = state.site.saved_at else {
        return guide.word("header.not-saved").to_owned();
    };
    let time = when::clock_words(at.time());
    if state.is_unsaved() {
        return guide.say("header.not-saved-since", &[("saved-at", time)]);
    }
    if at.date_naive() == telling.now.date_naive() {
        return guide.say("header.saved", &[("saved-at", time)]);
    }
    guide.say(
        "header.saved-on",
        &[("date", when::in_words(at.date_naive())), ("saved-at", time)],
    )
}

fn banner(state: &State, guide: &Guide) -> Option<String> {
    state.site.unsaved.as_ref().map(|(why, _)| guide.message(why))
}

/// The one thing that the page asks for.
fn ask(telling: &Telling<'_>) -> Ask {
    let (state, guide) = (telling.state, telling.guide);
    match state.at.page {
        P::Hub => Ask::Tasks(hub(telling)),
        P::People => Ask::People(people::audit_table(&state.answers, guide)),
        P::RegisterPeople => Ask::People(people::applicants_table(&state.answers, guide)),
        P::Password => Ask::PasswordIdea(password_context(state)),
        P::Secret => Ask::SecretIdea(secret_context(state)),
        P::CheckAnswers => Ask::CheckAnswers(sections(telling)),
        P::Record => Ask::Record(record(telling)),
        P::FilePath | P::SaveElsewhere => Ask::Text(text_ask(telling, TextKind::Line, String::new())),
        page if ticks::is_ticked(page) && !guide.page(page.slug()).items.is_empty() => {
            Ask::Tick(tick_ask(telling))
        }
        page => answer_ask(telling, page),
    }
}

/// A page whose answer the table of slots knows, or whose choices only the state does, or words to read.
fn answer_ask(telling: &Telling<'_>, page: P) -> Ask {
    let state = telling.state;
    if let Some((request, part @ (Part::Draft | Part::Chase))) = RequestId::of(page)
        && request != RequestId::Registration
    {
        let today = telling.now.date_naive();
        let draft = if part == Part::Draft {
            draft::draft(request, &state.answers, telling.guide, today)
        } else {
            draft::chaser(request, &state.answers, telling.guide, today)
        };
        return Ask::Draft(DraftAsk {
            draft,
            options: options::options(state, telling),
        });
    }
    if let Some(kind) = kind_of_box(state) {
        let value = slot(&state.answers, state.at)
            .map(super::slot::Slot::text)
            .unwrap_or_default();
        let value = if value.is_empty() { offered(telling) } else { value };
        return Ask::Text(text_ask(telling, kind, value));
    }
    let options = options::options(state, telling);
    if options.is_empty() {
        Ask::Read
    } else {
        Ask::Choose(options)
    }
}

/// The kind of box of the page, also for someone who is not on the list yet.
fn kind_of_box(state: &State) -> Option<TextKind> {
    match slot(&state.answers, state.at) {
        Some(slot) => slot.typed_in(),
        None => matches!(state.at.page, P::PersonName | P::RegisterName).then_some(TextKind::Line),
    }
}

/// What stands in the box before an answer: the next access check, three months on.
fn offered(telling: &Telling<'_>) -> String {
    match telling.state.at.page {
        P::NextCheckOn => {
            let offered = DueOn(when::add_months(telling.now.date_naive(), NEXT_CHECK_MONTHS));
            super::slot::Typable::shown(&offered)
        }
        _ => String::new(),
    }
}

fn text_ask(telling: &Telling<'_>, kind: TextKind, value: String) -> TextAsk {
    let state = telling.state;
    let words = telling.guide.page(state.at.page.slug());
    TextAsk {
        label: words.label.clone().unwrap_or_default(),
        value,
        kind,
        optional: open::may_be_empty(state.at.page),
        others: options::options(state, telling),
    }
}

fn tick_ask(telling: &Telling<'_>) -> Ticks {
    let (state, guide) = (telling.state, telling.guide);
    let words = guide.page(state.at.page.slug());
    let mark = |id: &str, label: &str| Choice {
        id: id.to_owned(),
        label: label.to_owned(),
        ..Choice::default()
    };
    let mut marks: Vec<Choice> = words
        .marks
        .iter()
        .map(|line| mark(&line.id, line.label.for_role(state.answers.role())))
        .collect();
    if marks.is_empty() {
        marks.push(mark("yes", guide.word("answer.yes")));
    }
    Ticks {
        items: options::tick_items(state, guide),
        marks,
    }
}

fn password_context(state: &State) -> PasswordContext {
    let answers = &state.answers;
    let name = known(&answers.account.name).map(ToString::to_string);
    let inputs = [
        answers.site_name().map(str::to_owned),
        answers.code().map(ToString::to_string),
        known(&answers.account.address).map(ToString::to_string),
        known(&answers.account.mobile).map(ToString::to_string),
    ];
    PasswordContext {
        names: name.into_iter().collect(),
        inputs: inputs.into_iter().flatten().collect(),
        second_check: match answers.secure.second_check {
            Some(SecondCheckOn::Yes) => SecondCheck::On,
            Some(SecondCheckOn::NotYet) => SecondCheck::Off,
            Some(SecondCheckOn::NotKnown) | None => SecondCheck::NotKnown,
        },
    }
}

fn secret_context(state: &State) -> SecretContext {
    let answers = &state.answers;
    SecretContext {
        names: known(&answers.account.name)
            .map(ToString::to_string)
            .into_iter()
            .collect(),
        organisations: answers.site_name().map(str::to_owned).into_iter().collect(),
    }
}

fn hub(telling: &Telling<'_>) -> Hub {
    let plan = plan(&telling.state.answers);
    let next = todo::next_step(&telling.state.answers, telling.guide, telling.now.date_naive()).task;
    Hub {
        count: count(telling.guide, &plan),
        rows: plan.tasks().map(|task| task_row(telling, task)).collect(),
        next: next.index(),
    }
}

/// "2 of 8 completed, 1 not needed".
fn count(guide: &Guide, plan: &Plan) -> String {
    let with = |status: fn(TaskStatus) -> bool| plan.tasks().filter(|task| status(task.status)).count();
    let done = with(|status| matches!(status, TaskStatus::Completed { .. }));
    let not_needed = with(|status| status == TaskStatus::NotNeeded);
    let slots = [
        ("done", done.to_string()),
        ("total", (TaskId::COUNT - not_needed).to_string()),
        ("not-needed", not_needed.to_string()),
    ];
    guide.say(
        if not_needed == 0 {
            "hub.count"
        } else {
            "hub.count-not-needed"
        },
        &slots,
    )
}

fn task_row(telling: &Telling<'_>, task: &TaskPlan) -> TaskRow {
    let guide = telling.guide;
    let (words, spoken) = status_words(guide, task.status);
    TaskRow {
        id: task.id,
        group: guide.task_group(task.id.slug()).to_owned(),
        title: todo::title(&telling.state.answers, guide, task.id).to_owned(),
        status: task.status,
        status_words: words,
        status_spoken: spoken,
        note: task_note(telling, task),
    }
}

/// How a task stands: in a word or two, and as a clause.
pub(super) fn status_words(guide: &Guide, status: TaskStatus) -> (String, String) {
    let words = |key: &str| guide.word(&format!("statuses.{key}")).to_owned();
    let spoken = |key: &str, slots: &[(&str, String)]| guide.say(&format!("statuses.{key}.plain"), slots);
    let plain = |key: &str| (words(key), spoken(key, &[]));
    match status {
        TaskStatus::Completed { .. } => plain("completed"),
        TaskStatus::InProgress => plain("in-progress"),
        TaskStatus::NotYetStarted => plain("not-yet-started"),
        TaskStatus::Waiting {
            since: Some(since),
            chase_on: Some(chase_on),
        } => {
            let slots = [
                ("since", when::in_words(since)),
                ("chase-on", when::in_words(chase_on)),
            ];
            (words("waiting"), spoken("waiting", &slots))
        }
        TaskStatus::Waiting { .. } => (words("waiting"), words("waiting").to_lowercase()),
        TaskStatus::CannotStartYet { needs } => (
            words("cannot-start-yet"),
            spoken("cannot-start-yet", &[("step", needs.number().to_string())]),
        ),
        TaskStatus::NotNeeded => (
            words("not-needed"),
            spoken(
                "not-needed",
                &[("because", guide.word("because.no-team").to_owned())],
            ),
        ),
    }
}

/// The line at the foot of the hub.
fn task_note(telling: &Telling<'_>, task: &TaskPlan) -> String {
    let (guide, today) = (telling.guide, telling.now.date_naive());
    let step = ("step", task.id.number().to_string());
    match task.status {
        TaskStatus::Waiting {
            since: Some(since),
            chase_on: Some(chase_on),
        } => {
            let late = (today - chase_on).num_days();
            let overdue = guide.say("hub.overdue", &[("n", late.to_string())]);
            let slots = [
                step,
                ("sent-on", when::in_words(since)),
                ("chase-on", when::in_words(chase_on)),
                ("overdue", overdue),
            ];
            guide.say(
                if late > 0 {
                    "hub.wait-overdue"
                } else {
                    wait_words(telling, task)
                },
                &slots,
            )
        }
        TaskStatus::CannotStartYet { needs } => {
            let needed = todo::title(&telling.state.answers, guide, needs).to_owned();
            guide.say(
                "statuses.cannot-start-yet.why",
                &[("step", needs.number().to_string()), ("task", needed)],
            )
        }
        TaskStatus::Completed { on } => guide.say("statuses.completed.on", &[("date", when::in_words(on))]),
        TaskStatus::NotNeeded => guide.say(
            "statuses.not-needed.why",
            &[("because", guide.word("because.no-team").to_owned())],
        ),
        TaskStatus::NotYetStarted | TaskStatus::InProgress | TaskStatus::Waiting { .. } => {
            deadline_note(telling, task)
        }
    }
}

fn wait_words(telling: &Telling<'_>, task: &TaskPlan) -> &'static str {
    let waiting = todo::waiting(&telling.state.answers);
    let waited = waiting
        .iter()
        .find(|waiting| waiting.request.page(Part::Wait).and_then(P::task) == Some(task.id));
    match waited.map(|waiting| waiting.request) {
        Some(RequestId::Registration) => "hub.wait-registered",
        Some(id) if telling.state.answers.requests.get(id).how == Some(How::Phone) => "hub.wait-phone",
        Some(_) | None => "hub.wait-email",
    }
}

fn deadline_note(telling: &Telling<'_>, task: &TaskPlan) -> String {
    let by = todo::finish_account_by(&telling.state.answers);
    match by.filter(|_| matches!(task.id, TaskId::ChangePassword | TaskId::PolicyAndSecret)) {
        Some(by) => telling
            .guide
            .say("hub.deadline", &[("deadline", when::in_words(by))]),
        None => String::new(),
    }
}

/// All answers, by task.
fn sections(telling: &Telling<'_>) -> Vec<Section> {
    let (state, guide) = (telling.state, telling.guide);
    let mut about = vec![P::Who, P::SiteName, P::OdsCode];
    if state.answers.role() == Role::Helping {
        about.insert(1, P::WhoHelps);
    }
    let mut sections = vec![section(telling, guide.word("header.about-site"), &about)];
    for task in plan(&state.answers).tasks() {
        let can_start = !matches!(task.status, TaskStatus::CannotStartYet { .. });
        if can_start && task.id != TaskId::YourRecord {
            sections.push(section(
                telling,
                todo::title(&state.answers, guide, task.id),
                &task.pages,
            ));
        }
    }
    sections.retain(|section| !section.lines.is_empty());
    sections
}

fn section(telling: &Telling<'_>, title: &str, pages: &[P]) -> Section {
    let lines = pages
        .iter()
        .filter_map(|&page| answer_line(telling, Position::page(page)))
        .collect();
    Section {
        title: title.to_owned(),
        lines,
    }
}

/// An answer, to check. Pages that ask for nothing have none.
fn answer_line(telling: &Telling<'_>, at: Position) -> Option<AnswerLine> {
    let (state, guide) = (telling.state, telling.guide);
    let words = guide.page(at.page.slug());
    let question = telling.fill(words.title.for_role(state.answers.role()));
    let missing = open::is_open(&state.answers, at.page);
    let answer = match at.page {
        page if page.task().is_some_and(|task| P::finished(task) == Some(page)) => return None,
        P::People => Some(people::audit_table(&state.answers, guide).total),
        P::RegisterPeople => Some(people::applicants_table(&state.answers, guide).total),
        P::DutyPeople | P::DutyUse | P::DutyHandover => {
            ticks::any(&state.answers, at.page).then(|| guide.word("answer.yes").to_owned())
        }
        page if ticks::is_ticked(page) => ticked_words(telling, at),
        _ => {
            slot(&state.answers, at)?;
            telling.answer(at)
        }
    };
    let add = || {
        let what = words
            .label
            .clone()
            .unwrap_or_else(|| guide.word("check-answers.an-answer").to_owned());
        if missing {
            guide.say("check-answers.add", &[("what", what)])
        } else {
            guide.word("answer.empty").to_owned()
        }
    };
    Some(AnswerLine {
        at,
        question,
        answer: answer.unwrap_or_else(add),
        missing,
    })
}

/// The lines that are marked, in words.
fn ticked_words(telling: &Telling<'_>, at: Position) -> Option<String> {
    let (state, guide) = (telling.state, telling.guide);
    let page = guide.page(at.page.slug());
    let role = state.answers.role();
    let line = |words: &crate::guide::LineWords| {
        let slug = ticks::mark(&state.answers, at, &words.id)?;
        let label = words.label.for_role(role);
        let mark = page
            .marks
            .iter()
            .find(|mark| mark.id == slug)
            .map(|mark| mark.label.for_role(role));
        Some(mark.map_or_else(|| label.to_owned(), |mark| format!("{label}: {mark}")))
    };
    let lines: Vec<String> = page.items.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

fn record(telling: &Telling<'_>) -> RecordAsk {
    super::record::record(&telling.state.answers, telling.guide, telling.now.date_naive())
}

impl Options {
    /// Where a choice is in the list.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<usize> {
        self.choices.iter().position(|choice| choice.id == id)
    }
}
