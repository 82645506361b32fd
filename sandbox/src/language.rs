//! The language of messages, negotiated as the access API documents it.

use axum::http::{HeaderMap, header};

/// A language of the sandbox's messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English, the vendor's default and fallback.
    English,
    /// German.
    German,
}

impl Language {
    /// Returns the preferred language of `Accept-Language`.
    ///
    /// Regional variants count as their language. If neither language is accepted, English is used.
    #[must_use]
    pub fn from_headers(headers: &HeaderMap) -> Self {
        let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let mut best = (0.0, Self::English);
        for item in header.unwrap_or_default().split(',') {
            let (range, weight) = item.split_once(';').unwrap_or((item, "q=1"));
            let weight = weight.trim().trim_start_matches("q=").parse().unwrap_or(0.0);
            let language = match range.trim().split('-').next().map(str::to_ascii_lowercase).as_deref() {
                Some("de") => Self::German,
                Some("en") => Self::English,
                Some(_) | None => continue,
            };
            if weight > best.0 {
                best = (weight, language);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_weight_wins_and_english_is_the_fallback() {
        for (header, language) in [
            ("de-CH", Language::German),
            ("en-GB,de;q=0.9", Language::English),
            ("en;q=0.4, de;q=0.8", Language::German),
            ("fr, de;q=0.5", Language::German),
            ("fr", Language::English),
            ("", Language::English),
            ("de;q=0", Language::English),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, header.parse().unwrap());
            assert_eq!(Language::from_headers(&headers), language, "{header}");
        }
    }
}
