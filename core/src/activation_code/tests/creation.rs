use proptest::prelude::*;

use super::*;

fn request_body(typed: &str) -> Result<Option<String>, CustomCodeError> {
    let new_code = |code| NewCode { code, end: Timestamp::LAST, is_secret: false };
    CustomCode::parse(typed).map(|code| code.map(|code| new_code(Some(code)).body().reveal().to_owned()))
}

fn decode(answer: &Answer) -> Result<Created, Failure> {
    decode_created(answer, Some(&user()), str::to_lowercase).map(|decoded| decoded.value)
}

#[test]
fn a_custom_code_is_sent_as_it_was_typed() {
    for (typed, code) in
        [("0012", "0012"), (" aB-1 2\t", "aB-1 2"), ("Zür€", "Zür€"), ("\u{feff}1\u{200b}", "1"), ("**", "x")]
    {
        let body = request_body(typed);
        if code == "x" {
            assert_eq!(body, Err(CustomCodeError::LooksMasked), "{typed}");
        } else {
            let body = body.expect("a code").expect("not empty");
            let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
            assert_eq!(body["activationCode"], code);
            assert_eq!(body["activationNotAfter"], "253402300799");
        }
    }
    for typed in ["", "  ", "\n\u{a0}"] {
        assert_eq!(request_body(typed), Ok(None), "{typed:?}: the server makes one");
    }
}

#[test]
fn a_code_that_cannot_be_typed_is_refused() {
    for typed in ["a\u{202e}b", "a\u{200b}b", "a\nb", "a\u{a0}b", "a\0b", "1\u{feff}1", "1\u{2028}2"] {
        assert_eq!(request_body(typed), Err(CustomCodeError::Invisible), "{typed:?}");
    }
    assert_eq!(request_body(&"é".repeat(65)), Err(CustomCodeError::TooLong));
    assert!(request_body(&"é".repeat(64)).is_ok());
    for typed in ["1***2", "•••", "*"] {
        assert_eq!(request_body(typed), Err(CustomCodeError::LooksMasked), "{typed:?}");
    }
    assert!(!format!("{:?}", CustomCode::parse("7654321")).contains("7654321"));
}

#[test]
fn a_single_entry_in_the_answer_is_the_new_code() {
    let entry = r#"{"activationNotAfter":"1586901570","activationCode":"1827098"}"#;
    let created = decode(&Answer::json(201, list(entry))).expect("created");
    assert_eq!(created.user, "USER_NAME");
    let entry_created = created.entry.expect("an entry");
    assert_eq!(
        (texts(std::slice::from_ref(&entry_created))[0], entry_created.end),
        ("1827098", at(1_586_901_570))
    );
    let hidden = decode(&Answer::json(200, list(r#"{"activationCode":"***"}"#))).expect("created");
    assert_eq!(hidden.entry.map(|entry| entry.code), Some(Code::Hidden));
    let mask =
        decode_created(&Answer::json(200, list(r#"{"activationCode":null}"#)), None, str::to_lowercase)
            .expect("created");
    assert!(rules(&mask.notes).iter().any(|(rule, _)| *rule == "R-K7"), "tolerance leaves a note");
}

#[test]
fn without_a_single_entry_the_new_code_is_unknown() {
    for body in [
        list(r#"{"activationCode":"1"},{"activationCode":"2"}"#),
        list(""),
        r#"{"status":"OK","message":"created"}"#.to_owned(),
        String::new(),
    ] {
        let expected = Created { user: "USER_NAME".to_owned(), entry: None };
        assert_eq!(decode(&Answer::json(200, body)), Ok(expected));
    }
    assert_eq!(decode(&Answer { status: 204, ..Answer::default() }).map(|created| created.entry), Ok(None));
}

#[test]
fn after_an_unusable_answer_the_code_may_have_been_created() {
    for answer in [
        Answer::json(200, "{"),
        Answer::json(200, r#"{"data":7}"#),
        Answer { status: 200, body: b"<html>".to_vec(), ..Answer::default() },
    ] {
        assert_eq!(decode(&answer), Err(Failure::PerhapsCreated(None)));
    }
    let other = r#"{"status":"OK","data":{"userId":"OTHER","activationCodes":["1"]}}"#;
    assert_eq!(
        decode(&Answer::json(200, other)),
        Err(Failure::PerhapsCreated(None)),
        "it is unknown for which user"
    );
}

#[test]
fn an_error_report_in_a_2xx_is_a_refusal() {
    let refused = |message: &str| {
        let body = format!(r#"{{"status":"ERROR","message":"{message}"}}"#);
        decode(&Answer::json(200, body)).expect_err("not created")
    };
    assert!(matches!(refused("Policy violated"), Failure::NotCreated(_)));
    assert!(matches!(refused("Activation code already exists"), Failure::Duplicate(_)));
}

proptest! {
    #[test]
    fn no_bytes_panic_and_every_failure_is_one_of_creating(body in any::<Vec<u8>>(), status in any::<u16>()) {
        if let Err(failure) = decode(&Answer::json(status, body)) {
            prop_assert_eq!(failure.clone().while_creating(), failure);
        }
    }

    #[test]
    fn every_accepted_code_is_sent_unchanged(typed in "\\PC{0,70}") {
        if let Ok(Some(body)) = request_body(&typed) {
            let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
            prop_assert_eq!(body["activationCode"].as_str(), Some(crate::pasted::trim(&typed)));
        }
    }
}
