//! Nothing of a password or secret is kept: not in memory once its page is left, not in a file, not on the screen.

#[cfg(all(target_os = "linux", feature = "tui"))]
mod memory;
