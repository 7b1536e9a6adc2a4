//! Shared by the tests.

pub(crate) mod desk;
pub(crate) mod journey;
#[cfg(all(unix, feature = "tui"))]
pub(crate) mod keys;
pub(crate) mod lines;
#[cfg(all(unix, feature = "tui"))]
pub(crate) mod pty;
pub(crate) mod sitting;
pub(crate) mod talk;
pub(crate) mod walk;
