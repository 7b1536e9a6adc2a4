//! A search of the memory of a running program for pieces of a text, however they are laid out.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;

/// Characters of a piece. Shorter ones turn up by chance.
const PIECE: usize = 6;
/// Bytes from one character to the next in a list of something that holds one each: cells of a screen, key events.
const STRIDES: [usize; 11] = [2, 4, 8, 12, 16, 20, 24, 28, 32, 40, 48];
/// Bytes that are read at once, and those read twice so that no piece falls in between.
const BLOCK: usize = 1 << 20;
const OVERLAP: usize = PIECE * 48;

/// Pieces to look for.
pub(crate) struct Pieces {
    found_as: Vec<Piece>,
    /// For each first byte, the pieces that begin with it.
    by_first: Vec<Vec<usize>>,
}

struct Piece {
    text: String,
    form: String,
    /// Bytes at places. What lies between them may be anything.
    bytes: Vec<(usize, u8)>,
}

impl Pieces {
    /// Every run of six characters of these texts that holds something that only they hold.
    pub(crate) fn of(texts: &[String], counts: impl Fn(&str) -> bool) -> Self {
        let mut found_as = vec![];
        for text in texts {
            let chars: Vec<char> = text.chars().collect();
            for run in chars.windows(PIECE) {
                let text: String = run.iter().collect();
                if counts(&text) {
                    found_as.extend(forms(run).map(|(form, bytes)| Piece {
                        text: text.clone(),
                        form,
                        bytes,
                    }));
                }
            }
        }
        let mut by_first = vec![vec![]; 256];
        for (place, piece) in found_as.iter().enumerate() {
            by_first[usize::from(piece.bytes[0].1)].push(place);
        }
        Self { found_as, by_first }
    }

    /// Where they are in the memory of a process: one line for each. None when it cannot be read.
    pub(crate) fn in_process(&self, id: u32) -> Option<Vec<String>> {
        let memory = File::open(format!("/proc/{id}/mem")).ok()?;
        let maps = fs::read_to_string(format!("/proc/{id}/maps")).ok()?;
        let mut found = vec![];
        let mut read = 0;
        let mut block = vec![0; BLOCK + OVERLAP];
        for map in maps.lines().filter(|map| is_read(map)) {
            let (range, rest) = map.split_once(' ').unwrap();
            let (from, to) = range.split_once('-').unwrap();
            let (from, to) = (
                u64::from_str_radix(from, 16).unwrap(),
                u64::from_str_radix(to, 16).unwrap(),
            );
            for at in (from..to).step_by(BLOCK) {
                let len = usize::try_from((to - at).min(block.len() as u64)).unwrap();
                if memory.read_exact_at(&mut block[..len], at).is_ok() {
                    read += len;
                    let name = rest
                        .split_whitespace()
                        .nth(4)
                        .unwrap_or("heap or stack of a thread");
                    self.in_block(&block[..len], name, &mut found);
                }
            }
        }
        (read > 0).then_some(found)
    }

    fn in_block(&self, block: &[u8], name: &str, found: &mut Vec<String>) {
        for (at, byte) in block.iter().enumerate() {
            if *byte == 0 {
                continue;
            }
            for &place in &self.by_first[usize::from(*byte)] {
                let piece = &self.found_as[place];
                let here = piece
                    .bytes
                    .iter()
                    .all(|(after, byte)| block.get(at + after) == Some(byte));
                if here && is_laid_out(block, at, &piece.bytes) {
                    found.push(format!("{} as {} in {name}", piece.text, piece.form));
                }
            }
        }
    }
}

/// What holds one character each has the same byte after each of them: the high byte of the character, or the next of
/// the cell. Letters that merely happen to stand so far apart in other text do not.
fn is_laid_out(block: &[u8], at: usize, bytes: &[(usize, u8)]) -> bool {
    let apart = bytes[1].0 - bytes[0].0;
    let next = |(after, _): &(usize, u8)| block.get(at + after + 1);
    apart == 1 || bytes.iter().all(|place| next(place) == next(&bytes[0]))
}

/// Everything but the kernel's own pages, and parts of files that are mapped to be read only: they hold what the file
/// holds.
fn is_read(map: &str) -> bool {
    let rights = map.split_whitespace().nth(1).unwrap_or_default();
    let is_file = map.contains('/');
    rights.starts_with('r') && (rights.contains('w') || !is_file) && !map.contains("[v")
}

/// A run in UTF-8, and with one character every so many bytes: UTF-16, UTF-32, a cell of the screen, a key event.
fn forms(run: &[char]) -> impl Iterator<Item = (String, Vec<(usize, u8)>)> {
    let bytes = run.iter().collect::<String>().into_bytes();
    let utf8 = bytes.into_iter().enumerate().collect();
    let run = run.to_vec();
    let apart = move |stride: usize| {
        let low = run
            .iter()
            .enumerate()
            .map(|(place, c)| (place * stride, c.to_string().as_bytes()[0]));
        (format!("one every {stride} bytes"), low.collect())
    };
    std::iter::once(("UTF-8".to_owned(), utf8)).chain(STRIDES.into_iter().map(apart))
}
