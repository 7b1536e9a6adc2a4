//! The journey, pure: no clock, no files, no terminal. Time comes in as data, what is to be done goes out as data.
//!
//! - [`answers`] is everything that a person has told us, and the shape of the progress file.
//! - [`slots`] is the one table of which page sets which answer.
//! - [`plan`] works out from the answers which pages each task has, and how it stands. It is never stored.
//! - [`state`] is the only thing that changes, by [`state::State::update`] alone.
//! - [`page`] is what comes out: one heading, some words, one thing to answer.

mod accept;
pub mod answers;
mod around;
mod compose;
mod doubt;
pub mod draft;
pub mod effect;
pub mod event;
pub mod idea;
mod import;
mod marking;
mod merge;
pub mod open;
mod options;
pub mod owner_email;
pub mod page;
pub mod page_id;
pub mod paper;
pub mod people;
pub mod person_run;
pub mod plan;
pub mod record;
pub mod request;
mod route;
mod rules;
pub mod slot;
pub mod slots;
pub mod state;
pub mod story;
mod tables;
pub mod task;
mod telling;
pub mod ticks;
pub mod title;
pub mod todo;
