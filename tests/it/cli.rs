//! The command line from outside: what is printed where, and the exit codes that scripts rely on.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;
use tempfile::TempDir;

/// A computer of its own: a home folder, a folder of progress files, and nothing else in the environment.
struct Computer(TempDir);

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Computer {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// With a site on it.
    fn with_site(edit: impl Fn(&str) -> String) -> Self {
        let computer = Self::new();
        fs::create_dir(computer.folder()).unwrap();
        fs::write(
            computer.site(),
            edit(include_str!("../fixtures/oakfield.nhsmail.toml")),
        )
        .unwrap();
        computer
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join("sites")
    }

    fn site(&self) -> PathBuf {
        self.folder().join("oakfield-house-V1AB2.nhsmail.toml")
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nhsmail-starter"));
        command
            .env_clear()
            .env("HOME", self.0.path())
            .env("NHSMAIL_STARTER_DIR", self.folder());
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root);
        }
        command
            .current_dir(self.0.path())
            .args(args)
            .args(["--today", "2026-06-03"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.typed(args, "")
    }

    fn typed(&self, args: &[&str], lines: &str) -> Ran {
        let mut child = self.command(args).spawn().unwrap();
        let sent = child.stdin.take().unwrap().write_all(lines.as_bytes());
        // The program may have ended before it read anything.
        let ended = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
        assert!(
            sent.as_ref().is_ok() || sent.as_ref().is_err_and(ended),
            "{sent:?}"
        );
        let Output {
            status,
            stdout,
            stderr,
        } = child.wait_with_output().unwrap();
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            // In JSON each of them is doubled.
            let text = text.replace("\\\\", "/").replace('\\', "/");
            text.replace(&self.0.path().display().to_string().replace('\\', "/"), "HOME")
        };
        Ran {
            code: status.code().unwrap(),
            out: text(stdout),
            err: text(stderr),
        }
    }
}

fn with_request(text: &str, chase: &str) -> String {
    let waiting = format!("chase_on = {chase}\n");
    text.replace(
        "chase_on = 2026-05-27\noutcome = \"ready\"\nready_on = 2026-05-26\n",
        &waiting,
    )
    .replace("get_access = 2026-05-26\n", "")
}

