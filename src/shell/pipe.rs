//! A pipe for a signal to put a byte in, where whoever waits for it looks.

use std::io;
use std::os::fd::OwnedFd;

use rustix::io::ioctl_fionbio;

/// The end to read and the end to write. Neither waits, and no program that is started gets them.
///
/// # Errors
/// What the system says.
pub fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let (read, write) = io::pipe()?;
    ioctl_fionbio(&read, true)?;
    ioctl_fionbio(&write, true)?;
    Ok((read.into(), write.into()))
}
