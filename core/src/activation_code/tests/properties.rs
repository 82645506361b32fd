use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn no_bytes_panic(body in any::<Vec<u8>>(), status in any::<u16>()) {
        prop_assert!(super::super::decode(&Answer::json(status, body), Some(&user()), str::to_lowercase).is_err());
    }

    #[test]
    fn no_shape_panics(
        data in concat!(
            "\\{\"(userId|activationCodes|activationCode|codeCount)\":",
            "(null|1|\"USER_NAME\"|\\[\"1\",\\{\\},null,2\\]|\\{\\})\\}|\\[\\[\\]\\]|[0-9]",
        ),
        status in "\"OK\"|\"no\"|1|null",
    ) {
        let body = format!(r#"{{"status":{status},"data":{data}}}"#);
        match decode_body(&body) {
            Ok(decoded) => {
                let total: usize = decoded.value.entries.iter().map(|entry| entry.times_listed).sum();
                prop_assert_eq!(total, decoded.value.listed_count);
            }
            Err(Failure::Malformed { .. } | Failure::Refused(_) | Failure::WrongUser) => {}
            Err(failure) => prop_assert!(false, "{failure:?}"),
        }
    }
}
