use proptest::prelude::*;

use super::*;

fn draft(fields: &[(Field, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (field, text) in fields {
        *draft.field(*field) = Some((*text).to_owned());
    }
    draft
}

const GYM: [(Field, &str); 3] =
    [(Field::Id, "gym"), (Field::Service, "access-code"), (Field::Base, "https://studio.example")];
const LIST: [(Field, &str); 5] = [
    (Field::Id, "list"),
    (Field::Service, "activation-codes"),
    (Field::Host, "idp.example.com"),
    (Field::Tenant, "demo"),
    (Field::Installation, "shift"),
];

#[test]
fn the_address_decides_how_one_signs_in_where_nothing_is_said() {
    let direct = draft(&GYM).check().expect("complete");
    assert_eq!(direct.auth, Auth::Direct(Kind::ApiKey));
    assert_eq!(direct.name, "gym");
    let gateway = draft(&[&GYM[..], &[(Field::Base, "/api/gym")]].concat()).check().expect("complete");
    assert_eq!(gateway.auth, Auth::Gateway);
    assert_eq!(draft(&LIST).check().expect("complete").auth, Auth::Direct(Kind::Bearer));
}

#[test]
fn each_rejected_field_says_what_is_wrong_with_it() {
    let gym = |extra: &[(Field, &str)]| draft(&[&GYM[..], extra].concat()).check().expect_err("wrong");
    let list = |extra: &[(Field, &str)]| draft(&[&LIST[..], extra].concat()).check().expect_err("wrong");
    assert_eq!(
        Draft::default().check(),
        Err(vec![(Field::Id, Problem::Missing), (Field::Service, Problem::Missing)])
    );
    assert_eq!(gym(&[(Field::Id, "Gym 1")]), [(Field::Id, Problem::Id)]);
    assert_eq!(
        gym(&[(Field::Service, "gym")]),
        [(Field::Service, Problem::OneOf(&["access-code", "activation-codes"]))]
    );
    assert_eq!(gym(&[(Field::Base, " ")]), [(Field::Base, Problem::Missing)]);
    assert_eq!(
        gym(&[(Field::Base, "http://studio.example")]),
        [(Field::Base, Problem::Base(BaseError::NotSecure))]
    );
    assert_eq!(gym(&[(Field::Auth, "gateway")]), [(Field::Base, Problem::GatewayPath)]);
    assert_eq!(
        gym(&[(Field::Auth, "api-key"), (Field::Base, "/api/gym")]),
        [(Field::Base, Problem::ServerAddress)]
    );
    assert_eq!(gym(&[(Field::Auth, "bearer")]), [(Field::Auth, Problem::OneOf(&["gateway", "api-key"]))]);
    assert_eq!(gym(&[(Field::Subject, "me")]), [(Field::Subject, Problem::NotHere)]);
    assert_eq!(gym(&[(Field::Subject, "you")]), [(Field::Subject, Problem::OneOf(&["me"]))]);
    assert_eq!(gym(&[(Field::Path, "/codes")]), [(Field::Path, Problem::Path)]);
    assert_eq!(gym(&[(Field::Tenant, "demo")]), [(Field::Tenant, Problem::NotHere)]);
    assert_eq!(list(&[(Field::Tenant, "")]), [(Field::Tenant, Problem::Missing)]);
    assert_eq!(
        list(&[(Field::Tenant, "a b")]),
        [(Field::Tenant, Problem::Tenant(TenantIdError::NotAllowed))]
    );
    assert_eq!(list(&[(Field::Installation, "ast")]), [(Field::Installation, Problem::OneOf(INSTALLATIONS))]);
    assert_eq!(gym(&[(Field::Create, "true")]), [(Field::Create, Problem::NotHere)]);
    assert_eq!(list(&[(Field::Create, "yes")]), [(Field::Create, Problem::OneOf(&["true", "false"]))]);
    assert_eq!(list(&[(Field::Base, "/api")]), [(Field::Base, Problem::NotHere)]);
    assert_eq!(
        list(&[(Field::Host, "http://idp.example")]),
        [(Field::Host, Problem::Base(BaseError::NotSecure))]
    );
}

#[test]
fn a_tenant_needs_a_host_name_to_stand_in_front_of() {
    let ssms = |host: &str, tenant: &str| {
        let fields = [(Field::Installation, "ssms"), (Field::Host, host), (Field::Tenant, tenant)];
        draft(&[&LIST[..], &fields].concat()).check().err()
    };
    for (host, tenant) in
        [("http://127.0.0.1:8081", "demo"), ("http://[::1]:8081", "demo"), ("idp.example", ".a..b")]
    {
        assert_eq!(ssms(host, tenant), Some(vec![(Field::Host, Problem::NoTenantHost)]), "{host} {tenant}");
    }
    assert_eq!(ssms("http://localhost:8081", "demo"), None);
    assert_eq!(draft(&[&LIST[..], &[(Field::Host, "http://127.0.0.1:8081")]].concat()).check().err(), None);
}

#[test]
fn codes_may_be_made_only_where_that_is_written() {
    for (written, allowed) in [(None, false), (Some("false"), false), (Some("true"), true)] {
        let mut draft = draft(&LIST);
        draft.create = written.map(str::to_owned);
        let service = draft.check().expect("complete").service;
        assert!(matches!(service, Service::ActivationCodes { create, .. } if create == allowed));
    }
}

#[test]
fn a_name_is_made_safe_and_short() {
    let named =
        |name: &str| draft(&[&GYM[..], &[(Field::Name, name)]].concat()).check().expect("complete").name;
    assert_eq!(named("Studio\u{202e} 7\n"), "Studio 7");
    assert_eq!(named(&"x".repeat(3_000)).chars().count(), 80);
    assert_eq!(named("\u{200b}"), "gym");
}

#[test]
fn a_kobil_host_is_a_host_whatever_was_pasted_with_it() {
    let pasted = draft(&[&LIST[..], &[(Field::Host, "https://idp.example.com/auth/realms/demo")]].concat());
    let connection = pasted.check().expect("complete");
    let Service::ActivationCodes { base, .. } = connection.service else { panic!("a list") };
    assert_eq!(base.to_string(), "https://idp.example.com");
}

proptest! {
    #[test]
    fn a_pass_behind_a_gateway_is_what_the_whole_check_takes_for_one(
        texts in prop::collection::vec(
            prop::option::weighted(0.4, prop::sample::select(vec![
                "", " ", "gym", "Gym 1", "me", "gateway", "api-key", "bearer", "access-code", "activation-codes", "/api/gym",
                " /api/gym/v1/ ", "//api", "/a/../b", "https://studio.example", "studio.example", "demo", "ssms", "true",
                "/v2/{customerId}", "/v2", "\u{202e}",
            ])),
            Field::ALL.len(),
        ),
        plain in any::<bool>(),
    ) {
        let mut draft = if plain { draft(&[&GYM[..], &[(Field::Base, "/api/gym")]].concat()) } else { Draft::default() };
        for ((field, _), text) in Field::ALL.into_iter().zip(texts) {
            if let Some(text) = text {
                *draft.field(field) = Some(text.to_owned());
            }
        }
        let is_one = |connection: &Connection| {
            connection.auth == Auth::Gateway && matches!(connection.service, Service::AccessCode { .. })
        };
        prop_assert_eq!(draft.gateway_pass(), draft.check().ok().filter(is_one));
    }
}
