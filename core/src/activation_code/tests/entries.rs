use super::*;

#[test]
fn r_k5_every_form_of_an_end() {
    for (source, end, noted) in [
        (r#""1586901570""#, at(1_586_901_570), false),
        ("1586901570", at(1_586_901_570), true),
        ("1586901570.75", at(1_586_901_570), true),
        (r#""2020-04-14T21:59:30Z""#, at(1_586_901_570), true),
        (r#""""#, End::NotStated, true),
        (r#"" ""#, End::NotStated, true),
        (r#""0""#, End::NotStated, true),
        ("0", End::NotStated, true),
        ("-1", End::NotStated, true),
        ("null", End::NotStated, true),
        (r#""2020-04-14T21:59:30""#, End::Unknown, true),
        (r#""1""#, End::Unknown, true),
        ("1.58690157e9", at(1_586_901_570), true),
        (r#""2020-04-14 23:59:30+02""#, at(1_586_901_570), true),
        (r#""253402300799""#, End::NotStated, true),
        ("9223372036854775807", End::NotStated, true),
        (r#""9999-12-31T23:59:59.9999999""#, End::NotStated, true),
        (r#""638540000000000000""#, End::Unknown, true),
        ("true", End::Unknown, true),
        ("[]", End::Unknown, true),
    ] {
        let decoded = ok(&list(&format!(r#"{{"activationCode":"1","activationNotAfter":{source}}}"#)));
        assert_eq!(decoded.value.entries[0].end, end, "{source}");
        let note = ("R-K5", "data.activationCodes[0].activationNotAfter");
        assert_eq!(rules(&decoded.notes), if noted { vec![note] } else { vec![] }, "{source}");
    }
    assert_eq!(ok(&list(r#"{"activationCode":"1"}"#)).value.entries[0].end, End::NotStated);
}

#[test]
fn r_k6_a_bare_number_keeps_its_digits_and_warns_if_shorter() {
    let decoded = ok(fixture!("bare-numbers"));
    let codes: Vec<_> = decoded.value.entries.iter().map(|entry| entry.code.clone()).collect();
    let shown = |text: &str, may_lack_zeros| Code::Shown { text: Secret::new(text.into()), may_lack_zeros };
    assert_eq!(codes, [shown("12345", true), shown("0182709", false), shown("1827098", false)]);
    assert_eq!(
        rules(&decoded.notes),
        [
            ("R-K5", "data.activationCodes[0].activationNotAfter"),
            ("R-K6", "data.activationCodes[0].activationCode"),
            ("R-K6", "data.activationCodes[2].activationCode"),
        ]
    );
    let alone = ok(&list("123456789012345678901234567890"));
    assert_eq!(alone.value.entries[0].code, shown("123456789012345678901234567890", false));
    for source in ["-5", "1.5", "1e9", "true", "[]", "{}", r#""\udead""#] {
        let body = list(&format!(r#"{{"activationCode":{source}}}"#));
        assert_eq!(malformed(&body), "data.activationCodes[0].activationCode", "{source}");
    }
    assert_eq!(malformed(&list("true")), "data.activationCodes[0]");
    assert_eq!(
        malformed(&list(r#"{"activationCode":"1","activationCode":"1"}"#)),
        "data.activationCodes[0].activationCode"
    );
}

#[test]
fn r_k7_a_missing_or_masked_code_is_hidden() {
    let decoded = ok(fixture!("hidden"));
    assert_eq!(texts(&decoded.value.entries), ["-"; 5]);
    assert!(decoded.notes.iter().all(|note| note.rule == Rule::K7));
    for masked in ["***", "*", "•••••••", "18***98", " ** "] {
        assert_eq!(texts(&ok(&list(&format!("\"{masked}\""))).value.entries), ["-"], "{masked}");
    }
    for shown in ["1827098", " 18 27 ", "a*b", "1**2", "X", "0"] {
        assert_eq!(texts(&ok(&list(&format!("\"{shown}\""))).value.entries), [shown], "{shown}");
    }
}

#[test]
fn r_k8_what_is_taken_for_an_image() {
    let decoded = ok(fixture!("images"));
    let kinds: Vec<&str> = decoded
        .value
        .entries
        .iter()
        .map(|entry| match &entry.image {
            Image::Absent => "absent",
            Image::Png(bytes) => {
                assert_eq!((bytes.as_slice().len(), bytes.width(), bytes.height()), (67, 1, 1));
                assert!(bytes.as_slice().ends_with(b"IEND\xaeB\x60\x82"));
                "png"
            }
            Image::Unusable => "unusable",
        })
        .collect();
    assert_eq!(kinds, [["png"; 5].as_slice(), &["absent"; 2], &["unusable"; 5]].concat());
    // Only the first has the documented form.
    let noted: Vec<String> = (1..12).map(|i| format!("data.activationCodes[{i}].qrImage")).collect();
    assert_eq!(rules(&decoded.notes), noted.iter().map(|path| ("R-K8", path.as_str())).collect::<Vec<_>>());
    let none = ok(&list(r#"{"activationCode":"1","activationNotAfter":"1586901570"}"#));
    assert_eq!((&none.value.entries[0].image, rules(&none.notes)), (&Image::Absent, vec![]));
}

#[test]
fn r_k8_at_most_512_kib_of_base64() {
    // The header is 33 bytes, which are 44 characters.
    let image = |characters: usize| format!("{HEADER}{}", "A".repeat(characters - 44));
    for (characters, usable) in [(44, true), (512 * 1024, true), (512 * 1024 + 4, false)] {
        for text in [image(characters), format!("data:image/png;base64,{}  ", image(characters))] {
            let decoded = ok(&list(&format!(r#"{{"activationCode":"1","qrImage":"{text}"}}"#)));
            let bytes = match &decoded.value.entries[0].image {
                Image::Png(bytes) => Some(bytes.as_slice().len()),
                Image::Absent | Image::Unusable => None,
            };
            assert_eq!(bytes, usable.then_some(characters / 4 * 3), "{characters}");
        }
    }
}

#[test]
fn row_35_an_image_that_is_too_large_is_left_out_alone() {
    // Headers with a valid checksum: 50000 x 50000, 2049 x 1, and one pixel of sixteen bits.
    for image in [
        "iVBORw0KGgoAAAANSUhEUgAAw1AAAMNQCAAAAABuxGIW",
        "iVBORw0KGgoAAAANSUhEUgAACAEAAAABCAAAAACAvXoQ",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABEAAAAABq7kcW",
    ] {
        let url = format!("data:image/png;base64,{image}");
        let decoded = ok(&list(&format!(
            r#"{{"activationCode":"1","activationNotAfter":"1586901570","qrImage":"{url}"}}"#
        )));
        let [entry] = &*decoded.value.entries else { panic!("one entry") };
        assert_eq!((&entry.image, entry.end), (&Image::Unusable, at(1_586_901_570)), "{image}");
        assert_eq!(texts(&decoded.value.entries), ["1"]);
        assert_eq!(rules(&decoded.notes), [("R-K8", "data.activationCodes[0].qrImage")]);
    }
}

#[test]
fn debug_shows_neither_code_nor_image() {
    let decoded = ok(&list(&format!(r#"{{"activationCode":"sentinel","qrImage":"{HEADER}"}}"#)));
    let debug = format!("{decoded:?}");
    assert!(!debug.contains("sentinel") && debug.contains("PngBytes(33 bytes)"), "{debug}");
}
