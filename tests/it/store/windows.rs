//! What a computer with Windows does to files: other editors, names that are taken for something else, long paths, and
//! `OneDrive`. Held on every system, but for what only Windows refuses.

use std::fs;
use std::path::PathBuf;

use nhsmail_starter::machine::effect::OpenAs;
use nhsmail_starter::store::{Store, place, read};

use super::samples::{FULL, full, now};

fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
}

#[test]
fn what_notepad_and_powershell_make_of_a_file_is_read_and_saved() {
    let lines = FULL.replace('\n', "\r\n");
    for bytes in [
        format!("\u{feff}{FULL}").into_bytes(),
        lines.clone().into_bytes(),
        format!("\u{feff}{lines}").into_bytes(),
        utf_16(&lines, u16::to_le_bytes),
        utf_16(FULL, u16::to_be_bytes),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("oak.nhsmail.toml");
        fs::write(&path, &bytes).unwrap();
        let mut store = Store::new(folder.path().to_owned());
        let opened = store.open(&path, OpenAs::Progress).unwrap();
        assert_eq!(opened.progress.answers, full().answers);
        assert_eq!(opened.passed_over, []);
        assert_eq!(store.save(&opened.progress, now()).unwrap().path, path);
        let saved = fs::read_to_string(&path).unwrap();
        assert!(
            saved.starts_with('#') || saved.starts_with("schema"),
            "{saved:.40}"
        );
        assert_eq!(saved.contains("\r\n"), cfg!(windows));
        assert!(!saved.contains("\r\r"));
    }
}

#[test]
fn half_a_file_in_utf_16_is_damaged_and_breaks_nothing() {
    let whole = utf_16(FULL, u16::to_le_bytes);
    for len in [2, 3, 5, 40] {
        assert!(read::parse(&whole[..len]).is_err(), "{len}");
    }
}

#[test]
fn a_path_may_be_long_and_hold_a_persons_name() {
    let root = tempfile::tempdir().unwrap();
    let folder = (0..8).fold(root.path().join("Zoë O'Brien"), |folder, n| {
        folder.join(format!("A folder with quite a long name {n}"))
    });
    let mut store = Store::new(folder.clone());
    let first = store.save(&full(), now()).unwrap().path;
    assert!(first.as_os_str().len() > 300);
    let second = store.save(&full(), now()).unwrap().path;
    assert_eq!(first, second);
    assert_eq!(read::read(&first).unwrap().progress.answers, full().answers);
    assert_eq!(store.find().len(), 1);
    let names: Vec<_> = fs::read_dir(&folder).unwrap().flatten().collect();
    assert_eq!(names.len(), 3, "the file, its copy and its lock: {names:?}");
}

#[test]
fn copies_that_onedrive_makes_are_found_and_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "oak.nhsmail.toml",
        "oak.nhsmail-LAPTOP-7.toml",
        "oak.nhsmail.toml-LAPTOP-7.bak",
    ] {
        fs::write(folder.path().join(name), FULL).unwrap();
    }
    let mut found = Store::new(folder.path().to_owned()).find();
    found.sort_by_key(|file| file.copy.clone());
    let marks: Vec<_> = found.iter().map(|file| file.copy.as_deref()).collect();
    assert_eq!(marks, [None, Some("LAPTOP-7")]);
    assert_eq!(
        place::stem_of(&PathBuf::from("oak.nhsmail-LAPTOP-7.toml")),
        "oak.nhsmail-LAPTOP-7"
    );
}

#[test]
fn names_that_windows_keeps_are_refused_there_with_a_sentence() {
    let root = tempfile::tempdir().unwrap();
    for name in ["con", "aux.d", "site:b", "what?", "dot."] {
        let folder = root.path().join(name);
        let mut store = Store::new(root.path().to_owned());
        let said = store.save_elsewhere(&folder.to_string_lossy(), &full(), now());
        assert_eq!(said.is_err(), cfg!(windows), "{name}");
        let file = folder.join("x.nhsmail.toml");
        let opened = store.open_existing(&file);
        if let (Err(said), Err(trouble)) = (said, opened) {
            for message in [said, trouble.message] {
                assert_eq!(message.id, "file.odd-name", "{name}");
                assert_eq!(message.slots, [("name", name.to_owned())]);
            }
            let left: Vec<_> = fs::read_dir(root.path()).unwrap().flatten().collect();
            assert!(left.is_empty(), "{left:?}");
        }
    }
}

/// What only Windows does: a program that has a file open keeps others from it.
#[cfg(windows)]
mod held {
    use std::fs::{File, OpenOptions};
    use std::os::windows::fs::OpenOptionsExt as _;
    use std::path::Path;

    use nhsmail_starter::store::words;

    use super::*;

    fn hold(path: &Path) -> File {
        OpenOptions::new().read(true).share_mode(0).open(path).unwrap()
    }

    #[test]
    fn a_file_that_is_held_is_saved_once_it_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("oak.nhsmail.toml");
        fs::write(&path, FULL).unwrap();
        let mut store = Store::new(folder.path().to_owned());
        store.open(&path, OpenAs::Progress).unwrap();
        let mut changed = full();
        changed.answers.site.name = None;

        let held = hold(&path);
        let said = store.save(&changed, now()).unwrap_err();
        assert_eq!(said.id, "save.held.first");
        drop(held);
        assert_eq!(read::read(&path).unwrap().progress.answers, full().answers);

        store.save(&changed, now()).unwrap();
        assert_eq!(read::read(&path).unwrap().progress.answers, changed.answers);
        drop(store);
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().collect();
        assert_eq!(left.len(), 2, "the file and its copy: {left:?}");
    }

    #[test]
    fn a_file_that_is_held_for_a_moment_is_saved_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("oak.nhsmail.toml");
        fs::write(&path, FULL).unwrap();
        let mut store = Store::new(folder.path().to_owned());
        store.open(&path, OpenAs::Progress).unwrap();
        // Others may read it and not take it away, as a virus checker has it.
        let held = OpenOptions::new().read(true).share_mode(1).open(&path).unwrap();
        let waits = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(60));
            drop(held);
        });
        store.save(&full(), now()).unwrap();
        waits.join().unwrap();
    }

    #[test]
    fn every_fault_of_a_drive_has_its_sentence() {
        for (number, id) in [
            (5, "save.read-only"),
            (19, "save.read-only"),
            (32, "save.held.first"),
            (33, "save.held.first"),
            (1175, "save.held.first"),
            (112, "save.full"),
            (3, "save.drive-gone"),
            (21, "save.drive-gone"),
            (53, "save.drive-gone"),
        ] {
            let error = std::io::Error::from_raw_os_error(number);
            let message = words::not_saved(&error, Path::new("E:\\sites\\oak.nhsmail.toml"), None);
            assert_eq!(message.id, id, "{number}");
        }
    }

    #[test]
    fn a_file_that_is_held_says_so_when_it_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("oak.nhsmail.toml");
        fs::write(&path, FULL).unwrap();
        let held = hold(&path);
        let mut store = Store::new(folder.path().to_owned());
        let trouble = store.open(&path, OpenAs::Progress).unwrap_err();
        assert_eq!(trouble.message.id, "save.held.first");
        drop(held);
        store.open(&path, OpenAs::Progress).unwrap();
    }
}
