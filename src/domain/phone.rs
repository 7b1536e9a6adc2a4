//! Phone numbers: one person's own UK mobile, and any number that can be rung.

use super::tidy;
use super::verdict::{Message, Verdict, shaped_text};

/// Digits in a phone number, at the fewest.
const FEWEST: usize = 9;
/// Digits in a phone number, at the most, anywhere in the world.
const MOST: usize = 15;

shaped_text!(
    /// A UK mobile number, kept as its 11 digits. NHSmail turns off accounts with any other (S29, 27 July 2023).
    Mobile, Mobile::read
);

shaped_text!(
    /// Any phone number, kept as digits, with a plus in front when it is abroad.
    Phone, Phone::read
);

impl Mobile {
    /// Reads a number in any familiar form. 071 to 075, 077 to 079 and 07624 are mobiles; other 076 are pagers and
    /// 070 personal numbers (S70, seen 22 November 2026). 07624 is the Isle of Man, which gets advice.
    #[must_use]
    pub fn read(typed: &str) -> Verdict<Self> {
        let number = with_nought(tidy::phone(typed));
        let digits = number.len() == 11 && number.bytes().all(|b| b.is_ascii_digit());
        let prefix = |range: &str| {
            number
                .strip_prefix("07")
                .is_some_and(|rest| rest.starts_with(|c| range.contains(c)))
        };
        if digits && number.starts_with("07624") {
            Verdict::Advice(Self(number), Message::new("mobile.isle-of-man"))
        } else if digits && prefix("12345789") {
            Verdict::Ok(Self(number))
        } else {
            Verdict::refused("mobile.uk")
        }
    }

    /// Reads the number of one of several people, none of whom may share it (S07, 2020). `taken` has the others'
    /// numbers and names.
    #[must_use]
    pub fn read_for_one<'a>(
        typed: &str,
        taken: impl IntoIterator<Item = (&'a Self, &'a str)>,
    ) -> Verdict<Self> {
        let verdict = Self::read(typed);
        let Some(number) = verdict.clone().value() else {
            return verdict;
        };
        match taken.into_iter().find(|(other, _)| **other == number) {
            Some((_, name)) => Verdict::Refused(Message::new("mobile.used").with("name", name)),
            None => verdict,
        }
    }

    /// The number with its usual space: `07700 900123`.
    #[must_use]
    pub fn spaced(&self) -> String {
        spaced(&self.0)
    }
}

impl Phone {
    /// Reads a number in any familiar form.
    #[must_use]
    pub fn read(typed: &str) -> Verdict<Self> {
        let number = tidy::phone(typed);
        let digits = number.strip_prefix('+').unwrap_or(&number);
        if (FEWEST..=MOST).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
            Verdict::Ok(Self(number))
        } else {
            Verdict::refused("phone.digits")
        }
    }

    /// The number with its usual spaces: `01632 960001`, `0333 200 1133`, `020 7946 0000`.
    #[must_use]
    pub fn spaced(&self) -> String {
        spaced(&self.0)
    }
}

/// Spreadsheets drop the 0 in front of a mobile number, and some lists drop the plus of +44.
fn with_nought(number: String) -> String {
    match number.len() {
        10 if number.starts_with('7') => format!("0{number}"),
        12 if number.starts_with("447") => format!("0{}", &number[2..]),
        _ => number,
    }
}

/// A UK number in the groups in which it is read out; any other as it is.
fn spaced(number: &str) -> String {
    let groups = match number.as_bytes() {
        [b'0', b'2', ..] => [3, 4],
        [b'0', b'3' | b'8' | b'9', ..] | [b'0', b'1', b'1', ..] | [b'0', b'1', _, b'1', ..] => [4, 3],
        [b'0', ..] => [5, 6],
        _ => return number.to_owned(),
    };
    let mut rest = number;
    let mut parts = Vec::new();
    for group in groups {
        if rest.len() <= group {
            break;
        }
        let (part, after) = rest.split_at(group);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn mobiles_in_any_familiar_form() {
        for typed in [
            "07700 900123",
            "+44 (0)7700 900123",
            "0044 7700 900 123",
            "(07700) 900-123",
            "7700900123",
            "447700900123",
        ] {
            let mobile = Mobile::read(typed).value().unwrap();
            assert_eq!(
                (mobile.as_str(), mobile.spaced().as_str()),
                ("07700900123", "07700 900123"),
                "{typed}"
            );
        }
        for typed in [
            "",
            "07012 345678",
            "07612 345678",
            "+353 87 123 4567",
            "0770090012",
            "077009001234",
            "07700 90012x",
        ] {
            assert_eq!(Mobile::read(typed).message().unwrap().id, "mobile.uk", "{typed}");
        }
        assert_eq!(
            Mobile::read("07624 123456").message().unwrap().id,
            "mobile.isle-of-man"
        );
    }

    #[test]
    fn no_two_people_share_a_mobile() {
        let taken = Mobile::read("07700 900123").value().unwrap();
        let verdict = Mobile::read_for_one("+447700900123", [(&taken, "J. Patel")]);
        assert_eq!(
            verdict,
            Verdict::Refused(Message::new("mobile.used").with("name", "J. Patel"))
        );
        assert!(matches!(
            Mobile::read_for_one("07700 900124", [(&taken, "J. Patel")]),
            Verdict::Ok(_)
        ));
    }

    #[test]
    fn phones_are_read_and_shown_with_the_usual_spaces() {
        for (typed, shown) in [
            ("01632960001", "01632 960001"),
            ("(0333) 200-1133", "0333 200 1133"),
            ("0808.196.4848", "0808 196 4848"),
            ("+44 20 7946 0000", "020 7946 0000"),
            ("0113 496 0000", "0113 496 0000"),
            ("01214960000", "0121 496 0000"),
            ("07700900123", "07700 900123"),
            ("+353 87 123 4567", "+353871234567"),
            ("016977 2345", "01697 72345"),
        ] {
            assert_eq!(Phone::read(typed).value().unwrap().spaced(), shown, "{typed}");
        }
        for typed in ["", "12345678", "ring me", "01632 96000x", "1234567890123456", "+"] {
            assert_eq!(
                Phone::read(typed).message().unwrap().id,
                "phone.digits",
                "{typed}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_number_that_was_kept_reads_as_itself(typed in "\\PC{0,16}|[+]?[0-9 ().-]{6,18}") {
            if let Some(number) = Phone::read(&typed).value() {
                prop_assert_eq!(Phone::read(number.as_str()), Verdict::Ok(number.clone()));
                prop_assert_eq!(Phone::read(&number.spaced()), Verdict::Ok(number));
            }
            if let Some(number) = Mobile::read(&typed).value() {
                prop_assert_eq!(Mobile::read(&number.spaced()).value(), Some(number));
            }
        }
    }
}
