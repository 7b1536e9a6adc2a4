//! Every call that a save, a read and a lock make fails in turn, in every way that a disk can fail: what is on the disk
//! is always one whole version, nothing is "Saved" that is not, and once the fault is gone everything is saved.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Error};
use std::path::{Path, PathBuf};
use std::thread;

use nhsmail_starter::domain::verdict::Message;
use nhsmail_starter::machine::effect::OpenAs;
use nhsmail_starter::machine::event::Progress;
use nhsmail_starter::store::disk::{Disk, System};
use nhsmail_starter::store::{Store, place, read};
use tempfile::{NamedTempFile, PersistError, TempDir};

use super::samples::{named, now};

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// With this number of the system.
    Error(i32),
    /// It reads or writes one byte alone.
    Short,
}

/// Which calls fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Once(usize),
    From(usize),
}

/// The real calls, of which one or more fail.
#[derive(Debug, Default)]
struct Faulty {
    fails: Cell<Option<(When, Fault)>>,
    /// Every call that puts something new fails with this.
    refuses: Cell<Option<i32>>,
    calls: Cell<usize>,
    failed: Cell<usize>,
    /// What was flushed.
    flushed: RefCell<BTreeSet<PathBuf>>,
    /// Where something was put that had been flushed, and whose folder was not flushed since.
    named: RefCell<BTreeSet<PathBuf>>,
    /// The same, and whose folder was.
    safe: RefCell<BTreeSet<PathBuf>>,
}

impl Faulty {
    fn new() -> &'static Self {
        Box::leak(Box::default())
    }

    /// From here on.
    fn set(&self, fails: Option<(When, Fault)>) {
        self.fails.set(fails);
        self.calls.set(0);
        self.failed.set(0);
    }

    /// Counts a call, and says how it fails if it does.
    fn fault(&self) -> Option<Fault> {
        let call = self.calls.get();
        self.calls.set(call + 1);
        let (when, fault) = self.fails.get()?;
        let is_now = match when {
            When::Once(n) => call == n,
            When::From(n) => call >= n,
        };
        is_now.then(|| self.failed.set(self.failed.get() + 1));
        is_now.then_some(fault)
    }

    fn call<T>(&self, call: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.fault() {
            Some(Fault::Error(number)) => Err(Error::from_raw_os_error(number)),
            Some(Fault::Short) | None => call(),
        }
    }

    /// The bytes that such a call gets done.
    fn some(&self, of: usize, call: impl FnOnce(usize) -> io::Result<usize>) -> io::Result<usize> {
        match self.fault() {
            Some(Fault::Error(number)) => Err(Error::from_raw_os_error(number)),
            Some(Fault::Short) => call(of.min(1)),
            None => call(of),
        }
    }

    fn put_with(
        &self,
        made: NamedTempFile,
        path: &Path,
        put: impl FnOnce(&System, NamedTempFile, &Path) -> Result<(), PersistError>,
    ) -> Result<(), PersistError> {
        if let Some(Fault::Error(number)) = self.fault() {
            let error = Error::from_raw_os_error(number);
            return Err(PersistError { error, file: made });
        }
        let was_flushed = self.flushed.borrow_mut().remove(made.path());
        put(&System, made, path)?;
        self.safe.borrow_mut().remove(path);
        if was_flushed {
            self.named.borrow_mut().insert(path.to_owned());
        }
        Ok(())
    }
}

impl Disk for Faulty {
    fn look(&self, path: &Path) -> io::Result<Metadata> {
        self.call(|| System.look(path))
    }

