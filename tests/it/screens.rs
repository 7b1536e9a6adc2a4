//! The full screen, drawn into memory: how each kind of page looks, and what every key does.

mod codes;
mod keys;
mod lists;
mod look;
mod taking;
mod walking;
mod window;
