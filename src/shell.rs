//! Where the machine meets the world: the loop that both front ends share, and everything that it needs from outside.
//!
//! - [`driver`] sends events to the machine and carries out what it asks for. A front end sees no effect, so it cannot
//!   forget to save.
//! - [`host`] is who carries out: the real one, one that only says what it would do, one for tests.
//! - [`clock`], [`chance`] and [`environment`] are the only places that read the time, chance and the environment.
//! - [`opener`] opens a page elsewhere in the browser.
//! - [`terminal`] hands the terminal back whatever happens.
//!
//! Must not know how a page looks.

pub mod chance;
pub mod clipboard;
pub mod clock;
pub mod core_dump;
pub mod driver;
pub mod environment;
pub mod host;
pub mod opener;
pub mod output;
#[cfg(unix)]
pub mod pipe;
pub mod terminal;
