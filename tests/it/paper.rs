//! What is written for taking away: emails, chasers, phone scripts and the record.

mod calendar;
mod sheets;

use chrono::NaiveDate;
use nhsmail_starter::domain::choice::Choice;
use nhsmail_starter::domain::site::{
    HasAccount, How, MailboxAccess, MailboxRole, ManagedBy, Outcome, Role, Sent, SiteHistory, TeamWanted,
    YesNo,
};
use nhsmail_starter::guide::Guide;
use nhsmail_starter::guide::templates::TEMPLATES;
use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::draft::{chaser, draft, papers, script};
use nhsmail_starter::machine::paper::{Form, Paper};
use nhsmail_starter::machine::request::RequestId;
use nhsmail_starter::paper::text;

const GUIDE_TEXT: &str = include_str!("../fixtures/starter-guide.txt");

/// Oakfield House, where J. Patel can send the email for Sarah Jones.
const JOINER: &str = r#"
role = "own"
[site]
name = "Oakfield House"
ods_code = "V1AB2"
history = "now"
managed_by = "nas"
cqc_location_id = "1-1000000001"
[account]
has = "yes"
name = "Sarah Jones"
address = "sarah.jones@nhs.net"
mobile = "07700900123"
contact_phone = "01632960001"
[mailbox]
access = "other"
sender_name = "J. Patel"
[finished]
check_use = "2026-06-03"
"#;

/// What comes after access at the same site, with 2 leavers on the list.
const COMPLETED: &str = r#"
[requests.access]
how = "email"
sent = "sent"
sent_on = "2026-06-03"
reference = "INC0000001"
chase_on = "2026-06-10"
outcome = "ready"
ready_on = "2026-06-08"
[secure]
password_changed = "yes"
password_changed_on = "2026-06-09"
second_check = "yes"
policy_accepted = true
secret_set = true
policy_accepted_on = "2026-06-09"
secret_set_on = "2026-06-09"
[secure.devices]
nowhere = true
[audit]
method = "portal"
names_checked = "yes"
next_check_on = "2026-09-12"
[[audit.people]]
name = "Sarah Jones"
role = "owner"
works_here = "yes"
action = "keep"
[[audit.people]]
name = "J. Patel"
role = "owner"
works_here = "yes"
action = "keep"
[[audit.people]]
name = "T. Nguyen"
role = "member"
works_here = "not-known"
action = "find-out"
[[audit.people]]
name = "M. Lewis"
role = "owner"
works_here = "left"
address = "m.lewis@nhs.net"
left_on = "2026-05-29"
moving_on = "yes"
action = "remove"
[[audit.people]]
name = "S. Brown"
role = "member"
works_here = "left"
address = "not-known"
left_on = "not-known"
moving_on = "not-known"
action = "remove"
[team]
wanted = "no"
[duties]
second_person = "J. Patel"
[duties.read]
people = true
regular_use = true
handover = true
[requests.leavers]
sent = "sent"
sent_on = "2026-06-12"
"#;

const FINISHED: &str = r#"
get_access = "2026-06-08"
change_password = "2026-06-09"
policy_and_secret = "2026-06-09"
open_mailbox = "2026-06-10"
check_access = "2026-06-12"
owner_duties = "2026-06-12"
"#;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 12).unwrap()
}

fn read(toml: &str) -> Answers {
    toml::from_str(toml).unwrap()
}

fn joiner() -> Answers {
    read(JOINER)
}

fn completed() -> Answers {
    let opened = "[mailbox]\naccess = \"other\"\nopened = \"yes\"\nopened_on = \"2026-06-10\"\nusual_address = \"yes\"";
    let start = JOINER.replace("[mailbox]\naccess = \"other\"", opened);
    read(&format!("{start}{FINISHED}{COMPLETED}"))
}

/// A paper, and on the way that it is laid out as all papers are.
fn paper(paper: Paper, answers: &Answers) -> String {
    let text = text(paper, answers, &Guide::builtin(), today());
    assert_is_laid_out(&text, &format!("{paper:?}"));
    text
}

