use proptest::prelude::*;

use super::*;
use crate::{failure::Unexpected, notes::Note, time::Timestamp};

/// Includes a fixture of the access API.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../../tests/fixtures/access/", $name, ".json"))
    };
}

const EXAMPLE: i64 = 1_718_274_780_000;

fn ok(body: &str) -> Decoded<AccessCode> {
    super::decode(&Answer::json(200, body)).unwrap_or_else(|failure| panic!("{failure:?} for {body}"))
}

fn malformed(body: &str) -> String {
    match super::decode(&Answer::json(200, body)) {
        Err(Failure::Malformed { path }) => path,
        other => panic!("{other:?} for {body}"),
    }
}

fn at(millis: i64) -> End {
    End::At(Timestamp::from_millis(millis).expect("in range"))
}

fn rules(notes: &[Note]) -> Vec<(&str, &str)> {
    notes.iter().map(|note| (note.rule.id(), note.path.as_str())).collect()
}

#[test]
fn the_vendors_sample_is_read_without_a_note() {
    let code = ok(fixture!("seed"));
    assert_eq!(code.value.content.reveal(), "0049267681211943991");
    assert_eq!(code.value.format, Format::QrCode);
    assert_eq!(code.value.end, at(EXAMPLE));
    assert_eq!((rules(&code.notes), code.further_notes), (vec![], 0));
}

