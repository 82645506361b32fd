use proptest::prelude::*;

use super::*;

#[test]
fn r_a9_the_documented_error_body_is_decoded() {
    let typed =
        r#"[{"value": ["CUSTOMER_READ"], "type": "PERMISSION_LIST"}, {"value": 7, "type": "BRAND_NEW"}]"#;
    assert_eq!(
        report(&Answer::json(403, fixture!("access/error-permission"))),
        Report {
            status: 403,
            message: Some("The caller has no privilege to the given resource.".into()),
            details: Box::new(Details {
                error_code: Some("errormessage.permission.denied".into()),
                trace_id: Some("6871460925362093414".into()),
                reference: Some("parent.child".into()),
                args: Some(r#"[{"CUSTOMER_READ": 1}]"#.into()),
                typed_args: Some(typed.into()),
                ..Details::default()
            }),
        }
    );
}

#[test]
fn r_a9_other_names_of_the_message_are_decoded() {
    for (body, message) in [
        (
            r#"{"detail":"6","title":"5","error":"4","error_description":"3","message":"2",
                "errorMessage":"1"}"#,
            "1",
        ),
        (r#"{"detail":"6","title":"5","error":"4","error_description":"3","message":"2"}"#, "2"),
        (r#"{"detail":"6","title":"5","error":"4","error_description":"3"}"#, "3"),
        (r#"{"detail":"6","title":"5","error":"4"}"#, "4"),
        (r#"{"detail":"6","title":"5"}"#, "5"),
        (r#"{"detail":"6"}"#, "6"),
        (
            r#"{"errorMessage":{"de":"Nein"},"message":404,"error_description":" ","error":"not_found"}"#,
            "not_found",
        ),
        (r#"{"errorMessage":"first","errorMessage":"second"}"#, "first"),
        ("\u{feff}{\"errorMessage\":\"marked\"}", "marked"),
    ] {
        assert_eq!(report(&Answer::json(400, body)).message.as_deref(), Some(message), "{body}");
    }
    let other = report(&Answer::json(404, fixture!("access/error-other-names")));
    assert_eq!(other.message.as_deref(), Some("Customer 1234 not found"));
    assert_eq!(other.details.error_code.as_deref(), Some("NOT_FOUND"));
}

#[test]
fn r_a9_a_hostile_message_is_bounded_and_visible() {
    let hostile = report(&Answer::json(400, fixture!("access/error-hostile")));
    let message = hostile.message.clone().expect("a message");
    assert!(message.starts_with("<b>bad</b> xxx") && message.ends_with("x…"), "{message}");
    assert_eq!(message.chars().count(), 300);
    assert_eq!(hostile, Report { status: 400, message: Some(message), ..Report::default() });
}

#[test]
fn r_a9_a_body_that_is_not_json_is_never_shown() {
    for (kind, body) in [
        (Some("text/html"), "<h1>401 sentinel</h1>"),
        (Some("text/plain"), "HTTP 401 Unauthorized sentinel"),
        (Some("text/html"), r#"{"errorMessage":"sentinel"}"#),
        (None, r#"{"errorMessage":"sentinel"}"#),
        (Some("application/json"), "sentinel"),
        (Some("application/json"), r#"["sentinel"]"#),
        (Some("application/json"), r#"{"errorMessage":"sentinel"} x"#),
        (Some("application/json"), ""),
        (None, ""),
    ] {
        let answer = Answer { content_type: kind.map(Into::into), ..Answer::json(401, body) };
        let bare = Failure::NotAccepted(Report { status: 401, ..Report::default() });
        assert_eq!((access(&answer), activation(&answer)), (bare.clone(), bare), "{kind:?} {body}");
    }
    let latin = Answer::json(500, b"{\"errorMessage\":\"\xfc\"}".to_vec());
    assert_eq!(report(&latin), Report { status: 500, ..Report::default() });
}

#[test]
fn r_a10_arguments_are_kept_as_raw_json_and_bounded() {
    let body = format!("{{\"args\":\"a\u{202e}b\",\"typedArgs\":[\n{}]}}", "1,".repeat(5_000) + "1");
    let report = report(&Answer::json(400, body));
    assert_eq!(report.details.args.as_deref(), Some("\"ab\""));
    let typed = report.details.typed_args.expect("typed arguments");
    assert_eq!(typed.chars().count(), 2_000);
    assert!(typed.starts_with("[ 1,1,"), "{typed}");
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

proptest! {
    #[test]
    fn no_answer_panics_and_every_text_is_safe(
        status in 300..600_u16,
        texts in prop::collection::vec(any::<String>(), 6),
        body in any::<Vec<u8>>(),
    ) {
        let _ = Failure::from_access_answer(&Answer::json(status, body.clone()));
        let _ = Failure::from_activation_answer(&Answer::json(status, body));
        let names = ["errorMessage", "errorCode", "traceId", "reference", "status", "args"];
        let hostile = texts.into_iter().map(|text| text.repeat(40) + "\u{202e}\u{200b}\u{7}x");
        let members: serde_json::Map<_, _> =
            names.into_iter().map(str::to_owned).zip(hostile.map(Into::into)).collect();
        let report = report(&Answer::json(status, serde_json::to_vec(&members).expect("JSON")));
        prop_assert!(report.message.is_some() && report.details.args.is_some());
        let details = *report.details;
        let texts =
            [report.message, details.error_code, details.trace_id, details.reference, details.status_word];
        for text in texts.into_iter().flatten() {
            prop_assert!(text.chars().count() <= 300);
            prop_assert!(!text.chars().any(is_forbidden));
        }
        let args = details.args.unwrap_or_default();
        prop_assert!(args.chars().count() <= 2_000);
        prop_assert!(!args.chars().any(is_forbidden));
    }
}
