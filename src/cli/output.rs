//! What a command gives, with the letters of ASCII in the place of others: for who asks for it, and for a terminal that
//! has no more. Plain mode has the same letters stand for the same.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::domain::tidy;
use crate::plain::in_ascii;

/// An output in ASCII.
pub(super) struct InAscii<'a>(pub(super) &'a mut dyn Write);

impl Write for InAscii<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut plain = String::with_capacity(bytes.len());
        for c in String::from_utf8_lossy(bytes).chars() {
            if c.is_ascii() {
                plain.push(c);
            } else {
                plain.push_str(in_ascii(c));
            }
        }
        self.0.write_all(plain.as_bytes()).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A JSON document that means the same and can be shown. Only what stands in quotes can be anything but ASCII.
pub(super) fn json(document: &str, ascii: bool) -> String {
    let mut shown = String::with_capacity(document.len());
    for c in document.chars() {
        if c != '\n' && tidy::is_harmful(c) || ascii && !c.is_ascii() {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_means_the_same_in_ascii() {
        let text = serde_json::to_string_pretty(&["Zo\u{eb} \u{202e}\u{7f}\u{1f642}\n"]).unwrap();
        for ascii in [false, true] {
            let shown = json(&text, ascii);
            assert_eq!(
                serde_json::from_str::<serde_json::Value>(&shown).unwrap(),
                serde_json::from_str::<serde_json::Value>(&text).unwrap()
            );
            assert!(!shown.contains(['\u{202e}', '\u{7f}']));
            assert_eq!(shown.is_ascii(), ascii);
        }
    }
}