    fn follow(&self, path: &Path) -> io::Result<PathBuf> {
        self.call(|| System.follow(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.call(|| System.list(folder))
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.call(|| System.make_folder(folder))
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        self.call(|| System.open(path))
    }

    fn read(&self, file: &File, room: &mut [u8]) -> io::Result<usize> {
        self.some(room.len(), |len| System.read(file, &mut room[..len]))
    }

    fn make(&self, folder: &Path, prefix: &str, suffix: &str) -> io::Result<NamedTempFile> {
        self.call(|| System.make(folder, prefix, suffix))
    }

    fn make_private(&self, file: &File) -> io::Result<()> {
        self.call(|| System.make_private(file))
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
        self.some(bytes.len(), |len| System.write(file, &bytes[..len]))
    }

    fn flush(&self, file: &File) -> io::Result<()> {
        // The disk itself is not waited for: that would take minutes.
        self.call(|| Ok(()))?;
        let path = path_of(file);
        let mut named = self.named.borrow_mut();
        let here = |put: &&PathBuf| place::folder_of(put) == path;
        let safe: Vec<PathBuf> = named.iter().filter(here).cloned().collect();
        named.retain(|put| !safe.contains(put));
        self.safe.borrow_mut().extend(safe);
        self.flushed.borrow_mut().insert(path);
        Ok(())
    }

    fn put(&self, made: NamedTempFile, path: &Path) -> Result<(), PersistError> {
        self.put_with(made, path, System::put)
    }

    fn put_new(&self, made: NamedTempFile, path: &Path) -> Result<(), PersistError> {
        if let Some(number) = self.refuses.get() {
            let error = Error::from_raw_os_error(number);
            return Err(PersistError { error, file: made });
        }
        self.put_with(made, path, System::put_new)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|| System.rename(from, to))?;
        let mut safe = self.safe.borrow_mut();
        if safe.remove(from) {
            safe.insert(to.to_owned());
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call(|| System.remove(path))
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.call(|| System.open_lock(path))
    }

    fn try_lock(&self, file: &File) -> Result<(), TryLockError> {
        self.call(|| Ok(())).map_err(TryLockError::Error)?;
        System.try_lock(file)
    }
}

/// Where an open file is.
fn path_of(file: &File) -> PathBuf {
    use std::os::fd::AsRawFd as _;
    fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).unwrap()
}

const GONE: Fault = Fault::Error(2);
const INTERRUPTED: Fault = Fault::Error(4);

/// Each fault, and what is said when a save does not work for it.
const FAULTS: [(Fault, &str); 19] = [
    (Fault::Error(28), "save.full"),        // ENOSPC
    (Fault::Error(122), "save.full"),       // EDQUOT
    (Fault::Error(27), "save.full"),        // EFBIG
    (Fault::Error(30), "save.read-only"),   // EROFS
    (Fault::Error(13), "save.read-only"),   // EACCES
    (Fault::Error(1), "save.read-only"),    // EPERM
    (Fault::Error(36), "save.read-only"),   // ENAMETOOLONG
    (Fault::Error(18), "save.read-only"),   // EXDEV
    (Fault::Error(24), "save.read-only"),   // EMFILE
    (Fault::Error(5), "save.drive-gone"),   // EIO
    (GONE, "save.drive-gone"),              // ENOENT
    (Fault::Error(19), "save.drive-gone"),  // ENODEV
    (Fault::Error(116), "save.drive-gone"), // ESTALE
    (Fault::Error(107), "save.drive-gone"), // ENOTCONN
    (Fault::Error(110), "save.drive-gone"), // ETIMEDOUT
    (Fault::Error(16), "save.held"),        // EBUSY
    (Fault::Error(26), "save.held"),        // ETXTBSY
    (INTERRUPTED, ""),
    (Fault::Short, ""),
];

/// Those that may go on until someone does something about them: no room, read only, not allowed, gone.
const FOR_GOOD: [Fault; 4] = [
    Fault::Error(28),
    Fault::Error(30),
    Fault::Error(13),
    Fault::Error(5),
];

/// Something that is saved while calls fail.
struct Case {
    name: &'static str,
    /// What is in the folder before.
    before: fn(&Path),
    /// What is done before calls fail.
    opened: fn(&mut Store, &Path),
    /// What is done while they do. Where it is now, when that was said.
    save: fn(&mut Store, &Path) -> Result<PathBuf, Message>,
    /// Progress files in the folder once the fault is gone and all is saved.
    files: usize,
}

const OLD: &str = "Old";
const NEW: &str = "New";

/// A file with little in it: it is read and written thousands of times.
fn text(name: &str) -> String {
    format!("schema = 1\n[site]\nname = \"{name}\"\nods_code = \"VLLWV\"\n")
}

fn with_code(name: &str) -> Progress {
    read::parse(text(name).as_bytes()).unwrap().progress
}

fn site(folder: &Path) -> PathBuf {
    folder.join("oak.nhsmail.toml")
}

fn old_site(folder: &Path) {
    fs::write(site(folder), text(OLD)).unwrap();
}

fn open(store: &mut Store, folder: &Path) {
    store.open(&site(folder), OpenAs::Progress).unwrap();
}

fn save(store: &mut Store, _: &Path) -> Result<PathBuf, Message> {
    Ok(store.save(&with_code(NEW), now())?.path)
}

const CASES: [Case; 8] = [
    Case {
        name: "the first save of a new site",
        before: |_| {},
        opened: |_, _| {},
        save: |store, _| Ok(store.save(&named(NEW), now())?.path),
        files: 1,
    },
    Case {
        name: "a save of what was opened",
        before: old_site,
        opened: open,
        save,
        files: 1,
    },
    Case {
        name: "a save with which the file gets its name",
        before: |_| {},
        opened: |store, _| drop(store.save(&named(OLD), now()).unwrap()),
        save,
        files: 1,
    },
    Case {
        name: "a save through a link",
        before: |folder| {
            let real = folder.join("elsewhere.toml");
            fs::write(&real, text(OLD)).unwrap();
            std::os::unix::fs::symlink(&real, site(folder)).unwrap();
        },
        opened: open,
        save,
        files: 1,
    },
    Case {
        name: "a save of what someone else changed meanwhile",
        before: old_site,
        opened: |store, folder| {
            open(store, folder);
            fs::write(site(folder), text("Theirs")).unwrap();
        },
        save,
        files: 2,
    },
    Case {
        name: "a save in another folder",
        before: old_site,
        opened: open,
        save: |store, folder| {
            let stick = folder.join("stick");
            let stick = stick.to_str().unwrap();
            Ok(store.save_elsewhere(stick, &with_code(NEW), now())?.path)
        },
        files: 1,
    },
    Case {
        name: "opening and a save",
        before: old_site,
        opened: |_, _| {},
        save: |store, folder| {
            let opened = store.open(&site(folder), OpenAs::Progress);
            opened.map_err(|trouble| trouble.message)?;
            save(store, folder)
        },
        files: 1,
    },
    Case {
        name: "bringing back the last good copy",
        before: |folder| {
            old_site(folder);
            fs::rename(site(folder), place::beside(&site(folder), ".bak")).unwrap();
            fs::write(site(folder), "damaged").unwrap();
        },
        opened: |_, _| {},
        save: |store, folder| {
            match store.open(&site(folder), OpenAs::Progress) {
                Err(trouble) if trouble.has_copy => store.open(&site(folder), OpenAs::LastGoodCopy),
                opened => opened,
            }
            .map_err(|trouble| trouble.message)?;
            save(store, folder)
        },
        files: 1,
    },
];

/// All files in a folder and those in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let inner = |path: PathBuf| {
        if path.is_dir() { files(&path) } else { vec![path] }
    };
    entries.flat_map(inner).collect()
}

