use proptest::prelude::*;

use super::*;

fn value(kind: CredentialKind, typed: &str) -> Result<String, CredentialError> {
    Credential::parse(kind, typed).map(|credential| credential.header().1.reveal().to_owned())
}

#[test]
fn r_a14_keys_are_cleaned_or_rejected() {
    for typed in
        ["k-1", " k-1\n", "\"k-1\"", "X-API-KEY: k-1", "x-api-key:k-1\r\n", "'k-1'", "“k-1”", "\u{feff}k-1"]
    {
        assert_eq!(value(CredentialKind::ApiKey, typed), Ok("k-1".into()), "{typed:?}");
    }
    for (typed, error) in [
        ("", CredentialError::Empty),
        ("\" \"", CredentialError::Empty),
        ("X-API-KEY:", CredentialError::Empty),
        ("X-API-KEY", CredentialError::Empty),
        ("API_KEY=\"\"", CredentialError::Empty),
        ("k 1", CredentialError::NotForHeaders),
        ("k\n1", CredentialError::NotForHeaders),
        ("schlüssel", CredentialError::NotForHeaders),
    ] {
        assert_eq!(value(CredentialKind::ApiKey, typed), Err(error), "{typed:?}");
    }
}

#[test]
fn r_k16_tokens_are_cleaned_extracted_from_json_and_unwrapped() {
    for typed in [
        "a.b.c",
        "Bearer a.b.c",
        "bearer  a.b.c",
        "Authorization: Bearer a.b.c",
        "\"a.b.c\"",
        "a.b\n .c",
        r#"{"access_token":"a.b.c","expires_in":300}"#,
        r#" {"token_type":"Bearer","access_token":"Bearer a.b.c"} "#,
    ] {
        assert_eq!(value(CredentialKind::Bearer, typed), Ok("Bearer a.b.c".into()), "{typed:?}");
    }
    for (typed, error) in [
        ("Bearer", CredentialError::Empty),
        ("Authorization: Bearer", CredentialError::Empty),
        ("access_token=", CredentialError::Empty),
        ("{\"error\":\"invalid_grant\"}", CredentialError::NoAccessToken),
        ("{", CredentialError::NoAccessToken),
        ("tökén", CredentialError::NotForHeaders),
    ] {
        assert_eq!(value(CredentialKind::Bearer, typed), Err(error), "{typed:?}");
    }
}

#[test]
fn r_k16_a_token_is_found_in_what_was_pasted_with_it() {
    for typed in [
        "Bearer\ta.b.c",
        "Bearer: a.b.c",
        "Bearer\u{a0}a.b.c",
        "bearer=a.b.c",
        "Authorization: a.b.c",
        "Authorization=Bearer a.b.c",
        "authorization : bearer : a.b.c",
        r#"-H "Authorization: Bearer a.b.c""#,
        r"-H 'Authorization: Bearer a.b.c' \",
        "curl https://idp.example/x?a=b -H 'Accept: */*' -H 'Authorization: Bearer a.b.c' --compressed",
        "curl \"https://idp.example\" \\\n -H \"Authorization: Bearer a.b.c\" \\\n -H \"Accept: */*\"",
        r#"http GET idp.example Authorization:"Bearer a.b.c""#,
        r#""access_token": "a.b.c","#,
        "'access_token' => 'a.b.c',",
        "accessToken: 'a.b.c',",
        r#""Authorization": "Bearer a.b.c""#,
        "https://app.example/cb#access_token=a.b.c&token_type=Bearer&expires_in=300",
        "https://app.example/cb#state=x&token_type=bearer&access_token=a.b.c",
        "#access_token=a.b.c",
        "access_token=a%2Eb.c&expires_in=300",
        "access_token : a.b.c",
        "access_token       : a.b.c\r\nexpires_in         : 300\r\ntoken_type         : Bearer",
        "token_type : Bearer expires_in : 300 access_token : a.b .c scope : openid",
        "access_token=a.b.c",
        "access_token = a.b.c expires_in = 300",
        "{access_token=a.b.c, expires_in=300}",
        "export TOKEN=a.b.c",
        "export KOBIL_TOKEN=\"a.b.c\"",
        "$env:TOKEN = 'a.b.c'",
        "$token = \"a.b.c\"",
        "set JWT=a.b.c",
        "token: a.b.c",
        r#"{"data":{"access_token":"a.b.c"}}"#,
        r#"{"access_token":"a.b.c","expires_in":300,"refresh_tok"#,
        r#"{"access_token" : "Bearer a.b.c"},"#,
        r#"{\"access_token\":\"a.b.c\"}"#,
        r#"{"id_token":"x.y.z","refresh_token":"r","access_token":"a.b.c"}"#,
        "\u{200b}Bearer \u{feff}a.b.c\u{200e}",
        "\u{202a}\"access_token\": \"a.b.c\u{200b}\"\u{202c}",
        "‘a.b.c’;",
    ] {
        assert_eq!(value(CredentialKind::Bearer, typed), Ok("Bearer a.b.c".into()), "{typed:?}");
    }
    for (typed, token) in [
        ("ab+/c==", "Bearer ab+/c=="),
        ("TOKEN=ab+/c==", "Bearer ab+/c=="),
        ("access_token = ab== expires_in = 300", "Bearer ab=="),
        ("access_token=ab%2B%3D&x=y", "Bearer ab+="),
    ] {
        assert_eq!(value(CredentialKind::Bearer, typed), Ok(token.into()), "{typed:?}");
    }
}

