//! The ODS code of a site, and what can look odd about one.
//!
//! Shapes: ODS codes have 1 to 9 letters and numbers (S50, seen 22 November 2026). A care site's has 5 and starts
//! with V; a parent organisation's has 4 and starts with A or C (S49, 25 January 2024). V and 5 numbers is a dental
//! practice (S53, 28 August 2026). Codes that start with 8 are not the ones for NHSmail (S49).

use super::tidy;
use super::verdict::{Doubt, Message, Verdict, shaped_text};

/// Characters in an ODS code, at the most.
const LONGEST: usize = 9;

/// Letters of a code that are easily taken for a number, and that number.
const LOOK_ALIKES: [(char, char); 3] = [('O', '0'), ('I', '1'), ('Z', '2')];

shaped_text!(
    /// The ODS code of a site: 1 to 9 capital letters and numbers.
    OdsCode, |text| OdsCode::read(text, true)
);

impl OdsCode {
    /// Reads a code as typed. A hospice's code may have any shape, since hospices need not be care sites to ODS (S51).
    #[must_use]
    pub fn read(typed: &str, hospice: bool) -> Verdict<Self> {
        let tidied = tidy::code(typed);
        if let Some(inside) = code_in_address(&tidied) {
            return Self::of_characters(inside).map_or_else(Verdict::Refused, |code| {
                Verdict::Check(code, Doubt::CodeFromAddress)
            });
        }
        match Self::of_characters(&tidied) {
            Err(message) => Verdict::Refused(message),
            Ok(code) => match code.doubt(hospice) {
                Some(doubt) => Verdict::Check(code, doubt),
                None => Verdict::Ok(code),
            },
        }
    }

