use proptest::prelude::*;

use super::*;
use crate::{
    base_url::BaseUrlError,
    connection::{Service, Subject},
    connection_draft::FieldError,
    ids::ConnectionId,
};

fn settings(text: &str) -> Config {
    super::parse(text).0
}

fn issues(text: &str) -> Vec<(String, String, IssueKind)> {
    super::parse(text).1.into_iter().map(|issue| (issue.key, issue.found, issue.kind)).collect()
}

#[test]
fn a_complete_file_is_parsed_without_issues() {
    let (config, issues) = super::parse(
        r##"{"title":"Studio 7","accent":"#0a7d5a","languages":["en","de-CH"],"allowOwnConnections":false,
        "connections":[
          {"id":"me","name":"My pass","service":"access-code","base":"/api/gym","auth":"gateway",
           "subject":"me"},
          {"id":"list","service":"activation-codes","host":"idp.example.com","tenant":"demo",
           "installation":"ssms","auth":"bearer","allowCreate":true}]}"##,
    );
    assert_eq!(issues, []);
    assert_eq!((config.title.as_deref(), config.accent.as_deref()), (Some("Studio 7"), Some("#0a7d5a")));
    assert_eq!(config.languages, ["en", "de-CH"]);
    assert!(!config.allows_own_connections);
    assert_eq!(config.connections.len(), 2);
    assert_eq!(config.connections[0].subject, Subject::Me);
    assert!(matches!(config.connections[1].service, Service::ActivationCodes { can_create: true, .. }));
}

#[test]
fn every_mistake_is_reported_and_the_rest_is_used() {
    let text = r#"{"titel":"x","title":7,"accent":"green","languages":"en","allowOwnConnections":"yes",
        "connections":[
          {"id":"a","service":"access-code","base":"http://studio.example"},
          {"id":"b","service":"access-code","base":"/api/gym","colour":1},
          {"id":"d","service":"access-code","base":"/api/gym","allowCreate":true},
          {"id":"e","service":"activation-codes","base":"/api/identity","tenant":"demo",
           "installation":"ssms","allowCreate":"true"},
          {"id":"b","service":"access-code","base":"/api/gym"},
          {"id":3,"service":"access-code","base":"/api/gym"},
          "c"]}"#;
    let found = |key: &str, found: &str, trouble| (key.to_owned(), found.to_owned(), trouble);
    assert_eq!(
        issues(text),
        [
            found("titel", "\"x\"", IssueKind::UnknownKey),
            found("title", "7", IssueKind::NotText),
            found("accent", "\"green\"", IssueKind::NotColour),
            found("languages", "\"en\"", IssueKind::NotLanguages),
            found("allowOwnConnections", "\"yes\"", IssueKind::NotBoolean),
            found(
                "connections[0].base",
                "http://studio.example",
                IssueKind::Field(FieldError::BaseUrl(BaseUrlError::NotSecure))
            ),
            found("connections[1].colour", "1", IssueKind::UnknownKey),
            found("connections[2].allowCreate", "true", IssueKind::Field(FieldError::NotApplicable)),
            found("connections[3].allowCreate", "\"true\"", IssueKind::NotBoolean),
            found("connections[4].id", "b", IssueKind::DuplicateId),
            found("connections[5].id", "3", IssueKind::NotText),
            found("connections[6]", "\"c\"", IssueKind::NotObject),
        ]
    );
    assert_eq!(settings(text).connections.len(), 2);
    assert!(settings(text).allows_own_connections);
}

