//! A connection and an id become method, address and headers. Percent-encoding is used here only.

use crate::{
    activation_code::NewCode,
    base::Base,
    connection::{Installation, PathTemplate},
    credential::Credential,
    ids::{CustomerId, TenantId, UserName},
    percent,
    secret::Secret,
};

/// One request, ready to be sent. `Debug` shows no header value and no body.
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
    /// What is sent along: JSON, whose type a header names.
    pub body: Option<Secret>,
}

impl Request {
    /// The request as a text: its address, then the names and values of its headers, a line each. Two requests with the same
    /// text and method are the same request, as long as neither has a body.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.url.clone();
        for (name, value) in &self.headers {
            text.extend(["\n", name, "\n", value.reveal()]);
        }
        text
    }
}

/// The methods the page uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Fetches codes.
    Get,
    /// Checks a key and nothing else.
    Head,
    /// Makes a code. Never sent again by itself.
    Post,
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
    let (base, path) = codes_of(base, tenant, installation, user, &query.concat());
    let mut request = build(Method::Get, &base, &path, credential, language);
    if !request.same_origin {
        // Documented, though a GET has no body whose type it could name.
        request.headers.push(("Content-Type", Secret::new("application/json".to_owned())));
    }
    request
}

/// Has a code made for a user. It may have been made although no answer came: whoever sends this does so once.
#[must_use]
pub fn create_code(
    (base, tenant, installation): (&Base, &TenantId, Installation),
    user: &Whose,
    wish: &NewCode,
    format: QrType,
    credential: Option<&Credential>,
    language: &str,
) -> Request {
    let query = ["?responseQrType=", format.as_str()].concat();
    let (base, path) = codes_of(base, tenant, installation, user, &query);
    let mut request = build(Method::Post, &base, &path, credential, language);
    request.headers.push(("Content-Type", Secret::new("application/json".to_owned())));
    request.body = Some(wish.body());
    request
}

/// Where a user's codes are, at either installation.
fn codes_of(
    base: &Base,
    tenant: &TenantId,
    installation: Installation,
    Whose(user): &Whose,
    query: &str,
) -> (Base, String) {
    match installation {
        Installation::Ssms => {
            (base.for_tenant(tenant), ["/digitanium/v4/users/", user, "/activationcodes", query].concat())
        }
        Installation::Shift => (
            base.clone(),
            ["/auth/realms/", &tenant.to_string(), "/v3_activationcode/", user, "/", query].concat(),
        ),
    }
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
    Request { method, url: [&base.to_string(), path].concat(), same_origin, headers, body: None }
}

#[cfg(test)]
mod tests;
