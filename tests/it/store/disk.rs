//! The file on the disk: whole at every moment, never over another's, and found again.

use std::fs;
use std::path::{Path, PathBuf};

use nhsmail_starter::machine::effect::{IfThere, OpenAs};
use nhsmail_starter::machine::event::{Opened, Progress, Trouble};
use nhsmail_starter::store::export::Written;
use nhsmail_starter::store::settings::{Mode, Settings, Theme};
use nhsmail_starter::store::{Store, place, read};
use tempfile::TempDir;

use super::samples::{FULL, full, named, now};

/// A folder for one test, and a store of it.
fn new() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().to_owned());
    (folder, store)
}

fn with_full() -> (TempDir, PathBuf, Store) {
    let (folder, store) = new();
    let path = folder.path().join("oak.nhsmail.toml");
    fs::write(&path, FULL).unwrap();
    (folder, path, store)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn holds(path: &Path) -> Progress {
    read::read(path).unwrap().progress
}

fn open(store: &mut Store, path: &Path) -> Opened {
    store.open(path, OpenAs::Progress).unwrap()
}

fn refused(store: &mut Store, path: &Path) -> Trouble {
    store.open(path, OpenAs::Progress).unwrap_err()
}

fn with_code(name: &str, code: &str) -> Progress {
    let mut progress = full();
    progress.answers.site.name = named(name).answers.site.name;
    progress.answers.site.ods_code = toml::from_str::<toml::Table>(&format!("c = '{code}'")).unwrap()["c"]
        .clone()
        .try_into()
        .ok();
    progress
}

#[test]
fn a_new_site_gets_its_own_name_once_name_and_code_are_answered() {
    let (folder, mut store) = new();
    assert_eq!(store.find(), vec![]);
    let mut started = Progress::default();
    started.answers.role = full().answers.role;
    let first = store.save(&started, now()).unwrap();
    assert_eq!(first.path, folder.path().join("new-site.nhsmail.toml"));
    assert_eq!(
        store.save(&named("Oakfield House"), now()).unwrap().path,
        first.path
    );

    let second = store.save(&with_code("Oakfield House", "VLLWV"), now()).unwrap();
    assert_eq!(
        second.path,
        folder.path().join("oakfield-house-VLLWV.nhsmail.toml")
    );
    assert_eq!(
        names(folder.path()),
        [
            "oakfield-house-VLLWV.nhsmail.toml",
            "oakfield-house-VLLWV.nhsmail.toml.bak",
            "oakfield-house-VLLWV.nhsmail.toml.lock"
        ]
    );
    store.save(&with_code("Another", "VLLWX"), now()).unwrap();
    store.close();
    assert_eq!(
        names(folder.path()),
        [
            "oakfield-house-VLLWV.nhsmail.toml",
            "oakfield-house-VLLWV.nhsmail.toml.bak"
        ]
    );
    assert_eq!(
        holds(&second.path).answers.site_name(),
        Some("Another"),
        "named once only"
    );
}

/// A kill between two steps would leave two files of one site, so there must be one step: the file itself moves. Only
/// Unix has a number for a file by which it is known again.
#[cfg(unix)]
#[test]
fn a_file_that_gets_its_name_is_the_same_file() {
    use std::os::unix::fs::MetadataExt as _;

    use nhsmail_starter::store::disk::System;
    use nhsmail_starter::store::site_file::SiteFile;

    let (folder, mut store) = new();
    let theirs = folder.path().join("oakfield-house-VLLWV.nhsmail.toml.bak");
    fs::write(&theirs, "a copy of long ago").unwrap();
    let mut file = SiteFile::create(&System, folder.path(), "new-site").unwrap();
    file.save(&named("Oak")).unwrap();
    let before = fs::metadata(file.path()).unwrap().ino();
    file.rename(folder.path(), "oakfield-house-VLLWV");
    assert_eq!(place::file_name(file.path()), "oakfield-house-VLLWV.nhsmail.toml");
    assert_eq!(fs::metadata(file.path()).unwrap().ino(), before);
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "a copy of long ago");
    let path = file.path().to_owned();
    assert_eq!(
        refused(&mut store, &path).message.id,
        "file.open-twice",
        "the lock came along"
    );
    file.save(&named("Oak")).unwrap();
}

