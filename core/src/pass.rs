//! A pass: a connection to an access API, and whose code is shown through it.

use crate::{
    base::Base,
    connection::{Auth, Connection, PathTemplate, Service, Subject},
    credential::Credential,
    ids::CustomerId,
    request::{self, Method, Request, Whose},
};

/// Whose access code is shown, and where it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    base: Base,
    path: PathTemplate,
    whose: Whose,
    auth: Auth,
}

impl Pass {
    /// The pass of a customer through a connection, or of the person the gateway knows. Nothing where the connection is
    /// not one for access codes, or where neither says whose code it is.
    #[must_use]
    pub fn of(connection: Connection, customer: Option<CustomerId>) -> Option<Self> {
        let Service::AccessCode { base, path } = connection.service else { return None };
        let whose = match (connection.subject, customer) {
            (_, Some(customer)) => Whose::from(customer),
            (Subject::Me, None) => Whose::me(),
            (Subject::Named, None) => return None,
        };
        Some(Self { base, path, whose, auth: connection.auth })
    }

    /// Whether a gateway on the page's own origin answers, so that no key has to be typed first.
    #[must_use]
    pub fn is_behind_gateway(&self) -> bool {
        self.auth == Auth::Gateway && self.base.is_same_origin()
    }

    /// The request for the code.
    #[must_use]
    pub fn request(&self, credential: Option<&Credential>, language: &str) -> Request {
        request::access_code(Method::Get, &self.base, &self.path, &self.whose, credential, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    const SETTINGS: &str = r#"{"connections":[
      {"id":"me","name":"My pass","service":"access-code","base":"/api/gym","auth":"gateway","subject":"me"},
      {"id":"gym","name":"Desk","service":"access-code","base":"/api/gym"},
      {"id":"direct","name":"Direct","service":"access-code","base":"https://studio.example","auth":"api-key"},
      {"id":"list","name":"Codes","service":"activation-codes","base":"/api/identity","tenant":"demo","installation":"ssms"}]}"#;

    fn pass(id: &str, customer: Option<&str>) -> Option<Pass> {
        let connections = config::read(SETTINGS).0.connections;
        let connection = connections.into_iter().find(|connection| connection.id.to_string() == id)?;
        Pass::of(connection, customer.map(|customer| customer.parse().expect("an id")))
    }

    #[test]
    fn a_pass_needs_a_connection_for_access_codes_and_somebody() {
        for (id, customer, url) in [
            ("me", None, Some("/api/gym/v1/customers/me/access-code")),
            ("me", Some("7"), Some("/api/gym/v1/customers/7/access-code")),
            ("gym", Some("1234"), Some("/api/gym/v1/customers/1234/access-code")),
            ("direct", Some("1"), Some("https://studio.example/v1/customers/1/access-code")),
            ("gym", None, None),
            ("list", Some("1"), None),
            ("unknown", Some("1"), None),
        ] {
            let asked = pass(id, customer).map(|pass| pass.request(None, "de").url);
            assert_eq!(asked.as_deref(), url, "{id} {customer:?}");
        }
    }

    #[test]
    fn only_a_gateway_answers_without_a_key() {
        assert!(pass("gym", Some("1")).is_some_and(|pass| pass.is_behind_gateway()));
        assert!(pass("direct", Some("1")).is_some_and(|pass| !pass.is_behind_gateway()));
    }
}
