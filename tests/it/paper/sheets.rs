//! Sheets to print, in every form, and the list for a spreadsheet.

use chrono::NaiveDate;
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::paper::{Form, Paper};
use nhsmail_starter::machine::request::RequestId;
use nhsmail_starter::paper::text;

use super::{
    COMPLETED, JOINER, assert_is_laid_out, completed, joiner, local_admin, mixes, read, sent, today,
};

const FORMS: [Form; 3] = [Form::Text, Form::Html, Form::Markdown];
const SHEETS: [fn(Form) -> Paper; 4] = [
    Paper::Record,
    Paper::Handover,
    Paper::LeaverChecklist,
    Paper::Checklist,
];
/// A site that would become markup or a formula.
const ODD: &str = r#"<b>&\"Oak\"=1+1"#;

fn written(paper: Paper, answers: &Answers) -> String {
    text(paper, answers, &Guide::builtin(), today())
}

macro_rules! golden {
    ($($name:ident: $paper:expr, $answers:expr;)+) => { $(
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), written($paper, &$answers));
        }
    )+ };
}

golden! {
    record_html: Paper::Record(Form::Html), odd();
    record_markdown: Paper::Record(Form::Markdown), odd();
    handover: Paper::Handover(Form::Text), handing_over();
    handover_html: Paper::Handover(Form::Html), handing_over();
    handover_of_nothing: Paper::Handover(Form::Text), Answers::default();
    leaver_checklist: Paper::LeaverChecklist(Form::Text), completed();
    leaver_checklist_html: Paper::LeaverChecklist(Form::Html), one_leaver_done();
    no_leavers: Paper::LeaverChecklist(Form::Text), joiner();
    checklist: Paper::Checklist(Form::Text), Answers::default();
    checklist_html: Paper::Checklist(Form::Html), Answers::default();
    access_csv: Paper::AccessCsv, formulas();
}

fn odd() -> Answers {
    let mut answers = completed();
    answers.site.name = read(&JOINER.replace("Oakfield House", ODD)).site.name;
    answers
}

fn handing_over() -> Answers {
    let mut answers = sent(RequestId::LocalAdmin, local_admin());
    answers.audit = completed().audit;
    answers.duties = read(
        "[duties]\nsecond_person = \"J. Patel\"\nhandover_note = \"The CQC file is in the blue folder.\"",
    )
    .duties;
    answers
}

fn one_leaver_done() -> Answers {
    let mut answers = completed();
    let person = &mut answers.audit.people[3];
    person.removed_on = person.left_on.clone();
    answers
}

/// Names, an address and a reason that a spreadsheet would work out.
fn formulas() -> Answers {
    let list = COMPLETED
        .replace("Sarah Jones", "=1+1")
        .replace("J. Patel\"\nrole", "+44\"\nrole")
        .replace("T. Nguyen", "-1")
        .replace("M. Lewis", "@SUM(A1)")
        .replace("S. Brown", "O'Brien, \\\"Sam\\\" José");
    let reason = "kept_because = \"=HYPERLINK(1)\"\nname = \"@SUM(A1)\"";
    read(&format!(
        "{JOINER}{}",
        list.replace("name = \"@SUM(A1)\"", reason)
    ))
}

#[test]
fn every_sheet_is_whole_in_every_form_for_every_mix_of_answers() {
    for answers in mixes() {
        for sheet in SHEETS {
            let text = written(sheet(Form::Text), &answers);
            let boxes_aside = text.replace("[ ] ", "").replace("[x] ", "");
            assert_is_laid_out(&boxes_aside, &format!("{:?}", sheet(Form::Text)));
        }
    }
    for sheet in SHEETS {
        for form in FORMS {
            let text = written(sheet(form), &completed());
            assert!(
                text.lines().count() > 20 && text.ends_with('\n'),
                "{form:?} {text}"
            );
            assert_eq!(text, written(sheet(form), &completed()), "the same bytes");
        }
    }
}

