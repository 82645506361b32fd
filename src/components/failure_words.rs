use latchkey_core::{failure::Failure, retry::Api};

use crate::i18n::Key;

/// What happened, and what to do about it. Behind a gateway there is no key or token to correct here.
#[must_use]
pub fn words(failure: &Failure, api: Api, gateway: bool) -> (Key, Key) {
    let access = api == Api::AccessCode;
    let pick = |gym, identity| if access { gym } else { identity };
    match failure {
        Failure::Offline => (Key::FailOffline, Key::FailOfflineDo),
        Failure::Timeout => (Key::FailTimeout, Key::FailTimeoutDo),
        Failure::Unreachable => {
            (Key::FailUnreachable, pick(Key::FailUnreachableDo, Key::FailUnreachableTokenDo))
        }
        Failure::NoConnection => (Key::FailNoConnection, Key::FailNoConnectionDo),
        Failure::Incomplete => (Key::FailIncomplete, Key::FailAgainDo),
        Failure::TooLarge => (Key::FailTooLarge, Key::FailOperatorDo),
        Failure::Unexpected(_) => (Key::FailUnexpected, Key::FailUnexpectedDo),
        Failure::Malformed { .. } => (Key::FailMalformed, Key::FailOperatorDo),
        Failure::NoCode => (Key::FailNoCode, Key::FailNoCodeDo),
        Failure::WrongUser => (Key::FailWrongUser, Key::FailWrongUserDo),
        Failure::Refused(_) => (Key::FailRefused, Key::FailOperatorDo),
        Failure::Invalid(_) => (Key::FailInvalid, pick(Key::FailInvalidCustomerDo, Key::FailInvalidUserDo)),
        Failure::NotAccepted(_) if gateway => (Key::FailGatewayNotAccepted, Key::FailGatewayNotAcceptedDo),
        Failure::Forbidden(_) if gateway => (Key::FailGatewayForbidden, Key::FailGatewayForbiddenDo),
        Failure::NotAccepted(_) => (
            pick(Key::FailKeyNotAccepted, Key::FailTokenNotAccepted),
            pick(Key::FailKeyNotAcceptedDo, Key::FailTokenNotAcceptedDo),
        ),
        Failure::Forbidden(_) => (
            pick(Key::FailForbiddenCustomer, Key::FailForbiddenUser),
            pick(Key::FailForbiddenCustomerDo, Key::FailForbiddenUserDo),
        ),
        Failure::SessionOver => (Key::SessionNone, Key::SessionNoneDo),
        Failure::NotMapped(_) => (Key::FailNotMapped, Key::FailNotMappedDo),
        Failure::NotAllowed(_) => (Key::FailNotAllowed, Key::FailNotAllowedDo),
        Failure::NotFound(_) => {
            (pick(Key::FailNoCustomer, Key::FailNoUser), pick(Key::FailNoCustomerDo, Key::FailNoUserDo))
        }
        Failure::EndpointGone(_) => {
            (Key::FailEndpointGone, pick(Key::FailEndpointGoneDo, Key::FailOtherInstallationDo))
        }
        Failure::Conflict(_) => (Key::FailConflict, Key::FailAgainDo),
        Failure::RateLimited { .. } => (Key::FailRateLimited, Key::FailRateLimitedDo),
        Failure::Unavailable { .. } => (Key::FailUnavailable, Key::FailAgainDo),
        Failure::ServerError(_) => (Key::FailServerError, Key::FailServerErrorDo),
        Failure::OtherStatus(_) => (Key::FailOtherStatus, Key::FailOperatorDo),
        Failure::NotSent => (Key::FailOffline, Key::FailNotSentDo),
        Failure::Duplicate(_) => (Key::FailDuplicate, Key::FailDuplicateDo),
        Failure::NotCreated(_) => (Key::FailNotCreated, Key::FailNotCreatedDo),
        Failure::MayNotCreate(_) => (Key::FailMayNotCreate, Key::FailMayNotCreateDo),
        Failure::PerhapsCreated(_) => (Key::FailPerhapsCreated, Key::FailPerhapsCreatedDo),
    }
}
