use super::*;
use crate::{activation_code::CustomCode, credential::CredentialKind, time::Timestamp};

fn names(request: &Request) -> Vec<&str> {
    request.headers.iter().map(|(name, _)| *name).collect()
}

fn list(base: &str, tenant: &str, installation: Installation, user: &str, images: ImageOptions) -> Request {
    let token = Credential::parse(CredentialKind::Bearer, "a.b.c").expect("a token");
    let user: UserName = user.parse().expect("a user name");
    let (base, tenant) = (base.parse().expect("a base"), tenant.parse().expect("a tenant"));
    activation_codes(&base, &tenant, installation, &CodeOwner::from(&user), images, Some(&token), "en")
}

#[test]
fn r_a15_the_url_of_an_access_code_has_v1_once() {
    let key = Credential::parse(CredentialKind::ApiKey, "k").expect("a key");
    let customer: CustomerId = "9007199254740993".parse().expect("an id");
    for base in ["https://studio.example/v1", "https://studio.example/", "studio.example"] {
        let base = base.parse().expect("a base");
        let path = PathTemplate::default();
        let request = access_code(Method::Get, &base, &path, &customer.into(), Some(&key), "de-CH");
        assert_eq!(request.url, "https://studio.example/v1/customers/9007199254740993/access-code");
        assert_eq!(names(&request), ["Accept", "Accept-Language", "X-API-KEY"]);
        assert!(!request.is_same_origin);
    }
}

#[test]
fn a_gateway_is_never_sent_a_credential() {
    let key = Credential::parse(CredentialKind::ApiKey, "k").expect("a key");
    let base = "/api/gym".parse().expect("a base");
    let path = PathTemplate::default();
    let request = access_code(Method::Get, &base, &path, &CodeOwner::me(), Some(&key), "en");
    assert_eq!(request.url, "/api/gym/v1/customers/me/access-code");
    assert_eq!(names(&request), ["Accept", "Accept-Language", "X-Requested-By"]);
    let list = list("/api/identity", "demo", Installation::Ssms, "anna", ImageOptions::default());
    assert_eq!(
        list.url,
        "/api/identity/digitanium/v4/users/anna/activationcodes?responseQrType=normal&qrCode=false"
    );
    assert_eq!(names(&list), ["Accept", "Accept-Language", "X-Requested-By"]);
}

#[test]
fn r_k12_r_k17_r_k18_the_urls_of_both_installations() {
    let images = ImageOptions { is_included: true, format: QrType::Mpower };
    let ssms = list("idp.example.com", "demo", Installation::Ssms, "a+b@x/ü", images);
    assert_eq!(
        ssms.url,
        "https://demo.idp.example.com/digitanium/v4/users/a%2Bb%40x%2F%C3%BC/activationcodes\
         ?responseQrType=mpower&qrCode=true"
    );
    let shift = list("idp.example.com", "Demo", Installation::Shift, "anna", ImageOptions::default());
    assert_eq!(
        shift.url,
        "https://idp.example.com/auth/realms/Demo/v3_activationcode/anna/?responseQrType=normal&qrCode=false"
    );
    assert_eq!(names(&shift), ["Accept", "Accept-Language", "Authorization", "Content-Type"]);
}

#[test]
fn debug_shows_no_header_value() {
    let request = list("idp.example.com", "demo", Installation::Ssms, "anna", ImageOptions::default());
    assert!(!format!("{request:?}").contains("a.b.c"));
}

fn create(base: &str, installation: Installation, new_code: &NewCode) -> Request {
    let token = Credential::parse(CredentialKind::Bearer, "a.b.c").expect("a token");
    let (base, tenant) = (base.parse().expect("a base"), "Demo".parse().expect("a tenant"));
    let user = CodeOwner::from(&"a b".parse::<UserName>().expect("a user name"));
    create_code((&base, &tenant, installation), &user, new_code, QrType::Mpower, Some(&token), "en")
}

fn new_code(typed: &str, secret: bool) -> NewCode {
    let code = CustomCode::parse(typed).expect("a code");
    NewCode { code, end: Timestamp::from_millis(1_586_901_570_999).expect("in range"), is_secret: secret }
}

#[test]
fn the_creation_of_a_code_is_requested_as_documented() {
    let direct = create("idp.example.com", Installation::Shift, &new_code("", false));
    assert_eq!(direct.method, Method::Post);
    assert_eq!(
        direct.url,
        "https://idp.example.com/auth/realms/Demo/v3_activationcode/a%20b/?responseQrType=mpower"
    );
    assert_eq!(names(&direct), ["Accept", "Accept-Language", "Authorization", "Content-Type"]);
    let body = |request: &Request| request.body.as_ref().map(|body| body.reveal().to_owned());
    assert_eq!(
        body(&direct).as_deref(),
        Some(r#"{"activationCode":null,"activationNotAfter":"1586901570","secret":false}"#)
    );
    let gateway = create("/api/identity", Installation::Ssms, &new_code(" 00\"Ab ", true));
    assert_eq!(gateway.url, "/api/identity/digitanium/v4/users/a%20b/activationcodes?responseQrType=mpower");
    assert_eq!(names(&gateway), ["Accept", "Accept-Language", "X-Requested-By", "Content-Type"]);
    assert_eq!(
        body(&gateway).as_deref(),
        Some(r#"{"activationCode":"00\"Ab","activationNotAfter":"1586901570","secret":true}"#)
    );
}

#[test]
fn a_request_for_a_list_has_no_body() {
    let list = list("idp.example.com", "demo", Installation::Ssms, "anna", ImageOptions::default());
    assert_eq!((list.method, list.body), (Method::Get, None));
}

#[test]
fn debug_shows_no_body() {
    let request = create("/api/identity", Installation::Ssms, &new_code("7654321", false));
    assert!(!format!("{request:?}").contains("7654321"));
}
