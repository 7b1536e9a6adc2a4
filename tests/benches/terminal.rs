//! The whole program on a terminal, beside others. Where there are no terminals of Unix there is nothing to measure.

#[cfg(unix)]
mod floor;
#[cfg(unix)]
mod measure;
#[cfg(unix)]
mod whole;
#[cfg(unix)]
mod wire;

fn main() {
    #[cfg(unix)]
    whole::run();
}
