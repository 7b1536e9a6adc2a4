//! Nothing of a password or secret is kept: not in memory once its page is left, not in a file, not on the screen. And
//! what is said of two hundred of them.

mod canary;
// Linux alone lets a program's memory be read by another.
#[cfg(all(target_os = "linux", feature = "tui"))]
mod memory;
mod table;
