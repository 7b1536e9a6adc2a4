//! Progress files: what is written is read again, whatever else is in the file stays, and nothing that can be on a
//! disk breaks the program.

mod disk;
#[cfg(target_os = "linux")]
mod fault;
mod fuzz;
mod hostile;
#[cfg(target_os = "linux")]
mod large;
mod names;
#[cfg(target_os = "linux")]
mod real;
mod round_trip;
mod samples;
mod session;
mod windows;