#[test]
fn no_file_is_ever_written_over_by_a_new_site() {
    let (folder, mut store) = new();
    for taken in ["new-site", "new-site-2", "oakfield-house-VLLWV"] {
        fs::write(folder.path().join(format!("{taken}.nhsmail.toml")), "mine").unwrap();
    }
    let path = store.save(&named("Oak"), now()).unwrap().path;
    assert_eq!(place::file_name(&path), "new-site-3.nhsmail.toml");
    let path = store
        .save(&with_code("Oakfield House", "VLLWV"), now())
        .unwrap()
        .path;
    assert_eq!(place::file_name(&path), "oakfield-house-VLLWV-2.nhsmail.toml");
    for taken in ["new-site", "new-site-2", "oakfield-house-VLLWV"] {
        assert_eq!(
            fs::read_to_string(folder.path().join(format!("{taken}.nhsmail.toml"))).unwrap(),
            "mine"
        );
    }
}

#[test]
fn two_new_sites_at_once_get_two_files() {
    let (folder, mut one) = new();
    let mut other = Store::new(folder.path().to_owned());
    let first = one.save(&named("One"), now()).unwrap().path;
    let second = other.save(&named("Two"), now()).unwrap().path;
    assert_ne!(first, second);
    assert_eq!(holds(&first).answers.site_name(), Some("One"));
}

#[test]
fn names_are_fit_for_every_system() {
    for (site, code, stem) in [
        ("Oakfield House", "VLLWV", "oakfield-house-VLLWV"),
        ("  St. Mary's -- Zoë's Café ", "VLLWV", "st-marys-zoes-cafe-VLLWV"),
        ("../../etc/passwd", "VLLWV", "etc-passwd-VLLWV"),
        ("C:\\Windows\\System32", "VLLWV", "c-windows-system32-VLLWV"),
        ("\u{738b}", "VLLWV", "VLLWV"),
        ("Con", "not-known", "site-con"),
        ("LPT1", "not-known", "site-lpt1"),
        ("Oak...", "not-known", "oak"),
        ("\u{738b}", "not-known", "site"),
    ] {
        assert_eq!(place::stem(&with_code(site, code).answers), stem, "{site}");
    }
    let long = place::stem(&with_code(&"Ab ".repeat(33), "VLLWV").answers);
    assert!(
        long.len() <= 70 && long.is_ascii() && long.ends_with("-VLLWV") && !long.contains("--"),
        "{long}"
    );
}

#[test]
fn a_file_given_by_name_starts_there_and_keeps_its_name() {
    let (folder, mut store) = new();
    let path = folder.path().join("My site");
    let opened = open(&mut store, &path);
    assert_eq!((opened.progress, opened.read_only), (Progress::default(), None));
    assert!(!path.exists(), "nothing is made before the first answer");
    assert_eq!(store.save(&with_code("Oak", "VLLWV"), now()).unwrap().path, path);

    assert_eq!(
        refused(&mut store, &folder.path().join("no/such/file"))
            .message
            .id,
        "file.no-folder"
    );
    let typed = store
        .open_existing(&folder.path().join("nothing.nhsmail.toml"))
        .unwrap_err();
    assert_eq!(typed.message.id, "file.not-found");
    let quoted = format!("\"{}\"", path.display());
    assert_eq!(store.open_existing(Path::new(&quoted)).unwrap().path, path);
}

#[test]
fn what_was_opened_is_saved_with_its_comments_and_the_copy_is_the_version_before() {
    let (_folder, path, mut store) = with_full();
    let mine = FULL.replace("[site]", "# Mine.\n[site]");
    fs::write(&path, &mine).unwrap();
    let opened = open(&mut store, &path);
    assert_eq!(opened.progress, full());
    let later = now() + chrono::Duration::minutes(5);
    let saved = store.save(&opened.progress, later).unwrap();
    assert_eq!((saved.at, &saved.path), (later, &path));
    assert!(fs::read_to_string(&path).unwrap().contains("# Mine."));
    assert_eq!(holds(&path).saved_at, Some(later));
    assert_eq!(fs::read_to_string(place::beside(&path, ".bak")).unwrap(), mine);
}

#[test]
fn what_was_passed_over_outlives_every_save() {
    let (_folder, path, mut store) = with_full();
    let good = "created_on = 2026-05-20";
    let bad = FULL
        .replace(good, "created_on = \"20 May\"")
        .replace("opened_on = 2026-06-02", "opened_on = 02/06/2026");
    fs::write(&path, &bad).unwrap();
    let opened = open(&mut store, &path);
    assert_eq!(
        opened.passed_over.len(),
        2,
        "all are told: {:?}",
        opened.passed_over
    );
    for _ in 0..2 {
        store.save(&opened.progress, now()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("created_on = \"20 May\""), "{text}");
        assert!(text.contains("# opened_on = 02/06/2026"), "{text}");
    }
    store.save(&full(), now()).unwrap();
    assert_eq!(holds(&path).answers, full().answers, "answered");
    store.save(&opened.progress, now()).unwrap();
    assert!(
        !fs::read_to_string(&path).unwrap().contains("20 May"),
        "taken back"
    );
}

