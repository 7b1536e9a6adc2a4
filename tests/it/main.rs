//! One binary for all integration tests, so that it links once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "tests stop at the first surprise"
)]
#![allow(
    clippy::allow_attributes,
    clippy::disallowed_methods,
    reason = "tests make files and read the clock"
)]

mod support;

mod arrows;
mod cli;
mod codes;
mod content;
mod journeys;
mod lists;
mod merging;
mod paper;
mod parity;
// Drawn by way of a terminal of Unix.
#[cfg(all(unix, feature = "tui"))]
mod pictures;
mod plain;
mod props;
// A terminal of Unix. The console of Windows is driven by the step files in tests/windows.
#[cfg(all(unix, feature = "tui"))]
mod pty;
mod readme;
mod requests;
#[cfg(feature = "tui")]
mod screens;
mod secrets;
mod store;
mod taking_away;
// Signals, and what Linux says of a program that waits or is stopped.
#[cfg(all(target_os = "linux", feature = "tui"))]
mod terminal;
mod validators;
mod words;
