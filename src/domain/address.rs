//! Email addresses: any, a person's own at NHSmail, and the shared mailbox.

use super::ods::OdsCode;
use super::tidy;
use super::verdict::{Doubt, Message, Verdict, shaped_text};

/// The end of every NHSmail address (guide, 7 July 2023).
const NHSMAIL: &str = "@nhs.net";
/// The start of a shared mailbox's address (guide, 7 July 2023).
const SHARED: &str = "care.";
/// Characters in an address, at the most, by the standards of email.
const LONGEST: usize = 254;

shaped_text!(
    /// Any email address, in small letters.
    Email, Email::read
);

shaped_text!(
    /// A person's own NHSmail address, in small letters.
    NhsAddress, NhsAddress::read
);

shaped_text!(
    /// The address of a shared mailbox, mostly `care.CODE@nhs.net` (guide, 7 July 2023), its code in capitals.
    MailboxAddress, |text| MailboxAddress::read(text, None)
);

impl Email {
    /// Reads an address as typed or pasted.
    #[must_use]
    pub fn read(typed: &str) -> Verdict<Self> {
        well_formed(typed).map_or_else(Verdict::Refused, |address| Verdict::Ok(Self(address)))
    }

    /// Reads the address of one of several people, none of whom may share it (S07, 2020). `taken` has the others'
    /// addresses and names.
    #[must_use]
    pub fn read_for_one<'a>(
        typed: &str,
        taken: impl IntoIterator<Item = (&'a Self, &'a str)>,
    ) -> Verdict<Self> {
        let verdict = Self::read(typed);
        let Some(address) = verdict.clone().value() else {
            return verdict;
        };
        match taken.into_iter().find(|(other, _)| **other == address) {
            Some((_, name)) => Verdict::Refused(Message::new("email.used").with("name", name)),
            None => verdict,
        }
    }
}

impl NhsAddress {
    /// Reads a person's own address as typed or pasted. One that is not first name, dot, last name is let through
    /// with advice, since no page says what an address may hold (facts, section 11).
    #[must_use]
    pub fn read(typed: &str) -> Verdict<Self> {
        let address = match well_formed(typed) {
            Ok(address) => address,
            Err(message) => return Verdict::Refused(message),
        };
        let Some(name) = address.strip_suffix(NHSMAIL) else {
            return Verdict::refused("nhsmail.domain");
        };
        if code_of_shared(name).is_some() {
            Verdict::refused("nhsmail.shared")
        } else if is_a_persons(name) {
            Verdict::Ok(Self(address))
        } else {
            let advice = Message::new("nhsmail.odd").with("address", address.clone());
            Verdict::Advice(Self(address), advice)
        }
    }
}

impl MailboxAddress {
    /// Reads the address of the shared mailbox. Its code is compared with the site's, when that is known.
    #[must_use]
    pub fn read(typed: &str, site_code: Option<&OdsCode>) -> Verdict<Self> {
        let address = tidy::address(typed);
        if address.is_empty() {
            return Verdict::refused("mailbox.address.empty");
        }
        let Some(name) = address.strip_suffix(NHSMAIL) else {
            return Verdict::refused("mailbox.address.domain");
        };
        if let Some(code) = code_of_shared(name) {
            return match Self::doubt(&code, site_code) {
                Some(doubt) => Verdict::Check(Self::for_code(&code), doubt),
                None => Verdict::Ok(Self::for_code(&code)),
            };
        }
        if is_a_persons(name) && !name.starts_with(SHARED) {
            return Verdict::refused("mailbox.address.person");
        }
        well_formed(&address).map_or_else(Verdict::Refused, |address| Verdict::Ok(Self(address)))
    }

    fn doubt(code: &OdsCode, site_code: Option<&OdsCode>) -> Option<Doubt> {
        let differs = site_code.is_some_and(|site| site != code);
        match (code.looks_like_parent(), differs) {
            (true, _) => Some(Doubt::MailboxParentCode),
            (false, true) => Some(Doubt::MailboxCodeDiffers),
            (false, false) => None,
        }
    }

    /// The usual address of a site's mailbox.
    #[must_use]
    pub fn for_code(code: &OdsCode) -> Self {
        Self(format!("{SHARED}{code}{NHSMAIL}"))
    }

    /// The code in the address, when it has one.
    #[must_use]
    pub fn code(&self) -> Option<OdsCode> {
        code_of_shared(self.0.strip_suffix(NHSMAIL)?)
    }
}

/// The tidied address, when it has the form of one.
fn well_formed(typed: &str) -> Result<String, Message> {
    let address = tidy::address(typed);
    if address.is_empty() {
        return Err(Message::new("email.empty"));
    }
    if address.len() > LONGEST {
        return Err(Message::new("email.long"));
    }
    let odd = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\\'
            )
    };
    let dotted = |domain: &str| domain.contains('.') && domain.split('.').all(|part| !part.is_empty());
    match address.split_once('@') {
        Some((name, domain))
            if !name.is_empty() && dotted(domain) && !domain.contains('@') && !address.contains(odd) =>
        {
            Ok(address)
        }
        _ => Err(Message::new("email.shape")),
    }
}

/// The code in `care.CODE`. A word that merely follows `care.` is none: a site's code has a number in it, or the shape
/// of a care site's or parent's. To be asked before [`is_a_persons`], whose pattern it also fits.
fn code_of_shared(name: &str) -> Option<OdsCode> {
    let text = name.to_lowercase().strip_prefix(SHARED)?.to_owned();
    let has_number = text.contains(|c: char| c.is_ascii_digit());
    let code = OdsCode::read(&text, true)
        .value()
        .filter(|code| code.as_str().eq_ignore_ascii_case(&text))?;
    (code.looks_like_site() || code.looks_like_parent() || has_number).then_some(code)
}

