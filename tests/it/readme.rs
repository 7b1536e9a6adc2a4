//! The README tells the truth about keys and commands.

use nhsmail_starter::guide::Guide;

const README: &str = include_str!("../../README.md");

/// The table of keys, as the program's own table of keys has it.
#[cfg(feature = "tui")]
fn keys() -> String {
    let guide = Guide::builtin();
    let mut table = String::from("| Key | What it does |\n| --- | --- |\n");
    for label in nhsmail_starter::tui::keymap::labels() {
        let (name, does) = (
            guide.word(&format!("keys.name.{label}")),
            guide.word(&format!("keys.long.{label}")),
        );
        assert!(!name.is_empty() && !does.is_empty(), "{label}");
        table.extend(["| ", name, " | ", does, " |\n"]);
    }
    table
}

#[cfg(feature = "tui")]
#[test]
fn the_keys_are_those_of_the_program() {
    let (_, after) = README.split_once("by a test -->\n").unwrap();
    let (table, _) = after.split_once("<!-- end of keys -->").unwrap();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write("README.md", README.replace(table, &keys())).unwrap();
    } else {
        assert_eq!(table, keys(), "write it anew with UPDATE=1 cargo test readme");
    }
}

/// The two commands that a newcomer needs, each on a line of its own.
#[test]
fn the_two_commands_are_there() {
    for command in ["cargo run --release", "cargo test"] {
        assert!(README.lines().any(|line| line == command), "{command}");
    }
}

/// The sentence that nobody may miss, in the words of the start page.
#[test]
fn it_says_what_it_is_not() {
    let guide = Guide::builtin();
    let said = guide.word("help.not-official");
    assert!(README.contains(said), "{said}");
}

/// Every word that is typed in plain mode is named.
#[test]
fn the_words_of_plain_mode_are_named() {
    let guide = Guide::builtin();
    for word in ["back", "help", "leave", "again", "steps", "undo"] {
        assert_eq!(guide.word(&format!("plain.command.{word}")), word);
        assert!(README.contains(word), "{word}");
    }
}