fn ends(path: &Path, ending: &str) -> bool {
    place::file_name(path).ends_with(ending)
}

thread_local! {
    /// What was read before: thousands of runs leave but a few different files.
    static VERSIONS: RefCell<BTreeMap<Vec<u8>, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// What a progress file holds: one whole version.
fn version(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let known = VERSIONS.with_borrow(|versions| versions.get(&bytes).cloned());
    known.unwrap_or_else(|| {
        let answers = read::parse(&bytes).unwrap().progress.answers;
        let name = answers.site_name().unwrap().to_owned();
        let whole = [named(&name), with_code(&name)].map(|progress| progress.answers);
        assert!(whole.contains(&answers), "{}", path.display());
        VERSIONS.with_borrow_mut(|versions| versions.insert(bytes, name.clone()));
        name
    })
}

/// Every version of the site that is anywhere in the folder is whole. Nothing else is there.
fn assert_whole(folder: &Path) -> BTreeSet<String> {
    let mut versions = BTreeSet::new();
    for path in files(folder) {
        if ends(&path, ".toml") || ends(&path, ".bak") {
            if fs::read(&path).unwrap() != b"damaged" {
                versions.insert(version(&path));
            }
        } else if place::file_name(&path).contains(".damaged-") {
            assert_eq!(fs::read(&path).unwrap(), b"damaged");
        } else {
            assert!(ends(&path, ".lock"), "left over: {}", path.display());
        }
    }
    versions
}

/// In memory where there is such a place: nothing is to be learnt here from waiting for a disk.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    TempDir::new_in(memory).unwrap_or_else(|_| TempDir::new().unwrap())
}

