mod creation;
mod gateway;
mod member;
mod reports;
mod statuses;

use super::*;
use crate::answer::Answer;

/// Includes a fixture.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/fixtures/", $name, ".json"))
    };
}
use fixture;

fn access(answer: &Answer) -> Failure {
    Failure::from_access_answer(answer).expect("a refusal")
}

fn activation(answer: &Answer) -> Failure {
    Failure::from_activation_answer(answer).expect("a refusal")
}

fn report(answer: &Answer) -> Report {
    access(answer).report().expect("a report").clone()
}
