//! The driver, its host and the store together: what a person answers is on the disk.
