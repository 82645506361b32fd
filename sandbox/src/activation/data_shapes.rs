//! Responses whose `data`, user or count differ from the documented ones (rules R-K1 to R-K4 and R-K9).

use serde_json::{Value, json};

use crate::activation::envelope::entry;
use crate::activation::list_request::ListRequest;
use crate::activation::lists;

/// Returns the three codes of the user `codes-3` as JSON.
#[must_use]
pub fn three_codes(request: &ListRequest) -> Value {
    lists::three(request).iter().map(|code| json!(entry(request, code))).collect()
}

/// Returns the documented envelope around any `data`.
#[must_use]
pub fn with_data(data: &Value) -> Value {
    json!({
        "subSystem": 5, "status": "OK", "message": "Activation codes fetched successfully", "data": data,
    })
}

/// Returns the documented response around any `activationCodes`.
#[must_use]
pub fn with_codes(request: &ListRequest, codes: &Value) -> Value {
    let count = codes.as_array().map_or(0, Vec::len);
    with_data(&json!({ "userId": request.user, "activationCodes": codes, "codeCount": count }))
}

/// Returns a response whose `data` is the list of codes.
pub fn data_array(request: &ListRequest) -> Value {
    with_data(&three_codes(request))
}

/// Returns a response whose `data` is a list of objects with one code each.
pub fn data_objects(request: &ListRequest) -> Value {
    let to_object =
        |code: &Value| json!({ "userId": request.user, "activationCodes": [code], "codeCount": 1 });
    with_data(&three_codes(request).as_array().into_iter().flatten().map(to_object).collect())
}

/// Returns a response whose `data` is `null`.
pub fn data_null(_: &ListRequest) -> Value {
    with_data(&Value::Null)
}

/// Returns a response without `data`.
pub fn data_absent(_: &ListRequest) -> Value {
    json!({ "subSystem": 5, "status": "OK", "message": "Activation codes fetched successfully" })
}

/// Returns a response whose `activationCodes` is `null`.
pub fn codes_null(request: &ListRequest) -> Value {
    with_data(&json!({ "userId": request.user, "activationCodes": null, "codeCount": 0 }))
}

/// Returns a response without `activationCodes`.
pub fn codes_absent(request: &ListRequest) -> Value {
    with_data(&json!({ "userId": request.user, "codeCount": 0 }))
}

/// Returns a response whose `activationCodes` is an object.
pub fn codes_object(request: &ListRequest) -> Value {
    let codes = three_codes(request);
    with_data(&json!({ "userId": request.user, "activationCodes": codes.get(0), "codeCount": 1 }))
}

/// Returns a response whose `activationCodes` is a list of texts.
pub fn codes_texts(request: &ListRequest) -> Value {
    let values: Value = lists::three(request).into_iter().map(|code| code.value).collect();
    with_codes(request, &values)
}

fn with_user(request: &ListRequest, member: &str, user: &str) -> Value {
    with_data(&json!({ member: user, "activationCodes": three_codes(request), "codeCount": 3 }))
}

/// Returns a response with `userID`, as in the vendor's table of fields.
pub fn user_id_upper_case(request: &ListRequest) -> Value {
    with_user(request, "userID", request.user)
}

/// Returns a response with `userName`.
pub fn user_name(request: &ListRequest) -> Value {
    with_user(request, "userName", request.user)
}

/// Returns a response without a user.
pub fn user_absent(request: &ListRequest) -> Value {
    with_data(&json!({ "activationCodes": three_codes(request), "codeCount": 3 }))
}

/// Returns a response for another user, as a misconfigured cache could.
pub fn user_other(request: &ListRequest) -> Value {
    with_user(request, "userId", "codes-50")
}

/// Returns a response with the user name in upper case.
pub fn user_upper_case(request: &ListRequest) -> Value {
    with_user(request, "userId", &request.user.to_uppercase())
}

/// Returns a response with the user name in lower case.
pub fn user_lower_case(request: &ListRequest) -> Value {
    with_user(request, "userId", &request.user.to_lowercase())
}

/// Returns a response with the user name in Unicode's decomposed form, as file systems of Apple write it.
pub fn user_decomposed(request: &ListRequest) -> Value {
    with_user(request, "userId", &request.user.replace('é', "e\u{301}"))
}

/// Returns a response with the user name without the letter `ẞ`, whose comparison without case takes two
/// letters.
pub fn user_without_sharp_s(request: &ListRequest) -> Value {
    with_user(request, "userId", &request.user.replace('ẞ', "SS"))
}

/// Returns a response for another user, whose name differs in the dot of an `i`.
pub fn user_with_dotted_i(request: &ListRequest) -> Value {
    with_user(request, "userId", &request.user.replace('ı', "i"))
}

fn with_count(request: &ListRequest, count: &Value) -> Value {
    with_data(&json!({ "userId": request.user, "activationCodes": three_codes(request), "codeCount": count }))
}

/// Returns a response with a wrong count, for which a client must not allocate memory.
pub fn count_wrong(request: &ListRequest) -> Value {
    with_count(request, &json!(4_000_000_000_u32))
}

/// Returns a response with the count as text.
pub fn count_text(request: &ListRequest) -> Value {
    with_count(request, &json!("3"))
}

/// Returns a response without a count.
pub fn count_absent(request: &ListRequest) -> Value {
    with_data(&json!({ "userId": request.user, "activationCodes": three_codes(request) }))
}

/// Returns a response with `subSystem` as text, as in other documents of KOBIL.
pub fn sub_system_text(request: &ListRequest) -> Value {
    json!({
        "subSystem": "513_4036", "status": "OK", "message": "Activation codes fetched successfully",
        "data": { "userId": request.user, "activationCodes": three_codes(request), "codeCount": 3 },
    })
}

/// Returns a response with undocumented fields, one of which a published app declares.
pub fn extra_fields(request: &ListRequest) -> Value {
    let with_extra_fields = |(index, code): (usize, &Value)| {
        json!({
            "activationCode": code.get("activationCode"),
            "activationNotAfter": code.get("activationNotAfter"),
            "creationDate": "1586815170", "devices": [index, { "os": "any" }],
        })
    };
    let codes: Value =
        three_codes(request).as_array().into_iter().flatten().enumerate().map(with_extra_fields).collect();
    json!({
        "subSystem": 5, "status": "OK", "message": "Activation codes fetched successfully", "next": null,
        "data": { "userId": request.user, "realm": "demo", "activationCodes": codes, "codeCount": 3 },
    })
}
