use latchkey_core::{
    connection::Service,
    credential::Credential,
    failure::Failure,
    ids::CustomerId,
    request::{self, CodeOwner, Method, Request},
};

use crate::net::FetchResult;

/// Progress of the test of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyTest {
    /// There was no test, or the form has changed since.
    NotRun,
    /// There is no key to test.
    NoKey,
    /// The test of this number is running.
    Running(u32),
    /// The service accepts the key.
    Accepted,
    /// The service does not accept the key, or did not answer.
    Failed(Failure),
}

impl KeyTest {
    /// Reads the outcome of the request.
    pub fn of(outcome: FetchResult) -> Self {
        let failure = match outcome {
            Ok(exchange) => Failure::from_access_answer(&exchange.answer),
            Err(failure) => Some(failure),
        };
        failure.map_or(Self::Accepted, Self::Failed)
    }
}

/// Returns a request that tests a key without returning a code; `None` if the service has no such request.
pub fn test_request(service: &Service, credential: Option<&Credential>, language: &str) -> Option<Request> {
    let Service::AccessCode { base, path } = service else { return None };
    // The service checks only the key of such a request, so any customer will do.
    let customer: CustomerId = "1".parse().ok()?;
    Some(request::access_code(Method::Head, base, path, &CodeOwner::from(customer), credential, language))
}
