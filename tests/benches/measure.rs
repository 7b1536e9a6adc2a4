//! What the benches share: the clock, medians, and a table of ratios with the budget that each is held against.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it measures, and tells"
)]

use std::time::{Duration, Instant};

/// How long something takes.
pub(crate) fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The middle one, and the one that 99 of 100 stay under.
pub(crate) fn middle_and_worst(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    let at = |part: usize| times.get((times.len() * part / 100).min(times.len().saturating_sub(1)));
    (
        at(50).copied().unwrap_or_default(),
        at(99).copied().unwrap_or_default(),
    )
}

/// The middle one.
pub(crate) fn middle(times: Vec<Duration>) -> Duration {
    middle_and_worst(times).0
}

/// How many times the one takes what the other takes.
pub(crate) fn ratio(this: Duration, other: Duration) -> f64 {
    this.as_secs_f64() / other.as_secs_f64()
}

/// A line of a table: what, the figure, the budget.
pub(crate) fn line(what: &str, figure: &str, budget: &str) {
    println!("| {what:<52} | {figure:<28} | {budget:<24} |");
}

/// The head of a table.
pub(crate) fn head(title: &str) {
    println!("\n{title}\n");
    line("What", "Figure", "Budget");
    println!("| {:-<52} | {:-<28} | {:-<24} |", "", "", "");
}

/// A duration in milliseconds.
pub(crate) fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
