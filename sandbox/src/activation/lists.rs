//! The lists of users with documented responses. The values are the same after each start.

use std::collections::HashSet;

use crate::activation::code::{ActivationCode, Expiry};
use crate::activation::list_request::ListRequest;
use crate::random::Random;

const MINUTE_SECS: i64 = 60;
const HOUR_SECS: i64 = 60 * MINUTE_SECS;
const DAY_SECS: i64 = 24 * HOUR_SECS;

/// Time from the first request for the user `soon` to the expiry of the code.
const SOON_SECS: i64 = 15;

/// Returns the expiry this many seconds after the sandbox's start.
fn after_start(request: &ListRequest, seconds: i64) -> Expiry {
    Expiry::At(request.started.seconds() + seconds)
}

/// Returns no codes.
#[must_use]
pub fn none(_: &ListRequest) -> Vec<ActivationCode> {
    Vec::new()
}

/// Returns one code that is valid for a week.
#[must_use]
pub fn one(request: &ListRequest) -> Vec<ActivationCode> {
    vec![ActivationCode::new("6849351", after_start(request, 7 * DAY_SECS))]
}

/// Returns three valid codes, one of which has a leading zero.
#[must_use]
pub fn three(request: &ListRequest) -> Vec<ActivationCode> {
    vec![
        ActivationCode::new("1827098", after_start(request, HOUR_SECS)),
        ActivationCode::new("04738126", after_start(request, 3 * DAY_SECS)),
        ActivationCode::new("68493536", after_start(request, 60 * DAY_SECS)),
    ]
}

/// Returns 50 codes of all kinds.
#[must_use]
pub fn fifty(request: &ListRequest) -> Vec<ActivationCode> {
    mixed(request, 50)
}

/// Returns 10 000 codes of all kinds.
#[must_use]
pub fn ten_thousand(request: &ListRequest) -> Vec<ActivationCode> {
    mixed(request, 10_000)
}

/// Returns 10 001 codes, one more than the app has to show.
#[must_use]
pub fn ten_thousand_and_one(request: &ListRequest) -> Vec<ActivationCode> {
    mixed(request, 10_001)
}

/// Returns three codes at the first request, and all but the second later.
#[must_use]
pub fn used(request: &ListRequest) -> Vec<ActivationCode> {
    let mut codes = three(request);
    if request.history.count > 0 {
        codes.remove(1);
    }
    codes
}

/// Returns only expired codes.
#[must_use]
pub fn expired(request: &ListRequest) -> Vec<ActivationCode> {
    [("3391047", -DAY_SECS), ("90215836", -HOUR_SECS), ("0057214", -40 * DAY_SECS)]
        .map(|(value, seconds)| ActivationCode::new(value, after_start(request, seconds)))
        .into()
}

/// Returns a code that expires 15 seconds after the first request and stays listed.
#[must_use]
pub fn soon(request: &ListRequest) -> Vec<ActivationCode> {
    vec![ActivationCode::new("7420916", Expiry::At(request.history.first.seconds() + SOON_SECS))]
}

/// Returns codes without order. Of each 50, 10 are expired, 5 expire within minutes, 3 do not expire, and the
/// others are valid for hours to weeks.
fn mixed(request: &ListRequest, count: usize) -> Vec<ActivationCode> {
    let mut random = Random::seeded(5);
    let mut used = HashSet::with_capacity(count);
    (0_i64..)
        .take(count)
        .map(|index| {
            let expiry = match index % 50 {
                position @ (3 | 7 | 12 | 18 | 21 | 26 | 33 | 39 | 42 | 48) => {
                    after_start(request, -position * 5 * HOUR_SECS)
                }
                position @ (5 | 14 | 23 | 32 | 41) => after_start(request, position * 15 + 2 * MINUTE_SECS),
                9 => Expiry::Absent,
                27 => Expiry::Empty,
                45 => Expiry::Zero,
                position => after_start(request, (position * 37 % 50 + 1) * 28 * HOUR_SECS + index),
            };
            ActivationCode::new(unused_value(&mut random, &mut used, index), expiry)
        })
        .collect()
}

/// Returns a value that is not in `used` and adds it: seven or eight digits, and letters for one index.
fn unused_value(random: &mut Random, used: &mut HashSet<String>, index: i64) -> String {
    loop {
        let value = match index {
            17 => random.token(8),
            _ => random.digits(if index % 3 == 0 { 7 } else { 8 }),
        };
        if used.insert(value.clone()) {
            return value;
        }
    }
}
