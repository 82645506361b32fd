//! Responses of the activation code API that differ from the documented ones.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::images::{grey_pixels, read_png};
use crate::server::{Server, start};

const NORMAL: &str = "responseQrType=normal&qrCode=true";

fn shape(server: &Server, name: &str) -> Value {
    let response = server.user(&format!("shape-{name}")).send();
    assert_eq!(response.status, 200, "{name}");
    response.json()
}

fn image(server: &Server, name: &str) -> Value {
    let name = format!("shape-image-{name}");
    assert!(server.user(&name).send().codes()[0].get("qrImage").is_none(), "only if requested");
    server.user_with(&name, NORMAL).send().codes()[0]["qrImage"].clone()
}

/// Decodes the image after `prefix`.
fn decode_image(url: &Value, prefix: &str) -> Vec<u8> {
    STANDARD.decode(url.as_str().unwrap().strip_prefix(prefix).unwrap()).unwrap()
}

#[test]
fn the_user_can_have_another_name() {
    let server = start();
    assert_eq!(shape(&server, "userid")["data"]["userID"], "shape-userid");
    assert_eq!(shape(&server, "username")["data"]["userName"], "shape-username");
    assert_eq!(shape(&server, "other-user")["data"]["userId"], "codes-50");
    assert_eq!(shape(&server, "user-case")["data"]["userId"], "SHAPE-USER-CASE");
    for (requested, answered) in [
        ("user-%C3%96ZDEMIR", "shape-user-özdemir"),
        ("user-Jos%C3%A9", "shape-user-Jose\u{301}"),
        ("user-SCHLO%E1%BA%9E", "shape-user-SCHLOSS"),
        ("user-%C4%B1rmak", "shape-user-irmak"),
    ] {
        assert_eq!(shape(&server, requested)["data"]["userId"], answered);
    }
    let members = shape(&server, "no-user")["data"].as_object().unwrap().clone();
    assert!(members.keys().all(|member| !member.to_lowercase().contains("user")));
}

#[test]
fn the_list_can_have_another_shape() {
    let server = start();
    let three = server.user("codes-3").send().json()["data"]["activationCodes"].clone();
    assert_eq!(shape(&server, "array")["data"], three);
    let wrappers = shape(&server, "wrappers")["data"].clone();
    let inner: Vec<_> = (0..3).map(|index| wrappers[index]["activationCodes"][0].clone()).collect();
    assert_eq!(Value::from(inner), three);
    assert_eq!(shape(&server, "null").get("data"), Some(&Value::Null));
    assert!(shape(&server, "no-data").get("data").is_none());
    assert_eq!(shape(&server, "codes-null")["data"].get("activationCodes"), Some(&Value::Null));
    assert!(shape(&server, "codes-absent")["data"].get("activationCodes").is_none());
    assert_eq!(shape(&server, "object")["data"]["activationCodes"], three[0]);
    assert_eq!(
        shape(&server, "strings")["data"]["activationCodes"],
        json!(["1827098", "04738126", "68493536"])
    );
    assert_eq!(shape(&server, "count")["data"]["codeCount"], 4_000_000_000_u32);
    assert_eq!(shape(&server, "count-text")["data"]["codeCount"], "3");
    assert!(shape(&server, "no-count")["data"].get("codeCount").is_none());
}

#[test]
fn activation_not_after_comes_in_every_format() {
    let server = start();
    // The sandbox was started at 1718274000.
    for (name, end) in [
        ("epoch-number", json!(1_718_277_600)),
        ("epoch-fraction", json!("1718277600.75")),
        ("epoch-ms", json!("1718277600000")),
        ("iso", json!("2024-06-13T11:20:00Z")),
        ("no-offset", json!("2024-06-13T11:20:00")),
        ("zero-end", json!("0")),
        ("minus-end", json!(-1)),
        ("blank-end", json!(" ")),
        ("null-end", Value::Null),
        ("garbage-end", json!("until further notice")),
        ("year-9999", json!("253402300799")),
        ("offset-hours", json!("2024-06-13 13:20:00+02")),
        ("exponent", json!("1.718277600E9")),
        ("filetime", json!("133627512000000000")),
        ("ticks", json!("638538744000000000")),
        ("year-2038", json!("2147483647")),
        ("max-integer", json!("9223372036854775807")),
        ("max-date", json!("9999-12-31T23:59:59.9999999")),
    ] {
        let json = shape(&server, name);
        assert_eq!(json["data"]["activationCodes"][0].get("activationNotAfter"), Some(&end), "{name}");
        assert_eq!(json["data"]["codeCount"], 1, "{name}");
    }
}

