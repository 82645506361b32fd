use proptest::prelude::*;

use super::*;
use crate::ids::TenantIdError;

fn draft(fields: &[(DraftField, &str)]) -> ConnectionDraft {
    let mut draft = ConnectionDraft::default();
    for (field, text) in fields {
        *draft.field_mut(*field) = Some((*text).to_owned());
    }
    draft
}

const GYM: [(DraftField, &str); 3] = [
    (DraftField::Id, "gym"),
    (DraftField::Service, "access-code"),
    (DraftField::Base, "https://studio.example"),
];
const LIST: [(DraftField, &str); 5] = [
    (DraftField::Id, "list"),
    (DraftField::Service, "activation-codes"),
    (DraftField::Host, "idp.example.com"),
    (DraftField::Tenant, "demo"),
    (DraftField::Installation, "shift"),
];

#[test]
fn without_auth_the_base_decides_how_to_sign_in() {
    let direct = draft(&GYM).to_connection().expect("complete");
    assert_eq!(direct.auth, Auth::Direct(CredentialKind::ApiKey));
    assert_eq!(direct.name, "gym");
    let gateway =
        draft(&[&GYM[..], &[(DraftField::Base, "/api/gym")]].concat()).to_connection().expect("complete");
    assert_eq!(gateway.auth, Auth::Gateway);
    assert_eq!(draft(&LIST).to_connection().expect("complete").auth, Auth::Direct(CredentialKind::Bearer));
}

#[test]
fn each_rejected_field_has_its_error() {
    let gym =
        |extra: &[(DraftField, &str)]| draft(&[&GYM[..], extra].concat()).to_connection().expect_err("wrong");
    let list = |extra: &[(DraftField, &str)]| {
        draft(&[&LIST[..], extra].concat()).to_connection().expect_err("wrong")
    };
    assert_eq!(
        ConnectionDraft::default().to_connection(),
        Err(vec![(DraftField::Id, FieldError::Missing), (DraftField::Service, FieldError::Missing)])
    );
    assert_eq!(gym(&[(DraftField::Id, "Gym 1")]), [(DraftField::Id, FieldError::InvalidId)]);
    assert_eq!(
        gym(&[(DraftField::Service, "gym")]),
        [(DraftField::Service, FieldError::NotOneOf(&["access-code", "activation-codes"]))]
    );
    assert_eq!(gym(&[(DraftField::Base, " ")]), [(DraftField::Base, FieldError::Missing)]);
    assert_eq!(
        gym(&[(DraftField::Base, "http://studio.example")]),
        [(DraftField::Base, FieldError::BaseUrl(BaseUrlError::NotSecure))]
    );
    assert_eq!(gym(&[(DraftField::Auth, "gateway")]), [(DraftField::Base, FieldError::PathRequired)]);
    assert_eq!(
        gym(&[(DraftField::Auth, "api-key"), (DraftField::Base, "/api/gym")]),
        [(DraftField::Base, FieldError::AddressRequired)]
    );
    assert_eq!(
        gym(&[(DraftField::Auth, "bearer")]),
        [(DraftField::Auth, FieldError::NotOneOf(&["gateway", "api-key"]))]
    );
    assert_eq!(gym(&[(DraftField::Subject, "me")]), [(DraftField::Subject, FieldError::NotApplicable)]);
    assert_eq!(gym(&[(DraftField::Subject, "you")]), [(DraftField::Subject, FieldError::NotOneOf(&["me"]))]);
    assert_eq!(gym(&[(DraftField::Path, "/codes")]), [(DraftField::Path, FieldError::InvalidPath)]);
    assert_eq!(gym(&[(DraftField::Tenant, "demo")]), [(DraftField::Tenant, FieldError::NotApplicable)]);
    assert_eq!(list(&[(DraftField::Tenant, "")]), [(DraftField::Tenant, FieldError::Missing)]);
    assert_eq!(
        list(&[(DraftField::Tenant, "a b")]),
        [(DraftField::Tenant, FieldError::Tenant(TenantIdError::NotAllowed))]
    );
    assert_eq!(
        list(&[(DraftField::Installation, "ast")]),
        [(DraftField::Installation, FieldError::NotOneOf(INSTALLATIONS))]
    );
    assert_eq!(gym(&[(DraftField::Create, "true")]), [(DraftField::Create, FieldError::NotApplicable)]);
    assert_eq!(
        list(&[(DraftField::Create, "yes")]),
        [(DraftField::Create, FieldError::NotOneOf(&["true", "false"]))]
    );
    assert_eq!(list(&[(DraftField::Base, "/api")]), [(DraftField::Base, FieldError::NotApplicable)]);
    assert_eq!(
        list(&[(DraftField::Host, "http://idp.example")]),
        [(DraftField::Host, FieldError::BaseUrl(BaseUrlError::NotSecure))]
    );
}

#[test]
fn a_tenant_with_ssms_needs_a_host_name() {
    let ssms = |host: &str, tenant: &str| {
        let fields =
            [(DraftField::Installation, "ssms"), (DraftField::Host, host), (DraftField::Tenant, tenant)];
        draft(&[&LIST[..], &fields].concat()).to_connection().err()
    };
    for (host, tenant) in
        [("http://127.0.0.1:8081", "demo"), ("http://[::1]:8081", "demo"), ("idp.example", ".a..b")]
    {
        assert_eq!(
            ssms(host, tenant),
            Some(vec![(DraftField::Host, FieldError::NoTenantHost)]),
            "{host} {tenant}"
        );
    }
    assert_eq!(ssms("http://localhost:8081", "demo"), None);
    // A gateway that serves the API at the root of its site, where the tenant is no part of the host.
    assert_eq!(ssms("/", "demo"), None);
    assert_eq!(
        draft(&[&LIST[..], &[(DraftField::Host, "http://127.0.0.1:8081")]].concat()).to_connection().err(),
        None
    );
}