/// Lines under 72 columns, no holes in the grammar, nothing of the template or of Rust left.
fn assert_is_laid_out(text: &str, place: &str) {
    assert!(text.lines().count() > 5, "{place}: {text}");
    for line in text.lines() {
        let one_word = line.split_whitespace().count() < 2;
        assert!(line.chars().count() < 72 || one_word, "{place}: {line}");
        assert_eq!(line, line.trim_end(), "{place}");
    }
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let holes = [
        " .",
        " ,",
        "..",
        ",,",
        " :",
        "{",
        "}",
        "None",
        "none none",
        "is .",
        "called .",
        "undefined",
        "[]",
        "on .",
    ];
    for hole in holes {
        assert!(!flat.contains(hole), "{place}: {hole:?} in {flat}");
    }
    for gap in flat.split('[').skip(1) {
        let inside = gap.split(']').next().unwrap();
        assert!(inside.ends_with(": to fill in"), "{place}: [{inside}");
    }
}

macro_rules! golden {
    ($($name:ident: $paper:expr, $answers:expr;)+) => { $(
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), paper($paper, &$answers));
        }
    )+ };
}

golden! {
    joiner_by_a_colleague: Paper::Draft(RequestId::Access), joiner();
    new_account_by_a_colleague: Paper::Draft(RequestId::Access), with_account(HasAccount::No);
    account_not_known: Paper::Draft(RequestId::Access), with_account(HasAccount::NotKnown);
    a_member_asks: Paper::Draft(RequestId::Access), member();
    nobody_has_access: Paper::Script(RequestId::Access), nobody(HasAccount::Yes);
    nobody_has_access_nor_an_account: Paper::Script(RequestId::Access), nobody(HasAccount::No);
    local_administrator: Paper::Draft(RequestId::LocalAdmin), local_admin();
    hospice: Paper::Draft(RequestId::Hospice), read("[site]\nname = \"St Anne's\"\nkind = \"hospice\"\nhistory = \"never\"");
    audit: Paper::Draft(RequestId::Audit), joiner();
    audit_by_phone: Paper::Script(RequestId::Audit), nobody(HasAccount::Yes);
    leavers: Paper::Draft(RequestId::Leavers), completed();
    new_team: Paper::Draft(RequestId::Team), team(TeamWanted::Yes, Some("Oakfield House"));
    own_team: Paper::Draft(RequestId::Team), team(TeamWanted::HaveOne, None);
    hospice_chaser: Paper::Chaser(RequestId::Hospice), sent(RequestId::Hospice, joiner());
    access_chaser: Paper::Chaser(RequestId::Access), sent(RequestId::Access, joiner());
    local_administrator_chaser: Paper::Chaser(RequestId::LocalAdmin), sent(RequestId::LocalAdmin, local_admin());
    audit_chaser: Paper::Chaser(RequestId::Audit), sent(RequestId::Audit, joiner());
    leavers_chaser: Paper::Chaser(RequestId::Leavers), sent(RequestId::Leavers, completed());
    team_chaser: Paper::Chaser(RequestId::Team), sent(RequestId::Team, team(TeamWanted::Yes, None));
    call_again: Paper::Script(RequestId::Access), rung();
    second_owner: Paper::Draft(RequestId::SecondOwner), owner_email(RequestId::SecondOwner);
    long_leave: Paper::Draft(RequestId::LongLeave), owner_email(RequestId::LongLeave);
    long_leave_not_known: Paper::Draft(RequestId::LongLeave), joiner();
    new_owner: Paper::Draft(RequestId::NewOwner), owner_email(RequestId::NewOwner);
    ods: Paper::Draft(RequestId::Ods), owner_email(RequestId::Ods);
    dspt: Paper::Draft(RequestId::Dspt), owner_email(RequestId::Dspt);
    second_owner_chaser: Paper::Chaser(RequestId::SecondOwner), sent(RequestId::SecondOwner, owner_email(RequestId::SecondOwner));
    long_leave_chaser: Paper::Chaser(RequestId::LongLeave), sent(RequestId::LongLeave, owner_email(RequestId::LongLeave));
    ods_chaser: Paper::Chaser(RequestId::Ods), sent(RequestId::Ods, owner_email(RequestId::Ods));
    leavers_for_a_local_administrator: Paper::Draft(RequestId::Leavers), local_admin();
    record_of_nothing: Paper::Record(Form::Text), Answers::default();
    record_half_way: Paper::Record(Form::Text), sent(RequestId::Access, joiner());
    record_completed: Paper::Record(Form::Text), completed();
}

