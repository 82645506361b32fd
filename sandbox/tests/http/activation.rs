//! Activation codes: addresses, token, users and envelope.

use serde_json::json;

use crate::server::start;

#[test]
fn the_envelope_equals_the_vendors_sample() {
    let server = start();
    let response = server.user_with("codes-3", "responseQrType=mpower&qrCode=true").send();
    assert_eq!(response.status, 200);
    assert_eq!(response.header("content-type"), Some("application/json"));
    let mut json = response.json();
    // The values differ from the sample's, so they are checked and then replaced.
    for code in json["data"]["activationCodes"].as_array_mut().unwrap() {
        assert!(code["activationNotAfter"].as_str().unwrap().parse::<i64>().is_ok());
        assert!(code["activationCode"].is_string());
        assert!(code["qrImage"].as_str().unwrap().starts_with("data:image/png;base64,iVBORw"));
        *code = json!({ "activationNotAfter": "", "activationCode": "", "qrImage": "" });
    }
    let code = json!({ "activationNotAfter": "", "activationCode": "", "qrImage": "" });
    assert_eq!(
        json,
        json!({
            "subSystem": 5, "status": "OK", "message": "Activation codes fetched successfully",
            "data": { "userId": "codes-3", "activationCodes": [code, code, code], "codeCount": 3 },
        })
    );
    let text = response.text();
    let order = [
        "subSystem",
        "status",
        "message",
        "data",
        "userId",
        "activationCodes",
        "activationNotAfter",
        "activationCode\"",
        "qrImage",
        "codeCount",
    ];
    let positions: Vec<_> = order.iter().map(|member| text.find(&format!("\"{member}")).unwrap()).collect();
    assert!(positions.is_sorted(), "{positions:?}");
}

#[test]
fn both_addresses_return_the_same_response() {
    let server = start();
    let ssms = server.user("codes-3").send();
    let query = "responseQrType=normal&qrCode=false";
    let shift =
        server.get(&format!("/auth/realms/demo/v3_activationcode/codes-3/?{query}")).with_token().send();
    assert_eq!((shift.status, shift.text()), (200, ssms.text()));
    let without_slash = server.get("/auth/realms/demo/v3_activationcode/codes-3").with_token().send();
    assert!(without_slash.status == 404 && without_slash.is_html());
}

#[test]
fn the_tenant_is_in_the_host_name() {
    let server = start();
    let path = "/digitanium/v4/users/codes-1/activationcodes";
    for host in ["demo.localhost", "DEMO.localhost", "demo.example.test", "localhost", "127.0.0.1"] {
        assert_eq!(server.get(path).host(host).with_token().send().status, 200, "{host}");
    }
    for host in ["other.localhost", "demo2.localhost", "demo", "demo."] {
        let response = server.get(path).host(host).with_token().send();
        assert_eq!(response.status, 404, "{host}");
        assert!(response.is_html() && !response.text().contains("User"));
    }
}

#[test]
fn the_realm_is_case_sensitive() {
    let server = start();
    for realm in ["Demo", "DEMO", "other"] {
        let response =
            server.get(&format!("/auth/realms/{realm}/v3_activationcode/codes-1/")).with_token().send();
        assert_eq!(response.status, 404, "{realm}");
        assert!(!response.text().to_lowercase().contains("user"));
    }
}

#[test]
fn only_the_token_is_accepted() {
    let server = start();
    for path in
        ["/digitanium/v4/users/codes-1/activationcodes", "/auth/realms/demo/v3_activationcode/codes-1/"]
    {
        for wrong in [
            server.get(path),
            server.get(path).with_key(),
            server.get(path).header("Authorization", "Bearer other"),
            server.get(path).header("Authorization", "sandbox-token"),
            server.get(path).header("Authorization", "Basic sandbox-token"),
        ] {
            let response = wrong.send();
            assert_eq!(response.status, 401);
            assert_eq!(
                response.json(),
                json!({ "subSystem": 5, "status": "Unauthorized", "message": "HTTP 401 Unauthorized" })
            );
        }
        assert_eq!(server.get(path).with_token().send().status, 200);
    }
}

#[test]
fn unknown_users_get_404() {
    let server = start();
    for name in ["nobody", "CODES-3", "codes-3%20", "me", "error-404"] {
        let response = server.user(name).send();
        assert_eq!(response.status, 404, "{name}");
        assert_eq!(response.json()["message"], "User does not exist");
        assert_eq!(response.json()["status"], "Not Found");
    }
}

#[test]
fn a_percent_encoded_name_is_decoded_once_and_returned() {
    let server = start();
    let encoded = "name%2Bwith%2Fodd%40chars%20%C3%BC";
    for response in [
        server.user(encoded).send(),
        server.get(&format!("/auth/realms/demo/v3_activationcode/{encoded}/")).with_token().send(),
    ] {
        assert_eq!(response.status, 200);
        assert_eq!(response.json()["data"]["userId"], "name+with/odd@chars ü");
        assert_eq!(response.codes().len(), 1);
    }
    let twice = encoded.replace('%', "%25");
    assert_eq!(server.user(&twice).send().status, 404);
}

#[test]
fn error_users_get_their_status() {
    let server = start();
    for (status, word) in [
        (400, "Bad Request"),
        (401, "Unauthorized"),
        (403, "Forbidden"),
        (409, "Conflict"),
        (429, "Too Many Requests"),
        (500, "Internal Server Error"),
        (502, "Bad Gateway"),
        (503, "Service Unavailable"),
        (504, "Gateway Timeout"),
    ] {
        let response = server.user(&format!("error-{status}")).send();
        assert_eq!(response.status, status);
        assert_eq!(response.json()["status"], word);
        assert_eq!(response.json()["message"], format!("HTTP {status} {word}"));
        assert_eq!(response.header("retry-after"), None);
    }
    let limited = server.user("error-429-after").send();
    assert_eq!((limited.status, limited.header("retry-after")), (429, Some("3")));
    let missing = server.user("missing-path").send();
    assert!(missing.status == 404 && missing.is_html());
}