#[test]
fn r_k16_what_is_not_a_token_alone_is_refused() {
    for typed in [
        "a:b",
        "a.b.c\"d",
        "a=b",
        "a#b",
        "a&b=c",
        "a,b",
        "a.b.c, d",
        "=abc",
        "Basic YTpi",
        "Authorization: Basic YTpi",
        "Authorization: Digest username=\"x\"",
        "Bearer $TOKEN",
        "Bearer <token>",
        "Bearer {{token}}",
        "Bearer a.b.c and something",
        "token a.b.c",
        "my token is a.b.c",
        "access_token=a,b",
        "access_token=a&b",
        "access_token=a%zz",
        "access_token=a%22b",
        "https://app.example/cb?code=abc",
        "https://app.example/cb#error=access_denied&state=x",
        "user:password",
        "<access_token>a.b.c</access_token>",
    ] {
        assert_eq!(value(CredentialKind::Bearer, typed), Err(CredentialError::NotAlone), "{typed:?}");
    }
    for typed in [
        r#"{"id_token":"a.b.c"}"#,
        "id_token=a.b.c&state=x",
        r#""refresh_token": "a.b.c""#,
        r#"{"access_token":null}"#,
        r#"{"access_token":7}"#,
        r#"{"access_token":""}"#,
        r#"{"data":{"access_token":null}}"#,
    ] {
        assert_eq!(value(CredentialKind::Bearer, typed), Err(CredentialError::NoAccessToken), "{typed:?}");
    }
}

#[test]
fn r_a14_a_key_is_found_in_what_was_pasted_with_it() {
    for typed in [
        "X-API-KEY k-1",
        "X-API-KEY\tk-1",
        "x-api-key = k-1",
        "X-API-KEY=k-1",
        "-H 'X-API-KEY: k-1'",
        "--header \"x-api-key:k-1\" \\",
        "curl -I https://studio.example/v1 -H 'Accept: */*' -H 'X-API-KEY: k-1' -v",
        "X-API-KEY: k-1\r\nAccept: application/json",
        r#""X-API-KEY": "k-1","#,
        r#"{"x-api-key":"k-1"}"#,
        "@{ 'X-API-KEY' = 'k-1' }",
        "NAME=k-1",
        "export NAME=\"k-1\"",
        "export MAGICLINE_API_KEY='k-1'",
        "set NAME=k-1",
        "$env:API_KEY = \"k-1\"",
        "apiKey: 'k-1',",
        r#""api_key": "k-1""#,
        "API key: k-1",
        "?apiKey=k-1&x=y",
        "\u{200b}X-API-KEY:\u{a0}k-1\u{202c}",
        "\u{2066}k-1\u{2069}",
    ] {
        assert_eq!(value(CredentialKind::ApiKey, typed), Ok("k-1".into()), "{typed:?}");
    }
    for key in ["4bd2b5be-0c70-4d5b-8e0f-1f2e3d4c5b6a", "AbC+/9==", "ak_live.x~y", "p@ss|w0rd!"] {
        assert_eq!(value(CredentialKind::ApiKey, key), Ok(key.into()));
    }
}

#[test]
fn r_a14_what_is_not_a_key_alone_is_refused() {
    for typed in [
        "name:k-1",
        "name=k-1",
        "X-API-KEY: $KEY",
        "$KEY",
        "X-API-KEY: {{key}}",
        "<key>",
        "%KEY%",
        "****-****",
        "k\"1",
        "https://studio.example/v1",
        "k,1",
    ] {
        assert_eq!(value(CredentialKind::ApiKey, typed), Err(CredentialError::NotAlone), "{typed:?}");
    }
    for typed in ["Authorization Bearer k-1", "X-API-KEY: k 1", "NAME=schlüssel"] {
        assert_eq!(value(CredentialKind::ApiKey, typed), Err(CredentialError::NotForHeaders), "{typed:?}");
    }
}