fn with_account(has: HasAccount) -> Answers {
    let mut answers = joiner();
    answers.account.has = Some(has);
    answers
}

fn member() -> Answers {
    let mut answers = with_account(HasAccount::Yes);
    answers.mailbox.access = Some(MailboxAccess::Me);
    answers.mailbox.your_role = Some(MailboxRole::Member);
    answers
}

fn nobody(has: HasAccount) -> Answers {
    let mut answers = read(&JOINER.replace("[account]", "cqc_phone = \"01632960002\"\n[account]"));
    answers.account.has = Some(has);
    answers.mailbox.access = Some(MailboxAccess::NoOne);
    answers
}

fn local_admin() -> Answers {
    let admin = "[local_admin]\nname = \"Ann Shah\"\ncontact = \"ann.shah@example.com\"\n";
    let mut answers = read(&format!("{JOINER}{admin}"));
    answers.site.managed_by = Some(ManagedBy::OwnOrganisation);
    answers.mailbox.access = Some(MailboxAccess::NoOne);
    answers
}

fn team(wanted: TeamWanted, name: Option<&str>) -> Answers {
    let name = name
        .map(|name| format!("[team]\nname = \"{name}\"\n"))
        .unwrap_or_default();
    let mut answers = read(&format!("{JOINER}{name}"));
    answers.team.wanted = Some(wanted);
    answers
}

fn sent(request: RequestId, answers: Answers) -> Answers {
    let mut answers = answers;
    let part = r#"
how = "email"
sent = "sent"
sent_on = "2026-06-03"
chase_on = "2026-06-10"
reference = "INC0000001"
"#;
    *answers.requests.get_mut(request) = toml::from_str(part).unwrap();
    answers
}

/// An owner who writes one of the emails that an owner may need.
fn owner_email(request: RequestId) -> Answers {
    let mut answers = joiner();
    answers.mailbox.access = Some(MailboxAccess::Me);
    answers.mailbox.your_role = Some(MailboxRole::Owner);
    let question = matches!(request, RequestId::Ods | RequestId::Dspt);
    let about = if question {
        "question = \"We have a new name. Who has to be told?\""
    } else {
        "person = \"T. Nguyen\"\naddress = \"t.nguyen@nhs.net\"\nstarts_on = \"2026-07-01\"\nends_on = \"2026-12-01\""
    };
    *answers.owner_emails.get_mut(request.owner_email().unwrap()) = toml::from_str(about).unwrap();
    answers
}

fn rung() -> Answers {
    let mut answers = sent(RequestId::Access, nobody(HasAccount::NotKnown));
    answers.requests.access.how = Some(How::Phone);
    answers
}

