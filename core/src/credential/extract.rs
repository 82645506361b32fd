//! Finds a key or token in what was pasted: a header, a command line, an environment variable, a member of a
//! JSON object, a redirect URL.
//!
//! The value is taken only if what surrounds it is understood. Everything else is refused before it is sent,
//! because a request with a quote or a name in its credential fails for a reason that no answer explains.

mod names;

use self::names::{Pair, after_word, pairs, strip_word};
use super::{CredentialError, CredentialKind};
use crate::{
    pasted::{self, is_invisible, is_quote},
    percent,
    wire::{Members, Value},
};

/// Names that consist of characters that a value may have.
const LABELS: [&str; 4] = ["bearer", "authorization", "access_token", "x-api-key"];
/// Longest name that is taken for one although it could be a value, in characters.
const MAX_LABEL_CHARS: usize = 24;
/// Ends of the names of keys, as [`Pair::has_name`] compares them.
const KEY_NAMES: &[&str] = &["key", "token", "secret"];
/// Ends of the names of tokens.
const TOKEN_NAMES: &[&str] = &["token", "jwt", "auth", "authorization"];

/// What surrounds a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    /// Nothing may surround it.
    Alone,
    /// A name precedes it, so the text behind it belongs to something else.
    Named,
}

/// Returns the key or token in a pasted text. It is valid as a header value.
pub(super) fn extract(kind: CredentialKind, typed: &str) -> Result<String, CredentialError> {
    let text = pasted::trim_quotes(typed);
    if kind == CredentialKind::ApiKey || !text.starts_with('{') {
        return extract_text(kind, text);
    }
    let found = match Members::parse(text).map(|answer| answer.source("access_token").map(Value::of)) {
        Some(Some(Value::Text(token))) => extract_text(kind, &token),
        Some(Some(_)) => Err(CredentialError::Empty),
        // The token may be deeper inside, or the answer cut.
        Some(None) | None => find_named(kind, text).unwrap_or(Err(CredentialError::Empty)),
    };
    found
        .map_err(|error| if error == CredentialError::Empty { CredentialError::NoAccessToken } else { error })
}

fn extract_text(kind: CredentialKind, text: &str) -> Result<String, CredentialError> {
    let text = pasted::trim_quotes(text);
    if text.is_empty() || is_label(text) {
        Err(CredentialError::Empty)
    } else if is_value(kind, text) {
        Ok(text.to_owned())
    } else {
        find_named(kind, text).unwrap_or_else(|| read_value(kind, text, Context::Alone))
    }
}

/// Finds the value behind a name such as `Authorization`, the most certain name first. Returns `None` if the
/// text has no such name.
fn find_named(kind: CredentialKind, text: &str) -> Option<Result<String, CredentialError>> {
    let values = |is_named: fn(&Pair<'_>) -> bool| {
        pairs(text).filter(move |pair| is_named(pair)).map(|pair| pair.value)
    };
    match kind {
        CredentialKind::ApiKey => read_first(kind, after_word(text, "x-api-key"))
            .or_else(|| read_first(kind, values(|pair| pair.is_credential(KEY_NAMES)))),
        CredentialKind::Bearer => read_first(kind, values(|pair| pair.has_name(&["accesstoken"])))
            .or_else(|| read_first(kind, after_word(text, "bearer")))
            .or_else(|| {
                let is_other = |pair: Pair<'_>| pair.has_name(&["idtoken", "refreshtoken"]);
                pairs(text).any(is_other).then_some(Err(CredentialError::NoAccessToken))
            })
            .or_else(|| read_first(kind, values(|pair| pair.is_credential(TOKEN_NAMES)))),
    }
}

/// Reads the first value that is not empty. Returns `None` if there is no value, not even an empty one.
fn read_first<'a>(
    kind: CredentialKind,
    values: impl Iterator<Item = &'a str>,
) -> Option<Result<String, CredentialError>> {
    let mut first = None;
    for value in values {
        let value = strip_word(value, "bearer").unwrap_or(value);
        let is_empty =
            value.is_empty() || is_label(value) || matches!(split_value(kind, value).0, "null" | "undefined");
        if !is_empty {
            return Some(read_value(kind, value, Context::Named));
        }
        first = Some(Err(CredentialError::Empty));
    }
    first
}

/// Returns whether a text is a name without its value, such as `Bearer` or `API_KEY=`.
fn is_label(text: &str) -> bool {
    let is_assigned = |pair: Pair<'_>| {
        pair.value.is_empty()
            && text.len() <= MAX_LABEL_CHARS
            && (pair.has_name(KEY_NAMES) || pair.has_name(TOKEN_NAMES))
    };
    LABELS.iter().any(|label| text.eq_ignore_ascii_case(label)) || pairs(text).any(is_assigned)
}

