//! Codes with odd values, and lists with odd entries (rules R-K6, R-K7, R-K14 and R-K15).

use serde_json::{Value, json};

use crate::activation::asked::Asked;
use crate::activation::code::{Code, End};
use crate::activation::data_shapes::with_codes;
use crate::activation::envelope::entry;

const DAY: i64 = 86_400;

fn listing(asked: &Asked, codes: &[(&str, i64)]) -> Value {
    let start = asked.started.seconds();
    let one =
        |(value, seconds): &(&str, i64)| json!(entry(asked, &Code::new(*value, End::At(start + seconds))));
    with_codes(asked, &codes.iter().map(one).collect())
}

/// One value as a number, shorter than its siblings: its leading zero is lost.
pub fn number(asked: &Asked) -> Value {
    let end = (asked.started.seconds() + DAY).to_string();
    with_codes(
        asked,
        &json!([
            { "activationNotAfter": end, "activationCode": "18270981" },
            { "activationNotAfter": end, "activationCode": 4_738_126 },
            { "activationNotAfter": end, "activationCode": "68493536" },
        ]),
    )
}

/// Three values the server does not show: masked, blank and missing. Their symbols do carry a code.
pub fn hidden(asked: &Asked) -> Value {
    let end = End::At(asked.started.seconds() + DAY);
    let shapes = [Some("***"), Some(""), None];
    let one = |(index, shown): (usize, Option<&str>)| {
        let code = Code::new(format!("5519{index}73"), end);
        let mut value = json!(entry(asked, &code));
        if let Some(members) = value.as_object_mut() {
            members.remove("activationCode");
            members.extend(shown.map(|text| ("activationCode".to_owned(), json!(text))));
        }
        value
    };
    with_codes(asked, &shapes.into_iter().enumerate().map(one).collect())
}

/// Writing-direction overrides, zero-width and control characters, look-alike letters.
pub fn bidi(asked: &Asked) -> Value {
    listing(asked, &[("18\u{202E}2709\u{202C}8", DAY), ("AB\u{200B}12\u{0007}\u{0410}", DAY)])
}

/// One code of a million characters.
pub fn long(asked: &Asked) -> Value {
    let value: String = "18270986".chars().cycle().take(1_000_000).collect();
    let end = (asked.started.seconds() + DAY).to_string();
    with_codes(asked, &json!([{ "activationNotAfter": end, "activationCode": value }]))
}

/// The same code with the same end, twice, beside another.
pub fn twins(asked: &Asked) -> Value {
    listing(asked, &[("1827098", DAY), ("68493536", 2 * DAY), ("1827098", DAY)])
}

/// The same code with two ends.
pub fn twin_ends(asked: &Asked) -> Value {
    listing(asked, &[("1827098", DAY), ("1827098", 3 * DAY)])
}

/// Valid, expired and endless codes in no order.
pub fn unsorted(asked: &Asked) -> Value {
    let start = asked.started.seconds();
    let codes = [
        Code::new("1000003", End::At(start + 30 * DAY)),
        Code::new("1000006", End::At(start - 2 * DAY)),
        Code::new("1000004", End::Zero),
        Code::new("1000001", End::At(start + 3600)),
        Code::new("1000005", End::At(start - DAY)),
        Code::new("1000002", End::At(start + 2 * DAY)),
    ];
    with_codes(asked, &codes.iter().map(|code| json!(entry(asked, code))).collect())
}
