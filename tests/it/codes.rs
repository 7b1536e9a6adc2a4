//! Codes for a phone: what is drawn is what a camera reads, for every address and number that the program holds.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::NaiveDate;
use nhsmail_starter::guide::{Code, Contact, Guide, Ink};
use nhsmail_starter::machine::event::Progress;
use nhsmail_starter::machine::page::Page;

use crate::support::camera::read_lines;
use crate::support::desk::Desk;
use crate::support::journey::Journey;
use crate::support::sitting::sittings;

/// Every page of the journeys that has something to scan, and what was on disk when it was come to.
pub(crate) static PAGES: LazyLock<Vec<(Page, Progress)>> = LazyLock::new(|| {
    let journeys = Journey::all();
    let moments = journeys.iter().flat_map(|(name, journey)| {
        let sittings = sittings(name, journey).0;
        sittings.into_iter().flat_map(|sitting| sitting.moments)
    });
    let mut seen = BTreeSet::new();
    let pages = moments.filter_map(|moment| Some((moment.reopened, moment.saved?)));
    let has_scans = pages.filter(|(page, _)| page.scans().next().is_some());
    has_scans
        .filter(|(page, _)| seen.insert(page.id().slug()))
        .collect()
});

/// Every checked address, and every number.
fn all() -> Vec<String> {
    let guide = Guide::builtin();
    let links = guide
        .links()
        .iter()
        .filter_map(|link| link.to_scan().map(str::to_owned));
    let numbers = guide.contacts().iter().filter_map(Contact::to_dial);
    links.chain(numbers).collect()
}

#[test]
fn every_address_and_number_is_read_by_a_camera() {
    let all = all();
    assert!(all.len() > 20, "{all:?}");
    for text in &all {
        let code = Code::new(text).unwrap();
        for (ink, on_dark) in [(Ink::Light, true), (Ink::Dark, false)] {
            let rows = code.rows(ink);
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            assert_eq!(
                read_lines(&rows, on_dark).as_ref(),
                Some(text),
                "{}",
                rows.join("\n")
            );
        }
    }
}

#[test]
fn numbers_are_rung_from_abroad_too_and_the_short_address_is_taken() {
    let guide = Guide::builtin();
    assert_eq!(
        guide.contact("nas").to_dial().as_deref(),
        Some("tel:+443332001133")
    );
    assert_eq!(
        guide.contact("cqc").to_dial().as_deref(),
        Some("tel:+443000616161")
    );
    assert_eq!(guide.contact("ods").to_dial(), None);
    let register = guide.link("register");
    assert_eq!(register.to_scan(), Some("https://support.nhs.net/?p=710"));
    assert_ne!(register.url.as_deref(), register.to_scan());
    assert_eq!(
        guide.link("webinars").to_scan(),
        None,
        "its address was never checked"
    );
}

/// Nothing but what the program ships is ever in a code: nothing that was typed, and no number to ring from.
#[test]
fn only_stored_addresses_and_numbers_are_offered() {
    let all: BTreeSet<String> = all().into_iter().collect();
    let pages = PAGES.iter().map(|(page, _)| page);
    let offered: BTreeSet<String> = pages
        .flat_map(Page::scans)
        .map(|scan| scan.text.clone())
        .collect();
    assert!(offered.len() > 8, "{offered:?}");
    assert!(offered.is_subset(&all), "{:?}", offered.difference(&all));
}

/// What the real program prints for these lines, in plain mode.
fn plain(page: &str, options: &[&str], lines: &str) -> String {
    use std::io::Write as _;
    use std::process::Stdio;
    let desk = Desk::oakfield_at(page);
    let mut program = desk
        .plain(NaiveDate::from_ymd_opt(2026, 6, 3).unwrap())
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    program.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    String::from_utf8(program.wait_with_output().unwrap().stdout).unwrap()
}

fn is_drawn(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| " \u{2580}\u{2584}\u{2588}".contains(c))
}

/// The codes in what was printed.
fn codes(said: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = said.lines().collect();
    let pieces = lines.split(|line| !is_drawn(line));
    pieces
        .filter(|piece| !piece.is_empty())
        .map(<[&str]>::to_vec)
        .collect()
}

#[test]
fn plain_mode_prints_a_code_after_its_word_and_never_by_itself() {
    let unasked = plain("password-changed", &[], "help\n");
    assert!(codes(&unasked).is_empty(), "{unasked}");
    assert!(
        unasked.contains("code: print a link or number as a code for your phone."),
        "{unasked}"
    );

    let which = plain("password-changed", &[], "code\n");
    assert!(codes(&which).is_empty(), "{which}");
    assert!(
        which.contains("1. The NHSmail Portal: https://portal.nhs.net/."),
        "{which}"
    );

    let said = plain("password-changed", &[], "code 2\nswap\nCode 1\ncode 3\n");
    let codes = codes(&said);
    let read: Vec<_> = codes
        .iter()
        .zip([true, false, false])
        .map(|(code, on_dark)| read_lines(code, on_dark).unwrap())
        .collect();
    let policy = "https://support.nhs.net/?p=15324";
    assert_eq!(read, [policy, policy, "https://portal.nhs.net/"], "{said}");
    assert!(
        said.contains("There is a problem. Select a number from 1 to 2."),
        "{said}"
    );
    assert!(!said.contains('\u{1b}'));
}

#[test]
fn ascii_has_no_codes() {
    let said = plain("password-changed", &["--ascii"], "help\ncode 1\n");
    assert!(said.is_ascii(), "{said}");
    assert!(!said.contains("code:") && codes(&said).is_empty(), "{said}");
    assert!(said.contains("There is a problem."), "{said}");
}
