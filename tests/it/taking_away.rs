//! Getting things out of the program: what is copied, and which page a link opens.

use chrono::NaiveDate;
use nhsmail_starter::domain::verdict::Message;
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::effect::Effect;
use nhsmail_starter::machine::event::{Event, Outcome};
use nhsmail_starter::machine::page::Block;
use nhsmail_starter::machine::page_id::PageId;
use nhsmail_starter::machine::paper::Paper;
use nhsmail_starter::machine::request::RequestId;
use nhsmail_starter::machine::state::State;
use nhsmail_starter::store::read;

use crate::codes::PAGES;
#[cfg(all(unix, feature = "tui"))]
use crate::support::desk::Desk;
#[cfg(all(unix, feature = "tui"))]
use crate::support::pty::Launch;
use crate::support::walk::at;

/// What the leave page says once an email was copied, and this came of it.
fn leave_page(copied: Outcome) -> Vec<Block> {
    let (guide, now) = (Guide::builtin(), at(NaiveDate::from_ymd_opt(2026, 6, 3).unwrap()));
    let file = include_bytes!("../fixtures/oakfield.nhsmail.toml");
    let answers = read::parse(file).unwrap().progress.answers;
    let mut state = State::with(answers, PageId::AccessDraft);
    let paper = Paper::Draft(RequestId::Access);
    let effects = state.update(&guide, now, Event::Copy(paper)).unwrap();
    assert!(effects.contains(&Effect::Copy(paper)), "{effects:?}");
    state.update(&guide, now, Event::Done(copied)).unwrap();
    assert_eq!(state.page(&guide, now).notice.as_deref(), Some("Copied."));
    state.update(&guide, now, Event::Leave).unwrap();
    let page = state.page(&guide, now);
    assert_eq!(page.id(), PageId::Leave);
    page.body
}

#[test]
fn the_leave_page_says_to_paste_what_would_be_forgotten() {
    let said = |outcome| {
        leave_page(outcome).contains(&Block::Say(format!("{}.", Guide::builtin().word("copy.linux"))))
    };
    let copied = Message::new("draft.copied");
    assert!(said(Outcome::HoldsCopy(copied.clone())));
    assert!(
        !said(Outcome::Said(copied)),
        "Windows, macOS and a terminal keep it"
    );
}

/// Enter on a link opens the address that stands by it, also where another page is offered in place of the guide's.
#[test]
fn a_link_opens_the_address_that_is_shown() {
    let guide = Guide::builtin();
    let links = PAGES.iter().flat_map(|(page, _)| &page.body);
    let mut instead = 0;
    for block in links {
        if let Block::Link {
            id,
            title,
            url,
            advice,
            ..
        } = block
            && url.is_some()
        {
            assert_eq!(&guide.link(id).url, url, "{title}");
            instead += usize::from(!advice.is_empty());
        }
    }
    assert!(
        instead > 0,
        "no page offers another in place of one without an address"
    );
}

/// What a terminal is told to copy, as it would be pasted.
#[cfg(all(unix, feature = "tui"))]
fn pasted(bytes: &[u8]) -> Option<String> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = String::from_utf8_lossy(bytes);
    let (_, code) = bytes.split_once("\x1b]52;c;")?;
    let code = code.split(['\x1b', '\x07', '=']).next()?;
    let bits = code.bytes().flat_map(|digit| {
        let value = DIGITS.iter().position(|other| *other == digit).unwrap();
        (0..6).rev().map(move |bit| value >> bit & 1 == 1)
    });
    let bits: Vec<bool> = bits.collect();
    let whole = bits.chunks_exact(8);
    let text = whole
        .map(|byte| byte.iter().fold(0, |all, &bit| all << 1 | u8::from(bit)))
        .collect();
    String::from_utf8(text).ok()
}

/// Over ssh, and where this computer has no clipboard, the terminal is told the whole email. A terminal of Unix is read.
#[cfg(all(unix, feature = "tui"))]
#[test]
fn an_email_reaches_the_terminal_that_is_asked_to_copy_it() {
    let day = NaiveDate::from_ymd_opt(2026, 6, 3).unwrap();
    for over_ssh in [true, false] {
        for mode in ["--plain", "--full-screen"] {
            let desk = Desk::oakfield_at("access-draft");
            let launch = Launch::of(&desk, mode, day).size(24, 80);
            let mut pty = if over_ssh {
                launch.with("SSH_TTY", "/dev/pts/9").open()
            } else {
                launch.open()
            };
            if mode == "--plain" {
                pty.until_text("Or type back, help or leave.");
                pty.send("copy\r");
            } else {
                pty.choose("Copy");
            }
            pty.until_text("We have asked your terminal to copy it");
            let pasted = pasted(&pty.written).unwrap_or_default();
            assert!(pasted.starts_with("Hello,\n"), "{mode}: {pasted}");
            assert!(pasted.contains("sarah.jones@nhs.net"), "{mode}: {pasted}");
            assert!(pasted.ends_with("J. Patel"), "{mode}: {pasted}");
        }
    }
}
