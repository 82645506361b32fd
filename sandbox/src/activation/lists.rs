//! The lists of the ordinary users. Values come from fixed seeds, so that each start shows the same codes.

use std::collections::HashSet;

use crate::activation::asked::Asked;
use crate::activation::code::{Code, End};
use crate::random::Random;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Seconds a code of the user `soon` lives after the first request.
const SOON: i64 = 15;

fn after_start(asked: &Asked, seconds: i64) -> End {
    End::At(asked.started.seconds() + seconds)
}

/// No codes.
#[must_use]
pub fn none(_: &Asked) -> Vec<Code> {
    Vec::new()
}

/// One code, for a week.
#[must_use]
pub fn one(asked: &Asked) -> Vec<Code> {
    vec![Code::new("6849351", after_start(asked, 7 * DAY))]
}

/// Three valid codes with different ends, one with a leading zero.
#[must_use]
pub fn three(asked: &Asked) -> Vec<Code> {
    vec![
        Code::new("1827098", after_start(asked, HOUR)),
        Code::new("04738126", after_start(asked, 3 * DAY)),
        Code::new("68493536", after_start(asked, 60 * DAY)),
    ]
}

/// Fifty codes of all kinds.
#[must_use]
pub fn fifty(asked: &Asked) -> Vec<Code> {
    mixed(asked, 50)
}

/// Ten thousand codes of all kinds.
#[must_use]
pub fn ten_thousand(asked: &Asked) -> Vec<Code> {
    mixed(asked, 10_000)
}

/// One code more than a page has to show.
#[must_use]
pub fn ten_thousand_and_one(asked: &Asked) -> Vec<Code> {
    mixed(asked, 10_001)
}

/// Three codes, the second of which is used up once it has been listed.
#[must_use]
pub fn used(asked: &Asked) -> Vec<Code> {
    let mut codes = three(asked);
    if asked.before > 0 {
        codes.remove(1);
    }
    codes
}

/// Codes past their end, not yet cleared by the server.
#[must_use]
pub fn expired(asked: &Asked) -> Vec<Code> {
    [("3391047", -DAY), ("90215836", -HOUR), ("0057214", -40 * DAY)]
        .map(|(value, seconds)| Code::new(value, after_start(asked, seconds)))
        .into()
}

/// One code that ends shortly after it was first asked for, and stays listed.
#[must_use]
pub fn soon(asked: &Asked) -> Vec<Code> {
    vec![Code::new("7420916", End::At(asked.first_seen.seconds() + SOON))]
}

/// Of each 50: 10 expired, 5 ending within minutes, 3 without end, the rest valid for hours to weeks; in no order.
fn mixed(asked: &Asked, count: usize) -> Vec<Code> {
    let mut random = Random::seeded(5);
    let mut taken = HashSet::with_capacity(count);
    (0_i64..)
        .take(count)
        .map(|index| {
            let end = match index % 50 {
                kind @ (3 | 7 | 12 | 18 | 21 | 26 | 33 | 39 | 42 | 48) => {
                    after_start(asked, -kind * 5 * HOUR)
                }
                kind @ (5 | 14 | 23 | 32 | 41) => after_start(asked, kind * 15 + 2 * MINUTE),
                9 => End::Absent,
                27 => End::Blank,
                45 => End::Zero,
                kind => after_start(asked, (kind * 37 % 50 + 1) * 28 * HOUR + index),
            };
            Code::new(fresh(&mut random, &mut taken, index), end)
        })
        .collect()
}

/// A value not given before: seven or eight digits, and letters at one place.
fn fresh(random: &mut Random, taken: &mut HashSet<String>, index: i64) -> String {
    loop {
        let value = match index {
            17 => random.token(8),
            _ => random.digits(if index % 3 == 0 { 7 } else { 8 }),
        };
        if taken.insert(value.clone()) {
            return value;
        }
    }
}
