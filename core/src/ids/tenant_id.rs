use std::{fmt, str::FromStr};

use crate::pasted;

/// Longest tenant id, in characters: that of a label of a host name.
const MAX_CHARS: usize = 63;

/// Id of a KOBIL tenant. Its case is kept, because SHIFT paths are case-sensitive (R-K13).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TenantId(String);

/// Why a text is not a tenant id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TenantIdError {
    /// The text is empty or blank.
    Empty,
    /// The text has a character other than letters, digits, `-`, `_` and `.`, or is `.` or `..`.
    NotAllowed,
    /// The text has more than 63 characters.
    TooLong,
}

impl FromStr for TenantId {
    type Err = TenantIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = pasted::trim(text);
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if text.is_empty() {
            Err(TenantIdError::Empty)
        } else if text == "." || text == ".." || !text.chars().all(is_allowed) {
            Err(TenantIdError::NotAllowed)
        } else if text.len() > MAX_CHARS {
            Err(TenantIdError::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl TenantId {
    /// Returns whether the id is valid as a label of a host name: lower case, no underscore, no dot (R-K13).
    #[must_use]
    pub fn is_plain_label(&self) -> bool {
        !self.0.starts_with('-')
            && !self.0.ends_with('-')
            && self.0.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    }
}

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r_k13_tenants_keep_their_case_and_may_not_be_host_labels() {
        for (text, is_plain) in
            [("demo", true), ("Demo", false), ("my_tenant", false), ("a.b", false), ("-a", false)]
        {
            let tenant: TenantId = text.parse().expect("a tenant");
            assert_eq!(tenant.to_string(), text);
            assert_eq!(tenant.is_plain_label(), is_plain, "{text}");
        }
        for text in ["\u{200b}demo", " demo\u{202c}", "\u{a0}demo\u{feff}"] {
            assert_eq!(
                text.parse::<TenantId>().map(|tenant| tenant.to_string()),
                Ok("demo".into()),
                "{text:?}"
            );
        }
        for text in ["", "..", "a b", "a/b", "ü", "de\u{200b}mo", "\u{200b}"] {
            assert!(text.parse::<TenantId>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_accepted_tenant_survives_print_and_parse(text in "[A-Za-z0-9._-]{1,63}") {
            if let Ok(tenant) = text.parse::<TenantId>() {
                prop_assert_eq!(tenant.to_string(), text);
            }
        }
    }
}