/// First name, dot, last name, perhaps with a number after it (S44, February 2020). Hyphens and apostrophes are let
/// through, as no page forbids them.
fn is_a_persons(name: &str) -> bool {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || matches!(c, '\'' | '-'))
    };
    name.len() - letters.len() <= 4 && letters.contains('.') && letters.split('.').all(part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_persons_own_address() {
        for (typed, kept, advice) in [
            ("Sarah Jones <Sarah.Jones@NHS.net>", "sarah.jones@nhs.net", None),
            ("sarah.jones1234@nhs.net", "sarah.jones1234@nhs.net", None),
            (
                "mary-ann.o\u{2019}neill@nhs.net",
                "mary-ann.o'neill@nhs.net",
                None,
            ),
            ("sarah.jane.jones@nhs.net", "sarah.jane.jones@nhs.net", None),
            (
                "sarah.jones12345@nhs.net",
                "sarah.jones12345@nhs.net",
                Some("nhsmail.odd"),
            ),
            ("sarah@nhs.net", "sarah@nhs.net", Some("nhsmail.odd")),
            ("s4rah.jones@nhs.net", "s4rah.jones@nhs.net", Some("nhsmail.odd")),
        ] {
            let verdict = NhsAddress::read(typed);
            assert_eq!(verdict.message().map(|m| m.id.as_ref()), advice, "{typed}");
            assert_eq!(verdict.value().unwrap().as_str(), kept, "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_persons_own_address_is_refused() {
        for (typed, id) in [
            ("", "email.empty"),
            ("sarah.jones", "email.shape"),
            ("sarah@jones@nhs.net", "email.shape"),
            ("@nhs.net", "email.shape"),
            ("sarah jones@nhs.net", "email.shape"),
            ("sarah.jones@nhs,net", "email.shape"),
            ("sarah.jones@nhs.uk", "nhsmail.domain"),
            ("sarah.jones@notnhs.net", "nhsmail.domain"),
            ("care.VLLWV@nhs.net", "nhsmail.shared"),
            ("care.a1b2@nhs.net", "nhsmail.shared"),
        ] {
            assert_eq!(NhsAddress::read(typed).message().unwrap().id, id, "{typed}");
        }
    }

    #[test]
    fn the_shared_mailbox_is_told_from_a_person() {
        let site = OdsCode::read("VLLWV", false).value().unwrap();
        for (typed, id) in [
            ("", "mailbox.address.empty"),
            ("care.VLLWV", "mailbox.address.domain"),
            ("care.VLLWV@nhs.net.uk", "mailbox.address.domain"),
            ("sarah.jones@nhs.net", "mailbox.address.person"),
            ("care. VLLWV@nhs.net", "email.shape"),
        ] {
            assert_eq!(
                MailboxAddress::read(typed, None).message().unwrap().id,
                id,
                "{typed}"
            );
        }
        for (typed, kept, code, doubt) in [
            ("CARE.vllwv@nhs.net", "care.VLLWV@nhs.net", Some("VLLWV"), None),
            (
                "care.VNE51@nhs.net",
                "care.VNE51@nhs.net",
                Some("VNE51"),
                Some(Doubt::MailboxCodeDiffers),
            ),
            (
                "care.a1b2@nhs.net",
                "care.A1B2@nhs.net",
                Some("A1B2"),
                Some(Doubt::MailboxParentCode),
            ),
            ("care.oakfield@nhs.net", "care.oakfield@nhs.net", None, None),
            ("oakfieldhouse@nhs.net", "oakfieldhouse@nhs.net", None, None),
        ] {
            let verdict = MailboxAddress::read(typed, Some(&site));
            assert_eq!(verdict.doubt(), doubt, "{typed}");
            let mailbox = verdict.value().unwrap();
            assert_eq!(mailbox.as_str(), kept, "{typed}");
            assert_eq!(mailbox.code().as_ref().map(OdsCode::as_str), code, "{typed}");
        }
    }

    #[test]
    fn no_two_people_share_an_address() {
        let taken = Email::read("j.patel@example.com").value().unwrap();
        let verdict = Email::read_for_one("J.Patel@example.com", [(&taken, "J. Patel")]);
        assert_eq!(
            verdict,
            Verdict::Refused(Message::new("email.used").with("name", "J. Patel"))
        );
        assert!(matches!(
            Email::read_for_one("s.jones@example.com", [(&taken, "J. Patel")]),
            Verdict::Ok(_)
        ));
    }

    #[test]
    fn an_address_has_254_characters_or_fewer() {
        let long = format!("{}@example.com", "a".repeat(243));
        assert_eq!(Email::read(&long).message().unwrap().id, "email.long");
        assert!(matches!(Email::read(&long[1..]), Verdict::Ok(_)));
    }

    proptest! {
        #[test]
        fn an_address_that_was_kept_reads_as_itself(
            typed in "\\PC{0,20}|\\PC{1,8}@nhs\\.net|(care\\.)?[a-z0-9.'-]{0,8}@[a-z.]{0,5}nhs\\.net"
        ) {
            if let Some(address) = Email::read(&typed).value() {
                prop_assert_eq!(Email::read(address.as_str()), Verdict::Ok(address));
            }
            if let Some(address) = NhsAddress::read(&typed).value() {
                prop_assert_eq!(NhsAddress::read(address.as_str()).value(), Some(address));
            }
            if let Some(address) = MailboxAddress::read(&typed, None).value() {
                prop_assert_eq!(MailboxAddress::read(address.as_str(), None).value(), Some(address));
            }
        }
    }
}
