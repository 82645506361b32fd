//! `data`, the user and the count in other shapes (rules R-K1 to R-K4 and R-K9).

use serde_json::{Value, json};

use crate::activation::asked::Asked;
use crate::activation::envelope::entry;
use crate::activation::lists;

/// The three codes of `codes-3`, as JSON.
#[must_use]
pub fn three(asked: &Asked) -> Value {
    lists::three(asked).iter().map(|code| json!(entry(asked, code))).collect()
}

/// The usual envelope around any `data`.
#[must_use]
pub fn around(data: &Value) -> Value {
    json!({
        "subSystem": 5, "status": "OK", "message": "Activation codes fetched successfully", "data": data,
    })
}

/// The usual `data` around any list of codes.
#[must_use]
pub fn with_codes(asked: &Asked, codes: &Value) -> Value {
    let count = codes.as_array().map_or(0, Vec::len);
    around(&json!({ "userId": asked.user, "activationCodes": codes, "codeCount": count }))
}

/// `data` is the list of codes.
pub fn array(asked: &Asked) -> Value {
    around(&three(asked))
}

/// `data` is a list of wrappers, one code in each.
pub fn wrappers(asked: &Asked) -> Value {
    let wrap = |code: &Value| json!({ "userId": asked.user, "activationCodes": [code], "codeCount": 1 });
    around(&three(asked).as_array().into_iter().flatten().map(wrap).collect())
}

/// `data` is `null`.
pub fn null(_: &Asked) -> Value {
    around(&Value::Null)
}

/// No `data`.
pub fn absent(_: &Asked) -> Value {
    json!({ "subSystem": 5, "status": "OK", "message": "Activation codes fetched successfully" })
}

/// The list is `null`.
pub fn codes_null(asked: &Asked) -> Value {
    around(&json!({ "userId": asked.user, "activationCodes": null, "codeCount": 0 }))
}

/// No list.
pub fn codes_absent(asked: &Asked) -> Value {
    around(&json!({ "userId": asked.user, "codeCount": 0 }))
}

/// One object in place of a list.
pub fn object(asked: &Asked) -> Value {
    let codes = three(asked);
    around(&json!({ "userId": asked.user, "activationCodes": codes.get(0), "codeCount": 1 }))
}

/// Bare values in place of objects.
pub fn strings(asked: &Asked) -> Value {
    let values: Value = lists::three(asked).into_iter().map(|code| code.value).collect();
    with_codes(asked, &values)
}

fn with_user(asked: &Asked, member: &str, user: &str) -> Value {
    around(&json!({ member: user, "activationCodes": three(asked), "codeCount": 3 }))
}

/// `userID`, as the vendor's field table has it.
pub fn user_id_capitals(asked: &Asked) -> Value {
    with_user(asked, "userID", asked.user)
}

/// `userName`
pub fn user_name(asked: &Asked) -> Value {
    with_user(asked, "userName", asked.user)
}

/// No user.
pub fn no_user(asked: &Asked) -> Value {
    around(&json!({ "activationCodes": three(asked), "codeCount": 3 }))
}

/// Somebody else: a shared cache at work.
pub fn other_user(asked: &Asked) -> Value {
    with_user(asked, "userId", "codes-50")
}

/// The same user in capitals.
pub fn user_case(asked: &Asked) -> Value {
    with_user(asked, "userId", &asked.user.to_uppercase())
}

fn with_count(asked: &Asked, count: &Value) -> Value {
    around(&json!({ "userId": asked.user, "activationCodes": three(asked), "codeCount": count }))
}

/// A count that is far too high: nobody should make room for it.
pub fn wrong_count(asked: &Asked) -> Value {
    with_count(asked, &json!(4_000_000_000_u32))
}

/// The count as text.
pub fn count_text(asked: &Asked) -> Value {
    with_count(asked, &json!("3"))
}

/// No count.
pub fn no_count(asked: &Asked) -> Value {
    around(&json!({ "userId": asked.user, "activationCodes": three(asked) }))
}

/// `subSystem` as text, as KOBIL writes it elsewhere.
pub fn sub_system_text(asked: &Asked) -> Value {
    json!({
        "subSystem": "513_4036", "status": "OK", "message": "Activation codes fetched successfully",
        "data": { "userId": asked.user, "activationCodes": three(asked), "codeCount": 3 },
    })
}

/// Fields of a later version, among them the one a published app declares.
pub fn extra_fields(asked: &Asked) -> Value {
    let more = |(index, code): (usize, &Value)| {
        json!({
            "activationCode": code.get("activationCode"), "activationNotAfter": code.get("activationNotAfter"),
            "creationDate": "1586815170", "devices": [index, { "os": "any" }],
        })
    };
    let codes: Value = three(asked).as_array().into_iter().flatten().enumerate().map(more).collect();
    json!({
        "subSystem": 5, "status": "OK", "message": "Activation codes fetched successfully", "next": null,
        "data": { "userId": asked.user, "realm": "demo", "activationCodes": codes, "codeCount": 3 },
    })
}
