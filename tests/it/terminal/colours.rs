//! No colours where none are wanted: not one code for them among all that is written, and bold stays bold.

use super::{BOX, DAY, ENTER, FULL, each};
use crate::support::desk::Desk;
use crate::support::pty::{Launch, Pty};

/// The numbers of each code that changes how text looks, in the order they were written.
fn looks(written: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(written);
    let codes = text.split("\u{1b}[").skip(1);
    let looks = codes.filter_map(|code| {
        let end = code.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        code[end..].starts_with('m').then(|| code[..end].to_owned())
    });
    looks.collect()
}

fn is_colour(look: &str) -> bool {
    look.split(';').any(|number| {
        let number: u32 = number.parse().unwrap_or_default();
        (30..=49).contains(&number) || (90..=107).contains(&number)
    })
}

/// A question, help, and a problem.
fn look_round(pty: &mut Pty) {
    pty.until_text(BOX.1);
    pty.press("\u{1b}OP");
    pty.press("\u{1b}");
    pty.go_to_box();
    "Oakfield House".chars().for_each(|_| pty.press("\u{7f}"));
    pty.press(ENTER);
    pty.until_text("There is a problem");
}

/// A theme that is asked for, what else is set, and whether there are colours.
type Way = (&'static str, fn(Launch) -> Launch, bool);

#[test]
fn without_colours_there_is_not_one_code_for_them() {
    let no_color = |launch: Launch| launch.with("NO_COLOR", "1");
    let as_it_is = |launch: Launch| launch;
    let ways: [Way; 4] = [
        ("", no_color, false),
        ("--theme=mono", as_it_is, false),
        ("--theme=high-contrast", as_it_is, false),
        ("--theme=default", no_color, true),
    ];
    each(&ways, |(theme, way, coloured)| {
        let desk = Desk::oakfield_at(BOX.0);
        let mut pty = way(Launch::of(&desk, FULL, DAY).option(theme)).open();
        look_round(&mut pty);
        let screen = pty.shown.screen();
        let screenful = pty.screen();
        let mut places = screenful.lines().map(|line| line.find("There is a problem"));
        let row = places.clone().position(|place| place.is_some()).unwrap();
        let column = places.find_map(|place| place).unwrap();
        let cell = screen
            .cell(row.try_into().unwrap(), column.try_into().unwrap())
            .unwrap();
        assert!(cell.bold(), "{theme}: the problem is bold");
        pty.press("\u{3}");
        pty.send("\u{3}");
        assert_eq!(pty.end().exit_code(), 0);
        let looks = looks(&pty.written);
        assert!(looks.iter().any(|look| look == "1"), "{theme}: something is bold");
        assert!(!looks.iter().any(String::is_empty), "{theme}: no bare reset");
        assert_eq!(
            looks.iter().any(|look| is_colour(look)),
            *coloured,
            "{theme}: {looks:?}"
        );
    });
}
