//! The Language Server Protocol: messages, capabilities, URIs and positions.

pub(crate) mod client;
pub(crate) mod client_capabilities;
pub(crate) mod from_proto;
pub(crate) mod position;
pub(crate) mod response_error;
pub(crate) mod server_capabilities;
pub(crate) mod to_proto;
pub(crate) mod transport;
pub(crate) mod uri;
