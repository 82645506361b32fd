use std::{fmt, str::FromStr};

use crate::pasted::{self, InvisibleChar};

/// Longest user name, in characters.
const MAX_CHARS: usize = 255;

/// Name of a user of the activation code API, as typed; often an e-mail address (R-K12).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UserName(String);

/// Folds a name so that two names are equal if they differ only in case or in the composition of letters:
/// the canonical caseless match of Unicode (D145). A function, because Unicode's tables would be a tenth of
/// the bundle, and the browser has them.
pub type FoldName = fn(&str) -> String;

/// Why a text is not a user name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserNameError {
    /// The text is empty or blank.
    Empty,
    /// The text is `.` or `..`, which a URL parser removes even if percent-encoded.
    DotSegment,
    /// The text has a line break or another control character.
    Control,
    /// The text has an invisible character inside, or a blank that looks like the plain one and is another.
    Invisible(InvisibleChar),
    /// The text has more than 255 characters.
    TooLong,
}

impl FromStr for UserName {
    type Err = UserNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = pasted::trim(text);
        if text.is_empty() {
            Err(UserNameError::Empty)
        } else if text == "." || text == ".." {
            Err(UserNameError::DotSegment)
        } else if text.chars().any(char::is_control) {
            Err(UserNameError::Control)
        } else if let Some(found) = InvisibleChar::find(text) {
            Err(UserNameError::Invisible(found))
        } else if text.chars().count() > MAX_CHARS {
            Err(UserNameError::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl UserName {
    /// Returns whether the name has a slash or backslash, which many servers refuse in a URL (R-K12).
    #[must_use]
    pub fn has_slash(&self) -> bool {
        self.0.contains(['/', '\\'])
    }

    /// Returns whether `other` names the same user (R-K1). Names with letters beyond ASCII are compared as
    /// `fold` returns them.
    #[must_use]
    pub fn matches(&self, other: &str, fold: FoldName) -> bool {
        let other = other.trim();
        if self.0.is_ascii() && other.is_ascii() {
            self.0.eq_ignore_ascii_case(other)
        } else {
            fold(&self.0) == fold(other)
        }
    }
}

impl fmt::Display for UserName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r_k12_user_names_may_have_any_printable_character() {
        for text in ["anna@example.org", "a+b", "a/b", "50%", "#1?", "jürgen", "a b", "...", "a.b"] {
            assert_eq!(text.parse::<UserName>().map(|name| name.to_string()), Ok(text.to_owned()), "{text}");
        }
        for (text, error) in [
            ("", UserNameError::Empty),
            (" ", UserNameError::Empty),
            (".", UserNameError::DotSegment),
            (" .. ", UserNameError::DotSegment),
            ("a\nb", UserNameError::Control),
            ("a\0b", UserNameError::Control),
        ] {
            assert_eq!(text.parse::<UserName>(), Err(error), "{text:?}");
        }
        for text in
            ["\u{200e}anna@example.org", "anna@example.org\u{200b}\u{a0}", "\u{2066}anna@example.org\u{2069}"]
        {
            assert_eq!(text.parse::<UserName>().map(|name| name.to_string()), Ok("anna@example.org".into()));
        }
        for (text, char, position) in [("an\u{200d}na", '\u{200d}', 3), ("\u{feff}a\u{a0}b", '\u{a0}', 2)] {
            let error = UserNameError::Invisible(InvisibleChar { char, position });
            assert_eq!(text.parse::<UserName>(), Err(error), "{text:?}");
        }
        assert_eq!("x".repeat(256).parse::<UserName>(), Err(UserNameError::TooLong));
        assert!("a/b".parse::<UserName>().is_ok_and(|name| name.has_slash()));
    }

    #[test]
    fn r_k1_users_are_compared_without_case() {
        let matches = |requested: &str, other| {
            requested.parse::<UserName>().expect("a user name").matches(other, str::to_lowercase)
        };
        assert!(matches("USER@x", "user@x"));
        assert!(!matches("USER@x", "user@y"));
        assert!(matches("ÖZDEMIR", " özdemir "));
        assert!(!matches("ÖZDEMIR", "ozdemir"));
        assert!(!matches("ozdemir", "özdemir"));
        assert!(!matches("ÖZDEMIR", ""));
    }

    #[test]
    fn r_k1_names_in_ascii_are_not_folded() {
        let fold: FoldName = |_| unreachable!("the browser was asked");
        let requested: UserName = "anna".parse().expect("a user name");
        assert!(requested.matches("Anna", fold) && !requested.matches("Bert", fold));
    }

    proptest! {
        #[test]
        fn every_accepted_user_name_survives_print_and_parse(text in any::<String>()) {
            if let Ok(name) = text.parse::<UserName>() {
                prop_assert_eq!(name.to_string().parse::<UserName>(), Ok(name));
            }
        }
    }
}
