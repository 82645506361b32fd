//! Which language a page is in: the person's wishes against the languages it has.

/// The languages offered out of those `available`: the ones that `wanted` names, in `latchkey.json` for instance; all of
/// them where it names none that is available.
#[must_use]
pub fn offered(wanted: &[String], available: &[&'static str]) -> Vec<&'static str> {
    let is_wanted = |tag: &&'static str| wanted.iter().any(|other| other.eq_ignore_ascii_case(tag));
    let offered: Vec<_> = available.iter().copied().filter(is_wanted).collect();
    if offered.is_empty() { available.to_vec() } else { offered }
}

/// The first of the wished BCP 47 tags that is offered, exactly or by its language alone (`de-CH` finds `de`); else
/// English, or the first language offered.
#[must_use]
pub fn best(mut wished: impl Iterator<Item = impl AsRef<str>>, offered: &[&'static str]) -> &'static str {
    let find = |tag: &str| offered.iter().copied().find(|other| other.eq_ignore_ascii_case(tag));
    wished
        .find_map(|tag| {
            let tag = tag.as_ref();
            find(tag).or_else(|| find(tag.split('-').next().unwrap_or_default()))
        })
        .or_else(|| find("en"))
        .or_else(|| offered.first().copied())
        .unwrap_or("en")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(wished: &[&str], offered: &[&'static str]) -> &'static str {
        best(wished.iter(), offered)
    }

    #[test]
    fn the_first_wish_that_is_offered_wins() {
        for (wished, offered, language) in [
            (&["de-AT", "en"] as &[&str], &["de", "en"] as &[&'static str], "de"),
            (&["fr", "DE"], &["de", "en"], "de"),
            (&["en-GB"], &["de", "en"], "en"),
            (&["fr"], &["de", "en"], "en"),
            (&["fr"], &["de"], "de"),
            (&[], &["de", "en"], "en"),
            (&["", "-"], &["de"], "de"),
            (&["de"], &[], "en"),
        ] {
            assert_eq!(chosen(wished, offered), language, "{wished:?} of {offered:?}");
        }
    }

    #[test]
    fn what_is_wanted_and_not_available_is_not_offered() {
        let wanted = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        assert_eq!(offered(&wanted(&["DE", "fr"]), &["de", "en"]), ["de"]);
        assert_eq!(offered(&wanted(&["fr"]), &["de", "en"]), ["de", "en"]);
        assert_eq!(offered(&[], &["de", "en"]), ["de", "en"]);
    }
}
