//! Layers only look down, and a few things have one place: held against the source.

use std::path::{Path, PathBuf};

/// Each layer with what it may use, besides itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("guide", &["domain"]),
    ("roster", &["domain"]),
    ("machine", &["guide", "roster", "domain"]),
    ("paper", &["machine", "guide", "domain"]),
    ("store", &["machine", "guide", "domain"]),
    (
        "shell",
        &["paper", "store", "machine", "guide", "roster", "domain"],
    ),
    ("plain", &["shell", "machine", "guide", "roster", "domain"]),
    ("tui", &["shell", "machine", "guide", "domain"]),
    (
        "cli",
        &[
            "tui", "plain", "shell", "paper", "store", "machine", "guide", "roster", "domain",
        ],
    ),
];

/// What only these files may name.
const ONE_PLACE: &[(&str, &[&str])] = &[
    ("zxcvbn::", &["domain/password.rs"]),
    ("icalendar::", &["paper/calendar.rs"]),
    ("csv::", &["paper/people.rs"]),
    ("minijinja::", &["guide/templates.rs"]),
    ("qrcode::", &["guide/qr.rs"]),
    ("Local::now", &["shell/clock.rs"]),
    ("getrandom::", &["shell/chance.rs"]),
    ("arboard", &["shell/clipboard.rs"]),
    (
        "std::env::",
        &["cli/", "main.rs", "shell/terminal.rs", "shell/environment.rs"],
    ),
    ("std::process::", &["main.rs", "shell/", "cli"]),
    ("std::fs", &["store", "cli/", "shell/terminal.rs"]),
    ("toml_edit", &["store"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui", "shell"]),
    ("clap", &["cli"]),
    (
        "Secret::",
        &[
            "domain/secret.rs",
            "domain/password.rs",
            "domain/secret_word.rs",
            "domain/suggestion.rs",
            "tui/",
            "plain",
            "shell/",
        ],
    ),
];

/// Every source file, by its path below `src`, without its unit tests and comments.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = vec![];
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(&root)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                let code: Vec<&str> = code
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect();
                found.push((name, code.join("\n")));
            }
        }
    }
    found
}

fn layer_of(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or_default()
}

#[test]
fn layers_only_look_down() {
    let mut wrong = vec![];
    for (file, code) in sources() {
        let layer = layer_of(&file);
        let Some((_, may_use)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            continue;
        };
        for (number, line) in code.lines().enumerate() {
            for used in line.split("crate::").skip(1) {
                let used = used
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next()
                    .unwrap_or_default();
                let known = LAYERS.iter().any(|(name, _)| *name == used);
                if known && used != layer && !may_use.contains(&used) {
                    wrong.push(format!("{file}:{} uses {used}", number + 1));
                }
            }
            if line.contains("super::super") {
                wrong.push(format!("{file}:{} climbs two levels: say crate::", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn some_things_have_one_place() {
    let mut wrong = vec![];
    for (file, code) in sources() {
        for (what, places) in ONE_PLACE {
            if code.contains(what) && !places.iter().any(|place| file.starts_with(place)) {
                wrong.push(format!("{file} names {what}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Nothing in the tree can open a connection.
#[test]
fn the_tree_holds_no_network_crate() {
    let lock = include_str!("../../Cargo.lock");
    let banned = [
        "reqwest",
        "ureq",
        "hyper",
        "curl",
        "tokio",
        "async-std",
        "native-tls",
        "rustls",
        "socket2",
        "mio-net",
        "isahc",
        "attohttpc",
        "surf",
        "h2",
        "quinn",
        "openssl",
        "lettre",
    ];
    for name in banned {
        assert!(
            !lock.contains(&format!("name = \"{name}\"\n")),
            "{name} is in Cargo.lock"
        );
    }
    let twice = |name: &str| lock.matches(&format!("name = \"{name}\"\n")).count();
    assert_eq!(
        (twice("crossterm"), twice("ratatui")),
        (1, 1),
        "one crossterm and one ratatui"
    );
}
