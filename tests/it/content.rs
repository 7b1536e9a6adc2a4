//! The rules that every word, quote, link and contact keeps. Each failure names the place and the words.

mod code;
mod guide_text;
mod literals;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use nhsmail_starter::domain::verdict::Message;
use nhsmail_starter::guide::{BlockKind, Guide, Slot, slots_in};
use wording::ours;

/// Every id of the messages, in the order of the design page `words.md`, sections 3 to 9.
const MESSAGES: &str = "\
    mode.choice list.choice who.empty helper.name.long site.name.empty site.name.long site.name.letters \
    site.ods.empty site.ods.characters site.ods.long site.kind.empty site.history.empty ready.item.empty \
    cqc.location.empty cqc.location.shape cqc.contact.shape register.people.few register.people.many \
    registration.sent.empty welcome.outcome.empty hospice.outcome.empty managed-by.empty account.empty \
    mailbox.access.empty mailbox.role.empty your.name.empty sender.name.empty sender.name.same \
    local-admin.name.empty draft.sent.empty call.made.empty reference.long note.long request.outcome.empty \
    date.empty date.day date.month date.real date.day-first date.future date.past date.order date.clock \
    email.empty email.shape email.long email.used nhsmail.domain nhsmail.shared nhsmail.odd \
    mailbox.address.empty mailbox.address.domain mailbox.address.person cqc.phone.empty phone.digits \
    mobile.uk mobile.used mobile.isle-of-man idea.warning password.empty password.short \
    password.short.until-second-check password.long password.space password.name password.name.short \
    password.common password.guessable password.ok suggestion.odds suggestion.copied \
    password.changed.empty devices.empty second-check.empty secret.empty secret.letters secret.short \
    secret.long secret.name secret.organisation secret.ok policy.done.empty note.secret \
    mailbox.confirm.empty mailbox.opened.empty audit.method.empty people.empty person.name.empty \
    person.name.used person.role.empty person.works.empty person.moving.empty person.action.empty \
    names.empty next-check.far team.empty team.name.long team.name.characters second-person.empty \
    second-person.same finished.empty record.gaps reminders.empty file.not-found file.folder file.not-ours \
    file.newer file.damaged.copy file.damaged file.edited file.changed file.unknown file.sound \
    save.read-only save.full save.held save.late file.open-twice save.drive-gone merge.sites merge.empty \
    answers.unknown answers.value answers.gaps answers.secret export.exists copy.none copy.asked \
    copy.linux print.file link.opened link.not-opened link.unknown qr.small screen.small leave.saved \
    leave.unsaved leave.nowhere keys.save panic";

/// Every id of the check pages, section 10.
const DOUBTS: &str = "\
    parent-code dental-code other-code look-alike-letter code-from-address mailbox-code-differs \
    mailbox-parent-code old-date far-date used-before leaver-kept one-owner too-few-people deadline-close \
    take-off-list plan-changes same-site-twice replace-file note-looks-secret";

/// Copies of NHS sites that were seen on hosts of other people.
const LOOK_ALIKES: [&str; 4] = [
    "987715.ixgpkh.asia",
    "odsdatasearchandexport.dc4h.link",
    "production-like.nhsd.io",
    "nhsd-proxy.dokku3.ebmdatalab.net",
];

#[test]
fn all_content_parses() {
    let found: Vec<String> = Guide::check().iter().map(ToString::to_string).collect();
    assert_none(&found);
}

#[test]
fn every_id_of_the_design_is_there() {
    let guide = Guide::builtin();
    let messages = CATALOGUE["messages"].as_table().unwrap();
    let missing = |id: &&str| !messages.contains_key(*id);
    assert_none(&MESSAGES.split_whitespace().filter(missing).collect::<Vec<_>>());
    let wordless = |id: &&str| guide.doubt(id).text.is_empty() || guide.doubt(id).choices.len() < 2;
    assert_none(&DOUBTS.split_whitespace().filter(wordless).collect::<Vec<_>>());
    assert_eq!(
        CATALOGUE["doubts"].as_table().unwrap().len(),
        DOUBTS.split_whitespace().count()
    );
}

#[test]
fn every_slot_is_on_the_list_and_has_a_sample() {
    let known = |name: &str| SAMPLES.contains_key(&*name.to_lowercase());
    let closed: BTreeSet<&str> = Slot::ALL.iter().map(|slot| slot.name()).collect();
    let mut found: Vec<String> = closed
        .iter()
        .filter(|slot| !known(slot))
        .map(|slot| format!("no sample: {slot}"))
        .collect();
    let mut used: BTreeSet<String> = closed.iter().map(|slot| (*slot).to_owned()).collect();
    for read in ours() {
        for slot in slots_in(&read.words) {
            used.insert(slot.to_lowercase());
            if !known(slot) || (read.place.starts_with("pages/") && !closed.contains(slot)) {
                found.push(format!("{}: {{{slot}}}", read.place));
            }
        }
    }
    found.extend(
        SAMPLES
            .keys()
            .filter(|name| !used.contains(*name))
            .map(|name| format!("a sample of no slot: {name}")),
    );
    assert_none(&found);
}

