//! The real program on real drives: full, read only, taken away, and shared by two windows.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nhsmail_starter::store::{place, read};

use super::samples::day;
use crate::support::desk::{Desk, PROGRAM};
use crate::support::talk::Talk;

const NO_ROOM: &str = "There is no room left on ";
const READ_ONLY: &str = "We cannot save in ";
const GONE: &str = "We cannot find ";

/// The program as a shell starts it after other orders.
fn after(orders: &str, desk: &Desk) -> Command {
    let plain = desk.plain(day());
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{orders} exec \"$0\" \"$@\"")]);
    command.arg(plain.get_program()).args(plain.get_args());
    command
        .env_clear()
        .envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    command
}

fn sh(order: &str) -> bool {
    let done = Command::new("sh")
        .args(["-c", order])
        .stderr(Stdio::null())
        .status();
    done.is_ok_and(|status| status.success())
}

/// Set by the gate: there, root has the tools for all of this.
const GATE: &str = "NHSMAIL_STARTER_GATE";
/// What the system says when it will not have something done, in words that no missing tool is told of by.
const REFUSALS: [&str; 3] = [
    "Operation not permitted",
    "Permission denied",
    "No space left on device",
];

/// Whether this can be done here. When not, it is said past the harness, which shows nothing of a test that passes; and
/// in the gate only the system may be why.
fn can(order: &str) -> bool {
    let mut command = Command::new("sh");
    let ran = command.args(["-c", order]).env("LC_ALL", "C").output().unwrap();
    if ran.status.success() {
        return true;
    }
    let said = String::from_utf8_lossy(&ran.stderr);
    let is_refused = REFUSALS.iter().any(|refusal| said.contains(refusal));
    let must = std::env::var_os(GATE).is_some() && sh("test $(id -u) = 0");
    assert!(is_refused || !must, "the gate has to try this: {order}: {said}");
    let test = std::thread::current();
    let test = test.name().unwrap_or_default();
    let line = format!("not tried: {test}: {order}: {}\n", said.trim());
    io::stderr().write_all(line.as_bytes()).unwrap();
    false
}

/// Up to the first answer, which makes the file.
fn to_the_name(talk: &mut Talk) -> String {
    talk.hear() + &talk.ask("1") + &talk.ask("1")
}

/// What the file holds, and that it is whole.
fn site_name(path: &Path) -> Option<String> {
    let read = read::read(path).unwrap();
    assert_eq!(read.passed_over, []);
    read.progress.answers.site_name().map(str::to_owned)
}

/// A desk with one site on it, that is to be given another name.
fn with_site() -> (Desk, PathBuf) {
    let desk = Desk::new();
    let path = desk.folder().join("oak.nhsmail.toml");
    fs::create_dir(desk.folder()).unwrap();
    fs::write(&path, named("Oak")).unwrap();
    (desk, path)
}

fn named(name: &str) -> String {
    format!(
        "schema = 1\nlast_page = \"site-name\"\nrole = \"own\"\nsaved_by = \"Jo Patel\"\n\
         saved_at = 2026-06-02T09:00:00+01:00\n[site]\nname = \"{name}\"\nods_code = \"VLLWV\"\n"
    )
}

#[test]
fn a_limit_on_the_size_of_files_is_a_save_that_waits() {
    let desk = Desk::new();
    let mut talk = Talk::with(after("ulimit -S -f 0;", &desk));
    let said = to_the_name(&mut talk);
    assert!(said.contains(NO_ROOM), "{said}");
    talk.ask("Oakfield House");
    assert!(desk.files().is_empty(), "{:?}", desk.files());
    if !can(&format!("prlimit --pid {} --fsize=unlimited", talk.id())) {
        return;
    }
    let said = talk.ask("V1AB2");
    assert!(said.contains("Saved at ") && !said.contains(NO_ROOM), "{said}");
    assert_eq!(
        site_name(&desk.file().unwrap()).as_deref(),
        Some("Oakfield House")
    );
    let (_, status) = talk.end();
    assert!(status.success());
}

#[test]
fn leaving_with_a_save_that_waits_is_said_and_is_a_problem() {
    let desk = Desk::new();
    let mut talk = Talk::with(after("ulimit -f 0;", &desk));
    to_the_name(&mut talk);
    talk.ask("Oakfield House");
    let (_, status) = talk.end();
    assert_eq!(status.code(), Some(1));
    let mut paper = after("ulimit -f 0;", &desk);
    let mut given: Vec<_> = paper.get_args().map(ToOwned::to_owned).collect();
    given.truncate(3);
    paper = Command::new("sh");
    let out = desk.home().join("checklist.txt");
    paper.args(given).args(["checklist", "--out"]).arg(&out);
    let ran = paper.output().unwrap();
    assert_eq!(ran.status.code(), Some(1), "{ran:?}");
    assert!(String::from_utf8_lossy(&ran.stderr).contains(NO_ROOM), "{ran:?}");
    assert!(!out.exists());
}

