//! Ids of customers, users, tenants and connections, parsed from text and printed by `Display`.

mod connection_id;
mod customer_id;
mod tenant_id;
mod user_name;

pub use self::{
    connection_id::{ConnectionId, ConnectionIdError},
    customer_id::{CustomerId, CustomerIdError},
    tenant_id::{TenantId, TenantIdError},
    user_name::{FoldName, UserName, UserNameError},
};
