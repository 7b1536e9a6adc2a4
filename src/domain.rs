//! Value types and their rules. No files, no clock, no guide text.

pub mod choice;
pub mod people;
pub mod site;

pub mod address;
pub mod cqc;
pub mod day;
pub mod namesakes;
pub mod ods;
pub mod password;
pub mod phone;
pub mod secret;
pub mod secret_word;
pub mod suggestion;
pub mod text;
pub mod tidy;
pub mod told;
pub mod verdict;
pub mod when;
pub mod wrap;
