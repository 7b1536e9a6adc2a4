//! Names that break careless programs: none leaves its folder, nor breaks a terminal, a table, a web page, a calendar
//! or an email.

use std::fs;

use nhsmail_starter::domain::choice::Choice as _;
use nhsmail_starter::domain::tidy::is_harmful;
use nhsmail_starter::guide::Guide;
use nhsmail_starter::machine::answers::Answers;
use nhsmail_starter::machine::effect::IfThere;
use nhsmail_starter::machine::paper::{Form, Paper};
use nhsmail_starter::machine::request::RequestId;
use nhsmail_starter::paper;
use nhsmail_starter::store::{Store, place, read};
use toml::Value;

use super::samples::{FULL, day, now};

/// Names of sites, of people, of files.
const ODD: [&str; 26] = [
    "../../etc/passwd",
    "..\\..\\Windows\\System32",
    "/etc/passwd",
    "C:\\autoexec",
    "~/.ssh/id",
    "CON",
    "Nul.txt",
    "-rf",
    "$(touch owned)",
    "`touch owned`; touch owned",
    "a' OR \"1\"=\"1",
    "%s%n {0} {{ site }} {% if %}",
    "=1+1",
    "+1",
    "@SUM(A1)",
    "\t=1+1",
    "|cmd",
    "<script>alert(1)</script>",
    "</p>&lt;\"'><!--",
    "Oak\r\nBcc: all@nhs.net",
    "Oak\nEND:VCALENDAR\nBEGIN:VEVENT",
    "Oak\u{2028}Bcc: all@nhs.net",
    "\u{1b}[2J\u{1b}]0;title\u{7}Oak",
    "\u{9b}2J\u{90}Oak",
    "\u{202e}eliftxt\u{2066}\u{200b}\u{feff}",
    "# [a](b) *c* |d| ```",
];

/// Free text of the sample file, each of which becomes the odd name.
const TYPED: [&str; 6] = [
    "Oakfield House",
    "Sarah Jones",
    "J. Patel",
    "M. Lewis",
    "Sam Green",
    "Ann Shah",
];

fn file(name: &str) -> String {
    let quoted = Value::from(name).to_string();
    TYPED.iter().fold(FULL.to_owned(), |text, typed| {
        text.replace(&format!("\"{typed}\""), &quoted)
    })
}

fn answers(name: &str) -> Answers {
    read::parse(file(name).as_bytes()).unwrap().progress.answers
}

fn papers() -> Vec<Paper> {
    let forms = [Form::Text, Form::Html, Form::Markdown];
    let sheets: [fn(Form) -> Paper; 4] = [
        Paper::Record,
        Paper::Handover,
        Paper::LeaverChecklist,
        Paper::Checklist,
    ];
    let mut all: Vec<Paper> = sheets.iter().flat_map(|sheet| forms.map(sheet)).collect();
    all.extend([Paper::Calendar, Paper::AccessCsv]);
    for id in RequestId::ALL
        .iter()
        .copied()
        .filter(|id| *id != RequestId::Registration)
    {
        all.extend([Paper::Draft(id), Paper::Chaser(id)]);
    }
    all.extend([RequestId::Access, RequestId::Audit].map(Paper::Script));
    all
}

fn written(which: Paper, name: &str) -> String {
    paper::text(which, &answers(name), &Guide::builtin(), day())
}

/// All papers of a site where everything has that name.
fn all_written(name: &str, guide: &Guide) -> Vec<(Paper, String)> {
    let answers = answers(name);
    let written = |which| (which, paper::text(which, &answers, guide, day()));
    papers().into_iter().map(written).collect()
}

/// What the program that reads a paper goes by: the tags of a web page, the fields of a calendar, the heads of an
/// email.
fn frame(which: Paper, text: &str) -> Vec<String> {
    match which {
        Paper::Calendar => {
            let whole = text.replace("\r\n ", "");
            whole
                .split("\r\n")
                .map(|line| line.split([':', ';']).next().unwrap().to_owned())
                .collect()
        }
        Paper::Draft(_) | Paper::Chaser(_) => {
            let heads = text
                .lines()
                .take_while(|line| !line.is_empty() && line.contains("  "));
            heads
                .filter_map(|line| Some(line.split_once("  ")?.0.to_owned()))
                .filter(|head| !head.is_empty())
                .collect()
        }
        _ if which.form() == Some(Form::Html) => text
            .split('<')
            .skip(1)
            .map(|tag| tag.split('>').next().unwrap().to_owned())
            .collect(),
        _ => vec![],
    }
}