#[test]
fn each_page_leads_to_messages_links_contacts_that_are_there() {
    let guide = Guide::builtin();
    let mut found = Vec::new();
    for page in guide.pages() {
        if page.title.all().any(str::is_empty) {
            found.push(format!("{}: no title", page.id));
        }
        found.extend(
            page.empty
                .iter()
                .filter(|id| !known_message(&guide, id))
                .map(|id| format!("{}: {id}", page.id)),
        );
        for block in &page.body {
            match &block.kind {
                BlockKind::Link(id) if guide.link(id).id != *id => {
                    found.push(format!("{}: link {id}", page.id));
                }
                BlockKind::Contact(id) if guide.contact(id).id != *id => {
                    found.push(format!("{}: contact {id}", page.id));
                }
                BlockKind::Added { source, as_of, .. } if !dated(source, as_of) => {
                    found.push(format!("{}: {source}, {as_of}", page.id));
                }
                _ => {}
            }
        }
        let ids = page
            .choices
            .iter()
            .map(|choice| &choice.id)
            .chain(page.items.iter().map(|item| &item.id));
        let ids: Vec<_> = ids.collect();
        if ids.iter().collect::<BTreeSet<_>>().len() != ids.len() {
            found.push(format!("{}: an id is there twice", page.id));
        }
    }
    assert_none(&found);
}

#[test]
fn a_term_is_quoted_or_has_a_source_and_leads_to_a_page() {
    let guide = Guide::builtin();
    let found = guide.glossary().iter().filter(|term| {
        let source = term.source.as_deref().zip(term.as_of.as_deref());
        let told = term.quote.is_some() != source.is_some_and(|(source, as_of)| dated(source, as_of));
        !told || guide.page(&term.first_page).id.is_empty()
    });
    assert_none(&found.map(|term| &term.term).collect::<Vec<_>>());
    assert!(
        guide.glossary().is_sorted_by_key(|term| term.term.to_lowercase()),
        "terms go by the alphabet"
    );
}

#[test]
fn links_go_only_where_they_may() {
    let guide = Guide::builtin();
    let facts: toml::Table = include_str!("../../assets/facts.toml").parse().unwrap();
    let allow: Vec<_> = facts["hosts"]["allow"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(toml::Value::as_str)
        .collect();
    let mut found = Vec::new();
    for link in guide.links() {
        for address in link.url.iter().chain(&link.short) {
            let host = address
                .strip_prefix("https://")
                .and_then(|rest| rest.split('/').next());
            if !host.is_some_and(|host| allow.contains(&host)) {
                found.push(format!("{}: {address}", link.id));
            }
        }
        let there = |id: &String| guide.link(id).url.is_some();
        if link.title.is_empty() || link.as_of.is_empty() || !link.substitute.iter().all(there) {
            found.push(link.id.clone());
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in files(&root.join("assets"))
        .into_iter()
        .chain(files(&root.join("src")))
    {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        found.extend(
            LOOK_ALIKES
                .iter()
                .filter(|host| text.contains(*host))
                .map(|host| format!("{file:?}: {host}")),
        );
        if !file.ends_with("facts.toml")
            && text.contains("https://")
            && file.extension().is_some_and(|end| end != "rs")
        {
            found.push(format!("{file:?}: an address outside of facts.toml"));
        }
    }
    assert_none(&found);
}

#[test]
fn contacts_are_the_guides() {
    let guide = Guide::builtin();
    let text = guide_text::TEXT.to_lowercase();
    let nas = guide.contact("nas");
    assert_eq!(
        (nas.email.as_deref(), nas.phone.as_deref()),
        (Some("helpdesk@nhs.net"), Some("0333 200 1133"))
    );
    assert_eq!(
        guide.contact("ods").email.as_deref(),
        Some("exeter.helpdesk@nhs.net")
    );
    for said in [&nas.email, &nas.phone, &guide.contact("ods").email] {
        assert!(text.contains(said.as_deref().unwrap()), "{said:?}");
    }
    assert!(
        guide
            .contacts()
            .iter()
            .all(|contact| contact.as_of.contains(" 20")),
        "each has its date"
    );
    assert!(text.contains(&guide.reviewed().format("last reviewed date %d/%m/%Y").to_string()));
}

fn assert_none<T: std::fmt::Display>(found: &[T]) {
    let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{} found:\n{}", lines.len(), lines.join("\n"));
}

fn dated(source: &str, as_of: &str) -> bool {
    let numbered = source
        .strip_prefix('S')
        .is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()));
    numbered
        && as_of
            .split(' ')
            .next_back()
            .is_some_and(|year| year.len() == 4 && year.starts_with("20"))
}

/// Ids are `'static` in the program, so a test that reads them from a file leaks them.
fn known_message(guide: &Guide, id: &str) -> bool {
    guide.message(&Message::new(id.to_owned())) != id
}

static CATALOGUE: LazyLock<toml::Table> =
    LazyLock::new(|| include_str!("../../assets/words.toml").parse().unwrap());

static SAMPLES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let samples = CATALOGUE["samples"].as_table().unwrap().iter();
    samples
        .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
        .collect()
});

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}
