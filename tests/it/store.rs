//! Progress files: what is written is read again, whatever else is in the file stays, and nothing that can be on a
//! disk breaks the program.

mod disk;
// Numbers of errors are those of Linux.
#[cfg(target_os = "linux")]
mod fault;
mod fuzz;
mod hostile;
// The limits that Linux sets a program, and drives that a test can make there.
#[cfg(target_os = "linux")]
mod large;
mod names;
// As above.
#[cfg(target_os = "linux")]
mod real;
mod round_trip;
mod samples;
mod session;
mod windows;