/// Every mix of the answers that the words turn on together, each with all other facts and with none; and every answer
/// that words turn on alone.
fn mixes() -> Vec<Answers> {
    let mut mixes = vec![];
    for base in [completed(), Answers::default()] {
        let mut add = |change: &dyn Fn(&mut Answers)| {
            let mut answers = base.clone();
            change(&mut answers);
            mixes.push(answers);
        };
        for has in options::<HasAccount>() {
            for access in options::<MailboxAccess>() {
                for role in [Role::Own, Role::Helping] {
                    add(&|answers| {
                        answers.account.has = has;
                        answers.mailbox.access = access;
                        answers.mailbox.your_role = Some(MailboxRole::Member);
                        answers.role = Some(role);
                    });
                }
            }
        }
        for wanted in options::<TeamWanted>() {
            add(&|answers| answers.team.wanted = wanted);
        }
        for history in options::<SiteHistory>() {
            add(&|answers| answers.site.history = history);
        }
        for managed_by in options::<ManagedBy>() {
            add(&|answers| answers.site.managed_by = managed_by);
        }
        for moving_on in options::<YesNo>() {
            add(&|answers| {
                for person in &mut answers.audit.people {
                    person.moving_on = moving_on;
                }
            });
        }
        for outcome in options::<Outcome>() {
            for how in options::<How>() {
                add(&|answers| {
                    for &id in RequestId::ALL {
                        let request = answers.requests.get_mut(id);
                        (request.sent, request.how, request.outcome) = (Some(Sent::Sent), how, outcome);
                        request.chased_on = Some(today());
                    }
                });
            }
        }
    }
    mixes
}

fn options<T: Choice>() -> Vec<Option<T>> {
    T::ALL.iter().copied().map(Some).chain([None]).collect()
}

fn every_paper() -> Vec<Paper> {
    let mut all = vec![
        Paper::Record(Form::Text),
        Paper::Script(RequestId::Access),
        Paper::Script(RequestId::Audit),
    ];
    let by_email = || {
        RequestId::ALL
            .iter()
            .copied()
            .filter(|id| *id != RequestId::Registration)
    };
    all.extend(by_email().map(Paper::Draft));
    all.extend(by_email().map(Paper::Chaser));
    all
}

#[test]
fn every_mix_of_answers_makes_whole_sentences() {
    let guide = Guide::builtin();
    for answers in mixes() {
        for paper in every_paper() {
            let text = text(paper, &answers, &guide, today());
            assert_is_laid_out(&text, &format!("{paper:?}, {:?}", answers.account));
        }
    }
}

#[test]
fn an_access_email_carries_what_the_helpdesk_needs() {
    for has in options::<HasAccount>() {
        let mut answers = joiner();
        answers.account.has = has;
        let draft = draft(RequestId::Access, &answers, &Guide::builtin(), today());
        let body = draft.body.join(" ");
        for fact in [
            "Oakfield House",
            "V1AB2",
            "1-1000000001",
            "Sarah Jones",
            "07700 900123",
            "care.V1AB2@nhs.net",
            "as an Owner",
            "for 1 person",
            "01632 960001",
            "J. Patel",
        ] {
            assert!(body.contains(fact), "{has:?}, {fact}: {body}");
        }
        let joiner = matches!(has, Some(HasAccount::Yes | HasAccount::CannotSignIn));
        let sure = joiner || has == Some(HasAccount::No);
        assert_eq!(body.contains("sarah.jones@nhs.net"), joiner, "{body}");
        assert_eq!(body.contains("Make this account a Joiner"), joiner, "{body}");
        assert_eq!(body.contains("new account is needed"), !joiner, "{body}");
        assert_eq!(
            body.contains("Check whether there is an account"),
            !sure,
            "{body}"
        );
        assert_eq!(draft.to, "helpdesk@nhs.net");
        assert_eq!(
            draft.from,
            "care.V1AB2@nhs.net (the shared mailbox, not a personal account)"
        );
    }
}

#[test]
fn what_is_not_known_is_a_gap_to_fill_in() {
    let draft = draft(RequestId::Access, &Answers::default(), &Guide::builtin(), today());
    let body = draft.body.join(" ");
    for gap in [
        "name of the site",
        "ODS code",
        "CQC location ID",
        "full name",
        "UK mobile",
        "shared mailbox address",
    ] {
        assert!(body.contains(&format!("[{gap}: to fill in]")), "{gap}: {body}");
    }
}