#[test]
fn a_damaged_file_offers_its_copy_and_nothing_is_deleted() {
    let (folder, path, mut store) = with_full();
    let opened = open(&mut store, &path);
    store.save(&opened.progress, now()).unwrap();
    store.close();
    fs::write(&path, [0; 512]).unwrap();

    let trouble = refused(&mut store, &path);
    assert_eq!(
        (&*trouble.message.id, trouble.has_copy, trouble.can_look),
        ("file.damaged.copy", true, false)
    );
    let opened = store.open(&path, OpenAs::LastGoodCopy).unwrap();
    assert_eq!(opened.progress, full());
    assert_eq!(
        fs::read(folder.path().join("oak.nhsmail.toml.damaged-1")).unwrap(),
        [0; 512]
    );

    store.close();
    fs::remove_file(place::beside(&path, ".bak")).unwrap();
    fs::write(&path, "schema = 1\nnot toml").unwrap();
    let trouble = refused(&mut store, &path);
    assert_eq!((&*trouble.message.id, trouble.has_copy), ("file.damaged", false));
}

#[test]
fn a_second_window_can_look_and_not_change() {
    let (folder, path, mut first) = with_full();
    let mut second = Store::new(folder.path().to_owned());
    open(&mut first, &path);
    let trouble = refused(&mut second, &path);
    assert_eq!(
        (&*trouble.message.id, trouble.can_look),
        ("file.open-twice", true)
    );
    let opened = second.open(&path, OpenAs::LookOnly).unwrap();
    assert_eq!(opened.read_only.unwrap().id, "file.open-twice");
    assert_eq!(second.save(&full(), now()).unwrap_err().id, "file.open-twice");
    second.close();
    assert!(
        place::beside(&path, ".lock").exists(),
        "the first window still has it"
    );

    drop(first);
    assert_eq!(names(folder.path()), ["oak.nhsmail.toml"]);
    fs::write(place::beside(&path, ".lock"), "").unwrap();
    open(&mut second, &path);
}

