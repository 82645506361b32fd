use proptest::prelude::*;

use super::*;

#[test]
fn r_a15_bases_are_normalised() {
    for (typed, base) in [
        ("https://studio.open-api.magicline.com", "https://studio.open-api.magicline.com"),
        ("https://studio.open-api.magicline.com/", "https://studio.open-api.magicline.com"),
        ("  studio.open-api.magicline.com/v1/ ", "https://studio.open-api.magicline.com"),
        ("https://studio.open-api.magicline.com/v1", "https://studio.open-api.magicline.com"),
        ("HTTPS://Studio.Example:8443/gate/", "https://studio.example:8443/gate"),
        ("http://127.0.0.1:8081", "http://127.0.0.1:8081"),
        ("http://localhost:8081/", "http://localhost:8081"),
        ("http://demo.localhost:8081", "http://demo.localhost:8081"),
        ("http://[::1]:8081", "http://[::1]:8081"),
        ("/api/gym/", "/api/gym"),
        ("/api/gym/v1/", "/api/gym"),
        ("/api/v1//v1/", "/api"),
        ("https://[2001:DB8::7:1]/gym", "https://[2001:db8::7:1]/gym"),
        ("https://[1:2:3:4:5:6:7:8]", "https://[1:2:3:4:5:6:7:8]"),
        ("https://[::]", "https://[::]"),
        ("/", ""),
        ("\u{feff}https://studio.example/v1\u{a0}\u{200b}", "https://studio.example"),
        ("\u{202a}/api/gym\u{202c}", "/api/gym"),
        ("\u{201c}https://studio.example/v1\u{201d},", "https://studio.example"),
        ("<https://studio.example/>", "https://studio.example"),
    ] {
        assert_eq!(typed.parse::<BaseUrl>().map(|base| base.to_string()), Ok(base.to_owned()), "{typed}");
    }
}

#[test]
fn r_a15_what_is_no_base_is_refused() {
    for (typed, error) in [
        ("", BaseUrlError::Empty),
        ("   ", BaseUrlError::Empty),
        ("http://studio.example", BaseUrlError::NotSecure),
        ("http://127.0.0.1.example", BaseUrlError::NotSecure),
        ("ftp://studio.example", BaseUrlError::NotSecure),
        ("javascript://x", BaseUrlError::NotSecure),
        ("https://", BaseUrlError::Host),
        ("//studio.example", BaseUrlError::Host),
        ("https://stüdio.example", BaseUrlError::Host),
        ("https://1.2.3", BaseUrlError::Host),
        ("https://1.2.3.4.5", BaseUrlError::Host),
        ("https://127.0.0.01", BaseUrlError::Host),
        ("https://1.2.3.256", BaseUrlError::Host),
        ("https://studio.0x1f", BaseUrlError::Host),
        ("https://0x", BaseUrlError::Host),
        ("https://[xyz]", BaseUrlError::Host),
        ("https://[:::]", BaseUrlError::Host),
        ("https://[1::2::3]", BaseUrlError::Host),
        ("https://[1:2:3:4:5:6:7]", BaseUrlError::Host),
        ("https://[1:2:3:4::5:6:7:8]", BaseUrlError::Host),
        ("https://[12345::]", BaseUrlError::Host),
        ("https://studio..example", BaseUrlError::Host),
        ("https://studio.example:0", BaseUrlError::Port),
        ("https://studio.example:99999", BaseUrlError::Port),
        ("https://studio.example:", BaseUrlError::Port),
        ("https://key@studio.example", BaseUrlError::Extra),
        ("https://studio.example/?a=b", BaseUrlError::Extra),
        ("https://studio.example/#a", BaseUrlError::Extra),
        ("https://studio .example", BaseUrlError::Extra),
        ("https://studio\u{200b}.example", BaseUrlError::Extra),
        ("https://studio.example/v1?page=2", BaseUrlError::Extra),
        ("https://studio.example/#/v1/customers/7/access-code", BaseUrlError::Extra),
        ("https://{tenant}.open-api.magicline.com", BaseUrlError::Extra),
        ("GET /api/gym", BaseUrlError::Extra),
        ("https://studio.example/gate,/", BaseUrlError::Extra),
        ("see https://studio.example", BaseUrlError::Extra),
        ("https://studio.web.magicline.com/", BaseUrlError::NotApi),
        ("https://studio.api.magicline.com/connect", BaseUrlError::NotApi),
        ("studio.perfectgym.com/Pgm", BaseUrlError::NotApi),
        ("https://studio.example/a/../b", BaseUrlError::Extra),
        ("https://studio.example/a/%2E%2e/b", BaseUrlError::Extra),
        ("/api//gym", BaseUrlError::Extra),
    ] {
        assert_eq!(typed.parse::<BaseUrl>(), Err(error), "{typed}");
    }
}

