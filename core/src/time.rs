//! Timestamps, ends of validity, and waits.

mod civil;
mod end;
mod epoch;
mod http_date;
mod iso;
mod retry_after;
mod stamp;

pub use end::{End, EndFormat, Validity};
pub use retry_after::{Wait, retry_after};
pub use stamp::Timestamp;

#[cfg(test)]
mod tests;
