//! The activation code API, at both of its addresses.
//!
//! * SSMS: `/digitanium/v4/users/{userName}/activationcodes`, with the tenant as first label of the host name
//! * SHIFT: `/auth/realms/{tenantId}/v3_activationcode/{userName}/`, with a slash at the end
//!
//! The vendor does not document some details. Here, images are left out if `qrCode` is absent, an absent
//! `responseQrType` means `mpower`, both installations have the same users, and user names are compared byte
//! by byte.

pub mod code;
pub mod create;
pub mod data_shapes;
pub mod entry_shapes;
pub mod envelope;
pub mod expiry_shapes;
pub mod image_shapes;
pub mod list_request;
pub mod listing;
pub mod lists;
pub mod memory;
pub mod payload;
pub mod response_shapes;
pub mod routes;
pub mod symbol;
pub mod tenant;
pub mod use_up;
pub mod users;
pub mod vendor_error;
