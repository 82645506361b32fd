//! The page at `GET /`, made from the same tables as the handlers.

use std::fmt::Write;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::access::customers::{CUSTOMERS, ME as CUSTOMER_ME};
use crate::activation::tenant::TENANT;
use crate::activation::users::{ME as USER_ME, USERS};
use crate::credentials::{API_KEY, TOKEN};
use crate::gateway_state::GatewayState;
use crate::responses;
use crate::state::SharedSandbox;

/// Handles `GET /` with plain text.
pub async fn page(State(sandbox): State<SharedSandbox>) -> Response {
    let settings = &sandbox.settings;
    let mut text = format!(
        r"Latchkey sandbox
================

A stand-in for both APIs. Everything here is made up.

Key      X-API-KEY: {API_KEY}
Token    Authorization: Bearer {TOKEN}
Tenant   {TENANT}
Dynamic  codes live {} s; a new one is made when less than {} s are left

GET, HEAD /v1/customers/{{id}}/access-code
GET, POST /digitanium/v4/users/{{user}}/activationcodes      host {TENANT}.localhost (or localhost)
GET, POST /auth/realms/{TENANT}/v3_activationcode/{{user}}/
          ?qrCode=true|false&responseQrType=normal|mpower
GET, POST /api/gym/…  /api/identity/…   the gateway: needs X-Requested-By: latchkey, adds key and token,
          me = customer {CUSTOMER_ME}, user {USER_ME}
GET       /session  /sign-in  /sign-out    who is signed in there, and how; POST /sign-out ends it too
GET       /time                        an answer with a Date
GET       /log                         the API requests so far; DELETE empties it
GET       /elsewhere                   the requests another origin got, which redirects point at:
          {}
POST      /gateway?state=NAME          sets what the gateway answers: {}
POST      /chaos?percent=N             replaces so many in 100 API answers by faults that pass, as
                                       --chaos N does; now {}, seed {}
GET       /minted                      the newest dynamic access codes made, with their ends
GET       /clock                       the time here; with --clock manual, POST /clock?advance=MS moves
                                       it, and every Date tells it
POST      /use/{{user}}/{{code}}           somebody uses the activation code: it is gone from the list
POST      /reset                       forgets minted, created and used codes, spent refusals, the log and
                                       the visits elsewhere; somebody is signed in again; chaos begins
                                       anew as at the start; the clock stays

A normal symbol carries the bare code. No document says what an mpower symbol carries: the payload here,
an address under mpower.sandbox.invalid, is an invention of this sandbox.

Customers
---------
",
        settings.renew,
        settings.overlap,
        sandbox.foreign_origin.url(),
        GatewayState::names(),
        sandbox.chaos.percent(),
        settings.chaos_seed,
    );
    // Writing to a `String` cannot fail.
    for customer in CUSTOMERS {
        let _ = writeln!(text, "{:>6}  {}", customer.id, customer.description);
    }
    text.push_str("\nany other: 404\n\nUsers\n-----\n");
    for user in USERS {
        let _ = writeln!(text, "{:<28}  {}", user.name, user.description);
    }
    text.push_str("\nany other: 404\n");
    responses::text(StatusCode::OK, text)
}