#[test]
fn r_a1_no_end_is_a_static_code() {
    let code = ok(fixture!("static"));
    assert_eq!((code.value.end, rules(&code.notes)), (End::NotStated, vec![]));
    let never = [r#""9999-12-31T23:59:59Z""#, r#""9999-12-31T23:59:59.9999999""#, "9223372036854775807"];
    for end in ["null", r#""""#, r#""  ""#].into_iter().chain(never) {
        let code = ok(&format!(r#"{{"content":"1","format":"QR_CODE","expiresAt":{end}}}"#));
        assert_eq!(code.value.end, End::NotStated, "{end}");
        assert_eq!(rules(&code.notes), [("R-A1", "expiresAt")], "{end}");
    }
}

#[test]
fn r_a2_ends_of_other_shapes() {
    for (body, end) in [(fixture!("zone-in-brackets"), at(EXAMPLE)), (fixture!("no-offset"), End::Unknown)] {
        let code = ok(body);
        assert_eq!((code.value.end, rules(&code.notes)), (end, vec![("R-A2", "expiresAt")]), "{body}");
    }
    for (source, end) in [
        ("1718274780", at(EXAMPLE)),
        ("1718274780.25", at(EXAMPLE)),
        ("1718274780123", at(EXAMPLE + 123)),
        (r#""1718274780""#, at(EXAMPLE)),
        ("0", End::Unknown),
        ("-1", End::Unknown),
        ("1.71827478E9", at(EXAMPLE)),
        (r#""2024-06-13 12:33:00+02""#, at(EXAMPLE)),
        ("133627483800000000", at(EXAMPLE)),
        ("638538715800000000", End::Unknown),
        ("20240613103300", End::Unknown),
        (r#""soon""#, End::Unknown),
        ("true", End::Unknown),
        ("[2024,6,13,10,33]", End::Unknown),
        (r#"{"seconds":1718274780}"#, End::Unknown),
        (r#""\ud800""#, End::Unknown),
    ] {
        let code = ok(&format!(r#"{{"content":"1","format":"QR_CODE","expiresAt":{source}}}"#));
        assert_eq!((code.value.end, rules(&code.notes)), (end, vec![("R-A2", "expiresAt")]), "{source}");
    }
}

#[test]
fn r_a5_an_unknown_format_keeps_the_content() {
    let code = ok(fixture!("unknown-format"));
    assert_eq!(code.value.format, Format::Other("AZTEC".into()));
    assert_eq!(code.value.content.reveal(), "0049267681211943991");
    assert_eq!(rules(&code.notes), [("R-A5", "format")]);
    for (word, shown) in [("qr_code", "qr_code"), ("QR_CODE ", "QR_CODE"), ("A\\u202eB", "AB"), ("", "")] {
        let code = ok(&format!(r#"{{"content":"1","format":"{word}"}}"#));
        assert_eq!(code.value.format, Format::Other(shown.into()), "{word}");
    }
    for body in [r#"{"content":"1"}"#, r#"{"content":"1","format":null}"#, r#"{"content":"1","format":7}"#] {
        assert_eq!(malformed(body), "format", "{body}");
    }
}

#[test]
fn r_a6_content_is_byte_exact() {
    assert_eq!(
        ok(fixture!("json-content")).value.content.reveal(),
        "{\"uuid\":\"0b7c7a4e-5d0c-4f0a-9d0e-0d6f3f6f7a11\",\"customer_number\":\"M-2041\",\
         \"tenant\":\"zürich\"} "
    );
    let number = ok(fixture!("number-content"));
    assert_eq!(number.value.content.reveal(), "90071992547409930049267681211943991");
    assert_eq!(rules(&number.notes), [("R-A2", "expiresAt"), ("R-A6", "content")]);
    for (source, content) in [
        (r#"" 00 ""#, " 00 "),
        (r#""\u0000\u202e\t""#, "\0\u{202e}\t"),
        (r#""\ud83d\ude00""#, "😀"),
        ("\"e\u{301}\"", "e\u{301}"),
    ] {
        let code = ok(&format!(r#"{{"content":{source},"format":"QR_CODE"}}"#));
        assert_eq!((code.value.content.reveal(), rules(&code.notes)), (content, vec![]), "{source}");
    }
    let long = "x".repeat(1_000_000);
    assert_eq!(ok(&format!(r#"{{"content":"{long}","format":"QR_CODE"}}"#)).value.content.reveal(), long);
}

#[test]
fn unusable_content_is_malformed() {
    for source in [r#""""#, "null", "true", "-5", "1.5", "1e9", "[]", "{}", r#""\ud800""#] {
        let body = format!(r#"{{"content":{source},"format":"QR_CODE"}}"#);
        assert_eq!(malformed(&body), "content", "{source}");
    }
    assert_eq!(malformed(r#"{"format":"QR_CODE"}"#), "content");
    for body in ["[]", "null", "1", "\"x\"", "{", "{\"content\":\"1\",\"format\":\"QR_CODE\"} x", "<html>"] {
        assert_eq!(malformed(body), "", "{body}");
    }
}

#[test]
fn a_field_given_twice_is_malformed() {
    assert_eq!(malformed(fixture!("content-twice")), "content");
    assert_eq!(malformed(r#"{"content":"1","format":"QR_CODE","format":"QR_CODE"}"#), "format");
    assert_eq!(
        malformed(r#"{"content":"1","format":"QR_CODE","expiresAt":"","expires\u0041t":""}"#),
        "expiresAt"
    );
}

#[test]
fn unknown_fields_are_normal() {
    let code = ok(fixture!("unknown-fields"));
    assert_eq!((code.value.end, rules(&code.notes)), (at(EXAMPLE), vec![]));
    let twice = r#"{"content":"1","format":"QR_CODE","new":1,"new":{"content":2}}"#;
    assert_eq!(ok(twice).value.content.reveal(), "1");
    let deep = format!(
        r#"{{"content":"1","format":"QR_CODE","new":{}{}}}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_eq!(ok(&deep).value.content.reveal(), "1");
}

#[test]
fn r_a13_an_empty_body_is_no_code_and_html_is_unexpected() {
    for (status, body) in [(204, ""), (200, ""), (200, " \r\n"), (200, "\u{feff}"), (205, "")] {
        for content_type in [None, Some("text/html".to_owned()), Some("application/json".to_owned())] {
            let answer = Answer { content_type, ..Answer::json(status, body) };
            assert_eq!(super::decode(&answer), Err(Failure::NoCode), "{answer:?}");
        }
    }
    let seed = fixture!("seed");
    for kind in
        ["text/html; charset=utf-8", "text/plain", "application/jsonp", "application/json+x", "json", ""]
    {
        let answer = Answer { content_type: Some(kind.into()), ..Answer::json(200, seed) };
        let unexpected = Unexpected { status: 200, content_type: kind.into(), length: seed.len() };
        assert_eq!(super::decode(&answer), Err(Failure::Unexpected(unexpected)), "{kind}");
    }
    let answer =
        Answer { content_type: Some(format!("text/\u{202e}{}", "x".repeat(200))), ..Answer::json(203, seed) };
    match super::decode(&answer) {
        Err(Failure::Unexpected(Unexpected { status: 203, content_type, .. })) => {
            assert_eq!(content_type, format!("text/{}…", "x".repeat(94)));
        }
        other => panic!("{other:?}"),
    }
    let answer = Answer { content_type: None, ..Answer::json(200, seed) };
    assert!(matches!(super::decode(&answer), Err(Failure::Unexpected(_))));
}

#[test]
fn json_of_any_json_type_must_be_utf_8() {
    let seed = fixture!("seed");
    for kind in
        ["application/json", "Application/JSON;charset=utf-8", "application/hal+json", " application/json "]
    {
        let answer = Answer { content_type: Some(kind.into()), ..Answer::json(200, seed) };
        assert_eq!(super::decode(&answer), Ok(ok(seed)), "{kind}");
    }
    assert_eq!(ok(&format!("\u{feff}{seed}")), ok(seed));
    assert_eq!(malformed(&format!("\u{feff}\u{feff}{seed}")), "");
    let latin = b"{\"content\":\"\xfc\",\"format\":\"QR_CODE\"}".to_vec();
    assert_eq!(super::decode(&Answer::json(200, latin)), Err(Failure::Malformed { path: String::new() }));
}

#[test]
fn the_status_decides_before_the_body() {
    for status in [100, 302, 400, 401, 403, 404, 500, 503] {
        let failure = super::decode(&Answer::json(status, fixture!("seed")));
        assert!(matches!(failure.as_ref().map_err(Failure::report), Err(Some(_))), "{failure:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(body in any::<Vec<u8>>(), status in any::<u16>()) {
        prop_assert!(super::decode(&Answer::json(status, body)).is_err());
    }

    #[test]
    fn no_fields_panic(
        content in "\"[^\"\\\\]{0,9}\"|-?[0-9]{1,30}|null|true|\\[\\]",
        format in "\"(QR_CODE|AZTEC)\"|null|1",
        end in "\"[-0-9TZ:+. ]{0,30}\"|-?[1-9][0-9]{0,20}|null|\\{\\}",
    ) {
        let body = format!(r#"{{"content":{content},"format":{format},"expiresAt":{end}}}"#);
        match super::decode(&Answer::json(200, body.clone())) {
            Ok(code) => prop_assert!(body.contains(code.value.content.reveal())),
            Err(Failure::Malformed { path }) => {
                prop_assert!(matches!(path.as_str(), "" | "content" | "format"));
            }
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn every_content_survives(content in any::<String>()) {
        let quoted = serde_json::to_string(&content).expect("text");
        let body = format!(r#"{{"content":{quoted},"format":"QR_CODE"}}"#);
        let decoded = super::decode(&Answer::json(200, body)).ok();
        prop_assert_eq!(
            decoded.as_ref().map(|code| code.value.content.reveal()),
            (!content.is_empty()).then_some(content.as_str())
        );
    }
}