#[test]
fn the_from_line_comes_first_and_the_body_has_no_notes_of_ours() {
    let mail = paper(Paper::Draft(RequestId::Access), &joiner());
    assert!(mail.starts_with("Send from"), "{mail}");
    let draft = draft(RequestId::Hospice, &joiner(), &Guide::builtin(), today());
    assert!(draft.to.contains("may be retired"), "{}", draft.to);
    assert_eq!(draft.subject, "Hospice NHSmail Application Query");
    assert!(!draft.body.join(" ").contains("retired"));
}

#[test]
fn a_script_quotes_the_guide_word_for_word() {
    let guide: String = GUIDE_TEXT.split_whitespace().collect::<Vec<_>>().join(" ");
    for request in [RequestId::Access, RequestId::Audit] {
        let script = script(request, &nobody(HasAccount::Yes), &Guide::builtin(), today()).join(" ");
        let script: String = script.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(script.matches("Guide, 7 July 2023").count(), 1, "{script}");
        let quote = script.split('"').nth(1).unwrap();
        assert!(guide.contains(quote), "{quote}");
        assert!(
            script.contains("0333 200 1133") && script.contains("01632 960002"),
            "{script}"
        );
    }
}

#[test]
fn our_sentences_are_short_and_plain() {
    let banned = [
        "please", "sorry", "valid", "invalid", "failed", "field", "input", "simple", "quick", "easy", "null",
    ];
    let guide = Guide::builtin();
    for answers in mixes() {
        for which in every_paper()
            .into_iter()
            .filter(|paper| *paper != Paper::Record(Form::Text))
        {
            let text = text(which, &answers, &guide, today());
            assert!(!text.contains('!') && !text.contains("reply within"), "{text}");
            for sentence in sentences(&text) {
                let words: Vec<String> = sentence
                    .split_whitespace()
                    .map(|word| word.to_lowercase().replace([',', ':', ';'], ""))
                    .collect();
                assert!(words.len() <= 20, "{which:?}, {}: {sentence}", words.len());
                assert!(
                    !words.iter().any(|word| banned.contains(&word.as_str())),
                    "{sentence}"
                );
            }
        }
    }
}

/// The sentences of ours, with each gap and address as one word: not the guide's, and not what stands under a heading.
fn sentences(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        let starts =
            line.is_empty() || line.starts_with("- ") || line.starts_with(|c: char| c.is_ascii_digit());
        if starts || line.contains("   ") {
            paragraphs.push(String::new());
        }
        paragraphs.last_mut().unwrap().extend([line.trim(), " "]);
    }
    let mut found = vec![];
    for mut paragraph in paragraphs
        .into_iter()
        .filter(|paragraph| !paragraph.contains('"'))
    {
        while let Some((before, rest)) = paragraph.clone().split_once('[') {
            let after = rest.split_once(']').map_or("", |(_, after)| after);
            paragraph = format!("{before}GAP{after}");
        }
        found.extend(
            paragraph
                .split(". ")
                .flat_map(|part| part.split("? "))
                .map(str::to_owned),
        );
    }
    found
}

#[test]
fn templates_hold_no_contact_of_their_own() {
    for (name, text) in TEMPLATES {
        let words = text.replace("@page", "").replace("@media", "");
        assert!(!words.contains('@') && !words.contains("0333"), "{name}");
    }
}

#[test]
fn what_people_typed_stays_as_it_is_and_never_breaks_the_lines() {
    let odd = r#"<b>&\"Oak\"=1+1"#;
    let long = "Seventy ".repeat(12);
    for name in [odd, long.trim()] {
        let answers = read(
            &JOINER
                .replace("Oakfield House", name)
                .replace("Sarah Jones", name),
        );
        for which in every_paper() {
            let text = paper(which, &answers);
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(&name.replace("\\\"", "\"")), "{which:?}: {flat}");
        }
    }
}

