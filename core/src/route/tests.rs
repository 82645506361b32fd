use super::*;

#[test]
fn every_view_survives_print_and_parse() {
    for address in [
        "/",
        "/start",
        "/start/access",
        "/start/activation",
        "/access/gym",
        "/access/gym/9007199254740993",
        "/desk/gym",
        "/activation/identity",
        "/activation/identity/anna%40example.org",
        "/activation/identity/a%2Fb%20%C3%BC?qr=true",
        "/activation/identity/a?format=mpower",
        "/activation/identity/a?qr=true&format=mpower",
        "/activation/identity/a?installation=shift&sort=code&show=valid,expired",
        "/activation/identity?qr=true&installation=ssms&show=none",
        "/connections/new",
        "/about",
    ] {
        let route = Route::parse(address);
        assert_ne!(route, Route::NotFound, "{address}");
        assert_eq!(route.to_string(), address);
        assert_eq!(Route::parse(&route.href()), route);
    }
}

#[test]
fn stage_one_parses_the_same_passes() {
    for address in [
        "/access/gym",
        "#/access/gym/7",
        "access//gym/7/?x",
        "/access",
        "/access/gym/x",
        "/access/a/1/2",
        "/about",
        "",
    ] {
        let expected = match Route::parse(address) {
            Route::Access { connection, customer } => Some((connection, customer)),
            _ => None,
        };
        assert_eq!(Route::parse_pass(address), expected, "{address}");
    }
}

#[test]
fn list_options_keep_the_view_and_request_options_do_not() {
    let plain = Route::parse("/activation/identity/a");
    assert_eq!(Route::parse("/activation/identity/a?sort=sent&show=expired").without_list_options(), plain);
    assert_eq!(Route::parse("/activation/identity/a?sort=x&show=&qr=maybe&installation=other"), plain);
    assert_ne!(Route::parse("/activation/identity/a?installation=shift").without_list_options(), plain);
}

#[test]
fn an_unknown_address_is_not_found() {
    for address in
        ["/access", "/access/gym/abc", "/access/Gym/1", "/access/gym/1/2", "/x", "/activation/a/%zz"]
    {
        assert_eq!(Route::parse(address), Route::NotFound, "{address}");
    }
    assert_eq!(Route::parse(""), Route::Home);
    assert_eq!(Route::parse("#"), Route::Home);
}
