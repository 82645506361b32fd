use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn no_bytes_panic(body in any::<Vec<u8>>(), status in any::<u16>()) {
        prop_assert!(super::super::read(&Answer::json(status, body), Some(&asked())).is_err());
    }

    #[test]
    fn no_shape_panics(
        data in "\\{\"(userId|activationCodes|activationCode|codeCount)\":(null|1|\"USER_NAME\"|\\[\"1\",\\{\\},null,2\\]|\\{\\})\\}|\\[\\[\\]\\]|[0-9]",
        status in "\"OK\"|\"no\"|1|null",
    ) {
        let body = format!(r#"{{"status":{status},"data":{data}}}"#);
        match read_body(&body) {
            Ok(read) => {
                let twins: usize = read.value.entries.iter().map(|entry| entry.listed).sum();
                prop_assert_eq!(twins, read.value.listed);
            }
            Err(failure) => prop_assert!(matches!(failure, Failure::Malformed { .. } | Failure::Refused(_) | Failure::WrongUser), "{failure:?}"),
        }
    }
}