#[test]
fn a_name_cannot_write_a_header_or_a_template() {
    let answers = read(&JOINER.replace("Oakfield House", "To: x {{ site }} {% if %}"));
    let draft = draft(RequestId::Team, &answers, &Guide::builtin(), today());
    assert_eq!(draft.to, "helpdesk@nhs.net");
    assert_eq!(draft.subject, "Team for To: x {{ site }} {% if %}, V1AB2");
}

#[test]
fn a_leaver_kept_on_purpose_or_dealt_with_is_in_no_email() {
    let mut answers = completed();
    let done = answers.audit.people[3].left_on.clone();
    answers.audit.people[3].removed_on = done.clone();
    let body = |answers: &Answers| {
        draft(RequestId::Leavers, answers, &Guide::builtin(), today())
            .body
            .join("\n")
    };
    assert!(
        body(&answers).contains("M. Lewis"),
        "the account is still to be marked"
    );
    answers.audit.people[3].leaver_marked_on = done;
    assert!(!body(&answers).contains("M. Lewis"));
    assert!(
        body(&answers).contains("This person has left"),
        "{}",
        body(&answers)
    );
}

#[test]
fn names_of_leavers_are_not_on_the_first_page_of_the_record() {
    let record = paper(Paper::Record(Form::Text), &completed());
    let (first, second) = record.split_once("\nPage 2\n").unwrap();
    for name in ["M. Lewis", "S. Brown"] {
        assert!(!first.contains(name), "{first}");
        assert!(second.contains(name), "{second}");
    }
    assert!(!record.contains('\u{c}'));
    for page in [first, second] {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let ends = "This is what Sarah Jones recorded on 12 June 2026. NHSmail has not checked it. \
                    This is not an official NHS product.";
        assert!(page.ends_with(ends), "{page}");
    }
}

#[test]
fn a_chaser_goes_where_the_first_email_went() {
    let guide = Guide::builtin();
    for request in RequestId::ALL
        .iter()
        .copied()
        .filter(|id| *id != RequestId::Registration)
    {
        let answers = sent(request, local_admin());
        let (first, next) = (
            draft(request, &answers, &guide, today()),
            chaser(request, &answers, &guide, today()),
        );
        assert_eq!((&next.from, &next.to), (&first.from, &first.to));
        assert_eq!(next.subject, format!("Chasing: {}", first.subject));
        let body = next.body.join(" ");
        assert!(
            body.contains("3 June 2026") && body.contains("INC0000001"),
            "{body}"
        );
    }
}

#[test]
fn only_what_the_answers_call_for_is_offered() {
    let hospice = read(
        "[site]\nname = \"St Anne's\"\nkind = \"hospice\"\nhistory = \"never\"\ncqc_location_id = \"later\"\n[account]\nname = \"Sarah Jones\"\ncontact_phone = \"01632960001\"\n[finished]\ncheck_use = \"2026-06-03\"",
    );
    let offers = |answers: Answers, expected: &[Paper]| {
        assert_eq!(papers(&answers, today()), expected, "{:?}", answers.requests);
    };
    offers(Answers::default(), &[]);
    offers(joiner(), &[Paper::Draft(RequestId::Access)]);
    offers(
        sent(RequestId::Access, joiner()),
        &[Paper::Chaser(RequestId::Access)],
    );
    offers(nobody(HasAccount::Yes), &[Paper::Script(RequestId::Access)]);
    offers(rung(), &[Paper::Script(RequestId::Access)]);
    offers(local_admin(), &[Paper::Draft(RequestId::LocalAdmin)]);
    offers(hospice, &[Paper::Draft(RequestId::Hospice)]);
    offers(completed(), &[Paper::Chaser(RequestId::Leavers)]);
    offers(
        owner_email(RequestId::LongLeave),
        &[Paper::Draft(RequestId::LongLeave)],
    );
    offers(
        sent(RequestId::LongLeave, owner_email(RequestId::LongLeave)),
        &[Paper::Chaser(RequestId::LongLeave)],
    );
}
