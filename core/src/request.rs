//! A connection and an id become method, address and headers. Percent-encoding is used here only.

use crate::{
    base::Base,
    connection::{Installation, PathTemplate},
    credential::Credential,
    ids::{CustomerId, TenantId, UserName},
    percent,
    secret::Secret,
};

/// One request, ready to be sent. `Debug` shows no header value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What to do.
    pub method: Method,
    /// The whole address, or a path on the page's own origin.
    pub url: String,
    /// Whether it stays on the page's own origin; then no credential goes with it.
    pub same_origin: bool,
    /// Names and values of the headers.
    pub headers: Vec<(&'static str, Secret)>,
}

/// The methods the page uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Fetches codes.
    Get,
    /// Checks a key and nothing else.
    Head,
}

/// Whose codes are asked for, as one path segment of the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose(String);

impl Whose {
    /// The person's whom the gateway knows.
    #[must_use]
    pub fn me() -> Self {
        Self("me".to_owned())
    }
}

impl From<CustomerId> for Whose {
    fn from(id: CustomerId) -> Self {
        Self(id.to_string())
    }
}

impl From<&UserName> for Whose {
    fn from(user: &UserName) -> Self {
        Self(percent::encode(&user.to_string()))
    }
}

/// Which QR image the server shall put beside each activation code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ImageWish {
    /// `qrCode`: whether to send images at all.
    pub wanted: bool,
    /// `responseQrType`: what the images hold.
    pub format: QrType,
}

/// KOBIL's two QR payloads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum QrType {
    /// The payload no document describes.
    Mpower,
    /// The bare code.
    #[default]
    Normal,
}

impl QrType {
    /// The value of `responseQrType`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mpower => "mpower",
            Self::Normal => "normal",
        }
    }
}

/// Asks for a customer's access code, or, with [`Method::Head`], only whether the key is good.
#[must_use]
pub fn access_code(
    method: Method,
    base: &Base,
    path: &PathTemplate,
    customer: &Whose,
    credential: Option<&Credential>,
    language: &str,
) -> Request {
    build(method, base, &path.fill(&customer.0), credential, language)
}

/// Asks for a user's activation codes.
#[must_use]
pub fn activation_codes(
    base: &Base,
    tenant: &TenantId,
    installation: Installation,
    user: &Whose,
    images: ImageWish,
    credential: Option<&Credential>,
    language: &str,
) -> Request {
    let query = [
        "?responseQrType=",
        images.format.as_str(),
        "&qrCode=",
        if images.wanted { "true" } else { "false" },
    ];
    let query = query.concat();
    let user = &user.0;
    let (base, path) = match installation {
        Installation::Ssms => {
            (base.for_tenant(tenant), ["/digitanium/v4/users/", user, "/activationcodes", &query].concat())
        }
        Installation::Shift => (
            base.clone(),
            ["/auth/realms/", &tenant.to_string(), "/v3_activationcode/", user, "/", &query].concat(),
        ),
    };
    let mut request = build(Method::Get, &base, &path, credential, language);
    if !request.same_origin {
        // Documented, though a GET has no body whose type it could name.
        request.headers.push(("Content-Type", Secret::new("application/json".to_owned())));
    }
    request
}

fn build(
    method: Method,
    base: &Base,
    path: &str,
    credential: Option<&Credential>,
    language: &str,
) -> Request {
    let same_origin = base.is_same_origin();
    let mut headers = vec![
        ("Accept", Secret::new("application/json".to_owned())),
        ("Accept-Language", Secret::new(language.to_owned())),
    ];
    if same_origin {
        headers.push(("X-Requested-By", Secret::new("latchkey".to_owned())));
    } else {
        headers.extend(credential.map(Credential::header));
    }
    Request { method, url: [&base.to_string(), path].concat(), same_origin, headers }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::Kind;

    fn names(request: &Request) -> Vec<&str> {
        request.headers.iter().map(|(name, _)| *name).collect()
    }

    fn list(base: &str, tenant: &str, installation: Installation, user: &str, images: ImageWish) -> Request {
        let token = Credential::read(Kind::Bearer, "a.b.c").expect("a token");
        let user: UserName = user.parse().expect("a user name");
        let (base, tenant) = (base.parse().expect("a base"), tenant.parse().expect("a tenant"));
        activation_codes(&base, &tenant, installation, &Whose::from(&user), images, Some(&token), "en")
    }

    #[test]
    fn r_a15_v1_stands_once_in_the_address_of_an_access_code() {
        let key = Credential::read(Kind::ApiKey, "k").expect("a key");
        let customer: CustomerId = "9007199254740993".parse().expect("an id");
        for base in ["https://studio.example/v1", "https://studio.example/", "studio.example"] {
            let base = base.parse().expect("a base");
            let path = PathTemplate::default();
            let request = access_code(Method::Get, &base, &path, &customer.into(), Some(&key), "de-CH");
            assert_eq!(request.url, "https://studio.example/v1/customers/9007199254740993/access-code");
            assert_eq!(names(&request), ["Accept", "Accept-Language", "X-API-KEY"]);
            assert!(!request.same_origin);
        }
    }

    #[test]
    fn a_gateway_is_never_sent_a_credential() {
        let key = Credential::read(Kind::ApiKey, "k").expect("a key");
        let base = "/api/gym".parse().expect("a base");
        let path = PathTemplate::default();
        let request = access_code(Method::Get, &base, &path, &Whose::me(), Some(&key), "en");
        assert_eq!(request.url, "/api/gym/v1/customers/me/access-code");
        assert_eq!(names(&request), ["Accept", "Accept-Language", "X-Requested-By"]);
        let list = list("/api/identity", "demo", Installation::Ssms, "anna", ImageWish::default());
        assert_eq!(
            list.url,
            "/api/identity/digitanium/v4/users/anna/activationcodes?responseQrType=normal&qrCode=false"
        );
        assert_eq!(names(&list), ["Accept", "Accept-Language", "X-Requested-By"]);
    }

    #[test]
    fn r_k12_r_k17_r_k18_both_address_forms_of_the_activation_api() {
        let images = ImageWish { wanted: true, format: QrType::Mpower };
        let ssms = list("idp.example.com", "demo", Installation::Ssms, "a+b@x/ü", images);
        assert_eq!(
            ssms.url,
            "https://demo.idp.example.com/digitanium/v4/users/a%2Bb%40x%2F%C3%BC/activationcodes?responseQrType=mpower&qrCode=true"
        );
        let shift = list("idp.example.com", "Demo", Installation::Shift, "anna", ImageWish::default());
        assert_eq!(
            shift.url,
            "https://idp.example.com/auth/realms/Demo/v3_activationcode/anna/?responseQrType=normal&qrCode=false"
        );
        assert_eq!(names(&shift), ["Accept", "Accept-Language", "Authorization", "Content-Type"]);
    }

    #[test]
    fn debug_shows_no_header_value() {
        let request = list("idp.example.com", "demo", Installation::Ssms, "anna", ImageWish::default());
        assert!(!format!("{request:?}").contains("a.b.c"));
    }
}
