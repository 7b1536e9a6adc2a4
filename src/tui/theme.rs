//! How things look: three themes, and the marks. Only the 16 named colours on the default background, and no colour
//! that means something without its word. Must not know what is shown.

use ratatui::style::{Color, Modifier, Style};

/// How the full screen looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The colours.
    pub theme: Theme,
    /// Rules are drawn with `-` alone.
    pub ascii: bool,
}

/// The colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// The named colours.
    #[default]
    Default,
    /// Bold and default colours only.
    HighContrast,
    /// No colour codes at all.
    Mono,
}

/// What a piece of text is, as far as its look goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Most of it.
    Plain,
    /// A heading, or what is still to do.
    Strong,
    /// What has to be put right.
    Problem,
    /// What is waited for.
    Waiting,
    /// As it should be.
    Good,
    /// A code to scan, drawn in dark ink.
    Code,
}

impl Look {
    /// The style of a piece of text.
    pub(super) fn style(self, part: Part) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        match (part, self.theme) {
            (Part::Problem, Theme::Default) => bold.fg(Color::Red),
            (Part::Waiting, Theme::Default) => Style::new().fg(Color::Yellow),
            (Part::Good, Theme::Default) => Style::new().fg(Color::Green),
            (Part::Code, Theme::Default | Theme::HighContrast) => {
                Style::new().fg(Color::Black).bg(Color::White)
            }
            (Part::Plain, _)
            | (Part::Good | Part::Waiting, Theme::HighContrast | Theme::Mono)
            | (Part::Code, Theme::Mono) => Style::new(),
            (Part::Strong | Part::Problem, _) => bold,
        }
    }

    /// Whether a code to scan is black on white whatever the terminal's own colours are.
    pub(super) fn sets_colours(self) -> bool {
        self.theme != Theme::Mono
    }

    /// What the two rules are made of.
    pub(super) const fn rule(self) -> &'static str {
        if self.ascii { "-" } else { "─" }
    }
}