#[test]
fn an_invisible_character_inside_a_credential_is_named() {
    for (kind, typed, char, position) in [
        (CredentialKind::ApiKey, "k\u{200b}-1", '\u{200b}', 2),
        (CredentialKind::ApiKey, "\u{feff}k-\u{ad}1", '\u{ad}', 3),
        (CredentialKind::ApiKey, "X-API-KEY: k\u{2060}1", '\u{2060}', 13),
        (CredentialKind::Bearer, "a.\u{200d}b.c", '\u{200d}', 3),
        (CredentialKind::Bearer, "a.b\u{a0}.c", '\u{a0}', 4),
        (CredentialKind::Bearer, "Bearer a.b\u{202e}.c", '\u{202e}', 11),
        (CredentialKind::Bearer, "Bearer a.b\u{200b} .c", '\u{200b}', 11),
        (CredentialKind::Bearer, "\"access_token\": \"a\u{feff}.b.c\"", '\u{feff}', 19),
    ] {
        let error = CredentialError::Invisible(InvisibleChar { char, position });
        assert_eq!(value(kind, typed), Err(error), "{typed:?}");
    }
}

#[test]
fn r_k16_only_a_jwt_has_an_expiry() {
    // {"alg":"none"} . {"sub":"x","exp":1586901570} . x
    let jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiZXhwIjoxNTg2OTAxNTcwfQ.x";
    let expires_at =
        |typed: &str| Credential::parse(CredentialKind::Bearer, typed).expect("a token").expires_at();
    assert_eq!(expires_at(jwt).map(Timestamp::millis), Some(1_586_901_570_000));
    for typed in ["opaque", "a.b.c", "eyJhbGciOiJub25lIn0.e30.x"] {
        assert_eq!(expires_at(typed), None, "{typed}");
    }
}

#[test]
fn debug_never_shows_a_credential() {
    let key = Credential::parse(CredentialKind::ApiKey, "sentinel").expect("a key");
    assert!(!format!("{key:?} {:?}", key.header()).contains("sentinel"));
}

/// Texts in which a credential may be, and what may surround one.
const PASTED: &str = "([ \t\"':=,;&#%{}\u{200b}\u{a0}-]{0,3}\
    (Bearer|X-API-KEY|access_token|TOKEN|export|curl|a\\.b|k1|null|=)){0,6}";

proptest! {
    #[test]
    fn every_accepted_credential_is_a_valid_header_value(typed in prop_oneof![any::<String>(), PASTED]) {
        for kind in [CredentialKind::ApiKey, CredentialKind::Bearer] {
            if let Ok(credential) = Credential::parse(kind, &typed) {
                let value = credential.text.reveal();
                prop_assert!(value.bytes().all(|b| b.is_ascii_graphic() && !b"\"':,;&".contains(&b)));
                prop_assert!(!value.trim_end_matches('=').contains('=') && !value.starts_with('='));
                if kind == CredentialKind::Bearer {
                    prop_assert!(value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~+/=".contains(&b)));
                }
                let _ = credential.expires_at();
                // What was found is found again.
                prop_assert_eq!(Credential::parse(kind, value), Ok(credential.clone()));
            }
        }
    }

    #[test]
    fn blanks_and_invisible_characters_around_a_credential_change_nothing(
        around in "[ \t\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2064}\u{2066}-\u{2069}\
            \u{feff}\u{ad}\u{a0}\u{3000}]{0,5}",
        typed in PASTED,
    ) {
        for kind in [CredentialKind::ApiKey, CredentialKind::Bearer] {
            let parsed = Credential::parse(kind, &format!("{around}{typed}{around}"));
            prop_assert_eq!(parsed, Credential::parse(kind, &typed));
        }
    }
}

#[test]
fn r_k16_the_expiry_of_a_jwt_is_read_in_every_form_of_a_number() {
    use ::base64::Engine;

    let expires_at = |exp: &str| {
        let claims = ::base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(format!(r#"{{"exp":{exp}}}"#));
        let token = format!("eyJhbGciOiJub25lIn0.{claims}.x");
        Credential::parse(CredentialKind::Bearer, &token).expect("a token").expires_at()
    };
    for exp in [
        "1788947152",
        "1788947152.811",
        "1.788947152E9",
        "1.788947152e+9",
        "1788947152000",
        "\"1788947152\"",
        "\"2026-09-09T09:45:52Z\"",
    ] {
        assert_eq!(expires_at(exp).map(|at| at.millis() / 1000), Some(1_788_947_152), "{exp}");
    }
    for exp in ["0", "-1", "null", "true", "[1788947152]", "253402300799", "9223372036854775807", "\"soon\""]
    {
        assert_eq!(expires_at(exp), None, "{exp}");
    }
}
