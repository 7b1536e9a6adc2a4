//! A frame of the program as a picture for the README: the text of a terminal as text, on a light window of its own, so
//! that it can be read in either theme, enlarged, searched and spoken.

use std::fmt::Write as _;

/// Width and height of a character, and how far above the foot of its row it stands.
const CHARACTER: (f32, u16) = (8.4, 18);
const RISE: u16 = 5;
const MARGIN: u16 = 14;
/// What is drawn, on what, and the ring round it. Far enough apart for small text.
const INK: &str = "#1f2328";
const PAPER: &str = "#ffffff";
const RING: &str = "#57606a";
/// The terminal's named colours, as dark as a light window needs them.
const RED: &str = "#a40e26";
const GREEN: &str = "#116329";
const YELLOW: &str = "#6f4e00";

/// Draws a screen. `title` is its name, and `about` says what is to be seen to someone who cannot see it.
pub(crate) fn draw(screen: &vt100::Screen, title: &str, about: &str) -> String {
    let (rows, columns) = screen.size();
    let width = across(columns) + f32::from(2 * MARGIN);
    let height = rows * CHARACTER.1 + 2 * MARGIN;
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"title about\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"about\">{}</desc>\n\
         <rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"6\" fill=\"{PAPER}\" stroke=\"{RING}\"/>\n\
         <g font-family=\"ui-monospace, Consolas, Menlo, 'DejaVu Sans Mono', monospace\" font-size=\"14\" \
         fill=\"{INK}\">",
        escaped(title),
        escaped(about),
        width - 1.0,
        height - 1,
    );
    for row in 0..rows {
        for run in runs(screen, row) {
            svg += &text(row, &run);
        }
    }
    svg += &cursor(screen);
    svg += "</g>\n</svg>\n";
    svg
}

/// Characters of one look that stand side by side.
#[derive(PartialEq)]
struct Run {
    column: u16,
    text: String,
    bold: bool,
    colour: vt100::Color,
}

fn runs(screen: &vt100::Screen, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![];
    for column in 0..screen.size().1 {
        let cell = screen.cell(row, column).unwrap();
        let text = if cell.has_contents() { cell.contents() } else { " " };
        match runs.last_mut() {
            Some(run) if run.bold == cell.bold() && run.colour == cell.fgcolor() => run.text += text,
            _ => runs.push(Run {
                column,
                text: text.to_owned(),
                bold: cell.bold(),
                colour: cell.fgcolor(),
            }),
        }
    }
    runs.retain(|run| !run.text.trim().is_empty());
    runs
}

/// Told how wide it is, so that the columns stand under each other in whatever font there is.
fn text(row: u16, run: &Run) -> String {
    let indent = run.text.len() - run.text.trim_start().len();
    let text = run.text.trim();
    let x = across(run.column + u16::try_from(indent).unwrap()) + f32::from(MARGIN);
    let y = (row + 1) * CHARACTER.1 + MARGIN - RISE;
    let weight = if run.bold { " font-weight=\"bold\"" } else { "" };
    let colour = match run.colour {
        vt100::Color::Default => String::new(),
        vt100::Color::Idx(1 | 9) => format!(" fill=\"{RED}\""),
        vt100::Color::Idx(2 | 10) => format!(" fill=\"{GREEN}\""),
        vt100::Color::Idx(3 | 11) => format!(" fill=\"{YELLOW}\""),
        other => panic!("no ink for {other:?}"),
    };
    if text.chars().all(|c| c == '\u{2500}') {
        let (end, middle) = (x + across(columns_of(text)), y - RISE);
        return format!("<path d=\"M{x} {middle}H{end}\" stroke=\"{INK}\"/>\n");
    }
    let length = across(columns_of(text));
    let text = escaped(text);
    format!(
        "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\" xml:space=\"preserve\"{weight}{colour}>{text}</text>\n"
    )
}

/// A ring round the character that the cursor is on.
fn cursor(screen: &vt100::Screen) -> String {
    let (row, column) = screen.cursor_position();
    let x = across(column) + f32::from(MARGIN) - 1.0;
    let y = row * CHARACTER.1 + MARGIN;
    let (width, height) = (CHARACTER.0 + 2.0, CHARACTER.1);
    format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"{INK}\"/>\n"
    )
}

fn across(columns: u16) -> f32 {
    (f32::from(columns) * CHARACTER.0 * 10.0).round() / 10.0
}

fn columns_of(text: &str) -> u16 {
    text.chars().count().try_into().unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