    /// A code out of a tidied text; refuses only what cannot be a code at all.
    fn of_characters(text: &str) -> Result<Self, Message> {
        if text.is_empty() {
            Err(Message::new("site.ods.empty"))
        } else if !text.chars().all(|c| c.is_ascii_alphanumeric()) {
            Err(Message::new("site.ods.characters"))
        } else if text.len() > LONGEST {
            Err(Message::new("site.ods.long"))
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    fn doubt(&self, hospice: bool) -> Option<Doubt> {
        if self.looks_like_site() {
            self.look_alike().map(|_| Doubt::LookAlikeLetter)
        } else if self.looks_like_dental() {
            Some(Doubt::DentalCode)
        } else if self.looks_like_parent() {
            Some(Doubt::ParentCode)
        } else {
            (!hospice).then_some(Doubt::OtherCode)
        }
    }

    /// V and 4 more: a care site's code.
    #[must_use]
    pub fn looks_like_site(&self) -> bool {
        self.0.len() == 5 && self.0.starts_with('V')
    }

    /// A or C and 3 more: the code of a parent organisation (head office).
    #[must_use]
    pub fn looks_like_parent(&self) -> bool {
        self.0.len() == 4 && self.0.starts_with(['A', 'C'])
    }

    /// V and 5 numbers: a dental practice's code.
    fn looks_like_dental(&self) -> bool {
        self.0
            .strip_prefix('V')
            .is_some_and(|rest| rest.len() == 5 && rest.bytes().all(|b| b.is_ascii_digit()))
    }

    /// The first letter, after the one in front, that may stand for a number, and that number.
    #[must_use]
    pub fn look_alike(&self) -> Option<(char, char)> {
        self.0
            .chars()
            .skip(1)
            .find_map(|c| LOOK_ALIKES.into_iter().find(|(letter, _)| *letter == c))
    }

    /// The code with the number in place of its look-alike letter, wherever that letter stands after the first place.
    #[must_use]
    pub fn with_number_for_letter(&self) -> Self {
        let Some((letter, number)) = self.look_alike() else {
            return self.clone();
        };
        let swap = |(at, c)| if at > 0 && c == letter { number } else { c };
        Self(self.0.chars().enumerate().map(swap).collect())
    }

    /// The code one character at a time, with look-alike letters named: `V, L, 1, letter O, 2`.
    #[must_use]
    pub fn spelled(&self) -> String {
        let looks_alike = |c| LOOK_ALIKES.iter().any(|(letter, _)| *letter == c);
        let spell = |c| {
            if looks_alike(c) {
                format!("letter {c}")
            } else {
                c.to_string()
            }
        };
        self.0.chars().map(spell).collect::<Vec<_>>().join(", ")
    }
}

/// The part of a tidied text where a shared mailbox has its code: between `CARE.` and `@`.
fn code_in_address(tidied: &str) -> Option<&str> {
    let start = tidied.find("CARE.")? + "CARE.".len();
    tidied[start..].split('@').next()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_are_read_and_asked_about() {
        use Doubt::{CodeFromAddress, DentalCode, LookAlikeLetter, OtherCode, ParentCode};
        for (typed, hospice, kept, doubt) in [
            (" vn6c2 ", false, "VN6C2", None),
            ("v l l w v", false, "VLLWV", None),
            ("V12345", true, "V12345", Some(DentalCode)),
            ("a1b2", true, "A1B2", Some(ParentCode)),
            ("H85037", false, "H85037", Some(OtherCode)),
            ("H85037", true, "H85037", None),
            ("8HK12", true, "8HK12", None),
            ("VL1O2", true, "VL1O2", Some(LookAlikeLetter)),
            ("V1ABI", false, "V1ABI", Some(LookAlikeLetter)),
            ("care.vllwv@nhs.net", false, "VLLWV", Some(CodeFromAddress)),
            (
                "Mailbox <care.VLLWV@nhs.net>",
                false,
                "VLLWV",
                Some(CodeFromAddress),
            ),
            ("care.VLLWV", false, "VLLWV", Some(CodeFromAddress)),
            ("A1B2C", false, "A1B2C", Some(OtherCode)),
            ("1", false, "1", Some(OtherCode)),
        ] {
            let verdict = OdsCode::read(typed, hospice);
            assert_eq!(verdict.doubt(), doubt, "{typed}");
            assert_eq!(verdict.value().unwrap().as_str(), kept, "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_refused() {
        for (typed, id) in [
            ("", "site.ods.empty"),
            (" \u{200B} ", "site.ods.empty"),
            ("V-LWV", "site.ods.characters"),
            ("VÉLWV", "site.ods.characters"),
            ("sarah.jones@nhs.net", "site.ods.characters"),
            ("ABCDEFGHIJ", "site.ods.long"),
            ("care.@nhs.net", "site.ods.empty"),
        ] {
            assert_eq!(OdsCode::read(typed, false).message().unwrap().id, id, "{typed:?}");
        }
    }

    #[test]
    fn look_alike_letters_are_spelled_and_swapped() {
        for (code, look_alike, swapped, spelled) in [
            ("VL1O2", Some(('O', '0')), "VL102", "V, L, 1, letter O, 2"),
            (
                "VI1OO",
                Some(('I', '1')),
                "V11OO",
                "V, letter I, 1, letter O, letter O",
            ),
            (
                "VZ1ZZ",
                Some(('Z', '2')),
                "V2122",
                "V, letter Z, 1, letter Z, letter Z",
            ),
            ("VLLWV", None, "VLLWV", "V, L, L, W, V"),
        ] {
            let code = OdsCode::read(code, false).value().unwrap();
            assert_eq!(code.look_alike(), look_alike);
            assert_eq!(code.with_number_for_letter().as_str(), swapped);
            assert_eq!(code.spelled(), spelled);
        }
    }

    proptest! {
        #[test]
        fn a_code_that_was_kept_reads_as_itself(typed in "\\PC{0,12}|[a-z0-9 ]{0,10}|care\\.[a-z0-9]{0,6}(@nhs.net)?") {
            if let Some(code) = OdsCode::read(&typed, false).value() {
                prop_assert_eq!(OdsCode::read(code.as_str(), true).value().unwrap(), code);
            }
        }
    }
}
