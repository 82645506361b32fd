//! Encodes a text to SVG markup with each library, at level M. Returns an empty text if it does not fit.

#[cfg(feature = "others")]
mod others;
#[cfg(feature = "ours")]
mod ours;
