//! Builds the requests to both APIs from a connection and an id.

use crate::{
    activation_code::NewCode,
    base_url::BaseUrl,
    connection::{Installation, PathTemplate},
    credential::Credential,
    ids::{CustomerId, TenantId, UserName},
    percent,
    secret::Secret,
};

/// HTTP request. `Debug` shows neither header values nor the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// HTTP method.
    pub method: Method,
    /// Absolute URL, or a path on the page's own origin.
    pub url: String,
    /// Whether the request stays on the page's own origin. If so, it carries no credential.
    pub is_same_origin: bool,
    /// Names and values of the headers.
    pub headers: Vec<(&'static str, Secret)>,
    /// JSON body, whose type a header declares.
    pub body: Option<Secret>,
}

impl Request {
    /// Returns the URL followed by the names and values of the headers, each on its own line. Two requests
    /// without a body are equal if their methods and canonical texts are.
    #[must_use]
    pub fn canonical_text(&self) -> String {
        let mut text = self.url.clone();
        for (name, value) in &self.headers {
            text.extend(["\n", name, "\n", value.reveal()]);
        }
        text
    }
}

/// HTTP method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Fetches codes.
    Get,
    /// Checks a key or fetches the time, without a body in the answer.
    Head,
    /// Creates a code. Never retried automatically.
    Post,
}

/// Person whose codes are requested, as one percent-encoded segment of a URL path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeOwner(String);

impl CodeOwner {
    /// Returns the owner `me`, whom the gateway identifies.
    #[must_use]
    pub fn me() -> Self {
        Self("me".to_owned())
    }
}

impl From<CustomerId> for CodeOwner {
    fn from(id: CustomerId) -> Self {
        Self(id.to_string())
    }
}

impl From<&UserName> for CodeOwner {
    fn from(user: &UserName) -> Self {
        Self(percent::encode(&user.to_string()))
    }
}

/// Which QR image the server adds to each activation code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ImageOptions {
    /// Whether images are included (`qrCode`).
    pub is_included: bool,
    /// Payload of the images (`responseQrType`).
    pub format: QrType,
}

/// Payload of KOBIL's QR images.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum QrType {
    /// Undocumented payload for KOBIL's app.
    Mpower,
    /// The code alone.
    #[default]
    Normal,
}

impl QrType {
    /// Returns the value of `responseQrType`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mpower => "mpower",
            Self::Normal => "normal",
        }
    }
}

/// Builds the request for a customer's access code, or with [`Method::Head`] the one that only checks the
/// key.
#[must_use]
pub fn access_code(
    method: Method,
    base: &BaseUrl,
    path: &PathTemplate,
    customer: &CodeOwner,
    credential: Option<&Credential>,
    language: &str,
) -> Request {
    build(method, base, &path.fill(&customer.0), credential, language)
}

/// Builds the request for a user's activation codes.
#[must_use]
pub fn activation_codes(
    base: &BaseUrl,
    tenant: &TenantId,
    installation: Installation,
    user: &CodeOwner,
    images: ImageOptions,
    credential: Option<&Credential>,
    language: &str,
) -> Request {
    let query = [
        "?responseQrType=",
        images.format.as_str(),
        "&qrCode=",
        if images.is_included { "true" } else { "false" },
    ];
    let (base, path) = codes_endpoint(base, tenant, installation, user, &query.concat());
    let mut request = build(Method::Get, &base, &path, credential, language);
    if !request.is_same_origin {
        // Required by the documentation, although a GET has no body.
        request.headers.push(("Content-Type", Secret::new("application/json".to_owned())));
    }
    request
}

/// Builds the request that creates a code for a user. It must be sent only once, because the code may have
/// been created even if no answer arrived.
#[must_use]
pub fn create_code(
    (base, tenant, installation): (&BaseUrl, &TenantId, Installation),
    user: &CodeOwner,
    new_code: &NewCode,
    format: QrType,
    credential: Option<&Credential>,
    language: &str,
) -> Request {
    let query = ["?responseQrType=", format.as_str()].concat();
    let (base, path) = codes_endpoint(base, tenant, installation, user, &query);
    let mut request = build(Method::Post, &base, &path, credential, language);
    request.headers.push(("Content-Type", Secret::new("application/json".to_owned())));
    request.body = Some(new_code.body());
    request
}

/// Returns the base URL, and the path with query, of a user's activation codes.
fn codes_endpoint(
    base: &BaseUrl,
    tenant: &TenantId,
    installation: Installation,
    CodeOwner(user): &CodeOwner,
    query: &str,
) -> (BaseUrl, String) {
    match installation {
        Installation::Ssms => {
            (base.with_tenant(tenant), ["/digitanium/v4/users/", user, "/activationcodes", query].concat())
        }
        Installation::Shift => (
            base.clone(),
            ["/auth/realms/", &tenant.to_string(), "/v3_activationcode/", user, "/", query].concat(),
        ),
    }
}

fn build(
    method: Method,
    base: &BaseUrl,
    path: &str,
    credential: Option<&Credential>,
    language: &str,
) -> Request {
    let is_same_origin = base.is_same_origin();
    let mut headers = vec![
        ("Accept", Secret::new("application/json".to_owned())),
        ("Accept-Language", Secret::new(language.to_owned())),
    ];
    if is_same_origin {
        headers.push(("X-Requested-By", Secret::new("latchkey".to_owned())));
    } else {
        headers.extend(credential.map(Credential::header));
    }
    Request { method, url: [&base.to_string(), path].concat(), is_same_origin, headers, body: None }
}

#[cfg(test)]
mod tests;
