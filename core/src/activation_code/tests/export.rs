use super::*;
use crate::activation_code::{CodeState, ExportWords, to_csv};

const NOW_MS: i64 = 1_718_274_780_000;

fn entry(code: Code, end: End) -> ActivationCode {
    ActivationCode { code, end, image: Image::Absent, position: 0, times_listed: 1, has_other_end: false }
}

fn shown(text: &str) -> Code {
    Code::Shown { text: Secret::new(text.to_owned()), may_lack_zeros: false }
}

fn after(millis: i64) -> End {
    End::At(Timestamp::from_millis(NOW_MS + millis).expect("within 1970 to 9999"))
}

fn file(entries: &[ActivationCode], user: &str, with_codes: bool) -> String {
    let words = ExportWords {
        heads: ["User id", "Tenant", "End", "State"],
        code_head: "Code",
        user,
        tenant: "demo",
        state: &CodeState::as_str,
    };
    let now = Timestamp::from_millis(NOW_MS).expect("within 1970 to 9999");
    to_csv(entries, &words, with_codes, now, 0).reveal().to_owned()
}

#[test]
fn without_the_codes_a_file_has_user_tenant_end_and_state() {
    let entries = [entry(shown("0068493"), after(86_400_000)), entry(Code::Hidden, End::NotStated)];
    let text = file(&entries, "anna", false);
    assert_eq!(
        text,
        "\u{feff}User id,Tenant,End,State\r\nanna,demo,2024-06-14T10:33:00Z,valid\r\nanna,demo,,no-end\r\n"
    );
}

#[test]
fn with_the_codes_only_those_that_can_be_used_are_in_the_file() {
    let entries = [
        entry(shown("0068493"), after(60_000)),
        entry(shown("1827098"), after(-1)),
        entry(Code::Hidden, End::Unknown),
    ];
    assert_eq!(
        file(&entries, "anna", true).lines().skip(1).collect::<Vec<_>>(),
        [
            "anna,demo,2024-06-13T10:34:00Z,ending,0068493",
            "anna,demo,2024-06-13T10:32:59Z,expired,",
            "anna,demo,,no-end,"
        ]
    );
}

#[test]
fn a_user_name_or_a_code_becomes_no_formula() {
    let text = file(&[entry(shown("=1+1"), End::NotStated)], "@anna,\"x\"", true);
    assert!(text.ends_with("\r\n\"'@anna,\"\"x\"\"\",demo,,no-end,'=1+1\r\n"), "{text}");
}
