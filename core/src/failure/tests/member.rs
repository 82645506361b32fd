use super::super::{Details, Failure, MemberHint, Report};

fn report(key: &str) -> Report {
    let error_code = (!key.is_empty()).then(|| key.to_owned());
    Report { status: 403, details: Box::new(Details { error_code, ..Details::default() }), message: None }
}

#[test]
fn a_refusal_means_what_its_key_says_and_otherwise_what_its_status_says() {
    for (key, forbidden, not_found) in [
        ("", MemberHint::NoRight, MemberHint::Unknown),
        ("errormessage.permission.denied", MemberHint::NoRight, MemberHint::Unknown),
        ("errormessage.entity.not.found", MemberHint::NoRight, MemberHint::Unknown),
        ("errormessage.access.disabled", MemberHint::SwitchedOff, MemberHint::SwitchedOff),
        ("ACCESS_CODE-NOT_ENABLED", MemberHint::SwitchedOff, MemberHint::SwitchedOff),
        ("errormessage.payment.overdue", MemberHint::Unpaid, MemberHint::Unpaid),
        ("errormessage.customer.blocked", MemberHint::Blocked, MemberHint::Blocked),
        ("errormessage.access.restriction.active", MemberHint::Blocked, MemberHint::Blocked),
        // Blocked because of a payment: what can be done about it is the payment.
        ("errormessage.blocked.unpaid", MemberHint::Unpaid, MemberHint::Unpaid),
    ] {
        assert_eq!(MemberHint::of(&Failure::Forbidden(report(key))), Some(forbidden), "{key}");
        assert_eq!(MemberHint::of(&Failure::NotFound(report(key))), Some(not_found), "{key}");
    }
}

#[test]
fn an_answer_without_a_code_may_mean_that_codes_are_switched_off() {
    assert_eq!(MemberHint::of(&Failure::NoCode), Some(MemberHint::SwitchedOff));
}

#[test]
fn an_undocumented_refusal_is_the_members_affair_only_if_its_key_says_so() {
    for failure in [Failure::Conflict, Failure::OtherStatus] {
        assert_eq!(MemberHint::of(&failure(report("errormessage.unpaid"))), Some(MemberHint::Unpaid));
        assert_eq!(MemberHint::of(&failure(report("errormessage.concurrent.modification"))), None);
    }
}

#[test]
fn what_the_member_cannot_change_has_no_meaning_for_the_member() {
    for failure in [
        Failure::Offline,
        Failure::Timeout,
        Failure::SessionOver,
        Failure::NotAccepted(report("errormessage.customer.blocked")),
        Failure::EndpointGone(report("")),
        Failure::Forbidden(report("gateway.role")),
        Failure::ServerError(report("errormessage.unexpected")),
    ] {
        assert_eq!(MemberHint::of(&failure), None, "{failure:?}");
    }
}
