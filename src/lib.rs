//! nhsmail-starter: a wizard that walks a social care site through the NHSmail
//! "Starter guide for Social Care providers".
//!
//! Layers only look down (`tests/it/arrows.rs` holds them to it):
//!
//! ```text
//! cli  ->  tui, plain  ->  shell  ->  store, paper  ->  machine  ->  guide, roster  ->  domain
//! ```
//!
//! Start reading at [`machine`]: the whole journey is a pure function of the answers there.

pub mod cli;
pub mod domain;
pub mod guide;
pub mod machine;
pub mod paper;
pub mod plain;
pub mod roster;
pub mod shell;
pub mod store;
#[cfg(feature = "tui")]
pub mod tui;