#[test]
fn help_says_what_there_is() {
    let computer = Computer::new();
    let help = computer.run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    assert_snapshot!("cli_help", help.out);
    assert_snapshot!("cli_help_status", computer.run(&["status", "-h"]).out);
    assert_eq!(
        computer.run(&["-V"]).out,
        format!("nhsmail-starter {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_command_line_that_is_off_says_what_is() {
    let computer = Computer::new();
    let said: Vec<String> = [
        &["--dirr", "x"][..],
        &["--colour"],
        &["--theme", "pink"],
        &["--theme"],
        &["--today", "3 June"],
        &["--plain", "--full-screen"],
        &["status"],
        &["statsu"],
        &["drafts", "a", "b"],
        &["a.toml", "contacts"],
        &["guide", "no-such-part"],
        &["glossary", "no-such-word"],
    ]
    .into_iter()
    .map(|args| {
        let ran = computer.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
        format!("{}\n{}", args.join(" "), ran.err)
    })
    .collect();
    assert_snapshot!("cli_usage", said.join("\n"));
    assert!(!computer.folder().exists());
}

#[test]
fn lines_piped_in_are_a_full_run() {
    let computer = Computer::new();
    let ran = computer.typed(&[], "1\n1\nOakfield House\nV1AB2\n");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out.starts_with("Plain mode is on. Type help at any time.\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.ends_with("To carry on, open this program again\n"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains(['\u{1b}', '\r']));
    let again = computer.typed(&[computer.site().to_str().unwrap()], "");
    assert!(again.out.contains("Your steps"), "{}", again.out);
}

#[test]
fn a_rehearsal_writes_nothing() {
    let computer = Computer::new();
    let ran = computer.typed(&["--dry-run"], "1\n1\nOakfield House\nV1AB2\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!computer.folder().exists());
    let would = "It would have saved HOME/sites/oakfield-house-V1AB2.nhsmail.toml.\n";
    assert!(ran.out.ends_with(would), "{}", ran.out);
    let site = Computer::with_site(str::to_owned);
    let before = fs::read(site.site()).unwrap();
    let file = site.site();
    let opened = site.typed(&["--dry-run", file.to_str().unwrap()], "");
    assert!(
        opened.out.ends_with(would) && !opened.out.contains("Saved at"),
        "{}",
        opened.out
    );
    let drafts = site.run(&["drafts", file.to_str().unwrap(), "--out", "papers", "--dry-run"]);
    let record = site.run(&[
        "record",
        file.to_str().unwrap(),
        "--out",
        "record.txt",
        "--dry-run",
    ]);
    assert_eq!((drafts.code, record.code), (0, 0), "{}{}", drafts.err, record.err);
    assert!(!site.0.path().join("papers").exists() && !site.0.path().join("record.txt").exists());
    assert_eq!(fs::read(site.site()).unwrap(), before);
}

#[test]
fn status_is_one_document() {
    let computer = Computer::with_site(|text| with_request(text, "2026-06-10"));
    let json = computer.run(&["status", "--json", "sites"]);
    assert_eq!((json.code, json.err.as_str()), (10, ""));
    assert_snapshot!("cli_status_json", json.out);
    assert!(!json.out.contains("Jones") && !json.out.contains("Lewis"));
    let names = computer.run(&["status", "--json", "--names", "sites"]);
    assert!(names.out.contains("Sarah Jones"));
    assert_snapshot!("cli_status", computer.run(&["status", "sites"]).out);
}

#[test]
fn status_gives_the_most_urgent_code() {
    let code = |computer: &Computer, paths: &[&str]| computer.run(&[&["status"], paths].concat()).code;
    let overdue = Computer::with_site(|text| with_request(text, "2026-06-01"));
    assert_eq!(code(&overdue, &["sites"]), 12);
    fs::write(
        overdue.folder().join("other.nhsmail.toml"),
        include_str!("../fixtures/oakfield.nhsmail.toml"),
    )
    .unwrap();
    assert_eq!(code(&overdue, &["sites"]), 12);
    assert_eq!(code(&overdue, &["sites/other.nhsmail.toml"]), 10);
    fs::write(overdue.folder().join("bad.nhsmail.toml"), "schema = \0\0\0").unwrap();
    let bad = overdue.run(&["status", "--json", "sites"]);
    assert_eq!(bad.code, 1);
    assert!(bad.err.contains("bad.nhsmail.toml is damaged"), "{}", bad.err);
    assert!(bad.out.contains("\"state\": \"problem\"") && bad.out.contains("\"state\": \"overdue\""));
    assert_eq!(code(&overdue, &["nowhere.nhsmail.toml"]), 1);
}

#[test]
fn what_is_not_known_of_a_request_is_left_out() {
    let computer = Computer::with_site(|text| {
        let text = with_request(text, "2026-06-10");
        let known = |line: &&str| !line.starts_with("sent_on") && !line.starts_with("chase_on");
        text.lines().filter(known).collect::<Vec<_>>().join("\n")
    });
    let status = computer.run(&["status", "sites"]).out;
    let waiting = status.lines().find(|line| line.starts_with("Waiting: ")).unwrap();
    assert!(
        !waiting.contains("since") && !waiting.contains("chase"),
        "{waiting}"
    );
    assert!(
        !waiting.contains("know") && !waiting.ends_with([',', ' ']),
        "{waiting}"
    );
}

#[test]
fn a_folder_with_no_progress_files_is_named() {
    let computer = Computer::new();
    fs::create_dir(computer.folder()).unwrap();
    for command in ["status", "check"] {
        let ran = computer.run(&[command, "sites"]);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""));
        assert_eq!(ran.err, "There are no progress files in sites.\n");
    }
}

#[test]
fn a_file_that_cannot_be_opened_ends_the_program_where_nobody_can_be_asked() {
    let computer = Computer::with_site(|_| "schema = \0".to_owned());
    let site = computer.site();
    let site = site.to_str().unwrap();
    let ends = |args: &[&str], says: &str| {
        let ran = computer.typed(args, "1\n1\n");
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{args:?}");
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    };
    ends(&[site], "is damaged and there is no saved copy");
    ends(
        &["--plain", "gone/site.nhsmail.toml"],
        "We cannot find the folder gone.",
    );
    ends(&["sites"], "sites is a folder");
    fs::write(
        computer.folder().join("oakfield-house-V1AB2.nhsmail.toml.bak"),
        include_str!("../fixtures/oakfield.nhsmail.toml"),
    )
    .unwrap();
    for args in [&[site][..], &["status", "sites"], &["check", "sites"]] {
        ends(args, "Open the file in this program to use the copy");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_named_for_what_it_is() {
    let computer = Computer::with_site(|text| with_request(text, "2026-06-01"));
    let site = "sites/oakfield-house-V1AB2.nhsmail.toml";
    for (args, says) in [
        (
            ["record", site, "--out", "gone/record.txt"],
            "We cannot find the folder gone.",
        ),
        (["record", site, "--out", "sites"], "sites is a folder."),
        (["drafts", site, "--out", site], "is not a folder."),
    ] {
        let ran = computer.run(&args);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{args:?}");
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    }
}

#[test]
fn check_names_each_problem_and_changes_nothing() {
    let sound = Computer::with_site(str::to_owned);
    let ran = sound.run(&["check", "sites"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.out,
        "sites/oakfield-house-V1AB2.nhsmail.toml: no problems found\n"
    );
    let bad = Computer::with_site(|text| {
        text.replace("ods_code", "ods_cod")
            .replace("\"yes\"", "\"maybe\"")
    });
    let before = fs::read(bad.site()).unwrap();
    let ran = bad.run(&["check", "sites"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_snapshot!("cli_check", ran.err);
    assert_eq!(fs::read(bad.site()).unwrap(), before);
}

#[test]
fn the_record_is_the_same_each_time_and_never_replaces_another_file() {
    let computer = Computer::with_site(str::to_owned);
    let record =
        |out: &[&str]| computer.run(&[&["record", "sites/oakfield-house-V1AB2.nhsmail.toml"], out].concat());
    let printed = record(&[]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    assert_eq!(printed.out, record(&["--format", "text"]).out);
    assert_eq!(record(&["--out", "record.txt"]).code, 0);
    assert_eq!(record(&["--out", "record.txt"]).code, 0);
    assert_eq!(
        fs::read_to_string(computer.0.path().join("record.txt"))
            .unwrap()
            .replace("\r\n", "\n"),
        printed.out
    );
    let site = fs::read(computer.site()).unwrap();
    let refused = record(&["--out", "sites/oakfield-house-V1AB2.nhsmail.toml"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("is already there"), "{}", refused.err);
    assert_eq!(fs::read(computer.site()).unwrap(), site);
    assert_eq!(computer.run(&["record", "nowhere.nhsmail.toml"]).code, 1);
}

#[test]
fn each_paper_can_be_had_from_the_command_line() {
    let computer = Computer::with_site(str::to_owned);
    let site = "sites/oakfield-house-V1AB2.nhsmail.toml";
    for (args, starts) in [
        (vec!["record", site, "--format", "html"], "<!doctype html>"),
        (vec!["record", site, "--format", "markdown"], "# NHSmail record"),
        (vec!["reminders", site], "BEGIN:VCALENDAR\r\n"),
        (vec!["handover", site], "Handover sheet for Oakfield House"),
        (vec!["handover", site, "--format", "html"], "<!doctype html>"),
        (vec!["leavers", site], "Leaver checklist for Oakfield House"),
        (vec!["people", site], "\u{feff}Name,"),
        (vec!["checklist"], "NHSmail checklist"),
        (vec!["checklist", "--format", "html"], "<!doctype html>"),
    ] {
        let printed = computer.run(&args);
        assert_eq!((printed.code, printed.err.as_str()), (0, ""), "{args:?}");
        assert!(printed.out.starts_with(starts), "{args:?}: {}", printed.out);
        let out = format!("{}-{}", args[0], args.last().unwrap().replace('/', "-"));
        for _ in 0..2 {
            let saved = computer.run(&[args.as_slice(), &["--out", &out]].concat());
            assert_eq!(saved.code, 0, "{args:?} {}", saved.err);
        }
        let written = fs::read_to_string(computer.0.path().join(&out)).unwrap();
        let plain = |text: &str| text.replace("\r\n", "\n").replace('\\', "/");
        assert_eq!(plain(&written), plain(&printed.out));
        fs::write(computer.0.path().join(&out), "mine").unwrap();
        assert_eq!(
            computer.run(&[args.as_slice(), &["--out", &out]].concat()).code,
            1
        );
    }
    assert_eq!(computer.run(&["record", site, "--format", "pdf"]).code, 2);
}

#[test]
fn the_guide_is_there_to_read() {
    let computer = Computer::new();
    for args in [
        &["guide"][..],
        &["guide", "open-mailbox"],
        &["glossary"],
        &["glossary", "joiner"],
        &["contacts"],
    ] {
        let ran = computer.run(args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
        assert!(ran.out.lines().count() > 2, "{args:?}: {}", ran.out);
    }
    assert_snapshot!("cli_contacts", computer.run(&["contacts"]).out);
    let guide = computer.run(&["guide"]).out;
    assert!(guide.contains("7 July 2023"));
    let steps = "In the Portal:\n(Added by us, source S41, seen 22 November 2026)\n1. Sign in, then open Profile and My Profile.\n2. ";
    assert!(guide.contains(steps), "{guide}");
    assert!(
        guide.contains("NHSmail asks for:\n") && guide.contains("\n- Letters only, 9 of them or more\n"),
        "{guide}"
    );
    let mut instead = guide
        .lines()
        .skip_while(|line| !line.starts_with("This page may help instead: "));
    assert!(instead.nth(1).unwrap().starts_with("https://"), "{guide}");
    assert!(!guide.contains('{'), "a slot is not filled: {guide}");
}

/// Elsewhere no locale says which letters can be shown.
#[cfg(unix)]
#[test]
fn what_is_read_keeps_to_letters_that_can_be_shown() {
    let computer = Computer::new();
    let run = |args: &[&str], locale: &str| {
        let output = computer.command(args).env("LANG", locale).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    for command in ["guide", "glossary", "contacts"] {
        let whole = run(&[command], "en_GB.UTF-8");
        for plain in [run(&[command], "C"), run(&[command, "--ascii"], "en_GB.UTF-8")] {
            assert!(plain.is_ascii(), "{plain}");
            let marks = |text: &str| text.matches('?').count();
            assert_eq!(
                marks(&plain),
                marks(&whole),
                "a letter has no other to stand for it"
            );
            assert_eq!(plain.lines().count(), whole.lines().count());
        }
    }
    assert!(
        !run(&["guide"], "en_GB.UTF-8").is_ascii(),
        "there is something to fold"
    );
}

/// Only when asked, or on a terminal that has no more: a file takes every letter, whatever the locale.
#[test]
fn results_are_in_ascii_when_asked_for() {
    let computer = Computer::with_site(|text| text.replace("Oakfield House", "Zo\u{eb}'s House"));
    let site = "sites/oakfield-house-V1AB2.nhsmail.toml";
    for args in [
        &["status", "sites"][..],
        &["status", "--json", "sites"],
        &["record", site],
        &["record", site, "--format", "html"],
        &["reminders", site],
        &["handover", site],
        &["people", site],
    ] {
        let whole = computer.run(args).out;
        assert!(!whole.is_ascii(), "{args:?}: there is something to fold");
        let plain = computer.run(&[args, &["--ascii"]].concat()).out;
        assert!(plain.is_ascii(), "{args:?}: {plain}");
        assert_eq!(plain.lines().count(), whole.lines().count());
        // Windows has no such setting.
        if cfg!(unix) {
            let in_c = computer.command(args).env("LANG", "C").output().unwrap().stdout;
            assert_eq!(String::from_utf8(in_c).unwrap().len(), whole.len(), "{args:?}");
        }
        if args.contains(&"--json") {
            let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
            let plain = plain.replace("/u00", "\\u00");
            assert_eq!(read(&plain)["sites"][0]["name"], "Zo\u{eb}'s House");
            assert_eq!(
                read(&plain)["sites"][0]["ods_code"],
                read(&whole)["sites"][0]["ods_code"]
            );
        }
    }
}

#[test]
fn a_pipe_that_is_closed_ends_quietly() {
    let computer = Computer::with_site(str::to_owned);
    for args in [
        &["glossary"][..],
        &["guide"],
        &["status", "--json", "sites"],
        &["--help"],
        &[],
    ] {
        let mut child = computer.command(args).spawn().unwrap();
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().unwrap();
        let _ = stdin.write_all(b"1\n1\nOakfield\n");
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(
            output.stderr.is_empty(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn the_folder_can_be_chosen() {
    let computer = Computer::new();
    let ran = computer.typed(&["--dir", "elsewhere"], "1\n1\nOakfield House\nV1AB2\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let made = Path::new("elsewhere").join("oakfield-house-V1AB2.nhsmail.toml");
    assert!(computer.0.path().join(made).exists() && !computer.folder().exists());
}

#[test]
fn lines_that_notepad_saved_are_answers_too() {
    let computer = Computer::new();
    let ran = computer.typed(&["--plain"], "\u{feff}1\r\n1\r\nOakfield House\r\nV1AB2\r\n");
    assert_eq!(
        (ran.code, ran.out.matches("There is a problem").count()),
        (0, 0),
        "{}",
        ran.out
    );
    assert!(
        computer
            .folder()
            .join("oakfield-house-V1AB2.nhsmail.toml")
            .exists()
    );
}

#[test]
fn a_window_that_goes_with_the_program_stays_until_enter() {
    use nhsmail_starter::cli::{Streams, run};
    use nhsmail_starter::shell::environment::Environment;

    for (args, own_window, stays) in [
        (&["program", "contacts"][..], true, true),
        (&["program", "--no-such-option"], true, true),
        (&["program", "contacts"], false, false),
    ] {
        let (mut input, mut output, mut errors) = (&b"\n"[..], vec![], vec![]);
        let mut streams = Streams {
            input: &mut input,
            output: &mut output,
            errors: &mut errors,
            terminal: true,
            own_window,
        };
        run(args.iter().map(Into::into), &mut streams, &Environment::default());
        assert_eq!(input.is_empty(), stays, "Enter was waited for");
        let output = String::from_utf8(output).unwrap();
        assert_eq!(
            output.ends_with("\nPress Enter to close this window.\n> "),
            stays,
            "{output}"
        );
    }
}

/// At a terminal of its own, which is one of Unix. The console of Windows is driven by the step files in tests/windows.
#[cfg(unix)]
mod at_a_terminal {
    use std::io::{Read, Write};
    use std::sync::mpsc::{Receiver, channel};
    use std::time::{Duration, Instant};

    use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

    use super::Computer;

    struct Terminal {
        child: Box<dyn Child + Send + Sync>,
        keys: Box<dyn Write + Send>,
        shown: Receiver<Vec<u8>>,
        screen: String,
        _master: Box<dyn MasterPty + Send>,
    }

    impl Terminal {
        fn start(computer: &Computer, args: &[&str]) -> Self {
            let pair = native_pty_system().openpty(PtySize::default()).unwrap();
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_nhsmail-starter"));
            command.env_clear();
            command.env("HOME", computer.0.path());
            command.env("TERM", "xterm");
            command.args(args);
            command.cwd(computer.0.path());
            let child = pair.slave.spawn_command(command).unwrap();
            let mut output = pair.master.try_clone_reader().unwrap();
            let (send, shown) = channel();
            std::thread::spawn(move || {
                let mut piece = [0; 4096];
                while let Ok(len @ 1..) = output.read(&mut piece) {
                    let _ = send.send(piece[..len].to_vec());
                }
            });
            let keys = pair.master.take_writer().unwrap();
            Self {
                child,
                keys,
                shown,
                screen: String::new(),
                _master: pair.master,
            }
        }

        /// Waits until the text is there, from the last wait on.
        fn until(&mut self, text: &str) -> String {
            let end = Instant::now() + Duration::from_secs(20);
            while !self.screen.contains(text) {
                let left = end.saturating_duration_since(Instant::now());
                let piece = self.shown.recv_timeout(left);
                let piece = piece.unwrap_or_else(|_| panic!("{text} is not in\n{}", self.screen));
                self.screen += &String::from_utf8_lossy(&piece);
            }
            let at = self.screen.find(text).unwrap() + text.len();
            self.screen.drain(..at).collect()
        }

        fn press(&mut self, keys: &str) {
            self.keys.write_all(keys.as_bytes()).unwrap();
        }
    }

    #[test]
    fn the_mode_is_asked_once_and_ctrl_c_leaves() {
        let computer = Computer::with_site(str::to_owned);
        for first in [true, false] {
            let mut terminal = Terminal::start(&computer, &["sites/oakfield-house-V1AB2.nhsmail.toml"]);
            if first {
                terminal.until("Type 1 or 2, then press Enter.\r\n> ");
                terminal.press("2\n");
            }
            let before = terminal.until("Plain mode is on.");
            assert!(!before.contains("How would you like"), "{before}");
            terminal.until("Or type back, help or leave.\r\n> ");
            terminal.press("\u{3}");
            terminal.until("To carry on, open this program again");
            assert_eq!(terminal.child.wait().unwrap().exit_code(), 0);
        }
    }

    #[test]
    fn an_idea_is_not_seen_while_it_is_typed() {
        let at_password = |text: &str| text.replace("last_page = \"hub\"", "last_page = \"password\"");
        let computer = Computer::with_site(at_password);
        let site = "sites/oakfield-house-V1AB2.nhsmail.toml";
        let mut terminal = Terminal::start(&computer, &["--plain", site]);
        terminal.until("help or leave.\r\n> ");
        terminal.press("check\n");
        terminal.until("Nothing you type is shown.\r\n> ");
        terminal.press("Canary-Kettel\u{7f}\u{7f}le-Window\r");
        let seen = terminal.until("What you typed has been wiped.");
        assert!(
            seen.contains("Yes, it has 20.") && !seen.contains("Canary") && !seen.contains("Window"),
            "{seen}"
        );
        terminal.press("\u{4}");
        assert_eq!(terminal.child.wait().unwrap().exit_code(), 0);
    }
}