#[test]
fn a_device_is_never_taken_for_a_file() {
    let desk = Desk::new();
    let link = desk.home().join("full.nhsmail.toml");
    std::os::unix::fs::symlink("/dev/full", &link).unwrap();
    let run = |args: &str| {
        let order = format!(
            "exec '{PROGRAM}' {}",
            args.replace("LINK", link.to_str().unwrap())
        );
        let ran = Command::new("sh")
            .args(["-c", &order])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
    };
    for (args, says) in [
        ("LINK", "is not a file from this program"),
        ("check LINK", "is not a file from this program"),
        ("checklist --out LINK", READ_ONLY),
        ("checklist > /dev/full", "We could not write the whole result"),
    ] {
        let (code, said) = run(args);
        assert_eq!(code, Some(1), "{args}: {said}");
        assert!(
            said.contains(says) && !said.contains("os error"),
            "{args}: {said}"
        );
    }
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn a_folder_that_goes_or_becomes_something_else_is_said_and_its_return_is_enough() {
    let (desk, path) = with_site();
    let (folder, away) = (desk.folder(), desk.home().join("away"));
    let mut talk = Talk::start(&desk, day());
    talk.hear();
    let mut number = 0;
    for turn in ["gone", "a file", "a link to nowhere", "a pipe"] {
        fs::rename(&folder, &away).unwrap();
        match turn {
            "a file" => fs::write(&folder, "mine").unwrap(),
            "a link to nowhere" => std::os::unix::fs::symlink("/nowhere/at/all", &folder).unwrap(),
            "a pipe" => assert!(sh(&format!("mkfifo '{}'", folder.display()))),
            _ => {}
        }
        number += 1;
        let said = talk.ask(&format!("House {number}"));
        assert!(said.contains(GONE), "{turn}: {said}");
        if turn != "gone" {
            fs::remove_file(&folder).unwrap();
        }
        fs::rename(&away, &folder).unwrap();
        let said = talk.ask("back");
        assert!(!said.contains(GONE), "{turn}: {said}");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(&format!("House {number}")), "{turn}: {text}");
    }
}

#[test]
fn a_folder_that_is_not_ours_is_said_and_another_will_do() {
    let (desk, path) = with_site();
    let before = fs::read(&path).unwrap();
    fs::remove_file(place::beside(&path, ".lock")).ok();
    assert!(sh(&format!("chmod 555 '{}'", desk.folder().display())));
    // The rights of root go round permissions.
    let as_anyone = "if [ $(id -u) = 0 ]; then exec setpriv --bounding-set=-all \"$0\" \"$@\"; fi;";
    if sh("test $(id -u) = 0") && !can("setpriv --bounding-set=-all true") {
        return;
    }
    let mut talk = Talk::with(after(as_anyone, &desk));
    talk.hear();
    let said = talk.ask("New House");
    assert!(said.contains(READ_ONLY), "{said}");
    assert_eq!(fs::read(&path).unwrap(), before);
    let said = talk.ask("leave");
    assert!(
        said.contains(READ_ONLY) && said.contains("Choose another folder"),
        "{said}"
    );
    talk.ask("2");
    let elsewhere = desk.home().join("elsewhere");
    let said = talk.ask(elsewhere.to_str().unwrap());
    assert!(said.contains("Saved at "), "{said}");
    let text = fs::read_to_string(elsewhere.join("oak.nhsmail.toml")).unwrap();
    assert!(text.contains("New House"), "{text}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(sh(&format!("chmod 755 '{}'", desk.folder().display())));
}

/// Set in a run of this test in a name space of its own, where drives can be put in and taken out.
const INSIDE: &str = "NHSMAIL_STARTER_TEST_INSIDE";

#[test]
fn small_and_read_only_drives() {
    if std::env::var_os(INSIDE).is_some() {
        a_drive_that_is_full();
        a_drive_with_no_room_for_one_more_file();
        a_drive_that_turns_read_only();
        a_drive_that_is_read_only_from_the_start();
        return;
    }
    if !can("unshare -rm sh -c 'mount -t tmpfs none /mnt'") {
        return;
    }
    let test = format!(
        "{}::small_and_read_only_drives",
        module_path!().split_once("::").unwrap().1
    );
    let ran = Command::new("unshare")
        .arg("-rm")
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", &test, "--nocapture"])
        .env(INSIDE, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && said.contains("1 passed"), "{said}");
}

/// A desk whose folder is a drive of its own, with one site on it.
fn on_a_drive(options: &str) -> (Desk, PathBuf) {
    let desk = Desk::new();
    fs::create_dir(desk.folder()).unwrap();
    let folder = desk.folder();
    assert!(sh(&format!(
        "mount -t tmpfs -o {options} none '{}'",
        folder.display()
    )));
    let path = folder.join("oak.nhsmail.toml");
    fs::write(&path, named("Oak")).unwrap();
    (desk, path)
}

/// Puts the same drive over itself, so that nothing can be written. Files that are open stay so.
fn make_read_only(desk: &Desk) {
    let folder = desk.folder();
    let folder = folder.display();
    assert!(sh(&format!(
        "mount --bind '{folder}' '{folder}' && mount -o remount,bind,ro '{folder}'"
    )));
}

fn make_writable(desk: &Desk) {
    assert!(sh(&format!("umount '{}'", desk.folder().display())));
}

/// No room at the start, then room, then none again, then room.
fn a_drive_that_is_full() {
    let (desk, path) = on_a_drive("size=64k");
    let filler = desk.folder().join("filler");
    let fill = || {
        sh(&format!(
            "head -c 100000 /dev/zero > '{}'; true",
            filler.display()
        ))
    };
    let mut talk = Talk::start(&desk, day());
    talk.hear();
    for number in 1..=3 {
        let before = fs::read(&path).unwrap();
        fill();
        let said = talk.ask(&format!("House {number}"));
        assert!(said.contains(NO_ROOM), "{said}");
        assert_eq!(fs::read(&path).unwrap(), before, "the old one is whole");
        fs::remove_file(&filler).unwrap();
        let said = talk.ask("back");
        assert!(!said.contains(NO_ROOM), "{said}");
        assert!(
            fs::read_to_string(&path)
                .unwrap()
                .contains(&format!("House {number}"))
        );
        assert!(site_name(&path).is_some());
    }
    let left: Vec<_> = fs::read_dir(desk.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 3, "the file, its copy and its lock: {left:?}");
}

fn a_drive_with_no_room_for_one_more_file() {
    let (desk, path) = on_a_drive("nr_inodes=3");
    let before = fs::read(&path).unwrap();
    let mut talk = Talk::start(&desk, day());
    talk.hear();
    let said = talk.ask("New House");
    assert!(said.contains(NO_ROOM), "{said}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(sh(&format!(
        "mount -o remount,nr_inodes=9 '{}'",
        desk.folder().display()
    )));
    talk.ask("back");
    assert!(fs::read_to_string(&path).unwrap().contains("New House"));
}

