use proptest::prelude::*;

use super::*;

fn id(connection: &str, customer: Option<&str>) -> PassId {
    let customer = customer.map(|digits| digits.parse().unwrap());
    PassId { connection: connection.parse().unwrap(), customer }
}

fn pass(customer: &str, name: &str) -> RememberedPass {
    RememberedPass::new(id("gym", Some(customer)), name, PassColour::Green)
}

fn names(passes: &RememberedPasses) -> Vec<&str> {
    passes.as_slice().iter().map(|pass| pass.name.as_str()).collect()
}

#[test]
fn a_pass_is_remembered_once() {
    let mut passes = RememberedPasses::default();
    assert!(passes.add(pass("1", "Anna")));
    assert!(!passes.add(pass("1", "Anna again")));
    assert!(passes.add(RememberedPass::new(id("gym", None), "Mine", PassColour::Accent)));
    assert_eq!(names(&passes), ["Anna", "Mine"]);
}

#[test]
fn only_so_many_are_remembered() {
    let mut passes = RememberedPasses::default();
    let added = (1..=60).filter(|number| passes.add(pass(&number.to_string(), "x"))).count();
    assert_eq!((added, passes.as_slice().len()), (MAX_PASSES, MAX_PASSES));
}

#[test]
fn the_order_changes_one_place_at_a_time() {
    let mut passes = RememberedPasses::default();
    for (customer, name) in [("1", "a"), ("2", "b"), ("3", "c")] {
        passes.add(pass(customer, name));
    }
    passes.move_up(&id("gym", Some("3")));
    assert_eq!(names(&passes), ["a", "c", "b"]);
    passes.move_up(&id("gym", Some("1")));
    passes.move_up(&id("gym", Some("9")));
    assert_eq!(names(&passes), ["a", "c", "b"]);
}

#[test]
fn names_are_one_short_line_and_never_blank() {
    let (long, cut) = ("x".repeat(100), format!("{}…", "x".repeat(39)));
    for (given, kept) in [("  Anna\nMaria ", "Anna Maria"), ("", "gym"), (" \u{7}", "gym"), (&long, &cut)] {
        assert_eq!(pass("1", given).name, kept, "{given:?}");
    }
    let mut passes = RememberedPasses::default();
    passes.add(pass("1", "Anna"));
    passes.rename(&id("gym", Some("1")), "  ");
    assert_eq!(names(&passes), ["Anna"]);
    passes.rename(&id("gym", Some("1")), " Ben ");
    assert_eq!(names(&passes), ["Ben"]);
}

#[test]
fn passes_are_forgotten_one_by_one_or_with_their_connection() {
    let mut passes = RememberedPasses::default();
    passes.add(pass("1", "a"));
    passes.add(pass("2", "b"));
    passes.add(RememberedPass::new(id("pool", None), "c", PassColour::Red));
    passes.remove(&id("gym", Some("1")));
    assert_eq!(names(&passes), ["b", "c"]);
    passes.remove_connection(&"gym".parse().unwrap());
    assert_eq!(names(&passes), ["c"]);
    passes.recolour(&id("pool", None), PassColour::Grey);
    assert_eq!(passes.find(&id("pool", None)).unwrap().colour, PassColour::Grey);
}

#[test]
fn a_file_says_what_is_wrong_with_it() {
    let entry = |connection: &str, customer: &str| {
        format!(
            r#"{{"kind":"latchkey-passes","version":1,"passes":[{{"connection":"gym"}},{{"connection":"{connection}","customer":"{customer}"}}]}}"#
        )
    };
    for (text, error) in [
        (String::new(), FileError::OtherFile),
        ("[]".to_owned(), FileError::OtherFile),
        (r#"{"kind":"something","version":1,"passes":[]}"#.to_owned(), FileError::OtherFile),
        (r#"{"kind":"latchkey-passes","version":2,"passes":[]}"#.to_owned(), FileError::LaterVersion),
        (entry("Gym", "1"), FileError::InvalidEntry(2)),
        (entry("gym", "1-2"), FileError::InvalidEntry(2)),
        (entry("gym", ""), FileError::InvalidEntry(2)),
    ] {
        assert_eq!(read_file(&text), Err(error), "{text}");
    }
    assert_eq!(read_file(&entry("gym", "0012")).unwrap().as_slice().len(), 2);
}

#[test]
fn unknown_colours_and_missing_names_are_no_mistake() {
    let text =
        r#"{"kind":"latchkey-passes","version":1,"passes":[{"connection":"gym","colour":"pink","more":1}]}"#;
    let read = read_file(text).unwrap();
    assert_eq!((names(&read), read.as_slice()[0].colour), (vec!["gym"], PassColour::Accent));
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        entries in prop::collection::vec(("[a-z]{1,8}", prop::option::of(1_i64..), ".{0,50}", 0_usize..5), 0..8)
    ) {
        let mut passes = RememberedPasses::default();
        for (connection, customer, name, colour) in entries {
            let customer = customer.map(|number| number.to_string());
            let colour = PassColour::ALL[colour];
            passes.add(RememberedPass::new(id(&connection, customer.as_deref()), &name, colour));
        }
        prop_assert_eq!(read_file(&write_file(&passes)), Ok(passes));
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,200}") {
        let _ = read_file(&text);
    }
}