#[test]
fn what_people_typed_is_no_markup() {
    for sheet in [Paper::Record, Paper::Handover, Paper::LeaverChecklist] {
        let html = written(sheet(Form::Html), &odd());
        assert!(html.contains("&lt;b&gt;&amp;&quot;Oak&quot;=1+1"), "{html}");
        assert!(!html.contains("<b>"), "{html}");
        let markdown = written(sheet(Form::Markdown), &odd());
        assert!(markdown.contains(r#"\<b\>\&"Oak"=1+1"#), "{markdown}");
    }
    let mut answers = joiner();
    let note = r#"[duties]
handover_note = "</p><script>alert(1)</script> [a](b) `c` {{ site }}""#;
    answers.duties = read(note).duties;
    let html = written(Paper::Handover(Form::Html), &answers);
    assert!(!html.contains("<script") && html.contains("{{ site }}"), "{html}");
    let markdown = written(Paper::Handover(Form::Markdown), &answers);
    assert!(markdown.contains(r"\[a\](b) \`c\` {{ site }}"), "{markdown}");
}

#[test]
fn a_web_page_stands_alone_and_can_be_read_by_ear() {
    for sheet in SHEETS {
        let html = written(sheet(Form::Html), &completed());
        assert!(html.starts_with("<!doctype html>\n<html lang=\"en-GB\">"));
        for outside in [
            "<script", "<link", "<img", "<iframe", "url(", "@import", "src=", "href=", "http:", "https:",
        ] {
            assert!(!html.contains(outside), "{outside}");
        }
        let level = |line: &str| {
            line.strip_prefix("<h")
                .and_then(|rest| rest.chars().next()?.to_digit(10))
        };
        let levels: Vec<u32> = html.lines().filter_map(level).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert_eq!(levels[0], 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        assert!(!html.contains("<th>"), "every header says what it heads");
        for tag in [
            "table", "tr", "ul", "ol", "li", "p", "div", "main", "tbody", "thead",
        ] {
            let count = |mark: String| html.matches(&mark).count();
            let opened = count(format!("<{tag}>")) + count(format!("<{tag} "));
            assert_eq!(opened, count(format!("</{tag}>")), "{tag}");
        }
    }
}

/// Someone who was to cover, or who once asked for access, and has left since.
#[test]
fn someone_who_has_left_is_no_owner_and_covers_no_more() {
    let mut answers = completed();
    let leaver = answers
        .audit
        .people
        .iter()
        .find(|person| person.is_leaver())
        .unwrap()
        .clone();
    answers.duties.second_person.clone_from(&leaver.name);
    answers.account.name = leaver.name.clone();
    for form in FORMS {
        let record = written(Paper::Record(form), &answers);
        let (first, _) = record.rsplit_once("Page 2").unwrap();
        let recorded = |line: &&str| !line.contains(" recorded on ");
        let first: Vec<&str> = first.lines().filter(recorded).collect();
        let name = leaver.listed_name();
        assert!(
            first.iter().all(|line| !line.contains(name)),
            "{}",
            first.join("\n")
        );
        let handover = written(Paper::Handover(form), &answers);
        assert!(
            handover.lines().filter(recorded).all(|line| !line.contains(name)),
            "{handover}"
        );
    }
}

#[test]
fn names_of_leavers_are_on_the_second_page_of_every_form_and_on_no_handover_sheet() {
    for form in FORMS {
        let record = written(Paper::Record(form), &completed());
        let (first, second) = record.rsplit_once("Page 2").unwrap();
        let handover = written(Paper::Handover(form), &completed());
        for name in ["M. Lewis", "S. Brown"] {
            assert!(!first.contains(name), "{first}");
            assert!(second.contains(name), "{second}");
            assert!(!handover.contains(name), "{handover}");
        }
    }
}

#[test]
fn no_sheet_has_a_password_or_a_line_for_one() {
    for sheet in SHEETS {
        let text = written(sheet(Form::Text), &completed()).to_lowercase();
        for line in text.lines() {
            let label = line.split("  ").next().unwrap_or_default().trim_end_matches(':');
            assert!(!["password", "secret", "passcode"].contains(&label), "{line}");
            assert!(!line.contains("__"), "{line}");
        }
        assert!(text.contains("do not write any on"), "{text}");
    }
}

#[test]
fn a_handover_sheet_says_whom_to_ask_and_what_is_open() {
    let sheet = written(Paper::Handover(Form::Text), &handing_over());
    for fact in [
        "V1AB2",
        "care.V1AB2@nhs.net",
        "Sarah Jones, J. Patel",
        "Ann Shah, ann.shah@example.com",
        "INC0000001",
        "The CQC file is in the blue folder.",
        "12 September 2026",
    ] {
        assert!(sheet.contains(fact), "{fact}: {sheet}");
    }
}

#[test]
fn the_blank_checklist_has_nine_steps_and_knows_no_site() {
    let guide = Guide::builtin();
    let later = NaiveDate::from_ymd_opt(2030, 1, 1).unwrap();
    for form in FORMS {
        let blank = written(Paper::Checklist(form), &Answers::default());
        let other = text(Paper::Checklist(form), &completed(), &guide, later);
        assert_eq!(blank, other);
    }
    let blank = written(Paper::Checklist(Form::Text), &Answers::default());
    assert_eq!(blank.matches("[ ] ").count(), 9);
    assert!(blank.contains("0333 200 1133") && blank.contains("helpdesk@nhs.net"));
    assert!(blank.lines().count() < 60, "one page");
}

#[test]
fn no_cell_is_taken_for_a_formula() {
    let csv = written(Paper::AccessCsv, &formulas());
    let sheet = csv.strip_prefix('\u{feff}').unwrap();
    assert_eq!(sheet.matches('\n').count(), sheet.matches("\r\n").count());
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let columns = reader.headers().unwrap().len();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((columns, rows.len()), (11, 5));
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    let names: Vec<&str> = rows.iter().map(|row| &row[0]).collect();
    assert_eq!(
        names,
        ["'=1+1", "'+44", "'-1", "'@SUM(A1)", "O'Brien, \"Sam\" José"]
    );
}
