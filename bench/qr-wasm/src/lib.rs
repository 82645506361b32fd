//! From a text to the markup of its symbol, level M, in each library's own way. A text that does not fit gives none.

#[cfg(feature = "others")]
mod others;
#[cfg(feature = "ours")]
mod ours;
