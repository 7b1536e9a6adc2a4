//! Chance from the operating system, for password suggestions.

use crate::domain::suggestion::Chance;

/// The operating system's own chance.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    /// Asks again until the system answers. A suggestion from anything weaker would break what its page promises.
    fn fill(&mut self, bytes: &mut [u8]) {
        while getrandom::fill(bytes).is_err() {}
    }
}
