use super::*;

/// Returns the name of the variant.
fn name(failure: &Failure) -> &'static str {
    match failure {
        Failure::Invalid(_) => "Invalid",
        Failure::NotAccepted(_) => "NotAccepted",
        Failure::Forbidden(_) => "Forbidden",
        Failure::NotFound(_) => "NotFound",
        Failure::EndpointGone(_) => "EndpointGone",
        Failure::Conflict(_) => "Conflict",
        Failure::RateLimited { .. } => "RateLimited",
        Failure::Unavailable { .. } => "Unavailable",
        Failure::ServerError(_) => "ServerError",
        Failure::OtherStatus(_) => "OtherStatus",
        other => panic!("unexpected: {other:?}"),
    }
}

#[test]
fn r_a12_every_status_has_its_meaning_for_both_apis() {
    let body = r#"{"message":"User does not exist"}"#;
    for (status, expected) in [
        (0, "OtherStatus"),
        (101, "OtherStatus"),
        (302, "OtherStatus"),
        (304, "OtherStatus"),
        (400, "Invalid"),
        (401, "NotAccepted"),
        (402, "OtherStatus"),
        (403, "Forbidden"),
        (404, "NotFound"),
        (405, "OtherStatus"),
        (408, "Unavailable"),
        (409, "Conflict"),
        (410, "NotFound"),
        (429, "RateLimited"),
        (451, "OtherStatus"),
        (500, "ServerError"),
        (501, "ServerError"),
        (502, "Unavailable"),
        (503, "Unavailable"),
        (504, "Unavailable"),
        (505, "ServerError"),
        (599, "ServerError"),
        (600, "OtherStatus"),
    ] {
        let answer = Answer::json(status, body);
        for failure in [access(&answer), activation(&answer)] {
            assert_eq!(name(&failure), expected, "{status}");
            assert_eq!(failure.report().map(|report| report.status), Some(status));
        }
    }
    for status in [200, 201, 204, 299] {
        assert_eq!(Failure::from_access_answer(&Answer::json(status, body)), None);
        assert_eq!(Failure::from_activation_answer(&Answer::json(status, body)), None);
    }
}

#[test]
fn a_missing_customer_is_told_from_a_missing_endpoint() {
    for (body, expected) in [
        (r#"{"errorMessage":"Entity does not exists."}"#, "NotFound"),
        (r#"{"traceId":"1"}"#, "NotFound"),
        (fixture!("access/error-other-names"), "NotFound"),
        ("{}", "EndpointGone"),
        ("", "EndpointGone"),
        ("<html>", "EndpointGone"),
    ] {
        for status in [404, 410] {
            assert_eq!(name(&access(&Answer::json(status, body))), expected, "{status} {body}");
        }
    }
    let html =
        Answer { content_type: Some("text/html".into()), ..Answer::json(404, r#"{"errorMessage":"x"}"#) };
    assert_eq!(name(&access(&html)), "EndpointGone");
}

#[test]
fn r_k11_a_missing_user_is_told_from_a_wrong_address() {
    for (body, expected) in [
        (fixture!("activation/error-user-unknown"), "NotFound"),
        (r#"{"error":"user_not_found"}"#, "NotFound"),
        (r#"{"errorMessage":"No such userId."}"#, "NotFound"),
        (fixture!("activation/error-realm"), "EndpointGone"),
        (fixture!("activation/error-path"), "EndpointGone"),
        (r#"{"error":"HTTP 404 Not Found"}"#, "EndpointGone"),
        (r#"{"error":"superuser only"}"#, "EndpointGone"),
        ("{}", "EndpointGone"),
        ("User does not exist", "EndpointGone"),
    ] {
        for status in [404, 410] {
            assert_eq!(name(&activation(&Answer::json(status, body))), expected, "{status} {body}");
        }
    }
}

#[test]
fn r_k10_a_401_with_any_body_is_the_same_failure() {
    let keycloak = activation(&Answer::json(401, fixture!("activation/error-keycloak")));
    assert_eq!(
        keycloak,
        Failure::NotAccepted(Report {
            status: 401,
            message: Some("Token verification failed".into()),
            ..Report::default()
        })
    );
    let kobil = r#"{"subSystem":5,"status":"Unauthorized","message":"HTTP 401 Unauthorized"}"#;
    let Failure::NotAccepted(report) = activation(&Answer::json(401, kobil)) else { panic!("not a 401") };
    assert_eq!(report.details.sub_system.as_deref(), Some("5"));
    assert_eq!(report.details.status_word.as_deref(), Some("Unauthorized"));
    assert_eq!(report.message.as_deref(), Some("HTTP 401 Unauthorized"));
}

#[test]
fn r_a11_the_wait_is_parsed_from_the_failure() {
    let at = |millis| Timestamp::from_millis(millis).expect("in range");
    let (date, now) = (at(784_111_777_000), at(1_718_274_780_000));
    for (status, text, millis) in [
        (429, Some("7"), Some(7_000)),
        (503, Some("Sun, 06 Nov 1994 08:50:07 GMT"), Some(30_000)),
        (429, Some("-5"), None),
        (429, None, None),
        (500, Some("7"), None),
    ] {
        let answer = Answer { retry_after: text.map(Into::into), ..Answer::json(status, "") };
        assert_eq!(access(&answer).wait(Some(date), now).map(Wait::millis), millis, "{status} {text:?}");
    }
}