/// Returns whether a value may have this character, apart from the `=` at its end. A token is a `token68`
/// (RFC 6750). For keys there is no document: a key may have all that is not a sign of something around it.
fn is_value_char(kind: CredentialKind, c: char) -> bool {
    match kind {
        CredentialKind::Bearer => c.is_ascii_alphanumeric() || "-._~+/".contains(c),
        CredentialKind::ApiKey => c.is_ascii_graphic() && !"\"'`:,;=<>{}[]()\\&%*".contains(c),
    }
}

fn is_value(kind: CredentialKind, text: &str) -> bool {
    // What begins with a dollar sign is the name of a variable.
    split_value(kind, text).1.is_empty() && !text.is_empty() && !text.starts_with(['=', '$'])
}

/// Splits after the longest start that can be a value.
fn split_value(kind: CredentialKind, text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches(|c| is_value_char(kind, c));
    let behind = rest.trim_start_matches('=');
    let is_padding = !behind.starts_with(|c| is_value_char(kind, c));
    text.split_at(text.len() - if is_padding { behind } else { rest }.len())
}

/// Reads the value at the start of the text. Terminals and mails wrap long tokens, so the pieces of a token
/// are joined.
fn read_value(kind: CredentialKind, text: &str, context: Context) -> Result<String, CredentialError> {
    let mut value = String::new();
    let mut words = text.split_ascii_whitespace().peekable();
    while let Some(word) = words.next() {
        let (piece, rest) = split_value(kind, word);
        let next = words.peek();
        let is_name = rest.starts_with([':', '='])
            || rest.is_empty() && next.is_some_and(|next| next.starts_with([':', '=']))
            || !value.is_empty() && piece.ends_with('=') && next.is_some();
        if !value.is_empty() {
            let is_other = is_name || is_option(word) || piece.is_empty() && rest.is_ascii();
            if context == Context::Named && is_other {
                break;
            }
            if kind == CredentialKind::ApiKey {
                return Err(CredentialError::NotForHeaders);
            }
            // Words of a language are no pieces of a token, and neither is a scheme such as `Basic`.
            let is_scheme = value.bytes().all(|b| b.is_ascii_alphabetic());
            if is_name || is_scheme || is_plain_word(piece) || value.ends_with('=') {
                return Err(CredentialError::NotAlone);
            }
        } else if is_name {
            return Err(CredentialError::NotAlone);
        }
        if piece.is_empty() {
            return Err(refusal(rest));
        }
        if rest.starts_with('%') && context == Context::Named && value.is_empty() {
            value = decode_parameter(word).ok_or(CredentialError::NotAlone)?;
            break;
        }
        value.push_str(piece);
        if !rest.is_empty() {
            if context == Context::Named && is_end(rest, next.is_none()) {
                break;
            }
            return Err(refusal(rest));
        }
    }
    if value.is_empty() {
        Err(CredentialError::Empty)
    } else if is_value(kind, &value) && !is_label(&value) {
        Ok(value)
    } else {
        Err(refusal(&value))
    }
}

/// Returns whether a value ends where `rest` begins: at a quote, a comma, the next parameter of a URL.
fn is_end(rest: &str, is_last: bool) -> bool {
    let mut chars = rest.chars();
    let first = chars.next();
    let behind = chars.as_str();
    match first {
        Some('}' | ']' | ')') => true,
        Some('\\') => behind.is_empty() || behind.starts_with(is_quote),
        Some(',' | ';') => behind.is_empty() || behind.starts_with(|c| is_quote(c) || c == '}'),
        Some('&') => behind.is_empty() || behind.contains('='),
        Some(c) if is_quote(c) => true,
        Some(c) if is_invisible(c) => {
            let visible = rest.trim_start_matches(is_invisible);
            if visible.is_empty() { is_last } else { is_end(visible, is_last) }
        }
        _ => false,
    }
}

/// Decodes the value of a URL parameter.
fn decode_parameter(text: &str) -> Option<String> {
    let end = text.find(|c| matches!(c, '&' | '#') || is_quote(c)).unwrap_or(text.len());
    percent::decode(text.get(..end)?)
}

/// Returns why a value cannot continue with this text.
fn refusal(rest: &str) -> CredentialError {
    match rest.chars().next() {
        Some(c) if (!c.is_ascii() && !is_quote(c)) || c.is_control() => CredentialError::NotForHeaders,
        _ => CredentialError::NotAlone,
    }
}

/// Returns whether a word is an option of a command, such as `-v` or `--compressed`.
fn is_option(word: &str) -> bool {
    let name = word.trim_start_matches('-');
    name.len() < word.len() && !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
        || word.len() == 2 && word.starts_with('-')
}

/// Returns whether a piece reads as a word of a language: two letters or more, capital at most at its start.
fn is_plain_word(piece: &str) -> bool {
    let word = piece.trim_end_matches('.');
    word.len() > 1
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().skip(1).all(|b| b.is_ascii_lowercase())
}
