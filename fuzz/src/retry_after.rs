use latchkey_core::{
    answer::Answer,
    failure::Failure,
    time::{self, Timestamp, Wait},
};

use crate::timestamp;

/// Parses the input as `Retry-After`. Text after a line break is the `Date` of the same answer.
///
/// A wait is one second to ten minutes, depends on the device's clock only if the answer has no date, and is
/// the same in every failure that has one.
pub fn retry_after(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (text, date_header) = text.split_once('\n').unwrap_or((text, ""));
    let mut waits = Vec::new();
    for now in timestamp::nows() {
        let date = Timestamp::from_http_date(date_header, now);
        let wait = time::retry_after(text, date, now);
        if let Some(wait) = wait {
            check_wait(text, date.unwrap_or(now), wait);
        }
        for status in [429, 503, 500, 404, 200] {
            let answer = Answer { status, retry_after: Some(text.to_owned()), ..Answer::default() };
            for failure in [Failure::from_access_answer(&answer), Failure::from_activation_answer(&answer)] {
                let parsed = failure.and_then(|failure| failure.wait(date, now));
                assert_eq!(parsed, wait.filter(|_| status == 429 || status == 503), "{status}");
            }
        }
        waits.push((date, wait));
    }
    if let [(Some(date), first), rest @ ..] = waits.as_slice() {
        // A two-digit year depends on the device's clock if that is fifty years off.
        if rest.iter().all(|(other, _)| other == &Some(*date)) {
            assert!(rest.iter().all(|(_, wait)| wait == first), "the wait depends on the device's clock");
        }
    }
}

fn check_wait(text: &str, sent: Timestamp, wait: Wait) {
    let text = text.trim();
    assert!((1_000..=600_000).contains(&wait.millis()));
    let expected = if text.bytes().all(|b| b.is_ascii_digit()) {
        let digits = text.trim_start_matches('0');
        let seconds = if digits.len() > 9 { i64::MAX } else { digits.parse().unwrap_or(0) };
        Some(seconds.saturating_mul(1000))
    } else {
        Timestamp::from_http_date(text, sent).map(|at| at.millis_since(sent))
    };
    assert_eq!(expected.map(|millis| millis.clamp(1_000, 600_000)), Some(wait.millis()), "{text}");
}
