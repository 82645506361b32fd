//! The gateway's own answers, told from those of the services behind it.

use super::*;

fn gateway(status: u16, code: &str) -> Answer {
    Answer::json(status, format!(r#"{{"errorMessage":"Words.","errorCode":"gateway.{code}"}}"#))
}

#[test]
fn the_end_of_the_session_is_told_from_a_refused_key() {
    let session = gateway(401, "session");
    assert_eq!(access(&session), Failure::SessionOver);
    assert_eq!(activation(&session), Failure::SessionOver);
    let body = session.body.clone();
    let as_text = Answer { content_type: Some("text/plain".into()), ..session };
    for answer in [
        Answer::json(401, ""),
        Answer::json(401, r#"{"errorMessage":"gateway.session"}"#),
        Answer::json(401, r#"{"errorCode":"errormessage.authentication.failed"}"#),
        Answer::json(401, r#"{"errorCode":"gateway.session.x"}"#),
        Answer::json(401, r#"{"data":{"errorCode":"gateway.session"}}"#),
        Answer::json(401, fixture!("activation/error-keycloak")),
        gateway(401, "not_mapped"),
        as_text,
    ] {
        for failure in [access(&answer), activation(&answer)] {
            assert!(matches!(failure, Failure::NotAccepted(_)), "{failure:?}");
        }
    }
    for status in [400, 403, 404, 500] {
        let failure = access(&Answer::json(status, body.clone()));
        assert_ne!(failure, Failure::SessionOver, "{status}");
    }
}

#[test]
fn the_gateways_refusals_of_a_person_are_told_from_the_services() {
    for decode in [access, activation] {
        let failure = decode(&gateway(403, "not_mapped"));
        let Failure::NotMapped(report) = &failure else { panic!("{failure:?}") };
        assert_eq!(report.details.error_code.as_deref(), Some("gateway.not_mapped"));
        assert_eq!(failure.report(), Some(report));
        assert!(matches!(decode(&gateway(403, "not_allowed")), Failure::NotAllowed(_)));
        assert!(matches!(decode(&gateway(403, "refused")), Failure::Forbidden(_)));
        assert!(matches!(decode(&gateway(401, "not_allowed")), Failure::NotAccepted(_)));
        for status in [502, 503, 504] {
            assert!(matches!(decode(&gateway(status, "unreachable")), Failure::Unavailable { .. }));
        }
    }
}

#[test]
fn the_gateways_refusals_mean_the_same_while_a_code_is_created() {
    for answer in [gateway(401, "session"), gateway(403, "not_mapped"), gateway(403, "not_allowed")] {
        let failure = activation(&answer);
        assert_eq!(failure.clone().while_creating(), failure);
    }
}

#[test]
fn the_page_knows_which_report_is_the_gateways_own() {
    let report = |answer: &Answer| access(answer).report().is_some_and(Report::is_of_gateway);
    assert!(report(&gateway(403, "refused")));
    assert!(report(&gateway(502, "unreachable")));
    assert!(!report(&Answer::json(403, r#"{"errorCode":"errormessage.permission.denied"}"#)));
    assert!(!report(&Answer::json(403, "")));
}
