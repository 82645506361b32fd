//! A pass: a connection to the access code API, plus the customer whose code is shown.

use crate::{
    base_url::BaseUrl,
    connection::{Auth, Connection, PathTemplate, Service, Subject},
    credential::Credential,
    ids::CustomerId,
    request::{self, CodeOwner, Method, Request},
};

/// Customer whose access code is shown, with the connection to request it through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    base: BaseUrl,
    path: PathTemplate,
    owner: CodeOwner,
    auth: Auth,
}

impl Pass {
    /// Creates the pass of a customer, or of the person whom the gateway identifies. Returns `None` if the
    /// connection is not for access codes, or if no customer is known.
    #[must_use]
    pub fn new(connection: Connection, customer: Option<CustomerId>) -> Option<Self> {
        let Service::AccessCode { base, path } = connection.service else { return None };
        let owner = match (connection.subject, customer) {
            (_, Some(customer)) => CodeOwner::from(customer),
            (Subject::Me, None) => CodeOwner::me(),
            (Subject::Named, None) => return None,
        };
        Some(Self { base, path, owner, auth: connection.auth })
    }

    /// Returns whether requests go to a gateway on the page's own origin, so that no key is needed.
    #[must_use]
    pub fn is_behind_gateway(&self) -> bool {
        self.auth == Auth::Gateway && self.base.is_same_origin()
    }

    /// Returns the request for the code.
    #[must_use]
    pub fn request(&self, credential: Option<&Credential>, language: &str) -> Request {
        request::access_code(Method::Get, &self.base, &self.path, &self.owner, credential, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    const SETTINGS: &str = r#"{"connections":[
      {"id":"me","name":"My pass","service":"access-code","base":"/api/gym","auth":"gateway","subject":"me"},
      {"id":"gym","name":"Desk","service":"access-code","base":"/api/gym"},
      {"id":"direct","name":"Direct","service":"access-code","base":"https://studio.example",
       "auth":"api-key"},
      {"id":"list","name":"Codes","service":"activation-codes","base":"/api/identity",
       "tenant":"demo","installation":"ssms"}]}"#;

    fn pass(id: &str, customer: Option<&str>) -> Option<Pass> {
        let connections = config::parse(SETTINGS).0.connections;
        let connection = connections.into_iter().find(|connection| connection.id.to_string() == id)?;
        Pass::new(connection, customer.map(|customer| customer.parse().expect("an id")))
    }

    #[test]
    fn a_pass_needs_a_connection_for_access_codes_and_a_customer() {
        for (id, customer, url) in [
            ("me", None, Some("/api/gym/v1/customers/me/access-code")),
            ("me", Some("7"), Some("/api/gym/v1/customers/7/access-code")),
            ("gym", Some("1234"), Some("/api/gym/v1/customers/1234/access-code")),
            ("direct", Some("1"), Some("https://studio.example/v1/customers/1/access-code")),
            ("gym", None, None),
            ("list", Some("1"), None),
            ("unknown", Some("1"), None),
        ] {
            let requested = pass(id, customer).map(|pass| pass.request(None, "de").url);
            assert_eq!(requested.as_deref(), url, "{id} {customer:?}");
        }
    }

    #[test]
    fn only_a_gateway_needs_no_key() {
        assert!(pass("gym", Some("1")).is_some_and(|pass| pass.is_behind_gateway()));
        assert!(pass("direct", Some("1")).is_some_and(|pass| !pass.is_behind_gateway()));
    }
}
