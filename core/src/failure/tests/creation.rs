use super::*;
use crate::activation_code::decode_created;

/// Returns the failure of a request that creates a code.
fn failure_of(status: u16, body: &str) -> Failure {
    decode_created(&Answer::json(status, body), None, str::to_lowercase).expect_err("a failure")
}

#[test]
fn every_status_says_whether_a_code_was_made() {
    let name = |failure: &Failure| match failure {
        Failure::Duplicate(_) => "Duplicate",
        Failure::NotCreated(_) => "NotCreated",
        Failure::MayNotCreate(_) => "MayNotCreate",
        Failure::PerhapsCreated(_) => "PerhapsCreated",
        Failure::NotAccepted(_) => "NotAccepted",
        Failure::NotFound(_) => "NotFound",
        Failure::EndpointGone(_) => "EndpointGone",
        Failure::RateLimited { .. } => "RateLimited",
        other => panic!("{other:?}"),
    };
    for (status, expected) in [
        (302, "PerhapsCreated"),
        (400, "NotCreated"),
        (401, "NotAccepted"),
        (403, "MayNotCreate"),
        (404, "EndpointGone"),
        (405, "MayNotCreate"),
        (408, "PerhapsCreated"),
        (409, "Duplicate"),
        (413, "NotCreated"),
        (415, "NotCreated"),
        (422, "NotCreated"),
        (429, "RateLimited"),
        (500, "PerhapsCreated"),
        (501, "MayNotCreate"),
        (502, "PerhapsCreated"),
        (503, "PerhapsCreated"),
        (504, "PerhapsCreated"),
        (599, "PerhapsCreated"),
        (999, "PerhapsCreated"),
    ] {
        let failure = failure_of(status, r#"{"message":"HTTP"}"#);
        assert_eq!(name(&failure), expected, "{status}");
        assert_eq!(failure.report().map(|report| report.status), Some(status));
    }
    assert_eq!(name(&failure_of(404, fixture!("activation/error-user-unknown"))), "NotFound");
}

#[test]
fn a_refusal_may_mean_that_the_code_exists() {
    for (message, duplicate) in [
        ("Activation code already exists", true),
        ("Could not be created: it already is in use, and not by you", true),
        ("duplicate key value", true),
        ("The code exists.", true),
        ("Tenant does not exists", false),
        ("User does not exist", false),
        ("activationNotAfter is in the past", false),
        ("", false),
    ] {
        for status in [400, 422] {
            let failure = failure_of(status, &format!(r#"{{"message":"{message}"}}"#));
            assert_eq!(matches!(failure, Failure::Duplicate(_)), duplicate, "{message}");
            assert!(matches!(failure, Failure::Duplicate(_) | Failure::NotCreated(_)));
        }
    }
}

#[test]
fn without_an_answer_the_code_may_have_been_created() {
    for failure in [
        Failure::Timeout,
        Failure::Unreachable,
        Failure::NoConnection,
        Failure::Incomplete,
        Failure::TooLarge,
        Failure::NoCode,
        Failure::Unexpected(Unexpected::default()),
        Failure::Malformed { path: String::new() },
    ] {
        assert_eq!(failure.while_creating(), Failure::PerhapsCreated(None));
    }
    assert_eq!(Failure::Offline.while_creating(), Failure::NotSent, "nothing left the device");
}
