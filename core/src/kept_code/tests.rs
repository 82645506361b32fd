use super::*;
use crate::{
    answer::Answer,
    failure::{Report, Unexpected},
    request::Method,
};

const CODE: &str = "0071930465528817402";
const SINCE: i64 = 1_718_280_000_000;

fn code(content: &str, end: End) -> AccessCode {
    AccessCode { content: Secret::new(content.to_owned()), format: Format::QrCode, end }
}

fn kept() -> KeptCode {
    let since = Timestamp::from_millis(SINCE).expect("a time");
    KeptCode::new(&code(CODE, End::NotStated), since).expect("a code to keep")
}

fn pass(customer: Option<&str>, url: &str) -> KeptPass {
    let request = Request {
        method: Method::Get,
        url: url.to_owned(),
        is_same_origin: true,
        headers: Vec::new(),
        body: None,
    };
    let customer = customer.map(|digits| digits.parse().expect("an id"));
    KeptPass::new("gym".parse().expect("an id"), customer, &request)
}

#[test]
fn only_a_static_symbol_may_be_kept() {
    let end = Timestamp::from_millis(SINCE).expect("a time");
    assert!(KeptCode::may_keep(&code(CODE, End::NotStated)));
    assert!(!KeptCode::may_keep(&code(CODE, End::At(end))));
    assert!(!KeptCode::may_keep(&code(CODE, End::Unknown)), "it may have an end");
    let other = AccessCode { format: Format::Other("PDF_417".to_owned()), ..code(CODE, End::NotStated) };
    assert!(!KeptCode::may_keep(&other));
    assert_eq!(KeptCode::new(&other, end), None);
}

#[test]
fn what_is_encrypted_is_parsed_again() {
    for content in [CODE, "two\nlines\n", " ", "ä\u{0}"] {
        let since = Timestamp::from_millis(SINCE).expect("a time");
        let kept = KeptCode::new(&code(content, End::NotStated), since).expect("a code");
        assert_eq!(KeptCode::parse(&kept.to_text(), false), Some(kept), "{content:?}");
    }
    for text in ["", "1", "1\n5", "1\n5\n", "2\n5\nx", "1\n-5\nx", "1\n\nx", "1\nx\nx"] {
        assert_eq!(KeptCode::parse(&Secret::new(text.to_owned()), false), None, "{text:?}");
    }
}

#[test]
fn a_pass_survives_print_and_parse() {
    for pass in [
        pass(None, "/api/gym/v1/customers/me/access-code"),
        pass(Some("9007199254740993"), "https://studio.example/v1/customers/9007199254740993/access-code"),
    ] {
        assert_eq!(KeptPass::parse(&pass.to_string()), Some(pass));
    }
    for text in ["", "gym", "gym\n", "Gym\n\n/x", "gym\nx\n/x", "gym\n0\n/x"] {
        assert_eq!(KeptPass::parse(text), None, "{text:?}");
    }
}

#[test]
fn customers_and_servers_have_passes_of_their_own() {
    let first = pass(Some("1"), "/api/gym/v1/customers/1/access-code");
    assert_ne!(first, pass(Some("2"), "/api/gym/v1/customers/2/access-code"));
    assert_ne!(first, pass(Some("1"), "https://other.example/v1/customers/1/access-code"));
    assert_eq!(first.route().to_string(), "/access/gym/1");
}

#[test]
fn a_fresh_code_decides_about_the_kept_one() {
    let end = Timestamp::from_millis(SINCE).expect("a time");
    let after = |fresh: &AccessCode| kept().after_answer(fresh);
    assert_eq!(after(&code(CODE, End::NotStated)), AfterAnswer::Keep);
    assert_eq!(after(&code("7", End::NotStated)), AfterAnswer::Replace);
    assert_eq!(after(&code(CODE, End::At(end))), AfterAnswer::Remove, "it has become dynamic");
    assert_eq!(after(&code(CODE, End::Unknown)), AfterAnswer::Remove);
}

#[test]
fn after_the_end_of_a_session_only_the_same_code_stays() {
    let doubtful = KeptCode::parse(&kept().to_text(), true).expect("a code");
    assert_eq!(
        doubtful.after_answer(&code(CODE, End::NotStated)),
        AfterAnswer::Replace,
        "it is certain again"
    );
    assert_eq!(
        doubtful.after_answer(&code("7", End::NotStated)),
        AfterAnswer::Remove,
        "another person, who has not chosen to keep it"
    );
}

#[test]
fn it_is_shown_only_while_the_service_cannot_be_asked() {
    let unavailable = Failure::Unavailable { retry_after: None, report: Report::default() };
    for failure in [
        Failure::Offline,
        Failure::NoConnection,
        Failure::Timeout,
        Failure::Unexpected(Unexpected::default()),
        unavailable,
    ] {
        assert_eq!(AfterFailure::of(&failure), AfterFailure::Show, "{failure:?}");
    }
    for failure in [Failure::Malformed { path: String::new() }, Failure::SessionOver] {
        assert_eq!(AfterFailure::of(&failure), AfterFailure::Hide, "{failure:?}");
    }
}

#[test]
fn an_answer_that_denies_the_code_removes_it() {
    let answer = |status, body: &str| {
        let answer = Answer {
            status,
            content_type: Some("application/json".to_owned()),
            body: body.as_bytes().to_vec(),
            ..Answer::default()
        };
        crate::access_code::decode(&answer).expect_err("a failure")
    };
    for failure in [
        answer(403, "{}"),
        answer(403, r#"{"errorCode":"gateway.not_mapped"}"#),
        answer(403, r#"{"errorCode":"gateway.not_allowed"}"#),
        answer(404, r#"{"errorMessage":"x","errorCode":"y"}"#),
        answer(404, "nothing"),
        answer(410, "{}"),
        answer(204, ""),
    ] {
        assert_eq!(AfterFailure::of(&failure), AfterFailure::Remove, "{failure:?}");
    }
}

#[test]
fn debug_shows_no_code() {
    assert!(!format!("{:?}", kept()).contains(CODE));
}
