use proptest::prelude::*;

use super::*;

fn own(typed: &str) -> Result<Option<String>, OwnCodeError> {
    let wish = |code| NewCode { code, until: Timestamp::LAST, secret: false };
    OwnCode::read(typed).map(|code| code.map(|code| wish(Some(code)).body().reveal().to_owned()))
}

fn created(answer: &Answer) -> Result<Created, Failure> {
    read_created(answer, Some(&asked())).map(|read| read.value)
}

#[test]
fn a_code_of_ones_own_is_taken_as_it_was_typed() {
    for (typed, code) in
        [("0012", "0012"), (" aB-1 2\t", "aB-1 2"), ("Zür€", "Zür€"), ("\u{feff}1\u{200b}", "1"), ("**", "x")]
    {
        let body = own(typed);
        if code == "x" {
            assert_eq!(body, Err(OwnCodeError::LooksMasked), "{typed}");
        } else {
            let body = body.expect("a code").expect("not empty");
            let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
            assert_eq!(body["activationCode"], code);
            assert_eq!(body["activationNotAfter"], "253402300799");
        }
    }
    for typed in ["", "  ", "\n\u{a0}"] {
        assert_eq!(own(typed), Ok(None), "{typed:?}: the server makes one");
    }
}

#[test]
fn what_nobody_could_type_is_no_code() {
    for typed in ["a\u{202e}b", "a\u{200b}b", "a\nb", "a\u{a0}b", "a\0b", "1\u{feff}1", "1\u{2028}2"] {
        assert_eq!(own(typed), Err(OwnCodeError::Invisible), "{typed:?}");
    }
    assert_eq!(own(&"é".repeat(65)), Err(OwnCodeError::TooLong));
    assert!(own(&"é".repeat(64)).is_ok());
    for typed in ["1***2", "•••", "*"] {
        assert_eq!(own(typed), Err(OwnCodeError::LooksMasked), "{typed:?}");
    }
    assert!(!format!("{:?}", OwnCode::read("7654321")).contains("7654321"));
}

#[test]
fn the_one_entry_of_the_answer_is_the_new_code() {
    let entry = r#"{"activationNotAfter":"1586901570","activationCode":"1827098"}"#;
    let made = created(&Answer::json(201, list(entry))).expect("made");
    assert_eq!(made.user, "USER_NAME");
    let made = made.entry.expect("an entry");
    assert_eq!((texts(std::slice::from_ref(&made))[0], made.end), ("1827098", at(1_586_901_570)));
    let hidden = created(&Answer::json(200, list(r#"{"activationCode":"***"}"#))).expect("made");
    assert_eq!(hidden.entry.map(|entry| entry.code), Some(Code::Hidden));
    let mask = read_created(&Answer::json(200, list(r#"{"activationCode":null}"#)), None).expect("made");
    assert!(rules(&mask.notes).iter().any(|(rule, _)| *rule == "R-K7"), "tolerance is told");
}

#[test]
fn where_the_answer_does_not_say_which_code_is_new_the_list_has_to() {
    for body in [
        list(r#"{"activationCode":"1"},{"activationCode":"2"}"#),
        list(""),
        r#"{"status":"OK","message":"created"}"#.to_owned(),
        String::new(),
    ] {
        let expected = Created { user: "USER_NAME".to_owned(), entry: None };
        assert_eq!(created(&Answer::json(200, body)), Ok(expected));
    }
    assert_eq!(created(&Answer { status: 204, ..Answer::default() }).map(|created| created.entry), Ok(None));
}

#[test]
fn an_answer_that_cannot_be_read_does_not_say_that_nothing_was_made() {
    for answer in [
        Answer::json(200, "{"),
        Answer::json(200, r#"{"data":7}"#),
        Answer { status: 200, body: b"<html>".to_vec(), ..Answer::default() },
    ] {
        assert_eq!(created(&answer), Err(Failure::PerhapsCreated(None)));
    }
    let other = r#"{"status":"OK","data":{"userId":"OTHER","activationCodes":["1"]}}"#;
    assert_eq!(
        created(&Answer::json(200, other)),
        Err(Failure::PerhapsCreated(None)),
        "and for whom nobody knows"
    );
}

#[test]
fn an_error_report_in_a_2xx_is_a_refusal() {
    let refused = |message: &str| {
        let body = format!(r#"{{"status":"ERROR","message":"{message}"}}"#);
        created(&Answer::json(200, body)).expect_err("not made")
    };
    assert!(matches!(refused("Policy violated"), Failure::NotCreated(_)));
    assert!(matches!(refused("Activation code already exists"), Failure::Duplicate(_)));
}

proptest! {
    #[test]
    fn no_bytes_panic_and_no_failure_is_one_of_a_list(body in any::<Vec<u8>>(), status in any::<u16>()) {
        if let Err(failure) = created(&Answer::json(status, body)) {
            prop_assert_eq!(failure.clone().while_creating(), failure);
        }
    }

    #[test]
    fn every_code_that_is_taken_is_sent_as_it_is(typed in "\\PC{0,70}") {
        if let Ok(Some(body)) = own(&typed) {
            let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
            prop_assert_eq!(body["activationCode"].as_str(), Some(crate::pasted::trim(&typed)));
        }
    }
}
