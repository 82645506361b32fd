use std::collections::BTreeSet;

use latchkey_core::{
    base_url::BaseUrl,
    config,
    connection::{Connection, Installation, Service},
};

/// Returns the origins of other servers that the connections of a file use, for `connect-src` of the content
/// security policy. A file with mistakes has those of its other connections.
#[must_use]
pub fn origins(bytes: &[u8]) -> BTreeSet<String> {
    let (config, _) = config::parse(&config::decode(bytes));
    config.connections.iter().filter_map(origin).collect()
}

fn origin(connection: &Connection) -> Option<String> {
    let base = match &connection.service {
        Service::ActivationCodes { base, tenant, installation: Installation::Ssms, .. } => {
            base.with_tenant(tenant)
        }
        Service::ActivationCodes { base, .. } | Service::AccessCode { base, .. } => base.clone(),
    };
    match base {
        BaseUrl::Remote { origin, .. } => Some(origin.to_string()),
        BaseUrl::SameOrigin(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origins_are_those_of_the_requests() {
        let file = br#"{"connections":[
            {"id":"a","service":"access-code","base":"Studio.Example:8443/gate/v1/"},
            {"id":"b","service":"access-code","base":"/api/gym"},
            {"id":"c","service":"activation-codes","host":"idp.example.com","tenant":"demo","installation":"ssms"},
            {"id":"d","service":"activation-codes","host":"idp.example.com","tenant":"demo","installation":"shift"},
            {"id":"e","service":"activation-codes","host":"idp.example.com","tenant":"x","installation":"shift"},
            {"id":"f","service":"access-code","base":"http://studio.example"}]}"#;
        let found: Vec<_> = origins(file).into_iter().collect();
        assert_eq!(
            found,
            ["https://demo.idp.example.com", "https://idp.example.com", "https://studio.example:8443"]
        );
    }
}
