//! A phone held up to a screen: reads a code off the characters that it is drawn with. Knows nothing of the program.

/// Dots of the picture for each module of a code: a phone sees many more than one.
const DOTS: usize = 3;

/// What the code on a screen holds. A screen is told of in half characters, two above each other: whether one is light.
/// None where the camera finds no code, or more than one.
pub(crate) fn read(columns: usize, rows: usize, is_light: impl Fn(usize, usize) -> bool) -> Option<String> {
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(columns * DOTS, rows * 2 * DOTS, |x, y| {
        if is_light(x / DOTS, y / DOTS) { 255 } else { 0 }
    });
    let found = picture.detect_grids();
    let [only] = found.as_slice() else { return None };
    only.decode().ok().map(|(_, text)| text)
}

/// Whether the upper and the lower half of a character are drawn. Letters are taken for whole ones: they only disturb.
pub(crate) fn halves(symbol: &str) -> (bool, bool) {
    match symbol {
        "" | " " => (false, false),
        "\u{2580}" => (true, false),
        "\u{2584}" => (false, true),
        _ => (true, true),
    }
}

/// What the code in printed lines holds, on a terminal that is dark or light.
pub(crate) fn read_lines(lines: &[&str], on_dark: bool) -> Option<String> {
    let cells: Vec<Vec<(bool, bool)>> = lines
        .iter()
        .map(|line| line.chars().map(|c| halves(c.encode_utf8(&mut [0; 4]))).collect())
        .collect();
    let drawn = |x: usize, y: usize| {
        let (upper, lower) = cells[y / 2].get(x).copied().unwrap_or_default();
        if y.is_multiple_of(2) { upper } else { lower }
    };
    read(80, lines.len(), |x, y| drawn(x, y) == on_dark)
}
