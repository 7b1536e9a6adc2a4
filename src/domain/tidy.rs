//! Tidies what people type or paste, before any rule looks at it. Everything from a file or an import passes through
//! here too, so nothing that could drive a terminal, or show text in another order than it has, gets further.

use std::iter::Peekable;

/// One line: no control characters, escape sequences or marks without width; spaces collapsed; straight quotes.
#[must_use]
pub fn line(text: &str) -> String {
    collapse(&harmless(text))
}

/// As [`line()`], with the ends of lines kept.
#[must_use]
pub fn note(text: &str) -> String {
    let harmless = harmless(&text.replace("\r\n", "\n"));
    let lines: Vec<String> = harmless.split(is_line_end).map(collapse).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// A code or number of an organisation: a line without spaces, in capitals.
#[must_use]
pub fn code(text: &str) -> String {
    harmless(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Where a file is: no control characters, escape sequences or marks without width. All else is part of its name.
#[must_use]
pub fn path(text: &str) -> String {
    let clean: String = cleaned(text, |c| c).chars().filter(|c| !c.is_control()).collect();
    clean.trim().to_owned()
}

/// An email address, as pasted from almost anywhere: without a name in front, `<...>`, `mailto:` or the end of a
/// sentence. In small letters.
#[must_use]
pub fn address(text: &str) -> String {
    let mut address = line(text).to_lowercase();
    loop {
        let barer = bare_address(&address).to_owned();
        if barer == address {
            return address;
        }
        address = barer;
    }
}

fn bare_address(text: &str) -> &str {
    let text = match text.rsplit_once('<') {
        Some((_, inside)) => inside.split('>').next().unwrap_or(inside),
        None => text,
    };
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')'));
    let text = text.trim_end_matches(['.', ',', ';', ':']);
    match text.strip_prefix("mailto:") {
        Some(address) => address.split('?').next().unwrap_or(address),
        None => text,
    }
}

/// A phone number as it is dialled in the UK: spaces, brackets, dashes and dots dropped; +44, 0044 and (0) become 0.
#[must_use]
pub fn phone(text: &str) -> String {
    let bare: String = harmless(text)
        .chars()
        .filter(|c| !is_phone_separator(*c))
        .collect();
    let bare = bare.trim_start_matches("tel:");
    let national = bare.strip_prefix("+44").or_else(|| bare.strip_prefix("0044"));
    match national {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => bare.to_owned(),
    }
}

fn is_phone_separator(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || matches!(c, '(' | ')' | '.' | '/')
}

/// A hyphen, or one of the longer strokes that word processors put in its place.
#[must_use]
pub const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

/// The letters of a name in small letters, with the accents of western Europe taken off.
#[must_use]
pub fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(folded_letter)
        .collect()
}

/// One letter of a name, small and without its accent.
pub fn folded_letter(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().map(without_accent)
}

const fn without_accent(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'ś' | 'š' => 's',
        'ù'..='ü' | 'ū' | 'ů' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// Whether a character has no place in anything typed: it controls a terminal, has no width, or turns text around.
#[must_use]
pub fn is_harmful(c: char) -> bool {
    c.is_control() || is_invisible(c)
}

/// As it is, less what is harmful: for names of files, which are shown as they are.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_harmful(*c) || *c == '\n').collect()
}

const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without escape sequences and harmful characters, with straight quotes. White space is kept for the caller to
/// collapse.
fn harmless(text: &str) -> String {
    cleaned(text, straight)
}

fn cleaned(text: &str, letter: fn(char) -> char) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\u{1B}' => skip_escape(&mut rest),
            '\u{9B}' => skip_control_sequence(&mut rest),
            c if c.is_whitespace() => clean.push(c),
            c if is_harmful(c) => {}
            c => clean.push(letter(c)),
        }
    }
    clean
}

/// After an escape character: the sequence that it opens, as far as there is one.
fn skip_escape(rest: &mut Peekable<std::str::Chars<'_>>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            skip_control_sequence(rest);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            rest.next();
            skip_string(rest);
        }
        _ => {}
    }
}

fn skip_control_sequence(rest: &mut Peekable<std::str::Chars<'_>>) {
    while rest.next_if(|c| matches!(c, ' '..='?')).is_some() {}
    rest.next_if(|c| matches!(c, '@'..='~'));
}

/// A string for the terminal ends with a bell or an escape. Without an end it is no sequence, and its text is kept.
fn skip_string(rest: &mut Peekable<std::str::Chars<'_>>) {
    let mut ahead = rest.clone();
    while let Some(c) = ahead.next() {
        if matches!(c, '\u{7}' | '\u{9C}') {
            *rest = ahead;
            return;
        }
        if c == '\u{1B}' {
            ahead.next_if_eq(&'\\');
            *rest = ahead;
            return;
        }
    }
}

