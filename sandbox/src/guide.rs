//! The page at `GET /`: what the sandbox knows, printed from the tables its handlers use.

use std::fmt::Write;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::access::customers::{CUSTOMERS, ME as CUSTOMER_ME};
use crate::activation::tenant::TENANT;
use crate::activation::users::{ME as USER_ME, USERS};
use crate::answer;
use crate::credentials::{API_KEY, TOKEN};
use crate::state::Shared;

/// The page, as plain text.
pub async fn page(State(sandbox): State<Shared>) -> Response {
    let settings = &sandbox.settings;
    let mut text = format!(
        "Latchkey sandbox\n\
         ================\n\n\
         A stand-in for both APIs. Everything here is made up.\n\n\
         Key      X-API-KEY: {API_KEY}\n\
         Token    Authorization: Bearer {TOKEN}\n\
         Tenant   {TENANT}\n\
         Dynamic  codes live {} s; a new one is made when less than {} s are left\n\n\
         GET, HEAD /v1/customers/{{id}}/access-code\n\
         GET, POST /digitanium/v4/users/{{user}}/activationcodes      host {TENANT}.localhost (or localhost)\n\
         GET, POST /auth/realms/{TENANT}/v3_activationcode/{{user}}/\n\
         \x20         ?qrCode=true|false&responseQrType=normal|mpower\n\
         GET, POST /api/gym/…  /api/identity/…   the gateway: needs X-Requested-By: latchkey, adds key and token,\n\
         \x20         me = customer {CUSTOMER_ME}, user {USER_ME}\n\
         GET       /time                        an answer with a Date\n\
         GET       /log                         the API requests so far; DELETE empties it\n\
         GET       /elsewhere                   the requests another origin got, which redirects point at:\n\
         \x20         {}\n\
         POST      /chaos?percent=N             replaces so many in 100 API answers by faults that pass, as\n\
         \x20                                      --chaos N does; now {}, seed {}\n\
         GET       /minted                      the newest dynamic access codes made, with their ends\n\
         GET       /clock                       the time here; with --clock manual, POST /clock?advance=MS moves\n\
         \x20                                      it, and every Date tells it\n\
         POST      /use/{{user}}/{{code}}           somebody uses the activation code: it is gone from the list\n\
         POST      /reset                       forgets minted, created and used codes, spent refusals, the log and\n\
         \x20                                      the visits elsewhere; chaos begins anew as at the start; the\n\
         \x20                                      clock stays\n\n\
         A normal symbol carries the bare code. No document says what an mpower symbol carries: the payload here,\n\
         an address under mpower.sandbox.invalid, is an invention of this sandbox.\n\n\
         Customers\n---------\n",
        settings.renew,
        settings.overlap,
        sandbox.elsewhere.lure(),
        sandbox.chaos.percent(),
        settings.chaos_seed,
    );
    // Writing to a String cannot fail.
    for customer in CUSTOMERS {
        let _ = writeln!(text, "{:>6}  {}", customer.id, customer.does);
    }
    text.push_str("\nany other: 404\n\nUsers\n-----\n");
    for user in USERS {
        let _ = writeln!(text, "{:<28}  {}", user.name, user.does);
    }
    text.push_str("\nany other: 404\n");
    answer::text(StatusCode::OK, text)
}