#[test]
fn a_newer_file_can_be_looked_at() {
    let (_folder, path, mut store) = with_full();
    let newer = FULL.replace("schema = 1", "schema = 2");
    fs::write(&path, &newer).unwrap();
    let trouble = refused(&mut store, &path);
    assert_eq!((&*trouble.message.id, trouble.can_look), ("file.newer", true));
    assert_eq!(
        store.open(&path, OpenAs::LookOnly).unwrap().read_only.unwrap().id,
        "file.newer"
    );
    assert_eq!(store.save(&full(), now()).unwrap_err().id, "file.newer");
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn what_someone_else_saved_meanwhile_is_kept_beside_ours() {
    let (folder, path, mut store) = with_full();
    open(&mut store, &path);
    let theirs = FULL.replace("Sarah Jones", "Jo Patel");
    fs::write(&path, &theirs).unwrap();

    let saved = store.save(&named("Ours"), now()).unwrap();
    let message = store.take_message().unwrap();
    assert_eq!(message.id, "file.changed");
    assert_eq!(
        message.slots,
        [
            ("person", "Jo Patel".to_owned()),
            ("date", "3 June 2026".to_owned())
        ]
    );
    assert_eq!(saved.path, folder.path().join("oak-2.nhsmail.toml"));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    assert_eq!(holds(&saved.path).answers.site_name(), Some("Ours"));
    assert_eq!(store.save(&named("Ours still"), now()).unwrap().path, saved.path);
    assert_eq!(store.take_message(), None, "said once");
}

#[test]
fn a_file_that_went_away_is_made_again() {
    let (_folder, path, mut store) = with_full();
    open(&mut store, &path);
    fs::remove_file(&path).unwrap();
    assert_eq!(store.save(&full(), now()).unwrap().path, path);
    assert_eq!(holds(&path).answers, full().answers);
}

#[test]
fn what_an_earlier_run_left_behind_is_cleaned_and_nothing_else() {
    let (folder, path, mut store) = with_full();
    let other = folder.path().join("other.nhsmail.toml");
    let left = |of: &Path| {
        let sum = place::file_name(of)
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
                (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        folder
            .path()
            .join(format!(".nhsmail-starter-{sum:016x}-abc123.saving"))
    };
    for file in [left(&path), left(&other), folder.path().join("mine.saving")] {
        fs::write(file, "").unwrap();
    }
    open(&mut store, &path);
    assert!(!left(&path).exists());
    assert!(left(&other).exists() && folder.path().join("mine.saving").exists());
}

#[test]
fn files_are_found_newest_first_and_bad_ones_last() {
    let (folder, store) = new();
    let at = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    at(
        "a.nhsmail.toml",
        &FULL.replace("saved_at = 2026", "saved_at = 2024"),
    );
    at("b.nhsmail.toml", FULL);
    at("c.nhsmail.toml", "not ours");
    at("d.NHSMAIL.TOML", "schema = 1\n");
    at("b.nhsmail.toml.bak", FULL);
    at("notes.toml", FULL);
    fs::create_dir(folder.path().join("e.nhsmail.toml")).unwrap();
    let found = store.find();
    let names: Vec<String> = found.iter().map(|file| place::file_name(&file.path)).collect();
    assert_eq!(
        names,
        [
            "b.nhsmail.toml",
            "a.nhsmail.toml",
            "d.NHSMAIL.TOML",
            "c.nhsmail.toml",
            "e.nhsmail.toml"
        ]
    );
    assert_eq!(found[3].holds.as_ref().unwrap_err().id, "file.damaged");
    assert_eq!(found[4].holds.as_ref().unwrap_err().id, "file.folder");
}

#[test]
fn saving_elsewhere_moves_on_and_leaves_what_was() {
    let (folder, path, mut store) = with_full();
    fs::write(&path, FULL.replace("[site]", "# Mine.\n[site]")).unwrap();
    open(&mut store, &path);
    let stick = folder.path().join("stick");
    let typed = format!(" \"{}\" ", stick.display());
    let saved = store.save_elsewhere(&typed, &full(), now()).unwrap();
    assert_eq!(saved.path, stick.join("oak.nhsmail.toml"));
    assert!(fs::read_to_string(&saved.path).unwrap().contains("# Mine."));
    assert_eq!(store.save(&named("Moved"), now()).unwrap().path, saved.path);
    assert_eq!(holds(&path), full());
    assert!(!place::beside(&path, ".lock").exists());

    let nowhere = folder.path().join("no/such/folder");
    assert_eq!(
        store
            .save_elsewhere(&nowhere.display().to_string(), &full(), now())
            .unwrap_err()
            .id,
        "file.no-folder"
    );
    assert_eq!(store.path(), Some(saved.path.as_path()), "it stays where it was");
}

#[test]
fn a_paper_is_never_written_over_another_by_surprise() {
    let (folder, path, mut store) = with_full();
    open(&mut store, &path);
    let at = |name: &str| folder.path().join(name);
    let write = |text: &str, if_there| store.write_paper("record", ".txt", text, if_there).unwrap();
    assert_eq!(write("one\n", IfThere::Ask), Written::At(at("oak-record.txt")));
    assert_eq!(
        write("two\n", IfThere::Ask),
        Written::Exists(at("oak-record.txt"))
    );
    assert_eq!(
        write("two\n", IfThere::NewName),
        Written::At(at("oak-record-2.txt"))
    );
    assert_eq!(
        fs::read_to_string(at("oak-record.txt")).unwrap().trim_end(),
        "one"
    );
    assert_eq!(
        write("three\n", IfThere::Replace),
        Written::At(at("oak-record.txt"))
    );
    assert_eq!(
        fs::read_to_string(at("oak-record.txt")).unwrap().trim_end(),
        "three"
    );
}

#[test]
fn settings_are_remembered_and_those_of_others_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/settings.toml");
    assert_eq!(Settings::read(&path), Settings::default());
    let settings = Settings {
        mode: Some(Mode::Plain),
        theme: Some(Theme::HighContrast),
    };
    settings.write(&path).unwrap();
    assert_eq!(Settings::read(&path), settings);
    fs::write(&path, "# Mine.\nmode = \"loud\"\ncolour = 1\n").unwrap();
    assert_eq!(Settings::read(&path), Settings::default());
    Settings {
        mode: Some(Mode::FullScreen),
        theme: None,
    }
    .write(&path)
    .unwrap();
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "# Mine.\nmode = \"full-screen\"\ncolour = 1\n"
    );
}

