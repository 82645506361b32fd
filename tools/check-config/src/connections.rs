use latchkey_core::{
    connection::{Auth, Connection, Installation, PathTemplate, Service, Subject},
    credential::CredentialKind,
};

/// Returns a line about a connection, in the words of `latchkey.json`.
pub(crate) fn describe(connection: &Connection) -> String {
    let service = match &connection.service {
        Service::AccessCode { base, path } if *path == PathTemplate::default() => {
            format!("access-code at {base}")
        }
        Service::AccessCode { base, path } => format!("access-code at {base}, path {path}"),
        Service::ActivationCodes { base, tenant, installation, .. } => match installation {
            Installation::Ssms => {
                let base = base.with_tenant(tenant);
                format!("activation-codes at {base}, tenant {tenant}, installation ssms")
            }
            Installation::Shift => format!("activation-codes at {base}, tenant {tenant}, installation shift"),
        },
    };
    let auth = match connection.auth {
        Auth::Gateway => "gateway",
        Auth::Direct(CredentialKind::ApiKey) => "api-key",
        Auth::Direct(CredentialKind::Bearer) => "bearer",
    };
    let subject = match connection.subject {
        Subject::Me => ", subject me",
        Subject::Named => "",
    };
    let create = match connection.service {
        Service::ActivationCodes { can_create: true, .. } => ", allowCreate",
        Service::ActivationCodes { can_create: false, .. } | Service::AccessCode { .. } => "",
    };
    let (id, name) = (&connection.id, &connection.name);
    format!("{id} \"{name}\": {service}, auth {auth}{subject}{create}")
}