const fn straight(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{B4}' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{2033}' => '"',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_come_out_plain() {
        for (typed, tidied) in [
            ("  Oakfield \t House\r\n", "Oakfield House"),
            ("\u{FEFF}Oak\u{200B}field\u{202E}", "Oakfield"),
            ("\u{1B}[31mRed\u{1B}[0m", "Red"),
            ("\u{1B}]0;title\u{7}Oak", "Oak"),
            ("\u{1B}]8;;http://x\u{1B}\\Oak\u{1B}]8;;\u{1B}\\", "Oak"),
            ("\u{1B}]never closed", "never closed"),
            ("\u{9B}2JOak\u{0}", "Oak"),
            ("O\u{2019}Neill \u{201C}Jo\u{201D}", "O'Neill \"Jo\""),
            ("Zoë \u{2013} night", "Zoë \u{2013} night"),
            ("", ""),
        ] {
            assert_eq!(line(typed), tidied, "{typed:?}");
        }
    }

    #[test]
    fn paths_stay_as_they_are_less_what_is_harmful() {
        for (typed, tidied) in [
            ("  Sarah\u{2019}s  list.csv \r\n", "Sarah\u{2019}s  list.csv"),
            ("\u{202A}C:\\Sarah\\list.csv\t", "C:\\Sarah\\list.csv"),
            ("\u{1B}[31mlist\u{0}.csv", "list.csv"),
            ("", ""),
        ] {
            assert_eq!(path(typed), tidied, "{typed:?}");
        }
    }

    #[test]
    fn notes_keep_their_lines() {
        for (typed, tidied) in [
            ("one\r\ntwo  words\n\nthree\n", "one\ntwo words\n\nthree"),
            ("\n\n one\rtwo", "one\ntwo"),
            ("a\u{1B}[2J\nb", "a\nb"),
        ] {
            assert_eq!(note(typed), tidied, "{typed:?}");
        }
    }

    #[test]
    fn names_of_files_stay_as_they_are_but_for_what_is_harmful() {
        for (name, shown) in [
            (
                "My  site - Zo\u{eb}\u{2019}s.toml",
                "My  site - Zo\u{eb}\u{2019}s.toml",
            ),
            ("a\u{1b}[2J\u{202e}b\u{9b}c", "a[2Jbc"),
            ("a note\nof two lines", "a note\nof two lines"),
        ] {
            assert_eq!(visible(name), shown);
        }
    }

    #[test]
    fn addresses_are_taken_out_of_what_surrounds_them() {
        for typed in [
            "Sarah Jones <Sarah.Jones@NHS.net>",
            "<sarah.jones@nhs.net>",
            " mailto:sarah.jones@nhs.net?subject=Hello ",
            "\"Jones, Sarah\" <mailto:sarah.jones@nhs.net>;",
            "sarah.jones@nhs.net.",
            "(sarah.jones@nhs.net)",
        ] {
            assert_eq!(address(typed), "sarah.jones@nhs.net", "{typed:?}");
        }
    }

    #[test]
    fn phones_are_dialled_from_the_uk() {
        for (typed, tidied) in [
            ("07700 900123", "07700900123"),
            ("+44 (0)7700 900123", "07700900123"),
            ("0044 7700-900.123", "07700900123"),
            ("tel:+447700900123", "07700900123"),
            ("(01632) 960 001", "01632960001"),
            ("+353 87 123 4567", "+353871234567"),
        ] {
            assert_eq!(phone(typed), tidied, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn tidying_is_done_in_one_go_and_leaves_nothing_harmful(text in hostile()) {
            for tidy in [line, note, code, address, phone] {
                let once = tidy(&text);
                prop_assert_eq!(&tidy(&once), &once);
                prop_assert!(!once.chars().any(|c| is_harmful(c) && c != '\n'), "{:?}", once);
            }
            prop_assert!(!line(&text).contains('\n'));
        }
    }

    /// Text with the pieces that break careless tidying.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(String::from),
            proptest::sample::select(vec![
                "\u{1B}[", "\u{1B}]", "\u{1B}", "\u{7}", "\u{202E}", "\u{200B}", "\n", "\r\n", "<", ">",
                "mailto:", "?", "@", ".", "+44", "0044", "(0)", "0", " ", "a", "tel:", "İ", "\u{2028}",
            ])
            .prop_map(String::from),
        ];
        proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }
}
