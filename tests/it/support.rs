//! Shared by the tests.

pub(crate) mod camera;
pub(crate) mod desk;
#[cfg(unix)]
pub(crate) mod emulators;
#[cfg(all(unix, feature = "tui"))]
pub(crate) mod focus;
pub(crate) mod journey;
#[cfg(all(unix, feature = "tui"))]
pub(crate) mod keys;
pub(crate) mod lines;
#[cfg(all(unix, feature = "tui"))]
pub(crate) mod picture;
#[cfg(unix)]
pub(crate) mod pty;
#[cfg(target_os = "linux")]
pub(crate) mod scan;
pub(crate) mod sitting;
pub(crate) mod talk;
pub(crate) mod walk;
