//! `activationNotAfter` in other spellings (rule R-K5), one code each, an hour ahead where it has an
//! end at all.

use std::time::Duration;

use serde_json::{Value, json};

use crate::activation::asked::Asked;
use crate::activation::data_shapes::with_codes;
use crate::moment::Moment;

fn ending(asked: &Asked, end: &Value) -> Value {
    with_codes(asked, &json!([{ "activationNotAfter": end, "activationCode": "1827098" }]))
}

fn in_an_hour(asked: &Asked) -> Moment {
    Moment::from_millis(asked.started.plus(Duration::from_hours(1)).seconds() * 1000)
}

/// A number.
pub fn epoch_number(asked: &Asked) -> Value {
    ending(asked, &json!(in_an_hour(asked).seconds()))
}

/// Text with a fraction.
pub fn epoch_fraction(asked: &Asked) -> Value {
    ending(asked, &json!(format!("{}.75", in_an_hour(asked).seconds())))
}

/// Milliseconds, as text.
pub fn epoch_millis(asked: &Asked) -> Value {
    ending(asked, &json!(in_an_hour(asked).millis().to_string()))
}

/// `2024-06-13T10:33:00Z`
pub fn iso(asked: &Asked) -> Value {
    ending(asked, &json!(in_an_hour(asked).iso()))
}

/// `2024-06-13T10:33:00`
pub fn no_offset(asked: &Asked) -> Value {
    ending(asked, &json!(in_an_hour(asked).local_text()))
}

/// `"0"`
pub fn zero(asked: &Asked) -> Value {
    ending(asked, &json!("0"))
}

/// `-1`
pub fn minus_one(asked: &Asked) -> Value {
    ending(asked, &json!(-1))
}

/// A blank.
pub fn blank(asked: &Asked) -> Value {
    ending(asked, &json!(" "))
}

/// `null`
pub fn null(asked: &Asked) -> Value {
    ending(asked, &Value::Null)
}

/// No date at all.
pub fn garbage(asked: &Asked) -> Value {
    ending(asked, &json!("until further notice"))
}

/// A "never" that must overflow nothing.
pub fn last_second_of_9999(asked: &Asked) -> Value {
    ending(asked, &json!("253402300799"))
}
