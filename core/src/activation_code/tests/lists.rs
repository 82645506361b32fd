use super::*;

#[test]
fn the_vendors_sample_is_decoded() {
    let decoded = ok(fixture!("seed"));
    assert_eq!(decoded.value.user, "USER_NAME");
    assert_eq!((decoded.value.listed_count, decoded.value.stated_count), (1, None));
    assert_eq!(texts(&decoded.value.entries), ["1827098"]);
    // The sample elides its image.
    let entry = &decoded.value.entries[0];
    assert_eq!(
        (entry.end, &entry.image, entry.times_listed, entry.has_other_end),
        (at(1_586_901_570), &Image::Unusable, 1, false)
    );
    assert_eq!(rules(&decoded.notes), [("R-K8", "data.activationCodes[0].qrImage")]);
}

#[test]
fn r_k1_every_spelling_of_the_user() {
    for name in ["userId", "userID", "userName", "username"] {
        for user in [r#""USER_NAME""#, r#""user_name""#, r#"" User_Name ""#] {
            let decoded =
                ok(&format!(r#"{{"status":"OK","data":{{"{name}":{user},"activationCodes":[]}}}}"#));
            assert_eq!(decoded.value.user, user.trim_matches(['"', ' ']), "{name}");
            let path = format!("data.{name}");
            assert_eq!(
                rules(&decoded.notes),
                if name == "userId" { vec![] } else { vec![("R-K1", path.as_str())] }
            );
        }
        for place in [
            format!(r#"{{"status":"OK","data":{{"{name}":"USER","activationCodes":["1"]}}}}"#),
            format!(
                r#"{{"status":"OK","{name}":"USER","data":{{"userId":"USER_NAME","activationCodes":["1"]}}}}"#
            ),
            format!(r#"{{"status":"OK","data":[{{"activationCode":"1","{name}":"USER"}}]}}"#),
            format!(r#"{{"status":"Not OK","data":{{"{name}":"USER"}}}}"#),
            format!(r#"{{"status":"OK","data":{{"{name}":77}}}}"#),
        ] {
            assert_eq!(decode_body(&place), Err(Failure::WrongUser), "{place}");
        }
    }
    assert_eq!(decode_body(fixture!("other-user")), Err(Failure::WrongUser));
    for user in ["null", r#""""#] {
        let decoded = ok(&format!(r#"{{"status":"OK","data":{{"userId":{user},"activationCodes":[]}}}}"#));
        assert_eq!(decoded.value.user, "USER_NAME");
        assert!(rules(&decoded.notes).contains(&("R-K1", "data.userId")));
    }
    assert_eq!(malformed(r#"{"status":"OK","data":{"userId":[],"activationCodes":[]}}"#), "data.userId");
}

#[test]
fn r_k1_the_user_in_another_case_with_letters_beyond_ascii() {
    let requested = |name: &str, answered: &str| {
        let body = format!(r#"{{"status":"OK","data":{{"userId":"{answered}","activationCodes":[]}}}}"#);
        let user = name.parse().expect("a user name");
        super::super::decode(&Answer::json(200, body), Some(&user), str::to_lowercase)
            .map(|decoded| decoded.value.user)
    };
    assert_eq!(requested("ÖZDEMIR", "özdemir"), Ok("özdemir".into()));
    assert_eq!(requested("özdemir", "ÖZDEMIR"), Ok("ÖZDEMIR".into()));
    assert_eq!(requested("ÖZDEMIR", "ozdemir"), Err(Failure::WrongUser));
    assert_eq!(requested("ÖZDEMIR", "öztürk"), Err(Failure::WrongUser));
}

#[test]
fn r_k1_a_user_who_is_a_number() {
    let answer =
        Answer::json(200, r#"{"status":"OK","data":{"userId":9007199254740993,"activationCodes":[]}}"#);
    let user = |name: &str| {
        super::super::decode(&answer, Some(&name.parse().expect("a user name")), str::to_lowercase)
    };
    assert_eq!(user("9007199254740993").map(|decoded| decoded.value.user), Ok("9007199254740993".into()));
    assert_eq!(user("9007199254740992"), Err(Failure::WrongUser));
}

#[test]
fn r_k2_every_shape_of_data() {
    for body in [fixture!("bare-list"), fixture!("wrappers")] {
        let decoded = ok(body);
        assert_eq!(texts(&decoded.value.entries), ["1827098", "0012345"], "{body}");
        assert_eq!(decoded.value.user.to_uppercase(), "USER_NAME");
        assert_eq!(
            rules(&decoded.notes).iter().filter(|(rule, path)| (*rule, *path) == ("R-K2", "data")).count(),
            1
        );
    }
    for body in
        [fixture!("null-data"), r#"{"status":"OK"}"#, r#"{"status":"OK","data":[]}"#, r#"{"data":null}"#]
    {
        let decoded = ok(body);
        assert_eq!((decoded.value.entries.len(), decoded.value.user.as_str()), (0, "USER_NAME"), "{body}");
        assert_eq!(rules(&decoded.notes), [("R-K2", "data"), ("R-K1", "data.userId")], "{body}");
    }
    for body in [
        r#"{"data":{"activationCode":"1"}}"#,
        r#"{"userId":"USER_NAME","activationCodes":["1"],"codeCount":1}"#,
        r#"{"data":["1"]}"#,
        r#"{"data":[{"userId":"USER_NAME","codeCount":0},{"activationCode":"1"}]}"#,
    ] {
        let decoded = ok(body);
        assert_eq!((texts(&decoded.value.entries), decoded.value.stated_count), (vec!["1"], None), "{body}");
        assert!(rules(&decoded.notes).iter().any(|(rule, _)| *rule == "R-K2"), "{body}");
    }
}

#[test]
fn an_answer_without_a_list_is_malformed() {
    for (body, path) in [
        ("{}", "data"),
        (r#"{"error":"unauthorized"}"#, "data"),
        (r#"{"status":"OK","data":7}"#, "data"),
        (r#"{"status":"OK","data":"none"}"#, "data"),
        (r#"{"status":"OK","data":[[]]}"#, "data[0]"),
        (r#"{"status":"OK","data":{"activationCodes":true}}"#, "data.activationCodes"),
        (r#"{"status":"OK","data":null,"data":null}"#, "data"),
        (r#"{"status":"OK","status":"OK","data":null}"#, "status"),
        (r#"{"status":"OK","data":{"activationCodes":[],"activationCodes":[]}}"#, "data.activationCodes"),
        (r#"{"status":"OK","data":{"userId":"USER_NAME","userId":"USER_NAME"}}"#, "data.userId"),
        ("[]", ""),
        ("null", ""),
        ("{\"status\":", ""),
    ] {
        assert_eq!(malformed(body), path, "{body}");
    }
}

#[test]
fn r_k3_every_shape_of_the_list() {
    assert_eq!(texts(&ok(fixture!("one-object")).value.entries), ["1827098"]);
    let bare = ok(fixture!("texts"));
    assert_eq!(texts(&bare.value.entries), ["0012345", "aBc-9"]);
    assert!(
        bare.value.entries.iter().all(|entry| entry.end == End::NotStated && entry.image == Image::Absent)
    );
    assert_eq!(
        rules(&bare.notes),
        [("R-K3", "data.activationCodes[0]"), ("R-K3", "data.activationCodes[1]")]
    );
    for (source, codes) in [("null", vec![]), (r#""00""#, vec!["00"]), ("12", vec!["12"]), ("{}", vec!["-"])]
    {
        let decoded = ok(&format!(r#"{{"data":{{"userId":"USER_NAME","activationCodes":{source}}}}}"#));
        assert_eq!(texts(&decoded.value.entries), codes, "{source}");
        assert_eq!(rules(&decoded.notes)[0], ("R-K3", "data.activationCodes"), "{source}");
    }
    let absent = ok(r#"{"status":"OK","data":{"userId":"USER_NAME"}}"#);
    assert_eq!(
        (absent.value.entries.len(), rules(&absent.notes)),
        (0, vec![("R-K3", "data.activationCodes")])
    );
    assert_eq!(texts(&ok(&list(r#"null,"1""#)).value.entries), ["-", "1"]);
    assert_eq!(ok(fixture!("empty")).notes, []);
}

#[test]
fn r_k4_entries_are_counted_and_code_count_is_compared() {
    for (count, stated, noted) in [
        ("1", None, false),
        ("2", Some(2), true),
        ("0", Some(0), true),
        (r#""1""#, None, true),
        (r#"" 3 ""#, Some(3), true),
        ("18446744073709551615", Some(u64::MAX), true),
        ("-1", None, true),
        ("1.5", None, true),
        ("1e999999", None, true),
        (r#""many""#, None, true),
        ("null", None, true),
        ("[]", None, true),
    ] {
        let entry = r#"{"activationCode":"7","activationNotAfter":"1586901570"}"#;
        let body =
            format!(r#"{{"data":{{"userId":"USER_NAME","codeCount":{count},"activationCodes":[{entry}]}}}}"#);
        let decoded = ok(&body);
        assert_eq!((decoded.value.listed_count, decoded.value.stated_count), (1, stated), "{count}");
        assert_eq!(
            rules(&decoded.notes),
            if noted { vec![("R-K4", "data.codeCount")] } else { vec![] },
            "{count}"
        );
    }
    assert_eq!(ok(fixture!("wrappers")).value.stated_count, Some(4));
    assert_eq!(ok(fixture!("bare-list")).value.stated_count, None);
    // Both counts are wrong, and their sum is right.
    let even = r#"{"status":"OK","data":[
        {"activationCodes":["1"],"codeCount":2},{"activationCodes":["2","3"],"codeCount":1}]}"#;
    assert_eq!(ok(even).value.stated_count, None);
    assert_eq!(ok(r#"{"status":"OK","codeCount":5,"data":["1","2"]}"#).value.stated_count, Some(5));
}

#[test]
fn r_k9_an_error_inside_a_2xx_is_a_refusal() {
    let Err(Failure::Refused(report)) = decode_body(fixture!("error-in-200")) else { panic!("not refused") };
    assert_eq!(report.status, 200);
    assert_eq!(report.message.as_deref(), Some("The token has expired"));
    assert_eq!(
        (report.details.sub_system.as_deref(), report.details.status_word.as_deref()),
        (Some("513"), Some("Unauthorized"))
    );
    for status in [r#""OK""#, r#""Ok""#, r#"" ok ""#, r#""200""#, "200", r#""Success""#, "null", r#""""#] {
        let decoded =
            ok(&format!(r#"{{"status":{status},"data":{{"userId":"USER_NAME","activationCodes":[]}}}}"#));
        assert_eq!(rules(&decoded.notes), [], "{status}");
    }
    for status in [r#""Error""#, "404", "false", "{}"] {
        for data in
            ["null", "[]", r#""no codes""#, r#"{"activationCodes":false}"#, r#"{"activationCodes":[]}"#]
        {
            let body = format!(r#"{{"status":{status},"data":{data}}}"#);
            assert!(matches!(decode_body(&body), Err(Failure::Refused(_))), "{body}");
        }
        let decoded = ok(&format!(r#"{{"status":{status},"data":["1"]}}"#));
        assert_eq!(texts(&decoded.value.entries), ["1"]);
        assert!(rules(&decoded.notes).contains(&("R-K9", "status")), "{status}");
    }
    for sub_system in ["5", r#""5""#, "null"] {
        let body =
            format!(r#"{{"subSystem":{sub_system},"data":{{"userId":"USER_NAME","activationCodes":[]}}}}"#);
        assert_eq!(ok(&body).notes, []);
    }
}

#[test]
fn the_status_and_the_content_type_decide_first() {
    let seed = fixture!("seed");
    for (status, body, failure) in [
        (204, "", Some(Failure::NoCode)),
        (200, "", Some(Failure::NoCode)),
        (401, seed, None),
        (404, seed, None),
        (500, seed, None),
    ] {
        let decoded = super::super::decode(&Answer::json(status, body), Some(&user()), str::to_lowercase);
        match failure {
            Some(failure) => assert_eq!(decoded, Err(failure)),
            None => assert!(decoded.as_ref().is_err_and(|f| f.report().is_some()), "{decoded:?}"),
        }
    }
    let html = Answer { content_type: Some("text/html".into()), ..Answer::json(200, seed) };
    assert!(matches!(
        super::super::decode(&html, Some(&user()), str::to_lowercase),
        Err(Failure::Unexpected(_))
    ));
}

#[test]
fn extra_fields_are_normal() {
    let body = r#"{"status":"OK","data":{"userId":"USER_NAME","realm":"demo","codeCount":1,"activationCodes":[
        {"activationCode":"1","activationNotAfter":"1586901570","creationDate":"1586900000",
         "x":{"activationCode":2}}]}}"#;
    let decoded = ok(body);
    assert_eq!((texts(&decoded.value.entries), rules(&decoded.notes)), (vec!["1"], vec![]));
}
