//! Contacts, links and dated numbers of `assets/facts.toml`. Must not know who shows them.

use chrono::NaiveDate;
use serde::Deserialize;

const FACTS: &str = include_str!("../../assets/facts.toml");

/// Someone to write to or to ring.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What code and pages know it by.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its address.
    pub email: Option<String>,
    /// Its number, with the usual spaces.
    pub phone: Option<String>,
    /// When it answers.
    pub hours: Option<String>,
    /// The date of the source in words.
    pub as_of: String,
    /// What it is for, or what to know first.
    pub note: Option<String>,
}

/// A page of the web. The address is there only if exactly that page has been read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What code and pages know it by.
    pub id: String,
    /// The title as it is shown: the guide's own where the guide has the link.
    pub title: String,
    /// True when the title is the guide's own.
    #[serde(default)]
    pub in_guide: bool,
    /// The address. Without one, show the title and how to search.
    pub url: Option<String>,
    /// A shorter address of the same page, for a code to scan.
    pub short: Option<String>,
    /// The date of the check in words.
    pub as_of: String,
    /// The id of another link to offer when this has no address.
    pub substitute: Option<String>,
}

/// Which hosts a link may point at.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hosts {
    /// The only hosts that may be shown.
    pub allow: Vec<String>,
}

/// The dates that the whole content hangs on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    /// The day on which the guide was last reviewed.
    pub guide_date: NaiveDate,
    /// The day of the facts from elsewhere.
    pub facts_as_of: NaiveDate,
}

/// `assets/facts.toml`, what of it a person is shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Dates.
    pub meta: Meta,
    /// Hosts.
    pub hosts: Hosts,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Links.
    pub links: Vec<Link>,
    #[serde(skip)]
    no_contact: Contact,
    #[serde(skip)]
    no_link: Link,
}

impl Contact {
    /// The number as a phone takes it from a code: `tel:+443332001133`. None without a number.
    #[must_use]
    pub fn to_dial(&self) -> Option<String> {
        let digits: String = self
            .phone
            .as_ref()?
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        Some(format!("tel:+44{}", digits.strip_prefix('0')?))
    }
}

impl Link {
    /// The address for a code to scan: the shorter one where there is one. None when none was checked.
    #[must_use]
    pub fn to_scan(&self) -> Option<&str> {
        let url = self.url.as_deref()?;
        Some(self.short.as_deref().unwrap_or(url))
    }
}

impl Facts {
    pub(super) fn contact(&self, id: &str) -> &Contact {
        self.contacts
            .iter()
            .find(|contact| contact.id == id)
            .unwrap_or(&self.no_contact)
    }

    pub(super) fn link(&self, id: &str) -> &Link {
        self.links
            .iter()
            .find(|link| link.id == id)
            .unwrap_or(&self.no_link)
    }
}

pub(super) fn parse() -> Result<Facts, toml::de::Error> {
    toml::from_str(FACTS)
}
