//! From the bytes of a file to its text. Must not know what a list looks like.

/// A file that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// A workbook of Excel: it has to be saved as CSV first.
    Workbook,
    /// A document or a picture.
    Other,
}

/// Zeros in this share of every second byte, one in so many, are UTF-16 without a mark.
const ZEROS_ONE_IN: usize = 3;

/// The text of a file: UTF-8 or UTF-16 as Excel saves them, with a mark in front or without, else the letters of
/// Windows in western Europe. What is cut in the middle of a letter ends with a mark for that.
///
/// # Errors
/// [`NotText`].
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    match bytes {
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(NotText::Workbook),
        [b'%', b'P', b'D', b'F', ..] | [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => {
            Err(NotText::Other)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => Ok(String::from_utf8_lossy(rest).into_owned()),
        [0xFF, 0xFE, rest @ ..] => Ok(utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Ok(utf16(rest, u16::from_be_bytes)),
        _ if has_zeros(bytes, 1) => Ok(utf16(bytes, u16::from_le_bytes)),
        _ if has_zeros(bytes, 0) => Ok(utf16(bytes, u16::from_be_bytes)),
        _ => Ok(utf8_or_windows(bytes)),
    }
}

/// The zeros of plain letters in UTF-16 stand at every second place, and nowhere else.
fn has_zeros(bytes: &[u8], from: usize) -> bool {
    let zeros = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (there, elsewhere) = (zeros(from), zeros(1 - from));
    there > 0 && there * ZEROS_ONE_IN >= bytes.len() / 2 && elsewhere * ZEROS_ONE_IN < there
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let pairs = bytes.chunks(2).map(|pair| match pair {
        [one, two] => unit([*one, *two]),
        _ => 0xFFFD,
    });
    char::decode_utf16(pairs)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn utf8_or_windows(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // Only the very end is amiss: the list was cut there.
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => bytes.iter().map(|byte| windows(*byte)).collect(),
    }
}

/// A letter of Windows-1252.
fn windows(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '•', '–', '—', '\u{2dc}', '™', 'š', '›',
        'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => FROM_80[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_however_it_was_saved() {
        let text = "Zoë O\u{2019}Neill";
        let little = || text.encode_utf16().flat_map(u16::to_le_bytes);
        let big = || text.encode_utf16().flat_map(u16::to_be_bytes);
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        for (name, bytes) in [
            ("utf-8", text.as_bytes().to_vec()),
            (
                "utf-8 with a mark",
                marked(&[0xEF, 0xBB, 0xBF], text.as_bytes().to_vec()),
            ),
            ("utf-16 little", marked(&[0xFF, 0xFE], little().collect())),
            ("utf-16 big", marked(&[0xFE, 0xFF], big().collect())),
            ("utf-16 little, no mark", little().collect()),
            ("utf-16 big, no mark", big().collect()),
            ("windows", b"Zo\xEB O\x92Neill".to_vec()),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(text), "{name}");
        }
    }

    #[test]
    fn a_cut_is_seen_and_a_workbook_is_no_text() {
        assert_eq!(
            decode(b"Jane Smith\nZo\xC3").as_deref(),
            Ok("Jane Smith\nZo\u{FFFD}")
        );
        let odd: Vec<u8> = "Zoe".encode_utf16().flat_map(u16::to_le_bytes).take(5).collect();
        assert_eq!(
            decode(&[&[0xFF, 0xFE], &odd[..]].concat()).as_deref(),
            Ok("Zo\u{FFFD}")
        );
        assert_eq!(decode(b"PK\x03\x04rest"), Err(NotText::Workbook));
        assert_eq!(decode(b"%PDF-1.7"), Err(NotText::Other));
    }
}
