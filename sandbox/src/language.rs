//! The language of messages, chosen as the access API documents it.

use axum::http::{HeaderMap, header};

/// The two languages the sandbox speaks. The vendor's default, and its fallback, is English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English
    English,
    /// German
    German,
}

impl Language {
    /// The best language of `Accept-Language`: a variant falls back to its language, anything else to English.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let mut best = (0.0, Self::English);
        for wish in header.unwrap_or_default().split(',') {
            let (range, weight) = wish.split_once(';').unwrap_or((wish, "q=1"));
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
    fn preference_order_and_fallback() {
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
            assert_eq!(Language::of(&headers), language, "{header}");
        }
    }
}