/// Owners, links, pipes and numbers of errors are those of Unix.
#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::Command;

    use nhsmail_starter::store::words;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn files_are_for_their_owner_alone() {
        let (folder, path, mut store) = with_full();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        open(&mut store, &path);
        store.save(&full(), now()).unwrap();
        for name in names(folder.path()).iter().filter(|name| !name.contains(".lock")) {
            assert_eq!(mode(&folder.path().join(name)), 0o600, "{name}");
        }
    }

    #[test]
    fn a_link_stays_and_what_it_leads_to_is_saved() {
        let (folder, path, mut store) = with_full();
        let link = folder.path().join("link.nhsmail.toml");
        symlink(&path, &link).unwrap();
        open(&mut store, &link);
        store.save(&named("Through the link"), now()).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(holds(&path).answers.site_name(), Some("Through the link"));
        assert!(!fs::symlink_metadata(&path).unwrap().is_symlink());
    }

    #[test]
    fn what_is_no_plain_file_is_never_opened() {
        let (folder, path, mut store) = with_full();
        let at = |name: &str| folder.path().join(name);
        pipe(&at("pipe.nhsmail.toml"));
        symlink("/nowhere/at/all", at("dangling.nhsmail.toml")).unwrap();
        symlink(at("loop.nhsmail.toml"), at("loop.nhsmail.toml")).unwrap();
        symlink("/dev/zero", at("device.nhsmail.toml")).unwrap();
        fs::create_dir(at("folder.nhsmail.toml")).unwrap();
        fs::hard_link(&path, at("second.nhsmail.toml")).unwrap();
        for (name, id) in [
            ("pipe", "file.not-ours"),
            ("dangling", "file.not-ours"),
            ("loop", "file.not-ours"),
            ("device", "file.not-ours"),
            ("folder", "file.folder"),
            ("second", "file.linked"),
        ] {
            let trouble = refused(&mut store, &at(&format!("{name}.nhsmail.toml")));
            assert_eq!(trouble.message.id, id, "{name}");
        }
        assert_eq!(store.find().len(), 7, "and none of them stops the list");
    }

    #[test]
    fn a_file_that_turns_into_something_else_is_left_alone() {
        for turn in ["pipe", "folder", "link"] {
            let (folder, path, mut store) = with_full();
            open(&mut store, &path);
            fs::remove_file(&path).unwrap();
            match turn {
                "pipe" => pipe(&path),
                "folder" => fs::create_dir(&path).unwrap(),
                _ => symlink("/nowhere/at/all", &path).unwrap(),
            }
            let saved = store.save(&named("Ours"), now()).unwrap();
            assert_eq!(saved.path, folder.path().join("oak-2.nhsmail.toml"), "{turn}");
            assert_eq!(store.take_message().unwrap().id, "file.changed.by-someone");
            assert!(!fs::symlink_metadata(&path).unwrap().is_file(), "{turn}");
        }
    }

    #[test]
    fn a_folder_that_goes_away_is_said_and_the_next_save_works() {
        let (folder, mut store) = new();
        let stick = folder.path().join("stick");
        fs::create_dir(&stick).unwrap();
        let path = stick.join("oak.nhsmail.toml");
        fs::write(&path, FULL).unwrap();
        open(&mut store, &path);
        fs::rename(&stick, folder.path().join("gone")).unwrap();
        assert_eq!(store.save(&full(), now()).unwrap_err().id, "save.drive-gone");
        fs::rename(folder.path().join("gone"), &stick).unwrap();
        assert_eq!(store.save(&named("Back"), now()).unwrap().path, path);
        assert_eq!(holds(&path).answers.site_name(), Some("Back"));
    }

    #[test]
    fn a_read_only_file_stays_as_it_is() {
        let (folder, path, mut store) = with_full();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        open(&mut store, &path);
        let why = store.save(&named("Ours"), now()).unwrap_err();
        assert_eq!(why.id, "save.read-only");
        assert_eq!(fs::read_to_string(&path).unwrap(), FULL);
        assert_eq!(
            names(folder.path()),
            [
                "oak.nhsmail.toml",
                "oak.nhsmail.toml.bak",
                "oak.nhsmail.toml.lock"
            ]
        );
        let elsewhere = folder.path().join("elsewhere").display().to_string();
        store.save_elsewhere(&elsewhere, &named("Ours"), now()).unwrap();
    }

    #[test]
    fn every_fault_of_a_drive_has_its_sentence() {
        use std::io::Error;
        let path = Path::new("/media/stick/oak.nhsmail.toml");
        for (errno, id) in [
            (28, "save.full"),
            (122, "save.full"),
            (27, "save.full"),
            (30, "save.read-only"),
            (13, "save.read-only"),
            (1, "save.read-only"),
            (2, "save.drive-gone"),
            (5, "save.drive-gone"),
            (19, "save.drive-gone"),
            (116, "save.drive-gone"),
            (24, "save.read-only"),
        ] {
            let message = words::not_saved(&Error::from_raw_os_error(errno), path, None);
            assert_eq!(message.id, id, "{errno}");
            assert_eq!(message.slots[0].1, "/media/stick");
        }
    }
}
