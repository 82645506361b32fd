//! The tolerance rules: how answers and input that differ from the vendors' documents are read.
//!
//! `docs/tolerance-rules.md` gives the reason and the source of each.

/// Defines [`Rule`] from one table, so that a rule and its texts cannot drift apart.
macro_rules! rules {
    ($($rule:ident $id:literal $definition:literal)+) => {
        /// A tolerance rule. Those of the access code API begin with `A`, those of the activation code API
        /// with `K`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = concat!($id, ". ", $definition)] $rule,)+
        }

        impl Rule {
            /// Returns every rule, in the order of their ids.
            #[must_use]
            pub fn all() -> &'static [Self] {
                &[$(Self::$rule),+]
            }

            /// Returns the id, such as `R-K5`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$rule => $id),+ }
            }

            /// Returns one English sentence that says what is received or typed, and how it is handled.
            #[must_use]
            pub fn definition(self) -> &'static str {
                match self { $(Self::$rule => $definition),+ }
            }
        }
    };
}

#[rustfmt::skip]
rules! {
    A1 "R-A1"
        "The end is missing, null, blank or stands for never: the code is static and has no countdown."
    A2 "R-A2"
        "The end has an unusual form: it is read if its instant is certain, and is otherwise unknown."
    A3 "R-A3"
        "A code has expired on arrival: it is never shown, and fetched again after 5, 10 and 20 seconds."
    A4 "R-A4"
        "The device clock may be wrong: the Date header gives the time, else the clock is marked unverified."
    A5 "R-A5"
        "The format is unknown: the content is shown as text, and no symbol is drawn."
    A6 "R-A6"
        "The content is a number: its digits are kept exactly as they were sent."
    A7 "R-A7"
        "A customer id is a 64-bit integer: it never becomes a floating-point number."
    A8 "R-A8"
        "A membership number is typed as customer id: it is refused, and the difference is explained."
    A9 "R-A9"
        "An error body has another shape: the first known message is shown as short, safe text."
    A10 "R-A10"
        "An error has unknown fields or odd arguments: arguments are shown as raw JSON, the rest is ignored."
    A11 "R-A11"
        "A 429 has no readable Retry-After: the next request waits 60 seconds."
    A12 "R-A12"
        "A 408, 502, 503 or 504 is not documented: it is retried with backoff, like a 500."
    A13 "R-A13"
        "A 2xx is empty or not JSON: it means no code, or an unexpected answer whose text is never shown."
    A14 "R-A14"
        "A key is pasted with quotes, white space or its header name: only the key is kept."
    A15 "R-A15"
        "A base URL is typed with /v1, a trailing slash or http: it is normalised, http only for loopback."

    K1 "R-K1"
        "The user is named by another key or not at all: other spellings are read, else the requested name."
    K2 "R-K2"
        "data is a list, a single entry, null or missing: every shape is read as one list of entries."
    K3 "R-K3"
        "activationCodes is null, missing, one entry or plain codes: it is read as a list, codes without end."
    K4 "R-K4"
        "codeCount is no number or disagrees: the entries are counted, and a difference is mentioned."
    K5 "R-K5"
        "The end is not a string of epoch seconds: it is converted; blank, zero, negative and never are no end."
    K6 "R-K6"
        "A code is a number: its digits are kept, with a warning if leading zeros may be lost."
    K7 "R-K7"
        "A code is missing, blank or masked: its entry is listed as one whose code is not shown."
    K8 "R-K8"
        "The image is no plain PNG data URL: other spellings of base64 are decoded, the rest is left out."
    K9 "R-K9"
        "A 2xx has a status word that is not OK: its codes are listed, and without codes it is an error."
    K10 "R-K10"
        "A 401 has a body of any kind: it always means that the token has expired or lacks the right."
    K11 "R-K11"
        "A 404 has several causes: only a message about the user means that the user is unknown."
    K12 "R-K12"
        "A user name has reserved characters: it is percent-encoded once, as a single path segment."
    K13 "R-K13"
        "A tenant id is no plain host label: its case is kept, with a warning where it becomes a host name."
    K14 "R-K14"
        "Entries come in any order, some expired: they are sorted by end, and expired ones are kept apart."
    K15 "R-K15"
        "A code is listed more than once: entries with the same end are merged, different ends are marked."
    K16 "R-K16"
        "A token is pasted with Bearer, quotes, line breaks or as a whole response: only the token is kept."
    K17 "R-K17"
        "Boolean query parameters are optional: each is always sent, as true or false."
    K18 "R-K18"
        "A host is typed with scheme, path, port or tenant: it is normalised, and no tenant is doubled."
}

#[cfg(test)]
mod tests;