#[test]
fn no_paper_is_broken_by_a_name() {
    let guide = Guide::builtin();
    let usual = all_written("Usual", &guide);
    for odd in ODD {
        for ((which, text), (_, usual)) in all_written(odd, &guide).into_iter().zip(&usual) {
            let place = format!("{which:?} for {odd:?}:\n{text}");
            let harm = |c: char| is_harmful(c) && !matches!(c, '\n' | '\r');
            assert!(!text.trim_start_matches('\u{feff}').contains(harm), "{place}");
            assert!(!text.replace("\r\n", "\n").contains('\r'), "{place}");
            assert_eq!(frame(which, &text), frame(which, usual), "{place}");
            assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{place}");
        }
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula_and_no_row_is_broken() {
    let rows = |name: &str| -> Vec<Vec<String>> {
        let text = written(Paper::AccessCsv, name);
        let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows = table
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect());
        rows.collect()
    };
    let usual = rows("Usual");
    for odd in ODD {
        let table = rows(odd);
        assert_eq!(table.len(), usual.len(), "{odd:?}");
        for cell in table.iter().flatten() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{odd:?}: {cell}"
            );
        }
    }
}

#[test]
fn no_name_leaves_the_folder() {
    let desk = tempfile::tempdir().unwrap();
    let folder = desk.path().join("sites");
    for odd in ODD {
        let progress = read::parse(file(odd).as_bytes()).unwrap().progress;
        let stem = place::stem(&progress.answers);
        let is_plain = stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        assert!(is_plain && !stem.starts_with('-'), "{odd:?}: {stem}");
        let mut store = Store::new(folder.clone());
        let path = store.save(&progress, now()).unwrap().path;
        assert_eq!(path.parent(), Some(folder.as_path()), "{odd:?}");
        assert_eq!(
            read::read(&path).unwrap().progress.answers,
            progress.answers,
            "{odd:?}"
        );
        store.write_paper("record", ".txt", "x", IfThere::Ask).unwrap();
    }
    assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 1, "all are inside");
}

/// Names that a folder on Linux can have in it.
#[cfg(target_os = "linux")]
#[test]
fn no_name_of_a_file_drives_a_terminal() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::process::{Command, Stdio};

    let desk = tempfile::tempdir().unwrap();
    let folder = desk.path().join("sites");
    fs::create_dir(&folder).unwrap();
    let mut made = 0;
    for odd in ODD.iter().filter(|odd| !odd.contains('/')) {
        for (mark, text) in [("", FULL), ("-bad", "schema = \0")] {
            fs::write(folder.join(format!("{odd}{mark}{}", place::ENDING)), text).unwrap();
            made += 1;
        }
    }
    fs::write(folder.join(OsStr::from_bytes(b"\xff\xfe.nhsmail.toml")), FULL).unwrap();
    let run = |args: &[&OsStr]| {
        let mut command = Command::new(crate::support::desk::PROGRAM);
        command
            .args(args)
            .args(["--today", "2026-06-03"])
            .current_dir(desk.path())
            .stdin(Stdio::null());
        let ran = command
            .env_clear()
            .env("HOME", desk.path())
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        let text = [ran.stdout.as_slice(), &ran.stderr].concat();
        let text = String::from_utf8(text).unwrap_or_else(|why| panic!("{args:?}: {why}"));
        let harmful = text.lines().find(|line| line.contains(is_harmful));
        assert_eq!(harmful, None, "{args:?}");
        text
    };
    let sites: &std::path::Path = &folder;
    let json = run(&["status".as_ref(), "--json".as_ref(), sites.as_ref()]);
    assert_eq!(json.matches("\"state\": ").count(), made + 1, "{json}");
    run(&["status".as_ref(), sites.as_ref()]);
    assert!(run(&["check".as_ref(), sites.as_ref()]).lines().count() > made);
    let listed = run(&["--plain".as_ref(), "--dir".as_ref(), sites.as_ref()]);
    assert!(listed.contains("bad.nhsmail.toml"), "{listed}");
    for entry in fs::read_dir(sites).unwrap() {
        let path = entry.unwrap().path();
        for command in ["status", "check", "record", "drafts"] {
            run(&[command.as_ref(), path.as_ref()]);
        }
        run(&["--plain".as_ref(), path.as_ref()]);
    }
    assert!(!desk.path().join("owned").exists());
}
