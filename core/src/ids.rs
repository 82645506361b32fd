//! The names by which both APIs know people and places: parsed once, shown through `Display`.

use std::{fmt, str::FromStr};

/// A customer of the access API: an int64 above zero. Digits in, digits out, never a floating number (R-A7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CustomerId(i64);

/// Why a text is no customer id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomerIdError {
    /// Nothing but blanks.
    Empty,
    /// Letters or a hyphen: probably the number on the member's card, such as `1-12345`, not the id (R-A8).
    CustomerNumber,
    /// A sign, point, exponent or blank inside: an id is digits only.
    NotDigits,
    /// Zero is no customer.
    Zero,
    /// Above 9 223 372 036 854 775 807.
    TooLarge,
}

impl FromStr for CustomerId {
    type Err = CustomerIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() {
            return Err(CustomerIdError::Empty);
        }
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(if looks_like_customer_number(text) {
                CustomerIdError::CustomerNumber
            } else {
                CustomerIdError::NotDigits
            });
        }
        match text.trim_start_matches('0') {
            "" => Err(CustomerIdError::Zero),
            digits => digits.parse().map(Self).map_err(|_| CustomerIdError::TooLarge),
        }
    }
}

impl fmt::Display for CustomerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A hyphen between digits or any letter other than an exponent's; `-5` and `1e9` are numbers written oddly.
fn looks_like_customer_number(text: &str) -> bool {
    let letters = || text.bytes().filter(u8::is_ascii_alphabetic).map(|b| b.to_ascii_lowercase());
    let exponent = text.starts_with(|c: char| c.is_ascii_digit()) && letters().eq(*b"e");
    !exponent && (text.trim_start_matches('-').bytes().any(|b| b == b'-') || letters().next().is_some())
}

/// A user of the activation API, as typed; an e-mail address is a normal user name (R-K12).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UserName(String);

/// Why a text is no user name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserNameError {
    /// Nothing but blanks.
    Empty,
    /// `.` or `..`: an address parser would swallow it, even percent-encoded.
    DotSegment,
    /// A line break or another control character.
    Control,
    /// More than 255 characters.
    TooLong,
}