fn a_drive_that_turns_read_only() {
    let (desk, path) = on_a_drive("size=1m");
    let mut talk = Talk::start(&desk, day());
    talk.hear();
    let before = fs::read(&path).unwrap();
    make_read_only(&desk);
    let said = talk.ask("New House");
    assert!(said.contains(READ_ONLY), "{said}");
    assert_eq!(fs::read(&path).unwrap(), before);
    make_writable(&desk);
    talk.ask("back");
    assert!(fs::read_to_string(&path).unwrap().contains("New House"));
}

fn a_drive_that_is_read_only_from_the_start() {
    let (desk, path) = on_a_drive("size=1m");
    let before = fs::read(&path).unwrap();
    make_read_only(&desk);
    let mut talk = Talk::start(&desk, day());
    talk.hear();
    let said = talk.ask("New House");
    assert!(said.contains(READ_ONLY), "{said}");
    let (_, status) = talk.end();
    assert_eq!(status.code(), Some(1), "it is not saved");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_second_window_can_look_and_a_crash_locks_no_one_out() {
    let (desk, path) = with_site();
    let mut first = Talk::start(&desk, day());
    first.hear();
    first.ask("Of the first");
    let saved = fs::read(&path).unwrap();

    let ran = desk.plain(day()).stdin(Stdio::null()).output().unwrap();
    assert_eq!(ran.status.code(), Some(1), "with no one to ask it ends");
    assert!(String::from_utf8_lossy(&ran.stderr).contains("is already open in another window"));
    #[cfg(feature = "tui")]
    {
        let mut second = crate::support::pty::Pty::start(&desk, "--full-screen", day());
        second.until_text("is already open in another window");
        second.go_to_row(2);
        second.press(crate::support::keys::ENTER);
        second.until_text("Read only");
        second.kill();
    }
    assert_eq!(fs::read(&path).unwrap(), saved, "nothing of the second is there");

    first.kill();
    assert!(
        place::beside(&path, ".lock").exists(),
        "the lock file is left behind"
    );
    let mut third = Talk::start(&desk, day());
    let said = third.hear();
    assert!(!said.contains("another window"), "{said}");
    third.ask("V1AB2");
    assert!(fs::read_to_string(&path).unwrap().contains("V1AB2"));
    assert!(third.end().1.success());
    assert!(!place::beside(&path, ".lock").exists());
}

#[test]
fn what_came_meanwhile_is_never_written_over() {
    let (desk, path) = with_site();
    let mut talk = Talk::start(&desk, day());
    talk.hear();
    let theirs = named("Theirs");
    fs::write(&path, &theirs).unwrap();
    let said = talk.ask("Ours");
    assert!(said.contains("was also changed by Jo Patel"), "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    let ours = desk.folder().join("oak-2.nhsmail.toml");
    assert!(fs::read_to_string(ours).unwrap().contains("Ours"));
}
