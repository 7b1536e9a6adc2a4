//! The CQC's identifiers. A provider ID has the shape of a location ID, so only the person can tell them apart
//! (S11, 23 October 2024).

use super::tidy;
use super::verdict::{Verdict, shaped_text};

shaped_text!(
    /// The CQC location ID of a site: `1-` and 8 to 12 numbers (S54, August 2026).
    CqcLocation, CqcLocation::read
);

shaped_text!(
    /// The CQC contact ID, on the registered manager's certificate: `1-` or `CON1-` and 6 to 12 numbers (S03, seen 22
    /// November 2026).
    CqcContact, CqcContact::read
);

impl CqcLocation {
    /// Reads an ID as typed.
    #[must_use]
    pub fn read(typed: &str) -> Verdict<Self> {
        let id = with_hyphens(typed);
        if id.is_empty() {
            Verdict::refused("cqc.location.empty")
        } else if has_numbers(id.strip_prefix("1-"), 8) {
            Verdict::Ok(Self(id))
        } else {
            Verdict::refused("cqc.location.shape")
        }
    }
}

impl CqcContact {
    /// Reads an ID as typed.
    #[must_use]
    pub fn read(typed: &str) -> Verdict<Self> {
        let id = with_hyphens(typed);
        if has_numbers(id.strip_prefix("CON").unwrap_or(&id).strip_prefix("1-"), 6) {
            Verdict::Ok(Self(id))
        } else {
            Verdict::refused("cqc.contact.shape")
        }
    }
}

fn with_hyphens(typed: &str) -> String {
    tidy::code(typed)
        .chars()
        .map(|c| if tidy::is_dash(c) { '-' } else { c })
        .collect()
}

fn has_numbers(rest: Option<&str>, fewest: usize) -> bool {
    rest.is_some_and(|rest| (fewest..=12).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn location_ids() {
        for (typed, kept) in [
            ("1-125856395", Ok("1-125856395")),
            (" 1 \u{2013} 10144819059 ", Ok("1-10144819059")),
            ("", Err("cqc.location.empty")),
            ("125856395", Err("cqc.location.shape")),
            ("1-1234567", Err("cqc.location.shape")),
            ("1-1234567890123", Err("cqc.location.shape")),
            ("CON1-1234567890", Err("cqc.location.shape")),
            ("2-125856395", Err("cqc.location.shape")),
        ] {
            let read = CqcLocation::read(typed).accepted();
            assert_eq!(
                read.as_ref().map(CqcLocation::as_str).map_err(|m| m.id.as_ref()),
                kept,
                "{typed}"
            );
        }
    }

    #[test]
    fn contact_ids() {
        for (typed, kept) in [
            ("con1-123456", Ok("CON1-123456")),
            ("1\u{2014}123456789012", Ok("1-123456789012")),
            ("", Err("cqc.contact.shape")),
            ("CON-123456", Err("cqc.contact.shape")),
            ("1-12345", Err("cqc.contact.shape")),
        ] {
            let read = CqcContact::read(typed).accepted();
            assert_eq!(
                read.as_ref().map(CqcContact::as_str).map_err(|m| m.id.as_ref()),
                kept,
                "{typed}"
            );
        }
    }

    proptest! {
        #[test]
        fn an_id_that_was_kept_reads_as_itself(typed in "\\PC{0,16}|(con)?1[-– ]{1,2}[0-9 ]{6,14}") {
            if let Some(id) = CqcLocation::read(&typed).value() {
                prop_assert_eq!(CqcLocation::read(id.as_str()), Verdict::Ok(id));
            }
            if let Some(id) = CqcContact::read(&typed).value() {
                prop_assert_eq!(CqcContact::read(id.as_str()), Verdict::Ok(id));
            }
        }
    }
}