#[test]
fn a_gateway_with_sign_in_is_named() {
    let config = settings(r#"{"$schema":"latchkey.schema.json","signIn":true,"lockEndsSession":true}"#);
    assert!(config.has_sign_in && config.lock_ends_session);
    assert!(!settings("{}").has_sign_in && !settings("{}").lock_ends_session);
    assert_eq!(
        issues(r#"{"$schema":1,"signIn":"yes","lockEndsSession":null}"#),
        [
            ("$schema".into(), "1".into(), IssueKind::NotText),
            ("signIn".into(), "\"yes\"".into(), IssueKind::NotBoolean),
            ("lockEndsSession".into(), "null".into(), IssueKind::NotBoolean),
        ]
    );
}

#[test]
fn an_accent_is_dark_enough_for_white_text() {
    let accent = |colour: &str| settings(&["{\"accent\":\"", colour, "\"}"].concat()).accent;
    for colour in ["#000000", "#1d5bbf", "#0a7d5a", "#7a1fa2", "#c00000"] {
        assert_eq!(accent(colour).as_deref(), Some(colour));
    }
    for colour in ["#ffff00", "#ffffff", "#00ff00", "#8ab4ff", "#12345", "#+12345", "red"] {
        assert_eq!(accent(colour), None, "{colour}");
    }
}

#[test]
fn the_lock_limits_are_from_half_a_minute_to_a_day() {
    let lock = |text: &str| settings(text).lock;
    assert_eq!(lock("{}"), LockLimits { idle_ms: 120_000, view_ms: 600_000 });
    assert_eq!(
        lock(r#"{"lockAfterIdle":30,"lockAfterView":86400}"#),
        LockLimits { idle_ms: 30_000, view_ms: 86_400_000 }
    );
    for wrong in ["29", "86401", "-60", "60.5", "1e2", "\"60\"", "null", "99999999999999999999"] {
        let text = ["{\"lockAfterIdle\":", wrong, "}"].concat();
        assert_eq!(issues(&text), [("lockAfterIdle".into(), wrong.into(), IssueKind::NotSeconds)]);
        assert_eq!(lock(&text), LockLimits::default());
    }
}

#[test]
fn names_that_serde_json_uses_internally_are_unknown_keys() {
    for token in ["$serde_json::private::Number", "$serde_json::private::RawValue"] {
        let unknown = |key: String| (key, "\"7\"".to_owned(), IssueKind::UnknownKey);
        assert_eq!(issues(&format!(r#"{{"{token}":"7"}}"#)), [unknown(token.to_owned())]);
        let text = format!(
            r#"{{"connections":[{{"{token}":"7","id":"b","service":"access-code","base":"/api"}}]}}"#
        );
        assert_eq!(issues(&text), [unknown(format!("connections[0].{token}"))]);
        assert_eq!(settings(&text).connections.len(), 1);
        assert_eq!(settings(&format!(r#"{{"title":"{token}"}}"#)).title.as_deref(), Some(token));
    }
}

#[test]
fn a_broken_file_is_one_issue_with_its_line() {
    assert_eq!(issues("{\n\"title\": \"x\",\n}"), [(String::new(), String::new(), IssueKind::NotJson(3))]);
    assert_eq!(issues("[]"), [(String::new(), String::new(), IssueKind::NotJson(1))]);
    assert_eq!(issues(r#"{"connections":{}}"#), [("connections".into(), "{}".into(), IssueKind::NotList)]);
}

fn answer(status: u16, body: &[u8]) -> Answer {
    Answer { status, body: body.to_vec(), ..Answer::default() }
}

#[test]
fn a_file_in_another_encoding_is_read() {
    let text = r#"{"title":"Größe"}"#;
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
    let with_mark = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for (encoding, bytes) in [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a byte order mark", with_mark(&[0xef, 0xbb, 0xbf], text.as_bytes())),
        ("UTF-16, little-endian", with_mark(&[0xff, 0xfe], &little)),
        ("UTF-16, big-endian", with_mark(&[0xfe, 0xff], &big)),
        ("UTF-16 without a mark", little.clone()),
        ("UTF-16, big-endian, without a mark", big.clone()),
    ] {
        let (config, issues) = super::from_answer(&answer(200, &bytes)).expect("the file was read");
        assert_eq!((config.title.as_deref(), issues.len()), (Some("Größe"), 0), "{encoding}");
    }
    let (_, issues) = super::from_answer(&answer(200, b"{\"title\":\"Gr\xf6\xdfe\"}")).expect("read");
    assert_eq!(issues.len(), 0, "Latin-1 loses its umlauts, not the file");
}

#[test]
fn a_missing_file_is_recognised_however_the_server_says_it() {
    let own_page = include_bytes!("../../../index.html");
    let no_access = b"<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>";
    for (status, body) in [(404, &b""[..]), (410, b"gone"), (403, no_access), (200, own_page)] {
        assert_eq!(super::from_answer(&answer(status, body)), Some(Default::default()), "{status}");
    }
    let names_the_mark = br#"{"connections":[{"id":"pass-card","service":"access-code","base":"/api"}]}"#;
    let (config, _) = super::from_answer(&answer(200, names_the_mark)).expect("the file was read");
    assert_eq!(config.connections.len(), 1);
    let sign_in = b"<!doctype html><title>Sign in</title>";
    for (status, body) in [(200, &sign_in[..]), (401, sign_in), (500, b""), (502, sign_in), (302, b"")] {
        assert_eq!(super::from_answer(&answer(status, body)), None, "{status}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>()) {
        let (config, issues) = super::parse(&text);
        prop_assert!(!issues.is_empty() || Members::parse(&text).is_some());
        prop_assert!(config == Config::default() || Members::parse(&text).is_some());
    }
}

#[test]
fn stage_one_finds_the_same_connection() {
    let file = |connections: &str| format!(r#"{{"languages":["de"],"connections":[{connections}]}}"#);
    let gym = r#"{"id":"gym","name":"Desk","service":"access-code","base":"/api/gym","x":1}"#;
    let with_mark = ["\u{feff}", &file(gym)].concat();
    let id = "gym".parse().expect("an id");
    assert!(super::find_gateway_connection(&answer(200, with_mark.as_bytes()), &id).is_some());
    let direct = r#"{"id":"gym","service":"access-code","base":"https://studio.example"}"#;
    let list =
        r#"{"id":"gym","service":"activation-codes","base":"/api","tenant":"demo","installation":"ssms"}"#;
    let id: ConnectionId = "gym".parse().expect("an id");
    for (connections, found) in [
        (gym.to_owned(), true),
        (format!("1,{{}},{gym}"), true),
        (direct.to_owned(), false),
        (list.to_owned(), false),
        (format!("{direct},{gym}"), false),
        (format!("{gym},{gym}"), false),
        (r#"{"id":"gym2"}"#.to_owned(), false),
        (String::new(), false),
    ] {
        let text = file(&connections);
        let found_connection = find_gateway_connection(&Answer::json(200, text.as_str()), &id);
        assert_eq!(found_connection.is_some(), found, "{connections}");
        if let Some((connection, languages)) = found_connection {
            let config = settings(&text);
            assert_eq!((Some(&connection), languages), (config.connections.first(), config.languages));
        }
        assert_eq!(find_gateway_connection(&Answer::json(403, text), &id), None, "{connections}");
    }
}

#[test]
fn only_the_file_itself_is_kept_for_a_start_without_network() {
    use super::{could_not_be_asked, text_to_keep};
    use crate::failure::Failure;
    let file = br#"{"title":"Studio"}"#;
    assert_eq!(text_to_keep(&answer(200, file)).as_deref(), Some(r#"{"title":"Studio"}"#));
    for (status, body) in [(200, &b"<html>sign in"[..]), (404, b"{}"), (500, b"{}"), (0, b"")] {
        assert_eq!(text_to_keep(&answer(status, body)), None, "{status}");
    }
    assert_eq!(text_to_keep(&answer(200, &vec![b' '; 65_537])), None, "it is too large");
    assert!(could_not_be_asked(Err(&Failure::Offline)));
    assert!(could_not_be_asked(Ok(&answer(503, b""))));
    for (status, body) in [(200, &b"<html>sign in"[..]), (0, b""), (401, b""), (404, b"")] {
        assert!(!could_not_be_asked(Ok(&answer(status, body))), "{status}");
    }
}