#[test]
fn r_a15_the_documented_endpoint_is_cut_to_its_base() {
    for (typed, base) in [
        (
            "https://studio.open-api.magicline.com/v1/customers/{customerId}/access-code",
            "https://studio.open-api.magicline.com",
        ),
        (
            "https://studio.open-api.magicline.com/v1/customers/1234/access-code?x=y#z",
            "https://studio.open-api.magicline.com",
        ),
        ("studio.example/customers/1234/access-code", "https://studio.example"),
        ("https://studio.example/customers/{customerId}/access-code/", "https://studio.example"),
        ("GET https://studio.example:8443/gate/v1/customers/:id", "https://studio.example:8443/gate"),
        ("https://studio.example/v1/customers", "https://studio.example"),
        ("/api/gym/v1/customers/{customerId}/access-code", "/api/gym"),
        ("/api/gym/customers/7/access-code", "/api/gym"),
        ("/v1/customers/7/access-code", ""),
        ("/customers/7/access-code", ""),
        ("https://studio.example/customers", "https://studio.example/customers"),
        ("/api/customers/7", "/api/customers/7"),
        ("/v1/customers-api", "/v1/customers-api"),
    ] {
        let parsed = typed.parse::<BaseUrl>();
        assert_eq!(parsed.as_ref().map(ToString::to_string), Ok(base.to_owned()), "{typed}");
        assert_eq!(BaseUrl::same_origin(typed), parsed.ok().filter(BaseUrl::is_same_origin), "{typed}");
    }
}

#[test]
fn the_endpoints_for_activation_codes_are_cut_to_their_base() {
    for (typed, base) in [
        ("/api/identity/digitanium/v4/users/{userName}/activationcodes?qrCode=true", "/api/identity"),
        ("/api/identity/auth/realms/demo/v3_activationcode/anna/?qrCode=true", "/api/identity"),
        ("/digitanium/v4/users/anna/activationcodes", ""),
        ("https://idp.example.com/gate/auth/realms/demo", "https://idp.example.com/gate"),
        ("/api/identity", "/api/identity"),
        ("/api/digitanium", "/api/digitanium"),
    ] {
        let parsed = BaseUrl::parse_codes_base(typed).map(|base| base.to_string());
        assert_eq!(parsed, Ok(base.to_owned()), "{typed}");
    }
}

#[test]
fn r_k18_a_tenant_is_never_doubled_and_a_pasted_path_is_cut() {
    for (typed, tenant, address) in [
        ("idp.example.com", "demo", "https://demo.idp.example.com"),
        ("https://idp.example.com:8443/auth/realms/demo", "demo", "https://demo.idp.example.com:8443"),
        (
            "GET https://demo.idp.example.com/digitanium/v4/users/{userName}/activationcodes?qrCode=true",
            "demo",
            "https://demo.idp.example.com",
        ),
        (
            "https://idp.example.com/auth/admin/demo/console/#/demo/users",
            "demo",
            "https://demo.idp.example.com",
        ),
        ("idp.example.com?tenant=demo#x", "demo", "https://demo.idp.example.com"),
        ("<https://idp.example.com/>", "demo", "https://demo.idp.example.com"),
        ("\u{200b}idp.example.com\u{202c}", "demo", "https://demo.idp.example.com"),
        ("demo.idp.example.com", "demo", "https://demo.idp.example.com"),
        ("DEMO.idp.example.com", "demo", "https://demo.idp.example.com"),
        ("http://localhost:8081", "demo", "http://demo.localhost:8081"),
        ("demo", "demo", "https://demo.demo"),
    ] {
        let base = BaseUrl::parse_host(typed).expect("a host");
        let tenant: TenantId = tenant.parse().expect("a tenant");
        assert_eq!(base.with_tenant(&tenant).to_string(), address, "{typed}");
    }
}

proptest! {
    #[test]
    fn no_text_panics_and_every_accepted_base_survives_print_and_parse(text in any::<String>()) {
        if let Ok(base) = text.parse::<BaseUrl>() {
            prop_assert!(base.to_string().is_empty() || base.to_string().parse() == Ok(base));
        }
    }

    #[test]
    fn hosts_and_bases_of_codes_never_panic_and_survive_print_and_parse(
        text in "\\PC{0,30}|(GET )?(https?://)?[a-z.]{0,8}(/auth/realms|/digitanium/v4/users|/v1/customers)?\
            [/?#{}a-z1]{0,9}",
    ) {
        for base in [BaseUrl::parse_host(&text), BaseUrl::parse_codes_base(&text)].into_iter().flatten() {
            prop_assert!(base.to_string().is_empty() || base.to_string().parse() == Ok(base));
        }
    }

    #[test]
    fn the_url_crate_agrees(
        host in "[a-z][a-z0-9-]{0,8}(\\.[a-z][a-z0-9-]{0,8}){0,2}",
        port in 1u16..,
        path in "(/[a-z0-9._~-]{1,6}){0,3}",
    ) {
        let text = format!("https://{host}:{port}{path}");
        // The browser checks Punycode after `xn--`, because that takes tables.
        let plain = !host.split('.').any(|label| label.starts_with("xn--"));
        if let (Ok(base), true) = (text.parse::<BaseUrl>(), plain) {
            let url = url::Url::parse(&format!("{base}/x")).expect("an address");
            let BaseUrl::Remote { origin, path } = &base else { panic!("a remote base") };
            prop_assert_eq!(url.host_str(), Some(origin.host()));
            prop_assert_eq!(url.port_or_known_default(), Some(port));
            prop_assert_eq!(url.path(), format!("{path}/x"));
        }
    }
}
