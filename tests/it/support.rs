//! Shared by the tests.

pub(crate) mod journey;
pub(crate) mod walk;
