//! Negotiates the language of the page between a person's preferences and the available catalogs, and the
//! region by whose customs numbers and dates are formatted.

/// Returns the `available` languages that `wanted` (a setting of `latchkey.json`) names; all of them if it
/// names none that is available. Tags are compared without case.
#[must_use]
pub fn filter_available(wanted: &[String], available: &[&'static str]) -> Vec<&'static str> {
    let is_wanted = |tag: &&'static str| wanted.iter().any(|other| other.eq_ignore_ascii_case(tag));
    let offered: Vec<_> = available.iter().copied().filter(is_wanted).collect();
    if offered.is_empty() { available.to_vec() } else { offered }
}

/// Returns the first preferred BCP 47 tag that is offered, either exactly or by its primary language (`de-CH`
/// matches `de`); otherwise English, or else the first language offered.
#[must_use]
pub fn negotiate(
    mut preferred: impl Iterator<Item = impl AsRef<str>>,
    offered: &[&'static str],
) -> &'static str {
    let find = |tag: &str| offered.iter().copied().find(|other| other.eq_ignore_ascii_case(tag));
    preferred
        .find_map(|tag| {
            let tag = tag.as_ref();
            find(tag).or_else(|| find(tag.split('-').next().unwrap_or_default()))
        })
        .or_else(|| find("en"))
        .or_else(|| offered.first().copied())
        .unwrap_or("en")
}

/// Returns the first preferred BCP 47 tag of the page's `language`, such as `de-CH` for `de`: its region
/// decides how numbers and dates are written. Tags are compared by their primary language, without case.
#[must_use]
pub fn with_region<T: AsRef<str>>(mut preferred: impl Iterator<Item = T>, language: &str) -> Option<T> {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    preferred.find(|tag| primary(tag.as_ref()) == primary(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn negotiated(preferred: &[&str], offered: &[&'static str]) -> &'static str {
        negotiate(preferred.iter(), offered)
    }

    #[test]
    fn the_first_preferred_language_that_is_offered_wins() {
        for (preferred, offered, language) in [
            (&["de-AT", "en"] as &[&str], &["de", "en"] as &[&'static str], "de"),
            (&["fr", "DE"], &["de", "en"], "de"),
            (&["en-GB"], &["de", "en"], "en"),
            (&["fr"], &["de", "en"], "en"),
            (&["fr"], &["de"], "de"),
            (&[], &["de", "en"], "en"),
            (&["", "-"], &["de"], "de"),
            (&["de"], &[], "en"),
        ] {
            assert_eq!(negotiated(preferred, offered), language, "{preferred:?} of {offered:?}");
        }
    }

    #[test]
    fn the_region_is_that_of_the_first_preferred_tag_in_the_pages_language() {
        for (preferred, language, tag) in [
            (&["en-GB"] as &[&str], "en", Some("en-GB")),
            (&["de-AT", "de", "en-US", "en"], "de", Some("de-AT")),
            (&["de-AT", "de", "en-US", "en"], "en", Some("en-US")),
            (&["fr-CH", "DE-ch"], "de", Some("DE-ch")),
            (&["de"], "de", Some("de")),
            (&["en-GB-u-hc-h12"], "en", Some("en-GB-u-hc-h12")),
            // Another language whose name begins alike, and what is no tag.
            (&["den", "de_AT", ""], "de", None),
            (&["fr"], "de", None),
            (&[], "de", None),
        ] {
            assert_eq!(with_region(preferred.iter().copied(), language), tag, "{preferred:?} for {language}");
        }
    }

    #[test]
    fn only_available_languages_are_offered() {
        let wanted = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        assert_eq!(filter_available(&wanted(&["DE", "fr"]), &["de", "en"]), ["de"]);
        assert_eq!(filter_available(&wanted(&["fr"]), &["de", "en"]), ["de", "en"]);
        assert_eq!(filter_available(&[], &["de", "en"]), ["de", "en"]);
    }
}