#[test]
fn entries_can_be_unusual() {
    let server = start();
    assert_eq!(shape(&server, "code-number")["data"]["activationCodes"][1]["activationCode"], 4_738_126);
    let hidden = server.user_with("shape-code-hidden", NORMAL).send().codes();
    let shown: Vec<_> = hidden.iter().map(|code| code.get("activationCode").cloned()).collect();
    assert_eq!(shown, [Some(json!("***")), Some(json!("")), None]);
    assert!(hidden.iter().all(|code| code["qrImage"].is_string()));
    let bidi = shape(&server, "bidi")["data"]["activationCodes"][0]["activationCode"].clone();
    assert!(bidi.as_str().unwrap().contains('\u{202E}'));
    let twins = shape(&server, "twins")["data"]["activationCodes"].clone();
    assert!(twins[0] == twins[2] && twins[0] != twins[1]);
    let ends = shape(&server, "twin-ends")["data"]["activationCodes"].clone();
    assert_eq!(ends[0]["activationCode"], ends[1]["activationCode"]);
    assert_ne!(ends[0]["activationNotAfter"], ends[1]["activationNotAfter"]);
    let unsorted = shape(&server, "unsorted")["data"]["activationCodes"].clone();
    let ends: Vec<i64> = (0..6)
        .map(|index| unsorted[index]["activationNotAfter"].as_str().unwrap().parse().unwrap())
        .collect();
    assert!(!ends.is_sorted());
    let extra = shape(&server, "extra-fields")["data"]["activationCodes"][0].clone();
    assert_eq!((&extra["creationDate"], &extra["activationCode"]), (&json!("1586815170"), &json!("1827098")));
}

#[test]
fn valid_images_come_in_other_encodings() {
    let server = start();
    let blank = image(&server, "blank-prefix").as_str().unwrap().to_owned();
    assert!(blank.starts_with("data:image/png;base64, ") && blank.contains("\r\n"));
    let cleaned: String = blank.split_once(',').unwrap().1.split_whitespace().collect();
    assert_eq!(read_png(&STANDARD.decode(cleaned).unwrap()), "1827098");

    let url_safe = image(&server, "url-safe").as_str().unwrap().to_owned();
    let url_safe = url_safe.split_once(',').unwrap().1;
    assert!(!url_safe.contains(['+', '/', '=']));
    assert_eq!(read_png(&URL_SAFE_NO_PAD.decode(url_safe).unwrap()), "1827098");

    assert_eq!(read_png(&decode_image(&image(&server, "no-prefix"), "")), "1827098");
    assert_eq!(
        read_png(&decode_image(&image(&server, "wrong-prefix"), "data:image/jpeg;base64,")),
        "1827098"
    );
    assert_eq!(read_png(&decode_image(&image(&server, "transparent"), "data:image/png;base64,")), "1827098");
    assert_eq!(read_png(&decode_image(&image(&server, "disagrees"), "data:image/png;base64,")), "1827099");
    assert_eq!(image(&server, "null"), Value::Null);
}