impl FromStr for UserName {
    type Err = UserNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() {
            Err(UserNameError::Empty)
        } else if text == "." || text == ".." {
            Err(UserNameError::DotSegment)
        } else if text.chars().any(char::is_control) {
            Err(UserNameError::Control)
        } else if text.chars().count() > 255 {
            Err(UserNameError::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl UserName {
    /// Whether many servers will refuse the name in an address: it holds a slash or backslash (R-K12).
    #[must_use]
    pub fn holds_slash(&self) -> bool {
        self.0.contains(['/', '\\'])
    }

    /// Whether `other` names the same user, compared without the case of plain letters (R-K1). The case of all
    /// others would cost the bundle the tables of Unicode.
    #[must_use]
    pub fn is(&self, other: &str) -> bool {
        self.0.eq_ignore_ascii_case(other.trim())
    }
}

impl fmt::Display for UserName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A KOBIL tenant. Case is kept: it counts in a SHIFT path (R-K13).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TenantId(String);

/// Why a text is no tenant id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TenantIdError {
    /// Nothing but blanks.
    Empty,
    /// Something other than letters, digits, `-`, `_` and `.`, or `.` and `..` alone.
    NotAllowed,
    /// More than 63 characters.
    TooLong,
}

impl FromStr for TenantId {
    type Err = TenantIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if text.is_empty() {
            Err(TenantIdError::Empty)
        } else if text == "." || text == ".." || !text.chars().all(allowed) {
            Err(TenantIdError::NotAllowed)
        } else if text.len() > 63 {
            Err(TenantIdError::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl TenantId {
    /// Whether a host name can carry it unchanged: lower case, no underscore, no dot (R-K13).
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

/// The name of a connection in addresses and in `latchkey.json`: `a-z`, `0-9` and `-`, at most 40 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ConnectionId(String);

/// A text that is no connection id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionIdError;

impl FromStr for ConnectionId {
    type Err = ConnectionIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if (1..=40).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ConnectionIdError)
        }
    }
}

impl ConnectionId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An id made from a name for people, or from `fallback`, that none of `taken` has.
    #[must_use]
    pub fn suggest(name: &str, fallback: &str, taken: impl Fn(&Self) -> bool) -> Option<Self> {
        let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let slug: Vec<String> = words.map(str::to_ascii_lowercase).collect();
        let slug: String = slug.join("-").chars().take(30).collect();
        let slug = if slug.is_empty() { fallback } else { &slug };
        let numbered = |n: u32| if n == 1 { slug.to_owned() } else { [slug, "-", &n.to_string()].concat() };
        (1..1000).filter_map(|n| numbered(n).parse().ok()).find(|id| !taken(id))
    }
}

impl fmt::Display for ConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r_a7_customer_ids_are_text_from_end_to_end() {
        for (text, id) in [
            ("1234", "1234"),
            ("  1234\t", "1234"),
            ("0001234", "1234"),
            ("9007199254740993", "9007199254740993"),
            ("9223372036854775807", "9223372036854775807"),
            ("00000000000000000000000009223372036854775807", "9223372036854775807"),
        ] {
            assert_eq!(text.parse::<CustomerId>().map(|id| id.to_string()), Ok(id.to_owned()), "{text}");
        }
        for (text, error) in [
            ("", CustomerIdError::Empty),
            ("   ", CustomerIdError::Empty),
            ("0", CustomerIdError::Zero),
            ("0000", CustomerIdError::Zero),
            ("-5", CustomerIdError::NotDigits),
            ("+5", CustomerIdError::NotDigits),
            ("1.5", CustomerIdError::NotDigits),
            ("1e9", CustomerIdError::NotDigits),
            ("12 34", CustomerIdError::NotDigits),
            ("١٢٣", CustomerIdError::NotDigits),
            ("9223372036854775808", CustomerIdError::TooLarge),
            ("99999999999999999999", CustomerIdError::TooLarge),
        ] {
            assert_eq!(text.parse::<CustomerId>(), Err(error), "{text}");
        }
    }

    #[test]
    fn r_a8_a_customer_number_is_told_from_an_id() {
        for text in ["1-12345", "M-2041", "ABC", "12a45"] {
            assert_eq!(text.parse::<CustomerId>(), Err(CustomerIdError::CustomerNumber), "{text}");
        }
    }

    #[test]
    fn r_k12_user_names() {
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
        assert_eq!("x".repeat(256).parse::<UserName>(), Err(UserNameError::TooLong));
        assert!("a/b".parse::<UserName>().is_ok_and(|name| name.holds_slash()));
    }

    #[test]
    fn r_k1_users_are_compared_without_case() {
        let asked: UserName = "USER@x".parse().expect("a user name");
        assert!(asked.is("user@x"));
        assert!(!asked.is("user@y"));
    }

    #[test]
    fn r_k13_tenants_keep_their_case_and_say_whether_a_host_can_carry_them() {
        for (text, plain) in
            [("demo", true), ("Demo", false), ("my_tenant", false), ("a.b", false), ("-a", false)]
        {
            let tenant: TenantId = text.parse().expect("a tenant");
            assert_eq!(tenant.to_string(), text);
            assert_eq!(tenant.is_plain_label(), plain, "{text}");
        }
        for text in ["", "..", "a b", "a/b", "ü"] {
            assert!(text.parse::<TenantId>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_id_is_suggested_that_nobody_has() {
        let suggest = |name, taken: &[&str]| {
            ConnectionId::suggest(name, "gym", |id| taken.contains(&id.to_string().as_str()))
                .map(|id| id.to_string())
        };
        assert_eq!(suggest("Studio 7, Süd", &[]).as_deref(), Some("studio-7-s-d"));
        assert_eq!(suggest("  ", &[]).as_deref(), Some("gym"));
        assert_eq!(suggest("日本", &["gym", "gym-2"]).as_deref(), Some("gym-3"));
    }

    proptest! {
        #[test]
        fn every_customer_id_survives_print_and_parse(number in 1..=i64::MAX) {
            let id: CustomerId = number.to_string().parse().expect("digits");
            prop_assert_eq!(id.to_string().parse::<CustomerId>(), Ok(id));
            prop_assert_eq!(id.to_string(), number.to_string());
        }

        #[test]
        fn every_accepted_user_name_survives_print_and_parse(text in any::<String>()) {
            if let Ok(name) = text.parse::<UserName>() {
                prop_assert_eq!(name.to_string().parse::<UserName>(), Ok(name));
            }
        }

        #[test]
        fn every_accepted_tenant_survives_print_and_parse(text in "[A-Za-z0-9._-]{1,63}") {
            if let Ok(tenant) = text.parse::<TenantId>() {
                prop_assert_eq!(tenant.to_string(), text);
            }
        }

        #[test]
        fn every_accepted_connection_id_survives_print_and_parse(text in "[a-z0-9-]{1,40}") {
            let id: ConnectionId = text.parse().expect("allowed characters");
            prop_assert_eq!(id.to_string(), text);
        }
    }
}