#[test]
fn codes_may_be_created_only_if_the_draft_says_so() {
    for (text, is_allowed) in [(None, false), (Some("false"), false), (Some("true"), true)] {
        let mut draft = draft(&LIST);
        draft.create = text.map(str::to_owned);
        let service = draft.to_connection().expect("complete").service;
        assert!(matches!(service, Service::ActivationCodes { can_create, .. } if can_create == is_allowed));
    }
}

#[test]
fn a_name_is_cleaned_and_truncated() {
    let named = |name: &str| {
        draft(&[&GYM[..], &[(DraftField::Name, name)]].concat()).to_connection().expect("complete").name
    };
    assert_eq!(named("Studio\u{202e} 7\n"), "Studio 7");
    assert_eq!(named(&"x".repeat(3_000)).chars().count(), 80);
    assert_eq!(named("\u{200b}"), "gym");
}

#[test]
fn a_path_pasted_with_a_kobil_host_is_removed() {
    let pasted =
        draft(&[&LIST[..], &[(DraftField::Host, "https://idp.example.com/auth/realms/demo")]].concat());
    let connection = pasted.to_connection().expect("complete");
    let Service::ActivationCodes { base, .. } = connection.service else { panic!("a list") };
    assert_eq!(base.to_string(), "https://idp.example.com");
}

#[test]
fn invisible_characters_are_trimmed_around_a_field_and_named_inside() {
    for fields in [&GYM[..], &LIST[..]] {
        let wrapped: Vec<_> = fields
            .iter()
            .map(|(field, text)| (*field, format!("\u{feff}\u{202a}{text}\u{200b}\u{a0}")))
            .collect();
        let wrapped: Vec<_> = wrapped.iter().map(|(field, text)| (*field, text.as_str())).collect();
        assert_eq!(draft(&wrapped).to_connection(), draft(fields).to_connection());
        for (field, text) in fields {
            let split = format!("\u{200e}{}\u{200b}{}", &text[..2], &text[2..]);
            let error = FieldError::Invisible(InvisibleChar { char: '\u{200b}', position: 3 });
            let errors = draft(&[fields, &[(*field, split.as_str())]].concat()).to_connection();
            assert_eq!(errors, Err(vec![(*field, error)]), "{field:?}");
        }
    }
    let path = draft(&[&GYM[..], &[(DraftField::Path, "\u{200b}/v2/{customerId}\u{feff}")]].concat());
    assert!(path.to_connection().is_ok());
}

#[test]
fn a_pasted_endpoint_is_removed_from_a_base_and_a_host() {
    let base = |fields: &[(DraftField, &str)]| match draft(fields).to_connection().expect("complete").service
    {
        Service::AccessCode { base, .. } | Service::ActivationCodes { base, .. } => base.to_string(),
    };
    let endpoint = "https://studio.open-api.magicline.com/v1/customers/{customerId}/access-code";
    assert_eq!(
        base(&[&GYM[..], &[(DraftField::Base, endpoint)]].concat()),
        "https://studio.open-api.magicline.com"
    );
    let endpoint = "https://idp.example.com/auth/realms/demo/v3_activationcode/{userName}/?qrCode=true";
    assert_eq!(base(&[&LIST[..], &[(DraftField::Host, endpoint)]].concat()), "https://idp.example.com");
    let endpoint = "/api/identity/digitanium/v4/users/anna/activationcodes?qrCode=true";
    assert_eq!(
        base(&[&LIST[..], &[(DraftField::Host, ""), (DraftField::Base, endpoint)]].concat()),
        "/api/identity"
    );
}

proptest! {
    #[test]
    fn both_validations_agree_on_connections_through_a_gateway(
        texts in prop::collection::vec(
            prop::option::weighted(0.4, prop::sample::select(vec![
                "", " ", "gym", "Gym 1", "me", "gateway", "api-key", "bearer", "access-code",
                "activation-codes", "/api/gym", " /api/gym/v1/ ", "//api", "/a/../b",
                "https://studio.example", "studio.example", "demo", "ssms", "true", "/v2/{customerId}",
                "/v2", "\u{202e}", "\u{200b}gym\u{a0}", "g\u{200b}ym",
                "\u{feff}/api/gym\u{200e}", "/api/g\u{200b}ym",
                "/api/gym/v1/customers/{customerId}/access-code",
                "/api/gym/customers/7/access-code?x#y", "\u{200b}me", "\u{a0}access-code",
            ])),
            DraftField::ALL.len(),
        ),
        starts_valid in any::<bool>(),
    ) {
        let gym = draft(&[&GYM[..], &[(DraftField::Base, "/api/gym")]].concat());
        let mut draft = if starts_valid { gym } else { ConnectionDraft::default() };
        for ((field, _), text) in DraftField::ALL.into_iter().zip(texts) {
            if let Some(text) = text {
                *draft.field_mut(field) = Some(text.to_owned());
            }
        }
        let is_through_gateway = |connection: &Connection| {
            connection.auth == Auth::Gateway && matches!(connection.service, Service::AccessCode { .. })
        };
        prop_assert_eq!(draft.to_gateway_connection(), draft.to_connection().ok().filter(is_through_gateway));
    }
}