#[test]
fn images_can_be_hostile_or_damaged() {
    let server = start();
    assert!(decode_image(&image(&server, "html"), "data:text/html;base64,").starts_with(b"<h1"));
    assert!(decode_image(&image(&server, "svg"), "data:image/svg+xml;base64,").starts_with(b"<svg"));
    assert!(decode_image(&image(&server, "jpeg"), "data:image/png;base64,").starts_with(b"\xFF\xD8\xFF"));
    assert_eq!(image(&server, "address"), "https://images.sandbox.invalid/qr.png");
    assert!(image(&server, "garbage").as_str().unwrap().contains('!'));
    assert!(image(&server, "too-long").as_str().unwrap().len() > 512 * 1024);

    let huge = decode_image(&image(&server, "huge-dimensions"), "data:image/png;base64,");
    assert!(huge.starts_with(b"\x89PNG\r\n\x1a\n") && huge.len() < 100);
    assert_eq!(huge[16..24], [0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);

    let half = decode_image(&image(&server, "truncated"), "data:image/png;base64,");
    assert!(half.starts_with(b"\x89PNG") && !half.windows(4).any(|four| four == b"IEND"));

    // These are complete PNGs that differ from the valid symbol only in some pixels.
    let valid = grey_pixels(&decode_image(&image(&server, "no-prefix"), ""));
    for name in ["damaged-finder", "mixed-module", "logo"] {
        let damaged = grey_pixels(&decode_image(&image(&server, name), "data:image/png;base64,"));
        assert_eq!(damaged.0, valid.0, "{name}");
        assert_ne!(damaged.1, valid.1, "{name}");
    }
}

#[test]
fn the_status_inside_200_can_differ() {
    let server = start();
    let error = shape(&server, "status-error");
    assert_eq!(error["status"], "ERROR");
    assert!(error.get("data").is_none() && error["message"].is_string());
    let both = shape(&server, "status-error-codes");
    assert_eq!((&both["status"], &both["data"]["codeCount"]), (&json!("ERROR"), &json!(3)));
    assert_eq!(shape(&server, "status-lower")["status"], "ok");
    assert_eq!(shape(&server, "status-number")["status"], 200);
    assert_eq!(shape(&server, "subsystem-text")["subSystem"], "513_4036");
}

#[test]
fn bodies_can_be_something_else_than_json_lists() {
    let server = start();
    let refused = |name: &str| {
        let response = server.user(&format!("shape-401-{name}")).send();
        assert_eq!(response.status, 401, "{name}");
        response
    };
    assert_eq!(refused("text").text(), "HTTP 401 Unauthorized");
    assert!(refused("html").is_html());
    assert!(refused("empty").body.is_empty());
    assert_eq!(refused("keycloak").json(), json!({ "error": "HTTP 401 Unauthorized" }));
    assert_eq!(refused("oauth").json()["error"], "invalid_token");

    let page = server.user("shape-html").send();
    assert!(page.status == 200 && page.is_html());
    let text = server.user("shape-wrong-type").send();
    assert_eq!(text.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(text.codes().len(), 3);
    let cut = server.user("shape-truncated").send();
    assert!(cut.status == 200 && serde_json::from_slice::<Value>(&cut.body).is_err());
    assert!(server.user("shape-empty").send().body.is_empty());
    assert_eq!(server.user("shape-204").send().status, 204);
}

#[test]
fn bodies_can_be_huge_ambiguous_or_invalid_utf_8() {
    let server = start();
    let long = server.user("shape-code-long").send().codes();
    assert_eq!((long.len(), long[0]["activationCode"].as_str().unwrap().len()), (1, 1_000_000));

    let twice = server.user("shape-duplicate-field").send();
    assert_eq!(twice.text().matches("\"activationCode\"").count(), 2);
    assert_eq!(twice.codes().len(), 1);

    let broken = server.user("shape-utf8").send().body;
    assert!(std::str::from_utf8(&broken).is_err());
    let json: Value = serde_json::from_str(&String::from_utf8_lossy(&broken)).unwrap();
    assert_eq!(json["data"]["activationCodes"][0]["activationCode"], "182\u{FFFD}098");

    let huge = server.user("shape-huge").send();
    assert_eq!((huge.status, huge.header("content-length")), (200, None));
    assert!(huge.body.len() > 16 * 1024 * 1024 && huge.codes().len() == 1);
}
