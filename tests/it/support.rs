//! Shared by the tests.

pub(crate) mod desk;
pub(crate) mod journey;
pub(crate) mod lines;
pub(crate) mod sitting;
pub(crate) mod talk;
pub(crate) mod walk;
