//! The access code API: `GET /v1/customers/{customerId}/access-code`.
//!
//! The vendor does not document when a code changes. Here a request returns the current code, and a new one
//! only shortly before it expires (`--overlap`). The old code then stays valid until its own expiry.

pub mod body_shapes;
pub mod call;
pub mod code;
pub mod content;
pub mod customers;
pub mod expiry_shapes;
pub mod lookup;
pub mod memory;
pub mod refusals;
pub mod routes;
pub mod transient_faults;
pub mod vendor_error;
pub mod wrong_clock;