/// Runs a case with a fault. How many calls it made.
fn run(case: &Case, fails: Option<(When, Fault)>, id: &str) -> usize {
    let place = format!("{}, {fails:?}", case.name);
    let folder = folder();
    let disk = Faulty::new();
    (case.before)(folder.path());
    let mut store = Store::on(disk, folder.path().to_owned());
    (case.opened)(&mut store, folder.path());
    let before = assert_whole(folder.path());

    disk.set(fails);
    let result = (case.save)(&mut store, folder.path());
    let calls = disk.calls.get();
    let has_failed = disk.failed.get() > 0;
    disk.set(None);

    let after = assert_whole(folder.path());
    assert!(
        after.is_superset(&before) || after.contains(NEW),
        "{place}: {before:?} became {after:?}"
    );
    let was_saved = result.is_ok();
    match result {
        Ok(path) => {
            assert_eq!(version(&path), NEW, "{place}: said to be saved");
            let real = fs::canonicalize(&path).unwrap();
            let is_tolerated = matches!(fails, Some((_, Fault::Error(1 | 13))));
            assert!(
                disk.safe.borrow().contains(&real) || is_tolerated,
                "{place}: saved, but not on the disk itself"
            );
        }
        Err(message) => {
            let said = message.id.strip_suffix(".first").unwrap_or(&message.id);
            let fault = fails.unwrap_or_else(|| panic!("{place}: {said}")).1;
            // A link that suddenly leads nowhere is not written to, and a copy that is not there is none.
            let is_odd =
                fault == GONE && ["save.read-only", "file.damaged", "file.not-found"].contains(&said);
            let is_right = is_odd || [id, unread(fault)].contains(&said);
            assert!(has_failed && is_right, "{place}: {said}");
        }
    }

    // The fault is gone.
    let again = if was_saved { save } else { case.save };
    let path = again(&mut store, folder.path()).unwrap_or_else(|why| panic!("{place}: {why:?}"));
    assert_eq!(version(&path), NEW, "{place}: tried again");
    store.close();
    assert_whole(folder.path());
    let count = files(path.parent().unwrap())
        .iter()
        .filter(|path| ends(path, place::ENDING))
        .count();
    if fails.is_none() {
        assert_eq!(count, case.files, "{place}");
    }
    calls
}

/// What is said when the same fault keeps a file from being read.
fn unread(fault: Fault) -> &'static str {
    match fault {
        Fault::Error(13 | 1) => "file.not-allowed",
        Fault::Error(36) => "file.not-found",
        Fault::Error(16 | 26) => "save.held",
        Fault::Error(_) => "save.drive-gone",
        Fault::Short => "",
    }
}

/// How many there were.
fn every_fault(case: &Case) -> usize {
    let calls = run(case, None, "");
    let mut runs = 0;
    for (fault, id) in FAULTS {
        for n in 0..calls {
            run(case, Some((When::Once(n), fault)), id);
            runs += 1;
            if FOR_GOOD.contains(&fault) {
                run(case, Some((When::From(n), fault)), id);
                runs += 1;
            }
        }
    }
    runs
}

#[test]
fn whichever_call_fails_the_file_is_whole_and_nothing_is_lost() {
    let runs: usize = thread::scope(|scope| {
        let cases = CASES.each_ref().map(|case| scope.spawn(|| every_fault(case)));
        cases.into_iter().map(|case| case.join().unwrap()).sum()
    });
    assert!(runs > 5_000, "{runs}");
}

/// As on a USB stick on a Mac, or in a folder of a network.
#[test]
fn a_drive_that_cannot_keep_what_is_there_by_itself_will_do() {
    for number in [1, 95] {
        let folder = folder();
        let disk = Faulty::new();
        let taken = folder.path().join("new-site.nhsmail.toml");
        fs::write(&taken, "mine").unwrap();
        disk.refuses.set(Some(number));
        let mut store = Store::on(disk, folder.path().to_owned());
        let path = store.save(&named(NEW), now()).unwrap().path;
        assert_eq!(place::file_name(&path), "new-site-2.nhsmail.toml");
        assert_eq!(version(&path), NEW);
        assert_eq!(fs::read_to_string(&taken).unwrap(), "mine");
    }
}
